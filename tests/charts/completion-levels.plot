mark: completion
title: Vụ việc bức xúc, nổi cộm
x: Cấp
categories: district = Cấp huyện, grassroots = Cấp cơ sở, agencies = Các cơ quan, long = Mặt trận Tổ quốc và các tổ chức chính trị - xã hội ở cơ sở, none = Ủy ban, last = Đoàn thể
measure: registered = Đăng ký | vụ việc
measure: completed = Hoàn thành | vụ việc
ratio: rate = Tỷ lệ hoàn thành | % | 1
registered: 58 @đến hết quý I/2024, 2188, 225, 1343, 0, -
completed: -, 2187, 207 provisional, 0, 0, -
