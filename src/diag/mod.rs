//! What the tool has to say about its inputs: a coded problem with its words in both languages, and its place.
//!
//! A problem is declared in one entry (`problems!`), beside the others of its family; its picture belongs to `render`.
//! `handbook` reads what the documentation says of each code. Depends on `words`, `number` and `period`.

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
pub use data_problem::{DataProblem, MissingColumn, ValueFault};
pub use place::{Excerpt, Place, SourceText, cell_name};
pub use plan_problem::PlanProblem;
pub use plan_values::{Expected, Found, IdOf, NumberFault, SyntaxHint};
pub use problems::{ProblemText, Severity};
pub use run_problem::RunProblem;

use crate::words::Lang;

/// The families of problems: an enumeration of any kind of problem, which answers as the problem itself does.
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

            /// What is wrong, the words under the caret, and what to do about it.
            pub fn text(&self, lang: Lang) -> ProblemText {
                match self { $(Self::$family(problem) => problem.text(lang),)+ }
            }

            fn severity(&self) -> Severity {
                match self { $(Self::$family(problem) => problem.severity(),)+ }
            }
        }

        $(impl From<$problems> for Problem {
            fn from(problem: $problems) -> Self {
                Self::$family(problem)
            }
        })+
    };
}

families! {
    /// Found in a plan file.
    Plan(PlanProblem),
    /// Found in actuals.
    Data(DataProblem),
    /// Found between a plan and its document.
    Audit(AuditProblem),
    /// Of the run itself: a name that nothing has, a file that is missing.
    Run(RunProblem),
}

/// A problem with its severity and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave.
    pub severity: Severity,
    /// What.
    pub problem: Problem,
    /// Where; `None` when it concerns a whole file or run.
    pub place: Option<Place>,
    /// Other places that belong to it: the first of two duplicates, the conflicting row.
    pub related: Vec<Place>,
}

impl Diagnostic {
    /// A problem, as grave as its entry says, and its place.
    pub fn new(problem: impl Into<Problem>, place: Option<Place>) -> Self {
        let problem = problem.into();
        Self { severity: problem.severity(), problem, place, related: Vec::new() }
    }

    /// The same diagnostic as an error, in a run that is to stop at it.
    #[must_use]
    pub fn as_error_if(mut self, strict: bool) -> Self {
        if strict {
            self.severity = Severity::Error;
        }
        self
    }

    /// The same diagnostic with related places.
    #[must_use]
    pub fn with_related(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.related.extend(places);
        self
    }

    /// Is it an error?
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The candidate nearest to what was written, when it is near enough to be meant.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = written.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate)
        })
        .filter(|(distance, candidate)| {
            let longer = candidate.chars().count().max(written.chars().count());
            *distance <= (longer / 3).max(1) && *distance < longer
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
