//! Calendar periods as statistics print them, and the arithmetic of months between them.
//!
//! Time is counted in whole months; a date counts as its month. Depends on nothing else in the crate
//! (`chrono` for the calendar only).

use std::fmt;

use chrono::{Datelike, NaiveDate};

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
        self.0 - earlier.0
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

/// How a period was written; it prints the same way again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    Year,
    Half,
    Quarter,
    Month,
    Day(u8),
    Interval,
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
        Some(Self {
            first: Month::new(year, 1)?,
            last: Month::new(year, 12)?,
            form: Form::Year,
        })
    }

    /// From `first` to `last`, both inclusive; `None` when they are in the wrong order.
    pub fn interval(first: Month, last: Month) -> Option<Self> {
        let whole_year = first.number() == 1 && last == first.plus(11);
        let form = if whole_year {
            Form::Year
        } else {
            Form::Interval
        };
        (first <= last).then_some(Self { first, last, form })
    }

    /// Reads any of the forms of the design: `2024`, `2024H1`, `2024Q3`, `2024-06`, `2024-06-30`,
    /// `2024-01/2024-09`, `2021/2025`, and the Chinese `2024年`, `2024年上半年`, `2024年三季度`, `2024年6月`,
    /// `2024年6月30日`, `2024年1-9月`, `2024年前三季度`, `2021—2025年`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = narrow(text.trim());
        parse_chinese(&text).or_else(|| parse_iso(&text))
    }

    /// The first month.
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    pub fn last(self) -> Month {
        self.last
    }

    /// The last month before the period starts: where the clock of a `total` begins.
    pub fn eve(self) -> Month {
        self.first.plus(-1)
    }

    /// Length in months.
    pub fn months(self) -> i32 {
        self.last.since(self.first) + 1
    }

    /// The day on which the period is over (the date itself for a date).
    pub fn last_day(self) -> NaiveDate {
        match self.form {
            Form::Day(day) => {
                NaiveDate::from_ymd_opt(self.last.year(), self.last.number(), u32::from(day))
                    .unwrap_or_else(|| self.last.last_day())
            }
            _ => self.last.last_day(),
        }
    }

    /// Do both span the same months?
    pub fn same_span(self, other: Self) -> bool {
        self.first == other.first && self.last == other.last
    }

    /// Does it contain the other period whole?
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Do they share a month?
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Is it one calendar year, January to December?
    pub fn is_calendar_year(self) -> bool {
        self.first.number() == 1 && self.months() == 12
    }

    /// Does it consist of whole calendar years?
    pub fn is_whole_years(self) -> bool {
        self.first.number() == 1 && self.last.number() == 12
    }

    /// The calendar years it touches, in order.
    pub fn years(self) -> impl Iterator<Item = i32> {
        self.first.year()..=self.last.year()
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
            Form::Interval if self.is_whole_years() => {
                write!(formatter, "{year:04}/{:04}", self.last.year())
            }
            Form::Interval => write!(formatter, "{}/{}", self.first, self.last),
        }
    }
}

/// Full-width digits, dashes and letters in their narrow form, without spaces.
fn narrow(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '—' | '–' | '－' | '−' | '～' | '~' | '至' => '-',
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
            }
            other => other,
        })
        .collect()
}

fn parse_iso(text: &str) -> Option<Period> {
    if let Some((from, to)) = text.split_once('/') {
        let (from, to) = (parse_iso_single(from)?, parse_iso_single(to)?);
        return Period::interval(from.first, to.last);
    }
    parse_iso_single(text)
}

fn parse_iso_single(text: &str) -> Option<Period> {
    let (year, rest) = split_year(text)?;
    if rest.is_empty() {
        return Period::year(year);
    }
    match rest.as_bytes() {
        [b'H' | b'h', half @ b'1'..=b'2'] => half_year(year, u32::from(half - b'0')),
        [b'Q' | b'q', quarter @ b'1'..=b'4'] => quarter_year(year, u32::from(quarter - b'0')),
        [b'-' | b'.', rest @ ..] => {
            let rest = std::str::from_utf8(rest).ok()?;
            match rest.split_once(['-', '.']) {
                None => month(year, two_digits(rest)?),
                Some((month, date)) => day(year, two_digits(month)?, two_digits(date)?),
            }
        }
        _ => None,
    }
}

fn parse_chinese(text: &str) -> Option<Period> {
    if let Some((from, to)) = text
        .strip_suffix('年')
        .and_then(|text| text.split_once('-'))
    {
        let from = from.strip_suffix('年').unwrap_or(from);
        let ((from, ""), (to, "")) = (split_year(from)?, split_year(to)?) else {
            return None;
        };
        return Period::interval(Month::new(from, 1)?, Month::new(to, 12)?);
    }
    let (year, rest) = split_year(text)?;
    let rest = rest.strip_prefix('年')?;
    match rest {
        "" | "全年" | "1-12月" => return Period::year(year),
        "上半年" => return half_year(year, 1),
        "下半年" => return half_year(year, 2),
        "前三季度" | "前3季度" => return months(year, 1, 9),
        _ => {}
    }
    if let Some(quarter) = rest.strip_suffix("季度") {
        let quarter = quarter.strip_prefix('第').unwrap_or(quarter);
        let number = match quarter {
            "一" | "1" => 1,
            "二" | "2" => 2,
            "三" | "3" => 3,
            "四" | "4" => 4,
            _ => return None,
        };
        return quarter_year(year, number);
    }
    if let Some(date) = rest.strip_suffix('日') {
        let (month, date) = date.split_once('月')?;
        return day(year, two_digits(month)?, two_digits(date)?);
    }
    let span = rest.strip_suffix('月')?;
    match span.split_once('-') {
        Some((from, to)) => months(
            year,
            two_digits(from.strip_suffix('月').unwrap_or(from))?,
            two_digits(to)?,
        ),
        None => month(year, two_digits(span)?),
    }
}

fn split_year(text: &str) -> Option<(i32, &str)> {
    let digits = text.get(..4)?;
    let year = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())??;
    let rest = &text[4..];
    (!rest.starts_with(|character: char| character.is_ascii_digit())).then_some((year, rest))
}

fn two_digits(text: &str) -> Option<u32> {
    let plausible = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plausible.then(|| text.parse().ok())?
}

fn half_year(year: i32, half: u32) -> Option<Period> {
    let span = months(year, half * 6 - 5, half * 6)?;
    Some(Period {
        form: Form::Half,
        ..span
    })
}

fn quarter_year(year: i32, quarter: u32) -> Option<Period> {
    let span = months(year, quarter * 3 - 2, quarter * 3)?;
    Some(Period {
        form: Form::Quarter,
        ..span
    })
}

fn months(year: i32, from: u32, to: u32) -> Option<Period> {
    Period::interval(Month::new(year, from)?, Month::new(year, to)?)
}

fn month(year: i32, number: u32) -> Option<Period> {
    let month = Month::new(year, number)?;
    Some(Period {
        first: month,
        last: month,
        form: Form::Month,
    })
}

fn day(year: i32, number: u32, day: u32) -> Option<Period> {
    NaiveDate::from_ymd_opt(year, number, day)?;
    Some(Period {
        form: Form::Day(u8::try_from(day).ok()?),
        ..month(year, number)?
    })
}
