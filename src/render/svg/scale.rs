//! Coordinates in tenths of a pixel, and the axes that map to them.

use std::fmt::{self, Write};

use chrono::{Datelike, NaiveDate};
use maud::Render;

use crate::{number::Number, period::Month, table::Span};

/// A length or coordinate in tenths of a CSS pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Px(pub i32);

pub const fn px(pixels: i32) -> Px {
    Px(pixels * 10)
}

impl Px {
    pub fn half(self) -> Self {
        Self(self.0 / 2)
    }

    /// The nearest whole pixel, at which a thin line is sharp.
    pub fn whole(self) -> Self {
        Self((self.0 + 5).div_euclid(10) * 10)
    }
}

impl std::ops::Add for Px {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Px {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// `12`, `12.3`, `-0.5`.
impl fmt::Display for Px {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let tenths = self.0.unsigned_abs();
        match tenths % 10 {
            0 => write!(formatter, "{sign}{}", tenths / 10),
            tenth => write!(formatter, "{sign}{}.{tenth}", tenths / 10),
        }
    }
}

impl Render for Px {
    fn render_to(&self, buffer: &mut String) {
        let _ = write!(buffer, "{self}");
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    pub left: Px,
    pub top: Px,
    pub right: Px,
    pub bottom: Px,
}

impl Rect {
    pub fn width(&self) -> Px {
        self.right - self.left
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub fn contains(&self, (x, y): (Px, Px)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// The rectangle, moved inside another by the smallest shift.
    pub fn inside(self, other: &Self) -> Self {
        let shift = |from: Px, to: Px, least: Px, most: Px| {
            let back = (to.0 - most.0).max(0);
            Px((least.0 - (from.0 - back)).max(0) - back)
        };
        let across = shift(self.left, self.right, other.left, other.right);
        let down = shift(self.top, self.bottom, other.top, other.bottom);
        Self {
            left: self.left + across,
            right: self.right + across,
            top: self.top + down,
            bottom: self.bottom + down,
        }
    }
}

/// Maps values to coordinates; `to` may be less than `from`.
#[derive(Clone)]
pub struct Scale {
    pub span: Span,
    pub from: Px,
    pub to: Px,
}

impl Scale {
    /// The coordinate of a value, clamped to the ends.
    pub fn at(&self, value: &Number) -> Px {
        let length = self.to.0 - self.from.0;
        let steps = usize::try_from(length.unsigned_abs()).unwrap_or(0);
        let steps =
            self.span.step(value, steps).and_then(|steps| i32::try_from(steps).ok()).unwrap_or(0);
        Px(self.from.0 + steps * length.signum())
    }
}

/// Maps months to coordinates from left to right.
#[derive(Clone, Copy)]
pub struct Time {
    pub first: Month,
    pub last: Month,
    pub from: Px,
    pub to: Px,
}

impl Time {
    /// The coordinate of a month's end; a single month is in the middle.
    pub fn at(&self, month: Month) -> Px {
        self.share(i64::from(month.since(self.first)), 1)
    }

    pub fn at_day(&self, day: NaiveDate) -> Px {
        let month = Month::of(day);
        let days = i64::from(month.last_day().day());
        let before = i64::from(month.since(self.first)) - 1;
        self.share(before * days + i64::from(day.day()), days)
    }

    /// The coordinate after `elapsed` parts, of which a month has `parts`.
    fn share(&self, elapsed: i64, parts: i64) -> Px {
        let whole = i64::from(self.last.since(self.first)) * parts;
        let length = i64::from(self.to.0 - self.from.0);
        let place = if whole <= 0 {
            length / 2
        } else {
            (2 * elapsed.clamp(0, whole) * length + whole) / (2 * whole)
        };
        Px(self.from.0 + i32::try_from(place).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(value: i64, exponent: i32) -> Number {
        &Number::from(value) * &Number::power_of_ten(exponent)
    }

    #[test]
    fn lengths_are_written_shortly() {
        for (tenths, text) in [(0, "0"), (120, "12"), (123, "12.3"), (-5, "-0.5"), (-120, "-12")] {
            assert_eq!(Px(tenths).to_string(), text);
        }
    }

    #[test]
    fn a_rectangle_is_shifted_inside_another() {
        let rect = |left, top, right, bottom| Rect {
            left: px(left),
            top: px(top),
            right: px(right),
            bottom: px(bottom),
        };
        let page = rect(0, 0, 100, 50);
        assert_eq!(rect(90, 45, 120, 55).inside(&page), rect(70, 40, 100, 50));
        assert_eq!(rect(-10, -5, 10, 5).inside(&page), rect(0, 0, 20, 10));
        assert_eq!(rect(5, 5, 10, 10).inside(&page), rect(5, 5, 10, 10));
    }

    #[test]
    fn a_day_lies_within_its_month() {
        let time = Time {
            first: Month::new(2023, 12).unwrap(),
            last: Month::new(2024, 12).unwrap(),
            from: px(0),
            to: px(120),
        };
        assert_eq!(time.at(Month::new(2024, 6).unwrap()), px(60));
        assert_eq!(time.at_day("2024-06-30".parse().unwrap()), px(60));
        assert_eq!(time.at_day("2024-06-15".parse().unwrap()), px(55));
        assert_eq!(time.at_day("2031-06-15".parse().unwrap()), px(120));
    }

    proptest! {
        #[test]
        fn larger_values_are_no_lower(
            mut values in proptest::collection::vec(any::<i64>(), 2..20),
            exponent in -30..30_i32,
            turned in any::<bool>(),
        ) {
            values.sort_unstable();
            let numbers: Vec<Number> = values.iter().map(|it| number(*it, exponent)).collect();
            let (from, to) = if turned { (px(300), px(20)) } else { (px(20), px(300)) };
            let scale = Scale { span: Span::of(&numbers).unwrap(), from, to };
            let places: Vec<Px> = numbers.iter().map(|it| scale.at(it)).collect();
            for pair in places.windows(2) {
                let (lower, higher) = if turned { (pair[1], pair[0]) } else { (pair[0], pair[1]) };
                prop_assert!(lower <= higher);
            }
            for place in places {
                prop_assert!((px(20)..=px(300)).contains(&place));
            }
        }
    }
}
