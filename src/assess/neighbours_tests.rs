//! Each kind of target beside each thing that may go wrong with its figures, so that a rule that is mended for one measure holds
//! for its neighbours. The answers are those of docs/assessment.md.

use super::{tests::{beside, indicator, observations, plan_of, said, target}, *};
use crate::{actuals::{Actuals, Observation}, fixtures::{self, date, number}, number::Number, period::Period, plan::{Amendment, Baseline, Derivation, Every, Figure, Goal, Indicator, Kind, Measure, MemberList, Milestone, Series}, unit::Unit};

/// The columns of the table.
const COLUMNS: [&str; 9] = [
    "bound",
    "break",
    "doubtful",
    "forecast",
    "amendment",
    "stand-in",
    "part-year",
    "milestone",
    "parts",
];

/// One case of a cell.
#[derive(Clone, Copy)]
enum Try {
    /// Figures, as-of date, what must be said: `verdict (reason) flags | actual | ratio`, with `-` for none and the last ones
    /// left out where the case is not about them.
    Is(&'static str, &'static str, &'static str),
    /// The same, of an indicator that is changed first.
    With(fn(&mut Indicator), &'static str, &'static str, &'static str),
    /// Why there is nothing to try.
    Not(&'static str),
}

use Try::{Is, Not, With};

/// A kind of target and its cells, in the order of [`COLUMNS`].
struct Row {
    name: &'static str,
    indicator: fn() -> Indicator,
    cells: [&'static [Try]; 9],
}

const NO_PATH: &[Try] = &[Not("compared directly: there is no path for milestones to bend")];
const NO_PARTS: &[Try] = &[Not("only the parts of a total add up")];

// ---- Changes of an indicator ----

fn amend(it: &mut Indicator, on: &str, change: impl FnOnce(&mut Amendment)) {
    let mut amendment = Amendment {
        on: date(on),
        target: None,
        deadline: None,
        milestones: None,
        withdrawn: false,
        retroactive: false,
        document: None,
        citations: Vec::new(),
    };
    change(&mut amendment);
    it.amendments = vec![amendment];
}

fn retarget(it: &mut Indicator, on: &str, aim: &str) {
    amend(it, on, |by| by.target = Some(Goal::Value(target(aim))));
}

fn move_deadline(it: &mut Indicator, on: &str, to: &str) {
    amend(it, on, |by| by.deadline = Period::parse(to));
}

fn withdraw(it: &mut Indicator) {
    amend(it, "2023-06-01", |by| by.withdrawn = true);
}

fn times(it: &mut Indicator, factor: &str) {
    it.target = fixtures::change(&format!("{factor} times"));
}

fn milestone(it: &mut Indicator, at: &str, value: &str) {
    it.milestones = vec![Milestone { period: Period::parse(at).unwrap(), value: number(value) }];
}

fn parts(it: &mut Indicator) {
    it.parts = vec!["a".into(), "b".into()];
}

fn of_levels(it: &mut Indicator) {
    it.from = Some(Derivation::GrowthOf("y".into()));
}

fn flow(it: &mut Indicator) {
    it.kind = Kind::Flow.into();
}

// ---- The rows ----

fn level(unit: &str, aim: &str, baseline: Option<&str>) -> Indicator {
    indicator(Measure::Level, unit, aim, "2021/2025", baseline)
}

fn direction(mut it: Indicator, rising: bool) -> Indicator {
    let limit = None;
    it.target = if rising { Goal::Direction { rising: true, or_equal: false, limit } } else { Goal::Direction { rising: false, or_equal: false, limit } };
    it
}

fn above(mut it: Indicator) -> Indicator {
    it.target = Goal::Series(beside("above_series y"));
    it
}

fn every(mut it: Indicator) -> Indicator {
    it.every = Some(Every { list: "cities".into(), share: None });
    it
}

fn total(unit: &str, aim: &str) -> Indicator {
    indicator(Measure::Total, unit, aim, "2021/2024", None)
}

fn yearly(aim: &str) -> Indicator {
    let mut it = indicator(Measure::EveryYear, "家", aim, "2021/2023", None);
    it.kind = Kind::Flow.into();
    it
}

fn growth(baseline: Option<&str>) -> Indicator {
    let mut it = indicator(Measure::AverageGrowth, "亿元", "at_least 10", "2021/2025", baseline);
    it.kind = Kind::Flow.into();
    it
}

const ROWS: &[Row] = &[
    Row {
        name: "level, floor",
        indicator: || level("家", "at_least 200", Some("2020=100")),
        cells: [
            &[
                Is("2023=150 lower-bound", "2023-12-31", "not-assessable (lower-bound) | 150 | -"),
                Is("2023=200 lower-bound", "2023-12-31", "achieved early | 200 | -"),
                Is("2023=170 upper-bound", "2023-12-31", "not-assessable (upper-bound) | 170 | -"),
                Is("2025=199 upper-bound", "2026-02-01", "missed | 199 | -"),
                Is("2025=200 below", "2026-02-01", "missed | 200 | -"),
                Is("2025=200 near", "2026-02-01", "missed approximate | 200 | -"),
                Is("2025=200 above", "2026-02-01", "achieved | 200 | -"),
                Is("2025=200 approximate", "2026-02-01", "not-assessable (approximate) | 200 | -"),
                Is("2025=210 approximate", "2026-02-01", "achieved approximate | 210 | -"),
            ],
            &[
                Is("2022=120, 2023=160 break", "2023-12-31", "not-assessable (break) | 160 | -"),
                Is("2023=205 break", "2023-12-31", "achieved early | 205 | -"),
                Is("2025=199 break", "2026-02-01", "missed | 199 | -"),
                Is("2022=210, 2023=205 break", "2023-12-31", "achieved early | 205 | -"),
                // The two figures compared lie on one side of it.
                Is("2022=210 break, 2023=205", "2023-12-31", "achieved early slipping | 205 | -"),
                // Without a baseline by the yearly changes, which a break on a part of a year ends, too.
                With(
                    |it| {
                        flow(it);
                        it.baseline = Some(Baseline { period: Period::parse("2020").unwrap(), value: None });
                    },
                    "2021=110, 2022=120, 2023=130, 2024-05=9 break, 2024=140",
                    "2024-12-31",
                    "not-assessable (no-baseline) | 140 | -",
                ),
            ],
            &[
                Is("2023=160 doubtful", "2023-12-31", "on-track doubtful | 160 | 1"),
                Is("2022=140, 2023=199 doubtful", "2023-12-31", "on-track | 140 | 1"),
                Is("2023=205, 2022=210 doubtful", "2023-12-31", "achieved early | 205"),
            ],
            &[
                Is("2023=160 @2023-03-01 forecast", "2023-06-30", "not-assessable (set-aside-only) | -"),
                Is("2023=160 @2023-03-01 forecast", "2023-12-31", "on-track provisional | 160 | 1"),
                Is("2022=140, 2023=199 @2023-03-01 forecast", "2023-06-30", "on-track | 140 | 1"),
            ],
            &[
                With(|it| retarget(it, "2022-06-01", "at_least 160"), "2022=124", "2022-12-31", "on-track amended | 124 | 1"),
                With(|it| move_deadline(it, "2022-06-01", "2023"), "2023=160, 2024=200", "2025-03-01", "missed amended | 160"),
                With(|it| retarget(it, "2026-02-15", "at_least 160"), "2025=170", "2026-03-01", "missed | 170 | 0.7"),
                With(
                    |it| {
                        retarget(it, "2026-02-15", "at_least 160");
                        it.amendments[0].retroactive = true;
                    },
                    "2025=170",
                    "2026-03-01",
                    "achieved amended | 170",
                ),
                With(withdraw, "2022=124", "2023-12-31", "not-assessable (withdrawn) amended"),
            ],
            &[
                Is("2024=190, 2026=199", "2026-12-31", "missed after-deadline | 199 | 0.99"),
                Is("2024=190, 2027=250", "2027-12-31", "ahead stale unclosed | 190 | 1.125"),
            ],
            &[
                Is("2023-06=150", "2023-07-31", "on-track | 150 | 1"),
                With(flow, "2023H1=150", "2023-07-31", "not-assessable (part-year-only)"),
                With(flow, "2022=140, 2023H1=150", "2023-07-31", "on-track | 140 | 1"),
            ],
            &[
                With(|it| milestone(it, "2022", "150"), "2022=145", "2022-12-31", "at-risk | 145 | 0.9"),
                With(|it| milestone(it, "2022", "150"), "2023=160", "2023-12-31", "at-risk | 160 | 0.9"),
                With(
                    |it| {
                        milestone(it, "2022", "150");
                        retarget(it, "2022-06-01", "at_least 140");
                    },
                    "2022=116",
                    "2022-12-31",
                    "on-track amended | 116 | 1",
                ),
            ],
            NO_PARTS,
        ],
    },
    Row {
        name: "level, ceiling",
        indicator: || level("万吨", "at_most 50", Some("2020=100")),
        cells: [
            &[
                Is("2023=70 upper-bound", "2023-12-31", "not-assessable (upper-bound) | 70 | -"),
                Is("2023=50 upper-bound", "2023-12-31", "achieved early | 50 | -"),
                Is("2023=101 lower-bound", "2023-12-31", "regressing | 101 | -"),
                Is("2023=90 lower-bound", "2023-12-31", "not-assessable (lower-bound) | 90 | -"),
                Is("2025=51 lower-bound", "2026-02-01", "missed | 51 | -"),
                Is("2025=50 above", "2026-02-01", "missed | 50 | -"),
                Is("2025=50 near", "2026-02-01", "achieved approximate | 50 | -"),
            ],
            &[
                Is("2023=70 break", "2023-12-31", "not-assessable (break) | 70 | -"),
                Is("2023=49 break", "2023-12-31", "achieved early | 49 | -"),
            ],
            &[Is("2023=70 doubtful", "2023-12-31", "on-track doubtful | 70 | 1")],
            &[
                Is("2023=70 @2023-03-01 forecast", "2023-06-30", "not-assessable (set-aside-only) | -"),
                Is("2022=80, 2023=50 @2023-03-01 forecast", "2023-06-30", "on-track | 80 | 1"),
            ],
            &[With(|it| retarget(it, "2022-06-01", "at_most 60"), "2022=84", "2022-12-31", "on-track amended | 84 | 1")],
            &[Is("2024=55, 2026=50", "2026-12-31", "achieved after-deadline | 50 | 1")],
            &[
                Is("2023-06=75", "2023-07-31", "on-track | 75 | 1"),
                With(flow, "2023H1=45", "2023-07-31", "not-assessable (part-year-only)"),
            ],
            &[With(|it| milestone(it, "2022", "70"), "2022=73", "2022-12-31", "at-risk | 73 | 0.9")],
            NO_PARTS,
        ],
    },
    Row {
        name: "level, about",
        indicator: || level("%", "about 5 0.25", Some("2020=3")),
        cells: [
            &[
                Is("2025=4.8 lower-bound", "2026-02-01", "achieved | 4.8 | -"),
                Is("2025=4.7 below", "2026-02-01", "missed | 4.7 | -"),
                Is("2025=4.74 approximate", "2026-02-01", "missed approximate | 4.74 | -"),
                Is("2025=4.75 approximate", "2026-02-01", "not-assessable (approximate) | 4.75 | -"),
            ],
            &[
                Is("2023=4 break", "2023-12-31", "not-assessable (break) | 4 | -"),
                Is("2025=4.75 break", "2026-02-01", "achieved | 4.75 | -"),
            ],
            &[Is("2023=4.05 doubtful", "2023-12-31", "on-track doubtful | 4.05 | 1")],
            &[Is("2023=4.05 @2023-06-30 forecast", "2023-09-30", "not-assessable (set-aside-only) | -")],
            &[With(|it| retarget(it, "2022-06-01", "about 6 0.25"), "2022=4.1", "2022-12-31", "on-track amended | 4.1 | 1")],
            &[Is("2026=5", "2026-12-31", "achieved after-deadline | 5 | 1.142857")],
            &[Is("2025H1=5", "2025-09-30", "not-assessable (part-year-only)")],
            &[With(|it| milestone(it, "2022", "4"), "2022=3.9", "2022-12-31", "at-risk | 3.9 | 0.9")],
            NO_PARTS,
        ],
    },
    Row {
        name: "level, within",
        indicator: || level("%", "within 97 103", Some("2020=90")),
        cells: [
            &[
                Is("2025=97 lower-bound", "2026-02-01", "not-assessable (lower-bound) | 97 | -"),
                Is("2025=104 lower-bound", "2026-02-01", "missed | 104 | -"),
                Is("2025=96 upper-bound", "2026-02-01", "missed | 96 | -"),
                Is("2023=97 approximate", "2023-12-31", "not-assessable (approximate) | 97 | -"),
                Is("2023=100 approximate", "2023-12-31", "on-track approximate | 100 | -"),
                // Regressing, whether or not it was met at the baseline.
                With(
                    |it| it.baseline = Some(Baseline { period: Period::parse("2020").unwrap(), value: None }),
                    "2020=97 approximate, 2023=96",
                    "2023-12-31",
                    "regressing approximate | 96 | -",
                ),
            ],
            &[
                Is("2023=94.2 break", "2023-12-31", "not-assessable (break) | 94.2 | -"),
                Is("2023=98 break", "2023-12-31", "on-track | 98 | -"),
            ],
            &[Is("2023=94.2 doubtful", "2023-12-31", "on-track doubtful | 94.2 | 1")],
            &[Is("2023=94.2 @2023-06-30 forecast", "2023-09-30", "not-assessable (set-aside-only) | -")],
            &[With(|it| retarget(it, "2022-06-01", "within 95 103"), "2022=92", "2022-12-31", "on-track amended | 92 | 1")],
            &[Is("2026=103", "2026-12-31", "achieved after-deadline | 103 | 1.857143")],
            &[Is("2025H1=98", "2025-09-30", "not-assessable (part-year-only)")],
            &[With(|it| milestone(it, "2022", "94"), "2022=93.6", "2022-12-31", "at-risk | 93.6 | 0.9")],
            NO_PARTS,
        ],
    },
    Row {
        name: "level, times_baseline",
        indicator: || {
            let mut it = level("家", "at_least 1", Some("2020"));
            times(&mut it, "2");
            it
        },
        cells: [
            &[
                Is("2020=100 above, 2025=200", "2026-02-01", "missed | 200 | -"),
                Is("2020=100 above, 2025=201", "2026-02-01", "not-assessable (lower-bound) | 201 | -"),
                Is("2020=100 upper-bound, 2025=200", "2026-02-01", "achieved | 200 | -"),
                Is("2020=100, 2023=150 lower-bound", "2023-12-31", "not-assessable (lower-bound) | 150 | -"),
                Is("2020=100 near, 2025=200", "2026-02-01", "achieved approximate | 200 | -"),
            ],
            &[
                Is("2020=100, 2023=160 break", "2023-12-31", "not-assessable (break) | 160 | -"),
                Is("2020=100, 2025=300 break", "2026-02-01", "not-assessable (break) | 300 | -"),
            ],
            &[
                Is("2020=100 doubtful, 2023=160", "2023-12-31", "not-assessable (no-baseline) | 160 | -"),
                Is("2020=100, 2023=160 doubtful", "2023-12-31", "on-track doubtful | 160 | 1"),
            ],
            &[Is("2020=100, 2023=160 @2023-03-01 forecast", "2023-06-30", "not-assessable (set-aside-only) stale | 100")],
            &[With(
                |it| amend(it, "2022-06-01", |by| by.target = Some(fixtures::change("3 times"))),
                "2020=100, 2022=180",
                "2022-12-31",
                "on-track amended | 180 | 1",
            )],
            &[Is("2020=100, 2026=200", "2026-12-31", "achieved after-deadline | 200 | 1")],
            &[
                Is("2020=100, 2023-06=150", "2023-07-31", "on-track | 150 | 1"),
                With(flow, "2020=100, 2023H1=150", "2023-07-31", "not-assessable (part-year-only) stale | 100"),
            ],
            &[With(|it| milestone(it, "2022", "150"), "2020=100, 2022=145", "2022-12-31", "at-risk | 145 | 0.9")],
            NO_PARTS,
        ],
    },
    Row {
        name: "level, rising",
        indicator: || direction(level("家", "at_least 1", Some("2020")), true),
        cells: [
            &[
                Is("2020=100, 2023=101 lower-bound", "2023-12-31", "on-track | 101 | -"),
                Is("2020=100 above, 2023=101", "2023-12-31", "not-assessable (lower-bound) | 101 | -"),
                Is("2020=100 lower-bound, 2023=99", "2023-12-31", "regressing | 99 | -"),
                Is("2020=100 lower-bound, 2023=100", "2023-12-31", "not-assessable (lower-bound) | 100 | -"),
                Is("2020=100 lower-bound, 2025=99", "2026-02-01", "missed | 99 | -"),
            ],
            &[
                Is("2020=100, 2023=160 break", "2023-12-31", "not-assessable (break) | 160 | -"),
                Is("2020=100, 2025=160 break", "2026-02-01", "not-assessable (break) | 160 | -"),
                Is("2020=100 break, 2025=160", "2026-02-01", "achieved | 160 | -"),
            ],
            &[
                Is("2020=100, 2023=160 doubtful", "2023-12-31", "on-track doubtful | 160 | -"),
                Is("2020=100 doubtful, 2023=160", "2023-12-31", "not-assessable (no-baseline) | 160 | -"),
            ],
            &[Is("2020=100, 2023=160 @2023-03-01 forecast", "2023-06-30", "not-assessable (set-aside-only) stale | 100")],
            &[
                With(|it| retarget(it, "2022-06-01", "at_least 150"), "2020=100, 2022=120", "2022-12-31", "on-track amended | 120 | 1"),
                With(withdraw, "2020=100, 2022=120", "2023-12-31", "not-assessable (withdrawn) amended"),
            ],
            &[
                Is("2020=100, 2026=90", "2026-12-31", "missed after-deadline | 90 | -"),
                Is("2020=100, 2026=101", "2026-12-31", "achieved after-deadline | 101 | -"),
            ],
            &[With(flow, "2020=100, 2020H1=50, 2021H1=51", "2021-08-31", "on-track | 51 | -")],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "level, falling, of a flow in a plan of a year",
        indicator: || {
            let it = indicator(Measure::Level, "起", "at_least 1", "2024", Some("2023"));
            let mut it = direction(it, false);
            it.kind = Kind::Flow.into();
            it
        },
        cells: [
            &[
                Is("2023=61, 2024=60 upper-bound", "2025-02-01", "achieved | 60 | -"),
                Is("2023=61 lower-bound, 2024=60", "2025-02-01", "achieved | 60 | -"),
                Is("2023=61 upper-bound, 2024=60", "2025-02-01", "not-assessable (upper-bound) | 60 | -"),
                Is("2023=61, 2023H1=30 upper-bound, 2024H1=29", "2024-08-31", "not-assessable (upper-bound) | 29 | -"),
            ],
            &[
                Is("2023=61, 2024=50 break", "2025-02-01", "not-assessable (break) | 50 | -"),
                Is("2023=61, 2023H1=30, 2024H1=29 break", "2024-08-31", "not-assessable (break) | 29 | -"),
            ],
            &[Is("2023=61, 2023H1=30, 2024H1=29 doubtful", "2024-08-31", "on-track doubtful | 29 | -")],
            &[
                Is("2023=61, 2024=50 @2024-10-31 forecast", "2024-11-30", "not-assessable (set-aside-only)"),
                Is("2023=61, 2024=50 @2024-10-31 forecast", "2024-12-31", "achieved provisional | 50 | -"),
            ],
            &[With(|it| move_deadline(it, "2024-06-01", "2025"), "2023=61, 2024=60", "2025-02-01", "on-track amended | 60 | -")],
            &[Is("2023=61, 2025=70", "2026-01-31", "missed after-deadline | 70 | -")],
            &[
                Is("2023-01/2023-09=45, 2023=61, 2024-01/2024-09=38", "2024-10-31", "on-track | 38 | -"),
                Is("2023-01/2023-09=38, 2023=61, 2024-01/2024-09=38", "2024-10-31", "at-risk | 38 | -"),
                Is("2023-01/2023-09=37, 2023=61, 2024-01/2024-09=38", "2024-10-31", "regressing | 38 | -"),
                Is("2023=61, 2023Q1=10, 2024Q1=9, 2024H1=31", "2024-08-31", "on-track | 9 | -"),
                Is("2023=61, 2023Q1=10, 2023H1=30, 2024Q1=9, 2024H1=31", "2024-08-31", "regressing | 31 | -"),
                Is("2023=61, 2024H1=31", "2024-08-31", "not-assessable (part-year-only)"),
                Is("2023-01/2023-09=45, 2023=61, 2024-01/2024-09=38", "2025-01-31", "not-assessable (part-year-only)"),
                With(|it| move_deadline(it, "2024-02-01", "2024H1"), "2023=61, 2023Q1=10, 2024Q1=9", "2024-05-31", "not-assessable (part-year-only) amended"),
                With(|it| move_deadline(it, "2024-02-01", "2024Q1"), "2023=61, 2023H2=30, 2024H2=29", "2024-12-31", "not-assessable (set-aside-only) amended"),
            ],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "level, above_series",
        indicator: || above(level("%", "at_least 1", None)),
        cells: [
            &[
                Is("x: 2023=9 lower-bound; y: 2023=8", "2023-12-31", "on-track | 9 | -"),
                Is("x: 2023=9; y: 2023=8 lower-bound", "2023-12-31", "not-assessable (lower-bound) | 9 | -"),
                Is("x: 2023=8; y: 2023=8 above", "2023-12-31", "off-track | 8 | -"),
                Is("x: 2023=8 lower-bound; y: 2023=8", "2023-12-31", "not-assessable (lower-bound) | 8 | -"),
            ],
            &[Is("x: 2022=8, 2023=9 break; y: 2022=7, 2023=8 break", "2023-12-31", "on-track | 9 | -")],
            &[
                Is("x: 2023=9 doubtful; y: 2023=8", "2023-12-31", "on-track doubtful | 9 | -"),
                Is("x: 2023=9; y: 2023=8 doubtful", "2023-12-31", "not-assessable (no-series) | 9 | -"),
                // The deadline's figure is in, though it decides nothing: it is not stale.
                Is("x: 2025=9; y: 2024=8 doubtful", "2028-01-31", "not-assessable (no-series) | 9 | -"),
            ],
            &[
                Is("x: 2023=9 @2023-06-30 forecast; y: 2022=8", "2023-09-30", "not-assessable (set-aside-only)"),
                Is("x: 2022=9; y: 2022=8 @2022-06-30 forecast", "2022-09-30", "no-data"),
                Is("x: 2022=9; y: 2022=8 @2022-06-30 forecast", "2022-12-31", "on-track provisional | 9 | -"),
            ],
            &[
                With(|it| move_deadline(it, "2022-06-01", "2023"), "x: 2023=9; y: 2023=8", "2024-02-01", "achieved amended | 9 | -"),
                With(withdraw, "x: 2023=9; y: 2023=8", "2024-02-01", "not-assessable (withdrawn) amended"),
            ],
            &[Is("x: 2026=9; y: 2026=8", "2026-12-31", "achieved after-deadline | 9 | -")],
            &[Is("x: 2025H1=9; y: 2025H1=8", "2025-09-30", "not-assessable (part-year-only)")],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "level, every",
        indicator: || every(level("%", "at_least 3", None)),
        cells: [
            &[
                Is("A: 2025=3 lower-bound; B: 2025=3", "2026-02-01", "achieved | 2"),
                Is("A: 2025=2.9 lower-bound; B: 2025=3", "2026-02-01", "not-assessable (hole)"),
                Is("A: 2025=3 below; B: 2025=3", "2026-02-01", "missed | 1"),
            ],
            &[Is("A: 2024=3, 2025=3 break; B: 2025=3", "2026-02-01", "achieved | 2")],
            &[
                Is("A: 2025=3 doubtful; B: 2025=3", "2026-02-01", "achieved doubtful | 2"),
                Is("A: 2024=3, 2025=2 doubtful; B: 2024=3", "2025-02-01", "on-track | 2"),
            ],
            &[Is(
                "A: 2025=3 @2025-10-01 forecast; B: 2025=3 @2025-10-01 forecast",
                "2025-11-30",
                "not-assessable (set-aside-only)",
            )],
            &[With(|it| retarget(it, "2023-06-01", "at_least 4"), "A: 2025=3.5; B: 2025=4", "2026-02-01", "missed amended | 1")],
            &[Is("A: 2026=3; B: 2026=3", "2026-12-31", "achieved | 2")],
            &[Is("A: 2025H1=3; B: 2025H1=3", "2025-09-30", "not-assessable (part-year-only)")],
            &[Not("the number of members that meet a target has no path")],
            NO_PARTS,
        ],
    },
    Row {
        name: "total, floor",
        indicator: || total("家", "at_least 100"),
        cells: [
            &[
                Is("2021=30 lower-bound, 2022=30", "2022-12-31", "not-assessable (lower-bound) | 60 | -"),
                Is("2021=60 lower-bound, 2022=40", "2022-12-31", "achieved early | 100 | -"),
                Is("2021=10 upper-bound, 2022=10", "2022-12-31", "not-assessable (upper-bound) | 20 | -"),
                Is("2021/2024=99 upper-bound", "2025-02-01", "missed | 99 | -"),
                // A sum has the mark of the end at which it lies: it is below 100.
                Is("2021/2024=100 near", "2025-02-01", "missed approximate | 100 | -"),
                Is("2021/2023=80, 2024=20 near", "2025-02-01", "missed approximate | 100 | -"),
                Is("2021/2023=80 lower-bound, 2024=21 approximate", "2025-02-01", "achieved approximate | 101 | -"),
                Is("2021/2023=80, 2024=21 approximate", "2025-02-01", "achieved approximate | 101 | -"),
            ],
            &[Is("2021=20, 2022=20 break", "2022-12-31", "at-risk | 40 | 0.8")],
            &[
                Is("2021=25 doubtful", "2021-12-31", "on-track doubtful | 25 | 1"),
                Is("2021=25 doubtful, 2022=25", "2022-12-31", "not-assessable (hole)"),
                Is("2021=25, 2022=90 doubtful", "2022-12-31", "on-track | 25 | 1"),
            ],
            &[
                Is("2021=25, 2022=90 @2022-06-30 forecast", "2022-09-30", "on-track | 25 | 1"),
                Is("2021=25 @2021-03-01 forecast", "2021-06-30", "not-assessable (set-aside-only)"),
                Is("2021=25 @2021-03-01 forecast", "2021-12-31", "on-track provisional | 25 | 1"),
            ],
            &[
                With(
                    |it| move_deadline(it, "2023-06-01", "2026"),
                    "2021=20, 2022=20, 2023=20, 2024=20, 2025=20, 2026=20",
                    "2027-01-31",
                    "achieved amended | 120",
                ),
                With(
                    |it| move_deadline(it, "2023-06-01", "2023"),
                    "2021=20, 2022=20, 2023=20, 2024=60",
                    "2025-01-31",
                    "missed amended | 60",
                ),
                With(|it| retarget(it, "2022-06-01", "at_least 80"), "2021=20, 2022=20", "2022-12-31", "on-track amended | 40 | 1"),
                With(|it| retarget(it, "2025-02-01", "at_least 80"), "2021/2024=90", "2025-03-01", "missed | 90 | 0.9"),
            ],
            &[
                Is("2021=25, 2025=80", "2025-12-31", "on-track stale unclosed | 25 | 1"),
                Is("2025=120", "2025-12-31", "not-assessable (set-aside-only)"),
            ],
            &[
                Is("2021H1=10", "2021-08-31", "at-risk | 10 | 0.8"),
                Is("2021Q1=10, 2021Q3=90", "2021-10-31", "achieved early partial | 100 | -"),
                Is("2021Q1=6.25, 2021Q3=5", "2021-10-31", "on-track hole | 6.25 | 1"),
                Is("2021Q1=100, 2021Q3=-5", "2021-10-31", "achieved early hole | 100 | 16"),
            ],
            &[With(|it| milestone(it, "2022", "60"), "2021=30, 2022=24", "2022-12-31", "at-risk | 54 | 0.9")],
            &[
                With(parts, "a: 2021=12, 2022=13; b: 2021=13, 2022=12", "2022-12-31", "on-track from-parts | 50 | 1"),
                With(parts, "a: 2021=12, 2022=13; b: 2021=13", "2022-12-31", "on-track from-parts | 25 | 1"),
                With(parts, "a: 2021=12 preliminary; b: 2021=13", "2021-12-31", "on-track provisional from-parts | 25 | 1"),
                With(parts, "a: 2021=12 lower-bound; b: 2021=13", "2021-12-31", "not-assessable (lower-bound) from-parts | 25 | -"),
                With(parts, "x: 2021=20; a: 2021=12; b: 2021=13", "2021-12-31", "at-risk | 20 | 0.8"),
                With(parts, "a: 2021=12", "2021-12-31", "no-data"),
            ],
        ],
    },
    Row {
        name: "total, ceiling",
        indicator: || total("家", "at_most 100"),
        cells: [
            &[
                Is("2021=60 lower-bound, 2022=50", "2022-12-31", "missed | 110 | -"),
                Is("2021=20 lower-bound, 2022=20", "2022-12-31", "not-assessable (lower-bound) | 40 | -"),
                Is("2021/2024=100 upper-bound", "2025-02-01", "achieved | 100 | -"),
                Is("2021/2024=100 near", "2025-02-01", "achieved approximate | 100 | -"),
                Is("2021/2024=100 above", "2025-02-01", "missed | 100 | -"),
            ],
            &[Is("2021=20, 2022=20 break", "2022-12-31", "ahead | 40 | 1.25")],
            &[
                Is("2021=25 doubtful", "2021-12-31", "on-track doubtful | 25 | 1"),
                Is("2021=25, 2022=90 doubtful", "2022-12-31", "on-track | 25 | 1"),
            ],
            &[Is("2021=25, 2022=90 @2022-06-30 forecast", "2022-09-30", "on-track | 25 | 1")],
            &[
                With(|it| retarget(it, "2022-06-01", "at_most 40"), "2021=20, 2022=21", "2022-12-31", "missed amended | 41"),
                With(
                    |it| move_deadline(it, "2023-06-01", "2023"),
                    "2021=30, 2022=30, 2023=30, 2024=30",
                    "2025-01-31",
                    "achieved amended | 90",
                ),
            ],
            &[Is("2021=25, 2025=80", "2025-12-31", "on-track stale unclosed | 25 | 1")],
            &[
                Is("2021H1=12.5", "2021-08-31", "on-track | 12.5 | 1"),
                Is("2021Q1=60, 2021Q3=50", "2021-10-31", "missed partial | 110 | -"),
            ],
            &[With(|it| milestone(it, "2022", "60"), "2021=30, 2022=30", "2022-12-31", "on-track | 60 | 1")],
            &[With(parts, "a: 2021=12; b: 2021=13", "2021-12-31", "on-track from-parts | 25 | 1")],
        ],
    },
    Row {
        name: "total, budget",
        indicator: || indicator(Measure::Total, "亿元", "budget 100", "2024", None),
        cells: [
            &[
                Is("2024H1=75 lower-bound", "2024-07-31", "not-assessable (lower-bound) | 75 | -"),
                Is("2024=100 lower-bound", "2025-02-01", "achieved | 100 | -"),
                Is("2024=101 lower-bound", "2025-02-01", "achieved over-budget | 101 | -"),
                Is("2024=100 above", "2025-02-01", "achieved over-budget | 100 | -"),
            ],
            &[Is("2024H1=50 break", "2024-07-31", "on-track | 50 | 1")],
            &[Is("2024H1=50 doubtful", "2024-07-31", "on-track doubtful | 50 | 1")],
            &[
                Is("2024H1=50, 2024=100 @2024-10-01 forecast", "2024-11-01", "on-track | 50 | 1"),
                Is("2024=100 @2024-10-01 forecast", "2024-12-31", "achieved provisional | 100 | 1"),
            ],
            &[With(|it| retarget(it, "2024-06-01", "budget 120"), "2024=110", "2025-02-01", "missed amended | 110 | 0.916667")],
            &[Is("2024H1=50, 2025=100", "2025-12-31", "on-track unclosed | 50 | 1")],
            &[Is("2024H1=75", "2024-07-31", "on-track | 75 | 1.5")],
            &[With(|it| milestone(it, "2024H1", "70"), "2024H1=63", "2024-07-31", "at-risk | 63 | 0.9")],
            &[
                With(parts, "a: 2024=54.2; b: 2024=45.8", "2025-02-01", "achieved from-parts | 100.0 | 1"),
                With(parts, "a: 2024=60; b: 2024=45.8", "2025-02-01", "achieved from-parts over-budget | 105.8 | 1.058"),
            ],
        ],
    },
    Row {
        name: "total, times_baseline",
        indicator: || {
            let mut it = total("家", "at_least 1");
            it.baseline = Some(Baseline { period: Period::parse("2020").unwrap(), value: None });
            times(&mut it, "5");
            it
        },
        cells: [
            &[
                Is("2020=20 above, 2021/2024=100", "2025-02-01", "missed | 100 | -"),
                Is("2020=20 above, 2021/2024=101", "2025-02-01", "not-assessable (lower-bound) | 101 | -"),
                Is("2020=20, 2021/2024=99 lower-bound", "2025-02-01", "not-assessable (lower-bound) | 99 | -"),
                Is("2020=20, 2021/2024=100 lower-bound", "2025-02-01", "achieved | 100 | -"),
            ],
            &[Is("2020=20, 2021=25 break", "2021-12-31", "not-assessable (break) | 25 | -")],
            &[
                Is("2020=20 doubtful, 2021=25", "2021-12-31", "not-assessable (no-baseline) | 25 | -"),
                Is("2020=20, 2021=25 doubtful", "2021-12-31", "on-track doubtful | 25 | 1"),
            ],
            &[Is("2020=20, 2021=25 @2021-06-30 forecast", "2021-09-30", "not-assessable (set-aside-only)")],
            &[With(
                |it| amend(it, "2022-06-01", |by| by.target = Some(fixtures::change("4 times"))),
                "2020=20, 2021=20, 2022=20",
                "2022-12-31",
                "on-track amended | 40 | 1",
            )],
            &[Is("2020=20, 2025=200", "2025-12-31", "not-assessable (set-aside-only)")],
            &[Is("2020=20, 2021H1=12.5", "2021-08-31", "on-track | 12.5 | 1")],
            &[With(|it| milestone(it, "2022", "60"), "2020=20, 2021=30, 2022=24", "2022-12-31", "at-risk | 54 | 0.9")],
            &[With(
                |it| {
                    parts(it);
                    it.baseline = Some(Baseline { period: Period::parse("2020").unwrap(), value: Some(number("20")) });
                },
                "a: 2021=12; b: 2021=13",
                "2021-12-31",
                "on-track from-parts | 25 | 1",
            )],
        ],
    },
    Row {
        name: "total, every",
        indicator: || every(indicator(Measure::Total, "家", "at_least 10", "2024", None)),
        cells: [
            &[
                Is("A: 2024=10 lower-bound; B: 2024=10", "2025-02-01", "achieved | 2"),
                Is("A: 2024=10 below; B: 2024=10", "2025-02-01", "missed | 1"),
            ],
            &[Is("A: 2024=10 break; B: 2024=10", "2025-02-01", "achieved | 2")],
            &[Is("A: 2024=10 doubtful; B: 2024=10", "2025-02-01", "achieved doubtful | 2")],
            &[Is(
                "A: 2024=10 @2024-03-01 forecast; B: 2024=10 @2024-03-01 forecast",
                "2024-06-30",
                "not-assessable (set-aside-only)",
            )],
            &[With(|it| retarget(it, "2024-06-01", "at_least 12"), "A: 2024=11; B: 2024=12", "2025-02-01", "missed amended | 1")],
            &[Is("A: 2025=10; B: 2025=10", "2025-12-31", "not-assessable (set-aside-only)")],
            &[
                Is("A: 2024H1=10; B: 2024H1=11", "2024-08-31", "achieved | 2"),
                Is("A: 2024H1=5; B: 2024H1=10", "2024-08-31", "not-assessable (no-baseline) | 1"),
            ],
            &[Not("the number of members that meet a target has no path")],
            &[With(
                parts,
                "a@A: 2024=5; b@A: 2024=6; a@B: 2024=5; b@B: 2024=4",
                "2025-02-01",
                "missed | 1",
            )],
        ],
    },
    Row {
        name: "rate, floor",
        indicator: || indicator(Measure::Rate, "%", "at_least 5", "2024", None),
        cells: [
            &[
                Is("2024H1=5 lower-bound", "2024-07-31", "on-track | 5 | -"),
                Is("2024H1=4 lower-bound", "2024-07-31", "not-assessable (lower-bound) | 4 | -"),
                Is("2024H1=3 upper-bound", "2024-07-31", "not-assessable (upper-bound) | 3 | -"),
                Is("2024H1=2.9 upper-bound", "2024-07-31", "off-track | 2.9 | -"),
                Is("2024=5 below", "2025-02-01", "missed | 5 | -"),
                Is("2024=5 near", "2025-02-01", "missed approximate | 5 | -"),
                With(
                    |it| {
                        times(it, "2");
                        it.baseline = Some(Baseline { period: Period::parse("2023").unwrap(), value: None });
                    },
                    "2023=2 approximate, 2024H1=6",
                    "2024-07-31",
                    "on-track approximate | 6 | -",
                ),
            ],
            &[
                Is("2023H1=7, 2024H1=6 break", "2024-07-31", "on-track | 6 | 1.2"),
                Is("2023H1=7, 2024H1=6", "2024-07-31", "on-track slipping | 6 | 1.2"),
            ],
            &[
                Is("2024H1=6 doubtful", "2024-07-31", "on-track doubtful | 6 | 1.2"),
                Is("2024Q1=4, 2024H1=6 doubtful", "2024-07-31", "at-risk | 4 | 0.8"),
            ],
            &[
                Is("2024Q1=4, 2024=6 @2024-05-01 forecast", "2024-06-30", "at-risk | 4 | 0.8"),
                Is("2024Q1=4, 2024=6 @2024-05-01 forecast", "2024-12-31", "achieved provisional | 6 | 1.2"),
            ],
            &[
                With(|it| retarget(it, "2024-06-01", "at_least 4"), "2024H1=4.2", "2024-07-31", "on-track amended | 4.2 | 1.05"),
                With(|it| retarget(it, "2025-02-01", "at_least 4"), "2024=4.5", "2025-03-01", "missed | 4.5 | 0.9"),
            ],
            &[
                Is("2024H1=5, 2025=9", "2025-12-31", "on-track unclosed | 5 | 1"),
                Is("2025=9", "2025-12-31", "not-assessable (set-aside-only)"),
            ],
            &[
                Is("2024-01/2024-11=4, 2024-12=9", "2025-06-30", "at-risk unclosed | 4 | 0.8"),
                Is("2024-01/2024-11=4, 2024Q4=9", "2025-06-30", "at-risk unclosed | 4 | 0.8"),
                // Single quarters, and no year to date.
                Is("2024Q1=4, 2024Q2=7", "2024-07-31", "on-track | 7 | 1.4"),
                Is("2024H1=4, 2024-07=7", "2024-08-31", "at-risk | 4 | 0.8"),
            ],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "rate, ceiling",
        indicator: || indicator(Measure::Rate, "%", "at_most 5", "2021/2025", None),
        cells: [
            &[
                Is("2023=5 upper-bound", "2023-12-31", "on-track | 5 | -"),
                Is("2023=5 lower-bound", "2023-12-31", "not-assessable (lower-bound) | 5 | -"),
                Is("2023=9 lower-bound", "2023-12-31", "off-track | 9 | -"),
                Is("2025=5 above", "2026-02-01", "missed | 5 | -"),
            ],
            &[
                Is("2022=4, 2023=4.5 break", "2023-12-31", "on-track | 4.5 | 1.111111"),
                Is("2022=4, 2023=4.5", "2023-12-31", "on-track slipping | 4.5 | 1.111111"),
            ],
            &[Is("2023=5 doubtful", "2023-12-31", "on-track doubtful | 5 | 1")],
            &[Is("2022=5, 2023=9 @2023-06-30 forecast", "2023-09-30", "on-track | 5 | 1")],
            &[With(|it| retarget(it, "2022-06-01", "at_most 4"), "2023=5", "2023-12-31", "at-risk amended | 5 | 0.8")],
            &[Is("2024=5, 2026=9", "2026-12-31", "on-track stale unclosed | 5 | 1")],
            &[Is("2023=5, 2024H1=6", "2024-08-31", "on-track | 5 | 1")],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "rate, above_series",
        indicator: || above(indicator(Measure::Rate, "%", "at_least 1", "2024", None)),
        cells: [
            &[
                Is("x: 2024H1=5; y: 2024H1=4 lower-bound", "2024-07-31", "not-assessable (lower-bound) | 5 | -"),
                Is("x: 2024H1=5; y: 2024H1=5 below", "2024-07-31", "on-track | 5 | -"),
            ],
            &[Is("x: 2024H1=5 break; y: 2024H1=4", "2024-07-31", "on-track | 5 | -")],
            &[
                Is("x: 2024H1=5; y: 2024H1=4 doubtful", "2024-07-31", "not-assessable (no-series) | 5 | -"),
                Is("x: 2024H1=5 doubtful; y: 2024H1=4", "2024-07-31", "on-track doubtful | 5 | -"),
            ],
            &[Is("x: 2024H1=5, 2024=1 @2024-07-20 forecast; y: 2024H1=4", "2024-08-31", "on-track | 5 | -")],
            &[With(
                |it| retarget(it, "2024-06-01", "at_least 4"),
                "x: 2024H1=5; y: 2024H1=6",
                "2024-07-31",
                "on-track amended | 5 | 1.25",
            )],
            &[Is("x: 2025=5; y: 2025=4", "2025-12-31", "not-assessable (set-aside-only)")],
            &[
                Is(
                    "x: 2024-01/2024-11=4, 2024-12=9; y: 2024-01/2024-11=5, 2024-12=8",
                    "2025-06-30",
                    "off-track unclosed | 4 | -",
                ),
                Is("x: 2024H1=4, 2024-01/2024-09=3; y: 2024H1=3.5", "2024-10-31", "on-track | 4 | -"),
            ],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "rate, every",
        indicator: || every(indicator(Measure::Rate, "%", "at_least 5", "2024", None)),
        cells: [
            &[
                Is("A: 2024=5 lower-bound; B: 2024=6", "2025-02-01", "achieved | 2"),
                Is("A: 2024=5 below; B: 2024=6", "2025-02-01", "missed | 1"),
            ],
            &[Is("A: 2023=7, 2024=5 break; B: 2024=6", "2025-02-01", "achieved | 2")],
            &[Is("A: 2024=5 doubtful; B: 2024=6", "2025-02-01", "achieved doubtful | 2")],
            &[Is(
                "A: 2024=5 @2024-05-01 forecast; B: 2024=5 @2024-05-01 forecast",
                "2024-06-30",
                "not-assessable (set-aside-only)",
            )],
            &[With(|it| retarget(it, "2024-06-01", "at_least 6"), "A: 2024=5; B: 2024=6", "2025-02-01", "missed amended | 1")],
            &[Is("A: 2025=5; B: 2025=5", "2025-12-31", "not-assessable (set-aside-only)")],
            &[Is("A: 2024H1=6; B: 2024H1=7", "2025-06-30", "on-track unclosed | 2")],
            &[Not("the number of members that meet a target has no path")],
            NO_PARTS,
        ],
    },
    Row {
        name: "mean, ceiling",
        indicator: || indicator(Measure::Mean, "%", "at_most 5", "2021/2023", None),
        cells: [
            &[
                Is("2021=5 upper-bound", "2021-12-31", "on-track | 5 | -"),
                Is("2021=4, 2022=5 lower-bound", "2022-12-31", "not-assessable (lower-bound) | 4.5 | -"),
                Is("2021=9, 2022=9 lower-bound", "2022-12-31", "off-track | 9 | -"),
                Is("2021=4, 2022=6, 2023=5 below", "2024-02-01", "achieved | 5 | -"),
            ],
            &[Is("2021=4, 2022=6 break", "2022-12-31", "on-track | 5 | 1")],
            &[
                Is("2021=5 doubtful", "2021-12-31", "on-track doubtful | 5 | 1"),
                Is("2021=4, 2022=9 doubtful", "2022-12-31", "on-track | 4 | 1.25"),
            ],
            &[Is("2021=4, 2022=9 @2022-06-30 forecast", "2022-09-30", "on-track | 4 | 1.25")],
            &[
                With(|it| retarget(it, "2021-06-01", "at_most 4"), "2021=5", "2021-12-31", "at-risk amended | 5 | 0.8"),
                With(|it| move_deadline(it, "2021-06-01", "2022"), "2021=4, 2022=6", "2023-02-01", "achieved amended | 5 | 1"),
            ],
            &[Is("2021=4, 2022=5, 2024=1", "2024-12-31", "on-track stale unclosed | 4.5 | 1.111111")],
            &[
                Is("2021=4, 2022H1=9", "2022-12-31", "on-track | 4 | 1.25"),
                Is("2021Q1=4", "2021-06-30", "not-assessable (part-year-only)"),
                With(|it| it.kind = Kind::Flow.into(), "2021H1=2, 2021H2=3, 2022H1=9", "2022-12-31", "on-track | 5 | 1"),
            ],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "every-year, floor",
        indicator: || yearly("at_least 10"),
        cells: [
            &[
                Is("2021=10 lower-bound", "2021-12-31", "on-track | 10"),
                Is("2021=9 lower-bound", "2021-12-31", "not-assessable (lower-bound) | 9"),
                Is("2021=10 below", "2021-12-31", "missed | 10"),
                Is("2021=10 near", "2021-12-31", "missed approximate | 10"),
                Is("2021H1=5 lower-bound, 2021-07/2021-12=5", "2021-12-31", "on-track | 10"),
                With(
                    |it| {
                        times(it, "2");
                        it.baseline = Some(Baseline { period: Period::parse("2020").unwrap(), value: None });
                    },
                    "2020=10 below, 2021=15",
                    "2021-12-31",
                    "not-assessable (upper-bound) | 15",
                ),
            ],
            &[Is("2021=10, 2022=11 break", "2022-12-31", "on-track | 11")],
            &[
                Is("2021=10, 2022=9 doubtful", "2022-12-31", "on-track | 10"),
                Is("2021=10 doubtful", "2021-12-31", "on-track doubtful | 10"),
            ],
            &[
                Is("2021=10, 2022=9 @2022-06-30 forecast", "2022-09-30", "on-track | 10"),
                Is("2021=10, 2022=9 @2022-06-30 forecast", "2022-12-31", "missed provisional | 9"),
            ],
            &[
                With(|it| move_deadline(it, "2022-06-01", "2024"), "2021=10, 2022=10, 2023=10", "2024-01-31", "on-track amended | 10"),
                With(|it| move_deadline(it, "2022-06-01", "2022"), "2021=10, 2022=10, 2023=9", "2024-01-31", "achieved amended | 10"),
                With(|it| retarget(it, "2022-06-01", "at_least 8"), "2021=9, 2022=9, 2023=9", "2024-01-31", "achieved amended | 9"),
                With(|it| retarget(it, "2024-02-01", "at_least 8"), "2021=9", "2024-03-01", "missed | 9"),
            ],
            &[
                Is("2021=10, 2022=10, 2024H1=5", "2024-06-30", "on-track unclosed | 10"),
                Is("2024=10", "2024-12-31", "not-assessable (set-aside-only)"),
            ],
            &[
                Is("2021-01/2021-09=10", "2021-10-31", "on-track | 10"),
                Is("2021-01/2021-09=9", "2021-10-31", "not-assessable (part-year-only) | 9"),
                Is("2021H1=5, 2021-07/2021-12=5", "2021-12-31", "on-track | 10"),
                Is("2021=10, 2022=10, 2023-01/2023-11=10", "2023-12-15", "on-track | 10"),
            ],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "every-year, ceiling",
        indicator: || yearly("at_most 10"),
        cells: [
            &[
                Is("2021=10 upper-bound", "2021-12-31", "on-track | 10"),
                Is("2021=10 above", "2021-12-31", "missed | 10"),
                Is("2021=10 lower-bound", "2021-12-31", "not-assessable (lower-bound) | 10"),
            ],
            &[Is("2021=10, 2022=9 break", "2022-12-31", "on-track | 9")],
            &[Is("2021=11 doubtful", "2021-12-31", "missed doubtful | 11")],
            &[Is("2021=11 @2021-06-30 forecast", "2021-09-30", "not-assessable (set-aside-only)")],
            &[With(|it| retarget(it, "2021-06-01", "at_most 12"), "2021=11", "2021-12-31", "on-track amended | 11")],
            &[Is("2024=5", "2024-12-31", "not-assessable (set-aside-only)")],
            &[
                Is("2021-01/2021-09=11", "2021-10-31", "missed | 11"),
                Is("2021-01/2021-09=9", "2021-10-31", "not-assessable (part-year-only) | 9"),
            ],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "every-year, within",
        indicator: || yearly("within 10 15"),
        cells: [
            &[
                Is("2021=16 lower-bound", "2021-12-31", "missed | 16"),
                Is("2021=10 lower-bound", "2021-12-31", "not-assessable (lower-bound) | 10"),
            ],
            &[Is("2021=10, 2022=15 break", "2022-12-31", "on-track | 15")],
            &[Is("2021=9 doubtful", "2021-12-31", "missed doubtful | 9")],
            &[Is("2021=9 @2021-06-30 forecast", "2021-09-30", "not-assessable (set-aside-only)")],
            &[With(|it| retarget(it, "2021-06-01", "within 8 15"), "2021=9", "2021-12-31", "on-track amended | 9")],
            &[Is("2024=12", "2024-12-31", "not-assessable (set-aside-only)")],
            &[
                Is("2021-01/2021-09=16", "2021-10-31", "missed | 16"),
                Is("2021-01/2021-09=12", "2021-10-31", "not-assessable (part-year-only) | 12"),
            ],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "every-year, falling",
        indicator: || direction(yearly("at_least 1"), false),
        cells: [
            &[
                Is("2020=10, 2021=9 upper-bound", "2021-12-31", "on-track | 9"),
                Is("2020=10 lower-bound, 2021=9", "2021-12-31", "on-track | 9"),
                Is("2020=10 above, 2021=10", "2021-12-31", "on-track | 10"),
                Is("2020=10, 2021=10 lower-bound", "2021-12-31", "missed | 10"),
                Is("2020=10 upper-bound, 2021=9", "2021-12-31", "not-assessable (upper-bound) | 9"),
            ],
            &[
                Is("2020=10, 2021=11 break", "2021-12-31", "not-assessable (break)"),
                Is("2020=10, 2021=9, 2022=10 break", "2022-12-31", "on-track | 9"),
                Is("2020=10, 2021=9, 2022=8, 2023=9 break", "2024-01-31", "not-assessable (break) | 8"),
                Is("2020=10, 2021=11, 2022=8 break, 2023=7", "2024-01-31", "missed | 11"),
            ],
            &[
                Is("2020=10, 2021=11 doubtful", "2021-12-31", "missed doubtful | 11"),
                Is("2020=10 doubtful, 2021=9", "2021-12-31", "not-assessable (no-baseline) | 9"),
                // The sum of the year before as it was known when this year came out.
                With(
                    flow,
                    "2020H1=5, 2020H2=6 @2021-01-10, 2020H2=4 @2022-06-01, 2021=10 @2022-01-10",
                    "2022-12-31",
                    "on-track | 10",
                ),
            ],
            &[Is("2020=10, 2021=11 @2021-06-30 forecast", "2021-09-30", "not-assessable (set-aside-only)")],
            &[
                With(|it| move_deadline(it, "2021-06-01", "2022"), "2020=10, 2021=9, 2022=8, 2023=9", "2024-01-31", "achieved amended | 8"),
                With(withdraw, "2020=10, 2021=9", "2023-12-31", "not-assessable (withdrawn) amended"),
            ],
            &[Is("2020=10, 2024=6", "2024-12-31", "not-assessable (set-aside-only)")],
            &[Is("2020=10, 2020H1=6, 2021H1=5", "2021-08-31", "not-assessable (part-year-only) | -")],
            NO_PATH,
            NO_PARTS,
        ],
    },
    Row {
        name: "every-year, every",
        indicator: || every(yearly("at_least 10")),
        cells: [
            &[
                Is("A: 2021=10 lower-bound; B: 2021=10", "2021-12-31", "on-track | 2"),
                Is("A: 2021=10 below; B: 2021=10", "2021-12-31", "missed | 1"),
            ],
            &[Is("A: 2021=10, 2022=10 break; B: 2021=10, 2022=10", "2022-12-31", "on-track | 2")],
            &[Is("A: 2021=10 doubtful; B: 2021=10", "2021-12-31", "on-track doubtful | 2")],
            &[Is(
                "A: 2021=10 @2021-06-30 forecast; B: 2021=10 @2021-06-30 forecast",
                "2021-09-30",
                "not-assessable (set-aside-only)",
            )],
            &[With(|it| retarget(it, "2021-06-01", "at_least 12"), "A: 2021=11; B: 2021=12", "2021-12-31", "missed amended | 1")],
            &[Is("A: 2024=10; B: 2024=10", "2024-12-31", "not-assessable (set-aside-only)")],
            &[
                Is("A: 2021-01/2021-09=10; B: 2021=10", "2021-12-31", "on-track | 2"),
                Is("A: 2021H1=9; B: 2021H1=9", "2021-08-31", "not-assessable (part-year-only)"),
            ],
            &[Not("the number of members that meet a target has no path")],
            NO_PARTS,
        ],
    },
    Row {
        name: "average-growth, of levels",
        indicator: || growth(Some("2020")),
        cells: [
            &[
                Is("2020=100 above, 2021=120", "2021-12-31", "not-assessable (upper-bound) | 20 | -"),
                // It may be so low that the level of the deadline is already there.
                Is("2020=100 upper-bound, 2021=110", "2021-12-31", "not-assessable (lower-bound) | 10 | -"),
                Is("2020=100 approximate, 2021=111", "2021-12-31", "on-track approximate | 11 | -"),
                Is("2020=100, 2025=160 lower-bound", "2026-02-01", "not-assessable (lower-bound)"),
                Is("2020=100, 2025=162 lower-bound", "2026-02-01", "achieved"),
                Is("2020=100 above, 2025=161.051", "2026-02-01", "missed | 10 | -"),
                Is("2020=100, 2025=160 below", "2026-02-01", "missed"),
                With(
                    |it| it.target = Goal::Value(target("within 8 12")),
                    "2020=100 above, 2025=180",
                    "2026-02-01",
                    "not-assessable (upper-bound)",
                ),
            ],
            &[
                Is("2020=100, 2022=121 break", "2022-12-31", "not-assessable (break)"),
                Is("2020=100, 2021=110 break, 2025=170", "2026-02-01", "not-assessable (break)"),
            ],
            &[
                Is("2020=100, 2023=140 doubtful", "2024-06-30", "on-track doubtful"),
                Is("2020=100, 2021=110, 2022=150 doubtful", "2022-12-31", "on-track | 10"),
                Is("2020=100 doubtful, 2022=150", "2022-12-31", "not-assessable (no-baseline)"),
            ],
            &[
                Is("2020=100, 2021=112 @2021-06-30 forecast", "2021-09-30", "not-assessable (set-aside-only)"),
                Is("2020=100, 2021=112 @2021-06-30 forecast", "2021-12-31", "on-track provisional | 12"),
            ],
            &[
                With(|it| retarget(it, "2022-06-01", "at_least 5"), "2020=100, 2022=110.25", "2022-12-31", "on-track amended | 5 | 1"),
                With(|it| move_deadline(it, "2021-06-01", "2022"), "2020=100, 2022=121, 2023=200", "2024-01-31", "achieved amended | 10"),
            ],
            &[Is("2020=100, 2026=200", "2026-12-31", "not-assessable (set-aside-only)")],
            &[
                Is("2020=100, 2022-12=11", "2023-06-30", "not-assessable (part-year-only)"),
                Is("2020=100, 2021=112, 2022-12=11", "2023-06-30", "on-track | 12 | 1.2"),
                With(|it| it.kind = Kind::Stock.into(), "2020-12=100, 2022Q4=121", "2023-01-31", "on-track | 10 | 1"),
            ],
            &[Not("decided by powers of the growth, not by a path")],
            NO_PARTS,
        ],
    },
    Row {
        name: "average-growth, of rates",
        indicator: || indicator(Measure::AverageGrowth, "%", "at_least 10", "2021/2023", None),
        cells: [
            &[
                // They may be so high that the level of the deadline is already there.
                Is("2021=10 lower-bound, 2022=10", "2022-12-31", "not-assessable (lower-bound) | 10 | -"),
                Is("2021=10 approximate, 2022=11", "2022-12-31", "on-track approximate"),
                Is("2021=9 lower-bound, 2022=10", "2022-12-31", "not-assessable (lower-bound)"),
                Is("2021=10, 2022=10, 2023=10 below", "2024-01-31", "missed | 10 | -"),
                Is("2021=10 below, 2022=10 upper-bound, 2023=10", "2024-01-31", "missed | 10 | -"),
            ],
            &[Is("2021=10, 2022=10 break", "2022-12-31", "on-track | 10 | 1")],
            &[
                Is("2021=10 doubtful, 2022=10", "2022-12-31", "not-assessable (hole)"),
                Is("2021=10 doubtful", "2021-12-31", "on-track doubtful | 10 | 1"),
                With(of_levels, "y: 2019=5, 2020=6 doubtful, 2021H1=3 doubtful", "2021-08-31", "not-assessable (set-aside-only)"),
                With(of_levels, "y: 2019=5, 2020=6, 2021=7, 2021H1=3 doubtful break", "2021-12-31", "on-track derived-baseline | 16.666667"),
            ],
            &[Is("2021=10, 2022=9 @2022-06-30 forecast", "2022-09-30", "on-track | 10 | 1")],
            &[With(|it| retarget(it, "2021-06-01", "at_least 8"), "2021=8", "2021-12-31", "on-track amended | 8 | 1")],
            &[Is("2024=12", "2024-12-31", "not-assessable (set-aside-only)")],
            &[Is("2021H1=12", "2021-08-31", "not-assessable (part-year-only)")],
            &[Not("decided by powers of the growth, not by a path")],
            NO_PARTS,
        ],
    },
    Row {
        name: "average-growth, every",
        indicator: || every(growth(Some("2020"))),
        cells: [
            &[
                Is("A: 2020=100, 2025=162 lower-bound; B: 2020=100, 2025=170", "2026-02-01", "achieved | 2"),
                Is("A: 2020=100 above, 2025=161; B: 2020=100, 2025=170", "2026-02-01", "missed | 1"),
            ],
            &[Is("A: 2020=100, 2025=170 break; B: 2020=100, 2025=170", "2026-02-01", "not-assessable (hole) | 1")],
            &[Is("A: 2020=100, 2025=170 doubtful; B: 2020=100, 2025=170", "2026-02-01", "achieved doubtful | 2")],
            &[Is(
                "A: 2020=100, 2025=170 @2025-06-30 forecast; B: 2020=100, 2025=170 @2025-06-30 forecast",
                "2025-09-30",
                "not-assessable (set-aside-only)",
            )],
            &[With(
                |it| retarget(it, "2022-06-01", "at_least 11"),
                "A: 2020=100, 2025=165; B: 2020=100, 2025=170",
                "2026-02-01",
                "missed amended | 1",
            )],
            &[Is("A: 2020=100, 2026=200; B: 2020=100, 2026=200", "2026-12-31", "not-assessable (set-aside-only)")],
            &[Is("A: 2020=100, 2021H1=60; B: 2020=100, 2021H1=60", "2021-08-31", "not-assessable (part-year-only)")],
            &[Not("the number of members that meet a target has no path")],
            NO_PARTS,
        ],
    },
];

// ---- The judge ----

/// `2024=5 @2024-05-01 forecast` is a figure that was released before its period ended, as the reader marks it.
fn figures(text: &str) -> Vec<Observation> {
    let one = |part: &str| {
        let (plain, early) = match part.strip_suffix(" forecast") {
            Some(plain) => (format!("{plain} estimate"), true),
            None => (part.to_owned(), false),
        };
        let early = |it: Observation| Observation { early: early.then(|| it.period.last_day()), ..it };
        observations(&plain).into_iter().map(early).collect::<Vec<_>>()
    };
    text.split(", ").flat_map(one).collect()
}

/// `x: 2024=5; y: 2024=4`: figures by series (a small letter) or member (a capital one), `a@A` for both; without a name those of
/// the indicator itself.
fn actuals(text: &str) -> Actuals {
    let mut actuals = Actuals::default();
    for (index, group) in text.split("; ").enumerate() {
        let (name, rest) = group.split_once(": ").unwrap_or(("x", group));
        let (id, region) = match name.split_once('@') {
            Some(both) => both,
            None if name.starts_with(char::is_uppercase) => ("x", name),
            None => (name, "R"),
        };
        for mut observation in figures(rest) {
            observation.origin.file = u32::try_from(index).unwrap();
            actuals.add(id, region, observation);
        }
    }
    actuals
}

fn judged(indicator: &Indicator, text: &str, as_of: &str) -> Finding {
    let mut plan = plan_of(indicator);
    plan.members =
        vec![MemberList { name: "cities".into(), regions: vec!["A".into(), "B".into()] }];
    plan.series = vec![Series {
        id: "y".into(),
        concept: "y".into(),
        name: "y".into(),
        name_en: None,
        aliases: Vec::new(),
        own_aliases: 0,
        unit: Unit::parse("%"),
        printed_units: Vec::new(),
        kind: Kind::Ratio.into(),
        frequency: 12,
        region: None,
        from: None,
        line: 1,
    }];
    for id in &indicator.parts {
        let parent = Some(indicator.id.clone());
        let part = Indicator { figure: Figure { id: id.clone(), concept: id.clone(), ..indicator.figure.clone() }, parent, parts: Vec::new(), every: None, ..indicator.clone() };
        plan.indicators.push(part);
    }
    assess(&plan, &actuals(text), date(as_of), Asked::default()).findings.remove(0)
}

/// What the finding says, as far as the case asks for it.
fn shown(finding: &Finding, asked: &str) -> String {
    let number = |value: Option<&Number>| value.map_or("-".to_owned(), |value| value.short_text(6));
    let actual = finding.actual.as_ref().map(|actual| actual.value.to_string());
    let all = [said(finding), actual.unwrap_or("-".into()), number(finding.ratio.as_ref())];
    all[..asked.split(" | ").count()].join(" | ")
}

#[test]
fn every_neighbour_has_the_answer_of_the_documentation() {
    let mut wrong = Vec::new();
    for row in ROWS {
        for (column, cell) in COLUMNS.iter().zip(row.cells) {
            for case in cell {
                let (change, text, as_of, expected): (fn(&mut Indicator), _, _, _) = match *case {
                    Is(text, as_of, expected) => (|_| (), text, as_of, expected),
                    With(change, text, as_of, expected) => (change, text, as_of, expected),
                    Not(_) => continue,
                };
                let mut indicator = (row.indicator)();
                change(&mut indicator);
                let found = shown(&judged(&indicator, text, as_of), expected);
                if found != expected {
                    wrong.push(format!("{}, {column}: {text} as of {as_of}\n  is   {found}\n  not  {expected}", row.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_cell_is_empty() {
    for row in ROWS {
        for (column, cell) in COLUMNS.iter().zip(row.cells) {
            assert!(!cell.is_empty(), "{}, {column}", row.name);
            for case in cell {
                if let Not(why) = case {
                    assert!(why.len() > 10 && cell.len() == 1, "{}, {column}", row.name);
                }
            }
        }
    }
    for measure in crate::words::words_of::<Measure>() {
        assert!(ROWS.iter().any(|row| row.name.starts_with(measure)), "{measure}");
    }
}
