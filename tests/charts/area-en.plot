# en
mark: area
x: Year, year
categories: 2020,2021,2022,2023
measure: registered = Registered | tasks
annotation: 2021 = new rules
reference: 900 = Target
registered: 700, 720, 910, 950 provisional
