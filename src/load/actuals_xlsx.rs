//! Sheets of workbooks: which sheet, where its header is, and its rows as records.
//!
//! A sheet is read as a file of text would be: every cell is the text that the spreadsheet shows, as far as it means
//! something (`actuals_sheet_rows`). The workbook is held, as its archive cannot be read otherwise, and so are the cells of a sheet.

use std::cell::RefCell;
use std::io::Read;
use std::panic::PanicHookInfo;

use calamine::{Dimensions, Reader, SheetType, SheetVisible};
use csv::ByteRecord;

use crate::{
    actuals::printed_number::no_value,
    diag::{self, DataProblem, Diagnostic, Excerpt, Place, cell_name},
    plan::normalised_name,
};

use super::{
    actuals_bounds::damaged,
    actuals_columns::Column,
    actuals_csv::Input,
    actuals_layout::Layout,
    actuals_read::{Reading, begin},
    actuals_sheet_rows::{Book, Carried, Sheet},
    actuals_table::{Row, Table},
    actuals_top::{Known, Search, Top},
    encoding::FileFault,
    text::{MAX_COLUMNS, MAX_SHOWN, TOP, small},
};

/// What stands between the cells of a row where it is shown.
const BETWEEN: &str = " | ";

thread_local! {
    /// The workbook that is being read.
    static READ: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What there is to say of the workbook being read if it is the library for workbooks that panics: it trusts what it reads.
pub fn damaged_by(panic: &PanicHookInfo<'_>) -> Option<Diagnostic> {
    panic.location().filter(|it| it.file().contains("calamine"))?;
    let FileFault(problem, _) = damaged("its parts contradict each other");
    READ.with_borrow(|name| Some(Diagnostic::new(problem, Some(Place::whole_file(name)))))
}

/// Reads one sheet of a workbook: the one that is named, else the first that is understood.
pub fn read(reading: &mut Reading<'_>, mut input: Input) -> Result<(), FileFault> {
    READ.set(input.name.clone());
    let mut bytes = Vec::new();
    input.reader.read_to_end(&mut bytes)?;
    let mut book = Book::open(bytes)?;
    let file = input.sheet.as_ref();
    let file = file.and_then(|sheet| input.name.strip_suffix(&format!("#{sheet}")));
    let file = file.unwrap_or(&input.name).to_owned();
    let Chosen { sheet, cells, search, row, others } =
        choose(reading, &mut book, &file, input.sheet.as_deref())?;
    let name = format!("{file}#{sheet}");
    reading.said().is_sheet(&name);
    let Some(top) = reading.top(search, &name) else { return Ok(()) };
    if !others.is_empty() {
        reading
            .said()
            .note(DataProblem::SheetsPassedOver { file, sheet: sheet.clone(), others }, &name);
    }
    read_sheet(reading, &mut book, (&sheet, &cells), &name, (row, top))
}

/// The sheet that is read.
struct Chosen {
    sheet: String,
    cells: Sheet,
    search: Search,
    /// The row of the header, from 1.
    row: u32,
    /// Other sheets that would be understood.
    others: Vec<String>,
}

fn choose(
    reading: &Reading<'_>,
    book: &mut Book,
    file: &str,
    wanted: Option<&str>,
) -> Result<Chosen, FileFault> {
    let sheets: Vec<(String, bool)> = book
        .sheets
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let names = || sheets.iter().map(|(name, _)| name.as_str());
    let commas = Table::commas(&reading.following.recipe, b',');
    let mut look_at = |sheet: &str| {
        let name = format!("{file}#{sheet}");
        let cells = book.sheet(sheet, commas)?;
        let (row, search) = top_of(reading, &name, &cells);
        let sheet = sheet.to_owned();
        Ok::<_, FileFault>(Chosen { sheet, cells, search, row, others: Vec::new() })
    };
    if let Some(wanted) = wanted {
        let sheet = names()
            .find(|name| *name == wanted)
            .or_else(|| names().find(|name| normalised_name(name) == normalised_name(wanted)));
        let Some(sheet) = sheet else {
            return Err(FileFault(
                DataProblem::NoSuchSheet {
                    sheet: wanted.to_owned(),
                    nearest: diag::nearest(wanted, names()).map(str::to_owned),
                    sheets: names().map(str::to_owned).collect(),
                },
                Some(Place::whole_file(file)),
            ));
        };
        return look_at(sheet);
    }
    let mut chosen: Option<Chosen> = None;
    for (sheet, _) in sheets.iter().filter(|(_, visible)| *visible) {
        let next = look_at(sheet)?;
        match &mut chosen {
            Some(first) if first.search.has_found() => {
                first.others.extend(next.search.has_found().then_some(next.sheet));
            }
            // Of sheets that are not understood the first one tells why, unless it is empty.
            Some(first) if !next.search.has_found() && first.row > 0 => {}
            _ => chosen = Some(next),
        }
    }
    chosen.ok_or_else(|| DataProblem::EmptyFile { skip: 0 }.into())
}

/// Looks for the header among the first rows of a sheet.
fn top_of(reading: &Reading<'_>, name: &str, sheet: &Sheet) -> (u32, Search) {
    let recipe = &reading.following.recipe;
    let skip = recipe.skip.unwrap_or_default();
    let mut carried = Carried::new(&sheet.merged, 0, None);
    let mut search = Search::default();
    let mut at = 0;
    let rows = sheet.rows().skip_while(|(row, _)| *row <= skip);
    for (row, mut cells) in rows.take_while(|(row, _)| *row - skip <= TOP) {
        carried.fill(row, &mut cells);
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() || row <= skip {
            continue;
        }
        let texts: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        let place = |column| place_in_sheet(name, row, &texts, column);
        let refused = |layout: &Layout| {
            let column = merged_head(layout, &sheet.merged, row)?;
            let header = texts.get(column).copied().unwrap_or_default().to_owned();
            Some((DataProblem::MergedHeader { header }, Some(column)))
        };
        let mut known = Known::of(&reading.following, reading.taker);
        known.refused = &refused;
        at = row;
        if search.look(&texts, &place, &known) {
            break;
        }
    }
    (at, search)
}

/// A head that stands over several columns says of none of them what it holds.
fn merged_head(layout: &Layout, merged: &[Dimensions], row: u32) -> Option<usize> {
    // By column: how many areas lie over it; first the differences between columns.
    let mut over = vec![0_i32; MAX_COLUMNS + 1];
    let areas = merged.iter().filter(|area| {
        area.end.1 > area.start.1 && (area.start.0..=area.end.0).contains(&(row - 1))
    });
    for area in areas {
        for (column, by) in [(area.start.1, 1), (area.end.1.saturating_add(1), -1)] {
            over[MAX_COLUMNS.min(column as usize)] += by;
        }
    }
    let mut count = 0;
    for over in &mut over {
        count += *over;
        *over = count;
    }
    layout.figure_columns().find(|column| over.get(*column).is_some_and(|count| *count > 0))
}

fn read_sheet(
    reading: &mut Reading<'_>,
    book: &mut Book,
    (sheet, cells): (&str, &Sheet),
    name: &str,
    (first, top): (u32, Top),
) -> Result<(), FileFault> {
    let mut table = Table {
        has_formats: book.has_formats(),
        ..Table::new(name, reading.said().file(), &reading.following.recipe, b',')
    };
    table.understood(top, &reading.following);
    begin(reading.taker, &table)?;
    let layout = &table.layout;
    let mut figures: Vec<usize> = layout.figure_columns().collect();
    figures.sort_unstable();
    let keys: Vec<usize> =
        (0..layout.found.cells).filter(|cell| figures.binary_search(cell).is_err()).collect();
    let mut carried = Carried::new(&cells.merged, first, Some(&keys));
    let formulas = book.formulas(sheet);
    let asks_to_compute = book.asks_to_compute;
    match formulas.hold_nothing(&figures, first) {
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
    let mut faults: Vec<(DataProblem, Place)> = formulas
        .unsaved_in(first)
        .filter_map(|(column, text)| fault_of(first, column, text))
        .collect();
    // Without what its row says a figure would be another's, or none; but for its source and a remark.
    let aside = [Column::Value, Column::Source, Column::Note];
    let saying = Column::ALL.iter().filter(|it| !aside.contains(it));
    let says: Vec<usize> = saying.filter_map(|it| layout.found[*it]).collect();
    cells.widen(table.header().cells, &mut book.budget)?;
    let mut record = ByteRecord::new();
    let count = reading.each_row(&table, |take| {
        for (line, mut texts) in cells.rows().filter(|(line, _)| *line > first) {
            carried.fill(line, &mut texts);
            // A table that begins further down may have more columns.
            texts.resize(table.header().cells.max(texts.len()), String::new());
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
        reading.said().fault(problem, place);
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
        self.column = small(column + 1);
        self.cell = Some(cell_name(self.line, Some(self.column)));
        self
    }
}
