//! `rate`: the newest growth rate or share inside the period, compared with the target directly; it never accumulates.

use super::aim::Aim;
use super::annual::Run;
use super::case::{Case, Met};
use super::{
    Actual, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, Step, UsedBaseline, Verdict,
};
use super::{level, projection};
use crate::actuals::{Observation, vintages};
use crate::period::Period;

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = stated_baseline(case);
    let aim = Aim::of(&case.target, baseline.as_ref().map(|baseline| &baseline.value));
    let mut finding = case.blank(&aim);
    if case.is_empty() {
        return finding;
    }
    let period = case.indicator.period;
    let deadline = case.indicator.deadline.last();
    let (inside, outside): (Vec<_>, Vec<_>) =
        case.vintages.current.iter().copied().partition(|observation| {
            observation.period.last() <= deadline && observation.period.first() >= period.first()
        });
    // Of figures with one end the longest comes last: the year-to-date one rather than its last month.
    let newest_before =
        outside.iter().rev().find(|observation| observation.period.last() < period.first());
    let chosen = inside.last().or(newest_before).copied();
    for observation in &case.vintages.current {
        let why = if chosen.is_some_and(|chosen| chosen.origin == observation.origin) {
            continue;
        } else if observation.period.last() > deadline {
            SetAsideWhy::AfterDeadline
        } else if observation.period.first() < period.first() {
            SetAsideWhy::BeforePeriod
        } else {
            SetAsideWhy::Older
        };
        finding.set_aside.push(((*observation).clone(), why));
    }
    finding.baseline = baseline;
    let Some(chosen) = chosen else {
        finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        return case.finish(finding, false);
    };
    let actual = Actual::of(chosen);
    case.show_actual(&mut finding, &aim, actual.clone());
    if inside.is_empty() {
        finding.baseline = None;
        finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        return case.finish(finding, false);
    }
    let settled = case.closes(chosen.period);
    let met = Case::met(&aim, &actual);
    if case.method == Method::Projection {
        return by_projection(case, finding, &aim, chosen, met);
    }
    if met != Met::Open {
        finding.ratio = aim.direct_ratio(&actual.value);
    }
    if met == Met::Yes && slips(case, &aim, chosen) {
        finding.flags.insert(Flag::Slipping);
    }
    let held_at_baseline =
        finding.baseline.as_ref().is_some_and(|baseline| aim.met_by(&baseline.value));
    match met {
        Met::Open => finding.refuse(Step::Undecidable, Reason::LowerBound),
        Met::Yes if settled => finding.decide(Step::DeadlineFigure, Verdict::Achieved),
        Met::No if settled => finding.decide(Step::DeadlineFigure, Verdict::Missed),
        // It must still hold at the end, so it is never achieved early.
        Met::Yes => finding.decide(Step::MetNow, Verdict::OnTrack),
        Met::No if held_at_baseline => {
            finding.decide(Step::Lost, Verdict::Regressing);
            finding.flags.insert(Flag::Lost);
        }
        Met::No => {
            let near = finding.ratio.as_ref().is_some_and(|ratio| *ratio >= finding.bands.at_risk);
            finding.decide(Step::Bands, if near { Verdict::AtRisk } else { Verdict::OffTrack });
        }
    }
    case.finish(finding, settled)
}

/// As Destatis judges a value that must hold every year: by where it stands, and which way its mean change points.
fn by_projection(
    case: &Case<'_>,
    mut finding: Finding,
    aim: &Aim,
    chosen: &Observation,
    met: Met,
) -> Finding {
    finding.method = Method::Projection;
    finding.bands = case.plan.bands_of(Method::Projection);
    let settled = case.closes(chosen.period);
    let run = Run::up_to(case, chosen, finding.baseline.as_ref());
    let mean = run.mean();
    let held_at_baseline =
        finding.baseline.as_ref().is_some_and(|baseline| aim.met_by(&baseline.value));
    match (met, &mean) {
        (Met::Open, _) => finding.refuse(Step::Undecidable, Reason::LowerBound),
        (Met::Yes, _) if settled => finding.decide(Step::DeadlineFigure, Verdict::Achieved),
        (Met::No, _) if settled => finding.decide(Step::DeadlineFigure, Verdict::Missed),
        (Met::No, _) if held_at_baseline => {
            finding.decide(Step::Lost, Verdict::Regressing);
            finding.flags.insert(Flag::Lost);
        }
        (_, Err(reason)) => finding.refuse(Step::Bands, *reason),
        (met, Ok(mean)) => {
            let met = met == Met::Yes;
            let step = if met { Step::MetNow } else { Step::Bands };
            finding.decide(step, projection::rate(aim, &chosen.value, met, mean));
        }
    }
    if let Ok(mean) = mean {
        if met == Met::Yes && aim.worsens(&chosen.value, &(&chosen.value + &mean)) {
            finding.flags.insert(Flag::Slipping);
        }
        let changes = run.changes;
        finding.grounds = Grounds::Projection { changes, mean };
    }
    case.finish(finding, settled)
}

/// Only a baseline that the plan states: last year's growth is no starting point of this year's.
fn stated_baseline(case: &Case<'_>) -> Option<UsedBaseline> {
    let stated = case.indicator.baseline.as_ref()?;
    if let Some(value) = &stated.value {
        return Some(UsedBaseline {
            value: value.clone(),
            period: stated.period,
            observation: None,
            derived: false,
        });
    }
    let observation =
        case.vintages.current.iter().rev().find(|value| value.period.same_span(stated.period))?;
    Some(UsedBaseline {
        value: observation.value.clone(),
        period: stated.period,
        observation: Some((*observation).clone()),
        derived: false,
    })
}

/// Is the figure worse than that of the same months a year before, like compared with like?
fn slips(case: &Case<'_>, aim: &Aim, actual: &Observation) -> bool {
    let (first, last) = (actual.period.first().plus(-12), actual.period.last().plus(-12));
    Period::interval(first, last)
        .and_then(|year_before| {
            vintages::like_with_like(
                case.observations,
                case.indicator.kind,
                year_before,
                actual.period,
                case.as_of,
            )
        })
        .is_some_and(|previous| aim.worsens(&previous.value, &actual.value))
        && !level::crosses_break(case, last, actual)
}
