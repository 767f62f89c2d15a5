//! What the periods of a column mean together: days with which years, quarters or months begin, and years that begin in the
//! course of a calendar year; and figures that run from January of their year to the period they are printed for, as their
//! name or head says.

use std::collections::BTreeSet;

use crate::{
    calendar::{Calendar, NamedYears},
    diag::{DataProblem, Place},
    period::{Month, Period},
    plan::recipe::Dates,
};

/// Months of a year, a quarter and a month.
const SPANS: [i32; 3] = [12, 3, 1];

/// How many months last the periods that begin on the days of a series: all days are first days of such periods, and at
/// least three of these follow each other, unless it is told that they begin them, or that they end them.
pub fn span_of(days: &BTreeSet<Period>, told: Option<Dates>) -> Option<i32> {
    let ends = told == Some(Dates::End);
    let begins = |day: &Period| {
        let edge = if ends { day.last().last_day() } else { day.first_day() };
        day.is_day() && edge == day.last_day()
    };
    let months: BTreeSet<Month> =
        days.iter().filter(|day| begins(day)).map(|day| day.first()).collect();
    SPANS.into_iter().filter(|_| days.iter().all(begins)).find(|span| {
        let follow =
            |month: &Month| [1, 2].iter().all(|spans| months.contains(&month.plus(spans * span)));
        let edge = if ends { 0 } else { 1 % span };
        let starts = |month: &Month| month.number().cast_signed() % span == edge;
        months.iter().all(starts) && (told.is_some() || months.iter().any(follow))
    })
}

/// The period of so many months, counted from January, in which a day lies.
pub fn around(day: Period, months: i32) -> String {
    let year = day.last().year();
    let month = day.last().number();
    match months {
        12 => year.to_string(),
        6 => format!("{year}H{}", month.div_ceil(6)),
        3 => format!("{year}Q{}", month.div_ceil(3)),
        _ => day.last().to_string(),
    }
}

/// The periods of a column, or of the heads of a table, as long as all of them are printed as years are that begin in the
/// course of a calendar year.
#[derive(Default)]
pub struct SplitYears {
    /// The calendar years in which they begin.
    starts: BTreeSet<i32>,
    /// The first that would be read as something else.
    first: Option<(String, Place)>,
    /// Are others among them?
    pub ended: bool,
    /// Are years asked for that begin in the course of a calendar year?
    asked: bool,
    /// Is there a month in the same form that is the name of no year?
    months: bool,
}

impl SplitYears {
    pub fn new(asked: bool) -> Self {
        Self { asked, ..Self::default() }
    }

    /// One more period.
    pub fn note(&mut self, text: &str, place: impl FnOnce() -> Place) {
        if self.ended || text.is_empty() {
            return;
        }
        let year = NamedYears::parse(text).filter(|it| it.single().is_some());
        self.ended = year.is_none() && !self.asked;
        self.starts.extend(year.and_then(NamedYears::single));
        let month = |it: Period| it.months() == 1 && !it.is_day();
        let is_month = || text.contains('-') && Period::parse(text).is_some_and(month);
        self.months |= self.asked && year.is_none() && is_month();
        // What would be read as something else, and is or may be a year.
        let is_meant =
            |year: NamedYears| if self.asked { year.is_month } else { year.plain.is_some() };
        if self.first.is_none() && year.is_some_and(is_meant) {
            self.first = Some((text.to_owned(), place()));
        }
    }

    /// May it have to be said?
    pub fn is_open(&self) -> bool {
        self.asked || !self.ended && !self.starts.is_empty()
    }

    /// What is to be said: at least two, each beginning a year after the last, are hardly months, nor two years each. Where
    /// such years are asked for they are read as these, but not beside months, nor a single one.
    pub fn fault(self) -> Option<(DataProblem, Place)> {
        let starts = || self.starts.iter();
        if self.asked {
            let (cell, place) = self.first.filter(|_| self.months || self.starts.len() < 2)?;
            let unread = NamedYears::parse(&cell)?.month_or_year();
            return Some((DataProblem::unread_period(&cell, unread), place));
        }
        let follow = starts().zip(starts().skip(1)).all(|(one, next)| one + 1 == *next);
        let (first, place) = self.first.filter(|_| !self.ended && follow && starts().len() > 1)?;
        Some((DataProblem::SplitYears { first }, place))
    }
}

/// What a name of cumulated figures ends with, apart from months before 累计 (1-9月累计).
const ENDINGS: [&str; 3] = ["累计值", "本年累计", "累计同比"];

/// The words behind the months in 1-9月累计.
const CUMULATED: &str = "累计";

/// Does a name, or the head of a column of figures, say that they run from January?
pub fn is_cumulated(name: &str) -> bool {
    let name = without_bracket(name);
    ENDINGS.iter().any(|ending| name.ends_with(ending)) || months_of(name).is_some()
}

/// The period of a figure of this name: from January, if the name says so.
pub fn period_of(name: &str, printed: Period) -> Period {
    let first = printed.first();
    let last = printed.last();
    // A day in the middle of a month ends no period.
    let is_inside = printed.is_day() && printed.last_day() != last.last_day();
    if is_inside || first.year() != last.year() || !is_cumulated(name) {
        return printed;
    }
    let months = months_of(without_bracket(name)).filter(|_| Calendar::COMMON.is_year(printed));
    let named = months.and_then(|months| Period::parse(&format!("{}年{months}", last.year())));
    let january = Month::new(last.year(), 1);
    named.or_else(|| Period::interval(january?, last)).unwrap_or(printed)
}

/// A name without a unit in brackets behind it.
fn without_bracket(name: &str) -> &str {
    let name = name.trim();
    let open = name.rfind(['(', '（']).filter(|_| name.ends_with([')', '）']));
    open.and_then(|open| name.get(..open)).unwrap_or(name).trim_end()
}

/// The months of a name that ends in them and 累计: `1-9月`.
fn months_of(name: &str) -> Option<&str> {
    let rest = name.strip_suffix(CUMULATED)?;
    let front = rest
        .strip_suffix('月')?
        .trim_end_matches(|sign: char| sign.is_ascii_digit() || "-—–~～至".contains(sign));
    rest.get(front.len()..).filter(|months| Period::parse(&format!("2000年{months}")).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_begin_on_days() {
        let span = |days: &str| {
            let days = days.split(' ').map(|day| Period::parse(day).expect(day));
            let days: BTreeSet<Period> = days.collect();
            span_of(&days, None).map(|span| around(*days.first().unwrap(), span))
        };
        for (days, first) in [
            ("2020-01-01 2021-01-01 2022-01-01", Some("2020")),
            ("2010-01-01 2020-01-01 2021-01-01 2022-01-01", Some("2010")),
            ("2019-10-01 2020-01-01 2020-04-01", Some("2019Q4")),
            ("2020-03-01 2020-04-01 2020-05-01", Some("2020-03")),
            ("2020-01-01 2020-04-01 2020-07-01 2020-08-01", None),
            ("2020-01-01 2021-01-01", None),
            ("2020-01-01 2021-01-01 2023-01-01", None),
            ("2020-01-01 2021-01-01 2022-01-01 2022-03-15", None),
            ("2020-01-31 2020-02-29 2020-03-31", None),
            ("2020 2021 2022", None),
        ] {
            assert_eq!(span(days).as_deref(), first, "{days}");
        }
    }

    #[test]
    fn years_that_are_asked_for() {
        for (texts, asks) in [
            ("2009-10 2010-11 2011-12", false),
            ("2010-11 2012-13", false),
            ("2010-11 2011/12 2011Q1", false),
            ("2012-13 2010-04", false),
            ("2010-04 2010-05", false),
            ("2010-11", true),
            ("2010-11 2012-13 2010-04", true),
            ("2010-04 2010-10 2010-11", true),
        ] {
            let mut years = SplitYears::new(true);
            texts.split(' ').for_each(|text| years.note(text, || Place::whole_file("a.csv")));
            let code = years.fault().map(|(problem, _)| problem.code());
            assert_eq!(code, asks.then_some("month-or-year"), "{texts}");
        }
    }

    #[test]
    fn days_of_which_it_is_told_what_they_are() {
        for (told, days, first) in [
            (Dates::Start, "2020-01-01", Some("2020")),
            (Dates::Start, "2020-01-01 2020-04-01", Some("2020Q1")),
            (Dates::Start, "2020-02-01 2022-07-01", Some("2020-02")),
            (Dates::Start, "2020-01-01 2020-12-31", None),
            (Dates::End, "2020-12-31 2023-12-31", Some("2020")),
            (Dates::End, "2020-06-30 2020-12-31", Some("2020Q2")),
            (Dates::End, "2020-02-29 2020-03-31", Some("2020-02")),
            (Dates::End, "2020-02-28 2020-03-31", None),
        ] {
            let days: BTreeSet<Period> =
                days.split(' ').map(|day| Period::parse(day).expect(day)).collect();
            let span = span_of(&days, Some(told));
            let read = span.map(|span| around(*days.first().unwrap(), span));
            assert_eq!(read.as_deref(), first, "{told:?} {days:?}");
        }
    }

    #[test]
    fn years_that_begin_in_the_course_of_one() {
        let fault = |texts: &str| {
            let mut years = SplitYears::default();
            for text in texts.split(' ') {
                years.note(text, || Place::whole_file("a.csv"));
            }
            years.fault().is_some()
        };
        for texts in [
            "2009-10 2010-11",
            "2011-12 2009-10 2010-11 2009-10",
            "2011-12 2012-13",
            "2001/2002 2002/2003",
            "2001-2002 2002-2003",
            "2008–09 2009–10",
        ] {
            assert!(fault(texts), "{texts}");
        }
        for texts in [
            "2009-10",
            "2009-10 2011-12",
            "2009-10 2010-11 2010-12",
            "2009-10 2010",
            "2012-13 2013-14",
            "2001/2002 2003/2004",
            "2009-10 2010-11 x",
        ] {
            assert!(!fault(texts), "{texts}");
        }
    }

    #[test]
    fn figures_from_january() {
        for (name, printed, period) in [
            ("国内生产总值累计值", "2021年第四季度", "2021"),
            ("国内生产总值累计值（亿元）", "2021年第二季度", "2021-01/2021-06"),
            ("中国:零售总额:累计值", "2023-11", "2023-01/2023-11"),
            ("固定资产投资:累计同比", "2023-02", "2023-01/2023-02"),
            ("进出口本年累计", "2023-09", "2023-01/2023-09"),
            ("进出口1-9月累计", "2023", "2023-01/2023-09"),
            ("进出口1—9月累计(亿元)", "2023-09", "2023-01/2023-09"),
            ("累计值", "2023", "2023"),
            ("进出口累计值", "2021/2023", "2021/2023"),
            ("进出口累计值", "2023-06-30", "2023-01/2023-06"),
            ("进出口累计值", "2023-06-15", "2023-06-15"),
            ("累计培训人次", "2023Q2", "2023Q2"),
            ("五年累计", "2023Q2", "2023Q2"),
            ("累计值（旧）以外", "2023Q2", "2023Q2"),
            ("13-40月累计", "2023", "2023"),
        ] {
            let printed = Period::parse(printed).expect(printed);
            assert_eq!(period_of(name, printed).to_string(), period, "{name}");
        }
    }
}
