//! Problems of plan files for code scanning: SARIF 2.1.0.
//!
//! Rules are the diagnostic codes with their `explain-code` texts. Files are named relative to the working directory,
//! which is taken as the source root; one given by an absolute path is a `file:` URI.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use crate::diag::handbook::{self, EXAMPLE, Entry, Family};
use crate::diag::{Diagnostic, Place, Severity};
use crate::lang::Lang;
use crate::record::Data;
use crate::render::{Style, diagnostics, json};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const VERSION: &str = "2.1.0";

/// The conventional name of the source root.
const ROOT: &str = "%SRCROOT%";

#[derive(Debug)]
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
    let results = findings.results.iter();
    let results = results.map(|(file, problem)| result(file, problem, &rules, lang));
    // A file may be requested twice, or also be a catalogue.
    let mut seen = BTreeSet::new();
    let files = findings.files.iter().filter(|file| seen.insert(**file));
    let artifacts = files.map(|file| object([("location", artifact(file))]));
    let run = object([
        ("tool", object([("driver", driver(&rules, lang))])),
        (
            "automationDetails",
            object([("id", Data::text(format!("plancheck/{}/", findings.command)))]),
        ),
        ("invocations", Data::List(vec![invocation(findings, lang)])),
        ("language", Data::text(lang.tag())),
        ("columnKind", Data::text("unicodeCodePoints")),
        ("artifacts", Data::List(artifacts.collect())),
        ("results", Data::List(results.collect())),
    ]);
    let log = object([
        ("$schema", Data::text(SCHEMA)),
        ("version", Data::text(VERSION)),
        ("runs", Data::List(vec![run])),
    ]);
    json::document(&log, out, style)
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

fn driver(rules: &[Entry], lang: Lang) -> Data {
    let rules = rules.iter().map(|code| {
        let Entry { meaning, remedy, .. } = code;
        let example = code.example.trim_end();
        let word = lang.pick(EXAMPLE);
        let help = object([
            ("text", Data::text(format!("{remedy}\n\n{word}:\n{example}"))),
            ("markdown", Data::text(format!("{remedy}\n\n{word}:\n\n```\n{example}\n```"))),
        ]);
        object([
            ("id", Data::text(code.code)),
            ("shortDescription", message(meaning)),
            ("fullDescription", message(meaning)),
            ("help", help),
        ])
    });
    object([
        ("name", Data::text("plancheck")),
        ("semanticVersion", Data::text(env!("CARGO_PKG_VERSION"))),
        ("rules", Data::List(rules.collect())),
    ])
}

fn invocation(findings: &Findings<'_>, lang: Lang) -> Data {
    let notifications = findings.failures.iter().map(|(file, problem)| {
        object([
            ("descriptor", object([("id", Data::text(problem.problem.code()))])),
            ("level", Data::text(level(problem.severity))),
            ("message", message(&said(problem, lang))),
            ("locations", Data::List(vec![location(file, problem.place.as_ref())])),
        ])
    });
    object([
        ("executionSuccessful", Data::Flag(findings.failures.is_empty())),
        ("toolExecutionNotifications", Data::List(notifications.collect())),
    ])
}

fn result(file: &str, problem: &Diagnostic, rules: &[Entry], lang: Lang) -> Data {
    let code = problem.problem.code();
    let place = rules.iter().position(|rule| rule.code == code);
    let mut entries = vec![("ruleId", Data::text(code))];
    entries.extend(place.map(|place| ("ruleIndex", Data::count(place))));
    entries.push(("level", Data::text(level(problem.severity))));
    entries.push(("message", message(&said(problem, lang))));
    let at = location(file, problem.place.as_ref());
    entries.push(("locations", Data::List(vec![at])));
    if !problem.related.is_empty() {
        let related = problem.related.iter().enumerate().map(|(index, place)| {
            let Data::Object(mut entries) = location(file, Some(place)) else {
                return Data::Undefined;
            };
            entries.insert(0, ("id", Data::count(index)));
            entries.push(("message", message(diagnostics::related_word(lang))));
            Data::Object(entries)
        });
        entries.push(("relatedLocations", Data::List(related.collect())));
    }
    Data::Object(entries)
}

/// The message, and what to do about it.
fn said(problem: &Diagnostic, lang: Lang) -> String {
    let text = problem.problem.text(lang);
    match text.help {
        Some(help) => format!("{}\n{help}", text.message),
        None => text.message,
    }
}

/// A region of a file; without a place the whole file.
fn location(file: &str, place: Option<&Place>) -> Data {
    let file = place.map_or(file, |place| place.file.as_str());
    let mut physical = vec![("artifactLocation", artifact(file))];
    physical.extend(place.map(|place| ("region", region(place))));
    object([("physicalLocation", Data::Object(physical))])
}

fn region(place: &Place) -> Data {
    let mut region =
        vec![("startLine", Data::count(place.line)), ("startColumn", Data::count(place.column))];
    let excerpt = place.excerpt.as_ref();
    let meant = excerpt.and_then(|excerpt| excerpt.text.get(excerpt.start..excerpt.end));
    if let Some(meant) = meant {
        let end = place.column as usize + meant.chars().count();
        region.push(("endColumn", Data::count(end)));
        region.push(("snippet", message(meant)));
    }
    Data::Object(region)
}

fn artifact(file: &str) -> Data {
    let path = file.replace(std::path::MAIN_SEPARATOR, "/");
    if !Path::new(file).is_absolute() {
        let uri = encoded(path.trim_start_matches("./"));
        return object([("uri", Data::text(uri)), ("uriBaseId", Data::text(ROOT))]);
    }
    let uri = format!("file:///{}", encoded(path.trim_start_matches('/')));
    object([("uri", Data::text(uri))])
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

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn message(text: &str) -> Data {
    object([("text", Data::text(text))])
}

fn object<const COUNT: usize>(entries: [(&'static str, Data); COUNT]) -> Data {
    Data::Object(entries.into())
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
            let wanted = object([("uri", Data::text(uri)), ("uriBaseId", Data::text(ROOT))]);
            assert_eq!(artifact(path), wanted, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn absolute_paths_become_file_uris() {
        let wanted = object([("uri", Data::text("file:///srv/a%20b.toml"))]);
        assert_eq!(artifact("/srv/a b.toml"), wanted);
    }
}
