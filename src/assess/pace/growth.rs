//! Growth per year: roots of the factor by which a value has grown, and powers of it.

use num_integer::gcd;

use crate::number::Number;

/// Decimals of the ratio that meets a band, and of every growth that is shown.
pub(super) const DECIMALS: u32 = 12;

/// Decimals kept above what the ratio needs.
const GUARD: i64 = 18;

/// The growth per year in percent that leads from one value to another in so many months; `None` for zero, for signs
/// that differ and for no time.
pub(super) fn between(from: &Number, to: &Number, months: i32) -> Option<Number> {
    let factor = factor(from, to).filter(|_| months > 0)?;
    growth(&factor, months, decimals_for(&factor, &factor, months)).map(|growth| percent(&growth))
}

/// `to / from`, where neither is zero and their signs agree.
pub(super) fn factor(from: &Number, to: &Number) -> Option<Number> {
    to.over(from).filter(Number::is_positive)
}

pub(super) fn percent(growth: &Number) -> Number {
    (growth * &Number::from(100)).at_decimals(DECIMALS)
}

/// Decimals with which a quotient of two growths is right to its twelfth: the smaller the divisor, the more.
pub(super) fn decimals_for(grown: &Number, wanted: &Number, months: i32) -> u32 {
    let change = &(wanted - &Number::ONE) * &Number::from(12);
    let small = change
        .over(&Number::from(months))
        .and_then(|yearly| yearly.leading_place())
        .unwrap_or(0)
        .max(0);
    let large = grown.leading_place().map_or(0, |place| (1 - place).max(0));
    u32::try_from(GUARD + 2 * small + large).unwrap_or(DECIMALS)
}

/// `factor ^ (12 / months) − 1`: the growth per year.
pub(super) fn growth(factor: &Number, months: i32, decimals: u32) -> Option<Number> {
    Some(&power_of(factor, 12, months, decimals)? - &Number::ONE)
}

/// `factor ^ (above / below)`, the exponent in lowest terms; `None` for an exponent that is not positive.
pub(super) fn power_of(factor: &Number, above: i32, below: i32, decimals: u32) -> Option<Number> {
    let above = u32::try_from(above).ok()?;
    let below = u32::try_from(below).ok()?;
    if above == 0 || below == 0 {
        return None;
    }
    let (power, root) = lowest_terms(above, below);
    factor.power(power).nth_root(root, decimals)
}

/// The same fraction of months in lowest terms: roots and powers of small numbers are the cheap ones.
pub(super) fn lowest_terms(above: u32, below: u32) -> (u32, u32) {
    let common = gcd(above, below);
    (above / common, below / common)
}
