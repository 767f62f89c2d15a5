//! `level`: the newest value against the path from the baseline to the target (stocks, intensities, ranks).

use super::aim::{Aim, Side};
use super::case::{Case, Met};
use super::schedule::Path;
use super::way::{Pace, Way};
use super::{
    Actual, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, Step, UsedBaseline, Verdict,
};
use crate::actuals::{Mark, Observation, vintages};
use crate::period::{Month, Period};
use crate::plan::Kind;

/// How far before the start a baseline may be looked for, in months.
const BASELINE_WINDOW: i32 = 24;

/// A figure this many months after the deadline may stand in for the deadline's own.
const STAND_IN_MONTHS: i32 = 12;

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = find_baseline(case);
    let aim = Aim::of(&case.target, baseline.as_ref().map(|baseline| &baseline.value));
    let mut finding = case.blank(&aim);
    if case.is_empty() {
        return finding;
    }
    let deadline = case.indicator.deadline.last();
    let baseline_end =
        baseline.as_ref().map_or(case.indicator.period.eve(), |baseline| baseline.period.last());

    let (eligible, part_year): (Vec<_>, Vec<_>) = case
        .vintages
        .current
        .iter()
        .copied()
        .partition(|observation| is_eligible(case, observation.period));
    let aside = |observation: &&Observation, why| ((*observation).clone(), why);
    if !case.rows_only {
        let part_year = part_year.iter();
        let part_year = part_year.map(|part| aside(part, SetAsideWhy::PartOfYear));
        finding.set_aside.extend(part_year);
    }
    let (in_time, after): (Vec<&Observation>, Vec<&Observation>) =
        eligible.iter().partition(|observation| observation.period.last() <= deadline);
    let newest = in_time.last().copied();
    let stand_in = after.first().copied().filter(|observation| {
        newest.is_none_or(|newest| newest.period.last() < deadline)
            && observation.period.last().since(deadline) <= STAND_IN_MONTHS
    });
    let chosen = stand_in.or(newest);
    for observation in &eligible {
        if case.rows_only || chosen.is_some_and(|chosen| chosen.origin == observation.origin) {
            continue;
        }
        let is_baseline = baseline
            .as_ref()
            .and_then(|baseline| baseline.observation.as_ref())
            .is_some_and(|used| used.origin == observation.origin);
        if is_baseline {
            continue;
        }
        let why = if observation.period.last() > deadline {
            SetAsideWhy::AfterDeadline
        } else if observation.period.last() <= baseline_end {
            SetAsideWhy::BeforePeriod
        } else {
            SetAsideWhy::Older
        };
        finding.set_aside.push(aside(observation, why));
    }
    let Some(chosen) = chosen else {
        finding.baseline = baseline;
        finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        return case.finish(finding, false);
    };
    let actual = Actual::of(chosen);
    case.show_actual(&mut finding, &aim, actual.clone());
    if chosen.period.last() <= baseline_end {
        // The baseline is never the actual itself.
        finding.baseline =
            baseline.filter(|baseline| baseline.period.last() < chosen.period.last());
        finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        return case.finish(finding, false);
    }
    let settled = case.closes(chosen.period) || stand_in.is_some();
    if stand_in.is_some() {
        finding.flags.insert(Flag::AfterDeadline);
    }
    let met = Case::met(&aim, &actual);
    let held_at_baseline = baseline.as_ref().is_some_and(|baseline| aim.met_by(&baseline.value));
    let broken = crosses_break(case, baseline_end, chosen);
    let way = Way {
        case,
        aim: &aim,
        baseline: baseline.as_ref(),
        actual: &actual,
        newest: chosen,
        met,
        held_at_baseline,
        broken,
    };
    let (method, pace) = way.read();
    show_way(&way, &mut finding, method);
    show_pace(case, &mut finding, method, pace.as_ref().ok());
    if met == Met::Yes {
        finding.projected = None;
        finding.arrival = None;
    }
    if met == Met::Yes && slips(&way, &finding.grounds, &eligible) {
        finding.flags.insert(Flag::Slipping);
    }
    if actual.quality.has(Mark::LowerBound) && aim.side != Side::Floor {
        // The true value is the bound or more: of a ceiling every share of the way would be flattered by it.
        finding.progress = None;
        finding.ratio = None;
        finding.projected = None;
        finding.arrival = None;
    }
    // A projection looks at what lies behind the break only.
    let broken = broken && method != Method::Projection;
    match met {
        Met::Open => finding.refuse(Step::Undecidable, Reason::LowerBound),
        Met::Yes if settled => finding.decide(Step::DeadlineFigure, Verdict::Achieved),
        Met::No if settled => finding.decide(Step::DeadlineFigure, Verdict::Missed),
        Met::Yes if aim.side == Side::Range => finding.decide(Step::MetNow, Verdict::OnTrack),
        Met::Yes => {
            finding.decide(Step::MetNow, Verdict::Achieved);
            finding.flags.insert(Flag::Early);
        }
        Met::No if actual.quality.has(Mark::LowerBound) => {
            // The bound proves a ceiling broken, yet says nothing of the pace.
            finding.refuse(Step::Undecidable, Reason::LowerBound);
        }
        Met::No if broken => finding.refuse(Step::Undecidable, Reason::Break),
        Met::No if held_at_baseline && !way.broken => {
            if way.is_hold() {
                // There was no way to go, so that no share of it can be given.
                finding.ratio = None;
            }
            finding.decide(Step::Lost, Verdict::Regressing);
            finding.flags.insert(Flag::Lost);
        }
        Met::No if way.is_past_the_range() => {
            // Through the range and out at the far end: the progress made no longer counts for anything.
            finding.ratio = None;
            finding.decide(Step::Bands, Verdict::OffTrack);
        }
        Met::No => match pace.and_then(|pace| way.verdict(method, &pace, &finding)) {
            Ok(verdict) => finding.decide(Step::Bands, verdict),
            Err(Reason::Break) => finding.refuse(Step::Undecidable, Reason::Break),
            Err(reason) => finding.refuse(Step::Bands, reason),
        },
    }
    finding.baseline = baseline;
    case.finish(finding, settled)
}

/// Where it stands on the way, whatever the method.
fn show_way(way: &Way<'_>, finding: &mut Finding, method: Method) {
    // A projection looks at what lies behind the break only, and so does the rest of its way.
    if !way.case.verdict_only && (!way.broken || method == Method::Projection) {
        finding.required_per_year = way.required_per_year();
        finding.required_amount.clone_from(&finding.required_per_year);
        if !way.case.rows_only || method == Method::Compound {
            finding.required_growth = way.required_growth();
        }
    }
    // Growth is what `compound` asks for, even where it has no ratio.
    if method == Method::Compound {
        finding.required_per_year.clone_from(&finding.required_growth);
    }
    if way.broken {
        return;
    }
    if let Some(path) = Path::of(way).filter(|_| !way.held_at_baseline) {
        let milestones = &way.case.indicator.milestones;
        finding.progress = path.progress(&way.actual.value);
        finding.expected = path.expected(way.month(), milestones);
    }
}

/// What the method says of it.
fn show_pace(case: &Case<'_>, finding: &mut Finding, method: Method, pace: Option<&Pace>) {
    finding.method = method;
    finding.bands = case.plan.bands_of(method);
    let Some(pace) = pace else { return };
    finding.ratio.clone_from(&pace.ratio);
    finding.projected.clone_from(&pace.projected);
    finding.arrival = pace.arrival;
    finding.grounds = pace.grounds.clone();
    if let Some(own) = &pace.required_per_year {
        finding.required_per_year = Some(own.clone());
    }
}

/// Stocks hold at the end of any period; flows and ratios are compared by full years, or by the deadline's own period.
pub(super) fn is_eligible(case: &Case<'_>, period: Period) -> bool {
    case.indicator.kind == Kind::Stock
        || period.is_calendar_year()
        || period.same_span(case.indicator.deadline)
        || case
            .indicator
            .baseline
            .as_ref()
            .is_some_and(|baseline| period.same_span(baseline.period))
}

/// The plan's baseline; else the observation of its period; else the newest one in the months before the start.
pub(super) fn find_baseline(case: &Case<'_>) -> Option<UsedBaseline> {
    let trusted_first = [&case.vintages.current, &case.vintages.doubtful];
    let used = |observation: &Observation, derived: bool| UsedBaseline {
        value: observation.value.clone(),
        period: observation.period,
        observation: Some((*observation).clone()),
        derived,
    };
    if let Some(stated) = &case.indicator.baseline {
        if let Some(value) = &stated.value {
            return Some(UsedBaseline {
                value: value.clone(),
                period: stated.period,
                observation: None,
                derived: false,
            });
        }
        return trusted_first.into_iter().find_map(|observations| {
            observations
                .iter()
                .rev()
                .find(|observation| {
                    observation.period.same_span(stated.period)
                        || case.indicator.kind == Kind::Stock
                            && observation.period.last() == stated.period.last()
                })
                .map(|observation| used(observation, false))
        });
    }
    let eve = case.indicator.period.eve();
    trusted_first.into_iter().find_map(|observations| {
        observations
            .iter()
            .rev()
            .filter(|observation| is_eligible(case, observation.period))
            .find(|observation| {
                let end = observation.period.last();
                end <= eve
                    && end > eve.plus(-BASELINE_WINDOW)
                    && !observation.quality.has(Mark::LowerBound)
            })
            .map(|observation| used(observation, true))
    })
}

/// Did the series change its coverage after the baseline, up to the actual?
pub(super) fn crosses_break(case: &Case<'_>, baseline_end: Month, actual: &Observation) -> bool {
    case.vintages.current.iter().any(|observation| {
        let end = observation.period.last();
        observation.quality.has(Mark::Break) && end > baseline_end && end <= actual.period.last()
    })
}

/// Does a target that is met slip away? By the mean change where the method has one, else by the last change, like
/// compared with like.
fn slips(way: &Way<'_>, grounds: &Grounds, eligible: &[&Observation]) -> bool {
    let (case, aim, actual) = (way.case, way.aim, way.newest);
    if let Grounds::Projection { mean, .. } = grounds {
        return aim.worsens(&actual.value, &(&actual.value + mean));
    }
    if way.broken {
        return false;
    }
    let previous = eligible
        .iter()
        .rev()
        .find(|observation| observation.period.last() < actual.period.last())
        .and_then(|observation| {
            vintages::like_with_like(
                case.observations,
                case.indicator.kind,
                observation.period,
                actual.period,
                case.as_of,
            )
        });
    match (previous, way.baseline) {
        (Some(previous), _) => aim.worsens(&previous.value, &actual.value),
        (None, Some(baseline)) => aim.worsens(&baseline.value, &actual.value),
        (None, None) => false,
    }
}
