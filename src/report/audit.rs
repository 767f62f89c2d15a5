//! The audit of an encoding: its findings as diagnostics with their places, and everything for machines.

use std::ops::Range;

use crate::audit::{Audit, Cover, CoverKind, Figure, Finding, Role, Rule};
use crate::diag::{AuditProblem, Diagnostic, Place, SourceText};
use crate::report::Data;

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.audit/v1";

/// Characters on each side of what is meant, in the machine formats.
const AROUND: usize = 12;

/// An audit with all that is needed to speak of it.
#[derive(Debug)]
pub struct AuditView<'a> {
    /// The plan's id.
    pub plan: &'a str,
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
        plan: &'a str,
        source: (&'a str, &'a str),
        figures: &'a [(Figure, Place)],
        audit: &'a Audit,
    ) -> Self {
        Self { plan, document: SourceText::new(source.0, source.1), source, figures, audit }
    }

    /// Every finding as an error, with the words of the document around it: what is wrong with a figure stands in the
    /// plan, a number left out in the document.
    pub fn findings(&self) -> Vec<(Diagnostic, Option<String>)> {
        let findings = self.audit.findings.iter();
        findings.map(|finding| (self.diagnostic(finding), self.around(finding))).collect()
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
            Finding::NumberOutsideFigure { figure: index, number } => {
                let indicator = figure(*index).and_then(indicator_of);
                (
                    AuditProblem::NumberOutsideFigure {
                        figure: quoted(*index),
                        number: number.value.clone(),
                        unit: number.unit.printed().to_owned(),
                        indicator: indicator.unwrap_or_default().to_owned(),
                    },
                    in_plan(*index),
                    None,
                )
            }
            Finding::ShortSetAside { figure } => {
                (AuditProblem::ShortSetAside { figure: quoted(*figure) }, in_plan(*figure), None)
            }
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
            Finding::FigureNotFound { nearest, .. } => nearest.as_ref()?,
            Finding::FigureCutsNumber { number, .. } | Finding::NumberUncovered { number, .. } => {
                number
            }
            Finding::NumberOutsideFigure { .. } | Finding::ShortSetAside { .. } => return None,
        };
        let text = |range| self.source.1.get(range).unwrap_or_default();
        let visible = |character: &char| !character.is_whitespace();
        let before = text(0..range.start).chars().rev().filter(visible);
        let before: Vec<char> = before.take(AROUND).collect();
        let after = text(range.end..self.source.1.len()).chars();
        let meant = text(range.clone()).chars().filter(visible);
        let after = after.filter(visible).take(AROUND);
        Some(before.into_iter().rev().chain(meant).chain(after).collect())
    }

    /// The JSON document; `findings` as the renderer words them.
    pub fn json(&self, findings: Vec<Data>) -> Data {
        let audit = self.audit;
        let skipped = Rule::ALL.iter().map(|rule| {
            let count = audit.count(|cover| cover == Cover::Skipped(*rule));
            (rule.word(), Data::count(count))
        });
        let count = |kind| Data::count(audit.count(|cover| cover.kind() == kind));
        Data::Object(vec![
            ("schema", Data::text(SCHEMA)),
            ("plan", Data::text(self.plan)),
            ("source", Data::text(self.source.0)),
            ("figures", Data::count(self.figures.len())),
            ("figures_found", Data::count(audit.found)),
            ("numbers", Data::count(audit.numbers.len())),
            ("cited", count(CoverKind::Cited)),
            ("set_aside", count(CoverKind::SetAside)),
            ("skipped", Data::Object(skipped.collect())),
            ("open", count(CoverKind::Open)),
            ("findings", Data::List(findings)),
            ("cover", Data::List(self.cover())),
        ])
    }

    /// Every number of the document with what covers it.
    fn cover(&self) -> Vec<Data> {
        let quoted = |index: usize| {
            Data::of(self.figures.get(index), |(figure, _)| Data::text(&figure.text))
        };
        let numbers = self.audit.numbers.iter();
        numbers
            .map(|number| {
                let place = self.document.place(number.range.clone());
                let by = match number.cover {
                    Cover::Cited(index) | Cover::SetAside(index) => quoted(index),
                    Cover::Skipped(rule) => Data::text(rule.word()),
                    Cover::Open(_) => Data::Undefined,
                };
                let printed = self.source.1.get(number.range.clone());
                Data::Object(vec![
                    ("number", Data::of(printed, Data::text)),
                    ("line", Data::count(place.line)),
                    ("column", Data::count(place.column)),
                    ("cover", Data::text(number.cover.kind().word())),
                    ("by", by),
                ])
            })
            .collect()
    }
}

/// The indicator that a figure is cited by.
fn indicator_of(figure: &Figure) -> Option<&str> {
    match &figure.role {
        Role::Target(promise) => Some(&promise.indicator),
        Role::Work | Role::SetAside => None,
    }
}
