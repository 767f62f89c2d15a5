//! A level on its way from its baseline to its target.
//!
//! Every value here is exact: of an inexact figure the pace is asked for each value that it may have.

use std::cell::OnceCell;
use std::ops::Deref;

use super::{annual::Run, growth::between as growth_between};
use crate::{
    assess::{
        Finding, Grounds, Method, Reason,
        aim::Aim,
        case::Case,
        path::{Path, SoFar},
        trace::{Equation, Growth, Quantity, Side, Term},
    },
    interval::Interval,
    number::Number,
    period::Month,
    plan::Goal,
};

/// A level on its way: everything that a method may look at.
pub(in crate::assess) struct Way<'a> {
    pub case: &'a Case<'a>,
    pub aim: Aim,
    /// The baseline, and the month at whose end the clock starts.
    pub baseline: Option<(Number, Month)>,
    pub actual: Number,
    /// The end of the actual's period.
    pub month: Month,
    pub met: bool,
    /// Did the series change its coverage between baseline and actual?
    pub broken: bool,
    /// Counted back when a method first asks for it: a row on its schedule never does.
    pub run: &'a dyn Deref<Target = Run>,
    /// What the method says, worked out once for the verdict and for what is shown.
    pub(super) read: OnceCell<(Method, Result<Pace, Reason>)>,
    so_far: OnceCell<SoFar>,
}

/// What a method says of a way.
#[derive(Default)]
pub(in crate::assess) struct Pace {
    pub ratio: Option<Number>,
    pub projected: Option<Number>,
    pub arrival: Option<Month>,
    pub grounds: Grounds,
}

impl<'a> Way<'a> {
    pub(in crate::assess) fn new(
        (case, run): (&'a Case<'a>, &'a dyn Deref<Target = Run>),
        aim: Aim,
        baseline: Option<(Number, Month)>,
        (month, actual): (Month, Number),
        broken: bool,
    ) -> Self {
        let met = aim.met_by(&actual);
        let read = OnceCell::new();
        let so_far = OnceCell::new();
        Self { case, aim, baseline, actual, month, met, broken, run, read, so_far }
    }

    /// The month at whose end the target is due.
    pub(super) fn deadline(&self) -> Month {
        self.case.deadline()
    }

    pub(in crate::assess) fn base(&self) -> Option<&Number> {
        self.baseline.as_ref().map(|(value, _)| value)
    }

    /// The value to be reached: the edge, or the end of a range on the side from which it is approached.
    pub(in crate::assess) fn end(&self) -> &Number {
        self.aim.path_end(self.base().unwrap_or(&self.actual))
    }

    /// The end that is still to be reached: of a range the nearer one, on whichever side of it the actual lies.
    pub(in crate::assess) fn end_ahead(&self) -> &Number {
        self.aim.path_end(&self.actual)
    }

    /// Was the target met at the baseline already, as far as the two are comparable?
    pub(in crate::assess) fn held_at_baseline(&self) -> bool {
        self.base().is_some_and(|base| self.aim.met_by(base))
    }

    /// Was the target met at the baseline, and is the actual comparable with it?
    pub(in crate::assess) fn is_lost(&self) -> bool {
        self.held_at_baseline() && !self.broken
    }

    /// How far it is on its path, and how far it should be; nothing across a break.
    pub(in crate::assess) fn progress_and_expected(&self) -> &SoFar {
        self.so_far.get_or_init(|| {
            let path = self.path().filter(|_| !self.broken);
            path.map_or((None, None), |path| path.so_far(&self.actual, self.month))
        })
    }

    /// The path of a level; `None` without a baseline.
    pub(super) fn path(&self) -> Option<Path> {
        let (from, start) = self.baseline.clone()?;
        Some(self.case.path((start, from), self.end().clone()))
    }

    /// What is known of progress and ratio by `schedule`, where the figures are not exact.
    pub(in crate::assess) fn bounds(&self, actual: &Interval, base: &Interval) -> Vec<Equation> {
        let path = self.path().filter(|_| !self.broken && !self.held_at_baseline());
        // Where milestones begin at an inexact value nothing is known of what is expected.
        let path = path.filter(|it| base.exact().is_some() || it.is_straight_until(self.month));
        let Some(path) = path else { return Vec::new() };
        // Each figure stands once, so that what is not known of it counts once.
        let one = Interval::exactly(&Number::ONE);
        let end = Interval::exactly(&path.to);
        let progress = match &self.case.indicator.target {
            Goal::Change(change) => change.done(actual, base),
            _ => end.minus(actual).over(&end.minus(base)).map(|left| one.minus(&left)),
        };
        path.bounds(progress, self.month, false)
    }

    /// The equations of what is still needed.
    pub(in crate::assess) fn needs(&self, finding: &Finding) -> Vec<Equation> {
        let amount = finding.required_amount.clone().map(|result| Equation::Left {
            quantity: Quantity::Required,
            target: (Term::Target, self.end_ahead().clone()),
            actual: self.actual.clone(),
            months: self.months_left(),
            result,
        });
        let growth = finding.required_growth.as_ref().map(|growth| {
            let ends = [&self.actual, self.end_ahead()];
            Equation::growth(Growth::Needed, ends, self.months_left(), growth)
        });
        amount.into_iter().chain(growth).collect()
    }

    pub(super) fn months_left(&self) -> i32 {
        self.deadline().since(self.month)
    }

    /// Did it go through the range and out at the far end?
    pub(in crate::assess) fn is_past_the_range(&self) -> bool {
        let aim = &self.aim;
        let actual = &self.actual;
        self.base().is_some_and(|base| {
            aim.side == Side::Range
                && (aim.edge > *base && *actual > aim.upper
                    || aim.upper < *base && *actual < aim.edge)
        })
    }

    /// The same amount every year from here to the target; nothing where it is met, or only a step away.
    pub(in crate::assess) fn required_per_year(&self) -> Option<Number> {
        let years = Number::fraction(self.months_left().into(), 12)?;
        let left = self.end_ahead() - &self.actual;
        let wanted = years.is_positive() && !self.met && !left.is_zero();
        wanted.then(|| left.over(&years)).flatten()
    }

    /// The same growth every year from here to the target, in percent.
    pub(in crate::assess) fn required_growth(&self) -> Option<Number> {
        let end = self.end_ahead();
        let wanted = !self.met && *end != self.actual;
        wanted.then(|| growth_between(&self.actual, end, self.months_left())).flatten()
    }
}

/// The month of an arrival that takes so many months from `start`; a strict target reached to the digit takes one more.
pub(super) fn month_of_arrival(
    start: Month,
    months: &Number,
    strict: bool,
    after: Month,
) -> Option<Month> {
    let whole = months.ceil_i64()?;
    let whole = if strict && months.is_integer() { whole + 1 } else { whole };
    let month = start.plus(i32::try_from(whole).ok()?);
    (month > after && month.year() <= 9999).then_some(month)
}
