//! `rising` and `falling` of a `level`: better than the baseline.

use crate::actuals::{Observation, Speaks, speaks_for};
use crate::assess::case::{Case, Point, are_exact, doubt_with, possibilities};
use crate::assess::pace::{Run, compound_direction, projection_direction};
use crate::assess::steps::{self, Question};
use crate::assess::trace::{Equation, Growth};
use crate::assess::{Actual, Finding, Flag, Grounds, Method, Reason, UsedBaseline, Verdict};
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::Kind;

use super::level::{self, Chosen};

/// A direction, and the natural bound at which nothing is left to gain.
pub(super) struct Wanted<'a> {
    pub rising: bool,
    pub limit: Option<&'a Number>,
}

impl Wanted<'_> {
    /// Is nothing left to gain?
    fn is_at_limit(&self, value: &Number) -> bool {
        self.limit.is_some_and(|limit| if self.rising { value >= limit } else { value <= limit })
    }

    /// Is the value better than what it is compared with, or as good as can be?
    pub(super) fn is_better(&self, reference: &Number, value: &Number) -> bool {
        self.is_at_limit(value) || self.gap(reference, value).is_positive()
    }

    /// Distance in the wanted direction; negative is worse.
    pub(super) fn gap(&self, reference: &Number, value: &Number) -> Number {
        if self.rising { value - reference } else { reference - value }
    }
}

pub(super) fn judge(case: &Case<'_>, wanted: &Wanted<'_>) -> Finding {
    let mut finding = case.blank(None);
    finding.method = Method::Direct;
    let mut baseline = case.baseline();
    let start = case.clock(baseline.as_ref());
    let chosen = level::choose(case, |_| true);
    let mut later = chosen.as_ref().filter(|chosen| chosen.figure.period.last() > start);
    // While the year runs, like parts of both years are compared.
    let parts = if later.is_none() { year_to_date(case, start) } else { None };
    let part = parts.as_ref().map(|(figure, before)| {
        baseline = Some(UsedBaseline::of(before, false));
        Chosen { figure, stand_in: false, closes: false }
    });
    later = part.as_ref().or(later);
    let shown = later.or(chosen.as_ref()).map(|chosen| chosen.figure);
    let why = |it: &Observation| level::older_or_part(case, it);
    case.set_aside(&mut finding, shown, baseline.as_ref(), start.plus(1), why);
    case.trace_start(&mut finding, baseline.as_ref());
    if let Some(baseline) = &baseline {
        finding.target = Some(baseline.value.clone());
        finding.edge = baseline.value.clone();
    }
    if let Some(shown) = shown {
        case.show_actual(&mut finding, Actual::of(shown), None);
    }
    let Some(Chosen { figure: newest, stand_in, closes }) = later else {
        finding.baseline = baseline;
        return case.without_figure(finding, start, |it| !case.is_whole(it.period));
    };
    if *stand_in {
        finding.flags.insert(Flag::AfterDeadline);
    }
    let by_trend = case.method == Method::Projection && !closes && part.is_none();
    if let Some(why) = case.incomparable(baseline.as_ref(), newest.period)
        && !by_trend
    {
        finding.baseline = baseline;
        return case.refuse_comparison(finding, why, *closes);
    }
    if let Some(UsedBaseline { value, .. }) = &baseline {
        case.show_gap(&mut finding, (value, wanted.rising), wanted.gap(value, &newest.value));
    }
    let actual = Actual::of(newest);
    let by_method =
        matches!(case.method, Method::Compound | Method::Projection) && !closes && part.is_none();
    let run = by_trend.then(|| Run::up_to(case, newest, baseline.as_ref()));
    let direction = Direction {
        wanted,
        actual: &actual,
        baseline: baseline.as_ref(),
        closes: *closes,
        by_method,
        run: run.as_ref(),
    };
    if by_method {
        finding.method = case.method;
        finding.bands = case.bands(case.method);
        let other = baseline.as_ref().map(|baseline| baseline.value.clone());
        let at = Point { actual: actual.value.clone(), other };
        if let Ok((_, grounds)) = direction.by_method(&at) {
            if let Some(trace) = &mut finding.trace {
                trace.pace = direction.equations(&at, &grounds);
            }
            finding.grounds = grounds;
        }
    }
    let edges = |other: Option<&Number>| other.into_iter().chain(wanted.limit).cloned().collect();
    let known = baseline.as_ref().map(UsedBaseline::known);
    let possible = possibilities(&actual.known, known.as_ref(), Vec::new, edges);
    let doubt = doubt_with(actual.quality, baseline.as_ref());
    let outcome = steps::judge(&direction, &possible, doubt);
    finding.baseline.clone_from(&baseline);
    case.finish(finding, outcome, *closes)
}

/// The longest part of the running year that has a figure, beside that of the same months of the baseline's year.
fn year_to_date<'a>(case: &Case<'a>, start: Month) -> Option<(&'a Observation, &'a Observation)> {
    let running = Period::year(Month::of(case.as_of).year())?;
    let compared = case.indicator.kind != Kind::Stock
        && start.number() == 12
        && start < running.first()
        && running.last() <= case.deadline();
    let back = |month: Month| month.plus(start.since(running.last()));
    let pairs = case.current().filter(|_| compared).filter_map(|it| {
        let part = speaks_for(it.period, case.indicator.kind, running) == Speaks::PartOf;
        let before = Period::interval(back(it.period.first()), back(it.period.last()))?;
        let before = case.current().find(|other| other.period.same_span(before) && part)?;
        Some((it, case.view.like_with_like(before.period, it.period).unwrap_or(before)))
    });
    pairs.max_by_key(|(it, _)| (it.period.months(), it.period.last()))
}

struct Direction<'a> {
    wanted: &'a Wanted<'a>,
    actual: &'a Actual,
    baseline: Option<&'a UsedBaseline>,
    closes: bool,
    /// Does a method decide, as the deadline's figure is not in?
    by_method: bool,
    run: Option<&'a Run>,
}

impl Direction<'_> {
    fn is_better(&self, at: &Point) -> bool {
        at.other.as_ref().is_some_and(|other| self.wanted.is_better(other, &at.actual))
    }

    /// The equations of a method, where the figures are exact.
    fn equations(&self, at: &Point, grounds: &Grounds) -> Vec<Equation> {
        let exact = are_exact(&self.actual.known, self.baseline);
        match grounds {
            Grounds::Compound { achieved, coefficient, .. } if exact => {
                let growth = at.other.as_ref().map(|base| {
                    let ends = [base, &at.actual];
                    Equation::growth(Growth::Achieved, ends, self.months(), achieved)
                });
                let coefficient = coefficient.clone();
                growth.into_iter().chain([Equation::Thresholds { coefficient }]).collect()
            }
            Grounds::Projection { changes, mean } if exact => Equation::changes(changes, mean),
            _ => Vec::new(),
        }
    }

    /// From the end of the baseline's period to the end of the actual's.
    fn months(&self) -> i32 {
        let end = self.actual.period.last();
        self.baseline.map_or(0, |baseline| end.since(baseline.period.last()))
    }

    /// As Open SDG or Destatis judge a mere direction.
    fn by_method(&self, at: &Point) -> Result<(Verdict, Grounds), Reason> {
        let wanted = self.wanted;
        if let Some(run) = self.run {
            let at_limit = wanted.is_at_limit(&at.actual);
            return projection_direction(run, &at.actual, wanted.rising, at_limit);
        }
        let other = at.other.as_ref().ok_or(Reason::NoBaseline)?;
        compound_direction(other, &at.actual, self.months(), wanted.rising, wanted.limit)
    }
}

impl Question for Direction<'_> {
    type At = Point;

    fn settled(&self, at: &Point) -> Option<bool> {
        self.closes.then(|| self.is_better(at))
    }

    fn now(&self, at: &Point) -> Option<Result<Verdict, Reason>> {
        self.is_better(at).then(|| self.pace(at))
    }

    fn pace(&self, at: &Point) -> Result<Verdict, Reason> {
        if self.by_method {
            return self.by_method(at).map(|(verdict, _)| verdict);
        }
        Ok(match at.other.as_ref() {
            _ if self.is_better(at) => Verdict::OnTrack,
            Some(other) if *other == at.actual => Verdict::AtRisk,
            _ => Verdict::Regressing,
        })
    }
}
