//! Every indicator of a plan as a row, and the controls that search, filter and order them.

use maud::{Markup, html};

use crate::assess::{Flag, Verdict};
use crate::lang::Words;
use crate::record::each;
use crate::render::{
    Bullet, Style,
    svg::{self, Frame},
};
use crate::report::StatusView;
use crate::table::Heading;

use super::{
    blocks, detail,
    figures::shown,
    nav::Anchor,
    page::{IndicatorRow, PageView, PlanPage},
    parts::{self, bidi_isolated, name, plain, text},
};

/// A bullet without labels.
const BULLET: Frame = Frame { width: 240, height: 24 };

const COLUMNS: usize = 7;

/// Search, filter and the rest: hidden until the script, which they need, shows them.
pub fn tools(view: &PageView<'_>, words: Words) -> Markup {
    let found = each(view.views.iter().flat_map(StatusView::judged), |it| it.finding.verdict);
    let count = |wanted: Verdict| found.iter().filter(|it| **it == wanted).count();
    let verdicts = Verdict::ALL.iter().map(|verdict| (*verdict, count(*verdict)));
    let search = words.pick("Search indicators and units", "搜索指标、单位");
    html! {
        div.pc-tools role="search" hidden {
            label {
                span.pc-vh { (search) }
                input type="search" placeholder=(search) autocomplete="off" spellcheck="false";
            }
            div.pc-filters role="group" aria-label=(words.pick("Show only", "筛选")) {
                button type="button" data-filter="" aria-pressed="true" {
                    (words.pick("all", "全部")) " " (found.len())
                }
                @for (verdict, count) in verdicts { @if count > 0 {
                    button type="button" data-filter=(verdict.word()) aria-pressed="false" class={ "pc-sign " (parts::verdict_class(verdict)) } {
                        (verdict.text(words)) " " (count)
                    }
                } }
            }
            div.pc-all {
                button type="button" data-open="true" { (words.pick("Open all", "全部展开")) }
                button type="button" data-open="false" { (words.pick("Close all", "全部收起")) }
            }
            p.pc-count role="status" aria-live="polite" data-text=(words.pick(
                "{n} of {all} indicators shown",
                "显示{all}项指标中的{n}项",
            )) data-none=(words.pick(
                "No indicator matches.",
                "没有符合条件的指标。",
            )) {}
        }
    }
}

/// The table of a plan's indicators, those without any data last.
pub fn table(plan: &PlanPage<'_>, level: u8, style: &Style) -> Markup {
    let words = style.words();
    let rows = plan.rows();
    let lacking = rows.iter().filter(|row| row.lacks_data()).count();
    let first_lacking = rows.iter().position(IndicatorRow::lacks_data);
    let heads = [
        (words.heading(Heading::Indicator), Some("name")),
        (words.pick("Baseline to target", "基期至目标"), None),
        (words.heading(Heading::Target), None),
        (words.heading(Heading::Actual), None),
        (words.heading(Heading::Gap), Some("gap")),
        (words.heading(Heading::Ratio), Some("ratio")),
        (words.heading(Heading::Verdict), Some("verdict")),
    ];
    let charted = rows.iter().any(|row| Bullet::of(&row.judged).is_some());
    html! {
            @if charted { p.pc-note { (words.pick(
                "In the charts the bar is the actual (hollow if it is not final or not exact), the thick line the target, \
                 the thin line the baseline, the dashed line the value due by now; the background shows the range \
                 of each verdict.",
                "图中横条为实际值（空心表示非最终数或非确数），粗线为目标值，细线为基期值，虚线为目前应达到的值，底色为各档评估结果的范围。",
            )) } }
    // Roles are explicit because the phone layout removes the implicit ones.
            table.pc-rows role="table" aria-label=(plain(words.name(&plan.title()))) {
                thead role="rowgroup" { tr role="row" {
                    @for (index, (head, sort)) in heads.into_iter().enumerate() {
                        th role="columnheader" scope="col" class=[(2..6).contains(&index).then_some("pc-num")] data-sort=[sort] { (text(head)) }
                    }
                } }
                @for (index, row) in rows.iter().enumerate() {
                    @if Some(index) == first_lacking {
                        tbody.pc-divider role="rowgroup" { tr role="row" {
                            th role="rowheader" scope="rowgroup" colspan=(COLUMNS) {
                                (Verdict::NoData.text(words)) " " (lacking)
                            }
                        } }
                    }
                    (one(plan, row, index, level, style))
                }
            }
        }
}

/// One indicator: its row, and below it the details.
fn one(
    plan: &PlanPage<'_>,
    row: &IndicatorRow<'_>,
    index: usize,
    level: u8,
    style: &Style,
) -> Markup {
    let words = style.words();
    let judged = &row.judged;
    let finding = judged.finding;
    let verdict = finding.verdict;
    let id = &judged.indicator().id;
    let (ratio, progress, expected) = (row.ratio(), row.progress(), row.expected());
    let cells = [(row.target(), "pc-target"), (row.actual(), ""), (row.gap(), "")];
    html! {
        tbody role="rowgroup" class={ "pc-row " (parts::verdict_class(verdict)) } id=(Anchor::indicator(plan.plan(), id))
            data-indicator=(id) data-plan=(plan.plan().id) data-region=(finding.region) data-verdict=(verdict.word())
            data-index=(index) data-rank=(verdict as usize) data-gap-rank=(row.gap_rank) data-ratio=[ratio.exact.as_deref()] {
            tr role="row" {
                th.pc-name role="rowheader" scope="row" {
                    (name(&judged.name(), words))
                    (tags(row, words))
                }
                td.pc-bul role="cell" { (bullet(row, style)) }
                @for (figure, class) in &cells {
                    td role="cell" class={ "pc-num " (class) } data-label=(plain(words.heading(figure.heading))) {
                        (shown(figure, words))
                    }
                }
                td.pc-num role="cell" data-label=(words.heading(Heading::Ratio)) {
                    (shown(&ratio, words))
                    @if !progress.cell.is_empty() {
                        span.pc-sub title=(plain(words.heading(Heading::Progress))) {
                            (shown(&progress, words))
                            @if !expected.cell.is_empty() { " / " (shown(&expected, words)) }
                        }
                    }
                }
                td.pc-verdict role="cell" data-label=(words.heading(Heading::Verdict)) {
                    (blocks::cell(&judged.verdict_cell(), words))
                }
            }
            tr.pc-more role="row" {
                td role="cell" colspan=(COLUMNS) {
                    details {
                        summary {
                            span.pc-why { (words.pick("How the verdict was reached", "评估依据")) }
                            span.pc-vh { ": " (name(&judged.name(), words)) }
                            (responsible(row))
                        }
                        (detail::of(row, level + 1, style))
                    }
                }
            }
        }
    }
}

/// Baseline, actual and target over the bands of the verdicts; the numbers are in the cells beside it.
fn bullet(row: &IndicatorRow<'_>, style: &Style) -> Markup {
    let Some(bullet) = Bullet::of(&row.judged) else {
        return html! {};
    };
    let label = plain(&style.words().describe_bullet(&bullet));
    svg::bullet(&bullet, BULLET, style, &label)
}

/// How the plan marks the target: binding, aspirational.
fn tags(row: &IndicatorRow<'_>, words: Words) -> Markup {
    let indicator = row.judged.indicator();
    let tags = [
        (indicator.binding, words.heading(Heading::Binding)),
        (indicator.aspirational, Flag::Aspirational.text(words)),
    ];
    html! {
        @for (_, tag) in tags.into_iter().filter(|(is, _)| *is) { " " span.pc-tag { (tag) } }
    }
}

fn responsible(row: &IndicatorRow<'_>) -> Markup {
    let units = &row.judged.indicator().responsible;
    html! {
        @if !units.is_empty() {
            span.pc-units {
                @for (index, unit) in units.iter().enumerate() {
                    @if index > 0 { " · " }
                    (bidi_isolated(unit))
                }
            }
        }
    }
}
