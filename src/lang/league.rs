//! Sentences of the comparison of regions.

use crate::assess::Verdict;
use crate::lang::words::{HARD_SPACE, Words};
use crate::number::Number;
use crate::report::league::{LeagueNote, RankBy};

impl Words {
    pub fn league_note(self, note: &LeagueNote) -> String {
        match note {
            LeagueNote::Reach { regions, of, indicators, all } => {
                self.reach(*regions, *of, *indicators, *all)
            }
            LeagueNote::RankedBy(by, None) => self.ranked_by_mean(*by),
            LeagueNote::RankedBy(by, Some(name)) => {
                let (name, figure) = (self.name(name), by.text(self.lang));
                say!(
                    self,
                    "{name}: ranked by {figure}, highest first; ties share a rank.",
                    "{name}：按{figure}由高到低排名，相同者并列。"
                )
            }
            LeagueNote::Worst { total, counts } => {
                let counts = counts.iter();
                let counts = self
                    .commas(counts.map(|(verdict, count)| self.counted_or_none(*verdict, *count)));
                say!(
                    self,
                    [
                        total,
                        "1 region by worst verdict: {counts}",
                        "{total} regions by worst verdict: {counts}"
                    ],
                    "按最差评估统计，地区{total}个：{counts}"
                )
            }
            LeagueNote::WithoutFigure(by, regions) => {
                let (figure, count) = (by.text(self.lang), regions.len());
                let regions = self.semicolons(regions);
                say!(self, "No {figure} ({count}): {regions}", "无{figure}（{count}个）：{regions}")
            }
            LeagueNote::Closed { on, lacking, of } => say!(
                self,
                [if (*lacking == 0) "Closed on {on}; all {of} rows have their final figure."
                    else "Closed on {on}; {lacking} of {of} rows lack their final figure."],
                [if (*lacking == 0) "规划期已于{on}结束，{of}行的终值均已公布。"
                    else "规划期已于{on}结束，{of}行中有{lacking}行尚缺终值。"]
            ),
        }
    }

    /// `31 regions, 12 of 30 indicators`.
    fn reach(self, regions: usize, of: usize, indicators: usize, all: usize) -> String {
        let part = |some: usize, all: usize| {
            if some == all { all.to_string() } else { format!("{some} of {all}") }
        };
        let (some, known) = (part(regions, of), part(indicators, all));
        let region = if of == 1 { "region" } else { "regions" };
        let (all_regions, all_known) = (regions == of, indicators == all);
        let some_zh = part!([if (all_regions) "地区{of}个" else "{of}个地区中的{regions}个"]);
        let known_zh = part!([if (all_known) "指标{all}项" else "{all}项指标中的{indicators}项"]);
        say!(
            self,
            [all, "{some} {region}; {known} indicator", "{some} {region}; {known} indicators"],
            "{some_zh}；{known_zh}"
        )
    }

    /// By which mean regions are ranked, and the limits of one indicator in it.
    fn ranked_by_mean(self, by: RankBy) -> String {
        let [low, high] = by.bounds();
        let bound = |bound: i64| match by {
            RankBy::Progress | RankBy::Gap | RankBy::RelativeGap => {
                self.percent(&Number::from(bound))
            }
            RankBy::Ratio => self.number(&Number::from(bound)),
        };
        let (low, high) = (bound(low), bound(high));
        let mean = by.mean(self.lang);
        say!(
            self,
            "Ranked by mean {mean}, highest first; ties share a rank. Each indicator is limited to {low} to {high}; \
the number averaged is given beside the mean.",
            "按平均{mean}由高到低排名，相同者并列。单项指标按{low}至{high}计入，“计入”为有此数值的指标数。"
        )
    }

    fn counted_or_none(self, verdict: Option<Verdict>, count: usize) -> String {
        match verdict {
            Some(verdict) => self.counted(verdict, count),
            None => say!(self, "{count}{HARD_SPACE}not{HARD_SPACE}assessed", "未评估{count}"),
        }
    }
}
