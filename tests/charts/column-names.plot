mark: column
x: Đơn vị
categories: a = Mặt trận Tổ quốc và các tổ chức chính trị - xã hội, b = Sở Nông nghiệp và Phát triển nông thôn, c = Ủy ban kiểm tra, d = Tân Yên, e = Thành phố Bắc Giang
measure: registered = Đăng ký | việc
registered: 4, 12, 7, 9, 3
