//! Targets that a later document changed.

use chrono::NaiveDate;

use crate::period::Period;
use crate::plan::Indicator;
use crate::report::{name_of, sought};
use crate::table::{Name, Sought};

use super::StageView;

/// A change of a target that is in force on the as-of date.
#[derive(Debug, Clone)]
pub struct AmendmentLine {
    /// The indicator's id.
    pub id: String,
    /// The indicator's name.
    pub name: Name,
    /// Since when.
    pub on: NaiveDate,
    /// The document that says so.
    pub document: Option<String>,
    /// The target before and after.
    pub target: Option<[Sought; 2]>,
    /// The unit of both.
    pub unit: String,
    /// The deadline before and after.
    pub deadline: Option<[Period; 2]>,
    /// Were values on the way changed?
    pub milestones: bool,
    /// Was the target given up?
    pub withdrawn: bool,
    /// Was the deadline over by then, and if so, does the change count all the same?
    pub late: Option<bool>,
}

impl StageView<'_> {
    /// Every change in force on the as-of date, in the plan's order and in order of time.
    pub(super) fn amendments(&self) -> Vec<AmendmentLine> {
        let indicators = self.plan.indicators.iter();
        indicators.flat_map(|it| self.changes_of(it)).collect()
    }

    fn changes_of(&self, indicator: &Indicator) -> Vec<AmendmentLine> {
        let (mut target, mut deadline) = (&indicator.target, indicator.deadline);
        let in_force = |on: NaiveDate| on <= self.assessment.as_of;
        let amendments = indicator.amendments.iter();
        let mut lines = Vec::new();
        for amendment in amendments.filter(|amendment| in_force(amendment.on)) {
            let late = amendment.on > deadline.last_day();
            let new_target = amendment.target.as_ref().filter(|new| *new != target);
            let new_deadline = amendment.deadline.filter(|new| *new != deadline);
            lines.push(AmendmentLine {
                id: indicator.id.clone(),
                name: name_of(indicator),
                on: amendment.on,
                document: amendment.document.clone(),
                target: new_target
                    .map(|new| [target, new].map(|goal| sought(self.plan, indicator, goal))),
                unit: indicator.target_unit().printed().to_owned(),
                deadline: new_deadline.map(|new| [deadline, new]),
                milestones: amendment.milestones.is_some(),
                withdrawn: amendment.withdrawn,
                late: late.then_some(amendment.retroactive),
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
