//! The history of an indicator as a row of values at equal steps of time, for a picture of the size of a word.

use std::collections::BTreeMap;

use num_integer::gcd;

use crate::{number::Number, period::Month, record::each, report::Judged};

/// A history of more steps than this keeps the newest.
const MOST_STEPS: usize = 60;

/// The history of a finding at equal steps of time, as known on the as-of date.
///
/// Compared are periods of one kind: the ends of years for a stock, else full years, else the periods like that of
/// the actual, else those that start with the year. For `average-growth` it is the history of the levels, for a
/// list of members how many meet the target.
pub fn of(judged: &Judged<'_>) -> Vec<Option<Number>> {
    at(judged.history())
}

/// Values at the ends of months, at the widest equal steps that hold them all, the oldest first; `None` for a step without
/// one, which the first and the last have. The oldest are left out as long as there would be too many steps.
fn at(values: BTreeMap<Month, Number>) -> Vec<Option<Number>> {
    let Some((newest, _)) = values.last_key_value() else {
        return Vec::new();
    };
    let newest = *newest;
    // From the newest back, months to it.
    let mut back = each(values.into_iter().rev(), |(month, value)| (newest.since(month), value));
    let mut step = step_of(&back);
    while let Some((oldest, _)) = back.last()
        && usize::try_from(steps_back(*oldest, step)).is_ok_and(|steps| steps >= MOST_STEPS)
    {
        back.pop();
        step = step_of(&back);
    }
    let mut steps: Vec<Option<Number>> = Vec::new();
    for (months, value) in back {
        let place = usize::try_from(steps_back(months, step)).unwrap_or(0);
        steps.resize(place, None);
        steps.push(Some(value));
    }
    steps.reverse();
    steps
}

/// The widest step that leads to every value; 0 where there is but one.
fn step_of(back: &[(i32, Number)]) -> i32 {
    back.iter().fold(0, |step, (months, _)| gcd(step, *months))
}

fn steps_back(months: i32, step: i32) -> i32 {
    months.checked_div(step).unwrap_or(0)
}

#[cfg(test)]
mod tests;
