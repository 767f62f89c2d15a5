//! Periods that contradict each other.

use super::super::{Indicator, Plan};
use super::{At, Findings, Step};
use crate::diag::PlanProblem;
use crate::period::Period;

pub(super) fn check(plan: &Plan, indicator: &Indicator, at: At, findings: &mut Findings) {
    let (own, deadline) = (indicator.period, indicator.deadline);
    if !plan.period.covers(deadline) {
        // Without a deadline of its own the indicator's period is at fault, and is reported as such.
        if deadline.last() != own.last() || plan.period.covers(own) {
            findings.error(
                at.key("deadline"),
                PlanProblem::DeadlineOutsidePlan {
                    deadline,
                    period: plan.period,
                },
            );
        }
    }
    if !plan.period.covers(own) {
        findings.error(
            at.key("period"),
            PlanProblem::PeriodOutsidePlan {
                own,
                period: plan.period,
            },
        );
    }
    if let Some(baseline) = &indicator.baseline {
        let spot = || at.path([Step::Key("baseline"), Step::Key("period")]);
        if baseline.period.last() >= deadline.last() {
            findings.error(
                spot(),
                PlanProblem::BaselineAfterDeadline {
                    baseline: baseline.period,
                    deadline,
                },
            );
        } else if baseline.period.last() >= own.first() {
            findings.warning(
                spot(),
                PlanProblem::BaselineInsidePeriod {
                    baseline: baseline.period,
                    period: own,
                },
            );
        }
    }
    milestones(indicator, at, findings);
}

fn milestones(indicator: &Indicator, at: At, findings: &mut Findings) {
    // Without a baseline the path starts on the eve of the period.
    let start = indicator
        .baseline
        .as_ref()
        .map_or(indicator.period.eve(), |baseline| baseline.period.last());
    let mut before: Option<Period> = None;
    for milestone in &indicator.milestones {
        let period = milestone.period;
        let spot = at.path([Step::Key("milestones"), Step::Period(period)]);
        if period.last() <= start || period.last() >= indicator.deadline.last() {
            findings.error(
                spot,
                PlanProblem::MilestoneOutside {
                    milestone: period,
                    deadline: indicator.deadline,
                },
            );
        } else if let Some(before) = before
            && period.last() <= before.last()
        {
            findings.error(
                spot,
                PlanProblem::MilestoneOrder {
                    milestone: period,
                    before,
                },
            );
        }
        before = Some(period);
    }
}
