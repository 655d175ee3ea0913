mark: stacked_column
subtitle: Số việc đăng ký (số liệu mẫu)
x: Năm, year
categories: 2020,2021,2022,2023,2024
split: Chủ thể
measure: registered = Đăng ký | việc
series: a = Cấp tỉnh
registered: 120, 130, -, 150, 48 @đến hết quý I/2024
series: b = Cấp huyện
registered: 300, 0, 310, 340, 90 @đến hết quý I/2024
series: c = Cấp cơ sở
registered: 700, 720, 690, 800, 210 @đến hết quý I/2024
