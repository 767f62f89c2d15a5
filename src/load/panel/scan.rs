//! One worker: from the text of a block to packed observations, counts, and rows for the general code.
//!
//! Nothing here depends on what other blocks hold, so that blocks may be looked at in any order. Spellings are numbered
//! by each worker for itself; what is new is handed over with the block in which it was first seen.

use std::rc::Rc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use memchr::{memchr, memchr2};

use crate::{
    actuals::{
        Quality,
        matching::NameIndex,
        panel::{
            Conversion, DayCode, Packed, TextOf, Texts,
            own_texts::{self, BETWEEN},
        },
        printed_number::Commas,
        region_names::RegionIndex,
    },
    load::{
        actuals_columns::{Column, in_brackets, meaning_of},
        actuals_csv::Options,
        actuals_periods::is_cumulated,
        actuals_rows::{read_date, read_period, read_quality},
        actuals_table::{Table, begins_as_remark, is_conflict},
        text::{Block, Cells, End, Mark, Records, Stopped, same},
    },
    period::Period,
    plan::{Kind, Wanted},
};

use super::cells;

/// Spellings of one kind remembered from block to block.
const MAX_SPELLINGS: usize = 1 << 16;

/// Texts that one worker numbers at most; few are enough to test the others.
pub const MAX_TEXTS: usize = if cfg!(test) { 8 } else { 1 << 13 };

/// After so many new texts in a row the next one is taken for a new one, too.
const STRANGERS: u32 = if cfg!(test) { 3 } else { 1 << 11 };

/// What every worker must know.
pub struct Task<'a> {
    pub wanted: &'a [Wanted],
    pub names: &'a NameIndex,
    pub regions: &'a RegionIndex,
    pub options: &'a Options,
    pub table: &'a Table,
    /// The columns of region and name.
    pub region: usize,
    pub name: usize,
    /// Are rows of regions taken that are not asked for?
    pub every_region: bool,
    /// Rows published later are only counted.
    pub as_of: Option<DayCode>,
    /// Texts that each worker may number.
    pub most_texts: usize,
}

/// What a block gave.
#[derive(Default)]
pub struct Harvest {
    /// Were regions and names forgotten before it?
    pub reset: bool,
    /// Regions seen for the first time, in the order of their numbers.
    pub regions: Vec<SeenRegion>,
    /// Names seen for the first time, in the order of their numbers.
    pub names: Vec<SeenName>,
    /// Texts seen for the first time, in the order of their numbers.
    pub texts: Vec<Texts>,
    /// Rows, those for the general code left out.
    pub rows: u64,
    /// Line ends.
    pub lines: u32,
    /// Unmatched names in the order of their first rows: number, line of the first row, rows.
    pub unmatched: Vec<(usize, u32, u64)>,
    /// Observations; the lines count from the start of the block.
    pub kept: Vec<Packed>,
    /// Their texts that have no number; those of a region begin anew.
    pub own_texts: Vec<u8>,
    /// Regions of the observations: the number, how many, and how many rows matched.
    pub runs: Vec<Run>,
    /// Rows published later.
    pub later: u64,
    /// Rows for the general code, with their lines.
    pub odd: Vec<(Vec<u8>, u32)>,
    /// What ended the reading behind it.
    pub stopped: Option<Stopped>,
}

/// Rows of one region that follow each other.
pub struct Run {
    pub region: usize,
    pub observations: usize,
    pub matched: u64,
    /// Where its texts without a number end.
    pub own_texts: usize,
}

/// A region of the data.
pub struct SeenRegion {
    pub printed: String,
    /// Is it one that nobody asks for by name?
    pub is_other: bool,
    /// Where its observations are kept, once there is one.
    pub kept: Option<usize>,
}

/// A name of the data.
pub struct SeenName {
    pub printed: String,
    /// Its first row, when it matches nothing, until that is counted.
    pub row: Option<(Vec<u8>, u32)>,
}

/// What becomes of the rows of a region.
enum Region {
    /// Nothing.
    Skipped,
    /// They are packed.
    Packed,
    /// The general code takes them: the region is asked for by name, or has none.
    General,
}

/// What a name feeds.
struct Feeds {
    series: Vec<u16>,
    /// Does the general code take its rows: do its figures run from January, or does it end in brackets, without which it may
    /// be asked for?
    is_general: bool,
}

/// What becomes of a row, by its region and name.
#[derive(Clone, Copy, Default)]
enum Fate {
    Skipped,
    Unmatched(usize),
    Matched {
        region: usize,
        name: usize,
    },
    #[default]
    General,
}

/// Rows that follow each other with the same region and name.
#[derive(Clone, Copy, Default)]
struct Series<'t> {
    /// What they begin with; empty when the row at hand has no region and name.
    prefix: &'t [u8],
    fate: Fate,
    /// The region of these rows or of those before, with its number.
    region: Option<(&'t [u8], usize)>,
    /// The name likewise.
    name: Option<(&'t [u8], usize)>,
}

/// A worker with what it remembers.
pub struct Worker<'a> {
    task: &'a Task<'a>,
    regions: Spellings<Region>,
    names: Spellings<Feeds>,
    /// Of each its code, its last day, and whether it is a point in time.
    periods: Spellings<Option<(u32, DayCode, bool)>>,
    days: Spellings<Option<DayCode>>,
    qualities: Spellings<Option<Quality>>,
    /// Of each unit and of each text, for every series, whether the unit converts.
    units: Spellings<Rc<[bool]>>,
    texts: Spellings<Rc<[bool]>>,
    /// New texts in a row.
    strangers: u32,
    /// Rows of the block by name, and the line of the first.
    by_name: Vec<(u64, u32)>,
    cells: Cells,
    /// The texts of the row before, where the first two of them end, and their number.
    key: Vec<u8>,
    key_ends: (usize, usize),
    last_text: Option<TextOf>,
    /// The text without a number of the row before.
    own_text: Vec<u8>,
    /// The column of region or name that stands behind the other.
    last_key: usize,
    /// Do all cells that are read stand behind region and name?
    keys_first: bool,
}

impl<'a> Worker<'a> {
    pub fn new(task: &'a Task<'a>) -> Self {
        let header = task.table.header();
        let last_key = task.region.max(task.name);
        // All but region and name.
        let mut read = Column::OWN[2..].iter().filter_map(|column| header[*column]);
        Self {
            keys_first: read.all(|column| column > last_key),
            last_key,
            task,
            regions: Spellings::default(),
            names: Spellings::default(),
            periods: Spellings::default(),
            days: Spellings::default(),
            qualities: Spellings::default(),
            units: Spellings::default(),
            texts: Spellings::default(),
            strangers: 0,
            by_name: Vec::new(),
            cells: Cells::default(),
            key: Vec::new(),
            key_ends: (0, 0),
            last_text: None,
            own_text: Vec::new(),
        }
    }

    /// What separates the cells.
    fn delimiter(&self) -> u8 {
        self.task.table.delimiter
    }

    /// Looks at every row of a block.
    pub fn scan(&mut self, block: &Block) -> Harvest {
        let (text, stopped) = block.checked(self.delimiter());
        let mut harvest = Harvest { reset: self.forget(), stopped, ..Harvest::default() };
        if block.plain || !block.quoted && every_cr_ends_a_line(text) {
            self.scan_plain(text, &mut harvest);
        } else {
            self.scan_quoted(text, block, &mut harvest);
        }
        for (name, counted) in self.by_name.iter_mut().enumerate() {
            let (rows, line) = std::mem::take(counted);
            if rows > 0 {
                harvest.unmatched.push((name, line, rows));
            }
        }
        harvest.unmatched.sort_unstable_by_key(|(_, line, _)| *line);
        harvest
    }

    /// A file of nonsense must not fill the memory.
    fn forget(&mut self) -> bool {
        let full = [
            self.regions.len(),
            self.names.len(),
            self.periods.len(),
            self.days.len(),
            self.qualities.len(),
        ];
        let full = full.into_iter().any(|length| length > MAX_SPELLINGS);
        if full {
            let [units, texts] = [&mut self.units, &mut self.texts].map(std::mem::take);
            *self = Self { units, texts, ..Self::new(self.task) };
        }
        full
    }

    /// Rows without quotes: a line is a row, and most are let go after region and name.
    fn scan_plain(&mut self, text: &[u8], harvest: &mut Harvest) {
        let line_end = Mark::new(b'\n');
        let delimiter = Mark::new(self.delimiter());
        let mut at = 0;
        let mut line = 0_u32;
        let mut series = Series::default();
        while at < text.len() {
            let rest = &text[at..];
            // Rows of one series usually follow each other.
            let begins = rest.get(..series.prefix.len()).is_some_and(|it| same(it, series.prefix));
            if series.prefix.is_empty() || !begins {
                series = self.series(&series, rest, line, harvest);
            }
            let keys_end = series.prefix.len();
            let row_end =
                line_end.first(&rest[keys_end..]).map_or(rest.len(), |end| keys_end + end);
            let row = &rest[..row_end];
            let row = row.strip_suffix(b"\r").unwrap_or(row);
            let start = if self.keys_first { (keys_end, self.last_key + 1) } else { (0, 0) };
            let split = |cells: &mut Cells| cells.split_plain(rest, start, row.len(), delimiter);
            self.follow(series.fate, (rest, row, line), split, harvest);
            line += u32::from(row_end < rest.len());
            at += row_end + 1;
        }
        harvest.lines = line;
    }

    /// The series of the row that a text begins with; regions and names usually repeat those of the row before.
    fn series<'t>(
        &mut self,
        before: &Series<'t>,
        text: &'t [u8],
        line: u32,
        harvest: &mut Harvest,
    ) -> Series<'t> {
        let task = self.task;
        let delimiter = self.delimiter();
        let (mut region, mut name): (&[u8], &[u8]) = (&[], &[]);
        let mut from = 0;
        for column in 0..=self.last_key {
            let cells = &text[from..];
            let end = memchr2(delimiter, b'\n', cells).unwrap_or(cells.len());
            let cell = &cells[..end];
            if cells.get(end) != Some(&delimiter) {
                // A row that ends too soon; the next one is looked at anew.
                return Series { prefix: &[], fate: Fate::General, ..*before };
            }
            if column == task.region {
                region = cell;
            }
            if column == task.name {
                name = cell;
            }
            from += end + 1;
        }
        let prefix = &text[..from];
        let region = match before.region {
            Some(known) if same(known.0, region) => known,
            _ => (region, self.region(region, harvest)),
        };
        let mut series = Series { prefix, region: Some(region), ..*before };
        series.fate = match self.regions[region.1] {
            Region::Packed => {
                let name = match before.name {
                    Some(known) if same(known.0, name) => known,
                    _ => {
                        let row_end = memchr(b'\n', text).unwrap_or(text.len());
                        let row = &text[..row_end];
                        (name, self.name(name, row, line, harvest))
                    }
                };
                series.name = Some(name);
                self.fate(region.1, name.1)
            }
            Region::Skipped => Fate::Skipped,
            Region::General => Fate::General,
        };
        series
    }

    /// Rows in whose block there are quotes, or line ends of another kind.
    fn scan_quoted(&mut self, text: &[u8], block: &Block, harvest: &mut Harvest) {
        let task = self.task;
        let mut records = Records::new(text, self.delimiter());
        while let Some(end) = records.next() {
            let row = records.record();
            let line = records.line;
            if end == End::InQuotes {
                let open = || block.open_quote(records.start, line);
                harvest.stopped.get_or_insert_with(open);
                break;
            }
            let cells = &records.cells;
            let fate = if cells.intricate || cells.count <= self.last_key {
                Fate::General
            } else {
                let region = self.region(cells.get(text, task.region), harvest);
                match self.regions[region] {
                    Region::Packed => {
                        let name = self.name(cells.get(text, task.name), row, line, harvest);
                        self.fate(region, name)
                    }
                    Region::Skipped => Fate::Skipped,
                    Region::General => Fate::General,
                }
            };
            let split = |own: &mut Cells| std::mem::swap(own, &mut records.cells);
            self.follow(fate, (text, row, line), split, harvest);
        }
        harvest.lines = records.line;
    }

    /// Does with a row what is to become of it; its cells, which are spans of `text`, are split only if they are read.
    #[inline]
    fn follow(
        &mut self,
        fate: Fate,
        (text, row, line): (&[u8], &[u8], u32),
        split: impl FnOnce(&mut Cells),
        harvest: &mut Harvest,
    ) {
        match fate {
            Fate::Skipped => harvest.rows += 1,
            Fate::Unmatched(name) => {
                harvest.rows += 1;
                self.count(name, line);
            }
            Fate::Matched { region, name } => {
                split(&mut self.cells);
                self.matched(text, row, (region, name), line, harvest);
            }
            Fate::General if row.is_empty() => {}
            Fate::General => harvest.odd.push((row.to_vec(), line)),
        }
    }

    /// The number of a region.
    fn region(&mut self, spelling: &[u8], harvest: &mut Harvest) -> usize {
        if let Some(known) = self.regions.get_index_of(spelling) {
            return known;
        }
        let printed = trimmed(spelling);
        let (_, fits) = self.task.regions.find(printed);
        // A conflict, a remark or a header is no row, which the general code tells.
        let is_row =
            !is_conflict(spelling) && !begins_as_remark(printed) && meaning_of(printed).is_none();
        let is_other = fits.is_empty() && !printed.is_empty() && is_row;
        let fate = match is_other {
            true if self.task.every_region && self.task.options.chosen.may_take(printed) => {
                Region::Packed
            }
            true => Region::Skipped,
            false => Region::General,
        };
        harvest.regions.push(SeenRegion { printed: printed.to_owned(), is_other, kept: None });
        self.regions.insert_full(spelling.into(), fate).0
    }

    /// The number of a name.
    fn name(&mut self, spelling: &[u8], row: &[u8], line: u32, harvest: &mut Harvest) -> usize {
        if let Some(known) = self.names.get_index_of(spelling) {
            return known;
        }
        let printed = trimmed(spelling);
        let feeds: Vec<u16> = self
            .task
            .names
            .find(printed)
            .iter()
            .filter_map(|index| u16::try_from(*index).ok())
            .collect();
        harvest.names.push(SeenName {
            printed: printed.to_owned(),
            row: feeds.is_empty().then(|| (row.to_vec(), line)),
        });
        let stem = in_brackets(printed).map(|(stem, _)| stem);
        // What stands in brackets may be a unit, which the general code reads.
        let feeds_any =
            stem.is_some_and(|it| !feeds.is_empty() || !self.task.names.find(it).is_empty());
        let is_general = feeds_any || is_cumulated(printed) && !feeds.is_empty();
        self.by_name.push((0, 0));
        self.names.insert_full(spelling.into(), Feeds { series: feeds, is_general }).0
    }

    fn count(&mut self, name: usize, line: u32) {
        let (rows, first) = &mut self.by_name[name];
        if *rows == 0 {
            *first = line;
        }
        *rows += 1;
    }

    fn fate(&self, region: usize, name: usize) -> Fate {
        let feeds = &self.names[name];
        if feeds.is_general {
            Fate::General
        } else if feeds.series.is_empty() {
            Fate::Unmatched(name)
        } else {
            Fate::Matched { region, name }
        }
    }

    /// A row that feeds something: packed if all its cells are ordinary. The cells are spans of `text`.
    fn matched(
        &mut self,
        text: &[u8],
        row: &[u8],
        (region, name): (usize, usize),
        line: u32,
        harvest: &mut Harvest,
    ) {
        let Some(figure) = self.read(text, name, harvest) else {
            harvest.odd.push((row.to_vec(), line));
            return;
        };
        harvest.rows += 1;
        let run = match harvest.runs.last_mut() {
            Some(run) if run.region == region => run,
            _ => {
                let own_texts = harvest.own_texts.len();
                harvest.runs.push(Run { region, observations: 0, matched: 0, own_texts });
                self.own_text.clear();
                let last = harvest.runs.len() - 1;
                &mut harvest.runs[last]
            }
        };
        run.matched += 1;
        let Figure::Some(read) = figure else { return };
        if self.task.as_of.is_some_and(|as_of| read.day.0 > as_of) {
            harvest.later += 1;
            return;
        }
        for series in &self.names[name].series {
            let kind = self.task.wanted[usize::from(*series)].kind;
            let (code, quality) = read.period;
            // Of most the year's figure is at its end.
            let is_other = kind.at.is_some() || !kind.calendar.is_common();
            let of_year = || kind.period(Period::of_code(code)).code();
            let period = (is_other.then(of_year).flatten().unwrap_or(code), quality);
            let packed = Packed::new(read.value, period, read.day, (*series, read.text), line);
            harvest.kept.push(packed);
            if read.text.own {
                let own = &self.key[self.key_ends.0 + 1..];
                own_texts::add(&mut harvest.own_texts, &self.own_text, own);
                self.own_text.clear();
                self.own_text.extend_from_slice(own);
                run.own_texts = harvest.own_texts.len();
            }
            run.observations += 1;
        }
    }

    /// The cells of a row; `None` when the general code has to look at it.
    fn read(&mut self, text: &[u8], name: usize, harvest: &mut Harvest) -> Option<Figure> {
        let header = self.task.table.header();
        if self.cells.count != header.cells {
            return None;
        }
        let cell = |column: usize| self.cells.get(text, column);
        let optional = |column: Option<usize>| column.map_or(&[][..], cell);
        let (text_up_to, length) = self.cells.up_to(text, header[Column::Value]?);
        if length == 0 || length == 1 && text_up_to.ends_with(b"-") {
            return Some(Figure::None);
        }
        let value = cells::decimal(text_up_to, length)?;
        if value.decimals > 0 && self.task.table.commas != Commas::Group {
            return None;
        }
        let period = optional(header[Column::Period]);
        let published = optional(header[Column::Published]);
        let quality = optional(header[Column::Quality]);
        let texts =
            [Column::Unit, Column::Source, Column::Note].map(|column| optional(header[column]));
        let (period, last_day, is_point) = match cells::year(period) {
            Some(year) => (year.code()?, DayCode::of(year.last_day()), false),
            None => known(&mut self.periods, period, |text| {
                let period = read_period(text).ok()?;
                Some((period.code()?, DayCode::of(period.last_day()), period.is_day()))
            })?,
        };
        let day = match published {
            [] => (last_day, false),
            other => match cells::day(other) {
                Some(day) => (day, true),
                // Blank is no date, and not the ordinary case.
                None => (
                    known(&mut self.days, other, |text| Some(DayCode::of(read_date(text).ok()??)))?,
                    true,
                ),
            },
        };
        if day.0 < last_day {
            return None; // released before its period ended
        }
        let quality = match quality {
            [] => Quality::FINAL,
            other => known(&mut self.qualities, other, |text| {
                let (quality, _) = read_quality(text).ok()?;
                quality.bits().map(|_| quality)
            })?,
        };
        let text = self.text(texts, harvest)?;
        let converts = &self.texts[usize::from(text.number)];
        let fits = |series: &u16| {
            let series = usize::from(*series);
            let flow = || self.task.wanted[series].kind == Kind::Flow;
            converts[series] && !(is_point && flow())
        };
        let read = Read { value, period: (period, quality), day, text };
        self.names[name].series.iter().all(fits).then_some(Figure::Some(read))
    }

    /// The texts of a row.
    fn text(&mut self, texts: [&[u8]; 3], harvest: &mut Harvest) -> Option<TextOf> {
        let [unit, source, note] = texts;
        // A quote cannot stand in a cell that is read here, so that it separates.
        let (of_unit, of_source) = self.key_ends;
        let last = |from: usize, to: usize| self.key.get(from..to).unwrap_or_default();
        let same_unit = same(last(0, of_unit), unit);
        if self.last_text.is_some()
            && same_unit
            && same(last(of_unit + 1, of_source), source)
            && same(last(of_source + 1, self.key.len()), note)
        {
            return self.last_text;
        }
        let before = self.last_text.take();
        self.key.clear();
        self.key.extend_from_slice(unit);
        self.key_ends.0 = self.key.len();
        self.key.push(BETWEEN);
        self.key.extend_from_slice(source);
        self.key_ends.1 = self.key.len();
        self.key.push(BETWEEN);
        self.key.extend_from_slice(note);
        if memchr::memchr_iter(BETWEEN, &self.key).count() > 2 {
            return None;
        }
        let are_strange = self.strangers >= STRANGERS;
        let known = if are_strange { None } else { self.texts.get_index_of(&*self.key) };
        self.strangers = if known.is_some() { 0 } else { (self.strangers + 1).min(STRANGERS) };
        self.last_text = if let Some(number) = known {
            Some(TextOf { number: u16::try_from(number).ok()?, own: false })
        } else if self.texts.len() < self.task.most_texts / 2 && !are_strange {
            let key = std::mem::take(&mut self.key);
            let number = self.add_text(&key, texts, harvest);
            self.key = key;
            Some(TextOf { number: number?, own: false })
        } else {
            before
                .filter(|before| before.own && same_unit)
                .or_else(|| self.unit_of_own(unit, harvest))
        };
        self.last_text
    }

    /// The number of a unit without any text beside it.
    fn unit_of_own(&mut self, unit: &[u8], harvest: &mut Harvest) -> Option<TextOf> {
        let key = [unit, &[BETWEEN; 2]].concat();
        let number = match self.texts.get_index_of(&*key) {
            Some(known) => u16::try_from(known).ok(),
            None => self.add_text(&key, [unit, &[], &[]], harvest),
        };
        Some(TextOf { number: number?, own: true })
    }

    fn add_text(&mut self, key: &[u8], texts: [&[u8]; 3], harvest: &mut Harvest) -> Option<u16> {
        if self.texts.len() >= self.task.most_texts {
            return None;
        }
        let [unit, source, note] = texts.map(|text| trimmed(text).to_owned());
        let converts = self.units.entry(unit.as_bytes().into()).or_insert_with(|| {
            let wanted = self.task.wanted.iter();
            wanted.map(|wanted| Conversion::new(&unit, wanted).is_some()).collect()
        });
        let (number, _) = self.texts.insert_full(key.into(), Rc::clone(converts));
        harvest.texts.push(Texts { unit, source, note });
        u16::try_from(number).ok()
    }
}

/// What a row of ordinary cells holds.
enum Figure {
    /// The release has no figure.
    None,
    Some(Read),
}

/// The cells of a row.
struct Read {
    value: crate::actuals::panel::Decimal,
    period: (u32, Quality),
    day: (DayCode, bool),
    text: TextOf,
}

/// Does every CR belong to a CRLF?
fn every_cr_ends_a_line(text: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', text).all(|at| text.get(at + 1) == Some(&b'\n'))
}

/// Byte strings with their numbers, and something known of each.
type Spellings<T> = IndexMap<Box<[u8]>, T, RandomState>;

/// What a spelling says, read where it comes for the first time.
fn known<T: Copy>(
    spellings: &mut Spellings<Option<T>>,
    spelling: &[u8],
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    if let Some(known) = spellings.get(spelling) {
        return *known;
    }
    let known = read(trimmed(spelling));
    spellings.insert(spelling.into(), known);
    known
}

/// A cell as the general code sees it; its text is UTF-8.
fn trimmed(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default().trim()
}
