//! Flat tables as workbooks of Excel, with a summary for people in front.
//!
//! The rows keep their frozen words, as in CSV; the summary speaks the reader's language. Nothing here is a formula.

mod names;
mod paint;
mod rows;
mod summary;

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::lang::words::Words;
use crate::render::{Style, printable};
use crate::report::{Flat, Sheet};

use names::Names;

/// UTF-16 units that a cell can hold.
const LONGEST_TEXT: usize = 32_767;

/// Writes a workbook: a summary of the pages, where they have anything but tables, and the rows.
///
/// The same input gives the same bytes: the file is dated by the as-of date, not by the clock.
pub fn workbook(
    pages: &[Sheet],
    flat: Flat<'_>,
    as_of: NaiveDate,
    out: &mut dyn Write,
    style: &Style,
) -> io::Result<()> {
    let words = Words { lang: style.lang, ascii: style.ascii };
    let bytes = draw(pages, flat, as_of, words).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn draw(
    pages: &[Sheet],
    flat: Flat<'_>,
    as_of: NaiveDate,
    words: Words,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment(as_of)?));
    let mut names = Names::default();
    if let Some(sheet) = summary::sheet(pages, words, &mut names)? {
        book.push_worksheet(sheet);
    }
    for sheet in rows::sheets(flat, rows::MOST_ROWS, words, &mut names)? {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer()
}

/// Midnight of a day; years that Excel has no dates for are those of its first and last.
fn moment(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let year = year.clamp(1900, 9999);
    let (month, day) = (small(day.month()), small(day.day()));
    ExcelDateTime::from_ymd(year, month, day)
}

/// A month or a day of the month.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

/// Text as a cell can hold it: no control characters, and at most so long; what is cut off is marked.
fn text(text: &str) -> String {
    let text = printable(text);
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text;
    }
    let mut units = 1;
    let kept = text.chars().take_while(|character| {
        units += character.len_utf16();
        units <= LONGEST_TEXT
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_fits_into_a_cell() {
        assert_eq!(text("杭\u{1b}"), "杭\\u{1b}");
        let longest = "长".repeat(LONGEST_TEXT);
        assert_eq!(text(&longest), longest);
        for too_long in ["长".repeat(LONGEST_TEXT + 1), "😀".repeat(20_000)] {
            let cut = text(&too_long);
            assert!(cut.encode_utf16().count() <= LONGEST_TEXT);
            assert!(cut.encode_utf16().count() >= LONGEST_TEXT - 1);
            assert!(cut.ends_with('…'));
        }
    }
}
