//! Targets that a later document changed.

use crate::{
    lang::Words,
    period::Period,
    plan::{Amendment, Indicator},
    report::{name_of, sought},
    table::Sought,
};

use super::StageView;

/// A change of a target that is in force on the as-of date.
#[derive(Clone)]
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

impl AmendmentLine<'_> {
    /// How the target changed.
    pub fn said(&self, words: Words) -> String {
        let Self { indicator, amendment, .. } = self;
        let on = amendment.on;
        let name = name_of(indicator);
        let name = words.name(&name);
        let document = amendment.document.as_ref().map(|it| words.document(it));
        let document =
            say!(words, [document ? " ({document})" : ""], [document ? "（{document}）" : ""]);
        let mut changes = Vec::new();
        if let Some([from, to]) = &self.target {
            let unit = indicator.target_unit();
            let [from, to] = [from, to].map(|sought| words.goal_prose(sought, None, unit));
            changes.push(say!(
                words,
                "the target changed from {from} to {to}",
                "目标由{from}改为{to}"
            ));
        }
        if let Some([from, to]) = self.deadline {
            let [from, to] = [from, to].map(|period| words.period(period));
            changes.push(say!(
                words,
                "the deadline changed from {from} to {to}",
                "完成期限由{from}改为{to}"
            ));
        }
        if amendment.milestones.is_some() {
            changes.push(say!(words, "the milestones changed", "节点目标有调整"));
        }
        if amendment.withdrawn {
            changes.push(say!(words, "the target was withdrawn", "目标取消"));
        }
        if changes.is_empty() {
            changes.push(say!(words, "nothing changed", "目标不变"));
        }
        let changes = words.join(changes, ["; ", "，"]);
        let late = match (self.late, amendment.retroactive) {
            (false, _) => "",
            (true, false) => words.pick(
                ", after the deadline: the assessment is by the target before",
                "；调整时期限已过，仍按原目标评估",
            ),
            (true, true) => words.pick(
                ", after the deadline, and applies retroactively",
                "；调整时期限已过，追溯适用",
            ),
        };
        say!(
            words,
            "{name}: as of {on}{document} {changes}{late}.",
            "{name}：自{on}起{document}{changes}{late}。"
        )
    }
}

impl<'a> StageView<'a> {
    /// Every change in force on the as-of date, in the plan's order and in order of time.
    pub fn amendments(&self) -> Vec<AmendmentLine<'a>> {
        let indicators = self.status.plan.indicators.iter();
        indicators.flat_map(|it| self.changes_of(it)).collect()
    }

    fn changes_of(&self, indicator: &'a Indicator) -> Vec<AmendmentLine<'a>> {
        let mut target = &indicator.target;
        let mut deadline = indicator.deadline;
        let amendments = indicator.amendments.iter();
        let mut lines = Vec::new();
        for amendment in amendments.filter(|amendment| amendment.on <= self.status.as_of) {
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
