//! Sentences of `explain` about methods: their equations, and where and why they contradict each other.

use crate::assess::Method;
use crate::assess::trace::contrast::Contrast;
use crate::lang::Lang;
use crate::lang::words::Words;
use crate::number::Number;
use crate::plan::Bands;
use crate::table::{GapUnit, Shown};
use crate::unit::Unit;

/// Decimals of a growth rate.
const GROWTH_DECIMALS: u32 = 2;

/// Decimals of a share in percent.
const SHARE_DECIMALS: u32 = 1;

impl Words {
    /// The ratio at which each verdict begins, highest first.
    pub fn band_edges(self, bands: &Bands) -> String {
        let at_least = self.sign("≥", ">=");
        let ahead = bands.ahead.as_ref().map(|band| self.number(band));
        let [on_track, at_risk] = [&bands.on_track, &bands.at_risk].map(|band| self.number(band));
        let ahead = ahead.map_or_else(String::new, |ahead| {
            say!(self, "ahead {at_least}\u{a0}{ahead}, ", "快于预期{at_least}{ahead}，")
        });
        say!(
            self,
            "{ahead}on-track {at_least}\u{a0}{on_track}, at-risk {at_least}\u{a0}{at_risk}",
            "{ahead}符合预期{at_least}{on_track}，略有滞后{at_least}{at_risk}"
        )
    }

    /// The thresholds of the verdicts.
    pub fn bands(self, bands: &Bands) -> String {
        let edges = self.band_edges(bands);
        say!(self, "Bands: {edges}", "分档：{edges}")
    }

    /// A share in percent.
    fn tenths(self, share: &Number) -> String {
        let text = share.scaled(&Number::from(100)).rounded_text(SHARE_DECIMALS);
        format!("{}%", text.replace('-', self.minus()))
    }

    fn per_year(self, change: &Number, unit: &GapUnit) -> String {
        let amount = self.with_unit(&self.signed(&Shown::alone(change)), self.gap_unit(unit));
        say!(self, "{amount} a year", "每年{amount}")
    }

    fn names(self, methods: &[Method]) -> String {
        let names: Vec<&str> = methods.iter().map(|method| method.text(self)).collect();
        match (self.lang, names.split_last()) {
            (Lang::En, Some((last, rest))) if !rest.is_empty() => {
                format!("{} and {last}", rest.join(", "))
            }
            _ => names.join(self.pick(", ", "、")),
        }
    }

    /// Why methods contradict each other.
    pub fn contrast(self, contrast: &Contrast, unit: &Unit) -> String {
        let unit = &GapUnit::of(unit);
        let [schedule, compound, projection, direct] =
            [Method::Schedule, Method::Compound, Method::Projection, Method::Direct]
                .map(|method| method.text(self));
        match contrast {
            Contrast::Settled => say!(
                self,
                "The figure for the deadline is known and settles the verdict, whatever the method.",
                "期末数据已公布，结论已定，与方法无关。"
            ),
            Contrast::OnlyOne(method) => {
                let name = method.text(self);
                say!(self, "Only {name} can assess it.", "只有{name}能够判定。")
            }
            Contrast::Agree(methods) => {
                let names = self.names(methods);
                say!(self, "No contradiction between {names}.", "{names}的结论不矛盾。")
            }
            Contrast::Steps { period, by_steps, by_growth, done, milestones } => {
                let period = self.period(*period);
                let [steps, growth, done] = [by_steps, by_growth, done].map(|one| self.tenths(one));
                say!(
                    self,
                    (
                        "{schedule} versus {compound}: by the end of {period}, {} require {steps} of the change from baseline to target, equal growth {growth}; {done} is achieved.",
                        if *milestones { "the milestones" } else { "equal steps" }
                    ),
                    (
                        "{schedule}与{compound}：到{period}末，{}应完成目标的{steps}，按等速增长应完成{growth}；实际完成{done}。",
                        if *milestones { "按节点目标" } else { "按等量推进" }
                    )
                )
            }
            Contrast::Pace { count, mean, since_baseline, needed } => {
                let [mean, since] = [mean, since_baseline].map(|one| self.per_year(one, unit));
                let needed = needed.as_ref().map(|needed| self.per_year(needed, unit));
                let needed = needed.map_or_else(String::new, |needed| {
                    say!(self, "; {needed} is needed from now on", "；此后尚需{needed}")
                });
                say!(
                    self,
                    "{schedule} versus {projection}: the last {count} annual changes average {mean}, those since the baseline {since}{needed}.",
                    "{schedule}与{projection}：近{count}次年度变化平均{mean}，基期以来平均{since}{needed}。"
                )
            }
            Contrast::Bands { ratio_of, bands_of, verdict } => {
                let [ratio_of, bands_of] = [ratio_of, bands_of].map(|one| one.text(self));
                let verdict = verdict.text(self);
                say!(
                    self,
                    "Only the bands differ: with those of {bands_of}, the ratio of {ratio_of} is {verdict} too.",
                    "差异仅来自分档：若按{bands_of}的分档，{ratio_of}的进度比也为“{verdict}”。"
                )
            }
            Contrast::Held { met, mean } => {
                let mean = self.per_year(mean, unit);
                say!(
                    self,
                    (
                        "{direct} versus {projection}: the first considers how near the figure is to the target, the second whether the target holds (it {} met) and the direction of the mean change ({mean}).",
                        if *met { "is" } else { "is not" }
                    ),
                    (
                        "{direct}与{projection}：前者看数值与目标值的远近，后者看是否达标（{}达到）和平均变化的方向（{mean}）。",
                        if *met { "已" } else { "未" }
                    )
                )
            }
            Contrast::Growth { achieved } => {
                let growth = self.percent_a_year(&achieved.at_decimals(GROWTH_DECIMALS));
                say!(
                    self,
                    "{direct} versus {compound}: the first accepts any change in the desired direction, the second requires growth of 1.5% a year; it was {growth}.",
                    "{direct}与{compound}：前者只看方向，后者要求年均增速达到1.5%，实际为{growth}。"
                )
            }
            Contrast::Changes { mean, last, since_baseline } => {
                let mean = self.per_year(mean, unit);
                let [last, since] = [last, since_baseline].map(|one| {
                    self.with_unit(&self.signed(&Shown::alone(one)), self.gap_unit(unit))
                });
                say!(
                    self,
                    "{direct} versus {projection}: the change since the baseline is {since}; the last annual changes average {mean}, the latest is {last}.",
                    "{direct}与{projection}：基期以来变化{since}；近几次年度变化平均{mean}，最近一次{last}。"
                )
            }
            Contrast::NewestVintages { mean, newest, verdict } => {
                let [mean, newest] = [mean, newest].map(|one| self.per_year(one, unit));
                let verdict = verdict.map(|verdict| verdict.text(self));
                let then = verdict.map_or_else(String::new, |it| {
                    say!(self, "; {projection} would give {it}", "，{projection}的结论将为“{it}”")
                });
                say!(
                    self,
                    "Revisions: with the newest vintages alone the mean change would be {newest} instead of {mean}{then}.",
                    "数据修订：若只看最新数据，年度变化平均为{newest}，而非{mean}{then}。"
                )
            }
        }
    }
}
