//! The catalogue from TOML text.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::plan_toml;
use crate::{
    diag::{Diagnostic, IdOf, PlanProblem},
    keys::{Declared, Field, Span, Step, Table, TableKeys},
    plan::{Catalog, Concept, DeclaredUnit, Kind, Region, normalised_name},
    unit::Units,
};

/// The catalogue, a file of its own.
pub(super) static CATALOG: TableKeys = keys!("the catalogue" {
    /// one thing that is measured
    concept: Vec<Concept>,
    /// a region and what it is called
    region: Vec<Region>,
    /// a unit that is not known otherwise
    unit: Vec<DeclaredUnit>,
});

/// Ids of concepts beyond this are not looked for in a plan.
const LONGEST_ID: usize = 64;

/// Reads a catalogue: its keys and values. Names are not compared: that is for [`check_catalog`], and would be work for
/// concepts that the plan at hand does not name. What can be read of a catalogue with errors is returned with them.
pub fn load_catalog(file: &str, bytes: &[u8]) -> (Option<Catalog>, Vec<Diagnostic>) {
    load(file, bytes, false)
}

/// The same, and whether any name would mean two concepts.
pub fn check_catalog(file: &str, bytes: &[u8]) -> (Option<Catalog>, Vec<Diagnostic>) {
    load(file, bytes, true)
}

/// The part of a catalogue that a plan names; both are shipped, and known to have no errors.
pub fn load_shipped(file: &str, catalog: &str, plan: &str) -> Option<Catalog> {
    let (catalog, _) = load(file, concepts_named_by(catalog, plan).as_bytes(), false);
    Some(Catalog { shipped: true, ..catalog? })
}

/// A catalogue of which only the concepts stay that a plan names in quotes; every line keeps its number.
///
/// Most plans name a small part of the catalogue inside the binary, and the rest would be read for nothing.
fn concepts_named_by(catalog: &str, plan: &str) -> String {
    let mut start = 0;
    let mut named: HashSet<&[u8]> = HashSet::default();
    for quote in memchr::memchr2_iter(b'"', b'\'', plan.as_bytes()) {
        let word = plan.as_bytes().get(start..quote).unwrap_or_default();
        // Ids are short and ASCII: most of what stands between two quotes is neither.
        if word.len() <= LONGEST_ID && word.first().is_some_and(u8::is_ascii) {
            named.insert(word);
        }
        start = quote + 1;
    }
    let mut kept = String::with_capacity(catalog.len());
    for (index, concept) in catalog.split("[[concept]]").enumerate() {
        let id = concept.lines().find_map(|line| line.strip_prefix("id = \"")?.split('"').next());
        // What stands before the first concept, and whatever is written otherwise, stays.
        if id.is_none_or(|id| id.len() > LONGEST_ID || named.contains(id.as_bytes())) {
            if index > 0 {
                kept.push_str("[[concept]]");
            }
            kept.push_str(concept);
        } else {
            let lines = memchr::memchr_iter(b'\n', concept.as_bytes()).count();
            kept.extend(std::iter::repeat_n('\n', lines));
        }
    }
    kept
}

fn load(file: &str, bytes: &[u8], names: bool) -> (Option<Catalog>, Vec<Diagnostic>) {
    plan_toml::from_toml(file, bytes, &CATALOG, |root, _| {
        plan_toml::declared(root, Units::default());
        let tables = root.tables("concept");
        let read = tables.iter().filter_map(|table| Some((Concept::of(table)?, table)));
        let concepts: Vec<(Concept, &Table<'_>)> = read.collect();
        each_concept(&concepts);
        if names {
            unique_names(&concepts);
        }
        let regions = Vec::<Region>::at(root, "region").unwrap_or_default();
        // Of two with one id the first is kept.
        let concepts = concepts.into_iter().rev().map(|(it, _)| (it.id.clone(), it)).collect();
        let units = root.reading.units.take();
        Some(Catalog { regions, units, concepts, shipped: false })
    })
}

/// No id stands twice; a concept without a kind leaves it to its indicators, and so does its `at`; English readers see the same unit.
fn each_concept(concepts: &[(Concept, &Table<'_>)]) {
    let mut seen: BTreeMap<&str, &Table<'_>> = BTreeMap::new();
    for (concept, table) in concepts {
        if let Some(first) = seen.insert(&concept.id, table) {
            let problem = PlanProblem::DuplicateId { id: concept.id.clone(), of: IdOf::Concept };
            table.reading.report_beside(table.span_of("id"), problem, vec![first.span_of("id")]);
        }
        if let (Some(_), Some(kind)) = (concept.at, concept.kind.filter(|it| *it != Kind::Stock)) {
            table.report("at", PlanProblem::AtWithoutStock { kind: kind.word() });
        }
        plan_toml::same_in_english(table, Some(&concept.unit), concept.unit_en.as_ref());
    }
}

/// No name may mean two concepts, and no alias says what its concept is called already.
fn unique_names(concepts: &[(Concept, &Table<'_>)]) {
    let mut seen: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for (concept, table) in concepts {
        let id = concept.id.as_str();
        let heads = [
            (Some(id), table.span_of("id")),
            (Some(concept.name.as_str()), table.span_of("name")),
            (concept.name_en.as_deref(), table.span_of("name_en")),
        ]
        .into_iter()
        .filter_map(|(name, span)| Some((name?, span, false)));
        let aliases = concept.aliases.iter().enumerate();
        let aliases = aliases.map(|(index, alias)| {
            let span = table.span_at(&[Step::Key("aliases"), Step::Entry(index)]);
            (alias.as_str(), span, true)
        });
        for (name, span, is_alias) in heads.chain(aliases) {
            let normalised = normalised_name(name);
            if normalised.is_empty() {
                continue;
            }
            match seen.get(&normalised) {
                None => {
                    seen.insert(normalised, (id, span));
                }
                Some((other, first)) if *other != id => {
                    let problem = PlanProblem::NameOfTwoConcepts {
                        name: name.to_owned(),
                        first: (*other).to_owned(),
                        second: id.to_owned(),
                    };
                    table.reading.report_beside(span, problem, vec![first.clone()]);
                }
                Some((_, first)) if is_alias => {
                    let problem =
                        PlanProblem::DuplicateAlias { name: name.to_owned(), concept: true };
                    table.reading.report_beside(span, problem, vec![first.clone()]);
                }
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::builtin::{CATALOG, PLANS};
    use crate::load::plan_toml::load_plan;

    /// What the lints would find would be lost: it is known that they find nothing.
    #[test]
    fn a_shipped_plan_is_the_same_with_the_concepts_that_it_names_and_draws_no_warning() {
        let catalog = CATALOG.unwrap();
        let (whole, _) = load_catalog(catalog.path, catalog.text.as_bytes());
        let whole = whole.unwrap();
        for plan in PLANS {
            let part = load_shipped(catalog.path, catalog.text, plan.text).unwrap();
            assert!(part.concepts.len() < whole.concepts.len());
            for concept in part.concepts.values() {
                let same = whole.concepts.get(&concept.id);
                assert_eq!(format!("{same:?}"), format!("{:?}", Some(concept)));
            }
            let [part, whole] = [&part, &whole]
                .map(|catalog| load_plan(plan.path, plan.text.as_bytes(), Some(catalog)));
            assert_eq!(whole.diagnostics, [], "{}", plan.path);
            assert_eq!(format!("{part:?}"), format!("{whole:?}"), "{}", plan.path);
        }
    }
}
