//! Blocks are read and scanned by the workers, and taken over in the order of the file by whoever called.

use std::num::NonZero;
use std::sync::mpsc::{Sender, channel, sync_channel};
use std::sync::{Mutex, MutexGuard};
use std::thread;

use crate::load::actuals_text::{MAX_CELLS, has_too_many_cells};

use super::blocks::{Block, Blocks, Stopped, end_of, line_feeds};
use super::records::{Cells, End, line_ends};
use super::scan::{Harvest, Task, Worker};

/// More workers than this only wait for the file.
const MOST_WORKERS: usize = 8;

/// Blocks scanned ahead by each worker.
const AHEAD: usize = 2;

/// The part of a file behind its header, to be read in blocks.
pub(crate) struct Stretch {
    pub(super) blocks: Blocks,
    /// Lines before it.
    pub(super) line: u64,
    /// Bytes of the file before its text: a BOM.
    pub(super) mark: u64,
}

/// A block that was looked at.
pub(super) struct Scanned {
    pub(super) worker: usize,
    pub(super) harvest: Harvest,
    /// What ended the reading behind the harvest.
    pub(super) fault: Option<Fault>,
}

/// What ends the reading.
#[derive(Debug)]
pub(super) enum Fault {
    /// A byte that no text has: place in the text, lines of the block before it, characters before it in its line.
    Byte { kind: BadByte, at: u64, lines: u32, column: u64 },
    /// A row has too many cells: its start, lines of the block before it.
    TooManyCells { at: u64, lines: u32 },
    /// The file ends inside a quoted cell: start and text of the record, lines of the block before it.
    OpenQuote { at: u64, text: Vec<u8>, lines: u32 },
    /// Reading failed behind everything read.
    Reading(Box<Stopped>),
}

/// What is wrong with a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadByte {
    /// It is zero.
    Zero,
    /// It is no UTF-8.
    Wrong,
    /// The text ends inside its character.
    Cut,
}

struct Source {
    blocks: Blocks,
    first: Option<Block>,
    /// Whose turn it is to hand over; gone when there are no more blocks.
    order: Option<Sender<usize>>,
    failed: Option<Box<Stopped>>,
}

/// Scans every block, and hands over the results in order until `take` says no.
pub(super) fn run(mut blocks: Blocks, task: &Task<'_>, take: &mut dyn FnMut(Scanned) -> bool) {
    let mut first = Block::default();
    match blocks.next(&mut first) {
        Ok(false) => return,
        Err(problem) => {
            take(failed(problem));
            return;
        }
        Ok(true) => {}
    }
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    if first.is_last || workers == 1 {
        let mut worker = Worker::new(task);
        loop {
            if !take(scanned(0, &mut worker, &first)) {
                return;
            }
            match blocks.next(&mut first) {
                Ok(true) => {}
                Ok(false) => return,
                Err(problem) => {
                    take(failed(problem));
                    return;
                }
            }
        }
    }
    let (order, turns) = channel();
    let source =
        Mutex::new(Source { blocks, first: Some(first), order: Some(order), failed: None });
    thread::scope(|scope| {
        let mut handed = Vec::new();
        for id in 0..workers.min(MOST_WORKERS) {
            let (hand, receive) = sync_channel(AHEAD);
            handed.push(receive);
            let source = &source;
            scope.spawn(move || {
                let mut worker = Worker::new(task);
                let mut block = Block::default();
                while next(source, id, &mut block) {
                    if hand.send(scanned(id, &mut worker, &block)).is_err() {
                        return;
                    }
                }
            });
        }
        for id in turns {
            let Some(result) = handed.get(id).and_then(|handed| handed.recv().ok()) else {
                break;
            };
            if !take(result) {
                // Nobody reads any further.
                locked(&source).order = None;
                return;
            }
        }
        let failure = locked(&source).failed.take();
        if let Some(problem) = failure {
            take(failed(problem));
        }
    });
}

/// A lock is poisoned by a panic only, which ends the run anyway.
fn locked(source: &Mutex<Source>) -> MutexGuard<'_, Source> {
    source.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Reads the next block for a worker; `false` when there is none.
fn next(source: &Mutex<Source>, worker: usize, block: &mut Block) -> bool {
    let mut source = locked(source);
    if source.order.is_none() {
        return false;
    }
    let read = match source.first.take() {
        Some(first) => {
            *block = first;
            Ok(true)
        }
        None => source.blocks.next(block),
    };
    let more = match read {
        Ok(more) => more,
        Err(problem) => {
            source.failed = Some(problem);
            false
        }
    };
    if let Some(order) = source.order.as_ref().filter(|_| more)
        && order.send(worker).is_ok()
    {
        return true;
    }
    source.order = None;
    false
}

fn failed(stopped: Box<Stopped>) -> Scanned {
    Scanned { worker: 0, harvest: Harvest::default(), fault: Some(Fault::Reading(stopped)) }
}

fn scanned(id: usize, worker: &mut Worker<'_>, block: &Block) -> Scanned {
    let text = block.text();
    let (valid, fault) = match simdutf8::basic::from_utf8(text) {
        Ok(_) if !block.has_zero || memchr::memchr(0, text).is_none() => (text, None),
        _ => split_at_fault(block),
    };
    let (valid, fault) = match wide_row(valid, worker.delimiter()) {
        Some(at) => {
            let before = valid.get(..at).unwrap_or_default();
            let fault =
                Fault::TooManyCells { at: block.start + at as u64, lines: line_feeds(before) };
            (before, Some(fault))
        }
        None => (valid, fault),
    };
    let harvest = worker.scan(valid, block.quoted);
    let fault = fault.or_else(|| {
        let (start, lines) = harvest.open_quote?;
        Some(Fault::OpenQuote {
            at: block.start + start as u64,
            text: text.get(start..).unwrap_or_default().to_vec(),
            lines,
        })
    });
    Scanned { worker: id, harvest, fault }
}

/// The lines before the first byte that no text has, and where it is.
fn split_at_fault(block: &Block) -> (&[u8], Option<Fault>) {
    let text = block.text();
    let (valid, kind) = match std::str::from_utf8(text) {
        Ok(_) => (text.len(), BadByte::Wrong),
        Err(error) => {
            let is_cut = block.is_last && error.error_len().is_none();
            let kind = if is_cut { BadByte::Cut } else { BadByte::Wrong };
            (error.valid_up_to(), kind)
        }
    };
    let (at, kind) = match memchr::memchr(0, text.get(..valid).unwrap_or_default()) {
        Some(zero) => (zero, BadByte::Zero),
        None => (valid, kind),
    };
    let before = text.get(..at).unwrap_or_default();
    let line = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
    let (lines, column) = end_of(before);
    let fault = Fault::Byte { kind, at: block.start + at as u64, lines, column };
    (before.get(..line).unwrap_or_default(), Some(fault))
}

/// The start of the first row with more cells than a row may have. Only a block beyond the ordinary size can have one.
fn wide_row(text: &[u8], delimiter: u8) -> Option<usize> {
    if text.len() <= MAX_CELLS {
        return None;
    }
    let mut cells = Cells::default();
    let mut at = 0;
    while at < text.len() {
        at += line_ends(text, at);
        let end = match cells.split(text, at, delimiter) {
            End::At(end) => end,
            End::OfText | End::InQuotes => text.len(),
        };
        if has_too_many_cells(text.get(at..end).unwrap_or_default(), delimiter) {
            return Some(at);
        }
        at = end + 1;
    }
    None
}
