//! Cells in their ordinary form, read from their bytes: plain decimals, ISO dates, years, halves, quarters and months.
//! `None` is no fault: the general code looks at the cell again.

use chrono::NaiveDate;

use crate::{
    actuals::panel::{DayCode, Decimal, MAX_DECIMALS},
    period::Period,
};

/// Characters of a number that are read at once.
const AT_ONCE: usize = 16;

/// A plain decimal as a release prints most of them: `-1234.50`, no zeros in front, at most eighteen digits. It is the last
/// `length` bytes of a text.
pub fn decimal(text: &[u8], length: usize) -> Option<Decimal> {
    let cell = text.get(text.len().checked_sub(length)?..)?;
    let unsigned = cell.strip_prefix(b"-").unwrap_or(cell);
    let negative = unsigned.len() < length;
    let word = text.last_chunk().filter(|_| (1..=AT_ONCE).contains(&unsigned.len()));
    let (digits, decimals) = match word {
        Some(word) => digits_at_once(*word, unsigned.len())?,
        None => digits_one_by_one(unsigned)?,
    };
    let whole = unsigned.len() - decimals - usize::from(decimals > 0);
    let ordinary = whole == 1 || whole > 1 && unsigned.first() != Some(&b'0');
    let fits = whole + decimals <= MAX_DECIMALS as usize;
    if !(ordinary && fits) || (negative && digits == 0) {
        return None;
    }
    Some(Decimal {
        digits: if negative { -digits } else { digits },
        decimals: u32::try_from(decimals).ok()?,
    })
}

/// The digits of a number, and how many of them are decimals.
fn digits_one_by_one(number: &[u8]) -> Option<(i64, usize)> {
    let number = std::str::from_utf8(number).ok()?;
    let decimals = number.split_once('.').map(|(_, part)| part.len());
    let digits = number.replacen('.', "", 1);
    let plain = decimals != Some(0) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain).map(|digits| (digits, decimals.unwrap_or(0)))
}

/// The same of the last `length` bytes of a word: without a loop whose end, and without a branch whose way, no processor
/// could guess.
fn digits_at_once(word: [u8; AT_ONCE], length: usize) -> Option<(i64, usize)> {
    const EACH: u128 = u128::MAX / 0xff;
    const LOW_BITS: u128 = 0x7f * EACH;
    // Eight digits, the first one lowest: as pairs, and the pairs as one number in the upper half.
    let eight = |digits: [u8; 8]| {
        let digits = u64::from_le_bytes(digits);
        let pairs = digits * 10 + (digits >> 8);
        let [odd, even] = [pairs, pairs >> 16].map(|every_other| every_other & 0xff_0000_00ff);
        let all = odd.wrapping_mul((1_000_000 << 32) + 100) + even.wrapping_mul((10_000 << 32) + 1);
        (all >> 32).cast_signed()
    };
    let before = 8 * (AT_ONCE - length);
    let mut digits = (u128::from_le_bytes(word) ^ (u128::from(b'0') * EACH)) >> before << before;
    let other = digits ^ (u128::from(b'0' ^ b'.') * EACH);
    let point = !(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
    let mut decimals = 0;
    if point != 0 {
        let up_to = point.trailing_zeros() + 1;
        decimals = AT_ONCE - up_to as usize / 8;
        // What stands before the point moves up to what stands behind it.
        let behind = u128::MAX.checked_shl(up_to)?;
        digits = digits & behind | digits << 8 & !behind;
    }
    if (digits | (digits + 6 * EACH)) & (0xf0 * EACH) != 0 {
        return None;
    }
    let bytes = digits.to_le_bytes();
    Some((eight(*bytes.first_chunk()?) * 100_000_000 + eight(*bytes.last_chunk()?), decimals))
}

/// A day of the calendar as `2024-06-30`.
pub fn day(cell: &[u8]) -> Option<DayCode> {
    let (month, day) = cell.split_first_chunk::<8>()?;
    let [tens, ones] = *<&[u8; 2]>::try_from(day).ok()?;
    // All at once: what is left of a digit is at most 9, of a dash nothing, and adding the other does not reach 128.
    let rest = u64::from_le_bytes(*month) ^ u64::from_le_bytes(*b"0000-00-");
    let limit = rest.wrapping_add(0x7f76_767f_7676_7676);
    let tens = tens ^ b'0';
    let ones = ones ^ b'0';
    if (rest | limit) & 0x8080_8080_8080_8080 != 0 || tens > 9 || ones > 9 {
        return None;
    }
    let [y1, y2, y3, y4, _, m1, m2, _] = rest.to_le_bytes().map(u32::from);
    let year = (y1 * 1000 + y2 * 100 + y3 * 10 + y4).cast_signed();
    let day = NaiveDate::from_ymd_opt(year, m1 * 10 + m2, u32::from(tens * 10 + ones));
    day.filter(|_| y1 > 0).map(DayCode::of)
}

/// A calendar year in four digits.
pub fn year(cell: &[u8]) -> Option<Period> {
    let digits = <&[u8; 4]>::try_from(cell).ok()?.map(|byte| byte ^ b'0');
    if digits.iter().any(|digit| *digit > 9) {
        return None;
    }
    let [y1, y2, y3, y4] = digits.map(i32::from);
    Period::year(y1 * 1000 + y2 * 100 + y3 * 10 + y4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::printed_number::{Commas, read_cell};
    use crate::number::Number;

    #[test]
    fn what_is_read_quickly_is_what_the_general_code_reads() {
        let cells = [
            "0",
            "1",
            "-1",
            "12.5",
            "-12.50",
            "0.5",
            "-0.05",
            "123456789012345678",
            "1234567890123456.78",
            "0.12345678901234567",
        ];
        for cell in cells {
            let Decimal { digits, decimals } = decimal(cell.as_bytes(), cell.len()).expect(cell);
            let quick = Number::decimal(digits, decimals);
            let Ok(Some(general)) = read_cell(cell, Commas::Group) else {
                panic!("{cell}");
            };
            assert_eq!(quick, general.value, "{cell}");
            assert_eq!(quick.decimals(), general.value.decimals(), "{cell}");
            assert_eq!(quick.to_string(), cell);
            let behind = format!("x123456789012345{cell}");
            assert_eq!(
                decimal(behind.as_bytes(), cell.len()),
                Some(Decimal { digits, decimals }),
                "{cell}"
            );
        }
    }

    #[test]
    fn everything_else_is_left_to_the_general_code() {
        for cell in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "+1",
            "007",
            "00",
            "-0",
            "-0.0",
            "1,234",
            "1e5",
            "1.2.3",
            "１２",
            " 1",
            "1 ",
            "1234567890123456789",
            "0.1234567890123456789",
            "--1",
            "12%",
        ] {
            let behind = format!("x123456789012345{cell}");
            for text in [cell, &behind] {
                assert_eq!(decimal(text.as_bytes(), cell.len()), None, "{cell}");
            }
        }
    }

    #[test]
    fn days_and_years() {
        let date = |text: &str| day(text.as_bytes()).map(|code| code.date().to_string());
        for text in ["2024-02-29", "1000-01-01", "9999-12-31"] {
            assert_eq!(date(text).as_deref(), Some(text));
        }
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "0999-01-01",
            "2024/01/01",
            "2024-1-1",
            "2024-01-0:",
            "2024-01-:0",
            "202:-01-01",
            "2024-0/-01",
            "2024.01-01",
            "2024-01.01",
            "2024-01-011",
            "\u{ff12}024-01",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(day(b"2024-02-29") < day(b"2024-03-01"));
        assert_eq!(year(b"2024"), Period::year(2024));
        assert_eq!(
            (year(b"0999"), year(b"20x4"), year(b"2024 "), year(b"202:")),
            (None, None, None, None)
        );
    }

    proptest::proptest! {
        #[test]
        fn digits_read_at_once_are_those_read_one_by_one(
            number in "[0-9.]{1,16}|[0-9]{1,8}\\.[0-9]{1,7}|[0-9./:\u{ff12}-]{1,5}",
            before in "[0-9.,甲-]{16}",
        ) {
            let text = format!("{before}{number}");
            let word = *text.as_bytes().last_chunk().unwrap();
            let number = number.as_bytes();
            proptest::prop_assert_eq!(digits_at_once(word, number.len()), digits_one_by_one(number));
        }
    }
}
