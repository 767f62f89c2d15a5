//! Checks for contradictions in a plan that can be read: pure, each finding with its place.

mod cited;
mod finding;
mod names;
mod relations;
mod said;
mod times;
mod words;

use std::collections::BTreeMap;

use foldhash::HashSet;

pub use finding::{Context, Finding, Item, Spot};
use finding::{Findings, figures};
use said::Words;

use super::{Better, Catalog, Comparator, Goal, Indicator, Kind, Measure, Plan, Relative, Target};
use crate::{
    diag::{IdOf, PlanProblem, nearest},
    number::Number,
    unit::{Dimension, Unit},
};

/// Every contradiction of the plan, in no particular order.
pub fn check(plan: &Plan, context: &Context, catalog: Option<&Catalog>) -> Vec<Finding> {
    let mut findings = Findings::default();
    unique_ids(plan, &mut findings);
    let mut unknown = HashSet::default();
    let cited = |it: &Indicator| it.citations.iter().map(|it| Words::of(&it.figure)).collect();
    let cited: Vec<Vec<Words>> = plan.indicators.iter().map(cited).collect();
    for (index, indicator) in plan.indicators.iter().enumerate() {
        let at = Item::Indicator(index);
        units(indicator, at, &mut unknown, &mut findings);
        targets(indicator, at, &mut findings);
        cited::citations(indicator, &cited[index], at, &mut findings);
        if context.period_known {
            times::check(plan, indicator, at, &mut findings);
        }
    }
    if context.period_known {
        times::plan(plan, &mut findings);
        times::tasks(plan, &mut findings);
    }
    months(plan, &mut findings);
    cited::set_asides(plan, &mut findings);
    names::check(plan, catalog, &mut findings);
    relations::check(plan, context, &mut findings);
    if context.period_known {
        words::check(plan, &cited, &mut findings);
    }
    findings.0
}

/// Ids are unique among indicators and series, among tasks, rules and documents.
fn unique_ids(plan: &Plan, findings: &mut Findings) {
    unique(IdOf::Figures, figures(plan).map(|(item, it)| (item, &it.id)), findings);
    unique(IdOf::Task, (0..).map(Item::Task).zip(plan.tasks.iter().map(|it| &it.id)), findings);
    unique(IdOf::Rule, (0..).map(Item::Rule).zip(plan.rules.iter().map(|it| &it.id)), findings);
    let documents = (0..).map(Item::Document).zip(plan.documents.iter().map(|it| &it.id));
    unique(IdOf::Document, documents, findings);
}

fn unique<'a>(of: IdOf, ids: impl Iterator<Item = (Item, &'a String)>, findings: &mut Findings) {
    let mut seen = BTreeMap::new();
    for (item, id) in ids {
        let Some(first) = seen.get(id) else {
            seen.insert(id, item);
            continue;
        };
        findings.add_with_related(
            item.key("id"),
            PlanProblem::DuplicateId { id: id.clone(), of },
            vec![first.key("id")],
        );
    }
}

/// The unit, and whether measure and comparator agree with it. A unit is unknown once.
fn units(
    indicator: &Indicator,
    at: Item,
    unknown: &mut HashSet<Dimension>,
    findings: &mut Findings,
) {
    let unit = &indicator.unit;
    if !unit.is_known() && unknown.insert(unit.dimension().clone()) {
        findings.add(
            at.key("unit"),
            PlanProblem::UnknownUnit { unit: unit.to_string(), suggestion: nearest_unit(unit) },
        );
    }
    if indicator.measure == Measure::Total && unit.is_ratio() {
        findings.add(at.key("measure"), PlanProblem::TotalOfRatio { unit: unit.to_string() });
    }
    let comparator = indicator.target.value().map(|target| target.comparator);
    let suggestion = match (comparator, &indicator.target) {
        (Some(Comparator::AtLeast), _) => Some(Comparator::AtMost.word()),
        (Some(Comparator::MoreThan), _) => Some(Comparator::LessThan.word()),
        (_, Goal::Change(change)) if !change.falls => Some(Relative::FallBy.word()),
        _ => None,
    };
    if let Some(suggestion) = suggestion
        && unit.is_rank()
    {
        let comparator = indicator.target.word();
        findings.add(at.key("target"), PlanProblem::RankFloor { comparator, suggestion });
    }
    if comparator == Some(Comparator::Budget) && indicator.measure != Measure::Total {
        findings.add(
            at.key("measure"),
            PlanProblem::BudgetMeasure { measure: indicator.measure.word() },
        );
    }
}

/// Only of a stock can the figure of one month be the year's.
fn months(plan: &Plan, findings: &mut Findings) {
    for (item, figure) in figures(plan) {
        if figure.kind.at.is_some() && figure.kind != Kind::Stock {
            findings
                .add(item.key("at"), PlanProblem::AtWithoutStock { kind: figure.kind.kind.word() });
        }
    }
}

/// Common units, for suggestions.
const COMMON_UNITS: &[&str] = &[
    "元",
    "万元",
    "亿元",
    "万亿元",
    "%",
    "‰",
    "个百分点",
    "位",
    "家",
    "个",
    "件",
    "项",
    "人",
    "名",
    "所",
    "户",
    "人次",
    "台",
    "套",
    "万家",
    "万个",
    "万件",
    "万人",
    "万名",
    "万户",
    "万人次",
    "亿件",
    "人年",
    "万人年",
    "件/万人",
    "人年/万人",
    "元/人",
    "万元/人",
    "yuan",
    "million yuan",
    "billion yuan",
    "100 million yuan",
    "persons",
    "items",
];

/// The nearest common unit. Units of two characters get no suggestion: changing one gives a different unit (万吨, 万元).
pub fn nearest_unit(unit: &Unit) -> Option<&'static str> {
    let printed = Some(unit.printed()).filter(|printed| printed.chars().count() > 2)?;
    nearest(printed, COMMON_UNITS.iter().copied())
}

/// Binding against aspirational, and the baseline against the target.
fn targets(indicator: &Indicator, at: Item, findings: &mut Findings) {
    if indicator.binding && indicator.aspirational {
        findings.add(at.key("aspirational"), PlanProblem::BindingAndAspirational);
    }
    let value = indicator.baseline.as_ref().and_then(|baseline| baseline.value.as_ref());
    if let Some(value) = value
        && let Some(target) = indicator.target.value()
        && indicator.measure == Measure::Level
        && is_met_at(target, indicator.better, value)
    {
        findings.add(
            at.key("baseline").key("value"),
            PlanProblem::AlreadyMet {
                baseline: value.clone(),
                target: target.value.clone(),
                unit: indicator.unit.to_string(),
            },
        );
    }
}

/// Whether the baseline already meets the target. Only a `level` moves from one to the other; `within` and all other
/// measures require that something holds.
fn is_met_at(target: &Target, better: Option<Better>, baseline: &Number) -> bool {
    match target.comparator {
        Comparator::AtLeast | Comparator::Between => baseline >= &target.value,
        Comparator::MoreThan => baseline > &target.value,
        Comparator::AtMost => baseline <= &target.value,
        Comparator::LessThan => baseline < &target.value,
        Comparator::About => {
            let low = &target.value - &target.tolerance;
            let high = &target.value + &target.tolerance;
            // Without the key it is the baseline that gives the side.
            (better == Some(Better::Lower) || *baseline >= low)
                && (better == Some(Better::Higher) || *baseline <= high)
        }
        Comparator::Within | Comparator::Budget => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMON_UNITS, nearest_unit};
    use crate::unit::Unit;

    #[test]
    fn suggested_units_are_known() {
        for unit in COMMON_UNITS {
            assert!(Unit::parse(unit).is_known(), "{unit}");
        }
    }

    #[test]
    fn a_typo_in_a_unit_gets_a_suggestion() {
        assert_eq!(nearest_unit(&Unit::parse("万吨")), None);
        assert_eq!(nearest_unit(&Unit::parse("milion yuan")), Some("million yuan"));
    }
}
