//! Indicators that several plans share, from the province down to the county.

mod level;
mod shared;

use maud::{Markup, html};

use crate::lang::Words;
use crate::plan::Measure;
use crate::render::Style;
use crate::report::Judged;
use crate::table::{Cell, Heading};

use super::{
    figures::{Grid, cell},
    nav::Anchor,
    parts::{self, bidi_isolated, name, plain},
};
use shared::{Bar, Leg, Picture};
pub use shared::{Cascade, shared};

const ONE_SCALE: [&str; 2] = ["Actual and target on one scale", "同一尺度下的实际值与目标值"];

/// Every shared indicator, each with its table and, if the units allow it, its chart; headings of `level`.
pub fn cascades(all: &[Cascade<'_>], anchor: &Anchor, level: u8, style: &Style) -> Markup {
    let words = style.words();
    let all = all.iter().enumerate();
    let (known, unknown): (Vec<_>, Vec<_>) = all.partition(|(_, shared)| shared.has_data());
    let count = unknown.len();
    let listed = |some: &[(usize, &Cascade<'_>)]| {
        html! {
            @for (place, shared) in some {
                (one(shared, &anchor.within(&place.to_string()), level, words))
            }
        }
    };
    html! {
            p.pc-note { (words.pick(
                "From the highest level to the lowest, by the names of the regions, which do not show whether one \
                 lies in another. A city may be a county-level city.",
                "按地区名称所示层级由高到低排列；名称不能说明地区间的隶属关系，“市”也可能为县级市。",
            )) }
            (listed(&known))
            @if !unknown.is_empty() {
    // Targets alone say little: they come last.
                details.pc-fold open[known.is_empty()] {
                    summary { (say!(
                        words,
                        [
                            count,
                            "One more shared indicator, without any figure",
                            "{count} more shared indicators, without any figure"
                        ],
                        "另有{count}项共有指标尚无数据"
                    )) }
                    (listed(&unknown))
                }
            }
        }
}

fn one(shared: &Cascade<'_>, anchor: &Anchor, level: u8, words: Words) -> Markup {
    let called = plain(words.name(&shared.name));
    let heading = anchor.within("h");
    html! {
        section.pc-cascade id=(anchor) aria-labelledby=(heading) data-concept=(shared.concept) {
            (parts::heading(level, &heading.to_string(), &name(&shared.name, words)))
            (table(shared, &called, anchor, words))
            @if let Some(picture) = &shared.picture {
                (drawn(shared, picture, words))
                @let count = shared.outside();
                @if count > 0 {
                    p.pc-note { (say!(
                        words,
                        [
                            count,
                            "One row is not in the chart: it has no value, or one in another unit.",
                            "{count} rows are not in the chart: they have no value, or one in another unit."
                        ],
                        "有{count}行未入图：无数值，或单位不同。"
                    )) }
                }
            }
        }
    }
}

fn measure(leg: &Leg<'_>) -> Option<Measure> {
    leg.target().map(|judged| judged.indicator().measure)
}

fn table(shared: &Cascade<'_>, called: &str, anchor: &Anchor, words: Words) -> Markup {
    let mut measures = shared.legs.iter().filter_map(measure);
    let first = measures.next();
    let measures_differ = measures.any(|other| Some(other) != first);
    let level = |leg: &Leg<'_>| {
        html! {
            (bidi_isolated(&leg.row.region))
            span.pc-sub { (leg.level.text(words)) }
        }
    };
    let plan = |leg: &Leg<'_>| {
        html! {
            @match leg.target() {
                Some(judged) => {
                    @let row = Anchor::indicator(judged.plan, &judged.indicator().id);
                    a href=(row.link()) { (bidi_isolated(&judged.plan.id)) }
                }
                None => (bidi_isolated(&leg.row.basis.plan.id)),
            }
            @let own = leg.row.name();
            @if own != shared.name { span.pc-sub { (name(&own, words)) } }
            @if let Some(measure) = measure(leg).filter(|_| measures_differ) {
                span.pc-sub { (words.heading(Heading::Measure)) (words.colon()) (measure.text(words)) }
            }
        }
    };
    let one = |leg: &Leg<'_>, place: usize| cell(&leg.row.cells()[place], words);
    let ratio = |leg: &Leg<'_>| {
        let ratio = leg.target().and_then(Judged::ratio);
        cell(&Cell::of(ratio, Cell::Share), words)
    };
    Grid::of([(None, shared.legs.iter().collect())], words)
        .column(Heading::Region, level)
        .column(Heading::Plan, plan)
        .number(Heading::Target, |leg| one(leg, 0))
        .number(Heading::Actual, |leg| one(leg, 1))
        .number(Heading::Gap, |leg| one(leg, 2))
        .number(Heading::Ratio, ratio)
        .column(Heading::Verdict, |leg| one(leg, 3))
        .draw(anchor, "pc-legs pc-quiet", called, html! {})
}

/// Bars on one scale; the table above has the same values for those who cannot see it.
fn drawn(shared: &Cascade<'_>, picture: &Picture, words: Words) -> Markup {
    let ends = [&picture.span.from, &picture.span.to];
    let [low, high] = ends.map(|end| plain(&words.with_unit(&words.number(end), &picture.unit)));
    let said = said(shared, picture, words);
    html! {
        figure.pc-scale {
            figcaption {
                (words.lang.pick(ONE_SCALE))
                span.pc-scale-key {
                    svg width="18" height="12" aria-hidden="true" focusable="false" {
                        rect.pc-lane-bar y="2" width="18" height="8" {}
                    }
                    (words.actual())
                }
                span.pc-scale-key {
                    svg width="8" height="12" aria-hidden="true" focusable="false" {
                        line.pc-lane-mark x1="4" x2="4" y1="0" y2="12" {}
                    }
                    (words.target_word())
                }
            }
            div role="img" aria-label=(said) {
                @for bar in &picture.bars {
                    @if let Some(leg) = shared.legs.get(bar.leg) {
                        div.pc-lane {
                            span.pc-whose { (bidi_isolated(&leg.row.region)) span.pc-sub { (bidi_isolated(&leg.row.basis.plan.id)) } }
                            (drawn_bar(bar, picture, leg))
                        }
                    }
                }
                div.pc-lane.pc-ends { span.pc-whose {} span { (low) } span { (high) } }
            }
        }
    }
}

fn drawn_bar(bar: &Bar, picture: &Picture, leg: &Leg<'_>) -> Markup {
    let class = leg.target().map(|judged| parts::verdict_class(judged.finding.verdict));
    let span = bar.actual.as_ref().and_then(|actual| picture.span.bar(actual));
    let target = bar.target.as_ref().and_then(|target| picture.span.percent(target));
    html! {
        svg height="22" class=[class] aria-hidden="true" focusable="false" {
            rect.pc-lane-rail y="10" width="100%" height="2" {}
            @if let Some([from, width]) = span {
                rect.pc-lane-bar x=(from) y="6" width=(width) height="10" {}
            }
            @if let Some(target) = target {
                line.pc-lane-halo x1=(target) x2=(target) y1="1" y2="21" {}
                line.pc-lane-mark x1=(target) x2=(target) y1="1" y2="21" {}
            }
        }
    }
}

/// The chart in words: every bar with its values.
fn said(shared: &Cascade<'_>, picture: &Picture, words: Words) -> String {
    let bars = picture.bars.iter().filter_map(|bar| {
        let leg = shared.legs.get(bar.leg)?;
        let part = |label, cell| {
            let said = crate::render::text::one_line(cell, words);
            (!said.is_empty()).then(|| format!("{label} {said}"))
        };
        let [target, actual, ..] = leg.row.cells();
        let parts = [part(words.actual(), &actual), part(words.target_word(), &target)];
        Some(format!("{} {}", leg.row.region, words.commas(parts.into_iter().flatten())))
    });
    let head = words.lang.pick(ONE_SCALE);
    plain(&format!("{head}{}{}", words.colon(), words.semicolons(bars)))
}
