//! Round times, for the axes of every chart.

use crate::period::Month;
use crate::record::each;

/// The time axis: the months whose ends are labelled.
pub struct Ticks {
    months: Vec<(Month, String)>,
}

impl Ticks {
    /// Ends of years, or of quarters and months for up to a year and a half, as dense as `columns` allow.
    pub fn of(first: Month, last: Month, columns: usize, yearly: bool) -> Self {
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
    pub fn months(&self) -> &[(Month, String)] {
        &self.months
    }

    /// The labels, each with the column of its middle.
    pub fn placed(&self, column: impl Fn(Month) -> usize) -> Vec<(usize, &str)> {
        let places = self.months.iter();
        each(places, |(month, label)| (column(*month), label.as_str()))
    }
}

fn label(month: Month, by_year: bool) -> String {
    if by_year { month.year().to_string() } else { month.to_string() }
}
