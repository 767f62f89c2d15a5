//! The catalogue: concepts and the names that releases use for them, shared by all plans.

use std::collections::BTreeMap;

use super::{Better, Kind, normalised_name};
use crate::unit::Unit;

/// Every concept, by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// The file it was read from, as the user named it.
    pub file: String,
    concepts: BTreeMap<String, Concept>,
}

/// One concept, that is, something measured.
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
    /// What one observation is; if absent, it follows from the measure and unit of the indicator.
    pub kind: Option<Kind>,
    /// Of a stock: the month (1–12) whose figure is the year's, if it is not the last of the year.
    pub at: Option<u32>,
    /// Which side of a value is good.
    pub better: Option<Better>,
    /// Other names used in releases.
    pub aliases: Vec<String>,
    /// Units that releases print for it but that mean its own.
    pub printed_units: Vec<Unit>,
    /// Definition in one sentence.
    pub definition: Option<String>,
    /// Source of the definition.
    pub source: Option<String>,
    /// Line in the catalogue.
    pub line: u32,
}

impl Catalog {
    /// A catalogue of these concepts; of two with the same id, the first is kept.
    pub fn new(file: &str, concepts: impl IntoIterator<Item = Concept>) -> Self {
        let mut by_id = BTreeMap::new();
        for concept in concepts {
            by_id.entry(concept.id.clone()).or_insert(concept);
        }
        Self { file: file.to_owned(), concepts: by_id }
    }

    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.concepts.get(id)
    }

    /// All concepts, by id.
    pub fn concepts(&self) -> impl ExactSizeIterator<Item = &Concept> {
        self.concepts.values()
    }
}

impl Concept {
    /// The name and aliases that are not among `names`, without duplicates.
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

    /// The units to be read as `own`, the unit of the plan: those of the catalogue, and the concept's unit too if the plan
    /// itself uses one of those (每万人…件 for 件/万人).
    pub(crate) fn printed_units_beside(&self, own: &Unit) -> Vec<Unit> {
        let mut units = self.printed_units.clone();
        if own.dimension() != self.unit.dimension() {
            units.push(self.unit.clone());
        }
        units.retain(|unit| unit != own);
        units
    }

    /// Whether values of the concept can be given in that unit.
    pub(crate) fn allows(&self, unit: &Unit) -> bool {
        unit.dimension() == self.unit.dimension() || self.printed_units.contains(unit)
    }
}
