//! The details of a row: the trajectory, every figure, plan and sources, the derivation.

use maud::{Markup, html};

use crate::render::Style;
use crate::report::TrendView;

use super::{
    blocks,
    figures::shown,
    page::IndicatorRow,
    parts::{fact, heading, text},
};

pub fn of(row: &IndicatorRow<'_>, level: u8, style: &Style) -> Markup {
    let words = style.words();
    let plot = TrendView::new(row.judged).plot();
    let figures = row.figures();
    let (facts, derivation) = row.explained();
    let head = |en, zh| heading(level, "", &text(words.pick(en, zh)));
    html! {
        div.pc-detail {
            div.pc-left {
                @if plot.months().is_some() {
                    (head("Year by year", "逐年走势"))
                    (blocks::plot(&plot, words))
                }
                @if !figures.is_empty() {
                    (head("Figures", "主要数据"))
                    dl.pc-figures {
                        @for figure in &figures {
                            (fact(words.heading(figure.heading), shown(figure, words)))
                        }
                        @for (heading, cell) in &row.beside() {
                            (fact(words.heading(*heading), blocks::cell(cell, words)))
                        }
                    }
                }
                (head("Plan and sources", "规划要求与来源"))
                (blocks::sheet(&facts, level + 1, words))
            }
            div.pc-right {
                (head("Derivation", "推算过程"))
                (blocks::sheet(&derivation, level + 1, words))
            }
        }
    }
}
