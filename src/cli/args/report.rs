//! Arguments of `report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{DataArgs, JudgingArgs};
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
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Format of the report [default: by the ending of -o, else table]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<ReportFormat>,
    /// Write the report to a file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// A format of the report. It is told in sentences, so that a grid of rows is none: those `status` has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
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
