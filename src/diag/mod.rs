//! Diagnostics: a coded problem with its texts in both languages, and its place in the input.
//!
//! Each problem is one entry of a `problems!` family; drawing it is the work of `render`.
//! `handbook` reads the documentation of each code. Depends on `words`, `number`, `period` and `calendar`.

#[macro_use]
mod problems;

mod audit_problem;
mod data_problem;
pub mod handbook;
mod listed;
mod place;
mod plan_problem;
mod plan_values;
mod run_problem;

pub use audit_problem::AuditProblem;
pub use data_problem::{Beside, DataProblem, MissingColumn, ValueFault};
pub use place::{Excerpt, Place, SourceText, cell_name};
pub use plan_problem::PlanProblem;
pub use plan_values::{Expected, Found, IdOf, NumberFault, Refused, SyntaxHint};
pub use problems::{ProblemText, Severity};
pub use run_problem::RunProblem;

use crate::{calendar::Unread, words::Lang};

/// Declares the enumeration of all families of problems, which delegates to the problem itself.
macro_rules! families {
    ($($(#[$doc:meta])* $family:ident($problems:ident),)+) => {
        /// A problem of any kind.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Problem { $($(#[$doc])* $family($problems),)+ }

        impl Problem {
            /// The stable code.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$family(problem) => problem.code(),)+ }
            }

            /// Message, label and help.
            pub fn text(&self, lang: Lang) -> ProblemText {
                match self { $(Self::$family(problem) => problem.text(lang),)+ }
            }

            /// How grave it is.
            pub fn severity(&self) -> Severity {
                match self { $(Self::$family(problem) => problem.severity(),)+ }
            }
        }

        $(impl From<$problems> for Problem {
            fn from(problem: $problems) -> Self {
                Self::$family(problem)
            }
        }

        /// Ends a run, or the reading of a file.
        impl std::error::Error for $problems {}

        impl std::fmt::Display for $problems {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.text(Lang::En).message)
            }
        })+
    };
}

families! {
    /// Found in a plan file.
    Plan(PlanProblem),
    /// Found in actuals.
    Data(DataProblem),
    /// Found when a plan is compared with its document.
    Audit(AuditProblem),
    /// Found in the run itself: an unknown name, a missing file.
    Run(RunProblem),
}

/// A problem with its severity and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub problem: Problem,
    /// `None` when it concerns a whole file or run.
    pub place: Option<Place>,
    /// Related places: the first of two duplicates, the conflicting row.
    pub related: Vec<Place>,
}

impl Diagnostic {
    /// A problem with the severity of its entry.
    pub fn new(problem: impl Into<Problem>, place: Option<Place>) -> Self {
        let problem = problem.into();
        Self { severity: problem.severity(), problem, place, related: Vec::new() }
    }

    /// The same diagnostic as an error, for `--strict` runs.
    #[must_use]
    pub fn as_error_if(mut self, strict: bool) -> Self {
        if strict {
            self.severity = Severity::Error;
        }
        self
    }

    #[must_use]
    pub fn with_related(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.related.extend(places);
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The value of a key, or of an option, that is no period, or none as long as nothing more is said.
pub fn unread_period(key: &str, written: &str, unread: Unread) -> Problem {
    match DataProblem::unread_period(written, unread) {
        DataProblem::BadPeriod { cell } => {
            PlanProblem::BadPeriod { key: key.to_owned(), written: cell }.into()
        }
        problem => problem.into(),
    }
}

/// The candidate closest to what was written, if it is close enough to be meant.
pub fn nearest<T: AsRef<str>>(written: &str, candidates: impl IntoIterator<Item = T>) -> Option<T> {
    let folded = written.to_lowercase();
    let length = folded.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.as_ref().to_lowercase();
            let count = other.chars().count();
            let longer = count.max(length);
            let most = (longer / 3).max(1);
            // Each letter more is a step; a text of any length is not compared letter by letter.
            let steps = count.abs_diff(length);
            let distance = (steps <= most).then(|| strsim::damerau_levenshtein(&folded, &other))?;
            (distance <= most && distance < longer).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
