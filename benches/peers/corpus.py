#!/usr/bin/env python3
"""Writes the same Vietnamese report site in the layouts of baocao, Zola, Hugo and Eleventy, to compare their builds.

N articles of 5 KB in 10 sections (districts), with 2 to 4 of 50 tags, dates over 5 years, headings, lists, a
table, a footnote, links to other articles, a picture with a caption; and a dataset of yearly figures by unit. Only front
matter, configuration and templates differ between the layouts. All templates do the same work, as far as the generators
let them (README.md beside this file says where they don't): articles with header, menu, breadcrumb, date, tags, table of
contents, previous and next; lists of sections and tags by 20; an index of the tags; a home page with a table that adds up
the dataset; a sitemap and an Atom feed of the 20 newest articles.

Variants: plain  - no charts
          charts - each article also has a chart of two bars a year over 5 to 8 years, and its table: in the templates'
                   own language where the generator draws none.

    corpus.py --pages 1000 --out DIR [--seed 1] [--variant charts] [--layouts baocao,zola,hugo,eleventy]

All text is put together from the lists of words below, and all figures are made up. Only Random.random() is used, whose
sequence Python keeps from version to version: the same pages, seed and variant give the same bytes.
"""
import argparse
import datetime
import json
import os
import random
import re
import shutil

BASE_URL = "https://vi-du.example"
SITE = "Báo cáo nhà ở"
PER_PAGE = 20
LAYOUTS = ["baocao", "zola", "hugo", "eleventy"]

DISTRICTS = [
    ("ben-tre-dong", "Bến Tre Đông"), ("cau-go", "Cầu Gỗ"), ("dong-lam", "Đồng Lâm"), ("hoa-thanh", "Hòa Thạnh"),
    ("long-phu", "Long Phú"), ("my-xuyen", "Mỹ Xuyên"), ("phuoc-an", "Phước An"), ("tan-hung", "Tân Hưng"),
    ("thanh-loc", "Thạnh Lộc"), ("vinh-son", "Vĩnh Sơn"),
]
TAGS = [
    "nhà ở xã hội", "tái định cư", "cải tạo chung cư", "quỹ đất", "vốn vay", "hạ tầng", "cấp nước", "thoát nước",
    "chiếu sáng", "cây xanh", "giấy phép", "thanh tra", "tiến độ", "nghiệm thu", "giá thuê", "người lao động",
    "công nhân", "sinh viên", "hộ nghèo", "người cao tuổi", "quy hoạch", "bản đồ", "số liệu", "khảo sát",
    "phản ánh", "đối thoại", "ngân sách", "đấu thầu", "vật liệu", "an toàn", "phòng cháy", "môi trường", "rác thải",
    "giao thông", "bãi xe", "trường học", "trạm y tế", "chợ", "công viên", "kênh rạch", "ven sông", "ngoại thành",
    "trung tâm", "hợp tác xã", "tiết kiệm", "năng lượng", "mái nhà", "sửa chữa", "bảo trì", "hồ sơ",
]
SUBJECTS = [
    "Ban quản lý dự án", "Tổ khảo sát", "Phòng quản lý đô thị", "Đoàn kiểm tra liên ngành", "Nhóm kỹ sư giám sát",
    "Hợp tác xã xây dựng", "Chủ đầu tư", "Đơn vị thi công", "Đại diện khu phố", "Hội đồng nghiệm thu",
    "Ủy ban phường", "Tổ dân phố số bảy", "Bộ phận tiếp nhận hồ sơ", "Trung tâm dữ liệu nhà ở", "Quỹ phát triển đất",
    "Nhóm cư dân", "Văn phòng đăng ký", "Ngân hàng cho vay", "Đội bảo trì", "Các hộ đăng ký mới",
    "Ban đại diện người thuê", "Kiến trúc sư trưởng", "Tổ công tác số ba", "Sở chuyên ngành", "Công ty cấp nước",
]
VERBS = [
    "đã hoàn tất", "đang rà soát", "vừa công bố", "đề nghị bổ sung", "xác nhận", "tổng hợp lại", "so sánh",
    "gửi lên cấp trên", "điều chỉnh", "theo dõi sát", "tạm dừng", "khởi động lại", "bàn giao", "kiểm đếm",
    "thống nhất", "đánh giá", "lập danh sách", "ghi nhận", "phê duyệt", "đối chiếu", "cập nhật", "rút ngắn",
]
OBJECTS = [
    "hồ sơ đăng ký của các hộ thu nhập thấp", "tiến độ phần móng và phần thân", "số căn hộ đủ điều kiện bàn giao",
    "bảng chi phí vật liệu theo từng quý", "kế hoạch đấu nối cấp nước", "danh sách hộ cần hỗ trợ gấp",
    "báo cáo đo đạc khu đất phía bắc", "phương án thoát nước mùa mưa", "hạn mức vay của người mua lần đầu",
    "lịch kiểm tra phòng cháy", "bản vẽ mặt bằng tầng điển hình", "tỷ lệ hoàn thành so với đăng ký",
    "quy trình tiếp nhận phản ánh", "khung giá thuê áp dụng cho năm sau", "kết quả lấy ý kiến cư dân",
    "số liệu của mười khu trong năm năm gần nhất", "biên bản nghiệm thu từng hạng mục",
    "mô hình quản lý vận hành sau bàn giao", "mức trợ giá cho người cao tuổi", "phần diện tích dành cho cây xanh",
    "các hạng mục chậm quá ba tháng", "nguồn vốn đối ứng của địa phương", "hợp đồng bảo trì thang máy",
    "tuyến đường nối khu mới với chợ cũ", "quỹ nhà tạm cư cho giai đoạn chuyển tiếp",
]
WHEN = [
    "trong quý đầu năm", "sau đợt mưa kéo dài", "trước kỳ họp giữa năm", "từ đầu tháng ba", "trong sáu tháng qua",
    "ngay sau lễ khởi công", "cuối tuần vừa rồi", "ở giai đoạn hai", "theo lịch đã thông báo", "trước hạn mười ngày",
    "khi mực nước kênh xuống thấp", "vào buổi làm việc chiều thứ tư", "sau hai lần gia hạn", "trong năm tài khóa này",
]
WHY = [
    "vì nhu cầu thuê tăng nhanh hơn dự báo", "do giá thép và xi măng thay đổi", "để người dân tiện theo dõi",
    "nhằm tránh trùng lặp khi đăng ký", "do mặt bằng chưa được bàn giao đủ", "để kịp năm học mới",
    "vì nhiều hộ xin đổi vị trí căn", "theo góp ý của cư dân", "nhằm giữ giá thuê ổn định",
    "do thiếu thợ lành nghề trong mùa gặt", "để số liệu các khu có thể so sánh với nhau",
    "vì quy định mới về an toàn có hiệu lực",
]
EXTRA = [
    "Kết quả được dán công khai tại nhà sinh hoạt chung.", "Mức chênh lệch này nằm trong khoảng cho phép.",
    "Người dân có thể gửi ý kiến trong vòng mười lăm ngày.", "Hai khu còn lại sẽ được bổ sung ở kỳ báo cáo tới.",
    "Phần lớn hồ sơ chậm là do thiếu giấy xác nhận thu nhập.", "Con số này chưa tính các căn đang sửa chữa.",
    "Chi phí phát sinh được tách thành một dòng riêng trong bảng.", "So với năm trước, thời gian chờ đã ngắn hơn.",
    "Một số căn phải nghiệm thu lại vì lỗi chống thấm.", "Đây là năm thứ ba liên tiếp chỉ tiêu được giữ nguyên.",
    "Việc bàn giao sớm giúp giảm tiền thuê nhà tạm.", "Các biểu đồ dưới đây dùng cùng một thang đo.",
]
HEADS = [
    "Bối cảnh chung", "Số liệu đăng ký", "Tiến độ hoàn thành", "Nguồn vốn và chi phí", "Ý kiến cư dân",
    "Hạ tầng đi kèm", "Những việc còn chậm", "Cách thu thập số liệu", "So sánh giữa các khu", "Kế hoạch kỳ tới",
    "Rủi ro cần theo dõi", "Bài học rút ra",
]
SUBHEADS = [
    "Theo từng quý", "Theo loại căn hộ", "Nhóm được ưu tiên", "Phần việc ngoài trời", "Hồ sơ thiếu giấy tờ",
    "Giá thuê bình quân", "Chất lượng bàn giao", "Thời gian chờ", "Phản hồi qua đường dây nóng", "Dự báo ngắn hạn",
]
KINDS = ["Khu nhà", "Cụm chung cư", "Dự án", "Khu tái định cư", "Ký túc xá", "Khu lưu trú"]
NAMES = [
    "Hoa Sen", "Bằng Lăng", "Sông Trà", "Đồi Thông", "Nắng Mai", "Bến Đò", "Cây Đa", "Gió Biển", "Ruộng Xanh",
    "Phù Sa", "Cầu Ngói", "Lúa Vàng", "Giếng Làng", "Rạch Dừa", "Vườn Điều", "Chợ Mới", "Tre Ngà", "Hạ Long Nhỏ",
]
TOPICS = [
    "nhìn lại một năm bàn giao", "đăng ký tăng, hoàn thành chậm", "bài toán vốn vay", "kết quả khảo sát cư dân",
    "tiến độ sau mùa mưa", "giá thuê và thu nhập", "khi hạ tầng đi trước", "hồ sơ tồn và cách xử lý",
    "số liệu năm năm", "nghiệm thu đợt hai", "kế hoạch cho năm sau", "chuyện sửa chữa chung cư cũ",
]


class R:
    """Small helper over Random.random() only."""

    def __init__(self, seed):
        self.r = random.Random(seed).random

    def n(self, k):
        return int(self.r() * k)

    def between(self, a, b):
        return a + int(self.r() * (b - a + 1))

    def pick(self, seq):
        return seq[int(self.r() * len(seq))]

    def sample(self, seq, k):
        pool = list(seq)
        return [pool.pop(int(self.r() * len(pool))) for _ in range(k)]


def sentence(r):
    form = r.n(5)
    s, v, o = r.pick(SUBJECTS), r.pick(VERBS), r.pick(OBJECTS)
    if form == 0:
        return f"{s} {v} {o} {r.pick(WHEN)}, {r.pick(WHY)}."
    if form == 1:
        w = r.pick(WHEN)
        return f"{w[0].upper()}{w[1:]}, {s[0].lower()}{s[1:]} {v} {o}."
    if form == 2:
        return f"{s} {v} **{o}** {r.pick(WHY)}; {r.pick(SUBJECTS).lower()} {r.pick(VERBS)} {r.pick(OBJECTS)}."
    if form == 3:
        return f"{r.pick(EXTRA)} {s} {v} {o}."
    return f"Khoảng {r.between(12, 96)}% số căn thuộc diện này, nên {s[0].lower()}{s[1:]} *{v}* {o} {r.pick(WHEN)}."


def make_articles(pages, seed):
    pool_r = R(f"pool-{seed}")
    pool = [sentence(pool_r) for _ in range(6000)]
    day0 = datetime.date(2020, 1, 1)
    meta = []
    for i in range(pages):
        r = R(f"meta-{seed}-{i}")
        d = DISTRICTS[i % 10]
        title = f"{r.pick(KINDS)} {r.pick(NAMES)} {i + 1}: {r.pick(TOPICS)}"
        years = r.between(5, 8)
        series, reg = [], r.between(300, 4000)
        for k in range(years):
            reg = max(60, reg + r.between(-400, 500))
            series.append((2025 - years + k, reg, reg * r.between(35, 98) // 100))
        meta.append({
            "i": i, "slug": f"bai-{i + 1:06d}", "dist": d, "title": title,
            "date": (day0 + datetime.timedelta(days=r.n(1826))).isoformat(),
            "desc": r.pick(EXTRA), "tags": r.sample(TAGS, r.between(2, 4)), "series": series,
        })
    for m in meta:
        yield m, body(m, meta, pool, seed)


def url(m):
    return f"/{m['dist'][0]}/{m['slug']}/"


def body(m, meta, pool, seed):
    r = R(f"body-{seed}-{m['i']}")
    out = []

    def para(a, b):
        out.append(" ".join(r.pick(pool) for _ in range(r.between(a, b))))

    def link():
        t = meta[r.n(len(meta))]
        return f"[{t['title']}]({url(t)})"

    para(2, 3)
    out[-1] += "[^nguon]"
    heads = r.sample(HEADS, r.between(4, 5))
    for h, head in enumerate(heads):
        out.append(f"## {head}")
        para(1, 3)
        out[-1] += f" Xem thêm {link()}."
        if h == 0:
            out.append("\n".join(f"- {r.pick(pool)}" for _ in range(3)))
        elif h == 1:
            out.append(f"### {r.pick(SUBHEADS)}")
            rows = ["| Hạng mục | Kế hoạch | Thực hiện | Ghi chú |", "|---|---:|---:|---|"]
            for q in range(r.between(4, 6)):
                rows.append(f"| Đợt {q + 1} | {r.between(100, 900)} | {r.between(60, 880)} | {r.pick(SUBHEADS).lower()} |")
            out.append("\n".join(rows))
            para(1, 2)
        elif h == 2:
            k = r.between(1, 10)
            out.append(f'<figure>\n<img src="/img/hinh-{k:02d}.svg" alt="Sơ đồ khu {k}" width="640" height="360">\n'
                       f"<figcaption>Hình {k}. Sơ đồ {m['dist'][1]}, lập năm {m['date'][:4]}.</figcaption>\n</figure>")
            para(1, 2)
            out.append(f"> {r.pick(pool)}")
        elif h == 3:
            out.append(f"### {r.pick(SUBHEADS)}")
            out.append("\n".join(f"{q + 1}. {r.pick(pool)}" for q in range(3)))
            para(1, 1)
            out[-1] += f" Bài liên quan: {link()} và {link()}."
        else:
            para(1, 2)
    out.append(f"[^nguon]: Số liệu do {r.pick(SUBJECTS).lower()} cung cấp, cập nhật ngày {m['date']}.")
    return "\n\n".join(out) + "\n"


def dataset(seed):
    """10 districts x 20 units x 8 years."""
    r = R(f"data-{seed}")
    out = []
    for slug, name in DISTRICTS:
        units = []
        for u in range(20):
            reg, years = r.between(200, 3000), []
            for y in range(2017, 2025):
                reg = max(50, reg + r.between(-300, 350))
                years.append({"year": y, "reg": reg, "done": reg * r.between(40, 97) // 100})
            units.append({"id": f"{slug}-{u + 1:02d}", "name": f"{r.pick(KINDS)} {r.pick(NAMES)}", "years": years})
        out.append({"slug": slug, "name": name, "units": units})
    return out


# ---------------------------------------------------------------- front matter, one function a layout

def fm_common(m):
    return f'title: "{m["title"]}"\ndate: {m["date"]}\ndescription: "{m["desc"]}"\n'


def fm_tags(m, indent=""):
    return f"{indent}tags: [" + ", ".join(f'"{t}"' for t in m["tags"]) + "]\n"


def fm_series(m, indent=""):
    return f"{indent}series:\n" + "".join(
        f"{indent}  - {{year: {y}, reg: {a}, done: {b}}}\n" for y, a, b in m["series"])


def fm_zola(m, charts):
    s = "---\n" + fm_common(m) + "taxonomies:\n" + fm_tags(m, "  ")
    if charts:
        s += "extra:\n" + fm_series(m, "  ")
    return s + "---\n"


def fm_hugo(m, charts):
    return "---\n" + fm_common(m) + fm_tags(m) + (fm_series(m) if charts else "") + "---\n"


def fm_baocao(m, charts):
    return "---\n" + fm_common(m).replace("description:", "summary:") + fm_tags(m) + "---\n"


def fm_eleventy(m, charts):
    return "---\n" + fm_common(m) + f"topics: [" + ", ".join(f'"{t}"' for t in m["tags"]) + "]\n" + \
        f"permalink: {url(m)}\n" + (fm_series(m) if charts else "") + "---\n"


# ---------------------------------------------------------------- shared pieces

CSS = """body{font:16px/1.6 system-ui,sans-serif;margin:0;color:#1b1b1b}main,header,footer{max-width:60rem;margin:auto;padding:1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.25rem .5rem}
.chart svg{width:100%;height:auto}.reg{fill:#1f5f99}.done{fill:#d98200}.skip{position:absolute;left:-999px}.skip:focus{left:0}
"""


def svg_image(k):
    boxes = "".join(f'<rect x="{20 + 60 * i}" y="{300 - 20 * ((i * k) % 12)}" width="44" height="{20 * ((i * k) % 12)}" fill="#89a"/>'
                    for i in range(10))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><title>Hình {k}</title>{boxes}</svg>\n'


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(text)


def static_files(root):
    write(f"{root}/style.css", CSS)
    for k in range(1, 11):
        write(f"{root}/img/hinh-{k:02d}.svg", svg_image(k))


# ---------------------------------------------------------------- Zola 0.23 (Tera 2)

ZOLA_CONFIG = f"""base_url = "{BASE_URL}"
title = "{SITE}"
description = "Số liệu đăng ký và hoàn thành theo khu"
default_language = "vi"
compile_sass = false
build_search_index = false
minify_html = false
generate_feeds = true
feed_filenames = ["atom.xml"]
feed_limit = 20
taxonomies = [{{ name = "tags", paginate_by = {PER_PAGE}, paginate_path = "trang" }}]
exclude_paginated_pages_in_sitemap = "all"
skip_content_templating = ["**"]
[markdown]

[extra]
menu = [
""" + "".join(f'  {{ name = "{n}", url = "/{s}/" }},\n' for s, n in DISTRICTS) + "]\n"

ZOLA_BASE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{{ config.title }}{% endblock title %}</title>
<meta name="description" content="{% block desc %}{{ config.description }}{% endblock desc %}">
<link rel="canonical" href="{{ current_url | safe }}">
<link rel="alternate" type="application/atom+xml" href="/atom.xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung</a>
<header><a href="/">{{ config.title }}</a>
<nav aria-label="Chính"><ul>
{%- for m in config.extra.menu %}
<li><a href="{{ m.url | safe }}"{% if current_path is starting_with(pat=m.url) %} aria-current="true"{% endif %}>{{ m.name }}</a></li>
{%- endfor %}
</ul></nav></header>
<main id="noi-dung">
{% block main %}{% endblock main %}
</main>
<footer><p>{{ config.title }} · <a href="/tags/">Chủ đề</a> · <a href="/atom.xml">Atom</a></p></footer>
</body>
</html>
"""

ZOLA_PAGE = """{% extends "base.html" %}
{% block title %}{{ page.title }} | {{ config.title }}{% endblock title %}
{% block desc %}{{ page.description }}{% endblock desc %}
{% block main %}
<nav aria-label="Vị trí"><ol>
<li><a href="/">Trang chủ</a></li>
{%- for a in page.ancestors %}{% if loop.index0 > 0 %}{% set s = get_section(path=a, metadata_only=true) %}
<li><a href="{{ s.path | safe }}">{{ s.title }}</a></li>
{%- endif %}{% endfor %}
<li aria-current="page">{{ page.title }}</li>
</ol></nav>
<article>
<h1>{{ page.title }}</h1>
<p><time datetime="{{ page.date }}">{{ page.date | date(format="%d/%m/%Y") }}</time></p>
<ul class="tags">
{%- for t in page.taxonomies.tags %}
<li><a href="{{ get_taxonomy_url(kind="tags", term=t) | safe }}">{{ t }}</a></li>
{%- endfor %}
</ul>
<aside class="toc"><ul>
{%- for h in page.toc %}
<li><a href="#{{ h.id }}">{{ h.title }}</a>
{%- if h.children %}<ul>{% for c in h.children %}<li><a href="#{{ c.id }}">{{ c.title }}</a></li>{% endfor %}</ul>{% endif %}</li>
{%- endfor %}
</ul></aside>
{{ page.content | safe }}
@CHART@
</article>
<nav aria-label="Bài kề"><ul>
{%- if page.lower %}
<li><a rel="prev" href="{{ page.lower.path | safe }}">{{ page.lower.title }}</a></li>
{%- endif %}
{%- if page.higher %}
<li><a rel="next" href="{{ page.higher.path | safe }}">{{ page.higher.title }}</a></li>
{%- endif %}
</ul></nav>
{% endblock main %}
"""

ZOLA_LIST_ITEM = """<li><a href="{{ p.path | safe }}">{{ p.title }}</a> <time datetime="{{ p.date }}">{{ p.date | date(format="%d/%m/%Y") }}</time><p>{{ p.description }}</p></li>
"""
ZOLA_PAGER = """<nav aria-label="Phân trang">
{%- if paginator.previous %}<a rel="prev" href="{{ paginator.previous | safe }}">Trước</a>{% endif %}
<span>Trang {{ paginator.current_index }} / {{ paginator.number_pagers }}</span>
{%- if paginator.next %}<a rel="next" href="{{ paginator.next | safe }}">Sau</a>{% endif %}
</nav>
"""
ZOLA_SECTION = """{% extends "base.html" %}
{% block title %}{{ section.title }} | {{ config.title }}{% endblock title %}
{% block main %}
<nav aria-label="Vị trí"><ol><li><a href="/">Trang chủ</a></li><li aria-current="page">{{ section.title }}</li></ol></nav>
<h1>{{ section.title }}</h1>
<ul class="list">
{% for p in paginator.pages %}""" + ZOLA_LIST_ITEM + """{% endfor %}
</ul>
""" + ZOLA_PAGER + """{% endblock main %}
"""
ZOLA_TERM = """{% extends "base.html" %}
{% block title %}{{ term.name }} | {{ config.title }}{% endblock title %}
{% block main %}
<nav aria-label="Vị trí"><ol><li><a href="/">Trang chủ</a></li><li><a href="/tags/">Chủ đề</a></li><li aria-current="page">{{ term.name }}</li></ol></nav>
<h1>{{ term.name }}</h1>
<ul class="list">
{% for p in paginator.pages %}""" + ZOLA_LIST_ITEM + """{% endfor %}
</ul>
""" + ZOLA_PAGER + """{% endblock main %}
"""
ZOLA_TAGS = """{% extends "base.html" %}
{% block main %}
<h1>Chủ đề</h1>
<ul>
{% for t in terms %}<li><a href="{{ t.path | safe }}">{{ t.name }}</a> ({{ t.page_count }})</li>
{% endfor %}
</ul>
{% endblock main %}
"""
ZOLA_INDEX = """{% extends "base.html" %}
{% block main %}
<h1>{{ config.title }}</h1>
{% set data = load_data(path="data/figures.json") %}
<table><thead><tr><th>Khu</th><th>Đăng ký</th><th>Hoàn thành</th></tr></thead><tbody>
{% for d in data.districts -%}
{% set_global reg = 0 %}{% set_global done = 0 %}
{%- for u in d.units %}{% for y in u.years %}{% set_global reg = reg + y.reg %}{% set_global done = done + y.done %}{% endfor %}{% endfor -%}
<tr><th scope="row">{{ d.name }}</th><td>{{ reg }}</td><td>{{ done }}</td></tr>
{% endfor -%}
</tbody></table>
{% for sp in section.subsections %}{% set s = get_section(path=sp) %}
<section><h2><a href="{{ s.path | safe }}">{{ s.title }}</a> ({{ s.pages | length }})</h2>
<ul class="list">
{% for p in s.pages[:3] %}""" + ZOLA_LIST_ITEM + """{% endfor %}
</ul></section>
{% endfor %}
{% endblock main %}
"""

CHART_BODY = """{% set_global top = 1 %}
{%- for s in series %}{% if s.reg > top %}{% set_global top = s.reg %}{% endif %}{% if s.done > top %}{% set_global top = s.done %}{% endif %}{% endfor -%}
{% set n = series | length %}
{%- set slot = 560.0 / n %}
{%- set bw = slot * 0.36 -%}
<figure class="chart"><svg viewBox="0 0 640 320" role="img" aria-label="{{ title }}"><title>Đăng ký và hoàn thành: {{ title }}</title>
{%- for i in [0, 1, 2, 3, 4] %}{% set y = 270 - i * 55 %}{% set ty = y + 4 %}{% set val = top * i / 4 %}
<line x1="60" y1="{{ y }}" x2="620" y2="{{ y }}" stroke="#ddd"/><text x="54" y="{{ ty }}" text-anchor="end">{{ val | round }}</text>
{%- endfor %}
{%- for s in series %}
{%- set x = 60.0 + loop.index0 * slot %}
{%- set x1 = x + slot * 0.12 %}{% set x2 = x1 + bw + 2.0 %}{% set xm = x + slot * 0.5 %}
{%- set hr = s.reg * 220.0 / top %}{% set hd = s.done * 220.0 / top %}
{%- set yr = 270.0 - hr %}{% set yd = 270.0 - hd %}
<rect class="reg" x="{{ x1 | round(precision=1) }}" y="{{ yr | round(precision=1) }}" width="{{ bw | round(precision=1) }}" height="{{ hr | round(precision=1) }}"><title>{{ s.year }}: đăng ký {{ s.reg }}</title></rect>
<rect class="done" x="{{ x2 | round(precision=1) }}" y="{{ yd | round(precision=1) }}" width="{{ bw | round(precision=1) }}" height="{{ hd | round(precision=1) }}"><title>{{ s.year }}: hoàn thành {{ s.done }}</title></rect>
<text x="{{ xm | round(precision=1) }}" y="288" text-anchor="middle">{{ s.year }}</text>
{%- endfor %}
<rect class="reg" x="60" y="302" width="12" height="12"/><text x="78" y="312">Đăng ký</text>
<rect class="done" x="160" y="302" width="12" height="12"/><text x="178" y="312">Hoàn thành</text>
</svg>
<figcaption>Đăng ký và hoàn thành theo năm</figcaption></figure>
<table><thead><tr><th>Năm</th><th>Đăng ký</th><th>Hoàn thành</th><th>Tỷ lệ</th></tr></thead><tbody>
{%- for s in series %}{% set rate = s.done * 100.0 / s.reg %}
<tr><th scope="row">{{ s.year }}</th><td>{{ s.reg }}</td><td>{{ s.done }}</td><td>{{ rate | round(precision=1) }}%</td></tr>
{%- endfor %}
</tbody></table>
"""


def zola(root, charts):
    write(f"{root}/zola.toml", ZOLA_CONFIG)
    t = f"{root}/templates"
    write(f"{t}/base.html", ZOLA_BASE)
    chart = "{{ <chart series={page.extra.series} title={page.title} /> }}" if charts else ""
    write(f"{t}/page.html", ZOLA_PAGE.replace("@CHART@", chart))
    if charts:
        write(f"{t}/chart.html", "{% component chart(series: array, title: string) -%}\n" + CHART_BODY + "{%- endcomponent chart %}\n")
    write(f"{t}/section.html", ZOLA_SECTION)
    write(f"{t}/index.html", ZOLA_INDEX)
    write(f"{t}/tags/list.html", ZOLA_TAGS)
    write(f"{t}/tags/single.html", ZOLA_TERM)
    write(f"{root}/content/_index.md", f"+++\ntitle = \"{SITE}\"\n+++\n")
    for s, n in DISTRICTS:
        write(f"{root}/content/{s}/_index.md", f'+++\ntitle = "{n}"\nsort_by = "date"\npaginate_by = {PER_PAGE}\npaginate_path = "trang"\n+++\n')
    static_files(f"{root}/static")


# ---------------------------------------------------------------- Hugo

HUGO_CONFIG = f"""baseURL = "{BASE_URL}/"
title = "{SITE}"
locale = "vi"
defaultContentLanguage = "vi"
removePathAccents = true
disableKinds = ["rss"]
capitalizeListTitles = false
pluralizeListTitles = false
enableRobotsTXT = true

[pagination]
pagerSize = {PER_PAGE}
path = "trang"

[taxonomies]
tag = "tags"

[params]
description = "Số liệu đăng ký và hoàn thành theo khu"

[mediaTypes."application/atom+xml"]
suffixes = ["xml"]

[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "atom"

[outputs]
home = ["html", "atom"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
page = ["html"]

[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions]
linkify = false
[markup.goldmark.extensions.typographer]
disable = true
[markup.tableOfContents]
startLevel = 2
endLevel = 3

""" + "".join(f'[[menus.main]]\nname = "{n}"\npageRef = "/{s}"\nweight = {i + 1}\n' for i, (s, n) in enumerate(DISTRICTS))

HUGO_BASE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ block "title" . }}{{ site.Title }}{{ end }}</title>
<meta name="description" content="{{ with .Description }}{{ . }}{{ else }}{{ site.Params.description }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="alternate" type="application/atom+xml" href="/atom.xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung</a>
<header><a href="/">{{ site.Title }}</a>
<nav aria-label="Chính"><ul>
{{- $rel := .RelPermalink }}
{{- range site.Menus.main }}
<li><a href="{{ .URL }}"{{ if hasPrefix $rel .URL }} aria-current="true"{{ end }}>{{ .Name }}</a></li>
{{- end }}
</ul></nav></header>
<main id="noi-dung">
{{ block "main" . }}{{ end }}
</main>
<footer><p>{{ site.Title }} · <a href="/tags/">Chủ đề</a> · <a href="/atom.xml">Atom</a></p></footer>
</body>
</html>
"""
HUGO_PAGE = """{{ define "title" }}{{ .Title }} | {{ site.Title }}{{ end }}
{{ define "main" }}
<nav aria-label="Vị trí"><ol>
{{- range .Ancestors.Reverse }}
<li><a href="{{ .RelPermalink }}">{{ if .IsHome }}Trang chủ{{ else }}{{ .Title }}{{ end }}</a></li>
{{- end }}
<li aria-current="page">{{ .Title }}</li>
</ol></nav>
<article>
<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02/01/2006" }}</time></p>
<ul class="tags">
{{- range .GetTerms "tags" }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{- end }}
</ul>
<aside class="toc">{{ .TableOfContents }}</aside>
{{ .Content }}
@CHART@
</article>
<nav aria-label="Bài kề"><ul>
{{- with .PrevInSection }}
<li><a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{- end }}
{{- with .NextInSection }}
<li><a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{- end }}
</ul></nav>
{{ end }}
"""
HUGO_ITEM = """<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02/01/2006" }}</time><p>{{ .Description }}</p></li>
"""
HUGO_PAGER = """<nav aria-label="Phân trang">
{{- with $p.Prev }}<a rel="prev" href="{{ .URL }}">Trước</a>{{ end }}
<span>Trang {{ $p.PageNumber }} / {{ $p.TotalPages }}</span>
{{- with $p.Next }}<a rel="next" href="{{ .URL }}">Sau</a>{{ end }}
</nav>
"""
HUGO_LIST = """{{ define "title" }}{{ .Title }} | {{ site.Title }}{{ end }}
{{ define "main" }}
<nav aria-label="Vị trí"><ol><li><a href="/">Trang chủ</a></li>@MID@<li aria-current="page">{{ .Title }}</li></ol></nav>
<h1>{{ .Title }}</h1>
{{- $p := .Paginate @COLL@ }}
<ul class="list">
{{ range $p.Pages }}""" + HUGO_ITEM + """{{ end }}
</ul>
""" + HUGO_PAGER + """{{ end }}
"""
HUGO_TAGS = """{{ define "main" }}
<h1>Chủ đề</h1>
<ul>
{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> ({{ .Count }})</li>
{{ end }}
</ul>
{{ end }}
"""
HUGO_HOME = """{{ define "main" }}
<h1>{{ site.Title }}</h1>
<table><thead><tr><th>Khu</th><th>Đăng ký</th><th>Hoàn thành</th></tr></thead><tbody>
{{ range hugo.Data.figures.districts -}}
{{- $reg := 0 }}{{ $done := 0 -}}
{{- range .units }}{{ range .years }}{{ $reg = add $reg .reg }}{{ $done = add $done .done }}{{ end }}{{ end -}}
<tr><th scope="row">{{ .name }}</th><td>{{ $reg }}</td><td>{{ $done }}</td></tr>
{{ end -}}
</tbody></table>
{{ range .Sections }}
<section><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a> ({{ len .RegularPages }})</h2>
<ul class="list">
{{ range first 3 .RegularPages.ByDate.Reverse }}""" + HUGO_ITEM + """{{ end }}
</ul></section>
{{ end }}
{{ end }}
"""
HUGO_ATOM = """{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<title>{{ site.Title }}</title>
<link rel="self" type="application/atom+xml" href="{{ site.BaseURL }}atom.xml"/>
<link rel="alternate" type="text/html" href="{{ site.BaseURL }}"/>
<id>{{ site.BaseURL }}atom.xml</id>
{{ range first 20 site.RegularPages.ByDate.Reverse }}
<entry xml:lang="vi">
<title>{{ .Title }}</title>
<published>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</published>
<updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
<link rel="alternate" type="text/html" href="{{ .Permalink }}"/>
<id>{{ .Permalink }}</id>
<content type="html">{{ .Content | html }}</content>
</entry>
{{ end }}
</feed>
"""
HUGO_CHART = """{{- $series := .Params.series }}{{ $title := .Title }}
{{- $top := 1 }}
{{- range $series }}{{ if gt .reg $top }}{{ $top = .reg }}{{ end }}{{ if gt .done $top }}{{ $top = .done }}{{ end }}{{ end -}}
{{- $n := len $series }}{{ $slot := div 560.0 $n }}{{ $bw := mul $slot 0.36 -}}
<figure class="chart"><svg viewBox="0 0 640 320" role="img" aria-label="{{ $title }}"><title>Đăng ký và hoàn thành: {{ $title }}</title>
{{- range $i := slice 0 1 2 3 4 }}{{ $y := sub 270 (mul $i 55) }}
<line x1="60" y1="{{ $y }}" x2="620" y2="{{ $y }}" stroke="#ddd"/><text x="54" y="{{ add $y 4 }}" text-anchor="end">{{ math.Round (div (mul $top $i) 4.0) }}</text>
{{- end }}
{{- range $k, $s := $series }}
{{- $x := add 60.0 (mul $k $slot) }}
{{- $x1 := add $x (mul $slot 0.12) }}{{ $x2 := add $x1 $bw 2.0 }}{{ $xm := add $x (mul $slot 0.5) }}
{{- $hr := div (mul .reg 220.0) $top }}{{ $hd := div (mul .done 220.0) $top }}
{{- $yr := sub 270.0 $hr }}{{ $yd := sub 270.0 $hd }}
<rect class="reg" x="{{ printf "%.1f" $x1 }}" y="{{ printf "%.1f" $yr }}" width="{{ printf "%.1f" $bw }}" height="{{ printf "%.1f" $hr }}"><title>{{ .year }}: đăng ký {{ .reg }}</title></rect>
<rect class="done" x="{{ printf "%.1f" $x2 }}" y="{{ printf "%.1f" $yd }}" width="{{ printf "%.1f" $bw }}" height="{{ printf "%.1f" $hd }}"><title>{{ .year }}: hoàn thành {{ .done }}</title></rect>
<text x="{{ printf "%.1f" $xm }}" y="288" text-anchor="middle">{{ .year }}</text>
{{- end }}
<rect class="reg" x="60" y="302" width="12" height="12"/><text x="78" y="312">Đăng ký</text>
<rect class="done" x="160" y="302" width="12" height="12"/><text x="178" y="312">Hoàn thành</text>
</svg>
<figcaption>Đăng ký và hoàn thành theo năm</figcaption></figure>
<table><thead><tr><th>Năm</th><th>Đăng ký</th><th>Hoàn thành</th><th>Tỷ lệ</th></tr></thead><tbody>
{{- range $series }}
<tr><th scope="row">{{ .year }}</th><td>{{ .reg }}</td><td>{{ .done }}</td><td>{{ printf "%.1f" (div (mul .done 100.0) .reg) }}%</td></tr>
{{- end }}
</tbody></table>
"""


def hugo(root, charts):
    write(f"{root}/hugo.toml", HUGO_CONFIG)
    t = f"{root}/layouts"
    write(f"{t}/baseof.html", HUGO_BASE)
    write(f"{t}/page.html", HUGO_PAGE.replace("@CHART@", '{{ partial "chart.html" . }}' if charts else ""))
    if charts:
        write(f"{t}/_partials/chart.html", HUGO_CHART)
    write(f"{t}/section.html", HUGO_LIST.replace("@MID@", "").replace("@COLL@", ".RegularPages.ByDate.Reverse"))
    write(f"{t}/term.html", HUGO_LIST.replace("@MID@", '<li><a href="/tags/">Chủ đề</a></li>').replace("@COLL@", ".Pages.ByDate.Reverse"))
    write(f"{t}/taxonomy.html", HUGO_TAGS)
    write(f"{t}/home.html", HUGO_HOME)
    write(f"{t}/home.atom.xml", HUGO_ATOM)
    write(f"{root}/content/_index.md", f"---\ntitle: {SITE}\n---\n")
    for s, n in DISTRICTS:
        write(f"{root}/content/{s}/_index.md", f"---\ntitle: {n}\n---\n")
    static_files(f"{root}/static")


# ---------------------------------------------------------------- Eleventy (JavaScript templates: its fastest kind)

ELEVENTY_CONFIG = r"""import markdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
import anchor from "markdown-it-anchor";
import districts from "./lib/districts.js";

const slug = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function pages(key, name, items, size, base) {
  const out = [], total = Math.max(1, Math.ceil(items.length / size));
  const href = (k) => (k === 1 ? base : `${base}trang/${k}/`);
  for (let k = 1; k <= total; k++)
    out.push({ key, name, number: k, total, url: href(k), prev: k > 1 ? href(k - 1) : null, next: k < total ? href(k + 1) : null, items: items.slice((k - 1) * size, k * size) });
  return out;
}

export default function (cfg) {
  cfg.setLibrary("md", markdownIt({ html: true }).use(footnote).use(anchor, { slugify: slug }));
  cfg.addPassthroughCopy({ static: "/" });
  const byDate = (api) => api.getFilteredByGlob("src/content/*/*.md").sort((a, b) => b.date - a.date || (a.inputPath < b.inputPath ? -1 : 1));
  const bySection = (all) => {
    const m = new Map(districts.map((d) => [d.slug, []]));
    for (const p of all) m.get(p.url.split("/")[1]).push(p);
    return m;
  };
  cfg.addCollection("articles", (api) => {
    const all = byDate(api);
    for (const list of bySection(all).values())
      list.forEach((p, i) => { p.data.next_ = list[i - 1] || null; p.data.prev_ = list[i + 1] || null; });
    return all;
  });
  cfg.addCollection("sectionPages", (api) => {
    const m = bySection(byDate(api));
    return districts.flatMap((d) => pages(d.slug, d.name, m.get(d.slug), @PER@, `/${d.slug}/`));
  });
  const tagMap = (api) => {
    const m = new Map();
    for (const p of byDate(api)) for (const t of p.data.topics) { if (!m.has(t)) m.set(t, []); m.get(t).push(p); }
    return m;
  };
  cfg.addCollection("tagPages", (api) => [...tagMap(api)].flatMap(([t, items]) => pages(slug(t), t, items, @PER@, `/tags/${slug(t)}/`)));
  cfg.addCollection("tagCounts", (api) => [...tagMap(api)].map(([t, items]) => ({ name: t, url: `/tags/${slug(t)}/`, count: items.length })).sort((a, b) => a.name.localeCompare(b.name)));
  cfg.addJavaScriptFunction("tagUrl", (t) => `/tags/${slug(t)}/`);
  return { dir: { input: "src", output: "_site", includes: "_includes" }, markdownTemplateEngine: false };
}
"""
ELEVENTY_LIB = r"""
export const esc = (s) => String(s).replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);
export const iso = (d) => d.toISOString().slice(0, 10);
export const dmy = (d) => iso(d).split("-").reverse().join("/");
export const item = (p) => `<li><a href="${p.url}">${esc(p.data.title)}</a> <time datetime="${iso(p.date)}">${dmy(p.date)}</time><p>${esc(p.data.description)}</p></li>\n`;
export function toc(html) {
  let out = "<ul>", open2 = false, open3 = false;
  for (const m of html.matchAll(/<h([23]) id="([^"]*)"[^>]*>([\s\S]*?)<\/h\1>/g)) {
    if (m[1] === "2") { if (open3) { out += "</ul>"; open3 = false; } if (open2) out += "</li>"; out += `\n<li><a href="#${m[2]}">${m[3]}</a>`; open2 = true; }
    else { if (!open3) { out += "<ul>"; open3 = true; } out += `<li><a href="#${m[2]}">${m[3]}</a></li>`; }
  }
  if (open3) out += "</ul>"; if (open2) out += "</li>";
  return out + "\n</ul>";
}
export function base({ title, desc, canonical, path, main }, menu) {
  const nav = menu.map((m) => `<li><a href="/${m.slug}/"${path.startsWith(`/${m.slug}/`) ? ' aria-current="true"' : ""}>${esc(m.name)}</a></li>`).join("\n");
  return `<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)}</title>
<meta name="description" content="${esc(desc)}">
<link rel="canonical" href="${canonical}">
<link rel="alternate" type="application/atom+xml" href="/atom.xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung</a>
<header><a href="/">@SITE@</a>
<nav aria-label="Chính"><ul>
${nav}
</ul></nav></header>
<main id="noi-dung">
${main}
</main>
<footer><p>@SITE@ · <a href="/tags/">Chủ đề</a> · <a href="/atom.xml">Atom</a></p></footer>
</body>
</html>
`;
}
export const pager = (p) => `<nav aria-label="Phân trang">${p.prev ? `<a rel="prev" href="${p.prev}">Trước</a>` : ""}
<span>Trang ${p.number} / ${p.total}</span>${p.next ? `<a rel="next" href="${p.next}">Sau</a>` : ""}
</nav>`;
export function chart(series, title) {
  let top = 1;
  for (const s of series) { if (s.reg > top) top = s.reg; if (s.done > top) top = s.done; }
  const slot = 560 / series.length, bw = slot * 0.36, f = (v) => v.toFixed(1);
  let o = `<figure class="chart"><svg viewBox="0 0 640 320" role="img" aria-label="${esc(title)}"><title>Đăng ký và hoàn thành: ${esc(title)}</title>`;
  for (let i = 0; i < 5; i++) { const y = 270 - i * 55;
    o += `\n<line x1="60" y1="${y}" x2="620" y2="${y}" stroke="#ddd"/><text x="54" y="${y + 4}" text-anchor="end">${Math.round((top * i) / 4)}</text>`; }
  series.forEach((s, k) => { const x = 60 + k * slot, x1 = x + slot * 0.12, x2 = x1 + bw + 2, hr = (s.reg * 220) / top, hd = (s.done * 220) / top;
    o += `\n<rect class="reg" x="${f(x1)}" y="${f(270 - hr)}" width="${f(bw)}" height="${f(hr)}"><title>${s.year}: đăng ký ${s.reg}</title></rect>
<rect class="done" x="${f(x2)}" y="${f(270 - hd)}" width="${f(bw)}" height="${f(hd)}"><title>${s.year}: hoàn thành ${s.done}</title></rect>
<text x="${f(x + slot * 0.5)}" y="288" text-anchor="middle">${s.year}</text>`; });
  o += `\n<rect class="reg" x="60" y="302" width="12" height="12"/><text x="78" y="312">Đăng ký</text>
<rect class="done" x="160" y="302" width="12" height="12"/><text x="178" y="312">Hoàn thành</text>
</svg>
<figcaption>Đăng ký và hoàn thành theo năm</figcaption></figure>
<table><thead><tr><th>Năm</th><th>Đăng ký</th><th>Hoàn thành</th><th>Tỷ lệ</th></tr></thead><tbody>`;
  for (const s of series) o += `\n<tr><th scope="row">${s.year}</th><td>${s.reg}</td><td>${s.done}</td><td>${f((s.done * 100) / s.reg)}%</td></tr>`;
  return o + "\n</tbody></table>";
}
"""
ELEVENTY_ARTICLE = r"""import { base, esc, iso, dmy, toc, chart } from "../../lib/lib.js";
import districts from "../../lib/districts.js";
export default function (d) {
  const dist = districts.find((x) => x.slug === d.page.url.split("/")[1]);
  const main = `<nav aria-label="Vị trí"><ol>
<li><a href="/">Trang chủ</a></li>
<li><a href="/${dist.slug}/">${esc(dist.name)}</a></li>
<li aria-current="page">${esc(d.title)}</li>
</ol></nav>
<article>
<h1>${esc(d.title)}</h1>
<p><time datetime="${iso(d.page.date)}">${dmy(d.page.date)}</time></p>
<ul class="tags">
${d.topics.map((t) => `<li><a href="${this.tagUrl(t)}">${esc(t)}</a></li>`).join("\n")}
</ul>
<aside class="toc">${toc(d.content)}</aside>
${d.content}
${d.series ? chart(d.series, d.title) : ""}
</article>
<nav aria-label="Bài kề"><ul>${d.prev_ ? `\n<li><a rel="prev" href="${d.prev_.url}">${esc(d.prev_.data.title)}</a></li>` : ""}${d.next_ ? `\n<li><a rel="next" href="${d.next_.url}">${esc(d.next_.data.title)}</a></li>` : ""}
</ul></nav>`;
  return base({ title: `${d.title} | @SITE@`, desc: d.description, canonical: "@BASE@" + d.page.url, path: d.page.url, main }, districts);
}
"""
ELEVENTY_LIST = r"""import { base, esc, item, pager } from "../lib/lib.js";
import districts from "../lib/districts.js";
export const data = { pagination: { data: "collections.@COLL@", size: 1, alias: "pg" }, permalink: (d) => d.pg.url, eleventyExcludeFromCollections: true };
export function render(d) {
  const p = d.pg;
  const main = `<nav aria-label="Vị trí"><ol><li><a href="/">Trang chủ</a></li>@MID@<li aria-current="page">${esc(p.name)}</li></ol></nav>
<h1>${esc(p.name)}</h1>
<ul class="list">
${p.items.map(item).join("")}
</ul>
${pager(p)}`;
  return base({ title: `${p.name} | @SITE@`, desc: "Số liệu đăng ký và hoàn thành theo khu", canonical: "@BASE@" + p.url, path: p.url, main }, districts);
}
"""
ELEVENTY_TAGS = r"""import { base, esc } from "../lib/lib.js";
import districts from "../lib/districts.js";
export const data = { permalink: "/tags/", eleventyExcludeFromCollections: true };
export function render(d) {
  const main = `<h1>Chủ đề</h1>\n<ul>\n${d.collections.tagCounts.map((t) => `<li><a href="${t.url}">${esc(t.name)}</a> (${t.count})</li>\n`).join("")}</ul>`;
  return base({ title: "@SITE@", desc: "", canonical: "@BASE@/tags/", path: "/tags/", main }, districts);
}
"""
ELEVENTY_HOME = r"""import { base, esc, item } from "../lib/lib.js";
import districts from "../lib/districts.js";
export const data = { permalink: "/", eleventyExcludeFromCollections: true };
export function render(d) {
  const rows = d.figures.districts.map((x) => { let reg = 0, done = 0; for (const u of x.units) for (const y of u.years) { reg += y.reg; done += y.done; } return `<tr><th scope="row">${esc(x.name)}</th><td>${reg}</td><td>${done}</td></tr>`; }).join("\n");
  const m = new Map(districts.map((x) => [x.slug, []]));
  for (const p of d.collections.articles) m.get(p.url.split("/")[1]).push(p);
  const secs = districts.map((x) => `<section><h2><a href="/${x.slug}/">${esc(x.name)}</a> (${m.get(x.slug).length})</h2>\n<ul class="list">\n${m.get(x.slug).slice(0, 3).map(item).join("")}</ul></section>`).join("\n");
  const main = `<h1>@SITE@</h1>\n<table><thead><tr><th>Khu</th><th>Đăng ký</th><th>Hoàn thành</th></tr></thead><tbody>\n${rows}\n</tbody></table>\n${secs}`;
  return base({ title: "@SITE@", desc: "Số liệu đăng ký và hoàn thành theo khu", canonical: "@BASE@/", path: "/", main }, districts);
}
"""
ELEVENTY_SITEMAP = r"""export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };
export function render(d) {
  const urls = ["/", "/tags/", ...d.collections.sectionPages.filter((p) => p.number === 1).map((p) => p.url), ...d.collections.tagCounts.map((t) => t.url)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.map((u) => `<url><loc>@BASE@${u}</loc></url>`).join("\n")}\n${d.collections.articles.map((p) => `<url><loc>@BASE@${p.url}</loc><lastmod>${p.date.toISOString().slice(0, 10)}</lastmod></url>`).join("\n")}\n</urlset>\n`;
}
"""
ELEVENTY_ATOM = r"""import { esc } from "../lib/lib.js";
import markdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
const md = markdownIt({ html: true }).use(footnote);
export const data = { permalink: "/atom.xml", eleventyExcludeFromCollections: true };
export function render(d) {
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n<title>@SITE@</title>\n<link rel="self" type="application/atom+xml" href="@BASE@/atom.xml"/>\n<id>@BASE@/atom.xml</id>\n${d.collections.articles.slice(0, 20).map((p) => `<entry xml:lang="vi"><title>${esc(p.data.title)}</title><published>${p.date.toISOString()}</published><updated>${p.date.toISOString()}</updated><link rel="alternate" type="text/html" href="@BASE@${p.url}"/><id>@BASE@${p.url}</id><content type="html">${esc(md.render(p.rawInput))}</content></entry>`).join("\n")}\n</feed>\n`;
}
"""


def eleventy(root, charts):
    def sub(s):
        return s.replace("@SITE@", SITE).replace("@BASE@", BASE_URL).replace("@PER@", str(PER_PAGE))
    write(f"{root}/package.json", '{"type": "module", "private": true}\n')
    write(f"{root}/eleventy.config.js", sub(ELEVENTY_CONFIG))
    write(f"{root}/lib/districts.js", "export default " + json.dumps([{"slug": s, "name": n} for s, n in DISTRICTS], ensure_ascii=False) + ";\n")
    write(f"{root}/lib/lib.js", sub(ELEVENTY_LIB))
    write(f"{root}/src/_includes/article.11ty.js", sub(ELEVENTY_ARTICLE))
    write(f"{root}/src/content/content.json", '{"layout": "article.11ty.js"}\n')
    write(f"{root}/src/section.11ty.js", sub(ELEVENTY_LIST).replace("@COLL@", "sectionPages").replace("@MID@", ""))
    write(f"{root}/src/tag.11ty.js", sub(ELEVENTY_LIST).replace("@COLL@", "tagPages").replace("@MID@", '<li><a href="/tags/">Chủ đề</a></li>'))
    write(f"{root}/src/tags.11ty.js", sub(ELEVENTY_TAGS))
    write(f"{root}/src/index.11ty.js", sub(ELEVENTY_HOME))
    write(f"{root}/src/sitemap.11ty.js", sub(ELEVENTY_SITEMAP))
    write(f"{root}/src/atom.11ty.js", sub(ELEVENTY_ATOM))
    static_files(f"{root}/static")


# ---------------------------------------------------------------- baocao

BAOCAO_SITE = f"""title: {SITE}
base_url: {BASE_URL}/
description: Số liệu đăng ký và hoàn thành theo khu
theme: bench
search: false
charts: {{download: []}}
menu:
""" + "".join(f'  - {{title: "{n}", url: /{s}/_index.md}}\n' for s, n in DISTRICTS)

BAOCAO_MEASURES = """measures:
  registered: {label: Đăng ký, type: integer, minimum: 0}
  completed: {label: Hoàn thành, type: integer, minimum: 0, maximum: registered}
"""
# Of the home page's table.
BAOCAO_FIGURES = """title: Đăng ký và hoàn thành theo khu
unit: hồ sơ
page: false
dimensions:
  district:
    label: Khu
    values:
@DISTRICTS@
  place: {label: Công trình}
  year: {label: Năm, type: year}
""" + BAOCAO_MEASURES + """observations: figures.csv
"""
BAOCAO_HOME = f"""---
title: {SITE}
---

```chart
data: /data/figures
type: table
x: district
y: [registered, completed]
where: {{year: [2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024]}}
title: Đăng ký và hoàn thành theo khu
subtitle: Số hồ sơ, 2017–2024
```
"""
# Of the articles' charts: one dataset of all places, of which each chart selects one.
BAOCAO_SERIES = """title: Số liệu đăng ký và hoàn thành theo năm
unit: hồ sơ
page: false
dimensions:
  place: {label: Công trình}
  year: {label: Năm, type: year}
""" + BAOCAO_MEASURES + """  rate: {label: Tỷ lệ, ratio: completed / registered, decimals: 1}
observations: series.csv
"""
BAOCAO_CHART = """
```chart
data: /data/series
type: column
x: year
y: [registered, completed]
where: {place: @SLUG@}
title: Đăng ký và hoàn thành theo năm
subtitle: Số hồ sơ
```
"""

BAOCAO_BASE = """{% component bench_item(p) -%}
<li><a href="{{ p.href }}">{{ p.title }}</a> <time datetime="{{ p.date.iso }}">{{ p.date.shown }}</time><p>{{ p.summary }}</p></li>
{%- endcomponent bench_item -%}
{% component bench_pager(pager) -%}
<nav aria-label="Phân trang">
{%- if pager.previous %}<a rel="prev" href="{{ pager.previous }}">Trước</a>{% endif %}
<span>Trang {{ pager.number }} / {{ pager.total }}</span>
{%- if pager.next %}<a rel="next" href="{{ pager.next }}">Sau</a>{% endif %}
</nav>
{%- endcomponent bench_pager -%}
<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
{% if page.base %}<base href="{{ page.base }}">
{% endif -%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% if page.title != site.title %}{{ page.title }} | {% endif %}{{ site.title }}</title>
{% block head %}<meta name="description" content="{{ page.summary or site.description }}">
<link rel="canonical" href="{{ page.permalink }}">
<link rel="alternate" type="application/atom+xml" href="{{ site.feed }}">
{% endblock head -%}
<link rel="stylesheet" href="{{ site.statics["style.css"] }}">
{% block scripts %}{% endblock scripts -%}
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung</a>
<header><a href="{{ site.home }}">{{ site.title }}</a>
<nav aria-label="Chính"><ul>
{%- for m in site.menu %}
<li><a href="{{ m.href }}"{% if m.is_current %} aria-current="true"{% endif %}>{{ m.title }}</a></li>
{%- endfor %}
</ul></nav></header>
<main id="noi-dung">
{% block main %}<h1>{{ page.title }}</h1>{% endblock main %}
</main>
<footer><p>{{ site.title }} · <a href="{{ site.home | replace(from="index.html", to="tags/index.html") }}">Chủ đề</a> · <a href="{{ site.feed }}">Atom</a></p></footer>
</body>
</html>
"""

BAOCAO_PAGE = """{% extends "base.html" %}
{% block main %}
<nav aria-label="Vị trí"><ol>
{%- for a in page.breadcrumb %}
<li><a href="{{ a.href }}">{% if loop.first %}Trang chủ{% else %}{{ a.title }}{% endif %}</a></li>
{%- endfor %}
<li aria-current="page">{{ page.title }}</li>
</ol></nav>
<article>
<h1>{{ page.title }}</h1>
<p><time datetime="{{ page.date.iso }}">{{ page.date.shown }}</time></p>
<ul class="tags">
{%- for t in page.tags %}
<li><a href="{{ t.href }}">{{ t.title }}</a></li>
{%- endfor %}
</ul>
<aside class="toc"><ul>
{%- set open = 0 %}
{%- for h in page.toc %}
{%- if h.level == 2 %}{% if open == 3 %}</ul>{% endif %}{% if open > 0 %}</li>{% endif %}
<li><a href="#{{ h.id }}">{{ h.text }}</a>
{%- else %}{% if open == 2 %}<ul>{% endif %}<li><a href="#{{ h.id }}">{{ h.text }}</a></li>
{%- endif %}{% set_global open = h.level %}
{%- endfor %}{% if open == 3 %}</ul>{% endif %}{% if open > 0 %}</li>{% endif %}
</ul></aside>
{{ page.content | safe }}
</article>
<nav aria-label="Bài kề"><ul>
{%- if page.next %}
<li><a rel="prev" href="{{ page.next.href }}">{{ page.next.title }}</a></li>
{%- endif %}
{%- if page.previous %}
<li><a rel="next" href="{{ page.previous.href }}">{{ page.previous.title }}</a></li>
{%- endif %}
</ul></nav>
{% endblock main %}
"""

BAOCAO_LIST = """{% extends "base.html" %}
{% block main %}
<nav aria-label="Vị trí"><ol>
{%- for a in page.breadcrumb %}<li><a href="{{ a.href }}">{% if loop.first %}Trang chủ{% else %}{{ a.title }}{% endif %}</a></li>{% endfor -%}
<li aria-current="page">{{ page.title }}</li></ol></nav>
<h1>{{ page.title }}</h1>
<ul class="list">
{% for p in page.pages %}{{ <bench_item p={p} /> }}
{% endfor %}
</ul>
{% if page.pager %}{{ <bench_pager pager={page.pager} /> }}{% endif %}
{% endblock main %}
"""
BAOCAO_HOME_TEMPLATE = """{% extends "base.html" %}
{% block main %}
<h1>{{ site.title }}</h1>
{{ page.content | safe }}
{% for s in page.subsections %}
<section><h2><a href="{{ s.href }}">{{ s.title }}</a></h2></section>
{% endfor %}
<ul class="list">
{% for p in page.pages %}{{ <bench_item p={p} /> }}
{% endfor %}
</ul>
{% endblock main %}
"""
# All tags; also the archive and the map of the site, which the others don't have.
BAOCAO_PLACES = """{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }}</h1>
{% for group in list.groups %}
<ul>
{% for t in group.items %}<li><a href="{{ t.href }}">{{ t.title }}</a> ({{ t.count }})</li>
{% endfor %}
</ul>
{% endfor %}
{% endblock main %}
"""
# Kinds of pages that the others don't have: the head and the foot.
BAOCAO_SMALL = """{% extends "base.html" %}
"""


def baocao(root, data):
    write(f"{root}/site.yaml", BAOCAO_SITE)
    t = f"{root}/themes/bench/templates"
    write(f"{t}/base.html", BAOCAO_BASE)
    write(f"{t}/home.html", BAOCAO_HOME_TEMPLATE)
    write(f"{t}/page.html", BAOCAO_PAGE)
    for name in ("section", "tag"):
        write(f"{t}/{name}.html", BAOCAO_LIST)
    write(f"{t}/archive.html", BAOCAO_PLACES)
    for name in ("404", "dataset", "figures", "search"):
        write(f"{t}/{name}.html", BAOCAO_SMALL)
    write(f"{root}/themes/bench/static/style.css", CSS)
    for k in range(1, 11):
        write(f"{root}/content/img/hinh-{k:02d}.svg", svg_image(k))
    write(f"{root}/content/_index.md", BAOCAO_HOME)
    for s, n in DISTRICTS:
        write(f"{root}/content/{s}/_index.md", f"---\ntitle: {n}\nsort_by: date\npaginate_by: {PER_PAGE}\n---\n")
    names = "\n".join(f"      {s}: {n}" for s, n in DISTRICTS)
    write(f"{root}/content/data/figures.yaml", BAOCAO_FIGURES.replace("@DISTRICTS@", names))
    rows = (f"{d['slug']},{u['id']},{y['year']},{y['reg']},{y['done']}\n" for d in data for u in d["units"] for y in u["years"])
    write(f"{root}/content/data/figures.csv", "district,place,year,registered,completed\n" + "".join(rows))


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--pages", type=int, required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--seed", default="1")
    ap.add_argument("--variant", choices=["plain", "charts"], default="charts")
    ap.add_argument("--layouts", default=",".join(LAYOUTS), help="a list with commas of " + ", ".join(LAYOUTS))
    a = ap.parse_args()
    charts = a.variant == "charts"
    layouts = a.layouts.split(",")
    for name in layouts:
        if name not in LAYOUTS:
            ap.error(f"unknown layout {name}")
    data = dataset(a.seed)
    as_json = json.dumps({"districts": data}, ensure_ascii=False, indent=1) + "\n"
    places, series = {}, None
    for name in layouts:
        root = os.path.join(a.out, name)
        shutil.rmtree(root, ignore_errors=True)
        if name == "zola":
            zola(root, charts)
            write(f"{root}/data/figures.json", as_json)
            places[name] = (f"{root}/content", fm_zola)
        elif name == "hugo":
            hugo(root, charts)
            write(f"{root}/data/figures.json", as_json)
            places[name] = (f"{root}/content", fm_hugo)
        elif name == "eleventy":
            eleventy(root, charts)
            write(f"{root}/src/_data/figures.json", as_json)
            places[name] = (f"{root}/src/content", fm_eleventy)
        else:
            baocao(root, data)
            if charts:
                write(f"{root}/content/data/series.yaml", BAOCAO_SERIES)
                series = open(f"{root}/content/data/series.csv", "w", encoding="utf-8", newline="\n")
                series.write("place,year,registered,completed\n")
            places[name] = (f"{root}/content", fm_baocao)
        for s, _ in DISTRICTS:
            os.makedirs(f"{places[name][0]}/{s}", exist_ok=True)
    words, size = 0, 0
    for m, text in make_articles(a.pages, a.seed):
        words += text.count(" ") + text.count("\n\n")
        size += len(text.encode())
        for name, (base, front_matter) in places.items():
            own = text
            if name == "baocao":
                # Links that lead to files, so that they are checked.
                own = re.sub(r"\]\((/[a-z-]+/bai-\d+)/\)", r"](\1.md)", text)
                if series:
                    own += BAOCAO_CHART.replace("@SLUG@", m["slug"])
                    series.writelines(f"{m['slug']},{y},{reg},{done}\n" for y, reg, done in m["series"])
            with open(f"{base}/{m['dist'][0]}/{m['slug']}.md", "w", encoding="utf-8", newline="\n") as f:
                f.write(front_matter(m, charts) + own)
    if series:
        series.close()
    print(f"{a.pages} articles, {words // max(1, a.pages)} words and {size // max(1, a.pages)} bytes each on average, layouts: {', '.join(layouts)}")


if __name__ == "__main__":
    main()
