mark: column
subtitle: Số việc đăng ký (số liệu mẫu)
reference: 200 = Chỉ tiêu
x: Năm, year
categories: 2021,2022,2023
measure: registered = Đăng ký | việc
facet: Huyện
panel: a = Tân Mẫu
registered: 120, 130, 150
panel: b = Ủy ban nhân dân các xã và phường Việt Mẫu
registered: 320, -, 350 provisional
panel: c = Sơn Mẫu
registered: absent, 20, 25
