//! Arguments of the commands that stand in a pipeline: `check` and `diff`.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::{DataArgs, JudgingArgs, OutputArgs};
use crate::assess::Verdict;
use crate::report::diff;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Plans by id or file
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// What makes it fail, separated by commas: verdicts, `warning`, or `none`
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        default_value = "missed,off-track,regressing",
        hide_possible_values = true
    )]
    pub fail_on: Vec<FailOn>,
    /// Leave these rows out: `aspirational` (力争, 争创)
    #[arg(long, value_name = "WHICH", value_delimiter = ',', hide_possible_values = true)]
    pub ignore: Vec<Ignore>,
    /// Only indicators whose id matches (`*` and `?` stand for any characters); repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// How verdicts are reached.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Something that makes a check fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// A verdict.
    Verdict(Verdict),
    /// A warning about plan or actuals.
    Warning,
    /// Nothing: the check only reports.
    None,
}

impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        const CHOICES: [FailOn; 11] = {
            let mut choices = [FailOn::None; 11];
            let mut index = 0;
            while index < Verdict::ALL.len() {
                choices[index] = FailOn::Verdict(Verdict::ALL[index].0);
                index += 1;
            }
            choices[index] = FailOn::Warning;
            choices
        };
        &CHOICES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Verdict(verdict) => verdict.word(),
            Self::Warning => "warning",
            Self::None => "none",
        }))
    }
}

/// Rows that a check leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ignore {
    /// Targets that were wished rather than promised.
    Aspirational,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// A plan's id or file
    pub plan: String,
    /// As it was: an as-of date, or a file or folder of actuals (repeatable)
    #[arg(long, required = true, value_name = "YYYY-MM-DD|FILE|DIR|-")]
    pub from: Vec<String>,
    /// As it is: likewise, a date with a date, files with files
    #[arg(long, required = true, value_name = "YYYY-MM-DD|FILE|DIR|-")]
    pub to: Vec<String>,
    /// Only indicators and series whose id matches (`*` and `?` stand for any characters); repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    /// What makes it fail: `worse` (a verdict that is worse, or lost) or `changed` (anything)
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    pub fail_on: Option<DiffFailOn>,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// How verdicts are reached.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What makes a comparison fail, by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiffFailOn(pub diff::FailOn);

impl ValueEnum for DiffFailOn {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(diff::FailOn::Worse), Self(diff::FailOn::Changed)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.word()))
    }
}
