//! The quick way of a long table in UTF-8: blocks of whole records, looked at by a worker on each core.
//!
//! Rows are let go after region and name where they feed nothing; the ordinary ones among the others are packed
//! (`actuals::panel`). Whatever is out of the ordinary, and every row of a region that is asked for by name, goes to the
//! general code with its text and place, so that there is one meaning of a row, and one set of messages.
//! Depends on `actuals` and on the reader of single rows (`load::actuals_rows`).

mod absorb;
mod blocks;
mod cells;
mod chosen;
mod marks;
mod odd;
mod pipeline;
mod prefix;
mod records;
mod scan;
mod spellings;
mod start;
mod store;

pub use chosen::ChosenRegions;
pub(super) use pipeline::Stretch;
pub(super) use start::{decompressed, stretch_of};
pub(super) use store::Store;

#[cfg(test)]
mod tests;
