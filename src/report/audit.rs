//! The audit of an encoding: its findings as diagnostics with their places, and everything for machines.

use std::ops::Range;

use crate::{
    audit::{Audit, Cover, CoverKind, DocumentNumber, Figure, Finding, Role, Rule},
    diag::{AuditProblem, Diagnostic, Place, SourceText},
    lang::Words,
    plan::Document as PlanDocument,
    record::{
        each,
        problems::{Placed, severities},
    },
    words::{Lang, words_of},
};

/// Characters on each side of what is meant, in the machine formats.
const AROUND: usize = 12;

/// A finding, and the words around it in the document.
pub type Found = (Diagnostic, Option<String>);

/// An audit with all that is needed to speak of it.
pub struct AuditView<'a> {
    /// The plan's id.
    pub plan: &'a str,
    /// Which document, if not the plan's own.
    pub of: Option<&'a PlanDocument>,
    /// The document, with its places.
    pub document: SourceText<'a>,
    /// The document's file and text.
    pub source: (&'a str, &'a str),
    /// The figures of the plan, each with its place there.
    pub figures: &'a [(Figure, Place)],
    /// The outcome.
    pub audit: &'a Audit,
}

impl<'a> AuditView<'a> {
    /// The view of an audit of a plan against a document.
    pub fn new(
        (plan, of): (&'a str, Option<&'a PlanDocument>),
        source: (&'a str, &'a str),
        figures: &'a [(Figure, Place)],
        audit: &'a Audit,
    ) -> Self {
        Self { plan, of, document: SourceText::new(source.0, source.1), source, figures, audit }
    }

    /// Every finding, with the words of the document around it: what is wrong with a figure has its place in the plan, a
    /// number left out in the document.
    pub fn findings(&self) -> Vec<Found> {
        let findings = self.audit.findings.iter();
        each(findings, |finding| (self.diagnostic(finding), self.around(finding)))
    }

    fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let printed = |range: &Range<usize>| {
            let text = self.source.1.get(range.clone()).unwrap_or_default();
            text.split(char::is_whitespace).collect::<String>()
        };
        let figure = |index: usize| self.figures.get(index).map(|(figure, _)| figure);
        let quoted = |index| figure(index).map(|figure| figure.text.clone()).unwrap_or_default();
        let in_plan = |index: usize| self.figures.get(index).map(|(_, place)| place.clone());
        let (problem, place, related) = match finding {
            Finding::FigureNotFound { figure, nearest } => (
                AuditProblem::FigureNotFound {
                    figure: quoted(*figure),
                    nearest: nearest.as_ref().map(printed),
                },
                in_plan(*figure),
                nearest.clone(),
            ),
            Finding::FigureCutsNumber { figure, number } => (
                AuditProblem::FigureCutsNumber { figure: quoted(*figure), number: printed(number) },
                in_plan(*figure),
                Some(number.clone()),
            ),
            Finding::NumberOutsideFigure { figure: index, number, printed: there } => {
                let indicator = figure(*index).and_then(indicator_of);
                (
                    AuditProblem::NumberOutsideFigure {
                        figure: quoted(*index),
                        number: number.value.clone(),
                        unit: number.unit.printed().to_owned(),
                        indicator: indicator.unwrap_or_default().to_owned(),
                        printed: there.as_ref().map(printed),
                    },
                    in_plan(*index),
                    there.clone(),
                )
            }
            Finding::OtherSection { figure: index, section, place } => (
                AuditProblem::OtherSection {
                    figure: quoted(*index),
                    cited: figure(*index).map(|it| it.section.clone()).unwrap_or_default(),
                    section: section.clone(),
                },
                in_plan(*index),
                Some(place.clone()),
            ),
            Finding::OneOfSeveral { figure: index, word } => (
                AuditProblem::OneOfSeveral {
                    figure: quoted(*index),
                    word: printed(word),
                    indicator: figure(*index).and_then(indicator_of).unwrap_or_default().to_owned(),
                },
                in_plan(*index),
                Some(word.clone()),
            ),
            Finding::TargetSetAside { figure, number } => (
                AuditProblem::TargetSetAside { figure: quoted(*figure), number: printed(number) },
                in_plan(*figure),
                Some(number.clone()),
            ),
            Finding::ShortSetAside { figure } => {
                (AuditProblem::ShortSetAside { figure: quoted(*figure) }, in_plan(*figure), None)
            }
            Finding::NotPrinted { figure: index, nearest } => (
                AuditProblem::NotPrinted {
                    key: match figure(*index).map(|it| &it.role) {
                        Some(Role::Said(key)) => key,
                        _ => "",
                    },
                    value: quoted(*index),
                    nearest: nearest.as_ref().map(printed),
                },
                in_plan(*index),
                nearest.clone(),
            ),
            Finding::NumberUncovered { number, inside } => {
                let around = inside.and_then(|index| {
                    let id = figure(index).and_then(indicator_of)?;
                    Some((quoted(index), id.to_owned()))
                });
                (
                    AuditProblem::NumberUncovered { number: printed(number), inside: around },
                    Some(self.document.place(number.clone())),
                    None,
                )
            }
        };
        Diagnostic::new(problem, place)
            .with_related(related.map(|range| self.document.place(range)))
    }

    /// The words of the document that a finding is about, and some on each side, as one line.
    fn around(&self, finding: &Finding) -> Option<String> {
        let range = match finding {
            Finding::FigureNotFound { nearest, .. } | Finding::NotPrinted { nearest, .. } => {
                nearest.as_ref()?
            }
            Finding::NumberOutsideFigure { printed, .. } => printed.as_ref()?,
            Finding::FigureCutsNumber { number: range, .. }
            | Finding::NumberUncovered { number: range, .. }
            | Finding::TargetSetAside { number: range, .. }
            | Finding::OtherSection { place: range, .. }
            | Finding::OneOfSeveral { word: range, .. } => range,
            Finding::ShortSetAside { .. } => return None,
        };
        let text = |range| self.source.1.get(range).unwrap_or_default();
        let visible = |character: &char| !character.is_whitespace();
        let before: Vec<char> =
            text(0..range.start).chars().rev().filter(visible).take(AROUND).collect();
        let after = text(range.end..self.source.1.len()).chars();
        let meant = text(range.clone()).chars().filter(visible);
        let after = after.filter(visible).take(AROUND);
        Some(before.into_iter().rev().chain(meant).chain(after).collect())
    }

    /// How many figures are cited or set aside.
    fn cited(&self) -> usize {
        let figures = self.figures.iter();
        figures.filter(|(it, _)| !matches!(it.role, Role::Said(_))).count()
    }

    fn count(&self, kind: CoverKind) -> usize {
        self.audit.count(|cover| cover.kind() == kind)
    }

    /// How many figures were found, and how the numbers are covered.
    pub fn summary(&self, words: Words) -> String {
        let plan = words
            .commas([self.plan.to_owned()].into_iter().chain(self.of.map(|it| words.document(it))));
        let found = self.audit.found;
        let figures = self.cited();
        let numbers = self.audit.numbers.len();
        let [cited, set_aside, skipped, open] =
            [CoverKind::Cited, CoverKind::SetAside, CoverKind::Skipped, CoverKind::Open]
                .map(|kind| self.count(kind));
        let covered = numbers - open;
        let rules = by_rule(self.audit).filter(|(_, count)| *count > 0).map(|(rule, count)| {
            let name = if count == 1 { rule.one(words) } else { rule.many(words) };
            say!(words, "{count} {name}", "{name} {count}")
        });
        let rules = words.listed(rules);
        let rules = if rules.is_empty() { rules } else { words.remarked("", &rules) };
        say!(
            words,
            "{plan}: {found} of {figures} figures found\n\
             {plan}: {covered} of {numbers} numbers covered: {cited} cited, {set_aside} set aside, \
             {skipped} skipped by rule{rules}; {open} open",
            "{plan}: {figures} 条引文中找到 {found} 条\n\
             {plan}: {numbers} 个数字中已覆盖 {covered} 个：引用 {cited}，排除 {set_aside}，\
             按规则略过 {skipped}{rules}；遗漏 {open} 个"
        )
    }

    /// The figure or the rule that covers a number.
    fn by(&self, number: &DocumentNumber) -> Option<&'a str> {
        match number.cover {
            Cover::Cited(index) | Cover::SetAside(index) => {
                self.figures.get(index).map(|(figure, _)| figure.text.as_str())
            }
            Cover::Skipped(rule) => Some(rule.word()),
            Cover::Open(_) => None,
        }
    }
}

record! {
    document "audit" "A plan against the text of its document, as `plancheck audit --format json` writes it."
    |it: &AuditView<'_>, found: &[Found], lang: Lang| {
        plan: "The plan's id.",
        source: "The text of the document." = it.source.0,
        document: "The id of the [[document]] that it is; null: the plan's own document." = it.of.map(|it| &it.id),
        figures: "Figures that the plan cites." = it.cited(),
        figures_found: "Those that stand in the document." = it.audit.found,
        numbers: "Numbers of the document." = it.audit.numbers.len(),
        cited: "Those that a citation covers." = it.count(CoverKind::Cited),
        set_aside: "Those that were set aside." = it.count(CoverKind::SetAside),
        skipped: "Those that are skipped, by rule." = Skipped(it.audit),
        open: "Those that nothing covers." = it.count(CoverKind::Open),
        findings: "What is wrong." = each(*found, |one| (one, *lang)),
        cover: "Every number with what covers it." = each(&it.audit.numbers, |number| (number, *it)),
    }
}

struct Skipped<'a>(&'a Audit);

record! {
    "skipped" "Numbers that are no targets by their form."
    |it: Skipped<'_>| {
        for every words_of::<Rule>: "How many."
            = each(by_rule(it.0), |(rule, count)| (rule.word(), count)),
    }
}

fn by_rule(audit: &Audit) -> impl Iterator<Item = (Rule, usize)> {
    let rules = Rule::ALL.iter().copied();
    rules.map(|rule| (rule, audit.count(|cover| cover == Cover::Skipped(rule))))
}

record! {
    "finding" "A figure or number that does not stand as it should."
    |found: &Found, lang: Lang| {
        ..Placed(&found.0),
        severity: "How grave it is." in severities = found.0.severity.word(),
        code: "Its code, as explain-code takes it." = found.0.problem.code(),
        message: "What is wrong, in the language of the run." = found.0.problem.text(*lang).message,
        around: "The words of the document around it." = &found.1,
        help: "What to do about it." = found.0.problem.text(*lang).help,
    }
}

record! {
    "number" "A number of the document."
    |it: &DocumentNumber, view: &AuditView<'_>| {
        number: "As printed." = view.source.1.get(it.range.clone()),
        line: "Its line, from 1." = view.document.place(it.range.clone()).line,
        column: "Its column in characters, from 1." = view.document.place(it.range.clone()).column,
        cover: "What covers it." = it.cover.kind(),
        by: "The figure or the rule; null: nothing covers it." = view.by(it),
    }
}

word_values! { CoverKind }

/// The indicator that a figure is cited by.
fn indicator_of(figure: &Figure) -> Option<&str> {
    match &figure.role {
        Role::Target(promise) => Some(&promise.indicator),
        Role::Work | Role::SetAside | Role::Said(_) => None,
    }
}
