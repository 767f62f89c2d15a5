//! The arithmetic behind a finding: the equations of its trace, in the order in which one reads them.

use crate::assess::trace::{Equation, Trace};
use crate::report::sheet::Line;
use crate::report::{Judged, Sheet};

/// The equations of a finding.
pub fn formulas(judged: &Judged<'_>) -> Vec<Equation> {
    let finding = judged.finding;
    let trace = finding.trace.as_deref();
    let distance = trace.map_or(&[][..], |trace| &trace.distance);
    let sums = distance
        .iter()
        .take_while(|it| matches!(it, Equation::Sum { .. } | Equation::Derived { .. }))
        .count();
    let (sum, distance) = distance.split_at(sums);
    let edge = finding.target.as_ref().is_some_and(|target| *target != finding.edge);
    let edge = edge.then(|| Equation::Edge(finding.edge.clone()));
    let need = trace.map_or(&[][..], |trace| &trace.need);
    let limited = edge.is_some();
    let before = sum.iter().cloned().chain(edge).chain(distance.iter().cloned());
    let all = before.chain(method_formulas(judged)).chain(need.iter().cloned());
    all.map(|it| if limited { it.at_limit() } else { it }).collect()
}

/// The equations of the method by which the finding was judged: how its ratio comes about, and where its pace leads.
pub fn method_formulas(judged: &Judged<'_>) -> Vec<Equation> {
    judged.finding.trace.as_deref().map(|trace: &Trace| trace.pace.clone()).unwrap_or_default()
}

/// Adds equations with their numbers.
pub(super) fn write_formulas(equations: Vec<Equation>, judged: &Judged<'_>, sheet: &mut Sheet<'_>) {
    for equation in equations {
        let unit = judged.unit();
        sheet.line(Line::Formula, move |words| words.equation(&equation, &unit));
    }
}
