//! The course of an indicator: what should be when, from the baseline to the target, and what was.
//!
//! It is the path of the trace, told for every period rather than for the actual's alone, and the figures as the measure
//! compares them; and of every figure published the values that may be compared with one another, and their use.

mod points;
mod way;

use std::collections::BTreeMap;

use super::{Side, distance};
use crate::{
    actuals::{Disagreement, Observation, derived::Figures, speaks::is_point, vintages::View},
    assess::{Basis, Judged, SetAsideWhy, Use, UsedBaseline},
    calendar::Calendar,
    number::Number,
    period::{Month, Period},
    plan::{Kind, Measure, Series, Timed},
};

pub use points::Point;
pub use way::{Course, Path};

impl Judged<'_> {
    /// The history of a finding: values at the ends of periods of one kind.
    ///
    /// Compared are the ends of years for a stock, else full years, else the periods like that of the actual, else those that
    /// start with the year. Of a list of members it is how many meet the target.
    pub fn history(self) -> BTreeMap<Month, Number> {
        if self.in_force().every.is_none() {
            return self.values();
        }
        points::of(self, &Course::of(self))
            .into_iter()
            .filter_map(|point| Some((point.period.last(), point.actual?)))
            .collect()
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
        distance(actual, self.gap_from(actual, should, upper))
    }
}

fn entry(course: &Course, point: Point) -> Entry {
    let in_time = point.usage == Some(Use::Actual) || point.period.last() >= course.start;
    let comparable = point.on_path && in_time;
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
fn add_open_periods(basis: Judged<'_>, course: &Course, points: &mut Vec<Point>) {
    let indicator = basis.in_force();
    let deadline = indicator.deadline;
    if let Some(UsedBaseline { period: baseline, .. }) = &course.baseline {
        let known = points
            .iter_mut()
            .rfind(|point| point.period.last() == baseline.last() && point.actual.is_some());
        match known {
            Some(point) => (point.usage, point.on_path) = (Some(Use::Baseline), true),
            None => points.push(Point::open(*baseline, Some(Use::Baseline))),
        }
    }
    let mut wanted: Vec<Period> = Vec::new();
    if deadline.last().since(course.start) > 12 {
        let span = Period::interval(course.start, deadline.last());
        wanted.extend(span.into_iter().flat_map(|span| indicator.kind.calendar.years(span)));
        wanted.retain(|year| course.start < year.last() && year.last() < deadline.last());
    }
    wanted.extend(indicator.milestones.iter().map(|milestone| milestone.period));
    wanted.push(deadline_year(indicator.kind.calendar, deadline));
    for period in wanted {
        let said = |point: &Point| point.on_path && point.period.last() == period.last();
        if course.path.at(period).is_some() && !points.iter().any(said) {
            points.push(Point::open(period, None));
        }
    }
}

/// A deadline of several years is named by its last one.
fn deadline_year(calendar: Calendar, deadline: Period) -> Period {
    let several = deadline.months() > 12 && calendar.is_whole_years(deadline);
    calendar.last_year(deadline).filter(|_| several).unwrap_or(deadline)
}

/// Stocks over at most so many months keep every month; over a longer time they keep the last value of a year.
const WITHIN_A_YEAR: i32 = 18;

impl Judged<'_> {
    /// The values at the ends of the periods that may be compared: for `average-growth` those of the levels.
    fn values(self) -> BTreeMap<Month, Number> {
        let indicator = self.indicator();
        let id = match self.levels_of() {
            Some((id, _)) if indicator.measure == Measure::AverageGrowth => id,
            _ => &indicator.id,
        };
        let found = self.values_of(id);
        if found.is_empty() && id != indicator.id { self.values_of(&indicator.id) } else { found }
    }

    fn values_of(self, id: &str) -> BTreeMap<Month, Number> {
        let actual = self.finding.actual.as_ref();
        let like = actual.and_then(|actual| actual.observations.last());
        comparable(&self.known(id).iter().collect::<Vec<_>>(), self.plan.kind_of(id), like)
    }
}

/// Every figure of a series without a target in one region, and what it is used for on a day.
#[derive(Clone)]
pub struct Uses {
    pub region: String,
    /// By period; doubtful figures are in force where there are no others.
    pub all: Vec<(Use, Observation)>,
    /// Operands without a figure, each with its region.
    pub missing: Vec<(String, String)>,
    pub disagreements: Vec<Disagreement>,
}

impl Uses {
    /// Those of the region asked for, else of the series' own.
    pub fn of(basis: Basis<'_>, series: &Series, region: Option<&str>) -> Self {
        let region = region.unwrap_or(series.region.as_deref().unwrap_or(&basis.plan.region));
        let figures = basis.figures(&series.id, region);
        let known = |doubtful| {
            View::new(&figures.observations, series.kind, (basis.as_of, doubtful)).known()
        };
        let mut vintages = known(false);
        if vintages.current.is_empty() {
            vintages = known(true);
        }
        let lists = [
            (vintages.current, Use::InForce),
            (vintages.replaced, Use::SetAside(SetAsideWhy::Replaced)),
            (vintages.doubtful, Use::SetAside(SetAsideWhy::Doubtful)),
            (vintages.later, Use::SetAside(SetAsideWhy::PublishedLater)),
        ];
        let mut all: Vec<(Use, Observation)> = lists
            .into_iter()
            .flat_map(|(list, usage)| list.into_iter().map(move |it| (usage, it.clone())))
            .collect();
        all.sort_by_key(|(_, one)| {
            (one.period.last(), one.period.first(), one.published, one.origin)
        });
        let Figures { missing, disagreements, .. } = figures;
        Self { region: region.to_owned(), all, missing, disagreements }
    }

    /// Those of every region that has figures, the series' own first.
    pub fn of_all(basis: Basis<'_>, series: &Series) -> Vec<Self> {
        let mut all = vec![Self::of(basis, series, None)];
        let others: Vec<Self> = basis
            .actuals
            .regions(&series.id)
            .filter(|other| *other != all[0].region)
            .map(|other| Self::of(basis, series, Some(other)))
            .collect();
        all.extend(others);
        all
    }

    pub fn in_force(&self) -> impl Iterator<Item = &Observation> {
        self.all.iter().filter(|(usage, _)| *usage == Use::InForce).map(|(_, one)| one)
    }

    /// The figure of the latest end; of several the longest.
    pub fn newest(&self) -> Option<&Observation> {
        self.in_force().max_by_key(|one| (one.period.last(), one.period.months()))
    }
}

/// The values of periods that may be compared with one another.
pub fn comparable(
    known: &[&Observation],
    kind: Timed,
    like: Option<&Observation>,
) -> BTreeMap<Month, Number> {
    let of = |wanted: &dyn Fn(&Observation) -> bool| -> BTreeMap<Month, Number> {
        known
            .iter()
            .filter(|one| wanted(one))
            .map(|one| (one.period.last(), one.value.clone()))
            .collect()
    };
    if kind == Kind::Stock {
        let all = of(&|one| is_point(kind, one.period));
        let first = all.first_key_value().map(|(month, _)| *month);
        let last = all.last_key_value().map(|(month, _)| *month);
        let short = first.zip(last).is_none_or(|(first, last)| last.since(first) <= WITHIN_A_YEAR);
        return if short { all } else { by_year(kind.calendar, all) };
    }
    let years = of(&|one| kind.calendar.is_year(one.period));
    let Some(like) = like.filter(|_| years.len() <= 1) else {
        return if years.is_empty() { of(&|_| true) } else { years };
    };
    let like = like.period;
    let same = of(&|one| {
        one.period.months() == like.months() && one.period.last().number() == like.last().number()
    });
    let year_to_date = of(&|one| {
        kind.calendar.is_to_date(one.period)
            && kind.calendar.year_of(one.period.last()) == kind.calendar.year_of(like.last())
    });
    if same.len() <= 1 && year_to_date.len() > 1 { year_to_date } else { same }
}

/// The last value of every year, at its end; that of a running year too.
fn by_year(calendar: Calendar, all: BTreeMap<Month, Number>) -> BTreeMap<Month, Number> {
    let end = |month| Some(calendar.year(calendar.year_of(month))?.last());
    all.into_iter().filter_map(|(month, value)| Some((end(month)?, value))).collect()
}
