//! One file of actuals while it is read: its encoding, its header, and where each record stands in it.

use std::io::Read;

use csv::ByteRecord;
use encoding_rs::Encoding;

use crate::actuals::Origin;
use crate::actuals::printed_number::Commas;
use crate::diag::{DataProblem, Place};

use super::actuals_csv::{Input, Options};
use super::actuals_header::{Header, Layout, is_understood};
use super::actuals_rows::cell;
use super::actuals_table::Table;
use super::actuals_text::{
    Kept, MAX_CELLS, MAX_COLUMNS, MAX_RECORD, RawRecord, Tee, has_too_many_cells, peek_header,
    record_too_long, small, too_many_cells, too_many_columns,
};
use super::encoding::{Decoded, problem_of};

/// What stops the reading of a file.
pub(super) type FileFault = Box<(DataProblem, Option<Place>)>;

/// Every fault of a header with its place.
pub(super) type HeaderFaults = Vec<(DataProblem, Place)>;

/// One file while it is read.
pub(super) struct FileReader {
    pub(super) name: String,
    pub(super) index: u32,
    pub(super) encoding: &'static Encoding,
    /// The columns of its rows; of a wide table only how many.
    pub(super) header: Header,
    /// The heads, as they stand there.
    pub(super) heads: Vec<String>,
    pub(super) delimiter: u8,
    commas: Commas,
    pub(super) csv: csv::Reader<Tee<Box<dyn Read>>>,
    pub(super) kept: Kept,
    /// Where the record being looked at ends in the text.
    pub(super) record_end: u64,
}

impl FileReader {
    /// Finds encoding, delimiter and columns. `knows` tells the names of indicators that are asked for.
    ///
    /// Errors: what stops the reading; inside, every fault of the header.
    pub(super) fn open(
        index: u32,
        input: Input,
        options: &Options,
        knows: &dyn Fn(&str) -> bool,
    ) -> Result<(Self, Result<Layout, HeaderFaults>), FileFault> {
        let whole = |problem: Box<DataProblem>| Box::new((*problem, None));
        let understood = |line: &str| is_understood(line, &options.columns);
        let decoded = Decoded::open(input.reader, options.encoding, &understood).map_err(whole)?;
        let encoding = decoded.encoding();
        let (head, text) = peek_header(decoded).map_err(|error| whole(problem_of(&error)))?;
        if head.line.is_empty() {
            return Err(whole(Box::new(DataProblem::EmptyFile)));
        }
        if head.line.trim().is_empty() {
            return Err(whole(Box::new(DataProblem::BlankHeader)));
        }
        let (tee, kept) = Tee::new(text, head.delimiter);
        let mut file = Self {
            index,
            encoding,
            header: Header::default(),
            heads: Vec::new(),
            delimiter: head.delimiter,
            commas: match (options.decimal_comma, head.delimiter) {
                (true, _) => Commas::Decimal,
                (false, b';') => Commas::Refused,
                (false, _) => Commas::Group,
            },
            csv: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(head.delimiter)
                .buffer_capacity(1 << 14)
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
        if record.len() > MAX_COLUMNS {
            let (offset, line) = file.start(&record);
            let place = file.start_of_line(line, 1);
            return Err(Box::new((too_many_columns(offset), Some(place))));
        }
        let cells = || (0..record.len()).map(|index| cell(&record, Some(index)));
        file.heads = cells().map(str::to_owned).collect();
        let layout = Layout::read(cells(), &options.columns, knows);
        let raw = file.raw(&record);
        let layout = match layout {
            Ok(Layout::Wide(mut wide)) => {
                let places = wide.figure_columns().map(|column| raw.place(Some(column)));
                wide.head_places = places.collect();
                Ok(Layout::Wide(wide))
            }
            Ok(Layout::Long(header)) => Ok(Layout::Long(header)),
            Err(faults) => {
                let placed = |(problem, column)| (problem, raw.place(column));
                Err(faults.into_iter().map(placed).collect())
            }
        };
        if let Ok(layout) = &layout {
            file.header = layout.header().clone();
        }
        Ok((file, layout))
    }

    /// The record as it stands in the file, for its place.
    pub(super) fn raw(&self, record: &ByteRecord) -> RawRecord {
        let (start, line) =
            record.position().map_or((0, 1), |position| (position.byte(), position.line()));
        let text = self.kept.between(start, self.record_end);
        RawRecord::new(&self.name, &text, line, self.delimiter)
    }

    /// The line on which a record begins.
    pub(super) fn line(&self, record: &ByteRecord) -> u64 {
        record
            .position()
            .map_or(1, |position| position.line() + self.kept.line_ends_at(position.byte()).0)
    }

    /// Where a record begins: its byte of the text, and its line.
    fn start(&self, record: &ByteRecord) -> (u64, u64) {
        let position = record.position().unwrap_or(self.csv.position());
        let (lines, bytes) = self.kept.line_ends_at(position.byte());
        (position.byte() + bytes, position.line() + lines)
    }

    /// A record that was read whole must not be longer than a record may be.
    pub(super) fn refuse_long(&self, record: &ByteRecord) -> Result<(), FileFault> {
        let start = record.position().map_or(0, csv::Position::byte);
        let end = self.csv.position().byte();
        if end.saturating_sub(start) <= MAX_CELLS as u64 {
            return Ok(());
        }
        let (offset, line) = self.start(record);
        let text = || self.kept.between(offset, end);
        let problem = if end.saturating_sub(offset) > MAX_RECORD as u64 {
            record_too_long(offset)
        } else if has_too_many_cells(text().as_bytes(), self.delimiter) {
            too_many_cells(offset)
        } else {
            return Ok(());
        };
        Err(Box::new((problem, Some(self.start_of_line(line, 1)))))
    }

    fn start_of_line(&self, line: u64, column: u64) -> Place {
        Place { line: small(line), column: small(column), ..Place::whole_file(&self.name) }
    }

    /// The last record of a file must not end inside a quoted cell.
    pub(super) fn refuse_open_quote(&self, record: &ByteRecord) -> Result<(), FileFault> {
        let raw = self.raw(record);
        if !raw.is_open() {
            return Ok(());
        }
        let (offset, _) = self.start(record);
        Err(Box::new((DataProblem::OpenQuote { offset }, Some(raw.place(None)))))
    }

    /// Why reading a record failed. A byte that does not fit stands behind everything that was read; else the line is
    /// where the record began.
    pub(super) fn read_fault(&self, error: &csv::Error, record: &ByteRecord) -> FileFault {
        let mut problem = csv_problem(error);
        let (start, start_line) = self.start(record);
        let (line, column) = match &mut problem {
            DataProblem::UndecodableByte { .. }
            | DataProblem::TruncatedFile { .. }
            | DataProblem::ZeroByte { .. } => {
                (self.csv.position().line(), self.kept.in_line() as u64 + 1)
            }
            DataProblem::RecordTooLong { offset, .. }
            | DataProblem::HeaderTooLong { offset, .. }
            | DataProblem::TooManyCells { offset, .. } => {
                *offset = start;
                (start_line, 1)
            }
            _ => (start_line, 1),
        };
        Box::new((problem, Some(self.start_of_line(line, column))))
    }
}

impl Table for FileReader {
    fn index(&self) -> u32 {
        self.index
    }

    fn header(&self) -> &Header {
        &self.header
    }

    fn commas(&self) -> Commas {
        self.commas
    }

    fn place(&self, record: &ByteRecord, column: Option<usize>) -> Place {
        self.raw(record).place(column)
    }

    fn origin(&self, record: &ByteRecord) -> Origin {
        Origin::of_line(self.index, small(self.line(record)))
    }
}

pub(super) fn csv_problem(error: &csv::Error) -> DataProblem {
    match error.kind() {
        csv::ErrorKind::Io(error) => *problem_of(error),
        _ => DataProblem::Unreadable { message: error.to_string() },
    }
}
