//! Which verdict begins at which value of the actual: the bands of a ratio, asked backwards.

use super::{Grounds, Side, Trace};
use crate::{
    assess::{Finding, Method, Step, Verdict, aim::begins, pace::compound_value_at},
    number::Number,
    plan::{Comparator, Goal, Indicator, Measure},
};

/// Which verdict begins at which value, from the worst on; the first begins at the bad end of the axis.
pub enum Stages {
    /// No value stands for a verdict.
    None,
    /// Inside the range there is one.
    Inside(Verdict),
    /// One after the other.
    From(Vec<(Verdict, Option<Number>)>),
}

/// What a finding was judged by, for any actual of its date.
#[derive(Clone, Copy)]
pub struct Scale<'a> {
    /// As in force.
    indicator: &'a Indicator,
    finding: &'a Finding,
    trace: &'a Trace,
}

impl<'a> Scale<'a> {
    /// The scale of a finding that has a trace.
    pub fn of(indicator: &'a Indicator, finding: &'a Finding) -> Option<Self> {
        let trace = finding.trace.as_deref()?;
        Some(Self { indicator, finding, trace })
    }

    fn is_settled(self) -> bool {
        self.finding.step == Step::Settled
            && matches!(self.finding.verdict, Verdict::Achieved | Verdict::Missed)
    }

    /// The value due by the date of the actual, while there is still a way to go: the one whose ratio is 1.
    pub fn due(self) -> Option<Number> {
        let paced = self.finding.method != Method::Direct && self.trace.path.is_some();
        // It went through a range and out at the far end.
        let past = self.trace.side == Side::Range && self.finding.ratio.is_none();
        let on_a_way = paced && !self.is_settled() && !self.trace.held && !past;
        on_a_way
            .then(|| self.value_at(&Number::ONE))
            .flatten()
            .filter(|_| self.finding.verdict.is_graded())
    }

    /// The actual whose ratio would be this; `None` where there is not one.
    fn value_at(self, ratio: &Number) -> Option<Number> {
        let finding = self.finding;
        let path = self.trace.path.as_ref();
        let month = finding.actual.as_ref()?.period.last();
        match (&finding.grounds, finding.method) {
            (Grounds::Compound { required, .. }, Method::Compound) => {
                compound_value_at(path?, month, required.as_ref()?, ratio)
            }
            (Grounds::Projection { mean, .. }, Method::Projection) => {
                let left = self.indicator.deadline.last().since(month);
                let right_way = match self.trace.side {
                    Side::Ceiling => mean.is_negative(),
                    Side::Floor => mean.is_positive(),
                    Side::Range => false,
                };
                let years = Number::fraction(i64::from(left), 12);
                let years = years.filter(|years| years.is_positive() && right_way)?;
                Some(&finding.edge - &(mean * &years).over(ratio)?)
            }
            (_, Method::Schedule) => {
                let path = path?;
                let expected = finding.expected.as_ref()?;
                let ceiling =
                    self.indicator.measure == Measure::Total && self.trace.side == Side::Ceiling;
                let share = if ceiling { expected.over(ratio)? } else { expected * ratio };
                Some(path.at_share(&share))
            }
            _ => None,
        }
    }

    /// The stages of the verdicts.
    pub fn stages(self) -> Stages {
        let finding = self.finding;
        if !finding.verdict.is_graded() || finding.target.is_none() {
            return Stages::None;
        }
        let edge = finding.edge.clone();
        let settled = self.is_settled();
        if self.trace.side == Side::Range {
            return Stages::Inside(if settled { Verdict::Achieved } else { Verdict::OnTrack });
        }
        let two = |below: Verdict, from: Verdict, value: Number| {
            Stages::From(vec![(below, None), (from, Some(value))])
        };
        // A year of many decides for itself alone.
        if self.indicator.measure == Measure::EveryYear {
            return Stages::None;
        }
        if settled {
            return two(Verdict::Missed, Verdict::Achieved, edge);
        }
        if self.indicator.every.is_some() {
            return Stages::None;
        }
        match (&self.indicator.target, self.indicator.measure) {
            (Goal::Series(_), _) => two(Verdict::OffTrack, Verdict::OnTrack, edge),
            (Goal::Direction { .. }, _) => match finding.method {
                Method::Direct => two(Verdict::Regressing, Verdict::OnTrack, edge),
                _ => Stages::None,
            },
            (_, Measure::Level) if self.trace.held => {
                two(Verdict::Regressing, Verdict::Achieved, edge)
            }
            (_, Measure::Total) if self.trace.side == Side::Ceiling => self.budget(&edge),
            (_, Measure::Level | Measure::Total) => self.on_its_way(edge),
            (_, Measure::Rate | Measure::Mean) if finding.method == Method::Direct => {
                self.rate(edge)
            }
            (_, Measure::AverageGrowth) => self.growth(&edge),
            _ => Stages::None,
        }
    }

    /// The values from which `at-risk`, `on-track` and `ahead` hold; a budget is never ahead.
    fn bands(self) -> Option<Vec<(Verdict, Option<Number>)>> {
        let bands = &self.finding.bands;
        let budget = self
            .indicator
            .target
            .value()
            .is_some_and(|target| target.comparator == Comparator::Budget);
        let mut stages = vec![
            (Verdict::AtRisk, Some(self.value_at(&bands.at_risk)?)),
            (Verdict::OnTrack, Some(self.value_at(&bands.on_track)?)),
        ];
        let ahead = bands.ahead.as_ref().filter(|_| !budget).and_then(|band| self.value_at(band));
        stages.extend(ahead.map(|ahead| (Verdict::Ahead, Some(ahead))));
        Some(stages)
    }

    /// A level or a sum on its way.
    fn on_its_way(self, edge: Number) -> Stages {
        let Some(bands) = self.bands() else { return Stages::None };
        let base = self.trace.path.as_ref().map(|path| path.from.clone());
        let mut stages = if self.finding.method == Method::Projection {
            vec![(Verdict::OffTrack, None)]
        } else {
            vec![(Verdict::Regressing, None), (Verdict::OffTrack, base)]
        };
        stages.extend(bands);
        stages.push((Verdict::Achieved, Some(edge)));
        Stages::From(stages)
    }

    /// A sum that must not be used up.
    fn budget(self, edge: &Number) -> Stages {
        let Some(bands) = self.bands() else { return Stages::None };
        // What would be on track by its pace and is above the ceiling is missed all the same.
        let bands = bands
            .into_iter()
            .map(|(verdict, from)| (verdict, from.map(|from| from.min(edge.clone()))));
        let worst = [(Verdict::Missed, None), (Verdict::OffTrack, Some(edge.clone()))];
        Stages::From(worst.into_iter().chain(bands).collect())
    }

    /// A rate that is met or not, and if not is near or far.
    fn rate(self, edge: Number) -> Stages {
        let near = begins(&edge, &self.finding.bands.at_risk, self.trace.side == Side::Ceiling);
        let near = near.filter(|_| edge.is_positive()).map(|near| (Verdict::AtRisk, Some(near)));
        let far = (Verdict::OffTrack, None);
        let met = (Verdict::OnTrack, Some(edge));
        Stages::From([far].into_iter().chain(near).chain([met]).collect())
    }

    /// Growth per year: each band is that part of the growth asked for.
    fn growth(self, edge: &Number) -> Stages {
        if self.trace.side != Side::Floor || !edge.is_positive() {
            return Stages::None;
        }
        let part = |share: &Number| Some(edge * share);
        Stages::From(vec![
            (Verdict::Regressing, None),
            (Verdict::OffTrack, Some(Number::ZERO)),
            (Verdict::AtRisk, part(&self.finding.bands.at_risk)),
            (Verdict::OnTrack, part(&self.finding.bands.on_track)),
        ])
    }
}
