//! What a view lays out for people: blocks of typed notes and tables, one below the other.

use chrono::NaiveDate;

use crate::actuals::ActualsFile;
use crate::actuals::tasks::State;
use crate::assess::diff::Direction;
use crate::assess::rules::RuleVerdict;
use crate::assess::{Method, Step, Verdict};
use crate::number::Number;
use crate::period::Period;
use crate::plan::Bands;
use crate::report::diff::FailOn;
use crate::report::formula::Formula;
use crate::report::league::LeagueNote;
use crate::report::methods::Contrast;
use crate::report::plot::Plot;
use crate::report::rollup::RollupNote;
use crate::report::stage::{Stage, StageNote, StagePart};
use crate::report::trend::Remark;
use crate::table::{Cell, Heading, Name, Table, Why};

/// A page of blocks.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// One block.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a page has some dozens of blocks, each read once")]
pub enum Block {
    /// An empty line.
    Space,
    /// A line of words.
    Note(Note),
    /// A table.
    Table(Table),
    /// A picture.
    Plot(Plot),
}

/// Which indicators are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All that are shown.
    All,
    /// 约束性
    Binding,
    /// 预期性
    Expected,
}

impl Scope {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Binding => "binding",
            Self::Expected => "expected",
        }
    }
}

/// The verdicts of some of the indicators, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Which indicators.
    pub scope: Scope,
    /// How many.
    pub total: usize,
    /// By verdict, best first.
    pub counts: Vec<(Verdict, usize)>,
}

/// The part of a page that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Observations that the verdict rests on.
    Used,
    /// Observations that were set aside.
    SetAside,
    /// The years of an `every-year` target.
    Years,
    /// The steps of judging.
    Steps,
    /// The arithmetic.
    Formulas,
    /// What each method says.
    Methods,
    /// The outcome.
    Result,
    /// The targets of a plan.
    Targets,
    /// Numbers of the document that are no targets.
    PlanSetAsides,
    /// The members of an `every` target.
    Members,
    /// Operands and references of a plan.
    PlanSeries,
    /// Member lists of a plan.
    MemberLists,
    /// Rules of a plan.
    Rules,
    /// Dated work of a plan.
    Tasks,
    /// The values of a series, with their vintages.
    Vintages,
    /// Indicators that are not what they were.
    ChangedIndicators,
    /// Figures that are not what they were.
    ChangedFigures,
    /// A part of a report at a stage.
    Stage {
        /// Which.
        part: StagePart,
        /// The stage, which may change its name.
        stage: Stage,
        /// Its number from 1 on; 0 has none.
        number: usize,
    },
}

/// What tasks have in common that are listed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskGroup {
    /// All of them.
    All,
    /// Due by the end of this period.
    Due(Period),
    /// Somebody answers for them.
    Unit(String),
    /// Nobody is named.
    Nobody,
}

/// Tasks, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskTally {
    /// What they have in common.
    pub group: TaskGroup,
    /// How many.
    pub total: usize,
    /// By state.
    pub counts: Vec<(Option<State>, usize)>,
    /// Due before the as-of date and known not to be done.
    pub overdue: usize,
    /// Due before the as-of date, their state unknown.
    pub lapsed: usize,
}

/// The findings of a plan that fail a policy, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckTally {
    /// How many fail.
    pub failing: usize,
    /// How many were looked at.
    pub of: usize,
    /// How many were left out as wished rather than promised.
    pub ignored: usize,
    /// Warnings of plan and actuals.
    pub warnings: usize,
}

/// Whether a policy is met, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyMet {
    /// Is it met?
    pub met: bool,
    /// Verdicts that fail, best first.
    pub verdicts: Vec<Verdict>,
    /// Do warnings fail?
    pub warnings: bool,
}

/// What changed between two sides, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffTally {
    /// Indicators compared.
    pub of: usize,
    /// Those that changed.
    pub changed: usize,
    /// By what became of the verdict.
    pub counts: Vec<(Direction, usize)>,
    /// Figures that changed.
    pub figures: usize,
    /// What makes it fail.
    pub fail_on: Option<FailOn>,
    /// Does it not fail?
    pub met: bool,
}

/// Regions and the years for which the same is said of them.
pub type YearsOfRegions = Vec<(Vec<i32>, Vec<String>)>;

/// How far judging came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepState {
    /// It did not apply.
    Passed,
    /// It decided.
    Decided,
    /// It was not needed any more.
    NotReached,
}

/// A line of words, as data.
#[derive(Debug, Clone)]
pub enum Note {
    /// A plan or an indicator, by id and name.
    Title(String, Name),
    /// Whom a plan binds, when, and by which document.
    PlanFacts {
        /// The region.
        region: String,
        /// The period.
        period: Period,
        /// The document's number.
        document: Option<String>,
    },
    /// The plan's deadline is over.
    Closed {
        /// The last day of the plan.
        on: NaiveDate,
        /// Indicators without their final figure.
        lacking: usize,
        /// Indicators of the plan.
        of: usize,
    },
    /// The plan runs on, but some of its deadlines are over without their figure.
    Lacking {
        /// Indicators without their final figure.
        lacking: usize,
        /// Indicators of the plan.
        of: usize,
    },
    /// Filters left only some indicators.
    Shown {
        /// How many are shown.
        shown: usize,
        /// Indicators of the plan.
        of: usize,
    },
    /// Indicators without any data.
    WithoutData(Vec<Name>),
    /// Nothing is left to show.
    Nothing,
    /// Verdicts, counted.
    Tally(Tally),
    /// A line about groups.
    Rollup(RollupNote),
    /// A line about regions by rank.
    League(LeagueNote),
    /// How new the data is.
    Releases {
        /// The as-of date.
        as_of: NaiveDate,
        /// The newest release date among what was known.
        newest: Option<NaiveDate>,
        /// Rows published later, and unused.
        later: usize,
    },
    /// The files that were read.
    Files(Vec<ActualsFile>),
    /// The head of a part of the page.
    Section(Section),
    /// One fact: heading and value.
    Fact(Heading, Cell),
    /// The baseline was taken from the actuals without the plan naming its period.
    DerivedBaseline,
    /// A step of judging.
    Step(Step, StepState),
    /// An equation with its numbers.
    Formula(Formula),
    /// The thresholds of the verdicts.
    Bands(Bands),
    /// The equations of this method follow.
    ByMethod(Method),
    /// Where methods contradict each other, and why.
    Contrast(Contrast),
    /// What it means that a verdict depends on the method.
    MethodSensitive,
    /// The actual's age at the as-of date, in months.
    Lag(i32),
    /// Tasks, counted.
    Tasks(TaskTally),
    /// What a rule says of how many regions and years.
    RuleTally {
        /// Regions looked at.
        regions: usize,
        /// Years looked at.
        years: Vec<i32>,
        /// How often it says what.
        counts: Vec<(RuleVerdict, usize)>,
    },
    /// Where a rule says the same without more to tell.
    RuleSays(RuleVerdict, YearsOfRegions),
    /// What it means that a verdict is marked as revised.
    Revised,
    /// There is no such thing in the plan.
    NoRules,
    /// There is no such thing in the plan.
    NoTasks,
    /// A printed figure that its operands contradict: period, as printed, as derived, unit.
    Disagreement(Period, Number, Number, String),
    /// No verdict is given on a series.
    NoVerdict,
    /// How many findings fail a policy.
    Checked(CheckTally),
    /// Is the policy met?
    PolicyMet(PolicyMet),
    /// Rows that were left out of a table.
    MoreRows(usize),
    /// One side of a comparison.
    Side {
        /// The later one?
        after: bool,
        /// Nothing published later counts.
        as_of: NaiveDate,
        /// The newest release date among what was known.
        newest: Option<NaiveDate>,
        /// Rows published later, and unused.
        later: usize,
        /// Its files, where the sides do not share them.
        files: Option<Vec<ActualsFile>>,
    },
    /// What changed between two sides, counted.
    Differences(DiffTally),
    /// A figure that changed: id and how.
    FigureChange(String, Why),
    /// A sentence of a report at a stage.
    Stage(StageNote),
    /// What to know before reading a trend.
    Trend(Remark),
}

impl Sheet {
    /// Adds a note.
    pub fn note(&mut self, note: Note) -> &mut Self {
        self.blocks.push(Block::Note(note));
        self
    }

    /// Adds a line `heading  value`, unless there is no value.
    pub fn fact(&mut self, heading: Heading, cell: Cell) -> &mut Self {
        if !cell.is_empty() {
            self.note(Note::Fact(heading, cell));
        }
        self
    }

    /// Adds an empty line and the head of a part.
    pub fn section(&mut self, section: Section) -> &mut Self {
        self.space().note(Note::Section(section))
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, table: Table) -> &mut Self {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
        self
    }

    /// Adds an empty line and a picture, unless it shows nothing.
    pub fn plot(&mut self, plot: Plot) -> &mut Self {
        if plot.months().is_some() {
            self.space().blocks.push(Block::Plot(plot));
        }
        self
    }

    /// Adds an empty line.
    pub fn space(&mut self) -> &mut Self {
        self.blocks.push(Block::Space);
        self
    }
}
