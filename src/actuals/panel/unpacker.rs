//! Unpacks the observations of a panel, one region at a time.

use std::sync::Arc;

use super::{
    Panel, PanelRegion,
    own_texts::OwnTexts,
    packed::{DayCode, Packed, SourceAndNote, shared},
};
use crate::{
    actuals::{Actuals, Mark, Observation, Origin, Quality},
    period::{Month, Period},
};

/// Unpacks the observations of one region after another; each thread has its own.
pub struct Unpacker<'a> {
    /// The ids of the series wanted, shared within this thread only.
    ids: Vec<Arc<str>>,
    sorted: Sorted,
    builder: Builder<'a>,
}

impl Panel {
    /// Adds the observations of every region to actuals, under the names of the regions.
    pub fn unpack_into(&self, actuals: &mut Actuals) {
        let mut unpacker = Unpacker::new(self);
        for region in &self.regions {
            actuals.append(unpacker.actuals(region));
        }
    }
}

impl<'a> Unpacker<'a> {
    pub fn new(panel: &'a Panel) -> Self {
        let ids = panel.series.iter().map(|id| Arc::from(id.as_str()));
        Self { ids: ids.collect(), sorted: Sorted::default(), builder: Builder::new(panel) }
    }

    /// The actuals of a region, under its name.
    pub fn actuals(&mut self, region: &PanelRegion) -> Actuals {
        self.sort(region);
        self.put_all(region, &[])
    }

    /// Only the observations of a region that rows can depend on, and whether it may have differing values of the same period and
    /// release date; `needs` has one entry per series.
    pub fn for_rows(&mut self, region: &PanelRegion, needs: &[Need]) -> (Actuals, bool) {
        self.sort(region);
        let may_conflict = self.has_duplicates(region);
        (self.put_all(region, needs), may_conflict)
    }

    /// Whether a region may have differing values of the same period and release date.
    pub fn may_conflict(&mut self, region: &PanelRegion) -> bool {
        self.sort(region);
        self.has_duplicates(region)
    }

    fn sort(&mut self, region: &PanelRegion) {
        self.sorted.fill(&region.packed, self.ids.len());
        self.builder.own_texts.fill(&region.packed, &region.own_texts);
    }

    fn has_duplicates(&mut self, region: &PanelRegion) -> bool {
        // The few that could not be packed are compared after unpacking.
        !region.others.is_empty() || self.sorted.have_duplicates()
    }

    /// The actuals of the sorted region; whole series if no need is known.
    fn put_all(&mut self, region: &PanelRegion, needs: &[Need]) -> Actuals {
        let mut actuals = Actuals::default();
        let name = Arc::from(region.name.as_str());
        // Of a thousand series a region may have ten.
        let all = if region.others.is_empty() {
            self.sorted.filled.clone()
        } else {
            (0..self.ids.len()).collect()
        };
        for series in all {
            let need = needs.get(series).copied().unwrap_or_default();
            let observations = self.needed(series, region, need);
            if !observations.is_empty() {
                actuals.put(&self.ids[series], &name, observations);
            }
        }
        actuals
    }

    /// The observations of a series that are needed, in the order of their lines.
    fn needed(&mut self, series: usize, region: &PanelRegion, need: Need) -> Vec<Observation> {
        let mut others = region
            .others
            .iter()
            .filter(|(other, _)| *other == series)
            .map(|(_, observation)| observation.clone());
        let first = others.next();
        let packed = self.sorted.of(series);
        let needed = if first.is_some() { None } else { need.of(packed) };
        let wanted =
            packed.iter().filter(|packed| needed.is_none_or(|needed| needed.includes(packed)));
        let mut observations = Vec::new();
        if needed.is_none() {
            observations.reserve_exact(packed.len());
        }
        observations.extend(wanted.filter_map(|packed| self.builder.observation(packed)));
        if first.is_some() {
            observations.extend(first.into_iter().chain(others));
            observations.sort_by_key(|observation| observation.origin);
        }
        observations
    }
}

/// Unpacks single observations.
struct Builder<'a> {
    panel: &'a Panel,
    /// Source and note of each text, shared within this thread.
    texts: Vec<SourceAndNote>,
    /// Those of the region at hand that no number stands for.
    own_texts: OwnTexts,
}

impl<'a> Builder<'a> {
    fn new(panel: &'a Panel) -> Self {
        Self {
            panel,
            texts: panel.texts.iter().map(|it| shared((&it.source, &it.note))).collect(),
            own_texts: OwnTexts::default(),
        }
    }

    fn observation(&self, packed: &Packed) -> Option<Observation> {
        let text = usize::from(packed.text());
        let conversion = self.panel.conversions[text][packed.series()].as_ref()?;
        let texts = if packed.has_own_text() {
            shared(self.own_texts.of(packed.line()))
        } else {
            self.texts[text].clone()
        };
        Some(packed.unpack(conversion, self.origin(packed.line()), texts))
    }

    fn origin(&self, line: u32) -> Origin {
        let firsts = &self.panel.first_lines;
        let file = firsts.partition_point(|first| *first <= line).max(1) - 1;
        let before = firsts.get(file).copied().unwrap_or_default();
        Origin::of_line(u32::try_from(file).unwrap_or(u32::MAX), line - before)
    }
}

/// The packed observations of a region, sorted by series and line; its buffers are reused for the next region.
#[derive(Default)]
struct Sorted {
    packed: Vec<Packed>,
    /// Where each series ends.
    ends: Vec<usize>,
    /// The series that have observations.
    filled: Vec<usize>,
    /// Ends of periods with release dates.
    slots: Vec<(Month, DayCode)>,
}

impl Sorted {
    /// Loads a region; `series` is the number of series.
    fn fill(&mut self, packed: &[Packed], series: usize) {
        // A counting sort: the counts, shifted by one, become the starts, and after filling the ends.
        self.ends.clear();
        self.ends.resize(series + 1, 0);
        for packed in packed {
            self.ends[packed.series() + 1] += 1;
        }
        let mut before = 0;
        for count in &mut self.ends {
            before += *count;
            *count = before;
        }
        self.packed.clear();
        self.packed.extend_from_slice(packed);
        for packed in packed {
            let next = &mut self.ends[packed.series()];
            self.packed[*next] = *packed;
            *next += 1;
        }
        self.ends.pop();
        self.filled.clear();
        let mut start = 0;
        for (series, end) in self.ends.iter().enumerate() {
            if start == *end {
                continue;
            }
            self.filled.push(series);
            let own = &mut self.packed[start..*end];
            if !own.is_sorted_by_key(Packed::line) {
                own.sort_by_key(Packed::line);
            }
            start = *end;
        }
    }

    /// The observations of a series.
    fn of(&self, series: usize) -> &[Packed] {
        let end_of = |series: usize| self.ends.get(series).copied().unwrap_or_default();
        let start = series.checked_sub(1).map_or(0, end_of);
        self.packed.get(start..end_of(series)).unwrap_or_default()
    }

    /// Whether any series has two values of the same period and release date.
    fn have_duplicates(&mut self) -> bool {
        let mut slots = std::mem::take(&mut self.slots);
        let found = self.filled.iter().any(|series| has_duplicates(self.of(*series), &mut slots));
        self.slots = slots;
        found
    }
}

/// Whether a series has two values of the same period and release date; a strictly ascending series has none.
fn has_duplicates(series: &[Packed], slots: &mut Vec<(Month, DayCode)>) -> bool {
    let slot = |packed: &Packed| {
        let period = Period::of_code(packed.period_code());
        (period.last(), packed.day_code())
    };
    if series.is_sorted_by(|one, next| slot(one) < slot(next)) {
        return false;
    }
    slots.clear();
    slots.extend(series.iter().map(slot));
    slots.sort_unstable();
    slots.windows(2).any(|pair| pair[0] == pair[1])
}

/// What a row needs from a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// Every observation.
    #[default]
    All,
    /// Of a series of calendar years: the baseline year, and all years from the one before the newest.
    ///
    /// The newest year is the last one up to `until`; figures published after `known_on` do not count. A series with other
    /// periods, doubtful figures or breaks, or without a figure of the baseline year, is needed as a whole.
    NewestYears {
        /// The year of the baseline, if it is taken from the series.
        baseline: Option<i32>,
        /// The last year that counts as the newest.
        until: i32,
        /// The day up to which figures are known.
        known_on: DayCode,
    },
}

/// The observations of one series that are needed, where not all of them are.
#[derive(Clone, Copy)]
struct Needed {
    baseline: Option<i32>,
    from: i32,
    known_on: DayCode,
}

impl Need {
    /// What is needed from a series; `None` if it is all of it.
    fn of(self, series: &[Packed]) -> Option<Needed> {
        let Self::NewestYears { baseline, until, known_on } = self else { return None };
        let mut newest = None;
        let mut before = None;
        let mut has_baseline = baseline.is_none();
        for packed in series {
            let quality = packed.quality();
            let year =
                Period::year_of_code(packed.period_code()).filter(|_| is_ordinary(quality))?;
            if packed.day_code() > known_on {
                continue;
            }
            if Some(year) == baseline {
                // Of a bound the year before may be asked.
                if quality.is_bound() {
                    return None;
                }
                has_baseline = true;
            }
            if year > until {
                continue;
            }
            if Some(year) > newest {
                (newest, before) = (Some(year), newest);
            } else if Some(year) > before && Some(year) != newest {
                before = Some(year);
            }
        }
        let from = before.or(newest).filter(|_| has_baseline)?;
        Some(Needed { baseline, from, known_on })
    }
}

/// Whether it has none of the marks that affect other periods.
fn is_ordinary(quality: Quality) -> bool {
    !quality.has(Mark::Doubtful) && !quality.has(Mark::Break)
}

impl Needed {
    fn includes(self, packed: &Packed) -> bool {
        let year = Period::year_of_code(packed.period_code());
        packed.day_code() <= self.known_on && (year >= Some(self.from) || year == self.baseline)
    }
}
