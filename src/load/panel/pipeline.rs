//! Blocks are read and scanned by the workers, and taken over in the order of the file by whoever called.

use std::num::NonZero;
use std::sync::mpsc::{Sender, channel, sync_channel};
use std::sync::{Mutex, MutexGuard};
use std::thread;

use crate::load::{
    actuals_file::Rows,
    text::{Block, Blocks, Stopped},
};

use super::scan::{Harvest, Task, Worker};

/// More workers than this only wait for the file.
const MOST_WORKERS: usize = 8;

/// Blocks scanned ahead by each worker.
const AHEAD: usize = 2;

/// A block that was looked at.
pub struct Scanned {
    pub worker: usize,
    pub harvest: Harvest,
    /// What ended the reading behind the harvest.
    pub stopped: Option<Stopped>,
}

struct Source<'r> {
    blocks: &'r mut Blocks,
    first: Option<Block>,
    /// Whose turn it is to hand over; gone when there are no more blocks.
    order: Option<Sender<usize>>,
    stopped: Option<Stopped>,
}

/// Scans every block, and hands over the results in order until `take` says no.
pub fn run(rows: &mut Rows, task: &Task<'_>, take: &mut dyn FnMut(Scanned) -> bool) {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    if rows.block.is_last || workers == 1 {
        let mut worker = Worker::new(task);
        if let Err(stopped) = rows.each_block(|block| take(scanned(0, &mut worker, block))) {
            take(failed(stopped));
        }
        return;
    }
    let (order, turns) = channel();
    let Rows { block, blocks, .. } = rows;
    let first = Some(std::mem::take(block));
    let order = Some(order);
    let source = Mutex::new(Source { blocks, first, order, stopped: None });
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
        let stopped = locked(&source).stopped.take();
        if let Some(stopped) = stopped {
            take(failed(stopped));
        }
    });
}

/// A lock is poisoned by a panic only, which ends the run anyway.
fn locked<'s, 'r>(source: &'s Mutex<Source<'r>>) -> MutexGuard<'s, Source<'r>> {
    source.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Reads the next block for a worker; `false` when there is none.
fn next(source: &Mutex<Source<'_>>, worker: usize, block: &mut Block) -> bool {
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
        Err(stopped) => {
            source.stopped = Some(stopped);
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

fn failed(stopped: Stopped) -> Scanned {
    Scanned { worker: 0, harvest: Harvest::default(), stopped: Some(stopped) }
}

fn scanned(id: usize, worker: &mut Worker<'_>, block: &Block) -> Scanned {
    let (text, stopped) = block.checked(worker.delimiter());
    let harvest = worker.scan(text, block);
    let open_quote = || harvest.open_quote.map(|(start, line)| block.open_quote(start, line));
    let stopped = stopped.or_else(open_quote);
    Scanned { worker: id, harvest, stopped }
}
