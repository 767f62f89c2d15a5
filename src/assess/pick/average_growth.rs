//! `average-growth` (年均增长, 水平法): compound growth per year since the baseline year, which is itself not counted.
//!
//! Decided by powers and so exactly: actual ≥ baseline × (1 + g)ⁿ. The root is drawn for display only.
//! Levels first; printed rates are chained only without levels, and without gaps.

use crate::actuals::vintages::{in_force, known};
use crate::actuals::{Mark, Observation, Quality, Speaks, derived, speaks_for};
use crate::assess::aim::Aim;
use crate::assess::bench::Bench;
use crate::assess::case::{Case, are_exact, doubt_of, telling};
use crate::assess::steps::{self, Question, Step};
use crate::assess::trace::{Equation, Quantity, Side, Term};
use crate::assess::{Actual, Finding, Method, Reason, SetAsideWhy, UsedBaseline, Verdict};
use crate::interval::{End, Interval};
use crate::number::{COMPUTED_DECIMALS, Number};
use crate::period::Period;
use crate::plan::{Bands, Derivation, Kind};

/// Decimals to which a root is drawn.
const ROOT_DECIMALS: u32 = 12;

/// Decimals kept above those of a growth in percent.
const ROOT_GUARD: u32 = 6;

/// Most decimals with which a growth is shown beside its target.
const MOST_ROOT_DECIMALS: u32 = 60;

/// How far the level has come since the baseline year.
struct Course {
    /// The level at the end, or the growth that rates make together.
    level: Number,
    known: Interval,
    /// Years from the baseline to it.
    years: u32,
    /// What it rests on.
    actual: Vec<Observation>,
    /// That of the baseline year; rates have none.
    baseline: Option<UsedBaseline>,
    quality: Quality,
    /// Where it ends.
    end: Period,
    closes: bool,
}

impl Course {
    /// The level at which so much growth a year would have led in so many years.
    fn due(&self, growth: &Number, years: u32) -> Number {
        let factor = per_year(growth).power(years);
        self.baseline.as_ref().map_or_else(|| factor.clone(), |baseline| &baseline.value * &factor)
    }

    fn yearly(
        &self,
        needed: bool,
        [from, to]: [Number; 2],
        years: u32,
        result: &Number,
    ) -> Equation {
        let exact = &from * &per_year(result).power(years) == to;
        let (chained, result) = (self.baseline.is_none(), result.clone());
        Equation::Yearly { needed, chained, from, to, years, result, exact }
    }

    /// What decides, and the growth that is shown.
    fn equations(&self, growth: &Number, achieved: &Number) -> Vec<Equation> {
        let (years, level) = (self.years, self.level.clone());
        let baseline = self.baseline.as_ref().map(|baseline| baseline.value.clone());
        let rates = self.actual.iter().map(|rate| rate.value.clone());
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
        let ends = [baseline.unwrap_or_else(Number::one), level];
        let yearly = self.yearly(false, ends, years, achieved);
        chain.into_iter().chain([due, yearly]).collect()
    }
}

/// Why there is no course, and what to say of it.
enum Lacking {
    /// No level or rate later than the baseline year's counts.
    Figures,
    /// There is nothing to compare it with.
    Comparison(Reason),
    /// Its growth has no meaning.
    Meaning(Reason),
}

pub(super) fn judge(bench: &Bench<'_>, case: &Case<'_>) -> Finding {
    let mut finding = case.blank(None);
    let Levels { in_force: levels, kind, others } = levels(bench, case);
    let base = base_year(case);
    let course = from_levels(case, &levels, kind).or_else(|| chained(case));
    let course = course.unwrap_or(Err(Lacking::Figures));
    let from = match &course {
        Ok(course) => course.baseline.clone(),
        Err(_) => base_level(case, &levels, kind),
    };
    case.trace_start(&mut finding, from.as_ref());
    let used: Vec<&Observation> = course
        .as_ref()
        .map(|course| {
            let baseline = course.baseline.as_ref().and_then(|it| it.observation.as_ref());
            course.actual.iter().chain(baseline).collect()
        })
        .unwrap_or_default();
    let start = Period::year(base + 1).map_or(case.indicator.period.first(), Period::first);
    case.set_aside(&mut finding, &used, start, |it| {
        let whole = speaks_for_its_year(it, kind);
        if whole { SetAsideWhy::Older } else { SetAsideWhy::PartOfYear }
    });
    match course {
        Ok(course) => by_course(case, finding, &course, base),
        Err(Lacking::Comparison(reason)) => {
            case.refuse_comparison(finding, reason, closes(case, &levels, kind))
        }
        Err(Lacking::Meaning(reason)) => {
            let outcome = steps::Outcome::refused(Step::Barred, reason);
            case.finish(finding, outcome, closes(case, &levels, kind))
        }
        // Where the levels are those of another series, theirs are the figures that are missing.
        Err(Lacking::Figures) => {
            let others = others.as_ref().map(|it| known(it, kind, case.as_of, case.doubtful));
            let case = Case { vintages: others.as_ref().unwrap_or(case.vintages), ..case.clone() };
            case.without_figure(finding, start.plus(-1), |it| !speaks_for_its_year(it, kind))
        }
    }
}

fn speaks_for_its_year(it: &Observation, kind: Kind) -> bool {
    Period::year(it.period.last().year())
        .is_some_and(|year| speaks_for(it.period, kind, year) == Speaks::Closes)
}

fn closes(case: &Case<'_>, levels: &[Observation], kind: Kind) -> bool {
    let closes =
        |it: &Observation| it.period.last() == case.deadline() && speaks_for_its_year(it, kind);
    levels.iter().any(closes)
}

/// The levels whose growth is asked for.
struct Levels {
    in_force: Vec<Observation>,
    kind: Kind,
    /// Every vintage, if they are those of another series.
    others: Option<Vec<Observation>>,
}

/// Those of the series it is the growth of, or the indicator's own; of a share there are none.
fn levels(bench: &Bench<'_>, case: &Case<'_>) -> Levels {
    let kind = case.indicator.kind;
    match &case.indicator.from {
        Some(Derivation::GrowthOf(of)) => {
            let kind = bench.plan.unit_and_kind(of).map_or(Kind::Flow, |(_, kind)| kind);
            let figures = derived::figures(bench.plan, bench.actuals, of, case.region, bench.as_of);
            let levels = in_force(&figures.observations, kind, bench.as_of, case.doubtful);
            // Printed rates take their place only where the series has nothing at all.
            let others = Some(figures.observations.into_owned()).filter(|it| !it.is_empty());
            Levels { in_force: levels, kind, others }
        }
        _ if case.indicator.unit.is_share() => Levels { in_force: Vec::new(), kind, others: None },
        _ => Levels { in_force: case.current().cloned().collect(), kind, others: None },
    }
}

fn base_year(case: &Case<'_>) -> i32 {
    let stated = case.indicator.baseline.as_ref().map(|baseline| baseline.period.last());
    stated.unwrap_or_else(|| case.indicator.period.eve()).year()
}

fn of_year(levels: &[Observation], kind: Kind, year: i32) -> Option<&Observation> {
    let span = Period::year(year)?;
    levels.iter().rev().find(|it| speaks_for(it.period, kind, span) == Speaks::Closes)
}

/// The level of the baseline year, stated or published.
fn base_level(case: &Case<'_>, levels: &[Observation], kind: Kind) -> Option<UsedBaseline> {
    let year = base_year(case);
    let period = Period::year(year)?;
    let stated = case.indicator.baseline.as_ref().and_then(|baseline| baseline.value.clone());
    if let Some(value) = stated {
        return Some(UsedBaseline { value, period, observation: None, derived: false });
    }
    let level = of_year(levels, kind, year)?;
    let derived = case.indicator.baseline.is_none();
    Some(UsedBaseline { period, ..UsedBaseline::of(level, derived) })
}

fn from_levels(
    case: &Case<'_>,
    levels: &[Observation],
    kind: Kind,
) -> Option<Result<Course, Lacking>> {
    let base_year = base_year(case);
    let last_year = case.deadline().year();
    let end = (base_year + 1..=last_year).rev().find_map(|year| of_year(levels, kind, year))?;
    let Some(baseline) = base_level(case, levels, kind) else {
        return Some(Err(Lacking::Comparison(Reason::NoBaseline)));
    };
    let broken = levels.iter().any(|level| {
        let last = level.period.last();
        level.quality.has(Mark::Break) && last.year() > base_year && last <= end.period.last()
    });
    if broken {
        return Some(Err(Lacking::Comparison(Reason::Break)));
    }
    let negative = |known: &Interval| known.high.as_ref().is_some_and(|it| !it.value.is_positive());
    if negative(&baseline.known()) || negative(&end.interval()) {
        return Some(Err(Lacking::Meaning(Reason::ZeroOrSign)));
    }
    Some(Ok(Course {
        level: end.value.clone(),
        known: end.interval(),
        years: u32::try_from(end.period.last().year() - base_year).ok()?,
        actual: vec![end.clone()],
        quality: baseline.quality().and(end.quality),
        baseline: Some(baseline),
        closes: end.period.last() == case.deadline(),
        end: end.period,
    }))
}

/// Printed yearly rates, one after the other from the year after the baseline's.
fn chained(case: &Case<'_>) -> Option<Result<Course, Lacking>> {
    if !case.indicator.unit.is_share() {
        return None;
    }
    let base_year = base_year(case);
    let hundred = Number::from(100);
    let hundredth = Number::one().over(&hundred)?;
    let (mut level, mut known) = (Number::one(), Interval::exactly(&Number::one()));
    let mut actual: Vec<Observation> = Vec::new();
    for year in base_year + 1..=case.deadline().year() {
        let Some(rate) = Period::year(year).and_then(|span| case.closing(span)) else { break };
        level = &level * &(&hundred + &rate.value).scaled(&hundredth);
        let grown = rate.interval().plus(&Interval::exactly(&hundred)).scaled(&hundredth);
        known = known.times(&positive(&grown));
        actual.push(rate.clone());
    }
    let Some(end) = actual.last().map(|rate| rate.period) else {
        let later = case.current().filter(|rate| rate.period.first().year() > base_year);
        let whole = later.filter(|it| it.period.last() <= case.deadline());
        let hole = whole.into_iter().any(|it| speaks_for_its_year(it, Kind::Ratio));
        return hole.then_some(Err(Lacking::Comparison(Reason::Hole)));
    };
    if !level.is_positive() {
        return Some(Err(Lacking::Meaning(Reason::ZeroOrSign)));
    }
    let quality = actual.iter().fold(Quality::FINAL, |quality, rate| quality.and(rate.quality));
    let years = u32::try_from(actual.len()).ok()?;
    let closes = end.last() == case.deadline();
    Some(Ok(Course { level, known, years, actual, baseline: None, quality, end, closes }))
}

/// `1 + percent / 100`.
pub(in crate::assess) fn per_year(percent: &Number) -> Number {
    percent.over(&Number::from(100)).map_or_else(Number::one, |share| &Number::one() + &share)
}

/// That growth with as many decimals more as it takes to lie on the side of the target, and of each band, that the powers say.
fn shown_growth(factor: &Number, years: u32, aim: &Aim, bands: &Bands) -> Option<Number> {
    let bands = bands.named();
    let begins = |edge: &Number, down: bool| {
        let of = |(_, band): &(_, Number)| if down { edge.over(band) } else { Some(edge * band) };
        let begins: Vec<Number> = bands.iter().filter_map(of).collect();
        begins
    };
    let edges = aim.edges().into_iter().enumerate().flat_map(|(index, edge)| {
        let down = aim.side == Side::Ceiling || index > 0;
        begins(&edge, down).into_iter().chain([edge])
    });
    let sides: Vec<_> =
        edges.map(|edge| (factor.cmp(&per_year(&edge).power(years)), edge)).collect();
    let hundred = Number::from(100);
    (COMPUTED_DECIMALS..=MOST_ROOT_DECIMALS)
        .step_by(6)
        .map(|decimals| {
            let root = factor.nth_root(years, decimals + ROOT_GUARD)?;
            Some((&(&root - &Number::one()) * &hundred).rounded(decimals))
        })
        .find(|growth| {
            let growth = growth.as_ref();
            growth.is_none_or(|it| sides.iter().all(|(side, edge)| it.cmp(edge) == *side))
        })
        .unwrap_or_else(|| growth_percent(factor, years))
}

/// The growth in percent a year that leads to `factor` in so many years, rounded where it is shown.
fn growth_percent(factor: &Number, years: u32) -> Option<Number> {
    let root = factor.nth_root(years, ROOT_DECIMALS)?;
    let percent = &(&root - &Number::one()) * &Number::from(100);
    Some(percent.rounded(COMPUTED_DECIMALS))
}

fn by_course(case: &Case<'_>, mut finding: Finding, course: &Course, base: i32) -> Finding {
    let baseline = course.baseline.as_ref().map(|baseline| &baseline.value);
    let factor =
        baseline.map_or(Some(course.level.clone()), |baseline| course.level.over(baseline));
    let aim = case.aim(None);
    let shown = aim.as_ref().zip(factor.as_ref());
    let shown =
        shown.and_then(|(aim, factor)| shown_growth(factor, course.years, aim, &finding.bands));
    let (Some(achieved), Some(factor), Some(aim)) = (shown, factor, aim) else {
        let outcome = steps::Outcome::refused(Step::Barred, Reason::ZeroOrSign);
        return case.finish(finding, outcome, course.closes);
    };
    let all_years = u32::try_from(case.deadline().year() - base).unwrap_or(course.years);
    let known = growth_factor(course);
    let quality = course.quality.by(&factor, &known);
    let growth = Growth { case, course, aim: &aim, all_years, quality, factor: known };
    let exact = are_exact(&course.known, course.baseline.as_ref());
    let actual = Actual {
        value: achieved.clone(),
        known: growth.known().unwrap_or_else(|| Interval::exactly(&achieved)),
        period: course.end,
        quality,
        published: course.actual.iter().map(|used| used.published).max().unwrap_or_default(),
        observations: course.actual.clone(),
    };
    case.show_actual(&mut finding, actual, None);
    if exact && let Some(trace) = &mut finding.trace {
        trace.distance.extend(course.equations(&aim.edge, &achieved));
    }
    case.show_gap(&mut finding, aim.gap_from(&achieved), aim.gap(&achieved));
    finding.baseline.clone_from(&course.baseline);
    if aim.edge.is_positive() && exact {
        let (end, down) = match aim.side {
            Side::Range if achieved > aim.upper => (&aim.upper, true),
            Side::Ceiling => (&aim.edge, true),
            Side::Floor | Side::Range => (&aim.edge, false),
        };
        let mut terms = [(Term::Actual, &achieved), (Term::Target, end)];
        if down {
            terms.reverse();
        }
        // No growth at all, or less, is no part of a ceiling.
        let defined = !down || achieved.is_positive();
        finding.ratio = defined.then(|| terms[0].1.over(terms[1].1)).flatten();
        if let (Some(trace), Some(ratio)) = (&mut finding.trace, &finding.ratio) {
            trace.pace.push(Equation::quotient(Quantity::Ratio, terms, ratio));
        }
    }
    if !course.closes
        && exact
        && let Some(left) = all_years.checked_sub(course.years).filter(|left| *left > 0)
    {
        let needed = per_year(&aim.edge).power(all_years).over(&factor);
        finding.required_per_year = needed.and_then(|needed| growth_percent(&needed, left));
        if let (Some(trace), Some(needed)) = (&mut finding.trace, &finding.required_per_year) {
            let ends = [course.level.clone(), course.due(&aim.edge, all_years)];
            trace.need.push(course.yearly(true, ends, left, needed));
        }
    }
    case.ask(finding, &growth, course.closes)
}

/// What is known of a level, or of what a rate multiplies it by, which has no growth unless it is above zero.
fn positive(known: &Interval) -> Interval {
    let low = known.low.clone().filter(|low| low.value.is_positive());
    Interval::new(low.or(Some(End::open(Number::zero()))), known.high.clone())
}

/// What is known of the level over that of the baseline year.
fn growth_factor(course: &Course) -> Interval {
    let level = positive(&course.known);
    let base = course.baseline.as_ref().map(|baseline| positive(&baseline.known()));
    let factor = base.map_or(Some(level.clone()), |base| level.over(&base));
    factor.unwrap_or_else(Interval::anything)
}

struct Growth<'a> {
    case: &'a Case<'a>,
    course: &'a Course,
    aim: &'a Aim,
    /// From the baseline to the deadline.
    all_years: u32,
    /// The marks of the growth.
    quality: Quality,
    /// The level over that of the baseline year.
    factor: Interval,
}

impl Growth<'_> {
    /// Meeting it is a comparison of powers: the root shown beside it is rounded.
    fn meets(&self, factor: &Number, years: u32) -> bool {
        self.aim.met_by_factor(factor, &|edge| per_year(edge).power(years))
    }

    /// What is known of the growth, in percent a year, as far as it is shown; `None` if it is exact.
    fn known(&self) -> Option<Interval> {
        let end = |end: &Option<End>| {
            let end = end.as_ref().filter(|end| end.value.is_positive())?;
            let value = growth_percent(&end.value, self.course.years)?;
            Some(End { value, open: end.open })
        };
        let factor = &self.factor;
        factor.exact().is_none().then(|| Interval::new(end(&factor.low), end(&factor.high)))
    }
}

impl Question for Growth<'_> {
    /// The level over that of the baseline year.
    type At = Number;

    fn possible(&self) -> impl AsRef<[Number]> {
        let due = |edge: &Number| per_year(edge).power(self.course.years);
        let due = || self.aim.edges().iter().map(due).chain([Number::one()]).collect();
        telling(&self.factor, due)
    }

    fn doubt(&self) -> Reason {
        let course = self.course;
        let baseline = course.baseline.as_ref().map(UsedBaseline::quality);
        doubt_of([self.quality].into_iter().chain(baseline))
    }

    fn settled(&self, factor: &Number) -> Option<bool> {
        self.course.closes.then(|| self.meets(factor, self.course.years))
    }

    fn now(&self, factor: &Number) -> Option<Result<Verdict, Reason>> {
        if self.aim.side == Side::Floor && self.meets(factor, self.all_years) {
            return Some(Ok(Verdict::Achieved));
        }
        self.meets(factor, self.course.years).then_some(Ok(Verdict::OnTrack))
    }

    /// The band of a growth that falls short, each edge decided by powers: ratio ≥ b ⟺ factor ≥ (1 + b·g)ⁿ.
    fn pace(&self, factor: &Number) -> Result<Verdict, Reason> {
        let (aim, years) = (self.aim, self.course.years);
        let bands: Bands = self.case.bands(Method::Direct);
        if !aim.edge.is_positive() {
            return Ok(Verdict::OffTrack);
        }
        if aim.side != Side::Ceiling && *factor < Number::one() {
            return Ok(Verdict::Regressing);
        }
        let beyond = aim.side == Side::Range && *factor > per_year(&aim.upper).power(years);
        let ceiling = aim.side == Side::Ceiling || beyond;
        let edge = if beyond { &aim.upper } else { &aim.edge };
        let reaches = |band: &Number| {
            let edge = if ceiling { edge.over(band) } else { Some(edge * band) };
            edge.is_some_and(|edge| {
                let power = per_year(&edge).power(years);
                if ceiling { *factor <= power } else { *factor >= power }
            })
        };
        Ok(if reaches(&bands.on_track) {
            Verdict::OnTrack
        } else if reaches(&bands.at_risk) {
            Verdict::AtRisk
        } else {
            Verdict::OffTrack
        })
    }
}
