//! Counts, verdicts and rules of the encoded plans, from real figures, through the binary.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Row, answer, expect, folder, json, repository, rows, status};

/// The row of an indicator at a date.
fn row(plan: &str, indicator: &str, as_of: &str) -> Value {
    let asked = format!("status {plan} --indicator {indicator} --as-of {as_of}");
    json(repository(), &asked)["rows"][0].clone()
}

/// Whether a figure of the indicator contains a digit, or the number of its target in words.
fn is_numbered(indicator: &Value) -> bool {
    let cites = indicator["cite"].as_array().unwrap();
    cites.iter().any(|cite| {
        let figure = cite["figure"].as_str().unwrap();
        figure.chars().any(|character| character.is_ascii_digit())
    })
}

#[test]
fn every_numbered_target_is_encoded() {
    for (plan, numbered, tasks, rules) in [
        ("hangzhou-2024", 50, 1, 0),
        ("zhejiang-145", 51, 1, 0),
        ("xinchang-2025", 14, 1, 0),
        ("zhejiang-county-2022", 6, 1, 2),
        ("qinghai-145", 1, 1, 0),
        ("cn-st-135", 11, 0, 0),
        ("cn-ip-145", 8, 0, 0),
        ("uk-carbon-budgets", 11, 0, 0),
    ] {
        let plan_data = json(repository(), &format!("show {plan}"));
        let indicators = plan_data["indicator"].as_array().unwrap();
        let found = indicators.iter().filter(|it| is_numbered(it)).count();
        assert!(found >= numbered, "{plan}: {found} numbered targets");
        let count = |key: &str| plan_data[key].as_array().unwrap().len();
        assert!(count("task") >= tasks, "{plan}: {} tasks", count("task"));
        assert_eq!(count("rule"), rules, "{plan}");
        for indicator in indicators {
            let cites = indicator["cite"].as_array().unwrap();
            let is_cited = |quote: &Value| {
                !quote["section"].as_str().unwrap().is_empty()
                    && quote["figure"].as_str().unwrap().chars().count() <= 24
            };
            assert!(cites.iter().all(is_cited), "{plan}: {indicator}");
        }
    }
}

#[test]
fn plans_and_catalogue_are_clean() {
    let checked = json(repository(), "validate --all");
    for file in ["plans", "catalogs"].iter().flat_map(|key| checked[key].as_array().unwrap()) {
        assert_eq!(file["errors"], 0, "{file}");
        assert_eq!(file["warnings"], 0, "{file}");
    }
    assert_eq!(checked["plans"].as_array().unwrap().len(), 8);
}

/// 472.13 (2020) → 787.48 (2023) is 18.59 % a year; the 887 of a budget report has another coverage.
#[test]
fn fiscal_expenditure_on_science_and_technology_in_zhejiang() {
    let row = row("zhejiang-145", "fiscal-st-expenditure-growth", "2026-02-28");
    assert_eq!(row["verdict"], "on-track");
    assert!(row["actual"].to_string().starts_with("18.59"), "{row}");
    assert_eq!(row["baseline"].to_string(), "472.13");
    assert_eq!(row["baseline_period"], "2020");
    assert_eq!(row["actual_period"], "2023");
    let explained = answer(
        repository(),
        "explain zhejiang-145 fiscal-st-expenditure-growth --as-of 2026-02-28 -q",
    );
    assert!(explained.contains("787.48"), "{explained}");
}

#[test]
fn the_intensity_of_zhejiang_is_a_series_with_its_vintages() {
    let explain = |more: &str| {
        answer(repository(), &format!("explain zhejiang-145 rd-intensity -q --as-of {more}"))
    };
    let late = explain("2026-02-28");
    for value in ["3.20", "3.08", "2.88", "2.77"] {
        assert!(late.contains(value), "{value} in {late}");
    }
    let early = explain("2025-03-01 --format csv");
    let revised = early.lines().find(|line| line.contains(",3.08,")).unwrap();
    assert!(revised.contains(",published-later,"), "{revised}");
}

#[test]
fn high_tech_investment_is_compared_with_fixed_assets_of_the_same_period() {
    let row = row("zhejiang-145", "high-tech-investment-growth", "2026-02-28");
    assert_eq!(row["comparator"], "above_series");
    assert_eq!(row["actual_period"], "2023");
    assert_eq!(row["target"].to_string(), "6.1");
    // The same plan with figures of which one half is missing.
    let half = "region,indicator,period,value,unit\n浙江省,高新技术产业投资增速,2022,9.9,%\n";
    let folder = folder(&[("half.csv", half)]);
    let asked = "zhejiang-145 --indicator high-tech-investment-growth --as-of 2026-02-28 --actuals half.csv";
    expect(&status(folder.path(), asked)[0], "verdict=not-assessable reason=no-series");
}

/// The provinces and years in which both fell, comparing vintages of the same kind. By the newest vintages alone, Zhejiang and
/// Guizhou would be vetoed for 2023, because only 2023 was revised.
#[test]
fn double_declines_of_the_provinces() {
    let rows = rows(&answer(
        repository(),
        "rules zhejiang-county-2022 --each-region --year 2018/2023 --as-of 2026-02-28 \
         --actuals examples/actuals/provinces.csv --format csv -q",
    ));
    let fired = |wanted: &str| -> BTreeSet<String> {
        rows.iter()
            .filter(|row| row["reading"] == wanted && row["verdict"] == "fires")
            .map(|row| format!("{} {}", row["region"], row["year"]))
            .collect()
    };
    let set = |all: &[&str]| -> BTreeSet<String> { all.iter().map(ToString::to_string).collect() };
    assert_eq!(
        fired("amount"),
        set(&[
            "上海市 2019",
            "新疆维吾尔自治区 2019",
            "广西壮族自治区 2020",
            "天津市 2022",
            "山西省 2022",
            "辽宁省 2022",
            "四川省 2022",
        ])
    );
    assert_eq!(
        fired("growth"),
        set(&[
            "广西壮族自治区 2020",
            "甘肃省 2020",
            "天津市 2022",
            "山西省 2022",
            "辽宁省 2022",
            "四川省 2022",
            "北京市 2023",
        ])
    );
    for province in ["浙江省", "贵州省"] {
        let of_2023: Vec<&Row> =
            rows.iter().filter(|row| row["region"] == province && row["year"] == "2023").collect();
        assert_eq!(of_2023.len(), 2, "{province}");
        assert!(of_2023.iter().all(|row| row["verdict"] == "clear"), "{province}");
    }
}

#[test]
fn one_indicator_across_plans() {
    let compared = answer(repository(), "compare rd-intensity --as-of 2026-02-28 -q");
    for plan in ["hangzhou-2024", "xinchang-2025", "zhejiang-145"] {
        assert!(compared.contains(plan), "{plan} in {compared}");
    }
}

const AMENDED: &str = r#"
[plan]
id = "amended"
title = "测试规划"
region = "测试市"
period = "2021/2025"
actuals = ["amended.csv"]

[[indicator]]
id = "institutes"
name = "研究院"
unit = "家"
measure = "level"
target = { at_least = 100 }
cite = { section = "一", figure = "研究院100家" }
baseline = { period = "2020", value = 50 }

[[indicator.amended]]
on = 2023-06-01
target = { at_least = 200 }
document = "测试〔2023〕1号"
"#;

#[test]
fn a_target_raised_in_mid_term_counts_from_its_date() {
    let figures =
        "region,indicator,period,value,unit,published\n测试市,研究院,2022,80,家,2023-02-01\n";
    let folder = folder(&[("amended.toml", AMENDED), ("amended.csv", figures)]);
    let on = |day: &str| status(folder.path(), &format!("amended.toml --as-of {day}")).remove(0);
    expect(&on("2023-05-31"), "verdict=ahead");
    let after = on("2023-06-01");
    expect(&after, "verdict=off-track target=200");
    assert!(after["flags"].split(';').any(|flag| flag == "amended"), "{after:?}");
    let explained = answer(folder.path(), "explain amended.toml institutes --as-of 2023-06-01 -q");
    for said in ["测试〔2023〕1号", "2023-06-01", "100"] {
        assert!(explained.contains(said), "{said} in {explained}");
    }
}
