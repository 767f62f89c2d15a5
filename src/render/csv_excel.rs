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

/// Signs of money that a spreadsheet knows.
const MONEY: &str = "$¥￥€£";

/// Words that a spreadsheet takes for values.
const VALUES: [&str; 9] =
    ["TRUE", "FALSE", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

const MONTHS: [&str; 12] = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];

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
    let text = words.period(period).replace(SOFT_BREAK, "");
    if is_chinese_date(&text) { format!("{GUARD}{text}") } else { text }
}

/// Text, prefixed if a spreadsheet would take it for a formula or convert it.
fn guarded(text: &str) -> String {
    if text.starts_with(FORMULA_STARTS) || is_rewritten(text) {
        format!("{GUARD}{text}")
    } else {
        text.to_owned()
    }
}

/// Whether a spreadsheet would show something else: `3-1` becomes a date, `007` and `1.10` lose digits, `(1)` becomes −1, and
/// `TRUE` is no word.
fn is_rewritten(text: &str) -> bool {
    let text = text.trim();
    // Brackets are a minus, a sign of money is a format.
    let inner = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let inner = inner.unwrap_or(text);
    let amount = inner.trim_matches(|it: char| MONEY.contains(it) || it == ' ');
    let number = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            && text.bytes().all(|it| it.is_ascii_digit() || b",.eE+-%".contains(&it))
    };
    if amount != text && number(amount) {
        return true;
    }
    let upper = text.to_uppercase();
    if VALUES.contains(&upper.as_str()) || has_month(&upper) || is_chinese_date(text) {
        return true;
    }
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

/// A month's name beside a day or a year, in any order: `MAR 1`, `1-Mar-2024`, `MARCH1`. A name alone is text.
fn has_month(upper: &str) -> bool {
    let mut words = upper.split(|it: char| it.is_ascii_digit() || " -/.,".contains(it));
    let words: Vec<&str> = words.by_ref().filter(|word| !word.is_empty()).collect();
    let [word] = words.as_slice() else { return false };
    let is_month = MONTHS.iter().any(|month| month == word || month[..3] == **word);
    is_month && upper.contains(|it: char| it.is_ascii_digit())
}

/// `2024年6月`, `2024年6月30日`, `6月30日`, and times of day.
fn is_chinese_date(text: &str) -> bool {
    let mut rest = text;
    let mut known = 0;
    for unit in ['年', '月', '日', '时', '分', '秒'] {
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        if let Some(after) = rest[digits..].strip_prefix(unit).filter(|_| digits > 0) {
            rest = after;
            known += 1;
        }
    }
    rest.is_empty() && known > 1
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
        for plain in [
            "研发经费",
            "1=1",
            "2024年",
            "6月",
            "一",
            "'quoted",
            "",
            "12",
            "3.5",
            "2024/25年",
            "(一)",
            "(1)工业",
            "(a)",
            "March",
            "Marching 1",
            "May 5 people",
            "Mars 1",
            "true north",
            "真",
            "#1",
            "5 $ each",
            "$",
            "2024年1-9月",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn text_that_would_be_rewritten_is_marked() {
        for figure in [
            "3-1",
            "007",
            "1.10",
            "1/2",
            "1e5",
            "12345678901234567",
            "10:30",
            "50%",
            "(1)",
            "(5)",
            "（5）",
            "(1,200)",
            "( 5 )",
            "($5)",
            "$5",
            "¥5",
            "￥1,000",
            "5 €",
            "£.5",
            "MAR 1",
            "MARCH1",
            "1-Mar-2024",
            "may/5",
            "Dec. 3",
            "TRUE",
            "false",
            "#N/A",
            "#div/0!",
            "2024年6月",
            "2024年6月30日",
            "6月30日",
            "10时30分",
        ] {
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
            ("2024-06", "'2024年6月"),
            ("2024-01/2024-09", "2024年1-9月"),
            ("2023-11/2024-02", "2023-11/2024-02"),
            ("2024-06-30", "2024-06-30"),
        ] {
            let period = Period::parse(period).unwrap();
            assert_eq!(cell(&Data::Period(period)), shown);
        }
    }
}
