//! Sentences of `check`.

use crate::lang::Lang;
use crate::lang::words::Words;
use crate::report::sheet::{CheckTally, PolicyMet};

impl Words {
    /// `3 of 56 indicators fail; 2 aspirational ones excluded; 1 warning.`
    pub(super) fn checked(self, tally: &CheckTally) -> String {
        let CheckTally { failing, of, ignored, warnings } = *tally;
        let mut parts = vec![match (self.lang, failing, of) {
            (Lang::En, 0, 1) => "The indicator does not fail".to_owned(),
            (Lang::En, 0, _) => format!("None of {of} indicators fails"),
            (Lang::En, 1, _) => format!("1 of {of} indicators fails"),
            (Lang::En, ..) => format!("{failing} of {of} indicators fail"),
            (Lang::Zh, 0, _) => format!("{of}项指标均通过"),
            (Lang::Zh, ..) => format!("{of}项指标中有{failing}项未通过"),
        }];
        match (self.lang, ignored) {
            (_, 0) => {}
            (Lang::En, 1) => parts.push("1 aspirational one excluded".to_owned()),
            (Lang::En, _) => parts.push(format!("{ignored} aspirational ones excluded")),
            (Lang::Zh, _) => parts.push(format!("另有{ignored}项力争指标不计")),
        }
        match (self.lang, warnings) {
            (_, 0) => {}
            (Lang::En, 1) => parts.push("1 warning".to_owned()),
            (Lang::En, _) => parts.push(format!("{warnings} warnings")),
            (Lang::Zh, _) => parts.push(format!("{warnings}个警告")),
        }
        parts.join(self.pick("; ", "，")) + self.pick(".", "。")
    }

    /// `Policy not met (fails on off-track, regressing, missed).`
    pub(super) fn policy(self, policy: &PolicyMet) -> String {
        let warning = policy.warnings.then(|| self.pick("warning", "警告"));
        let verdicts = policy.verdicts.iter().map(|it| it.text(self.lang));
        let words: Vec<&str> = verdicts.chain(warning).collect();
        let words = words.join(self.pick(", ", "、"));
        let met = self.policy_met(policy.met);
        match (self.lang, words.is_empty()) {
            (Lang::En, true) => format!("{met} (no failure condition is set)."),
            (Lang::En, false) => format!("{met} (fails on {words})."),
            (Lang::Zh, true) => format!("{met}（未设不通过的条件）。"),
            (Lang::Zh, false) => format!("{met}（出现{words}即不通过）。"),
        }
    }

    /// Whether the run meets the failure policy.
    pub(super) fn policy_met(self, met: bool) -> &'static str {
        if met {
            self.pick("Policy met", "符合要求")
        } else {
            self.pick("Policy not met", "不符合要求")
        }
    }

    /// How many rows a shortened table leaves out.
    pub(super) fn more_rows(self, count: usize) -> String {
        say!(self, "… and {count} more.", "……另有{count}项。")
    }
}
