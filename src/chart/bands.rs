//! Where categories stand along an axis: side by side, and years as far apart as they are.

use crate::model::plot::Plot;

/// Equal slots along an axis; each category has one, and a gap between years leaves some empty.
pub struct Bands {
    pub slots: usize,
    /// The slot of each category.
    pub at: Vec<usize>,
}

/// A span of years with more empty slots than this for each category is drawn without them.
const SPARSE: usize = 4;

impl Bands {
    #[must_use]
    pub fn of(plot: &Plot) -> Self {
        let years = if plot.x_is_year { year_slots(plot) } else { None };
        let at = years.unwrap_or_else(|| (0..plot.xs.len()).collect());
        Self { slots: at.last().map_or(1, |last| last + 1), at }
    }

    /// The middle of the slot of category `x`, in slots.
    #[must_use]
    pub fn centre(&self, x: usize) -> f64 {
        super::scale::counted(self.at.get(x).copied().unwrap_or(0)) + 0.5
    }

    /// True where `x` stands right beside the category before it.
    #[must_use]
    pub fn follows(&self, x: usize) -> bool {
        x > 0 && self.at[x] == self.at[x - 1] + 1
    }
}

/// The slots of ascending years; none where keys are no years, do not ascend, or are few in a long time.
fn year_slots(plot: &Plot) -> Option<Vec<usize>> {
    let years: Vec<i32> = plot.xs.iter().map(|x| x.key.parse().ok()).collect::<Option<_>>()?;
    let first = *years.first()?;
    let ascends = years.windows(2).all(|pair| pair[0] < pair[1]);
    let slots: Vec<usize> =
        years.iter().map(|year| usize::try_from(year.checked_sub(first)?).ok()).collect::<Option<_>>()?;
    (ascends && *slots.last()? < SPARSE * slots.len()).then_some(slots)
}
