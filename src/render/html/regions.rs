//! The regions of a plan: the ranking, and small multiples, one grid of regions for each indicator.
//!
//! A file may have ten thousand of the latter, so each is written in few bytes: a name, a line, a figure, a
//! verdict as sign and word.

use std::fmt::Write;

use maud::{Markup, html};

use crate::{
    lang::Words,
    render::text::cells,
    report::league::{
        League, Standing,
        small::{HEIGHT, Multiple, Small},
    },
    table::{Heading, Shown},
};

use super::{
    blocks, figures,
    nav::Anchor,
    parts::{self, bidi_isolated, name, plain, text},
};

/// If there are at most so many grids, all are open.
const MOST_OPEN: usize = 6;

const MARGIN: i32 = 2;

const WIDTH: i32 = 60;

/// The ranking and the small multiples, with headings of `level`.
pub fn regions(league: &League<'_>, anchor: &Anchor, level: u8, words: Words) -> Markup {
    let multiples: Vec<Multiple<'_>> = league.multiples().collect();
    let open = multiples.len() <= MOST_OPEN;
    let heading = anchor.within("multiples");
    html! {
        @for note in league.notes() { p.pc-note { (text(&note.said(words))) } }
        (table(league, anchor, words))
        @if let Some(without) = league.without_figure() {
            p { (text(&without.said(words))) }
        }
        @for note in league.sums() { p { (text(&note.said(words))) } }
        @if !multiples.is_empty() {
            (parts::heading(level, &heading, text(words.pick(
                "All indicators by region",
                "各指标分地区情况",
            ))))
            p.pc-note { (words.pick(
                "Regions in the order of the ranking. Each line has its own scale, from the lowest to \
                 the highest value of that region, and ends with the newest.",
                "各地区按排名排列。折线各自成比例，由该地区的最小值到最大值，右端为最新数。",
            )) }
            @for multiple in &multiples { (grid(multiple, open, words)) }
        }
    }
}

/// The ranking; for a single indicator, its figures.
fn table(league: &League<'_>, anchor: &Anchor, words: Words) -> Markup {
    let caption = words.pick("Regions by rank", "地区排名");
    let ranked: Vec<&Standing> = league.standings.iter().filter(|it| it.rank.is_some()).collect();
    if ranked.is_empty() {
        return html! {};
    }
    if league.is_of_one() {
        return blocks::table(&league.table(), caption, words);
    }
    let heading = |heading: Heading| text(heading.text(words));
    let head = html! {
        tr {
            th.pc-num scope="col" data-order="n" aria-sort="ascending" { (heading(Heading::Rank)) }
            th scope="col" data-order="t" { (heading(Heading::Region)) }
            th.pc-num scope="col" data-order="n" { (heading(league.mean_heading())) }
            th.pc-num scope="col" data-order="n" { (heading(Heading::MeanOver)) }
            th.pc-num scope="col" data-order="n" { (heading(Heading::WithData)) }
            th scope="col" data-order="n" { (heading(Heading::Worst)) }
            th scope="col" { (heading(Heading::Verdicts)) }
        }
    };
    let body = html! {
        tbody { @for standing in &ranked { (row(league, standing, words)) } }
    };
    figures::boxed(anchor, "pc-league pc-order pc-quiet", caption, head, body)
}

fn row(league: &League<'_>, standing: &Standing, words: Words) -> Markup {
    let rollup = standing.rollup();
    let worst = rollup.worst();
    let total = standing.total();
    let label = |heading: Heading| plain(heading.text(words));
    html! {
        tr {
            td.pc-num data-label=(label(Heading::Rank)) { @if let Some(rank) = standing.rank { (figures::count(rank)) } }
            th scope="row" { (bidi_isolated(&standing.region)) }
            td.pc-num data-label=(label(league.mean_heading())) {
                @if let Some(figure) = &standing.figure {
                    data value=(figure.computed_text()) {
                        @for line in &cells::lines(&league.figure_cell(figure), words, None) { (text(line)) }
                    }
                }
            }
            td.pc-num data-label=(label(Heading::MeanOver)) { data value=(standing.over) { (text(&words.of(standing.over, total))) } }
            td.pc-num data-label=(label(Heading::WithData)) { data value=(standing.with_data()) { (text(&words.of(standing.with_data(), total))) } }
            td data-label=(label(Heading::Worst)) data-value=[worst.map(|worst| worst as usize)] {
                @if let Some(worst) = worst { (parts::chip(worst, false, words)) }
            }
            td.pc-bars { (parts::stack(&rollup.counts, words)) }
        }
    }
}

/// One indicator in every region.
fn grid(multiple: &Multiple<'_>, open: bool, words: Words) -> Markup {
    let unit = multiple.indicator.target_unit().printed();
    let period = multiple.period.map(|period| plain(&words.period(period)));
    html! {
        details.pc-multiple open[open] {
            summary {
                span.pc-name { (name(&multiple.name(), words)) }
                span.pc-of { bdi { (unit) } @if let Some(period) = &period { " · " (period) } }
                (parts::bar(&multiple.counts, words))
                span.pc-of { (words.verdicts(&multiple.counts)) }
            }
            ul.pc-smalls {
                @for (standing, small) in &multiple.regions { (cell(standing, small, multiple, words)) }
            }
        }
    }
}

/// One region of a grid. The period is shown only if it differs from that of the grid.
fn cell(standing: &Standing, small: &Small, multiple: &Multiple<'_>, words: Words) -> Markup {
    let period = small.period.filter(|own| Some(*own) != multiple.period);
    html! {
        li class=(parts::verdict_class(small.verdict)) {
            bdi { (text(&standing.region)) }
            (spark(&small.line))
            @if let Some(value) = &small.value { (figure(value, words)) }
            @if let Some(period) = period { small { (plain(&words.period(period))) } }
            b { (words.verdict(small.verdict, small.early)) }
        }
    }
}

/// A value as shown, with its exact form unless that is the same.
fn figure(value: &Shown, words: Words) -> Markup {
    let shown = words.shown(value);
    let exact = value.exact.to_string();
    html! {
        @if shown == exact { (exact) } @else { data value=(exact) { (text(&shown)) } }
    }
}

/// A history as a line of the size of a word. There may be ten thousand: it has no attribute.
pub fn spark(line: &[Option<u8>]) -> Markup {
    html! { @if let Some(path) = line_path(line) { svg { path d=(path) {} } } }
}

/// A history as an SVG path in whole pixels, in relative steps; `None` for fewer than two values.
fn line_path(line: &[Option<u8>]) -> Option<String> {
    // A single value is not a line.
    line.iter().flatten().nth(1)?;
    let last = i32::try_from(line.len()).ok()? - 1;
    let mut path = String::new();
    let mut before: Option<(i32, i32)> = None;
    let mut open = false;
    for (step, height) in (0..).zip(line) {
        let Some(height) = height else {
            // A value between two gaps is a point.
            if before.is_some() && !open {
                path.push_str("h0");
            }
            before = None;
            open = false;
            continue;
        };
        let x = MARGIN + (WIDTH * step).checked_div(last).unwrap_or(0);
        let y = MARGIN + i32::from(HEIGHT) - i32::from(*height);
        let _ = match before {
            None => write!(path, "M{x} {y}"),
            Some((from_x, from_y)) => {
                // The letter once, then pairs: a minus separates them as a space does.
                let letter = if open { " " } else { "l" };
                open = true;
                let right = x - from_x;
                let down = y - from_y;
                let space = if down < 0 { "" } else { " " };
                write!(path, "{letter}{right}{space}{down}")
            }
        };
        before = Some((x, y));
    }
    if before.is_some() && !open {
        path.push_str("h0");
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_few_bytes_and_shows_its_gaps() {
        let heights = |values: &[i16]| -> Vec<Option<u8>> {
            values.iter().map(|it| u8::try_from(*it).ok()).collect()
        };
        assert_eq!(line_path(&heights(&[])), None);
        assert_eq!(line_path(&heights(&[3])), None);
        assert_eq!(line_path(&heights(&[3, -1])), None);
        assert_eq!(line_path(&heights(&[0, 14])).as_deref(), Some("M2 16l60-14"));
        assert_eq!(line_path(&heights(&[0, 7, 7, 14])).as_deref(), Some("M2 16l20-7 20 0 20-7"));
        assert_eq!(
            line_path(&heights(&[0, -1, 7, -1, 14])).as_deref(),
            Some("M2 16h0M32 9h0M62 2h0")
        );
    }
}
