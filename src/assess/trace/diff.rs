//! Two assessments of a plan, or of two versions of it, compared: what changed for every indicator, and why.
//!
//! The two sides differ in their plan, in their actuals, in their as-of date, or in all of them. Figures are compared slot by
//! slot, as vintages are, and both sides as the newer plan reads them; a change of a verdict is put down to the figures that it
//! rests on, to edits and amendments of the plan, and, when nothing else is left, to time alone. What time, plan and data each
//! did to a verdict is found by changing one after the other.

mod figures;

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use crate::{
    actuals::Actuals,
    assess::{Asked, Assessment, Basis, Finding, JudgedPlan, Verdict, assess},
    plan::{Indicator, Plan},
};

pub use figures::{Change, FigureDiff, Role};

/// An indicator in two versions of a plan.
pub struct Pair {
    /// Its place before and after, where it is there.
    pub places: [Option<usize>; 2],
    /// The edits of the plan that bear on its verdict, by the numbers under which their view knows them.
    pub edits: Vec<usize>,
    /// Those that may bear on it, such as a new alias: causes only where the newer plan alone makes another finding.
    pub hints: Vec<usize>,
}

impl Pair {
    /// Those of a plan that is the same on both sides.
    pub fn same(plan: &Plan) -> Vec<Self> {
        let places = (0..plan.indicators.len()).map(|place| [Some(place); 2]);
        places.map(|places| Self { places, edits: Vec::new(), hints: Vec::new() }).collect()
    }
}

words! {
    /// What became of a part of a plan.
    pub enum Edit {
        /// The target, its comparator, milestones, members or amendments.
        Target   "edited-target"   "target edited"   "目标值修改";
        /// The deadline or the period.
        Deadline "edited-deadline" "deadline edited" "期限修改";
        /// The baseline.
        Baseline "edited-baseline" "baseline edited" "基期修改";
        /// What is measured and judged how: measure, unit, kind, derivation, method.
        Measure  "edited-measure"  "measure edited"  "计量方式修改";
        /// The names and regions by which rows are found.
        Names    "edited-names"    "names edited"    "名称修改";
        /// Something on which no verdict rests.
        Other    "edited-other"    "edited"          "其他修改";
        /// A later document changed the target.
        Amended  "amended-target"  "target amended"  "目标调整";
        /// It was not there before.
        Added    "added"           "added"           "新增";
        /// It is not there any more.
        Removed  "removed"         "removed"         "删除";
        /// It has another id, and the same citation or name.
        Renamed  "renamed"         "renamed"         "标识更改";
    }
}

impl Edit {
    /// Does it bear on a verdict by itself?
    pub fn bears(self) -> bool {
        !matches!(self, Self::Names | Self::Other | Self::Renamed)
    }
}

/// Everything that changed between two sides.
pub struct Diff {
    /// Every indicator, in the order of the newer plan and then those that are gone, changed or not.
    pub indicators: Vec<IndicatorDiff>,
    /// Every figure that changed, of indicators and then of declared series, by region and period.
    pub figures: Vec<FigureDiff>,
}

/// What changed for one indicator.
pub struct IndicatorDiff {
    /// The finding's place in either assessment, where there is one.
    pub places: [Option<usize>; 2],
    /// What is not the same.
    pub parts: BTreeSet<Part>,
    /// What became of the verdict.
    pub direction: Direction,
    /// Why, in the order in which causes are looked for; empty when nothing changed.
    pub causes: Vec<Cause>,
    /// What moved the verdict, one after the other; of an indicator that is not on both sides nothing.
    pub moves: Vec<Move>,
}

words! {
    /// What can move a verdict, in the order in which they are changed to tell them apart.
    pub enum Driver {
        /// The later date alone.
        Time "time" "time" "时间";
        /// Edits and amendments of the plan.
        Plan "plan" "plan" "规划";
        /// The actuals.
        Data "data" "data" "数据";
    }
}

/// A step of a verdict from one side to the other.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    pub by: Driver,
    pub from: Verdict,
    pub to: Verdict,
}

words! {
    /// Something of a finding that can change.
    pub enum Part {
        /// The grade, or why there is none.
        Verdict  "verdict";
        /// Value, period or quality of the actual.
        Actual   "actual";
        /// Value or period of the baseline.
        Baseline "baseline";
        /// The target, its deadline or its milestones.
        Target   "target";
        /// How many members meet it, or which.
        Members  "members";
        /// What else to know beside the verdict.
        Flags    "flags";
    }
}

words! {
    /// What became of a verdict.
    pub enum Direction {
        /// A better grade.
        Better "better" "better"             "好转";
        /// The same verdict.
        Same   "same"   "same verdict"       "评估不变";
        /// A worse grade.
        Worse  "worse"  "worse"              "变差";
        /// A grade where there was none.
        Gained "gained" "assessed now"       "新作评估";
        /// No grade where there was one.
        Lost   "lost"   "no longer assessed" "不再能评估";
        /// From one kind of no grade to the other.
        Other  "other"  "still not assessed" "仍不能评估";
        /// The plan did not have it before.
        Added  "added"  "added to the plan"  "规划新增";
        /// The plan does not have it any more.
        Removed "removed" "removed from the plan" "规划删除";
    }
}

impl Direction {
    fn between(from: Option<Verdict>, to: Option<Verdict>) -> Self {
        let (from, to) = match (from, to) {
            (Some(from), Some(to)) => (from, to),
            (None, _) => return Self::Added,
            (_, None) => return Self::Removed,
        };
        match (from.is_graded(), to.is_graded()) {
            _ if from == to => Self::Same,
            (true, true) if to < from => Self::Better,
            (true, true) => Self::Worse,
            (false, true) => Self::Gained,
            (true, false) => Self::Lost,
            (false, false) => Self::Other,
        }
    }

    /// Is it worse than before? A grade that is lost is, and an indicator: nobody can say any more that it holds.
    pub fn is_worse(self) -> bool {
        matches!(self, Self::Worse | Self::Lost | Self::Removed)
    }
}

/// Why a finding changed.
pub enum Cause {
    /// A figure came in, is another one now, or is gone: its place in [`Diff::figures`].
    Figure(usize, Role),
    /// A later document changed the target: its place among the amendments.
    Amended(usize),
    /// The plan was edited: the number of the edit in [`Pair`].
    Edited(usize),
    /// Nothing that the finding rests on by itself changed.
    Other(OtherCause),
}

words! {
    /// Why a finding changed if nothing did that it rests on by itself.
    pub enum OtherCause {
        /// Only other figures changed, such as earlier years of a pace.
        Figures "other-figures" "other figures of the series changed" "数据系列中其他数据变化";
        /// Only time went by.
        Time    "time"          "only time passed"                    "仅因时间推移";
    }
}

impl Cause {
    /// What it is a change of.
    pub fn driver(&self) -> Driver {
        match self {
            Self::Figure(..) | Self::Other(OtherCause::Figures) => Driver::Data,
            Self::Amended(_) | Self::Edited(_) => Driver::Plan,
            Self::Other(OtherCause::Time) => Driver::Time,
        }
    }
}

/// Compares two sides of the same regions. `reread` are the actuals of before as the plan of after reads them; the region
/// asked is the one that replaces those of the plan, when the actuals were read for it.
pub fn diff(
    from: JudgedPlan<'_>,
    to: JudgedPlan<'_>,
    reread: &Actuals,
    pairs: &[Pair],
    asked: Asked<'_>,
) -> Diff {
    let before = Basis::new(to.plan, reread, from.as_of);
    let count = to.assessment.findings.len();
    let mut findings = [vec![None; count], vec![None; count]];
    for pair in pairs {
        let Some(at) = pair.places[1] else { continue };
        for ((findings, side), place) in findings.iter_mut().zip([from, to]).zip(pair.places) {
            findings[at] = place.and_then(|place| side.assessment.findings.get(place));
        }
    }
    let figures = figures::figure_diffs([before, *to], &findings, asked.region);
    let [later, planned] = between(from, to, reread, asked);
    // Each step changes one thing.
    let steps = [
        from,
        JudgedPlan::new(from.plan, from.actuals, &later),
        JudgedPlan::new(to.plan, reread, &planned),
        to,
    ];
    let mut deciding = vec![Vec::new(); count];
    for (place, figure) in figures.iter().enumerate() {
        for (finding, role) in &figure.used_by {
            if let Some(deciding) = deciding.get_mut(*finding) {
                deciding.push((place, *role));
            }
        }
    }
    let changed: HashSet<&str> = figures.iter().map(|figure| figure.id.as_str()).collect();
    let indicators = pairs.iter().map(|pair| {
        let [old, new] = pair.places;
        let [before, later, planned, after] =
            [(steps[0], old), (steps[1], old), (steps[2], new), (steps[3], new)]
                .map(|(side, place)| Side::of(side, place));
        let steps =
            [&before, &later, &planned, &after].map(|it| Some(it.as_ref()?.finding.verdict));
        let parts = parts([before.as_ref(), after.as_ref()]);
        let mut causes = Vec::new();
        if !parts.is_empty() {
            let edited = |all: &[usize]| all.iter().copied().map(Cause::Edited).collect::<Vec<_>>();
            causes = edited(&pair.edits);
            if !self::parts([later.as_ref(), planned.as_ref()]).is_empty() {
                causes.extend(edited(&pair.hints));
            }
            if let (Some(after), Some(place)) = (&after, new) {
                let deciding = std::mem::take(&mut deciding[place]);
                causes.extend(causes_of(before.as_ref(), after, deciding, &figures));
                if causes.is_empty() {
                    let figures = changed.contains(after.indicator.id.as_str());
                    let same_day = from.as_of == to.as_of;
                    let other =
                        if figures || same_day { OtherCause::Figures } else { OtherCause::Time };
                    causes.push(Cause::Other(other));
                }
            }
        }
        let direction = Direction::between(steps[0], steps[3]);
        IndicatorDiff { places: pair.places, parts, direction, causes, moves: moves(steps) }
    });
    Diff { indicators: indicators.collect(), figures }
}

/// What lies between two sides: first only time goes by, then the plan is the one of after.
fn between(
    from: JudgedPlan<'_>,
    to: JudgedPlan<'_>,
    reread: &Actuals,
    asked: Asked<'_>,
) -> [Assessment; 2] {
    let asked = Asked { other_methods: false, rows_only: true, ..asked };
    let mut old = from.plan.clone();
    for indicator in &mut old.indicators {
        indicator.amendments.retain(|it| it.on <= from.as_of);
    }
    [(&old, from.actuals), (to.plan, reread)]
        .map(|(plan, actuals)| assess(plan, &actuals.known_by(from.as_of), to.as_of, asked))
}

/// What moved a verdict that there is on both sides.
fn moves(steps: [Option<Verdict>; 4]) -> Vec<Move> {
    let steps: Option<Vec<Verdict>> = steps.into_iter().collect();
    let steps = steps.unwrap_or_default();
    let moves = Driver::ALL.iter().zip(steps.windows(2));
    moves
        .map(|(by, step)| Move { by: *by, from: step[0], to: step[1] })
        .filter(|step| step.from != step.to)
        .collect()
}

/// An indicator on one side.
struct Side<'a> {
    finding: &'a Finding,
    indicator: &'a Indicator,
    as_of: NaiveDate,
}

impl<'a> Side<'a> {
    fn of(side: JudgedPlan<'a>, place: Option<usize>) -> Option<Self> {
        let finding = side.assessment.findings.get(place?)?;
        let indicator = finding.indicator_of(side.plan);
        Some(Self { finding, indicator, as_of: side.as_of })
    }
}

/// What is not the same.
fn parts(sides: [Option<&Side<'_>>; 2]) -> BTreeSet<Part> {
    let is_other = |part: &Part| match part {
        Part::Verdict => differ(sides, |it| Some((it.finding.verdict, it.finding.reason))),
        Part::Actual => differ(sides, |it| {
            let actual = it.finding.actual.as_ref()?;
            Some((&actual.value, actual.period, actual.quality))
        }),
        Part::Baseline => differ(sides, |it| {
            let baseline = it.finding.baseline.as_ref()?;
            Some((&baseline.value, baseline.period))
        }),
        Part::Target => differ(sides, |it| {
            let now = it.indicator.in_force(it.as_of).into_owned();
            Some((now.target, now.deadline, now.milestones, &it.finding.target))
        }),
        Part::Members => differ(sides, |it| {
            let all = it.finding.members.as_ref()?.all.iter();
            Some(all.map(|one| (&one.region, one.met)).collect::<Vec<_>>())
        }),
        Part::Flags => differ(sides, |it| Some(&it.finding.flags)),
    };
    Part::ALL.iter().copied().filter(is_other).collect()
}

fn differ<'a, T: PartialEq>(
    sides: [Option<&'a Side<'a>>; 2],
    of: impl Fn(&'a Side<'a>) -> Option<T>,
) -> bool {
    let [before, after] = sides.map(|side| side.and_then(&of));
    before != after
}

/// The figures that a finding rests on, each once and in order of time, then what later documents changed.
fn causes_of(
    before: Option<&Side<'_>>,
    after: &Side<'_>,
    mut deciding: Vec<(usize, Role)>,
    figures: &[FigureDiff],
) -> Vec<Cause> {
    // Its own figures first: the same row may also feed another indicator or a declared series.
    deciding.sort_by_key(|(place, _)| figures[*place].id != after.indicator.id);
    let mut rows = HashSet::new();
    deciding.retain(|(place, _)| rows.insert(figures[*place].rows()));
    deciding.sort_by_key(|(place, _)| {
        let period = figures[*place].period;
        (period.last(), period.first())
    });
    let figures = deciding.into_iter().map(|(place, role)| Cause::Figure(place, role));
    let known = |on: NaiveDate| {
        before.is_some_and(|before| {
            on <= before.as_of && before.indicator.amendments.iter().any(|it| it.on == on)
        })
    };
    let amended = after.indicator.amendments.iter().enumerate();
    let amended = amended.filter(|(_, it)| it.on <= after.as_of && !known(it.on));
    figures.chain(amended.map(|(place, _)| Cause::Amended(place))).collect()
}
