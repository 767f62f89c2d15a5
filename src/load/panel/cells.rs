//! Cells in their ordinary form, read from their bytes: plain decimals, ISO dates, years, halves, quarters and months.
//! `None` is no fault: the general code looks at the cell again.

use crate::actuals::panel::{DayCode, Decimal, MAX_DECIMALS};
use crate::period::Period;

/// A plain decimal as a release prints most of them: `-1234.50`, no zeros in front, at most eighteen digits.
pub(super) fn decimal(cell: &[u8]) -> Option<Decimal> {
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

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + u32::from(digit))
    })
}

/// A day of the calendar as `2024-06-30`.
pub(super) fn day(cell: &[u8]) -> Option<DayCode> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = cell else {
        return None;
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    DayCode::of_day(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
}

/// A calendar year in four digits.
pub(super) fn year(cell: &[u8]) -> Option<Period> {
    if cell.len() != 4 {
        return None;
    }
    Period::year(i32::try_from(number(cell)?).ok()?)
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
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(day(b"2024-02-29") < day(b"2024-03-01"));
        assert_eq!(year(b"2024"), Period::year(2024));
        assert_eq!(
            (year(b"0999"), year(b"20x4"), year(b"2024 ")),
            (None, None, None)
        );
    }
}
