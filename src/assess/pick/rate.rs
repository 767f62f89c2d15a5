//! `rate`: a growth rate or share inside the period, compared with the target directly; it never accumulates.

use crate::{
    actuals::Observation,
    assess::{
        Actual, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, UsedBaseline, Verdict,
        aim::Aim,
        case::{Case, Point, are_exact, doubt_with},
        pace::{Run, projection_rate},
        steps::{self, Question},
        trace::{Equation, Quantity, Term},
    },
    calendar::Calendar,
    number::Number,
    period::{Month, Period},
    plan::Kind,
};

/// The order in which figures inside the period are preferred, the best last: the deadline's own, the newest full year, the
/// year to date that ends last, whatever ends last. Of a stock only the end counts.
pub(super) fn preference(case: &Case<'_>, it: &Observation, to_date: bool) -> (i32, Month, i32) {
    let period = it.period;
    let calendar = case.indicator.kind.calendar;
    let rank = if case.is_settled_by(it) {
        3
    } else if case.indicator.kind == Kind::Stock && case.indicator.kind.at.is_none() {
        0
    } else if calendar.is_year(period) {
        2
    } else {
        i32::from(to_date && calendar.is_to_date(period))
    };
    (rank, period.last(), period.months())
}

/// Does the series have figures of the year to date, rather than of single months and quarters only?
pub(super) fn runs_to_date<'a>(
    calendar: Calendar,
    figures: impl IntoIterator<Item = &'a Observation>,
) -> bool {
    figures.into_iter().any(|it| {
        let months = it.period.months();
        calendar.is_to_date(it.period) && months < 12 && months != 1 && months != 3
    })
}

/// The figures that may count: in time, and begun within the period.
pub(super) fn inside<'a>(case: &Case<'a>) -> Vec<&'a Observation> {
    let start = case.indicator.period.first();
    let begun = |period: Period| match case.indicator.kind.kind {
        Kind::Stock => period.last() >= start,
        Kind::Flow | Kind::Ratio => period.first() >= start,
    };
    let in_time = |it: &&Observation| it.period.last() <= case.deadline() && begun(it.period);
    case.current().filter(in_time).collect()
}

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = case.baseline_beside();
    let value = baseline.as_ref().map(|baseline| &baseline.value);
    let mut finding = case.blank(value);
    let start = case.indicator.period.first();
    let inside = inside(case);
    let to_date = runs_to_date(case.indicator.kind.calendar, inside.iter().copied());
    let chosen = inside.iter().copied().max_by_key(|it| preference(case, it, to_date));
    // Of figures with one end the longest comes last.
    let shown = chosen.or_else(|| case.current().rev().find(|it| it.period.last() < start));
    case.set_aside(&mut finding, shown, baseline.as_ref(), start, |it| {
        let rank = |it| preference(case, it, to_date).0;
        if it.period.first() < start {
            SetAsideWhy::BeforePeriod
        } else if chosen.is_some_and(|chosen| rank(it) < rank(chosen)) {
            SetAsideWhy::PartOfYear
        } else {
            SetAsideWhy::Older
        }
    });
    let aim = case.aim(value);
    if let Some(shown) = shown {
        case.show_actual(&mut finding, Actual::of(shown), aim.as_ref());
    }
    let Some(chosen) = chosen else {
        return case.without_figure(finding, case.indicator.period.eve(), |_| false);
    };
    let closes = case.is_settled_by(chosen);
    let lacks = case.lacks_change(baseline.as_ref(), chosen.period);
    let aim = match (aim, lacks) {
        (Some(aim), None) => aim,
        (_, lacks) => {
            finding.baseline = baseline;
            return case.refuse_comparison(finding, lacks.unwrap_or(Reason::NoBaseline), closes);
        }
    };
    let actual = Actual::of(chosen);
    let by_trend = case.method == Method::Projection;
    let run = by_trend.then(|| Run::up_to(case, chosen, baseline.as_ref()));
    let rate =
        Rate { case, actual: &actual, baseline: baseline.as_ref(), closes, run: run.as_ref() };
    let possible = case.points(&actual.known, baseline.as_ref());
    let outcome = steps::judge(&rate, &possible, doubt_with(actual.quality, baseline.as_ref()));
    match &run {
        None => direct(case, &mut finding, (&aim, &actual), baseline.as_ref()),
        Some(run) => {
            finding.method = Method::Projection;
            finding.bands = case.bands(Method::Projection);
            if let Ok(mean) = run.mean_with(&actual.value) {
                if let Some(trace) = &mut finding.trace {
                    trace.pace = Equation::changes(&run.changes, &mean);
                }
                finding.grounds = Grounds::Projection { changes: run.changes.clone(), mean };
            }
        }
    }
    let slips = match (&finding.grounds, &run) {
        (Grounds::Projection { mean, .. }, Some(run)) => run.slips(&aim, &actual.value, mean),
        _ => run.is_none() && slips(case, &aim, chosen),
    };
    if outcome.is_met() && slips {
        finding.flags.insert(Flag::Slipping);
    }
    finding.baseline.clone_from(&baseline);
    case.finish(finding, outcome, closes)
}

/// The ratio of what is compared with its target directly.
pub(super) fn direct(
    case: &Case<'_>,
    finding: &mut Finding,
    (aim, actual): (&Aim, &Actual),
    baseline: Option<&UsedBaseline>,
) {
    let relative = case.indicator.target.value().is_none();
    let from = baseline.filter(|_| relative);
    if are_exact(&actual.known, from) {
        finding.ratio = aim.direct_ratio(&actual.value);
    }
    if let (Some(terms), Some(trace)) = (aim.direct_terms(&actual.value), &mut finding.trace) {
        let known = |(term, number): (Term, &Number)| match term {
            Term::Actual => actual.known.clone(),
            _ => case.known_edge(number, from.map(|it| (&it.value, it.known()))),
        };
        let ratio = &finding.ratio;
        let exact = ratio.as_ref().map(|it| Equation::quotient(Quantity::Ratio, terms, it));
        let within = || {
            let [above, below] = terms.map(known);
            Equation::within(Quantity::Ratio, above.over(&below)?)
        };
        trace.pace.extend(exact.or_else(within));
    }
}

pub(super) struct Rate<'a> {
    pub case: &'a Case<'a>,
    pub actual: &'a Actual,
    pub baseline: Option<&'a UsedBaseline>,
    pub closes: bool,
    /// Under `projection` the annual changes decide beside the value.
    pub run: Option<&'a Run>,
}

impl Question for Rate<'_> {
    type At = (Point, Aim);

    fn settled(&self, (at, aim): &Self::At) -> Option<bool> {
        self.closes.then(|| aim.met_by(&at.actual))
    }

    fn now(&self, (at, aim): &Self::At) -> Option<Result<Verdict, Reason>> {
        // It must still hold at the end, so it is never achieved early.
        let by_trend = |run| projection_rate(run, aim, &at.actual);
        aim.met_by(&at.actual).then(|| self.run.map_or(Ok(Verdict::OnTrack), by_trend))
    }

    fn lost(&self, (at, aim): &Self::At) -> bool {
        let Some(baseline) = self.baseline else { return false };
        let broken = || self.case.broken(baseline.period.last(), self.actual.period.last());
        at.other.as_ref().is_some_and(|value| aim.met_by(value)) && !broken()
    }

    fn pace(&self, (at, aim): &Self::At) -> Result<Verdict, Reason> {
        if let Some(run) = self.run {
            return projection_rate(run, aim, &at.actual);
        }
        let ratio = aim.direct_ratio(&at.actual);
        let near = ratio.is_some_and(|ratio| ratio >= self.case.bands(Method::Direct).at_risk);
        Ok(if near { Verdict::AtRisk } else { Verdict::OffTrack })
    }
}

/// Is the figure worse than that of the same months a year before, like compared with like?
fn slips(case: &Case<'_>, aim: &Aim, actual: &Observation) -> bool {
    let before =
        actual.period.years_later(-1).and_then(|it| case.view.like_with_like(it, actual.period));
    before.is_some_and(|before| case.is_worse(aim, before, actual))
}
