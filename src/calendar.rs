//! The years of a plan, which may begin in any month: which months make a year, and how such years are written.
//!
//! A year is known by the calendar year in which it begins. Nobody else looks for January.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use crate::period::{Month, Period, narrow, split_year};

words! {
    /// Which of its two calendar years a year is named by.
    pub enum Named {
        Start "start";
        End   "end";
    }
}

/// In which month years begin, and how they are named where only one calendar year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    /// The months of a calendar year before a year begins.
    skipped: i32,
    named: Option<Named>,
}

/// What a plan or a recipe has to say before a text is a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is no period in any calendar.
    NoPeriod,
    /// In which month years begin.
    Starts,
    /// By which of its calendar years a year is named.
    Named,
    /// Whether it is this month, or this year (by the calendar year in which it begins).
    MonthOrYear(Month),
}

impl Calendar {
    /// That of calendar years.
    pub const COMMON: Self = Self { skipped: 0, named: None };

    /// Years begin in the month `starts` (1–12).
    pub fn new(starts: u32, named: Option<Named>) -> Self {
        Self { skipped: starts.clamp(1, 12).cast_signed() - 1, named }
    }

    /// The same, but for what is said besides.
    #[must_use]
    pub fn with(self, starts: Option<u32>, named: Option<Named>) -> Self {
        let Self { skipped, .. } = starts.map_or(self, |starts| Self::new(starts, None));
        Self { skipped, named: named.or(self.named) }
    }

    /// The month (1–12) in which its years begin.
    pub fn starts(self) -> u32 {
        self.skipped.cast_unsigned() + 1
    }

    /// Whether its years are calendar years.
    pub fn is_common(self) -> bool {
        self.skipped == 0
    }

    /// The year that begins in a calendar year.
    pub fn year(self, begins: i32) -> Option<Period> {
        Period::year_from(Month::new(begins, 1)?.plus(self.skipped))
    }

    /// What the year that begins in a calendar year is called.
    pub fn name(self, begins: i32) -> String {
        self.year(begins).map_or_else(|| begins.to_string(), |year| year.to_string())
    }

    /// The calendar year in which the year of a month begins.
    pub fn year_of(self, month: Month) -> i32 {
        month.plus(-self.skipped).year()
    }

    /// The years that overlap a period, in order.
    pub fn years(self, period: Period) -> impl DoubleEndedIterator<Item = Period> {
        self.begun(period).filter_map(move |begins| self.year(begins))
    }

    /// The calendar years in which the years begin that overlap a period, in order.
    pub fn begun(self, period: Period) -> RangeInclusive<i32> {
        self.year_of(period.first())..=self.year_of(period.last())
    }

    /// The year in which a period ends.
    pub fn last_year(self, period: Period) -> Option<Period> {
        self.year(self.year_of(period.last()))
    }

    /// Of whole years that begin in other months, the years that end in them; of any other period, itself.
    pub fn ending_in(self, period: Period) -> Period {
        let is_of_others = period.months() % 12 == 0 && !self.is_whole_years(period);
        let mut ended =
            self.years(period).filter(|year| is_of_others && year.last() <= period.last());
        let first = ended.next();
        let last = ended.next_back().or(first);
        let whole =
            first.zip(last).and_then(|(first, last)| Period::interval(first.first(), last.last()));
        self.shown(whole.unwrap_or(period))
    }

    /// The year before the one in which a period begins.
    pub fn year_before(self, period: Period) -> Option<Period> {
        self.year(self.year_of(period.first()) - 1)
    }

    /// Whether it is the last month of a year.
    pub fn ends_in(self, month: Month) -> bool {
        self.since_year_end(month) == 0
    }

    /// How many months after the last month of a year a month is, at most 11.
    pub fn since_year_end(self, month: Month) -> i32 {
        month.plus(1 - self.skipped).number().cast_signed() - 1
    }

    /// Whether a period consists of whole years.
    pub fn is_whole_years(self, period: Period) -> bool {
        period.first().plus(-self.skipped).number() == 1 && self.ends_in(period.last())
    }

    /// Whether a period is one year.
    pub fn is_year(self, period: Period) -> bool {
        self.is_whole_years(period) && period.months() == 12
    }

    /// Whether a period is of a year from its beginning on, whole or not.
    pub fn is_to_date(self, period: Period) -> bool {
        period.first().plus(-self.skipped).number() == 1 && period.months() <= 12
    }

    /// The year of which a period is the end, or the whole.
    pub fn year_ended(self, period: Period) -> Option<Period> {
        let year = self.last_year(period);
        year.filter(|year| year.last() == period.last() && year.covers(period))
    }

    /// A period as it is shown where these are the years: whole years by their names.
    #[must_use]
    pub fn shown(self, period: Period) -> Period {
        let years = || Period::years_from(period.first(), period.months() / 12);
        let named = !self.is_common() && self.is_whole_years(period);
        named.then(years).flatten().unwrap_or(period)
    }

    /// Reads a period where these are the years.
    ///
    /// Errors: what has to be said for it to be one.
    pub fn parse(self, text: &str) -> Result<Period, Unread> {
        match NamedYears::parse(text) {
            Some(years) if years.is_month && !self.is_common() => Err(years.month_or_year()),
            Some(years) => self.of(years),
            None => Period::parse(text).map(|it| self.shown(it)).ok_or(Unread::NoPeriod),
        }
    }

    /// The months of a year of a source that has these years, and prints them by their names or by one calendar year each, as
    /// they are read in any calendar; `None` where it is another period.
    ///
    /// Errors: what has to be said for it to be one.
    pub fn of_source(self, text: &str) -> Result<Option<String>, Unread> {
        let plain = || Period::parse(text).filter(|it| Self::COMMON.is_year(*it));
        let by_one = |it: Period| NamedYears::by_one(it.first().year());
        let named = NamedYears::parse(text).or_else(|| plain().map(by_one));
        let Some(named) = named.filter(|_| !self.is_common()) else { return Ok(None) };
        let year = self.of(named)?;
        Ok(Some(format!("{}/{}", year.first(), year.last())))
    }

    /// The period of years that are printed by their names.
    ///
    /// Errors: what has to be said for it to be one.
    pub fn of(self, years: NamedYears) -> Result<Period, Unread> {
        let back = match self.named {
            _ if self.is_common() => return years.plain.ok_or(Unread::Starts),
            None if years.by_one => return Err(Unread::Named),
            Some(Named::End) if years.by_one => 1,
            _ => 0,
        };
        let first = self.year(years.first - back).map(Period::first);
        let count = years.last - years.first + 1;
        first.and_then(|first| Period::years_from(first, count)).ok_or(Unread::NoPeriod)
    }
}

/// Years printed by both of their calendar years (2018-19, 2018/19, 2018/2019学年, 2021-22/2025-26), or by one of them that is no
/// calendar year (FY2019, 2019财年).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedYears {
    /// The calendar years in which they begin, or the ones that they are named by.
    first: i32,
    last: i32,
    /// Are they named by one?
    by_one: bool,
    /// What it would be where years are calendar years: a month, or two years.
    pub plain: Option<Period>,
    /// Would it be a month, or months?
    pub is_month: bool,
}

/// What stands before or behind the name of a year that is no calendar year.
const BEFORE: [&str; 2] = ["FY", "AY"];
const BEHIND: [&str; 5] = ["财政年度", "会计年度", "财年", "学年", "年度"];

impl NamedYears {
    /// A year that is named by one calendar year.
    fn by_one(year: i32) -> Self {
        Self { first: year, last: year, by_one: true, plain: None, is_month: false }
    }

    pub fn parse(text: &str) -> Option<Self> {
        // Most texts are plain years, and none of these is long.
        if !(5..=60).contains(&text.len()) {
            return None;
        }
        let text = text.trim();
        let text = if text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Cow::Borrowed(text) // the usual case, without a copy
        } else {
            Cow::Owned(narrow(text)?)
        };
        Self::one(&text).or_else(|| {
            text.match_indices(['/', '-', '~']).find_map(|(place, mark)| {
                let first = Self::one(text.get(..place)?)?;
                let last = Self::one(text.get(place + mark.len()..)?)?;
                let plain = first.plain.and(last.plain).and_then(|_| Period::parse(&text));
                let alike = first.by_one == last.by_one && first.first <= last.first;
                let is_month = first.is_month && last.is_month;
                alike.then_some(Self { last: last.last, plain, is_month, ..first })
            })
        })
    }

    /// A single year, in narrow signs.
    fn one(text: &str) -> Option<Self> {
        let before = BEFORE.iter().find_map(|word| {
            let start = text.get(..word.len())?;
            start.eq_ignore_ascii_case(word).then(|| text.get(word.len()..))?
        });
        let bare = before.unwrap_or(text);
        let behind = BEHIND.iter().find_map(|word| Some((*word, bare.strip_suffix(word)?)));
        let bare = behind.map_or(bare, |(_, bare)| bare);
        let (year, rest) = split_year(bare)?;
        let rest = rest.strip_suffix('年').unwrap_or(rest);
        if rest.is_empty() {
            // 2019年度 is the calendar year.
            let is_named = before.is_some() || behind.is_some_and(|(word, _)| word != "年度");
            return is_named.then(|| Self::by_one(year));
        }
        let next = rest.strip_prefix(['-', '/', '~'])?;
        let follows = next.parse() == Ok(year + 1) && next.len() == 4
            || next.len() == 2 && next.parse() == Ok((year + 1) % 100);
        let plain = if before.is_none() && behind.is_none() { Period::parse(text) } else { None };
        let is_month = plain.is_some_and(|it| it.months() == 1);
        follows.then_some(Self { first: year, last: year, by_one: false, plain, is_month })
    }

    /// The calendar year in which a single one begins, or by which it is named.
    pub fn single(self) -> Option<i32> {
        (self.first == self.last).then_some(self.first)
    }

    /// What has to be said where it may be meant as a month.
    pub fn month_or_year(self) -> Unread {
        self.plain.map_or(Unread::NoPeriod, |month| Unread::MonthOrYear(month.first()))
    }

    /// A period that stands for it as long as nothing is known of its months.
    pub fn stand_in(self) -> Option<Period> {
        let other = Calendar::new(7, Some(Named::Start));
        self.plain.or_else(|| other.of(self).ok())
    }
}

/// As it is read again.
impl fmt::Display for NamedYears {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(plain) = self.plain {
            return plain.fmt(formatter);
        }
        let both = |year: i32| format!("{year:04}/{:02}", (year + 1) % 100);
        let name = |year: i32| if self.by_one { format!("FY{year:04}") } else { both(year) };
        formatter.write_str(&name(self.first))?;
        if self.last > self.first { write!(formatter, "-{}", name(self.last)) } else { Ok(()) }
    }
}

/// Whether a text is a period in some calendar.
pub fn is_period(text: &str) -> bool {
    some_period(text).is_some()
}

/// The period that a text is in a calendar, or stands for.
pub fn some_period(text: &str) -> Option<Period> {
    Period::parse(text).or_else(|| NamedYears::parse(text)?.stand_in())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    #[test]
    fn years_as_they_are_written() {
        let month = |text: &str| Err(Unread::MonthOrYear(period(text).first()));
        let april = Calendar::new(4, None);
        let india = Calendar::new(4, Some(Named::End));
        let japan = Calendar::new(4, Some(Named::Start));
        let common = Calendar::default();
        for (calendar, text, read) in [
            (april, "2018-19", Ok("2018-04/2019-03")),
            (april, "2018/19", Ok("2018-04/2019-03")),
            (april, "2018/2019", Ok("2018-04/2019-03")),
            (april, "2018-2019", Ok("2018-04/2019-03")),
            (april, "２０１８－１９", Ok("2018-04/2019-03")),
            (april, "2018–19学年", Ok("2018-04/2019-03")),
            (april, "2018-2019年度", Ok("2018-04/2019-03")),
            (april, "FY2018-19", Ok("2018-04/2019-03")),
            (april, "1999/2000", Ok("1999-04/2000-03")),
            (april, "1999-00", Ok("1999-04/2000-03")),
            (april, "2021-22/2025-26", Ok("2021-04/2026-03")),
            (april, "2021/22-2025/26", Ok("2021-04/2026-03")),
            (april, "2021/22–2025/26", Ok("2021-04/2026-03")),
            (april, "2018-04/2019-03", Ok("2018-04/2019-03")),
            (april, "2019", Ok("2019")),
            (april, "2019年度", Ok("2019")),
            (april, "2019/2021", Ok("2019/2021")),
            (april, "2018Q2", Ok("2018Q2")),
            (april, "2018-18", Err(Unread::NoPeriod)),
            (april, "2018-20", Err(Unread::NoPeriod)),
            (april, "FY2019", Err(Unread::Named)),
            (april, "2019学年", Err(Unread::Named)),
            (india, "FY2019", Ok("2018-04/2019-03")),
            (india, "fy 2019", Ok("2018-04/2019-03")),
            (india, "FY2018-19", Ok("2018-04/2019-03")),
            (india, "FY2019-FY2021", Ok("2018-04/2021-03")),
            (japan, "FY2019", Ok("2019-04/2020-03")),
            (japan, "2019财年", Ok("2019-04/2020-03")),
            (common, "2018-19", Err(Unread::Starts)),
            (common, "2018/19", Err(Unread::Starts)),
            (common, "2018/2019", Ok("2018/2019")),
            (common, "2021/22-2025/26", Err(Unread::Starts)),
            (common, "FY2019", Err(Unread::Starts)),
            (common, "2010-11", Ok("2010-11")),
            (Calendar::new(1, Some(Named::End)), "FY2019", Err(Unread::Starts)),
            (Calendar::new(9, None), "2018-19", Ok("2018-09/2019-08")),
        ] {
            let said = calendar.parse(text);
            let expected = read.map(|it| calendar.shown(period(it)));
            assert_eq!(said, expected, "{calendar:?} {text}");
        }
        assert_eq!(april.parse("2010-11"), month("2010-11"));
        assert_eq!(april.parse("2005-06/2010-11"), month("2005-06"));
        assert_eq!(april.parse("2010-04"), Ok(period("2010-04")));
    }

    #[test]
    fn years_are_shown_as_they_are_written() {
        for (starts, text, shown) in [
            (4, "2018-04/2019-03", "2018/19"),
            (4, "1999-04/2000-03", "1999/2000"),
            (4, "2021-04/2026-03", "2021/22-2025/26"),
            (4, "2018-04/2018-12", "2018-04/2018-12"),
            (4, "2018", "2018"),
            (9, "2018-04/2019-03", "2018-04/2019-03"),
            (9, "2018-09/2019-08", "2018/19"),
            (1, "2018-01/2018-12", "2018"),
        ] {
            let calendar = Calendar::new(starts, None);
            let it = calendar.shown(period(text));
            assert_eq!(it.to_string(), shown, "{text}");
            assert_eq!(calendar.parse(shown), Ok(it), "{text}");
            assert!(it.same_span(period(text)));
            assert_eq!(it.code().map(Period::of_code), Some(it), "{text}");
        }
    }

    #[test]
    fn what_a_year_is() {
        let april = Calendar::new(4, None);
        let years = |text| april.years(period(text)).map(|it| it.to_string()).collect::<Vec<_>>();
        assert_eq!(years("2018-03/2019-04"), ["2017/18", "2018/19", "2019/20"]);
        assert_eq!(years("2018"), ["2017/18", "2018/19"]);
        for (text, whole, year, to_date) in [
            ("2018-04/2019-03", true, true, true),
            ("2018-04/2020-03", true, false, false),
            ("2018", false, false, false),
            ("2018-04/2018-09", false, false, true),
            ("2018Q2", false, false, true),
            ("2019Q1", false, false, false),
        ] {
            let it = period(text);
            let said = (april.is_whole_years(it), april.is_year(it), april.is_to_date(it));
            assert_eq!(said, (whole, year, to_date), "{text}");
        }
        for (text, year, whole) in [
            ("2024", true, true),
            ("2024H1", false, false),
            ("2024-02", false, false),
            ("2024-06-15", false, false),
            ("2021/2025", false, true),
            ("2023-07/2024-06", false, false),
            ("9999", true, true),
            ("1000", true, true),
        ] {
            let it = period(text);
            let said = (Calendar::COMMON.is_year(it), Calendar::COMMON.is_whole_years(it));
            assert_eq!(said, (year, whole), "{text}");
        }
        assert!(Calendar::COMMON.begun(period("2021/2025")).eq(2021..=2025));
        assert!(Calendar::COMMON.begun(period("2023-12/2024-01")).eq(2023..=2024));
        for (calendar, of_plan, own) in [
            (Calendar::COMMON, "2021-04/2024-03", "2021/2023"),
            (Calendar::COMMON, "2021-04/2022-03", "2021"),
            (april, "2021/2023", "2020-04/2023-03"),
            (april, "2021-04/2024-03", "2021-04/2024-03"),
            (april, "2021H1", "2021H1"),
        ] {
            assert!(calendar.ending_in(period(of_plan)).same_span(period(own)), "{of_plan}");
        }
        let ended = |text| april.year_ended(period(text)).map(|it| it.to_string());
        assert_eq!(ended("2019-03-31").as_deref(), Some("2018/19"));
        assert_eq!(ended("2019Q1").as_deref(), Some("2018/19"));
        assert_eq!(ended("2018"), None);
        assert_eq!(
            april.year_before(period("2018-04/2019-03")).map(|it| it.to_string()).as_deref(),
            Some("2017/18")
        );
    }
}
