//! The steps of a commit in their order; [`run`] takes them, as often as it must.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, Found};
use super::error::EmitError;
use super::present::{Present, Standing, folder_of, in_the_way, is_real_folder};
use super::workplace::StagePlace;
use crate::model::manifest::{Entry, FileKind, Manifest};
use crate::model::route::OutputPath;

/// One step of a commit. Taken a second time it changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Step {
    /// The staged file with this number goes to its place.
    Place(u32, #[serde(with = "path_text")] OutputPath),
    /// A file of an earlier build goes.
    Remove(#[serde(with = "path_text")] OutputPath),
    /// A folder goes if nothing is left in it.
    Sweep(#[serde(with = "path_text")] OutputPath),
}

/// One file of the build.
#[derive(Clone, Debug)]
pub(super) struct Put {
    pub kind: FileKind,
    pub entry: Entry,
    pub fate: Fate,
}

/// What the commit has to do for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The same bytes stand there.
    Unchanged,
    /// Nothing stands there; the number of the staged file.
    New(u32),
    /// Other bytes of ours stand there; the number of the staged file.
    Changed(u32),
}

/// The steps from what stands to what `puts` says, without the manifest's; `old` says which files are ours.
pub(super) fn plan(
    puts: &BTreeMap<OutputPath, Put>,
    old: &Manifest,
    present: &Present,
) -> Result<Vec<Step>, EmitError> {
    let folders = folders_above(puts.keys());
    if let Some(path) = puts.keys().find(|path| folders.contains(path.as_str())) {
        return Err(in_the_way(&present.disk(path), "a file of this build", "a folder"));
    }
    let mut placed: Vec<(Turn, &OutputPath, u32)> = puts.iter().filter_map(|(path, put)| turn(path, put)).collect();
    placed.sort();
    let stale = stale(puts, old, present)?;
    let mut emptied: Vec<&str> = folders_above(&stale).into_iter().filter(|folder| !folders.contains(folder)).collect();
    emptied.sort_by_key(|folder| (std::cmp::Reverse(folder.matches('/').count()), *folder));
    let sweeps = emptied.into_iter().filter_map(OutputPath::parse).map(Step::Sweep).collect::<Vec<_>>();
    let steps = placed.into_iter().map(|(_, path, staged)| Step::Place(staged, path.clone()));
    Ok(steps.chain(stale.iter().cloned().map(Step::Remove)).chain(sweeps).collect())
}

/// When a file gets its place, in the order of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Asset,
    NewPage,
    ChangedPage,
    List,
}

fn turn<'a>(path: &'a OutputPath, put: &Put) -> Option<(Turn, &'a OutputPath, u32)> {
    let (staged, pages) = match put.fate {
        Fate::Unchanged => return None,
        Fate::New(staged) => (staged, Turn::NewPage),
        Fate::Changed(staged) => (staged, Turn::ChangedPage),
    };
    let turn = match put.kind {
        FileKind::Asset => Turn::Asset,
        FileKind::Page => pages,
        FileKind::List => Turn::List,
    };
    Some((turn, path, staged))
}

/// Files of earlier builds that this one did not make: pages, then what pages need.
///
/// What has become a folder, or lies behind a link now, is no longer ours.
fn stale(puts: &BTreeMap<OutputPath, Put>, old: &Manifest, present: &Present) -> Result<Vec<OutputPath>, EmitError> {
    let mut stale = Vec::new();
    for path in old.files.keys().filter(|path| !puts.contains_key(*path)) {
        match present.at(path) {
            Ok(Standing::File { .. } | Standing::Link) => stale.push(path.clone()),
            Ok(Standing::Nothing) | Err(EmitError::InTheWay { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    stale.sort_by_key(|path| !matches!(path.as_str().rsplit_once('.'), Some((_, "html"))));
    Ok(stale)
}

fn folders_above<'a>(paths: impl IntoIterator<Item = &'a OutputPath>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut folder = folder_of(path.as_str());
        while !folder.is_empty() && folders.insert(folder) {
            folder = folder_of(folder);
        }
    }
    folders
}

/// Takes `steps`, any of which may have been taken before.
pub(super) fn run(steps: &[Step], output: &Path, (place, stage): (StagePlace, &Path)) -> Result<(), EmitError> {
    if place == StagePlace::Whole && disk::look(output)? == Found::Nothing && becomes(stage, output)? {
        return Ok(());
    }
    disk::make_folders(output)?;
    let mut made = HashSet::new();
    for step in steps {
        match step {
            Step::Place(staged, path) => {
                make_folder(output, folder_of(path.as_str()), &mut made)?;
                disk::rename_if_there(&staged_file((place, stage), *staged, path), &output.join(path.as_str()))?;
            }
            Step::Remove(path) => {
                let on_disk = output.join(path.as_str());
                if is_within(output, path)? && matches!(disk::look(&on_disk)?, Found::File { .. } | Found::Link) {
                    disk::remove(&on_disk)?;
                }
            }
            Step::Sweep(folder) => {
                if is_within(output, folder)? {
                    disk::remove_if_empty(&output.join(folder.as_str()));
                }
            }
        }
    }
    Ok(())
}

/// Makes the stage the output folder, with all that is in it; false where the system will not, and where there is none.
fn becomes(stage: &Path, output: &Path) -> Result<bool, EmitError> {
    if let Some(above) = output.parent() {
        disk::make_folders(above)?;
    }
    // What can't be renamed whole (a program has a file in it open) goes file by file.
    Ok(disk::look(stage)? == Found::Folder && disk::rename(stage, output).is_ok())
}

/// The place of a staged file.
pub(super) fn staged_file((place, stage): (StagePlace, &Path), number: u32, path: &OutputPath) -> PathBuf {
    match place {
        StagePlace::Whole => stage.join(path.as_str()),
        StagePlace::State | StagePlace::Output => stage.join(number.to_string()),
    }
}

fn make_folder<'a>(output: &Path, folder: &'a str, made: &mut HashSet<&'a str>) -> Result<(), EmitError> {
    if folder.is_empty() || made.contains(folder) {
        return Ok(());
    }
    make_folder(output, folder_of(folder), made)?;
    let on_disk = output.join(folder);
    if !disk::make_folder(&on_disk)? {
        is_real_folder(&on_disk)?;
    }
    made.insert(folder);
    Ok(())
}

/// False where a folder above `path` is missing or no longer a folder of its own: what lies behind is not ours.
fn is_within(output: &Path, path: &OutputPath) -> Result<bool, EmitError> {
    let ends = path.as_str().match_indices('/').map(|(end, _)| &path.as_str()[..end]);
    for folder in ends {
        if disk::look(&output.join(folder))? != Found::Folder {
            return Ok(false);
        }
    }
    Ok(true)
}

mod path_text {
    //! An output path in the journal: its text, checked when it is read.

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::OutputPath;

    pub fn serialize<S: Serializer>(path: &OutputPath, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(path.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OutputPath, D::Error> {
        let text = String::deserialize(deserializer)?;
        OutputPath::parse(&text).ok_or_else(|| Error::custom("a path that leaves the folder"))
    }
}
