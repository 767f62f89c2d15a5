//! The axes: round values on the left, round times below.

use crate::number::Number;
use crate::period::Month;

use super::super::wrap::columns;

/// At most so many steps between round values.
const MOST_STEPS: i64 = 6;

/// At least so many rows to a step.
const ROWS_A_STEP: usize = 2;

/// Powers of ten beyond these are no sizes of statistics.
const EXPONENTS: (i32, i32) = (-40, 40);

/// Dots of a row.
const DOTS: usize = 4;

/// The axis of values: round numbers at equal steps, each on a row of its own.
pub(super) struct Scale {
    values: Vec<Number>,
    rows_a_step: usize,
}

impl Scale {
    /// A scale that holds both values on about so many rows, in steps of whole numbers where only such are shown;
    /// `None` where no number can name its steps.
    pub(super) fn around(low: &Number, high: &Number, height: usize, whole: bool) -> Option<Self> {
        let (low, high) = widened(low, high);
        let (step, decimals) = round_step(&low, &high, whole)?;
        let from = low.over(&step)?.floor_i64()?;
        let to = high.over(&step)?.ceil_i64()?;
        let values: Vec<Number> = (from..=to)
            .map(|count| (&Number::from(count) * &step).with_decimals(decimals))
            .collect();
        let steps = values.len().checked_sub(1).filter(|steps| *steps > 0)?;
        let rows_a_step = ((height - 1) / steps).max(ROWS_A_STEP);
        Some(Self {
            values,
            rows_a_step,
        })
    }

    /// The round values, the lowest first.
    pub(super) fn values(&self) -> impl Iterator<Item = &Number> {
        self.values.iter()
    }

    pub(super) fn rows(&self) -> usize {
        (self.values.len() - 1) * self.rows_a_step + 1
    }

    /// The round value of a row, counted from the top.
    pub(super) fn tick_of(&self, row: usize) -> Option<usize> {
        let up = (self.rows() - 1).checked_sub(row)?;
        (up % self.rows_a_step == 0).then_some(up / self.rows_a_step)
    }

    /// Dots from the bottom; a round value stands in the middle of its row.
    pub(super) fn dot(&self, value: &Number) -> usize {
        let (Some(low), Some(high)) = (self.values.first(), self.values.last()) else {
            return 0;
        };
        let steps = (self.rows() - 1) * DOTS;
        let share = (value - low).over(&(high - low));
        share.map_or(0, |share| share.screen_steps(steps)) + DOTS / 2
    }
}

/// Zero is taken in where it is near; equal values get an axis around them.
fn widened(low: &Number, high: &Number) -> (Number, Number) {
    let zero = Number::zero();
    let two = Number::from(2);
    if low == high {
        let around = low
            .abs()
            .over(&Number::from(10))
            .unwrap_or_else(Number::one);
        let around = if around.is_zero() {
            Number::one()
        } else {
            around
        };
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

/// The least of 1, 2, 5, 10, 20 … that needs few enough steps, and its decimals.
fn round_step(low: &Number, high: &Number, whole: bool) -> Option<(Number, u32)> {
    let range = high - low;
    let (least, most) = EXPONENTS;
    let least = if whole { 0 } else { least };
    // The largest power of ten that is not above a sixth of the range is where a step can begin to fit.
    let mut exponent = most;
    while exponent > least && &Number::power_of_ten(exponent) * &Number::from(MOST_STEPS) > range {
        exponent -= 1;
    }
    (exponent..=most + 1).find_map(|exponent| {
        [1, 2, 5].into_iter().find_map(|mantissa| {
            let step = &Number::from(mantissa) * &Number::power_of_ten(exponent);
            let from = low.over(&step)?.floor_i64()?;
            let to = high.over(&step)?.ceil_i64()?;
            let decimals = exponent.min(0).unsigned_abs();
            (to - from <= MOST_STEPS).then_some((step, decimals))
        })
    })
}

/// The axis of time: the months at whose end a label stands.
pub(super) struct Ticks {
    months: Vec<(Month, String)>,
}

impl Ticks {
    /// Ends of years, or of quarters and months where there is less than a year and a half, as dense as `columns` allow.
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
        // Counted back from the last end of a year, so that the deadline has a label.
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

    /// The column of every label's middle.
    pub(super) fn placed(&self, column: impl Fn(Month) -> usize) -> Vec<(usize, &str)> {
        let places = self.months.iter();
        places
            .map(|(month, label)| (column(*month), label.as_str()))
            .collect()
    }
}

fn label(month: Month, by_year: bool) -> String {
    if by_year {
        month.year().to_string()
    } else {
        month.to_string()
    }
}

/// The labels in one line, each below its tick, those left out that would touch the one before.
pub(super) fn below(placed: &[(usize, &str)], room: usize) -> String {
    let mut line = String::new();
    for (column, label) in placed {
        let wide = columns(label);
        let start = column
            .saturating_sub(wide / 2)
            .min(room.saturating_sub(wide));
        let used = line.len();
        if used > 0 && start <= used {
            continue;
        }
        line.push_str(&" ".repeat(start - used));
        line.push_str(label);
    }
    line
}
