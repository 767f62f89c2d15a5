//! Actuals: published values, their vintages, and how they cover a period.
//!
//! Depends on `number`, `unit`, `period`, `diag` and `plan`. Files are read by `load`.

pub mod derived;
pub mod doubts;
pub mod matching;
pub mod observation;
pub mod panel;
pub mod printed_number;
pub mod region_names;
pub mod speaks;
pub mod tiling;
pub mod vintages;

pub use observation::{
    Actual, ActualsFile, Derived, Disagreement, Mark, Observation, Origin, Quality, UnmatchedName,
    known_by, last_place,
};
pub use speaks::{Speaks, closes_its_year, closing, speaks_for};

#[cfg(test)]
mod reading_tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

/// Every observation kept, by indicator id and requested region.
#[derive(Debug, Clone, Default)]
pub struct Actuals {
    /// The files, in the order read.
    pub files: Vec<ActualsFile>,
    /// Names in them that match nothing.
    pub unmatched: Vec<UnmatchedName>,
    series: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Vec<Observation>>>,
    /// Fallback for series that are not here: the regions that a plan names, when these are of one region of a panel.
    base: Option<Arc<Actuals>>,
}

impl Actuals {
    /// The same figures, with those of `base` for regions that have none here.
    #[must_use]
    pub fn beside(mut self, base: &Arc<Self>) -> Self {
        self.base = Some(Arc::clone(base));
        self
    }

    /// Adds an observation of an indicator in a region (the region as the plan names it).
    pub fn add(&mut self, indicator: &str, region: &str, observation: Observation) {
        match self.series.get_mut(indicator).and_then(|regions| regions.get_mut(region)) {
            Some(known) => known.push(observation),
            None => self.put(&indicator.into(), &region.into(), vec![observation]),
        }
    }

    /// Adds all observations of others.
    pub fn append(&mut self, others: Self) {
        for (indicator, regions) in others.series {
            let own = self.series.entry(indicator).or_default();
            for (region, observations) in regions {
                own.entry(region).or_default().extend(observations);
            }
        }
    }

    /// Sets the whole series of an indicator in a region.
    pub fn put(&mut self, indicator: &Arc<str>, region: &Arc<str>, observations: Vec<Observation>) {
        self.series
            .entry(Arc::clone(indicator))
            .or_default()
            .insert(Arc::clone(region), observations);
    }

    /// The observations of an indicator in a region, in the order read; empty if nothing matched.
    pub fn series(&self, indicator: &str, region: &str) -> &[Observation] {
        let own = self.series.get(indicator);
        match (own.and_then(|regions| regions.get(region)), &self.base) {
            (Some(observations), _) => observations,
            (None, Some(base)) => base.series(indicator, region),
            (None, None) => &[],
        }
    }

    /// The regions for which an indicator has observations, in order.
    pub fn regions<'a>(&'a self, indicator: &str) -> impl Iterator<Item = &'a str> {
        self.series.get(indicator).into_iter().flatten().map(|(region, _)| &**region)
    }

    /// Only what was published by a day.
    #[must_use]
    pub fn known_by(&self, day: NaiveDate) -> Self {
        let mut known = self.clone();
        for observations in known.series.values_mut().flat_map(BTreeMap::values_mut) {
            observations.retain(|one| one.published <= day);
        }
        known.base = known.base.map(|base| Arc::new(base.known_by(day)));
        known
    }

    /// Every series: indicator id, region and observations, in the order of ids and regions.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str, &[Observation])> {
        self.series.iter().flat_map(|(indicator, regions)| {
            regions.iter().map(|(region, own)| (&**indicator, &**region, own.as_slice()))
        })
    }
}
