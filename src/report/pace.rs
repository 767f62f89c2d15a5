//! The arithmetic of the methods `compound` and `projection`, as equations with their numbers.
//!
//! Growth is a root, and shown rounded; what follows from annual changes is exact.

use crate::assess::{AnnualChange, Finding, Grounds, Method};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Comparator, Indicator};
use crate::report::Judged;
use crate::report::formula::Term;
use crate::table::GapUnit;

/// Decimals at which an equation between rounded growths is checked before it is shown.
const CHECKED_DECIMALS: u32 = 6;

words! {
    /// Whose growth per year.
    pub enum Growth {
        /// From the baseline to the actual.
        Achieved "growth achieved"         "实际年均增速";
        /// From the baseline to the target.
        Required "growth required"         "目标年均增速";
        /// From the actual to the target.
        Needed   "growth needed from here" "此后所需年均增速";
    }
}

/// An equation of a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaceFormula {
    /// growth = (to / from)^(12 / months) − 1
    Growth {
        /// Whose.
        which: Growth,
        /// Where it starts.
        from: Number,
        /// Where it leads.
        to: Number,
        /// In how many months.
        months: i32,
        /// In percent a year.
        result: Number,
    },
    /// ratio = ± growth achieved / │growth required│
    GrowthRatio {
        /// Is the growth achieved taken the other way round?
        turned: bool,
        /// Growth achieved, in percent a year.
        achieved: Number,
        /// Growth required, in percent a year.
        required: Number,
        /// The ratio.
        result: Number,
    },
    /// projected = actual × (1 + growth achieved)^(months / 12)
    Compounded {
        /// Where it is.
        actual: Number,
        /// Growth achieved, in percent a year.
        achieved: Number,
        /// Months left.
        months: i32,
        /// The value at the deadline.
        result: Number,
        /// Its unit.
        unit: GapUnit,
    },
    /// The growth per year from which a mere direction is on track, at risk, off track.
    Thresholds {
        /// What they are multiplied with near a natural limit.
        coefficient: Option<Number>,
    },
    /// One annual change.
    Change(AnnualChange, GapUnit),
    /// mean = sum of changes / number of changes
    Mean {
        /// The changes, from the earliest on.
        changes: Vec<Number>,
        /// Their mean.
        mean: Number,
        /// Its unit.
        unit: GapUnit,
    },
    /// projected = actual + mean × months / 12
    Carried {
        /// Where it is.
        actual: Number,
        /// The mean change per year.
        mean: Number,
        /// Months left.
        months: i32,
        /// The value at the deadline.
        result: Number,
        /// Its unit.
        unit: GapUnit,
    },
    /// miss = (target − projected) / (target − actual), and ratio = 1 − miss
    Miss {
        /// What is to be reached.
        target: Number,
        /// The value at the deadline.
        projected: Number,
        /// Where it is.
        actual: Number,
        /// The miss.
        miss: Number,
        /// The ratio.
        ratio: Number,
    },
}

impl Growth {
    /// What it starts from and leads to; the baseline has no term of its own.
    pub fn ends(self) -> (Option<Term>, Term) {
        match self {
            Self::Achieved => (None, Term::Actual),
            Self::Required => (None, Term::Target),
            Self::Needed => (Some(Term::Actual), Term::Target),
        }
    }
}

/// The value to be reached: the edge, or the upper end of a range that is approached from above.
pub fn end(finding: &Finding, indicator: &Indicator) -> Number {
    let baseline = finding.baseline.as_ref().map(|baseline| &baseline.value);
    let actual = finding.actual.as_ref().map(|actual| &actual.value);
    end_from(baseline.or(actual), finding, indicator)
}

/// The value still to be reached: the edge, or the upper end of a range that the actual exceeds.
pub fn end_ahead(finding: &Finding, indicator: &Indicator) -> Number {
    let actual = finding.actual.as_ref().map(|actual| &actual.value);
    end_from(actual, finding, indicator)
}

fn end_from(from: Option<&Number>, finding: &Finding, indicator: &Indicator) -> Number {
    let target = indicator.target.value();
    target
        .filter(|target| target.comparator == Comparator::Within)
        .and_then(|target| target.upper.as_ref())
        .filter(|upper| from.is_some_and(|from| from > *upper))
        .map_or_else(|| finding.edge.clone(), Clone::clone)
}

/// Months from the actual to the deadline; none once it is over.
pub fn months_left(finding: &Finding, indicator: &Indicator) -> Option<i32> {
    let actual = finding.actual.as_ref()?;
    let left = indicator.deadline.last().since(actual.period.last());
    (left > 0).then_some(left)
}

/// Months from the end of the baseline to the end of the actual's period, and to the deadline.
pub fn months_since_baseline(finding: &Finding, indicator: &Indicator) -> Option<(i32, i32)> {
    let (baseline, actual) = (finding.baseline.as_ref()?, finding.actual.as_ref()?);
    let since = |period: Period| period.last().since(baseline.period.last());
    Some((since(actual.period), since(indicator.deadline)))
}

/// The equations of the method that a finding was judged by; none for `schedule` and for measures that compare by
/// themselves.
pub fn formulas(judged: &Judged<'_>) -> Vec<PaceFormula> {
    match &judged.finding.grounds {
        Grounds::Own => Vec::new(),
        Grounds::Compound { achieved, required, coefficient, .. } => {
            compound(judged, achieved, required.as_ref(), coefficient.as_ref())
        }
        Grounds::Projection { changes, mean } => projection(judged, changes, mean),
    }
}

fn compound(
    judged: &Judged<'_>,
    achieved: &Number,
    required: Option<&Number>,
    coefficient: Option<&Number>,
) -> Vec<PaceFormula> {
    let (finding, indicator) = (judged.finding, judged.in_force());
    let (Some(baseline), Some(actual)) = (&finding.baseline, &finding.actual) else {
        return Vec::new();
    };
    let Some((elapsed, whole)) = months_since_baseline(finding, &indicator) else {
        return Vec::new();
    };
    let mut formulas = vec![PaceFormula::Growth {
        which: Growth::Achieved,
        from: baseline.value.clone(),
        to: actual.value.clone(),
        months: elapsed,
        result: achieved.clone(),
    }];
    let Some(required) = required else {
        formulas.push(PaceFormula::Thresholds { coefficient: coefficient.cloned() });
        return formulas;
    };
    formulas.push(PaceFormula::Growth {
        which: Growth::Required,
        from: baseline.value.clone(),
        to: end(finding, &indicator),
        months: whole,
        result: required.clone(),
    });
    if let Some(ratio) = &finding.ratio {
        let quotient = achieved.over(&required.abs());
        let agrees = |value: Number| {
            value.short_text(CHECKED_DECIMALS) == ratio.short_text(CHECKED_DECIMALS)
        };
        let turned = quotient.clone().is_some_and(|value| !agrees(value));
        if quotient.is_some_and(|value| agrees(if turned { -&value } else { value })) {
            formulas.push(PaceFormula::GrowthRatio {
                turned,
                achieved: achieved.clone(),
                required: required.clone(),
                result: ratio.clone(),
            });
        }
    }
    if let (Some(projected), Some(months)) = (&finding.projected, months_left(finding, &indicator))
    {
        formulas.push(PaceFormula::Compounded {
            actual: actual.value.clone(),
            achieved: achieved.clone(),
            months,
            result: projected.clone(),
            unit: own_unit(judged),
        });
    }
    formulas
}

fn projection(judged: &Judged<'_>, changes: &[AnnualChange], mean: &Number) -> Vec<PaceFormula> {
    let (finding, indicator) = (judged.finding, judged.in_force());
    let unit = GapUnit::of(&judged.unit());
    let mut formulas: Vec<PaceFormula> =
        changes.iter().map(|change| PaceFormula::Change(change.clone(), unit.clone())).collect();
    formulas.push(PaceFormula::Mean {
        changes: changes.iter().map(AnnualChange::by).collect(),
        mean: mean.clone(),
        unit,
    });
    let Some(actual) = finding.actual.as_ref().map(|actual| &actual.value) else {
        return formulas;
    };
    let (Some(projected), Some(months)) = (&finding.projected, months_left(finding, &indicator))
    else {
        return formulas;
    };
    formulas.push(PaceFormula::Carried {
        actual: actual.clone(),
        mean: mean.clone(),
        months,
        result: projected.clone(),
        unit: own_unit(judged),
    });
    let target = end_ahead(finding, &indicator);
    let miss = (&target - projected).over(&(&target - actual));
    if let (Some(miss), Some(ratio)) = (miss, &finding.ratio)
        && &(&Number::one() - &miss) == ratio
    {
        formulas.push(PaceFormula::Miss {
            target,
            projected: projected.clone(),
            actual: actual.clone(),
            miss,
            ratio: ratio.clone(),
        });
    }
    formulas
}

fn own_unit(judged: &Judged<'_>) -> GapUnit {
    GapUnit::Own(judged.unit().printed().to_owned())
}

/// The equation of the growth per year that is needed from here.
pub fn needed(judged: &Judged<'_>) -> Option<PaceFormula> {
    let (finding, indicator) = (judged.finding, judged.in_force());
    Some(PaceFormula::Growth {
        which: Growth::Needed,
        from: finding.actual.as_ref()?.value.clone(),
        to: end_ahead(finding, &indicator),
        months: months_left(finding, &indicator)?,
        result: finding.required_growth.clone()?,
    })
}

/// The method whose equations [`formulas`] gives, where it gives any.
pub fn has_own_arithmetic(method: Method) -> bool {
    matches!(method, Method::Compound | Method::Projection)
}
