//! Exact numbers: from the digits of a file to the verdict, nothing is rounded.
//!
//! A [`Number`] is a fraction of integers of any size and the number of decimals it was printed with, so that `4.0`
//! stays `4.0` in the output. Rounding happens once, when a quotient is displayed. Depends on nothing else in the crate.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Decimals shown for a computed number (ratio, progress, gap): half away from zero at the sixth.
pub const COMPUTED_DECIMALS: u32 = 6;

/// More significant digits than this are an error of the file.
pub const MAX_DIGITS: usize = 28;

/// Maximum digits on either side of the point, leading zeros included.
const MAX_PLACES: usize = 2 * MAX_DIGITS;

/// An exact number.
///
/// Comparison, equality and arithmetic are those of the fraction; the printed decimals only affect [`Display`](fmt::Display).
#[derive(Debug, Clone)]
pub struct Number {
    value: Value,
    decimals: u32,
}

/// Up to this many places a root is computed directly; beyond, refining a rougher root is faster.
const FEW_PLACES: u32 = 6;

/// The integer part of root × 10^places: the integer root of numerator × 10^(degree·places) / denominator.
///
/// A root of high degree is first computed with half the places: from there one Newton step replaces about a hundred steps
/// from a rough guess.
fn scaled_root(value: &BigRational, degree: u32, places: u32) -> BigInt {
    let power = value.numer() * ten_to(places * degree) / value.denom();
    if places <= FEW_PLACES || degree < 2 {
        return power.nth_root(degree);
    }
    // A step squares the error and multiplies it by the degree, hence the extra places.
    let half = places / 2 + degree.ilog10() + 1;
    if half >= places {
        return power.nth_root(degree);
    }
    // Never below the root, so every step decreases until the root is reached.
    let mut root = (scaled_root(value, degree, half) + 1_u32) * ten_to(places - half);
    loop {
        let quotient = &power / root.pow(degree - 1);
        let next = (&root * (degree - 1) + quotient) / degree;
        if next >= root {
            return root;
        }
        // Less than one unit of the last place.
        if next.is_zero() {
            return next;
        }
        root = next;
    }
}

/// Why a text is not a plain decimal number.
#[derive(Debug, PartialEq, Eq)]
pub enum NotADecimal {
    /// Empty, or something other than a sign, digits and one point between digits.
    Malformed,
    /// More than [`MAX_DIGITS`] significant digits, or more leading zeros than allowed.
    TooLong,
}

impl Number {
    /// Zero without decimals.
    pub const ZERO: Self = Self { value: Value::Small(0, 1), decimals: 0 };

    /// One without decimals.
    pub const ONE: Self = Self { value: Value::Small(1, 1), decimals: 0 };

    /// Ten to the power of `exponent`, which may be negative. The cost grows with the exponent, so an exponent from a
    /// file must be bounded first.
    pub fn power_of_ten(exponent: i32) -> Self {
        let places = exponent.unsigned_abs();
        let power = Value::power_of_ten(places);
        if exponent < 0 {
            Self { value: Value::ONE.over(&power), decimals: places }
        } else {
            Self { value: power, decimals: 0 }
        }
    }

    /// The exponent of a positive power of ten; `None` of any other number.
    pub fn exponent_of_ten(&self) -> Option<i32> {
        self.value.exponent_of_ten().and_then(|exponent| i32::try_from(exponent).ok())
    }

    /// The fraction `numerator / denominator`; `None` when the denominator is zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        Self::from(numerator).over(&Self::from(denominator))
    }

    /// Reads a plain decimal such as `-1234.50`: ASCII digits, at most one point with digits on both sides, an
    /// optional sign.
    ///
    /// Leading zeros are not significant, zeros after another digit are.
    /// Errors: [`NotADecimal`] for anything else, and for more than [`MAX_DIGITS`] significant digits.
    pub fn parse_decimal(text: &str) -> Result<Self, NotADecimal> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, part) = match unsigned.split_once('.') {
            Some((_, "")) => return Err(NotADecimal::Malformed),
            Some(sides) => sides,
            None => (unsigned, ""),
        };
        let digits = || whole.bytes().chain(part.bytes());
        if whole.is_empty() || !digits().all(|byte| byte.is_ascii_digit()) {
            return Err(NotADecimal::Malformed);
        }
        let significant = digits().skip_while(|byte| *byte == b'0').count();
        if significant > MAX_DIGITS || whole.len() > MAX_PLACES || part.len() > MAX_PLACES {
            return Err(NotADecimal::TooLong);
        }
        // Twenty-eight digits fit into 94 bits.
        let size = digits().fold(0_i128, |size, byte| size * 10 + i128::from(byte - b'0'));
        let signed = if text.starts_with('-') { -size } else { size };
        let decimals = part.len().to_u32().ok_or(NotADecimal::TooLong)?;
        Ok(Self {
            value: Value::of_reduced(signed, 1).over(&Value::power_of_ten(decimals)),
            decimals,
        })
    }

    /// `digits` with the point before the last `decimals` of them: 12345 and 2 are 123.45.
    pub fn decimal(digits: i64, decimals: u32) -> Self {
        let value = match 10_i64.checked_pow(decimals) {
            Some(power) if digits > i64::MIN => Value::over_power_of_ten(digits, power, decimals),
            _ => Value::of_reduced(digits.into(), 1).over(&Value::power_of_ten(decimals)),
        };
        Self { value, decimals }
    }

    /// The decimals it was printed with, or those of its operands.
    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    /// The same value, shown with at least `decimals` decimals.
    #[must_use]
    pub fn with_decimals(mut self, decimals: u32) -> Self {
        self.decimals = decimals;
        self
    }

    pub fn is_zero(&self) -> bool {
        self.value.sign() == Ordering::Equal
    }

    pub fn is_negative(&self) -> bool {
        self.value.sign() == Ordering::Less
    }

    pub fn is_positive(&self) -> bool {
        self.value.sign() == Ordering::Greater
    }

    pub fn is_integer(&self) -> bool {
        match &self.value {
            Value::Small(_, denominator) => *denominator == 1,
            Value::Big(value) => value.is_integer(),
        }
    }

    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The exact integer power.
    #[must_use]
    pub fn power(&self, exponent: u32) -> Self {
        let value = self.value.to_big();
        // A power of a reduced fraction is reduced.
        let power = BigRational::new_raw(value.numer().pow(exponent), value.denom().pow(exponent));
        Self {
            value: Value::from_big(power),
            decimals: if exponent == 0 { 0 } else { self.decimals },
        }
    }

    /// The `degree`-th root of a value that is not negative, rounded half up at `decimals`; `None` for a negative
    /// value or a degree of zero. For display only: comparisons use powers.
    pub fn nth_root(&self, degree: u32, decimals: u32) -> Option<Self> {
        if self.is_negative() || degree == 0 {
            return None;
        }
        let value = self.value.to_big();
        // One digit more than requested, for rounding.
        let root = scaled_root(&value, degree, decimals + 1);
        let rounded: BigInt = (root + 5) / 10;
        let exact = BigRational::new(rounded, ten_to(decimals));
        Some(Self { value: Value::from_big(exact), decimals: 0 })
    }

    /// Rounded half away from zero at `decimals`, for display.
    #[must_use]
    pub fn rounded(&self, decimals: u32) -> Self {
        Self::parse_decimal(&self.rounded_text(decimals))
            .map_or_else(|_| self.clone(), |number| number.with_decimals(0))
    }

    /// Rounded half away from zero at `decimals`, with any number of digits before the point: for quotients of a given
    /// precision.
    #[must_use]
    pub fn at_decimals(&self, decimals: u32) -> Self {
        let size = self.value.rounded(decimals);
        let signed = if self.is_negative() { -size } else { size };
        Self { value: Value::from_big(BigRational::new(signed, ten_to(decimals))), decimals: 0 }
    }

    /// The position of the first nonzero digit, counted from the point: 1 for 0.1 to below 1, 2 for 0.01,
    /// 0 or less for one and above. An estimate: exact or one too large. `None` for zero.
    pub fn leading_place(&self) -> Option<i64> {
        if self.is_zero() {
            return None;
        }
        let value = self.value.to_big();
        let bits = |integer: &BigInt| i64::try_from(integer.bits()).unwrap_or(i64::MAX);
        // A bit is 0.30103 decimal digits.
        let difference = bits(value.denom()) - bits(value.numer()) + 1;
        Some((difference * 30_103).div_euclid(100_000) + 1)
    }

    /// The position of the first nonzero digit after the point: 1 for 0.1 to below 1, 2 for 0.01; 0 for one and above, and
    /// for zero.
    pub fn first_decimal(&self) -> u32 {
        let Some(estimate) = self.leading_place() else {
            return 0;
        };
        let before = u32::try_from(estimate - 1).unwrap_or(0);
        let is_before = i32::try_from(before).is_ok_and(|it| self.abs() >= Self::power_of_ten(-it));
        if is_before { before } else { before + 1 }
    }

    /// The exact quotient; `None` when the divisor is zero.
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self {
            value: self.value.over(&divisor.value),
            decimals: self.decimals.max(divisor.decimals),
        })
    }

    /// The value times a factor, as in a change of unit: `1.50` 万 is `15000`, `4.0` 件 are `0.00040` 万件.
    ///
    /// A whole number gains only the decimals it needs: `120000` 万元 are `12` 亿元, not `12.0000`.
    #[must_use]
    pub fn scaled(&self, factor: &Self) -> Self {
        let decimals = match factor.value.exponent_of_ten() {
            Some(shift) if self.decimals > 0 => {
                let shifted = i64::from(self.decimals) - shift;
                shifted.max(0).to_u32().unwrap_or(self.decimals)
            }
            _ => self.decimals,
        };
        Self { value: self.value.times(&factor.value), decimals }
    }

    /// The exact decimal expansion with at least the printed decimals, or `None` if it does not terminate.
    pub fn exact_text(&self) -> Option<String> {
        self.exact_decimals().map(|decimals| self.rounded_text(decimals))
    }

    /// The decimals of the exact expansion, at least the printed ones; `None` if it does not terminate.
    pub fn exact_decimals(&self) -> Option<u32> {
        self.value.terminating_decimals().map(|needed| needed.max(self.decimals))
    }

    /// A computed value in a machine format: [`Self::short_text`] at [`COMPUTED_DECIMALS`], and as many more decimals as it
    /// takes not to say 0 or 1 of what is neither.
    pub fn computed_text(&self) -> String {
        text(|out| self.write_computed(out))
    }

    /// At most `decimals` decimals, rounded half away from zero, without trailing zeros.
    pub fn short_text(&self, decimals: u32) -> String {
        text(|out| self.write_short(decimals, out))
    }

    /// Exactly `decimals` decimals, rounded half away from zero. Never `-0`, never an exponent.
    pub fn rounded_text(&self, decimals: u32) -> String {
        text(|out| self.write_rounded(decimals, out))
    }

    /// What [`Display`](fmt::Display) writes, with as many more decimals as it takes to lie on its side of other numbers.
    pub fn text_beside<'n>(&self, others: impl IntoIterator<Item = &'n Self>) -> String {
        let text = self.to_string();
        let shown = Self::parse_decimal(&text).ok().filter(|_| self.exact_decimals().is_none());
        let Some(shown) = shown else { return text };
        others
            .into_iter()
            .filter(|it| shown.cmp(it) != self.cmp(it))
            .map(|it| (self - it).first_decimal() + 1)
            .max()
            .map_or(text, |decimals| self.short_text(decimals))
    }

    /// Appends what [`Display`](fmt::Display) writes.
    pub fn write_exact(&self, out: &mut Vec<u8>) {
        match self.exact_decimals() {
            Some(decimals) => self.write_rounded(decimals, out),
            None => self.write_short(COMPUTED_DECIMALS, out),
        }
    }

    /// Appends what [`Number::computed_text`] gives.
    pub fn write_computed(&self, out: &mut Vec<u8>) {
        let start = out.len();
        self.write_short(COMPUTED_DECIMALS, out);
        let said = match &out[start..] {
            b"0" => Self::ZERO,
            b"1" => Self::ONE,
            _ => return,
        };
        let distance = (self - &said).abs();
        if distance.is_positive() {
            out.truncate(start);
            self.write_short(distance.first_decimal() + 1, out);
        }
    }

    /// Appends what [`Number::short_text`] gives.
    fn write_short(&self, decimals: u32, out: &mut Vec<u8>) {
        self.write_rounded(decimals, out);
        if decimals > 0 {
            while out.pop_if(|last| *last == b'0').is_some() {}
            out.pop_if(|last| *last == b'.');
        }
    }

    /// Appends what [`Number::rounded_text`] gives.
    fn write_rounded(&self, decimals: u32, out: &mut Vec<u8>) {
        let mut write = |digits: &str| write_digits(self.is_negative(), digits, decimals, out);
        match self.value.small_rounded(decimals) {
            Some(digits) => write(itoa::Buffer::new().format(digits)),
            None => write(&self.value.rounded(decimals).to_string()),
        }
    }

    /// The largest integer not above the value, if it fits.
    pub fn floor_i64(&self) -> Option<i64> {
        match &self.value {
            Value::Small(numerator, denominator) => Some(numerator.div_euclid(*denominator)),
            Value::Big(value) => value.floor().to_integer().to_i64(),
        }
    }

    /// The smallest integer not below the value, if it fits.
    pub fn ceil_i64(&self) -> Option<i64> {
        if self.is_integer() { self.floor_i64() } else { self.floor_i64()?.checked_add(1) }
    }

    /// The share of `steps` to draw, from 0 to `steps`: for bars and plots, never for a verdict.
    pub fn screen_steps(&self, steps: usize) -> usize {
        if !self.is_positive() {
            return 0;
        }
        if *self >= Self::ONE {
            return steps;
        }
        let whole = Value::from_big(BigRational::from_integer(BigInt::from(steps)));
        self.value.times(&whole).rounded(0).to_usize().unwrap_or(steps).min(steps)
    }
}

/// A reduced fraction with a positive denominator.
///
/// It is kept in machine words if and only if both parts fit and neither is `i64::MIN`, which cannot be negated: a value
/// has one form, so values are equal if their forms are. Products and sums of machine words fit into 128 bits, so the fast
/// path needs no overflow checks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Small(i64, i64),
    Big(Box<BigRational>),
}

impl Value {
    const ONE: Self = Self::Small(1, 1);

    /// The fraction of two coprime numbers, the second above zero.
    fn of_reduced(above: i128, below: i128) -> Self {
        match (i64::try_from(above), i64::try_from(below)) {
            (Ok(above), Ok(below)) if above > i64::MIN => Self::Small(above, below),
            _ => Self::Big(Box::new(BigRational::new_raw(above.into(), below.into()))),
        }
    }

    /// `digits / power`, where `power` is ten to the power of `decimals`: common factors are only twos and fives.
    fn over_power_of_ten(digits: i64, power: i64, decimals: u32) -> Self {
        if digits == 0 {
            return Self::Small(0, 1);
        }
        let twos = digits.trailing_zeros().min(decimals);
        let mut digits = digits >> twos;
        let mut power = power >> twos;
        for _ in 0..decimals {
            if digits % 5 != 0 {
                break;
            }
            (digits, power) = (digits / 5, power / 5);
        }
        Self::Small(digits, power)
    }

    fn power_of_ten(places: u32) -> Self {
        match 10_i64.checked_pow(places) {
            Some(power) => Self::Small(power, 1),
            None => Self::Big(Box::new(BigRational::from_integer(ten_to(places)))),
        }
    }

    /// The canonical form of a big fraction.
    fn from_big(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(numerator), Some(denominator)) if numerator > i64::MIN => {
                Self::Small(numerator, denominator)
            }
            _ => Self::Big(Box::new(value)),
        }
    }

    fn to_big(&self) -> BigRational {
        match self {
            Self::Small(numerator, denominator) => {
                BigRational::new_raw((*numerator).into(), (*denominator).into())
            }
            Self::Big(value) => value.as_ref().clone(),
        }
    }

    fn plus(&self, other: &Self) -> Self {
        let (Self::Small(a, b), Self::Small(c, d)) = (self, other) else {
            return Self::from_big(self.to_big() + other.to_big());
        };
        if *b == 1 && *d == 1 {
            return Self::of_reduced(i128::from(*a) + i128::from(*c), 1);
        }
        // Any common factor of the sum of two reduced fractions divides the common factor of the denominators.
        let common = common_divisor(*b, *d);
        let of_other = i128::from(d / common);
        let of_self = i128::from(b / common);
        let above = i128::from(*a) * of_other + i128::from(*c) * of_self;
        let below = of_self * i128::from(*d);
        match (i64::try_from(above), i64::try_from(below)) {
            (Ok(above), Ok(below)) => {
                let divisor = common_divisor(above, common);
                Self::of_reduced((above / divisor).into(), (below / divisor).into())
            }
            _ => Self::from_big(BigRational::new(above.into(), below.into())),
        }
    }

    /// `a / b` times `c / d`, each reduced; `b` and `d` may be negative.
    fn product((a, b): (i64, i64), (c, d): (i64, i64)) -> Self {
        let across = |one: i64, other: i64| {
            if one == 1 || other == 1 {
                (one, other)
            } else {
                let common = common_divisor(one, other);
                (one / common, other / common)
            }
        };
        // For zero the common factor is the whole other denominator, so its denominator becomes one.
        let ((a, d), (c, b)) = (across(a, d), across(c, b));
        let above = i128::from(a) * i128::from(c);
        let below = i128::from(b) * i128::from(d);
        if above == 0 {
            return Self::Small(0, 1);
        }
        let sign = below.signum();
        Self::of_reduced(above * sign, below * sign)
    }

    fn negated(&self) -> Self {
        match self {
            Self::Small(numerator, denominator) => Self::Small(-numerator, *denominator),
            Self::Big(value) => Self::Big(Box::new(-value.as_ref())),
        }
    }

    fn times(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a, b), Self::Small(c, d)) => Self::product((*a, *b), (*c, *d)),
            _ => Self::from_big(self.to_big() * other.to_big()),
        }
    }

    /// The quotient; the divisor is not zero.
    fn over(&self, divisor: &Self) -> Self {
        match (self, divisor) {
            (Self::Small(a, b), Self::Small(c, d)) => Self::product((*a, *b), (*d, *c)),
            _ => Self::from_big(self.to_big() / divisor.to_big()),
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a, b), Self::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.to_big().cmp(&other.to_big()),
        }
    }

    /// The value compared with zero.
    fn sign(&self) -> Ordering {
        match self {
            Self::Small(numerator, _) => numerator.cmp(&0),
            Self::Big(value) if value.is_negative() => Ordering::Less,
            Self::Big(_) => Ordering::Greater,
        }
    }

    /// The value times ten to the power of `decimals`, without its sign, half rounded up.
    fn rounded(&self, decimals: u32) -> BigInt {
        let value = self.to_big();
        let scaled = value.numer().abs() * ten_to(decimals);
        (scaled * 2 + value.denom()) / (value.denom() * 2)
    }

    /// The same, where machine words suffice.
    fn small_rounded(&self, decimals: u32) -> Option<u64> {
        let Self::Small(numerator, denominator) = self else { return None };
        // 2 × 2⁶³ × 10¹⁹ is the most that stays below 2¹²⁸.
        let power = 10_u64.checked_pow(decimals)?;
        let denominator = u128::from(denominator.unsigned_abs());
        let twice = 2 * u128::from(numerator.unsigned_abs()) * u128::from(power) + denominator;
        match (u64::try_from(twice), u64::try_from(2 * denominator)) {
            (Ok(twice), Ok(divisor)) => Some(twice / divisor),
            _ => u64::try_from(twice / (2 * denominator)).ok(),
        }
    }

    /// The exponent, if the value is a power of ten.
    fn exponent_of_ten(&self) -> Option<i64> {
        let exponent_of = |integer: &BigInt| match twos_and_fives(integer)? {
            (twos, fives) if twos == fives => Some(i64::from(twos)),
            _ => None,
        };
        let small_exponent_of = |power: i64| {
            let exponent = power.checked_ilog10()?;
            (10_i64.pow(exponent) == power).then(|| i64::from(exponent))
        };
        match self {
            Self::Small(power, 1) => small_exponent_of(*power),
            Self::Small(1, power) => Some(-small_exponent_of(*power)?),
            Self::Big(value) if value.is_integer() => exponent_of(value.numer()),
            Self::Big(value) if value.numer().is_one() => Some(-exponent_of(value.denom())?),
            Self::Small(..) | Self::Big(_) => None,
        }
    }

    /// How many decimals the expansion needs; `None` if it does not terminate.
    fn terminating_decimals(&self) -> Option<u32> {
        match self {
            Self::Small(_, denominator) => {
                let twos = denominator.trailing_zeros();
                let mut rest = denominator >> twos;
                let mut fives = 0;
                while rest % 5 == 0 {
                    rest /= 5;
                    fives += 1;
                }
                (rest == 1).then(|| twos.max(fives))
            }
            Self::Big(value) => {
                let (twos, fives) = twos_and_fives(value.denom())?;
                Some(twos.max(fives))
            }
        }
    }
}

/// What is written, as text.
fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Appends digits with the point before the last `decimals`; never `-0`.
fn write_digits(negative: bool, digits: &str, decimals: u32, out: &mut Vec<u8>) {
    let decimals = decimals as usize;
    if negative && digits != "0" {
        out.push(b'-');
    }
    let (whole, part) = digits.split_at(digits.len().saturating_sub(decimals));
    out.extend_from_slice(if whole.is_empty() { b"0" } else { whole.as_bytes() });
    if decimals > 0 {
        out.push(b'.');
        out.extend(std::iter::repeat_n(b'0', decimals - part.len()));
        out.extend_from_slice(part.as_bytes());
    }
}

/// The Chinese numeral at the start of a text, and its length in characters: 二十, 一百零五, 百, and by its digits alone 一〇 or
/// 二〇二五. Of several digits before 十, 百 or 千 the last counts. `None` if there is none, or one too large.
pub fn chinese_numeral(text: impl IntoIterator<Item = char>) -> Option<(i64, usize)> {
    let mut total = 0_i64;
    let mut digits = None;
    let mut length = 0;
    for character in text {
        let plain = match character {
            '〇' => '零',
            '两' => '二',
            other => other,
        };
        let digit = (0..).zip("零一二三四五六七八九".chars()).find(|(_, it)| *it == plain);
        let power = [(10, '十'), (100, '百'), (1000, '千')].into_iter().find(|it| it.1 == plain);
        if let Some((digit, _)) = digit {
            digits = Some(digits.unwrap_or(0_i64).checked_mul(10)?.checked_add(digit)?);
        } else if let Some((power, _)) = power {
            let count = digits.take().map(|digits| digits % 10).filter(|count| *count != 0);
            total = total.checked_add(count.unwrap_or(1) * power)?;
        } else {
            break;
        }
        length += 1;
    }
    (length > 0).then_some((total.checked_add(digits.unwrap_or(0))?, length))
}

/// 一, 二, … 十, 十一 …, as parts of a document are numbered; digits from a hundred on.
pub fn in_chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = number / 10;
    let ones = number % 10;
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

fn ten_to(places: u32) -> BigInt {
    BigInt::from(10).pow(places)
}

/// The exponents of an integer whose only prime factors are two and five; `None` below zero.
fn twos_and_fives(integer: &BigInt) -> Option<(u32, u32)> {
    let twos = integer.trailing_zeros()?;
    let five = BigInt::from(5);
    let mut rest = integer >> twos;
    let mut fives = 0;
    while (&rest % &five).is_zero() {
        rest /= &five;
        fives += 1;
    }
    if rest.is_one() { Some((twos.to_u32()?, fives)) } else { None }
}

/// Above zero, unless both are zero; neither is `i64::MIN`.
fn common_divisor(one: i64, other: i64) -> i64 {
    let one = one.unsigned_abs();
    let other = other.unsigned_abs();
    let larger = one.max(other);
    let smaller = one.min(other);
    // One division brings words of different sizes together; after it, halving and subtracting is cheaper.
    larger.checked_rem(smaller).map_or(larger, |rest| rest.gcd(&smaller)).cast_signed()
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self { value: Value::of_reduced(value.into(), 1), decimals: 0 }
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self::from(i64::try_from(value).unwrap_or(i64::MAX))
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
        self.value.compare(&other.value)
    }
}

impl Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        Number { value: self.value.plus(&other.value), decimals: self.decimals.max(other.decimals) }
    }
}

impl Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        self + &-other
    }
}

impl Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        Number {
            value: self.value.times(&other.value),
            decimals: self.decimals.max(other.decimals),
        }
    }
}

impl Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number { value: self.value.negated(), decimals: self.decimals }
    }
}

/// All digits if the expansion terminates, otherwise rounded at [`COMPUTED_DECIMALS`].
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&text(|out| self.write_exact(out)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse_decimal(text).expect(text)
    }

    #[test]
    fn chinese_numerals_are_read_and_written() {
        for (text, value, length) in [
            ("二十家", 20, 2),
            ("一百零五项", 105, 4),
            ("百强", 100, 1),
            ("一千零二十", 1020, 5),
            ("两", 2, 1),
            ("一〇", 10, 2),
            ("二〇二五年", 2025, 4),
            ("二三十", 30, 3),
        ] {
            assert_eq!(chinese_numeral(text.chars()), Some((value, length)), "{text}");
        }
        assert_eq!(chinese_numeral("家".chars()), None);
        for (number, text) in
            [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")]
        {
            assert_eq!(in_chinese(number), text);
            let length = text.chars().count();
            assert_eq!(
                chinese_numeral(text.chars()),
                Some((i64::try_from(number).unwrap(), length))
            );
        }
    }

    #[test]
    fn a_quotient_lies_on_its_side_of_others() {
        let third = number("1").over(&number("3")).unwrap();
        for (other, text) in [
            ("1", "0.333333"),
            ("0.333333", "0.33333333"),
            ("0.3333333", "0.333333333"),
            ("0.33333334", "0.333333"),
        ] {
            assert_eq!(third.text_beside([&number(other)]), text, "{other}");
        }
        assert_eq!(number("5.0").text_beside([&number("5")]), "5.0");
    }

    #[test]
    fn plain_decimals_are_read_as_printed() {
        for (text, printed) in [
            ("0", "0"),
            ("007", "7"),
            ("4.0", "4.0"),
            ("-1234.50", "-1234.50"),
            ("+5", "5"),
            ("-0", "0"),
            ("-0.00", "0.00"),
            ("0.10", "0.10"),
            ("1234567890123456789012345678", "1234567890123456789012345678"),
            ("-12345678901234567890.12345678", "-12345678901234567890.12345678"),
            (
                "0.0000000000000000000000000000000000000000",
                "0.0000000000000000000000000000000000000000",
            ),
            (
                "0.00000000000000000000000000000000000000001",
                "0.00000000000000000000000000000000000000001",
            ),
            (
                "0.00000000000000000000000000001234567890123456789012345678",
                "0.00000000000000000000000000001234567890123456789012345678",
            ),
            ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9223372036854775808"),
        ] {
            let value = number(text);
            assert_eq!(value.exact_text().as_deref(), Some(printed), "{text}");
            assert_eq!(value.to_string(), printed, "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "", "-", "+", ".", ".5", "5.", "-.5", "--5", "+-5", "5-", "1.2.3", "1..2", "1,234",
            "1e5", "1E+05", " 5", "5 ", "NaN", "inf", "0x10", "1_000", "１２", "五", "1.五", "−5",
            "٣", "5%",
        ] {
            assert_eq!(Number::parse_decimal(text), Err(NotADecimal::Malformed), "{text:?}");
        }
        let zeros = "0".repeat(MAX_PLACES + 1);
        for text in [
            "12345678901234567890123456789".to_owned(),
            "1.2345678901234567890123456789".to_owned(),
            // Zeros after a digit are printed digits too.
            "1.0000000000000000000000000000".to_owned(),
            "10000000000000000000000000000".to_owned(),
            format!("{zeros}1"),
            format!("0.{zeros}1"),
            "9".repeat(100_000),
        ] {
            assert_eq!(Number::parse_decimal(&text), Err(NotADecimal::TooLong), "{text:.40}");
        }
    }

    #[test]
    fn the_examples_of_the_design_are_exact() {
        assert_eq!(&number("0.1") + &number("0.2"), number("0.3"));
        assert_eq!(&number("100") * &number("1.15"), number("115"));
        let cut = &number("100.0") - &number("85.5");
        assert_eq!(cut, number("14.5"));
        assert_eq!(cut.to_string(), "14.5");
        let progress = number("37.1").over(&number("56.7"));
        let progress = progress.expect("a divisor");
        assert_eq!(progress.short_text(COMPUTED_DECIMALS), "0.654321");
        let ratio = progress.over(&number("0.5")).expect("a divisor");
        assert_eq!(ratio.short_text(COMPUTED_DECIMALS), "1.308642");
        let elapsed = Number::fraction(2, 12).expect("twelve");
        assert_eq!(number("0.10").over(&elapsed), Some(number("0.60")));
        let gap = &number("153281") - &number("15.5").scaled(&Number::power_of_ten(4));
        assert_eq!(gap.to_string(), "-1719");
    }

    #[test]
    fn scaling_keeps_what_was_printed() {
        for (text, exponent, printed) in [
            ("1.55", 4, "15500"),
            ("1.50", 4, "15000"),
            ("1.5", 0, "1.5"),
            ("0.12345", 4, "1234.5"),
            ("153281", -4, "15.3281"),
            ("120000", -4, "12"),
            ("4.0", -4, "0.00040"),
            ("-4.0", 1, "-40"),
            ("-1719", -4, "-0.1719"),
            ("3", 30, "3000000000000000000000000000000"),
            ("3.0", -20, "0.000000000000000000030"),
        ] {
            let factor = Number::power_of_ten(exponent);
            let scaled = number(text).scaled(&factor);
            assert_eq!(scaled.to_string(), printed, "{text} × 10^{exponent}");
        }
        let twelfth = Number::fraction(1, 12).expect("twelve");
        assert_eq!(number("6.0").scaled(&twelfth).to_string(), "0.5");
    }

    #[test]
    fn rounding_goes_half_away_from_zero_and_never_prints_minus_zero() {
        for (text, decimals, rounded, short) in [
            ("0.5", 0, "1", "1"),
            ("-0.5", 0, "-1", "-1"),
            ("2.5", 0, "3", "3"),
            ("-2.5", 0, "-3", "-3"),
            ("-0.4", 0, "0", "0"),
            ("-0.0000004", 6, "0.000000", "0"),
            ("0.0000005", 6, "0.000001", "0.000001"),
            ("-0.0000005", 6, "-0.000001", "-0.000001"),
            ("1.005", 2, "1.01", "1.01"),
            ("9.995", 2, "10.00", "10"),
            ("100", 0, "100", "100"),
            ("100", 2, "100.00", "100"),
            ("1.5", 30, "1.500000000000000000000000000000", "1.5"),
            ("12345678901234567890.5", 0, "12345678901234567891", "12345678901234567891"),
        ] {
            assert_eq!(number(text).rounded_text(decimals), rounded, "{text}");
            assert_eq!(number(text).short_text(decimals), short, "{text}");
        }
        let third = Number::fraction(-1, 3).expect("three");
        assert_eq!(third.exact_text(), None);
        assert_eq!(third.to_string(), "-0.333333");
        assert_eq!(Number::fraction(1, -3), Some(third), "the sign is that of the numerator");
        assert_eq!(Number::fraction(1, 0), None);
        let widest = Number::fraction(i64::MIN, i64::MAX).expect("not zero");
        assert_eq!(widest.rounded_text(19), "-1.0000000000000000001");
    }

    #[test]
    fn whole_numbers_around_a_value() {
        for (text, below, above) in [
            ("2.1", Some(2), Some(3)),
            ("-2.1", Some(-3), Some(-2)),
            ("7", Some(7), Some(7)),
            ("-0.5", Some(-1), Some(0)),
            ("9223372036854775807.5", Some(i64::MAX), None),
            ("1234567890123456789012345678", None, None),
        ] {
            assert_eq!(number(text).floor_i64(), below, "{text}");
            assert_eq!(number(text).ceil_i64(), above, "{text}");
        }
    }

    #[test]
    fn screen_steps_stay_on_the_screen() {
        for (text, steps, place) in [
            ("-1", 10, 0),
            ("0", 10, 0),
            ("0.04", 10, 0),
            ("0.05", 10, 1),
            ("0.654321", 10, 7),
            ("1", 10, 10),
            ("1000000000000000000000000", 10, 10),
            ("0.5", 0, 0),
            ("1", usize::MAX, usize::MAX),
        ] {
            assert_eq!(number(text).screen_steps(steps), place, "{text} of {steps}");
        }
    }

    #[test]
    fn powers_of_ten_are_recognised_in_either_form() {
        for exponent in [-40, -19, -18, -1, 0, 1, 18, 19, 38, 39, 60] {
            let power = Number::power_of_ten(exponent);
            assert_eq!(power.value.exponent_of_ten(), Some(i64::from(exponent)));
        }
        for text in ["0", "-10", "20", "0.5", "0.2", "-100000000000000000000"] {
            assert_eq!(number(text).value.exponent_of_ten(), None, "{text}");
        }
    }

    /// Machine words, their edges, and values that need big integers.
    fn fractions() -> impl Strategy<Value = Number> {
        let word = || {
            prop_oneof![
                4 => -1000_i64..1000,
                2 => any::<i64>(),
                1 => prop::sample::select(vec![i64::MIN, i64::MIN + 1, i64::MAX, 1, -1, 0]),
            ]
        };
        let machine =
            (word(), word()).prop_filter_map("a zero denominator", |(a, b)| Number::fraction(a, b));
        let big = (any::<i128>(), 1..=i128::MAX).prop_map(|(a, b)| Number {
            value: Value::from_big(BigRational::new(a.into(), b.into())),
            decimals: 0,
        });
        prop_oneof![5 => machine, 1 => big]
    }

    fn decimals() -> impl Strategy<Value = String> {
        "-?(0|[1-9][0-9]{0,13})(\\.[0-9]{1,13})?"
    }

    /// The canonical form: reduced, with a positive denominator, in machine words if they suffice.
    fn assert_canonical(number: &Number) {
        let again = Value::from_big(BigRational::new(
            number.value.to_big().numer().clone(),
            number.value.to_big().denom().clone(),
        ));
        assert_eq!(again, number.value);
    }

    #[test]
    fn powers_are_exact_and_roots_are_rounded() {
        assert_eq!(number("1.15").power(5), number("2.0113571875"));
        assert_eq!(number("7").power(0), Number::ONE);
        assert_eq!(number("1.21").nth_root(2, 12), Some(number("1.1")));
        assert_eq!(
            number("2").nth_root(2, 6).map(|root| root.to_string()).as_deref(),
            Some("1.414214")
        );
        assert_eq!(number("0").nth_root(3, 6), Some(Number::ZERO));
        // Of high degree: checked against the power, to the last digit.
        for (value, degree, decimals) in
            [("1.37", 289, 40), ("0.0004", 97, 30), ("123456789", 12, 25)]
        {
            let root = number(value).nth_root(degree, decimals).unwrap();
            let half =
                Number::power_of_ten(-i32::try_from(decimals).unwrap()).scaled(&number("0.5"));
            assert!((&root - &half).power(degree) <= number(value), "{value}");
            assert!((&root + &half).power(degree) > number(value), "{value}");
        }
        assert_eq!(number("-8").nth_root(3, 6), None);
        assert_eq!(number("8").nth_root(0, 6), None);
        let third = number("1").over(&number("3")).unwrap();
        assert_eq!(third.rounded(4).to_string(), "0.3333");
        assert_eq!(number("-0.00001").rounded(2).to_string(), "0");
    }

    proptest! {
        #[test]
        fn machine_words_agree_with_big_integers(a in fractions(), b in fractions()) {
            let (long_a, long_b) = (a.value.to_big(), b.value.to_big());
            let results = [
                (&a + &b, &long_a + &long_b),
                (&a - &b, &long_a - &long_b),
                (&a * &b, &long_a * &long_b),
                (-&a, -&long_a),
                (a.abs(), long_a.abs()),
            ];
            for (quick, long) in results {
                assert_canonical(&quick);
                prop_assert_eq!(quick.value.to_big(), long);
            }
            if let Some(quotient) = a.over(&b) {
                assert_canonical(&quotient);
                prop_assert_eq!(quotient.value.to_big(), &long_a / &long_b);
            } else {
                prop_assert!(b.is_zero());
            }
            prop_assert_eq!(a.cmp(&b), long_a.cmp(&long_b));
            prop_assert_eq!(a == b, long_a == long_b);
            prop_assert_eq!(a.floor_i64(), long_a.floor().to_integer().to_i64());
            prop_assert_eq!(a.ceil_i64(), long_a.ceil().to_integer().to_i64());
            prop_assert_eq!(a.is_integer(), long_a.is_integer());
            let written = |write: &dyn Fn(&mut Vec<u8>)| {
                let mut out = Vec::new();
                write(&mut out);
                String::from_utf8(out).expect("ASCII")
            };
            prop_assert_eq!(written(&|out| a.write_exact(out)), a.to_string());
            for places in [0, 2, 6, 19] {
                prop_assert_eq!(written(&|out| a.write_short(places, out)), a.short_text(places));
                prop_assert_eq!(written(&|out| a.write_computed(out)), a.computed_text());
            }
            for places in [0, 6, 19, 20] {
                let power = BigRational::from_integer(BigInt::from(10).pow(places));
                let rounded = (long_a.abs() * power).round().to_integer().to_string();
                let digits = a.abs().rounded_text(places).replace('.', "");
                prop_assert_eq!(digits.trim_start_matches('0'), rounded.trim_start_matches('0'));
            }
        }

        #[test]
        fn arithmetic_laws_hold(a in fractions(), b in fractions(), c in fractions()) {
            prop_assert_eq!(&a + &b, &b + &a);
            prop_assert_eq!(&a * &b, &b * &a);
            prop_assert_eq!(&(&a + &b) + &c, &a + &(&b + &c));
            prop_assert_eq!(&(&a * &b) * &c, &a * &(&b * &c));
            prop_assert_eq!(&a * &(&b + &c), &(&a * &b) + &(&a * &c));
            prop_assert_eq!(&(&a + &b) - &b, a.clone());
            prop_assert_eq!(&a + &Number::ZERO, a.clone());
            prop_assert_eq!(&a * &Number::ONE, a.clone());
            prop_assert!((&a - &a).is_zero());
            prop_assert_eq!(-&-&a, a.clone());
            if let Some(quotient) = a.over(&b) {
                prop_assert_eq!(&quotient * &b, a);
            }
        }

        #[test]
        fn order_is_the_sign_of_the_difference(a in fractions(), b in fractions(), c in fractions()) {
            let difference = &a - &b;
            prop_assert_eq!(a < b, difference.is_negative());
            prop_assert_eq!(a == b, difference.is_zero());
            prop_assert_eq!(a > b, difference.is_positive());
            prop_assert_eq!(&a + &c < &b + &c, a < b);
            if c.is_positive() {
                prop_assert_eq!(&a * &c < &b * &c, a < b);
            }
        }

        #[test]
        fn a_text_comes_back_as_printed(text in decimals()) {
            let value = number(&text);
            let is_zero = text.bytes().all(|byte| !(b'1'..=b'9').contains(&byte));
            let expected = if is_zero { text.trim_start_matches('-') } else { text.as_str() };
            prop_assert_eq!(value.exact_text(), Some(expected.to_owned()));
            prop_assert_eq!(number(&value.short_text(28)), value);
        }

        #[test]
        fn a_rounded_text_is_at_most_half_a_place_off(value in fractions(), places in 0_u32..24) {
            let short = value.short_text(places);
            prop_assert!(short != "-0" && !short.contains(['e', 'E']));
            let written = &Number::power_of_ten(-places.cast_signed());
            let Ok(read) = Number::parse_decimal(&short) else {
                return Ok(()); // longer than any release prints
            };
            let off = (&value - &read).abs();
            prop_assert!(&off + &off <= *written);
            if &off + &off == *written {
                prop_assert!(read.abs() > value.abs());
            }
        }

        #[test]
        fn scaling_there_and_back_changes_nothing(text in decimals(), exponent in -30_i32..30) {
            let value = number(&text);
            let there = value.scaled(&Number::power_of_ten(exponent));
            let back = there.scaled(&Number::power_of_ten(-exponent));
            prop_assert_eq!(&back, &value);
            if exponent <= 0 {
                prop_assert_eq!(back.to_string(), value.to_string());
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*|[-+.0-9]{0,70}") {
            if let Ok(value) = Number::parse_decimal(&text) {
                prop_assert!(value.exact_text().is_some());
            }
        }
    }
}
