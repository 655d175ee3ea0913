//! What a site is made of, once its text has been read: plain values that every stage above shares.

pub mod adding;
pub mod allowance;
pub mod chart;
pub mod checks;
pub mod claim;
pub mod column;
pub mod dataset;
pub mod digest;
pub mod edit;
pub mod history;
pub mod image;
pub mod manifest;
pub mod number;
pub mod overview;
pub mod page;
pub mod plot;
pub mod postings;
pub mod published;
pub mod route;
pub mod rows;
pub mod select;
pub mod site;
pub mod text;
pub mod theme;
pub mod unclaimed;
pub mod validity;
