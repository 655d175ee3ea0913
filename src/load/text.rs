//! The texts of front matter and charts: split at the claims in them, with every piece's place in the file.

use crate::locale::{Lang, nfc};
use crate::model::chart::ChartBlock;
use crate::model::claim::{ChartText, ClaimLink, TextPlace};
use crate::model::page::{FrontMatter, Prose, ProsePiece};
use crate::model::text::{AuthorText, TextPart};
use crate::source::{Span, Spanned};
use crate::syntax::markdown::{Blocks, LinkText, Syntax, gather};
use crate::syntax::written::Written;

use super::page::is_claim_dest;

/// The YAML that texts stand in, and the byte of the file where it begins.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub yaml: &'a str,
    pub offset: usize,
}

/// The texts of front matter that hold claims or numbers.
#[must_use]
pub fn of_front_matter(front: &FrontMatter, around: Around<'_>) -> Vec<AuthorText> {
    let image = front.image.as_ref();
    let mut texts = vec![(TextPlace::Title, Some(&front.title)), (TextPlace::Summary, front.summary.as_ref())];
    texts.push((TextPlace::ImageAlt, image.and_then(|image| image.alt.as_ref())));
    texts.push((TextPlace::ImageCaption, image.and_then(|image| image.caption.as_ref())));
    for (at, correction) in front.corrections.iter().enumerate() {
        texts.push((TextPlace::Correction(at), Some(&correction.text)));
    }
    all(texts, around)
}

/// The texts of a chart that hold claims or numbers.
#[must_use]
pub fn of_chart(chart: &ChartBlock, around: Around<'_>) -> Vec<AuthorText> {
    let place = |text| TextPlace::Chart(chart.span.start, text);
    let mut texts = vec![
        (place(ChartText::Title), chart.title.as_ref()),
        (place(ChartText::Subtitle), chart.subtitle.as_ref()),
        (place(ChartText::Alt), chart.alt.as_ref()),
        (place(ChartText::Note), chart.note.as_ref()),
    ];
    for (at, (_, text)) in chart.annotations.iter().enumerate() {
        texts.push((place(ChartText::Annotation(at)), Some(text)));
    }
    for (at, (_, text)) in chart.reference_lines.iter().enumerate() {
        texts.push((place(ChartText::ReferenceLine(at)), Some(text)));
    }
    let mut found = all(texts, around);
    for text in &mut found {
        let TextPlace::Chart(_, ChartText::ReferenceLine(at)) = text.place else { continue };
        let y = chart.reference_lines[at].0.value;
        let shown = |lang| y.show(lang, y.exact_decimals().unwrap_or(0));
        let prose = text.prose.as_mut().filter(|prose| Lang::ALL.iter().any(|lang| prose.text.contains(&shown(*lang))));
        // A line that names its own value needs no other data.
        prose.into_iter().flat_map(|prose| &mut prose.pieces).for_each(|piece| piece.is_claim = true);
    }
    found
}

fn all(texts: Vec<(TextPlace, Option<&Spanned<String>>)>, around: Around<'_>) -> Vec<AuthorText> {
    let mut found: Vec<AuthorText> = texts.into_iter().filter_map(|(place, text)| read(place, text?, around)).collect();
    found.sort_by_key(|text| text.span.start);
    found
}

/// Splits one text; none where there is neither a claim nor a digit in it.
fn read(place: TextPlace, text: &Spanned<String>, around: Around<'_>) -> Option<AuthorText> {
    let value = &text.value;
    if !value.contains("](") && !value.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let start = (text.span.start as usize).checked_sub(around.offset)?;
    let reading = Reading { text, written: Written::of(value, around.yaml, start, around.offset) };
    let has_links = value.contains(['[', '<']);
    let links = if has_links { gather(value, 0, Syntax::Full, Blocks::None).links } else { Vec::new() };
    let claims: Vec<&LinkText> = links.iter().filter(|link| is_claim_dest(&link.dest)).collect();
    let mut parts = Vec::new();
    let mut prose = Prose { text: String::new(), pieces: Vec::new() };
    let mut done = 0;
    for link in claims.into_iter().filter(|link| value.get(link.range.clone()).is_some()) {
        reading.plain(done..link.range.start, &mut parts, &mut prose);
        let claim = reading.claim(link, &prose.text);
        prose.pieces.push(ProsePiece {
            at: prose.text.len(),
            span: claim.text_span,
            is_claim: true,
            is_verbatim: false,
        });
        prose.text.push_str(&claim.text);
        parts.push(TextPart::Claim(claim));
        done = link.range.end;
    }
    reading.plain(done..value.len(), &mut parts, &mut prose);
    parts.shrink_to_fit();
    // A correction says what was wrong: its numbers are not the data's.
    let is_scanned = !matches!(place, TextPlace::Correction(_)) && !prose.pieces.is_empty();
    Some(AuthorText { place, span: text.span, parts, prose: is_scanned.then_some(prose) })
}

/// A text and where its characters are written.
struct Reading<'a> {
    text: &'a Spanned<String>,
    written: Option<Written>,
}

impl Reading<'_> {
    /// The place of a piece; the whole text's where it can't be told.
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let place = self.written.as_ref().and_then(|written| written.span(range));
        place.map_or(self.text.span, |place| Span::new(self.text.span.source, place.start, place.end))
    }

    fn claim(&self, link: &LinkText, before: &str) -> ClaimLink {
        ClaimLink {
            text: nfc(&link.text).into_owned(),
            text_span: self.span(&link.text_range),
            before: before.to_owned(),
            after: nfc(&link.after).into_owned(),
            dest: Spanned::new(nfc(&link.dest).into_owned(), self.span(&link.dest_range)),
            span: self.span(&link.range),
        }
    }

    /// Adds what stands between claims, as it is.
    fn plain(&self, range: std::ops::Range<usize>, parts: &mut Vec<TextPart>, prose: &mut Prose) {
        let text = &self.text.value[range.clone()];
        if text.is_empty() {
            return;
        }
        let base = prose.text.len();
        let mut add =
            |at: usize, span: Span| prose.pieces.push(ProsePiece { at, span, is_claim: false, is_verbatim: false });
        match &self.written {
            Some(written) => {
                for (at, place) in written.runs(&range, &self.text.value) {
                    add(base + at - range.start, Span::new(self.text.span.source, place.start, place.end));
                }
            }
            None => add(base, self.text.span),
        }
        prose.text.push_str(text);
        parts.push(TextPart::Plain(text.to_owned()));
    }
}
