//! Selected regions, and which of them the actuals have.

use std::collections::BTreeSet;

use wildmatch::WildMatch;

use super::job::Request;
use crate::{
    actuals::{
        matching::NearNames,
        region_names::{RegionIndex, RegionRank},
    },
    cli::{commands::prelude::*, session::LoadedPanel},
    diag::{DataProblem, Place},
    load::{actuals_csv::ChosenRegions, discover},
    plan::normalised_name,
};

/// Absent regions for which a similar name is suggested.
const MAX_NEAREST: usize = 3;

pub struct Selection<'a> {
    pub request: Request<'a>,
    /// Names in the file of regions, each once, with its line.
    listed: Option<Vec<(String, u32)>>,
}

impl<'a> Selection<'a> {
    pub fn new(request: Request<'a>, session: &mut Session) -> Result<Self> {
        let listed = match request.list {
            None => None,
            Some(path) => {
                let text = session.text(
                    &discover::text_named(path),
                    None,
                    request.data.recipe.encoding.as_deref(),
                )?;
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
        Ok(Self { request, listed })
    }

    /// For the reader of actuals, which skips other regions.
    fn chosen(&self, plan: &Plan) -> ChosenRegions {
        let patterns = self.request.data.region.iter();
        let names = self.listed.as_ref();
        let names = names.map(|names| names.iter().map(|(name, _)| name.as_str()));
        ChosenRegions {
            patterns: patterns.map(|pattern| WildMatch::new(pattern)).collect(),
            names: names.map(|names| RegionIndex::new(names, &plan.regions)),
        }
    }

    /// Reads the actuals of a plan, and returns them with the selected regions.
    pub fn load(&self, named: Named, session: &mut Session) -> Result<(LoadedPanel, Vec<usize>)> {
        let chosen = self.chosen(&named.plan);
        let loaded = session.load_panel(named, self.request.data, &chosen)?;
        let regions = self.found(&loaded, &chosen, session)?;
        Ok((loaded, regions))
    }

    /// The indexes of the selected regions in the panel; a name that matches two of them is an error.
    fn found(
        &self,
        loaded: &LoadedPanel,
        chosen: &ChosenRegions,
        session: &mut Session,
    ) -> Result<Vec<usize>> {
        let regions = loaded.panel.regions.iter().enumerate();
        let (Some(listed), Some(index)) = (&self.listed, &chosen.names) else {
            let taken: Vec<usize> = regions
                .filter(|(_, region)| chosen.may_take(&region.name))
                .map(|(at, _)| at)
                .collect();
            if let (true, Some(pattern)) = (taken.is_empty(), &self.request.data.region) {
                let pattern = Some(pattern.clone());
                print(DataProblem::NoRegionChosen { pattern }, loaded, session);
            }
            return Ok(taken);
        };
        let mut best = vec![None::<(RegionRank, Vec<_>)>; listed.len()];
        for (at, region) in regions {
            for (name, rank) in index.find(&region.name).1 {
                match &mut best[name] {
                    Some((known, fits)) if *known == rank => fits.push((at, &region.name)),
                    Some((better, _)) if *better < rank => {}
                    worse => *worse = Some((rank, vec![(at, &region.name)])),
                }
            }
        }
        let file = self.request.list.unwrap_or_default();
        let mut wrong = Vec::new();
        let mut taken_by = Vec::new();
        let mut absent = Vec::new();
        let mut taken = BTreeSet::new();
        for (at, ((name, line), best)) in listed.iter().zip(best).enumerate() {
            let Some((rank, fits)) = best else {
                absent.push(name.clone());
                continue;
            };
            let problem = match &fits[..] {
                [(_, first), (_, second), ..] => DataProblem::AmbiguousListed {
                    region: name.clone(),
                    first: (*first).clone(),
                    second: (*second).clone(),
                },
                [(_, only)]
                    if index.is_doubtful((at, rank), &index.find(only).0, loaded.panel.names()) =>
                {
                    DataProblem::RegionDoubtful { printed: (*only).clone(), region: name.clone() }
                }
                only => {
                    for (at, it) in only {
                        if normalised_name(it) != normalised_name(name) {
                            taken_by.push(format!("{it} = {name}"));
                        }
                        taken.insert(*at);
                    }
                    continue;
                }
            };
            wrong.push(Diagnostic::new(problem, Some(Place::line_of(file, *line))));
        }
        session.check(&wrong)?;
        if !taken_by.is_empty() {
            print(DataProblem::RegionsTaken { taken: taken_by }, loaded, session);
        }
        if listed.is_empty() {
            let problem = DataProblem::NoRegionChosen { pattern: None };
            session.print(&[Diagnostic::new(problem, Some(Place::whole_file(file)))]);
        }
        if !absent.is_empty() {
            print(absent_listed(absent, loaded), loaded, session);
        }
        Ok(taken.into_iter().collect())
    }
}

fn absent_listed(regions: Vec<String>, loaded: &LoadedPanel) -> DataProblem {
    let near = NearNames::among(loaded.panel.names().map(String::as_str));
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
