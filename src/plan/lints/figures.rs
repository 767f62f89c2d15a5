//! Does the printed figure contain the number it is cited for?

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::super::{Indicator, Plan};
use super::{At, Findings, Item, Spot, Step};
use crate::diag::{PlanProblem, Severity};
use crate::plan::printed::prints;

pub(super) fn citations(indicator: &Indicator, at: At, findings: &mut Findings) {
    for (index, citation) in indicator.citations.iter().enumerate() {
        let path = [Step::Key("cite"), Step::Entry(index)];
        if indicator.citations[..index].contains(citation) && !citation.figure.is_empty() {
            findings.warning(at.path(path), PlanProblem::DuplicateCitation);
        }
        // What is said without a number (逐年提高, 高于…增速) has none in its figure either.
        let Some(target) = indicator.target.value() else {
            continue;
        };
        let wanted = || {
            [Some(&target.value), target.upper.as_ref()]
                .into_iter()
                .flatten()
        };
        let found = wanted().any(|value| prints(&citation.figure, value, &indicator.unit));
        if !citation.figure.is_empty() && !found {
            let [list, entry] = path;
            findings.error(
                at.path([list, entry, Step::Key("figure")]),
                PlanProblem::FigureWithoutNumber {
                    figure: citation.figure.clone(),
                    value: target.value.clone(),
                    upper: target.upper.clone(),
                },
            );
        }
    }
}

pub(super) fn set_asides(plan: &Plan, findings: &mut Findings) {
    let mut seen = BTreeMap::new();
    for (index, set_aside) in plan.set_asides.iter().enumerate() {
        let spot = |index| Spot {
            item: Item::SetAside(index),
            path: vec![Step::Key("figure")],
        };
        let figure = &set_aside.figure;
        if let Some(first) = seen.get(figure) {
            findings.add(
                Severity::Warning,
                spot(index),
                PlanProblem::DuplicateSetAside {
                    figure: figure.clone(),
                },
                vec![spot(*first)],
            );
        } else {
            seen.insert(figure, index);
        }
        let narrow: String = figure.nfkc().collect();
        let bare = |character: char| character.is_ascii_digit() || ",. %".contains(character);
        if narrow.chars().all(bare) {
            findings.error(
                spot(index),
                PlanProblem::BareFigure {
                    figure: figure.clone(),
                },
            );
        }
    }
}
