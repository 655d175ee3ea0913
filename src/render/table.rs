//! A table as HTML: head, row heads, marks and units, inside a region that scrolls by itself.

use crate::chart::{Table, TableCell, TableRow};

use super::html::{escape_into, put};

/// A table and what the page around it adds.
pub struct TableView<'a> {
    pub table: &'a Table,
    /// The name of the element with the table's title, where the page has one.
    pub titled_by: Option<&'a str>,
    /// Anchors of the rows; empty for none.
    pub ids: &'a [String],
    /// True where the heading before the table says what its caption would say: the caption is then not shown.
    pub is_titled: bool,
}

/// Characters of a row's or a column's name that is kept on one line.
const SHORT: usize = 16;

/// Writes the table, and the key of its marks below it.
pub fn write(out: &mut String, view: &TableView<'_>) {
    let table = view.table;
    out.push_str("<div class=\"scroll\" role=\"region\" tabindex=\"0\" ");
    if let Some(id) = view.titled_by {
        put!(out, "aria-labelledby=\"{}\"><table>", id);
    } else {
        put!(out, "aria-label=\"{}\"><table>", &table.caption);
    }
    let class = if view.is_titled { " class=\"visually-hidden\"" } else { "" };
    out.push_str("<caption");
    out.push_str(class);
    put!(out, ">{}</caption>", &table.caption);
    write_head(out, table);
    out.push_str("<tbody>");
    for (index, row) in table.rows.iter().enumerate() {
        write_row(out, row, view.ids.get(index));
    }
    out.push_str("</tbody></table></div>\n");
    write_key(out, table);
}

fn write_head(out: &mut String, table: &Table) {
    let numeric = |column: usize| {
        table.rows.iter().filter_map(|row| row.cells.get(column)).any(|cell| cell.numeric)
            && table.rows.iter().all(|row| row.heads <= column)
    };
    out.push_str("<thead><tr>");
    for (column, head) in table.head.iter().enumerate() {
        out.push_str(match (numeric(column), head.chars().count() <= SHORT) {
            (true, _) => "<th scope=\"col\" class=\"n\">",
            (false, true) => "<th scope=\"col\" class=\"short\">",
            (false, false) => "<th scope=\"col\">",
        });
        escape_into(out, head);
        if let Some(unit) = table.units.get(column).and_then(Option::as_ref) {
            put!(out, " <span class=\"unit\">{}</span>", unit);
        }
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>");
}

fn write_row(out: &mut String, row: &TableRow, id: Option<&String>) {
    match id {
        Some(id) => put!(out, "<tr id=\"{}\">", id),
        None => out.push_str("<tr>"),
    }
    for (column, cell) in row.cells.iter().enumerate() {
        if column < row.heads {
            // Short names stay on one line; only long ones wrap where the table is narrow.
            let is_short = cell.text.chars().count() <= SHORT;
            out.push_str(if is_short { "<th scope=\"row\" class=\"short\">" } else { "<th scope=\"row\">" });
            put!(out, "{}</th>", &cell.text);
        } else {
            write_cell(out, cell);
        }
    }
    out.push_str("</tr>");
}

fn write_cell(out: &mut String, cell: &TableCell) {
    out.push_str(if cell.numeric { "<td class=\"n\">" } else { "<td>" });
    escape_into(out, &cell.text);
    if let Some(mark) = &cell.mark {
        put!(out, "<sup class=\"mark\">{}</sup>", mark);
    }
    if let Some(bar) = cell.bar {
        let width = bar.min(1000).to_string();
        put!(
            out,
            "<svg class=\"bar\" viewBox=\"0 0 1000 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{}\" height=\"4\"/></svg>",
            &width
        );
    }
    out.push_str("</td>");
}

fn write_key(out: &mut String, table: &Table) {
    if table.key.is_empty() {
        return;
    }
    out.push_str("<p class=\"table-key\">");
    for (sign, meaning) in &table.key {
        put!(out, "<span><b>{}</b> {}</span> ", sign, meaning);
    }
    out.push_str("</p>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_head_anchor_and_mark() {
        let cell = |text: &str, numeric| TableCell { text: text.to_owned(), numeric, ..TableCell::default() };
        let table = Table {
            caption: "Việc".to_owned(),
            head: vec!["Năm".to_owned(), "Đăng ký".to_owned()],
            units: vec![None, Some("việc".to_owned())],
            rows: vec![TableRow {
                heads: 1,
                cells: vec![
                    cell("2023", false),
                    TableCell { mark: Some("p".to_owned()), bar: Some(500), ..cell("8.100", true) },
                ],
            }],
            key: vec![("p".to_owned(), "số sơ bộ".to_owned())],
        };
        let mut out = String::new();
        write(&mut out, &TableView { table: &table, titled_by: None, ids: &["r-2023".to_owned()], is_titled: false });
        for piece in [
            "aria-label=\"Việc\"",
            "<th scope=\"col\" class=\"n\">Đăng ký <span class=\"unit\">việc</span></th>",
            "<tr id=\"r-2023\"><th scope=\"row\" class=\"short\">2023</th><td class=\"n\">8.100<sup class=\"mark\">p</sup><svg",
            "<rect width=\"500\"",
            "<b>p</b> số sơ bộ",
        ] {
            assert!(out.contains(piece), "{piece}\n{out}");
        }
    }
}
