//! The plans found, one a row.

use crate::plan::Plan;
use crate::report::title_of;
use crate::table::{Cell, Column, Contents, Heading, PlanOrigin, Table};

/// A plan that was found.
#[derive(Debug, Clone)]
pub struct FoundPlan<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where it comes from.
    pub origin: PlanOrigin,
}

/// The plans as a table for people: what each holds in one column.
pub fn short_table(plans: &[FoundPlan<'_>]) -> Table {
    let columns = [
        Column::prose(Heading::Plan),
        Column::word(Heading::Region),
        Column::word(Heading::Period),
        Column::prose(Heading::Contents),
        Column::prose(Heading::Origin),
    ];
    let mut table = Table::new(columns);
    table.rows = plans
        .iter()
        .map(|found| {
            let plan = found.plan;
            vec![
                Cell::Stack(vec![Cell::Text(plan.id.clone()), Cell::Name(title_of(plan))]),
                Cell::Text(plan.region.clone()),
                Cell::Period(plan.period),
                Cell::Contents(Contents {
                    indicators: plan.indicators.len(),
                    binding: binding(plan),
                    tasks: plan.tasks.len(),
                    rules: plan.rules.len(),
                }),
                Cell::Origin(found.origin.clone()),
            ]
        })
        .collect();
    table
}

/// The plans as a table for spreadsheets: id and title, region, period, counts, where from.
pub fn table(plans: &[FoundPlan<'_>]) -> Table {
    let columns = [
        Column::word(Heading::Plan),
        Column::prose(Heading::Title),
        Column::word(Heading::Region),
        Column::word(Heading::Period),
        Column::number(Heading::Indicators),
        Column::number(Heading::Binding),
        Column::number(Heading::Tasks),
        Column::number(Heading::Rules),
        Column::prose(Heading::Origin),
    ];
    let mut table = Table::new(columns);
    table.rows = plans
        .iter()
        .map(|found| {
            let plan = found.plan;
            vec![
                Cell::Text(plan.id.clone()),
                Cell::Name(title_of(plan)),
                Cell::Text(plan.region.clone()),
                Cell::Period(plan.period),
                Cell::Count(plan.indicators.len()),
                Cell::Count(binding(plan)),
                Cell::Count(plan.tasks.len()),
                Cell::Count(plan.rules.len()),
                Cell::Origin(found.origin.clone()),
            ]
        })
        .collect();
    table
}

/// The plans found.
#[derive(Debug)]
pub struct Listed<'a>(pub &'a [FoundPlan<'a>]);

record! {
    document "list" "The plans found, as `plancheck list --format json` writes them."
    |it: Listed<'_>| {
        plans: "Every plan found." = it.0,
    }
}

record! {
    "listed-plan" "A plan and what it holds."
    |it: FoundPlan<'_>| {
        plan: "Its id." = &it.plan.id,
        title: "Its title as printed." = &it.plan.title,
        title_en: "Its title in English." = &it.plan.title_en,
        region: "The region that it binds." = &it.plan.region,
        period: "Its period." = it.plan.period,
        indicators: "Its indicators." = it.plan.indicators.len(),
        binding: "Those that are binding (约束性)." = binding(it.plan),
        tasks: "Its tasks." = it.plan.tasks.len(),
        rules: "Its rules." = it.plan.rules.len(),
        origin: "Its file, or built-in." = match &it.origin {
            PlanOrigin::File(file) => file,
            PlanOrigin::BuiltIn => "built-in",
        },
    }
}

fn binding(plan: &Plan) -> usize {
    plan.indicators.iter().filter(|indicator| indicator.binding).count()
}
