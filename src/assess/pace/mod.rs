//! The path of a level from its baseline to its target, and what a method says of its pace; the three methods are a file each.
//!
//! Every value here is exact: of an inexact figure the pace is asked for each value that it may have.

use super::aim::Aim;
use super::case::{Case, grade};
use super::path::Path;
use super::trace::{Equation, Growth, Quantity, Side};
use super::{Finding, Grounds, Method, Reason, Verdict};
use crate::number::Number;
use crate::period::Month;

mod annual;
mod compound;
mod projection;
mod schedule;

pub(super) use annual::Run;
pub(super) use compound::{
    direction as compound_direction, stations as compound_stations, value_at as compound_value_at,
};
pub(super) use projection::{direction as projection_direction, rate as projection_rate};

/// A level on its way: everything that a method may look at.
pub(super) struct Way<'a> {
    pub case: &'a Case<'a>,
    pub aim: &'a Aim,
    /// The baseline, and the month at whose end the clock starts.
    pub baseline: Option<(&'a Number, Month)>,
    pub actual: &'a Number,
    /// The end of the actual's period.
    pub month: Month,
    pub met: bool,
    /// Did the series change its coverage between baseline and actual?
    pub broken: bool,
    pub run: &'a Run,
}

/// What a method says of a way.
#[derive(Debug, Clone, Default)]
pub(super) struct Pace {
    pub ratio: Option<Number>,
    pub projected: Option<Number>,
    pub arrival: Option<Month>,
    pub grounds: Grounds,
}

impl Way<'_> {
    /// The month at whose end the target is due.
    fn deadline(&self) -> Month {
        self.case.deadline()
    }

    fn base(&self) -> Option<&Number> {
        self.baseline.map(|(value, _)| value)
    }

    /// The value to be reached: the edge, or the end of a range on the side from which it is approached.
    fn end(&self) -> Number {
        self.aim.path_end(self.base().unwrap_or(self.actual))
    }

    /// The end that is still to be reached: of a range the nearer one, on whichever side of it the actual lies.
    pub(super) fn end_ahead(&self) -> Number {
        self.aim.path_end(self.actual)
    }

    /// Is the target to be reached from above?
    fn leads_down(&self) -> bool {
        self.aim.leads_down_from(self.base().unwrap_or(self.actual))
    }

    /// Was the target met at the baseline already, as far as the two are comparable?
    pub(super) fn held_at_baseline(&self) -> bool {
        self.base().is_some_and(|base| self.aim.met_by(base))
    }

    /// What a method says; `schedule` hands over to `projection` where there is no baseline.
    ///
    /// Errors: why the method is refused, with the method.
    pub(super) fn read(&self) -> (Method, Result<Pace, Reason>) {
        let read = match self.case.method {
            Method::Schedule | Method::Direct => schedule::read(self),
            Method::Compound => compound::read(self),
            Method::Projection => projection::read(self),
        };
        match (self.case.method, read) {
            (Method::Schedule, Err(Reason::NoBaseline)) => match projection::read(self) {
                Ok(pace) => (Method::Projection, Ok(pace)),
                Err(_) => (Method::Schedule, Err(Reason::NoBaseline)),
            },
            (method, read) => (method, read),
        }
    }

    /// The verdict of a pace.
    ///
    /// Errors: why there is none.
    pub(super) fn verdict(&self, method: Method, pace: &Pace) -> Result<Verdict, Reason> {
        let bands = self.case.bands(method);
        if let Grounds::Projection { mean, .. } = &pace.grounds {
            return Ok(projection::verdict(self, pace.ratio.as_ref(), mean, &bands));
        }
        if let Some(ratio) = &pace.ratio {
            return Ok(grade(ratio, &bands, self.aim.budget));
        }
        let progress = self.progress_and_expected().0.filter(|_| method == Method::Schedule);
        if let Some(progress) = progress.filter(|_| !self.held_at_baseline()) {
            // Nothing is expected yet on this path (a flat first milestone): only going backwards can be judged.
            return Ok(if progress.is_negative() { Verdict::Regressing } else { Verdict::OnTrack });
        }
        let worse = self.base().is_some_and(|base| self.aim.worsens(base, self.actual));
        if worse { Ok(Verdict::Regressing) } else { Err(Reason::ZeroOrSign) }
    }

    /// How far it is on its path, and how far it should be; nothing across a break.
    pub(super) fn progress_and_expected(&self) -> (Option<Number>, Option<Number>) {
        let path = self.path().filter(|_| !self.broken);
        path.map_or((None, None), |path| (path.progress(self.actual), path.expected(self.month)))
    }

    /// The path of a level; `None` without a baseline.
    fn path(&self) -> Option<Path> {
        let (from, start) = self.baseline?;
        Some(self.case.path((start, from.clone()), self.end()))
    }

    /// The equations of the pace that the finding shows.
    pub(super) fn equations(&self, finding: &Finding) -> Vec<Equation> {
        match (&finding.grounds, self.path()) {
            (Grounds::Compound { achieved, required, .. }, _) => {
                compound::equations(self, finding, achieved, required.as_ref())
            }
            (Grounds::Projection { changes, mean }, _) => {
                projection::equations(self, finding, changes, mean)
            }
            (Grounds::Own, Some(path)) if finding.method == Method::Schedule => {
                path.equations(finding, false)
            }
            (Grounds::Own, _) => Vec::new(),
        }
    }

    /// The equations of what is still needed.
    pub(super) fn needs(&self, finding: &Finding) -> Vec<Equation> {
        let amount = finding.required_amount.clone();
        let amount = amount.map(|amount| Equation::Given(Quantity::Required, amount));
        let growth = finding.required_growth.as_ref().map(|growth| {
            let ends = [self.actual, &self.end_ahead()];
            Equation::growth(Growth::Needed, ends, self.months_left(), growth)
        });
        amount.into_iter().chain(growth).collect()
    }

    fn months_left(&self) -> i32 {
        self.deadline().since(self.month)
    }

    /// Are baseline and target the same?
    pub(super) fn is_hold(&self) -> bool {
        self.base() == Some(&self.end())
    }

    /// Did it go through the range and out at the far end?
    pub(super) fn is_past_the_range(&self) -> bool {
        let (aim, actual) = (self.aim, self.actual);
        self.base().is_some_and(|base| {
            aim.side == Side::Range
                && (aim.edge > *base && *actual > aim.upper
                    || aim.upper < *base && *actual < aim.edge)
        })
    }

    /// The same amount every year from here to the target; nothing where it is met, or only a step away.
    pub(super) fn required_per_year(&self) -> Option<Number> {
        let years = Number::from(self.deadline().since(self.month)).over(&Number::from(12))?;
        let left = &self.end_ahead() - self.actual;
        let wanted = years.is_positive() && !self.met && !left.is_zero();
        wanted.then(|| left.over(&years)).flatten()
    }

    /// The same growth every year from here to the target, in percent.
    pub(super) fn required_growth(&self) -> Option<Number> {
        let months = self.deadline().since(self.month);
        let end = self.end_ahead();
        let wanted = !self.met && end != *self.actual;
        wanted.then(|| compound::growth_between(self.actual, &end, months)).flatten()
    }
}

/// The month of an arrival that takes so many months from `start`; a strict target reached to the digit takes one more.
fn arrival(start: Month, months: &Number, strict: bool, after: Month) -> Option<Month> {
    let whole = months.ceil_i64()?;
    let whole = if strict && months.is_integer() { whole + 1 } else { whole };
    let month = start.plus(i32::try_from(whole).ok()?);
    (month > after && month.year() <= 9999).then_some(month)
}
