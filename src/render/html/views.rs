//! The parts of the page that have their own views; empty ones are left out.

use maud::{Markup, html};

use crate::render::Style;
use crate::report::agenda::AgendaView;
use crate::report::cascade::CascadeView;
use crate::report::changes::ChangesView;
use crate::report::front::FrontView;
use crate::report::heat::HeatView;
use crate::report::page::{PageView, PlanPage};

use super::nav::{Anchor, Part};
use super::{agenda, cascade, changes, front, heat, part, regions};

/// The plans of the page, one row each.
pub(super) fn plans(view: &PageView<'_>, style: &Style) -> Markup {
    front::front(&FrontView::new(view.views()), &Anchor::page(Part::Plans.word()), style)
}

/// Indicators shared by several plans, if any.
pub(super) fn shared(shared: &CascadeView, style: &Style) -> Markup {
    if shared.is_empty() {
        return html! {};
    }
    let anchor = Anchor::page(Part::Shared.word());
    let heading = Part::Shared.text(style.lang);
    let body = cascade::cascades(shared, &anchor, 3, style);
    part(&anchor, 2, heading, &body)
}

/// What changed since an earlier day, if requested.
pub(super) fn changed(plan: &PlanPage<'_>, level: u8, style: &Style) -> Markup {
    let Some(diff) = &plan.changes else {
        return html! {};
    };
    let anchor = Anchor::part(plan.plan(), Part::Changes);
    let body = changes::changes(&ChangesView::new(diff), &anchor, style);
    part(&anchor, level, Part::Changes.text(style.lang), &body)
}

/// Indicators by responsible unit, if the plan names any.
pub(super) fn units(plan: &PlanPage<'_>, level: u8, style: &Style) -> Markup {
    if !plan.names_units() {
        return html! {};
    }
    let anchor = Anchor::part(plan.plan(), Part::Units);
    let units = HeatView::by_unit(std::slice::from_ref(plan.status()));
    let body = heat::heat(&units, &anchor, style);
    part(&anchor, level, Part::Units.text(style.lang), &body)
}

/// The regions of the actuals, if requested.
pub(super) fn regions(plan: &PlanPage<'_>, level: u8, style: &Style) -> Markup {
    let Some(league) = &plan.regions else {
        return html! {};
    };
    let anchor = Anchor::part(plan.plan(), Part::Regions);
    let body = regions::regions(league, &anchor, level + 1, style);
    part(&anchor, level, Part::Regions.text(style.lang), &body)
}

/// Tasks and rules, if the plan has any.
pub(super) fn tasks_and_rules(plan: &PlanPage<'_>, level: u8, style: &Style) -> Markup {
    if !plan.has_agenda() {
        return html! {};
    }
    let anchor = Anchor::part(plan.plan(), Part::Agenda);
    let view = AgendaView::new(plan.tasks(), plan.rules());
    let body = agenda::agenda(&view, &anchor, level + 1, style);
    part(&anchor, level, Part::Agenda.text(style.lang), &body)
}
