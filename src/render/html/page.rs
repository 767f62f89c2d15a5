//! The page that a leader opens, as data: one or several plans with everything that is told of them.

use crate::{
    plan::Plan,
    report::{StatusView, diff::DiffView, league::League, stage::StageView, title_of},
    table::Name,
};

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
}
