//! The history of an indicator as a row of values at equal steps of time, for a picture of the size of a word.

use std::collections::BTreeMap;

use crate::actuals::derived::{figures, unit_and_kind};
use crate::actuals::{Observation, vintages};
use crate::number::{Number, greatest_common_divisor};
use crate::period::Month;
use crate::plan::{Kind, Measure};
use crate::report::Judged;

/// A history of more steps than this keeps the newest.
pub const MOST_STEPS: usize = 60;

/// Stocks over at most so many months keep every month; over a longer time they keep the last value of a year.
const WITHIN_A_YEAR: i32 = 18;

/// Values at equal steps of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spark {
    /// The value at the end of every step, the oldest first; `None` for a step without one. The first and the last step
    /// have a value.
    pub values: Vec<Option<Number>>,
    /// The end of the newest step; `None` without values.
    pub newest: Option<Month>,
    /// Months of a step; 0 where there is but one.
    pub step: i32,
}

impl Spark {
    /// The history of a finding, as known on the as-of date.
    ///
    /// Compared are periods of one kind: the ends of years for a stock, else full years, else the periods like that of
    /// the actual, else those that start with the year. For `average-growth` it is the history of the levels, for a
    /// list of members how many meet the target.
    pub fn of(judged: &Judged<'_>) -> Self {
        let indicator = judged.indicator();
        if indicator.every.is_some() {
            return Self::at(judged.basis().members_by_year());
        }
        let id = match judged.basis().levels_of() {
            Some((id, _)) if indicator.measure == Measure::AverageGrowth => id,
            _ => &indicator.id,
        };
        let found = Self::of_id(judged, id);
        if found.values.is_empty() && id != indicator.id {
            return Self::of_id(judged, &indicator.id);
        }
        found
    }

    fn of_id(judged: &Judged<'_>, id: &str) -> Self {
        let (region, as_of) = (&judged.finding.region, judged.assessment.as_of);
        let kind = unit_and_kind(judged.plan, id).map_or(judged.indicator().kind, |(_, kind)| kind);
        let figures = figures(judged.plan, judged.actuals, id, region, as_of);
        let known = vintages::known(&figures.observations, kind, as_of, true).current;
        let actual = judged.finding.actual.as_ref();
        let like = actual.and_then(|actual| actual.observations.last());
        Self::at(chosen(&known, kind, like))
    }

    /// Values at the ends of months, at the widest equal steps that hold them all; the oldest are left out as long as
    /// there would be too many steps.
    pub fn at(values: BTreeMap<Month, Number>) -> Self {
        let Some((newest, _)) = values.last_key_value() else {
            return Self::default();
        };
        let newest = *newest;
        // From the newest back, months to it.
        let mut back: Vec<(i32, Number)> =
            values.into_iter().rev().map(|(month, value)| (newest.since(month), value)).collect();
        let mut step = step_of(&back);
        while let Some((oldest, _)) = back.last()
            && usize::try_from(steps_back(*oldest, step)).is_ok_and(|steps| steps >= MOST_STEPS)
        {
            back.pop();
            step = step_of(&back);
        }
        let mut steps: Vec<Option<Number>> = Vec::new();
        for (months, value) in back {
            let place = usize::try_from(steps_back(months, step)).unwrap_or(0);
            steps.resize(place, None);
            steps.push(Some(value));
        }
        steps.reverse();
        Self { values: steps, newest: Some(newest), step }
    }

    /// Is there nothing to draw?
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// The widest step that leads to every value; 0 where there is but one.
fn step_of(back: &[(i32, Number)]) -> i32 {
    back.iter().fold(0_i32, |step, (months, _)| {
        let (one, other) = (step.unsigned_abs(), months.unsigned_abs());
        let common = greatest_common_divisor(one.into(), other.into());
        i32::try_from(common).unwrap_or(1)
    })
}

fn steps_back(months: i32, step: i32) -> i32 {
    months.checked_div(step).unwrap_or(0)
}

/// The values of periods that may be compared with one another.
fn chosen(
    known: &[&Observation],
    kind: Kind,
    like: Option<&Observation>,
) -> BTreeMap<Month, Number> {
    let of = |wanted: &dyn Fn(&Observation) -> bool| -> BTreeMap<Month, Number> {
        let wanted = known.iter().filter(|one| wanted(one));
        wanted.map(|one| (one.period.last(), one.value.clone())).collect()
    };
    if kind == Kind::Stock {
        let all = of(&|_| true);
        let first = all.first_key_value().map(|(month, _)| *month);
        let last = all.last_key_value().map(|(month, _)| *month);
        let short = first.zip(last).is_none_or(|(first, last)| last.since(first) <= WITHIN_A_YEAR);
        return if short { all } else { by_year(all) };
    }
    let years = of(&|one| one.period.is_calendar_year());
    if years.len() > 1 {
        return years;
    }
    if let Some(like) = like {
        let same = of(&|one| {
            one.period.months() == like.period.months()
                && one.period.last().number() == like.period.last().number()
        });
        if same.len() > 1 {
            return same;
        }
        let year_to_date = of(&|one| {
            one.period.first().number() == 1
                && one.period.last().year() == like.period.last().year()
                && one.period.first().year() == like.period.first().year()
        });
        if year_to_date.len() > 1 {
            return year_to_date;
        }
        return same;
    }
    if years.is_empty() { of(&|_| true) } else { years }
}

/// The last value of every year, at its end; that of a running year too.
fn by_year(all: BTreeMap<Month, Number>) -> BTreeMap<Month, Number> {
    let ends = all.into_iter();
    ends.filter_map(|(month, value)| Some((Month::new(month.year(), 12)?, value))).collect()
}

#[cfg(test)]
mod tests;
