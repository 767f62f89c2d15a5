//! Names that would match the wrong rows, or two concepts at once.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};

use super::{
    super::{Figure, Plan, normalised_name},
    finding::{Findings, Item, Spot, figures},
};
use crate::diag::PlanProblem;

/// An indicator or a series by its names.
struct Named<'a> {
    item: Item,
    region: &'a str,
    figure: &'a Figure,
    /// From the plan.
    aliases: &'a [String],
    /// From the catalogue.
    inherited: &'a [String],
}

pub fn check<'a>(plan: &'a Plan, findings: &mut Findings) {
    let named = |(item, figure): (_, &'a Figure)| {
        let own = figure.own_aliases.min(figure.aliases.len());
        let (aliases, inherited) = figure.aliases.split_at(own);
        let region = figure.region.as_deref().unwrap_or(&plan.region);
        Named { item, region, figure, aliases, inherited }
    };
    let all: Vec<Named<'a>> = figures(plan).map(named).collect();
    for named in &all {
        repeated_aliases(named, findings);
    }
    shared_names(&all, findings);
}

impl<'a> Named<'a> {
    fn alias(&self, index: usize) -> Spot {
        self.item.key("aliases").entry(index)
    }

    /// The names of its own beside its aliases, with the keys.
    fn own(&self) -> impl Iterator<Item = (&'a str, &'static str)> + use<'a> {
        let it = self.figure;
        [(&it.id, "id"), (&it.concept, "concept"), (&it.name, "name")]
            .into_iter()
            .chain(it.name_en.iter().map(|name| (name, "name_en")))
            .map(|(name, key)| (name.as_str(), key))
    }

    /// All names that match it, with their places; names from the catalogue have the place of the id.
    fn printed(&self) -> impl Iterator<Item = (&'a str, Spot)> {
        let own = self.own().map(|(name, key)| (name, self.item.key(key)));
        let aliases =
            self.aliases.iter().enumerate().map(|(index, name)| (name.as_str(), self.alias(index)));
        own.chain(aliases)
            .chain(self.inherited.iter().map(|name| (name.as_str(), self.item.key("id"))))
    }
}

/// Aliases that repeat another name of the same item.
fn repeated_aliases(named: &Named<'_>, findings: &mut Findings) {
    if named.aliases.is_empty() {
        return;
    }
    let inherited = named.inherited.iter().map(String::as_str);
    let mut seen: BTreeSet<_> =
        named.own().map(|(name, _)| name).chain(inherited).map(normalised_name).collect();
    for (index, alias) in named.aliases.iter().enumerate() {
        if !seen.insert(normalised_name(alias)) {
            findings.add(
                named.alias(index),
                PlanProblem::DuplicateAlias { name: alias.clone(), concept: false },
            );
        }
    }
}

/// One name for two concepts of a region: a row of that name could mean either.
fn shared_names(all: &[Named<'_>], findings: &mut Findings) {
    let mut seen: HashMap<(&str, String), (&str, Spot)> = HashMap::new();
    let mut reported = BTreeSet::new();
    for (index, named) in all.iter().enumerate() {
        for (name, spot) in named.printed() {
            let key = (named.region, normalised_name(name));
            if key.1.is_empty() {
                continue;
            }
            let Some((concept, first)) = seen.get(&key) else {
                seen.insert(key, (named.figure.concept.as_str(), spot));
                continue;
            };
            // A name that an indicator uses twice (id and concept) is one conflict, not two.
            if *concept != named.figure.concept.as_str() && reported.insert((index, key.1.clone()))
            {
                findings.add_with_related(
                    spot,
                    PlanProblem::NameOfTwoConcepts {
                        name: name.to_owned(),
                        first: (*concept).to_owned(),
                        second: named.figure.concept.clone(),
                    },
                    vec![first.clone()],
                );
            }
        }
    }
}
