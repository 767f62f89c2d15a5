//! Which regions are asked for, and which of them the actuals have.

use std::collections::BTreeSet;

use anyhow::Result;
use wildmatch::WildMatch;

use super::job::Asking;
use crate::actuals::matching::{NearNames, RegionIndex, RegionName, RegionRank};
use crate::cli::session::{LoadedPanel, Session};
use crate::diag::{DataProblem, Diagnostic, Place};
use crate::load::discover::PlanFile;
use crate::load::panel::ChosenRegions;
use crate::plan::Plan;

/// Absent regions for which the one that may be meant is named.
const MAX_NEAREST: usize = 3;

/// The regions asked for.
pub(super) struct Chosen {
    /// For the reader of actuals, which lets others go.
    pub(super) regions: ChosenRegions,
    /// Names of a file, each once, with its line.
    listed: Option<Vec<(String, u32)>>,
}

impl Asking<'_> {
    /// Reads the actuals of a plan, and says what is to be said of the regions.
    pub(super) fn load(
        self,
        chosen: &Chosen,
        (file, plan): (PlanFile, Plan),
        session: &mut Session<'_>,
    ) -> Result<(LoadedPanel, Vec<usize>)> {
        let loaded = session.load_panel(&file, plan, self.data, &chosen.regions)?;
        let regions = chosen.found(self, &loaded, session)?;
        Ok((loaded, regions))
    }
}

impl Chosen {
    /// Those that the arguments choose.
    pub(super) fn new(asking: Asking<'_>, session: &mut Session<'_>) -> Result<Self> {
        let listed = match asking.list {
            None => None,
            Some(path) => {
                let text = session.text(path, asking.data.encoding.as_deref())?;
                let mut seen = BTreeSet::new();
                let mut names = Vec::new();
                for (line, name) in (1..).zip(text.lines().map(str::trim)) {
                    if !name.is_empty() && seen.insert(name) {
                        names.push((name.to_owned(), line));
                    }
                }
                Some(names)
            }
        };
        let patterns = asking.data.region.iter();
        let names = listed.as_ref();
        let names = names.map(|names| names.iter().map(|(name, _)| name.as_str()));
        let regions = ChosenRegions {
            patterns: patterns.map(|pattern| WildMatch::new(pattern)).collect(),
            names: names.map(RegionIndex::new),
        };
        Ok(Self { regions, listed })
    }

    /// The regions of the panel that are meant, by their places in it; a name that fits two of them is an error.
    pub(super) fn found(
        &self,
        asking: Asking<'_>,
        loaded: &LoadedPanel,
        session: &mut Session<'_>,
    ) -> Result<Vec<usize>> {
        let regions = loaded.panel.regions.iter().enumerate();
        let (Some(listed), Some(index)) = (&self.listed, &self.regions.names) else {
            let taken = regions.filter(|(_, region)| self.regions.may_take(&region.name));
            let taken: Vec<usize> = taken.map(|(at, _)| at).collect();
            if let (true, Some(pattern)) = (taken.is_empty(), &asking.data.region) {
                let pattern = Some(pattern.clone());
                say(DataProblem::NoRegionChosen { pattern }, loaded, session);
            }
            return Ok(taken);
        };
        let mut best: Vec<Best> = listed.iter().map(|_| Best::default()).collect();
        for (at, region) in regions {
            for (name, rank) in index.find(&RegionName::new(&region.name)) {
                if let Some(best) = best.get_mut(name) {
                    best.offer(rank, at);
                }
            }
        }
        let file = asking.list.unwrap_or_default();
        let name_of = |at: usize| loaded.panel.regions.get(at).map(|it| it.name.clone());
        let mut doubts = Vec::new();
        let mut absent = Vec::new();
        let mut taken = BTreeSet::new();
        for ((name, line), best) in listed.iter().zip(&best) {
            match best.places.as_slice() {
                [] => absent.push(name.clone()),
                [only] => {
                    taken.insert(*only);
                }
                [first, second, ..] => {
                    let problem = DataProblem::AmbiguousListed {
                        region: name.clone(),
                        first: name_of(*first).unwrap_or_default(),
                        second: name_of(*second).unwrap_or_default(),
                    };
                    let place = Place::line_of(file, *line);
                    doubts.push(Diagnostic::new(problem, Some(place)));
                }
            }
        }
        session.check(&doubts)?;
        if listed.is_empty() {
            let problem = DataProblem::NoRegionChosen { pattern: None };
            let place = Place::whole_file(file);
            session.print(&[Diagnostic::new(problem, Some(place))]);
        }
        if !absent.is_empty() {
            say(absent_listed(absent, loaded), loaded, session);
        }
        Ok(taken.into_iter().collect())
    }
}

/// The regions that fit a name best.
struct Best {
    rank: RegionRank,
    places: Vec<usize>,
}

impl Default for Best {
    fn default() -> Self {
        Self { rank: RegionRank::End, places: Vec::new() }
    }
}

impl Best {
    fn offer(&mut self, rank: RegionRank, place: usize) {
        if rank < self.rank {
            self.rank = rank;
            self.places.clear();
        }
        if rank == self.rank {
            self.places.push(place);
        }
    }
}

fn absent_listed(regions: Vec<String>, loaded: &LoadedPanel) -> DataProblem {
    let near = NearNames::among(loaded.panel.regions.iter().map(|it| it.name.as_str()));
    let nearest = regions
        .iter()
        .filter_map(|region| Some((region.clone(), near.nearest(region)?.to_owned())))
        .take(MAX_NEAREST)
        .collect();
    DataProblem::AbsentListed { regions, nearest }
}

/// Says a problem of the actuals as a whole.
fn say(problem: DataProblem, loaded: &LoadedPanel, session: &mut Session<'_>) {
    let place = loaded.panel.files.first();
    let place = place.map(|file| Place::whole_file(&file.name));
    session.print(&[Diagnostic::new(problem, place)]);
}
