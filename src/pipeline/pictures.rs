//! Looks at the site's picture files, before anything refers to them.

use rayon::prelude::*;

use crate::emit::Cache;
use crate::images;
use crate::model::image::{ImageFacts, ImageKind, ImageProblem, Images};
use crate::source::{AssetFile, Disk, ReadError, SitePath, Source, read_asset};

/// The largest picture file that is read, in bytes: it is held in memory as a whole.
const MOST_BYTES: u64 = 200_000_000;

type Looked = (SitePath, Result<ImageFacts, ImageProblem>);

/// Looks at every picture below content/. One that was looked at before, and has neither another size nor another time
/// since, is not read again. A file that can't be shown becomes a source, for findings to point at.
///
/// # Errors
/// When a file can't be read.
pub fn look(disk: &mut Disk, cache: &Cache) -> Result<Images, ReadError> {
    let pictures: Vec<(&AssetFile, ImageKind)> =
        disk.assets.iter().filter_map(|file| Some((file, ImageKind::of_path(file.path.below("content")?)?))).collect();
    let looked = pictures.par_iter().map(|(file, kind)| Ok((file.path.clone(), look_at(file, *kind, cache)?)));
    let looked: Vec<Looked> = looked.collect::<Result<_, ReadError>>()?;
    for (path, _) in looked.iter().filter(|(_, facts)| facts.is_err()) {
        disk.sources.add(Source::empty(path.clone()));
    }
    Ok(looked.into_iter().collect())
}

fn look_at(file: &AssetFile, kind: ImageKind, cache: &Cache) -> Result<Result<ImageFacts, ImageProblem>, ReadError> {
    if file.size > MOST_BYTES {
        return Ok(Err(ImageProblem::TooLarge { size: file.size, limit: MOST_BYTES }));
    }
    let key = format!("facts {} {} {} {}", kind.name(), file.path, file.size, file.modified);
    let kept = cache.find(&key).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if let Some(facts) = kept {
        return Ok(Ok(facts));
    }
    let facts = images::look(&read_asset(file)?, kind);
    if let Ok(facts) = &facts {
        cache.keep(&key, &serde_json::to_vec(facts).expect("numbers and texts are JSON"));
    }
    Ok(facts)
}
