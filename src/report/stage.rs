//! The report of a plan at a stage of its life: a year's, the mid-term one, the final account; `plancheck.report/v1`.
//!
//! It tells in sentences what `status` has in rows. Every number is one that `status` and `explain` give too, or a count
//! of indicators. Depends on the core and on the views of status, gaps, tasks and rules.

mod amendments;
mod document;
mod item;
mod occasion;
mod sheet;
mod standing;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use crate::assess::JudgedPlan;
use crate::assess::trace::rules::Where;
use crate::plan::tasks::TaskStates;
use crate::report::Judged;
use crate::report::rules::RulesView;
use crate::report::status::StatusView;
use crate::report::tasks::{Order, TasksView};

pub use amendments::AmendmentLine;
pub use document::{Reports, document, flat};
pub use item::Item;
pub use occasion::{Chosen, Occasion, Stage};
pub use sheet::sheet;
pub use standing::{Counted, Group, GroupKind, StagePart, Standing, Standings};

/// A plan at a stage, with everything that its report tells.
#[derive(Clone)]
pub struct StageView<'a> {
    pub status: StatusView<'a>,
    /// The stage, and why it is this one.
    pub occasion: Occasion,
    /// Every indicator with where it stands, in the plan's order.
    pub standings: Vec<(Judged<'a>, Standing)>,
    pub tasks: TasksView<'a>,
    /// Its rules, in the years that the report is about.
    pub rules: RulesView<'a>,
}

impl<'a> StageView<'a> {
    /// A report at the stage asked for, or else at the one that the as-of date and the plan's period call for.
    ///
    /// `region` is the one that replaced the plan's own, if any: the rules are then looked at for it alone.
    pub fn new(
        of: JudgedPlan<'a>,
        reported: &'a TaskStates,
        stage: Option<Stage>,
        region: Option<&str>,
    ) -> Self {
        let (plan, as_of) = (of.plan, of.as_of);
        let occasion = Occasion::of(plan.period, plan.calendar, as_of, stage);
        let status = StatusView::new(of, of.assessment.findings.iter().collect());
        let standings = status.judged().map(|judged| {
            let standing = Standing::of(&judged, occasion.stage);
            (judged, standing)
        });
        let place = region.map_or(Where::Members, Where::Region);
        let years = occasion.years(plan.period);
        Self {
            standings: standings.collect(),
            tasks: TasksView { plan, states: reported, as_of, order: Order::Due },
            rules: RulesView::new(*of, place, &years),
            status,
            occasion,
        }
    }

    /// How many indicators stand where, of those that `wanted` lets through.
    fn counted(&self, wanted: impl Fn(&Judged<'_>) -> bool) -> Standings {
        Standings::of(self.standings.iter().filter(|(judged, _)| wanted(judged)))
    }

    /// The indicators of a part, in the plan's order; of what is behind the worst standing first, then the largest
    /// shortfall.
    fn listed(&self, part: StagePart) -> Vec<(Judged<'a>, Standing)> {
        let all = self.standings.iter().copied();
        let mut found: Vec<_> =
            all.filter(|(_, standing)| StagePart::of(*standing) == part).collect();
        if part == StagePart::Behind {
            found.sort_by_cached_key(|(judged, standing)| (Reverse(*standing), judged.gap_place()));
        }
        found
    }
}
