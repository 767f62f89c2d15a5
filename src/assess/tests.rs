//! Tables of cases: a target, its figures, a date, and the verdict they must give.

use super::*;
use std::sync::Arc;

use crate::{calendar::Calendar, actuals::{vintages::View, Actuals, Mark, Observation, Origin, Quality, derived, known_by, last_place}, fixtures::{self, date, number}, number::Number, period::Period, plan::{Amendment, Baseline, Comparator, Derivation, Every, Figure, Goal, Indicator, Kind, Measure, MemberList, Milestone, Plan, Reference, Relative, Series, Target}, unit::Unit, words::Word};

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// `at_least 100`, `between 1 2`, `about 5 0.25`.
pub(super) fn target(text: &str) -> Target {
    let mut words = text.split(' ');
    let word = words.next().unwrap();
    let comparator = Comparator::of_word(word).unwrap();
    let value = number(words.next().unwrap());
    let second = words.next().map(number);
    let about = comparator == Comparator::About;
    Target {
        upper: second.clone().filter(|_| !about),
        tolerance: second.filter(|_| about).unwrap_or(Number::ZERO),
        ..Target::of(comparator, value)
    }
}

/// An indicator of the measure over `span`, with an optional baseline `2023=100` or `2023`.
pub(super) fn indicator(
    measure: Measure,
    unit: &str,
    aim: &str,
    span: &str,
    baseline: Option<&str>,
) -> Indicator {
    let span = period(span);
    let unit = Unit::parse(unit);
    let deadline = Calendar::COMMON
        .last_year(span)
        .filter(|_| Calendar::COMMON.is_whole_years(span))
        .unwrap_or(span);
    let one = fixtures::one().indicators.remove(0);
    let kind = Kind::by_default(measure, &unit);
    Indicator {
        figure: Figure { unit, kind: kind.into(), ..one.figure },
        measure,
        target: Goal::Value(target(aim)),
        baseline: baseline.map(|text| match text.split_once('=') {
            Some((at, value)) => Baseline { period: period(at), value: Some(number(value)) },
            None => Baseline { period: period(text), value: None },
        }),
        deadline,
        period: span,
        ..one
    }
}

/// `2024-01/2024-06=37.1 @2024-07-30 lower-bound`, separated by `, `.
pub(super) fn observations(text: &str) -> Vec<Observation> {
    text.split(", ")
        .filter(|part| !part.is_empty())
        .enumerate()
        .map(|(index, part)| {
            let mut words = part.split(' ');
            let (at, value) = words.next().unwrap().split_once('=').unwrap();
            let at = period(at);
            let mut quality = Quality::FINAL;
            let mut published = at.last_day();
            for word in words {
                match word.strip_prefix('@') {
                    Some(day) => published = date(day),
                    None => {
                        quality = quality
                            .with(Mark::of_word(word).unwrap());
                    }
                }
            }
            Observation {
                period: at,
                known: known_by(quality, &number(value), || Number::power_of_ten(last_place(&number(value)))).map(Arc::new),
                value: number(value),
                printed: None,
                published,
                dated: true,
                unitless: false,
                quality,
                origin: Origin::of_line(0, u32::try_from(index).unwrap() + 2),
                source: None,
                note: None,
        place: last_place(&number(value)),
        early: None,
        derived: None,
            }
        })
        .collect()
}

/// A plan of one indicator.
pub(super) fn plan_of(indicator: &Indicator) -> Plan {
    Plan { period: indicator.period, indicators: vec![indicator.clone()], ..fixtures::one() }
}

/// Actuals of series: id, region, figures.
pub(super) fn actuals_of(series: &[(&str, &str, &str)]) -> Actuals {
    let mut actuals = Actuals::default();
    for (index, (id, region, figures)) in series.iter().enumerate() {
        for mut observation in observations(figures) {
            observation.origin.file = u32::try_from(index).unwrap();
            actuals.add(id, region, observation);
        }
    }
    actuals
}

pub(super) fn judged_from(indicator: &Indicator, figures: &[Observation], as_of: &str) -> Finding {
    judged_as(indicator, figures, as_of, Asked::default())
}

fn judged_as(indicator: &Indicator, figures: &[Observation], as_of: &str, asked: Asked<'_>) -> Finding {
    let mut actuals = Actuals::default();
    for figure in figures {
        actuals.add(&indicator.id, "R", figure.clone());
    }
    assess(&plan_of(indicator), &actuals, date(as_of), asked).findings.remove(0)
}

pub(super) fn asked(indicator: &Indicator, figures: &str, as_of: &str, asked: Asked<'_>) -> Finding {
    judged_as(indicator, &observations(figures), as_of, asked)
}

/// Judged by a method, or by the plan's own.
pub(super) fn judged_with(indicator: &Indicator, figures: &str, as_of: &str, method: Option<Method>) -> Finding {
    asked(indicator, figures, as_of, Asked { method, ..Asked::default() })
}

fn judged(indicator: &Indicator, figures: &str, as_of: &str) -> Finding {
    judged_from(indicator, &observations(figures), as_of)
}

/// `verdict reason flag flag …`, the reason in brackets.
pub(super) fn said(finding: &Finding) -> String {
    let reason = finding.reason.map(|reason| format!("({})", reason.word()));
    [finding.verdict.word().to_owned()]
        .into_iter()
        .chain(reason)
        .chain(finding.flags.iter().map(|flag| flag.word().to_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a table: name, figures, as-of date, what must be said, ratio (`-` for none).
fn table(indicator: &Indicator, cases: &[(&str, &str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (figures, as_of, expected, ratio) in cases {
        let finding = judged(indicator, figures, as_of);
        let shown = finding
            .ratio
            .as_ref()
            .map_or("-".to_owned(), |ratio| ratio.short_text(6));
        let said = said(&finding);
        if (said.as_str(), shown.as_str()) != (*expected, *ratio) {
            wrong.push(format!("{figures} as of {as_of}: {said} {shown}, not {expected} {ratio}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn level_floor() {
    let level = indicator(
        Measure::Level,
        "家",
        "at_least 200",
        "2021/2025",
        Some("2020=100"),
    );
    table(
        &level,
        &[
            ("", "2023-12-31", "no-data", "-"),
            ("2020=100", "2021-12-31", "not-assessable (no-figure-yet)", "-"),
            ("2023=170 @2024-02-01", "2023-12-31", "no-data", "-"),
            ("2023=170", "2023-12-31", "ahead", "1.166667"),
            ("2023=160", "2023-12-31", "on-track", "1"),
            ("2023=157", "2023-12-31", "on-track", "0.95"),
            ("2023=156.99", "2023-12-31", "at-risk", "0.949833"),
            ("2023=136", "2023-12-31", "at-risk", "0.6"),
            ("2023=135", "2023-12-31", "off-track", "0.583333"),
            ("2023=100", "2023-12-31", "off-track", "0"),
            ("2023=99", "2023-12-31", "regressing", "-0.016667"),
            ("2023=200", "2023-12-31", "achieved early", "1.666667"),
            ("2022=210, 2023=200", "2023-12-31", "achieved early slipping", "1.666667"),
            ("2025=200", "2026-02-01", "achieved", "1"),
            ("2025=199", "2026-02-01", "missed", "0.99"),
            ("2024=190", "2026-02-01", "ahead unclosed", "1.125"),
            ("2024=190, 2026=199", "2026-12-31", "missed after-deadline", "0.99"),
            ("2024=190, 2027=250", "2028-12-31", "ahead stale unclosed", "1.125"),
            ("2023=150 lower-bound", "2023-12-31", "not-assessable (lower-bound)", "-"),
            ("2023=200 lower-bound", "2023-12-31", "achieved early", "-"),
            ("2023=160 preliminary", "2023-12-31", "on-track provisional", "1"),
            ("2023=160 break", "2023-12-31", "not-assessable (break)", "-"),
            ("2022=120 break, 2023=210", "2023-12-31", "achieved early", "-"),
            ("2023=160 doubtful", "2023-12-31", "on-track doubtful", "1"),
            ("2022=140, 2023=199 doubtful", "2023-12-31", "on-track", "1"),
            ("2022=140", "2024-08-31", "on-track stale", "1"),
        ],
    );
}

#[test]
fn level_ceiling_strict_rank_and_ranges() {
    let cut = indicator(
        Measure::Level,
        "万吨",
        "at_most 85.5",
        "2021/2025",
        Some("2020=100.0"),
    );
    table(
        &cut,
        &[
            ("2025=85.5", "2026-01-31", "achieved", "1"),
            ("2025=85.51", "2026-01-31", "missed", "0.99931"),
            ("2023=91.3", "2024-01-31", "on-track", "1"),
            ("2023=101", "2024-01-31", "regressing", "-0.114943"),
            ("2023=90 lower-bound", "2024-01-31", "not-assessable (lower-bound)", "-"),
        ],
    );
    let strict = indicator(
        Measure::Level,
        "万家",
        "more_than 1.7",
        "2024",
        Some("2023=1.5"),
    );
    table(
        &strict,
        &[
            ("2024=1.7", "2025-01-31", "missed", "1"),
            ("2024=1.70001", "2025-01-31", "achieved", "1.00005"),
            ("2024=1.7 lower-bound", "2025-01-31", "not-assessable (lower-bound)", "-"),
        ],
    );
    let rank = indicator(
        Measure::Level,
        "位",
        "at_most 5",
        "2021/2025",
        Some("2020=10"),
    );
    table(
        &rank,
        &[
            ("2023=7", "2024-01-31", "on-track", "1"),
            ("2023=5", "2024-01-31", "achieved early", "1.666667"),
        ],
    );
    let within = indicator(
        Measure::Level,
        "%",
        "within 97 103",
        "2021/2025",
        Some("2020=90"),
    );
    table(
        &within,
        &[
            ("2023=98", "2024-01-31", "on-track", "1.904762"),
            ("2023=94.2", "2024-01-31", "on-track", "1"),
            ("2023=104", "2024-01-31", "off-track", "-"),
            ("2025=103", "2026-01-31", "achieved", "1.857143"),
            ("2025=103.1", "2026-01-31", "missed", "-"),
        ],
    );
    let held = indicator(
        Measure::Level,
        "%",
        "at_least 70",
        "2021/2025",
        Some("2020=70"),
    );
    table(
        &held,
        &[
            ("2023=70", "2024-01-31", "achieved early", "-"),
            ("2023=69", "2024-01-31", "regressing lost", "-"),
            ("2025=69", "2026-01-31", "missed", "-"),
        ],
    );
    let about = indicator(
        Measure::Level,
        "%",
        "about 5 0.25",
        "2021/2025",
        Some("2020=3"),
    );
    table(
        &about,
        &[
            ("2025=4.75", "2026-01-31", "achieved", "1"),
            ("2025=4.74", "2026-01-31", "missed", "0.994286"),
        ],
    );
    let falling = indicator(
        Measure::Level,
        "%",
        "about 5 0.25",
        "2021/2025",
        Some("2020=8"),
    );
    table(
        &falling,
        &[
            ("2025=5.25", "2026-01-31", "achieved", "1"),
            ("2025=5.26", "2026-01-31", "missed", "0.996364"),
        ],
    );
    let between = indicator(
        Measure::Level,
        "个",
        "between 1 2",
        "2021/2025",
        Some("2020=0"),
    );
    table(
        &between,
        &[
            ("2025=1", "2026-01-31", "achieved", "1"),
            ("2025=3", "2026-01-31", "achieved", "3"),
        ],
    );
}

#[test]
fn level_baselines() {
    let derived = indicator(Measure::Level, "家", "at_least 200", "2021/2025", None);
    table(
        &derived,
        &[
            ("2020=100, 2023=160", "2024-01-31", "on-track derived-baseline", "1"),
            ("2019=100, 2023=160", "2024-01-31", "at-risk derived-baseline", "0.9"),
            ("2018=100, 2023=160", "2024-01-31", "not-assessable (no-baseline)", "-"),
            ("2020=100", "2021-12-31", "not-assessable (no-figure-yet)", "-"),
            ("2020=100 doubtful, 2023=160", "2024-01-31", "not-assessable (no-baseline)", "-"),
        ],
    );
    let before = judged(&derived, "2020=150", "2024-01-31");
    assert_eq!(
        before.gap.map(|gap| gap.to_string()).as_deref(),
        Some("-50")
    );
    assert!(
        before.baseline.is_none(),
        "the baseline is never the actual itself"
    );
    let named = indicator(
        Measure::Level,
        "家",
        "at_least 200",
        "2021/2025",
        Some("2020"),
    );
    table(
        &named,
        &[
            ("2020=100, 2023=160", "2024-01-31", "on-track", "1"),
            ("2019=100, 2023=160", "2024-01-31", "not-assessable (no-baseline)", "-"),
        ],
    );
    let share = indicator(Measure::Level, "%", "at_least 4", "2024", Some("2023=3"));
    table(
        &share,
        &[("2024-01/2024-06=5", "2024-07-31", "not-assessable (part-year-only)", "-")],
    );
}

#[test]
fn milestones_bend_the_path() {
    let mut level = indicator(
        Measure::Level,
        "%",
        "at_least 4",
        "2021/2025",
        Some("2020=2"),
    );
    level.milestones = vec![Milestone {
        period: period("2022"),
        value: number("3"),
    }];
    table(
        &level,
        &[
            ("2021=2.5", "2022-01-31", "on-track", "1"),
            ("2022=3", "2023-01-31", "on-track", "1"),
            ("2024=3.5", "2025-01-31", "at-risk", "0.9"),
        ],
    );
}

#[test]
fn total_floor() {
    let total = indicator(Measure::Total, "亿元", "at_least 100", "2024", None);
    table(
        &total,
        &[
            ("2023=90", "2024-07-15", "not-assessable (no-figure-yet)", "-"),
            ("2023=90", "2024-12-31", "not-assessable (no-figure-yet)", "-"),
            ("2023=90", "2025-01-01", "no-data", "-"),
            ("2024-01/2024-06=50", "2024-07-31", "on-track", "1"),
            ("2024Q1=20, 2024Q2=20", "2024-07-31", "at-risk", "0.8"),
            ("2024Q1=20, 2024H1=50, 2024Q2=20", "2024-07-31", "on-track", "1"),
            ("2024H1=50, 2024-07=5, 2024Q3=40", "2024-10-31", "ahead", "1.2"),
            ("2024-01/2024-11=100", "2025-06-30", "achieved early", "1.090909"),
            ("2024=99.9", "2025-06-30", "missed", "0.999"),
            ("2024-01/2024-06=50", "2025-06-30", "on-track unclosed", "1"),
            ("2024Q2=60", "2024-07-31", "not-assessable (hole)", "-"),
            ("2024Q2=60, 2024Q3=40", "2024-10-31", "achieved early partial", "-"),
            ("2024Q1=25, 2024Q3=40", "2024-10-31", "on-track hole", "1"),
            ("2024=90 lower-bound", "2025-06-30", "not-assessable (lower-bound)", "-"),
            ("2024=100 lower-bound", "2025-06-30", "achieved", "-"),
            ("2021/2025=500", "2025-12-31", "not-assessable (set-aside-only)", "-"),
            ("2024-01/2024-02=10", "2024-03-31", "at-risk", "0.6"),
        ],
    );
}

#[test]
fn total_ceiling_and_budget() {
    let ceiling = indicator(Measure::Total, "件", "at_most 100", "2024", None);
    table(
        &ceiling,
        &[
            ("2024H1=50", "2024-07-31", "on-track", "1"),
            ("2024H1=40", "2024-07-31", "ahead", "1.25"),
            ("2024H1=0", "2024-07-31", "ahead", "-"),
            ("2024H1=101", "2024-07-31", "missed", "0.49505"),
            ("2024=100", "2025-01-31", "achieved", "1"),
            ("2024H1=50 lower-bound", "2024-07-31", "not-assessable (lower-bound)", "-"),
            ("2024Q2=60, 2024Q3=50", "2024-10-31", "missed partial", "-"),
        ],
    );
    let budget = indicator(Measure::Total, "亿元", "budget 112.1", "2024", None);
    table(
        &budget,
        &[
            ("2024H1=80", "2024-07-31", "on-track", "1.427297"),
            ("2024=120", "2025-01-31", "achieved over-budget", "1.070473"),
        ],
    );
}

#[test]
fn rates_are_compared_directly() {
    let rate = indicator(Measure::Rate, "%", "at_least 5", "2024", None);
    let year = "2024-01/2024-06=4 @2024-08-01, 2024-01/2024-09=4.2 doubtful, 2024=4.0 @2025-01-27";
    table(
        &rate,
        &[
            (year, "2024-12-31", "at-risk", "0.8"),
            (year, "2025-06-30", "missed", "0.8"),
            ("2023=6", "2024-12-31", "not-assessable (no-figure-yet)", "-"),
            ("2024-01/2024-06=6", "2024-12-31", "on-track", "1.2"),
            ("2024-06=9, 2024-01/2024-06=6", "2024-12-31", "on-track", "1.2"),
            ("2024-01/2024-06=2.9", "2024-12-31", "off-track", "0.58"),
            ("2024-01/2024-06=-1", "2024-12-31", "off-track", "-"),
            ("2024-01/2024-06=6", "2025-06-30", "on-track unclosed", "1.2"),
            ("2024=5", "2025-06-30", "achieved", "1"),
            ("2024=5 lower-bound", "2025-06-30", "achieved", "-"),
            ("2024=4 lower-bound", "2025-06-30", "not-assessable (lower-bound)", "-"),
            ("2023H1=7, 2024H1=6", "2024-12-31", "on-track slipping", "1.2"),
        ],
    );
    let missed = judged(&rate, year, "2025-06-30");
    assert_eq!(
        missed.gap.map(|gap| gap.to_string()).as_deref(),
        Some("-1.0")
    );
    let before = judged(&rate, "2023=6", "2024-12-31");
    assert_eq!(before.gap.map(|gap| gap.to_string()).as_deref(), Some("1"));
}

#[test]
fn every_year_counts() {
    let every = indicator(Measure::EveryYear, "家", "at_least 10", "2021/2023", None);
    let mut every = every;
    every.kind = Kind::Flow.into();
    table(
        &every,
        &[
            ("2020=11", "2021-06-30", "not-assessable (no-figure-yet)", "-"),
            ("2020=11", "2023-12-31", "not-assessable (no-figure-yet)", "-"),
            ("2020=11", "2024-01-01", "no-data", "-"),
            ("2021=10", "2022-01-31", "on-track", "-"),
            ("2021=9", "2022-01-31", "missed", "-"),
            ("2021=9, 2022=20", "2023-01-31", "missed", "-"),
            ("2021=10, 2022H1=4", "2022-07-31", "on-track", "-"),
            ("2022H1=4", "2022-07-31", "not-assessable (part-year-only) hole", "-"),
            ("2022H1=12", "2022-07-31", "on-track hole", "-"),
            ("2021=10, 2022=10, 2023=10", "2024-01-31", "achieved", "-"),
            ("2021=10, 2023=10", "2024-01-31", "not-assessable (hole) hole", "-"),
            ("2021=10, 2022=10, 2023Q1=5, 2023Q2=6, 2023-07/2023-12=1", "2024-01-31", "achieved", "-"),
            ("2021=9 lower-bound, 2022=10", "2023-01-31", "not-assessable (lower-bound)", "-"),
            ("2021=9 lower-bound, 2022=10, 2023=11", "2024-01-31", "not-assessable (lower-bound)", "-"),
        ],
    );
}

#[test]
fn the_examples_of_the_plan() {
    let strong_base = indicator(Measure::Total, "亿元", "at_least 56.7", "2024", None);
    let finding = judged(
        &strong_base,
        "2024-01/2024-06=37.1 @2024-07-30",
        "2025-06-30",
    );
    assert_eq!(said(&finding), "ahead unclosed");
    let shown = |value: &Option<Number>| {
        value
            .as_ref()
            .map(|value| value.short_text(6))
            .unwrap_or_default()
    };
    assert_eq!(
        [
            shown(&finding.progress),
            shown(&finding.expected),
            shown(&finding.ratio)
        ],
        ["0.654321", "0.5", "1.308642"]
    );
    let growth = indicator(Measure::Rate, "%", "at_least 15", "2024", None);
    assert_eq!(said(&judged(&growth, "2024=15", "2025-01-31")), "achieved");
}

#[test]
fn a_later_release_replaces_an_earlier_one() {
    let level = indicator(Measure::Level, "%", "at_least 3.1", "2023", Some("2022=3"));
    let figures = "2023=3.20 @2024-01-01, 2023=3.08 @2024-10-01";
    assert_eq!(said(&judged(&level, figures, "2024-06-30")), "achieved");
    let revised = judged(&level, figures, "2024-12-31");
    assert_eq!(said(&revised), "missed");
    assert_eq!(revised.set_aside[0].1, SetAsideWhy::Replaced);
}

#[test]
fn average_growth_is_decided_by_powers() {
    let mut growth = indicator(Measure::AverageGrowth, "亿元", "at_least 15", "2021/2025", Some("2020=472.13"));
    growth.kind = Kind::Flow.into();
    table(
        &growth,
        &[
            ("", "2023-12-31", "no-data", "-"),
            ("2020=472.13", "2021-06-30", "not-assessable (no-figure-yet)", "-"),
            ("2023=787.48", "2024-06-30", "on-track", "1.239538"),
            ("2021=542.9495", "2022-06-30", "on-track", "1"),
            ("2021=542.9494", "2022-06-30", "on-track", "0.999999"),
            ("2021=512.5", "2022-06-30", "off-track", "0.570041"),
            ("2021=472.12", "2022-06-30", "regressing", "-0.000141"),
            ("2023=949.62", "2024-06-30", "on-track", "1.74867"),
            ("2023=949.63", "2024-06-30", "achieved early", "1.748699"),
            ("2025=949.62", "2026-06-30", "missed", "0.999997"),
            ("2025=949.63", "2026-06-30", "achieved", "1.000013"),
            ("2023=787.48 break", "2024-06-30", "not-assessable (break)", "-"),
            ("2023=787.48 lower-bound", "2024-06-30", "not-assessable (lower-bound)", "-"),
            ("2023=500 lower-bound", "2024-06-30", "not-assessable (lower-bound)", "-"),
            ("2023=-5", "2024-06-30", "not-assessable (zero-or-sign)", "-"),
            ("2024=900 preliminary", "2026-06-30", "on-track provisional unclosed", "1.166799"),
        ],
    );
    // 0.99³ is 0.970299, and 0.99⁵ a little more than 0.95: reached for the deadline is not met.
    let mut shrinking = indicator(Measure::AverageGrowth, "亿元", "at_least -1", "2021/2025", Some("2020=100"));
    shrinking.kind = Kind::Flow.into();
    table(
        &shrinking,
        &[
            ("2023=96", "2024-06-30", "off-track", "-"),
            ("2023=98", "2024-06-30", "achieved early", "-"),
        ],
    );
    let rates = indicator(Measure::AverageGrowth, "%", "at_least 10", "2021/2023", None);
    table(
        &rates,
        &[
            ("2021=10, 2022=10", "2023-06-30", "on-track", "1"),
            ("2021=21, 2022=0", "2023-06-30", "on-track", "1"),
            ("2021=21, 2023=9", "2024-01-31", "on-track stale unclosed", "2.1"),
            ("2022=9", "2023-06-30", "not-assessable (hole)", "-"),
            ("2021=10, 2022=10, 2023=9", "2024-06-30", "missed", "0.966565"),
        ],
    );
}

#[test]
fn times_the_baseline() {
    let mut doubled = indicator(Measure::Level, "家", "at_least 1", "2021/2025", Some("2020=100"));
    doubled.target = fixtures::change("2 times");
    table(
        &doubled,
        &[
            ("2023=160", "2023-12-31", "on-track", "1"),
            ("2025=200", "2026-02-01", "achieved", "1"),
            ("2025=199", "2026-02-01", "missed", "0.99"),
        ],
    );
    assert_eq!(judged(&doubled, "2023=160", "2023-12-31").target, Some(number("200")));
    doubled.baseline = None;
    table(&doubled, &[("2023=160", "2023-12-31", "not-assessable (no-baseline)", "-"), ("", "2023-12-31", "no-data", "-")]);
}

#[test]
fn rising_and_falling() {
    let mut rising = indicator(Measure::Level, "%", "at_least 1", "2021/2025", Some("2020=3"));
    rising.target = Goal::Direction { rising: true, or_equal: false, limit: Some(number("100")) };
    table(
        &rising,
        &[
            ("2023=3.1", "2023-12-31", "on-track", "-"),
            ("2023=3", "2023-12-31", "at-risk", "-"),
            ("2023=2.9", "2023-12-31", "regressing", "-"),
            ("2025=3.1", "2026-01-31", "achieved", "-"),
            ("2025=3", "2026-01-31", "missed", "-"),
            ("2020=3", "2020-12-31", "not-assessable (not-begun)", "-"),
        ],
    );
    rising.baseline = Some(Baseline { period: period("2020"), value: Some(number("100")) });
    table(&rising, &[("2023=100", "2023-12-31", "on-track", "-")]);
    let mut every = indicator(Measure::EveryYear, "%", "at_least 1", "2021/2023", None);
    every.target = Goal::Direction { rising: false, or_equal: false, limit: None };
    table(
        &every,
        &[
            ("2020=9, 2021=8", "2022-01-31", "on-track", "-"),
            ("2020=9, 2021=9", "2022-01-31", "missed", "-"),
            ("2020=9, 2021=8, 2022=7, 2023=6", "2024-01-31", "achieved", "-"),
            ("2020=9, 2021=8, 2023=6", "2024-01-31", "not-assessable (hole) hole", "-"),
            // Only 2021 was revised: as first published, it fell.
            ("2020=9 @2021-01-31, 2020=7 @2022-06-30, 2021=8 @2022-01-31", "2022-12-31", "on-track", "-"),
            // What came out after it is taken as it first came out.
            ("2021=8 @2022-01-31, 2020=9 @2022-03-31, 2020=7 @2022-06-30", "2022-12-31", "on-track", "-"),
            ("2021=8 @2022-01-31, 2020=7 @2022-03-31, 2020=9 @2022-06-30", "2022-12-31", "missed", "-"),
        ],
    );
    // So are the parts that add up to it.
    every.kind = Kind::Flow.into();
    let parts = "2020H1=4 @2020-07-31, 2021=8 @2022-01-31, 2020H2=5 @2022-03-31";
    table(&every, &[
        (&format!("{parts}, 2020H2=3 @2022-06-30"), "2022-12-31", "on-track", "-"),
        (&format!("{parts}, 2020=7 @2022-06-30"), "2022-12-31", "on-track", "-"),
    ]);
}

fn series(id: &str, unit: &str, kind: Kind) -> Series {
    Series {
        id: id.into(),
        concept: id.into(),
        name: id.into(),
        name_en: None,
        aliases: Vec::new(),
        own_aliases: 0,
        unit: Unit::parse(unit),
        printed_units: Vec::new(),
        kind: kind.into(),
        frequency: 12,
        region: None,
        from: None,
        line: 1,
    }
}

/// `above_series y`, `at_least_series y 2 0.5`: the other series, margin and tolerance.
pub(super) fn beside(text: &str) -> Reference {
    let mut words = text.split(' ');
    let word = Relative::of_word(words.next().unwrap()).unwrap();
    let series = words.next().unwrap().to_owned();
    let mut next = || words.next().map_or(Number::ZERO, number);
    let [margin, tolerance] = [next(), next()];
    let comparator = word.beside_series().unwrap();
    Reference { word, comparator, series, in_region: None, margin, tolerance }
}

pub(super) fn said_of(plan: &Plan, actuals: &Actuals, as_of: &str) -> String {
    said(&assess(plan, actuals, date(as_of), Asked::default()).findings[0])
}

#[test]
fn above_another_series() {
    let mut above = indicator(Measure::Rate, "%", "at_least 1", "2021/2025", None);
    above.target = Goal::Series(beside("above_series y"));
    let mut plan = plan_of(&above);
    plan.series = vec![series("y", "%", Kind::Ratio)];
    for (own, other, as_of, expected) in [
        ("2023=9", "2023=8", "2024-01-31", "on-track"),
        ("2023=8", "2023=8", "2024-01-31", "at-risk"),
        ("2023=7", "2023=8", "2024-01-31", "off-track"),
        ("2023=7, 2022=9", "2022=8", "2024-01-31", "on-track"),
        ("2023=7", "2022=8", "2024-01-31", "not-assessable (no-series)"),
        ("2023=7", "", "2024-01-31", "not-assessable (no-series)"),
        ("", "2023=8", "2024-01-31", "no-data"),
        ("2025=9", "2025=8", "2026-01-31", "achieved"),
        ("2025=8", "2025=8", "2026-01-31", "missed"),
        ("2023-01/2023-06=9", "2023H1=8", "2024-01-31", "on-track"),
    ] {
        let actuals = actuals_of(&[("x", "R", own), ("y", "R", other)]);
        assert_eq!(said_of(&plan, &actuals, as_of), expected, "{own} against {other}");
    }
    plan.indicators[0].target = Goal::Series(Reference { in_region: Some("N".into()), ..beside("above_series x") });
    let actuals = actuals_of(&[("x", "R", "2023=3"), ("x", "N", "2023=2.6")]);
    assert_eq!(said_of(&plan, &actuals, "2024-01-31"), "on-track");
}

#[test]
fn beside_another_series() {
    let mut it = indicator(Measure::Rate, "%", "at_least 1", "2021/2025", None);
    // Goal, own figures, the other's, what is said, gap to the edge.
    for (goal, own, other, expected, gap) in [
        ("at_least_series y", "2023=8", "2023=8", "on-track", "0"),
        ("at_least_series y", "2023=7.9", "2023=8", "off-track", "-0.1"),
        ("at_least_series y 2", "2023=10", "2023=8", "on-track", "0"),
        ("at_least_series y 2", "2023=9.9", "2023=8", "off-track", "-0.1"),
        ("at_least_series y -1", "2023=7", "2023=8", "on-track", "0"),
        ("at_least_series y 0 0.5", "2023=7.5", "2023=8", "on-track", "0.0"),
        ("at_least_series y 0 0.5", "2023=7.4", "2023=8", "off-track", "-0.1"),
        ("at_least_series y 2 0.5", "2023=9.5", "2023=8", "on-track", "0.0"),
        ("at_most_series y", "2023=8", "2023=8", "on-track", "0"),
        ("at_most_series y", "2023=8.1", "2023=8", "off-track", "-0.1"),
        ("at_most_series y -0.5", "2023=7.5", "2023=8", "on-track", "0.0"),
        ("at_most_series y -0.5", "2023=7.6", "2023=8", "off-track", "-0.1"),
        ("at_most_series y 0 0.5", "2023=8.5", "2023=8", "on-track", "0.0"),
        ("at_most_series y 0 0.5", "2023=8.6", "2023=8", "off-track", "-0.1"),
        ("above_series y 2", "2023=10", "2023=8", "at-risk", "0"),
        ("above_series y 2", "2023=10.1", "2023=8", "on-track", "0.1"),
        ("at_least_series y 2", "2025=10", "2025=8", "achieved", "0"),
        ("at_least_series y 2", "2025=9", "2025=8", "missed", "-1"),
        ("at_least_series y 2", "2023=10", "2022=8", "not-assessable (no-series)", ""),
        // An interval that leaves the margin open decides nothing.
        ("at_least_series y 2", "2023=10 lower-bound", "2023=8", "on-track", "0"),
        ("at_least_series y 2", "2023=9 lower-bound", "2023=8", "not-assessable (lower-bound)", "-1"),
        ("at_least_series y 2", "2023=10", "2023=8 below", "on-track", "0"),
        ("at_least_series y 2", "2023=10", "2023=8 above", "off-track", "0"),
        ("at_least_series y 2", "2023=10", "2023=9 below", "not-assessable (upper-bound)", "-1"),
        ("at_most_series y -1", "2023=7 upper-bound", "2023=8", "on-track", "0"),
        ("at_most_series y -1", "2023=8 upper-bound", "2023=8", "not-assessable (upper-bound)", "-1"),
        ("at_least_series y", "2023=8", "2023=8 approximate", "not-assessable (approximate)", "0"),
        ("at_least_series y 0 0.5", "2023=8", "2023=8 approximate", "on-track approximate", "0.5"),
    ] {
        it.target = Goal::Series(beside(goal));
        let mut plan = plan_of(&it);
        plan.series = vec![series("y", "%", Kind::Ratio)];
        let actuals = actuals_of(&[("x", "R", own), ("y", "R", other)]);
        let finding = assess(&plan, &actuals, date("2026-01-31"), Asked::default()).findings.remove(0);
        let flags = ["stale", "unclosed"].iter().fold(said(&finding), |all, it| all.replace(&format!(" {it}"), ""));
        let found = finding.gap.map_or(String::new(), |gap| gap.to_string());
        assert_eq!((flags.as_str(), found.as_str()), (expected, gap), "{goal}: {own} against {other}");
    }
}

#[test]
fn members_with_targets_of_their_own() {
    let mut each = indicator(Measure::Level, "%", "at_least 3", "2019/2022", None);
    each.every = Some(Every { list: "cities".into(), share: Some(number("0.5")) });
    let own = vec![("A".to_owned(), target("at_least 4")), ("B".to_owned(), target("at_least 3.6"))];
    each.target = Goal::Value(Target { own, ..target("at_least 3") });
    let mut plan = plan_of(&each);
    plan.members = vec![MemberList { name: "cities".into(), regions: vec!["A".into(), "B".into(), "C".into()] }];
    for (figures, expected, met) in [
        (["4", "3.6", "3"], "achieved", 3),
        (["3.9", "3.6", "3"], "achieved", 2),
        // One target for all would be met by each of them.
        (["3.9", "3.5", "3.5"], "missed", 1),
    ] {
        let [a, b, c] = figures.map(|figure| format!("2022={figure}"));
        let actuals = actuals_of(&[("x", "A", &a), ("x", "B", &b), ("x", "C", &c)]);
        let finding = assess(&plan, &actuals, date("2023-06-30"), Asked::default()).findings.remove(0);
        let members = finding.members.as_ref().unwrap();
        assert_eq!((said(&finding).as_str(), members.met()), (expected, met), "{figures:?}");
        let targets: Vec<_> = members.all.iter().map(|it| it.target.as_ref().unwrap().to_string()).collect();
        assert_eq!(targets, ["4", "3.6", "3"]);
    }
}

#[test]
fn every_member() {
    let mut each = indicator(Measure::Level, "%", "at_least 3", "2019/2022", None);
    each.every = Some(Every { list: "cities".into(), share: None });
    let mut plan = plan_of(&each);
    plan.members = vec![MemberList { name: "cities".into(), regions: vec!["A".into(), "B".into(), "C".into()] }];
    let judged = |plan: &Plan, figures: [&str; 3], as_of: &str| {
        let [a, b, c] = figures;
        said_of(plan, &actuals_of(&[("x", "A", a), ("x", "B", b), ("x", "C", c)]), as_of)
    };
    for (figures, as_of, expected) in [
        (["", "", ""], "2021-01-31", "no-data"),
        (["2022=3", "2022=3", "2022=3"], "2023-06-30", "achieved"),
        (["2022=3", "2022=3", "2022=2.9"], "2023-06-30", "missed"),
        (["2022=3", "2022=3", ""], "2023-06-30", "not-assessable (hole)"),
        (["2021=3", "2021=3", "2021=3"], "2022-06-30", "on-track"),
        (["2021=3", "2021=3", "2021=2"], "2022-06-30", "not-assessable (no-baseline)"),
        (["2018=3", "2018=3", "2018=3"], "2019-06-30", "not-assessable (no-figure-yet)"),
    ] {
        assert_eq!(judged(&plan, figures, as_of), expected, "{figures:?}");
    }
    plan.indicators[0].every = Some(Every { list: "cities".into(), share: Some(number("0.60")) });
    assert_eq!(judged(&plan, ["2022=3", "2022=3", "2022=2"], "2023-06-30"), "achieved");
    assert_eq!(judged(&plan, ["2022=3", "2022=2", "2022=2"], "2023-06-30"), "missed");
}

#[test]
fn figures_that_follow_from_others() {
    let mut sum = indicator(Measure::Total, "亿元", "more_than 8500", "2024", None);
    sum.from = Some(Derivation::Sum(vec!["a".into(), "b".into()]));
    let mut plan = plan_of(&sum);
    plan.series = vec![series("a", "亿元", Kind::Flow), series("b", "万亿元", Kind::Flow)];
    let said_with = |plan: &Plan, a: &str, b: &str, own: &str| {
        said_of(plan, &actuals_of(&[("a", "R", a), ("b", "R", b), ("x", "R", own)]), "2025-06-30")
    };
    assert_eq!(said_with(&plan, "2024=1500", "2024=0.70001", ""), "achieved");
    assert_eq!(said_with(&plan, "2024=1500", "2024=0.7", ""), "missed");
    assert_eq!(said_with(&plan, "2024=1500", "", ""), "no-data");
    assert_eq!(said_with(&plan, "2024=1500", "2024=0.7", "2024=8600"), "achieved");
    let missing = assess(&plan, &actuals_of(&[("a", "R", "2024=1500")]), date("2025-06-30"), Asked::default());
    assert_eq!(missing.findings[0].missing, [("b".to_owned(), "R".to_owned())]);

    let mut growth = indicator(Measure::Rate, "%", "at_least 15", "2024", None);
    growth.from = Some(Derivation::GrowthOf("a".into()));
    let mut plan = plan_of(&growth);
    plan.series = vec![series("a", "亿元", Kind::Flow)];
    assert_eq!(said_with(&plan, "2023=100, 2024=115", "", ""), "achieved");
    assert_eq!(said_with(&plan, "2023=100, 2024=114.9", "", ""), "missed");
    // Like with like: 2023 was 100 when 2024 first came out.
    assert_eq!(said_with(&plan, "2023=100 @2024-01-31, 2023=110 @2025-03-31, 2024=115 @2025-01-31", "", ""), "achieved");

    // Both of one release, where both were revised.
    let revised = "2023=100 @2024-01-31, 2023=110 @2025-03-31, 2024=115 @2025-01-31, 2024=126.4 @2025-04-30";
    assert_eq!(said_with(&plan, revised, "", ""), "missed");
    // A doubtful break bars nothing while there are figures without doubt.
    assert_eq!(said_with(&plan, "2023=100, 2024H1=40 doubtful break, 2024=115", "", ""), "achieved");

    // Where no level after the baseline year's is known, printed rates are chained.
    let mut average = indicator(Measure::AverageGrowth, "%", "at_least 10", "2021/2023", None);
    average.from = growth.from.clone();
    let mut plan = plan_of(&average);
    plan.series = vec![series("a", "亿元", Kind::Flow)];
    assert_eq!(said_with(&plan, "2020=100", "", "2021=10, 2022=10, 2023=10"), "achieved");

    let mut rising = indicator(Measure::EveryYear, "家", "at_least 1", "2021/2025", None);
    (rising.target, rising.kind) = (Goal::Direction { rising: true, or_equal: false, limit: None }, Kind::Stock.into());
    rising.from = Some(Derivation::Sum(vec!["a".into(), "b".into()]));
    let mut plan = plan_of(&rising);
    plan.series = vec![series("a", "家", Kind::Stock), series("b", "家", Kind::Stock)];
    let a = "2021=50 @2022-02-01, 2021=50 @2022-06-30";
    // 2020 was 100 when the last part of 2021 first came out.
    let own = "2020=100 @2021-01-31, 2020=90 @2022-05-31";
    assert_eq!(said_with(&plan, a, "2021=45 @2022-03-01", own), "missed");

    let mut gain = indicator(Measure::Total, "家", "at_least 20", "2024", None);
    gain.from = Some(Derivation::IncreaseOf { of: "a".into(), net: false });
    let mut plan = plan_of(&gain);
    plan.series = vec![series("a", "家", Kind::Stock)];
    assert_eq!(said_with(&plan, "2023=100, 2024=120", "", ""), "achieved");
    assert_eq!(said_with(&plan, "2023=100, 2024=119", "", ""), "not-assessable (lower-bound)");
    plan.indicators[0].from = Some(Derivation::IncreaseOf { of: "a".into(), net: true });
    assert_eq!(said_with(&plan, "2023=100, 2024=119", "", ""), "missed");

    let mut share = indicator(Measure::Level, "%", "at_least 3", "2024", Some("2023=2.5"));
    share.from =
        Some(Derivation::Ratio { above: "a".into(), below: "b".into(), times: number("100") });
    let mut plan = plan_of(&share);
    plan.series = vec![series("a", "亿元", Kind::Flow), series("b", "万亿元", Kind::Flow)];
    assert_eq!(said_with(&plan, "2024=30", "2024=0.1", ""), "achieved");
    assert_eq!(said_with(&plan, "2024=29.9", "2024=0.1", ""), "missed");
}

#[test]
fn gaps_to_be_closed() {
    let mut gap = indicator(Measure::Level, "pp", "at_most 0", "2021/2025", Some("2020"));
    gap.from = Some(Derivation::Difference { from: "a".into(), less: "b".into() });
    let mut plan = plan_of(&gap);
    plan.series = vec![series("a", "%", Kind::Ratio), series("b", "‰", Kind::Ratio)];
    let b = "2020=800, 2023=860 preliminary, 2024=920";
    // 12 in 2020; 6.5 of 12 in three of five years, then parity.
    for (a, own, expected) in [
        ("2020=92, 2023=92.5", "", "at-risk provisional"),
        ("2020=92, 2024=92", "", "achieved early"),
        ("2020=92, 2024=91", "", "achieved early"),
        ("2020=92, 2024=92 lower-bound", "", "not-assessable (lower-bound)"),
        ("2023=92.5", "2020=6.5", "off-track provisional"),
        ("2024=92", "2020=12, 2024=3", "at-risk"),
        ("2020=92, 2024=95 break", "", "not-assessable (break)"),
        ("2023=92.5", "", "not-assessable (no-baseline) provisional"),
    ] {
        let actuals = actuals_of(&[("a", "R", a), ("b", "R", b), ("x", "R", own)]);
        assert_eq!(said_of(&plan, &actuals, "2025-06-30"), expected, "{a}; {own}");
    }
}

#[test]
fn indices_chained_from_changes() {
    let mut index = indicator(Measure::Level, "指数", "at_most 86.5", "2021/2025", Some("2020"));
    index.from = Some(Derivation::ChainOf("a".into()));
    let mut plan = plan_of(&index);
    plan.series = vec![series("a", "%", Kind::Ratio)];
    let four = "2021=-2.7, 2022=-2.8, 2023=-3.0, 2024=-2.9";
    let early = "2019=-9.9, 2020=-9.9, 2021=-10.0";
    let of = |changes: &[&str]| changes.join(", ");
    let (under_way, closed) = ("2025-06-30", "2026-06-30");
    for (changes, own, as_of, expected) in [
        // 89.08 of 89.2 due, and at most 0.2 away from it.
        (of(&[four]), "", under_way, "on-track provisional approximate"),
        // 86.58 may be 86.34, or 86.82.
        (of(&[four, "2025=-2.8"]), "", closed, "not-assessable (approximate) provisional"),
        (of(&[four, "2025=-2.4"]), "", closed, "missed provisional approximate"),
        (of(&[four, "2025=-3.4"]), "", closed, "achieved provisional approximate"),
        // A printed index is what counts.
        (of(&[four, "2025=-2.8"]), "2025=86.5", closed, "achieved"),
        (of(&[four, "2025=-2.8"]), "2025=86.6", closed, "missed"),
        // A break of the changes bars nothing.
        (four.replace("-3.0", "-3.0 break"), "", under_way, "on-track provisional approximate"),
        // What was before the baseline year does not count.
        (early.into(), "", under_way, "ahead provisional approximate stale"),
        ("2022=-9.9, 2023=-9.9".into(), "", under_way, "not-assessable (hole)"),
        ("2021=-2.7, 2022=-2.8, 2024=-3.0".into(), "", under_way, "on-track provisional approximate stale hole"),
        ("2021H1=-2.7".into(), "", under_way, "no-data"),
        (String::new(), "", under_way, "no-data"),
    ] {
        let actuals = actuals_of(&[("a", "R", &changes), ("x", "R", own)]);
        assert_eq!(said_of(&plan, &actuals, as_of), expected, "{changes}; {own}");
    }
}

#[test]
fn what_is_derived_on_each_day() {
    let mut rising = indicator(Measure::EveryYear, "%", "at_least 1", "2021/2025", None);
    rising.target = Goal::Direction { rising: true, or_equal: false, limit: None };
    rising.from = Some(Derivation::GrowthOf("a".into()));
    let mut plan = plan_of(&rising);
    plan.series = vec![series("a", "亿元", Kind::Stock), series("b", "亿元", Kind::Stock)];
    plan.series[1].from = Some(Derivation::Sum(vec!["a".into()]));
    // The growth of 2020 was known when that of 2021 came out, whichever way its break was released.
    let a = "2019=100 @2020-01-10, 2020=110 @2021-01-10, 2021=125 @2022-01-10";
    let (late, beside) = ("2020-06=105 @2022-06-01 break", "2015=50 @2016-01-10, 2015=51 @2016-06-10");
    let (again, revised) = ("2020=110 @2022-06-01 break", "2021=126 @2022-07-01");
    for (more, [replaced, growths]) in [
        (vec![late], [0, 0]),
        (vec![late, beside], [1, 0]),
        (vec![again], [1, 0]),
        (vec![again, beside], [2, 0]),
        (vec![late, revised], [1, 1]),
    ] {
        let of = [vec![a], more].concat().join(", ");
        let actuals = actuals_of(&[("a", "R", &of)]);
        for operand in ["a", "b"] {
            plan.indicators[0].from = Some(Derivation::GrowthOf(operand.into()));
            assert_eq!(said_of(&plan, &actuals, "2023-06-30"), "on-track", "{operand}: {of}");
            // Nothing replaces what is withdrawn.
            for (id, expected) in [("a", replaced), ("b", replaced), ("x", growths)] {
                let sight = (date("2023-06-30"), true);
                let all = derived::figures(&plan, &actuals, id, "R", sight.0).observations;
                let known = View::new(&all, plan.kind_of(id), sight).known();
                assert_eq!(known.replaced.len(), expected, "{id} by {operand}: {of}");
            }
        }
    }
}

#[test]
fn what_a_total_from_its_parts_makes() {
    let mut growth = indicator(Measure::AverageGrowth, "%", "at_least 5", "2021/2025", Some("2020"));
    growth.from = Some(Derivation::GrowthOf("y".into()));
    let total = |id: &str, parts: &[&str]| {
        let it = indicator(Measure::Total, "亿元", "at_least 500", "2021/2025", None);
        let figure = Figure { id: id.into(), ..it.figure.clone() };
        Indicator { figure, parts: parts.iter().map(|it| (*it).to_owned()).collect(), ..it }
    };
    let mut plan = plan_of(&growth);
    plan.indicators.extend([total("y", &["a", "b"]), total("a", &[]), total("b", &[])]);
    let (a, b) = (("a", "R", "2020=50, 2021=55, 2022=60"), ("b", "R", "2020=50, 2021=54, 2022=59"));
    let printed = ("y", "R", "2020=100, 2021=109, 2022=119");
    assert_eq!(said_of(&plan, &actuals_of(&[a, b]), "2023-06-30"), "on-track from-parts");
    assert_eq!(said_of(&plan, &actuals_of(&[a, b, printed]), "2023-06-30"), "on-track");
    // The growth of a sum is no sum.
    plan.indicators[0].measure = Measure::EveryYear;
    assert_eq!(said_of(&plan, &actuals_of(&[a, b]), "2023-06-30"), "on-track");
}

#[test]
fn printed_figures_that_their_operands_contradict() {
    let mut share = indicator(Measure::Level, "%", "at_least 3", "2024", None);
    share.from =
        Some(Derivation::Ratio { above: "a".into(), below: "b".into(), times: number("100") });
    let mut plan = plan_of(&share);
    plan.series = vec![series("a", "亿元", Kind::Flow), series("b", "亿元", Kind::Flow)];
    plan.series[0].from = Some(Derivation::Sum(vec!["c".into(), "c".into()]));
    plan.series.push(series("c", "亿元", Kind::Flow));
    let found = |of: &[(&str, &str, &str)]| -> Vec<String> {
        derived::disagreements(&plan, &actuals_of(of), date("2025-06-30"))
            .into_iter()
            .map(|it| {
                let operands: Vec<u32> = it.operands.iter().map(|origin| origin.file).collect();
                format!("{} {} {} {} {operands:?}", it.id, it.region, it.printed.value, it.derived.short_text(4))
            })
            .collect()
    };
    let b = ("b", "R", "2024=1000");
    // Within rounding, and without operands there is nothing to say.
    assert!(found(&[("x", "R", "2024=3.0"), ("a", "R", "2024=30.4"), b]).is_empty());
    assert!(found(&[("x", "R", "2024=3.0"), b]).is_empty());
    // In every region in which it is printed, each by its own operands.
    assert_eq!(
        found(&[("x", "R", "2024=3.0"), ("a", "R", "2024=32"), b, ("x", "S", "2024=5"), ("a", "S", "2024=40"), ("b", "S", "2024=500")]),
        ["x R 3.0 3.2 [1, 2]", "x S 5 8 [4, 5]"]
    );
    // That of an operand is said once, at the operand.
    assert_eq!(
        found(&[("x", "R", "2024=3.2"), ("a", "R", "2024=32"), b, ("c", "R", "2024=17")]),
        ["a R 32 34 [3]"]
    );
}

#[test]
fn an_amended_target_counts_from_its_day() {
    let mut level = indicator(Measure::Level, "家", "at_least 100", "2021/2025", Some("2020=50"));
    level.amendments = vec![Amendment {
        on: date("2023-06-01"),
        target: Some(Goal::Value(target("at_least 200"))),
        deadline: None,
        milestones: None,
        withdrawn: false,
        retroactive: false,
        document: None,
        citations: Vec::new(),
    }];
    assert_eq!(said(&judged(&level, "2022=80", "2023-05-31")), "ahead");
    assert_eq!(said(&judged(&level, "2022=80", "2023-06-01")), "off-track amended");
    level.amendments[0].withdrawn = true;
    assert_eq!(said(&judged(&level, "2022=80", "2023-06-01")), "not-assessable (withdrawn) amended");
}

#[test]
fn a_double_decline_compares_like_with_like() {
    use super::trace::rules::{Outcomes, RuleVerdict, Where};
    use crate::plan::{Reading, Rule};
    let mut plan = plan_of(&indicator(Measure::Level, "%", "at_least 1", "2019/2022", None));
    plan.series = vec![series("s", "亿元", Kind::Flow)];
    let rule = |reading| Rule {
        id: "veto".into(),
        name: "双下降".into(),
        each: "all".into(),
        all_fall: vec!["x".into(), "s".into()],
        reading,
        outcome: "一票否优".into(),
        citations: Vec::new(),
        note: None,
        line: 1,
    };
    let outcome = |intensity: &str, spending: &str, reading| {
        let actuals = actuals_of(&[("x", "R", intensity), ("s", "R", spending)]);
        let basis = Basis::new(&plan, &actuals, date("2025-06-30"));
        Outcomes::of(basis, &rule(reading), Where::Region("R"), &[2023]).found.remove(0)
    };
    let says = |intensity: &str, spending: &str, reading| outcome(intensity, spending, reading).verdict;
    let fell = "2022=3, 2023=2.9";
    assert_eq!(says(fell, "2022=100, 2023=99", Reading::Amount), RuleVerdict::Fires);
    assert_eq!(says(fell, "2022=100, 2023=100", Reading::Amount), RuleVerdict::Clear);
    assert_eq!(says(fell, "2023=99", Reading::Amount), RuleVerdict::Unknown);
    assert_eq!(outcome(fell, "2023=99", Reading::Amount).reason(), Some(Reason::NoYearBefore));
    assert_eq!(outcome(fell, "2022=120, 2023=99", Reading::Growth).reason(), Some(Reason::NoYearBefore));
    // Parts of a year are compared only while its own figure is out.
    let parts = "2022-01/2022-06=4, 2023-01/2023-06=6";
    for (figures, compared, reason) in [
        (parts.to_owned(), 2, Reason::PartYearOnly),
        (format!("{parts}, 2023=11"), 0, Reason::NoYearBefore),
    ] {
        let outcome = outcome(fell, &figures, Reading::Amount);
        assert_eq!(outcome.reason(), Some(reason), "{figures}");
        assert_eq!(outcome.conditions[1].observations.len(), compared, "{figures}");
    }
    assert_eq!(says("2022=3, 2023=3", "", Reading::Amount), RuleVerdict::Clear);
    // 10 % after 20 %: the amount grew, its growth fell.
    assert_eq!(says(fell, "2021=100, 2022=120, 2023=132", Reading::Growth), RuleVerdict::Fires);
    assert_eq!(says(fell, "2021=100, 2022=120, 2023=132", Reading::Amount), RuleVerdict::Clear);
    // Only 2023 was revised afterwards: as first published it rose.
    let revised = "2022=3.1 @2023-09-30, 2023=3.2 @2024-09-30, 2023=3.08 @2025-02-28";
    assert_eq!(says(revised, "2022=100, 2023=99", Reading::Amount), RuleVerdict::Clear);
}
