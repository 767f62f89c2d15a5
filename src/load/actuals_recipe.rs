//! Following a recipe: which rows of a file are read, and what is made of their cells.
//!
//! Long tables whose rows are changed by their recipe or their titles are taken apart as wide ones are (`actuals_layout`); all
//! others reach their taker as they are.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::{
    actuals::matching::NearNames,
    calendar::some_period,
    diag::{DataProblem, Place},
    period::Period,
    plan::{
        normalised_name,
        recipe::{Column, FROM_NAME, Recipe},
    },
    unit::Unit,
};

use super::{
    actuals_columns::{cells_of, is_head, meaning_of},
    actuals_layout::{Cells, Layout},
    actuals_said::Said,
    actuals_table::{Row, Taker, Title},
};

/// Heads, or other values of a chosen column, remembered to find the one that was meant.
const MAX_SEEN: usize = 1000;

/// A recipe and what the files that it is for have of it.
#[derive(Default)]
pub struct Following {
    pub recipe: Arc<Recipe>,
    /// The first file with a header.
    file: Option<String>,
    /// The heads of all headers.
    heads: Vec<String>,
    choices: Vec<Choice>,
    /// Columns of regions and of units in the table being read: the code of a label may stand beside it.
    codes: Vec<(Column, usize)>,
    /// Has any row been read?
    any: bool,
    /// The release date in the name of the file being read.
    of_name: Option<String>,
    /// Which of the codes and spellings occurred, by key.
    used: BTreeSet<(&'static str, usize)>,
}

/// A column by which rows are chosen.
struct Choice {
    head: String,
    /// Any of these.
    values: Vec<String>,
    /// Where it stands in the table being read.
    cells: Vec<usize>,
    fits: bool,
    /// Some of its other values.
    seen: Vec<String>,
}

impl Choice {
    /// Does the column have one of the values, as its code or its label?
    fn takes(&mut self, row: &Row<'_>) -> bool {
        let cells = || self.cells.iter().map(|cell| row.cell(*cell));
        let fits = self.values.iter().any(|value| match value.as_str() {
            "" => cells().all(str::is_empty),
            value => cells().any(|cell| parts(cell).contains(&value)),
        });
        if !fits {
            let cell = cells().next().filter(|cell| !cell.is_empty()).unwrap_or("\"\"");
            remember(&mut self.seen, cell);
        }
        self.fits |= fits;
        fits
    }
}

/// The texts that a recipe puts in the place of others: the key, the columns, and each with the other.
type Renames<'a> = (&'static str, &'static [Column], &'a [(String, String)]);

fn renames(recipe: &Recipe) -> [Renames<'_>; 3] {
    [
        ("regions", &[Column::Region], &recipe.regions),
        ("indicators", &Column::NAMES, &recipe.indicators),
        ("units", &[Column::Unit], &recipe.units),
    ]
}

impl Following {
    pub fn new(recipe: Arc<Recipe>) -> Self {
        let choices = recipe.filter.chunk_by(|one, next| one.0 == next.0).map(|values| Choice {
            head: values[0].0.clone(),
            values: values.iter().map(|(_, value)| value.clone()).collect(),
            cells: Vec::new(),
            fits: false,
            seen: Vec::new(),
        });
        Self { choices: choices.collect(), recipe, ..Self::default() }
    }

    /// A table with these heads is read next.
    ///
    /// Errors: columns by which rows are to be chosen, and which it lacks.
    pub fn begin(&mut self, file: &str, heads: &[String]) -> Vec<DataProblem> {
        self.file.get_or_insert_with(|| file.to_owned());
        for head in heads {
            remember(&mut self.heads, head);
        }
        self.of_name = date_in(file);
        let codes = heads.iter().enumerate().filter_map(|(at, head)| match meaning_of(head)?.0 {
            Column::Region | Column::RegionCode => Some((Column::Region, at)),
            Column::Unit => Some((Column::Unit, at)),
            _ => None,
        });
        self.codes = codes.collect();
        let mut faults = Vec::new();
        if self.recipe.sets(Column::Published) == Some(FROM_NAME) && self.of_name.is_none() {
            faults.push(DataProblem::NoDateInName);
        }
        for Choice { head, cells, .. } in &mut self.choices {
            // A label stands beside its code under the same head.
            *cells = (0..heads.len()).filter(|cell| is_head(head, &heads[*cell])).collect();
            if cells.is_empty() {
                faults.push(unknown("where", head, heads));
            }
        }
        faults
    }

    /// The columns of the table by which rows are chosen.
    pub fn chosen_columns(&self) -> impl Iterator<Item = usize> {
        self.choices.iter().flat_map(|choice| choice.cells.iter().copied())
    }

    /// The form of a table whose rows are taken apart if something is said of all of them, or changed in them.
    pub fn layout(&self, mut layout: Layout, titles: &[Title]) -> Layout {
        if !layout.is_apart && (self.recipe.changes_rows() || !titles.is_empty()) {
            layout = layout.apart();
        }
        for (column, _) in &self.recipe.set {
            layout.header[*column] = Some(*column as usize);
        }
        layout
    }

    /// The name that stands in the place of an indicator's.
    pub fn indicator<'a>(&'a self, name: &'a str) -> &'a str {
        renamed(&self.recipe.indicators, name).map_or(name, |(_, name)| name)
    }

    /// The name that stands in the place of a region's.
    pub fn region<'a>(&'a self, name: &'a str) -> &'a str {
        renamed(&self.recipe.regions, name).map_or(name, |(_, name)| name)
    }

    /// Is this the name of an indicator that is asked for, or made one?
    pub fn knows(&self, name: &str, unit: Option<&Unit>, taker: &dyn Taker) -> bool {
        let renamed = self.indicator(name);
        renamed != name && unit.is_none() || taker.knows(renamed, unit)
    }

    /// Is it a row that is to be read? One with more or fewer cells than the header is: what it says is uncertain.
    pub fn chooses(&mut self, row: &Row<'_>) -> bool {
        let chosen = self.choices.iter_mut().all(|choice| choice.takes(row));
        self.any |= chosen;
        chosen || row.cell_count().is_some()
    }

    /// Makes of the cells of a figure what is to be read; `false` if one of them contradicts what is set, which is said.
    pub fn change(
        &mut self,
        cells: &mut Cells<'_>,
        row: &Row<'_>,
        place: &dyn Fn(Column) -> Place,
        said: &mut Said,
    ) -> bool {
        let recipe = Arc::clone(&self.recipe);
        let value = Column::Value as usize;
        if recipe.missing.iter().any(|mark| *mark == cells[value]) {
            cells[value] = "".into();
        }
        for (key, columns, names) in renames(&recipe) {
            for column in columns {
                let cell = &mut cells[*column as usize];
                let mut codes = self
                    .codes
                    .iter()
                    .filter(|(of, _)| of == column)
                    .map(|(_, code)| row.cell(*code));
                let by_code = || codes.find_map(|code| renamed(names, code));
                if let Some((index, name)) = renamed(names, cell).or_else(by_code) {
                    self.used.insert((key, index));
                    *cell = name.to_owned().into();
                }
            }
        }
        for (column, text) in &recipe.set {
            let text = self.of_name.as_ref().filter(|_| text == FROM_NAME).unwrap_or(text);
            if let Err((column, cell)) = set(*column, text, cells) {
                let name = column.word();
                let text = text.clone();
                said.fault(DataProblem::SetAgainstCell { column: name, cell, text }, place(column));
                return false;
            }
        }
        if let Some(calendar) = recipe.calendar() {
            let cell = &mut cells[Column::Period as usize];
            match calendar.of_source(cell) {
                Ok(None) => {}
                Ok(Some(period)) => *cell = period.into(),
                Err(unread) => {
                    let problem = DataProblem::unread_period(cell, unread);
                    said.fault(problem, place(Column::Period));
                    return false;
                }
            }
        }
        for (column, text, _) in &row.table.says {
            // What a column says goes first.
            let _ = set(*column, text, cells);
        }
        true
    }

    /// Says what of the recipe fits nothing in all of its files.
    pub fn report(self, said: &mut Said) {
        let Some(file) = self.file else { return };
        let mut fault = |problem| said.faults.add(0, || (problem, Some(Place::whole_file(&file))));
        for (column, header) in &self.recipe.columns {
            if cells_of(header, &self.heads).is_empty() {
                fault(unknown(column.word(), header, &self.heads));
            }
        }
        // Of the rows that the columns before choose none has a value of this one.
        let none = self
            .choices
            .into_iter()
            .enumerate()
            .find(|(_, choice)| !choice.fits && !choice.seen.is_empty());
        if let Some((before, Choice { head, values, seen, .. })) = none {
            let near = values.iter().find_map(|value| nearest(value, &seen));
            let among = before > 0;
            fault(DataProblem::NoSuchRow { among, column: head, values, nearest: near, seen });
        }
        for (key, _, names) in renames(&self.recipe).into_iter().filter(|_| self.any) {
            let unused: Vec<String> = (0..)
                .zip(names)
                .filter(|(index, _)| !self.used.contains(&(key, *index)))
                .map(|(_, (code, _))| code.clone())
                .collect();
            if !unused.is_empty() {
                said.note(DataProblem::UnusedEntries { key, unused }, &file);
            }
        }
    }
}

/// Remembers a text that is there.
fn remember(seen: &mut Vec<String>, text: &str) {
    if seen.len() < MAX_SEEN && !seen.iter().any(|known| known == text) {
        seen.push(text.to_owned());
    }
}

/// A head of the recipe is none of the table.
fn unknown(column: &'static str, header: &str, heads: &[String]) -> DataProblem {
    let nearest = nearest(header, heads);
    DataProblem::UnknownHeader { column, header: header.to_owned(), nearest }
}

/// The text that was meant.
fn nearest<T: AsRef<str>>(text: &str, known: &[T]) -> Option<String> {
    NearNames::among(known.iter().map(AsRef::as_ref)).nearest(text).map(str::to_owned)
}

/// The only day in the name of a file, or else the only month: 2025-09-29, 20250929, 2025-09.
fn date_in(file: &str) -> Option<String> {
    let runs =
        file.rsplit(['/', '\\']).next()?.split(|sign: char| !sign.is_ascii_digit() && sign != '-');
    let dates = runs.map(|run| run.trim_matches('-')).map(|run| {
        let day = NaiveDate::parse_from_str(run, "%Y%m%d");
        day.map_or_else(|_| run.to_owned(), |day| day.to_string())
    });
    let mut dates: Vec<String> = dates.filter(|date| Column::Published.takes(date)).collect();
    dates.sort_by_key(|date| Reverse(date.len()));
    dates.dedup();
    let only = dates.iter().skip(1).all(|other| other.len() < dates[0].len());
    dates.into_iter().next().filter(|_| only)
}

/// What a cell says: all of it, and the code and the label of which it consists (`M: Monthly`).
fn parts(cell: &str) -> [&str; 3] {
    let (code, label) = cell.split_once(": ").unwrap_or((cell, cell));
    [cell, code, label]
}

/// The text that stands in the place of a cell, with its index.
pub fn renamed<'a>(renames: &'a [(String, String)], cell: &str) -> Option<(usize, &'a str)> {
    let (index, (_, text)) =
        renames.iter().enumerate().find(|(_, (code, _))| parts(cell).contains(&code.as_str()))?;
    Some((index, text))
}

/// Sets a column where its cell is blank.
///
/// Errors: the column, and the cell that says something else.
fn set(column: Column, text: &str, cells: &mut Cells<'_>) -> Result<(), (Column, String)> {
    let target = match column {
        Column::Year => Column::Period,
        Column::Indicator => Column::NAMES
            .into_iter()
            .find(|name| !cells[*name as usize].is_empty())
            .unwrap_or(column),
        column => column,
    };
    let cell = &mut cells[target as usize];
    if cell.is_empty() {
        *cell = text.to_owned().into();
        return Ok(());
    }
    let agrees = match column {
        Column::Year => {
            // 1-9月 of a table that says the year elsewhere.
            let all = [cell.to_string(), format!("{text}年{cell}"), format!("{text}{cell}")];
            let dated = all.into_iter().find_map(|it| Some((Period::parse(&it)?, it)));
            dated.is_some_and(|(period, dated)| {
                *cell = dated.into();
                Period::parse(text).is_some_and(|year| {
                    year.first().year() == period.first().year()
                        && year.last().year() == period.last().year()
                })
            })
        }
        Column::Period => some_period(cell) == some_period(text),
        // Rows with a date of their own keep it.
        Column::Published => true,
        Column::Unit => Unit::parse(cell) == Unit::parse(text),
        _ => normalised_name(cell) == normalised_name(text),
    };
    if agrees { Ok(()) } else { Err((target, cell.to_string())) }
}

#[cfg(test)]
#[path = "actuals_recipe_tests.rs"]
mod tests;
