mark: line
x: Năm, year
categories: 2023
measure: registered = Đăng ký | việc
registered: 8100
