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
    lang::{HARD_SPACE, JOINER, SOFT_BREAK, Words},
    render::Style,
    report::{Block, Judged, Line, Note, Plot, Sheet, check::brief, name_of},
    table::{Cell, Heading, Table},
};

use cells::safe;
use wrap::{Breaks, columns, wrap};

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
            Block::Table(table) => page.table(table, out)?,
            Block::Plot(plot) => page.plot(plot, out)?,
        }
    }
    Ok(())
}

/// A cell on one line of plain text, for formats without wrapping: no line-break marks and no bars.
pub fn one_line(cell: &Cell, words: Words) -> String {
    plain(&words.commas(cells::lines(cell, words, None)))
}

/// Text without line-break marks.
pub fn plain(text: &str) -> String {
    text.replace([JOINER, SOFT_BREAK], "").replace(HARD_SPACE, " ")
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
        let bold = match note {
            Note::Title(..) => true,
            Note::Said(line, _) => matches!(line, Line::Head | Line::Group),
            _ => false,
        };
        let ansi = if bold && self.colour { Ansi::new().bold() } else { Ansi::new() };
        let breaks = match note {
            Note::Tally(_) | Note::Said(Line::Group | Line::Counts, _) => Breaks::Words,
            _ => Breaks::Prose,
        };
        for line in wrap(&safe(&note.said(self.words)), self.width, 2, breaks) {
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

    fn table(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let table = &table.clone().without_empty_optional();
        match grid::draw(table, self.words, self.width, self.colour) {
            Some(lines) => lines.iter().try_for_each(|line| writeln!(out, "{}", line.trim_end())),
            None => self.records(&table.without_optional(), out),
        }
    }

    fn plot(&self, plot: &Plot, out: &mut dyn Write) -> io::Result<()> {
        let lines = plot::draw(plot, self.words, self.width, self.colour);
        let lines = lines.unwrap_or_else(|| prose(self.words.no_room_for_plot(), self.width));
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// If no grid fits: every row as a list of `heading: value`.
    fn records(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let colon = self.words.colon();
        for row in &table.rows {
            for (index, (column, cell)) in table.columns.iter().zip(row).enumerate() {
                let (text, ansi) = self.words_of(cell);
                if text.is_empty() {
                    continue;
                }
                let (text, lead) = if index == 0 {
                    (text, "")
                } else {
                    let heading = column.heading.text(self.words);
                    (format!("{heading}{colon}{text}"), "  ")
                };
                for line in wrap(&text, self.width - lead.len(), 2, Breaks::Prose) {
                    writeln!(out, "{lead}{ansi}{line}{ansi:#}")?;
                }
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
