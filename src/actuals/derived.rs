//! Derived figures: growth, increase, ratio and sum of other series, if releases do not print what a plan needs.
//!
//! All operands are of the same period. A printed figure takes precedence over a derived one.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::vintages::{in_force, like_with_like};
use super::{Actuals, Mark, Observation, Origin, Quality};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Derivation, Kind, Plan};
use crate::unit::Unit;

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

/// A printed figure and the one derived from its operands.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// Id of the indicator or series.
    pub id: String,
    /// The region.
    pub region: String,
    /// As printed.
    pub printed: Observation,
    /// As derived.
    pub derived: Number,
    /// Where its operands were read.
    pub operands: Vec<Origin>,
}

/// Every printed figure of a plan's indicators and series that disagrees with the derived one, as known on `as_of`.
pub fn disagreements(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Disagreement> {
    let indicators = plan.indicators.iter().map(|it| (it.id.as_str(), &it.from));
    let series = plan.series.iter().map(|it| (it.id.as_str(), &it.from));
    indicators
        .chain(series)
        .filter(|(_, from)| from.is_some())
        .flat_map(|(id, _)| actuals.regions(id).map(move |region| (id, region)))
        .flat_map(|(id, region)| {
            // Those of operands are found when the operand itself is visited.
            let found = figures(plan, actuals, id, region, as_of).disagreements;
            found.into_iter().filter(move |found| found.id == id && found.region == region)
        })
        .collect()
}

/// What a derivation needs to know about an indicator or series.
struct Definition<'a> {
    unit: &'a Unit,
    kind: Kind,
    region: Option<&'a str>,
    from: Option<&'a Derivation>,
}

fn definition<'a>(plan: &'a Plan, id: &str) -> Option<Definition<'a>> {
    if let Some(it) = plan.indicator(id) {
        return Some(Definition {
            unit: &it.unit,
            kind: it.kind,
            region: None,
            from: it.from.as_ref(),
        });
    }
    let it = plan.series_of(id)?;
    let region = it.region.as_deref();
    Some(Definition { unit: &it.unit, kind: it.kind, region, from: it.from.as_ref() })
}

/// The unit and kind of an indicator or series.
pub fn unit_and_kind<'a>(plan: &'a Plan, id: &str) -> Option<(&'a Unit, Kind)> {
    definition(plan, id).map(|definition| (definition.unit, definition.kind))
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
    let Some(definition) = definition(plan, id) else {
        return Figures { missing: vec![(id.to_owned(), region.to_owned())], ..Figures::default() };
    };
    // A series with its own region may have been read for another one, if the user requested that.
    let own = definition.region.filter(|own| !actuals.series(id, own).is_empty());
    let region = own.unwrap_or(region);
    let (Some(from), Some(depth)) = (definition.from, depth.checked_sub(1)) else {
        return printed_only(actuals, id, region);
    };
    let mut figures =
        Figures { observations: Cow::Borrowed(actuals.series(id, region)), ..Figures::default() };
    let operands: Vec<Operand> = from
        .operands()
        .into_iter()
        .map(|operand| {
            let own = figures_within(plan, actuals, operand, region, as_of, depth);
            figures.missing.extend(own.missing);
            figures.disagreements.extend(own.disagreements);
            let (unit, kind) = unit_and_kind(plan, operand)
                .map_or((Unit::parse(""), Kind::Flow), |(unit, kind)| (unit.clone(), kind));
            Operand { observations: own.observations.into_owned(), unit, kind }
        })
        .collect();
    let printed = in_force(&figures.observations, definition.kind, as_of);
    for derived in derive(from, &operands, definition.unit, as_of) {
        match printed.iter().find(|printed| printed.period.same_span(derived.period)) {
            Some(printed)
                if beyond_rounding(&printed.value, &derived.value)
                    && derived.quality == Quality::FINAL =>
            {
                figures.disagreements.push(Disagreement {
                    id: id.to_owned(),
                    region: region.to_owned(),
                    printed: printed.clone(),
                    derived: derived.value,
                    operands: derived.operands,
                });
            }
            Some(_) => {}
            None => figures.observations.to_mut().push(derived),
        }
    }
    figures
}

/// The figures of one operand.
struct Operand {
    observations: Vec<Observation>,
    unit: Unit,
    kind: Kind,
}

impl Operand {
    fn current(&self, as_of: NaiveDate) -> Vec<Observation> {
        in_force(&self.observations, self.kind, as_of)
    }
}

/// Whether the difference is larger than the rounding of the printed figure.
fn beyond_rounding(printed: &Number, derived: &Number) -> bool {
    let exponent = i32::try_from(printed.decimals()).unwrap_or(i32::MAX);
    let half_a_digit = Number::power_of_ten(-exponent.min(60));
    (printed - derived).abs() > half_a_digit
}

fn derive(
    from: &Derivation,
    operands: &[Operand],
    unit: &Unit,
    as_of: NaiveDate,
) -> Vec<Observation> {
    match (from, operands) {
        (Derivation::GrowthOf(_), [of]) => changes(of, as_of, |earlier, later| {
            let growth = (later - earlier).over(earlier).filter(|_| earlier.is_positive())?;
            Some((&growth * &Number::from(100), Quality::FINAL))
        }),
        (Derivation::IncreaseOf { net, .. }, [of]) => {
            let quality = if *net { Quality::FINAL } else { Quality::FINAL.with(Mark::LowerBound) };
            let factor = of.unit.factor_to(unit).unwrap_or_else(Number::one);
            changes(of, as_of, |earlier, later| Some(((later - earlier).scaled(&factor), quality)))
                .into_iter()
                .filter_map(|change| {
                    // The change of a stock from one year end to the next is of the whole year.
                    let year =
                        Period::interval(change.period.last().plus(-11), change.period.last())?;
                    Some(Observation { period: year, ..change })
                })
                .collect()
        }
        (Derivation::Ratio { times, .. }, [above, below]) => {
            let factor = above.unit.factor_to(&below.unit).unwrap_or_else(Number::one);
            together(operands, as_of, |values| {
                let [above, below] = values else { return None };
                above.scaled(&factor).over(below).map(|ratio| &ratio * times)
            })
        }
        (Derivation::Sum(_), parts) => together(operands, as_of, |values| {
            let mut sum = Number::zero();
            for (value, part) in values.iter().zip(parts) {
                sum = &sum + &value.scaled(&part.unit.factor_to(unit)?);
            }
            Some(sum)
        }),
        _ => Vec::new(),
    }
}

/// Each figure compared with that of the same months a year before, as known when it was published.
fn changes(
    of: &Operand,
    as_of: NaiveDate,
    change: impl Fn(&Number, &Number) -> Option<(Number, Quality)>,
) -> Vec<Observation> {
    of.current(as_of)
        .iter()
        .filter_map(|later| {
            let (first, last) = (later.period.first().plus(-12), later.period.last().plus(-12));
            let before = Period::interval(first, last)?;
            let earlier = like_with_like(&of.observations, of.kind, before, later.period, as_of)?;
            // After a break there is no comparable earlier figure.
            if later.quality.has(Mark::Break) {
                return None;
            }
            let (value, quality) = change(&earlier.value, &later.value)?;
            Some(derived(value, quality, &[later.clone(), earlier.clone()]))
        })
        .collect()
}

/// A figure for every period in which all operands have one.
fn together(
    operands: &[Operand],
    as_of: NaiveDate,
    value: impl Fn(&[Number]) -> Option<Number>,
) -> Vec<Observation> {
    let all: Vec<Vec<Observation>> =
        operands.iter().map(|operand| operand.current(as_of)).collect();
    let Some((first, rest)) = all.split_first() else {
        return Vec::new();
    };
    first
        .iter()
        .filter_map(|leading| {
            let mut row = vec![leading.clone()];
            for others in rest {
                row.push(
                    others.iter().find(|other| other.period.same_span(leading.period))?.clone(),
                );
            }
            let values: Vec<Number> =
                row.iter().map(|observation| observation.value.clone()).collect();
            Some(derived(value(&values)?, Quality::FINAL, &row))
        })
        .collect()
}

/// A derived figure, with the latest release date and the combined quality of its operands.
fn derived(value: Number, quality: Quality, operands: &[Observation]) -> Observation {
    let newest = operands.iter().max_by_key(|operand| operand.published);
    let quality = operands.iter().fold(quality, |quality, operand| quality.and(operand.quality));
    let mut places: Vec<_> = operands
        .iter()
        .flat_map(|operand| {
            if operand.operands.is_empty() {
                vec![operand.origin]
            } else {
                operand.operands.clone()
            }
        })
        .collect();
    places.dedup();
    // The number is exact; a quotient is rounded once, when it is displayed.
    Observation {
        period: operands[0].period,
        value,
        known: None,
        printed: None,
        published: newest.map(|newest| newest.published).unwrap_or_default(),
        dated: operands.iter().all(|operand| operand.dated),
        quality,
        origin: operands[0].origin,
        source: operands[0].source.clone(),
        note: None,
        operands: places,
    }
}
