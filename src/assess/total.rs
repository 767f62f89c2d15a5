//! `total`: the sum over the period, tiled from the figures of its parts.

use super::aim::{Aim, Side};
use super::case::{Case, Met, grade};
use super::schedule::Path;
use super::{Actual, Finding, Flag, Method, Reason, SetAsideWhy, Step, Verdict};
use crate::actuals::Observation;
use crate::actuals::tiling::{self, Cover};
use crate::number::Number;

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let aim = Aim::of(&case.target, None);
    let mut finding = case.blank(&aim);
    if case.is_empty() {
        return finding;
    }
    let period = case.indicator.period;
    let (inside, outside): (Vec<_>, Vec<_>) = case
        .vintages
        .current
        .iter()
        .copied()
        .cloned()
        .partition(|observation| period.covers(observation.period));
    for observation in outside {
        let why = if observation.period.last() > period.last()
            && observation.period.first() >= period.first()
        {
            SetAsideWhy::AfterDeadline
        } else if observation.period.overlaps(period) {
            SetAsideWhy::Overlaps
        } else {
            SetAsideWhy::BeforePeriod
        };
        finding.set_aside.push((observation, why));
    }
    if inside.is_empty() {
        // Flows of other years say nothing of this sum. While the period runs its figures may still come; once it has
        // run out they are missing.
        if case.period_ran_out() {
            finding.decide(Step::NothingMatched, Verdict::NoData);
        } else {
            finding.refuse(Step::BeforePlan, Reason::BeforePlan);
        }
        return case.finish(finding, false);
    }
    let tiled = tiling::cover(&inside.iter().collect::<Vec<_>>(), period);
    let negative = inside.iter().any(|value| value.value.is_negative());
    let whole = tiled.together().filter(|_| !negative);
    let gapless = tiled.front;
    let hole = |gapless: Option<&Cover>| {
        whole.as_ref().filter(|whole| gapless.is_none_or(|gapless| whole.sum > gapless.sum))
    };
    // Behind a hole the sum of every part is still a lower bound: it proves a floor, or a ceiling broken.
    let proof = hole(gapless.as_ref()).filter(|whole| match aim.side {
        Side::Floor => aim.met_by(&whole.sum),
        Side::Ceiling => !aim.met_by(&whole.sum),
        Side::Range => whole.sum > aim.upper,
    });
    if let Some(proof) = proof.cloned() {
        set_aside_rest(&mut finding, &inside, &proof, SetAsideWhy::Overlaps);
        case.show_actual(&mut finding, &aim, actual_of(&proof));
        finding.method = Method::Direct;
        finding.flags.insert(Flag::Partial);
        if aim.side == Side::Floor {
            finding.flags.insert(Flag::Early);
            finding.decide(Step::MetNow, Verdict::Achieved);
        } else {
            finding.decide(Step::DeadlineFigure, Verdict::Missed);
        }
        return case.finish(finding, true);
    }
    let Some(cover) = gapless else {
        set_aside_rest(
            &mut finding,
            &inside,
            &Cover { tiles: Vec::new(), sum: Number::zero(), known: None, period },
            SetAsideWhy::BehindHole,
        );
        finding.refuse(Step::Undecidable, Reason::Hole);
        return case.finish(finding, false);
    };
    let behind_hole = inside.iter().any(|value| value.period.first() > cover.period.last());
    if behind_hole {
        finding.flags.insert(Flag::Hole);
    }
    set_aside_rest(&mut finding, &inside, &cover, SetAsideWhy::Overlaps);
    let actual = actual_of(&cover);
    case.show_actual(&mut finding, &aim, actual.clone());
    let closed = case.closes(cover.period);
    let met = Case::met(&aim, &actual);
    if met != Met::Open || aim.side != Side::Ceiling {
        show_pace(case, &mut finding, &aim, &actual);
    }
    let settled = match met {
        Met::Open => {
            finding.refuse(Step::Undecidable, Reason::LowerBound);
            false
        }
        Met::Yes if closed => {
            finding.decide(Step::DeadlineFigure, Verdict::Achieved);
            true
        }
        Met::No if closed => {
            finding.decide(Step::DeadlineFigure, Verdict::Missed);
            true
        }
        Met::Yes if aim.side == Side::Floor => {
            finding.decide(Step::MetNow, Verdict::Achieved);
            finding.flags.insert(Flag::Early);
            true
        }
        Met::Yes if aim.side == Side::Range => {
            finding.decide(Step::MetNow, Verdict::OnTrack);
            false
        }
        // A sum that has passed its ceiling cannot come back.
        Met::No
            if aim.side == Side::Ceiling || aim.side == Side::Range && actual.value > aim.upper =>
        {
            finding.decide(Step::DeadlineFigure, Verdict::Missed);
            true
        }
        Met::Yes | Met::No => {
            by_pace(&mut finding, &aim);
            false
        }
    };
    case.finish(finding, settled)
}

/// Step 7: progress / expected for floors, expected / progress for ceilings.
fn by_pace(finding: &mut Finding, aim: &Aim) {
    let verdict = match (&finding.ratio, &finding.progress) {
        (Some(ratio), _) => grade(ratio, &finding.bands, aim),
        // Nothing, or less than nothing, of what a ceiling allows has been used.
        (None, Some(_)) if aim.side == Side::Ceiling => Verdict::Ahead,
        (None, Some(progress)) if progress.is_negative() => Verdict::Regressing,
        (None, Some(_)) => Verdict::OnTrack,
        (None, None) => {
            finding.refuse(Step::Bands, Reason::ZeroOrSign);
            return;
        }
    };
    finding.decide(Step::Bands, verdict);
}

fn show_pace(case: &Case<'_>, finding: &mut Finding, aim: &Aim, actual: &Actual) {
    let path = Path {
        start: case.indicator.period.eve(),
        from: Number::zero(),
        end: case.indicator.deadline.last(),
        to: aim.edge.clone(),
    };
    let milestones = &case.indicator.milestones;
    let month = actual.period.last();
    let pace = path.pace(&actual.value, month, milestones);
    finding.progress = path.progress(&actual.value);
    finding.expected = path.expected(month, milestones);
    finding.ratio = if aim.side == Side::Ceiling {
        let (progress, expected) = (finding.progress.as_ref(), finding.expected.as_ref());
        progress
            .filter(|progress| progress.is_positive())
            .and_then(|progress| expected.and_then(|expected| expected.over(progress)))
    } else {
        pace.ratio
    };
    finding.projected = pace.projected;
    // What is left, over the years that are left.
    let years = Number::from(path.end.since(month)).over(&Number::from(12));
    finding.required_per_year =
        years.filter(Number::is_positive).and_then(|years| (&path.to - &actual.value).over(&years));
    finding.required_amount.clone_from(&finding.required_per_year);
    // A ceiling is not a place to arrive at.
    finding.arrival = pace.arrival.filter(|_| aim.side != Side::Ceiling);
}

/// The actual that a sum of parts gives.
pub(super) fn actual_of(cover: &Cover) -> Actual {
    let published = cover.tiles.iter().map(|tile| tile.published).max().unwrap_or_default();
    Actual {
        value: cover.sum.clone(),
        period: match cover.tiles.as_slice() {
            [only] => only.period,
            _ => cover.period,
        },
        quality: cover.quality(),
        published,
        observations: cover.tiles.clone(),
    }
}

/// Sets aside what was not added up: behind the end of the cover for a hole, else as overlapping it.
fn set_aside_rest(finding: &mut Finding, inside: &[Observation], cover: &Cover, why: SetAsideWhy) {
    for observation in inside {
        if cover.tiles.iter().any(|tile| tile.origin == observation.origin) {
            continue;
        }
        let behind = observation.period.first() > cover.period.last();
        finding
            .set_aside
            .push((observation.clone(), if behind { SetAsideWhy::BehindHole } else { why }));
    }
}
