//! The packed observations of one region, grouped by series.

use super::packed::{DayCode, Packed};
use crate::period::{Month, Period};

/// The packed observations of a region, sorted by series and line; its buffers are reused for the next region.
#[derive(Debug, Default)]
pub(super) struct Sorted {
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
    pub(super) fn fill(&mut self, packed: &[Packed], series: usize) {
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

    /// The series that have observations.
    pub(super) fn filled(&self) -> &[usize] {
        &self.filled
    }

    /// The observations of a series.
    pub(super) fn of(&self, series: usize) -> &[Packed] {
        let end_of = |series: usize| self.ends.get(series).copied().unwrap_or_default();
        let start = series.checked_sub(1).map_or(0, end_of);
        self.packed.get(start..end_of(series)).unwrap_or_default()
    }

    /// Whether any series has two values of the same period and release date.
    pub(super) fn have_duplicates(&mut self) -> bool {
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
