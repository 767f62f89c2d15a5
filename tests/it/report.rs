//! A report has the content of the rows of `status`, and nothing else.

use serde_json::Value;

use crate::support::{answer, json, repository};

/// Plans and dates: an invented plan in which everything occurs, and published ones.
const CASES: [(&str, &str); 6] = [
    ("tests/cmd/report.in/made-up-145.toml", "2022-08-31"),
    ("tests/cmd/report.in/made-up-145.toml", "2024-03-31"),
    ("tests/cmd/report.in/made-up-145.toml", "2026-06-30"),
    ("zhejiang-145", "2024-06-30"),
    ("hangzhou-2024", "2024-09-30"),
    ("hangzhou-2024", "2025-06-30"),
];

const STAGES: [&str; 3] = ["annual", "midterm", "final"];

fn rows_of_status(plan: &str, as_of: &str) -> Vec<Value> {
    let document = json(repository(), &format!("status {plan} --as-of {as_of}"));
    document["rows"].as_array().unwrap().clone()
}

#[test]
fn the_rows_are_those_of_status() {
    for (plan, as_of) in CASES {
        let expected = rows_of_status(plan, as_of);
        for stage in STAGES {
            let asked = format!("report {plan} --as-of {as_of} --stage {stage}");
            let document = json(repository(), &asked);
            let report = &document["plans"][0];
            let mut rows = report["rows"].as_array().unwrap().clone();
            let mut counted = 0;
            for row in &mut rows {
                let standing = row.as_object_mut().unwrap().remove("standing").unwrap();
                let standing = standing.as_str().unwrap();
                assert!(report["tallies"]["all"][standing].as_u64() > Some(0));
                let on_track = ["ahead", "on-track", "at-risk", "off-track", "regressing"];
                assert!(stage != "final" || !on_track.contains(&standing));
                counted += 1;
            }
            assert_eq!(rows, expected, "{plan} {as_of} {stage}");
            assert_eq!(report["tallies"]["all"]["total"], counted);
        }
    }
}

/// Every number in a sentence about an indicator is in its row, rounded as the sentence shows it.
#[test]
fn every_number_of_a_sentence_is_one_of_its_row() {
    let mut looked_at = 0;
    for (plan, as_of) in CASES {
        let rows = rows_of_status(plan, as_of);
        for stage in STAGES {
            let asked = format!("report {plan} --as-of {as_of} --stage {stage} --format markdown");
            let text = answer(repository(), &asked);
            for line in text.lines() {
                let Some((_, sentence)) =
                    line.split_once(". ").filter(|_| line.contains(": target "))
                else {
                    continue;
                };
                let row = rows
                    .iter()
                    .filter(|row| sentence.starts_with(row["name_en"].as_str().unwrap_or("\n")))
                    // Two of one name are told apart by the region.
                    .max_by_key(|row| {
                        let region = row["region"].as_str().unwrap();
                        (row["name_en"].as_str().map(str::len), sentence.contains(region))
                    })
                    .unwrap_or_else(|| panic!("no row of {sentence}"));
                let told = &sentence[row["name_en"].as_str().unwrap().len()..];
                // A withdrawn target is printed but is not in a row.
                if row["reason"] == "withdrawn" {
                    continue;
                }
                // Names of units and of other series may contain digits.
                let told = told.split(" Responsible: ").next().unwrap();
                for number in numbers(told) {
                    assert!(is_of(number, row), "{number} of {sentence}\n{row}");
                    looked_at += 1;
                }
            }
        }
    }
    assert!(looked_at > 300, "only {looked_at} numbers");
}

/// The numbers of a text, without their signs.
fn numbers(text: &str) -> Vec<f64> {
    let text = text.replace("10,000", "").replace("3.0%", "3%");
    let digits = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let parts = text.split(|character: char| !digits(character));
    parts.filter_map(|part| part.trim_matches(['.', ',']).replace(',', "").parse().ok()).collect()
}

fn is_of(number: f64, row: &Value) -> bool {
    let near = |value: f64, rounding: f64| (value.abs() - number).abs() <= rounding;
    let keys = ["target", "target_upper", "actual", "gap", "projected", "required_per_year"];
    let values = keys.iter().filter_map(|key| row[*key].as_f64());
    let shares = ["progress", "expected", "ratio"].iter();
    let mut shares = shares.filter_map(|key| row[*key].as_f64());
    let periods = ["actual_period", "deadline", "arrival"].iter();
    let periods = periods.filter_map(|key| row[*key].as_str());
    let mut dates = periods.flat_map(|period| numbers(&period.replace(['-', '/', 'H', 'Q'], " ")));
    let members = row["flags"].to_string();
    values.clone().any(|value| near(value, 0.005_000_1))
        || shares.any(|share| near(share * 100.0, 0.500_001))
        || dates.any(|date| near(date, 0.0))
        || numbers(&members).into_iter().any(|count| near(count, 0.0))
}
