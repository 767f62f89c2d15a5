//! The first sheet: verdict counts of each plan, and the notes of its page.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::{
    assess::Verdict,
    lang::Words,
    render::text::{cells, plain as unbroken},
    report::{Block, Line, Note, Sheet, Tally},
    table::Heading,
};

use super::{
    cell::{Names, text},
    paint,
};

/// Characters in the column of plans and fact headings.
const FIRST_COLUMN: usize = 40;

/// Characters in a column of counts.
const COUNT: usize = 6;

/// The sheet; `None` if the pages have nothing but tables.
pub fn sheet(
    pages: &[Sheet],
    words: Words,
    names: &mut Names,
) -> Result<Option<Worksheet>, XlsxError> {
    if notes(pages).next().is_none() {
        return Ok(None);
    }
    let mut summary = Summary { sheet: Worksheet::new(), words, row: 0 };
    summary.tallies(pages)?;
    for page in pages {
        summary.page(page)?;
    }
    let name = names.take(words.pick("summary", "汇总"));
    summary.sheet.set_name(name)?;
    Ok(Some(summary.sheet))
}

fn notes(pages: &[Sheet]) -> impl Iterator<Item = &Note> {
    let blocks = pages.iter().flat_map(|page| &page.blocks);
    blocks.filter_map(|block| match block {
        Block::Note(note) => Some(note),
        Block::Space | Block::Table(_) | Block::Lines(..) | Block::Plot(_) => None,
    })
}

struct Summary {
    sheet: Worksheet,
    words: Words,
    row: u32,
}

impl Summary {
    /// One row per plan and scope, the verdicts as columns, at the top of the sheet.
    fn tallies(&mut self, pages: &[Sheet]) -> Result<(), XlsxError> {
        if !notes(pages).any(|note| matches!(note, Note::Tally(_))) {
            return Ok(());
        }
        let headings = [Heading::Plan, Heading::Scope, Heading::Indicators];
        let format = paint::header();
        let mut column = 0;
        for heading in headings.map(|heading| heading.text(self.words)) {
            self.header(column, heading, &format)?;
            column += 1;
        }
        for &verdict in Verdict::ALL {
            let word = verdict.text(self.words);
            self.header(column, word, &paint::of_verdict(verdict).set_bold())?;
            column += 1;
        }
        self.sheet.set_column_width(0, width(FIRST_COLUMN))?;
        self.row = 1;
        for page in pages {
            let mut plan = "";
            for note in notes(std::slice::from_ref(page)) {
                match note {
                    Note::Title(id, _) => plan = id,
                    Note::Tally(tally) => self.tally(plan, tally)?,
                    _ => {}
                }
            }
        }
        self.sheet.set_freeze_panes(1, 0)?;
        self.sheet.autofilter(0, 0, self.row - 1, column - 1)?;
        Ok(())
    }

    fn header(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(0, column, text, format)?;
        let columns = UnicodeWidthStr::width(text).max(COUNT) + 4;
        self.sheet.set_column_width(column, width(columns))?;
        Ok(())
    }

    fn tally(&mut self, plan: &str, tally: &Tally) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, text(plan))?;
        self.sheet.write_string(self.row, 1, tally.scope.text(self.words))?;
        self.count(2, tally.total)?;
        for (column, verdict) in (3..).zip(Verdict::ALL) {
            let found = tally.counts.iter().find(|(it, _)| it == verdict);
            self.count(column, found.map_or(0, |(_, count)| *count))?;
        }
        self.row += 1;
        Ok(())
    }

    fn count(&mut self, column: u16, count: usize) -> Result<(), XlsxError> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.sheet.write_number(self.row, column, count)?;
        Ok(())
    }

    /// The notes of a page, one per row, facts in two columns. Its tables are the rows of the other sheets.
    fn page(&mut self, page: &Sheet) -> Result<(), XlsxError> {
        if self.row > 0 {
            self.row += 1;
        }
        let bold = Format::new().set_bold();
        for note in notes(std::slice::from_ref(page)) {
            match note {
                Note::Tally(_) => continue,
                Note::Fact(heading, cell) => {
                    let value = self.words.commas(cells::lines(cell, self.words, None));
                    let heading = plain(heading.text(self.words));
                    self.sheet.write_string(self.row, 0, heading)?;
                    self.sheet.write_string(self.row, 1, plain(&value))?;
                }
                Note::Title(..) | Note::Said(Line::Head, _) => {
                    let line = plain(&note.said(self.words));
                    self.sheet.write_string_with_format(self.row, 0, line, &bold)?;
                }
                Note::Said(..) => {
                    let line = plain(&note.said(self.words));
                    self.sheet.write_string(self.row, 0, line)?;
                }
            }
            self.row += 1;
        }
        Ok(())
    }
}

/// Text without line-break marks.
fn plain(line: &str) -> String {
    text(&unbroken(line))
}

fn width(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or_default()
}
