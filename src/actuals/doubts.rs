//! Figures that contradict each other, the plan, or their own dates.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    Actuals, Disagreement, Observation, Origin,
    cumulated::looks_cumulated,
    derived, last_place,
    plausible::{Off, may_be_off, off},
    speaks::same_slot,
    tiling::{Contradiction, contradictions},
    vintages::{self, Conflict, View},
};
use crate::{
    interval::Interval,
    number::Number,
    period::Period,
    plan::{Figure, Indicator, Kind, Measure, Plan},
};

/// What is doubtful of figures.
#[derive(Debug, Clone)]
pub enum Doubt {
    /// Two values of one period, release date and trust.
    Conflict { id: String, conflict: Conflict },
    /// A release before the end of its period, with nothing that answers for it.
    Early { id: String, region: String, figure: Observation },
    /// A printed figure, and another one derived from its operands.
    Derived(Disagreement),
    /// Sums of the same months.
    Sums { id: String, region: String, sums: Contradiction },
    /// A whole, and another sum of its parts.
    Parts { id: String, region: String, whole: Observation, sum: Number, parts: Vec<Observation> },
    /// A part that is more than its whole.
    Part { id: String, region: String, figure: Observation, whole_id: String, whole: Observation },
    /// Figures of a year that look as if they ran from January, and the one after them.
    Cumulated { id: String, region: String, figures: Vec<Observation>, next: Observation },
    /// A figure that is off by a power of ten between units.
    Implausible { id: String, region: String, off: Off },
    /// A printed figure of the period of a baseline, for which the plan has another value.
    Baseline { id: String, region: String, figure: Observation, stated: Number },
}

/// Conflicting values and early releases, in the order of ids and regions; each row once, whatever it feeds.
pub fn of_rows(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Doubt> {
    let mut seen = Seen::default();
    let mut found = Vec::new();
    for (id, region, observations) in actuals.all() {
        let Some(kind) = plan.figure(id).map(|it| it.kind) else { continue };
        let id = id.to_owned();
        for conflict in vintages::conflicts(observations, kind, as_of) {
            if seen.is_new([&conflict.loser, &conflict.winner]) {
                found.push(Doubt::Conflict { id: id.clone(), conflict });
            }
        }
        for figure in observations.iter().filter(|it| it.early.is_some() && it.published <= as_of) {
            if seen.is_new([figure]) {
                let id = id.clone();
                let region = region.to_owned();
                let figure = figure.clone();
                found.push(Doubt::Early { id, region, figure });
            }
        }
    }
    found
}

/// What a plan makes of figures, and what contradicts it.
pub fn of_plan(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Doubt> {
    let mut found: Vec<Doubt> =
        derived::disagreements(plan, actuals, as_of).into_iter().map(Doubt::Derived).collect();
    let mut seen = Seen::default();
    for indicator in &plan.indicators {
        let mut all = Vec::new();
        let own = OfIndicator { plan, actuals, as_of, indicator };
        for region in actuals.regions(&indicator.id) {
            own.sums(region, &mut all);
            own.family(region, &mut all);
        }
        own.baseline(&mut all);
        found.extend(all.into_iter().filter(|doubt| seen.is_new(doubt.figures())));
    }
    for look in [cumulated, implausible] {
        let doubts = plan.figures().flat_map(|figure| {
            let regions = actuals.regions(&figure.id);
            regions.filter_map(move |region| {
                let observations = actuals.series(&figure.id, region);
                look(plan, figure, region, View::new(observations, figure.kind, (as_of, false)))
            })
        });
        found.extend(doubts.filter(|doubt| seen.is_new(doubt.figures())));
    }
    found
}

fn implausible(plan: &Plan, figure: &Figure, region: &str, series: View<'_>) -> Option<Doubt> {
    if !series.observations.iter().any(|it| may_be_off(figure, it)) {
        return None;
    }
    let current = series.known().current;
    // Baseline and target are those of the plan's own region.
    let own = plan.indicator(&figure.id).filter(|it| plan.region_of(it) == region);
    let off = off(figure, own, &current)?;
    Some(Doubt::Implausible { id: figure.id.clone(), region: region.to_owned(), off })
}

fn cumulated(_: &Plan, figure: &Figure, region: &str, series: View<'_>) -> Option<Doubt> {
    if figure.kind != Kind::Flow {
        return None;
    }
    let (figures, next) = looks_cumulated(&series.known().current)?;
    Some(Doubt::Cumulated {
        id: figure.id.clone(),
        region: region.to_owned(),
        figures: figures.into_iter().cloned().collect(),
        next: next.clone(),
    })
}

/// Whether [`of_plan`] may find anything in the figures of a region that a plan does not name; `only_years` if they are all of
/// single calendar years.
pub fn may_contradict(plan: &Plan, only_years: bool) -> bool {
    let of_indicator = |it: &Indicator| it.parent.is_some() || !only_years && adds_up(it).is_some();
    let may = |it: &Figure| it.from.is_some() || !only_years && it.kind == Kind::Flow;
    plan.indicators.iter().any(of_indicator) || plan.figures().any(may)
}

/// The periods over which an indicator adds up its figures.
fn adds_up(indicator: &Indicator) -> Option<Vec<Period>> {
    match (indicator.measure, indicator.kind.kind) {
        (Measure::Total, _) => Some(vec![indicator.period]),
        (Measure::EveryYear | Measure::Mean, Kind::Flow) => {
            Some(indicator.kind.calendar.years(indicator.period).collect())
        }
        _ => None,
    }
}

struct OfIndicator<'a> {
    plan: &'a Plan,
    actuals: &'a Actuals,
    as_of: NaiveDate,
    indicator: &'a Indicator,
}

impl OfIndicator<'_> {
    fn sums(&self, region: &str, found: &mut Vec<Doubt>) {
        let Figure { id, kind, .. } = &self.indicator.figure;
        let observations = self.actuals.series(id, region);
        // Years alone do not overlap.
        if observations.iter().all(|one| kind.calendar.is_year(one.period)) {
            return;
        }
        let current = View::new(observations, *kind, (self.as_of, false)).known().current;
        for period in adds_up(self.indicator).unwrap_or_default() {
            let found_here = contradictions(&current, period).into_iter();
            found.extend(found_here.map(|sums| Doubt::Sums {
                id: id.clone(),
                region: region.to_owned(),
                sums,
            }));
        }
    }

    /// The indicator as a whole, and as a part.
    fn family(&self, region: &str, found: &mut Vec<Doubt>) {
        let Indicator { figure: Figure { id, unit, kind, .. }, parts, parent, .. } = self.indicator;
        let whole_id = parent.as_deref().and_then(|parent| self.plan.indicator(parent));
        if parts.is_empty() && whole_id.is_none() {
            return;
        }
        let of = |id: &str, kind| {
            View::new(self.actuals.series(id, region), kind, (self.as_of, false)).in_force()
        };
        let own = of(id, *kind);
        let to_own = |other: &Indicator| other.unit.factor_to(unit);
        if let Some(whole) =
            whole_id.filter(|it| it.kind == *kind && !it.unit.is_ratio() && !it.unit.is_rank())
            && let Some(factor) = to_own(whole)
        {
            for other in of(&whole.id, whole.kind) {
                let parts = own.iter().filter(|part| same_slot(part.period, *kind, other.period));
                let above = parts.filter(|part| {
                    // Only what is more for certain.
                    let difference = part.interval().minus(&other.interval().scaled(&factor));
                    let rounding = &part.half() + &other.half().scaled(&factor);
                    difference.low.is_some_and(|low| low.value > rounding)
                });
                found.extend(above.map(|part| Doubt::Part {
                    id: id.clone(),
                    region: region.to_owned(),
                    figure: part.clone(),
                    whole_id: whole.id.clone(),
                    whole: other.clone(),
                }));
            }
        }
        let parts: Option<Vec<_>> = parts
            .iter()
            .map(|part| {
                let part = self.plan.indicator(part)?;
                Some((part.kind, to_own(part)?, of(&part.id, part.kind)))
            })
            .collect();
        for whole in own.iter().filter(|_| !self.indicator.parts.is_empty()) {
            let of_period = parts.iter().flatten().map(|(kind, factor, figures)| {
                let figure = figures.iter().find(|it| same_slot(it.period, *kind, whole.period))?;
                Some((factor, figure.clone()))
            });
            let Some(parts) = of_period.collect::<Option<Vec<_>>>().filter(|it| !it.is_empty())
            else {
                continue;
            };
            let nothing = (Number::ZERO, Interval::exactly(&Number::ZERO), whole.half());
            let (sum, known, rounding) =
                parts.iter().fold(nothing, |(sum, known, rounding), (factor, part)| {
                    (
                        &sum + &part.value.scaled(factor),
                        known.plus(&part.interval().scaled(factor)),
                        &rounding + &part.half().scaled(factor),
                    )
                });
            if whole.interval().is_apart(&known, &rounding) {
                found.push(Doubt::Parts {
                    id: id.clone(),
                    region: region.to_owned(),
                    whole: whole.clone(),
                    sum,
                    parts: parts.into_iter().map(|(_, part)| part).collect(),
                });
            }
        }
    }

    fn baseline(&self, found: &mut Vec<Doubt>) {
        let Indicator { figure: Figure { id, kind, .. }, every, .. } = self.indicator;
        let region = self.plan.region_of(self.indicator);
        let Some(baseline) = self.indicator.baseline.as_ref().filter(|_| every.is_none()) else {
            return;
        };
        let Some(stated) = &baseline.value else { return };
        // Of one region of a panel, the figures of others are not its own.
        if !self.actuals.regions(id).any(|own| own == region) {
            return;
        }
        let known = View::new(self.actuals.series(id, region), *kind, (self.as_of, false));
        for figure in known.in_force() {
            let coarser = figure.place.max(last_place(stated));
            let rounding = Observation { place: coarser, ..figure.clone() }.half();
            if same_slot(figure.period, *kind, baseline.period)
                && figure.interval().is_apart(&Interval::exactly(stated), &rounding)
            {
                found.push(Doubt::Baseline {
                    id: id.clone(),
                    region: region.to_owned(),
                    figure,
                    stated: stated.clone(),
                });
            }
        }
    }
}

impl Doubt {
    fn figures(&self) -> Vec<&Observation> {
        match self {
            Self::Conflict { conflict, .. } => vec![&conflict.loser, &conflict.winner],
            Self::Early { figure, .. } | Self::Baseline { figure, .. } => vec![figure],
            Self::Derived(found) => vec![&found.printed],
            Self::Implausible { off, .. } => vec![&off.figure],
            Self::Cumulated { figures, next, .. } => figures.iter().chain([next]).collect(),
            Self::Sums { sums, .. } => sums.used.iter().chain(&sums.other).collect(),
            Self::Parts { whole, parts, .. } => parts.iter().chain([whole]).collect(),
            Self::Part { figure, whole, .. } => vec![figure, whole],
        }
    }
}

/// The rows of what was said: a row may feed several indicators.
#[derive(Default)]
struct Seen(BTreeSet<Vec<Origin>>);

impl Seen {
    fn is_new<'a>(&mut self, figures: impl IntoIterator<Item = &'a Observation>) -> bool {
        self.0.insert(figures.into_iter().map(|figure| figure.origin).collect())
    }
}
