//! The aim: on which side of which value a target is met, decided by exact comparison.

use std::cmp::Ordering;

use super::trace::{Side, Term, distance};
use crate::{
    number::Number,
    plan::{Better, Comparator, Target},
};

/// A target, ready to be compared.
pub(super) struct Aim {
    /// On which side it is met.
    pub side: Side,
    /// The value on which it turns.
    pub edge: Number,
    /// The far end of a range.
    pub upper: Number,
    /// Does equality fall short?
    pub strict: bool,
    /// Is it money to be spent?
    pub budget: bool,
    /// Does attainment have a meaning: a floor or a budget?
    attainable: bool,
}

/// The value at which a band of the direct ratio to an edge begins.
pub(super) fn begins(edge: &Number, band: &Number, down: bool) -> Option<Number> {
    if down { edge.over(band) } else { Some(edge * band) }
}

impl Aim {
    /// The aim of a target; on which side an `about` target is met, `better` says.
    pub(super) fn of(target: &Target, better: Better) -> Self {
        let value = &target.value;
        let mut upper = target.upper.clone();
        let (side, edge) = match (target.comparator, better) {
            (Comparator::About, Better::Lower) => (Side::Ceiling, value + &target.tolerance),
            (Comparator::About, Better::Near) => {
                upper = Some(value + &target.tolerance);
                (Side::Range, value - &target.tolerance)
            }
            (Comparator::AtMost | Comparator::LessThan, _) => {
                (Side::Ceiling, value + &target.tolerance)
            }
            (Comparator::Within, _) => (Side::Range, value.clone()),
            _ => (Side::Floor, value - &target.tolerance),
        };
        let attainable = side == Side::Floor && target.comparator != Comparator::About;
        Self {
            side,
            upper: upper.unwrap_or_else(|| edge.clone()),
            edge,
            strict: target.comparator.is_strict(),
            budget: target.comparator == Comparator::Budget,
            attainable,
        }
    }

    /// Does the value meet it?
    pub(super) fn met_by(&self, value: &Number) -> bool {
        self.met(|edge| value.cmp(edge))
    }

    /// Does something meet it that stands so to an edge?
    pub(super) fn met(&self, to: impl Fn(&Number) -> Ordering) -> bool {
        match (self.side, to(&self.edge)) {
            (Side::Range, at) => at.is_ge() && to(&self.upper).is_le(),
            (_, Ordering::Equal) => !self.strict,
            (Side::Floor, at) => at.is_gt(),
            (Side::Ceiling, at) => at.is_lt(),
        }
    }

    /// The values at which meeting it turns.
    pub(super) fn edges(&self) -> Vec<Number> {
        let upper = (self.side == Side::Range).then(|| self.upper.clone());
        [self.edge.clone()].into_iter().chain(upper).collect()
    }

    /// Distance from the target: negative is short of it, on either side; inside a range to the nearer end.
    pub(super) fn gap(&self, value: &Number) -> Number {
        distance(value, self.gap_from(value))
    }

    /// The value from which [`Self::gap`] is counted, and whether it is counted upwards.
    pub(super) fn gap_from(&self, value: &Number) -> (&Number, bool) {
        self.side.gap_from(value, &self.edge, Some(&self.upper))
    }

    /// Actual / target, for floors and budgets with a positive target and an actual that is not negative.
    pub(super) fn attainment(&self, value: &Number) -> Option<Number> {
        let defined = self.attainable && self.edge.is_positive() && !value.is_negative();
        if defined { value.over(&self.edge) } else { None }
    }

    /// Actual / target for floors and target / actual for ceilings, the nearer end for a range; both must be positive.
    pub(super) fn direct_ratio(&self, value: &Number) -> Option<Number> {
        let [(_, above), (_, below)] = self.direct_terms(value)?;
        above.over(below)
    }

    /// What is above and below the line of [`Self::direct_ratio`].
    pub(super) fn direct_terms<'a>(&'a self, value: &'a Number) -> Option<[(Term, &'a Number); 2]> {
        let terms = self.terms(value);
        terms.iter().all(|(_, number)| number.is_positive()).then_some(terms)
    }

    /// The same, whatever the signs.
    pub(super) fn terms<'a>(&'a self, value: &'a Number) -> [(Term, &'a Number); 2] {
        let mut terms = [(Term::Actual, value), (Term::Target, self.path_end(value))];
        if self.leads_down_from(value) {
            terms.reverse();
        }
        terms
    }

    /// The value the path leads to from another: the edge, or the end of a range on that side.
    pub(super) fn path_end(&self, from: &Number) -> &Number {
        let beyond = self.side == Side::Range && *from > self.upper;
        if beyond { &self.upper } else { &self.edge }
    }

    /// Is it to be reached from above by something that stands at `value`?
    pub(super) fn leads_down_from(&self, value: &Number) -> bool {
        match self.side {
            Side::Floor => false,
            Side::Ceiling => true,
            Side::Range => *value > self.upper,
        }
    }

    /// Is the step from `earlier` to `later` one in the wrong direction?
    pub(super) fn worsens(&self, earlier: &Number, later: &Number) -> bool {
        match self.side {
            Side::Floor => later < earlier,
            Side::Ceiling => later > earlier,
            Side::Range => self.gap(later) < self.gap(earlier),
        }
    }
}
