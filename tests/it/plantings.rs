//! Slips of an encoder, planted one at a time in the shipped plans: which of them `validate`, `audit` and, where both say
//! nothing of it, `status` point at.
//!
//! `cargo test --test it plantings -- --nocapture` prints the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::support::{all_of, names, on_every_processor, plancheck, read, repository};

/// The slips of each list that are found at their place: this many at least.
const FOUND: [(&str, usize); 2] = [("slips", 82), ("silent", 28)];

const PLANS: [&str; 5] =
    ["hangzhou-2024", "qinghai-145", "xinchang-2025", "zhejiang-145", "zhejiang-county-2022"];

#[derive(Deserialize)]
struct List {
    slip: Vec<Slip>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slip {
    id: String,
    plan: String,
    kind: String,
    old: String,
    new: String,
    objection: String,
    words: Option<String>,
}

fn list(name: &str) -> Vec<Slip> {
    toml::from_str::<List>(&read(format!("tests/plantings/{name}.toml"))).unwrap().slip
}

fn plan(id: &str) -> String {
    read(format!("plans/{id}.toml"))
}

fn document(id: &str) -> String {
    read(format!("tests/plantings/texts/{id}.txt"))
}

/// A text without the line break before the closing quotes of the table.
fn planted(text: &str) -> &str {
    text.strip_suffix('\n').unwrap_or(text)
}

fn breaks(text: &str) -> usize {
    text.matches('\n').count()
}

/// A plan before and after a slip.
struct Change {
    text: String,
    /// The lines of the slip, from 1, before and after.
    before: Range<usize>,
    after: Range<usize>,
}

impl Slip {
    fn planted(&self) -> Change {
        let (text, old, new) = (plan(&self.plan), planted(&self.old), planted(&self.new));
        let places: Vec<_> = text.match_indices(old).map(|(place, _)| place).collect();
        assert_eq!(places.len(), 1, "{}: places of the old text", self.id);
        let first = breaks(&text[..places[0]]) + 1;
        Change {
            before: first..first + breaks(old) + 1,
            after: first..first + breaks(new) + 1,
            text: text.replacen(old, new, 1),
        }
    }
}

impl Change {
    /// The line before the slip; none: the slip is there.
    fn line_before(&self, line: usize) -> Option<usize> {
        if line < self.after.start {
            Some(line)
        } else {
            (line >= self.after.end).then(|| line - self.after.end + self.before.end)
        }
    }

    /// The lines of the tables with the slip. Of a table that is left out there are none.
    fn tables(&self, slip: &Slip) -> Range<usize> {
        if slip.new.trim().is_empty() && slip.old.starts_with('[') {
            return 0..0;
        }
        let lines: Vec<_> = self.text.lines().collect();
        let is_head = |line: &usize| lines[line - 1].starts_with('[');
        let start = (1..=self.after.start).rev().find(is_head).unwrap_or(1);
        let end = (self.after.end..=lines.len()).find(is_head);
        start..end.unwrap_or(lines.len() + 1)
    }
}

/// The texts between quotes that follow a word in some lines.
fn quoted<'a>(lines: &'a str, word: &str) -> Vec<&'a str> {
    let quotes = lines.split(word).skip(1);
    quotes.filter_map(|it| it.split_once('"')).map(|(text, _)| text).collect()
}

/// The lines of a range, counted from 1.
fn lines(text: &str, range: &Range<usize>) -> String {
    let of_range = text.lines().skip(range.start.saturating_sub(1)).take(range.len());
    of_range.collect::<Vec<_>>().join("\n")
}

/// What a command says, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    code: String,
    message: String,
    file: String,
    line: usize,
    column: usize,
}

fn of_json(text: &str, list: &str) -> Vec<Finding> {
    // An audit that is refused says why in `validate`.
    let Ok(result) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let found = result.pointer(list).and_then(Value::as_array).cloned().unwrap_or_default();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap_or(0)).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let finding = |it: &Value| Finding {
        code: text(&it["code"]),
        message: text(&it["message"]),
        file: text(&it["file"]),
        line: number(&it["line"]),
        column: number(&it["column"]),
    };
    found.iter().map(finding).collect()
}

/// The messages of `status`, each with the first place under it.
fn of_stderr(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for line in text.lines() {
        let head = ["error[", "warning[", "note["].iter().find_map(|it| line.strip_prefix(it));
        if let Some((code, message)) = head.and_then(|it| it.split_once("]: ")) {
            let (code, message) = (code.to_owned(), message.to_owned());
            found.push(Finding { code, message, file: String::new(), line: 0, column: 0 });
        } else if let (Some((_, place)), Some(last)) = (line.split_once("╭▸ "), found.last_mut())
        {
            let mut parts = place.rsplitn(3, ':');
            last.column = parts.next().unwrap().parse().unwrap();
            last.line = parts.next().unwrap().parse().unwrap();
            parts.next().unwrap().clone_into(&mut last.file);
        }
    }
    found
}

/// Runs one of the three commands on a plan.
fn findings(folder: &Path, command: &str, id: &str) -> Vec<Finding> {
    let mut run = plancheck(folder);
    run.args([command, &format!("{id}.toml")]);
    match command {
        "validate" => run.args(["--format", "json"]),
        "audit" => run.args(["--source", &format!("../texts/{id}.txt"), "--format", "json"]),
        _ => run.args(["--as-of", "2025-06-30"]),
    };
    let (_, stdout, stderr) = all_of(&run.output().unwrap());
    match command {
        "validate" => of_json(&stdout, "/plans/0/problems"),
        "audit" => of_json(&stdout, "/findings"),
        _ => of_stderr(&stderr),
    }
}

const COMMANDS: [&str; 3] = ["validate", "audit", "status"];

/// What is said of a plan as it is shipped, by command.
type Shipped = BTreeMap<(&'static str, &'static str), Vec<Finding>>;

/// A folder of a plan, with the catalogue, beside the texts and the actuals.
fn folder_of(root: &Path, name: &str, id: &str, text: &str) -> PathBuf {
    let folder = root.join(name);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("catalog.toml"), read("plans/catalog.toml")).unwrap();
    fs::write(folder.join(format!("{id}.toml")), text).unwrap();
    folder
}

/// Whether a place of the document is within one of these words.
fn stands_in(document: &str, finding: &Finding, words: &[&str]) -> bool {
    let line = document.lines().nth(finding.line.saturating_sub(1)).unwrap_or_default();
    let at = finding.column.saturating_sub(1);
    let offset = line.char_indices().nth(at).map_or(line.len(), |(offset, _)| offset);
    words.iter().any(|word| {
        let mut places = line.match_indices(word);
        places.any(|(start, _)| (start..start + word.len()).contains(&offset))
    })
}

/// The first finding that the plan as it is shipped does not have and that is at the place of the slip: its command, code and
/// place. Else the codes of those that are elsewhere.
fn found(root: &Path, slip: &Slip, shipped: &Shipped) -> Result<String, BTreeSet<String>> {
    let change = slip.planted();
    let folder = folder_of(root, &slip.id, &slip.plan, &change.text);
    let tables = change.tables(slip);
    let within = lines(&change.text, &tables);
    let figures = [&slip.old, &within].map(|text| quoted(text, "figure = \"")).concat();
    let mut words = figures.clone();
    words.extend(slip.words.as_deref());
    // What `status` may name: the values that were written, and the indicator.
    let values = slip.new.split('"').skip(1).step_by(2);
    let mut named: Vec<_> = values.filter(|it| it.chars().count() > 1).collect();
    named.extend(quoted(&within, "\nid = \"").into_iter().chain(quoted(&within, "\nname = \"")));
    let document = document(&slip.plan);

    let mut elsewhere = BTreeSet::new();
    for command in COMMANDS {
        let known = &shipped[&(PLANS.into_iter().find(|it| *it == slip.plan).unwrap(), command)];
        let of_plan = |finding: &Finding| finding.file.ends_with(&format!("{}.toml", slip.plan));
        let is_known = |finding: &Finding| {
            known.iter().any(|known| {
                let place = if of_plan(finding) {
                    let before = (!change.before.contains(&known.line)).then_some(known.line);
                    change.line_before(finding.line) == before
                } else {
                    finding.line == known.line
                };
                let said = command == "status" || finding.message == known.message;
                place && said && finding.code == known.code && of_plan(finding) == of_plan(known)
            })
        };
        for finding in findings(&folder, command, &slip.plan).iter().filter(|it| !is_known(it)) {
            let here = if of_plan(finding) {
                let line = lines(&change.text, &(finding.line..finding.line + 1));
                let cites = quoted(&line, "figure = \"");
                tables.contains(&finding.line) || cites.iter().any(|it| figures.contains(it))
            } else if command == "audit" {
                stands_in(&document, finding, &words)
            } else {
                let said = format!("{} {}", finding.message, finding.file).replace('\\', "/");
                named.iter().any(|name| said.contains(name.trim_start_matches("../")))
            };
            if here {
                let file = Path::new(&finding.file).file_name().unwrap().display();
                let Finding { code, line, column, .. } = finding;
                return Ok(format!("{command} {code} {file}:{line}:{column}"));
            }
            elsewhere.insert(finding.code.clone());
        }
    }
    Err(elsewhere)
}

#[test]
fn slips_are_wrong_by_the_words_and_apply_once() {
    for (name, _) in FOUND {
        let mut ids = BTreeSet::new();
        for slip in list(name) {
            let change = slip.planted();
            assert!(change.text != plan(&slip.plan), "{}", slip.id);
            assert!(ids.insert(slip.id.clone()) && !slip.objection.is_empty(), "{}", slip.id);
            let document = document(&slip.plan);
            assert!(slip.words.is_none_or(|it| document.contains(&it)), "{}", slip.id);
        }
    }
    let mut kinds = BTreeMap::new();
    for slip in list("slips") {
        *kinds.entry(slip.kind).or_insert(0) += 1;
    }
    assert!(kinds.len() == 10 && kinds.values().all(|count| *count == 10), "{kinds:?}");
}

#[test]
fn slips_are_found() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    // Plans name actuals beside their folder, as in a work tree.
    fs::create_dir(root.join(".git")).unwrap();
    for (from, to) in [("examples/actuals", "examples/actuals"), ("tests/plantings/texts", "texts")]
    {
        fs::create_dir_all(root.join(to)).unwrap();
        for name in names(&repository().join(from)) {
            fs::copy(repository().join(from).join(&name), root.join(to).join(&name)).unwrap();
        }
    }
    let asked: Vec<_> =
        PLANS.iter().flat_map(|id| COMMANDS.map(|command| (*id, command))).collect();
    for id in PLANS {
        folder_of(root, id, id, &plan(id));
    }
    let say = |_, &(id, command): &(&'static str, &'static str)| {
        ((id, command), findings(&root.join(id), command, id))
    };
    let shipped: Shipped = on_every_processor(&asked, say).into_iter().collect();

    for (name, least) in FOUND {
        let slips = list(name);
        let mut all =
            on_every_processor(&slips, |place, slip| (place, found(root, slip, &shipped)));
        all.sort_by_key(|(place, _)| *place);
        let (mut table, mut count, mut shown) = (String::new(), 0, 0);
        for (slip, (_, found)) in slips.iter().zip(&all) {
            let says = match found {
                Ok(place) => place.clone(),
                Err(elsewhere) => {
                    let codes: Vec<_> = elsewhere.iter().map(String::as_str).collect();
                    format!("NOT FOUND {} ({})", codes.join(" "), slip.objection)
                }
            };
            count += usize::from(found.is_ok());
            shown += usize::from(found.is_ok() && slip.words.is_some());
            writeln!(table, "{:15} {:12} {says}", slip.id, slip.kind).unwrap();
        }
        let worded = slips.iter().filter(|slip| slip.words.is_some()).count();
        println!("{table}{name}: {count} of {} found; {shown} of {worded} with words\n", all.len());
        assert!(count >= least, "{name}: {count} found, {least} before:\n{table}");
    }
}
