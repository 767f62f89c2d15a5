//! Cells in their ordinary form, read from their bytes: plain decimals, ISO dates, years, halves, quarters and months.
//! `None` is no fault: the general code looks at the cell again.

use crate::actuals::panel::{DayCode, Decimal, MAX_DECIMALS};
use crate::period::Period;

/// A plain decimal as a release prints most of them: `-1234.50`, no zeros in front, at most eighteen digits.
pub fn decimal(cell: &[u8]) -> Option<Decimal> {
    let (negative, unsigned) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    let mut digits: i64 = 0;
    let mut point = None;
    // Eighteen digits and a point fit into an i64, and cannot overflow it.
    if unsigned.len() > 19 {
        return None;
    }
    for (index, byte) in unsigned.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            digits = digits * 10 + i64::from(digit);
        } else if *byte == b'.' && point.is_none() {
            point = Some(index);
        } else {
            return None;
        }
    }
    let whole = point.unwrap_or(unsigned.len());
    let decimals = point.map_or(0, |point| unsigned.len() - point - 1);
    let ordinary = match unsigned {
        [] => false,
        [b'0', ..] => whole == 1,
        _ => true,
    };
    let complete = whole > 0 && (point.is_none() || decimals > 0);
    let fits = unsigned.len() - usize::from(point.is_some()) <= MAX_DECIMALS as usize;
    if !(ordinary && complete && fits) || (negative && digits == 0) {
        return None;
    }
    Some(Decimal {
        digits: if negative { -digits } else { digits },
        decimals: u32::try_from(decimals).ok()?,
    })
}

/// A day of the calendar as `2024-06-30`.
pub fn day(cell: &[u8]) -> Option<DayCode> {
    let (month, day) = cell.split_first_chunk::<8>()?;
    let [tens, ones] = *<&[u8; 2]>::try_from(day).ok()?;
    // All at once: what is left of a digit is at most 9, of a dash nothing, and adding the other does not reach 128.
    let rest = u64::from_le_bytes(*month) ^ u64::from_le_bytes(*b"0000-00-");
    let limit = rest.wrapping_add(0x7f76_767f_7676_7676);
    let (tens, ones) = (tens ^ b'0', ones ^ b'0');
    if (rest | limit) & 0x8080_8080_8080_8080 != 0 || tens > 9 || ones > 9 {
        return None;
    }
    let [y1, y2, y3, y4, _, m1, m2, _] = rest.to_le_bytes().map(u32::from);
    let year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
    DayCode::of_day(year, m1 * 10 + m2, u32::from(tens * 10 + ones))
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
    use crate::actuals::printed_number::{Commas, Printed, read_cell};
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
            let Decimal { digits, decimals } = decimal(cell.as_bytes()).expect(cell);
            let quick = Number::decimal(digits, decimals);
            let Ok(Printed::Number(general)) = read_cell(cell, Commas::Group) else {
                panic!("{cell}");
            };
            assert_eq!(quick, general.value, "{cell}");
            assert_eq!(quick.decimals(), general.value.decimals(), "{cell}");
            assert_eq!(quick.to_string(), cell);
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
            assert_eq!(decimal(cell.as_bytes()), None, "{cell}");
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
}
