//! Targets that the baseline makes a value: so many times the baseline, or a rise or fall from it.

use super::printed::{Quantity, TIMES};
use crate::{interval::Interval, number::Number, unit::Unit};

/// By how much the baseline must change at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub by: By,
    /// The number as written, above zero.
    pub number: Number,
    /// Must it become less?
    pub falls: bool,
}

/// What the number of a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// How many times the baseline is due (2 for 倍增).
    Times,
    /// Per cent of the baseline.
    Percent,
    /// An amount in the indicator's unit.
    Amount,
}

impl Change {
    /// The number that the document prints; `own` is the unit of the target.
    pub(super) fn printed(&self, own: &Unit) -> Option<Quantity> {
        let unit = match self.by {
            By::Times => Unit::parse(TIMES),
            By::Percent => Unit::percent().clone(),
            By::Amount => own.clone(),
        };
        // A multiple of one or less is an error, whatever is printed.
        let meant = self.by != By::Times || self.number > Number::ONE;
        let of_baseline = self.by != By::Amount;
        meant.then(|| Quantity { value: self.number.clone(), unit, of_baseline })
    }

    /// The change by itself: a share of the baseline, or an amount.
    fn step(&self) -> Number {
        let step = match self.by {
            By::Times => &self.number - &Number::ONE,
            By::Percent => self.number.scaled(&Number::power_of_ten(-2)),
            By::Amount => self.number.clone(),
        };
        if self.falls { -&step } else { step }
    }

    /// What is due, for each value that the baseline may have.
    pub fn due(&self, baseline: &Interval) -> Interval {
        let step = self.step();
        match self.by {
            By::Amount => baseline.plus(&Interval::exactly(&step)),
            By::Times | By::Percent => baseline.scaled(&(&Number::ONE + &step)),
        }
    }

    /// Has the change a meaning, whichever of these values the baseline has?
    pub fn is_defined_at(&self, baseline: &Interval) -> bool {
        self.by != By::Percent || baseline.is_above(&Number::ZERO)
    }

    /// The share of the change that is done. Each figure stands once, so that what is not known of it counts once.
    pub fn done(&self, actual: &Interval, baseline: &Interval) -> Option<Interval> {
        let one = Interval::exactly(&Number::ONE);
        let so_far = match self.by {
            By::Amount => actual.minus(baseline),
            By::Times | By::Percent => actual.over(baseline)?.minus(&one),
        };
        Some(so_far.scaled(&Number::ONE.over(&self.step())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{change, number};
    use crate::interval::End;
    use crate::plan::{Comparator, Goal};

    fn of(text: &str) -> Change {
        let Goal::Change(change) = change(text) else { panic!("{text}") };
        change
    }

    #[test]
    fn a_baseline_makes_it_a_value() {
        for (change, baseline, due) in [
            ("2 times", "140", "≥ 280"),
            ("2 times", "-5", "≥ -10"),
            ("1 more", "78.1", "≥ 79.1"),
            ("5 less", "0", "≤ -5"),
            ("15% less", "70.0", "≤ 59.5"),
            ("50% less", "3", "≤ 1.5"),
            ("12.5% more", "80", "≥ 90"),
            ("15% less", "0", "none"),
            ("15% more", "-3", "none"),
        ] {
            let target = of(change).target(&number(baseline));
            let said = target.map(|it| {
                let sign = if it.comparator == Comparator::AtMost { "≤" } else { "≥" };
                format!("{sign} {}", it.value)
            });
            assert_eq!(said.unwrap_or("none".to_owned()), due, "{change} from {baseline}");
        }
    }

    #[test]
    fn bounds_of_the_baseline_are_bounds_of_the_target_and_of_what_is_done() {
        let end = |value: &str| Some(End::closed(number(value)));
        let about = Interval::new(end("195"), end("205"));
        let at_least = Interval::new(end("50"), None);
        let exactly = |value: &str| Interval::exactly(&number(value));
        for (change, baseline, due, actual, done) in [
            ("20 less", &about, (end("175"), end("185")), "190", (end("0.25"), end("0.75"))),
            (
                "100% more",
                &at_least,
                (end("100"), None),
                "50",
                (Some(End::open(number("-1"))), end("0")),
            ),
        ] {
            let change = of(change);
            let known = |(low, high)| Interval::new(low, high);
            assert_eq!(change.due(baseline), known(due));
            assert_eq!(change.done(&exactly(actual), baseline), Some(known(done)));
            assert!(change.is_defined_at(baseline));
        }
        let from_zero = Interval::new(end("0"), end("9"));
        assert!(!of("5% less").is_defined_at(&from_zero) && of("5 less").is_defined_at(&from_zero));
        assert_eq!(of("5% less").done(&exactly("3"), &from_zero), None);
    }
}
