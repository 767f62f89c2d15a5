//! What blocks gave becomes part of the run, in the order of the file.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use csv::ByteRecord;

use crate::{
    actuals::{
        Origin,
        panel::{
            DayCode, Packed, Texts,
            own_texts::{self, source_and_note},
        },
    },
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
        text::{MOST_CELLS, place_in, record_of},
    },
    plan::normalised_name,
};

use super::{
    pipeline::{self, Scanned},
    scan::{SeenName, SeenRegion, Task},
};

/// Where all regions are kept, most rows are ordinary ones: a single block saves much of the work, without any worker.
const WORTH_ONE_BLOCK: usize = 1 << 15;

/// What the numbers of one worker stand for.
#[derive(Debug, Default)]
struct Numbers {
    regions: Vec<SeenRegion>,
    names: Vec<SeenName>,
    /// Numbers of the run; the texts themselves, where there were too many of them.
    texts: Vec<Result<u16, Texts>>,
    /// The numbers again, where there were never too many.
    plain: Vec<u16>,
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
        };
        let first_line = self.store.begin(table.index);
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
        pipeline::run(rows, &task, &mut |scanned| absorber.take(scanned));
        let Absorber { line, rows, fault, .. } = absorber;
        self.store.end(line);
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
    fn take(&mut self, scanned: Scanned) -> bool {
        let Scanned { worker, mut harvest, stopped } = scanned;
        while self.workers.len() <= worker {
            self.workers.push(Numbers::default());
        }
        let mut numbers = std::mem::take(&mut self.workers[worker]);
        if harvest.reset {
            numbers = Numbers::default();
        }
        for region in harvest.regions.iter().filter(|region| region.is_other) {
            self.run.note_other_region(self.table.index, &region.printed);
        }
        numbers.regions.append(&mut harvest.regions);
        numbers.names.append(&mut harvest.names);
        for texts in harvest.texts.drain(..) {
            let text = self.run.store.text(texts);
            numbers.plain.extend(text.as_ref().ok());
            numbers.texts.push(text);
        }
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
            if numbers.plain.len() == numbers.texts.len() {
                let number = |packed: &Packed| numbers.plain[usize::from(packed.text())];
                let own = own.iter().map(|packed| packed.moved(lines, number(packed)));
                make_room(&mut gathered.packed, run.observations);
                gathered.packed.extend(own);
                make_room(&mut gathered.own_texts, own_texts.len());
                gathered.own_texts.extend_from_slice(own_texts);
                continue;
            }
            let mut texts_of_rows = Vec::new();
            own_texts::each(own_texts, |text| texts_of_rows.push(text.to_vec()));
            let mut texts_of_rows = texts_of_rows.into_iter();
            for packed in own {
                let own = if packed.has_own_text() { texts_of_rows.next() } else { None };
                match &numbers.texts[usize::from(packed.text())] {
                    Ok(text) => {
                        gathered.packed.push(packed.moved(lines, *text));
                        if let Some(own) = own {
                            own_texts::add(&mut gathered.own_texts, &[], &own);
                        }
                    }
                    Err(texts) => {
                        let line = self.line.saturating_add(packed.line());
                        let origin = Origin::of_line(self.table.index, line);
                        let wanted = self.run.wanted;
                        let own = own.as_deref().map(source_and_note);
                        let texts = own.map_or(texts.clone(), |(source, note)| Texts {
                            source: source.to_owned(),
                            note: note.to_owned(),
                            ..texts.clone()
                        });
                        gathered.observations.extend(packed.unpack(&texts, wanted, origin));
                    }
                }
            }
        }
        self.workers[worker] = numbers;
        self.rows += harvest.rows;
        let read = harvest.rows + harvest.odd.len() as u64;
        let counted = &self.run.options.rows_read;
        counted.fetch_add(read, Ordering::Relaxed);
        self.run.store.later += harvest.later;
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
        if let Some(stopped) = stopped {
            self.fault = Some(self.table.fault(stopped, self.line));
            return false;
        }
        self.line = self.line.saturating_add(harvest.lines);
        true
    }
}
