//! What was: the published figures as the measure compares them, one a period.

use chrono::NaiveDate;

use super::way::Course;
use crate::actuals::{
    Actuals, Mark, Observation, Quality, Speaks, closes_its_year, speaks_for, tiling,
};
use crate::assess::trace::Side;
use crate::assess::{Asked, Judged, SetAsideWhy, Use, assess_one};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Goal, Indicator, Kind, Measure, Plan};

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
    /// May it be compared with the path?
    pub comparable: bool,
    /// Does the path speak of its period?
    pub on_path: bool,
    /// Members with data, and all of them.
    pub members: Option<(usize, usize)>,
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
            comparable: false,
            on_path: true,
            members: None,
        }
    }

    /// A published figure.
    fn of(observation: &Observation, usage: Use) -> Self {
        let set_aside = match usage {
            Use::SetAside(why) => matches!(
                why,
                SetAsideWhy::PartOfYear
                    | SetAsideWhy::AfterDeadline
                    | SetAsideWhy::BeforePeriod
                    | SetAsideWhy::NoPartner
            ),
            _ => false,
        };
        let part = usage == Use::SetAside(SetAsideWhy::PartOfYear);
        Self {
            value: Some(observation.value.clone()),
            actual: (!part).then(|| observation.value.clone()),
            quality: observation.quality,
            own_quality: observation.quality,
            published: Some(observation.published),
            observations: vec![observation.clone()],
            comparable: !set_aside,
            on_path: !set_aside,
            ..Self::open(observation.period, Some(usage))
        }
    }

    /// Marks it as the figure from which the path starts.
    pub(super) fn start_of_path(&mut self) {
        self.usage = Some(Use::Baseline);
        self.on_path = true;
        self.comparable = true;
    }

    /// Is there a figure?
    pub fn is_known(&self) -> bool {
        self.value.is_some() || self.actual.is_some()
    }

    /// Is its figure final, and neither doubtful nor a bound?
    pub fn is_sure(&self) -> bool {
        self.quality.rank() == 0
    }

    /// A bound tells only which side of the path it is proved to lie on, and so does the sum of a running year.
    pub fn gap_counts(&self, gap: &Number, side: Side) -> bool {
        if !self.quality.has(Mark::LowerBound) {
            return true;
        }
        match side {
            Side::Floor => !gap.is_negative(),
            Side::Ceiling => gap.is_negative(),
            Side::Range => false,
        }
    }
}

/// The points of an indicator, in no order.
pub(super) fn of(basis: Judged<'_>, course: &Course) -> Vec<Point> {
    let indicator = basis.in_force();
    if indicator.every.is_some() {
        return members(basis, &indicator);
    }
    let summed = !matches!(indicator.target, Goal::Rising { .. } | Goal::Falling { .. });
    match indicator.measure {
        Measure::Total => sums(basis, &indicator),
        Measure::EveryYear => years(basis, &indicator, summed),
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
    let known = basis.known(&basis.indicator().id);
    let points = known.iter();
    points.map(|one| Point::of(one, usage_of(basis, one))).collect()
}

/// The levels of every year; figures for parts of a year are no levels of growth per year.
fn levels(basis: Judged<'_>, course: &Course) -> Vec<Point> {
    let Some((id, _)) = basis.levels_of() else {
        return Vec::new();
    };
    let (known, kind) = (basis.known(id), basis.kind_of(id));
    let points = known.iter();
    points
        .map(|one| {
            let period = one.period;
            if period.last() < course.start {
                Point::of(one, Use::SetAside(SetAsideWhy::BeforePeriod))
            } else if closes_its_year(period, kind) {
                Point::of(one, usage_of(basis, one))
            } else {
                Point::of(one, Use::SetAside(SetAsideWhy::PartOfYear))
            }
        })
        .collect()
}

/// At the end of every figure inside the period, the sum since its start.
fn sums(basis: Judged<'_>, indicator: &Indicator) -> Vec<Point> {
    let known = basis.trusted(&indicator.id);
    let (inside, outside): (Vec<Observation>, Vec<Observation>) =
        known.into_iter().partition(|one| indicator.period.covers(one.period));
    let mut points: Vec<Point> = outside
        .iter()
        .map(|one| Point {
            // Figures of other years are no part of the sum.
            actual: None,
            comparable: false,
            on_path: false,
            ..Point::of(one, usage_of(basis, one))
        })
        .collect();
    // Of figures with one end the longest comes last.
    let mut ends: Vec<&Observation> = Vec::new();
    for one in &inside {
        ends.retain(|other| other.period.last() != one.period.last());
        ends.push(one);
    }
    for end in ends {
        let until: Vec<Observation> =
            inside.iter().filter(|one| one.period.last() <= end.period.last()).cloned().collect();
        points.push(sum_until(basis, indicator, &until, end));
    }
    points
}

fn sum_until(
    basis: Judged<'_>,
    indicator: &Indicator,
    until: &[Observation],
    end: &Observation,
) -> Point {
    let own = Point::of(end, usage_of(basis, end));
    let tiled = tiling::cover(&until.iter().collect::<Vec<_>>(), indicator.period);
    let gapless = tiled.front.clone().filter(|cover| cover.period.last() == end.period.last());
    let bound = gapless.is_none();
    let negative = until.iter().any(|one| one.value.is_negative());
    let Some(cover) = gapless.or_else(|| tiled.together().filter(|_| !negative)) else {
        return Point { actual: None, usage: Some(Use::SetAside(SetAsideWhy::BehindHole)), ..own };
    };
    let quality = if bound { cover.quality().with(Mark::LowerBound) } else { cover.quality() };
    let judged_by = basis.finding.actual.as_ref().is_some_and(|actual| {
        actual.period.last() == end.period.last() && actual.value == cover.sum
    });
    let usage = match (judged_by, bound) {
        (true, _) => Use::Actual,
        (false, true) => Use::SetAside(SetAsideWhy::BehindHole),
        (false, false) => Use::InForce,
    };
    Point {
        actual: Some(cover.sum.clone()),
        quality,
        published: Some(cover.published()),
        observations: cover.tiles,
        usage: Some(usage),
        ..own
    }
}

/// Each calendar year by its own figure, or for a flow by the sum of its parts.
fn years(basis: Judged<'_>, indicator: &Indicator, summed: bool) -> Vec<Point> {
    let known = basis.trusted(&indicator.id);
    let mut used: Vec<usize> = Vec::new();
    let mut points = Vec::new();
    let mut all: Vec<i32> = known.iter().map(|one| one.period.last().year()).collect();
    all.dedup();
    for span in all.into_iter().filter_map(Period::year) {
        let inside: Vec<(usize, &Observation)> =
            known.iter().enumerate().filter(|(_, one)| span.covers(one.period)).collect();
        let closes = |it: &&(usize, &Observation)| {
            speaks_for(it.1.period, indicator.kind, span) == Speaks::Closes
        };
        let whole = inside.iter().rev().find(closes);
        if let Some((index, one)) = whole {
            used.push(*index);
            points.push(of_year(basis, indicator, &[(*one).clone()], span));
        } else if indicator.kind == Kind::Flow && summed {
            let parts: Vec<&Observation> = inside.iter().map(|(_, one)| *one).collect();
            if let Some(cover) = tiling::cover(&parts, span).front {
                let tile = |one: &Observation| cover.tiles.iter().any(|it| it.origin == one.origin);
                used.extend(inside.iter().filter(|(_, it)| tile(it)).map(|(index, _)| *index));
                points.push(of_year(basis, indicator, &cover.tiles, cover.printed_period()));
            }
        }
    }
    let rest = known.iter().enumerate();
    let rest = rest.filter(|(index, _)| !used.contains(index));
    points.extend(rest.map(|(_, one)| Point::of(one, Use::SetAside(SetAsideWhy::PartOfYear))));
    points
}

fn of_year(
    basis: Judged<'_>,
    indicator: &Indicator,
    parts: &[Observation],
    period: Period,
) -> Point {
    let sum = parts.iter().fold(Number::zero(), |sum, part| &sum + &part.value);
    let year = period.last().year();
    let complete = period.last().number() == 12;
    let outside = if period.last() < indicator.period.first() {
        Some(SetAsideWhy::BeforePeriod)
    } else if year > indicator.deadline.last().year() {
        Some(SetAsideWhy::AfterDeadline)
    } else {
        None
    };
    let quality = parts.iter().fold(Quality::FINAL, |quality, part| quality.and(part.quality));
    let judged_by =
        basis.finding.actual.as_ref().is_some_and(|actual| actual.period.last() == period.last());
    let usage = match outside {
        Some(why) => Use::SetAside(why),
        None if judged_by => Use::Actual,
        None if complete => Use::InForce,
        None => Use::SetAside(SetAsideWhy::PartOfYear),
    };
    Point {
        value: Some(sum.clone()),
        actual: Some(sum),
        quality: if complete {
            quality
        } else {
            // What a running year has so far is the least that it will have.
            quality.with(Mark::LowerBound)
        },
        published: parts.iter().map(|part| part.published).max(),
        observations: parts.to_vec(),
        comparable: outside.is_none(),
        on_path: outside.is_none(),
        ..Point::open(period, Some(usage))
    }
}

/// How many members meet the target by their newest figure up to the end of each year.
fn members(basis: Judged<'_>, indicator: &Indicator) -> Vec<Point> {
    let Some(every) = &indicator.every else {
        return Vec::new();
    };
    let id = &basis.indicator().id;
    let mut ends: Vec<Period> = basis
        .plan
        .members_of(&every.list)
        .iter()
        .flat_map(|member| basis.known_in(id, member, true))
        .map(|one| one.period)
        .filter(|period| period.last() <= indicator.deadline.last())
        .filter_map(|period| Period::year(period.last().year()))
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.into_iter().filter_map(|year| members_until(basis, year)).collect()
}

/// The count that the assessment itself gives when nothing after a year is known.
fn members_until(basis: Judged<'_>, year: Period) -> Option<Point> {
    let plan = basis.plan;
    let actuals = until(plan, basis.actuals, year);
    let asked = Asked { region: Some(&basis.finding.region), rows_only: true, ..Asked::default() };
    let finding = assess_one(plan, &actuals, basis.as_of, asked, basis.finding.indicator);
    let members = finding.members.as_ref()?;
    let actual = finding.actual.as_ref()?;
    let newest = basis.finding.actual.as_ref();
    let used = newest.is_some_and(|newest| newest.period.last() == actual.period.last());
    let early = year.last() < plan.indicators[basis.finding.indicator].period.first();
    let usage = match (early, used) {
        (true, _) => Use::SetAside(SetAsideWhy::BeforePeriod),
        (false, true) => Use::Actual,
        (false, false) => Use::InForce,
    };
    Some(Point {
        value: Some(actual.value.clone()),
        actual: Some(actual.value.clone()),
        quality: actual.quality,
        published: Some(actual.published),
        observations: actual.observations.clone(),
        comparable: !early,
        on_path: !early,
        members: Some((members.known(), members.all.len())),
        ..Point::open(year, Some(usage))
    })
}

/// The same actuals without what lies behind the end of a year.
fn until(plan: &Plan, actuals: &Actuals, year: Period) -> Actuals {
    let mut cut = Actuals::default();
    cut.files.clone_from(&actuals.files);
    let ids = plan.indicators.iter().map(|it| &it.id);
    for id in ids.chain(plan.series.iter().map(|it| &it.id)) {
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
