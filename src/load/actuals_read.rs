//! Reading the files of one run, each in its form: long CSV, wide CSV, or a sheet of a workbook.

use std::io::{Cursor, Read};
use std::sync::atomic::Ordering;

use csv::ByteRecord;

use crate::actuals::matching::NearNames;
use crate::actuals::printed_number::{Commas, Printed, read_cell};
use crate::diag::{DataProblem, Place};

use super::actuals_columns::{Column, folded};
use super::actuals_csv::{Input, Options};
use super::actuals_file::{FileFault, TextFile};
use super::actuals_header::{HeaderFault, Layout, is_understood};
use super::actuals_said::Said;
use super::actuals_table::{Record, Row, Table, Taker};
use super::actuals_wide::{Wide, starts_with_period};
use super::actuals_xlsx;
use super::encoding::problem_of;
use super::text::{decompressed, small};

/// How a workbook in the .xlsx format begins: a zip archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Reads every input, one after the other.
pub fn read_all(taker: &mut dyn Taker, inputs: Vec<Input>, options: &Options) {
    let mut reading = Reading { taker, options, index: 0, heads: Vec::new(), first: None };
    for (index, input) in inputs.into_iter().enumerate() {
        reading.index = small(index as u64);
        let name = input.name.clone();
        reading.said().begin(&name);
        if let Err(fault) = reading.file(input) {
            let (problem, place) = *fault;
            reading.fault(problem, place.unwrap_or_else(|| Place::whole_file(&name)));
        }
    }
    reading.report_heads();
}

/// The reading of the files of one run.
pub struct Reading<'a> {
    pub taker: &'a mut dyn Taker,
    pub options: &'a Options,
    /// Of the file being read.
    pub index: u32,
    /// The heads of all headers, for those that the user names and no file has.
    heads: Vec<String>,
    /// The first file with a header.
    first: Option<String>,
}

/// Rows between two tellings of how many were read.
const TOLD_TOGETHER: u64 = 1024;

/// Heads remembered to find the one that was meant.
const MAX_HEADS: usize = 1000;

impl Reading<'_> {
    /// What is said of the files.
    pub fn said(&mut self) -> &mut Said {
        self.taker.said()
    }

    /// Something is wrong with the file being read.
    pub fn fault(&mut self, problem: DataProblem, place: Place) {
        let index = self.index;
        self.said().fault(index, problem, place);
    }

    /// The form of a table with such a header.
    pub fn layout<'h>(
        &self,
        cells: impl Iterator<Item = &'h str>,
    ) -> Result<Layout, Vec<HeaderFault>> {
        Layout::read(cells, &self.options.columns, &|name| self.taker.knows(name))
    }

    /// Remembers the heads of one more table.
    pub fn note_heads<'h>(&mut self, file: &str, heads: impl Iterator<Item = &'h str>) {
        self.first.get_or_insert_with(|| file.to_owned());
        for head in heads {
            if self.heads.len() < MAX_HEADS && !self.heads.iter().any(|known| known == head) {
                self.heads.push(head.to_owned());
            }
        }
    }

    /// A head that no file has is a slip, or of another release.
    fn report_heads(&mut self) {
        let Some(file) = self.first.take() else { return };
        for (column, head) in self.options.columns.all() {
            if self.heads.iter().any(|known| folded(known) == folded(head)) {
                continue;
            }
            let near = NearNames::among(self.heads.iter().map(String::as_str));
            let problem = DataProblem::UnknownHeader {
                column,
                header: head.to_owned(),
                nearest: near.nearest(head).map(str::to_owned),
            };
            self.said().fault(0, problem, Place::whole_file(&file));
        }
    }

    fn file(&mut self, mut input: Input) -> Result<(), FileFault> {
        let unreadable = |error| Box::new((*problem_of(&error), None));
        input.reader = decompressed(input.reader).map_err(unreadable)?;
        let mut start = Vec::new();
        let read = input.reader.by_ref().take(ARCHIVE.len() as u64).read_to_end(&mut start);
        read.map_err(unreadable)?;
        let is_workbook = start == ARCHIVE;
        input.reader = Box::new(Cursor::new(start).chain(input.reader));
        if is_workbook {
            return actuals_xlsx::read(self, input);
        }
        if let Some(sheet) = input.sheet {
            return Err(Box::new((DataProblem::SheetOfText { sheet }, None)));
        }
        self.text(input)
    }

    /// Reads a file of text.
    fn text(&mut self, input: Input) -> Result<(), FileFault> {
        let options = self.options;
        let understood = |line: &str| is_understood(line, &options.columns);
        let (encoding, size) = (options.encoding, options.block_size);
        let Some(mut file) = TextFile::open(self.index, input, encoding, &understood, size)? else {
            return Err(Box::new((DataProblem::EmptyFile, None)));
        };
        let head = file.head();
        self.note_heads(&file.table.name, head.cells());
        let mut layout = match self.layout(head.cells()) {
            Ok(layout) => layout,
            Err(faults) => {
                for (problem, column) in faults {
                    self.fault(problem, head.place(column));
                }
                return Ok(());
            }
        };
        layout.place_heads(&|column| head.place(Some(column)));
        file.say_encoding(self.said());
        let TextFile { table, rows, .. } = &mut file;
        table.header = layout.header().clone();
        table.commas = match (options.decimal_comma, table.delimiter) {
            (true, _) => Commas::Decimal,
            (false, b';') => Commas::Refused,
            (false, _) => Commas::Group,
        };
        self.begin(table)?;
        let in_blocks = match &layout {
            Layout::Long(_) => self.taker.take_blocks(table, rows),
            Layout::Wide(_) => None,
        };
        let count = match in_blocks {
            Some(count) => count?,
            None => self.each_row(table, &layout, |take| rows.each(table, take))?,
        };
        self.said().end(count);
        Ok(())
    }

    /// What there is to say of a table whose header was read.
    pub fn begin(&mut self, table: &Table) -> Result<(), FileFault> {
        if let Some((unit, place)) = &table.unit {
            let problem = DataProblem::TableUnit { unit: unit.clone() };
            self.said().say(problem, Some(place.clone()));
        } else if table.header[Column::Unit].is_none() {
            self.said().note(DataProblem::NoUnitColumn, &table.name);
        }
        let place = Some(Place::whole_file(&table.name));
        self.taker.header(table).map_err(|problem| Box::new((*problem, place)))
    }

    /// Hands the taker every row that `rows` hands out; for how many rows of a long table they stand.
    pub fn each_row(
        &mut self,
        table: &Table,
        layout: &Layout,
        rows: impl FnOnce(&mut dyn FnMut(&Row<'_>)) -> Result<(), FileFault>,
    ) -> Result<u64, FileFault> {
        let Self { taker, options, .. } = self;
        let (mut count, mut told) = (0, 0);
        let mut taken_apart = match layout {
            Layout::Long(_) => None,
            Layout::Wide(wide) => Some(WideRows::new(wide)),
        };
        rows(&mut |row| {
            if taker.said().conflict(row) {
                return;
            }
            count += match &mut taken_apart {
                Some(wide) => wide.take(*taker, row),
                None => u64::from(taker.take(&Record::of(*row))),
            };
            // Each telling costs more than a row.
            if count - told >= TOLD_TOGETHER {
                options.rows_read.fetch_add(count - told, Ordering::Relaxed);
                told = count;
            }
        })?;
        if let Some(wide) = taken_apart {
            wide.say_unit(*taker, &table.name);
            wide.say_heads(taker.said(), &table.name);
        }
        Ok(count)
    }
}

/// The rows of a wide table on their way to the taker.
struct WideRows<'a> {
    wide: &'a Wide,
    /// The cells of one figure, used again for each.
    cells: ByteRecord,
    /// For each column of figures: was there one without a unit?
    without_unit: Vec<bool>,
    /// For each column that is not read: was there a number?
    numbers: Vec<bool>,
}

impl<'a> WideRows<'a> {
    fn new(wide: &'a Wide) -> Self {
        let [without_unit, numbers] =
            [wide.figures.len(), wide.others.len()].map(|columns| vec![false; columns]);
        Self { wide, cells: ByteRecord::new(), without_unit, numbers }
    }

    /// Hands out the figures of one row; for how many rows of a long table it stands: none when it is empty.
    fn take(&mut self, taker: &mut dyn Taker, row: &Row<'_>) -> u64 {
        let wide = self.wide;
        if row.cells().all(str::is_empty) {
            return 0;
        }
        for ((column, _), number) in wide.others.iter().zip(&mut self.numbers) {
            let cell = || read_cell(row.cell(Some(*column)), row.table.commas);
            *number = *number || matches!(cell(), Ok(Printed::Number(_)));
        }
        if row.cell_count().is_none() && !wide.has_figures(row) {
            return 1;
        }
        for (figure, without_unit) in wide.figures.iter().zip(&mut self.without_unit) {
            let knows = |name: &str| taker.knows(name);
            *without_unit |= !wide.take_apart(row, figure, &knows, &mut self.cells);
            let figure = Some((wide, figure));
            taker.take(&Record { row: *row, cells: &self.cells, figure });
        }
        wide.figures.len() as u64
    }

    /// Says which heads have a mark, and which columns of numbers are not read.
    fn say_heads(&self, said: &mut Said, file: &str) {
        let periods: Vec<String> = self.wide.marked_periods().collect();
        if !periods.is_empty() {
            said.note(DataProblem::MarkedHeads { periods }, file);
        }
        let passed = self.wide.others.iter().zip(&self.numbers).filter(|(_, number)| **number);
        let (periods, others): (Vec<String>, Vec<String>) =
            passed.map(|((_, head), _)| head.clone()).partition(|head| starts_with_period(head));
        if !periods.is_empty() {
            said.note(DataProblem::PeriodHeads { heads: periods }, file);
        }
        if !others.is_empty() {
            said.note(DataProblem::OtherHeads { heads: others }, file);
        }
    }

    /// Says that figures without a unit are taken in their indicator's.
    fn say_unit(&self, taker: &mut dyn Taker, file: &str) {
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
        taker.said().note(problem, file);
    }
}
