//! What was published of an indicator: the values that may be compared with one another, and the use of every one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::way::Basis;
use crate::actuals::Observation;
use crate::actuals::derived::Figures;
use crate::actuals::vintages::known;
use crate::assess::{SetAsideWhy, Use};
use crate::number::Number;
use crate::period::Month;
use crate::plan::{Kind, Measure};

/// Stocks over at most so many months keep every month; over a longer time they keep the last value of a year.
const WITHIN_A_YEAR: i32 = 18;

impl Basis<'_> {
    /// The values at the ends of the periods that may be compared: for `average-growth` those of the levels.
    pub(super) fn values(self) -> BTreeMap<Month, Number> {
        let indicator = self.indicator();
        let id = match self.levels_of() {
            Some((id, _)) if indicator.measure == Measure::AverageGrowth => id,
            _ => &indicator.id,
        };
        let found = self.values_of(id);
        if found.is_empty() && id != indicator.id { self.values_of(&indicator.id) } else { found }
    }

    fn values_of(self, id: &str) -> BTreeMap<Month, Number> {
        let actual = self.finding.actual.as_ref();
        let like = actual.and_then(|actual| actual.observations.last());
        comparable(&self.known(id).iter().collect::<Vec<_>>(), self.kind_of(id), like)
    }
}

/// The newest value of a series, a doubtful one where there are no others.
pub fn newest(figures: &Figures<'_>, kind: Kind, as_of: NaiveDate) -> Option<Observation> {
    let with =
        |doubtful| known(&figures.observations, kind, as_of, doubtful).current.pop().cloned();
    with(false).or_else(|| with(true))
}

/// Every value of a series with its use, by period and then by release; doubtful ones are in force where there are no others.
pub fn uses(figures: &Figures<'_>, kind: Kind, as_of: NaiveDate) -> Vec<(Use, Observation)> {
    let mut vintages = known(&figures.observations, kind, as_of, false);
    if vintages.current.is_empty() {
        vintages = known(&figures.observations, kind, as_of, true);
    }
    let aside = |list: Vec<&Observation>, why| {
        list.into_iter().map(move |one| (Use::SetAside(why), one.clone())).collect::<Vec<_>>()
    };
    let mut uses: Vec<(Use, Observation)> =
        vintages.current.into_iter().map(|one| (Use::InForce, one.clone())).collect();
    uses.extend(aside(vintages.replaced, SetAsideWhy::Replaced));
    uses.extend(aside(vintages.doubtful, SetAsideWhy::Doubtful));
    uses.extend(aside(vintages.later, SetAsideWhy::PublishedLater));
    uses.sort_by_key(|(_, one)| {
        let period = one.period;
        (period.last(), period.first(), one.published, one.origin)
    });
    uses
}

/// The values of periods that may be compared with one another.
pub fn comparable(
    known: &[&Observation],
    kind: Kind,
    like: Option<&Observation>,
) -> BTreeMap<Month, Number> {
    let of = |wanted: &dyn Fn(&Observation) -> bool| -> BTreeMap<Month, Number> {
        let wanted = known.iter().filter(|one| wanted(one));
        wanted.map(|one| (one.period.last(), one.value.clone())).collect()
    };
    if kind == Kind::Stock {
        let all = of(&|_| true);
        let first = all.first_key_value().map(|(month, _)| *month);
        let last = all.last_key_value().map(|(month, _)| *month);
        let short = first.zip(last).is_none_or(|(first, last)| last.since(first) <= WITHIN_A_YEAR);
        return if short { all } else { by_year(all) };
    }
    let years = of(&|one| one.period.is_calendar_year());
    if years.len() > 1 {
        return years;
    }
    if let Some(like) = like {
        let same = of(&|one| {
            one.period.months() == like.period.months()
                && one.period.last().number() == like.period.last().number()
        });
        if same.len() > 1 {
            return same;
        }
        let year_to_date = of(&|one| {
            one.period.first().number() == 1
                && one.period.last().year() == like.period.last().year()
                && one.period.first().year() == like.period.first().year()
        });
        if year_to_date.len() > 1 {
            return year_to_date;
        }
        return same;
    }
    if years.is_empty() { of(&|_| true) } else { years }
}

/// The last value of every year, at its end; that of a running year too.
fn by_year(all: BTreeMap<Month, Number>) -> BTreeMap<Month, Number> {
    let ends = all.into_iter();
    ends.filter_map(|(month, value)| Some((Month::new(month.year(), 12)?, value))).collect()
}
