//! Path, actual and gap of every period in `trend`, for every measure and every kind of target.

use tempfile::TempDir;

use crate::support::{self, answer, folder, json, repository, rows};

/// One case: its name, the keys of an indicator (a line each), its figures, the day, and `period path actual gap` of every
/// row expected.
struct Case<'a>(&'a str, &'a str, &'a str, &'a str, &'a str);

/// From 10 in 2020 to 20.
const UP: &str =
    r#"measure = "level"; baseline = { period = "2020", value = 10 }; target = { at_least = 20 }"#;

/// `-` means empty. Figures are `period value [published [quality]]`, of the series `y` after a `y:`.
const CASES: &[Case<'static>] = &[
    Case(
        "level: a straight line, the first and the last year included",
        UP,
        "2019 9; 2021 11; 2022 14.5",
        "2023-06-30",
        "2019 - 9 -; 2020 10 - -; 2021 12 11 -1; 2022 14 14.5 0.5; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: through milestones",
        r#"measure = "level"; baseline = { period = "2020", value = 10 }; milestones = { "2022" = 11 }; target = { at_least = 20 }"#,
        "2021 10.5; 2023 14",
        "2024-06-30",
        "2020 10 - -; 2021 10.5 10.5 0; 2022 11 - -; 2023 14 14 0; 2024 17 - -; 2025 20 - -",
    ),
    Case(
        "level: a derived baseline",
        r#"measure = "level"; target = { at_least = 20 }"#,
        "2020 10; 2021 11",
        "2022-06-30",
        "2020 10 10 0; 2021 12 11 -1; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: a stock within the year",
        UP,
        "2021-06 11; 2021 13",
        "2022-06-30",
        "2020 10 - -; 2021-06 11 11 0; 2021 12 13 1; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: figures for a part of a year are no figures of the year",
        r#"measure = "level"; kind = "flow"; baseline = { period = "2020", value = 10 }; target = { at_least = 20 }"#,
        "2021H1 6; 2021 13",
        "2022-06-30",
        "2020 10 - -; 2021H1 - - -; 2021 12 13 1; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: without a baseline there is no path",
        r#"measure = "level"; target = { at_least = 20 }"#,
        "2021 11",
        "2022-06-30",
        "2021 - 11 -",
    ),
    Case(
        "level: the baseline alone shows the way",
        r#"measure = "level"; target = { at_least = 20 }"#,
        "2020 10",
        "2021-06-30",
        "2020 10 10 0; 2021 12 - -; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: no figure at all",
        UP,
        "",
        "2022-06-30",
        "2020 10 - -; 2021 12 - -; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: nothing known of a target that hangs on a baseline",
        r#"measure = "level"; target = { times_baseline = 2 }"#,
        "",
        "2022-06-30",
        "",
    ),
    Case(
        "level: twice the baseline",
        r#"measure = "level"; baseline = { period = "2020", value = 10 }; target = { times_baseline = 2 }"#,
        "2021 11",
        "2022-06-30",
        "2020 10 - -; 2021 12 11 -1; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: downwards, below the path is better",
        r#"measure = "level"; baseline = { period = "2020", value = 20 }; target = { at_most = 10 }"#,
        "2021 19; 2022 15",
        "2023-06-30",
        "2020 20 - -; 2021 18 19 -1; 2022 16 15 1; 2023 14 - -; 2024 12 - -; 2025 10 - -",
    ),
    Case(
        "level: about a value, from above to the edge of the tolerance",
        r#"measure = "level"; baseline = { period = "2020", value = 20 }; target = { about = 10, tolerance = 1 }"#,
        "2021 18",
        "2022-06-30",
        "2020 20 - -; 2021 18.2 18 0.2; 2022 16.4 - -; 2023 14.6 - -; 2024 12.8 - -; 2025 11 - -",
    ),
    Case(
        "level: what is met at the start must be held",
        r#"measure = "level"; baseline = { period = "2020", value = 25 }; target = { at_least = 20 }"#,
        "2021 24; 2022 19",
        "2023-06-30",
        "2020 20 - -; 2021 20 24 4; 2022 20 19 -1; 2023 20 - -; 2024 20 - -; 2025 20 - -",
    ),
    Case(
        "level: from below zero",
        r#"measure = "level"; kind = "stock"; baseline = { period = "2020", value = -10 }; target = { at_least = 0 }"#,
        "2021 -9; 2022 -5",
        "2023-06-30",
        "2020 -10 - -; 2021 -8 -9 -1; 2022 -6 -5 1; 2023 -4 - -; 2024 -2 - -; 2025 0 - -",
    ),
    Case(
        "level: inside a range the nearer end counts",
        r#"measure = "level"; target = { within = [10, 20] }"#,
        "2021 11; 2022 21; 2023 9",
        "2024-06-30",
        "2021 10 11 1; 2022 10 21 -1; 2023 10 9 -1; 2024 10 - -; 2025 10 - -",
    ),
    Case(
        "level: a bound proves only one side",
        UP,
        "2021 13 2022-01-01 lower-bound; 2022 13 2023-01-01 lower-bound",
        "2023-06-30",
        "2020 10 - -; 2021 12 13 1; 2022 14 13 -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: so do more than, at most and less than, and none is exactly on the path",
        UP,
        "2021 12 2022-01-01 above; 2022 13 2023-01-01 above; 2023 15 2024-01-01 below; 2024 19 2025-01-01 upper-bound",
        "2025-06-30",
        "2020 10 - -; 2021 12 12 -; 2022 14 13 -; 2023 16 15 -1; 2024 18 19 -; 2025 20 - -",
    ),
    Case(
        "level: a ceiling, the other way round",
        r#"measure = "level"; baseline = { period = "2020", value = 20 }; target = { at_most = 10 }"#,
        "2021 19 2022-01-01 above; 2022 15 2023-01-01 above; 2023 13 2024-01-01 below; 2024 12 2025-01-01 approximate",
        "2025-06-30",
        "2020 20 - -; 2021 18 19 -1; 2022 16 15 -; 2023 14 13 1; 2024 12 12 -; 2025 10 - -",
    ),
    Case(
        "level: the newest vintage known on the day counts",
        UP,
        "2021 11 2022-03-01; 2021 12 2022-09-01; 2021 13 2023-09-01",
        "2022-12-31",
        "2020 10 - -; 2021 12 12 0; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "level: a figure behind the deadline is no point of the path",
        UP,
        "2024 17; 2026 21",
        "2028-06-30",
        "2020 10 - -; 2021 12 - -; 2022 14 - -; 2023 16 - -; 2024 18 17 -1; 2025 20 - -; 2026 - 21 -",
    ),
    Case(
        "total: the sum against the line from nothing",
        r#"measure = "total"; target = { at_least = 100 }"#,
        "2020 30; 2021 15; 2022 30",
        "2023-06-30",
        "2020 - - -; 2021 20 15 -5; 2022 40 45 5; 2023 60 - -; 2024 80 - -; 2025 100 - -",
    ),
    Case(
        "total: no month is added twice",
        r#"measure = "total"; target = { at_least = 100 }"#,
        "2021H1 8; 2021 15; 2022Q1 6; 2022-01/2022-06 10",
        "2023-06-30",
        "2021H1 10 8 -2; 2021 20 15 -5; 2022Q1 25 21 -4; 2022-01/2022-06 30 25 -5; 2022 40 - -; 2023 60 - -; 2024 80 - -; 2025 100 - -",
    ),
    Case(
        "total: behind a hole the sum is a lower bound",
        r#"measure = "total"; target = { at_least = 100 }"#,
        "2021 15; 2023 30; 2024 70",
        "2025-06-30",
        "2021 20 15 -5; 2022 40 - -; 2023 60 45 -; 2024 80 115 35; 2025 100 - -",
    ),
    Case(
        "total: a ceiling",
        r#"measure = "total"; target = { at_most = 100 }"#,
        "2021 15; 2022 30",
        "2023-06-30",
        "2021 20 15 5; 2022 40 45 -5; 2023 60 - -; 2024 80 - -; 2025 100 - -",
    ),
    Case(
        "total of one year: by the periods that the figures print",
        r#"measure = "total"; period = "2021"; deadline = "2021"; target = { at_least = 100 }"#,
        "2021Q1 20; 2021H1 55; 2021-01/2021-09 70",
        "2021-12-01",
        "2021Q1 25 20 -5; 2021H1 50 55 5; 2021-01/2021-09 75 70 -5; 2021 100 - -",
    ),
    Case(
        "rate: the target is a flat line",
        r#"measure = "rate"; target = { at_least = 10 }"#,
        "2020 8; 2021 11; 2022H1 9",
        "2022-12-01",
        "2020 - 8 -; 2021 10 11 1; 2022H1 - - -; 2022 10 - -; 2023 10 - -; 2024 10 - -; 2025 10 - -",
    ),
    Case(
        "every-year: each year on its own, a running one only when it proves something",
        r#"measure = "every-year"; kind = "flow"; target = { at_least = 10 }"#,
        "2020 8; 2021 11; 2022H1 4; 2022H2 5; 2023H1 6",
        "2023-12-01",
        "2020 - 8 -; 2021 10 11 1; 2022 10 9 -1; 2023H1 10 6 -; 2023 10 - -; 2024 10 - -; 2025 10 - -",
    ),
    Case(
        "average growth: levels against compound growth",
        r#"measure = "average-growth"; from = { growth_of = "y" }; target = { at_least = 10 }"#,
        "y:2019 90; y:2020 100; y:2021 105; y:2022 121",
        "2023-06-30",
        "2019 - 90 -; 2020 100 100 0; 2021 110 105 -5; 2022 121 121 0; 2023 133.1 - -; 2024 146.41 - -; 2025 161.051 - -",
    ),
    Case(
        "average growth: what December alone has is no level of its year",
        r#"measure = "average-growth"; from = { growth_of = "y" }; target = { at_least = 10 }"#,
        "y:2020 100; y:2021 105; y:2022-12 12",
        "2023-06-30",
        "2020 100 100 0; 2021 110 105 -5; 2022-12 - - -; 2022 121 - -; 2023 133.1 - -; 2024 146.41 - -; 2025 161.051 - -",
    ),
    Case(
        "average growth: the stock of the fourth quarter is the level of its year",
        r#"measure = "average-growth"; kind = "stock"; target = { at_least = 10 }"#,
        "2020 100; 2021Q4 105",
        "2022-06-30",
        "2020 100 100 0; 2021Q4 110 105 -5; 2022 121 - -; 2023 133.1 - -; 2024 146.41 - -; 2025 161.051 - -",
    ),
    Case(
        "average growth: printed rates where no level is known",
        r#"measure = "average-growth"; target = { at_least = 10 }"#,
        "2021 12; 2022 9",
        "2023-06-30",
        "2021 10 12 2; 2022 10 9 -1; 2023 10 - -; 2024 10 - -; 2025 10 - -",
    ),
    Case(
        "rising: the baseline is the line",
        r#"measure = "level"; baseline = { period = "2020", value = 10 }; target = { rising = true }"#,
        "2021 11; 2022 9",
        "2023-06-30",
        "2020 10 - -; 2021 10 11 1; 2022 10 9 -1; 2023 10 - -; 2024 10 - -; 2025 10 - -",
    ),
    Case(
        "falling every year: the year before as it was known when the year came out",
        r#"measure = "every-year"; target = { falling = true }"#,
        "2020 10 2021-03-01; 2021 9 2022-03-01; 2021 11 2023-09-01; 2022 8 2023-03-01",
        "2023-12-31",
        "2020 - 10 -; 2021 10 11 -1; 2022 9 8 1; 2023 8 - -",
    ),
    Case(
        "rising every year: the parts of a year make it, once all are known",
        r#"measure = "every-year"; kind = "flow"; target = { rising = true }"#,
        "2020H1 4; 2020H2 5; 2021 11; 2022H1 4; 2022H2 5; 2023H1 6",
        "2023-12-01",
        "2020 - 9 -; 2021 9 11 2; 2022 11 9 -2; 2023H1 - - -; 2023 9 - -",
    ),
    Case(
        "above another series: its figures are the path",
        r#"measure = "rate"; target = { above_series = "y" }"#,
        "2021 12; 2022 9; 2023 9; y:2021 8; y:2022 9.5",
        "2024-06-30",
        "2021 8 12 4; 2022 9.5 9 -0.5; 2023 - 9 -",
    ),
    Case(
        "amended: the path in force on the day",
        r#"measure = "level"; baseline = { period = "2020", value = 10 }; target = { at_least = 20 }; [[indicator.amended]]; on = 2022-01-01; target = { at_least = 15 }"#,
        "2021 11",
        "2022-06-30",
        "2020 10 - -; 2021 11 11 0; 2022 12 - -; 2023 13 - -; 2024 14 - -; 2025 15 - -",
    ),
    Case(
        "amended: not yet",
        r#"measure = "level"; baseline = { period = "2020", value = 10 }; target = { at_least = 20 }; [[indicator.amended]]; on = 2022-01-01; withdrawn = true"#,
        "2020 10",
        "2021-12-31",
        "2020 10 10 0; 2021 12 - -; 2022 14 - -; 2023 16 - -; 2024 18 - -; 2025 20 - -",
    ),
    Case(
        "withdrawn: no path",
        r#"measure = "level"; baseline = { period = "2020", value = 10 }; target = { at_least = 20 }; [[indicator.amended]]; on = 2022-01-01; withdrawn = true"#,
        "2021 11",
        "2022-06-30",
        "2021 - 11 -",
    ),
];

/// A folder with a plan of these keys and the figures.
fn folder_of(keys: &str, figures: &str) -> TempDir {
    let keys = keys.replace("; ", "\n");
    // The figure must contain the number.
    let target = keys.lines().find(|line| line.starts_with("target"));
    let numbers: Vec<&str> = target
        .unwrap()
        .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .filter(|number| !number.is_empty())
        .collect();
    let figure = format!("甲翻番至{}", numbers.join("或"));
    let plan = format!(
        r#"[plan]
id = "case"
title = "例"
region = "省"
period = "2021/2025"
actuals = ["figures.csv"]

[[series]]
id = "y"
name = "乙"
unit = "%"

[[indicator]]
id = "x"
name = "甲"
unit = "%"
cite = {{ section = "一", figure = "{figure}" }}
{keys}
"#
    );
    let with_kind = if keys.contains("average") && keys.contains("stock") {
        plan.replace("unit = \"%\"\ncite", "unit = \"家\"\ncite")
    } else if keys.contains("kind") || keys.contains("average") {
        plan
    } else if keys.contains("\"total\"") {
        plan.replace("unit = \"%\"\ncite", "unit = \"家\"\ncite")
    } else if keys.contains("\"level\"") {
        plan.replace("unit = \"%\"\ncite", "unit = \"分\"\nkind = \"stock\"\ncite")
    } else {
        plan
    };
    let mut csv_text = "region,indicator,period,value,unit,published,quality\n".to_owned();
    for figure in figures.split("; ").filter(|figure| !figure.is_empty()) {
        let (name, figure) =
            figure.strip_prefix("y:").map_or(("甲", figure), |figure| ("乙", figure));
        let mut words = figure.split(' ');
        let mut next = || words.next().unwrap_or_default().to_owned();
        let (period, value, published, quality) = (next(), next(), next(), next());
        let row = ["省", name, &period, &value, "", &published, &quality];
        csv_text.push_str(&row.join(","));
        csv_text.push('\n');
    }
    folder(&[("case.toml", &with_kind), ("figures.csv", &csv_text)])
}

#[test]
fn every_measure_has_its_path() {
    for Case(name, keys, figures, as_of, expected) in CASES {
        let folder = folder_of(keys, figures);
        let arguments = format!("trend ./case.toml x --as-of {as_of} -q");
        let text = answer(folder.path(), &format!("{arguments} --format csv"));
        let dash = |cell: &str| if cell.is_empty() { "-" } else { cell }.to_owned();
        let found: Vec<String> = rows(&text)
            .iter()
            .map(|row| {
                ["period", "path", "actual", "gap"].map(|column| dash(&row[column])).join(" ")
            })
            .collect();
        assert_eq!(found.join("; "), *expected, "{name}");
        // Every table can also be drawn as a chart, at any width, in ASCII or not.
        for look in ["--width 20", "--width 60 --lang zh", "--width 80 --ascii", "--width 120"] {
            let text = answer(folder.path(), &format!("{arguments} {look}"));
            assert!(text.lines().count() > 5, "{text}");
        }
    }
}

/// The path at the actual is what the assessment expected there: baseline + expected × (target − baseline).
#[test]
fn the_path_is_the_one_that_the_verdict_rests_on() {
    let plans = [
        ("tests/cmd/trend-measures.in/province-2030.toml", "2029-06-30"),
        ("zhejiang-145", "2025-06-30"),
        ("hangzhou-2024", "2025-06-30"),
        ("xinchang-2025", "2025-06-30"),
        ("zhejiang-county-2022", "2025-06-30"),
        ("cn-ip-145", "2025-06-30"),
        ("cn-st-135", "2020-06-30"),
        ("uk-carbon-budgets", "2025-06-30"),
    ];
    let mut compared = 0;
    for (plan, as_of) in plans {
        let data = format!("--as-of {as_of} -q --format csv");
        let status = answer(repository(), &format!("status {plan} {data}"));
        for row in rows(&status) {
            let number = |column: &str| row[column].parse::<f64>().ok();
            let (Some(target), Some(expected)) = (number("target"), number("expected")) else {
                continue;
            };
            let from = number("baseline").unwrap_or(0.0);
            let trend = format!("trend {plan} {} {data}", row["indicator"]);
            let trend = rows(&answer(repository(), &trend));
            let actual = trend.iter().find(|it| it["use"] == "actual").unwrap();
            // A figure after the deadline is not on the path.
            let Ok(path) = actual["path"].parse::<f64>() else {
                assert!(row["flags"].contains("after-deadline"), "{row:?}");
                continue;
            };
            let due = from + expected * (target - from);
            assert!((path - due).abs() <= 1e-4 * due.abs().max(1e-9), "{row:?}");
            compared += 1;
        }
    }
    assert!(compared >= 7, "only {compared} compared");
}

/// The actual of a list whose deadline's figures are not in may be counted from those that stand in for them.
#[test]
fn a_list_has_a_row_for_what_stands_in_for_its_deadline() {
    let plan = r#"[plan]
id = "case"
title = "例"
region = "省"
period = "2021/2025"
actuals = ["figures.csv"]
[members]
two = ["甲市", "乙市"]
[[indicator]]
id = "x"
name = "甲"
unit = "%"
measure = "level"
kind = "ratio"
deadline = "2023"
target = { at_least = 10, every = "two" }
cite = { section = "一", figure = "10" }
"#;
    let head = "region,indicator,period,value,published\n";
    for (figures, expected) in [
        ("甲市 2024 12; 乙市 2024 9", "2021 - -; 2022 - -; 2023 - -; 2024 1 actual"),
        ("甲市 2023 12; 乙市 2024 9", "2021 - -; 2022 - -; 2023 1 in-force; 2024 1 actual"),
        ("甲市 2023 12; 乙市 2023 9; 乙市 2024 11", "2021 - -; 2022 - -; 2023 1 actual"),
    ] {
        let rows_of = |figure: &str| {
            let cells: Vec<&str> = figure.split(' ').collect();
            format!("{},甲,{},{},2025-02-01\n", cells[0], cells[1], cells[2])
        };
        let figures = head.to_owned() + &figures.split("; ").map(rows_of).collect::<String>();
        let folder = folder(&[("case.toml", plan), ("figures.csv", &figures)]);
        let text = answer(folder.path(), "trend ./case.toml x --as-of 2025-06-30 -q --format csv");
        let dash = |cell: &str| if cell.is_empty() { "-" } else { cell }.to_owned();
        let found = rows(&text);
        let found =
            found.iter().map(|row| ["period", "actual", "use"].map(|it| dash(&row[it])).join(" "));
        assert_eq!(found.collect::<Vec<_>>().join("; "), expected);
    }
}

/// What a year has so far is a bound of the year, and the figure of the months that it is shown for.
#[test]
fn the_figure_of_a_running_year_is_no_bound() {
    let keys = r#"measure = "every-year"; kind = "flow"; target = { at_least = 10 }"#;
    let folder = folder_of(keys, "2021 11; 2022H1 6");
    let trend = "trend ./case.toml x --as-of 2022-12-01 -q";
    let table = answer(folder.path(), &format!("{trend} --format markdown"));
    assert!(table.contains("| 2022H1 | 6 |"), "{table}");
    let csv_rows = rows(&answer(folder.path(), &format!("{trend} --format csv")));
    let running = csv_rows.iter().find(|row| row["period"] == "2022H1").unwrap();
    support::expect(running, "actual=6 quality=final gap=");
}

/// 100 to 121 in two years is 110 after one; if signs differ there is no growth rate, and the path is straight.
#[test]
fn the_path_of_compound_grows() {
    for (from, to, expected) in [
        ("100", "161.051", "100 110 121 133.1 146.41 161.051"),
        ("161.051", "100", "161.051 146.41 133.1 121 110 100"),
        ("-100", "-161.051", "-100 -110 -121 -133.1 -146.41 -161.051"),
        ("-10", "10", "-10 -6 -2 2 6 10"),
    ] {
        let keys = format!(
            r#"measure = "level"; baseline = {{ period = "2020", value = {from} }}; target = {{ about = {to}, tolerance = 0 }}"#
        );
        let folder = folder_of(&keys, "2021 50.5; 2022 60");
        let text = answer(
            folder.path(),
            "trend ./case.toml x --as-of 2023-06-30 -q --format csv --method compound",
        );
        let found: Vec<String> = rows(&text).iter().map(|row| row["path"].clone()).collect();
        assert_eq!(found.join(" "), expected);
    }
}

#[test]
fn json_has_the_columns_of_the_csv_and_the_places() {
    let plan = "tests/cmd/trend-measures.in/province-2030.toml";
    let arguments = format!("trend {plan} intensity --as-of 2029-06-30");
    let csv_rows = rows(&answer(repository(), &format!("{arguments} -q --format csv")));
    let json = json(repository(), &arguments);
    assert_eq!(json["schema"], "plancheck.trend/v1");
    let json_rows = json["rows"].as_array().unwrap();
    assert_eq!(json_rows.len(), csv_rows.len());
    for (from_json, from_csv) in json_rows.iter().zip(&csv_rows) {
        for (column, cell) in from_csv {
            assert_eq!(support::plain(&from_json[column]), *cell, "{column}");
        }
    }
    let newest = json_rows.iter().find(|row| row["use"] == "actual").unwrap();
    assert_eq!(newest["provenance"][0]["line"], 10);
}

/// A year has the digits of its figure in the row, however near the figures of other years are.
#[test]
fn a_year_has_the_digits_of_the_trend_in_explain() {
    let keys = r#"measure = "every-year"; kind = "flow"; target = { within = [91.0, 92.3] }"#;
    let folder = folder_of(keys, "2021 91.3; 2022 90.4006629; 2023 90.4");
    let look = |view: &str| {
        let arguments = format!("{view} ./case.toml x --as-of 2024-06-30 -q --format markdown");
        answer(folder.path(), &arguments)
    };
    for (year, value) in [("2021", "91.3"), ("2022", "90.4"), ("2023", "90.4")] {
        assert!(look("trend").contains(&format!("| {year} | {value} |")), "{year}");
        assert!(look("explain").contains(&format!("| {year} | {value}% |")), "{year}");
    }
}
