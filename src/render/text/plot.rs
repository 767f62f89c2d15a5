//! A chart for a terminal: curves in braille dots or ASCII, values on the left, time below, a legend under it.
//!
//! Every curve has its own sign, so that nothing depends on colour alone. Positions come from exact shares
//! ([`crate::table::Span`]); nothing else is computed.

mod canvas;

use anstyle::{AnsiColor, Style as Ansi};

use crate::{
    lang::Words,
    number::Number,
    period::Month,
    record::each,
    render::curves::{self, Mark},
    report::plot::{Curve, Line, Plot},
    table::{Shown, Span},
};

use super::wrap::{Breaks, columns, wrap};
use canvas::{Canvas, Place};

/// A chart with fewer columns shows no development.
const NARROWEST: usize = 16;

/// Free columns to the left and right of the curves.
const MARGIN: (usize, usize) = (2, 3);

/// Blank columns between two entries of the legend.
const BETWEEN: usize = 3;

/// The fewest and the most rows of the chart.
const HEIGHT: (usize, usize) = (10, 19);

/// The lines of a chart with its legend; `None` if it does not fit.
pub fn draw(plot: &Plot, words: Words, width: usize, colour: bool) -> Option<Vec<String>> {
    let (first, last) = plot.months()?;
    let span = plot.values()?;
    let height = (width / 5).clamp(HEIGHT.0, HEIGHT.1);
    let scale = Scale::around(&span, height, curves::counts_things(plot))?;
    let labels = each(&scale.values, |value| words.shown(&Shown::as_printed(value)));
    let label_width = labels.iter().map(|label| columns(label)).max()?;
    let room = width.checked_sub(label_width + 2)?;
    if room < NARROWEST {
        return None;
    }
    let frame = Frame { first, last, scale: &scale, columns: room };
    let mut canvas = Canvas::new(room, scale.rows(), words.ascii);
    for line in &plot.lines {
        paint(&mut canvas, &frame, line);
    }

    let mut lines = Vec::new();
    let unit = super::cells::safe(words.unit("", &plot.unit));
    if !unit.is_empty() {
        lines.push(format!("{:>label_width$} {unit}", "").trim_end().to_owned());
    }
    for (row, drawn) in canvas.rows(colour).into_iter().enumerate() {
        let tick = scale.tick_of(row);
        let label = tick.and_then(|tick| labels.get(tick)).map_or("", String::as_str);
        let padding = " ".repeat(label_width.saturating_sub(columns(label)));
        let rule = if tick.is_some() { words.sign("┤", "+") } else { words.sign("│", "|") };
        lines.push(format!("{padding}{label} {rule}{drawn}").trim_end().to_owned());
    }
    let ticks = curves::ticks(plot, first, last, room - MARGIN.0 - MARGIN.1);
    let placed = each(&ticks, |(month, label)| (frame.column(*month), label.as_str()));
    let rule: String = (0..room)
        .map(|column| {
            if placed.iter().any(|(at, _)| *at == column) {
                words.sign("┬", "+")
            } else {
                words.sign("─", "-")
            }
        })
        .collect();
    let indent = " ".repeat(label_width + 1);
    lines.push(format!("{indent}{}{rule}", words.sign("└", "+")));
    lines.push(format!("{indent} {}", below(&placed, room)).trim_end().to_owned());
    lines.extend(legend(plot, words, width, colour));
    Some(lines)
}

/// Maps months and values to positions.
struct Frame<'a> {
    first: Month,
    last: Month,
    scale: &'a Scale,
    columns: usize,
}

impl Frame<'_> {
    /// Dots from the left, two per column; a single month is in the middle.
    fn dot(&self, month: Month) -> usize {
        let steps = 2 * (self.columns - MARGIN.0 - MARGIN.1 - 1);
        let since = |month: Month| usize::try_from(month.since(self.first)).unwrap_or(0);
        let elapsed = since(month);
        let whole = since(self.last);
        let place = (2 * elapsed.min(whole) * steps + whole).checked_div(2 * whole);
        2 * MARGIN.0 + place.unwrap_or(steps / 2)
    }

    fn column(&self, month: Month) -> usize {
        self.dot(month) / 2
    }

    fn place(&self, month: Month, value: &Number) -> Place {
        Place { across: self.dot(month), up: self.scale.dot(value) }
    }
}

fn paint(canvas: &mut Canvas, frame: &Frame<'_>, line: &Line) {
    let places = each(&line.spots, |spot| frame.place(spot.at, &spot.value));
    let ink = Mark::of(&line.curve);
    match &line.curve {
        Curve::Target | Curve::Stretch => {
            for place in &places {
                canvas.level(place.up, ink);
            }
        }
        Curve::Path => {
            for pair in places.windows(2) {
                canvas.dotted(pair[0], pair[1], ink);
            }
            if let [only] = places.as_slice() {
                canvas.dotted(*only, *only, ink);
            }
        }
        Curve::Projection(_) => {
            for pair in places.windows(2) {
                canvas.sparse(pair[0], pair[1], ink);
            }
        }
        Curve::Reference(_) => {
            for place in &places {
                canvas.mark(*place, ink);
            }
        }
        Curve::Actual => {
            for (place, spot) in places.iter().zip(&line.spots) {
                let ink = if spot.sure { Mark::Actual } else { Mark::NotFinal };
                canvas.mark(*place, ink);
            }
        }
    }
}

/// The legend: every sign with its meaning.
fn legend(plot: &Plot, words: Words, width: usize, colour: bool) -> Vec<String> {
    let mut entries = curves::legend(plot, words, |value| words.shown(value));
    // The terminal has no room for earlier releases, and one sign for each kind of line.
    let mut known = vec![Mark::Earlier];
    entries.retain(|(mark, _)| {
        !known.contains(mark) && {
            known.push(*mark);
            true
        }
    });
    let mut lines: Vec<(String, usize)> = Vec::new();
    for (ink, word) in entries {
        let sign = ink.sample(words.ascii);
        let entry = format!("{sign} {}", super::cells::safe(&word));
        let wide = columns(&entry);
        let style = if colour { ink.style() } else { Ansi::new() };
        let entry = entry.replacen(&sign, &format!("{style}{sign}{style:#}"), 1);
        match lines.last_mut() {
            Some((line, used)) if *used + BETWEEN + wide <= width => {
                line.push_str(&" ".repeat(BETWEEN));
                line.push_str(&entry);
                *used += BETWEEN + wide;
            }
            _ => lines.push((entry, wide)),
        }
    }
    let lines = lines.into_iter();
    lines
        .flat_map(
            |(line, used)| {
                if used > width { wrap(&line, width, 2, Breaks::Prose) } else { vec![line] }
            },
        )
        .collect()
}

impl Mark {
    /// The sign, or its ASCII form.
    fn sign(self, ascii: bool) -> char {
        let [sign, plain] = match self {
            Self::Target => ['╌', '-'],
            Self::Stretch => ['┈', '='],
            Self::Path => ['⠒', '.'],
            Self::Projection => ['·', ':'],
            Self::Reference => ['×', 'x'],
            Self::Actual => ['●', '*'],
            Self::NotFinal | Self::Earlier => ['○', 'o'],
        };
        if ascii { plain } else { sign }
    }

    /// The sign as shown in the legend.
    fn sample(self, ascii: bool) -> String {
        let times = match self {
            Self::Actual | Self::NotFinal | Self::Earlier | Self::Reference => 1,
            Self::Target | Self::Stretch | Self::Path | Self::Projection => 2,
        };
        self.sign(ascii).to_string().repeat(times)
    }

    fn style(self) -> Ansi {
        let colour = |colour: AnsiColor| Ansi::new().fg_color(Some(colour.into()));
        match self {
            Self::Target => colour(AnsiColor::Yellow),
            Self::Stretch => colour(AnsiColor::BrightBlack),
            Self::Path | Self::Reference => colour(AnsiColor::Cyan),
            Self::Projection => colour(AnsiColor::Magenta),
            Self::Actual => Ansi::new().bold(),
            Self::NotFinal | Self::Earlier => Ansi::new(),
        }
    }
}

/// Most steps between round values.
const MOST_STEPS: i64 = 6;

/// Fewest rows per step.
const ROWS_PER_STEP: usize = 2;

/// Dots per row.
const DOTS: usize = 4;

/// The value axis: round numbers at equal steps, each on its own row.
struct Scale {
    span: Span,
    /// The round values, lowest first.
    values: Vec<Number>,
    rows_per_step: usize,
}

impl Scale {
    /// A scale that holds the span on about `height` rows, in steps of whole numbers if only such are shown;
    /// `None` if its steps cannot be represented.
    fn around(span: &Span, height: usize, whole: bool) -> Option<Self> {
        let values = span.round_values(MOST_STEPS, whole)?;
        let span = Span::of(&values)?;
        let steps = values.len().checked_sub(1).filter(|steps| *steps > 0)?;
        let rows_per_step = ((height - 1) / steps).max(ROWS_PER_STEP);
        Some(Self { span, values, rows_per_step })
    }

    fn rows(&self) -> usize {
        (self.values.len() - 1) * self.rows_per_step + 1
    }

    /// The round value of a row, counted from the top.
    fn tick_of(&self, row: usize) -> Option<usize> {
        let up = (self.rows() - 1).checked_sub(row)?;
        (up % self.rows_per_step == 0).then_some(up / self.rows_per_step)
    }

    /// Dots from the bottom; a round value is in the middle of its row.
    fn dot(&self, value: &Number) -> usize {
        let steps = (self.rows() - 1) * DOTS;
        self.span.step(value, steps).unwrap_or(0) + DOTS / 2
    }
}

/// The labels on one line, each below its tick, without those that would touch the one before.
fn below(placed: &[(usize, &str)], room: usize) -> String {
    let mut line = String::new();
    for (column, label) in placed {
        let wide = columns(label);
        let start = column.saturating_sub(wide / 2).min(room.saturating_sub(wide));
        let used = line.len();
        if used > 0 && start <= used {
            continue;
        }
        line.push_str(&" ".repeat(start - used));
        line.push_str(label);
    }
    line
}

#[cfg(test)]
mod tests;
