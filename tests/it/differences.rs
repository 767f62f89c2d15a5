//! `diff` through the binary: one exit code in every format, and the same changes in both directions.

use serde_json::Value;

use crate::support::{folder, json, plain, ran as run, repository};

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
        // A row that repeats a value is no change when it comes, and a deletion when it goes.
        let figures = json["figures"].as_array().unwrap().iter();
        let described = figures.filter(|figure| figure["series"] != "steady").map(|figure| {
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
    for plan in [
        "cn-ip-145",
        "cn-st-135",
        "hangzhou-2024",
        "uk-carbon-budgets",
        "xinchang-2025",
        "zhejiang-145",
        "zhejiang-county-2022",
    ] {
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

/// Two targets of one concept over different years, one of another, and figures of which some are doubtful.
const SHARED: &str = r#"
[plan]
id = "shared-2025"
title = "测试用规划"
region = "测试市"
period = "2021/2025"

[[indicator]]
id = "labs-by-2023"
concept = "labs"
name = "实验室"
unit = "家"
measure = "level"
target = { at_least = 70 }
deadline = "2023"
baseline = { period = "2020", value = 0 }
cite = { section = "一", figure = "2023年70家" }

[[indicator]]
id = "labs-by-2025"
concept = "labs"
name = "实验室"
unit = "家"
measure = "level"
target = { at_least = 100 }
baseline = { period = "2020", value = 0 }
cite = { section = "一", figure = "2025年100家" }

[[indicator]]
id = "prizes"
name = "奖项"
unit = "项"
measure = "level"
target = { at_least = 10 }
baseline = { period = "2020", value = 0 }
cite = { section = "二", figure = "奖项10项" }
"#;

/// Figures of two sides → what the comparison names, and the causes of the indicators that changed.
#[test]
fn every_figure_that_moved_a_verdict_is_named_once() {
    const OLD: &str = "实验室,2020,1,家,2021-01-15,\n奖项,2020,0,项,2021-01-15,\n";
    type Named<'a> = &'a [&'a str];
    let day = "--from 2023-06-30 --to 2023-12-31";
    #[rustfmt::skip] // one case a line
    let cases: [(&str, &str, &str, Named<'_>, Named<'_>); 8] = [
        ("a doubtful figure newly used", "奖项,2022,5,项,2023-07-11,doubtful\n", day,
            &["prizes 2022 new"], &["prizes new-period"]),
        ("a doubtful figure beside a trusted one", "奖项,2022,3,项,2023-01-11,\n奖项,2021,5,项,2023-07-11,doubtful\n", day,
            &[], &[]),
        ("a doubtful figure that a trusted one of the same year replaces", "奖项,2022,5,项,2023-01-11,doubtful\n奖项,2022,4,项,2023-07-11,\n", day,
            &["prizes 2022 revised"], &["prizes revised-actual"]),
        ("a doubtful figure no longer needed", "奖项,2021,3,项,2023-01-11,doubtful\n奖项,2022,4,项,2023-07-11,\n", day,
            &["prizes 2022 new"], &["prizes new-period"]),
        ("one row for two targets", "实验室,2022,40,家,2023-07-11,\n", day,
            &["labs-by-2023 2022 new"], &["labs-by-2023 new-period", "labs-by-2025 new-period"]),
        ("after the deadline of one of them", "实验室,2023,40,家,2024-01-15,\n实验室,2024,60,家,2025-01-15,\n", "--from 2024-06-30 --to 2025-06-30",
            &["labs-by-2025 2024 new"], &["labs-by-2025 new-period"]),
        ("before the time of both", "实验室,2022,40,家,2023-01-11,\n实验室,2015,1,家,2023-07-11,\n", day,
            &[], &[]),
        ("only the second is asked for", "实验室,2022,40,家,2023-07-11,\n", "--from 2023-06-30 --to 2023-12-31 --indicator *-2025",
            &["labs-by-2025 2022 new"], &["labs-by-2025 new-period"]),
    ];
    for (name, rows, arguments, figures, causes) in cases {
        let csv = "region,indicator,period,value,unit,published,quality\n".to_owned();
        let csv =
            (OLD.to_owned() + rows).lines().fold(csv, |csv, row| csv + "测试市," + row + "\n");
        let folder = folder(&[("shared-2025.toml", SHARED), ("shared.csv", &csv)]);
        let json =
            json(folder.path(), &format!("diff shared-2025.toml --actuals shared.csv {arguments}"));
        let list = |key: &str| json[key].as_array().unwrap().clone();
        let named = list("figures").into_iter();
        let named =
            named.map(|it| ["series", "period", "change"].map(|key| plain(&it[key])).join(" "));
        assert_eq!(named.collect::<Vec<_>>(), figures, "{name}");
        let told = list("indicators").into_iter().flat_map(|it| {
            let reasons = it["causes"].as_array().unwrap().clone();
            reasons
                .into_iter()
                .map(move |cause| format!("{} {}", plain(&it["indicator"]), plain(&cause["cause"])))
        });
        assert_eq!(told.collect::<Vec<_>>(), causes, "{name}");
    }
}
