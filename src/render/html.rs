//! The report as one HTML file: no network, no fonts, readable without scripts.
//!
//! [`page()`] lays out the whole; each part has one file that makes markup from a view. `blocks` writes any sheet, table,
//! note or chart, with the words of the other formats. Templates escape by construction.

mod agenda;
mod blocks;
mod cascade;
mod changes;
mod detail;
mod figures;
mod front;
mod heat;
mod minify;
mod nav;
mod page;
mod parts;
mod regions;
mod rows;
mod sections;
mod style;
mod top;

#[cfg(test)]
mod view_tests;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::lang::words::Words;
use crate::render::Style;
use crate::report::status::StatusView;
use crate::table::Name;

use figures::part;
use nav::{Anchor, Part};
pub use page::{PageView, PlanPage};
use parts::{name, text};

/// The script at the end of the page: search, filter, order. The page works without it.
const SCRIPT: &str = concat!(include_str!("html/script.js"), include_str!("html/order.js"));

/// Writes the page of one or several plans.
pub fn page(view: &PageView<'_>, out: &mut dyn Write, style: &Style) -> io::Result<()> {
    out.write_all(minify::minify(&whole(view, style).0).as_bytes())
}

fn whole(view: &PageView<'_>, style: &Style) -> Markup {
    let words = style.words();
    let title = title(view, words);
    let sources: Vec<_> = view.views.iter().map(StatusView::source).collect();
    let shared = cascade::shared(&sources);
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
                (top::header(view, &title, style))
                (nav::contents(view, &shared, words))
                main id="main" tabindex="-1" {
                    @if view.plans.len() > 1 {
                        (front(view, style))
                        @if !shared.is_empty() {
                            @let anchor = Anchor::page(Part::Shared.word());
                            (part(&anchor, 2, Part::Shared.text(words.lang), &cascade::cascades(&shared, &anchor, 3, style)))
                        }
                    }
                    @if view.plans.len() > 1 { (rows::tools(view, words)) }
                    @for plan in &view.plans {
                        (one_plan(view, plan, style))
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
        _ => Name {
            printed: words.pick("Progress of the plans", "各规划实施进展").to_owned(),
            english: None,
        },
    }
}

/// The part before several plans.
fn front(view: &PageView<'_>, style: &Style) -> Markup {
    let words = style.words();
    let anchor = Anchor::page(Part::Plans.word());
    let body = html! {
        (top::verdicts(&view.tallies(), words))
        (front::front(&view.views, &anchor, style))
    };
    part(&anchor, 2, Part::Plans.text(words.lang), &body)
}

/// One plan with all its parts.
fn one_plan(view: &PageView<'_>, plan: &PlanPage<'_>, style: &Style) -> Markup {
    let words = style.words();
    let several = view.plans.len() > 1;
    // The title of a single plan is already the heading of the page.
    let level = if several { 3 } else { 2 };
    let own = |own: Part, body: &dyn Fn(&Anchor) -> Markup| {
        let anchor = Anchor::part(plan.plan(), own);
        part(&anchor, level, own.text(words.lang), &body(&anchor))
    };
    let anchor = Anchor::plan(plan.plan());
    let indicators = html! {
        @if !several { (rows::tools(view, words)) }
        (rows::table(plan, level, style))
    };
    // The stage report in sentences, initially closed.
    let in_words = html! {
        details.pc-words {
            summary { (text(&plan.stage.occasion.heading(words))) }
            (blocks::untitled(&plan.in_words(), level + 1, words))
        }
    };
    let body = html! {
        @if several {
            h2 { (name(&plan.title(), words)) }
            (top::facts(plan, words))
        }
        (own(Part::Overview, &|_| top::overview(plan, style)))
        @if let Some(diff) = &plan.changes {
            (own(Part::Changes, &|anchor| changes::changes(diff, anchor, style)))
        }
        (own(Part::Indicators, &|_| indicators.clone()))
        (own(Part::Sections, &|_| sections::groups(&plan.sections(), words)))
        @if plan.names_units() {
            @let units = heat::Heat::of(std::slice::from_ref(&plan.stage.status));
            (own(Part::Units, &|anchor| heat::heat(&units, anchor, style)))
        }
        @if let Some(league) = &plan.regions {
            (own(Part::Regions, &|anchor| regions::regions(league, anchor, level + 1, style)))
        }
        @if plan.has_agenda() {
            (own(Part::Agenda, &|anchor| {
                agenda::agenda(&plan.stage.tasks, &plan.stage.rules, anchor, level + 1, style)
            }))
        }
        (own(Part::InWords, &|_| in_words.clone()))
        (own(Part::Data, &|_| blocks::sheet(&plan.foot(), level + 1, words)))
    };
    html! {
        section.pc-plan id=(anchor) data-plan=(plan.plan().id) { (body) }
    }
}
