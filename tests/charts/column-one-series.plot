mark: column
x: Năm, year
subtitle: Số việc, toàn tỉnh
categories: 2017,2018,2020,2021,2022,2023,2024
measure: registered = Đăng ký | việc
registered: 51, 524, -, 0, 610 provisional, 765, 810 estimated
reference: 600 = Chỉ tiêu
annotation: 2018 = Thí điểm ở ba huyện trước khi mở rộng toàn tỉnh
