//! From an assessment to what is shown: one view a file.
//!
//! A view either lays out a [`Sheet`] for people (blocks of notes and tables; a note says itself in the reader's language) or
//! gives frozen [`Data`](crate::record::Data) for machines. Depends on the core, `table` and `lang`.

pub mod audit;
pub mod check;
pub mod compare;
pub mod diff;
pub mod explain;
pub mod indicators;
pub mod league;
pub mod methods;
pub mod plot;
pub mod rollup;
pub mod row;
pub mod rules;
pub mod schema;
pub mod screen;
pub mod series;
pub mod sheet;
pub mod show;
pub mod shown;
pub mod spark;
pub mod stage;
pub mod status;
pub mod tasks;
pub mod trend;
pub mod versions;

pub use crate::assess::Judged;
use crate::{
    actuals::Observation,
    assess::{Actual, MEMBERS_UNIT},
    period::Period,
    plan::{Derivation, Figure, Goal, Indicator, Measure, Plan},
    record::each,
    table::{Against, Cell, Missing, Name, Sought, Use},
    unit::Unit,
};

pub use indicators::Look;
pub use plot::Plot;
pub use series::SeriesView;
pub use sheet::{Block, Line, Note, Scope, Section, Sentence, Sheet, Tally};
pub use shown::value_cell;
pub use status::StatusView;
pub use trend::TrendView;

impl<'a> Judged<'a> {
    /// Its name in both languages, with the region where that is not the plan's: two may have one name.
    pub fn name(&self) -> Name {
        let indicator = self.indicator();
        let mut name = name_of(indicator);
        if let Some(region) = &indicator.region
            && *region != self.plan.region
        {
            name.printed = format!("{}（{region}）", name.printed);
            name.english = name.english.map(|english| format!("{english} ({region})"));
        }
        name
    }

    /// Every observation that the finding rests on: those of the actual, then the baseline's, then those of the series that
    /// the actual is compared with, or of the year before.
    pub fn rests_on(&self) -> impl Iterator<Item = (Use, &'a Observation)> {
        let of = |usage, actual: &'a Option<Actual>| {
            let all = actual.iter().flat_map(|actual| &actual.observations);
            all.map(move |one| (usage, one))
        };
        let finding = self.finding;
        let baseline = finding.baseline.iter().filter_map(|baseline| baseline.observation.as_ref());
        of(Use::Actual, &finding.actual)
            .chain(baseline.map(|one| (Use::Baseline, one)))
            .chain(of(Use::Reference, &finding.reference))
    }

    /// Those of the actual and the baseline.
    pub fn used(&self) -> impl Iterator<Item = &'a Observation> {
        self.rests_on().filter(|(usage, _)| *usage != Use::Reference).map(|(_, one)| one)
    }

    /// The unit of target, actual and gap: the indicator's, but members are counted.
    pub fn unit(&self) -> Unit {
        let indicator = self.indicator();
        match indicator.every {
            Some(_) => Unit::parse(MEMBERS_UNIT),
            None => indicator.target_unit().clone(),
        }
    }

    /// The unit of the observations behind it: that of the levels where their growth is judged.
    pub fn observed_unit(&self) -> &'a Unit {
        let indicator = self.indicator();
        match (&indicator.measure, &indicator.from) {
            (Measure::AverageGrowth, Some(Derivation::GrowthOf(of))) => {
                let own = self.read(&indicator.id, &self.finding.region);
                let printed = self.used().any(|used| {
                    own.iter().any(|one| one.origin == used.origin) && used.derived.is_none()
                });
                let levels = self.plan.figure(of).filter(|_| !printed);
                levels.map_or(&indicator.unit, |levels| &levels.unit)
            }
            _ => &indicator.unit,
        }
    }

    /// Members with data, and all of them.
    pub fn members(&self) -> Option<(usize, usize)> {
        let members = self.finding.members.as_ref()?;
        Some((members.known(), members.all.len()))
    }

    /// Operands and references without a figure.
    pub fn missing(&self) -> Vec<Missing> {
        missing(self.plan, &self.finding.missing, &self.finding.region)
    }

    /// The deadline, where it is not the plan's.
    pub fn own_deadline(&self) -> Option<Period> {
        let deadline = self.in_force().deadline;
        (deadline.last() != self.plan.period.last()).then_some(deadline)
    }

    /// Is the deadline over on the as-of date?
    pub fn is_past(&self) -> bool {
        self.in_force().deadline.last_day() < self.as_of
    }

    /// What must be reached on the as-of date.
    pub fn sought(&self) -> Sought {
        let mut sought = sought(self.plan, &self.in_force(), &self.in_force().target);
        if matches!(sought.against, None | Some(Against::Period(_))) {
            let used = self.finding.baseline.as_ref();
            sought.against = used.map(|used| Against::Period(used.period)).or(sought.against);
        }
        sought
    }

    /// The verdict with its reason and flags.
    pub fn verdict_cell(&self) -> Cell {
        Cell::Verdict {
            verdict: self.finding.verdict,
            reason: self.finding.reason,
            flags: self.finding.flags.clone(),
            members: self.members(),
            missing: self.missing(),
        }
    }
}

/// The name of an indicator in both languages.
pub fn name_of(figure: &Figure) -> Name {
    Name::of(&figure.name, &figure.name_en)
}

/// The title of a plan in both languages.
pub fn title_of(plan: &Plan) -> Name {
    Name::of(&plan.title, &plan.title_en)
}

/// The name of an indicator or series in both languages; the id where the plan has neither.
pub fn id_name(plan: &Plan, id: &str) -> Name {
    plan.figure(id).map_or_else(|| Name::untranslated(id), name_of)
}

/// How an indicator or series is derived from others.
pub fn derivation_cell(plan: &Plan, figure: &Figure) -> Cell {
    let cell = |from: &Derivation| {
        let names = from.operands().into_iter().map(|id| id_name(plan, id)).collect();
        Cell::Derivation(from.clone(), names)
    };
    figure.from.as_ref().map(cell).into()
}

/// Series without a figure, each with its region where that is not `own`.
fn missing<'m>(
    plan: &Plan,
    missing: impl IntoIterator<Item = &'m (String, String)>,
    own: &str,
) -> Vec<Missing> {
    let missing = missing.into_iter().map(|(id, region)| Missing {
        name: id_name(plan, id),
        region: (region != own).then(|| region.clone()),
    });
    missing.collect()
}

/// A goal of an indicator with what it is measured against, as far as the plan says.
fn sought(plan: &Plan, indicator: &Indicator, goal: &Goal) -> Sought {
    let against = match goal {
        Goal::Series(it) => Some(Against::Series(id_name(plan, &it.series))),
        Goal::Direction { .. } if indicator.measure == Measure::EveryYear => {
            Some(Against::YearBefore)
        }
        _ => indicator.baseline.as_ref().map(|baseline| Against::Period(baseline.period)),
    };
    Sought { goal: goal.clone(), against }
}

/// Each once, in the order of first sight.
pub fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    each(counted(all), |(one, _)| one)
}

/// Each once and how often it is there, in the order of first sight.
pub fn counted<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<(T, usize)> {
    let grouped = grouped(all.into_iter().map(|one| (one, ()))).into_iter();
    each(grouped, |(one, all)| (one, all.len()))
}

/// Each once and how often it is there, in order.
pub fn tallied<T: Ord>(all: impl IntoIterator<Item = T>) -> Vec<(T, usize)> {
    let mut counted = counted(all);
    counted.sort_unstable();
    counted
}

/// What has something in common together, in the order of first sight.
pub fn grouped<K: PartialEq, V>(all: impl IntoIterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in all {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    groups
}
