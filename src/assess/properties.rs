//! What must hold for any numbers: a better actual is never judged worse, and units do not matter.

use proptest::prelude::*;

use super::{
    tests::{indicator, judged_with},
    *,
};
use crate::{number::Number, plan::Measure};

const AIMS: [&str; 7] =
    ["at_least", "more_than", "at_most", "less_than", "between", "about", "budget"];

/// Two decimals between -500.00 and 500.00, as printed.
fn value() -> impl Strategy<Value = String> {
    (-50_000_i64..50_000).prop_map(hundredths)
}

fn hundredths(value: i64) -> String {
    Number::from(value).scaled(&Number::power_of_ten(-2)).to_string()
}

fn aim_text(aim: &str, target: &str) -> String {
    match aim {
        "between" => format!("between {target} 1000"),
        "about" => format!("about {target} 0.5"),
        other => format!("{other} {target}"),
    }
}

/// Half a year into a plan of two years, or at its end.
const FIGURE_PERIODS: [&str; 2] = ["2021", "2022"];

fn finding_of(measure: Measure, aim: &str, target: &str, baseline: &str, figure: &str) -> Finding {
    finding_by(None, measure, aim, target, baseline, figure)
}

fn finding_by(
    method: Option<Method>,
    measure: Measure,
    aim: &str,
    target: &str,
    baseline: &str,
    figure: &str,
) -> Finding {
    let stated = format!("2020={baseline}");
    let unit = if measure == Measure::Rate { "%" } else { "家" };
    let baseline = (measure == Measure::Level).then_some(stated.as_str());
    let indicator = indicator(measure, unit, &aim_text(aim, target), "2021/2022", baseline);
    judged_with(&indicator, figure, "2023-03-31", method)
}

/// Three years before the figure, so that there is a mean change to carry on.
fn with_history(history: &[String; 3], figure: &str) -> String {
    let [one, two, three] = history;
    format!("2018={one}, 2019={two}, 2020={three}, 2021={figure}")
}

fn magnified(text: &str, zeros: usize) -> String {
    let number = Number::parse_decimal(text).unwrap();
    let power = Number::power_of_ten(i32::try_from(zeros).unwrap());
    number.scaled(&power).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_better_actual_is_never_judged_worse(
        measure in prop::sample::select(vec![Measure::Level, Measure::Total, Measure::Rate, Measure::EveryYear]),
        aim in prop::sample::select(AIMS.to_vec()),
        period in prop::sample::select(FIGURE_PERIODS.to_vec()),
        (target, baseline, one, other) in (value(), value(), value(), value()),
    ) {
        let at = |figure: &str| finding_of(measure, aim, &target, &baseline, &format!("{period}={figure}"));
        let (one, other) = (at(&one), at(&other));
        let (worse, better) = if one.gap <= other.gap { (one, other) } else { (other, one) };
        if worse.verdict.is_graded() && better.verdict.is_graded() {
            prop_assert!(
                better.verdict <= worse.verdict,
                "{:?} {:?} is better than {:?} {:?}", better.gap, better.verdict, worse.gap, worse.verdict
            );
        }
    }

    #[test]
    fn a_better_actual_is_never_judged_worse_by_another_method(
        method in prop::sample::select(vec![Method::Compound, Method::Projection]),
        measure in prop::sample::select(vec![Measure::Level, Measure::Rate]),
        aim in prop::sample::select(AIMS.to_vec()),
        history in [value(), value(), value()],
        (target, baseline, one, other) in (value(), value(), value(), value()),
    ) {
        let at = |figure: &str| {
            let figures = with_history(&history, figure);
            finding_by(Some(method), measure, aim, &target, &baseline, &figures)
        };
        let (one, other) = (at(&one), at(&other));
        let (worse, better) = if one.gap <= other.gap { (one, other) } else { (other, one) };
        if worse.verdict.is_graded() && better.verdict.is_graded() {
            prop_assert!(
                better.verdict <= worse.verdict,
                "{:?} {:?} is better than {:?} {:?}", better.gap, better.verdict, worse.gap, worse.verdict
            );
        }
    }

    #[test]
    fn a_power_of_ten_changes_no_verdict_of_another_method(
        method in prop::sample::select(vec![Method::Compound, Method::Projection]),
        aim in prop::sample::select(vec!["at_least", "more_than", "at_most", "less_than"]),
        zeros in 1_usize..12,
        history in [value(), value(), value()],
        (target, baseline, actual) in (value(), value(), value()),
    ) {
        let by = |zeros: usize| {
            let history = history.clone().map(|value| magnified(&value, zeros));
            let figures = with_history(&history, &magnified(&actual, zeros));
            let (target, baseline) = (magnified(&target, zeros), magnified(&baseline, zeros));
            finding_by(Some(method), Measure::Level, aim, &target, &baseline, &figures)
        };
        let (plain, large) = (by(0), by(zeros));
        prop_assert_eq!((plain.verdict, plain.reason, &plain.flags), (large.verdict, large.reason, &large.flags));
        prop_assert_eq!(plain.ratio, large.ratio);
    }

    #[test]
    fn whatever_the_method_there_is_a_verdict_or_a_reason(
        method in prop::sample::select(Method::CHOICES.to_vec()),
        measure in prop::sample::select(Measure::ALL.to_vec()),
        aim in prop::sample::select(AIMS.to_vec()),
        history in [value(), value(), value()],
        (target, baseline, actual) in (value(), value(), value()),
    ) {
        let figures = with_history(&history, &actual);
        let finding = finding_by(Some(method), measure, aim, &target, &baseline, &figures);
        let explained = finding.verdict == Verdict::NotAssessable;
        prop_assert_eq!(finding.reason.is_some(), explained, "{:?}", finding.verdict);
    }

    #[test]
    fn a_power_of_ten_changes_no_verdict(
        measure in prop::sample::select(vec![Measure::Level, Measure::Total, Measure::Rate]),
        aim in prop::sample::select(vec!["at_least", "more_than", "at_most", "less_than", "budget"]),
        period in prop::sample::select(FIGURE_PERIODS.to_vec()),
        zeros in 1_usize..12,
        (target, baseline, actual) in (value(), value(), value()),
    ) {
        let plain = finding_of(measure, aim, &target, &baseline, &format!("{period}={actual}"));
        let large = finding_of(
            measure,
            aim,
            &magnified(&target, zeros),
            &magnified(&baseline, zeros),
            &format!("{period}={}", magnified(&actual, zeros)),
        );
        prop_assert_eq!((plain.verdict, &plain.ratio, &plain.flags), (large.verdict, &large.ratio, &large.flags));
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing(
        figures in prop::collection::vec((0_usize..6, value(), 1_u32..28), 1..8),
        turns in 0_usize..8,
    ) {
        const PERIODS: [&str; 6] = ["2020", "2021", "2021H1", "2022Q1", "2022", "2021-01/2021-09"];
        // One figure a period and day: two would be a conflict, which the later line wins.
        let mut figures = figures;
        figures.sort_by_key(|(period, _, day)| (*period, *day));
        figures.dedup_by_key(|(period, _, day)| (*period, *day));
        let mut parts: Vec<String> = figures
            .iter()
            .map(|(period, value, day)| format!("{}={value} @2023-01-{day:02}", PERIODS[*period]))
            .collect();
        let straight = parts.join(", ");
        let length = parts.len();
        parts.rotate_left(turns % length);
        let turned = parts.join(", ");
        for measure in [Measure::Level, Measure::Total, Measure::Rate, Measure::EveryYear] {
            let one = finding_of(measure, "at_least", "100", "50", &straight);
            let other = finding_of(measure, "at_least", "100", "50", &turned);
            prop_assert_eq!((one.verdict, one.gap, one.ratio, one.flags), (other.verdict, other.gap, other.ratio, other.flags));
        }
    }

    #[test]
    fn an_older_vintage_changes_nothing(first in value(), second in value(), target in value()) {
        let newest = format!("2021={second} @2022-06-30");
        let both = format!("2021={first} @2022-01-31, {newest}");
        for measure in [Measure::Level, Measure::Total, Measure::Rate, Measure::EveryYear] {
            let alone = finding_of(measure, "at_least", &target, "50", &newest);
            let with_old = finding_of(measure, "at_least", &target, "50", &both);
            prop_assert_eq!((alone.verdict, alone.ratio), (with_old.verdict, with_old.ratio));
        }
    }
}
