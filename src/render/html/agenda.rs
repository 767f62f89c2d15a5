//! The tasks and rules of a plan: what is late and what fires is open, the rest folded.

use maud::{Markup, html};

use crate::assess::rules::RuleVerdict;
use crate::lang::words::Words;
use crate::render::Style;
use crate::report::agenda::{AgendaView, Case, RuleLine, TaskLine};
use crate::report::rules::ORDER;
use crate::report::sheet::{Section, TaskTally};
use crate::report::{Note, Sentence};
use crate::table::{Cell, Heading};

use super::figures::{boxed, cell, count, grid};
use super::nav::Anchor;
use super::parts::{self, bidi_isolated, name, text, with_links};

/// Tables of at most so many rows are open.
const OPEN: usize = 12;

/// Tasks, then rules; headings of this level and below.
pub(super) fn agenda(view: &AgendaView, anchor: &Anchor, level: u8, style: &Style) -> Markup {
    let words = style.words();
    let heading = |id: &Anchor, said: Section| {
        let said = text(&words.note(&Note::Section(said)));
        parts::heading(level, &id.to_string(), &said)
    };
    html! {
        @if let Some(total) = &view.total {
            (heading(&anchor.within("tasks-h"), Section::Tasks))
            (tasks(view, total, anchor, level, words))
        }
        @if !view.rules.is_empty() {
            (heading(&anchor.within("rules-h"), Section::Rules))
            @for (place, one) in view.rules.iter().enumerate() {
                (rule(one, &anchor.within(&format!("rule{place}")), level + 1, words))
            }
        }
    }
}

fn tasks(view: &AgendaView, total: &TaskTally, anchor: &Anchor, level: u8, words: Words) -> Markup {
    let late: Vec<&TaskLine> = view.overdue().map(|(_, task)| task).collect();
    let own = anchor.within("late");
    let overdue = words.pick("Overdue", "逾期任务");
    html! {
            p { (text(&words.note(&Note::Tasks(total.clone())))) }
    // If all of them are late, one list is enough.
            @if !late.is_empty() && late.len() < total.total {
                (parts::heading(level + 1, &own.within("h").to_string(), &html! {
                    (overdue) " (" (count(late.len())) ")"
                }))
                (table([(None, late)], overdue, &own, words))
            }
            details.pc-fold open[total.total <= OPEN] {
                summary { (text(&words.all_tasks(total.total))) }
                (all(view, &anchor.within("all"), words))
            }
        }
}

fn all(view: &AgendaView, anchor: &Anchor, words: Words) -> Markup {
    let groups = view
        .due
        .iter()
        .map(|due| (Some(words.note(&Note::Tasks(due.tally.clone()))), due.tasks.iter().collect()));
    table(groups, words.pick("Tasks by due date", "按完成时限列出的任务"), anchor, words)
}

/// Tasks in groups; a single group has no heading.
fn table<'t>(
    groups: impl IntoIterator<Item = (Option<String>, Vec<&'t TaskLine>)>,
    caption: &str,
    anchor: &Anchor,
    words: Words,
) -> Markup {
    let state = |task: &TaskLine| {
        html! {
            (cell(&task.state_cell, words))
            @if let Some(evidence) = &task.evidence { span.pc-sub { (with_links(evidence)) } }
        }
    };
    let units = |task: &TaskLine| {
        html! { @for unit in &task.responsible { span.pc-who { (bidi_isolated(unit)) } " " } }
    };
    grid(
        (anchor, "pc-tasks pc-quiet", caption),
        &[
            (words.heading(Heading::Task), "", &|task: &TaskLine| name(&task.title, words)),
            (words.heading(Heading::State), "", &state),
            (words.heading(Heading::Responsible), "", &units),
            (words.heading(Heading::Citation), "", &|task: &TaskLine| cell(&task.citations, words)),
        ],
        groups,
        html! {},
    )
}

fn rule(one: &RuleLine, anchor: &Anchor, level: u8, words: Words) -> Markup {
    // The count of firing cases is shown even if it is 0.
    let counts = ORDER.iter().copied().zip(one.counts);
    let counts = counts.filter(|(verdict, count)| *verdict == RuleVerdict::Fires || *count > 0);
    let short = one.members.len() <= OPEN;
    let tally = Note::RuleTally {
        regions: one.members.len(),
        years: one.years.iter().map(|(year, _)| *year).collect(),
        counts: counts.collect(),
    };
    let heading = anchor.within("h");
    html! {
            section.pc-rule aria-labelledby=(heading) {
                (parts::heading(level, &heading.to_string(), &bidi_isolated(&one.name)))
                dl.pc-facts {
                    div { dt { (words.heading(Heading::Reading)) } dd { (one.reading.text(words.lang)) } }
                    div { dt { (words.heading(Heading::Outcome)) } dd { (bidi_isolated(&one.outcome)) } }
                    @if !one.citations.is_empty() {
                        div { dt { (words.heading(Heading::Citation)) } dd { (cell(&one.citations, words)) } }
                    }
                }
                p { (text(&words.note(&tally))) }
                (cases(one, &anchor.within("cases"), words))
    // For few members the grid is enough.
                @if short {
                    (members(one, &anchor.within("members"), words))
                } @else {
                    (years(one, &anchor.within("years"), words))
                    details.pc-fold {
                        summary { (text(&words.all_members(one.members.len()))) }
                        (members(one, &anchor.within("members"), words))
                    }
                }
            }
        }
}

/// Where the rule fires, with what was compared.
fn cases(one: &RuleLine, anchor: &Anchor, words: Words) -> Markup {
    if one.cases.is_empty() {
        // If all is unknown, that it does not fire is unknown too.
        let known = one.counts.iter().sum::<usize>() > one.counts[1];
        return html! { @if known { p { (words.pick("It does not fire.", "未触发。")) } } };
    }
    let compared = |case: &Case| {
        html! { @for it in &case.compared { div { (text(&words.comparison(it))) } } }
    };
    let verdict = |case: &Case| cell(&Cell::RuleVerdict(case.verdict, case.revised), words);
    let revised = one.cases.iter().any(|case| case.revised);
    html! {
        (grid(
            (anchor, "pc-cases", words.pick("Where it fires", "触发情况")),
            &[
                (words.heading(Heading::Region), "", &|case: &Case| bidi_isolated(&case.region)),
                (words.heading(Heading::Year), "", &|case: &Case| html! { (case.year) }),
                (words.heading(Heading::Verdict), "", &verdict),
                (words.heading(Heading::Compared), "", &compared),
            ],
            [(None, one.cases.iter().collect())],
            html! {},
        ))
        @if revised { p.pc-note { (text(Sentence::Revised.text(words.lang))) } }
    }
}

fn years(one: &RuleLine, anchor: &Anchor, words: Words) -> Markup {
    let head = html! {
        tr {
            th scope="col" { (words.heading(Heading::Year)) }
            @for verdict in ORDER { th.pc-num scope="col" { (verdict.text(words.lang)) } }
        }
    };
    let body = html! {
        tbody {
            @for (year, counts) in &one.years {
                tr {
                    th scope="row" { (year) }
                    @for found in counts { td.pc-num { (count(*found)) } }
                }
            }
        }
    };
    boxed(anchor, "pc-years", words.pick("Outcomes by year", "各年结果"), head, body)
}

/// The verdict on every member in every year, with the sums of the years.
fn members(one: &RuleLine, anchor: &Anchor, words: Words) -> Markup {
    if one.members.is_empty() {
        return html! {};
    }
    let head = html! {
        tr {
            th scope="col" { (words.heading(Heading::Region)) }
            @for (year, _) in &one.years { th scope="col" { (year) } }
        }
    };
    let body = html! {
        tbody {
            @for (region, verdicts) in &one.members {
                tr {
                    th scope="row" { (bidi_isolated(region)) }
                    @for verdict in verdicts { td { (said(*verdict, words)) } }
                }
            }
        }
        tfoot {
            @for (place, verdict) in ORDER.iter().enumerate() {
                @if one.counts[place] > 0 || *verdict == RuleVerdict::Fires {
                    tr {
                        th scope="row" { (verdict.text(words.lang)) }
                        @for (_, counts) in &one.years { td { (count(counts[place])) } }
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
