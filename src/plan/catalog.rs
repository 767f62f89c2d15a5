//! The catalogue: concepts and the names that releases use for them, shared by all plans.

use std::collections::BTreeMap;

use super::{Better, Kind, Region, normalised_name};
use crate::{
    keys::{self, Frequency, Id, Month, OrEmpty, Prose, Text, Texts},
    unit::{Unit, Units},
};

/// Every concept, by id.
#[derive(Default)]
pub struct Catalog {
    /// Regions beside those that are always known.
    pub regions: Vec<Region>,
    /// Units beside those that are always known.
    pub units: Units,
    /// By id.
    pub concepts: BTreeMap<String, Concept>,
    /// Is it what a shipped plan needs of the shipped one? The tests have found nothing to say of the two.
    pub shipped: bool,
}

tables! {
    /// One concept, that is, something measured.
    #[derive(Debug)]
    pub struct Concept = "[[concept]]" {
        /// kebab-case, unique in the catalogue
        id: Id,
        /// its name
        name: OrEmpty<Text>,
        /// name in English
        name_en: Option<Text>,
        /// unit of its values
        unit: Unit,
        /// unit as English readers see it
        unit_en: Option<Text>,
        /// what one observation is
        kind: Option<Kind>,
        /// of a stock: the month whose figure is the year's; default: the last of the year
        at: Option<Month>,
        /// how often it is measured: a figure is stale when the next is six months late; default: 1y
        frequency: Option<Frequency>,
        /// which side of a value is good: of about, that side counts as met
        better: Option<Better>,
        /// other names under which releases print it
        aliases: Texts,
        /// units that releases print though they mean its own
        printed_units: keys::Units,
        /// what it is
        definition: Option<Prose>,
        /// whose definition
        source: Option<Prose>,
    }
}

impl Concept {
    /// The name and aliases that are not among `names`, without duplicates.
    pub fn further_names<'a>(&'a self, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
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
    pub fn printed_units_beside(&self, own: &Unit) -> Vec<Unit> {
        let mut units = self.printed_units.clone();
        if self.unit.factor_to(own).is_none() {
            units.push(self.unit.clone());
        }
        units.retain(|unit| unit != own);
        units
    }

    /// Whether values of the concept can be given in that unit.
    pub fn allows(&self, unit: &Unit) -> bool {
        self.unit.factor_to(unit).is_some() || self.printed_units.contains(unit)
    }
}
