//! Problems of plan files for code scanning: SARIF 2.1.0.
//!
//! Rules are the diagnostic codes with their `explain-code` texts. Files are named relative to the working directory,
//! which is taken as the source root; one given by an absolute path is a `file:` URI.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use crate::{
    diag::{
        Diagnostic, Place,
        handbook::{self, EXAMPLE, Entry, Family},
    },
    lang::Lang,
    render::{
        Style,
        diagnostics::{self, said},
        json,
    },
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const VERSION: &str = "2.1.0";

/// The conventional name of the source root.
const ROOT: &str = "%SRCROOT%";

pub struct Findings<'a> {
    /// The command, by which readers distinguish its runs from others.
    pub command: &'a str,
    /// Every file that was checked.
    pub files: Vec<&'a str>,
    /// Problems, each with the file in which it was found.
    pub results: Vec<(&'a str, &'a Diagnostic)>,
    /// Problems that kept the run from checking everything requested.
    pub failures: Vec<(&'a str, &'a Diagnostic)>,
}

pub fn log(findings: &Findings<'_>, out: &mut dyn Write, style: &Style) -> io::Result<()> {
    let lang = style.lang;
    let rules = rules(findings, lang);
    let results =
        findings.results.iter().map(|(file, problem)| result(file, problem, &rules, lang));
    // A file may be requested twice, or also be a catalogue.
    let mut seen = BTreeSet::new();
    let files = findings.files.iter().filter(|file| seen.insert(**file));
    let artifacts = files.map(|file| json!({ "location": artifact(file) }));
    let run = json!({
        "tool": { "driver": driver(&rules, lang) },
        "automationDetails": { "id": format!("plancheck/{}/", findings.command) },
        "invocations": [invocation(findings, lang)],
        "language": lang.tag(),
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts.collect::<Value>(),
        "results": results.collect::<Value>(),
    });
    json::document(&json!({ "$schema": SCHEMA, "version": VERSION, "runs": [run] }), out)
}

/// Every code of plan files, then those of other families that occur.
fn rules(findings: &Findings<'_>, lang: Lang) -> Vec<Entry> {
    let of_plans = handbook::entries(lang).filter(|entry| entry.family == Family::Plan);
    let mut rules: Vec<Entry> = of_plans.collect();
    for (_, problem) in findings.results.iter().chain(&findings.failures) {
        let code = problem.problem.code();
        if rules.iter().all(|known| known.code != code) {
            rules.extend(handbook::find(code, lang));
        }
    }
    rules
}

fn driver(rules: &[Entry], lang: Lang) -> Value {
    let rules = rules.iter().map(|code| {
        let Entry { meaning, remedy, .. } = code;
        let example = code.example.trim_end();
        let word = lang.pick(EXAMPLE);
        json!({
            "id": code.code,
            "shortDescription": message(meaning),
            "fullDescription": message(meaning),
            "help": {
                "text": format!("{remedy}\n\n{word}:\n{example}"),
                "markdown": format!("{remedy}\n\n{word}:\n\n```\n{example}\n```"),
            },
        })
    });
    json!({
        "name": "plancheck",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.collect::<Value>(),
    })
}

fn invocation(findings: &Findings<'_>, lang: Lang) -> Value {
    let notifications = findings.failures.iter().map(|(file, problem)| {
        json!({
            "descriptor": { "id": problem.problem.code() },
            "level": problem.severity.word(),
            "message": message(&said(problem, lang)),
            "locations": [{ "physicalLocation": location(file, problem.place.as_ref()) }],
        })
    });
    json!({
        "executionSuccessful": findings.failures.is_empty(),
        "toolExecutionNotifications": notifications.collect::<Value>(),
    })
}

fn result(file: &str, problem: &Diagnostic, rules: &[Entry], lang: Lang) -> Value {
    let code = problem.problem.code();
    let mut result = json!({ "ruleId": code });
    if let Some(place) = rules.iter().position(|rule| rule.code == code) {
        result["ruleIndex"] = place.into();
    }
    result["level"] = problem.severity.word().into();
    result["message"] = message(&said(problem, lang));
    result["locations"] = json!([{ "physicalLocation": location(file, problem.place.as_ref()) }]);
    if !problem.related.is_empty() {
        let related = problem.related.iter().enumerate().map(|(index, place)| {
            json!({
                "id": index,
                "physicalLocation": location(file, Some(place)),
                "message": message(diagnostics::related_word(lang)),
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

/// A region of a file; without a place the whole file.
fn location(file: &str, place: Option<&Place>) -> Value {
    let Some(place) = place else { return json!({ "artifactLocation": artifact(file) }) };
    json!({ "artifactLocation": artifact(&place.file), "region": region(place) })
}

fn region(place: &Place) -> Value {
    let mut region = json!({ "startLine": place.line, "startColumn": place.column });
    let excerpt = place.excerpt.as_ref();
    let meant = excerpt.and_then(|excerpt| excerpt.text.get(excerpt.start..excerpt.end));
    if let Some(meant) = meant {
        region["endColumn"] = (place.column as usize + meant.chars().count()).into();
        region["snippet"] = message(meant);
    }
    region
}

fn artifact(file: &str) -> Value {
    let path = file.replace(std::path::MAIN_SEPARATOR, "/");
    if Path::new(file).is_absolute() {
        let path = encoded(path.trim_start_matches('/'));
        return json!({ "uri": format!("file:///{path}") });
    }
    json!({ "uri": encoded(path.trim_start_matches("./")), "uriBaseId": ROOT })
}

/// A path in a URI: every byte that is neither unreserved nor a slash is percent-encoded.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => drop(write!(uri, "%{other:02X}")),
        }
    }
    uri
}

fn message(text: &str) -> Value {
    json!({ "text": text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, uri) in [
            ("plans/a.toml", "plans/a.toml"),
            ("./a.toml", "a.toml"),
            ("../a b.toml", "../a%20b.toml"),
            ("规划/50%.toml", "%E8%A7%84%E5%88%92/50%25.toml"),
            ("a:b#c?.toml", "a%3Ab%23c%3F.toml"),
        ] {
            let wanted = json!({ "uri": uri, "uriBaseId": ROOT });
            assert_eq!(artifact(path), wanted, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn absolute_paths_become_file_uris() {
        let wanted = json!({ "uri": "file:///srv/a%20b.toml" });
        assert_eq!(artifact("/srv/a b.toml"), wanted);
    }
}
