//! Words for groups and pages: counts and weights, verdict signs, and the order of names.

use crate::{
    assess::{Verdict, trace::rollup::Weights},
    lang::{
        Lang,
        words::{HARD_SPACE, JOINER, Words},
    },
    table::Name,
};

impl Words {
    /// `3 achieved`, never broken across lines.
    pub fn counted(self, verdict: Verdict, count: usize) -> String {
        let word = verdict.text(self);
        say!(
            self,
            ("{count}{HARD_SPACE}{}", word.replace('-', &format!("-{JOINER}"))),
            "{word}{count}"
        )
    }

    /// `3 achieved, 1 missed; 2 not-assessable`: those without a grade come last.
    pub fn verdicts(self, counts: &[(Verdict, usize)]) -> String {
        let part = |graded: bool| {
            let counts = counts.iter().filter(|(verdict, _)| verdict.is_graded() == graded);
            self.commas(counts.map(|(verdict, count)| self.counted(*verdict, *count)))
        };
        let parts = [part(true), part(false)];
        self.semicolons(parts.into_iter().filter(|part| !part.is_empty()))
    }

    /// `14 indicators`.
    pub fn indicators(self, count: usize) -> String {
        say!(self, [count, "1 indicator", "{count} indicators"], "{count}项指标")
    }

    /// `10 / 56`.
    pub fn of(self, some: usize, all: usize) -> String {
        format!("{some}{HARD_SPACE}/{HARD_SPACE}{all}")
    }

    /// `67% on track`, `45 of 100 assessed`, `2 without weight`, one per line.
    pub fn weights_short(self, weights: &Weights) -> Vec<String> {
        let share = weights.share().map(|share| {
            let share = self.percent(&share);
            say!(self, "{share} on track", "{share}达到预期")
        });
        let assessed = self.computed(&weights.assessed);
        let total = self.computed(&weights.total);
        let assessed = say!(self, "{assessed} of {total} assessed", "已评估{assessed}/{total}");
        let without = (weights.without > 0).then(|| {
            say!(self, ("{} without weight", weights.without), ("{}项无权重", weights.without))
        });
        share.into_iter().chain([assessed]).chain(without).collect()
    }

    /// `Weight: 67% of what was assessed is achieved, ahead or on track (30 of 45; 100 in total)`.
    pub fn weighed(self, weights: &Weights) -> String {
        let [on_track, assessed, total] =
            [&weights.on_track, &weights.assessed, &weights.total].map(|it| self.computed(it));
        let share = weights.share().map(|share| self.percent(&share));
        let text = say!(
            self,
            [share ? "Weight: {share} of what was assessed is achieved, ahead or on track ({on_track} of {assessed}; {total} in total)"
                : "Weight: none of {total} was assessed"],
            [share ? "权重：已评估部分的{share}达到预期（已实现、快于预期或符合预期；{assessed}中占{on_track}，合计{total}）"
                : "权重：合计{total}，均未评估"]
        );
        let without = match weights.without {
            0 => String::new(),
            without => say!(
                self,
                [
                    without,
                    "; 1 indicator without a weight is not included",
                    "; {without} indicators without a weight are not included"
                ],
                "；{without}项指标无权重，未计入"
            ),
        };
        format!("{text}{without}{}", self.pick(".", "。"))
    }

    /// `No data, hangzhou-2024 (2): GERD; new museums`.
    pub fn without_data(self, plan: Option<&str>, said: bool, names: &[Name]) -> String {
        let count = names.len();
        let names = self.semicolons(names.iter().map(|name| self.name(name)));
        let heading = (!said).then(|| self.pick("No data", "无数据"));
        let heading = self.commas(heading.into_iter().chain(plan));
        if heading.is_empty() {
            return names;
        }
        say!(self, "{heading} ({count}): {names}", "{heading}（{count}项）：{names}")
    }

    /// A sort key that puts names in the order a reader expects: English by letters, Chinese in the order of
    /// GB18030, in which the common characters are sorted by pinyin.
    pub fn name_order(self, name: &Name) -> Vec<u8> {
        let shown = self.name(name).to_lowercase();
        match self.lang {
            Lang::En => shown.into_bytes(),
            Lang::Zh => encoding_rs::GB18030.encode(&shown).0.into_owned(),
        }
    }

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
