//! `compound`: growth per year since the baseline against the growth per year required, as Open SDG does it after
//! Eurostat: ratio = sign × direction × CAGR achieved / │CAGR required│. Where only a direction is wanted, the growth
//! itself is held against 1.5, 0.5 and 0 % a year.
//!
//! Growth is a root. Roots are drawn with so many decimals that the ratio is right to its twelfth, at which it is rounded
//! before it meets a band; the thresholds of a direction are decided by powers.

use super::{
    growth::{DECIMALS, decimals_for, factor, growth, lowest_terms, percent, power_of},
    way::{Pace, Way},
};
use crate::{
    assess::{
        Finding, Grounds, Reason, Verdict,
        path::Path,
        trace::{Equation, Growth},
    },
    calendar::Calendar,
    number::Number,
    period::{Month, Period},
};

/// Decimals of a growth per month when the month of arrival is sought, and of its powers.
const ARRIVAL_DECIMALS: u32 = 60;

/// Growth per year from which a mere direction is on track, in thousandths (Open SDG: 1.5 %).
const DIRECTION_ON_TRACK: i64 = 15;

/// Growth per year from which it is at risk, in thousandths (Open SDG: 0.5 %).
const DIRECTION_AT_RISK: i64 = 5;

/// What `compound` says of a level.
///
/// Errors: `no-baseline`, `break`, and `zero-or-sign` when baseline, actual or target is zero or their signs differ.
pub(super) fn read(way: &Way<'_>) -> Result<Pace, Reason> {
    let &(ref base, start) = way.baseline.as_ref().ok_or(Reason::NoBaseline)?;
    if way.broken {
        return Err(Reason::Break);
    }
    let actual = &way.actual;
    let target = way.end();
    let elapsed = way.month.since(start);
    let whole = way.deadline().since(start);
    let grown = factor(base, actual).ok_or(Reason::ZeroOrSign)?;
    let wanted = factor(base, target).ok_or(Reason::ZeroOrSign)?;
    let decimals = decimals_for(&grown, &wanted, whole);
    let achieved = growth(&grown, elapsed, decimals).ok_or(Reason::ZeroOrSign)?;
    let required = growth(&wanted, whole, decimals).ok_or(Reason::ZeroOrSign)?;
    let towards = if is_turned(way, base) { -&achieved } else { achieved.clone() };
    let ratio = towards.over(&required.abs()).map(|ratio| ratio.at_decimals(DECIMALS));
    let grounds = |due| Grounds::Compound {
        achieved: percent(&achieved),
        required: Some(percent(&required)),
        due,
        coefficient: None,
    };
    // What follows is told, and decides nothing.
    if way.case.verdict_only {
        return Ok(Pace { ratio, projected: None, arrival: None, grounds: grounds(None) });
    }
    let projected = power_of(&grown, way.months_left(), elapsed, decimals)
        .map(|further| (actual * &further).at_decimals(DECIMALS));
    let due = power_of(&wanted, elapsed, whole, decimals).and_then(|due| {
        Some((&due - &Number::ONE).over(&(&wanted - &Number::ONE))?.at_decimals(DECIMALS))
    });
    let approaches = ratio.as_ref().is_some_and(Number::is_positive);
    Ok(Pace {
        ratio,
        projected,
        arrival: approaches.then(|| arrival(way, &grown, elapsed, target)).flatten(),
        grounds: grounds(due),
    })
}

/// Is it the growth the other way round that leads to the target?
fn is_turned(way: &Way<'_>, base: &Number) -> bool {
    way.aim.leads_down_from(base) != base.is_negative()
}

/// The actual at the end of `month` whose ratio is this, where so much growth is required.
pub(in crate::assess) fn value_at(
    path: &Path,
    month: Month,
    required: &Number,
    ratio: &Number,
) -> Option<Number> {
    let share = required.over(&Number::from(100))?;
    let yearly = &Number::ONE + &(&share * ratio);
    let grown = power_of(&yearly, path.elapsed(month), 12, DECIMALS)?;
    yearly.is_positive().then(|| &path.from * &grown)
}

/// A path that grows by the same share every year, at the end of each; `None` where growth has no meaning.
pub(in crate::assess) fn stations(path: &Path, calendar: Calendar) -> Option<Vec<(Month, Number)>> {
    let factor = factor(&path.from, &path.to)?;
    let years = calendar.years(Period::interval(path.start, path.end)?);
    let ends = years.map(Period::last);
    let mut stations = vec![(path.start, path.from.clone())];
    for month in ends.filter(|month| *month > path.start && *month < path.end) {
        let grown = power_of(&factor, path.elapsed(month), path.whole(), DECIMALS)?;
        stations.push((month, &path.from * &grown));
    }
    stations.push((path.end, path.to.clone()));
    Some(stations)
}

/// The equations of what the finding shows of it.
pub(super) fn equations(
    way: &Way<'_>,
    finding: &Finding,
    achieved: &Number,
    required: Option<&Number>,
) -> Vec<Equation> {
    let (Some(&(ref base, start)), Some(required)) = (way.baseline.as_ref(), required) else {
        return Vec::new();
    };
    let elapsed = way.month.since(start);
    let whole = way.deadline().since(start);
    let ratio = finding.ratio.clone().map(|result| Equation::GrowthRatio {
        turned: is_turned(way, base) && !achieved.is_zero(),
        achieved: achieved.clone(),
        required: required.clone(),
        result,
    });
    let projected = finding.projected.clone().map(|result| Equation::Compounded {
        actual: way.actual.clone(),
        achieved: achieved.clone(),
        months: way.months_left(),
        result,
    });
    let growths = [
        Equation::growth(Growth::Achieved, [base, &way.actual], elapsed, achieved),
        Equation::growth(Growth::Required, [base, way.end()], whole, required),
    ];
    growths.into_iter().chain(ratio).chain(projected).collect()
}

/// What `compound` says where only a direction is wanted: the growth per year since the baseline against 1.5 %, 0.5 %
/// and 0, all three multiplied by a coefficient near a natural limit.
///
/// Errors: `zero-or-sign`.
pub(in crate::assess) fn direction(
    base: &Number,
    actual: &Number,
    months: i32,
    rising: bool,
    limit: Option<&Number>,
) -> Result<(Verdict, Grounds), Reason> {
    let grown = factor(base, actual).ok_or(Reason::ZeroOrSign)?;
    let coefficient = limit.map(|limit| near_limit(base, limit));
    let up = rising != base.is_negative();
    let reaches = |thousandths: i64| {
        let plain = Number::decimal(thousandths, 3);
        let threshold = coefficient.as_ref().map_or_else(|| plain.clone(), |it| &plain * it);
        grows_by(&grown, months, &threshold, up)
    };
    let verdict = if reaches(DIRECTION_ON_TRACK) {
        Verdict::OnTrack
    } else if reaches(DIRECTION_AT_RISK) {
        Verdict::AtRisk
    } else if reaches(0) {
        Verdict::OffTrack
    } else {
        Verdict::Regressing
    };
    let decimals = decimals_for(&grown, &grown, months);
    let achieved = growth(&grown, months, decimals).ok_or(Reason::ZeroOrSign)?;
    let grounds = Grounds::Compound {
        achieved: percent(&achieved),
        required: None,
        due: None,
        coefficient: coefficient.map(|coefficient| coefficient.at_decimals(DECIMALS)),
    };
    Ok((verdict, grounds))
}

/// Is the growth per year at least `threshold`, or with `up` false its fall? By powers, and so exactly:
/// factor ^ 12 against (1 ± threshold) ^ months.
fn grows_by(factor: &Number, months: i32, threshold: &Number, up: bool) -> bool {
    let Ok(months) = u32::try_from(months) else {
        return false;
    };
    let (year, months) = lowest_terms(12, months);
    let grown = factor.power(year);
    if up {
        grown >= (&Number::ONE + threshold).power(months)
    } else {
        grown <= (&Number::ONE - threshold).power(months)
    }
}

/// Open SDG's coefficient near a natural limit: 1 − q^4.44, where q is how near the baseline was to the limit: 1 at the
/// limit, 0 at zero, at twice the limit and on the other side of zero.
fn near_limit(base: &Number, limit: &Number) -> Number {
    let other_side = base.is_negative() != limit.is_negative();
    let far = other_side || base.abs() >= &limit.abs() + &limit.abs();
    let nearness = if base.abs() <= limit.abs() {
        base.over(limit)
    } else {
        (&(limit + limit) - base).over(limit)
    };
    let power = nearness
        .filter(|nearness| nearness.is_positive() && !far)
        // 4.44 = 111 / 25.
        .and_then(|nearness| nearness.nth_root(25, ARRIVAL_DECIMALS))
        .map(|root| rounded_power(&root, 111));
    &Number::ONE - &power.unwrap_or_default()
}

/// A whole power whose factors are rounded on the way, for numbers that are roots themselves.
fn rounded_power(base: &Number, exponent: u32) -> Number {
    (0..exponent).fold(Number::ONE, |power, _| (&power * base).at_decimals(ARRIVAL_DECIMALS))
}

/// The first month by whose end the growth since the baseline, carried on, reaches the target.
fn arrival(way: &Way<'_>, grown: &Number, elapsed: i32, target: &Number) -> Option<Month> {
    let missing = factor(&way.actual, target)?;
    if missing == Number::ONE {
        // A strict target reached to the digit: any step the right way is enough.
        return Some(way.month.plus(1));
    }
    let monthly = power_of(grown, 1, elapsed, ARRIVAL_DECIMALS)?;
    // Downwards, the inverse of both is sought upwards.
    let up = missing > Number::ONE;
    let (monthly, missing) = if up {
        (monthly, missing)
    } else {
        (Number::ONE.over(&monthly)?.at_decimals(ARRIVAL_DECIMALS), Number::ONE.over(&missing)?)
    };
    if monthly <= Number::ONE {
        return None;
    }
    // Roots are rounded: what is missing after thirty decimals is not missing.
    let almost = &Number::ONE - &Number::power_of_ten(-30);
    let missing = &missing * &almost;
    let last = 12 * (9999 - way.month.year());
    let mut powers = vec![monthly];
    while let Some(power) = powers.last()
        && *power < missing
        && 1_i64 << powers.len() <= i64::from(last)
    {
        powers.push((power * power).at_decimals(ARRIVAL_DECIMALS));
    }
    // The largest number of months that does not yet suffice, bit by bit.
    let mut months = 0;
    let mut reached = Number::ONE;
    for (bit, power) in powers.iter().enumerate().rev() {
        let further = (&reached * power).at_decimals(ARRIVAL_DECIMALS);
        if further < missing {
            reached = further;
            months += 1 << bit;
        }
    }
    let month = way.month.plus(months + 1);
    (month.year() <= 9999).then_some(month)
}
