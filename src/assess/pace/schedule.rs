//! `schedule` (序时进度): progress against the time elapsed, along a straight line or through milestones, and where that
//! pace leads. Time is counted in months from the start of the path to the end of the actual's period.

use super::way::{Pace, Way, month_of_arrival};
use crate::{
    assess::{
        Finding, Grounds, Reason,
        path::{Path, between},
        trace::{Equation, Quantity, Term},
    },
    interval::Interval,
    number::Number,
    period::Month,
};

/// What `schedule` says of a level.
///
/// Errors: `no-baseline`.
pub(super) fn read(way: &Way<'_>) -> Result<Pace, Reason> {
    let path = way.path().ok_or(Reason::NoBaseline)?;
    if way.held_at_baseline() || way.broken {
        // There was no way to go, or the two ends of it are not comparable.
        return Ok(Pace::default());
    }
    let ratio = match way.progress_and_expected() {
        (Some(progress), Some(expected)) if expected.is_positive() => progress.over(expected),
        _ => None,
    };
    Ok(path.pace(&way.actual, way.month, way.aim.strict, ratio))
}

impl Path {
    /// Everything the pace says of `actual` at the end of `month`.
    pub(in crate::assess) fn pace(
        &self,
        actual: &Number,
        month: Month,
        strict: bool,
        ratio: Option<Number>,
    ) -> Pace {
        let whole = Number::from(self.whole());
        let done = actual - &self.from;
        let per_month = done.over(&Number::from(self.elapsed(month)));
        let projected = per_month.as_ref().map(|pace| &self.from + &(pace * &whole));
        let arrival = per_month
            .and_then(|pace| (&self.to - &self.from).over(&pace))
            .filter(Number::is_positive)
            .and_then(|months| month_of_arrival(self.start, &months, strict, month));
        Pace { ratio, projected, arrival, grounds: Grounds::Own }
    }

    /// The equations of a pace along the path; of a sum below a ceiling the ratio is that of expected share and share used.
    pub(in crate::assess) fn equations(&self, finding: &Finding, ceiling: bool) -> Vec<Equation> {
        let Some(actual) = &finding.actual else { return Vec::new() };
        let month = actual.period.last();
        let actual = &actual.value;
        let progress =
            finding.progress.clone().map(|it| self.share(Quantity::Progress, actual, it));
        let expected = finding.expected.clone().map(|it| self.expected_equations(month, it));
        let done = finding.progress.as_ref().map(|it| (Term::Progress, it));
        let due = finding.expected.as_ref().map(|it| (Term::Expected, it));
        let terms = done.zip(due).zip(finding.ratio.as_ref());
        let ratio = terms.map(|((done, due), ratio)| {
            let terms = if ceiling { [due, done] } else { [done, due] };
            Equation::quotient(Quantity::Ratio, terms, ratio)
        });
        let projected = finding.projected.clone().map(|result| Equation::Line {
            quantity: Quantity::Projected,
            from: self.from.clone(),
            to: actual.clone(),
            months: [self.whole(), self.elapsed(month)],
            result,
        });
        progress
            .into_iter()
            .chain(expected.into_iter().flatten())
            .chain(ratio)
            .chain(projected)
            .collect()
    }

    /// What part of the way a value is.
    fn share(&self, quantity: Quantity, at: &Number, result: Number) -> Equation {
        let baseline = self.from.clone();
        Equation::Share { quantity, at: at.clone(), baseline, target: self.to.clone(), result }
    }

    /// Through milestones the share is that of what is due on the line between two of them.
    fn expected_equations(&self, month: Month, result: Number) -> Vec<Equation> {
        if self.is_straight_until(month) {
            let elapsed = self.elapsed(month);
            return vec![Equation::Expected { elapsed, whole: self.whole(), result }];
        }
        let due = between(self.stations(), month).unwrap_or_else(|| self.to.clone());
        let mut lines = self.stations().zip(self.stations().skip(1));
        let line = lines.find(|(from, to)| from.0 < month && month < to.0);
        let line = line.map(|((start, from), (end, to))| Equation::Line {
            quantity: Quantity::Due,
            from: from.clone(),
            to: to.clone(),
            months: [month.since(start), end.since(start)],
            result: due.clone(),
        });
        line.into_iter().chain([self.share(Quantity::Expected, &due, result)]).collect()
    }

    /// What is known of progress and ratio where the figures are not exact.
    pub(in crate::assess) fn bounds(
        &self,
        progress: Option<Interval>,
        month: Month,
        ceiling: bool,
    ) -> Vec<Equation> {
        let Some(done) = progress else { return Vec::new() };
        let expected = self.expected(month);
        let due = expected.as_ref().filter(|it| it.is_positive()).map(Interval::exactly);
        let ratio = due.and_then(|due| if ceiling { due.over(&done) } else { done.over(&due) });
        let progress = Equation::within(Quantity::Progress, done);
        let expected = expected.map(|it| self.expected_equations(month, it));
        let ratio = ratio.and_then(|ratio| Equation::within(Quantity::Ratio, ratio));
        progress.into_iter().chain(expected.into_iter().flatten()).chain(ratio).collect()
    }
}
