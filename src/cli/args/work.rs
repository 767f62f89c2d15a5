//! Arguments of `tasks` and `rules`.

use chrono::NaiveDate;
use clap::Args;

use super::choice::{Choice, all_explained};
use super::data::DataArgs;
use super::output::OutputArgs;
use crate::period::Period;
use crate::report::tasks::Order;

/// Arguments of `tasks`.
#[derive(Debug, Args)]
pub struct TasksArgs {
    /// A plan's id or file
    pub plan: String,
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    /// What tasks are listed by
    #[arg(long, value_name = "ORDER", default_value = "due", value_parser = Choice(all_explained::<Order>))]
    pub by: Order,
    /// Use no state reported after this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<NaiveDate>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// A plan's id or file
    pub plan: String,
    /// A year, or years as 2018/2023; repeatable [default: the years of the plan]
    #[arg(long, value_name = "YEAR")]
    pub year: Vec<YearRange>,
    /// Every region of the actuals instead of the members that the plan lists
    #[arg(long, conflicts_with = "region")]
    pub each_region: bool,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Whole years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearRange(pub Period);

impl std::str::FromStr for YearRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let years = Period::parse(text).filter(|period| period.is_whole_years());
        years.map(Self).ok_or_else(|| "a year is written as 2023, several as 2018/2023".to_owned())
    }
}
