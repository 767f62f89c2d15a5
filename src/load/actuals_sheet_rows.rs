//! Workbooks (.xlsx, .xls, .ods) and the rows of their sheets: the texts of cells, whatever the format, merged ones filled in.
//!
//! The text of a cell is what the spreadsheet shows, as far as it means something. A number is written with all its digits,
//! whatever its format rounds away; but one that is formatted as a percentage is the percentage, and a date has the parts that
//! its format shows. Spreadsheets hold numbers in binary and promise fifteen digits: so many are taken, and what is behind
//! them is noise.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{
    Data, Dimensions, Error, ExcelDateTime, Ods, OdsError, Reader, Sheets, Style, Xls, XlsError,
    Xlsx, XlsxError, XlsxFormulaMetadata,
};

use crate::{actuals::printed_number::Commas, diag::DataProblem, number::Number};

use super::{
    actuals_bounds::{Budget, CELL, Looked, damaged, of_archive, of_compound},
    encoding::FileFault,
    formats::{COMPOUND, other_format},
    text::{MAX_COLUMNS, small},
};

/// The part of a compound file that holds an encrypted .xlsx.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// A workbook in memory.
pub struct Book {
    pub sheets: Sheets<Cursor<Vec<u8>>>,
    /// Does it ask to be computed anew when it is opened?
    pub asks_to_compute: bool,
    /// What its cells may still take.
    pub budget: Budget,
}

impl Book {
    pub fn open(bytes: Vec<u8>) -> Result<Self, FileFault> {
        let is_compound = bytes.starts_with(COMPOUND);
        let size = bytes.len();
        let look = if is_compound { of_compound } else { of_archive };
        let Looked { names, asks_to_compute } = look(&bytes, &mut Budget::of(size))?;
        let has = |name: &[u8]| memchr::memmem::find(&names, name).is_some();
        let bytes = Cursor::new(bytes);
        let opened: Result<_, Error> = if is_compound {
            Xls::new(bytes).map(Sheets::Xls).map_err(Error::from)
        } else if has(b"content.xml") {
            Ods::new(bytes).map(Sheets::Ods).map_err(Error::from)
        } else {
            Xlsx::new(bytes).map(Sheets::Xlsx).map_err(Error::from)
        };
        let sheets = opened.map_err(|error| {
            let problem = match &error {
                Error::Xls(XlsError::Cfb(_)) if has(ENCRYPTED) => {
                    Some(DataProblem::EncryptedWorkbook)
                }
                Error::Xls(XlsError::Password) | Error::Ods(OdsError::Password) => {
                    Some(DataProblem::EncryptedWorkbook)
                }
                Error::Xls(XlsError::Cfb(_))
                | Error::Ods(OdsError::InvalidMime(_) | OdsError::FileNotFound(_))
                | Error::Xlsx(XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound) => {
                    other_format(&names)
                }
                _ => None,
            };
            problem.map_or_else(|| damaged(error), FileFault::from)
        });
        Ok(Self { sheets: sheets?, asks_to_compute, budget: Budget::of(size) })
    }

    /// Is it known which numbers are shown as percentages?
    pub fn has_formats(&self) -> bool {
        matches!(self.sheets, Sheets::Xlsx(_))
    }

    /// The cells of a sheet.
    pub fn sheet(&mut self, name: &str, commas: Commas) -> Result<Sheet, FileFault> {
        let mut sheet = Sheet::default();
        match &mut self.sheets {
            Sheets::Xlsx(book) => {
                sheet.merged = book.merge_cells_by_sheet_name(name).map_err(damaged)?;
                let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
                let forms: Vec<Form> = cells.styles().iter().map(Form::of).collect();
                while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
                    let form = forms.get(style).copied().unwrap_or_default();
                    let value = Data::from(cell.get_value().clone());
                    let text = text_of(&value, form, commas);
                    sheet.add(cell.get_position(), text, &mut self.budget)?;
                }
            }
            book => {
                let range = book.worksheet_range(name).map_err(damaged)?;
                let start = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    let text = text_of(value, Form::default(), commas);
                    sheet.add(absolute(start, row, column), text, &mut self.budget)?;
                }
                if let Sheets::Xls(book) = book {
                    sheet.merged = book.merge_cells_by_sheet_name(name).map_err(damaged)?;
                }
            }
        }
        let last = sheet.cells.last().map_or(0, |(row, ..)| *row);
        for area in &sheet.merged {
            let filled = area.end.0.min(last).saturating_sub(area.start.0);
            self.budget.take(filled.into(), CELL)?;
        }
        Ok(sheet)
    }

    /// The formulas of a sheet, as far as they can be read.
    pub fn formulas(&mut self, name: &str) -> Formulas {
        let mut all = Formulas::default();
        match &mut self.sheets {
            Sheets::Xlsx(book) => {
                let Ok(mut cells) = book.worksheet_cells_reader(name) else { return all };
                while let Ok(Some(cell)) = cells.next_cell_with_formula_metadata() {
                    let text = match cell.formula {
                        None => continue,
                        Some(
                            XlsxFormulaMetadata::Normal { formula }
                            | XlsxFormulaMetadata::Shared { formula, .. },
                        ) => formula,
                        Some(_) => "…".to_owned(),
                    };
                    all.add(cell.pos, &cell.value.into(), &text);
                }
            }
            book => {
                let values = book.worksheet_range(name);
                let formulas = book.worksheet_formula(name);
                let (Ok(values), Ok(formulas)) = (values, formulas) else { return all };
                let start = formulas.start().unwrap_or_default();
                for (row, column, text) in formulas.used_cells() {
                    let at = absolute(start, row, column);
                    all.add(at, values.get_value(at).unwrap_or(&Data::Empty), text);
                }
            }
        }
        all
    }
}

/// Where a cell stands, of an area that starts at this row and column.
fn absolute(start: (u32, u32), row: usize, column: usize) -> (u32, u32) {
    (start.0 + small(row), start.1 + small(column))
}

/// The cells of a sheet.
#[derive(Default)]
pub struct Sheet {
    /// By row and column from 0, row by row.
    cells: Vec<(u32, u32, Box<str>)>,
    pub merged: Vec<Dimensions>,
}

/// What a row takes for each of its columns while it is read.
const WIDTH: u64 = 4;

impl Sheet {
    fn add(&mut self, at: (u32, u32), text: String, budget: &mut Budget) -> Result<(), FileFault> {
        let (row, column) = at;
        if column as usize >= MAX_COLUMNS {
            return Err(damaged(format!(
                "row {} has a cell beyond the last column",
                u64::from(row) + 1
            )));
        }
        // A row takes all columns up to its last one.
        let before =
            self.cells.last().filter(|(last, ..)| *last == row).map_or(0, |(_, column, _)| *column);
        budget.take(column.saturating_sub(before).into(), WIDTH)?;
        budget.take(1, CELL + text.len() as u64)?;
        self.cells.push((row, column, text.into()));
        Ok(())
    }

    /// Every row becomes as wide as the header.
    pub fn widen(&self, columns: usize, budget: &mut Budget) -> Result<(), FileFault> {
        budget.take(self.rows().count() as u64, WIDTH * columns as u64)
    }

    /// Every row that has cells: its number, from 1, and their texts.
    pub fn rows(&self) -> impl Iterator<Item = (u32, Vec<String>)> {
        let rows = self.cells.chunk_by(|(row, ..), (next, ..)| row == next);
        rows.map(|cells| {
            let mut texts = Vec::new();
            for (_, column, text) in cells {
                put(&mut texts, *column as usize, text.to_string());
            }
            (cells[0].0 + 1, texts)
        })
    }
}

/// The formulas of a sheet, by row and column from 0.
#[derive(Default)]
pub struct Formulas {
    /// Those without a saved result: programs write formulas that they do not compute.
    unsaved: BTreeMap<(u32, u32), String>,
    /// The others: do they hold 0, or an empty text?
    saved: Vec<((u32, u32), bool)>,
}

impl Formulas {
    fn add(&mut self, at: (u32, u32), value: &Data, text: &str) {
        if *value == Data::Empty {
            let text = text.trim_start_matches("of:").trim_start_matches('=');
            self.unsaved.insert(at, format!("={}", one_line(text)));
        } else {
            let nothing = [Data::Int(0), Data::Float(0.0), Data::String(String::new())];
            self.saved.push((at, nothing.contains(value)));
        }
    }

    /// Those of a row, counted from 1, that have no saved result: the column of each, and its text.
    pub fn unsaved_in(&self, line: u32) -> impl Iterator<Item = (usize, &str)> {
        self.unsaved
            .range((line - 1, 0)..(line, 0))
            .map(|((_, column), text)| (*column as usize, text.as_str()))
    }

    /// Of the formulas in these columns, which are in order, below a row: does every one hold what it does before it is computed?
    pub fn hold_nothing(&self, columns: &[usize], below: u32) -> Option<bool> {
        self.saved
            .iter()
            .filter(|((row, column), _)| {
                *row >= below && columns.binary_search(&(*column as usize)).is_ok()
            })
            .map(|(_, is_nothing)| *is_nothing)
            .reduce(|all, is_nothing| all && is_nothing)
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
    /// Columns in which texts are carried, in order; all without any.
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
            if let Some(last) = self.areas.get(&(row, small(column)))
                && self.columns.is_none_or(|columns| columns.binary_search(&column).is_ok())
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

/// Digits of a number that a spreadsheet holds for certain, less the first.
const MORE_DIGITS: usize = 14;

/// How a cell is formatted, as far as it matters.
#[derive(Clone, Copy, Default)]
struct Form {
    percent: bool,
    /// Characters at the end of a date that are not shown: those of its day, or of month and day.
    hidden: usize,
}

/// Formats of the system, in Chinese 2024年6月; their numbers have no text in the file.
const MONTHS_BY_NUMBER: [u32; 5] = [27, 36, 50, 52, 57];

impl Form {
    fn of(style: &Style) -> Self {
        let Some(format) = &style.number_format else {
            return Self::default();
        };
        let code = bare_code(&format.format_code);
        let has = |letter: char| code.contains(letter);
        let by_number = format.format_id.is_some_and(|number| MONTHS_BY_NUMBER.contains(&number));
        let hidden = match (has('y'), has('m'), has('d')) {
            (true, false, false) => "-MM-DD".len(),
            (true, true, false) => "-DD".len(),
            (false, false, false) if by_number => "-DD".len(),
            _ => 0,
        };
        Self { percent: has('%'), hidden }
    }
}

/// The signs of a format that mean something, in small letters: no quoted or escaped text, and only what holds for
/// positive numbers.
fn bare_code(code: &str) -> String {
    let mut bare = String::new();
    let mut signs = code.chars();
    let mut quoted = false;
    let mut bracketed = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => {
                signs.next();
            }
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            ';' => break,
            other => bare.extend(other.to_lowercase()),
        }
    }
    bare
}

/// The text of a cell.
fn text_of(value: &Data, form: Form, commas: Commas) -> String {
    let decimal_comma = commas == Commas::Decimal;
    let number = |value: f64| {
        let text = decimal_text(value, if form.percent { 2 } else { 0 });
        // As in the texts of the same file.
        let text = if decimal_comma { text.replace('.', ",") } else { text };
        if form.percent { format!("{text}%") } else { text }
    };
    match value {
        Data::Int(value) if !form.percent => value.to_string(),
        #[allow(clippy::cast_precision_loss, reason = "a sheet holds no other numbers")]
        Data::Int(value) => number(*value as f64),
        Data::Float(value) => number(*value),
        Data::String(text) => one_line(text),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(date) => date_text(date, form),
        Data::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            shown_date(day, form)
        }
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// A text of a cell may have lines; names are compared without spaces, and a message has one line.
fn one_line(text: &str) -> String {
    text.trim().replace(['\r', '\n'], " ")
}

fn date_text(date: &ExcelDateTime, form: Form) -> String {
    if date.is_duration() {
        return decimal_text(date.as_f64(), 0);
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    shown_date(&format!("{year:04}-{month:02}-{day:02}"), form)
}

/// YYYY-MM-DD, without the parts that are not shown.
fn shown_date(day: &str, form: Form) -> String {
    day.get(.."YYYY-MM-DD".len() - form.hidden).unwrap_or(day).to_owned()
}

/// A number of a sheet in decimals, the point moved to the right by so many places.
fn decimal_text(value: f64, places: i32) -> String {
    let scientific = format!("{value:.MORE_DIGITS$e}");
    let exact = scientific.split_once('e').and_then(|(digits, power)| {
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        let power = Number::power_of_ten(power.parse::<i32>().ok()? + places);
        Number::parse_decimal(digits).ok()?.scaled(&power).exact_text()
    });
    // No number at all.
    exact.unwrap_or(scientific)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_without_the_noise_of_binary() {
        for (value, places, text) in [
            (0.0322, 2, "3.22"),
            (0.07 * 0.46, 2, "3.22"),
            (0.1 + 0.2, 0, "0.3"),
            (1262.4, 0, "1262.4"),
            (-5.0, 0, "-5"),
            (-0.0, 0, "0"),
            (0.0, 2, "0"),
            (1.0, 2, "100"),
            (0.5, 2, "50"),
            (0.001, 2, "0.1"),
            (1e15, 0, "1000000000000000"),
            (1.5e-7, 0, "0.00000015"),
            (126_058_200_000_000.0, 0, "126058200000000"),
            (9.999, 2, "999.9"),
        ] {
            assert_eq!(decimal_text(value, places), text, "{value}");
        }
    }

    #[test]
    fn formats() {
        for (code, percent, date) in [
            ("General", false, ""),
            ("0.00%", true, ""),
            ("0.00%;[Red]-0.00%", true, ""),
            ("0.0\"%\"", false, ""),
            ("0.0\\%", false, ""),
            ("yyyy", false, "y"),
            ("yyyy\"年\"", false, "y"),
            ("yyyy\"年\"m\"月\"", false, "ym"),
            ("[$-804]YYYY-MM", false, "ym"),
            ("yyyy-mm-dd", false, "ymd"),
            ("0;0%", false, ""),
        ] {
            let bare = bare_code(code);
            let parts = ['%', 'y', 'm', 'd'].map(|sign| bare.contains(sign));
            assert_eq!(
                parts,
                [percent, date.contains('y'), date.contains('m'), date.contains('d')],
                "{code}"
            );
        }
    }

    #[test]
    fn texts_of_cells() {
        let percent = Form { percent: true, ..Form::default() };
        assert_eq!(text_of(&Data::Float(0.0322), percent, Commas::Group), "3.22%");
        assert_eq!(text_of(&Data::Int(1), percent, Commas::Group), "100%");
        assert_eq!(text_of(&Data::Float(3.5), Form::default(), Commas::Decimal), "3,5");
        assert_eq!(
            text_of(&Data::String(" R&D\n经费 ".to_owned()), Form::default(), Commas::Group),
            "R&D 经费"
        );
        assert_eq!(text_of(&Data::Bool(true), Form::default(), Commas::Group), "TRUE");
        let month = Form { hidden: 3, ..Form::default() };
        let date = Data::DateTimeIso("2024-06-30T00:00:00".to_owned());
        assert_eq!(text_of(&date, month, Commas::Group), "2024-06");
    }

    proptest! {
        #[test]
        fn what_has_fifteen_digits_comes_back(digits in 1_i64..1_000_000_000_000_000, decimals in 0_usize..10) {
            #[allow(clippy::cast_precision_loss, reason = "fifteen digits fit")]
            let value: f64 = format!("{digits}e-{decimals}").parse().unwrap();
            let text = decimal_text(value, 0);
            let whole = format!("{digits:0>width$}", width = decimals + 1);
            let (front, back) = whole.split_at(whole.len() - decimals);
            let back = back.trim_end_matches('0');
            let wanted = if back.is_empty() { front.to_owned() } else { format!("{front}.{back}") };
            prop_assert_eq!(text, wanted);
        }
    }
}
