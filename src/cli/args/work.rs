//! Arguments of `tasks` and `rules`.

use chrono::NaiveDate;
use clap::Args;

use super::choice::{Choice, all_explained};
use super::data::DataArgs;
use super::output::OutputArgs;
use crate::period::Period;
use crate::report::tasks::Order;

#[derive(Args)]
pub struct TasksArgs {
    /// A plan's id or file
    pub plan: String,
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    /// Order of the tasks
    #[arg(long, value_name = "ORDER", default_value = "due", value_parser = Choice(all_explained::<Order>))]
    pub by: Order,
    /// Ignore states reported after this date [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct RulesArgs {
    /// A plan's id or file
    pub plan: String,
    /// A year, or a range such as 2018/2023; repeatable [default: the years of the plan]
    #[arg(long, value_parser = years)]
    pub year: Vec<Period>,
    /// Apply the rules to every region of the actuals instead of the members listed in the plan
    #[arg(long, conflicts_with = "region")]
    pub each_region: bool,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Parses whole years, both ends included.
fn years(text: &str) -> Result<Period, &'static str> {
    let years = Period::parse(text).filter(|period| period.is_whole_years());
    years.ok_or("write a year as 2023, a range as 2018/2023")
}
