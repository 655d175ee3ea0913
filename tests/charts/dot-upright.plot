mark: dot
orientation: vertical
subtitle: Số việc đăng ký (số liệu mẫu)
x: Năm, year
categories: 2021,2022,2023
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
ratio: rate = Tỷ lệ hoàn thành | % | 1
registered: 8100, 8300, 8500
completed: 7855, 8290, 8200
