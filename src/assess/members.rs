//! `every`: each member of a list must meet the target. The actual is how many do, the target how many must.

use super::{
    Actual, Finding, MemberOutcome, Members, Method, Reason, Step, Verdict,
    steps::Outcome,
    trace::{Equation, Quantity, Term},
};
use crate::{
    interval::Interval,
    number::Number,
    period::Month,
    plan::{Every, Figure},
};

/// `judged` are the members, each on its own; `over` tells whether the deadline is.
pub(super) fn judge(
    mut finding: Finding,
    every: &Every,
    judged: Vec<Finding>,
    (today, over, figure): (Month, bool, &Figure),
) -> Finding {
    finding.method = Method::Direct;
    let settled = |verdict| {
        judged
            .iter()
            .filter(|it| it.step == Step::Settled)
            .filter(|it| it.verdict == verdict)
            .count()
    };
    let [settled_met, settled_missed] = [Verdict::Achieved, Verdict::Missed].map(settled);
    // What the members lack, the list lacks.
    let lacking = judged.iter().find_map(|it| Some(Outcome::refused(it.step, it.reason?)));
    let all = judged.iter().map(|finding| MemberOutcome {
        region: finding.region.clone(),
        // An earlier figure, shown for want of one that counts, is not data.
        actual: finding.actual.clone().filter(|_| finding.step > Step::NotYet),
        target: finding.target.clone(),
        met: finding.met,
    });
    let all: Vec<_> = all.collect();
    let required = required(every, all.len());
    for member in judged {
        finding.set_aside.extend(member.set_aside);
        finding.missing.extend(member.missing);
    }
    finding.missing.sort();
    finding.missing.dedup();
    let wanted = Number::from(required);
    finding.aim_at(&wanted);
    finding.lacks_final = over;
    let unknown = all.iter().filter(|member| member.met.is_none()).count();
    let members = finding.members.insert(Members { required, all });
    let met = members.met();
    let all = members.all.len();
    let figures: Vec<_> = members.all.iter().filter_map(|member| member.actual.as_ref()).collect();
    let newest = figures.iter().copied().max_by_key(|actual| actual.period.last());
    let Some(newest) = newest.filter(|_| unknown < all) else {
        if let Some(lacking) = lacking {
            finding.conclude(lacking);
        }
        return finding;
    };
    let met_count = Number::from(met);
    let observations: Vec<_> =
        figures.iter().flat_map(|actual| actual.observations.clone()).collect();
    let quality = observations.iter().fold(newest.quality, |all, it| all.and(it.quality));
    let actual = Actual {
        value: met_count.clone(),
        known: Interval::exactly(&met_count),
        period: newest.period,
        quality,
        published: figures.iter().map(|it| it.published).max().unwrap_or(newest.published),
        observations,
    };
    finding.lag_months = Some(today.since(actual.period.last()));
    finding.actual = Some(actual);
    finding.show_gap(&wanted, true);
    finding.attainment = met_count.over(&wanted);
    if let (Some(trace), Some(attainment)) = (&mut finding.trace, &finding.attainment) {
        let terms = [(Term::Actual, &met_count), (Term::Target, &wanted)];
        trace.distance.push(Equation::quotient(Quantity::Attainment, terms, attainment));
    }
    finding.conclude(if settled_met >= required {
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
    });
    let settled = finding.step == Step::Settled;
    finding.lacks_final = over && !settled;
    finding.flag_figures(figure, quality, settled);
    finding
}

/// All of them, or the share rounded up to whole members.
fn required(every: &Every, all: usize) -> usize {
    every
        .share
        .as_ref()
        .and_then(|share| usize::try_from((share * &Number::from(all)).ceil_i64()?).ok())
        .unwrap_or(all)
        .min(all)
}
