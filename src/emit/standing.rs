//! What the last build of an output folder was made from, what it left there, and what it said, so that a build that
//! would do the same again need not be made.

use std::fmt::Write;
use std::path::Path;

use rayon::prelude::*;

use super::disk;
use super::error::EmitError;
use super::read_manifest;
use super::workplace::Workplace;
use crate::model::digest;
use crate::model::manifest::Manifest;
use crate::model::route::OutputPath;

/// A record of the last build. One that can't be read, or is damaged, or is another version's, is none.
#[derive(Debug)]
pub struct Standing {
    workplace: Workplace,
}

/// Behind a record stands its digest.
const SEAL: usize = 64;

impl Standing {
    /// The record of the site at `root` in `output`.
    ///
    /// # Errors
    /// When the machine can't say where the working folder is.
    pub fn new(root: &Path, output: &Path) -> Result<Self, EmitError> {
        Workplace::new(root, output).map(|workplace| Self { workplace })
    }

    /// What the last build said, where it was made from `inputs` and everything that it left stands as it left it.
    #[must_use]
    pub fn recall(&self, inputs: &str) -> Option<String> {
        let mut record = disk::read(&self.workplace.standing()).ok()??;
        let seal = record.split_off(record.len().checked_sub(SEAL)?);
        if digest::hex(&record).as_bytes() != seal {
            return None;
        }
        let record = String::from_utf8(record).ok()?;
        let (made_from, rest) = record.split_once('\n')?;
        let (left, said) = rest.split_once("\n\n")?;
        let lines: Vec<&str> = left.lines().collect();
        let stands = |line: &&str| {
            line.split_once(' ').is_some_and(|(path, stamp)| {
                disk::stamp(&self.workplace.output.join(path_of(path))).as_deref() == Some(stamp)
            })
        };
        let is_same = made_from == digest::hex(inputs.as_bytes()) && lines.par_iter().all(stands);
        is_same.then(|| said.to_owned())
    }

    /// Records a build that was put into place. Where that fails, the next build is made like any other.
    pub fn remember(&self, inputs: &str, said: &str) {
        let _ = self.write(inputs, said);
    }

    /// Lets go of the record, before anything is changed.
    pub fn forget(&self) {
        let _ = disk::remove(&self.workplace.standing());
    }

    fn write(&self, inputs: &str, said: &str) -> Option<()> {
        let manifest = read_manifest(&self.workplace.output).ok()??;
        let mut paths: Vec<&str> = manifest.files.keys().map(OutputPath::as_str).collect();
        paths.push(Manifest::FILE);
        let stamp =
            |path: &&str| Some(format!("{} {}", name_of(path), disk::stamp(&self.workplace.output.join(path))?));
        let left: Vec<String> = paths.par_iter().map(stamp).collect::<Option<_>>()?;
        let mut record = digest::hex(inputs.as_bytes());
        record.push('\n');
        for line in left {
            let _ = writeln!(record, "{line}");
        }
        record.push('\n');
        record.push_str(said);
        let seal = digest::hex(record.as_bytes());
        record.push_str(&seal);
        let unfinished = self.workplace.standing().with_extension("new");
        disk::write(&unfinished, record.as_bytes()).ok()?;
        disk::rename(&unfinished, &self.workplace.standing()).ok()
    }
}

/// A path without spaces and line breaks, so that it can stand first on a line.
fn name_of(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('\n', "%0A")
}

fn path_of(name: &str) -> String {
    name.replace("%0A", "\n").replace("%20", " ").replace("%25", "%")
}
