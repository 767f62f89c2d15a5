//! The digits in which people read a number: decided here alone, from the numbers that it is compared with.
//!
//! Two numbers that differ never look equal beside each other, so that what is not met never looks met. Machine formats have
//! digits of their own; the equations of `explain` may have more.

use std::cmp::Ordering;

use crate::{actuals::Mark, number::Number};

/// Most decimals that are shown as they are, unless a target has more: a release prints so many, and a change of unit leaves
/// so many.
const MOST_DECIMALS: u32 = 4;

/// Most decimals of an equation: as many as a file may print.
const MOST_OF_FILE: u32 = 28;

/// Decimals of a growth in percent.
const GROWTH_DECIMALS: u32 = 2;

/// Most decimals of a percent; beyond them `<` and `>` say on which side of an edge it is.
const PERCENT_DECIMALS: u32 = 2;

/// A number with the digits in which people read it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The number, as machine formats have it.
    pub exact: Number,
    /// The digits: a plain decimal.
    pub digits: String,
    /// The mark by which it is not the value itself.
    pub mark: Option<Mark>,
}

impl Shown {
    /// A number that stands alone.
    pub fn alone(number: &Number) -> Self {
        Edges::default().amount(number)
    }

    /// A figure as a file has it, with its own digits.
    pub fn as_printed(number: &Number) -> Self {
        Edges { printed: number.decimals(), ..Edges::default() }.amount(number)
    }

    /// A number in these digits.
    fn new(number: &Number, digits: String) -> Self {
        Self { exact: number.clone(), digits, mark: None }
    }

    /// A number at so many decimals, zeros at the end among them, so that points stand below one another.
    pub fn at(number: &Number, decimals: u32) -> Self {
        Self::new(number, number.rounded_text(decimals))
    }

    /// A growth in percent, at most two decimals.
    pub fn growth(growth: &Number) -> Self {
        Self::new(growth, cut(growth, GROWTH_DECIMALS))
    }

    /// With the mark by which it is not the value itself, if it has one.
    #[must_use]
    pub fn marked(self, mark: Option<Mark>) -> Self {
        Self { mark, ..self }
    }

    /// Is it positive, and looks so?
    pub fn is_positive(&self) -> bool {
        !self.digits.starts_with('-') && !self.is_zero()
    }

    /// Is it negative, and looks so?
    pub fn is_negative(&self) -> bool {
        self.digits.starts_with('-')
    }

    /// Does it look like nothing?
    pub fn is_zero(&self) -> bool {
        !self.digits.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
    }

    /// A share in percent with so many decimals.
    pub fn percent(share: &Number, decimals: u32) -> Self {
        Self::at(&percent(share), decimals)
    }

    /// Is its size one that is read without a power of ten?
    pub fn is_ordinary(&self) -> bool {
        let size = self.exact.abs();
        size < Number::power_of_ten(9) && size >= Number::power_of_ten(-6)
    }

    /// The digits before a power of ten, whether they are all, and the exponent.
    pub fn with_power(&self, decimals: u32) -> Option<(String, bool, i32)> {
        let size = self.exact.abs();
        // The exponent may be one too large.
        let mut exponent = i32::try_from(-self.exact.leading_place()?).ok()?;
        while size >= Number::power_of_ten(exponent.checked_add(1)?) {
            exponent += 1;
        }
        while size < Number::power_of_ten(exponent) {
            exponent = exponent.checked_sub(1)?;
        }
        let mantissa = self.exact.over(&Number::power_of_ten(exponent))?;
        let rounded = mantissa.rounded(decimals);
        Some((rounded.short_text(decimals), rounded == mantissa, exponent))
    }

    /// Without its sign.
    #[must_use]
    pub fn size(&self) -> Self {
        Self {
            exact: self.exact.abs(),
            digits: self.digits.trim_start_matches('-').to_owned(),
            mark: self.mark,
        }
    }
}

impl From<Number> for Shown {
    fn from(number: Number) -> Self {
        Self::alone(&number)
    }
}

/// The numbers of a row that are compared with each other: actual, target, baseline, projection.
#[derive(Debug, Clone, Default)]
pub struct Edges {
    numbers: Vec<Number>,
    /// Decimals with which the target is printed.
    printed: u32,
    /// Decimals that set the numbers apart.
    apart: u32,
}

impl Edges {
    /// Numbers that are compared with each other, the first ones with targets as they are printed.
    pub fn new<'n>(printed: u32, numbers: impl IntoIterator<Item = &'n Number>) -> Self {
        let mut edges = Self { numbers: Vec::new(), printed, apart: 0 };
        for number in numbers {
            if !edges.numbers.contains(number) {
                edges.numbers.push(number.clone());
            }
        }
        let mut apart = 0;
        for (index, one) in edges.numbers.iter().enumerate() {
            for other in &edges.numbers[index + 1..] {
                if !edges.are_apart(one, other) {
                    apart = apart.max(apart_at(one, other));
                }
            }
        }
        edges.apart = apart;
        edges
    }

    /// An amount.
    pub fn amount(&self, number: &Number) -> Shown {
        Shown::new(number, self.text(number))
    }

    /// An amount beside another one that is none of these numbers.
    pub fn amount_beside(&self, number: &Number, other: &Number) -> Shown {
        let mut decimals = self.decimals(number);
        if !looks_apart(&self.text(number), &self.text(other), number, other) {
            decimals = decimals.max(apart_at(number, other));
        }
        Shown::new(number, self.digits(number, decimals))
    }

    /// The distance of amounts from each other: with their decimals, and never nothing if it is something.
    pub fn distance<'n>(
        &self,
        distance: &Number,
        of: impl IntoIterator<Item = &'n Number>,
    ) -> Shown {
        let cut = of.into_iter().filter(|of| !self.is_whole(of)).map(|of| self.decimals(of));
        let decimals = cut.max().unwrap_or_else(|| self.least(distance).max(self.apart));
        Shown::new(distance, self.digits(distance, decimals))
    }

    fn text(&self, number: &Number) -> String {
        self.digits(number, self.decimals(number))
    }

    /// All digits, unless there are far more than those of the target; never nothing for something.
    fn digits(&self, number: &Number, decimals: u32) -> String {
        all_digits(number, self.most(), self.most()).unwrap_or_else(|| cut(number, decimals))
    }

    fn most(&self) -> u32 {
        self.printed.max(MOST_DECIMALS)
    }

    /// Is it shown with all its digits?
    fn is_whole(&self, number: &Number) -> bool {
        least_decimals(number).is_some_and(|decimals| decimals <= self.most())
    }

    /// Two decimals, one from a thousand on, and those of the target; as many more as give something small two digits.
    fn least(&self, number: &Number) -> u32 {
        let size = number.abs();
        let least = if size >= Number::from(1000) { 1 } else { 2 };
        let small = if size < Number::power_of_ten(-2) { size.first_decimal() + 1 } else { 0 };
        least.max(small).max(self.printed)
    }

    /// The decimals of a number that is cut.
    fn decimals(&self, number: &Number) -> u32 {
        let least = self.least(number);
        if self.is_whole(number) {
            return least;
        }
        if self.numbers.contains(number) {
            return least.max(self.apart);
        }
        let shown = self.digits(number, least);
        let beside = self.numbers.iter().filter(|edge| {
            let beside = self.digits(edge, self.least(edge).max(self.apart));
            !looks_apart(&shown, &beside, number, edge)
        });
        beside.map(|edge| apart_at(number, edge)).fold(least, u32::max)
    }

    /// Do two numbers look as different as they are, without further decimals?
    fn are_apart(&self, one: &Number, other: &Number) -> bool {
        // What is shown with all its digits needs no look.
        if self.is_whole(one) && self.is_whole(other) {
            return true;
        }
        let text = |number: &Number| self.digits(number, self.least(number));
        looks_apart(&text(one), &text(other), one, other)
    }
}

/// All digits of a number for an equation, if they are as many as a file may print.
pub fn in_full(number: &Number) -> Option<String> {
    all_digits(number, MOST_OF_FILE, MOST_DECIMALS)
}

/// All digits, if there are at most so many decimals; zeros at the end stay unless they make more than `zeros`.
fn all_digits(number: &Number, most: u32, zeros: u32) -> Option<String> {
    let least = least_decimals(number).filter(|it| *it <= most)?;
    let printed = Some(number.decimals()).filter(|it| *it <= zeros);
    Some(number.rounded_text(printed.map_or(least, |printed| printed.max(least))))
}

/// The decimals that a number needs, if they end.
fn least_decimals(number: &Number) -> Option<u32> {
    number.clone().with_decimals(0).exact_decimals()
}

/// So many decimals, and as many more as it takes to be something.
fn cut(number: &Number, decimals: u32) -> String {
    match number.short_text(decimals) {
        text if text == "0" => number.short_text(number.first_decimal() + 1),
        text => text,
    }
}

/// Are two texts as far apart as their numbers, give or take half of it?
fn looks_apart(one: &str, other: &str, first: &Number, second: &Number) -> bool {
    let apart = first - second;
    match (Number::parse_decimal(one), Number::parse_decimal(other)) {
        (Ok(one), Ok(other)) => {
            let off = (&(&one - &other) - &apart).abs();
            off.scaled(&Number::from(2)) < apart.abs() || apart.is_zero()
        }
        // Too many digits to be read.
        _ => one != other || apart.is_zero(),
    }
}

/// The decimals that show two digits of the distance between two numbers.
fn apart_at(one: &Number, other: &Number) -> u32 {
    (one - other).first_decimal() + 1
}

/// A share as people read it, in percent.
#[derive(Debug, Clone)]
pub struct Share {
    /// The share, as machine formats have it.
    pub exact: Number,
    /// The percent: a plain decimal.
    pub percent: String,
    /// Is it less or more than that, by too little for decimals that anyone reads?
    pub beyond: Ordering,
}

impl Share {
    /// A part of a whole: neither nothing nor all, unless it is.
    pub fn of(share: &Number) -> Self {
        Self::beside(share, &[])
    }

    /// A share that stays on its side of the edges, of nothing, and of the whole.
    pub fn beside(share: &Number, edges: &[Number]) -> Self {
        let zero = Number::ZERO;
        let one = Number::ONE;
        let found = (0..=PERCENT_DECIMALS).map(|decimals| Self::at(share, decimals));
        let edges = || edges.iter().chain([&zero, &one]);
        for shown in found {
            if edges().all(|edge| shown.percent_number().cmp(&percent(edge)) == share.cmp(edge)) {
                return shown;
            }
        }
        let last = Self::at(share, PERCENT_DECIMALS);
        let nearest = edges().min_by_key(|edge| (share - *edge).abs());
        match nearest {
            Some(edge) => Self {
                percent: percent(edge).short_text(PERCENT_DECIMALS),
                beyond: share.cmp(edge),
                ..last
            },
            None => last,
        }
    }

    /// Progress and what is expected, whose ratio is held against the edges: they look as if they had that ratio.
    pub fn pair(progress: &Number, expected: &Number, edges: &[Number]) -> [Self; 2] {
        let single = [progress, expected].map(Self::of);
        let ratio = progress.over(expected);
        let fits = |[one, other]: &[Self; 2]| {
            let shown = one.percent_number().over(&other.percent_number());
            edges.iter().chain([&Number::ONE]).all(|edge| {
                shown.as_ref().map(|it| it.cmp(edge)) == ratio.as_ref().map(|it| it.cmp(edge))
            })
        };
        let is_plain = |share: &Self| share.beyond == Ordering::Equal;
        if !single.iter().all(is_plain) || fits(&single) {
            return single;
        }
        let pairs = (1..=PERCENT_DECIMALS)
            .map(|decimals| [progress, expected].map(|share| Self::at(share, decimals)));
        pairs.into_iter().find(fits).unwrap_or_else(|| {
            let [mut done, due] = single;
            done.beyond = percent(progress).cmp(&done.percent_number());
            [done, due]
        })
    }

    /// The share of `steps` to draw; less than all of them for less than the whole.
    pub fn steps(&self, steps: usize) -> usize {
        let drawn = self.exact.screen_steps(steps);
        if self.is_part() { drawn.min(steps.saturating_sub(1)) } else { drawn }
    }

    /// Is it less than the whole?
    pub fn is_part(&self) -> bool {
        self.exact < Number::ONE
    }

    fn at(share: &Number, decimals: u32) -> Self {
        Self {
            exact: share.clone(),
            percent: percent(share).short_text(decimals),
            beyond: Ordering::Equal,
        }
    }

    fn percent_number(&self) -> Number {
        Number::parse_decimal(&self.percent).unwrap_or_else(|_| percent(&self.exact))
    }
}

fn percent(share: &Number) -> Number {
    share.scaled(&Number::from(100))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        match text.split_once('/') {
            Some((above, below)) => number(above).over(&number(below)).unwrap(),
            None => Number::parse_decimal(text).unwrap(),
        }
    }

    fn edges(numbers: &[&str]) -> Edges {
        let numbers: Vec<Number> = numbers.iter().map(|it| number(it)).collect();
        Edges::new(numbers.last().unwrap().decimals(), &numbers)
    }

    #[test]
    fn what_differs_looks_different() {
        for (actual, target, shown, gap) in [
            // As printed.
            ("4.0", "5.0", "4.0", "-1.0"),
            // An exact difference is exact.
            ("0.996", "1", "0.996", "-0.004"),
            ("15.3281", "15.5", "15.3281", "-0.1719"),
            // Zeros beyond those that are shown are no digits.
            ("67.51250", "80", "67.5125", "-12.4875"),
            ("67.50000", "80", "67.5", "-12.5"),
            // 329.70 / 10001.3 × 100
            ("32970/10001.3", "3.3", "3.2966", "-0.0034"),
            ("7.9957123", "8", "7.9957", "-0.0043"),
            ("69998/10001", "7", "6.9991", "-0.0009"),
            // Far more digits than the target has.
            ("2995.5147524492443", "3018", "2995.5", "-22.5"),
            ("10/3", "5", "3.33", "-1.67"),
            ("1/300", "1", "0.0033", "-0.9967"),
        ] {
            let edges = edges(&[actual, target]);
            let (actual, target) = (number(actual), number(target));
            let distance = edges.distance(&(&actual - &target), [&actual]);
            let text = edges.amount(&actual).digits;
            assert_eq!((text.as_str(), distance.digits.as_str()), (shown, gap));
        }
    }

    #[test]
    fn a_share_stays_on_its_side() {
        let bands = ["1.1", "0.95", "0.6"].map(number);
        for (share, percent, beyond) in [
            ("0.5", "50", Ordering::Equal),
            ("0.996", "99.6", Ordering::Equal),
            ("0.9995", "99.95", Ordering::Equal),
            ("0.999974", "100", Ordering::Less),
            ("1.00001", "100", Ordering::Greater),
            ("1.004", "100.4", Ordering::Equal),
            ("0.9496", "94.96", Ordering::Equal),
            ("0.596", "59.6", Ordering::Equal),
            ("0.5999999", "60", Ordering::Less),
            ("-0.004", "-0.4", Ordering::Equal),
            ("1", "100", Ordering::Equal),
            ("0", "0", Ordering::Equal),
        ] {
            let shown = Share::beside(&number(share), &bands);
            assert_eq!((shown.percent.as_str(), shown.beyond), (percent, beyond), "{share}");
        }
    }

    #[test]
    fn a_pair_looks_as_its_ratio() {
        let bands = ["1.1", "0.95", "0.6"].map(number);
        let text = |[one, other]: [Share; 2]| format!("{} / {}", one.percent, other.percent);
        let pair = |one, other| text(Share::pair(&number(one), &number(other), &bands));
        assert_eq!(pair("0.4", "0.2"), "40 / 20");
        // 0.9496 of what is expected: not 57 / 60, which would be 0.95.
        assert_eq!(pair("0.56976", "0.6"), "56.98 / 60");
        assert_eq!(pair("0.996", "1"), "99.6 / 100");
        // No decimals that anyone reads tell it from 57 / 60.
        let [done, due] = Share::pair(&number("0.569999999999"), &number("0.6"), &bands);
        assert_eq!((done.percent.as_str(), done.beyond), ("57", Ordering::Less));
        assert_eq!(due.beyond, Ordering::Equal);
    }

    #[test]
    fn a_bar_is_full_for_the_whole_alone() {
        for (share, steps) in [("0.999999", 79), ("1", 80), ("1.5", 80), ("0", 0), ("0.5", 40)] {
            assert_eq!(Share::of(&number(share)).steps(80), steps);
        }
    }

    proptest! {
        #[test]
        fn the_order_of_two_numbers_is_the_order_of_their_texts(
            whole in -2000_i64..2000,
            above in -1_000_000_i64..1_000_000,
            below in 1_i64..1_000_000,
            shift in 0_u32..7,
            decimals in 0_u32..4,
        ) {
            let target = Number::decimal(whole, decimals);
            let size = Number::power_of_ten(-i32::try_from(shift).unwrap());
            let off = Number::fraction(above, below).unwrap().scaled(&size);
            let actual = &target + &off;
            let edges = Edges::new(decimals, [&actual, &target]);
            let read = |shown: &Shown| Number::parse_decimal(&shown.digits).unwrap();
            let (shown, goal) = (edges.amount(&actual), edges.amount(&target));
            prop_assert_eq!(read(&shown).cmp(&read(&goal)), actual.cmp(&target));
            let gap = edges.distance(&off, [&actual]);
            prop_assert_eq!(read(&gap).cmp(&Number::ZERO), off.cmp(&Number::ZERO));
            // What is shown adds up, to within the last digit.
            let apart = &read(&shown) - &read(&goal);
            let last = Number::power_of_ten(-i32::try_from(
                read(&gap).decimals().max(read(&shown).decimals())).unwrap());
            prop_assert!((&apart - &read(&gap)).abs() <= last);
        }

        #[test]
        fn a_share_is_never_taken_for_the_whole(above in 1_i64..100_000_000, below in 1_i64..100_000_000) {
            let share = Number::fraction(above, below).unwrap();
            let shown = Share::of(&share);
            let order = shown.percent_number().cmp(&Number::from(100)).then(shown.beyond);
            prop_assert_eq!(order, share.cmp(&Number::ONE));
            prop_assert_eq!(shown.steps(80) == 80, share >= Number::ONE);
        }
    }
}
