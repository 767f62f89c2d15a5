//! Actuals from long CSV, streamed.
//!
//! A row passes two cheap gates before any of its cells is read: is its region one that may be asked for, and does its
//! name feed anything wanted? Both answers are remembered by spelling. Only then are numbers, periods and dates read.
//! Memory grows with the observations kept.

use std::collections::{BTreeSet, HashMap};
use std::io::Read;
use std::rc::Rc;

use csv::ByteRecord;
use encoding_rs::{Encoding, UTF_8};

use crate::actuals::matching::{
    HELD_NAMES, NameIndex, RegionCandidates, RegionIndex, RegionName, RegionRank,
};
use crate::actuals::{Actuals, ActualsFile, Observation, Origin};
use crate::diag::{DataProblem, Diagnostic, Place};
use crate::plan::Wanted;

use super::actuals_file::{FileFault, FileReader, RowRegion};
use super::actuals_header::Header;
use super::actuals_rows::{CellFault, Row, Shared, cell};
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
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line of its own"
)]
pub struct Options {
    /// `--encoding`: of every file, instead of finding it out.
    pub encoding: Option<&'static Encoding>,
    /// `--decimal-comma`: a comma is the decimal sign.
    pub decimal_comma: bool,
    /// `--strict`: near names are errors.
    pub strict: bool,
    /// `--unmatched`: list every name that matches nothing.
    pub all_unmatched: bool,
    /// `--each-region`: everything wanted is kept for every region of the data, those that the plan does not name
    /// under their printed names.
    pub every_region: bool,
}

/// What was read, and what there is to say about it.
#[derive(Debug)]
pub struct LoadedActuals {
    /// The observations.
    pub actuals: Actuals,
    /// Notes, warnings and errors; with any error the actuals are not to be used.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every input for what is wanted of it. `default_region` is the one assessed: the plan's own, or the user's
/// choice; files without a region column are taken for it.
///
/// Several files of one run are one body of data: which region is meant is decided over all of them.
pub fn read_actuals(
    wanted: &[Wanted],
    default_region: &str,
    inputs: Vec<Input>,
    options: &Options,
) -> LoadedActuals {
    let mut run = Run::new(wanted, default_region, options);
    for input in inputs {
        run.read_file(input);
    }
    run.finish()
}

/// What the rows of one printed region gave.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// With the index of what is wanted.
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

impl Gathered {
    /// Takes what a row gives for some of what is wanted.
    fn take<'a>(
        &mut self,
        row: &Result<Option<Row>, Vec<CellFault>>,
        wanted: impl Iterator<Item = (usize, &'a Wanted)>,
        file: &FileReader,
        record: &ByteRecord,
    ) {
        count(&mut self.matched, file.index);
        let place = |column| Some(file.raw(record).place(column));
        let row = match row {
            Ok(Some(row)) => row,
            Ok(None) => return,
            Err(faults) => {
                for (problem, column) in faults {
                    self.faults
                        .add(file.index, || (problem.clone(), place(*column)));
                }
                return;
            }
        };
        let origin = Origin {
            file: file.index,
            line: small(file.line(record)),
        };
        for (index, wanted) in wanted {
            match row.observation(wanted, &file.header, origin) {
                Ok(observation) => self.observations.push((index, observation)),
                Err(fault) => {
                    let (problem, column) = *fault;
                    self.faults.add(file.index, || (problem, place(column)));
                }
            }
        }
    }
}

/// One more row of a file.
fn count(rows: &mut Vec<u64>, file: u32) {
    let file = file as usize;
    if rows.len() <= file {
        rows.resize(file + 1, 0);
    }
    if let Some(count) = rows.get_mut(file) {
        *count += 1;
    }
}

/// What is gathered of a region that is kept whether the plan names it or not.
#[derive(Debug)]
pub(super) struct KeptRegion {
    /// As its first row prints it.
    pub(super) printed: String,
    pub(super) gathered: Gathered,
}

/// A name that matched nothing.
#[derive(Debug)]
pub(super) struct Unmatched {
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) place: Place,
    /// Regions asked for, by their index, that have such rows.
    pub(super) regions: BTreeSet<usize>,
}

/// Numbers in scientific notation in one file: how many, and the first.
type Scientific = Option<(u64, String, Place)>;

pub(super) struct Run<'a> {
    pub(super) wanted: &'a [Wanted],
    pub(super) default_region: &'a str,
    pub(super) options: &'a Options,
    pub(super) names: NameIndex,
    /// Every region asked for, the default region first.
    pub(super) regions: Vec<RegionCandidates<Gathered>>,
    region_index: RegionIndex,
    /// The regions for which each thing is wanted, as ascending indexes into `regions`.
    pub(super) needed: Vec<Vec<usize>>,
    /// Rows that feed several regions asked for: by printed region, and the regions that took the row.
    pub(super) taken_together: HashMap<(String, Vec<usize>), Vec<u64>>,
    /// With `every_region`: every region of the data, by its name as compared.
    pub(super) kept: Vec<KeptRegion>,
    pub(super) kept_at: HashMap<String, usize>,
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
    fn new(wanted: &'a [Wanted], default_region: &'a str, options: &'a Options) -> Self {
        let mut regions: Vec<&str> = Vec::new();
        let mut place: HashMap<&str, usize> = HashMap::new();
        let named = wanted.iter().flat_map(|wanted| &wanted.regions);
        let own = named
            .clone()
            .find(|region| region.as_str() == default_region);
        for region in own.into_iter().chain(named) {
            place.entry(region).or_insert_with(|| {
                regions.push(region);
                regions.len() - 1
            });
        }
        let needed = wanted.iter().map(|wanted| {
            let regions = wanted.regions.iter();
            let mut needed: Vec<usize> = regions
                .filter_map(|region| place.get(region.as_str()).copied())
                .collect();
            needed.sort_unstable();
            needed
        });
        Self {
            wanted,
            default_region,
            options,
            names: NameIndex::new(wanted),
            needed: needed.collect(),
            region_index: RegionIndex::new(regions.iter().copied()),
            regions: regions.into_iter().map(RegionCandidates::new).collect(),
            taken_together: HashMap::new(),
            kept: Vec::new(),
            kept_at: HashMap::new(),
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
            let place = place.unwrap_or_else(|| Place::whole_file(&name));
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
            let place = Some(Place::whole_file(&file.name));
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
            let encoding = super::encoding::shown_name(file.encoding);
            self.note(DataProblem::EncodingUsed { encoding }, &file.name);
        }
        if file.header.unit.is_none() {
            self.note(DataProblem::NoUnitColumn, &file.name);
        }
        if file.header.region.is_none() {
            let region = self.default_region.to_owned();
            file.region = Some(Rc::new(self.classify(&region)));
            self.note(DataProblem::NoRegionColumn { region }, &file.name);
        }
        Ok(Some(file))
    }

    fn note(&mut self, problem: DataProblem, file: &str) {
        self.diagnostics.push(Diagnostic::note(
            problem.into(),
            Some(Place::whole_file(file)),
        ));
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
        if region.fits.is_empty() && !self.options.every_region {
            return true;
        }
        let mut usable = Vec::with_capacity(region.fits.len());
        for (index, rank) in &region.fits {
            let candidates = self.regions.get_mut(*index);
            let admitted = candidates
                .and_then(|candidates| candidates.admit(*rank, &region.name, &region.printed));
            usable.extend(admitted.map(|_| (*index, *rank)));
        }
        let named = self.named(record, &file.header);
        if named.is_empty() {
            self.count_unmatched(file, record, &region);
        } else if self.options.every_region {
            self.keep(file, record, &named, &region, scientific);
        } else {
            usable.retain(|(index, _)| named.iter().any(|named| self.is_needed(*named, *index)));
            self.gather(file, record, &named, (&usable, &region), scientific);
        }
        true
    }

    /// Is a thing wanted for a region?
    pub(super) fn is_needed(&self, wanted: usize, region: usize) -> bool {
        let needed = self.needed.get(wanted);
        needed.is_some_and(|needed| needed.binary_search(&region).is_ok())
    }

    /// Reads the cells of a row for the regions asked for that need it.
    fn gather(
        &mut self,
        file: &FileReader,
        record: &ByteRecord,
        named: &[usize],
        (usable, region): (&[(usize, RegionRank)], &RowRegion),
        scientific: &mut Scientific,
    ) {
        if usable.is_empty() {
            return;
        }
        let row = self.read_cells(file, record, scientific);
        for (index, rank) in usable {
            let needed = &self.needed;
            let wanted = named.iter().filter_map(|named| {
                let regions = needed.get(*named)?;
                regions.binary_search(index).ok()?;
                Some((*named, self.wanted.get(*named)?))
            });
            let candidates = self.regions.get_mut(*index);
            if let Some(gathered) =
                candidates.and_then(|candidates| candidates.again(*rank, &region.name))
            {
                gathered.take(&row, wanted, file, record);
            }
        }
        if usable.len() > 1 {
            let regions = usable.iter().map(|(index, _)| *index).collect();
            let key = (region.name.compared().to_owned(), regions);
            count(self.taken_together.entry(key).or_default(), file.index);
        }
    }

    /// Reads the cells of a row for its own region, whichever it is.
    fn keep(
        &mut self,
        file: &FileReader,
        record: &ByteRecord,
        named: &[usize],
        region: &RowRegion,
        scientific: &mut Scientific,
    ) {
        let row = self.read_cells(file, record, scientific);
        let compared = region.name.compared();
        let known = self.kept_at.get(compared).copied();
        let index = known.unwrap_or_else(|| {
            self.kept_at.insert(compared.to_owned(), self.kept.len());
            self.kept.push(KeptRegion {
                printed: region.printed.clone(),
                gathered: Gathered::default(),
            });
            self.kept.len() - 1
        });
        let all = self.wanted;
        let wanted = named
            .iter()
            .filter_map(|named| Some((*named, all.get(*named)?)));
        if let Some(kept) = self.kept.get_mut(index) {
            kept.gathered.take(&row, wanted, file, record);
        }
    }

    fn read_cells(
        &mut self,
        file: &FileReader,
        record: &ByteRecord,
        scientific: &mut Scientific,
    ) -> Result<Option<Row>, Vec<CellFault>> {
        let row = Row::read(record, &file.header, file.commas, &mut self.shared);
        if let Ok(Some(row)) = &row
            && row.number.scientific
        {
            if let Some((count, ..)) = scientific {
                *count += 1;
            } else {
                let column = Some(file.header.value);
                let printed = cell(record, column).to_owned();
                *scientific = Some((1, printed, file.raw(record).place(column)));
            }
        }
        row
    }

    /// A row without a region is a fault when it would feed anything wanted; a row without anything is no row.
    fn read_row_without_region(&mut self, file: &FileReader, record: &ByteRecord) -> bool {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return false;
        }
        if !self.named(record, &file.header).is_empty() {
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
        let fits = self.region_index.find(&name);
        RowRegion {
            printed: printed.to_owned(),
            name,
            fits,
        }
    }

    /// What a row's names feed, in order.
    fn named(&mut self, record: &ByteRecord, header: &Header) -> Rc<[usize]> {
        if let [only] = header.indicators.as_slice() {
            return self.named_in(record, *only);
        }
        let mut all = Vec::new();
        for column in &header.indicators {
            all.extend_from_slice(&self.named_in(record, *column));
        }
        all.sort_unstable();
        all.dedup();
        Rc::from(all)
    }

    fn named_in(&mut self, record: &ByteRecord, column: usize) -> Rc<[usize]> {
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

    fn count_unmatched(&mut self, file: &FileReader, record: &ByteRecord, region: &RowRegion) {
        self.unmatched_rows += 1;
        let named = file
            .header
            .indicators
            .iter()
            .find(|column| !cell(record, Some(**column)).is_empty());
        let column = named.or(file.header.indicators.first()).copied();
        let name = cell(record, column);
        let regions = region.fits.iter().map(|(index, _)| *index);
        if let Some(known) = self.unmatched.iter_mut().find(|known| known.name == name) {
            known.rows += 1;
            known.regions.extend(regions);
        } else if self.unmatched.len() < HELD_NAMES {
            self.unmatched.push(Unmatched {
                name: name.to_owned(),
                rows: 1,
                place: file.raw(record).place(column),
                regions: regions.collect(),
            });
        } else {
            self.unmatched_beyond = true;
        }
    }
}

#[cfg(test)]
#[path = "actuals_tests.rs"]
mod tests;
