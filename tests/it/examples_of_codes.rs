//! Every example of the handbook raises its code, run by the program as it is printed there.
//!
//! An example is a command, lines of a file, rows of a sheet (cells between `|`, a merged one with its range), or bytes
//! in hexadecimal. `...` repeats the line above, or the text before it in its line. Parentheses at the end name the file, the
//! encoding or the document. The tables here supply the context of an example, never the example itself.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{json, ods, repository, stderr, stdout};
use rust_xlsxwriter::{Format, Formula, Workbook};

/// The command for an example of options or a file, if it differs from that of its family.
const COMMANDS: &[(&str, &str)] = &[
    (
        "ambiguous-region",
        "plancheck status test.toml --as-of 2025-06-30 --actuals FILE --region 吉林",
    ),
    (
        "region-doubtful",
        "plancheck status test.toml --as-of 2025-06-30 --actuals FILE --region 长沙市",
    ),
    ("bad-task-state", TASKS),
    ("unknown-task", TASKS),
    ("task-twice", TASKS),
    ("unknown-head", ON_CSV),
    ("no-such-row", ON_CSV),
    ("set-against-cell", ON_CSV),
];

const ON_CSV: &str = "plancheck status test.toml --as-of 2025-06-30 --actuals 2024.csv";

const TASKS: &str = "plancheck tasks plans/hangzhou-2024.toml --as-of 2025-06-30 --tasks FILE";

/// Further files for an example.
const BESIDE: &[(&str, &str, &str)] = &[
    ("sheet-of-text", "2024.csv", HEADER),
    ("no-such-row", "2024.csv", ROW),
    ("unused-entry", "2024.csv", ROW),
    ("no-date-in-name", "2024.csv", ROW),
    ("vintage-unknown", "release-1.csv", "indicator,period,value\n指标2,2024,5\n"),
    ("vintage-unknown", "release-2.csv", "indicator,period,value\n指标2,2024,6\n"),
    ("set-against-cell", "2024.csv", ROW),
    ("nothing-to-check", "2024.csv", ROW),
    (
        "no-matching-row",
        "of-another-city.csv",
        "region,indicator,period,value,unit\n宁波市,港口,2024,5,亿吨\n",
    ),
    ("output-is-input", "2024.csv", ROW),
    ("file-exists", "plans/hangzhou-2024.toml", "kept"),
    ("source-encoding", "document.pdf", "PK\u{3}\u{4}"),
    ("number-outside-figure", "document.txt", "新增企业2000家\n"),
    ("short-set-aside", "document.txt", "1.5万\n"),
    ("other-section", "document.txt", "二、甲\n(三)乙\n6.丙\n7.新增企业2000家\n"),
    ("one-of-several", "document.txt", "国家、省级企业各1000家\n"),
    ("not-printed", "document.txt", "责任单位:市科技局\n"),
    ("target-set-aside", "document.txt", "培育平台100家以上\n"),
];

/// The text before and after the bytes of an example.
const AROUND: &[(&str, [&str; 2])] = &[
    ("plan-truncated", ["[plan]\nregion = \"", ""]),
    ("plan-encoding", ["[plan]\nregion = \"", "\"\n"]),
    ("unclear-encoding", ["", ",x,y,z\n"]),
    ("undecodable-byte", [HEADER, ",GDP,2024,5,\n"]),
    ("truncated-file", [HEADER, ""]),
    ("zero-byte", [HEADER, ",\n"]),
    ("encoding-used", [HEADER, ",GDP,2024,5,\n"]),
];

/// The rows of a sheet around an example.
const SHEETS: &[(&str, &str)] = &[
    ("merged-head", "地区 | 指标 | EXAMPLE | | 单位\n杭州市 | 新增企业 | 5 | 6 | 家"),
    ("formula-without-value", IN_A_CELL),
    ("formulas-hold-zero", IN_A_CELL),
    ("formulas-to-compute", IN_A_CELL),
    ("percent-format-unknown", IN_A_CELL),
    ("table-unit", "EXAMPLE\n地区 | 指标 | 时期 | 数值\n杭州市 | 新增企业 | 2024 | 5"),
];

const IN_A_CELL: &str = "地区 | 指标 | 时期 | 数值\n杭州市 | 新增企业 | 2024 | EXAMPLE";

/// How often `...` repeats, if a hundred times is not enough.
const REPEATED: &[(&str, usize)] =
    &[("record-too-long", 500_000), ("header-too-long", 20_000), ("too-many-cells", 200_000)];

/// Further lines of the plan of an example, if it is not a plan of a single indicator.
const PLANS: &[(&str, &str, &str)] = &[
    ("percent-format-unknown", "test.toml", "name = \"新增企业\"\nunit = \"%\""),
    ("figures-disagree", "test.toml", GROWTH),
    ("sums-disagree", "test.toml", ADDED_UP),
    ("parts-disagree", "test.toml", PARTS),
    ("part-above-whole", "test.toml", PARTS),
    ("baseline-differs", "test.toml", STARTED),
    ("implausible-value", "test.toml", STARTED),
    ("unknown-region-column", "test.toml", OF_ANOTHER),
    ("no-actuals", "plans/my-plan.toml", PLAN),
    ("no-source-text", "plans/my-plan.toml", PLAN),
    ("not-shipped", "plans/my-plan.toml", PLAN),
    ("nothing-to-check", "plans/my-plan.toml", ASPIRATIONAL),
    ("file-outside", "plans/my-plan.toml", CURIOUS),
    ("bad-task-state", "plans/hangzhou-2024.toml", RULES),
    ("unknown-task", "plans/hangzhou-2024.toml", RULES),
    ("task-twice", "plans/hangzhou-2024.toml", RULES),
];

const HEADER: &str = "region,indicator,period,value,unit\n";

const ROW: &str = "region,indicator,period,value,unit\n杭州市,新增企业,2024,5,家\n";

const GROWTH: &str = r#"
name = "研发经费支出增长"
unit = "%"
measure = "rate"
target = { at_least = 10 }
from = { growth_of = "spending" }
cite = { section = "一", figure = "10%" }
[[series]]
id = "spending"
name = "研发经费支出"
unit = "亿元""#;

const ADDED_UP: &str = r#"
name = "新增企业"
measure = "total""#;

const PARTS: &str = r#"
[[indicator]]
id = "whole"
name = "预算总额"
unit = "亿元"
measure = "total"
target = { budget = 100 }
parts = ["platforms", "talent"]
cite = { section = "一", figure = "100亿元" }
[[indicator]]
id = "platforms"
name = "平台资金"
unit = "亿元"
measure = "total"
target = { budget = 60 }
cite = { section = "一", figure = "60亿元" }
[[indicator]]
id = "talent"
name = "人才资金"
unit = "亿元"
measure = "total"
target = { budget = 40 }
cite = { section = "一", figure = "40亿元" }"#;

const OF_ANOTHER: &str = r#"
name = "新增企业"
[[series]]
id = "other"
name = "专利"
unit = "件"
region = "浙江省""#;

const STARTED: &str = r#"
name = "新增企业"
measure = "level"
kind = "flow"
baseline = { period = "2020", value = 950 }"#;

const PLAN: &str = r#"[plan]
id = "my-plan"
[[indicator]]
name = "新增企业""#;

const ASPIRATIONAL: &str = r#"[plan]
id = "my-plan"
actuals = ["../2024.csv"]
[[indicator]]
name = "新增企业"
aspirational = true"#;

const CURIOUS: &str = r#"[plan]
id = "my-plan"
actuals = ["/etc/passwd"]
[[indicator]]
name = "新增企业""#;

const RULES: &str = r#"[plan]
id = "hangzhou-2024"
period = "2024"
[[indicator]]
name = "新增企业"
[[task]]
id = "rules"
title = "制度"
due = "2024"
cite = { section = "一", figure = "制度" }"#;

fn of<'a, T>(table: &'a [(&str, T)], code: &str) -> Option<&'a T> {
    table.iter().find(|(of, _)| *of == code).map(|(_, value)| value)
}

/// The entry of a code in the handbook.
struct Entry<'a> {
    family: &'a str,
    code: &'a str,
    example: &'a str,
}

#[test]
fn every_example_raises_its_code() {
    let mut silent = Vec::new();
    let handbook = json(repository(), "explain-code");
    for entry in handbook["codes"].as_array().unwrap() {
        let text = |key: &str| entry[key].as_str().unwrap();
        let entry = Entry { family: text("family"), code: text("code"), example: text("example") };
        if needs_terminal(entry.example) && !Path::new("/usr/bin/script").exists() {
            // Without `script` there is no terminal.
            assert!(std::env::var_os("CI").is_none(), "`script` is missing, for {}", entry.code);
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let said = run(&entry, folder.path());
        if !said.contains(&format!("[{}]", entry.code)) {
            let said = said.lines().take(8).collect::<Vec<_>>().join("\n");
            silent.push(format!("{}:\n{}\n-- says --\n{said}", entry.code, entry.example));
        }
    }
    assert!(silent.is_empty(), "{} examples:\n{}", silent.len(), silent.join("\n\n"));
}

/// The output of the program for an example.
fn run(entry: &Entry<'_>, folder: &Path) -> String {
    write(folder, "test.toml", completed("name = \"新增企业\"").as_bytes());
    for (_, file, text) in BESIDE.iter().filter(|(code, ..)| *code == entry.code) {
        write(folder, file, text.as_bytes());
    }
    for (_, file, lines) in PLANS.iter().filter(|(code, ..)| *code == entry.code) {
        write(folder, file, completed(lines).as_bytes());
    }
    if entry.code == "actuals-unreadable" {
        // The memory of a process can be opened as a file, but reading it fails.
        fs::create_dir(folder.join("usb")).unwrap();
        symlink("/proc/self/mem", folder.join("usb/2024.csv")).unwrap();
    }
    let (example, gloss) = without_gloss(entry.example);
    let command = of(COMMANDS, entry.code).copied().unwrap_or(match entry.family {
        "plan" => "plancheck validate FILE",
        "audit" => "plancheck audit test.toml --source document.txt",
        _ => "plancheck status test.toml --as-of 2025-06-30 --actuals FILE",
    });
    if example.starts_with("plancheck ") {
        return shell(folder, example);
    }
    if example.starts_with("[[source]]") && entry.family != "plan" {
        write(folder, "test.toml", completed(example).as_bytes());
        return shell(folder, command.trim_end_matches("--actuals FILE"));
    }
    if entry.family == "plan" {
        fs::copy(repository().join("plans/catalog.toml"), folder.join("catalog.toml")).unwrap();
    }
    if let Some(options) = example.starts_with("--").then_some(example) {
        match gloss.map(|gloss| gloss.strip_prefix("sheets: ").ok_or(gloss)) {
            Some(Ok(names)) => {
                sheets(folder, "2024.xlsx", names.split(", ").map(|name| (name, TABLE)));
            }
            Some(Err(header)) => write(folder, "2024.csv", header.as_bytes()),
            None => {}
        }
        return shell(folder, &format!("{} {options}", command.trim_end_matches("--actuals FILE")));
    }
    if entry.family == "audit" {
        let cited = format!("cite = {{ section = \"一\", {example} }}");
        let lines = match example.split_once(" = ") {
            Some(("figure", _)) => &cited,
            Some(_) => example,
            // A line of the document.
            None => "cite = { section = \"一\", figure = \"另有2000万元\" }",
        };
        write(folder, "test.toml", completed(lines).as_bytes());
        let document = gloss.and_then(|gloss| gloss.strip_prefix("the document: "));
        if !folder.join("document.txt").exists() {
            write(folder, "document.txt", document.unwrap_or(example).as_bytes());
        }
        return shell(folder, command);
    }
    let mut file = if entry.family == "plan" { "test.toml" } else { "2024.csv" };
    if let Some(named) = gloss.filter(|gloss| gloss.starts_with("2024.")) {
        file = named;
    }
    if let Some(bytes) = bytes_of(example) {
        let [before, after] = of(AROUND, entry.code).copied().unwrap_or_default();
        write(folder, file, &[before.as_bytes(), &bytes, after.as_bytes()].concat());
    } else if let Some(rows) = of(SHEETS, entry.code) {
        let is_ods = gloss == Some("2024.ods");
        file = if is_ods { "2024.ods" } else { "2024.xlsx" };
        let rows = rows.replace("EXAMPLE", if is_ods { example } else { entry.example });
        if is_ods {
            ods(&folder.join(file), &[("表1", &rows)]);
        } else {
            sheets(folder, file, [("表1", rows.as_str())]);
        }
    } else if gloss == Some("0 bytes") {
        file = example;
        write(folder, file, &[]);
    } else if entry.family == "plan" {
        write(folder, file, completed(example).as_bytes());
    } else {
        let has_header = ["indicator", "task"].iter().any(|head| example.contains(head));
        let times = of(REPEATED, entry.code).copied().unwrap_or(100);
        let header = if has_header { "" } else { HEADER };
        write(folder, file, format!("{header}{}\n", repeated(example, times)).as_bytes());
    }
    shell(folder, &command.replace("FILE", file))
}

fn write(folder: &Path, file: &str, bytes: &[u8]) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn needs_terminal(command: &str) -> bool {
    command.ends_with("--format xlsx")
}

/// The output of a command in a shell; in a terminal, if a format is only for files.
fn shell(folder: &Path, command: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_plancheck")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", binary.display());
    let (shell, arguments) = if needs_terminal(command) {
        ("script", vec!["-qec", command, "/dev/null"])
    } else {
        ("sh", vec!["-c", command])
    };
    let mut run = Command::new(shell);
    run.args(arguments).env_clear().env("PATH", path).env("LC_ALL", "C.UTF-8");
    let output = run.current_dir(folder).stdin(Stdio::null()).output().unwrap();
    stdout(&output) + &stderr(&output)
}

/// An example, and the text in parentheses at its end.
fn without_gloss(example: &str) -> (&str, Option<&str>) {
    let Some((text, gloss)) = example.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
    else {
        return (example, None);
    };
    (text, Some(gloss))
}

/// The bytes that an example gives in hexadecimal; `text = ` before them says what they are.
fn bytes_of(example: &str) -> Option<Vec<u8>> {
    let hexadecimal = |word: &str| {
        let digits = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| u8::from_str_radix(word, 16).ok()).flatten()
    };
    let start = example.rfind([',', '=']).map_or(0, |at| at + 1);
    let (text, words) = example.split_at(start);
    let bytes: Option<Vec<u8>> = words.split_whitespace().map(hexadecimal).collect();
    let bytes = bytes.filter(|bytes| bytes.len() > 1)?;
    let text = if text.ends_with('=') { "" } else { text };
    Some([text.as_bytes(), &bytes].concat())
}

/// The text with `...` expanded.
fn repeated(example: &str, times: usize) -> String {
    let Some(text) = example.strip_suffix("...") else { return example.to_owned() };
    match text.strip_suffix('\n') {
        Some(lines) => {
            let last = lines.lines().last().unwrap_or_default();
            format!("{lines}\n{}", format!("{last}\n").repeat(times))
        }
        None => text.repeat(times),
    }
}

/// A workbook of sheets, each with its name and rows; cells are between `|`, one over two columns has its range.
fn sheets<'a>(folder: &Path, file: &str, sheets: impl IntoIterator<Item = (&'a str, &'a str)>) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0..).zip(rows.lines()) {
            for (column, cell) in (0..).zip(line.split('|').map(str::trim)) {
                let (head, gloss) = without_gloss(cell);
                if head.starts_with('=') {
                    let formula = Formula::new(head).set_result(gloss.unwrap_or("0"));
                    sheet.write(row, column, formula).unwrap();
                } else if gloss.is_some() {
                    sheet.merge_range(row, column, row, column + 1, head, &Format::new()).unwrap();
                } else if let Ok(number) = cell.parse::<f64>() {
                    sheet.write(row, column, number).unwrap();
                } else if !cell.is_empty() {
                    sheet.write(row, column, cell).unwrap();
                }
            }
        }
    }
    book.save(folder.join(file)).unwrap();
}

/// A sheet without errors.
const TABLE: &str = "地区 | 指标 | 时期 | 数值\n杭州市 | 新增企业 | 2024 | 5";

/// A complete plan file with the lines of an example: lines without a table header belong to an indicator, and missing keys of
/// a table are inserted before those of the example.
fn completed(example: &str) -> String {
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
    // A plan with only its header is meant to have no indicator.
    if heads.len() > 1 && heads.iter().all(|(head, _)| *head != "[[indicator]]") {
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
