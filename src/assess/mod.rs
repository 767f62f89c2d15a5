//! From a plan and its actuals to verdicts: one pure function, [`assess`], and the data it returns.
//!
//! No clock, no files, no panics; every comparison is one of exact numbers. Depends on `number`, `unit`, `period`,
//! `plan` and `actuals`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::actuals::{Actuals, Mark, Observation, Quality, vintages};
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::{Bands, Indicator, Measure, Plan};

mod aim;
mod case;
mod every_year;
mod level;
mod pace;
mod rate;
mod total;

use case::Case;

/// The grade of an indicator, best first; the last two are outside the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The target is met and settled.
    Achieved,
    /// Faster than the schedule.
    Ahead,
    /// As the schedule asks.
    OnTrack,
    /// Somewhat behind.
    AtRisk,
    /// Behind.
    OffTrack,
    /// Going the wrong way, or lost again.
    Regressing,
    /// Settled and not met.
    Missed,
    /// There is data, but no verdict can be defended.
    NotAssessable,
    /// Nothing matched.
    NoData,
}

impl Verdict {
    /// Every verdict with its word, best first.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Achieved, "achieved"),
        (Self::Ahead, "ahead"),
        (Self::OnTrack, "on-track"),
        (Self::AtRisk, "at-risk"),
        (Self::OffTrack, "off-track"),
        (Self::Regressing, "regressing"),
        (Self::Missed, "missed"),
        (Self::NotAssessable, "not-assessable"),
        (Self::NoData, "no-data"),
    ];

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }

    /// Is it on the scale from achieved to missed?
    pub fn is_graded(self) -> bool {
        self < Self::NotAssessable
    }
}

/// Why no verdict can be defended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The method needs a baseline and none is known.
    NoBaseline,
    /// Nothing has been published for a time after the baseline or inside the period.
    BeforePlan,
    /// The ratio has no meaning for zero or for signs that differ.
    ZeroOrSign,
    /// A bound that decides nothing.
    LowerBound,
    /// The series changed its coverage between baseline and actual.
    Break,
    /// The figures have a gap from the start.
    Hole,
}

impl Reason {
    /// Every reason with its word.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::NoBaseline, "no-baseline"),
        (Self::BeforePlan, "before-plan"),
        (Self::ZeroOrSign, "zero-or-sign"),
        (Self::LowerBound, "lower-bound"),
        (Self::Break, "break"),
        (Self::Hole, "hole"),
    ];

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }
}

/// Something to know beside the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Met before the deadline.
    Early,
    /// Met, but the last change goes the wrong way.
    Slipping,
    /// Met at the baseline and not now.
    Lost,
    /// Rests on a figure that is not final.
    Provisional,
    /// Rests on a figure whose source or year is uncertain.
    Doubtful,
    /// The newest figure is older than eighteen months.
    Stale,
    /// The deadline has passed and its figure is not in.
    Unclosed,
    /// The first figure after the deadline stands in for the deadline's.
    AfterDeadline,
    /// Only part of the period is known, and it is enough.
    Partial,
    /// A part of the period is missing.
    Hole,
    /// The baseline was taken from the actuals.
    DerivedBaseline,
    /// The target was wished rather than promised.
    Aspirational,
    /// More was spent than allocated.
    OverBudget,
}

impl Flag {
    /// Every flag with its word.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Early, "early"),
        (Self::Slipping, "slipping"),
        (Self::Lost, "lost"),
        (Self::Provisional, "provisional"),
        (Self::Doubtful, "doubtful"),
        (Self::Stale, "stale"),
        (Self::Unclosed, "unclosed"),
        (Self::AfterDeadline, "after-deadline"),
        (Self::Partial, "partial"),
        (Self::Hole, "hole"),
        (Self::DerivedBaseline, "derived-baseline"),
        (Self::Aspirational, "aspirational"),
        (Self::OverBudget, "over-budget"),
    ];

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }
}

/// How a ratio came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Progress against the time elapsed (时序进度).
    Schedule,
    /// The measure's own comparison with the target.
    Direct,
}

impl Method {
    /// Every method with its word.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Schedule, "schedule"), (Self::Direct, "direct")];

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }
}

fn word_of<T: Copy + PartialEq>(words: &[(T, &'static str)], wanted: T) -> &'static str {
    words
        .iter()
        .find(|(value, _)| *value == wanted)
        .map_or("", |(_, word)| word)
}

/// The step of judging that decided, in the order in which the steps are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 1: nothing matched.
    NothingMatched,
    /// 2: nothing later than the baseline or inside the period.
    BeforePlan,
    /// 3: a bound that decides nothing, a break, or a hole with nothing before it.
    Undecidable,
    /// 4: the deadline period's figure is in.
    DeadlineFigure,
    /// 5: met now.
    MetNow,
    /// 6: met at the baseline and not now.
    Lost,
    /// 7: the ratio and the bands.
    Bands,
}

/// The baseline of a judgement.
#[derive(Debug, Clone)]
pub struct UsedBaseline {
    /// Its value in the indicator's unit.
    pub value: Number,
    /// Its period.
    pub period: Period,
    /// The observation, when it comes from the actuals rather than the plan.
    pub observation: Option<Observation>,
    /// Did the plan leave even the period open?
    pub derived: bool,
}

/// The actual of a judgement.
#[derive(Debug, Clone)]
pub struct Actual {
    /// The value in the indicator's unit: one observation's, or the sum of the tiles.
    pub value: Number,
    /// The period it stands for.
    pub period: Period,
    /// The marks of everything it rests on.
    pub quality: Quality,
    /// The newest release date of everything it rests on.
    pub published: NaiveDate,
    /// The observations it rests on, in order of time.
    pub observations: Vec<Observation>,
}

/// Why an observation was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetAsideWhy {
    /// Published after the as-of date.
    PublishedLater,
    /// A newer release, or a more trusted one of the same day, replaces it.
    Replaced,
    /// Doubtful, and there are figures that are not.
    Doubtful,
    /// Its period ends after the deadline.
    AfterDeadline,
    /// It belongs to a time before the period or at the baseline.
    BeforePeriod,
    /// A figure for part of a year, where full years are compared.
    PartOfYear,
    /// A newer or longer figure is compared.
    Older,
    /// It overlaps the figures that were added up.
    Overlaps,
    /// It lies behind a gap in the figures.
    BehindHole,
}

/// One year of an `every-year` target.
#[derive(Debug, Clone)]
pub struct YearOutcome {
    /// The calendar year.
    pub year: i32,
    /// The figure, when there is one.
    pub value: Option<Number>,
    /// Was the whole year covered?
    pub complete: bool,
    /// Met or not; `None` without a figure that decides.
    pub met: Option<bool>,
}

/// An indicator, judged.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The indicator's place in [`Plan::indicators`].
    pub indicator: usize,
    /// The region it was judged for.
    pub region: String,
    /// The grade.
    pub verdict: Verdict,
    /// Why there is none.
    pub reason: Option<Reason>,
    /// What else to know.
    pub flags: BTreeSet<Flag>,
    /// The step that decided.
    pub step: Step,
    /// How the ratio came about.
    pub method: Method,
    /// The value on which meeting the target turns: the target, or the edge of its tolerance or range.
    pub edge: Number,
    /// Where it started.
    pub baseline: Option<UsedBaseline>,
    /// Where it is.
    pub actual: Option<Actual>,
    /// Distance from the target in the indicator's unit (percentage points for shares); negative is short of it.
    pub gap: Option<Number>,
    /// Actual / target, for floors and budgets.
    pub attainment: Option<Number>,
    /// (Actual − baseline) / (target − baseline).
    pub progress: Option<Number>,
    /// The share that should be done by the date of the actual.
    pub expected: Option<Number>,
    /// Progress / expected, or the measure's own ratio.
    pub ratio: Option<Number>,
    /// Where the present pace leads by the deadline.
    pub projected: Option<Number>,
    /// The change per year still needed.
    pub required_per_year: Option<Number>,
    /// When the present pace arrives.
    pub arrival: Option<Month>,
    /// Months from the end of the actual's period to the as-of date.
    pub lag_months: Option<i32>,
    /// Every observation that was not used, and why.
    pub set_aside: Vec<(Observation, SetAsideWhy)>,
    /// The years of an `every-year` target.
    pub years: Vec<YearOutcome>,
    /// Is the deadline over at the as-of date while the figure that closes it is missing?
    pub lacks_final: bool,
}

/// A plan, judged.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Nothing published later was used.
    pub as_of: NaiveDate,
    /// The bands that were applied.
    pub bands: Bands,
    /// One finding for every indicator, in the plan's order.
    pub findings: Vec<Finding>,
}

/// Judges every indicator of the plan as known on `as_of`.
///
/// `region` replaces the regions of the plan, as the actuals were read for it. Only the arguments decide: the same
/// plan, actuals and date always give the same assessment.
pub fn assess(
    plan: &Plan,
    actuals: &Actuals,
    as_of: NaiveDate,
    region: Option<&str>,
) -> Assessment {
    let findings = plan
        .indicators
        .iter()
        .enumerate()
        .map(|(index, indicator)| {
            let region = region.unwrap_or_else(|| plan.region_of(indicator));
            let observations = actuals.series(&indicator.id, region);
            judge(indicator, index, region, observations, as_of, &plan.bands)
        })
        .collect();
    Assessment {
        as_of,
        bands: plan.bands.clone(),
        findings,
    }
}

/// Judges one indicator; doubtful figures only where there would be nothing to judge without them.
fn judge(
    indicator: &Indicator,
    index: usize,
    region: &str,
    observations: &[Observation],
    as_of: NaiveDate,
    bands: &Bands,
) -> Finding {
    let with = |doubtful: bool| {
        let vintages = vintages::known(observations, indicator.kind, as_of, doubtful);
        let case = Case {
            indicator,
            index,
            region,
            observations,
            vintages,
            as_of,
            bands,
        };
        match indicator.measure {
            Measure::Level => level::judge(&case),
            Measure::Total => total::judge(&case),
            Measure::Rate => rate::judge(&case),
            Measure::EveryYear => every_year::judge(&case),
        }
    };
    let trusted = with(false);
    let has_doubtful = observations
        .iter()
        .any(|observation| observation.quality.has(Mark::Doubtful));
    if trusted.step > Step::BeforePlan || !has_doubtful {
        return trusted;
    }
    let all = with(true);
    let goes_further =
        all.step > Step::BeforePlan || (trusted.actual.is_none() && all.actual.is_some());
    if goes_further { all } else { trusted }
}

impl Assessment {
    /// How many findings have each verdict, best first, verdicts without any left out.
    pub fn tally<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<(Verdict, usize)> {
        let mut counts = std::collections::BTreeMap::new();
        for finding in findings {
            *counts.entry(finding.verdict).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }
}

impl Finding {
    /// The indicator judged.
    pub fn indicator_of<'p>(&self, plan: &'p Plan) -> &'p Indicator {
        &plan.indicators[self.indicator]
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod tests;
