//! What a view lays out for people: blocks of typed notes and tables, one below the other.

use chrono::NaiveDate;

use crate::actuals::tasks::State;
use crate::actuals::{Actuals, ActualsFile};
use crate::assess::diff::Direction;
use crate::assess::rules::RuleVerdict;
use crate::assess::trace::Equation;
use crate::assess::trace::contrast::Contrast;
use crate::assess::{Method, OtherVersion, Reason, Step, Verdict};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Bands, Plan};
use crate::report::diff::FailOn;
use crate::report::league::LeagueNote;
use crate::report::plot::Plot;
use crate::report::rollup::RollupNote;
use crate::report::stage::{Stage, StageNote, StagePart};
use crate::report::trend::Remark;
use crate::report::{id_name, title_of};
use crate::table::{Cell, Heading, Name, Table, Why};
use crate::unit::Unit;

/// A page of blocks.
#[derive(Debug, Clone, Default)]
pub struct Sheet<'a> {
    /// The blocks, in order.
    pub blocks: Vec<Block<'a>>,
}

/// One block.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a page has some dozens of blocks, each read once")]
pub enum Block<'a> {
    /// An empty line.
    Space,
    /// A line of words.
    Note(Note<'a>),
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

impl Scope {
    /// Does it count a target that is binding, or is not?
    pub fn counts(self, binding: bool) -> bool {
        match self {
            Self::All => true,
            Self::Binding => binding,
            Self::Expected => !binding,
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

impl Tally {
    /// All, and 约束性 and 预期性 where there are both.
    pub fn by_scope(count: impl Fn(Scope) -> Vec<(Verdict, usize)>) -> Vec<Self> {
        let [all, binding, expected] = [Scope::All, Scope::Binding, Scope::Expected].map(|scope| {
            let counts = count(scope);
            Self { scope, total: counts.iter().map(|(_, count)| count).sum(), counts }
        });
        let both = binding.total > 0 && expected.total > 0;
        if both { vec![all, binding, expected] } else { vec![all] }
    }
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

words! {
    /// A sentence without arguments.
    pub enum Sentence {
        Nothing "None." "无。";
        NoRules "The plan has no rules." "规划中没有规则。";
        NoTasks "The plan has no tasks." "规划中没有任务。";
        NoVerdict "The plan sets no target for this series, so it has no verdict." "规划未对其设定目标，故不作评估。";
        DerivedBaseline "The plan gives no baseline; the newest figure before its start is used." "规划未给出基期，取开始前最新的数据。";
        MethodSensitive
            "method-sensitive: another method gives a different verdict; `explain` compares all three."
            "因方法而异：换一种方法会得出不同结论，explain 列出三种方法的结果和原因。";
        Revised
            "revised: the newest vintages alone give another verdict, but only one of the two years was revised."
            "有修订：两年中仅一年经过修订，只看最新数据会得出不同结论。";
        WeightsApart "The weights of different plans have different scales; they are not added." "各规划的权重口径不同，不相加。";
        // Before the chart of a trend.
        LowerIsBetter "Lower is better." "数值越低越好。";
        NoPath
            "No baseline is known, so there is no path; the gap is to the target." "缺少基期值，无法给出序时目标；差距为与目标值之差。";
        NoTarget "The target is relative to a baseline that is unknown." "目标值取决于基期值，而基期值未知。";
        NoReference "The figures to compare with are unknown, so there is no path." "缺少对比数据，无法给出序时目标。";
        NoFigures "No figure is known on the as-of date." "至评估日期尚无数据。";
        Withdrawn "The target was withdrawn." "目标已取消。";
        Summed "The sum since the start of the period is compared." "比较的是期初以来的累计值。";
        BehindHole "After a gap in the figures the sum is only a lower bound." "数据有缺口，缺口之后的累计值仅为下限。";
        CompoundPath
            "The path grows at the same rate every year, as the method compound requires." "序时目标按复合增长法逐年以相同比率变化。";
        Within "The value must stay between the two target lines." "数值须保持在两条目标线之间。";
        YearBefore "Each year is compared with the year before." "各年与上年相比。";
        // In the reports of a stage.
        AllBinding "All indicators are binding." "均为约束性指标。";
        NoneBinding "The plan marks no indicator as binding." "规划未标注约束性指标。";
        NothingSettled "No indicator is settled." "尚无已有结论的指标。";
        NothingAssessed "No indicator can be assessed." "没有可以评估的指标。";
        AspirationalFollow "Aspirational targets:" "力争目标：";
        NoGaps
            "Every indicator has a figure, and none is doubtful, old or not final." "各项指标均有数据，未见存疑、陈旧或非最终数据。";
        NoStates "No task states were read; `--tasks FILE` names a file of them." "未读取任务进展数据，可用 --tasks 指定文件。";
    }
}

macro_rules! notes {
    ($($kind:ident($note:ty))+) => {
        $(impl<'a> From<$note> for Note<'a> {
            fn from(note: $note) -> Self {
                Self::$kind(note)
            }
        })+
    };
}

notes! { Fixed(Sentence) Tally(Tally) Stage(StageNote<'a>) Trend(Remark) Rollup(RollupNote) League(LeagueNote) Section(Section) }

/// A line of words, as data.
#[derive(Debug, Clone)]
pub enum Note<'a> {
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
    /// A sentence that is always the same.
    Fixed(Sentence),
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
    RuleSays(RuleVerdict, Option<Reason>, YearsOfRegions),
    /// A printed figure that its operands contradict: period, as printed, as derived, unit.
    Disagreement(Period, Number, Number, String),
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
    Stage(StageNote<'a>),
    /// What to know before reading a trend.
    Trend(Remark),
}

impl<'a> Sheet<'a> {
    /// Adds a note.
    pub fn note(&mut self, note: impl Into<Note<'a>>) -> &mut Self {
        self.blocks.push(Block::Note(note.into()));
        self
    }

    /// Adds notes.
    pub fn notes(&mut self, notes: impl IntoIterator<Item: Into<Note<'a>>>) -> &mut Self {
        self.blocks.extend(notes.into_iter().map(|note| Block::Note(note.into())));
        self
    }

    /// Adds the head of a page about a plan: its title, whom it binds, when, and by which document.
    pub fn plan(&mut self, plan: &Plan, region: String) -> &mut Self {
        self.note(Note::Title(plan.id.clone(), title_of(plan))).facts(plan, region)
    }

    /// Adds whom a plan binds, when, and by which document.
    pub fn facts(&mut self, plan: &Plan, region: String) -> &mut Self {
        let (period, document) = (plan.period, plan.document.clone());
        self.note(Note::PlanFacts { region, period, document })
    }

    /// Adds the title of a page about an indicator or series, and its plan.
    pub fn of_plan(&mut self, plan: &Plan, id: &str) -> &mut Self {
        self.note(Note::Title(id.to_owned(), id_name(plan, id)))
            .fact(Heading::Plan, Cell::Text(plan.id.clone()))
    }

    /// Adds the foot of a page: the as-of date, the newest release, and the files.
    pub fn foot(&mut self, actuals: &Actuals, as_of: NaiveDate) -> &mut Self {
        self.releases(actuals, as_of).note(Note::Files(actuals.files.clone()))
    }

    /// Adds how new the data is.
    pub fn releases(&mut self, actuals: &Actuals, as_of: NaiveDate) -> &mut Self {
        let (newest, later) = actuals.newest_release(as_of);
        self.note(Note::Releases { as_of, newest, later })
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
        self.space().note(section)
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, table: Table) -> &mut Self {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
        self
    }

    /// Adds an empty line and a table, unless it has no rows.
    pub fn spaced(&mut self, table: Table) -> &mut Self {
        if table.rows.is_empty() { self } else { self.space().table(table) }
    }

    /// Adds the head of a part and its table, unless that has no rows.
    pub fn part(&mut self, section: Section, table: Table) -> &mut Self {
        if table.rows.is_empty() { self } else { self.section(section).table(table) }
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
