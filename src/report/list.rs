//! The plans found, one a row.

use crate::plan::Plan;
use crate::record::Flat;
use crate::report::{Sheet, title_of};
use crate::table::{Cell, Heading, Table};

/// A plan that was found.
pub struct FoundPlan {
    /// The plan.
    pub plan: Plan,
    /// Its file; none: it is built in.
    pub file: Option<String>,
}

/// The plans found.
pub struct Listed(pub Vec<FoundPlan>);

impl Listed {
    /// The plans as a table for people: what each holds in one column.
    pub fn sheet(&self) -> Sheet {
        let table = Table::of(&self.0)
            .prose(Heading::Plan, |FoundPlan { plan, .. }| (&plan.id, title_of(plan)))
            .word(Heading::Region, |it| &it.plan.region)
            .word(Heading::Period, |it| it.plan.period)
            .prose(Heading::Contents, |FoundPlan { plan, .. }| {
                let (tasks, rules) = (plan.tasks.len(), plan.rules.len());
                Cell::Contents([plan.indicators.len(), binding(plan), tasks, rules])
            })
            .prose(Heading::Origin, |it| match &it.file {
                Some(file) => Cell::from(file),
                None => ["built in", "内置"].into(),
            });
        let mut sheet = Sheet::default();
        sheet.table(table.table());
        sheet
    }

    /// Id and title, region, period, counts, where from.
    pub fn flat(&self) -> Flat<'_> {
        Flat::of(&self.0).without("title_en")
    }
}

record! {
    document "list" "The plans found, as `plancheck list --format json` writes them."
    |it: Listed| {
        plans: "Every plan found." = &it.0,
    }
}

record! {
    "listed-plan" "A plan and what it holds."
    |it: FoundPlan| {
        ..&it.plan,
        region: "The region that it binds." = &it.plan.region,
        period: "Its period." = it.plan.period,
        indicators: "Its indicators." = it.plan.indicators.len(),
        binding: "Those that are binding (约束性)." = binding(&it.plan),
        tasks: "Its tasks." = it.plan.tasks.len(),
        rules: "Its rules." = it.plan.rules.len(),
        origin: "Its file, or built-in." = it.file.as_deref().unwrap_or("built-in"),
    }
}

fn binding(plan: &Plan) -> usize {
    plan.indicators.iter().filter(|indicator| indicator.binding).count()
}
