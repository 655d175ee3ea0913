mark: line
x: Năm, year
split: Chủ thể
subtitle: Số việc
categories: 2021,2022,2023,2024
measure: registered = Đăng ký | việc
series: a = Cấp tỉnh
registered: 21, 35, 33, 40
series: b = Cấp huyện
registered: 51, 45, -, 41
series: c = Cấp cơ sở
registered: 31, 25, 44, 42
series: d = Mặt trận Tổ quốc và các tổ chức chính trị - xã hội
registered: 11, 15, 14, 43
