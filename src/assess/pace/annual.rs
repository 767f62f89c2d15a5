//! Annual points: the figures of a series one year apart, counted back from the newest, and the changes between them.
//! What `projection` carries on.

use crate::{
    actuals::{Observation, Quality, speaks},
    assess::{
        Reason, UsedBaseline,
        aim::Aim,
        case::{Case, doubt_of, telling},
        trace::{AnnualChange, Known, rollup::mean_within},
    },
    interval::Interval,
    number::Number,
    period::Period,
};

/// Changes that are averaged: five, from six points.
const CHANGES: usize = 5;

/// Changes below which there is no verdict: three, from four points in a row.
const ENOUGH: usize = 3;

/// The last annual changes up to the newest figure, without a gap.
pub(in crate::assess) struct Run {
    /// From the earliest on, at most five.
    pub changes: Vec<AnnualChange>,
    /// How well the actual is known.
    actual: Quality,
    /// What is known of the year's end with which the last change ends, if that is not the actual.
    year_end: Option<Known>,
    /// What ended it, if it is too short.
    short: Reason,
}

impl Run {
    /// Counts back from `newest` while there is a figure for the year before; a baseline that only the plan prints is a
    /// figure of its year too.
    fn back_from(case: &Case<'_>, newest: &Observation, baseline: Option<&UsedBaseline>) -> Self {
        let bound = newest.quality.is_bound();
        let short = if bound { doubt_of([newest.quality]) } else { Reason::TooFewPoints };
        let mut run = Self { changes: Vec::new(), actual: newest.quality, year_end: None, short };
        let mut later = (newest.period, newest.value.clone());
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
            let observed = current.map(|now| {
                let then = case.view.like_with_like(now.period, later.0).unwrap_or(now);
                (now.period, [then, now].map(|it| (it.value.clone(), known_of(it))))
            });
            let printed = || printed_baseline(case, baseline, wanted);
            let Some((from, [then, now])) = observed.or_else(printed) else { break };
            run.changes.push(AnnualChange {
                from,
                earlier: then.0,
                earlier_now: now.0.clone(),
                known: [then.1, now.1],
                to: later.0,
                later: later.1,
            });
            // The next change starts from the newest value of this year.
            later = (from, now.0);
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
        let calendar = case.indicator.kind.calendar;
        if run.mean_with(&newest.value).is_ok() || calendar.ends_in(newest.period.last()) {
            return run;
        }
        let last = newest.period.last();
        let annual = calendar.year(calendar.year_of(last) - 1).and_then(|year| case.closing(year));
        let annual = annual.filter(|annual| {
            !annual.quality.is_bound() && !case.broken(annual.period.last(), last)
        });
        annual.map_or(run, |annual| {
            let back = Self::back_from(case, annual, baseline);
            Self { actual: newest.quality, year_end: Some(known_of(annual)), ..back }
        })
    }

    /// The changes with the value that the actual may have.
    fn with<'a>(&'a self, actual: &'a Number) -> impl Iterator<Item = Number> + 'a {
        let last = self.changes.len().wrapping_sub(1);
        self.changes.iter().enumerate().map(move |(index, change)| match index {
            _ if index == last && self.year_end.is_none() => actual - &change.earlier,
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

    /// What is known of the sum of the last `count` changes with a value of the actual, and the marks of what it rests on, newest
    /// first.
    ///
    /// A figure that ends one change and begins the next counts once, and so cancels out, unless it was revised.
    fn sum_with(&self, actual: &Number, count: usize) -> (Interval, Vec<Quality>) {
        let mut figures = vec![self.actual];
        let mut sum = Interval::exactly(actual);
        if let Some((known, quality)) = &self.year_end {
            sum.clone_from(known);
            figures.push(*quality);
        }
        let changes = &self.changes[self.changes.len().saturating_sub(count)..];
        for (index, change) in changes.iter().enumerate().rev() {
            let [(then, of_then), (now, of_now)] = &change.known;
            if index == 0 || then != now {
                sum = sum.minus(then);
                figures.push(*of_then);
            }
            if index > 0 && then != now {
                sum = sum.plus(now);
                figures.push(*of_now);
            }
        }
        (sum, figures)
    }

    /// Is the mean known exactly, where `actual` is the number printed?
    pub(in crate::assess) fn is_exact(&self, actual: &Number) -> bool {
        self.actual.is_exact() && self.sum_with(actual, CHANGES).0.exact().is_some()
    }

    /// Does the mean lead away from the target?
    pub(in crate::assess) fn slips(&self, aim: &Aim, actual: &Number, mean: &Number) -> bool {
        self.is_exact(actual) && aim.worsens(actual, &(actual + mean))
    }

    /// The one answer to which every mean of the last `count` changes leads that the figures allow; `turns` are the means at which
    /// it turns back.
    ///
    /// Errors: what is known of the figures that leave it open.
    pub(in crate::assess) fn agreed<T: PartialEq>(
        &self,
        actual: &Number,
        count: usize,
        turns: Vec<Number>,
        says: impl Fn(&Number) -> T,
    ) -> Result<T, Reason> {
        let (sum, figures) = self.sum_with(actual, count);
        let part = Number::ONE.over(&Number::from(count));
        let means = telling(&sum.scaled(&part.unwrap_or_default()), || turns);
        let mut answers = means.iter().map(says);
        let doubt = doubt_of(figures);
        let first = answers.next().ok_or(doubt)?;
        if answers.all(|other| other == first) { Ok(first) } else { Err(doubt) }
    }
}

fn known_of(figure: &Observation) -> Known {
    (figure.interval(), figure.quality)
}

/// Are both of one period?
fn same_slot(case: &Case<'_>, one: Period, other: Period) -> bool {
    speaks::same_slot(one, case.indicator.kind, other)
}

/// The figure of a year that only the plan prints, as observed ones are given: then and now.
fn printed_baseline(
    case: &Case<'_>,
    baseline: Option<&UsedBaseline>,
    wanted: Period,
) -> Option<(Period, [(Number, Known); 2])> {
    let of_year = baseline
        .filter(|it| it.observation.is_none())
        .filter(|it| same_slot(case, it.period, wanted))?;
    let known = (of_year.value.clone(), (Interval::exactly(&of_year.value), Quality::FINAL));
    Some((of_year.period, [known.clone(), known]))
}
