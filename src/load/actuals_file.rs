//! One file of actuals while it is read: its encoding, its header, and where each record stands in it.

use std::io::Read;
use std::rc::Rc;

use csv::ByteRecord;
use encoding_rs::Encoding;

use crate::actuals::matching::{RegionName, RegionRank};
use crate::actuals::printed_number::Commas;
use crate::diag::{DataProblem, Place};

use super::actuals_csv::{Input, Options};
use super::actuals_header::{Header, is_understood};
use super::actuals_rows::cell;
use super::actuals_text::{Kept, RawRecord, Tee, peek_header, small};
use super::encoding::{Decoded, problem_of};

/// What stops the reading of a file.
pub(super) type FileFault = Box<(DataProblem, Option<Place>)>;

/// A region as the rows print it.
#[derive(Debug)]
pub(super) struct RowRegion {
    pub(super) printed: String,
    pub(super) name: RegionName,
    /// Indexes into the regions asked for.
    pub(super) fits: Vec<(usize, RegionRank)>,
}

/// One file while it is read.
pub(super) struct FileReader {
    pub(super) name: String,
    pub(super) index: u32,
    pub(super) encoding: &'static Encoding,
    pub(super) header: Header,
    pub(super) delimiter: u8,
    pub(super) commas: Commas,
    /// The region of every row, when there is no such column.
    pub(super) region: Option<Rc<RowRegion>>,
    pub(super) csv: csv::Reader<Tee<Box<dyn Read>>>,
    pub(super) kept: Kept,
    /// Where the record being looked at ends in the text.
    pub(super) record_end: u64,
}

impl FileReader {
    /// Finds encoding, delimiter and columns.
    ///
    /// Errors: what stops the reading; inside, every fault of the header.
    pub(super) fn open(
        index: u32,
        input: Input,
        options: &Options,
    ) -> Result<Result<Self, Vec<(DataProblem, Place)>>, FileFault> {
        let whole = |problem: Box<DataProblem>| Box::new((*problem, None));
        let decoded =
            Decoded::open(input.reader, options.encoding, &is_understood).map_err(whole)?;
        let encoding = decoded.encoding();
        let (head, text) = peek_header(decoded).map_err(|error| whole(problem_of(&error)))?;
        if head.line.is_empty() {
            return Err(whole(Box::new(DataProblem::EmptyFile)));
        }
        let (tee, kept) = Tee::new(text);
        let mut file = Self {
            index,
            encoding,
            header: Header::default(),
            delimiter: head.delimiter,
            commas: match (options.decimal_comma, head.delimiter) {
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
        let cells = (0..record.len()).map(|index| cell(&record, Some(index)));
        Ok(match Header::read(cells) {
            Ok(header) => {
                file.header = header;
                Ok(file)
            }
            Err(faults) => {
                let raw = file.raw(&record);
                let placed = |(problem, column)| (problem, raw.place(column));
                Err(faults.into_iter().map(placed).collect())
            }
        })
    }

    /// The record as it stands in the file, for its place.
    pub(super) fn raw(&self, record: &ByteRecord) -> RawRecord {
        let (start, line) = record
            .position()
            .map_or((0, 1), |position| (position.byte(), position.line()));
        let text = self.kept.between(start, self.record_end);
        RawRecord::new(&self.name, &text, line, self.delimiter)
    }

    /// The line on which a record begins.
    pub(super) fn line(&self, record: &ByteRecord) -> u64 {
        record.position().map_or(1, |position| {
            position.line() + self.kept.line_ends_at(position.byte())
        })
    }

    /// The last record of a file must not end inside a quoted cell.
    pub(super) fn refuse_open_quote(&self, record: &ByteRecord) -> Result<(), FileFault> {
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

    /// Why reading a record failed. A byte that does not fit stands behind everything that was read; else the line is
    /// where the record began.
    pub(super) fn read_fault(&self, error: &csv::Error, record: &ByteRecord) -> FileFault {
        let mut problem = csv_problem(error);
        let start = record.position().unwrap_or(self.csv.position());
        if let DataProblem::RecordTooLong { offset, .. } = &mut problem {
            *offset = start.byte();
        }
        let of_a_byte = matches!(
            problem,
            DataProblem::UndecodableByte { .. } | DataProblem::TruncatedFile { .. }
        );
        let (line, column) = if of_a_byte {
            (self.csv.position().line(), self.kept.in_line() + 1)
        } else {
            (start.line(), 1)
        };
        let place = Place {
            line: small(line),
            column: small(column as u64),
            ..Place::whole_file(&self.name)
        };
        Box::new((problem, Some(place)))
    }
}

pub(super) fn csv_problem(error: &csv::Error) -> DataProblem {
    match error.kind() {
        csv::ErrorKind::Io(error) => *problem_of(error),
        _ => DataProblem::Unreadable {
            message: error.to_string(),
        },
    }
}
