//! The end of reading: which region was meant, what is kept, and what there is to say.

use crate::actuals::Actuals;
use crate::actuals::matching::{NearNames, RegionCandidates, RegionChoice};
use crate::diag::{DataProblem, Diagnostic, Place};

use super::actuals_csv::{Gathered, LoadedActuals, MAX_ERRORS, Run, Unmatched};
use super::actuals_file::whole_file;

/// Near names listed in one run.
const MAX_NEAR: usize = 10;

impl Run<'_> {
    /// What was read, with everything there is to say.
    pub(super) fn finish(mut self) -> LoadedActuals {
        let mut actuals = Actuals::default();
        let mut settled = false;
        for candidates in std::mem::take(&mut self.regions) {
            settled |= self.settle(candidates, &mut actuals);
        }
        self.report_unmatched();
        for file in &self.files {
            // Without any region it is said already why nothing matched.
            if settled && file.rows > 0 && file.matched == 0 {
                let problem = DataProblem::NothingMatched { rows: file.rows };
                let place = Some(whole_file(&file.name));
                self.diagnostics
                    .push(Diagnostic::warning(problem.into(), place));
            }
        }
        actuals.files = self.files;
        let mut faults = self.faults;
        faults.listed.sort_by_key(|(file, diagnostic)| {
            let place = diagnostic.place.as_ref();
            (*file, place.map(|place| (place.line, place.column)))
        });
        let surplus = faults.listed.len().saturating_sub(MAX_ERRORS) as u64 + faults.beyond;
        let listed = faults.listed.into_iter().take(MAX_ERRORS);
        self.diagnostics
            .extend(listed.map(|(_, diagnostic)| diagnostic));
        if surplus > 0 {
            let problem = DataProblem::MoreErrors { count: surplus };
            self.diagnostics
                .push(Diagnostic::error(problem.into(), None));
        }
        LoadedActuals {
            actuals,
            diagnostics: self.diagnostics,
        }
    }

    /// Decides which printed region is the one asked for, and keeps its observations; `false` when none can be used.
    fn settle(&mut self, candidates: RegionCandidates<Gathered>, actuals: &mut Actuals) -> bool {
        let region = candidates.printed().to_owned();
        if let Some((left_out, rows)) = candidates.left_out() {
            let problem = DataProblem::RegionLeftOut {
                region: region.clone(),
                left_out: left_out.to_owned(),
                rows,
            };
            let place = self.region_place(left_out);
            self.diagnostics
                .push(Diagnostic::note(problem.into(), place));
        }
        match candidates.choose() {
            RegionChoice::One(gathered) => {
                for (index, count) in gathered.matched.iter().enumerate() {
                    if let Some(file) = self.files.get_mut(index) {
                        file.matched += count;
                    }
                }
                self.faults.take(gathered.faults);
                for (index, observation) in gathered.observations {
                    if let Some(indicator) = self.plan.indicators.get(index) {
                        actuals.add(&indicator.id, &region, observation);
                    }
                }
                true
            }
            RegionChoice::Nothing => {
                // A run without a single row has said so already.
                if self.files.iter().any(|file| file.rows > 0) {
                    let others = || self.other_regions.iter().map(String::as_str);
                    let nearest = NearNames::among(others())
                        .nearest(&region)
                        .or_else(|| others().find(|other| other.contains(&region)))
                        .map(str::to_owned);
                    let problem = DataProblem::NoSuchRegion { region, nearest };
                    let mut files = self.files.iter().filter(|file| file.rows > 0);
                    let first = files.next().map(|file| whole_file(&file.name));
                    let mut diagnostic = Diagnostic::warning(problem.into(), first);
                    diagnostic.related = files.map(|file| whole_file(&file.name)).collect();
                    self.diagnostics.push(diagnostic);
                }
                false
            }
            RegionChoice::Two(first, second) => {
                let mut places = [&first, &second].map(|name| self.region_place(name));
                places.sort_by_key(Option::is_none);
                let [place, related] = places;
                let problem = DataProblem::AmbiguousRegion {
                    region,
                    first,
                    second,
                };
                let mut diagnostic = Diagnostic::error(problem.into(), place);
                diagnostic.related.extend(related);
                self.diagnostics.push(diagnostic);
                false
            }
        }
    }

    /// The first row of a region as it is printed; of the first file, when it has no column of regions.
    fn region_place(&self, printed: &str) -> Option<Place> {
        let known = self.region_places.iter().find(|(name, _)| name == printed);
        known
            .map(|(_, place)| place.clone())
            .or_else(|| self.files.first().map(|file| whole_file(&file.name)))
    }

    fn report_unmatched(&mut self) {
        if self.unmatched_rows == 0 {
            return;
        }
        let summary = DataProblem::UnmatchedRows {
            rows: self.unmatched_rows,
            names: self.unmatched.len(),
            more: self.unmatched_beyond,
        };
        self.diagnostics
            .push(Diagnostic::note(summary.into(), None));
        let near = NearNames::of_plan(self.plan);
        let mut count = 0;
        for unmatched in std::mem::take(&mut self.unmatched) {
            let Unmatched { name, rows, place } = unmatched;
            let nearest = near.nearest(&name);
            count += usize::from(nearest.is_some());
            let diagnostic = match nearest {
                Some(nearest) if count <= MAX_NEAR || self.options.all_unmatched => {
                    let nearest = nearest.to_owned();
                    let problem = DataProblem::NearName {
                        name,
                        rows,
                        nearest,
                    };
                    if self.options.strict {
                        Diagnostic::error(problem.into(), Some(place))
                    } else {
                        Diagnostic::warning(problem.into(), Some(place))
                    }
                }
                None if self.options.all_unmatched => Diagnostic::note(
                    DataProblem::UnmatchedName { name, rows }.into(),
                    Some(place),
                ),
                _ => continue,
            };
            self.diagnostics.push(diagnostic);
        }
        if count > MAX_NEAR && !self.options.all_unmatched {
            let problem = DataProblem::MoreNearNames {
                count: count - MAX_NEAR,
            };
            self.diagnostics
                .push(Diagnostic::note(problem.into(), None));
        }
    }
}
