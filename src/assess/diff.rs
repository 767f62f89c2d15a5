//! Two assessments of one plan, compared: what changed for every indicator, and why.
//!
//! The two sides differ in their actuals, in their as-of date, or in both. Figures are compared slot by slot, as vintages
//! are; a change of a verdict is put down to the figures that it rests on, to amendments between the two dates, and,
//! when nothing else is left, to time alone.

mod figures;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Assessment, Finding, Verdict, in_force};
use crate::actuals::{Actuals, Observation};
use crate::plan::{Indicator, Plan};

pub use figures::{Change, FigureDiff};

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its actuals.
    pub actuals: &'a Actuals,
    /// Its assessment, of the same plan and regions as the other's.
    pub assessment: &'a Assessment,
}

impl Side<'_> {
    /// Nothing published later counts on this side.
    pub fn as_of(&self) -> NaiveDate {
        self.assessment.as_of
    }
}

/// Everything that changed between two sides.
#[derive(Debug, Clone)]
pub struct Diff {
    /// Every indicator, in the plan's order, changed or not.
    pub indicators: Vec<IndicatorDiff>,
    /// Every figure that changed, of indicators and then of declared series, by region and period.
    pub figures: Vec<FigureDiff>,
}

/// What changed for one indicator.
#[derive(Debug, Clone)]
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

/// Why a finding changed.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// Compares two sides; `region` is the one that replaces those of the plan, when the actuals were read for it.
pub fn diff(plan: &Plan, from: Side<'_>, to: Side<'_>, region: Option<&str>) -> Diff {
    let figures = figures::figure_diffs(plan, from, to, region);
    let pairs = from.assessment.findings.iter().zip(&to.assessment.findings);
    let indicators = pairs
        .enumerate()
        .map(|(finding, pair)| indicator_diff(plan, finding, pair, [from, to], &figures))
        .collect();
    Diff { indicators, figures }
}

fn indicator_diff(
    plan: &Plan,
    finding: usize,
    (before, after): (&Finding, &Finding),
    [from, to]: [Side<'_>; 2],
    figures: &[FigureDiff],
) -> IndicatorDiff {
    let indicator = before.indicator_of(plan);
    let parts = parts(indicator, (before, after), [from.as_of(), to.as_of()]);
    let causes = if parts.is_empty() {
        Vec::new()
    } else {
        causes(indicator, (before, after), [from.as_of(), to.as_of()], figures)
    };
    IndicatorDiff {
        finding,
        direction: Direction::between(before.verdict, after.verdict),
        parts,
        causes,
    }
}

/// What is not the same.
fn parts(
    indicator: &Indicator,
    (before, after): (&Finding, &Finding),
    [from, to]: [NaiveDate; 2],
) -> BTreeSet<Part> {
    let actual = |finding: &Finding| {
        let actual = finding.actual.as_ref();
        actual.map(|it| (it.value.clone(), it.period, it.quality))
    };
    let baseline = |finding: &Finding| {
        let baseline = finding.baseline.as_ref();
        baseline.map(|it| (it.value.clone(), it.period))
    };
    let members = |finding: &Finding| {
        let members = finding.members.as_ref();
        members.map(|it| {
            let all = it.all.iter();
            all.map(|one| (one.region.clone(), one.met)).collect::<Vec<_>>()
        })
    };
    let (old, new) = (in_force(indicator, from), in_force(indicator, to));
    let amended = old.target != new.target
        || old.deadline != new.deadline
        || old.milestones != new.milestones;
    let checks = [
        (Part::Verdict, (before.verdict, before.reason) != (after.verdict, after.reason)),
        (Part::Actual, actual(before) != actual(after)),
        (Part::Baseline, baseline(before) != baseline(after)),
        (Part::Target, amended || before.target != after.target),
        (Part::Members, members(before) != members(after)),
        (Part::Flags, before.flags != after.flags),
    ];
    let changed = checks.into_iter().filter(|(_, changed)| *changed);
    changed.map(|(part, _)| part).collect()
}

fn causes(
    indicator: &Indicator,
    (before, after): (&Finding, &Finding),
    [from, to]: [NaiveDate; 2],
    figures: &[FigureDiff],
) -> Vec<Cause> {
    let (used_before, used_after) = (rests_on(before), rests_on(after));
    let role = |figure: &FigureDiff| {
        let old = figure.from.as_ref().and_then(|one| role_of(one, &used_before));
        let new = figure.to.as_ref().and_then(|one| role_of(one, &used_after));
        // The newest figure says what it is now; one that is gone, or no longer used, what it was.
        new.or(old)
    };
    let own = |figure: &FigureDiff| figure.id == indicator.id;
    let mut deciding: Vec<(usize, Role)> = Vec::new();
    // Its own figures first: the same row may also feed a declared series.
    for wanted_own in [true, false] {
        for (place, figure) in figures.iter().enumerate() {
            let again = |(known, _): &(usize, Role)| same_rows(&figures[*known], figure);
            if own(figure) == wanted_own && !deciding.iter().any(again) {
                deciding.extend(role(figure).map(|role| (place, role)));
            }
        }
    }
    deciding.sort_by_key(|(place, _)| {
        let period = figures[*place].period;
        (period.last(), period.first())
    });
    let deciding = deciding.into_iter();
    let mut causes: Vec<Cause> = deciding.map(|(place, role)| Cause::Figure(place, role)).collect();
    let amendments = indicator.amendments.iter().enumerate();
    causes.extend(
        amendments
            .filter(|(_, amendment)| amendment.on > from && amendment.on <= to)
            .map(|(place, _)| Cause::Amended(place)),
    );
    if causes.is_empty() {
        let other = figures.iter().any(own) || from == to;
        causes.push(Cause::Other(if other { OtherCause::Figures } else { OtherCause::Time }));
    }
    causes
}

/// Do two changes stand for the same rows?
fn same_rows(one: &FigureDiff, other: &FigureDiff) -> bool {
    let origins = |figure: &FigureDiff| {
        let origin = |it: &Option<Observation>| it.as_ref().map(|one| one.origin);
        (origin(&figure.from), origin(&figure.to))
    };
    origins(one) == origins(other) && one.period == other.period
}

/// Everything that a finding rests on, and what it is to it.
fn rests_on(finding: &Finding) -> Vec<(&Observation, Role)> {
    let members = finding.members.iter().flat_map(|members| &members.all);
    let actuals = members
        .filter_map(|member| member.actual.as_ref())
        .chain(&finding.actual)
        .flat_map(|actual| &actual.observations);
    let actuals = actuals.map(|one| (one, Role::Actual));
    let baseline = finding.baseline.as_ref();
    let baseline = baseline.and_then(|baseline| baseline.observation.as_ref());
    let baseline = baseline.map(|one| (one, Role::Baseline));
    let reference = finding.reference.as_ref().map(|one| (one, Role::Reference));
    actuals.chain(baseline).chain(reference).collect()
}

/// What a figure is to a finding: itself, or as an operand of one that follows from others.
fn role_of(one: &Observation, used: &[(&Observation, Role)]) -> Option<Role> {
    let is_it = |it: &Observation| {
        if one.operands.is_empty() {
            it.operands.contains(&one.origin) || (it.operands.is_empty() && it.origin == one.origin)
        } else {
            !it.operands.is_empty() && it.origin == one.origin && it.period == one.period
        }
    };
    let found = used.iter().find(|(it, _)| is_it(it));
    found.map(|(_, role)| *role)
}
