//! A panel: the observations of thousands of regions in 24 bytes each, made whole again one region at a time.
//!
//! What repeats from row to row (unit, source, note) is held once and named by a number; what differs (value, period,
//! release date, line) is packed. Depends on `number`, `unit`, `period` and `plan`.

mod need;
mod packed;
mod sorted;
mod unpacker;

pub use need::Need;
pub use packed::{Conversion, DayCode, Decimal, MAX_DECIMALS, Packed, Texts};
pub use unpacker::Unpacker;

use need::Needed;

use super::{ActualsFile, Observation};

/// One region of a panel.
#[derive(Debug, Clone, Default)]
pub struct PanelRegion {
    /// As the plan names it, else as its first row prints it.
    pub name: String,
    /// What could be packed.
    pub packed: Vec<Packed>,
    /// What could not, with the index of what is wanted.
    pub others: Vec<(usize, Observation)>,
}

/// Every observation kept of every region.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// The files, in the order read.
    pub files: Vec<ActualsFile>,
    /// The first line of each file among those of all files.
    pub first_lines: Vec<u32>,
    /// Ids of what is wanted, in order.
    pub series: Vec<String>,
    /// The texts by number.
    pub texts: Vec<Texts>,
    /// For each text, the conversion to each thing wanted.
    pub conversions: Vec<Vec<Option<Conversion>>>,
    /// The regions, in the order of their names.
    pub regions: Vec<PanelRegion>,
    /// Rows published after the date asked for, counted and not kept.
    pub later: u64,
}

impl Panel {
    /// For each thing wanted: has any region an observation of it?
    pub fn present(&self) -> Vec<bool> {
        let mut present = vec![false; self.series.len()];
        let mut absent = present.len();
        for region in &self.regions {
            let packed = region.packed.iter().map(Packed::series);
            for series in packed.chain(region.others.iter().map(|(series, _)| *series)) {
                if let Some(present) = present.get_mut(series)
                    && !*present
                {
                    *present = true;
                    absent -= 1;
                }
            }
            // The first regions usually have all there is.
            if absent == 0 {
                break;
            }
        }
        present
    }
}
