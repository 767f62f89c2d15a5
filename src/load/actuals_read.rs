//! Reading the files of one run, each in its form: long CSV, wide CSV, or a sheet of a workbook.

use std::io::{Cursor, Read};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use csv::ByteRecord;

use crate::{
    actuals::printed_number::{Commas, is_number},
    diag::{DataProblem, Place},
    unit::Unit,
};

use super::{
    actuals_columns::Column,
    actuals_csv::{Input, Options},
    actuals_dimensions::Sieve,
    actuals_file::TextFile,
    actuals_heads::leading_period,
    actuals_layout::Layout,
    actuals_recipe::Following,
    actuals_said::Said,
    actuals_table::{Places, Record, Row, Table, Taker},
    actuals_top::{Known, Line, Lines, Search, Top, apart},
    actuals_unknown::{Brackets, Unknown},
    actuals_xlsx,
    encoding::{Faulty, FileFault, from_label},
    formats::{HEAD, is_workbook, other_format},
    text::decompressed,
};

/// Reads every input, one after the other.
pub fn read_all(taker: &mut dyn Taker, inputs: Vec<Input>, options: &Options) {
    let mut reading = Reading { taker, options, following: Following::default() };
    for input in inputs {
        if !Arc::ptr_eq(&reading.following.recipe, &input.recipe) {
            let next = Following::new(Arc::clone(&input.recipe));
            std::mem::replace(&mut reading.following, next).report(reading.said());
        }
        let name = input.name.clone();
        let line = Some(input.recipe.line).filter(|line| *line > 0);
        reading.said().begin(&name, line);
        if let Err(fault) = reading.file(input) {
            let place = fault.1.unwrap_or_else(|| Place::whole_file(&name));
            reading.said().fault(fault.0, place);
        }
    }
    std::mem::take(&mut reading.following).report(reading.said());
}

/// The reading of the files of one run.
pub struct Reading<'a> {
    pub taker: &'a mut dyn Taker,
    pub options: &'a Options,
    /// The recipe of the file being read, with what its files have of it; files of one recipe follow each other.
    pub following: Following,
}

/// Rows looked at before the others.
const FIRST: u8 = 100;

impl Reading<'_> {
    /// What is said of the files.
    pub fn said(&mut self) -> &mut Said {
        self.taker.said()
    }

    fn file(&mut self, mut input: Input) -> Result<(), FileFault> {
        input.reader = decompressed(input.reader)?;
        let mut start = Vec::new();
        let read = input.reader.by_ref().take(HEAD as u64).read_to_end(&mut start);
        let is_workbook = is_workbook(&start);
        let other = other_format(&start);
        // Why reading fails is told where it does.
        let fault = Faulty(read.err());
        input.reader = Box::new(Cursor::new(start).chain(fault).chain(input.reader));
        if is_workbook {
            return actuals_xlsx::read(self, input);
        }
        if let Some(problem) = other {
            return Err(problem.into());
        }
        if let Some(sheet) = input.sheet {
            return Err(DataProblem::SheetOfText { sheet }.into());
        }
        self.text(input)
    }

    /// Reads a file of text.
    fn text(&mut self, input: Input) -> Result<(), FileFault> {
        let recipe = Arc::clone(&input.recipe);
        let encoding = recipe.encoding.as_deref().and_then(from_label);
        let size = self.options.block_size;
        let mut search = Search::default();
        let index = self.said().file();
        let known = Known::of(&self.following, self.taker);
        let mut look = |cells: &[&str], place: Places<'_>| search.look(cells, place, &known);
        let file = TextFile::open(index, input, encoding, &mut look, size)?;
        let Some(mut file) = file else {
            let skip = recipe.skip.unwrap_or_default();
            return Err(DataProblem::EmptyFile { skip }.into());
        };
        let Some(top) = self.top(search, &file.table.name) else { return Ok(()) };
        file.say_encoding(self.said());
        let TextFile { table, rows, .. } = &mut file;
        table.understood(top, &self.following);
        if recipe.decimal.is_none() && matches!(table.delimiter, b';' | b'\t') {
            let figures: Vec<usize> = table.layout.figure_columns().collect();
            let proven = rows.commas(table, &figures);
            table.commas = proven.unwrap_or(table.commas);
            table.commas_open = proven.is_none();
        }
        begin(self.taker, table)?;
        // A column that may hold regions or units is looked at row by row.
        let mut unknown = Unknown::new(table, &self.following, self.taker.asks_for_years());
        let mut looked_at = 0;
        rows.first(table, |row| {
            unknown.look(row, &self.following, self.taker);
            looked_at += 1;
            unknown.is_open() && looked_at < FIRST
        });
        let Layout { is_apart, unknown: columns, header, .. } = &table.layout;
        let is_plain = !is_apart && !header.has_days() && columns.is_empty();
        // A proof may stand in a row that nobody asked for, at which blocks do not look.
        let in_blocks = is_plain && !table.commas_open && !unknown.is_suspicious();
        let in_blocks = in_blocks.then(|| self.taker.take_blocks(table, rows)).flatten();
        let count = if let Some(count) = in_blocks {
            count?
        } else {
            if table.commas_open {
                table.commas = Commas::Refused;
            }
            let table = &*table;
            self.each_row(table, |take| rows.each(table, take))?
        };
        self.said().end(count);
        Ok(())
    }

    /// The header that was found; what is wrong with the line that looks most like one is said.
    pub fn top(&mut self, search: Search, file: &str) -> Option<Top> {
        let ((heads, place, faults), top) = search.end();
        let place = place.unwrap_or_else(|| Place::whole_file(file));
        let own: Vec<_> = self
            .following
            .begin(file, &heads)
            .into_iter()
            .map(|problem| (problem, place.clone()))
            .collect();
        let top = top.filter(|_| own.is_empty());
        // What the recipe asks for and the file lacks tells more than what is wrong with its header.
        let mut faults = if own.is_empty() { faults } else { own };
        if top.is_none() && faults.is_empty() {
            faults.push((DataProblem::EmptyFile { skip: 0 }, place));
        }
        for (problem, place) in faults {
            self.said().fault(problem, place);
        }
        top
    }

    /// Hands the taker every row that `rows` hands out; for how many rows of a long table they stand.
    pub fn each_row(
        &mut self,
        table: &Table,
        rows: impl FnOnce(&mut dyn FnMut(&Row<'_>)) -> Result<(), FileFault>,
    ) -> Result<u64, FileFault> {
        let Self { taker, options, following } = self;
        let mut count = 0;
        let mut lines = Lines::default();
        let mut titles = Search::default();
        let mut unknown = Unknown::new(table, following, taker.asks_for_years());
        let mut brackets = Brackets::default();
        let mut part = Part::new(&table.layout);
        let mut later = Rc::new(table.clone());
        let mut fault = None;
        let mut in_block = table.layout.is_block;
        let mut sieve = Some(Sieve::new(*taker, Rc::clone(&later)));
        let read = rows(&mut |row| {
            let Some(open) = &mut sieve else { return };
            let taker = &mut *open.taker;
            if taker.said().conflict(row) {
                return;
            }
            let own = Rc::clone(&later);
            let keys = if own.joined > 0 { row.cell(0).matches(',').count() } else { 0 };
            let keys_apart: Option<ByteRecord> = (keys > 0 && keys == own.joined)
                .then(|| apart(row.cells(), keys).map(str::as_bytes).collect());
            let cells = keys_apart.as_ref().unwrap_or(row.cells);
            let row = &Row { table: &own, cells, ..*row };
            let place = |column| row.place(column);
            let cells = || -> Vec<&str> { row.cells().collect() };
            in_block = in_block && Layout::is_between(&cells(), own.commas);
            if in_block {
                let mut next = (*own).clone();
                next.layout.say(&cells(), &place);
                later = Rc::new(next);
                open.table = Rc::clone(&later);
                return;
            }
            let line = lines.tell(row, &Known::of(following, taker));
            let known = Known::of(following, taker);
            let another = match &line {
                Line::Row => false,
                Line::Remark => {
                    titles.note_titles(&cells(), &place, &known);
                    taker.said().remark(|| place(None));
                    open.remark(row.cell(0));
                    return;
                }
                Line::Header if own.layout.has_names_in_heads().is_none() => {
                    taker.said().fault(DataProblem::SecondHeader, place(None));
                    return;
                }
                Line::Header => titles.look(&cells(), &place, &known),
                Line::Half(heads) => {
                    titles = Search::of(&row.table.titles);
                    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
                    titles.look(&heads, &place, &known)
                }
            };
            if another && let (_, Some(top)) = std::mem::take(&mut titles).end() {
                // The rows of the table above are judged by themselves.
                let Some(taker) = sieve.take().map(|it| it.finish(!unknown.is_fault())) else {
                    return;
                };
                part.say(taker, following, row.table);
                let mut next = row.table.clone();
                next.understood(top, following);
                let other = Unknown::new(&next, following, taker.asks_for_years());
                std::mem::replace(&mut unknown, other).report(taker);
                part = Part::new(&next.layout);
                in_block = next.layout.is_block;
                fault = fault.take().or(begin(taker, &next).err());
                later = Rc::new(next);
                sieve = Some(Sieve::new(taker, Rc::clone(&later)));
            } else if keys != own.joined && !row.is_blank() {
                let expected = own.header().cells;
                let found = row.cells.len() + keys;
                taker.said().fault(DataProblem::CellCount { expected, found }, place(None));
            } else if fault.is_none() {
                unknown.look(row, following, taker);
                if let Some((column, problem)) = brackets.note(row, following, taker) {
                    taker.said().fault(problem, place(Some(column)));
                }
                let rows = part.take(open, following, row);
                options.rows_read.fetch_add(rows, Ordering::Relaxed);
                count += rows;
            }
        });
        let sieve = sieve.map(|sieve| sieve.finish(!unknown.is_fault()));
        read?;
        if let Some(taker) = sieve {
            unknown.report(taker);
            part.say(taker, following, &later);
        }
        fault.map_or(Ok(count), Err)
    }
}

/// What there is to say of a table whose header was read.
pub fn begin(taker: &mut dyn Taker, table: &Table) -> Result<(), FileFault> {
    for (column, text, place) in &table.says {
        let column = *column;
        let text = text.clone();
        let problem = match column {
            Column::Unit => DataProblem::TableUnit { unit: text },
            other => DataProblem::TableTitle { column: other.word(), text },
        };
        taker.said().say(problem, Some(place.clone()));
    }
    if table.header()[Column::Unit].is_none() {
        taker.said().note(DataProblem::NoUnitColumn, &table.name);
    }
    let place = Some(Place::whole_file(&table.name));
    taker.header(table).map_err(|problem| FileFault(problem, place))
}

/// A table on its way to the taker.
struct Part {
    /// The cells of one figure of a row that is taken apart, used again for each.
    cells: ByteRecord,
    /// For each column of figures: was there one without a unit?
    without_unit: Vec<bool>,
    /// For each column that is unknown by name: was there a number?
    numbers: Vec<bool>,
}

impl Part {
    fn new(layout: &Layout) -> Self {
        let columns = [layout.figures.len(), layout.unknown.len()];
        let [without_unit, numbers] = columns.map(|columns| vec![false; columns]);
        Self { cells: ByteRecord::new(), without_unit, numbers }
    }

    /// Hands out the figures of one row; for how many rows of a long table it stands: none when it is empty.
    fn take(&mut self, sieve: &mut Sieve<'_>, following: &mut Following, row: &Row<'_>) -> u64 {
        let layout = &row.table.layout;
        if !layout.is_apart {
            return u64::from(sieve.take(&Record::of(*row)));
        }
        if row.cells().all(str::is_empty) {
            return 0;
        }
        let count = layout.figures.len() as u64;
        if !following.chooses(row) {
            return count;
        }
        for ((column, _), number) in layout.unknown.iter().zip(&mut self.numbers) {
            *number = *number || is_number(row.cell(*column), row.table.commas);
        }
        // A row without a figure is a remark, or a line between groups.
        let is_blank = || layout.figure_columns().all(|column| row.cell(column).is_empty());
        if row.cell_count().is_none() && is_blank() {
            return 1;
        }
        for (figure, without_unit) in layout.figures.iter().zip(&mut self.without_unit) {
            let knows = |name: &str, unit: Option<&Unit>| following.knows(name, unit, sieve.taker);
            let (mut cells, signs) = layout.take_apart(row, figure, &knows);
            let place = |column| layout.place(row, figure, Some(column));
            if !following.change(&mut cells, row, &place, sieve.taker.said()) {
                continue;
            }
            let [value, unit] = [Column::Value, Column::Unit].map(|it| &cells[it as usize]);
            *without_unit |= unit.is_empty() && !value.is_empty() && !value.ends_with(['%', '％']);
            self.cells.clear();
            self.cells.extend(cells.iter().map(|cell| cell.as_bytes()));
            let figure = Some(figure);
            sieve.take(&Record { row: *row, cells: &self.cells, figure, signs: &signs });
        }
        count
    }

    /// Says what there is to say of a table that is at its end: which heads have a mark, which columns of numbers are not read,
    /// and which figures without a unit are taken in their indicator's.
    fn say(&self, taker: &mut dyn Taker, following: &Following, table: &Table) {
        let layout = &table.layout;
        let growth = layout.growth().filter_map(|column| table.cells.get(column).cloned());
        let is_figure = |column: usize| layout.figure_columns().any(|figure| figure == column);
        let numbers = layout.unknown.iter().zip(&self.numbers);
        let passed = numbers.filter(|((column, head), number)| {
            let is_wide = layout.has_names_in_heads().is_some();
            is_wide && **number && !head.is_empty() && !is_figure(*column)
        });
        let (periods, others): (Vec<String>, Vec<String>) = passed
            .map(|((_, head), _)| head.clone())
            .partition(|head| leading_period(head).is_some());
        self.say_unit(taker, following, table);
        let [growth, marked]: [Vec<String>; 2] =
            [growth.collect(), layout.marked_periods().collect()];
        for (count, problem) in [
            (growth.len(), DataProblem::GrowthHeads { heads: growth }),
            (marked.len(), DataProblem::MarkedHeads { periods: marked }),
            (periods.len(), DataProblem::PeriodHeads { heads: periods }),
            (others.len(), DataProblem::OtherHeads { heads: others }),
        ] {
            if count > 0 {
                taker.said().note(problem, &table.name);
            }
        }
    }

    /// Says that figures without a unit are taken in their indicator's.
    fn say_unit(&self, taker: &mut dyn Taker, following: &Following, table: &Table) {
        let layout = &table.layout;
        if layout.found[Column::Unit].is_some() || !self.without_unit.contains(&true) {
            return;
        }
        let figures = layout.figures.iter().zip(&self.without_unit);
        let names: Option<Vec<String>> = figures
            .filter(|(figure, without)| {
                let asked = |name| taker.asks_for(following.indicator(name));
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
        taker.said().note(problem, &table.name);
    }
}
