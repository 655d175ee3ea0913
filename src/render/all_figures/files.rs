//! The register of all figures for programs: JSON with a claim a line, and CSV.

use serde::Serialize;

use crate::model::published::{Loose, PageFigures, Stated};
use crate::syntax::csv_text::write_text;

/// What both files say of some pages.
#[derive(Default)]
pub struct Written {
    json: String,
    csv: String,
}

impl Written {
    /// What they say of `pages`.
    #[must_use]
    pub fn of(pages: impl Iterator<Item = PageFigures>) -> Self {
        let mut written = Self::default();
        for page in pages {
            written.json.push_str(if written.json.is_empty() { "\n" } else { ",\n" });
            page_json(&mut written.json, &page);
            page_csv(&mut written.csv, &page);
        }
        written
    }
}

/// The files that say this of all pages. JSON: `{pages: [{route, title, date, corrections, claims, charts}]}`, one claim and one
/// chart a line. CSV: one line a number, its page, its text, its verdict; of a claim its exact value and the data it states.
pub struct Register {
    json: String,
    csv: String,
    /// How many pages are in it, and how many there will be.
    added: usize,
    total: usize,
}

impl Register {
    /// One that will say it of `total` pages.
    #[must_use]
    pub fn of(total: usize) -> Self {
        let heads = ["page", "id", "place", "text", "value", "whole", "dataset", "query", "measure", "kind", "verdict"];
        Self { json: "{\"pages\":[".to_owned(), csv: heads.join(",") + "\r\n", added: 0, total }
    }

    /// Adds what is `written` of the next `count` pages.
    pub fn add(&mut self, count: usize, written: Vec<Written>) {
        let is_first = self.added == 0;
        self.added += count;
        let sizes = [|it: &Written| it.json.len() + 1, |it: &Written| it.csv.len()];
        let [json, csv] = sizes.map(|size| written.iter().map(size).sum::<usize>());
        // The others are about as long: a text that grows is copied.
        let room = |size: usize| if is_first { size.saturating_mul(self.total) / self.added / 8 * 9 } else { size };
        self.json.reserve(room(json) + ENDS);
        self.csv.reserve(room(csv));
        for (at, part) in written.into_iter().enumerate() {
            self.json.push_str(if is_first && at == 0 { "" } else { "," });
            self.json.push_str(&part.json);
            self.csv.push_str(&part.csv);
        }
    }

    /// The JSON and the CSV.
    #[must_use]
    pub fn finish(mut self) -> (Vec<u8>, Vec<u8>) {
        self.json.push_str("\n]}\n");
        (self.json.into_bytes(), self.csv.into_bytes())
    }
}

/// Room for what stands around the pages.
const ENDS: usize = 64;

fn page_json(out: &mut String, page: &PageFigures) {
    let head = [("route", one(&page.route)), ("title", one(&page.title)), ("date", one(&page.date))];
    out.push('{');
    for (key, value) in head {
        out.push_str(&["\"", key, "\":", &value, ","].concat());
    }
    out.push_str("\n\"corrections\":");
    lines(out, &page.corrections);
    out.push_str(",\n\"claims\":");
    lines(out, &page.claims);
    if !page.unclaimed.is_empty() {
        out.push_str(",\n\"unclaimed\":");
        lines(out, &page.unclaimed);
    }
    out.push_str(",\n\"charts\":");
    lines(out, &page.charts);
    out.push('}');
}

fn lines<T: Serialize>(out: &mut String, items: &[T]) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&one(item));
    }
    out.push(']');
}

fn one<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and lists of texts can be written")
}

fn page_csv(out: &mut String, page: &PageFigures) {
    for claim in &page.claims {
        csv_line(out, page, claim);
    }
    for Loose { text, verdict } in &page.unclaimed {
        let claim = Stated { text: text.clone(), verdict: verdict.clone(), ..Stated::default() };
        csv_line(out, page, &claim);
    }
}

fn csv_line(out: &mut String, page: &PageFigures, claim: &Stated) {
    let Stated { id, place, text, value, whole, dataset, query, measure, kind, verdict } = claim;
    // Numbers are written by us: a fall begins with `-` and stays a number.
    let given = |out: &mut String, number: &Option<String>| out.push_str(number.as_deref().unwrap_or_default());
    let texts = |out: &mut String, texts: &[&str]| {
        for text in texts {
            write_text(out, text);
            out.push(',');
        }
    };
    let [id, dataset, query, measure, kind] =
        [id, dataset, query, measure, kind].map(|text| text.as_deref().unwrap_or_default());
    texts(out, &[&page.route, id, place, text]);
    given(out, value);
    out.push(',');
    given(out, whole);
    out.push(',');
    texts(out, &[dataset, query, measure, kind]);
    write_text(out, verdict);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::published::{Drawn, Figures, Recorded};

    #[test]
    fn what_is_written_is_read_back() {
        let claims = vec![
            Stated { text: "−5 \"<&".to_owned(), value: Some("-5".to_owned()), ..Stated::default() },
            Stated { id: Some("claim.a".to_owned()), verdict: "holds".to_owned(), ..Stated::default() },
        ];
        let page = PageFigures {
            route: "tin/bài".to_owned(),
            date: Some("2024-05-13".to_owned()),
            corrections: vec![Recorded { date: "2024-05-14".to_owned(), text: "Đã sửa\n.".to_owned() }],
            claims,
            unclaimed: vec![Loose { text: "58".to_owned(), verdict: "unbound".to_owned() }],
            charts: vec![Drawn { id: "hinh-1".to_owned(), title: None, dataset: "data/viec".to_owned() }],
            ..PageFigures::default()
        };
        for pages in [Vec::new(), vec![page.clone()], vec![PageFigures::default(), page.clone(), page]] {
            for together in [1, 2, 3] {
                let written = |pages: &[PageFigures]| Written::of(pages.iter().cloned());
                let mut register = Register::of(pages.len());
                for pages in pages.chunks(2 * together) {
                    register.add(pages.len(), pages.chunks(together).map(written).collect());
                }
                let (json, _) = register.finish();
                let read = Figures::parse(&String::from_utf8(json).expect("text"));
                assert_eq!(read, Ok(Figures { pages: pages.clone() }));
            }
        }
    }

    #[test]
    fn spreadsheets_find_no_formula() {
        let claim = Stated { text: "=1+1".to_owned(), value: Some("-5".to_owned()), ..Stated::default() };
        let page = PageFigures { claims: vec![claim], ..PageFigures::default() };
        let mut register = Register::of(1);
        register.add(1, vec![Written::of(std::iter::once(page))]);
        let (_, csv) = register.finish();
        let text = String::from_utf8(csv).expect("text");
        assert!(text.ends_with("\r\n,,,'=1+1,-5,,,,,,\r\n"), "{text}");
    }
}
