//! The course of an indicator: what should be when, from the baseline to the target, and what was.
//!
//! It is the path of the trace, told for every period rather than for the actual's alone, and the figures as the measure
//! compares them.

mod history;
mod points;
mod way;

use std::collections::BTreeMap;

use super::Side;
use crate::assess::{Judged, Use, UsedBaseline};
use crate::number::Number;
use crate::period::{Month, Period};

pub use history::Uses;
#[cfg(test)]
pub use history::comparable;
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
        let (from, upwards) = self.gap_from(actual, should, upper);
        if upwards { actual - from } else { from - actual }
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
