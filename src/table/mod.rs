//! Tables of typed cells, produced by reports and consumed by renderers.
//!
//! A cell has a meaning but no language, colour or width, so that a report is laid out once for all formats. Depends on
//! the core modules before it.

mod columns;
mod heading;
mod shown;
mod span;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

pub use crate::assess::Use;
use crate::{
    actuals::Quality,
    assess::{
        Flag, Method, Reason, Verdict,
        trace::{
            diff::{Change, Move, Role},
            rollup::Weights,
            rules::RuleVerdict,
        },
    },
    number::Number,
    period::{Month, Period},
    plan::{
        Bands, Better, Citation, Derivation, Document, Every, Goal, Kind, Measure, Reading,
        called::Spellings,
        tasks::{State, Timing},
    },
    unit::Unit,
    words::Lang,
};

pub use columns::Rows;
pub use heading::Heading;
pub use shown::{Edges, Share, Shown, in_full};
pub use span::Span;

/// A name as printed, with its English form where the plan has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As printed.
    pub printed: String,
    /// In English.
    pub english: Option<String>,
}

impl Name {
    #[allow(clippy::ref_option)] // a field as it stands
    pub fn of(printed: &str, english: &Option<String>) -> Self {
        Self { printed: printed.to_owned(), english: english.clone() }
    }

    /// One that the plan has in one language only.
    pub fn untranslated(printed: &str) -> Self {
        Self::of(printed, &None)
    }
}

/// What must be reached.
#[derive(Debug, Clone)]
pub struct Sought {
    /// As in the plan.
    pub goal: Goal,
    /// What a relative goal is measured against, as people call it.
    pub against: Option<Against>,
}

impl From<Goal> for Sought {
    fn from(goal: Goal) -> Self {
        Self { goal, against: None }
    }
}

/// What a relative goal is measured against.
#[derive(Debug, Clone)]
pub enum Against {
    /// Another series.
    Series(Name),
    /// The figure of this period.
    Period(Period),
    /// Each year the one before.
    YearBefore,
}

/// The alignment of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// For words.
    Left,
    /// For numbers.
    Right,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub struct Column {
    pub heading: Heading,
    pub align: Align,
    /// Whether it takes the remaining width, and wraps.
    pub grows: bool,
    /// Whether it is dropped if the table is too wide.
    pub optional: bool,
    /// It is shown from this width of the screen on.
    pub from: usize,
}

impl Column {
    /// A column of numbers.
    pub const fn number(heading: Heading) -> Self {
        Self { heading, align: Align::Right, grows: false, optional: false, from: 0 }
    }

    /// A column of short words.
    pub const fn word(heading: Heading) -> Self {
        Self { align: Align::Left, ..Self::number(heading) }
    }

    /// A column of names or sentences, which wrap.
    pub const fn prose(heading: Heading) -> Self {
        Self { grows: true, ..Self::word(heading) }
    }

    /// The same column, to be dropped if the table is too wide.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// The same column, to be dropped on a narrower screen too.
    #[must_use]
    pub const fn from(self, from: usize) -> Self {
        Self { from, ..self.optional() }
    }
}

words! {
    /// What qualifies a distance from a target.
    pub enum GapRemark {
        /// On the wrong side of the printed number, and not too far.
        WithinTolerance "within the tolerance"  "在允许偏差内";
        /// At the target, which is not enough.
        NotBeyond       "equal, must be better" "相等，须更优";
    }
}

/// What is left to do until the deadline, or of a ceiling on a sum what is left to use.
#[derive(Debug, Clone)]
pub struct Need {
    /// How much: of a ceiling the rest of it, else a change.
    pub amount: Shown,
    /// In what unit.
    pub unit: Unit,
    /// In so many months, all of it; a year where there is more time.
    pub months: Option<i32>,
    /// Is it what may still be used?
    pub allowed: bool,
    /// Is it what the years left must come to on average, and so no change?
    pub mean: bool,
}

impl Use {
    /// The word in machine formats, and the texts for people.
    fn words(self) -> (&'static str, [&'static str; 2]) {
        match self {
            Self::Actual => ("actual", ["actual", "实际值"]),
            Self::Baseline => ("baseline", ["baseline", "基期值"]),
            Self::Reference => ("reference", ["compared with", "对比值"]),
            Self::InForce => ("in-force", ["in force", "现行数据"]),
            Self::SetAside(why) => (why.word(), [Lang::En, Lang::Zh].map(|lang| why.text(lang))),
        }
    }

    /// The word in machine formats.
    pub fn word(self) -> &'static str {
        self.words().0
    }

    /// The text for people.
    pub fn text(self, lang: impl Into<Lang>) -> &'static str {
        lang.into().pick(self.words().1)
    }
}

/// An operand or reference without a figure.
#[derive(Debug, Clone)]
pub struct Missing {
    /// Its name.
    pub name: Name,
    /// Its region, if not the one assessed.
    pub region: Option<String>,
}

/// A figure compared with the one a year before.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The indicator or series.
    pub name: Name,
    /// Whether growth is compared rather than the value.
    pub growth: bool,
    /// The part of the year that is compared, if not all of it is known.
    pub part: Option<Period>,
    /// The unit of both.
    pub unit: Unit,
    /// The value of the year and of the one before; `None` if one is unknown.
    pub compared: Option<(Shown, Shown)>,
    /// Whether it fell.
    pub fell: Option<bool>,
    /// Why that is not known.
    pub reason: Option<Reason>,
}

/// A figure as one release printed it.
#[derive(Debug, Clone)]
pub struct Vintage {
    /// The value.
    pub value: Shown,
    /// Its unit.
    pub unit: Unit,
    /// The release date.
    pub published: NaiveDate,
    /// Its quality.
    pub quality: Quality,
}

/// Why something changed.
#[derive(Debug, Clone)]
pub enum Why {
    /// A figure was added, changed or removed.
    Figure {
        /// The series, if not the indicator itself.
        name: Option<Name>,
        /// Its region, if not the one assessed.
        region: Option<String>,
        /// Its role in the finding.
        role: Role,
        /// Its period.
        period: Period,
        /// How it changed.
        change: Change,
        /// Before and after.
        vintages: Box<[Option<Vintage>; 2]>,
    },
    /// A later document changed the target.
    Amended {
        /// In force from this day.
        on: NaiveDate,
        /// The document.
        document: Option<Document>,
        /// Whether the target was withdrawn.
        withdrawn: bool,
    },
    /// What a closed list has a word for.
    Word([&'static str; 2]),
    /// What moved the verdict, one after the other.
    Moves(Vec<Move>),
}

/// One cell.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Not defined.
    Empty,
    /// Text from a file, or an id.
    Text(String),
    /// A name in the reader's language.
    Name(Name),
    /// The name of a figure of this id, which is told from the others of its plan when it is shortened.
    Called(Name, String, Arc<Spellings>),
    /// The number of an indicator with so many digits, behind the sign of its verdict if it is to be seen.
    Place(Verdict, bool, usize, usize),
    /// A doubtful number.
    Doubted(Shown),
    /// A unit by itself.
    Unit(Unit),
    /// A count.
    Count(usize),
    /// A number.
    Number(Shown),
    /// A number with its unit.
    Amount(Shown, Unit),
    /// A signed difference.
    Difference(Shown, Unit),
    /// A word, in both languages.
    Word([&'static str; 2]),
    /// What is left to do, or to use.
    Need(Need),
    /// Growth in percent per year.
    Growth(Shown),
    /// A share.
    Share(Share),
    /// What must be reached, what a relative target comes to, and the unit.
    Target(Sought, Option<Shown>, Unit),
    /// A period.
    Period(Period),
    /// A month.
    Month(Month),
    /// A day.
    Date(NaiveDate),
    /// Progress and expected progress; only the measure's own ratio if progress is undefined.
    Progress {
        /// Share achieved.
        progress: Option<Share>,
        /// Share expected.
        expected: Option<Share>,
        /// Progress / expected, or the measure's own.
        ratio: Option<Share>,
        /// Is it more than a ceiling allows?
        over: bool,
    },
    /// Values at equal time steps, oldest first; `None` for a step without a value.
    History(Vec<Option<Number>>),
    /// The verdict and what qualifies it.
    Verdict {
        /// The verdict.
        verdict: Verdict,
        /// Why it is not assessable.
        reason: Option<Reason>,
        /// Its flags.
        flags: BTreeSet<Flag>,
        /// Members with data, and all members.
        members: Option<(usize, usize)>,
        /// Operands and references without a figure.
        missing: Vec<Missing>,
    },
    /// The outcome of a rule; whether it would differ with the newest vintages only.
    RuleVerdict(RuleVerdict, bool),
    /// A figure compared with the one a year before.
    Comparison(Comparison),
    /// The state of a task.
    State {
        /// As reported, if there is a report.
        state: Option<State>,
        /// Where it stands against its due day, if there is something to say of that.
        timing: Option<Timing>,
        /// Aspirational rather than committed.
        aspirational: bool,
    },
    /// What each member of a list must reach, and the unit.
    Each(Sought, Unit),
    /// The list whose members must each meet the target.
    Every(Every),
    /// How figures are derived from others, and the names of these.
    Derivation(Derivation, Vec<Name>),
    /// Something without a figure.
    Missing(Missing),
    /// The numbers of indicators, of binding ones, of tasks and rules.
    Contents([usize; 4]),
    /// Marks of quality.
    Quality(Quality),
    /// The method that took over from the one above it.
    Through(Method),
    /// The ratios from which verdicts apply.
    Bands(Bands),
    /// Yes or no.
    Yes(bool),
    /// A member of the list above it.
    Member(String),
    /// Members with data, and all members.
    MembersKnown(usize, usize),
    /// Where a document prints it.
    Citation(Citation),
    /// A document beside that of the plan.
    Document(Document),
    /// Why something changed.
    Why(Why),
    /// Several texts as printed.
    Names(Vec<String>),
    /// A part of a count.
    Of(usize, usize),
    /// Verdicts, counted, best first.
    Verdicts(Vec<(Verdict, usize)>),
    /// Sums of weights.
    Weights(Weights),
    /// Cells stacked vertically; the first is the main one.
    Stack(Vec<Cell>),
}

/// Values that are cells as they stand, and words of closed lists.
macro_rules! cells {
    ($($variant:ident($type:ty))+; $($list:ident)+) => {
        $(impl From<$type> for Cell {
            fn from(it: $type) -> Self {
                Self::$variant(it)
            }
        })+

        $(impl From<$list> for Cell {
            fn from(it: $list) -> Self {
                Self::Word([Lang::En, Lang::Zh].map(|lang| it.text(lang)))
            }
        })+
    };
}

cells! {
    Text(String) Name(Name) Unit(Unit) Count(usize) Number(Shown) Word([&'static str; 2]) Need(Need) Share(Share) Period(Period)
    Month(Month) Date(NaiveDate) Every(Every) Missing(Missing) Quality(Quality) Bands(Bands)
    Yes(bool) Document(Document) Why(Why) Names(Vec<String>) Verdicts(Vec<(Verdict, usize)>) Weights(Weights);
    Better GapRemark Kind Measure Method Reading Reason Use
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<Arc<str>> for Cell {
    fn from(text: Arc<str>) -> Self {
        Self::text(&*text)
    }
}

/// Where the document says so.
impl From<Vec<Citation>> for Cell {
    fn from(all: Vec<Citation>) -> Self {
        let cells = all.into_iter().map(Self::Citation);
        Self::Stack(cells.collect())
    }
}

/// A grade alone.
impl From<Verdict> for Cell {
    fn from(verdict: Verdict) -> Self {
        let reason = None;
        let members = None;
        Self::Verdict { verdict, reason, flags: BTreeSet::new(), members, missing: Vec::new() }
    }
}

/// One above the other.
impl<T: Into<Self>, U: Into<Self>> From<(T, U)> for Cell {
    fn from((upper, lower): (T, U)) -> Self {
        upper.into().above(lower)
    }
}

impl<T: Clone + Into<Self>> From<&T> for Cell {
    fn from(it: &T) -> Self {
        it.clone().into()
    }
}

/// What is not defined is an empty cell.
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(it: Option<T>) -> Self {
        it.map_or(Self::Empty, T::into)
    }
}

impl Cell {
    /// Text from a file, or an id.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number with its unit, as printed.
    pub fn amount(number: Shown, unit: &Unit) -> Self {
        Self::Amount(number, unit.clone())
    }

    /// Is a target met?
    pub fn met(met: Option<bool>) -> Self {
        Self::Word(match met {
            Some(true) => ["met", "达标"],
            Some(false) => ["not met", "未达标"],
            None => ["unknown", "未知"],
        })
    }

    /// The same cell with another one below it.
    #[must_use]
    pub fn above(self, below: impl Into<Self>) -> Self {
        Self::Stack(vec![self, below.into()])
    }

    /// The verdict whose colour the outcome of a rule or task has.
    pub fn tone(&self) -> Option<Verdict> {
        match self {
            Self::RuleVerdict(RuleVerdict::Fires, _)
            | Self::State { timing: Some(Timing::Overdue(_)), .. } => Some(Verdict::Missed),
            Self::RuleVerdict(RuleVerdict::Clear, _) => Some(Verdict::OnTrack),
            Self::RuleVerdict(RuleVerdict::Unknown, _) => Some(Verdict::NotAssessable),
            Self::State { state: Some(State::Done), .. } => Some(Verdict::Achieved),
            _ => None,
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Names(names) => names.is_empty(),
            Self::History(values) => values.iter().all(Option::is_none),
            Self::Stack(cells) => cells.iter().all(Self::is_empty),
            Self::Progress { progress, expected, ratio, .. } => {
                progress.is_none() && expected.is_none() && ratio.is_none()
            }
            _ => false,
        }
    }
}

/// Rows with one cell per column.
#[derive(Clone, Default)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Has every row one line, on which cells are as short as can be, and names are cut?
    pub one_line: bool,
}

impl Table {
    /// The same table without columns that are empty in every row.
    #[must_use]
    pub fn without_empty_columns(self) -> Self {
        self.keeping(Self::has_content)
    }

    /// The same table without optional columns that are empty in every row.
    #[must_use]
    pub fn without_empty_optional(self) -> Self {
        self.keeping(|table, column| !table.columns[column].optional || table.has_content(column))
    }

    /// The same table without its last column if that is empty in every row.
    #[must_use]
    pub fn without_empty_last(self) -> Self {
        self.keeping(|table, column| column + 1 < table.columns.len() || table.has_content(column))
    }

    /// The same table without optional columns.
    #[must_use]
    pub fn without_optional(&self) -> Self {
        self.clone().keeping(|table, column| !table.columns[column].optional)
    }

    /// The same table without its last optional column, if it has one.
    pub fn without_last_optional(&self) -> Option<Self> {
        let last = self.columns.iter().rposition(|column| column.optional)?;
        Some(self.clone().keeping(|_, column| column != last))
    }

    /// The same table with only the newest `steps` of each history; `None` if none is longer.
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

    /// Whether any row has content in a column.
    fn has_content(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
    }

    /// The same table with the columns that `is_kept` names.
    fn keeping(mut self, is_kept: impl Fn(&Self, usize) -> bool) -> Self {
        let columns = 0..self.columns.len();
        let kept: Vec<usize> = columns.filter(|column| is_kept(&self, *column)).collect();
        self.columns = kept.iter().map(|column| self.columns[*column]).collect();
        for row in &mut self.rows {
            *row = kept.iter().filter_map(|column| row.get(*column).cloned()).collect();
        }
        self
    }
}
