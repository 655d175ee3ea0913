mark: completion
# en
x: Year, year
split: Who
categories: 2022, 2023, 2024
measure: registered = Registered | tasks
measure: completed = Completed | tasks
ratio: rate = Completion rate | % | 1
series: collective = Collectives
registered: 7000, 8100, 8247
completed: 6900, 7855, -
series: individual = Individuals
registered: 135000, 135720, 144246 @to the end of Q1/2024
completed: 130000, 133350, -
