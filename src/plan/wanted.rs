//! What a plan needs from the actuals: which names, in which regions, in which unit.

use std::collections::BTreeSet;

use super::{Derivation, Figure, Indicator, Plan, Timed, normalised_name};
use crate::unit::Unit;

/// Figures that a plan needs.
pub struct Wanted {
    /// Id of the indicator or declared series.
    pub id: String,
    /// All names that a release may use: id, concept, names, aliases; the printed name first.
    pub names: Vec<String>,
    /// The unit to which its values are converted.
    pub unit: Unit,
    /// Units that releases print for it but that mean its own: 件 for 件/万人.
    pub printed_units: Vec<Unit>,
    /// What one observation is.
    pub kind: Timed,
    /// The regions it is needed for, as the plan names them, in order.
    pub regions: Vec<String>,
}

impl Wanted {
    /// Its name as printed.
    pub fn name(&self) -> String {
        self.names.first().unwrap_or(&self.id).clone()
    }

    /// Is it a unit that releases print for its own?
    pub fn takes_for_own(&self, unit: &Unit) -> bool {
        self.printed_units.iter().any(|other| {
            other.printed() == unit.printed()
                || normalised_name(other.printed()) == normalised_name(unit.printed())
        })
    }
}

impl Figure {
    /// The names by which releases may print it: its name first.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        let concept = Some(&self.concept).filter(|concept| **concept != self.id);
        [Some(&self.name), Some(&self.id), concept, self.name_en.as_ref()]
            .into_iter()
            .flatten()
            .chain(&self.aliases)
    }

    /// Its names, and those of the other targets of its concept in a unit that converts: what one of them may be called in a
    /// release, all may.
    fn all_names(&self, targets: &[Indicator]) -> Vec<String> {
        let others = targets
            .iter()
            .filter(|other| {
                other.concept == self.concept
                    && other.id != self.id
                    && other.unit.dimension() == self.unit.dimension()
            })
            .flat_map(|other| other.names())
            .filter(|name| !self.names().any(|own| own == *name));
        self.names().chain(others).cloned().collect()
    }
}

impl Plan {
    /// What the plan needs, in the order of its indicators and then its series; `region` replaces the plan's own and
    /// those of its indicators.
    pub fn wanted(&self, region: Option<&str>) -> Vec<Wanted> {
        let sources: Vec<&Figure> = self.figures().collect();
        let at = |id: &str| sources.iter().position(|source| source.id == id);
        let mut needed: Vec<BTreeSet<String>> = vec![BTreeSet::new(); sources.len()];
        let mut open: Vec<(usize, String)> = Vec::new();
        for (index, indicator) in self.indicators.iter().enumerate() {
            let own = region.unwrap_or_else(|| self.region_of(indicator));
            let regions: Vec<&str> = match &indicator.every {
                Some(every) => self.members_of(&every.list).iter().map(String::as_str).collect(),
                None => vec![own],
            };
            for member in regions {
                open.push((index, member.to_owned()));
                for it in indicator.goals().filter_map(|goal| goal.reference()) {
                    let region = it.in_region.as_deref().unwrap_or(member).to_owned();
                    open.extend(at(&it.series).map(|reference| (reference, region)));
                }
            }
        }
        for (index, series) in self.series.iter().enumerate() {
            let own = region.or(series.region.as_deref()).unwrap_or(&self.region);
            open.push((self.indicators.len() + index, own.to_owned()));
        }
        for rule in &self.rules {
            for id in &rule.all_fall {
                let Some(index) = at(id) else { continue };
                open.extend(
                    self.members_of(&rule.each).iter().map(|member| (index, member.clone())),
                );
            }
        }
        while let Some((index, wanted)) = open.pop() {
            let Some(source) = sources.get(index) else {
                continue;
            };
            let target = self.indicators.get(index);
            // A series with its own region is measured there, whichever region needs it.
            let place = source
                .region
                .clone()
                .filter(|_| region.is_none() && target.is_none())
                .unwrap_or(wanted);
            if !needed[index].insert(place.clone()) {
                continue;
            }
            let operands = source.from.as_ref().map(Derivation::operands).unwrap_or_default();
            let parts = target.into_iter().flat_map(|it| &it.parts).map(String::as_str);
            open.extend(
                operands.into_iter().chain(parts).filter_map(at).map(|one| (one, place.clone())),
            );
        }
        // A series has no names but its own.
        let targets =
            |index| if index < self.indicators.len() { &self.indicators[..] } else { &[] };
        sources
            .iter()
            .zip(needed)
            .enumerate()
            .map(|(index, (source, regions))| Wanted {
                id: source.id.clone(),
                names: source.all_names(targets(index)),
                unit: source.unit.clone(),
                printed_units: source.printed_units.clone(),
                kind: source.kind,
                regions: regions.into_iter().collect(),
            })
            .collect()
    }
}
