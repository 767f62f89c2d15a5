//! Arguments of `report`.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::data::day;
use super::{DataArgs, JudgingArgs, OutputArgs};
use crate::report::stage::Stage;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Plans by id or file
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// Which report [default: by the as-of date: final after the plan's end; before it annual for a plan of one year,
    /// midterm for a longer one]
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<StageChoice>,
    /// Only in HTML: show what changed since this day, as `diff` does
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<NaiveDate>,
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the report goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// A stage by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageChoice(pub Stage);

impl ValueEnum for StageChoice {
    fn value_variants<'a>() -> &'a [Self] {
        const CHOICES: [StageChoice; 3] = [
            StageChoice(Stage::ALL[0].0),
            StageChoice(Stage::ALL[1].0),
            StageChoice(Stage::ALL[2].0),
        ];
        &CHOICES
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.word()))
    }
}
