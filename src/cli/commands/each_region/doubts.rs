//! Figures of regions that contradict each other: the first in full, the others counted.

use super::Job;
use crate::actuals::panel::Unpacker;
use crate::actuals::{Actuals, Observation};
use crate::cli::session::{Doubts, conflicts};
use crate::diag::Diagnostic;
use crate::plan::Plan;

impl Job<'_> {
    /// What is doubtful in the figures of a region. Under `--strict` conflicts were looked for before anything was written.
    pub(super) fn doubts(&self, actuals: &Actuals, found: &mut Doubts) {
        if !self.strict && may_conflict(actuals) {
            found.add_conflicts(conflicts(self.plan, actuals, self.as_of, false));
        }
        if derives(self.plan) {
            found.add_disagreements(self.plan, actuals, self.as_of);
        }
    }

    /// The conflicts of every region, as errors.
    pub(super) fn all_conflicts(&self) -> Vec<Diagnostic> {
        let mut found = Doubts::default();
        let mut unpacker = Unpacker::new(self.panel);
        for region in &self.regions {
            let actuals = self.actuals(&mut unpacker, region);
            if may_conflict(&actuals) {
                found.add_conflicts(conflicts(self.plan, &actuals, self.as_of, true));
            }
        }
        found.diagnostics()
    }
}

/// Can a printed figure be contradicted by those from which it follows?
fn derives(plan: &Plan) -> bool {
    let mut indicators = plan.indicators.iter().map(|it| &it.from);
    let mut series = plan.series.iter().map(|it| &it.from);
    indicators.any(Option::is_some) || series.any(Option::is_some)
}

/// Could two values of one period and day differ? Surely not where each is of a later period or day than the one before.
fn may_conflict(actuals: &Actuals) -> bool {
    let when = |observation: &Observation| (observation.period.last(), observation.published);
    let mut series = actuals.all();
    !series.all(|(_, observations)| {
        let mut pairs = observations.windows(2);
        pairs.all(|pair| when(&pair[0]) < when(&pair[1]))
    })
}
