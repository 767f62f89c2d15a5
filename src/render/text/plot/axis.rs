//! The axes: round values on the left, time below.

use crate::number::Number;
use crate::table::Span;

use super::super::wrap::columns;

/// Most steps between round values.
const MOST_STEPS: i64 = 6;

/// Fewest rows per step.
const ROWS_PER_STEP: usize = 2;

/// Dots per row.
const DOTS: usize = 4;

/// The value axis: round numbers at equal steps, each on its own row.
pub struct Scale {
    span: Span,
    values: Vec<Number>,
    rows_per_step: usize,
}

impl Scale {
    /// A scale that holds the span on about `height` rows, in steps of whole numbers if only such are shown;
    /// `None` if its steps cannot be represented.
    pub fn around(span: &Span, height: usize, whole: bool) -> Option<Self> {
        let values = span.round_values(MOST_STEPS, whole)?;
        let span = Span::of(&values)?;
        let steps = values.len().checked_sub(1).filter(|steps| *steps > 0)?;
        let rows_per_step = ((height - 1) / steps).max(ROWS_PER_STEP);
        Some(Self { span, values, rows_per_step })
    }

    /// The round values, lowest first.
    pub fn values(&self) -> impl Iterator<Item = &Number> {
        self.values.iter()
    }

    pub fn rows(&self) -> usize {
        (self.values.len() - 1) * self.rows_per_step + 1
    }

    /// The round value of a row, counted from the top.
    pub fn tick_of(&self, row: usize) -> Option<usize> {
        let up = (self.rows() - 1).checked_sub(row)?;
        (up % self.rows_per_step == 0).then_some(up / self.rows_per_step)
    }

    /// Dots from the bottom; a round value is in the middle of its row.
    pub fn dot(&self, value: &Number) -> usize {
        let steps = (self.rows() - 1) * DOTS;
        self.span.step(value, steps).unwrap_or(0) + DOTS / 2
    }
}

/// The labels on one line, each below its tick, without those that would touch the one before.
pub fn below(placed: &[(usize, &str)], room: usize) -> String {
    let mut line = String::new();
    for (column, label) in placed {
        let wide = columns(label);
        let start = column.saturating_sub(wide / 2).min(room.saturating_sub(wide));
        let used = line.len();
        if used > 0 && start <= used {
            continue;
        }
        line.push_str(&" ".repeat(start - used));
        line.push_str(label);
    }
    line
}
