mark: bar
subtitle: Số việc đăng ký (số liệu mẫu)
x: Đơn vị
categories: a = Tân Mẫu, b = Việt Mẫu, c = Sơn Mẫu
measure: change = Chênh lệch | việc
change: -120, 45, 0
