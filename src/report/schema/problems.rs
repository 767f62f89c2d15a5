//! `validate`, `audit` and `explain-code`: problems and what their codes mean.

use super::Shape::{Count, Object, Objects, Text, Word};
use super::{Field, Object as Definition, key, maybe, schema};
use crate::audit::CoverKind;
use crate::audit::rules::Rule;
use crate::diag::Severity;
use crate::diag::handbook::Family;
use crate::report::audit;
use crate::words::words_of;

pub(super) static VALIDATE: Definition = Definition {
    name: "validate",
    doc: "Plans and catalogues with their problems.",
    fields: || {
        vec![
            schema(super::VALIDATE),
            key("plans", Objects(&PLAN), "Every plan that was checked."),
            key("catalogs", Objects(&CATALOG), "Every catalogue that was checked."),
        ]
    },
};

static PLAN: Definition = Definition {
    name: "checked-plan",
    doc: "A plan file with its problems.",
    fields: || checked(key("indicators", Count, "Its indicators.")),
};

static CATALOG: Definition = Definition {
    name: "checked-catalog",
    doc: "A catalogue with its problems.",
    fields: || checked(key("concepts", Count, "Its concepts.")),
};

fn checked(counted: Field) -> Vec<Field> {
    vec![
        key("file", Text, "The file."),
        counted,
        key("errors", Count, "How many errors it has."),
        key("warnings", Count, "How many warnings."),
        key("problems", Objects(&PROBLEM), "All of them."),
    ]
}

pub(super) static PROBLEM: Definition = Definition {
    name: "problem",
    doc: "A problem and its place.",
    fields: || {
        vec![
            key("file", Text, "The file."),
            maybe("line", Count, "Its line, from 1; null: the whole file."),
            maybe("column", Count, "Its column in characters, from 1."),
            key("severity", Word(severities), "How grave it is."),
            key("code", Text, "Its code, as explain-code takes it."),
            key("message", Text, "What is wrong, in the language of the run."),
            maybe("help", Text, "What to do about it."),
        ]
    },
};

pub(super) static AUDIT: Definition = Definition {
    name: "audit",
    doc: "A plan against the text of its document.",
    fields: || {
        vec![
            schema(audit::SCHEMA),
            key("plan", Text, "The plan's id."),
            key("source", Text, "The text of the document."),
            key("figures", Count, "Figures that the plan cites."),
            key("figures_found", Count, "Those that stand in the document."),
            key("numbers", Count, "Numbers of the document."),
            key("cited", Count, "Those that a citation covers."),
            key("set_aside", Count, "Those that were set aside."),
            key("skipped", Object(&SKIPPED), "Those that are skipped, by rule."),
            key("open", Count, "Those that nothing covers."),
            key("findings", Objects(&FINDING), "What is wrong."),
            key("cover", Objects(&COVER), "Every number with what covers it."),
        ]
    },
};

static SKIPPED: Definition = Definition {
    name: "skipped",
    doc: "Numbers that are no targets by their form.",
    fields: || {
        let rules = words_of::<Rule>().into_iter();
        rules.map(|rule| key(rule, Count, "How many.")).collect()
    },
};

static FINDING: Definition = Definition {
    name: "finding",
    doc: "A figure or number that does not stand as it should.",
    fields: || {
        vec![
            maybe("file", Text, "The file: the plan's or the document's."),
            maybe("line", Count, "Its line, from 1."),
            maybe("column", Count, "Its column in characters, from 1."),
            key("severity", Word(severities), "How grave it is."),
            key("code", Text, "Its code, as explain-code takes it."),
            key("message", Text, "What is wrong, in the language of the run."),
            maybe("around", Text, "The words of the document around it."),
            maybe("help", Text, "What to do about it."),
        ]
    },
};

static COVER: Definition = Definition {
    name: "number",
    doc: "A number of the document.",
    fields: || {
        vec![
            maybe("number", Text, "As printed."),
            key("line", Count, "Its line, from 1."),
            key("column", Count, "Its column in characters, from 1."),
            key("cover", Word(words_of::<CoverKind>), "What covers it."),
            maybe("by", Text, "The figure or the rule; null: nothing covers it."),
        ]
    },
};

pub(super) static CODES: Definition = Definition {
    name: "codes",
    doc: "Codes of diagnostics.",
    fields: || {
        vec![
            schema(super::CODES),
            key("codes", Objects(&CODE), "All codes, or the one asked for."),
        ]
    },
};

static CODE: Definition = Definition {
    name: "code",
    doc: "A code of diagnostics.",
    fields: || {
        vec![
            key("code", Text, "The code."),
            key("family", Word(families), "What it is about."),
            key("meaning", Text, "What it means, in the language of the run."),
            key("example", Text, "What triggers it."),
            key("remedy", Text, "What to do about it, in the language of the run."),
        ]
    },
};

fn severities() -> Vec<&'static str> {
    Severity::ALL.iter().rev().map(|severity| severity.word()).collect()
}

fn families() -> Vec<&'static str> {
    Family::ALL.iter().map(|family| family.word()).collect()
}
