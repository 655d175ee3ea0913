//! The journal of a commit: written whole before the first file moves, it says how to finish.

use serde::{Deserialize, Serialize};

use super::disk;
use super::error::EmitError;
use super::plan::{Step, run};
use super::workplace::{StagePlace, Workplace};

/// A commit that has been decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Where the files of `steps` wait.
    pub stage: StagePlace,
    /// The manifest, a staged file like the others, is the last to get its place.
    pub steps: Vec<Step>,
}

/// So many bytes most steps take.
const IN_STEP: usize = 96;

impl Journal {
    /// Writes the journal: from here on the commit will be finished, by this process or the next.
    pub fn write(&self, workplace: &Workplace) -> Result<(), EmitError> {
        let mut text = Vec::with_capacity(self.steps.len() * IN_STEP);
        serde_json::to_writer(&mut text, self).expect("paths and numbers are JSON");
        disk::write_durably(&workplace.journal(), &text)
    }

    /// The journal that an interrupted commit left.
    ///
    /// None where there is none, or a torn one: no file moves before the journal is whole.
    pub fn read(workplace: &Workplace) -> Result<Option<Self>, EmitError> {
        let bytes = disk::read(&workplace.journal())?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Takes every step that was not taken yet, then removes stage and journal.
    pub fn finish(&self, workplace: &Workplace) -> Result<(), EmitError> {
        let stage = workplace.stage(self.stage);
        run(&self.steps, &workplace.output, (self.stage, &stage))?;
        disk::remove_all(&stage)?;
        disk::remove(&workplace.journal())
    }
}

/// Finishes an interrupted commit and sweeps what an unfinished build left; the lock is held.
pub(super) fn tidy(workplace: &Workplace) -> Result<(), EmitError> {
    if let Some(journal) = Journal::read(workplace)? {
        journal.finish(workplace)?;
    }
    workplace.sweep()?;
    disk::remove(&workplace.journal())
}
