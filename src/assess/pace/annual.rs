//! Annual points: the figures of a series one year apart, counted back from the newest, and the changes between them.
//! What `projection` carries on.

use crate::actuals::Observation;
use crate::actuals::speaks::closes;
use crate::assess::case::{Case, doubt_of};
use crate::assess::trace::AnnualChange;
use crate::assess::trace::rollup::mean_within;
use crate::assess::{Reason, UsedBaseline};
use crate::number::Number;
use crate::period::Period;

/// Changes that are averaged: five, from six points.
const CHANGES: usize = 5;

/// Changes below which there is no verdict: three, from four points in a row.
const ENOUGH: usize = 3;

/// The last annual changes up to the newest figure, without a gap.
pub(in crate::assess) struct Run {
    /// From the earliest on, at most five.
    pub changes: Vec<AnnualChange>,
    /// Are all figures exact?
    pub exact: bool,
    /// Does the last of them end with the actual?
    to_actual: bool,
    /// What ended it, if it is too short.
    short: Reason,
}

impl Run {
    /// Counts back from `newest` while there is a figure for the year before; a baseline that only the plan prints is a
    /// figure of its year too.
    fn back_from(case: &Case<'_>, newest: &Observation, baseline: Option<&UsedBaseline>) -> Self {
        let bound = newest.quality.is_bound().then(|| doubt_of([newest.quality]));
        let short = bound.unwrap_or(Reason::TooFewPoints);
        let mut run = Self { changes: Vec::new(), exact: true, to_actual: true, short };
        let mut later = (newest.period, newest.value.clone());
        let mut observed = Some(newest);
        while run.changes.len() < CHANGES {
            let end = later.0.last();
            if case.broken(end.plus(-12), end) {
                run.short = Reason::Break;
                break;
            }
            let Some(wanted) = later.0.years_later(-1) else {
                break;
            };
            let current = case
                .current()
                .rev()
                .find(|other| same_slot(case, other.period, wanted))
                .filter(|other| !other.quality.is_bound());
            let earlier = current
                .map(|current| known_then(case, current, later.0))
                .or_else(|| printed_baseline(case, baseline, wanted));
            let Some((from, value)) = earlier else { break };
            let both = [observed, current].into_iter().flatten();
            run.exact &= both.into_iter().all(|it| it.quality.is_exact());
            let now = current.map_or_else(|| value.clone(), |current| current.value.clone());
            run.changes.push(AnnualChange {
                from,
                earlier: value,
                earlier_now: now.clone(),
                to: later.0,
                later: later.1,
            });
            // The next change starts from the newest value of this year.
            later = (from, now);
            observed = current;
        }
        run.changes.reverse();
        run
    }

    /// The run up to `newest`, or where its months have too few figures in the years before, up to the year's end in the
    /// twelve months before it: a figure of March stands beside the annual ones, and they are what the years are compared by.
    pub(in crate::assess) fn up_to(
        case: &Case<'_>,
        newest: &Observation,
        baseline: Option<&UsedBaseline>,
    ) -> Self {
        let run = Self::back_from(case, newest, baseline);
        if run.mean_with(&newest.value).is_ok() || newest.period.last().number() == 12 {
            return run;
        }
        let last = newest.period.last();
        let annual = Period::year(last.year() - 1).and_then(|year| case.closing(year));
        let annual = annual.filter(|annual| {
            !annual.quality.is_bound() && !case.broken(annual.period.last(), last)
        });
        annual.map_or(run, |annual| {
            let back = Self::back_from(case, annual, baseline);
            let exact = back.exact && newest.quality.is_exact();
            Self { to_actual: false, exact, ..back }
        })
    }

    /// The changes with the value that the actual may have.
    fn with<'a>(&'a self, actual: &'a Number) -> impl Iterator<Item = Number> + 'a {
        let last = self.changes.len().wrapping_sub(1);
        self.changes.iter().enumerate().map(move |(index, change)| match index {
            _ if index == last && self.to_actual => actual - &change.earlier,
            _ => change.by(),
        })
    }

    /// The mean change per year.
    ///
    /// Errors: `too-few-points` below three changes, or `break` where a break left no more.
    pub(in crate::assess) fn mean_with(&self, actual: &Number) -> Result<Number, Reason> {
        let reason = self.short;
        if self.changes.len() < ENOUGH {
            return Err(reason);
        }
        mean_within(self.with(actual).collect(), None).ok_or(reason)
    }

    /// The last change.
    pub(super) fn last_with(&self, actual: &Number) -> Option<Number> {
        self.with(actual).last()
    }
}

/// Are both of one period?
fn same_slot(case: &Case<'_>, one: Period, other: Period) -> bool {
    closes(one, case.indicator.kind, other)
}

/// The earlier figure as it was known when that of `later` was first published.
fn known_then(case: &Case<'_>, current: &Observation, later: Period) -> (Period, Number) {
    let then = case.view.like_with_like(current.period, later);
    let value = then.map_or(&current.value, |then| &then.value);
    (current.period, value.clone())
}

fn printed_baseline(
    case: &Case<'_>,
    baseline: Option<&UsedBaseline>,
    wanted: Period,
) -> Option<(Period, Number)> {
    baseline
        .filter(|baseline| baseline.observation.is_none())
        .filter(|baseline| same_slot(case, baseline.period, wanted))
        .map(|baseline| (baseline.period, baseline.value.clone()))
}
