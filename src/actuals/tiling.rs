//! Tiling: adding up the published parts of a period without counting a month twice.

use std::collections::BTreeMap;

use super::{Observation, Quality};
use crate::number::Number;
use crate::period::{Month, Period};

/// The parts of a period that were added up.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The parts, in chronological order, without overlaps.
    pub tiles: Vec<Observation>,
    /// Their sum.
    pub sum: Number,
    /// From the start of the first tile to the end of the last.
    pub period: Period,
}

impl Cover {
    fn of(tiles: Vec<Observation>) -> Option<Self> {
        let period = Period::interval(tiles.first()?.period.first(), tiles.last()?.period.last())?;
        let sum = tiles.iter().fold(Number::zero(), |sum, tile| &sum + &tile.value);
        Some(Self { tiles, sum, period })
    }

    /// The marks of all tiles.
    pub fn quality(&self) -> Quality {
        self.tiles.iter().fold(Quality::FINAL, |quality, tile| quality.and(tile.quality))
    }
}

/// The longest cover without a gap from the start of `period`, of as few tiles as possible.
///
/// `values` has at most one value per span, each inside `period`.
pub fn gapless(values: &[Observation], period: Period) -> Option<Cover> {
    let mut by_start: BTreeMap<Month, Vec<&Observation>> = BTreeMap::new();
    for value in values {
        by_start.entry(value.period.first()).or_default().push(value);
    }
    // Months are reached in ascending order, so the fewest tiles up to a month are final when it is visited.
    let mut reached: BTreeMap<Month, (usize, Option<&Observation>)> =
        BTreeMap::from([(period.first(), (0, None))]);
    let mut frontier = Some(period.first());
    while let Some(month) = frontier {
        let count = reached.get(&month).map_or(0, |(count, _)| *count);
        for value in by_start.get(&month).into_iter().flatten() {
            let next = value.period.last().plus(1);
            let better = reached.get(&next).is_none_or(|(known, _)| count + 1 < *known);
            if better {
                reached.insert(next, (count + 1, Some(value)));
            }
        }
        frontier = reached.range(month.plus(1)..).next().map(|(next, _)| *next);
    }
    let mut tiles = Vec::new();
    let mut step = reached.values().next_back().and_then(|(_, tile)| *tile);
    while let Some(tile) = step {
        tiles.push(tile.clone());
        step = reached.get(&tile.period.first()).and_then(|(_, tile)| *tile);
    }
    tiles.reverse();
    Cover::of(tiles)
}

/// The parts with the largest sum, gaps allowed: a lower bound of the whole when no value is negative.
///
/// `None` without values or if one is negative.
pub fn largest(values: &[Observation]) -> Option<Cover> {
    if values.iter().any(|value| value.value.is_negative()) {
        return None;
    }
    let mut sorted: Vec<&Observation> = values.iter().collect();
    sorted.sort_by_key(|value| (value.period.last(), value.period.first()));
    // best[n] is the best choice among the first n values, by weighted interval scheduling.
    let mut best: Vec<(Number, Vec<usize>)> = vec![(Number::zero(), Vec::new())];
    for (index, value) in sorted.iter().enumerate() {
        let compatible =
            sorted[..index].partition_point(|earlier| earlier.period.last() < value.period.first());
        let (sum, chosen) = &best[compatible];
        let with = (&value.value + sum, chosen);
        let without = &best[index];
        let next = if with.0 > without.0 {
            (with.0, with.1.iter().copied().chain([index]).collect())
        } else {
            without.clone()
        };
        best.push(next);
    }
    let chosen = best.pop().map(|(_, chosen)| chosen)?;
    Cover::of(chosen.into_iter().map(|index| sorted[index].clone()).collect())
}
