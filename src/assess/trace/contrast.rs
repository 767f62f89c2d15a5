//! One indicator by every method: what each says, and where and why they contradict each other.

use super::{AnnualChange, Grounds};
use crate::{
    assess::{
        Asked, Basis, Finding, Judged, Method, Step, Verdict, assess_one, case::grade,
        finding::has_choice, trace::rollup::mean_within,
    },
    number::Number,
    period::Period,
    plan::{Indicator, Measure},
};

/// An indicator judged by one of the methods.
#[derive(Clone)]
pub struct Reading {
    /// The method asked for; the finding names the one used.
    pub asked: Method,
    /// What it says.
    pub finding: Finding,
}

/// Where methods contradict each other, or why they do not, as data.
#[derive(PartialEq, Eq)]
pub enum Contrast {
    /// The deadline's figure is in, and every method takes it as it is.
    Settled,
    /// Those that can judge say the same.
    Agree(Vec<Method>),
    /// Only one of them can judge.
    OnlyOne(Method),
    /// `schedule` against `compound`.
    Steps {
        /// The actual's period.
        period: Period,
        /// Share due by equal steps, or through the milestones.
        by_steps: Number,
        /// Share due by equal growth.
        by_growth: Number,
        /// Share done.
        done: Number,
        /// Does the schedule lead through milestones?
        milestones: bool,
    },
    /// `projection` against `schedule`.
    Pace {
        /// How many changes are averaged.
        count: usize,
        /// Their mean.
        mean: Number,
        /// The change per year since the baseline.
        since_baseline: Number,
        /// The change per year still needed.
        needed: Option<Number>,
    },
    /// The ratio of one method, by the bands of the other, would have the other's verdict.
    Bands {
        /// Whose ratio.
        ratio_of: Method,
        /// Whose bands.
        bands_of: Method,
        /// The verdict that both then have.
        verdict: Verdict,
    },
    /// `projection` against the direct comparison of a rate.
    Held {
        /// Is the target met now?
        met: bool,
        /// The mean change.
        mean: Number,
    },
    /// `compound` against the direct comparison of a direction.
    Growth {
        /// Growth achieved, in percent a year.
        achieved: Number,
    },
    /// `projection` against the direct comparison of a direction.
    Changes {
        /// The mean change.
        mean: Number,
        /// The last change.
        last: Number,
        /// The change since the baseline.
        since_baseline: Number,
    },
    /// The newest vintages alone would give another mean.
    NewestVintages {
        /// The mean, like compared with like.
        mean: Number,
        /// The mean by the newest vintages.
        newest: Number,
        /// The verdict that would follow, where it is another one.
        verdict: Option<Verdict>,
    },
}

impl Judged<'_> {
    /// The indicator by each method; empty where the plan leaves no choice or nothing is there to judge.
    pub fn readings(self) -> Vec<Reading> {
        let Self { basis: Basis { plan, actuals, as_of }, finding } = self;
        if !has_choice(&self.in_force()) || finding.step <= Step::Incomparable {
            return Vec::new();
        }
        let region = Some(finding.region.as_str());
        let read = |asked: Method| {
            let how = Asked { region, method: Some(asked), ..Asked::default() };
            let finding = assess_one(plan, actuals, as_of, how, finding.indicator);
            Reading { asked, finding }
        };
        Method::CHOICES.map(read).to_vec()
    }
}

/// Where the methods contradict each other and why.
pub fn contrasts(indicator: &Indicator, readings: &[Reading]) -> Vec<Contrast> {
    let by = |asked: Method| {
        let reading = readings.iter().find(|reading| reading.asked == asked)?;
        Some(&reading.finding)
    };
    let all = readings.iter().map(|reading| &reading.finding);
    if all.clone().all(|one| one.step == Step::Settled) {
        return vec![Contrast::Settled];
    }
    let mut found = Vec::new();
    if let Some(schedule) = by(Method::Schedule) {
        let others = [by(Method::Compound), by(Method::Projection)];
        for other in others.into_iter().flatten() {
            if schedule.contradicts(other) {
                found.extend(contrast(indicator, schedule, other));
                found.extend(by_bands(schedule, other));
            }
        }
    }
    if found.is_empty() {
        let mut used: Vec<Method> =
            all.filter(|one| one.verdict.is_graded()).map(|one| one.method).collect();
        used.dedup();
        match used.as_slice() {
            [] => {}
            [only] => found.push(Contrast::OnlyOne(*only)),
            _ => found.push(Contrast::Agree(used)),
        }
    }
    if let Some(projection) = by(Method::Projection) {
        found.extend(newest_vintages(indicator, projection));
    }
    found
}

/// Why the verdict of another method is not the schedule's.
fn contrast(indicator: &Indicator, own: &Finding, other: &Finding) -> Option<Contrast> {
    match (&other.grounds, own.method) {
        (Grounds::Compound { due: Some(due), .. }, Method::Schedule) => Some(Contrast::Steps {
            period: own.actual.as_ref()?.period,
            by_steps: own.expected.clone()?,
            by_growth: due.clone(),
            done: own.progress.clone()?,
            milestones: !indicator.milestones.is_empty(),
        }),
        (Grounds::Projection { changes, mean }, Method::Schedule) => Some(Contrast::Pace {
            count: changes.len(),
            mean: mean.clone(),
            since_baseline: per_year(own, indicator)?,
            needed: own.required_amount.clone(),
        }),
        (Grounds::Compound { achieved, .. }, _) => {
            Some(Contrast::Growth { achieved: achieved.clone() })
        }
        (Grounds::Projection { mean, .. }, _) if indicator.measure == Measure::Rate => {
            Some(Contrast::Held { met: own.step == Step::MetNow, mean: mean.clone() })
        }
        (Grounds::Projection { changes, mean }, _) => Some(Contrast::Changes {
            mean: mean.clone(),
            last: changes.last()?.by(),
            since_baseline: &own.actual.as_ref()?.value - &own.baseline.as_ref()?.value,
        }),
        (Grounds::Own, _) => None,
    }
}

/// The change per year since the baseline.
fn per_year(finding: &Finding, indicator: &Indicator) -> Option<Number> {
    let baseline = finding.baseline.as_ref()?;
    let actual = finding.actual.as_ref()?;
    let (elapsed, _) = months_since_baseline(finding, indicator)?;
    let change = &actual.value - &baseline.value;
    change.scaled(&Number::from(12)).over(&Number::from(elapsed))
}

/// Is it the bands alone that set two verdicts apart?
fn by_bands(own: &Finding, other: &Finding) -> Option<Contrast> {
    let both = own.step == Step::Bands && other.step == Step::Bands;
    let verdict = grade(other.ratio.as_ref().filter(|_| both)?, &own.bands, true);
    (verdict == own.verdict.without_ahead()).then_some(Contrast::Bands {
        ratio_of: other.method,
        bands_of: own.method,
        verdict,
    })
}

/// What the newest vintages alone would make of the mean change.
fn newest_vintages(indicator: &Indicator, finding: &Finding) -> Option<Contrast> {
    let Grounds::Projection { changes, mean } = &finding.grounds else {
        return None;
    };
    let newest = mean_by_newest(changes)?;
    (newest != *mean).then(|| Contrast::NewestVintages {
        mean: mean.clone(),
        newest: newest.clone(),
        verdict: verdict_with(indicator, finding, &newest)
            .filter(|verdict| *verdict != finding.verdict),
    })
}

/// The mean change by the newest vintages alone.
pub fn mean_by_newest(changes: &[AnnualChange]) -> Option<Number> {
    mean_within(changes.iter().map(AnnualChange::by_newest).collect(), None)
}

/// The verdict of a level not met yet, were this the mean change.
fn verdict_with(indicator: &Indicator, finding: &Finding, mean: &Number) -> Option<Verdict> {
    let decided = indicator.measure == Measure::Level
        && finding.step == Step::Bands
        && finding.ratio.is_some();
    let left = indicator.deadline.last().since(finding.actual.as_ref()?.period.last());
    let months = (left > 0 && decided).then_some(left)?;
    let distance = distance_ahead(finding)?;
    let ratio =
        mean.scaled(&Number::from(i64::from(months))).over(&distance.scaled(&Number::from(12)))?;
    Some(if ratio.is_positive() {
        grade(&ratio, &finding.bands, true)
    } else {
        Verdict::Regressing
    })
}

/// Months from the end of the baseline to the end of the actual's period, and to the deadline.
pub fn months_since_baseline(finding: &Finding, indicator: &Indicator) -> Option<(i32, i32)> {
    let baseline = finding.baseline.as_ref()?;
    let actual = finding.actual.as_ref()?;
    let since = |period: Period| period.last().since(baseline.period.last());
    Some((since(actual.period), since(indicator.deadline)))
}

/// From the actual to the value still to be reached: of a range to its nearer end.
pub fn distance_ahead(finding: &Finding) -> Option<Number> {
    let ahead = finding.trace.as_deref()?.ahead.as_ref()?;
    Some(ahead - &finding.actual.as_ref()?.value)
}
