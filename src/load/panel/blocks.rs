//! A file in blocks that begin and end with whole records, read one after the other by whoever has nothing to do.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use crate::diag::DataProblem;
use crate::load::actuals_text::{MAX_RECORD, has_too_many_cells, record_too_long, too_many_cells};
use crate::load::encoding::problem_of;

use super::records::last_end;

/// A piece of a file.
#[derive(Debug, Default)]
pub(super) struct Block {
    buffer: Vec<u8>,
    length: usize,
    /// Where it starts in the text.
    pub(super) start: u64,
    /// Are there quotes in it, or in the record behind it?
    pub(super) quoted: bool,
    /// Are there zero bytes in it, or behind it?
    pub(super) has_zero: bool,
    /// Is there nothing behind it?
    pub(super) is_last: bool,
}

impl Block {
    /// Its text.
    pub(super) fn text(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    /// Looks for quotes and zero bytes: at both at once, since nearly no block has any.
    fn look(&mut self) {
        let odd = memchr2(b'"', 0, self.text());
        let from_odd = |byte| {
            odd.is_some_and(|at| memchr(byte, self.text().get(at..).unwrap_or_default()).is_some())
        };
        (self.quoted, self.has_zero) = (from_odd(b'"'), from_odd(0));
    }
}

/// What stops the reading, in lines behind the last block and in characters.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) problem: DataProblem,
    pub(super) lines: u32,
    pub(super) column: u64,
}

/// The line and the column behind a text, counted from its start.
pub(super) fn end_of(text: &[u8]) -> (u32, u64) {
    let line = memrchr(b'\n', text).map_or(0, |end| end + 1);
    let in_line = String::from_utf8_lossy(text.get(line..).unwrap_or_default());
    (line_feeds(text), in_line.chars().count() as u64 + 1)
}

pub(super) fn line_feeds(text: &[u8]) -> u32 {
    u32::try_from(memchr_iter(b'\n', text).count()).unwrap_or(u32::MAX)
}

/// The rest of a file.
pub(super) struct Blocks {
    input: Box<dyn Read + Send>,
    delimiter: u8,
    size: usize,
    /// The beginning of the record that the last block did not hold whole.
    carry: Vec<u8>,
    /// Where `carry` starts in the text.
    start: u64,
    ended: bool,
    /// Why reading failed behind what was read: told when the records before it were handed out.
    fault: Option<Box<DataProblem>>,
}

impl Blocks {
    /// Of a reader that stands at the start of a record, `start` bytes into the text.
    pub(super) fn new(input: Box<dyn Read + Send>, start: u64, delimiter: u8, size: usize) -> Self {
        Self { input, delimiter, size, carry: Vec::new(), start, ended: false, fault: None }
    }

    /// Reads the next block; `false` when there is none.
    ///
    /// Errors: what stops the reading, at the record behind the last block.
    pub(super) fn next(&mut self, block: &mut Block) -> Result<bool, Box<Stopped>> {
        if let Some(problem) = self.fault.take() {
            return Err(self.stopped(*problem));
        }
        if self.ended {
            return Ok(false);
        }
        // One byte more than a record may have tells that it is longer.
        let most = self.size.max(MAX_RECORD + 1);
        let mut wanted = self.size.max(self.carry.len() * 2).min(most);
        block.start = self.start;
        block.length = self.carry.len();
        block.grow(wanted);
        if let Some(target) = block.buffer.get_mut(..self.carry.len()) {
            target.copy_from_slice(&self.carry);
        }
        let end = loop {
            let filled = self.fill(block, wanted);
            block.look();
            if let Err(error) = filled {
                let problem = problem_of(&error);
                let Some(end) = last_end(block.text(), block.quoted, self.delimiter) else {
                    self.carry = block.text().to_vec();
                    return Err(self.stopped(*problem));
                };
                self.fault = Some(problem);
                break end;
            }
            let is_long = block.length > MAX_RECORD;
            if self.ended && !is_long {
                break block.length;
            }
            match last_end(block.text(), block.quoted, self.delimiter) {
                Some(_) if self.ended => break block.length,
                Some(end) => break end,
                None => {}
            }
            if is_long {
                self.ended = true;
                let is_wide = has_too_many_cells(block.text(), self.delimiter);
                let problem = if is_wide { too_many_cells } else { record_too_long };
                return Err(Box::new(Stopped {
                    problem: problem(self.start),
                    lines: 0,
                    column: 1,
                }));
            }
            wanted = (wanted * 2).min(most);
            block.grow(wanted);
        };
        self.carry.clear();
        self.carry.extend_from_slice(block.text().get(end..).unwrap_or_default());
        block.length = end;
        block.is_last = self.ended;
        self.start += end as u64;
        Ok(true)
    }

    /// The end of the reading: a byte that does not fit stands behind everything that was read.
    fn stopped(&mut self, problem: DataProblem) -> Box<Stopped> {
        self.ended = true;
        let is_byte = matches!(
            problem,
            DataProblem::UndecodableByte { .. }
                | DataProblem::TruncatedFile { .. }
                | DataProblem::ZeroByte { .. }
        );
        let (lines, column) = if is_byte { end_of(&self.carry) } else { (0, 1) };
        Box::new(Stopped { problem, lines, column })
    }

    fn fill(&mut self, block: &mut Block, wanted: usize) -> io::Result<()> {
        while block.length < wanted {
            let target = block.buffer.get_mut(block.length..wanted);
            match self.input.read(target.unwrap_or_default()) {
                Ok(0) => {
                    self.ended = true;
                    return Ok(());
                }
                Ok(count) => block.length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Block {
    fn grow(&mut self, wanted: usize) {
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
    }
}
