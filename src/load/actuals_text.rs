//! The text of a CSV file as it is read: which delimiter, which line, and what the raw record looks like, so that an
//! error can show it.

use std::cell::RefCell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use crate::diag::{DataProblem, Excerpt, Place};

use super::encoding::as_io_error;

/// A record beyond this is no row but an open quote.
const MAX_RECORD_MIB: u64 = 16;

/// A header line beyond this is no header.
const MAX_HEADER: usize = 1 << 20;

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
            let found = Head {
                delimiter: delimiter_of(&text),
                line: text.into_owned(),
            };
            let whole = Cursor::new(head).chain(Faulty(fault)).chain(input);
            return Ok((
                found,
                if lone_cr {
                    Box::new(LineFeeds(whole))
                } else {
                    Box::new(whole)
                },
            ));
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

/// A reader that has nothing but, once, an error.
struct Faulty(Option<io::Error>);

impl Read for Faulty {
    fn read(&mut self, _target: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
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

/// Keeps the text of the record being read.
pub(super) struct Tee<R> {
    input: R,
    kept: Kept,
}

/// The handle by which the kept text is asked for.
#[derive(Clone, Default)]
pub(super) struct Kept(Rc<RefCell<KeptText>>);

#[derive(Default)]
struct KeptText {
    text: Vec<u8>,
    /// Where `text` starts in the stream.
    start: u64,
    /// Where the record being read starts in the stream.
    record: u64,
}

impl<R: Read> Tee<R> {
    /// Around a reader.
    pub(super) fn new(input: R) -> (Self, Kept) {
        let kept = Kept::default();
        (
            Self {
                input,
                kept: kept.clone(),
            },
            kept,
        )
    }
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut kept = self.kept.0.borrow_mut();
        let end = kept.start + kept.text.len() as u64;
        if end - kept.record > MAX_RECORD_MIB << 20 {
            return Err(as_io_error(DataProblem::RecordTooLong {
                limit: MAX_RECORD_MIB,
                offset: kept.record,
            }));
        }
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

impl Kept {
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
        String::from_utf8_lossy(line.unwrap_or_default())
            .chars()
            .count()
    }
}

impl Kept {
    /// Lines that end at `position` before a record begins there: CRLF is split between two records.
    pub(super) fn line_ends_at(&self, position: u64) -> u64 {
        let kept = self.0.borrow();
        let start = usize::try_from(position.saturating_sub(kept.start)).unwrap_or(0);
        let rest = kept.text.get(start..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| is_line_end(**byte));
        ends.filter(|byte| **byte == b'\n').count() as u64
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
        let line_end = self.text[start..]
            .find(['\n', '\r'])
            .map_or(self.text.len(), |at| start + at);
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
        let raw = RawRecord::new(
            "f.csv",
            "\n杭州市,\"甲\n乙\",2024,\"x\"\"y,\",5\r\n",
            4,
            b',',
        );
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
