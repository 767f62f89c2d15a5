//! What changed since an earlier release: verdicts, and the figures that changed them.

use maud::{Markup, html};

use crate::{
    actuals::Quality,
    assess::{
        JudgedPlan,
        trace::diff::{Direction, FigureDiff},
    },
    lang::Words,
    report::{
        diff::{Compared, DiffView, vintages},
        id_name, row, tallied,
    },
    table::{Heading, Vintage},
};

use super::{
    blocks::below,
    figures::{Grid, cell},
    heat,
    nav::Anchor,
    parts::{self, bidi_isolated, name, text, with_links},
};

/// Tables of at most so many rows are open.
const OPEN: usize = 6;

/// The order in which changes are told: what became worse first.
const ORDER: [Direction; 8] = [
    Direction::Worse,
    Direction::Lost,
    Direction::Removed,
    Direction::Better,
    Direction::Gained,
    Direction::Added,
    Direction::Other,
    Direction::Same,
];

/// The changes of one plan.
pub fn changes(view: &DiffView<'_>, anchor: &Anchor, words: Words) -> Markup {
    let all = view.changed();
    let that = |direction| all.iter().filter(|it| it.diff.direction == direction).count();
    let shown: Vec<Direction> =
        ORDER.into_iter().filter(|it| *it != Direction::Same && that(*it) > 0).collect();
    let same = that(Direction::Same);
    let figures: Vec<&FigureDiff> = view.figures().collect();
    let all_figures = figures.len();
    let by_change = tallied(figures.iter().map(|it| it.change)).into_iter();
    let by_change = words.commas(by_change.map(|(change, count)| {
        let change = change.text(words);
        say!(words, "{count} {change}", "{change}{count}")
    }));
    html! {
        p.pc-note { (between(view.from, view.to, words)) }
        @if all.is_empty() && figures.is_empty() {
            p { (words.pick("Nothing changed.", "没有变化。")) }
        } @else {
            p { (text(&view.tally().said(words))) }
        }
        @if !shown.is_empty() {
            (indicators(view, &all, &shown, &anchor.within("verdicts"), words))
        }
        @if same > 0 {
            details.pc-fold open[same <= OPEN] {
                summary { (text(&directed(Direction::Same, same, words))) }
                (indicators(view, &all, &[Direction::Same], &anchor.within("same"), words))
            }
        }
        @if !figures.is_empty() {
            details.pc-fold open[all_figures <= OPEN] {
                summary { (say!(
                    words,
                    [all_figures, "1 figure changed: {by_change}", "{all_figures} figures changed: {by_change}"],
                    "{all_figures}个数据有变化：{by_change}"
                )) }
                (figure_table(view, figures, &anchor.within("figures"), words))
            }
        }
    }
}

/// `From 2025-12-31 to 2026-06-30`, with the newest release of each day.
fn between(from: JudgedPlan<'_>, to: JudgedPlan<'_>, words: Words) -> String {
    let newest = |side: JudgedPlan<'_>| {
        let day = side.newest_release();
        say!(words, [day ? " (newest release {day})" : ""], [day ? "（最新发布{day}）" : ""])
    };
    let before = newest(from);
    let after = newest(to);
    let from = from.as_of;
    let to = to.as_of;
    say!(words, "From {from}{before} to {to}{after}", "{from}{before}至{to}{after}")
}

/// `Better (2)`.
fn directed(direction: Direction, count: usize, words: Words) -> String {
    let word = direction.text(words);
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let word: String = first.into_iter().chain(letters).collect();
    say!(words, "{word} ({count})", "{word}（{count}项）")
}

fn indicators(
    view: &DiffView<'_>,
    all: &[Compared<'_>],
    shown: &[Direction],
    anchor: &Anchor,
    words: Words,
) -> Markup {
    let causes = |it: &Compared<'_>| below(view.why(it).iter().map(|why| text(&words.why(why))));
    let groups = shown.iter().map(|direction| {
        let all: Vec<_> = all.iter().filter(|it| it.diff.direction == *direction).collect();
        let headed = shown.len() > 1 || *direction != Direction::Same;
        (headed.then(|| directed(*direction, all.len(), words)), all)
    });
    let caption = words.pick("Indicators that changed", "有变化的指标");
    Grid::of(groups, words)
        .column(Heading::Indicator, |it| heat::link(&it.it, words))
        .column(Heading::Before, |it| cell(&it.state_cell(0), words))
        .column(Heading::After, |it| cell(&it.state_cell(1), words))
        .column(Heading::Cause, causes)
        .draw(anchor, "pc-changes pc-quiet", caption, html! {})
}

fn figure_table(
    view: &DiffView<'_>,
    figures: Vec<&FigureDiff>,
    anchor: &Anchor,
    words: Words,
) -> Markup {
    let own = view.to.region();
    let side = |it: &FigureDiff, after: bool| {
        let (from, to) = vintages(view.plan(), it);
        vintage(if after { to } else { from }, words)
    };
    let elsewhere = figures.iter().any(|it| it.region != own);
    let mut grid = Grid::of([(None, figures)], words)
        .column(Heading::Series, |it| name(&id_name(view.plan(), &it.id), words));
    if elsewhere {
        grid = grid.column(
            Heading::Region,
            |it| html! { @if it.region != own { (bidi_isolated(&it.region)) } },
        );
    }
    let caption = words.pick("Figures that changed", "有变化的数据");
    grid.column(Heading::Period, |it| text(&words.period(it.period)))
        .column(Heading::Change, |it| html! { (it.change.text(words)) })
        .number(Heading::Before, |it| side(it, false))
        .number(Heading::After, |it| side(it, true))
        .classed("pc-src", Heading::Source, |it| {
            below(sources(view, it).iter().map(|source| with_links(source)))
        })
        .draw(anchor, "pc-changes pc-quiet", caption, html! {})
}

/// The sources of a figure as it is, or was where it is gone.
fn sources(view: &DiffView<'_>, figure: &FigureDiff) -> Vec<String> {
    match (&figure.from, &figure.to) {
        (_, Some(to)) => row::sources(to, view.to.files()),
        (Some(from), None) => row::sources(from, view.from.files()),
        (None, None) => Vec::new(),
    }
}

/// A figure with its release date, and its quality if it is not final.
fn vintage(one: Option<Vintage>, words: Words) -> Markup {
    let Some(one) = one else {
        return html! {};
    };
    let shown = words.with_unit(&words.shown(&one.value), &one.unit);
    html! {
        data value=(one.value.exact.to_string()) { (parts::plain(&shown)) }
        span.pc-sub { (one.published) }
        @if one.quality != Quality::FINAL { span.pc-sub { (text(&words.quality(one.quality))) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::html::view_tests::compared;

    #[test]
    fn nothing_changes_between_a_day_and_itself() {
        compared("2023-10-01", "2023-10-01", |view| {
            assert!(view.changed().is_empty() && view.figures().next().is_none());
            assert_eq!(view.tally().changed, 0);
        });
    }

    #[test]
    fn figures_are_counted_by_how_they_changed() {
        compared("2023-09-20", "2024-12-31", |view| {
            let figures: Vec<&FigureDiff> = view.figures().collect();
            let counts = tallied(figures.iter().map(|it| it.change));
            let words: Vec<_> =
                counts.iter().map(|(change, count)| (change.word(), *count)).collect();
            // 新昌县 2022 came in and was revised since; the province's 2022 was revised.
            assert_eq!(words, [("new", 1), ("revised", 1)]);
            let sum: usize = counts.iter().map(|(_, count)| count).sum();
            assert_eq!((sum, figures.len()), (view.tally().figures, 2));
            let elsewhere = figures.iter().find(|it| it.region != view.to.region()).unwrap();
            assert_eq!(elsewhere.region, "新昌县");
            assert_eq!(sources(view, elsewhere), ["counties.csv:19"]);
        });
    }

    #[test]
    fn what_became_worse_stands_first() {
        assert!(Direction::ALL.iter().all(|it| ORDER.contains(it)));
        let worse = ORDER.iter().take_while(|it| it.is_worse()).count();
        assert_eq!(worse, ORDER.iter().filter(|it| it.is_worse()).count());
        compared("2019-01-31", "2023-06-30", |view| {
            let all = view.changed();
            assert!(!all.is_empty());
            assert_eq!(all.len(), view.tally().changed);
            assert!(all.iter().all(|it| !view.why(it).is_empty()));
        });
    }
}
