//! Which figures a measure picks, and what it answers at each step; one file a measure. The steps themselves are in `steps`.

use super::bench::Bench;
use super::case::Case;
use super::finding::Finding;
use crate::plan::{Goal, Measure};

mod above;
mod average_growth;
mod direction;
mod every_year;
mod level;
mod rate;
mod total;

pub(super) use average_growth::per_year;
pub(super) use every_year::figure_of;

/// Judges a case by its goal and measure.
pub(super) fn judge(bench: &Bench<'_>, case: &Case<'_>) -> Finding {
    let measure = case.indicator.measure;
    match &case.indicator.target {
        Goal::Direction { rising, limit } => {
            let wanted = direction::Wanted { rising: *rising, limit: limit.as_ref() };
            match measure {
                Measure::EveryYear => every_year::judge_direction(case, &wanted),
                _ => direction::judge(case, &wanted),
            }
        }
        Goal::AboveSeries { series, in_region } => {
            let region = in_region.as_deref().unwrap_or(case.region);
            above::judge(bench, case, series, region)
        }
        Goal::Value(_) | Goal::TimesBaseline(_) => match measure {
            Measure::Level => level::judge(case),
            Measure::Total => total::judge(case),
            Measure::Rate => rate::judge(case),
            Measure::EveryYear => every_year::judge(case),
            Measure::AverageGrowth => average_growth::judge(bench, case),
        },
    }
}
