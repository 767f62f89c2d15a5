//! Where one indicator stands, as a picture of one line: from the baseline to the target, with the actual, the value due
//! by its date, and the values between which each verdict holds.
//!
//! Exact values only. The bands of a ratio are turned into values by the method that judged: what the ratio of an actual
//! would be is asked backwards.

use crate::{
    actuals::Mark,
    assess::{
        Flag, Members, Reason, Verdict,
        trace::{
            Side,
            stages::{Scale, Stages},
        },
    },
    number::Number,
    period::Period,
    plan::Measure,
    record::each,
    report::Judged,
    table::{Edges, Span},
    unit::Unit,
};

/// The values at which a verdict holds, from the left end of the axis to the right.
#[derive(Debug, Clone)]
pub struct Band {
    /// The verdict.
    pub verdict: Verdict,
    /// Where it begins.
    pub from: Number,
    /// Where it ends.
    pub to: Number,
}

/// One indicator on one line.
#[derive(Debug, Clone)]
pub struct Bullet {
    /// The unit of every value, as printed.
    pub unit: Unit,
    /// The digits in which values are written.
    pub edges: Edges,
    /// Where it is better.
    pub side: Side,
    /// From the left end to the right; from the larger value where the way leads downwards, so that the way from a baseline to its target runs from left to right.
    pub axis: Span,
    /// Where the way started.
    pub baseline: Option<Number>,
    /// From where the bar of the actual is drawn: the baseline, else zero.
    pub bar_from: Number,
    /// The value on which meeting the target turns.
    pub target: Option<Number>,
    /// The upper value of a pair.
    pub target_upper: Option<Number>,
    /// Where it is.
    pub actual: Number,
    /// Is the actual only a lower bound?
    pub inexact: Option<Mark>,
    /// Is the actual final? What is not is drawn hollow.
    pub sure: bool,
    /// The period of the actual.
    pub period: Period,
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
    /// The picture of a finding; `None` without an actual, for a target that was given up, and where a bar would have no
    /// meaning: places in a ranking without a baseline are no amounts.
    pub fn of(judged: &Judged<'_>) -> Option<Self> {
        let finding = judged.finding;
        let indicator = judged.in_force();
        let actual = finding.actual.as_ref()?;
        if finding.reason == Some(Reason::Withdrawn) {
            return None;
        }
        let trace = finding.trace.as_deref();
        let side = trace.map(|trace| trace.side).unwrap_or_default();
        let scale = Scale::of(&indicator, finding);
        let base = finding.starts_from(&indicator);
        let from_baseline = base.clone().filter(|_| indicator.measure == Measure::Level);
        let target = finding.target.as_ref().map(|_| finding.edge.clone());
        let upper = indicator
            .target
            .value()
            .and_then(|target| target.upper.as_ref())
            .or(trace.and_then(|trace| trace.upper.as_ref()));
        let target_upper = upper.cloned().filter(|_| indicator.every.is_none());
        let expected = scale.and_then(Scale::due);
        let stages = scale.map_or(Stages::None, Scale::stages);

        let mut shown: Vec<&Number> = [&base, &target, &target_upper, &expected]
            .into_iter()
            .flatten()
            .chain([&actual.value])
            .collect();
        let members = finding.members.as_ref().and_then(Members::count);
        shown.extend(&members);
        // Of what is compared directly the bands tell how far away the next one is.
        if let Stages::From(stages) = &stages
            && matches!(indicator.measure, Measure::Rate | Measure::AverageGrowth | Measure::Mean)
        {
            shown.extend(stages.iter().filter_map(|(_, from)| from.as_ref()));
        }
        let rank = judged.unit().is_rank() && indicator.every.is_none();
        let bar_from = match &from_baseline {
            Some(base) if indicator.every.is_none() => base.clone(),
            None if rank => return None,
            _ => Number::ZERO,
        };
        shown.push(&bar_from);
        let axis = Span::of(shown)?.with_room(bar_from.is_zero());
        let reversed = side == Side::Ceiling && from_baseline.is_some();
        let axis = if reversed { axis.reversed() } else { axis };

        let mut bullet = Self {
            unit: judged.unit(),
            edges: judged.edges(),
            side,
            axis,
            baseline: from_baseline.clone(),
            bar_from,
            target,
            target_upper,
            actual: actual.value.clone(),
            inexact: actual.quality.inexact(),
            sure: actual.quality.rank() == 0,
            period: actual.period,
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

    /// Are larger values further left?
    pub fn is_reversed(&self) -> bool {
        self.axis.from > self.axis.to
    }

    /// The one band of a range.
    fn inside(&self, verdict: Verdict) -> Vec<Band> {
        let ends = self.target.clone().zip(self.target_upper.clone());
        let (low, high) = self.ends();
        ends.map(|(from, to)| Band { verdict, from: from.max(low), to: to.min(high) })
            .filter(|band| band.from < band.to)
            .into_iter()
            .collect()
    }

    fn ends(&self) -> (Number, Number) {
        let Span { from: left, to: right } = self.axis.clone();
        if self.is_reversed() { (right, left) } else { (left, right) }
    }

    /// The bands of stages that begin one behind the other on the way from bad to good.
    fn bands(&self, stages: &[(Verdict, Option<Number>)]) -> Vec<Band> {
        let up = self.side != Side::Ceiling;
        let (low, high) = self.ends();
        let clipped = |value: &Number| value.clone().max(low.clone()).min(high.clone());
        let (worst, best) = if up { (&low, &high) } else { (&high, &low) };
        let starts = each(stages, |(_, from)| from.as_ref().map_or_else(|| worst.clone(), clipped));
        let mut bands: Vec<Band> = Vec::new();
        for (index, (verdict, _)) in stages.iter().enumerate() {
            let start = &starts[index];
            // A stage that begins where a better one does, or beyond it, is empty.
            let next = starts[index + 1..].iter().cloned();
            let end = if up { next.min() } else { next.max() };
            let end = end.unwrap_or_else(|| best.clone());
            let (from, to) = if up { (start.clone(), end) } else { (end, start.clone()) };
            if from < to {
                bands.push(Band { verdict: *verdict, from, to });
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

#[cfg(test)]
mod tests;
