mark: table
x: Năm, year
split: Chủ thể
categories: 2022, 2023, 2024
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
ratio: rate = Tỷ lệ hoàn thành | % | 1
series: collective = Tập thể
registered: 7000, 8100 revised, 8247 @đến hết quý I/2024
completed: 0, 7855, - 
series: individual = =Cá nhân
registered: absent, 135720, 144246 @đến hết quý I/2024
completed: absent, 133350 provisional, 2000 estimated
