//! One view as one flat table for machines: a header that is never translated, and rows of frozen values.

use super::{Data, Record};

/// The rows of a view under their header. Rows are made one by one: of a large panel there are very many.
pub struct Flat<'a> {
    /// The header.
    pub columns: Vec<&'static str>,
    /// The rows, one value a column.
    pub rows: Box<dyn Iterator<Item = Vec<Data>> + 'a>,
    /// The column by whose value a workbook is divided into sheets; none where all rows belong on one.
    pub sheet_by: Option<&'static str>,
}

impl<'a> Flat<'a> {
    /// Rows under a header.
    pub fn new(
        columns: impl IntoIterator<Item = &'static str>,
        rows: impl IntoIterator<Item = Vec<Data>, IntoIter: 'a>,
    ) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            rows: Box::new(rows.into_iter()),
            sheet_by: None,
        }
    }

    /// Records, one a row, under their keys.
    pub fn of<R: Record>(records: impl IntoIterator<Item = R, IntoIter: 'a>) -> Self {
        let values = |record: R| record.entries().into_iter().map(|(_, value)| value).collect();
        Self::new(R::columns(), records.into_iter().map(values))
    }

    /// The same rows without a key that only the document has.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        if let Some(place) = self.columns.iter().position(|column| *column == key) {
            self.columns.remove(place);
            self.rows = Box::new(self.rows.map(move |mut row| {
                row.remove(place);
                row
            }));
        }
        self
    }

    /// The same rows; a workbook has one sheet for each value of this column.
    #[must_use]
    pub fn one_sheet_per(self, column: &'static str) -> Self {
        Self { sheet_by: Some(column), ..self }
    }
}
