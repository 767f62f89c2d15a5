//! The figures of a plan, each with its role.

use super::{Figure, Quantity, Role, TargetNumbers};
use crate::number::Number;
use crate::plan::lints::Item;
use crate::plan::{Citation, Goal, Indicator, Plan};
use crate::unit::Unit;

/// Every non-empty figure of the plan, in order.
///
/// Any new table of the plan that cites the document must be added here.
pub fn figures_of(plan: &Plan) -> Vec<Figure> {
    let indicators = (0..).map(Item::Indicator).zip(&plan.indicators);
    let targets = indicators.flat_map(|(item, indicator)| {
        cited(item, &indicator.citations, Role::Target(target_numbers(indicator)))
    });
    let set_asides = (0..).map(Item::SetAside).zip(&plan.set_asides);
    let set_asides = set_asides.map(|(item, set_aside)| Figure {
        text: set_aside.figure.clone(),
        role: Role::SetAside,
        spot: item.key("figure"),
    });
    let tasks = (0..).map(Item::Task).zip(plan.tasks.iter().map(|it| &it.citations));
    let rules = (0..).map(Item::Rule).zip(plan.rules.iter().map(|it| &it.citations));
    let work = tasks.chain(rules).flat_map(|(item, cites)| cited(item, cites, Role::Work));
    targets.chain(work).chain(set_asides).filter(|figure| !figure.text.is_empty()).collect()
}

/// The figures of one table's citations.
fn cited(item: Item, citations: &[Citation], role: Role) -> impl Iterator<Item = Figure> {
    let citations = citations.iter().enumerate();
    citations.map(move |(entry, citation)| Figure {
        text: citation.figure.clone(),
        role: role.clone(),
        spot: item.key("cite").entry(entry).key("figure"),
    })
}

/// The numbers of an indicator: those of its target (2 for a doubling), and others that its figures may contain.
fn target_numbers(indicator: &Indicator) -> TargetNumbers {
    let in_unit =
        |value: &Number, unit: &Unit| Quantity { value: value.clone(), unit: unit.clone() };
    let own = |value: &Number| in_unit(value, &indicator.unit);
    let aimed = |value: &Number| in_unit(value, indicator.target_unit());
    let numbers = match &indicator.target {
        Goal::Value(target) => {
            std::iter::once(&target.value).chain(&target.upper).map(aimed).collect()
        }
        Goal::TimesBaseline(times) => vec![in_unit(times, &Unit::parse("倍"))],
        Goal::Direction { .. } | Goal::AboveSeries { .. } => Vec::new(),
    };
    let baseline = indicator.baseline.iter();
    let baseline = baseline.filter_map(|baseline| baseline.value.as_ref());
    let milestones = indicator.milestones.iter().map(|milestone| &milestone.value);
    let every = indicator.every.iter();
    let share = every.filter_map(|every| every.share.as_ref());
    let share = share.map(|share| in_unit(&(share * &Number::from(100)), Unit::percent()));
    TargetNumbers {
        indicator: indicator.id.clone(),
        numbers,
        others: baseline.chain(milestones).map(own).chain(share).collect(),
    }
}
