//! The sheets of rows: a frozen header, a filter, numbers with their printed decimals.

use rust_xlsxwriter::{Format, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::{
    lang::Words,
    record::{Data, Flat, each},
};

use super::{
    cell::{Names, excel_date, text},
    paint,
};

/// Rows of a sheet, header included.
pub const MOST_ROWS: u32 = 1_048_576;

/// Significant digits that Excel keeps.
const MOST_DIGITS: usize = 15;

/// From here on thousands are separated, as in the terminal.
const GROUPED_FROM: f64 = 10_000.0;

/// Characters in the widest column of a sheet.
const WIDEST: usize = 60;

/// Characters taken by the filter button.
const BUTTON: usize = 3;

/// The sheets of rows: one for each value of the `sheet_by` column, else one; a full sheet is continued in another.
pub fn sheets(
    flat: Flat<'_>,
    most_rows: u32,
    words: Words,
    names: &mut Names,
) -> Result<Vec<Worksheet>, XlsxError> {
    let Flat { columns, rows, sheet_by } = flat;
    let by = sheet_by.and_then(|by| columns.iter().position(|column| *column == by));
    let all = words.pick("rows", "数据").to_owned();
    let mut open: Vec<(String, Rows)> = Vec::new();
    for row in rows {
        let of = by.and_then(|by| row.get(by)).map_or_else(|| all.clone(), Data::plain);
        // A continuation follows its predecessor: only the last of its name has room.
        let place = open.iter().rposition(|(name, _)| *name == of);
        let place = place.filter(|place| open[*place].1.next_row < most_rows);
        let place = if let Some(place) = place {
            place
        } else {
            open.push((of, Rows::new(&columns)?));
            open.len() - 1
        };
        open[place].1.add(&columns, &row)?;
    }
    if open.is_empty() {
        open.push((all, Rows::new(&columns)?));
    }
    open.into_iter().map(|(name, rows)| rows.finished(&names.take(&name))).collect()
}

struct Rows {
    sheet: Worksheet,
    next_row: u32,
    widths: Vec<usize>,
}

impl Rows {
    fn new(columns: &[&'static str]) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        let header = paint::header();
        for (column, word) in (0..).zip(columns) {
            sheet.write_string_with_format(0, column, *word, &header)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Self { sheet, next_row: 1, widths: each(columns, |word| word.len() + BUTTON) })
    }

    fn add(&mut self, columns: &[&'static str], row: &[Data]) -> Result<(), XlsxError> {
        for ((column, word), value) in (0..).zip(columns).zip(row) {
            let width = write(&mut self.sheet, (self.next_row, column), word, value)?;
            if let Some(widest) = self.widths.get_mut(usize::from(column)) {
                *widest = width.max(*widest);
            }
        }
        self.next_row += 1;
        Ok(())
    }

    fn finished(mut self, name: &str) -> Result<Worksheet, XlsxError> {
        let last_row = self.next_row - 1;
        let mut last_column = 0;
        for (column, width) in (0..).zip(&self.widths) {
            let width = u16::try_from((*width).min(WIDEST) + 1).unwrap_or_default();
            self.sheet.set_column_width(column, width)?;
            last_column = column;
        }
        self.sheet.autofilter(0, 0, last_row, last_column)?;
        if last_row > 0 {
            // Years and very long numbers are text on purpose.
            let text_like_numbers = IgnoreError::NumberStoredAsText;
            self.sheet.ignore_error_range(1, 0, last_row, last_column, text_like_numbers)?;
        }
        self.sheet.set_repeat_rows(0, 0)?;
        self.sheet.set_landscape().set_name(name)?;
        Ok(self.sheet)
    }
}

/// Writes a cell and returns its width in characters.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    word: &str,
    value: &Data,
) -> Result<usize, XlsxError> {
    match value {
        Data::Undefined => return Ok(0),
        Data::List(items) if items.is_empty() => return Ok(0),
        Data::List(items) if items.len() == 1 => {
            return write(sheet, (row, column), word, &items[0]);
        }
        Data::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
        Data::Date(date) => {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            sheet.write_datetime_with_format(row, column, &excel_date(*date)?, &format)?;
        }
        Data::Number(digits) => match number(digits) {
            Some((number, format)) => {
                let format = Format::new().set_num_format(format);
                sheet.write_number_with_format(row, column, number, &format)?;
            }
            None => {
                sheet.write_string(row, column, digits.as_str())?;
            }
        },
        Data::Text(_) | Data::Period(_) | Data::List(_) | Data::Object(_) => {
            let plain = text(&value.plain());
            match paint::of_word(word, &plain) {
                Some(format) => sheet.write_string_with_format(row, column, plain, &format)?,
                None => sheet.write_string(row, column, plain)?,
            };
        }
    }
    let shown = value.plain();
    Ok(shown.lines().map(UnicodeWidthStr::width).max().unwrap_or(0))
}

/// A number with the format that shows it as printed; `None` if it has more digits than Excel keeps.
fn number(digits: &str) -> Option<(f64, String)> {
    let (_, part) = digits.split_once('.').unwrap_or((digits, ""));
    let significant: String = digits.chars().filter(char::is_ascii_digit).collect();
    if significant.trim_matches('0').len() > MOST_DIGITS {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    let whole = if value.abs() < GROUPED_FROM { "0" } else { "#,##0" };
    let format = match part.len() {
        0 => whole.to_owned(),
        decimals => format!("{whole}.{}", "0".repeat(decimals)),
    };
    value.is_finite().then_some((value, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_they_are_printed() {
        for (digits, value, format) in [
            ("3.22", 3.22, "0.00"),
            ("-0.5", -0.5, "0.0"),
            ("4.0", 4.0, "0.0"),
            ("9999", 9999.0, "0"),
            ("-19400", -19400.0, "#,##0"),
            ("1234567.890", 1_234_567.89, "#,##0.000"),
            ("1000000000000000000", 1e18, "#,##0"),
            ("123456789012345", 123_456_789_012_345.0, "#,##0"),
        ] {
            let (found, shown) = number(digits).unwrap();
            assert!((found - value).abs() < f64::EPSILON, "{digits}");
            assert_eq!(shown, format, "{digits}");
        }
    }

    #[test]
    fn a_full_sheet_is_continued() {
        let plans = ["a", "b", "a", "a", "a", "b"];
        let rows = plans.map(|plan| vec![Data::text(plan), Data::count(1)]);
        let flat = Flat::new(["plan", "count"], rows).one_sheet_per("plan");
        let words = Words { lang: crate::lang::Lang::En, ascii: false };
        let sheets = sheets(flat, 3, words, &mut Names::default()).unwrap();
        let names: Vec<String> = sheets.iter().map(Worksheet::name).collect();
        assert_eq!(names, ["a", "b", "a (2)"]);
    }

    #[test]
    fn no_rows_give_a_header_only() {
        let flat = Flat::new(["plan"], []).one_sheet_per("plan");
        let words = Words { lang: crate::lang::Lang::Zh, ascii: false };
        let sheets = sheets(flat, MOST_ROWS, words, &mut Names::default()).unwrap();
        let names: Vec<String> = sheets.iter().map(Worksheet::name).collect();
        assert_eq!(names, ["数据"]);
    }

    #[test]
    fn what_excel_would_round_is_left_to_text() {
        assert!(number("1234567890123456").is_none());
        assert!(number("0.1234567890123456").is_none());
    }
}
