//! What blocks gave becomes part of the run, in the order of the file.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::actuals::Origin;
use crate::actuals::matching::RegionName;
use crate::actuals::panel::{DayCode, Packed, Texts};
use crate::actuals::printed_number::Commas;
use crate::diag::{DataProblem, Place};
use crate::load::actuals_columns::Column;
use crate::load::actuals_csv::{Counted, Run};
use crate::load::actuals_file::{FileFault, FileReader};
use crate::load::actuals_table::{Table, Taker};
use crate::load::actuals_text::{small, too_many_cells};

use super::odd::OddRow;
use super::pipeline::{self, BadByte, Fault, Scanned, Stretch};
use super::records::record_of;
use super::scan::Task;

/// What the numbers of one worker stand for.
#[derive(Debug, Default)]
struct Numbers {
    regions: Vec<Region>,
    names: Vec<Name>,
    /// Numbers of the run; the texts themselves, where there were too many of them.
    texts: Vec<Result<u16, Texts>>,
    /// The numbers again, where there were never too many.
    plain: Vec<u16>,
}

#[derive(Debug)]
struct Name {
    printed: String,
    /// Where its rows are counted, once any were.
    counted: Option<Counted>,
}

#[derive(Debug)]
struct Region {
    printed: String,
    /// Where its observations are kept, once there is one.
    kept: Option<usize>,
}

impl Run<'_> {
    /// Reads a file in blocks; how many rows it has.
    pub(crate) fn take_stretch(
        &mut self,
        file: &FileReader,
        stretch: Stretch,
    ) -> Result<u64, FileFault> {
        let (names, regions) = (Arc::clone(&self.names), Arc::clone(&self.region_index));
        let (wanted, options) = (self.wanted, self.options);
        let (Some(region), Some(name)) = (file.header[Column::Region], file.header.only_name())
        else {
            return Ok(0);
        };
        let chosen = |printed: &str| options.chosen.may_take(printed);
        let task = Task {
            wanted,
            names: &names,
            regions: &regions,
            header: &file.header,
            region,
            name,
            delimiter: file.delimiter,
            points: file.commas() != Commas::Decimal,
            every_region: options.every_region && u16::try_from(wanted.len()).is_ok(),
            chosen: &chosen,
            as_of: options.known_on.map(DayCode::of),
        };
        let first_line = self.store.begin(file.index);
        let mut absorber = Absorber {
            run: self,
            file,
            mark: stretch.mark,
            first_line,
            line: stretch.line,
            rows: 0,
            workers: Vec::new(),
            fault: None,
        };
        pipeline::run(stretch.blocks, &task, &mut |scanned| absorber.take(scanned));
        let Absorber { line, rows, fault, .. } = absorber;
        self.store.end(small(line));
        match fault {
            Some(fault) => Err(fault),
            None => Ok(rows),
        }
    }
}

/// Takes over block after block.
struct Absorber<'r, 'a, 'f> {
    run: &'r mut Run<'a>,
    file: &'f FileReader,
    mark: u64,
    /// Lines of all files before this one.
    first_line: u32,
    /// The line on which the next block starts.
    line: u64,
    rows: u64,
    workers: Vec<Numbers>,
    fault: Option<FileFault>,
}

impl Absorber<'_, '_, '_> {
    /// `false` when nothing more is wanted.
    fn take(&mut self, scanned: Scanned) -> bool {
        let Scanned { worker, mut harvest, fault } = scanned;
        while self.workers.len() <= worker {
            self.workers.push(Numbers::default());
        }
        let mut numbers = std::mem::take(&mut self.workers[worker]);
        if harvest.reset {
            numbers = Numbers::default();
        }
        for region in harvest.regions.drain(..) {
            if region.is_other {
                self.run.note_other_region(&region.printed);
            }
            numbers.regions.push(Region { printed: region.printed, kept: None });
        }
        for texts in harvest.texts.drain(..) {
            let text = self.run.store.text(texts);
            numbers.plain.extend(text.as_ref().ok());
            numbers.texts.push(text);
        }
        let known = numbers.names.len();
        let mut first_rows = Vec::new();
        for name in harvest.names.drain(..) {
            numbers.names.push(Name { printed: name.printed, counted: None });
            first_rows.push(name.row);
        }
        for (name, _, rows) in &harvest.unmatched {
            let number = *name as usize;
            let Some(Name { printed, counted }) = numbers.names.get_mut(number) else {
                continue;
            };
            if let Some(counted) = *counted {
                self.run.count_again(counted, *rows);
                continue;
            }
            let first = number.checked_sub(known).and_then(|new| first_rows.get(new));
            let place = || match first {
                Some(Some((row, line))) => {
                    let odd = odd_row(self.file, row, self.line + u64::from(*line));
                    let column = self.file.header.names().next();
                    odd.raw().place(column)
                }
                _ => Place::whole_file(&self.file.name),
            };
            let place = self.run.lacks_unmatched(printed).then(place);
            *counted = Some(self.run.count_unmatched_rows(printed, *rows, place));
        }
        let mut kept = harvest.kept.as_slice();
        for run in &harvest.runs {
            let Some(region) = numbers.regions.get_mut(run.region as usize) else {
                continue;
            };
            let index = *region.kept.get_or_insert_with(|| {
                let name = RegionName::new(&region.printed);
                self.run.kept_region(name.compared(), &region.printed)
            });
            let lines = self.first_line.saturating_add(small(self.line));
            let Some(gathered) = self.run.kept.get_mut(index).map(|kept| &mut kept.gathered) else {
                continue;
            };
            gathered.count_matched(self.file.index, u64::from(run.matched));
            let (own, others) = kept.split_at(kept.len().min(run.observations as usize));
            kept = others;
            if numbers.plain.len() == numbers.texts.len() {
                let number = |packed: &Packed| numbers.plain.get(usize::from(packed.text()));
                let own =
                    own.iter().filter_map(|packed| Some(packed.moved(lines, *number(packed)?)));
                gathered.packed.reserve(run.observations as usize);
                gathered.packed.extend(own);
                continue;
            }
            for packed in own {
                match numbers.texts.get(usize::from(packed.text())) {
                    Some(Ok(text)) => gathered.packed.push(packed.moved(lines, *text)),
                    Some(Err(texts)) => {
                        let line = small(self.line).saturating_add(packed.line());
                        let origin = Origin::of_line(self.file.index, line);
                        let wanted = self.run.wanted;
                        gathered.observations.extend(packed.unpack(texts, wanted, origin));
                    }
                    None => {}
                }
            }
        }
        self.workers[worker] = numbers;
        self.rows += harvest.rows;
        let read = harvest.rows + harvest.odd.len() as u64;
        let counted = &self.run.options.rows_read;
        counted.fetch_add(read, Ordering::Relaxed);
        self.run.store.later += harvest.later;
        for odd in &harvest.odd {
            let text = harvest.odd_text.get(odd.text.0..odd.text.1).unwrap_or_default();
            let record = record_of(text, self.file.delimiter);
            let row = odd_row(self.file, text, self.line + u64::from(odd.line));
            self.rows += u64::from(self.run.take(&row, &record));
        }
        if let Some(fault) = fault {
            self.fault = Some(self.fault_of(fault));
            return false;
        }
        self.line += u64::from(harvest.lines);
        true
    }

    fn fault_of(&self, fault: Fault) -> FileFault {
        let start_of_line = |line: u64, column: u64| Place {
            line: small(line),
            column: small(column),
            ..Place::whole_file(&self.file.name)
        };
        match fault {
            Fault::Byte { kind, at, lines, column } => {
                let (encoding, offset) = (self.file.encoding.name(), at + self.mark);
                let problem = match kind {
                    BadByte::Zero => DataProblem::ZeroByte { offset: at },
                    BadByte::Cut => DataProblem::TruncatedFile { encoding, offset },
                    BadByte::Wrong => DataProblem::UndecodableByte { encoding, offset },
                };
                let place = start_of_line(self.line + u64::from(lines), column);
                Box::new((problem, Some(place)))
            }
            Fault::TooManyCells { at, lines } => {
                let place = start_of_line(self.line + u64::from(lines), 1);
                Box::new((too_many_cells(at), Some(place)))
            }
            Fault::OpenQuote { at, text, lines } => {
                let place =
                    odd_row(self.file, &text, self.line + u64::from(lines)).raw().place(None);
                Box::new((DataProblem::OpenQuote { offset: at }, Some(place)))
            }
            Fault::Reading(stopped) => {
                let place = start_of_line(self.line + u64::from(stopped.lines), stopped.column);
                Box::new((stopped.problem, Some(place)))
            }
        }
    }
}

fn odd_row<'t>(file: &'t FileReader, text: &'t [u8], line: u64) -> OddRow<'t> {
    OddRow {
        file: &file.name,
        index: file.index,
        header: &file.header,
        commas: file.commas(),
        delimiter: file.delimiter,
        text,
        line,
    }
}
