//! Reading the files of one run, each in its form: long CSV, wide CSV, or a sheet of a workbook.

use std::io::{Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use csv::ByteRecord;

use crate::diag::{DataProblem, Place};
use crate::plan::recipe::Recipe;

use super::actuals_columns::Column;
use super::actuals_csv::{Input, Options};
use super::actuals_file::{FileFault, TextFile};
use super::actuals_header::{HeaderFault, Layout, is_understood};
use super::actuals_recipe::{Changed, Following};
use super::actuals_said::Said;
use super::actuals_table::{Record, Row, Table, Taker};
use super::actuals_wide::Wide;
use super::actuals_xlsx;
use super::encoding::problem_of;
use super::text::{decompressed, small};

/// How a workbook in the .xlsx format begins: a zip archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Reads every input, one after the other.
pub fn read_all(taker: &mut dyn Taker, inputs: Vec<Input>, options: &Options) {
    let mut reading = Reading { taker, options, index: 0, following: Vec::new(), current: 0 };
    for (index, input) in inputs.into_iter().enumerate() {
        reading.index = small(index as u64);
        let name = input.name.clone();
        let line = Some(input.recipe.line).filter(|line| *line > 0);
        reading.said().begin(&name, line);
        if let Err(fault) = reading.file(input) {
            let (problem, place) = *fault;
            reading.fault(problem, place.unwrap_or_else(|| Place::whole_file(&name)));
        }
    }
    for following in reading.following {
        following.report(reading.taker.said());
    }
}

/// The reading of the files of one run.
pub struct Reading<'a> {
    pub taker: &'a mut dyn Taker,
    pub options: &'a Options,
    /// Of the file being read.
    pub index: u32,
    /// Every recipe, with what its files have of it.
    following: Vec<Following>,
    /// The one of the file being read.
    current: usize,
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
        let knows = |name: &str| {
            let renamed = self.following().indicator(name);
            renamed != name || self.taker.knows(name)
        };
        Layout::read(cells, self.recipe(), &knows)
    }

    /// The recipe of the file being read.
    pub fn recipe(&self) -> &Recipe {
        &self.following().recipe
    }

    /// The same with what its files have of it.
    pub fn following(&self) -> &Following {
        &self.following[self.current]
    }

    /// A table with these heads is read next; the faults of its columns.
    pub fn heads(&mut self, file: &str, heads: &[&str]) -> Vec<HeaderFault> {
        self.following[self.current].begin(file, heads)
    }

    fn file(&mut self, mut input: Input) -> Result<(), FileFault> {
        let known = self.following.iter().position(|it| Arc::ptr_eq(&it.recipe, &input.recipe));
        self.current = known.unwrap_or_else(|| {
            self.following.push(Following::new(Arc::clone(&input.recipe)));
            self.following.len() - 1
        });
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
        let recipe = Arc::clone(&input.recipe);
        let understood = |line: &str| is_understood(line, &recipe);
        let size = self.options.block_size;
        let Some(mut file) = TextFile::open(self.index, input, &understood, size)? else {
            return Err(Box::new((
                recipe.skip.map_or(DataProblem::EmptyFile, |skip| DataProblem::AllSkipped { skip }),
                None,
            )));
        };
        let head = file.head();
        let faults = self.heads(&file.table.name, &head.cells().collect::<Vec<_>>());
        let layout = self.layout(head.cells());
        let mut layout = match (layout, faults.is_empty()) {
            (Ok(layout), true) => layout,
            (layout, _) => {
                for (problem, column) in
                    faults.into_iter().chain(layout.err().into_iter().flatten())
                {
                    self.fault(problem, head.place(column));
                }
                return Ok(());
            }
        };
        layout.place_heads(&|column| head.place(Some(column)));
        file.say_encoding(self.said());
        let TextFile { table, rows, .. } = &mut file;
        self.head_table(table, &layout);
        table.commas = Table::commas(&recipe, table.delimiter);
        self.begin(table)?;
        let in_blocks = match &layout {
            Layout::Long(_) if !recipe.changes_rows() => self.taker.take_blocks(table, rows),
            _ => None,
        };
        let count = match in_blocks {
            Some(count) => count?,
            None => self.each_row(table, &layout, |take| rows.each(table, take))?,
        };
        self.said().end(count);
        Ok(())
    }

    /// Tells a table its columns.
    pub fn head_table(&self, table: &mut Table, layout: &Layout) {
        table.found = layout.header().clone();
        table.header = if self.recipe().changes_rows() {
            self.following().header(layout)
        } else {
            table.found.clone()
        };
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
        let Self { taker, options, following, current, .. } = self;
        let following = &mut following[*current];
        let has_unit = following.recipe.sets(Column::Unit).is_some();
        let changes = following.recipe.changes_rows();
        let mut changed = Changed { following, taker: *taker };
        let taker: &mut dyn Taker = if changes { &mut changed } else { &mut *changed.taker };
        let (mut count, mut told) = (0, 0);
        let mut taken_apart = match layout {
            Layout::Long(_) => None,
            Layout::Wide(wide) => Some(WideRows::new(wide)),
        };
        rows(&mut |row| {
            count += match &mut taken_apart {
                Some(wide) => wide.take(taker, row),
                None => u64::from(taker.take(&Record::of(*row))),
            };
            // Each telling costs more than a row.
            if count - told >= TOLD_TOGETHER {
                options.rows_read.fetch_add(count - told, Ordering::Relaxed);
                told = count;
            }
        })?;
        if let Some(wide) = taken_apart
            && !has_unit
        {
            wide.say_unit(taker, &table.name);
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
}

impl<'a> WideRows<'a> {
    fn new(wide: &'a Wide) -> Self {
        Self { wide, cells: ByteRecord::new(), without_unit: vec![false; wide.figures.len()] }
    }

    /// Hands out the figures of one row; for how many rows of a long table it stands: none when it is empty.
    fn take(&mut self, taker: &mut dyn Taker, row: &Row<'_>) -> u64 {
        let wide = self.wide;
        if row.cells().all(str::is_empty) {
            return 0;
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
