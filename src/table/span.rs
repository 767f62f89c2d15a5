//! Places between two values: what every picture is drawn from, exact until the last step.

use crate::number::Number;

use super::Shown;

/// Statistics have no magnitudes beyond these powers of ten.
const EXPONENTS: (i32, i32) = (-40, 40);

/// The ends of an axis; an axis that leads downwards begins with the larger one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub from: Number,
    pub to: Number,
}

impl Span {
    /// From the least of these values to the largest.
    pub fn of<'n>(values: impl IntoIterator<Item = &'n Number>) -> Option<Self> {
        let mut values = values.into_iter();
        let first = values.next()?;
        let (from, to) =
            values.fold((first, first), |(low, high), value| (low.min(value), high.max(value)));
        Some(Self { from: from.clone(), to: to.clone() })
    }

    /// A value's share of the way, below 0 or above 1 outside; `None` where there is no way.
    pub fn share(&self, value: &Number) -> Option<Number> {
        (value - &self.from).over(&(&self.to - &self.from))
    }

    /// The nearest of so many steps, none outside; `None` where there is no way.
    pub fn step(&self, value: &Number, steps: usize) -> Option<usize> {
        Some(self.share(value)?.screen_steps(steps))
    }

    /// A place in percent of the way, to the hundredth.
    pub fn percent(&self, value: &Number) -> Option<String> {
        self.share(value).map(|share| percent(&share))
    }

    /// Where the bar from zero to a value begins, and how long it is, in percent of the way.
    pub fn bar(&self, value: &Number) -> Option<[String; 2]> {
        let zero = self.share(&Number::ZERO)?;
        let end = self.share(value)?;
        let (from, to) = if end < zero { (end, zero) } else { (zero, end) };
        Some([percent(&from), percent(&(&to - &from))])
    }

    /// Can a difference of its length be seen beside its largest value, or lies a zero between?
    pub fn is_wide(&self) -> bool {
        const SEEN: i64 = 8;
        let outermost = self.from.abs().max(self.to.abs());
        let around = self.from.is_negative() && self.to.is_positive();
        around || &(&self.to - &self.from) * &Number::from(SEEN) >= outermost
    }

    /// A little more on either side, so that no line lies on the edge, but never beyond zero.
    #[must_use]
    pub fn padded(self) -> Self {
        const PART: i64 = 40;
        let margin = (&self.to - &self.from).over(&Number::from(PART));
        let margin = margin.unwrap_or_default();
        let below = &self.from - &margin;
        let above = &self.to + &margin;
        Self {
            from: if self.from.is_negative() || below.is_positive() { below } else { self.from },
            to: if self.to.is_positive() || above.is_negative() { above } else { self.to },
        }
    }

    /// With room on either side, but none beyond a zero on which bars stand.
    #[must_use]
    pub fn with_room(self, on_zero: bool) -> Self {
        const PART: i64 = 16;
        let part = |of: Number| of.over(&Number::from(PART)).filter(Number::is_positive);
        let room = part(&self.to - &self.from);
        // One value alone stands in the middle of something.
        let room = room.or_else(|| part(self.from.abs())).unwrap_or(Number::ONE);
        let at_foot = |end: &Number| end.is_zero() && on_zero && self.from != self.to;
        Self {
            from: if at_foot(&self.from) { self.from.clone() } else { &self.from - &room },
            to: if at_foot(&self.to) { self.to.clone() } else { &self.to + &room },
        }
    }

    #[must_use]
    pub fn reversed(self) -> Self {
        Self { from: self.to, to: self.from }
    }

    /// Round values at equal steps, lowest first, that hold both ends: at most `most_steps`, of whole numbers if only such
    /// are shown; `None` if the steps cannot be represented.
    pub fn round_values(&self, most_steps: i64, whole: bool) -> Option<Vec<Number>> {
        let wide = self.around_zero();
        let (step, decimals) = wide.round_step(most_steps, whole)?;
        let (from, to) = wide.in_steps(&step)?;
        let value = |count| (&Number::from(count) * &step).with_decimals(decimals);
        Some((from..=to).map(value).collect())
    }

    /// Zero is included if it is near; equal values get an axis around them.
    fn around_zero(&self) -> Self {
        let low = self.from.clone();
        let high = self.to.clone();
        let two = Number::from(2);
        if low == high {
            let around = low
                .abs()
                .over(&Number::from(10))
                .filter(Number::is_positive)
                .unwrap_or(Number::ONE);
            return Self { from: &low - &around, to: &high + &around };
        }
        if low.is_positive() && &low * &two <= high {
            Self { from: Number::ZERO, to: high }
        } else if high.is_negative() && &high * &two >= low {
            Self { from: low, to: Number::ZERO }
        } else {
            Self { from: low, to: high }
        }
    }

    /// The smallest of 1, 2, 5, 10, 20 … that needs few enough steps, and its decimals.
    fn round_step(&self, most_steps: i64, whole: bool) -> Option<(Number, u32)> {
        let range = &self.to - &self.from;
        let (least, most) = EXPONENTS;
        let least = if whole { 0 } else { least };
        // A step can fit only from the largest power of ten below the range per step.
        let mut exponent = most;
        while exponent > least
            && &Number::power_of_ten(exponent) * &Number::from(most_steps) > range
        {
            exponent -= 1;
        }
        (exponent..=most + 1).find_map(|exponent| {
            [1, 2, 5].into_iter().find_map(|mantissa| {
                let step = &Number::from(mantissa) * &Number::power_of_ten(exponent);
                let (from, to) = self.in_steps(&step)?;
                let decimals = exponent.min(0).unsigned_abs();
                (to - from <= most_steps).then_some((step, decimals))
            })
        })
    }

    fn in_steps(&self, step: &Number) -> Option<(i64, i64)> {
        Some((self.from.over(step)?.floor_i64()?, self.to.over(step)?.ceil_i64()?))
    }
}

fn percent(share: &Number) -> String {
    format!("{}%", Shown::percent(share, 2).digits)
}
