# en
mark: dot
x: Unit
categories: a = Sample A, b = Sample B
split: Year
measure: rate = Completion rate | % | 1
reference: 95 = Target
series: 2022 = 2022
rate: 91.2, 97.5
series: 2023 = 2023
rate: 96.4, 98.25
