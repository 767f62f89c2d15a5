//! `audit` as a user runs it, on an invented document: clean when the plan holds all of it, and each mistake that an
//! encoder can make is found at its place.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const PLAN: &str = "tests/cmd/audit.in/test-2030.toml";
const DOCUMENT: &str = "tests/cmd/audit.in/test-2030.txt";

/// Exit code, stdout, stderr.
struct Ran(i32, String, String);

fn plancheck(arguments: &[&str], stdin: &[u8]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .args(arguments)
        .env_clear()
        .write_stdin(stdin)
        .output()
        .unwrap();
    Ran(
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The audit of a changed plan against a changed document.
fn changed(plan: (&str, &str), document: (&str, &str), arguments: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, (old, new): (&str, &str)| {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(old), "{path} has no {old}");
        let path = folder.path().join(Path::new(path).file_name().unwrap());
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
        path.to_string_lossy().into_owned()
    };
    let (plan, document) = (write(PLAN, plan), write(DOCUMENT, document));
    let all = [&["audit", &plan, "--source", &document], arguments].concat();
    plancheck(&all, b"")
}

/// Code and place of every finding of a changed plan.
fn findings(plan: (&str, &str), document: (&str, &str)) -> Vec<(String, String)> {
    let Ran(code, stdout, stderr) = changed(plan, document, &["--format", "json"]);
    assert!(code < 2, "{stderr}");
    let result: Value = serde_json::from_str(&stdout).unwrap();
    let findings = result["findings"].as_array().unwrap();
    assert_eq!(code, i32::from(!findings.is_empty()));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings
        .iter()
        .map(|finding| {
            let file = text(&finding["file"]);
            let ending = file.rsplit('.').next().unwrap();
            let place = format!("{ending}:{}:{}", finding["line"], finding["column"]);
            (text(&finding["code"]), place)
        })
        .collect()
}

const SAME: (&str, &str) = ("", "");

fn assert_findings(plan: (&str, &str), document: (&str, &str), expected: &[(&str, &str)]) {
    let found = findings(plan, document);
    let found: Vec<(&str, &str)> =
        found.iter().map(|(code, place)| (code.as_str(), place.as_str())).collect();
    assert_eq!(found, expected, "{plan:?} {document:?}");
}

#[test]
fn a_complete_encoding_is_clean() {
    let Ran(code, stdout, stderr) = plancheck(&["audit", PLAN, "--source", DOCUMENT], b"");
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(
        stdout,
        "test-2030: 12 of 12 figures found\n\
         test-2030: 24 of 24 numbers covered: 9 cited, 4 set aside, 11 skipped by rule \
         (4 years, 3 parts of dates, 1 document number, 2 enumerators, 1 ordinal); 0 open\n"
    );
}

#[test]
fn a_wrong_value_is_found_in_plan_and_document() {
    let expected = [("number-outside-figure", "toml:31:34"), ("number-uncovered", "txt:6:1")];
    assert_findings(("at_least = 2000", "at_least = 200"), SAME, &expected);
    let expected = [("number-outside-figure", "toml:39:34"), ("number-uncovered", "txt:6:14")];
    assert_findings(("[10, 15]", "[10, 16]"), SAME, &expected);
}

#[test]
fn a_wrong_magnitude_is_found() {
    let expected = [("number-outside-figure", "toml:63:37"), ("number-uncovered", "txt:8:31")];
    assert_findings(("at_least = 15000", "at_least = 1.5"), SAME, &expected);
}

#[test]
fn a_figure_that_the_text_lacks_is_found() {
    let expected = [("figure-not-found", "toml:31:34"), ("number-uncovered", "txt:6:1")];
    assert_findings(
        ("figure = \"新增示范企业2000家", "figure = \"新建示范企业2000家"),
        SAME,
        &expected,
    );
    assert_findings(SAME, ("二、重点任务", "二、其他任务"), &[]);
    let Ran(_, stdout, _) = changed(
        ("figure = \"新增示范企业2000家", "figure = \"新建示范企业2000家"),
        SAME,
        &["--lang", "zh"],
    );
    assert!(stdout.contains("最接近的文字是 `新增示范企业2000家`"), "{stdout}");
    assert!(stdout.contains("test-2030.txt:5:"), "{stdout}");
    assert!(stdout.contains("12 条引文中找到 11 条"), "{stdout}");
}

#[test]
fn a_figure_that_ends_inside_a_number_is_found() {
    let expected = [("figure-cuts-number", "toml:15:34"), ("number-uncovered", "txt:5:15")];
    assert_findings(("支出达80亿元", "支出达80"), SAME, &expected);
}

#[test]
fn a_number_left_out_is_found() {
    assert_findings(
        SAME,
        ("依托现有", "新建9座大桥,依托现有"),
        &[("number-uncovered", "txt:8:10")],
    );
    assert_findings(
        SAME,
        ("壮大企业。", "壮大企业,跻身百强。"),
        &[("number-uncovered", "txt:8:10")],
    );
    let expected = [("number-uncovered", "txt:8:23")];
    assert_findings(("figure = \"35周岁以下\"", "figure = \"现有12家孵化器,\""), SAME, &expected);
}

#[test]
fn a_set_aside_of_bare_digits_is_found() {
    let expected = [("short-set-aside", "toml:74:10")];
    assert_findings(("figure = \"“123”计划\"", "figure = \"123\""), SAME, &expected);
}

#[test]
fn the_document_may_be_in_gb18030_or_on_standard_input() {
    let text = fs::read_to_string(DOCUMENT).unwrap();
    let (bytes, _, unmappable) = encoding_rs::GB18030.encode(&text);
    assert!(!unmappable);
    let Ran(code, _, stderr) = plancheck(&["audit", PLAN, "--source", "-"], &bytes);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("GB18030"), "{stderr}");
    let Ran(code, _, stderr) = plancheck(&["audit", PLAN, "--source", "-"], text.as_bytes());
    assert_eq!((code, stderr.as_str()), (0, ""));
}

#[test]
fn what_cannot_be_read_ends_the_run() {
    for (arguments, stdin, word) in [
        (&["audit", PLAN, "--source", "-"][..], &b"\xff\xff\xff\x80"[..], "source-encoding"),
        // A .docx is an archive, as an .xlsx is; nobody is told to save it as CSV.
        (&["audit", PLAN, "--source", "-"], b"PK\x03\x04\x14\x00\x06\x00", "source-encoding"),
        (&["audit", PLAN, "--source", "-"], b"2\x000\x002\x004\x00", "utf-16-without-mark"),
        (&["audit", PLAN, "--source", "none.txt"], b"", "file-unreadable"),
        (&["audit", PLAN, "--source", "tests"], b"", "file-unreadable"),
        (&["audit", "none", "--source", DOCUMENT], b"", "unknown-plan"),
        (&["audit", DOCUMENT, "--source", DOCUMENT], b"", "error"),
        (&["audit", PLAN, "--source", "-", "--encoding", "x"], b"", "no-such-encoding"),
        (&["audit", PLAN], b"", "--source"),
    ] {
        let Ran(code, stdout, stderr) = plancheck(arguments, stdin);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.contains(word), "{arguments:?}: {stderr}");
    }
}

#[test]
fn an_empty_document_has_none_of_the_figures() {
    let Ran(code, stdout, _) = plancheck(&["audit", PLAN, "--source", "-"], b"");
    assert_eq!(code, 1);
    assert_eq!(stdout.matches("error[figure-not-found]").count(), 12);
    assert!(stdout.ends_with("0 open\n"), "{stdout}");
}

#[test]
fn findings_as_csv_have_their_words_around() {
    let Ran(code, stdout, _) =
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
fn json_says_what_covers_each_number() {
    let Ran(_, stdout, _) =
        plancheck(&["audit", PLAN, "--source", DOCUMENT, "--format", "json"], b"");
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
    let Ran(_, stdout, _) = changed(("2000 }", "200 }"), SAME, &["--format", "json"]);
    let result: Value = serde_json::from_str(&stdout).unwrap();
    let around = &result["findings"][1]["around"];
    assert_eq!(around, "达3.5%,新增示范企业2000家,培育平台10—15个");
    assert_eq!(of("3"), "\"skipped\" \"document-number\"");
}
