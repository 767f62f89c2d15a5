//! Exact quantities: from the digits of a file to the verdict, nothing is rounded on the way.
//!
//! A [`Number`] is a fraction of integers of any size, together with the number of decimals it was printed with,
//! so that `4.0` stays `4.0` on the screen. Rounding happens once, when a quotient is written for a person.
//! This room depends on nothing else in the crate.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// Decimals shown for a computed number (ratio, progress, gap): half away from zero at the sixth.
pub const COMPUTED_DECIMALS: u32 = 6;

/// More significant digits than this cannot come from a release; they are an error of the file.
pub const MAX_DIGITS: usize = 28;

/// An exact quantity.
///
/// Comparison, equality and arithmetic are those of the fraction; the printed decimals only steer [`Display`](fmt::Display).
#[derive(Debug, Clone)]
pub struct Number {
    value: BigRational,
    decimals: u32,
}

/// Why a text is not a plain decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADecimal {
    /// Nothing, or something other than a sign, digits and one point.
    Malformed,
    /// More than [`MAX_DIGITS`] significant digits.
    TooLong,
}

impl Number {
    /// Zero without decimals.
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// One without decimals.
    pub fn one() -> Self {
        Self::from(1)
    }

    /// Ten to the power of `exponent`, which may be negative.
    pub fn power_of_ten(exponent: i32) -> Self {
        let power = BigInt::from(10).pow(exponent.unsigned_abs());
        if exponent < 0 {
            Self {
                value: BigRational::new(BigInt::one(), power),
                decimals: exponent.unsigned_abs(),
            }
        } else {
            Self {
                value: BigRational::from_integer(power),
                decimals: 0,
            }
        }
    }

    /// The fraction `numerator / denominator`; `None` when the denominator is zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        Self::from(numerator).over(&Self::from(denominator))
    }

    /// Reads a plain decimal such as `-1234.50`: ASCII digits, at most one point, an optional sign.
    ///
    /// Errors: [`NotADecimal`] for anything else, and for more than [`MAX_DIGITS`] significant digits.
    pub fn parse_decimal(text: &str) -> Result<Self, NotADecimal> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all_digits = whole
            .bytes()
            .chain(part.bytes())
            .all(|byte| byte.is_ascii_digit());
        if !all_digits || whole.is_empty() || (unsigned.contains('.') && part.is_empty()) {
            return Err(NotADecimal::Malformed);
        }
        let significant = whole.trim_start_matches('0').len() + part.len();
        if significant > MAX_DIGITS || whole.len() > 2 * MAX_DIGITS {
            return Err(NotADecimal::TooLong);
        }
        let digits = format!("{}.{}", whole.trim_start_matches('0'), part);
        let plain = if digits.starts_with('.') {
            format!("0{digits}")
        } else {
            digits
        };
        let decimal = Decimal::from_str_exact(plain.trim_end_matches('.'))
            .map_err(|_| NotADecimal::TooLong)?;
        let number = Self::from(decimal);
        Ok(if text.starts_with('-') {
            -&number
        } else {
            number
        })
    }

    /// The decimals it was printed with, or that its arithmetic carries along.
    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    /// The same value, shown with at least `decimals` decimals.
    #[must_use]
    pub fn with_decimals(mut self, decimals: u32) -> Self {
        self.decimals = decimals;
        self
    }

    /// Is it zero?
    pub fn is_zero(&self) -> bool {
        self.value.is_zero()
    }

    /// Is it below zero?
    pub fn is_negative(&self) -> bool {
        self.value.is_negative()
    }

    /// Is it above zero?
    pub fn is_positive(&self) -> bool {
        self.value.is_positive()
    }

    /// Is it a whole number?
    pub fn is_integer(&self) -> bool {
        self.value.is_integer()
    }

    /// The value without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self {
            value: self.value.abs(),
            decimals: self.decimals,
        }
    }

    /// The exact quotient; `None` when the divisor is zero.
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        (!divisor.value.is_zero()).then(|| Self {
            value: &self.value / &divisor.value,
            decimals: self.decimals.max(divisor.decimals),
        })
    }

    /// The value times a power of ten, as a change of unit makes it: `1.5` 万 is `15000`.
    #[must_use]
    pub fn scaled(&self, factor: &Self) -> Self {
        let value = &self.value * &factor.value;
        let decimals = match power_of_ten_of(&factor.value) {
            Some(shift) => (i64::from(self.decimals) - shift)
                .max(0)
                .to_u32()
                .unwrap_or(self.decimals),
            None => self.decimals,
        };
        Self { value, decimals }
    }

    /// The exact decimal expansion with at least the printed decimals, or `None` when it does not end.
    pub fn exact_text(&self) -> Option<String> {
        let needed = terminating_decimals(self.value.denom())?;
        Some(self.rounded_text(needed.max(self.decimals)))
    }

    /// At most `decimals` decimals, rounded half away from zero, without trailing zeros.
    pub fn short_text(&self, decimals: u32) -> String {
        let text = self.rounded_text(decimals);
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
    }

    /// Exactly `decimals` decimals, rounded half away from zero. Never `-0`, never an exponent.
    pub fn rounded_text(&self, decimals: u32) -> String {
        let power = BigInt::from(10).pow(decimals);
        let scaled = self.value.abs() * BigRational::from_integer(power);
        let digits = scaled.round().to_integer();
        let sign = if self.value.is_negative() && !digits.is_zero() {
            "-"
        } else {
            ""
        };
        let digits = digits.to_string();
        let decimals = decimals as usize;
        if decimals == 0 {
            return format!("{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, part) = digits.split_at(digits.len() - decimals);
        format!("{sign}{whole}.{part}")
    }

    /// The nearest whole number below or at the value, when it fits.
    pub fn floor_i64(&self) -> Option<i64> {
        self.value.floor().to_integer().to_i64()
    }

    /// The nearest whole number above or at the value, when it fits.
    pub fn ceil_i64(&self) -> Option<i64> {
        self.value.ceil().to_integer().to_i64()
    }

    /// A place on the screen, between 0 and `steps`: for bars and plots, never for a verdict.
    pub fn screen_steps(&self, steps: usize) -> usize {
        let scaled = &self.value * BigRational::from_integer(BigInt::from(steps));
        if scaled.is_negative() {
            0
        } else {
            scaled
                .round()
                .to_integer()
                .to_usize()
                .unwrap_or(steps)
                .min(steps)
        }
    }
}

/// The exponent when the value is a power of ten.
fn power_of_ten_of(value: &BigRational) -> Option<i64> {
    let exponent_of = |integer: &BigInt| {
        let text = integer.to_string();
        (text.starts_with('1') && text[1..].bytes().all(|byte| byte == b'0'))
            .then(|| text.len() - 1)
    };
    let up = exponent_of(value.numer())?;
    let down = exponent_of(value.denom())?;
    Some(i64::try_from(up).ok()? - i64::try_from(down).ok()?)
}

/// How many decimals a fraction with this denominator needs; `None` when its expansion does not end.
fn terminating_decimals(denominator: &BigInt) -> Option<u32> {
    let (two, five) = (BigInt::from(2), BigInt::from(5));
    let (mut rest, mut twos, mut fives) = (denominator.clone(), 0_u32, 0_u32);
    while (&rest % &two).is_zero() {
        rest /= &two;
        twos += 1;
    }
    while (&rest % &five).is_zero() {
        rest /= &five;
        fives += 1;
    }
    rest.is_one().then(|| twos.max(fives))
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        let mantissa = BigInt::from(decimal.mantissa());
        let power = BigInt::from(10).pow(decimal.scale());
        Self {
            value: BigRational::new(mantissa, power),
            decimals: decimal.scale(),
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self {
            value: BigRational::from_integer(BigInt::from(value)),
            decimals: 0,
        }
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        Number {
            value: &self.value + &other.value,
            decimals: self.decimals.max(other.decimals),
        }
    }
}

impl Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        Number {
            value: &self.value - &other.value,
            decimals: self.decimals.max(other.decimals),
        }
    }
}

impl Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        Number {
            value: &self.value * &other.value,
            decimals: self.decimals.max(other.decimals),
        }
    }
}

impl Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number {
            value: -&self.value,
            decimals: self.decimals,
        }
    }
}

/// All digits where the expansion ends, else the computed form of [`COMPUTED_DECIMALS`].
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self
            .exact_text()
            .unwrap_or_else(|| self.short_text(COMPUTED_DECIMALS));
        formatter.write_str(&text)
    }
}
