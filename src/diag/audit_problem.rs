//! What can be wrong between a plan and the document it encodes.

use crate::number::Number;

/// Every code of this family.
pub const CODES: &[&str] = &[
    "figure-not-found",
    "figure-cuts-number",
    "number-outside-figure",
    "short-set-aside",
    "number-uncovered",
];

/// A problem of an encoding. The fields carry what the words need; the words are in `lang`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditProblem {
    /// The document has no such words.
    FigureNotFound {
        /// As the plan quotes it.
        figure: String,
        /// The words of the document most like it.
        nearest: Option<String>,
    },
    /// The figure ends in the middle of a number of the document.
    FigureCutsNumber {
        /// As the plan quotes it.
        figure: String,
        /// The whole number.
        number: String,
    },
    /// No figure of the indicator prints a number of its target.
    NumberOutsideFigure {
        /// As the plan quotes it.
        figure: String,
        /// The number.
        number: Number,
        /// The indicator's unit.
        unit: String,
        /// The indicator's id.
        indicator: String,
    },
    /// A set-aside that is nothing but a number.
    ShortSetAside {
        /// As the plan quotes it.
        figure: String,
    },
    /// A number of the document that is neither cited nor set aside.
    NumberUncovered {
        /// As printed.
        number: String,
        /// The figure and indicator around it, cited for another number.
        inside: Option<(String, String)>,
    },
}

impl AuditProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FigureNotFound { .. } => "figure-not-found",
            Self::FigureCutsNumber { .. } => "figure-cuts-number",
            Self::NumberOutsideFigure { .. } => "number-outside-figure",
            Self::ShortSetAside { .. } => "short-set-aside",
            Self::NumberUncovered { .. } => "number-uncovered",
        }
    }
}
