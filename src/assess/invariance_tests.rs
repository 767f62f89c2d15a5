//! What must not matter, through reader and assessment: the order of the rows, the unit in which a release prints a
//! value, and releases that a later one replaced.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Asked, Finding, Method, assess};
use crate::fixtures::{date, read};

/// One target of every measure, made for the test.
const PLAN: &str = r#"
[plan]
id = "t"
title = "测试"
region = "甲市"
period = "2021/2025"

[[indicator]]
id = "level"
name = "研发经费"
unit = "亿元"
kind = "flow"
measure = "level"
target = { at_least = 200 }
baseline = { period = "2020" }
cite = { section = "一", figure = "研发经费200亿元" }

[[indicator]]
id = "total"
name = "五年投入"
unit = "亿元"
measure = "total"
target = { at_least = 500 }
cite = { section = "一", figure = "五年投入500亿元" }

[[indicator]]
id = "yearly"
name = "每年投入"
unit = "亿元"
kind = "flow"
measure = "every-year"
target = { at_least = 90 }
cite = { section = "一", figure = "每年投入90亿元" }

[[series]]
id = "spending"
name = "财政投入"
unit = "亿元"
kind = "flow"

[[indicator]]
id = "growth"
name = "财政投入年均增长"
unit = "%"
measure = "average-growth"
target = { at_least = 12 }
baseline = { period = "2020" }
from = { growth_of = "spending" }
cite = { section = "一", figure = "年均增长12%" }
"#;

const NAMES: [&str; 4] = ["研发经费", "五年投入", "每年投入", "财政投入"];

/// Units of money, and how many decimal places each lies below 亿元.
const UNITS: [(&str, i32); 4] = [("亿元", 0), ("万元", 4), ("元", 8), ("万亿元", -4)];

/// A value in hundredths of 亿元, one day of release.
#[derive(Debug, Clone)]
struct Row {
    name: usize,
    year: i32,
    hundredths: i64,
    day: u32,
    unit: usize,
}

fn row() -> impl Strategy<Value = Row> {
    (0..4_usize, 2018..2025, 5_000_i64..30_000, 1_u32..28, 0..4_usize)
        .prop_map(|(name, year, hundredths, day, unit)| Row { name, year, hundredths, day, unit })
}

/// At most one row of a name, year and day: two would be a conflict, in which the later line wins.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 1..40).prop_map(|mut rows| {
        rows.sort_by_key(|row| (row.name, row.year, row.day));
        rows.dedup_by_key(|row| (row.name, row.year, row.day));
        rows
    })
}

/// Hundredths of 亿元 in a unit, exactly.
fn printed(hundredths: i64, places: i32) -> String {
    // 亿元 hundredths are 10^-2; the unit lies `places` below.
    match places - 2 {
        up if up >= 0 => format!("{hundredths}{}", "0".repeat(up.unsigned_abs() as usize)),
        down => {
            let decimals = down.unsigned_abs() as usize;
            let digits = format!("{hundredths:0>width$}", width = decimals + 1);
            let (whole, part) = digits.split_at(digits.len() - decimals);
            format!("{whole}.{part}")
        }
    }
}

fn csv_of(rows: &[Row], own_units: bool) -> String {
    let mut text = String::from("region,indicator,period,value,unit,published\n");
    for row in rows {
        let (unit, places) = if own_units { UNITS[row.unit] } else { UNITS[0] };
        let value = printed(row.hundredths, places);
        let (name, year, published) = (NAMES[row.name], row.year, row.year + 1);
        let day = row.day;
        writeln!(text, "甲市,{name},{year},{value},{unit},{published}-03-{day:02}").unwrap();
    }
    text
}

/// What every method says of every indicator: all that a person could see.
fn judged(csv: &str) -> Vec<String> {
    let (plan, actuals) = read(PLAN, csv);
    let by = |method| {
        let asked = Asked { method: Some(method), ..Asked::default() };
        assess(&plan, &actuals, date("2025-06-30"), asked).findings
    };
    let all = Method::CHOICES.into_iter().flat_map(by);
    all.map(|finding| shown(&finding)).collect()
}

fn shown(finding: &Finding) -> String {
    let numbers = [
        &finding.target,
        &finding.gap,
        &finding.progress,
        &finding.expected,
        &finding.ratio,
        &finding.projected,
        &finding.required_per_year,
        &finding.required_growth,
    ]
    .map(|number| {
        let number = number.as_ref();
        number.map_or("-".to_owned(), |number| number.short_text(12))
    });
    let actual = finding.actual.as_ref();
    format!(
        "{:?} {:?} {:?} {:?} {numbers:?} {:?} {:?}",
        finding.verdict,
        finding.reason,
        finding.flags,
        finding.method,
        actual.map(|actual| (actual.value.short_text(12), actual.period, actual.published)),
        finding.arrival,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_rows_does_not_matter(rows in rows(), seed in any::<u64>()) {
        let mut mixed = rows.clone();
        let length = mixed.len() as u64;
        // Any permutation will do: each row changes places with one before it.
        for index in 1..mixed.len() {
            let other = seed.wrapping_mul(index as u64 + 7).rotate_left(17) % length;
            mixed.swap(index, usize::try_from(other).unwrap());
        }
        prop_assert_eq!(judged(&csv_of(&rows, false)), judged(&csv_of(&mixed, false)));
    }

    #[test]
    fn the_unit_of_a_row_does_not_matter(rows in rows()) {
        prop_assert_eq!(judged(&csv_of(&rows, false)), judged(&csv_of(&rows, true)));
    }

    #[test]
    fn what_a_later_release_replaced_does_not_matter(
        rows in rows(),
        older in prop::collection::vec(5_000_i64..30_000, 40),
    ) {
        let newest: Vec<Row> = {
            let mut rows = rows.clone();
            rows.reverse();
            rows.dedup_by_key(|row| (row.name, row.year));
            rows
        };
        let mut with_older = newest.clone();
        // Published with the newest of the year before, at the latest: known before any later figure came out.
        with_older.extend(newest.iter().zip(older).map(|(row, hundredths)| Row {
            hundredths,
            day: 0,
            ..row.clone()
        }));
        let text = csv_of(&with_older, false).replace("-03-00", "-02-01");
        prop_assert_eq!(judged(&csv_of(&newest, false)), judged(&text));
    }
}
