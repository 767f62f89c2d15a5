//! Problems of actuals in English.

use super::words;
use crate::diag::{MissingColumn, ValueFault};
use crate::lang::ProblemText;

pub(crate) fn rows_en(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

pub(crate) fn names_en(names: usize, more: bool) -> String {
    match (names, more) {
        (names, true) => format!("more than {names} names"),
        (1, false) => "1 name".to_owned(),
        (names, false) => format!("{names} names"),
    }
}

pub(crate) fn missing_english(missing: &MissingColumn) -> String {
    let MissingColumn { column, accepted, nearest } = missing;
    match nearest {
        Some(nearest) => format!("rename \"{nearest}\" to `{column}` if it is meant"),
        None if accepted.is_empty() => format!("name the column `{column}`"),
        None => format!("name the column `{column}` (or {accepted})"),
    }
}

pub(crate) fn value_english(cell: &str, fault: &ValueFault) -> ProblemText {
    match fault {
        ValueFault::NotANumber => words(
            format!("\"{cell}\" is not a number"),
            "not a number",
            "write digits with a point for decimals; leave the cell empty, or write - or NA, where there is no figure",
        ),
        ValueFault::UnitInCell => words(
            format!("\"{cell}\" is a number with a word behind it"),
            "a word behind the number",
            "put the unit into the column `unit`",
        ),
        ValueFault::AmbiguousSeparator => words(
            format!("\"{cell}\" can be read in two ways"),
            "decimals or thousands?",
            "a separator of thousands stands before exactly three digits; for decimals write a point, or say --decimal-comma if the file's decimals stand behind a comma",
        ),
        ValueFault::MixedSeparators => words(
            format!("\"{cell}\" has point and comma in an order that is not this file's"),
            "point and comma",
            "write 1,234.5 or 1234.5; if the file means 1.234,5 throughout, say --decimal-comma",
        ),
        ValueFault::CommaInSemicolonFile => words(
            format!(
                "\"{cell}\" has a comma, which in a file separated by ; may mean decimals or thousands"
            ),
            "decimals or thousands?",
            "say --decimal-comma if it means decimals, else write the number without commas",
        ),
        ValueFault::TooManyDigits => words(
            format!("\"{cell}\" has more than 28 digits"),
            "too long for a number",
            "check that no cells have run together; round the value if it was computed",
        ),
        ValueFault::PercentBesideUnit { unit } => words(
            format!("\"{cell}\" has a percent sign, but its unit is {unit}"),
            "a percent sign",
            "remove the percent sign, or make the unit %",
        ),
        ValueFault::MagnitudeTwice { unit } => words(
            format!("\"{cell}\" has a power of ten of its own, and so has its unit {unit}"),
            "twice multiplied?",
            "write it in one of the two places only",
        ),
    }
}
