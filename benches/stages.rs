//! How long each stage takes: `cargo bench --bench stages`, on one core with `RAYON_NUM_THREADS=1`.
//!
//! Everything happens in memory, on a site of a hundred articles that is made here; its figures are synthetic. Charts have
//! a bench of their own.

use std::fmt::Write;

use baocao::check::{self, CheckedSite};
use baocao::config::Config;
use baocao::diag::Severity;
use baocao::emit;
use baocao::load::{self, Selection};
use baocao::model::image::Images;
use baocao::model::route::OutputPath;
use baocao::model::site::Site;
use baocao::progress::Progress;
use baocao::render::{self, Outputs, Renderer};
use baocao::source::{Disk, SourceId, Sources};
use baocao::syntax::markdown::{self, Blocks, Call, Hooks, ImagePlace, Style, Syntax};
use baocao::syntax::yaml;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    let disk = disk();
    let site = load::load(&disk, config(&disk), &Selection::default(), &Images::default());
    let found = check::check(site.value, &disk, None);
    let errors: Vec<_> =
        site.diagnostics.iter().chain(&found.diagnostics).filter(|it| it.severity != Severity::Advice).collect();
    assert!(errors.is_empty(), "the site that is measured has mistakes: {errors:?}");
    divan::main();
}

const ARTICLES: usize = 100;
const ROWS: usize = 1000;

/// A text as YAML, with the place of every value.
#[divan::bench]
fn yaml_of_a_dataset(bencher: Bencher<'_, '_>) {
    let text = dataset(ROWS);
    bencher.counter(BytesCount::of_str(&text)).bench(|| yaml::parse(black_box(&text), SourceId(0), 0));
}

/// What checks need of an article: links, numbers, headings.
#[divan::bench]
fn markdown_for_checks(bencher: Bencher<'_, '_>) {
    let text = article(1);
    let counter = BytesCount::of_str(&text);
    bencher.counter(counter).bench(|| markdown::gather(black_box(&text), body_start(&text), Syntax::Full, Blocks::All));
}

/// An article as HTML, with nothing of a site put in.
#[divan::bench]
fn markdown_as_html(bencher: Bencher<'_, '_>) {
    let text = article(1);
    let style = Style { syntax: Syntax::Full, smart: true };
    let counter = BytesCount::of_str(&text);
    bencher.counter(counter).bench(|| markdown::to_html(black_box(&text), body_start(&text), style, &mut Plain));
}

#[divan::bench]
fn load_a_site(bencher: Bencher<'_, '_>) {
    let disk = disk();
    bencher.counter(ItemsCount::new(ARTICLES)).bench(|| loaded(black_box(&disk)));
}

#[divan::bench]
fn check_a_site(bencher: Bencher<'_, '_>) {
    let disk = disk();
    bencher.counter(ItemsCount::new(ARTICLES)).with_inputs(|| loaded(&disk)).bench_values(|site| checked(site, &disk));
}

/// Templates read, lists made: once for all pages.
#[divan::bench]
fn begin_rendering(bencher: Bencher<'_, '_>) {
    let disk = disk();
    let site = checked(loaded(&disk), &disk);
    bencher.bench(|| renderer(black_box(&site), &disk.sources));
}

/// A whole article: its Markdown, what its template sees, the template.
#[divan::bench]
fn render_an_article(bencher: Bencher<'_, '_>) {
    render_one(bencher, "tin/bai-001/index.html");
}

/// A hundred articles, listed.
#[divan::bench]
fn render_a_section(bencher: Bencher<'_, '_>) {
    render_one(bencher, "tin/index.html");
}

/// Every file of the site: articles, lists, archive, search, feeds.
#[divan::bench]
fn render_a_site(bencher: Bencher<'_, '_>) {
    let disk = disk();
    let site = checked(loaded(&disk), &disk);
    let renderer = renderer(&site, &disk.sources);
    let progress = Progress::default();
    let counter = ItemsCount::new(ARTICLES);
    bencher.counter(counter).bench(|| render::all(black_box(&site), &renderer, &emit::Null, &progress));
}

fn render_one(bencher: Bencher<'_, '_>, path: &str) {
    let disk = disk();
    let site = checked(loaded(&disk), &disk);
    let renderer = renderer(&site, &disk.sources);
    let outputs = Outputs::of(&site, &renderer);
    let path = OutputPath::new(path);
    assert!(matches!(outputs.make(&site, &renderer, &path), Ok(Some(_))), "{path} is made");
    bencher.bench(|| outputs.make(black_box(&site), &renderer, &path));
}

fn config(disk: &Disk) -> Config {
    Config::read(&disk.sources, SourceId(0)).value
}

fn loaded(disk: &Disk) -> Site {
    load::load(disk, config(disk), &Selection::default(), &Images::default()).value
}

fn checked(site: Site, disk: &Disk) -> CheckedSite {
    check::check(site, disk, None).value
}

fn renderer(site: &CheckedSite, sources: &Sources) -> Renderer {
    let made = Renderer::new(site, sources, None).expect("the compiled-in theme reads nothing");
    made.value.expect("the compiled-in theme has no mistakes")
}

/// The site as it is read from the disk.
fn disk() -> Disk {
    let mut disk = Disk::default();
    disk.sources.add_text("site.yaml", "title: Trang đo\nbase_url: https://do.example\n");
    disk.sources.add_text("content/_index.md", "---\ntitle: Trang đo\n---\n");
    disk.sources.add_text("content/data/ho-so.yaml", &dataset(ROWS));
    disk.sources.add_text("content/tin/_index.md", "---\ntitle: Tin\nsort_by: date\n---\n");
    for number in 1..=ARTICLES {
        disk.sources.add_text(&format!("content/tin/bai-{number:03}.md"), &article(number));
    }
    disk
}

/// A dataset of places over four years, row by row.
fn dataset(rows: usize) -> String {
    let mut text = "title: Hồ sơ đăng ký\nunit: hồ sơ\npage: false\ndimensions:\n  place: {label: Nơi}\n  \
                    year: {label: Năm, type: year}\nmeasures:\n  registered: {label: Đăng ký, type: integer, minimum: 0}\n  \
                    completed: {label: Hoàn thành, type: integer, maximum: registered}\nobservations:\n"
        .to_owned();
    for row in 0..rows {
        let (place, year, registered) = (row / 4, 2021 + row % 4, 1200 + row * 7 % 911);
        let completed = registered - 30 - row % 200;
        let _ = writeln!(
            text,
            "  - {{place: noi-{place:03}, year: {year}, registered: {registered}, completed: {completed}}}"
        );
    }
    text
}

/// An article of some 500 words with headings, lists, a table, links, a claim, a footnote and a chart.
fn article(number: usize) -> String {
    const PROSE: &str = "Tổ khảo sát đã đối chiếu **hồ sơ đăng ký** của các hộ với danh sách năm trước, ghi nhận ý kiến của \
                         *từng khu phố* và gửi kết quả lên cấp trên trước hạn mười ngày. Đơn vị thi công bàn giao \"đúng hẹn\" \
                         phần việc ngoài trời, người dân theo dõi tiến độ tại nhà sinh hoạt chung.";
    let (place, next, day) = (number % 250, number % ARTICLES + 1, number % 28 + 1);
    let mut text = format!(
        "---\ntitle: Bài đo số {number}\ndate: 2024-03-{day:02}\nsummary: Tóm tắt của bài.\ntags: [số liệu, nhóm {}]\n---\n\n\
         {PROSE}[^nguon]\n\nNăm 2023 có [](/data/ho-so.yaml?place=noi-{place:03}&year=2023#registered) hồ sơ.\n",
        number % 10
    );
    for heading in ["Bối cảnh", "Tiến độ", "Nguồn vốn", "Kế hoạch"] {
        let _ = write!(
            text,
            "\n## {heading}\n\n{PROSE} Xem [bài sau](bai-{next:03}.md).\n\n- {PROSE}\n- Việc tiếp theo\n\n\
             | Hạng mục | Kế hoạch |\n|---|---:|\n| Đợt 1 | {number} |\n| Đợt 2 | {next} |\n"
        );
    }
    let _ = write!(
        text,
        "\n[^nguon]: Số liệu của tổ khảo sát.\n\n```chart\ndata: /data/ho-so\ntype: column\nx: year\n\
         y: [registered, completed]\nwhere: {{place: noi-{place:03}}}\ntitle: Đăng ký và hoàn thành\nsubtitle: Số hồ sơ\n```\n"
    );
    text
}

fn body_start(text: &str) -> usize {
    text.find("\n---\n").map_or(0, |at| at + "\n---\n".len())
}

/// Puts nothing of a site into the HTML.
struct Plain;

impl Hooks for Plain {
    fn link(&mut self, _start: u32, _dest: &str, _title: &str, _text: &str) -> Option<String> {
        None
    }

    fn image(&mut self, _start: u32, _dest: &str, _title: &str, _alt: &str, _place: ImagePlace) -> Option<String> {
        None
    }

    fn chart(&mut self, _start: u32) -> String {
        String::new()
    }

    fn shortcode(&mut self, _start: u32, body: Option<String>) -> String {
        body.unwrap_or_default()
    }

    fn heading(&mut self, _start: u32) -> Option<(u8, String)> {
        None
    }

    fn raw_html(&mut self, html: &str) -> String {
        html.to_owned()
    }

    fn cleans(&self) -> bool {
        false
    }

    fn around_table(&mut self) -> (String, String) {
        (String::new(), String::new())
    }

    fn footnote_call(&mut self, call: Call) -> String {
        call.number.to_string()
    }

    fn around_footnote(&mut self, _call: Call) -> (String, String) {
        (String::new(), String::new())
    }

    fn task(&mut self, _is_done: bool) -> String {
        String::new()
    }
}
