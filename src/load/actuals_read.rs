//! Reading the files of one run, each in its form: long CSV, wide CSV, or a sheet of a workbook.

use std::io::{Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use csv::ByteRecord;

use crate::actuals::printed_number::{Commas, Printed, read_cell};
use crate::diag::{DataProblem, Place};

use super::actuals_columns::Column;
use super::actuals_csv::{Input, Options};
use super::actuals_dimensions::{Heads, Sieve};
use super::actuals_file::{FileFault, TextFile};
use super::actuals_header::{HeaderFault, Layout, is_understood};
use super::actuals_recipe::Following;
use super::actuals_regions::UnknownRegions;
use super::actuals_said::Said;
use super::actuals_table::{Record, Row, Table, Taker};
use super::actuals_wide::{Wide, starts_with_period};
use super::actuals_xlsx;
use super::encoding::{Faulty, from_label, problem_of};
use super::formats::{HEAD, is_workbook, other_format};
use super::text::{decompressed, small};

/// Reads every input, one after the other.
pub fn read_all(taker: &mut dyn Taker, inputs: Vec<Input>, options: &Options) {
    let mut reading = Reading { taker, options, index: 0, following: Following::default() };
    for (index, input) in inputs.into_iter().enumerate() {
        reading.index = small(index as u64);
        if !Arc::ptr_eq(&reading.following.recipe, &input.recipe) {
            let next = Following::new(Arc::clone(&input.recipe));
            std::mem::replace(&mut reading.following, next).report(reading.said());
        }
        let name = input.name.clone();
        let line = Some(input.recipe.line).filter(|line| *line > 0);
        reading.said().begin(&name, line);
        if let Err(fault) = reading.file(input) {
            let (problem, place) = *fault;
            reading.fault(problem, place.unwrap_or_else(|| Place::whole_file(&name)));
        }
    }
    std::mem::take(&mut reading.following).report(reading.said());
}

/// The reading of the files of one run.
pub struct Reading<'a> {
    pub taker: &'a mut dyn Taker,
    pub options: &'a Options,
    /// Of the file being read.
    pub index: u32,
    /// The recipe of the file being read, with what its files have of it; files of one recipe follow each other.
    pub following: Following,
}

/// Rows between two tellings of how many were read.
const TOLD_TOGETHER: u64 = 1024;

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
        let knows = |name: &str| self.following.knows(name, self.taker);
        Layout::read(cells, &self.following.recipe, &knows)
    }

    fn file(&mut self, mut input: Input) -> Result<(), FileFault> {
        let unreadable = |error| Box::new((*problem_of(&error), None));
        input.reader = decompressed(input.reader).map_err(unreadable)?;
        let mut start = Vec::new();
        let read = input.reader.by_ref().take(HEAD as u64).read_to_end(&mut start);
        let (is_workbook, other) = (is_workbook(&start), other_format(&start));
        // Why reading fails is told where it does.
        let fault = Faulty(read.err());
        input.reader = Box::new(Cursor::new(start).chain(fault).chain(input.reader));
        if is_workbook {
            return actuals_xlsx::read(self, input);
        }
        if let Some(problem) = other {
            return Err(Box::new((problem, None)));
        }
        if let Some(sheet) = input.sheet {
            return Err(Box::new((DataProblem::SheetOfText { sheet }, None)));
        }
        self.text(input)
    }

    /// Reads a file of text.
    fn text(&mut self, input: Input) -> Result<(), FileFault> {
        let recipe = Arc::clone(&input.recipe);
        // Titles above the header tell nothing of the encoding.
        let understood = |line: &str| recipe.skip.is_some() || is_understood(line, &recipe);
        let encoding = recipe.encoding.as_deref().and_then(from_label);
        let size = self.options.block_size;
        let file = TextFile::open(self.index, input, encoding, &understood, size)?;
        let Some(mut file) = file else {
            let skip = recipe.skip.unwrap_or_default();
            return Err(Box::new((DataProblem::EmptyFile { skip }, None)));
        };
        let head = file.head();
        let heads: Vec<&str> = head.cells().collect();
        let faults = self.following.begin(&file.table.name, &heads);
        let layout = if faults.is_empty() { self.layout(head.cells()) } else { Err(faults) };
        let mut layout = match layout {
            Ok(layout) => layout,
            Err(faults) => {
                for (problem, column) in faults {
                    self.fault(problem, head.place(column));
                }
                return Ok(());
            }
        };
        layout.place_heads(&|column| head.place(Some(column)));
        let heads = Heads::new(&layout, head.cells());
        file.say_encoding(self.said());
        let TextFile { table, rows, .. } = &mut file;
        let layout = self.following.layout(layout, &[]);
        table.header = layout.header().clone();
        table.commas = Table::commas(&recipe, table.delimiter);
        if table.commas == Commas::Refused {
            table.commas = rows.commas(table.delimiter, &layout.figure_columns());
        }
        table.heads = heads;
        self.begin(table)?;
        let in_blocks = match &layout {
            Layout::Long(_) if table.heads.are_plain() => self.taker.take_blocks(table, rows),
            _ => None,
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
        for (_, unit, place) in &table.says {
            let problem = DataProblem::TableUnit { unit: unit.clone() };
            self.said().say(problem, Some(place.clone()));
        }
        if table.header[Column::Unit].is_none() {
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
        let Self { taker, options, following, .. } = self;
        let (mut count, mut told) = (0, 0);
        let mut unknown = UnknownRegions::new(table, following, *taker);
        let mut taken_apart = match layout {
            Layout::Long(_) => None,
            Layout::Wide(wide) => Some(WideRows::new(wide, following)),
        };
        let mut taker = Sieve::new(*taker, table, layout);
        let read = rows(&mut |row| {
            if taker.said().conflict(row) {
                return;
            }
            unknown.look(row, &taker);
            count += match &mut taken_apart {
                Some(wide) => wide.take(&mut taker, row),
                None => u64::from(taker.take(&Record::of(*row))),
            };
            // Each telling costs more than a row.
            if count - told >= TOLD_TOGETHER {
                options.rows_read.fetch_add(count - told, Ordering::Relaxed);
                told = count;
            }
        });
        let unknown = unknown.fault();
        // Rows of several regions differ in that column, which is said of it.
        taker.finish(unknown.is_none());
        if let Some((problem, place)) = unknown {
            self.taker.said().fault(table.index, problem, place);
        }
        read?;
        if let Some(wide) = taken_apart {
            wide.say_unit(self.taker, &table.name);
            wide.say_heads(self.taker.said(), &table.name);
        }
        Ok(count)
    }
}

/// The rows of a wide table on their way to the taker.
struct WideRows<'a> {
    wide: &'a Wide,
    following: &'a mut Following,
    /// The cells of one figure, used again for each.
    cells: ByteRecord,
    /// For each column of figures: was there one without a unit?
    without_unit: Vec<bool>,
    /// For each column that is not read: was there a number?
    numbers: Vec<bool>,
}

impl<'a> WideRows<'a> {
    fn new(wide: &'a Wide, following: &'a mut Following) -> Self {
        let [without_unit, numbers] =
            [wide.figures.len(), wide.others.len()].map(|columns| vec![false; columns]);
        Self { wide, following, cells: ByteRecord::new(), without_unit, numbers }
    }

    /// Hands out the figures of one row; for how many rows of a long table it stands: none when it is empty.
    fn take(&mut self, taker: &mut dyn Taker, row: &Row<'_>) -> u64 {
        let wide = self.wide;
        if row.cells().all(str::is_empty) {
            return 0;
        }
        let count = wide.figures.len() as u64;
        if !self.following.chooses(row) {
            return count;
        }
        for ((column, _), number) in wide.others.iter().zip(&mut self.numbers) {
            let cell = || read_cell(row.cell(Some(*column)), row.table.commas);
            *number = *number || matches!(cell(), Ok(Printed::Number(_)));
        }
        if row.cell_count().is_none() && !wide.has_figures(row) {
            return 1;
        }
        for (figure, without_unit) in wide.figures.iter().zip(&mut self.without_unit) {
            let knows = |name: &str| self.following.knows(name, taker);
            let mut cells = wide.take_apart(row, figure, &knows);
            let place = |column| wide.place(row, figure, Some(column));
            if !self.following.change(&mut cells, row.table, &place, taker.said()) {
                continue;
            }
            let [value, unit] = [Column::Value, Column::Unit].map(|it| &cells[it as usize]);
            *without_unit |= unit.is_empty() && !value.is_empty() && !value.ends_with(['%', '％']);
            self.cells.clear();
            for cell in &cells {
                self.cells.push_field(cell.as_bytes());
            }
            let figure = Some((wide, figure));
            taker.take(&Record { row: *row, cells: &self.cells, figure });
        }
        count
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
                let asked = |name| taker.asks_for(self.following.indicator(name));
                **without && figure.name().is_none_or(asked)
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
