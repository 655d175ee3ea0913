//! What the last build of an output folder was made from, what it left there, and what it said, so that a build that
//! would do the same again need not be made.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;

use rayon::prelude::*;

use super::disk;
use super::error::EmitError;
use super::workplace::Workplace;
use crate::model::digest;
use crate::model::manifest::Manifest;
use crate::model::route::OutputPath;

/// A record of the last build. One that can't be read, or is damaged, is none.
///
/// Beside it stand parts, each in a file named by its digest: one that can't be read, or is damaged, is none either.
#[derive(Debug)]
pub struct Standing {
    workplace: Workplace,
}

/// The last build, where everything that it left stands as it left it.
#[derive(Debug)]
pub struct Recalled {
    made_from: String,
    /// The stamp of the record itself.
    stamp: String,
    /// What it said.
    pub said: String,
    left: Left,
}

/// A line a file: its path and its stamp.
type Left = HashMap<String, String>;

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

    /// The last build, where everything that it left stands as it left it.
    #[must_use]
    pub fn recall(&self) -> Option<Recalled> {
        let stamp = disk::stamp(&self.workplace.standing())?;
        let record = unsealed(disk::read(&self.workplace.standing()).ok()??)?;
        let (made_from, rest) = record.split_once('\n')?;
        let (left, said) = rest.split_once("\n\n")?;
        let lines: Vec<&str> = left.lines().collect();
        let stands = |line: &&str| {
            let (path, stamp) = line.split_once(' ')?;
            let is_same = disk::stamp(&self.workplace.output.join(&*path_of(path))).as_deref() == Some(stamp);
            is_same.then(|| (path.to_owned(), stamp.to_owned()))
        };
        let left = lines.par_iter().map(stands).collect::<Option<_>>()?;
        Some(Recalled { made_from: made_from.to_owned(), stamp, said: said.to_owned(), left })
    }

    /// True where no other build has begun to change the output since.
    #[must_use]
    pub fn is_still(&self, recalled: &Recalled) -> bool {
        disk::stamp(&self.workplace.standing()).as_ref() == Some(&recalled.stamp)
    }

    /// True for a record that is there and is not what was written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        let record = disk::read(&self.workplace.standing()).ok().flatten();
        record.is_some_and(|record| unsealed(record).is_none())
    }

    /// A part of what is kept; none where it is gone or damaged.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<Vec<u8>> {
        let is_name = name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let part = disk::read(&self.workplace.kept().join(Some(name).filter(|_| is_name)?)).ok()??;
        (digest::hex(&part) == name).then_some(part)
    }

    /// Keeps a part and gives its name; none where the machine refuses.
    #[must_use]
    pub fn keep(&self, part: &[u8]) -> Option<String> {
        let name = digest::hex(part);
        let (folder, unfinished) = (self.workplace.kept(), self.workplace.kept().join(format!("{name}.new")));
        disk::make_folders(&folder).ok()?;
        disk::write(&unfinished, part).ok()?;
        disk::rename(&unfinished, &folder.join(&name)).ok()?;
        Some(name)
    }

    /// Records a build that was put into place and `made` these files, what it said, and lets go of all parts but `parts`.
    /// Where that fails, the next build is made like any other. Of the files that a `recalled` build left, those that were
    /// not `written` since are not looked at again.
    pub fn remember(
        &self,
        made: &Manifest,
        inputs: &str,
        said: &str,
        parts: &HashSet<String>,
        recalled: Option<&(Recalled, HashSet<OutputPath>)>,
    ) {
        let _ = self.write(made, inputs, said, recalled);
        disk::sweep(&self.workplace.kept(), &|name| parts.contains(name));
    }

    /// Lets go of the record, before anything is changed.
    pub fn forget(&self) {
        let _ = disk::remove(&self.workplace.standing());
    }

    fn write(
        &self,
        made: &Manifest,
        inputs: &str,
        said: &str,
        recalled: Option<&(Recalled, HashSet<OutputPath>)>,
    ) -> Option<()> {
        let mut paths: Vec<&str> = made.files.keys().map(OutputPath::as_str).collect();
        paths.push(Manifest::FILE);
        let known = |path: &str, name: &str| {
            let (recalled, written) = recalled?;
            let is_same = path != Manifest::FILE && !written.contains(path);
            recalled.left.get(name).filter(|_| is_same).cloned()
        };
        let stamp = |path: &&str| {
            let name = name_of(path);
            let stamp = known(path, &name).or_else(|| disk::stamp(&self.workplace.output.join(path)))?;
            Some(format!("{name} {stamp}"))
        };
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

impl Recalled {
    /// True where it was made from `inputs`.
    #[must_use]
    pub fn is_of(&self, inputs: &str) -> bool {
        self.made_from == digest::hex(inputs.as_bytes())
    }
}

/// What stands before the digest of a record that is whole.
fn unsealed(mut record: Vec<u8>) -> Option<String> {
    let seal = record.split_off(record.len().checked_sub(SEAL)?);
    if digest::hex(&record).as_bytes() != seal {
        return None;
    }
    String::from_utf8(record).ok()
}

/// A path without spaces and line breaks, so that it can stand first on a line.
fn name_of(path: &str) -> Cow<'_, str> {
    if path.contains(['%', ' ', '\n']) {
        path.replace('%', "%25").replace(' ', "%20").replace('\n', "%0A").into()
    } else {
        path.into()
    }
}

fn path_of(name: &str) -> Cow<'_, str> {
    if name.contains('%') {
        name.replace("%0A", "\n").replace("%20", " ").replace("%25", "%").into()
    } else {
        name.into()
    }
}
