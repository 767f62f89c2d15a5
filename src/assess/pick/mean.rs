//! `mean`: the full years of the period, each with equal weight; what is known so far is compared as a `rate` is.

use crate::{
    actuals::Observation,
    assess::{
        Actual, Finding, Reason, SetAsideWhy, UsedBaseline,
        aim::Aim,
        case::{Case, are_exact, doubt_with},
        steps,
        trace::{Equation, Quantity},
    },
    interval::Interval,
    number::Number,
    period::Period,
    plan::Indicator,
};

use super::{
    every_year::{asked, figure_of},
    rate::{Rate, direct},
};

/// The full years of the period up to the deadline, each with the figure of all of it.
pub(in crate::assess) fn years_of(
    figures: &[&Observation],
    indicator: &Indicator,
) -> Vec<(Period, Option<Actual>)> {
    let deadline = indicator.deadline.last();
    let whole = |year: &Period| indicator.period.covers(*year) && year.last() <= deadline;
    let figure = |year: Period| {
        let figure = figure_of(figures, indicator.kind, year);
        (year, figure.filter(|it| it.period.last() == year.last()))
    };
    asked(indicator).filter(whole).map(figure).collect()
}

/// The mean of years that follow each other, up to the first one without a figure, and the number of these years.
pub(in crate::assess) fn mean_of(years: &[(Period, Option<Actual>)]) -> Option<(Actual, usize)> {
    let known: Vec<&Actual> = years.iter().map_while(|(_, figure)| figure.as_ref()).collect();
    let count = known.len();
    let period =
        Period::interval(years.first()?.0.first(), years.get(count.checked_sub(1)?)?.0.last())?;
    let parts = known.iter().flat_map(|figure| figure.observations.iter().cloned());
    let sum = Actual::sum(parts.collect())?;
    let share = Number::fraction(1, i64::try_from(count).ok()?)?;
    let mean =
        Actual { value: &sum.value * &share, known: sum.known.scaled(&share), period, ..sum };
    Some((mean, count))
}

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = case.baseline_beside();
    let value = baseline.as_ref().map(|baseline| &baseline.value);
    let mut finding = case.blank(value);
    let aim = case.aim(value);
    let years = years_of(&case.vintages.current, case.indicator);
    let mean = mean_of(&years);
    let count = mean.as_ref().map_or(0, |(_, count)| *count);
    let behind: Vec<&Actual> = years.iter().skip(count).filter_map(|(_, it)| it.as_ref()).collect();
    let used = mean.iter().flat_map(|(mean, _)| &mean.observations);
    let start = case.indicator.period.first();
    case.set_aside(&mut finding, used, baseline.as_ref(), start, |it| {
        let mut behind = behind.iter().flat_map(|year| &year.observations);
        let whole = behind.any(|other| other.origin == it.origin && other.period == it.period);
        if whole { SetAsideWhy::BehindHole } else { SetAsideWhy::PartOfYear }
    });
    let Some((actual, _)) = mean else {
        if !behind.is_empty() {
            return case.refuse_comparison(finding, Reason::Hole, false);
        }
        return case.without_figure(finding, case.indicator.period.eve(), |_| true);
    };
    case.show_actual(&mut finding, actual.clone(), aim.as_ref());
    let parts: Vec<Number> = actual.observations.iter().map(|it| it.value.clone()).collect();
    if let Some(trace) = &mut finding.trace
        && parts.len() > 1
    {
        let mean = actual.value.clone();
        trace.distance.insert(0, Equation::Average { parts, years: count, mean });
    }
    finding.baseline.clone_from(&baseline);
    let closes = count == years.len();
    let lacks = case.lacks_change(baseline.as_ref(), actual.period);
    let lacks = lacks.or((!behind.is_empty()).then_some(Reason::Hole));
    let aim = match (aim, lacks) {
        (Some(aim), None) => aim,
        (_, lacks) => {
            return case.refuse_comparison(finding, lacks.unwrap_or(Reason::NoBaseline), closes);
        }
    };
    direct(case, &mut finding, (&aim, &actual), baseline.as_ref());
    if !closes {
        need(case, &mut finding, (&aim, &actual), baseline.as_ref(), [years.len(), count]);
    }
    let rate = Rate { case, actual: &actual, baseline: baseline.as_ref(), closes, run: None };
    let possible = case.points(&actual.known, baseline.as_ref());
    let outcome = steps::judge(&rate, &possible, doubt_with(actual.quality, baseline.as_ref()));
    case.finish(finding, outcome, closes)
}

/// What the years left must average, or may.
fn need(
    case: &Case<'_>,
    finding: &mut Finding,
    (aim, actual): (&Aim, &Actual),
    baseline: Option<&UsedBaseline>,
    years: [usize; 2],
) {
    let goal = aim.path_end(&actual.value);
    let from = baseline.filter(|_| case.indicator.target.value().is_none());
    let edge = case.known_edge(goal, from.map(|it| (&it.value, it.known())));
    let number = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    let [all, known] = years.map(number);
    let left = Interval::exactly(&(&all - &known));
    let needed = edge.scaled(&all).minus(&actual.known.scaled(&known)).over(&left);
    let down = aim.leads_down_from(&actual.value);
    let quantity = if down { Quantity::AllowedMean } else { Quantity::NeededMean };
    let exact = are_exact(&actual.known, from);
    let exact = needed.as_ref().and_then(Interval::exact).filter(|_| exact).cloned();
    finding.required_amount.clone_from(&exact);
    finding.required_per_year.clone_from(&exact);
    if let Some(trace) = &mut finding.trace {
        let (target, actual) = (goal.clone(), actual.value.clone());
        let exact = exact.map(|result| Equation::Rest { quantity, target, actual, years, result });
        trace.need.extend(exact.or_else(|| Equation::within(quantity, needed?)));
    }
}
