//! Sheets and tables for a terminal.
//!
//! Cells are wrapped here, because Chinese text may break almost anywhere and figures nowhere; `comfy-table` pads,
//! aligns and colours the result.

pub mod cells;
mod grid;
pub mod plot;
mod wrap;

use std::io::{self, Write};

use anstyle::Style as Ansi;

use crate::{
    lang::{HARD_SPACE, Words},
    render::Style,
    report::{Block, Judged, Line, Note, Plot, Sheet, check::brief, name_of},
    table::{Cell, Heading, Table},
};

pub use cells::plain;
use cells::safe;
use wrap::columns;
pub use wrap::{Breaks, wrap};

/// No page is laid out for a narrower terminal.
const NARROWEST: usize = 20;

/// Writes a page.
pub fn sheet(sheet: &Sheet, out: &mut dyn Write, style: &Style) -> io::Result<()> {
    let words = style.words();
    let label = label_width(sheet, words);
    let page = Page { words, width: style.width.max(NARROWEST), colour: style.colour, label };
    for block in &sheet.blocks {
        match block {
            Block::Space => writeln!(out)?,
            Block::Note(note) => page.note(note, out)?,
            Block::Table(table) => page.table(table, &[], out)?,
            Block::Lines(table, heads) => page.table(table, heads, out)?,
            Block::Plot(plot) => page.plot(plot, out)?,
        }
    }
    Ok(())
}

/// A cell on one line of plain text, for formats without wrapping: no line-break marks and no bars.
pub fn one_line(cell: &Cell, words: Words) -> String {
    plain(&words.commas(cells::lines(cell, words, None)))
}

/// Sentences in lines of at most `width` columns.
pub fn prose(text: &str, width: usize) -> Vec<String> {
    wrap(text, width.max(NARROWEST), 0, Breaks::Prose)
}

/// Columns of the widest heading among the facts of a page, plus two.
fn label_width(sheet: &Sheet, words: Words) -> usize {
    let headings = sheet.blocks.iter().filter_map(|block| match block {
        Block::Note(Note::Fact(heading, _)) => Some(columns(heading.text(words))),
        _ => None,
    });
    headings.max().unwrap_or(0) + 2
}

struct Page {
    words: Words,
    width: usize,
    colour: bool,
    label: usize,
}

impl Page {
    fn note(&self, note: &Note, out: &mut dyn Write) -> io::Result<()> {
        if let Note::Fact(heading, cell) = note {
            return self.fact(*heading, cell, out);
        }
        let ansi = match note {
            Note::Said(Line::Graded(verdict), _) => grid::ansi_of(&Cell::from(*verdict)),
            Note::Title(..) | Note::Said(Line::Top | Line::Head | Line::Group, _) => {
                Some(Ansi::new().bold())
            }
            _ => None,
        };
        let ansi = ansi.filter(|_| self.colour).unwrap_or_default();
        let breaks = match note {
            Note::Tally(_) | Note::Said(Line::Group | Line::Counts | Line::Graded(_), _) => {
                Breaks::Words
            }
            _ => Breaks::Prose,
        };
        let mut text = safe(&note.said(self.words));
        if matches!(note, Note::Said(Line::Top, _)) {
            text = cells::cut(&text, self.width, self.words);
        }
        for line in wrap(&text, self.width, 2, breaks) {
            writeln!(out, "{ansi}{line}{ansi:#}")?;
        }
        Ok(())
    }

    /// A cell as one text, with its colour.
    fn words_of(&self, cell: &Cell) -> (String, Ansi) {
        let ansi = grid::ansi_of(cell).filter(|_| self.colour);
        (self.words.commas(cells::lines(cell, self.words, None)), ansi.unwrap_or_default())
    }

    fn fact(&self, heading: Heading, cell: &Cell, out: &mut dyn Write) -> io::Result<()> {
        let heading = heading.text(self.words).replace(HARD_SPACE, " ");
        let padding = " ".repeat(self.label.saturating_sub(columns(&heading)));
        let (text, ansi) = self.words_of(cell);
        let lines = wrap(&text, self.width.saturating_sub(self.label), 0, Breaks::Prose);
        for (index, line) in lines.iter().enumerate() {
            if index == 0 {
                write!(out, "{heading}{padding}")?;
            } else {
                write!(out, "{}", " ".repeat(self.label))?;
            }
            writeln!(out, "{ansi}{line}{ansi:#}")?;
        }
        Ok(())
    }

    /// A table, with lines before the rows of these numbers, which are indented then.
    fn table(&self, table: &Table, heads: &[(usize, Note)], out: &mut dyn Write) -> io::Result<()> {
        if table.rows.is_empty() {
            return self.heads_of(0, heads, out);
        }
        let table = &table.clone().without_empty_optional();
        let indent = if heads.is_empty() { 0 } else { 2 };
        let width = self.width.saturating_sub(indent);
        let Some(lines) = grid::draw(table, self.words, width, self.colour) else {
            let table = table.without_optional();
            for (index, row) in table.rows.iter().enumerate() {
                self.heads_of(index, heads, out)?;
                self.record(&table, row, out)?;
            }
            return self.heads_of(table.rows.len(), heads, out);
        };
        let above = lines.len().saturating_sub(table.rows.len());
        for (index, line) in lines.iter().enumerate() {
            if let Some(row) = index.checked_sub(above) {
                self.heads_of(row, heads, out)?;
            }
            let lead = if index + 1 == above { self.words.sign("─", "-") } else { " " };
            writeln!(out, "{}{}", lead.repeat(indent), line.trim_end())?;
        }
        self.heads_of(table.rows.len(), heads, out)
    }

    fn heads_of(&self, row: usize, heads: &[(usize, Note)], out: &mut dyn Write) -> io::Result<()> {
        let heads = heads.iter().filter(|(before, _)| *before == row);
        heads.map(|(_, note)| note).try_for_each(|note| self.note(note, out))
    }

    fn plot(&self, plot: &Plot, out: &mut dyn Write) -> io::Result<()> {
        let lines = plot::draw(plot, self.words, self.width, self.colour);
        let lines = lines.unwrap_or_else(|| prose(self.words.no_room_for_plot(), self.width));
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// If no grid fits: a row as a list of `heading: value`, below its name.
    fn record(&self, table: &Table, row: &[Cell], out: &mut dyn Write) -> io::Result<()> {
        let colon = self.words.colon();
        let cells = table.columns.iter().zip(row).map(|(column, cell)| {
            let (text, ansi) = self.words_of(cell);
            let text = if table.one_line { cells::short(cell, self.words) } else { text };
            (column.heading.text(self.words), text, ansi)
        });
        let mut cells: Vec<_> = cells.filter(|(_, text, _)| !text.is_empty()).collect();
        // A number belongs to the name behind it.
        if table.one_line && cells.len() > 1 {
            let (_, number, _) = cells.remove(0);
            cells[0].1 = format!("{number} {}", cells[0].1);
        }
        for (index, (heading, text, ansi)) in cells.into_iter().enumerate() {
            let (text, lead) = match heading {
                _ if index == 0 => (text, ""),
                "" => (text, "  "),
                _ => (format!("{heading}{colon}{text}"), "  "),
            };
            for line in wrap(&text, self.width - lead.len(), 2, Breaks::Prose) {
                writeln!(out, "{lead}{ansi}{line}{ansi:#}")?;
            }
        }
        Ok(())
    }
}

/// A finding on one line, for formats without tables: annotations and test reports.
/// `verdict: off-track; actual: 40 家, 2021; target: ≥ 100 家; gap: −60 家`, in the reader's language.
pub fn finding_line(judged: &Judged<'_>, style: &Style) -> String {
    let words = style.words();
    let colon = words.colon();
    let facts = brief(judged).into_iter().map(|(heading, cell)| {
        let heading = plain(heading.text(words));
        format!("{heading}{colon}{}", one_line(&cell, words))
    });
    words.semicolons(facts)
}

/// The indicator's name in the reader's language, on one line.
pub fn name_line(judged: &Judged<'_>, style: &Style) -> String {
    one_line(&Cell::Name(name_of(judged.indicator())), style.words())
}

#[cfg(test)]
mod detail_tests;
#[cfg(test)]
mod outcome_tests;
#[cfg(test)]
mod tests;
