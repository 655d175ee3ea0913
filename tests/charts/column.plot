mark: column
title: Số việc đăng ký tăng đều
x: Năm, year
categories: 2017,2018,2019,2020,2021,2022,2023,2024
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
registered: 5100, 5240, 6120, 6800, 7010, 7650, 8100, 8247 @đến hết quý I/2024
completed: 4700, 4990, 5900, 6500, 6900, 7200, 7855, -
