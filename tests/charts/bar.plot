mark: bar
subtitle: Số việc đăng ký (số liệu mẫu)
x: Đơn vị
categories: a = Ủy ban nhân dân các xã và phường trên địa bàn tỉnh, b = Mặt trận Tổ quốc và các tổ chức chính trị - xã hội, c = Tân Mẫu
measure: registered = Đăng ký | việc
measure: completed = Hoàn thành | việc
annotation: c = mới thành lập
reference: 5000 = Chỉ tiêu
registered: 8100, 5100 @đến hết quý I/2024, 0
completed: 7855, -, 0
