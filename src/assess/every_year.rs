//! `every-year`: each calendar year on its own; a year that failed cannot be made up.

use super::aim::{Aim, Side};
use super::case::{Case, Met};
use super::{Actual, Finding, Flag, Reason, SetAsideWhy, Step, Verdict, YearOutcome};
use crate::actuals::tiling;
use crate::period::Period;
use crate::plan::Kind;

/// A year with the figure that speaks for it.
struct Year {
    outcome: YearOutcome,
    actual: Option<Actual>,
}

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let aim = Aim::of(&case.target, None);
    let mut finding = case.blank(&aim);
    if case.is_empty() {
        return finding;
    }
    let last_year = case.indicator.deadline.last().year();
    let years: Vec<Year> = case
        .indicator
        .period
        .years()
        .take_while(|year| *year <= last_year)
        .map(|year| look_at(case, &aim, year))
        .collect();
    let used: Vec<_> = years
        .iter()
        .filter_map(|year| year.actual.as_ref())
        .flat_map(|actual| &actual.observations)
        .collect();
    for observation in &case.vintages.current {
        if used.iter().any(|used| used.origin == observation.origin) {
            continue;
        }
        let year = observation.period.last().year();
        let why = if observation.period.first() < case.indicator.period.first() {
            SetAsideWhy::BeforePeriod
        } else if year > last_year {
            SetAsideWhy::AfterDeadline
        } else {
            SetAsideWhy::PartOfYear
        };
        finding.set_aside.push(((*observation).clone(), why));
    }
    finding.years = years.iter().map(|year| year.outcome.clone()).collect();
    let failed = years.iter().find(|year| year.outcome.met == Some(false));
    let newest = years.iter().rposition(|year| year.actual.is_some());
    let Some(newest) = newest else {
        if case.period_ran_out() {
            finding.decide(Step::NothingMatched, Verdict::NoData);
        } else {
            finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        }
        return case.finish(finding, false);
    };
    let shown =
        failed.or_else(|| years[..=newest].iter().rev().find(|year| year.outcome.met.is_some()));
    if let Some(actual) = shown.or(years.get(newest)).and_then(|year| year.actual.clone()) {
        case.show_actual(&mut finding, &aim, actual);
    }
    let past = &years[..newest];
    if past.iter().any(|year| year.actual.is_none()) {
        finding.flags.insert(Flag::Hole);
    }
    let closed = newest + 1 == years.len() && years[newest].outcome.complete;
    let undecided = || {
        years[..=newest]
            .iter()
            .filter(|year| year.outcome.met.is_none())
            .any(|year| year.outcome.complete)
    };
    let settled = failed.is_some() || closed;
    if failed.is_some() {
        finding.decide(Step::DeadlineFigure, Verdict::Missed);
    } else if closed && undecided() {
        finding.refuse(Step::Undecidable, Reason::LowerBound);
    } else if closed && finding.flags.contains(&Flag::Hole) {
        finding.refuse(Step::Undecidable, Reason::Hole);
    } else if closed {
        finding.decide(Step::DeadlineFigure, Verdict::Achieved);
    } else if years.iter().any(|year| year.outcome.met == Some(true)) {
        // It must still hold in the years to come, so it is never achieved early.
        finding.decide(Step::MetNow, Verdict::OnTrack);
    } else if undecided() {
        finding.refuse(Step::Undecidable, Reason::LowerBound);
    } else {
        finding.refuse(Step::BeforePlan, Reason::BeforePlan);
    }
    case.finish(finding, settled)
}

/// The figure of a year: its own, the sum of its parts for a flow, or what is known of a running year.
fn look_at(case: &Case<'_>, aim: &Aim, year: i32) -> Year {
    let nothing = Year {
        outcome: YearOutcome { year, value: None, complete: false, met: None },
        actual: None,
    };
    let Some(span) = Period::year(year) else {
        return nothing;
    };
    let inside: Vec<_> = case
        .vintages
        .current
        .iter()
        .copied()
        .filter(|observation| span.covers(observation.period))
        .cloned()
        .collect();
    let whole = inside.iter().rev().find(|observation| match case.indicator.kind {
        Kind::Stock => observation.period.last() == span.last(),
        Kind::Flow | Kind::Ratio => observation.period.same_span(span),
    });
    let actual = match whole {
        Some(observation) => Some(Actual::of(observation)),
        None if case.indicator.kind == Kind::Flow => {
            tiling::cover(&inside.iter().collect::<Vec<_>>(), span)
                .front
                .map(|cover| super::total::actual_of(&cover))
        }
        None => None,
    };
    let Some(actual) = actual else { return nothing };
    let complete = actual.period.last() == span.last();
    let met = match Case::met(aim, &actual) {
        Met::Yes if complete || aim.side == Side::Floor => Some(true),
        Met::No if complete => Some(false),
        // A flow that has passed its ceiling within the year has failed it.
        Met::No if aim.side == Side::Ceiling => Some(false),
        _ => None,
    };
    Year {
        outcome: YearOutcome { year, value: Some(actual.value.clone()), complete, met },
        actual: Some(actual),
    }
}
