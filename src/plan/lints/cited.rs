//! Whether a cited figure contains the number it is cited for, and whether its words say what the target says.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{
    super::{By, Change, Comparator, Goal, Indicator, Plan, Reference, Relative},
    finding::{Findings, Item},
    said::Words,
};
use crate::{
    diag::PlanProblem,
    number::Number,
    plan::{
        Quantity,
        printed::{self, prints},
        wording::{Key, Says, Worth},
    },
    unit::Unit,
};

pub fn citations(indicator: &Indicator, figures: &[Words], at: Item, findings: &mut Findings) {
    // The figure may be 70%的县, with the target of each member elsewhere.
    let share = indicator.every.as_ref().and_then(|every| every.share.as_ref());
    let share = share.map(|share| share.scaled(&Number::power_of_ten(2)));
    let share = share.map(|share| Quantity::new(&share, Unit::percent()));
    for (index, (citation, words)) in indicator.citations.iter().zip(figures).enumerate() {
        let spot = at.key("cite").entry(index);
        if indicator.citations[..index].contains(citation) && !citation.figure.is_empty() {
            findings.add(spot.clone(), PlanProblem::DuplicateCitation);
        }
        let figure = &citation.figure;
        words.direction(indicator, at, findings);
        if let Some((word, remedy)) = words.other_key(indicator) {
            let (goal, figure) = (indicator.target.word(), figure.clone());
            let problem = PlanProblem::OtherKeyMeant { goal, figure, word, remedy };
            findings.add(at.key("target").key(goal), problem);
        }
        // Targets without a number (逐年提高, 高于…增速) have none in their figure either.
        let numbers = indicator.target.printed(indicator.target_unit());
        let Some((first, others)) = numbers.split_first() else {
            continue;
        };
        let found = numbers.iter().chain(&share).any(|number| prints(figure, number));
        if !figure.is_empty() && !found {
            let problem = if printed::prints_any(figure) {
                PlanProblem::FigureWithoutNumber {
                    figure: figure.clone(),
                    value: first.value.clone(),
                    others: others.iter().map(|other| other.value.clone()).collect(),
                }
            } else {
                let key = words.relative().next().map(Relative::word);
                PlanProblem::NoNumberToHold { figure: figure.clone(), key }
            };
            findings.add(spot.key("figure"), problem);
        }
    }
}

/// What the words of a figure say of its target.
impl Words {
    /// The keys without a value of their own that they say.
    fn relative(&self) -> impl Iterator<Item = Relative> {
        self.found.iter().filter_map(|found| match found.says {
            Says::Key(Key::Relative(key)) => Some(key),
            Says::Roughly => Some(Relative::AtLeastSeries),
            _ => None,
        })
    }

    /// Whether they lead where the target leads, and count in per cent where it does. A better rank is a lower number.
    fn direction(&self, indicator: &Indicator, at: Item, findings: &mut Findings) {
        let Goal::Change(Change { by, number, falls }) = &indicator.target else { return };
        let goal = indicator.target.word();
        let figure = || self.text.iter().collect::<String>();
        let spot = || at.key("target").key(goal);
        let leads = |down| self.first(|says| says.falls() == Some(down));
        if let Some(word) = leads(!falls)
            && leads(*falls).is_none()
            && !indicator.unit.is_rank()
        {
            let other = if *falls { Relative::RiseBy } else { Relative::FallBy }.word();
            findings
                .add(spot(), PlanProblem::OppositeWords { goal, word, figure: figure(), other });
        }
        if *by == By::Percent && self.first(|says| says == Says::Points).is_some() {
            let number = number.clone();
            findings.add(spot(), PlanProblem::PercentOfPoints { goal, number, figure: figure() });
        }
    }

    /// The words that say another key than that of the target, and what they say.
    fn other_key(&self, indicator: &Indicator) -> Option<(String, String)> {
        let goal = &indicator.target;
        match goal {
            Goal::Direction { .. } => {
                let own = |key: Relative| key.word() == goal.word();
                let said = self.relative().find(|key| key.beside_series().is_none())?;
                let word = self.first(|says| says == Says::Key(Key::Relative(said)))?;
                if self.relative().any(own) {
                    return None;
                }
                Some((word, format!("{} = true", said.word())))
            }
            Goal::Series(reference) => self.beside_series(reference, &indicator.unit),
            // 正增长 is above zero.
            Goal::Value(target) => {
                let strict = match target.comparator {
                    Comparator::AtLeast => Comparator::MoreThan,
                    Comparator::AtMost => Comparator::LessThan,
                    _ => return None,
                };
                let says_it = |says| {
                    matches!(says, Says::Number(Worth { key: Key::Compared(key), value, .. })
                        if key == strict && Number::from(value) == target.value)
                };
                let word = self.first(says_it)?;
                Some((word, format!("{} = {}", strict.word(), target.value)))
            }
            Goal::Change(_) => None,
        }
    }

    /// The same of a target beside another series.
    fn beside_series(&self, reference: &Reference, unit: &Unit) -> Option<(String, String)> {
        let series = &reference.series;
        if !reference.margin.is_zero() || !reference.tolerance.is_zero() {
            return None;
        }
        let compared = |says| match says {
            Says::Key(Key::Compared(Comparator::LessThan)) => Some(Comparator::AtMost),
            Says::Key(Key::Compared(comparator)) => Some(comparator),
            Says::Key(Key::Relative(key)) => key.beside_series(),
            _ => None,
        };
        let points = self.first(|says| says == Says::Points);
        let counted = !unit.is_share() || points.is_some();
        if let Some((margin, printed)) = printed::first_in(&self.text, unit).filter(|_| counted) {
            let below = self.first(|says| compared(says) == Some(Comparator::AtMost)).is_some();
            let (key, margin) = if below {
                (Relative::AtMostSeries, -&margin)
            } else {
                (Relative::AtLeastSeries, margin)
            };
            return Some((
                points.unwrap_or(printed),
                format!("{} = \"{series}\", margin = {margin}", key.word()),
            ));
        }
        let key = Relative::AtLeastSeries.word();
        if let Some(word) = self.first(|says| says == Says::Roughly) {
            return Some((word, format!("{key} = \"{series}\", tolerance = ...")));
        }
        let said = |says| compared(says).and_then(Relative::of_comparator);
        let mut keys = self.found.iter().filter_map(|found| said(found.says));
        let first = keys.next()?;
        if first == reference.word || keys.any(|key| key != first) {
            return None;
        }
        let word = self.first(|says| said(says) == Some(first))?;
        Some((word, format!("{} = \"{series}\"", first.word())))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_one_way_or_the_other() {
        let leads = |figure| {
            let words = Words::of(figure);
            [false, true]
                .map(|falls| words.first(|it| it.falls() == Some(falls)).unwrap_or_default())
        };
        for (figure, words) in [
            ("能耗下降15%", ["", "下降"]),
            ("产值增长15%以上", ["增长", ""]),
            ("Reduce losses by at least 15 per cent", ["", "Reduce"]),
            ("HALVING the number", ["", "HALVING"]),
            ("lift incomes by rising productivity", ["lift", ""]),
            // Within another word it says nothing.
            ("enterprises without waterfalls", ["", ""]),
            ("raise yields to reduce waste", ["raise", "reduce"]),
            ("降本增效", ["", ""]),
        ] {
            assert_eq!(leads(figure), words, "{figure}");
        }
    }
}
