mark: line
x: Năm, year
categories: 2017,2018,2019,2020,2021,2022,2023,2024
measure: registered = Đăng ký | việc
registered: 5100, 5240, 6120, 6800, 7010, -, 8100, 8247
annotation: 2020 = Mở rộng toàn tỉnh
