//! Names that would match the wrong rows, or two concepts at once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Indicator, Plan, normalised_name};
use super::{At, Findings, Spot, Step};
use crate::diag::{PlanProblem, Severity};

/// Every name under which a row may mean the indicator, with its spot.
fn printed(indicator: &Indicator, at: At) -> Vec<(&str, Spot)> {
    let mut names = vec![
        (indicator.id.as_str(), at.key("id")),
        (indicator.concept.as_str(), at.key("concept")),
        (indicator.name.as_str(), at.key("name")),
    ];
    names.extend(
        indicator
            .name_en
            .iter()
            .map(|name| (name.as_str(), at.key("name_en"))),
    );
    names.extend(indicator.aliases.iter().enumerate().map(|(index, name)| {
        let path = [Step::Key("aliases"), Step::Entry(index)];
        (name.as_str(), at.path(path))
    }));
    names.retain(|(name, _)| !normalised_name(name).is_empty());
    names
}

/// An alias that says again what the indicator is called already.
pub(super) fn own(indicator: &Indicator, at: At, findings: &mut Findings) {
    let mut seen: BTreeSet<_> = [&indicator.id, &indicator.concept, &indicator.name]
        .into_iter()
        .chain(&indicator.name_en)
        .map(|name| normalised_name(name))
        .collect();
    for (index, alias) in indicator.aliases.iter().enumerate() {
        if !seen.insert(normalised_name(alias)) {
            findings.warning(
                at.path([Step::Key("aliases"), Step::Entry(index)]),
                PlanProblem::DuplicateAlias {
                    name: alias.clone(),
                },
            );
        }
    }
}

/// One name for two concepts of a region: a row of that name could mean either.
pub(super) fn across(plan: &Plan, findings: &mut Findings) {
    let mut seen: BTreeMap<(&str, String), (&str, Spot)> = BTreeMap::new();
    let mut reported = BTreeSet::new();
    for (index, indicator) in plan.indicators.iter().enumerate() {
        let region = plan.region_of(indicator);
        for (name, spot) in printed(indicator, At(index)) {
            let key = (region, normalised_name(name));
            let Some((concept, first)) = seen.get(&key) else {
                seen.insert(key, (indicator.concept.as_str(), spot));
                continue;
            };
            // A word that an indicator uses twice (id and concept) is one conflict, not two.
            if *concept != indicator.concept && reported.insert((index, key.1.clone())) {
                findings.add(
                    Severity::Error,
                    spot,
                    PlanProblem::NameOfTwoConcepts {
                        name: name.to_owned(),
                        first: (*concept).to_owned(),
                        second: indicator.concept.clone(),
                    },
                    vec![first.clone()],
                );
            }
        }
    }
}
