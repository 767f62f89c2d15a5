//! The broken files under `tests/cmd` cover every code, and every message has a place and a remedy.

use std::fs;
use std::path::Path;

use crate::support::{folder, json, plancheck, repository, stderr};

/// Codes without a transcript, with the reason.
const NOT_IN_TRANSCRIPTS: &[(&str, &str)] = &[
    ("at-without-stock", "its example in the handbook is run"),
    ("about-without-better", "its example in the handbook is run"),
    ("milestone-off-path", "its example in the handbook is run"),
    ("milestones-lapse", "its example in the handbook is run"),
    ("milestones-unused", "its example in the handbook is run"),
    ("no-full-year", "its example in the handbook is run"),
    ("beside-itself", "its example in the handbook is run"),
    ("not-of-a-chain", "its example in the handbook is run"),
    ("ratio-times", "its example in the handbook is run"),
    ("other-section", "its example in the handbook is run"),
    ("name-meant", "its example in the handbook is run"),
    ("operand-meant", "its example in the handbook is run"),
    ("one-of-several", "its example in the handbook is run"),
    ("target-set-aside", "its example in the handbook is run"),
    ("amended-after-deadline", "its example in the handbook is run"),
    ("kind-open", "its example in the handbook is run"),
    ("not-shipped", "its example in the handbook is run"),
    ("not-printed", "its example in the handbook is run"),
    ("point-of-flow", "its example in the handbook is run"),
    ("point-of-flow-cell", "its example in the handbook is run"),
    ("counted-twice", "its example in the handbook is run"),
    ("sums-disagree", "its example in the handbook is run"),
    ("parts-disagree", "its example in the handbook is run"),
    ("part-above-whole", "its example in the handbook is run"),
    ("record-too-long", "a row of 16 MiB; the test below makes one"),
    ("header-too-long", "a row of 1 MiB; tests/it/faults.rs makes one"),
    ("too-many-cells", "a row of 1 MiB; tests/it/faults.rs makes one"),
    ("actuals-unreadable", "a disk that fails in mid-file"),
    ("binary-to-terminal", "a terminal; tests/it/formats.rs makes one"),
];

/// Every transcript below a folder, one after the other.
fn transcripts(folder: &Path) -> String {
    let mut text = String::new();
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            text.push_str(&transcripts(&path));
        } else if path.extension().is_some_and(|ending| ending == "trycmd") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    text
}

#[test]
fn every_code_is_shown_by_a_transcript() {
    let text = transcripts(&repository().join("tests/cmd"));
    let handbook = json(repository(), "explain-code");
    let codes = handbook["codes"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap());
    let shown = |code: &str| text.contains(&format!("[{code}]"));
    let missing: Vec<_> = codes
        .filter(|code| !shown(code) && !NOT_IN_TRANSCRIPTS.iter().any(|(known, _)| *known == *code))
        .collect();
    assert!(missing.is_empty(), "no transcript shows {missing:?}");
    for (code, _) in NOT_IN_TRANSCRIPTS {
        assert!(!shown(code), "{code} is shown now: take it off the list");
    }
}

/// Runs every command of the transcripts again: an error leaves standard output empty, and has file, line, column and remedy.
#[test]
fn every_error_has_a_place_and_a_remedy() {
    let mut broken = 0;
    for folder in ["tests/cmd/plans", "tests/cmd/actuals"] {
        for entry in fs::read_dir(repository().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "trycmd") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines().filter_map(|line| line.strip_prefix("$ plancheck ")) {
                if line.contains("--lang zh") {
                    continue;
                }
                let folder = path.with_extension("in");
                let ascii = (!line.contains("--ascii")).then_some("--ascii");
                let output = plancheck(&folder).args(line.split(' ')).args(ascii).output().unwrap();
                let said = stderr(&output);
                match output.status.code() {
                    Some(2) => {
                        broken += 1;
                        assert!(output.stdout.is_empty(), "{line}: an error comes with a report");
                        assert!(said.contains("error["), "{line}: {said}");
                        check_messages(line, &said);
                    }
                    Some(0) => {
                        assert!(!output.stdout.is_empty() && !said.contains("error["), "{line}");
                    }
                    code => panic!("{line}: exit {code:?}"),
                }
            }
        }
    }
    assert!(broken >= 50, "{broken} broken files are left");
}

fn check_messages(line: &str, said: &str) {
    /// Problems of a run, not of a file: the message names the argument, and there is no line.
    const WITHOUT_PLACE: [&str; 6] = [
        "file-unreadable",
        "unknown-plan",
        "no-actuals",
        "no-such-encoding",
        "more-errors",
        "unmatched-name",
    ];
    for message in said.split("\n\n").filter(|message| !message.is_empty()) {
        let code = message.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
        let (code, _) = code.unwrap_or_else(|| panic!("{line}: no code in {message}"));
        let placed = message.lines().any(|text| {
            let place = text.trim_start().strip_prefix("--> ");
            place.is_some_and(|place| {
                let numbers = place.rsplit(':').take(2).filter(|part| part.parse::<u32>().is_ok());
                // In a sheet the place is a cell: file.xlsx#sheet!C7.
                numbers.count() == 2 || is_cell(place)
            })
        });
        assert!(placed || WITHOUT_PLACE.contains(&code), "{line}: no place in\n{message}");
        assert!(message.contains("= help: "), "{line}: no remedy in\n{message}");
    }
}

/// Whether a place ends in a cell of a sheet.
fn is_cell(place: &str) -> bool {
    let cell = place.trim_end().rsplit_once('!').map(|(_, cell)| cell);
    cell.is_some_and(|cell| {
        let row = cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        row.len() < cell.len() && row.parse::<u32>().is_ok()
    })
}

#[test]
fn a_long_line_is_shortened_in_the_message() {
    let folder = folder(&[]);
    let plan = repository().join("tests/cmd/actuals/city.toml");
    for line in ["长".repeat(200_000), "head,".repeat(16_000)] {
        fs::write(folder.path().join("long.csv"), line).unwrap();
        let output = plancheck(folder.path())
            .arg("status")
            .arg(&plan)
            .args(["--actuals", "long.csv", "--as-of", "2024-06-30"])
            .output()
            .unwrap();
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2));
        assert!(said.starts_with("error[missing-column]"), "{said}");
        assert!(said.len() < 2000, "{} bytes", said.len());
    }
}

#[test]
fn a_row_without_an_end_is_refused() {
    let mut text = "region,indicator,period,value,unit\n测试市,\"".to_owned();
    text.push_str(&"长".repeat(6 << 20));
    let folder = folder(&[("long.csv", &text)]);
    let plan = repository().join("tests/cmd/actuals/city.toml");
    let output = plancheck(folder.path())
        .arg("status")
        .arg(plan)
        .args(["--actuals", "long.csv", "--as-of", "2024-06-30", "--ascii", "-q"])
        .output()
        .unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.starts_with("error[record-too-long]") && said.contains("--> long.csv:2:1"),
        "{said}"
    );
    assert!(said.len() < 1000, "the message is as long as the row");
}
