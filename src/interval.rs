//! What is known of a true value: an interval of exact numbers, and the arithmetic of such intervals.
//!
//! Depends on `number` only.

use std::cmp::Ordering;

use crate::number::Number;

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    pub value: Number,
    /// Is the value itself outside?
    pub open: bool,
}

/// Every value that the true one may have; an end that is absent is infinite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<End>,
    pub high: Option<End>,
}

/// An end that may be infinite, for products: its value or a sign, and whether it is open.
#[derive(Clone)]
enum Extended {
    Infinite(Ordering),
    Finite(End),
}

impl End {
    pub fn closed(value: Number) -> Self {
        Self { value, open: false }
    }

    pub fn open(value: Number) -> Self {
        Self { value, open: true }
    }

    /// Is it a zero that is reached?
    fn is_zero(&self) -> bool {
        self.value.is_zero() && !self.open
    }
}

impl Interval {
    pub fn new(low: Option<End>, high: Option<End>) -> Self {
        Self { low, high }
    }

    /// A value that is known exactly.
    pub fn exactly(value: &Number) -> Self {
        let end = Some(End::closed(value.clone()));
        Self { low: end.clone(), high: end }
    }

    /// Of which nothing is known.
    pub fn anything() -> Self {
        Self { low: None, high: None }
    }

    /// The value, if only one is possible.
    pub fn exact(&self) -> Option<&Number> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.value == high.value => Some(&low.value),
            _ => None,
        }
    }

    pub fn holds(&self, value: &Number) -> bool {
        let inside = |end: &Option<End>, towards: Ordering| {
            end.as_ref().is_none_or(|end| match value.cmp(&end.value) {
                Ordering::Equal => !end.open,
                side => side == towards,
            })
        };
        inside(&self.low, Ordering::Greater) && inside(&self.high, Ordering::Less)
    }

    /// Is every value more than this one?
    pub fn is_above(&self, value: &Number) -> bool {
        let above = |low: &End| low.value > *value || low.open && low.value == *value;
        self.low.as_ref().is_some_and(above)
    }

    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let add = |one: &Option<End>, other: &Option<End>| {
            let one = one.as_ref()?;
            let other = other.as_ref()?;
            Some(End { value: &one.value + &other.value, open: one.open || other.open })
        };
        Self { low: add(&self.low, &other.low), high: add(&self.high, &other.high) }
    }

    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.scaled(&Number::from(-1)))
    }

    /// Whether the two differ by more than a rounding, whichever of their values they have.
    pub fn is_apart(&self, other: &Self, rounding: &Number) -> bool {
        let end = |value: Number| Some(End::closed(value));
        let within = Self { low: end(-rounding), high: end(rounding.clone()) };
        !self.minus(other).plus(&within).holds(&Number::ZERO)
    }

    /// Both ends, infinite where they are absent.
    fn ends(&self) -> [Extended; 2] {
        let end = |end: &Option<End>, side| {
            end.clone().map_or(Extended::Infinite(side), Extended::Finite)
        };
        [end(&self.low, Ordering::Less), end(&self.high, Ordering::Greater)]
    }

    /// What is known of the lesser of two values.
    #[must_use]
    pub fn lesser(&self, other: &Self) -> Self {
        let ([low, high], [other_low, other_high]) = (self.ends(), other.ends());
        Self {
            low: low.outermost(other_low, Ordering::Less).end(),
            high: high.outermost(other_high, Ordering::Less).end(),
        }
    }

    /// Every value multiplied by the same factor.
    #[must_use]
    pub fn scaled(&self, factor: &Number) -> Self {
        if factor.is_zero() {
            return Self::exactly(factor);
        }
        let scale = |end: &Option<End>| {
            end.as_ref().map(|end| End { value: end.value.scaled(factor), open: end.open })
        };
        let low = scale(&self.low);
        let high = scale(&self.high);
        if factor.is_negative() { Self { low: high, high: low } } else { Self { low, high } }
    }

    /// What is known of a value that is above zero.
    #[must_use]
    pub fn above_zero(&self) -> Self {
        let low = self.low.clone().filter(|low| low.value.is_positive());
        Self { low: low.or(Some(End::open(Number::ZERO))), high: self.high.clone() }
    }

    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let [mine, theirs] = [self.ends(), other.ends()];
        let mut products = mine.iter().flat_map(|one| theirs.iter().map(|other| one.times(other)));
        let Some(first) = products.next() else { return Self::anything() };
        let (low, high) = products.fold((first.clone(), first), |(low, high), next| {
            (low.outermost(next.clone(), Ordering::Less), high.outermost(next, Ordering::Greater))
        });
        Self { low: low.end(), high: high.end() }
    }

    /// The quotient; `None` if the divisor may be zero.
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        if divisor.holds(&Number::ZERO) {
            return None;
        }
        // 1 / x falls towards zero without reaching it, and grows without end beside an open zero.
        let inverse = |end: &Option<End>| match end {
            None => Some(End::open(Number::ZERO)),
            Some(end) => Number::ONE.over(&end.value).map(|value| End { value, open: end.open }),
        };
        let inverse = Self { low: inverse(&divisor.high), high: inverse(&divisor.low) };
        Some(self.times(&inverse))
    }
}

impl Extended {
    fn times(&self, other: &Self) -> Self {
        // Of infinite ends only the sign counts.
        let times = |infinite: Ordering, end: &End| match end.value.cmp(&Number::ZERO) {
            // Zero times any number is zero, reached if it is.
            Ordering::Equal => Self::Finite(End { value: Number::ZERO, open: end.open }),
            Ordering::Less => Self::Infinite(infinite.reverse()),
            Ordering::Greater => Self::Infinite(infinite),
        };
        match (self, other) {
            (Self::Finite(one), Self::Finite(other)) => {
                let open = (one.open || other.open) && !one.is_zero() && !other.is_zero();
                Self::Finite(End { value: &one.value * &other.value, open })
            }
            (Self::Infinite(infinite), Self::Finite(end))
            | (Self::Finite(end), Self::Infinite(infinite)) => times(*infinite, end),
            (Self::Infinite(one), Self::Infinite(Ordering::Less)) => Self::Infinite(one.reverse()),
            (Self::Infinite(one), Self::Infinite(_)) => Self::Infinite(*one),
        }
    }

    /// By which two are ordered: the infinite ones are beyond every value.
    fn key(&self) -> (Ordering, Option<&Number>) {
        match self {
            Self::Infinite(side) => (*side, None),
            Self::Finite(end) => (Ordering::Equal, Some(&end.value)),
        }
    }

    /// The one further out on a side; of equal ones the one that is reached.
    fn outermost(self, other: Self, side: Ordering) -> Self {
        match self.key().cmp(&other.key()) {
            Ordering::Equal if matches!(&self, Self::Finite(end) if end.open) => other,
            order if order == side.reverse() => other,
            _ => self,
        }
    }

    fn end(self) -> Option<End> {
        match self {
            Self::Infinite(_) => None,
            Self::Finite(end) => Some(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[1 2)`, `(3 inf]`: a bracket, two ends, a bracket.
    fn interval(text: &str) -> Interval {
        let (first, rest) = text.split_at(1);
        let (body, last) = rest.split_at(rest.len() - 1);
        let (low, high) = body.split_once(' ').unwrap();
        let end = |text: &str, open: bool| {
            Number::parse_decimal(text).ok().map(|value| End { value, open })
        };
        Interval::new(end(low, first == "("), end(high, last == ")"))
    }

    #[test]
    fn sums_products_and_quotients() {
        type Operation = fn(&Interval, &Interval) -> Option<Interval>;
        let plus: Operation = |one, other| Some(one.plus(other));
        let minus: Operation = |one, other| Some(one.minus(other));
        let times: Operation = |one, other| Some(one.times(other));
        let over: Operation = |one, other| one.over(other);
        let lesser: Operation = |one, other| Some(one.lesser(other));
        for (operation, one, other, expected) in [
            (lesser, "[1 4]", "(2 3)", Some("[1 3)")),
            (lesser, "[1 inf]", "[-inf 3)", Some("[-inf 3)")),
            (plus, "[1 2]", "(3 inf]", Some("(4 inf]")),
            (minus, "[1 2]", "(3 inf]", Some("[-inf -1)")),
            (minus, "[1 1]", "[0 1)", Some("(0 1]")),
            (times, "[-1 2]", "[3 5)", Some("(-5 10)")),
            (times, "[0 2]", "[3 inf]", Some("[0 inf]")),
            (times, "(0 2]", "[3 inf]", Some("(0 inf]")),
            (times, "[0 0]", "[-inf inf]", Some("[0 0]")),
            (times, "[-2 -1]", "(1 inf]", Some("[-inf -1)")),
            (over, "[120 120]", "(200 inf]", Some("(0 0.6)")),
            (over, "[120 120]", "(0 200]", Some("[0.6 inf]")),
            (over, "[-6 3]", "[-inf -3]", Some("[-1 2]")),
            (over, "[1 2]", "[-4 -2)", Some("(-1 -0.25]")),
            (over, "[1 1]", "[0 5]", None),
            (over, "[1 1]", "[-inf 5]", None),
            (over, "[1 1]", "[-1 0)", Some("[-inf -1]")),
        ] {
            let result = operation(&interval(one), &interval(other));
            assert_eq!(result, expected.map(interval), "{one} {other}");
        }
    }

    #[test]
    fn what_it_holds() {
        for (text, value, holds) in [
            ("[1 2)", 1, true),
            ("[1 2)", 2, false),
            ("(1 2]", 1, false),
            ("(1 inf]", 9, true),
            ("[-inf 0)", 0, false),
        ] {
            assert_eq!(interval(text).holds(&Number::from(value)), holds, "{text} {value}");
        }
    }
}
