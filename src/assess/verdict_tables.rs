//! For every measure and kind of target a table of verdicts: before the start, at the deadline, after it without data,
//! with provisional figures, with a lower bound on either side of the target, across a break.

use super::{tests::{actuals_of, asked, indicator, judged_with, plan_of, said, said_of, target}, *};
use crate::{number::Number, period::Period, plan::{Every, Goal, Indicator, Measure, MemberList}};

/// What stands before a case: the situation it is an example of.
const SITUATIONS: [&str; 8] = [
    "no data",
    "before the start",
    "at the deadline",
    "after the deadline, no final figure",
    "provisional",
    "lower bound that proves",
    "lower bound that decides nothing",
    "break",
];

/// Situation, figures, as-of date, what must be said.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn judge_all(name: &str, indicator: &Indicator, method: Option<Method>, cases: &[Case]) {
    assert!(cases.len() >= 10, "{name} has {} cases", cases.len());
    for situation in SITUATIONS {
        assert!(cases.iter().any(|case| case.0 == situation), "{name}: {situation}");
    }
    let mut wrong = Vec::new();
    for (situation, figures, as_of, expected) in cases {
        let finding = judged_with(indicator, figures, as_of, method);
        let said = said(&finding);
        if said != *expected {
            wrong.push(format!("{situation}: {figures} as of {as_of}: {said}, not {expected}"));
        }
        let explained = finding.verdict == Verdict::NotAssessable;
        assert_eq!(finding.reason.is_some(), explained, "{name}: {figures} as of {as_of}");
    }
    assert!(wrong.is_empty(), "{name}\n{}", wrong.join("\n"));
}

#[test]
fn average_growth() {
    let mut growth = indicator(Measure::AverageGrowth, "亿元", "at_least 10", "2021/2025", Some("2020=100"));
    growth.kind = crate::plan::Kind::Flow.into();
    judge_all("average-growth", &growth, None, &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2019=95, 2020=100", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("on the path", "2022=121", "2023-06-30", "on-track"),
        // 9.5 % a year is exactly 0.95 of what is required: 109.5² = 11990.25.
        ("at the edge", "2022=119.9025", "2023-06-30", "on-track"),
        ("below the edge", "2022=119.9024", "2023-06-30", "at-risk"),
        // 6 % a year.
        ("at the lower edge", "2022=112.36", "2023-06-30", "at-risk"),
        ("below the lower edge", "2022=112.35", "2023-06-30", "off-track"),
        ("shrinking", "2022=99", "2023-06-30", "regressing"),
        ("there already", "2023=161.051", "2024-06-30", "achieved early"),
        ("at the deadline", "2025=161.051", "2026-06-30", "achieved"),
        ("at the deadline", "2025=161.05", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2024=146.41", "2026-06-30", "on-track unclosed"),
        ("provisional", "2025=161.051 preliminary", "2026-06-30", "achieved provisional"),
        ("lower bound that proves", "2025=162 lower-bound", "2026-06-30", "achieved"),
        ("lower bound that decides nothing", "2025=160 lower-bound", "2026-06-30", "not-assessable (lower-bound)"),
        ("break", "2022=110, 2023=140 break", "2024-06-30", "not-assessable (break)"),
        ("sign", "2023=0", "2024-06-30", "not-assessable (zero-or-sign)"),
    ]);
}

#[test]
fn rate() {
    let rate = indicator(Measure::Rate, "%", "at_least 5", "2024", None);
    judge_all("rate", &rate, None, &[
        ("no data", "", "2024-12-31", "no-data"),
        ("before the start", "2023=6", "2024-06-30", "not-assessable (no-figure-yet)"),
        ("on the way", "2024H1=5", "2024-07-31", "on-track"),
        // 3.0 / 5 is exactly 0.6.
        ("at the edge", "2024H1=3.0", "2024-07-31", "at-risk"),
        ("below the edge", "2024H1=2.9999", "2024-07-31", "off-track"),
        ("negative", "2024H1=-0.1", "2024-07-31", "off-track"),
        ("at the deadline", "2024H1=9, 2024=5", "2025-01-31", "achieved"),
        ("at the deadline", "2024H1=9, 2024=4.9", "2025-01-31", "missed"),
        ("after the deadline, no final figure", "2024-01/2024-11=5.1", "2025-01-31", "on-track unclosed"),
        ("provisional", "2024=5 estimate", "2025-01-31", "achieved provisional"),
        ("lower bound that proves", "2024H1=5 lower-bound", "2024-07-31", "on-track"),
        ("lower bound that decides nothing", "2024H1=4 lower-bound", "2024-07-31", "not-assessable (lower-bound)"),
        // Compared with the target, not with what it was: the break takes away only the trend.
        ("break", "2023H1=7, 2024H1=6 break", "2024-07-31", "on-track"),
        ("slipping", "2023H1=7, 2024H1=6", "2024-07-31", "on-track slipping"),
        ("doubtful", "2024H1=6 doubtful", "2024-07-31", "on-track doubtful"),
    ]);
}

#[test]
fn mean() {
    let mean = indicator(Measure::Mean, "%", "at_most 5.5", "2021/2023", None);
    judge_all("mean", &mean, None, &[
        ("no data", "", "2022-12-31", "no-data"),
        ("before the start", "2020=5", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("a running year", "2021H1=5", "2021-09-30", "not-assessable (part-year-only)"),
        ("met so far", "2021=5.6, 2022=5.4", "2023-06-30", "on-track"),
        ("not met so far", "2021=5.6, 2022=5.5", "2023-06-30", "at-risk"),
        // 5.5 / 9.2 is below 0.6.
        ("far from it", "2021=9, 2022=9.4", "2023-06-30", "off-track"),
        ("never early", "2021=0, 2022=0", "2023-06-30", "on-track"),
        ("at the deadline", "2021=5.6, 2022=5.4, 2023=5.5", "2024-06-30", "achieved"),
        ("at the deadline", "2021=5.6, 2022=5.4, 2023=5.6", "2024-06-30", "missed"),
        ("after the deadline, no final figure", "2021=5, 2022=5", "2024-06-30", "on-track unclosed"),
        ("a year missing", "2021=5, 2023=5", "2024-06-30", "not-assessable (hole) stale"),
        ("the first year missing", "2022=5", "2023-06-30", "not-assessable (hole)"),
        ("provisional", "2021=5 estimate", "2022-06-30", "on-track provisional"),
        ("lower bound that proves", "2021=6, 2022=6, 2023=6 lower-bound", "2024-06-30", "missed"),
        ("lower bound that decides nothing", "2021=5 lower-bound", "2022-06-30", "not-assessable (lower-bound)"),
        ("a year that may be enough or not", "2021=5.5 approximate", "2022-06-30", "not-assessable (approximate)"),
        ("a year that is enough", "2021=5.6, 2022=5.2 approximate", "2023-06-30", "on-track approximate"),
        // A sum of both sides is no comparison across it.
        ("break", "2021=5, 2022=5.2 break", "2023-06-30", "on-track"),
    ]);
    let held = indicator(Measure::Mean, "%", "at_most 5.5", "2021/2023", Some("2020=5.4"));
    assert_eq!(said(&judged_with(&held, "2021=5.6", "2022-06-30", None)), "regressing lost");
}

#[test]
fn every_year() {
    let mut every = indicator(Measure::EveryYear, "家", "at_least 10", "2021/2023", None);
    every.kind = crate::plan::Kind::Flow.into();
    judge_all("every-year", &every, None, &[
        ("no data", "", "2022-12-31", "no-data"),
        ("before the start", "2020=20", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("a year met", "2021=10", "2022-06-30", "on-track"),
        ("a year missed", "2021=9.99", "2022-06-30", "missed"),
        ("never made up", "2021=9, 2022=100, 2023=100", "2024-06-30", "missed"),
        ("a running year", "2021=10, 2022Q1=2", "2022-06-30", "on-track"),
        ("an old year and a newer part", "2021=10, 2022H1=4", "2023-09-30", "on-track"),
        ("nothing newer", "2021=10", "2023-09-30", "on-track stale"),
        ("at the deadline", "2021=10, 2022=10, 2023=10", "2024-06-30", "achieved"),
        ("at the deadline", "2021=10, 2022=10, 2023=9", "2024-06-30", "missed"),
        ("after the deadline, no final figure", "2021=10, 2022=10", "2024-06-30", "on-track unclosed"),
        ("a hole", "2021=10, 2023=10", "2024-06-30", "not-assessable (hole) hole"),
        ("a hole after a bound", "2021=10, 2022H1=9 lower-bound, 2023=10", "2024-06-30", "not-assessable (hole) hole"),
        ("provisional", "2021=10 preliminary", "2022-06-30", "on-track provisional"),
        ("lower bound that proves", "2021=10 lower-bound", "2022-06-30", "on-track"),
        ("lower bound that decides nothing", "2021=9 lower-bound", "2022-06-30", "not-assessable (lower-bound)"),
        ("break", "2021=10, 2022=11 break", "2023-06-30", "on-track"),
    ]);
}

#[test]
fn ranks() {
    let rank = indicator(Measure::Level, "位", "at_most 5", "2021/2025", Some("2020=10"));
    judge_all("rank", &rank, None, &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2020=10", "2021-06-30", "not-assessable (no-figure-yet)"),
        // Three places of five in three years of five.
        ("on the path", "2023=7", "2024-06-30", "on-track"),
        ("ahead", "2023=6", "2024-06-30", "ahead"),
        ("at the edge", "2022=8.8, 2023=8.2", "2024-06-30", "at-risk"),
        ("behind", "2023=9", "2024-06-30", "off-track"),
        ("fallen back", "2023=11", "2024-06-30", "regressing"),
        ("there already", "2023=5", "2024-06-30", "achieved early"),
        ("slipping", "2022=3, 2023=5", "2024-06-30", "achieved early slipping"),
        ("at the deadline", "2025=5", "2026-06-30", "achieved"),
        ("at the deadline", "2025=6", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2024=6", "2026-03-31", "on-track unclosed"),
        ("stands in", "2024=6, 2026=5", "2027-03-31", "achieved after-deadline"),
        ("provisional", "2023=7 preliminary", "2024-06-30", "on-track provisional"),
        // Tenth or worse, for all that a lower bound says: short of the fifth in any case.
        ("lower bound that proves", "2025=6 lower-bound", "2026-06-30", "missed"),
        ("lower bound that decides nothing", "2025=4 lower-bound", "2026-06-30", "not-assessable (lower-bound)"),
        ("break", "2023=7 break", "2024-06-30", "not-assessable (break)"),
    ]);
}

#[test]
fn between() {
    let between = indicator(Measure::Level, "%", "between 3 4", "2021/2025", Some("2020=2"));
    judge_all("between", &between, None, &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2020=2", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("on the path", "2023=2.6", "2024-06-30", "on-track"),
        ("ahead", "2023=2.7", "2024-06-30", "ahead"),
        ("at risk", "2023=2.4", "2024-06-30", "at-risk"),
        ("behind", "2023=2.1", "2024-06-30", "off-track"),
        ("backwards", "2023=1.9", "2024-06-30", "regressing"),
        ("the lower end counts", "2023=3", "2024-06-30", "achieved early"),
        ("beyond the stretch", "2023=4.5", "2024-06-30", "achieved early"),
        ("at the deadline", "2025=3", "2026-06-30", "achieved"),
        ("at the deadline", "2025=2.99", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2024=2.8", "2026-03-31", "on-track unclosed"),
        ("provisional", "2025=3 estimate", "2026-06-30", "achieved provisional"),
        ("lower bound that proves", "2025=3 lower-bound", "2026-06-30", "achieved"),
        ("lower bound that decides nothing", "2025=2.9 lower-bound", "2026-06-30", "not-assessable (lower-bound)"),
        ("break", "2022=2.4 break, 2023=2.6", "2024-06-30", "not-assessable (break)"),
    ]);
}

#[test]
fn within() {
    let within = indicator(Measure::Level, "%", "within 97 103", "2021/2025", Some("2020=90"));
    judge_all("within", &within, None, &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2020=90", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("on the path", "2023=94.2", "2024-06-30", "on-track"),
        ("inside, to be held", "2023=97", "2024-06-30", "on-track"),
        ("inside, to be held", "2023=103", "2024-06-30", "on-track"),
        ("through and out", "2023=103.1", "2024-06-30", "off-track"),
        ("behind", "2023=91", "2024-06-30", "off-track"),
        ("backwards", "2023=89", "2024-06-30", "regressing"),
        ("at the deadline", "2025=97", "2026-06-30", "achieved"),
        ("at the deadline", "2025=103.01", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2024=100", "2026-03-31", "on-track unclosed"),
        ("provisional", "2025=100 preliminary", "2026-06-30", "achieved provisional"),
        // Above the upper end: outside in any case.
        ("lower bound that proves", "2025=104 lower-bound", "2026-06-30", "missed"),
        ("lower bound that decides nothing", "2025=100 lower-bound", "2026-06-30", "not-assessable (lower-bound)"),
        ("break", "2023=94.2 break", "2024-06-30", "not-assessable (break)"),
    ]);
    let held = indicator(Measure::Level, "%", "within 97 103", "2021/2025", Some("2020=100"));
    for (figures, expected) in [("2023=98", "on-track slipping"), ("2023=96", "regressing lost"), ("2023=104", "regressing lost")] {
        assert_eq!(said(&judged_with(&held, figures, "2024-06-30", None)), expected, "{figures}");
    }
}

#[test]
fn every_member_of_a_list() {
    let mut each = indicator(Measure::Level, "%", "at_least 3", "2021/2025", None);
    each.every = Some(Every { list: "cities".into(), share: None });
    let cases: [(&str, [&str; 2], &str, &str); 14] = [
        ("no data", ["", ""], "2023-06-30", "no-data"),
        ("before the start", ["2020=3", "2020=3"], "2021-06-30", "not-assessable (no-figure-yet)"),
        ("all of them", ["2023=3", "2023=4"], "2024-06-30", "on-track"),
        ("one short", ["2023=3", "2023=2.9"], "2024-06-30", "not-assessable (no-baseline)"),
        ("one unknown", ["2023=3", ""], "2024-06-30", "not-assessable (no-baseline)"),
        ("at the deadline", ["2025=3", "2025=3"], "2026-06-30", "achieved"),
        ("at the deadline", ["2025=3", "2025=2.9"], "2026-06-30", "missed"),
        ("after the deadline, no final figure", ["2025=3", ""], "2026-06-30", "not-assessable (hole)"),
        ("a known failure", ["2025=2.9", ""], "2026-06-30", "missed"),
        ("provisional", ["2025=3 preliminary", "2025=3"], "2026-06-30", "achieved provisional"),
        ("lower bound that proves", ["2025=3 lower-bound", "2025=3"], "2026-06-30", "achieved"),
        ("lower bound that decides nothing", ["2025=2.9 lower-bound", "2025=3"], "2026-06-30", "not-assessable (hole)"),
        // Compared with the target, not with what it was.
        ("break", ["2024=3, 2025=3 break", "2025=3"], "2026-06-30", "achieved"),
        ("doubtful only", ["2025=3 doubtful", "2025=3"], "2026-06-30", "achieved doubtful"),
    ];
    for situation in SITUATIONS {
        assert!(cases.iter().any(|case| case.0 == situation), "every: {situation}");
    }
    let mut plan = plan_of(&each);
    plan.members = vec![MemberList { name: "cities".into(), regions: vec!["A".into(), "B".into()] }];
    for (situation, [a, b], as_of, expected) in cases {
        let actuals = actuals_of(&[("x", "A", a), ("x", "B", b)]);
        let found = said_of(&plan, &actuals, as_of);
        assert_eq!(found, expected, "{situation}: {a} and {b} as of {as_of}");
    }
}

#[test]
fn level_under_compound() {
    let level = indicator(Measure::Level, "%", "at_least 121", "2021/2022", Some("2020=100"));
    judge_all("compound", &level, Some(Method::Compound), &[
        ("no data", "", "2021-12-31", "no-data"),
        ("before the start", "2020=100", "2021-06-30", "not-assessable (no-figure-yet)"),
        // 9.5 % of 10 % a year: exactly 0.95, which no binary fraction holds.
        ("at the edge", "2021=109.5", "2022-06-30", "on-track"),
        ("below the edge", "2021=109.4999", "2022-06-30", "at-risk"),
        ("at the lower edge", "2021=106", "2022-06-30", "at-risk"),
        ("below the lower edge", "2021=105.9999", "2022-06-30", "off-track"),
        ("never ahead", "2021=120", "2022-06-30", "on-track"),
        ("backwards", "2021=99", "2022-06-30", "regressing"),
        ("unchanged", "2021=100", "2022-06-30", "off-track"),
        ("there already", "2021=121", "2022-06-30", "achieved early"),
        ("at the deadline", "2022=121", "2023-06-30", "achieved"),
        ("at the deadline", "2022=120.9", "2023-06-30", "missed"),
        ("after the deadline, no final figure", "2021=110", "2023-06-30", "on-track unclosed"),
        ("provisional", "2021=110 preliminary", "2022-06-30", "on-track provisional"),
        ("lower bound that proves", "2021=121 lower-bound", "2022-06-30", "achieved early"),
        ("lower bound that decides nothing", "2021=110 lower-bound", "2022-06-30", "not-assessable (lower-bound)"),
        ("break", "2021=110 break", "2022-06-30", "not-assessable (break)"),
        ("zero", "2021=0", "2022-06-30", "not-assessable (zero-or-sign)"),
        ("sign", "2021=-5", "2022-06-30", "not-assessable (zero-or-sign)"),
    ]);
    // A debt to be halved, in negative numbers: growth is that of the amount.
    let debt = indicator(Measure::Level, "亿元", "at_least -50", "2021/2022", Some("2020=-100"));
    for (figures, expected) in [("2021=-70", "on-track"), ("2021=-100", "off-track"), ("2021=-110", "regressing"), ("2021=-50", "achieved early"), ("2021=1", "achieved early")] {
        assert_eq!(said(&judged_with(&debt, figures, "2022-06-30", Some(Method::Compound))), expected, "{figures}");
    }
    let none = indicator(Measure::Level, "%", "at_least 121", "2021/2022", None);
    assert_eq!(said(&judged_with(&none, "2021=110", "2022-06-30", Some(Method::Compound))), "not-assessable (no-baseline)");
    let held = indicator(Measure::Level, "%", "at_least 100", "2021/2022", Some("2020=100"));
    for (figures, expected) in [("2021=100", "achieved early"), ("2021=99", "regressing lost")] {
        assert_eq!(said(&judged_with(&held, figures, "2022-06-30", Some(Method::Compound))), expected, "{figures}");
    }
}

#[test]
fn level_under_projection() {
    let level = indicator(Measure::Level, "%", "at_least 20", "2021/2025", None);
    let run = "2018=10, 2019=11, 2020=12, 2021=13, 2022=14, 2023=15";
    judge_all("projection", &level, Some(Method::Projection), &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2018=1, 2019=2, 2020=3", "2021-06-30", "not-assessable (no-figure-yet)"),
        // 2 of 5 points in the two years left.
        ("behind", run, "2024-06-30", "off-track derived-baseline"),
        // 0.8 a point a year over two years is 1.6 of 2.
        ("at the lower edge", "2020=15.6, 2021=16.4, 2022=17.2, 2023=18", "2024-06-30", "at-risk derived-baseline"),
        ("at the edge", "2020=15.15, 2021=16.1, 2022=17.05, 2023=18", "2024-06-30", "on-track derived-baseline"),
        ("on the path", "2020=15, 2021=16, 2022=17, 2023=18", "2024-06-30", "on-track derived-baseline"),
        ("backwards", "2020=15, 2021=14, 2022=13, 2023=12", "2024-06-30", "regressing derived-baseline"),
        // Only a movement in the right direction is a cloud.
        ("unchanged", "2020=15, 2021=15, 2022=15, 2023=15", "2024-06-30", "regressing derived-baseline"),
        ("three points", "2021=14, 2022=15, 2023=16", "2024-06-30", "not-assessable (too-few-points)"),
        ("a year missing", "2019=12, 2020=13, 2022=15, 2023=16", "2024-06-30", "not-assessable (too-few-points) derived-baseline"),
        ("there already", "2020=17, 2021=18, 2022=19, 2023=20", "2024-06-30", "achieved early derived-baseline"),
        ("slipping", "2020=27, 2021=26, 2022=20, 2023=21", "2024-06-30", "achieved early slipping derived-baseline"),
        ("at the deadline", "2025=20", "2026-06-30", "achieved"),
        ("at the deadline", "2025=19.9", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2021=15, 2022=16, 2023=17, 2024=18", "2026-03-31", "off-track unclosed"),
        ("provisional", "2020=15, 2021=16, 2022=17, 2023=18 estimate", "2024-06-30", "on-track provisional derived-baseline"),
        ("lower bound that proves", "2023=20 lower-bound", "2024-06-30", "achieved early"),
        ("lower bound that decides nothing", "2023=19 lower-bound", "2024-06-30", "not-assessable (lower-bound)"),
        ("break", "2019=3, 2020=4, 2021=16 break, 2022=17, 2023=18", "2024-06-30", "not-assessable (break) derived-baseline"),
        ("falling, whatever a bound allows", "2020=18, 2021=17, 2022=16, 2023=15 upper-bound", "2024-06-30", "regressing derived-baseline"),
        ("a bound in between", "2019=14, 2020=15, 2021=16 lower-bound, 2022=17, 2023=18", "2024-06-30", "not-assessable (too-few-points) derived-baseline"),
        ("long after a break", "2020=4, 2021=15 break, 2022=16, 2023=17, 2024=18", "2025-06-30", "off-track derived-baseline"),
    ]);
    // A figure of March beside those of year-ends: 1 a year, 1.75 years left of a distance of 1.8.
    let mut stock = level;
    stock.kind = crate::plan::Kind::Stock.into();
    for (figures, expected) in [
        ("2020=15, 2021=16, 2022=17, 2023=18, 2024-03=18.2", "on-track derived-baseline"),
        ("2020=15, 2021=16, 2022=17, 2023=18, 2024-03=18.2 break", "not-assessable (break) derived-baseline"),
        ("2019=14, 2020=15, 2021=16, 2022=17, 2024-03=18.2", "not-assessable (too-few-points) derived-baseline"),
    ] {
        let finding = judged_with(&stock, figures, "2024-06-30", Some(Method::Projection));
        assert_eq!(said(&finding), expected, "{figures}");
    }
}

#[test]
fn schedule_without_a_baseline_falls_back_on_projection() {
    let level = indicator(Measure::Level, "%", "at_least 20", "2023/2025", None);
    // Nothing in the two years before the start, and still four points in a row.
    let mut late = level.clone();
    late.baseline = Some(crate::plan::Baseline { period: Period::year(2010).unwrap(), value: None });
    let figures = "2020=15, 2021=16, 2022=17, 2023=18";
    let finding = judged_with(&late, figures, "2024-06-30", None);
    assert_eq!((said(&finding).as_str(), finding.method), ("on-track", Method::Projection));
    // A bound leaves open how fast it goes, but not that it goes the wrong way.
    let bound = |figures: &str| said(&judged_with(&late, figures, "2024-06-30", None));
    assert_eq!(bound("2020=15, 2021=16, 2022=17, 2023=19 upper-bound"), "not-assessable (upper-bound)");
    assert_eq!(bound("2020=18, 2021=17, 2022=16, 2023=15 upper-bound"), "regressing");
    assert_eq!(bound("2022=17, 2023=18 upper-bound"), "not-assessable (no-baseline)");
    let few = judged_with(&late, "2022=17, 2023=18", "2024-06-30", None);
    assert_eq!((said(&few).as_str(), few.method), ("not-assessable (no-baseline)", Method::Schedule));
    let asked = judged_with(&late, "2022=17, 2023=18", "2024-06-30", Some(Method::Projection));
    assert_eq!((said(&asked).as_str(), asked.method), ("not-assessable (too-few-points)", Method::Projection));
    let required = few.required_per_year.map(|required| required.short_text(6));
    assert_eq!(required.as_deref(), Some("1"), "what is needed needs no baseline");
}

#[test]
fn a_rate_under_projection() {
    let rate = indicator(Measure::Rate, "%", "at_most 3", "2021/2025", None);
    judge_all("rate under projection", &rate, Some(Method::Projection), &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2020=2", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("met, improving", "2020=5, 2021=4, 2022=3.5, 2023=3", "2024-06-30", "on-track"),
        ("met, steady", "2020=2, 2021=2, 2022=2, 2023=2", "2024-06-30", "on-track"),
        ("met, worsening", "2020=1, 2021=1, 2022=2, 2023=3", "2024-06-30", "at-risk slipping"),
        ("not met, improving", "2020=6, 2021=5, 2022=5, 2023=4", "2024-06-30", "off-track"),
        ("not met, steady", "2020=4, 2021=4, 2022=4, 2023=4", "2024-06-30", "regressing"),
        ("not met, worsening", "2020=4, 2021=4, 2022=4, 2023=5", "2024-06-30", "regressing"),
        ("three points", "2021=4, 2022=4, 2023=2", "2024-06-30", "not-assessable (too-few-points)"),
        ("at the deadline", "2025=3", "2026-06-30", "achieved"),
        ("at the deadline", "2025=3.1", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2021=5, 2022=4, 2023=3, 2024=2", "2026-03-31", "on-track unclosed"),
        ("provisional", "2020=5, 2021=4, 2022=3.5, 2023=3 preliminary", "2024-06-30", "on-track provisional"),
        ("lower bound that proves", "2025=4 lower-bound", "2026-06-30", "missed"),
        ("lower bound that decides nothing", "2023=3 lower-bound", "2024-06-30", "not-assessable (lower-bound)"),
        ("break", "2020=5, 2021=4, 2022=3.5 break, 2023=3", "2024-06-30", "not-assessable (break)"),
    ]);
    let own = judged_with(&rate, "2022=2, 2023=2.5", "2024-06-30", Some(Method::Compound));
    assert_eq!((said(&own).as_str(), own.method), ("on-track slipping", Method::Direct), "growth rates have no growth");
}

#[test]
fn a_direction_under_compound() {
    let mut rising = indicator(Measure::Level, "%", "at_least 1", "2021/2025", Some("2020=100"));
    rising.target = Goal::Direction { rising: true, or_equal: false, limit: None };
    judge_all("direction under compound", &rising, Some(Method::Compound), &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2020=100", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("1.5 % a year", "2022=103.0225", "2023-06-30", "on-track"),
        ("less", "2022=103.0224", "2023-06-30", "at-risk"),
        ("0.5 % a year", "2022=101.0025", "2023-06-30", "at-risk"),
        ("less", "2022=101.0024", "2023-06-30", "off-track"),
        ("unchanged", "2022=100", "2023-06-30", "off-track"),
        ("backwards", "2022=99.9", "2023-06-30", "regressing"),
        ("at the deadline", "2025=100.1", "2026-06-30", "achieved"),
        ("at the deadline", "2025=100", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2024=102.2", "2026-03-31", "at-risk unclosed"),
        ("provisional", "2022=104 estimate", "2023-06-30", "on-track provisional"),
        ("lower bound that proves", "2022=104 lower-bound", "2023-06-30", "on-track"),
        ("lower bound that decides nothing", "2022=100.5 lower-bound", "2023-06-30", "not-assessable (lower-bound)"),
        ("break", "2022=104 break", "2023-06-30", "not-assessable (break)"),
        ("zero", "2022=0", "2023-06-30", "not-assessable (zero-or-sign)"),
    ]);
    rising.target = Goal::Direction { rising: true, or_equal: false, limit: Some(Number::from(100)) };
    assert_eq!(said(&judged_with(&rising, "2022=100", "2023-06-30", Some(Method::Compound))), "on-track", "held at its limit");
    assert_eq!(said(&judged_with(&rising, "2022=99.9", "2023-06-30", Some(Method::Compound))), "regressing", "left its limit");
    // A limit of the other sign is a long way off: the thresholds are whole.
    let mut below = indicator(Measure::Level, "%", "at_least 1", "2021/2025", Some("2020=-5"));
    below.target = Goal::Direction { rising: false, or_equal: false, limit: Some(Number::from(3)) };
    for (figures, expected) in [
        ("2022=-5.151125", "on-track"),
        ("2022=-5.15112", "at-risk"),
        ("2022=-4.9", "regressing"),
    ] {
        assert_eq!(said(&judged_with(&below, figures, "2023-06-30", Some(Method::Compound))), expected, "{figures}");
    }
}

#[test]
fn a_direction_under_projection() {
    let mut falling = indicator(Measure::Level, "%", "at_least 1", "2021/2025", Some("2020=100"));
    falling.target = Goal::Direction { rising: false, or_equal: false, limit: None };
    let mut open = falling.clone();
    open.baseline = None;
    let figures = "2021=99, 2022=98, 2023=97, 2024=96";
    assert_eq!(said(&judged_with(&open, figures, "2025-06-30", Some(Method::Projection))), "on-track", "needs no baseline");
    assert_eq!(said(&judged_with(&open, figures, "2025-06-30", Some(Method::Compound))), "not-assessable (no-baseline)");
    judge_all("direction under projection", &falling, Some(Method::Projection), &[
        ("no data", "", "2023-12-31", "no-data"),
        ("before the start", "2020=100", "2021-06-30", "not-assessable (no-figure-yet)"),
        ("both right", "2021=99, 2022=98, 2023=97", "2024-06-30", "on-track"),
        ("the last one wrong", "2021=97, 2022=96, 2023=97", "2024-06-30", "at-risk"),
        ("the last one flat", "2021=97, 2022=96, 2023=96", "2024-06-30", "at-risk"),
        ("a turn", "2021=105, 2022=104, 2023=103", "2024-06-30", "off-track"),
        ("stagnation, then a turn", "2021=102, 2022=101, 2023=100", "2024-06-30", "off-track"),
        ("both wrong", "2021=101, 2022=102, 2023=103", "2024-06-30", "regressing"),
        ("three points", "2021=99, 2022=98", "2023-06-30", "not-assessable (too-few-points)"),
        ("at the deadline", "2025=99", "2026-06-30", "achieved"),
        ("at the deadline", "2025=100", "2026-06-30", "missed"),
        ("after the deadline, no final figure", "2021=99, 2022=98, 2023=97, 2024=96", "2026-03-31", "on-track unclosed"),
        ("provisional", "2021=99, 2022=98, 2023=97 preliminary", "2024-06-30", "on-track provisional"),
        ("lower bound that proves", "2021=101, 2022=102, 2025=103 lower-bound", "2026-06-30", "missed"),
        ("lower bound that decides nothing", "2021=99, 2022=98, 2023=97 lower-bound", "2024-06-30", "not-assessable (lower-bound)"),
        ("break", "2021=99, 2022=98 break, 2023=97", "2024-06-30", "not-assessable (break)"),
    ]);
}

#[test]
fn thresholds_are_exact() {
    // 0.10 of the way after 2 of 12 months.
    let year = indicator(Measure::Total, "亿元", "at_least 100", "2024", None);
    let finding = judged_with(&year, "2024-01/2024-02=10", "2024-03-31", None);
    assert_eq!((said(&finding).as_str(), finding.ratio), ("at-risk", Number::fraction(3, 5)));
    let less = judged_with(&year, "2024-01/2024-02=9.9999999999999999999999", "2024-03-31", None);
    assert_eq!(said(&less), "off-track");
    let level = indicator(Measure::Level, "家", "at_least 121", "2021/2022", Some("2020=100"));
    let finding = judged_with(&level, "2021=109.5", "2022-06-30", Some(Method::Compound));
    assert_eq!((said(&finding).as_str(), finding.ratio), ("on-track", Number::fraction(19, 20)));
}

#[test]
fn zero_emission_vehicles() {
    let share = indicator(Measure::Level, "%", "at_least 60", "2016/2030", Some("2015=0.37"));
    let by = |method| judged_with(&share, "2025=9.53", "2026-06-30", Some(method));
    let ratio = |finding: &Finding| finding.ratio.as_ref().unwrap().rounded_text(4);
    let (schedule, compound) = (by(Method::Schedule), by(Method::Compound));
    assert_eq!((schedule.verdict, ratio(&schedule).as_str()), (Verdict::OffTrack, "0.2304"));
    assert_eq!((compound.verdict, ratio(&compound).as_str()), (Verdict::OnTrack, "0.9504"));
    let flagged = asked(&share, "2025=9.53", "2026-06-30", Asked { other_methods: true, ..Asked::default() });
    assert!(flagged.flags.contains(&Flag::MethodSensitive));
}

#[test]
fn where_the_pace_leads() {
    let level = indicator(Measure::Level, "家", "at_least 133.1", "2021/2023", Some("2020=100"));
    let shown = |finding: &Finding| {
        let number = |number: &Option<Number>| number.as_ref().map_or(String::new(), |number| number.short_text(6));
        let arrival = finding.arrival.map_or(String::new(), |month| format!("{}-{:02}", month.year(), month.number()));
        [number(&finding.projected), number(&finding.required_per_year), number(&finding.required_growth), arrival]
    };
    let at = |method, figures| shown(&judged_with(&level, figures, "2022-06-30", Some(method)));
    assert_eq!(at(Method::Schedule, "2021=105"), ["115", "14.05", "12.588589", "2027-08"]);
    assert_eq!(at(Method::Compound, "2021=105"), ["115.7625", "12.588589", "12.588589", "2026-11"]);
    assert_eq!(at(Method::Compound, "2021=110"), ["133.1", "10", "10", "2023-12"]);
    assert_eq!(at(Method::Projection, "2018=85, 2019=95, 2020=100, 2021=105"), ["118.333333", "14.05", "12.588589", "2026-03"]);
    // The wrong way round there is no arrival.
    assert_eq!(at(Method::Compound, "2021=90"), ["72.9", "21.609576", "21.609576", ""]);
    let ceiling = indicator(Measure::Level, "家", "at_most 72.9", "2021/2023", Some("2020=100"));
    assert_eq!(shown(&judged_with(&ceiling, "2021=90", "2022-06-30", Some(Method::Compound))), ["72.9", "-10", "-10", "2023-12"]);
    assert_eq!(target("at_least 1").value, Number::ONE);
}
