//! The figures that a plan needs: what somebody has to look up before it can be assessed.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{Derivation, Goal, Indicator, Kind, Measure, Plan, Reading, Wanted, normalised_name};
use crate::period::{Month, Period};

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
    /// Every figure that some verdict of the plan rests on, by indicator, region and then by time: of indicators, of the
    /// operands they are derived from, of members and of regions compared with; `until` leaves out what cannot be known on that
    /// day. A figure is asked for once, under the first of the names that it is read by.
    pub fn needs(&self, until: Option<NaiveDate>) -> Vec<Need> {
        let wanted = self.wanted(None);
        let places = wanted.iter().enumerate().map(|(place, it)| (it.id.as_str(), place));
        let mut lookups = Lookups { plan: self, places: places.collect(), found: BTreeMap::new() };
        lookups.of_plan();
        let mut asked: HashMap<_, Vec<&Wanted>> = HashMap::new();
        let mut needs = Vec::new();
        for ((place, region), mut periods) in lookups.found {
            let it = &wanted[place];
            let names: Vec<String> = it.names.iter().map(|name| normalised_name(name)).collect();
            periods.sort_by_key(|period| (period.last(), period.first()));
            periods.dedup_by(|one, other| one.same_span(*other));
            periods.retain(|period| until.is_none_or(|day| it.kind.last_day(*period) <= day));
            for period in periods {
                let key =
                    |name: &String| (region.clone(), period.first(), period.last(), name.clone());
                let mut known = names.iter().filter_map(|name| asked.get(&key(name)));
                let same = |other: &&Wanted| other.unit.dimension() == it.unit.dimension();
                if known.any(|others| others.iter().any(same)) {
                    continue;
                }
                asked.entry(key(&normalised_name(&it.name()))).or_default().push(it);
                needs.push(Need {
                    region: region.clone(),
                    indicator: it.name(),
                    period,
                    unit: it.unit.printed().to_owned(),
                });
            }
        }
        needs
    }
}

/// What has to be looked up.
struct Lookups<'a> {
    plan: &'a Plan,
    /// Of every indicator and series: its place among them.
    places: HashMap<&'a str, usize>,
    /// The periods of each that is not derived, in each region.
    found: BTreeMap<(usize, String), Vec<Period>>,
}

impl Lookups<'_> {
    fn of_plan(&mut self) {
        let plan = self.plan;
        for indicator in &plan.indicators {
            let of_members = indicator.every.as_ref().map(|every| plan.members_of(&every.list));
            let own = [plan.region_of(indicator).to_owned()];
            // The growth of levels is judged by them.
            let levels = indicator.levels().filter(|_| indicator.measure == Measure::AverageGrowth);
            for (goal, judged, start) in versions(indicator) {
                for region in of_members.unwrap_or(&own) {
                    let id = levels.unwrap_or(&indicator.id);
                    self.all(id, region, judged.iter().chain(&start));
                    if let Some(other) = goal.reference() {
                        let region = other.in_region.as_ref().unwrap_or(region);
                        self.all(&other.series, region, &judged);
                    }
                }
            }
        }
        for rule in &plan.rules {
            for id in &rule.all_fall {
                let kind = plan.kind_of(id);
                // Growth falls from one year to the next; a ratio is as it is.
                let growth = rule.reading == Reading::Growth && kind != Kind::Ratio;
                let before = plan.period.years_later(if growth { -2 } else { -1 });
                let years = before.and_then(|it| Period::interval(it.first(), plan.period.last()));
                let years: Vec<_> = kind.calendar.years(years.unwrap_or(plan.period)).collect();
                for region in plan.members_of(&rule.each) {
                    self.all(id, region, &years);
                }
            }
        }
    }

    fn all<'p>(&mut self, id: &str, region: &str, periods: impl IntoIterator<Item = &'p Period>) {
        for period in periods {
            self.one(id, region, *period);
        }
    }

    /// A figure, or those from which it is derived.
    fn one(&mut self, id: &str, region: &str, period: Period) {
        let plan = self.plan;
        let Some(place) = self.places.get(id).copied() else { return };
        let series = place.checked_sub(plan.indicators.len()).map(|place| &plan.series[place]);
        let figure = series.unwrap_or_else(|| &plan.indicators[place].figure);
        // A series with its own region is measured there, whichever region needs it.
        let region = series.and_then(|it| it.region.as_deref()).unwrap_or(region);
        let calendar = figure.kind.calendar;
        let period = calendar.ending_in(period);
        let Some(from) = &figure.from else {
            self.found.entry((place, region.to_owned())).or_default().push(period);
            return;
        };
        let before = period.years_later(-1);
        let periods: Vec<Period> = match from {
            Derivation::GrowthOf(_) | Derivation::IncreaseOf { .. } => {
                before.into_iter().chain([period]).collect()
            }
            Derivation::ChainOf(_) => {
                let start = plan.base_year(id);
                calendar
                    .begun(period)
                    .flat_map(|last| start + 1..=last)
                    .filter_map(|it| calendar.year(it))
                    .collect()
            }
            Derivation::Ratio { .. } | Derivation::Sum(_) | Derivation::Difference { .. } => {
                vec![period]
            }
        };
        for operand in from.operands() {
            self.all(operand, region, &periods);
        }
    }
}

/// Each version of an indicator, as amended: its goal, the periods that it is judged by and what it starts from, as far as
/// they can be known while it is in force.
fn versions(indicator: &Indicator) -> impl Iterator<Item = (Goal, Vec<Period>, Option<Period>)> {
    let amended = || indicator.amendments.iter().map(|it| it.on);
    let ends = amended().map(Some).chain([None]);
    [NaiveDate::MIN].into_iter().chain(amended()).zip(ends).map(|(day, end)| {
        let it = indicator.in_force(day);
        let known = |at: &Period| end.is_none_or(|end| it.kind.last_day(*at) < end);
        let judged = judged(&it).into_iter().filter(known).collect();
        (it.target.clone(), judged, start(&it).filter(known))
    })
}

/// The periods whose figures an indicator is judged by: its years, and its deadline where that is no year of its own.
fn judged(indicator: &Indicator) -> Vec<Period> {
    let calendar = indicator.kind.calendar;
    let Indicator { period, deadline, measure, .. } = indicator;
    let (begin, end) = (period.first(), deadline.last());
    let up_to = |begin: Month| Period::interval(begin, end).unwrap_or(*deadline);
    let years = |of: Period| calendar.years(of);
    match measure {
        Measure::Total => years(*period)
            .filter_map(|year| {
                let part = Period::interval(year.first().max(begin), year.last().min(end))?;
                Some(calendar.shown(part))
            })
            .collect(),
        Measure::EveryYear => years(*period).filter(|year| year.first() <= end).collect(),
        Measure::Mean => {
            years(*period).filter(|year| period.covers(*year) && year.last() <= end).collect()
        }
        Measure::AverageGrowth => {
            // Rates are chained from the baseline on.
            let stated = indicator.baseline.as_ref().filter(|_| indicator.levels().is_none());
            years(up_to(stated.map_or(begin, |it| it.period.last().plus(1)))).collect()
        }
        Measure::Level | Measure::Rate => {
            // The figure of a year serves for its last day, too.
            let closing = calendar.year_ended(*deadline).filter(|_| deadline.is_day());
            let counts = |year: &Period| *measure == Measure::Level || year.first() >= begin;
            let before = years(up_to(begin)).filter(|year| year.last() < end && counts(year));
            before.chain([closing.unwrap_or(*deadline)]).collect()
        }
    }
}

/// What an indicator starts from, unless the plan gives the value: the period of its baseline, else the year before its own.
fn start(indicator: &Indicator) -> Option<Period> {
    let stated = indicator.baseline.as_ref();
    let given = stated.is_some_and(|it| it.value.is_some());
    let before = indicator.kind.calendar.year_before(indicator.period);
    let compared = match (&indicator.target, indicator.measure) {
        (Goal::Series(_), _) => false,
        (Goal::Direction { .. }, Measure::EveryYear) => {
            let of_it =
                |it: &Period| stated.is_some_and(|stated| stated.period.last() == it.last());
            return before.filter(|it| !(given && of_it(it)));
        }
        (Goal::Direction { .. } | Goal::Change(_), _) | (_, Measure::Level) => true,
        (_, Measure::AverageGrowth) => indicator.levels().is_some(),
        // That a target was met before is told only of what the plan states.
        (_, Measure::Rate | Measure::Mean) => stated.is_some(),
        (_, Measure::Total | Measure::EveryYear) => false,
    };
    stated.map_or(before, |it| Some(it.period)).filter(|_| compared && !given)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;

    use super::Need;
    use crate::{
        actuals::Actuals,
        assess::{
            Asked, Basis, assess,
            trace::rules::{Outcomes, Where},
        },
        fixtures::{actuals, date, number, sample},
        load::{builtin, catalog::load_catalog, plan_toml::load_plan},
        period::Period,
        plan::{Baseline, Derivation, Goal, Measure, Plan, Reading},
    };

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
        plan.needs(None).iter().map(|need| need.period.to_string()).collect()
    }

    #[test]
    fn every_measure_needs_its_own_periods() {
        for (measure, expected) in [
            (Measure::Level, &["2020", "2021", "2022", "2023", "2024", "2025"][..]),
            (Measure::Total, &["2021", "2022", "2023", "2024", "2025"]),
            (Measure::EveryYear, &["2021", "2022", "2023", "2024", "2025"]),
            (Measure::Rate, &["2021", "2022", "2023", "2024", "2025"]),
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
        // What is published of the years before it counts until then.
        plan.indicators[0].measure = Measure::Rate;
        plan.indicators[0].deadline = plan.period;
        assert_eq!(periods(&plan), ["2021", "2022", "2023", "2024", "2021/2025"]);
    }

    #[test]
    fn a_direction_needs_what_it_is_compared_with() {
        let mut plan = plan(Measure::EveryYear);
        plan.indicators[0].target = Goal::Direction { rising: true, or_equal: false, limit: None };
        let before = Period::parse("2020").unwrap();
        for (value, first) in [(None, "2020"), (Some(number("1")), "2021")] {
            plan.indicators[0].baseline = Some(Baseline { period: before, value });
            assert_eq!(periods(&plan)[0], first);
        }
    }

    #[test]
    fn what_is_derived_needs_its_operands() {
        let mut plan = plan(Measure::EveryYear);
        let mut level = plan.indicators[0].figure.clone();
        level.id = "level".to_owned();
        level.concept = level.id.clone();
        level.name = "Level".to_owned();
        plan.series = vec![level];
        assert!(plan.needs(None).iter().all(|need| need.indicator != "Level"));
        plan.indicators[0].figure.from = Some(Derivation::GrowthOf("level".to_owned()));
        let needs = plan.needs(None);
        assert!(needs.iter().all(|need| need.indicator == "Level"));
        assert_eq!(periods(&plan), ["2020", "2021", "2022", "2023", "2024", "2025"]);
        plan.indicators[0].figure.from = Some(Derivation::ChainOf("level".to_owned()));
        assert_eq!(periods(&plan), ["2021", "2022", "2023", "2024", "2025"]);
    }

    #[test]
    fn a_rule_about_growth_needs_two_years_before() {
        let mut plan = crate::fixtures::counties::plan();
        let firsts = |plan: &Plan| {
            let mut firsts = periods(plan);
            firsts.sort();
            firsts[0].clone()
        };
        plan.indicators.clear();
        for (reading, first) in [(Reading::Amount, -1), (Reading::Growth, -2)] {
            plan.rules.iter_mut().for_each(|rule| rule.reading = reading);
            let begin = plan.period.first().year() + first;
            assert_eq!(firsts(&plan), begin.to_string(), "{reading:?}");
        }
    }

    #[test]
    fn two_targets_for_one_thing_need_one_figure() {
        let mut plan = plan(Measure::Rate);
        let mut twin = plan.indicators[0].clone();
        twin.id = "twin".to_owned();
        twin.name = "Another name of the concept".to_owned();
        plan.indicators.push(twin);
        assert_eq!(plan.needs(None).len(), 5);
        // Levels and their growth may share a concept, but no figure.
        plan.indicators[1].unit = crate::unit::Unit::parse("Mt");
        assert_eq!(plan.needs(None).len(), 10);
    }

    #[test]
    fn nothing_is_asked_that_cannot_be_known_yet() {
        let mut plan = plan(Measure::Level);
        let until = |plan: &Plan, day| plan.needs(Some(date(day))).len();
        assert_eq!(until(&plan, "2023-12-30"), 3);
        assert_eq!(until(&plan, "2023-12-31"), 4);
        // The figure of June is that of the year.
        plan.indicators[0].figure.kind.at = Some(6);
        assert_eq!(until(&plan, "2023-06-30"), 4);
    }

    /// The plans of the binary with their catalogue.
    fn shipped() -> Vec<Plan> {
        let catalog = builtin::CATALOG.unwrap();
        let catalog = load_catalog(catalog.path, catalog.text.as_bytes()).0;
        let plans = builtin::PLANS.iter();
        plans
            .map(|file| load_plan(file.path, file.text.as_bytes(), catalog.as_ref()).plan.unwrap())
            .collect()
    }

    /// The figures asked for, filled in but for one.
    fn filled(plan: &Plan, needs: &[Need], but: Option<usize>) -> Actuals {
        let rows = needs.iter().enumerate().map(|(place, need)| {
            let value = 10 + 60 * place;
            let value = if but == Some(place) { String::new() } else { value.to_string() };
            let Need { region, indicator, period, unit } = need;
            format!("\"{region}\",\"{indicator}\",{period},{value},{unit}\n")
        });
        let head = "region,indicator,period,value,unit\n".to_owned();
        actuals(plan, "filled.csv", [head].into_iter().chain(rows).collect::<String>())
    }

    /// Everything judged on a day.
    fn judged(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> String {
        let asked = Asked { rows_only: true, ..Asked::default() };
        let mut all = vec![format!("{:?}", assess(plan, actuals, as_of, asked).findings)];
        let years: Vec<i32> = plan.calendar.begun(plan.period).collect();
        for rule in &plan.rules {
            let basis = Basis::new(plan, actuals, as_of);
            for it in Outcomes::of(basis, rule, Where::Members, &years).found {
                let compared = it.conditions.iter().map(|it| (it.fell, &it.compared));
                all.push(format!("{:?}{:?}", it.verdict, compared.collect::<Vec<_>>()));
            }
        }
        all.concat()
    }

    #[test]
    fn all_that_is_asked_gives_every_verdict_of_every_shipped_plan() {
        let plans = shipped();
        assert_eq!(plans.len(), 8);
        for plan in plans {
            let needs = plan.needs(None);
            let actuals = filled(&plan, &needs, None);
            let end = needs.iter().map(|need| need.period.last_day()).max().unwrap();
            let assessment = assess(&plan, &actuals, end, Asked::default());
            for finding in &assessment.findings {
                let id = &plan.indicators[finding.indicator].id;
                let known = finding.members.as_ref().is_none_or(|it| it.known() == it.all.len());
                let told = (finding.verdict, finding.reason, &finding.missing);
                assert!(finding.verdict.is_graded() && known, "{} {id}: {told:?}", plan.id);
            }
            // No two rows are one figure.
            for (id, region, figures) in actuals.all() {
                let mut spans = BTreeSet::new();
                let mut is_new = |of: Period| spans.insert((of.first(), of.last()));
                assert!(figures.iter().all(|it| is_new(it.period)), "{id} {region}");
            }
        }
    }

    #[test]
    fn no_figure_is_asked_in_vain() {
        for plan in shipped() {
            let needs = plan.needs(None);
            let days: BTreeSet<_> = needs.iter().map(|need| need.period.last_day()).collect();
            let all = filled(&plan, &needs, None);
            let on = |day: &NaiveDate| (*day, judged(&plan, &all, *day));
            let days: Vec<_> = days.iter().map(on).collect();
            for (place, need) in needs.iter().enumerate() {
                let without = filled(&plan, &needs, Some(place));
                let known = days.iter().filter(|(day, _)| *day >= need.period.last_day());
                let is_used = |(day, with): &(_, _)| judged(&plan, &without, *day) != *with;
                assert!(known.clone().any(is_used), "{} {need:?}", plan.id);
            }
        }
    }
}
