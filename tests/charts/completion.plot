mark: completion
title: Cả tập thể và cá nhân đều hoàn thành trên 97% số việc
subtitle: Số việc đăng ký và hoàn thành, toàn tỉnh
x: Năm, year
split: Chủ thể
categories: 2023, 2024
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
ratio: rate = Tỷ lệ hoàn thành | % | 1
series: collective = Tập thể
registered: 8100, 8247
completed: 7855, -
series: individual = Cá nhân
registered: 135720, 144246
completed: 133350, -
