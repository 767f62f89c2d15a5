//! Figures of two sides, slot by slot: which are new, which are others, which are gone, and what the findings of a side rest
//! on, found by the place where a figure was read.

use std::collections::{HashMap, HashSet};

use crate::{
    actuals::{Mark, Observation, Origin, speaks::same_slot, vintages::View},
    assess::{Assessment, Finding, Grounds, JudgedPlan},
    period::{Month, Period},
    plan::{Timed, Wanted},
};

words! {
    /// How a figure changed.
    pub enum Change {
        /// The first figure of its period.
        New         "new"         "new"              "新增";
        /// The first one that is neither preliminary nor an estimate.
        Final       "final"       "new final figure" "最终数公布";
        /// Another value than was published before.
        Revised     "revised"     "revised"          "修订";
        /// The same value with other marks of quality.
        Requalified "requalified" "other quality"    "质量标记变化";
        /// A figure that is not there any more.
        Gone        "gone"        "gone"             "不再有";
    }
}

impl Change {
    /// What happened to the figure of one period; nothing when it was only published again.
    fn between(from: Option<&Observation>, to: Option<&Observation>) -> Option<Self> {
        let is_early = |one: &Observation| {
            one.quality.has(Mark::Preliminary) || one.quality.has(Mark::Estimate)
        };
        let (from, to) = match (from, to) {
            (Some(from), Some(to)) => (from, to),
            (Some(_), None) => return Some(Self::Gone),
            (None, to) => return to.map(|_| Self::New),
        };
        if is_early(from) && !is_early(to) {
            Some(Self::Final)
        } else if from.value != to.value {
            Some(Self::Revised)
        } else {
            (from.quality != to.quality).then_some(Self::Requalified)
        }
    }
}

/// One figure that changed.
pub struct FigureDiff {
    /// Id of the indicator or declared series.
    pub id: String,
    /// The region.
    pub region: String,
    /// The period.
    pub period: Period,
    /// How it changed.
    pub change: Change,
    /// As it was.
    pub from: Option<Observation>,
    /// As it is.
    pub to: Option<Observation>,
    /// The findings that rest on it, on either side, and what it is to each.
    pub used_by: Vec<(usize, Role)>,
    /// Is it named under this id? It is if it lies in the indicator's time or the indicator rests on it.
    pub named: bool,
}

impl FigureDiff {
    /// The rows that it was and is read from.
    pub(super) fn rows(&self) -> (Option<Origin>, Option<Origin>, Period) {
        let origin = |one: &Option<Observation>| one.as_ref().map(|one| one.origin);
        (origin(&self.from), origin(&self.to), self.period)
    }

    /// What tells it from other figures: two indicators of one concept have the same, an operand and what follows from it do
    /// not.
    pub fn identity(&self) -> [Option<Key>; 2] {
        [&self.from, &self.to].map(|one| one.as_ref().map(key_of))
    }
}

/// Every figure that is not the same on both sides, but those from after an indicator's deadline on which nothing rests.
pub(super) fn figure_diffs(sides: [JudgedPlan<'_>; 2], region: Option<&str>) -> Vec<FigureDiff> {
    let plan = sides[1].plan;
    let uses = sides.map(|side| Uses::of(side.assessment));
    let times: Vec<Time> = (0..plan.indicators.len()).map(|at| Time::of(at, sides)).collect();
    let of_plan = times.iter().copied().reduce(Time::and);
    let mut found = Vec::new();
    for (at, wanted) in plan.wanted(region).into_iter().enumerate() {
        // Indicators come first, in the plan's order; a declared series serves all of them.
        let own = (at < times.len()).then_some(at);
        let time = own.map_or(of_plan, |own| Some(times[own]));
        for region in &wanted.regions {
            let held = sides.map(|side| held(side, &wanted, region));
            found.extend(changed((&wanted, region), held, own, &uses).filter_map(|figure| {
                let period = figure.period;
                let rests_on_it = figure.used_by.iter().any(|(user, _)| Some(*user) == own);
                let after = time.is_some_and(|time| time.last < period.last());
                let named = rests_on_it || time.is_none_or(|time| time.holds(period));
                (!after || !figure.used_by.is_empty()).then_some(FigureDiff { named, ..figure })
            }));
        }
    }
    name_the_rest(&mut found);
    found
}

/// What changed in one series; `own` is the finding of its indicator.
fn changed(
    (wanted, region): (&Wanted, &str),
    held: [Vec<Observation>; 2],
    own: Option<usize>,
    uses: &[Uses; 2],
) -> impl Iterator<Item = FigureDiff> {
    // Doubtful figures count on a side where one of them is used: the others were then looked at too.
    let is_doubtful = |one: &Observation| one.quality.has(Mark::Doubtful);
    let doubtful = [0, 1].map(|side: usize| {
        held[side].iter().filter(|one| is_doubtful(one)).any(|one| {
            uses[side].by(one).iter().any(|(user, _)| own.is_none_or(|own| own == *user))
        })
    });
    let counts = move |side: usize, one: &Observation| doubtful[side] || !is_doubtful(one);
    let [from, to] = held;
    paired(from, to, wanted.kind).into_iter().filter_map(move |(period, old, new)| {
        // The same doubtful figure on both sides is no change, whether it counts or not.
        Change::between(old.as_ref(), new.as_ref())?;
        let from = old.filter(|old| counts(0, old));
        let to = new.filter(|new| counts(1, new));
        let change = Change::between(from.as_ref(), to.as_ref())?;
        // The newest figure says what it is now; one that is gone, or no longer used, what it was.
        let resting = to
            .iter()
            .flat_map(|new| uses[1].by(new))
            .chain(from.iter().flat_map(|old| uses[0].by(old)));
        let mut seen = HashSet::new();
        let used_by = resting.copied().filter(|(user, _)| seen.insert(*user)).collect();
        let id = wanted.id.clone();
        let region = region.to_owned();
        Some(FigureDiff { id, region, period, change, from, to, used_by, named: false })
    })
}

/// A figure on which only other indicators rest is named all the same, where none of these names it.
fn name_the_rest(found: &mut [FigureDiff]) {
    let mut named: HashSet<[Option<Key>; 2]> =
        found.iter().filter(|figure| figure.named).map(FigureDiff::identity).collect();
    for figure in found {
        if !figure.named && !figure.used_by.is_empty() {
            figure.named = named.insert(figure.identity());
        }
    }
}

/// The time that concerns an indicator: from its baseline, or the year before its period, to its deadline.
#[derive(Clone, Copy)]
struct Time {
    first: Month,
    last: Month,
}

impl Time {
    /// Of the indicator at a place of the plan, as amended on either side.
    fn of(at: usize, sides: [JudgedPlan<'_>; 2]) -> Self {
        let indicator = &sides[1].plan.indicators[at];
        let eve = indicator.period.first().plus(-12);
        let baseline = indicator.baseline.as_ref().map(|it| it.period.first());
        let first = baseline.map_or(eve, |baseline| baseline.min(eve));
        let mut time = Self { first, last: indicator.deadline.last() };
        for side in sides {
            time.last = time.last.max(indicator.in_force(side.as_of).deadline.last());
            let pace = side.assessment.findings.get(at).and_then(earliest_of_pace);
            time.first = pace.map_or(time.first, |pace| pace.min(time.first));
        }
        time
    }

    fn and(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    fn holds(self, period: Period) -> bool {
        self.first <= period.last() && period.last() <= self.last
    }
}

/// The end of the earliest figure of a pace that looks back further than the baseline.
fn earliest_of_pace(finding: &Finding) -> Option<Month> {
    let Grounds::Projection { changes, .. } = &finding.grounds else { return None };
    changes.iter().map(|it| it.from.last()).min()
}

/// The figures that hold on a side, doubtful ones where there are no others for their period.
fn held(side: JudgedPlan<'_>, wanted: &Wanted, region: &str) -> Vec<Observation> {
    let all = side.figures(&wanted.id, region).observations;
    View::new(&all, wanted.kind, (side.as_of, true)).in_force()
}

/// The figures of both sides by slot, in order of time.
fn paired(
    from: Vec<Observation>,
    to: Vec<Observation>,
    kind: Timed,
) -> Vec<(Period, Option<Observation>, Option<Observation>)> {
    let mut to: Vec<Option<Observation>> = to.into_iter().map(Some).collect();
    let mut pairs: Vec<_> = from
        .into_iter()
        .map(|old| {
            let same = |new: &&mut Option<Observation>| {
                new.as_ref().is_some_and(|new| same_slot(new.period, kind, old.period))
            };
            let new = to.iter_mut().find(same).and_then(Option::take);
            let period = new.as_ref().map_or(old.period, |new| new.period);
            (period, Some(old), new)
        })
        .collect();
    pairs.extend(to.into_iter().flatten().map(|new| (new.period, None, Some(new))));
    pairs.sort_by_key(|(period, ..)| (period.last(), period.first()));
    pairs
}

words! {
    /// What the changed figure is to the finding; the texts stand before its name.
    pub enum Role {
        /// The actual, or a part of it.
        Actual    "actual"    ""               "";
        /// The baseline.
        Baseline  "baseline"  "baseline "      "基期";
        /// The series that the actual is compared with.
        Reference "reference" "compared with " "对比值";
    }
}

/// A figure as findings refer to it: one that was printed by its place, one that follows from others by the place of its
/// leading operand and its period.
pub type Key = (Origin, Option<Period>);

/// The findings that rest on a figure, by their place in the assessment, and what the figure is to each.
struct Uses(HashMap<Key, Vec<(usize, Role)>>);

impl Uses {
    fn of(assessment: &Assessment) -> Self {
        let mut uses: HashMap<Key, Vec<(usize, Role)>> = HashMap::new();
        for (place, finding) in assessment.findings.iter().enumerate() {
            for (one, role) in rests_on(finding) {
                // An operand is what the figure is that follows from it.
                let operands = one.operands().iter().map(|origin| (*origin, None));
                for key in operands.chain([key_of(one)]) {
                    let known = uses.entry(key).or_default();
                    if known.iter().all(|(finding, _)| *finding != place) {
                        known.push((place, role));
                    }
                }
            }
        }
        Self(uses)
    }

    /// The findings that rest on a figure.
    fn by(&self, one: &Observation) -> &[(usize, Role)] {
        self.0.get(&key_of(one)).map_or(&[], Vec::as_slice)
    }
}

/// What tells a figure from others.
fn key_of(one: &Observation) -> Key {
    (one.origin, one.derived.is_some().then_some(one.period))
}

/// Everything that a finding rests on, and what it is to it.
fn rests_on(finding: &Finding) -> impl Iterator<Item = (&Observation, Role)> {
    let actuals = finding
        .members
        .iter()
        .flat_map(|members| &members.all)
        .filter_map(|member| member.actual.as_ref())
        .chain(&finding.actual)
        .flat_map(|actual| &actual.observations)
        .map(|one| (one, Role::Actual));
    let baseline = finding.baseline.iter().filter_map(|baseline| baseline.observation.as_ref());
    let reference = finding
        .reference
        .iter()
        .flat_map(|reference| &reference.observations)
        .map(|one| (one, Role::Reference));
    actuals.chain(baseline.map(|one| (one, Role::Baseline))).chain(reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::{Origin, Quality};
    use crate::number::Number;

    fn figure(value: &str, marks: &[Mark]) -> Observation {
        let quality = marks.iter().fold(Quality::FINAL, |quality, mark| quality.with(*mark));
        Observation {
            period: Period::year(2023).unwrap(),
            value: Number::parse_decimal(value).unwrap(),
            known: None,
            printed: None,
            published: "2024-01-15".parse().unwrap(),
            dated: true,
            unitless: false,
            quality,
            origin: Origin::of_line(0, 2),
            source: None,
            note: None,
            place: 0,
            early: None,
            derived: None,
        }
    }

    #[test]
    #[rustfmt::skip] // one case a line
    fn what_happened_to_a_figure() {
        use Mark::{Break, Estimate, LowerBound, Preliminary};
        type Side<'a> = Option<(&'a str, &'a [Mark])>;
        let cases: [(Side<'_>, Side<'_>, Option<Change>); 11] = [
            (None, None, None),
            (None, Some(("1", &[])), Some(Change::New)),
            (None, Some(("1", &[Preliminary])), Some(Change::New)),
            (Some(("1", &[])), None, Some(Change::Gone)),
            (Some(("1", &[])), Some(("1.0", &[])), None),
            (Some(("1", &[])), Some(("1.1", &[])), Some(Change::Revised)),
            (Some(("1", &[Preliminary])), Some(("1", &[])), Some(Change::Final)),
            (Some(("1", &[Estimate])), Some(("2", &[])), Some(Change::Final)),
            (Some(("1", &[Preliminary])), Some(("2", &[Preliminary])), Some(Change::Revised)),
            (Some(("1", &[LowerBound])), Some(("1", &[])), Some(Change::Requalified)),
            (Some(("1", &[])), Some(("1", &[Break])), Some(Change::Requalified)),
        ];
        for (from, to, expected) in cases {
            let of = |side: Side<'_>| side.map(|(value, marks)| figure(value, marks));
            let found = Change::between(of(from).as_ref(), of(to).as_ref());
            assert_eq!(found, expected, "{from:?} {to:?}");
        }
    }
}
