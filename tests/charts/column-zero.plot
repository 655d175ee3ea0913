mark: column
# en
x: Year, year
categories: 2021,2022,2023
measure: change = Registered | tasks
change: 0, 0, 0
