//! One result, written in whichever format was asked for: a command gives it here once, in the shapes that formats are
//! made of.

use std::fmt;
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::cli::args::Format;
use crate::render::csv::Dialect;
use crate::render::{Style, csv, json, jsonl, markdown, text, xlsx};
use crate::report::{Data, Flat, Sheet};

/// What people read.
#[derive(Debug)]
pub enum Pages {
    /// Pages, with an empty line between two.
    Sheets(Vec<Sheet>),
    /// Text that is laid out already, and no page: as Markdown, the flat table is written.
    Text(String),
}

impl From<Sheet> for Pages {
    fn from(sheet: Sheet) -> Self {
        Self::Sheets(vec![sheet])
    }
}

/// A result in the three shapes from which every format is written. Each is made only when its format is asked for.
pub struct Rendering<'a> {
    /// The day that the result is of, for formats that date themselves; today where nothing is judged.
    pub as_of: NaiveDate,
    /// What people read: `table`, `markdown`, the summary of `xlsx`.
    pub pages: &'a dyn Fn() -> Pages,
    /// One row a thing: `csv`, `csv-excel`, `tsv`, `jsonl`, `xlsx`.
    pub flat: &'a dyn Fn() -> Flat<'a>,
    /// The whole of it: `json`.
    pub document: &'a dyn Fn() -> Data,
}

impl Rendering<'_> {
    /// Writes the result in a format; one that only some commands have, and that is none of these, is an error.
    pub fn write(&self, format: Format, out: &mut dyn Write, style: &Style) -> io::Result<()> {
        match format {
            Format::Table => match (self.pages)() {
                Pages::Sheets(sheets) => {
                    for (index, sheet) in sheets.iter().enumerate() {
                        if index > 0 {
                            writeln!(out)?;
                        }
                        text::sheet(sheet, out, style)?;
                    }
                    Ok(())
                }
                Pages::Text(text) => out.write_all(text.as_bytes()),
            },
            Format::Csv => csv::flat((self.flat)(), Dialect::Plain, out),
            Format::CsvExcel => csv::flat((self.flat)(), Dialect::Excel, out),
            Format::Tsv => csv::flat((self.flat)(), Dialect::Tabs, out),
            Format::Json => json::document(&(self.document)(), out, style),
            Format::Jsonl => jsonl::flat((self.flat)(), out),
            Format::Markdown => match (self.pages)() {
                Pages::Sheets(sheets) => markdown::sheets(&sheets, out, style),
                Pages::Text(_) => markdown::flat((self.flat)(), out),
            },
            Format::Xlsx => {
                let pages = match (self.pages)() {
                    Pages::Sheets(sheets) => sheets,
                    Pages::Text(_) => Vec::new(),
                };
                xlsx::workbook(&pages, (self.flat)(), self.as_of, out, style)
            }
            Format::Html | Format::Github | Format::Junit | Format::Sarif => {
                Err(io::Error::other("a format of other commands"))
            }
        }
    }
}

impl fmt::Debug for Rendering<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Rendering").finish_non_exhaustive()
    }
}
