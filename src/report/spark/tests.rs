use super::*;
use crate::{
    actuals::Observation,
    assess::trace::course::comparable,
    fixtures::{self, number, sample},
    plan::Kind,
};

fn spark(values: &[(&str, &str)]) -> Vec<Option<Number>> {
    let values = values.iter().map(|(when, value)| {
        let period = crate::period::Period::parse(when).unwrap();
        (period.last(), number(value))
    });
    at(values.collect())
}

fn shown(spark: &[Option<Number>]) -> String {
    let values = spark.iter();
    let values = values.map(|value| value.as_ref().map_or("-".to_owned(), ToString::to_string));
    values.collect::<Vec<_>>().join(" ")
}

#[test]
fn steps_are_the_widest_that_hold_every_value() {
    for (values, text) in [
        (vec![], ""),
        (vec![("2020", "3")], "3"),
        (vec![("2018", "1"), ("2020", "3")], "1 3"),
        (vec![("2017", "0"), ("2018", "1"), ("2020", "3")], "0 1 - 3"),
        (vec![("2024-03", "1"), ("2024-06", "2"), ("2024-12", "4")], "1 2 - 4"),
    ] {
        let spark = spark(&values);
        assert_eq!(shown(&spark), text, "{values:?}");
        assert_eq!(spark.is_empty(), values.is_empty());
    }
}

#[test]
fn a_long_history_keeps_its_newest_steps() {
    let values = (1900..2025).map(|year| (Month::new(year, 12).unwrap(), Number::from(year)));
    let long = at(values.collect());
    assert_eq!(long.len(), MOST_STEPS);
    assert_eq!(long.last().unwrap(), &Some(Number::from(2024)));
    // One that is far behind all others neither counts nor makes the steps smaller.
    let spark = spark(&[("1900-11", "1"), ("2023-12", "2"), ("2024-12", "3")]);
    assert_eq!(shown(&spark), "2 3");
}

#[test]
fn periods_of_one_kind_are_compared() {
    let one = |when: &str, value: &str| Observation {
        period: crate::period::Period::parse(when).unwrap(),
        value: number(value),
        known: None,
        printed: None,
        published: fixtures::date("2025-01-01"),
        dated: true,
        unitless: false,
        quality: crate::actuals::Quality::FINAL,
        origin: crate::actuals::Origin::of_line(0, 1),
        source: None,
        note: None,
        place: 0,
        early: None,
        derived: None,
    };
    let all = [
        one("2022", "22"),
        one("2023-01/2023-09", "17"),
        one("2023", "23"),
        one("2024Q1", "6"),
        one("2024-01/2024-06", "12"),
        one("2024-01/2024-09", "18"),
    ];
    let known: Vec<&Observation> = all.iter().collect();
    let values = |known: &[&Observation], kind: Kind, like: Option<usize>| {
        shown(&at(comparable(known, kind.into(), like.map(|it| &all[it]))))
    };
    // Full years, where there are two.
    assert_eq!(values(&known, Kind::Flow, Some(5)), "22 23");
    // Else the same months of other years.
    assert_eq!(values(&known[1..], Kind::Ratio, Some(5)), "17 18");
    // Else what has come in since the start of the year.
    assert_eq!(values(&known[3..], Kind::Flow, Some(5)), "6 12 18");
    // A stock has one value a year, the last.
    assert_eq!(values(&known, Kind::Stock, Some(5)), "22 23 18");
}

#[test]
fn a_finding_without_figures_has_no_history() {
    let sample = sample();
    let view = sample.view();
    let sparks: Vec<String> = view.judged().map(|it| shown(&of(&it))).collect();
    assert_eq!(sparks[0], "4.0");
    // The one figure of the last was published later.
    assert_eq!(sparks[7], "");
}
