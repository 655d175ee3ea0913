//! Which rows have which key: made once for a dimension, so that a selection looks at few rows.

/// The rows of each value of one dimension, ascending.
#[derive(Clone, Debug)]
pub struct Postings {
    /// By value: where its rows begin in `rows`; one more at the end.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Postings {
    /// Of the keys of a dimension, row by row; keys at or above `values` belong to none.
    ///
    /// # Panics
    /// With 2^32 rows, which no file of ours can hold.
    #[must_use]
    pub fn of<K: Copy + Into<u32>>(keys: &[K], values: usize) -> Self {
        let mut starts = vec![0_u32; values + 1];
        let known = || keys.iter().map(|key| (*key).into() as usize).zip(0_u32..).filter(|(key, _)| *key < values);
        for (key, _) in known() {
            starts[key + 1] += 1;
        }
        for value in 0..values {
            starts[value + 1] += starts[value];
        }
        let mut next = starts.clone();
        let mut rows = vec![0; starts[values] as usize];
        for (key, row) in known() {
            let place = &mut next[key];
            rows[*place as usize] = row;
            *place += 1;
        }
        Self { starts, rows }
    }

    /// The rows whose key is `value`.
    #[must_use]
    pub fn rows(&self, value: u32) -> &[u32] {
        let at = value as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => &self.rows[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_keys() {
        let postings = Postings::of(&[2_u32, 0, u32::MAX, 2, 7], 3);
        assert_eq!(postings.rows(2), [0, 3]);
        assert_eq!(postings.rows(0), [1]);
        assert!(postings.rows(1).is_empty() && postings.rows(7).is_empty());
    }
}
