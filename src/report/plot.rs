//! A picture as data: curves of exact values over months. It knows no screen, no colour and no language.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    actuals::{ActualsFile, Mark, Observation},
    assess::Method,
    calendar::Calendar,
    number::Number,
    period::{Month, Period},
    report::{
        Note,
        row::{named_sources, sources},
    },
    table::{Edges, Name, Span},
    unit::Unit,
};

/// What a curve shows, in the order in which curves cover one another: the last stands on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Curve {
    /// The value that must be reached, or an end of a range.
    Target,
    /// The upper value of a pair: reaching it is the stretch.
    Stretch,
    /// The way to the target.
    Path,
    /// The series that the actual is compared with, or the value of the year before.
    Reference(Option<Name>),
    /// Where the present pace leads, and by which method.
    Projection(Method),
    /// Published values.
    Actual,
}

/// A value at the end of a month.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The month at whose end it holds.
    pub at: Month,
    /// The value.
    pub value: Number,
    /// Is it a final figure? What is provisional, doubtful or a bound is drawn hollow.
    pub sure: bool,
    /// What is known of it, where it is not the value itself.
    pub inexact: Option<Mark>,
    /// Of what it is a figure.
    pub period: Option<Period>,
}

impl Spot {
    /// A value that nobody doubts.
    pub fn sure(at: Month, value: Number) -> Self {
        Self { at, value, sure: true, inexact: None, period: None }
    }
}

/// One value a month, in order of time: of several the last.
pub fn monthly(spots: impl Iterator<Item = Spot>) -> Vec<Spot> {
    let spots: BTreeMap<Month, Spot> = spots.map(|spot| (spot.at, spot)).collect();
    spots.into_values().collect()
}

/// A curve with its values in order of time.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it shows.
    pub curve: Curve,
    /// Its values.
    pub spots: Vec<Spot>,
}

/// A value that a newer release of its period replaced: as it was known before.
#[derive(Debug, Clone)]
pub struct Release {
    /// The month at whose end it held.
    pub at: Month,
    /// The value.
    pub value: Number,
    /// The day of its release.
    pub published: NaiveDate,
}

/// Curves over one axis of time, in one unit.
#[derive(Debug, Clone, Default)]
pub struct Plot {
    /// The unit of every value, as printed.
    pub unit: Unit,
    /// The digits in which values are written.
    pub edges: Edges,
    /// The years on the axis of time.
    pub calendar: Calendar,
    /// The curves, the lowest layer first.
    pub lines: Vec<Line>,
    /// Does the axis of values start at zero, as that of a sum does?
    pub from_zero: bool,
    /// Values that newer releases replaced by others. A terminal has no room for them: [`Plot::spots`] leaves them out.
    pub earlier: Vec<Release>,
    /// Nothing published later is shown.
    pub as_of: Option<NaiveDate>,
    /// The month of the actual that the verdict rests on.
    pub newest: Option<Month>,
    /// What to know when reading it, and whence its figures are: below the picture where nothing beside it says so.
    pub notes: Vec<Note>,
}

/// More sources than this are counted.
const MOST_SOURCES: usize = 4;

/// Whence the figures of a picture are, and when the newest was released.
pub fn source_line<'o>(
    figures: impl Iterator<Item = &'o Observation>,
    files: &[ActualsFile],
) -> Option<Note> {
    let figures: Vec<_> = figures.collect();
    let newest = figures.iter().map(|one| one.published).max()?;
    // The newest first: they are those that matter.
    let all = figures.iter().rev().flat_map(|one| sources(one, files)).collect();
    let mut named = named_sources(all);
    let more = named.len().saturating_sub(MOST_SOURCES);
    named.truncate(MOST_SOURCES);
    Some(Note::plain(move |words| {
        let more = (more > 0).then(|| say!(words, "{more} more", "另有{more}处"));
        let named = words.semicolons(named.iter().cloned().chain(more));
        say!(
            words,
            "Source: {named}. Newest release {newest}.",
            "数据来源：{named}。最新发布日期{newest}。"
        )
    }))
}

impl Release {
    pub fn of(one: &Observation) -> Self {
        Self { at: one.period.last(), value: one.value.clone(), published: one.published }
    }
}

impl Plot {
    /// Adds a curve, unless it has no value.
    pub fn line(&mut self, curve: Curve, spots: Vec<Spot>) -> &mut Self {
        if !spots.is_empty() {
            self.lines.push(Line { curve, spots });
        }
        self
    }

    /// Every value with its month.
    pub fn spots(&self) -> impl Iterator<Item = &Spot> {
        self.lines.iter().flat_map(|line| &line.spots)
    }

    /// Does every value stand for a year of its own?
    pub fn is_yearly(&self) -> bool {
        !self.from_zero && self.spots().all(|spot| self.calendar.ends_in(spot.at))
    }

    /// The first and the last month; `None` when there is nothing to draw.
    pub fn months(&self) -> Option<(Month, Month)> {
        let first = self.spots().map(|spot| spot.at).min()?;
        let last = self.spots().map(|spot| spot.at).max()?;
        Some((first, last))
    }

    /// From the least value to the largest, zero among them where the axis starts there.
    pub fn values(&self) -> Option<Span> {
        let zero = Number::ZERO;
        let zero = self.from_zero.then_some(&zero);
        Span::of(self.spots().map(|spot| &spot.value).chain(zero))
    }
}
