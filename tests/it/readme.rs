//! The documents are correct: commands run and print what is shown, examples are valid, links lead to files, and every key of
//! plan files is documented.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rust_xlsxwriter::Workbook;

use crate::support::{PLANCHECK, folder, plancheck, read, stdout};

/// The main command, as printed in the READMEs.
const FIRST: &str = "cargo run -- status hangzhou-2024 --as-of 2025-06-30";

/// The command for all tests, as printed in the READMEs and `.ci/run`.
const SECOND: &str = "cargo test --locked";

const READMES: [&str; 2] = ["README.md", "README.zh.md"];

/// The worked examples of encoding a plan. They have their own test, because their files change between the steps.
const WORKED: [&str; 4] =
    ["docs/encoding.md", "docs/encoding.zh.md", "docs/tutorial.md", "docs/tutorial.zh.md"];

/// Lines that a reader sees without scrolling.
const FIRST_SCREEN: usize = 30;

/// Every Markdown file of the project.
fn documents() -> Vec<PathBuf> {
    let markdown = |folder: &str| -> Vec<PathBuf> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
            .collect()
    };
    let mut all = [markdown("."), markdown("docs")].concat();
    all.sort();
    all
}

/// The fenced blocks of a document: language and text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(language), None) => open = Some((language.trim().to_owned(), String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is left open");
    blocks
}

fn blocks_of(document: &Path, language: &str) -> Vec<String> {
    let all = blocks(&read(document)).into_iter();
    all.filter(|(found, _)| found == language).map(|(_, text)| text).collect()
}

/// A clean environment, with the same width and language everywhere.
fn clean(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = plancheck(folder);
    command.args(arguments).env("COLUMNS", "80");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    clean(folder, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .concat()
}

#[test]
fn consoles_show_what_the_tool_prints() {
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("plancheck", trycmd::schema::Bin::Path(PLANCHECK.into()))
        .env("LC_ALL", "C")
        .env("COLUMNS", "80")
        .env("GITHUB_STEP_SUMMARY", "");
    for document in documents() {
        if !is_worked(&document) {
            cases.case(document);
        }
    }
}

fn is_worked(document: &Path) -> bool {
    WORKED.iter().any(|worked| document == Path::new(worked))
}

/// Runs a worked example in an empty folder: each command in order, and each block that shows a file is written to the
/// path named in the line above it, for a workbook as its rows. A `diff` replaces its `-` lines with its `+` lines, or appends them.
/// `TRYCMD=overwrite` regenerates the page, as it does the others.
#[test]
fn the_worked_pages_lead_from_a_document_to_a_table() {
    for document in WORKED {
        worked(document);
    }
}

fn worked(document: &str) {
    let folder = tempfile::tempdir().unwrap();
    let page = read(document);
    let mut written = String::new();
    let mut named = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        written.push_str(line);
        written.push('\n');
        let Some(language) = line.strip_prefix("```") else {
            // The last word in backquotes that looks like a file.
            let words = line.split('`').skip(1).step_by(2);
            let file = words.filter(|word| word.contains('.') && !word.contains([' ', '=']));
            named = file.last().or(named.filter(|_| line.is_empty()));
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text: String = block.iter().flat_map(|line| [line, "\n"]).collect();
        if language == "console" {
            written.push_str(&session(folder.path(), &block));
        } else {
            let file = named.unwrap_or_else(|| panic!("no file is named above {text}"));
            let file = folder.path().join(file);
            let text = match language {
                "diff" => edited(&read(&file), &block),
                _ => text,
            };
            if file.extension().is_some_and(|ending| ending == "xlsx") {
                let mut book = Workbook::new();
                let sheet = book.add_worksheet();
                for (row, line) in (0..).zip(&block) {
                    for (column, cell) in (0..).zip(line.split(',')) {
                        match cell.parse::<f64>() {
                            Ok(number) => sheet.write(row, column, number).unwrap(),
                            Err(_) => sheet.write(row, column, cell).unwrap(),
                        };
                    }
                }
                book.save(file).unwrap();
            } else {
                fs::write(file, text).unwrap();
            }
            written.extend(block.iter().flat_map(|line| [line, "\n"]));
        }
        written.push_str("```\n");
        named = None;
    }
    if std::env::var("TRYCMD").is_ok_and(|mode| mode == "overwrite") {
        fs::write(document, &written).unwrap();
    } else {
        assert_eq!(page, written, "{document}: TRYCMD=overwrite regenerates it");
    }
}

/// The commands of a block, each with its current output.
fn session(folder: &Path, block: &[&str]) -> String {
    let mut shown = String::new();
    for line in block {
        let Some(command) = line.strip_prefix("$ plancheck ") else {
            continue;
        };
        let (mut reader, writer) = std::io::pipe().unwrap();
        // The command is dropped to close its ends of the pipe, so that reading ends.
        let mut child = clean(folder, &command.split_whitespace().collect::<Vec<_>>())
            .stdout(writer.try_clone().unwrap())
            .stderr(writer)
            .spawn()
            .unwrap();
        let mut said = String::new();
        reader.read_to_string(&mut said).unwrap();
        let code = child.wait().unwrap().code().unwrap();
        shown.extend([line, "\n"]);
        if code != 0 {
            shown.extend(["? ", &code.to_string(), "\n"]);
        }
        shown.push_str(&said.replace('\\', "/"));
    }
    shown
}

/// A file after a `diff` without context lines.
fn edited(text: &str, change: &[&str]) -> String {
    let side = |sign: char| -> String {
        let lines = change.iter().filter_map(|line| line.strip_prefix(sign));
        lines.flat_map(|line| [line, "\n"]).collect()
    };
    let (old, new) = (side('-'), side('+'));
    if old.is_empty() {
        return format!("{text}{new}");
    }
    assert_eq!(text.matches(&old).count(), 1, "{old}");
    text.replace(&old, &new)
}

#[test]
fn the_first_screen_has_the_main_command_and_the_tests() {
    for readme in READMES {
        let text = read(readme);
        let screen: Vec<&str> = text.lines().take(FIRST_SCREEN).collect();
        for command in [FIRST, SECOND] {
            assert!(screen.contains(&command), "{readme}: {command}");
        }
    }
    assert!(read(".ci/run").lines().any(|line| line == SECOND));
}

/// Levels of the headings, words in code, and how many rows the tables have.
fn outline(page: &str) -> (Vec<usize>, BTreeSet<String>, usize) {
    let text = read(page);
    let lines = || text.lines();
    let levels = lines().filter(|line| line.starts_with('#'));
    let codes = lines().flat_map(|line| line.split('`').skip(1).step_by(2).map(str::to_owned));
    let rows = lines().filter(|line| line.starts_with('|')).count();
    (
        levels.map(|line| line.chars().take_while(|it| *it == '#').count()).collect(),
        codes.collect(),
        rows,
    )
}

#[test]
fn pages_in_chinese_have_the_headings_words_and_rows_of_the_english_ones() {
    for page in ["assessment", "formats"] {
        let [english, chinese] =
            [format!("docs/{page}.md"), format!("docs/{page}.zh.md")].map(|it| outline(&it));
        assert_eq!(english.0, chinese.0, "{page}");
        let differ: Vec<_> = english.1.symmetric_difference(&chinese.1).collect();
        assert!(differ.is_empty(), "{page}: {differ:?}");
        assert_eq!(english.2, chinese.2, "{page}");
    }
}

/// A README is read by people: it is short, and what marks a place for the tests is not seen.
#[test]
fn the_readmes_are_short_and_begin_with_the_page() {
    for readme in READMES {
        let text = read(readme);
        // In Chinese a word is two characters.
        let wide = text.chars().filter(|it| ('\u{4e00}'..='\u{9fff}').contains(it)).count();
        let words = text.split_whitespace().filter(|word| word.is_ascii()).count() + wide / 2;
        assert!(words <= 1200, "{readme}: {words} words");
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            let status = pair[0].starts_with("$ ") && pair[1].starts_with("? ");
            let hidden = pair[1] == "..." || pair[1].contains("[..]");
            assert!(!status && !hidden, "{readme}: {}", pair[1]);
        }
        let picture = text.find("![").unwrap();
        assert!(picture < text.find("\n## ").unwrap(), "{readme}");
    }
}

#[test]
fn the_main_command_prints_the_table() {
    let arguments: Vec<&str> = FIRST.split_once(" -- ").unwrap().1.split_whitespace().collect();
    let output = run(Path::new("."), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = stdout(&output);
    assert!(text.starts_with("hangzhou-2024"), "{text}");
    assert!(text.contains("as of 2025-06-30"), "{text}");
}

/// Commands that assess have a date, so that they print the same on every day.
#[test]
fn every_command_that_assesses_has_a_date() {
    for document in documents() {
        for line in read(&document).lines() {
            let line = line.trim_start_matches("$ ");
            let command = line.starts_with("plancheck ") || line.contains("| plancheck ");
            let assesses = ["status", "gap", "explain", "compare", "rules", "tasks", "check"]
                .iter()
                .any(|verb| line.contains(&format!("plancheck {verb} ")));
            if command && assesses {
                assert!(line.contains("--as-of "), "{}: {line}", document.display());
            }
        }
    }
}

/// Lines that need a shell run in a folder that contains only `mine.csv`.
#[cfg(unix)]
#[test]
fn shell_examples_run() {
    for document in documents() {
        let tables = blocks_of(&document, "csv");
        let folder = tempfile::tempdir().unwrap();
        for table in tables.iter().take(1) {
            fs::write(folder.path().join("mine.csv"), table).unwrap();
        }
        let binaries = Path::new(PLANCHECK).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        for line in blocks_of(&document, "sh").iter().flat_map(|block| block.lines()) {
            if !line.contains("plancheck ") || line.starts_with("cargo") {
                continue;
            }
            let output = Command::new("sh")
                .args(["-c", line])
                .current_dir(folder.path())
                .env("PATH", format!("{}:{path}", binaries.display()))
                .env_remove("PLANCHECK_PLANS")
                .output()
                .unwrap();
            let name = document.display();
            assert!(output.status.success(), "{name}: {line}\n{}", said(&output));
        }
    }
}

/// A complete plan in a document passes `validate` without errors and warnings.
#[test]
fn plans_in_the_documents_are_valid() {
    let mut found = 0;
    let documents = documents().into_iter();
    for document in documents.filter(|document| !is_worked(document)) {
        for block in blocks_of(&document, "toml") {
            if !block.contains("[plan]") {
                continue;
            }
            found += 1;
            let id = block
                .lines()
                .find_map(|line| line.strip_prefix("id = \"")?.split('"').next())
                .unwrap();
            let file = format!("{id}.toml");
            let folder = folder(&[(&file, &block)]);
            let output = run(folder.path(), &["validate", &file]);
            let text = said(&output);
            let name = document.display();
            assert_eq!(output.status.code(), Some(0), "{name}: {text}");
            assert!(text.contains("no errors, no warnings"), "{name}: {text}");
        }
    }
    assert!(found >= 2, "both READMEs show a plan");
}

/// Every row of the actuals in a README matches the plan in the same README.
#[test]
fn actuals_in_the_readmes_match_their_plan() {
    for readme in READMES {
        let readme = Path::new(readme);
        let plan = blocks_of(readme, "toml").remove(0);
        let table = blocks_of(readme, "csv").remove(0);
        let rows = table.lines().count() - 1;
        let folder = folder(&[("hangzhou-excerpt.toml", &plan), ("mine.csv", &table)]);
        let arguments = [
            "status",
            "--long",
            "hangzhou-excerpt.toml",
            "--actuals",
            "mine.csv",
            "--as-of",
            "2025-06-30",
        ];
        let output = run(folder.path(), &arguments);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(0), "{text}");
        let all = format!("({rows} of {rows} rows matched)");
        assert!(text.contains(&all), "{}: {text}", readme.display());
    }
}

#[test]
fn links_lead_to_files() {
    for document in documents() {
        let text = read(&document);
        let mut outside = String::new();
        let mut inside = false;
        for line in text.lines() {
            if line.starts_with("```") {
                inside = !inside;
            } else if !inside {
                outside.push_str(line);
                outside.push('\n');
            }
        }
        for (start, _) in outside.match_indices("](") {
            let target = outside[start + 2..].split(')').next().unwrap();
            let file = target.split('#').next().unwrap();
            if file.is_empty() || target.contains("://") {
                continue;
            }
            let path = document.parent().unwrap().join(file);
            assert!(path.exists(), "{}: {target}", document.display());
        }
    }
}
