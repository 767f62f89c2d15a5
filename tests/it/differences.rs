//! `diff` through the binary: one exit code in every format, and the same changes in both directions.

use serde_json::Value;

use crate::support::{ran as run, repository};

const TABULAR: [&str; 7] = ["table", "csv", "csv-excel", "tsv", "json", "jsonl", "markdown"];

const DIFF: &str = "tests/cmd/diff.in";

/// The JSON of a comparison for an invented plan.
fn differences(arguments: &str) -> (i32, Value) {
    let folder = repository().join(DIFF);
    let (code, json, said) =
        run(&folder, &format!("diff made-2025.toml {arguments} -q --format json"));
    let json = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}{said}"));
    (code, json)
}

/// Sides × `--fail-on` × format → exit code.
#[test]
fn a_comparison_has_one_exit_code_in_every_format() {
    let cases = [
        ("--from before.csv --to after.csv --as-of 2024-12-31", [0, 1, 1]),
        ("--from 2024-06-30 --to 2024-12-31", [0, 1, 1]),
        ("--from 2024-06-30 --to 2024-12-31 --indicator patents", [0, 0, 1]),
        ("--from 2024-06-30 --to 2024-12-31 --indicator expenditure", [0, 0, 1]),
        ("--from 2024-06-30 --to 2024-12-31 --indicator steady", [0, 0, 0]),
        ("--from after.csv --to after.csv --as-of 2024-12-31", [0, 0, 0]),
        ("--from 2024-06-30 --to after.csv", [2, 2, 2]),
        ("--from absent.csv --to after.csv", [2, 2, 2]),
    ];
    for (sides, codes) in cases {
        for (policy, expected) in
            ["", " --fail-on worse", " --fail-on changed"].into_iter().zip(codes)
        {
            for format in TABULAR {
                let arguments = format!("diff made-2025.toml {sides}{policy} -q --format {format}");
                let (code, answer, said) = run(&repository().join(DIFF), &arguments);
                assert_eq!(code, expected, "{arguments}\n{answer}{said}");
                // Without changes there are no lines.
                let silent = code == 2 || (format == "jsonl" && sides_are_alike(sides));
                assert_eq!(answer.is_empty(), silent, "{arguments}");
            }
        }
    }
}

/// Whether nothing changes between these sides of the cases above.
fn sides_are_alike(sides: &str) -> bool {
    sides.contains("steady") || sides.contains("--from after.csv")
}

/// Swapped sides give the same changes in reverse.
#[test]
fn swapped_sides_reverse_the_changes() {
    let count = |json: &Value, of: &str| {
        let count = &json["changes"][of];
        count.as_i64().unwrap_or(0)
    };
    let (_, there) = differences("--from before.csv --to after.csv --as-of 2024-12-31");
    let (_, back) = differences("--from after.csv --to before.csv --as-of 2024-12-31");
    for (one, other) in
        [("better", "worse"), ("gained", "lost"), ("same", "same"), ("other", "other")]
    {
        assert_eq!(count(&there, one), count(&back, other), "{one}");
        assert_eq!(count(&there, other), count(&back, one), "{other}");
    }
    let changes = |json: &Value, from: &str, to: &str| -> Vec<String> {
        let figures = json["figures"].as_array().unwrap().iter();
        let described = figures.map(|figure| {
            format!(
                "{} {} {} {}",
                figure["series"], figure["period"], figure[from]["value"], figure[to]["value"]
            )
        });
        described.collect()
    };
    assert_eq!(changes(&there, "from", "to"), changes(&back, "to", "from"));
    assert!(there["figures"].as_array().unwrap().len() > 5);
}

/// A plan compared with itself has not changed, whatever its measures.
#[test]
fn nothing_changes_between_a_date_and_itself() {
    for plan in ["hangzhou-2024", "zhejiang-145", "xinchang-2025", "zhejiang-county-2022"] {
        let arguments = format!(
            "diff {plan} --from 2025-06-30 --to 2025-06-30 -q --fail-on changed --format json"
        );
        let (code, json, said) = run(repository(), &arguments);
        assert_eq!(code, 0, "{plan}: {said}");
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (json["changed"].as_i64(), &json["figures"]),
            (Some(0), &Value::Array(Vec::new()))
        );
    }
}

/// The release in `docs/checking.md`: the revised figure, the new one, and their sources.
#[test]
fn a_revision_has_both_vintages_and_both_sources() {
    let (_, json, _) = run(
        repository(),
        "diff zhejiang-145 --from 2025-03-01 --to 2025-12-01 --indicator rd-intensity -q --format json",
    );
    let json: Value = serde_json::from_str(&json).unwrap();
    let figures = json["figures"].as_array().unwrap();
    let told: Vec<String> = figures
        .iter()
        .map(|it| {
            format!(
                "{} {} {} {} {}",
                it["series"], it["period"], it["change"], it["from"]["value"], it["to"]["value"]
            )
            .replace('"', "")
        })
        .collect();
    assert_eq!(told, ["rd-intensity 2023 revised 3.20 3.08", "rd-intensity 2024 final 3.2 3.22"]);
    for side in ["from", "to"] {
        let source = figures[0][side]["source"].as_str().unwrap();
        assert!(source.starts_with("国家统计局"), "{source}");
    }
    assert_ne!(figures[0]["from"]["source"], figures[0]["to"]["source"]);
}
