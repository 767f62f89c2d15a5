//! What a finding was judged by, asked backwards: which value would have had which ratio, and so which verdict.

use super::Better;
use crate::assess::{Grounds, Method, Step, Verdict};
use crate::number::Number;
use crate::plan::{Bands, Comparator, Goal, Indicator, Measure};
use crate::report::{Judged, pace};

/// Decimals to which growth that is no whole number of years is drawn.
const ROOT_DECIMALS: u32 = 12;

/// Beside a zero a difference is seen that is this part of the largest value.
const SEEN: i64 = 8;

/// Which verdict begins at which value, from the worst on; the first begins at the bad end of the axis.
pub(super) enum Stages {
    /// No value stands for a verdict.
    None,
    /// Inside the range there is one.
    Inside(Verdict),
    /// One behind the other.
    From(Vec<(Verdict, Option<Number>)>),
}

/// What a finding was judged by.
pub(super) struct Way<'a> {
    judged: &'a Judged<'a>,
    indicator: &'a Indicator,
    better: Better,
    /// Where the way starts, in the unit of the target.
    pub(super) base: Option<Number>,
    /// The value to be reached.
    end: Number,
}

impl<'a> Way<'a> {
    pub(super) fn of(judged: &'a Judged<'a>, indicator: &'a Indicator, better: Better) -> Self {
        let finding = judged.finding;
        let baseline = finding.baseline.as_ref().map(|it| it.value.clone());
        let base = match indicator.measure {
            _ if indicator.every.is_some() => None,
            Measure::Level | Measure::Rate => baseline,
            Measure::Total => Some(Number::zero()),
            // Its baseline is a level, and what is judged is growth.
            Measure::AverageGrowth | Measure::EveryYear => None,
        };
        Self { judged, indicator, better, base, end: pace::end(finding, indicator) }
    }

    /// Does it start from a value of the indicator itself?
    pub(super) fn starts_from_a_baseline(&self) -> bool {
        self.indicator.measure == Measure::Level && self.base.is_some()
    }

    /// From where a bar of the actual has a meaning.
    pub(super) fn bar_from(&self, shown: &[&Number]) -> Option<Number> {
        let zero = Number::zero();
        if self.indicator.every.is_some() || self.indicator.measure == Measure::Total {
            return Some(zero);
        }
        if self.starts_from_a_baseline() {
            return self.base.clone();
        }
        // Places in a ranking are no amounts.
        if self.judged.unit().is_rank() {
            return None;
        }
        // Of growth and of a yearly amount every part has a meaning; of a share only where differences can still be seen.
        let growth = match self.indicator.measure {
            Measure::AverageGrowth => true,
            Measure::EveryYear => !self.indicator.unit.is_share(),
            Measure::Level | Measure::Total | Measure::Rate => false,
        };
        let (low, high) = (shown.iter().min()?, shown.iter().max()?);
        let outermost = low.abs().max(high.abs());
        let apart = &(*high - *low) * &Number::from(SEEN) >= outermost;
        let around = low.is_negative() && high.is_positive();
        (growth || apart || around || low == high).then_some(zero)
    }

    fn bands(&self) -> &Bands {
        &self.judged.finding.bands
    }

    fn is_settled(&self) -> bool {
        let finding = self.judged.finding;
        finding.step == Step::Settled
            && matches!(finding.verdict, Verdict::Achieved | Verdict::Missed)
    }

    /// Was the target met where the way starts, so that only holding it counts?
    fn holds(&self) -> bool {
        self.starts_from_a_baseline()
            && self.base.as_ref().is_some_and(|base| match self.better {
                Better::Higher => *base >= self.judged.finding.edge,
                Better::Lower => *base <= self.judged.finding.edge,
                Better::Inside => false,
            })
    }

    /// The value due by the date of the actual, while there is still a way to go.
    pub(super) fn expected(&self) -> Option<Number> {
        let paced = matches!(
            self.judged.finding.method,
            Method::Schedule | Method::Compound | Method::Projection
        );
        let on_a_way = matches!(self.indicator.measure, Measure::Level | Measure::Total)
            && self.indicator.every.is_none();
        if !(paced && on_a_way) || self.is_settled() || self.holds() || self.past() {
            return None;
        }
        self.value_at(&Number::one()).filter(|_| self.judged.finding.verdict.is_graded())
    }

    /// Did it go through a range and out at the far end?
    fn past(&self) -> bool {
        self.better == Better::Inside && self.judged.finding.ratio.is_none()
    }

    /// The actual whose ratio would be this; `None` where there is not one.
    fn value_at(&self, ratio: &Number) -> Option<Number> {
        let finding = self.judged.finding;
        if self.indicator.measure == Measure::Total {
            let expected = finding.expected.as_ref()?;
            return Some(if self.better == Better::Lower {
                &self.end * &expected.over(ratio)?
            } else {
                &(&self.end * expected) * ratio
            });
        }
        match (&finding.grounds, finding.method) {
            (Grounds::Compound { required, .. }, Method::Compound) => {
                let base = finding.baseline.as_ref()?;
                let elapsed = finding.actual.as_ref()?.period.last();
                let elapsed = u32::try_from(elapsed.since(base.period.last())).ok()?;
                let share = required.as_ref()?.over(&Number::from(100))?;
                let factor = &Number::one() + &(&share * ratio);
                let grown = if elapsed.is_multiple_of(12) {
                    factor.power(elapsed / 12)
                } else {
                    factor.power(elapsed).nth_root(12, ROOT_DECIMALS)?
                };
                factor.is_positive().then(|| &base.value * &grown)
            }
            (Grounds::Projection { mean, .. }, Method::Projection) => {
                let months = pace::months_left(finding, self.indicator)?;
                let years = Number::fraction(i64::from(months), 12)?;
                let end = pace::end_ahead(finding, self.indicator);
                let right_way = match self.better {
                    Better::Lower => mean.is_negative(),
                    Better::Higher => mean.is_positive(),
                    Better::Inside => false,
                };
                let ahead = (mean * &years).over(ratio).filter(|_| right_way)?;
                Some(&end - &ahead)
            }
            (_, Method::Schedule) => {
                let (base, expected) = (self.base.as_ref()?, finding.expected.as_ref()?);
                Some(base + &(&(&(&self.end - base) * expected) * ratio))
            }
            _ => None,
        }
    }

    pub(super) fn stages(&self) -> Stages {
        let finding = self.judged.finding;
        if !finding.verdict.is_graded() || finding.target.is_none() {
            return Stages::None;
        }
        let edge = finding.edge.clone();
        if self.better == Better::Inside {
            let settled = self.is_settled();
            return Stages::Inside(if settled { Verdict::Achieved } else { Verdict::OnTrack });
        }
        let two = |below: Verdict, from: Verdict, value: Number| {
            Stages::From(vec![(below, None), (from, Some(value))])
        };
        // A year of many decides for itself alone.
        if self.indicator.measure == Measure::EveryYear {
            return Stages::None;
        }
        if self.is_settled() {
            return two(Verdict::Missed, Verdict::Achieved, edge);
        }
        if self.indicator.every.is_some() {
            return Stages::None;
        }
        match (&self.indicator.target, self.indicator.measure) {
            (Goal::AboveSeries { .. }, _) => two(Verdict::OffTrack, Verdict::OnTrack, edge),
            (Goal::Rising { .. } | Goal::Falling { .. }, _) => match finding.method {
                Method::Direct => two(Verdict::Regressing, Verdict::OnTrack, edge),
                _ => Stages::None,
            },
            (_, Measure::Level) if self.holds() => {
                two(Verdict::Regressing, Verdict::Achieved, edge)
            }
            (_, Measure::Level) => self.level(edge),
            (_, Measure::Total) => self.total(edge),
            (_, Measure::Rate) if finding.method == Method::Direct => self.rate(edge),
            (_, Measure::AverageGrowth) => self.growth(&edge),
            _ => Stages::None,
        }
    }

    /// The values from which `at-risk` and `on-track` hold.
    fn thresholds(&self) -> Option<(Number, Number)> {
        let bands = self.bands();
        let at_risk = self.value_at(&bands.at_risk)?;
        Some((at_risk, self.value_at(&bands.on_track)?))
    }

    /// A level on its way.
    fn level(&self, edge: Number) -> Stages {
        let finding = self.judged.finding;
        let Some((at_risk, on_track)) = self.thresholds() else {
            return Stages::None;
        };
        let mut stages = Vec::new();
        if finding.method == Method::Projection {
            stages.push((Verdict::OffTrack, None));
        } else {
            stages.push((Verdict::Regressing, None));
            stages.push((Verdict::OffTrack, self.base.clone()));
        }
        stages.push((Verdict::AtRisk, Some(at_risk)));
        stages.push((Verdict::OnTrack, Some(on_track)));
        if let Some(ahead) = self.ahead() {
            stages.push((Verdict::Ahead, Some(ahead)));
        }
        stages.push((Verdict::Achieved, Some(edge)));
        Stages::From(stages)
    }

    /// A sum on its way, or one that must not be used up.
    fn total(&self, edge: Number) -> Stages {
        let Some((at_risk, on_track)) = self.thresholds() else {
            return Stages::None;
        };
        let ceiling = self.better == Better::Lower;
        let mut stages = if ceiling {
            vec![(Verdict::Missed, None), (Verdict::OffTrack, Some(edge.clone()))]
        } else {
            vec![(Verdict::Regressing, None), (Verdict::OffTrack, Some(Number::zero()))]
        };
        stages.push((Verdict::AtRisk, Some(at_risk)));
        stages.push((Verdict::OnTrack, Some(on_track)));
        if let Some(ahead) = self.ahead() {
            stages.push((Verdict::Ahead, Some(ahead)));
        }
        if ceiling {
            // What would be on track by its pace and is above the ceiling is missed all the same.
            for (_, from) in &mut stages[2..] {
                *from = from.take().map(|from| from.min(edge.clone()));
            }
        } else {
            stages.push((Verdict::Achieved, Some(edge)));
        }
        Stages::From(stages)
    }

    /// From where it is ahead; a budget never is.
    fn ahead(&self) -> Option<Number> {
        let budget = self.indicator.target.value();
        if budget.is_some_and(|target| target.comparator == Comparator::Budget) {
            return None;
        }
        self.value_at(self.bands().ahead.as_ref()?)
    }

    /// A rate that is met or not, and if not is near or far.
    fn rate(&self, edge: Number) -> Stages {
        let positive = edge.is_positive();
        let near = match self.better {
            Better::Higher => Some(&edge * &self.bands().at_risk),
            Better::Lower => edge.over(&self.bands().at_risk),
            Better::Inside => None,
        };
        let mut stages = vec![(Verdict::OffTrack, None)];
        if let Some(near) = near.filter(|_| positive) {
            stages.push((Verdict::AtRisk, Some(near)));
        }
        stages.push((Verdict::OnTrack, Some(edge)));
        Stages::From(stages)
    }

    /// Growth per year: each band is that part of the growth asked for.
    fn growth(&self, edge: &Number) -> Stages {
        if self.better != Better::Higher || !edge.is_positive() {
            return Stages::None;
        }
        let part = |share: &Number| Some(edge * share);
        Stages::From(vec![
            (Verdict::Regressing, None),
            (Verdict::OffTrack, Some(Number::zero())),
            (Verdict::AtRisk, part(&self.bands().at_risk)),
            (Verdict::OnTrack, part(&self.bands().on_track)),
        ])
    }
}
