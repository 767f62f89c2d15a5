//! Responsible units by the verdicts of their indicators.

use maud::{Markup, html};

use crate::assess::Verdict;
use crate::lang::words::Words;
use crate::render::Style;
use crate::report::Note;
use crate::report::heat::{Found, HeatRow, HeatView};
use crate::report::rollup::{By, RollupNote};
use crate::report::sheet::Scope;
use crate::table::Heading;

use super::figures::{boxed, count};
use super::nav::Anchor;
use super::parts::{self, bidi_isolated, name, plain, text};

/// The grid: in every cell a count that links to the names.
pub(super) fn heat(view: &HeatView, anchor: &Anchor, style: &Style) -> Markup {
    let words = style.words();
    if !view.says_something() {
        return html! { p.pc-note { (words.pick(
            "No indicator of the plan names a responsible unit.",
            "规划未列明指标的责任单位。",
        )) } };
    }
    let grid = Grid { view, words, anchor, leads: view.has_leads() };
    let overlap = Note::Rollup(RollupNote::Overlap {
        by: By::Responsible,
        counted: view.counted(),
        of: view.all.total,
    });
    let body = html! {
        tbody { @for (place, row) in view.rows.iter().enumerate() { (grid.row(place, row)) } }
        tfoot { (grid.sums()) }
    };
    let caption =
        words.pick("Responsible units by verdict of their indicators", "各责任单位指标评估结果");
    html! {
        (boxed(anchor, "pc-heat pc-quiet", caption, grid.head(), body))
        p.pc-note {
            (words.pick(
                "The darker a cell, the larger its share of the unit's indicators. A number links to the names.",
                "颜色越深，占该单位指标的比重越大。点击数字可见指标名称。",
            ))
            @if grid.leads { " " (words.pick(
                "Named first: indicators for which the document names this unit first.",
                "列首位：文件将该单位列在责任单位首位的指标数。",
            )) }
            @if view.counted() > view.all.total { " " (text(&words.note(&overlap))) }
        }
    }
}

/// The name of an indicator, linked to its row.
pub(super) fn link(found: &Found, words: Words) -> Markup {
    let row = Anchor::indicator_of(&found.plan, &found.indicator);
    html! { a href=(row.link()) { (name(&found.name, words)) } }
}

pub(super) fn links<'f>(all: impl Iterator<Item = &'f Found>, words: Words) -> Markup {
    html! { ul.pc-links { @for found in all { li { (link(found, words)) } } } }
}

struct Grid<'v> {
    view: &'v HeatView,
    words: Words,
    anchor: &'v Anchor,
    leads: bool,
}

impl Grid<'_> {
    fn head(&self) -> Markup {
        let words = self.words;
        html! {
            tr {
                th scope="col" { (words.heading(Heading::Responsible)) }
                th.pc-num scope="col" { (words.heading(Heading::Indicators)) }
                @if self.leads {
                    th.pc-num scope="col" { (words.pick("Named first", "列首位")) }
                }
                th scope="col" { (words.heading(Heading::Worst)) }
                @for verdict in &self.view.verdicts {
                    th class={ "pc-field pc-sign " (parts::verdict_class(*verdict)) } scope="col" {
                        (verdict.text(words.lang))
                    }
                }
                th scope="col" { (words.heading(Heading::Indicator)) }
            }
        }
    }

    /// The name of a row.
    fn called(&self, row: &HeatRow) -> String {
        let name = row.common.word().unwrap_or(self.words.not_named());
        match &row.of {
            None => name.to_owned(),
            Some(of) => format!("{of} {name}"),
        }
    }

    fn row(&self, place: usize, row: &HeatRow) -> Markup {
        let words = self.words;
        let called = self.called(row);
        let own = self.anchor.within(&place.to_string());
        html! {
            tr {
                th scope="row" {
                    @match row.common.word() {
                        Some(_) => (bidi_isolated(&called)),
                        None => span.pc-note { (text(&called)) },
                    }
                }
                td.pc-num { (count(row.rollup.total)) }
                @if self.leads {
                    td.pc-num { @if let Some(first) = row.first { (count(first)) } }
                }
                td { (worst(row.rollup.worst(), words)) }
                @for verdict in &self.view.verdicts {
                    (self.field(row, *verdict, &called, &own))
                }
                td {
                    details.pc-names {
                        summary { (text(&words.indicators(row.rollup.total))) }
                        @for verdict in self.view.verdicts.iter().rev() {
                            @if row.rollup.count(*verdict) > 0 {
                                div id=(own.within(verdict.word())) tabindex="-1" {
                                    (parts::chip(*verdict, false, words))
                                    (links(row.with(*verdict), words))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// One cell: it always has the number, which the shade only repeats.
    fn field(&self, row: &HeatRow, verdict: Verdict, called: &str, own: &Anchor) -> Markup {
        let found = row.rollup.count(verdict);
        if found == 0 {
            return html! { td.pc-field.pc-none { (count(0)) } };
        }
        let class =
            format!("pc-field pc-shade{} {}", row.shade(verdict), parts::verdict_class(verdict));
        let said = plain(&self.words.heat_place(called, verdict, found));
        html! {
            td class=(class) {
                a href=(own.within(verdict.word()).link()) aria-label=(said) { (count(found)) }
            }
        }
    }

    /// Totals, which count every indicator once.
    fn sums(&self) -> Markup {
        let all = &self.view.all;
        html! {
            tr {
                th scope="row" { (Scope::All.text(self.words.lang)) }
                td.pc-num { (count(all.total)) }
                @if self.leads { td {} }
                td { (worst(all.worst(), self.words)) }
                @for verdict in &self.view.verdicts { td.pc-field { (count(all.count(*verdict))) } }
                td {}
            }
        }
    }
}

/// The worst verdict, or a note that none was assessed.
pub(super) fn worst(verdict: Option<Verdict>, words: Words) -> Markup {
    if let Some(verdict) = verdict {
        return parts::chip(verdict, false, words);
    }
    html! { span.pc-note { (words.pick("none assessed", "均未评估")) } }
}
