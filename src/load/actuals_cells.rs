//! The cells of a sheet as text: what the spreadsheet shows, as far as it means something.
//!
//! A number is written with all its digits, whatever its format rounds away; but one that is formatted as a percentage
//! is the percentage, and a date has the parts that its format shows. Spreadsheets hold numbers in binary and promise
//! fifteen digits: so many are taken, and what is behind them is noise.

use calamine::{Data, ExcelDateTime, Style};

use crate::{actuals::printed_number::Commas, number::Number};

/// Digits of a number that a spreadsheet holds for certain, less the first.
const MORE_DIGITS: usize = 14;

/// How a cell is formatted, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    percent: bool,
    /// Characters at the end of a date that are not shown: those of its day, or of month and day.
    hidden: usize,
}

/// Formats of the system, in Chinese 2024年6月; their numbers have no text in the file.
const MONTHS_BY_NUMBER: [u32; 5] = [27, 36, 50, 52, 57];

impl Form {
    fn of(style: &Style) -> Self {
        let Some(format) = &style.number_format else {
            return Self::default();
        };
        let code = bare_code(&format.format_code);
        let has = |letter: char| code.contains(letter);
        let by_number = format.format_id.is_some_and(|number| MONTHS_BY_NUMBER.contains(&number));
        let hidden = match (has('y'), has('m'), has('d')) {
            (true, false, false) => "-MM-DD".len(),
            (true, true, false) => "-DD".len(),
            (false, false, false) if by_number => "-DD".len(),
            _ => 0,
        };
        Self { percent: has('%'), hidden }
    }
}

/// The form of every style of a workbook.
pub fn forms(styles: &[Style]) -> Vec<Form> {
    styles.iter().map(Form::of).collect()
}

/// The signs of a format that mean something, in small letters: no quoted or escaped text, and only what holds for
/// positive numbers.
fn bare_code(code: &str) -> String {
    let mut bare = String::new();
    let mut signs = code.chars();
    let mut quoted = false;
    let mut bracketed = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => {
                signs.next();
            }
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            ';' => break,
            other => bare.extend(other.to_lowercase()),
        }
    }
    bare
}

/// The text of a cell.
pub fn text_of(value: &Data, form: Form, commas: Commas) -> String {
    let decimal_comma = commas == Commas::Decimal;
    let number = |value: f64| {
        let text = decimal_text(value, if form.percent { 2 } else { 0 });
        // As in the texts of the same file.
        let text = if decimal_comma { text.replace('.', ",") } else { text };
        if form.percent { format!("{text}%") } else { text }
    };
    match value {
        Data::Int(value) if !form.percent => value.to_string(),
        #[allow(clippy::cast_precision_loss, reason = "a sheet holds no other numbers")]
        Data::Int(value) => number(*value as f64),
        Data::Float(value) => number(*value),
        Data::String(text) => one_line(text),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(date) => date_text(date, form),
        Data::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            shown_date(day, form)
        }
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// A text of a cell may have lines; names are compared without spaces, and a message has one line.
pub fn one_line(text: &str) -> String {
    text.trim().replace(['\r', '\n'], " ")
}

fn date_text(date: &ExcelDateTime, form: Form) -> String {
    if date.is_duration() {
        return decimal_text(date.as_f64(), 0);
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    shown_date(&format!("{year:04}-{month:02}-{day:02}"), form)
}

/// YYYY-MM-DD, without the parts that are not shown.
fn shown_date(day: &str, form: Form) -> String {
    day.get(.."YYYY-MM-DD".len() - form.hidden).unwrap_or(day).to_owned()
}

/// A number of a sheet in decimals, the point moved to the right by so many places.
fn decimal_text(value: f64, places: i32) -> String {
    let scientific = format!("{value:.MORE_DIGITS$e}");
    let exact = scientific.split_once('e').and_then(|(digits, power)| {
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        let power = Number::power_of_ten(power.parse::<i32>().ok()? + places);
        Number::parse_decimal(digits).ok()?.scaled(&power).exact_text()
    });
    // No number at all.
    exact.unwrap_or(scientific)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_without_the_noise_of_binary() {
        for (value, places, text) in [
            (0.0322, 2, "3.22"),
            (0.07 * 0.46, 2, "3.22"),
            (0.1 + 0.2, 0, "0.3"),
            (1262.4, 0, "1262.4"),
            (-5.0, 0, "-5"),
            (-0.0, 0, "0"),
            (0.0, 2, "0"),
            (1.0, 2, "100"),
            (0.5, 2, "50"),
            (0.001, 2, "0.1"),
            (1e15, 0, "1000000000000000"),
            (1.5e-7, 0, "0.00000015"),
            (126_058_200_000_000.0, 0, "126058200000000"),
            (9.999, 2, "999.9"),
        ] {
            assert_eq!(decimal_text(value, places), text, "{value}");
        }
    }

    #[test]
    fn formats() {
        for (code, percent, date) in [
            ("General", false, ""),
            ("0.00%", true, ""),
            ("0.00%;[Red]-0.00%", true, ""),
            ("0.0\"%\"", false, ""),
            ("0.0\\%", false, ""),
            ("yyyy", false, "y"),
            ("yyyy\"年\"", false, "y"),
            ("yyyy\"年\"m\"月\"", false, "ym"),
            ("[$-804]YYYY-MM", false, "ym"),
            ("yyyy-mm-dd", false, "ymd"),
            ("0;0%", false, ""),
        ] {
            let bare = bare_code(code);
            let parts = ['%', 'y', 'm', 'd'].map(|sign| bare.contains(sign));
            assert_eq!(
                parts,
                [percent, date.contains('y'), date.contains('m'), date.contains('d')],
                "{code}"
            );
        }
    }

    #[test]
    fn texts_of_cells() {
        let percent = Form { percent: true, ..Form::default() };
        assert_eq!(text_of(&Data::Float(0.0322), percent, Commas::Group), "3.22%");
        assert_eq!(text_of(&Data::Int(1), percent, Commas::Group), "100%");
        assert_eq!(text_of(&Data::Float(3.5), Form::default(), Commas::Decimal), "3,5");
        assert_eq!(
            text_of(&Data::String(" R&D\n经费 ".to_owned()), Form::default(), Commas::Group),
            "R&D 经费"
        );
        assert_eq!(text_of(&Data::Bool(true), Form::default(), Commas::Group), "TRUE");
        let month = Form { hidden: 3, ..Form::default() };
        let date = Data::DateTimeIso("2024-06-30T00:00:00".to_owned());
        assert_eq!(text_of(&date, month, Commas::Group), "2024-06");
    }

    proptest! {
        #[test]
        fn what_has_fifteen_digits_comes_back(digits in 1_i64..1_000_000_000_000_000, decimals in 0_usize..10) {
            #[allow(clippy::cast_precision_loss, reason = "fifteen digits fit")]
            let value: f64 = format!("{digits}e-{decimals}").parse().unwrap();
            let text = decimal_text(value, 0);
            let whole = format!("{digits:0>width$}", width = decimals + 1);
            let (front, back) = whole.split_at(whole.len() - decimals);
            let back = back.trim_end_matches('0');
            let wanted = if back.is_empty() { front.to_owned() } else { format!("{front}.{back}") };
            prop_assert_eq!(text, wanted);
        }
    }
}
