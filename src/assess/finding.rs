//! What judging an indicator comes to, and the words for it: with `trace` all that views show of judging.

mod baseline;
mod verdict;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Deref;

use chrono::NaiveDate;

use super::{
    steps::Outcome,
    trace::{Equation, Grounds, Trace, distance},
};
use crate::{
    actuals::{
        Actual, Actuals, ActualsFile, Mark, Observation, Origin, Quality,
        derived::{self, Figures},
    },
    interval::Interval,
    number::Number,
    period::{Month, Period},
    plan::{Bands, Figure, Goal, Indicator, Measure, Method, Plan},
};

pub use baseline::UsedBaseline;
pub use verdict::{Flag, Reason, Step, Verdict};

/// Months in which a figure is released: where the next should be in, the newest is stale.
const RELEASED_IN: i32 = 6;

/// Is the next figure late, if the newest is so many months old?
pub(super) fn is_stale(figure: &Figure, months: i32) -> bool {
    months > figure.frequency + RELEASED_IN
}

words! {
    /// Why an observation was set aside.
    pub enum SetAsideWhy {
        /// Published after the as-of date.
        PublishedLater "published-later" "published after the as-of date"          "评估日期之后才发布";
        /// A newer release, or a more trusted one of the same day, replaces it.
        Replaced       "replaced"        "replaced by a newer or better figure"    "已被更新或更可靠的数据取代";
        /// Published before its period ended, which it has not done yet.
        Forecast       "forecast"        "published before its period ends"        "期末之前发布，尚属预测";
        /// An estimate that settles no period.
        Interim        "interim"         "an estimate that settles no period"      "暂估数，不能结算任何时期";
        /// Doubtful, and there are figures that are not.
        Doubtful       "doubtful"        "doubtful, and there are better figures"  "数据存疑，另有可靠数据";
        /// Its period ends after the deadline.
        AfterDeadline  "after-deadline"  "after the deadline"                      "晚于完成期限";
        /// It belongs to a time before the period or at the baseline.
        BeforePeriod   "before-period"   "before the period"                       "早于评估时段";
        /// A figure for part of a year, where full years are compared.
        PartOfYear     "part-of-year"    "not a single year; full years are compared" "非全年数据，只比较全年";
        /// A newer or longer figure is compared.
        Older          "older"           "a newer or longer figure is used"        "已有更新或更长时段的数据";
        /// It overlaps the figures that were added up.
        Overlaps       "overlaps"        "overlaps the figures added up"           "与已相加的时段重叠";
        /// It lies behind a gap in the figures.
        BehindHole     "behind-hole"     "behind a gap in the figures"             "位于数据缺口之后";
        /// The series it is to be compared with has no figure for its period.
        NoPartner      "no-partner"      "the other series has no figure for it"   "对比指标同期无数据";
    }
}

/// What an observation was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// The actual, or a part of its sum.
    Actual,
    /// The baseline.
    Baseline,
    /// The series that the actual is compared with.
    Reference,
    /// The value in force of a series.
    InForce,
    /// Set aside, and why.
    SetAside(SetAsideWhy),
}

/// One year of an `every-year` target.
#[derive(Debug, Clone)]
pub struct YearOutcome {
    pub year: Period,
    /// The figure, when there is one.
    pub value: Option<Number>,
    /// How good it is.
    pub quality: Quality,
    /// Was the whole year covered?
    pub complete: bool,
    /// Met or not; `None` without a figure that decides.
    pub met: Option<bool>,
}

/// How the members of a list stand.
#[derive(Debug, Clone)]
pub struct Members {
    /// How many must meet the target.
    pub required: usize,
    /// Every member with what is known of it.
    pub all: Vec<MemberOutcome>,
}

/// One member of an `every` target.
#[derive(Debug, Clone)]
pub struct MemberOutcome {
    /// The region.
    pub region: String,
    /// Its figure, when there is one.
    pub actual: Option<Actual>,
    /// Its target, where it is known: as printed, or what a relative target comes to.
    pub target: Option<Number>,
    /// Met or not; `None` when it cannot be told.
    pub met: Option<bool>,
}

impl Members {
    /// The target of a member, where members have different ones.
    pub fn own_target<'m>(&self, member: &'m MemberOutcome) -> Option<&'m Number> {
        let target = member.target.as_ref()?;
        let others = self.all.iter().filter_map(|other| other.target.as_ref());
        others.into_iter().any(|other| other != target).then_some(target)
    }

    /// How many meet the target.
    pub fn met(&self) -> usize {
        self.all.iter().filter(|member| member.met == Some(true)).count()
    }

    /// How many there are, on the scale of their target.
    pub fn count(&self) -> Option<Number> {
        i64::try_from(self.all.len()).ok().map(Number::from)
    }

    /// How many have data.
    pub fn known(&self) -> usize {
        self.all.iter().filter(|member| member.actual.is_some()).count()
    }
}

/// An indicator, judged.
#[derive(Debug, Clone, Default)]
pub struct Finding {
    /// The indicator's place in [`Plan::indicators`].
    pub indicator: usize,
    /// The region it was judged for.
    pub region: String,
    /// The grade.
    pub verdict: Verdict,
    /// Why there is none.
    pub reason: Option<Reason>,
    /// What else to know.
    pub flags: BTreeSet<Flag>,
    /// The step that decided.
    pub step: Step,
    /// Is the target met now? `None` if the figures do not tell.
    pub met: Option<bool>,
    /// How the ratio came about.
    pub method: Method,
    /// The bands that the method's ratio is held against.
    pub bands: Bands,
    /// What the method's ratio was computed from, beside baseline, target and actual.
    pub grounds: Grounds,
    /// The target's value: as printed, or what a relative target comes to.
    pub target: Option<Number>,
    /// The value on which meeting the target turns: the target, or the edge of its tolerance or range.
    pub edge: Number,
    /// Where it started.
    pub baseline: Option<UsedBaseline>,
    /// Where it is.
    pub actual: Option<Actual>,
    /// Distance from the target in the indicator's unit (percentage points for shares); negative is short of it. See also
    /// [`Self::told_gap`].
    pub gap: Option<Number>,
    /// What is known of it, where it is not exactly that.
    pub known_gap: Option<Interval>,
    /// Actual / target, for floors and budgets.
    pub attainment: Option<Number>,
    /// (Actual − baseline) / (target − baseline).
    pub progress: Option<Number>,
    /// The share that should be done by the date of the actual.
    pub expected: Option<Number>,
    /// Progress / expected, or the measure's own ratio.
    pub ratio: Option<Number>,
    /// Where the present pace leads by the deadline.
    pub projected: Option<Number>,
    /// The change per year still needed, in the indicator's unit; under `compound` and for `average-growth` the growth
    /// needed, in percent a year.
    pub required_per_year: Option<Number>,
    /// The same amount a year still needed, in the indicator's unit, whatever the method.
    pub required_amount: Option<Number>,
    /// The growth per year still needed, in percent, where a growth is defined.
    pub required_growth: Option<Number>,
    /// When the present pace arrives.
    pub arrival: Option<Month>,
    /// Months from the end of the actual's period to the as-of date.
    pub lag_months: Option<i32>,
    /// Every observation that was not used, and why.
    pub set_aside: Vec<(Observation, SetAsideWhy)>,
    /// The years of an `every-year` target.
    pub years: Vec<YearOutcome>,
    /// The members of an `every` target.
    pub members: Option<Members>,
    /// What the actual is compared with where that is no baseline: another series at the same period, or the year before.
    pub reference: Option<Actual>,
    /// Ids of operands and references without a figure, each with its region.
    pub missing: Vec<(String, String)>,
    /// Is the deadline over at the as-of date while the figure that closes it is missing?
    pub lacks_final: bool,
    /// The verdict with or without an amendment made after the deadline, where it was judged the other way.
    pub other_version: Option<OtherVersion>,
    /// How it came about; nothing where only rows are asked for.
    pub trace: Option<Box<Trace>>,
}

/// The verdict by the version of a target that does not count.
#[derive(Debug, Clone, Copy)]
pub struct OtherVersion {
    /// Is it the one with the late amendment?
    pub amended: bool,
    pub verdict: Verdict,
    pub reason: Option<Reason>,
}

/// A plan, judged.
pub struct Assessment {
    /// Nothing published later was used.
    pub as_of: NaiveDate,
    /// One finding for every indicator, in the plan's order.
    pub findings: Vec<Finding>,
}

/// The method of a measure that leaves no choice; `schedule` for levels, until another takes over.
pub(super) fn own_method(measure: Measure) -> Method {
    match measure {
        Measure::Level | Measure::Total => Method::Schedule,
        Measure::Rate | Measure::EveryYear | Measure::AverageGrowth | Measure::Mean => {
            Method::Direct
        }
    }
}

/// Does an indicator leave a choice of method?
pub(super) fn has_choice(indicator: &Indicator) -> bool {
    matches!(indicator.measure, Measure::Level | Measure::Rate)
        && !matches!(indicator.target, Goal::Series(_) | Goal::Direction { or_equal: true, .. })
        && indicator.every.is_none()
}

/// In what members are counted; no plan prints it, so each reader has a word for it.
pub const MEMBERS_UNIT: &str = "members";

/// What is judged from: a plan and its actuals, as known on a day.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    pub plan: &'a Plan,
    pub(super) actuals: &'a Actuals,
    /// Nothing published later is used.
    pub as_of: NaiveDate,
}

impl<'a> Basis<'a> {
    pub fn new(plan: &'a Plan, actuals: &'a Actuals, as_of: NaiveDate) -> Self {
        Self { plan, actuals, as_of }
    }

    /// The files read, in order.
    pub fn files(self) -> &'a [ActualsFile] {
        &self.actuals.files
    }

    /// The newest release date in use.
    pub fn newest_release(self) -> Option<NaiveDate> {
        self.all().map(|one| one.published).filter(|date| *date <= self.as_of).max()
    }

    /// Where the observations were read that were published too late.
    pub fn published_later(self) -> BTreeSet<Origin> {
        self.all().filter(|one| one.published > self.as_of).map(|one| one.origin).collect()
    }

    fn all(self) -> impl Iterator<Item = &'a Observation> {
        self.actuals.all().flat_map(|(_, _, observations)| observations)
    }

    /// The observations of an indicator or series in a region, in the order read.
    pub fn read(self, id: &str, region: &str) -> &'a [Observation] {
        self.actuals.series(id, region)
    }

    /// The figures of an indicator or series in a region, those included that follow from others.
    pub(super) fn figures(self, id: &str, region: &str) -> Figures<'a> {
        derived::figures(self.plan, self.actuals, id, region, self.as_of)
    }
}

/// What is asked of an assessment beside what the plan says.
#[derive(Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The region that replaces those of the plan; the actuals were read for it.
    pub region: Option<&'a str>,
    /// The method that replaces the plan's.
    pub method: Option<Method>,
    /// Judge by the other methods too, and flag what they would judge otherwise.
    pub other_methods: bool,
    /// Only what a row shows: neither the observations that were set aside, nor the growth still required.
    pub rows_only: bool,
}

/// A finding with all that it was judged from.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    pub basis: Basis<'a>,
    pub finding: &'a Finding,
}

impl<'a> Deref for Judged<'a> {
    type Target = Basis<'a>;

    fn deref(&self) -> &Self::Target {
        &self.basis
    }
}

/// A plan, judged, with all that it was judged from.
#[derive(Clone, Copy)]
pub struct JudgedPlan<'a> {
    basis: Basis<'a>,
    pub assessment: &'a Assessment,
}

impl<'a> Deref for JudgedPlan<'a> {
    type Target = Basis<'a>;

    fn deref(&self) -> &Self::Target {
        &self.basis
    }
}

impl<'a> JudgedPlan<'a> {
    pub fn new(plan: &'a Plan, actuals: &'a Actuals, assessment: &'a Assessment) -> Self {
        Self { basis: Basis::new(plan, actuals, assessment.as_of), assessment }
    }

    /// Findings with all that they were judged from.
    pub fn judged(
        self,
        findings: impl IntoIterator<Item = &'a Finding>,
    ) -> impl Iterator<Item = Judged<'a>> {
        findings.into_iter().map(move |finding| Judged { basis: self.basis, finding })
    }

    /// The region assessed: that of every indicator without one of its own.
    pub fn region(self) -> &'a str {
        let all = &self.assessment.findings;
        let mut own = all.iter().filter(|it| it.indicator_of(self.plan).region.is_none());
        own.next().map_or(&self.basis.plan.region, |finding| &finding.region)
    }
}

impl<'a> Judged<'a> {
    pub fn indicator(&self) -> &'a Indicator {
        self.finding.indicator_of(self.plan)
    }

    /// The indicator as in force on the as-of date.
    pub fn in_force(&self) -> Cow<'a, Indicator> {
        self.indicator().in_force(self.as_of)
    }
}

impl Assessment {
    /// How many findings have each verdict, best first, verdicts without any left out.
    pub fn tally<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<(Verdict, usize)> {
        let mut counts = std::collections::BTreeMap::new();
        for finding in findings {
            *counts.entry(finding.verdict).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }
}

impl Finding {
    /// The gap, but for one of 0 that is none: 近3000 is less than the 3000 that it was printed as.
    pub fn told_gap(&self) -> Option<&Number> {
        let known = self.known_gap.as_ref();
        self.gap.as_ref().filter(|gap| !gap.is_zero() || known.is_none_or(|it| it.holds(gap)))
    }

    /// The verdict with or without an amendment made after the deadline; `None` if there is none.
    pub fn of_late_amendment(&self, amended: bool) -> Option<Verdict> {
        let other = self.other_version?;
        Some(if other.amended == amended { other.verdict } else { self.verdict })
    }

    /// Does another method contradict this one? One that is refused contradicts none, and `ahead`, which only `schedule` gives,
    /// says no less than on-track.
    pub fn contradicts(&self, other: &Self) -> bool {
        let [one, other] = [self.verdict, other.verdict];
        one.is_graded() && other.is_graded() && one.without_ahead() != other.without_ahead()
    }

    /// The gap as a part of the target.
    pub fn relative_gap(&self) -> Option<Number> {
        self.gap.as_ref()?.over(&self.target.as_ref()?.abs())
    }

    /// Where the way starts, in the unit of the target; what an average growth starts from is a level, and what is judged is
    /// growth.
    pub fn starts_from(&self, indicator: &Indicator) -> Option<Number> {
        match indicator.measure {
            _ if indicator.every.is_some() => None,
            Measure::Level | Measure::Rate | Measure::Mean => {
                self.baseline.as_ref().map(|it| it.value.clone())
            }
            Measure::Total => Some(Number::ZERO),
            Measure::AverageGrowth | Measure::EveryYear => None,
        }
    }

    /// Is at least half of the way done, as far as that is known?
    pub fn is_half_done(&self) -> Option<bool> {
        let half = Number::decimal(5, 1);
        self.progress.as_ref().map(|progress| *progress >= half)
    }

    /// The indicator judged.
    pub fn indicator_of<'p>(&self, plan: &'p Plan) -> &'p Indicator {
        &plan.indicators[self.indicator]
    }
}

impl Finding {
    /// A finding of which nothing is known yet.
    pub(super) fn blank(indicator: &Indicator, index: usize, region: &str) -> Self {
        Self {
            indicator: index,
            region: region.to_owned(),
            flags: indicator.aspirational.then_some(Flag::Aspirational).into_iter().collect(),
            method: own_method(indicator.measure),
            ..Self::default()
        }
    }

    /// Makes a value the target on which meeting it turns.
    pub(super) fn aim_at(&mut self, value: &Number) {
        self.target = Some(value.clone());
        self.edge = value.clone();
    }

    /// Puts in the distance of the actual from a reference, counted upwards or downwards.
    pub(super) fn show_gap(&mut self, from: &Number, upwards: bool) {
        let Some(actual) = &self.actual else { return };
        let gap = distance(&actual.value, (from, upwards));
        if let Some(trace) = &mut self.trace {
            trace.distance.push(Equation::gap(&actual.value, (from, upwards), &gap));
        }
        self.gap = Some(gap);
    }

    /// Puts in what the steps came to.
    pub(super) fn conclude(&mut self, outcome: Outcome) {
        (self.step, self.met) = (outcome.step, outcome.met);
        (self.verdict, self.reason) = (outcome.verdict, outcome.reason);
    }

    /// The flags that the figures earn by their quality and their age.
    pub(super) fn flag_figures(&mut self, figure: &Figure, quality: Quality, settled: bool) {
        let stale = !settled && self.lag_months.is_some_and(|lag| is_stale(figure, lag));
        let approximate = quality.has(Mark::Approximate) || quality.has(Mark::Near);
        self.earn([
            (Flag::Approximate, approximate && self.verdict.is_graded()),
            (Flag::Provisional, quality.has(Mark::Preliminary) || quality.has(Mark::Estimate)),
            (Flag::Doubtful, quality.has(Mark::Doubtful)),
            (Flag::Stale, stale),
            (Flag::Unclosed, self.lacks_final && self.verdict.is_graded()),
        ]);
    }

    /// Adds those of the flags that are earned.
    pub(super) fn earn(&mut self, flags: impl IntoIterator<Item = (Flag, bool)>) {
        let earned = flags.into_iter().filter(|(_, earned)| *earned);
        self.flags.extend(earned.map(|(flag, _)| flag));
    }
}
