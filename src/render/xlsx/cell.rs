//! Limits of a cell: dates of Excel, and text of a limited length.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, XlsxError};

use crate::render::{fitting, printable};

/// UTF-16 units that a cell can hold.
const LONGEST_TEXT: usize = 32_767;

/// Midnight of a day; years outside Excel's range are clamped.
pub fn excel_date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default().clamp(1900, 9999);
    let (month, day) = (to_u8(day.month()), to_u8(day.day()));
    ExcelDateTime::from_ymd(year, month, day)
}

fn to_u8(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

/// Text without control characters, cut to the longest that a cell can hold, with an ellipsis if cut.
pub fn text(text: &str) -> String {
    let text = printable(text);
    if fitting(&text, LONGEST_TEXT, char::len_utf16).len() == text.len() {
        return text;
    }
    format!("{}…", fitting(&text, LONGEST_TEXT - 1, char::len_utf16))
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
