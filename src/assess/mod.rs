//! From a plan and its actuals to verdicts: one pure function, [`assess`], and the data it returns.
//!
//! No clock, no files, no panics; every comparison is one of exact numbers. Depends on `number`, `unit`, `period`,
//! `plan` and `actuals`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::actuals::derived::{self, Figures};
use crate::actuals::{Actuals, Mark, Observation, Quality, vintages};
use crate::interval::Interval;
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::amended::{self, Amended, InForce};
use crate::plan::{Bands, Goal, Indicator, Measure, Plan};

mod aim;
mod case;
pub mod contrast;
pub mod course;
pub mod diff;
mod members;
mod need;
mod pace;
mod path;
mod pick;
pub mod rollup;
pub mod rules;
pub mod stages;
mod steps;
pub mod trace;

pub use crate::plan::Method;
pub use need::needs_of_rows;
pub use steps::Step;
pub use trace::{AnnualChange, Grounds, Trace};

use case::Case;

words! {
    /// The grade of an indicator, best first; the last two are outside the scale.
    pub enum Verdict: text, meaning {
        /// The target is met and settled.
        Achieved "achieved" "achieved" "已实现" "the target is met and settled" "目标已达到，结论已定";
        /// Faster than the schedule.
        Ahead "ahead" "ahead" "快于预期"
            "faster than time asks (schedule: ratio from 1.10 on, unless the plan says otherwise)"
            "快于序时进度（默认进度比不低于1.10）";
        /// As the schedule asks.
        OnTrack "on-track" "on-track" "符合预期"
            "as time asks (ratio from 0.95 on)"
            "与序时进度相当（默认进度比不低于0.95）";
        /// Somewhat behind.
        AtRisk "at-risk" "at-risk" "略有滞后"
            "somewhat behind (ratio from 0.60 on; projection: 0.80)"
            "略慢于序时进度（默认进度比不低于0.60，趋势外推法为0.80）";
        /// Behind.
        OffTrack "off-track" "off-track" "滞后" "behind" "明显慢于序时进度";
        /// Going the wrong way, or lost again.
        Regressing "regressing" "regressing" "倒退" "going the wrong way, or lost again" "背离目标或得而复失";
        /// Settled and not met.
        Missed "missed" "missed" "未完成" "settled and not met" "期限已到而未达到目标";
        /// There is data, but no verdict can be defended.
        NotAssessable "not-assessable" "not-assessable" "无法判定"
            "the data do not support a verdict; see the reason"
            "有数据但不足以下结论，旁注原因";
        /// Nothing matched.
        NoData "no-data" "no-data" "无数据" "nothing published matches" "没有匹配的数据";
    }
}

impl Verdict {
    /// Is it on the scale from achieved to missed?
    pub fn is_graded(self) -> bool {
        self < Self::NotAssessable
    }
}

words! {
    /// Why no verdict can be defended.
    pub enum Reason {
        /// The method needs a baseline and none is known.
        NoBaseline   "no-baseline"    "no baseline"             "缺少基期值";
        /// The method needs more annual figures in a row than there are.
        TooFewPoints "too-few-points" "too few years in a row"  "连续年份不足";
        /// The period starts after the as-of date.
        NotBegun     "not-begun"      "not begun"               "尚未开始";
        /// All figures since the start are doubtful, forecasts or after the deadline.
        SetAsideOnly "set-aside-only" "only doubtful, forecast or later figures" "仅有存疑、预测或期后数据";
        /// Only parts of the time that is compared have figures.
        PartYearOnly "part-year-only" "only part-year figures"  "期内仅有非全年数据";
        /// Nothing has been published for a time after the baseline or inside the period.
        NoFigureYet  "no-figure-yet"  "no figure yet"           "期内尚无数据";
        /// The ratio has no meaning for zero or for signs that differ.
        ZeroOrSign   "zero-or-sign"   "zero or opposite signs"  "零值或符号相反";
        /// A figure without an upper end that leaves a step open.
        LowerBound   "lower-bound"    "only a lower bound"      "仅有下限";
        /// A figure without a lower end that leaves a step open.
        UpperBound   "upper-bound"    "only an upper bound"     "仅有上限";
        /// A figure between two ends that leaves a step open.
        Approximate  "approximate"    "only an approximate figure" "仅有约数";
        /// The series changed its coverage between baseline and actual.
        Break        "break"          "break in the series"     "口径变化";
        /// The figures have a gap from the start.
        Hole         "hole"           "figures missing"         "数据有缺口";
        /// A relative or derived figure lacks an operand.
        NoSeries     "no-series"      "a series is missing"     "缺少对比数据";
        /// The target was given up.
        Withdrawn    "withdrawn"      "withdrawn"               "目标已取消";
    }
}

words! {
    /// Something to know beside the verdict.
    pub enum Flag {
        /// Met before the deadline.
        Early           "early"            "early"            "提前";
        /// Met, but the last change goes the wrong way.
        Slipping        "slipping"         "slipping"         "近期回落";
        /// Met at the baseline and not now.
        Lost            "lost"             "lost"             "得而复失";
        /// Rests on a figure that is not final.
        Provisional     "provisional"      "provisional"      "非最终数";
        /// Rests on a figure that is not exact, and that allows the verdict all the same.
        Approximate     "approximate"      "approximate"      "约数";
        /// Added up from its parts, as no figure is printed.
        FromParts       "from-parts"       "from parts"       "由分项合计";
        /// Rests on a figure whose source or year is uncertain.
        Doubtful        "doubtful"         "doubtful"         "数据存疑";
        /// The newest figure is older than eighteen months.
        Stale           "stale"            "stale"            "数据未更新";
        /// The deadline has passed and its figure is not in.
        Unclosed        "unclosed"         "unclosed"         "终值未出";
        /// The first figure after the deadline stands in for the deadline's.
        AfterDeadline   "after-deadline"   "after-deadline"   "期后数据";
        /// Only part of the period is known, and it is enough.
        Partial         "partial"          "partial"          "部分数据";
        /// A part of the period is missing.
        Hole            "hole"             "hole"             "数据缺口";
        /// The baseline was taken from the actuals.
        DerivedBaseline "derived-baseline" "derived-baseline" "推定基期";
        /// Another method would have given another verdict.
        MethodSensitive "method-sensitive" "method-sensitive" "因方法而异";
        /// The target was wished rather than promised.
        Aspirational    "aspirational"     "aspirational"     "力争";
        /// More was spent than allocated.
        OverBudget      "over-budget"      "over-budget"      "超预算";
        /// The target was changed after the plan was issued.
        Amended         "amended"          "amended"          "目标已调整";
    }
}

/// The baseline of a judgement.
#[derive(Debug, Clone)]
pub struct UsedBaseline {
    /// Its value in the indicator's unit.
    pub value: Number,
    /// Its period.
    pub period: Period,
    /// The observation, when it comes from the actuals rather than the plan.
    pub observation: Option<Observation>,
    /// Did the plan leave even the period open?
    pub derived: bool,
}

/// The actual of a judgement.
#[derive(Debug, Clone)]
pub struct Actual {
    /// The value in the indicator's unit: one observation's, or the sum of the tiles.
    pub value: Number,
    /// Every value that the true one may have.
    pub known: Interval,
    /// The period it stands for.
    pub period: Period,
    /// The marks of everything it rests on.
    pub quality: Quality,
    /// The newest release date of everything it rests on.
    pub published: NaiveDate,
    /// The observations it rests on, in order of time.
    pub observations: Vec<Observation>,
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
        /// Doubtful, and there are figures that are not.
        Doubtful       "doubtful"        "doubtful, and there are better figures"  "数据存疑，另有可靠数据";
        /// Its period ends after the deadline.
        AfterDeadline  "after-deadline"  "after the deadline"                      "晚于完成期限";
        /// It belongs to a time before the period or at the baseline.
        BeforePeriod   "before-period"   "before the period"                       "早于评估时段";
        /// A figure for part of a year, where full years are compared.
        PartOfYear     "part-of-year"    "part of a year; full years are compared" "非全年数据，只比较全年";
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
    /// The calendar year.
    pub year: i32,
    /// The figure, when there is one.
    pub value: Option<Number>,
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
    /// Met or not; `None` when it cannot be told.
    pub met: Option<bool>,
}

impl Members {
    /// How many meet the target.
    pub fn met(&self) -> usize {
        self.all.iter().filter(|member| member.met == Some(true)).count()
    }

    /// How many have data.
    pub fn known(&self) -> usize {
        self.all.iter().filter(|member| member.actual.is_some()).count()
    }
}

/// An indicator, judged.
#[derive(Debug, Clone)]
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
    /// Distance from the target in the indicator's unit (percentage points for shares); negative is short of it.
    pub gap: Option<Number>,
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
    /// The reference of an `above_series` target, at the period compared.
    pub reference: Option<Observation>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherVersion {
    /// Is it the one with the late amendment?
    pub amended: bool,
    pub verdict: Verdict,
    pub reason: Option<Reason>,
}

/// A plan, judged.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Nothing published later was used.
    pub as_of: NaiveDate,
    /// One finding for every indicator, in the plan's order.
    pub findings: Vec<Finding>,
}

/// What is asked of an assessment beside what the plan says.
#[derive(Debug, Clone, Copy, Default)]
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

/// Judges every indicator of the plan as known on `as_of`.
///
/// Only the arguments decide: the same plan, actuals and date always give the same assessment.
pub fn assess(plan: &Plan, actuals: &Actuals, as_of: NaiveDate, asked: Asked<'_>) -> Assessment {
    let bench = Bench::new(plan, actuals, as_of, asked);
    let findings = (0..plan.indicators.len())
        .map(|index| {
            let own = plan.region_of(&plan.indicators[index]);
            bench.judge(index, asked.region.unwrap_or(own))
        })
        .collect();
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
    let bench = Bench::new(plan, actuals, as_of, asked);
    bench.judge(index, asked.region.unwrap_or(own))
}

/// Everything that judging may look at.
#[derive(Clone, Copy)]
struct Bench<'a> {
    plan: &'a Plan,
    actuals: &'a Actuals,
    as_of: NaiveDate,
    method: Method,
    other_methods: bool,
    rows_only: bool,
}

impl<'a> Bench<'a> {
    fn new(plan: &'a Plan, actuals: &'a Actuals, as_of: NaiveDate, asked: Asked<'_>) -> Self {
        let of_plan = plan.method.unwrap_or(Method::Schedule);
        Self {
            plan,
            actuals,
            as_of,
            method: asked.method.unwrap_or(of_plan),
            other_methods: asked.other_methods,
            rows_only: asked.rows_only,
        }
    }
}

impl Bench<'_> {
    /// Judges the indicator at `index` in a region, as amended by then.
    fn judge(&self, index: usize, region: &str) -> Finding {
        let indicator = &self.plan.indicators[index];
        let mut finding =
            self.judge_version(&amended::in_force(indicator, self.as_of), index, region);
        if let Some(other) = amended::other_version(indicator, self.as_of) {
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
            Amended::No | Amended::Yes if indicator.every.is_some() => {
                members::judge(self, indicator, index, region)
            }
            Amended::No | Amended::Yes => self.judge_in(indicator, index, region),
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
                derived::printed_only(self.actuals, &indicator.id, region)
            }
            _ => derived::figures(self.plan, self.actuals, &indicator.id, region, self.as_of),
        };
        judge_figures(self, indicator, index, region, &figures)
    }
}

/// Judges an indicator from its figures.
fn judge_figures(
    bench: &Bench<'_>,
    indicator: &Indicator,
    index: usize,
    region: &str,
    figures: &Figures,
) -> Finding {
    let observations = &figures.observations;
    let with = |doubtful: bool| {
        let vintages = vintages::known(observations, indicator.kind, bench.as_of, doubtful);
        let case = Case {
            indicator,
            index,
            region,
            observations,
            vintages: &vintages,
            as_of: bench.as_of,
            plan: bench.plan,
            method: bench.method,
            doubtful,
            rows_only: bench.rows_only,
            verdict_only: false,
            missing: Cow::Borrowed(&figures.missing),
        };
        let mut finding = pick::judge(bench, &case);
        if bench.other_methods && methods_may_differ(&finding, indicator) {
            let others = Method::CHOICES
                .into_iter()
                .filter(|method| *method != bench.method)
                .map(|method| pick::judge(bench, &case.by(method)));
            if others.into_iter().any(|other| differs(&finding, &other)) {
                finding.flags.insert(Flag::MethodSensitive);
            }
        }
        finding
    };
    let trusted = with(false);
    // Those of another series are not at hand here.
    let has_doubtful = indicator.measure == Measure::AverageGrowth
        || observations.iter().any(|observation| observation.quality.has(Mark::Doubtful));
    let lacking = matches!(trusted.reason, None | Some(Reason::NoFigureYet | Reason::SetAsideOnly));
    if trusted.step > Step::NotYet || !lacking || !has_doubtful {
        return trusted;
    }
    let all = with(true);
    let goes_further =
        all.step > Step::NotYet || (trusted.actual.is_none() && all.actual.is_some());
    if goes_further { all } else { trusted }
}

/// May the choice of method matter? The steps before the ratio are the same for a level under every method.
fn methods_may_differ(finding: &Finding, indicator: &Indicator) -> bool {
    let direction = matches!(indicator.target, Goal::Rising { .. } | Goal::Falling { .. });
    match indicator.measure {
        Measure::Level if direction => finding.step > Step::Settled,
        Measure::Level => finding.step >= Step::Barred,
        Measure::Rate => finding.step > Step::Settled,
        Measure::Total | Measure::EveryYear | Measure::AverageGrowth => false,
    }
}

/// Do two methods give verdicts that contradict each other? A method that is refused contradicts none, and `ahead`, which only
/// `schedule` gives, says no less than on-track.
pub fn differs(one: &Finding, other: &Finding) -> bool {
    let on_track_or_better = |verdict: Verdict| match verdict {
        Verdict::Ahead => Verdict::OnTrack,
        other => other,
    };
    one.verdict.is_graded()
        && other.verdict.is_graded()
        && on_track_or_better(one.verdict) != on_track_or_better(other.verdict)
}

/// The indicator as in force on a day: its target, deadline and milestones as amended by then.
pub fn in_force(indicator: &Indicator, as_of: NaiveDate) -> Cow<'_, Indicator> {
    amended::in_force(indicator, as_of).indicator
}

/// What is left to say of a target that was given up.
fn withdrawn(indicator: &Indicator, index: usize, region: &str) -> Finding {
    let mut finding = Finding::blank(indicator, index, region);
    finding.conclude(steps::Outcome::refused(Step::Withdrawn, Reason::Withdrawn));
    finding
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
    /// The verdict with or without an amendment made after the deadline; `None` if there is none.
    pub fn of_late_amendment(&self, amended: bool) -> Option<Verdict> {
        let other = self.other_version?;
        Some(if other.amended == amended { other.verdict } else { self.verdict })
    }

    /// The indicator judged.
    pub fn indicator_of<'p>(&self, plan: &'p Plan) -> &'p Indicator {
        &plan.indicators[self.indicator]
    }
}

#[cfg(test)]
mod invariance_tests;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod method_tests;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod neighbours;
#[cfg(test)]
mod peers_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod tests;
#[cfg(test)]
#[rustfmt::skip] // tables of one case a line
mod verdict_tables;
