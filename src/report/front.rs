//! The front page of a report of several plans: one row a plan, and what all of them come to.
//!
//! Depends on the core, on the view of one plan and on the groups of `rollup`.

use crate::assess::Verdict;
use crate::assess::rollup::Rollup;
use crate::period::Period;
use crate::report::heat::Found;
use crate::report::rollup::order::verdict_rank;
use crate::report::rollup::{By, Order, Rollups, SortKey, of_view};
use crate::report::stage::Occasion;
use crate::report::status::StatusView;
use crate::report::{Judged, gap};
use crate::table::{Cell, Name};

/// The worst indicator of a plan.
#[derive(Debug, Clone)]
pub struct Worst {
    /// Which.
    pub indicator: Found,
    /// How far from the target.
    pub gap: Cell,
}

/// One plan.
#[derive(Debug, Clone)]
pub struct FrontRow {
    /// Its id.
    pub plan: String,
    /// Its title.
    pub title: Name,
    /// The region assessed.
    pub region: String,
    /// Its period.
    pub period: Period,
    /// The document's number.
    pub document: Option<String>,
    /// Months of the plan that have passed.
    pub elapsed: i32,
    /// Months of the plan.
    pub months: i32,
    /// Is its last day over?
    pub closed: bool,
    /// Indicators whose deadline is over without their final figure.
    pub lacking: usize,
    /// What its indicators come to.
    pub rollup: Rollup,
    /// What is furthest behind: the worst verdict, where several have it the largest shortfall; `None` when nothing that
    /// could be judged is behind.
    pub worst: Option<Worst>,
    /// Indicators for which nothing was published.
    pub without_data: Vec<Found>,
}

/// The plans of a report.
#[derive(Debug, Clone)]
pub struct FrontView {
    /// The plans, in the order of the report.
    pub rows: Vec<FrontRow>,
    /// What all their indicators come to.
    pub all: Rollup,
}

impl FrontView {
    /// One row for each view, in their order.
    pub fn new(views: &[StatusView<'_>]) -> Self {
        let order = Order { key: SortKey::Plan, groups_too: false, names: &|_| Vec::new() };
        Self {
            rows: views.iter().map(row).collect(),
            all: Rollups::new(views, By::Plan, &order).all(),
        }
    }
}

fn row(view: &StatusView<'_>) -> FrontRow {
    let plan = view.plan();
    let occasion = Occasion::of(plan.period, view.as_of(), None);
    let without = view.judged();
    let without = without.filter(|it| it.finding.verdict == Verdict::NoData);
    FrontRow {
        plan: plan.id.clone(),
        title: view.title(),
        region: view.region(),
        period: plan.period,
        document: plan.document.clone(),
        elapsed: occasion.elapsed,
        months: occasion.months,
        closed: view.is_closed(),
        lacking: view.lacking(),
        rollup: of_view(view),
        worst: worst(view),
        without_data: without.map(|it| Found::of(&it)).collect(),
    }
}

/// The worst verdict, then the largest shortfall relative to the target's size, then the plan's order.
fn worst(view: &StatusView<'_>) -> Option<Worst> {
    let behind = view.judged().filter(|it| {
        let verdict = it.finding.verdict;
        verdict.is_graded() && !verdict.is_on_track()
    });
    let place = |it: &Judged<'_>| (verdict_rank(it.finding.verdict), gap::place(it));
    let mut behind: Vec<Judged<'_>> = behind.collect();
    behind.sort_by_cached_key(place);
    behind
        .first()
        .map(|judged| Worst { indicator: Found::of(judged), gap: judged.digits().gap_cell() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{number, sample};

    #[test]
    fn a_plan_is_one_row_with_its_worst_indicator() {
        let sample = sample();
        let front = FrontView::new(&[sample.view()]);
        let row = &front.rows[0];
        assert_eq!((row.elapsed, row.months, row.closed), (12, 12, true));
        assert_eq!((row.lacking, row.rollup.total), (7, 8));
        let worst = row.worst.as_ref().unwrap();
        assert_eq!(worst.indicator.indicator, "industrial-growth");
        assert_eq!(worst.indicator.verdict, Verdict::Missed);
        let ids: Vec<_> = row.without_data.iter().map(|it| it.indicator.as_str()).collect();
        assert_eq!(ids, ["wicked", "museum"]);
    }

    #[test]
    fn of_equal_verdicts_the_larger_shortfall_is_worse() {
        let mut sample = sample();
        // −1.0 of 5 against −13.5 of 7500.
        sample.assessment.findings[2].verdict = Verdict::Missed;
        sample.assessment.findings[2].gap = Some(number("-13.5"));
        let front = FrontView::new(&[sample.view()]);
        let worst = front.rows[0].worst.as_ref().unwrap();
        assert_eq!(worst.indicator.indicator, "industrial-growth");
        sample.assessment.findings[2].gap = Some(number("-7000"));
        let front = FrontView::new(&[sample.view()]);
        let worst = front.rows[0].worst.as_ref().unwrap();
        assert_eq!(worst.indicator.indicator, "digital-workers");
    }

    #[test]
    fn where_nothing_is_behind_nothing_is_worst() {
        let mut sample = sample();
        for finding in &mut sample.assessment.findings {
            finding.verdict = Verdict::NoData;
            finding.actual = None;
        }
        let front = FrontView::new(&[sample.view(), sample.view()]);
        assert!(front.rows.iter().all(|row| row.worst.is_none()));
        assert!(front.rows.iter().all(|row| row.without_data.len() == 8));
        assert_eq!(front.all.total, 16);
    }
}
