//! What several views say, in English and Chinese, as exhaustive matches: a missing one does not compile. The words of
//! closed lists are in their declarations (`words!`), those of problems in `diag`.
//!
//! Ids, column names and verdict words of the machine formats are never translated.

#![allow(clippy::useless_format, reason = "a text may have no arguments")]

mod equations;
pub mod new_plan;
mod outcomes;
pub mod progress;
mod prose;
mod rollup;
pub mod words;

pub use crate::words::Lang;

pub use words::{HARD_SPACE, JOINER, SOFT_BREAK, Words};
