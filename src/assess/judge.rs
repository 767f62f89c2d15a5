//! From a plan and its actuals to verdicts.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    Assessment, Finding, Flag, Reason, Step,
    case::Case,
    finding::{Asked, Basis, OtherVersion, has_choice},
    members, pick,
    steps::Outcome,
};
use crate::{
    actuals::{Actuals, Mark, derived, vintages::View},
    period::Month,
    plan::{
        Derivation, Goal, Indicator, Measure, Method, Plan,
        amended::{self, Amended, InForce},
    },
};

/// Judges every indicator of the plan as known on `as_of`.
///
/// Only the arguments decide: the same plan, actuals and date always give the same assessment.
pub fn assess(plan: &Plan, actuals: &Actuals, as_of: NaiveDate, asked: Asked<'_>) -> Assessment {
    let each = 0..plan.indicators.len();
    let findings = each.map(|index| assess_one(plan, actuals, as_of, asked, index)).collect();
    Assessment { as_of, findings }
}

/// Judges one indicator, by its place in [`Plan::indicators`], as [`assess`] judges all.
pub fn assess_one(
    plan: &Plan,
    actuals: &Actuals,
    as_of: NaiveDate,
    asked: Asked<'_>,
    index: usize,
) -> Finding {
    let own = plan.region_of(&plan.indicators[index]);
    let basis = Basis::new(plan, actuals, as_of);
    Judge { basis, asked }.judge(index, asked.region.unwrap_or(own))
}

struct Judge<'a> {
    basis: Basis<'a>,
    asked: Asked<'a>,
}

impl Judge<'_> {
    /// Judges the indicator at `index` in a region, as amended by then.
    fn judge(&self, index: usize, region: &str) -> Finding {
        let Basis { plan, as_of, .. } = self.basis;
        let indicator = &plan.indicators[index];
        let mut finding = self.judge_version(&amended::in_force(indicator, as_of), index, region);
        if let Some(other) = amended::other_version(indicator, as_of) {
            let amended = other.amended != Amended::No;
            let other = self.judge_version(&other, index, region);
            finding.other_version =
                Some(OtherVersion { amended, verdict: other.verdict, reason: other.reason });
        }
        finding
    }

    /// Judges a version of an indicator.
    fn judge_version(&self, version: &InForce<'_>, index: usize, region: &str) -> Finding {
        let InForce { indicator, amended } = version;
        let mut finding = match amended {
            Amended::Withdrawn => withdrawn(indicator, index, region),
            Amended::No | Amended::Yes => match &indicator.every {
                Some(every) => {
                    let mut alone = Indicator { every: None, ..(**indicator).clone() };
                    let members = self.basis.plan.members_of(&every.list).iter();
                    let judged = members.map(|member| {
                        alone.target = indicator.target.of_member(member);
                        let mut judged = self.judge_in(&alone, index, member);
                        // A member without a figure of its own is counted as unknown.
                        judged.missing.retain(|(id, of)| *id != alone.id || of != member);
                        judged
                    });
                    let mut finding = Finding::blank(indicator, index, region);
                    finding.trace = (!self.asked.rows_only).then(Box::default);
                    let over = self.basis.as_of > indicator.deadline.last_day();
                    let today = Month::of(self.basis.as_of);
                    members::judge(
                        finding,
                        every,
                        judged.collect(),
                        (today, over, &indicator.figure),
                    )
                }
                None => self.judge_in(indicator, index, region),
            },
        };
        if *amended != Amended::No {
            finding.flags.insert(Flag::Amended);
        }
        finding
    }

    /// Judges an indicator in one region; doubtful figures only where there would be nothing to judge without them.
    fn judge_in(&self, indicator: &Indicator, index: usize, region: &str) -> Finding {
        let figures = match indicator.from {
            None if indicator.parts.is_empty() => {
                derived::printed_only(self.basis.actuals, &indicator.id, region)
            }
            _ => self.basis.figures(&indicator.id, region),
        };
        let observations = &figures.observations;
        let with = |doubtful: bool| {
            let view = View::new(observations, indicator.kind, (self.basis.as_of, doubtful));
            let vintages = view.known();
            let case = Case {
                indicator,
                index,
                region,
                view,
                vintages: &vintages,
                basis: self.basis,
                method: self.asked.method.or(self.basis.plan.method).unwrap_or_default(),
                rows_only: self.asked.rows_only,
                verdict_only: false,
                missing: Cow::Borrowed(&figures.missing),
            };
            let mut finding = pick::judge(&case);
            if self.asked.other_methods && methods_may_differ(&finding, indicator) {
                let others = Method::CHOICES
                    .into_iter()
                    .filter(|method| *method != case.method)
                    .map(|method| pick::judge(&case.by(method)));
                if others.into_iter().any(|other| finding.contradicts(&other)) {
                    finding.flags.insert(Flag::MethodSensitive);
                }
            }
            finding
        };
        let trusted = with(false);
        // Those of another series are not at hand here.
        let has_doubtful = indicator.measure == Measure::AverageGrowth
            || matches!(indicator.from, Some(Derivation::ChainOf(_)))
            || observations.iter().any(|observation| observation.quality.has(Mark::Doubtful));
        let lacking =
            matches!(trusted.reason, None | Some(Reason::NoFigureYet | Reason::SetAsideOnly));
        if trusted.step > Step::NotYet || !lacking || !has_doubtful {
            return trusted;
        }
        let all = with(true);
        let goes_further =
            all.step > Step::NotYet || (trusted.actual.is_none() && all.actual.is_some());
        if goes_further { all } else { trusted }
    }
}

/// May the choice of method matter? The steps before the ratio are the same for a level with a value under every method.
fn methods_may_differ(finding: &Finding, indicator: &Indicator) -> bool {
    let direction = matches!(indicator.target, Goal::Direction { .. });
    let by_ratio = indicator.measure == Measure::Level && !direction;
    let same = if by_ratio { Step::Lost } else { Step::Settled };
    has_choice(indicator) && finding.step > same
}

/// What is left to say of a target that was given up.
fn withdrawn(indicator: &Indicator, index: usize, region: &str) -> Finding {
    let mut finding = Finding::blank(indicator, index, region);
    finding.conclude(Outcome::refused(Step::Withdrawn, Reason::Withdrawn));
    finding
}
