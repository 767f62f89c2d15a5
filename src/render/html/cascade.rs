//! Indicators that several plans share, from the province down to the county: what `compare` puts together, by level and on one
//! scale.

mod level;

use std::collections::HashSet;

use maud::{Markup, html};

use crate::{
    lang::Words,
    number::Number,
    plan::{Measure, Plan},
    report::{
        Judged,
        compare::{CompareView, Row, RowOf, Source},
    },
    table::{Heading, Name, Span},
    unit::Unit,
};

use super::{
    figures::{Grid, cell},
    nav::Anchor,
    parts::{self, bidi_isolated, name, plain},
};
use level::Level;

const ONE_SCALE: [&str; 2] = ["Actual and target on one scale", "同一尺度下的实际值与目标值"];

/// Every shared indicator, each with its table and, if the units allow it, its chart; headings of `level`.
pub fn cascades(all: &[Cascade<'_>], anchor: &Anchor, level: u8, words: Words) -> Markup {
    let all = all.iter().enumerate();
    let (known, unknown): (Vec<_>, Vec<_>) = all.partition(|(_, shared)| shared.has_data());
    let count = unknown.len();
    let listed = |some: &[(usize, &Cascade<'_>)]| {
        html! {
            @for (place, shared) in some {
                (one(shared, &anchor.within(&place.to_string()), level, words))
            }
        }
    };
    html! {
            p.pc-note { (words.pick(
                "From the highest level to the lowest, by the names of the regions, which do not show whether one \
                 lies in another. A city may be a county-level city.",
                "按地区名称所示层级由高到低排列；名称不能说明地区间的隶属关系，“市”也可能为县级市。",
            )) }
            (listed(&known))
            @if !unknown.is_empty() {
    // Targets alone say little: they come last.
                details.pc-fold open[known.is_empty()] {
                    summary { (say!(
                        words,
                        [
                            count,
                            "One more shared indicator, without any figure",
                            "{count} more shared indicators, without any figure"
                        ],
                        "另有{count}项共有指标尚无数据"
                    )) }
                    (listed(&unknown))
                }
            }
        }
}

fn one(shared: &Cascade<'_>, anchor: &Anchor, level: u8, words: Words) -> Markup {
    let called = plain(words.name(&shared.name));
    let heading = anchor.within("h");
    html! {
        section.pc-cascade id=(anchor) aria-labelledby=(heading) data-concept=(shared.concept) {
            (parts::heading(level, &heading, name(&shared.name, words)))
            (table(shared, &called, anchor, words))
            @if let Some(picture) = &shared.picture {
                (drawn(shared, picture, words))
                @let count = shared.outside();
                @if count > 0 {
                    p.pc-note { (say!(
                        words,
                        [
                            count,
                            "One row is not in the chart: it has no value, or one in another unit.",
                            "{count} rows are not in the chart: they have no value, or one in another unit."
                        ],
                        "有{count}行未入图：无数值，或单位不同。"
                    )) }
                }
            }
        }
    }
}

fn measure(leg: &Row<'_>) -> Option<Measure> {
    leg.target().map(|judged| judged.indicator().measure)
}

fn table(shared: &Cascade<'_>, called: &str, anchor: &Anchor, words: Words) -> Markup {
    let mut measures = shared.legs.iter().filter_map(measure);
    let first = measures.next();
    let measures_differ = measures.any(|other| Some(other) != first);
    let level = |leg: &Row<'_>| {
        html! {
            (bidi_isolated(&leg.region))
            span.pc-sub { (Level::of(&leg.region).text(words)) }
        }
    };
    let plan = |leg: &Row<'_>| {
        html! {
            @match leg.target() {
                Some(judged) => {
                    @let row = Anchor::indicator(judged.plan, &judged.indicator().id);
                    a href=(row.link()) { (bidi_isolated(&judged.plan.id)) }
                }
                None => (bidi_isolated(&leg.basis.plan.id)),
            }
            @let own = leg.name();
            @if own != shared.name { span.pc-sub { (name(&own, words)) } }
            @if let Some(measure) = measure(leg).filter(|_| measures_differ) {
                span.pc-sub { (Heading::Measure.text(words)) (words.colon()) (measure.text(words)) }
            }
        }
    };
    let one = |leg: &Row<'_>, place: usize| cell(&leg.cells()[place], words);
    let ratio = |leg: &Row<'_>| {
        let ratio = leg.target().and_then(Judged::ratio);
        cell(&ratio.into(), words)
    };
    Grid::of([(None, shared.legs.iter().collect())], words)
        .column(Heading::Region, level)
        .column(Heading::Plan, plan)
        .number(Heading::Target, |leg| one(leg, 0))
        .number(Heading::Actual, |leg| one(leg, 1))
        .number(Heading::VsTarget, |leg| one(leg, 2))
        .number(Heading::Ratio, ratio)
        .column(Heading::Verdict, |leg| one(leg, 3))
        .draw(anchor, "pc-legs pc-quiet", called, html! {})
}

/// Bars on one scale; the table above has the same values for those who cannot see it.
fn drawn(shared: &Cascade<'_>, picture: &Picture, words: Words) -> Markup {
    let ends = [&picture.span.from, &picture.span.to];
    let [low, high] = ends.map(|end| plain(&words.with_unit(&words.number(end), &picture.unit)));
    let said = said(shared, picture, words);
    html! {
        figure.pc-scale {
            figcaption {
                (words.lang.pick(ONE_SCALE))
                span.pc-scale-key {
                    svg width="18" height="12" aria-hidden="true" focusable="false" {
                        rect.pc-lane-bar y="2" width="18" height="8" {}
                    }
                    (words.actual())
                }
                span.pc-scale-key {
                    svg width="8" height="12" aria-hidden="true" focusable="false" {
                        line.pc-lane-mark x1="4" x2="4" y1="0" y2="12" {}
                    }
                    (words.target_word())
                }
            }
            div role="img" aria-label=(said) {
                @for bar in &picture.bars {
                    @if let Some(leg) = shared.legs.get(bar.leg) {
                        div.pc-lane {
                            span.pc-whose { (bidi_isolated(&leg.region)) span.pc-sub { (bidi_isolated(&leg.basis.plan.id)) } }
                            (drawn_bar(bar, picture, leg))
                        }
                    }
                }
                div.pc-lane.pc-ends { span.pc-whose {} span { (low) } span { (high) } }
            }
        }
    }
}

fn drawn_bar(bar: &Bar, picture: &Picture, leg: &Row<'_>) -> Markup {
    let class = leg.target().map(|judged| parts::verdict_class(judged.finding.verdict));
    let span = bar.actual.as_ref().and_then(|actual| picture.span.bar(actual));
    let target = bar.target.as_ref().and_then(|target| picture.span.percent(target));
    html! {
        svg height="22" class=[class] aria-hidden="true" focusable="false" {
            rect.pc-lane-rail y="10" width="100%" height="2" {}
            @if let Some([from, width]) = span {
                rect.pc-lane-bar x=(from) y="6" width=(width) height="10" {}
            }
            @if let Some(target) = target {
                line.pc-lane-halo x1=(target) x2=(target) y1="1" y2="21" {}
                line.pc-lane-mark x1=(target) x2=(target) y1="1" y2="21" {}
            }
        }
    }
}

/// The chart in words: every bar with its values.
fn said(shared: &Cascade<'_>, picture: &Picture, words: Words) -> String {
    let bars = picture.bars.iter().filter_map(|bar| {
        let leg = shared.legs.get(bar.leg)?;
        let part = |label, cell| {
            let said = crate::render::text::one_line(cell, words);
            (!said.is_empty()).then(|| format!("{label} {said}"))
        };
        let [target, actual, ..] = leg.cells();
        let parts = [part(words.actual(), &actual), part(words.target_word(), &target)];
        Some(format!("{} {}", leg.region, words.commas(parts.into_iter().flatten())))
    });
    let head = words.lang.pick(ONE_SCALE);
    plain(&format!("{head}{}{}", words.colon(), words.semicolons(bars)))
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
    pub unit: Unit,
    /// Zero is on it.
    pub span: Span,
    /// The bars, in the order of the legs.
    pub bars: Vec<Bar>,
}

/// A shared indicator.
#[derive(Clone)]
pub struct Cascade<'a> {
    /// The concept, as `compare` knows it.
    pub concept: &'a str,
    /// What it is called in the first plan that has a target for it.
    pub name: Name,
    /// The plans with it: by level, the highest first, then in the order of the report; those without a target last.
    pub legs: Vec<Row<'a>>,
    /// The values on one scale, where at least two of them have a unit in common.
    pub picture: Option<Picture>,
}

impl Cascade<'_> {
    /// Legs with a value that the picture leaves out, as its unit is another one.
    pub fn outside(&self) -> usize {
        let inside = self.picture.as_ref().map_or(0, |it| it.bars.len());
        self.legs.len() - inside
    }

    /// Is there a figure in any of its plans?
    pub fn has_data(&self) -> bool {
        self.legs.iter().any(|leg| leg.values()[0].is_some())
    }
}

impl<'a> Row<'a> {
    pub fn target(&self) -> Option<&Judged<'a>> {
        match &self.of {
            RowOf::Target(judged) => Some(judged),
            RowOf::Series(_) => None,
        }
    }

    fn unit(&self) -> Unit {
        self.target().map_or_else(|| self.figure.unit.clone(), Judged::unit)
    }

    /// Actual and target.
    fn values(&self) -> [Option<&Number>; 2] {
        match &self.of {
            RowOf::Target(judged) => {
                let actual = judged.finding.actual.as_ref().map(|it| &it.value);
                [actual, judged.finding.target.as_ref()]
            }
            RowOf::Series(uses) => [uses.newest().map(|one| &one.value), None],
        }
    }

    /// Has it a value that others can be compared with? Counts of members are compared with no other count.
    fn is_drawn(&self) -> bool {
        let counts_members = self.target().is_some_and(|it| it.indicator().every.is_some());
        !counts_members && self.values().iter().any(Option::is_some)
    }
}

/// What at least two of the plans have targets for, in the order in which the plans have it first.
pub fn shared<'a>(sources: &[Source<'a>]) -> Vec<Cascade<'a>> {
    let mut told: HashSet<(usize, &str)> = HashSet::new();
    let common = common_names(sources);
    let mut shared = Vec::new();
    for source in sources {
        for indicator in &source.of.plan.indicators {
            let own = (address(source.of.plan), indicator.id.as_str());
            if told.contains(&own) || !common.contains(indicator.concept.as_str()) {
                continue;
            }
            let as_of = source.of.as_of;
            let compared = CompareView::new(&indicator.concept, as_of, sources.to_vec());
            let cascade = cascade(&indicator.concept, &compared);
            let targets = cascade.legs.iter().filter_map(Row::target);
            let targets: HashSet<_> =
                targets.map(|it| (address(it.plan), it.indicator().id.as_str())).collect();
            let plans: HashSet<usize> = targets.iter().map(|(plan, _)| *plan).collect();
            if plans.len() > 1 {
                told.extend(targets);
                shared.push(cascade);
            }
        }
    }
    shared
}

fn address(plan: &Plan) -> usize {
    std::ptr::from_ref(plan).addr()
}

/// The ids and concepts that at least two plans have. It spares `compare` the many that one plan has alone.
fn common_names<'a>(sources: &[Source<'a>]) -> HashSet<&'a str> {
    let mut seen = HashSet::new();
    let mut common = HashSet::new();
    for source in sources {
        let names: HashSet<&str> = source
            .of
            .plan
            .indicators
            .iter()
            .flat_map(|it| [it.concept.as_str(), it.id.as_str()])
            .collect();
        for name in names {
            if !seen.insert(name) {
                common.insert(name);
            }
        }
    }
    common
}

fn cascade<'a>(concept: &'a str, compared: &CompareView<'a>) -> Cascade<'a> {
    let name = compared.rows.first().map(Row::name);
    let mut legs = compared.rows.clone();
    legs.sort_by_key(|leg| (leg.target().is_none(), Level::of(&leg.region)));
    Cascade {
        concept,
        name: name.unwrap_or_else(|| Name::untranslated(concept)),
        picture: picture(&legs),
        legs,
    }
}

/// The values of the first unit that at least two legs have in common, converted to it.
fn picture(legs: &[Row<'_>]) -> Option<Picture> {
    let found = legs.iter().filter(|leg| leg.is_drawn()).find_map(|first| {
        let scale = first.unit();
        let drawn = legs.iter().enumerate().filter(|(_, leg)| leg.is_drawn());
        let bars = drawn.filter_map(|(place, leg)| {
            let unit = leg.unit();
            unit.factor_to(&scale)?;
            let [actual, target] =
                leg.values().map(|it| it.and_then(|value| unit.convert(value, &scale)));
            Some(Bar { leg: place, actual, target })
        });
        let bars: Vec<Bar> = bars.collect();
        (bars.len() > 1).then_some((bars, scale))
    });
    let (bars, unit) = found?;
    let zero = Number::ZERO;
    let values = bars.iter().flat_map(|bar| bar.actual.iter().chain(&bar.target));
    let span = Span::of(values.chain([&zero]))?;
    (span.from != span.to).then_some(Picture { unit, span, bars })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Verdict;
    use crate::fixtures::{Sample, number, sample};

    fn source(sample: &Sample) -> Source<'_> {
        Source { of: sample.all(), region: None }
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
        assert!(shared(&[source(&one)]).is_empty());
        let mut two = other("two", "浙江省");
        two.plan.indicators.truncate(1);
        two.assessment.findings.clear();
        assert!(shared(&[source(&one), source(&two)]).is_empty());
    }

    #[test]
    fn the_province_stands_above_the_city_and_the_county() {
        let (city, province, county) =
            (sample(), other("province", "浙江省"), other("county", "新昌县"));
        let view = shared(&[source(&county), source(&city), source(&province)]);
        let concepts: Vec<&str> = view.iter().map(|it| it.concept).collect();
        assert_eq!(concepts, ["strong-base-projects", "valid-invention-patents"]);
        for shared in &view {
            let plans: Vec<&str> =
                shared.legs.iter().map(|leg| leg.basis.plan.id.as_str()).collect();
            assert_eq!(plans, ["province", "sample-2024", "county"]);
            assert_eq!(shared.outside(), 0);
        }
        let patents = &view[1].legs[0];
        let found = patents.target().unwrap();
        assert_eq!(found.indicator().id, "patents");
        assert_eq!(found.finding.verdict, Verdict::AtRisk);
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
        let view = shared(&[source(&city), source(&province)]);
        let picture = view[1].picture.as_ref().unwrap();
        // The province stands first, so its unit is the scale's: 155 thousand of 310, the city's target at the same place.
        assert_eq!((picture.unit.printed(), &picture.span.to), ("千件", &number("310")));
        assert_eq!(picture.bars[0].actual, Some(number("155")));
        assert_eq!(picture.bars[1].target, Some(number("155")));

        province.plan.indicators[3].unit = Unit::parse("%");
        let view = shared(&[source(&city), source(&province)]);
        assert_eq!(view[1].picture, None);
        assert_eq!(view[1].outside(), 2);
    }

    #[test]
    fn values_below_zero_stand_on_the_same_scale() {
        let (city, mut province) = (sample(), other("province", "浙江省"));
        let finding = &mut province.assessment.findings[0];
        finding.actual.as_mut().unwrap().value = number("-56.7");
        let view = shared(&[source(&city), source(&province)]);
        let picture = view[0].picture.as_ref().unwrap();
        let bar = &picture.bars[0];
        let places =
            [&bar.actual, &bar.target].map(|it| picture.span.percent(it.as_ref().unwrap()));
        assert_eq!(places, ["0.00%", "100.00%"].map(|it| Some(it.to_owned())));
        let drawn = picture.span.bar(bar.actual.as_ref().unwrap());
        assert_eq!(drawn, Some(["0.00%", "50.00%"].map(str::to_owned)));
    }
}
