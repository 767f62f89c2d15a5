//! The league as a page: head, table, regions without a figure, tallies, foot.

use crate::assess::Verdict;
use crate::lang::words::{HARD_SPACE, Words};
use crate::number::Number;
use crate::report::league::{League, RankBy, Standing};
use crate::report::sheet::{Line, Tally};
use crate::report::{Judged, Note, Sentence, Sheet, grade_cell};
use crate::table::{Cell, Column, GapUnit, Heading, Name, Shown, Table};

/// Decimals of a mean ratio on the page; the machine formats have more.
const RATIO_DECIMALS: u32 = 3;

/// Decimals of a mean percentage on the page.
const PERCENT_DECIMALS: u32 = 1;

/// The cells of the only indicator: target, actual, gap, progress, ratio, verdict.
pub(super) fn alone(judged: &Judged<'_>) -> Vec<Cell> {
    let [progress, expected] = judged.way();
    let digits = judged.digits();
    vec![
        digits.target_cell(),
        digits.actual_cell(),
        digits.gap_cell(),
        // The ratio has a column of its own.
        Cell::Progress { progress, expected, ratio: None, over: judged.is_over() },
        Cell::of(judged.ratio(), Cell::Share),
        judged.verdict_cell(),
    ]
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
    pub(crate) fn notes(&self) -> Vec<Note<'static>> {
        let plan = self.setting.plan;
        let (on, lacking, rows) = (plan.period.last_day(), self.lacking(), self.rows());
        let closed = self.is_closed().then(|| {
            Note::plain(move |words| {
                say!(
                    words,
                    [if (lacking == 0) "Closed on {on}; all {rows} rows have their final figure."
                        else "Closed on {on}; {lacking} of {rows} rows lack their final figure."],
                    [if (lacking == 0) "规划期已于{on}结束，{rows}行的终值均已公布。"
                        else "规划期已于{on}结束，{rows}行中有{lacking}行尚缺终值。"]
                )
            })
        });
        let (regions, of) = (self.standings.len(), self.regions);
        let (indicators, all) = (self.setting.indicators.len(), plan.indicators.len());
        let reach = Note::plain(move |words| reach(regions, of, indicators, all, words));
        let (by, alone) = (self.setting.ranking.by, self.alone());
        let ranked = Note::plain(move |words| ranked_by(by, alone.as_ref(), words));
        closed.into_iter().chain([reach, ranked]).collect()
    }

    /// The names of the regions without a figure, where there are any.
    pub(crate) fn without_figure(&self) -> Option<Note<'static>> {
        let without = self.standings.iter().filter(|it| it.rank.is_none());
        let without: Vec<String> = without.map(|it| it.region.clone()).collect();
        let by = self.setting.ranking.by;
        (!without.is_empty()).then(|| {
            Note::line(Line::Counts, move |words| {
                let (figure, count) = (by.text(words.lang), without.len());
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
    pub(crate) fn sums(&self) -> Vec<Note<'static>> {
        if self.standings.is_empty() {
            return Vec::new();
        }
        let mut notes: Vec<Note<'_>> = self.tallies().into_iter().map(Note::Tally).collect();
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
    pub(crate) fn is_of_one(&self) -> bool {
        self.setting.ranking.alone
    }

    /// The head of the column of means.
    pub(crate) fn mean_heading(&self) -> Heading {
        match self.setting.ranking.by {
            RankBy::Progress => Heading::MeanProgress,
            RankBy::Ratio => Heading::MeanRatio,
            RankBy::Gap | RankBy::RelativeGap => Heading::MeanGap,
        }
    }

    /// A mean as people read it: shares in percent, ratios with a few decimals.
    pub(crate) fn figure_cell(&self, figure: &Number) -> Cell {
        let percent = || Shown::percent(figure, PERCENT_DECIMALS);
        let sign = || "%".to_owned();
        match self.setting.ranking.by {
            RankBy::Ratio => Cell::Number(Shown::at(figure, RATIO_DECIMALS)),
            RankBy::Progress => Cell::Amount(percent(), sign()),
            RankBy::Gap | RankBy::RelativeGap => Cell::Difference(percent(), GapUnit::Own(sign())),
        }
    }

    /// The regions with a figure, a row each.
    pub(crate) fn table(&self) -> Table {
        let ranked = self.standings.iter().filter(|it| it.rank.is_some());
        let mut columns = vec![Column::number(Heading::Rank), Column::word(Heading::Region)];
        if self.setting.ranking.alone {
            columns.extend(Column::STANDING.into_iter().skip(1));
            columns.extend([
                Column::word(Heading::Progress),
                Column::number(Heading::Ratio),
                Column::word(Heading::Verdict),
            ]);
        } else {
            columns.extend([
                Column::number(self.mean_heading()),
                Column::number(Heading::MeanOver),
                Column::number(Heading::WithData).optional(),
                Column::word(Heading::Worst),
                Column::word(Heading::Verdicts),
            ]);
        }
        let mut table = Table::new(columns);
        table.rows = ranked.map(|standing| self.row(standing)).collect();
        table
    }

    fn row(&self, standing: &Standing) -> Vec<Cell> {
        let mut cells = vec![Cell::of(standing.rank, Cell::Count), Cell::text(&standing.region)];
        if let Some(alone) = &standing.alone {
            cells.extend(alone.cells.iter().cloned());
            return cells;
        }
        let rollup = standing.rollup();
        cells.extend([
            Cell::of(standing.figure.as_ref(), |figure| self.figure_cell(figure)),
            Cell::Of(standing.over, standing.total()),
            Cell::Of(standing.with_data(), standing.total()),
            Cell::of(rollup.worst(), grade_cell),
            Cell::Verdicts(rollup.counts),
        ]);
        cells
    }

    /// The verdicts of all rows, counted: all, and 约束性 and 预期性 where there are both.
    pub(super) fn tallies(&self) -> Vec<Tally> {
        let counts = self.counts();
        Tally::by_scope(|scope| {
            let of = counts.iter().zip([false, true]).filter(|(_, binding)| scope.counts(*binding));
            let of: Vec<_> = of.map(|(counts, _)| counts).collect();
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
        let (name, figure) = (words.name(name), by.text(words.lang));
        return say!(
            words,
            "{name}: ranked by {figure}, highest first; ties share a rank.",
            "{name}：按{figure}由高到低排名，相同者并列。"
        );
    }
    let [low, high] = by.bounds().map(|bound| words.whole(bound, by != RankBy::Ratio));
    let mean = by.mean(words.lang);
    say!(
        words,
        "Ranked by mean {mean}, highest first; ties share a rank. Each indicator is limited to {low} to {high}; \
the number averaged is given beside the mean.",
        "按平均{mean}由高到低排名，相同者并列。单项指标按{low}至{high}计入，“计入”为有此数值的指标数。"
    )
}
