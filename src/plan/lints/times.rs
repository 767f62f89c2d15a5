//! Periods that contradict each other, and milestones off their path.

use std::borrow::Cow;

use super::{
    super::{
        Goal, Indicator, Measure, Milestone, Plan,
        amended::{self, Path},
    },
    finding::{Findings, Item, Spot},
};
use crate::{diag::PlanProblem, keys::Step, period::Period};

/// More years than these from a baseline to a deadline are hardly meant.
const MANY_YEARS: i32 = 100;

/// With more than these a year is mistyped, and its path would take roots of a huge degree.
const MOST_YEARS: i32 = 500;

/// Says if there are very many years between two periods; `spot`: where one of them stands.
fn years(first: Period, last: Period, spot: impl FnOnce() -> Spot, findings: &mut Findings) {
    match last.last().year() - first.first().year() {
        ..=MANY_YEARS => {}
        years @ ..=MOST_YEARS => findings.add(spot(), PlanProblem::ManyYears { years }),
        years => findings.add(spot(), PlanProblem::TooManyYears { years, most: MOST_YEARS }),
    }
}

/// The period of the plan.
pub fn plan(plan: &Plan, findings: &mut Findings) {
    years(plan.period, plan.period, || Item::Plan.key("period"), findings);
}

pub fn check(plan: &Plan, indicator: &Indicator, at: Item, findings: &mut Findings) {
    let own = indicator.period;
    let deadline = indicator.deadline;
    // Years of its own are those that end in the plan's.
    let calendar = indicator.kind.calendar;
    let others = (calendar != plan.calendar).then(|| calendar.ending_in(plan.period));
    let holds = |it| plan.period.covers(it) || others.is_some_and(|others| others.covers(it));
    if !holds(deadline) {
        // A default deadline is wrong because the indicator's period is, which is reported instead.
        if deadline.last() != own.last() || holds(own) {
            findings.add(
                at.key("deadline"),
                PlanProblem::DeadlineOutsidePlan { deadline, period: plan.period },
            );
        }
    }
    if !holds(own) {
        findings.add(at.key("period"), PlanProblem::PeriodOutsidePlan { own, period: plan.period });
    }
    if let Some(baseline) = &indicator.baseline {
        let spot = || at.key("baseline").key("period");
        // Of a plan that is too long itself, that is said of it.
        if plan.period.months() <= 12 * MANY_YEARS {
            years(baseline.period, deadline, spot, findings);
        }
        if baseline.period.last() >= deadline.last() {
            findings.add(
                spot(),
                PlanProblem::BaselineAfterDeadline { baseline: baseline.period, deadline },
            );
        } else if baseline.period.last() >= own.first() {
            findings.add(
                spot(),
                PlanProblem::BaselineInsidePeriod { baseline: baseline.period, period: own },
            );
        }
    }
    let is_of_it = |year: Period| own.covers(year) && year.last() <= deadline.last();
    if indicator.measure == Measure::Mean && !indicator.kind.calendar.years(own).any(is_of_it) {
        findings.add(at.key("measure"), PlanProblem::NoFullYear { period: own });
    }
    milestones(indicator, &indicator.milestones, &at.whole(), findings);
    amendments(plan, indicator, at, findings);
}

/// Tasks may be due after the plan's end (an outlook to 2035), but not before its start.
pub fn tasks(plan: &Plan, findings: &mut Findings) {
    for (index, task) in plan.tasks.iter().enumerate() {
        if task.due.last() < plan.period.first() {
            let spot = Item::Task(index).key("due");
            findings.add(spot, PlanProblem::TaskBeforePlan { due: task.due, period: plan.period });
        }
    }
}

/// In chronological order, after the plan itself; a deadline may be extended beyond the plan's period.
fn amendments(plan: &Plan, indicator: &Indicator, at: Item, findings: &mut Findings) {
    let start = plan.issued.or_else(|| plan.period.eve().last_day().succ_opt());
    // What decides, and what the documents say in the end.
    let mut decisive = Cow::Borrowed(indicator);
    let mut latest = Cow::Borrowed(indicator);
    let mut before = None;
    for (entry, amendment) in indicator.amendments.iter().enumerate() {
        let whole = at.key("amended").entry(entry);
        let spot = |key| whole.clone().key(key);
        let on = amendment.on;
        if let Some(start) = start.filter(|start| on < *start) {
            findings.add(spot("on"), PlanProblem::AmendmentTooEarly { on, start });
        } else if let Some(before) = before.filter(|before| on <= *before) {
            findings.add(spot("on"), PlanProblem::AmendmentOrder { on, before });
        }
        before = Some(on);
        if let Some(new) = amendment.deadline
            && new.last() < plan.period.first()
        {
            let problem = PlanProblem::DeadlineOutsidePlan { deadline: new, period: plan.period };
            findings.add(spot("deadline"), problem);
        }
        if let Some(new) = amendment.deadline {
            years(indicator.period, new, || spot("deadline"), findings);
        }
        if amended::is_late(&decisive, amendment) && !amendment.retroactive {
            let deadline = decisive.deadline;
            findings.add(spot("on"), PlanProblem::AmendedAfterDeadline { on, deadline });
        } else {
            amended::apply(decisive.to_mut(), amendment);
        }
        let lapsed: Vec<_> = amended::apply(latest.to_mut(), amendment)
            .into_iter()
            .map(|one| (one.period, one.value))
            .collect();
        if !lapsed.is_empty() {
            let key = if amendment.target.is_some() { "target" } else { "deadline" };
            let unit = indicator.unit.to_string();
            findings.add(spot(key), PlanProblem::MilestonesLapse { milestones: lapsed, unit });
        }
        if let Some(new) = &amendment.milestones {
            milestones(&latest, new, &whole, findings);
        }
    }
}

fn milestones(indicator: &Indicator, milestones: &[Milestone], at: &Spot, findings: &mut Findings) {
    // Without a baseline the path starts in the month before the period.
    let start = indicator
        .baseline
        .as_ref()
        .map_or(indicator.period.eve(), |baseline| baseline.period.last());
    let deadline = indicator.deadline;
    let has_path = matches!(indicator.measure, Measure::Level | Measure::Total)
        && matches!(indicator.target, Goal::Value(_) | Goal::Change(_))
        && indicator.every.is_none();
    if !has_path && !milestones.is_empty() {
        findings.add(at.clone().key("milestones"), PlanProblem::MilestonesUnused);
    }
    let way = Path::of(indicator);
    let mut before: Option<Period> = None;
    for milestone in milestones {
        let period = milestone.period;
        let spot = at.clone().key("milestones").step(Step::Period(period));
        if period.last() <= start || period.last() >= deadline.last() {
            findings.add(spot, PlanProblem::MilestoneOutside { milestone: period, deadline });
        } else if let Some(before) = before
            && period.last() <= before.last()
        {
            findings.add(spot, PlanProblem::MilestoneOrder { milestone: period, before });
        } else if let Some((bound, above)) =
            way.as_ref().and_then(|way| way.bound_before(&milestone.value))
        {
            let problem = PlanProblem::MilestoneOffPath {
                milestone: period,
                value: milestone.value.clone(),
                bound: bound.clone(),
                above,
                unit: indicator.unit.to_string(),
            };
            findings.add(spot, problem);
        }
        before = Some(period);
    }
}
