//! A target as later documents changed it: what applies on a day, and by which of two versions it is judged where a
//! change came only after the deadline.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Amendment, Comparator, Goal, Indicator, Measure, Milestone};
use crate::{number::Number, period::Period};

/// Whether a later document changed the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amended {
    No,
    Yes,
    Withdrawn,
}

/// An indicator with the amendments that count; its baseline and the start of its clock stay.
pub struct InForce<'a> {
    pub indicator: Cow<'a, Indicator>,
    pub amended: Amended,
}

impl Indicator {
    /// As amended by a day: its target, deadline and milestones.
    pub fn in_force(&self, as_of: NaiveDate) -> Cow<'_, Self> {
        in_force(self, as_of).indicator
    }
}

/// The indicator by which one judges on a day: with every amendment up to then, except those made when the deadline then in
/// force was over, unless they are retroactive.
pub fn in_force(indicator: &Indicator, as_of: NaiveDate) -> InForce<'_> {
    version(indicator, as_of, |amendment, late| !late || amendment.retroactive)
}

/// The other version, where an amendment up to that day came after the deadline: the indicator with all amendments if one
/// of them does not count, else the one without those that reach back.
pub fn other_version(indicator: &Indicator, as_of: NaiveDate) -> Option<InForce<'_>> {
    let mut late = false;
    let mut reaching_back = false;
    version(indicator, as_of, |amendment, is_late| {
        late |= is_late && !amendment.retroactive;
        reaching_back |= is_late && amendment.retroactive;
        !is_late || amendment.retroactive
    });
    if late {
        Some(version(indicator, as_of, |_, _| true))
    } else {
        reaching_back.then(|| version(indicator, as_of, |_, is_late| !is_late))
    }
}

/// The indicator with those amendments up to a day that `counts` accepts; it is told whether each came after the deadline.
fn version(
    indicator: &Indicator,
    as_of: NaiveDate,
    mut counts: impl FnMut(&Amendment, bool) -> bool,
) -> InForce<'_> {
    let mut it = InForce { indicator: Cow::Borrowed(indicator), amended: Amended::No };
    for amendment in indicator.amendments.iter().filter(|amendment| amendment.on <= as_of) {
        if counts(amendment, is_late(&it.indicator, amendment)) {
            apply(it.indicator.to_mut(), amendment);
            it.amended = if amendment.withdrawn { Amended::Withdrawn } else { Amended::Yes };
        }
    }
    it
}

/// Whether the deadline in force was over on the day of the amendment.
pub(super) fn is_late(before: &Indicator, amendment: &Amendment) -> bool {
    amendment.on > before.deadline.last_day()
}

/// Amends an indicator; returns the milestones that fall away: those that are not before the new deadline, or not between
/// the baseline and the new target. An amendment that states milestones replaces all.
pub(super) fn apply(indicator: &mut Indicator, amendment: &Amendment) -> Vec<Milestone> {
    if let Some(target) = &amendment.target {
        indicator.target.clone_from(target);
    }
    if let Some(deadline) = amendment.deadline {
        // What is accumulated, or asked for in every year, ends with the deadline.
        if indicator.period.last() == indicator.deadline.last() {
            let moved = Period::interval(indicator.period.first(), deadline.last());
            let calendar = indicator.kind.calendar;
            indicator.period = moved.map_or(indicator.period, |it| calendar.shown(it));
        }
        indicator.deadline = deadline;
    }
    if let Some(milestones) = &amendment.milestones {
        indicator.milestones.clone_from(milestones);
        return Vec::new();
    }
    let milestones = std::mem::take(&mut indicator.milestones);
    let end = amendment.deadline.map(Period::last);
    let path = amendment.target.as_ref().and_then(|_| Path::of(indicator));
    let (kept, lapsed) = milestones.into_iter().partition(|milestone: &Milestone| {
        end.is_none_or(|end| milestone.period.last() < end)
            && path.as_ref().is_none_or(|path| path.bound_before(&milestone.value).is_none())
    });
    indicator.milestones = kept;
    lapsed
}

/// The values between start and target of a level or total; open on the side of an unknown start.
pub(super) struct Path {
    low: Option<Number>,
    high: Option<Number>,
}

impl Path {
    /// `None` if the target has no value, or is no place on a path.
    pub(super) fn of(indicator: &Indicator) -> Option<Self> {
        let start = match indicator.measure {
            Measure::Total => Some(Number::ZERO),
            Measure::Level => indicator.baseline.as_ref().and_then(|it| it.value.clone()),
            Measure::Rate | Measure::EveryYear | Measure::AverageGrowth | Measure::Mean => {
                return None;
            }
        };
        let (low, high, comparator) = match &indicator.target {
            Goal::Value(target) => {
                let upper = target.upper.as_ref().unwrap_or(&target.value);
                let low = &target.value - &target.tolerance;
                (low, upper + &target.tolerance, target.comparator)
            }
            Goal::Change(change) => {
                let target = change.target(start.as_ref()?)?;
                (target.value.clone(), target.value, target.comparator)
            }
            Goal::Direction { .. } | Goal::Series(_) => return None,
        };
        let Some(start) = start else {
            // The comparator says from which side the target is approached.
            return match comparator {
                Comparator::AtLeast
                | Comparator::MoreThan
                | Comparator::Between
                | Comparator::Budget => Some(Self { low: None, high: Some(high) }),
                Comparator::AtMost | Comparator::LessThan => {
                    Some(Self { low: Some(low), high: None })
                }
                Comparator::About | Comparator::Within => None,
            };
        };
        Some(Self { low: Some(low.min(start.clone())), high: Some(high.max(start)) })
    }

    /// The end of the path that a value is beyond, and whether it is above it.
    pub(super) fn bound_before(&self, value: &Number) -> Option<(&Number, bool)> {
        self.low
            .as_ref()
            .filter(|low| value < *low)
            .map(|low| (low, false))
            .or_else(|| self.high.as_ref().filter(|high| value > *high).map(|high| (high, true)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{self, date, number};
    use crate::plan::Target;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn value(comparator: Comparator, value: &str) -> Goal {
        Goal::Value(Target::of(comparator, number(value)))
    }

    fn milestones(of: &[(&str, &str)]) -> Vec<Milestone> {
        of.iter()
            .map(|(at, value)| Milestone { period: period(at), value: number(value) })
            .collect()
    }

    fn amendment(on: &str) -> Amendment {
        Amendment {
            on: date(on),
            target: None,
            deadline: None,
            milestones: None,
            withdrawn: false,
            retroactive: false,
            document: None,
            citations: Vec::new(),
        }
    }

    /// 200 in 2025 from 100 in 2020, over 140, 160 and 180.
    fn level() -> Indicator {
        let one = fixtures::plan("amended.toml", include_str!("../fixtures/amended.toml"));
        one.indicators.into_iter().next().unwrap()
    }

    fn left(indicator: &Indicator, amendment: Amendment) -> Vec<String> {
        let amended = Indicator { amendments: vec![amendment], ..indicator.clone() };
        let it = in_force(&amended, date("2024-12-31")).indicator.into_owned();
        it.milestones.iter().map(|milestone| milestone.value.to_string()).collect()
    }

    #[test]
    fn milestones_off_the_amended_path_fall_away() {
        let target = |goal| Amendment { target: Some(goal), ..amendment("2024-06-01") };
        let deadline = |at| Amendment { deadline: Some(period(at)), ..amendment("2024-06-01") };
        let level = level();
        let unknown = Indicator { baseline: None, ..level.clone() };
        let total = Indicator { measure: Measure::Total, ..unknown.clone() };
        let growth = Indicator { measure: Measure::AverageGrowth, ..level.clone() };
        let (floor, ceiling) = (Comparator::AtLeast, Comparator::AtMost);
        for (name, indicator, amendment, expected) in [
            ("raised", &level, target(value(floor, "250")), &["140", "160", "180"][..]),
            ("lowered", &level, target(value(floor, "160")), &["140", "160"]),
            ("turned round", &level, target(value(ceiling, "80")), &[]),
            ("multiplied", &level, target(fixtures::change("1.5 times")), &["140"]),
            (
                "direction only",
                &level,
                target(Goal::Direction { rising: true, or_equal: false, limit: None }),
                &["140", "160", "180"],
            ),
            ("shortened", &level, deadline("2023"), &["140"]),
            ("prolonged", &level, deadline("2027"), &["140", "160", "180"]),
            ("lowered, start unknown", &unknown, target(value(floor, "150")), &["140"]),
            ("ceiling, start unknown", &unknown, target(value(ceiling, "150")), &["160", "180"]),
            ("total from nothing", &total, target(value(ceiling, "150")), &["140"]),
            ("growth is no level", &growth, target(value(floor, "5")), &["140", "160", "180"]),
        ] {
            assert_eq!(left(indicator, amendment), expected, "{name}");
        }
        let stated = Amendment {
            milestones: Some(milestones(&[("2024", "170")])),
            ..target(value(floor, "160"))
        };
        assert_eq!(left(&level, stated), ["170"]);
    }

    #[test]
    fn an_amended_deadline_moves_the_end_of_the_period() {
        let mut level = level();
        level.amendments =
            vec![Amendment { deadline: Some(period("2026")), ..amendment("2023-06-01") }];
        let at = |indicator: &Indicator, day| {
            in_force(indicator, date(day)).indicator.period.to_string()
        };
        assert_eq!(at(&level, "2023-05-31"), "2021/2025");
        assert_eq!(at(&level, "2023-06-01"), "2021/2026");
        level
            .amendments
            .push(Amendment { deadline: Some(period("2024-06")), ..amendment("2023-07-01") });
        assert_eq!(at(&level, "2023-07-01"), "2021-01/2024-06");
        // A period that went on after the deadline was never the deadline's.
        level.deadline = period("2023");
        assert_eq!(at(&level, "2023-07-01"), "2021/2025");
    }

    #[test]
    fn a_change_after_the_deadline_counts_only_if_it_reaches_back() {
        let mut level = level();
        let lowered =
            Amendment { target: Some(value(Comparator::AtLeast, "80")), ..amendment("2026-02-15") };
        let on = |level: &Indicator, day| {
            let said = |it: InForce<'_>| {
                (it.indicator.target.value().unwrap().value.to_string(), it.amended)
            };
            let day = date(day);
            (said(in_force(level, day)), other_version(level, day).map(said))
        };
        let (old, new) = (("200".to_owned(), Amended::No), ("80".to_owned(), Amended::Yes));
        level.amendments = vec![lowered.clone()];
        assert_eq!(on(&level, "2026-02-14"), (old.clone(), None));
        assert_eq!(on(&level, "2026-02-15"), (old.clone(), Some(new.clone())));
        level.amendments = vec![Amendment { retroactive: true, ..lowered.clone() }];
        assert_eq!(on(&level, "2026-02-15"), (new.clone(), Some(old.clone())));
        // On the last day it is in time.
        level.amendments = vec![Amendment { on: date("2025-12-31"), ..lowered.clone() }];
        assert_eq!(on(&level, "2026-02-15"), (new.clone(), None));
        // In time by a deadline that was prolonged in time, but not by one prolonged too late.
        let prolonged = |on| Amendment { deadline: Some(period("2027")), ..amendment(on) };
        level.amendments = vec![prolonged("2025-06-01"), lowered.clone()];
        assert_eq!(on(&level, "2026-02-15"), (new.clone(), None));
        level.amendments = vec![prolonged("2026-01-01"), lowered.clone()];
        assert_eq!(on(&level, "2026-02-15"), (old.clone(), Some(new)));
        // Given up too late.
        level.amendments = vec![Amendment { withdrawn: true, ..amendment("2026-02-15") }];
        assert_eq!(on(&level, "2026-02-15"), (old, Some(("200".to_owned(), Amended::Withdrawn))));
    }
}
