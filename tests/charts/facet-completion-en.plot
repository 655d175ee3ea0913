# en
mark: completion
x: Year, year
categories: 2022,2023
measure: registered = Registered | tasks
measure: completed = Completed | tasks
ratio: rate = Completion rate | % | 1
facet: District
panel: a = Sample A
registered: 120, 130
completed: 110, 130
panel: b = Sample B
registered: 20, 30
completed: 15, -
