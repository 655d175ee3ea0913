mark: column
x: Năm, year
categories: 2021,2022,2023
measure: change = Đăng ký | việc
change: -, -, -
