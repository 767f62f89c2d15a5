//! `every-year`: each calendar year on its own; a year that failed cannot be made up.
//!
//! A year meets a value, or is better than the year before it with `rising` and `falling`, not worse with `not_falling` and
//! `not_rising`.

use std::collections::BTreeSet;

use crate::{
    actuals::{Observation, Quality, Speaks, closing, speaks_for, tiling, vintages::View},
    assess::{
        Actual, Finding, Flag, Reason, SetAsideWhy, Step, UsedBaseline, Verdict, YearOutcome,
        aim::Aim,
        case::{Case, Point, doubt_of, possibilities, telling},
        finding::is_stale,
        steps::{self, Outcome, Question},
        trace::Side,
    },
    interval::Interval,
    number::Number,
    period::Period,
    plan::{Indicator, Kind, Timed},
};

use super::{relative::Wanted, total::changed_from};

/// A year with the figure that decides it.
struct Year {
    span: Period,
    actual: Option<Actual>,
    /// Is it known to its end?
    complete: bool,
    /// What its figure may say, from the worst on: failed, open, met.
    may_be: Vec<Option<bool>>,
    /// Why it is open, or may be one or the other.
    doubt: Option<Reason>,
    /// The year before, where that is what it is compared with.
    before: Option<Actual>,
}

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = changed_from(case);
    let value = baseline.as_ref().map(|baseline| &baseline.value);
    let mut finding = case.blank(value);
    let aim = case.aim(value);
    finding.baseline.clone_from(&baseline);
    // Between the ends of what is known of the baseline its multiple changes in one direction.
    let aims = match &baseline {
        None => case.aim(None).into_iter().collect(),
        Some(baseline) => telling(&baseline.known(), Vec::new)
            .iter()
            .filter_map(|value| case.aim(Some(value)))
            .collect::<Vec<_>>(),
    };
    let from = baseline.as_ref().map(UsedBaseline::quality);
    let years = years(case, |span| against_value(case, &aims, from, span));
    let newest = years.iter().rev().find_map(|year| year.actual.clone());
    if let Some(newest) = newest
        && let Some(why) = case.lacks_change(baseline.as_ref(), newest.period)
    {
        case.show_actual(&mut finding, newest, aim.as_ref());
        return case.refuse_comparison(finding, why, false);
    }
    conclude(case, finding, &years, |finding, year| {
        if let Some(actual) = year.actual.clone() {
            case.show_actual(finding, actual, aim.as_ref());
        }
    })
}

/// Each year better than the year before, or not worse.
pub(super) fn judge_direction(case: &Case<'_>, wanted: &Wanted<'_>) -> Finding {
    let mut finding = case.blank(None);
    let years = years(case, |span| against_year_before(case, wanted, span));
    if let Some(trace) = &mut finding.trace {
        let references = years.iter().filter_map(|year| {
            let known = year.before.as_ref().map(|before| before.value.clone());
            let before = || Some(year_before(case, None, year.span)?.value);
            Some((year.span, known.or_else(before)?))
        });
        trace.references = references.collect();
    }
    conclude(case, finding, &years, |finding, year| {
        let Some(actual) = year.actual.clone() else { return };
        case.show_actual(finding, actual, None);
        if let Some(before) = &year.before {
            finding.aim_at(&before.value);
            finding.show_gap(&before.value, wanted.rising);
            finding.reference = Some(before.clone());
        }
    })
}

/// The years asked for, each with what is judged of it.
fn years(case: &Case<'_>, judged: impl Fn(Period) -> Year) -> Vec<Year> {
    asked(case.indicator).map(judged).collect()
}

/// The years of the period, up to the deadline.
pub(super) fn asked(indicator: &Indicator) -> impl Iterator<Item = Period> {
    let end = indicator.deadline.last();
    let years = indicator.kind.calendar.years(indicator.period);
    years.take_while(move |year| year.first() <= end)
}

/// The figure of a year: its own, the sum of its parts for a flow, or what is known of a running year.
pub(in crate::assess) fn figure_of(
    figures: &[&Observation],
    kind: Timed,
    span: Period,
) -> Option<Actual> {
    closing(figures.iter().copied(), kind, span).map(Actual::of).or_else(|| {
        // Parts are added up of a flow alone.
        let parts = if kind == Kind::Flow { figures } else { &[] };
        tiling::cover(parts, span).front
    })
}

fn against_value(case: &Case<'_>, aims: &[Aim], from: Option<Quality>, span: Period) -> Year {
    let actual = figure_of(&case.vintages.current, case.indicator.kind, span);
    let complete = actual.as_ref().is_some_and(|actual| actual.period.last() == span.last());
    let says = |aim: &Aim, value: &Number| match aim.met_by(value) {
        met if complete => Some(met),
        // What a running flow has reached it keeps.
        true if aim.side == Side::Floor => Some(true),
        false if aim.side == Side::Ceiling || *value > aim.upper => Some(false),
        _ => None,
    };
    let may_be = from_worst(actual.iter().flat_map(|actual| {
        aims.iter().flat_map(|aim| {
            telling(&actual.known, || aim.edges()).into_iter().map(move |value| says(aim, &value))
        })
    }));
    let doubt = actual.as_ref().map(|it| doubt_of([it.quality].into_iter().chain(from)));
    Year { span, actual, complete, may_be, doubt, before: None }
}

fn against_year_before(case: &Case<'_>, wanted: &Wanted<'_>, span: Period) -> Year {
    let this = figure_of(&case.vintages.current, case.indicator.kind, span)
        .filter(|this| this.period.last() == span.last());
    let before = this.as_ref().and_then(|this| year_before(case, Some(this), span));
    let mut may_be = Vec::new();
    let mut doubt = None;
    if let (Some(this), Some(before)) = (&this, &before) {
        if case.broken(before.period.last(), this.period.last()) {
            doubt = Some(Reason::Break);
        } else {
            let reference = |other: Option<&Number>| other.cloned().into_iter().collect();
            let points = possibilities(&this.known, Some(&before.known), Vec::new, reference);
            let is_met = |at: &Point| Some(wanted.is_met(at.other.as_ref()?, &at.actual));
            may_be = from_worst(points.iter().map(is_met));
            doubt = Some(doubt_of([this.quality, before.quality]));
        }
    }
    Year { span, complete: this.is_some(), actual: this, may_be, doubt, before }
}

/// The year before as it was known when this one came out, or first known after that; else the value that the plan states for it.
fn year_before(case: &Case<'_>, this: Option<&Actual>, year: Period) -> Option<Actual> {
    let kind = case.indicator.kind;
    let span = year.years_later(-1)?;
    let whole = |figures: &[&Observation]| {
        figure_of(figures, kind, span).filter(|before| before.period.last() == span.last())
    };
    let parts = this.into_iter().flat_map(|this| &this.observations);
    let out =
        parts.filter_map(|it| case.view.first_known(it.period)).max().unwrap_or(case.basis.as_of);
    let days: BTreeSet<_> = case
        .view
        .observations
        .iter()
        .map(|it| it.known_from().max(out))
        .filter(|day| *day <= case.basis.as_of)
        .chain([out])
        .collect();
    let on = |as_of| whole(&View { as_of, ..case.view }.known().current);
    if let Some(before) = days.into_iter().find_map(on) {
        return Some(before);
    }
    let stated = case.indicator.baseline.as_ref()?;
    let of_it = speaks_for(stated.period, kind, span) == Speaks::Closes;
    let value = stated.value.as_ref().filter(|_| of_it)?;
    Some(Actual {
        value: value.clone(),
        known: Interval::exactly(value),
        period: stated.period,
        quality: Quality::FINAL,
        published: case.basis.as_of,
        observations: Vec::new(),
    })
}

/// What a figure may say, each once: failed, open, met.
fn from_worst(says: impl Iterator<Item = Option<bool>>) -> Vec<Option<bool>> {
    let says: Vec<_> = says.collect();
    [Some(false), None, Some(true)].into_iter().filter(|met| says.contains(met)).collect()
}

impl Year {
    /// Met or not, where there is no other possibility.
    fn met(&self) -> Option<bool> {
        match self.may_be.as_slice() {
            [only] => *only,
            _ => None,
        }
    }
}

fn conclude(
    case: &Case<'_>,
    mut finding: Finding,
    years: &[Year],
    show: impl Fn(&mut Finding, &Year),
) -> Finding {
    let used = years
        .iter()
        .filter_map(|year| year.actual.as_ref())
        .flat_map(|actual| &actual.observations);
    let from = finding.baseline.clone();
    let start = case.indicator.period.first();
    case.set_aside(&mut finding, used, from.as_ref(), start, |it| {
        let begun = it.period.first() >= start;
        if begun { SetAsideWhy::PartOfYear } else { SetAsideWhy::BeforePeriod }
    });
    finding.years = years
        .iter()
        .map(|year| YearOutcome {
            year: year.span,
            value: year.actual.as_ref().map(|actual| actual.value.clone()),
            quality: year.actual.as_ref().map_or(Quality::FINAL, |actual| actual.quality),
            complete: year.complete,
            met: year.met(),
        })
        .collect();
    let Some(newest) = years.iter().rposition(|year| year.actual.is_some()) else {
        return case.without_figure(finding, case.indicator.period.eve(), |_| true);
    };
    let closed = newest + 1 == years.len() && years[newest].complete;
    let past = if closed { years } else { &years[..newest] };
    let every = EveryYear {
        years,
        hole: past.iter().any(|year| !year.complete && year.met().is_none()),
        closed,
    };
    if every.hole {
        finding.flags.insert(Flag::Hole);
    }
    // All years at their worst, and all at their best: a better year never makes the whole worse.
    let at = |pick: fn(&[Option<bool>]) -> Option<&Option<bool>>| {
        years.iter().map(|year| pick(&year.may_be).copied().flatten()).collect::<Vec<_>>()
    };
    let mut possible = vec![at(<[_]>::first), at(<[_]>::last)];
    possible.dedup();
    let open = years.iter().find(|year| year.may_be.len() > 1);
    let doubt = open.and_then(|year| year.doubt).unwrap_or(Reason::Approximate);
    let outcome = steps::judge(&every, &possible, doubt);
    let failed = years.iter().find(|year| year.met() == Some(false));
    let open = open.filter(|_| outcome.reason == Some(doubt));
    let decided = years[..=newest].iter().rev().find(|year| year.met().is_some());
    show(&mut finding, failed.or(open).or(decided).unwrap_or(&years[newest]));
    let nothing = outcome.step == Step::Barred && outcome.reason == Some(Reason::PartYearOnly);
    let outcome =
        if nothing { Outcome::refused(Step::NotYet, Reason::PartYearOnly) } else { outcome };
    let mut finding = case.finish(finding, outcome, closed);
    // Whichever year is shown, what is known is as old as the newest figure.
    let age = years[newest].actual.as_ref().map(|it| case.months_since(it.period));
    if age.is_some_and(|months| !is_stale(case.indicator, months)) {
        finding.flags.remove(&Flag::Stale);
    }
    finding
}

struct EveryYear<'a> {
    years: &'a [Year],
    /// Is a year missing that others have followed?
    hole: bool,
    /// Is the last year known to its end?
    closed: bool,
}

impl Question for EveryYear<'_> {
    /// Met or not for every year.
    type At = Vec<Option<bool>>;

    fn settled(&self, at: &Self::At) -> Option<bool> {
        if at.contains(&Some(false)) {
            return Some(false);
        }
        (self.closed && !self.hole && at.iter().all(|met| *met == Some(true))).then_some(true)
    }

    fn now(&self, at: &Self::At) -> Option<Result<Verdict, Reason>> {
        // It must still hold in the years to come, so it is never achieved early.
        (!self.closed && at.contains(&Some(true))).then_some(Ok(Verdict::OnTrack))
    }

    /// Of years there is no pace: what bars a verdict leaves them open.
    fn short(&self) -> Option<bool> {
        None
    }

    fn pace(&self, _at: &Self::At) -> Result<Verdict, Reason> {
        let mut complete = self.years.iter().filter(|year| year.complete);
        // A year that lacks an answer although it is known to its end.
        let mut open = complete.clone().filter(|year| year.met().is_none());
        Err(match open.find_map(|year| year.doubt) {
            Some(reason) => reason,
            None if self.closed => Reason::Hole,
            // One year alone has no year before it.
            None if complete.next().is_some() => Reason::NoBaseline,
            None => Reason::PartYearOnly,
        })
    }
}
