//! What every table of actuals has in common, whatever it was read from; and who takes its records.
//!
//! Producers are files of text (`actuals_file`) and sheets (`actuals_xlsx`), whose rows a wide table takes apart
//! (`actuals_layout`); takers are the reader for a plan (`actuals_csv`) and the conversion (`convert`).

use csv::ByteRecord;

use crate::{
    actuals::{Origin, printed_number::Commas},
    diag::{DataProblem, Place},
    plan::recipe::{Dates, Decimal, Recipe},
    unit::Unit,
    words::joined,
};

use super::{
    actuals_columns::Column,
    actuals_file::Rows,
    actuals_header::Header,
    actuals_layout::{Figure, Layout},
    actuals_marks::is_sign,
    actuals_recipe::Following,
    actuals_said::Said,
    actuals_top::Top,
    actuals_xlsx::place_in_sheet,
    encoding::FileFault,
    text::{Stopped, place_in, small},
};

/// A table while it is read: how its records are to be understood.
#[derive(Clone, Default)]
pub struct Table {
    /// The file as the user knows it; of a sheet `file#sheet`.
    pub name: String,
    /// Of the file, in the order of reading.
    pub index: u32,
    /// The form of its rows.
    pub layout: Layout,
    /// What a comma in a number means.
    pub commas: Commas,
    /// What separates the cells of a file of text.
    pub delimiter: u8,
    /// How many more keys than one stand in the first cell of a line, joined by commas; its rows have them apart.
    pub joined: usize,
    /// The cells of its header.
    pub cells: Vec<String>,
    /// What lines above it say of all its rows (单位：亿元), and what of that no column says.
    pub titles: Vec<Title>,
    pub says: Vec<Title>,
    /// Does a number that is shown as a percentage have its sign?
    pub has_formats: bool,
    /// What its days stand for, where that is told.
    pub dates: Option<Dates>,
    /// Is it not decided yet what a comma means, as no figure has proven it?
    pub commas_open: bool,
}

/// The place of each cell of a line, and of the line.
pub type Places<'a> = &'a dyn Fn(Option<usize>) -> Place;

/// What a line above a table says of a column for all of its rows, and where.
pub type Title = (Column, String, Place);

impl Table {
    /// Of a file, before its header is understood.
    pub fn new(name: &str, index: u32, recipe: &Recipe, delimiter: u8) -> Self {
        Self {
            name: name.to_owned(),
            index,
            commas: Self::commas(recipe, delimiter),
            delimiter,
            has_formats: true,
            dates: recipe.dates,
            ..Self::default()
        }
    }

    /// Its header is understood.
    pub fn understood(&mut self, top: Top, following: &Following) {
        let Top { layout, heads, joined, titles, says, .. } = top;
        (self.layout, self.joined) = (following.layout(layout, &says), joined);
        (self.cells, self.titles, self.says) = (heads, titles, says);
    }

    /// The columns of its records.
    pub fn header(&self) -> &Header {
        &self.layout.header
    }

    /// Where it says something of all its rows.
    pub fn title(&self, column: Column) -> Option<&Place> {
        self.says.iter().find(|(known, ..)| *known == column).map(|(_, _, place)| place)
    }

    /// What a comma in its numbers means.
    pub fn commas(recipe: &Recipe, delimiter: u8) -> Commas {
        match (recipe.decimal, delimiter) {
            (Some(Decimal::Comma), _) => Commas::Decimal,
            (None, b';') => Commas::Refused,
            _ => Commas::Group,
        }
    }

    /// What stops the reading in a block that starts on this line.
    pub fn fault(&self, stopped: Stopped, line: u32) -> FileFault {
        stopped.at(&self.name, line, self.delimiter)
    }
}

/// Spellings remembered; beyond this each row is looked up anew, so that a file of nonsense cannot fill the memory.
pub const MAX_SPELLINGS: usize = 4096;

/// How the lines begin between which versions of a file contradict each other.
const CONFLICT: [&[u8]; 4] = [b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"];

/// Does a line begin with seven of these signs, and no eighth?
pub fn is_conflict(line: &[u8]) -> bool {
    CONFLICT.iter().any(|marker| {
        let behind = line.strip_prefix(*marker);
        behind.is_some_and(|behind| behind.first() != marker.first())
    })
}

/// A row as it stands in its table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub table: &'a Table,
    pub cells: &'a ByteRecord,
    /// Line of the file or row of the sheet, from 1.
    pub line: u32,
    /// The text from which it was read; none of a sheet.
    pub text: Option<&'a [u8]>,
}

impl<'a> Row<'a> {
    /// A row with more or fewer cells than the header is a fault. Sheets have no ragged rows: what is not filled in is
    /// empty.
    pub fn cell_count(&self) -> Option<DataProblem> {
        let expected = self.table.header().cells;
        let found = self.cells.len();
        let ragged = self.text.is_some() && found != expected;
        ragged.then_some(DataProblem::CellCount { expected, found })
    }

    /// Is nothing in it?
    pub fn is_blank(&self) -> bool {
        is_blank(self.cells)
    }

    /// Is it a remark among the rows: a line with one cell only, one that begins as remarks do, or one of tags
    /// (#indicator)?
    pub fn is_remark(&self) -> bool {
        let mut filled = self.cells().enumerate().filter(|(_, cell)| !cell.is_empty());
        let Some((0, text)) = filled.next() else {
            return false;
        };
        let ragged = self.cell_count().is_some();
        let begins = begins_as_remark(text);
        if ragged && (begins || self.cells.len() == 1) {
            return true;
        }
        if text.starts_with('注') && begins {
            return true;
        }
        let tags = text.starts_with('#');
        (begins || tags) && filled.all(|(_, cell)| tags && cell.starts_with('#'))
    }

    /// Its cells, trimmed.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.cells.len()).map(move |index| self.cell(index))
    }

    /// A cell, trimmed; empty when the column or the cell is not there.
    pub fn cell(&self, column: impl Into<Option<usize>>) -> &'a str {
        cell(self.cells, column.into())
    }

    /// The place of a cell; of the row without one.
    pub fn place(&self, column: impl Into<Option<usize>>) -> Place {
        let table = self.table;
        let column = column.into().map(|column| column.saturating_sub(table.joined));
        if let Some(text) = self.text {
            return place_in(&table.name, (text, self.line), table.delimiter, column);
        }
        let keys = joined(self.cells().take(table.joined + 1), ",");
        let cells = self.cells().take(table.header().cells).skip(table.joined + 1);
        let cells: Vec<&str> = std::iter::once(&*keys).chain(cells).collect();
        place_in_sheet(&table.name, self.line, &cells, column)
    }
}

/// One figure with what belongs to it: a row of a long table, or a part of a row of a wide one.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    pub row: Row<'a>,
    /// Its cells, as the header of the table has them.
    pub cells: &'a ByteRecord,
    /// The column of figures from which it was taken, where rows are taken apart.
    pub figure: Option<&'a Figure>,
    /// The signs of footnotes that its figure has.
    pub signs: &'a str,
}

impl<'a> Record<'a> {
    /// A row of a long table.
    pub fn of(row: Row<'a>) -> Self {
        Self { row, cells: row.cells, figure: None, signs: "" }
    }

    pub fn header(&self) -> &'a Header {
        self.row.table.header()
    }

    /// The index of its file.
    pub fn file(&self) -> u32 {
        self.row.table.index
    }

    /// The bytes in a column.
    pub fn bytes(&self, column: Column) -> &'a [u8] {
        let cell = self.header()[column];
        cell.and_then(|cell| self.cells.get(cell)).unwrap_or_default()
    }

    /// The first of its names that is not empty, and the column of that, else of the first.
    pub fn name(&self) -> (Option<Column>, &'a str) {
        self.header()
            .names()
            .map(|column| (Some(column), self.cell(column)))
            .find(|it| !it.1.is_empty())
            .unwrap_or_else(|| (self.header().names().next(), ""))
    }

    /// The text in a column, trimmed; empty when it is not there.
    pub fn cell(&self, column: Column) -> &'a str {
        cell(self.cells, self.header()[column])
    }

    /// The place of what is in a column; of the row without one.
    pub fn place(&self, column: impl Into<Option<Column>>) -> Place {
        let column = column.into();
        match (self.figure, column) {
            (Some(figure), _) => self.row.table.layout.place(&self.row, figure, column),
            // Without a column of units the unit is that of the number.
            (None, Some(Column::Unit)) if self.header()[Column::Unit].is_none() => {
                self.place(Column::Value)
            }
            _ => self.row.place(column.and_then(|column| self.header()[column])),
        }
    }

    /// Where its figure stands.
    pub fn origin(&self) -> Origin {
        let column = match self.figure {
            Some(figure) => Some(figure.column),
            None if self.row.text.is_none() => self.header()[Column::Value],
            None => None,
        };
        let column = column.map_or(0, |column| small(column + 1));
        Origin { column, ..Origin::of_line(self.file(), self.row.line) }
    }
}

/// Words that a remark begins with, before a colon or a number.
const REMARKS: &str = "注|备注|说明|来源|数据来源|资料来源|note|source|data source";

/// 注：…, 注1：…, Source: …, *…
pub fn begins_as_remark(text: &str) -> bool {
    if text.chars().next().is_some_and(is_sign) {
        return true;
    }
    let Some((head, _)) = text.split_once([':', '：']) else {
        return false;
    };
    let head = head.trim().trim_end_matches(|it: char| it.is_ascii_digit()).trim_end_matches('s');
    REMARKS.split('|').any(|word| head.eq_ignore_ascii_case(word))
}

/// Is nothing in a record?
pub fn is_blank(cells: &ByteRecord) -> bool {
    cells.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// A cell as text, trimmed; empty when the column or the cell is not there.
pub fn cell(record: &ByteRecord, column: Option<usize>) -> &str {
    let bytes = column.and_then(|column| record.get(column));
    bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default().trim()
}

/// Takes the records of tables, one after the other.
pub trait Taker {
    /// Is this the name of an indicator that is asked for, and, of a unit, can its figures be in that?
    fn knows(&self, name: &str, unit: Option<&Unit>) -> bool;

    /// Are the figures of an indicator of this name taken?
    fn asks_for(&self, name: &str) -> bool {
        self.knows(name, None)
    }

    /// Is a text a region, and the one that rows without a column of regions are taken for?
    fn is_region(&self, _text: &str) -> Option<bool> {
        None
    }

    /// Can the figures of this name be in this unit, if it is known which are asked for?
    fn converts(&self, _name: &str, _unit: &Unit) -> Option<bool> {
        None
    }

    /// Are the figures of this name, if it is asked for, taken in this unit where no column has units?
    fn is_in(&self, _name: &str, _unit: &Unit) -> bool {
        false
    }

    /// May any figures be in this unit?
    fn has_figures_in(&self, unit: &Unit) -> bool {
        unit.is_known()
    }

    /// Are figures asked for of years that begin in the course of a calendar year?
    fn asks_for_years(&self) -> bool {
        false
    }

    /// Of which indicator and region a record is, if its figure is taken.
    fn series(&mut self, record: &Record<'_>) -> Option<String>;

    /// The files, and what there is to say of them.
    fn said(&mut self) -> &mut Said;

    /// The header of the file is read; a fault of it stops the reading.
    fn header(&mut self, table: &Table) -> Result<(), DataProblem>;

    /// A record; `false` when it is empty.
    fn take(&mut self, record: &Record<'_>) -> bool;

    /// The rows of a file in blocks, if it takes these that way; how many there are.
    ///
    /// Errors: what stops the reading.
    fn take_blocks(&mut self, _table: &Table, _rows: &mut Rows) -> Option<Result<u64, FileFault>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::is_conflict;

    #[test]
    fn lines_of_a_conflict() {
        for line in ["<<<<<<< HEAD", "||||||| base", "=======", "=======,,,", ">>>>>>> release"] {
            assert!(is_conflict(line.as_bytes()), "{line}");
        }
        for line in ["==========,,", "======", "杭州市,=======", "<a>"] {
            assert!(!is_conflict(line.as_bytes()), "{line}");
        }
    }
}
