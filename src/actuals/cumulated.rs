//! Figures of quarters or months that look as if each ran from January of its year, without saying so.

use std::collections::BTreeMap;

use super::Observation;
use crate::number::Number;

/// The least figures of a year that show it.
const LEAST: usize = 3;

/// The figures of the first year that look so, and the one of the next year that falls back.
pub fn looks_cumulated<'a>(
    figures: &[&'a Observation],
) -> Option<(Vec<&'a Observation>, &'a Observation)> {
    [1, 3].into_iter().find_map(|months| {
        // By year, each with its number in the year.
        let mut years: BTreeMap<i32, BTreeMap<i64, &Observation>> = BTreeMap::new();
        for figure in
            figures.iter().filter(|it| it.period.months() == months && !it.period.is_day())
        {
            let last = figure.period.last();
            let number = i64::from(last.number()) / i64::from(months);
            years.entry(last.year()).or_default().insert(number, figure);
        }
        years.iter().find_map(|(year, figures)| {
            let ((first_number, first), (_, last)) =
                figures.first_key_value().zip(figures.last_key_value())?;
            let (next_number, next) = years.get(&(year + 1))?.first_key_value()?;
            // At least 0.7 times what the first one would have come to.
            let adds_up = |(number, figure): (&i64, &&Observation)| {
                let expected = first.value.scaled(&Number::from(7 * number));
                figure.value.scaled(&Number::from(10 * first_number)) >= expected
            };
            let falls = next.value.scaled(&Number::from(2)) < last.value;
            let shows = figures.len() >= LEAST && next_number <= first_number;
            (shows && falls && first.value.is_positive() && figures.iter().all(adds_up))
                .then(|| (figures.values().copied().collect(), *next))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn what_looks_cumulated() {
        for (figures, looks) in [
            ("2021Q1=10 2021Q2=22 2021Q3=33 2021Q4=47 2022Q1=11", true),
            ("2021Q1=10 2021Q2=14 2021Q3=21 2022Q1=10", true),
            ("2021Q1=10 2021Q2=13.9 2021Q3=21 2022Q1=10", false),
            ("2021Q1=10 2021Q2=22 2021Q3=33 2021Q4=47", false),
            ("2021Q1=10 2021Q2=22 2021Q3=33 2021Q4=47 2022Q1=50 2022Q2=70", false),
            ("2021Q1=10 2021Q2=22 2022Q1=10", false),
            ("2021Q1=10 2021Q2=11 2021Q3=12 2021Q4=13 2022Q1=14", false),
            ("2021-02=10 2021-03=16 2021-04=21 2021-05=26 2022-02=12", true),
            ("2021-01=10 2022-01=4", false),
            ("2021-01=10 2021-02=10 2021-03=10 2021-04=10 2022-01=10", false),
            ("2021Q1=0 2021Q2=0 2021Q3=0 2022Q1=-1", false),
        ] {
            let rows = figures.split(' ').map(|figure| {
                let (period, value) = figure.split_once('=').expect("a figure");
                format!("R,指标,{period},{value}\n")
            });
            let rows: String = rows.collect();
            let mut plan = fixtures::one();
            plan.indicators[0].name = "指标".to_owned();
            let text = format!("region,indicator,period,value\n{rows}");
            let actuals = fixtures::actuals(&plan, "a.csv", text);
            let all: Vec<&Observation> =
                actuals.series(&plan.indicators[0].id, "R").iter().collect();
            assert_eq!(looks_cumulated(&all).is_some(), looks, "{figures}");
        }
    }
}
