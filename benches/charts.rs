//! Charts a second on one core: `cargo bench --bench charts`. Each is a whole figure: wide, narrow, description, table.
//!
//! All figures are synthetic.

#[path = "../tests/charts/plot_text.rs"]
mod plot_text;

use baocao::chart;
use baocao::locale::Lang;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const YEARS: &str = "x: Năm, year\nsubtitle: Toàn tỉnh\ncategories: 2017,2018,2019,2020,2021,2022,2023,2024\n\
    measure: registered = Đăng ký | việc\nmeasure: completed = Hoàn thành | việc\n\
    registered: 5100, 5240, 6120, 6800, 7010, 7650, 8100, 8247 @đến hết quý I/2024\n\
    completed: 4700, 4990, 5900, 6500, 6900, 7200, 7855, -\n";

const LEVELS: &str = "mark: completion\nx: Năm, year\nsplit: Chủ thể\ncategories: 2023, 2024\n\
    measure: registered = Đăng ký | việc\nmeasure: completed = Hoàn thành | việc\nratio: rate = Tỷ lệ | % | 1\n\
    series: collective = Tập thể\nregistered: 8100, 8247\ncompleted: 7855, -\n\
    series: individual = Cá nhân\nregistered: 135720, 144246\ncompleted: 133350, -\n";

fn draw(bencher: Bencher<'_, '_>, text: &str) {
    let plot = plot_text::plot(text);
    bencher.counter(ItemsCount::new(1_usize)).bench(|| chart::figure(divan::black_box(&plot), Lang::Vi));
}

#[divan::bench]
fn grouped_column(bencher: Bencher<'_, '_>) {
    draw(bencher, &format!("mark: column\n{YEARS}"));
}

#[divan::bench]
fn completion(bencher: Bencher<'_, '_>) {
    draw(bencher, LEVELS);
}

#[divan::bench]
fn line(bencher: Bencher<'_, '_>) {
    draw(bencher, &format!("mark: line\n{YEARS}"));
}
