//! Cells of a CSV for spreadsheets, which must neither run a cell as a formula nor convert its value.

use crate::{
    calendar::Calendar,
    lang::{Lang, SOFT_BREAK, Words},
    number::Number,
    period::Period,
    record::Data,
    render::printable,
};

/// The first characters of a formula, also in full-width form, which Chinese and Japanese spreadsheets treat alike.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Prefix of text that a spreadsheet would run or convert.
const GUARD: char = '\'';

/// Significant digits that a spreadsheet keeps of a number.
const SPREADSHEET_DIGITS: usize = 15;

/// The cell of a value: numbers as they are, text guarded, parts of a year in words.
pub fn cell(value: &Data) -> String {
    match value {
        Data::Undefined | Data::Flag(_) | Data::Number(_) | Data::Date(_) => value.plain(),
        Data::Period(period) => period_text(*period),
        Data::List(items) if items.len() == 1 => cell(&items[0]),
        Data::Text(_) | Data::List(_) | Data::Object(_) => guarded(&printable(&value.plain())),
    }
}

/// A part of a year as Chinese releases print it: a spreadsheet would turn `2024-06` into a date.
fn period_text(period: Period) -> String {
    if Calendar::COMMON.is_whole_years(period) {
        return period.to_string();
    }
    if period.is_named_years() {
        return guarded(&period.to_string());
    }
    let words = Words { lang: Lang::Zh, ascii: false };
    words.period(period).replace(SOFT_BREAK, "")
}

/// Text, prefixed if a spreadsheet would take it for a formula or convert it.
fn guarded(text: &str) -> String {
    if text.starts_with(FORMULA_STARTS) || is_rewritten(text) {
        format!("{GUARD}{text}")
    } else {
        text.to_owned()
    }
}

/// Whether a spreadsheet would show something else: `3-1` becomes a date, `007` and `1.10` lose digits.
fn is_rewritten(text: &str) -> bool {
    let figure = |byte: u8| byte.is_ascii_digit() || b"-/.:,eE% ".contains(&byte);
    if !text.starts_with(|first: char| first.is_ascii_digit()) || !text.bytes().all(figure) {
        return false;
    }
    match Number::parse_decimal(text) {
        Ok(number) => {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            digits > SPREADSHEET_DIGITS || number.short_text(number.decimals()) != text
        }
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        cell(&Data::text(text))
    }

    #[test]
    fn text_that_begins_like_a_formula_is_marked() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\n=1",
            "＝1",
            "－研发",
            "=HYPERLINK(\"http://example.org\")",
        ] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        // A tab and a carriage return are made visible, like all control characters.
        assert_eq!(text("\t=1"), r"\u{9}=1");
        assert_eq!(text("\r=1"), r"\u{d}=1");
    }

    #[test]
    fn other_text_is_left_alone() {
        for plain in ["研发经费", "1=1", "2024年", "一", "'quoted", "", "12", "3.5", "2024/25年"]
        {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn text_that_would_be_rewritten_is_marked() {
        for figure in ["3-1", "007", "1.10", "1/2", "1e5", "12345678901234567", "10:30", "50%"] {
            assert_eq!(text(figure), format!("'{figure}"));
        }
    }

    #[test]
    fn numbers_are_never_marked() {
        assert_eq!(cell(&Data::Number("-1.5".to_owned())), "-1.5");
        let one = Data::List(vec![Data::Number("-1.5".to_owned())]);
        assert_eq!(cell(&one), "-1.5");
        let two = Data::List(vec![Data::Number("-1.5".to_owned()), Data::Undefined]);
        assert_eq!(cell(&two), "'-1.5;");
    }

    #[test]
    fn parts_of_a_year_are_words() {
        for (period, shown) in [
            ("2024", "2024"),
            ("2021/2025", "2021/2025"),
            ("2024H1", "2024年上半年"),
            ("2024Q3", "2024年三季度"),
            ("2024-06", "2024年6月"),
            ("2024-01/2024-09", "2024年1-9月"),
            ("2023-11/2024-02", "2023-11/2024-02"),
            ("2024-06-30", "2024-06-30"),
        ] {
            let period = Period::parse(period).unwrap();
            assert_eq!(cell(&Data::Period(period)), shown);
        }
    }
}
