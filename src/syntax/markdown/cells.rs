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
    pub fn open(&mut self) -> &'static str {
        let alignment = self.alignments.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        match (self.is_head, alignment) {
            (true, Alignment::None) => "<th scope=\"col\">",
            (true, Alignment::Left) => "<th scope=\"col\" class=\"align-left\">",
            (true, Alignment::Center) => "<th scope=\"col\" class=\"align-center\">",
            (true, Alignment::Right) => "<th scope=\"col\" class=\"align-right\">",
            (false, Alignment::None) => "<td>",
            (false, Alignment::Left) => "<td class=\"align-left\">",
            (false, Alignment::Center) => "<td class=\"align-center\">",
            (false, Alignment::Right) => "<td class=\"align-right\">",
        }
    }

    /// Ends a cell.
    pub fn close(&self) -> &'static str {
        if self.is_head { "</th>" } else { "</td>" }
    }
}
