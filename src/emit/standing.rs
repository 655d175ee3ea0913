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

/// What the last build said, and the digest of what it said besides.
#[derive(Debug)]
pub struct Recalled {
    pub said: String,
    aside: String,
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
    pub fn recall(&self, inputs: &str) -> Option<Recalled> {
        let mut record = disk::read(&self.workplace.standing()).ok()??;
        let seal = record.split_off(record.len().checked_sub(SEAL)?);
        if digest::hex(&record).as_bytes() != seal {
            return None;
        }
        let record = String::from_utf8(record).ok()?;
        let (made_from, rest) = record.split_once('\n')?;
        let (aside, rest) = rest.split_once('\n')?;
        let (left, said) = rest.split_once("\n\n")?;
        let lines: Vec<&str> = left.lines().collect();
        let stands = |line: &&str| {
            line.split_once(' ').is_some_and(|(path, stamp)| {
                disk::stamp(&self.workplace.output.join(path_of(path))).as_deref() == Some(stamp)
            })
        };
        let is_same = made_from == digest::hex(inputs.as_bytes()) && lines.par_iter().all(stands);
        is_same.then(|| Recalled { said: said.to_owned(), aside: aside.to_owned() })
    }

    /// What the recalled build said besides; none where that is damaged.
    #[must_use]
    pub fn aside(&self, of: &Recalled) -> Option<String> {
        let aside = disk::read(&self.workplace.aside()).ok()??;
        (digest::hex(&aside) == of.aside).then(|| String::from_utf8(aside).ok()).flatten()
    }

    /// Records a build that was put into place: what it said, and `aside` what it said that few ask for. Where that fails,
    /// the next build is made like any other.
    pub fn remember(&self, inputs: &str, said: &str, aside: &str) {
        let _ = self.write(inputs, said, aside);
    }

    /// Lets go of the record, before anything is changed.
    pub fn forget(&self) {
        let _ = disk::remove(&self.workplace.standing());
    }

    fn write(&self, inputs: &str, said: &str, aside: &str) -> Option<()> {
        let manifest = read_manifest(&self.workplace.output).ok()??;
        let mut paths: Vec<&str> = manifest.files.keys().map(OutputPath::as_str).collect();
        paths.push(Manifest::FILE);
        let stamp =
            |path: &&str| Some(format!("{} {}", name_of(path), disk::stamp(&self.workplace.output.join(path))?));
        let left: Vec<String> = paths.par_iter().map(stamp).collect::<Option<_>>()?;
        let mut record = digest::hex(inputs.as_bytes());
        record.push('\n');
        record.push_str(&digest::hex(aside.as_bytes()));
        record.push('\n');
        for line in left {
            let _ = writeln!(record, "{line}");
        }
        record.push('\n');
        record.push_str(said);
        let seal = digest::hex(record.as_bytes());
        record.push_str(&seal);
        disk::write(&self.workplace.aside(), aside.as_bytes()).ok()?;
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
