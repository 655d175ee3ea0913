//! How far a run is: its stage, how many of its parts are done, and how long each stage took.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What a run does, in the order of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Looking whether anything has changed since the last build.
    Compare,
    Read,
    Load,
    Check,
    Render,
    /// Putting the files into place.
    Commit,
}

/// Told by a run, asked by whoever waits for it; clones are of the same run.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<State>);

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub stage: Stage,
    /// Parts that are done; 0 in a stage that does not count them.
    pub done: usize,
    /// Parts of the stage; 0 where they are not known.
    pub total: usize,
}

#[derive(Debug, Default)]
struct State {
    /// When each stage began.
    begun: Mutex<Vec<(Stage, Instant)>>,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Progress {
    /// A stage of `total` parts begins; the one before it has ended.
    pub fn begin(&self, stage: Stage, total: usize) {
        self.0.done.store(0, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
        let mut begun = self.begun();
        // A run has each stage once: another run begins, as with each edit that is served.
        if begun.iter().any(|(known, _)| *known == stage) {
            begun.clear();
        }
        begun.push((stage, Instant::now()));
    }

    /// A part is done.
    pub fn step(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }

    /// None before the first stage.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        let stage = self.begun().last()?.0;
        Some(Standing { stage, done: self.0.done.load(Ordering::Relaxed), total: self.0.total.load(Ordering::Relaxed) })
    }

    /// The stages that were begun and how long each took; the last one until now.
    #[must_use]
    pub fn times(&self) -> Vec<(Stage, Duration)> {
        let begun = self.begun();
        let ends = begun.iter().skip(1).map(|(_, start)| *start).chain([Instant::now()]);
        begun.iter().zip(ends).map(|((stage, start), end)| (*stage, end.duration_since(*start))).collect()
    }

    fn begun(&self) -> MutexGuard<'_, Vec<(Stage, Instant)>> {
        self.0.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_tells_where_it_stands() {
        let progress = Progress::default();
        assert_eq!(progress.standing(), None);
        progress.begin(Stage::Read, 0);
        progress.begin(Stage::Render, 3);
        let told = progress.clone();
        told.step();
        assert_eq!(progress.standing(), Some(Standing { stage: Stage::Render, done: 1, total: 3 }));
        let stages: Vec<Stage> = progress.times().into_iter().map(|(stage, _)| stage).collect();
        assert_eq!(stages, [Stage::Read, Stage::Render]);
        progress.begin(Stage::Read, 0);
        assert_eq!(progress.times().len(), 1, "another run");
    }
}
