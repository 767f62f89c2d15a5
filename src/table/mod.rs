//! A neutral grid of typed cells, between the reports and the renderers.
//!
//! A cell says what it is, not how it looks: no language, no colour, no width. Depends on the rooms of the core before
//! it. The idea is that a report is laid out once and every format is only a writer of it.

mod heading;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::actuals::Quality;
use crate::actuals::tasks::State;
use crate::assess::diff::{Change, Role};
use crate::assess::rollup::Weights;
use crate::assess::rules::RuleVerdict;
use crate::assess::{Flag, Method, Reason, SetAsideWhy, Verdict};
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::{Bands, Derivation, Every, Goal, Kind, Measure, Reading};
use crate::unit::Unit;
use crate::words::Lang;

pub use heading::Heading;

/// A name as printed, with its English form where the plan has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As printed.
    pub printed: String,
    /// In English.
    pub english: Option<String>,
}

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: Heading,
    /// Its side.
    pub align: Align,
    /// Does it take the room that the others leave, and wrap?
    pub grows: bool,
    /// Is it left out where the table would be cramped with it?
    pub optional: bool,
}

impl Column {
    /// A column of numbers.
    pub const fn number(heading: Heading) -> Self {
        Self { heading, align: Align::Right, grows: false, optional: false }
    }

    /// A column of short words.
    pub const fn word(heading: Heading) -> Self {
        Self { heading, align: Align::Left, grows: false, optional: false }
    }

    /// A column of names or sentences, which wrap.
    pub const fn prose(heading: Heading) -> Self {
        Self { heading, align: Align::Left, grows: true, optional: false }
    }

    /// The same column, to be left out where there is little room.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// The unit of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapUnit {
    /// Percentage points.
    Points,
    /// The indicator's own unit, as printed.
    Own(String),
}

impl GapUnit {
    /// The unit in which differences of values of `unit` are given.
    ///
    /// Only a percent has percentage points; a difference of per mille stays in per mille.
    pub fn of(unit: &Unit) -> Self {
        let percent =
            unit.factor_to(&Unit::parse("%")).is_some_and(|factor| factor == Number::one());
        if percent { Self::Points } else { Self::Own(unit.printed().to_owned()) }
    }

    /// The word of the machine formats.
    pub fn word(&self) -> &str {
        match self {
            Self::Points => "pp",
            Self::Own(printed) => printed,
        }
    }
}

/// Where a plan comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanOrigin {
    /// A file.
    File(String),
    /// The binary itself.
    BuiltIn,
}

/// What an observation was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// The actual, or a part of its sum.
    Actual,
    /// The baseline.
    Baseline,
    /// The series that the actual is compared with.
    Reference,
    /// The value in force of a series.
    InForce,
    /// Nothing, and why.
    SetAside(SetAsideWhy),
}

impl Use {
    /// The word of the machine formats, and the texts for people.
    fn words(self) -> (&'static str, [&'static str; 2]) {
        match self {
            Self::Actual => ("actual", ["actual", "实际值"]),
            Self::Baseline => ("baseline", ["baseline", "基期值"]),
            Self::Reference => ("reference", ["compared with", "对比值"]),
            Self::InForce => ("in-force", ["in force", "现行数据"]),
            Self::SetAside(why) => (why.word(), [Lang::En, Lang::Zh].map(|lang| why.text(lang))),
        }
    }

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        self.words().0
    }

    /// The text for people.
    pub fn text(self, lang: Lang) -> &'static str {
        lang.pick(self.words().1)
    }
}

/// An operand or reference without a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its name.
    pub name: Name,
    /// Its region, where it is another than the one judged.
    pub region: Option<String>,
}

/// What a plan holds, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// Targets.
    pub indicators: usize,
    /// Those of them that are 约束性.
    pub binding: usize,
    /// Dated work.
    pub tasks: usize,
    /// Rules.
    pub rules: usize,
}

/// A figure beside the one a year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Of what.
    pub name: Name,
    /// Is it the growth that is compared?
    pub growth: bool,
    /// The unit of both.
    pub unit: String,
    /// The year's, and the one before; `None` when one is not known.
    pub compared: Option<(Number, Number)>,
    /// Did it fall?
    pub fell: Option<bool>,
}

/// A figure as one release printed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vintage {
    /// The value.
    pub value: Number,
    /// Its unit.
    pub unit: String,
    /// The release date.
    pub published: NaiveDate,
    /// Its quality.
    pub quality: Quality,
}

/// Why something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A figure came in, is another one now, or is gone.
    Figure {
        /// Of what, where it is not the indicator's own.
        name: Option<Name>,
        /// Its region, where it is another than the one judged.
        region: Option<String>,
        /// What it is to the finding.
        role: Role,
        /// Its period.
        period: Period,
        /// How it changed.
        change: Change,
        /// As it was.
        from: Option<Vintage>,
        /// As it is.
        to: Option<Vintage>,
    },
    /// A later document changed the target.
    Amended {
        /// In force from this day.
        on: NaiveDate,
        /// The document.
        document: Option<String>,
        /// Was the target given up?
        withdrawn: bool,
    },
    /// Figures changed on which it does not rest by itself.
    OtherFigures,
    /// Only time went by.
    Time,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not defined.
    Empty,
    /// Text from a file, or an id.
    Text(String),
    /// A name in the reader's language.
    Name(Name),
    /// A whole number of things.
    Count(usize),
    /// A number with its decimals.
    Number(Number),
    /// A number that the true value is at least.
    AtLeast(Number),
    /// A number with its unit.
    Amount(Number, String),
    /// A signed difference, at its own decimals.
    Difference(Number, GapUnit),
    /// A growth in percent a year.
    Growth(Number),
    /// A share, as a rounded percent.
    Share(Number),
    /// A computed number without a unit.
    Computed(Number),
    /// What must be reached, and the unit.
    Target(Goal, Option<Number>, String),
    /// A period.
    Period(Period),
    /// A month.
    Month(Month),
    /// A day.
    Date(NaiveDate),
    /// How much is done and how much should be; the measure's own ratio where progress has no meaning.
    Progress {
        /// Share done.
        progress: Option<Number>,
        /// Share that should be done.
        expected: Option<Number>,
        /// Progress / expected, or the measure's own.
        ratio: Option<Number>,
    },
    /// Values at equal steps of time, the oldest first; `None` for a step without one.
    History(Vec<Option<Number>>),
    /// The grade and what to know beside it.
    Verdict {
        /// The grade.
        verdict: Verdict,
        /// Why there is none.
        reason: Option<Reason>,
        /// What else to know.
        flags: BTreeSet<Flag>,
        /// Members with data, and all of them.
        members: Option<(usize, usize)>,
        /// Operands and references without a figure.
        missing: Vec<Missing>,
    },
    /// What a rule says; whether the newest vintages alone would say otherwise.
    RuleVerdict(RuleVerdict, bool),
    /// A figure beside the one a year before.
    Comparison(Comparison),
    /// How far dated work is.
    State {
        /// As reported; `None` when nothing was.
        state: Option<State>,
        /// Was it due before the as-of date, and is not done?
        overdue: bool,
        /// Was it due before the as-of date, and nobody said how far it is?
        lapsed: bool,
        /// Wished rather than promised.
        aspirational: bool,
    },
    /// What every member of a list must reach, and the unit.
    Each(Goal, String),
    /// The list whose members must each meet the target.
    Every(Every),
    /// How figures follow from others.
    Derivation(Derivation),
    /// What it means that an amount falls.
    Reading(Reading),
    /// Why there is no verdict.
    Reason(Reason),
    /// A plan only needs these figures, and has no target for them.
    NoTarget,
    /// Something without a figure.
    Missing(Missing),
    /// What a plan holds, counted.
    Contents(Contents),
    /// Marks of quality.
    Quality(Quality),
    /// How observations become the actual.
    Measure(Measure),
    /// What one observation is.
    Kind(Kind),
    /// How the ratio came about.
    Method(Method),
    /// The method that took over from the one above it.
    Through(Method),
    /// The ratios from which verdicts hold.
    Bands(Bands),
    /// Yes or no.
    Yes(bool),
    /// A member of the list above it.
    Member(String),
    /// Members with data, and all of them.
    MembersKnown(usize, usize),
    /// Met or not; `None` when it cannot be told.
    Met(Option<bool>),
    /// What an observation was used for.
    Use(Use),
    /// Where a plan comes from.
    Origin(PlanOrigin),
    /// Where the document prints it: section, and the words around the number.
    Citation(String, String),
    /// Why something changed.
    Why(Why),
    /// Several texts as printed.
    Names(Vec<String>),
    /// So many of so many.
    Of(usize, usize),
    /// Verdicts, counted, best first.
    Verdicts(Vec<(Verdict, usize)>),
    /// Sums of weights.
    Weights(Weights),
    /// The plan names nothing here.
    NotNamed,
    /// Cells below one another; the first is the main one.
    Stack(Vec<Cell>),
}

impl Cell {
    /// The cell of a value that may be undefined.
    pub fn of<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// The verdict that what a rule or a task comes to is like, and whose colour it therefore has.
    pub fn tone(&self) -> Option<Verdict> {
        match self {
            Self::RuleVerdict(RuleVerdict::Fires, _) | Self::State { overdue: true, .. } => {
                Some(Verdict::Missed)
            }
            Self::RuleVerdict(RuleVerdict::Clear, _) => Some(Verdict::OnTrack),
            Self::RuleVerdict(RuleVerdict::Unknown, _) => Some(Verdict::NotAssessable),
            Self::State { state: Some(State::Done), .. } => Some(Verdict::Achieved),
            _ => None,
        }
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Names(names) => names.is_empty(),
            Self::History(values) => values.iter().all(Option::is_none),
            Self::Stack(cells) => cells.iter().all(Self::is_empty),
            Self::Progress { progress, expected, ratio } => {
                progress.is_none() && expected.is_none() && ratio.is_none()
            }
            _ => false,
        }
    }
}

/// A grid: every row has one cell a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), rows: Vec::new() }
    }

    /// The same table without the columns that say nothing in any row.
    #[must_use]
    pub fn without_empty_columns(self) -> Self {
        let kept = self.non_empty_columns();
        self.with_columns(&kept)
    }

    /// The same table without the optional columns that say nothing in any row.
    #[must_use]
    pub fn without_empty_optional(self) -> Self {
        let mut kept = self.non_empty_columns();
        for (kept, column) in kept.iter_mut().zip(&self.columns) {
            *kept |= !column.optional;
        }
        self.with_columns(&kept)
    }

    /// The same table without any optional column.
    #[must_use]
    pub fn without_optional(&self) -> Self {
        let marks: Vec<bool> = self.columns.iter().map(|column| !column.optional).collect();
        self.clone().with_columns(&marks)
    }

    /// The same table without its last optional column, if it has one.
    pub fn without_last_optional(&self) -> Option<Self> {
        let last = self.columns.iter().rposition(|column| column.optional)?;
        let marks: Vec<bool> = (0..self.columns.len()).map(|it| it != last).collect();
        Some(self.clone().with_columns(&marks))
    }

    /// The same table with histories of at most so many steps, the newest; `None` where none is longer.
    pub fn with_histories_of(&self, steps: usize) -> Option<Self> {
        let mut table = self.clone();
        let mut shorter = false;
        for cell in table.rows.iter_mut().flatten() {
            if let Cell::History(values) = cell
                && values.len() > steps
            {
                values.drain(..values.len() - steps);
                shorter = true;
            }
        }
        shorter.then_some(table)
    }

    /// Which columns say something in any row.
    fn non_empty_columns(&self) -> Vec<bool> {
        (0..self.columns.len())
            .map(|column| {
                self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
            })
            .collect()
    }

    fn with_columns(self, marks: &[bool]) -> Self {
        Self {
            columns: select(self.columns, marks),
            rows: self.rows.into_iter().map(|row| select(row, marks)).collect(),
        }
    }
}

/// The items whose place is marked.
fn select<T>(items: Vec<T>, marks: &[bool]) -> Vec<T> {
    items.into_iter().zip(marks).filter(|(_, mark)| **mark).map(|(item, _)| item).collect()
}
