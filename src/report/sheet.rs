//! What a view lays out for people: blocks of typed notes and tables, one below the other.

use chrono::NaiveDate;

use crate::actuals::ActualsFile;
use crate::actuals::tasks::State;
use crate::assess::diff::Direction;
use crate::assess::rules::RuleVerdict;
use crate::assess::trace::Equation;
use crate::assess::trace::contrast::Contrast;
use crate::assess::{Method, OtherVersion, Step, Verdict};
use crate::number::Number;
use crate::period::Period;
use crate::plan::Bands;
use crate::report::diff::FailOn;
use crate::report::league::LeagueNote;
use crate::report::plot::Plot;
use crate::report::rollup::RollupNote;
use crate::report::stage::{Stage, StageNote, StagePart};
use crate::report::trend::Remark;
use crate::table::{Cell, Heading, Name, Table, Why};
use crate::unit::Unit;

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

words! {
    /// Which indicators are counted.
    pub enum Scope {
        /// All that are shown.
        All      "all"      "All"      "全部";
        /// 约束性
        Binding  "binding"  "Binding"  "约束性";
        /// 预期性
        Expected "expected" "Expected" "预期性";
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

words! {
    /// The part of a page that follows.
    pub enum Section {
        /// Observations that the verdict rests on.
        Used              "Figures used"                      "采用的数据";
        /// Observations that were set aside.
        SetAside          "Figures set aside"                 "未采用的数据";
        /// The years of an `every-year` target.
        Years             "Year by year"                      "逐年情况";
        /// The steps of judging.
        Steps             "How it was assessed"               "评估步骤";
        /// The arithmetic.
        Formulas          "Arithmetic"                        "计算过程";
        /// What each method says.
        Methods           "By each method"                    "各方法结果";
        /// The outcome.
        Result            "Result"                            "结论";
        /// The targets of a plan.
        Targets           "Targets"                           "目标";
        /// Numbers of the document that are no targets.
        PlanSetAsides     "Numbers that are not targets"      "非目标数字";
        /// The members of an `every` target.
        Members           "Member by member"                  "各成员情况";
        /// Operands and references of a plan.
        PlanSeries        "Figures needed beside the targets" "辅助数据";
        /// Member lists of a plan.
        MemberLists       "Members"                           "成员名单";
        /// Rules of a plan.
        Rules             "Rules"                             "规则";
        /// Dated work of a plan.
        Tasks             "Tasks"                             "任务";
        /// The values of a series, with their vintages.
        Vintages          "Every published value"             "历次发布数据";
        /// Indicators that are not what they were.
        ChangedIndicators "Indicators that changed"           "有变化的指标";
        /// Figures that are not what they were.
        ChangedFigures    "Figures that changed"              "有变化的数据";
    }
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

words! {
    /// How far judging came.
    pub enum StepState {
        /// It did not apply.
        Passed     "no"           "否";
        /// It decided.
        Decided    "this decides" "由此判定";
        /// It was not needed any more.
        NotReached "not reached"  "无需再看";
    }
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
    /// A part of a report at a stage follows.
    Part {
        /// Which.
        part: StagePart,
        /// The stage, which may change its name.
        stage: Stage,
        /// Its number from 1 on; 0 has none.
        number: usize,
    },
    /// One fact: heading and value.
    Fact(Heading, Cell),
    /// The baseline was taken from the actuals without the plan naming its period.
    DerivedBaseline,
    /// The verdict with or without an amendment made after the deadline.
    OtherVersion(OtherVersion),
    /// A step of judging.
    Step(Step, StepState),
    /// An equation with its numbers.
    Formula(Equation, Unit),
    /// The thresholds of the verdicts.
    Bands(Bands),
    /// The equations of this method follow.
    ByMethod(Method),
    /// Where methods contradict each other, and why.
    Contrast(Contrast, Unit),
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
