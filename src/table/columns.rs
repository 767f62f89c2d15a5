//! Tables of rows of one kind: a column's heading and its cell in one line.

use super::{Cell, Column, Heading, Table};

/// Rows, and the table that their columns make so far.
pub struct Rows<R> {
    rows: Vec<R>,
    table: Table,
}

impl Table {
    pub fn of<R>(rows: impl IntoIterator<Item = R>) -> Rows<R> {
        let rows: Vec<R> = rows.into_iter().collect();
        let table =
            Self { columns: Vec::new(), rows: vec![Vec::new(); rows.len()], one_line: false };
        Rows { rows, table }
    }
}

impl<R> Rows<R> {
    pub fn number<C: Into<Cell>>(self, heading: Heading, cell: impl Fn(&R) -> C) -> Self {
        self.column(Column::number(heading), cell)
    }

    pub fn word<C: Into<Cell>>(self, heading: Heading, cell: impl Fn(&R) -> C) -> Self {
        self.column(Column::word(heading), cell)
    }

    pub fn prose<C: Into<Cell>>(self, heading: Heading, cell: impl Fn(&R) -> C) -> Self {
        self.column(Column::prose(heading), cell)
    }

    pub fn column<C: Into<Cell>>(mut self, column: Column, cell: impl Fn(&R) -> C) -> Self {
        self.table.columns.push(column);
        for (row, cells) in self.rows.iter().zip(&mut self.table.rows) {
            cells.push(cell(row).into());
        }
        self
    }

    /// The table, each row with that of its own beside it.
    pub fn beside(mut self, of: impl Fn(&R) -> Option<&Table>) -> Table {
        for (index, (row, cells)) in self.rows.iter().zip(&mut self.table.rows).enumerate() {
            let Some(own) = of(row) else { continue };
            if index == 0 {
                self.table.columns.extend(&own.columns);
            }
            cells.extend(own.rows.iter().flatten().cloned());
        }
        self.table
    }

    pub fn table(self) -> Table {
        self.table
    }
}
