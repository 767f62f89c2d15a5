//! Figures that are off by a power of ten that a unit would explain: 0.0365 for 3.65 %, 1.94 for 1.94万.
//!
//! Only figures without a unit, and shares below 1, may be so. They are held against the baseline, the target and the other
//! figures of their series; one of these that is near answers for them.

use super::Observation;
use crate::{
    diag::Beside,
    number::Number,
    plan::{Figure, Indicator, Measure},
};

/// A figure that is off.
#[derive(Debug, Clone)]
pub struct Off {
    pub figure: Observation,
    /// What was probably meant.
    pub meant: Number,
    pub beside: Beside,
    pub than: Number,
}

/// Powers of ten between units: of a percentage, of 万, of 亿.
const POWERS: [i32; 3] = [2, 4, 8];

/// The power of ten by which a value is to be multiplied so that it lies within a third of another.
fn power(value: &Number, than: &Number) -> Option<i32> {
    let near = |power: i32| {
        let value = value.abs().scaled(&Number::power_of_ten(power)).scaled(&Number::from(3));
        let than = than.abs();
        value >= than.scaled(&Number::from(2)) && value <= than.scaled(&Number::from(4))
    };
    POWERS.into_iter().flat_map(|power| [power, -power]).find(|power| near(*power))
}

/// Do two values differ by less than a factor of five?
fn are_near(one: &Number, other: &Number) -> bool {
    let [one, other] = [one.abs(), other.abs()];
    let five = Number::from(5);
    one.scaled(&five) >= other && other.scaled(&five) >= one
}

/// The middle one of the other figures that last as long as this one, if there are at least two, of which most are near it.
fn others(figure: &Observation, all: &[&Observation]) -> Option<Number> {
    let mut values: Vec<Number> = all
        .iter()
        .filter(|it| it.origin != figure.origin && it.period.months() == figure.period.months())
        .map(|it| it.value.abs())
        .collect();
    values.sort();
    let middle = values.get(values.len() / 2)?;
    let near = values.iter().filter(|value| are_near(value, middle)).count();
    (values.len() > 1 && near * 2 > values.len()).then(|| middle.clone())
}

/// May a figure be in another unit than it is read in: has it none, or is it a share below 1?
pub fn may_be_off(of: &Figure, figure: &Observation) -> bool {
    figure.unitless || of.unit.is_share() && figure.value.abs() < Number::ONE
}

/// The first of these figures that is off.
pub fn off(of: &Figure, indicator: Option<&Indicator>, all: &[&Observation]) -> Option<Off> {
    let all: Vec<&Observation> = all.iter().copied().filter(|it| !it.value.is_zero()).collect();
    // A total grows towards its target, and of a growth per year the figures are levels.
    let direct = indicator.filter(|it| matches!(it.measure, Measure::Level | Measure::Rate));
    let baseline = direct.and_then(|it| it.baseline.as_ref()?.value.clone());
    let target = direct.and_then(|it| Some(it.target.value()?.value.clone()));
    // To look at all others costs the most: only of a figure that may be off.
    let mut suspects = all.iter().filter(|figure| may_be_off(of, figure));
    suspects.find_map(|figure| {
        let beside = [
            (Beside::Baseline, baseline.clone()),
            (Beside::Target, target.clone()),
            (Beside::Others, others(figure, &all)),
        ];
        let known: Vec<(Beside, Number)> = beside
            .into_iter()
            .filter_map(|(beside, than)| Some((beside, than?)))
            .filter(|it| !it.1.is_zero())
            .collect();
        if known.iter().any(|(_, than)| are_near(&figure.value, than)) {
            return None;
        }
        known.into_iter().find_map(|(beside, than)| {
            let power = power(&figure.value, &than)?;
            (figure.unitless || power == 2).then(|| Off {
                figure: (*figure).clone(),
                meant: figure.value.scaled(&Number::power_of_ten(power)),
                beside,
                than,
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_between_units() {
        let number = |text: &str| Number::parse_decimal(text).unwrap();
        for (value, than, meant) in [
            ("0.0365", "3.5", Some("3.65")),
            ("1.94", "20000", Some("19400")),
            ("510000000000", "5000", Some("5100")),
            ("0.0466", "3.5", Some("4.66")),
            ("0.0467", "3.5", None),
            ("0.0233", "3.5", None),
            ("3.65", "3.5", None),
            ("35", "3.5", None),
            ("-0.0365", "3.5", Some("-3.65")),
            ("0.5", "0.5", None),
        ] {
            let power = power(&number(value), &number(than));
            let found = power.map(|power| number(value).scaled(&Number::power_of_ten(power)));
            assert_eq!(found, meant.map(number), "{value} {than}");
        }
    }
}
