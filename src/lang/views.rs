//! Words of the views of the HTML page: units, changes, several plans, shared indicators, rules and tasks.

use crate::assess::Verdict;
use crate::assess::diff::{Change, Direction, Side};
use crate::lang::words::Words;

impl Words {
    /// `市科技局: 3 missed`, for screen readers, which read a cell without its headers.
    pub fn heat_place(self, row: &str, verdict: Verdict, count: usize) -> String {
        let counted = self.counted(verdict, count);
        format!("{row}{}{counted}", self.colon())
    }

    /// `From 2025-12-31 to 2026-06-30`, with the newest release of each day.
    pub fn between(self, from: Side<'_>, to: Side<'_>) -> String {
        let newest = |side: Side<'_>| {
            let (newest, _) = side.actuals.newest_release(side.as_of());
            let newest =
                newest.map(|day| say!(self, " (newest release {day})", "（最新发布{day}）"));
            newest.unwrap_or_default()
        };
        let (before, after) = (newest(from), newest(to));
        let (from, to) = (from.as_of(), to.as_of());
        say!(self, "From {from}{before} to {to}{after}", "{from}{before}至{to}{after}")
    }

    /// `Better (2)`.
    pub fn directed(self, direction: Direction, count: usize) -> String {
        let word = direction.text(self.lang);
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        let word: String = first.into_iter().chain(letters).collect();
        say!(self, "{word} ({count})", "{word}（{count}项）")
    }

    /// `12 figures changed: 8 new, 4 revised`.
    pub fn changed_figures(self, counts: &[(Change, usize)]) -> String {
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let counts = self.commas(counts.iter().map(|(change, count)| {
            let change = change.text(self.lang);
            say!(self, "{count} {change}", "{change}{count}")
        }));
        say!(
            self,
            [all, "1 figure changed: {counts}", "{all} figures changed: {counts}"],
            "{all}个数据有变化：{counts}"
        )
    }

    /// How many rows the chart leaves out.
    pub fn outside_chart(self, count: usize) -> String {
        say!(
            self,
            [
                count,
                "One row is not in the chart: it has no value, or one in another unit.",
                "{count} rows are not in the chart: they have no value, or one in another unit."
            ],
            "有{count}行未入图：无数值，或单位不同。"
        )
    }

    /// `7 more shared indicators, without any figure`.
    pub fn shared_without_data(self, count: usize) -> String {
        say!(
            self,
            [
                count,
                "One more shared indicator, without any figure",
                "{count} more shared indicators, without any figure"
            ],
            "另有{count}项共有指标尚无数据"
        )
    }

    /// `All 62 tasks by due date`.
    pub fn all_tasks(self, count: usize) -> String {
        say!(
            self,
            [count, "The task", "All {count} tasks by due date"],
            "全部{count}项任务（按完成时限）"
        )
    }

    /// `All 4 members, year by year`.
    pub fn all_members(self, count: usize) -> String {
        say!(
            self,
            [count, "One member, year by year", "All {count} members, year by year"],
            "全部{count}个成员逐年结果"
        )
    }

    /// `18 of 60 months`.
    pub fn months_of(self, elapsed: i32, months: i32) -> String {
        say!(self, "{elapsed} of {months} months", "{months}个月中已过{elapsed}个月")
    }

    /// `7 lack their final figure`.
    pub fn lacking_final(self, count: usize) -> String {
        say!(self, "{count} lack their final figure", "{count}项终值未出")
    }

    /// The mark of a plan whose last day has passed.
    pub fn closed(self) -> &'static str {
        self.pick("closed", "已到期")
    }
}
