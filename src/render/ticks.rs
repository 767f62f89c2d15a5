//! Round values and times, for the axes of every chart.

use crate::number::Number;
use crate::period::Month;

/// Statistics have no magnitudes beyond these powers of ten.
const EXPONENTS: (i32, i32) = (-40, 40);

/// Round values at equal steps, lowest first, that span both values: at most `most_steps`, of whole numbers if
/// only such are shown; `None` if the steps cannot be represented.
pub(super) fn values(
    low: &Number,
    high: &Number,
    most_steps: i64,
    whole: bool,
) -> Option<Vec<Number>> {
    let (low, high) = widened(low, high);
    let (step, decimals) = round_step(&low, &high, most_steps, whole)?;
    let from = low.over(&step)?.floor_i64()?;
    let to = high.over(&step)?.ceil_i64()?;
    let values = (from..=to).map(|count| (&Number::from(count) * &step).with_decimals(decimals));
    Some(values.collect())
}

/// Zero is included if it is near; equal values get an axis around them.
fn widened(low: &Number, high: &Number) -> (Number, Number) {
    let zero = Number::zero();
    let two = Number::from(2);
    if low == high {
        let around = low.abs().over(&Number::from(10)).unwrap_or_else(Number::one);
        let around = if around.is_zero() { Number::one() } else { around };
        return (low - &around, high + &around);
    }
    if low.is_positive() && &(low * &two) <= high {
        (zero, high.clone())
    } else if high.is_negative() && &(high * &two) >= low {
        (low.clone(), zero)
    } else {
        (low.clone(), high.clone())
    }
}

/// The smallest of 1, 2, 5, 10, 20 … that needs few enough steps, and its decimals.
fn round_step(low: &Number, high: &Number, most_steps: i64, whole: bool) -> Option<(Number, u32)> {
    let range = high - low;
    let (least, most) = EXPONENTS;
    let least = if whole { 0 } else { least };
    // A step can fit only from the largest power of ten below the range per step.
    let mut exponent = most;
    while exponent > least && &Number::power_of_ten(exponent) * &Number::from(most_steps) > range {
        exponent -= 1;
    }
    (exponent..=most + 1).find_map(|exponent| {
        [1, 2, 5].into_iter().find_map(|mantissa| {
            let step = &Number::from(mantissa) * &Number::power_of_ten(exponent);
            let from = low.over(&step)?.floor_i64()?;
            let to = high.over(&step)?.ceil_i64()?;
            let decimals = exponent.min(0).unsigned_abs();
            (to - from <= most_steps).then_some((step, decimals))
        })
    })
}

/// The time axis: the months whose ends are labelled.
pub(super) struct Ticks {
    months: Vec<(Month, String)>,
}

impl Ticks {
    /// Ends of years, or of quarters and months for up to a year and a half, as dense as `columns` allow.
    pub(super) fn of(first: Month, last: Month, columns: usize, yearly: bool) -> Self {
        let whole = last.since(first);
        let by_year = yearly || whole > 18;
        let strides: &[i32] = if by_year {
            &[12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000]
        } else {
            &[1, 3, 6, 12]
        };
        let wide = if by_year { 5 } else { 8 };
        let room = i32::try_from(columns).unwrap_or(i32::MAX);
        let fits = |stride: &i32| i64::from(*stride) * i64::from(room) >= i64::from(whole) * wide;
        let stride = strides.iter().copied().find(fits).unwrap_or(12000);
        // Counted back from the last year end, so that the deadline has a label.
        let rounding = if by_year { 12 } else { stride };
        let anchor = last.plus(-(last.plus(1).number().cast_signed() - 1).rem_euclid(rounding));
        let count = anchor.since(first).div_euclid(stride);
        let months = (0..=count.max(-1))
            .rev()
            .map(|index| anchor.plus(-index * stride))
            .map(|month| (month, label(month, by_year)))
            .collect();
        Self { months }
    }

    /// The months with their labels, in order.
    pub(super) fn months(&self) -> &[(Month, String)] {
        &self.months
    }

    /// The labels, each with the column of its middle.
    pub(super) fn placed(&self, column: impl Fn(Month) -> usize) -> Vec<(usize, &str)> {
        let places = self.months.iter();
        places.map(|(month, label)| (column(*month), label.as_str())).collect()
    }
}

fn label(month: Month, by_year: bool) -> String {
    if by_year { month.year().to_string() } else { month.to_string() }
}
