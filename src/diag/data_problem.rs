//! What can be wrong with actuals.

/// A problem of an actuals file. The fields carry what the words need; the words are in `lang`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataProblem {
    /// The file cannot be read.
    Unreadable {
        /// What the system said.
        message: String,
    },
}

impl DataProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "actuals-unreadable",
        }
    }
}
