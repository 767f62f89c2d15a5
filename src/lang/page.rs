//! Words of the HTML page: verdict signs and the figures at its top.

use crate::assess::Verdict;
use crate::lang::words::Words;

impl Words {
    /// The sign before a verdict, so that colour alone carries no meaning.
    pub fn verdict_sign(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Achieved => self.sign("✓", "v"),
            Verdict::Ahead => self.sign("▲", "^"),
            Verdict::OnTrack => self.sign("●", "="),
            Verdict::AtRisk => self.sign("◐", "~"),
            Verdict::OffTrack => self.sign("▼", "!"),
            Verdict::Regressing => self.sign("↓", "<"),
            Verdict::Missed => self.sign("✕", "x"),
            Verdict::NotAssessable => "?",
            Verdict::NoData => self.sign("–", "-"),
        }
    }

    /// `10 of 56 indicators could be assessed`.
    pub fn assessed_of(self, assessed: usize, all: usize) -> String {
        say!(
            self,
            "{assessed} of {all} indicators could be assessed",
            "{all}项指标中{assessed}项可以评估"
        )
    }

    /// `18 of 60 months`.
    pub fn months_of(self, elapsed: i32, months: i32) -> String {
        say!(self, "{elapsed} of {months} months", "{months}个月中已过{elapsed}个月")
    }
}
