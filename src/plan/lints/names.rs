//! Names that would match the wrong rows, or two concepts at once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Plan, normalised_name};
use super::finding::{Context, Findings, Item, Spot, Step};
use crate::diag::PlanProblem;

/// An indicator or a series by its names.
struct Named<'a> {
    item: Item,
    region: &'a str,
    id: &'a str,
    concept: &'a str,
    name: &'a str,
    name_en: Option<&'a str>,
    /// From the plan.
    aliases: &'a [String],
    /// From the catalogue.
    inherited: &'a [String],
}

pub(super) fn check(plan: &Plan, context: &Context, findings: &mut Findings) {
    let indicators = plan.indicators.iter().enumerate().map(|(index, it)| {
        let own = context.own_aliases.get(index);
        let (aliases, inherited) = own_and_inherited(&it.aliases, own);
        Named {
            item: Item::Indicator(index),
            region: plan.region_of(it),
            id: &it.id,
            concept: &it.concept,
            name: &it.name,
            name_en: it.name_en.as_deref(),
            aliases,
            inherited,
        }
    });
    let series = plan.series.iter().enumerate().map(|(index, it)| {
        let own = context.own_aliases_of_series.get(index);
        let (aliases, inherited) = own_and_inherited(&it.aliases, own);
        Named {
            item: Item::Series(index),
            region: it.region.as_deref().unwrap_or(&plan.region),
            id: &it.id,
            concept: &it.concept,
            name: &it.name,
            name_en: it.name_en.as_deref(),
            aliases,
            inherited,
        }
    });
    let all: Vec<Named<'_>> = indicators.chain(series).collect();
    for named in &all {
        repeated_aliases(named, findings);
    }
    shared_names(&all, findings);
}

fn own_and_inherited<'a>(
    aliases: &'a [String],
    own: Option<&usize>,
) -> (&'a [String], &'a [String]) {
    let own = own.copied().unwrap_or(aliases.len());
    aliases.split_at(own.min(aliases.len()))
}

impl<'a> Named<'a> {
    fn key(&self, name: &'static str) -> Spot {
        self.path(vec![Step::Key(name)])
    }

    fn path(&self, path: Vec<Step>) -> Spot {
        Spot { item: self.item, path }
    }

    fn alias(&self, index: usize) -> Spot {
        self.path(vec![Step::Key("aliases"), Step::Entry(index)])
    }

    /// All names that match it, with their places; names from the catalogue have the place of the id.
    fn printed(&self) -> Vec<(&'a str, Spot)> {
        let mut names = vec![
            (self.id, self.key("id")),
            (self.concept, self.key("concept")),
            (self.name, self.key("name")),
        ];
        names.extend(self.name_en.map(|name| (name, self.key("name_en"))));
        let aliases = self.aliases.iter().enumerate();
        names.extend(aliases.map(|(index, name)| (name.as_str(), self.alias(index))));
        let inherited = self.inherited.iter();
        names.extend(inherited.map(|name| (name.as_str(), self.key("id"))));
        names
    }
}

/// Aliases that repeat another name of the same item.
fn repeated_aliases(named: &Named<'_>, findings: &mut Findings) {
    if named.aliases.is_empty() {
        return;
    }
    let mut seen: BTreeSet<_> = [named.id, named.concept, named.name]
        .into_iter()
        .chain(named.name_en)
        .chain(named.inherited.iter().map(String::as_str))
        .map(normalised_name)
        .collect();
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
    let mut seen: BTreeMap<(&str, String), (&str, Spot)> = BTreeMap::new();
    let mut reported = BTreeSet::new();
    for (index, named) in all.iter().enumerate() {
        for (name, spot) in named.printed() {
            let key = (named.region, normalised_name(name));
            if key.1.is_empty() {
                continue;
            }
            let Some((concept, first)) = seen.get(&key) else {
                seen.insert(key, (named.concept, spot));
                continue;
            };
            // A name that an indicator uses twice (id and concept) is one conflict, not two.
            if *concept != named.concept && reported.insert((index, key.1.clone())) {
                findings.add_with_related(
                    spot,
                    PlanProblem::NameOfTwoConcepts {
                        name: name.to_owned(),
                        first: (*concept).to_owned(),
                        second: named.concept.to_owned(),
                    },
                    vec![first.clone()],
                );
            }
        }
    }
}
