//! Calendar periods as statistics print them, and the arithmetic of months between them.
//!
//! Time is counted in whole months; a date counts as its month. Depends on `number`, for Chinese numerals (and on `chrono`
//! for the calendar only).

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::number::chinese_numeral;

/// A calendar month, counted from January of the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month `month` (1–12) of `year`.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let plausible = (1000..=9999).contains(&year) && (1..=12).contains(&month);
        plausible.then(|| Self(year * 12 + month.cast_signed() - 1))
    }

    /// The month of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self(date.year() * 12 + date.month0().cast_signed())
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 for January … 12 for December.
    pub fn number(self) -> u32 {
        self.0.rem_euclid(12).cast_unsigned() + 1
    }

    /// `count` months later (earlier when negative).
    #[must_use]
    pub fn plus(self, count: i32) -> Self {
        Self(self.0.saturating_add(count))
    }

    /// Months from `earlier` to this one; negative when it is the later one.
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The last day of the month.
    pub fn last_day(self) -> NaiveDate {
        let next = self.plus(1);
        NaiveDate::from_ymd_opt(next.year(), next.number(), 1)
            .and_then(|first| first.pred_opt())
            .unwrap_or(NaiveDate::MAX)
    }
}

/// `2024-06`.
impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.number())
    }
}

/// How a period was written; it is displayed in the same form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    Year,
    Half,
    Quarter,
    Month,
    Day(u8),
    Interval,
    /// Years that begin in the course of a calendar year.
    Years,
}

/// A span of whole calendar months, both ends inclusive.
///
/// Two periods that span the same months are the same period for every computation ([`Period::same_span`]),
/// even when one was written `2024H1` and the other `2024-01/2024-06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Month,
    last: Month,
    form: Form,
}

impl Period {
    /// The calendar year; `None` outside the years 1000–9999.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self { first: Month::new(year, 1)?, last: Month::new(year, 12)?, form: Form::Year })
    }

    /// From `first` to `last`, both inclusive; `None` when they are in the wrong order.
    pub fn interval(first: Month, last: Month) -> Option<Self> {
        let form = if first.number() == 1 && last == first.plus(11) {
            Form::Year
        } else if first == last {
            Form::Month
        } else {
            Form::Interval
        };
        (first <= last).then_some(Self { first, last, form })
    }

    /// So many years from a month on, which are shown as years whatever month that is; `None` if they are none.
    pub fn years_from(first: Month, years: i32) -> Option<Self> {
        let it = Self::interval(first, first.plus(12 * years - 1))?;
        Some(if first.number() == 1 { it } else { Self { form: Form::Years, ..it } })
    }

    /// The year from a month on.
    pub fn year_from(first: Month) -> Option<Self> {
        Self::years_from(first, 1)
    }

    /// The same months of another year.
    pub fn years_later(self, years: i32) -> Option<Self> {
        let it = Self::interval(self.first.plus(12 * years), self.last.plus(12 * years))?;
        Some(if self.form == Form::Years { Self { form: Form::Years, ..it } } else { it })
    }

    /// From January of its last year to its end.
    #[must_use]
    pub fn year_to_date(self) -> Self {
        Self::interval(self.last.plus(1 - self.last.number().cast_signed()), self.last)
            .unwrap_or(self)
    }

    /// Reads any of these forms: `2024`, `2024H1`, `2024Q3`, `2024-06`, `2024-06-30`,
    /// `2024-01/2024-09`, `2021/2025`, `2021-2025`, of databases `2024M06`, `202406`, `2024-S1`, `Q1 2024`, `2024 [YR2024]`,
    /// and the Chinese `2024年`, `2024年上半年`, `2024年三季度`,
    /// `2024年6月`, `2024年6月30日`, `2024年1-9月`, `2024年前三季度`, `2021—2025年`. With 末 or 底 behind it a
    /// single period is its last day: `2024年末`, `2024年6月底`.
    ///
    /// A range has two complete ends of one kind, the year included, so that `2021-2025` is five years and
    /// `2021-12` a month; `2024/06` is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST_TEXT {
            return None;
        }
        let read = |text: &str| parse_single(text).or_else(|| parse_range(text));
        if text.bytes().all(|byte| byte.is_ascii_graphic()) {
            read(text) // the usual case, without a copy
        } else {
            let text = match text.split_once(char::is_whitespace) {
                Some((quarter, year)) if quarter.starts_with(['Q', 'q']) => narrow(year)? + quarter,
                _ => narrow(text)?,
            };
            match text.strip_suffix(['末', '底']) {
                Some(span) => parse_single(span).filter(|span| !span.is_day()).map(Self::end),
                None => read(&text),
            }
        }
    }

    /// Is it a week of a year (`2024-W05`, `2024年第5周`), which no count of months can hold?
    pub fn is_week(text: &str) -> bool {
        let rest =
            split_year(text).map_or("", |(_, rest)| rest.trim_start_matches(['年', '-', ' ']));
        rest.ends_with('周') || rest.strip_prefix(['W', 'w']).and_then(two_digits).is_some()
    }

    /// Whether it is shown as years that begin in the course of a calendar year.
    pub fn is_named_years(self) -> bool {
        self.form == Form::Years
    }

    /// Its last day, as a period.
    fn end(self) -> Self {
        let day = u8::try_from(self.last_day().day()).unwrap_or(1);
        Self { first: self.last, last: self.last, form: Form::Day(day) }
    }

    /// Whether it is a single day: a point in time.
    pub fn is_day(self) -> bool {
        matches!(self.form, Form::Day(_))
    }

    /// The period in 26 bits, for panels of millions of observations; `None` for a span of more than five years.
    pub fn code(self) -> Option<u32> {
        let (form, detail) = match self.form {
            Form::Year => (0, 0),
            Form::Half => (1, 0),
            Form::Quarter => (2, 0),
            Form::Month => (3, 0),
            Form::Day(day) => (4, u32::from(day)),
            Form::Interval => (5, u32::try_from(self.months()).ok()?),
            Form::Years => (6, u32::try_from(self.months()).ok()?),
        };
        let first = u32::try_from(self.first.0).ok()?;
        (detail < 64 && first < 1 << 17).then_some(first << 9 | form << 6 | detail)
    }

    /// The period of a code that [`Period::code`] gave.
    pub fn of_code(code: u32) -> Self {
        let detail = code & 63;
        let (form, months) = match code >> 6 & 7 {
            0 => (Form::Year, 12),
            1 => (Form::Half, 6),
            2 => (Form::Quarter, 3),
            3 => (Form::Month, 1),
            4 => (Form::Day(u8::try_from(detail).unwrap_or(1)), 1),
            6 => (Form::Years, detail),
            _ => (Form::Interval, detail),
        };
        let first = Month((code >> 9 & 0x1_ffff).cast_signed());
        Self { first, last: first.plus(months.cast_signed() - 1), form }
    }

    /// The calendar year of a code that [`Period::code`] gave; `None` if the period is not a calendar year.
    pub fn year_of_code(code: u32) -> Option<i32> {
        let form = code >> 6 & 7;
        (form == 0).then(|| (code >> 9 & 0x1_ffff).cast_signed() / 12)
    }

    /// The first month.
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    pub fn last(self) -> Month {
        self.last
    }

    /// The last month before the period, from which the time of a `total` is counted.
    pub fn eve(self) -> Month {
        self.first.plus(-1)
    }

    /// The length in months.
    pub fn months(self) -> i32 {
        self.last.since(self.first) + 1
    }

    /// The first day of its first month.
    pub fn first_day(self) -> NaiveDate {
        self.eve().last_day().succ_opt().unwrap_or(NaiveDate::MAX)
    }

    /// The last day of the period (the date itself for a date).
    pub fn last_day(self) -> NaiveDate {
        match self.form {
            Form::Day(day) => {
                NaiveDate::from_ymd_opt(self.last.year(), self.last.number(), u32::from(day))
                    .unwrap_or_else(|| self.last.last_day())
            }
            _ => self.last.last_day(),
        }
    }

    /// Whether both span the same months.
    pub fn same_span(self, other: Self) -> bool {
        self.first == other.first && self.last == other.last
    }

    /// Whether it contains the whole other period.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether they share a month.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.first.year();
        match self.form {
            Form::Year => write!(formatter, "{year:04}"),
            Form::Half => write!(formatter, "{year:04}H{}", self.last.number() / 6),
            Form::Quarter => write!(formatter, "{year:04}Q{}", self.last.number() / 3),
            Form::Month => write!(formatter, "{}", self.first),
            Form::Day(day) => write!(formatter, "{}-{day:02}", self.first),
            Form::Interval if self.first.number() == 1 && self.last.number() == 12 => {
                write!(formatter, "{year:04}/{:04}", self.last.year())
            }
            Form::Years => {
                let last = self.last.year() - 1;
                let name = |formatter: &mut fmt::Formatter<'_>, year: i32| match (year + 1) % 100 {
                    0 => write!(formatter, "{year:04}/{:04}", year + 1),
                    short => write!(formatter, "{year:04}/{short:02}"),
                };
                name(formatter, year)?;
                if last > year {
                    formatter.write_str("-")?;
                    name(formatter, last)?;
                }
                Ok(())
            }
            Form::Interval => write!(formatter, "{}/{}", self.first, self.last),
        }
    }
}

/// No form of a period takes more bytes than this.
const LONGEST_TEXT: usize = 100;

/// Full-width digits, dashes and letters as ASCII, every range mark as `~`, no spaces; `None` if a space splits a
/// number.
pub fn narrow(text: &str) -> Option<String> {
    let mut narrow = String::with_capacity(text.len());
    let mut after_space = false;
    for character in text.replace("——", "~").chars() {
        let character = match character {
            '—' | '–' | '－' | '−' | '‐' | '‑' => '-',
            '～' | '〜' | '至' | '到' => '~',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
            other => other,
        };
        if character.is_whitespace() {
            after_space = true;
            continue;
        }
        let parted = after_space && character.is_ascii_digit();
        if parted && narrow.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        after_space = false;
        narrow.push(character);
    }
    Some(narrow)
}

/// Two complete ends of one kind around a `/`, `-` or `~`.
fn parse_range(text: &str) -> Option<Period> {
    text.match_indices(['/', '-', '~']).find_map(|(place, mark)| {
        let from = parse_single(text.get(..place)?)?;
        let to = parse_single(text.get(place + mark.len()..)?)?;
        let one_kind = match (from.form, to.form) {
            (Form::Day(first), Form::Day(last)) => from.first < to.first || first <= last,
            (from, to) => from == to,
        };
        if one_kind { Period::interval(from.first, to.last) } else { None }
    })
}

/// A single period, which starts with a year.
fn parse_single(text: &str) -> Option<Period> {
    // The World Bank repeats a year behind itself.
    if let Some((before, year)) = text.strip_suffix(']').and_then(|text| text.split_once("[YR")) {
        let (year, rest) = split_year(year)?;
        return Period::year(year)
            .filter(|it| rest.is_empty() && (before.is_empty() || before == it.to_string()));
    }
    if let Some((year, number)) = year_and_month(text) {
        return month(year, number);
    }
    let (year, rest) = split_year(text)?;
    match rest.strip_prefix('年') {
        Some("") => Period::year(year),
        Some(rest) => parse_chinese(year, rest),
        None => parse_iso(year, rest).or_else(|| parse_chinese(year, rest)),
    }
}

/// What follows the year in `2024`, `2024H1`, `2024-Q3`, `2024-06`, `2024.06`, `2024-06-30`, `2024/6/30`.
fn parse_iso(year: i32, rest: &str) -> Option<Period> {
    if rest.is_empty() {
        return Period::year(year);
    }
    let part = rest.strip_prefix('-').unwrap_or(rest);
    match part.as_bytes() {
        [b'H' | b'h' | b'S' | b's', half @ b'1'..=b'2'] => {
            return half_year(year, u32::from(half - b'0'));
        }
        [b'Q' | b'q', quarter @ b'1'..=b'4'] => {
            return quarter_year(year, u32::from(quarter - b'0'));
        }
        [b'M' | b'm', ..] => return month(year, two_digits(part.get(1..)?)?),
        _ => {}
    }
    let mark = rest.chars().next().filter(|mark| "-./".contains(*mark))?;
    let rest = rest.strip_prefix(mark)?;
    match (rest.split_once(mark), mark) {
        (Some((month, date)), _) => day(year, two_digits(month)?, two_digits(date)?),
        (None, '-') => month(year, two_digits(rest)?),
        // A spreadsheet turns 2024.10 into 2024.1, so a month after a point needs both digits.
        (None, '.') if rest.len() == 2 => month(year, two_digits(rest)?),
        (None, _) => None,
    }
}

/// What follows the year in `2024年三季度` and similar forms.
fn parse_chinese(year: i32, rest: &str) -> Option<Period> {
    match rest {
        "全年" | "度" => return Period::year(year),
        "上半年" => return half_year(year, 1),
        "下半年" => return half_year(year, 2),
        _ => {}
    }
    let first_part = |number: u32, months_each: u32| match number {
        0 | 1 => None,
        _ => months(year, 1, number * months_each),
    };
    if let Some(quarter) = rest.strip_suffix("季度") {
        if let Some(number) = quarter.strip_prefix('前') {
            return first_part(numeral(number.strip_suffix('个').unwrap_or(number))?, 3);
        }
        if let Some((from, to)) = quarter.split_once(['-', '~']) {
            let from = numeral(from)?;
            let to = numeral(to)?;
            return months(year, from.checked_sub(1)? * 3 + 1, to * 3);
        }
        let number = numeral(quarter.strip_prefix('第').unwrap_or(quarter))?;
        return (1..=4).contains(&number).then(|| quarter_year(year, number))?;
    }
    if let Some(date) = rest.strip_suffix(['日', '号']) {
        let (month, date) = date.split_once('月')?;
        return day(year, two_digits(month)?, two_digits(date)?);
    }
    let span = rest.strip_suffix('份').unwrap_or(rest).strip_suffix('月')?;
    if let Some(number) = span.strip_prefix('前').and_then(|span| span.strip_suffix('个')) {
        return first_part(numeral(number)?, 1);
    }
    match span.split_once(['-', '~']) {
        Some((from, to)) => {
            months(year, numeral(from.strip_suffix('月').unwrap_or(from))?, numeral(to)?)
        }
        None => month(year, numeral(span)?),
    }
}

/// A year of exactly four digits, and what follows it.
pub fn split_year(text: &str) -> Option<(i32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits || rest.starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

/// The year and month of `202406`. Six digits may also be a code: only years in which figures are published count.
fn year_and_month(text: &str) -> Option<(i32, u32)> {
    let (year, number) = text.split_at_checked(4).filter(|(_, number)| number.len() == 2)?;
    let ((year, _), number) = (split_year(year)?, two_digits(number)?);
    (1900..2100).contains(&year).then_some((year, number))
}

fn two_digits(text: &str) -> Option<u32> {
    let plausible = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plausible.then(|| text.parse().ok())?
}

/// A month or quarter in digits or Chinese numerals.
fn numeral(text: &str) -> Option<u32> {
    let chinese =
        chinese_numeral(text.chars()).filter(|(_, length)| *length == text.chars().count());
    chinese.map_or_else(|| two_digits(text), |(number, _)| u8::try_from(number).ok().map(u32::from))
}

fn half_year(year: i32, half: u32) -> Option<Period> {
    let span = months(year, half * 6 - 5, half * 6)?;
    Some(Period { form: Form::Half, ..span })
}

fn quarter_year(year: i32, quarter: u32) -> Option<Period> {
    let span = months(year, quarter * 3 - 2, quarter * 3)?;
    Some(Period { form: Form::Quarter, ..span })
}

fn months(year: i32, from: u32, to: u32) -> Option<Period> {
    Period::interval(Month::new(year, from)?, Month::new(year, to)?)
}

fn month(year: i32, number: u32) -> Option<Period> {
    let month = Month::new(year, number)?;
    Some(Period { first: month, last: month, form: Form::Month })
}

fn day(year: i32, number: u32, day: u32) -> Option<Period> {
    NaiveDate::from_ymd_opt(year, number, day)?;
    Some(Period { form: Form::Day(u8::try_from(day).ok()?), ..month(year, number)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    #[test]
    fn a_code_decodes_to_its_period() {
        for text in [
            "2024",
            "1000",
            "9999",
            "2024H1",
            "2024H2",
            "2024Q3",
            "2024-06",
            "2024-02-29",
            "2024-01/2024-09",
            "2021/2025",
        ] {
            let period = period(text);
            assert_eq!(period.code().map(Period::of_code), Some(period), "{text}");
        }
        assert_eq!(period("2021/2035").code(), None);
    }

    #[test]
    fn every_printed_form_is_read() {
        for (text, printed, months) in [
            ("2024", "2024", 12),
            (" 2024 ", "2024", 12),
            ("２０２４", "2024", 12),
            ("2024年", "2024", 12),
            ("2024年度", "2024", 12),
            ("2024年全年", "2024", 12),
            ("2024年1-12月", "2024", 12),
            ("2024-01/2024-12", "2024", 12),
            ("2024H1", "2024H1", 6),
            ("2024h2", "2024H2", 6),
            ("2024-H2", "2024H2", 6),
            ("2024年上半年", "2024H1", 6),
            ("2024上半年", "2024H1", 6),
            ("2024年下半年", "2024H2", 6),
            ("2024Q3", "2024Q3", 3),
            ("2024-Q3", "2024Q3", 3),
            ("2024 Q3", "2024Q3", 3),
            ("Q3 2024", "2024Q3", 3),
            ("q1 2024", "2024Q1", 3),
            ("2024年三季度", "2024Q3", 3),
            ("2024年第三季度", "2024Q3", 3),
            ("2024年3季度", "2024Q3", 3),
            ("2024年第４季度", "2024Q4", 3),
            ("2024S1", "2024H1", 6),
            ("2024-S2", "2024H2", 6),
            ("[YR2024]", "2024", 12),
            ("2024 [YR2024]", "2024", 12),
            ("2024M06", "2024-06", 1),
            ("2024M6", "2024-06", 1),
            ("2024-M12", "2024-12", 1),
            ("202406", "2024-06", 1),
            ("202401-202409", "2024-01/2024-09", 9),
            ("2024-06", "2024-06", 1),
            ("2024-6", "2024-06", 1),
            ("2024.06", "2024-06", 1),
            ("2024.10", "2024-10", 1),
            ("２０２４－０６", "2024-06", 1),
            ("2024年6月", "2024-06", 1),
            ("2024年06月", "2024-06", 1),
            ("2024 年 6 月份", "2024-06", 1),
            ("2024年十二月", "2024-12", 1),
            ("2011-12", "2011-12", 1),
            ("2024-06/2024-06", "2024-06", 1),
            ("2024-06-30", "2024-06-30", 1),
            ("2024-6-3", "2024-06-03", 1),
            ("2024.6.30", "2024-06-30", 1),
            ("2024/6/30", "2024-06-30", 1),
            ("2024年6月30日", "2024-06-30", 1),
            ("2024年末", "2024-12-31", 1),
            ("2024 年 底", "2024-12-31", 1),
            ("2024年度末", "2024-12-31", 1),
            ("2024年6月末", "2024-06-30", 1),
            ("2024年2月底", "2024-02-29", 1),
            ("２０２４年十一月末", "2024-11-30", 1),
            ("2024年一季度末", "2024-03-31", 1),
            ("2024年上半年末", "2024-06-30", 1),
            ("2024-02-29", "2024-02-29", 1),
            ("2024-01/2024-09", "2024-01/2024-09", 9),
            ("2024-1/2024-9", "2024-01/2024-09", 9),
            ("2024-01~2024-09", "2024-01/2024-09", 9),
            ("2024-01-2024-09", "2024-01/2024-09", 9),
            ("2024年1-9月", "2024-01/2024-09", 9),
            ("2024年1—9月", "2024-01/2024-09", 9),
            ("２０２４年１－９月", "2024-01/2024-09", 9),
            ("2024年1～9月", "2024-01/2024-09", 9),
            ("2024年1至9月", "2024-01/2024-09", 9),
            ("2024年1月至9月", "2024-01/2024-09", 9),
            ("2024年1月-2024年9月", "2024-01/2024-09", 9),
            ("2024年1-9月份", "2024-01/2024-09", 9),
            ("2024年前三季度", "2024-01/2024-09", 9),
            ("2024年前3季度", "2024-01/2024-09", 9),
            ("2024年前三个季度", "2024-01/2024-09", 9),
            ("2024年一至三季度", "2024-01/2024-09", 9),
            ("2024年1-3季度", "2024-01/2024-09", 9),
            ("2024年前九个月", "2024-01/2024-09", 9),
            ("2024年前一〇个月", "2024-01/2024-10", 10),
            ("2024年前11个月", "2024-01/2024-11", 11),
            ("2024年6-8月", "2024-06/2024-08", 3),
            ("2024Q1/2024Q3", "2024-01/2024-09", 9),
            ("2024-01-01/2024-06-30", "2024-01/2024-06", 6),
            ("2023-11/2024-02", "2023-11/2024-02", 4),
            ("2021/2025", "2021/2025", 60),
            ("2021-2025", "2021/2025", 60),
            ("2021—2025", "2021/2025", 60),
            ("2021——2025年", "2021/2025", 60),
            ("2021-2025年", "2021/2025", 60),
            ("2021年-2025年", "2021/2025", 60),
            ("2021年至2025年", "2021/2025", 60),
            ("2021/2021", "2021", 12),
        ] {
            let read = period(text);
            assert_eq!(read.to_string(), printed, "{text}");
            assert_eq!(read.months(), months, "{text}");
            assert_eq!(period(printed), read, "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "24",
            "202",
            "20245",
            "202413",
            "202400",
            "110105",
            "330106",
            "20240630",
            "2024-13",
            "2024-00",
            "2024-0",
            "2024-006",
            "2024Q5",
            "2024Q0",
            "2024Q",
            "2024H3",
            "2024H0",
            "2024-02-30",
            "2023-02-29",
            "2024-06-31",
            "2024-06-00",
            "2024-06-",
            "2024-",
            "2024/",
            "/2024",
            "2024/06",
            "2024/2024-06",
            "2024-06/2024",
            "2024-06/2025Q1",
            "2025/2021",
            "2025-2021",
            "2024-09/2024-01",
            "2024-06-30/2024-06-01",
            "2021/2025/2026",
            "2021-2025-2030",
            "2021-25",
            "2024-06.30",
            "2024.1",
            "2024.0",
            "2024~06",
            "2024年~6月",
            "2024年9-1月",
            "2024年0-3月",
            "2024年1-13月",
            "2024年13月",
            "2024年五季度",
            "2024年前五季度",
            "2024年前一季度",
            "2024年4-2季度",
            "2024年0-2季度",
            "2024年2月30日",
            "2024年6月30",
            "2024年6",
            "2024年6月底末",
            "2024年6月30日末",
            "2020年末-2025年末",
            "2021-2025年末",
            "末",
            "2024年-06",
            "年",
            "2024年年",
            "二〇二四年",
            "0999",
            "0000",
            "-2024",
            "2 024",
            "2024 06",
            "2024-0 6",
            "2024 年 1 2 月",
            "Q3 2024-06",
            "Q5 2024",
            "Q3 24",
            "3 2024",
            "2024M13",
            "2024M",
            "2024M006",
            "2024S3",
            "2024-W05",
            "2023 [YR2024]",
            "[2024]",
            "[YR2024Q1]",
            "十四五",
            "2024x",
            "２０２",
            "2024Ｑ５",
            "a024",
            "202四",
            "2024-1-9月",
            "2024-06-30T00:00",
        ] {
            assert_eq!(Period::parse(text), None, "{text:?}");
        }
        assert_eq!(Period::parse(&"2024-".repeat(100_000)), None);
    }

    #[test]
    fn weeks() {
        for text in ["2024-W05", "2024W5", "2024 w05", "2024年第5周", "2024年第五周"] {
            assert!(Period::is_week(text) && Period::parse(text).is_none(), "{text}");
        }
        for text in ["2024", "2024-05", "2024W", "2024W005", "W05", "上周", "2024-WE"] {
            assert!(!Period::is_week(text), "{text}");
        }
    }

    #[test]
    fn a_period_knows_its_ends() {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        for (text, eve, last_day) in [
            ("2024", "2023-12", date(2024, 12, 31)),
            ("2024H1", "2023-12", date(2024, 6, 30)),
            ("2024-02", "2024-01", date(2024, 2, 29)),
            ("2024-06-15", "2024-05", date(2024, 6, 15)),
            ("2021/2025", "2020-12", date(2025, 12, 31)),
            ("2023-07/2024-06", "2023-06", date(2024, 6, 30)),
            ("9999", "9998-12", date(9999, 12, 31)),
            ("1000", "0999-12", date(1000, 12, 31)),
        ] {
            let period = period(text);
            assert_eq!(period.eve().to_string(), eve, "{text}");
            assert_eq!(period.last_day(), last_day, "{text}");
        }
        assert!(period("2024H1").same_span(period("2024年1-6月")));
        assert_ne!(period("2024H1"), period("2024年1-6月"));
    }

    #[test]
    fn months_are_counted_as_the_clock_counts_them() {
        let end = |text: &str| period(text).last();
        assert_eq!(end("2023").since(end("2020")), 36);
        assert_eq!(end("2025").since(end("2020")), 60);
        assert_eq!(end("2024-06-30").since(period("2024").eve()), 6);
        assert_eq!(Month::new(2024, 0), None);
        assert_eq!(Month::new(2024, 13), None);
        assert_eq!(Month::new(999, 12), None);
        assert_eq!(Month::new(10_000, 1), None);
        let (early, late) = (NaiveDate::MIN, NaiveDate::MAX);
        assert!(Month::of(early).since(Month::of(late)) < 0);
        let far = Month::of(late).plus(i32::MAX);
        assert_eq!(far.last_day(), NaiveDate::MAX);
        assert!(far.since(far.plus(i32::MIN).plus(i32::MIN)) > 0);
    }

    fn months() -> impl Strategy<Value = Month> {
        (1990..2050_i32, 1..=12_u32)
            .prop_filter_map("a month", |(year, month)| Month::new(year, month))
    }

    fn periods() -> impl Strategy<Value = Period> {
        let forms =
            (1000..=9999_i32, 1..=12_u32, 1..=28_u32).prop_flat_map(|(year, month, day)| {
                prop::sample::select(vec![
                    format!("{year}"),
                    format!("{year}H{}", month.div_ceil(6)),
                    format!("{year}Q{}", month.div_ceil(3)),
                    format!("{year}-{month:02}"),
                    format!("{year}-{month:02}-{day:02}"),
                ])
            });
        let intervals = (months(), 0..80_i32).prop_filter_map("in order", |(first, length)| {
            Period::interval(first, first.plus(length))
        });
        prop_oneof![forms.prop_filter_map("a period", |text| Period::parse(&text)), intervals]
    }

    proptest! {
        #[test]
        fn a_period_prints_as_it_reads(period in periods()) {
            prop_assert_eq!(Period::parse(&period.to_string()), Some(period));
            let wide: String = period
                .to_string()
                .chars()
                .map(|narrow| char::from_u32(u32::from(narrow) + 0xfee0).unwrap_or(narrow))
                .collect();
            prop_assert_eq!(Period::parse(&wide), Some(period));
        }

        #[test]
        fn months_add_and_subtract(month in months(), a in -999_i32..999, b in -999_i32..999) {
            prop_assert_eq!(month.plus(a).since(month), a);
            prop_assert_eq!(month.plus(a).plus(b), month.plus(a + b));
            prop_assert_eq!(month.plus(a).since(month.plus(b)), a - b);
            prop_assert_eq!(Month::new(month.year(), month.number()), Some(month));
            prop_assert_eq!(Month::of(month.last_day()), month);
            prop_assert_eq!(month.last_day().succ_opt().map(Month::of), Some(month.plus(1)));
        }

        #[test]
        fn covering_and_overlapping_agree(a in periods(), b in periods()) {
            prop_assert!(a.covers(a) && a.overlaps(a) && a.same_span(a));
            prop_assert_eq!(a.overlaps(b), b.overlaps(a));
            prop_assert_eq!(a.covers(b) && b.covers(a), a.same_span(b));
            if a.covers(b) {
                prop_assert!(a.overlaps(b) && a.months() >= b.months());
            }
            let shared = a.last().min(b.last()).since(a.first().max(b.first())) + 1;
            prop_assert_eq!(a.overlaps(b), shared > 0);
            prop_assert_eq!(a.covers(b), shared == b.months());
        }

        #[test]
        fn a_period_is_as_long_as_its_months(a in periods()) {
            prop_assert_eq!(a.months(), a.last().since(a.eve()));
            prop_assert!(a.months() >= 1);
            prop_assert_eq!(Month::of(a.last_day()), a.last());
            let whole = Period::interval(a.first(), a.last());
            prop_assert!(whole.is_some_and(|whole| whole.same_span(a)));
            if a.months() > 1 {
                prop_assert_eq!(Period::interval(a.last(), a.first()), None);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in any::<String>(),
            after_year in "(19|20)[0-9]{2}\\PC{0,8}",
            typed in "[0-9HQ年月日前一三季度上半至末底/~—. -]{0,14}",
        ) {
            for text in [text, after_year, typed] {
                if let Some(period) = Period::parse(&text) {
                    prop_assert!(period.first() <= period.last());
                    prop_assert_eq!(Period::parse(&period.to_string()), Some(period));
                }
            }
        }
    }
}
