//! A panel: the observations of thousands of regions, packed into 24 bytes each and unpacked one region at a time.
//!
//! Texts that repeat from row to row (unit, source, note) are stored once and referred to by number; what differs (value,
//! period, release date, line) is packed, and a source or note that no other row has stands with its region. Depends on `number`, `unit`, `period` and `plan`.

pub mod own_texts;
mod packed;
mod unpacker;

pub use packed::{Conversion, DayCode, Decimal, MAX_DECIMALS, Packed, TextOf, Texts};
pub use unpacker::{Need, Unpacker};

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexSet;

use super::{ActualsFile, Observation};
use crate::{calendar::Calendar, period::Period, plan::Wanted};

/// One region of a panel.
#[derive(Debug, Clone, Default)]
pub struct PanelRegion {
    /// As in the plan, otherwise as in its first row.
    pub name: String,
    /// The packed observations.
    pub packed: Vec<Packed>,
    /// Those that no number stands for, as [`own_texts`] writes them, in the order of the packed ones.
    pub own_texts: Vec<u8>,
    /// Observations that could not be packed, with the index of their series.
    pub others: Vec<(usize, Observation)>,
}

/// The observations of all regions.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// The files, in the order read.
    pub files: Vec<ActualsFile>,
    /// The first line of each file, counting the lines of all files.
    pub first_lines: Vec<u32>,
    /// The line behind those of all files.
    pub next_line: u32,
    /// Ids of the series wanted, in order.
    pub series: Vec<String>,
    /// The texts by number.
    pub texts: IndexSet<Texts>,
    /// For each text, the conversion to each series.
    pub conversions: Vec<Arc<[Option<Conversion>]>>,
    /// The regions, in the order of their names.
    pub regions: Vec<PanelRegion>,
    /// The names of regions that are not taken; of very many the first.
    pub others: Vec<String>,
    /// The number of rows published after the as-of date, which are not kept.
    pub later: u64,
}

impl Panel {
    /// So many more texts can have a number.
    pub fn room(&self) -> usize {
        usize::from(u16::MAX) - self.texts.len()
    }

    /// The number of a row's texts.
    pub fn number(&mut self, texts: Texts) -> u16 {
        u16::try_from(self.texts.insert_full(texts).0).unwrap_or(u16::MAX)
    }

    /// A file is read in blocks; the lines of all files before it.
    pub fn begin(&mut self, file: u32) -> u32 {
        self.first_lines.resize((file as usize + 1).max(self.first_lines.len()), self.next_line);
        self.next_line
    }

    /// The file had so many lines.
    pub fn end(&mut self, lines: u32) {
        self.next_line = self.next_line.saturating_add(lines).saturating_add(1);
    }

    /// With all that packed observations need to be made whole again.
    #[must_use]
    pub fn of(self, wanted: &[Wanted], files: Vec<ActualsFile>) -> Self {
        let mut of_units: HashMap<&str, Arc<[_]>> = HashMap::new();
        let conversions = self.texts.iter().map(|texts| {
            let all = || wanted.iter().map(|wanted| Conversion::new(&texts.unit, wanted)).collect();
            Arc::clone(of_units.entry(&texts.unit).or_insert_with(all))
        });
        let conversions = conversions.collect();
        let series = wanted.iter().map(|wanted| wanted.id.clone()).collect();
        Self { files, series, conversions, ..self }
    }

    /// The names of the regions of the data.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.regions.iter().map(|region| &region.name).chain(&self.others)
    }

    /// Whether every figure is of a calendar year.
    pub fn has_only_years(&self) -> bool {
        self.regions.iter().all(|region| {
            let years = |packed: &Packed| Period::year_of_code(packed.period_code()).is_some();
            let others = region.others.iter();
            region.packed.iter().all(years)
                && others.into_iter().all(|(_, other)| Calendar::COMMON.is_year(other.period))
        })
    }

    /// Whether the rows of any text name no unit.
    pub fn lacks_units(&self) -> bool {
        self.texts.iter().any(|texts| texts.unit.is_empty())
    }

    /// For each series, whether any region has an observation of it.
    pub fn present(&self) -> Vec<bool> {
        let mut present = vec![false; self.series.len()];
        for region in &self.regions {
            let packed = region.packed.iter().map(Packed::series);
            for series in packed.chain(region.others.iter().map(|(series, _)| *series)) {
                present[series] = true;
            }
            // The first regions usually have all series.
            if !present.contains(&false) {
                break;
            }
        }
        present
    }
}
