//! Figures that contradict each other, the plan, or their own dates.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Actuals, Disagreement, Observation, Origin, derived, last_place,
    speaks::same_slot,
    tiling::{Contradiction, contradictions},
    vintages::{self, Conflict, View},
};
use crate::{
    diag::Beside,
    interval::Interval,
    number::Number,
    period::Period,
    plan::{Figure, Indicator, Kind, Measure, Plan},
};

/// What is doubtful of the figures of an indicator or series in a region.
#[derive(Debug, Clone)]
pub struct Doubt {
    pub id: String,
    pub region: String,
    pub what: Doubtful,
}

#[derive(Debug, Clone)]
pub enum Doubtful {
    /// Two values of one period, release date and trust.
    Conflict(Conflict),
    /// A release before the end of its period, with nothing that answers for it.
    Early(Observation),
    /// A printed figure, and another one derived from its operands.
    Derived(Disagreement),
    /// Sums of the same months.
    Sums(Contradiction),
    /// A whole, and another sum of its parts.
    Parts { whole: Observation, sum: Number, parts: Vec<Observation> },
    /// A part that is more than its whole.
    Part { figure: Observation, whole_id: String, whole: Observation },
    /// Figures of a year that look as if they ran from January, and the one after them.
    Cumulated { figures: Vec<Observation>, next: Observation },
    /// A figure that is off by a power of ten between units.
    Implausible(Off),
    /// A printed figure of the period of a baseline, for which the plan has another value.
    Baseline { figure: Observation, stated: Number },
}

impl Doubtful {
    fn of(self, id: &str, region: &str) -> Doubt {
        Doubt { id: id.to_owned(), region: region.to_owned(), what: self }
    }
}

/// Conflicting values and early releases, in the order of ids and regions; each row once, whatever it feeds.
pub fn of_rows(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Doubt> {
    let mut seen = Seen::default();
    let mut found = Vec::new();
    for (id, region, observations) in actuals.all() {
        let Some(kind) = plan.figure(id).map(|it| it.kind) else { continue };
        let conflicts = vintages::conflicts(observations, kind, as_of).into_iter();
        let is_early = |it: &&Observation| it.early.is_some() && it.published <= as_of;
        let early = observations.iter().filter(is_early).cloned().map(Doubtful::Early);
        let doubts = conflicts.map(Doubtful::Conflict).chain(early);
        found.extend(doubts.map(|it| it.of(id, region)).filter(|it| seen.is_new(it.figures())));
    }
    found
}

/// What a plan makes of figures, and what contradicts it.
pub fn of_plan(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Doubt> {
    let derived = derived::disagreements(plan, actuals, as_of).into_iter();
    let derived = derived.map(|it| Doubtful::Derived(it.clone()).of(&it.id, &it.region));
    let mut found: Vec<Doubt> = derived.collect();
    let mut seen = Seen::default();
    for indicator in &plan.indicators {
        let mut all = Vec::new();
        let own = OfIndicator { plan, actuals, as_of, indicator };
        for region in actuals.regions(&indicator.id) {
            own.sums(region, &mut all);
            own.family(region, &mut all);
        }
        own.baseline(&mut all);
        found.extend(all.into_iter().filter(|doubt| seen.is_new(doubt.figures())));
    }
    for look in [cumulated, implausible] {
        let doubts = plan.figures().flat_map(|figure| {
            let regions = actuals.regions(&figure.id);
            regions.filter_map(move |region| {
                let observations = actuals.series(&figure.id, region);
                let series = View::new(observations, figure.kind, (as_of, false));
                Some(look(plan, figure, region, series)?.of(&figure.id, region))
            })
        });
        found.extend(doubts.filter(|doubt| seen.is_new(doubt.figures())));
    }
    found
}

fn implausible(plan: &Plan, figure: &Figure, region: &str, series: View<'_>) -> Option<Doubtful> {
    if !series.observations.iter().any(|it| may_be_off(figure, it)) {
        return None;
    }
    let current = series.known().current;
    // Baseline and target are those of the plan's own region.
    let own = plan.indicator(&figure.id).filter(|it| plan.region_of(it) == region);
    off(figure, own, &current).map(Doubtful::Implausible)
}

fn cumulated(_: &Plan, figure: &Figure, _: &str, series: View<'_>) -> Option<Doubtful> {
    if figure.kind != Kind::Flow {
        return None;
    }
    let (figures, next) = looks_cumulated(&series.known().current)?;
    Some(Doubtful::Cumulated {
        figures: figures.into_iter().cloned().collect(),
        next: next.clone(),
    })
}

/// Whether [`of_plan`] may find anything in the figures of a region that a plan does not name; `only_years` if they are all of
/// single calendar years.
pub fn may_contradict(plan: &Plan, only_years: bool) -> bool {
    let of_indicator = |it: &Indicator| it.parent.is_some() || !only_years && adds_up(it).is_some();
    let may = |it: &Figure| it.from.is_some() || !only_years && it.kind == Kind::Flow;
    plan.indicators.iter().any(of_indicator) || plan.figures().any(may)
}

/// The periods over which an indicator adds up its figures.
fn adds_up(indicator: &Indicator) -> Option<Vec<Period>> {
    match (indicator.measure, indicator.kind.kind) {
        (Measure::Total, _) => Some(vec![indicator.period]),
        (Measure::EveryYear | Measure::Mean, Kind::Flow) => {
            Some(indicator.kind.calendar.years(indicator.period).collect())
        }
        _ => None,
    }
}

struct OfIndicator<'a> {
    plan: &'a Plan,
    actuals: &'a Actuals,
    as_of: NaiveDate,
    indicator: &'a Indicator,
}

impl OfIndicator<'_> {
    fn sums(&self, region: &str, found: &mut Vec<Doubt>) {
        let Figure { id, kind, .. } = &self.indicator.figure;
        let observations = self.actuals.series(id, region);
        // Years alone do not overlap.
        if observations.iter().all(|one| kind.calendar.is_year(one.period)) {
            return;
        }
        let current = View::new(observations, *kind, (self.as_of, false)).known().current;
        for period in adds_up(self.indicator).unwrap_or_default() {
            let found_here = contradictions(&current, period).into_iter();
            found.extend(found_here.map(|sums| Doubtful::Sums(sums).of(id, region)));
        }
    }

    /// The indicator as a whole, and as a part.
    fn family(&self, region: &str, found: &mut Vec<Doubt>) {
        let Indicator { figure: Figure { id, unit, kind, .. }, parts, parent, .. } = self.indicator;
        let whole_id = parent.as_deref().and_then(|parent| self.plan.indicator(parent));
        if parts.is_empty() && whole_id.is_none() {
            return;
        }
        let of = |id: &str, kind| {
            View::new(self.actuals.series(id, region), kind, (self.as_of, false)).in_force()
        };
        let own = of(id, *kind);
        let to_own = |other: &Indicator| other.unit.factor_to(unit);
        if let Some(whole) =
            whole_id.filter(|it| it.kind == *kind && !it.unit.is_ratio() && !it.unit.is_rank())
            && let Some(factor) = to_own(whole)
        {
            for other in of(&whole.id, whole.kind) {
                let parts = own.iter().filter(|part| same_slot(part.period, *kind, other.period));
                let above = parts.filter(|part| {
                    // Only what is more for certain.
                    let difference = part.interval().minus(&other.interval().scaled(&factor));
                    let rounding = &part.half() + &other.half().scaled(&factor);
                    difference.low.is_some_and(|low| low.value > rounding)
                });
                found.extend(above.map(|part| {
                    let [figure, whole_figure] = [part, &other].map(Observation::clone);
                    let whole_id = whole.id.clone();
                    Doubtful::Part { figure, whole_id, whole: whole_figure }.of(id, region)
                }));
            }
        }
        let parts: Option<Vec<_>> = parts
            .iter()
            .map(|part| {
                let part = self.plan.indicator(part)?;
                Some((part.kind, to_own(part)?, of(&part.id, part.kind)))
            })
            .collect();
        for whole in own.iter().filter(|_| !self.indicator.parts.is_empty()) {
            let of_period = parts.iter().flatten().map(|(kind, factor, figures)| {
                let figure = figures.iter().find(|it| same_slot(it.period, *kind, whole.period))?;
                Some((factor, figure.clone()))
            });
            let Some(parts) = of_period.collect::<Option<Vec<_>>>().filter(|it| !it.is_empty())
            else {
                continue;
            };
            let nothing = (Number::ZERO, Interval::exactly(&Number::ZERO), whole.half());
            let (sum, known, rounding) =
                parts.iter().fold(nothing, |(sum, known, rounding), (factor, part)| {
                    (
                        &sum + &part.value.scaled(factor),
                        known.plus(&part.interval().scaled(factor)),
                        &rounding + &part.half().scaled(factor),
                    )
                });
            if whole.interval().is_apart(&known, &rounding) {
                let parts = parts.into_iter().map(|(_, part)| part).collect();
                found.push(Doubtful::Parts { whole: whole.clone(), sum, parts }.of(id, region));
            }
        }
    }

    fn baseline(&self, found: &mut Vec<Doubt>) {
        let Indicator { figure: Figure { id, kind, .. }, every, .. } = self.indicator;
        let region = self.plan.region_of(self.indicator);
        let Some(baseline) = self.indicator.baseline.as_ref().filter(|_| every.is_none()) else {
            return;
        };
        let Some(stated) = &baseline.value else { return };
        // Of one region of a panel, the figures of others are not its own.
        if !self.actuals.regions(id).any(|own| own == region) {
            return;
        }
        let known = View::new(self.actuals.series(id, region), *kind, (self.as_of, false));
        for figure in known.in_force() {
            let coarser = figure.place.max(last_place(stated));
            let rounding = Observation { place: coarser, ..figure.clone() }.half();
            if same_slot(figure.period, *kind, baseline.period)
                && figure.interval().is_apart(&Interval::exactly(stated), &rounding)
            {
                let stated = stated.clone();
                found.push(Doubtful::Baseline { figure, stated }.of(id, region));
            }
        }
    }
}

impl Doubt {
    fn figures(&self) -> Vec<&Observation> {
        match &self.what {
            Doubtful::Conflict(conflict) => vec![&conflict.loser, &conflict.winner],
            Doubtful::Early(figure) | Doubtful::Baseline { figure, .. } => vec![figure],
            Doubtful::Derived(found) => vec![&found.printed],
            Doubtful::Implausible(off) => vec![&off.figure],
            Doubtful::Cumulated { figures, next } => figures.iter().chain([next]).collect(),
            Doubtful::Sums(sums) => sums.used.iter().chain(&sums.other).collect(),
            Doubtful::Parts { whole, parts, .. } => parts.iter().chain([whole]).collect(),
            Doubtful::Part { figure, whole, .. } => vec![figure, whole],
        }
    }
}

/// The rows of what was said: a row may feed several indicators.
#[derive(Default)]
struct Seen(BTreeSet<Vec<Origin>>);

impl Seen {
    fn is_new<'a>(&mut self, figures: impl IntoIterator<Item = &'a Observation>) -> bool {
        self.0.insert(figures.into_iter().map(|figure| figure.origin).collect())
    }
}

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
fn may_be_off(of: &Figure, figure: &Observation) -> bool {
    figure.unitless || of.unit.is_share() && figure.value.abs() < Number::ONE
}

/// The first of these figures that is off.
fn off(of: &Figure, indicator: Option<&Indicator>, all: &[&Observation]) -> Option<Off> {
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

/// The least figures of a year that show it.
const LEAST: usize = 3;

/// The figures of the first year that look so, and the one of the next year that falls back.
fn looks_cumulated<'a>(
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
