//! Every code has words in both languages, and its example triggers it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::Cursor;

use super::{Family, all};
use crate::diag::{AUDIT_CODES, DATA_CODES, PLAN_CODES, RUN_CODES};
use crate::lang::Lang;
use crate::load::actuals_csv::{Input, Options, read_actuals};
use crate::load::builtin::CATALOG;
use crate::load::catalog::load_catalog;
use crate::load::plan_toml::load_plan;

/// Codes whose example is not run, and why.
const NOT_RUN: [(&str, &str); 28] = [
    ("plan-truncated", "bytes"),
    ("plan-encoding", "bytes"),
    ("actuals-unreadable", "a command"),
    ("empty-file", "no lines at all"),
    ("workbook", "bytes"),
    ("damaged-workbook", "bytes"),
    ("no-such-sheet", "a command"),
    ("sheet-of-text", "a command"),
    ("sheets-passed-over", "a command"),
    ("unknown-head", "a command"),
    ("merged-head", "a sheet"),
    ("table-unit", "a sheet"),
    ("unclear-encoding", "bytes"),
    ("utf-16-without-mark", "bytes"),
    ("undecodable-byte", "bytes"),
    ("truncated-file", "bytes"),
    ("damaged-stream", "bytes"),
    ("zero-byte", "bytes"),
    ("encoding-used", "bytes"),
    ("record-too-long", "a part of what would trigger it"),
    ("header-too-long", "a part of what would trigger it"),
    ("too-many-cells", "a part of what would trigger it"),
    ("more-errors", "what is said, not what triggers it"),
    ("conflicting-values", "found when the values are chosen"),
    ("figures-disagree", "found when the values are derived"),
    ("bad-task-state", "a file of task states"),
    ("unknown-task", "a file of task states"),
    ("task-twice", "a file of task states"),
];

fn is_run(code: &str) -> bool {
    NOT_RUN.iter().all(|(not_run, _)| *not_run != code)
}

#[test]
fn every_code_has_words_and_every_words_a_code() {
    let mut known: Vec<&str> = PLAN_CODES.to_vec();
    known.extend(DATA_CODES);
    known.extend(RUN_CODES);
    known.extend(AUDIT_CODES);
    let texts: Vec<&str> = all().map(|(_, text)| text.code).collect();
    assert_eq!(texts, known, "src/lang/codes explains every code, in the order of src/diag");
    for (_, text) in all() {
        for lang in [Lang::En, Lang::Zh] {
            let words = [text.meaning(lang), text.remedy(lang)];
            assert!(
                words.iter().all(|words| words.ends_with(['.', '。', '？', '?'])),
                "{}",
                text.code
            );
        }
        assert!(!text.example.is_empty(), "{}", text.code);
    }
}

#[test]
fn no_code_stands_in_two_families() {
    let codes: BTreeSet<&str> = all().map(|(_, text)| text.code).collect();
    assert_eq!(codes.len(), all().count());
}

#[test]
fn every_example_of_a_plan_file_triggers_its_code() {
    let mut failures = Vec::new();
    let catalog = CATALOG.and_then(|file| load_catalog(file.path, file.text.as_bytes()).0);
    for (_, text) in all().filter(|(family, _)| *family == Family::Plan) {
        if !is_run(text.code) {
            continue;
        }
        let file = completed(text.example, text.code != "no-indicators");
        let loaded = load_plan("test.toml", file.as_bytes(), catalog.as_ref());
        let codes: Vec<&str> =
            loaded.diagnostics.iter().map(|diagnostic| diagnostic.problem.code()).collect();
        if !codes.contains(&text.code) {
            failures.push(format!("{}: {codes:?}\n{file}", text.code));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A whole plan file around the lines of an example: lines without a table belong to an indicator, and what a table
/// lacks is put before what the example gives.
fn completed(example: &str, with_indicator: bool) -> String {
    let example = if example.starts_with('[') {
        example.to_owned()
    } else {
        format!("[[indicator]]\n{example}")
    };
    let mut heads = Vec::new();
    for line in example.lines() {
        if line.starts_with('[') {
            heads.push((line, Vec::new()));
        } else {
            heads.last_mut().unwrap().1.push(line);
        }
    }
    if heads.iter().all(|(head, _)| *head != "[plan]") {
        heads.insert(0, ("[plan]", Vec::new()));
    }
    if with_indicator && heads.iter().all(|(head, _)| *head != "[[indicator]]") {
        heads.push(("[[indicator]]", Vec::new()));
    }
    let mut file = String::new();
    for (number, (head, lines)) in heads.iter().enumerate() {
        writeln!(file, "{head}").unwrap();
        let defaults = match *head {
            "[plan]" => BTreeMap::from([
                ("id", "\"test\"".to_owned()),
                ("title", "\"规划\"".to_owned()),
                ("region", "\"杭州市\"".to_owned()),
                ("period", "\"2021/2025\"".to_owned()),
            ]),
            "[[indicator]]" => BTreeMap::from([
                ("id", format!("\"i{number}\"")),
                ("name", format!("\"指标{number}\"")),
                ("unit", "\"家\"".to_owned()),
                ("measure", "\"total\"".to_owned()),
                ("target", "{ at_least = 2000 }".to_owned()),
                ("cite", "{ section = \"一\", figure = \"2000家\" }".to_owned()),
            ]),
            _ => BTreeMap::new(),
        };
        for (key, value) in defaults {
            if !lines.iter().any(|line| line.starts_with(&format!("{key} ="))) {
                writeln!(file, "{key} = {value}").unwrap();
            }
        }
        for line in lines {
            writeln!(file, "{line}").unwrap();
        }
    }
    file
}

#[test]
fn every_example_of_actuals_triggers_its_code() {
    let file = completed("name = \"新增企业\"", true);
    let plan = load_plan("test.toml", file.as_bytes(), None).plan.unwrap();
    let mut failures = Vec::new();
    for (_, text) in all().filter(|(family, _)| *family == Family::Data) {
        if !is_run(text.code) {
            continue;
        }
        let headless = !text.example.contains("indicator");
        let head = if headless { "region,indicator,period,value,unit\n" } else { "" };
        let csv = format!("{head}{}\n", text.example);
        let input = Input {
            name: "test.csv".to_owned(),
            sheet: None,
            reader: Box::new(Cursor::new(csv.clone())),
        };
        let region = (text.code == "ambiguous-region").then_some("吉林");
        let options = Options { ..Options::default() };
        let loaded = read_actuals(
            &plan.wanted(region),
            region.unwrap_or(&plan.region),
            vec![input],
            &options,
        );
        let codes: Vec<&str> =
            loaded.diagnostics.iter().map(|diagnostic| diagnostic.problem.code()).collect();
        if !codes.contains(&text.code) {
            failures.push(format!("{}: {codes:?}\n{csv}", text.code));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
