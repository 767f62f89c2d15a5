//! `rising` and `falling`: better than the baseline (`level`), or than the year before in every year (`every-year`).

use super::annual::Run;
use super::case::Case;
use super::{
    Actual, Finding, Flag, Method, Reason, SetAsideWhy, Step, UsedBaseline, Verdict, YearOutcome,
};
use super::{compound, level, projection};
use crate::actuals::{Mark, Observation, vintages};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Kind, Measure};

/// How a value stands to its reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Better,
    Same,
    Worse,
}

/// A direction, and the natural bound at which nothing is left to gain.
struct Wanted<'a> {
    rising: bool,
    limit: Option<&'a Number>,
}

impl Wanted<'_> {
    /// Is nothing left to gain?
    fn is_at_limit(&self, value: &Number) -> bool {
        self.limit.is_some_and(|limit| if self.rising { value >= limit } else { value <= limit })
    }

    fn change(&self, reference: &Number, value: &Number) -> Change {
        if self.is_at_limit(value) {
            return Change::Better;
        }
        match (value.cmp(reference), self.rising) {
            (std::cmp::Ordering::Equal, _) => Change::Same,
            (std::cmp::Ordering::Greater, true) | (std::cmp::Ordering::Less, false) => {
                Change::Better
            }
            _ => Change::Worse,
        }
    }

    /// Distance in the wanted direction; negative is worse.
    fn gap(&self, reference: &Number, value: &Number) -> Number {
        if self.rising { value - reference } else { reference - value }
    }
}

pub(super) fn judge(case: &Case<'_>, rising: bool, limit: Option<&Number>) -> Finding {
    let wanted = Wanted { rising, limit };
    let mut finding = case.blank_without_target();
    finding.method = Method::Direct;
    if case.is_empty() {
        return finding;
    }
    if case.indicator.measure == Measure::EveryYear {
        every_year(case, &wanted, finding)
    } else {
        against_baseline(case, &wanted, finding)
    }
}

fn against_baseline(case: &Case<'_>, wanted: &Wanted<'_>, mut finding: Finding) -> Finding {
    let deadline = case.indicator.deadline.last();
    let baseline = level::find_baseline(case);
    let baseline_end =
        baseline.as_ref().map_or(case.indicator.period.eve(), |baseline| baseline.period.last());
    let newest =
        case.vintages.current.iter().copied().rev().find(|value| {
            level::is_eligible(case, value.period) && value.period.last() <= deadline
        });
    for value in &case.vintages.current {
        let used = newest.is_some_and(|newest| newest.origin == value.origin)
            || baseline
                .as_ref()
                .and_then(|baseline| baseline.observation.as_ref())
                .is_some_and(|used| used.origin == value.origin);
        if !used {
            let why = if value.period.last() > deadline {
                SetAsideWhy::AfterDeadline
            } else if !level::is_eligible(case, value.period) {
                SetAsideWhy::PartOfYear
            } else if value.period.last() <= baseline_end {
                SetAsideWhy::BeforePeriod
            } else {
                SetAsideWhy::Older
            };
            finding.set_aside.push(((*value).clone(), why));
        }
    }
    let Some(newest) = newest else {
        finding.baseline = baseline;
        finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        return case.finish(finding, false);
    };
    case.show_bare_actual(&mut finding, Actual::of(newest));
    let Some(baseline) = baseline else {
        let closes = case.closes(newest.period);
        if case.method == Method::Projection && !closes && newest.period.last() > baseline_end {
            by_method(case, wanted, &mut finding, None, newest);
        } else {
            finding.refuse(Step::Bands, Reason::NoBaseline);
        }
        return case.finish(finding, false);
    };
    finding.target = Some(baseline.value.clone());
    finding.edge = baseline.value.clone();
    if newest.period.last() <= baseline.period.last() {
        finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        return case.finish(finding, false);
    }
    finding.gap = Some(wanted.gap(&baseline.value, &newest.value));
    let settled = case.closes(newest.period);
    let change = wanted.change(&baseline.value, &newest.value);
    // The true value is the bound or more: that proves what more of it would only confirm.
    let bound = newest.quality.has(Mark::LowerBound);
    let proved = if wanted.rising { change == Change::Better } else { change == Change::Worse };
    if bound && !proved {
        finding.refuse(Step::Undecidable, Reason::LowerBound);
        finding.baseline = Some(baseline);
        return case.finish(finding, false);
    }
    if !settled && matches!(case.method, Method::Compound | Method::Projection) {
        by_method(case, wanted, &mut finding, Some(&baseline), newest);
        finding.baseline = Some(baseline);
        return case.finish(finding, false);
    }
    let broken = level::crosses_break(case, baseline.period.last(), newest);
    match change {
        _ if broken => finding.refuse(Step::Undecidable, Reason::Break),
        Change::Better if settled => finding.decide(Step::DeadlineFigure, Verdict::Achieved),
        _ if settled => finding.decide(Step::DeadlineFigure, Verdict::Missed),
        Change::Better => finding.decide(Step::MetNow, Verdict::OnTrack),
        Change::Same => finding.decide(Step::Bands, Verdict::AtRisk),
        Change::Worse => finding.decide(Step::Bands, Verdict::Regressing),
    }
    finding.baseline = Some(baseline);
    case.finish(finding, settled)
}

/// As Open SDG or Destatis judge a mere direction. A figure that is only a lower bound has no change to the year before.
fn by_method(
    case: &Case<'_>,
    wanted: &Wanted<'_>,
    finding: &mut Finding,
    baseline: Option<&UsedBaseline>,
    newest: &Observation,
) {
    finding.method = case.method;
    finding.bands = case.plan.bands_of(case.method);
    let crosses_break =
        |baseline: &UsedBaseline| level::crosses_break(case, baseline.period.last(), newest);
    let judged = if case.method == Method::Projection {
        let at_limit = wanted.is_at_limit(&newest.value);
        let run = Run::up_to(case, newest, baseline);
        projection::direction(run, wanted.rising, at_limit)
    } else {
        match baseline {
            None => Err(Reason::NoBaseline),
            Some(baseline) if crosses_break(baseline) => Err(Reason::Break),
            Some(baseline) => {
                let months = newest.period.last().since(baseline.period.last());
                let (base, actual) = (&baseline.value, &newest.value);
                compound::direction(base, actual, months, wanted.rising, wanted.limit)
            }
        }
    };
    // What is proved of a lower bound is the end of the scale that it points to, and nothing between.
    let proved = if wanted.rising { Verdict::OnTrack } else { Verdict::Regressing };
    let bound = newest.quality.has(Mark::LowerBound);
    match judged {
        Ok((verdict, _)) if bound && verdict != proved => {
            finding.refuse(Step::Undecidable, Reason::LowerBound);
        }
        Err(Reason::TooFewPoints) if bound => {
            finding.refuse(Step::Undecidable, Reason::LowerBound);
        }
        Ok((verdict, grounds)) => {
            let better = baseline.is_some_and(|baseline| {
                wanted.change(&baseline.value, &newest.value) == Change::Better
            });
            let step = if better { Step::MetNow } else { Step::Bands };
            finding.decide(step, verdict);
            finding.grounds = grounds;
        }
        Err(Reason::Break) => finding.refuse(Step::Undecidable, Reason::Break),
        Err(reason) => finding.refuse(Step::Bands, reason),
    }
}

fn every_year(case: &Case<'_>, wanted: &Wanted<'_>, mut finding: Finding) -> Finding {
    let last_year = case.indicator.deadline.last().year();
    let value_of = |year: i32| {
        let span = Period::year(year)?;
        case.vintages.current.iter().rev().find(|value| match case.indicator.kind {
            Kind::Stock => value.period.last() == span.last(),
            Kind::Flow | Kind::Ratio => value.period.same_span(span),
        })
    };
    let years: Vec<i32> =
        case.indicator.period.years().take_while(|year| *year <= last_year).collect();
    let mut failed: Option<usize> = None;
    let mut newest = None;
    let mut holes = false;
    for (index, year) in years.iter().enumerate() {
        let this = value_of(*year);
        // Like with like: the year before as it was known when this one came out.
        let before = this.and_then(|this| {
            let before = value_of(year - 1)?;
            let (kind, as_of) = (case.indicator.kind, case.as_of);
            vintages::like_with_like(case.observations, kind, before.period, this.period, as_of)
        });
        let met = match (this, before) {
            (Some(this), Some(before)) => {
                Some(wanted.change(&before.value, &this.value) == Change::Better)
            }
            _ => None,
        };
        if met == Some(false) && failed.is_none() {
            failed = Some(index);
        }
        if this.is_some() {
            newest = Some(index);
        }
        finding.years.push(YearOutcome {
            year: *year,
            value: this.map(|value| value.value.clone()),
            complete: this.is_some(),
            met,
        });
    }
    let Some(newest) = newest else {
        if case.period_ran_out() {
            finding.decide(Step::NothingMatched, Verdict::NoData);
        } else {
            finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        }
        return case.finish(finding, false);
    };
    for outcome in &finding.years[..newest] {
        holes |= outcome.met.is_none();
    }
    let shown = failed.unwrap_or(newest);
    if let (Some(this), Some(before)) = (value_of(years[shown]), value_of(years[shown] - 1)) {
        let (kind, as_of) = (case.indicator.kind, case.as_of);
        let before =
            vintages::like_with_like(case.observations, kind, before.period, this.period, as_of)
                .unwrap_or(before);
        finding.target = Some(before.value.clone());
        finding.edge = before.value.clone();
        finding.gap = Some(wanted.gap(&before.value, &this.value));
        finding.reference = Some(before.clone());
    }
    if let Some(this) = value_of(years[shown]) {
        case.show_bare_actual(&mut finding, Actual::of(this));
    }
    if holes {
        finding.flags.insert(Flag::Hole);
    }
    let closed = newest + 1 == years.len();
    if failed.is_some() {
        finding.decide(Step::DeadlineFigure, Verdict::Missed);
    } else if closed && (holes || finding.years[newest].met.is_none()) {
        finding.refuse(Step::Undecidable, Reason::Hole);
    } else if closed {
        finding.decide(Step::DeadlineFigure, Verdict::Achieved);
    } else if finding.years.iter().any(|year| year.met == Some(true)) {
        finding.decide(Step::MetNow, Verdict::OnTrack);
    } else {
        // One year alone has nothing to be compared with.
        finding.refuse(Step::Undecidable, Reason::NoBaseline);
    }
    case.finish(finding, failed.is_some() || closed)
}
