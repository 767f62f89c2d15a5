//! Which observations of a series a row of a table can depend on.
//!
//! Of a series of twenty years a row depends on three or four figures; the others need not be unpacked.

use super::packed::{DayCode, Packed};
use crate::{
    actuals::{Mark, Quality},
    period::Period,
};

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
#[derive(Debug, Clone, Copy)]
pub(super) struct Needed {
    baseline: Option<i32>,
    from: i32,
    known_on: DayCode,
}

impl Need {
    /// What is needed from a series; `None` if it is all of it.
    pub(super) fn of(self, series: &[Packed]) -> Option<Needed> {
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
    pub(super) fn includes(self, packed: &Packed) -> bool {
        let year = Period::year_of_code(packed.period_code());
        packed.day_code() <= self.known_on && (year >= Some(self.from) || year == self.baseline)
    }
}
