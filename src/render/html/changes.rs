//! What changed since an earlier release: verdicts, and the figures that changed them.

use maud::{Markup, html};

use crate::assess::diff::Direction;
use crate::lang::words::Words;
use crate::render::Style;
use crate::report::Note;
use crate::report::changes::{Changed, ChangedFigure, ChangesView, ORDER};
use crate::table::{Heading, Vintage};

use super::figures::{Column, cell, grid};
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
    let causes = |one: &Changed| {
        html! {
            @for (place, why) in one.causes.iter().enumerate() {
                @if place == 0 { (text(&words.why(why))) }
                @else { span.pc-sub { (text(&words.why(why))) } }
            }
        }
    };
    let groups = shown.iter().map(|direction| {
        let all: Vec<&Changed> = view.that(*direction).collect();
        let headed = shown.len() > 1 || *direction != Direction::Same;
        (headed.then(|| words.directed(*direction, all.len())), all)
    });
    grid(
        (anchor, "pc-changes pc-quiet", words.pick("Indicators that changed", "有变化的指标")),
        &[
            (words.heading(Heading::Indicator), "", &|it: &Changed| {
                heat::link(&it.indicator, words)
            }),
            (words.heading(Heading::Before), "", &|it: &Changed| cell(&it.before, words)),
            (words.heading(Heading::After), "", &|it: &Changed| cell(&it.after, words)),
            (words.heading(Heading::Cause), "", &causes),
        ],
        groups,
        html! {},
    )
}

fn figures(view: &ChangesView, anchor: &Anchor, words: Words) -> Markup {
    type Figure = ChangedFigure;
    let region =
        |it: &Figure| html! { @if let Some(region) = &it.region { (bidi_isolated(region)) } };
    let sources = |it: &Figure| {
        html! {
            @for (place, source) in it.sources.iter().enumerate() {
                @if place == 0 { (with_links(source)) }
                @else { span.pc-sub { (with_links(source)) } }
            }
        }
    };
    let columns: [Column<'_, Figure>; 7] = [
        (words.heading(Heading::Series), "", &|it: &Figure| name(&it.name, words)),
        (words.heading(Heading::Region), "", &region),
        (words.heading(Heading::Period), "", &|it: &Figure| text(&words.period(it.period))),
        (words.pick("Change", "变化"), "", &|it: &Figure| html! { (it.change.text(words.lang)) }),
        (words.heading(Heading::Before), "pc-num", &|it: &Figure| vintage(it.from.as_ref(), words)),
        (words.heading(Heading::After), "pc-num", &|it: &Figure| vintage(it.to.as_ref(), words)),
        (words.heading(Heading::Source), "pc-src", &sources),
    ];
    let mut columns = columns.to_vec();
    if view.figures.iter().all(|it| it.region.is_none()) {
        columns.remove(1);
    }
    let caption = words.pick("Figures that changed", "有变化的数据");
    let rows = view.figures.iter().collect();
    grid((anchor, "pc-changes pc-quiet", caption), &columns, [(None, rows)], html! {})
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
