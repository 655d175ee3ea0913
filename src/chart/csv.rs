//! The plotted figures as tidy CSV, after RFC 4180: one figure a row, plain numbers, stable English heads.

use crate::model::number::Number;
use crate::model::plot::{Plot, PlotCell, PlotMeasure};
use crate::syntax::csv_text::write_text;

/// Exactly the plotted data (UTF-8 without a mark, `,`, plain numbers).
///
/// Heads: `x,series,measure,value,status,as_of,note`, before `series` also `facet` for small multiples. Places without a row in the dataset are left out.
#[must_use]
pub fn csv(plot: &Plot) -> String {
    let facet = if plot.panels.is_empty() { "" } else { "facet," };
    let mut out = format!("x,{facet}series,measure,value,status,as_of,note\r\n");
    for (x, value) in plot.xs.iter().enumerate() {
        for series in &plot.series {
            let cells = plot.measures.iter().zip(&series.cells);
            let rates = plot.rate.iter().map(|measure| (measure, &series.rates));
            for (measure, cells) in cells.chain(rates) {
                let Some(cell) = cells.get(x).filter(|cell| !cell.absent) else { continue };
                let panel = plot.panel_of(series).map(|panel| &panel.key);
                let keys = [Some(&value.key), panel, Some(&series.key), Some(&measure.key)];
                write_row(&mut out, keys, measure, cell);
            }
        }
    }
    out
}

fn write_row(out: &mut String, keys: [Option<&String>; 4], measure: &PlotMeasure, cell: &PlotCell) {
    for key in keys.into_iter().flatten() {
        write_text(out, key);
        out.push(',');
    }
    if let Some(value) = cell.value {
        out.push_str(&plain(value, measure));
    }
    out.push(',');
    // A figure that is not there yet is not final.
    if cell.value.is_some() || cell.status != crate::model::dataset::Status::Final {
        out.push_str(cell.status.word());
    }
    for text in [&cell.as_of, &cell.note] {
        out.push(',');
        write_text(out, text.as_deref().unwrap_or(""));
    }
    out.push_str("\r\n");
}

/// The exact figure; a ratio that has no end, four decimals beyond what is shown.
fn plain(value: Number, measure: &PlotMeasure) -> String {
    value.plain(value.exact_decimals().filter(|decimals| *decimals <= 9).unwrap_or((measure.decimals + 4).min(9)))
}
