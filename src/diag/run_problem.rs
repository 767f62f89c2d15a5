//! What can be wrong with a run: a name that nothing bears, a file that is not there.

/// Every code of this family.
pub const CODES: &[&str] = &[
    "no-plan-folder",
    "unknown-plan",
    "unknown-indicator",
    "no-indicator-fits",
    "file-unreadable",
    "no-actuals",
    "no-such-encoding",
    "source-encoding",
    "unknown-ending",
    "no-such-format",
    "binary-to-terminal",
    "cannot-write",
    "unknown-code",
    "no-plan-id",
    "file-exists",
    "no-matching-row",
    "nothing-to-check",
    "fail-on-none",
    "unlike-sides",
    "only-in-html",
    "not-a-picture",
    "nothing-to-draw",
    "no-sparkline",
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
    /// A name that no plan has.
    InNoPlan {
        /// As typed.
        name: String,
        /// The nearest id, or that of the indicator whose name is nearest.
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
    /// A document that is no text in UTF-8 or GB18030.
    SourceEncoding {
        /// As the user knows it.
        path: String,
        /// The first byte that does not fit UTF-8.
        offset: u64,
    },
    /// A file ending that no format has.
    UnknownEnding {
        /// As typed.
        ending: String,
        /// Those of the formats that the command has.
        known: Vec<&'static str>,
    },
    /// A format that only other commands have.
    NoSuchFormat {
        /// Its word.
        format: &'static str,
        /// Those that the command has.
        known: Vec<&'static str>,
    },
    /// A format for files alone, and a screen to write it to.
    BinaryToTerminal {
        /// Its word.
        format: &'static str,
    },
    /// The result cannot be written.
    CannotWrite {
        /// As the user knows it.
        path: String,
        /// What the system said.
        message: String,
    },
    /// A code that no diagnostic has.
    UnknownCode {
        /// As typed.
        code: String,
        /// The nearest code.
        nearest: Option<&'static str>,
    },
    /// A new plan's id that is none.
    NoPlanId {
        /// As typed.
        name: String,
        /// The id that may be meant.
        suggestion: Option<String>,
    },
    /// A file that would be written anew and is there already.
    FileExists {
        /// As the user knows it.
        path: String,
    },
    /// The actuals have nothing of what a plan needs, which a pipeline must not take for success.
    NoMatchingRow {
        /// The plan's id.
        plan: String,
        /// The files that were read.
        files: Vec<String>,
    },
    /// Filters leave no indicator of a plan to check.
    NothingToCheck {
        /// The plan's id.
        plan: String,
    },
    /// `--fail-on none` beside something that is to fail.
    FailOnNone,
    /// Two sides that cannot be compared.
    UnlikeSides(SideFault),
    /// A part that only the page has, asked for in another format.
    OnlyInHtml {
        /// The option that asks for it.
        option: &'static str,
        /// The format.
        format: &'static str,
        /// The command that tells it in that format.
        instead: &'static str,
    },
    /// A picture in a format other than SVG.
    NotAPicture {
        /// The ending, as typed.
        ending: String,
        /// The file that would be SVG.
        svg: String,
        /// Does the ending belong to pictures made of dots, which another program makes of an SVG?
        dots: bool,
    },
    /// A picture without anything in it.
    NothingToDraw {
        /// The indicator or series.
        id: String,
        /// The plan as typed.
        plan: String,
        /// Was a bullet asked for of a series, which has no target?
        of_series: bool,
    },
    /// A column of histories in a format that has none.
    NoSparkline {
        /// The format's word.
        format: &'static str,
    },
}

/// Why two sides cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SideFault {
    /// A date on one side, actuals on the other.
    Mixed {
        /// The date.
        date: String,
        /// The actuals.
        actuals: String,
    },
    /// Two dates on one side.
    TwoDates {
        /// `--from` or `--to`.
        side: &'static str,
    },
    /// The earlier side is the later one.
    Backwards {
        /// Of `--from`.
        from: String,
        /// Of `--to`.
        to: String,
    },
    /// The earlier side is later than the as-of date.
    AfterAsOf {
        /// Of `--from`.
        from: String,
        /// The as-of date.
        as_of: String,
    },
    /// An as-of date beside two of them.
    AsOfToo,
    /// Actuals beside two sets of them.
    ActualsToo,
    /// Meant as a date, and none.
    NoDate {
        /// As typed.
        written: String,
    },
}

impl RunProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPlanFolder { .. } => "no-plan-folder",
            Self::UnknownPlan { .. } => "unknown-plan",
            Self::UnknownIndicator { .. } | Self::InNoPlan { .. } => "unknown-indicator",
            Self::NoIndicatorFits { .. } => "no-indicator-fits",
            Self::FileUnreadable { .. } => "file-unreadable",
            Self::NoActuals { .. } => "no-actuals",
            Self::UnknownEncoding { .. } => "no-such-encoding",
            Self::SourceEncoding { .. } => "source-encoding",
            Self::UnknownEnding { .. } => "unknown-ending",
            Self::NoSuchFormat { .. } => "no-such-format",
            Self::BinaryToTerminal { .. } => "binary-to-terminal",
            Self::CannotWrite { .. } => "cannot-write",
            Self::UnknownCode { .. } => "unknown-code",
            Self::NoPlanId { .. } => "no-plan-id",
            Self::FileExists { .. } => "file-exists",
            Self::NoMatchingRow { .. } => "no-matching-row",
            Self::NothingToCheck { .. } => "nothing-to-check",
            Self::FailOnNone => "fail-on-none",
            Self::UnlikeSides(_) => "unlike-sides",
            Self::OnlyInHtml { .. } => "only-in-html",
            Self::NotAPicture { .. } => "not-a-picture",
            Self::NothingToDraw { .. } => "nothing-to-draw",
            Self::NoSparkline { .. } => "no-sparkline",
        }
    }
}
