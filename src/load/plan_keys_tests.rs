//! Every key of plans and of the catalogue is dropped, spoilt and added to.

use std::fmt::Write;

use crate::{
    diag::{PlanProblem, Problem},
    keys::{Need, TableKeys, Value},
    load::{
        catalog::{CATALOG, load_catalog},
        plan_toml::{ROOT, load_plan},
    },
};

/// What is done to one table of an otherwise complete file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::load) enum Change {
    Nothing,
    Drop(&'static str, &'static str),
    Add(&'static str),
    Spoil(&'static str, &'static str),
}

fn sample(value: Value, change: Change) -> String {
    match value {
        Value::Text | Value::Prose => "\"1\"".to_owned(),
        Value::Id => "\"test\"".to_owned(),
        Value::Period => "\"2024\"".to_owned(),
        Value::Date => "2024-01-01".to_owned(),
        Value::Number | Value::NumberOrTrue | Value::Margin | Value::Count | Value::Tolerance => {
            "1".to_owned()
        }
        Value::NumbersByName => "{ x = 1 }".to_owned(),
        Value::ByWord(names) => format!("{{ {} = \"2024\" }}", names()[0]),
        Value::ByName | Value::ListsByName => "{ x = \"x\" }".to_owned(),
        Value::Boolean => "true".to_owned(),
        Value::Texts => "[\"x\"]".to_owned(),
        Value::Ids => "[\"test\"]".to_owned(),
        Value::Word(words) => format!("\"{}\"", words()[0]),
        Value::Pair => "[1, 2]".to_owned(),
        Value::Milestones => "{ \"2024-06\" = 1 }".to_owned(),
        Value::Members => "{ test = [\"x\"] }".to_owned(),
        Value::Tables(keys) => format!("[{{ {} }}]", content(keys, change).join(", ")),
        Value::Table(_) | Value::Target(_) => {
            format!("{{ {} }}", content(value.table().unwrap(), change).join(", "))
        }
    }
}

/// Keys of a target beside its comparator.
const BESIDE: [&str; 7] =
    ["tolerance", "limit", "in_region", "margin", "every", "share", "targets"];

/// Every key of the table with a value; of a target the one comparator that is meant.
pub(in crate::load) fn content(keys: &'static TableKeys, change: Change) -> Vec<String> {
    let mut lines = Vec::new();
    for key in keys.keys {
        let spoilt = change == Change::Spoil(keys.name, key.name);
        if change == Change::Drop(keys.name, key.name) {
            continue;
        }
        if keys.name == "target" && key.name != "about" && !spoilt {
            continue;
        }
        let mut line = format!("{} = ", key.name);
        if spoilt {
            // A time is right nowhere.
            line.push_str("07:32:00");
        } else {
            line.push_str(&sample(key.value, change));
        }
        lines.push(line);
    }
    if let Change::Spoil("target", name) = change
        && keys.name == "target"
        && !BESIDE.contains(&name)
    {
        lines.retain(|line| line.starts_with(&format!("{name} =")));
    }
    if change == Change::Add(keys.name) {
        lines.push("surprise = 1".to_owned());
    }
    lines
}

/// Which keys are said to be unknown, missing or wrong.
pub(in crate::load) fn faults(root: &'static TableKeys, change: Change) -> Vec<String> {
    let text = content(root, change).join("\n");
    let diagnostics = if root.name == CATALOG.name {
        load_catalog("catalog.toml", text.as_bytes()).1
    } else {
        load_plan("test.toml", text.as_bytes(), None).diagnostics
    };
    let mut faults: Vec<String> = Vec::new();
    for diagnostic in diagnostics {
        let Problem::Plan(problem) = diagnostic.problem else {
            continue;
        };
        let mut fault = problem.code().to_owned();
        match problem {
            PlanProblem::UnknownKey { key, .. } | PlanProblem::WrongType { key, .. } => {
                write!(fault, " {key}").unwrap();
            }
            PlanProblem::PeriodNotQuoted { key, .. } => fault = format!("wrong-type {key}"),
            PlanProblem::MissingKey { table, key, .. } => {
                write!(fault, " {key} in {table}").unwrap();
            }
            PlanProblem::Syntax { message, .. } => panic!("{message}: {text}"),
            PlanProblem::NoIndicators | PlanProblem::TargetComparator { .. } => {}
            _ => continue,
        }
        // A table that may stand in several places is at fault in each.
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

pub(in crate::load) fn tables(keys: &'static TableKeys) -> Vec<&'static TableKeys> {
    let inner = keys.keys.iter().filter_map(|key| key.value.table());
    std::iter::once(keys).chain(inner.flat_map(tables)).collect()
}

/// Every table of plans and of the catalogue, with the file it belongs to.
fn all() -> impl Iterator<Item = (&'static TableKeys, &'static TableKeys)> {
    let of = |root: &'static TableKeys| tables(root).into_iter().map(move |it| (root, it));
    of(&ROOT).chain(of(&CATALOG))
}

#[test]
fn a_complete_file_has_no_faulty_key() {
    for root in [&ROOT, &CATALOG] {
        assert_eq!(faults(root, Change::Nothing), Vec::<String>::new());
    }
}

#[test]
fn every_required_key_is_missed() {
    for (root, table) in all() {
        for key in table.keys.iter().filter(|key| key.need != Need::Optional) {
            let expected = format!("missing-key {} in {}", key.name, table.name);
            assert_eq!(faults(root, Change::Drop(table.name, key.name)), [expected]);
        }
    }
}

#[test]
fn every_optional_key_may_be_left_out() {
    for (root, table) in all() {
        let optional = table.keys.iter().filter(|key| key.need == Need::Optional);
        for key in optional.filter(|key| !["indicator", "about"].contains(&key.name)) {
            let faults = faults(root, Change::Drop(table.name, key.name));
            assert_eq!(faults, Vec::<String>::new(), "{}", key.name);
        }
    }
}

#[test]
fn an_unknown_key_is_found_in_every_table() {
    for (root, table) in all() {
        let faults = faults(root, Change::Add(table.name));
        assert_eq!(faults, ["unknown-key surprise"], "{}", table.name);
    }
}

#[test]
fn every_key_is_read() {
    for (root, table) in all() {
        for key in table.keys {
            let expected = format!("wrong-type {}", key.name);
            let faults = faults(root, Change::Spoil(table.name, key.name));
            assert_eq!(faults, [expected], "{}", table.name);
        }
    }
}

#[test]
fn every_key_is_documented() {
    let formats = include_str!("../../docs/formats.md");
    for (_, table) in all() {
        for key in table.keys {
            assert!(!key.doc.trim().is_empty(), "{}", key.name);
            assert!(
                formats.contains(&format!("`{}`", key.name)),
                "docs/formats.md lacks {}",
                key.name
            );
        }
    }
}
