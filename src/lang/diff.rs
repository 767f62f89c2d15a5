//! Sentences of `diff`.

use crate::actuals::{ActualsFile, Quality};
use crate::lang::words::Words;
use crate::report::sheet::DiffTally;
use crate::table::{Vintage, Why};
use crate::words::joined;

impl Words {
    /// `baseline 2020 revised: 2.88 (2021-09-22) → 2.77 (2026-01-15)`.
    pub fn why(self, why: &Why) -> String {
        match why {
            Why::Figure { name, region, role, period, change, vintages } => {
                let role = role.text(self.lang);
                let name = name
                    .as_ref()
                    .map(|name| format!("{}{}", self.name(name), self.pick(", ", "，")));
                let region = region.as_ref().map(|region| format!("{region} "));
                let (name, region) = (name.unwrap_or_default(), region.unwrap_or_default());
                let period = self.period(*period);
                let change = change.text(self.lang);
                let [from, to] = vintages.each_ref().map(Option::as_ref);
                let figures = self.figures(from, to);
                say!(
                    self,
                    "{role}{name}{region}{period} {change}: {figures}",
                    "{role}{name}{region}{period}{change}：{figures}"
                )
            }
            Why::Amended { on, document, withdrawn } => {
                let document = document.as_ref().map(|it| say!(self, " ({it})", "（{it}）"));
                let document = document.unwrap_or_default();
                say!(
                    self,
                    [if withdrawn "target withdrawn on {on}{document}" else "target amended on {on}{document}"],
                    [if withdrawn "目标于{on}取消{document}" else "目标于{on}调整{document}"]
                )
            }
            Why::Other(other) => other.text(self.lang).to_owned(),
        }
    }

    /// A figure with its release date, before and after.
    pub(crate) fn figures(self, from: Option<&Vintage>, to: Option<&Vintage>) -> String {
        let one = |it: &Vintage| {
            let value = self.with_unit(&self.shown(&it.value), &it.unit);
            let quality = (it.quality != Quality::FINAL).then(|| self.quality(it.quality));
            let quality = quality.map(|it| format!("{}{it}", self.pick(", ", "，")));
            let (published, quality) = (it.published, quality.unwrap_or_default());
            say!(self, "{value} ({published}{quality})", "{value}（{published}{quality}）")
        };
        let both = from.into_iter().chain(to).map(one);
        joined(both, self.sign(" → ", " -> "))
    }

    /// `Before: as of 2025-03-01; newest release 2025-01-14`.
    pub(super) fn side(self, after: bool, releases: &str, files: Option<&[ActualsFile]>) -> String {
        let heading = if after { ["After", "变化后"] } else { ["Before", "变化前"] };
        let (heading, colon) = (self.lang.pick(heading), self.colon());
        let releases = match releases.strip_prefix("As of") {
            Some(rest) => format!("as of{rest}"),
            None => releases.to_owned(),
        };
        let files = files.map(|files| format!("{}{}", self.pick("; ", "；"), self.files(files)));
        format!("{heading}{colon}{releases}{}", files.unwrap_or_default())
    }

    /// `3 of 59 indicators changed: 1 better, 1 worse, 1 same verdict; 12 figures changed.`
    pub(super) fn differences(self, tally: &DiffTally) -> String {
        let DiffTally { of, changed, figures, .. } = tally;
        let counts = tally.counts.iter().map(|(direction, count)| {
            let direction = direction.text(self.lang);
            say!(self, "{count} {direction}", "{direction}{count}")
        });
        let counts = self.commas(counts);
        let counts =
            if counts.is_empty() { counts } else { say!(self, " ({counts})", "（{counts}）") };
        let indicators = say!(
            self,
            "{changed} of {of} indicators changed{counts}",
            "{of}项指标中{changed}项有变化{counts}"
        );
        let figures = say!(
            self,
            [figures, "1 figure changed", "{figures} figures changed"],
            "{figures}个数据有变化"
        );
        // A request for a series alone selects no indicator.
        let parts = (*of > 0).then_some(indicators).into_iter().chain([figures]);
        let text = self.semicolons(parts) + self.pick(".", "。");
        let Some(fail_on) = tally.fail_on else { return text };
        let (met, what) = (self.policy_met(tally.met), fail_on.text(self.lang));
        say!(self, "{text} {met} (fails on {what}).", "{text}{met}（{what}即不通过）。")
    }
}
