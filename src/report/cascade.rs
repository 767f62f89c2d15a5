//! The cascade of an indicator that several plans share: from the country's plan down to the county's.
//!
//! What belongs together is what `compare` puts together; here the plans are only put in the order of their levels, and
//! their values on one scale. Depends on the core and on `compare`.

mod level;

use std::collections::HashSet;

use crate::actuals::Observation;
use crate::number::Number;
use crate::plan::{Measure, Plan};
use crate::report::compare::{CompareView, Source};
use crate::report::heat::Found;
use crate::report::{Judged, id_name, name_of, value_cell};
use crate::table::{Cell, Name, Shown, Span};
use crate::unit::Unit;

pub use level::Level;

/// What one plan says of the shared indicator.
#[derive(Debug, Clone)]
pub struct Leg {
    /// The level of its region.
    pub level: Level,
    /// The plan's id.
    pub plan: String,
    /// The region assessed.
    pub region: String,
    /// The indicator, where the plan has a target for it.
    pub indicator: Option<Found>,
    /// What it is called there.
    pub name: Name,
    /// How observations become the actual; none without a target.
    pub measure: Option<Measure>,
    /// The target.
    pub target: Cell,
    /// The actual, with its period.
    pub actual: Cell,
    /// The distance from the target.
    pub gap: Cell,
    /// What meets the bands.
    pub ratio: Cell,
    /// The grade; that there is no target, where there is none.
    pub verdict: Cell,
}

/// One bar of the picture, its values in the unit of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The leg's place in [`Cascade::legs`].
    pub leg: usize,
    pub actual: Option<Number>,
    pub target: Option<Number>,
}

/// The legs that can be compared by size, on one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The unit of the scale, as printed.
    pub unit: String,
    /// Zero is on it.
    pub span: Span,
    /// The bars, in the order of the legs.
    pub bars: Vec<Bar>,
}

/// A shared indicator.
#[derive(Debug, Clone)]
pub struct Cascade {
    /// The concept, as `compare` knows it.
    pub concept: String,
    /// What it is called in the first plan that has a target for it.
    pub name: Name,
    /// The plans with it: by level, the highest first, then in the order of the report; those without a target last.
    pub legs: Vec<Leg>,
    /// The values on one scale, where at least two of them have a unit in common.
    pub picture: Option<Picture>,
}

impl Cascade {
    /// Legs with a value that the picture leaves out, as its unit is another one.
    pub fn outside(&self) -> usize {
        let inside = self.picture.as_ref().map_or(0, |it| it.bars.len());
        self.legs.len() - inside
    }

    /// Is there a figure in any of its plans?
    pub fn has_data(&self) -> bool {
        self.legs.iter().any(|leg| !leg.actual.is_empty())
    }
}

/// The shared indicators of a report of several plans.
#[derive(Debug, Clone)]
pub struct CascadeView {
    /// In the order in which the plans have them first.
    pub shared: Vec<Cascade>,
}

/// A leg with what it takes to draw it.
struct Drawn {
    leg: Leg,
    place: (bool, Level),
    unit: Unit,
    actual: Option<Number>,
    target: Option<Number>,
    /// Is it a count of members, which no other count is compared with?
    counts_members: bool,
}

impl CascadeView {
    /// Finds what at least two of the plans have targets for.
    pub fn new(sources: &[Source<'_>]) -> Self {
        let mut told: HashSet<(usize, &str)> = HashSet::new();
        let common = common_names(sources);
        let mut shared = Vec::new();
        for source in sources {
            for indicator in &source.plan.indicators {
                let own = (address(source.plan), indicator.id.as_str());
                if told.contains(&own) || !common.contains(indicator.concept.as_str()) {
                    continue;
                }
                let as_of = source.assessment.as_of;
                let compared = CompareView::new(&indicator.concept, as_of, sources.to_vec());
                let plans: HashSet<usize> = compared.targets().map(|it| address(it.plan)).collect();
                if plans.len() < 2 {
                    continue;
                }
                told.extend(
                    compared.targets().map(|it| (address(it.plan), it.indicator().id.as_str())),
                );
                shared.push(cascade(&indicator.concept, &compared));
            }
        }
        Self { shared }
    }

    /// Do the plans share nothing?
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty()
    }
}

/// What tells plans apart: two files may have the same id.
fn address(plan: &Plan) -> usize {
    std::ptr::from_ref(plan).addr()
}

/// The ids and concepts that at least two plans have. It spares `compare` the many that one plan has alone.
fn common_names<'a>(sources: &[Source<'a>]) -> HashSet<&'a str> {
    let mut seen = HashSet::new();
    let mut common = HashSet::new();
    for source in sources {
        let indicators = source.plan.indicators.iter();
        let names: HashSet<&str> =
            indicators.flat_map(|it| [it.concept.as_str(), it.id.as_str()]).collect();
        for name in names {
            if !seen.insert(name) {
                common.insert(name);
            }
        }
    }
    common
}

fn cascade(concept: &str, compared: &CompareView<'_>) -> Cascade {
    let name = compared.targets().next().map(|judged| name_of(judged.indicator()));
    let targets = compared.targets().map(of_target);
    let series = compared.untargeted().map(|it| {
        let newest = it.uses.newest();
        Drawn {
            place: (true, Level::of(&it.uses.region)),
            unit: it.series.unit.clone(),
            actual: newest.map(|one| one.value.clone()),
            target: None,
            counts_members: false,
            leg: Leg {
                level: Level::of(&it.uses.region),
                plan: it.plan.id.clone(),
                region: it.uses.region.clone(),
                indicator: None,
                name: id_name(it.plan, &it.series.id),
                measure: None,
                target: Cell::Empty,
                actual: newest_cell(newest),
                gap: Cell::Empty,
                ratio: Cell::Empty,
                verdict: Cell::NoTarget,
            },
        }
    });
    let mut drawn: Vec<Drawn> = targets.chain(series).collect();
    drawn.sort_by_key(|it| it.place);
    Cascade {
        concept: concept.to_owned(),
        name: name.unwrap_or_else(|| Name { printed: concept.to_owned(), english: None }),
        picture: picture(&drawn),
        legs: drawn.into_iter().map(|it| it.leg).collect(),
    }
}

fn of_target(judged: &Judged<'_>) -> Drawn {
    let finding = judged.finding;
    let level = Level::of(&finding.region);
    let digits = judged.digits();
    Drawn {
        place: (false, level),
        unit: judged.unit(),
        actual: finding.actual.as_ref().map(|it| it.value.clone()),
        target: finding.target.clone(),
        counts_members: judged.indicator().every.is_some(),
        leg: Leg {
            level,
            plan: judged.plan.id.clone(),
            region: finding.region.clone(),
            indicator: Some(Found::of(judged)),
            name: name_of(judged.indicator()),
            measure: Some(judged.indicator().measure),
            target: digits.target_cell(),
            actual: digits.actual_cell(),
            gap: digits.gap_cell(),
            ratio: Cell::of(judged.ratio(), Cell::Share),
            verdict: judged.verdict_cell(),
        },
    }
}

fn newest_cell(newest: Option<&Observation>) -> Cell {
    Cell::of(newest, |newest| {
        Cell::Stack(vec![
            value_cell(Shown::alone(&newest.value), newest.quality),
            Cell::Period(newest.period),
        ])
    })
}

/// The values of the first unit that at least two legs have in common, converted to it.
fn picture(drawn: &[Drawn]) -> Option<Picture> {
    let speaks = |it: &&Drawn| !it.counts_members && (it.actual.is_some() || it.target.is_some());
    let found = drawn.iter().filter(speaks).find_map(|first| {
        let bars: Vec<Bar> = drawn
            .iter()
            .enumerate()
            .filter(|(_, it)| speaks(it))
            .filter_map(|(leg, it)| {
                it.unit.factor_to(&first.unit)?;
                let convert =
                    |value: &Option<Number>| it.unit.converted(value.as_ref()?, &first.unit);
                Some(Bar { leg, actual: convert(&it.actual), target: convert(&it.target) })
            })
            .collect();
        (bars.len() > 1).then_some((bars, &first.unit))
    });
    let (bars, unit) = found?;
    let zero = Number::zero();
    let values = bars.iter().flat_map(|bar| bar.actual.iter().chain(&bar.target));
    let span = Span::of(values.chain([&zero]))?;
    let unit = unit.printed().to_owned();
    (span.from != span.to).then_some(Picture { unit, span, bars })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Verdict;
    use crate::fixtures::{Sample, number, sample};

    fn source(sample: &Sample) -> Source<'_> {
        Source {
            plan: &sample.plan,
            assessment: &sample.assessment,
            actuals: &sample.actuals,
            region: None,
        }
    }

    /// The sample of another region that has only the second and the fourth indicator, under other ids.
    fn other(id: &str, region: &str) -> Sample {
        let mut other = sample();
        other.plan.id = id.to_owned();
        other.plan.region = region.to_owned();
        for finding in &mut other.assessment.findings {
            finding.region = region.to_owned();
        }
        other.assessment.findings.retain(|it| matches!(it.indicator, 1 | 3));
        for (index, indicator) in other.plan.indicators.iter_mut().enumerate() {
            if index == 3 {
                indicator.id = "patents".to_owned();
            } else if index != 1 {
                indicator.id = format!("{id}-{index}");
                indicator.concept = indicator.id.clone();
            }
        }
        other
    }

    #[test]
    fn plans_without_a_shared_indicator_have_no_cascade() {
        let one = sample();
        assert!(CascadeView::new(&[source(&one)]).is_empty());
        let mut two = other("two", "浙江省");
        two.plan.indicators.truncate(1);
        two.assessment.findings.clear();
        assert!(CascadeView::new(&[source(&one), source(&two)]).is_empty());
    }

    #[test]
    fn the_province_stands_above_the_city_and_the_county() {
        let (city, province, county) =
            (sample(), other("province", "浙江省"), other("county", "新昌县"));
        let view = CascadeView::new(&[source(&county), source(&city), source(&province)]);
        let concepts: Vec<&str> = view.shared.iter().map(|it| it.concept.as_str()).collect();
        assert_eq!(concepts, ["strong-base-projects", "valid-invention-patents"]);
        for shared in &view.shared {
            let plans: Vec<&str> = shared.legs.iter().map(|leg| leg.plan.as_str()).collect();
            assert_eq!(plans, ["province", "sample-2024", "county"]);
            assert_eq!(shared.outside(), 0);
        }
        let patents = &view.shared[1].legs[0];
        let found = patents.indicator.as_ref().unwrap();
        assert_eq!(found.indicator, "patents");
        assert_eq!(found.verdict, Verdict::AtRisk);
    }

    #[test]
    fn values_are_compared_in_one_unit_only() {
        let (city, mut province) = (sample(), other("province", "浙江省"));
        let thousands = Unit::parse("千件");
        let patents = &mut province.plan.indicators[3];
        patents.unit = thousands;
        let finding = &mut province.assessment.findings[1];
        finding.target = Some(number("310"));
        finding.actual.as_mut().unwrap().value = number("155");
        let view = CascadeView::new(&[source(&city), source(&province)]);
        let picture = view.shared[1].picture.as_ref().unwrap();
        // The province stands first, so its unit is the scale's: 155 thousand of 310, the city's target at the same place.
        assert_eq!((picture.unit.as_str(), &picture.span.to), ("千件", &number("310")));
        assert_eq!(picture.bars[0].actual, Some(number("155")));
        assert_eq!(picture.bars[1].target, Some(number("155")));

        province.plan.indicators[3].unit = Unit::parse("%");
        let view = CascadeView::new(&[source(&city), source(&province)]);
        assert_eq!(view.shared[1].picture, None);
        assert_eq!(view.shared[1].outside(), 2);
    }

    #[test]
    fn values_below_zero_stand_on_the_same_scale() {
        let (city, mut province) = (sample(), other("province", "浙江省"));
        let finding = &mut province.assessment.findings[0];
        finding.actual.as_mut().unwrap().value = number("-56.7");
        let view = CascadeView::new(&[source(&city), source(&province)]);
        let picture = view.shared[0].picture.as_ref().unwrap();
        let bar = &picture.bars[0];
        let places =
            [&bar.actual, &bar.target].map(|it| picture.span.percent(it.as_ref().unwrap()));
        assert_eq!(places, ["0.00%", "100.00%"].map(|it| Some(it.to_owned())));
        let drawn = picture.span.bar(bar.actual.as_ref().unwrap());
        assert_eq!(drawn, Some(["0.00%", "50.00%"].map(str::to_owned)));
    }
}
