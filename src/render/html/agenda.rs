//! The tasks and rules of a plan: what is late and what fires is open, the rest folded.

use std::collections::HashMap;

use maud::{Markup, html};

use crate::{
    assess::trace::rules::{Outcomes, RuleOutcome, RuleVerdict},
    lang::Words,
    record::each,
    report::{
        Section, Sentence,
        rules::{ORDER, RulesView, in_order},
        tasks::{self, Standing, TaskGroup, TasksView},
    },
    table::{Cell, Heading},
};

use super::{
    figures::{Grid, boxed, cell, count},
    nav::Anchor,
    parts::{self, bidi_isolated, name, text, with_links},
};

/// Tables of at most so many rows are open.
const OPEN: usize = 12;

/// Tasks by due date, whatever their order is, then rules; headings of this level and below.
pub fn agenda(
    tasks: &TasksView<'_>,
    rules: &RulesView<'_>,
    anchor: &Anchor,
    level: u8,
    words: Words,
) -> Markup {
    let heading = |id: &Anchor, said: Section| parts::heading(level, id, text(said.text(words)));
    let all = Told::of(rules);
    html! {
        @if !tasks.plan.tasks.is_empty() {
            (heading(&anchor.within("tasks-h"), Section::Tasks))
            (all_tasks(tasks, anchor, level, words))
        }
        @if !all.is_empty() {
            (heading(&anchor.within("rules-h"), Section::Rules))
            @for (place, one) in all.iter().enumerate() {
                (rule(one, &anchor.within(&format!("rule{place}")), level + 1, words))
            }
        }
    }
}

fn all_tasks(view: &TasksView<'_>, anchor: &Anchor, level: u8, words: Words) -> Markup {
    let total = view.total();
    let all = total.total;
    let groups = by_due(view);
    let late = view.overdue_or_blocked();
    let late: Vec<&Standing<'_>> = late.iter().flatten().collect();
    let own = anchor.within("late");
    let overdue = words.pick("Overdue or blocked", "逾期或受阻任务");
    let counted = groups.iter().map(|(group, all)| {
        (Some(tasks::tally(group.clone(), all).said(words)), all.iter().collect())
    });
    let caption = words.pick("Tasks by due date", "按完成时限列出的任务");
    html! {
        p { (text(&total.said(words))) }
        // If all of them are late, one list is enough.
        @if !late.is_empty() && late.len() < all {
            (parts::heading(level + 1, own.within("h"), html! {
                (overdue) " (" (count(late.len())) ")"
            }))
            (table([(None, late)], overdue, &own, words))
        }
        details.pc-fold open[all <= OPEN] {
            summary { (say!(
                words,
                [all, "The task", "All {all} tasks by due date"],
                "全部{all}项任务（按完成时限）"
            )) }
            (table(counted, caption, &anchor.within("all"), words))
        }
    }
}

fn by_due<'a>(view: &TasksView<'a>) -> Vec<(TaskGroup, Vec<Standing<'a>>)> {
    TasksView { order: tasks::Order::Due, ..*view }.groups()
}

/// Tasks in groups; a single group has no heading.
fn table<'t, 'a: 't>(
    groups: impl IntoIterator<Item = (Option<String>, Vec<&'t Standing<'a>>)>,
    caption: &str,
    anchor: &Anchor,
    words: Words,
) -> Markup {
    let state = |it: &Standing<'_>| {
        html! {
            (cell(&it.cell(), words))
            @if let Some(grounds) = it.grounds(words) { span.pc-sub { (with_links(&grounds)) } }
        }
    };
    let units = |it: &Standing<'_>| {
        html! { @for unit in &it.task.responsible { span.pc-who { (bidi_isolated(unit)) } " " } }
    };
    Grid::of(groups, words)
        .column(Heading::Task, |it| name(&tasks::name_of(it.task), words))
        .column(Heading::State, state)
        .column(Heading::Responsible, units)
        .column(Heading::Citation, |it| cell(&(&it.task.citations).into(), words))
        .draw(anchor, "pc-tasks pc-quiet", caption, html! {})
}

/// A rule with what it says.
struct Told<'r> {
    view: &'r RulesView<'r>,
    of: &'r Outcomes<'r>,
    /// What fires first.
    all: Vec<&'r RuleOutcome>,
}

impl<'r> Told<'r> {
    fn of(view: &'r RulesView<'r>) -> Vec<Self> {
        each(&view.rules, |of| Self { view, of, all: in_order(&of.found) })
    }

    /// How often it says this, in one year or in all.
    fn count(&self, verdict: RuleVerdict, year: Option<i32>) -> usize {
        let of =
            |it: &&&RuleOutcome| it.verdict == verdict && year.is_none_or(|year| it.year == year);
        self.all.iter().filter(of).count()
    }

    /// Where there is more to tell than the verdict.
    fn cases(&self) -> Vec<&RuleOutcome> {
        let told = |it: &&RuleOutcome| it.verdict == RuleVerdict::Fires || it.is_revised();
        self.all.iter().copied().filter(told).collect()
    }

    /// Every member with what the rule says of it in every year.
    fn by_member(&self) -> impl Iterator<Item = (&str, Vec<Option<RuleVerdict>>)> {
        let says: HashMap<(&str, i32), RuleVerdict> =
            self.all.iter().map(|it| ((it.region.as_str(), it.year), it.verdict)).collect();
        self.of.regions.iter().map(move |region| {
            let of = |year: &i32| says.get(&(region.as_str(), *year)).copied();
            (region.as_str(), each(&self.view.years, of))
        })
    }
}

fn rule(one: &Told<'_>, anchor: &Anchor, level: u8, words: Words) -> Markup {
    let count = one.of.regions.len();
    let tally = one.view.tally_of(one.of)(words);
    let heading = anchor.within("h");
    let citations = Cell::from(&one.of.rule.citations);
    html! {
            section.pc-rule aria-labelledby=(heading) {
                (parts::heading(level, &heading, bidi_isolated(&one.of.rule.name)))
                dl.pc-facts {
                    (parts::fact(Heading::Reading.text(words), one.of.rule.reading.text(words)))
                    (parts::fact(Heading::Outcome.text(words), bidi_isolated(&one.of.rule.outcome)))
                    @if !citations.is_empty() {
                        (parts::fact(Heading::Citation.text(words), cell(&citations, words)))
                    }
                }
                p { (text(&tally)) }
                (cases(one, &anchor.within("cases"), words))
    // For few members the grid is enough.
                @if count <= OPEN {
                    (members(one, &anchor.within("members"), words))
                } @else {
                    (years(one, &anchor.within("years"), words))
                    details.pc-fold {
                        summary { (say!(
                            words,
                            [count, "One member, year by year", "All {count} members, year by year"],
                            "全部{count}个成员逐年结果"
                        )) }
                        (members(one, &anchor.within("members"), words))
                    }
                }
            }
        }
}

/// Where the rule fires, with what was compared.
fn cases(one: &Told<'_>, anchor: &Anchor, words: Words) -> Markup {
    let all = one.cases();
    if all.is_empty() {
        // If all is unknown, that it does not fire is unknown too.
        let known = one.all.len() > one.count(RuleVerdict::Unknown, None);
        return html! { @if known { p { (words.pick("It does not fire.", "未触发。")) } } };
    }
    let compared = |it: &RuleOutcome| {
        html! {
            @for condition in &it.conditions {
                div { (text(&words.comparison(&one.view.comparison(condition)))) }
            }
        }
    };
    let calendar = one.view.plan().calendar;
    let verdict = |it: &RuleOutcome| cell(&Cell::RuleVerdict(it.verdict, it.is_revised()), words);
    let revised = all.iter().any(|it| it.is_revised());
    let table = Grid::of([(None, all)], words)
        .column(Heading::Region, |it| bidi_isolated(&it.region))
        .column(Heading::Year, |it| html! { (calendar.name(it.year)) })
        .column(Heading::Verdict, verdict)
        .column(Heading::Compared, compared)
        .draw(anchor, "pc-cases", words.pick("Where it fires", "触发情况"), html! {});
    html! {
        (table)
        @if revised { p.pc-note { (text(Sentence::Revised.text(words))) } }
    }
}

fn years(one: &Told<'_>, anchor: &Anchor, words: Words) -> Markup {
    let head = html! {
        tr {
            th scope="col" { (Heading::Year.text(words)) }
            @for verdict in ORDER { th.pc-num scope="col" { (verdict.text(words)) } }
        }
    };
    let body = html! {
        tbody {
            @for year in &one.view.years {
                tr {
                    th scope="row" { (one.view.plan().calendar.name(*year)) }
                    @for verdict in ORDER { td.pc-num data-label=(verdict.text(words)) { (count(one.count(verdict, Some(*year)))) } }
                }
            }
        }
    };
    boxed(anchor, "pc-years", words.pick("Outcomes by year", "各年结果"), head, body)
}

/// The verdict on every member in every year, with the sums of the years.
fn members(one: &Told<'_>, anchor: &Anchor, words: Words) -> Markup {
    if one.of.regions.is_empty() {
        return html! {};
    }
    let calendar = one.view.plan().calendar;
    let head = html! {
        tr {
            th scope="col" { (Heading::Region.text(words)) }
            @for year in &one.view.years { th scope="col" { (calendar.name(*year)) } }
        }
    };
    let body = html! {
        tbody {
            @for (region, verdicts) in one.by_member() {
                tr {
                    th scope="row" { (bidi_isolated(region)) }
                    @for (verdict, year) in verdicts.into_iter().zip(&one.view.years) {
                        td data-label=(calendar.name(*year)) { (said(verdict, words)) }
                    }
                }
            }
        }
        tfoot {
            @for (verdict, _) in one.of.tally() {
                tr {
                    th scope="row" { (verdict.text(words)) }
                    @for year in &one.view.years {
                        td data-label=(calendar.name(*year)) { (count(one.count(verdict, Some(*year)))) }
                    }
                }
            }
        }
    };
    boxed(
        anchor,
        "pc-members",
        words.pick("Outcomes by member and year", "各成员逐年结果"),
        head,
        body,
    )
}

fn said(verdict: Option<RuleVerdict>, words: Words) -> Markup {
    html! { @if let Some(verdict) = verdict { (cell(&Cell::RuleVerdict(verdict, false), words)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Basis;
    use crate::assess::trace::rules::Where;
    use crate::fixtures::counties::{actuals, plan, states};
    use crate::fixtures::date;
    use crate::plan::Plan;
    use crate::plan::Reading;
    use crate::plan::tasks::{TaskStates, Timing};
    use crate::render::html::view_tests::WORDS;
    use crate::report::tasks::Order;

    fn tasks<'a>(
        plan: &'a Plan,
        states: &'a TaskStates,
        as_of: &str,
        order: Order,
    ) -> TasksView<'a> {
        TasksView { plan, states, as_of: date(as_of), order }
    }

    #[test]
    fn tasks_stand_by_due_date_whatever_their_order_was() {
        for order in [Order::Due, Order::Responsible] {
            let (plan, states) = (plan(), states());
            let view = tasks(&plan, &states, "2022-06-30", order);
            let due = by_due(&view);
            let groups: Vec<_> = due.iter().map(|(group, _)| group).collect();
            assert!(matches!(
                groups[..],
                [TaskGroup::Due(first), TaskGroup::Due(second)] if first.last() < second.last()
            ));
            let [late, blocked] = view.overdue_or_blocked();
            let late: Vec<&str> = late.iter().map(|it| it.task.title.as_str()).collect();
            assert_eq!((late, blocked.len()), (vec!["建成服务中心"], 0));
            let total = view.total();
            assert_eq!((total.total, total.overdue), (3, 1));
            let lines: usize = due.iter().map(|(_, all)| all.len()).sum();
            assert_eq!(lines, total.total);
        }
    }

    #[test]
    fn an_unknown_state_is_not_called_overdue() {
        let (plan, states) = (plan(), TaskStates::default());
        let view = tasks(&plan, &states, "2023-06-30", Order::Due);
        assert!(view.overdue_or_blocked().concat().is_empty());
        let due = by_due(&view);
        let mut lines = due.iter().flat_map(|(_, all)| all);
        assert!(lines.all(|it| matches!(
            it.cell(),
            Cell::State { state: None, timing: Some(Timing::Lapsed), .. }
        )));
    }

    #[test]
    fn outcomes_are_counted_by_year_and_by_member() {
        let (plan, actuals) = (plan(), actuals());
        let view =
            RulesView::new(Basis::new(&plan, &actuals, date("2024-12-31")), Where::Members, &[]);
        let rules = Told::of(&view);
        let amount = &rules[0];
        assert_eq!(amount.of.rule.reading, Reading::Amount);
        assert_eq!(view.years, [2019, 2020, 2021, 2022]);
        assert_eq!(amount.of.regions, ["德清", "嘉善", "新昌县"]);
        for rule in &rules {
            assert_eq!(rule.all.len(), 12);
            for verdict in ORDER {
                let by_year: usize =
                    view.years.iter().map(|year| rule.count(verdict, Some(*year))).sum();
                let grid = rule.by_member().flat_map(|(_, verdicts)| verdicts);
                let by_member = grid.filter(|it| *it == Some(verdict)).count();
                let all = rule.count(verdict, None);
                assert_eq!((by_year, by_member), (all, all));
            }
        }
        // 德清 fell in 2021 in both; 新昌县 only where one looks at the revised figure alone.
        let cases = amount.cases();
        assert_eq!((cases[0].region.as_str(), cases[0].year), ("德清", 2021));
        assert_eq!(cases[0].conditions.len(), 2);
        assert_eq!(amount.count(RuleVerdict::Fires, None), 1);
        assert!(cases.iter().any(|it| it.is_revised() && it.region == "新昌县"));
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
        let rules =
            RulesView::new(Basis::new(&plan, &actuals, date("2023-01-01")), Where::Members, &[]);
        let page = agenda(&tasks, &rules, &Anchor::page("a"), 3, WORDS);
        assert_eq!(page.into_string(), "");
    }
}
