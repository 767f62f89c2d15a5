//! Where indicators stand in a report, the parts that list them, and the units and sections that they belong to.

use crate::{
    assess::{Flag, Verdict},
    lang::{Lang, Words},
    number::in_chinese,
    report::{
        Judged,
        rollup::{By, Order, Rollups},
        tallied,
    },
    words::Word,
};

use super::{Stage, StageView};

words! {
    /// Where an indicator stands, best first; the last four are outside the scale.
    pub enum Standing {
        /// Achieved before its deadline.
        AchievedEarly "achieved-early" "achieved early"           "提前实现";
        /// Achieved.
        Achieved      "achieved"       "achieved"                 "已实现";
        /// Faster than the schedule.
        Ahead         "ahead"          "ahead"                    "快于预期";
        /// As the schedule asks.
        OnTrack       "on-track"       "on track"                 "符合预期";
        /// Somewhat behind.
        AtRisk        "at-risk"        "at risk"                  "略有滞后";
        /// Behind.
        OffTrack      "off-track"      "off track"                "滞后";
        /// Going the wrong way, or lost again.
        Regressing    "regressing"     "regressing"               "倒退";
        /// Settled and not met.
        Missed        "missed"         "missed"                   "未完成";
        /// In a final account: the deadline is over and the figure that closes it is not in.
        LacksFinal    "lacks-final"    "without the final figure" "有数据而终值未出";
        /// In a final account: the deadline is not over yet.
        NotDue        "not-due"        "not due yet"              "未到期限";
        /// There is data, but no verdict can be defended.
        NotAssessable "not-assessable" "not assessable"           "无法判定";
        /// Nothing matched.
        NoData        "no-data"        "without data"             "无数据";
    }
}

impl Standing {
    /// Where a judged indicator stands.
    ///
    /// A final account knows no "on track": what is not settled lacks its final figure, or is not due yet. A target met
    /// by an older figure, but without the deadline's, is not settled either.
    pub fn of(judged: &Judged<'_>, stage: Stage) -> Self {
        let finding = judged.finding;
        let has = |flag| finding.flags.contains(&flag);
        let settled = match finding.verdict {
            Verdict::Achieved => !has(Flag::Unclosed),
            Verdict::Missed => true,
            _ => false,
        };
        if stage == Stage::Final && finding.verdict.is_graded() && !settled {
            return if judged.is_past() { Self::LacksFinal } else { Self::NotDue };
        }
        let early = finding.verdict == Verdict::Achieved && has(Flag::Early);
        // The scale has every verdict by its word.
        let plain = || Self::of_word(finding.verdict.word()).unwrap_or(Self::NoData);
        if early { Self::AchievedEarly } else { plain() }
    }

    /// Is it on the scale from achieved to missed?
    pub fn is_assessed(self) -> bool {
        self <= Self::Missed
    }

    /// Is it met, ahead or on track?
    pub fn is_on_course(self) -> bool {
        self <= Self::OnTrack
    }

    /// Is it behind, or missed?
    pub fn is_behind(self) -> bool {
        self > Self::OnTrack && self <= Self::Missed
    }
}

/// How many indicators stand where.
#[derive(Clone, Default)]
pub struct Standings {
    /// The counts above zero, best first.
    pub counts: Vec<(Standing, usize)>,
}

impl Standings {
    /// Counts.
    pub fn of<'s>(standings: impl Iterator<Item = &'s (Judged<'s>, Standing)>) -> Self {
        Self { counts: tallied(standings.map(|(_, standing)| *standing)) }
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.count(|_| true)
    }

    /// How many stand where `wanted` says.
    pub fn count(&self, wanted: impl Fn(Standing) -> bool) -> usize {
        let found = self.counts.iter().filter(|(standing, _)| wanted(*standing));
        found.map(|(_, count)| count).sum()
    }

    /// `1 achieved early, 57 without data`.
    pub fn listed(&self, words: Words) -> String {
        words.commas(self.counts.iter().map(|(standing, count)| {
            let word = standing.text(words);
            say!(words, "{count} {word}", "{count}项{word}")
        }))
    }

    /// `59 indicators: 1 achieved early, 1 ahead, 57 without data.`
    pub fn said(&self, counted: Counted, words: Words) -> String {
        let total = self.total();
        let counts = self.listed(words);
        let whose = match counted {
            Counted::All => words.indicators(total),
            Counted::Binding => say!(words, "Binding targets ({total})", "约束性指标{total}项"),
            Counted::Expected => {
                say!(words, "Indicative targets ({total})", "预期性指标{total}项")
            }
            Counted::Aspirational => {
                say!(words, "Aspirational targets ({total})", "力争目标{total}项")
            }
        };
        if total == 0 {
            return say!(words, "The plan has no indicators.", "规划中没有指标。");
        }
        say!(words, "{whose}: {counts}.", "{whose}中，{counts}。")
    }
}

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
    pub fn of(standing: Standing) -> Self {
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

    /// The heading of a part; in Chinese with its number from 1 on.
    pub fn heading(self, stage: Stage, number: usize, words: Words) -> String {
        let heading = match (self, stage) {
            (Self::Behind, Stage::Midterm) => {
                words.pick("What is behind and needs more effort", "进度滞后、需加大工作力度的指标")
            }
            (Self::Behind, Stage::Final) => words.pick("What was missed", "未完成的指标"),
            _ => self.text(words),
        };
        match (words.lang, number) {
            (Lang::Zh, 1..) => format!("{}、{heading}", in_chinese(number)),
            _ => heading.to_owned(),
        }
    }
}

words! {
    /// By what indicators are put together.
    pub enum GroupKind: units, may_repeat {
        /// Who answers for them.
        Responsible "responsible" "units" "个单位"
            "An indicator for which several units answer counts for each of them."
            "由多个单位负责的指标，分别计入各单位。";
        /// Where the document has them.
        Section "section" "sections" "个部分"
            "An indicator that several sections print counts in each of them."
            "在多个部分出现的指标，分别计入各部分。";
    }
}

/// A unit or section with its indicators.
#[derive(Clone)]
pub struct Group<'a> {
    /// Its name; `None` for indicators for which no unit is named.
    pub name: Option<String>,
    /// Where they stand.
    pub standings: Standings,
    /// What is behind or missed, worst first.
    pub behind: Vec<(Judged<'a>, Standing)>,
}

impl Group<'_> {
    /// `市科技局 (30): 2 achieved, 28 without data. Behind: A (missed)`.
    pub fn said(&self, words: Words) -> String {
        let total = self.standings.total();
        let name = match &self.name {
            Some(name) => name,
            None => words.pick("No unit named", "未列责任单位"),
        };
        let counts = self.standings.listed(words);
        let behind = self.behind.iter();
        let behind =
            behind.map(|(judged, it)| words.remarked(words.name(&judged.name()), it.text(words)));
        let behind = (!self.behind.is_empty()).then(|| words.join(behind, ["; ", "、"]));
        let behind = say!(
            words,
            [behind ? " Behind or missed: {behind}." : ""],
            [behind ? "滞后或未完成：{behind}。" : ""]
        );
        say!(
            words,
            "{name} ({total}): {counts}.{behind}",
            "{name}（{total}项）：{counts}。{behind}"
        )
    }
}

impl<'a> StageView<'a> {
    /// The units in the order in which the plan first names them, the sections in that of the document; an indicator stands in every group that it names.
    pub fn groups(&self, kind: GroupKind) -> Vec<Group<'a>> {
        let by = match kind {
            GroupKind::Responsible => By::Responsible,
            GroupKind::Section => By::Section,
        };
        let rollups = Rollups::new(std::slice::from_ref(&self.status), by, &Order::OF_PLANS);
        let behind = self.listed(StagePart::Behind);
        let groups = rollups.groups.iter().map(|group| {
            let belongs = |judged: &Judged<'_>| {
                group.judged().any(|own| std::ptr::eq(own.finding, judged.finding))
            };
            let behind = behind.iter().copied().filter(|(judged, _)| belongs(judged));
            Group {
                name: group.common.word().map(str::to_owned),
                standings: self.counted(belongs),
                behind: behind.collect(),
            }
        });
        // What the document has nowhere is in no section.
        groups.filter(|group| kind == GroupKind::Responsible || group.name.is_some()).collect()
    }
}
