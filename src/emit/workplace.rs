//! Where the state of one output folder lies, and the lock that keeps two builds out of it.

use std::fs::{File, TryLockError};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::disk::{self, Found};
use super::error::{At, EmitError};
use crate::model::digest;

/// The paths of one output folder's state, `<root>/.baocao/<digest of the folder's absolute path>/`.
#[derive(Clone, Debug)]
pub(super) struct Workplace {
    pub output: PathBuf,
    pub state: PathBuf,
}

/// Where files wait for the commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum StagePlace {
    /// Beside the lock.
    State,
    /// In `<output>/.baocao-stage/`, because files can't be renamed from the state folder into the output.
    Output,
    /// Beside the lock, each at its own path: there is no output folder yet, and the stage can become it.
    Whole,
}

impl Workplace {
    pub fn new(root: &Path, output: &Path) -> Result<Self, EmitError> {
        let output = resolve(output)?;
        let digest = digest::hex(output.as_os_str().as_encoded_bytes());
        let state = root.join(".baocao").join(&digest[..16]);
        Ok(Self { output, state })
    }

    pub fn journal(&self) -> PathBuf {
        self.state.join("journal")
    }

    pub fn standing(&self) -> PathBuf {
        self.state.join("standing")
    }

    /// What is kept of the last build, in files named by their digests.
    pub fn kept(&self) -> PathBuf {
        self.state.join("kept")
    }

    pub fn stage(&self, place: StagePlace) -> PathBuf {
        match place {
            StagePlace::State | StagePlace::Whole => self.state.join("stage"),
            StagePlace::Output => self.output.join(".baocao-stage"),
        }
    }

    /// Takes the lock; it is given back when the value is dropped, or its process ends in any way.
    pub fn lock(&self) -> Result<Lock, EmitError> {
        disk::make_folders(&self.state)?;
        let (path, owner) = (self.state.join("lock"), self.state.join("pid"));
        let file = disk::open_lock(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(EmitError::Busy { pid: read_owner(&owner)?, output: self.output.clone() });
            }
            Err(TryLockError::Error(error)) => return Err(error).at(&path, "can't be locked"),
        }
        // In a file of its own: on Windows nobody else can read the locked one.
        disk::write(&owner, std::process::id().to_string().as_bytes())?;
        Ok(Lock { owner, _file: file })
    }

    /// Beside the lock where files can be renamed from there into the output folder, else within that folder. Whole where there
    /// is none yet.
    ///
    /// It is tried rather than looked up: a folder mounted from the same device refuses too.
    pub fn choose_stage(&self) -> Result<StagePlace, EmitError> {
        let mut folders = self.output.ancestors();
        let nearest = folders.find(|folder| matches!(disk::look(folder), Ok(Found::Folder | Found::Link)));
        let can_rename = disk::can_rename_between(&self.state, nearest.unwrap_or(&self.output))?;
        Ok(match disk::look(&self.output)? {
            _ if !can_rename => StagePlace::Output,
            Found::Nothing => StagePlace::Whole,
            _ => StagePlace::State,
        })
    }

    /// Removes what an unfinished build left behind.
    pub fn sweep(&self) -> Result<(), EmitError> {
        for place in [StagePlace::State, StagePlace::Output] {
            disk::remove_all(&self.stage(place))?;
        }
        disk::remove(&self.standing().with_extension("new"))?;
        disk::remove(&self.journal().with_extension("new"))
    }
}

/// The right to write into an output folder.
#[derive(Debug)]
pub(super) struct Lock {
    /// Holds the number of the process; it goes before the lock is given back, so that nobody is told of one that ended.
    owner: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // One that stays is written over by the next owner.
        let _ = disk::remove(&self.owner);
    }
}

/// The number of the process that holds the lock. It writes it right after it took the lock: until then the file is
/// not there, or names a process that was killed, so it is given a moment.
fn read_owner(path: &Path) -> Result<Option<u32>, EmitError> {
    for _ in 0..10 {
        std::thread::sleep(Duration::from_millis(20));
        let text = disk::read(path)?.unwrap_or_default();
        if let Ok(pid) = String::from_utf8_lossy(&text).trim().parse() {
            return Ok(Some(pid));
        }
    }
    Ok(None)
}

/// The absolute path of a folder that need not be there, the same for all ways to write it.
///
/// # Errors
/// When the machine can't say where the working folder is.
pub fn resolve(folder: &Path) -> Result<PathBuf, EmitError> {
    let absolute = std::path::absolute(folder).at(folder, "can't be resolved")?;
    for above in absolute.ancestors() {
        if let (Ok(real), Ok(below)) = (above.canonicalize(), absolute.strip_prefix(above)) {
            return Ok(below.components().fold(real, |mut path, part| {
                // What is not there is no link, so `..` leads back to where it would be made.
                if part == Component::ParentDir {
                    path.pop();
                } else {
                    path.push(part);
                }
                path
            }));
        }
    }
    Ok(absolute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_folder_has_one_state_however_it_is_written() {
        let temp = tempfile::tempdir().expect("a folder");
        let root = temp.path();
        let state = |output: &Path| Workplace::new(root, output).expect("resolves").state;
        let before = state(&root.join("output"));
        disk::make_folders(&root.join("output")).expect("made");
        disk::make_folders(&root.join("content")).expect("made");
        assert_eq!(before, state(&root.join("output")), "the same once it is there");
        assert_eq!(before, state(&root.join("content/../output/.")));
        assert_eq!(before, state(&root.join("not-there/../output/")));
        assert_ne!(before, state(&root.join("output2")));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_stage_lies_in_the_output_where_that_is_another_file_system() {
        let temp = tempfile::tempdir().expect("a folder");
        let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return };
        let here = Workplace::new(temp.path(), &temp.path().join("a/b")).expect("resolves");
        let there = Workplace::new(temp.path(), &other.path().join("a/b")).expect("resolves");
        for (workplace, same) in [(here, true), (there, is_same_device(temp.path(), other.path()))] {
            let _lock = workplace.lock().expect("free");
            let expected = if same { StagePlace::Whole } else { StagePlace::Output };
            assert_eq!(workplace.choose_stage().expect("probed"), expected);
            assert_eq!(std::fs::read_dir(other.path()).expect("there").count(), 0, "the probe is gone");
            disk::make_folders(&workplace.output).expect("made");
            let expected = if same { StagePlace::State } else { StagePlace::Output };
            assert_eq!(workplace.choose_stage().expect("probed"), expected);
        }
    }

    #[cfg(target_os = "linux")]
    fn is_same_device(a: &Path, b: &Path) -> bool {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| path.metadata().expect("there").dev();
        device(a) == device(b)
    }
}
