//! One result in any format: a command provides it in three forms, from which every format is written.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::{
    cli::args::Format,
    diag::Diagnostic,
    record::{Data, Flat},
    render::{
        Style,
        csv::{self, Dialect},
        diagnostics, json, markdown, printable, text, xlsx,
    },
    report::Sheet,
};

/// The result for people.
pub enum Pages {
    /// Pages, separated by an empty line.
    Sheets(Vec<Sheet>),
    /// Finished text. In Markdown, the flat table is written instead.
    Text(String),
}

impl From<Sheet> for Pages {
    fn from(sheet: Sheet) -> Self {
        vec![sheet].into()
    }
}

impl From<Vec<Sheet>> for Pages {
    fn from(sheets: Vec<Sheet>) -> Self {
        Self::Sheets(sheets)
    }
}

impl From<String> for Pages {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Problems in full, and what they come to.
pub fn problems<'a>(
    problems: impl IntoIterator<Item = &'a Diagnostic>,
    summary: &str,
    style: &Style,
) -> String {
    let mut text = String::new();
    for problem in problems {
        text.push_str(diagnostics::render(problem, style).trim_end());
        text.push_str("\n\n");
    }
    text + &printable(summary) + "\n"
}

/// A result in three forms, each computed only if the format needs it.
pub struct Rendering<'a> {
    /// The as-of date, for formats that record one; today if nothing is assessed.
    pub as_of: NaiveDate,
    /// For people: `table`, `markdown`, the summary sheet of `xlsx`.
    pub pages: &'a dyn Fn() -> Pages,
    /// One row per record: `csv`, `csv-excel`, `tsv`, `jsonl`, `xlsx`.
    pub flat: &'a dyn Fn() -> Flat<'a>,
    /// The complete result: `json`.
    pub document: &'a dyn Fn() -> Data,
}

/// The rendering of a view by its own three forms, or of these: pages, rows and document.
macro_rules! rendering {
    ($as_of:expr, $view:ident) => {
        rendering!($as_of, $view.sheet(), $view.flat(), $view.data())
    };
    ($as_of:expr, $pages:expr, $flat:expr, $document:expr) => {
        $crate::cli::rendering::Rendering {
            as_of: $as_of,
            pages: &|| $pages.into(),
            flat: &|| $flat,
            document: &|| $document,
        }
    };
}

pub(super) use rendering;

impl Rendering<'_> {
    /// Writes the result; formats that only some commands have are errors here.
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
            Format::Csv | Format::CsvExcel | Format::Tsv => {
                csv::flat((self.flat)(), dialect(format), out)
            }
            Format::Json => json::document(&(self.document)(), out),
            Format::Jsonl => json::lines((self.flat)(), out),
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
            Format::Html | Format::Github | Format::Junit | Format::Sarif | Format::Toml => {
                Err(io::Error::other("this command does not have the format"))
            }
        }
    }
}

/// How a format with separated values is written.
pub fn dialect(format: Format) -> Dialect {
    match format {
        Format::CsvExcel => Dialect::Excel,
        Format::Tsv => Dialect::Tabs,
        _ => Dialect::Plain,
    }
}
