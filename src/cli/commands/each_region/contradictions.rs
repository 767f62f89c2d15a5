//! Contradictions in the figures of a region.

use super::job::Job;
use crate::actuals::panel::{PanelRegion, Unpacker};
use crate::cli::commands::prelude::*;
use crate::cli::contradictions::{Contradictions, of_plan, of_rows};

impl Job<'_> {
    /// Adds the contradictions of a region. With `--strict`, conflicts have been checked before anything was written.
    pub fn add_contradictions(
        &self,
        unpacker: &mut Unpacker<'_>,
        region: &PanelRegion,
        may_conflict: bool,
        found: &mut Contradictions,
    ) {
        if !self.request.data.strict && may_conflict {
            found.add(self.conflicts(unpacker, region));
        }
        if self.may_contradict {
            let actuals = self.actuals(unpacker, region);
            found.add(of_plan(self.plan, &actuals, self.as_of));
        }
    }

    /// The conflicts of every region, as errors.
    pub fn all_conflicts(&self) -> Vec<Diagnostic> {
        let mut found = Contradictions::default();
        let mut unpacker = Unpacker::new(self.panel);
        for region in &self.regions {
            if unpacker.may_conflict(region) {
                found.add(self.conflicts(&mut unpacker, region));
            }
        }
        found.diagnostics()
    }

    fn conflicts(&self, unpacker: &mut Unpacker<'_>, region: &PanelRegion) -> Vec<Diagnostic> {
        let actuals = self.with_files(unpacker.actuals(region));
        of_rows(self.plan, &actuals, self.as_of, self.request.data.strict)
    }
}
