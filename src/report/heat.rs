//! Who answers for what: responsible units against verdicts.
//!
//! A row a unit, a column a verdict, in every field the indicators themselves.
//! Depends on the core, on the groups of `rollup` and on the view of one plan.

use crate::assess::Verdict;
use crate::assess::rollup::Rollup;
use crate::report::rollup::order::verdict_rank;
use crate::report::rollup::{By, Common, Group, Order, Rollups, SortKey};
use crate::report::status::StatusView;
use crate::report::{Judged, name_of};
use crate::table::Name;

/// How dark a place can be.
pub const DARKEST: usize = 4;

/// An indicator that can be found in the page by plan and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The plan's id.
    pub plan: String,
    /// The region it was judged for.
    pub region: String,
    /// The indicator's id.
    pub indicator: String,
    /// Its name.
    pub name: Name,
    /// Its verdict.
    pub verdict: Verdict,
}

impl Found {
    /// The indicator that was judged.
    pub fn of(judged: &Judged<'_>) -> Self {
        Self {
            plan: judged.plan.id.clone(),
            region: judged.finding.region.clone(),
            indicator: judged.indicator().id.clone(),
            name: name_of(judged.indicator()),
            verdict: judged.finding.verdict,
        }
    }
}

/// One row: a unit.
#[derive(Debug, Clone)]
pub struct HeatRow {
    /// What its indicators have in common.
    pub common: Common,
    /// The plan or region it belongs to, where there are several.
    pub of: Option<String>,
    /// What they come to.
    pub rollup: Rollup,
    /// Of how many of its indicators the unit is the one named first; nobody has no such number.
    pub first: Option<usize>,
    /// Its indicators, the worst verdict first, then in the plan's order.
    pub indicators: Vec<Found>,
}

impl HeatRow {
    /// The indicators of one verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Found> {
        self.indicators.iter().filter(move |it| it.verdict == verdict)
    }

    /// How dark the place of a verdict is: its share of the row, rounded up to quarters; 0 where there is none.
    pub fn shade(&self, verdict: Verdict) -> usize {
        let total = self.rollup.total.max(1);
        (self.rollup.count(verdict) * DARKEST).div_ceil(total)
    }
}

/// The grid.
#[derive(Debug, Clone)]
pub struct HeatView {
    /// The verdicts that occur, best first, those outside the scale last.
    pub verdicts: Vec<Verdict>,
    /// The rows.
    pub rows: Vec<HeatRow>,
    /// Every indicator once.
    pub all: Rollup,
}

impl HeatView {
    /// By responsible unit: the worst verdict first, where it is the same the unit with most of what is behind; nobody
    /// named last.
    pub fn by_unit(views: &[StatusView<'_>]) -> Self {
        let mut heat = Self::new(views);
        heat.rows.sort_by_key(|row| {
            let worst = row.rollup.worst();
            let behind = Verdict::ALL.iter().rev().copied();
            let behind = behind.filter(|verdict| verdict.is_graded() && !verdict.is_on_track());
            let behind: Vec<_> =
                behind.map(|verdict| std::cmp::Reverse(row.rollup.count(verdict))).collect();
            (row.common.word().is_none(), worst.is_none(), worst.map(verdict_rank), behind)
        });
        heat
    }

    fn new(views: &[StatusView<'_>]) -> Self {
        let order = Order { key: SortKey::Plan, groups_too: false, names: &|_| Vec::new() };
        let rollups = Rollups::new(views, By::Responsible, &order);
        let all = rollups.all();
        Self {
            verdicts: all.counts.iter().map(|(verdict, _)| *verdict).collect(),
            rows: rollups.groups().iter().map(row).collect(),
            all,
        }
    }

    /// The counts of all rows together, which are more than the indicators where one stands in several rows.
    pub fn counted(&self) -> usize {
        self.rows.iter().map(|row| row.rollup.total).sum()
    }

    /// Is any unit named?
    pub fn says_something(&self) -> bool {
        self.rows.iter().any(|row| row.common.word().is_some())
    }

    /// Does it make a difference in any row who is named first?
    pub fn has_leads(&self) -> bool {
        let differs = |row: &HeatRow| row.first.is_some_and(|first| first != row.rollup.total);
        self.rows.iter().any(differs)
    }
}

fn row(group: &Group<'_>) -> HeatRow {
    let leads = |unit: &str| {
        let first = |judged: &&Judged<'_>| {
            let named = judged.indicator().responsible.first();
            named.is_some_and(|named| named == unit)
        };
        group.judged().filter(first).count()
    };
    let first = match &group.common {
        Common::Unit(Some(unit)) => Some(leads(unit)),
        _ => None,
    };
    let mut indicators: Vec<Found> = group.judged().map(Found::of).collect();
    indicators.sort_by_key(|it| verdict_rank(it.verdict));
    HeatRow {
        common: group.common.clone(),
        of: group.of.clone(),
        rollup: group.rollup.clone(),
        first,
        indicators,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{Sample, sample};

    /// The sample with three units; the last two indicators name nobody.
    fn with_units() -> Sample {
        let mut sample = sample();
        for (index, units) in [
            &["甲局", "乙局"][..], // missed
            &["乙局"],             // ahead
            &["丙局"],             // achieved
            &["乙局", "丙局"],     // at-risk
            &["丁局", "甲局"],     // regressing
            &["丙局"],             // not-assessable
            &[],
            &[],
        ]
        .into_iter()
        .enumerate()
        {
            sample.plan.indicators[index].responsible =
                units.iter().map(|it| (*it).to_owned()).collect();
        }
        sample
    }

    fn told(heat: &HeatView) -> Vec<String> {
        let rows = heat.rows.iter().map(|row| {
            let counts: Vec<String> =
                heat.verdicts.iter().map(|it| row.rollup.count(*it).to_string()).collect();
            format!(
                "{} {} {} {:?} {}",
                row.common.word().unwrap_or("-"),
                row.rollup.total,
                row.rollup.worst().map_or("-", Verdict::word),
                row.first,
                counts.join(" ")
            )
        });
        rows.collect()
    }

    #[test]
    fn the_worst_unit_stands_first_and_nobody_last() {
        let sample = with_units();
        let heat = HeatView::by_unit(&[sample.view()]);
        assert_eq!(
            heat.verdicts.iter().map(|it| it.word()).collect::<Vec<_>>(),
            ["achieved", "ahead", "at-risk", "regressing", "missed", "not-assessable", "no-data"]
        );
        assert_eq!(
            told(&heat),
            [
                "甲局 2 missed Some(1) 0 0 0 1 1 0 0",
                "乙局 3 missed Some(2) 0 1 1 0 1 0 0",
                "丁局 1 regressing Some(1) 0 0 0 1 0 0 0",
                "丙局 3 at-risk Some(2) 1 0 1 0 0 1 0",
                "- 2 - None 0 0 0 0 0 0 2",
            ]
        );
        assert_eq!((heat.counted(), heat.all.total), (11, 8));
        assert!(heat.says_something() && heat.has_leads());
    }

    #[test]
    fn every_place_has_its_indicators_and_its_shade() {
        let sample = with_units();
        let heat = HeatView::by_unit(&[sample.view()]);
        for row in &heat.rows {
            for verdict in &heat.verdicts {
                assert_eq!(row.with(*verdict).count(), row.rollup.count(*verdict));
                let empty = row.rollup.count(*verdict) == 0;
                assert_eq!(row.shade(*verdict) == 0, empty);
                assert!(row.shade(*verdict) <= DARKEST);
            }
        }
        let second = &heat.rows[1];
        assert_eq!(second.shade(Verdict::Missed), 2); // a third of three, in quarters
        let ids: Vec<&str> = second.indicators.iter().map(|it| it.indicator.as_str()).collect();
        assert_eq!(ids, ["industrial-growth", "valid-invention-patents", "strong-base-projects"]);
    }

    #[test]
    fn without_units_there_is_nothing_to_say() {
        let mut sample = sample();
        for indicator in &mut sample.plan.indicators {
            indicator.responsible.clear();
        }
        let heat = HeatView::by_unit(&[sample.view()]);
        assert_eq!(heat.rows.len(), 1);
        assert!(!heat.says_something() && !heat.has_leads());
        let nothing = [sample.view().with_findings(Vec::new())];
        let heat = HeatView::by_unit(&nothing);
        assert!(heat.rows.is_empty() && !heat.says_something());
        assert_eq!(heat.counted(), 0);
    }
}
