mark: column
x: Năm, year
categories: 2021,2022,2023
measure: change = Thay đổi | %
measure: other = Khác | %
series: a = Tập thể
change: -5, 12, 3
other: 2, -8, 0
