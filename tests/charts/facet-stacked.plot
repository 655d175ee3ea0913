mark: stacked_column
subtitle: Số việc đăng ký (số liệu mẫu)
x: Năm, year
categories: 2022,2023
split: Chủ thể
measure: registered = Đăng ký | việc
facet: Huyện
panel: a = Tân Mẫu
series: t = Tập thể
registered: 20, 30
series: c = Cá nhân
registered: 120, 130
panel: b = Việt Mẫu
series: t = Tập thể
registered: 25, 35
series: c = Cá nhân
registered: 90, -
