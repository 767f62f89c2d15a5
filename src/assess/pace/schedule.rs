//! `schedule` (序时进度): progress against the time elapsed, along a straight line or through milestones, and where that
//! pace leads. Time is counted in months from the start of the path to the end of the actual's period.

use super::{Pace, Way};
use crate::assess::{Grounds, Reason};
use crate::number::Number;
use crate::period::Month;
use crate::plan::Milestone;

/// A path from where an indicator started to where it must arrive.
#[derive(Debug, Clone)]
pub(in crate::assess) struct Path {
    /// The month at whose end the clock starts.
    pub start: Month,
    /// The value there.
    pub from: Number,
    /// The month at whose end the target is due.
    pub end: Month,
    /// The value due.
    pub to: Number,
}

/// What `schedule` says of a level.
///
/// Errors: `no-baseline`.
pub(super) fn read(way: &Way<'_>) -> Result<Pace, Reason> {
    let path = Path::of(way).ok_or(Reason::NoBaseline)?;
    if way.held_at_baseline() || way.broken {
        // There was no way to go, or the two ends of it are not comparable.
        return Ok(Pace::default());
    }
    let milestones = &way.case.indicator.milestones;
    Ok(path.pace(way.actual, way.month, milestones, way.aim.strict))
}

fn months(later: Month, earlier: Month) -> Number {
    Number::from(later.since(earlier))
}

impl Path {
    /// The path of a level; `None` without a baseline.
    pub(super) fn of(way: &Way<'_>) -> Option<Self> {
        let (from, start) = way.baseline?;
        Some(Self { start, from: from.clone(), end: way.deadline(), to: way.end() })
    }

    /// (Actual − baseline) / (target − baseline); `None` when there is no way to go.
    pub(in crate::assess) fn progress(&self, actual: &Number) -> Option<Number> {
        (actual - &self.from).over(&(&self.to - &self.from))
    }

    /// The share that should be done at the end of `month`: time elapsed, or the path through the milestones.
    pub(in crate::assess) fn expected(
        &self,
        month: Month,
        milestones: &[Milestone],
    ) -> Option<Number> {
        if milestones.is_empty() && month <= self.end {
            // On a straight line the share of the way is the share of the time.
            return if self.to == self.from {
                None
            } else {
                months(month, self.start).over(&months(self.end, self.start))
            };
        }
        let mut before = (self.start, self.from.clone());
        let stations = milestones
            .iter()
            .map(|milestone| (milestone.period.last(), milestone.value.clone()))
            .filter(|(end, _)| *end > self.start && *end < self.end)
            .chain([(self.end, self.to.clone())]);
        for (end, value) in stations {
            if month <= end {
                let share = months(month, before.0).over(&months(end, before.0))?;
                let due = &before.1 + &(&share * &(&value - &before.1));
                return self.progress(&due);
            }
            before = (end, value);
        }
        Some(Number::one())
    }

    /// Everything the pace says of `actual` at the end of `month`.
    pub(in crate::assess) fn pace(
        &self,
        actual: &Number,
        month: Month,
        milestones: &[Milestone],
        strict: bool,
    ) -> Pace {
        let progress = self.progress(actual);
        let expected = self.expected(month, milestones);
        let ratio = match (&progress, &expected) {
            (Some(progress), Some(expected)) if expected.is_positive() => progress.over(expected),
            _ => None,
        };
        let elapsed = months(month, self.start);
        let done = actual - &self.from;
        let per_month = done.over(&elapsed);
        let projected =
            per_month.as_ref().map(|pace| &self.from + &(pace * &months(self.end, self.start)));
        let arrival = per_month
            .and_then(|pace| (&self.to - &self.from).over(&pace))
            .filter(Number::is_positive)
            .and_then(|months| super::arrival(self.start, &months, strict, month));
        Pace { ratio, projected, arrival, grounds: Grounds::Own }
    }
}
