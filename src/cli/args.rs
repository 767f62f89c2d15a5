//! Command-line arguments: the global options here, those of each group of commands in its own file.

use std::path::PathBuf;

use clap::builder::{FalseyValueParser, PossibleValue};
use clap::{Args, Parser, Subcommand, ValueEnum};

mod choice;
mod data;
mod output;
mod plans;
mod verdicts;

pub use data::*;
pub use output::*;
pub use plans::*;
pub use verdicts::*;

use crate::words::Lang;
pub use choice::Hint;
use choice::{Choice, all_explained};

/// The end of `--help`.
const AFTER_HELP: &str = "\
Plans: a path to a .toml file, or an id, looked up in --plans-dir, in PLANCHECK_PLANS, in the nearest plans/ folder
(working directory and its parents), then among the plans built into the binary.

Exit codes, the same in every format:
  0  success
  1  `check` or `diff` found what --fail-on names, or `validate` or `audit` found errors
  2  could not run: wrong usage, or a plan or actuals that cannot be read";

/// The end of `check --help`.
const CHECK_NOTE: &str = "If GITHUB_STEP_SUMMARY is set, the failures are also appended to that file as Markdown, whatever the format.";

/// Checks government plans against published statistics: gap, pace and verdict for every target.
#[derive(Parser)]
#[command(name = "plancheck", version, after_help = AFTER_HELP, max_term_width = 110)]
pub struct Cli {
    #[command(flatten)]
    pub general: General,
    #[command(subcommand)]
    pub command: Command,
}

/// Global options.
#[derive(Args, Default, Clone)]
#[command(next_help_heading = "General")]
pub struct General {
    /// Folder to search first for plans
    #[arg(long, global = true, value_name = "DIR")]
    pub plans_dir: Option<PathBuf>,
    /// Language of headers, verdicts and notes [default: that of the system]
    #[arg(long, global = true, env = "PLANCHECK_LANG", hide_env_values = true, value_parser = Choice(languages))]
    pub lang: Option<Lang>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// Use only ASCII for lines, bars and symbols
    #[arg(long, global = true, env = "PLANCHECK_ASCII", hide_env_values = true, value_parser = FalseyValueParser::new())]
    pub ascii: bool,
    /// Width of tables in columns [default: that of the terminal, else COLUMNS, else 80]
    #[arg(long, global = true, value_name = "N", env = "PLANCHECK_WIDTH", hide_env_values = true, value_parser = columns)]
    pub width: Option<u16>,
    /// Print only errors on stderr
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// The languages, also by other names that people have for them.
pub fn languages() -> Vec<(PossibleValue, Lang)> {
    let also = |lang: Lang| {
        lang.pick([&["english", "en-us", "en-gb", "英文"], &["chinese", "zh-cn", "zh_cn", "中文"]])
    };
    let all = all_explained::<Lang>().into_iter();
    all.map(|(name, lang)| (name.aliases(also(lang)), lang)).collect()
}

/// Parses a width.
fn columns(text: &str) -> Result<u16, Hint> {
    const WRITTEN: Hint = Hint(["write a whole number from 20 to 1000", "请写 20 至 1000 的整数"]);
    text.parse().ok().filter(|columns| (20..=1000).contains(columns)).ok_or(WRITTEN)
}

#[derive(Subcommand)]
pub enum Command {
    /// List the available plans and where they are
    List(ListArgs),
    /// Show a plan, or one of its indicators, as encoded, with its citations
    Show(ShowArgs),
    /// Show target, actual, gap, progress and verdict of every indicator
    Status(StatusCommand),
    /// List the largest shortfalls first, with required pace, arrival and responsible units
    Gap(StatusArgs),
    /// Explain the verdict of one indicator, figure by figure
    Explain(IndicatorArgs),
    /// Show one indicator year by year: the path to its target, the actuals, and a chart of both
    Trend(IndicatorArgs),
    /// Draw one indicator as SVG: its trajectory and its bullet chart
    Chart(ChartArgs),
    /// Compare one indicator across plans and regions
    Compare(CompareArgs),
    /// Write the annual, mid-term or final report: what is met, behind or missing, and who is responsible
    Report(ReportArgs),
    /// List the tasks and their states, by due date or by responsible unit
    Tasks(TasksArgs),
    /// Apply the plan's rules to every member and year, and show the figures used
    Rules(RulesArgs),
    /// Check plans in a pipeline: exit 1 if a verdict or warning is one that --fail-on names
    #[command(after_help = CHECK_NOTE)]
    Check(CheckArgs),
    /// Show what changed between two as-of dates, sets of actuals or versions of a plan, and why
    Diff(DiffArgs),
    /// Report every problem in plan files
    Validate(ValidateArgs),
    /// Check that a plan covers its document: figures not found, numbers left out
    Audit(AuditArgs),
    /// Create a commented plan file to fill in, or one of drafts from the text of a document
    Init(InitArgs),
    /// Create a CSV of the actuals that a plan needs, to fill in
    Template(TemplateArgs),
    /// Write a plan that is shipped, its catalogue and its actuals to a folder, to change them
    Export(ExportArgs),
    /// Convert actuals in any layout (long, wide, sheets) to plancheck's own long CSV
    Convert(ConvertArgs),
    /// Explain the code of a diagnostic: what it means, what triggers it, and what to do
    ExplainCode(ExplainCodeArgs),
    /// Print the JSON Schema (draft-07) of plan files, for editors, or of a JSON document
    Schema(SchemaArgs),
    /// Print the script with which a shell completes commands, options and ids
    Completions(CompletionsArgs),
    /// Write the manual pages
    Man(ManArgs),
}

/// When to write colour.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::cli::definition::definition;

    const PAGE: &str = "docs/cli.md";

    /// `UPDATE=1 cargo test --lib cli` regenerates the page.
    #[test]
    fn the_generated_page_is_up_to_date() {
        let options = clap_markdown::MarkdownOptions::new()
            .title("The command line of plancheck".to_owned())
            .show_footer(false)
            .show_table_of_contents(true);
        let page = clap_markdown::help_markdown_command_custom(&definition(), &options);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(PAGE, &page).unwrap();
        }
        let kept = fs::read_to_string(PAGE).unwrap();
        assert!(kept == page, "{PAGE} is out of date: UPDATE=1 regenerates it");
    }
}
