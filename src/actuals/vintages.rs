//! Vintages: which of several published values of a period is in force on a date.

use chrono::NaiveDate;

use super::{
    Mark, Observation,
    speaks::{same_slot, slot},
};
use crate::{
    period::{Month, Period},
    plan::Timed,
};

/// A series as of a date: one value per period, and everything that was replaced.
#[derive(Debug, Clone, Default)]
pub struct Vintages<'a> {
    /// The values in force, sorted by the end of their period, then the shorter first.
    pub current: Vec<&'a Observation>,
    /// Values replaced by a newer or more trusted release of the same period, or of what they were derived from. What was
    /// withdrawn is in no list: nothing took its place.
    pub replaced: Vec<&'a Observation>,
    /// Values not yet published.
    pub later: Vec<&'a Observation>,
    /// Doubtful values, unless the caller includes them.
    pub doubtful: Vec<&'a Observation>,
    /// Values published before the end of their period, which is not over yet.
    pub early: Vec<&'a Observation>,
}

impl Vintages<'_> {
    /// Is nothing known on the day, not even what does not count?
    pub fn is_empty(&self) -> bool {
        [&self.current, &self.doubtful, &self.early].iter().all(|of| of.is_empty())
    }
}

/// Two differing values of the same period, release date and trust.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The value on the earlier line, which loses.
    pub loser: Observation,
    /// The value on the later line, which wins.
    pub winner: Observation,
}

/// An interim estimate loses to any other; a printed value wins over a derived one; then the later release, then the more trusted
/// one, then the later line.
fn precedence(observation: &Observation) -> impl Ord + use<> {
    let Observation { quality, published, origin, .. } = observation;
    let trust = usize::MAX - quality.rank();
    (quality.settles(), observation.derived.is_none(), *published, trust, *origin)
}

/// A series as seen on a day.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Every vintage.
    pub observations: &'a [Observation],
    pub kind: Timed,
    pub as_of: NaiveDate,
    /// Do doubtful figures count?
    pub doubtful: bool,
}

/// The day as of which figures are known, and whether doubtful ones count.
pub type Sight = (NaiveDate, bool);

impl<'a> View<'a> {
    pub fn new(observations: &'a [Observation], kind: Timed, (as_of, doubtful): Sight) -> Self {
        Self { observations, kind, as_of, doubtful }
    }

    /// What is known on the day.
    pub fn known(self) -> Vintages<'a> {
        let mut vintages = Vintages::default();
        let mut candidates: Vec<&Observation> = Vec::new();
        for observation in self.observations {
            if observation.published > self.as_of {
                vintages.later.push(observation);
            } else if observation.known_from() > self.as_of {
                vintages.early.push(observation);
            } else if observation.withdrawn_by(self.as_of) {
                // Nothing replaces it.
            } else if observation.quality.has(Mark::Doubtful) && !self.doubtful {
                vintages.doubtful.push(observation);
            } else {
                candidates.push(observation);
            }
        }
        // A doubtful value never replaces one that is not, however new it is.
        candidates.sort_by_key(|observation| {
            (
                slot(self.kind, observation.period),
                !observation.quality.has(Mark::Doubtful),
                precedence(observation),
            )
        });
        let same = |one: &&Observation, next: &&Observation| {
            slot(self.kind, one.period) == slot(self.kind, next.period)
        };
        for of_slot in candidates.chunk_by(same) {
            if let [replaced @ .., current] = of_slot {
                vintages.replaced.extend(replaced);
                vintages.current.push(current);
            }
        }
        vintages
            .current
            .sort_by_key(|observation| (observation.period.last(), observation.period.months()));
        vintages
    }

    /// The values in force, one per period; doubtful ones only where there is no other.
    pub fn in_force(self) -> Vec<Observation> {
        self.known().current.into_iter().cloned().collect()
    }

    /// The value of `period` as known when the value of the later period `than` was first published, so that a revision is not
    /// mistaken for a change.
    pub fn like_with_like(self, period: Period, than: Period) -> Option<&'a Observation> {
        self.as_known(period, self.first_known(than)?)
    }

    /// The value of a period as known on a day, or as first known after it. A doubtful one only where there is no other.
    pub fn as_known(self, period: Period, day: NaiveDate) -> Option<&'a Observation> {
        let counts = || self.of_period(period).filter(|it| !it.withdrawn_by(day));
        let day = counts().map(Observation::known_from).min()?.max(day);
        counts()
            .filter(|it| it.known_from() <= day)
            .max_by_key(|it| (!it.quality.has(Mark::Doubtful), precedence(it)))
    }

    /// The day on which a period first had a value.
    pub fn first_known(self, period: Period) -> Option<NaiveDate> {
        self.of_period(period).map(Observation::known_from).min()
    }

    /// Every vintage of a period that counts.
    fn of_period(self, period: Period) -> impl Iterator<Item = &'a Observation> {
        self.observations.iter().filter(move |it| {
            same_slot(it.period, self.kind, period)
                && it.known_from() <= self.as_of
                && (self.doubtful || !it.quality.has(Mark::Doubtful))
        })
    }
}

/// Did a series change its coverage after the earlier month, up to the later one?
pub fn broken<'a>(
    figures: impl IntoIterator<Item = &'a Observation>,
    earlier: Month,
    later: Month,
) -> bool {
    figures.into_iter().any(|it| {
        let end = it.period.last();
        it.quality.has(Mark::Break) && end > earlier && end <= later
    })
}

/// Values of the same period, release date and trust that differ.
pub fn conflicts(observations: &[Observation], kind: Timed, as_of: NaiveDate) -> Vec<Conflict> {
    let mut known: Vec<&Observation> =
        observations.iter().filter(|observation| observation.published <= as_of).collect();
    let rank = |observation: &Observation| {
        (slot(kind, observation.period), observation.published, observation.quality.rank())
    };
    known.sort_by_key(|observation| (rank(observation), observation.origin));
    known
        .windows(2)
        .filter(|pair| rank(pair[0]) == rank(pair[1]) && pair[0].value != pair[1].value)
        .map(|pair| Conflict { loser: pair[0].clone(), winner: pair[1].clone() })
        .collect()
}
