//! What the findings of one side of a comparison rest on, found by the place where a figure was read.

use std::collections::HashMap;

use crate::actuals::{Observation, Origin};
use crate::assess::{Assessment, Finding};
use crate::period::Period;

words! {
    /// What the changed figure is to the finding; the texts stand before its name.
    pub enum Role {
        /// The actual, or a part of it.
        Actual    "actual"    ""               "";
        /// The baseline.
        Baseline  "baseline"  "baseline "      "基期";
        /// The series that the actual is compared with.
        Reference "reference" "compared with " "对比值";
    }
}

/// A figure as findings refer to it: one that was printed by its place, one that follows from others by the place of its
/// leading operand and its period.
pub type Key = (Origin, Option<Period>);

/// The findings that rest on a figure, by their place in the assessment, and what the figure is to each.
pub(super) struct Uses(HashMap<Key, Vec<(usize, Role)>>);

impl Uses {
    pub(super) fn of(assessment: &Assessment) -> Self {
        let mut uses: HashMap<Key, Vec<(usize, Role)>> = HashMap::new();
        for (place, finding) in assessment.findings.iter().enumerate() {
            for (one, role) in rests_on(finding) {
                // An operand is what the figure is that follows from it.
                let operands = one.operands().iter().map(|origin| (*origin, None));
                for key in operands.chain([key_of(one)]) {
                    let known = uses.entry(key).or_default();
                    if known.iter().all(|(finding, _)| *finding != place) {
                        known.push((place, role));
                    }
                }
            }
        }
        Self(uses)
    }

    /// The findings that rest on a figure.
    pub(super) fn by(&self, one: &Observation) -> &[(usize, Role)] {
        self.0.get(&key_of(one)).map_or(&[], Vec::as_slice)
    }
}

/// What tells a figure from others.
pub(super) fn key_of(one: &Observation) -> Key {
    (one.origin, one.derived.is_some().then_some(one.period))
}

/// Everything that a finding rests on, and what it is to it.
fn rests_on(finding: &Finding) -> impl Iterator<Item = (&Observation, Role)> {
    let members = finding.members.iter().flat_map(|members| &members.all);
    let actuals = members.filter_map(|member| member.actual.as_ref()).chain(&finding.actual);
    let actuals = actuals.flat_map(|actual| &actual.observations).map(|one| (one, Role::Actual));
    let baseline = finding.baseline.iter().filter_map(|baseline| baseline.observation.as_ref());
    let reference = finding.reference.iter().flat_map(|reference| &reference.observations);
    let reference = reference.map(|one| (one, Role::Reference));
    actuals.chain(baseline.map(|one| (one, Role::Baseline))).chain(reference)
}
