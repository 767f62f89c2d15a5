//! One observation in 24 bytes, and how it is unpacked.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::{
    actuals::{
        Observation, Origin, Quality, known_by,
        printed_number::{round_zeros, with_unit},
    },
    number::Number,
    period::Period,
    plan::Wanted,
    unit::Unit,
};

/// Decimals of a value that can be packed.
pub const MAX_DECIMALS: u32 = 18;

/// The source and the note of an observation.
pub type SourceAndNote = (Option<Arc<str>>, Option<Arc<str>>);

/// One observation, packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// The digits of the value as printed, without the point.
    digits: i64,
    /// Line, counting the lines of all files.
    line: u32,
    /// The period's code and the quality's six bits.
    period: u32,
    /// Whether it has a text of its own, the release date, whether the file gives that, and the decimals.
    day: u32,
    /// Index of its series.
    series: u16,
    /// Index of its texts.
    text: u16,
}

/// The bit of a text of its own: the date stands below it.
const OWN_TEXT: u32 = 1 << 31;

/// The texts of a row: the number of those that others share.
#[derive(Clone, Copy)]
pub struct TextOf {
    pub number: u16,
    /// Are source and note none of these, but with its region?
    pub own: bool,
}

/// A plain decimal: digits without the point, and how many of them are decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The digits with their sign.
    pub digits: i64,
    /// How many of them are decimals; at most [`MAX_DECIMALS`].
    pub decimals: u32,
}

/// A date as a number that sorts like the date: that of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayCode(u32);

impl Decimal {
    /// The power of ten of the last digit that counts in a round number.
    fn round_place(self) -> i32 {
        let digits = self.digits.unsigned_abs().to_string();
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        match self.decimals {
            0 => i32::try_from(round_zeros(digits.len(), zeros)).unwrap_or(0),
            decimals => -decimals.cast_signed(),
        }
    }
}

impl DayCode {
    pub fn of(date: NaiveDate) -> Self {
        Self(u32::try_from(date.num_days_from_ce()).unwrap_or_default())
    }

    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.cast_signed()).unwrap_or_default()
    }
}

impl Packed {
    /// Packs an observation; `day` is the release date if the row gives one, otherwise the last day of the period.
    pub fn new(
        value: Decimal,
        (period, quality): (u32, Quality),
        (day, dated): (DayCode, bool),
        (series, text): (u16, TextOf),
        line: u32,
    ) -> Self {
        let own_text = if text.own { OWN_TEXT } else { 0 };
        Self {
            digits: value.digits,
            line,
            period: period << 6 | quality.bits().unwrap_or_default(),
            day: own_text | day.0 << 6 | u32::from(dated) << 5 | value.decimals,
            series,
            text: text.number,
        }
    }

    /// The same observation, `lines` further down and with another number for its texts.
    #[must_use]
    pub fn moved(self, lines: u32, text: u16) -> Self {
        Self { line: self.line.saturating_add(lines), text, ..self }
    }

    /// Its line, counting the lines of all files.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The index of its series.
    pub fn series(&self) -> usize {
        usize::from(self.series)
    }

    pub fn period_code(&self) -> u32 {
        self.period >> 6
    }

    pub fn quality(&self) -> Quality {
        Quality::of_bits(self.period & 63)
    }

    pub fn day_code(&self) -> DayCode {
        DayCode((self.day & !OWN_TEXT) >> 6)
    }

    pub fn unpack(
        &self,
        conversion: &Conversion,
        origin: Origin,
        (source, note): SourceAndNote,
    ) -> Observation {
        let decimal = Decimal { digits: self.digits, decimals: self.day & 31 };
        let printed = Number::decimal(decimal.digits, decimal.decimals);
        let value = conversion.value(&printed);
        let quality = self.quality();
        let last_digit = || conversion.value(&Number::power_of_ten(decimal.round_place()));
        Observation {
            period: Period::of_code(self.period_code()),
            known: known_by(quality, &value, last_digit).map(Arc::new),
            value,
            printed: conversion.shown(decimal),
            published: self.day_code().date(),
            dated: self.day & 32 != 0,
            unitless: conversion.unitless,
            quality,
            origin,
            source,
            note,
            place: conversion.shift - decimal.decimals.cast_signed(),
            early: None,
            derived: None,
        }
    }

    pub fn has_own_text(&self) -> bool {
        self.day & OWN_TEXT != 0
    }

    /// The number of its texts.
    pub fn text(&self) -> u16 {
        self.text
    }
}

/// The texts of a row that usually repeat.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Texts {
    /// The unit as printed; empty for the indicator's unit.
    pub unit: String,
    /// The source, from the file.
    pub source: String,
    /// The file's remark.
    pub note: String,
}

pub fn shared((source, note): (&str, &str)) -> SourceAndNote {
    let shared = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
    (shared(source), shared(note))
}

/// How values in a printed unit are converted to the unit of a series.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// `None` if the unit is the same.
    factor: Option<Number>,
    /// The factor's power of ten.
    shift: i32,
    /// The unit to show with the value as printed; `None` if it is the indicator's.
    shown: Option<String>,
    /// Is no unit printed?
    unitless: bool,
}

impl Conversion {
    /// From a printed unit; `None` if it cannot be converted.
    pub fn new(printed: &str, wanted: &Wanted) -> Option<Self> {
        let own = &wanted.unit;
        if printed.is_empty() || printed == own.printed() {
            let unitless = printed.is_empty();
            return Some(Self { factor: None, shift: 0, shown: None, unitless });
        }
        let unit = Unit::parse(printed);
        let is_own = wanted.takes_for_own(&unit) || unit == *own;
        let factor = if is_own { None } else { Some(unit.factor_to(own)?) };
        Some(Self {
            shift: factor.as_ref().and_then(Number::exponent_of_ten).unwrap_or(0),
            factor,
            shown: (unit.printed() != own.printed()).then(|| unit.printed().to_owned()),
            unitless: false,
        })
    }

    fn value(&self, printed: &Number) -> Number {
        match &self.factor {
            Some(factor) => printed.scaled(factor),
            None => printed.clone(),
        }
    }

    /// Value and unit as printed.
    fn shown(&self, decimal: Decimal) -> Option<Arc<str>> {
        let unit = self.shown.as_ref()?;
        let number = Number::decimal(decimal.digits, decimal.decimals);
        Some(with_unit(&number.rounded_text(decimal.decimals), unit).into())
    }
}
