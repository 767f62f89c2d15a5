//! Arguments of the commands that stand in a pipeline: `check` and `diff`.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::choice::{Choice, all_plain};
use super::data::DataArgs;
use super::output::OutputArgs;
use super::verdicts::JudgingArgs;
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
        value_parser = Choice(fail_on),
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

/// Everything that can make a check fail.
fn fail_on() -> Vec<(PossibleValue, FailOn)> {
    let verdicts = all_plain::<Verdict>().into_iter();
    let verdicts = verdicts.map(|(name, verdict)| (name, FailOn::Verdict(verdict)));
    let others = [("warning", FailOn::Warning), ("none", FailOn::None)];
    verdicts.chain(others.map(|(word, other)| (PossibleValue::new(word), other))).collect()
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
    #[arg(long, value_name = "WHAT", value_parser = Choice(all_plain::<diff::FailOn>), hide_possible_values = true)]
    pub fail_on: Option<diff::FailOn>,
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
