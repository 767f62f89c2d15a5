//! The way of a level from its baseline to its target, and what a method says of it: the frame that the three methods
//! fill, one file each.

use super::aim::{Aim, Side};
use super::annual::Run;
use super::case::{Case, Met, grade};
use super::{Actual, Finding, Grounds, Method, Reason, UsedBaseline, Verdict};
use super::{compound, projection, schedule};
use crate::actuals::Observation;
use crate::number::Number;
use crate::period::Month;

/// A level on its way: everything that a method may look at.
pub(super) struct Way<'a> {
    pub case: &'a Case<'a>,
    pub aim: &'a Aim,
    pub baseline: Option<&'a UsedBaseline>,
    pub actual: &'a Actual,
    /// The observation that gives the actual.
    pub newest: &'a Observation,
    pub met: Met,
    /// Was the target met at the baseline already?
    pub held_at_baseline: bool,
    /// Did the series change its coverage between baseline and actual?
    pub broken: bool,
}

/// What a method says of a way.
#[derive(Debug, Clone, Default)]
pub(super) struct Pace {
    pub ratio: Option<Number>,
    pub projected: Option<Number>,
    /// The method's own; without one the change needed is the same amount every year.
    pub required_per_year: Option<Number>,
    pub arrival: Option<Month>,
    pub grounds: Grounds,
}

impl Way<'_> {
    /// The end of the actual's period.
    pub(super) fn month(&self) -> Month {
        self.actual.period.last()
    }

    /// The month at whose end the target is due.
    pub(super) fn deadline(&self) -> Month {
        self.case.indicator.deadline.last()
    }

    /// The value to be reached: the edge, or the end of a range on the side from which it is approached.
    pub(super) fn end(&self) -> Number {
        let from = self.baseline.map(|baseline| &baseline.value);
        self.aim.path_end(from.unwrap_or(&self.actual.value))
    }

    /// The end that is still to be reached: of a range the nearer one, on whichever side of it the actual stands.
    pub(super) fn end_ahead(&self) -> Number {
        self.aim.path_end(&self.actual.value)
    }

    /// Is the target to be reached from above?
    pub(super) fn leads_down(&self) -> bool {
        let from = self.baseline.map(|baseline| &baseline.value);
        self.aim.leads_down_from(from.unwrap_or(&self.actual.value))
    }

    /// The annual changes up to the actual.
    pub(super) fn run(&self) -> Run {
        Run::up_to(self.case, self.newest, self.baseline)
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

    /// Step 7: the verdict of a pace.
    ///
    /// Errors: why there is none.
    pub(super) fn verdict(
        &self,
        method: Method,
        pace: &Pace,
        finding: &Finding,
    ) -> Result<Verdict, Reason> {
        if let Grounds::Projection { mean, .. } = &pace.grounds {
            let ratio = pace.ratio.as_ref();
            return Ok(projection::verdict(self, ratio, mean, &finding.bands));
        }
        if let Some(ratio) = &pace.ratio {
            return Ok(grade(ratio, &finding.bands, self.aim));
        }
        if let Some(progress) = finding.progress.as_ref().filter(|_| method == Method::Schedule) {
            // Nothing is expected yet on this path (a flat first milestone): only going backwards can be judged.
            return Ok(if progress.is_negative() { Verdict::Regressing } else { Verdict::OnTrack });
        }
        let worse = self
            .baseline
            .is_some_and(|baseline| self.aim.worsens(&baseline.value, &self.actual.value));
        if worse { Ok(Verdict::Regressing) } else { Err(Reason::ZeroOrSign) }
    }

    /// Are baseline and target the same?
    pub(super) fn is_hold(&self) -> bool {
        self.baseline.is_some_and(|baseline| baseline.value == self.end())
    }

    /// Did it go through the range and out at the far end?
    pub(super) fn is_past_the_range(&self) -> bool {
        let (aim, actual) = (self.aim, &self.actual.value);
        self.baseline.is_some_and(|baseline| {
            aim.side == Side::Range
                && (aim.edge > baseline.value && *actual > aim.upper
                    || aim.upper < baseline.value && *actual < aim.edge)
        })
    }

    /// The same amount every year from here to the target.
    pub(super) fn required_per_year(&self) -> Option<Number> {
        let years = Number::from(self.deadline().since(self.month())).over(&Number::from(12))?;
        (years.is_positive() && self.met != Met::Yes)
            .then(|| (&self.end_ahead() - &self.actual.value).over(&years))
            .flatten()
    }

    /// The same growth every year from here to the target, in percent.
    pub(super) fn required_growth(&self) -> Option<Number> {
        let months = self.deadline().since(self.month());
        if self.met == Met::Yes {
            return None;
        }
        compound::growth_between(&self.actual.value, &self.end_ahead(), months)
    }
}
