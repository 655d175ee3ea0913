mark: line
# en
x: Year, year
categories: 2019,2020,2021,2022,2023,2024
measure: registered = Registered | tasks
series: a = Collectives
registered: 7000, 8100, 6247, 9100, - , 8800 provisional
series: b = Individuals
registered: 8000, 8000, 8000, 8000, 8000, 8000 
series: c = Offices of the province and of the districts
registered: 5000, 5100, 5200, 5300 break, 5600, 6000
