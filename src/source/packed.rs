//! Values that are kept between builds as bytes, and values that stay bytes until somebody looks at them. The only home of
//! `postcard`.

use std::cell::Cell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error as _};

use super::numbering::{Files, reading, writing};
use super::{SourceId, Sources};

/// A value that is unpacked where somebody looks at it. One that was made here is not packed.
///
/// Of the pages of a site that an edit does not touch hardly anybody looks at more than their names and links.
pub struct Packed<T> {
    value: OnceLock<T>,
    bytes: Option<Box<Bytes>>,
}

/// A packed value, and the files behind the numbers in it.
#[derive(Clone)]
struct Bytes {
    written: Box<[u8]>,
    files: Files,
}

/// A value that is there for as long as somebody looks at it.
pub enum Peek<'a, T> {
    Here(&'a T),
    Unpacked(T),
}

impl<T> Deref for Peek<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Here(value) => value,
            Self::Unpacked(value) => value,
        }
    }
}

impl Bytes {
    fn unpacked<T: DeserializeOwned>(&self) -> T {
        let value = reading(self.files.clone(), || postcard::from_bytes(&self.written));
        value.expect("what is packed was written by this program and bears its digest")
    }
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Packs the value, where it is not.
    pub fn pack(&mut self) {
        if self.bytes.is_some() {
            // Its bytes are still there.
            self.value.take();
        }
        let Some(value) = self.value.get() else { return };
        let (files, written) = writing(|| {
            let room = in_room(value)?;
            // An empty list takes more room packed.
            let written = (room.len() > 1).then(|| Box::from(room.as_slice()));
            give_back(room);
            written
        });
        let Some(written) = written else { return };
        self.bytes = Some(Box::new(Bytes { written, files: files.into() }));
        self.value.take();
    }

    /// The value to look at, which does not stay unpacked behind that.
    #[must_use]
    pub fn peek(&self) -> Peek<'_, T> {
        self.value.get().map_or_else(|| Peek::Unpacked(self.bytes().unpacked()), Peek::Here)
    }
}

impl<T> Packed<T> {
    fn bytes(&self) -> &Bytes {
        self.bytes.as_ref().expect("what has no value is packed")
    }

    /// The value where it is not packed any more.
    #[must_use]
    pub fn unpacked(&self) -> Option<&T> {
        self.value.get()
    }

    /// The same to be changed.
    #[must_use]
    pub fn unpacked_mut(&mut self) -> Option<&mut T> {
        let value = self.value.get_mut()?;
        self.bytes = None;
        Some(value)
    }
}

impl<T> From<T> for Packed<T> {
    fn from(value: T) -> Self {
        Self { value: OnceLock::from(value), bytes: None }
    }
}

impl<T: Default> Default for Packed<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T: DeserializeOwned> Deref for Packed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| self.bytes().unpacked())
    }
}

impl<T: DeserializeOwned> DerefMut for Packed<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _: &T = self;
        self.unpacked_mut().expect("it was unpacked just now")
    }
}

impl<T: Clone> Clone for Packed<T> {
    fn clone(&self) -> Self {
        let bytes = || self.bytes.clone();
        self.value.get().cloned().map_or_else(|| Self { value: OnceLock::new(), bytes: bytes() }, Self::from)
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[expect(clippy::into_iter_without_iter, reason = "`iter` is that of the value")]
impl<'a, T: DeserializeOwned> IntoIterator for &'a Packed<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<T: Serialize + DeserializeOwned> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The numbers of files in the bytes are positions among its own.
        if let Some(Bytes { written, files }) = self.bytes.as_deref() {
            return (files, AsBytes(written)).serialize(serializer);
        }
        let (files, room) = writing(|| in_room(&*self.peek()));
        let room = room.ok_or_else(|| S::Error::custom("a value can't be written"))?;
        let written = (Files::from(files), AsBytes(&room)).serialize(serializer);
        give_back(room);
        written
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <(Files, &[u8])>::deserialize(deserializer).map(|(files, bytes)| {
            // An empty list is not worth keeping for later.
            let value: Option<T> = (bytes.len() < 2).then(|| postcard::from_bytes(bytes).ok()).flatten();
            let packed = || Some(Box::new(Bytes { written: bytes.into(), files }));
            value.map_or_else(|| Self { value: OnceLock::new(), bytes: packed() }, Self::from)
        })
    }
}

/// What `value` is kept as: the paths of the files that it speaks of, and itself.
#[must_use]
pub fn portable(value: &impl Serialize, sources: &Sources) -> Option<Vec<u8>> {
    let (files, room) = writing(|| in_room(value));
    let room = room?;
    let path = |id: SourceId| if id == SourceId::GONE { "" } else { sources.get(id).path.as_str() };
    let paths: Vec<&str> = files.into_iter().map(path).collect();
    let length = room.len() + paths.iter().map(|path| path.len() + 2).sum::<usize>() + 16;
    let bytes = postcard::to_extend(&(paths, AsBytes(&room)), Vec::with_capacity(length)).ok();
    give_back(room);
    bytes
}

thread_local! {
    /// Room that values are written in before it is known how long they are: most fit into that of the last one.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// More than this does not stay.
const MOST_ROOM: usize = 1 << 20;

/// The bytes of `value` in the thread's room, which is to be given back.
fn in_room(value: &(impl Serialize + ?Sized)) -> Option<Vec<u8>> {
    let mut room = ROOM.take();
    room.clear();
    postcard::to_extend(value, room).ok()
}

fn give_back(room: Vec<u8>) {
    if room.capacity() <= MOST_ROOM {
        ROOM.set(room);
    }
}

/// What was kept by [`portable`], with the files as `sources` number them; none where it is not that.
#[must_use]
pub fn restored<T: DeserializeOwned>(bytes: &[u8], sources: &Sources) -> Option<T> {
    let (paths, bytes): (Vec<&str>, &[u8]) = postcard::from_bytes(bytes).ok()?;
    let files: Vec<SourceId> = paths.into_iter().map(|path| sources.find(path).unwrap_or(SourceId::GONE)).collect();
    reading(files.into(), || postcard::from_bytes(bytes).ok())
}

/// What speaks of no file.
#[must_use]
pub fn plain(value: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

/// What was kept by [`plain`]; none where it is not that.
#[must_use]
pub fn unplain<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Bytes that are written at once, instead of one after the other.
struct AsBytes<'a>(&'a [u8]);

impl Serialize for AsBytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SitePath, Source, Span};

    fn sources(paths: &[&str]) -> Sources {
        let mut sources = Sources::default();
        for path in paths {
            sources.add(Source::empty(SitePath::new(path)));
        }
        sources
    }

    fn in_file(sources: &Sources, path: &str) -> Span {
        Span::new(sources.find(path).expect("it is there"), 1, 2)
    }

    #[test]
    fn what_is_packed_speaks_of_its_files_however_they_are_numbered_when_it_is_looked_at() {
        let before = sources(&["site.yaml", "a.md", "b.md"]);
        let value = vec![in_file(&before, "b.md"), in_file(&before, "a.md")];
        let bytes = portable(&Packed::from(value), &before).expect("it is kept");
        let now = sources(&["site.yaml", "b.md", "new.md", "a.md"]);
        let packed: Packed<Vec<Span>> = restored(&bytes, &now).expect("it is read");
        assert!(packed.unpacked().is_none(), "nobody has looked yet");
        // Kept again by a build in which nobody looked.
        let again = portable(&packed.clone(), &now).expect("it is kept again");
        let expected = vec![in_file(&now, "b.md"), in_file(&now, "a.md")];
        assert_eq!(std::thread::spawn(move || packed.to_vec()).join().expect("unpacked"), expected);
        let packed: Packed<Vec<Span>> = restored(&again, &before).expect("it is read again");
        assert_eq!(*packed, vec![in_file(&before, "b.md"), in_file(&before, "a.md")]);
    }

    #[test]
    fn something_packed_is_unpacked_while_something_else_is_written() {
        let before = sources(&["a.md", "b.md"]);
        let kept = |path: &str| portable(&Packed::from(vec![in_file(&before, path)]), &before).expect("it is kept");
        let read = |bytes: &[u8]| restored::<Packed<Vec<Span>>>(bytes, &before).expect("it is read");
        let both = (read(&kept("b.md")), read(&kept("a.md")));
        let bytes = portable(&both, &before).expect("both are kept");
        let (b, a): (Packed<Vec<Span>>, Packed<Vec<Span>>) = restored(&bytes, &before).expect("both are read");
        assert_eq!((b.to_vec(), a.to_vec()), (vec![in_file(&before, "b.md")], vec![in_file(&before, "a.md")]));
    }

    #[test]
    fn what_is_packed_here_can_be_looked_at_and_kept() {
        let before = sources(&["a.md", "b.md"]);
        let mut places = Packed::from(vec![in_file(&before, "b.md")]);
        let mut numbers = Packed::from(vec![7_u32, 300]);
        places.pack();
        numbers.pack();
        assert_eq!((places.peek().to_vec(), numbers.peek().to_vec()), (vec![in_file(&before, "b.md")], vec![7, 300]));
        assert!(places.unpacked().is_none() && numbers.unpacked().is_none(), "nothing stays unpacked");
        let bytes = portable(&(&numbers, &places), &before).expect("both are kept");
        let now = sources(&["b.md"]);
        let (numbers, places): (Packed<Vec<u32>>, Packed<Vec<Span>>) = restored(&bytes, &now).expect("both are read");
        assert_eq!((places.to_vec(), numbers.to_vec()), (vec![in_file(&now, "b.md")], vec![7_u32, 300]));
    }

    #[test]
    fn what_is_empty_or_made_here_is_not_packed() {
        let none = sources(&[]);
        let bytes = portable(&Packed::from(Vec::<u32>::new()), &none).expect("it is kept");
        let mut packed: Packed<Vec<u32>> = restored(&bytes, &none).expect("it is read");
        assert_eq!(packed.unpacked(), Some(&Vec::new()));
        packed.push(7);
        assert_eq!(packed.unpacked(), Some(&vec![7]));
        assert_eq!(packed.clone().unpacked_mut(), Some(&mut vec![7]));
    }
}
