//! Figures of two sides, slot by slot: which are new, which are others, which are gone, and what the findings of a side rest
//! on, found by the place where a figure was read.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use crate::{
    actuals::{
        Mark, Observation, Origin,
        speaks::{same_slot, slot},
        vintages::View,
    },
    assess::{Basis, Finding, Grounds},
    period::{Month, Period},
    plan::{Timed, Wanted},
};

words! {
    /// How a figure changed.
    pub enum Change {
        /// The first figure of its period.
        New         "new"         "new"              "新增";
        /// One that was published before others that were known already, and came in after them.
        Late        "late"        "added late"       "补录";
        /// The first one that is neither preliminary nor an estimate.
        Final       "final"       "new final figure" "最终数公布";
        /// Another value than was published before.
        Revised     "revised"     "revised"          "修订";
        /// The same value with other marks of quality.
        Requalified "requalified" "other quality"    "质量标记变化";
        /// Another value than before under the same day of release, which no release has.
        Edited      "edited"      "edited in place"  "原行改动";
        /// A published row that is not there any more.
        Deleted     "deleted"     "row deleted"      "原行删除";
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
        if from.dated && from.published == to.published && from.value != to.value {
            Some(Self::Edited)
        } else if is_early(from) && !is_early(to) {
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

/// Every figure that is not the same on both sides, but those from after an indicator's deadline on which nothing rests. Both
/// sides are what one plan reads, whose indicators have these findings on either side; those of before may be of another one.
pub(super) fn figure_diffs(
    sides: [Basis<'_>; 2],
    findings: &[Vec<Option<&Finding>>; 2],
    region: Option<&str>,
) -> Vec<FigureDiff> {
    let plan = sides[1].plan;
    let uses = findings.each_ref().map(|findings| Uses::of(findings));
    let times: Vec<Time> = (0..plan.indicators.len())
        .map(|at| Time::of(at, sides, [findings[0][at], findings[1][at]]))
        .collect();
    let of_plan = times.iter().copied().reduce(Time::and);
    let mut found = Vec::new();
    for (at, wanted) in plan.wanted(region).into_iter().enumerate() {
        // Indicators come first, in the plan's order; a declared series serves all of them.
        let own = (at < times.len()).then_some(at);
        let time = own.map_or(of_plan, |own| Some(times[own]));
        for region in &wanted.regions {
            found.extend(changed((&wanted, region), sides, own, &uses).into_iter().filter_map(
                |figure| {
                    let period = figure.period;
                    let rests_on_it = figure.used_by.iter().any(|(user, _)| Some(*user) == own);
                    let after = time.is_some_and(|time| time.last < period.last());
                    let named = rests_on_it || time.is_none_or(|time| time.holds(period));
                    (!after || !figure.used_by.is_empty()).then_some(FigureDiff { named, ..figure })
                },
            ));
        }
    }
    name_the_rest(&mut found);
    found
}

/// A change of one figure, before and after.
type Changed = (Change, Option<Observation>, Option<Observation>);

/// What changed in one series; `own` is the finding of its indicator.
fn changed(
    (wanted, region): (&Wanted, &str),
    sides: [Basis<'_>; 2],
    own: Option<usize>,
    uses: &[Uses; 2],
) -> Vec<FigureDiff> {
    let kind = wanted.kind;
    let days = sides.map(|side| side.as_of);
    let known = sides.map(|side| side.figures(&wanted.id, region).observations);
    // Those that hold, doubtful ones where there are no others for their period.
    let held = [0, 1].map(|side| View::new(&known[side], kind, (days[side], true)).in_force());
    // Doubtful figures count on a side where one of them is used: the others were then looked at too.
    let is_doubtful = |one: &Observation| one.quality.has(Mark::Doubtful);
    let doubtful = [0, 1].map(|side: usize| {
        held[side].iter().filter(|one| is_doubtful(one)).any(|one| {
            uses[side].by(one).iter().any(|(user, _)| own.is_none_or(|own| own == *user))
        })
    });
    let counts = move |side: usize, one: &Observation| doubtful[side] || !is_doubtful(one);
    let mut rows = Rows::of(&known, kind, days);
    let newest = known[0].iter().map(|one| one.published).filter(|day| *day <= days[0]).max();
    let [from, to] = held;
    let mut changes: Vec<Changed> = Vec::new();
    for (old, new) in paired(from, to, kind) {
        let late = rows.take_late(kind, old.as_ref(), new.as_ref());
        changes.extend(late.map(|one| (Change::Late, None, Some(one))));
        // The same doubtful figure on both sides is no change, whether it counts or not.
        let other = Change::between(old.as_ref(), new.as_ref()).is_some();
        let from = old.filter(|old| other && counts(0, old));
        let to = new.filter(|new| other && counts(1, new));
        let Some(change) = Change::between(from.as_ref(), to.as_ref()) else { continue };
        let change = match (change, &from, &to) {
            (Change::New, _, Some(to)) if newest.is_some_and(|day| to.published < day) => {
                Change::Late
            }
            (Change::Edited, Some(from), _) => {
                rows.take_lost(from);
                change
            }
            (_, Some(from), to) if rows.is_deleted(from) => {
                // What a newer release took the place of is a revision, and was no slip.
                rows.take_lost(from);
                let replaced = to.as_ref().is_some_and(|to| to.published > from.published);
                if replaced { change } else { Change::Deleted }
            }
            _ => change,
        };
        changes.push((change, from, to));
    }
    let lost = rows.lost.into_iter().map(|(from, to)| {
        let change = if to.is_some() { Change::Edited } else { Change::Deleted };
        (change, Some(from.clone()), to.cloned())
    });
    changes.extend(lost);
    let mut found: Vec<FigureDiff> = changes
        .into_iter()
        .filter_map(|(change, from, to)| {
            // The newest figure says what it is now; one that is gone, or no longer used, what it was.
            let resting = to
                .iter()
                .flat_map(|new| uses[1].by(new))
                .chain(from.iter().flat_map(|old| uses[0].by(old)));
            let mut seen = HashSet::new();
            let used_by = resting.copied().filter(|(user, _)| seen.insert(*user)).collect();
            let period = to.as_ref().or(from.as_ref())?.period;
            let id = wanted.id.clone();
            let region = region.to_owned();
            Some(FigureDiff { id, region, period, change, from, to, used_by, named: false })
        })
        .collect();
    found.sort_by_key(|it| (it.period.last(), it.period.first()));
    found
}

/// The dated rows of a series that one side alone has.
struct Rows<'a> {
    /// Those of before; with what now is under the same day of release, if anything is.
    lost: Vec<(&'a Observation, Option<&'a Observation>)>,
    /// Those of after.
    added: Vec<&'a Observation>,
}

impl<'a> Rows<'a> {
    fn of<K: AsRef<[Observation]>>(known: &'a [K; 2], kind: Timed, days: [NaiveDate; 2]) -> Self {
        let mut releases: BTreeMap<_, [Vec<&Observation>; 2]> = BTreeMap::new();
        for side in [0, 1] {
            let rows = known[side]
                .as_ref()
                .iter()
                .filter(|one| one.dated && one.derived.is_none() && one.published <= days[side]);
            for row in rows {
                let release = (slot(kind, row.period), row.published);
                releases.entry(release).or_default()[side].push(row);
            }
        }
        let mut rows = Self { lost: Vec::new(), added: Vec::new() };
        for sides in releases.into_values() {
            let values = sides
                .each_ref()
                .map(|rows| rows.iter().map(|one| one.value.clone()).collect::<BTreeSet<_>>());
            let [old, new] = sides;
            let mut new = new.into_iter().filter(|one| !values[0].contains(&one.value));
            for old in old.into_iter().filter(|one| !values[1].contains(&one.value)) {
                rows.lost.push((old, new.next()));
            }
            rows.added.extend(new);
        }
        rows
    }

    fn is_deleted(&self, row: &Observation) -> bool {
        self.lost.iter().any(|(old, new)| old.origin == row.origin && new.is_none())
    }

    fn take_lost(&mut self, row: &Observation) {
        self.lost.retain(|(old, _)| old.origin != row.origin);
    }

    /// Those of a period that were released before what was in force, but came in after it.
    fn take_late(
        &mut self,
        kind: Timed,
        old: Option<&Observation>,
        new: Option<&Observation>,
    ) -> impl Iterator<Item = Observation> + use<> {
        let late = self.added.extract_if(.., |one| {
            old.is_some_and(|old| {
                same_slot(one.period, kind, old.period) && one.published < old.published
            }) && new.is_none_or(|new| new.origin != one.origin)
        });
        late.cloned().collect::<Vec<_>>().into_iter()
    }
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
    fn of(at: usize, sides: [Basis<'_>; 2], findings: [Option<&Finding>; 2]) -> Self {
        let indicator = &sides[1].plan.indicators[at];
        let eve = indicator.period.first().plus(-12);
        let baseline = indicator.baseline.as_ref().map(|it| it.period.first());
        let first = baseline.map_or(eve, |baseline| baseline.min(eve));
        let mut time = Self { first, last: indicator.deadline.last() };
        for (side, finding) in sides.into_iter().zip(findings) {
            time.last = time.last.max(indicator.in_force(side.as_of).deadline.last());
            let pace = finding.and_then(earliest_of_pace);
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

/// The figures of both sides by slot.
fn paired(
    from: Vec<Observation>,
    to: Vec<Observation>,
    kind: Timed,
) -> Vec<(Option<Observation>, Option<Observation>)> {
    let mut to: Vec<Option<Observation>> = to.into_iter().map(Some).collect();
    let mut pairs: Vec<_> = from
        .into_iter()
        .map(|old| {
            let same = |new: &&mut Option<Observation>| {
                new.as_ref().is_some_and(|new| same_slot(new.period, kind, old.period))
            };
            let new = to.iter_mut().find(same).and_then(Option::take);
            (Some(old), new)
        })
        .collect();
    pairs.extend(to.into_iter().flatten().map(|new| (None, Some(new))));
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
    fn of(findings: &[Option<&Finding>]) -> Self {
        let mut uses: HashMap<Key, Vec<(usize, Role)>> = HashMap::new();
        for (place, finding) in findings.iter().enumerate() {
            for (one, role) in finding.iter().flat_map(|it| rests_on(it)) {
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
            let later = "2025-01-15".parse().unwrap();
            let newer = of(to).map(|it| Observation { published: later, ..it });
            let found = Change::between(of(from).as_ref(), newer.as_ref());
            assert_eq!(found, expected, "{from:?} {to:?}");
        }
        let [one, other] = ["1", "1.1"].map(|value| figure(value, &[]));
        assert_eq!(Change::between(Some(&one), Some(&other)), Some(Change::Edited));
    }
}
