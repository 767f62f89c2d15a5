//! The parts of a report.

use crate::lang::{Lang, Words};
use crate::number::in_chinese;

use super::{Stage, Standing};

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
