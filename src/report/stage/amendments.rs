//! Targets that a later document changed.

use crate::period::Period;
use crate::plan::{Amendment, Indicator};
use crate::report::sought;
use crate::table::Sought;

use super::StageView;

/// A change of a target that is in force on the as-of date.
#[derive(Debug, Clone)]
pub struct AmendmentLine<'a> {
    /// Whose target it is.
    pub indicator: &'a Indicator,
    /// The change as the plan has it.
    pub amendment: &'a Amendment,
    /// The target before and after.
    pub target: Option<[Sought; 2]>,
    /// The deadline before and after.
    pub deadline: Option<[Period; 2]>,
    /// Was the deadline over by then?
    pub late: bool,
}

impl<'a> StageView<'a> {
    /// Every change in force on the as-of date, in the plan's order and in order of time.
    pub(super) fn amendments(&self) -> Vec<AmendmentLine<'a>> {
        let indicators = self.status.plan.indicators.iter();
        indicators.flat_map(|it| self.changes_of(it)).collect()
    }

    fn changes_of(&self, indicator: &'a Indicator) -> Vec<AmendmentLine<'a>> {
        let (mut target, mut deadline) = (&indicator.target, indicator.deadline);
        let amendments = indicator.amendments.iter();
        let mut lines = Vec::new();
        for amendment in amendments.filter(|amendment| amendment.on <= self.status.as_of()) {
            let late = amendment.on > deadline.last_day();
            let new_target = amendment.target.as_ref().filter(|new| *new != target);
            let new_deadline = amendment.deadline.filter(|new| *new != deadline);
            lines.push(AmendmentLine {
                indicator,
                amendment,
                target: new_target
                    .map(|new| [target, new].map(|goal| sought(self.status.plan, indicator, goal))),
                deadline: new_deadline.map(|new| [deadline, new]),
                late,
            });
            if late && !amendment.retroactive {
                continue;
            }
            target = new_target.unwrap_or(target);
            deadline = new_deadline.unwrap_or(deadline);
        }
        lines
    }
}
