mark: stacked_column
labels: values
x: Năm, year
categories: 2021,2022
split: Chủ thể
measure: registered = Đăng ký | việc
series: a = Cấp tỉnh
registered: 120, 0
series: b = Cấp huyện
registered: 300, 0
