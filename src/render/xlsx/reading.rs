//! Sheets to read and to print: each page with its notes and tables, in the reader's language, one page wide.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::{
    lang::Words,
    record::each,
    render::{
        columns, fitting,
        text::{cells, plain as unbroken},
    },
    report::{Block, Line, Note, Sheet},
    table::{Align, Cell, Column, Heading, Table},
    words::joined,
};

use super::{
    cell::{Names, text},
    paint,
};

/// Characters of the widest column of prose, and of any other.
const WIDEST: [usize; 2] = [24, 12];

/// Characters taken by the filter button.
const BUTTON: usize = 3;

/// Characters in the columns of facts, where there is no table.
const FACTS: [usize; 2] = [24, 110];

/// Points of a line of text: of Chinese, which is higher.
const LINE: usize = 17;

/// A row is at most 409 points high.
const MOST_LINES: usize = 20;

/// Points of the letters of a title.
const TITLE: u8 = 14;

/// The colour of the line below a row.
const RULE: u32 = 0xBF_BFBF;

/// A4.
const PAPER: u8 = 9;

/// The sheet of a page; `None` if there is nothing on it.
pub fn sheet(
    page: &Sheet,
    words: Words,
    names: &mut Names,
) -> Result<Option<Worksheet>, XlsxError> {
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) | Block::Lines(table, _) => Some(table),
        Block::Space | Block::Note(_) | Block::Plot(_) => None,
    });
    let tables: Vec<&Table> = tables.collect();
    let mut reading = Reading { sheet: Worksheet::new(), words, row: 0, widths: Vec::new() };
    for table in &tables {
        reading.widen(table);
    }
    if tables.is_empty() {
        reading.widths = FACTS.to_vec();
    }
    let mut title = None;
    for block in &page.blocks {
        match block {
            Block::Space if reading.row > 0 => reading.row += 1,
            Block::Space | Block::Plot(_) => {}
            Block::Note(note) => {
                if let Note::Title(id, _) = note {
                    title.get_or_insert(id);
                }
                reading.note(note)?;
            }
            Block::Table(table) => reading.table(table, &[], tables.len() == 1)?,
            Block::Lines(table, heads) => reading.table(table, heads, tables.len() == 1)?,
        }
    }
    if reading.row == 0 {
        return Ok(None);
    }
    let overview = words.pick("overview", "一览");
    let name = joined([overview].into_iter().chain(title.map(String::as_str)), " ");
    let mut sheet = reading.sheet;
    for (column, width) in (0..).zip(&reading.widths) {
        sheet.set_column_width(column, narrow(*width))?;
    }
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&L&A&R&P / &N");
    sheet.set_name(names.take(&name))?;
    Ok(Some(sheet))
}

struct Reading {
    sheet: Worksheet,
    words: Words,
    row: u32,
    /// Characters of each column.
    widths: Vec<usize>,
}

impl Reading {
    /// Makes the columns as wide as a table needs, within bounds: what is longer wraps.
    fn widen(&mut self, table: &Table) {
        for (index, column) in table.columns.iter().enumerate() {
            let most = WIDEST[usize::from(!column.grows)];
            let cells = table.rows.iter().filter_map(|row| row.get(index));
            let lines = cells.flat_map(|cell| self.lines(table, column, cell));
            let widest = lines.map(|line| line.width()).max().unwrap_or(0).min(most);
            let head = plain(column.heading.text(self.words)).width() + BUTTON;
            let width = widest.max(head.min(most)) + 1;
            match self.widths.get_mut(index) {
                Some(known) => *known = width.max(*known),
                None => self.widths.push(width),
            }
        }
    }

    /// The lines of a cell. Beside a column of notes a verdict has only its word, and these the rest.
    fn lines(&self, table: &Table, column: &Column, cell: &Cell) -> Vec<String> {
        let mut lines = each(cells::lines(cell, self.words, None), |line| plain(&line));
        let noted = table.columns.iter().any(|it| it.heading == Heading::Note);
        if noted && matches!(cell, Cell::Verdict { .. }) {
            let rest = lines.split_off(lines.len().min(1));
            return if column.heading == Heading::Note { rest } else { lines };
        }
        lines
    }

    /// A note over the whole width, as high as it needs.
    fn note(&mut self, note: &Note) -> Result<(), XlsxError> {
        let said = match note {
            Note::Fact(heading, cell) => {
                let value = self.words.commas(cells::lines(cell, self.words, None));
                format!("{}{}{value}", heading.text(self.words), self.words.colon())
            }
            _ => note.said(self.words),
        };
        let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let (format, points) = match note {
            Note::Title(..) => (format.set_bold().set_font_size(TITLE), 2 * LINE),
            Note::Said(Line::Head | Line::Group, _) | Note::Tally(_) => (format.set_bold(), LINE),
            Note::Fact(..) | Note::Said(..) => (format, LINE),
        };
        let (last, whole) = (last(&self.widths), self.widths.iter().sum::<usize>());
        let text = plain(&said);
        let mut rest = text.as_str();
        while !rest.is_empty() {
            // What is longer than a row may be high goes on in another, behind a name.
            let most = fitting(rest, whole * MOST_LINES, columns).len();
            let ends = |(_, it): &(usize, char)| matches!(it, ';' | '；' | '、' | ' ');
            let end = rest[..most].char_indices().rev().find(ends).filter(|_| most < rest.len());
            let (line, more) = rest.split_at(end.map_or(most, |(at, it)| at + it.len_utf8()));
            rest = more;
            if last == 0 {
                self.sheet.write_string_with_format(self.row, 0, line, &format)?;
            } else {
                self.sheet.merge_range(self.row, 0, self.row, last, line, &format)?;
            }
            self.sheet.set_row_height(self.row, narrow(points * wrapped(line, whole)))?;
            self.row += 1;
        }
        Ok(())
    }

    /// A table, with heads of groups before the rows of these numbers; the head of the only one stays in sight and is on
    /// every printed page.
    fn table(
        &mut self,
        table: &Table,
        heads: &[(usize, Note)],
        only: bool,
    ) -> Result<(), XlsxError> {
        let head = self.row;
        for (index, column) in (0..).zip(&table.columns) {
            let word = plain(column.heading.text(self.words));
            let format = aligned(paint::header(), column);
            self.sheet.write_string_with_format(head, index, word, &format)?;
        }
        self.row += 1;
        for (index, row) in table.rows.iter().enumerate() {
            for (_, note) in heads.iter().filter(|(before, _)| *before == index) {
                self.note(note)?;
            }
            let mut highest = 1;
            for (place, (column, cell)) in (0..).zip(table.columns.iter().zip(row)) {
                let colours = match (cell, column.heading) {
                    (Cell::Verdict { verdict, .. }, heading) if heading != Heading::Note => {
                        Some(*verdict)
                    }
                    _ => cell.tone(),
                };
                let format = colours.map_or_else(Format::new, paint::of_verdict);
                let format = format.set_border_bottom(FormatBorder::Thin);
                let format = aligned(format.set_border_bottom_color(RULE), column);
                if let Cell::Count(count) = cell {
                    let count = u32::try_from(*count).unwrap_or(u32::MAX);
                    self.sheet.write_number_with_format(self.row, place, count, &format)?;
                } else {
                    let lines = self.lines(table, column, cell);
                    let width = self.widths.get(usize::from(place)).map_or(1, |width| width - 1);
                    let high = lines.iter().map(|line| wrapped(line, width)).sum();
                    highest = highest.max(high);
                    let lines = joined(lines, "\n");
                    self.sheet.write_string_with_format(self.row, place, lines, &format)?;
                }
            }
            self.sheet.set_row_height(self.row, narrow(LINE * highest.min(MOST_LINES)))?;
            self.row += 1;
        }
        let last = last(&table.columns);
        if self.row > head + 1 {
            let text_like_numbers = IgnoreError::NumberStoredAsText;
            self.sheet.ignore_error_range(head, 0, self.row - 1, last, text_like_numbers)?;
        }
        if only {
            self.sheet.set_repeat_rows(head, head)?;
            self.sheet.set_freeze_panes(head + 1, 0)?;
            if heads.is_empty() {
                self.sheet.autofilter(head, 0, self.row - 1, last)?;
            }
        }
        Ok(())
    }
}

/// The lines that a text takes in so many characters.
fn wrapped(line: &str, width: usize) -> usize {
    (line.width() * 11 / 10).div_ceil(width.max(1)).max(1)
}

/// The place of the last column.
fn last<T>(columns: &[T]) -> u16 {
    narrow(columns.len().saturating_sub(1))
}

fn aligned(format: Format, column: &Column) -> Format {
    let format = format.set_text_wrap().set_align(FormatAlign::Top);
    match column.align {
        Align::Right => format.set_align(FormatAlign::Right),
        Align::Left => format.set_align(FormatAlign::Left).set_indent(1),
    }
}

/// Text without line-break marks.
fn plain(line: &str) -> String {
    text(&unbroken(line))
}

fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or_default()
}
