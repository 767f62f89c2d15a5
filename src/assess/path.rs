//! The path from where an indicator started to where it must arrive: along a straight line, or through milestones.

use crate::{number::Number, period::Month, plan::Milestone};

/// Progress, and how much is expected.
pub(super) type SoFar = (Option<Number>, Option<Number>);

/// A path, with time counted in months from its start.
#[derive(Debug, Clone)]
pub struct Path {
    /// The month at whose end the clock starts.
    pub start: Month,
    /// The value there.
    pub from: Number,
    /// The month at whose end the target is due.
    pub end: Month,
    /// The value due.
    pub to: Number,
    /// What is due at the end of months between the two.
    between: Vec<(Month, Number)>,
}

impl Path {
    pub(super) fn new(
        (start, from): (Month, Number),
        (end, to): (Month, Number),
        milestones: &[Milestone],
    ) -> Self {
        let between = milestones
            .iter()
            .map(|milestone| (milestone.period.last(), milestone.value.clone()))
            .filter(|(month, _)| *month > start && *month < end)
            .collect();
        Self { start, from, end, to, between }
    }

    /// Months from the start to the end of `month`.
    pub fn elapsed(&self, month: Month) -> i32 {
        month.since(self.start)
    }

    /// Months from the start to the end.
    pub fn whole(&self) -> i32 {
        self.elapsed(self.end)
    }

    /// On a straight line the share of the way is the share of the time.
    pub(super) fn is_straight_until(&self, month: Month) -> bool {
        self.between.is_empty() && month <= self.end
    }

    /// The start, the milestones and the end: straight lines lead from one to the next.
    pub fn stations(&self) -> impl Iterator<Item = (Month, &Number)> {
        let between = self.between.iter().map(|(month, value)| (*month, value));
        [(self.start, &self.from)].into_iter().chain(between).chain([(self.end, &self.to)])
    }

    /// (Actual − baseline) / (target − baseline); `None` when there is no way to go.
    pub(super) fn progress(&self, actual: &Number) -> Option<Number> {
        (actual - &self.from).over(&(&self.to - &self.from))
    }

    /// Progress, and how much is expected at the end of `month`; without a way to go nothing is.
    pub(super) fn so_far(&self, actual: &Number, month: Month) -> SoFar {
        let progress = self.progress(actual);
        let expected = progress.as_ref().and_then(|_| self.expected(month));
        (progress, expected)
    }

    /// The value at which this share of the way is done.
    pub(super) fn at_share(&self, share: &Number) -> Number {
        &self.from + &(&(&self.to - &self.from) * share)
    }

    /// The share that should be done at the end of `month`: time elapsed, or the path through the milestones.
    pub(super) fn expected(&self, month: Month) -> Option<Number> {
        if self.is_straight_until(month) {
            let wanted = self.to != self.from;
            let share = || Number::fraction(self.elapsed(month).into(), self.whole().into());
            return wanted.then(share).flatten();
        }
        if month > self.end {
            return Some(Number::ONE);
        }
        self.progress(&between(self.stations(), month)?)
    }
}

/// What is due at the end of a month, on straight lines from station to station; `None` before the first and after the last.
pub(super) fn between<'a>(
    stations: impl Iterator<Item = (Month, &'a Number)>,
    month: Month,
) -> Option<Number> {
    let mut before = None;
    for (end, value) in stations {
        if end == month {
            return Some(value.clone());
        }
        if end > month {
            let (start, from): (Month, &Number) = before?;
            let elapsed = month.since(start);
            let whole = end.since(start);
            let share = Number::fraction(elapsed.into(), whole.into())?;
            return Some(from + &(&share * &(value - from)));
        }
        before = Some((end, value));
    }
    None
}
