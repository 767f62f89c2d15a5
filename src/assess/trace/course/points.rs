//! What was: the published figures as the measure compares them, one a period.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use super::way::Course;
use crate::{
    actuals::{Actuals, Mark, Observation, Quality, Speaks, closes_its_year, speaks_for, tiling},
    assess::{
        Actual, Asked, Judged, SetAsideWhy, Use, assess_one,
        pick::{figure_of, mean_of, years_of},
        trace::Side,
    },
    number::Number,
    period::Period,
    plan::{Goal, Indicator, Measure, Plan},
};

/// A period with what is known of it.
#[derive(Debug, Clone)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The period's own figure.
    pub value: Option<Number>,
    /// What is compared: the figure, or the sum since the start.
    pub actual: Option<Number>,
    /// The marks of everything it rests on.
    pub quality: Quality,
    /// The marks of the period's own figure.
    pub own_quality: Quality,
    /// The newest release date of everything it rests on.
    pub published: Option<NaiveDate>,
    /// What it rests on.
    pub observations: Vec<Observation>,
    /// What it was used for, or why it was not.
    pub usage: Option<Use>,
    /// Does the path speak of its period?
    pub on_path: bool,
    /// Members with data, and all of them.
    pub members: Option<(usize, usize)>,
    /// Is it what a year has so far, while the whole of it is compared?
    pub running: bool,
}

impl Point {
    /// A period of which nothing is known yet.
    pub fn open(period: Period, usage: Option<Use>) -> Self {
        Self {
            period,
            value: None,
            actual: None,
            quality: Quality::FINAL,
            own_quality: Quality::FINAL,
            published: None,
            observations: Vec::new(),
            usage,
            on_path: true,
            members: None,
            running: false,
        }
    }

    /// What is known of the actual's period, and what that is used for.
    fn of(actual: Actual, usage: Use) -> Self {
        use SetAsideWhy::{AfterDeadline, BeforePeriod, NoPartner, PartOfYear};
        let part = usage == Use::SetAside(PartOfYear);
        let compared =
            !part && ![AfterDeadline, BeforePeriod, NoPartner].map(Use::SetAside).contains(&usage);
        Self {
            value: Some(actual.value.clone()),
            actual: (!part).then_some(actual.value),
            quality: actual.quality,
            own_quality: actual.quality,
            published: Some(actual.published),
            observations: actual.observations,
            on_path: compared,
            ..Self::open(actual.period, Some(usage))
        }
    }

    /// Is there a figure?
    pub fn is_known(&self) -> bool {
        self.value.is_some() || self.actual.is_some()
    }

    /// Is its figure final, and neither doubtful nor a bound?
    pub fn is_sure(&self) -> bool {
        self.quality.rank() == 0 && !self.running
    }

    /// A bound tells only on which side of the path it is proved to lie, and so does what a running year has so far: the least
    /// that it will have. Of what is not exact no distance is nothing.
    pub fn gap_counts(&self, gap: &Number, side: Side) -> bool {
        if gap.is_zero() && !self.quality.is_exact() {
            return false;
        }
        let any = |marks: [Mark; 2]| marks.into_iter().any(|mark| self.quality.has(mark));
        let at_least = self.running || any([Mark::LowerBound, Mark::Above]);
        let at_most = any([Mark::UpperBound, Mark::Below]);
        match side {
            _ if !at_least && !at_most => true,
            Side::Range => false,
            _ if at_least && at_most => false,
            Side::Floor => gap.is_negative() == at_most,
            Side::Ceiling => gap.is_negative() == at_least,
        }
    }
}

/// The points of an indicator, in no order.
pub(super) fn of(basis: Judged<'_>, course: &Course) -> Vec<Point> {
    let indicator = basis.in_force();
    if indicator.every.is_some() {
        return members(basis, &indicator);
    }
    match indicator.measure {
        Measure::Total => sums(basis, &indicator),
        Measure::Mean => means(basis, &indicator),
        Measure::EveryYear => years(basis, &indicator),
        Measure::AverageGrowth if course.levels => levels(basis, course),
        Measure::Level | Measure::Rate | Measure::AverageGrowth => figures(basis),
    }
}

/// What the finding used an observation for; of those it did not judge by, one that holds is in force.
fn usage_of(basis: Judged<'_>, observation: &Observation) -> Use {
    let finding = basis.finding;
    let same = |other: &Observation| {
        other.origin == observation.origin && other.period.same_span(observation.period)
    };
    let actual = finding.actual.as_ref();
    if actual.is_some_and(|actual| actual.observations.iter().any(same)) {
        return Use::Actual;
    }
    let baseline = finding.baseline.as_ref();
    let baseline = baseline.and_then(|baseline| baseline.observation.as_ref());
    if baseline.is_some_and(same) {
        return Use::Baseline;
    }
    let aside = finding.set_aside.iter().find(|(other, _)| same(other));
    match aside {
        Some((_, SetAsideWhy::Older)) | None => Use::InForce,
        Some((_, why)) => Use::SetAside(*why),
    }
}

/// Every figure that holds, for itself.
fn figures(basis: Judged<'_>) -> Vec<Point> {
    basis
        .known(&basis.indicator().id)
        .iter()
        .map(|one| Point::of(Actual::of(one), usage_of(basis, one)))
        .collect()
}

/// The levels of every year; figures for parts of a year are no levels of growth per year.
fn levels(basis: Judged<'_>, course: &Course) -> Vec<Point> {
    let Some((id, _)) = basis.levels_of() else {
        return Vec::new();
    };
    let known = basis.known(id);
    let kind = basis.plan.kind_of(id);
    let points = known.iter();
    points
        .map(|one| {
            let period = one.period;
            let usage = if period.last() < course.start {
                Use::SetAside(SetAsideWhy::BeforePeriod)
            } else if closes_its_year(period, kind) {
                usage_of(basis, one)
            } else {
                Use::SetAside(SetAsideWhy::PartOfYear)
            };
            Point::of(Actual::of(one), usage)
        })
        .collect()
}

/// At the end of every figure inside the period, the sum since its start.
fn sums(basis: Judged<'_>, indicator: &Indicator) -> Vec<Point> {
    let known = basis.trusted(&indicator.id);
    let (inside, outside): (Vec<Observation>, Vec<Observation>) =
        known.into_iter().partition(|one| tiling::may_add(one, indicator.period));
    let mut points: Vec<Point> = outside
        .iter()
        .map(|one| Point {
            // Figures of other years are no part of the sum.
            actual: None,
            on_path: false,
            ..Point::of(Actual::of(one), usage_of(basis, one))
        })
        .collect();
    let mut until = 0;
    for same_end in inside.chunk_by(|one, next| one.period.last() == next.period.last()) {
        until += same_end.len();
        points.extend(sum_of(basis, indicator, &inside[..until]));
    }
    points
}

/// At the end of every year of the period, the mean since its start.
fn means(basis: Judged<'_>, indicator: &Indicator) -> Vec<Point> {
    let known = basis.trusted(&indicator.id);
    let years = years_of(&known.iter().collect::<Vec<_>>(), indicator);
    let used: Vec<_> = years.iter().filter_map(|(_, it)| it.as_ref()).collect();
    let of_year = |one: &Observation| {
        let mut parts = used.iter().flat_map(|year| &year.observations);
        parts.any(|it| it.origin == one.origin && it.period == one.period)
    };
    let rest = known.iter().filter(|one| !of_year(one));
    let rest = rest.map(|one| {
        let own = Point::of(Actual::of(one), usage_of(basis, one));
        Point { actual: None, on_path: false, ..own }
    });
    let mut points: Vec<Point> = rest.collect();
    for (index, (year, figure)) in years.iter().enumerate() {
        let Some(figure) = figure else { continue };
        let mean = mean_of(&years[..=index]).filter(|(_, count)| *count == index + 1);
        let usage = match &mean {
            None => Use::SetAside(SetAsideWhy::BehindHole),
            Some(_) if ends_with_actual(basis, *year) => Use::Actual,
            Some(_) => Use::InForce,
        };
        let own = Point::of(figure.clone(), usage);
        let of_mean = mean.map(|(mean, _)| Point::of(mean, usage));
        points.push(match of_mean {
            None => Point { actual: None, period: *year, ..own },
            Some(mean) => {
                Point { period: *year, value: own.value, own_quality: own.own_quality, ..mean }
            }
        });
    }
    points
}

fn sum_of(basis: Judged<'_>, indicator: &Indicator, until: &[Observation]) -> Option<Point> {
    // Of figures with one end the longest comes last.
    let end = until.last()?;
    let own = Point::of(Actual::of(end), usage_of(basis, end));
    let tiled = tiling::cover(&until.iter().collect::<Vec<_>>(), indicator.period);
    let gapless = tiled.front.clone().filter(|sum| sum.period.last() == end.period.last());
    let bound = gapless.is_none();
    let negative = until.iter().any(|one| one.value.is_negative());
    let Some(sum) = gapless.or_else(|| tiled.together().filter(|_| !negative)) else {
        let usage = Some(Use::SetAside(SetAsideWhy::BehindHole));
        return Some(Point { actual: None, usage, ..own });
    };
    let same_sum = basis.finding.actual.as_ref().is_some_and(|actual| actual.value == sum.value);
    let usage = match bound {
        _ if same_sum && ends_with_actual(basis, end.period) => Use::Actual,
        true => Use::SetAside(SetAsideWhy::BehindHole),
        false => Use::InForce,
    };
    Some(Point {
        period: own.period,
        value: own.value,
        own_quality: own.own_quality,
        quality: if bound { sum.quality.with(Mark::LowerBound) } else { sum.quality },
        ..Point::of(sum, usage)
    })
}

/// Each year by its own figure, or for a flow by the sum of its parts.
fn years(basis: Judged<'_>, indicator: &Indicator) -> Vec<Point> {
    let known = basis.trusted(&indicator.id);
    let all: Vec<&Observation> = known.iter().collect();
    let relative = matches!(indicator.target, Goal::Direction { .. });
    let kind = indicator.kind;
    let mut years: Vec<Period> =
        known.iter().filter_map(|one| kind.calendar.last_year(one.period)).collect();
    years.dedup();
    let years = years.into_iter().filter_map(|year| {
        let figure = figure_of(&all, kind, year)?;
        // What a running year has so far is not compared with the whole year before.
        if relative && figure.period.last() != year.last() {
            return None;
        }
        let whole = speaks_for(figure.period, kind, year) == Speaks::Closes;
        Some(Actual { period: if whole { year } else { figure.period }, ..figure })
    });
    let mut points: Vec<Point> = years.map(|year| of_year(basis, indicator, year)).collect();
    let key = |one: &Observation| (one.origin, one.period);
    let used: HashSet<_> = points.iter().flat_map(|point| &point.observations).map(key).collect();
    let rest = known.iter().filter(|one| !used.contains(&key(one)));
    points
        .extend(rest.map(|one| Point::of(Actual::of(one), Use::SetAside(SetAsideWhy::PartOfYear))));
    points
}

fn of_year(basis: Judged<'_>, indicator: &Indicator, figure: Actual) -> Point {
    let last = figure.period.last();
    let calendar = indicator.kind.calendar;
    let complete = calendar.ends_in(last);
    let usage = if last < indicator.period.first() {
        Use::SetAside(SetAsideWhy::BeforePeriod)
    } else if calendar.year_of(last) > calendar.year_of(indicator.deadline.last()) {
        Use::SetAside(SetAsideWhy::AfterDeadline)
    } else if ends_with_actual(basis, figure.period) {
        Use::Actual
    } else if complete {
        Use::InForce
    } else {
        Use::SetAside(SetAsideWhy::PartOfYear)
    };
    let value = figure.value.clone();
    let of_figure = Point::of(figure, usage);
    let mut point = Point { own_quality: Quality::FINAL, running: !complete, ..of_figure };
    if usage == Use::SetAside(SetAsideWhy::PartOfYear) {
        point = Point { actual: Some(value), on_path: true, ..point };
    }
    point
}

/// Does a period end with that of the actual by which the finding was judged?
fn ends_with_actual(basis: Judged<'_>, period: Period) -> bool {
    let actual = basis.finding.actual.as_ref();
    actual.is_some_and(|actual| actual.period.last() == period.last())
}

/// How many members meet the target by their newest figure up to the end of each year.
fn members(basis: Judged<'_>, indicator: &Indicator) -> Vec<Point> {
    let Some(every) = &indicator.every else {
        return Vec::new();
    };
    let id = &basis.indicator().id;
    let ends: BTreeSet<Period> = basis
        .plan
        .members_of(&every.list)
        .iter()
        .flat_map(|member| basis.known_in(id, member, true))
        .filter_map(|one| indicator.kind.calendar.last_year(one.period))
        .collect();
    ends.into_iter().filter_map(|year| members_until(basis, indicator, year)).collect()
}

/// The count that the assessment itself gives when nothing after a year is known.
fn members_until(basis: Judged<'_>, indicator: &Indicator, year: Period) -> Option<Point> {
    let plan = basis.plan;
    let actuals = until(plan, basis.actuals, indicator, year);
    let asked = Asked { region: Some(&basis.finding.region), rows_only: true, ..Asked::default() };
    let finding = assess_one(plan, &actuals, basis.as_of, asked, basis.finding.indicator);
    let members = finding.members.as_ref()?;
    // After the deadline, the figure that stands in for it is the last one.
    let late = indicator.deadline.last() < year.first();
    let actual = finding.actual.as_ref().filter(|it| !late || year.first() <= it.period.last())?;
    let usage = if year.last() < basis.indicator().period.first() {
        Use::SetAside(SetAsideWhy::BeforePeriod)
    } else if ends_with_actual(basis, actual.period) {
        Use::Actual
    } else {
        Use::InForce
    };
    Some(Point {
        period: year,
        own_quality: Quality::FINAL,
        members: Some((members.known(), members.all.len())),
        ..Point::of(actual.clone(), usage)
    })
}

/// The figures that an indicator rests on, without what lies behind the end of a year.
fn until(plan: &Plan, actuals: &Actuals, indicator: &Indicator, year: Period) -> Actuals {
    let mut cut = Actuals::default();
    cut.files.clone_from(&actuals.files);
    let reference = indicator.target.reference().map(|it| &it.series);
    let ids: BTreeSet<&str> = [&indicator.id]
        .into_iter()
        .chain(&indicator.parts)
        .chain(reference)
        .flat_map(|id| plan.rests_on(id))
        .collect();
    for id in ids {
        for region in actuals.regions(id) {
            for one in actuals.series(id, region) {
                if one.period.last() <= year.last() {
                    cut.add(id, region, one.clone());
                }
            }
        }
    }
    cut
}
