//! `above_series`: above another series, at the period that both have. There is no ratio.

use std::cmp::Ordering;

use crate::actuals::derived;
use crate::actuals::vintages::View;
use crate::actuals::{Observation, closing};
use crate::assess::bench::Bench;
use crate::assess::case::{Case, Point, doubt_of, possibilities};
use crate::assess::steps::{self, Question};
use crate::assess::{Actual, Finding, Flag, Method, Reason, SetAsideWhy, Verdict};
use crate::number::Number;
use crate::plan::Measure;

use super::{level, rate};

pub(super) fn judge(bench: &Bench<'_>, case: &Case<'_>, series: &str, region: &str) -> Finding {
    let mut finding = case.blank(None);
    finding.method = Method::Direct;
    let figures = derived::figures(bench.plan, bench.actuals, series, region, bench.as_of);
    let other = bench.plan.figure(series);
    let kind = other.map_or(case.indicator.kind, |it| it.kind);
    let view = View { observations: &figures.observations, kind, ..case.view };
    let others = view.known().current;
    let factor = other.and_then(|it| it.unit.factor_to(&case.indicator.unit));
    let scaled = |value: &Number| {
        factor.as_ref().map_or_else(|| value.clone(), |factor| value.scaled(factor))
    };
    if let Some(trace) = &mut finding.trace {
        trace.references = others.iter().map(|it| (it.period, scaled(&it.value))).collect();
    }
    let partner = |own: &Observation| closing(others.iter().copied(), kind, own.period);
    let start = case.indicator.period.first();
    let is_level = case.indicator.measure == Measure::Level;
    // A level of a flow or ratio is one of full years; a rate may be of the year to date, if both are.
    let choose = |counts: &dyn Fn(&Observation) -> bool| {
        if is_level {
            let counts = |it: &Observation| it.period.last() >= start && counts(it);
            let chosen = level::choose(case, counts);
            return chosen.map(|chosen| (chosen.figure, chosen.stand_in, chosen.closes));
        }
        let inside: Vec<_> = rate::inside(case).into_iter().filter(|it| counts(it)).collect();
        let to_date = rate::runs_to_date(inside.iter().copied());
        let best = inside.into_iter().max_by_key(|it| rate::preference(case, it, to_date));
        best.map(|it| (it, false, case.closes(it.period)))
    };
    let common = choose(&|it| partner(it).is_some());
    let chosen = common.or_else(|| choose(&|_| true));
    let used = chosen.map(|(own, ..)| own);
    case.set_aside(&mut finding, used, None, start, |it| {
        if is_level && !case.is_whole(it.period) {
            SetAsideWhy::PartOfYear
        } else if partner(it).is_some() {
            SetAsideWhy::Older
        } else {
            SetAsideWhy::NoPartner
        }
    });
    let Some((own, stand_in, closes)) = chosen else {
        let part = |it: &Observation| is_level && !case.is_whole(it.period);
        let earlier = |it: &&Observation| it.period.last() < start && !part(it);
        if let Some(earlier) = case.current().rev().find(earlier) {
            case.show_actual(&mut finding, Actual::of(earlier), None);
        }
        return case.without_figure(finding, case.indicator.period.eve(), part);
    };
    case.show_actual(&mut finding, Actual::of(own), None);
    let Some(other) = partner(own) else {
        finding.missing.push((series.to_owned(), region.to_owned()));
        return case.refuse_comparison(finding, Reason::NoSeries, closes);
    };
    if stand_in {
        finding.flags.insert(Flag::AfterDeadline);
    }
    let value = scaled(&other.value);
    let mut reference = other.interval();
    if let Some(factor) = &factor {
        reference = reference.scaled(factor);
    }
    case.show_gap(&mut finding, (&value, true), &own.value - &value);
    finding.target = Some(value.clone());
    finding.edge = value;
    finding.reference = Some(Actual::of(other));
    let edge = |other: Option<&Number>| other.cloned().into_iter().collect();
    let possible = possibilities(&own.interval(), Some(&reference), Vec::new, edge);
    let doubt = doubt_of([own.quality, other.quality]);
    case.finish(finding, steps::judge(&Above { closes }, &possible, doubt), closes)
}

struct Above {
    closes: bool,
}

impl Question for Above {
    type At = Point;

    fn settled(&self, at: &Point) -> Option<bool> {
        self.closes.then(|| Some(&at.actual) > at.other.as_ref())
    }

    fn now(&self, at: &Point) -> Option<Result<Verdict, Reason>> {
        (Some(&at.actual) > at.other.as_ref()).then_some(Ok(Verdict::OnTrack))
    }

    fn pace(&self, at: &Point) -> Result<Verdict, Reason> {
        Ok(match Some(&at.actual).cmp(&at.other.as_ref()) {
            Ordering::Equal => Verdict::AtRisk,
            _ => Verdict::OffTrack,
        })
    }
}
