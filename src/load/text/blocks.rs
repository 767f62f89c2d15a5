//! A file in blocks that begin and end with whole records, read one after the other by whoever has nothing to do.

use std::io::{ErrorKind, Read};

use encoding_rs::UTF_8;
use memchr::memrchr;

use crate::{
    diag::{DataProblem, Place},
    load::encoding::{FileFault, MOST_FILES, Text, problem_of, valid},
};

use super::records::{End, Records, last_end, line_feeds, place_in, small};

/// A record beyond this is no row but an open quote.
const MAX_RECORD_MIB: u8 = 16;

/// A header beyond this is no header.
const MAX_HEADER_MIB: u8 = 1;

/// Columns of a table: as many as a sheet can have.
pub const MAX_COLUMNS: usize = 16_384;

/// Cells of a record; only one that is longer than so many bytes can have more.
const MAX_CELLS: usize = 1 << 20;

/// Lines among which the header is looked for: titles and remarks stand above it.
pub const TOP: u32 = 50;

/// Bytes among which the header is looked for at first.
const PIECE: usize = 1 << 13;

/// A record that starts `offset` bytes into the text has more cells than a record may have.
pub fn too_many_cells(limit: usize, offset: u64) -> DataProblem {
    DataProblem::TooManyCells { limit: limit as u64, offset }
}

/// A piece of a file.
#[derive(Debug, Default)]
pub struct Block {
    /// What is read into, block after block: its bytes behind `end` are not this block's.
    bytes: Vec<u8>,
    /// Those before it are left out.
    begin: usize,
    end: usize,
    /// Where it starts in the text of the file.
    pub start: u64,
    /// Bytes of the file before its text: a mark of its encoding; none where it is decoded, so that nothing in it is no text.
    mark: Option<u64>,
    /// Are there quotes in it, or in the record behind it?
    pub quoted: bool,
    /// Are there neither quotes nor CR nor zero bytes? Looked for together, since every look at all bytes counts.
    pub plain: bool,
    /// Is there nothing behind it?
    pub is_last: bool,
}

/// What stops the reading: in lines from the start of a block, and in characters.
#[derive(Debug)]
pub struct Stopped {
    problem: DataProblem,
    lines: u32,
    column: usize,
    /// The text of the record, where it is to be shown.
    record: Option<Vec<u8>>,
}

impl Stopped {
    /// In the record that `text` begins with: a byte that does not fit stands behind `text`; all else is said of the
    /// record.
    fn new(problem: DataProblem, text: &[u8]) -> Self {
        let is_byte = matches!(
            problem,
            DataProblem::UndecodableByte { .. }
                | DataProblem::TruncatedFile { .. }
                | DataProblem::ZeroByte { .. }
        );
        let text = if is_byte { text } else { &[] };
        let column = String::from_utf8_lossy(&text[last_line(text)..]).chars().count() + 1;
        Self { problem, lines: line_feeds(text), column, record: None }
    }

    /// The problem with its place; the block starts on that line.
    pub fn at(self, file: &str, line: u32, delimiter: u8) -> FileFault {
        let line = line.saturating_add(self.lines);
        let place = match &self.record {
            Some(record) => place_in(file, (record, line), delimiter, None),
            None => Place { line, column: small(self.column), ..Place::whole_file(file) },
        };
        FileFault(self.problem, Some(place))
    }
}

/// Where the last line of a text starts.
fn last_line(text: &[u8]) -> usize {
    memrchr(b'\n', text).map_or(0, |end| end + 1)
}

impl Block {
    pub fn text(&self) -> &[u8] {
        &self.bytes[self.begin..self.end]
    }

    /// The records before the first thing that cannot be read, and that.
    pub fn checked(&self, delimiter: u8) -> (&[u8], Option<Stopped>) {
        let (mut text, problem) = match self.mark {
            None => (self.text(), None),
            Some(mark) => {
                let zero = if self.plain { None } else { memchr::memchr(0, self.text()) };
                valid(self.text(), zero, (self.start, mark), self.is_last)
            }
        };
        let mut stopped = problem.map(|problem| Stopped::new(problem, text));
        if stopped.is_some() {
            text = &text[..last_line(text)];
        }
        // Only a block beyond the ordinary size can have a row with too many cells.
        let mut records = Records::new(text, delimiter);
        while text.len() > MAX_CELLS && records.next().is_some() {
            if records.cells.count > MAX_CELLS {
                let problem = too_many_cells(MAX_CELLS, self.start + records.start as u64);
                let lines = records.line;
                stopped = Some(Stopped { problem, lines, column: 1, record: None });
                text = &text[..records.start];
                break;
            }
        }
        (text, stopped)
    }

    /// The file ends inside a quoted cell of the record at a place.
    pub fn open_quote(&self, start: usize, lines: u32) -> Stopped {
        let problem = DataProblem::OpenQuote { offset: self.start + start as u64 };
        let record = self.text().get(start..).map(<[u8]>::to_vec);
        Stopped { problem, lines, column: 1, record }
    }

    /// Leaves out what stands before a place.
    pub fn skip(&mut self, before: usize) {
        self.begin += before;
        self.start += before as u64;
    }
}

/// The rest of a file.
pub struct Blocks {
    input: Box<dyn Read + Send>,
    mark: Option<u64>,
    size: usize,
    pub delimiter: u8,
    /// Is a lone CR a line end, as in some old exports? It is made LF, so that lines can be counted.
    lone_cr: bool,
    /// Is the header read?
    pub behind_header: bool,
    /// What was read and not handed out.
    carry: Vec<u8>,
    /// Where `carry` starts in the text.
    start: u64,
    /// Is there nothing more to be read?
    ended: bool,
    /// Why reading failed behind what was read: told when the records before it were handed out.
    fault: Option<DataProblem>,
}

impl Blocks {
    /// Of a file from its header on; gives the line of that too, and nothing of an empty file. The header, which shows the
    /// delimiter unless that is `given`, is the first of the top lines that `is_header`, else the first that says something.
    ///
    /// Errors: what is wrong before the end of the first line.
    pub fn open(
        text: Text,
        size: usize,
        given: Option<u8>,
        is_header: &mut dyn FnMut(&[u8], u8, u32) -> bool,
    ) -> Result<Option<(Self, u32)>, DataProblem> {
        let mut blocks = Self {
            input: text.input,
            mark: (text.encoding == UTF_8).then_some(text.mark),
            size,
            delimiter: b',',
            lone_cr: false,
            behind_header: false,
            carry: Vec::new(),
            start: 0,
            ended: false,
            fault: None,
        };
        let mut carry = Vec::new();
        let mut at = 0;
        let mut seen = 0;
        let mut given = given;
        let mut first = None;
        let mut found = None;
        loop {
            let zero = memchr::memchr(0, &carry);
            let (text, fault) =
                valid(&carry, zero, (0, blocks.mark.unwrap_or_default()), blocks.ended);
            let fault = fault.or(blocks.fault.clone());
            // Nothing more will tell where a line ends.
            let whole = blocks.ended && fault.is_none() || carry.len() > blocks.longest();
            while found.is_none() && seen < TOP {
                let behind = &text[at..];
                let gap = behind.iter().position(|byte| !is_end(*byte)).unwrap_or(behind.len());
                let start = at + gap;
                let rest = &behind[gap..];
                let end = rest.iter().position(|byte| is_end(*byte));
                // One byte behind the line's end tells CR from CRLF.
                let end = end.filter(|end| whole || rest.len() > end + 1);
                let Some(end) = end.or(whole.then_some(rest.len())).filter(|end| *end > 0) else {
                    break;
                };
                let (line, ends) = rest.split_at(end);
                if first.is_none() {
                    blocks.lone_cr = ends.starts_with(b"\r") && !ends.starts_with(b"\r\n");
                }
                // As Excel writes it: the line is none of the table.
                if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign] = line
                    && first.is_none()
                {
                    (given, at) = (given.or(Some(*sign)), start + end);
                    continue;
                }
                let delimiter =
                    given.unwrap_or_else(|| delimiter_of(&String::from_utf8_lossy(line)));
                let mut records = Records::new(rest, delimiter);
                let record = match records.next() {
                    Some(End::InQuotes) if !whole && fault.is_none() => break,
                    // A quote that is never closed is none of a header.
                    Some(End::InQuotes) => line,
                    _ => records.record(),
                };
                first.get_or_insert((start, delimiter));
                let before = &text[..start];
                let number = if blocks.lone_cr {
                    small(memchr::memchr_iter(b'\r', before).count())
                } else {
                    line_feeds(before)
                };
                if is_header(record, delimiter, number + 1) {
                    found = Some((start, delimiter));
                }
                (at, seen) = (start + record.len(), seen + 1);
            }
            if found.is_some() || seen == TOP || whole || fault.is_some() {
                let Some((start, delimiter)) = found.or(first) else {
                    return fault.map_or(Ok(None), Err);
                };
                blocks.delimiter = delimiter;
                blocks.end_lines(&mut carry);
                blocks.carry = carry.split_off(start);
                blocks.start = start as u64;
                return Ok(Some((blocks, 1 + line_feeds(&carry))));
            }
            let wanted = (carry.len() * 2).max(PIECE.min(size)).min(blocks.longest() + 1);
            let end = carry.len();
            let end = blocks.fill(&mut carry, end, wanted);
            carry.truncate(end);
        }
    }

    /// Bytes of a record that is no longer one.
    fn longest(&self) -> usize {
        usize::from(if self.behind_header { MAX_RECORD_MIB } else { MAX_HEADER_MIB }) << 20
    }

    /// Reads the next block; `false` when there is none.
    ///
    /// Errors: what stops the reading, at the record behind the last block.
    pub fn next(&mut self, block: &mut Block) -> Result<bool, Stopped> {
        if self.ended && self.fault.is_none() && self.carry.is_empty() {
            return Ok(false);
        }
        // One byte more than a record may have tells that it is longer.
        let longest = self.longest();
        let most = self.size.max(longest + 1);
        let mut wanted = self.size.max(self.carry.len() * 2).min(most);
        (block.start, block.mark) = (self.start, self.mark);
        let carried = self.carry.len();
        if block.bytes.len() < carried {
            block.bytes.resize(carried, 0);
        }
        block.bytes[..carried].copy_from_slice(&self.carry);
        self.carry.clear();
        (block.begin, block.end) = (0, carried);
        let end = loop {
            block.end = self.fill(&mut block.bytes, block.end, wanted);
            block.is_last = self.ended && self.fault.is_none();
            block.plain = memchr::memchr3(b'"', b'\r', 0, block.text()).is_none();
            block.quoted = !block.plain && memchr::memchr(b'"', block.text()).is_some();
            let is_long = block.end > longest;
            if block.is_last && !is_long {
                break block.end;
            }
            match last_end(block.text(), block.quoted, self.delimiter) {
                Some(_) if block.is_last => break block.end,
                Some(end) => break end,
                None => {}
            }
            if let Some(problem) = self.fault.take() {
                return Err(Stopped::new(problem, block.text()));
            }
            if is_long {
                let offset = self.start;
                let mut record = Records::new(block.text(), self.delimiter);
                record.next();
                let problem = if !self.behind_header {
                    DataProblem::HeaderTooLong { limit: MAX_HEADER_MIB.into(), offset }
                } else if record.cells.count > MAX_CELLS {
                    too_many_cells(MAX_CELLS, offset)
                } else {
                    DataProblem::RecordTooLong { limit: MAX_RECORD_MIB.into(), offset }
                };
                return Err(Stopped::new(problem, &[]));
            }
            wanted = (wanted * 2).min(most);
        };
        self.carry.extend_from_slice(&block.text()[end..]);
        block.end = end;
        self.start += end as u64;
        Ok(true)
    }

    /// Reads behind the first `end` bytes until there are so many, or nothing more can be read; where they end then.
    ///
    /// The bytes are made once and read into again: to clear them for every block costs more than to look for its records.
    fn fill(&mut self, bytes: &mut Vec<u8>, mut end: usize, wanted: usize) -> usize {
        let before = end;
        while !self.ended && end < wanted {
            let length = bytes.len().max((end * 2).max(MOST_FILES)).min(wanted);
            if bytes.is_empty() {
                *bytes = vec![0; length]; // The system's pages are cleared already.
            }
            bytes.resize(bytes.len().max(length), 0);
            match self.input.read(&mut bytes[end..length]) {
                Ok(0) => self.ended = true,
                Ok(count) => end += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    self.fault = Some(problem_of(&error));
                }
            }
        }
        self.end_lines(&mut bytes[before..end]);
        end
    }

    fn end_lines(&self, text: &mut [u8]) {
        if self.lone_cr {
            text.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// How the head of the last key ends in the tables of Eurostat, with the head of the periods beside it.
pub const ACROSS: [&str; 2] = ["\\time", "\\TIME_PERIOD"];

/// The delimiter that occurs most often outside quotes; a comma when none does. Keys of Eurostat have commas of their own.
fn delimiter_of(line: &str) -> u8 {
    let mut quoted = false;
    let keys = ACROSS.iter().find_map(|end| Some(line.find(end)? + end.len())).unwrap_or(0);
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted
            && at >= keys
            && let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte)
        {
            *count += 1;
        }
    }
    // The first of equals wins: a comma before the others.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_outside_quotes() {
        assert_eq!(delimiter_of("a,b,c"), b',');
        assert_eq!(delimiter_of("a;b;\"c,d,e,f\""), b';');
        assert_eq!(delimiter_of("a\tb,c\td"), b'\t');
        assert_eq!(delimiter_of("a\tb,c"), b',');
        assert_eq!(delimiter_of("a"), b',');
        assert_eq!(delimiter_of("a,b,c,d\\TIME_PERIOD\t2024 \t2023 "), b'\t');
        assert_eq!(delimiter_of("a;b;c;d\\time;2024"), b';');
        assert_eq!(delimiter_of("\"a,b,c,d\\time\";2024;2023"), b';');
    }
}
