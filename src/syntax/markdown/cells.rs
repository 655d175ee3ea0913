//! The cells of a table, aligned by classes: Markdown's own HTML does it by `style`, which a strict policy forbids.

use pulldown_cmark::Alignment;

/// Where the writer stands in a table.
#[derive(Debug, Default)]
pub struct Cells {
    alignments: Vec<Alignment>,
    is_head: bool,
    column: usize,
    /// What stands behind the table.
    after: String,
}

impl Cells {
    /// Begins a table, behind which `after` is to stand; gives what the HTML writer is told of its columns.
    pub fn begin(&mut self, alignments: Vec<Alignment>, after: String) -> Vec<Alignment> {
        let plain = vec![Alignment::None; alignments.len()];
        *self = Self { alignments, is_head: true, column: 0, after };
        plain
    }

    /// Ends the table; gives what stands behind it.
    pub fn end(&mut self) -> String {
        std::mem::take(&mut self.after)
    }

    /// Begins a row; the first is the head.
    pub fn row(&mut self, is_head: bool) {
        self.is_head = is_head;
        self.column = 0;
    }

    /// Begins a cell.
    pub fn open(&mut self) -> String {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.column += 1;
        if self.is_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
    }

    /// Ends a cell.
    pub fn close(&self) -> &'static str {
        if self.is_head { "</th>" } else { "</td>" }
    }
}
