//! Reading the files of one run, each in its form: long CSV, wide CSV, or a sheet of a workbook.

use std::io::{Cursor, Read};
use std::sync::atomic::{AtomicU64, Ordering};

use csv::ByteRecord;
use encoding_rs::UTF_8;

use crate::diag::{DataProblem, Diagnostic, Place};

use super::actuals_columns::{Column, folded};
use super::actuals_csv::{Input, Options};
use super::actuals_file::{FileFault, FileReader};
use super::actuals_header::Layout;
use super::actuals_rows::cell;
use super::actuals_table::{Table, Taker};
use super::actuals_text::small;
use super::actuals_wide::{Wide, WideRow};
use super::actuals_xlsx;
use super::encoding::problem_of;
use super::panel::{Stretch, decompressed, stretch_of};
use crate::actuals::matching::NearNames;

/// How a workbook in the .xlsx format begins: a zip archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Reads every input, one after the other.
pub(super) fn read_all<S: Taker>(taker: &mut S, inputs: Vec<Input>, options: &Options) {
    let mut heads = Heads::default();
    for (index, input) in inputs.into_iter().enumerate() {
        let index = small(index as u64);
        let name = input.name.clone();
        taker.begin(&name);
        if let Err(fault) = read_file(taker, index, input, options, &mut heads) {
            let (problem, place) = *fault;
            let place = place.unwrap_or_else(|| Place::whole_file(&name));
            taker.fault(index, problem, place);
        }
    }
    heads.report(taker, options);
}

/// The heads of all headers of a run, for those that the user names and no file has.
#[derive(Debug, Default)]
pub(super) struct Heads {
    all: Vec<String>,
    /// The first file with a header.
    file: Option<String>,
}

/// Rows between two tellings of how many were read.
const TOLD_TOGETHER: u64 = 1024;

/// Heads remembered to find the one that was meant.
const MAX_HEADS: usize = 1000;

impl Heads {
    /// Those of one more file.
    pub(super) fn note(&mut self, file: &str, heads: &[String]) {
        self.file.get_or_insert_with(|| file.to_owned());
        for head in heads {
            if self.all.len() < MAX_HEADS && !self.all.contains(head) {
                self.all.push(head.clone());
            }
        }
    }

    /// A head that no file has is a slip, or of another release.
    fn report(&self, taker: &mut impl Taker, options: &Options) {
        let Some(file) = &self.file else { return };
        for (column, head) in options.columns.all() {
            if self.all.iter().any(|known| folded(known) == folded(head)) {
                continue;
            }
            let near = NearNames::among(self.all.iter().map(String::as_str));
            let problem = DataProblem::UnknownHeader {
                column,
                header: head.to_owned(),
                nearest: near.nearest(head).map(str::to_owned),
            };
            taker.fault(0, problem, Place::whole_file(file));
        }
    }
}

fn read_file<S: Taker>(
    taker: &mut S,
    index: u32,
    mut input: Input,
    options: &Options,
    heads: &mut Heads,
) -> Result<(), FileFault> {
    let unreadable = |error| Box::new((*problem_of(&error), None));
    input.reader = decompressed(input.reader).map_err(unreadable)?;
    let mut start = Vec::new();
    let read = input.reader.by_ref().take(ARCHIVE.len() as u64).read_to_end(&mut start);
    read.map_err(unreadable)?;
    let is_workbook = start == ARCHIVE;
    input.reader = Box::new(Cursor::new(start).chain(input.reader));
    if is_workbook {
        return actuals_xlsx::read(taker, index, input, options, heads);
    }
    if let Some(sheet) = input.sheet {
        return Err(Box::new((DataProblem::SheetOfText { sheet }, None)));
    }
    read_text(taker, index, input, options, heads)
}

/// Reads a file of text.
fn read_text<S: Taker>(
    taker: &mut S,
    index: u32,
    input: Input,
    options: &Options,
    heads: &mut Heads,
) -> Result<(), FileFault> {
    if taker.takes_blocks() {
        let mut input = input;
        let knows = |name: &str| taker.knows(name);
        return match stretch_of(index, &mut input, options, &knows) {
            Some((file, stretch)) => read_blocks(taker, &file, stretch, heads),
            None => read_rows(taker, index, input, options, heads),
        };
    }
    read_rows(taker, index, input, options, heads)
}

/// Reads a long table in blocks.
fn read_blocks<S: Taker>(
    taker: &mut S,
    file: &FileReader,
    stretch: Stretch,
    heads: &mut Heads,
) -> Result<(), FileFault> {
    heads.note(&file.name, &file.heads);
    begin(taker, file)?;
    let rows = taker.take_blocks(file, stretch)?;
    end(taker, rows, &file.name);
    Ok(())
}

/// Reads any other file of text, row by row.
fn read_rows<S: Taker>(
    taker: &mut S,
    index: u32,
    input: Input,
    options: &Options,
    heads: &mut Heads,
) -> Result<(), FileFault> {
    let (mut file, layout) = {
        let knows = |name: &str| taker.knows(name);
        FileReader::open(index, input, options, &knows)?
    };
    heads.note(&file.name, &file.heads);
    let layout = match layout {
        Ok(layout) => layout,
        Err(faults) => {
            for (problem, place) in faults {
                taker.fault(index, problem, place);
            }
            return Ok(());
        }
    };
    begin(taker, &file)?;
    let rows = match layout {
        Layout::Long(_) => each_record(&mut file, &options.rows_read, |file, record| {
            u64::from(taker.take(file, record))
        })?,
        Layout::Wide(wide) => {
            let mut rows = WideRows::new(&wide);
            let count = each_record(&mut file, &options.rows_read, |file, row| {
                rows.take(taker, file, row)
            })?;
            rows.say_unit(taker, &file.name);
            count
        }
    };
    end(taker, rows, &file.name);
    Ok(())
}

/// What there is to say of a file whose header was read.
fn begin(taker: &mut impl Taker, file: &FileReader) -> Result<(), FileFault> {
    if file.encoding != UTF_8 {
        let encoding = super::encoding::shown_name(file.encoding);
        note(taker, DataProblem::EncodingUsed { encoding }, &file.name);
    }
    if file.header[Column::Unit].is_none() {
        note(taker, DataProblem::NoUnitColumn, &file.name);
    }
    let header = taker.header(&file.name, &file.header);
    header.map_err(|problem| Box::new((*problem, None)))
}

/// The end of a file; one without any row is said.
pub(super) fn end(taker: &mut impl Taker, rows: u64, name: &str) {
    if rows == 0 {
        let place = Some(Place::whole_file(name));
        taker.say(Diagnostic::new(DataProblem::HeaderOnly, place));
    }
    taker.end(rows);
}

pub(super) fn note(taker: &mut impl Taker, problem: DataProblem, file: &str) {
    taker.say(Diagnostic::new(problem, Some(Place::whole_file(file))));
}

/// Hands out every record of a file of text; gives the sum of what each counts for.
fn each_record(
    file: &mut FileReader,
    counted: &AtomicU64,
    mut take: impl FnMut(&FileReader, &ByteRecord) -> u64,
) -> Result<u64, FileFault> {
    // One record is read ahead: only when there is none does the last one show whether a quote was left open.
    let mut record: Option<ByteRecord> = None;
    let mut next = ByteRecord::new();
    let (mut rows, mut told) = (0, 0);
    loop {
        // Each telling costs more than a row.
        if rows - told >= TOLD_TOGETHER {
            counted.fetch_add(rows - told, Ordering::Relaxed);
            told = rows;
        }
        file.kept.begin(file.csv.position().byte());
        let outcome = file.csv.read_byte_record(&mut next);
        let start = next.position().map_or(0, csv::Position::byte);
        if let Some(record) = &record {
            file.record_end = start;
            if let Ok(false) = outcome {
                file.refuse_open_quote(record)?;
            }
            rows += take(file, record);
            file.kept.release(start);
        }
        match outcome {
            Ok(true) => {
                file.refuse_long(&next)?;
                next = record.replace(next).unwrap_or_default();
            }
            Ok(false) => return Ok(rows),
            Err(error) => return Err(file.read_fault(&error, &next)),
        }
    }
}

/// The rows of a wide table on their way to the taker.
pub(super) struct WideRows<'a> {
    wide: &'a Wide,
    /// The record of one figure, used again for each.
    record: ByteRecord,
    /// For each column of figures: was there one without a unit?
    without_unit: Vec<bool>,
}

impl<'a> WideRows<'a> {
    pub(super) fn new(wide: &'a Wide) -> Self {
        Self { wide, record: ByteRecord::new(), without_unit: vec![false; wide.figures.len()] }
    }

    /// Hands out the figures of one row; for how many rows of a long table it stands: none when it is empty.
    pub(super) fn take<S: Taker>(
        &mut self,
        taker: &mut S,
        table: &impl Table,
        row: &ByteRecord,
    ) -> u64 {
        if (0..row.len()).all(|column| cell(row, Some(column)).is_empty()) {
            return 0;
        }
        if table.width(row) == self.wide.header.cells && !self.wide.has_figures(row) {
            return 1;
        }
        for (index, figure) in self.wide.figures.iter().enumerate() {
            let knows = |name: &str| taker.knows(name);
            let has_unit = self.wide.take_apart(row, figure, &knows, &mut self.record);
            if let Some(without) = self.without_unit.get_mut(index) {
                *without |= !has_unit;
            }
            let figure = WideRow { table, wide: self.wide, row, index };
            taker.take(&figure, &self.record);
        }
        self.wide.figures.len() as u64
    }

    /// Says that figures without a unit are taken in their indicator's.
    pub(super) fn say_unit(&self, taker: &mut impl Taker, file: &str) {
        if self.wide.has_unit_column() || !self.without_unit.contains(&true) {
            return;
        }
        let figures = self.wide.figures.iter().zip(&self.without_unit);
        let names: Option<Vec<String>> = figures
            .filter(|(figure, without)| {
                **without && figure.name().is_none_or(|name| taker.asks_for(name))
            })
            .map(|(figure, _)| figure.name().map(str::to_owned))
            .collect();
        let problem = match names {
            Some(names) if names.is_empty() => return,
            Some(names) if names.len() < self.without_unit.len() => {
                DataProblem::NoUnitInHeader { names }
            }
            _ => DataProblem::NoUnitColumn,
        };
        note(taker, problem, file);
    }
}
