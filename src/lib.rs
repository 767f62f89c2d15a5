//! `plancheck` checks government plans against published statistics.
//!
//! The core is pure: it reads no files, uses no clock and prints nothing; its texts are declared in both languages, in closed
//! lists (`words`), problems (`diag`), `lang` and the views (`report`). The shell reads plans and actuals (`load`), renders
//! results (`render`) and runs commands (`cli`). A module may only depend on modules declared before it, which
//! `tests/it/architecture.rs` checks.

#[macro_use]
mod words;

mod number;

mod interval;

mod unit;

mod period;

mod calendar;

mod diag;

#[macro_use]
mod keys;

mod plan;

mod actuals;

mod assess;

mod audit;

mod table;

#[macro_use]
mod record;

mod lang;

mod report;

mod load;

mod render;

mod cli;

#[cfg(test)]
mod fixtures;

/// The ways of `fuzz/`.
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod testing;

#[cfg(test)]
#[path = "../tests/reference/mod.rs"]
mod reference;

pub use cli::main;

/// For the benchmarks only; not a public interface.
#[doc(hidden)]
pub mod bench_api {
    pub use crate::actuals::panel::{Panel, Unpacker};
    pub use crate::assess::{Asked, assess_one, needs_of_rows};
    pub use crate::diag::Diagnostic;
    pub use crate::load::actuals_csv::{Input, Options, read_actuals};
    pub use crate::load::plan_toml::load_plan;
    pub use crate::plan::Plan;
}
