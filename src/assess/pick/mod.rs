//! Which figures a measure picks, and what it answers at each step; one file a measure. The steps themselves are in `steps`.

use super::{case::Case, finding::Finding};
use crate::plan::{Goal, Measure};

mod average_growth;
mod every_year;
mod level;
mod mean;
mod rate;
mod relative;
mod total;

pub(super) use average_growth::per_year;
pub(super) use every_year::figure_of;
pub(super) use mean::{mean_of, years_of};

/// Judges a case by its goal and measure.
pub(super) fn judge(case: &Case<'_>) -> Finding {
    let measure = case.indicator.measure;
    match &case.indicator.target {
        Goal::Direction { rising, or_equal, limit } => {
            let (rising, or_equal) = (*rising, *or_equal);
            let wanted = relative::Wanted { rising, or_equal, limit: limit.as_ref() };
            match measure {
                Measure::EveryYear => every_year::judge_direction(case, &wanted),
                _ => relative::judge_direction(case, &wanted),
            }
        }
        Goal::Series(reference) => relative::judge_beside(case, reference),
        Goal::Value(_) | Goal::Change(_) => match measure {
            Measure::Level => level::judge(case),
            Measure::Total => total::judge(case),
            Measure::Rate => rate::judge(case),
            Measure::EveryYear => every_year::judge(case),
            Measure::AverageGrowth => average_growth::judge(case),
            Measure::Mean => mean::judge(case),
        },
    }
}
