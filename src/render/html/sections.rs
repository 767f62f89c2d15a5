//! Indicators in groups: by section of the document, by unit, by plan.

use maud::{Markup, html};

use crate::lang::Words;
use crate::report::rollup::{Common, Group, Rollups};
use crate::table::Heading;

use super::{
    heat,
    parts::{self, bidi_isolated},
};

/// One row per group: its indicators, counted by verdict, and their names.
pub fn groups(rollups: &Rollups<'_, '_>, words: Words) -> Markup {
    let by = rollups.groups().first().map(|group| head_of(&group.common));
    let head = by.unwrap_or(Heading::Section);
    html! {
        div.pc-scroll tabindex="0" role="region" aria-label=(words.heading(head)) {
            table.pc-groups {
                thead { tr {
                    th scope="col" { (words.heading(head)) }
                    th.pc-num scope="col" { (words.heading(Heading::Indicators)) }
                    th scope="col" { (words.heading(Heading::Verdicts)) }
                    th scope="col" { (words.heading(Heading::Indicator)) }
                } }
                tbody {
                    @for group in rollups.groups() { (one(group, words)) }
                }
            }
        }
    }
}

fn head_of(common: &Common) -> Heading {
    match common {
        Common::Plan(_) => Heading::Plan,
        Common::Section(_) => Heading::Section,
        Common::Unit(_) => Heading::Responsible,
        Common::Verdict(_) => Heading::Verdict,
    }
}

fn one(group: &Group<'_>, words: Words) -> Markup {
    let called = group.common.word();
    let counts = &group.rollup.counts;
    html! {
        tr {
            th scope="row" {
                @match called {
                    Some(called) => (bidi_isolated(called)),
                    None => (group.common.called(words)),
                }
            }
            td.pc-num { (group.rollup.total) }
            td.pc-bars {
                (parts::stack(counts, &words.verdicts(counts), words))
            }
            td {
                ul.pc-links {
                    @for judged in group.judged() {
                        li class={ "pc-sign " (parts::verdict_class(judged.finding.verdict)) } {
                            (heat::link(judged, words))
                        }
                    }
                }
            }
        }
    }
}
