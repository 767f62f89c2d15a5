//! `plancheck` checks government plans against published statistics.
//!
//! The core is pure: it reads no file, asks no clock, prints nothing, and its only words are those of problems (`diag`).
//! The shell reads plans and actuals (`load`), draws results (`render`, `lang`) and takes commands (`cli`). An arrow only
//! points from a later room to an earlier one; `tests/architecture.rs` checks it.

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

pub use cli::main;

/// What the tests and benchmarks beside `src` use; no interface for anybody else.
#[doc(hidden)]
pub mod door {
    pub use crate::actuals::Actuals;
    pub use crate::actuals::panel::{Panel, Unpacker};
    pub use crate::assess::diff::{Change, Direction, Part};
    pub use crate::assess::{
        Asked, Assessment, Finding, Flag, Grounds, Method, Reason, Verdict, assess, assess_one,
        needs_of_rows,
    };
    pub use crate::cli::args::{Cli, Sorting};
    pub use crate::diag::Diagnostic;
    pub use crate::diag::handbook::Family;
    pub use crate::lang::Lang;
    pub use crate::load::actuals_csv::{Input, Options, read_actuals};
    pub use crate::load::plan_toml::load_plan;
    pub use crate::number::Number;
    pub use crate::period::Month;
    pub use crate::plan::{Comparator, Kind, Measure, Plan};
    pub use crate::render::Style;
    pub use crate::render::svg::{self, Frame};
    pub use crate::report::bullet::{Band, Bullet};
    pub use crate::report::chart::{Chart, Kind as ChartKind};
    pub use crate::report::plot::{Curve, Plot, Release, Spot};
    pub use crate::report::rollup::{By, columns as rollup_columns};
    pub use crate::report::schema::DOCUMENTS;
    pub use crate::report::spark::Spark;
    pub use crate::report::trend::{self, TrendView};
    pub use crate::report::{Judged, diff, league, row};
}
