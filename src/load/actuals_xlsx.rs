//! Sheets of workbooks (.xlsx): which sheet, where its header is, and its rows as records.
//!
//! A sheet is read as a file of text would be: every cell is the text that the spreadsheet shows, as far as it means
//! something (`actuals_cells`). Rows are streamed; the workbook itself is held, as its archive cannot be read otherwise.

use std::io::{Cursor, Read};

use calamine::{Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use csv::ByteRecord;

use crate::diag::{self, DataProblem, Excerpt, Place, cell_name};
use crate::plan::normalised_name;
use crate::unit::Unit;

use super::actuals_columns::Column;
use super::actuals_csv::Input;
use super::actuals_file::FileFault;
use super::actuals_header::Layout;
use super::actuals_read::{Reading, begin};
use super::actuals_sheet_rows::{Book, Carried, Rows, unreadable};
use super::actuals_table::{Row, Table, begins_as_remark};
use super::actuals_top::{Known, Search, Top};
use super::encoding::problem_of;
use super::text::{MAX_SHOWN, TOP, small};

/// What stands between the cells of a row where it is shown.
const BETWEEN: &str = " | ";

/// Reads one sheet of a workbook: the one that is named, else the first that is understood.
pub fn read(reading: &mut Reading<'_>, mut input: Input) -> Result<(), FileFault> {
    let mut bytes = Vec::new();
    let read = input.reader.read_to_end(&mut bytes);
    read.map_err(|error| Box::new((*problem_of(&error), None)))?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault_of(&error))?;
    let file = match &input.sheet {
        Some(sheet) => input.name.strip_suffix(&format!("#{sheet}")),
        None => None,
    };
    let file = file.unwrap_or(&input.name).to_owned();
    let chosen = choose(reading, &mut book, &file, input.sheet.as_deref())?;
    let name = format!("{file}#{}", chosen.sheet);
    reading.said().is_sheet(&name);
    let Some(top) = reading.top(chosen.search, &name) else {
        if chosen.rows == 0 {
            reading.fault(DataProblem::EmptyFile, Place::whole_file(&name));
        }
        return Ok(());
    };
    if !chosen.others.is_empty() {
        let problem = DataProblem::SheetsPassedOver {
            file,
            sheet: chosen.sheet.clone(),
            others: chosen.others,
        };
        reading.said().note(problem, &name);
    }
    read_sheet(reading, &mut book, &chosen.sheet, &name, (chosen.row, top))
}

/// The sheet that is read.
struct Chosen {
    sheet: String,
    /// The search for its header, and the row of that, from 1.
    search: Search,
    row: u32,
    /// Rows that say anything, up to the header.
    rows: usize,
    /// Other sheets that would be understood.
    others: Vec<String>,
}

fn choose(
    reading: &Reading<'_>,
    book: &mut Book,
    file: &str,
    wanted: Option<&str>,
) -> Result<Chosen, FileFault> {
    let all = book.sheets_metadata();
    let sheets: Vec<(String, bool)> = all
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let names = || sheets.iter().map(|(name, _)| name.as_str());
    if let Some(wanted) = wanted {
        let sheet = names()
            .find(|name| *name == wanted)
            .or_else(|| names().find(|name| normalised_name(name) == normalised_name(wanted)));
        let Some(sheet) = sheet else {
            let problem = DataProblem::NoSuchSheet {
                sheet: wanted.to_owned(),
                nearest: diag::nearest(wanted, names()).map(str::to_owned),
                sheets: names().map(str::to_owned).collect(),
            };
            return Err(Box::new((problem, Some(Place::whole_file(file)))));
        };
        return top_of(reading, book, file, sheet);
    }
    let mut chosen: Option<Chosen> = None;
    for (sheet, _) in sheets.iter().filter(|(_, visible)| *visible) {
        let next = top_of(reading, book, file, sheet)?;
        match &mut chosen {
            Some(first) if first.search.has_found() => {
                first.others.extend(next.search.has_found().then_some(next.sheet));
            }
            // Of sheets that are not understood the first one tells why, unless it is empty.
            Some(first) if !next.search.has_found() && first.rows > 0 => {}
            _ => chosen = Some(next),
        }
    }
    let empty = || Box::new((DataProblem::EmptyFile, Some(Place::whole_file(file))));
    chosen.ok_or_else(empty)
}

/// Looks for the header among the first rows of a sheet.
fn top_of(
    reading: &Reading<'_>,
    book: &mut Book,
    file: &str,
    sheet: &str,
) -> Result<Chosen, FileFault> {
    let name = format!("{file}#{sheet}");
    let merged = merged_cells(book, &name, sheet)?;
    let recipe = reading.recipe();
    let mut rows = Rows::open(book, &name, sheet, Table::commas(recipe, b','))?;
    let skip = recipe.skip.unwrap_or_default();
    let mut carried = Carried::new(&merged, 0, None);
    let (search, sheet) = (Search::default(), sheet.to_owned());
    let mut top = Chosen { sheet, search, row: 0, rows: 0, others: Vec::new() };
    while let Some((row, mut cells)) = rows.next()? {
        if row > small(TOP as u64).saturating_add(skip) {
            break;
        }
        carried.fill(row, &mut cells);
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() || row <= skip {
            continue;
        }
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let place = |column| place_in_sheet(&name, row, &texts, column);
        let refused = |layout: &Layout| {
            let column = merged_head(layout, &merged, row)?;
            let header = texts.get(column).copied().unwrap_or_default().to_owned();
            Some((DataProblem::MergedHeader { header }, Some(column)))
        };
        let knows = |name: &str, unit: Option<&Unit>| reading.knows(name, unit);
        (top.row, top.rows) = (row, top.rows + 1);
        if top.search.look(&texts, &place, &Known { recipe, indicator: &knows, refused: &refused })
        {
            break;
        }
    }
    Ok(top)
}

/// A head that stands over several columns says of none of them what it holds.
fn merged_head(layout: &Layout, merged: &[Dimensions], row: u32) -> Option<usize> {
    let over = |column: &usize| {
        merged.iter().any(|area| {
            area.end.1 > area.start.1
                && (area.start.0..=area.end.0).contains(&(row - 1))
                && (area.start.1..=area.end.1).contains(&small(*column as u64))
        })
    };
    match layout {
        Layout::Long(header) => header[Column::Value].filter(over),
        Layout::Wide(wide) => wide.figure_columns().find(over),
    }
}

fn merged_cells(book: &mut Book, name: &str, sheet: &str) -> Result<Vec<Dimensions>, FileFault> {
    let merged = book.merge_cells_by_sheet_name(sheet);
    merged.map_err(|error| unreadable(&error, name))
}

fn read_sheet(
    reading: &mut Reading<'_>,
    book: &mut Book,
    sheet: &str,
    name: &str,
    (first, top): (u32, Top),
) -> Result<(), FileFault> {
    let commas = Table::commas(reading.recipe(), b',');
    let mut table = Table { commas, ..Table::new(name, reading.index, b',') };
    let mut remarks = Vec::new();
    let signed = matches!(&top.layout, Layout::Wide(wide) if wide.has_footnotes());
    if signed {
        let mut rows = Rows::open(book, name, sheet, commas)?;
        while let Some((_, cells)) = rows.next()? {
            remarks.extend(cells.into_iter().filter(|cell| begins_as_remark(cell)));
        }
    }
    let layout = table.understood(top, &|| remarks.clone());
    reading.head_table(&mut table);
    begin(reading.taker, &table)?;
    let merged = merged_cells(book, name, sheet)?;
    let mut keys = layout.key_columns();
    keys.extend(reading.following().chosen_columns());
    let mut carried = Carried::new(&merged, first, Some(&keys));
    let mut rows = Rows::open(book, name, sheet, commas)?;
    let mut record = ByteRecord::new();
    let count = reading.each_row(&table, layout, |take| {
        while let Some((line, mut cells)) = rows.next()? {
            if line <= first {
                continue;
            }
            carried.fill(line, &mut cells);
            // A table that begins further down may have more columns.
            cells.resize(table.header.cells.max(cells.len()), String::new());
            if cells.iter().take(table.header.cells).all(String::is_empty) {
                continue;
            }
            record.clear();
            record.extend(&cells);
            take(&Row { table: &table, cells: &record, line, text: None });
        }
        Ok(())
    })?;
    reading.said().end(count);
    Ok(())
}

/// The place of a cell in a row of which all cells are shown; of the row without one.
pub fn place_in_sheet(name: &str, row: u32, cells: &[&str], column: Option<usize>) -> Place {
    let lengths = cells.iter().map(|cell| cell.len() + BETWEEN.len());
    let start = column.map_or(0, |column| lengths.clone().take(column).sum());
    let text = cells.join(BETWEEN);
    let length = match column {
        Some(column) => cells.get(column).map_or(0, |cell| cell.len()),
        None => text.len(),
    };
    let excerpt = (text.len() <= MAX_SHOWN && start + length <= text.len()).then(|| Excerpt {
        start,
        end: start + length,
        text,
    });
    Place { file: name.to_owned(), line: row, column: 1, excerpt, cell: None }
        .at(column.unwrap_or(0))
}

impl Place {
    /// The same place in another column of its row, from 0.
    fn at(mut self, column: usize) -> Self {
        self.column = small(column as u64 + 1);
        self.cell = Some(cell_name(self.line, Some(self.column)));
        self
    }
}

/// What keeps a workbook from being opened.
fn fault_of(error: &XlsxError) -> FileFault {
    let problem = match error {
        // An archive of something else: .ods, .docx, .zip.
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => DataProblem::Workbook,
        other => DataProblem::DamagedWorkbook { message: other.to_string() },
    };
    Box::new((problem, None))
}
