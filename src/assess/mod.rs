//! From a plan and its actuals to verdicts: one pure function, [`assess`], and the data it returns.
//!
//! No clock, no files, no panics; every comparison is one of exact numbers. Depends on `number`, `unit`, `period`,
//! `plan` and `actuals`.

mod aim;
mod baseline;
mod bench;
mod case;
pub mod diff;
mod finding;
mod judge;
mod members;
mod need;
mod pace;
mod path;
mod pick;
pub mod rollup;
pub mod rules;
mod steps;
pub mod trace;
mod verdict;

pub use crate::actuals::Actual;
pub use crate::plan::Method;
pub use baseline::UsedBaseline;
pub use bench::Asked;
pub use finding::{
    Assessment, Finding, Judged, MEMBERS_UNIT, MemberOutcome, Members, SetAsideWhy, Use,
    YearOutcome, differs,
};
pub use judge::{assess, assess_one};
pub use need::needs_of_rows;
pub use steps::Step;
pub use trace::{AnnualChange, Grounds};
pub use verdict::{Flag, Reason, Verdict};

#[cfg(test)]
mod invariance_tests;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod method_tests;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod neighbours_tests;
#[cfg(test)]
mod peers_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod tests;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod verdict_tables;
