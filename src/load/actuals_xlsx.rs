//! Sheets of workbooks: which sheet, where its header is, and its rows as records.
//!
//! A sheet is read as a file of text would be: every cell is the text that the spreadsheet shows, as far as it means
//! something (`actuals_cells`). The workbook is held, as its archive cannot be read otherwise, and so are the cells of a sheet.

use std::io::Read;

use calamine::{Dimensions, Reader, SheetType, SheetVisible};
use csv::ByteRecord;

use crate::actuals::printed_number::no_value;
use crate::diag::{self, DataProblem, Excerpt, Place, cell_name};
use crate::plan::normalised_name;
use crate::unit::Unit;

use super::actuals_columns::Column;
use super::actuals_csv::Input;
use super::actuals_dimensions::Heads;
use super::actuals_file::FileFault;
use super::actuals_header::{Layout, known_heads};
use super::actuals_read::Reading;
use super::actuals_sheet_rows::{Book, Carried, Sheet};
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
    let mut book = Book::open(bytes)?;
    let file = match &input.sheet {
        Some(sheet) => input.name.strip_suffix(&format!("#{sheet}")),
        None => None,
    };
    let file = file.unwrap_or(&input.name).to_owned();
    let Chosen { sheet, cells, heads, top, others } =
        choose(reading, &mut book, &file, input.sheet.as_deref())?;
    let name = format!("{file}#{sheet}");
    reading.said().is_sheet(&name);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let faults = reading.following.begin(&name, &heads).into_iter();
    let faults = faults.map(|(problem, _)| (problem, Place::whole_file(&name)));
    let faults: PlacedFaults = faults.collect();
    let top = if faults.is_empty() { top } else { Err(faults) };
    let top = match top {
        Ok(top) => top,
        Err(faults) => {
            for (problem, place) in faults {
                reading.fault(problem, place);
            }
            return Ok(());
        }
    };
    if !others.is_empty() {
        let problem = DataProblem::SheetsPassedOver { file, sheet: sheet.clone(), others };
        reading.said().note(problem, &name);
    }
    read_sheet(reading, &mut book, (&sheet, &cells), &name, top)
}

/// Every fault of a header with its place.
type PlacedFaults = Vec<(DataProblem, Place)>;

/// The sheet that is read.
struct Chosen {
    sheet: String,
    cells: Sheet,
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
    let all = book.sheets.sheets_metadata();
    let sheets: Vec<(String, bool)> = all
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let names = || sheets.iter().map(|(name, _)| name.as_str());
    let commas = Table::commas(&reading.following.recipe, b',');
    let mut look_at = |sheet: &str| {
        let name = format!("{file}#{sheet}");
        let cells = book.sheet(sheet, commas)?;
        let (heads, top) = top_of(reading, &name, &cells);
        Ok::<_, FileFault>(Chosen {
            sheet: sheet.to_owned(),
            cells,
            heads,
            top,
            others: Vec::new(),
        })
    };
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
        return look_at(sheet);
    }
    let mut chosen: Option<Chosen> = None;
    for (sheet, _) in sheets.iter().filter(|(_, visible)| *visible) {
        let next = look_at(sheet)?;
        match &mut chosen {
            Some(Chosen { top: Ok(_), others, .. }) if next.top.is_ok() => others.push(next.sheet),
            Some(Chosen { top: Ok(_), .. }) => {}
            // Of sheets that are not understood the first one tells why, unless it is empty.
            Some(first) if next.top.is_err() && !first.heads.is_empty() => {}
            _ => chosen = Some(next),
        }
    }
    let empty = || Box::new((DataProblem::EmptyFile { skip: 0 }, Some(Place::whole_file(file))));
    chosen.ok_or_else(empty)
}

/// Finds the header among the first rows of a sheet; gives its heads, or of one that is not understood those of the row
/// that looks most like it.
fn top_of(
    reading: &Reading<'_>,
    name: &str,
    sheet: &Sheet,
) -> (Vec<String>, Result<Top, PlacedFaults>) {
    let recipe = &reading.following.recipe;
    let skip = recipe.skip.unwrap_or_default();
    let mut carried = Carried::new(&sheet.merged, 0, None);
    let mut titles: Vec<(String, Place)> = Vec::new();
    let mut best: Option<(usize, Vec<String>, PlacedFaults)> = None;
    let rows = sheet.rows().skip_while(|(row, _)| *row <= skip);
    for (row, mut cells) in rows.take_while(|(row, _)| *row - skip <= TOP) {
        carried.fill(row, &mut cells);
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            continue;
        }
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let place = |column: Option<usize>| place_in_sheet(name, row, &texts, column);
        let faults = match reading.layout(texts.iter().copied()) {
            Ok(layout) => match merged_head(&layout, &sheet.merged, row) {
                None => {
                    let heads = Heads::new(&layout, texts.iter().copied());
                    let top = top_with((layout, heads), row, &titles, &place);
                    return (cells, Ok(top));
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
            Some((unit, place_in_sheet(name, row, &[text], Some(0)).at(column)))
        }));
    }
    best.map_or_else(
        || (Vec::new(), Err(vec![(DataProblem::EmptyFile { skip: 0 }, Place::whole_file(name))])),
        |(_, heads, faults)| (heads, Err(faults)),
    )
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

fn read_sheet(
    reading: &mut Reading<'_>,
    book: &mut Book,
    (sheet, cells): (&str, &Sheet),
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
        has_formats: book.has_formats(),
    };
    reading.begin(&table)?;
    let mut keys = layout.key_columns();
    keys.extend(reading.following.chosen_columns());
    let mut carried = Carried::new(&cells.merged, first, Some(&keys));
    let formulas = book.formulas(sheet);
    let asks_to_compute = book.asks_to_compute;
    match formulas.hold_nothing(&layout.figure_columns(), first) {
        Some(true) => {
            reading.said().note(DataProblem::FormulasHoldZero { asks_to_compute }, name);
        }
        Some(false) if asks_to_compute => {
            reading.said().note(DataProblem::FormulasToCompute, name);
        }
        _ => {}
    }
    let fault_of = |line, column, text: &str| {
        let fault = no_value(text)?;
        let place = place_in_sheet(name, line, &[text], Some(0)).at(column);
        Some((DataProblem::BadValue { cell: text.to_owned(), fault }, place))
    };
    let heads = formulas.unsaved_in(first);
    let mut faults: PlacedFaults =
        heads.filter_map(|(column, text)| fault_of(first, column, text)).collect();
    // Without its keys a figure would be another's, or none.
    let says = layout.saying_columns();
    let mut record = ByteRecord::new();
    let count = reading.each_row(&table, &layout, |take| {
        for (line, mut texts) in cells.rows().filter(|(line, _)| *line > first) {
            carried.fill(line, &mut texts);
            texts.resize(table.header.cells, String::new());
            for (column, text) in formulas.unsaved_in(line) {
                if let Some(cell) = texts.get_mut(column) {
                    text.clone_into(cell);
                }
            }
            let wrong = says.iter().filter_map(|at| fault_of(line, *at, texts.get(*at)?));
            let before = faults.len();
            faults.extend(wrong);
            if faults.len() > before || texts.iter().all(String::is_empty) {
                continue;
            }
            record.clear();
            record.extend(&texts);
            take(&Row { table: &table, cells: &record, line, text: None });
        }
        Ok(())
    })?;
    for (problem, place) in faults {
        reading.fault(problem, place);
    }
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
