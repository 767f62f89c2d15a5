//! The league as a page: head, table, regions without a figure, tallies, foot.

use crate::assess::Verdict;
use crate::lang::{HARD_SPACE, Words};
use crate::number::Number;
use crate::record::each;
use crate::report::{
    Judged, Line, Note, Sentence, Sheet, Tally,
    league::{League, RankBy},
    shown::Digits,
};
use crate::table::{Cell, Column, GapUnit, Heading, Name, Shown, Table};

/// Decimals of a mean ratio on the page; the machine formats have more.
const RATIO_DECIMALS: u32 = 3;

/// Decimals of a mean percentage on the page.
const PERCENT_DECIMALS: u32 = 1;

/// The columns of the only indicator.
pub fn alone(judged: &Judged<'_>) -> Table {
    let [progress, expected] = judged.way();
    // The ratio has a column of its own.
    let progress = Cell::Progress { progress, expected, ratio: None, over: judged.is_over() };
    Table::of([judged.digits()])
        .number(Heading::Target, Digits::target_cell)
        .number(Heading::Actual, Digits::actual_cell)
        .number(Heading::Gap, Digits::gap_cell)
        .word(Heading::Progress, |_| progress.clone())
        .number(Heading::Ratio, |it| it.ratio())
        .word(Heading::Verdict, |it| it.verdict_cell())
        .table()
}

impl League<'_> {
    /// The page.
    pub fn sheet(&self) -> Sheet<'static> {
        let mut sheet = Sheet::default();
        self.head(&mut sheet);
        sheet.spaced(self.table());
        if let Some(without) = self.without_figure() {
            sheet.space().note(without);
        }
        sheet.space();
        if self.standings.is_empty() {
            sheet.note(Sentence::Nothing).space();
        }
        sheet
            .notes(self.sums())
            .note(Note::releases(self.setting.as_of, self.releases.newest, self.releases.later))
            .note(Note::files(self.setting.files));
        sheet
    }

    fn head(&self, sheet: &mut Sheet<'_>) {
        let plan = self.setting.plan;
        sheet.plan(plan, plan.region.clone()).notes(self.notes());
    }

    /// Whether the plan is closed, how many regions and indicators there are, and how regions are ranked.
    pub fn notes(&self) -> Vec<Note<'static>> {
        let plan = self.setting.plan;
        let (on, lacking, rows) = (plan.period.last_day(), self.lacking(), self.rows());
        let closed = self.is_closed().then(|| {
            Note::plain(
                said!([if (lacking == 0) "Closed on {on}; all {rows} rows have their final figure."
                        else "Closed on {on}; {lacking} of {rows} rows lack their final figure."],
                    [if (lacking == 0) "规划期已于{on}结束，{rows}行的终值均已公布。"
                        else "规划期已于{on}结束，{rows}行中有{lacking}行尚缺终值。"]),
            )
        });
        let (regions, of) = (self.standings.len(), self.regions);
        let (indicators, all) = (self.setting.indicators.len(), plan.indicators.len());
        let reach = Note::plain(move |words| reach(regions, of, indicators, all, words));
        let (by, alone) = (self.setting.ranking.by, self.alone());
        let ranked = Note::plain(move |words| ranked_by(by, alone.as_ref(), words));
        closed.into_iter().chain([reach, ranked]).collect()
    }

    /// The names of the regions without a figure, where there are any.
    pub fn without_figure(&self) -> Option<Note<'static>> {
        let without =
            each(self.standings.iter().filter(|it| it.rank.is_none()), |it| it.region.clone());
        let by = self.setting.ranking.by;
        (!without.is_empty()).then(|| {
            Note::line(Line::Counts, move |words| {
                let (figure, count) = (by.text(words), without.len());
                let regions = words.semicolons(&without);
                say!(
                    words,
                    "No {figure} ({count}): {regions}",
                    "无{figure}（{count}个）：{regions}"
                )
            })
        })
    }

    /// The verdicts of all rows, counted, and the regions by their worst verdict.
    pub fn sums(&self) -> Vec<Note<'static>> {
        if self.standings.is_empty() {
            return Vec::new();
        }
        let mut notes = each(self.tallies(), Note::Tally);
        // Of one indicator the rows are the regions.
        if !self.setting.ranking.alone {
            let (total, counts) = (self.standings.len(), self.by_worst());
            notes.push(Note::line(Line::Counts, move |words| {
                let counts = words.commas(counts.iter().map(|(verdict, count)| match verdict {
                    Some(verdict) => words.counted(*verdict, *count),
                    None => {
                        say!(words, "{count}{HARD_SPACE}not{HARD_SPACE}assessed", "未评估{count}")
                    }
                }));
                say!(
                    words,
                    [
                        total,
                        "1 region by worst verdict: {counts}",
                        "{total} regions by worst verdict: {counts}"
                    ],
                    "按最差评估统计，地区{total}个：{counts}"
                )
            }));
        }
        notes
    }

    /// Is one indicator judged alone?
    pub fn is_of_one(&self) -> bool {
        self.setting.ranking.alone
    }

    /// The head of the column of means.
    pub fn mean_heading(&self) -> Heading {
        match self.setting.ranking.by {
            RankBy::Progress => Heading::MeanProgress,
            RankBy::Ratio => Heading::MeanRatio,
            RankBy::Gap | RankBy::RelativeGap => Heading::MeanGap,
        }
    }

    /// A mean as people read it: shares in percent, ratios with a few decimals.
    pub fn figure_cell(&self, figure: &Number) -> Cell {
        let percent = || Shown::percent(figure, PERCENT_DECIMALS);
        let sign = || "%".to_owned();
        match self.setting.ranking.by {
            RankBy::Ratio => Cell::Number(Shown::at(figure, RATIO_DECIMALS)),
            RankBy::Progress => Cell::Amount(percent(), sign()),
            RankBy::Gap | RankBy::RelativeGap => Cell::Difference(percent(), GapUnit::Own(sign())),
        }
    }

    /// The regions with a figure, a row each.
    pub fn table(&self) -> Table {
        let ranked = self.standings.iter().filter(|it| it.rank.is_some());
        let rows = Table::of(ranked)
            .number(Heading::Rank, |it| it.rank)
            .word(Heading::Region, |it| &it.region);
        if self.setting.ranking.alone {
            return rows.beside(|it| it.alone.as_ref().map(|alone| &alone.cells));
        }
        rows.number(self.mean_heading(), |it| {
            it.figure.as_ref().map(|figure| self.figure_cell(figure))
        })
        .number(Heading::MeanOver, |it| Cell::Of(it.over, it.total()))
        .column(Column::number(Heading::WithData).optional(), |it| {
            Cell::Of(it.with_data(), it.total())
        })
        .word(Heading::Worst, |it| it.rollup().worst())
        .word(Heading::Verdicts, |it| it.rollup().counts)
        .table()
    }

    /// The verdicts of all rows, counted: all, and 约束性 and 预期性 where there are both.
    pub fn tallies(&self) -> Vec<Tally> {
        let counts = self.counts();
        Tally::by_scope(|scope| {
            let of = each(
                counts.iter().zip([false, true]).filter(|(_, binding)| scope.counts(*binding)),
                |(counts, _)| counts,
            );
            let all = Verdict::ALL
                .iter()
                .map(|verdict| (*verdict, of.iter().map(|counts| counts[*verdict as usize]).sum()));
            all.filter(|(_, count)| *count > 0).collect()
        })
    }
}

/// `31 regions, 12 of 30 indicators`.
fn reach(regions: usize, of: usize, indicators: usize, all: usize, words: Words) -> String {
    let part = |some: usize, all: usize| {
        if some == all { all.to_string() } else { format!("{some} of {all}") }
    };
    let (some, known) = (part(regions, of), part(indicators, all));
    let region = if of == 1 { "region" } else { "regions" };
    let (all_regions, all_known) = (regions == of, indicators == all);
    let some_zh = part!([if (all_regions) "地区{of}个" else "{of}个地区中的{regions}个"]);
    let known_zh = part!([if (all_known) "指标{all}项" else "{all}项指标中的{indicators}项"]);
    say!(
        words,
        [all, "{some} {region}; {known} indicator", "{some} {region}; {known} indicators"],
        "{some_zh}；{known_zh}"
    )
}

/// By which figure regions are ranked: that of the only indicator, or a mean, in which each indicator has limits.
fn ranked_by(by: RankBy, alone: Option<&Name>, words: Words) -> String {
    if let Some(name) = alone {
        let (name, figure) = (words.name(name), by.text(words));
        return say!(
            words,
            "{name}: ranked by {figure}, highest first; ties share a rank.",
            "{name}：按{figure}由高到低排名，相同者并列。"
        );
    }
    let [low, high] = by.bounds().map(|bound| words.whole(bound, by != RankBy::Ratio));
    let mean = by.mean(words);
    say!(
        words,
        "Ranked by mean {mean}, highest first; ties share a rank. Each indicator is limited to {low} to {high}; \
the number averaged is given beside the mean.",
        "按平均{mean}由高到低排名，相同者并列。单项指标按{low}至{high}计入，“计入”为有此数值的指标数。"
    )
}
