//! Language, numbers, dates, order and slugs: what differs between Vietnamese and English readers.

mod collate;
mod date;
mod lang;
mod number;
mod text;

pub use collate::Order;
pub use date::{Date, DateTime, Zone};
pub use lang::Lang;
pub use number::{group, group_sign, read_number, show_units};
pub use text::{clean, fold, nearest, nfc, slugify};
