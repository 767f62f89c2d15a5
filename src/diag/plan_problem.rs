//! What can be wrong with a plan file.

use chrono::NaiveDate;

use crate::number::Number;
use crate::period::Period;

/// A problem of a plan file. The fields carry what the words need; the words are in `lang`.
///
/// `key` is always the key as the encoder writes it, `table` the table it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanProblem {
    /// The bytes are not UTF-8.
    NotUtf8 {
        /// First byte that is not.
        offset: usize,
        /// The encoding it looks like.
        likely: Option<&'static str>,
    },
    /// The file ends inside a character.
    Truncated {
        /// First byte of that character.
        offset: usize,
    },
    /// The file is not TOML.
    Syntax {
        /// What the parser said, unless the slip says it better.
        message: String,
        /// The slip it probably is.
        slip: Option<Slip>,
    },
    /// An inline table that does not end on its line: nearly always a forgotten brace.
    OpenInlineTable,
    /// A list that does not end: a forgotten bracket.
    OpenList,
    /// One key or table twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// Is it the head of a table?
        table: bool,
    },
    /// A key the table does not have.
    UnknownKey {
        /// The table.
        table: &'static str,
        /// As written.
        key: String,
        /// The nearest key of the table.
        suggestion: Option<&'static str>,
        /// Every key of the table.
        known: Vec<&'static str>,
    },
    /// A required key is not there.
    MissingKey {
        /// The table.
        table: &'static str,
        /// The key.
        key: &'static str,
        /// The shape of its value.
        shape: Shape,
    },
    /// A value of another type.
    WrongType {
        /// The key.
        key: String,
        /// What belongs there.
        expected: Shape,
        /// What stands there.
        found: Found,
    },
    /// A period written as a bare number.
    PeriodNotQuoted {
        /// The key.
        key: String,
        /// As written.
        written: String,
    },
    /// A text without a character.
    EmptyText {
        /// The key.
        key: String,
    },
    /// A list without an entry.
    EmptyList {
        /// The key.
        key: String,
    },
    /// White space at the start or end of a text.
    OuterSpace {
        /// The key.
        key: String,
        /// The text without it.
        trimmed: String,
    },
    /// A control character, or one that turns the direction of text.
    ControlCharacter {
        /// The key.
        key: String,
        /// The character.
        character: char,
    },
    /// A number that cannot be taken exactly.
    BadNumber {
        /// The key.
        key: String,
        /// As written.
        written: String,
        /// Why not.
        fault: NumberFault,
    },
    /// Not in the form of an id.
    BadId {
        /// The key.
        key: String,
        /// As written.
        written: String,
        /// The nearest id that is.
        suggestion: Option<String>,
    },
    /// The plan's id is not its file's name.
    IdNotFileName {
        /// As written.
        id: String,
        /// The file's name without its ending.
        stem: String,
    },
    /// Not in any form of a period.
    BadPeriod {
        /// The key.
        key: String,
        /// As written.
        written: String,
    },
    /// None of the words that may stand there.
    UnknownWord {
        /// The key.
        key: String,
        /// As written.
        written: String,
        /// The words that may.
        known: Vec<&'static str>,
        /// The nearest of them.
        suggestion: Option<&'static str>,
    },
    /// Bands that do not fall from ahead to at-risk, or not above zero.
    BandsOrder {
        /// Each with its key, as they would hold.
        bands: Vec<(&'static str, Number)>,
        /// What holds where nothing is written.
        usual: Vec<(&'static str, Number)>,
    },
    /// A band of a verdict that the plan's method does not give.
    BandNotJudged {
        /// The method.
        method: &'static str,
    },
    /// No comparator in a target, or several.
    TargetComparator {
        /// Those found.
        found: Vec<&'static str>,
    },
    /// A tolerance beside another comparator than `about`.
    ToleranceWithoutAbout,
    /// A tolerance below zero or in no form of one.
    BadTolerance {
        /// As written.
        written: String,
    },
    /// A pair that does not ascend.
    PairOrder {
        /// The comparator.
        comparator: &'static str,
        /// Written first.
        lower: Number,
        /// Written second.
        upper: Number,
    },
    /// A figure of too many characters to point at a number.
    LongFigure {
        /// Its characters.
        length: usize,
        /// The most allowed.
        limit: usize,
    },
    /// A weight of zero or less.
    BadWeight,
    /// A plan without indicators.
    NoIndicators,
    /// One id twice.
    DuplicateId {
        /// The id.
        id: String,
        /// What it is the id of.
        of: IdOf,
    },
    /// A printed figure that does not contain the target's number.
    FigureWithoutNumber {
        /// As printed.
        figure: String,
        /// The target's value.
        value: Number,
        /// The upper value of a pair.
        upper: Option<Number>,
    },
    /// One citation twice.
    DuplicateCitation,
    /// A set-aside figure that is only a number.
    BareFigure {
        /// As written.
        figure: String,
    },
    /// A figure set aside twice.
    DuplicateSetAside {
        /// As written.
        figure: String,
    },
    /// A parent that no indicator is.
    UnknownParent {
        /// As written.
        id: String,
        /// The nearest id.
        suggestion: Option<String>,
    },
    /// A part that no indicator is.
    UnknownPart {
        /// As written.
        id: String,
        /// The nearest id.
        suggestion: Option<String>,
    },
    /// An indicator among its own ancestors.
    ParentCycle {
        /// From the indicator up to itself again.
        ids: Vec<String>,
    },
    /// A part claimed by two wholes.
    TwoParents {
        /// The part.
        part: String,
        /// One whole.
        first: String,
        /// The other.
        second: String,
    },
    /// Parts of an indicator that is not a total.
    PartsWithoutTotal,
    /// A part that cannot be added: another measure, or another kind of unit.
    PartNotComparable {
        /// The part.
        part: String,
    },
    /// Parts that do not add up to the whole.
    PartsSum {
        /// The target of the whole.
        whole: Number,
        /// The sum of the parts, in the same unit.
        sum: Number,
        /// The unit.
        unit: String,
    },
    /// A part above its whole.
    ChildExceedsParent {
        /// The child's target, in the unit of the parent.
        child: Number,
        /// The parent's target.
        whole: Number,
        /// The parent's id.
        parent: String,
        /// The unit.
        unit: String,
    },
    /// Children that together are above their parent.
    ChildrenExceedParent {
        /// Their sum, in the unit of the parent.
        sum: Number,
        /// The parent's target.
        whole: Number,
        /// The unit.
        unit: String,
    },
    /// A deadline outside the plan's period.
    DeadlineOutsidePlan {
        /// The deadline.
        deadline: Period,
        /// The plan's period.
        period: Period,
    },
    /// An indicator's period outside the plan's.
    PeriodOutsidePlan {
        /// The indicator's period.
        own: Period,
        /// The plan's period.
        period: Period,
    },
    /// A baseline at or after the deadline.
    BaselineAfterDeadline {
        /// The baseline's period.
        baseline: Period,
        /// The deadline.
        deadline: Period,
    },
    /// A baseline inside the period it should precede.
    BaselineInsidePeriod {
        /// The baseline's period.
        baseline: Period,
        /// The indicator's period.
        period: Period,
    },
    /// A milestone that is not between baseline and deadline.
    MilestoneOutside {
        /// The milestone's period.
        milestone: Period,
        /// The deadline.
        deadline: Period,
    },
    /// A milestone that does not come after the one before it.
    MilestoneOrder {
        /// The milestone's period.
        milestone: Period,
        /// The one written before it.
        before: Period,
    },
    /// One printed name for two concepts of a region.
    NameOfTwoConcepts {
        /// As printed.
        name: String,
        /// One concept.
        first: String,
        /// The other.
        second: String,
    },
    /// A name that an indicator, series or concept has already.
    DuplicateAlias {
        /// As printed.
        name: String,
        /// Is it a concept of the catalogue?
        concept: bool,
    },
    /// A target that its own baseline meets.
    AlreadyMet {
        /// The baseline.
        baseline: Number,
        /// The target.
        target: Number,
        /// The unit.
        unit: String,
    },
    /// A unit the tool does not know.
    UnknownUnit {
        /// As printed.
        unit: String,
        /// The nearest unit it knows.
        suggestion: Option<&'static str>,
    },
    /// Both promised and merely wished.
    BindingAndAspirational,
    /// A budget that is not a total.
    BudgetMeasure {
        /// The measure.
        measure: &'static str,
    },
    /// Percentages to be added up.
    TotalOfRatio {
        /// The unit.
        unit: String,
    },
    /// A floor for a rank, where lower is better.
    RankFloor {
        /// The comparator.
        comparator: &'static str,
        /// The one probably meant.
        suggestion: &'static str,
    },
    /// An operand or reference that is neither an indicator nor a series.
    UnknownOperand {
        /// As written.
        id: String,
        /// The nearest id.
        suggestion: Option<String>,
    },
    /// No derivation in `from`, or several.
    DerivationForm {
        /// Those found.
        found: Vec<&'static str>,
    },
    /// A ratio of another number of operands than two.
    RatioOperands {
        /// How many there are.
        count: usize,
    },
    /// A key without the one that gives it a meaning.
    StrayKey {
        /// The key.
        key: &'static str,
        /// Beside which keys it has a meaning.
        beside: String,
    },
    /// Figures that follow from themselves.
    DerivationCycle {
        /// From one up to itself again.
        ids: Vec<String>,
    },
    /// An operand whose unit does not convert.
    OperandUnit {
        /// Id of the operand.
        operand: String,
        /// Its unit.
        unit: String,
        /// The unit of what is derived from it or compared with it.
        own: String,
    },
    /// A growth that is not in percent.
    GrowthUnit {
        /// The unit.
        unit: String,
    },
    /// A list that `[members]` does not have.
    UnknownMembers {
        /// As written.
        list: String,
        /// The nearest list.
        suggestion: Option<String>,
    },
    /// A region twice in one list.
    DuplicateMember {
        /// As written.
        region: String,
    },
    /// A share of the members outside (0, 1].
    BadShare {
        /// As written.
        share: Number,
    },
    /// Members held against a target that none of them can have.
    EveryComparator {
        /// The comparator.
        comparator: &'static str,
    },
    /// A multiple of zero or less.
    BadFactor {
        /// The key.
        key: &'static str,
    },
    /// A direction that is denied.
    DirectionFalse {
        /// The key.
        direction: &'static str,
        /// The opposite one.
        other: &'static str,
    },
    /// A direction or a multiple under a measure that has none.
    GoalMeasure {
        /// The key of the target.
        goal: &'static str,
        /// The measure.
        measure: &'static str,
    },
    /// An average growth of what has none.
    AverageGrowthUnit {
        /// The unit.
        unit: String,
    },
    /// An amendment that does not come after the one before it.
    AmendmentOrder {
        /// Its day.
        on: NaiveDate,
        /// The day of the one written before it.
        before: NaiveDate,
    },
    /// An amendment of a plan that does not exist yet.
    AmendmentTooEarly {
        /// Its day.
        on: NaiveDate,
        /// The day the plan was issued, else its first.
        start: NaiveDate,
    },
    /// An amendment that changes nothing, or what it withdraws.
    AmendmentContent {
        /// Does it withdraw the target, and change it besides?
        withdrawn: bool,
    },
    /// A task due before the plan starts.
    TaskBeforePlan {
        /// When it is due.
        due: Period,
        /// The plan's period.
        period: Period,
    },
    /// A unit that does not convert to that of the concept.
    ConceptUnit {
        /// The concept.
        concept: String,
        /// The unit of the plan.
        unit: String,
        /// The unit of the catalogue.
        catalogue: String,
    },
    /// A concept nearly like one of the catalogue.
    UnknownConcept {
        /// As written.
        concept: String,
        /// The nearest concept.
        suggestion: String,
    },
}

/// What an id is the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdOf {
    /// An indicator or a series.
    Figures,
    /// A task.
    Task,
    /// A rule.
    Rule,
    /// A concept of the catalogue.
    Concept,
}

/// What belongs under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A text in the form of an id.
    Id,
    /// A text in the form of a period.
    Period,
    /// One of a few words.
    Word,
    /// A date.
    Date,
    /// A number.
    Number,
    /// A number, or a percentage as text.
    Tolerance,
    /// Yes or no.
    Boolean,
    /// A list of texts.
    Texts,
    /// A list of two numbers.
    Pair,
    /// A table.
    Table,
    /// The table of a target.
    Target,
    /// One table or several.
    Tables,
    /// Numbers by period.
    Milestones,
    /// Lists of regions by name.
    Members,
}

/// What stands there, in the words of TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A string.
    Text,
    /// An integer.
    Integer,
    /// A number with decimals.
    Float,
    /// A boolean.
    Boolean,
    /// A date, a time, or both.
    Datetime,
    /// An array.
    Array,
    /// A table.
    Table,
}

/// Slips of the hand that the parser cannot name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// `2,000`
    Thousands,
    /// `80%` outside quotes.
    Percent,
    /// `“…”` in place of `"…"`.
    CurlyQuotes,
    /// A text without quotes.
    Unquoted,
    /// Nothing behind `=`.
    NoValue,
    /// `:` in place of `=`.
    Colon,
    /// A sign of TOML in its full-width form, such as `＝`; here its proper form.
    FullWidth(char),
    /// A date that no calendar has: 2023-02-29.
    NoSuchDate,
}

/// Why a number cannot be taken exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// `inf` or `nan`.
    NotFinite,
    /// Hexadecimal, octal or binary.
    Radix,
    /// More digits than any release prints.
    TooLong,
}

/// Every code, in the order of the variants. A code never changes its meaning.
pub const CODES: &[&str] = &[
    "plan-truncated",
    "plan-encoding",
    "plan-syntax",
    "open-inline-table",
    "open-list",
    "duplicate-key",
    "unknown-key",
    "missing-key",
    "wrong-type",
    "period-not-quoted",
    "empty-text",
    "empty-list",
    "outer-space",
    "control-character",
    "bad-number",
    "bad-id",
    "id-not-file-name",
    "bad-period",
    "unknown-word",
    "bands-order",
    "band-not-judged",
    "target-comparator",
    "tolerance-without-about",
    "bad-tolerance",
    "pair-order",
    "long-figure",
    "bad-weight",
    "no-indicators",
    "duplicate-id",
    "figure-without-number",
    "duplicate-citation",
    "bare-figure",
    "duplicate-set-aside",
    "unknown-parent",
    "unknown-part",
    "parent-cycle",
    "two-parents",
    "parts-without-total",
    "part-not-comparable",
    "parts-sum",
    "child-exceeds-parent",
    "children-exceed-parent",
    "deadline-outside-plan",
    "period-outside-plan",
    "baseline-after-deadline",
    "baseline-inside-period",
    "milestone-outside",
    "milestone-order",
    "name-of-two-concepts",
    "duplicate-alias",
    "already-met",
    "unknown-unit",
    "binding-and-aspirational",
    "budget-measure",
    "total-of-ratio",
    "rank-floor",
    "unknown-operand",
    "derivation-form",
    "ratio-operands",
    "stray-key",
    "derivation-cycle",
    "operand-unit",
    "growth-unit",
    "unknown-members",
    "duplicate-member",
    "bad-share",
    "every-comparator",
    "bad-factor",
    "direction-false",
    "goal-measure",
    "average-growth-unit",
    "amendment-order",
    "amendment-too-early",
    "amendment-content",
    "task-before-plan",
    "concept-unit",
    "unknown-concept",
];

impl PlanProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Truncated { .. } => "plan-truncated",
            Self::NotUtf8 { .. } => "plan-encoding",
            Self::Syntax { .. } => "plan-syntax",
            Self::OpenInlineTable => "open-inline-table",
            Self::OpenList => "open-list",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongType { .. } => "wrong-type",
            Self::PeriodNotQuoted { .. } => "period-not-quoted",
            Self::EmptyText { .. } => "empty-text",
            Self::EmptyList { .. } => "empty-list",
            Self::OuterSpace { .. } => "outer-space",
            Self::ControlCharacter { .. } => "control-character",
            Self::BadNumber { .. } => "bad-number",
            Self::BadId { .. } => "bad-id",
            Self::IdNotFileName { .. } => "id-not-file-name",
            Self::BadPeriod { .. } => "bad-period",
            Self::UnknownWord { .. } => "unknown-word",
            Self::BandsOrder { .. } => "bands-order",
            Self::BandNotJudged { .. } => "band-not-judged",
            Self::TargetComparator { .. } => "target-comparator",
            Self::ToleranceWithoutAbout => "tolerance-without-about",
            Self::BadTolerance { .. } => "bad-tolerance",
            Self::PairOrder { .. } => "pair-order",
            Self::LongFigure { .. } => "long-figure",
            Self::BadWeight => "bad-weight",
            Self::NoIndicators => "no-indicators",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::FigureWithoutNumber { .. } => "figure-without-number",
            Self::DuplicateCitation => "duplicate-citation",
            Self::BareFigure { .. } => "bare-figure",
            Self::DuplicateSetAside { .. } => "duplicate-set-aside",
            Self::UnknownParent { .. } => "unknown-parent",
            Self::UnknownPart { .. } => "unknown-part",
            Self::ParentCycle { .. } => "parent-cycle",
            Self::TwoParents { .. } => "two-parents",
            Self::PartsWithoutTotal => "parts-without-total",
            Self::PartNotComparable { .. } => "part-not-comparable",
            Self::PartsSum { .. } => "parts-sum",
            Self::ChildExceedsParent { .. } => "child-exceeds-parent",
            Self::ChildrenExceedParent { .. } => "children-exceed-parent",
            Self::DeadlineOutsidePlan { .. } => "deadline-outside-plan",
            Self::PeriodOutsidePlan { .. } => "period-outside-plan",
            Self::BaselineAfterDeadline { .. } => "baseline-after-deadline",
            Self::BaselineInsidePeriod { .. } => "baseline-inside-period",
            Self::MilestoneOutside { .. } => "milestone-outside",
            Self::MilestoneOrder { .. } => "milestone-order",
            Self::NameOfTwoConcepts { .. } => "name-of-two-concepts",
            Self::DuplicateAlias { .. } => "duplicate-alias",
            Self::AlreadyMet { .. } => "already-met",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::BindingAndAspirational => "binding-and-aspirational",
            Self::BudgetMeasure { .. } => "budget-measure",
            Self::TotalOfRatio { .. } => "total-of-ratio",
            Self::RankFloor { .. } => "rank-floor",
            Self::UnknownOperand { .. } => "unknown-operand",
            Self::DerivationForm { .. } => "derivation-form",
            Self::RatioOperands { .. } => "ratio-operands",
            Self::StrayKey { .. } => "stray-key",
            Self::DerivationCycle { .. } => "derivation-cycle",
            Self::OperandUnit { .. } => "operand-unit",
            Self::GrowthUnit { .. } => "growth-unit",
            Self::UnknownMembers { .. } => "unknown-members",
            Self::DuplicateMember { .. } => "duplicate-member",
            Self::BadShare { .. } => "bad-share",
            Self::EveryComparator { .. } => "every-comparator",
            Self::BadFactor { .. } => "bad-factor",
            Self::DirectionFalse { .. } => "direction-false",
            Self::GoalMeasure { .. } => "goal-measure",
            Self::AverageGrowthUnit { .. } => "average-growth-unit",
            Self::AmendmentOrder { .. } => "amendment-order",
            Self::AmendmentTooEarly { .. } => "amendment-too-early",
            Self::AmendmentContent { .. } => "amendment-content",
            Self::TaskBeforePlan { .. } => "task-before-plan",
            Self::ConceptUnit { .. } => "concept-unit",
            Self::UnknownConcept { .. } => "unknown-concept",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::CODES;

    #[test]
    fn every_code_is_unique_and_kebab_case() {
        let distinct: BTreeSet<_> = CODES.iter().collect();
        assert_eq!(distinct.len(), CODES.len());
        for code in CODES {
            let plain = code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            assert!(plain && !code.starts_with('-') && !code.ends_with('-'), "{code}");
        }
    }

    /// The list is written out beside the match; this keeps the two together.
    #[test]
    fn the_list_of_codes_is_the_match() {
        let source = include_str!("plan_problem.rs");
        let arms: Vec<_> = source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once("=> \""))
            .map(|(_, code)| code.trim_end_matches("\","))
            .collect();
        assert_eq!(arms, CODES);
    }
}
