//! `every`: each member of a list must meet the target. The actual is how many do, the target how many must.

use super::{Actual, Bench, Finding, MemberOutcome, Members, Reason, Step, Verdict};
use crate::number::Number;
use crate::plan::{Every, Indicator};

pub(super) fn judge(
    bench: &Bench<'_>,
    indicator: &Indicator,
    index: usize,
    region: &str,
) -> Finding {
    let mut finding = Finding::blank(indicator, index, region);
    finding.method = super::Method::Direct;
    let Some(every) = &indicator.every else {
        return finding;
    };
    let alone = Indicator { every: None, ..indicator.clone() };
    let judged: Vec<Finding> = bench
        .plan
        .members_of(&every.list)
        .iter()
        .map(|member| bench.judge_in(&alone, index, member))
        .collect();
    let members = Members {
        required: required(every, judged.len()),
        all: judged
            .iter()
            .map(|finding| MemberOutcome {
                region: finding.region.clone(),
                actual: finding.actual.clone(),
                met: met(finding),
            })
            .collect(),
    };
    for member in judged {
        finding.set_aside.extend(member.set_aside);
        finding.missing.extend(member.missing);
    }
    finding.missing.sort();
    finding.missing.dedup();
    decide(bench, indicator, &mut finding, members);
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

/// Does the member meet the target by its newest figure? `None` when its figures do not tell.
fn met(finding: &Finding) -> Option<bool> {
    match (finding.verdict, finding.step) {
        (
            Verdict::NoData | Verdict::NotAssessable,
            Step::NothingMatched | Step::BeforePlan | Step::Undecidable,
        ) => None,
        (Verdict::Achieved, _) | (_, Step::MetNow) => Some(true),
        // A member that is short and has no baseline is short all the same.
        _ => Some(false),
    }
}

fn decide(bench: &Bench<'_>, indicator: &Indicator, finding: &mut Finding, members: Members) {
    let count = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    let (met, known, all, required) =
        (members.met(), members.known(), members.all.len(), members.required);
    let figures: Vec<_> = members.all.iter().filter_map(|member| member.actual.as_ref()).collect();
    let newest =
        figures.iter().max_by_key(|actual| actual.period.last()).map(|actual| (*actual).clone());
    let over = bench.as_of > indicator.deadline.last_day();
    finding.target = Some(count(required));
    finding.edge = count(required);
    finding.lacks_final = over;
    if known == 0 {
        let before = newest.is_some();
        finding.members = Some(members);
        if before {
            finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        }
        return;
    }
    if let Some(newest) = newest {
        let observations = figures.iter().flat_map(|actual| actual.observations.clone()).collect();
        let quality =
            figures.iter().fold(newest.quality, |quality, actual| quality.and(actual.quality));
        let published =
            figures.iter().map(|actual| actual.published).max().unwrap_or(newest.published);
        finding.lag_months =
            Some(crate::period::Month::of(bench.as_of).since(newest.period.last()));
        finding.actual = Some(Actual {
            value: count(met),
            period: newest.period,
            quality,
            published,
            observations,
        });
    }
    finding.gap = Some(&count(met) - &count(required));
    finding.attainment = count(met).over(&count(required));
    // How many could still meet it, if every unknown member did.
    let possible = met + (all - known);
    let final_for_all = members.all.iter().all(|member| {
        member
            .actual
            .as_ref()
            .is_none_or(|actual| actual.period.last() == indicator.deadline.last())
    });
    if met >= required && (final_for_all || over) {
        finding.decide(Step::DeadlineFigure, Verdict::Achieved);
        finding.lacks_final = false;
    } else if met >= required {
        finding.decide(Step::MetNow, Verdict::OnTrack);
    } else if over && possible < required {
        finding.decide(Step::DeadlineFigure, Verdict::Missed);
        finding.lacks_final = false;
    } else if over {
        finding.refuse(Step::Undecidable, Reason::Hole);
    } else {
        finding.refuse(Step::Bands, Reason::NoBaseline);
    }
    finding.members = Some(members);
    if let Some(quality) = finding.actual.as_ref().map(|actual| actual.quality) {
        let settled = finding.step == Step::DeadlineFigure;
        finding.flag_figures(quality, settled);
    }
}
