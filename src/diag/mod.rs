//! What the tool has to say about its inputs: a coded problem, its place, and how grave it is.
//!
//! A [`Diagnostic`] is data; its words, in English and Chinese, belong to `lang`, its picture to `render`.
//! Depends on `number` and `period`, whose values the problems carry.

mod audit_problem;
mod data_problem;
mod plan_problem;
mod run_problem;
mod source_text;

pub use audit_problem::{AuditProblem, CODES as AUDIT_CODES};
pub use data_problem::{CODES as DATA_CODES, DataProblem, MissingColumn, ValueFault};
pub use plan_problem::{CODES as PLAN_CODES, Found, IdOf, NumberFault, PlanProblem, Shape, Slip};
pub use run_problem::{CODES as RUN_CODES, RunProblem, SideFault};
pub use source_text::SourceText;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something the user should know; nothing is wrong.
    Note,
    /// The run goes on, and says what it did instead.
    Warning,
    /// The run cannot give a result: exit 2 (`validate`: exit 1).
    Error,
}

/// One line of a file with the part that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line's text, without its end.
    pub text: String,
    /// First byte of the part, in `text`.
    pub start: usize,
    /// One past the last byte of the part, in `text`.
    pub end: usize,
}

/// Where a problem sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as the user knows it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The line itself, where it can be shown.
    pub excerpt: Option<Excerpt>,
    /// The cell of a sheet (`C7`); its place is then `file!C7`.
    pub cell: Option<String>,
}

/// The name of a sheet's cell, `C7` for row 7 and column 3, both from 1; of the row alone (`7`) without a column.
pub fn cell_name(row: u32, column: Option<u32>) -> String {
    let mut rest = column.unwrap_or(0);
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{row}")
}

impl Place {
    /// The beginning of a line, of which nothing can be shown.
    pub fn line_of(file: &str, line: u32) -> Self {
        Self { file: file.to_owned(), line, column: 1, excerpt: None, cell: None }
    }

    /// A file and nothing in it.
    pub fn whole_file(file: &str) -> Self {
        Self::line_of(file, 1)
    }
}

/// A problem of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Found in a plan file.
    Plan(PlanProblem),
    /// Found in actuals.
    Data(DataProblem),
    /// Found between a plan and its document.
    Audit(AuditProblem),
    /// Of the run itself: a name that nothing bears, a file that is not there.
    Run(RunProblem),
}

impl Problem {
    /// The stable code, kebab-case; never reused for another meaning.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Plan(problem) => problem.code(),
            Self::Data(problem) => problem.code(),
            Self::Audit(problem) => problem.code(),
            Self::Run(problem) => problem.code(),
        }
    }
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
    /// An error.
    pub fn error(problem: Problem, place: Option<Place>) -> Self {
        Self { severity: Severity::Error, problem, place, related: Vec::new() }
    }

    /// A warning.
    pub fn warning(problem: Problem, place: Option<Place>) -> Self {
        Self { severity: Severity::Warning, problem, place, related: Vec::new() }
    }

    /// A note.
    pub fn note(problem: Problem, place: Option<Place>) -> Self {
        Self { severity: Severity::Note, problem, place, related: Vec::new() }
    }

    /// The same diagnostic with a related place.
    #[must_use]
    pub fn with_related(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }

    /// Is it an error?
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl From<PlanProblem> for Problem {
    fn from(problem: PlanProblem) -> Self {
        Self::Plan(problem)
    }
}

impl From<AuditProblem> for Problem {
    fn from(problem: AuditProblem) -> Self {
        Self::Audit(problem)
    }
}

impl From<RunProblem> for Problem {
    fn from(problem: RunProblem) -> Self {
        Self::Run(problem)
    }
}

impl From<DataProblem> for Problem {
    fn from(problem: DataProblem) -> Self {
        Self::Data(problem)
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
