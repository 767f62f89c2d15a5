//! Bands mean what they show: a value inside one has its verdict, and they cover the axis side by side.

use super::*;
use crate::{
    assess::{Finding, Method},
    fixtures::{DATES, each, number, plans, read},
};

/// A level of an odd age, so that growth is no whole number of years.
const PLAN: &str = r#"
[plan]
id = "t"
title = "测试"
region = "甲市"
period = "2021/2025"

[[indicator]]
id = "one"
name = "指标"
unit = "UNIT"
measure = "MEASURE"
target = { TARGET }
KEYS
cite = { section = "一", figure = "FIGURE" }
"#;

/// Measure and unit, the target, further keys, rows before the last, the last one's period and value, the method, and the
/// verdicts of the bands, in the order of the axis.
struct Case(
    (&'static str, &'static str),
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    (&'static str, &'static str),
    Method,
    &'static [&'static str],
);

const LEVEL: (&str, &str) = ("level", "万人");
const RATE: (&str, &str) = ("rate", "%");
const GROWTH: (&str, &str) = ("average-growth", "亿元");

const FROM_100: &str = "kind = \"stock\"\nbaseline = { period = \"2020\", value = 100 }";
const FROM_120: &str = "kind = \"stock\"\nbaseline = { period = \"2020\", value = 120 }";
const FROM_DEBT: &str = "kind = \"stock\"\nbaseline = { period = \"2020\", value = -100 }";
const FROM_DEBT_BY_STEPS: &str = "kind = \"stock\"\nbaseline = { period = \"2020\", value = -100 }\nmilestones = { \"2023\" = -70 }";

const ALL: &[&str] = &["regressing", "off-track", "at-risk", "on-track", "ahead", "achieved"];
const NOT_AHEAD: &[&str] = &["regressing", "off-track", "at-risk", "on-track", "achieved"];

#[rustfmt::skip] // one case a line
const CASES: &[Case] = &[
    Case(LEVEL, "at_least = 200", FROM_100, &[], ("2023-09", "150"), Method::Schedule, ALL),
    Case(LEVEL, "at_most = 40", FROM_100, &[], ("2023-09", "90"), Method::Schedule, ALL),
    Case(LEVEL, "at_least = -20", FROM_DEBT_BY_STEPS, &[], ("2023-09", "-80"), Method::Schedule, ALL),
    Case(LEVEL, "at_least = 200", FROM_100, &[], ("2023-09", "150"), Method::Compound, NOT_AHEAD),
    Case(LEVEL, "at_most = 40", FROM_100, &[], ("2022-12", "90"), Method::Compound, NOT_AHEAD),
    Case(LEVEL, "at_least = -40", FROM_DEBT, &[], ("2022-12", "-90"), Method::Compound, NOT_AHEAD),
    Case(LEVEL, "at_least = 100", FROM_120, &[], ("2022-12", "110"), Method::Schedule, &["regressing", "achieved"]),
    Case(RATE, "at_least = 8", "", &[], ("2023", "7"), Method::Schedule, &["off-track", "at-risk", "on-track"]),
    Case(RATE, "at_most = 8", "", &[], ("2023", "10"), Method::Schedule, &["on-track", "at-risk", "off-track"]),
    Case(RATE, "at_least = 8", "", &[], ("2025", "7"), Method::Schedule, &["missed", "achieved"]),
    Case(
        GROWTH, "at_least = 10", "from = { growth_of = \"base\" }", &[("2020", "100")], ("2023", "125"),
        Method::Schedule, &["regressing", "off-track", "at-risk", "on-track"],
    ),
];

/// Where a projection leads.
const PROJECTION: Case = Case(
    LEVEL,
    "at_least = 118",
    "kind = \"stock\"",
    &[
        ("2016-12", "100"),
        ("2017-12", "102"),
        ("2018-12", "104"),
        ("2019-12", "106"),
        ("2020-12", "108"),
    ],
    ("2021-12", "110"),
    Method::Projection,
    &[],
);

/// Sums are flows, in the middle of the plan.
const SUMS: &[(&str, &str, &[&str])] = &[
    ("at_least = 100", "40", &["off-track", "at-risk", "on-track", "ahead", "achieved"]),
    ("at_most = 100", "40", &["ahead", "on-track", "at-risk", "off-track", "missed"]),
    ("budget = 100", "40", &["off-track", "at-risk", "on-track", "achieved"]),
];

fn plan_of(measure: &str, unit: &str, target: &str, keys: &str) -> String {
    let (_, number) = target.split_once(" = ").unwrap();
    PLAN.replace("UNIT", unit)
        .replace("MEASURE", measure)
        .replace("TARGET", target)
        .replace("FIGURE", &format!("{number}{unit}"))
        .replace("KEYS", keys)
}

impl Case {
    fn is_growth(&self) -> bool {
        self.0 == GROWTH
    }

    fn finding(&self, value: &str) -> (Finding, Option<Bullet>) {
        let Self((measure, unit), target, keys, before, last, method, _) = self;
        let (name, plan) = if self.is_growth() {
            let base =
                "[[series]]\nid = \"base\"\nname = \"规模\"\nunit = \"亿元\"\nkind = \"flow\"\n";
            ("规模", plan_of(measure, "%", target, keys) + base)
        } else {
            ("指标", plan_of(measure, unit, target, keys))
        };
        let rows = before.iter().copied().chain([(last.0, value)]);
        let rows = rows.map(|(when, value)| format!("甲市,{name},{when},{value},{unit},\n"));
        let csv =
            format!("region,indicator,period,value,unit,published\n{}", rows.collect::<String>());
        only(&plan, &csv, "2026-06-30", Some(*method))
    }
}

/// The finding of a plan of one indicator, and its bullet.
fn only(plan: &str, csv: &str, as_of: &str, method: Option<Method>) -> (Finding, Option<Bullet>) {
    let mut found = None;
    each(&read(plan, csv), as_of, method, &mut |judged| {
        found.get_or_insert_with(|| (judged.finding.clone(), Bullet::of(&judged)));
    });
    found.unwrap()
}

fn words(bands: &[Band]) -> Vec<&'static str> {
    bands.iter().map(|band| band.verdict.word()).collect()
}

/// Places well inside a band, at its edges, and its middle.
fn inside(band: &Band) -> Vec<Number> {
    let way = &band.to - &band.from;
    [1, 500, 999]
        .into_iter()
        .map(|part| &band.from + &(&way * &Number::fraction(part, 1000).unwrap()))
        .collect()
}

#[test]
fn a_value_inside_a_band_has_the_bands_verdict() {
    for case in CASES {
        let (first, bullet) = case.finding(case.4.1);
        let what = format!("{} {} {:?}", case.0.0, case.1, case.5);
        let bullet =
            bullet.unwrap_or_else(|| panic!("{what}: nothing to draw: {:?}", first.verdict));
        // Bands that the axis does not reach are not there; those that are come in this order.
        let shown = words(&bullet.bands);
        let mut wanted = case.6.iter();
        assert!(shown.iter().all(|it| wanted.any(|known| known == it)), "{what}: {shown:?}");
        assert!(shown.contains(&first.verdict.word()), "{what}: {shown:?} {:?}", first.verdict);
        for band in &bullet.bands {
            for value in inside(band) {
                let value = if case.is_growth() {
                    // The level that such growth leads to.
                    let factor = &Number::ONE + &value.over(&Number::from(100)).unwrap();
                    &Number::from(100) * &factor.power(3)
                } else {
                    value
                };
                let text = value.rounded_text(20);
                let (finding, _) = case.finding(&text);
                assert_eq!(
                    finding.verdict.word(),
                    band.verdict.word(),
                    "{what}: {text} in {shown:?}"
                );
            }
        }
    }
}

#[test]
fn a_sum_inside_a_band_has_the_bands_verdict() {
    for (target, value, verdicts) in SUMS {
        let plan = plan_of("total", "亿元", target, "");
        let judge = |value: &str| {
            let csv = format!(
                "region,indicator,period,value,unit,published\n甲市,指标,2021-01/2023-03,{value},亿元,\n"
            );
            let (finding, bullet) = only(&plan, &csv, "2023-06-30", None);
            (finding.verdict, bullet.unwrap())
        };
        let (_, bullet) = judge(value);
        let shown = words(&bullet.bands);
        let mut wanted = verdicts.iter();
        assert!(shown.iter().all(|it| wanted.any(|known| known == it)), "{target}: {shown:?}");
        assert!(shown.len() >= verdicts.len() - 1, "{target}: {shown:?}");
        for band in &bullet.bands {
            for value in inside(band) {
                let text = value.rounded_text(20);
                assert_eq!(judge(&text).0, band.verdict, "{target}: {text} in {shown:?}");
            }
        }
    }
}

/// Where a projection leads depends on the last value twice: it is moved, and with it the last change. The bands hold
/// for the mean change as it is, so they are checked by the ratio itself.
#[test]
fn bands_of_a_projection_turn_where_its_ratio_does() {
    let (finding, bullet) = PROJECTION.finding("110");
    let bullet = bullet.unwrap();
    // Two a year for four years lead from 110 to 118: the value due is the actual itself.
    assert_eq!(finding.method, Method::Projection);
    assert_eq!(bullet.expected, Some(number("110")));
    let from =
        |verdict| bullet.bands.iter().find(|band| band.verdict == verdict).unwrap().from.clone();
    // 118 − 8 / 0.95 and 118 − 8 / 0.8.
    assert_eq!(
        from(Verdict::OnTrack),
        &number("118") - &number("8").over(&number("0.95")).unwrap()
    );
    assert_eq!(from(Verdict::AtRisk), number("108"));
}

/// The bands lie side by side from the left end of the axis to the right, and the actual is on the axis.
#[test]
fn bands_cover_the_axis_without_overlap() {
    for plan in plans() {
        for date in DATES {
            each(&plan, date, None, &mut |judged| {
                let Some(bullet) = Bullet::of(&judged) else {
                    return;
                };
                let what = format!("{} {date} {bullet:?}", judged.indicator().id);
                let one = Number::ONE;
                let place = |value: &Number| bullet.axis.share(value).unwrap();
                for value in
                    [Some(&bullet.actual), bullet.target.as_ref(), bullet.expected.as_ref()]
                {
                    let Some(value) = value else { continue };
                    assert!(!place(value).is_negative() && place(value) <= one, "{what}");
                }
                for pair in bullet.bands.windows(2) {
                    assert_eq!(pair[0].to, pair[1].from, "{what}");
                }
                for band in &bullet.bands {
                    assert!(place(&band.from) < place(&band.to), "{what}");
                }
            });
        }
    }
}
