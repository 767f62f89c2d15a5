//! Every indicator of a plan as a row with its details, every figure in the exact form of the machine formats; and the controls
//! that search, filter and order the rows.

use maud::{Markup, html};

use crate::{
    assess::{Flag, Verdict},
    lang::Words,
    number::Number,
    plan::Measure,
    record::each,
    render::{
        Bullet,
        svg::{self, Frame},
    },
    report::{
        Block, Judged, Note, Sheet, StatusView, TrendView, explain,
        league::small::Small,
        row, show,
        shown::{Digits, need_heading},
    },
    table::{Cell, Heading},
};

use super::{
    blocks,
    figures::{Figure, exact, shown},
    nav::Anchor,
    page::{PageView, PlanPage},
    parts::{self, bidi_isolated, name, plain, text},
    regions::spark,
};

/// A bullet without labels.
const BULLET: Frame = Frame { width: 240, height: 24 };

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

/// An indicator with its numbers as people read them, and its place in the order of the gap table, from 0.
type Row<'a> = (Digits<'a>, usize);

/// The table of a plan's indicators, in the plan's order; those without any data folded below it.
pub fn table(plan: &PlanPage<'_>, level: u8, words: Words) -> Markup {
    let view = &plan.stage.status;
    let ranks = view.by_gap();
    let rows = view.judged().map(|judged| {
        let rank = ranks.iter().position(|other| std::ptr::eq(other.finding, judged.finding));
        (judged.digits(), rank.unwrap_or_default())
    });
    let (without_data, rows): (Vec<Row<'_>>, Vec<Row<'_>>) =
        rows.partition(|(it, _)| it.finding.verdict == Verdict::NoData);
    let heads = [
        (Heading::Indicator.text(words), Some("name")),
        (words.pick("Baseline to target", "基期至目标"), None),
        (Heading::Target.text(words), None),
        (Heading::Actual.text(words), None),
        (Heading::VsTarget.text(words), Some("gap")),
        (Heading::Ratio.text(words), Some("ratio")),
        (Heading::Verdict.text(words), Some("verdict")),
    ];
    let charted = rows.iter().any(|(it, _)| Bullet::of(it).is_some());
    html! {
            @if charted { p.pc-note { (words.pick(
                "In the charts the bar is the actual (hollow if it is not final or not exact), the thick line the target, \
                 the thin line the baseline, the dashed line the value due by now; the background shows the range \
                 of each verdict; an arrow shows where the value of a bound may lie. The line below the actual is its history, on a \
                 scale of its own.",
                "图中横条为实际值（空心表示非最终数或非确数），粗线为目标值，细线为基期值，虚线为目前应达到的值，底色为各档评估结果的范围，\
                 箭头表示数值仅为上限或下限。实际值下方的折线为历史走势，各自成比例。",
            )) } }
            @if !rows.is_empty() {
    // Roles are explicit because the phone layout removes the implicit ones.
            table.pc-rows role="table" aria-label=(plain(words.name(&plan.title()))) {
                thead role="rowgroup" { tr role="row" {
                    @for (index, (head, sort)) in heads.into_iter().enumerate() {
                        th role="columnheader" scope="col" class=[(2..6).contains(&index).then_some("pc-num")] data-sort=[sort] { (text(head)) }
                    }
                } }
                @for (index, row) in rows.iter().enumerate() { (one(plan, row, index, heads.len(), level, words)) }
            }
            }
            (folded(plan, &without_data, words))
        }
}

/// The indicators without data as one folded list, by section of the document.
fn folded(plan: &PlanPage<'_>, rows: &[Row<'_>], words: Words) -> Markup {
    let count = rows.len();
    let section = |(it, _): &Row<'_>| it.indicator().citations.first().map(|it| it.section.clone());
    html! {
        @if count > 0 {
            details.pc-lacking {
                summary { (parts::chip(Verdict::NoData, false, words)) " " (text(&words.indicators(count))) }
                @for group in rows.chunk_by(|one, next| section(one) == section(next)) {
                    div {
                        @if let Some(section) = section(&group[0]) { p.pc-scope { (bidi_isolated(&section)) } }
                        ul {
                            @for (row, _) in group {
                                li id=(Anchor::indicator(plan.plan(), &row.indicator().id))
                                    data-indicator=(row.indicator().id) data-plan=(plan.plan().id)
                                    data-region=(row.finding.region) data-verdict=(Verdict::NoData.word()) {
                                    span.pc-name { (name(&row.name(), words)) } " "
                                    span.pc-target { (shown(&target(row), words)) }
                                    @for figure in figures(row).iter().filter(|it| it.key != "target") {
                                        span.pc-sub { " " (figure.heading.text(words)) " " (shown(figure, words)) }
                                    }
                                    (tags(row, words))
                                    (responsible(row))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One indicator: its row, and below it the details.
fn one(
    plan: &PlanPage<'_>,
    (row, gap_rank): &Row<'_>,
    index: usize,
    columns: usize,
    level: u8,
    words: Words,
) -> Markup {
    let finding = row.finding;
    let verdict = finding.verdict;
    let id = &row.indicator().id;
    let (ratio, [progress, expected]) = (ratio(row), way(row));
    let history = Small::of(row).line;
    let cells =
        [(target(row), "pc-target", &[][..]), (actual(row), "", &history), (gap(row), "", &[])];
    html! {
        tbody role="rowgroup" class={ "pc-row " (parts::verdict_class(verdict)) } id=(Anchor::indicator(plan.plan(), id))
            data-indicator=(id) data-plan=(plan.plan().id) data-region=(finding.region) data-verdict=(verdict.word())
            data-index=(index) data-rank=(verdict as usize) data-gap-rank=(gap_rank) data-ratio=[ratio.exact.as_deref()] {
            tr role="row" {
                th.pc-name role="rowheader" scope="row" {
                    (name(&row.name(), words))
                    (tags(row, words))
                }
                td.pc-bul role="cell" { (bullet(row, words)) }
                @for (figure, class, history) in &cells {
                    td role="cell" class={ "pc-num " (class) } data-label=(plain(figure.heading.text(words))) {
                        (shown(figure, words))
                        (spark(history))
                    }
                }
                td.pc-num role="cell" data-label=(Heading::Ratio.text(words)) {
                    (shown(&ratio, words))
                    @if !progress.cell.is_empty() {
                        span.pc-sub title=(plain(Heading::Progress.text(words))) {
                            (shown(&progress, words))
                            @if !expected.cell.is_empty() { " / " (shown(&expected, words)) }
                        }
                    }
                }
                td.pc-verdict role="cell" data-label=(Heading::Verdict.text(words)) {
                    (blocks::cell(&row.verdict_cell(), words))
                }
            }
            tr.pc-more role="row" {
                td role="cell" colspan=(columns) {
                    details {
                        summary {
                            span.pc-why { (words.pick("How the verdict was reached", "评估依据")) }
                            span.pc-vh { ": " (name(&row.name(), words)) }
                            (responsible(row))
                        }
                        (detail(row, level + 1, words))
                    }
                }
            }
        }
    }
}

/// Baseline, actual and target over the bands of the verdicts; the numbers are in the cells beside it.
fn bullet(row: &Judged<'_>, words: Words) -> Markup {
    let Some(bullet) = Bullet::of(row) else {
        return html! {};
    };
    let label = plain(&words.describe_bullet(&bullet));
    svg::bullet(&bullet, BULLET, words, &label)
}

/// How the plan marks the target: binding, aspirational.
fn tags(row: &Judged<'_>, words: Words) -> Markup {
    let indicator = row.indicator();
    let tags = [
        (indicator.binding, Heading::Binding.text(words)),
        (indicator.aspirational, Flag::Aspirational.text(words)),
    ];
    html! {
        @for (_, tag) in tags.into_iter().filter(|(is, _)| *is) { " " span.pc-tag { (tag) } }
    }
}

fn responsible(row: &Judged<'_>) -> Markup {
    let units = &row.indicator().responsible;
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

/// The trajectory, every figure, plan and sources, the derivation.
fn detail(row: &Digits<'_>, level: u8, words: Words) -> Markup {
    let plot = TrendView::new(**row).plot();
    let figures = figures(row);
    let (facts, derivation) = explained(row);
    let head = |en, zh| parts::heading(level, "", text(words.pick(en, zh)));
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
                            (parts::fact(figure.heading.text(words), shown(figure, words)))
                        }
                        @for (heading, cell) in &beside(row) {
                            (parts::fact(heading.text(words), blocks::cell(cell, words)))
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

/// The target with its unit and, where it is not the plan's, its deadline.
fn target(row: &Digits<'_>) -> Figure {
    // Of a range the cell has two.
    Figure {
        exact: row.finding.target.as_ref().map(Number::to_string),
        upper: row::target_upper(row).as_ref().map(Number::to_string),
        ..figure("target", Heading::Target, row.target_cell())
    }
}

/// The actual with its period.
fn actual(row: &Digits<'_>) -> Figure {
    figure("actual", Heading::Actual, row.actual_cell())
}

/// The distance from the target.
pub fn gap(row: &Digits<'_>) -> Figure {
    // The distance of a bound at its target may be nothing: then no text stands beside the number.
    Figure {
        exact: row.finding.told_gap().map(Number::computed_text),
        ..figure("gap", Heading::VsTarget, row.gap_cell())
    }
}

/// The ratio that meets the bands, as a share.
pub fn ratio(row: &Digits<'_>) -> Figure {
    figure("ratio", Heading::Ratio, row.ratio())
}

/// The share that is done, and the one that should be by the date of the actual.
fn way(row: &Digits<'_>) -> [Figure; 2] {
    let [progress, expected] = row.way();
    [figure("progress", Heading::Done, progress), figure("expected", Heading::Expected, expected)]
}

/// Every figure that is known, in the order in which one reads them.
fn figures(row: &Digits<'_>) -> Vec<Figure> {
    let projected = row.projected().map(|value| Cell::amount(value, &row.unit()));
    // The machine formats have what is needed per year. An average growth has no other need than growth.
    let finding = row.finding;
    let (growth_key, growth) = match row.indicator().measure {
        Measure::AverageGrowth => ("required_per_year", &finding.required_per_year),
        _ => ("required_growth", &finding.required_growth),
    };
    let needed = |key, needed: &Option<Number>, heading, cell: Cell| Figure {
        exact: needed.as_ref().map(Number::computed_text),
        ..figure(key, heading, cell)
    };
    let [progress, expected] = way(row);
    let figures = [
        figure("baseline", Heading::Baseline, row.baseline_cell()),
        actual(row),
        target(row),
        gap(row),
        figure("attainment", Heading::Attainment, row.attainment()),
        progress,
        expected,
        ratio(row),
        Figure {
            exact: finding.projected.as_ref().map(Number::computed_text),
            ..figure("projected", Heading::Projected, projected)
        },
        needed(
            "required_amount",
            &finding.required_amount,
            need_heading([**row]),
            row.need().into(),
        ),
        needed(
            growth_key,
            growth,
            Heading::RequiredGrowth,
            row.need_growth().map(Cell::Growth).into(),
        ),
    ];
    figures.into_iter().filter(|it| !it.cell.is_empty()).collect()
}

fn figure(key: &'static str, heading: Heading, cell: impl Into<Cell>) -> Figure {
    let cell = cell.into();
    Figure { key, heading, exact: exact(&cell), upper: None, cell }
}

/// What `explain` says, in two parts: what plan and files say of the indicator, and how the verdict came about. What
/// the row and its figures show already is left out.
fn explained(judged: &Judged<'_>) -> (Sheet, Sheet) {
    let mut own = Sheet::default();
    let mut all = Sheet::default();
    show::indicator_facts(&mut own, judged.plan, judged.indicator());
    explain::derivation(judged, &mut all);
    let mut facts = Sheet::default();
    let mut derivation = Sheet::default();
    let baseline = judged.finding.baseline.is_some();
    let derived = all.blocks.into_iter().map(|block| (true, block));
    for (derived, block) in own.blocks.into_iter().map(|block| (false, block)).chain(derived) {
        match block {
            Block::Note(Note::Fact(heading, _)) if is_shown(heading) => {}
            Block::Note(Note::Fact(Heading::Baseline, _)) if baseline => {}
            Block::Note(Note::Fact(Heading::Source, cell)) => {
                facts.fact(Heading::Source, cell);
            }
            block if derived => derivation.blocks.push(block),
            block => facts.blocks.push(block),
        }
    }
    (facts, derivation)
}

/// What to know beside the figures: how good the actual is, when it was published, by which method it is judged, and
/// when the present pace arrives.
fn beside(judged: &Judged<'_>) -> Vec<(Heading, Cell)> {
    let finding = judged.finding;
    let actual = finding.actual.as_ref();
    let facts = [
        (Heading::Arrival, Cell::from(finding.arrival)),
        (Heading::Quality, actual.map(|actual| actual.quality).into()),
        (Heading::Published, actual.map(|actual| actual.published).into()),
        (Heading::Method, actual.map(|_| finding.method).into()),
    ];
    facts.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
}

/// Does the row, or its list of figures, show it?
fn is_shown(heading: Heading) -> bool {
    matches!(
        heading,
        Heading::Plan
            | Heading::Target
            | Heading::Actual
            | Heading::Gap
            | Heading::Verdict
            | Heading::Method
            | Heading::Arrival
            | Heading::Quality
            | Heading::Published
    )
}
