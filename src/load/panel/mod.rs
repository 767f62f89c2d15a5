//! The quick way of a long table: blocks of whole records, looked at by a worker on each core.
//!
//! Rows are let go after region and name where they feed nothing; the ordinary ones among the others are packed
//! (`actuals::panel`). Whatever is out of the ordinary, and every row of a region that is asked for by name, goes to the
//! general code with its text and place, so that there is one meaning of a row, and one set of messages.
//! Depends on `actuals` and on the reader of single rows (`load::actuals_rows`).

mod absorb;
mod cells;
mod scan;

#[cfg(test)]
mod tests;
