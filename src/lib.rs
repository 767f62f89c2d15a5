//! `plancheck` checks government plans against published statistics.
//!
//! The core is pure: it reads no file, asks no clock and prints nothing; the only texts in it are those of its closed lists
//! (`words`) and problems (`diag`), declared in both languages. The shell reads plans and actuals (`load`), draws results
//! (`render`, `lang`) and takes commands (`cli`). An arrow only points from a later room to an earlier one;
//! `tests/it/architecture.rs` checks it.

#[macro_use]
mod words;

mod number;

mod unit;

mod period;

mod diag;

mod plan;

mod actuals;

mod assess;

mod audit;

mod table;

mod report;

mod lang;

mod load;

mod render;

mod cli;

#[cfg(test)]
mod fixtures;

pub use cli::main;

/// What the benchmarks use; no interface for anybody else.
#[doc(hidden)]
pub mod bench_api {
    pub use crate::actuals::panel::{Panel, Unpacker};
    pub use crate::assess::{Asked, assess_one, needs_of_rows};
    pub use crate::diag::Diagnostic;
    pub use crate::load::actuals_csv::{Input, Options, read_actuals};
    pub use crate::load::plan_toml::load_plan;
    pub use crate::plan::Plan;
}
