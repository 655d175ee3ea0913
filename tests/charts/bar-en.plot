# en
mark: bar
x: Unit
categories: a = Sample A, b = Sample B
measure: registered = Registered | tasks
registered: 1000000000000, 49
