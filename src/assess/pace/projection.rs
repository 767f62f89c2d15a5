//! `projection`: the mean of the last five annual changes carried on to the deadline, as Destatis does it for its point
//! targets: ratio = 1 − miss, miss = shortfall of the value so projected / distance still to go.
//!
//! Rates that must hold, and mere directions, are judged by where they stand and which way the mean points.

use super::{
    annual::Run,
    way::{Pace, Way, month_of_arrival},
};
use crate::{
    assess::{
        Finding, Grounds, Reason, Verdict,
        aim::Aim,
        case::grade,
        trace::{AnnualChange, Equation},
    },
    number::Number,
    plan::Bands,
};

/// What `projection` says of a level.
///
/// Errors: `too-few-points`, or `break` where a break left too few.
pub(super) fn read(way: &Way<'_>) -> Result<Pace, Reason> {
    let mean = way.run.mean_with(&way.actual)?;
    let actual = &way.actual;
    let end = way.end_ahead();
    let towards = points(&mean, !way.aim.leads_down_from(actual));
    let months = || (end - actual).over(&mean).map(|years| years.scaled(&Number::from(12)));
    let arrival = towards.then(months).flatten();
    Ok(Pace {
        ratio: ratio(way, &mean),
        projected: Some(actual + &ahead(way, &mean)),
        arrival: arrival
            .filter(|_| !way.met)
            .and_then(|it| month_of_arrival(way.month, &it, way.aim.strict, way.month)),
        grounds: Grounds::Projection { changes: way.run.changes.clone(), mean },
    })
}

/// The change to come at this mean.
fn ahead(way: &Way<'_>, mean: &Number) -> Number {
    mean * &Number::fraction(way.months_left().into(), 12).unwrap_or_default()
}

/// 1 − (target − actual − mean × years) / (target − actual), on either side of the target.
fn ratio(way: &Way<'_>, mean: &Number) -> Option<Number> {
    let wanted = !way.met && way.months_left() > 0;
    wanted.then(|| ahead(way, mean).over(&(way.end_ahead() - &way.actual))).flatten()
}

/// The equations of what the finding shows of it.
pub(super) fn equations(
    way: &Way<'_>,
    finding: &Finding,
    changes: &[AnnualChange],
    mean: &Number,
) -> Vec<Equation> {
    let mut equations = Equation::changes(changes, mean);
    let Some(projected) = &finding.projected else { return equations };
    let actual = way.actual.clone();
    let target = way.end_ahead().clone();
    equations.push(Equation::Carried {
        actual: actual.clone(),
        mean: mean.clone(),
        months: way.months_left(),
        result: projected.clone(),
    });
    equations.extend(finding.ratio.clone().map(|ratio| Equation::Miss {
        miss: &Number::ONE - &ratio,
        target,
        projected: projected.clone(),
        actual,
        ratio,
    }));
    equations
}

/// The verdict of a level that has not met its target: a mean that does not point towards it is regressing, and so is one
/// of zero.
///
/// Errors: what is known of the figures, where several means are possible that lead to several verdicts.
pub(super) fn verdict(way: &Way<'_>, bands: &Bands) -> Result<Verdict, Reason> {
    let up = !way.aim.leads_down_from(&way.actual);
    way.run.agreed(&way.actual, way.run.changes.len(), Vec::new(), |mean| {
        if !points(mean, up) {
            return Verdict::Regressing;
        }
        // Without a distance left (a strict target reached to the digit) any step the right way is enough.
        let ratio = ratio(way, mean);
        ratio.map_or(Verdict::OnTrack, |ratio| grade(&ratio, bands, way.aim.budget))
    })
}

/// A rate that must hold: met and not worsening is on track, met and worsening at risk, not met and improving off track,
/// else regressing.
///
/// Errors: `too-few-points` or `break`, and what is known of the figures where they leave it open.
pub(in crate::assess) fn rate(run: &Run, aim: &Aim, actual: &Number) -> Result<Verdict, Reason> {
    run.mean_with(actual)?;
    // Within a range a change leads away from the nearer end, and from half the width on to the other one.
    let across = &(&aim.edge + &aim.upper) - &(actual + actual);
    run.agreed(actual, run.changes.len(), vec![Number::ZERO, across], |mean| {
        let carried_on = actual + mean;
        match aim.met_by(actual) {
            true if aim.worsens(actual, &carried_on) => Verdict::AtRisk,
            true => Verdict::OnTrack,
            false if aim.worsens(&carried_on, actual) => Verdict::OffTrack,
            false => Verdict::Regressing,
        }
    })
}

/// A mere direction: the mean of the changes first, then the last of them. At a natural limit, standing still is right.
///
/// Errors: `too-few-points` or `break`, and what is known of the figures where they leave it open.
pub(in crate::assess) fn direction(
    run: &Run,
    actual: &Number,
    rising: bool,
    at_limit: bool,
) -> Result<(Verdict, Grounds), Reason> {
    let mean = run.mean_with(actual)?;
    let right = |change: &Number| points(change, rising) || at_limit && change.is_zero();
    let toward = |count| run.agreed(actual, count, Vec::new(), right);
    let verdict = match (toward(run.changes.len())?, toward(1)?) {
        (true, true) => Verdict::OnTrack,
        (true, false) => Verdict::AtRisk,
        (false, true) => Verdict::OffTrack,
        (false, false) => Verdict::Regressing,
    };
    Ok((verdict, Grounds::Projection { changes: run.changes.clone(), mean }))
}

fn points(change: &Number, up: bool) -> bool {
    if up { change.is_positive() } else { change.is_negative() }
}
