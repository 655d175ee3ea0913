mark: column
labels: values
x: Năm, year
split: Chủ thể
categories: 2021,2022,2023,2024
measure: registered = Đăng ký | việc
series: a = Cấp tỉnh
registered: 21, 35, 33, 40 @đến hết quý I/2024
series: b = Cấp huyện
registered: 51, 45, -, 30 @đến hết quý I/2024
series: c = Cấp cơ sở
registered: 31, 25, 44, 41 @đến hết quý I/2024
series: d = Các cơ quan
registered: 11, 15, 14, 0
