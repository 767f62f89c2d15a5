//! Odd inputs under every method: each gives the verdict that can be defended, or says why there is none.

use super::{tests::{indicator, judged_with, observations, plan_of}, *};
use crate::{actuals::Actuals, plan::{Indicator, Measure}};

/// What a method says: verdict or reason, flags, ratio.
fn said(indicator: &Indicator, method: Method, figures: &str, as_of: &str) -> String {
    let mut actuals = Actuals::default();
    for figure in observations(figures) {
        actuals.add(&indicator.id, "R", figure);
    }
    let asked = Asked {
        method: Some(method),
        ..Asked::default()
    };
    let as_of = as_of.parse().unwrap();
    let finding = assess_one(&plan_of(indicator), &actuals, as_of, asked, 0);
    let ratio = finding.ratio.as_ref().map(|ratio| ratio.short_text(6));
    let reason = finding.reason.map(|reason| format!("({})", reason.word()));
    [finding.verdict.word().to_owned()]
        .into_iter()
        .chain(reason)
        .chain(finding.flags.iter().map(|flag| flag.word().to_owned()))
        .chain(ratio)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Target, baseline, figures, and what schedule, compound and projection say by mid-2026 of a level due in 2030.
const LEVELS: &[(&str, &str, &str, [&str; 3])] = &[
    // Zero-emission vehicles, as Statistics Canada publishes them.
    ("at_least 60", "2015=0.37", "2025=9.53", ["off-track 0.230421", "on-track 0.950407", "not-assessable (too-few-points)"]),
    // Zero at the start, now, or at the end: growth has no meaning, steps have.
    ("at_least 100", "2020=0", "2022=20, 2023=30, 2024=40, 2025=50", ["on-track 1", "not-assessable (zero-or-sign)", "on-track 1"]),
    ("at_least 100", "2020=10", "2025=0", ["regressing -0.222222", "not-assessable (zero-or-sign)", "not-assessable (too-few-points)"]),
    ("at_most 0", "2020=100", "2025=50", ["on-track 1", "not-assessable (zero-or-sign)", "not-assessable (too-few-points)"]),
    // Negative throughout: less negative is better, and growth is turned round.
    ("at_least -10", "2020=-100", "2022=-80, 2023=-70, 2024=-60, 2025=-50", ["ahead 1.111111", "at-risk 0.629398", "on-track 1.25"]),
    ("at_most -100", "2020=-10", "2025=-20", ["off-track 0.222222", "off-track 0.57429", "not-assessable (too-few-points)"]),
    // Through zero.
    ("at_least 10", "2020=-10", "2022=-6, 2023=-4, 2024=-2, 2025=0", ["on-track 1", "not-assessable (zero-or-sign)", "on-track 1"]),
    ("at_least 10", "2020=-10", "2025=-5", ["off-track 0.5", "not-assessable (zero-or-sign)", "not-assessable (too-few-points)"]),
    // Baseline and target are the same: hold.
    ("at_least 50", "2020=50", "2025=50", ["achieved early", "achieved early", "achieved early"]),
    ("at_least 50", "2020=50", "2025=49", ["regressing lost", "regressing lost", "regressing lost"]),
    ("more_than 50", "2020=50", "2025=50", ["not-assessable (zero-or-sign)", "not-assessable (zero-or-sign)", "not-assessable (too-few-points)"]),
    ("at_least 50", "2020=50", "2022=52, 2023=51, 2024=50, 2025=49", ["regressing lost", "regressing lost", "regressing lost"]),
    // Met at the start, lost since; met and slipping.
    ("at_least 50", "2020=60", "2025=45", ["regressing lost", "regressing lost -3.094738", "regressing lost"]),
    ("at_least 50", "2020=40", "2022=58, 2023=57, 2024=56, 2025=55", ["achieved early slipping 3", "achieved early slipping 2.914346", "achieved early slipping"]),
    // The actual stands where the baseline stood.
    ("at_least 50", "2020=40", "2025=40", ["off-track 0", "off-track 0", "not-assessable (too-few-points)"]),
    // 70 ± 0.5 leads to a mean from 5.83 to 6.17 a year, and 5.985 is enough; a year between two changes counts in neither.
    ("at_least 119.5", "2020=50", "2022=70 approximate, 2023=80, 2024=90, 2025=88", ["on-track 1.093525", "on-track 1.314863", "not-assessable (approximate)"]),
    ("at_least 118", "2020=50", "2022=70 approximate, 2023=80, 2024=90, 2025=88", ["ahead 1.117647", "on-track 1.335061", "on-track"]),
    ("at_least 119.5", "2020=50", "2022=70, 2023=80 approximate, 2024=90, 2025=88", ["on-track 1.093525", "on-track 1.314863", "on-track 0.952381"]),
    // The deadline's figure settles it, whatever the method.
    ("at_least 50", "2020=40", "2025=45, 2030=49.9", ["missed 0.99", "missed 0.990929", "missed"]),
];

#[test]
fn odd_levels_by_every_method() {
    let mut wrong = Vec::new();
    for (aim, baseline, figures, expected) in LEVELS {
        let indicator = indicator(Measure::Level, "个", aim, "2021/2030", Some(baseline));
        let as_of = if figures.contains("2030=") { "2031-06-30" } else { "2026-06-30" };
        for (method, expected) in Method::CHOICES.into_iter().zip(expected) {
            let said = said(&indicator, method, figures, as_of);
            if said != *expected {
                wrong.push(format!("{aim} from {baseline}: {figures}: {} says {said}, not {expected}", method.word()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// When it arrives, and what is needed a year: target, baseline, figures, method, both.
const WAYS_LEFT: &[(&str, &str, &str, Method, &str)] = &[
    // Through a range and out at the far end: it was there and is no longer, and the nearer end is the one to go back to.
    ("within 10 20", "2020=0", "2021=10, 2022=20, 2023=30, 2025=40", Method::Schedule, "- -4"),
    ("within 10 20", "2020=0", "2022=26, 2023=25, 2024=24, 2025=22", Method::Projection, "2027-06 -0.4"),
    ("within 10 20", "2020=15", "2025=40", Method::Schedule, "- -4"),
    ("within 10 20", "2020=0", "2025=5", Method::Schedule, "2030-12 1"),
    // Inside the range there is nothing left to arrive at.
    ("within 10 20", "2020=0", "2025=10", Method::Schedule, "- -"),
    ("within 10 20", "2020=0", "2025=12", Method::Schedule, "- -"),
    // A strict target reached to the digit is not met, and one step short of it.
    ("more_than 100", "2020=50", "2025=100", Method::Schedule, "2026-01 -"),
    ("more_than 100", "2020=50", "2025=100", Method::Compound, "2026-01 -"),
    ("more_than 100", "2020=50", "2022=70, 2023=80, 2024=90, 2025=100", Method::Projection, "2026-01 -"),
];

#[test]
fn what_is_left_of_the_way() {
    let mut wrong = Vec::new();
    for (aim, baseline, figures, method, expected) in WAYS_LEFT {
        let indicator = indicator(Measure::Level, "个", aim, "2021/2030", Some(baseline));
        let finding = judged_with(&indicator, figures, "2026-06-30", Some(*method));
        let arrival = finding.arrival.map_or("-".into(), |month| month.to_string());
        let needed = finding.required_per_year.as_ref().map_or("-".into(), |needed| needed.short_text(6));
        let said = format!("{arrival} {needed}");
        if said != *expected {
            wrong.push(format!("{aim} from {baseline}: {figures}: {} says {said}, not {expected}", method.word()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
