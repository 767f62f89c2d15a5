//! Which figure speaks for a period: the only place that knows it.

use super::Observation;
use crate::{
    period::{Month, Period},
    plan::{Kind, Timed},
};

/// What a figure says of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// It is the period's own figure, and settles it.
    Closes,
    /// It is of a part of the period.
    PartOf,
    No,
}

/// Whether a figure of a kind is compared by its end alone: a stock, and the ratio of a day. Where the stock of one month is the
/// year's, those of all others are of parts of a year.
pub fn is_point(kind: Timed, period: Period) -> bool {
    match kind.kind {
        Kind::Stock => kind.at.is_none() || kind.calendar.is_whole_years(period),
        Kind::Ratio => period.is_day(),
        Kind::Flow => false,
    }
}

/// What a figure of the period `figure` says of `period`: of a stock their ends count, of a ratio if either is a day, else the
/// whole spans.
pub fn speaks_for(figure: Period, kind: Timed, period: Period) -> Speaks {
    let points = [figure, period].map(|it| is_point(kind, it));
    let by_end = points == [true; 2] || kind == Kind::Ratio && points.contains(&true);
    let (closes, inside) = if by_end {
        let first = period.first();
        let last = period.last();
        let at = figure.last();
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

/// Whether a figure settles the year in which it ends.
pub fn closes_its_year(figure: Period, kind: Timed) -> bool {
    let year = kind.calendar.last_year(figure);
    year.is_some_and(|year| speaks_for(figure, kind, year) == Speaks::Closes)
}

/// The newest of figures in order of time that closes a period, which an interim estimate does not.
pub fn closing<'a>(
    figures: impl DoubleEndedIterator<Item = &'a Observation>,
    kind: Timed,
    period: Period,
) -> Option<&'a Observation> {
    figures
        .rev()
        .find(|it| it.quality.settles() && speaks_for(it.period, kind, period) == Speaks::Closes)
}

/// Whether figures of the two periods are of one and the same thing, so that one replaces the other.
pub fn same_slot(figure: Period, kind: Timed, period: Period) -> bool {
    slot(kind, figure) == slot(kind, period)
}

/// What the periods of two figures share if they are of the same thing: 2023, 2023年末, 2023-12 and 2023Q4 are one year-end of
/// a stock.
pub fn slot(kind: Timed, period: Period) -> (Month, Option<Month>) {
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
            ("2023年末", "2023", Closes, Closes, PartOf),
            ("2023年6月底", "2023H1", Closes, Closes, PartOf),
            ("2023年6月底", "2023", PartOf, PartOf, PartOf),
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
            ("2023", "2023-12-31", Closes, Closes, No),
            ("2023", "2023年底", Closes, Closes, No),
            ("2023", "2023-11-30", No, No, No),
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
                let said = speaks_for(period(figure), kind.into(), period(of));
                assert_eq!(said, expected, "{figure} of {of}, {kind:?}");
            }
        }
    }

    #[test]
    fn the_stock_of_one_month_is_that_of_the_year() {
        use Speaks::{Closes, No, PartOf};
        let november = Timed { at: Some(11), ..Kind::Stock.into() };
        let printed = |text: &str| november.period(Period::parse(text).expect(text));
        for (figure, of, expected) in [
            ("2023", "2023", Closes),
            ("2023-11", "2023", Closes),
            ("2023-11-01", "2023", Closes),
            ("2023年11月末", "2023", Closes),
            ("2023", "2023-11", Closes),
            ("2022/2023", "2023", Closes),
            ("2023-12", "2023", PartOf),
            ("2023年末", "2023", PartOf),
            ("2023Q4", "2023", PartOf),
            ("2023-10/2023-11", "2023", PartOf),
            ("2023-06", "2023", PartOf),
            ("2023", "2023年末", No),
            ("2022-11", "2023", No),
            ("2023-11", "2021/2025", PartOf),
            ("2025-11", "2021/2025", Closes),
        ] {
            let said = speaks_for(printed(figure), november, printed(of));
            assert_eq!(said, expected, "{figure} of {of}");
        }
        for (one, other, same) in [
            ("2023", "2023-11", true),
            ("2023-11-01", "2023-11", true),
            ("2023", "2023-12", false),
            ("2023-11", "2023年末", false),
            ("2023-12", "2023年末", true),
        ] {
            assert_eq!(same_slot(printed(one), november, printed(other)), same, "{one} {other}");
        }
        assert_eq!(printed("2023-11-01").to_string(), "2023");
        let days = ["2023", "2023-11-01", "2023-12"]
            .map(|text| november.last_day(Period::parse(text).unwrap()).to_string());
        assert_eq!(days, ["2023-11-30", "2023-11-01", "2023-12-31"]);
    }

    #[test]
    fn which_figures_replace_each_other() {
        let period = |text: &str| Period::parse(text).expect(text);
        for (one, other, kinds) in [
            ("2023", "2023年末", "stock"),
            ("2023-12-31", "2023年末", "stock ratio flow"),
            ("2023", "2023-12", "stock"),
            ("2023-12-31", "2023Q4", "stock"),
            ("2023-12-31", "2023-12-30", "stock ratio flow"),
            ("2023-12-31", "2023-12", "stock flow"),
            ("2023", "2024", ""),
        ] {
            for kind in [Kind::Stock, Kind::Ratio, Kind::Flow] {
                let same = same_slot(period(one), kind.into(), period(other));
                assert_eq!(same, kinds.contains(kind.word()), "{one} {other} {kind:?}");
            }
        }
    }
}
