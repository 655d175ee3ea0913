//! The gallery in tests/gallery/, one page a mark with every edge case, builds without a finding.
//!
//! Look at it after a change of marks: `cargo run -- build --root tests/gallery --output OUTPUT`.

use std::path::Path;

use baocao::pipeline::{self, Request};

#[test]
fn the_gallery_has_no_findings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
    let request = Request { root, check_only: true, ..Request::default() };
    let outcome = pipeline::run(&request).expect("the gallery can be read");
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    assert!(outcome.summary.charts > 100, "{}", outcome.summary.charts);
}
