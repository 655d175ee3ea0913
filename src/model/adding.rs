//! Why figures can't be added up: one lies within another, they count different things, or they cover different periods.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::locale::Date;

use super::dataset::{Dataset, Dimension, Status};

/// What forbids to add up, or to compare, the figures of one measure; rows are named by their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `part` lies within `whole`: it would be counted twice.
    Overlap { whole: usize, part: usize },
    /// The two rows count different things.
    Units(usize, usize),
    /// The two rows cover different parts of a year.
    Periods(usize, usize),
    /// The series breaks at this row: what comes before can't be compared.
    Break(usize),
    /// The measure is nothing that adds up: an average, a percent, a rank.
    NotAdditive,
}

/// What forbids to add up `measure` over `rows`; a single row is never refused.
#[must_use]
pub fn refusal(dataset: &Dataset, rows: &[usize], measure: usize) -> Option<Refusal> {
    if rows.len() < 2 {
        return None;
    }
    if !dataset.measures[measure].adds_up {
        return Some(Refusal::NotAdditive);
    }
    units(dataset, rows, measure).or_else(|| overlap(dataset, rows)).or_else(|| periods(dataset, rows))
}

/// False where nothing in `dataset` could be refused, whatever is added up.
#[must_use]
pub fn may_refuse(dataset: &Dataset) -> bool {
    dataset.rows.has_as_of()
        || dataset.measures.iter().any(|measure| !measure.adds_up)
        || dataset.dimensions.iter().any(|dimension| dimension.is_hierarchical || dimension.has_units())
}

/// What forbids to compare `measure` over `now` with the same over `before`, a year earlier.
#[must_use]
pub fn comparison_refusal(dataset: &Dataset, now: &[usize], before: &[usize], measure: usize) -> Option<Refusal> {
    let parts = dataset.measures[measure].summed(measure);
    let breaks = |row: &usize| parts.iter().any(|part| dataset.rows.status_of(*row, *part) == Status::Break);
    if let Some(row) = now.iter().find(|row| breaks(row)) {
        return Some(Refusal::Break(*row));
    }
    let day = |row: usize| dataset.rows.as_of(row).map(Date::day_of_year);
    let differ = |(now, before): (&usize, &usize)| (day(*now) != day(*before)).then_some((*now, *before));
    now.iter().zip(before).find_map(differ).map(|(now, before)| Refusal::Periods(now, before))
}

/// Those of `rows` that lie within no other of them: each figure of the whole once.
#[must_use]
pub fn outermost(dataset: &Dataset, rows: Vec<usize>) -> Vec<usize> {
    if !dataset.dimensions.iter().any(|dimension| dimension.is_hierarchical) {
        return rows;
    }
    let among: HashSet<usize> = rows.iter().copied().collect();
    let is_outermost = |row: &usize| {
        let Some(keys) = dataset.rows.keys(*row).collect::<Option<Vec<u32>>>() else { return true };
        let chains: Vec<Vec<u32>> =
            dataset.dimensions.iter().zip(&keys).map(|(dimension, key)| with_ancestors(dimension, *key)).collect();
        !combinations(&chains)
            .any(|above| above != keys && dataset.rows.find(&above).is_some_and(|row| among.contains(&row)))
    };
    rows.iter().copied().filter(is_outermost).collect()
}

fn units(dataset: &Dataset, rows: &[usize], measure: usize) -> Option<Refusal> {
    if !dataset.dimensions.iter().any(Dimension::has_units) {
        return None;
    }
    let unit = |row: usize| dataset.unit_of(row, measure);
    let first = rows[0];
    rows.iter().find(|row| unit(**row) != unit(first)).map(|other| Refusal::Units(first, *other))
}

/// Two of `rows` that are of one year but cover different parts of it.
#[must_use]
pub fn periods(dataset: &Dataset, rows: &[usize]) -> Option<Refusal> {
    if !dataset.rows.has_as_of() {
        return None;
    }
    let year = dataset.year_dimension();
    let mut first: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    rows.iter().find_map(|row| {
        let known = *first.entry(year.and_then(|year| dataset.rows.key(*row, year))).or_insert(*row);
        (dataset.rows.as_of(known) != dataset.rows.as_of(*row)).then_some(Refusal::Periods(known, *row))
    })
}

/// Two of `rows` that share a part: each row covers the leaves below its keys, and no leaf is covered twice.
fn overlap(dataset: &Dataset, rows: &[usize]) -> Option<Refusal> {
    let is_nested = |at: usize| {
        let dimension = &dataset.dimensions[at];
        let used: HashSet<u32> = rows.iter().filter_map(|row| dataset.rows.key(*row, at)).collect();
        used.iter().any(|key| dimension.ancestors(*key).any(|above| used.contains(&above)))
    };
    let hierarchical = (0..dataset.dimensions.len()).filter(|at| dataset.dimensions[*at].is_hierarchical);
    if !hierarchical.into_iter().any(is_nested) {
        return None;
    }
    let trees: Vec<Tree> = dataset.dimensions.iter().map(Tree::of).collect();
    let mut leaves: HashMap<(usize, u32), Vec<u32>> = HashMap::new();
    let mut covered: HashMap<Vec<u32>, (usize, usize)> = HashMap::new();
    for row in rows {
        let Some(keys) = dataset.rows.keys(*row).collect::<Option<Vec<u32>>>() else { continue };
        let below =
            |(at, key): (usize, &u32)| leaves.entry((at, *key)).or_insert_with(|| trees[at].leaves_of(*key)).clone();
        let below: Vec<Vec<u32>> = keys.iter().enumerate().map(below).collect();
        let size = below.iter().map(Vec::len).product();
        for leaf in combinations(&below) {
            if let Some((other, its_size)) = covered.insert(leaf, (*row, size)) {
                let (whole, part) = if its_size < size { (*row, other) } else { (other, *row) };
                return Some(Refusal::Overlap { whole, part });
            }
        }
    }
    None
}

fn with_ancestors(dimension: &Dimension, key: u32) -> Vec<u32> {
    std::iter::once(key).chain(dimension.ancestors(key)).collect()
}

/// The parts of each value of a dimension; nothing where none has any.
struct Tree(Vec<Vec<u32>>);

impl Tree {
    fn of(dimension: &Dimension) -> Self {
        if !dimension.is_hierarchical {
            return Self(Vec::new());
        }
        Self(dimension.parts())
    }

    /// The values below `key` that have no parts themselves; itself where it has none.
    fn leaves_of(&self, key: u32) -> Vec<u32> {
        let (mut found, mut open) = (Vec::new(), vec![key]);
        while let Some(key) = open.pop() {
            match self.0.get(key as usize).filter(|parts| !parts.is_empty()) {
                Some(parts) => open.extend(parts),
                None => found.push(key),
            }
        }
        found
    }
}

/// Every way to take one of each.
fn combinations(choices: &[Vec<u32>]) -> impl Iterator<Item = Vec<u32>> + '_ {
    let count: usize = choices.iter().map(Vec::len).product();
    (0..count).map(|mut at| {
        let mut pick = |of: &Vec<u32>| {
            let picked = of[at % of.len()];
            at /= of.len();
            picked
        };
        choices.iter().map(&mut pick).collect()
    })
}
