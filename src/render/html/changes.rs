//! What changed since an earlier release: verdicts, and the figures that changed them.

use maud::{Markup, html};

use crate::assess::diff::Direction;
use crate::lang::words::Words;
use crate::render::Style;
use crate::report::Note;
use crate::report::changes::{Changed, ChangedFigure, ChangesView, ORDER};
use crate::table::{Heading, Vintage};

use super::figures::{boxed, cell};
use super::heat;
use super::nav::Anchor;
use super::parts::{self, bidi_isolated, name, text, with_links};

/// Tables of at most so many rows are open.
const OPEN: usize = 6;

/// The changes of one plan.
pub(super) fn changes(view: &ChangesView, anchor: &Anchor, style: &Style) -> Markup {
    let words = style.words();
    let shown = ORDER.iter().filter(|it| **it != Direction::Same);
    let shown: Vec<Direction> =
        shown.copied().filter(|it| view.that(*it).next().is_some()).collect();
    let same = view.that(Direction::Same).count();
    html! {
        p.pc-note { (text(&words.between(&view.from, &view.to))) }
        @if view.is_empty() {
            p { (words.pick("Nothing changed.", "没有变化。")) }
        } @else {
            p { (text(&words.note(&Note::Differences(view.tally.clone())))) }
        }
        @if !shown.is_empty() {
            (indicators(view, &shown, &anchor.within("verdicts"), words))
        }
        @if same > 0 {
            details.pc-fold open[same <= OPEN] {
                summary { (text(&words.directed(Direction::Same, same))) }
                (indicators(view, &[Direction::Same], &anchor.within("same"), words))
            }
        }
        @if !view.figures.is_empty() {
            details.pc-fold open[view.figures.len() <= OPEN] {
                summary { (text(&words.changed_figures(&view.figure_counts))) }
                (figures(view, &anchor.within("figures"), words))
            }
        }
    }
}

fn indicators(view: &ChangesView, shown: &[Direction], anchor: &Anchor, words: Words) -> Markup {
    let head = html! {
        tr {
            @for heading in [Heading::Indicator, Heading::Before, Heading::After, Heading::Cause] {
                th scope="col" { (words.heading(heading)) }
            }
        }
    };
    let body = html! {
        @for direction in shown {
            tbody {
                @if shown.len() > 1 || *direction != Direction::Same {
                    tr.pc-rowhead {
                        th colspan="4" scope="rowgroup" {
                            (text(&words.directed(*direction, view.that(*direction).count())))
                        }
                    }
                }
                @for one in view.that(*direction) { (changed(one, words)) }
            }
        }
    };
    let caption = words.pick("Indicators that changed", "有变化的指标");
    boxed(anchor, "pc-changes pc-quiet", caption, head, body)
}

fn changed(one: &Changed, words: Words) -> Markup {
    html! {
        tr {
            th scope="row" { (heat::link(&one.indicator, words)) }
            td { (cell(&one.before, words)) }
            td { (cell(&one.after, words)) }
            td {
                @for (place, why) in one.causes.iter().enumerate() {
                    @if place == 0 { (text(&words.why(why))) }
                    @else { span.pc-sub { (text(&words.why(why))) } }
                }
            }
        }
    }
}

fn figures(view: &ChangesView, anchor: &Anchor, words: Words) -> Markup {
    let regions = view.figures.iter().any(|it| it.region.is_some());
    let head = html! {
        tr {
            th scope="col" { (words.heading(Heading::Series)) }
            @if regions { th scope="col" { (words.heading(Heading::Region)) } }
            th scope="col" { (words.heading(Heading::Period)) }
            th scope="col" { (words.pick("Change", "变化")) }
            th.pc-num scope="col" { (words.heading(Heading::Before)) }
            th.pc-num scope="col" { (words.heading(Heading::After)) }
            th scope="col" { (words.heading(Heading::Source)) }
        }
    };
    let body = html! {
        tbody { @for figure in &view.figures { (changed_figure(figure, regions, words)) } }
    };
    let caption = words.pick("Figures that changed", "有变化的数据");
    boxed(anchor, "pc-changes pc-quiet", caption, head, body)
}

fn changed_figure(figure: &ChangedFigure, regions: bool, words: Words) -> Markup {
    html! {
        tr {
            th scope="row" { (name(&figure.name, words)) }
            @if regions { td { @if let Some(region) = &figure.region { (bidi_isolated(region)) } } }
            td { (text(&words.period(figure.period))) }
            td { (figure.change.text(words.lang)) }
            td.pc-num { (vintage(figure.from.as_ref(), words)) }
            td.pc-num { (vintage(figure.to.as_ref(), words)) }
            td.pc-src {
                @for (place, source) in figure.sources.iter().enumerate() {
                    @if place == 0 { (with_links(source)) }
                    @else { span.pc-sub { (with_links(source)) } }
                }
            }
        }
    }
}

/// A figure with its release date, and its quality if it is not final.
fn vintage(one: Option<&Vintage>, words: Words) -> Markup {
    let Some(one) = one else {
        return html! {};
    };
    let shown = words.with_unit(&words.shown(&one.value), &one.unit);
    let is_final = one.quality == crate::actuals::Quality::FINAL;
    html! {
        data value=(one.value.exact.to_string()) { (parts::plain(&shown)) }
        span.pc-sub { (one.published) }
        @if !is_final { span.pc-sub { (text(&words.quality(one.quality))) } }
    }
}
