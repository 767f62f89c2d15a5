//! Flat tables as Excel workbooks, behind sheets for people.
//!
//! The rows keep the machine words, as in CSV; what is read and printed is in the reader's language. No cell is a formula.

mod cell;
mod paint;
mod reading;
mod rows;

use std::io::{self, Write};

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::{record::Flat, render::Style, report::Sheet};

use cell::{Names, excel_date};

/// Writes a workbook: a sheet of each page, and the rows.
///
/// The same input gives the same bytes: the file is dated by the as-of date, not by the clock.
pub fn workbook(
    pages: &[Sheet],
    flat: Flat<'_>,
    as_of: NaiveDate,
    out: &mut dyn Write,
    style: &Style,
) -> io::Result<()> {
    let draw = || -> Result<Vec<u8>, XlsxError> {
        let words = style.words();
        let mut names = Names::default();
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(&excel_date(as_of)?));
        for page in pages {
            if let Some(sheet) = reading::sheet(page, words, &mut names)? {
                book.push_worksheet(sheet);
            }
        }
        for sheet in rows::sheets(flat, rows::MOST_ROWS, words, &mut names)? {
            book.push_worksheet(sheet);
        }
        book.save_to_buffer()
    };
    out.write_all(&draw().map_err(io::Error::other)?)
}
