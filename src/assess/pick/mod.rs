//! Which figures a measure picks, and what it answers at each step; one file a measure. The steps themselves are in `steps`.

use super::case::{Case, Point, telling};
use super::steps::{Outcome, Step};
use super::{Bench, Finding, Reason, UsedBaseline};
use crate::interval::Interval;
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Goal, Kind, Measure};

mod above;
mod average_growth;
mod direction;
mod every_year;
mod level;
mod rate;
mod total;

pub(super) use average_growth::per_year;

/// How far before the start a baseline may be looked for, in months.
const BASELINE_WINDOW: i32 = 24;

/// Judges a case by its goal and measure.
pub(super) fn judge(bench: &Bench<'_>, case: &Case<'_>) -> Finding {
    let measure = case.indicator.measure;
    match &case.indicator.target {
        Goal::Rising { limit } | Goal::Falling { limit } => {
            let rising = matches!(case.indicator.target, Goal::Rising { .. });
            let wanted = direction::Wanted { rising, limit: limit.as_ref() };
            match measure {
                Measure::EveryYear => every_year::judge_direction(case, &wanted),
                _ => direction::judge(case, &wanted),
            }
        }
        Goal::AboveSeries { series, in_region } => {
            let region = in_region.as_deref().unwrap_or(case.region);
            above::judge(bench, case, series, region)
        }
        Goal::Value(_) | Goal::TimesBaseline(_) => match measure {
            Measure::Level => level::judge(case),
            Measure::Total => total::judge(case),
            Measure::Rate => rate::judge(case),
            Measure::EveryYear => every_year::judge(case),
            Measure::AverageGrowth => average_growth::judge(bench, case),
        },
    }
}

impl Case<'_> {
    /// Stocks hold at the end of any period; flows and ratios are compared by full years, or by the deadline's own period or
    /// that of the baseline.
    fn is_whole(&self, period: Period) -> bool {
        let stated = self.indicator.baseline.as_ref();
        self.indicator.kind == Kind::Stock
            || period.is_calendar_year()
            || self.closes(period)
            || stated.is_some_and(|baseline| period.same_span(baseline.period))
    }

    /// The baseline that the plan states: its value, or the figure that closes its period.
    fn stated_baseline(&self) -> Option<UsedBaseline> {
        let stated = self.indicator.baseline.as_ref()?;
        let Some(value) = &stated.value else {
            return Some(UsedBaseline::of(self.closing(stated.period)?, false));
        };
        let (value, period) = (value.clone(), stated.period);
        Some(UsedBaseline { value, period, observation: None, derived: false })
    }

    /// The stated baseline; if the plan names no period, the newest figure in the months before the start that is no bound.
    fn baseline(&self) -> Option<UsedBaseline> {
        if self.indicator.baseline.is_some() {
            return self.stated_baseline();
        }
        let eve = self.indicator.period.eve();
        let found = self.current().rev().find(|it| {
            let end = it.period.last();
            let near = end <= eve && end > eve.plus(-BASELINE_WINDOW);
            near && self.is_whole(it.period) && !it.quality.is_bound()
        });
        found.map(|it| UsedBaseline::of(it, true))
    }

    /// The end of the baseline's period, from which time is counted, also where no figure is known for it.
    fn clock(&self, baseline: Option<&UsedBaseline>) -> crate::period::Month {
        let stated = self.indicator.baseline.as_ref().map(|stated| stated.period.last());
        let used = baseline.map(|baseline| baseline.period.last());
        used.or(stated).unwrap_or_else(|| self.indicator.period.eve())
    }

    /// Step 3: what a target relative to a baseline lacks, if that cannot be compared with a figure of this period.
    fn incomparable(&self, baseline: Option<&UsedBaseline>, with: Period) -> Option<Reason> {
        let Some(baseline) = baseline else { return Some(Reason::NoBaseline) };
        self.broken(baseline.period.last(), with.last()).then_some(Reason::Break)
    }
}

/// Shows what there is of a case that has nothing to be compared with.
fn refuse_comparison(case: &Case<'_>, finding: Finding, why: Reason, closed: bool) -> Finding {
    case.finish(finding, Outcome::refused(Step::Incomparable, why), closed)
}

/// Puts a question through the steps and the outcome into the finding.
fn ask<Q: super::steps::Question>(
    case: &Case<'_>,
    finding: Finding,
    question: &Q,
    closed: bool,
) -> Finding {
    case.finish(finding, super::steps::judge(question), closed)
}

/// The possibilities of an actual and of a baseline, at all that may make a difference.
fn points(case: &Case<'_>, actual: &Interval, baseline: Option<&Interval>) -> Vec<Point> {
    // Where the path through the milestones starts at one of them, nothing is expected yet.
    let stations = case.indicator.milestones.iter().map(|milestone| milestone.value.clone());
    let target = case.aim(None).map(|aim| aim.edges()).unwrap_or_default();
    let target: Vec<Number> = target.into_iter().chain(stations).collect();
    let others: Vec<Option<Number>> = match baseline {
        None => vec![None],
        Some(baseline) => telling(baseline, &target).into_iter().map(Some).collect(),
    };
    let mut points = Vec::new();
    for other in others {
        let edges = case.aim(other.as_ref()).map(|aim| aim.edges()).unwrap_or_default();
        let edges: Vec<Number> = edges.into_iter().chain(other.clone()).collect();
        let actuals = telling(actual, &edges).into_iter();
        points.extend(actuals.map(|actual| Point { actual, other: other.clone() }));
    }
    points
}
