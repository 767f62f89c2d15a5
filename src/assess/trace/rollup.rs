//! What several verdicts come to together: the worst of them, how many of each, and what they weigh.
//!
//! The worst is that of the scale from achieved to missed; what could not be judged is counted apart, as it is neither
//! good nor bad. Depends on `number` and on the verdicts.

use std::collections::BTreeMap;

use crate::{assess::Verdict, number::Number};

/// One verdict with what it weighs.
#[derive(Clone, Copy)]
pub struct Weighed<'a> {
    /// A number of the plan: the weights of two plans have nothing to do with each other.
    pub plan: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// The weight that the plan gives the indicator; above zero.
    pub weight: Option<&'a Number>,
}

/// Several verdicts together.
#[derive(Clone)]
pub struct Rollup {
    /// How many.
    pub total: usize,
    /// How many of each verdict, best first; verdicts without any are left out.
    pub counts: Vec<(Verdict, usize)>,
    /// What they weigh.
    pub weighing: Weighing,
}

/// Whether verdicts can be weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weighing {
    /// No indicator has a weight.
    Unweighted,
    /// All weights are those of one plan.
    Weighed(Weights),
    /// Weights of several plans, which cannot be added up.
    Apart,
}

/// Sums of weights. `on_track` ≤ `assessed` ≤ `total`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// Of all indicators with a weight.
    pub total: Number,
    /// Of those with a verdict on the scale from achieved to missed.
    pub assessed: Number,
    /// Of those that are achieved, ahead or on track.
    pub on_track: Number,
    /// Indicators without a weight beside others that have one. They are in none of the sums: a weight that the plan
    /// does not give is not invented.
    pub without: usize,
}

impl Verdict {
    /// Is the target met, or is it going to be?
    pub fn is_on_track(self) -> bool {
        self <= Self::OnTrack
    }
}

impl Rollup {
    /// Rolls verdicts up; their order does not matter.
    pub fn of<'a>(all: impl IntoIterator<Item = Weighed<'a>>) -> Self {
        let mut counts = BTreeMap::new();
        let mut total = 0;
        let mut sums = Weights::default();
        let mut weighed_plan = None;
        let mut apart = false;
        for one in all {
            total += 1;
            *counts.entry(one.verdict).or_insert(0) += 1;
            let Some(weight) = one.weight else {
                sums.without += 1;
                continue;
            };
            apart |= *weighed_plan.get_or_insert(one.plan) != one.plan;
            sums.add(one.verdict, weight);
        }
        let weighing = match weighed_plan {
            None => Weighing::Unweighted,
            Some(_) if apart => Weighing::Apart,
            Some(_) => Weighing::Weighed(sums),
        };
        Self { total, counts: counts.into_iter().collect(), weighing }
    }

    /// The worst verdict of the scale from achieved to missed; `None` when nothing could be judged.
    pub fn worst(&self) -> Option<Verdict> {
        self.counts.iter().map(|(verdict, _)| *verdict).filter(|verdict| verdict.is_graded()).max()
    }

    /// How many have a verdict on the scale from achieved to missed.
    pub fn assessed(&self) -> usize {
        self.counts.iter().filter(|(verdict, _)| verdict.is_graded()).map(|(_, count)| count).sum()
    }

    /// How many have this verdict.
    pub fn count(&self, wanted: Verdict) -> usize {
        self.counts.iter().find(|(verdict, _)| *verdict == wanted).map_or(0, |(_, count)| *count)
    }

    /// The weights, where they can be added up.
    pub fn weights(&self) -> Option<&Weights> {
        match &self.weighing {
            Weighing::Weighed(weights) => Some(weights),
            Weighing::Unweighted | Weighing::Apart => None,
        }
    }
}

impl Weights {
    fn add(&mut self, verdict: Verdict, weight: &Number) {
        self.total = &self.total + weight;
        if verdict.is_graded() {
            self.assessed = &self.assessed + weight;
        }
        if verdict.is_on_track() {
            self.on_track = &self.on_track + weight;
        }
    }

    /// The share of the weight assessed that is on track, from 0 to 1; `None` when nothing with a weight was assessed.
    pub fn share(&self) -> Option<Number> {
        self.on_track.over(&self.assessed)
    }
}

/// The exact mean, each figure between bounds where there are any; `None` of nothing.
///
/// Halves are added, and not one after the other: the fractions stay short for longer.
pub fn mean_within(mut figures: Vec<Number>, bounds: Option<[i64; 2]>) -> Option<Number> {
    fn sum(figures: &[Number]) -> Number {
        match figures {
            [] => Number::ZERO,
            [only] => only.clone(),
            more => {
                let (one, other) = more.split_at(more.len() / 2);
                &sum(one) + &sum(other)
            }
        }
    }
    if let Some([low, high]) = bounds.map(|bounds| bounds.map(Number::from)) {
        figures = figures.into_iter().map(|it| it.clamp(low.clone(), high.clone())).collect();
    }
    sum(&figures).over(&Number::from(figures.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rolled(all: &[(usize, Verdict, Option<i64>)]) -> Rollup {
        let weights: Vec<Option<Number>> =
            all.iter().map(|(_, _, weight)| weight.map(Number::from)).collect();
        let all = all.iter().zip(&weights);
        Rollup::of(all.map(|((plan, verdict, _), weight)| Weighed {
            plan: *plan,
            verdict: *verdict,
            weight: weight.as_ref(),
        }))
    }

    #[test]
    fn the_worst_is_of_the_scale_alone() {
        use Verdict::{Achieved, AtRisk, Missed, NoData, NotAssessable, OnTrack, Regressing};
        for (verdicts, worst) in [
            (vec![], None),
            (vec![NoData, NotAssessable], None),
            (vec![Achieved, NoData], Some(Achieved)),
            (vec![OnTrack, AtRisk, Achieved], Some(AtRisk)),
            (vec![Missed, Regressing, NotAssessable], Some(Missed)),
        ] {
            let all: Vec<_> = verdicts.iter().map(|it| (0, *it, None)).collect();
            let rollup = rolled(&all);
            assert_eq!(rollup.worst(), worst, "{verdicts:?}");
            assert_eq!(rollup.weighing, Weighing::Unweighted);
        }
    }

    #[test]
    fn weights_are_those_of_the_indicators_that_have_one() {
        let rollup = rolled(&[
            (0, Verdict::Achieved, Some(20)),
            (0, Verdict::OnTrack, Some(10)),
            (0, Verdict::AtRisk, Some(15)),
            (0, Verdict::NoData, Some(55)),
            (0, Verdict::Missed, None),
        ]);
        let weights = rollup.weights().unwrap();
        assert_eq!(weights.total, Number::from(100));
        assert_eq!(weights.assessed, Number::from(45));
        assert_eq!(weights.on_track, Number::from(30));
        assert_eq!(weights.without, 1);
        assert_eq!(weights.share(), Number::fraction(2, 3));
        assert_eq!(rollup.worst(), Some(Verdict::Missed));
    }

    #[test]
    fn nothing_assessed_has_no_share() {
        let rollup = rolled(&[(0, Verdict::NoData, Some(1))]);
        assert_eq!(rollup.weights().unwrap().share(), None);
    }

    #[test]
    fn weights_of_two_plans_are_not_added_up() {
        let rollup = rolled(&[(0, Verdict::Achieved, Some(20)), (1, Verdict::Achieved, Some(20))]);
        assert_eq!(rollup.weighing, Weighing::Apart);
        let one_weighs = rolled(&[(0, Verdict::Achieved, Some(20)), (1, Verdict::Achieved, None)]);
        assert_eq!(one_weighs.weights().unwrap().without, 1);
    }

    fn verdict() -> impl Strategy<Value = Verdict> {
        prop::sample::select(Verdict::ALL.to_vec())
    }

    fn some() -> impl Strategy<Value = Vec<(usize, Verdict, Option<i64>)>> {
        let weight = prop::option::of(1_i64..1000);
        prop::collection::vec((0_usize..1, verdict(), weight), 0..30)
    }

    proptest! {
        #[test]
        fn counts_add_up(all in some(), cut in 0_usize..30) {
            let rollup = rolled(&all);
            let sum: usize = rollup.counts.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(sum, all.len());
            prop_assert!(rollup.assessed() <= rollup.total);
            let (left, right) = all.split_at(cut.min(all.len()));
            let (left, right) = (rolled(left), rolled(right));
            for &verdict in Verdict::ALL {
                prop_assert_eq!(left.count(verdict) + right.count(verdict), rollup.count(verdict));
            }
        }

        #[test]
        fn one_more_never_improves_the_worst(all in some(), more in verdict()) {
            let before = rolled(&all).worst();
            let mut all = all;
            all.push((0, more, None));
            let after = rolled(&all).worst();
            // `None` is below every verdict, and a worse verdict above a better one.
            prop_assert!(after >= before);
            if more.is_graded() {
                prop_assert!(after >= Some(more));
            } else {
                prop_assert_eq!(after, before);
            }
        }

        #[test]
        fn a_worse_verdict_never_improves_the_worst(all in some(), at in 0_usize..30, other in verdict()) {
            if let Some(one) = all.get(at).copied()
                && one.1.is_graded() && other.is_graded()
            {
                let mut changed = all.clone();
                changed[at].1 = other;
                let (before, after) = (rolled(&all).worst(), rolled(&changed).worst());
                if other >= one.1 {
                    prop_assert!(after >= before);
                } else {
                    prop_assert!(after <= before);
                }
            }
        }

        #[test]
        fn weights_never_exceed(all in some()) {
            let rollup = rolled(&all);
            let stated: i64 = all.iter().filter_map(|(_, _, weight)| *weight).sum();
            let Some(weights) = rollup.weights() else {
                prop_assert_eq!(stated, 0);
                return Ok(());
            };
            prop_assert_eq!(&weights.total, &Number::from(stated));
            prop_assert!(weights.on_track <= weights.assessed);
            prop_assert!(weights.assessed <= weights.total);
            let share = weights.share().unwrap_or_default();
            prop_assert!(share >= Number::ZERO && share <= Number::ONE);
        }
    }
}
