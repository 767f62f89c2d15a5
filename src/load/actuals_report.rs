//! The end of reading: which region was meant, what is kept, and what there is to say.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    actuals::{
        Actuals, UnmatchedName, matching::NearNames, panel::PanelRegion, region_names::RegionRank,
    },
    diag::{DataProblem, Diagnostic, Place},
    plan::normalised_name,
};

use super::{
    actuals_csv::{LoadedActuals, Options},
    actuals_run::{KeptRegion, Run, Unmatched},
};

/// Near names listed in one run.
const MAX_NEAR: usize = 10;

/// Absent regions for which the one that may be meant is named.
const MAX_NEAREST_REGIONS: usize = 3;

impl Run<'_> {
    /// What was read, with everything there is to say.
    pub fn finish(mut self) -> LoadedActuals {
        let mut actuals = Actuals::default();
        let mut regions = Vec::new();
        let settled = self.settle(&mut actuals, &mut regions);
        actuals.unmatched = self.report_unmatched();
        for file in &self.said.files {
            // Without any region it is said already why nothing matched.
            if settled && file.rows > 0 && file.matched == 0 {
                let problem = DataProblem::NothingMatched { rows: file.rows };
                let place = Some(Place::whole_file(&file.name));
                self.said.diagnostics.push(Diagnostic::new(problem, place));
            }
        }
        actuals.files.clone_from(&self.said.files);
        let listed = &mut self.said.faults.listed;
        listed.sort_by_key(|(file, diagnostic)| {
            let place = diagnostic.place.as_ref();
            (*file, place.map(|place| (place.line, place.column)))
        });
        let mut panel = std::mem::take(&mut self.panel).of(self.wanted, actuals.files.clone());
        regions.sort_by(|one: &PanelRegion, other| one.name.cmp(&other.name));
        panel.regions = regions;
        panel.others = self.other_names().map(str::to_owned).collect();
        let panel = if self.options.packed {
            Some(panel)
        } else {
            panel.unpack_into(&mut actuals);
            None
        };
        LoadedActuals { actuals, panel, diagnostics: self.said.finish() }
    }

    /// Decides which printed regions are the ones asked for, and keeps their observations; `false` when none can be
    /// used.
    fn settle(&mut self, actuals: &mut Actuals, regions: &mut Vec<PanelRegion>) -> bool {
        let fitting: Vec<Vec<usize>> = (0..self.regions.len()).map(|it| self.fitting(it)).collect();
        self.report_taken(&fitting);
        let mut names: Vec<Vec<usize>> = vec![Vec::new(); self.kept.len()];
        let mut left_out = Vec::new();
        let mut absent = Vec::new();
        let mut settled = self.options.every_region && !self.kept.is_empty();
        for (asked, fitting) in fitting.iter().enumerate() {
            let region = self.regions[asked].to_owned();
            let own = region == self.default_region;
            if let Some((name, rows)) = self.left_out(asked) {
                left_out.push((own, region.clone(), name, rows));
            }
            match fitting.as_slice() {
                [] if own => self.report_own_region(region),
                [] => absent.push(region),
                [only] => {
                    settled = true;
                    names[*only].push(asked);
                }
                several => {
                    let printed: BTreeSet<String> =
                        several.iter().map(|kept| self.kept[*kept].printed.clone()).collect();
                    let mut printed = printed.into_iter();
                    let [first, second] =
                        [printed.next(), printed.next()].map(Option::unwrap_or_default);
                    let mut places = [&first, &second].map(|name| self.region_place(name));
                    places.sort_by_key(Option::is_none);
                    let [place, related] = places;
                    let diagnostic = Diagnostic::new(
                        DataProblem::AmbiguousRegion { region, first, second, own },
                        place,
                    )
                    .with_related(related);
                    self.said.diagnostics.push(diagnostic);
                }
            }
        }
        for (kept, asked) in std::mem::take(&mut self.kept).into_values().zip(names) {
            self.store(kept, &asked, actuals, regions);
        }
        self.report_left_out(left_out);
        self.report_absent(absent);
        settled
    }

    /// The regions of the data that fit one asked for best, as they are kept. There should be one.
    fn fitting(&self, asked: usize) -> Vec<usize> {
        let best = (asked, self.best[asked]);
        self.kept
            .values()
            .enumerate()
            .filter(|(_, kept)| kept.fits.contains(&best))
            .map(|(at, _)| at)
            .collect()
    }

    /// The short name whose rows are left out because the full name is present, and the number of rows.
    fn left_out(&self, asked: usize) -> Option<(String, u64)> {
        let length = normalised_name(self.regions[asked]).len();
        let is_short = |(name, it): &(&String, &KeptRegion)| {
            let mut fits = it.fits.iter();
            name.len() < length && fits.any(|it| it.0 == asked && it.1 != RegionRank::Same)
        };
        let mut short = self.kept.iter().filter(is_short).peekable();
        let (_, first) = short.peek().filter(|_| self.best[asked] == RegionRank::Same)?;
        Some((first.printed.clone(), short.map(|(_, it)| it.rows).sum()))
    }

    /// Says which names are taken for those asked for, once a file; where nothing tells that they mean these, it is an error.
    fn report_taken(&mut self, fitting: &[Vec<usize>]) {
        let mut taken: BTreeMap<u32, (Vec<String>, &Place)> = BTreeMap::new();
        for (row, place) in &self.region_places {
            for fit in &row.fits {
                if !matches!(fitting[fit.0].as_slice(), [only] if row.kept == Some(*only)) {
                    continue;
                }
                let region = self.regions[fit.0].to_owned();
                let printed = row.printed.clone();
                let beside = self.region_places.iter().filter(|(it, _)| it.file == row.file);
                let others = self
                    .other_regions
                    .iter()
                    .filter(|(file, _)| *file == row.file)
                    .map(|(_, name)| name)
                    .chain(beside.map(|(it, _)| &it.printed));
                if self.region_index.is_doubtful(*fit, &row.name, others) {
                    self.said.faults.add(row.file, || {
                        (DataProblem::RegionDoubtful { printed, region }, Some(place.clone()))
                    });
                } else if normalised_name(&printed) != normalised_name(&region) {
                    let (taken, _) = taken.entry(row.file).or_insert_with(|| (Vec::new(), place));
                    taken.push(format!("{printed} = {region}"));
                }
            }
        }
        for (taken, place) in taken.into_values() {
            self.said.say(DataProblem::RegionsTaken { taken }, Some(place.clone()));
        }
    }

    /// The first row of a region as it is printed; of the first file, when it has no column of regions.
    fn region_place(&self, printed: &str) -> Option<Place> {
        self.region_places
            .iter()
            .find(|(row, _)| row.printed == printed)
            .map(|(_, place)| place.clone())
            .or_else(|| self.said.files.first().map(|file| Place::whole_file(&file.name)))
    }

    /// Keeps what was gathered of a region under every name by which it is asked for; of every region under its own.
    fn store(
        &mut self,
        kept: KeptRegion,
        asked: &[usize],
        actuals: &mut Actuals,
        regions: &mut Vec<PanelRegion>,
    ) {
        let KeptRegion {
            printed, packed: own, own_texts, mut observations, matched, faults, ..
        } = kept;
        let Options { every_region, packed, .. } = *self.options;
        if asked.is_empty() && !every_region {
            return;
        }
        let mut names: Vec<(Option<usize>, &str)> =
            asked.iter().map(|asked| (Some(*asked), self.regions[*asked])).collect();
        if names.is_empty() {
            names.push((None, &printed));
        }
        // Where all stay packed, this is one region of many; what the plan asks for is there for the others too.
        if packed || !own.is_empty() {
            let others = if packed { observations.clone() } else { Vec::new() };
            regions.push(PanelRegion {
                name: names[0].1.to_owned(),
                packed: own,
                own_texts,
                others,
            });
        }
        if packed && asked.is_empty() {
            observations.clear();
        }
        for (file, count) in self.said.files.iter_mut().zip(&matched) {
            file.matched += count;
        }
        self.said.faults.take(faults);
        for (index, observation) in observations {
            let needed = |asked: usize| every_region || self.is_needed(index, asked);
            for (_, name) in names.iter().filter(|(asked, _)| asked.is_none_or(needed)) {
                actuals.add(&self.wanted[index].id, name, observation.clone());
            }
        }
    }

    /// Says what a region lacks, with every file that was looked through.
    fn say_absent(&mut self, problem: DataProblem) {
        let mut places = self
            .said
            .files
            .iter()
            .filter(|file| file.rows > 0)
            .map(|file| Place::whole_file(&file.name));
        self.said.diagnostics.push(Diagnostic::new(problem, places.next()).with_related(places));
    }

    fn report_left_out(&mut self, left_out: Vec<(bool, String, String, u64)>) {
        let several = left_out.iter().filter(|(own, ..)| !own).count() > 1;
        let (single, many): (Vec<_>, Vec<_>) =
            left_out.into_iter().partition(|(own, ..)| *own || !several);
        for (_, region, left_out, rows) in single {
            let place = self.region_place(&left_out);
            self.said.say(DataProblem::RegionLeftOut { region, left_out, rows }, place);
        }
        if !many.is_empty() {
            let rows = many.iter().map(|(.., rows)| rows).sum();
            let left_out = many.into_iter().map(|(_, _, left_out, _)| left_out);
            self.said.say(DataProblem::RegionsLeftOut { left_out: left_out.collect(), rows }, None);
        }
    }

    /// A run without a single row has said so already, and whoever asks for every region takes those that are there.
    fn misses_regions(&self) -> bool {
        !self.options.every_region && self.said.files.iter().any(|file| file.rows > 0)
    }

    /// The regions that nobody asks for.
    fn other_names(&self) -> impl Iterator<Item = &str> {
        self.other_regions.iter().map(|(_, name)| name.as_str())
    }

    /// Of regions that the data lack the ones that may be meant.
    fn nearest_regions(&self, absent: &[String]) -> Vec<(String, String)> {
        let near = NearNames::among(self.other_names());
        let nearest = absent.iter().filter_map(|region| {
            let part_of = || self.other_names().find(|other| other.contains(region));
            let nearest = near.nearest(region).or_else(part_of)?;
            Some((region.clone(), nearest.to_owned()))
        });
        nearest.take(MAX_NEAREST_REGIONS).collect()
    }

    fn report_own_region(&mut self, region: String) {
        if self.misses_regions() {
            let nearest = self.nearest_regions(std::slice::from_ref(&region)).pop();
            let nearest = nearest.map(|(_, nearest)| nearest);
            self.say_absent(DataProblem::NoSuchRegion { region, nearest });
        }
    }

    /// Members and references that the data lack: one warning for all of them.
    fn report_absent(&mut self, regions: Vec<String>) {
        if !regions.is_empty() && self.misses_regions() {
            let nearest = self.nearest_regions(&regions);
            self.say_absent(DataProblem::AbsentRegions { regions, nearest, listed: false });
        }
    }

    fn report_unmatched(&mut self) -> Vec<UnmatchedName> {
        let mut all = Vec::new();
        if self.unmatched_rows == 0 {
            return all;
        }
        let summary = DataProblem::UnmatchedRows {
            rows: self.unmatched_rows,
            names: self.unmatched.len(),
            more: self.unmatched_beyond,
        };
        self.said.say(summary, None);
        let names = self.wanted.iter().flat_map(|wanted| &wanted.names);
        let near = NearNames::among(names.map(String::as_str));
        let mut count = 0;
        for (name, unmatched) in std::mem::take(&mut self.unmatched) {
            let Unmatched { rows, place, regions } = unmatched;
            // What no region of these rows needs was not meant.
            let nearest = near.nearest(&name).filter(|nearest| {
                let meant = self.names.find(nearest);
                self.options.every_region
                    || meant
                        .iter()
                        .any(|meant| regions.iter().any(|region| self.is_needed(*meant, *region)))
            });
            count += usize::from(nearest.is_some());
            all.push(UnmatchedName {
                name: name.clone(),
                rows,
                place: match &place.cell {
                    Some(cell) => format!("{}!{cell}", place.file),
                    None => format!("{}:{}", place.file, place.line),
                },
                nearest: nearest.map(str::to_owned),
            });
            let diagnostic = match nearest {
                Some(nearest) if count <= MAX_NEAR || self.options.all_unmatched => {
                    let nearest = nearest.to_owned();
                    Diagnostic::new(DataProblem::NearName { name, rows, nearest }, Some(place))
                        .as_error_if(self.options.strict)
                }
                None if self.options.all_unmatched => {
                    Diagnostic::new(DataProblem::UnmatchedName { name, rows }, Some(place))
                }
                _ => continue,
            };
            self.said.diagnostics.push(diagnostic);
        }
        if count > MAX_NEAR && !self.options.all_unmatched {
            self.said.say(DataProblem::MoreNearNames { count: count - MAX_NEAR }, None);
        }
        all
    }
}
