//! From a plan and its actuals to verdicts: one pure function, [`assess`], and the data it returns.
//!
//! No clock, no files, no panics; every comparison is one of exact numbers. Depends on `number`, `unit`, `period`,
//! `plan` and `actuals`. Views import nothing but `finding` and `trace`.

mod aim;
mod case;
mod finding;
mod judge;
mod members;
mod need;
mod pace;
mod path;
mod pick;
mod steps;
pub mod trace;

pub use crate::actuals::Actual;
pub use crate::plan::Method;
pub use finding::{
    Asked, Assessment, Basis, Finding, Flag, Judged, JudgedPlan, MEMBERS_UNIT, MemberOutcome,
    Members, Reason, SetAsideWhy, Step, Use, UsedBaseline, Verdict, YearOutcome,
};
pub use judge::{assess, assess_one};
pub use need::needs_of_rows;
pub use trace::{AnnualChange, Grounds};

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
