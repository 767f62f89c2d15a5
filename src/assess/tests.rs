//! Tables of cases: a target, its figures, a date, and the verdict they must give.

use chrono::NaiveDate;

use super::*;
use crate::actuals::Origin;
use crate::plan::{Baseline, Comparator, Kind, Milestone, Target};
use crate::unit::Unit;

fn number(text: &str) -> Number {
    Number::parse_decimal(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// `at_least 100`, `between 1 2`, `about 5 0.25`.
fn target(text: &str) -> Target {
    let mut words = text.split(' ');
    let word = words.next().unwrap();
    let comparator = Comparator::ALL
        .iter()
        .find(|(_, name)| *name == word)
        .unwrap()
        .0;
    let value = number(words.next().unwrap());
    let second = words.next().map(number);
    let about = comparator == Comparator::About;
    Target {
        comparator,
        value,
        upper: second.clone().filter(|_| !about),
        tolerance: second.filter(|_| about).unwrap_or_else(Number::zero),
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
    let deadline = Period::year(span.last().year())
        .filter(|_| span.is_whole_years())
        .unwrap_or(span);
    Indicator {
        id: "x".into(),
        concept: "x".into(),
        name: "指标".into(),
        name_en: None,
        aliases: Vec::new(),
        kind: Kind::by_default(measure, &unit),
        unit,
        measure,
        target: target(aim),
        citations: Vec::new(),
        responsible: Vec::new(),
        baseline: baseline.map(|text| match text.split_once('=') {
            Some((at, value)) => Baseline {
                period: period(at),
                value: Some(number(value)),
            },
            None => Baseline {
                period: period(text),
                value: None,
            },
        }),
        deadline,
        period: span,
        region: None,
        scope: None,
        parent: None,
        binding: false,
        aspirational: false,
        milestones: Vec::new(),
        weight: None,
        note: None,
        line: 1,
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
                            .with(Mark::ALL.iter().find(|(_, name)| *name == word).unwrap().0);
                    }
                }
            }
            Observation {
                period: at,
                value: number(value),
                printed: None,
                published,
                dated: true,
                quality,
                origin: Origin {
                    file: 0,
                    line: u32::try_from(index).unwrap() + 2,
                },
                source: None,
                note: None,
            }
        })
        .collect()
}

pub(super) fn judged_from(indicator: &Indicator, figures: &[Observation], as_of: &str) -> Finding {
    judge(indicator, 0, "R", figures, date(as_of), &Bands::default())
}

fn judged(indicator: &Indicator, figures: &str, as_of: &str) -> Finding {
    judged_from(indicator, &observations(figures), as_of)
}

/// `verdict reason flag flag …`, the reason in brackets.
fn said(finding: &Finding) -> String {
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
    for (figures, as_of, expected, ratio) in cases {
        let finding = judged(indicator, figures, as_of);
        assert_eq!(said(&finding), *expected, "{figures} as of {as_of}");
        let shown = finding
            .ratio
            .as_ref()
            .map_or("-".to_owned(), |ratio| ratio.short_text(6));
        assert_eq!(shown, *ratio, "ratio of {figures} as of {as_of}");
    }
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
            ("2020=100", "2021-12-31", "not-assessable (before-plan)", "-"),
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
            ("2023=150 lower-bound", "2023-12-31", "not-assessable (lower-bound)", "0.833333"),
            ("2023=200 lower-bound", "2023-12-31", "achieved early", "1.666667"),
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
            ("2023=90 lower-bound", "2024-01-31", "not-assessable (lower-bound)", "1.149425"),
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
            ("2024=1.7 lower-bound", "2025-01-31", "not-assessable (lower-bound)", "1"),
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
            ("2025=103.1", "2026-01-31", "missed", "1.871429"),
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
            ("2020=100", "2021-12-31", "not-assessable (before-plan)", "-"),
            ("2020=100 doubtful, 2023=160", "2024-01-31", "on-track doubtful derived-baseline", "1"),
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
        &[("2024-01/2024-06=5", "2024-07-31", "not-assessable (before-plan)", "-")],
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
            ("2023=90", "2024-07-15", "not-assessable (before-plan)", "-"),
            ("2023=90", "2024-12-31", "no-data", "-"),
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
            ("2024=90 lower-bound", "2025-06-30", "not-assessable (lower-bound)", "0.9"),
            ("2024=100 lower-bound", "2025-06-30", "achieved", "1"),
            ("2021/2025=500", "2025-12-31", "no-data", "-"),
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
            ("2023=6", "2024-12-31", "not-assessable (before-plan)", "-"),
            ("2024-01/2024-06=6", "2024-12-31", "on-track", "1.2"),
            ("2024-06=9, 2024-01/2024-06=6", "2024-12-31", "on-track", "1.2"),
            ("2024-01/2024-06=2.9", "2024-12-31", "off-track", "0.58"),
            ("2024-01/2024-06=-1", "2024-12-31", "off-track", "-"),
            ("2024-01/2024-06=6", "2025-06-30", "on-track unclosed", "1.2"),
            ("2024=5", "2025-06-30", "achieved", "1"),
            ("2024=5 lower-bound", "2025-06-30", "achieved", "1"),
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
    every.kind = Kind::Flow;
    table(
        &every,
        &[
            ("2020=11", "2021-06-30", "not-assessable (before-plan)", "-"),
            ("2020=11", "2023-12-31", "no-data", "-"),
            ("2021=10", "2022-01-31", "on-track", "-"),
            ("2021=9", "2022-01-31", "missed", "-"),
            ("2021=9, 2022=20", "2023-01-31", "missed", "-"),
            ("2021=10, 2022H1=4", "2022-07-31", "on-track", "-"),
            ("2022H1=4", "2022-07-31", "not-assessable (before-plan) hole", "-"),
            ("2022H1=12", "2022-07-31", "on-track hole", "-"),
            ("2021=10, 2022=10, 2023=10", "2024-01-31", "achieved", "-"),
            ("2021=10, 2023=10", "2024-01-31", "not-assessable (hole) hole", "-"),
            ("2021=10, 2022=10, 2023Q1=5, 2023Q2=6, 2023-07/2023-12=1", "2024-01-31", "achieved", "-"),
            ("2021=9 lower-bound, 2022=10", "2023-01-31", "on-track", "-"),
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
