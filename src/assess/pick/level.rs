//! `level`: the newest value against the path from the baseline to the target (stocks, intensities, ranks).

use crate::actuals::Observation;
use crate::assess::aim::Aim;
use crate::assess::case::{Case, Point, are_exact, doubt_of};
use crate::assess::pace::{LazyRun, Pace, Way};
use crate::assess::steps::{self, Outcome, Question};
use crate::assess::trace::{Quantity, Side};
use crate::assess::{
    Actual, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, UsedBaseline, Verdict,
};

/// A figure this many months after the deadline may be used instead of the deadline's own.
const STAND_IN_MONTHS: i32 = 12;

/// The figure that a level is judged by.
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
    if let Some(figure) = newest.filter(|it| case.closes(it.period)) {
        return Some(Chosen { figure, stand_in: false, closes: true });
    }
    let after = whole().find(|it| it.period.last() > deadline);
    let stand_in = after.filter(|it| it.period.last().since(deadline) <= STAND_IN_MONTHS);
    let (chosen, stand_in) = (stand_in.or(newest)?, stand_in.is_some());
    Some(Chosen { figure: chosen, stand_in, closes: stand_in })
}

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = case.baseline();
    let mut finding = case.blank();
    let value = baseline.as_ref().map(|baseline| &baseline.value);
    case.show_target(&mut finding, value);
    case.trace_start(&mut finding, baseline.as_ref());
    if let (Some(trace), Some(aim), Some(from)) = (&mut finding.trace, case.aim(value), &baseline) {
        let start = (from.period.last(), from.value.clone());
        trace.held = aim.met_by(&from.value);
        trace.path = Some(case.path(start, aim.path_end(&from.value)));
    }
    let start = case.clock(baseline.as_ref());
    let chosen = choose(case, |_| true);
    let from = baseline.as_ref().and_then(|baseline| baseline.observation.as_ref());
    let used: Vec<_> = chosen.iter().map(|chosen| chosen.figure).chain(from).collect();
    case.set_aside(&mut finding, &used, start.plus(1), |it| older_or_part(case, it));
    let later = chosen.as_ref().filter(|chosen| chosen.figure.period.last() > start);
    let Some(Chosen { figure: newest, stand_in, closes }) = later else {
        if let Some(newest) = chosen.map(|chosen| chosen.figure) {
            case.show_actual(&mut finding, Actual::of(newest), case.aim(value).as_ref());
        }
        // The baseline is never the actual itself.
        finding.baseline = baseline.filter(|_| finding.actual.is_none());
        return case.without_figure(finding, start, |it| !case.is_whole(it.period));
    };
    if *stand_in {
        finding.flags.insert(Flag::AfterDeadline);
    }
    let actual = Actual::of(newest);
    case.show_actual(&mut finding, actual.clone(), case.aim(value).as_ref());
    if let Some(why) = case.lacks_multiple(baseline.as_ref(), newest.period) {
        finding.baseline = baseline;
        return case.refuse_comparison(finding, why, *closes);
    }
    let level = Level {
        case,
        actual: &actual,
        newest,
        baseline: baseline.as_ref(),
        closes: *closes,
        broken: case.broken(start, newest.period.last()),
        run: LazyRun::up_to(case, newest, baseline.as_ref()),
    };
    let outcome = steps::judge(&level);
    level.show(&mut finding, outcome);
    finding.baseline = baseline;
    case.finish(finding, outcome, *closes)
}

/// Why a figure that lies between start and deadline is not the one used.
pub(super) fn older_or_part(case: &Case<'_>, it: &Observation) -> SetAsideWhy {
    if case.is_whole(it.period) { SetAsideWhy::Older } else { SetAsideWhy::PartOfYear }
}

struct Level<'a> {
    case: &'a Case<'a>,
    actual: &'a Actual,
    newest: &'a Observation,
    baseline: Option<&'a UsedBaseline>,
    closes: bool,
    /// Did the series change its coverage between baseline and actual?
    broken: bool,
    run: LazyRun<'a>,
}

impl Level<'_> {
    fn aim(&self, at: &Point) -> Option<Aim> {
        self.case.aim(at.other.as_ref())
    }

    fn met(&self, at: &Point) -> bool {
        self.aim(at).is_some_and(|aim| aim.met_by(&at.actual))
    }

    fn way<'a>(&'a self, aim: &'a Aim, at: &'a Point) -> Way<'a> {
        let start = self.baseline.map(|baseline| baseline.period.last());
        Way {
            case: self.case,
            aim,
            baseline: at.other.as_ref().zip(start),
            actual: &at.actual,
            month: self.actual.period.last(),
            met: aim.met_by(&at.actual),
            broken: self.broken,
            run: &self.run,
        }
    }

    /// Puts into the finding where it is on its way, whatever decided.
    fn show(&self, finding: &mut Finding, outcome: Outcome) {
        let at = Point {
            actual: self.actual.value.clone(),
            other: self.baseline.map(|baseline| baseline.value.clone()),
        };
        let Some(aim) = self.aim(&at) else { return };
        let way = self.way(&aim, &at);
        let (method, pace) = way.read();
        let exact = are_exact(&self.actual.known, self.baseline)
            && (method != Method::Projection || self.run.exact);
        let held = self.is_lost(&at);
        finding.method = method;
        finding.bands = self.case.bands(method);
        if exact && !way.held_at_baseline() {
            (finding.progress, finding.expected) = way.progress_and_expected();
        }
        if exact && let Ok(pace) = &pace {
            finding.ratio.clone_from(&pace.ratio);
            finding.projected.clone_from(&pace.projected);
            finding.arrival = pace.arrival;
        }
        if let Ok(Pace { grounds, .. }) = &pace {
            finding.grounds = grounds.clone();
        }
        let past = !way.met && way.is_past_the_range();
        if past || held && !way.met && way.is_hold() {
            // The progress made does not count any more, or there was no way to go.
            finding.ratio = None;
        }
        // A projection looks only at what follows a break, and so does the rest of its way.
        if exact && !self.case.verdict_only && (!self.broken || method == Method::Projection) {
            finding.required_amount = way.required_per_year();
            if !self.case.rows_only || method == Method::Compound {
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
            trace.ahead = Some(way.end_ahead());
            if exact {
                trace.pace = way.equations(finding);
                trace.need = way.needs(finding);
            } else if let (Method::Schedule, Some(baseline)) = (method, self.baseline) {
                trace.pace = way.bounds(&self.actual.known, &baseline.known());
            }
            finding.trace = Some(trace);
        }
        if outcome.is_met() {
            finding.projected = None;
            finding.arrival = None;
            if let Some(trace) = &mut finding.trace {
                trace.forget(Quantity::Projected);
            }
            if self.slips(&way, &finding.grounds) {
                finding.flags.insert(Flag::Slipping);
            }
        }
    }

    fn is_lost(&self, at: &Point) -> bool {
        let baseline = at.other.as_ref().filter(|_| !self.broken);
        baseline.is_some_and(|baseline| self.aim(at).is_some_and(|aim| aim.met_by(baseline)))
    }

    /// Does a target that is met slip away? By the mean change where the method has one, else by the last change, like
    /// compared with like.
    fn slips(&self, way: &Way<'_>, grounds: &Grounds) -> bool {
        let (case, newest) = (self.case, self.newest);
        if let (Method::Projection, Grounds::Projection { mean, .. }) = (case.method, grounds) {
            return way.aim.worsens(&newest.value, &(&newest.value + mean));
        }
        let mut whole = case.current().rev().filter(|it| case.is_whole(it.period));
        let previous = whole.find(|it| it.period.last() < newest.period.last());
        let previous = previous.and_then(|it| case.like_with_like(it.period, newest.period));
        // What is not exact may have gone either way.
        if [Some(newest), previous].into_iter().flatten().any(|it| !it.quality.is_exact()) {
            return false;
        }
        let previous = previous.map(|it| (it.period, &it.value));
        let since = previous.or(self.baseline.map(|baseline| (baseline.period, &baseline.value)));
        since.is_some_and(|(period, value)| {
            way.aim.worsens(value, &newest.value)
                && !case.broken(period.last(), newest.period.last())
        })
    }
}

impl Question for Level<'_> {
    type At = Point;

    fn possible(&self) -> Vec<Point> {
        self.case.points(&self.actual.known, self.baseline.map(UsedBaseline::known).as_ref())
    }

    fn doubt(&self) -> Reason {
        doubt_of([self.actual.quality].into_iter().chain(self.baseline.map(UsedBaseline::quality)))
    }

    fn settled(&self, at: &Point) -> Option<bool> {
        self.closes.then(|| self.met(at))
    }

    fn now(&self, at: &Point) -> Option<Result<Verdict, Reason>> {
        let aim = self.aim(at).filter(|aim| aim.met_by(&at.actual))?;
        let must_hold = aim.side == Side::Range;
        Some(Ok(if must_hold { Verdict::OnTrack } else { Verdict::Achieved }))
    }

    fn lost(&self, at: &Point) -> bool {
        self.is_lost(at)
    }

    fn pace(&self, at: &Point) -> Result<Verdict, Reason> {
        let aim = self.aim(at).ok_or(Reason::NoBaseline)?;
        let way = self.way(&aim, at);
        let (method, pace) = way.read();
        if self.broken && self.baseline.is_some() && method != Method::Projection {
            return Err(Reason::Break);
        }
        if way.is_past_the_range() {
            return Ok(Verdict::OffTrack);
        }
        way.verdict(method, &pace?)
    }
}
