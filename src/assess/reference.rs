//! `above_series`: above another series, at the newest period that both have. There is no ratio.

use super::case::Case;
use super::{Actual, Bench, Finding, Method, Reason, SetAsideWhy, Step, Verdict, level};
use crate::actuals::derived;
use crate::actuals::vintages::in_force;
use crate::actuals::{Mark, Observation};
use crate::plan::{Kind, Measure};

pub(super) fn judge(bench: &Bench<'_>, case: &Case<'_>, series: &str, region: &str) -> Finding {
    let mut finding = case.blank_without_target();
    finding.method = Method::Direct;
    if case.is_empty() {
        return finding;
    }
    let others = derived::figures(bench.plan, bench.actuals, series, region, bench.as_of);
    let unit_and_kind = derived::unit_and_kind(bench.plan, series);
    let kind = unit_and_kind.map_or(case.indicator.kind, |(_, kind)| kind);
    let others = in_force(&others.observations, kind, bench.as_of);
    let start = case.indicator.period.first();
    let deadline = case.indicator.deadline.last();
    let comparable = |own: &Observation| {
        let in_time = own.period.last() <= deadline && own.period.last() >= start;
        // A level of a flow or ratio is one of full years; a rate may be year-to-date, if both are.
        in_time
            && (case.indicator.measure != Measure::Level || level::is_eligible(case, own.period))
    };
    let partner = |own: &Observation| {
        others
            .iter()
            .find(|other| match kind {
                Kind::Stock => other.period.last() == own.period.last(),
                Kind::Flow | Kind::Ratio => other.period.same_span(own.period),
            })
            .cloned()
    };
    let common = case
        .vintages
        .current
        .iter()
        .rev()
        .filter(|own| comparable(own))
        .find_map(|own| Some((own, partner(own)?)));
    for own in &case.vintages.current {
        if common.as_ref().is_some_and(|(used, _)| used.origin == own.origin) {
            continue;
        }
        let why = if own.period.last() > deadline {
            SetAsideWhy::AfterDeadline
        } else if own.period.last() < start {
            SetAsideWhy::BeforePeriod
        } else if comparable(own) && partner(own).is_some() {
            SetAsideWhy::Older
        } else if comparable(own) {
            SetAsideWhy::NoPartner
        } else {
            SetAsideWhy::PartOfYear
        };
        finding.set_aside.push(((*own).clone(), why));
    }
    let Some((own, other)) = common else {
        if let Some(newest) = case.vintages.current.iter().rev().find(|own| comparable(own)) {
            case.show_bare_actual(&mut finding, Actual::of(newest));
            finding.missing.push((series.to_owned(), region.to_owned()));
            finding.refuse(Step::Undecidable, Reason::NoSeries);
        } else {
            finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        }
        return case.finish(finding, false);
    };
    let factor = unit_and_kind.and_then(|(unit, _)| unit.factor_to(&case.indicator.unit));
    let value = factor.map_or_else(|| other.value.clone(), |factor| other.value.scaled(&factor));
    case.show_bare_actual(&mut finding, Actual::of(own));
    finding.gap = Some(&own.value - &value);
    finding.target = Some(value.clone());
    finding.edge = value.clone();
    let settled = case.closes(own.period);
    let bound = own.quality.has(Mark::LowerBound) && own.value <= value
        || other.quality.has(Mark::LowerBound);
    finding.reference = Some(other);
    match own.value.cmp(&value) {
        _ if bound => finding.refuse(Step::Undecidable, Reason::LowerBound),
        std::cmp::Ordering::Greater if settled => {
            finding.decide(Step::DeadlineFigure, Verdict::Achieved);
        }
        _ if settled => finding.decide(Step::DeadlineFigure, Verdict::Missed),
        std::cmp::Ordering::Greater => finding.decide(Step::MetNow, Verdict::OnTrack),
        std::cmp::Ordering::Equal => finding.decide(Step::Bands, Verdict::AtRisk),
        std::cmp::Ordering::Less => finding.decide(Step::Bands, Verdict::OffTrack),
    }
    case.finish(finding, settled)
}
