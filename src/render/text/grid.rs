//! The grid: column widths, and the resulting lines.

use std::iter;

use anstyle::{Ansi256Color, AnsiColor, Style as Ansi};
use comfy_table::{Attribute, Cell as Drawn, CellAlignment, Color, LineStyle, TableStyle};

use crate::{
    assess::Verdict,
    lang::Words,
    record::each,
    table::{Align, Cell, Column, Table},
};

use super::{
    cells,
    wrap::{Breaks, columns as width_of, longest_piece, wrap},
};

/// Blank columns between two columns of the table.
const BETWEEN: usize = 2;

/// A growing column keeps this width while others can shrink.
const PREFERRED: usize = 22;

/// A name in a narrower column is hard to read.
const TIGHT: usize = 12;

/// A name that is cut keeps this width.
const LEAST_CUT: usize = 16;

/// From this width on there is room between columns of one-line rows too.
const ROOMY: usize = 130;

/// The fewest steps of a history.
const LEAST_HISTORY: usize = 6;

/// Indent of the second and later lines of a name.
const HANGING: usize = 2;

/// The lines of a table, all of one width; `None` if no grid fits. Spare columns are shown only if everything else fits
/// unshrunk.
pub fn draw(table: &Table, words: Words, width: usize, colour: bool) -> Option<Vec<String>> {
    // A history is shortened before the grid is given up.
    let shortened =
        (LEAST_HISTORY..cells::MOST_STEPS).rev().filter_map(|steps| table.with_histories_of(steps));
    iter::once(table.clone())
        .chain(shortened)
        .flat_map(|table| iter::successors(Some(table), Table::without_last_optional))
        .find_map(|table| draw_with(&table, words, width, colour))
}

fn draw_with(table: &Table, words: Words, width: usize, colour: bool) -> Option<Vec<String>> {
    if table.columns.iter().any(|column| column.from > width) {
        return None;
    }
    let bar = if width >= 110 { 16 } else { 9 };
    let between = if table.one_line && width < ROOMY { 1 } else { BETWEEN };
    let headers = each(&table.columns, |column| vec![column.heading.text(words).to_owned()]);
    let texts = |cell: &Cell| {
        if table.one_line {
            vec![cells::short(cell, words)]
        } else {
            cells::lines(cell, words, Some(bar))
        }
    };
    let body = each(&table.rows, |row| each(row, texts));
    let measured = each(table.columns.iter().enumerate(), |(index, column)| {
        let cells = body.iter().filter_map(|row| row.get(index));
        let head = headers.get(index);
        if !table.one_line {
            return Measured::of(*column, cells.chain(head));
        }
        let head = head.into_iter().flatten().map(|head| longest_piece(head, Breaks::Words));
        Measured::of(*column, cells).on_one_line(head.max().unwrap_or_default())
    });
    let available = width.checked_sub(between * measured.len().saturating_sub(1))?;
    let has_optional = table.columns.iter().any(|column| column.optional);
    if has_optional && !fits(&measured, available) {
        return None;
    }
    let widths = distribute(&measured, available)?;
    Some(lines(table, &headers, &body, (&widths, between), words, colour))
}

/// The widths of a column.
struct Measured {
    natural: usize,
    least: usize,
    grows: bool,
}

impl Measured {
    fn of<'a>(column: Column, cells: impl Iterator<Item = &'a Vec<String>>) -> Self {
        let breaks = breaks_of(column);
        // Lines below a name are indented.
        let hanging = if column.grows { HANGING } else { 0 };
        let texts = cells.flat_map(|texts| {
            let lines = texts.iter().enumerate();
            lines.map(move |(line, text)| (text, if line == 0 { 0 } else { hanging }))
        });
        let (natural, piece) = texts.fold((1, 1), |(natural, piece), (text, indent)| {
            (natural.max(indent + width_of(text)), piece.max(longest_piece(text, breaks)))
        });
        let least =
            if column.grows { piece.max(TIGHT).min(natural).min(TIGHT + HANGING) } else { piece };
        Self { natural, least, grows: column.grows }
    }

    /// Figures are never broken, and names cut rather; a heading may have several lines, of this width.
    fn on_one_line(self, head: usize) -> Self {
        let natural = self.natural.max(head);
        let least = if self.grows { natural.min(LEAST_CUT) } else { natural };
        Self { natural, least, ..self }
    }

    /// The width to which a growing column shrinks before others do; of another column, `width`.
    fn growing_else(&self, width: usize) -> usize {
        if self.grows { self.least.max(self.natural.min(PREFERRED)) } else { width }
    }
}

/// To what columns shrink, one after another: growing ones to a width that reads well, the others too, growing ones at all.
const FLOORS: [fn(&Measured) -> usize; 3] =
    [|it| it.growing_else(it.natural), |it| it.growing_else(it.least), |it| it.least];

/// Whether every column fits without a narrow name or a broken figure.
fn fits(measured: &[Measured], available: usize) -> bool {
    measured.iter().map(FLOORS[0]).sum::<usize>() <= available
}

/// The width of every column; `None` if even the least widths do not fit.
fn distribute(measured: &[Measured], available: usize) -> Option<Vec<usize>> {
    let least: usize = measured.iter().map(|column| column.least).sum();
    if least > available {
        return None;
    }
    let mut widths = each(measured, |column| column.natural);
    // Growing columns shrink first to their preferred width, then the others to their least, then the growing ones too.
    for floor in FLOORS {
        shrink(measured, &mut widths, available, floor);
    }
    Some(widths)
}

/// Takes characters, one at a time, from the column furthest above its `floor` until all fits.
fn shrink(
    measured: &[Measured],
    widths: &mut [usize],
    available: usize,
    floor: fn(&Measured) -> usize,
) {
    while widths.iter().sum::<usize>() > available {
        let widest = widths
            .iter_mut()
            .zip(measured)
            .filter(|(width, column)| **width > floor(column))
            .max_by_key(|(width, column)| **width - floor(column));
        match widest {
            Some((width, _)) => *width -= 1,
            None => return,
        }
    }
}

/// Figures and verdicts break between words only.
fn breaks_of(column: Column) -> Breaks {
    if column.grows { Breaks::Prose } else { Breaks::Words }
}

/// The lines of a cell at its width.
fn wrapped(texts: &[String], width: usize, column: Column) -> Vec<String> {
    let indent = if column.grows { HANGING } else { 0 };
    let mut lines = Vec::new();
    for text in texts {
        // Lines below a name are indented like the rest of the name.
        let lead = if lines.is_empty() { 0 } else { indent };
        let room = width.saturating_sub(lead);
        let below = if lead == 0 { indent } else { 0 };
        let fresh = wrap(text, room, below, breaks_of(column));
        lines.extend(fresh.into_iter().map(|line| format!("{}{line}", " ".repeat(lead))));
    }
    lines
}

fn lines(
    table: &Table,
    headers: &[Vec<String>],
    body: &[Vec<Vec<String>>],
    (widths, between): (&[usize], usize),
    words: Words,
    colour: bool,
) -> Vec<String> {
    let wrap_row = |row: &[Vec<String>], widths: &[usize], head: bool| -> Vec<Vec<String>> {
        each(row.iter().zip(widths).zip(&table.columns), |((texts, width), column)| {
            let grows = column.grows && !head;
            wrapped(texts, *width, Column { grows, ..*column })
        })
    };
    // Breaking at words leaves space: what no line uses goes to the first column that grows.
    let mut widths = widths.to_vec();
    let mut spare = 0;
    for (index, column) in table.columns.iter().enumerate() {
        if column.grows {
            continue;
        }
        let texts = body.iter().filter_map(|row| row.get(index));
        let used = texts
            .chain(headers.get(index))
            .flat_map(|texts| wrapped(texts, widths[index], *column))
            .map(|line| width_of(&line))
            .max()
            .unwrap_or(0);
        spare += widths[index].saturating_sub(used);
        widths[index] = used;
    }
    if let Some(index) = table.columns.iter().position(|column| column.grows) {
        widths[index] += spare;
    }

    let mut drawn = comfy_table::Table::new();
    let rule = words.sign("─", "-").chars().next().unwrap_or('-');
    drawn.load_style(TableStyle::new().header_separator(LineStyle::none().fill(rule)));
    if colour {
        drawn.enforce_styling();
    } else {
        drawn.force_no_tty();
    }
    let cell_of = |lines: &[String], column: &Column| {
        Drawn::new_owned(lines.join("\n")).set_alignment(match column.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        })
    };
    let head = wrap_row(headers, &widths, true);
    drawn.set_header(
        head.iter()
            .zip(&table.columns)
            .map(|(lines, column)| cell_of(lines, column).add_attribute(Attribute::Bold)),
    );
    for (row, texts) in table.rows.iter().zip(body) {
        let texts = if table.one_line {
            let cells = row.iter().zip(texts).zip(&widths);
            each(cells, |((cell, texts), width)| {
                each(texts, |text| cells::shortened(cell, text, *width, words))
            })
        } else {
            wrap_row(texts, &widths, false)
        };
        let cells = texts.iter().zip(&table.columns).zip(row);
        drawn.add_row(cells.map(|((lines, column), cell)| {
            let drawn = cell_of(lines, column);
            match verdict_of(cell) {
                Some(verdict) => painted(drawn, verdict),
                None => drawn,
            }
        }));
    }
    let last = table.columns.len().saturating_sub(1);
    for (index, column) in drawn.column_iter_mut().enumerate() {
        let after = if index == last { 0 } else { between };
        column.set_padding((0, u16::try_from(after).unwrap_or(0)));
    }
    drawn.lines().collect()
}

fn verdict_of(cell: &Cell) -> Option<Verdict> {
    match cell {
        Cell::Verdict { verdict, .. } | Cell::Place(verdict, ..) => Some(*verdict),
        other => other.tone(),
    }
}

/// A verdict's colour, and whether it is bold. The words say the same.
fn paint(verdict: Verdict) -> (AnsiColor, bool) {
    match verdict {
        Verdict::Achieved => (AnsiColor::Green, true),
        Verdict::Ahead => (AnsiColor::Cyan, false),
        Verdict::OnTrack => (AnsiColor::Green, false),
        Verdict::AtRisk => (AnsiColor::Yellow, false),
        Verdict::OffTrack => (AnsiColor::Red, false),
        Verdict::Regressing => (AnsiColor::Magenta, true),
        Verdict::Missed => (AnsiColor::Red, true),
        Verdict::NotAssessable | Verdict::NoData => (AnsiColor::BrightBlack, false),
    }
}

/// The colour of a cell outside a grid.
pub fn ansi_of(cell: &Cell) -> Option<Ansi> {
    let (colour, bold) = paint(verdict_of(cell)?);
    let style = Ansi::new().fg_color(Some(colour.into()));
    Some(if bold { style.bold() } else { style })
}

fn painted(cell: Drawn, verdict: Verdict) -> Drawn {
    let (colour, bold) = paint(verdict);
    let cell = cell.fg(Color::AnsiValue(Ansi256Color::from(colour).index()));
    if bold { cell.add_attribute(Attribute::Bold) } else { cell }
}
