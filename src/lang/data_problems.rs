//! The words for problems of actuals.

use super::{Lang, ProblemText};
use crate::diag::DataProblem;

/// What to tell the user.
pub fn text(_lang: Lang, problem: &DataProblem) -> ProblemText {
    ProblemText {
        message: problem.code().to_owned(),
        label: None,
        help: None,
    }
}
