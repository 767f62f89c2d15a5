//! The sentences of a report, as data.

use crate::assess::{Flag, Method, Reason};
use crate::period::Period;
use crate::plan::{Plan, Rule, Task};
use crate::report::Note;
use crate::report::sheet::YearsOfRegions;
use crate::table::Name;

use super::{AmendmentLine, Group, GroupKind, Item, Occasion, Stage, Standing, Standings};

words! {
    /// A part of a report; the words may differ by stage.
    pub enum StagePart {
        /// All plans of the report.
        Summary       "Summary"                                    "总览";
        /// How many stand where.
        Overall       "Overall"                                    "总体情况";
        /// What fell behind, or was missed.
        Behind        "What is behind"                             "进度滞后的指标";
        /// What is met.
        Met           "What is achieved"                           "已实现的指标";
        /// What is ahead or on track.
        OnCourse      "What is ahead or on track"                  "快于或符合预期的指标";
        /// What is past its deadline and lacks the figure that closes it.
        LacksFinal    "Past the deadline, the final figure not in" "终值未出的指标";
        /// What is not due yet.
        NotDue        "Not due yet"                                "未到期限的指标";
        /// What cannot be assessed, and why.
        NotAssessable "What cannot be assessed, and why"           "无法判定的指标及原因";
        /// Figures that are missing or weak.
        DataGaps      "Data gaps"                                  "数据缺口";
        /// Targets that were changed.
        Amended       "Targets amended"                            "目标调整情况";
        /// Who answers for what.
        Responsible   "By responsible unit"                        "责任单位情况";
        /// The parts of the document.
        Sections      "By section of the document"                 "规划各部分情况";
        /// Dated work.
        Tasks         "Tasks"                                      "任务进展";
        /// Rules.
        Rules         "Rules"                                      "规则";
    }
}

words! {
    /// Which indicators are counted.
    pub enum Counted {
        /// All of the plan.
        All          "all";
        /// 约束性
        Binding      "binding";
        /// 预期性
        Expected     "expected";
        /// 力争
        Aspirational "aspirational";
    }
}

impl StagePart {
    /// The part that lists what stands there.
    pub(super) fn of(standing: Standing) -> Self {
        match standing {
            Standing::AchievedEarly | Standing::Achieved => Self::Met,
            Standing::Ahead | Standing::OnTrack => Self::OnCourse,
            Standing::AtRisk | Standing::OffTrack | Standing::Regressing | Standing::Missed => {
                Self::Behind
            }
            Standing::LacksFinal => Self::LacksFinal,
            Standing::NotDue => Self::NotDue,
            Standing::NotAssessable => Self::NotAssessable,
            Standing::NoData => Self::DataGaps,
        }
    }
}

/// What is weak about the figures of some indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gaps {
    /// The mark, where there are figures.
    pub flag: Option<Flag>,
    /// What it means, in a few words.
    pub meaning: [&'static str; 2],
    /// Whom it concerns, with the period of the figure.
    pub indicators: Vec<(Name, Option<Period>)>,
}

/// A sentence of a report.
#[derive(Debug, Clone)]
pub enum StageNote<'a> {
    /// The name of the report.
    Heading(Occasion),
    /// Why it is of this stage.
    Chosen(Occasion),
    /// How much of the plan's time has passed.
    Elapsed(Occasion),
    /// How many indicators stand where.
    Tally(Counted, Standings),
    /// How many of those assessed are on course and behind, or met and missed; how many of the latter are binding.
    Balance {
        /// The stage.
        stage: Stage,
        /// Where they stand.
        standings: Standings,
        /// How many of those behind are 约束性; `None` where the plan marks none.
        binding_behind: Option<usize>,
    },
    /// How many of the indicators with a progress have done half.
    Halfway {
        /// Indicators with a progress.
        of: usize,
        /// Those with at least one half.
        half: usize,
    },
    /// From which years the figures are that were assessed.
    FigureYears {
        /// The year of the report.
        year: i32,
        /// Years, newest first, and how many indicators rest on a figure that ends in them.
        years: Vec<(i32, usize)>,
    },
    /// By which methods how many indicators were assessed.
    Methods(Vec<(Method, usize)>),
    /// An indicator, by its number in the list.
    Item(usize, Box<Item<'a>>),
    /// How many cannot be assessed, by reason.
    Reasons(Vec<(Reason, usize)>),
    /// Weak figures.
    Gaps(Gaps),
    /// A change of a target, by its number in the list.
    Amendment(usize, Box<AmendmentLine<'a>>),
    /// Indicators may stand under several units or sections.
    MayRepeat(GroupKind),
    /// A unit or a section.
    Group(Group<'a>),
    /// Units or sections without anything that could be assessed.
    GroupsWithoutVerdict(GroupKind, Vec<(String, usize)>),
    /// A task that is late, by its number in the list.
    LateTask(usize, &'a Task),
    /// A rule: its number in the list, how often it says what, and where it fires.
    Rule {
        /// From 1 on.
        number: usize,
        /// The rule.
        rule: &'a Rule,
        /// How often it says what.
        tally: Box<Note<'a>>,
        /// Where it fires.
        fires: YearsOfRegions,
    },
    /// A plan of several, its stage and standings.
    PlanLine(&'a Plan, Stage, Standings),
    /// All plans of the report together.
    PlansTotal(usize, Standings),
}

impl StageNote<'_> {
    /// Is it one of a list, and begins with its number?
    pub fn is_numbered(&self) -> bool {
        matches!(
            self,
            Self::Item(..) | Self::Amendment(..) | Self::LateTask(..) | Self::Rule { .. }
        )
    }
}
