mark: dot
subtitle: Số việc đăng ký (số liệu mẫu)
x: Đơn vị
categories: a = Tân Mẫu, b = Việt Mẫu, c = Sơn Mẫu
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
ratio: rate = Tỷ lệ hoàn thành | % | 1
registered: 8100, 5100 @đến hết quý I/2024, 3000
completed: 6855, -, 3000
