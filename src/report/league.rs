//! The league of the regions of one plan: what each region's indicators come to, and which place that gives it.
//!
//! Of a region only sums are kept, so that thousands of them are no matter. How the league becomes a page stands in
//! `page`, the frozen columns in `columns`. Depends on the core and on the rows of `status`.

pub mod columns;
mod page;
pub mod small;

use chrono::NaiveDate;

use crate::actuals::ActualsFile;
use crate::assess::{
    Verdict,
    trace::rollup::{Rollup, Weighed, mean_within},
};
use crate::number::Number;
use crate::plan::{Indicator, Plan};
use crate::record::Entries;
use crate::report::{Judged, name_of, tallied};
use crate::table::{Name, Table};

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
}

impl RankBy {
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
    smalls: Vec<Small>,
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
        let (mut alone, mut lacking) = (None, 0);
        for judged in findings {
            let finding = judged.finding;
            let binding = usize::from(judged.indicator().binding);
            counts[binding][finding.verdict as usize] += 1;
            lacking += usize::from(finding.lacks_final);
            figures.extend(ranking.by.figure(&judged));
            if ranking.alone {
                alone =
                    Some(Alone { cells: page::alone(&judged), columns: columns::alone(&judged) });
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
    standings: Vec<Standing>,
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

    /// The regions by rank, those without a figure behind them.
    pub fn standings(&self) -> &[Standing] {
        &self.standings
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

#[cfg(test)]
mod tests;
