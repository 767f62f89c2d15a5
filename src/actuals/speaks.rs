//! Which figure speaks for a period: the only place that knows it.

use super::Observation;
use crate::period::{Month, Period};
use crate::plan::Kind;

/// What a figure says of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// It is the period's own figure, and settles it.
    Closes,
    /// It is of a part of the period.
    PartOf,
    No,
}

/// Whether a figure of a kind is compared by its end alone: a stock, and the ratio of a day.
pub fn is_point(kind: Kind, period: Period) -> bool {
    kind == Kind::Stock || kind == Kind::Ratio && period.is_day()
}

/// What a figure of the period `figure` says of `period`: of a point in time only the end of either counts, of anything else the
/// whole span.
pub fn speaks_for(figure: Period, kind: Kind, period: Period) -> Speaks {
    let (closes, inside) = if is_point(kind, figure) {
        let (first, last, at) = (period.first(), period.last(), figure.last());
        (at == last, first <= at && at < last)
    } else {
        (figure.same_span(period), period.covers(figure))
    };
    if closes {
        Speaks::Closes
    } else if inside {
        Speaks::PartOf
    } else {
        Speaks::No
    }
}

/// Whether a figure settles the calendar year in which it ends.
pub fn closes_its_year(figure: Period, kind: Kind) -> bool {
    let year = Period::year(figure.last().year());
    year.is_some_and(|year| speaks_for(figure, kind, year) == Speaks::Closes)
}

/// The newest of figures in order of time that closes a period.
pub fn closing<'a>(
    figures: impl DoubleEndedIterator<Item = &'a Observation>,
    kind: Kind,
    period: Period,
) -> Option<&'a Observation> {
    figures.rev().find(|it| speaks_for(it.period, kind, period) == Speaks::Closes)
}

/// Whether figures of the two periods are of one and the same thing, so that one replaces the other.
pub fn closes(figure: Period, kind: Kind, period: Period) -> bool {
    slot(kind, figure) == slot(kind, period)
}

/// What the periods of two figures share if they are of the same thing: 2023, 2023年末, 2023-12 and 2023Q4 are one year-end of
/// a stock.
pub(crate) fn slot(kind: Kind, period: Period) -> (Month, Option<Month>) {
    (period.last(), (!is_point(kind, period)).then(|| period.first()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_figure_speaks_for_a_period() {
        use Kind::{Flow, Ratio, Stock};
        use Speaks::{Closes, No, PartOf};
        let period = |text: &str| Period::parse(text).expect(text);
        for (figure, of, stock, ratio, flow) in [
            ("2023", "2023", Closes, Closes, Closes),
            ("2023年末", "2023", Closes, Closes, Closes),
            ("2023-12", "2023", Closes, PartOf, PartOf),
            ("2023Q4", "2023", Closes, PartOf, PartOf),
            ("2023-12-31", "2023", Closes, Closes, PartOf),
            ("2023-06-30", "2023", PartOf, PartOf, PartOf),
            ("2023-06-30", "2023H1", Closes, Closes, PartOf),
            ("2023H2", "2023", Closes, PartOf, PartOf),
            ("2023-01/2023-12", "2023", Closes, Closes, Closes),
            ("2023-01/2023-11", "2023", PartOf, PartOf, PartOf),
            ("2023-11", "2023", PartOf, PartOf, PartOf),
            ("2022/2023", "2023", Closes, No, No),
            ("2022-07/2023-06", "2023", PartOf, No, No),
            ("2022", "2023", No, No, No),
            ("2024-01", "2023", No, No, No),
            ("2023", "2023-12", Closes, No, No),
            ("2023", "2023-12-31", Closes, No, No),
            ("2023-01", "2023-01-15", Closes, Closes, Closes),
            ("2023", "2023Q4", Closes, No, No),
            ("2024", "2021/2025", PartOf, PartOf, PartOf),
            ("2025", "2021/2025", Closes, PartOf, PartOf),
            ("2021/2025", "2025", Closes, No, No),
            ("2021/2024", "2021/2025", PartOf, PartOf, PartOf),
            ("2020", "2021/2025", No, No, No),
            ("2024H1", "2024年1-6月", Closes, Closes, Closes),
        ] {
            for (kind, expected) in [(Stock, stock), (Ratio, ratio), (Flow, flow)] {
                let said = speaks_for(period(figure), kind, period(of));
                assert_eq!(said, expected, "{figure} of {of}, {kind:?}");
            }
        }
    }

    #[test]
    fn which_figures_replace_each_other() {
        let period = |text: &str| Period::parse(text).expect(text);
        for (one, other, kinds) in [
            ("2023", "2023年末", "stock ratio flow"),
            ("2023", "2023-12", "stock"),
            ("2023-12-31", "2023Q4", "stock"),
            ("2023-12-31", "2023-12-30", "stock ratio flow"),
            ("2023-12-31", "2023-12", "stock flow"),
            ("2023", "2024", ""),
        ] {
            for kind in [Kind::Stock, Kind::Ratio, Kind::Flow] {
                let same = closes(period(one), kind, period(other));
                assert_eq!(same, kinds.contains(kind.word()), "{one} {other} {kind:?}");
            }
        }
    }
}
