//! Sentences of `diff`.

use crate::actuals::Quality;
use crate::lang::words::Words;
use crate::table::{Vintage, Why};
use crate::words::joined;

impl Words {
    /// `baseline 2020 revised: 2.88 (2021-09-22) → 2.77 (2026-01-15)`.
    pub fn why(self, why: &Why) -> String {
        match why {
            Why::Figure { name, region, role, period, change, vintages } => {
                let role = role.text(self);
                let name = name
                    .as_ref()
                    .map(|name| format!("{}{}", self.name(name), self.pick(", ", "，")));
                let region = region.as_ref().map(|region| format!("{region} "));
                let (name, region) = (name.unwrap_or_default(), region.unwrap_or_default());
                let period = self.period(*period);
                let change = change.text(self);
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
            Why::Other(other) => other.text(self).to_owned(),
        }
    }

    /// A figure with its release date, before and after.
    pub fn figures(self, from: Option<&Vintage>, to: Option<&Vintage>) -> String {
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
}
