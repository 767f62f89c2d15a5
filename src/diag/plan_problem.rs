//! What can be wrong with a plan file.

/// A problem of a plan file. The fields carry what the words need; the words are in `lang`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanProblem {
    /// The file is not TOML.
    Syntax {
        /// What the parser said.
        message: String,
    },
}

impl PlanProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "plan-syntax",
        }
    }
}
