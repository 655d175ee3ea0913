mark: area
x: Năm, year
categories: 2021,2022,2023
measure: registered = Đăng ký | việc
registered: 700, -, 910 provisional
