//! What a row of an indicator can rest on, told from the plan alone, so that the rest of a panel stays packed.

use chrono::NaiveDate;

use super::{Asked, Method, in_force};
use crate::actuals::panel::{DayCode, Need};
use crate::plan::{Goal, Indicator, Kind, Measure, Plan};

/// What the row of the indicator at `index` needs of its series, where nothing but the row is asked for.
///
/// A level on its schedule is judged by its baseline and its newest figure; whether it slips, by the figure before. Every
/// other measure and method, and whatever another indicator refers to, needs all.
pub fn need_of_row(plan: &Plan, as_of: NaiveDate, asked: Asked<'_>, index: usize) -> Need {
    let Some(indicator) = plan.indicators.get(index) else {
        return Need::All;
    };
    let method = asked.method.or(plan.method).unwrap_or(Method::Schedule);
    let alone = asked.rows_only
        && !asked.other_methods
        && method == Method::Schedule
        && !is_referred_to(plan, &indicator.id);
    if !alone {
        return Need::All;
    }
    let indicator = in_force(indicator, as_of);
    newest_years(&indicator, as_of).unwrap_or_default()
}

fn newest_years(indicator: &Indicator, as_of: NaiveDate) -> Option<Need> {
    let is_level = indicator.measure == Measure::Level
        && matches!(indicator.target, Goal::Value(_) | Goal::TimesBaseline(_))
        && indicator.from.is_none()
        && indicator.every.is_none();
    let stated = indicator.baseline.as_ref().filter(|_| is_level)?;
    let baseline = match &stated.value {
        Some(_) => None,
        None => {
            let end = stated.period.last();
            let by_its_end = indicator.kind == Kind::Stock && end.number() == 12;
            let is_year = stated.period.is_calendar_year() || by_its_end;
            Some(is_year.then(|| end.year())?)
        }
    };
    let deadline = indicator.deadline.last();
    let until = if deadline.number() == 12 {
        deadline.year()
    } else {
        deadline.year() - 1
    };
    Some(Need::NewestYears {
        baseline,
        until,
        known_on: DayCode::of(as_of),
    })
}

/// Do the figures of another indicator or series follow from this one, or are they compared with it?
fn is_referred_to(plan: &Plan, id: &str) -> bool {
    let indicators = plan.indicators.iter().map(|it| it.from.as_ref());
    let series = plan.series.iter().map(|it| it.from.as_ref());
    let mut derivations = indicators.chain(series).flatten();
    let mut goals = plan.indicators.iter().flat_map(|it| {
        let amended = it.amendments.iter().filter_map(|it| it.target.as_ref());
        amended.chain([&it.target])
    });
    derivations.any(|from| from.operands().contains(&id))
        || goals.any(|goal| matches!(goal, Goal::AboveSeries { series, .. } if series == id))
}
