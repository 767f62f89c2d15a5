//! The figures that a plan needs: what somebody has to look up before it can be assessed.

use super::{Derivation, Goal, Indicator, Measure, Plan};
use crate::calendar::Calendar;
use crate::period::Period;

/// One figure that the plan needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Need {
    /// Where it is measured.
    pub region: String,
    /// Its name as printed.
    pub indicator: String,
    /// When.
    pub period: Period,
    /// In which unit.
    pub unit: String,
}

impl Plan {
    /// Every figure that the plan needs, once, by indicator, region and then by time: of indicators, of the operands they
    /// are derived from, of members and of regions compared with.
    pub fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for wanted in self.wanted(None) {
            let name = wanted.name();
            for region in &wanted.regions {
                for period in periods_of(self, &wanted.id) {
                    let need = Need {
                        region: region.clone(),
                        indicator: name.clone(),
                        period,
                        unit: wanted.unit.printed().to_owned(),
                    };
                    // Two targets for one thing are served by one figure.
                    if !needs.contains(&need) {
                        needs.push(need);
                    }
                }
            }
        }
        needs
    }
}

/// The periods of an indicator or series: those its own target needs, and those for which others need it.
fn periods_of(plan: &Plan, id: &str) -> Vec<Period> {
    // What follows from other figures is not looked up itself.
    let mut needed: Vec<Period> = plan
        .indicator(id)
        .filter(|indicator| indicator.from.is_none())
        .map(periods)
        .unwrap_or_default();
    for indicator in &plan.indicators {
        let mut references = indicator.goals().filter_map(|goal| goal.reference());
        let compared = references.any(|it| it.series == id);
        if compared || (indicator.id != id && plan.rests_on(&indicator.id).contains(&id)) {
            let calendar = plan.kind_of(id).calendar;
            needed.extend(course(indicator, calendar).filter(|part| calendar.is_year(*part)));
            let chained = matches!(indicator.from, Some(Derivation::ChainOf(_)));
            needed.extend(calendar.year_before(indicator.period).filter(|_| !chained));
        }
    }
    let in_a_rule = plan.rules.iter().any(|rule| rule.all_fall.iter().any(|other| other == id));
    let alone = plan.series_of(id).is_some_and(|series| series.from.is_none()) && needed.is_empty();
    if in_a_rule || alone {
        let calendar = plan.kind_of(id).calendar;
        needed.extend(calendar.years(plan.period));
        needed.extend(calendar.year_before(plan.period));
    }
    in_order(needed)
}

/// Each once, by their ends.
fn in_order(mut periods: Vec<Period>) -> Vec<Period> {
    periods.sort_by_key(|period| (period.last(), period.first()));
    periods.dedup();
    periods
}

/// The periods whose figures an indicator needs, in order.
fn periods(indicator: &Indicator) -> Vec<Period> {
    let calendar = indicator.kind.calendar;
    let whole_years = course(indicator, calendar).filter(|part| calendar.is_year(*part));
    let mut periods: Vec<Period> = match indicator.measure {
        Measure::Total => course(indicator, calendar).collect(),
        Measure::Level | Measure::EveryYear | Measure::AverageGrowth => {
            // The figure of a year serves for its last day, too.
            let year_end = |it: &Period| it.is_day() && calendar.ends_in(it.last());
            whole_years.chain(Some(indicator.deadline).filter(|it| !year_end(it))).collect()
        }
        Measure::Mean => whole_years.collect(),
        Measure::Rate => vec![indicator.deadline],
    };
    periods.extend(baseline(indicator));
    in_order(periods)
}

/// The baseline's period, unless the plan gives the value; without one, the year before its period, where it is compared
/// with that.
fn baseline(indicator: &Indicator) -> Option<Period> {
    if let Some(baseline) = &indicator.baseline {
        return baseline.value.is_none().then_some(baseline.period);
    }
    let compared = match indicator.measure {
        Measure::Level | Measure::AverageGrowth => true,
        Measure::EveryYear => matches!(indicator.target, Goal::Direction { .. }),
        Measure::Total | Measure::Rate | Measure::Mean => false,
    };
    compared.then(|| indicator.kind.calendar.year_before(indicator.period)).flatten()
}

/// The indicator's period up to its deadline, in years of a calendar; the first and the last may be part of a year.
fn course(indicator: &Indicator, calendar: Calendar) -> impl Iterator<Item = Period> {
    let is_own = calendar == indicator.kind.calendar;
    let period = if is_own { indicator.period } else { calendar.ending_in(indicator.period) };
    let end = period.last().min(indicator.deadline.last());
    calendar.years(period).filter_map(move |year| {
        let part = Period::interval(year.first().max(period.first()), year.last().min(end));
        Some(calendar.shown(part?))
    })
}

#[cfg(test)]
mod tests {
    use crate::fixtures::{number, sample};
    use crate::period::Period;
    use crate::plan::{Baseline, Measure, Plan};

    /// A plan of 2021/2025 with one indicator of that measure.
    fn plan(measure: Measure) -> Plan {
        let mut plan = sample().plan;
        plan.indicators.truncate(1);
        plan.period = Period::parse("2021/2025").unwrap();
        let indicator = &mut plan.indicators[0];
        indicator.measure = measure;
        indicator.period = plan.period;
        indicator.deadline = Period::parse("2025").unwrap();
        plan
    }

    fn periods(plan: &Plan) -> Vec<String> {
        plan.needs().iter().map(|need| need.period.to_string()).collect()
    }

    #[test]
    fn every_measure_needs_its_own_periods() {
        for (measure, expected) in [
            (Measure::Level, &["2020", "2021", "2022", "2023", "2024", "2025"][..]),
            (Measure::Total, &["2021", "2022", "2023", "2024", "2025"]),
            (Measure::EveryYear, &["2021", "2022", "2023", "2024", "2025"]),
            (Measure::Rate, &["2025"]),
        ] {
            assert_eq!(periods(&plan(measure)), expected, "{measure:?}");
        }
    }

    #[test]
    fn a_baseline_is_needed_unless_the_plan_gives_it() {
        let mut plan = plan(Measure::Level);
        let mut baseline = Baseline { period: Period::parse("2019").unwrap(), value: None };
        plan.indicators[0].baseline = Some(baseline.clone());
        assert_eq!(periods(&plan)[0], "2019");
        baseline.value = Some(number("1"));
        plan.indicators[0].baseline = Some(baseline);
        assert_eq!(periods(&plan)[0], "2021");
    }

    #[test]
    fn a_deadline_of_its_own_is_needed() {
        let mut plan = plan(Measure::Level);
        plan.indicators[0].deadline = Period::parse("2023-06").unwrap();
        assert_eq!(periods(&plan), ["2020", "2021", "2022", "2023-06"]);
        plan.indicators[0].measure = Measure::Total;
        assert_eq!(periods(&plan), ["2021", "2022", "2023-01/2023-06"]);
    }

    #[test]
    fn two_targets_for_one_thing_need_one_figure() {
        let mut plan = plan(Measure::Rate);
        let twin = plan.indicators[0].clone();
        plan.indicators.push(twin);
        assert_eq!(plan.needs().len(), 1);
    }
}
