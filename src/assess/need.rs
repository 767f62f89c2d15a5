//! What a row of an indicator can rest on, told from the plan alone, so that the rest of a panel stays packed.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Asked, Method};
use crate::{
    actuals::panel::{DayCode, Need},
    calendar::Calendar,
    plan::{Derivation, Goal, Indicator, Kind, Measure, Plan},
};

/// What the row of each indicator needs of its series, where nothing but the row is asked for.
///
/// A level on its schedule is judged by its baseline and its newest figure; whether it slips, by the figure before. Every
/// other measure and method, and whatever another indicator refers to, needs all.
pub fn needs_of_rows(plan: &Plan, as_of: NaiveDate, asked: Asked<'_>) -> Vec<Need> {
    let method = asked.method.or(plan.method).unwrap_or_default();
    let in_part = asked.rows_only && !asked.other_methods && method == Method::Schedule;
    let operands = referred_to(plan);
    let need = |indicator: &Indicator| {
        if !in_part || operands.contains(indicator.id.as_str()) {
            return Need::All;
        }
        newest_years(&indicator.in_force(as_of), as_of).unwrap_or_default()
    };
    plan.indicators.iter().map(need).collect()
}

fn newest_years(indicator: &Indicator, as_of: NaiveDate) -> Option<Need> {
    let is_level = indicator.measure == Measure::Level
        && matches!(indicator.target, Goal::Value(_) | Goal::Change(_))
        && indicator.from.is_none()
        && indicator.every.is_none()
        && indicator.kind.calendar.is_common();
    if !is_level {
        return None;
    }
    let baseline = if let Some(stated) = &indicator.baseline {
        let end = stated.period.last();
        let by_its_end = indicator.kind == Kind::Stock && end.number() == 12;
        let is_year = Calendar::COMMON.is_year(stated.period) || by_its_end;
        if stated.value.is_some() { None } else { Some(is_year.then(|| end.year())?) }
    } else {
        // The newest figure before the period, if it is that of the year before.
        let eve = indicator.period.eve();
        Some((eve.number() == 12).then(|| eve.year())?)
    };
    let deadline = indicator.deadline.last();
    let until = if deadline.number() == 12 { deadline.year() } else { deadline.year() - 1 };
    Some(Need::NewestYears { baseline, until, known_on: DayCode::of(as_of) })
}

/// The ids from whose figures those of another indicator or series follow, or with which they are compared.
fn referred_to(plan: &Plan) -> HashSet<&str> {
    let operands = plan.figures().filter_map(|it| it.from.as_ref());
    let operands = operands.flat_map(Derivation::operands);
    let compared = plan.indicators.iter().flat_map(Indicator::goals).filter_map(Goal::reference);
    operands.chain(compared.map(|it| it.series.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::actuals::panel::{
        Conversion, Decimal, Packed, Panel, PanelRegion, TextOf, Texts, Unpacker,
    };
    use crate::actuals::{Mark, Quality};
    use crate::assess::assess_one;
    use crate::assess::tests::{indicator, plan_of};
    use crate::number::Number;
    use crate::period::Period;
    use crate::plan::{Amendment, Baseline};

    const PERIODS: [&str; 6] = ["2015", "2016", "2017", "2018", "2019", "2020"];
    /// Most figures are ordinary; with one that is not the series is needed whole.
    const ODD_PERIODS: [&str; 3] = ["2019Q2", "2018-06", "2017/2018"];
    const ODD_MARKS: [Mark; 6] = [
        Mark::Preliminary,
        Mark::Estimate,
        Mark::Approximate,
        Mark::LowerBound,
        Mark::Doubtful,
        Mark::Break,
    ];

    #[derive(Debug, Clone)]
    struct Figure {
        period: &'static str,
        digits: i64,
        day: NaiveDate,
        quality: Quality,
    }

    fn figures() -> impl Strategy<Value = Vec<Figure>> {
        let period = prop_oneof![
            30 => prop::sample::select(PERIODS.to_vec()),
            1 => prop::sample::select(ODD_PERIODS.to_vec()),
        ];
        let quality = prop_oneof![
            20 => Just(Quality::FINAL),
            1 => prop::sample::select(ODD_MARKS.to_vec()).prop_map(|mark| Quality::FINAL.with(mark)),
        ];
        let day = (0_u64..2200).prop_map(|days| {
            let first = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();
            first + chrono::Days::new(days)
        });
        let figure = (period, 50_i64..150, day, quality)
            .prop_map(|(period, digits, day, quality)| Figure { period, digits, day, quality });
        prop::collection::vec(figure, 0..10)
    }

    fn panel(plan: &Plan, figures: &[Figure]) -> Panel {
        let texts = Texts { unit: String::new(), source: "年鉴".into(), note: String::new() };
        let (wanted, text) = (plan.wanted(None), TextOf { number: 0, own: false });
        let packed = figures.iter().enumerate().map(|(line, figure)| {
            let value = Decimal { digits: figure.digits, decimals: 0 };
            let period = Period::parse(figure.period).and_then(Period::code).unwrap();
            let line = u32::try_from(line).unwrap() + 2;
            let day = (DayCode::of(figure.day), true);
            Packed::new(value, (period, figure.quality), day, (0, text), line)
        });
        Panel {
            first_lines: vec![0],
            series: wanted.iter().map(|wanted| wanted.id.clone()).collect(),
            conversions: vec![wanted.iter().map(|wanted| Conversion::new("", wanted)).collect()],
            texts: [texts].into_iter().collect(),
            regions: vec![PanelRegion {
                name: "R".into(),
                packed: packed.collect(),
                ..PanelRegion::default()
            }],
            ..Panel::default()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn a_row_is_the_same_with_what_it_needs(
            figures in figures(),
            as_of in prop::sample::select(vec!["2017-06-30", "2019-03-31", "2021-12-31", "2023-12-31"]),
            unit in prop::sample::select(vec!["亿元", "家", "%"]),
            aim in prop::sample::select(vec!["at_least 100", "at_most 90", "within 80 110", "about 100 5", "more_than 120"]),
            baseline in prop::sample::select(vec![None, Some("2016"), Some("2016=95"), Some("2016-12"), Some("2016-06")]),
            deadline in prop::sample::select(vec!["2018", "2019", "2020", "2020-06"]),
            method in prop::sample::select(vec![None, Some(Method::Compound), Some(Method::Projection)]),
            amended: bool,
        ) {
            let mut indicator = indicator(Measure::Level, unit, aim, "2017/2020", baseline);
            indicator.deadline = Period::parse(deadline).unwrap();
            if amended {
                indicator.amendments.push(Amendment {
                    on: "2018-01-01".parse().unwrap(),
                    deadline: Period::parse("2019"),
                    target: None,
                    milestones: None,
                    withdrawn: false,
                    retroactive: false,
                    document: None,
                    citations: Vec::new(),
                });
            }
            let plan = plan_of(&indicator);
            let as_of = as_of.parse().unwrap();
            let asked = Asked {
                method,
                rows_only: true,
                ..Asked::default()
            };
            let needs = needs_of_rows(&plan, as_of, asked);
            let panel = panel(&plan, &figures);
            let mut unpacker = Unpacker::new(&panel);
            let whole = unpacker.actuals(&panel.regions[0]);
            let needed = unpacker.for_rows(&panel.regions[0], &needs).0;
            let [whole, needed] = [whole, needed]
                .map(|actuals| format!("{:?}", assess_one(&plan, &actuals, as_of, asked, 0)));
            prop_assert_eq!(needed, whole);
        }
    }

    #[test]
    fn a_long_series_of_years_is_needed_in_part() {
        let figures: Vec<Figure> = PERIODS
            .iter()
            .zip([90, 95, 100, 101, 102, 103])
            .map(|(period, digits)| Figure {
                period,
                digits,
                day: Period::parse(period).unwrap().last_day(),
                quality: Quality::FINAL,
            })
            .collect();
        let as_of = "2021-06-30".parse().unwrap();
        let asked = Asked { rows_only: true, ..Asked::default() };
        let kept = |baseline: Baseline| {
            let mut indicator =
                indicator(Measure::Level, "亿元", "at_least 110", "2017/2020", None);
            indicator.baseline = Some(baseline);
            let plan = plan_of(&indicator);
            let panel = panel(&plan, &figures);
            let needs = needs_of_rows(&plan, as_of, asked);
            let mut unpacker = Unpacker::new(&panel);
            let actuals = unpacker.for_rows(&panel.regions[0], &needs).0;
            let years = actuals.series("x", "R").iter();
            years.map(|it| it.period.to_string()).collect::<Vec<_>>()
        };
        let of_series = Baseline { period: Period::year(2016).unwrap(), value: None };
        assert_eq!(kept(of_series.clone()), ["2016", "2019", "2020"]);
        let stated = Baseline { value: Some(Number::from(95)), ..of_series.clone() };
        assert_eq!(kept(stated), ["2019", "2020"]);
        let unknown = Baseline { period: Period::year(2010).unwrap(), ..of_series };
        assert_eq!(kept(unknown), PERIODS);
    }
}
