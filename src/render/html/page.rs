//! The page that a leader opens: one or several plans with everything that is told of them, as data.
//!
//! Nothing is judged anew. The page gathers what the views of status, stages, trends, explanations and comparisons say,
//! and adds what only a page needs: what stands foremost, and a row with every figure in its exact form. Depends on the
//! core and on those views.

mod extremes;
mod row;

use chrono::NaiveDate;

use crate::plan::Plan;
use crate::report::{
    Sheet, StatusView, Tally,
    diff::DiffView,
    league::League,
    rollup::{By, Order, Rollups},
    stage::{self, StageView},
    status, title_of,
};
use crate::table::Name;

pub use extremes::Extremes;
pub use row::{Figure, IndicatorRow};

/// The page of one run over any number of plans.
#[derive(Clone)]
pub struct PageView<'a> {
    /// The plans, in the order in which they were named.
    pub plans: Vec<PlanPage<'a>>,
    /// The same plans as `status` sees them, for what is grouped across plans.
    pub views: Vec<StatusView<'a>>,
}

impl<'a> PageView<'a> {
    /// The page of these plans.
    pub fn new(plans: Vec<PlanPage<'a>>) -> Self {
        let views = plans.iter().map(|plan| plan.stage.status.clone()).collect();
        Self { plans, views }
    }

    /// The day as of which the plans are judged.
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.plans.first().map(|plan| plan.stage.occasion.as_of)
    }

    /// The verdicts of all plans together.
    pub fn tallies(&self) -> Vec<Tally> {
        status::tallies(&self.views)
    }
}

/// One plan of the page.
#[derive(Clone)]
pub struct PlanPage<'a> {
    /// The plan at its stage.
    pub stage: StageView<'a>,
    /// What changed since an earlier day, where one is asked for.
    pub changes: Option<DiffView<'a>>,
    /// The regions of the actuals, where they are asked for.
    pub regions: Option<League<'a>>,
}

impl<'a> PlanPage<'a> {
    /// The plan.
    pub fn plan(&self) -> &'a Plan {
        self.stage.status.plan
    }

    /// Its title.
    pub fn title(&self) -> Name {
        title_of(self.plan())
    }

    /// Has it tasks or rules?
    pub fn has_agenda(&self) -> bool {
        !self.plan().tasks.is_empty() || !self.plan().rules.is_empty()
    }

    /// Every indicator, in the plan's order; those without any data last.
    pub fn rows(&self) -> Vec<IndicatorRow<'a>> {
        let ranks = self.stage.status.by_gap();
        let rows = self.stage.status.judged().map(|judged| {
            let rank = ranks.iter().position(|other| std::ptr::eq(other.finding, judged.finding));
            IndicatorRow { judged, gap_rank: rank.unwrap_or_default() }
        });
        let mut rows: Vec<IndicatorRow<'a>> = rows.collect();
        rows.sort_by_key(IndicatorRow::lacks_data);
        rows
    }

    /// What stands foremost, for good or ill.
    pub fn extremes(&self) -> Extremes<'a> {
        Extremes::of(&self.stage.status)
    }

    /// The indicators by the place that the document gives them.
    pub fn sections(&self) -> Rollups<'_, 'a> {
        Rollups::new(std::slice::from_ref(&self.stage.status), By::Section, &Order::OF_PLANS)
    }

    /// Does the plan say who answers for any of its indicators?
    pub fn names_units(&self) -> bool {
        let indicators = &self.plan().indicators;
        indicators.iter().any(|it| !it.responsible.is_empty())
    }

    /// The report of its stage in sentences.
    pub fn in_words(&self) -> Sheet<'a> {
        stage::sheet(std::slice::from_ref(&self.stage))
    }

    /// As-of date, newest release, files.
    pub fn foot(&self) -> Sheet<'static> {
        let mut sheet = Sheet::default();
        self.stage.status.flags_told(&mut sheet);
        self.stage.status.foot(&mut sheet);
        sheet
    }
}
