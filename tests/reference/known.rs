//! What is known of a number: itself, or an interval; and whether every value in it leads to one answer.

use std::collections::BTreeSet;

use num_traits::{Signed, Zero};

use super::data::{Mark, Q, int, q, ten};

/// An end of an interval, and whether it belongs to it.
pub type End = Option<(Q, bool)>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The number printed, or what follows from the numbers printed.
    pub value: Q,
    pub low: End,
    pub high: End,
    /// What is printed beside it; of a number that follows from others, its mark, or theirs if nothing is known of it.
    pub marks: BTreeSet<Mark>,
}

/// The marks of what is not exact and their reasons; of several the first counts.
const INEXACT: [(Mark, &str); 6] = [
    (Mark::LowerBound, "lower-bound"),
    (Mark::Above, "lower-bound"),
    (Mark::UpperBound, "upper-bound"),
    (Mark::Below, "upper-bound"),
    (Mark::Near, "approximate"),
    (Mark::Approximate, "approximate"),
];

fn sum(one: &End, other: &End) -> End {
    let ((one, closed), (other, too)) = (one.as_ref()?, other.as_ref()?);
    Some((one + other, *closed && *too))
}

impl Known {
    pub fn exact(value: Q) -> Self {
        let at = Some((value.clone(), true));
        Self { low: at.clone(), high: at, value, marks: BTreeSet::new() }
    }

    /// By the table of marks.
    pub fn marked(value: Q, half: &Q, marks: impl IntoIterator<Item = Mark>) -> Self {
        let (mut low, mut high) = (Some((value.clone(), true)), Some((value.clone(), true)));
        let mut printed = BTreeSet::new();
        for mark in marks {
            if INEXACT.iter().any(|(inexact, _)| *inexact == mark) {
                printed.insert(mark);
            }
            match mark {
                Mark::LowerBound => high = None,
                Mark::Above => (low, high) = (Some((value.clone(), false)), None),
                Mark::UpperBound => low = None,
                Mark::Below => (low, high) = (None, Some((value.clone(), false))),
                // Of zero 95 per cent is all of it.
                Mark::Near if value.is_zero() => {}
                Mark::Near => {
                    let most = Some((&value * q(95, 100), true));
                    let itself = Some((value.clone(), false));
                    (low, high) = if value.is_negative() { (itself, most) } else { (most, itself) };
                }
                Mark::Approximate => {
                    (low, high) = (Some((&value - half, true)), Some((&value + half, true)));
                }
                _ => {}
            }
        }
        Self { value, low, high, marks: printed }
    }

    /// A number that follows from others.
    pub fn following(value: Q, low: End, high: End, of: &[&Self]) -> Self {
        let mut known = Self { value, low, high, marks: BTreeSet::new() };
        if let Some(mark) = known.mark() {
            known.marks.insert(mark);
        } else if !known.is_exact() {
            known.marks = of.iter().flat_map(|it| it.marks.iter().copied()).collect();
        }
        known
    }

    pub fn is_exact(&self) -> bool {
        let at = Some((self.value.clone(), true));
        self.low == at && self.high == at
    }

    /// The mark of a number that follows from others: by the end at which the number lies that follows from those printed.
    /// `None` if it is exact, or if nothing is known of it.
    pub fn mark(&self) -> Option<Mark> {
        let at = |end: &End| end.as_ref().filter(|(at, _)| *at == self.value).map(|it| it.1);
        match (at(&self.low), at(&self.high)) {
            (Some(_), Some(_)) => None,
            (Some(closed), None) => Some(if closed { Mark::LowerBound } else { Mark::Above }),
            (None, Some(closed)) => Some(if closed { Mark::UpperBound } else { Mark::Below }),
            (None, None) if self.low.is_none() && self.high.is_none() => None,
            (None, None) => Some(Mark::Approximate),
        }
    }

    /// What is known of it, as a reason.
    pub fn reason(&self) -> &'static str {
        let known = INEXACT.iter().find(|(mark, _)| self.marks.contains(mark));
        known.map_or("approximate", |(_, reason)| reason)
    }

    /// A sum has the marks of all that is added up if nothing is known of it.
    pub fn sum<'k>(of: impl IntoIterator<Item = &'k Self>) -> Self {
        let of: Vec<&Self> = of.into_iter().collect();
        // One figure alone is what it is.
        if let [alone] = *of {
            return alone.clone();
        }
        let zero = Self::exact(Q::zero());
        let raw = of.iter().fold(zero, |sum, it| sum.plus(it));
        Self::following(raw.value, raw.low, raw.high, &of)
    }

    pub fn is_about(&self) -> bool {
        self.marks.contains(&Mark::Approximate) || self.marks.contains(&Mark::Near)
    }

    pub fn plus(&self, other: &Self) -> Self {
        let (low, high) = (sum(&self.low, &other.low), sum(&self.high, &other.high));
        Self::following(&self.value + &other.value, low, high, &[self, other])
    }

    pub fn times(&self, factor: &Q) -> Self {
        let scaled = |end: &End| end.as_ref().map(|(at, closed)| (at * factor, *closed));
        let (low, high) = (scaled(&self.low), scaled(&self.high));
        let (low, high) = if factor.is_negative() { (high, low) } else { (low, high) };
        let value = &self.value * factor;
        if factor.is_negative() {
            return Self::following(value, low, high, &[self]);
        }
        Self { value, low, high, marks: self.marks.clone() }
    }

    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.times(&int(-1)))
    }

    pub fn may_be_zero(&self) -> bool {
        let zero = Q::zero();
        let from =
            self.low.as_ref().is_none_or(|(at, closed)| *at < zero || (*at == zero && *closed));
        let to =
            self.high.as_ref().is_none_or(|(at, closed)| *at > zero || (*at == zero && *closed));
        from && to
    }

    /// The quotient; `None` where the number printed is zero.
    pub fn over(&self, below: &Self) -> Option<Self> {
        if below.value.is_zero() {
            return None;
        }
        let value = &self.value / &below.value;
        if below.may_be_zero() {
            return Some(Self::following(value, None, None, &[self, below]));
        }
        if below.low.as_ref().is_none_or(|(at, _)| at.is_negative()) {
            return self.times(&int(-1)).over(&below.times(&int(-1)));
        }
        // The reciprocal: positive, from 1 / high to 1 / low.
        let least = match &below.high {
            None => (Q::zero(), false),
            Some((at, closed)) => (at.recip(), *closed),
        };
        let most = below.low.as_ref().filter(|(at, _)| !at.is_zero());
        let most = most.map(|(at, closed)| (at.recip(), *closed));
        let by = |(at, closed): &(Q, bool), far: bool| {
            if at.is_zero() {
                return Some((Q::zero(), *closed));
            }
            let factor = if far { most.clone() } else { Some(least.clone()) };
            factor.map(|(factor, too)| (at * factor, *closed && too))
        };
        let low = self.low.as_ref().and_then(|end| by(end, end.0.is_negative()));
        let high = self.high.as_ref().and_then(|end| by(end, end.0.is_positive()));
        Some(Self::following(value, low, high, &[self, below]))
    }

    /// The same of a number that is above zero.
    pub fn above_zero(&self) -> Self {
        let low = self.low.clone().filter(|(at, _)| at.is_positive());
        let low = low.or(Some((Q::zero(), false)));
        Self { low, ..self.clone() }
    }

    /// Values in the interval: its ends, or next to them, the critical values inside and both their sides, and one
    /// between any two of these.
    pub fn samples(&self, critical: &[Q], between: bool) -> Vec<Q> {
        if self.is_exact() {
            return vec![self.value.clone()];
        }
        let (tiny, far) = (ten(-20), ten(20));
        let inside = |at: &Q| {
            self.low.as_ref().is_none_or(|(low, closed)| at > low || (*closed && at == low))
                && self
                    .high
                    .as_ref()
                    .is_none_or(|(high, closed)| at < high || (*closed && at == high))
        };
        let ends = [
            self.low.as_ref().map_or(-far.clone(), |(at, _)| at.clone()),
            self.high.as_ref().map_or(far, |(at, _)| at.clone()),
        ];
        let mut points: Vec<Q> = ends
            .iter()
            .chain(critical)
            .chain([&self.value])
            .flat_map(|at| [at - &tiny, at.clone(), at + &tiny])
            .filter(inside)
            .collect();
        points.sort();
        points.dedup();
        assert!(!points.is_empty(), "no value is possible: {self:?}");
        if between {
            let middles: Vec<Q> =
                points.windows(2).map(|pair| (&pair[0] + &pair[1]) * q(1, 2)).collect();
            points.extend(middles);
        }
        points
    }
}

/// Whether every value of an interval, some or none have a property that changes at the critical values only.
pub fn all(known: &Known, critical: &[Q], has: impl Fn(&Q) -> bool) -> Option<bool> {
    let samples = known.samples(critical, true);
    let count = samples.iter().filter(|at| has(at)).count();
    if count == samples.len() {
        Some(true)
    } else if count == 0 {
        Some(false)
    } else {
        None
    }
}

/// The one answer to which every choice of values leads; else what is known of the first input that is not exact.
pub fn unanimous<T: PartialEq>(
    inputs: &[Known],
    critical: &[Q],
    answer: impl Fn(&[Q]) -> T,
) -> Result<T, &'static str> {
    let inexact = inputs.iter().filter(|input| !input.is_exact()).count();
    let samples: Vec<Vec<Q>> =
        inputs.iter().map(|input| input.samples(critical, inexact < 2)).collect();
    let mut values: Vec<Q> = inputs.iter().map(|input| input.value.clone()).collect();
    let first = answer(&samples.iter().map(|of| of[0].clone()).collect::<Vec<_>>());
    let mut at = vec![0; inputs.len()];
    let mut open = false;
    'all: loop {
        for (index, of) in samples.iter().enumerate() {
            values[index].clone_from(&of[at[index]]);
        }
        if answer(&values) != first {
            open = true;
            break;
        }
        for index in 0..at.len() {
            at[index] += 1;
            if at[index] < samples[index].len() {
                continue 'all;
            }
            at[index] = 0;
        }
        break;
    }
    if !open {
        return Ok(first);
    }
    let inexact = inputs.iter().find(|input| !input.is_exact());
    Err(inexact.map_or("approximate", Known::reason))
}
