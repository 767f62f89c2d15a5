//! Whether a cited figure contains the number it is cited for.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{
    super::{Goal, Indicator, Plan},
    finding::{Findings, Item},
};
use crate::{
    diag::PlanProblem,
    number::Number,
    plan::printed::{prints, prints_increase},
    unit::Unit,
};

pub fn citations(indicator: &Indicator, at: Item, findings: &mut Findings) {
    // The figure may be 70%的县, with the target of each member elsewhere.
    let share = indicator.every.as_ref().and_then(|every| every.share.as_ref());
    let share = share.map(|share| share.scaled(&Number::power_of_ten(2)));
    for (index, citation) in indicator.citations.iter().enumerate() {
        let spot = at.key("cite").entry(index);
        if indicator.citations[..index].contains(citation) && !citation.figure.is_empty() {
            findings.add(spot.clone(), PlanProblem::DuplicateCitation);
        }
        // Targets without a number (逐年提高, 高于…增速) have none in their figure either.
        let numbers = indicator.target.printed(indicator.target_unit());
        let Some(((value, _), others)) = numbers.split_first() else {
            continue;
        };
        let figure = &citation.figure;
        let mut wanted = numbers.iter().map(|(value, unit)| prints(figure, value, unit));
        let in_share = share.as_ref().is_some_and(|share| prints(figure, share, Unit::percent()));
        let grows = matches!(&indicator.target, Goal::TimesBaseline(times) if prints_increase(figure, times));
        let found = wanted.any(|found| found) || in_share || grows;
        if !citation.figure.is_empty() && !found {
            findings.add(
                spot.key("figure"),
                PlanProblem::FigureWithoutNumber {
                    figure: citation.figure.clone(),
                    value: (*value).clone(),
                    others: others.iter().map(|(other, _)| (*other).clone()).collect(),
                },
            );
        }
    }
}

pub fn set_asides(plan: &Plan, findings: &mut Findings) {
    let mut seen = BTreeMap::new();
    for (index, set_aside) in plan.set_asides.iter().enumerate() {
        let spot = |index| Item::SetAside(index).key("figure");
        let figure = &set_aside.figure;
        if let Some(first) = seen.get(figure) {
            findings.add_with_related(
                spot(index),
                PlanProblem::DuplicateSetAside { figure: figure.clone() },
                vec![spot(*first)],
            );
        } else {
            seen.insert(figure, index);
        }
        let narrow: String = figure.nfkc().collect();
        let bare = |character: char| character.is_ascii_digit() || ",. %".contains(character);
        if narrow.chars().all(bare) {
            findings.add(spot(index), PlanProblem::BareFigure { figure: figure.clone() });
        }
    }
}
