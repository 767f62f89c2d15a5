//! The league as a page: head, table, regions without a figure, tallies, foot.

use crate::assess::Verdict;
use crate::number::Number;
use crate::report::league::{League, LeagueNote, RankBy, Standing};
use crate::report::sheet::Tally;
use crate::report::{Judged, Note, Sentence, Sheet, grade_cell};
use crate::table::{Cell, Column, GapUnit, Heading, Shown, Table};

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
            .note(Note::Releases {
                as_of: self.setting.as_of,
                newest: self.releases.newest,
                later: self.releases.later,
            })
            .note(Note::Files(self.setting.files.to_vec()));
        sheet
    }

    fn head(&self, sheet: &mut Sheet<'_>) {
        let plan = self.setting.plan;
        sheet.plan(plan, plan.region.clone()).notes(self.notes());
    }

    /// Whether the plan is closed, how many regions and indicators there are, and how regions are ranked.
    pub(crate) fn notes(&self) -> Vec<Note<'static>> {
        let plan = self.setting.plan;
        let closed = self.is_closed().then(|| LeagueNote::Closed {
            on: plan.period.last_day(),
            lacking: self.lacking(),
            of: self.rows(),
        });
        let reach = LeagueNote::Reach {
            regions: self.standings.len(),
            of: self.regions,
            indicators: self.setting.indicators.len(),
            all: plan.indicators.len(),
        };
        let ranked = LeagueNote::RankedBy(self.setting.ranking.by, self.alone());
        let notes = closed.into_iter().chain([reach, ranked]);
        notes.map(Note::League).collect()
    }

    /// The names of the regions without a figure, where there are any.
    pub(crate) fn without_figure(&self) -> Option<LeagueNote> {
        let without = self.standings.iter().filter(|it| it.rank.is_none());
        let without: Vec<String> = without.map(|it| it.region.clone()).collect();
        let by = self.setting.ranking.by;
        (!without.is_empty()).then_some(LeagueNote::WithoutFigure(by, without))
    }

    /// The verdicts of all rows, counted, and the regions by their worst verdict.
    pub(crate) fn sums(&self) -> Vec<Note<'static>> {
        if self.standings.is_empty() {
            return Vec::new();
        }
        let mut notes: Vec<Note<'_>> = self.tallies().into_iter().map(Note::Tally).collect();
        // Of one indicator the rows are the regions.
        if !self.setting.ranking.alone {
            notes.push(Note::League(LeagueNote::Worst {
                total: self.standings.len(),
                counts: self.by_worst(),
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
            columns.extend([
                Column::number(Heading::Target),
                Column::number(Heading::Actual),
                Column::number(Heading::Gap),
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
        let mut cells =
            vec![Cell::of(standing.rank, Cell::Count), Cell::Text(standing.region.clone())];
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
