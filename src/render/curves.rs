//! What charts of every format share: what their curves mean, and the round times of their axes.

use crate::{
    calendar::Calendar,
    lang::Words,
    period::Month,
    record::each,
    report::plot::{Curve, Plot},
    table::Shown,
};

/// The kind of a line or point, which decides its sign and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Target,
    Stretch,
    Path,
    Reference,
    Projection,
    Actual,
    /// An actual that is not final.
    NotFinal,
    /// A value that a newer release replaced.
    Earlier,
}

impl Mark {
    pub fn of(curve: &Curve) -> Self {
        match curve {
            Curve::Target => Self::Target,
            Curve::Stretch => Self::Stretch,
            Curve::Path => Self::Path,
            Curve::Reference(_) => Self::Reference,
            Curve::Projection(_) => Self::Projection,
            Curve::Actual => Self::Actual,
        }
    }
}

/// Each mark with its words, the strongest line first; horizontal lines with their values, which `shown` writes.
pub fn legend(plot: &Plot, words: Words, shown: impl Fn(&Shown) -> String) -> Vec<(Mark, String)> {
    let mut entries: Vec<(Mark, String)> = Vec::new();
    for line in plot.lines.iter().rev() {
        let mut add = |mark: Mark, word: String| {
            if entries.iter().all(|(_, known)| *known != word) {
                entries.push((mark, word));
            }
        };
        let mark = Mark::of(&line.curve);
        let word = words.curve(&line.curve);
        match line.curve {
            Curve::Actual => {
                if line.spots.iter().any(|spot| spot.sure) {
                    add(mark, word);
                }
                if line.spots.iter().any(|spot| !spot.sure) {
                    add(Mark::NotFinal, words.not_final().to_owned());
                }
                if !plot.earlier.is_empty() {
                    add(Mark::Earlier, words.pick("earlier release", "此前发布的数值").to_owned());
                }
            }
            Curve::Target | Curve::Stretch => {
                let lines = plot.lines.iter().filter(|it| it.curve == line.curve);
                let mut values = each(lines.flat_map(|it| &it.spots), |it| &it.value);
                values.sort_unstable();
                values.dedup();
                let values = values.into_iter().map(|value| shown(&plot.edges.amount(value)));
                add(mark, format!("{word} {}", words.join(values, [" and ", "、"])));
            }
            _ => add(mark, word),
        }
    }
    entries
}

/// Whether all targets and figures are whole numbers: then the axis has no fractions.
pub fn counts_things(plot: &Plot) -> bool {
    let computed = |curve: &Curve| matches!(curve, Curve::Path | Curve::Projection(_));
    let given = plot.lines.iter().filter(|line| !computed(&line.curve));
    let mut values = given.flat_map(|line| &line.spots).peekable();
    values.peek().is_some() && values.all(|spot| spot.value.is_integer())
}

/// The months whose ends are labelled on the time axis, with their labels, in order: ends of years, or of quarters and months
/// for up to a year and a half, as dense as `columns` allow.
pub fn ticks(plot: &Plot, first: Month, last: Month, columns: usize) -> Vec<(Month, String)> {
    let whole = last.since(first);
    let by_year = plot.is_yearly() || whole > 18;
    let years = if by_year { plot.calendar } else { Calendar::COMMON };
    let strides: &[i32] = if by_year {
        &[12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000]
    } else {
        &[1, 3, 6, 12]
    };
    let wide = if by_year && years.is_common() { 5 } else { 8 };
    let room = i32::try_from(columns).unwrap_or(i32::MAX);
    let fits = |stride: &i32| i64::from(*stride) * i64::from(room) >= i64::from(whole) * wide;
    let stride = strides.iter().copied().find(fits).unwrap_or(12000);
    // Counted back from the last year end, so that the deadline has a label.
    let rounding = if by_year { 12 } else { stride };
    let anchor = last.plus(-years.since_year_end(last).rem_euclid(rounding));
    let count = anchor.since(first).div_euclid(stride);
    let months = (0..=count.max(-1)).rev().map(|index| anchor.plus(-index * stride));
    each(months, |month| {
        (month, if by_year { years.name(years.year_of(month)) } else { month.to_string() })
    })
}
