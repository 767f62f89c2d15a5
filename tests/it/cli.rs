//! The behaviour of the binary for analysts, spreadsheets, pipelines and terminals.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::support::{
    COLUMNS, PLANCHECK, Row, answer, expect, fed, folder, json, plancheck, ran, read, repository,
    row, rows, run, status, stderr, stdout,
};

const HANGZHOU: &str = "hangzhou-2024";
const MID_2025: &str = "hangzhou-2024 --as-of 2025-06-30";

/// Columns of CSV and keys of JSON that are numbers.
const NUMBERS: [&str; 11] = [
    "target",
    "target_upper",
    "baseline",
    "actual",
    "gap",
    "attainment",
    "progress",
    "expected",
    "ratio",
    "projected",
    "required_per_year",
];

/// A plan of one indicator with these keys, besides id and name.
fn plan(period: &str, indicator: &str) -> String {
    format!(
        "[plan]\nid = \"city\"\ntitle = \"测试规划\"\nregion = \"测试市\"\nperiod = \"{period}\"\n\
         actuals = [\"city.csv\"]\n\n[[indicator]]\nid = \"x\"\nname = \"测试指标\"\n{indicator}\n"
    )
}

/// The keys of an indicator that counts to a hundred.
const TOTAL: &str = r#"unit = "家"
measure = "total"
target = { at_least = 100 }
cite = { section = "一", figure = "100家" }"#;

fn actuals(rows: &[&str]) -> String {
    let mut text = "region,indicator,period,value,unit\n".to_owned();
    for row in rows {
        text.push_str("测试市,测试指标,");
        text.push_str(row);
        text.push('\n');
    }
    text
}

/// The row of a plan with one indicator, assessed after all releases.
fn judged(period: &str, indicator: &str, figures: &[&str]) -> Row {
    let folder =
        folder(&[("city.toml", &plan(period, indicator)), ("city.csv", &actuals(figures))]);
    for format in ["table", "csv", "json"] {
        let text = answer(
            folder.path(),
            &format!("status city.toml --as-of 2026-12-31 -q --format {format}"),
        );
        scan(format, &text);
    }
    row(&status(folder.path(), "city.toml --as-of 2026-12-31"), "x").clone()
}

/// No `-0`, no NaN, no exponent.
fn scan(format: &str, text: &str) {
    match format {
        "csv" => {
            for row in rows(text) {
                for column in NUMBERS {
                    plain_number(&row[column], column);
                }
            }
        }
        "json" => scan_json(&serde_json::from_str(text).unwrap(), "the document"),
        _ => {
            for word in text.split(|character: char| character.is_whitespace()) {
                let number = word.strip_prefix(['-', '−']).unwrap_or(word);
                let minus = number.len() < word.len();
                let zero = number.chars().all(|one| "0.,".contains(one)) && number.contains('0');
                assert!(!(minus && zero), "{word} in\n{text}");
                assert!(
                    !["nan", "inf", "infinity"].contains(&number.to_lowercase().as_str()),
                    "{text}"
                );
                let exponent = number.split_once(['e', 'E']).is_some_and(|(mantissa, rest)| {
                    mantissa.parse::<f64>().is_ok() && rest.parse::<f64>().is_ok()
                });
                assert!(!exponent, "{word} in\n{text}");
            }
        }
    }
}

fn scan_json(value: &Value, name: &str) {
    match value {
        Value::Number(number) => plain_number(&number.to_string(), name),
        Value::Array(items) => items.iter().for_each(|item| scan_json(item, name)),
        Value::Object(items) => {
            for (name, item) in items {
                scan_json(item, name);
            }
        }
        Value::String(text) => {
            assert!(!NUMBERS.contains(&name), "{name} is the text {text:?}, not a number");
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn plain_number(text: &str, name: &str) {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.chars().all(|one| one.is_ascii_digit() || one == '.');
    let zero = digits.chars().all(|one| "0.".contains(one));
    assert!(plain, "{name} is {text}");
    assert!(text.is_empty() || digits.len() == text.len() || !zero, "{name} is {text}");
}

// ---- The main command ----

#[test]
fn the_csv_of_hangzhou_has_36_columns_and_a_row_for_each_target() {
    let text = answer(repository(), &format!("status {MID_2025} --format csv -q"));
    assert_eq!(text.lines().next(), Some(COLUMNS));
    assert_eq!(COLUMNS.split(',').count(), 36);
    assert!(rows(&text).len() >= 50);
    assert!(rows(&text).iter().all(|row| row["plan"] == HANGZHOU));
}

#[test]
fn real_figures_of_hangzhou_in_mid_2025() {
    let rows = status(repository(), MID_2025);
    expect(
        row(&rows, "new-graduates-under-35"),
        "verdict=achieved actual=35 quality=lower-bound gap=0 published=2025-05-22",
    );
    expect(
        row(&rows, "strong-base-21-projects-investment"),
        "actual=37.1 target=56.7 progress=0.654321 expected=0.5 ratio=1.308642 verdict=ahead flags=unclosed \
         actual_period=2024-01/2024-06",
    );
    expect(
        row(&rows, "high-tech-value-added-share"),
        "actual=71.7 target=70 gap=1.7 gap_unit=pp verdict=on-track flags=unclosed",
    );
    expect(
        row(&rows, "new-digital-highly-skilled-workers"),
        "actual=19400 target=7500 verdict=achieved flags=early actual_period=2024-01/2024-11",
    );
    expect(
        row(&rows, "industrial-value-added-growth"),
        "actual=4.0 actual_period=2024 target=5 gap=-1 gap_unit=pp verdict=missed published=2025-01-27",
    );
}

#[test]
fn real_figures_of_hangzhou_at_the_end_of_2024() {
    let rows = status(repository(), "hangzhou-2024 --as-of 2024-12-31");
    expect(row(&rows, "new-graduates-under-35"), "verdict=not-assessable actual=");
    expect(
        row(&rows, "industrial-value-added-growth"),
        "actual=4 actual_period=2024-01/2024-06 ratio=0.8 verdict=at-risk",
    );
}

#[test]
fn explain_names_file_and_line_of_every_figure() {
    let csv = read("examples/actuals/hangzhou.csv");
    for id in [
        "new-graduates-under-35",
        "strong-base-21-projects-investment",
        "high-tech-value-added-share",
        "new-digital-highly-skilled-workers",
        "industrial-value-added-growth",
    ] {
        let shown = json(repository(), &format!("show {HANGZHOU} {id}"));
        let shown = &shown["indicator"][0];
        let mut names = vec![shown["name"].as_str().unwrap()];
        names
            .extend(shown["aliases"].as_array().unwrap().iter().filter_map(|alias| alias.as_str()));
        let text = answer(
            repository(),
            &format!("explain {HANGZHOU} {id} --as-of 2025-06-30 --width 400 -q"),
        );
        let lines: Vec<usize> = text
            .split("examples/actuals/hangzhou.csv:")
            .skip(1)
            .map(|rest| {
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                digits.parse().unwrap()
            })
            .collect();
        // No cell of the example file runs over several lines, so records are lines.
        let of_indicator =
            |line: &str| names.iter().any(|name| line.starts_with(&format!("杭州市,{name},")));
        let expected: Vec<usize> = (1..)
            .zip(csv.lines())
            .filter(|(_, line)| of_indicator(line))
            .map(|(number, _)| number)
            .collect();
        assert!(!expected.is_empty(), "{id}");
        for number in expected {
            assert!(lines.contains(&number), "{id}: line {number} is not named");
        }
    }
}

#[test]
fn nothing_published_later_is_used() {
    let early = status(repository(), "hangzhou-2024 --as-of 2024-07-15");
    assert!(early.iter().all(|row| row["published"].as_str() <= "2024-07-15"));
    assert!(early.iter().any(|row| !row["published"].is_empty()));
    let late = status(repository(), MID_2025);
    expect(row(&early, "strong-base-21-projects-investment"), "verdict=no-data");
    expect(row(&late, "strong-base-21-projects-investment"), "verdict=ahead");
    let document = json(repository(), "status hangzhou-2024 --as-of 2024-07-15");
    let mut published = Vec::new();
    texts_of(&document, "published", &mut published);
    assert!(!published.is_empty());
    assert!(published.iter().all(|date| date.as_str() <= "2024-07-15"));
}

/// Every text under a key, anywhere in the document.
fn texts_of(value: &Value, key: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(items) => {
            for (name, item) in items {
                match item.as_str() {
                    Some(text) if name == key => found.push(text.to_owned()),
                    _ => texts_of(item, key, found),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                texts_of(item, key, found);
            }
        }
        _ => {}
    }
}

#[test]
fn without_a_date_a_closed_plan_says_so() {
    let text = answer(repository(), "status hangzhou-2024 -q");
    let head = text.lines().take(6).collect::<Vec<_>>().join("\n");
    assert!(
        head.contains("Closed on 2024-12-31") && head.contains("lack their final figure"),
        "{head}"
    );
}

#[test]
fn an_installed_binary_prints_the_same_in_an_empty_folder() {
    // A link, because a copy might still be open for writing in a child of another thread when it is run.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let installed = folder.path().join("plancheck");
    fs::hard_link(PLANCHECK, &installed).unwrap();
    let empty = tempfile::tempdir().unwrap();
    for format in ["table", "csv", "json"] {
        let arguments = format!("status {MID_2025} --format {format}");
        let there = std::process::Command::new(&installed)
            .env_clear()
            .current_dir(empty.path())
            .args(arguments.split(' '))
            .output()
            .unwrap();
        let here = run(repository(), &arguments);
        assert_eq!(stdout(&there), stdout(&here), "{format}");
        assert_eq!(stderr(&there), stderr(&here), "{format}");
        assert!(there.status.success() && !there.stdout.is_empty());
    }
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn every_format_has_only_plain_numbers() {
    for command in ["status", "gap"] {
        for format in ["table", "csv", "json"] {
            let arguments = format!("{command} {MID_2025} --format {format} -q");
            scan(format, &answer(repository(), &arguments));
        }
    }
    for indicator in status(repository(), MID_2025) {
        let id = &indicator["indicator"];
        let text = answer(
            repository(),
            &format!("explain {HANGZHOU} {id} --as-of 2025-06-30 -q --width 400"),
        );
        scan("table", &text);
    }
}

// ---- Encodings and separators ----

#[test]
fn one_table_in_every_encoding_and_with_every_separator() {
    let text = read("examples/actuals/hangzhou.csv");
    let arguments = "status hangzhou-2024 --actuals hangzhou.csv --as-of 2025-06-30 --format csv";
    let mut expected: Option<String> = None;
    for separator in *b",;\t" {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for record in reader.records() {
            writer.write_record(&record.unwrap()).unwrap();
        }
        let table = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let utf_16: Vec<u8> = std::iter::once(0xfeff)
            .chain(table.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let (gb18030, _, lost) = encoding_rs::GB18030.encode(&table);
        assert!(!lost);
        for (encoding, bytes) in [
            ("UTF-8", table.clone().into_bytes()),
            ("UTF-8", [b"\xef\xbb\xbf", table.as_bytes()].concat()),
            ("GB18030", gb18030.into_owned()),
            ("UTF-16LE", utf_16),
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("hangzhou.csv"), bytes).unwrap();
            // A point before three digits is ambiguous in files with semicolons.
            let sign = if separator == b';' { " --decimal-point" } else { "" };
            let output = run(folder.path(), &format!("{arguments}{sign}"));
            let said = stderr(&output);
            assert!(output.status.success(), "{encoding} {separator}: {said}");
            let expected = expected.get_or_insert_with(|| stdout(&output));
            assert_eq!(stdout(&output), *expected, "{encoding} {separator}");
            assert_eq!(
                said.contains(&format!("read as {encoding}")),
                encoding != "UTF-8",
                "{encoding}: {said}"
            );
        }
    }
    assert_eq!(rows(&expected.unwrap()).len(), status(repository(), MID_2025).len());
}

// ---- Exactness ----

/// Keys of an indicator, the period of its plan, and figures with the expected result.
struct Exact {
    name: &'static str,
    period: &'static str,
    keys: &'static str,
    cases: &'static [(&'static [&'static str], &'static str)],
}

const EXACT: &[Exact] = &[
    Exact {
        name: "fifteen percent more than 100 is 115",
        period: "2024",
        keys: r#"unit = "亿元"
measure = "level"
target = { at_least = 115 }
baseline = { period = "2023", value = 100 }
cite = { section = "一", figure = "达115亿元" }"#,
        cases: &[
            (&["2024,115,亿元"], "verdict=achieved gap=0 progress=1 attainment=1"),
            (&["2024,114.999999999999999999999999,亿元"], "verdict=missed"),
        ],
    },
    Exact {
        name: "a growth of 15 percent",
        period: "2024",
        keys: r#"unit = "%"
measure = "rate"
target = { at_least = 15 }
cite = { section = "一", figure = "增长15%" }"#,
        cases: &[(&["2024,15.0,%"], "verdict=achieved gap=0 gap_unit=pp actual=15.0")],
    },
    Exact {
        name: "a cut of 14.5 percent from 100 is 85.5",
        period: "2024",
        keys: r#"unit = "万元"
measure = "level"
target = { at_most = 85.5 }
baseline = { period = "2023", value = 100.0 }
cite = { section = "一", figure = "降至85.5万元" }"#,
        cases: &[
            (&["2024,85.5,万元"], "verdict=achieved gap=0 progress=1 baseline=100.0"),
            (&["2024,85.5000000000000000000000001,万元"], "verdict=missed"),
        ],
    },
    Exact {
        name: "a tenth and two tenths are three tenths",
        period: "2024",
        keys: r#"unit = "亿元"
measure = "total"
target = { at_least = 0.3 }
cite = { section = "一", figure = "0.3亿元" }"#,
        cases: &[(
            &["2024H1,0.1,亿元", "2024H2,0.2,亿元"],
            "actual=0.3 verdict=achieved gap=0 attainment=1",
        )],
    },
    Exact {
        name: "three tenths are no more than three tenths",
        period: "2024",
        keys: r#"unit = "亿元"
measure = "total"
target = { more_than = 0.3 }
cite = { section = "一", figure = "0.3亿元" }"#,
        cases: &[(&["2024H1,0.1,亿元", "2024H2,0.2,亿元"], "actual=0.3 verdict=missed gap=0")],
    },
    Exact {
        name: "from 万家 to 家",
        period: "2024",
        keys: r#"unit = "家"
measure = "level"
target = { at_least = 15000 }
cite = { section = "一", figure = "15000家" }"#,
        cases: &[(&["2024,1.5,万家"], "actual=15000 verdict=achieved gap=0")],
    },
    Exact {
        name: "a target printed in 万件, figures in 件",
        period: "2024",
        keys: r#"unit = "件"
measure = "level"
target = { at_least = 155000 }
cite = { section = "一", figure = "15.5万件" }"#,
        cases: &[(&["2024,153281,件"], "actual=153281 verdict=missed gap=-1719 gap_unit=件")],
    },
    Exact {
        name: "from 件 to 万件",
        period: "2024",
        keys: r#"unit = "万件"
measure = "level"
target = { at_least = 15.5 }
cite = { section = "一", figure = "15.5万件" }"#,
        cases: &[(
            &["2024,\"153,281\",件"],
            "actual=15.3281 verdict=missed gap=-0.1719 gap_unit=万件",
        )],
    },
    Exact {
        name: "a ratio of one",
        period: "2021/2025",
        keys: r#"unit = "%"
measure = "level"
target = { at_least = 20 }
baseline = { period = "2020", value = 10 }
cite = { section = "一", figure = "20%" }"#,
        cases: &[(&["2023,16,%"], "progress=0.6 expected=0.6 ratio=1 verdict=on-track")],
    },
    Exact {
        name: "ratios on the edge of a band",
        period: "2024",
        keys: TOTAL,
        cases: &[
            (
                &["2024-01/2024-02,10,家"],
                "progress=0.1 expected=0.166667 ratio=0.6 verdict=at-risk",
            ),
            (&["2024-01/2024-02,9.9999999999999999999,家"], "verdict=off-track"),
            (&["2024-01/2024-06,55,家"], "ratio=1.1 verdict=ahead"),
            (&["2024-01/2024-06,47.5,家"], "ratio=0.95 verdict=on-track"),
        ],
    },
    Exact {
        name: "zero has no sign",
        period: "2024",
        keys: r#"unit = "%"
measure = "level"
target = { at_least = 0 }
baseline = { period = "2023", value = -5 }
cite = { section = "一", figure = "降幅收窄至0%" }"#,
        cases: &[
            (&["2024,-0,%"], "verdict=achieved gap=0 progress=1"),
            (&["2024,-0.0,%"], "verdict=achieved gap=0"),
            (&["2024,-0.0000000000000000001,%"], "verdict=missed gap=-0.0000000000000000001"),
        ],
    },
    Exact {
        // TOML integers have 64 bits, those of plancheck are unlimited: write a float with a decimal point.
        name: "numbers have no exponent",
        period: "2024",
        keys: r#"unit = "元"
measure = "total"
target = { at_least = 1000000000000000000000.0 }
cite = { section = "一", figure = "1000000000000000000000元" }"#,
        cases: &[(
            &["2024,9.99E+20,元"],
            "actual=999000000000000000000 gap=-1000000000000000000 verdict=missed",
        )],
    },
];

#[test]
fn verdicts_are_exact() {
    for Exact { name, period, keys, cases } in EXACT {
        for (figures, cells) in *cases {
            let row = judged(period, keys, figures);
            for cell in cells.split(' ') {
                let (column, value) = cell.split_once('=').unwrap();
                assert_eq!(row[column], value, "{name}, {figures:?}: {column}");
            }
        }
    }
}

// ---- Pipes, files, devices ----

#[test]
fn a_closed_pipe_ends_quietly() {
    for arguments in [
        format!("status {MID_2025}"),
        format!("status {MID_2025} --format json"),
        format!("explain {HANGZHOU} industrial-value-added-growth"),
        "list".to_owned(),
        format!("validate {HANGZHOU}"),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = plancheck(repository())
            .args(arguments.split(' '))
            .arg("-q")
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments}");
        assert_eq!(stderr(&output), "", "{arguments}");
    }
}

#[test]
fn csv_is_never_written_under_another_extension() {
    let folder =
        folder(&[("long.csv", "region,indicator,period,value,unit\n杭州市,甲,2023,1,家\n")]);
    for command in ["convert long.csv", "template hangzhou-2024"] {
        for (file, code) in
            [("a.xlsx", 2), ("a.JSON", 2), ("a.md", 2), ("a.csv", 0), ("a.txt", 0), ("a", 0)]
        {
            let output = run(folder.path(), &format!("{command} -o {file}"));
            assert_eq!(output.status.code(), Some(code), "{command} {file}");
            let path = folder.path().join(file);
            assert_eq!(path.exists(), code == 0, "{command} {file}");
            if code == 0 {
                fs::remove_file(path).unwrap();
            } else {
                assert!(stderr(&output).contains("error[no-such-format]"));
            }
        }
    }
}

#[test]
fn a_failed_run_leaves_the_old_file_alone() {
    let folder = folder(&[("out.csv", "old"), ("out.pdf", "old")]);
    for arguments in [
        "status hangzhou-2024 --actuals absent.csv -o out.csv",
        "status absent -o out.csv",
        "status hangzhou-2024 --indicator absent -o out.csv",
        "status hangzhou-2024 -o out.pdf",
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        for file in ["out.csv", "out.pdf"] {
            assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), "old");
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside");
}

#[cfg(target_os = "linux")]
#[test]
fn dev_stdout_appends_where_the_shell_does() {
    let folder = folder(&[("log.txt", "old\n")]);
    let path = folder.path().join("log.txt");
    let log = fs::OpenOptions::new().append(true).open(&path).unwrap();
    let status =
        plancheck(folder.path()).args(["list", "-o", "/dev/stdout"]).stdout(log).status().unwrap();
    assert!(status.success());
    assert!(fs::read_to_string(&path).unwrap().starts_with("old\n"));
}

/// `--plans-dir` is in the transcript of usage errors.
#[test]
fn the_plans_folder_named_in_the_environment_must_exist() {
    let output = plancheck(repository())
        .env("PLANCHECK_PLANS", "README.md")
        .args(["status", "hangzhou-2024", "-q"])
        .output()
        .unwrap();
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    let said = stderr(&output);
    assert!(said.starts_with("error[no-plan-folder]"), "{said}");
    assert!(said.contains("PLANCHECK_PLANS") && said.contains("README.md"), "{said}");
}

// ---- Actuals, filters ----

#[test]
fn actuals_from_a_file_a_folder_standard_input_and_several() {
    let folder = folder(&[("city.toml", &plan("2024", TOTAL))]);
    let (first, second) = (actuals(&["2024H1,40,家"]), actuals(&["2024H2,50,家"]));
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data/a.csv"), &first).unwrap();
    fs::write(folder.path().join("data/b.csv"), &second).unwrap();
    fs::write(folder.path().join("data/notes.md"), "no actuals").unwrap();
    let one = |arguments: &str| {
        let rows = status(folder.path(), &format!("city.toml --as-of 2025-06-30 {arguments}"));
        row(&rows, "x").clone()
    };
    expect(&one("--actuals data/a.csv"), "actual=40");
    for both in [
        "--actuals data",
        "--actuals data/a.csv --actuals data/b.csv",
        "--actuals data/b.csv --actuals data",
    ] {
        expect(&one(both), "actual=90 gap=-10 verdict=missed");
    }
    let asked =
        "status city.toml --as-of 2025-06-30 --format csv -q --actuals - --actuals data/b.csv";
    let output = fed(plancheck(folder.path()).args(asked.split(' ')), first.as_bytes());
    expect(row(&rows(&stdout(&output)), "x"), "actual=90");
}

#[test]
fn regions_indicators_and_verdicts_are_selected() {
    let figures = "region,indicator,period,value,unit\n测试市,测试指标,2024,90,家\n宁波市,测试指标,2024,120,家\n";
    let folder = folder(&[("city.toml", &plan("2024", TOTAL)), ("city.csv", figures)]);
    let at = "city.toml --as-of 2025-06-30";
    expect(row(&status(folder.path(), at), "x"), "actual=90 region=测试市");
    for region in ["宁波市", "宁波"] {
        let rows = status(folder.path(), &format!("{at} --region {region}"));
        expect(row(&rows, "x"), "actual=120 verdict=achieved");
        assert_eq!(row(&rows, "x")["region"], region);
    }
    let chosen = status(repository(), &format!("{MID_2025} --indicator *-investment*"));
    assert!(!chosen.is_empty());
    assert!(chosen.iter().all(|row| row["indicator"].contains("-investment")));
    let chosen =
        status(repository(), &format!("{MID_2025} --verdict missed,ahead --verdict no-data"));
    assert!(chosen.iter().any(|row| row["verdict"] == "ahead"));
    assert!(
        chosen.iter().all(|row| ["missed", "ahead", "no-data"].contains(&row["verdict"].as_str()))
    );
    let none =
        answer(repository(), &format!("status {MID_2025} --verdict regressing --format csv -q"));
    assert_eq!(none.trim_end(), COLUMNS);
}

// ---- Terminals ----

#[test]
fn with_ascii_only_names_are_beyond_ascii() {
    let level = "unit = \"%\"\nname_en = \"Share\"\nmeasure = \"level\"\ntarget = { at_least = 20 }\n\
                 baseline = { period = \"2020\", value = 10 }\n\
                 cite = { section = \"I\", figure = \"20%\" }";
    let plan =
        plan("2021/2025", level).replace("测试市", "Testham").replace("测试规划", "Test plan");
    let figures = actuals(&["2022,9,%", "2021,11,%"]).replace("测试市", "Testham");
    let folder = folder(&[("city.toml", &plan), ("city.csv", &figures)]);
    let commands = [
        "status city.toml",
        "gap city.toml",
        "explain city.toml x",
        "status absent.toml",
        "status city.toml --region Testhim",
    ];
    for command in commands {
        let arguments = format!("{command} --as-of 2024-06-30 --ascii");
        let output = run(folder.path(), &arguments);
        for text in [stdout(&output), stderr(&output)] {
            let text = text.replace("测试指标", "");
            assert!(text.is_ascii(), "{arguments}: {text}");
        }
    }
}

#[test]
fn no_line_is_wider_than_requested() {
    for width in [40, 60, 80, 120] {
        for lang in ["en", "zh"] {
            for command in ["status", "gap"] {
                let text = answer(
                    repository(),
                    &format!("{command} {MID_2025} -q --width {width} --lang {lang} --all"),
                );
                for line in text.lines() {
                    let columns = unicode_width::UnicodeWidthStr::width(line);
                    assert!(columns <= width, "{columns} > {width}: {line}");
                }
            }
        }
    }
}

#[test]
fn the_language_is_that_of_the_option_or_the_locale() {
    let asked = format!("status --long {MID_2025} -q");
    let english = answer(repository(), &asked);
    assert!(english.contains("Verdict") && !english.contains("评估"));
    let chinese = answer(repository(), &format!("{asked} --lang zh"));
    assert!(chinese.contains("评估") && !chinese.contains("Verdict"));
    for (variable, value) in
        [("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.GB18030"), ("LC_MESSAGES", "zh_TW.UTF-8")]
    {
        let output =
            plancheck(repository()).env(variable, value).args(asked.split(' ')).output().unwrap();
        assert_eq!(stdout(&output), chinese, "{variable}={value}");
    }
    let asked = format!("{asked} --format csv");
    let output =
        plancheck(repository()).env("LANG", "zh_CN.UTF-8").args(asked.split(' ')).output().unwrap();
    let english = answer(repository(), &asked);
    assert_eq!(stdout(&output), english, "ids and columns are never translated");
}

#[test]
fn colour_is_for_terminals_unless_forced() {
    let plain = answer(repository(), &format!("status {MID_2025} -q"));
    assert!(!plain.contains('\u{1b}'), "not a terminal");
    let always = answer(repository(), &format!("status {MID_2025} -q --color always"));
    assert!(always.contains("\u{1b}["));
    let stripped = anstream::adapter::strip_str(&always).to_string();
    // A coloured word is padded inside its colour, which cannot be seen.
    let trimmed: Vec<_> = stripped.lines().map(str::trim_end).collect();
    let expected: Vec<_> = plain.lines().collect();
    assert_eq!(trimmed, expected, "colour changes nothing but colour");
    for (variable, value) in [("NO_COLOR", "1"), ("COLUMNS", "80"), ("TERM", "xterm-256color")] {
        let output = plancheck(repository())
            .env(variable, value)
            .args(format!("status {MID_2025} -q").split(' '))
            .output()
            .unwrap();
        assert_eq!(stdout(&output), plain, "{variable}");
    }
    for format in ["csv", "json"] {
        let text =
            answer(repository(), &format!("status {MID_2025} -q --color always --format {format}"));
        assert!(!text.contains('\u{1b}'), "{format} has no colour");
    }
    let said = stderr(&run(repository(), "status absent"));
    assert!(!said.contains('\u{1b}'));
}

// ---- Hostile input ----

/// Characters that a terminal may interpret: escape, bell, C1, and those that change the direction of text.
const HOSTILE: [char; 11] = [
    '\u{1b}', '\u{7}', '\u{7f}', '\u{9b}', '\u{85}', '\u{61c}', '\u{2028}', '\u{2029}', '\u{202e}',
    '\u{2066}', '\u{200f}',
];

#[test]
fn control_characters_never_reach_the_terminal() {
    let hostile: String = HOSTILE.iter().collect();
    let figures = format!(
        "region,indicator,period,value,unit,published,quality,source,note\n\
         测试市,测试指标,2024,90,家,,,S{hostile}S,N{hostile}N\n\
         测试市,测试指标{hostile}甲,2024,90,家,,,,\n\
         测{hostile}试市,测试指标,2024,90,家,,,,\n"
    );
    let broken = format!(
        "region,indicator,period,value,unit,published,quality,source,note\n\
         测试市,测试指标,20{hostile}24,9{hostile}0,家{hostile},x{hostile},y{hostile},,\n"
    );
    let header = format!("region,indicator,per{hostile}iod,value,unit\n");
    let folder = folder(&[
        ("city.toml", &plan("2024", TOTAL)),
        ("city.csv", &figures),
        ("broken.csv", &broken),
        ("header.csv", &header),
    ]);
    let named = format!("na{hostile}me.csv");
    fs::write(folder.path().join(&named), &figures).unwrap();
    let runs: &[&[&str]] = &[
        &["status", "city.toml", "--unmatched"],
        &["status", "city.toml", "--format", "csv"],
        &["explain", "city.toml", "x"],
        &["explain", "city.toml", "x", "--format", "csv"],
        &["gap", "city.toml"],
        &["status", "city.toml", "--actuals", "broken.csv"],
        &["status", "city.toml", "--actuals", "header.csv"],
        &["status", "city.toml", "--actuals", &named],
        &["explain", "city.toml", "x", "--actuals", &named],
        &["status", "city.toml", "--region", &hostile],
        &["status", "city.toml", "--region", &hostile, "--format", "csv"],
        &["status", "city.toml", "--encoding", &hostile],
        &["status", "city.toml", "--indicator", &hostile],
        &["explain", "city.toml", &hostile],
        &["status", &hostile],
        &["status", &named],
        &["status", "city.toml", "-o", &hostile],
        &["status", "city.toml", "--actuals", &hostile],
    ];
    for arguments in runs {
        let output = plancheck(folder.path()).args(*arguments).output().unwrap();
        for text in [stdout(&output), stderr(&output)] {
            for character in HOSTILE {
                assert!(!text.contains(character), "{arguments:?} lets {character:?} through");
            }
        }
    }
}

#[test]
fn control_characters_in_json_are_escaped() {
    let hostile: String = HOSTILE.iter().collect();
    let figures =
        format!("region,indicator,period,value,unit,note\n测试市,测试指标,2024,90,家,{hostile}\n");
    let folder = folder(&[("city.toml", &plan("2024", TOTAL)), ("city.csv", &figures)]);
    for command in ["status city.toml", "explain city.toml x"] {
        let text = answer(folder.path(), &format!("{command} --format json"));
        for character in HOSTILE {
            assert!(!text.contains(character), "{command} lets {character:?} through");
        }
    }
}

#[test]
fn control_characters_in_a_plan_are_errors() {
    for character in ["\\u001B", "\\u0007", "\\u009B", "\\u202E", "\\u2066", "\u{202e}", "\\u007F"]
    {
        let total = format!(
            "unit = \"家\"\nmeasure = \"total\"\ntarget = {{ at_least = 100 }}\nnote = \"{character}\"\n\
             cite = {{ section = \"一\", figure = \"100家\" }}"
        );
        let folder = folder(&[("city.toml", &plan("2024", &total)), ("city.csv", "")]);
        let output = run(folder.path(), "status city.toml");
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{character}");
        assert!(
            said.contains("error[control-character]") && said.contains("city.toml:14:8"),
            "{said}"
        );
        assert!(!said.contains(HOSTILE), "{said}");
    }
}

// ---- validate ----

#[test]
fn validate_has_its_own_exit_codes() {
    assert_eq!(run(repository(), "validate hangzhou-2024").status.code(), Some(0));
    let broken = "tests/cmd/plans/several.in/many.toml";
    let output = run(repository(), &format!("validate {broken}"));
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("error[bad-id]"), "the problems are the result");
    assert_eq!(stderr(&output), "");
    let warned = run(repository(), "validate tests/cmd/plans/values.in/outer-space.toml");
    assert_eq!(warned.status.code(), Some(0), "a warning is no error");
    assert_eq!(run(repository(), "validate absent.toml").status.code(), Some(2));

    let output = run(repository(), &format!("validate absent.toml {broken} {HANGZHOU}"));
    assert_eq!(output.status.code(), Some(2));
    for said in ["error[file-unreadable]", "error[bad-id]", HANGZHOU] {
        assert!(stdout(&output).contains(said), "the others are said too: {said}");
    }

    let output = run(repository(), &format!("validate {broken} {HANGZHOU} --format csv"));
    assert_eq!(output.status.code(), Some(1));
    let problems = rows(&stdout(&output));
    assert_eq!(problems.len(), 8);
    for problem in &problems {
        expect(problem, &format!("file={broken} severity=error"));
        assert!(problem["line"].parse::<u32>().unwrap() > 0);
        assert!(problem["column"].parse::<u32>().unwrap() > 0);
        assert!(!problem["help"].is_empty() && !problem["message"].is_empty());
    }
    let output = run(repository(), &format!("validate {broken} {HANGZHOU} --format json"));
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(document["schema"], "plancheck.validate/v1");
    assert_eq!(document["plans"][0]["errors"], 8);
    assert_eq!(document["plans"][1]["errors"], 0);
}

#[test]
fn validate_checks_the_catalogue_beside_the_plans() {
    let concept = |id: &str, alias: &str| {
        format!(
            "[[concept]]\nid = \"{id}\"\nname = \"指标{id}\"\nunit = \"件\"\naliases = [\"{alias}\"]\n"
        )
    };
    let city = plan(
        "2024",
        "unit = \"件\"\nmeasure = \"total\"\ntarget = { at_least = 5 }\n\
         cite = { section = \"一\", figure = \"5件\" }",
    );
    let catalog = concept("x", "甲") + &concept("y", "乙");
    let good = folder(&[("city.toml", &city), ("catalog.toml", &catalog)]);
    let output = run(good.path(), "validate --plans-dir . --format json");
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(document["catalogs"][0]["concepts"], 2);
    assert_eq!(document["catalogs"][0]["errors"], 0);
    let all = stdout(&run(good.path(), "validate --all --plans-dir ."));
    assert!(all.contains("./catalog.toml: 2 concepts, no errors, no warnings"), "{all}");
    // A catalogue without errors is not listed for a single plan.
    let one = stdout(&run(good.path(), "validate city.toml"));
    assert!(!one.contains("catalog"), "{one}");

    let catalog = concept("x", "甲") + &concept("y", "甲");
    let clash = folder(&[("city.toml", &city), ("catalog.toml", &catalog)]);
    let output = run(clash.path(), "validate city.toml");
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("error[name-of-two-concepts]"));

    // Not TOML, so it is unknown what it would have supplied.
    let broken = folder(&[
        ("city.toml", &city.replace("unit = \"件\"\n", "")),
        ("catalog.toml", "[[concept]\n"),
    ]);
    let output = run(broken.path(), "validate city.toml");
    assert_eq!(output.status.code(), Some(1));
    let said = stdout(&output);
    assert!(said.contains("error[plan-syntax]") && !said.contains("missing-key"), "{said}");
    assert_eq!(run(broken.path(), "show city.toml").status.code(), Some(2));
}

#[test]
fn the_json_of_one_indicator_names_its_schema() {
    let document = json(repository(), "show hangzhou-2024 rd-intensity");
    assert_eq!(document["schema"], "plancheck.plan/v1");
    assert_eq!(document["id"], "hangzhou-2024");
    let indicators = document["indicator"].as_array().unwrap();
    assert_eq!(indicators.len(), 1);
    assert_eq!(indicators[0]["id"], "rd-intensity");
}

/// The transcript of usage errors has messages and exit codes; this test checks to which stream they go.
#[test]
fn a_usage_error_leaves_standard_output_empty() {
    let transcript = read("tests/cmd/usage.trycmd");
    let mut slips = 0;
    for line in transcript.lines().filter_map(|line| line.strip_prefix("$ plancheck ")) {
        if line.starts_with("convert heads.csv") {
            continue; // it names a file of the transcript's own folder
        }
        let (code, text, said) = ran(repository(), line);
        if code == 2 {
            assert!(text.is_empty() && !said.is_empty(), "{line}: {text}{said}");
            slips += 1;
        }
    }
    assert!(slips > 20, "{slips} slips");
}

#[test]
fn only_the_plan_in_question_is_read() {
    let folder = folder(&[("city.csv", &actuals(&["2024,90,家"]))]);
    let plans = folder.path().join("plans");
    fs::create_dir(&plans).unwrap();
    let city = plan("2024", TOTAL).replace("city.csv", "../city.csv");
    fs::write(plans.join("city.toml"), &city).unwrap();
    let alone = run(folder.path(), "status city --as-of 2025-06-30");
    assert_eq!(alone.status.code(), Some(0), "{}", stderr(&alone));
    // Not a plan with errors, a file that is not text, or a plan whose actuals are missing.
    let absent = city.replace("\"city\"", "\"absent\"").replace("../city.csv", "nowhere.csv");
    fs::write(plans.join("absent.toml"), absent).unwrap();
    fs::write(plans.join("broken.toml"), "[plan\nid = ").unwrap();
    fs::write(plans.join("bytes.toml"), b"\xff\xfe\x00\xd8").unwrap();
    let beside = run(folder.path(), "status city --as-of 2025-06-30");
    assert_eq!(beside, alone);
    for other in ["absent", "broken", "bytes"] {
        let asked_for = run(folder.path(), &format!("status {other}"));
        assert_eq!(asked_for.status.code(), Some(2), "{other}");
    }
}

#[test]
fn plans_are_found_where_the_user_says() {
    let folder = folder(&[]);
    for (name, title) in [("flag", "flag"), ("variable", "variable"), ("plans", "nearest")] {
        let home = folder.path().join(name);
        fs::create_dir(&home).unwrap();
        fs::write(home.join("city.toml"), plan("2024", TOTAL).replace("测试规划", title)).unwrap();
        fs::write(home.join("city.csv"), actuals(&["2024,90,家"])).unwrap();
    }
    let deep = folder.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    let title = |flag: &[&str], variable: &str| {
        let output = plancheck(&deep)
            .env("PLANCHECK_PLANS", variable)
            .args(["status", "city", "--as-of", "2025-06-30"])
            .args(flag)
            .output()
            .unwrap();
        stdout(&output).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(title(&["--plans-dir", "../../flag"], "../../variable"), "city — flag");
    assert_eq!(title(&[], "../../variable"), "city — variable");
    assert_eq!(title(&[], ""), "city — nearest");
    assert!(Path::new("plans").join("hangzhou-2024.toml").exists());
}

#[test]
fn a_shipped_plan_is_exported_to_be_changed() {
    let folder = folder(&[]);
    let shipped = stdout(&run(folder.path(), &format!("status {MID_2025} --format csv")));
    let written = run(folder.path(), "export hangzhou-2024 work");
    assert_eq!(
        stdout(&written),
        "work/plans/hangzhou-2024.toml\nwork/plans/catalog.toml\nwork/examples/actuals/hangzhou.csv\n\
         work/examples/actuals/national.csv\n"
    );
    let exported = "status work/plans/hangzhou-2024.toml --as-of 2025-06-30 --format csv";
    assert_eq!(stdout(&run(folder.path(), exported)), shipped);
    // What was changed is not replaced.
    let again = run(folder.path(), "export hangzhou-2024 work");
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("file-exists"), "{}", stderr(&again));
    let shown = stdout(&run(folder.path(), "show hangzhou-2024 --format toml"));
    assert_eq!(shown, read("plans/hangzhou-2024.toml"));
    let part = run(folder.path(), "show hangzhou-2024 34 --format toml");
    assert_eq!(part.status.code(), Some(2));
    fs::write(folder.path().join("city.toml"), plan("2024", TOTAL)).unwrap();
    let own = run(folder.path(), "export city.toml work");
    assert!(stderr(&own).contains("not-shipped"), "{}", stderr(&own));
}

#[test]
fn help_and_usage_errors_are_in_the_language_of_the_system_or_of_the_user() {
    let folder = folder(&[]);
    for (name, value, arguments) in [
        ("LANG", "zh_CN.UTF-8", "status"),
        ("PLANCHECK_LANG", "zh", "status"),
        ("PLANCHECK_LANG", "中文", "status"),
        ("LANG", "C", "status --lang zh"),
        ("LANG", "zh_CN.UTF-8", "status --lang=zh"),
    ] {
        let ran = |more: &str| {
            let line = format!("{arguments} {more}");
            let words: Vec<&str> = line.split_whitespace().collect();
            plancheck(folder.path()).env(name, value).args(words).output().unwrap()
        };
        let help = ran("--help");
        assert_eq!(help.status.code(), Some(0));
        let help = stdout(&help);
        assert!(help.contains("用法：plancheck status [选项] <PLAN>..."), "{name}: {help}");
        assert!(help.contains("示例：\n  plancheck status hangzhou-2024"), "{help}");
        let usage = ran("--sort");
        assert_eq!(usage.status.code(), Some(2));
        assert!(stderr(&usage).starts_with("错误[missing-value]"), "{}", stderr(&usage));
    }
    let mut english = plancheck(folder.path());
    english.env("LANG", "zh_CN.UTF-8");
    let english = english.args(["help", "status", "--lang", "en"]).output().unwrap();
    assert!(stdout(&english).contains("Usage: plancheck status"), "{}", stdout(&english));
}

/// Each command has only its own formats, in its help and in its errors.
#[test]
fn commands_take_their_own_formats_only() {
    let folder = folder(&[]);
    for (command, own) in
        [("status", ""), ("report", "html"), ("check", "junit, github"), ("validate", "sarif")]
    {
        let help = stdout(&run(folder.path(), &format!("{command} -h")));
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let list = help.split("[possible values: table, ").nth(1).unwrap();
        let list = list.split(']').next().unwrap();
        let all = "csv, csv-excel, tsv, json, jsonl, markdown, xlsx";
        let all = if own.is_empty() { all.to_owned() } else { format!("{all}, {own}") };
        assert_eq!(list, all, "{command}");
    }
    let other = run(folder.path(), "status hangzhou-2024 --format junit");
    assert!(stderr(&other).contains("`plancheck check` writes junit"), "{}", stderr(&other));
}
