//! What is kept of the records of all files for a plan.
//!
//! A record passes two cheap gates before any of its cells is read: is its region one that may be asked for, and does its
//! name feed anything wanted? Both answers are remembered by spelling. Only then are numbers, periods and dates read.
//! Memory grows with the observations kept.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt, fast::RandomState};
use indexmap::{IndexMap, IndexSet};

use crate::{
    actuals::{
        Observation,
        matching::{HELD_NAMES, NameIndex},
        panel::{Packed, Panel},
        region_names::{RegionIndex, RegionName, RegionRank},
    },
    diag::{DataProblem, Place},
    number::Number,
    plan::Wanted,
    unit::Unit,
};

use super::{
    actuals_columns::Column,
    actuals_csv::Options,
    actuals_file::Rows,
    actuals_layout::name_and_unit,
    actuals_rows::{CellFault, Row, Shared},
    actuals_said::{Faults, Said},
    actuals_table::{MAX_SPELLINGS, Record, Table, Taker, is_blank},
    encoding::FileFault,
};

/// Other regions remembered, to find the one that was meant.
const MAX_OTHER_REGIONS: usize = 1000;

impl KeptRegion {
    /// So many rows of a file matched.
    pub fn count_matched(&mut self, file: u32, rows: u64) {
        let file = file as usize;
        self.matched.resize(self.matched.len().max(file + 1), 0);
        self.matched[file] += rows;
    }

    /// Takes what a row gives for some of what is wanted.
    fn take<'a>(
        &mut self,
        row: &Result<Option<Row>, Vec<CellFault>>,
        wanted: impl Iterator<Item = (usize, &'a Wanted)>,
        record: &Record<'_>,
    ) {
        let file = record.file();
        self.count_matched(file, 1);
        let place = |column| Some(record.place(column));
        let row = match row {
            Ok(Some(row)) => row,
            Ok(None) => return,
            Err(faults) => {
                for (problem, column) in faults {
                    self.faults.add(file, || (problem.clone(), place(*column)));
                }
                return;
            }
        };
        let origin = record.origin();
        for (index, wanted) in wanted {
            match row.observation(wanted, origin) {
                Ok(observation) => self.observations.push((index, observation)),
                Err((problem, column)) => self.faults.add(file, || (problem, place(column))),
            }
        }
    }
}

/// A region as the rows of a file print it.
pub struct RowRegion {
    pub printed: String,
    pub name: RegionName,
    /// Indexes into the regions asked for.
    pub fits: Vec<(usize, RegionRank)>,
    pub file: u32,
    /// Where it is kept, if it fits.
    pub kept: Option<usize>,
    /// Are its rows read? Else nobody asks for them.
    is_taken: bool,
}

/// What is gathered of a region of the data.
#[derive(Default)]
pub struct KeptRegion {
    /// As its first row prints it.
    pub printed: String,
    /// The regions asked for that it may be.
    pub fits: Vec<(usize, RegionRank)>,
    /// All of its rows.
    pub rows: u64,
    /// With the index of what is wanted.
    pub observations: Vec<(usize, Observation)>,
    pub faults: Faults,
    /// Matched rows, by file.
    pub matched: Vec<u64>,
    /// Those observations that came in blocks.
    pub packed: Vec<Packed>,
    /// Their texts that no number stands for.
    pub own_texts: Vec<u8>,
}

/// A name that matched nothing.
pub struct Unmatched {
    pub rows: u64,
    pub place: Place,
    /// Regions asked for, by their index, that have such rows.
    pub regions: BTreeSet<usize>,
}

pub struct Run<'a> {
    pub wanted: &'a [Wanted],
    pub default_region: &'a str,
    pub options: &'a Options,
    pub names: Arc<NameIndex>,
    /// Every region asked for, the default region first.
    pub regions: IndexSet<&'a str>,
    /// How well the region of the data that fits it best does so.
    pub best: Vec<RegionRank>,
    pub region_index: Arc<RegionIndex>,
    /// The regions for which each thing is wanted, as ascending indexes into `regions`.
    pub needed: Vec<Vec<usize>>,
    /// Every region of the data that fits one asked for, or has what is taken of every region; by its name as compared.
    pub kept: IndexMap<String, KeptRegion, RandomState>,
    pub spellings: HashMap<Vec<u8>, Rc<[usize]>>,
    /// Those of the file being read.
    row_regions: HashMap<Vec<u8>, Rc<RowRegion>>,
    /// By file.
    pub other_regions: IndexSet<(u32, String)>,
    /// The first row of every region that fits in every file, to show which is meant.
    pub region_places: Vec<(Rc<RowRegion>, Place)>,
    pub unmatched: IndexMap<String, Unmatched, RandomState>,
    pub unmatched_rows: u64,
    pub unmatched_beyond: bool,
    pub shared: Shared,
    /// What came in blocks, beside the regions that hold it.
    pub panel: Panel,
    pub said: Said,
}

impl<'a> Run<'a> {
    pub fn new(wanted: &'a [Wanted], default_region: &'a str, options: &'a Options) -> Self {
        let named = wanted.iter().flat_map(|wanted| &wanted.regions).map(String::as_str);
        let own = named.clone().find(|region| *region == default_region);
        let regions: IndexSet<&str> = own.into_iter().chain(named).collect();
        let needed = wanted.iter().map(|wanted| {
            let own = wanted.regions.iter();
            let mut needed: Vec<usize> =
                own.filter_map(|region| regions.get_index_of(region.as_str())).collect();
            needed.sort_unstable();
            needed
        });
        Self {
            wanted,
            default_region,
            options,
            names: Arc::new(NameIndex::new(wanted)),
            needed: needed.collect(),
            region_index: Arc::new(RegionIndex::new(regions.iter().copied(), &options.regions)),
            best: vec![RegionRank::End; regions.len()],
            regions,
            kept: IndexMap::default(),
            spellings: HashMap::new(),
            row_regions: HashMap::new(),
            other_regions: IndexSet::new(),
            region_places: Vec::new(),
            unmatched: IndexMap::default(),
            unmatched_rows: 0,
            unmatched_beyond: false,
            shared: Shared::default(),
            panel: Panel::default(),
            said: Said::default(),
        }
    }

    /// Is a thing wanted for a region?
    pub fn is_needed(&self, wanted: usize, region: usize) -> bool {
        self.needed[wanted].binary_search(&region).is_ok()
    }

    /// Is a thing wanted for a region of the data?
    fn is_asked(&self, series: usize, region: &RowRegion) -> bool {
        let mut asked = region.fits.iter();
        self.options.every_region || asked.any(|(asked, _)| self.is_needed(series, *asked))
    }

    /// Where a region is kept, by its name as compared.
    pub fn kept_region(&mut self, compared: &str, printed: &str) -> usize {
        self.kept.get_index_of(compared).unwrap_or_else(|| {
            let region = KeptRegion { printed: printed.to_owned(), ..KeptRegion::default() };
            self.kept.insert_full(compared.to_owned(), region).0
        })
    }

    /// A row without a region is a fault when it would feed anything wanted; a row without anything is no row.
    fn read_row_without_region(&mut self, record: &Record<'_>) -> bool {
        if is_blank(record.cells) {
            return false;
        }
        if !self.named(record).is_empty() {
            let problem = DataProblem::EmptyCell { column: "region" };
            let place = || Some(record.place(Column::Region));
            self.said.faults.add(record.file(), || (problem, place()));
        }
        true
    }

    /// The region of a row, remembered by its spelling.
    fn region_of(&mut self, record: &Record<'_>) -> Rc<RowRegion> {
        let header = record.header();
        let cell = |column| record.cell(column);
        let is_headline =
            || header.open_sdg && cell(Column::Region).is_empty() && !is_blank(record.cells);
        let is_own = header[Column::Region].is_none() || is_headline();
        let bytes = match header[Column::RegionCode] {
            _ if is_own => self.default_region.as_bytes(),
            Some(_) if cell(Column::Region).is_empty() => cell(Column::RegionCode).as_bytes(),
            _ => record.bytes(Column::Region),
        };
        if let Some(known) = self.row_regions.get(bytes) {
            return Rc::clone(known);
        }
        let [label, code] = if is_own {
            [self.default_region, ""]
        } else {
            [Column::Region, Column::RegionCode].map(cell)
        };
        // Of a region that is asked for by its code the label may be anything.
        let file = record.file();
        let by_label = self.classify(label, file);
        let by_code =
            (by_label.fits.is_empty() && !code.is_empty()).then(|| self.classify(code, file));
        let is_meant = |it: &RowRegion| label.is_empty() || !it.fits.is_empty();
        let mut region = by_code.filter(is_meant).unwrap_or(by_label);
        if !region.fits.is_empty() {
            let kept = self.kept_region(region.name.compared(), &region.printed);
            self.kept[kept].fits.clone_from(&region.fits);
            region.kept = Some(kept);
        }
        for (asked, rank) in &region.fits {
            self.best[*asked] = self.best[*asked].min(*rank);
        }
        let region = Rc::new(region);
        if self.row_regions.len() < MAX_SPELLINGS {
            self.row_regions.insert(bytes.to_vec(), Rc::clone(&region));
            if !is_own && region.fits.is_empty() {
                self.note_other_region(region.file, &region.printed);
            } else if !is_own {
                let place = record.place(Column::Region);
                self.region_places.push((Rc::clone(&region), place));
            }
        }
        region
    }

    /// A region that nobody asks for by name.
    pub fn note_other_region(&mut self, file: u32, printed: &str) {
        if self.other_regions.len() < MAX_OTHER_REGIONS {
            self.other_regions.insert((file, printed.to_owned()));
        }
    }

    fn classify(&self, printed: &str, file: u32) -> RowRegion {
        let (name, fits) = self.region_index.find(printed);
        let chosen = || self.options.every_region && self.options.chosen.may_take(printed);
        let is_taken = !fits.is_empty() || chosen();
        RowRegion { printed: printed.to_owned(), name, fits, file, kept: None, is_taken }
    }

    /// What a row's names feed, in order.
    fn named(&mut self, record: &Record<'_>) -> Rc<[usize]> {
        if let Some(only) = record.header().only_name() {
            return self.named_in(record, only);
        }
        let mut all = Vec::new();
        for column in record.header().names() {
            all.extend_from_slice(&self.named_in(record, column));
        }
        all.sort_unstable();
        all.dedup();
        Rc::from(all)
    }

    fn named_in(&mut self, record: &Record<'_>, column: Column) -> Rc<[usize]> {
        let bytes = record.bytes(column);
        if let Some(known) = self.spellings.get(bytes) {
            return Rc::clone(known);
        }
        let (cell, knows) =
            (record.cell(column), |name: &str, unit: Option<&Unit>| self.knows(name, unit));
        let found: Rc<[usize]> = Rc::from(self.names.find(name_and_unit(cell, &knows).0));
        if self.spellings.len() < MAX_SPELLINGS {
            self.spellings.insert(bytes.to_vec(), Rc::clone(&found));
        }
        found
    }

    /// Counts more rows with a name that matches nothing, of these of the regions asked for; the place is that of the first.
    pub fn count_unmatched(
        &mut self,
        name: &str,
        rows: u64,
        regions: impl IntoIterator<Item = usize>,
        place: impl FnOnce() -> Place,
    ) {
        self.unmatched_rows += rows;
        if !self.unmatched.contains_key(name) {
            if self.unmatched.len() >= HELD_NAMES {
                self.unmatched_beyond = true;
                return;
            }
            let new = Unmatched { rows: 0, place: place(), regions: BTreeSet::new() };
            self.unmatched.insert(name.to_owned(), new);
        }
        let known = &mut self.unmatched[name];
        known.rows += rows;
        known.regions.extend(regions);
    }
}

impl Taker for Run<'_> {
    fn knows(&self, name: &str, unit: Option<&Unit>) -> bool {
        let mut wanted = self.names.find(name).iter().map(|it| &self.wanted[*it]);
        wanted.any(|wanted| unit.is_none_or(|unit| unit.factor_to(&wanted.unit).is_some()))
    }

    fn is_region(&self, text: &str) -> Option<bool> {
        self.region_index.is_of(text, self.default_region)
    }

    fn converts(&self, name: &str, unit: &Unit) -> Option<bool> {
        Some(self.knows(name, Some(unit)))
    }

    fn is_in(&self, name: &str, unit: &Unit) -> bool {
        let mut wanted = self.names.find(name).iter().map(|it| &self.wanted[*it]);
        wanted.all(|wanted| unit.factor_to(&wanted.unit) == Some(Number::ONE))
    }

    fn has_figures_in(&self, unit: &Unit) -> bool {
        unit.is_known() || self.wanted.iter().any(|it| unit.factor_to(&it.unit).is_some())
    }

    fn asks_for_years(&self) -> bool {
        self.wanted.iter().any(|wanted| !wanted.kind.calendar.is_common())
    }

    fn series(&mut self, record: &Record<'_>) -> Option<String> {
        let region = self.region_of(record);
        if region.printed.is_empty() || !region.is_taken {
            return None;
        }
        let named = self.named(record);
        named.iter().find(|named| self.is_asked(**named, &region))?;
        Some(format!("{}\n{}", region.name.compared(), named.first()?))
    }

    fn said(&mut self) -> &mut Said {
        &mut self.said
    }

    fn header(&mut self, table: &Table) -> Result<(), DataProblem> {
        self.row_regions.clear();
        if table.header()[Column::Region].is_none() {
            let region = self.default_region.to_owned();
            self.said.note(DataProblem::NoRegionColumn { region }, &table.name);
        }
        Ok(())
    }

    fn take(&mut self, record: &Record<'_>) -> bool {
        let region = self.region_of(record);
        if region.printed.is_empty() {
            return self.read_row_without_region(record);
        }
        let every_region = self.options.every_region;
        if !region.is_taken {
            return true;
        }
        if let Some(kept) = region.kept {
            self.kept[kept].rows += 1;
        }
        let named = self.named(record);
        if named.is_empty() {
            let (column, name) = record.name();
            let regions = region.fits.iter().map(|(index, _)| *index);
            self.count_unmatched(name, 1, regions, || record.place(column));
            return true;
        }
        // Of regions that fit worse than another nothing is used.
        let is_best = |(asked, rank): &(usize, RegionRank)| self.best[*asked] == *rank;
        let asked: Vec<usize> =
            named.iter().copied().filter(|series| self.is_asked(*series, &region)).collect();
        if !asked.is_empty() && (every_region || region.fits.iter().any(is_best)) {
            let unit = named.first().map(|first| &self.wanted[*first].unit);
            let row = Row::read(record, &mut self.shared);
            let row = row.map(|row| self.said.note_row(row, record, unit));
            let add = || self.kept_region(region.name.compared(), &region.printed);
            let kept = region.kept.unwrap_or_else(add);
            let all = self.wanted;
            let wanted = asked.into_iter().map(|series| (series, &all[series]));
            self.kept[kept].take(&row, wanted, record);
        }
        true
    }

    fn take_blocks(&mut self, table: &Table, rows: &mut Rows) -> Option<Result<u64, FileFault>> {
        self.absorb(table, rows)
    }
}
