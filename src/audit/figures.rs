//! The figures of a plan, each with what it is quoted for.

use super::{Figure, Promise, Quantity, Role};
use crate::number::Number;
use crate::plan::lints::{Item, Spot, Step};
use crate::plan::{Citation, Indicator, Plan};

/// Every figure of the plan, in its order; what is quoted for nothing is left out.
///
/// Whatever else of a plan comes to quote the document adds its line here.
pub fn figures_of(plan: &Plan) -> Vec<Figure> {
    let indicators = plan.indicators.iter().enumerate();
    let targets = indicators.flat_map(|(index, indicator)| {
        let role = Role::Target(promise(indicator));
        cited(Item::Indicator(index), &indicator.citations, role)
    });
    let set_asides = plan.set_asides.iter().enumerate();
    let set_asides = set_asides.map(|(index, set_aside)| Figure {
        text: set_aside.figure.clone(),
        role: Role::SetAside,
        spot: Spot {
            item: Item::SetAside(index),
            path: vec![Step::Key("figure")],
        },
    });
    let figures = targets.chain(set_asides);
    figures.filter(|figure| !figure.text.is_empty()).collect()
}

/// The figures of one table's citations.
fn cited(item: Item, citations: &[Citation], role: Role) -> impl Iterator<Item = Figure> {
    let citations = citations.iter().enumerate();
    citations.map(move |(entry, citation)| Figure {
        text: citation.figure.clone(),
        role: role.clone(),
        spot: Spot {
            item,
            path: vec![Step::Key("cite"), Step::Entry(entry), Step::Key("figure")],
        },
    })
}

/// The numbers of an indicator.
fn promise(indicator: &Indicator) -> Promise {
    let target = &indicator.target;
    let in_its_unit = |value: &Number| Quantity {
        value: value.clone(),
        unit: indicator.unit.clone(),
    };
    let baseline = indicator.baseline.iter();
    let baseline = baseline.filter_map(|baseline| baseline.value.as_ref());
    let milestones = indicator.milestones.iter();
    let milestones = milestones.map(|milestone| &milestone.value);
    Promise {
        indicator: indicator.id.clone(),
        numbers: std::iter::once(&target.value)
            .chain(&target.upper)
            .map(in_its_unit)
            .collect(),
        beside: baseline.chain(milestones).map(in_its_unit).collect(),
    }
}
