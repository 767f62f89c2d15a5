//! A panel: the observations of thousands of regions in 24 bytes each, made whole again one region at a time.
//!
//! What repeats from row to row (unit, source, note) is held once and named by a number; what differs (value, period,
//! release date, line) is packed. Depends on `number`, `unit`, `period` and `plan`.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::{Actuals, ActualsFile, Observation, Origin, Quality};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Wanted, normalised_name};
use crate::unit::Unit;

/// Decimals of a value that can be packed.
pub const MAX_DECIMALS: u32 = 18;

/// The source and the note of an observation.
type SourceAndNote = (Option<Arc<str>>, Option<Arc<str>>);

/// One observation, packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// The digits of the value as printed, without the point.
    digits: i64,
    /// Line among those of all files.
    line: u32,
    /// The period's code and the quality's six bits.
    period: u32,
    /// The day of release, whether the file gives it, and the decimals.
    day: u32,
    /// Index of what is wanted.
    series: u16,
    /// Index of the texts that belong to it.
    text: u16,
}

/// A plain decimal: digits without the point, and how many of them stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The digits with their sign.
    pub digits: i64,
    /// How many of them stand behind the point; at most [`MAX_DECIMALS`].
    pub decimals: u32,
}

/// A day as a number that keeps the order of days; its parts are in the bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayCode(u32);

impl DayCode {
    /// Of a date between the years 1 and 9999; others are taken for the nearest of these.
    pub fn of(date: NaiveDate) -> Self {
        let year = u32::try_from(date.year().clamp(1, 9999)).unwrap_or(1);
        Self(year << 9 | date.month() << 5 | date.day())
    }

    /// Of a day of the calendar in a year from 1000 to 9999.
    pub fn of_day(year: u32, month: u32, day: u32) -> Option<Self> {
        let days = match month {
            2 if year.is_multiple_of(4)
                && (!year.is_multiple_of(100) || year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        let known = (1000..=9999).contains(&year) && (1..=days).contains(&day);
        known.then_some(Self(year << 9 | month << 5 | day))
    }

    /// The date.
    pub fn date(self) -> NaiveDate {
        let year = (self.0 >> 9).cast_signed();
        NaiveDate::from_ymd_opt(year, self.0 >> 5 & 15, self.0 & 31).unwrap_or_default()
    }
}

impl Packed {
    /// Packs an observation; `day` is the release date when the row gives one, else the last day of the period.
    pub fn new(
        value: Decimal,
        (period, quality): (u32, Quality),
        (day, dated): (DayCode, bool),
        (series, text): (u16, u16),
        line: u32,
    ) -> Self {
        Self {
            digits: value.digits,
            line,
            period: period << 6 | u32::from(quality.bits()),
            day: day.0 << 6 | u32::from(dated) << 5 | value.decimals,
            series,
            text,
        }
    }

    /// The same observation of a row so many lines further down, with another number for its texts.
    #[must_use]
    pub fn moved(self, lines: u32, text: u16) -> Self {
        Self {
            line: self.line.saturating_add(lines),
            text,
            ..self
        }
    }

    /// Its line.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The observation, with the index of what it is of; `None` where its unit does not convert.
    pub fn whole(
        &self,
        texts: &Texts,
        wanted: &[Wanted],
        origin: Origin,
    ) -> Option<(usize, Observation)> {
        let series = usize::from(self.series);
        let conversion = Conversion::new(&texts.unit, wanted.get(series)?)?;
        let shared = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
        let published = DayCode(self.day >> 6).date();
        let (source, note) = (shared(&texts.source), shared(&texts.note));
        let observation = self.made_whole(&conversion, published, origin, (source, note));
        Some((series, observation))
    }

    fn made_whole(
        &self,
        conversion: &Conversion,
        published: NaiveDate,
        origin: Origin,
        (source, note): SourceAndNote,
    ) -> Observation {
        let decimal = Decimal {
            digits: self.digits,
            decimals: self.day & 31,
        };
        let printed = Number::decimal(decimal.digits, decimal.decimals);
        Observation {
            period: Period::of_code(self.period >> 6),
            value: conversion.value(&printed),
            printed: conversion.shown(decimal),
            published,
            dated: self.day & 32 != 0,
            quality: Quality::of_bits(self.period & 63),
            origin,
            source,
            note,
            operands: Vec::new(),
        }
    }

    /// The number of its texts.
    pub fn text(&self) -> u16 {
        self.text
    }
}

/// The texts of a row that usually repeat.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Texts {
    /// The unit as printed; empty for the indicator's own.
    pub unit: String,
    /// The source as the file names it.
    pub source: String,
    /// The file's remark.
    pub note: String,
}

/// How values in a printed unit become values of something wanted.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// `None` where the unit is the same.
    factor: Option<Number>,
    /// The unit to be shown beside the value as printed; `None` where that is not worth showing.
    shown: Option<String>,
}

impl Conversion {
    /// From a printed unit; `None` where the two cannot be converted.
    pub fn new(printed: &str, wanted: &Wanted) -> Option<Self> {
        let own = &wanted.unit;
        if printed.is_empty() || printed == own.printed() {
            return Some(Self {
                factor: None,
                shown: None,
            });
        }
        let unit = Unit::parse(printed);
        let means_own = wanted.printed_units.iter().any(|other| {
            other.printed() == unit.printed()
                || normalised_name(other.printed()) == normalised_name(unit.printed())
        });
        let factor = if means_own || unit == *own {
            None
        } else {
            Some(unit.factor_to(own)?)
        };
        Some(Self {
            factor,
            shown: (unit.printed() != own.printed()).then(|| unit.printed().to_owned()),
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
        let gap = if unit.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            " "
        } else {
            ""
        };
        let number = Number::decimal(decimal.digits, decimal.decimals);
        let text = number.rounded_text(decimal.decimals);
        Some(Arc::from(format!("{text}{gap}{unit}")))
    }
}

/// One region of a panel.
#[derive(Debug, Clone, Default)]
pub struct PanelRegion {
    /// As the plan names it, else as its first row prints it.
    pub name: String,
    /// What could be packed.
    pub packed: Vec<Packed>,
    /// What could not, with the index of what is wanted.
    pub others: Vec<(usize, Observation)>,
}

/// Every observation kept of every region.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// The files, in the order read.
    pub files: Vec<ActualsFile>,
    /// The first line of each file among those of all files.
    pub first_lines: Vec<u32>,
    /// Ids of what is wanted, in order.
    pub series: Vec<String>,
    /// The texts by number.
    pub texts: Vec<Texts>,
    /// For each text, the conversion to each thing wanted.
    pub conversions: Vec<Vec<Option<Conversion>>>,
    /// The regions, in the order of their names.
    pub regions: Vec<PanelRegion>,
    /// Rows published after the date asked for, counted and not kept.
    pub later: u64,
}

impl Panel {
    /// For each thing wanted: has any region an observation of it?
    pub fn present(&self) -> Vec<bool> {
        let mut present = vec![false; self.series.len()];
        for region in &self.regions {
            let packed = region
                .packed
                .iter()
                .map(|packed| usize::from(packed.series));
            for series in packed.chain(region.others.iter().map(|(series, _)| *series)) {
                if let Some(present) = present.get_mut(series) {
                    *present = true;
                }
            }
        }
        present
    }

    /// Adds the observations of every region to actuals, under the names of the regions.
    pub fn unpack_into(&self, actuals: &mut Actuals) {
        let mut unpacker = Unpacker::new(self);
        for region in &self.regions {
            for (series, observations) in unpacker.series_of(region) {
                let Some(id) = self.series.get(series) else {
                    continue;
                };
                for observation in observations {
                    actuals.add(id, &region.name, observation);
                }
            }
        }
    }
}

/// Makes the observations of one region after the other whole again; each thread has its own.
#[derive(Debug)]
pub struct Unpacker<'a> {
    panel: &'a Panel,
    /// Source and note of each text, shared within this thread only.
    texts: Vec<SourceAndNote>,
    /// The last day unpacked.
    day: (u32, NaiveDate),
}

impl<'a> Unpacker<'a> {
    /// For a panel.
    pub fn new(panel: &'a Panel) -> Self {
        let shared = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
        let texts = panel.texts.iter();
        Self {
            panel,
            texts: texts
                .map(|texts| (shared(&texts.source), shared(&texts.note)))
                .collect(),
            day: (0, NaiveDate::default()),
        }
    }

    /// The observations of a region by series, in the order of the series, with the index of each.
    pub fn series_of(&mut self, region: &PanelRegion) -> Vec<(usize, Vec<Observation>)> {
        let mut counts = vec![0_usize; self.panel.series.len()];
        let packed = region
            .packed
            .iter()
            .map(|packed| usize::from(packed.series));
        for series in packed.chain(region.others.iter().map(|(series, _)| *series)) {
            if let Some(count) = counts.get_mut(series) {
                *count += 1;
            }
        }
        let mut by_series: Vec<Vec<Observation>> =
            counts.into_iter().map(Vec::with_capacity).collect();
        for packed in &region.packed {
            let observation = self.observation(packed);
            if let (Some(observation), Some(own)) =
                (observation, by_series.get_mut(usize::from(packed.series)))
            {
                own.push(observation);
            }
        }
        for (series, observation) in &region.others {
            if let Some(own) = by_series.get_mut(*series) {
                own.push(observation.clone());
            }
        }
        let mut found: Vec<_> = by_series.into_iter().enumerate().collect();
        found.retain(|(_, observations)| !observations.is_empty());
        for (_, observations) in &mut found {
            if !observations.is_sorted_by_key(|observation| observation.origin) {
                observations.sort_by_key(|observation| observation.origin);
            }
        }
        found
    }

    /// The actuals of a region, under its name.
    pub fn actuals(&mut self, region: &PanelRegion) -> Actuals {
        let mut actuals = Actuals::default();
        for (series, observations) in self.series_of(region) {
            if let Some(id) = self.panel.series.get(series) {
                actuals.put(id, &region.name, observations);
            }
        }
        actuals
    }

    fn observation(&mut self, packed: &Packed) -> Option<Observation> {
        let text = usize::from(packed.text);
        let conversions = self.panel.conversions.get(text)?;
        let conversion = conversions.get(usize::from(packed.series))?.as_ref()?;
        let published = self.date(packed.day >> 6);
        let texts = self.texts.get(text)?.clone();
        Some(packed.made_whole(conversion, published, self.origin(packed.line), texts))
    }

    /// Releases of many figures fall on one day.
    fn date(&mut self, code: u32) -> NaiveDate {
        if self.day.0 != code {
            self.day = (code, DayCode(code).date());
        }
        self.day.1
    }

    fn origin(&self, line: u32) -> Origin {
        let firsts = &self.panel.first_lines;
        let file = firsts.partition_point(|first| *first <= line).max(1) - 1;
        let before = firsts.get(file).copied().unwrap_or_default();
        Origin::of_line(u32::try_from(file).unwrap_or(u32::MAX), line - before)
    }
}
