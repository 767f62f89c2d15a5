//! Parts and wholes: how they relate, and whether the numbers add up.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Comparator, Indicator, Measure, Plan};
use super::finding::{Context, Findings, Item, Spot};
use crate::diag::{PlanProblem, nearest};
use crate::number::Number;

pub fn check(plan: &Plan, context: &Context, findings: &mut Findings) {
    let family = Family { plan, context };
    let parents = family.parents(findings);
    let cyclic = family.cycles(&parents, findings);
    for (index, indicator) in plan.indicators.iter().enumerate() {
        if !indicator.parts.is_empty() {
            family.parts(index, indicator, findings);
        }
    }
    // In a cycle there is no larger and smaller side.
    if !cyclic {
        family.children(findings);
    }
}

struct Family<'a> {
    plan: &'a Plan,
    context: &'a Context,
}

impl<'a> Family<'a> {
    fn of(&self, id: &str) -> Option<(usize, &'a Indicator)> {
        self.plan.indicators.iter().enumerate().find(|(_, indicator)| indicator.id == id)
    }

    /// The index of an indicator; the problem is reported if the file certainly has no such one.
    fn known(
        &self,
        id: &str,
        spot: &Spot,
        problem: fn(String, Option<String>) -> PlanProblem,
        findings: &mut Findings,
    ) -> Option<usize> {
        let found = self.of(id).map(|(index, _)| index);
        if found.is_none() && !self.context.incomplete && !self.context.unread.contains(id) {
            let ids: BTreeSet<&String> = self.plan.indicators.iter().map(|it| &it.id).collect();
            findings.add(spot.clone(), problem(id.to_owned(), nearest(id, ids).cloned()));
        }
        found
    }

    /// The whole of every indicator, declared by either side, with the place of the declaration.
    fn parents(&self, findings: &mut Findings) -> BTreeMap<usize, (usize, Spot)> {
        let mut parents: BTreeMap<usize, (usize, Spot)> = BTreeMap::new();
        for (child, indicator) in self.plan.indicators.iter().enumerate() {
            let Some(id) = &indicator.parent else {
                continue;
            };
            let spot = Item::Indicator(child).key("parent");
            let unknown = |id, suggestion| PlanProblem::UnknownParent { id, suggestion };
            if let Some(parent) = self.known(id, &spot, unknown, findings) {
                parents.insert(child, (parent, spot));
            }
        }
        for (whole, indicator) in self.plan.indicators.iter().enumerate() {
            for (entry, id) in indicator.parts.iter().enumerate() {
                let spot = Item::Indicator(whole).key("parts").entry(entry);
                let unknown = |id, suggestion| PlanProblem::UnknownPart { id, suggestion };
                let Some(part) = self.known(id, &spot, unknown, findings) else {
                    continue;
                };
                match parents.get(&part) {
                    Some((first, _)) if *first == whole => {}
                    Some((first, claim)) => {
                        let problem = PlanProblem::TwoParents {
                            part: id.clone(),
                            first: self.plan.indicators[*first].id.clone(),
                            second: indicator.id.clone(),
                        };
                        findings.add_with_related(spot, problem, vec![claim.clone()]);
                    }
                    None => {
                        parents.insert(part, (whole, spot));
                    }
                }
            }
        }
        parents
    }

    /// Cycles of parents, each reported once, where its first indicator declares its parent.
    fn cycles(&self, parents: &BTreeMap<usize, (usize, Spot)>, findings: &mut Findings) -> bool {
        let mut cyclic = false;
        for start in parents.keys() {
            let mut path = vec![*start];
            while let Some((next, spot)) = path.last().and_then(|last| parents.get(last)) {
                if next == start {
                    cyclic = true;
                    // Only the first of the cycle reports it.
                    if path.iter().all(|index| index >= start) {
                        path.push(*next);
                        let ids = path
                            .iter()
                            .map(|index| self.plan.indicators[*index].id.clone())
                            .collect();
                        findings.add(spot.clone(), PlanProblem::ParentCycle { ids });
                    }
                    break;
                }
                if path.contains(next) {
                    break;
                }
                path.push(*next);
            }
        }
        cyclic
    }

    /// Parts add up to their whole exactly.
    fn parts(&self, index: usize, whole: &Indicator, findings: &mut Findings) {
        let spot = Item::Indicator(index).key("parts");
        if whole.measure != Measure::Total {
            findings.add(spot, PlanProblem::PartsWithoutTotal);
            return;
        }
        let mut sum = Number::zero();
        // Only if every part has one.
        let mut upper_sum = Some(Number::zero());
        for (entry, id) in whole.parts.iter().enumerate() {
            // Unknown parts are already reported; a sum without them would repeat that.
            let Some((_, part)) = self.of(id) else {
                return;
            };
            let value = in_unit_of(whole, part).filter(|_| part.measure == whole.measure);
            let Some(value) = value else {
                findings
                    .add(spot.entry(entry), PlanProblem::PartNotComparable { part: id.clone() });
                return;
            };
            sum = &sum + &value;
            let upper = part.target.value().and_then(|target| target.upper.as_ref());
            let upper = upper.and_then(|upper| part.unit.convert(upper, &whole.unit));
            upper_sum = upper_sum.zip(upper).map(|(sum, upper)| &sum + &upper);
        }
        let Some(target) = whole.target.value() else {
            return;
        };
        let lower = Some((sum, &target.value, false));
        let upper = upper_sum.zip(target.upper.as_ref()).map(|(sum, whole)| (sum, whole, true));
        for (sum, value, upper) in lower.into_iter().chain(upper) {
            if sum != *value {
                let (whole, unit) = (value.clone(), whole.unit.to_string());
                findings.add(spot.clone(), PlanProblem::PartsSum { whole, sum, unit, upper });
            }
        }
    }

    /// Children (其中) of the same measure do not exceed their parent, neither each one nor, unless they overlap, their sum.
    fn children(&self, findings: &mut Findings) {
        let mut sums: BTreeMap<usize, Vec<(usize, Number)>> = BTreeMap::new();
        for (child, indicator) in self.plan.indicators.iter().enumerate() {
            let parent = indicator.parent.as_deref().and_then(|id| self.of(id));
            let Some((index, parent)) = parent.filter(|(index, _)| *index != child) else {
                continue;
            };
            let additive = |one: &Indicator| {
                let unit = one.target_unit();
                !unit.is_ratio() && !unit.is_rank()
            };
            let same = indicator.measure == parent.measure
                && indicator.deadline.same_span(parent.deadline)
                && indicator.period.same_span(parent.period)
                && is_floor(indicator)
                && is_floor(parent)
                && additive(indicator);
            let value = in_unit_of(parent, indicator).filter(|_| same);
            let (Some(value), Some(target)) = (value, parent.target.value()) else {
                continue;
            };
            if value > target.value {
                findings.add_with_related(
                    Item::Indicator(child).key("target"),
                    PlanProblem::ChildExceedsParent {
                        child: value,
                        whole: target.value.clone(),
                        parent: parent.id.clone(),
                        unit: parent.unit.to_string(),
                    },
                    vec![Item::Indicator(index).key("target")],
                );
            } else {
                sums.entry(index).or_default().push((child, value));
            }
        }
        for (index, children) in sums {
            let parent = &self.plan.indicators[index];
            let Some(target) = parent.target.value() else { continue };
            let sum = children.iter().fold(Number::zero(), |sum, (_, value)| &sum + value);
            // Declared parts are checked for the exact sum.
            if sum > target.value && parent.parts.is_empty() {
                let related =
                    children.iter().map(|(child, _)| Item::Indicator(*child).key("target"));
                findings.add_with_related(
                    Item::Indicator(index).key("target"),
                    PlanProblem::ChildrenExceedParent {
                        sum,
                        whole: target.value.clone(),
                        unit: parent.unit.to_string(),
                    },
                    related.collect(),
                );
            }
        }
    }
}

/// The target of one indicator in the unit of another; `None` across dimensions.
fn in_unit_of(whole: &Indicator, part: &Indicator) -> Option<Number> {
    part.target_unit().convert(&part.target.value()?.value, whole.target_unit())
}

/// Whether the target is an amount to reach, so that a part cannot be larger.
fn is_floor(indicator: &Indicator) -> bool {
    match indicator.target.value().map(|target| target.comparator) {
        Some(
            Comparator::AtLeast
            | Comparator::MoreThan
            | Comparator::About
            | Comparator::Between
            | Comparator::Budget,
        ) => true,
        Some(Comparator::AtMost | Comparator::LessThan | Comparator::Within) | None => false,
    }
}
