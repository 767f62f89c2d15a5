//! Where an indicator stands in a report: its verdict, or in a final account what became of it.

use crate::assess::{Flag, Verdict};
use crate::lang::Words;
use crate::report::{Judged, tallied};
use crate::words::Word;

use super::{Counted, Stage};

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
            Counted::Binding => say!(words, "Binding indicators ({total})", "约束性指标{total}项"),
            Counted::Expected => {
                say!(words, "Expected indicators ({total})", "预期性指标{total}项")
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
