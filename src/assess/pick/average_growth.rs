//! `average-growth` (年均增长, 水平法): compound growth per year since the baseline year, which is itself not counted.
//!
//! Decided by powers and so exactly: actual ≥ baseline × (1 + g)ⁿ. The root is drawn for display only.
//! Levels first; printed rates are chained only without levels, and without gaps.

use std::borrow::Cow;

use crate::{
    actuals::{Observation, Quality, closes_its_year, vintages::View},
    assess::{
        Actual, Finding, Method, Reason, SetAsideWhy, Step, UsedBaseline, Verdict,
        aim::{Aim, begins},
        case::{Case, are_exact, doubt_with, grade_up_to_on_track, telling},
        steps::{self, Outcome, Question},
        trace::{Equation, Quantity, Side},
    },
    interval::{End, Interval},
    number::{COMPUTED_DECIMALS, Number},
    period::{Month, Period},
    plan::{Bands, Kind, Timed},
};

/// Decimals to which a root is drawn beyond those of a growth in percent.
const ROOT_GUARD: u32 = 6;

/// Most decimals with which a growth is shown beside its target, and those of an equation, which cuts them itself.
const MOST_ROOT_DECIMALS: u32 = 60;

/// How far the level has come since the baseline year.
struct Course {
    /// The level at the end, or the growth that rates make together.
    level: Actual,
    /// Years from the baseline to it.
    years: u32,
    /// That of the baseline year; rates have none.
    baseline: Option<UsedBaseline>,
    closes: bool,
}

impl Course {
    /// From what it grows: rates make a factor together.
    fn start(&self) -> Number {
        self.baseline.as_ref().map_or(Number::ONE, |baseline| baseline.value.clone())
    }

    /// The level at which so much growth a year would have led in so many years.
    fn due(&self, growth: &Number, years: u32) -> Number {
        &self.start() * &per_year(growth).power(years)
    }

    /// What is known of the level over that of the baseline year.
    fn factor(&self) -> Interval {
        let start = self
            .baseline
            .as_ref()
            .map_or_else(|| Interval::exactly(&Number::ONE), UsedBaseline::known);
        self.level.known.above_zero().over(&start.above_zero()).unwrap_or_else(Interval::anything)
    }

    fn yearly(
        &self,
        needed: bool,
        [from, to]: [Number; 2],
        years: u32,
        result: Number,
    ) -> Equation {
        Equation::Yearly { needed, chained: self.baseline.is_none(), from, to, years, result }
    }

    /// What decides, and the growth that was achieved.
    fn equations(&self, growth: &Number, achieved: Number) -> Vec<Equation> {
        let years = self.years;
        let level = self.level.value.clone();
        let baseline = self.baseline.as_ref().map(|baseline| baseline.value.clone());
        let rates = self.level.observations.iter().map(|rate| rate.value.clone());
        let chain = baseline
            .is_none()
            .then(|| Equation::Chain { rates: rates.collect(), factor: level.clone() });
        let due = Equation::Due {
            baseline: baseline.clone(),
            growth: growth.clone(),
            years,
            due: self.due(growth, years),
            level: level.clone(),
        };
        let yearly = self.yearly(false, [self.start(), level], years, achieved);
        chain.into_iter().chain([due, yearly]).collect()
    }
}

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let mut finding = case.blank(None);
    let (figures, kind) = levels(case);
    let mut indicator = case.indicator.clone();
    indicator.kind = kind;
    let view = View { observations: &figures, kind, ..case.view };
    let vintages = &view.known();
    let levels = Case { indicator: &indicator, vintages, view, ..case.clone() };
    let base = base_year(case);
    let course = from_levels(&levels).or_else(|| chained(case));
    let judged = course.as_ref().and_then(|course| course.as_ref().ok());
    let baseline = judged.and_then(|course| course.baseline.as_ref());
    match judged {
        Some(_) => case.trace_start(&mut finding, baseline),
        None => case.trace_start(&mut finding, base_level(&levels).as_ref()),
    }
    let used = judged.into_iter().flat_map(|course| &course.level.observations);
    let own = case.indicator.kind.calendar;
    let start = own.year(base + 1).map_or(case.indicator.period.first(), Period::first);
    let is_whole = |it: &Observation| closes_its_year(it.period, kind);
    case.set_aside(&mut finding, used, baseline, start, |it| {
        if is_whole(it) { SetAsideWhy::Older } else { SetAsideWhy::PartOfYear }
    });
    match course {
        Some(Ok(course)) => by_course(case, finding, &course, base),
        Some(Err(outcome)) => case.finish(
            finding,
            outcome,
            of_year(&levels, year_of(&levels, case.deadline())).is_some(),
        ),
        None => {
            // Where levels are known, theirs are the figures that are missing.
            let case = if vintages.is_empty() { case } else { &levels };
            case.without_figure(finding, start.plus(-1), |it| !is_whole(it))
        }
    }
}

/// Every vintage of the levels whose growth is asked for, and their kind: those of the series it is the growth of, or the
/// indicator's own; of a share there are none.
fn levels<'a>(case: &Case<'a>) -> (Cow<'a, [Observation]>, Timed) {
    let own = case.indicator;
    match own.levels() {
        Some(id) if id == own.id => (Cow::Borrowed(case.view.observations), own.kind),
        Some(of) => (case.basis.figures(of, case.region).observations, case.basis.plan.kind_of(of)),
        None => (Cow::default(), own.kind),
    }
}

fn base_year(case: &Case<'_>) -> i32 {
    year_of(case, case.clock(None))
}

/// The year of a month, in the calendar of the figures.
fn year_of(case: &Case<'_>, month: Month) -> i32 {
    case.indicator.kind.calendar.year_of(month)
}

fn of_year<'a>(levels: &Case<'a>, year: i32) -> Option<&'a Observation> {
    levels.closing(levels.indicator.kind.calendar.year(year)?)
}

/// The level of the baseline year, stated or published.
fn base_level(levels: &Case<'_>) -> Option<UsedBaseline> {
    let year = base_year(levels);
    let period = levels.indicator.kind.calendar.year(year)?;
    let stated = levels.indicator.baseline.as_ref();
    let used = match stated.filter(|baseline| baseline.value.is_some()) {
        Some(_) => levels.stated_baseline()?,
        None => UsedBaseline::of(of_year(levels, year)?, stated.is_none()),
    };
    Some(UsedBaseline { period, ..used })
}

/// How far levels have come; `None` if none later than the baseline year's counts. Errors: what refuses their comparison.
fn from_levels(levels: &Case<'_>) -> Option<Result<Course, Outcome>> {
    let base_year = base_year(levels);
    let base = levels.indicator.kind.calendar.year(base_year)?.last();
    let years = base_year + 1..=year_of(levels, levels.deadline());
    let end = years.rev().find_map(|year| of_year(levels, year))?;
    let Some(baseline) = base_level(levels) else {
        return Some(Err(Outcome::refused(Step::Incomparable, Reason::NoBaseline)));
    };
    if levels.broken(base, end.period.last()) {
        return Some(Err(Outcome::refused(Step::Incomparable, Reason::Break)));
    }
    let negative = |known: &Interval| known.high.as_ref().is_some_and(|it| !it.value.is_positive());
    if negative(&baseline.known()) || negative(&end.interval()) {
        return Some(Err(Outcome::refused(Step::Barred, Reason::ZeroOrSign)));
    }
    Some(Ok(Course {
        level: Actual::of(end),
        years: u32::try_from(year_of(levels, end.period.last()) - base_year).ok()?,
        baseline: Some(baseline),
        closes: end.period.last() == levels.deadline(),
    }))
}

/// The same of printed yearly rates, one after the other from the year after the baseline's.
fn chained(case: &Case<'_>) -> Option<Result<Course, Outcome>> {
    if !case.indicator.unit.is_share() {
        return None;
    }
    let base_year = base_year(case);
    let hundred = Number::from(100);
    let hundredth = Number::ONE.over(&hundred)?;
    let mut value = Number::ONE;
    let mut known = Interval::exactly(&Number::ONE);
    let mut rates: Vec<Observation> = Vec::new();
    for year in base_year + 1..=year_of(case, case.deadline()) {
        let Some(rate) = of_year(case, year) else { break };
        value = &value * &(&hundred + &rate.value).scaled(&hundredth);
        let grown = rate.interval().plus(&Interval::exactly(&hundred)).scaled(&hundredth);
        known = known.times(&grown.above_zero());
        rates.push(rate.clone());
    }
    let Some(grown_by) = Actual::sum(rates) else {
        let hole = case.current().map(|rate| rate.period).any(|rate| {
            let inside = year_of(case, rate.first()) > base_year && rate.last() <= case.deadline();
            let ratio = Timed { kind: Kind::Ratio, ..case.indicator.kind };
            inside && closes_its_year(rate, ratio)
        });
        return hole.then_some(Err(Outcome::refused(Step::Incomparable, Reason::Hole)));
    };
    if !value.is_positive() {
        return Some(Err(Outcome::refused(Step::Barred, Reason::ZeroOrSign)));
    }
    let end = grown_by.observations.last()?.period;
    let years = u32::try_from(grown_by.observations.len()).ok()?;
    let closes = end.last() == case.deadline();
    let level = Actual { value, known, period: end, ..grown_by };
    Some(Ok(Course { level, years, baseline: None, closes }))
}

/// `1 + percent / 100`.
pub(in crate::assess) fn per_year(percent: &Number) -> Number {
    percent.over(&Number::from(100)).map_or(Number::ONE, |share| &Number::ONE + &share)
}

/// That growth with as many decimals more as it takes to lie on the side of the target, and of each band, that the powers say.
fn shown_growth(factor: &Number, years: u32, aim: &Aim, bands: &Bands) -> Option<Number> {
    let bands = bands.named();
    let edges = aim.edges().into_iter().enumerate().flat_map(|(index, edge)| {
        let down = aim.side == Side::Ceiling || index > 0;
        bands
            .iter()
            .filter_map(|(_, band)| begins(&edge, band, down))
            .chain([edge.clone()])
            .collect::<Vec<_>>()
    });
    let sides: Vec<_> =
        edges.map(|edge| (factor.cmp(&per_year(&edge).power(years)), edge)).collect();
    (COMPUTED_DECIMALS..=MOST_ROOT_DECIMALS)
        .step_by(6)
        .map(|decimals| growth_to(factor, years, decimals))
        .find(|growth| {
            growth.as_ref().is_none_or(|it| sides.iter().all(|(side, edge)| it.cmp(edge) == *side))
        })
        .unwrap_or_else(|| growth_to(factor, years, COMPUTED_DECIMALS))
}

/// The growth in percent a year that leads to `factor` in so many years, rounded where it is shown.
fn growth_to(factor: &Number, years: u32, decimals: u32) -> Option<Number> {
    let root = factor.nth_root(years, decimals + ROOT_GUARD)?;
    Some((&(&root - &Number::ONE) * &Number::from(100)).rounded(decimals))
}

fn by_course(case: &Case<'_>, mut finding: Finding, course: &Course, base: i32) -> Finding {
    let factor = course.level.value.over(&course.start());
    let shown = case.aim(None).zip(factor).and_then(|(aim, factor)| {
        Some((shown_growth(&factor, course.years, &aim, &finding.bands)?, aim, factor))
    });
    let Some((achieved, aim, factor)) = shown else {
        let outcome = Outcome::refused(Step::Barred, Reason::ZeroOrSign);
        return case.finish(finding, outcome, course.closes);
    };
    let all_years = u32::try_from(year_of(case, case.deadline()) - base).unwrap_or(course.years);
    let known = course.factor();
    let all = course
        .level
        .observations
        .iter()
        .map(|it| it.quality)
        .chain(course.baseline.as_ref().map(UsedBaseline::quality));
    let quality = all.fold(Quality::FINAL, Quality::and).by(&factor, &known);
    let growth = Growth { case, course, aim: &aim, all_years, factor: known };
    let exact = are_exact(&course.level.known, course.baseline.as_ref());
    let actual = Actual {
        value: achieved.clone(),
        known: growth.known().unwrap_or_else(|| Interval::exactly(&achieved)),
        quality,
        ..course.level.clone()
    };
    case.show_actual(&mut finding, actual, None);
    finding.gap = Some(aim.gap(&achieved));
    finding.baseline.clone_from(&course.baseline);
    let ratio = |growth: &Number| {
        let [(_, above), (_, below)] = aim.terms(growth);
        // No growth at all, or less, is no part of a ceiling.
        above.over(below).filter(|_| below.is_positive() && aim.edge.is_positive() && exact)
    };
    finding.ratio = ratio(&achieved);
    if let Some(trace) = &mut finding.trace
        && let Some(root) = growth_to(&factor, course.years, MOST_ROOT_DECIMALS)
    {
        if exact {
            trace.distance.extend(course.equations(&aim.edge, root.clone()));
        }
        trace.distance.push(Equation::gap(&root, aim.gap_from(&root), &aim.gap(&root)));
        let ratio =
            ratio(&root).map(|it| Equation::quotient(Quantity::Ratio, aim.terms(&root), &it));
        trace.pace.extend(ratio);
    }
    if !course.closes
        && exact
        && let Some(left) = all_years.checked_sub(course.years).filter(|left| *left > 0)
    {
        let needed = per_year(&aim.edge).power(all_years).over(&factor);
        let root = |decimals| growth_to(needed.as_ref()?, left, decimals);
        finding.required_per_year = root(COMPUTED_DECIMALS);
        if let Some(trace) = &mut finding.trace {
            let ends = [course.level.value.clone(), course.due(&aim.edge, all_years)];
            let needed = root(MOST_ROOT_DECIMALS);
            trace.need.extend(needed.map(|needed| course.yearly(true, ends, left, needed)));
        }
    }
    let due = |edge: &Number| per_year(edge).power(course.years);
    let due = || aim.edges().iter().map(due).chain([Number::ONE]).collect();
    let doubt = doubt_with(quality, course.baseline.as_ref());
    let outcome = steps::judge(&growth, &telling(&growth.factor, due), doubt);
    case.finish(finding, outcome, course.closes)
}

struct Growth<'a> {
    case: &'a Case<'a>,
    course: &'a Course,
    aim: &'a Aim,
    /// From the baseline to the deadline.
    all_years: u32,
    /// The level over that of the baseline year.
    factor: Interval,
}

impl Growth<'_> {
    /// Meeting it is a comparison of powers: the root shown beside it is rounded.
    fn meets(&self, factor: &Number, years: u32) -> bool {
        self.aim.met(|edge| factor.cmp(&per_year(edge).power(years)))
    }

    /// What is known of the growth, in percent a year, as far as it is shown; `None` if it is exact.
    fn known(&self) -> Option<Interval> {
        let end = |end: &Option<End>| {
            let end = end.as_ref().filter(|end| end.value.is_positive())?;
            let value = growth_to(&end.value, self.course.years, COMPUTED_DECIMALS)?;
            Some(End { value, open: end.open })
        };
        let factor = &self.factor;
        factor.exact().is_none().then(|| Interval::new(end(&factor.low), end(&factor.high)))
    }
}

impl Question for Growth<'_> {
    /// The level over that of the baseline year.
    type At = Number;

    fn settled(&self, factor: &Number) -> Option<bool> {
        self.course.closes.then(|| self.meets(factor, self.course.years))
    }

    fn now(&self, factor: &Number) -> Option<Result<Verdict, Reason>> {
        // Where a little less is enough, what the deadline asks for is reached before the target is met.
        self.meets(factor, self.course.years).then(|| {
            let early = self.aim.side == Side::Floor && self.meets(factor, self.all_years);
            Ok(if early { Verdict::Achieved } else { Verdict::OnTrack })
        })
    }

    /// The band of a growth that falls short, each edge decided by powers: ratio ≥ b ⟺ factor ≥ (1 + b·g)ⁿ.
    fn pace(&self, factor: &Number) -> Result<Verdict, Reason> {
        let aim = self.aim;
        let years = self.course.years;
        let bands: Bands = self.case.bands(Method::Direct);
        if !aim.edge.is_positive() {
            return Ok(Verdict::OffTrack);
        }
        if aim.side != Side::Ceiling && *factor < Number::ONE {
            return Ok(Verdict::Regressing);
        }
        let beyond = aim.side == Side::Range && *factor > per_year(&aim.upper).power(years);
        let ceiling = aim.side == Side::Ceiling || beyond;
        let edge = if beyond { &aim.upper } else { &aim.edge };
        let reaches = |band: &Number| {
            begins(edge, band, ceiling).is_some_and(|edge| {
                let power = per_year(&edge).power(years);
                if ceiling { *factor <= power } else { *factor >= power }
            })
        };
        Ok(grade_up_to_on_track(&bands, reaches))
    }
}
