//! A number as releases print it: separators, full-width digits, percent signs, 万 and 亿, bounds, and the many marks for
//! a missing figure.
//!
//! Exact from the cell to the [`Number`]. Depends on `number`, `unit`, `plan` and `diag`.

use crate::{
    diag::ValueFault,
    number::{NotADecimal, Number},
    plan::printed,
    unit::Unit,
    words::is_among,
};

use super::Mark;

/// What a comma means in the numbers of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Commas {
    /// It groups digits by three; the point is the decimal sign.
    #[default]
    Group,
    /// It is the decimal sign; the point groups digits by three.
    Decimal,
    /// It could be either (files with the delimiter `;`), so it is rejected.
    Refused,
}

/// A figure with what was printed around its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedNumber {
    /// The value, multiplied by a following 万 or 亿.
    pub value: Number,
    /// Whether it has a percent sign.
    pub percent: bool,
    /// Whether it has a 万 or 亿.
    pub multiplied: bool,
    /// Whether it is in scientific notation.
    pub scientific: bool,
    /// What the words around it say of the true value.
    pub mark: Option<Mark>,
    /// The power of ten of its last digit.
    pub place: i32,
    /// The power of ten of its last digit that is not there for the length of the number alone: of 2000 the hundreds.
    pub round_place: i32,
}

impl PrintedNumber {
    /// Whether the cell contains more than digits and separators.
    pub fn is_adorned(&self) -> bool {
        self.percent || self.multiplied || self.scientific || self.mark.is_some()
    }

    /// The unit of the figure: the row's, otherwise the percent sign's, otherwise the indicator's.
    ///
    /// Errors: a percent sign with another unit, a 万 or 亿 with a unit that already has one.
    pub fn unit(&self, of_row: Option<&Unit>, of_indicator: &Unit) -> Result<Unit, ValueFault> {
        if self.percent {
            let percent = Unit::parse("%");
            return match of_row {
                Some(unit) if unit.factor_to(&percent) != Some(Number::ONE) => {
                    Err(ValueFault::PercentBesideUnit { unit: unit.printed().to_owned() })
                }
                _ => Ok(percent),
            };
        }
        let unit = of_row.unwrap_or(of_indicator);
        if self.multiplied && unit.has_magnitude() {
            return Err(ValueFault::MagnitudeTwice { unit: unit.printed().to_owned() });
        }
        Ok(unit.clone())
    }
}

/// Words before or after a figure, by what they say of it.
type Words<const N: usize> = [(Mark, &'static str); N];

/// Words before a figure, longer ones before those that they begin with.
const BEFORE: Words<6> = [
    (Mark::LowerBound, "不低于|不少于|至少|>=|≥|at least"),
    (Mark::UpperBound, "不超过|<=|≤|at most"),
    (Mark::Above, "超过|超|突破|逾|>|more than|over"),
    (Mark::Below, "不足|不满|<|less than"),
    (Mark::Near, "近|nearly"),
    (Mark::Approximate, "约|about|~|≈"),
];

/// Words after a figure.
const AFTER: Words<3> = [
    (Mark::LowerBound, "以上|+"),
    (Mark::UpperBound, "以下|以内"),
    (Mark::Approximate, "左右|上下"),
];

/// Chinese powers of ten after a figure, longer ones first.
const MAGNITUDES: [(&str, i32); 6] =
    [("万亿", 12), ("千万", 7), ("百万", 6), ("亿", 8), ("万", 4), ("千", 3)];

/// Larger exponents are an error of the file.
const MAX_EXPONENT: i32 = 28;

/// Is it a figure?
pub fn is_number(cell: &str, commas: Commas) -> bool {
    matches!(read_cell(cell, commas), Ok(Some(_)))
}

/// What a comma means in a cell that can be read in one way only.
pub fn proven(cell: &str) -> Option<Commas> {
    let ways = [Commas::Group, Commas::Decimal].into_iter();
    let mut ways = ways.filter(|way| is_number(cell, *way));
    ways.next().filter(|_| ways.next().is_none())
}

/// Does it depend on the file what a comma or a point in a cell means?
pub fn is_ambiguous(cell: &str) -> bool {
    read_cell(cell, Commas::Refused) == Err(ValueFault::CommaInSemicolonFile)
}

/// What a cell of a spreadsheet has instead of a value: a formula that was not computed, or the error that it gave.
pub fn no_value(text: &str) -> Option<ValueFault> {
    let is_error = || text.starts_with('#') && text.ends_with(['!', '?', 'A']);
    match text.strip_prefix('=') {
        Some(_) => Some(ValueFault::Formula),
        None if is_error() => Some(ValueFault::ErrorCell),
        None => None,
    }
}

/// Reads a cell of the value column; `None` where the release has no figure.
pub fn read_cell(cell: &str, commas: Commas) -> Result<Option<PrintedNumber>, ValueFault> {
    let narrow = narrow(cell);
    let text = narrow.trim();
    if is_missing(text) {
        return Ok(None);
    }
    if let Some(fault) = no_value(text) {
        return Err(fault);
    }
    let (text, before) = strip_word(text, &BEFORE, text.chars().next(), |text, word| {
        let start = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
        text.get(start.len()..)
    });
    let (text, after) =
        strip_word(text, &AFTER, text.chars().next_back(), |text, word| text.strip_suffix(word));
    let mark = match (before, after) {
        // 超1500以上 says no less than 超1500.
        (Some(Mark::Above), Some(Mark::LowerBound))
        | (Some(Mark::Below), Some(Mark::UpperBound)) => before,
        (Some(one), Some(other)) if one != other => return Err(ValueFault::NotANumber),
        (one, other) => one.or(other),
    };
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let magnitude = MAGNITUDES.iter().find_map(|(word, exponent)| {
        text.strip_suffix(word).map(|rest| (rest.trim_end(), *exponent))
    });
    let (digits, exponent) = magnitude.unwrap_or((text, 0));
    let (mantissa, power) = split_exponent(digits)?;
    let scientific = power.is_some();
    if scientific && magnitude.is_some() {
        return Err(ValueFault::NotANumber);
    }
    let plain = without_separators(mantissa, commas)?;
    let value = Number::parse_decimal(&plain).map_err(|fault| match fault {
        NotADecimal::TooLong => ValueFault::TooManyDigits,
        NotADecimal::Malformed => ValueFault::NotANumber,
    })?;
    let shift = exponent + power.unwrap_or(0);
    let (place, round_place) = last_places(&plain);
    let value = if shift == 0 { value } else { value.scaled(&Number::power_of_ten(shift)) };
    Ok(Some(PrintedNumber {
        place: place + shift,
        round_place: round_place + shift,
        value,
        percent,
        multiplied: magnitude.is_some(),
        scientific,
        mark,
    }))
}

/// A figure as it is shown with a unit.
pub fn with_unit(figure: &str, unit: &str) -> String {
    let gap = if unit.starts_with(|first: char| first.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{figure}{gap}{unit}")
}

/// The powers of ten of the last digit of a plain decimal, and of the last one that counts in a round number: zeros at the end
/// of a whole number count up to its second digit.
pub fn last_places(plain: &str) -> (i32, i32) {
    let place = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    if let Some((_, part)) = plain.split_once('.') {
        return (-place(part.len()), -place(part.len()));
    }
    let digits = plain.trim_start_matches(['-', '+', '0']);
    (0, place(round_zeros(digits.len(), digits.len() - digits.trim_end_matches('0').len())))
}

/// Of the zeros at the end of a whole number of so many digits those that do not count.
pub fn round_zeros(digits: usize, zeros: usize) -> usize {
    zeros.min(digits.saturating_sub(2))
}

/// Full-width forms, no-break spaces and the minus sign in ASCII.
fn narrow(cell: &str) -> String {
    cell.chars()
        .map(|character| match character {
            '−' => '-',
            '，' => ',',
            '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
            other => printed::narrow(other),
        })
        .collect()
}

/// The marks that statistics print for a missing figure.
pub fn is_missing(text: &str) -> bool {
    let marks = "- -- – — —— … …… .. ... / : 暂无 未公布 na n/a n.a. nan null";
    let is_number = text.starts_with(|first: char| first.is_ascii_digit());
    text.is_empty() || !is_number && is_among(&text.to_ascii_lowercase(), marks)
}

/// A text without the word at its edge, of which the first character or the last one is told.
fn strip_word<'a>(
    text: &'a str,
    words: &[(Mark, &str)],
    edge: Option<char>,
    strip: impl Fn(&'a str, &str) -> Option<&'a str>,
) -> (&'a str, Option<Mark>) {
    if edge.is_some_and(|edge| edge.is_ascii_digit()) {
        return (text, None);
    }
    let found = words.iter().find_map(|(mark, words)| {
        let rest = words.split('|').find_map(|word| strip(text, word))?;
        Some((rest.trim(), Some(*mark)))
    });
    found.unwrap_or((text, None))
}

/// Splits `1.2E+05` into `1.2` and `5`.
fn split_exponent(digits: &str) -> Result<(&str, Option<i32>), ValueFault> {
    let Some((mantissa, exponent)) = digits.split_once(['e', 'E']) else {
        return Ok((digits, None));
    };
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let all_digits = !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits {
        return Err(kind_of(digits));
    }
    match exponent.parse::<i32>() {
        Ok(power) if power.abs() <= MAX_EXPONENT => Ok((mantissa, Some(power))),
        _ => Err(ValueFault::TooManyDigits),
    }
}

/// The digits with the decimal point as the only separator.
fn without_separators(digits: &str, commas: Commas) -> Result<String, ValueFault> {
    let known = |character: char| character.is_ascii_digit() || ".,+- ".contains(character);
    if !digits.chars().all(known) {
        return Err(kind_of(digits));
    }
    let (group, decimal) = match commas {
        Commas::Decimal => ('.', ','),
        Commas::Group | Commas::Refused => (',', '.'),
    };
    let unsigned = digits.trim_start_matches(['+', '-']);
    if commas == Commas::Refused && (digits.contains(',') || is_grouped(unsigned, '.')) {
        return Err(ValueFault::CommaInSemicolonFile);
    }
    // Spaces group alone; where they do not, the cell holds something else than one number.
    let (group, [mixed, ambiguous]) = if digits.contains(' ') {
        (' ', [ValueFault::NotANumber, ValueFault::NotANumber])
    } else {
        (group, [ValueFault::MixedSeparators, ValueFault::AmbiguousSeparator])
    };
    if let (Some(first_decimal), Some(last_group)) = (digits.find(decimal), digits.rfind(group))
        && first_decimal < last_group
    {
        return Err(mixed);
    }
    let (whole, part) = match digits.split_once(decimal) {
        Some((whole, part)) => (whole, Some(part)),
        None => (digits, None),
    };
    let unsigned = whole.trim_start_matches(['+', '-']);
    if unsigned.contains(group) && !is_grouped(unsigned, group) {
        return Err(ambiguous);
    }
    let mut plain: String = whole.chars().filter(|character| *character != group).collect();
    if let Some(part) = part {
        plain.push('.');
        plain.push_str(part);
    }
    Ok(plain)
}

/// Does the sign stand before three digits each time? 0,123 is not a grouped number: a group never follows a single zero.
fn is_grouped(unsigned: &str, sign: char) -> bool {
    let mut groups = unsigned.split(sign);
    let first = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'));
    let mut groups = groups.peekable();
    first && groups.peek().is_some() && groups.all(|three| three.len() == 3)
}

/// A number followed by words is most often a number with its unit.
fn kind_of(text: &str) -> ValueFault {
    let digits = text.trim_start_matches(['+', '-']);
    let starts_with_digit = digits.starts_with(|character: char| character.is_ascii_digit());
    let rest = digits.trim_start_matches(|character: char| {
        character.is_ascii_digit() || "., ".contains(character)
    });
    let word_follows = !rest.is_empty() && rest.chars().all(|c| c.is_alphabetic() || c == ' ');
    if starts_with_digit && word_follows { ValueFault::UnitInCell } else { ValueFault::NotANumber }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(cell: &str) -> PrintedNumber {
        match read_cell(cell, Commas::Group) {
            Ok(Some(number)) => number,
            other => panic!("{cell}: {other:?}"),
        }
    }

    fn fault(cell: &str) -> ValueFault {
        match read_cell(cell, Commas::Group) {
            Err(fault) => fault,
            other => panic!("{cell}: {other:?}"),
        }
    }

    #[test]
    fn plain_grouped_and_full_width_digits() {
        for (cell, text) in [
            ("0", "0"),
            ("-0", "0"),
            ("007", "7"),
            (" 1234.50 ", "1234.50"),
            ("1,234.5", "1234.5"),
            ("1,234,567", "1234567"),
            ("-12,345", "-12345"),
            ("+5", "5"),
            ("−5.5", "-5.5"),
            ("－5", "-5"),
            ("１２３．５", "123.5"),
            ("１，２３４", "1234"),
            ("1 234 567.8", "1234567.8"),
            ("1\u{a0}234", "1234"),
            ("-1\u{202f}234", "-1234"),
            ("1234567890123456789012345678", "1234567890123456789012345678"),
        ] {
            let read = number(cell);
            assert_eq!(read.value.to_string(), text, "{cell}");
            assert!(!read.is_adorned(), "{cell}");
        }
    }

    #[test]
    fn percent_magnitude_exponent() {
        assert!(number("12.3%").percent);
        assert!(number("１２.３％").percent);
        assert_eq!(number("12.3 %").value.to_string(), "12.3");
        assert_eq!(number("1.55万").value.to_string(), "15500");
        assert_eq!(number("3亿").value.to_string(), "300000000");
        assert_eq!(number("1.2万亿").value.to_string(), "1200000000000");
        assert!(number("1.55万").multiplied);
        assert_eq!(number("1.2E+05").value.to_string(), "120000");
        assert_eq!(number("1.2e-2").value.to_string(), "0.012");
        assert!(number("1.2E+05").scientific);
    }

    #[test]
    fn words_around_a_figure() {
        for (mark, cells) in [
            (
                Mark::LowerBound,
                "1500以上|>=1500|≥1500|1500+|1,500+|不低于1500|at least 1,500|0.15万以上",
            ),
            (
                Mark::Above,
                "超1500|超过1500|突破1500|逾1500|>1500|＞1500|> 1500|超1500以上|More than 1500|over 1,500",
            ),
            (Mark::UpperBound, "1500以下|1500以内|<=1500|≤1500|不超过1500|at most 1500"),
            (Mark::Below, "不足1500|不满1500|<1500|＜1500|不足1500以下|Less than 1500"),
            (Mark::Near, "近1500|Nearly 1500|近 0.15万"),
            (
                Mark::Approximate,
                "约1500|1500左右|1500上下|约1500左右|about 1,500|~1500|～1500|≈1500",
            ),
        ] {
            for cell in cells.split('|') {
                let read = number(cell);
                assert_eq!(read.value, Number::from(1500), "{cell}");
                assert_eq!(read.mark, Some(mark), "{cell}");
            }
        }
        for cell in
            ["约1500以上", "近1500左右", "超1500以下", "不足1500以上", "1500以上左右", "overall 5"]
        {
            assert!(read_cell(cell, Commas::Group).is_err(), "{cell}");
        }
    }

    #[test]
    fn the_last_digit_that_was_printed() {
        for (cell, place, round_place) in [
            ("2000", 0, 2),
            ("2,000", 0, 2),
            ("-2000", 0, 2),
            ("1200", 0, 2),
            ("1250", 0, 1),
            ("12500", 0, 2),
            ("50", 0, 0),
            ("100", 0, 1),
            ("7", 0, 0),
            ("0", 0, 0),
            ("5.4", -1, -1),
            ("2000.0", -1, -1),
            ("1.2万", 3, 3),
            ("1.20万", 2, 2),
            ("5万", 4, 4),
            ("500万", 4, 5),
            ("1.2E+05", 4, 4),
        ] {
            let read = number(cell);
            assert_eq!((read.place, read.round_place), (place, round_place), "{cell}");
        }
    }

    #[test]
    fn missing() {
        for cell in [
            "", "  ", "\u{3000}", "-", "－", "−", "—", "——", "…", "……", "...", "NA", "n/a", "/",
            "：",
        ] {
            assert_eq!(read_cell(cell, Commas::Group), Ok(None), "{cell:?}");
        }
    }

    #[test]
    fn faults_say_what_is_wrong() {
        for cell in [
            "abc",
            ".5",
            "5.",
            "1.2.3",
            "--5",
            "5-",
            "+",
            "1 23",
            "1 234 5",
            "0 123",
            "1 234,567",
            "1,234 567",
            "1.5 234",
            "- 5",
            "inf",
            "0x10",
            "(5)",
            "1-2",
            "1e",
            "\0",
            "1\0",
            "1.5万E3",
        ] {
            let found = fault(cell);
            assert!(
                matches!(found, ValueFault::NotANumber | ValueFault::UnitInCell),
                "{cell:?}: {found:?}"
            );
        }
        for cell in ["1,5", "1,2345", "1234,567", ",5", "1,,234", "0,123", "1,234,56"] {
            assert_eq!(fault(cell), ValueFault::AmbiguousSeparator, "{cell}");
        }
        assert_eq!(fault("1.234,5"), ValueFault::MixedSeparators);
        assert_eq!(fault("1500家"), ValueFault::UnitInCell);
        assert_eq!(fault("1.5亿元"), ValueFault::UnitInCell);
        assert_eq!(fault("12345678901234567890123456789"), ValueFault::TooManyDigits);
        assert_eq!(fault("1E+99999999999"), ValueFault::TooManyDigits);
    }

    #[test]
    fn commas_by_convention() {
        let read = |cell, commas| match read_cell(cell, commas) {
            Ok(Some(number)) => Ok(number.value.to_string()),
            Ok(None) => Ok(String::new()),
            Err(fault) => Err(fault),
        };
        assert_eq!(read("1,5", Commas::Decimal), Ok("1.5".to_owned()));
        assert_eq!(read("1.234,5", Commas::Decimal), Ok("1234.5".to_owned()));
        assert_eq!(read("1 234,5", Commas::Decimal), Ok("1234.5".to_owned()));
        assert_eq!(read("1.5", Commas::Decimal), Err(ValueFault::AmbiguousSeparator));
        assert_eq!(read("1,234.5", Commas::Decimal), Err(ValueFault::MixedSeparators));
        assert_eq!(read("1,234", Commas::Refused), Err(ValueFault::CommaInSemicolonFile));
        assert_eq!(read("1234.5", Commas::Refused), Ok("1234.5".to_owned()));
        assert_eq!(read("-1.234", Commas::Refused), Err(ValueFault::CommaInSemicolonFile));
        assert_eq!(read("1234.567", Commas::Refused), Ok("1234.567".to_owned()));
        assert_eq!(read("0.567", Commas::Refused), Ok("0.567".to_owned()));
    }

    #[test]
    fn the_unit_must_agree_with_the_cell() {
        let own = Unit::parse("万件");
        let percent = number("12.3%");
        assert!(percent.unit(Some(&Unit::parse("%")), &own).is_ok());
        assert!(percent.unit(None, &own).is_ok_and(|unit| unit.is_share()));
        for other in ["‰", "家", "亿元"] {
            let found = percent.unit(Some(&Unit::parse(other)), &own);
            assert!(matches!(found, Err(ValueFault::PercentBesideUnit { .. })), "{other}");
        }
        let multiplied = number("1.55万");
        assert!(multiplied.unit(Some(&Unit::parse("件")), &own).is_ok());
        for unit in [Some(Unit::parse("万家")), None] {
            let found = multiplied.unit(unit.as_ref(), &own);
            assert!(matches!(found, Err(ValueFault::MagnitudeTwice { .. })));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(cell in ".*") {
            for commas in [Commas::Group, Commas::Decimal, Commas::Refused] {
                let _ = read_cell(&cell, commas);
            }
        }

        #[test]
        fn digits_survive(whole in 0_u64..=u64::MAX, part in "[0-9]{0,8}", negative: bool) {
            let sign = if negative { "-" } else { "" };
            let text = if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") };
            let back = number(&text).value.to_string();
            let zero = text.bytes().all(|byte| !(b'1'..=b'9').contains(&byte));
            prop_assert_eq!(back.as_str(), if zero { text.trim_start_matches('-') } else { text.as_str() });
        }

        #[test]
        fn grouping_changes_nothing(whole in 1_000_u64..=u64::MAX) {
            let plain = whole.to_string();
            let mut grouped = String::new();
            for (index, digit) in plain.chars().enumerate() {
                if index > 0 && (plain.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(number(&grouped).value, number(&plain).value);
        }
    }
}
