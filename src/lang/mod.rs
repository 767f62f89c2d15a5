//! The sentences, in English and Chinese: exhaustive matches, so that a missing one does not compile. The words of closed
//! lists are in their declarations (`words!`).
//!
//! Ids, column names and verdict words of the machine formats are never translated.

pub mod audit_problems;
mod charts;
mod check;
pub mod codes;
pub mod data_problems;
mod diff;
mod headings;
mod league;
mod methods;
pub mod narrative;
pub mod new_plan;
mod outcomes;
pub mod page;
pub mod plan_problems;
pub mod progress;
mod rollup;
pub mod run_problems;
mod stage;
pub mod stats;
mod trend;
pub mod views;
pub mod words;

pub use crate::words::Lang;

use crate::diag::Problem;

/// The words of one problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemText {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What stands under the caret.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

/// The words of any problem.
pub fn problem_text(lang: Lang, problem: &Problem) -> ProblemText {
    match problem {
        Problem::Plan(problem) => plan_problems::text(lang, problem),
        Problem::Data(problem) => data_problems::text(lang, problem),
        Problem::Audit(problem) => audit_problems::text(lang, problem),
        Problem::Run(problem) => run_problems::text(lang, problem),
    }
}
