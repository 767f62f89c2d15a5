//! Which figure speaks for a period: the only place that knows it.

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

/// What a figure of the period `figure` says of `period`: of a stock only the end of either counts, of anything else the whole
/// span.
pub fn speaks_for(figure: Period, kind: Kind, period: Period) -> Speaks {
    let inside = match kind {
        Kind::Stock => period.first() <= figure.last() && figure.last() < period.last(),
        Kind::Flow | Kind::Ratio => period.covers(figure),
    };
    if closes(figure, kind, period) {
        Speaks::Closes
    } else if inside {
        Speaks::PartOf
    } else {
        Speaks::No
    }
}

/// Whether figures of the two periods are of one and the same thing, so that one replaces the other.
pub fn closes(figure: Period, kind: Kind, period: Period) -> bool {
    slot(kind, figure) == slot(kind, period)
}

/// What the periods of two figures share if they are of the same thing: 2023, 2023年末, 2023-12 and 2023Q4 are one year-end of
/// a stock.
pub(crate) fn slot(kind: Kind, period: Period) -> (Month, Option<Month>) {
    (period.last(), (kind != Kind::Stock).then(|| period.first()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_figure_speaks_for_a_period() {
        use Kind::{Flow, Ratio, Stock};
        use Speaks::{Closes, No, PartOf};
        let period = |text: &str| Period::parse(text).expect(text);
        for (figure, of, stock, other) in [
            ("2023", "2023", Closes, Closes),
            ("2023年末", "2023", Closes, Closes),
            ("2023-12", "2023", Closes, PartOf),
            ("2023Q4", "2023", Closes, PartOf),
            ("2023-12-31", "2023", Closes, PartOf),
            ("2023H2", "2023", Closes, PartOf),
            ("2023-01/2023-12", "2023", Closes, Closes),
            ("2023-01/2023-11", "2023", PartOf, PartOf),
            ("2023-11", "2023", PartOf, PartOf),
            ("2022/2023", "2023", Closes, No),
            ("2022-07/2023-06", "2023", PartOf, No),
            ("2022", "2023", No, No),
            ("2024-01", "2023", No, No),
            ("2023", "2023-12", Closes, No),
            ("2023", "2023-12-31", Closes, No),
            ("2023-01", "2023-01-15", Closes, Closes),
            ("2023", "2023Q4", Closes, No),
            ("2024", "2021/2025", PartOf, PartOf),
            ("2025", "2021/2025", Closes, PartOf),
            ("2021/2025", "2025", Closes, No),
            ("2021/2024", "2021/2025", PartOf, PartOf),
            ("2020", "2021/2025", No, No),
            ("2024H1", "2024年1-6月", Closes, Closes),
        ] {
            for (kind, expected) in [(Stock, stock), (Flow, other), (Ratio, other)] {
                let said = speaks_for(period(figure), kind, period(of));
                assert_eq!(said, expected, "{figure} of {of}, {kind:?}");
                let same = slot(kind, period(figure)) == slot(kind, period(of));
                assert_eq!(same, expected == Closes, "{figure} of {of}, {kind:?}");
            }
        }
    }
}
