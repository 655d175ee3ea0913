mark: completion
orientation: vertical
x: Năm, year
split: Chủ thể
categories: 2022, 2023, 2024
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
ratio: rate = Tỷ lệ hoàn thành | % | 1
series: collective = Tập thể
registered: 7100, 8100, 8247
completed: 7000, 7855, -
series: individual = Cá nhân
registered: 9300, 9750, 10020 @đến hết quý I/2024
completed: 9200, 9740, 2000 @đến hết quý I/2024
