mark: line
title: Số việc đăng ký
x: Năm, year
categories: 2021,2022,2023
measure: registered = Đăng ký | việc | 0
series: collective = Tập thể
registered: 700, 800, -
series: individual = Cá nhân
registered: 500, 520, 640
