//! What a random plan says, as plain data: the generator writes it as a plan and a table, the judge reads it.

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Pow;

/// An exact number.
pub type Q = BigRational;

pub fn q(numerator: i64, denominator: i64) -> Q {
    Q::new(numerator.into(), denominator.into())
}

pub fn int(value: i64) -> Q {
    q(value, 1)
}

/// 10 to the power of `exponent`.
pub fn ten(exponent: i32) -> Q {
    let power = Q::from_integer(Pow::pow(BigInt::from(10), exponent.unsigned_abs()));
    if exponent < 0 { power.recip() } else { power }
}

/// Decimal digits as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub digits: i64,
    pub decimals: u32,
}

impl Decimal {
    pub fn of(digits: i64, decimals: u32) -> Self {
        Self { digits, decimals }
    }

    pub fn value(self) -> Q {
        int(self.digits) * ten(-(self.decimals.cast_signed()))
    }

    pub fn text(self) -> String {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        let width = self.decimals as usize;
        if width == 0 {
            return format!("{sign}{digits}");
        }
        let digits = format!("{digits:0>least$}", least = width + 1);
        let (whole, part) = digits.split_at(digits.len() - width);
        format!("{sign}{whole}.{part}")
    }

    /// Half of the last printed digit; zeros of a whole number after its second digit are not printed digits.
    pub fn half_a_digit(self) -> Q {
        let mut place = -(self.decimals.cast_signed());
        if self.decimals == 0 {
            let mut left = self.digits.unsigned_abs();
            while left >= 100 && left.is_multiple_of(10) {
                left /= 10;
                place += 1;
            }
        }
        ten(place) * q(1, 2)
    }
}

thread_local! {
    /// Months of a calendar year before the years of the plan begin.
    static SKIPPED: Cell<i32> = const { Cell::new(0) };
}

/// From here on years begin so many months after January: months are counted so that a year begins with a multiple of twelve,
/// and only what is printed, and dates, know of January.
pub fn begin_years_after(months: i32) {
    SKIPPED.set(months);
}

pub fn skipped() -> i32 {
    SKIPPED.get()
}

/// The calendar year and the month (1–12) of a month.
pub fn printed(at: i32) -> (i32, i32) {
    let at = at + skipped();
    (year_of(at), at.rem_euclid(12) + 1)
}

/// The month that is printed as `month` (1–12) of a calendar year.
pub fn of_printed(year: i32, number: i32) -> i32 {
    month(year, number) - skipped()
}

/// The month `month` (1–12) of the year that begins in `year`, counted from the first of the year 0.
pub fn month(year: i32, month: i32) -> i32 {
    year * 12 + month - 1
}

pub fn year_of(month: i32) -> i32 {
    month.div_euclid(12)
}

pub fn month_of(date: NaiveDate) -> i32 {
    of_printed(date.year(), date.month().cast_signed())
}

pub fn last_day_of(at: i32) -> NaiveDate {
    let (year, month) = printed(at + 1);
    let first = NaiveDate::from_ymd_opt(year, month.cast_unsigned(), 1);
    first.unwrap().pred_opt().unwrap()
}

pub fn first_day_of(at: i32) -> NaiveDate {
    last_day_of(at - 1).succ_opt().unwrap()
}

/// Whole months, both included; a day counts as its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub first: i32,
    pub last: i32,
    pub day: Option<NaiveDate>,
}

impl Span {
    pub fn new(first: i32, last: i32) -> Self {
        Self { first, last, day: None }
    }

    pub fn year(year: i32) -> Self {
        Self::new(month(year, 1), month(year, 12))
    }

    pub fn years(first: i32, last: i32) -> Self {
        Self::new(month(first, 1), month(last, 12))
    }

    /// The last day of a month.
    pub fn end_of(at: i32) -> Self {
        Self { day: Some(last_day_of(at)), ..Self::new(at, at) }
    }

    pub fn months(self) -> i32 {
        self.last - self.first + 1
    }

    pub fn is_year(self) -> bool {
        self.months() == 12 && self.first.rem_euclid(12) == 0
    }

    pub fn is_years(self) -> bool {
        self.first.rem_euclid(12) == 0 && self.last.rem_euclid(12) == 11
    }

    pub fn same(self, other: Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }

    pub fn lies_in(self, other: Self) -> bool {
        self.first >= other.first && self.last <= other.last
    }

    pub fn shifted(self, months: i32) -> Self {
        Self::new(self.first + months, self.last + months)
    }

    pub fn last_day(self) -> NaiveDate {
        self.day.unwrap_or_else(|| last_day_of(self.last))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Level,
    Total,
    Rate,
    EveryYear,
    AverageGrowth,
    Mean,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Stock,
    /// A stock of which the figure of this month (1–12) is the year's.
    Survey(i32),
    Flow,
    Ratio,
}

impl Kind {
    pub fn is_stock(self) -> bool {
        matches!(self, Self::Stock | Self::Survey(_))
    }

    /// What is meant by a period: by the month of a survey its year.
    pub fn meant(self, span: Span) -> Span {
        let surveyed = |at: i32| span.months() == 1 && span.last.rem_euclid(12) + 1 == at;
        match self {
            Self::Survey(at) if surveyed(at) => Span::year(year_of(span.last)),
            _ => span,
        }
    }

    /// What is meant by a period of a plan: by December, too.
    pub fn planned(self, span: Span) -> Span {
        let year = Span::year(year_of(span.last));
        match self {
            Self::Survey(_) if span.last == year.last && span.first >= year.first => year,
            _ => self.meant(span),
        }
    }

    /// The day by which a figure of a period can be known.
    pub fn known_by(self, span: Span) -> NaiveDate {
        match self {
            Self::Survey(at) if span.is_years() => last_day_of(month(year_of(span.last), at)),
            _ => span.last_day(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    Near,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    AtLeast(Decimal),
    MoreThan(Decimal),
    AtMost(Decimal),
    LessThan(Decimal),
    /// The value and the tolerance in the indicator's unit.
    About(Decimal, Q),
    Between(Decimal, Decimal),
    Within(Decimal, Decimal),
    Budget(Decimal),
    TimesBaseline(Decimal),
    Rising(Option<Decimal>),
    Falling(Option<Decimal>),
    Beside(Beside),
    /// By how much, and whether that is per cent of the baseline.
    RiseBy(Decimal, bool),
    FallBy(Decimal, bool),
    NotFalling(Option<Decimal>),
    NotRising(Option<Decimal>),
}

impl Goal {
    /// Is it a number, once the baseline is known?
    pub fn is_change(&self) -> bool {
        matches!(self, Self::TimesBaseline(_) | Self::RiseBy(..) | Self::FallBy(..))
    }

    /// Is there nothing but a direction, and the natural bound of that?
    #[expect(clippy::option_option, reason = "a direction, and its natural bound")]
    pub fn limit(&self) -> Option<Option<Q>> {
        match self {
            Self::Rising(limit)
            | Self::Falling(limit)
            | Self::NotFalling(limit)
            | Self::NotRising(limit) => Some(limit.map(Decimal::value)),
            _ => None,
        }
    }
}

/// Another series, and how the actual must stand to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// `above_series`, `at_least_series` or `at_most_series`.
    pub key: &'static str,
    pub id: String,
    /// Its region, if not that of the indicator.
    pub in_region: Option<&'static str>,
    pub margin: Decimal,
    pub tolerance: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    GrowthOf(String),
    IncreaseOf(String, bool),
    Ratio(String, String, Q),
    Sum(Vec<String>),
    Difference(String, String),
    ChainOf(String),
}

#[derive(Debug, Clone)]
pub struct Amendment {
    pub on: NaiveDate,
    pub goal: Option<Goal>,
    pub deadline: Option<Span>,
    pub milestones: Option<Vec<(Span, Decimal)>>,
    pub withdrawn: bool,
    pub retroactive: bool,
}

#[derive(Debug, Clone)]
pub struct Indicator {
    pub id: String,
    pub measure: Measure,
    pub kind: Kind,
    /// How many zeros its unit has more than the one without any: 4 for 万家.
    pub zeros: i32,
    pub percent: bool,
    pub better: Option<Better>,
    pub goal: Goal,
    /// The members, and the share of them if one is given.
    pub every: Option<(Vec<String>, Option<Q>)>,
    /// Members with a target of their own.
    pub own: Vec<(String, Decimal)>,
    pub from: Option<From>,
    pub parts: Vec<String>,
    pub period: Span,
    pub deadline: Span,
    pub baseline: Option<(Span, Option<Decimal>)>,
    pub milestones: Vec<(Span, Decimal)>,
    pub amendments: Vec<Amendment>,
    pub aspirational: bool,
}

/// A series that is no target.
#[derive(Debug, Clone)]
pub struct Series {
    pub id: String,
    pub kind: Kind,
    pub zeros: i32,
    pub from: Option<From>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Final,
    Preliminary,
    Estimate,
    Approximate,
    LowerBound,
    Above,
    UpperBound,
    Below,
    Near,
    Doubtful,
    Break,
}

impl Mark {
    pub fn word(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::Preliminary => "preliminary",
            Self::Estimate => "estimate",
            Self::Approximate => "approximate",
            Self::LowerBound => "lower-bound",
            Self::Above => "above",
            Self::UpperBound => "upper-bound",
            Self::Below => "below",
            Self::Near => "near",
            Self::Doubtful => "doubtful",
            Self::Break => "break",
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub region: String,
    pub span: Span,
    /// The period that it is of.
    pub meant: Span,
    pub printed: Decimal,
    /// What the printed digits are multiplied by to have the series' unit.
    pub factor: Q,
    pub marks: BTreeSet<Mark>,
    pub published: NaiveDate,
    pub line: usize,
}

#[derive(Debug, Clone)]
pub struct Plan {
    pub region: String,
    pub bands: [Q; 3],
    pub indicators: Vec<Indicator>,
    pub series: Vec<Series>,
}

/// A plan with its figures on a day.
#[derive(Debug, Clone)]
pub struct Case {
    pub plan: Plan,
    pub rows: Vec<Row>,
    pub as_of: NaiveDate,
    pub toml: String,
    pub csv: String,
    /// What it contains, by name.
    pub features: BTreeSet<&'static str>,
}

/// What is to be said of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub verdict: &'static str,
    pub reason: Option<&'static str>,
    pub flags: BTreeSet<&'static str>,
    pub actual: Option<(Q, Span)>,
    pub progress: Option<Q>,
    pub expected: Option<Q>,
    pub ratio: Option<Q>,
}
