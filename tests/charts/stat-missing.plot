mark: stat
x: Năm, year
categories: 2023, 2024
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
registered: 8100, 8247 @đến hết quý I/2024
completed: 7855, -
