//! Limits of Excel: its dates, the length of a text, and the names of sheets.

use crate::render::{fitting, printable};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, XlsxError};

/// UTF-16 units that a cell can hold.
const LONGEST_TEXT: usize = 32_767;

/// Midnight of a day; years outside Excel's range are clamped.
pub fn excel_date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default().clamp(1900, 9999);
    let month = to_u8(day.month());
    let day = to_u8(day.day());
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

const LONGEST: usize = 31;

/// Characters not allowed in a name.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The name that Excel reserves.
const RESERVED: &str = "history";

/// The names in use, in lower case: Excel ignores case.
#[derive(Default)]
pub struct Names(Vec<String>);

impl Names {
    /// The unused valid name closest to the wanted one.
    pub fn take(&mut self, wanted: &str) -> String {
        let clean: String = wanted
            .chars()
            .map(|character| {
                let refused = FORBIDDEN.contains(&character) || character.is_control();
                if refused { '-' } else { character }
            })
            .collect();
        let clean = match clean.trim().trim_matches('\'') {
            "" => "-",
            name => name,
        };
        let mut name = cut(clean, LONGEST);
        let mut number = 1;
        while name.to_lowercase() == RESERVED || self.0.contains(&name.to_lowercase()) {
            number += 1;
            let suffix = format!(" ({number})");
            name = format!("{}{suffix}", cut(clean, LONGEST - suffix.len()));
        }
        self.0.push(name.to_lowercase());
        name
    }
}

/// The first characters, at most `most` UTF-16 units.
fn cut(text: &str, most: usize) -> String {
    fitting(text, most, char::len_utf16).trim_end_matches(['\'', ' ']).to_owned()
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

#[cfg(test)]
mod names_tests {
    use super::*;

    #[test]
    fn names_are_valid_and_unique() {
        let mut names = Names::default();
        let long = "a".repeat(40);
        for (wanted, name) in [
            ("hangzhou-2024", "hangzhou-2024"),
            ("HANGZHOU-2024", "HANGZHOU-2024 (2)"),
            ("a/b:c[d]*?\\", "a-b-c-d----"),
            ("'quoted'", "quoted"),
            ("", "-"),
            ("History", "History (2)"),
            (&long, &"a".repeat(31)),
            (&long, &format!("{} (2)", "a".repeat(27))),
            ("浙江省科技创新发展规划", "浙江省科技创新发展规划"),
            (&"😀".repeat(20), &"😀".repeat(15)),
        ] {
            assert_eq!(names.take(wanted), name);
            assert!(rust_xlsxwriter::utility::check_sheet_name(name).is_ok());
        }
    }
}
