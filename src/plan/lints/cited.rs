//! Whether a cited figure contains the number it is cited for.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{
    super::{By, Change, Goal, Indicator, Plan, Relative},
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
        let figure = &citation.figure;
        direction(indicator, figure, at, findings);
        // Targets without a number (逐年提高, 高于…增速) have none in their figure either.
        let numbers = indicator.target.printed(indicator.target_unit());
        let Some(((value, _), others)) = numbers.split_first() else {
            continue;
        };
        let mut wanted = numbers.iter().map(|(value, unit)| prints(figure, value, unit));
        let in_share = share.as_ref().is_some_and(|share| prints(figure, share, Unit::percent()));
        let grows = matches!(&indicator.target, Goal::Change(Change { by: By::Times, number, .. })
            if prints_increase(figure, number));
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

/// How words for more and for less begin.
const MORE: &[&str] = &[
    "增长", "增加", "提高", "上升", "提升", "翻番", "倍增", "increas", "rise", "rising", "raise",
    "grow", "doubl",
];
const LESS: &[&str] = &[
    "下降", "降低", "减少", "压减", "缩减", "减半", "reduc", "decreas", "declin", "fall", "cut by",
    "halv",
];

/// How the words for percentage points begin.
const POINTS: &[&str] = &["百分点", "percentage point", "pp"];

/// Whether the words lead where the target leads, and count in per cent where it does. A better rank is a lower number.
fn direction(indicator: &Indicator, figure: &str, at: Item, findings: &mut Findings) {
    let Goal::Change(Change { by, number, falls }) = &indicator.target else { return };
    let goal = indicator.target.word();
    let spot = || at.key("target").key(goal);
    let (own, opposite, other) =
        if *falls { (LESS, MORE, Relative::RiseBy) } else { (MORE, LESS, Relative::FallBy) };
    if let Some(word) = begun(figure, opposite)
        && begun(figure, own).is_none()
        && !indicator.unit.is_rank()
    {
        let (figure, other) = (figure.to_owned(), other.word());
        findings.add(spot(), PlanProblem::OppositeWords { goal, word, figure, other });
    }
    if *by == By::Percent && begun(figure, POINTS).is_some() {
        let (number, figure) = (number.clone(), figure.to_owned());
        findings.add(spot(), PlanProblem::PercentOfPoints { goal, number, figure });
    }
}

/// The first of these with which a word of the text begins.
fn begun(text: &str, stems: &[&'static str]) -> Option<&'static str> {
    let text = text.to_lowercase();
    let begins = |stem: &&&str| {
        let mut found = text.match_indices(**stem);
        found.any(|(at, _)| !text[..at].ends_with(|it: char| it.is_ascii_alphabetic()))
    };
    stems.iter().find(begins).copied()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_one_way_or_the_other() {
        let leads = |figure| [MORE, LESS].map(|stems| begun(figure, stems).unwrap_or_default());
        for (figure, words) in [
            ("能耗下降15%", ["", "下降"]),
            ("产值增长15%以上", ["增长", ""]),
            ("Reduce losses by at least 15 per cent", ["", "reduc"]),
            ("HALVING the number", ["", "halv"]),
            ("lift incomes by rising productivity", ["rising", ""]),
            // Within another word it says nothing.
            ("enterprises without waterfalls", ["", ""]),
            ("raise yields to reduce waste", ["raise", "reduc"]),
            ("降本增效", ["", ""]),
        ] {
            assert_eq!(leads(figure), words, "{figure}");
        }
    }
}
