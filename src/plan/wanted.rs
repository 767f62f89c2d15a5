//! What a plan needs from the actuals: which names, in which regions, in which unit.

use std::collections::BTreeSet;

use super::{Derivation, Goal, Kind, Plan};
use crate::unit::Unit;

/// Figures that a plan needs.
#[derive(Debug, Clone)]
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
    pub kind: Kind,
    /// The regions it is needed for, as the plan names them, in order.
    pub regions: Vec<String>,
}

/// The figures of one indicator or declared series.
struct Source<'a> {
    id: &'a str,
    names: Vec<String>,
    unit: &'a Unit,
    printed_units: &'a [Unit],
    kind: Kind,
    own_region: Option<&'a str>,
    concept: &'a str,
    from: Option<&'a Derivation>,
    /// Indicators that add up to it.
    parts: &'a [String],
}

/// The names of a source; of a target also those of every other target of its concept in a unit that converts: what one of them
/// may be called in a release, all may.
fn all_names(source: &Source<'_>, targets: &[Source<'_>]) -> Vec<String> {
    let is_target = targets.iter().any(|target| target.id == source.id);
    let same = |other: &&Source<'_>| {
        other.concept == source.concept
            && other.id != source.id
            && other.unit.dimension() == source.unit.dimension()
    };
    let mut names = source.names.clone();
    for other in targets.iter().filter(|_| is_target).filter(same) {
        let new = other.names.iter().filter(|name| !source.names.contains(name));
        names.extend(new.cloned());
    }
    names
}

impl Plan {
    /// What the plan needs, in the order of its indicators and then its series; `region` replaces the plan's own and
    /// those of its indicators.
    pub fn wanted(&self, region: Option<&str>) -> Vec<Wanted> {
        let sources = self.sources();
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
                if let Goal::AboveSeries { series, in_region } = &indicator.target
                    && let Some(reference) = at(series)
                {
                    open.push((reference, in_region.as_deref().unwrap_or(member).to_owned()));
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
            // A series with its own region is measured there, whichever region needs it.
            let place =
                source.own_region.filter(|_| region.is_none()).map_or(wanted, str::to_owned);
            if !needed[index].insert(place.clone()) {
                continue;
            }
            let operands = source.from.map(Derivation::operands).unwrap_or_default();
            let parts = source.parts.iter().map(String::as_str);
            open.extend(
                operands.into_iter().chain(parts).filter_map(at).map(|one| (one, place.clone())),
            );
        }
        sources
            .iter()
            .zip(needed)
            .map(|(source, regions)| Wanted {
                id: source.id.to_owned(),
                names: all_names(source, &sources[..self.indicators.len()]),
                unit: source.unit.clone(),
                printed_units: source.printed_units.to_vec(),
                kind: source.kind,
                regions: regions.into_iter().collect(),
            })
            .collect()
    }

    fn sources(&self) -> Vec<Source<'_>> {
        let names =
            |name: &str, id: &str, concept: &str, english: Option<&str>, aliases: &[String]| {
                let mut names = vec![name.to_owned(), id.to_owned()];
                names.extend((concept != id).then(|| concept.to_owned()));
                names.extend(english.map(str::to_owned));
                names.extend(aliases.iter().cloned());
                names
            };
        let indicators = self.indicators.iter().map(|it| Source {
            id: &it.id,
            names: names(&it.name, &it.id, &it.concept, it.name_en.as_deref(), &it.aliases),
            unit: &it.unit,
            printed_units: &it.printed_units,
            kind: it.kind,
            own_region: None,
            concept: &it.concept,
            from: it.from.as_ref(),
            parts: &it.parts,
        });
        let series = self.series.iter().map(|it| Source {
            id: &it.id,
            names: names(&it.name, &it.id, &it.concept, it.name_en.as_deref(), &it.aliases),
            unit: &it.unit,
            printed_units: &it.printed_units,
            kind: it.kind,
            own_region: it.region.as_deref(),
            concept: &it.concept,
            from: it.from.as_ref(),
            parts: &[],
        });
        indicators.chain(series).collect()
    }
}
