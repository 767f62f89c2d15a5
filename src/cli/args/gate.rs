//! Arguments of the commands for pipelines: `check` and `diff`.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::choice::{Choice, all_plain};
use super::data::DataArgs;
use super::output::OutputArgs;
use super::verdicts::JudgingArgs;
use crate::assess::Verdict;
use crate::report::diff;

#[derive(Args)]
pub struct CheckArgs {
    /// Plans by id or file
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// What makes the check fail: verdicts, `warning`, or `none`; separated by commas
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        default_value = "missed,off-track,regressing",
        value_parser = Choice(fail_on),
        hide_possible_values = true
    )]
    pub fail_on: Vec<FailOn>,
    /// Ignore these targets: `aspirational` (力争, 争创)
    #[arg(long, value_name = "WHICH", value_delimiter = ',', hide_possible_values = true)]
    pub ignore: Vec<Ignore>,
    /// Only indicators whose id matches (`*` for any characters, `?` for one); repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Something that makes a check fail.
#[derive(Clone, Copy, PartialEq, Eq)]
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

/// Targets that a check ignores.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ignore {
    /// Aspirational targets (力争, 争创).
    Aspirational,
}

#[derive(Args)]
pub struct DiffArgs {
    /// A plan's id or file
    pub plan: String,
    /// The state before: an as-of date, or a file or folder of actuals (repeatable)
    #[arg(long, required = true, value_name = "YYYY-MM-DD|FILE|DIR|-")]
    pub from: Vec<String>,
    /// The state after: a date if --from is a date, else actuals (repeatable)
    #[arg(long, required = true, value_name = "YYYY-MM-DD|FILE|DIR|-")]
    pub to: Vec<String>,
    /// Only indicators and series whose id matches (`*` for any characters, `?` for one); repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    /// What makes the diff fail: `worse` (a verdict got worse or was lost) or `changed` (any change)
    #[arg(long, value_name = "WHAT", value_parser = Choice(all_plain::<diff::FailOn>), hide_possible_values = true)]
    pub fail_on: Option<diff::FailOn>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}
