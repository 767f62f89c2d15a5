//! The arithmetic behind a finding: the equations of its trace, in the order in which one reads them.

use crate::assess::trace::{Equation, Term};
use crate::record::each;
use crate::report::{Judged, Line, Sheet};

/// An equation, and what it calls the value to be reached.
pub type Named = (Term, Equation);

/// The equations of a finding.
pub fn formulas(judged: &Judged<'_>) -> Vec<Named> {
    let finding = judged.finding;
    let trace = finding.trace.as_deref();
    let distance = trace.map_or(&[][..], |trace| &trace.distance);
    let sums = distance
        .iter()
        .take_while(|it| matches!(it, Equation::Sum { .. } | Equation::Derived { .. }))
        .count();
    let (sum, distance) = distance.split_at(sums);
    let aim = aim(judged);
    let edge = (aim == Term::Limit).then(|| Equation::Edge(finding.edge.clone()));
    let printed = judged.digits().gap_to_printed().zip(finding.target.as_ref());
    let told =
        printed.and_then(|(gap, target)| distance.iter().find_map(|it| it.gap_to(target, &gap)));
    let need = trace.map_or(&[][..], |trace| &trace.need);
    let before = sum
        .iter()
        .cloned()
        .chain(edge)
        .chain(distance.iter().cloned())
        .map(|it| (aim, it))
        .chain(told.map(|it| (Term::Target, it)));
    let need = need.iter().map(|it| (aim, it.clone()));
    before.chain(method_formulas(judged)).chain(need).collect()
}

/// The equations of the method by which the finding was judged: how its ratio comes about, and where its pace leads.
pub fn method_formulas(judged: &Judged<'_>) -> Vec<Named> {
    let (aim, trace) = (aim(judged), judged.finding.trace.iter());
    each(trace.flat_map(|trace| &trace.pace), |it| (aim, it.clone()))
}

/// Is the value to be reached the target, or the end of its tolerance?
fn aim(judged: &Judged<'_>) -> Term {
    let finding = judged.finding;
    let limited = finding.target.as_ref().is_some_and(|target| *target != finding.edge);
    if limited { Term::Limit } else { Term::Target }
}

/// Adds equations with their numbers.
pub fn write_formulas(equations: Vec<Named>, judged: &Judged<'_>, sheet: &mut Sheet<'_>) {
    for (aim, equation) in equations {
        let unit = judged.unit();
        sheet.line(Line::Formula, move |words| words.equation(&equation, aim, &unit));
    }
}
