//! The rules and tasks of a plan, as a report shows them: what is overdue and what fires first, the whole of it behind.
//!
//! States and outcomes are those of `tasks` and `rules`; here they are only counted by due date, year and member.
//! Depends on the core and on those two views.

use std::collections::{HashMap, HashSet};

use crate::assess::rules::{RuleOutcome, RuleVerdict};
use crate::plan::{Reading, Rule};
use crate::report::rules::{ORDER, RulesView, comparison};
use crate::report::sheet::TaskTally;
use crate::report::tasks::{Standing, TasksView, name_of};
use crate::report::{citations_cell, tasks};
use crate::table::{Cell, Comparison, Name};

/// A task.
#[derive(Debug, Clone)]
pub struct TaskLine {
    /// Its title.
    pub title: Name,
    /// How far it is, with what to know beside it.
    pub state_cell: Cell,
    /// Due before the as-of date and known not to be done?
    pub overdue: bool,
    /// Who answers for it.
    pub responsible: Vec<String>,
    /// Where the document has it.
    pub citations: Cell,
    /// What shows its state.
    pub evidence: Option<String>,
}

/// Tasks that are due at the same time.
#[derive(Debug, Clone)]
pub struct DueTasks {
    /// When, and how far they are.
    pub tally: TaskTally,
    /// The tasks, in the plan's order.
    pub tasks: Vec<TaskLine>,
}

/// Where a rule fires, or is known to be clear only as long as revisions are set aside.
#[derive(Debug, Clone)]
pub struct Case {
    /// The member.
    pub region: String,
    /// The year.
    pub year: i32,
    /// What the rule says.
    pub verdict: RuleVerdict,
    /// Would the newest vintages alone say otherwise?
    pub revised: bool,
    /// What was compared.
    pub compared: Vec<Comparison>,
}

/// A rule with its outcomes.
#[derive(Debug, Clone)]
pub struct RuleLine {
    /// Its name as printed.
    pub name: String,
    /// What it means that an amount falls.
    pub reading: Reading,
    /// What follows when it fires.
    pub outcome: String,
    /// Where the document has it.
    pub citations: Cell,
    /// How often it says what, in the order of [`ORDER`].
    pub counts: [usize; 3],
    /// The years looked at, each with how often it says what.
    pub years: Vec<(i32, [usize; 3])>,
    /// The members looked at, each with what it says in every year.
    pub members: Vec<(String, Vec<Option<RuleVerdict>>)>,
    /// Where there is more to tell than the verdict: what fires first.
    pub cases: Vec<Case>,
}

/// The rules and tasks of a plan.
#[derive(Debug, Clone)]
pub struct AgendaView {
    /// All tasks, counted; `None` where the plan has none.
    pub total: Option<TaskTally>,
    /// The tasks by due date.
    pub due: Vec<DueTasks>,
    /// The rules.
    pub rules: Vec<RuleLine>,
}

impl AgendaView {
    /// Tells the tasks, by due date whatever their order is, and the rules.
    pub fn new(tasks: &TasksView<'_>, rules: &RulesView<'_>) -> Self {
        let by_due = TasksView { order: tasks::Order::Due, ..*tasks };
        let due = by_due.groups().into_iter().map(|(group, standings)| DueTasks {
            tally: tasks::tally(group, &standings),
            tasks: standings.iter().map(task_line).collect(),
        });
        let total = (!tasks.plan.tasks.is_empty()).then(|| by_due.total());
        let rules = rules.rules();
        Self {
            total,
            due: due.collect(),
            rules: rules.map(|(rule, all)| rule_line(tasks, rule, &all)).collect(),
        }
    }

    /// What is known to be late, the longest overdue first.
    pub fn overdue(&self) -> impl Iterator<Item = (&TaskTally, &TaskLine)> {
        self.due.iter().flat_map(|due| {
            let late = due.tasks.iter().filter(|it| it.overdue);
            late.map(|it| (&due.tally, it))
        })
    }
}

fn task_line(standing: &Standing<'_>) -> TaskLine {
    let task = standing.task;
    TaskLine {
        title: name_of(task),
        state_cell: standing.cell(),
        overdue: standing.overdue() == Some(true),
        responsible: task.responsible.clone(),
        citations: citations_cell(&task.citations),
        evidence: standing.state.and_then(|it| it.evidence.clone()),
    }
}

fn rule_line(tasks: &TasksView<'_>, rule: &Rule, outcomes: &[&RuleOutcome]) -> RuleLine {
    let mut years: Vec<i32> = outcomes.iter().map(|it| it.year).collect();
    years.sort_unstable();
    years.dedup();
    let says: HashMap<(&str, i32), RuleVerdict> =
        outcomes.iter().map(|it| ((it.region.as_str(), it.year), it.verdict)).collect();
    let members = regions(tasks, rule, outcomes).into_iter().map(|region| {
        let verdicts = years.iter().map(|year| says.get(&(region, *year)).copied());
        (region.to_owned(), verdicts.collect())
    });
    let cases = outcomes.iter().filter(|it| it.verdict == RuleVerdict::Fires || it.is_revised());
    RuleLine {
        name: rule.name.clone(),
        reading: rule.reading,
        outcome: rule.outcome.clone(),
        citations: citations_cell(&rule.citations),
        counts: counts(outcomes.iter().map(|it| it.verdict)),
        years: years
            .iter()
            .map(|year| {
                let of_year = outcomes.iter().filter(|it| it.year == *year);
                (*year, counts(of_year.map(|it| it.verdict)))
            })
            .collect(),
        members: members.collect(),
        cases: cases
            .map(|it| Case {
                region: it.region.clone(),
                year: it.year,
                verdict: it.verdict,
                revised: it.is_revised(),
                compared: it
                    .conditions
                    .iter()
                    .map(|condition| comparison(tasks.plan, rule, condition))
                    .collect(),
            })
            .collect(),
    }
}

/// The regions looked at: the rule's own members in their order, then others that were asked for.
fn regions<'o>(tasks: &TasksView<'_>, rule: &Rule, outcomes: &[&'o RuleOutcome]) -> Vec<&'o str> {
    let own = tasks.plan.members_of(&rule.each);
    let places: HashMap<&str, usize> = own.iter().map(String::as_str).zip(0..).collect();
    let mut seen = HashSet::new();
    let mut regions: Vec<&str> = outcomes.iter().map(|it| it.region.as_str()).collect();
    regions.retain(|region| seen.insert(*region));
    regions.sort_by_key(|region| places.get(region).copied().unwrap_or(own.len()));
    regions
}

/// How often each verdict occurs, in the order of [`ORDER`].
fn counts(verdicts: impl Iterator<Item = RuleVerdict>) -> [usize; 3] {
    let mut counts = [0; 3];
    for verdict in verdicts {
        if let Some(place) = ORDER.iter().position(|one| *one == verdict) {
            counts[place] += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::tasks::TaskStates;
    use crate::fixtures::counties::{actuals, plan, states};
    use crate::fixtures::date;
    use crate::report::rules::Where;
    use crate::report::sheet::TaskGroup;
    use crate::report::tasks::Order;

    fn agenda(as_of: &str, states: &TaskStates, order: Order) -> AgendaView {
        let (plan, actuals) = (plan(), actuals());
        let tasks = TasksView { plan: &plan, states, as_of: date(as_of), order };
        let rules = RulesView::new(&plan, &actuals, date(as_of), Where::Members, &[]);
        AgendaView::new(&tasks, &rules)
    }

    #[test]
    fn tasks_stand_by_due_date_whatever_their_order_was() {
        for order in [Order::Due, Order::Responsible] {
            let view = agenda("2022-06-30", &states(), order);
            let groups: Vec<_> = view.due.iter().map(|it| &it.tally.group).collect();
            assert!(matches!(
                groups[..],
                [TaskGroup::Due(first), TaskGroup::Due(second)] if first.last() < second.last()
            ));
            let late: Vec<&str> = view.overdue().map(|(_, it)| it.title.printed.as_str()).collect();
            assert_eq!(late, ["建成服务中心"]);
            let total = view.total.as_ref().unwrap();
            assert_eq!((total.total, total.overdue), (3, 1));
            let lines: usize = view.due.iter().map(|it| it.tasks.len()).sum();
            assert_eq!(lines, total.total);
        }
    }

    #[test]
    fn an_unknown_state_is_not_called_overdue() {
        let view = agenda("2023-06-30", &TaskStates::default(), Order::Due);
        assert_eq!(view.overdue().count(), 0);
        let mut lines = view.due.iter().flat_map(|it| &it.tasks);
        assert!(
            lines.all(|it| matches!(it.state_cell, Cell::State { state: None, lapsed: true, .. }))
        );
    }

    #[test]
    fn outcomes_are_counted_by_year_and_by_member() {
        let view = agenda("2024-12-31", &states(), Order::Due);
        let amount = &view.rules[0];
        assert_eq!(amount.reading, Reading::Amount);
        let years: Vec<i32> = amount.years.iter().map(|(year, _)| *year).collect();
        assert_eq!(years, [2019, 2020, 2021, 2022]);
        let members: Vec<&str> = amount.members.iter().map(|(it, _)| it.as_str()).collect();
        assert_eq!(members, ["德清", "嘉善", "新昌县"]);
        for rule in &view.rules {
            assert_eq!(rule.counts.iter().sum::<usize>(), 12);
            for (place, verdict) in ORDER.iter().enumerate() {
                let by_year: usize = rule.years.iter().map(|(_, counts)| counts[place]).sum();
                let grid = rule.members.iter().flat_map(|(_, verdicts)| verdicts);
                let by_member = grid.filter(|it| **it == Some(*verdict)).count();
                assert_eq!((by_year, by_member), (rule.counts[place], rule.counts[place]));
            }
        }
        // 德清 fell in 2021 in both; 新昌县 only where one looks at the revised figure alone.
        let case = &amount.cases[0];
        assert_eq!((case.region.as_str(), case.year), ("德清", 2021));
        assert_eq!(case.compared.len(), 2);
        assert_eq!(amount.counts[0], 1);
        assert!(amount.cases.iter().any(|it| it.revised && it.region == "新昌县"));
    }

    #[test]
    fn a_plan_without_either_says_nothing() {
        let (mut plan, actuals, states) = (plan(), actuals(), TaskStates::default());
        plan.tasks.clear();
        plan.rules.clear();
        let tasks = TasksView {
            plan: &plan,
            states: &states,
            as_of: date("2023-01-01"),
            order: Order::Due,
        };
        let rules = RulesView::new(&plan, &actuals, date("2023-01-01"), Where::Members, &[]);
        let view = AgendaView::new(&tasks, &rules);
        assert!(view.total.is_none() && view.rules.is_empty() && view.due.is_empty());
    }
}
