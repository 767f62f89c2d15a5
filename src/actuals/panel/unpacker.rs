//! Unpacks the observations of a panel, one region at a time.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Need, Panel, PanelRegion,
    own_texts::OwnTexts,
    packed::{DayCode, Packed, SourceAndNote, shared},
    sorted::Sorted,
};
use crate::actuals::{Actuals, Observation, Origin};

/// Unpacks the observations of one region after another; each thread has its own.
#[derive(Debug)]
pub struct Unpacker<'a> {
    /// The ids of the series wanted, shared within this thread only.
    ids: Vec<Arc<str>>,
    sorted: Sorted,
    builder: Builder<'a>,
}

/// What the rows of a region depend on.
#[derive(Debug)]
pub struct ForRows {
    /// The observations needed, under the region's name.
    pub actuals: Actuals,
    /// Whether the region may have differing values of the same period and release date.
    pub may_conflict: bool,
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

    /// Only the observations of a region that rows can depend on; `needs` has one entry per series.
    pub fn for_rows(&mut self, region: &PanelRegion, needs: &[Need]) -> ForRows {
        self.sort(region);
        let may_conflict = self.has_duplicates(region);
        ForRows { actuals: self.put_all(region, needs), may_conflict }
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
            self.sorted.filled().to_vec()
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
#[derive(Debug)]
struct Builder<'a> {
    panel: &'a Panel,
    /// Source and note of each text, shared within this thread.
    texts: Vec<SourceAndNote>,
    /// Those of the region at hand that no number stands for.
    own_texts: OwnTexts,
    /// The date unpacked last.
    day: (DayCode, NaiveDate),
}

impl<'a> Builder<'a> {
    fn new(panel: &'a Panel) -> Self {
        let day = DayCode::of(NaiveDate::default());
        Self {
            panel,
            texts: panel.texts.iter().map(|texts| texts.shared()).collect(),
            own_texts: OwnTexts::default(),
            day: (day, day.date()),
        }
    }

    fn observation(&mut self, packed: &Packed) -> Option<Observation> {
        let text = usize::from(packed.text());
        let conversion = self.panel.conversions[text][packed.series()].as_ref()?;
        let published = self.date(packed.day_code());
        let texts = if packed.has_own_text() {
            shared(self.own_texts.of(packed.line()))
        } else {
            self.texts[text].clone()
        };
        Some(packed.unpack_with(conversion, published, self.origin(packed.line()), texts))
    }

    /// Cached, because many figures are released on the same date.
    fn date(&mut self, code: DayCode) -> NaiveDate {
        if self.day.0 != code {
            self.day = (code, code.date());
        }
        self.day.1
    }

    fn origin(&self, line: u32) -> Origin {
        let firsts = &self.panel.first_lines;
        let file = firsts.partition_point(|first| *first <= line).max(1) - 1;
        let before = firsts.get(file).copied().unwrap_or_default();
        Origin::of_line(u32::try_from(file).unwrap_or(u32::MAX), line - before)
    }
}
