//! Goals without a value of their own: `rising` and `falling` of a `level` are better than the baseline, `not_falling` and
//! `not_rising` not worse; others are above, not below or not above another series, at the period that both have, without a ratio.

use crate::{
    actuals::{Observation, Speaks, closing, speaks_for, vintages::View},
    assess::{
        Actual, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, UsedBaseline, Verdict,
        aim::Aim,
        case::{Case, Point, are_exact, doubt_of, doubt_with, possibilities},
        pace::{Run, compound_direction, projection_direction},
        steps::{self, Question},
        trace::{Equation, Growth, Side, distance},
    },
    number::Number,
    period::{Month, Period},
    plan::{Better, Kind, Measure, Reference},
};

use super::{
    level::{self, Chosen},
    rate,
};

/// A direction, and the natural bound at which nothing is left to gain.
pub(super) struct Wanted<'a> {
    pub rising: bool,
    /// Is it enough to hold?
    pub or_equal: bool,
    pub limit: Option<&'a Number>,
}

impl Wanted<'_> {
    /// Is nothing left to gain?
    fn is_at_limit(&self, value: &Number) -> bool {
        self.limit.is_some_and(|limit| if self.rising { value >= limit } else { value <= limit })
    }

    /// Is the value better than what it is compared with, or as good as must be?
    pub(super) fn is_met(&self, reference: &Number, value: &Number) -> bool {
        let gained = distance(value, (reference, self.rising));
        self.is_at_limit(value) || gained.is_positive() || self.or_equal && gained.is_zero()
    }
}

pub(super) fn judge_direction(case: &Case<'_>, wanted: &Wanted<'_>) -> Finding {
    let mut finding = case.blank(None);
    finding.method = Method::Direct;
    let mut baseline = case.baseline();
    let start = case.clock(baseline.as_ref());
    let chosen = level::choose(case, |_| true);
    let mut later = chosen.filter(|chosen| chosen.figure.period.last() > start);
    // While the year runs, like parts of both years are compared.
    let parts = if later.is_none() { year_to_date(case, start) } else { None };
    if let Some((figure, before)) = parts {
        baseline = Some(UsedBaseline::of(before, false));
        later = Some(Chosen { figure, stand_in: false, closes: false });
    }
    let shown = later.or(chosen).map(|chosen| chosen.figure);
    let why = |it: &Observation| level::older_or_part(case, it);
    case.set_aside(&mut finding, shown, baseline.as_ref(), start.plus(1), why);
    case.trace_start(&mut finding, baseline.as_ref());
    finding.baseline.clone_from(&baseline);
    if let Some(baseline) = &baseline {
        finding.aim_at(&baseline.value);
    }
    if let Some(shown) = shown {
        case.show_actual(&mut finding, Actual::of(shown), None);
    }
    let Some(Chosen { figure: newest, stand_in, closes }) = later else {
        return case.without_figure(finding, start, |it| !case.is_whole(it.period));
    };
    finding.earn([(Flag::AfterDeadline, stand_in)]);
    let open = !closes && parts.is_none();
    // To hold needs no pace.
    let by_method =
        open && !wanted.or_equal && matches!(case.method, Method::Compound | Method::Projection);
    let by_trend = by_method && case.method == Method::Projection;
    if let Some(why) = case.incomparable(baseline.as_ref(), newest.period)
        && !by_trend
    {
        return case.refuse_comparison(finding, why, closes);
    }
    if let Some(baseline) = &baseline {
        finding.show_gap(&baseline.value, wanted.rising);
    }
    let actual = Actual::of(newest);
    let run = by_trend.then(|| Run::up_to(case, newest, baseline.as_ref()));
    let direction = Direction {
        wanted,
        actual: &actual,
        baseline: baseline.as_ref(),
        closes,
        by_method,
        run: run.as_ref(),
    };
    if by_method {
        finding.method = case.method;
        finding.bands = case.bands(case.method);
        let other = baseline.as_ref().map(|baseline| baseline.value.clone());
        let at = Point { actual: actual.value.clone(), other };
        if let Ok((_, grounds)) = direction.by_method(&at) {
            if let Some(trace) = &mut finding.trace {
                trace.pace = direction.equations(&at, &grounds);
            }
            finding.grounds = grounds;
        }
    }
    let edges = |other: Option<&Number>| other.into_iter().chain(wanted.limit).cloned().collect();
    let known = baseline.as_ref().map(UsedBaseline::known);
    let possible = possibilities(&actual.known, known.as_ref(), Vec::new, edges);
    let doubt = doubt_with(actual.quality, baseline.as_ref());
    case.finish(finding, steps::judge(&direction, &possible, doubt), closes)
}

/// The longest part of the running year that has a figure, beside that of the same months of the baseline's year.
fn year_to_date<'a>(case: &Case<'a>, start: Month) -> Option<(&'a Observation, &'a Observation)> {
    let calendar = case.indicator.kind.calendar;
    let running = calendar.year(calendar.year_of(Month::of(case.basis.as_of)))?;
    let compared = case.indicator.kind != Kind::Stock
        && calendar.ends_in(start)
        && start < running.first()
        && running.last() <= case.deadline();
    let back = |month: Month| month.plus(start.since(running.last()));
    let pairs = case.current().filter(|_| compared).filter_map(|it| {
        let part = speaks_for(it.period, case.indicator.kind, running) == Speaks::PartOf;
        let before = Period::interval(back(it.period.first()), back(it.period.last()))?;
        let before = case.current().find(|other| other.period.same_span(before) && part)?;
        Some((it, case.view.like_with_like(before.period, it.period).unwrap_or(before)))
    });
    pairs.max_by_key(|(it, _)| (it.period.months(), it.period.last()))
}

pub(super) fn judge_beside(case: &Case<'_>, goal: &Reference) -> Finding {
    let mut finding = case.blank(None);
    finding.method = Method::Direct;
    let region = goal.in_region.as_deref().unwrap_or(case.region);
    let figures = case.basis.figures(&goal.series, region);
    let other = case.basis.plan.figure(&goal.series);
    let kind = other.map_or(case.indicator.kind, |it| it.kind);
    let view = View { observations: &figures.observations, kind, ..case.view };
    let others = view.known().current;
    let factor = other.and_then(|it| it.unit.factor_to(&case.indicator.unit));
    let scaled = |value: &Number| {
        factor.as_ref().map_or_else(|| value.clone(), |factor| value.scaled(factor))
    };
    if let Some(trace) = &mut finding.trace {
        let due = |it: &&Observation| (it.period, goal.target(&scaled(&it.value)).value);
        trace.references = others.iter().map(due).collect();
    }
    let partner = |own: &Observation| closing(others.iter().copied(), kind, own.period);
    let start = case.indicator.period.first();
    let is_level = case.indicator.measure == Measure::Level;
    // A level of a flow or ratio is one of full years; a rate may be of the year to date, if both are.
    let choose = |counts: &dyn Fn(&Observation) -> bool| {
        if is_level {
            let counts = |it: &Observation| it.period.last() >= start && counts(it);
            return level::choose(case, counts);
        }
        let inside: Vec<_> = rate::inside(case).into_iter().filter(|it| counts(it)).collect();
        let to_date = rate::runs_to_date(case.indicator.kind.calendar, inside.iter().copied());
        inside.into_iter().max_by_key(|it| rate::preference(case, it, to_date)).map(|it| Chosen {
            figure: it,
            stand_in: false,
            closes: case.is_settled_by(it),
        })
    };
    let chosen = choose(&|it| partner(it).is_some()).or_else(|| choose(&|_| true));
    let used = chosen.map(|chosen| chosen.figure);
    case.set_aside(&mut finding, used, None, start, |it| {
        if is_level && !case.is_whole(it.period) {
            SetAsideWhy::PartOfYear
        } else if partner(it).is_some() {
            SetAsideWhy::Older
        } else {
            SetAsideWhy::NoPartner
        }
    });
    let Some(Chosen { figure: own, stand_in, closes }) = chosen else {
        let part = |it: &Observation| is_level && !case.is_whole(it.period);
        let earlier = |it: &&Observation| it.period.last() < start && !part(it);
        if let Some(earlier) = case.current().rev().find(earlier) {
            case.show_actual(&mut finding, Actual::of(earlier), None);
        }
        return case.without_figure(finding, case.indicator.period.eve(), part);
    };
    let actual = Actual::of(own);
    case.show_actual(&mut finding, actual.clone(), None);
    let Some(other) = partner(own) else {
        finding.missing.push((goal.series.clone(), region.to_owned()));
        return case.refuse_comparison(finding, Reason::NoSeries, closes);
    };
    finding.earn([(Flag::AfterDeadline, stand_in)]);
    let value = scaled(&other.value);
    let mut known = other.interval();
    if let Some(factor) = &factor {
        known = known.scaled(factor);
    }
    let target = goal.target(&value).value;
    if let Some(trace) = &mut finding.trace
        && !goal.margin.is_zero()
        && known.exact().is_some()
    {
        let [reference, margin] = [&value, &goal.margin].map(Number::clone);
        trace.distance.push(Equation::Margin { reference, margin, target: target.clone() });
    }
    let Aim { edge, side, .. } = aim(goal, &value);
    finding.show_gap(&edge, side == Side::Floor);
    (finding.target, finding.edge) = (Some(target), edge);
    let edges = |other: Option<&Number>| other.map(|it| aim(goal, it).edge).into_iter().collect();
    let possible = possibilities(&actual.known, Some(&known), Vec::new, edges);
    let doubt = doubt_of([own.quality, other.quality]);
    finding.reference = Some(Actual { value, known, ..Actual::of(other) });
    let outcome = steps::judge(&Beside { goal, closes }, &possible, doubt);
    case.finish(finding, outcome, closes)
}

/// The aim where the other series has this value.
fn aim(goal: &Reference, value: &Number) -> Aim {
    Aim::of(&goal.target(value), Better::Higher)
}

/// What is held against a figure of another series.
struct Beside<'a> {
    goal: &'a Reference,
    closes: bool,
}

impl Beside<'_> {
    fn aim(&self, at: &Point) -> Option<Aim> {
        at.other.as_ref().map(|other| aim(self.goal, other))
    }

    fn is_met(&self, at: &Point) -> bool {
        self.aim(at).is_some_and(|aim| aim.met_by(&at.actual))
    }
}

impl Question for Beside<'_> {
    type At = Point;

    fn settled(&self, at: &Point) -> Option<bool> {
        self.closes.then(|| self.is_met(at))
    }

    fn now(&self, at: &Point) -> Option<Result<Verdict, Reason>> {
        self.is_met(at).then_some(Ok(Verdict::OnTrack))
    }

    fn pace(&self, at: &Point) -> Result<Verdict, Reason> {
        let equal = self.aim(at).is_some_and(|aim| aim.edge == at.actual);
        Ok(if equal { Verdict::AtRisk } else { Verdict::OffTrack })
    }
}

/// What is held against the baseline.
struct Direction<'a> {
    wanted: &'a Wanted<'a>,
    actual: &'a Actual,
    baseline: Option<&'a UsedBaseline>,
    closes: bool,
    /// Does a method decide, as the deadline's figure is not in?
    by_method: bool,
    run: Option<&'a Run>,
}

impl Direction<'_> {
    fn is_met(&self, at: &Point) -> bool {
        at.other.as_ref().is_some_and(|other| self.wanted.is_met(other, &at.actual))
    }

    /// The equations of a method, where the figures are exact.
    fn equations(&self, at: &Point, grounds: &Grounds) -> Vec<Equation> {
        let exact = are_exact(&self.actual.known, self.baseline);
        match grounds {
            Grounds::Compound { achieved, coefficient, .. } if exact => {
                let growth = at.other.as_ref().map(|base| {
                    Equation::growth(Growth::Achieved, [base, &at.actual], self.months(), achieved)
                });
                let coefficient = coefficient.clone();
                growth.into_iter().chain([Equation::Thresholds { coefficient }]).collect()
            }
            Grounds::Projection { changes, mean } if exact => Equation::changes(changes, mean),
            _ => Vec::new(),
        }
    }

    /// From the end of the baseline's period to the end of the actual's.
    fn months(&self) -> i32 {
        let end = self.actual.period.last();
        self.baseline.map_or(0, |baseline| end.since(baseline.period.last()))
    }

    /// As Open SDG or Destatis judge a mere direction.
    fn by_method(&self, at: &Point) -> Result<(Verdict, Grounds), Reason> {
        let wanted = self.wanted;
        if let Some(run) = self.run {
            let at_limit = wanted.is_at_limit(&at.actual);
            return projection_direction(run, &at.actual, wanted.rising, at_limit);
        }
        let other = at.other.as_ref().ok_or(Reason::NoBaseline)?;
        compound_direction(other, &at.actual, self.months(), wanted.rising, wanted.limit)
    }
}

impl Question for Direction<'_> {
    type At = Point;

    fn settled(&self, at: &Point) -> Option<bool> {
        self.closes.then(|| self.is_met(at))
    }

    fn now(&self, at: &Point) -> Option<Result<Verdict, Reason>> {
        self.is_met(at).then(|| self.pace(at))
    }

    fn pace(&self, at: &Point) -> Result<Verdict, Reason> {
        if self.by_method {
            return self.by_method(at).map(|(verdict, _)| verdict);
        }
        Ok(match at.other.as_ref() {
            _ if self.is_met(at) => Verdict::OnTrack,
            Some(other) if *other == at.actual => Verdict::AtRisk,
            _ => Verdict::Regressing,
        })
    }
}
