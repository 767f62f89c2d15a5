//! What can be wrong with a run: a name that nothing bears, a file that is not there.

/// Every code of this family.
pub const CODES: &[&str] = &[
    "no-plan-folder",
    "unknown-plan",
    "unknown-indicator",
    "no-indicator-fits",
    "file-unreadable",
    "no-actuals",
    "unknown-encoding",
    "unknown-ending",
    "cannot-write",
];

/// A problem of a run. The fields carry what the words need; the words are in `lang`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunProblem {
    /// The folder in which plans are to be looked up is none.
    NoPlanFolder {
        /// As typed.
        path: String,
        /// `--plans-dir`, or the variable.
        named_by: &'static str,
    },
    /// No plan of that id.
    UnknownPlan {
        /// As typed.
        name: String,
        /// The nearest id.
        nearest: Option<String>,
        /// Every id that can be found.
        known: Vec<String>,
    },
    /// No indicator of that id in the plan.
    UnknownIndicator {
        /// As typed.
        name: String,
        /// The plan's id.
        plan: String,
        /// The plan as typed: an id or a path.
        typed: String,
        /// The nearest id.
        nearest: Option<String>,
    },
    /// A pattern of ids that fits nothing.
    NoIndicatorFits {
        /// As typed.
        pattern: String,
        /// The nearest id.
        nearest: Option<String>,
    },
    /// A file or folder that cannot be read.
    FileUnreadable {
        /// As the user knows it.
        path: String,
        /// What the system said.
        message: String,
        /// The plan that names it, when the user did not.
        named_by: Option<String>,
        /// The file of a similar name in the same folder.
        nearest: Option<String>,
    },
    /// Neither the plan nor the user names actuals.
    NoActuals {
        /// The plan's id.
        plan: String,
    },
    /// An encoding that nobody knows.
    UnknownEncoding {
        /// As typed.
        name: String,
    },
    /// A file ending that no format has.
    UnknownEnding {
        /// As typed.
        ending: String,
    },
    /// The result cannot be written.
    CannotWrite {
        /// As the user knows it.
        path: String,
        /// What the system said.
        message: String,
    },
}

impl RunProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPlanFolder { .. } => "no-plan-folder",
            Self::UnknownPlan { .. } => "unknown-plan",
            Self::UnknownIndicator { .. } => "unknown-indicator",
            Self::NoIndicatorFits { .. } => "no-indicator-fits",
            Self::FileUnreadable { .. } => "file-unreadable",
            Self::NoActuals { .. } => "no-actuals",
            Self::UnknownEncoding { .. } => "unknown-encoding",
            Self::UnknownEnding { .. } => "unknown-ending",
            Self::CannotWrite { .. } => "cannot-write",
        }
    }
}
