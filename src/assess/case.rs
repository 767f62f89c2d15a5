//! One indicator on the bench: what every measure needs to judge it, and the steps that all measures share.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::aim::{Aim, Proof};
use super::{Actual, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, Step, Verdict};
use crate::actuals::vintages::Vintages;
use crate::actuals::{Mark, Observation, Quality};
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::{Bands, Comparator, Indicator, Measure, Plan, Target};

/// A figure older than this at the as-of date is stale.
const STALE_MONTHS: i32 = 18;

/// An indicator with everything known of it on the as-of date.
pub(super) struct Case<'a> {
    pub indicator: &'a Indicator,
    /// The target in force, as a value.
    pub target: Target,
    pub index: usize,
    pub region: &'a str,
    /// Every vintage, for comparisons of like with like.
    pub observations: &'a [Observation],
    pub vintages: &'a Vintages<'a>,
    pub as_of: NaiveDate,
    pub plan: &'a Plan,
    /// The method asked for, where the measure leaves a choice.
    pub method: Method,
    /// Is nothing wanted but what a row shows?
    pub rows_only: bool,
    /// Is nothing wanted but the verdict? What is costly and decides nothing is then left out.
    pub verdict_only: bool,
    /// Operands without a figure, where figures are derived.
    pub missing: Cow<'a, [(String, String)]>,
}

/// The method of a measure that leaves no choice; `schedule` for levels, until another takes over.
fn own_method(measure: Measure) -> Method {
    match measure {
        Measure::Level | Measure::Total => Method::Schedule,
        Measure::Rate | Measure::EveryYear | Measure::AverageGrowth => Method::Direct,
    }
}

/// Grades a ratio by the bands, each edge in the upper one; a budget is never ahead.
pub(super) fn grade(ratio: &Number, bands: &Bands, aim: &Aim) -> Verdict {
    let reaches_ahead = || bands.ahead.as_ref().is_some_and(|ahead| ratio >= ahead);
    if ratio.is_negative() {
        Verdict::Regressing
    } else if !aim.budget && reaches_ahead() {
        Verdict::Ahead
    } else if *ratio >= bands.on_track {
        Verdict::OnTrack
    } else if *ratio >= bands.at_risk {
        Verdict::AtRisk
    } else {
        Verdict::OffTrack
    }
}

/// Is the target met by the actual, as far as the actual can tell?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    Yes,
    No,
    /// A lower bound that decides nothing.
    Open,
}

impl Case<'_> {
    /// The same case, judged by another method for the sake of the verdict alone.
    pub(super) fn by(&self, method: Method) -> Case<'_> {
        Case { method, rows_only: true, verdict_only: true, ..self.aimed_at(self.target.clone()) }
    }

    /// The same case with another target.
    pub(super) fn aimed_at(&self, target: Target) -> Case<'_> {
        Case {
            indicator: self.indicator,
            target,
            index: self.index,
            region: self.region,
            observations: self.observations,
            vintages: self.vintages,
            as_of: self.as_of,
            plan: self.plan,
            method: self.method,
            rows_only: self.rows_only,
            verdict_only: self.verdict_only,
            missing: Cow::Borrowed(&self.missing),
        }
    }

    /// A finding with nothing judged yet and every vintage that did not count set aside.
    pub(super) fn blank(&self, aim: &Aim) -> Finding {
        let aside = |observations: &[&Observation], why: SetAsideWhy| {
            observations.iter().map(|observation| ((*observation).clone(), why)).collect::<Vec<_>>()
        };
        let set_aside = if self.rows_only {
            Vec::new()
        } else {
            [
                aside(&self.vintages.replaced, SetAsideWhy::Replaced),
                aside(&self.vintages.doubtful, SetAsideWhy::Doubtful),
                aside(&self.vintages.later, SetAsideWhy::PublishedLater),
            ]
            .concat()
        };
        Finding {
            set_aside,
            edge: aim.edge.clone(),
            target: Some(self.target.value.clone()),
            missing: self.missing.to_vec(),
            lacks_final: self.deadline_passed(),
            bands: self.plan.bands_of(own_method(self.indicator.measure)),
            ..Finding::blank(self.indicator, self.index, self.region)
        }
    }

    /// A finding of a case whose target is no number yet.
    pub(super) fn blank_without_target(&self) -> Finding {
        let aim = Aim::of(&self.target, None);
        Finding { target: None, ..self.blank(&aim) }
    }

    /// Puts the actual into the finding, without comparing it with anything.
    pub(super) fn show_bare_actual(&self, finding: &mut Finding, actual: Actual) {
        finding.lag_months = Some(Month::of(self.as_of).since(actual.period.last()));
        finding.actual = Some(actual);
    }

    /// Is nothing known on the as-of date?
    pub(super) fn is_empty(&self) -> bool {
        self.vintages.current.is_empty()
    }

    /// Is the deadline over at the as-of date?
    pub(super) fn deadline_passed(&self) -> bool {
        self.as_of > self.indicator.deadline.last_day()
    }

    /// Is there no day left in which a figure of the period could fall?
    pub(super) fn period_ran_out(&self) -> bool {
        self.as_of >= self.indicator.deadline.last_day()
    }

    /// Does a figure of this period settle the target?
    pub(super) fn closes(&self, period: Period) -> bool {
        period.last() == self.indicator.deadline.last()
    }

    /// Whether the aim is met by a value of that quality.
    pub(super) fn met(aim: &Aim, actual: &Actual) -> Met {
        let met = aim.met_by(&actual.value);
        if !actual.quality.has(Mark::LowerBound) {
            return if met { Met::Yes } else { Met::No };
        }
        match aim.proved_by_bound(&actual.value) {
            Proof::Met => Met::Yes,
            Proof::NotMet => Met::No,
            Proof::Open => Met::Open,
        }
    }

    /// Puts the actual and what follows from it alone into the finding.
    pub(super) fn show_actual(&self, finding: &mut Finding, aim: &Aim, actual: Actual) {
        finding.gap = Some(aim.gap(&actual.value));
        finding.attainment = aim.attainment(&actual.value);
        finding.lag_months = Some(Month::of(self.as_of).since(actual.period.last()));
        finding.actual = Some(actual);
    }

    /// The last word: flags that any measure may earn, and what a settled or past target no longer needs.
    pub(super) fn finish(&self, mut finding: Finding, settled: bool) -> Finding {
        if self.rows_only {
            finding.set_aside.clear();
        }
        finding.set_aside.sort_by_key(|(observation, why)| {
            (observation.period.last(), observation.period.first(), observation.published, *why)
        });
        finding.lacks_final = self.deadline_passed() && !settled;
        let met = finding.verdict == Verdict::Achieved;
        if met || settled || self.deadline_passed() {
            finding.projected = None;
            finding.required_per_year = None;
            finding.required_amount = None;
            finding.required_growth = None;
            finding.arrival = None;
        }
        let Some(actual) = &finding.actual else {
            return finding;
        };
        let quality = finding
            .baseline
            .as_ref()
            .and_then(|baseline| baseline.observation.as_ref())
            .map_or(actual.quality, |observation| actual.quality.and(observation.quality));
        let overspent =
            self.target.comparator == Comparator::Budget && actual.value > self.target.value;
        if overspent {
            finding.flags.insert(Flag::OverBudget);
        }
        if finding.baseline.as_ref().is_some_and(|baseline| baseline.derived) {
            finding.flags.insert(Flag::DerivedBaseline);
        }
        finding.flag_figures(quality, settled);
        finding
    }
}

impl Actual {
    /// The actual that one observation gives.
    pub(super) fn of(observation: &Observation) -> Self {
        Self {
            value: observation.value.clone(),
            period: observation.period,
            quality: observation.quality,
            published: observation.published,
            observations: vec![observation.clone()],
        }
    }
}

impl Finding {
    /// A finding of which nothing is known yet.
    pub(super) fn blank(indicator: &Indicator, index: usize, region: &str) -> Self {
        Self {
            indicator: index,
            region: region.to_owned(),
            verdict: Verdict::NoData,
            reason: None,
            flags: indicator.aspirational.then_some(Flag::Aspirational).into_iter().collect(),
            step: Step::NothingMatched,
            method: own_method(indicator.measure),
            bands: Bands::of(Method::Schedule),
            grounds: Grounds::Own,
            target: None,
            edge: Number::zero(),
            baseline: None,
            actual: None,
            gap: None,
            attainment: None,
            progress: None,
            expected: None,
            ratio: None,
            projected: None,
            required_per_year: None,
            required_amount: None,
            required_growth: None,
            arrival: None,
            lag_months: None,
            set_aside: Vec::new(),
            years: Vec::new(),
            members: None,
            reference: None,
            missing: Vec::new(),
            lacks_final: false,
        }
    }

    /// The flags that the figures earn by their quality and their age.
    pub(super) fn flag_figures(&mut self, quality: Quality, settled: bool) {
        let stale = !settled && self.lag_months.is_some_and(|lag| lag > STALE_MONTHS);
        let earned = [
            (Flag::Provisional, quality.has(Mark::Preliminary) || quality.has(Mark::Estimate)),
            (Flag::Doubtful, quality.has(Mark::Doubtful)),
            (Flag::Stale, stale),
            (Flag::Fresh, self.lag_months == Some(0)),
            (Flag::Unclosed, self.lacks_final && self.verdict.is_graded()),
        ];
        let earned = earned.into_iter().filter(|(_, earned)| *earned);
        self.flags.extend(earned.map(|(flag, _)| flag));
    }

    /// Settles the verdict at a step.
    pub(super) fn decide(&mut self, step: Step, verdict: Verdict) {
        self.step = step;
        self.verdict = verdict;
    }

    /// No verdict can be defended, and why.
    pub(super) fn refuse(&mut self, step: Step, reason: Reason) {
        self.decide(step, Verdict::NotAssessable);
        self.reason = Some(reason);
    }
}
