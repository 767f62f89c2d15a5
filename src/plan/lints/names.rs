//! Names that would match the wrong rows, or two concepts at once.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};

use super::{
    super::{Catalog, Figure, Plan, normalised_name},
    finding::{Findings, Item, Spot, figures},
};
use crate::{diag::PlanProblem, plan::wording};

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

pub fn check<'a>(plan: &'a Plan, catalog: Option<&Catalog>, findings: &mut Findings) {
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
    names_of_others(&all, catalog, findings);
    for (index, indicator) in plan.indicators.iter().enumerate() {
        let mut figures = indicator.citations.iter().map(|it| it.figure.as_str());
        if let Some(printed) = figures.find_map(|it| almost(&indicator.name, it)) {
            let name = indicator.name.clone();
            let spot = Item::Indicator(index).key("name");
            findings.add(spot, PlanProblem::NameMeant { name, printed });
        }
    }
}

/// The words of a figure that are the name but for one character: 引进博士 for 引进硕士.
fn almost(name: &str, figure: &str) -> Option<String> {
    let name: Vec<char> = name.chars().collect();
    let figure: Vec<char> = figure.chars().collect();
    // 增速 and 增长 are said of the same.
    let mut open = vec![true; name.len()];
    for word in wording::found_in(&name) {
        open[word.at..word.end].fill(false);
    }
    let others = |part: &[char]| name.iter().zip(part).filter(|(own, it)| own != it).count();
    let is_open = |part: &[char]| (0..name.len()).all(|at| open[at] || name[at] == part[at]);
    // Of a short name too little is left.
    if name.len() < 4 || figure.windows(name.len()).any(|part| part == name) {
        return None;
    }
    let found = figure.windows(name.len()).find(|part| {
        others(part) == 1
            && is_open(part)
            && part.iter().all(|it| it.is_alphabetic() && !it.is_ascii())
    });
    found.map(|part| part.iter().collect())
}

/// A name without the word for a number of things at its end.
fn stem(name: &str) -> String {
    let name = normalised_name(name);
    let ends = ["总数", "数量", "数"];
    ends.iter().find_map(|it| name.strip_suffix(it)).unwrap_or(&name).to_owned()
}

/// Names and aliases that the catalogue has for another concept.
fn names_of_others(all: &[Named<'_>], catalog: Option<&Catalog>, findings: &mut Findings) {
    let concepts = catalog.iter().flat_map(|it| it.concepts.values());
    let names = concepts.flat_map(|it| {
        let names = std::iter::once(&it.name).chain(&it.aliases);
        names.map(|name| (stem(name), it.id.as_str()))
    });
    let names: HashMap<String, &str> = names.collect();
    for named in all {
        let own = named.figure.concept.as_str();
        let names_of = |name: &str| names.get(&stem(name)).filter(|it| **it != own);
        let aliases = named.aliases.iter().enumerate();
        let aliases = aliases.map(|(index, name)| (name, named.alias(index)));
        let name = (&named.figure.name, named.item.key("name"));
        for (name, spot) in std::iter::once(name).chain(aliases) {
            // A row that would match both is said already.
            let is_said = || findings.0.iter().any(|it| it.spot == spot);
            if let Some(concept) = names_of(name).filter(|_| !is_said()) {
                let (name, concept, own) = (name.clone(), (*concept).to_owned(), own.to_owned());
                findings.add(spot, PlanProblem::NameOfAnother { name, concept, own });
            }
        }
    }
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
