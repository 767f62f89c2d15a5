//! Derived figures: growth, increase, ratio and sum of other series, if releases do not print what a plan needs.
//!
//! All operands are of the same period. A printed figure takes precedence over a derived one.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Actuals, Derived, Disagreement, Mark, Observation, Origin, Quality, closing, last_place,
    speaks::{is_point, same_slot, slot},
    vintages::{Sight, View, Vintages, broken},
};
use crate::{
    interval::{End, Interval},
    number::Number,
    period::Period,
    plan::{Derivation, Figure, Kind, Plan, Timed},
    unit::Unit,
};

/// Maximum depth of derivations; a longer chain is a cycle that no lint caught.
const DEEPEST: usize = 16;

/// The figures of an indicator or series in a region, printed and derived.
#[derive(Debug, Clone, Default)]
pub struct Figures<'a> {
    /// Printed ones first, then derived ones for periods without a printed one.
    pub observations: Cow<'a, [Observation]>,
    /// Operands without any figure: id and region.
    pub missing: Vec<(String, String)>,
    /// Printed figures that a derivation contradicts beyond rounding.
    pub disagreements: Vec<Disagreement>,
}

/// Every printed figure of a plan's indicators and series that disagrees with the derived one, as known on `as_of`.
pub fn disagreements(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Disagreement> {
    let derived = plan.figures().filter(|it| it.from.is_some()).map(|it| it.id.as_str());
    derived
        .flat_map(|id| actuals.regions(id).map(move |region| (id, region)))
        .flat_map(|(id, region)| {
            // Those of operands are found when the operand itself is visited.
            let found = figures(plan, actuals, id, region, as_of).disagreements;
            found.into_iter().filter(move |found| found.id == id && found.region == region)
        })
        .collect()
}

/// An indicator or series, the region that it has of its own, and the indicators that add up to it.
fn definition<'a>(plan: &'a Plan, id: &str) -> Option<(&'a Figure, Option<&'a str>, &'a [String])> {
    if let Some(it) = plan.indicator(id) {
        return Some((&it.figure, None, &it.parts));
    }
    let it = plan.series_of(id)?;
    Some((it, it.region.as_deref(), &[]))
}

/// The figures of an indicator or series in a region, as known on `as_of`.
pub fn figures<'a>(
    plan: &Plan,
    actuals: &'a Actuals,
    id: &str,
    region: &str,
    as_of: NaiveDate,
) -> Figures<'a> {
    figures_within(plan, actuals, id, region, as_of, DEEPEST)
}

/// The figures of an indicator that is not derived.
pub fn printed_only<'a>(actuals: &'a Actuals, id: &str, region: &str) -> Figures<'a> {
    let observations = actuals.series(id, region);
    let missing =
        if observations.is_empty() { vec![(id.to_owned(), region.to_owned())] } else { Vec::new() };
    Figures { observations: Cow::Borrowed(observations), missing, disagreements: Vec::new() }
}

fn figures_within<'a>(
    plan: &Plan,
    actuals: &'a Actuals,
    id: &str,
    region: &str,
    as_of: NaiveDate,
    depth: usize,
) -> Figures<'a> {
    let Some((definition, own, parts)) = definition(plan, id) else {
        return Figures { missing: vec![(id.to_owned(), region.to_owned())], ..Figures::default() };
    };
    // A series with its own region may have been read for another one, if the user requested that.
    let region = own.filter(|own| !actuals.series(id, own).is_empty()).unwrap_or(region);
    let printed = actuals.series(id, region);
    let from_parts = definition.from.is_none()
        && !parts.is_empty()
        && View::new(printed, definition.kind, (as_of, false)).known().current.is_empty();
    let of_parts = from_parts.then(|| Derivation::Sum(parts.to_vec()));
    let from = definition.from.as_ref().or(of_parts.as_ref());
    let (Some(from), Some(depth)) = (from, depth.checked_sub(1)) else {
        return printed_only(actuals, id, region);
    };
    let mut figures = Figures { observations: Cow::Borrowed(printed), ..Figures::default() };
    let operands: Vec<Operand> = from
        .operands()
        .into_iter()
        .map(|operand| {
            let own = figures_within(plan, actuals, operand, region, as_of, depth);
            figures.missing.extend(own.missing);
            figures.disagreements.extend(own.disagreements);
            let unit = plan.figure(operand).map_or_else(|| Unit::parse(""), |it| it.unit.clone());
            let kind = plan.kind_of(operand);
            Operand { observations: own.observations.into_owned(), unit, kind }
        })
        .collect();
    let own = |derived: &Observation| {
        // A doubtful figure takes precedence over a doubtful one only.
        View::new(printed, definition.kind, (as_of, derived.quality.has(Mark::Doubtful)))
    };
    let wanted =
        Wanted { from, unit: &definition.unit, kind: definition.kind, base: base_year(plan, id) };
    for derived in derive(&wanted, &operands, (as_of, false)) {
        let in_force = own(&derived).as_known(derived.period, as_of);
        let contradicts = |it: &&Observation| match from {
            // What the rounding of every change allows is no contradiction.
            Derivation::ChainOf(_) => derived.interval().is_apart(&it.interval(), &it.half()),
            _ => derived.quality == Quality::FINAL && beyond_rounding(&it.value, &derived.value),
        };
        if let Some(printed) = in_force.filter(contradicts) {
            figures.disagreements.push(Disagreement {
                id: id.to_owned(),
                region: region.to_owned(),
                printed: printed.clone(),
                operands: derived.operands().to_vec(),
                derived: derived.value,
            });
        }
    }
    for mut derived in every_vintage(&wanted, &operands, as_of) {
        if let Some(it) = &mut derived.derived {
            Arc::make_mut(it).from_parts = from_parts;
        }
        let printed = own(&derived).first_known(derived.period);
        if printed.is_none_or(|printed| printed > derived.known_from()) {
            figures.observations.to_mut().push(derived);
        }
    }
    // What is missing is the whole, not a part that has no reason to be known.
    if from_parts && figures.observations.is_empty() {
        return printed_only(actuals, id, region);
    }
    figures
}

/// What is derived.
struct Wanted<'a> {
    from: &'a Derivation,
    unit: &'a Unit,
    kind: Timed,
    /// The year in which an index is 100.
    base: i32,
}

/// The year of an indicator's baseline, else the one before its period; of a series the one before that of the plan.
fn base_year(plan: &Plan, id: &str) -> i32 {
    let indicator = plan.indicator(id);
    let stated = indicator.and_then(|it| it.baseline.as_ref());
    let start = stated
        .map_or_else(|| indicator.map_or(plan.period, |it| it.period).eve(), |it| it.period.last());
    plan.kind_of(id).calendar.year_of(start)
}

/// The figures of one operand.
struct Operand {
    observations: Vec<Observation>,
    unit: Unit,
    kind: Timed,
}

impl Operand {
    fn seen(&self, sight: Sight) -> View<'_> {
        View::new(&self.observations, self.kind, sight)
    }
}

/// Whether the difference is larger than the rounding of the printed figure.
fn beyond_rounding(printed: &Number, derived: &Number) -> bool {
    (printed - derived).abs() > Number::power_of_ten(last_place(printed))
}

/// Every vintage of what is derived: as known on each day on which an operand was released, without doubtful figures and with
/// them.
fn every_vintage(wanted: &Wanted<'_>, operands: &[Operand], as_of: NaiveDate) -> Vec<Observation> {
    let kind = wanted.kind;
    let figures = || operands.iter().flat_map(|operand| &operand.observations);
    let doubtful = figures().any(|it| it.quality.has(Mark::Doubtful));
    // Without a break every figure stays in force, unless it is replaced or withdrawn.
    let grows = |it: &Operand| {
        let Vintages { current, early, later, .. } = it.seen((as_of, true)).known();
        current.len() + early.len() + later.len() == it.observations.len()
    };
    let breaks = figures().any(|it| it.quality.has(Mark::Break));
    let days: BTreeSet<NaiveDate> = if breaks || !operands.iter().all(grows) {
        figures().map(Observation::known_from).filter(|day| *day <= as_of).collect()
    } else {
        BTreeSet::from([as_of])
    };
    let mut all: Vec<Observation> = Vec::new();
    for with in [false, true].into_iter().take(1 + usize::from(doubtful)) {
        let begun = all.len();
        for day in &days {
            let on_day = derive(wanted, operands, (*day, with));
            // What is not derived any more is withdrawn.
            for old in all.iter_mut().skip(begun) {
                let gone = on_day.iter().all(|it| !same_slot(it.period, kind, old.period));
                if let Some(derived) = old.derived.as_mut().filter(|_| gone) {
                    Arc::make_mut(derived).withdrawn.get_or_insert(*day);
                }
            }
            for mut one in on_day {
                let is_new = |it: &Observation| {
                    (it.published, it.quality) != (one.published, one.quality)
                        || it.value != one.value
                        || !same_slot(it.period, kind, one.period)
                        || it.withdrawn_by(*day)
                };
                if all.iter().all(is_new) {
                    one.early = (days.len() > 1).then_some(*day);
                    all.push(one);
                }
            }
        }
    }
    all
}

fn derive(wanted: &Wanted<'_>, operands: &[Operand], sight: Sight) -> Vec<Observation> {
    let Wanted { from, unit, kind, base } = *wanted;
    let one = |factor: Option<Number>| Some(factor.unwrap_or(Number::ONE));
    let factors = operands.iter().map(|operand| match from {
        Derivation::GrowthOf(_) | Derivation::ChainOf(_) => one(None),
        Derivation::IncreaseOf { .. } => one(operand.unit.factor_to(unit)),
        Derivation::Ratio { .. } => one(operand.unit.factor_to(&operands.last()?.unit)),
        Derivation::Sum(_) | Derivation::Difference { .. } => operand.unit.factor_to(unit),
    });
    let Some(factors) = factors.collect() else { return Vec::new() };
    let formula = Formula { from, factors };
    let mut derived = match (from, operands) {
        (Derivation::GrowthOf(_) | Derivation::IncreaseOf { .. }, [of]) => {
            changes(of, &formula, sight)
        }
        (Derivation::ChainOf(_), [of]) => chain(of, base, sight).unwrap_or_default(),
        (_, operands) => together(operands, &formula, sight),
    };
    for one in &mut derived {
        let of = one.period;
        let at_its_end = |it: &Operand| it.kind == Kind::Stock && is_point(it.kind, of);
        // What stocks give at the end of a year is the year's figure, however the release prints that end.
        if kind != Kind::Stock && operands.iter().all(at_its_end) {
            one.period = kind.calendar.year_ended(of).unwrap_or(of);
        }
        one.period = kind.period(one.period);
    }
    derived
}

/// Each figure compared with that of the same months a year before, as known when it was published.
fn changes(of: &Operand, formula: &Formula<'_>, sight: Sight) -> Vec<Observation> {
    let of_year = matches!(formula.from, Derivation::IncreaseOf { .. });
    let view = of.seen(sight);
    let current = view.known().current;
    current
        .iter()
        .filter_map(|later| {
            let before = later.period.years_later(-1)?;
            let end = later.period.last();
            if of_year && of.kind == Kind::Stock && !is_point(of.kind, later.period) {
                return None;
            }
            let earlier = view.as_known(before, later.known_from())?;
            // Across a break there is no comparable earlier figure.
            if broken(current.iter().copied(), earlier.period.last(), end) {
                return None;
            }
            // The change of a stock from one year end to the next is of the whole year.
            let year = || Period::interval(end.plus(-11), end);
            let period = if of_year { year()? } else { later.period };
            let change = formula.figure(&[later, earlier], period)?;
            Some(Observation { quality: change.quality.without(Mark::Break), ..change })
        })
        .collect()
}

/// The index that yearly changes make of 100 in the base year, up to the first year without one.
fn chain(of: &Operand, base: i32, sight: Sight) -> Option<Vec<Observation>> {
    let current = of.seen(sight).known().current;
    let hundred = Number::from(100);
    let mut value = hundred.clone();
    let mut known = Interval::exactly(&hundred);
    let mut links: Vec<&Observation> = Vec::new();
    let mut all = Vec::new();
    for year in base.saturating_add(1).. {
        let year = of.kind.calendar.year(year)?;
        let Some(link) = closing(current.iter().copied(), of.kind, year) else { break };
        if links.is_empty() {
            let start = (hundred.clone(), None);
            let start = following(&[link], year.years_later(-1)?, start, Vec::new())?;
            // It is 100 by definition, and no release says so; whether it is known is as doubtful as what follows it.
            let doubtful = link.quality.has(Mark::Doubtful);
            let quality = Quality::FINAL;
            let quality = if doubtful { quality.with(Mark::Doubtful) } else { quality };
            let derived = Some(Arc::default());
            all.push(Observation { quality, derived, source: None, ..start });
        }
        links.push(link);
        let grown = rounded(link).plus(&Interval::exactly(&hundred));
        known = known.times(&grown.scaled(&Number::decimal(1, 2)).above_zero());
        value = &value * &(&hundred + &link.value).scaled(&Number::decimal(1, 2));
        let terms = links.iter().map(|link| link.value.clone()).collect();
        let one = following(&links, year, (value.clone(), Some(known.clone())), terms)?;
        let quality = one.quality.with(Mark::Estimate).without(Mark::Break);
        all.push(Observation { quality, ..one });
    }
    Some(all)
}

/// What is known of a change: one that is printed is rounded.
fn rounded(change: &Observation) -> Interval {
    if change.known.is_some() || change.derived.is_some() {
        return change.interval();
    }
    let half = change.half();
    let end = |value: Number| Some(End::closed(value));
    Interval::new(end(&change.value - &half), end(&change.value + &half))
}

/// A figure for every period in which all operands have one.
fn together(operands: &[Operand], formula: &Formula<'_>, sight: Sight) -> Vec<Observation> {
    let all: Vec<_> = operands.iter().map(|operand| operand.seen(sight).known().current).collect();
    // The end of a stock belongs to every span that ends with it, so that another operand has the span, if there is one.
    let leading = operands.iter().position(|operand| operand.kind != Kind::Stock).unwrap_or(0);
    let Some((first, own)) = all.get(leading).zip(operands.get(leading)) else {
        return Vec::new();
    };
    first
        .iter()
        .filter_map(|leading| {
            let row = all.iter().zip(operands).map(|(figures, operand)| {
                let mut figures = figures.iter().copied();
                let kind = if own.kind == Kind::Stock { own.kind } else { operand.kind };
                let at = slot(kind, leading.period);
                figures.find(|one| slot(operand.kind, one.period) == at)
            });
            formula.figure(&row.collect::<Option<Vec<_>>>()?, leading.period)
        })
        .collect()
}

/// What a derivation computes, of exact values and of what is known of others alike.
struct Formula<'a> {
    from: &'a Derivation,
    /// What converts each operand.
    factors: Vec<Number>,
}

/// A value, or what is known of one.
trait Term: Sized {
    fn exactly(value: &Number) -> Self;
    fn plus(&self, other: &Self) -> Self;
    fn times(&self, factor: &Number) -> Self;
    fn in_unit(&self, factor: &Number) -> Self;
    fn over(&self, divisor: &Self) -> Option<Self>;
}

impl Term for Number {
    fn exactly(value: &Number) -> Self {
        value.clone()
    }

    fn plus(&self, other: &Self) -> Self {
        self + other
    }

    fn times(&self, factor: &Number) -> Self {
        self * factor
    }

    fn in_unit(&self, factor: &Number) -> Self {
        self.scaled(factor)
    }

    fn over(&self, divisor: &Self) -> Option<Self> {
        self.over(divisor)
    }
}

impl Term for Interval {
    fn exactly(value: &Number) -> Self {
        Self::exactly(value)
    }

    fn plus(&self, other: &Self) -> Self {
        self.plus(other)
    }

    fn times(&self, factor: &Number) -> Self {
        self.scaled(factor)
    }

    fn in_unit(&self, factor: &Number) -> Self {
        self.scaled(factor)
    }

    fn over(&self, divisor: &Self) -> Option<Self> {
        self.over(divisor)
    }
}

impl Formula<'_> {
    /// The result; of a change the later figure comes first.
    fn of<T: Term>(&self, terms: &[T]) -> Option<T> {
        let converted = |index: usize| Some(terms.get(index)?.in_unit(self.factors.get(index)?));
        match (self.from, terms) {
            // Not the difference over the earlier figure, so that what is not known of it counts once.
            (Derivation::GrowthOf(_), [later, earlier]) => {
                let less_one = T::exactly(&Number::from(-1));
                Some(later.over(earlier)?.plus(&less_one).times(&Number::from(100)))
            }
            (Derivation::IncreaseOf { .. }, [later, earlier]) => {
                let less_earlier = earlier.times(&Number::from(-1));
                Some(later.plus(&less_earlier).in_unit(self.factors.first()?))
            }
            (Derivation::Ratio { times, .. }, [_, below]) => {
                converted(0)?.over(below).map(|ratio| ratio.times(times))
            }
            (Derivation::Sum(_), terms) => {
                let zero = T::exactly(&Number::ZERO);
                (0..terms.len()).try_fold(zero, |sum, index| Some(sum.plus(&converted(index)?)))
            }
            (Derivation::Difference { .. }, [_, _]) => {
                Some(converted(0)?.plus(&converted(1)?.times(&Number::from(-1))))
            }
            _ => None,
        }
    }

    /// A derived figure.
    fn figure(&self, operands: &[&Observation], period: Period) -> Option<Observation> {
        if let (Derivation::GrowthOf(_), Some(earlier)) = (self.from, operands.get(1))
            && !earlier.value.is_positive()
        {
            return None;
        }
        let values: Vec<Number> = operands.iter().map(|operand| operand.value.clone()).collect();
        let value = self.of(&values)?;
        let known = operands.iter().any(|operand| operand.known.is_some()).then(|| {
            let known: Vec<Interval> = operands.iter().map(|operand| operand.interval()).collect();
            self.of(&known).unwrap_or_else(Interval::anything)
        });
        let known = match self.from {
            // What was added, without what was lost, is at least the net increase.
            Derivation::IncreaseOf { net: false, .. } => {
                let net = known.unwrap_or_else(|| Interval::exactly(&value));
                Some(Interval::new(net.low, None))
            }
            _ => known,
        };
        // Two figures of one series have one factor.
        let terms = values
            .iter()
            .zip(self.factors.iter().cycle())
            .map(|(it, factor)| it.scaled(factor))
            .collect();
        following(operands, period, (value, known), terms)
    }
}

/// A figure that follows from others, with the latest release date and the combined quality of all of them.
fn following(
    operands: &[&Observation],
    period: Period,
    (value, known): (Number, Option<Interval>),
    terms: Vec<Number>,
) -> Option<Observation> {
    let [first, ..] = operands else { return None };
    let newest = operands.iter().map(|operand| operand.known_from()).max();
    let quality = operands.iter().fold(Quality::FINAL, |all, operand| all.and(operand.quality));
    let mut places: Vec<Origin> = Vec::new();
    for operand in operands {
        match operand.operands() {
            [] => places.push(operand.origin),
            own => places.extend(own),
        }
    }
    places.dedup();
    // The number is exact; a quotient is rounded once, when it is displayed.
    Some(Observation {
        period,
        quality: known.as_ref().map_or(quality, |known| quality.by(&value, known)),
        place: last_place(&value),
        value,
        known: known.map(Arc::new),
        printed: None,
        published: newest.unwrap_or_default(),
        dated: operands.iter().all(|operand| operand.dated),
        unitless: false,
        origin: first.origin,
        source: first.source.clone(),
        note: None,
        early: None,
        derived: Some(Arc::new(Derived {
            operands: places,
            terms,
            from_parts: false,
            withdrawn: None,
        })),
    })
}
