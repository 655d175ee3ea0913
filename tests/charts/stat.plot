mark: stat
x: Năm, year
split: Chủ thể
categories: 2023
measure: rate = Tỷ lệ hoàn thành | % | 1
series: collective = Tập thể
rate: 96.975
previous: 95.8
series: individual = Cá nhân
rate: 98.25376
previous: -
