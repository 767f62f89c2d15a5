//! Actuals for a plan: from what they are read, and how.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::NaiveDate;
use wildmatch::WildMatch;

use crate::{
    actuals::{Actuals, panel::Panel, region_names::RegionIndex},
    diag::Diagnostic,
    plan::{Region, Wanted, recipe::Recipe},
};

pub use super::actuals_rows::read_date;
use super::{actuals_read::read_all, actuals_run::Run};

/// A source of actuals.
pub struct Input {
    /// As the user knows it; `-` for standard input.
    pub name: String,
    /// Its bytes.
    pub reader: Box<dyn Read + Send>,
    /// The sheet asked for, of a workbook (`file.xlsx#sheet`).
    pub sheet: Option<String>,
    /// How it is read, as far as it does not say so.
    pub recipe: Arc<Recipe>,
}

/// How actuals are read.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line of its own")]
pub struct Options {
    /// `--strict`: near names are errors.
    pub strict: bool,
    /// `--unmatched`: list every name that matches nothing.
    pub all_unmatched: bool,
    /// `--each-region`: everything wanted is kept for every region of the data, those that the plan does not name
    /// under their printed names.
    pub every_region: bool,
    /// Regions of the plan's catalogue, beside those that are always known.
    pub regions: Vec<Region>,
    /// Of these regions only, those that the plan names besides.
    pub chosen: ChosenRegions,
    /// Observations stay packed (`LoadedActuals::panel`), to be looked at region by region.
    pub packed: bool,
    /// Where observations stay packed, those published after this day are only counted.
    pub known_on: Option<NaiveDate>,
    /// Counts the rows as they are read, for whoever watches.
    pub rows_read: Arc<AtomicU64>,
    /// The size of the blocks in which a file is read, for tests.
    pub block_size: Option<usize>,
}

/// Regions by pattern or by name; without any, all.
#[derive(Debug, Clone, Default)]
pub struct ChosenRegions {
    /// `*` and `?` stand for any characters.
    pub patterns: Vec<WildMatch>,
    /// Names as a person writes them: with or without 省, 市 …
    pub names: Option<RegionIndex>,
}

impl ChosenRegions {
    /// May the region be one of them? Of several that fit a name, the best is found when all are known.
    pub fn may_take(&self, printed: &str) -> bool {
        let by_name = || {
            let names = self.names.as_ref();
            names.is_some_and(|names| !names.find(printed).1.is_empty())
        };
        self.patterns.is_empty() && self.names.is_none()
            || self.patterns.iter().any(|pattern| pattern.matches(printed))
            || by_name()
    }
}

/// What was read, and what there is to say about it.
#[derive(Debug)]
pub struct LoadedActuals {
    /// The observations.
    pub actuals: Actuals,
    /// With `packed`: every region of the data, the observations above being those of the regions that the plan names.
    pub panel: Option<Panel>,
    /// Notes, warnings and errors; with any error the actuals are not to be used.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every input for what is wanted of it. `default_region` is the one assessed: the plan's own, or the user's
/// choice; files without a region column are taken for it.
///
/// Several files of one run are one body of data: which region is meant is decided over all of them.
pub fn read_actuals(
    wanted: &[Wanted],
    default_region: &str,
    inputs: Vec<Input>,
    options: &Options,
) -> LoadedActuals {
    let mut run = Run::new(wanted, default_region, options);
    read_all(&mut run, inputs, options);
    run.finish()
}

#[cfg(test)]
#[path = "actuals_tests.rs"]
mod tests;
