//! Actuals from long CSV, streamed.
//!
//! A row passes two cheap gates before any of its cells is read: is its region one that may be asked for, and does its
//! name feed an indicator? Both answers are remembered by spelling. Only then are numbers, periods and dates read.
//! Memory grows with the observations kept.

use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

use csv::ByteRecord;
use encoding_rs::{Encoding, UTF_8};

use crate::actuals::matching::{HELD_NAMES, NameIndex, RegionCandidates, RegionName, RegionRank};
use crate::actuals::{Actuals, ActualsFile, Observation, Origin};
use crate::diag::{DataProblem, Diagnostic, Place};
use crate::plan::Plan;

use super::actuals_file::{FileFault, FileReader, RowRegion, shown_name, whole_file};
use super::actuals_header::Header;
use super::actuals_rows::{Row, Shared, cell};
use super::actuals_text::small;

/// Errors listed in one run.
pub(super) const MAX_ERRORS: usize = 50;

/// Spellings remembered; beyond this each row is looked up anew, so that a file of nonsense cannot fill the memory.
const MAX_SPELLINGS: usize = 4096;

/// Other regions remembered, to find the one that was meant.
const MAX_OTHER_REGIONS: usize = 1000;

/// A source of actuals.
pub struct Input {
    /// As the user knows it; `-` for standard input.
    pub name: String,
    /// Its bytes.
    pub reader: Box<dyn Read>,
}

/// How actuals are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// `--region`: this region instead of the plan's.
    pub region: Option<&'a str>,
    /// `--encoding`: of every file, instead of finding it out.
    pub encoding: Option<&'static Encoding>,
    /// `--decimal-comma`: a comma is the decimal sign.
    pub decimal_comma: bool,
    /// `--strict`: near names are errors.
    pub strict: bool,
    /// `--unmatched`: list every name that matches nothing.
    pub all_unmatched: bool,
}

/// What was read, and what there is to say about it.
#[derive(Debug)]
pub struct LoadedActuals {
    /// The observations.
    pub actuals: Actuals,
    /// Notes, warnings and errors; with any error the actuals are not to be used.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every input for the indicators of a plan.
///
/// Several files of one run are one body of data: which region is meant is decided over all of them.
pub fn read_actuals(plan: &Plan, inputs: Vec<Input>, options: &Options) -> LoadedActuals {
    let mut run = Run::new(plan, options);
    for input in inputs {
        run.read_file(input);
    }
    run.finish()
}

/// What the rows of one printed region gave.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) observations: Vec<(usize, Observation)>,
    pub(super) faults: Faults,
    /// Matched rows, by file.
    pub(super) matched: Vec<u64>,
}

/// Errors with their place; beyond the first [`MAX_ERRORS`] they are only counted.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) listed: Vec<(u32, Diagnostic)>,
    pub(super) beyond: u64,
}

impl Faults {
    pub(super) fn add(
        &mut self,
        file: u32,
        problem: impl FnOnce() -> (DataProblem, Option<Place>),
    ) {
        if self.listed.len() < MAX_ERRORS {
            let (problem, place) = problem();
            self.listed
                .push((file, Diagnostic::error(problem.into(), place)));
        } else {
            self.beyond += 1;
        }
    }

    pub(super) fn take(&mut self, other: Self) {
        self.listed.extend(other.listed);
        self.beyond += other.beyond;
    }
}

/// A name that matched nothing.
#[derive(Debug)]
pub(super) struct Unmatched {
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) place: Place,
}

/// Numbers in scientific notation in one file: how many, and the first.
type Scientific = Option<(u64, String, Place)>;

pub(super) struct Run<'a> {
    pub(super) plan: &'a Plan,
    pub(super) options: &'a Options<'a>,
    pub(super) names: NameIndex,
    /// Every region asked for.
    pub(super) regions: Vec<RegionCandidates<Gathered>>,
    /// The region of each indicator, as an index into `regions`.
    pub(super) region_of: Vec<usize>,
    pub(super) spellings: HashMap<Vec<u8>, Rc<[usize]>>,
    pub(super) row_regions: HashMap<Vec<u8>, Rc<RowRegion>>,
    pub(super) other_regions: Vec<String>,
    /// The first row of every region that fits, to show which is meant.
    pub(super) region_places: Vec<(String, Place)>,
    pub(super) unmatched: Vec<Unmatched>,
    pub(super) unmatched_rows: u64,
    pub(super) unmatched_beyond: bool,
    pub(super) shared: Shared,
    pub(super) files: Vec<ActualsFile>,
    pub(super) faults: Faults,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Run<'a> {
    fn new(plan: &'a Plan, options: &'a Options<'a>) -> Self {
        let mut regions: Vec<RegionCandidates<Gathered>> = Vec::new();
        let region_of = plan
            .indicators
            .iter()
            .map(|indicator| {
                let wanted = options.region.unwrap_or_else(|| plan.region_of(indicator));
                let known = regions.iter().position(|region| region.printed() == wanted);
                known.unwrap_or_else(|| {
                    regions.push(RegionCandidates::new(wanted));
                    regions.len() - 1
                })
            })
            .collect();
        Self {
            plan,
            options,
            names: NameIndex::new(plan),
            regions,
            region_of,
            spellings: HashMap::new(),
            row_regions: HashMap::new(),
            other_regions: Vec::new(),
            region_places: Vec::new(),
            unmatched: Vec::new(),
            unmatched_rows: 0,
            unmatched_beyond: false,
            shared: Shared::default(),
            files: Vec::new(),
            faults: Faults::default(),
            diagnostics: Vec::new(),
        }
    }

    fn read_file(&mut self, input: Input) {
        let index = small(self.files.len() as u64);
        let name = input.name.clone();
        self.files.push(ActualsFile {
            name: input.name.clone(),
            rows: 0,
            matched: 0,
        });
        if let Err(fault) = self.read_rows(index, input) {
            let (problem, place) = *fault;
            let place = place.unwrap_or_else(|| whole_file(&name));
            self.faults.add(index, || (problem, Some(place)));
        }
    }

    fn read_rows(&mut self, index: u32, input: Input) -> Result<(), FileFault> {
        let Some(mut file) = self.open(index, input)? else {
            return Ok(());
        };
        // One record is read ahead: only when there is none does the last one show whether a quote was left open.
        let mut record: Option<ByteRecord> = None;
        let mut next = ByteRecord::new();
        let mut scientific: Scientific = None;
        let mut rows = 0;
        loop {
            let outcome = file.csv.read_byte_record(&mut next);
            let start = next.position().map_or(0, csv::Position::byte);
            if let Some(record) = &record {
                file.record_end = start;
                if let Ok(false) = outcome {
                    file.refuse_open_quote(record)?;
                }
                rows += u64::from(self.read_row(&file, record, &mut scientific));
                file.kept.release(start);
            }
            match outcome {
                Ok(true) => next = record.replace(next).unwrap_or_default(),
                Ok(false) => break,
                Err(error) => return Err(file.read_fault(&error, &next)),
            }
        }
        if let Some(known) = self.files.get_mut(index as usize) {
            known.rows = rows;
        }
        if rows == 0 {
            let place = Some(whole_file(&file.name));
            self.diagnostics
                .push(Diagnostic::warning(DataProblem::HeaderOnly.into(), place));
        }
        if let Some((count, cell, place)) = scientific {
            let problem = DataProblem::ScientificNotation { cell, count };
            self.diagnostics
                .push(Diagnostic::warning(problem.into(), Some(place)));
        }
        Ok(())
    }

    /// Opens a file; `None` when its header is faulty, which is said.
    fn open(&mut self, index: u32, input: Input) -> Result<Option<FileReader>, FileFault> {
        let mut file = match FileReader::open(index, input, self.options)? {
            Ok(file) => file,
            Err(faults) => {
                for (problem, place) in faults {
                    self.faults.add(index, || (problem, Some(place)));
                }
                return Ok(None);
            }
        };
        if file.encoding != UTF_8 {
            let encoding = shown_name(file.encoding);
            self.note(DataProblem::EncodingUsed { encoding }, &file.name);
        }
        if file.header.unit.is_none() {
            self.note(DataProblem::NoUnitColumn, &file.name);
        }
        if file.header.region.is_none() {
            let region = self.options.region.unwrap_or(&self.plan.region).to_owned();
            file.region = Some(Rc::new(self.classify(&region)));
            self.note(DataProblem::NoRegionColumn { region }, &file.name);
        }
        Ok(Some(file))
    }

    fn note(&mut self, problem: DataProblem, file: &str) {
        self.diagnostics
            .push(Diagnostic::note(problem.into(), Some(whole_file(file))));
    }

    /// Looks at one row; `false` when it is empty.
    fn read_row(
        &mut self,
        file: &FileReader,
        record: &ByteRecord,
        scientific: &mut Scientific,
    ) -> bool {
        let region = match &file.region {
            Some(region) => Rc::clone(region),
            None => self.row_region(file, record),
        };
        if region.printed.is_empty() {
            return self.read_row_without_region(file, record);
        }
        if region.fits.is_empty() {
            return true;
        }
        let mut places = Vec::with_capacity(region.fits.len());
        for (index, rank) in &region.fits {
            if let Some(candidates) = self.regions.get_mut(*index) {
                let used = candidates
                    .admit(*rank, &region.name, &region.printed)
                    .is_some();
                places.push((*index, *rank, used));
            }
        }
        let indicators = self.indicators(record, &file.header);
        if indicators.is_empty() {
            self.count_unmatched(file, record);
            return true;
        }
        for (index, rank, used) in places {
            let wanted: Vec<usize> = indicators
                .iter()
                .copied()
                .filter(|indicator| self.region_of.get(*indicator) == Some(&index))
                .collect();
            if used && !wanted.is_empty() {
                self.gather(file, record, &wanted, (index, rank, &region), scientific);
            }
        }
        true
    }

    /// Reads the cells of a row for some indicators of one region.
    fn gather(
        &mut self,
        file: &FileReader,
        record: &ByteRecord,
        wanted: &[usize],
        (index, rank, region): (usize, RegionRank, &RowRegion),
        scientific: &mut Scientific,
    ) {
        let row = Row::read(record, &file.header, file.commas, &mut self.shared);
        let Some(gathered) = self
            .regions
            .get_mut(index)
            .and_then(|candidates| candidates.again(rank, &region.name))
        else {
            return;
        };
        let file_index = file.index as usize;
        if gathered.matched.len() <= file_index {
            gathered.matched.resize(file_index + 1, 0);
        }
        if let Some(count) = gathered.matched.get_mut(file_index) {
            *count += 1;
        }
        let place = |column| Some(file.raw(record).place(column));
        let row = match row {
            Ok(Some(row)) => row,
            Ok(None) => return,
            Err(faults) => {
                for (problem, column) in faults {
                    gathered.faults.add(file.index, || (problem, place(column)));
                }
                return;
            }
        };
        if row.number.scientific {
            if let Some((count, ..)) = scientific {
                *count += 1;
            } else {
                let column = Some(file.header.value);
                let printed = cell(record, column).to_owned();
                *scientific = Some((1, printed, file.raw(record).place(column)));
            }
        }
        let origin = Origin {
            file: file.index,
            line: small(file.line(record)),
        };
        for indicator in wanted {
            let Some(target) = self.plan.indicators.get(*indicator) else {
                continue;
            };
            match row.observation(target, &file.header, origin) {
                Ok(observation) => gathered.observations.push((*indicator, observation)),
                Err(fault) => {
                    let (problem, column) = *fault;
                    gathered.faults.add(file.index, || (problem, place(column)));
                }
            }
        }
    }

    /// A row without a region is a fault when it would feed an indicator; a row without anything is no row.
    fn read_row_without_region(&mut self, file: &FileReader, record: &ByteRecord) -> bool {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return false;
        }
        if !self.indicators(record, &file.header).is_empty() {
            let problem = DataProblem::EmptyCell { column: "region" };
            let place = || Some(file.raw(record).place(file.header.region));
            self.faults.add(file.index, || (problem, place()));
        }
        true
    }

    /// The region of a row, remembered by its spelling.
    fn row_region(&mut self, file: &FileReader, record: &ByteRecord) -> Rc<RowRegion> {
        let column = file.header.region;
        let bytes = column
            .and_then(|column| record.get(column))
            .unwrap_or_default();
        if let Some(known) = self.row_regions.get(bytes) {
            return Rc::clone(known);
        }
        let region = Rc::new(self.classify(cell(record, column)));
        if self.row_regions.len() < MAX_SPELLINGS {
            self.row_regions.insert(bytes.to_vec(), Rc::clone(&region));
            if region.fits.is_empty() && self.other_regions.len() < MAX_OTHER_REGIONS {
                self.other_regions.push(region.printed.clone());
            } else if !region.fits.is_empty() {
                let place = file.raw(record).place(column);
                self.region_places.push((region.printed.clone(), place));
            }
        }
        region
    }

    fn classify(&self, printed: &str) -> RowRegion {
        let name = RegionName::new(printed);
        let fits = self
            .regions
            .iter()
            .enumerate()
            .filter_map(|(index, wanted)| wanted.rank(&name).map(|rank| (index, rank)))
            .collect();
        RowRegion {
            printed: printed.to_owned(),
            name,
            fits,
        }
    }

    /// The indicators that a row's names feed, in the plan's order.
    fn indicators(&mut self, record: &ByteRecord, header: &Header) -> Rc<[usize]> {
        if let [only] = header.indicators.as_slice() {
            return self.indicators_of(record, *only);
        }
        let mut all = Vec::new();
        for column in &header.indicators {
            all.extend_from_slice(&self.indicators_of(record, *column));
        }
        all.sort_unstable();
        all.dedup();
        Rc::from(all)
    }

    fn indicators_of(&mut self, record: &ByteRecord, column: usize) -> Rc<[usize]> {
        let bytes = record.get(column).unwrap_or_default();
        if let Some(known) = self.spellings.get(bytes) {
            return Rc::clone(known);
        }
        let found: Rc<[usize]> = Rc::from(self.names.find(cell(record, Some(column))));
        if self.spellings.len() < MAX_SPELLINGS {
            self.spellings.insert(bytes.to_vec(), Rc::clone(&found));
        }
        found
    }

    fn count_unmatched(&mut self, file: &FileReader, record: &ByteRecord) {
        self.unmatched_rows += 1;
        let named = file
            .header
            .indicators
            .iter()
            .find(|column| !cell(record, Some(**column)).is_empty());
        let column = named.or(file.header.indicators.first()).copied();
        let name = cell(record, column);
        if let Some(known) = self.unmatched.iter_mut().find(|known| known.name == name) {
            known.rows += 1;
        } else if self.unmatched.len() < HELD_NAMES {
            self.unmatched.push(Unmatched {
                name: name.to_owned(),
                rows: 1,
                place: file.raw(record).place(column),
            });
        } else {
            self.unmatched_beyond = true;
        }
    }
}

#[cfg(test)]
#[path = "actuals_tests.rs"]
mod tests;
