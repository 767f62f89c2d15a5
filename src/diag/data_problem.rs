//! What can be wrong with actuals.

/// Why a cell is not a number that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueFault {
    /// No number at all.
    NotANumber,
    /// A number followed by the unit, which has a column of its own.
    UnitInCell,
    /// A separator that does not stand before exactly three digits: `1,5`.
    AmbiguousSeparator,
    /// Both separators, in an order that the file's convention does not know: `1.234,5`.
    MixedSeparators,
    /// A comma in a file separated by `;`, where it may be the decimal sign.
    CommaInSemicolonFile,
    /// More digits than a release can mean.
    TooManyDigits,
    /// A percent sign in the cell, another unit beside it.
    PercentBesideUnit {
        /// The unit beside it.
        unit: String,
    },
    /// A 万 or 亿 in the cell, and one in the unit too.
    MagnitudeTwice {
        /// The unit.
        unit: String,
    },
}

impl ValueFault {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotANumber => "value-not-a-number",
            Self::UnitInCell => "value-with-unit",
            Self::AmbiguousSeparator => "value-ambiguous-separator",
            Self::MixedSeparators => "value-mixed-separators",
            Self::CommaInSemicolonFile => "value-comma-in-semicolon-file",
            Self::TooManyDigits => "value-too-many-digits",
            Self::PercentBesideUnit { .. } => "value-percent-beside-unit",
            Self::MagnitudeTwice { .. } => "value-magnitude-twice",
        }
    }
}

/// A required column that a header does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    /// The column.
    pub column: &'static str,
    /// Its other accepted heads.
    pub accepted: String,
    /// The head that may be meant.
    pub nearest: Option<String>,
}

/// A problem of an actuals file. The fields carry what the words need; the words are in `lang`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataProblem {
    /// The file cannot be read.
    Unreadable {
        /// What the system said.
        message: String,
    },
    /// Nothing in the file.
    EmptyFile,
    /// A header and no row.
    HeaderOnly,
    /// A spreadsheet's own file, of a kind that is not read.
    Workbook,
    /// A workbook that is cut off or damaged.
    DamagedWorkbook {
        /// What its reader said.
        message: String,
    },
    /// A workbook has no sheet of that name.
    NoSuchSheet {
        /// The name asked for.
        sheet: String,
        /// The sheet that may be meant.
        nearest: Option<String>,
        /// All sheets.
        sheets: Vec<String>,
    },
    /// A sheet is asked for of a file that is no workbook.
    SheetOfText {
        /// The sheet.
        sheet: String,
    },
    /// Other sheets of a workbook would be understood too.
    SheetsPassedOver {
        /// The workbook.
        file: String,
        /// The sheet that is read.
        sheet: String,
        /// The others.
        others: Vec<String>,
    },
    /// The head of figures in a sheet stands over several columns.
    MergedHead {
        /// The head.
        head: String,
    },
    /// The line above a table names the unit of all its figures.
    TableUnit {
        /// The unit.
        unit: String,
    },
    /// A head that the user names is in no file.
    UnknownHead {
        /// The column it is for.
        column: &'static str,
        /// The head.
        head: String,
        /// The head of a file that may be meant.
        nearest: Option<String>,
    },
    /// Neither UTF-8 nor GB18030 with a header that makes sense.
    UnclearEncoding {
        /// First byte that is not UTF-8.
        offset: u64,
    },
    /// UTF-16 by its zero bytes, but without the byte order mark that says so.
    Utf16WithoutMark {
        /// Which of the two it looks like.
        guess: &'static str,
    },
    /// A byte that the encoding does not know.
    UndecodableByte {
        /// The encoding in use.
        encoding: &'static str,
        /// Where, from 0.
        offset: u64,
    },
    /// The file ends inside a character.
    TruncatedFile {
        /// The encoding in use.
        encoding: &'static str,
        /// First byte of the character that is cut, from 0.
        offset: u64,
    },
    /// Another encoding than UTF-8 was used.
    EncodingUsed {
        /// Its name.
        encoding: &'static str,
    },
    /// One record is larger than anything a release prints.
    RecordTooLong {
        /// The limit in MiB.
        limit: u64,
        /// Where the record starts, in bytes of the decoded text.
        offset: u64,
    },
    /// The first row is longer than any header.
    HeaderTooLong {
        /// The limit in MiB.
        limit: u64,
        /// Where the row starts, in bytes of the decoded text.
        offset: u64,
    },
    /// One record has more cells than any table has columns.
    TooManyCells {
        /// The limit.
        limit: u64,
        /// Where the record starts, in bytes of the decoded text.
        offset: u64,
    },
    /// A byte of value zero, which no text has.
    ZeroByte {
        /// Where, in bytes of the decoded text, from 0.
        offset: u64,
    },
    /// A compressed file ends before its text does.
    TruncatedStream {
        /// `gzip` or `zstd`.
        format: &'static str,
        /// Bytes of the text before its end.
        offset: u64,
    },
    /// A compressed file is not what was compressed.
    DamagedStream {
        /// `gzip` or `zstd`.
        format: &'static str,
        /// What the decoder said, in English.
        message: String,
        /// Bytes of the text before the damage was found.
        offset: u64,
    },
    /// The file ends inside a quoted cell.
    OpenQuote {
        /// Where its record starts, in bytes of the decoded text.
        offset: u64,
    },
    /// Required columns are not there.
    MissingColumns {
        /// They, at least one.
        missing: Vec<MissingColumn>,
        /// The heads that were found, as far as they are worth showing.
        found: String,
        /// Could `--columns` name other heads for them?
        mappable: bool,
    },
    /// Two columns mean the same.
    DuplicateColumn {
        /// The column.
        column: &'static str,
        /// The first head.
        first: String,
        /// The second head.
        second: String,
    },
    /// No unit column: every value is taken in its indicator's unit.
    NoUnitColumn,
    /// Heads of figures without a unit, beside others that have one.
    NoUnitInHead {
        /// The indicators.
        names: Vec<String>,
    },
    /// No region column: every row is taken for one region.
    NoRegionColumn {
        /// That region.
        region: String,
    },
    /// No region column, and no region to take its rows for.
    RegionNeeded,
    /// A row has more or fewer cells than the header.
    CellCount {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A cell that must say something is empty.
    EmptyCell {
        /// Its column.
        column: &'static str,
    },
    /// A period that cannot be read.
    BadPeriod {
        /// The cell.
        cell: String,
    },
    /// A value that cannot be read.
    BadValue {
        /// The cell.
        cell: String,
        /// Why.
        fault: ValueFault,
    },
    /// A value in scientific notation, as spreadsheets write long numbers: digits may be lost.
    ScientificNotation {
        /// The first such cell.
        cell: String,
        /// How many cells of the file.
        count: u64,
    },
    /// A unit that measures something else than the indicator's.
    UnitMismatch {
        /// The row's unit.
        unit: String,
        /// Does the tool know it?
        known: bool,
        /// The indicator.
        indicator: String,
        /// The indicator's unit.
        expected: String,
        /// Units that would convert.
        convertible: String,
    },
    /// A quality that is none.
    BadQuality {
        /// The word.
        word: String,
        /// The word that may be meant.
        nearest: Option<&'static str>,
    },
    /// A release date that cannot be read.
    BadDate {
        /// The cell.
        cell: String,
    },
    /// Rows whose names match no indicator.
    UnmatchedRows {
        /// How many rows.
        rows: u64,
        /// How many names are known.
        names: usize,
        /// Were there more names than are held?
        more: bool,
    },
    /// A name that matches no indicator, but nearly does.
    NearName {
        /// The name as printed.
        name: String,
        /// Rows that carry it.
        rows: u64,
        /// The indicator's name that may be meant.
        nearest: String,
    },
    /// A name that matches no indicator.
    UnmatchedName {
        /// The name as printed.
        name: String,
        /// Rows that carry it.
        rows: u64,
    },
    /// Near names beyond those listed.
    MoreNearNames {
        /// How many.
        count: usize,
    },
    /// Two regions of the data fit one region of the plan equally well.
    AmbiguousRegion {
        /// The region asked for.
        region: String,
        /// The first that fits.
        first: String,
        /// The second that fits.
        second: String,
        /// Is it the region assessed? Otherwise a member or a reference.
        own: bool,
    },
    /// Two regions of the data fit a name of a list of regions equally well.
    AmbiguousListed {
        /// The name in the list.
        region: String,
        /// The first that fits.
        first: String,
        /// The second that fits.
        second: String,
    },
    /// A shorter name of the region stands beside the full one; its rows were left out.
    RegionLeftOut {
        /// The region asked for.
        region: String,
        /// The name left out.
        left_out: String,
        /// Its rows.
        rows: u64,
    },
    /// Shorter names of several members or references stand beside the full ones; their rows were left out.
    RegionsLeftOut {
        /// The names left out.
        left_out: Vec<String>,
        /// Their rows.
        rows: u64,
    },
    /// No row of members or of regions to compare with.
    AbsentRegions {
        /// All of them.
        regions: Vec<String>,
        /// For some of them, the region of the data that may be meant.
        nearest: Vec<(String, String)>,
    },
    /// No row of regions that a list names.
    AbsentListed {
        /// All of them.
        regions: Vec<String>,
        /// For some of them, the region of the data that may be meant.
        nearest: Vec<(String, String)>,
    },
    /// No region of the data fits a pattern, or a list of regions is empty.
    NoRegionChosen {
        /// The pattern; `None` for a list without any name.
        pattern: Option<String>,
    },
    /// No row of a region asked for.
    NoSuchRegion {
        /// The region asked for.
        region: String,
        /// The region of the data that may be meant.
        nearest: Option<String>,
    },
    /// Not a single row of the file was asked for.
    NothingMatched {
        /// Rows of the file.
        rows: u64,
    },
    /// More errors than are listed.
    MoreErrors {
        /// Errors not listed.
        count: u64,
    },
    /// A printed figure and the one that follows from other printed figures differ beyond rounding.
    Disagreement {
        /// The indicator's name.
        indicator: String,
        /// The region.
        region: String,
        /// The period.
        period: String,
        /// As printed.
        printed: String,
        /// As derived.
        derived: String,
        /// `file:line` of the figures it is derived from.
        place: String,
    },
    /// Conflicts beyond those listed.
    MoreConflicts {
        /// How many.
        count: usize,
    },
    /// Disagreements beyond those listed.
    MoreDisagreements {
        /// How many.
        count: usize,
    },
    /// A state of a task that is none.
    BadTaskState {
        /// The word.
        word: String,
        /// The word that may be meant.
        nearest: Option<&'static str>,
    },
    /// A state of a task that the plan does not have.
    UnknownTask {
        /// The id.
        task: String,
        /// The plan.
        plan: String,
        /// The task that may be meant.
        nearest: Option<String>,
    },
    /// Two states of one task and one day.
    TaskTwice {
        /// The task.
        task: String,
        /// The day; none when neither row has one.
        updated: Option<String>,
        /// `file:line` of the first.
        first: String,
        /// State of the first.
        first_state: &'static str,
        /// State of the second.
        second_state: &'static str,
    },
    /// A day of a task's state that cannot be read.
    BadTaskDate {
        /// The cell.
        cell: String,
    },
    /// Not a single row of a file of task states is of the plan.
    NoTaskOfPlan {
        /// The plan.
        plan: String,
        /// Rows of the file.
        rows: u64,
        /// The plan of the file that may be meant.
        nearest: Option<String>,
    },
    /// Nothing in a file of task states.
    EmptyTasks,
    /// Two values for one indicator, region, period, release date and quality.
    Conflict {
        /// `file:line` of the first.
        first: String,
        /// `file:line` of the second.
        second: String,
        /// Value and unit of the first.
        first_value: String,
        /// Value and unit of the second.
        second_value: String,
        /// The indicator.
        indicator: String,
        /// The period.
        period: String,
    },
}

/// Every code of a data problem, for `explain-code`.
pub const CODES: [&str; 53] = [
    "actuals-unreadable",
    "empty-file",
    "header-only",
    "workbook",
    "damaged-workbook",
    "no-such-sheet",
    "sheet-of-text",
    "sheets-passed-over",
    "unclear-encoding",
    "utf-16-without-mark",
    "undecodable-byte",
    "truncated-file",
    "damaged-stream",
    "zero-byte",
    "encoding-used",
    "record-too-long",
    "header-too-long",
    "too-many-cells",
    "open-quote",
    "missing-column",
    "duplicate-column",
    "unknown-head",
    "merged-head",
    "table-unit",
    "no-unit-column",
    "no-region-column",
    "cell-count",
    "empty-cell",
    "bad-period-cell",
    "value-not-a-number",
    "value-with-unit",
    "value-ambiguous-separator",
    "value-mixed-separators",
    "value-comma-in-semicolon-file",
    "value-too-many-digits",
    "value-percent-beside-unit",
    "value-magnitude-twice",
    "scientific-notation",
    "unit-mismatch",
    "bad-quality",
    "bad-date",
    "unmatched-name",
    "near-name",
    "ambiguous-region",
    "region-left-out",
    "no-such-region",
    "nothing-matched",
    "more-errors",
    "conflicting-values",
    "figures-disagree",
    "bad-task-state",
    "unknown-task",
    "task-twice",
];

impl DataProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "actuals-unreadable",
            Self::EmptyFile | Self::EmptyTasks => "empty-file",
            Self::HeaderOnly => "header-only",
            Self::Workbook => "workbook",
            Self::DamagedWorkbook { .. } => "damaged-workbook",
            Self::NoSuchSheet { .. } => "no-such-sheet",
            Self::SheetOfText { .. } => "sheet-of-text",
            Self::SheetsPassedOver { .. } => "sheets-passed-over",
            Self::UnclearEncoding { .. } => "unclear-encoding",
            Self::Utf16WithoutMark { .. } => "utf-16-without-mark",
            Self::UndecodableByte { .. } => "undecodable-byte",
            Self::TruncatedFile { .. } | Self::TruncatedStream { .. } => "truncated-file",
            Self::DamagedStream { .. } => "damaged-stream",
            Self::ZeroByte { .. } => "zero-byte",
            Self::EncodingUsed { .. } => "encoding-used",
            Self::RecordTooLong { .. } => "record-too-long",
            Self::HeaderTooLong { .. } => "header-too-long",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::OpenQuote { .. } => "open-quote",
            Self::MissingColumns { .. } => "missing-column",
            Self::DuplicateColumn { .. } => "duplicate-column",
            Self::UnknownHead { .. } => "unknown-head",
            Self::MergedHead { .. } => "merged-head",
            Self::TableUnit { .. } => "table-unit",
            Self::NoUnitColumn | Self::NoUnitInHead { .. } => "no-unit-column",
            Self::NoRegionColumn { .. } | Self::RegionNeeded => "no-region-column",
            Self::CellCount { .. } => "cell-count",
            Self::EmptyCell { .. } => "empty-cell",
            Self::BadPeriod { .. } => "bad-period-cell",
            Self::BadValue { fault, .. } => fault.code(),
            Self::ScientificNotation { .. } => "scientific-notation",
            Self::UnitMismatch { .. } => "unit-mismatch",
            Self::BadQuality { .. } => "bad-quality",
            Self::BadDate { .. } | Self::BadTaskDate { .. } => "bad-date",
            Self::UnmatchedRows { .. } | Self::UnmatchedName { .. } => "unmatched-name",
            Self::NearName { .. } | Self::MoreNearNames { .. } => "near-name",
            Self::AmbiguousRegion { .. } | Self::AmbiguousListed { .. } => "ambiguous-region",
            Self::RegionLeftOut { .. } | Self::RegionsLeftOut { .. } => "region-left-out",
            Self::NoSuchRegion { .. }
            | Self::AbsentRegions { .. }
            | Self::AbsentListed { .. }
            | Self::NoRegionChosen { .. } => "no-such-region",
            Self::NothingMatched { .. } | Self::NoTaskOfPlan { .. } => "nothing-matched",
            Self::MoreErrors { .. } => "more-errors",
            Self::Conflict { .. } | Self::MoreConflicts { .. } => "conflicting-values",
            Self::Disagreement { .. } | Self::MoreDisagreements { .. } => "figures-disagree",
            Self::BadTaskState { .. } => "bad-task-state",
            Self::UnknownTask { .. } => "unknown-task",
            Self::TaskTwice { .. } => "task-twice",
        }
    }
}
