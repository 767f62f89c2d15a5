//! The path: what should be when, from the baseline to the target, as the measure asks.
//!
//! It is the path that the assessment judges by, told for every period rather than for the actual's alone.

use crate::actuals::Mark;
use crate::actuals::derived::unit_and_kind;
use crate::actuals::vintages::like_with_like;
use crate::assess::{Method, Reason};
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::{Comparator, Goal, Indicator, Kind, Measure};
use crate::report::Judged;
use crate::unit::Unit;

use super::{end_of, known, known_in, levels_of, rests_on_doubtful};

/// Decimals to which the growth of a path is drawn.
const ROOT_DECIMALS: u32 = 12;

/// How far before the start a figure may stand in for the baseline, in months.
const BASELINE_WINDOW: i32 = 24;

/// On which side of the path it is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above.
    Floor,
    /// Below.
    Ceiling,
    /// Between two values.
    Range,
}

impl Side {
    /// Is a smaller value a better one?
    pub fn lower_is_better(self) -> bool {
        self == Self::Ceiling
    }

    /// Must the value stay between two?
    pub fn is_range(self) -> bool {
        self == Self::Range
    }

    /// Distance from what should be: negative is short of it; inside a range to the nearer end.
    pub fn gap(self, actual: &Number, should: &Number, upper: Option<&Number>) -> Number {
        let above = actual - should;
        match (self, upper) {
            (Self::Floor, _) | (Self::Range, None) => above,
            (Self::Ceiling, _) => -&above,
            (Self::Range, Some(upper)) => above.min(upper - actual),
        }
    }
}

/// What should be when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Path {
    /// Nothing is known of it.
    None,
    /// Straight from station to station: the value at the end of each month named, in order of time.
    Stations(Vec<(Month, Number)>),
    /// A value for each of these periods alone: that of another series, or of the year before.
    Partners(Vec<(Period, Number)>, Kind),
}

impl Path {
    /// A value that never changes.
    fn flat(from: Month, to: Month, value: &Number) -> Self {
        Self::Stations(vec![(from, value.clone()), (to, value.clone())])
    }

    /// What should be at the end of a period; `None` outside the path.
    pub fn at(&self, period: Period) -> Option<Number> {
        match self {
            Self::None => None,
            Self::Stations(stations) => between(stations, period.last()),
            Self::Partners(partners, kind) => partners
                .iter()
                .find(|(partner, _)| match kind {
                    Kind::Stock => partner.last() == period.last(),
                    Kind::Flow | Kind::Ratio => partner.same_span(period),
                })
                .map(|(_, value)| value.clone()),
        }
    }

    /// Is it one value throughout?
    pub fn is_flat(&self) -> bool {
        match self {
            Self::Stations(stations) => stations.windows(2).all(|pair| pair[0].1 == pair[1].1),
            Self::None | Self::Partners(..) => false,
        }
    }
}

fn between(stations: &[(Month, Number)], month: Month) -> Option<Number> {
    let after = stations.iter().position(|(end, _)| month <= *end)?;
    let (end, value) = &stations[after];
    if *end == month {
        return Some(value.clone());
    }
    let (start, from) = stations.get(after.checked_sub(1)?)?;
    let share = Number::fraction(i64::from(month.since(*start)), i64::from(end.since(*start)))?;
    Some(from + &(&share * &(value - from)))
}

/// The path of an indicator, with the target it leads to.
#[derive(Debug, Clone)]
pub struct Course {
    /// The unit of every value: that of the levels where their growth is judged.
    pub unit: Unit,
    /// Where it is better.
    pub side: Side,
    /// What should be.
    pub path: Path,
    /// The upper end of what should be, where the value must stay between two.
    pub path_upper: Path,
    /// The value on which meeting the target turns.
    pub target: Option<Number>,
    /// The upper value of a pair.
    pub target_upper: Option<Number>,
    /// Where the path starts, where it starts from a value.
    pub baseline: Option<(Period, Number)>,
    /// The month at whose end the clock starts.
    pub start: Month,
    /// Are levels shown, of which the growth is judged?
    pub levels: bool,
    /// Does the path grow by the same share every year, as the method `compound` asks?
    pub compound: bool,
}

impl Course {
    /// The path that the finding is judged by, with the target in force on the as-of date.
    pub fn of(judged: &Judged<'_>) -> Self {
        let indicator = judged.in_force();
        let finding = judged.finding;
        let mut course = Self {
            unit: judged.unit(),
            side: side_of(judged, &indicator),
            path: Path::None,
            path_upper: Path::None,
            target: finding.target.as_ref().map(|_| finding.edge.clone()),
            target_upper: None,
            baseline: None,
            start: indicator.period.eve(),
            levels: false,
            compound: false,
        };
        if finding.reason == Some(Reason::Withdrawn) {
            return course;
        }
        let end = indicator.deadline.last();
        if indicator.every.is_some() {
            course.side = Side::Floor;
            course.path = Path::flat(course.start, end, &finding.edge);
            return course;
        }
        let upper = indicator.target.value();
        course.target_upper = upper.and_then(|target| target.upper.clone());
        match (&indicator.target, indicator.measure) {
            (Goal::AboveSeries { series, in_region }, _) => {
                course.path = other_series(judged, series, in_region.as_deref());
                course.target = None;
            }
            (Goal::Rising { .. } | Goal::Falling { .. }, Measure::EveryYear) => {
                course.path = year_before(judged, &indicator);
                course.target = None;
            }
            (Goal::Rising { .. } | Goal::Falling { .. }, _) => course.hold(judged, &indicator),
            _ if course.target.is_none() => {}
            (_, Measure::Level) => course.level(judged, &indicator),
            (_, Measure::Total) => course.total(&indicator),
            (_, Measure::Rate | Measure::EveryYear) => course.must_hold(end),
            (_, Measure::AverageGrowth) => course.growth(judged, &indicator),
        }
        course
    }

    /// Is the path the target's own line, from the start to the deadline?
    pub fn is_targets_line(&self) -> bool {
        let first = match &self.path {
            Path::Stations(stations) => stations.first().map(|(_, value)| value),
            Path::None | Path::Partners(..) => None,
        };
        self.path.is_flat() && first == self.target.as_ref()
    }

    /// Both ends of what must hold from the start to the deadline.
    fn must_hold(&mut self, end: Month) {
        let Some(target) = &self.target else { return };
        self.path = Path::flat(self.start, end, target);
        if let (Side::Range, Some(upper)) = (self.side, &self.target_upper) {
            self.path_upper = Path::flat(self.start, end, upper);
        }
    }

    /// Better than the baseline.
    fn hold(&mut self, judged: &Judged<'_>, indicator: &Indicator) {
        let Some((period, value)) = baseline_of(judged, indicator) else {
            return;
        };
        self.start = period.last();
        self.path = Path::flat(period.last(), indicator.deadline.last(), &value);
        self.target = Some(value.clone());
        self.baseline = Some((period, value));
    }

    /// From the baseline through the milestones to the target.
    fn level(&mut self, judged: &Judged<'_>, indicator: &Indicator) {
        let end = indicator.deadline.last();
        let (Some((period, from)), Some(edge)) =
            (baseline_of(judged, indicator), self.target.clone())
        else {
            // What must stay inside a range needs no start.
            if self.side == Side::Range {
                self.must_hold(end);
            }
            return;
        };
        self.start = period.last();
        self.baseline = Some((period, from.clone()));
        let met = match (self.side, &self.target_upper) {
            (Side::Floor, _) | (Side::Range, None) => from >= edge,
            (Side::Ceiling, _) => from <= edge,
            (Side::Range, Some(upper)) => from >= edge && from <= *upper,
        };
        if met {
            // What is met at the start must be held.
            self.must_hold(end);
            return;
        }
        let above = |upper: &Number| self.side == Side::Range && from > *upper;
        let to = match &self.target_upper {
            Some(upper) if above(upper) => upper.clone(),
            _ => edge.clone(),
        };
        let compound = (judged.finding.method == Method::Compound)
            .then(|| compound(self.start, &from, end, &to))
            .flatten();
        self.compound = compound.is_some();
        let straight = || stations(indicator, (self.start, from), (end, to));
        self.path = Path::Stations(compound.unwrap_or_else(straight));
    }

    /// From nothing at the start of the period.
    fn total(&mut self, indicator: &Indicator) {
        let end = indicator.deadline.last();
        let line = |to: &Number| {
            let start = (self.start, Number::zero());
            Path::Stations(stations(indicator, start, (end, to.clone())))
        };
        let Some(target) = &self.target else { return };
        let path = line(target);
        let upper = self.target_upper.as_ref().filter(|_| self.side == Side::Range);
        self.path_upper = upper.map_or(Path::None, line);
        self.path = path;
    }

    /// The level of the baseline year, growing as asked; the rate asked for where no level is known.
    fn growth(&mut self, judged: &Judged<'_>, indicator: &Indicator) {
        let end = indicator.deadline.last();
        let base = growth_base(judged, indicator);
        let (Some((period, level)), Some((_, unit))) = (base, levels_of(judged)) else {
            self.must_hold(end);
            return;
        };
        let (Some(target), base_year) = (self.target.clone(), period.last().year()) else {
            return;
        };
        let grown = |percent: &Number| -> Vec<(Month, Number)> {
            let share = percent.over(&Number::from(100));
            let factor = share.map_or_else(Number::one, |share| &Number::one() + &share);
            (base_year..=end.year())
                .filter_map(|year| {
                    let years = u32::try_from(year - base_year).ok()?;
                    Some((end_of(year)?, &level * &factor.power(years)))
                })
                .collect()
        };
        let path = grown(&target);
        let upper = self.target_upper.as_ref().map(grown);
        self.target = path.last().map(|(_, value)| value.clone());
        self.target_upper = upper.as_ref().and_then(|upper| Some(upper.last()?.1.clone()));
        if let (Side::Range, Some(upper)) = (self.side, upper) {
            self.path_upper = Path::Stations(upper);
        }
        self.path = Path::Stations(path);
        self.start = period.last();
        self.baseline = Some((period, level));
        self.unit = unit;
        self.levels = true;
    }
}

fn side_of(judged: &Judged<'_>, indicator: &Indicator) -> Side {
    let target = match &indicator.target {
        Goal::Value(target) => target,
        Goal::Falling { .. } => return Side::Ceiling,
        Goal::TimesBaseline(_) | Goal::Rising { .. } | Goal::AboveSeries { .. } => {
            return Side::Floor;
        }
    };
    match target.comparator {
        Comparator::AtMost | Comparator::LessThan => Side::Ceiling,
        // It is approached from the side of the baseline.
        Comparator::About
            if baseline_of(judged, indicator).is_some_and(|(_, from)| from > target.value) =>
        {
            Side::Ceiling
        }
        Comparator::Within => Side::Range,
        Comparator::About
        | Comparator::AtLeast
        | Comparator::MoreThan
        | Comparator::Between
        | Comparator::Budget => Side::Floor,
    }
}

/// The way that grows by the same share every year, at the end of each; `None` where growth has no meaning.
fn compound(start: Month, from: &Number, end: Month, to: &Number) -> Option<Vec<(Month, Number)>> {
    let factor = to.over(from).filter(Number::is_positive)?;
    let whole = end.since(start);
    let ends = (start.year()..=end.year()).filter_map(end_of);
    let between = ends.filter(|month| *month > start && *month < end);
    let mut stations = vec![(start, from.clone())];
    for month in between {
        let elapsed = month.since(start);
        // Whole years make smaller powers.
        let common = if elapsed % 12 == 0 && whole % 12 == 0 { 12 } else { 1 };
        let power = u32::try_from(elapsed / common).ok()?;
        let root = u32::try_from(whole / common).ok()?;
        let grown = factor.power(power).nth_root(root, ROOT_DECIMALS)?;
        stations.push((month, from * &grown));
    }
    stations.push((end, to.clone()));
    Some(stations)
}

/// The start, the milestones between, and the end.
fn stations(
    indicator: &Indicator,
    start: (Month, Number),
    end: (Month, Number),
) -> Vec<(Month, Number)> {
    let (first, last) = (start.0, end.0);
    let between = indicator
        .milestones
        .iter()
        .map(|milestone| (milestone.period.last(), milestone.value.clone()))
        .filter(|(month, _)| *month > first && *month < last);
    let mut stations: Vec<(Month, Number)> = between.collect();
    stations.insert(0, start);
    stations.push(end);
    stations
}

/// The baseline that the finding used; else the one that it would use as soon as there is something to judge.
fn baseline_of(judged: &Judged<'_>, indicator: &Indicator) -> Option<(Period, Number)> {
    if let Some(used) = &judged.finding.baseline {
        return Some((used.period, used.value.clone()));
    }
    let stock = indicator.kind == Kind::Stock;
    if let Some(stated) = &indicator.baseline {
        if let Some(value) = &stated.value {
            return Some((stated.period, value.clone()));
        }
        let figures = known(judged, &indicator.id);
        let found = figures.iter().rev().find(|one| {
            one.period.same_span(stated.period)
                || stock && one.period.last() == stated.period.last()
        })?;
        return Some((stated.period, found.value.clone()));
    }
    let eve = indicator.period.eve();
    let figures = known(judged, &indicator.id);
    let found = figures.iter().rev().find(|one| {
        let end = one.period.last();
        end <= eve
            && end > eve.plus(-BASELINE_WINDOW)
            && !one.quality.has(Mark::LowerBound)
            && (stock || one.period.is_calendar_year() || one.period.same_span(indicator.deadline))
    })?;
    Some((found.period, found.value.clone()))
}

/// The level from which growth is counted.
fn growth_base(judged: &Judged<'_>, indicator: &Indicator) -> Option<(Period, Number)> {
    let levels = levels_of(judged)?;
    if let Some(used) = &judged.finding.baseline {
        return Some((used.period, used.value.clone()));
    }
    if judged.finding.actual.is_some() {
        // Printed rates are chained.
        return None;
    }
    let stated = indicator.baseline.as_ref();
    let year = stated.map_or(indicator.period.eve(), |stated| stated.period.last());
    let period = Period::year(year.year())?;
    if let Some(value) = stated.and_then(|stated| stated.value.as_ref()) {
        return Some((period, value.clone()));
    }
    let figures = known(judged, levels.0);
    let found = figures.iter().rev().find(|one| one.period.same_span(period))?;
    Some((period, found.value.clone()))
}

/// The figures of the series that the actual must be above, in the indicator's unit.
fn other_series(judged: &Judged<'_>, series: &str, region: Option<&str>) -> Path {
    let region = region.unwrap_or(&judged.finding.region);
    let own = &judged.indicator().unit;
    let defined = unit_and_kind(judged.plan, series);
    let kind = defined.map_or(judged.indicator().kind, |(_, kind)| kind);
    let factor = defined.and_then(|(unit, _)| unit.factor_to(own));
    let partners: Vec<(Period, Number)> =
        known_in(judged, series, region, judged.assessment.as_of, false)
            .into_iter()
            .map(|one| {
                let value = factor
                    .as_ref()
                    .map_or_else(|| one.value.clone(), |factor| one.value.scaled(factor));
                (one.period, value)
            })
            .collect();
    if partners.is_empty() { Path::None } else { Path::Partners(partners, kind) }
}

/// For every year the value of the year before, as it was known when the year's own came out.
fn year_before(judged: &Judged<'_>, indicator: &Indicator) -> Path {
    let as_of = judged.assessment.as_of;
    let region = &judged.finding.region;
    let figures =
        crate::actuals::derived::figures(judged.plan, judged.actuals, &indicator.id, region, as_of);
    let current = known_in(judged, &indicator.id, region, as_of, rests_on_doubtful(judged));
    let of = |year: i32| {
        let span = Period::year(year)?;
        current.iter().rev().find(|one| match indicator.kind {
            Kind::Stock => one.period.last() == span.last(),
            Kind::Flow | Kind::Ratio => one.period.same_span(span),
        })
    };
    let last = indicator.deadline.last().year();
    let partners: Vec<(Period, Number)> = indicator
        .period
        .years()
        .take_while(|year| *year <= last)
        .filter_map(|year| {
            let span = Period::year(year)?;
            let before = of(year - 1)?;
            let value = match of(year) {
                Some(this) => {
                    let (kind, before) = (indicator.kind, before.period);
                    let known = &figures.observations;
                    let then = like_with_like(known, kind, before, this.period, as_of, false);
                    then?.value.clone()
                }
                None => before.value.clone(),
            };
            Some((span, value))
        })
        .collect();
    if partners.is_empty() { Path::None } else { Path::Partners(partners, indicator.kind) }
}
