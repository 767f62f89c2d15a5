//! What should be when, from the baseline to the target, as the measure asks.

use crate::{
    actuals::{Disagreement, Observation, Speaks, speaks_for, vintages::View},
    assess::{
        Flag, Judged, MEMBERS_UNIT, Method, Reason, UsedBaseline,
        pace::compound_stations,
        path,
        pick::per_year,
        trace::{Side, Trace},
    },
    calendar::Calendar,
    number::Number,
    period::{Month, Period},
    plan::{Goal, Measure, Timed},
    unit::Unit,
};

impl<'a> Judged<'a> {
    /// The figures of an id in the finding's region as known on the as-of date, doubtful ones where there are no others.
    pub(super) fn known(self, id: &str) -> Vec<Observation> {
        self.known_in(id, &self.finding.region, true)
    }

    /// Those that the finding may rest on.
    pub(super) fn trusted(self, id: &str) -> Vec<Observation> {
        self.known_in(id, &self.finding.region, self.finding.flags.contains(&Flag::Doubtful))
    }

    pub(super) fn known_in(self, id: &str, region: &str, doubtful: bool) -> Vec<Observation> {
        let figures = self.figures(id, region).observations;
        View::new(&figures, self.plan.kind_of(id), (self.as_of, doubtful)).in_force()
    }

    /// The figures of an id that newer or more trusted releases replaced by the as-of date.
    pub fn replaced(self, id: &str) -> Vec<Observation> {
        let figures = self.figures(id, &self.finding.region).observations;
        View::new(&figures, self.plan.kind_of(id), (self.as_of, true))
            .known()
            .replaced
            .into_iter()
            .cloned()
            .collect()
    }

    /// What its operands say against its printed figures.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        self.figures(&self.indicator().id, &self.finding.region).disagreements
    }

    /// The series whose levels are compared where growth is judged, and the unit they have.
    pub fn levels_of(self) -> Option<(&'a str, Unit)> {
        let id = self.indicator().levels()?;
        Some((id, self.plan.figure(id)?.unit.clone()))
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
    Partners(Vec<(Period, Number)>, Timed),
}

impl Path {
    fn along(path: &path::Path) -> Self {
        let stations = path.stations();
        Self::Stations(stations.map(|(month, value)| (month, value.clone())).collect())
    }

    /// What should be at the end of a period; `None` outside the path.
    pub fn at(&self, period: Period) -> Option<Number> {
        match self {
            Self::None => None,
            Self::Stations(stations) => {
                path::between(stations.iter().map(|(month, value)| (*month, value)), period.last())
            }
            Self::Partners(partners, kind) => partners
                .iter()
                .find(|(partner, _)| speaks_for(*partner, *kind, period) == Speaks::Closes)
                .map(|(_, value)| value.clone()),
        }
    }

    /// Is it one value throughout?
    fn is_flat(&self) -> bool {
        match self {
            Self::Stations(stations) => stations.windows(2).all(|pair| pair[0].1 == pair[1].1),
            Self::None | Self::Partners(..) => false,
        }
    }
}

/// The path of an indicator, with the target it leads to.
#[derive(Clone)]
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
    pub baseline: Option<UsedBaseline>,
    /// The month at whose end the clock starts.
    pub start: Month,
    /// Are levels shown, of which the growth is judged?
    pub levels: bool,
    /// Does the path grow by the same share every year, as the method `compound` asks?
    pub compound: bool,
}

impl Course {
    /// The path that the finding is judged by, with the target in force on the as-of date.
    pub(super) fn of(basis: Judged<'_>) -> Self {
        let indicator = basis.in_force();
        let finding = basis.finding;
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
            course.must_hold(end);
            return course;
        }
        let upper = indicator.target.value().and_then(|target| target.upper.clone());
        course.target_upper = upper.or_else(|| trace.upper.clone());
        match (&indicator.target, indicator.measure) {
            (Goal::Series(it), _) => course.partners(trace, basis.plan.kind_of(&it.series)),
            (Goal::Direction { .. }, Measure::EveryYear) => {
                course.partners(trace, indicator.kind);
            }
            (Goal::Direction { .. }, _) => course.hold(trace, end),
            _ if course.target.is_none() => {}
            (_, Measure::Level) => {
                course.level(trace, finding.method, (end, indicator.kind.calendar));
            }
            (_, Measure::Total) => {
                let along =
                    |path: &Option<path::Path>| path.as_ref().map_or(Path::None, Path::along);
                (course.path, course.path_upper) = (along(&trace.path), along(&trace.path_upper));
            }
            (_, Measure::Rate | Measure::EveryYear | Measure::Mean) => course.must_hold(end),
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

    /// A value for each period alone.
    fn partners(&mut self, trace: &Trace, kind: Timed) {
        self.target = None;
        if !trace.references.is_empty() {
            self.path = Path::Partners(trace.references.clone(), kind);
        }
    }

    /// What leads to the target, and of a range what leads to its upper end.
    fn lead(&mut self, along: impl Fn(&Number) -> Path) {
        let along = |end: &Option<Number>| end.as_ref().map_or(Path::None, &along);
        self.path = along(&self.target);
        if self.side == Side::Range {
            self.path_upper = along(&self.target_upper);
        }
    }

    /// Both ends of what must hold from the start to the deadline.
    fn must_hold(&mut self, end: Month) {
        let start = self.start;
        self.lead(|value| Path::Stations(vec![(start, value.clone()), (end, value.clone())]));
    }

    /// Better than the baseline.
    fn hold(&mut self, trace: &Trace, end: Month) {
        let Some(baseline) = &trace.baseline else { return };
        self.start = baseline.period.last();
        self.target = Some(baseline.value.clone());
        self.baseline.clone_from(&trace.baseline);
        self.must_hold(end);
    }

    /// From the baseline through the milestones to the target.
    fn level(&mut self, trace: &Trace, method: Method, (end, calendar): (Month, Calendar)) {
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
        let stations = || compound_stations(path, calendar);
        let compound = (method == Method::Compound).then(stations).flatten();
        self.compound = compound.is_some();
        self.path = compound.map_or_else(|| Path::along(path), Path::Stations);
    }

    /// The level of the baseline year, growing as asked; the rate asked for where no level is known.
    fn growth(&mut self, basis: Judged<'_>, trace: &Trace, end: Month) {
        let (Some(baseline), Some((_, unit))) = (&trace.baseline, basis.levels_of()) else {
            self.must_hold(end);
            return;
        };
        let calendar = basis.indicator().kind.calendar;
        let base_year = calendar.year_of(baseline.period.last());
        self.lead(|percent| {
            let factor = per_year(percent);
            let years = (base_year..=calendar.year_of(end)).filter_map(|year| {
                let years = u32::try_from(year - base_year).ok()?;
                Some((
                    calendar.year(base_year + years.cast_signed())?.last(),
                    &baseline.value * &factor.power(years),
                ))
            });
            Path::Stations(years.collect())
        });
        let due = |path: &Path| path.at(calendar.year(calendar.year_of(end))?);
        (self.target, self.target_upper) = (due(&self.path), due(&self.path_upper));
        self.start = baseline.period.last();
        self.baseline.clone_from(&trace.baseline);
        self.unit = unit;
        self.levels = true;
    }
}
