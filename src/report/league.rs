//! The league of the regions of one plan: what each region's indicators come to, and which place that gives it.
//!
//! Of a region only sums are kept, so that thousands of them are no matter. The frozen columns stand in `columns`.
//! Depends on the core and on the rows of `status`.

pub mod columns;
pub mod small;

use chrono::NaiveDate;

use crate::{
    actuals::ActualsFile,
    assess::{
        Verdict,
        trace::rollup::{Rollup, Weighed, mean_within},
    },
    lang::{HARD_SPACE, Words},
    number::Number,
    plan::{Indicator, Plan},
    record::{Entries, each},
    report::{Judged, Line, Note, Sentence, Sheet, Tally, name_of, shown::Digits, tallied},
    table::{Cell, Column, Heading, Name, Shown, Table},
    unit::Unit,
};

use small::Small;

words! {
    /// The figure by which regions are ranked, the highest first.
    pub enum RankBy: text, mean {
        /// The share of the way from the baseline to the target.
        Progress "progress" "progress" "完成进度" "progress" "完成进度";
        /// Progress against what is expected by the date of the figure, on which verdicts rest.
        Ratio "ratio" "ratio" "进度比" "ratio (progress / expected)" "进度比（完成进度/序时进度）";
        /// The gap: of one indicator (--indicator) in its unit, of several in percent of their targets.
        Gap "gap" "gap" "差距" "gap in % of the target" "差距（占目标值的比重）";
        /// The gap as a share of the target: what is ranked by where the gaps of several indicators are asked for.
        RelativeGap "relative-gap"
            "gap in % of the target" "差距占目标值比重" "gap in % of the target" "差距（占目标值的比重）";
    }
}

impl RankBy {
    /// Those that can be asked for.
    pub const CHOICES: [Self; 3] = [Self::Progress, Self::Ratio, Self::Gap];

    /// The figure of a finding; `None` where it has no verdict, or the figure has no meaning.
    ///
    /// A share of the target is taken only of a target above zero.
    fn figure(self, judged: &Judged<'_>) -> Option<Number> {
        let finding = judged.finding;
        if !finding.verdict.is_graded() {
            return None;
        }
        match self {
            Self::Progress => finding.progress.clone(),
            Self::Ratio => finding.ratio.clone(),
            Self::Gap => finding.gap.clone(),
            Self::RelativeGap => {
                finding.target.as_ref().filter(|it| it.is_positive())?;
                finding.relative_gap()
            }
        }
    }

    /// What one of several indicators counts at least and at most, so that one whose target lies close to its baseline does
    /// not outweigh all others.
    pub fn bounds(self) -> [i64; 2] {
        let high = match self {
            Self::Progress | Self::Ratio => 2,
            Self::Gap | Self::RelativeGap => 1,
        };
        [-1, high]
    }
}

/// How regions are ranked.
#[derive(Clone, Copy)]
pub struct Ranking {
    /// By which figure.
    pub by: RankBy,
    /// Is one indicator judged alone, so that its figures stand beside the rank?
    pub alone: bool,
}

/// Verdicts, counted: of targets that are not binding, and of those that are.
type Counts = [[usize; Verdict::ALL.len()]; 2];

/// One region with what its indicators come to.
#[derive(Clone)]
pub struct Standing {
    /// The region.
    pub region: String,
    /// Its place; regions with the same figure share it. `None` without a figure.
    pub rank: Option<usize>,
    /// The mean of the figures; `None` where no indicator has one.
    pub figure: Option<Number>,
    /// Over how many indicators it is the mean.
    pub over: usize,
    /// The only indicator, where one is judged alone.
    alone: Option<Alone>,
    counts: Counts,
    lacking: usize,
    releases: Releases,
    /// One for each indicator judged, where they are wanted.
    pub smalls: Vec<Small>,
}

/// Days of release.
#[derive(Clone, Copy, Default)]
pub struct Releases {
    /// The newest in use.
    pub newest: Option<NaiveDate>,
    /// Observations published after the as-of date.
    pub later: usize,
}

/// The figures of the only indicator.
#[derive(Clone)]
struct Alone {
    cells: Table,
    columns: Entries,
}

impl Standing {
    /// What the findings of one region come to; `releases` are those of its figures.
    pub fn new<'a>(
        region: &str,
        ranking: Ranking,
        findings: impl IntoIterator<Item = Judged<'a>>,
        releases: Releases,
    ) -> Self {
        let mut counts = Counts::default();
        let mut figures = Vec::new();
        let mut alone = None;
        let mut lacking = 0;
        for judged in findings {
            let finding = judged.finding;
            let binding = usize::from(judged.indicator().binding);
            counts[binding][finding.verdict as usize] += 1;
            lacking += usize::from(finding.lacks_final);
            figures.extend(ranking.by.figure(&judged));
            if ranking.alone {
                alone =
                    Some(Alone { cells: table_of_one(&judged), columns: columns::alone(&judged) });
            }
        }
        let over = figures.len();
        Self {
            region: region.to_owned(),
            rank: None,
            figure: mean_within(figures, (!ranking.alone).then(|| ranking.by.bounds())),
            over,
            alone,
            counts,
            lacking,
            releases,
            smalls: Vec::new(),
        }
    }

    /// Its verdicts, counted.
    pub fn rollup(&self) -> Rollup {
        Rollup::of(Verdict::ALL.iter().flat_map(|verdict| {
            let weighed = Weighed { plan: 0, verdict: *verdict, weight: None };
            std::iter::repeat_n(weighed, self.count(*verdict))
        }))
    }

    /// Its indicators.
    pub fn total(&self) -> usize {
        self.counts.iter().flatten().sum()
    }

    /// How many have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.counts.iter().map(|of| of[verdict as usize]).sum()
    }

    /// Its indicators with data, judged or not.
    pub fn with_data(&self) -> usize {
        self.total() - self.count(Verdict::NoData)
    }
}

/// What the league is of.
#[derive(Clone)]
pub struct Setting<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Nothing published later was used.
    pub as_of: NaiveDate,
    /// How regions are ranked.
    pub ranking: Ranking,
    /// The indicators judged, by their place in the plan.
    pub indicators: &'a [usize],
    /// The files read.
    pub files: &'a [ActualsFile],
    /// Rows published after the as-of date that are counted already.
    pub later: usize,
}

/// The regions of one plan by rank.
#[derive(Clone)]
pub struct League<'a> {
    setting: Setting<'a>,
    /// Those with a figure by rank, then the others; those that are alike in the order given.
    pub standings: Vec<Standing>,
    /// Regions that were judged, before filters left some out.
    regions: usize,
    releases: Releases,
}

impl<'a> League<'a> {
    /// Ranks regions. Those of which filters left no indicator are counted and dropped.
    pub fn new(setting: Setting<'a>, mut standings: Vec<Standing>) -> Self {
        let regions = standings.len();
        let releases = Releases {
            newest: standings.iter().filter_map(|it| it.releases.newest).max(),
            later: setting.later + standings.iter().map(|it| it.releases.later).sum::<usize>(),
        };
        standings.retain(|standing| standing.total() > 0);
        standings.sort_by(|one, other| other.figure.cmp(&one.figure));
        let mut before: Option<(usize, Number)> = None;
        for (index, standing) in standings.iter_mut().enumerate() {
            let Some(figure) = &standing.figure else {
                break;
            };
            let shared = before.filter(|(_, last)| last == figure);
            let rank = shared.map_or(index + 1, |(rank, _)| rank);
            standing.rank = Some(rank);
            before = Some((rank, figure.clone()));
        }
        Self { setting, standings, regions, releases }
    }

    /// Counts of all regions: of targets that are not binding, and of those that are.
    fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for standing in &self.standings {
            let pairs = all.iter_mut().flatten().zip(standing.counts.iter().flatten());
            pairs.for_each(|(sum, count)| *sum += count);
        }
        all
    }

    /// Regions by their worst verdict, best first; those where nothing could be judged under `None`, last.
    fn by_worst(&self) -> Vec<(Option<Verdict>, usize)> {
        let mut counts = tallied(self.standings.iter().map(|it| it.rollup().worst()));
        counts.sort_by_key(|(worst, _)| worst.is_none());
        counts
    }

    /// Is the plan's last day over?
    fn is_closed(&self) -> bool {
        self.setting.plan.period.last_day() < self.setting.as_of
    }

    /// Rows past their deadline without its figure.
    fn lacking(&self) -> usize {
        self.standings.iter().map(|standing| standing.lacking).sum()
    }

    /// Rows of all regions.
    fn rows(&self) -> usize {
        self.standings.iter().map(Standing::total).sum()
    }

    /// The indicators judged.
    fn indicators(&self) -> impl Iterator<Item = &'a Indicator> {
        let plan = self.setting.plan;
        self.setting.indicators.iter().filter_map(|index| plan.indicators.get(*index))
    }

    /// The only indicator judged.
    fn alone(&self) -> Option<Name> {
        let indicator = self.indicators().next()?;
        self.setting.ranking.alone.then(|| name_of(indicator))
    }
}

/// Decimals of a mean ratio on the page; the machine formats have more.
const RATIO_DECIMALS: u32 = 3;

/// Decimals of a mean percentage on the page.
const PERCENT_DECIMALS: u32 = 1;

/// The columns of the only indicator.
fn table_of_one(judged: &Judged<'_>) -> Table {
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
    pub fn sheet(&self) -> Sheet {
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

    fn head(&self, sheet: &mut Sheet) {
        let plan = self.setting.plan;
        sheet.plan(plan, &plan.region).notes(self.notes());
    }

    /// Whether the plan is closed, how many regions and indicators there are, and how regions are ranked.
    pub fn notes(&self) -> Vec<Note> {
        let plan = self.setting.plan;
        let on = plan.period.last_day();
        let lacking = self.lacking();
        let rows = self.rows();
        let closed = self.is_closed().then(|| {
            Note::plain(
                said!([if (lacking == 0) "Closed on {on}; all {rows} rows have their final figure."
                        else "Closed on {on}; {lacking} of {rows} rows lack their final figure."],
                    [if (lacking == 0) "规划期已于{on}结束，{rows}行的终值均已公布。"
                        else "规划期已于{on}结束，{rows}行中有{lacking}行尚缺终值。"]),
            )
        });
        let regions = self.standings.len();
        let of = self.regions;
        let indicators = self.setting.indicators.len();
        let all = plan.indicators.len();
        let reach = Note::plain(move |words| reach(regions, of, indicators, all, words));
        let by = self.setting.ranking.by;
        let alone = self.alone();
        let ranked = Note::plain(move |words| ranked_by(by, alone.as_ref(), words));
        closed.into_iter().chain([reach, ranked]).collect()
    }

    /// The names of the regions without a figure, where there are any.
    pub fn without_figure(&self) -> Option<Note> {
        let without =
            each(self.standings.iter().filter(|it| it.rank.is_none()), |it| it.region.clone());
        let by = self.setting.ranking.by;
        (!without.is_empty()).then(|| {
            Note::line(Line::Counts, move |words| {
                let figure = by.text(words);
                let count = without.len();
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
    pub fn sums(&self) -> Vec<Note> {
        if self.standings.is_empty() {
            return Vec::new();
        }
        let mut notes = each(self.tallies(), Note::Tally);
        // Of one indicator the rows are the regions.
        if !self.setting.ranking.alone {
            let total = self.standings.len();
            let counts = self.by_worst();
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
        match self.setting.ranking.by {
            RankBy::Ratio => Cell::Number(Shown::at(figure, RATIO_DECIMALS)),
            RankBy::Progress => Cell::Amount(percent(), Unit::percent().clone()),
            RankBy::Gap | RankBy::RelativeGap => {
                Cell::Difference(percent(), Unit::percent().clone())
            }
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
    let some = part(regions, of);
    let known = part(indicators, all);
    let region = if of == 1 { "region" } else { "regions" };
    let all_regions = regions == of;
    let all_known = indicators == all;
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
        let name = words.name(name);
        let figure = by.text(words);
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

#[cfg(test)]
mod tests;
