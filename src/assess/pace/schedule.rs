//! `schedule` (序时进度): progress against the time elapsed, along a straight line or through milestones, and where that
//! pace leads. Time is counted in months from the start of the path to the end of the actual's period.

use super::way::{Pace, Way, month_of_arrival};
use crate::assess::path::Path;
use crate::assess::trace::{Equation, Quantity, Term};
use crate::assess::{Finding, Grounds, Reason};
use crate::interval::Interval;
use crate::number::Number;
use crate::period::Month;

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
        let progress = finding.progress.as_ref().map(|progress| Equation::Progress {
            actual: actual.value.clone(),
            baseline: self.from.clone(),
            target: self.to.clone(),
            result: progress.clone(),
        });
        let month = actual.period.last();
        let expected = finding.expected.clone().map(|it| self.expected_equation(month, it));
        let done = finding.progress.as_ref().map(|it| (Term::Progress, it));
        let due = finding.expected.as_ref().map(|it| (Term::Expected, it));
        let terms = done.zip(due).zip(finding.ratio.as_ref());
        let ratio = terms.map(|((done, due), ratio)| {
            let terms = if ceiling { [due, done] } else { [done, due] };
            Equation::quotient(Quantity::Ratio, terms, ratio)
        });
        let projected = finding.projected.clone();
        let projected = projected.map(|it| Equation::Given(Quantity::Projected, it));
        [progress, expected, ratio, projected].into_iter().flatten().collect()
    }

    fn expected_equation(&self, month: Month, result: Number) -> Equation {
        if self.is_straight_until(month) {
            Equation::Expected { elapsed: self.elapsed(month), whole: self.whole(), result }
        } else {
            Equation::Given(Quantity::Expected, result)
        }
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
        let expected = expected.map(|it| self.expected_equation(month, it));
        let ratio = ratio.and_then(|ratio| Equation::within(Quantity::Ratio, ratio));
        [progress, expected, ratio].into_iter().flatten().collect()
    }
}
