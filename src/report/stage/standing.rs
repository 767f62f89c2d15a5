//! Where an indicator stands in a report: its verdict, or in a final account what became of it.

use std::collections::BTreeMap;

use crate::assess::{Flag, Verdict};
use crate::report::Judged;

use super::Stage;

/// Where an indicator stands, best first; the last four are outside the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Achieved before its deadline.
    AchievedEarly,
    /// Achieved.
    Achieved,
    /// Faster than the schedule.
    Ahead,
    /// As the schedule asks.
    OnTrack,
    /// Somewhat behind.
    AtRisk,
    /// Behind.
    OffTrack,
    /// Going the wrong way, or lost again.
    Regressing,
    /// Settled and not met.
    Missed,
    /// In a final account: the deadline is over and the figure that closes it is not in.
    LacksFinal,
    /// In a final account: the deadline is not over yet.
    NotDue,
    /// There is data, but no verdict can be defended.
    NotAssessable,
    /// Nothing matched.
    NoData,
}

impl Standing {
    /// Every standing with its word, best first.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::AchievedEarly, "achieved-early"),
        (Self::Achieved, "achieved"),
        (Self::Ahead, "ahead"),
        (Self::OnTrack, "on-track"),
        (Self::AtRisk, "at-risk"),
        (Self::OffTrack, "off-track"),
        (Self::Regressing, "regressing"),
        (Self::Missed, "missed"),
        (Self::LacksFinal, "lacks-final"),
        (Self::NotDue, "not-due"),
        (Self::NotAssessable, "not-assessable"),
        (Self::NoData, "no-data"),
    ];

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
            return if judged.in_force().deadline.last_day() < judged.assessment.as_of {
                Self::LacksFinal
            } else {
                Self::NotDue
            };
        }
        match finding.verdict {
            Verdict::Achieved if has(Flag::Early) => Self::AchievedEarly,
            Verdict::Achieved => Self::Achieved,
            Verdict::Ahead => Self::Ahead,
            Verdict::OnTrack => Self::OnTrack,
            Verdict::AtRisk => Self::AtRisk,
            Verdict::OffTrack => Self::OffTrack,
            Verdict::Regressing => Self::Regressing,
            Verdict::Missed => Self::Missed,
            Verdict::NotAssessable => Self::NotAssessable,
            Verdict::NoData => Self::NoData,
        }
    }

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(standing, _)| *standing == self);
        found.map_or("", |(_, word)| word)
    }

    /// Is it on the scale from achieved to missed?
    pub fn is_assessed(self) -> bool {
        self <= Self::Missed
    }

    /// Is the target met for good?
    pub fn is_met(self) -> bool {
        self <= Self::Achieved
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standings {
    counts: BTreeMap<Standing, usize>,
}

impl Standings {
    /// Counts.
    pub fn of(standings: impl Iterator<Item = Standing>) -> Self {
        let mut counts = BTreeMap::new();
        for standing in standings {
            *counts.entry(standing).or_insert(0) += 1;
        }
        Self { counts }
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// How many stand where `wanted` says.
    pub fn count(&self, wanted: impl Fn(Standing) -> bool) -> usize {
        let found = self.counts.iter().filter(|(standing, _)| wanted(**standing));
        found.map(|(_, count)| count).sum()
    }

    /// The counts above zero, best first.
    pub fn counts(&self) -> impl Iterator<Item = (Standing, usize)> {
        self.counts.iter().map(|(standing, count)| (*standing, *count))
    }
}
