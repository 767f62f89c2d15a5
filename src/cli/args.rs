//! What was typed: the settings of every command here, the arguments of each group of commands in a file of their own.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod chart;
mod choice;
mod data;
mod gate;
mod install;
mod output;
mod plans;
mod report;
mod verdicts;
mod work;

pub use chart::*;
pub use data::*;
pub use gate::*;
pub use install::*;
pub use output::*;
pub use plans::*;
pub use report::*;
pub use verdicts::*;
pub use work::*;

use crate::words::Lang;
use choice::{Choice, all_explained};

/// What a stranger reads under `--help`.
const AFTER_HELP: &str = "\
Plans: a path to a .toml file, or an id looked up in --plans-dir, PLANCHECK_PLANS, the nearest plans/ folder upward,
then the plans built into the binary.

Exit codes, the same in every format:
  0  ran, and nothing that `check` or `diff` is to fail on was found
  1  ran, and it was found, or `validate` or `audit` found errors
  2  could not run: usage, or a plan or actuals that cannot be read";

/// What a reader of `validate --help` reads of the format that only it has.
const VALIDATE_FORMATS: &str = "\
Format of its own:
  sarif   for code scanning (SARIF 2.1.0): a rule for each code, a result for each problem, at its line and column";

/// What a reader of `check --help` reads of the formats that only it has.
const CHECK_FORMATS: &str = "\
Formats of its own:
  junit   a test report for CI servers: a suite for each plan, a case for each indicator
  github  annotations of a GitHub workflow, at the indicator's line in the plan file

With GITHUB_STEP_SUMMARY set, what fails is added to that file in Markdown, whatever the format.";

/// Tells whether a government kept its plan: how far from each target, on track or not, and why.
#[derive(Debug, Parser)]
#[command(name = "plancheck", version, after_help = AFTER_HELP, max_term_width = 110)]
pub struct Cli {
    /// Settings of every command.
    #[command(flatten)]
    pub general: General,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Settings of every command.
#[derive(Debug, Args)]
pub struct General {
    /// Folder in which plans are looked up first
    #[arg(long, global = true, value_name = "DIR", help_heading = "General")]
    pub plans_dir: Option<PathBuf>,
    /// Language of heads, verdicts and notes [default: the locale's]
    #[arg(long, global = true, value_name = "LANG", value_parser = Choice(all_explained::<Lang>), help_heading = "General")]
    pub lang: Option<Lang>,
    /// Colour on the terminal
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "General"
    )]
    pub color: ColorChoice,
    /// Only ASCII for lines, bars and signs
    #[arg(long, global = true, help_heading = "General")]
    pub ascii: bool,
    /// Columns of the table [default: the terminal's, COLUMNS, else 80]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000), help_heading = "General")]
    pub width: Option<u16>,
    /// Say nothing but errors on stderr
    #[arg(short, long, global = true, help_heading = "General")]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The plans that can be found, and where
    List(ListArgs),
    /// A plan, or one indicator of it, as encoded, with its citations
    Show(ShowArgs),
    /// For every indicator: target, actual, gap, progress, verdict
    Status(StatusCommand),
    /// The largest shortfalls first: required pace, arrival, who answers for it
    Gap(StatusArgs),
    /// How the verdict of one indicator comes about, figure by figure
    Explain(ExplainArgs),
    /// Year by year: the path to the target, the actuals, and a picture of both
    Trend(TrendArgs),
    /// One indicator as a picture: an SVG of its trajectory and its bullet
    Chart(ChartArgs),
    /// One indicator across plans and regions
    Compare(CompareArgs),
    /// The annual, mid-term or final report: what is met, behind, missing, and who answers for it
    Report(ReportArgs),
    /// Dated work and how far it is, by due date or by responsible unit
    Tasks(TasksArgs),
    /// What the plan's rules say of every member and year, and from which figures
    Rules(RulesArgs),
    /// For pipelines: exit 1 when a verdict, or a warning, is one that --fail-on names
    #[command(after_help = CHECK_FORMATS)]
    Check(CheckArgs),
    /// What changed between two as-of dates, or two sets of actuals, and why
    Diff(DiffArgs),
    /// Every problem of plan files
    #[command(after_help = VALIDATE_FORMATS)]
    Validate(ValidateArgs),
    /// Does a plan hold all of its document? Figures not found, numbers left out
    Audit(AuditArgs),
    /// A new plan file with comments, to be filled in
    Init(InitArgs),
    /// A CSV of the actuals that a plan needs, to be filled in
    Template(TemplateArgs),
    /// Any readable actuals (long, wide, sheets) as plancheck's own long CSV
    Convert(ConvertArgs),
    /// What the code of a diagnostic means, what triggers it, and what to do
    ExplainCode(ExplainCodeArgs),
    /// The JSON Schema (draft-07) of plan files, for editors, or of a JSON document
    Schema(SchemaArgs),
    /// A script with which a shell completes commands, options and ids
    Completions(CompletionsArgs),
    /// The manual pages
    Man(ManArgs),
}

/// When to write colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Cli;

    const PAGE: &str = "docs/cli.md";

    /// The page is made from the definitions; `UPDATE=1 cargo test --lib cli` writes it anew.
    #[test]
    fn the_handbook_says_what_the_definitions_say() {
        let options = clap_markdown::MarkdownOptions::new()
            .title("The command line of plancheck".to_owned())
            .show_footer(false)
            .show_table_of_contents(true);
        let page = clap_markdown::help_markdown_custom::<Cli>(&options);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(PAGE, &page).unwrap();
        }
        let kept = fs::read_to_string(PAGE).unwrap();
        assert!(kept == page, "{PAGE} is not what the definitions give: UPDATE=1 writes it anew");
    }
}
