//! A plan and figures of a stranger, as in a pull request, forge nothing: not on a terminal, not in the log of a CI runner, and
//! in no format of the results. One test a channel.

use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use scraper::{Html, Selector};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, plancheck, ran, run, stdout};

/// What a name may be without being refused: HTML, Markdown, XML, a formula, a command.
const NAME: &str =
    "::error::甲 <img src=x onerror=alert(1)> `c` [l](http://evil.example) |x| & ' ]]> --";
const NAME_EN: &str =
    "=HYPERLINK(1) ::stop-commands::x %0A::error::y <script>alert(1)</script> ]]>";

/// Text of figures may also have line ends, escapes and marks of direction.
const WICKED: &str =
    "\n::error::src\r\n  ##[error]x <script>\u{202e}\u{1b}[31m\u{1b}]0;t\u{7}\u{9b}2J";

fn files() -> TempDir {
    let plan = format!(
        r##"[plan]
id = "w"
title = "=1+1 <script>alert(1)</script> ]]> **b** [x](javascript:alert(1)) | ::error::t"
region = "测试市"
period = "2030"
document = "=cmd|' /C calc'!A0 <b>"
actuals = ["w.csv"]
[[indicator]]
id = "a"
name = "{NAME}"
name_en = "{NAME_EN}"
unit = "亿元"
measure = "total"
target = {{ at_least = 1500 }}
responsible = ["@市<b>", "::error::=财政局|x|"]
note = "# h ::error::n 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 ::error::m"
cite = {{ section = "3-1 <i>", figure = "甲 ]]>达到1500亿元" }}
[[task]]
id = "t"
title = "::error::任务 <script>"
due = "2030"
cite = {{ section = "::warning::", figure = "::error::任务" }}
"##
    );
    let cell = WICKED.replace('"', "\"\"");
    let rows = format!(
        "region,indicator,period,value,unit,published,quality,source,note\n\
         测试市,a,2030-01/2030-06,700.50,亿元,2030-07-20,,\"=cmd|x{cell}\",\"+note{cell}\"\n\
         测试市,\"b{cell}\",2030,1,亿元,2030-07-20,,,\n\
         ::error::县,\"c{cell}\",2030,1,\"{cell}\",2030-07-20,,,\n"
    );
    folder(&[("w.toml", &plan), ("w.csv", &rows)])
}

const AS_OF: &str = "--as-of 2031-06-30";

/// Pages for people, each in every width that may wrap a name where it hurts.
const PAGES: [&str; 15] = [
    "status w.toml",
    "status w.toml --long",
    "status w.toml --by responsible",
    "status w.toml --format markdown",
    "status w.toml --each-region",
    "gap w.toml --long",
    "explain w.toml a",
    "trend w.toml a",
    "show w.toml",
    "report w.toml",
    "tasks w.toml",
    "check w.toml",
    "compare a w.toml",
    "rules w.toml",
    "template w.toml",
];

/// A runner passes over blanks, and reads both streams.
fn commands(text: &str) -> Vec<&str> {
    let is_command = |line: &&str| {
        let line = line.trim_start();
        ["::", "##[", "##vso["].iter().any(|sign| line.starts_with(sign))
    };
    text.split(['\n', '\r']).filter(is_command).collect()
}

fn controls(text: &str) -> Vec<char> {
    let is_control =
        |it: &char| it.is_control() && *it != '\n' || ('\u{202a}'..='\u{202e}').contains(it);
    text.chars().filter(is_control).collect()
}

#[test]
fn a_terminal_and_the_log_of_a_runner() {
    let folder = files();
    for page in PAGES {
        for lang in ["en", "zh"] {
            for width in [40, 57, 80] {
                let more = match page.split(' ').next() {
                    Some("show" | "template") => String::new(),
                    Some("status" | "gap") => format!(" {AS_OF} --unmatched"),
                    _ => format!(" {AS_OF}"),
                };
                let asked = format!("{page}{more} --lang {lang} --width {width}");
                let (code, out, said) = ran(folder.path(), &asked);
                assert!(code < 2 && !out.is_empty(), "{asked}: {said}");
                for text in [out, said] {
                    assert!(controls(&text).is_empty(), "{asked}: {text:?}");
                    assert_eq!(commands(&text), [""; 0], "{asked}\n{text}");
                }
            }
        }
    }
}

#[test]
fn rows_of_text_are_lines() {
    let folder = files();
    for asked in [
        "status w.toml --format csv",
        "status w.toml --format tsv",
        "status w.toml --each-region --format csv",
        "status w.toml --format jsonl",
        "explain w.toml a --format csv",
        "convert w.csv",
        "convert w.csv --region 甲",
    ] {
        let as_of = if asked.starts_with("convert") { String::new() } else { format!(" {AS_OF}") };
        let (code, out, said) = ran(folder.path(), &format!("{asked}{as_of}"));
        assert_eq!(code, 0, "{asked}: {said}");
        let tabs = asked.ends_with("tsv");
        let seen: Vec<char> =
            controls(&out).into_iter().filter(|it| !(tabs && *it == '\t')).collect();
        assert!(seen.is_empty(), "{asked}: {out:?}");
        assert_eq!(commands(&out), [""; 0], "{asked}\n{out}");
        assert_eq!(commands(&said), [""; 0], "{asked}\n{said}");
    }
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let folder = files();
    for asked in ["status w.toml", "explain w.toml a", "tasks w.toml"] {
        let (code, out, said) = ran(folder.path(), &format!("{asked} {AS_OF} --format csv-excel"));
        assert_eq!(code, 0, "{said}");
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(out.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                let is_number = cell.parse::<f64>().is_ok();
                let runs =
                    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                assert!(is_number || !runs, "{asked}: {cell}");
            }
        }
        let mut book = plancheck(folder.path());
        book.args(asked.split(' '))
            .args(AS_OF.split(' '))
            .args(["--format", "xlsx", "-o", "w.xlsx"]);
        assert_eq!(book.output().unwrap().status.code(), Some(0));
        let mut archive =
            zip::ZipArchive::new(fs::File::open(folder.path().join("w.xlsx")).unwrap()).unwrap();
        for index in 0..archive.len() {
            let mut text = String::new();
            let mut part = archive.by_index(index).unwrap();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            for sign in ["<f>", "<f ", "<hyperlink", "externalLink"] {
                assert!(!text.contains(sign), "{asked}: {sign}");
            }
        }
    }
}

#[test]
fn a_page_runs_nothing() {
    let folder = files();
    for lang in ["en", "zh"] {
        let (code, out, said) =
            ran(folder.path(), &format!("report w.toml {AS_OF} --format html --lang {lang}"));
        assert_eq!(code, 0, "{said}");
        let page = Html::parse_document(&out);
        let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("script"), 1);
        assert_eq!(count("img, iframe, object, embed, link, base, form, [href^=javascript]"), 0);
        let every = Selector::parse("*").unwrap();
        let attributes = page.select(&every).flat_map(|it| it.value().attrs());
        for (name, value) in attributes {
            assert!(
                !name.starts_with("on") && !value.trim_start().starts_with("javascript:"),
                "{name}={value}"
            );
        }
        assert!(controls(&out).is_empty());
    }
    let (_, out, _) = ran(folder.path(), &format!("chart w.toml a {AS_OF}"));
    elements(&out, &["script", "img", "a", "foreignObject"]);
}

/// The elements of a document, which is well-formed and has none of these.
fn elements(text: &str, none: &[&str]) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(it) | Event::Empty(it) => {
                let name = it.local_name().as_ref().to_owned();
                assert!(!none.contains(&name.as_str()), "{name}");
                found.push(name);
            }
            Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {
                panic!("{text}")
            }
            _ => {}
        }
    }
}

#[test]
fn markdown_shows_what_was_written() {
    let folder = files();
    for page in ["status", "gap", "explain", "report", "show", "tasks"] {
        let more = match page {
            "explain" => format!(" a {AS_OF}"),
            "show" => String::new(),
            _ => format!(" {AS_OF}"),
        };
        for lang in ["en", "zh"] {
            let (code, out, said) =
                ran(folder.path(), &format!("{page} w.toml{more} --format markdown --lang {lang}"));
            assert_eq!(code, 0, "{said}");
            let mut text = out.replace("<br>", " ").replace("\\\\", "");
            for sign in ['<', '>', '[', ']', '`', '*', '|'] {
                text = text.replace(&format!("\\{sign}"), "");
            }
            assert!(!text.contains(['<', '`', '[']), "{page}: {text}");
            // A table has as many cells in every row.
            let widths = text
                .lines()
                .filter(|line| line.starts_with('|'))
                .map(|line| line.matches('|').count());
            let tables: Vec<usize> = widths.collect();
            let heads: Vec<usize> = text
                .lines()
                .filter(|line| line.starts_with("| -") || line.starts_with("|-"))
                .map(|line| line.matches('|').count())
                .collect();
            assert!(tables.iter().all(|width| heads.contains(width)), "{page}: {text}");
        }
    }
}

#[test]
fn xml_of_a_test_report_is_whole() {
    let folder = files();
    for lang in ["en", "zh"] {
        let (_, out, said) = ran(
            folder.path(),
            &format!(
                "check w.toml {AS_OF} --format junit --lang {lang} --fail-on at-risk,off-track,missed"
            ),
        );
        let found = elements(&out, &["script", "img"]);
        assert_eq!(found.iter().filter(|name| *name == "testcase").count(), 1, "{out}");
        assert_eq!(found.iter().filter(|name| *name == "failure").count(), 1, "{out}");
        assert!(
            controls(&out).is_empty() && commands(&out).is_empty() && commands(&said).is_empty(),
            "{out}"
        );
    }
}

#[test]
fn code_scanning_finds_its_places() {
    let folder = files();
    let broken = fs::read_to_string(folder.path().join("w.toml"))
        .unwrap()
        .replace("at_least", "at_lesat <script>\\u001b");
    let name = if cfg!(windows) { "a b #1 é.toml" } else { "a b\n::error::#1 %41 é.toml" };
    fs::write(folder.path().join(name), broken).unwrap();
    let output = plancheck(folder.path())
        .args(["validate", "--format", "sarif", "w.toml", name])
        .output()
        .unwrap();
    let text = stdout(&output);
    assert!(controls(&text).is_empty() && commands(&text).is_empty());
    let document: Value = serde_json::from_str(&text).unwrap();
    let run = &document["runs"][0];
    for result in run["results"].as_array().unwrap() {
        assert!(
            run["tool"]["driver"]["rules"][result["ruleIndex"]
                .as_u64()
                .map_or(usize::MAX, |it| usize::try_from(it).unwrap())]["id"]
                == result["ruleId"]
        );
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let uri = place["uri"].as_str().unwrap();
        assert!(uri == "w.toml" || uri.starts_with("a%20b"), "{uri}");
        assert!(
            uri.bytes().all(|it| it.is_ascii_graphic() && !b"<>\"{}|\\^`#".contains(&it)),
            "{uri}"
        );
    }
}

/// The only commands are those of the policy.
#[test]
fn annotations_are_those_of_the_policy() {
    let folder = files();
    let summary = folder.path().join("summary.md");
    for lang in ["en", "zh"] {
        for (policy, count) in [("at-risk,off-track,missed", 1), ("missed", 0)] {
            let mut command = plancheck(folder.path());
            let asked =
                format!("check w.toml {AS_OF} --format github --lang {lang} --fail-on {policy}");
            let output = command
                .args(asked.split(' '))
                .env("GITHUB_STEP_SUMMARY", &summary)
                .output()
                .unwrap();
            let text = stdout(&output);
            let found = commands(&text);
            let errors = found.iter().filter(|line| line.starts_with("::error ")).count();
            assert_eq!(errors, count, "{text}");
            assert!(
                found.iter().all(|line| line
                    .split_once(" file=w.toml,line=")
                    .is_some_and(|(level, _)| ["::error", "::warning"].contains(&level))),
                "{text}"
            );
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(commands(&said), [""; 0], "{said}");
        }
        // What Markdown escapes is text.
        let text = fs::read_to_string(&summary).unwrap().replace("\\<", "").replace("\\]", "");
        for mark in ["<script", "<img", "](http"] {
            let found = text.lines().find(|line| line.contains(mark));
            assert_eq!(found, None, "{mark}");
        }
    }
}

/// Nothing is run, and nothing is written but the result.
#[test]
fn nothing_is_run_or_written() {
    let folder = files();
    let before = listed(folder.path());
    for asked in ["status w.toml", "report w.toml --format html", "check w.toml"] {
        run(folder.path(), &format!("{asked} {AS_OF}"));
    }
    assert_eq!(listed(folder.path()), before);
}

fn listed(folder: &Path) -> Vec<(String, Vec<u8>)> {
    crate::support::names(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.join(name)).unwrap()))
        .collect()
}
