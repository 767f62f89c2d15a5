//! Problems of plan files and catalogues, and what the codes of diagnostics mean: `plancheck.validate/v1` and
//! `plancheck.codes/v1`.

use crate::{
    diag::{
        Diagnostic, Severity,
        handbook::{Entry, Family},
    },
    record::{Flat, each},
    words::Lang,
};

/// What a file declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Plan,
    Catalog,
}

/// A plan or a catalogue with its problems.
pub struct CheckedFile {
    pub file: String,
    pub kind: FileKind,
    /// Whether the file could be read.
    pub read: bool,
    /// Whether the file is built into the binary.
    pub built_in: bool,
    /// The number of indicators or concepts.
    pub count: usize,
    pub problems: Vec<Diagnostic>,
}

impl CheckedFile {
    pub fn number_of(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// Files and the language in which their problems are told.
#[derive(Clone, Copy)]
pub struct Validated<'a>(pub &'a [CheckedFile], pub Lang);

impl<'a> Validated<'a> {
    /// Every problem, one a row.
    pub fn flat(self) -> Flat<'a> {
        Flat::of(self.0.iter().flat_map(move |file| self.problems_of(file)))
    }

    fn problems_of(self, file: &'a CheckedFile) -> Vec<(&'a String, &'a Diagnostic, Lang)> {
        each(&file.problems, |problem| (&file.file, problem, self.1))
    }

    fn of(self, kind: FileKind) -> impl Iterator<Item = (&'a CheckedFile, Self)> {
        self.0.iter().filter(move |file| file.kind == kind).map(move |file| (file, self))
    }
}

record! {
    document "validate" "Every problem of plan files, as `plancheck validate --format json` writes it."
    |it: Validated<'_>| {
        plans: "Every plan that was checked." = each(it.of(FileKind::Plan), CheckedPlan),
        catalogs: "Every catalogue that was checked." = each(it.of(FileKind::Catalog), CheckedCatalog),
    }
}

struct CheckedPlan<'a>((&'a CheckedFile, Validated<'a>));

record! {
    "checked-plan" "A plan file with its problems."
    |it: CheckedPlan<'_>| {
        file: "The file." = &it.0.0.file,
        indicators: "Its indicators." = it.0.0.count,
        ..it.0,
    }
}

struct CheckedCatalog<'a>((&'a CheckedFile, Validated<'a>));

record! {
    "checked-catalog" "A catalogue with its problems."
    |it: CheckedCatalog<'_>| {
        file: "The file." = &it.0.0.file,
        concepts: "Its concepts." = it.0.0.count,
        ..it.0,
    }
}

record! {
    "more-of-checked" "What follows the count of either."
    |it: &CheckedFile, all: Validated<'_>| {
        errors: "How many errors it has." = it.number_of(Severity::Error),
        warnings: "How many warnings." = it.number_of(Severity::Warning),
        problems: "All of them." = all.problems_of(it),
    }
}

record! {
    "problem" "A problem and its place."
    |file: &String, it: &Diagnostic, lang: Lang| {
        file: "The file." = it.place.as_ref().map_or(*file, |place| &place.file),
        line: "Its line, from 1; null: the whole file." = it.place.as_ref().map(|place| place.line),
        column: "Its column in characters, from 1." = it.place.as_ref().map(|place| place.column),
        severity: "How grave it is." in severities = it.severity.word(),
        ..Told(it, *lang),
    }
}

/// Where a problem is.
pub struct Placed<'a>(pub &'a Diagnostic);

record! {
    "place-of-problem" "Where a problem is."
    |it: Placed<'_>| {
        file: "The file: the plan's, or the one that was read beside it." = it.0.place.as_ref().map(|place| &place.file),
        line: "Its line, from 1; null: the whole file." = it.0.place.as_ref().map(|place| place.line),
        column: "Its column in characters, from 1." = it.0.place.as_ref().map(|place| place.column),
    }
}

/// What a problem says, in the language of the run.
pub struct Told<'a>(pub &'a Diagnostic, pub Lang);

record! {
    "text-of-problem" "What a problem says."
    |it: Told<'_>| {
        code: "Its code, as explain-code takes it." = it.0.problem.code(),
        message: "What is wrong, in the language of the run." = it.0.problem.text(it.1).message,
        help: "What to do about it." = it.0.problem.text(it.1).help,
    }
}

/// The gravest first.
pub fn severities() -> Vec<&'static str> {
    Severity::ALL.iter().rev().map(|severity| severity.word()).collect()
}

/// Codes of diagnostics.
pub struct Codes<'a>(pub &'a [Entry]);

record! {
    document "codes" "What the codes of diagnostics mean, as `plancheck explain-code --format json` writes it."
    |it: Codes<'_>| {
        codes: "All codes, or the one asked for." = it.0,
    }
}

record! {
    "code" "A code of diagnostics."
    |it: Entry| {
        code: "The code.",
        family: "What it is about.",
        meaning: "What it means, in the language of the run.",
        example: "What triggers it.",
        remedy: "What to do about it, in the language of the run.",
    }
}

word_values! { Family }
