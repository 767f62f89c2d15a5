//! The course of an indicator: what should be when, from the baseline to the target, and what was.
//!
//! It is the path of the trace, told for every period rather than for the actual's alone, and the figures as the measure
//! compares them.

mod points;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::pace::compound_stations;
use super::pick::per_year;
use super::trace::{Side, Trace};
use super::{Finding, Flag, Method, Reason, Use, in_force, path};
use crate::actuals::derived::{self, unit_and_kind};
use crate::actuals::vintages::{self, like_with_like};
use crate::actuals::{Actuals, Observation, Speaks, speaks_for};
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::{Derivation, Goal, Indicator, Kind, Measure, Plan};
use crate::unit::Unit;

pub use points::Point;

/// In what members are counted.
pub const MEMBERS_UNIT: &str = "个";

/// A finding with all that it was judged from.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    pub plan: &'a Plan,
    pub actuals: &'a Actuals,
    pub as_of: NaiveDate,
    pub finding: &'a Finding,
}

impl<'a> Basis<'a> {
    fn indicator(self) -> &'a Indicator {
        self.finding.indicator_of(self.plan)
    }

    fn in_force(self) -> Cow<'a, Indicator> {
        in_force(self.indicator(), self.as_of)
    }

    fn kind_of(self, id: &str) -> Kind {
        unit_and_kind(self.plan, id).map_or(self.indicator().kind, |(_, kind)| kind)
    }

    /// The figures of an id in the finding's region as known on the as-of date, doubtful ones where there are no others.
    fn known(self, id: &str) -> Vec<Observation> {
        self.known_in(id, &self.finding.region, true)
    }

    /// Those that the finding may rest on.
    fn trusted(self, id: &str) -> Vec<Observation> {
        self.known_in(id, &self.finding.region, self.finding.flags.contains(&Flag::Doubtful))
    }

    fn known_in(self, id: &str, region: &str, doubtful: bool) -> Vec<Observation> {
        let figures = derived::figures(self.plan, self.actuals, id, region, self.as_of);
        let known = vintages::known(&figures.observations, self.kind_of(id), self.as_of, doubtful);
        known.current.into_iter().cloned().collect()
    }

    /// The figures of an id that newer or more trusted releases replaced by the as-of date.
    pub fn replaced(self, id: &str) -> Vec<Observation> {
        let region = &self.finding.region;
        let figures = derived::figures(self.plan, self.actuals, id, region, self.as_of);
        let known = vintages::known(&figures.observations, self.kind_of(id), self.as_of, true);
        known.replaced.into_iter().cloned().collect()
    }

    /// The series whose levels are compared where growth is judged, and the unit they have.
    pub fn levels_of(self) -> Option<(&'a str, Unit)> {
        let indicator = self.indicator();
        match &indicator.from {
            Some(Derivation::GrowthOf(of)) => {
                let (unit, _) = unit_and_kind(self.plan, of)?;
                Some((of, unit.clone()))
            }
            _ if indicator.unit.is_share() => None,
            _ => Some((&indicator.id, indicator.unit.clone())),
        }
    }

    /// How many members meet the target at the end of each year; nothing where no members are counted.
    pub fn members_by_year(self) -> BTreeMap<Month, Number> {
        if self.in_force().every.is_none() {
            return BTreeMap::new();
        }
        let points = points::of(self, &Course::of(self)).into_iter();
        points.filter_map(|point| Some((point.period.last(), point.actual?))).collect()
    }

    /// The course, and every period of it in order of time.
    pub fn course(self) -> (Course, Vec<Entry>) {
        let course = Course::of(self);
        let mut points = points::of(self, &course);
        add_open_periods(self, &course, &mut points);
        points.sort_by_key(|point| (point.period.last(), point.period.months()));
        let entries = points.into_iter().map(|point| entry(&course, point)).collect();
        (course, entries)
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

    fn along(path: &path::Path) -> Self {
        let stations = path.stations();
        Self::Stations(stations.map(|(month, value)| (month, value.clone())).collect())
    }

    /// What should be at the end of a period; `None` outside the path.
    pub fn at(&self, period: Period) -> Option<Number> {
        match self {
            Self::None => None,
            Self::Stations(stations) => between(stations, period.last()),
            Self::Partners(partners, kind) => partners
                .iter()
                .find(|(partner, _)| speaks_for(*partner, *kind, period) == Speaks::Closes)
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

/// One period: what should be and what was.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was; without a figure where only the path says something.
    pub point: Point,
    /// What should be at its end.
    pub path: Option<Number>,
    /// The upper end of what should be.
    pub path_upper: Option<Number>,
    /// Distance from the path; negative is short of it.
    pub gap: Option<Number>,
    /// Distance from the target; negative is short of it.
    pub target_gap: Option<Number>,
}

impl Side {
    /// Distance from what should be: negative is short of it; inside a range to the nearer end.
    fn gap(self, actual: &Number, should: &Number, upper: Option<&Number>) -> Number {
        let above = actual - should;
        match (self, upper) {
            (Self::Floor, _) | (Self::Range, None) => above,
            (Self::Ceiling, _) => -&above,
            (Self::Range, Some(upper)) => above.min(upper - actual),
        }
    }
}

impl Course {
    /// The path that the finding is judged by, with the target in force on the as-of date.
    fn of(basis: Basis<'_>) -> Self {
        let (indicator, finding) = (basis.in_force(), basis.finding);
        let none = Trace::default();
        let trace = finding.trace.as_deref().unwrap_or(&none);
        let mut course = Self {
            unit: basis.indicator().target_unit().clone(),
            side: trace.side,
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
            course.unit = Unit::parse(MEMBERS_UNIT);
            course.path = Path::flat(course.start, end, &finding.edge);
            return course;
        }
        let upper = indicator.target.value().and_then(|target| target.upper.clone());
        course.target_upper = upper.or_else(|| trace.upper.clone());
        match (&indicator.target, indicator.measure) {
            (Goal::AboveSeries { series, in_region }, _) => {
                course.path = other_series(basis, series, in_region.as_deref());
                course.target = None;
            }
            (Goal::Rising { .. } | Goal::Falling { .. }, Measure::EveryYear) => {
                course.path = year_before(basis, &indicator);
                course.target = None;
            }
            (Goal::Rising { .. } | Goal::Falling { .. }, _) => course.hold(trace, end),
            _ if course.target.is_none() => {}
            (_, Measure::Level) => course.level(trace, finding.method, end),
            (_, Measure::Total) => {
                let along =
                    |path: &Option<path::Path>| path.as_ref().map_or(Path::None, Path::along);
                (course.path, course.path_upper) = (along(&trace.path), along(&trace.path_upper));
            }
            (_, Measure::Rate | Measure::EveryYear) => course.must_hold(end),
            (_, Measure::AverageGrowth) => course.growth(basis, trace, end),
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
    fn hold(&mut self, trace: &Trace, end: Month) {
        let Some((period, value)) = &trace.baseline else { return };
        self.start = period.last();
        self.path = Path::flat(period.last(), end, value);
        self.target = Some(value.clone());
        self.baseline.clone_from(&trace.baseline);
    }

    /// From the baseline through the milestones to the target.
    fn level(&mut self, trace: &Trace, method: Method, end: Month) {
        let Some(path) = &trace.path else {
            // What must stay inside a range needs no start.
            if self.side == Side::Range {
                self.must_hold(end);
            }
            return;
        };
        self.start = path.start;
        self.baseline.clone_from(&trace.baseline);
        if trace.held {
            // What is met at the start must be held.
            self.must_hold(end);
            return;
        }
        let compound = (method == Method::Compound).then(|| compound_stations(path)).flatten();
        self.compound = compound.is_some();
        self.path = compound.map_or_else(|| Path::along(path), Path::Stations);
    }

    /// The level of the baseline year, growing as asked; the rate asked for where no level is known.
    fn growth(&mut self, basis: Basis<'_>, trace: &Trace, end: Month) {
        let (Some((period, level)), Some((_, unit))) = (&trace.baseline, basis.levels_of()) else {
            self.must_hold(end);
            return;
        };
        let Some(target) = self.target.clone() else { return };
        let base_year = period.last().year();
        let grown = |percent: &Number| -> Vec<(Month, Number)> {
            let factor = per_year(percent);
            (base_year..=end.year())
                .filter_map(|year| {
                    let years = u32::try_from(year - base_year).ok()?;
                    Some((Month::new(year, 12)?, level * &factor.power(years)))
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
        self.baseline.clone_from(&trace.baseline);
        self.unit = unit;
        self.levels = true;
    }
}

fn entry(course: &Course, point: Point) -> Entry {
    let in_time = point.usage == Some(Use::Actual) || point.period.last() >= course.start;
    let comparable = point.comparable && in_time;
    let compared = point.actual.as_ref().filter(|_| comparable);
    let path = course.path.at(point.period).filter(|_| point.on_path);
    let path_upper = course.path_upper.at(point.period).filter(|_| point.on_path);
    let gap = compared
        .zip(path.as_ref())
        .map(|(actual, path)| course.side.gap(actual, path, path_upper.as_ref()));
    let target_gap = compared
        .zip(course.target.as_ref())
        .map(|(actual, target)| course.side.gap(actual, target, course.target_upper.as_ref()));
    let decides = |gap: &Number| point.gap_counts(gap, course.side);
    Entry {
        gap: gap.filter(decides),
        target_gap: target_gap.filter(decides),
        path,
        path_upper,
        point,
    }
}

/// The periods for which the path says something and no figure is known: the baseline, every year, milestones, deadline.
fn add_open_periods(basis: Basis<'_>, course: &Course, points: &mut Vec<Point>) {
    let indicator = basis.in_force();
    let deadline = indicator.deadline;
    if let Some((baseline, _)) = &course.baseline {
        let known = points
            .iter_mut()
            .rfind(|point| point.period.last() == baseline.last() && point.actual.is_some());
        match known {
            Some(point) => point.start_of_path(),
            None => points.push(Point::open(*baseline, Some(Use::Baseline))),
        }
    }
    let mut wanted: Vec<Period> = Vec::new();
    if deadline.last().since(course.start) > 12 {
        let years = course.start.year()..=deadline.last().year();
        wanted.extend(years.filter_map(Period::year));
        wanted.retain(|year| course.start < year.last() && year.last() < deadline.last());
    }
    wanted.extend(indicator.milestones.iter().map(|milestone| milestone.period));
    wanted.push(deadline_year(deadline));
    for period in wanted {
        let said = |point: &Point| point.on_path && point.period.last() == period.last();
        if course.path.at(period).is_some() && !points.iter().any(said) {
            points.push(Point::open(period, None));
        }
    }
}

/// A deadline of several years is named by its last one.
fn deadline_year(deadline: Period) -> Period {
    if deadline.months() > 12 && deadline.is_whole_years() {
        Period::year(deadline.last().year()).unwrap_or(deadline)
    } else {
        deadline
    }
}

/// The figures of the series that the actual must be above, in the indicator's unit.
fn other_series(basis: Basis<'_>, series: &str, region: Option<&str>) -> Path {
    let region = region.unwrap_or(&basis.finding.region);
    let own = &basis.indicator().unit;
    let defined = unit_and_kind(basis.plan, series);
    let kind = defined.map_or(basis.indicator().kind, |(_, kind)| kind);
    let factor = defined.and_then(|(unit, _)| unit.factor_to(own));
    let partners: Vec<(Period, Number)> = basis
        .known_in(series, region, false)
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
fn year_before(basis: Basis<'_>, indicator: &Indicator) -> Path {
    let as_of = basis.as_of;
    let region = &basis.finding.region;
    let figures = derived::figures(basis.plan, basis.actuals, &indicator.id, region, as_of);
    let current = basis.trusted(&indicator.id);
    let of = |year: i32| {
        let span = Period::year(year)?;
        let closes =
            |it: &&Observation| speaks_for(it.period, indicator.kind, span) == Speaks::Closes;
        current.iter().rev().find(closes)
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
