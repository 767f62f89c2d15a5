//! Figures of two sides, slot by slot: which are new, which are others, which are gone.

use super::Side;
use crate::actuals::derived::{figures, unit_and_kind};
use crate::actuals::vintages::{known, slot};
use crate::actuals::{Mark, Observation};
use crate::period::Period;
use crate::plan::{Kind, Plan};

words! {
    /// How a figure changed.
    pub enum Change {
        /// The first figure of its period.
        New         "new"         "new"              "新增";
        /// The first one that is neither preliminary nor an estimate.
        Final       "final"       "new final figure" "最终数公布";
        /// Another value than was published before.
        Revised     "revised"     "revised"          "修订";
        /// The same value with other marks of quality.
        Requalified "requalified" "other quality"    "质量标记变化";
        /// A figure that is not there any more.
        Gone        "gone"        "gone"             "不再有";
    }
}

impl Change {
    /// What happened to the figure of one period; nothing when it was only published again.
    fn between(from: Option<&Observation>, to: Option<&Observation>) -> Option<Self> {
        let is_early = |one: &Observation| {
            one.quality.has(Mark::Preliminary) || one.quality.has(Mark::Estimate)
        };
        match (from, to) {
            (None, None) => None,
            (None, Some(_)) => Some(Self::New),
            (Some(_), None) => Some(Self::Gone),
            (Some(from), Some(to)) if is_early(from) && !is_early(to) => Some(Self::Final),
            (Some(from), Some(to)) if from.value != to.value => Some(Self::Revised),
            (Some(from), Some(to)) => (from.quality != to.quality).then_some(Self::Requalified),
        }
    }
}

/// One figure that changed.
#[derive(Debug, Clone)]
pub struct FigureDiff {
    /// Id of the indicator or declared series.
    pub id: String,
    /// The region.
    pub region: String,
    /// The period.
    pub period: Period,
    /// How it changed.
    pub change: Change,
    /// As it was.
    pub from: Option<Observation>,
    /// As it is.
    pub to: Option<Observation>,
}

/// Every figure that is not the same on both sides.
pub(super) fn figure_diffs(
    plan: &Plan,
    from: Side<'_>,
    to: Side<'_>,
    region: Option<&str>,
) -> Vec<FigureDiff> {
    let mut found = Vec::new();
    for wanted in plan.wanted(region) {
        let Some((_, kind)) = unit_and_kind(plan, &wanted.id) else {
            continue;
        };
        for region in &wanted.regions {
            let side = |side: Side<'_>| in_force_figures(plan, side, &wanted.id, kind, region);
            for (period, old, new) in paired(side(from), side(to), kind) {
                if let Some(change) = Change::between(old.as_ref(), new.as_ref()) {
                    found.push(FigureDiff {
                        id: wanted.id.clone(),
                        region: region.clone(),
                        period,
                        change,
                        from: old,
                        to: new,
                    });
                }
            }
        }
    }
    found
}

/// The figures that hold on a side; doubtful ones only where there are no others.
fn in_force_figures(
    plan: &Plan,
    side: Side<'_>,
    id: &str,
    kind: Kind,
    region: &str,
) -> Vec<Observation> {
    let all = figures(plan, side.actuals, id, region, side.as_of()).observations;
    let mut held = known(&all, kind, side.as_of(), false).current;
    if held.is_empty() {
        held = known(&all, kind, side.as_of(), true).current;
    }
    held.into_iter().cloned().collect()
}

/// The figures of both sides by slot, in order of time.
fn paired(
    from: Vec<Observation>,
    to: Vec<Observation>,
    kind: Kind,
) -> Vec<(Period, Option<Observation>, Option<Observation>)> {
    let mut to: Vec<Option<Observation>> = to.into_iter().map(Some).collect();
    let mut pairs: Vec<_> = from
        .into_iter()
        .map(|old| {
            let same = |new: &&mut Option<Observation>| {
                new.as_ref().is_some_and(|new| slot(kind, new.period) == slot(kind, old.period))
            };
            let new = to.iter_mut().find(same).and_then(Option::take);
            let period = new.as_ref().map_or(old.period, |new| new.period);
            (period, Some(old), new)
        })
        .collect();
    pairs.extend(to.into_iter().flatten().map(|new| (new.period, None, Some(new))));
    pairs.sort_by_key(|(period, ..)| (period.last(), period.first()));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::{Origin, Quality};
    use crate::number::Number;

    fn figure(value: &str, marks: &[Mark]) -> Observation {
        let quality = marks.iter().fold(Quality::FINAL, |quality, mark| quality.with(*mark));
        Observation {
            period: Period::year(2023).unwrap(),
            value: Number::parse_decimal(value).unwrap(),
            known: None,
            printed: None,
            published: "2024-01-15".parse().unwrap(),
            dated: true,
            quality,
            origin: Origin::of_line(0, 2),
            source: None,
            note: None,
            operands: Vec::new(),
        }
    }

    #[test]
    #[rustfmt::skip] // one case a line
    fn what_happened_to_a_figure() {
        use Mark::{Break, Estimate, LowerBound, Preliminary};
        type Side<'a> = Option<(&'a str, &'a [Mark])>;
        let cases: [(Side<'_>, Side<'_>, Option<Change>); 11] = [
            (None, None, None),
            (None, Some(("1", &[])), Some(Change::New)),
            (None, Some(("1", &[Preliminary])), Some(Change::New)),
            (Some(("1", &[])), None, Some(Change::Gone)),
            (Some(("1", &[])), Some(("1.0", &[])), None),
            (Some(("1", &[])), Some(("1.1", &[])), Some(Change::Revised)),
            (Some(("1", &[Preliminary])), Some(("1", &[])), Some(Change::Final)),
            (Some(("1", &[Estimate])), Some(("2", &[])), Some(Change::Final)),
            (Some(("1", &[Preliminary])), Some(("2", &[Preliminary])), Some(Change::Revised)),
            (Some(("1", &[LowerBound])), Some(("1", &[])), Some(Change::Requalified)),
            (Some(("1", &[])), Some(("1", &[Break])), Some(Change::Requalified)),
        ];
        for (from, to, expected) in cases {
            let of = |side: Side<'_>| side.map(|(value, marks)| figure(value, marks));
            let found = Change::between(of(from).as_ref(), of(to).as_ref());
            assert_eq!(found, expected, "{from:?} {to:?}");
        }
    }
}
