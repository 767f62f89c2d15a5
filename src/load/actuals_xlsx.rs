//! Sheets of workbooks (.xlsx): which sheet, where its header is, and its rows as records.
//!
//! A sheet is read as a file of text would be: every cell is the text that the spreadsheet shows, as far as it means
//! something (`actuals_cells`). Rows are streamed; the workbook itself is held, as its archive cannot be read otherwise.

use std::io::{Cursor, Read};

use calamine::{Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use csv::ByteRecord;

use crate::diag::{self, DataProblem, Excerpt, Place, ValueFault, cell_name};
use crate::plan::normalised_name;
use crate::unit::Unit;

use super::actuals_columns::Column;
use super::actuals_csv::Input;
use super::actuals_dimensions::Heads;
use super::actuals_file::FileFault;
use super::actuals_header::{Layout, known_heads};
use super::actuals_read::Reading;
use super::actuals_sheet_rows::{Book, Carried, Formulas, Rows, unreadable};
use super::actuals_table::{Row, Table};
use super::encoding::problem_of;
use super::text::{MAX_SHOWN, small};

/// Rows among which the header is looked for: titles and remarks stand above it.
const TOP: u32 = 30;

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
    let heads: Vec<&str> = chosen.heads.iter().map(String::as_str).collect();
    let faults = reading.following.begin(&name, &heads).into_iter();
    let faults = faults.map(|(problem, _)| (problem, Place::whole_file(&name)));
    let faults: PlacedFaults = faults.collect();
    let top = if faults.is_empty() { chosen.top } else { Err(faults) };
    let top = match top {
        Ok(top) => top,
        Err(faults) => {
            for (problem, place) in faults {
                reading.fault(problem, place);
            }
            return Ok(());
        }
    };
    if !chosen.others.is_empty() {
        let problem = DataProblem::SheetsPassedOver {
            file,
            sheet: chosen.sheet.clone(),
            others: chosen.others,
        };
        reading.said().note(problem, &name);
    }
    read_sheet(reading, &mut book, &chosen.sheet, &name, top)
}

/// Every fault of a header with its place.
type PlacedFaults = Vec<(DataProblem, Place)>;

/// The sheet that is read.
struct Chosen {
    sheet: String,
    heads: Vec<String>,
    top: Result<Top, PlacedFaults>,
    /// Other sheets that would be understood.
    others: Vec<String>,
}

/// What stands at the top of a sheet that is understood.
struct Top {
    /// The row of the header, from 1.
    row: u32,
    layout: Layout,
    heads: Heads,
    /// What lines above the table say of all its rows.
    says: Vec<(Column, String, Place)>,
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
        let (heads, top) = top_of(reading, book, file, sheet)?;
        return Ok(Chosen { sheet: sheet.to_owned(), heads, top, others: Vec::new() });
    }
    let mut chosen: Option<Chosen> = None;
    for (sheet, _) in sheets.iter().filter(|(_, visible)| *visible) {
        let (heads, top) = top_of(reading, book, file, sheet)?;
        match &mut chosen {
            Some(Chosen { top: Ok(_), others, .. }) if top.is_ok() => others.push(sheet.clone()),
            Some(Chosen { top: Ok(_), .. }) => {}
            // Of sheets that are not understood the first one tells why, unless it is empty.
            Some(first) if top.is_err() && !first.heads.is_empty() => {}
            _ => {
                chosen = Some(Chosen { sheet: sheet.clone(), heads, top, others: Vec::new() });
            }
        }
    }
    let empty = || Box::new((DataProblem::EmptyFile { skip: 0 }, Some(Place::whole_file(file))));
    chosen.ok_or_else(empty)
}

/// Finds the header among the first rows of a sheet; gives its heads, or of one that is not understood those of the row
/// that looks most like it.
fn top_of(
    reading: &Reading<'_>,
    book: &mut Book,
    file: &str,
    sheet: &str,
) -> Result<(Vec<String>, Result<Top, PlacedFaults>), FileFault> {
    let name = format!("{file}#{sheet}");
    let merged = merged_cells(book, &name, sheet)?;
    let (recipe, formulas) = (&reading.following.recipe, Formulas::default());
    let mut rows = Rows::open(book, &name, sheet, (Table::commas(recipe, b','), &formulas))?;
    let skip = recipe.skip.unwrap_or_default();
    let mut carried = Carried::new(&merged, 0, None);
    let mut titles: Vec<(String, Place)> = Vec::new();
    let mut best: Option<(usize, Vec<String>, PlacedFaults)> = None;
    while let Some((row, mut cells)) = rows.next()? {
        if row <= skip {
            continue;
        }
        if row - skip > TOP {
            break;
        }
        carried.fill(row, &mut cells);
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            continue;
        }
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let place = |column: Option<usize>| place_in_sheet(&name, row, &texts, column);
        let faults = match reading.layout(texts.iter().copied()) {
            Ok(layout) => match merged_head(&layout, &merged, row) {
                None => {
                    let heads = Heads::new(&layout, texts.iter().copied());
                    let top = top_with((layout, heads), row, &titles, &place);
                    return Ok((cells, Ok(top)));
                }
                Some(column) => {
                    let head = texts.get(column).copied().unwrap_or_default().to_owned();
                    vec![(DataProblem::MergedHeader { header: head }, place(Some(column)))]
                }
            },
            Err(faults) => {
                faults.into_iter().map(|(problem, column)| (problem, place(column))).collect()
            }
        };
        let count = known_heads(&texts, recipe);
        if best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, cells.clone(), faults));
        }
        titles.extend(cells.iter().enumerate().filter_map(|(column, text)| {
            let unit = unit_in_title(text)?;
            Some((unit, place_in_sheet(&name, row, &[text], Some(0)).at(column)))
        }));
    }
    Ok(if let Some((_, heads, faults)) = best {
        (heads, Err(faults))
    } else {
        let place = Place::whole_file(&name);
        (Vec::new(), Err(vec![(DataProblem::EmptyFile { skip: 0 }, place)]))
    })
}

fn top_with(
    (mut layout, heads): (Layout, Heads),
    row: u32,
    titles: &[(String, Place)],
    place: &dyn Fn(Option<usize>) -> Place,
) -> Top {
    // Two units above a table are those of some of its rows: nobody knows of which.
    let unit = match titles {
        [first, others @ ..] if others.iter().all(|(unit, _)| *unit == first.0) => Some(first),
        _ => None,
    };
    let has_column = layout.found()[Column::Unit].is_some();
    let unit = unit.filter(|_| !has_column).cloned();
    layout.place_heads(&|column| place(Some(column)));
    let says = unit.into_iter().map(|(unit, place)| (Column::Unit, unit, place));
    Top { row, layout, heads, says: says.collect() }
}

/// The unit that a line above a table names for all of it: 单位：亿元.
fn unit_in_title(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("单位")?;
    let rest = rest.trim_start().strip_prefix([':', '：'])?.trim();
    let unit = rest.trim_end_matches([')', '）', ']', '】', ' ']);
    Unit::parse(unit).is_known().then(|| unit.to_owned())
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
    layout.figure_columns().into_iter().find(over)
}

fn merged_cells(book: &mut Book, name: &str, sheet: &str) -> Result<Vec<Dimensions>, FileFault> {
    book.merge_cells_by_sheet_name(sheet).map_err(|error| unreadable(&error, name))
}

fn read_sheet(
    reading: &mut Reading<'_>,
    book: &mut Book,
    sheet: &str,
    name: &str,
    top: Top,
) -> Result<(), FileFault> {
    let Top { row: first, layout, heads, says } = top;
    let commas = Table::commas(&reading.following.recipe, b',');
    let layout = reading.following.layout(layout, &says);
    let table = Table {
        name: name.to_owned(),
        index: reading.index,
        header: layout.header().clone(),
        heads,
        commas,
        delimiter: b',',
        says,
    };
    reading.begin(&table)?;
    let merged = merged_cells(book, name, sheet)?;
    let mut keys = layout.key_columns();
    keys.extend(reading.following.chosen_columns());
    let mut carried = Carried::new(&merged, first, Some(&keys));
    let mut formulas = Formulas::of(book, sheet);
    let figures = layout.figure_columns();
    if formulas.hold_zero(&figures, first) {
        reading.said().note(DataProblem::FormulasHoldZero, name);
    }
    // Without its heads and keys a figure would be another's, or none.
    let says = layout.saying_columns();
    for ((row, column), text) in &formulas.unsaved {
        let (line, column) = (row + 1, *column as usize);
        if line == first || line > first && says.contains(&column) {
            let place = place_in_sheet(name, line, &[text], Some(0)).at(column);
            let (cell, fault) = (text.clone(), ValueFault::Formula);
            reading.fault(DataProblem::BadValue { cell, fault }, place);
        }
    }
    formulas.unsaved.retain(|(_, column), _| figures.contains(&(*column as usize)));
    let mut rows = Rows::open(book, name, sheet, (commas, &formulas))?;
    let mut record = ByteRecord::new();
    let count = reading.each_row(&table, &layout, |take| {
        while let Some((line, mut cells)) = rows.next()? {
            if line <= first {
                continue;
            }
            carried.fill(line, &mut cells);
            cells.resize(table.header.cells, String::new());
            if cells.iter().all(String::is_empty) {
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
