mark: bar
labels: legend
subtitle: Số việc đăng ký (số liệu mẫu)
x: Năm, year
categories: 2022,2023
split: Chủ thể
measure: registered = Đăng ký | việc
series: a = Cấp tỉnh
registered: 120, 150
series: b = Cấp huyện
registered: 300, 310
