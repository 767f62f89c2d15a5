//! `check` through the binary: one exit code in every format, and the formats that only machines read.

use std::fs;

use serde_json::Value;

use crate::support::{self, plancheck, ran as run, stderr, stdout};

const FORMATS: [&str; 9] =
    ["table", "csv", "csv-excel", "tsv", "json", "jsonl", "markdown", "junit", "github"];

/// An invented plan: one target, and a series that always has a row, so that something matches.
const PLAN: &str = r#"
[plan]
id = "made-2025"
title = "测试用规划"
region = "测试市"
period = "2021/2025"
actuals = ["made.csv"]

[[indicator]]
id = "labs"
name = "实验室"
unit = "家"
measure = "level"
target = { at_least = 100 }
baseline = { period = "2020", value = 0 }
cite = { section = "一", figure = "实验室100家" }

[[series]]
id = "people"
name = "常住人口"
unit = "万人"
"#;

const ANCHOR: &str =
    "region,indicator,period,value,unit,published\n测试市,常住人口,2023,1,万人,2024-01-15\n";

/// A state of the actuals: its name, the rows, the verdict, and whether there is a warning.
const STATES: [(&str, &[&str], &str, bool); 10] = [
    ("ahead", &["实验室,2023,70,家"], "ahead", false),
    ("achieved", &["实验室,2023,110,家"], "achieved", false),
    ("on-track", &["实验室,2023,60,家"], "on-track", false),
    ("at-risk", &["实验室,2023,40,家"], "at-risk", false),
    ("off-track", &["实验室,2023,20,家"], "off-track", false),
    ("regressing", &["实验室,2023,-1,家"], "regressing", false),
    ("missed", &["实验室,2025,99,家"], "missed", false),
    ("not-assessable", &["实验室,2019,9,家"], "not-assessable", false),
    ("no-data", &[], "no-data", false),
    ("conflict", &["实验室,2023,60,家", "实验室,2023,61,家"], "on-track", true),
];

/// The arguments, and the words that fail.
const POLICIES: [(&str, &[&str]); 8] = [
    ("", &["missed", "off-track", "regressing"]),
    ("--fail-on none", &[]),
    ("--fail-on warning", &["warning"]),
    ("--fail-on no-data", &["no-data"]),
    ("--fail-on not-assessable,at-risk", &["not-assessable", "at-risk"]),
    ("--fail-on regressing --fail-on missed", &["regressing", "missed"]),
    ("--fail-on achieved,ahead,on-track", &["achieved", "ahead", "on-track"]),
    (
        "--fail-on achieved,ahead,on-track,at-risk,off-track,regressing,missed,not-assessable,no-data,warning",
        &[
            "achieved",
            "ahead",
            "on-track",
            "at-risk",
            "off-track",
            "regressing",
            "missed",
            "not-assessable",
            "no-data",
            "warning",
        ],
    ),
];

/// A folder with the plan and rows of the actuals.
fn folder(rows: &[&str]) -> tempfile::TempDir {
    let rows = rows.iter().map(|row| format!("测试市,{row},2026-01-15\n"));
    let figures = ANCHOR.to_owned() + &rows.collect::<String>();
    support::folder(&[("made-2025.toml", PLAN), ("made.csv", &figures)])
}

/// Plan state × policy × format → exit code.
#[test]
fn one_policy_has_one_exit_code_in_every_format() {
    for (state, rows, verdict, warns) in STATES {
        let folder = folder(rows);
        for (typed, fails_on) in POLICIES {
            let fails = fails_on.contains(&verdict) || (warns && fails_on.contains(&"warning"));
            if !fails && matches!(verdict, "not-assessable" | "no-data") {
                // Compares nothing: see `a_check_that_compared_nothing_has_not_passed`.
                continue;
            }
            for format in FORMATS {
                let arguments =
                    format!("check made-2025.toml --as-of 2026-06-30 --format {format} {typed}");
                let (code, answer, said) = run(folder.path(), arguments.trim_end());
                assert_eq!(code, i32::from(fails), "{state}: {arguments}\n{answer}{said}");
                assert!(!answer.is_empty(), "{state}: {arguments}");
                assert_eq!(said.is_empty(), !warns, "{state}: {arguments}\n{said}");
            }
        }
    }
}

/// A check that compared nothing has not passed: rows match, but no figure known on the day meets a target.
#[test]
fn a_check_that_compared_nothing_has_not_passed() {
    let after = "2026-06-30";
    let cases: [(&str, &[&str], &str); 5] = [
        ("no row of the indicator", &[], after),
        ("empty cells", &["实验室,2023,,家", "实验室,2025,NA,家"], after),
        ("published later", &["实验室,2023,70,家"], "2024-03-01"),
        ("before the plan", &["实验室,2019,9,家"], after),
        ("at the baseline", &["实验室,2020,0,家"], after),
    ];
    for (name, rows, as_of) in cases {
        let folder = folder(rows);
        for format in FORMATS {
            for (lang, said) in
                [("en", "error[nothing-to-check]"), ("zh", "错误[nothing-to-check]")]
            {
                let arguments =
                    format!("check made-2025.toml --as-of {as_of} --format {format} --lang {lang}");
                let (code, answer, error) = run(folder.path(), &arguments);
                assert_eq!(code, 2, "{name}: {arguments}\n{answer}{error}");
                assert!(answer.is_empty(), "{name}: {arguments}\n{answer}");
                assert!(error.contains(said), "{name}: {arguments}\n{error}");
            }
        }
        // Beside a plan that was compared as well.
        let other = PLAN.replace("made-2025", "other-2025").replace("实验室", "奖项");
        fs::write(folder.path().join("other-2025.toml"), other).unwrap();
        for (value, expected) in [(60, 2), (1, 1)] {
            let rows = rows.iter().map(|row| format!("测试市,{row},2026-01-15\n"));
            let prizes = format!("测试市,奖项,2023,{value},家,2024-01-15\n");
            let figures = ANCHOR.to_owned() + &rows.collect::<String>() + &prizes;
            fs::write(folder.path().join("made.csv"), figures).unwrap();
            let both = format!("check made-2025.toml other-2025.toml --as-of {as_of} -q");
            assert_eq!(run(folder.path(), &both).0, expected, "{name}: {value}");
        }
        // What the policy names fails as always.
        let named = format!(
            "check made-2025.toml --as-of {as_of} --fail-on no-data,not-assessable --format csv"
        );
        assert_eq!(run(folder.path(), &named).0, 1, "{name}");
    }
}

/// A check that cannot run exits with 2 in every format, gives the reason, and prints nothing that looks like a result.
#[test]
fn a_check_that_cannot_run_is_an_error_in_every_format() {
    let broken = PLAN.replace("at_least = 100", "at_leest = 100");
    let cases: [(&str, &str, &str); 7] = [
        ("", "check absent-2025 --as-of 2026-06-30", "unknown-plan"),
        ("", "check absent.toml --as-of 2026-06-30", "file-unreadable"),
        (&broken, "check made-2025.toml --as-of 2026-06-30", "unknown-key"),
        ("", "check made-2025.toml --actuals absent.csv --as-of 2026-06-30", "file-unreadable"),
        ("", "check made-2025.toml --region 别市 --as-of 2026-06-30", "no-matching-row"),
        ("", "check made-2025.toml --indicator nothing-* --as-of 2026-06-30", "no-indicator-fits"),
        ("", "check made-2025.toml --fail-on none,warning --as-of 2026-06-30", "fail-on-none"),
    ];
    for (plan, arguments, code) in cases {
        let folder = folder(&["实验室,2023,60,家"]);
        if !plan.is_empty() {
            fs::write(folder.path().join("made-2025.toml"), plan).unwrap();
        }
        for format in FORMATS {
            let summary = folder.path().join("summary.md");
            let output = plancheck(folder.path())
                .args(arguments.split(' '))
                .args(["--format", format])
                .env("GITHUB_STEP_SUMMARY", &summary)
                .output()
                .unwrap();
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{arguments}: {said}");
            assert!(output.stdout.is_empty(), "{arguments}");
            assert!(said.contains(&format!("error[{code}]")), "{arguments}: {said}");
            assert!(!summary.exists(), "{arguments}");
        }
    }
}

/// Of several plans, one that fails is enough, and each has its part of the output.
#[test]
fn several_plans_are_one_check() {
    let folder = folder(&["实验室,2023,60,家", "奖项,2023,1,项"]);
    let other = PLAN
        .replace("made-2025", "other-2025")
        .replace("\"labs\"", "\"prizes\"")
        .replace("实验室", "奖项")
        .replace('家', "项");
    fs::write(folder.path().join("other-2025.toml"), other).unwrap();
    let both = "check made-2025.toml other-2025.toml made-2025.toml --as-of 2026-06-30 -q";
    let (code, json, _) = run(folder.path(), &format!("{both} --format json"));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, json["met"].as_bool()), (1, Some(false)));
    let plans = json["plans"].as_array().unwrap();
    let met: Vec<_> = plans
        .iter()
        .map(|plan| (plan["plan"].as_str().unwrap(), plan["met"].as_bool().unwrap()))
        .collect();
    assert_eq!(met, [("made-2025", true), ("other-2025", false)]);
    let (_, junit, _) = run(folder.path(), &format!("{both} --format junit"));
    assert_eq!(junit.matches("<testsuite ").count(), 2);
    // Only the plan that has the indicator is checked.
    let (code, junit, _) = run(folder.path(), &format!("{both} --format junit --indicator labs"));
    assert_eq!((code, junit.matches("<testsuite ").count()), (0, 1));
}

/// The step summary is appended to that of other steps, in any format; if it cannot be written, that is an error.
#[test]
fn the_step_summary_is_appended() {
    let folder = folder(&["实验室,2023,20,家"]);
    let file = folder.path().join("summary.md");
    fs::write(&file, "before\n").unwrap();
    for format in FORMATS {
        let output = plancheck(folder.path())
            .args(["check", "made-2025.toml", "--as-of", "2026-06-30", "--format", format])
            .env("GITHUB_STEP_SUMMARY", &file)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(!stdout(&output).contains("# ❌"), "{format}");
    }
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("before\n# ❌ Policy not met"), "{text}");
    assert_eq!(text.matches("# ❌").count(), FORMATS.len());
    let row = "| 实验室 | ≥ 100 家 | 20<br>2023 | −80 家 | off-track";
    assert!(text.contains(row), "{text}");

    let output = plancheck(folder.path())
        .args(["check", "made-2025.toml", "--as-of", "2026-06-30"])
        .env("GITHUB_STEP_SUMMARY", folder.path().join("absent/summary.md"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error[cannot-write]"));
    assert_eq!(stdout(&output), "");
}

/// `plancheck check … | head`: a closed pipe does not change the exit code.
#[cfg(unix)]
#[test]
fn a_closed_pipe_does_not_hide_what_fails() {
    let folder = folder(&["实验室,2023,20,家"]);
    for format in FORMATS {
        for (fail_on, code) in [("off-track", 1), ("none", 0)] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let output = plancheck(folder.path())
                .args(["check", "made-2025.toml", "--as-of", "2026-06-30", "-q"])
                .args(["--fail-on", fail_on, "--format", format])
                .stdout(writer)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(code), "{format} {fail_on}");
            assert_eq!(stderr(&output), "", "{format} {fail_on}");
        }
    }
}

/// With `%`, `:` and `,` in plan and path, the annotation decodes to the text and line in the file.
#[cfg(unix)]
#[test]
fn annotations_decode_to_the_original() {
    let top = tempfile::tempdir().unwrap();
    let below = top.path().join("a,b: 100%");
    fs::create_dir(&below).unwrap();
    let plan = PLAN.replace("name = \"实验室\"", "name = \"100%: 甲, 乙\"");
    fs::write(below.join("made-2025.toml"), &plan).unwrap();
    let rows = format!("{ANCHOR}测试市,\"100%: 甲, 乙\",2023,20,家,2024-01-15\n");
    fs::write(below.join("made.csv"), rows).unwrap();
    // From a folder below the root of the repository.
    let output = plancheck(&below)
        .args(["check", "made-2025.toml", "--as-of", "2024-06-30", "--format", "github"])
        .env("GITHUB_WORKSPACE", fs::canonicalize(top.path()).unwrap())
        .output()
        .unwrap();
    let text = stdout(&output);
    let first = text.lines().next().unwrap();
    let (properties, message) = first.strip_prefix("::error ").unwrap().split_once("::").unwrap();
    let unescape = |text: &str| {
        text.replace("%0A", "\n")
            .replace("%0D", "\r")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
    };
    let read: Vec<(String, String)> = properties
        .split(',')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(key, value)| (key.to_owned(), unescape(value)))
        .collect();
    let line = 1 + plan.lines().position(|line| line == "[[indicator]]").unwrap();
    let expected = [
        ("file", "a,b: 100%/made-2025.toml".to_owned()),
        ("line", line.to_string()),
        ("title", "made-2025: 100%: 甲, 乙".to_owned()),
    ];
    assert_eq!(read, expected.map(|(key, value)| (key.to_owned(), value)));
    assert!(
        unescape(message).starts_with("Verdict: off-track; Actual: 20 家, 2023; "),
        "{message}"
    );
}

/// A built-in plan has no file to annotate.
#[test]
fn a_built_in_plan_is_annotated_without_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (code, text, _) =
        run(folder.path(), "check hangzhou-2024 --as-of 2025-06-30 -q --format github");
    assert_eq!(code, 1);
    let errors: Vec<&str> = text.lines().filter(|line| line.starts_with("::error ")).collect();
    assert!(
        !errors.is_empty() && errors.iter().all(|line| line.starts_with("::error title=")),
        "{text}"
    );
}

/// Control characters in a file reach neither the XML nor the terminal.
#[test]
fn no_control_character_reaches_a_report() {
    let folder =
        folder(&["实验室,2023,60,家", "实验室\u{1b},2023,61,家", "\u{fffe}实验室,2023,61,家"]);
    for format in FORMATS {
        let (_, text, _) = run(
            folder.path(),
            &format!(
                "check made-2025.toml --as-of 2026-06-30 --fail-on warning,no-data --format {format}"
            ),
        );
        let bad = text.chars().find(|it| {
            let layout = matches!(it, '\n' | '\r') || (format == "tsv" && *it == '\t');
            (it.is_control() && !layout) || (format == "junit" && *it == '\u{fffe}')
        });
        assert_eq!(bad, None, "{format}: {text}");
    }
    let (code, junit, said) = run(
        folder.path(),
        "check made-2025.toml --as-of 2026-06-30 --fail-on warning --format junit",
    );
    assert!(said.contains("near-name"), "{said}");
    assert_eq!(code, 1, "{junit}");
    let mut reader = quick_xml::Reader::from_str(&junit);
    let mut failures = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "failure" => {
                failures += 1;
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(failures, 1, "{junit}");
}

/// The file extension selects the format, and the file is written even if the policy is not met.
#[test]
fn the_file_extension_selects_the_format() {
    let folder = folder(&["实验室,2023,20,家"]);
    for (file, start) in [
        ("out.xml", "<?xml "),
        ("out.json", "{\n  \"schema\": \"plancheck.check/v1\""),
        ("out.csv", "plan,region,indicator,"),
        ("out.txt", "made-2025 "),
        ("out.md", "# made-2025"),
        ("out.jsonl", "{\"plan\":\"made-2025\""),
    ] {
        let (code, answer, said) =
            run(folder.path(), &format!("check made-2025.toml --as-of 2026-06-30 -o {file}"));
        assert_eq!((code, answer.as_str()), (1, ""), "{said}");
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.starts_with(start), "{file}: {text}");
    }
}
