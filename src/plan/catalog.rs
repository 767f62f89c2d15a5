//! The catalogue: what is measured, with the names under which releases print it, written once for all plans.

use std::collections::BTreeMap;

use super::{Kind, normalised_name};
use crate::unit::Unit;

/// Every concept, by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// The file it was read from, as the user knows it.
    pub file: String,
    concepts: BTreeMap<String, Concept>,
}

/// One thing that is measured.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Kebab-case id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Unit of its values.
    pub unit: Unit,
    /// What one observation is; by the measure and unit of the indicator when absent.
    pub kind: Option<Kind>,
    /// Other names under which releases print it.
    pub aliases: Vec<String>,
    /// Units that releases print for it though they mean its own.
    pub printed_units: Vec<Unit>,
    /// What it is, in a sentence.
    pub definition: Option<String>,
    /// Whose definition.
    pub source: Option<String>,
    /// Line in the catalogue.
    pub line: u32,
}

impl Catalog {
    /// A catalogue of these concepts; of two with one id the first.
    pub fn new(file: &str, concepts: impl IntoIterator<Item = Concept>) -> Self {
        let mut by_id = BTreeMap::new();
        for concept in concepts {
            by_id.entry(concept.id.clone()).or_insert(concept);
        }
        Self { file: file.to_owned(), concepts: by_id }
    }

    /// The concept of that id.
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.concepts.get(id)
    }

    /// All of them, by id.
    pub fn concepts(&self) -> impl ExactSizeIterator<Item = &Concept> {
        self.concepts.values()
    }
}

impl Concept {
    /// The name and the aliases that are not yet among `names`, names that are alike taken once.
    pub(crate) fn further_names<'a>(
        &'a self,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Vec<String> {
        let mut seen: Vec<String> = names.into_iter().map(normalised_name).collect();
        let mut further = Vec::new();
        for name in std::iter::once(&self.name).chain(&self.aliases) {
            let normalised = normalised_name(name);
            if !seen.contains(&normalised) {
                seen.push(normalised);
                further.push(name.clone());
            }
        }
        further
    }

    /// The units to be read as `own`, the unit that a plan prints for the concept: those of the catalogue, and the
    /// concept's unit too where the plan itself prints one of those (每万人…件 for 件/万人).
    pub(crate) fn printed_units_beside(&self, own: &Unit) -> Vec<Unit> {
        let mut units = self.printed_units.clone();
        if own.dimension() != self.unit.dimension() {
            units.push(self.unit.clone());
        }
        units.retain(|unit| unit != own);
        units
    }

    /// Can values of the concept be told in that unit?
    pub(crate) fn allows(&self, unit: &Unit) -> bool {
        unit.dimension() == self.unit.dimension() || self.printed_units.contains(unit)
    }
}
