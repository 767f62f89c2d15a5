//! A table of cells as a flat table for machines: untranslated headings and words, numbers as numbers.

use crate::record::{Data, Flat};
use crate::render::csv::plain;
use crate::table::{Cell, Table};

pub fn of_table(table: &Table) -> Flat<'_> {
    let columns = table.columns.iter().map(|column| column.heading.word());
    let rows = table.rows.iter();
    Flat::new(columns, rows.map(|row| row.iter().map(value).collect()))
}

/// The machine form of a cell.
fn value(cell: &Cell) -> Data {
    match cell {
        Cell::Empty => Data::Undefined,
        Cell::Count(count) => Data::count(*count),
        Cell::Number(number) => Data::exact(&number.exact),
        Cell::Period(period) => Data::Period(*period),
        Cell::Month(month) => Data::month(*month),
        Cell::Date(date) => Data::Date(*date),
        Cell::Yes(yes) | Cell::Met(Some(yes)) => Data::Flag(*yes),
        Cell::Names(names) => Data::texts(names),
        Cell::Progress { ratio, .. } => {
            Data::of(ratio.as_ref(), |ratio| Data::computed(&ratio.exact))
        }
        Cell::Stack(cells) if cells.len() == 1 => value(&cells[0]),
        other => match plain(other) {
            text if text.is_empty() => Data::Undefined,
            text => Data::Text(text),
        },
    }
}
