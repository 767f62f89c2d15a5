//! Several plans at a glance: one row per plan.

use maud::{Markup, html};

use crate::lang::words::Words;
use crate::render::Style;
use crate::report::front::{FrontRow, FrontView};
use crate::table::Heading;

use super::figures::{cell, count, grid};
use super::heat;
use super::nav::Anchor;
use super::parts::{self, bidi_isolated, name, text};

/// The plans, and their totals.
pub(super) fn front(view: &FrontView, anchor: &Anchor, style: &Style) -> Markup {
    let words = style.words();
    let all = &view.all;
    let lacking: usize = view.rows.iter().map(|row| row.without_data.len()).sum();
    let foot = html! {
        tfoot {
            tr {
                th scope="row" colspan="4" {
                    (words.pick("All plans", "全部规划"))
                    span.pc-sub { (assessed(all.assessed(), all.total, words)) }
                }
                td.pc-bars { (parts::stack(&all.counts, &words.verdicts(&all.counts), words)) }
                td { (heat::worst(all.worst(), words)) }
                td { (count(lacking)) }
            }
        }
    };
    let plan = |row: &FrontRow| {
        html! {
            a href=(Anchor::plan_of(&row.plan).link()) { (name(&row.title, words)) }
            @if let Some(document) = &row.document { span.pc-sub { (bidi_isolated(document)) } }
        }
    };
    let verdicts = |row: &FrontRow| {
        let counts = &row.rollup.counts;
        html! {
            (parts::stack(counts, &words.verdicts(counts), words))
            span.pc-sub { (assessed(row.rollup.assessed(), row.rollup.total, words)) }
        }
    };
    grid(
        (anchor, "pc-front pc-quiet", words.pick("The plans of this report", "本报告所含规划")),
        &[
            (words.heading(Heading::Plan), "", &plan),
            (words.heading(Heading::Region), "", &|row: &FrontRow| bidi_isolated(&row.region)),
            (words.heading(Heading::Period), "", &|row: &FrontRow| text(&words.period(row.period))),
            (words.pick("Time elapsed", "时间进度"), "", &|row: &FrontRow| elapsed(row, words)),
            (words.heading(Heading::Verdicts), "pc-bars", &verdicts),
            (words.pick("Furthest behind", "进展最慢"), "", &|row: &FrontRow| {
                furthest(row, words)
            }),
            (words.pick("No data", "无数据"), "", &|row: &FrontRow| without_data(row, words)),
        ],
        [(None, view.rows.iter().collect())],
        foot,
    )
}

/// Months elapsed, their share, and the final figures still lacking.
fn elapsed(row: &FrontRow, words: Words) -> Markup {
    html! {
        (words.percent_of(row.elapsed, row.months))
        span.pc-sub { (text(&words.months_of(row.elapsed, row.months))) }
        @if row.closed { span.pc-sub { (words.closed()) } }
        @if row.lacking > 0 { span.pc-sub { (text(&words.lacking_final(row.lacking))) } }
    }
}

fn assessed(count: usize, total: usize, words: Words) -> Markup {
    html! { data value=(count) { (text(&words.assessed_of(count, total))) } }
}

fn furthest(row: &FrontRow, words: Words) -> Markup {
    match &row.worst {
        Some(worst) => html! {
            (heat::link(&worst.indicator, words))
            span.pc-sub {
                (parts::chip(worst.indicator.verdict, false, words))
                " " (cell(&worst.gap, words))
            }
        },
        None if row.rollup.assessed() > 0 => {
            html! { span.pc-note { (words.pick("nothing behind", "均未滞后")) } }
        }
        None => heat::worst(None, words),
    }
}

/// How many lack data, with their names folded.
fn without_data(row: &FrontRow, words: Words) -> Markup {
    let lacking = row.without_data.len();
    if lacking == 0 {
        return count(0);
    }
    html! {
        details.pc-names {
            summary { (count(lacking)) }
            (heat::links(row.without_data.iter(), words))
        }
    }
}
