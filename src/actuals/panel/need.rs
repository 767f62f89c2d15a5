//! Which observations of a series a row of a table can rest on.
//!
//! A series of twenty years has a row that rests on three or four of them: the others need not be made whole.

use super::packed::{DayCode, Packed};
use crate::actuals::{Mark, Quality};
use crate::period::Period;

/// What a row needs of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// Every observation.
    #[default]
    All,
    /// Of a series of calendar years: the baseline's, and from the one before the newest year on.
    ///
    /// The newest is the last one up to `until`; what came out later than `known_on` does not count. A series that has
    /// other periods, doubtful figures or breaks, or no figure of the baseline, is needed whole.
    NewestYears {
        /// The year of the baseline, where it is taken from the series.
        baseline: Option<i32>,
        /// The last year that counts as the newest.
        until: i32,
        /// The day up to which figures are known.
        known_on: DayCode,
    },
}

/// The observations of one series that are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needed {
    All,
    Years { baseline: Option<i32>, from: i32, known_on: DayCode },
}

impl Need {
    /// What is needed of a series.
    pub(super) fn of(self, series: &[Packed]) -> Needed {
        let Self::NewestYears { baseline, until, known_on } = self else {
            return Needed::All;
        };
        let (mut newest, mut before) = (None, None);
        let mut has_baseline = baseline.is_none();
        for packed in series {
            let quality = packed.quality();
            let year = Period::year_of_code(packed.period_code());
            let Some(year) = year.filter(|_| is_ordinary(quality)) else {
                return Needed::All;
            };
            if packed.day_code() > known_on {
                continue;
            }
            has_baseline |= Some(year) == baseline;
            if year > until {
                continue;
            }
            if Some(year) > newest {
                (newest, before) = (Some(year), newest);
            } else if Some(year) > before && Some(year) != newest {
                before = Some(year);
            }
        }
        match before.or(newest) {
            Some(from) if has_baseline => Needed::Years { baseline, from, known_on },
            _ => Needed::All,
        }
    }
}

/// Does it carry none of the marks that reach beyond their own period?
fn is_ordinary(quality: Quality) -> bool {
    !quality.has(Mark::Doubtful) && !quality.has(Mark::Break)
}

impl Needed {
    /// Is it one of them?
    pub(super) fn includes(self, packed: &Packed) -> bool {
        match self {
            Self::All => true,
            Self::Years { baseline, from, known_on } => {
                let year = Period::year_of_code(packed.period_code());
                packed.day_code() <= known_on && (year >= Some(from) || year == baseline)
            }
        }
    }
}
