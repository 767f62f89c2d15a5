//! Where a path starts: the baseline of a judgement, as the plan states it or the actuals have it.

use crate::{
    actuals::{Observation, Quality},
    interval::Interval,
    number::Number,
    period::Period,
};

/// The baseline of a judgement.
#[derive(Debug, Clone)]
pub struct UsedBaseline {
    /// Its value in the indicator's unit.
    pub value: Number,
    /// Its period.
    pub period: Period,
    /// The observation, when it comes from the actuals rather than the plan.
    pub observation: Option<Observation>,
    /// Did the plan leave even the period open?
    pub derived: bool,
}

impl UsedBaseline {
    /// One that an observation gives.
    pub(in crate::assess) fn of(observation: &Observation, derived: bool) -> Self {
        Self {
            value: observation.value.clone(),
            period: observation.period,
            observation: Some(observation.clone()),
            derived,
        }
    }

    /// Every value that it may have.
    pub fn known(&self) -> Interval {
        self.observation
            .as_ref()
            .map_or_else(|| Interval::exactly(&self.value), Observation::interval)
    }

    pub fn quality(&self) -> Quality {
        self.observation.as_ref().map_or(Quality::FINAL, |it| it.quality)
    }
}
