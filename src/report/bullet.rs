//! Where one indicator stands, as a picture of one line: from the baseline to the target, with the actual, the value due
//! by its date, and the values between which each verdict holds.
//!
//! Exact values only. The bands of a ratio are turned into values by the method that judged: what the ratio of an actual
//! would be is asked backwards.

use crate::actuals::Mark;
use crate::assess::{Flag, Grounds, Method, Reason, Step, Verdict};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Comparator, Goal, Indicator, Measure};
use crate::report::{Judged, pace};

/// Decimals to which growth that is no whole number of years is drawn.
const ROOT_DECIMALS: u32 = 12;

/// The room beside the outermost values is this part of what lies between them.
const ROOM: i64 = 16;

/// Beside a zero a difference is seen that is this part of the largest value.
const SEEN: i64 = 8;

/// Where it is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The higher the better.
    Higher,
    /// The lower the better.
    Lower,
    /// Between the two ends of a range.
    Inside,
}

/// The values at which a verdict holds, from the left end of the axis to the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The verdict.
    pub verdict: Verdict,
    /// Where it begins.
    pub from: Number,
    /// Where it ends.
    pub to: Number,
}

/// One indicator on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullet {
    /// The unit of every value, as printed.
    pub unit: String,
    /// Where it is better.
    pub better: Better,
    /// The value at the left end of the axis; larger than that of the right end where the way leads downwards, so that
    /// the way from a baseline to its target runs from left to right.
    pub left: Number,
    /// The value at the right end of the axis.
    pub right: Number,
    /// Where the way started.
    pub baseline: Option<Number>,
    /// From where the bar of the actual is drawn: the baseline, or a zero that is near; else there is no bar.
    pub bar_from: Option<Number>,
    /// The value on which meeting the target turns.
    pub target: Option<Number>,
    /// The upper value of a pair.
    pub target_upper: Option<Number>,
    /// Where it is.
    pub actual: Number,
    /// Is the actual only a lower bound?
    pub at_least: bool,
    /// Is the actual final? What is not is drawn hollow.
    pub sure: bool,
    /// The period of the actual.
    pub period: Period,
    /// The period whose figure decides.
    pub deadline: Period,
    /// The value due by the date of the actual: the one whose ratio is 1.
    pub expected: Option<Number>,
    /// From left to right, none overlapping another; empty where no value stands for a verdict.
    pub bands: Vec<Band>,
    /// The grade.
    pub verdict: Verdict,
    /// Was the target met before the deadline?
    pub early: bool,
}

impl Bullet {
    /// The picture of a finding; `None` without an actual, and for a target that was given up.
    pub fn of(judged: &Judged<'_>) -> Option<Self> {
        let finding = judged.finding;
        let indicator = judged.in_force();
        let actual = finding.actual.as_ref()?;
        if finding.reason == Some(Reason::Withdrawn) {
            return None;
        }
        let better = better(judged, &indicator);
        let way = Way::of(judged, &indicator, better);
        let target = finding.target.as_ref().map(|_| finding.edge.clone());
        let upper = indicator.target.value();
        let target_upper = upper
            .and_then(|target| target.upper.clone())
            .filter(|_| indicator.every.is_none());
        let expected = way.expected();
        let stages = way.stages();

        let mut shown: Vec<&Number> = [&way.base, &target, &target_upper, &expected]
            .into_iter()
            .flatten()
            .chain([&actual.value])
            .collect();
        let members = judged.members().map(|(_, all)| all);
        let members = members.and_then(|all| i64::try_from(all).ok());
        let members = members.map(Number::from);
        shown.extend(&members);
        // Of what is compared directly the bands tell how far away the next one is.
        if let Stages::From(stages) = &stages
            && matches!(indicator.measure, Measure::Rate | Measure::AverageGrowth)
        {
            shown.extend(stages.iter().filter_map(|(_, from)| from.as_ref()));
        }
        let bar_from = way.bar_from(&shown);
        shown.extend(&bar_from);
        let (low, high) = axis(&shown, bar_from.as_ref());
        let reversed = better == Better::Lower && way.starts_from_a_baseline();
        let (left, right) = if reversed { (high, low) } else { (low, high) };

        let mut bullet = Self {
            unit: judged.unit().printed().to_owned(),
            better,
            left,
            right,
            baseline: way.base.clone().filter(|_| way.starts_from_a_baseline()),
            bar_from,
            target,
            target_upper,
            actual: actual.value.clone(),
            at_least: actual.quality.has(Mark::LowerBound),
            sure: actual.quality.rank() == 0,
            period: actual.period,
            deadline: indicator.deadline,
            expected,
            bands: Vec::new(),
            verdict: finding.verdict,
            early: finding.flags.contains(&Flag::Early),
        };
        bullet.bands = match stages {
            Stages::None => Vec::new(),
            Stages::Inside(verdict) => bullet.inside(verdict),
            Stages::From(stages) => bullet.bands(&stages),
        };
        Some(bullet)
    }

    /// A value's share of the way from the left end of the axis to the right; outside the axis below 0 or above 1.
    pub fn share(&self, value: &Number) -> Number {
        let way = (value - &self.left).over(&(&self.right - &self.left));
        way.unwrap_or_else(Number::zero)
    }

    /// Are larger values further left?
    pub fn is_reversed(&self) -> bool {
        self.left > self.right
    }

    /// The one band of a range.
    fn inside(&self, verdict: Verdict) -> Vec<Band> {
        let ends = self.target.clone().zip(self.target_upper.clone());
        let (low, high) = self.ends();
        ends.map(|(from, to)| Band {
            verdict,
            from: from.max(low),
            to: to.min(high),
        })
        .filter(|band| band.from < band.to)
        .into_iter()
        .collect()
    }

    fn ends(&self) -> (Number, Number) {
        let (left, right) = (self.left.clone(), self.right.clone());
        if self.is_reversed() {
            (right, left)
        } else {
            (left, right)
        }
    }

    /// The bands of stages that begin one behind the other on the way from bad to good.
    fn bands(&self, stages: &[(Verdict, Option<Number>)]) -> Vec<Band> {
        let up = self.better != Better::Lower;
        let (low, high) = self.ends();
        let clipped = |value: &Number| value.clone().max(low.clone()).min(high.clone());
        let (worst, best) = if up { (&low, &high) } else { (&high, &low) };
        let starts: Vec<Number> = stages
            .iter()
            .map(|(_, from)| from.as_ref().map_or_else(|| worst.clone(), clipped))
            .collect();
        let mut bands: Vec<Band> = Vec::new();
        for (index, (verdict, _)) in stages.iter().enumerate() {
            let start = &starts[index];
            // A stage that begins where a better one does, or beyond it, is empty.
            let next = starts[index + 1..].iter().cloned();
            let end = if up { next.min() } else { next.max() };
            let end = end.unwrap_or_else(|| best.clone());
            let (from, to) = if up {
                (start.clone(), end)
            } else {
                (end, start.clone())
            };
            if from < to {
                bands.push(Band {
                    verdict: *verdict,
                    from,
                    to,
                });
            }
        }
        // Every band of its own runs from left to right, and so do all of them.
        if self.is_reversed() {
            for band in &mut bands {
                std::mem::swap(&mut band.from, &mut band.to);
            }
        } else if !up {
            bands.reverse();
        }
        bands
    }
}

/// Which verdict begins at which value, from the worst on; the first begins at the bad end of the axis.
enum Stages {
    /// No value stands for a verdict.
    None,
    /// Inside the range there is one.
    Inside(Verdict),
    /// One behind the other.
    From(Vec<(Verdict, Option<Number>)>),
}

/// What a finding was judged by.
struct Way<'a> {
    judged: &'a Judged<'a>,
    indicator: &'a Indicator,
    better: Better,
    /// Where the way starts, in the unit of the target.
    base: Option<Number>,
    /// The value to be reached.
    end: Number,
}

impl<'a> Way<'a> {
    fn of(judged: &'a Judged<'a>, indicator: &'a Indicator, better: Better) -> Self {
        let finding = judged.finding;
        let baseline = finding.baseline.as_ref().map(|it| it.value.clone());
        let base = match indicator.measure {
            _ if indicator.every.is_some() => None,
            Measure::Level | Measure::Rate => baseline,
            Measure::Total => Some(Number::zero()),
            // Its baseline is a level, and what is judged is growth.
            Measure::AverageGrowth | Measure::EveryYear => None,
        };
        Self {
            judged,
            indicator,
            better,
            base,
            end: pace::end(finding, indicator),
        }
    }

    /// Does it start from a value of the indicator itself?
    fn starts_from_a_baseline(&self) -> bool {
        self.indicator.measure == Measure::Level && self.base.is_some()
    }

    /// From where a bar of the actual has a meaning.
    fn bar_from(&self, shown: &[&Number]) -> Option<Number> {
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

    fn bands(&self) -> &crate::plan::Bands {
        &self.judged.finding.bands
    }

    fn is_settled(&self) -> bool {
        let finding = self.judged.finding;
        finding.step == Step::DeadlineFigure
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
    fn expected(&self) -> Option<Number> {
        let paced = matches!(
            self.judged.finding.method,
            Method::Schedule | Method::Compound | Method::Projection
        );
        let on_a_way = matches!(self.indicator.measure, Measure::Level | Measure::Total)
            && self.indicator.every.is_none();
        if !(paced && on_a_way) || self.is_settled() || self.holds() || self.past() {
            return None;
        }
        self.value_at(&Number::one())
            .filter(|_| self.judged.finding.verdict.is_graded())
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

    fn stages(&self) -> Stages {
        let finding = self.judged.finding;
        if !finding.verdict.is_graded() || finding.target.is_none() {
            return Stages::None;
        }
        let edge = finding.edge.clone();
        if self.better == Better::Inside {
            let settled = self.is_settled();
            return Stages::Inside(if settled {
                Verdict::Achieved
            } else {
                Verdict::OnTrack
            });
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

    /// A level on its way.
    fn level(&self, edge: Number) -> Stages {
        let finding = self.judged.finding;
        let bands = self.bands();
        let (Some(at_risk), Some(on_track)) = (
            self.value_at(&bands.at_risk),
            self.value_at(&bands.on_track),
        ) else {
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
        let bands = self.bands();
        let (Some(at_risk), Some(on_track)) = (
            self.value_at(&bands.at_risk),
            self.value_at(&bands.on_track),
        ) else {
            return Stages::None;
        };
        let ceiling = self.better == Better::Lower;
        let mut stages = if ceiling {
            vec![
                (Verdict::Missed, None),
                (Verdict::OffTrack, Some(edge.clone())),
            ]
        } else {
            vec![
                (Verdict::Regressing, None),
                (Verdict::OffTrack, Some(Number::zero())),
            ]
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

/// On which side of the target it is better.
fn better(judged: &Judged<'_>, indicator: &Indicator) -> Better {
    if indicator.every.is_some() {
        return Better::Higher;
    }
    let baseline = judged.finding.baseline.as_ref();
    let target = match &indicator.target {
        Goal::Value(target) => target,
        Goal::Falling { .. } => return Better::Lower,
        Goal::TimesBaseline(_) | Goal::Rising { .. } | Goal::AboveSeries { .. } => {
            return Better::Higher;
        }
    };
    match target.comparator {
        Comparator::AtMost | Comparator::LessThan => Better::Lower,
        // It is approached from the side of the baseline.
        Comparator::About if baseline.is_some_and(|from| from.value > target.value) => {
            Better::Lower
        }
        Comparator::Within => Better::Inside,
        Comparator::About
        | Comparator::AtLeast
        | Comparator::MoreThan
        | Comparator::Between
        | Comparator::Budget => Better::Higher,
    }
}

/// The ends of an axis that holds all values, with some room beside them, though none beyond a zero that is its foot.
fn axis(shown: &[&Number], foot: Option<&Number>) -> (Number, Number) {
    let zero = Number::zero();
    let low = shown
        .iter()
        .min()
        .map_or(zero.clone(), |low| (*low).clone());
    let high = shown.iter().max().map_or(zero, |high| (*high).clone());
    let room = (&high - &low).over(&Number::from(ROOM));
    let room = match room {
        Some(room) if room.is_positive() => room,
        // One value alone stands in the middle of something.
        _ => match low.abs().over(&Number::from(ROOM)) {
            Some(room) if room.is_positive() => room,
            _ => Number::one(),
        },
    };
    let at_foot = |end: &Number| end.is_zero() && foot.is_some_and(Number::is_zero);
    let only = low == high;
    (
        if at_foot(&low) && !only {
            low.clone()
        } else {
            &low - &room
        },
        if at_foot(&high) && !only {
            high
        } else {
            &high + &room
        },
    )
}
