//! Following a recipe: which rows of a file are read, and what is made of their cells.
//!
//! Only tables whose recipe changes rows go through here; all others reach their taker as they are.

use std::borrow::Cow;
use std::sync::Arc;

use csv::ByteRecord;

use crate::actuals::matching::NearNames;
use crate::diag::{DataProblem, Place};
use crate::period::Period;
use crate::plan::normalised_name;
use crate::plan::recipe::{Column, FROM_NAME, Recipe};
use crate::unit::Unit;

use super::actuals_columns::{HEADS, cells_of, folded};
use super::actuals_header::{Header, HeaderFault};
use super::actuals_said::Said;
use super::actuals_table::{Record, Row, Table, Taker};

/// Heads remembered to find the one that was meant.
const MAX_HEADS: usize = 1000;

/// Other values of a chosen column remembered, to show what there is.
const MAX_SEEN: usize = 100;

/// A recipe and what the files that it is for have of it.
pub struct Following {
    pub recipe: Arc<Recipe>,
    /// The first file with a header.
    file: Option<String>,
    /// The heads of all headers.
    heads: Vec<String>,
    choices: Vec<Choice>,
    /// Rows, and those among them that are read.
    rows: u64,
    chosen: u64,
    /// The columns of the table being read of which a cell was found to contradict what is set.
    contradicted: Vec<Column>,
    /// The release date in the name of the file being read.
    of_name: Option<String>,
    /// Which of the codes and spellings occurred: of regions, indicators, units.
    used: [Vec<bool>; 3],
    cells: ByteRecord,
}

/// A column by which rows are chosen.
#[derive(Default)]
struct Choice {
    /// Where it stands in the table being read.
    cells: Vec<usize>,
    fits: bool,
    /// Some of its other values.
    seen: Vec<String>,
}

impl Following {
    pub fn new(recipe: Arc<Recipe>) -> Self {
        let Recipe { filter, regions, indicators, units, .. } = &*recipe;
        let unused = [regions, indicators, units].map(|renames| vec![false; renames.len()]);
        Self {
            choices: filter.iter().map(|_| Choice::default()).collect(),
            used: unused,
            recipe,
            file: None,
            heads: Vec::new(),
            rows: 0,
            chosen: 0,
            contradicted: Vec::new(),
            of_name: None,
            cells: ByteRecord::new(),
        }
    }

    /// A table with these heads is read next.
    ///
    /// Errors: columns by which rows are to be chosen, and which it lacks.
    pub fn begin(&mut self, file: &str, heads: &[&str]) -> Vec<HeaderFault> {
        self.file.get_or_insert_with(|| file.to_owned());
        for head in heads {
            if self.heads.len() < MAX_HEADS && !self.heads.iter().any(|known| known == head) {
                self.heads.push((*head).to_owned());
            }
        }
        self.contradicted.clear();
        self.of_name = date_in(file);
        let mut faults = Vec::new();
        if self.recipe.sets(Column::Published) == Some(FROM_NAME) && self.of_name.is_none() {
            faults.push((DataProblem::NoDateInName, None));
        }
        for ((head, _), choice) in self.recipe.filter.iter().zip(&mut self.choices) {
            choice.cells = cells_of(head, heads);
            // A label stands beside its code under the same head.
            let twins = (0..heads.len()).filter(|cell| folded(heads[*cell]) == folded(head));
            let twins: Vec<usize> = twins.filter(|cell| !choice.cells.contains(cell)).collect();
            choice.cells.extend(twins);
            if choice.cells.is_empty() {
                let near = NearNames::among(heads.iter().copied());
                let problem = DataProblem::NoChosenColumn {
                    column: head.clone(),
                    nearest: near.nearest(head).map(str::to_owned),
                };
                faults.push((problem, None));
            }
        }
        faults
    }

    /// The columns of the table by which rows are chosen.
    pub fn chosen_columns(&self) -> impl Iterator<Item = usize> {
        self.choices.iter().flat_map(|choice| choice.cells.iter().copied())
    }

    /// The header of the records that are made of a table's: a cell for each column there is, in their order.
    pub fn header(&self, table: &Table) -> Header {
        let mut header = table.found.clone();
        for (cell, (column, ..)) in HEADS.iter().enumerate() {
            let year = *column == Column::Period && self.recipe.sets(Column::Year).is_some();
            let given = self.recipe.sets(*column).is_some() || table.given(*column).is_some();
            let there = header[*column].is_some() || given || year;
            header[*column] = there.then_some(cell);
        }
        header
    }

    /// The name that stands in the place of an indicator's.
    pub fn indicator<'a>(&'a self, name: &'a str) -> &'a str {
        renamed(&self.recipe.indicators, name).map_or(name, |(_, name)| name)
    }

    /// Is it a row that is to be read? One with more or fewer cells than the header is: what it says is uncertain.
    fn chooses(&mut self, row: &Row<'_>) -> bool {
        let mut chosen = true;
        for ((_, values), choice) in self.recipe.filter.iter().zip(&mut self.choices) {
            let cells = || choice.cells.iter().map(|cell| row.cell(Some(*cell)));
            let says = |value: &String| match value.as_str() {
                "" => cells().all(str::is_empty),
                value => cells().any(|cell| parts(cell).contains(&value)),
            };
            let fits = values.iter().any(says);
            if !fits && choice.seen.len() < MAX_SEEN {
                let cell = cells().next().unwrap_or_default();
                if !cell.is_empty() && !choice.seen.iter().any(|seen| seen == cell) {
                    choice.seen.push(cell.to_owned());
                }
            }
            choice.fits |= fits;
            chosen &= fits;
        }
        self.rows += 1;
        self.chosen += u64::from(chosen);
        chosen || row.cell_count().is_some()
    }

    /// Hands out what is made of a record, if it is to be read.
    fn take(&mut self, record: &Record<'_>, taker: &mut dyn Taker) -> bool {
        let row = &record.row;
        if row.is_blank() {
            return false;
        }
        if !self.chooses(row) {
            return true;
        }
        let recipe = Arc::clone(&self.recipe);
        // The cells of a long table stand where its rows have them, those of a wide one are in order already.
        let mut cells = HEADS.map(|(column, _)| {
            let found = row.table.found[column];
            Cow::Borrowed(match (record.figure, found) {
                (None, Some(_)) => row.cell(found),
                (None, None) => row.table.given(column).map_or("", |given| &given.text),
                (Some(_), _) => record.cell(column),
            })
        });
        let value = Column::Value as usize;
        if recipe.missing.iter().any(|mark| *mark == cells[value]) {
            cells[value] = "".into();
        }
        let renames = [
            (&recipe.regions, &[Column::Region][..]),
            (&recipe.indicators, &Column::NAMES),
            (&recipe.units, &[Column::Unit]),
        ];
        for ((renames, columns), used) in renames.into_iter().zip(&mut self.used) {
            for column in columns {
                let cell = &mut cells[*column as usize];
                if let Some((index, name)) = renamed(renames, cell) {
                    used[index] = true;
                    *cell = name.into();
                }
            }
        }
        // What is set makes no figure of a remark below the table.
        if !cells[value].is_empty() {
            for (column, text) in &recipe.set {
                let of_name = self.of_name.as_ref().filter(|_| text == FROM_NAME);
                let text = of_name.unwrap_or(text);
                if let Err((column, cell)) = set(*column, text, &mut cells) {
                    if !self.contradicted.contains(&column) {
                        self.contradicted.push(column);
                        let (place, text) = (record.place(Some(column)), text.clone());
                        let column = column.word();
                        let problem = DataProblem::SetAgainstCell { column, cell, text };
                        taker.said().fault(record.file(), problem, place);
                    }
                    return true;
                }
            }
        } else if !recipe.set.is_empty()
            && [Column::Region, Column::Indicator].iter().any(|it| cells[*it as usize].is_empty())
        {
            return true;
        }
        self.cells.clear();
        for cell in &cells {
            self.cells.push_field(cell.as_bytes());
        }
        taker.take(&Record { cells: &self.cells, ..*record })
    }

    /// Says what of the recipe fits nothing in all of its files.
    pub fn report(&self, said: &mut Said) {
        let Some(file) = &self.file else { return };
        let mut fault = |problem| said.fault(0, problem, Place::whole_file(file));
        for (column, header) in &self.recipe.columns {
            let heads: Vec<&str> = self.heads.iter().map(String::as_str).collect();
            if cells_of(header, &heads).is_empty() {
                let near = NearNames::among(heads.iter().copied());
                let nearest = near.nearest(header).map(str::to_owned);
                let (column, header) = (column.word(), header.clone());
                fault(DataProblem::UnknownHeader { column, header, nearest });
            }
        }
        if self.rows > 0 && self.chosen == 0 {
            let chosen = self.recipe.filter.iter().zip(&self.choices);
            let without: Vec<_> = chosen.filter(|(_, choice)| !choice.fits).collect();
            for ((column, values), Choice { seen, .. }) in &without {
                let near = NearNames::among(seen.iter().map(String::as_str));
                let nearest = values.iter().find_map(|value| near.nearest(value));
                fault(DataProblem::NoSuchRow {
                    column: column.clone(),
                    values: values.clone(),
                    nearest: nearest.map(str::to_owned),
                    seen: seen.clone(),
                });
            }
            if without.is_empty() {
                let columns = self.recipe.filter.iter().map(|(column, _)| column.clone());
                fault(DataProblem::NoRowOfAll { columns: columns.collect() });
            }
        }
        let Recipe { regions, indicators, units, .. } = &*self.recipe;
        let renames =
            [("regions", regions), ("indicators", indicators), ("units", units)].into_iter();
        for ((key, renames), used) in renames.zip(&self.used) {
            let unused = renames.iter().zip(used).filter(|(_, used)| !**used);
            let unused: Vec<String> = unused.map(|((code, _), _)| code.clone()).collect();
            if self.rows > 0 && !unused.is_empty() {
                said.note(DataProblem::UnusedEntries { key, unused }, file);
            }
        }
    }
}

/// The only day in the name of a file, or else the only month: 2025-09-29, 20250929, 2025-09.
fn date_in(file: &str) -> Option<String> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_digit = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let found = |length: usize| {
        let starts = (0..name.len()).filter(move |at| !at.checked_sub(1).is_some_and(is_digit));
        let all = starts.filter(move |at| !is_digit(at + length));
        let mut dates: Vec<String> = all
            .filter_map(|at| {
                let text = name.get(at..at + length)?;
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                let text = match (length, digits) {
                    (8, 8) => format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]),
                    (10, 8) | (7, 6) => text.to_owned(),
                    _ => return None,
                };
                Period::parse(&text).filter(|it| it.months() == 1).map(|_| text)
            })
            .collect();
        dates.dedup();
        dates
    };
    match [found(10), found(8)].concat().as_slice() {
        [day] => Some(day.clone()),
        [] => <[String; 1]>::try_from(found(7)).ok().map(|[month]| month),
        _ => None,
    }
}

/// What a cell says: all of it, and the code and the label of which it consists (`M: Monthly`).
fn parts(cell: &str) -> [&str; 3] {
    let (code, label) = cell.split_once(": ").unwrap_or((cell, cell));
    [cell, code, label]
}

/// The text that stands in the place of a cell, with its index.
fn renamed<'a>(renames: &'a [(String, String)], cell: &str) -> Option<(usize, &'a str)> {
    let mut all = renames.iter().enumerate();
    let (index, (_, text)) = all.find(|(_, (code, _))| parts(cell).contains(&code.as_str()))?;
    Some((index, text))
}

/// Sets a column where its cell is blank.
///
/// Errors: the column, and the cell that says something else.
fn set<'a>(
    column: Column,
    text: &'a str,
    cells: &mut [Cow<'a, str>; HEADS.len()],
) -> Result<(), (Column, String)> {
    let target = match column {
        Column::Year => Column::Period,
        Column::Indicator => {
            let mut names = Column::NAMES.into_iter();
            let filled = names.find(|name| !cells[*name as usize].is_empty());
            filled.unwrap_or(column)
        }
        column => column,
    };
    let cell = &mut cells[target as usize];
    if cell.is_empty() {
        *cell = text.into();
        return Ok(());
    }
    let agrees = match column {
        Column::Year => match Period::parse(cell) {
            Some(period) => Period::parse(text).is_some_and(|year| year.years().eq(period.years())),
            // 1-9月 of a table that says the year elsewhere.
            None => {
                let within = [format!("{text}年{cell}"), format!("{text}{cell}")];
                let known = within.into_iter().find(|it| Period::parse(it).is_some());
                known.is_some_and(|period| {
                    *cell = period.into();
                    true
                })
            }
        },
        Column::Period => Period::parse(cell) == Period::parse(text),
        // Rows with a date of their own keep it.
        Column::Published => true,
        Column::Unit => Unit::parse(cell) == Unit::parse(text),
        _ => normalised_name(cell) == normalised_name(text),
    };
    if agrees { Ok(()) } else { Err((target, cell.to_string())) }
}

/// A taker of the records that a recipe makes.
pub struct Changed<'a> {
    pub following: &'a mut Following,
    pub taker: &'a mut dyn Taker,
}

impl Taker for Changed<'_> {
    fn knows(&self, name: &str, unit: Option<&Unit>) -> bool {
        let renamed = self.following.indicator(name);
        renamed != name && unit.is_none() || self.taker.knows(renamed, unit)
    }

    fn is_region(&self, text: &str) -> Option<bool> {
        self.taker.is_region(text)
    }

    fn is_in(&self, name: &str, unit: &Unit) -> bool {
        self.taker.is_in(self.following.indicator(name), unit)
    }

    fn asks_for(&self, name: &str) -> bool {
        self.taker.asks_for(self.following.indicator(name))
    }

    fn said(&mut self) -> &mut Said {
        self.taker.said()
    }

    fn header(&mut self, table: &Table) -> Result<(), Box<DataProblem>> {
        self.taker.header(table)
    }

    fn take(&mut self, record: &Record<'_>) -> bool {
        self.following.take(record, self.taker)
    }
}

#[cfg(test)]
#[path = "actuals_recipe_tests.rs"]
mod tests;
