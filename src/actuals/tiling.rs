//! Tiling: adding up the published parts of a period without counting a month twice.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Actual, Mark, Observation, Origin, observation::sum_of};
use crate::{
    number::Number,
    period::{Month, Period},
};

/// A period with the parts of it that are added up.
#[derive(Debug, Clone, Default)]
pub struct Tiled {
    /// From the start of the period as far as there is no gap.
    pub front: Option<Actual>,
    /// Every stretch without a gap, in chronological order, the front included.
    pub stretches: Vec<Actual>,
}

/// Parts of the same months whose sums contradict each other.
#[derive(Debug, Clone)]
pub struct Contradiction {
    pub used: Vec<Observation>,
    pub other: Vec<Observation>,
}

impl Tiled {
    /// The parts of all stretches, gaps between them; `None` without any.
    pub fn together(&self) -> Option<Actual> {
        Actual::sum(
            self.stretches
                .iter()
                .flat_map(|stretch| stretch.observations.iter().cloned())
                .collect(),
        )
    }
}

/// Tiles a period with those of `values` that are inside it; at most one of them has the same span. Interim estimates are not
/// added up: their sum would prove something.
///
/// From the start of the period, and after every gap from the first figure that starts there, the longest cover without a gap.
/// Of several covers with the same end, the first of these that decides:
///
/// 1. one without `estimate`;
/// 2. the newer: each month has the release date of the part it comes from; these dates, sorted, are compared from the oldest;
/// 3. the one whose least trusted part is the more trusted;
/// 4. the one of fewer parts;
/// 5. the one with the later line, the last lines being compared first.
pub fn cover(values: &[&Observation], period: Period) -> Tiled {
    let mut stretches = Vec::new();
    Ways::default().all_stretches(values, period, |ways, arrivals, ends| {
        if ends {
            stretches.extend(ways.best(arrivals).and_then(|best| Actual::sum(ways.tiles(best))));
        }
    });
    let starts_there = |first: &&Actual| first.period.first() == period.first();
    let front = stretches.first().filter(starts_there).cloned();
    Tiled { front, stretches }
}

/// Parts of the same months inside a period whose sums contradict each other: they differ by more than the rounding of all
/// these figures, and neither side is wholly newer than the other, which would be a revision.
pub fn contradictions(values: &[&Observation], period: Period) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = Vec::new();
    Ways::default().all_stretches(values, period, |ways, arrivals, _| {
        let Some(best) = ways.best(arrivals) else { return };
        let pair = arrivals
            .iter()
            .filter(|way| **way != best)
            .map(|other| ways.apart(best, *other))
            .find(Contradiction::holds);
        // A longer sum with the same parts contradicts in the same way.
        if let Some(pair) = pair
            && !found.iter().any(|known| known.is(&pair))
        {
            found.push(pair);
        }
    });
    found
}

impl Contradiction {
    fn holds(&self) -> bool {
        let days = |tiles: &[Observation]| {
            let days = tiles.iter().map(|tile| tile.published);
            days.clone().min().zip(days.max())
        };
        let (Some(used), Some(other)) = (days(&self.used), days(&self.other)) else {
            return false;
        };
        if used.0 > other.1 || other.0 > used.1 {
            return false;
        }
        let rounding = self
            .used
            .iter()
            .chain(&self.other)
            .map(Observation::half)
            .fold(Number::ZERO, |sum, half| &sum + &half);
        sum_of(&self.used).is_apart(&sum_of(&self.other), &rounding)
    }

    fn is(&self, other: &Self) -> bool {
        let same = |one: &[Observation], other: &[Observation]| {
            let key = |tile: &Observation| (tile.origin, tile.period);
            one.iter().map(key).eq(other.iter().map(key))
        };
        same(&self.used, &other.used) && same(&self.other, &other.other)
    }
}

/// Is a figure one of those that add up to a period?
pub fn may_add(figure: &Observation, period: Period) -> bool {
    figure.quality.settles() && period.covers(figure.period)
}

/// One way to reach the end of a month from the start of a stretch: its last part, and the way to the start of that part.
#[derive(Clone, Copy)]
struct Way<'a> {
    tile: &'a Observation,
    before: Option<usize>,
    /// Whether any part is an estimate, and the rank of the least trusted one.
    marks: (bool, usize),
    parts: usize,
}

/// The ways found, each referring to the one it continues.
///
/// They are found month by month, and of those that end in a month only the best is continued. That is right if the better of
/// two remains the better after the same part is appended to both. It does for release dates, the number of parts and lines:
/// both sides gain the same date for as many months, one part and one line, and what they have in common cancels. It does not
/// for estimates and trust, in which a bad part makes both sides equal, so that a later criterion decides. Therefore the best
/// way *of each pair of marks* is continued: among ways with the same marks only the cancelling criteria differ, and with
/// the same part appended they have the same marks again.
#[derive(Default)]
struct Ways<'a>(Vec<Way<'a>>);

impl<'a> Ways<'a> {
    /// Finds the ways of one stretch after the other. `arrived` is given all that end in a month, and whether the stretch does.
    fn all_stretches(
        mut self,
        values: &[&'a Observation],
        period: Period,
        mut arrived: impl FnMut(&Self, &[usize], bool),
    ) {
        let mut tiles: Vec<&Observation> =
            values.iter().copied().filter(|it| may_add(it, period)).collect();
        tiles.sort_by_key(|tile| (tile.period.first(), tile.origin));
        let from = |month: Month| tiles.partition_point(|tile| tile.period.first() < month);
        let mut next = tiles.first();
        while let Some(first) = next {
            let mut month = first.period.first();
            let mut ends: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
            let mut reached: Vec<Option<usize>> = vec![None];
            loop {
                let here = tiles[from(month)..].iter();
                for tile in here.take_while(|tile| tile.period.first() == month) {
                    let end = ends.entry(tile.period.last().plus(1)).or_default();
                    for before in &reached {
                        end.push(self.add(tile, *before));
                    }
                }
                let Some((end, arrivals)) = ends.pop_first() else { break };
                month = end;
                let last = ends.is_empty() && {
                    tiles.get(from(month)).is_none_or(|tile| tile.period.first() != month)
                };
                arrived(&self, &arrivals, last);
                reached = self.best_of_each(&arrivals);
            }
            next = tiles.get(from(month));
        }
    }

    fn add(&mut self, tile: &'a Observation, before: Option<usize>) -> usize {
        let own = (tile.quality.has(Mark::Estimate), tile.quality.rank());
        let (marks, parts) = before.and_then(|before| self.0.get(before)).map_or((own, 1), |way| {
            ((way.marks.0 || own.0, way.marks.1.max(own.1)), way.parts + 1)
        });
        self.0.push(Way { tile, before, marks, parts });
        self.0.len() - 1
    }

    /// The best way of each pair of marks.
    fn best_of_each(&self, arrivals: &[usize]) -> Vec<Option<usize>> {
        let mut best: Vec<usize> = Vec::new();
        for way in arrivals {
            match best.iter_mut().find(|known| self.0[**known].marks == self.0[*way].marks) {
                Some(known) if self.compare(*way, *known).is_gt() => *known = *way,
                Some(_) => {}
                None => best.push(*way),
            }
        }
        best.into_iter().map(Some).collect()
    }

    fn best(&self, arrivals: &[usize]) -> Option<usize> {
        arrivals.iter().copied().reduce(
            |best, way| {
                if self.compare(way, best).is_gt() { way } else { best }
            },
        )
    }

    /// Which of two ways with the same ends is the better one: that is the greater.
    fn compare(&self, one: usize, other: usize) -> Ordering {
        let way = &self.0[one];
        let than = &self.0[other];
        let mut dates: Vec<(NaiveDate, i32)> = Vec::new();
        let mut lines: Vec<(Reverse<Origin>, i32)> = Vec::new();
        self.differing(one, other, |tile, side| {
            dates.push((tile.published, tile.period.months() * side));
            lines.push((Reverse(tile.origin), side));
        });
        than.marks
            .0
            .cmp(&way.marks.0)
            // Of the oldest date that they do not share the better one has fewer months.
            .then_with(|| first_surplus(dates).cmp(&0).reverse())
            .then_with(|| than.marks.1.cmp(&way.marks.1))
            .then_with(|| than.parts.cmp(&way.parts))
            .then_with(|| first_surplus(lines).cmp(&0))
    }

    /// Hands out the parts of two ways back to where they meet: 1 for those of the first, -1 for the second.
    fn differing(&self, one: usize, other: usize, mut part: impl FnMut(&'a Observation, i32)) {
        let mut one = Some(one);
        let mut other = Some(other);
        while one != other {
            let start = |way: Option<usize>| way.map(|way| self.0[way].tile.period.first());
            let mine = start(one);
            let theirs = start(other);
            for (way, start, least, side) in
                [(&mut one, mine, theirs, 1), (&mut other, theirs, mine, -1)]
            {
                if let Some(at) = way.filter(|_| start >= least) {
                    part(self.0[at].tile, side);
                    *way = self.0[at].before;
                }
            }
        }
    }

    /// The parts of two ways that they do not share.
    fn apart(&self, used: usize, other: usize) -> Contradiction {
        let mut apart = Contradiction { used: Vec::new(), other: Vec::new() };
        self.differing(used, other, |tile, side| {
            let own = if side > 0 { &mut apart.used } else { &mut apart.other };
            own.push(tile.clone());
        });
        let Contradiction { used, other } = &mut apart;
        used.reverse();
        other.reverse();
        let mine = used.clone();
        let theirs = other.clone();
        let shared = |tile: &Observation, among: &[Observation]| {
            among.iter().any(|it| it.origin == tile.origin && it.period == tile.period)
        };
        used.retain(|tile| !shared(tile, &theirs));
        other.retain(|tile| !shared(tile, &mine));
        apart
    }

    /// The parts of a way, in chronological order.
    fn tiles(&self, way: usize) -> Vec<Observation> {
        let mut tiles = Vec::new();
        let mut step = Some(way);
        while let Some(way) = step {
            tiles.push(self.0[way].tile.clone());
            step = self.0[way].before;
        }
        tiles.reverse();
        tiles
    }
}

/// Sorts, and adds up what has the same key; the first sum that is not zero.
fn first_surplus<K: Ord>(mut counted: Vec<(K, i32)>) -> i32 {
    counted.sort_by(|one, other| one.0.cmp(&other.0));
    counted
        .chunk_by(|one, other| one.0 == other.0)
        .map(|group| group.iter().map(|(_, count)| count).sum())
        .find(|sum| *sum != 0)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::actuals::{Quality, known_by, last_place};
    use crate::interval::{End, Interval};

    /// `2024H1 60 2024-08-01 preliminary`, on a line of its own; several, separated by commas.
    fn figures(text: &str) -> Vec<Observation> {
        let figure = |(line, text): (usize, &str)| {
            let mut words = text.split_whitespace();
            let mut word = || words.next().unwrap_or_default().to_owned();
            let period = Period::parse(&word()).unwrap();
            let value = Number::parse_decimal(&word()).unwrap();
            let published = word().parse().unwrap();
            let quality = words.map(|word| *Mark::ALL.iter().find(|it| it.word() == word).unwrap());
            let quality = quality.fold(Quality::FINAL, Quality::with);
            Observation {
                known: known_by(quality, &value, || Number::ZERO).map(Into::into),
                place: last_place(&value),
                period,
                value,
                printed: None,
                published,
                dated: true,
                unitless: false,
                quality,
                origin: Origin::of_line(0, u32::try_from(line).unwrap()),
                source: None,
                note: None,
                early: None,
                derived: None,
            }
        };
        text.split(',').filter(|one| !one.is_empty()).enumerate().map(figure).collect()
    }

    fn shown(cover: &Actual) -> String {
        let tiles = cover.observations.iter().map(|tile| tile.period.to_string());
        format!("{} = {}", tiles.collect::<Vec<_>>().join("+"), cover.value)
    }

    #[test]
    fn which_parts_are_added_up() {
        for (name, period, text, expected) in [
            (
                "the longest",
                "2024",
                "2024-01/2024-11 101 2024-12-10, 2024 99 2025-03-01",
                &["2024 = 99"][..],
            ),
            (
                "the longest, however old",
                "2024",
                "2024-01/2024-11 101 2025-12-10, 2024 99 2025-03-01",
                &["2024 = 99"],
            ),
            (
                "the newer",
                "2024",
                "2024 100 2025-02-01, 2024H1 40 2025-06-01, 2024H2 45 2025-06-01",
                &["2024H1+2024H2 = 85"],
            ),
            (
                "the newer by its oldest month",
                "2024",
                "2024H1 50 2024-08-01, 2024H2 45 2025-02-01, 2024Q1 20 2024-05-01, 2024-04/2024-12 85 2025-02-01",
                &["2024H1+2024H2 = 95"],
            ),
            (
                "common parts cancel",
                "2024",
                "2024Q1 20 2024-01-01, 2024Q2 30 2024-08-01, 2024-04/2024-12 80 2025-02-01, 2024H2 45 2025-02-01",
                &["2024Q1+2024-04/2024-12 = 100"],
            ),
            (
                "of one day the more trusted",
                "2024",
                "2024 100 2025-02-01 preliminary, 2024H1 40 2025-02-01, 2024H2 45 2025-02-01",
                &["2024H1+2024H2 = 85"],
            ),
            (
                "of one trust the fewer parts",
                "2024",
                "2024H1 40 2025-02-01, 2024H2 45 2025-02-01, 2024 100 2025-02-01",
                &["2024 = 100"],
            ),
            (
                "of as many parts the later line",
                "2024",
                "2024H1 40 2025-02-01, 2024H2 45 2025-02-01, 2024Q1 20 2025-02-01, 2024-04/2024-12 85 2025-02-01",
                &["2024Q1+2024-04/2024-12 = 105"],
            ),
            (
                "no estimate, however new",
                "2021/2023",
                "2021/2023 120 2025-02-01 estimate, 2021 20 2022-02-01, 2022 20 2023-02-01, 2023 20 2024-02-01",
                &["2021+2022+2023 = 60"],
            ),
            (
                "an estimate that goes further",
                "2021/2023",
                "2021/2023 120 2025-02-01 estimate, 2021 20 2022-02-01, 2022 20 2023-02-01",
                &["2021/2023 = 120"],
            ),
            (
                "an estimate that all share",
                "2021/2023",
                "2021 20 2022-02-01 estimate, 2021 21 2020-01-01, 2022 20 2023-02-01 estimate, 2021/2022 44 2023-02-01, 2023 1 2024-02-01 estimate",
                &["2021/2022+2023 = 45"],
            ),
            // Until 2022 the trusted parts win; an estimate for 2023 makes both equal, and the fewer parts win.
            (
                "a bad part makes trust equal",
                "2021/2023",
                "2021/2022 44 2023-02-01 preliminary, 2021 20 2023-02-01, 2022 20 2023-02-01, 2023 1 2024-02-01 approximate",
                &["2021/2022+2023 = 45"],
            ),
            (
                "nothing is larger",
                "2021/2025",
                "2021/2024 101 2025-02-01, 2021/2025 98 2026-02-01",
                &["2021/2025 = 98"],
            ),
            (
                "gaps",
                "2021/2025",
                "2021 1 2022-02-01, 2023H1 4 2024-02-01, 2023-05/2023-12 9 2024-02-01, 2023H2 5 2024-02-01, 2025Q1 3 2025-04-01",
                &["2021 = 1", "2023H1+2023H2 = 9", "2025Q1 = 3"],
            ),
            (
                "a gap at the front",
                "2024",
                "2024Q2 4 2024-07-01, 2024-05/2024-12 50 2025-01-10",
                &["2024Q2 = 4"],
            ),
            (
                "an overlap ends a stretch",
                "2024",
                "2024Q1 4 2024-07-01, 2024-03/2024-05 50 2025-01-10, 2024-06 7 2025-01-10",
                &["2024Q1 = 4", "2024-06 = 7"],
            ),
            ("others of other periods", "2024", "2023 4 2024-07-01, 2023/2024 50 2025-01-10", &[]),
        ] {
            let figures = figures(text);
            let period = Period::parse(period).unwrap();
            let tiled = cover(&figures.iter().collect::<Vec<_>>(), period);
            let stretches: Vec<String> = tiled.stretches.iter().map(shown).collect();
            assert_eq!(stretches, expected, "{name}");
            let starts = tiled.stretches.first().filter(|it| it.period.first() == period.first());
            assert_eq!(tiled.front.as_ref().map(shown), starts.map(shown), "{name}");
        }
    }

    #[test]
    fn sums_of_bounds() {
        let figures = figures("2024H1 40 2025-02-01 above, 2024H2 45 2025-02-01 lower-bound");
        let front = cover(&figures.iter().collect::<Vec<_>>(), Period::year(2024).unwrap()).front;
        let expected = Interval::new(Some(End::open(Number::from(85))), None);
        assert_eq!(front.unwrap().known, expected);
    }

    #[test]
    fn sums_that_contradict_each_other() {
        for (name, text, expected) in [
            (
                "beyond rounding",
                "2024H1 50 2024-08-01, 2024H2 45 2025-02-01, 2024Q1 20 2024-05-01, 2024-04/2024-12 85 2025-02-01",
                &["2024H1+2024H2 = 95 / 2024Q1+2024-04/2024-12 = 105"][..],
            ),
            (
                "half a place of each of three",
                "2024 100 2025-02-01, 2024H1 50 2025-02-01, 2024H2 51 2025-02-01",
                &[],
            ),
            (
                "more than that",
                "2024 100 2025-02-01, 2024H1 50.0 2025-02-01, 2024H2 50.7 2025-02-01",
                &["2024 = 100 / 2024H1+2024H2 = 100.7"],
            ),
            ("a revision", "2021/2022 50 2023-02-01, 2021 20 2024-06-01, 2022 20 2024-06-01", &[]),
            (
                "bounds that allow it",
                "2024 100 2025-02-01, 2024H1 50 2025-02-01 above, 2024H2 20 2025-02-01",
                &[],
            ),
            (
                "bounds that do not",
                "2024 100 2025-02-01, 2024H1 50 2025-02-01 above, 2024H2 60 2025-02-01",
                &["2024 = 100 / 2024H1+2024H2 = 110"],
            ),
            (
                "once, with what they share left out",
                "2024Q1 9 2024-05-01, 2024H1 20 2024-08-01, 2024Q2 7 2024-08-01, 2024Q3 5 2024-11-01 estimate, 2024Q4 5 2025-02-01",
                &["2024H1 = 20 / 2024Q1+2024Q2 = 16"],
            ),
            (
                "after a gap",
                "2024-03 9 2024-05-01, 2024-04 9 2024-05-01, 2024-03/2024-04 20 2024-05-01",
                &["2024-03/2024-04 = 20 / 2024-03+2024-04 = 18"],
            ),
        ] {
            let figures = figures(text);
            let sum = |tiles: &[Observation]| shown(&Actual::sum(tiles.to_vec()).unwrap());
            let found =
                contradictions(&figures.iter().collect::<Vec<_>>(), Period::year(2024).unwrap());
            let own = contradictions(
                &figures.iter().collect::<Vec<_>>(),
                Period::parse("2021/2025").unwrap(),
            );
            let found = if found.is_empty() { own } else { found };
            let found: Vec<String> =
                found.iter().map(|it| format!("{} / {}", sum(&it.used), sum(&it.other))).collect();
            assert_eq!(found, expected, "{name}");
        }
    }

    /// Every cover from the first month of the period, as the indexes of its tiles.
    fn all_covers(
        figures: &[Observation],
        from: Month,
        before: &[usize],
        all: &mut Vec<Vec<usize>>,
    ) {
        for (index, figure) in figures.iter().enumerate() {
            if figure.period.first() == from {
                let tiles = [before, &[index]].concat();
                all_covers(figures, figure.period.last().plus(1), &tiles, all);
                all.push(tiles);
            }
        }
    }

    /// What decides between covers, the greater being the better, from the rules and nothing else.
    fn merit(figures: &[Observation], cover: &[usize]) -> impl Ord + std::fmt::Debug {
        let tiles: Vec<&Observation> = cover.iter().map(|index| &figures[*index]).collect();
        let months = tiles.iter().map(|tile| tile.period.months()).sum::<i32>();
        let no_estimate = tiles.iter().all(|tile| !tile.quality.has(Mark::Estimate));
        let mut dates: Vec<NaiveDate> = tiles
            .iter()
            .flat_map(|tile| (0..tile.period.months()).map(|_| tile.published))
            .collect();
        dates.sort_unstable();
        let trust = tiles.iter().map(|tile| Reverse(tile.quality.rank())).min();
        let mut lines: Vec<Origin> = tiles.iter().map(|tile| tile.origin).collect();
        lines.sort_unstable_by_key(|line| Reverse(*line));
        (months, no_estimate, dates, trust, Reverse(tiles.len()), lines)
    }

    proptest! {
        #[test]
        fn the_cover_chosen_is_the_best_of_all(
            drawn in prop::collection::btree_map((0..8_i32, 1..5_i32), (0..3_u32, 0..5_usize, 0..40_u32), 0..16),
        ) {
            let start = Month::new(2021, 1).unwrap();
            let mut figures = figures(&["2021 1 2022-01-01,"].repeat(drawn.len()).concat());
            for (figure, ((first, months), (day, mark, line))) in figures.iter_mut().zip(&drawn) {
                let from = start.plus(*first);
                figure.period = Period::interval(from, from.plus(months - 1)).unwrap();
                figure.published = NaiveDate::from_ymd_opt(2022, 1, 1 + day).unwrap();
                let marks = [Mark::Estimate, Mark::Preliminary, Mark::Approximate];
                figure.quality = marks.get(*mark).map_or(Quality::FINAL, |it| Quality::FINAL.with(*it));
                figure.origin = Origin { column: figure.origin.line, ..Origin::of_line(0, *line) };
            }
            let period = Period::interval(start, start.plus(11)).unwrap();
            let tiled = cover(&figures.iter().collect::<Vec<_>>(), period);
            let mut all = Vec::new();
            all_covers(&figures, start, &[], &mut all);
            let best = all.iter().max_by_key(|cover| merit(&figures, cover));
            let index = |tile: &Observation| figures.iter().position(|it| it.origin == tile.origin).unwrap();
            let chosen = tiled.front.map(|front| front.observations.iter().map(index).collect::<Vec<_>>());
            prop_assert_eq!(chosen.as_ref(), best);
            // Stretches neither overlap nor leave out a figure that fits between them.
            let stretches: Vec<Period> = tiled.stretches.iter().map(|it| it.period).collect();
            prop_assert!(stretches.windows(2).all(|two| two[0].last() < two[1].first()));
            let starts_in_gap = |figure: &Observation| !stretches.iter().any(|it| {
                it.first() <= figure.period.first() && figure.period.first() <= it.last()
            });
            prop_assert!(!figures.iter().any(starts_in_gap));
        }
    }
}
