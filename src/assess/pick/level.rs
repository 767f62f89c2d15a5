//! `level`: the newest value against the path from the baseline to the target (stocks, intensities, ranks).

use std::cell::LazyCell;

use crate::{
    actuals::Observation,
    assess::{
        Actual, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, UsedBaseline, Verdict,
        aim::Aim,
        case::{Case, Point, are_exact, doubt_with},
        pace::{Pace, Run, Way},
        steps::{self, Outcome, Question},
        trace::{Quantity, Side},
    },
    interval::Interval,
};

/// A figure this many months after the deadline may be used instead of the deadline's own.
const STAND_IN_MONTHS: i32 = 12;

/// The figure that a level is judged by.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'a> {
    pub figure: &'a Observation,
    /// Does it end after the deadline, for want of a figure that closes it?
    pub stand_in: bool,
    /// Does it, or the one it stands in for, settle the verdict?
    pub closes: bool,
}

/// The newest figure up to the deadline, or the first one after it where none closes it.
pub(super) fn choose<'a>(
    case: &Case<'a>,
    counts: impl Fn(&Observation) -> bool,
) -> Option<Chosen<'a>> {
    let deadline = case.deadline();
    let whole = || case.current().filter(|it| case.is_whole(it.period) && counts(it));
    let newest = whole().rev().find(|it| it.period.last() <= deadline);
    if let Some(figure) = newest.filter(|it| case.is_settled_by(it)) {
        return Some(Chosen { figure, stand_in: false, closes: true });
    }
    let stand_in = whole()
        .find(|it| it.period.last() > deadline && it.quality.settles())
        .filter(|it| it.period.last().since(deadline) <= STAND_IN_MONTHS);
    let figure = stand_in.or(newest)?;
    let stand_in = stand_in.is_some();
    Some(Chosen { figure, stand_in, closes: stand_in })
}

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = case.baseline();
    let value = baseline.as_ref().map(|baseline| &baseline.value);
    let mut finding = case.blank(value);
    case.trace_start(&mut finding, baseline.as_ref());
    let aim = case.aim(value);
    if let (Some(trace), Some(aim), Some(from)) = (&mut finding.trace, &aim, &baseline) {
        let start = (from.period.last(), from.value.clone());
        trace.held = aim.met_by(&from.value);
        trace.path = Some(case.path(start, aim.path_end(&from.value).clone()));
    }
    let start = case.clock(baseline.as_ref());
    let chosen = choose(case, |_| true);
    let used = chosen.map(|chosen| chosen.figure);
    let why = |it: &Observation| older_or_part(case, it);
    case.set_aside(&mut finding, used, baseline.as_ref(), start.plus(1), why);
    let later = chosen.filter(|chosen| chosen.figure.period.last() > start);
    let Some(Chosen { figure: newest, stand_in, closes }) = later else {
        if let Some(newest) = used {
            case.show_actual(&mut finding, Actual::of(newest), aim.as_ref());
        }
        // The baseline is never the actual itself.
        finding.baseline = baseline.filter(|_| finding.actual.is_none());
        return case.without_figure(finding, start, |it| !case.is_whole(it.period));
    };
    finding.earn([(Flag::AfterDeadline, stand_in)]);
    case.show_actual(&mut finding, Actual::of(newest), aim.as_ref());
    if let Some(why) = case.lacks_change(baseline.as_ref(), newest.period) {
        finding.baseline = baseline;
        return case.refuse_comparison(finding, why, closes);
    }
    let run = LazyCell::new(|| Run::up_to(case, newest, baseline.as_ref()));
    let broken = case.broken(start, newest.period.last());
    let begun = baseline.as_ref().map(|baseline| baseline.period.last());
    let way = |(at, aim): (Point, Aim)| {
        let actual = (newest.period.last(), at.actual);
        Way::new((case, &run), aim, at.other.zip(begun), actual, broken)
    };
    let known = newest.interval();
    let ways: Vec<_> = case.points(&known, baseline.as_ref()).into_iter().map(way).collect();
    let as_printed = Point { actual: newest.value.clone(), other: value.cloned() };
    let printed = aim.filter(|_| ways.len() > 1).map(|aim| way((as_printed, aim)));
    let level = Level { newest, known, baseline: baseline.as_ref(), closes };
    let outcome = steps::judge(&level, &ways, doubt_with(newest.quality, baseline.as_ref()));
    if let Some(way) = printed.as_ref().or(ways.first()) {
        level.show(way, &mut finding, outcome);
    }
    finding.baseline = baseline;
    case.finish(finding, outcome, closes)
}

/// Why a figure that lies between start and deadline is not the one used.
pub(super) fn older_or_part(case: &Case<'_>, it: &Observation) -> SetAsideWhy {
    if case.is_whole(it.period) { SetAsideWhy::Older } else { SetAsideWhy::PartOfYear }
}

struct Level<'a> {
    newest: &'a Observation,
    /// What is known of it.
    known: Interval,
    baseline: Option<&'a UsedBaseline>,
    closes: bool,
}

impl Level<'_> {
    /// Puts into the finding where it is on its way, as its figures are printed, whatever decided.
    fn show(&self, way: &Way<'_>, finding: &mut Finding, outcome: Outcome) {
        let case = way.case;
        let (method, pace) = way.read();
        let method = *method;
        let exact = are_exact(&self.known, self.baseline)
            && (method != Method::Projection || way.run.is_exact(&way.actual));
        finding.method = method;
        finding.bands = case.bands(method);
        if exact && !way.held_at_baseline() {
            (finding.progress, finding.expected) = way.progress_and_expected().clone();
        }
        if exact && let Ok(pace) = pace {
            finding.ratio.clone_from(&pace.ratio);
            finding.projected.clone_from(&pace.projected);
            finding.arrival = pace.arrival;
        }
        if let Ok(Pace { grounds, .. }) = pace {
            finding.grounds = grounds.clone();
        }
        let past = !way.met && way.is_past_the_range();
        if past || way.is_lost() && !way.met && way.base() == Some(way.end()) {
            // The progress made does not count any more, or there was no way to go.
            finding.ratio = None;
        }
        // A projection looks only at what follows a break, and so does the rest of its way.
        if exact && !case.verdict_only && (!way.broken || method == Method::Projection) {
            finding.required_amount = way.required_per_year();
            if !case.rows_only || method == Method::Compound {
                finding.required_growth = way.required_growth();
            }
        }
        // Growth is what `compound` asks for, even where it has no ratio.
        let own = if method == Method::Compound {
            &finding.required_growth
        } else {
            &finding.required_amount
        };
        finding.required_per_year.clone_from(own);
        if let Some(mut trace) = finding.trace.take() {
            trace.ahead = Some(way.end_ahead().clone());
            if exact {
                trace.pace = way.equations(finding);
                trace.need = way.needs(finding);
            } else if let (Method::Schedule, Some(baseline)) = (method, self.baseline) {
                trace.pace = way.bounds(&self.known, &baseline.known());
            }
            finding.trace = Some(trace);
        }
        if outcome.is_met() {
            finding.projected = None;
            finding.arrival = None;
            if let Some(trace) = &mut finding.trace {
                trace.forget(Quantity::Projected);
            }
            if self.slips(way, &finding.grounds) {
                finding.flags.insert(Flag::Slipping);
            }
        }
    }

    /// Does a target that is met slip away? By the mean change where the method has one, else by the last change, like
    /// compared with like.
    fn slips(&self, way: &Way<'_>, grounds: &Grounds) -> bool {
        let case = way.case;
        let newest = self.newest;
        if let (Method::Projection, Grounds::Projection { mean, .. }) = (case.method, grounds) {
            return way.run.slips(&way.aim, &newest.value, mean);
        }
        let mut whole = case.current().rev().filter(|it| case.is_whole(it.period));
        let previous = whole
            .find(|it| it.period.last() < newest.period.last())
            .and_then(|it| case.view.like_with_like(it.period, newest.period));
        if let Some(previous) = previous {
            return case.is_worse(&way.aim, previous, newest);
        }
        newest.quality.is_exact()
            && self.baseline.is_some_and(|baseline| {
                way.aim.worsens(&baseline.value, &newest.value)
                    && !case.broken(baseline.period.last(), newest.period.last())
            })
    }
}

impl<'a> Question for Level<'a> {
    type At = Way<'a>;

    fn settled(&self, way: &Way<'a>) -> Option<bool> {
        self.closes.then_some(way.met)
    }

    fn now(&self, way: &Way<'a>) -> Option<Result<Verdict, Reason>> {
        let must_hold = way.aim.side == Side::Range || !self.newest.quality.settles();
        way.met.then_some(Ok(if must_hold { Verdict::OnTrack } else { Verdict::Achieved }))
    }

    fn lost(&self, way: &Way<'a>) -> bool {
        way.is_lost()
    }

    fn pace(&self, way: &Way<'a>) -> Result<Verdict, Reason> {
        let (method, pace) = way.read();
        if way.broken && self.baseline.is_some() && *method != Method::Projection {
            return Err(Reason::Break);
        }
        if way.is_past_the_range() {
            return Ok(Verdict::OffTrack);
        }
        way.verdict(*method, pace.as_ref().map_err(|why| *why)?)
    }
}
