//! The plans found, one a row.

use crate::plan::Plan;
use crate::report::{Data, title_of};
use crate::table::{Cell, Column, Contents, Heading, PlanOrigin, Table};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.list/v1";

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

/// The JSON document.
pub fn document(plans: &[FoundPlan<'_>]) -> Data {
    let plans = plans.iter().map(|found| {
        let plan = found.plan;
        let origin = match &found.origin {
            PlanOrigin::File(file) => Data::text(file),
            PlanOrigin::BuiltIn => Data::text("built-in"),
        };
        Data::Object(vec![
            ("plan", Data::text(&plan.id)),
            ("title", Data::text(&plan.title)),
            ("title_en", Data::of(plan.title_en.as_ref(), Data::text)),
            ("region", Data::text(&plan.region)),
            ("period", Data::text(plan.period.to_string())),
            ("indicators", Data::count(plan.indicators.len())),
            ("binding", Data::count(binding(plan))),
            ("tasks", Data::count(plan.tasks.len())),
            ("rules", Data::count(plan.rules.len())),
            ("origin", origin),
        ])
    });
    Data::Object(vec![("schema", Data::text(SCHEMA)), ("plans", Data::List(plans.collect()))])
}

fn binding(plan: &Plan) -> usize {
    plan.indicators.iter().filter(|indicator| indicator.binding).count()
}
