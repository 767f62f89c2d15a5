//! The plans found, one a row.

use crate::plan::Plan;
use crate::report::title_of;
use crate::table::{Cell, Contents, Heading, PlanOrigin, Table};

/// A plan that was found.
#[derive(Clone)]
pub struct FoundPlan<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where it comes from.
    pub origin: PlanOrigin,
}

/// The plans as a table for people: what each holds in one column.
pub fn short_table(plans: &[FoundPlan<'_>]) -> Table {
    Table::of(plans)
        .prose(Heading::Plan, |it| Cell::text(&it.plan.id).above(Cell::Name(title_of(it.plan))))
        .word(Heading::Region, |it| Cell::text(&it.plan.region))
        .word(Heading::Period, |it| Cell::Period(it.plan.period))
        .prose(Heading::Contents, |it| Cell::Contents(contents(it.plan)))
        .prose(Heading::Origin, |it| Cell::Origin(it.origin.clone()))
        .table()
}

/// The plans as a table for spreadsheets: id and title, region, period, counts, where from.
pub fn table(plans: &[FoundPlan<'_>]) -> Table {
    Table::of(plans)
        .word(Heading::Plan, |it| Cell::text(&it.plan.id))
        .prose(Heading::Title, |it| Cell::Name(title_of(it.plan)))
        .word(Heading::Region, |it| Cell::text(&it.plan.region))
        .word(Heading::Period, |it| Cell::Period(it.plan.period))
        .number(Heading::Indicators, |it| Cell::Count(contents(it.plan).indicators))
        .number(Heading::Binding, |it| Cell::Count(contents(it.plan).binding))
        .number(Heading::Tasks, |it| Cell::Count(contents(it.plan).tasks))
        .number(Heading::Rules, |it| Cell::Count(contents(it.plan).rules))
        .prose(Heading::Origin, |it| Cell::Origin(it.origin.clone()))
        .table()
}

/// The plans found.
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
        ..it.plan,
        region: "The region that it binds." = &it.plan.region,
        period: "Its period." = it.plan.period,
        ..contents(it.plan),
        origin: "Its file, or built-in." = match &it.origin {
            PlanOrigin::File(file) => file,
            PlanOrigin::BuiltIn => "built-in",
        },
    }
}

record! {
    "contents" "What a plan holds."
    |it: Contents| {
        indicators: "Its indicators.",
        binding: "Those that are binding (约束性).",
        tasks: "Its tasks.",
        rules: "Its rules.",
    }
}

fn contents(plan: &Plan) -> Contents {
    Contents {
        indicators: plan.indicators.len(),
        binding: plan.indicators.iter().filter(|indicator| indicator.binding).count(),
        tasks: plan.tasks.len(),
        rules: plan.rules.len(),
    }
}
