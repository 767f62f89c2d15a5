//! The rows of a sheet: the texts of their cells, merged ones filled in.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Xlsx, XlsxCellReader, XlsxError, XlsxFormulaMetadata};

use crate::actuals::printed_number::Commas;
use crate::diag::{DataProblem, Place};

use super::actuals_cells::{Form, forms, one_line, text_of};
use super::actuals_file::FileFault;
use super::text::small;

/// A workbook in memory.
pub type Book = Xlsx<Cursor<Vec<u8>>>;

/// The formulas of a sheet, by row and column from 0.
#[derive(Default)]
pub struct Formulas {
    /// Those without a saved result: programs write formulas that they do not compute.
    pub unsaved: BTreeMap<(u32, u32), String>,
    /// The others: do they hold 0?
    saved: Vec<((u32, u32), bool)>,
}

impl Formulas {
    /// As far as they can be read.
    pub fn of(book: &mut Book, sheet: &str) -> Self {
        let mut all = Self::default();
        let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { return all };
        while let Ok(Some(cell)) = cells.next_cell_with_formula_metadata() {
            let text = match cell.formula {
                None => continue,
                Some(
                    XlsxFormulaMetadata::Normal { formula }
                    | XlsxFormulaMetadata::Shared { formula, .. },
                ) => formula,
                Some(_) => "…".to_owned(),
            };
            if cell.value == DataRef::Empty {
                all.unsaved.insert(cell.pos, format!("={}", one_line(&text)));
            } else {
                let is_zero = [DataRef::Int(0), DataRef::Float(0.0)].contains(&cell.value);
                all.saved.push((cell.pos, is_zero));
            }
        }
        all
    }

    /// Does every formula in these columns below a row hold 0, as it does before it is computed?
    pub fn hold_zero(&self, columns: &[usize], below: u32) -> bool {
        let figures = self
            .saved
            .iter()
            .filter(|((row, column), _)| *row >= below && columns.contains(&(*column as usize)));
        let mut figures = figures.peekable();
        figures.peek().is_some() && figures.all(|(_, is_zero)| *is_zero)
    }
}

/// The rows of a sheet, one after the other.
pub struct Rows<'a> {
    name: String,
    cells: XlsxCellReader<'a, Cursor<Vec<u8>>>,
    forms: Vec<Form>,
    formulas: &'a Formulas,
    decimal_comma: bool,
    /// The first cell of the next row.
    ahead: Option<(u32, usize, String)>,
    /// The reader must not be asked again.
    ended: bool,
}

impl<'a> Rows<'a> {
    pub fn open(
        book: &'a mut Book,
        name: &str,
        sheet: &str,
        (commas, formulas): (Commas, &'a Formulas),
    ) -> Result<Self, FileFault> {
        let cells = book.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error, name))?;
        Ok(Self {
            name: name.to_owned(),
            forms: forms(cells.styles()),
            cells,
            formulas,
            decimal_comma: commas == Commas::Decimal,
            ahead: None,
            ended: false,
        })
    }

    /// The next row that has cells: its number, from 1, and their texts.
    pub fn next(&mut self) -> Result<Option<(u32, Vec<String>)>, FileFault> {
        let mut row: Option<(u32, Vec<String>)> = None;
        loop {
            let cell = match self.ahead.take() {
                Some(cell) => Some(cell),
                None => self.next_cell()?,
            };
            let Some((line, column, text)) = cell else {
                return Ok(row);
            };
            match &mut row {
                Some((current, cells)) if *current == line => put(cells, column, text),
                Some(_) => {
                    self.ahead = Some((line, column, text));
                    return Ok(row);
                }
                None => {
                    let mut cells = Vec::new();
                    put(&mut cells, column, text);
                    row = Some((line, cells));
                }
            }
        }
    }

    fn next_cell(&mut self) -> Result<Option<(u32, usize, String)>, FileFault> {
        if self.ended {
            return Ok(None);
        }
        let cell = self.cells.next_cell_with_style_id();
        let cell = cell.map_err(|error| unreadable(&error, &self.name))?;
        self.ended = cell.is_none();
        Ok(cell.map(|(cell, style)| {
            let (row, column) = cell.get_position();
            let form = self.forms.get(style).copied().unwrap_or_default();
            let unsaved = self.formulas.unsaved.get(&(row, column)).cloned();
            let text = || text_of(cell.get_value(), form, self.decimal_comma);
            let text = unsaved.unwrap_or_else(text);
            (row + 1, column as usize, text)
        }))
    }
}

fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
}

/// Texts of cells that are merged downward: they hold for every row of the merged area.
pub struct Carried<'a> {
    /// Last row of the area by its first cell; rows and columns from 0.
    areas: HashMap<(u32, u32), u32>,
    /// Columns in which texts are carried; all without any.
    columns: Option<&'a [usize]>,
    /// By column: the last row, and the text.
    open: HashMap<usize, (u32, String)>,
}

impl<'a> Carried<'a> {
    /// Of the areas that begin below a row, counted from 1.
    pub fn new(merged: &[Dimensions], below: u32, columns: Option<&'a [usize]>) -> Self {
        let areas = merged.iter().filter(|area| area.end.0 > area.start.0 && area.start.0 >= below);
        Self {
            areas: areas.map(|area| (area.start, area.end.0)).collect(),
            columns,
            open: HashMap::new(),
        }
    }

    /// Fills the cells of a row, counted from 1.
    pub fn fill(&mut self, row: u32, cells: &mut Vec<String>) {
        let row = row - 1;
        if self.areas.is_empty() {
            return;
        }
        for (column, text) in cells.iter().enumerate() {
            let known = self.columns.is_none_or(|columns| columns.contains(&column));
            if let Some(last) = self.areas.get(&(row, small(column as u64)))
                && known
            {
                self.open.insert(column, (*last, text.clone()));
            }
        }
        self.open.retain(|_, (last, _)| *last >= row);
        for (column, (_, text)) in &self.open {
            put(cells, *column, text.clone());
        }
    }
}

/// What keeps a sheet from being read.
pub fn unreadable(error: &XlsxError, name: &str) -> FileFault {
    let problem = DataProblem::DamagedWorkbook { message: error.to_string() };
    Box::new((problem, Some(Place::whole_file(name))))
}
