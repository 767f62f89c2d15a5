//! Selected regions, and which of them the actuals have.

use std::collections::BTreeSet;

use wildmatch::WildMatch;

use super::job::Request;
use crate::actuals::matching::{NearNames, RegionIndex, RegionName, RegionRank};
use crate::cli::commands::prelude::*;
use crate::cli::session::LoadedPanel;
use crate::diag::{DataProblem, Place};
use crate::load::panel::ChosenRegions;

/// Absent regions for which a similar name is suggested.
const MAX_NEAREST: usize = 3;

pub struct Selection<'a> {
    pub request: Request<'a>,
    /// For the reader of actuals, which skips other regions.
    pub regions: ChosenRegions,
    /// Names in the file of regions, each once, with its line.
    listed: Option<Vec<(String, u32)>>,
}

impl<'a> Selection<'a> {
    pub fn new(request: Request<'a>, session: &mut Session) -> Result<Self> {
        let listed = match request.list {
            None => None,
            Some(path) => {
                let text = session.text(path, request.data.recipe.encoding.as_deref())?;
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
        let patterns = request.data.region.iter();
        let names = listed.as_ref();
        let names = names.map(|names| names.iter().map(|(name, _)| name.as_str()));
        let regions = ChosenRegions {
            patterns: patterns.map(|pattern| WildMatch::new(pattern)).collect(),
            names: names.map(RegionIndex::new),
        };
        Ok(Self { request, regions, listed })
    }

    /// Reads the actuals of a plan, and returns them with the selected regions.
    pub fn load(
        &self,
        (file, plan): (PlanFile, Plan),
        session: &mut Session,
    ) -> Result<(LoadedPanel, Vec<usize>)> {
        let loaded = session.load_panel(&file, plan, self.request.data, &self.regions)?;
        let regions = self.found(&loaded, session)?;
        Ok((loaded, regions))
    }

    /// The indexes of the selected regions in the panel; a name that matches two of them is an error.
    fn found(&self, loaded: &LoadedPanel, session: &mut Session) -> Result<Vec<usize>> {
        let regions = loaded.panel.regions.iter().enumerate();
        let (Some(listed), Some(index)) = (&self.listed, &self.regions.names) else {
            let taken = regions.filter(|(_, region)| self.regions.may_take(&region.name));
            let taken: Vec<usize> = taken.map(|(at, _)| at).collect();
            if let (true, Some(pattern)) = (taken.is_empty(), &self.request.data.region) {
                let pattern = Some(pattern.clone());
                print(DataProblem::NoRegionChosen { pattern }, loaded, session);
            }
            return Ok(taken);
        };
        let mut best: Vec<Option<(RegionRank, Vec<usize>)>> = vec![None; listed.len()];
        for (at, region) in regions {
            for (name, rank) in index.find(&RegionName::new(&region.name)) {
                match &mut best[name] {
                    Some((known, places)) if *known == rank => places.push(at),
                    Some((better, _)) if *better < rank => {}
                    worse => *worse = Some((rank, vec![at])),
                }
            }
        }
        let file = self.request.list.unwrap_or_default();
        let name_of = |at: usize| loaded.panel.regions.get(at).map(|it| it.name.clone());
        let mut ambiguous = Vec::new();
        let mut absent = Vec::new();
        let mut taken = BTreeSet::new();
        for ((name, line), best) in listed.iter().zip(&best) {
            match best.as_ref().map_or(&[][..], |(_, places)| places) {
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
                    ambiguous.push(Diagnostic::new(problem, Some(place)));
                }
            }
        }
        session.check(&ambiguous)?;
        if listed.is_empty() {
            let problem = DataProblem::NoRegionChosen { pattern: None };
            let place = Place::whole_file(file);
            session.print(&[Diagnostic::new(problem, Some(place))]);
        }
        if !absent.is_empty() {
            print(absent_listed(absent, loaded), loaded, session);
        }
        Ok(taken.into_iter().collect())
    }
}

fn absent_listed(regions: Vec<String>, loaded: &LoadedPanel) -> DataProblem {
    let near = NearNames::among(loaded.panel.regions.iter().map(|it| it.name.as_str()));
    let nearest = regions
        .iter()
        .filter_map(|region| Some((region.clone(), near.nearest(region)?.to_owned())))
        .take(MAX_NEAREST)
        .collect();
    DataProblem::AbsentRegions { regions, nearest, listed: true }
}

/// Prints a problem of the actuals as a whole.
fn print(problem: DataProblem, loaded: &LoadedPanel, session: &mut Session) {
    let place = loaded.panel.files.first().map(|file| Place::whole_file(&file.name));
    session.print(&[Diagnostic::new(problem, place)]);
}
