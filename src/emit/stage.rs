//! The sink on disk: files wait in the stage until [`Stage::commit`] puts them into place.

use std::collections::{BTreeMap, HashSet};
use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use super::disk::{self, Found};
use super::error::{At, EmitError};
use super::journal::{Journal, tidy};
use super::plan::{Fate, Put, Step, plan, staged_file};
use super::present::{Present, Standing, in_the_way};
use super::workplace::{Lock, StagePlace, Workplace};
use super::{Sink, read_manifest};
use crate::model::manifest::{Committed, Entry, FileKind, Manifest};
use crate::model::route::OutputPath;
use crate::source::{AssetFile, open_asset};

/// A build under way: it holds the lock of its output folder, which stays as it is until the commit.
///
/// Dropped without a commit, it removes what it staged.
#[derive(Debug)]
pub struct Stage {
    workplace: Workplace,
    place: StagePlace,
    folder: PathBuf,
    /// What the last build made.
    old: Old,
    present: Present,
    puts: Mutex<BTreeMap<OutputPath, Put>>,
    /// What the folder holds once the commit is done.
    made: Manifest,
    /// The number of the next staged file.
    next: AtomicU32,
    /// What `Drop` has to clear away.
    litter: Litter,
    /// Dropped last, when all is swept.
    _lock: Lock,
}

/// What a build leaves behind that ends here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Litter {
    /// Its stage.
    Stage,
    /// Its stage, and the output folder that was made to hold it.
    StageAndOutput,
    /// Nothing: the journal stands, and the staged files are needed to finish.
    None,
}

#[derive(Debug)]
enum Old {
    Known(Manifest),
    /// The manifest there can't be read, so no file is known as ours.
    Damaged,
}

impl Stage {
    /// Takes the lock of `output`, finishes an interrupted commit, and reads what the folder holds.
    ///
    /// `output` itself is made by the commit, not here.
    ///
    /// # Errors
    /// When another build is at work there, or when `<root>/.baocao` or `output` can't be used.
    pub fn begin(root: &Path, output: &Path) -> Result<Self, EmitError> {
        let workplace = Workplace::new(root, output)?;
        let lock = workplace.lock()?;
        tidy(&workplace)?;
        let present = Present::new(&workplace.output)?;
        let old = match read_manifest(&workplace.output) {
            Ok(manifest) => Old::Known(manifest.unwrap_or_default()),
            Err(EmitError::Manifest { .. }) => Old::Damaged,
            Err(error) => return Err(error),
        };
        let place = workplace.choose_stage()?;
        let folder = workplace.stage(place);
        let made_output = place == StagePlace::Output && disk::look(&workplace.output)? == Found::Nothing;
        let litter = if made_output { Litter::StageAndOutput } else { Litter::Stage };
        disk::make_folders(&folder)?;
        let (puts, next) = (Mutex::default(), AtomicU32::new(0));
        let made = Manifest::default();
        Ok(Self { workplace, place, folder, old, present, puts, made, next, litter, _lock: lock })
    }

    /// Takes every file of the last build that is neither made again nor `gone` as it stands.
    ///
    /// # Errors
    /// When the manifest that names them can't be read.
    pub fn keep_others(&self, gone: &HashSet<OutputPath>) -> Result<(), EmitError> {
        self.keep_where(|path| !gone.contains(path))
    }

    /// Takes those files of the last build as they stand that are among `these` and not made again.
    ///
    /// # Errors
    /// When the manifest that names them can't be read.
    pub fn keep(&self, these: &HashSet<OutputPath>) -> Result<(), EmitError> {
        self.keep_where(|path| these.contains(path))
    }

    fn keep_where(&self, stays: impl Fn(&OutputPath) -> bool) -> Result<(), EmitError> {
        let Old::Known(manifest) = &self.old else { return read_manifest(&self.workplace.output).map(|_| ()) };
        let mut puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
        for (path, entry) in manifest.files.iter().filter(|(path, _)| stays(path)) {
            let as_it_stands = || Put { kind: FileKind::Asset, entry: entry.clone(), fate: Fate::Unchanged };
            puts.entry(path.clone()).or_insert_with(as_it_stands);
        }
        Ok(())
    }

    /// Puts everything into place: what changed is renamed, what no build makes any more is removed. The lock stays held.
    ///
    /// # Errors
    /// When the machine refuses. Once the journal stands, the next build finishes what this one could not.
    pub fn commit(&mut self) -> Result<Committed, EmitError> {
        let (journal, committed) = self.decide()?;
        if let Some(journal) = journal {
            journal.finish(&self.workplace)?;
        }
        Ok(committed)
    }

    /// What the output folder holds since the commit.
    #[must_use]
    pub fn made(&self) -> &Manifest {
        &self.made
    }

    /// Writes the journal; none where the output is as it should be already.
    pub(super) fn decide(&mut self) -> Result<(Option<Journal>, Committed), EmitError> {
        let puts = std::mem::take(self.puts.get_mut().unwrap_or_else(PoisonError::into_inner));
        let none = Manifest::default();
        let old = match &self.old {
            Old::Known(manifest) => manifest,
            Old::Damaged => &none,
        };
        let mut steps = plan(&puts, old, &self.present)?;
        let written = steps.iter().filter(|step| matches!(step, Step::Place(..))).count();
        let removed = steps.iter().filter(|step| matches!(step, Step::Remove(_))).count();
        let committed = Committed { written, unchanged: puts.len() - written, removed };
        let manifest = Manifest { files: puts.into_iter().map(|(path, put)| (path, put.entry)).collect() };
        steps.extend(self.stage_manifest(&manifest)?);
        self.made = manifest;
        if steps.is_empty() {
            return Ok((None, committed));
        }
        let journal = Journal { stage: self.place, steps };
        journal.write(&self.workplace)?;
        self.litter = Litter::None;
        Ok((Some(journal), committed))
    }

    fn stage_manifest(&self, manifest: &Manifest) -> Result<Option<Step>, EmitError> {
        let (path, text) = (OutputPath::new(Manifest::FILE), manifest.to_json());
        let fate = match self.present.at(&path)? {
            Standing::File { size } => self.stage_if_other(&path, text.as_bytes(), size)?,
            Standing::Link | Standing::Nothing => Fate::New(self.stage(&path, text.as_bytes())?),
        };
        Ok(match fate {
            Fate::Unchanged => None,
            Fate::New(staged) | Fate::Changed(staged) => Some(Step::Place(staged, path)),
        })
    }

    fn stage_if_other(&self, path: &OutputPath, bytes: &[u8], size: u64) -> Result<Fate, EmitError> {
        if size == bytes.len() as u64 && disk::read(&self.present.disk(path))?.as_deref() == Some(bytes) {
            return Ok(Fate::Unchanged);
        }
        self.stage(path, bytes).map(Fate::Changed)
    }

    fn stage(&self, path: &OutputPath, bytes: &[u8]) -> Result<u32, EmitError> {
        let (number, place) = self.room(path)?;
        disk::write(&place, bytes).map_err(|error| self.conflict(path).unwrap_or(error))?;
        Ok(number)
    }

    /// The number of the next staged file, and where it is to be written.
    fn room(&self, path: &OutputPath) -> Result<(u32, PathBuf), EmitError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let place = staged_file((self.place, &self.folder), number, path);
        if let (StagePlace::Whole, Some(folder)) = (self.place, place.parent()) {
            disk::make_folders(folder).map_err(|error| self.conflict(path).unwrap_or(error))?;
        }
        Ok((number, place))
    }

    /// What is wrong where a file of the build is to stand at a folder of it, or the other way round.
    fn conflict(&self, path: &OutputPath) -> Option<EmitError> {
        let look = |path: &str| disk::look(&self.folder.join(path)).unwrap_or(Found::Nothing);
        let mut above = path.as_str().match_indices('/').map(|(end, _)| &path.as_str()[..end]);
        let is_file = |path: &&str| matches!(look(path), Found::File { .. });
        let own = Some(path.as_str()).filter(|path| look(path) == Found::Folder);
        let path = above.find(is_file).or(own)?;
        Some(in_the_way(&self.workplace.output.join(path), "a file of this build", "a folder"))
    }

    /// Refuses to write over a file that no build of ours made.
    fn own(&self, path: &OutputPath) -> Result<(), EmitError> {
        let on_disk = self.present.disk(path);
        match &self.old {
            Old::Known(manifest) if manifest.files.contains_key(path) => Ok(()),
            Old::Known(_) => Err(EmitError::Stranger { path: on_disk }),
            Old::Damaged => {
                Err(EmitError::Unknown { path: on_disk, manifest: self.workplace.output.join(Manifest::FILE) })
            }
        }
    }

    fn record(&self, path: &OutputPath, kind: FileKind, entry: Entry, fate: Fate) -> Result<(), EmitError> {
        let mut puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = puts.insert(path.clone(), Put { kind, entry, fate }).is_some();
        if taken || Manifest::is_reserved(path) { Err(EmitError::Twice { path: path.clone() }) } else { Ok(()) }
    }

    /// Stages an asset, unless the same bytes stand at its place.
    fn stage_asset(&self, path: &OutputPath, file: &AssetFile) -> Result<(Entry, Fate), EmitError> {
        let mut source = open_asset(file)?;
        let standing = self.present.at(path)?;
        if let Standing::File { size } = standing
            && size == source.metadata().at(&file.disk, "can't be read")?.len()
        {
            if let Some(entry) = disk::same(&mut source, &file.disk, &self.present.disk(path))? {
                return Ok((entry, Fate::Unchanged));
            }
            source.seek(SeekFrom::Start(0)).at(&file.disk, "can't be read")?;
        }
        let (number, place) = self.room(path)?;
        let fate = match standing {
            Standing::Nothing => Fate::New(number),
            Standing::File { .. } | Standing::Link => self.own(path).map(|()| Fate::Changed(number))?,
        };
        Ok((disk::copy(&mut source, &file.disk, &place)?, fate))
    }
}

impl Sink for Stage {
    fn put(&self, path: &OutputPath, kind: FileKind, bytes: &[u8]) -> Result<(), EmitError> {
        let fate = match self.present.at(path)? {
            Standing::Nothing => Fate::New(self.stage(path, bytes)?),
            Standing::File { size } => self.stage_if_other(path, bytes, size)?,
            Standing::Link => Fate::Changed(self.stage(path, bytes)?),
        };
        if let Fate::Changed(_) = fate {
            self.own(path)?;
        }
        self.record(path, kind, disk::entry_of(bytes), fate)
    }

    fn copy(&self, path: &OutputPath, file: &AssetFile) -> Result<(), EmitError> {
        let (entry, fate) = self.stage_asset(path, file)?;
        self.record(path, FileKind::Asset, entry, fate)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if self.litter == Litter::None {
            return;
        }
        // What can't be removed now is swept by the next build.
        let _ = disk::remove_all(&self.folder);
        if self.litter == Litter::StageAndOutput {
            disk::remove_if_empty(&self.workplace.output);
        }
    }
}
