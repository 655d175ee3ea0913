//! The one catalogue of messages: every text of a finding, in English and Vietnamese, by what it is about.

pub mod adding;
pub mod chart;
pub mod checks;
pub mod claim;
pub mod correction;
pub mod data;
pub mod report;
pub mod site;
pub mod template;
pub mod yaml;
