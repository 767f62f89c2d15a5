//! Where a finding leads, and how long it takes.

use crate::assess::Finding;
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Comparator, Indicator};

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
