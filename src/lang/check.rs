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
        if ignored > 0 {
            parts.push(say!(
                self,
                [ignored, "1 aspirational one excluded", "{ignored} aspirational ones excluded"],
                "另有{ignored}项力争指标不计"
            ));
        }
        if warnings > 0 {
            parts.push(say!(
                self,
                [warnings, "1 warning", "{warnings} warnings"],
                "{warnings}个警告"
            ));
        }
        self.join(parts, ["; ", "，"]) + self.pick(".", "。")
    }

    /// `Policy not met (fails on off-track, regressing, missed).`
    pub(super) fn policy(self, policy: &PolicyMet) -> String {
        let warning = policy.warnings.then(|| self.pick("warning", "警告"));
        let verdicts = policy.verdicts.iter().map(|it| it.text(self.lang));
        let words = self.listed(verdicts.chain(warning));
        let met = self.policy_met(policy.met);
        let none = words.is_empty();
        say!(
            self,
            [if (none) "{met} (no failure condition is set)." else "{met} (fails on {words})."],
            [if (none) "{met}（未设不通过的条件）。" else "{met}（出现{words}即不通过）。"]
        )
    }

    /// Whether the run meets the failure policy.
    pub(super) fn policy_met(self, met: bool) -> &'static str {
        self.lang.pick(if met {
            ["Policy met", "符合要求"]
        } else {
            ["Policy not met", "不符合要求"]
        })
    }
}
