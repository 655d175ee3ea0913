# en
mark: stacked_column
x: Year, year
categories: 2021,2022
split: Level
measure: registered = Registered | tasks
series: a = Province
registered: 120, 150
series: b = Communes
registered: 300, -
