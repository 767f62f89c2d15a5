//! Blocks are read and scanned by the workers; what they gave becomes part of the run, in the order of the file.

use std::num::NonZero;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use csv::ByteRecord;

use crate::{
    actuals::panel::{DayCode, Packed},
    diag::{DataProblem, Place},
    load::{
        actuals_columns::Column,
        actuals_file::Rows,
        actuals_recipe::Following,
        actuals_run::Run,
        actuals_table::{Record, Row, Table, Taker},
        actuals_top::{Known, Line, Lines},
        actuals_unknown::Brackets,
        encoding::FileFault,
        text::{Block, Blocks, MOST_CELLS, Stopped, place_in, record_of},
    },
    plan::normalised_name,
};

use super::scan::{Harvest, MAX_TEXTS, SeenName, SeenRegion, Task, Worker};

/// Where all regions are kept, most rows are ordinary ones: a single block saves much of the work, without any worker.
const WORTH_ONE_BLOCK: usize = 1 << 15;

/// What the numbers of one worker stand for.
#[derive(Default)]
struct Numbers {
    regions: Vec<SeenRegion>,
    names: Vec<SeenName>,
    /// Numbers of the run.
    texts: Vec<u16>,
}

impl Run<'_> {
    /// Reads a table in blocks, if that is worth it and it is one that workers understand; how many rows it has.
    pub fn absorb(&mut self, table: &Table, rows: &mut Rows) -> Option<Result<u64, FileFault>> {
        let worth = match self.options.block_size {
            Some(_) => true,
            None if self.options.packed => rows.block.text().len() >= WORTH_ONE_BLOCK,
            // A smaller file is read sooner than the workers are at work.
            None => !rows.block.is_last,
        };
        let region = table.header()[Column::Region]?;
        let name = table.header().only_name()?;
        let has_code = table.header()[Column::RegionCode].is_some();
        let many = table.header().cells > MOST_CELLS;
        if !worth || has_code || many || table.header().changes_figures() {
            return None;
        }
        let names = Arc::clone(&self.names);
        let regions = Arc::clone(&self.region_index);
        let wanted = self.wanted;
        let options = self.options;
        let task = Task {
            wanted,
            names: &names,
            regions: &regions,
            options,
            table,
            region,
            name: table.header()[name]?,
            every_region: options.every_region && u16::try_from(wanted.len()).is_ok(),
            as_of: options.known_on.map(DayCode::of),
            most_texts: MAX_TEXTS.min(self.panel.room() / MOST_WORKERS),
        };
        let first_line = self.panel.begin(table.index);
        let mut absorber = Absorber {
            run: self,
            table,
            first_line,
            line: rows.line,
            rows: 0,
            workers: Vec::new(),
            lines: Lines::default(),
            brackets: Brackets::default(),
            fault: None,
        };
        scan_all(rows, &task, &mut |worker, harvest| absorber.take(worker, harvest));
        let Absorber { line, rows, fault, .. } = absorber;
        self.panel.end(line);
        Some(fault.map_or(Ok(rows), Err))
    }
}

/// Makes room for more: of the many that come at once no more than that, since most regions get no others.
fn make_room<T>(all: &mut Vec<T>, more: usize) {
    if more > all.len() / 4 { all.reserve_exact(more) } else { all.reserve(more) }
}

/// Takes over block after block.
struct Absorber<'r, 'a, 'f> {
    run: &'r mut Run<'a>,
    table: &'f Table,
    /// Lines of all files before this one.
    first_line: u32,
    /// The line on which the next block starts.
    line: u32,
    rows: u64,
    workers: Vec<Numbers>,
    lines: Lines,
    brackets: Brackets,
    fault: Option<FileFault>,
}

impl Absorber<'_, '_, '_> {
    /// `false` when nothing more is wanted.
    fn take(&mut self, worker: usize, mut harvest: Harvest) -> bool {
        while self.workers.len() <= worker {
            self.workers.push(Numbers::default());
        }
        let mut numbers = std::mem::take(&mut self.workers[worker]);
        if harvest.reset {
            numbers = Numbers { texts: numbers.texts, ..Numbers::default() };
        }
        for region in harvest.regions.iter().filter(|region| region.is_other) {
            self.run.note_other_region(self.table.index, &region.printed);
        }
        numbers.regions.append(&mut harvest.regions);
        numbers.names.append(&mut harvest.names);
        let texts = harvest.texts.drain(..).map(|texts| self.run.panel.number(texts));
        numbers.texts.extend(texts);
        for (name, _, rows) in &harvest.unmatched {
            let SeenName { printed, row } = &mut numbers.names[*name];
            let first = row.take();
            let place = || match first {
                Some((row, line)) => {
                    let table = self.table;
                    let line = self.line.saturating_add(line);
                    let name = table.header().only_name().and_then(|name| table.header()[name]);
                    place_in(&table.name, (&row, line), table.delimiter, name)
                }
                None => Place::whole_file(&self.table.name),
            };
            self.run.count_unmatched(printed, *rows, None, place);
        }
        let mut kept = harvest.kept.as_slice();
        let mut own_start = 0;
        for run in &harvest.runs {
            let SeenRegion { printed, kept: at, .. } = &mut numbers.regions[run.region];
            let at =
                *at.get_or_insert_with(|| self.run.kept_region(&normalised_name(printed), printed));
            let lines = self.first_line.saturating_add(self.line);
            let gathered = &mut self.run.kept[at];
            gathered.count_matched(self.table.index, run.matched);
            let (own, others) = kept.split_at(run.observations);
            kept = others;
            let own_texts = &harvest.own_texts[own_start..run.own_texts];
            own_start = run.own_texts;
            let number = |packed: &Packed| numbers.texts[usize::from(packed.text())];
            let own = own.iter().map(|packed| packed.moved(lines, number(packed)));
            make_room(&mut gathered.packed, run.observations);
            gathered.packed.extend(own);
            make_room(&mut gathered.own_texts, own_texts.len());
            gathered.own_texts.extend_from_slice(own_texts);
        }
        self.workers[worker] = numbers;
        self.rows += harvest.rows;
        let read = harvest.rows + harvest.odd.len() as u64;
        let counted = &self.run.options.rows_read;
        counted.fetch_add(read, Ordering::Relaxed);
        self.run.panel.later += harvest.later;
        let mut cells = ByteRecord::new();
        for (text, line) in &harvest.odd {
            record_of(text, self.table.delimiter, &mut cells);
            let line = self.line.saturating_add(*line);
            let row = Row { table: self.table, cells: &cells, line, text: Some(text.as_slice()) };
            if self.run.said.conflict(&row) {
                continue;
            }
            // What a recipe says of the rows is not for blocks.
            let following = Following::default();
            match self.lines.tell(&row, &Known::of(&following, self.run)) {
                Line::Row | Line::Half(_) => {
                    let fault = self.brackets.note(&row, &following, self.run);
                    if let Some((column, problem)) = fault {
                        let place = row.place(column);
                        self.run.said.fault(problem, place);
                    }
                    self.rows += u64::from(self.run.take(&Record::of(row)));
                }
                Line::Remark => self.run.said.remark(|| row.place(None)),
                Line::Header => {
                    let place = row.place(None);
                    self.run.said.fault(DataProblem::SecondHeader, place);
                }
            }
        }
        if let Some(stopped) = harvest.stopped {
            self.fault = Some(self.table.fault(stopped, self.line));
            return false;
        }
        self.line = self.line.saturating_add(harvest.lines);
        true
    }
}

/// More workers than this only wait for the file.
const MOST_WORKERS: usize = 8;

/// Blocks scanned ahead by each worker.
const AHEAD: usize = 2;

struct Source<'r> {
    blocks: &'r mut Blocks,
    first: Option<Block>,
    /// Whose turn it is to hand over; gone when there are no more blocks.
    order: Option<Sender<usize>>,
    stopped: Option<Stopped>,
}

/// Scans every block, and hands over what each worker found in order until `take` says no.
fn scan_all(rows: &mut Rows, task: &Task<'_>, take: &mut dyn FnMut(usize, Harvest) -> bool) {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    if rows.block.is_last || workers == 1 {
        let mut worker = Worker::new(task);
        if let Err(stopped) = rows.each_block(|block| take(0, worker.scan(block))) {
            take(0, Harvest { stopped: Some(stopped), ..Harvest::default() });
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
                    if hand.send(worker.scan(&block)).is_err() {
                        return;
                    }
                }
            });
        }
        for id in turns {
            let Some(harvest) = handed.get(id).and_then(|handed| handed.recv().ok()) else {
                break;
            };
            if !take(id, harvest) {
                // Nobody reads any further.
                locked(&source).order = None;
                return;
            }
        }
        let stopped = locked(&source).stopped.take();
        if stopped.is_some() {
            take(0, Harvest { stopped, ..Harvest::default() });
        }
    });
}

/// A lock is poisoned by a panic only, which ends the run anyway.
fn locked<'s, 'r>(source: &'s Mutex<Source<'r>>) -> MutexGuard<'s, Source<'r>> {
    source.lock().unwrap_or_else(PoisonError::into_inner)
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
