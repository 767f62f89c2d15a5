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

use crate::actuals::matching::{
    HELD_NAMES, NameIndex, NearNames, RegionCandidates, RegionChoice, RegionName, RegionRank,
};
use crate::actuals::printed_number::Commas;
use crate::actuals::{Actuals, ActualsFile, Observation, Origin};
use crate::diag::{DataProblem, Diagnostic, Place};
use crate::plan::Plan;

use super::actuals_header::{Header, is_understood};
use super::actuals_rows::{Row, Shared, cell};
use super::actuals_text::{Kept, RawRecord, Tee, peek_header, small};
use super::encoding::{Decoded, problem_of};

/// Errors listed in one run.
const MAX_ERRORS: usize = 50;

/// Near names listed in one run.
const MAX_NEAR: usize = 10;

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
struct Gathered {
    observations: Vec<(usize, Observation)>,
    faults: Faults,
    /// Matched rows, by file.
    matched: Vec<u64>,
}

/// Errors with their place; beyond the first [`MAX_ERRORS`] they are only counted.
#[derive(Debug, Default)]
struct Faults {
    listed: Vec<(u32, Diagnostic)>,
    beyond: u64,
}

impl Faults {
    fn add(&mut self, file: u32, problem: impl FnOnce() -> (DataProblem, Option<Place>)) {
        if self.listed.len() < MAX_ERRORS {
            let (problem, place) = problem();
            self.listed
                .push((file, Diagnostic::error(problem.into(), place)));
        } else {
            self.beyond += 1;
        }
    }

    fn take(&mut self, other: Self) {
        self.listed.extend(other.listed);
        self.beyond += other.beyond;
    }
}

/// A name that matched nothing.
#[derive(Debug)]
struct Unmatched {
    name: String,
    rows: u64,
    place: Place,
}

/// A region as the rows print it.
#[derive(Debug)]
struct RowRegion {
    printed: String,
    name: RegionName,
    /// Indexes into [`Run::regions`].
    fits: Vec<(usize, RegionRank)>,
}

/// Numbers in scientific notation in one file: how many, and the first.
type Scientific = Option<(u64, String, Place)>;

/// What stops the reading of a file.
type FileFault = Box<(DataProblem, Option<Place>)>;

struct Run<'a> {
    plan: &'a Plan,
    options: &'a Options<'a>,
    names: NameIndex,
    /// Every region asked for.
    regions: Vec<RegionCandidates<Gathered>>,
    /// The region of each indicator, as an index into `regions`.
    region_of: Vec<usize>,
    spellings: HashMap<Vec<u8>, Rc<[usize]>>,
    row_regions: HashMap<Vec<u8>, Rc<RowRegion>>,
    other_regions: Vec<String>,
    unmatched: Vec<Unmatched>,
    unmatched_rows: u64,
    unmatched_beyond: bool,
    shared: Shared,
    files: Vec<ActualsFile>,
    faults: Faults,
    diagnostics: Vec<Diagnostic>,
}

/// One file while it is read.
struct FileReader {
    name: String,
    index: u32,
    header: Header,
    delimiter: u8,
    commas: Commas,
    /// The region of every row, when there is no such column.
    region: Option<Rc<RowRegion>>,
    csv: csv::Reader<Tee<Box<dyn Read>>>,
    kept: Kept,
    /// Where the record being looked at ends in the text.
    record_end: u64,
}

impl FileReader {
    /// The record as it stands in the file, for its place.
    fn raw(&self, record: &ByteRecord) -> RawRecord {
        let (start, line) = record
            .position()
            .map_or((0, 1), |position| (position.byte(), position.line()));
        let text = self.kept.between(start, self.record_end);
        RawRecord::new(&self.name, &text, line, self.delimiter)
    }

    /// The line on which a record begins.
    fn line(&self, record: &ByteRecord) -> u64 {
        record.position().map_or(1, |position| {
            position.line() + self.kept.line_ends_at(position.byte())
        })
    }

    /// The last record of a file must not end inside a quoted cell.
    fn refuse_open_quote(&self, record: &ByteRecord) -> Result<(), FileFault> {
        let raw = self.raw(record);
        if !raw.is_open() {
            return Ok(());
        }
        let offset = record.position().map_or(0, csv::Position::byte);
        Err(Box::new((
            DataProblem::OpenQuote { offset },
            Some(raw.place(None)),
        )))
    }

    /// Why reading a record failed. Faults of the bytes carry their own offset; the line is where the record began.
    fn read_fault(&self, error: &csv::Error, record: &ByteRecord) -> FileFault {
        let mut problem = csv_problem(error);
        let start = record.position().unwrap_or(self.csv.position());
        if let DataProblem::RecordTooLong { offset, .. } = &mut problem {
            *offset = start.byte();
        }
        let place = Place {
            line: small(start.line()),
            ..whole_file(&self.name)
        };
        Box::new((problem, Some(place)))
    }
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

    /// Finds encoding, delimiter and columns; `None` when the header is faulty, which is said.
    fn open(&mut self, index: u32, input: Input) -> Result<Option<FileReader>, FileFault> {
        let whole = |problem: Box<DataProblem>| Box::new((*problem, None));
        let decoded =
            Decoded::open(input.reader, self.options.encoding, &is_understood).map_err(whole)?;
        let encoding = decoded.encoding();
        let (head, text) = peek_header(decoded).map_err(|error| whole(problem_of(&error)))?;
        if head.line.is_empty() {
            return Err(whole(Box::new(DataProblem::EmptyFile)));
        }
        if encoding != UTF_8 {
            let encoding = shown_name(encoding);
            self.note(DataProblem::EncodingUsed { encoding }, &input.name);
        }
        let (tee, kept) = Tee::new(text);
        let mut file = FileReader {
            index,
            header: Header::default(),
            delimiter: head.delimiter,
            commas: match (self.options.decimal_comma, head.delimiter) {
                (true, _) => Commas::Decimal,
                (false, b';') => Commas::Refused,
                (false, _) => Commas::Group,
            },
            region: None,
            csv: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(head.delimiter)
                .buffer_capacity(1 << 16)
                .from_reader(tee),
            kept,
            record_end: 0,
            name: input.name,
        };
        let mut record = ByteRecord::new();
        match file.csv.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Err(whole(Box::new(DataProblem::EmptyFile))),
            Err(error) => return Err(file.read_fault(&error, &record)),
        }
        file.record_end = file.csv.position().byte();
        file.refuse_open_quote(&record)?;
        let raw = file.raw(&record);
        match Header::read((0..record.len()).map(|index| cell(&record, Some(index)))) {
            Ok(header) => file.header = header,
            Err(faults) => {
                for (problem, column) in faults {
                    self.faults
                        .add(index, || (problem, Some(raw.place(column))));
                }
                return Ok(None);
            }
        }
        if file.header.unit.is_none() {
            self.note(DataProblem::NoUnitColumn, &file.name);
        }
        if file.header.region.is_none() {
            let region = self.options.region.unwrap_or(&self.plan.region);
            file.region = Some(Rc::new(self.classify(region)));
            let region = region.to_owned();
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
            None => self.row_region(record, file.header.region),
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
    fn row_region(&mut self, record: &ByteRecord, column: Option<usize>) -> Rc<RowRegion> {
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

    fn finish(mut self) -> LoadedActuals {
        let mut actuals = Actuals::default();
        for candidates in std::mem::take(&mut self.regions) {
            self.settle(candidates, &mut actuals);
        }
        self.report_unmatched();
        for file in &self.files {
            if file.rows > 0 && file.matched == 0 {
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

    /// Decides which printed region is the one asked for, and keeps its observations.
    fn settle(&mut self, candidates: RegionCandidates<Gathered>, actuals: &mut Actuals) {
        let region = candidates.printed().to_owned();
        if let Some((left_out, rows)) = candidates.left_out() {
            let problem = DataProblem::RegionLeftOut {
                region: region.clone(),
                left_out: left_out.to_owned(),
                rows,
            };
            self.diagnostics
                .push(Diagnostic::note(problem.into(), None));
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
                    self.diagnostics
                        .push(Diagnostic::warning(problem.into(), None));
                }
            }
            RegionChoice::Two(first, second) => {
                let problem = DataProblem::AmbiguousRegion {
                    region,
                    first,
                    second,
                };
                self.diagnostics
                    .push(Diagnostic::error(problem.into(), None));
            }
        }
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

/// A place that is a file and nothing in it.
fn whole_file(name: &str) -> Place {
    Place {
        file: name.to_owned(),
        line: 1,
        column: 1,
        excerpt: None,
    }
}

/// The name by which people know an encoding.
fn shown_name(encoding: &'static Encoding) -> &'static str {
    if encoding == encoding_rs::GB18030 {
        "GB18030"
    } else {
        encoding.name()
    }
}

fn csv_problem(error: &csv::Error) -> DataProblem {
    match error.kind() {
        csv::ErrorKind::Io(error) => *problem_of(error),
        _ => DataProblem::Unreadable {
            message: error.to_string(),
        },
    }
}

#[cfg(test)]
#[path = "actuals_tests.rs"]
mod tests;
