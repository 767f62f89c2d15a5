//! `plancheck` checks government plans against published statistics.
//!
//! The core is pure: it reads no file, asks no clock, prints nothing and knows no language. The shell reads plans and
//! actuals (`load`), draws results (`render`, `lang`) and takes commands (`cli`). An arrow only points from a later
//! room to an earlier one; `tests/architecture.rs` checks it.

pub mod number;

pub mod unit;

pub mod period;

pub mod diag;

pub mod plan;

pub mod actuals;

pub mod assess;

pub mod audit;

pub mod table;

pub mod report;

pub mod lang;

pub mod load;

pub mod render;

pub mod cli;
