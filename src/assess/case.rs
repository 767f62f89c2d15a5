//! One indicator on the bench: what every measure needs to pick its figures, and what a finding owes to any of them.

use std::borrow::Cow;

use super::{
    Actual, Finding, Flag, Method, Reason, SetAsideWhy, Step, UsedBaseline, Verdict,
    aim::Aim,
    finding::{Basis, own_method},
    path::Path,
    steps::Outcome,
    trace::{Equation, Quantity, Side, Term, Trace},
};
use crate::{
    actuals::{
        Mark, Observation, Quality, Speaks, closes_its_year, closing,
        speaks::is_point,
        speaks_for,
        vintages::{self, View, Vintages},
    },
    interval::{End, Interval},
    number::Number,
    period::{Month, Period},
    plan::{Bands, Better, Comparator, Derivation, Goal, Indicator, Measure, Target},
};

/// An indicator with everything known of it on the as-of date.
#[derive(Clone)]
pub(super) struct Case<'a> {
    pub indicator: &'a Indicator,
    pub index: usize,
    pub region: &'a str,
    /// Every vintage, for comparisons of like with like.
    pub view: View<'a>,
    pub vintages: &'a Vintages<'a>,
    pub basis: Basis<'a>,
    /// The method asked for, where the measure leaves a choice.
    pub method: Method,
    /// Is nothing wanted but what a row shows?
    pub rows_only: bool,
    /// Is nothing wanted but the verdict? What is costly and decides nothing is then left out.
    pub verdict_only: bool,
    /// Operands without a figure, where figures are derived.
    pub missing: Cow<'a, [(String, String)]>,
}

/// Grades a ratio by the bands, each edge in the upper one; a budget is never ahead.
pub(super) fn grade(ratio: &Number, bands: &Bands, budget: bool) -> Verdict {
    let reaches_ahead = || bands.ahead.as_ref().is_some_and(|ahead| ratio >= ahead);
    if ratio.is_negative() {
        Verdict::Regressing
    } else if !budget && reaches_ahead() {
        Verdict::Ahead
    } else {
        grade_up_to_on_track(bands, |band| ratio >= band)
    }
}

/// The best of on-track, at-risk and off-track of which the lower bound is reached.
pub(super) fn grade_up_to_on_track(bands: &Bands, reaches: impl Fn(&Number) -> bool) -> Verdict {
    if reaches(&bands.on_track) {
        Verdict::OnTrack
    } else if reaches(&bands.at_risk) {
        Verdict::AtRisk
    } else {
        Verdict::OffTrack
    }
}

/// How far before the start a baseline may be looked for, in months.
const BASELINE_WINDOW: i32 = 24;

/// One possibility of the figures of a case.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub actual: Number,
    /// That of the baseline, or of the series compared with.
    pub other: Option<Number>,
}

/// The values of an interval that may make a difference to a verdict that turns at some of `edges`, and else follows the value
/// in one direction: its ends, and each edge with both of its sides. What lies just beyond an open end, and far out where
/// there is none, stands for it. Of an exact value the edges are not asked for.
pub(super) fn telling(interval: &Interval, edges: impl FnOnce() -> Vec<Number>) -> Vec<Number> {
    if let Some(exact) = interval.exact() {
        return vec![exact.clone()];
    }
    let edges = edges();
    let close = Number::power_of_ten(-24);
    let size = [&interval.low, &interval.high]
        .into_iter()
        .flatten()
        .map(|end| &end.value)
        .chain(&edges)
        .fold(Number::ONE, |size, value| &size + &value.abs());
    let far = size.scaled(&Number::power_of_ten(15));
    let end = |end: &Option<End>, inwards: &Number, far: Number| match end {
        Some(end) if end.open => &end.value + inwards,
        Some(end) => end.value.clone(),
        None => far,
    };
    let mut values =
        vec![end(&interval.low, &close, -&far), end(&interval.high, &-&close, far.clone())];
    for edge in edges {
        let around = [&edge - &close, edge.clone(), &edge + &close];
        values.extend(around.into_iter().filter(|value| interval.holds(value)));
    }
    values
}

/// The possibilities of an actual, and of what it is compared with, that may make a difference to a verdict that turns at
/// `turns` of the other, and at the edges that a value of the other gives the actual.
pub(super) fn possibilities(
    actual: &Interval,
    other: Option<&Interval>,
    turns: impl FnOnce() -> Vec<Number>,
    edges: impl Fn(Option<&Number>) -> Vec<Number>,
) -> Vec<Point> {
    let known = |interval: &Interval| interval.exact().cloned();
    if let Some(actual) = known(actual)
        && other.is_none_or(|other| other.exact().is_some())
    {
        return vec![Point { actual, other: other.and_then(known) }];
    }
    let others = match other {
        None => vec![None],
        Some(other) => telling(other, turns).into_iter().map(Some).collect(),
    };
    let points = others.into_iter().flat_map(|other| {
        telling(actual, || edges(other.as_ref()))
            .into_iter()
            .map(move |actual| Point { actual, other: other.clone() })
    });
    points.collect()
}

/// Are an actual and its baseline, if it has one, known exactly?
pub(super) fn are_exact(actual: &Interval, baseline: Option<&UsedBaseline>) -> bool {
    actual.exact().is_some() && baseline.is_none_or(|it| it.known().exact().is_some())
}

/// What is known of an actual, or if it is exact of its baseline.
pub(super) fn doubt_with(actual: Quality, baseline: Option<&UsedBaseline>) -> Reason {
    doubt_of([actual].into_iter().chain(baseline.map(UsedBaseline::quality)))
}

/// What is known of the first of the figures that is not exact.
pub(super) fn doubt_of(figures: impl IntoIterator<Item = Quality>) -> Reason {
    match figures.into_iter().find_map(Quality::inexact) {
        Some(Mark::LowerBound | Mark::Above) => Reason::LowerBound,
        Some(Mark::UpperBound | Mark::Below) => Reason::UpperBound,
        _ => Reason::Approximate,
    }
}

impl<'a> Case<'a> {
    /// The same case, judged by another method for the sake of the verdict alone.
    pub(super) fn by(&self, method: Method) -> Self {
        Self { method, rows_only: true, verdict_only: true, ..self.clone() }
    }

    /// The target as a value; that of a change needs the baseline.
    pub(super) fn target(&self, baseline: Option<&Number>) -> Option<Cow<'a, Target>> {
        match &self.indicator.target {
            Goal::Value(target) => Some(Cow::Borrowed(target)),
            Goal::Change(change) => change.target(baseline?).map(Cow::Owned),
            _ => None,
        }
    }

    /// The aim; an `about` target without a word on what is good takes the side on which the baseline of a level lies.
    pub(super) fn aim(&self, baseline: Option<&Number>) -> Option<Aim> {
        let target = self.target(baseline)?;
        let above = self.indicator.measure == Measure::Level
            && baseline.is_some_and(|baseline| *baseline > target.value);
        let by_baseline = if above { Better::Lower } else { Better::Higher };
        Some(Aim::of(&target, self.indicator.better.unwrap_or(by_baseline)))
    }

    pub(super) fn bands(&self, method: Method) -> Bands {
        self.basis.plan.bands_of(method)
    }

    /// The values in force, in order of time.
    pub(super) fn current(&self) -> impl DoubleEndedIterator<Item = &'a Observation> + use<'a> {
        self.vintages.current.iter().copied()
    }

    /// The newest figure that closes a period.
    pub(super) fn closing(&self, period: Period) -> Option<&'a Observation> {
        closing(self.current(), self.indicator.kind, period)
    }

    /// Does a figure of this period close the deadline?
    pub(super) fn closes(&self, period: Period) -> bool {
        speaks_for(period, self.indicator.kind, self.indicator.deadline) == Speaks::Closes
    }

    /// Does this figure settle the deadline?
    pub(super) fn is_settled_by(&self, figure: &Observation) -> bool {
        figure.quality.settles() && self.closes(figure.period)
    }

    pub(super) fn deadline(&self) -> Month {
        self.indicator.deadline.last()
    }

    /// Is the deadline over at the as-of date?
    fn deadline_passed(&self) -> bool {
        self.basis.as_of > self.indicator.deadline.last_day()
    }

    /// The months from the end of a period to the as-of date.
    pub(super) fn months_since(&self, period: Period) -> i32 {
        Month::of(self.basis.as_of).since(period.last())
    }

    /// Did the series change its coverage after the earlier month, up to the later one?
    pub(super) fn broken(&self, earlier: Month, later: Month) -> bool {
        vintages::broken(self.current(), earlier, later)
    }

    /// Is a figure worse than an earlier one, like compared with like? What is not exact may have gone either way.
    pub(super) fn is_worse(&self, aim: &Aim, before: &Observation, now: &Observation) -> bool {
        (before.quality.is_exact() && now.quality.is_exact())
            && aim.worsens(&before.value, &now.value)
            && !self.broken(before.period.last(), now.period.last())
    }

    /// A finding with nothing judged yet and every vintage that did not count set aside.
    pub(super) fn blank(&self, baseline: Option<&Number>) -> Finding {
        let mut finding = Finding::blank(self.indicator, self.index, self.region);
        if !self.rows_only {
            for (aside, why) in [
                (&self.vintages.replaced, SetAsideWhy::Replaced),
                (&self.vintages.doubtful, SetAsideWhy::Doubtful),
                (&self.vintages.early, SetAsideWhy::Forecast),
                (&self.vintages.later, SetAsideWhy::PublishedLater),
            ] {
                // No vintage of what is derived was printed.
                let printed =
                    |it: &&&Observation| why != SetAsideWhy::Replaced || it.derived.is_none();
                let aside = aside.iter().filter(printed);
                finding.set_aside.extend(aside.map(|it| ((*it).clone(), why)));
            }
        }
        let side = if self.indicator.target.falls() { Side::Ceiling } else { Side::Floor };
        finding.trace = (!self.rows_only).then(|| Box::new(Trace { side, ..Trace::default() }));
        if let (Some(target), Some(aim)) = (self.target(baseline), self.aim(baseline)) {
            finding.target = Some(target.value.clone());
            if let Some(trace) = &mut finding.trace {
                trace.side = aim.side;
                trace.upper = (aim.side == Side::Range).then_some(aim.upper);
            }
            finding.edge = aim.edge;
            if let (Goal::Change(change), Some(trace)) =
                (&self.indicator.target, &mut finding.trace)
            {
                let exact = self.baseline().and_then(|it| it.known().exact().cloned());
                let changed = exact.map(|baseline| Equation::Changed {
                    change: change.clone(),
                    baseline,
                    target: target.value.clone(),
                });
                trace.distance.extend(changed);
            }
        }
        finding.missing = self.missing.to_vec();
        finding.lacks_final = self.deadline_passed();
        finding.bands = self.bands(own_method(self.indicator.measure));
        finding
    }

    /// Puts the start into the trace.
    pub(super) fn trace_start(&self, finding: &mut Finding, baseline: Option<&UsedBaseline>) {
        if let Some(trace) = &mut finding.trace {
            trace.baseline = baseline.cloned();
        }
    }

    /// The path from a start to an end of the target.
    pub(super) fn path(&self, start: (Month, Number), to: Number) -> Path {
        Path::new(start, (self.deadline(), to), &self.indicator.milestones)
    }

    /// Puts the actual and what follows from it alone into the finding.
    pub(super) fn show_actual(&self, finding: &mut Finding, mut actual: Actual, aim: Option<&Aim>) {
        // Parts may add up to a year.
        actual.period = self.indicator.kind.calendar.shown(actual.period);
        let value = &actual.value;
        finding.gap = aim.map(|aim| aim.gap(value));
        finding.attainment = aim.and_then(|aim| aim.attainment(value));
        finding.lag_months = Some(self.months_since(actual.period));
        if let Some(trace) = &mut finding.trace {
            let sum = matches!(self.indicator.measure, Measure::Total | Measure::EveryYear);
            let parts = actual.observations.iter().map(|it| it.value.clone());
            let sum = match actual.observations.as_slice() {
                [derived] => self.derivation(derived),
                _ => sum.then(|| Equation::Sum { parts: parts.collect(), total: value.clone() }),
            };
            let gap = aim.zip(finding.gap.as_ref());
            let gap = gap.map(|(aim, gap)| Equation::gap(value, aim.gap_from(value), gap));
            let attainment = aim.zip(finding.attainment.as_ref()).map(|(aim, attainment)| {
                let terms = [(Term::Actual, value), (Term::Target, &aim.edge)];
                Equation::quotient(Quantity::Attainment, terms, attainment)
            });
            trace.distance.extend([sum, gap, attainment].into_iter().flatten());
        }
        finding.actual = Some(actual);
    }

    /// How an exact figure of the indicator follows from others.
    fn derivation(&self, figure: &Observation) -> Option<Equation> {
        // Those of an average growth are levels of another series.
        let chained = matches!(self.indicator.from, Some(Derivation::ChainOf(_)));
        let exact = figure.known.is_none() || chained;
        let own = self.indicator.measure != Measure::AverageGrowth && exact;
        let terms = figure.derived.as_ref().map(|it| it.terms.clone()).unwrap_or_default();
        let result = figure.value.clone();
        match &self.indicator.from {
            _ if !own || terms.is_empty() => None,
            None | Some(Derivation::Sum(_)) => Some(Equation::Sum { parts: terms, total: result }),
            Some(from) => Some(Equation::Derived { from: from.clone(), terms, result }),
        }
    }

    /// Steps 1 and 2 where no figure counts: `later` are those that end after this month, `part` tells which of them are of part
    /// of the time that is compared.
    pub(super) fn without_figure(
        &self,
        finding: Finding,
        later: Month,
        part: impl Fn(&Observation) -> bool,
    ) -> Finding {
        let vintages = self.vintages;
        let aside = || vintages.doubtful.iter().chain(&vintages.early).copied();
        let is_later = |it: &Observation| it.period.last() > later;
        let in_time = |it: &&Observation| it.period.last() <= self.deadline();
        if self.breaks_off() {
            return self.refuse_comparison(finding, Reason::Hole, false);
        }
        let sums =
            matches!(self.indicator.measure, Measure::Total | Measure::EveryYear | Measure::Mean);
        let reason = if vintages.is_empty() {
            None
        } else if self.basis.as_of < self.indicator.period.first_day() {
            Some(Reason::NotBegun)
        } else if self.current().filter(in_time).any(|it| is_later(it) && part(it)) {
            Some(Reason::PartYearOnly)
        } else if self.current().filter(|it| !in_time(it)).chain(aside()).any(is_later) {
            Some(Reason::SetAsideOnly)
        } else {
            // Figures of other years say nothing of a sum; once its deadline is over none is awaited.
            (!(sums && self.deadline_passed())).then_some(Reason::NoFigureYet)
        };
        let outcome = match reason {
            Some(reason) => Outcome::refused(Step::NotYet, reason),
            None => Outcome::decided(Step::NoData, Verdict::NoData),
        };
        self.finish(finding, outcome, false)
    }

    /// Are there yearly changes up to the deadline that lie behind a gap, so that no index follows from them?
    fn breaks_off(&self) -> bool {
        let Some(Derivation::ChainOf(of)) = &self.indicator.from else { return false };
        let figures = self.basis.figures(of, self.region).observations;
        let kind = self.basis.plan.kind_of(of);
        let view = View { observations: &figures, kind, ..self.view };
        let reached = self.current().last().map(|it| it.period.last()).max(Some(self.clock(None)));
        let behind = |it: &&Observation| {
            Some(it.period.last()) > reached
                && it.period.last() <= self.deadline()
                && closes_its_year(it.period, kind)
        };
        view.known().current.into_iter().any(|it| behind(&it))
    }

    /// Sets aside what was not used: after the deadline, before the `start`, or for the measure's own reason.
    pub(super) fn set_aside<'o>(
        &self,
        finding: &mut Finding,
        used: impl IntoIterator<Item = &'o Observation>,
        baseline: Option<&'o UsedBaseline>,
        start: Month,
        why: impl Fn(&Observation) -> SetAsideWhy,
    ) {
        if self.rows_only {
            return;
        }
        let baseline = baseline.and_then(|baseline| baseline.observation.as_ref());
        let used: Vec<_> = used.into_iter().chain(baseline).collect();
        for it in self.current() {
            if used.iter().any(|used| used.origin == it.origin && used.period == it.period) {
                continue;
            }
            let why = if it.period.last() > self.deadline() {
                SetAsideWhy::AfterDeadline
            } else if it.period.last() < start {
                SetAsideWhy::BeforePeriod
            } else if !it.quality.settles() {
                SetAsideWhy::Interim
            } else {
                why(it)
            };
            finding.set_aside.push((it.clone(), why));
        }
    }

    /// The last word: what the steps came to, flags that any measure may earn, and what a settled or past target needs no more.
    /// `closed` says whether the deadline's figure is in, which it may be without deciding anything.
    pub(super) fn finish(&self, mut finding: Finding, outcome: Outcome, closed: bool) -> Finding {
        finding.conclude(outcome);
        if self.rows_only {
            finding.set_aside.clear();
        }
        finding.set_aside.sort_by_key(|(observation, why)| {
            (observation.period.last(), observation.period.first(), observation.published, *why)
        });
        let early = outcome.step == Step::MetNow && outcome.verdict == Verdict::Achieved;
        let lost = outcome.step == Step::Lost && outcome.reason.is_none();
        finding.earn([(Flag::Early, early), (Flag::Lost, lost)]);
        let settled = closed || outcome.step == Step::Settled && outcome.reason.is_none();
        finding.lacks_final = self.deadline_passed() && !settled;
        let met = finding.verdict == Verdict::Achieved;
        if met || settled || self.deadline_passed() {
            finding.projected = None;
            finding.required_per_year = None;
            finding.required_amount = None;
            finding.required_growth = None;
            finding.arrival = None;
            if let Some(trace) = &mut finding.trace {
                trace.forget(Quantity::Projected);
                trace.forget(Quantity::Required);
                trace.forget(Quantity::Allowed);
                trace.forget(Quantity::NeededMean);
                trace.forget(Quantity::AllowedMean);
            }
        }
        finding.known_gap = self.known_gap(&finding);
        if finding.attainment == Some(Number::ONE) && finding.told_gap().is_none() {
            finding.attainment = None;
        }
        if let (Some(known), Some(trace)) = (&finding.known_gap, &mut finding.trace) {
            trace.limit_distance(known);
        }
        let Some(actual) = &finding.actual else {
            return finding;
        };
        // What follows from inexact figures may have another mark than they have.
        let own = actual.observations.iter().fold(actual.quality, |all, it| all.and(it.quality));
        let compared = finding.baseline.iter().filter_map(|baseline| baseline.observation.as_ref());
        let reference = finding.reference.iter().flat_map(|reference| &reference.observations);
        let quality = compared.chain(reference).fold(own, |all, it| all.and(it.quality));
        let over = self
            .indicator
            .target
            .value()
            .filter(|target| target.comparator == Comparator::Budget)
            .is_some_and(|target| actual.known.is_above(&target.value));
        let mut derived = actual.observations.iter().filter_map(|it| it.derived.as_ref());
        let from_parts = derived.any(|it| it.from_parts);
        let derived_baseline = finding.baseline.as_ref().is_some_and(|it| it.derived);
        let broken_off = outcome.reason != Some(Reason::Hole) && self.breaks_off();
        finding.earn([
            (Flag::Hole, broken_off),
            (Flag::OverBudget, over),
            (Flag::DerivedBaseline, outcome.step > Step::NotYet && derived_baseline),
            (Flag::FromParts, from_parts),
        ]);
        finding.flag_figures(self.indicator, quality, settled);
        finding
    }
}

impl Case<'_> {
    /// What is known of the edge: a relative target is known as well as the figure that it follows from.
    pub(super) fn known_edge(&self, edge: &Number, from: Option<(&Number, Interval)>) -> Interval {
        let known = from.and_then(|(value, known)| match &self.indicator.target {
            Goal::Value(_) => None,
            Goal::Change(change) => Some(change.due(&known)),
            _ => Some(known.minus(&Interval::exactly(&(value - edge)))),
        });
        known.unwrap_or_else(|| Interval::exactly(edge))
    }

    /// What is known of the gap, where it is not exact.
    fn known_gap(&self, finding: &Finding) -> Option<Interval> {
        let actual = &finding.actual.as_ref().filter(|_| finding.gap.is_some())?.known;
        let baseline = finding.baseline.as_ref();
        let value = baseline.map(|baseline| &baseline.value);
        let (edge, side, upper) = match &self.indicator.target {
            Goal::Value(_) if actual.exact().is_some() => return None,
            Goal::Value(_) => {
                let aim = self.aim(value)?;
                (Interval::exactly(&aim.edge), aim.side, Interval::exactly(&aim.upper))
            }
            goal => {
                let from = baseline.map(|it| (&it.value, it.known()));
                let reference = finding.reference.as_ref();
                let from = from.or(reference.map(|it| (&it.value, it.known.clone())));
                let edge = self.known_edge(&finding.edge, from);
                let side = if goal.falls() { Side::Ceiling } else { Side::Floor };
                (edge.clone(), side, edge)
            }
        };
        let exact = actual.exact().is_some() && edge.exact().is_some();
        let known = || match side {
            Side::Floor => actual.minus(&edge),
            Side::Ceiling => edge.minus(actual),
            Side::Range => actual.minus(&edge).lesser(&upper.minus(actual)),
        };
        (!exact).then(known)
    }

    /// Stocks hold at the end of any period; flows and ratios are compared by full years, or by the deadline's own period or
    /// that of the baseline.
    pub(super) fn is_whole(&self, period: Period) -> bool {
        let stated = self.indicator.baseline.as_ref();
        is_point(self.indicator.kind, period)
            || self.indicator.kind.calendar.is_year(period)
            || self.closes(period)
            || stated.is_some_and(|baseline| period.same_span(baseline.period))
    }

    /// The baseline that the plan states: its value, or the figure that closes its period.
    pub(super) fn stated_baseline(&self) -> Option<UsedBaseline> {
        let stated = self.indicator.baseline.as_ref()?;
        let Some(value) = &stated.value else {
            return Some(UsedBaseline::of(self.closing(stated.period)?, false));
        };
        let value = value.clone();
        let period = stated.period;
        Some(UsedBaseline { value, period, observation: None, derived: false })
    }

    /// The stated baseline; if the plan names no period, the newest figure in the months before the start that is no bound.
    pub(super) fn baseline(&self) -> Option<UsedBaseline> {
        if self.indicator.baseline.is_some() {
            return self.stated_baseline();
        }
        let eve = self.indicator.period.eve();
        let found = self.current().rev().find(|it| {
            let end = it.period.last();
            let near = end <= eve && end > eve.plus(-BASELINE_WINDOW);
            near && self.is_whole(it.period) && !it.quality.is_bound() && it.quality.settles()
        });
        found.map(|it| UsedBaseline::of(it, true))
    }

    /// The baseline of a target that is compared directly: one that is a value needs none, and has only what the plan states.
    pub(super) fn baseline_beside(&self) -> Option<UsedBaseline> {
        match self.indicator.target.value() {
            Some(_) => self.stated_baseline(),
            None => self.baseline(),
        }
    }

    /// The end of the baseline's period, from which time is counted, also where no figure is known for it.
    pub(super) fn clock(&self, baseline: Option<&UsedBaseline>) -> Month {
        let stated = self.indicator.baseline.as_ref().map(|stated| stated.period.last());
        baseline
            .map(|baseline| baseline.period.last())
            .or(stated)
            .unwrap_or_else(|| self.indicator.period.eve())
    }

    /// Step 3: what a target relative to a baseline lacks, if that cannot be compared with a figure of this period.
    pub(super) fn incomparable(
        &self,
        baseline: Option<&UsedBaseline>,
        with: Period,
    ) -> Option<Reason> {
        let Some(baseline) = baseline else { return Some(Reason::NoBaseline) };
        self.broken(baseline.period.last(), with.last()).then_some(Reason::Break)
    }

    /// [`Self::incomparable`] where the target is a change from the baseline; any other value needs none.
    pub(super) fn lacks_change(
        &self,
        baseline: Option<&UsedBaseline>,
        with: Period,
    ) -> Option<Reason> {
        let Goal::Change(change) = &self.indicator.target else { return None };
        let undefined = || baseline.is_some_and(|it| !change.is_defined_at(&it.known()));
        self.incomparable(baseline, with).or_else(|| undefined().then_some(Reason::ZeroOrSign))
    }

    /// Shows what there is of a case that has nothing to be compared with.
    pub(super) fn refuse_comparison(&self, finding: Finding, why: Reason, closed: bool) -> Finding {
        self.finish(finding, Outcome::refused(Step::Incomparable, why), closed)
    }

    /// The possibilities of an actual and of a baseline, at all that may make a difference, each with its aim.
    pub(super) fn points(
        &self,
        actual: &Interval,
        baseline: Option<&UsedBaseline>,
    ) -> Vec<(Point, Aim)> {
        let turns = |other: Option<&Number>| {
            self.aim(other).map(|aim| aim.edges()).unwrap_or_default().into_iter()
        };
        // Where the path through the milestones starts at one of them, nothing is expected yet.
        let stations = self.indicator.milestones.iter().map(|milestone| milestone.value.clone());
        let points = possibilities(
            actual,
            baseline.map(UsedBaseline::known).as_ref(),
            || turns(None).chain(stations).collect(),
            |other| turns(other).chain(other.cloned()).collect(),
        );
        let aimed = |at: Point| {
            let aim = self.aim(at.other.as_ref())?;
            Some((at, aim))
        };
        points.into_iter().filter_map(aimed).collect()
    }
}
