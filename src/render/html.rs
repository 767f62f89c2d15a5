//! The report as one HTML file: no network, no fonts, readable without scripts.
//!
//! [`page()`] lays out the whole; each part has one file that makes markup from a view. `blocks` writes any sheet, table,
//! note or chart, with the words of the other formats. Templates escape by construction.

mod agenda;
mod blocks;
mod cascade;
mod changes;
mod figures;
mod front;
mod heat;
mod minify;
mod nav;
mod page;
mod parts;
mod regions;
mod rows;
mod style;
mod top;

#[cfg(test)]
mod view_tests;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::lang::words::Words;
use crate::record::each;
use crate::render::Style;
use crate::report::{
    Sheet, StatusView,
    rollup::{By, Order, Rollups},
    stage, status,
};
use crate::table::Name;

use figures::part;
use nav::{Anchor, Part};
pub use page::{PageView, PlanPage};
use parts::{name, text};

/// The script at the end of the page: search, filter, order. The page works without it.
const SCRIPT: &str = concat!(include_str!("html/script.js"), include_str!("html/order.js"));

/// Writes the page of one or several plans.
pub fn page(view: &PageView<'_>, out: &mut dyn Write, style: &Style) -> io::Result<()> {
    out.write_all(minify::minify(&whole(view, style.words()).0).as_bytes())
}

fn whole(view: &PageView<'_>, words: Words) -> Markup {
    let title = title(view, words);
    let sources = each(&view.views, StatusView::source);
    let shared = cascade::shared(&sources);
    let several = view.plans.len() > 1;
    let level = if several { 3 } else { 2 };
    let parts = each(&view.plans, |plan| parts_of(view, plan, level, words));
    html! {
        (DOCTYPE)
        html lang=(words.lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("plancheck ", env!("CARGO_PKG_VERSION")));
                title { (parts::plain(words.name(&title))) }
                style { (PreEscaped(style::sheet(words))) }
            }
            body {
                a class="pc-skip" href="#main" { (words.pick("Skip to content", "跳到正文")) }
                (top::header(view, &title, words))
                (nav::contents(view, &parts, !shared.is_empty(), words))
                main id="main" tabindex="-1" {
                    @if several {
                        (front(view, words))
                        @if !shared.is_empty() {
                            @let anchor = Anchor::page(Part::Shared.word());
                            (part(&anchor, 2, Part::Shared.text(words), &cascade::cascades(&shared, &anchor, 3, words)))
                        }
                    }
                    @if several { (rows::tools(view, words)) }
                    @for (plan, parts) in view.plans.iter().zip(&parts) {
                        (one_plan(plan, parts, level, several, words))
                    }
                }
                footer class="pc-foot" {
                    (top::legend(words))
                    p { a href="#top" { (words.pick("Back to the top", "回到顶部")) } }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// No request can leave the page, whatever it contains; the only script is allowed by its hash.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        style::script_hash(SCRIPT)
    )
}

/// The title of the page: the plan's, or one for several.
fn title(view: &PageView<'_>, words: Words) -> Name {
    match view.plans.as_slice() {
        [plan] => plan.title(),
        _ => Name::untranslated(words.pick("Progress of the plans", "各规划实施进展")),
    }
}

/// The part before several plans.
fn front(view: &PageView<'_>, words: Words) -> Markup {
    let anchor = Anchor::page(Part::Plans.word());
    let body = html! {
        (top::verdicts(&status::tallies(&view.views), words))
        (front::front(&view.views, &anchor, words))
    };
    part(&anchor, 2, Part::Plans.text(words), &body)
}

/// A part of a plan with what it shows.
type Shown = (Part, Markup);

/// The parts of a plan in their order, without empty ones, with headings of `level`.
fn parts_of(view: &PageView<'_>, plan: &PlanPage<'_>, level: u8, words: Words) -> Vec<Shown> {
    let anchor = |part| Anchor::part(plan.plan(), part);
    let changes =
        plan.changes.as_ref().map(|diff| changes::changes(diff, &anchor(Part::Changes), words));
    let units = plan.plan().indicators.iter().any(|it| !it.responsible.is_empty()).then(|| {
        let units = heat::Heat::of(std::slice::from_ref(&plan.stage.status));
        heat::heat(&units, &anchor(Part::Units), words)
    });
    let regions = plan
        .regions
        .as_ref()
        .map(|league| regions::regions(league, &anchor(Part::Regions), level + 1, words));
    let agenda = (!plan.plan().tasks.is_empty() || !plan.plan().rules.is_empty()).then(|| {
        let (tasks, rules) = (&plan.stage.tasks, &plan.stage.rules);
        agenda::agenda(tasks, rules, &anchor(Part::Agenda), level + 1, words)
    });
    let indicators = html! {
        @if view.plans.len() == 1 { (rows::tools(view, words)) }
        (rows::table(plan, level, words))
    };
    // The stage report in sentences, initially closed.
    let in_words = html! {
        details.pc-words {
            summary { (text(&plan.stage.occasion.heading(words))) }
            (blocks::untitled(&stage::sheet(std::slice::from_ref(&plan.stage), words), level + 1, words))
        }
    };
    let view = std::slice::from_ref(&plan.stage.status);
    let sections = Rollups::new(view, By::Section, &Order::OF_PLANS);
    let mut foot = Sheet::default();
    plan.stage.status.flags_told(&mut foot);
    plan.stage.status.foot(&mut foot);
    let parts = [
        (Part::Overview, Some(top::overview(plan, words))),
        (Part::Changes, changes),
        (Part::Indicators, Some(indicators)),
        (Part::Sections, Some(heat::sections(&sections, &anchor(Part::Sections), words))),
        (Part::Units, units),
        (Part::Regions, regions),
        (Part::Agenda, agenda),
        (Part::InWords, Some(in_words)),
        (Part::Data, Some(blocks::sheet(&foot, level + 1, words))),
    ];
    parts.into_iter().filter_map(|(part, body)| Some((part, body?))).collect()
}

/// One plan with all its parts; the title of a single one is already the heading of the page.
fn one_plan(
    plan: &PlanPage<'_>,
    parts: &[Shown],
    level: u8,
    several: bool,
    words: Words,
) -> Markup {
    let anchor = Anchor::plan(plan.plan());
    let body = html! {
        @if several {
            h2 { (name(&plan.title(), words)) }
            (top::facts(plan, words))
        }
        @for (own, body) in parts {
            (part(&Anchor::part(plan.plan(), *own), level, own.text(words), body))
        }
    };
    html! {
        section.pc-plan id=(anchor) data-plan=(plan.plan().id) { (body) }
    }
}
