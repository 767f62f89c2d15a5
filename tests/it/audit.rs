//! `audit` on an invented document: no findings for a complete plan, and each possible mistake is found at its place.

use std::path::Path;

use serde_json::Value;

use crate::support::{all_of, fed, folder, plancheck, read, repository};

const PLAN: &str = "tests/cmd/audit.in/test-2030.toml";
const DOCUMENT: &str = "tests/cmd/audit.in/test-2030.txt";

fn audit(folder: &Path, arguments: &[&str], stdin: &[u8]) -> (i32, String, String) {
    all_of(&fed(plancheck(folder).arg("audit").args(arguments), stdin))
}

/// The audit of the plan against a document on standard input.
fn audited(document: &[u8]) -> (i32, String, String) {
    audit(repository(), &[PLAN, "--source", "-"], document)
}

/// The audit of a changed plan against a changed document.
fn changed(
    plan: (&str, &str),
    document: (&str, &str),
    arguments: &[&str],
) -> (i32, String, String) {
    let edited = |path: &str, (old, new): (&str, &str)| {
        let text = read(path);
        assert!(text.contains(old), "{path} has no {old}");
        text.replacen(old, new, 1)
    };
    let files =
        [("test-2030.toml", edited(PLAN, plan)), ("test-2030.txt", edited(DOCUMENT, document))];
    let folder = folder(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let all = [&["test-2030.toml", "--source", "test-2030.txt"], arguments].concat();
    audit(folder.path(), &all, b"")
}

const SAME: (&str, &str) = ("", "");

/// A mistake: its name, the changes in the plan and in the document, and code and place of every finding.
type Mistake<'a> = (&'a str, (&'a str, &'a str), (&'a str, &'a str), &'a [&'a str]);

const MISTAKES: &[Mistake<'static>] = &[
    (
        "a wrong value",
        ("at_least = 2000", "at_least = 200"),
        SAME,
        &["number-outside-figure toml:31:34", "number-uncovered txt:6:1"],
    ),
    (
        "a wrong end of a range",
        ("[10, 15]", "[10, 16]"),
        SAME,
        &["number-outside-figure toml:39:34", "number-uncovered txt:6:14"],
    ),
    (
        "a wrong magnitude",
        ("at_least = 15000", "at_least = 1.5"),
        SAME,
        &["number-outside-figure toml:63:37", "number-uncovered txt:8:31"],
    ),
    (
        "a figure that the text lacks",
        NEW_WORDS,
        SAME,
        &["figure-not-found toml:31:34", "number-uncovered txt:6:1"],
    ),
    ("words that nothing cites", SAME, ("二、重点任务", "二、其他任务"), &[]),
    (
        "a figure that ends inside a number",
        ("支出达80亿元", "支出达80"),
        SAME,
        &["figure-cuts-number toml:15:34", "number-uncovered txt:5:15"],
    ),
    (
        "a number left out",
        SAME,
        ("依托现有", "新建9座大桥,依托现有"),
        &["number-uncovered txt:8:10"],
    ),
    (
        "a number in words left out",
        SAME,
        ("壮大企业。", "壮大企业,跻身百强。"),
        &["number-uncovered txt:8:10"],
    ),
    (
        "a set-aside of another number",
        ("figure = \"现有12家孵化器\"", "figure = \"二季度前(6月底)\""),
        SAME,
        &["number-uncovered txt:8:12"],
    ),
    (
        "a set-aside of bare digits",
        ("figure = \"“123”计划\"", "figure = \"123\""),
        SAME,
        &["short-set-aside toml:74:10"],
    ),
];

const NEW_WORDS: (&str, &str) = ("figure = \"新增示范企业2000家", "figure = \"新建示范企业2000家");

#[test]
fn each_mistake_is_found_at_its_place() {
    for (name, plan, document, expected) in MISTAKES {
        let (code, stdout, stderr) = changed(*plan, *document, &["--format", "json"]);
        assert!(code < 2, "{name}: {stderr}");
        let result: Value = serde_json::from_str(&stdout).unwrap();
        let findings = result["findings"].as_array().unwrap();
        assert_eq!(code, i32::from(!findings.is_empty()), "{name}");
        let found = findings.iter().map(|it| {
            let ending = it["file"].as_str().unwrap().rsplit('.').next().unwrap();
            format!("{} {ending}:{}:{}", it["code"].as_str().unwrap(), it["line"], it["column"])
        });
        assert_eq!(found.collect::<Vec<_>>(), *expected, "{name}");
    }
}

#[test]
fn a_complete_encoding_is_clean() {
    let (code, stdout, stderr) = audit(repository(), &[PLAN, "--source", DOCUMENT], b"");
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(
        stdout,
        "test-2030: 12 of 12 figures found\n\
         test-2030: 24 of 24 numbers covered: 9 cited, 4 set aside, 11 skipped by rule \
         (4 years, 3 parts of dates, 1 document number, 2 enumerators, 1 ordinal); 0 open\n"
    );
}

#[test]
fn the_nearest_words_are_named() {
    let (_, stdout, _) = changed(NEW_WORDS, SAME, &["--lang", "zh"]);
    assert!(stdout.contains("最接近的文字是 `新增示范企业2000家`"), "{stdout}");
    assert!(stdout.contains("test-2030.txt:5:"), "{stdout}");
    assert!(stdout.contains("12 条引文中找到 11 条"), "{stdout}");
}

#[test]
fn the_document_may_be_in_gb18030_or_on_standard_input() {
    let text = read(DOCUMENT);
    let (bytes, _, unmappable) = encoding_rs::GB18030.encode(&text);
    assert!(!unmappable);
    let (code, _, stderr) = audited(&bytes);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("GB18030"), "{stderr}");
    let (code, _, stderr) = audited(text.as_bytes());
    assert_eq!((code, stderr.as_str()), (0, ""));
}

#[test]
fn an_unreadable_document_ends_the_run() {
    for (arguments, stdin, word) in [
        (&[PLAN, "--source", "-"][..], &b"\xff\xff\xff\x80"[..], "source-encoding"),
        // A .docx is a zip archive like an .xlsx; the message must not suggest saving it as CSV.
        (&[PLAN, "--source", "-"], b"PK\x03\x04\x14\x00\x06\x00", "source-encoding"),
        (&[PLAN, "--source", "none.txt"], b"", "file-unreadable"),
        (&[PLAN, "--source", "tests"], b"", "file-unreadable"),
        (&["none", "--source", DOCUMENT], b"", "unknown-plan"),
        (&[DOCUMENT, "--source", DOCUMENT], b"", "error"),
        (&[PLAN, "--source", "-", "--encoding", "x"], b"", "no-such-encoding"),
        (&[PLAN], b"", "no-source-text"),
        // No text is built in, and that of the working folder is another one.
        (&["plans/../plans/cn-st-135.toml"], b"", "no-source-text"),
    ] {
        let (code, stdout, stderr) = audit(repository(), arguments, stdin);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.contains(word), "{arguments:?}: {stderr}");
    }
}

const WHOLE: &str = r#"[plan]
id = "whole-2024"
title = "某市工作要点"
region = "某市"
period = "2024"
source_text = "texts/whole.txt"

[[indicator]]
id = "whole"
name = "新建项目"
unit = "个"
measure = "total"
target = { at_least = 100 }
cite = { section = "一", figure = "新建项目100个" }
parts = ["city", "county"]

[[indicator]]
id = "city"
name = "市级项目"
unit = "个"
measure = "total"
target = { at_least = 40 }
cite = { section = "一", figure = "市级40个" }

[[indicator]]
id = "county"
name = "县级项目"
unit = "个"
measure = "total"
target = { at_least = 50 }
cite = { section = "一", figure = "县级50个" }
"#;

#[test]
fn parts_that_do_not_add_up_are_compared_with_the_document() {
    for (printed, code, word) in [("县级60个", 1, "县级60个"), ("县级50个", 1, "parts-sum")]
    {
        let text = format!("一、目标\n新建项目100个,其中市级40个、{printed}。\n");
        let folder = folder(&[("plans/whole-2024.toml", WHOLE), ("plans/texts/whole.txt", &text)]);
        let (found, stdout, stderr) = audit(folder.path(), &["whole-2024"], b"");
        assert_eq!(found, code, "{stdout}{stderr}");
        assert!(stderr.contains("error[parts-sum]"), "{stderr}");
        assert!(stdout.contains("whole-2024: 3 of 3 figures found") == (printed == "县级50个"));
        assert!(stdout.contains(word) || stderr.contains(word), "{stdout}{stderr}");
    }
}

#[test]
fn the_plan_names_its_text() {
    let text = "一、目标\n新建项目100个,其中市级40个、县级60个。\n";
    let plan = WHOLE.replace("50", "60");
    let folder = folder(&[("plans/whole-2024.toml", &plan), ("plans/texts/whole.txt", text)]);
    let (code, stdout, stderr) = audit(folder.path(), &["whole-2024"], b"");
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    // By path and from another folder as well: the path is relative to the plan.
    let plans = folder.path().join("plans");
    assert_eq!(audit(&plans, &["./whole-2024.toml"], b"").0, 0);
    // The option overrides it.
    assert_eq!(audit(folder.path(), &["whole-2024", "--source", "-"], text.as_bytes()).0, 0);
    assert_eq!(audit(folder.path(), &["whole-2024", "--source", "-"], b"").0, 1);
    std::fs::remove_file(plans.join("texts/whole.txt")).unwrap();
    let (code, stdout, stderr) = audit(folder.path(), &["whole-2024"], b"");
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("plans/texts/whole.txt"), "{stderr}");
    assert!(stderr.contains("whole-2024"), "{stderr}");
    // No document is in the binary.
    let (code, _, stderr) = audit(folder.path(), &["hangzhou-2024"], b"");
    assert_eq!(code, 2);
    assert!(stderr.contains("file-unreadable") && stderr.contains("not built in"), "{stderr}");
}

#[test]
fn an_empty_document_has_none_of_the_figures() {
    let (code, stdout, _) = audited(b"");
    assert_eq!(code, 1);
    assert_eq!(stdout.matches("error[figure-not-found]").count(), 12);
    assert!(stdout.ends_with("0 open\n"), "{stdout}");
}

#[test]
fn findings_as_csv_have_the_surrounding_words() {
    let (code, stdout, _) =
        changed(SAME, ("依托现有", "新建9座大桥,依托现有"), &["--format", "csv"]);
    assert_eq!(code, 1);
    let mut lines = stdout.lines();
    assert_eq!(lines.next(), Some("file,line,column,severity,code,message,around,help"));
    let finding = lines.next().unwrap();
    assert!(finding.contains(",8,10,error,number-uncovered,"), "{finding}");
    assert!(finding.contains("1.壮大企业。新建9座大桥,依托现有12家"), "{finding}");
    assert_eq!(lines.next(), None);
}

#[test]
fn json_gives_what_covers_each_number() {
    let (_, stdout, _) =
        audit(repository(), &[PLAN, "--source", DOCUMENT, "--format", "json"], b"");
    let result: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(result["schema"], "plancheck.audit/v1");
    let cover = result["cover"].as_array().unwrap();
    assert_eq!(result["numbers"], cover.len());
    let of = |number: &str| {
        let found = cover.iter().find(|entry| entry["number"] == number);
        let found = found.unwrap_or_else(|| panic!("{number}: {stdout}"));
        format!("{} {}", found["cover"], found["by"])
    };
    assert_eq!(of("1.5万"), "\"cited\" \"力争引进35周岁以下学生1.5万名以上\"");
    assert_eq!(of("35"), "\"set-aside\" \"35周岁以下\"");
    assert_eq!(of("３００"), "\"cited\" \"基站３００个\"");
    assert_eq!(of("2029"), "\"skipped\" \"year\"");
    let (_, stdout, _) = changed(("2000 }", "200 }"), SAME, &["--format", "json"]);
    let result: Value = serde_json::from_str(&stdout).unwrap();
    let around = &result["findings"][1]["around"];
    assert_eq!(around, "达3.5%,新增示范企业2000家,培育平台10—15个");
    assert_eq!(of("3"), "\"skipped\" \"document-number\"");
}

/// The plans that were encoded from a text, with their numbers: cited, set aside, skipped.
const TEXTS: [(&str, [usize; 3]); 6] = [
    ("hangzhou-2024", [55, 16, 31]),
    ("qinghai-145", [3, 14, 0]),
    ("xinchang-2025", [20, 16, 17]),
    ("zhejiang-145", [73, 17, 18]),
    ("zhejiang-county-2022", [12, 23, 17]),
    ("uk-carbon-budgets", [12, 3, 39]),
];

#[test]
fn every_number_of_the_texts_is_covered() {
    for (plan, counts) in TEXTS {
        let (code, stdout, stderr) = audit(repository(), &[plan, "--format", "json"], b"");
        assert_eq!((code, stderr.as_str()), (0, ""), "{plan}: {stdout}");
        let audit: Value = serde_json::from_str(&stdout).unwrap();
        let count = |key: &str| match &audit[key] {
            Value::Object(rules) => rules.values().filter_map(Value::as_u64).sum(),
            number => number.as_u64().unwrap(),
        };
        let found =
            ["cited", "set_aside", "skipped"].map(|key| usize::try_from(count(key)).unwrap());
        assert_eq!(found, counts, "{plan}");
        assert_eq!(
            (audit["figures"] == audit["figures_found"], &audit["open"]),
            (true, &Value::from(0)),
            "{plan}"
        );
    }
}
