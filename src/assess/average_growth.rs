//! `average-growth` (年均增长, 水平法): compound growth per year since the baseline year, which is itself not counted.
//!
//! Decided by powers and so exactly: actual ≥ baseline × (1 + g)ⁿ. The root is drawn for display only.
//! Levels first; printed rates are chained only without levels, and without gaps.

use super::aim::{Aim, Side};
use super::case::Case;
use super::{
    Actual, Bench, Finding, Flag, Method, Reason, SetAsideWhy, Step, UsedBaseline, Verdict,
};
use crate::actuals::derived;
use crate::actuals::vintages::in_force;
use crate::actuals::{Mark, Observation, Quality};
use crate::number::{COMPUTED_DECIMALS, Number};
use crate::period::Period;
use crate::plan::{Bands, Derivation, Kind};

/// Decimals to which a root is drawn.
const ROOT_DECIMALS: u32 = 12;

/// How far the level has come since the baseline year.
struct Course {
    /// The level at the end over that of the baseline year.
    factor: Number,
    /// Years between them.
    years: u32,
    /// What it rests on.
    actual: Vec<Observation>,
    baseline: Option<UsedBaseline>,
    quality: Quality,
    /// Where it ends.
    end: Period,
}

pub(super) fn judge(bench: &Bench<'_>, case: &Case<'_>) -> Finding {
    let aim = Aim::of(&case.target, None);
    let mut finding = case.blank(&aim);
    finding.method = Method::Direct;
    let levels = levels(bench, case);
    if case.is_empty() && levels.is_empty() {
        return finding;
    }
    let course = from_levels(case, &levels).or_else(|| chained(case));
    let course = match course {
        Some(Ok(course)) => course,
        Some(Err(reason)) => {
            let step =
                if reason == Reason::BeforePlan { Step::BeforePlan } else { Step::Undecidable };
            finding.refuse(step, reason);
            return case.finish(finding, false);
        }
        None => {
            finding.refuse(Step::BeforePlan, Reason::BeforePlan);
            return case.finish(finding, false);
        }
    };
    for value in &case.vintages.current {
        if !course.actual.iter().any(|used| used.origin == value.origin) {
            finding.set_aside.push(((*value).clone(), SetAsideWhy::Older));
        }
    }
    by_course(case, &aim, finding, &course)
}

/// The levels whose growth is asked for: of the series it is the growth of, or the indicator's own.
fn levels(bench: &Bench<'_>, case: &Case<'_>) -> Vec<Observation> {
    match &case.indicator.from {
        Some(Derivation::GrowthOf(of)) => {
            let kind = derived::unit_and_kind(bench.plan, of).map_or(Kind::Flow, |(_, kind)| kind);
            let figures = derived::figures(bench.plan, bench.actuals, of, case.region, bench.as_of);
            in_force(&figures.observations, kind, bench.as_of)
        }
        _ if case.indicator.unit.is_share() => Vec::new(),
        _ => case.vintages.current.iter().copied().cloned().collect(),
    }
}

fn base_year(case: &Case<'_>) -> i32 {
    let stated = case.indicator.baseline.as_ref().map(|baseline| baseline.period.last());
    stated.unwrap_or_else(|| case.indicator.period.eve()).year()
}

fn from_levels(case: &Case<'_>, levels: &[Observation]) -> Option<Result<Course, Reason>> {
    let base_year = base_year(case);
    let of_year = |year: i32| {
        levels.iter().rev().find(|level| {
            level.period.last().year() == year
                && level.period.last().number() == 12
                && (level.period.is_calendar_year() || level.period.months() == 1)
        })
    };
    let last_year = case.indicator.deadline.last().year();
    let end_year = (base_year + 1..=last_year).rev().find(|year| of_year(*year).is_some());
    let end = of_year(end_year?)?;
    let stated = case.indicator.baseline.as_ref().and_then(|baseline| baseline.value.as_ref());
    let (value, observation) = match (stated, of_year(base_year)) {
        (Some(value), _) => (value.clone(), None),
        (None, Some(level)) => (level.value.clone(), Some(level.clone())),
        (None, None) => return Some(Err(Reason::NoBaseline)),
    };
    let broken = levels.iter().any(|level| {
        let year = level.period.last().year();
        level.quality.has(Mark::Break)
            && year > base_year
            && level.period.last() <= end.period.last()
    });
    if broken {
        return Some(Err(Reason::Break));
    }
    if !value.is_positive() || !end.value.is_positive() {
        return Some(Err(Reason::ZeroOrSign));
    }
    let quality = observation.as_ref().map_or(end.quality, |base| base.quality.and(end.quality));
    let baseline = UsedBaseline {
        value: value.clone(),
        period: Period::year(base_year)?,
        observation,
        derived: case.indicator.baseline.is_none(),
    };
    Some(Ok(Course {
        factor: end.value.over(&value)?,
        years: u32::try_from(end.period.last().year() - base_year).ok()?,
        actual: vec![end.clone()],
        baseline: Some(baseline),
        quality,
        end: end.period,
    }))
}

/// Printed yearly rates, one after the other from the year after the baseline's.
fn chained(case: &Case<'_>) -> Option<Result<Course, Reason>> {
    if !case.indicator.unit.is_share() {
        return None;
    }
    let base_year = base_year(case);
    let mut factor = Number::one();
    let mut actual: Vec<Observation> = Vec::new();
    let hundred = Number::from(100);
    let last_year = case.indicator.deadline.last().year();
    for year in base_year + 1..=last_year {
        let span = Period::year(year)?;
        let Some(rate) =
            case.vintages.current.iter().rev().find(|rate| rate.period.same_span(span))
        else {
            break;
        };
        factor = &factor * &(&hundred + &rate.value).over(&hundred)?;
        actual.push((*rate).clone());
    }
    let Some(end) = actual.last().map(|rate| rate.period) else {
        let later = case.vintages.current.iter().any(|rate| rate.period.first().year() > base_year);
        return later.then_some(Err(Reason::Hole));
    };
    if !factor.is_positive() {
        return Some(Err(Reason::ZeroOrSign));
    }
    let quality = actual.iter().fold(Quality::FINAL, |quality, rate| quality.and(rate.quality));
    let years = u32::try_from(actual.len()).ok()?;
    Some(Ok(Course { factor, years, actual, baseline: None, quality, end }))
}

/// `1 + percent / 100`.
fn per_year(percent: &Number) -> Number {
    percent.over(&Number::from(100)).map_or_else(Number::one, |share| &Number::one() + &share)
}

/// The growth in percent a year that leads to `factor` in so many years, rounded where it is shown.
fn growth_percent(factor: &Number, years: u32) -> Option<Number> {
    let root = factor.nth_root(years, ROOT_DECIMALS)?;
    let percent = &(&root - &Number::one()) * &Number::from(100);
    Some(percent.rounded(COMPUTED_DECIMALS))
}

fn by_course(case: &Case<'_>, aim: &Aim, mut finding: Finding, course: &Course) -> Finding {
    let Some(achieved) = growth_percent(&course.factor, course.years) else {
        finding.refuse(Step::Undecidable, Reason::ZeroOrSign);
        return case.finish(finding, false);
    };
    let settled = case.closes(course.end);
    let all_years = u32::try_from(case.indicator.deadline.last().year() - base_year(case))
        .unwrap_or(course.years);
    let required = per_year(&aim.edge);
    // Meeting it is a comparison of powers: the root shown beside it is rounded.
    let meets = |years: u32| aim.met_by_factor(&course.factor, &required.power(years));
    let met = meets(course.years);
    let published = course.actual.iter().map(|used| used.published).max().unwrap_or_default();
    let actual = Actual {
        value: achieved.clone(),
        period: course.end,
        quality: course.quality,
        published,
        observations: course.actual.clone(),
    };
    case.show_bare_actual(&mut finding, actual);
    finding.gap = Some(aim.gap(&achieved));
    finding.baseline.clone_from(&course.baseline);
    if aim.edge.is_positive() {
        finding.ratio = match aim.side {
            Side::Ceiling if achieved.is_positive() => aim.edge.over(&achieved),
            Side::Ceiling => None,
            Side::Floor | Side::Range => achieved.over(&aim.edge),
        };
    }
    if !settled && let Some(left) = all_years.checked_sub(course.years).filter(|left| *left > 0) {
        let needed = required.power(all_years).over(&course.factor);
        finding.required_per_year = needed.and_then(|needed| growth_percent(&needed, left));
    }
    let bound = course.quality.has(Mark::LowerBound);
    if bound && (met != (aim.side == Side::Floor)) {
        finding.refuse(Step::Undecidable, Reason::LowerBound);
        return case.finish(finding, false);
    }
    if settled {
        finding.decide(Step::DeadlineFigure, if met { Verdict::Achieved } else { Verdict::Missed });
    } else if aim.side == Side::Floor && meets(all_years) {
        finding.decide(Step::MetNow, Verdict::Achieved);
        finding.flags.insert(Flag::Early);
    } else if met {
        finding.decide(Step::Bands, Verdict::OnTrack);
    } else {
        let verdict = grade(&finding.bands, aim, course);
        finding.decide(Step::Bands, verdict);
    }
    case.finish(finding, settled)
}

/// The band of a growth that falls short, each edge decided by powers: ratio ≥ b ⟺ factor ≥ (1 + b·g)ⁿ.
fn grade(bands: &Bands, aim: &Aim, course: &Course) -> Verdict {
    let shrinking = course.factor < Number::one();
    if !aim.edge.is_positive() {
        return Verdict::OffTrack;
    }
    if aim.side != Side::Ceiling && shrinking {
        return Verdict::Regressing;
    }
    let reaches = |band: &Number| {
        let edge =
            if aim.side == Side::Ceiling { aim.edge.over(band) } else { Some(&aim.edge * band) };
        edge.is_some_and(|edge| {
            let power = per_year(&edge).power(course.years);
            if aim.side == Side::Ceiling { course.factor <= power } else { course.factor >= power }
        })
    };
    if reaches(&bands.on_track) {
        Verdict::OnTrack
    } else if reaches(&bands.at_risk) {
        Verdict::AtRisk
    } else {
        Verdict::OffTrack
    }
}
