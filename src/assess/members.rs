//! `every`: each member of a list must meet the target. The actual is how many do, the target how many must.

use super::bench::Bench;
use super::steps::{Outcome, Step};
use super::trace::{Equation, Quantity, Term};
use super::{Actual, Finding, MemberOutcome, Members, Reason, Verdict};
use crate::interval::Interval;
use crate::number::Number;
use crate::plan::{Every, Indicator};

/// `judged` are the members, each on its own.
pub(super) fn judge(
    bench: &Bench<'_>,
    indicator: &Indicator,
    every: &Every,
    (index, region): (usize, &str),
    judged: Vec<Finding>,
) -> Finding {
    let mut finding = Finding::blank(indicator, index, region);
    finding.method = super::Method::Direct;
    finding.trace = (!bench.asked.rows_only).then(Box::default);
    let settled = |verdict| judged.iter().filter(|it| settles(it) && it.verdict == verdict).count();
    let settled = [settled(Verdict::Achieved), settled(Verdict::Missed)];
    // What the members lack, the list lacks.
    let lacking = judged.iter().find_map(|it| Some(Outcome::refused(it.step, it.reason?)));
    let members = Members {
        required: required(every, judged.len()),
        all: judged
            .iter()
            .map(|finding| MemberOutcome {
                region: finding.region.clone(),
                // An earlier figure, shown for want of one that counts, is not data.
                actual: finding.actual.clone().filter(|_| finding.step > Step::NotYet),
                met: finding.met,
            })
            .collect(),
    };
    for member in judged {
        finding.set_aside.extend(member.set_aside);
        finding.missing.extend(member.missing);
    }
    finding.missing.sort();
    finding.missing.dedup();
    decide(bench, indicator, &mut finding, members, settled, lacking);
    finding
}

/// All of them, or the share rounded up to whole members.
fn required(every: &Every, all: usize) -> usize {
    let share = every.share.as_ref().and_then(|share| {
        let wanted = share * &Number::from(i64::try_from(all).ok()?);
        usize::try_from(wanted.ceil_i64()?).ok()
    });
    share.unwrap_or(all).min(all)
}

fn settles(finding: &Finding) -> bool {
    finding.step == Step::Settled
}

fn decide(
    bench: &Bench<'_>,
    indicator: &Indicator,
    finding: &mut Finding,
    members: Members,
    [settled_met, settled_missed]: [usize; 2],
    lacking: Option<Outcome>,
) {
    let count = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    let (met, all, required) = (members.met(), members.all.len(), members.required);
    let unknown = members.all.iter().filter(|member| member.met.is_none()).count();
    let figures: Vec<_> = members.all.iter().filter_map(|member| member.actual.as_ref()).collect();
    let newest =
        figures.iter().max_by_key(|actual| actual.period.last()).map(|actual| (*actual).clone());
    let over = bench.as_of > indicator.deadline.last_day();
    finding.target = Some(count(required));
    finding.edge = count(required);
    finding.lacks_final = over;
    let Some(newest) = newest.filter(|_| unknown < all) else {
        if let Some(lacking) = lacking {
            finding.conclude(lacking);
        }
        finding.members = Some(members);
        return;
    };
    let observations = figures.iter().flat_map(|actual| actual.observations.clone()).collect();
    let quality = figures
        .iter()
        .flat_map(|it| &it.observations)
        .fold(newest.quality, |all, it| all.and(it.quality));
    let published = figures.iter().map(|actual| actual.published).max().unwrap_or(newest.published);
    finding.lag_months = Some(crate::period::Month::of(bench.as_of).since(newest.period.last()));
    finding.actual = Some(Actual {
        value: count(met),
        known: Interval::exactly(&count(met)),
        period: newest.period,
        quality,
        published,
        observations,
    });
    let (met_count, wanted) = (count(met), count(required));
    let gap = &met_count - &wanted;
    finding.attainment = met_count.over(&wanted);
    if let Some(trace) = &mut finding.trace {
        let attainment = finding.attainment.as_ref().map(|attainment| {
            let terms = [(Term::Actual, &met_count), (Term::Target, &wanted)];
            Equation::quotient(Quantity::Attainment, terms, attainment)
        });
        trace.distance.push(Equation::gap(&met_count, (&wanted, true), &gap));
        trace.distance.extend(attainment);
    }
    finding.gap = Some(gap);
    let outcome = if settled_met >= required {
        Outcome::decided(Step::Settled, Verdict::Achieved)
    } else if all - settled_missed < required {
        Outcome::decided(Step::Settled, Verdict::Missed)
    } else if met >= required {
        Outcome::decided(Step::MetNow, Verdict::OnTrack)
    } else if over && met + unknown >= required {
        Outcome::refused(Step::Barred, Reason::Hole)
    } else {
        // How many there were at the start is unknown.
        Outcome::refused(Step::Barred, Reason::NoBaseline)
    };
    finding.conclude(outcome);
    let settled = finding.step == Step::Settled;
    finding.lacks_final = over && !settled;
    finding.members = Some(members);
    finding.flag_figures(quality, settled);
}
