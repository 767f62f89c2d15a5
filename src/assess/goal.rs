//! From what a plan says to what is compared: plain values go to the measures, relative ones become values first,
//! directions and comparisons with another series are judged by their own rules.

use super::case::Case;
use super::{Bench, Finding, Reason, Step};
use super::{average_growth, direction, every_year, level, rate, reference, total};
use crate::number::Number;
use crate::plan::{Comparator, Goal, Measure, Target};

/// The value of a target, or zero where the plan prints none.
pub(super) fn placeholder(goal: &Goal) -> Target {
    goal.value().cloned().unwrap_or_else(|| at_least(Number::zero()))
}

fn at_least(value: Number) -> Target {
    Target { comparator: Comparator::AtLeast, value, upper: None, tolerance: Number::zero() }
}

/// Judges a case by its goal and measure.
pub(super) fn judge(bench: &Bench<'_>, case: &Case<'_>) -> Finding {
    match &case.indicator.target {
        Goal::Value(_) => by_measure(bench, case),
        Goal::TimesBaseline(times) => {
            let Some(baseline) = level::find_baseline(case) else {
                return without_baseline(case);
            };
            let decimals = baseline.value.decimals();
            let target = at_least((times * &baseline.value).with_decimals(decimals));
            by_measure(bench, &case.aimed_at(target))
        }
        Goal::Rising { limit } => direction::judge(case, true, limit.as_ref()),
        Goal::Falling { limit } => direction::judge(case, false, limit.as_ref()),
        Goal::AboveSeries { series, in_region } => {
            let region = in_region.as_deref().unwrap_or(case.region).to_owned();
            reference::judge(bench, case, series, &region)
        }
    }
}

fn by_measure(bench: &Bench<'_>, case: &Case<'_>) -> Finding {
    match case.indicator.measure {
        Measure::Level => level::judge(case),
        Measure::Total => total::judge(case),
        Measure::Rate => rate::judge(case),
        Measure::EveryYear => every_year::judge(case),
        Measure::AverageGrowth => average_growth::judge(bench, case),
    }
}

/// A multiple of an unknown baseline is an unknown target: the actual is shown, and nothing is judged.
fn without_baseline(case: &Case<'_>) -> Finding {
    let mut finding = case.blank_without_target();
    if case.is_empty() {
        return finding;
    }
    if let Some(newest) = case.vintages.current.last() {
        case.show_bare_actual(&mut finding, super::Actual::of(newest));
    }
    finding.refuse(Step::Bands, Reason::NoBaseline);
    case.finish(finding, false)
}
