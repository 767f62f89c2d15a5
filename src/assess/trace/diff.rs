//! Two assessments of one plan, compared: what changed for every indicator, and why.
//!
//! The two sides differ in their actuals, in their as-of date, or in both. Figures are compared slot by slot, as vintages
//! are; a change of a verdict is put down to the figures that it rests on, to amendments between the two dates, and,
//! when nothing else is left, to time alone.

mod figures;

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use crate::{
    assess::{Finding, JudgedPlan, Verdict},
    plan::Indicator,
};

pub use figures::{Change, FigureDiff, Role};

/// Everything that changed between two sides.
pub struct Diff {
    /// Every indicator, in the plan's order, changed or not.
    pub indicators: Vec<IndicatorDiff>,
    /// Every figure that changed, of indicators and then of declared series, by region and period.
    pub figures: Vec<FigureDiff>,
}

/// What changed for one indicator.
pub struct IndicatorDiff {
    /// The finding's place in both assessments.
    pub finding: usize,
    /// What is not the same.
    pub parts: BTreeSet<Part>,
    /// What became of the verdict.
    pub direction: Direction,
    /// Why, in the order in which causes are looked for; empty when nothing changed.
    pub causes: Vec<Cause>,
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
    }
}

impl Direction {
    fn between(from: Verdict, to: Verdict) -> Self {
        match (from.is_graded(), to.is_graded()) {
            _ if from == to => Self::Same,
            (true, true) if to < from => Self::Better,
            (true, true) => Self::Worse,
            (false, true) => Self::Gained,
            (true, false) => Self::Lost,
            (false, false) => Self::Other,
        }
    }

    /// Is it worse than before? A grade that is lost is: nobody can say any more that it holds.
    pub fn is_worse(self) -> bool {
        matches!(self, Self::Worse | Self::Lost)
    }
}

/// Why a finding changed.
pub enum Cause {
    /// A figure came in, is another one now, or is gone: its place in [`Diff::figures`].
    Figure(usize, Role),
    /// A later document changed the target: its place among the amendments.
    Amended(usize),
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

/// Compares two sides of one plan and the same regions; `region` is the one that replaces those of the plan, when the actuals
/// were read for it.
pub fn diff(from: JudgedPlan<'_>, to: JudgedPlan<'_>, region: Option<&str>) -> Diff {
    let figures = figures::figure_diffs([from, to], region);
    let days = [from.as_of, to.as_of];
    let mut deciding = vec![Vec::new(); to.assessment.findings.len()];
    for (place, figure) in figures.iter().enumerate() {
        for (finding, role) in &figure.used_by {
            if let Some(deciding) = deciding.get_mut(*finding) {
                deciding.push((place, *role));
            }
        }
    }
    let changed: HashSet<&str> = figures.iter().map(|figure| figure.id.as_str()).collect();
    let pairs = from.assessment.findings.iter().zip(&to.assessment.findings).zip(deciding);
    let indicators = pairs.enumerate().map(|(finding, ((before, after), deciding))| {
        let indicator = before.indicator_of(to.plan);
        let parts = parts(indicator, (before, after), days);
        let mut causes = Vec::new();
        if !parts.is_empty() {
            causes = causes_of(indicator, days, deciding, &figures);
            if causes.is_empty() {
                let figures = changed.contains(indicator.id.as_str()) || days[0] == days[1];
                let other = if figures { OtherCause::Figures } else { OtherCause::Time };
                causes.push(Cause::Other(other));
            }
        }
        let direction = Direction::between(before.verdict, after.verdict);
        IndicatorDiff { finding, parts, direction, causes }
    });
    Diff { indicators: indicators.collect(), figures }
}

/// What is not the same.
fn parts(
    indicator: &Indicator,
    (before, after): (&Finding, &Finding),
    [from, to]: [NaiveDate; 2],
) -> BTreeSet<Part> {
    let old = indicator.in_force(from);
    let new = indicator.in_force(to);
    let amended = old.target != new.target
        || old.deadline != new.deadline
        || old.milestones != new.milestones;
    let is_other = |part: &Part| match part {
        Part::Verdict => (before.verdict, before.reason) != (after.verdict, after.reason),
        Part::Actual => differ([before, after], |it| {
            let actual = it.actual.as_ref()?;
            Some((&actual.value, actual.period, actual.quality))
        }),
        Part::Baseline => differ([before, after], |it| {
            let baseline = it.baseline.as_ref()?;
            Some((&baseline.value, baseline.period))
        }),
        Part::Target => amended || before.target != after.target,
        Part::Members => differ([before, after], |it| {
            let all = it.members.as_ref()?.all.iter();
            Some(all.map(|one| (&one.region, one.met)).collect::<Vec<_>>())
        }),
        Part::Flags => before.flags != after.flags,
    };
    Part::ALL.iter().copied().filter(is_other).collect()
}

fn differ<'a, T: PartialEq>(
    findings: [&'a Finding; 2],
    of: impl Fn(&'a Finding) -> Option<T>,
) -> bool {
    let [before, after] = findings.map(of);
    before != after
}

/// The figures that a finding rests on, each once and in order of time, then what later documents changed.
fn causes_of(
    indicator: &Indicator,
    [from, to]: [NaiveDate; 2],
    mut deciding: Vec<(usize, Role)>,
    figures: &[FigureDiff],
) -> Vec<Cause> {
    // Its own figures first: the same row may also feed another indicator or a declared series.
    deciding.sort_by_key(|(place, _)| figures[*place].id != indicator.id);
    let mut rows = HashSet::new();
    deciding.retain(|(place, _)| rows.insert(figures[*place].rows()));
    deciding.sort_by_key(|(place, _)| {
        let period = figures[*place].period;
        (period.last(), period.first())
    });
    let figures = deciding.into_iter().map(|(place, role)| Cause::Figure(place, role));
    let amended = indicator
        .amendments
        .iter()
        .enumerate()
        .filter(|(_, amendment)| amendment.on > from && amendment.on <= to);
    figures.chain(amended.map(|(place, _)| Cause::Amended(place))).collect()
}
