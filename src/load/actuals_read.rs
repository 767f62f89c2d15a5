//! Reading the files of one run, each in its form: long CSV, wide CSV, or a sheet of a workbook.

use std::io::{Cursor, Read};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use csv::ByteRecord;

use crate::diag::{DataProblem, Place};
use crate::plan::recipe::Recipe;
use crate::unit::Unit;

use super::actuals_columns::{Column, folded};
use super::actuals_csv::{Input, Options};
use super::actuals_file::{FileFault, TextFile};
use super::actuals_header::Layout;
use super::actuals_recipe::{Changed, Following};
use super::actuals_rows::read_multiplier;
use super::actuals_said::Said;
use super::actuals_table::{Given, Record, Row, Table, Taker};
use super::actuals_top::{Known, Line, Lines, PlacedFaults, Search, Top};
use super::actuals_unknown::Unknown;
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

    /// Is this the name of an indicator that is asked for?
    pub fn knows(&self, name: &str, unit: Option<&Unit>) -> bool {
        let renamed = self.following().indicator(name);
        renamed != name && unit.is_none() || self.taker.knows(renamed, unit)
    }

    /// The recipe of the file being read.
    pub fn recipe(&self) -> &Recipe {
        &self.following().recipe
    }

    /// The same with what its files have of it.
    pub fn following(&self) -> &Following {
        &self.following[self.current]
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
        let (recipe, size) = (Arc::clone(&input.recipe), self.options.block_size);
        let mut search = Search::default();
        let knows = |name: &str, unit: Option<&Unit>| self.knows(name, unit);
        let known = Known { recipe: &recipe, indicator: &knows, refused: &|_| None };
        let mut look =
            |cells: &[&str], place: &dyn Fn(_) -> Place| search.look(cells, place, &known);
        let opened = TextFile::open(self.index, input, &mut look, size)?;
        let Some(mut file) = opened else {
            let skipped = recipe.skip.map(|skip| DataProblem::AllSkipped { skip });
            return Err(Box::new((skipped.unwrap_or(DataProblem::EmptyFile), None)));
        };
        file.say_encoding(self.said());
        let TextFile { table, rows, .. } = &mut file;
        let Some(top) = self.top(search, &table.name) else { return Ok(()) };
        let mut layout = table.understood(top, &|| rows.remarks());
        table.commas = Table::commas(&recipe, table.delimiter);
        // A scale may be something else that tells rows apart.
        let mut scale = true;
        rows.first(table, |row| {
            scale &= read_multiplier(row.cell(layout.found()[Column::Multiplier])).is_ok();
        });
        let head = layout.found()[Column::Multiplier].and_then(|it| table.heads.get(it));
        if !scale && head.is_some_and(|head| folded(head) == "scale") {
            layout.forget(Column::Multiplier);
            table.header = layout.header().clone();
        }
        table.found = layout.header().clone();
        self.head_table(table);
        begin(self.taker, table)?;
        // A column that may hold regions or units is looked at row by row.
        let mut unknown = Unknown::new(table, &layout, &recipe);
        rows.first(table, |row| unknown.look(row, self.taker));
        let in_blocks = match &layout {
            Layout::Long(_) if !recipe.changes_rows() && !unknown.is_suspicious() => {
                self.taker.take_blocks(table, rows)
            }
            _ => None,
        };
        let count = match in_blocks {
            Some(count) => count?,
            None => self.each_row(table, layout, |take| rows.each(table, take))?,
        };
        self.said().end(count);
        Ok(())
    }

    /// The header that was found; what is wrong with the line that looks most like one is said.
    pub fn top(&mut self, search: Search, file: &str) -> Option<Top> {
        let (heads, top, faults) = match search.end() {
            Ok(top) => (top.heads.clone(), Some(top), Vec::new()),
            Err((heads, faults)) => (heads, None, faults),
        };
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let own = self.following[self.current].begin(file, &heads).into_iter();
        let own: PlacedFaults =
            own.map(|(problem, _)| (problem, Place::whole_file(file))).collect();
        let top = top.filter(|_| own.is_empty());
        for (problem, place) in own.into_iter().chain(faults) {
            self.fault(problem, place);
        }
        top
    }

    /// Tells a table the columns of its records.
    pub fn head_table(&self, table: &mut Table) {
        if self.recipe().changes_rows() {
            table.header = self.following().header(table);
        }
    }

    /// Hands the taker every row that `rows` hands out; for how many rows of a long table they stand.
    pub fn each_row(
        &mut self,
        table: &Table,
        layout: Layout,
        rows: impl FnOnce(&mut dyn FnMut(&Row<'_>)) -> Result<(), FileFault>,
    ) -> Result<u64, FileFault> {
        let Self { taker, options, index, following, current } = self;
        let following = &mut following[*current];
        let recipe = Arc::clone(&following.recipe);
        let mut changed = Changed { following, taker: *taker };
        let taker: &mut dyn Taker =
            if recipe.changes_rows() { &mut changed } else { &mut *changed.taker };
        let (mut count, mut told) = (0, 0);
        let (mut lines, mut titles) = (Lines::default(), Search::default());
        let mut unknown = Unknown::new(table, &layout, &recipe);
        let mut part = Part::new(layout);
        let (mut later, mut fault): (Option<Rc<Table>>, _) = (None, None);
        rows(&mut |row| {
            let own = later.clone();
            let row = &Row { table: own.as_deref().unwrap_or(table), ..*row };
            let knows = |name: &str, unit: Option<&Unit>| taker.knows(name, unit);
            let known = Known { recipe: &recipe, indicator: &knows, refused: &|_| None };
            let place = |column| row.place(column);
            match lines.tell(row, &known) {
                Line::Row if fault.is_none() => {
                    unknown.look(row, taker);
                    count += part.take(taker, row);
                }
                Line::Row => {}
                Line::Remark => {
                    let cells: Vec<&str> = row.cells().collect();
                    titles.note_titles(&cells, &place, &knows);
                    taker.said().remark(|| place(None));
                }
                Line::Header if part.is_long() || recipe.changes_rows() => {
                    taker.said().fault(*index, DataProblem::SecondHeader, place(None));
                }
                Line::Header => {
                    let cells: Vec<&str> = row.cells().collect();
                    titles.look(&cells, &place, &known);
                    if let Ok(top) = std::mem::take(&mut titles).end() {
                        part.say_unit(taker, &table.name);
                        let mut next = row.table.clone();
                        let layout = next.understood(top, &Vec::new);
                        let other = Unknown::new(&next, &layout, &recipe);
                        std::mem::replace(&mut unknown, other).report(*index, taker);
                        part = Part::new(layout);
                        fault = fault.take().or(begin(taker, &next).err());
                        later = Some(Rc::new(next));
                    }
                }
            }
            // Each telling costs more than a row.
            if count - told >= TOLD_TOGETHER {
                options.rows_read.fetch_add(count - told, Ordering::Relaxed);
                told = count;
            }
        })?;
        unknown.report(*index, taker);
        part.say_unit(taker, &table.name);
        fault.map_or(Ok(count), Err)
    }
}

/// What there is to say of a table whose header was read.
pub fn begin(taker: &mut dyn Taker, table: &Table) -> Result<(), FileFault> {
    for Given { column, text, place } in &table.given {
        let (column, text) = (*column, text.clone());
        let problem = match column {
            Column::Unit => DataProblem::TableUnit { unit: text },
            other => DataProblem::TableTitle { column: other.word(), text },
        };
        taker.said().say(problem, Some(place.clone()));
    }
    for (problem, place) in &table.notes {
        taker.said().say(problem.clone(), Some(place.clone()));
    }
    if table.header[Column::Unit].is_none() && table.given(Column::Unit).is_none() {
        taker.said().note(DataProblem::NoUnitColumn, &table.name);
    }
    let place = Some(Place::whole_file(&table.name));
    taker.header(table).map_err(|problem| Box::new((*problem, place)))
}

/// A table on its way to the taker.
struct Part {
    layout: Layout,
    /// The cells of one figure of a wide table, used again for each.
    cells: ByteRecord,
    /// For each column of figures: was there one without a unit?
    without_unit: Vec<bool>,
}

impl Part {
    fn new(layout: Layout) -> Self {
        let figures = match &layout {
            Layout::Long(_) => 0,
            Layout::Wide(wide) => wide.figures.len(),
        };
        Self { layout, cells: ByteRecord::new(), without_unit: vec![false; figures] }
    }

    fn is_long(&self) -> bool {
        matches!(self.layout, Layout::Long(_))
    }

    /// Hands out the figures of one row; for how many rows of a long table it stands: none when it is empty.
    fn take(&mut self, taker: &mut dyn Taker, row: &Row<'_>) -> u64 {
        let Layout::Wide(wide) = &self.layout else {
            return u64::from(taker.take(&Record::of(*row)));
        };
        if row.cells().all(str::is_empty) {
            return 0;
        }
        if row.cell_count().is_none() && !wide.has_figures(row) {
            return 1;
        }
        for (figure, without_unit) in wide.figures.iter().zip(&mut self.without_unit) {
            let knows = |name: &str, unit: Option<&Unit>| taker.knows(name, unit);
            *without_unit |= !wide.take_apart(row, figure, &knows, &mut self.cells);
            let figure = Some((&**wide, figure));
            taker.take(&Record { row: *row, cells: &self.cells, figure });
        }
        wide.figures.len() as u64
    }

    /// Says that figures without a unit are taken in their indicator's.
    fn say_unit(&self, taker: &mut dyn Taker, file: &str) {
        let Layout::Wide(wide) = &self.layout else { return };
        if wide.found[Column::Unit].is_some() || !self.without_unit.contains(&true) {
            return;
        }
        let figures = wide.figures.iter().zip(&self.without_unit);
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
