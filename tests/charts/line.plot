mark: line
title: Tỷ lệ hoàn thành
x: Năm, year
categories: 2017,2018,2019,2020,2022,2023,2024
measure: rate = Tỷ lệ hoàn thành | % | 1
series: collective = Tập thể
rate: 92.1, 93.4, 94, 95.2, 96.1, 96.975, 97.2 @đến hết quý I/2024
series: individual = Cá nhân
rate: 94.1, 94.4, -, 95.9, 97.1, 98.25376, 98.3 @đến hết quý I/2024
reference: 95 = Chỉ tiêu
