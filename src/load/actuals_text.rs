//! The text of a CSV file as it is read: which delimiter, which line, and what the raw record looks like, so that an
//! error can show it.

use std::cell::RefCell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use crate::diag::{DataProblem, Excerpt, Place};

use super::encoding::{Faulty, as_io_error};

/// A record beyond this is no row but an open quote.
const MAX_RECORD_MIB: u8 = 16;

/// The same in bytes, with the line end.
pub(super) const MAX_RECORD: usize = (MAX_RECORD_MIB as usize) << 20;

/// A header beyond this is no header.
const MAX_HEADER_MIB: u8 = 1;

const MAX_HEADER: usize = (MAX_HEADER_MIB as usize) << 20;

/// Columns of a table: as many as a sheet can have.
pub(super) const MAX_COLUMNS: usize = 16_384;

/// Cells of a record; only one that is longer than so many bytes can have more.
pub(super) const MAX_CELLS: usize = 1 << 20;

/// A record that starts `offset` bytes into the text is longer than a record may be.
pub(super) fn record_too_long(offset: u64) -> DataProblem {
    DataProblem::RecordTooLong { limit: MAX_RECORD_MIB.into(), offset }
}

/// A record that starts `offset` bytes into the text has more cells than a record may have.
pub(super) fn too_many_cells(offset: u64) -> DataProblem {
    DataProblem::TooManyCells { limit: MAX_CELLS as u64, offset }
}

/// So has the header.
pub(super) fn too_many_columns(offset: u64) -> DataProblem {
    DataProblem::TooManyCells { limit: MAX_COLUMNS as u64, offset }
}

/// Has the text of one record more cells than a record may have?
pub(super) fn has_too_many_cells(text: &[u8], delimiter: u8) -> bool {
    let mut delimiters = Delimiters::default();
    text.len() > MAX_CELLS && {
        delimiters.count_in(text, delimiter);
        delimiters.count >= MAX_CELLS
    }
}

/// Delimiters outside quotes, counted piece by piece.
#[derive(Debug, Default)]
struct Delimiters {
    count: usize,
    in_quotes: bool,
}

impl Delimiters {
    fn count_in(&mut self, text: &[u8], delimiter: u8) {
        for at in memchr::memchr2_iter(delimiter, b'"', text) {
            if text.get(at) == Some(&b'"') {
                self.in_quotes = !self.in_quotes;
            } else if !self.in_quotes {
                self.count += 1;
            }
        }
    }
}

/// Lines longer than this are not shown.
pub(super) const MAX_SHOWN: usize = 4096;

/// The first line that is not empty, and the reader put back to its beginning.
pub(super) fn peek_header(mut input: impl Read + 'static) -> io::Result<(Head, Box<dyn Read>)> {
    let mut head: Vec<u8> = Vec::new();
    let mut piece = vec![0; 1 << 13];
    loop {
        let start = head.iter().position(|byte| !is_line_end(*byte));
        let line = start.map(|start| &head[start..]);
        // One byte behind the line's end tells CR from CRLF.
        let end = line.and_then(|line| line.iter().position(|byte| is_line_end(*byte)));
        let complete = match (line, end) {
            (Some(line), Some(end)) => line.len() > end + 1,
            _ => head.len() > MAX_HEADER,
        };
        let mut fault = None;
        let count = if complete {
            0
        } else {
            match input.read(&mut piece) {
                Ok(count) => count,
                // What follows a whole line is read again, and told with its own line.
                Err(error) if end.is_some() => {
                    fault = Some(error);
                    0
                }
                Err(error) => return Err(error),
            }
        };
        if count == 0 {
            let line = line.unwrap_or_default();
            let text =
                String::from_utf8_lossy(line.get(..end.unwrap_or(line.len())).unwrap_or(line));
            let lone_cr = end.is_some_and(|end| {
                line.get(end) == Some(&b'\r') && line.get(end + 1) != Some(&b'\n')
            });
            let found = Head { delimiter: delimiter_of(&text), line: text.into_owned() };
            let whole = Cursor::new(head).chain(Faulty(fault)).chain(input);
            return Ok((found, if lone_cr { Box::new(LineFeeds(whole)) } else { Box::new(whole) }));
        }
        head.extend(piece.iter().take(count));
    }
}

/// What the first line tells.
#[derive(Debug)]
pub(super) struct Head {
    /// The line.
    pub(super) line: String,
    /// What separates its cells.
    pub(super) delimiter: u8,
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// The delimiter that occurs most often outside quotes; a comma when none does.
pub(super) fn delimiter_of(line: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted
            && let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte)
        {
            *count += 1;
        }
    }
    // The first of equals wins: a comma before the others.
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Line ends of a lone CR, as some old exports have them, made LF, so that lines can be counted.
struct LineFeeds<R>(R);

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(target)?;
        for byte in target.iter_mut().take(count).filter(|byte| **byte == b'\r') {
            *byte = b'\n';
        }
        Ok(count)
    }
}

/// Keeps the text of the record being read, and stops where it is longer than any.
pub(super) struct Tee<R> {
    input: R,
    kept: Kept,
    delimiter: u8,
    /// Of a long record: up to where its delimiters were counted.
    counted: (u64, Delimiters),
}

/// The handle by which the kept text is asked for.
#[derive(Clone, Default)]
pub(super) struct Kept(Rc<RefCell<KeptText>>);

#[derive(Default)]
struct KeptText {
    text: Vec<u8>,
    /// Where `text` starts in the stream.
    start: u64,
    /// Where the text starts that may still be asked for: of the record before the one being read.
    record: u64,
    /// Where the record being read starts in the stream.
    reading: u64,
    /// Is it a record behind the header?
    behind_header: bool,
}

impl<R: Read> Tee<R> {
    /// Around a reader.
    pub(super) fn new(input: R, delimiter: u8) -> (Self, Kept) {
        let kept = Kept::default();
        (Self { input, kept: kept.clone(), delimiter, counted: (0, Delimiters::default()) }, kept)
    }
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut kept = self.kept.0.borrow_mut();
        // Everything before was consumed, and the record is not at its end.
        kept.refuse_long(self.delimiter, &mut self.counted)
            .map_err(|problem| as_io_error(*problem))?;
        let count = self.input.read(target)?;
        let done = usize::try_from(kept.record - kept.start).unwrap_or(0);
        // Dropped only when it is the larger half, so that every byte is moved once on average.
        if done * 2 > kept.text.len() {
            kept.text.drain(..done);
            kept.start += done as u64;
        }
        kept.text.extend_from_slice(&target[..count]);
        Ok(count)
    }
}

impl KeptText {
    fn refuse_long(
        &self,
        delimiter: u8,
        (counted, delimiters): &mut (u64, Delimiters),
    ) -> Result<(), Box<DataProblem>> {
        let offset = self.reading;
        let end = self.start + self.text.len() as u64;
        let length = end.saturating_sub(offset);
        if !self.behind_header {
            if length <= MAX_HEADER as u64 {
                return Ok(());
            }
            let limit = MAX_HEADER_MIB.into();
            return Err(Box::new(DataProblem::HeaderTooLong { limit, offset }));
        }
        if length > MAX_RECORD as u64 {
            return Err(Box::new(record_too_long(offset)));
        }
        if length > MAX_CELLS as u64 {
            if *counted < offset {
                (*counted, *delimiters) = (offset, Delimiters::default());
            }
            let from = usize::try_from(counted.saturating_sub(self.start)).unwrap_or(0);
            delimiters.count_in(self.text.get(from..).unwrap_or_default(), delimiter);
            *counted = end;
            if delimiters.count >= MAX_CELLS {
                return Err(Box::new(too_many_cells(offset)));
            }
        }
        Ok(())
    }
}

impl Kept {
    /// A record behind the header is about to be read, from there on.
    pub(super) fn begin(&self, position: u64) {
        let mut kept = self.0.borrow_mut();
        kept.reading = position;
        kept.behind_header = true;
    }

    /// Everything before `position` will not be asked for again.
    pub(super) fn release(&self, position: u64) {
        self.0.borrow_mut().record = position;
    }

    /// The raw text between two positions of the stream.
    pub(super) fn between(&self, from: u64, to: u64) -> String {
        let kept = self.0.borrow();
        let index =
            |position: u64| usize::try_from(position.saturating_sub(kept.start)).unwrap_or(0);
        let bytes = kept.text.get(index(from)..index(to)).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Characters read since the last line end.
    pub(super) fn in_line(&self) -> usize {
        let kept = self.0.borrow();
        let line = kept.text.rsplit(|byte| *byte == b'\n').next();
        String::from_utf8_lossy(line.unwrap_or_default()).chars().count()
    }
}

impl Kept {
    /// Line ends at `position` before a record begins there, in lines and in bytes: CRLF is split between two records.
    pub(super) fn line_ends_at(&self, position: u64) -> (u64, u64) {
        let kept = self.0.borrow();
        let start = usize::try_from(position.saturating_sub(kept.start)).unwrap_or(0);
        let rest = kept.text.get(start..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| is_line_end(**byte));
        ends.fold((0, 0), |(lines, bytes), byte| (lines + u64::from(*byte == b'\n'), bytes + 1))
    }
}

/// One record as it stands in the file.
pub(super) struct RawRecord {
    file: String,
    text: String,
    line: u64,
    delimiter: u8,
}

impl RawRecord {
    /// `text` may begin with line ends that belong to the record before it.
    pub(super) fn new(file: &str, text: &str, line: u64, delimiter: u8) -> Self {
        let body = text.trim_start_matches(['\r', '\n']);
        let skipped = &text[..text.len() - body.len()];
        Self {
            file: file.to_owned(),
            line: line + count_lines(skipped),
            text: body.to_owned(),
            delimiter,
        }
    }

    /// The place of a cell; of the whole first line when there is no such cell.
    pub(super) fn place(&self, cell: Option<usize>) -> Place {
        let (spans, _) = self.cells();
        let span = cell.and_then(|cell| spans.get(cell).copied());
        let (start, end) =
            span.unwrap_or_else(|| (0, self.text.find(['\n', '\r']).unwrap_or(self.text.len())));
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end =
            self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |at| start + at);
        let shown = &self.text[line_start..line_end];
        let column = self.text[line_start..start].chars().count() + 1;
        Place {
            file: self.file.clone(),
            line: small(self.line + count_lines(&self.text[..start])),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            excerpt: (shown.len() <= MAX_SHOWN).then(|| Excerpt {
                text: shown.to_owned(),
                start: start - line_start,
                end: end.min(line_end) - line_start,
            }),
            cell: None,
        }
    }

    /// Does it end inside a quoted cell?
    pub(super) fn is_open(&self) -> bool {
        self.cells().1
    }

    /// First byte and end of every cell, quotes included; and whether a quote is left open.
    fn cells(&self) -> (Vec<(usize, usize)>, bool) {
        #[derive(PartialEq)]
        enum At {
            Start,
            Plain,
            Quoted,
            Closed,
        }
        let mut spans = Vec::new();
        let mut start = 0;
        let mut at = At::Start;
        let mut end = self.text.len();
        for (index, byte) in self.text.bytes().enumerate() {
            at = match (at, byte) {
                (At::Quoted, b'"') => At::Closed,
                (At::Quoted, _) | (At::Start | At::Closed, b'"') => At::Quoted,
                (_, byte) if byte == self.delimiter => {
                    spans.push((start, index));
                    start = index + 1;
                    At::Start
                }
                (other, byte) if is_line_end(byte) => {
                    end = index;
                    at = other;
                    break;
                }
                _ => At::Plain,
            };
        }
        spans.push((start, end));
        (spans, at == At::Quoted)
    }
}

fn count_lines(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

/// A line number as places hold it.
pub(super) fn small(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_outside_quotes() {
        assert_eq!(delimiter_of("a,b,c"), b',');
        assert_eq!(delimiter_of("a;b;\"c,d,e,f\""), b';');
        assert_eq!(delimiter_of("a\tb,c\td"), b'\t');
        assert_eq!(delimiter_of("a"), b',');
    }

    #[test]
    fn places_count_characters_and_lines() {
        let raw = RawRecord::new("f.csv", "\n杭州市,\"甲\n乙\",2024,\"x\"\"y,\",5\r\n", 4, b',');
        let place = raw.place(Some(2));
        assert_eq!((place.line, place.column), (6, 4));
        let excerpt = place.excerpt.expect("shown");
        assert_eq!(excerpt.text, "乙\",2024,\"x\"\"y,\",5");
        assert_eq!(&excerpt.text[excerpt.start..excerpt.end], "2024");
        let place = raw.place(Some(4));
        assert_eq!((place.line, place.column), (6, 17));
        let place = raw.place(Some(1));
        assert_eq!((place.line, place.column), (5, 5));
        assert!(!raw.is_open());
        assert!(RawRecord::new("f", "a,\"b", 1, b',').is_open());
        assert!(!RawRecord::new("f", "a,\"\"", 1, b',').is_open());
        assert!(!RawRecord::new("f", "a\"b,c", 1, b',').is_open());
        assert!(!RawRecord::new("f", "a\"\"b,c", 1, b',').is_open());
    }
}
