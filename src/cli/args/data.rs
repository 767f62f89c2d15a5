//! Arguments that name the actuals and how to read them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::recipe::RecipeArgs;

#[derive(Clone, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a separate command-line switch")]
#[command(next_help_heading = "Actuals")]
pub struct DataArgs {
    /// Actuals instead of the plan's own: CSV file or workbook (`file.xlsx#sheet`), folder of such files, or `-` for standard
    /// input; repeatable
    #[arg(long, value_name = "FILE|DIR|-")]
    pub actuals: Vec<String>,
    /// Ignore figures published after this date [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Assess this region instead of the plan's own
    #[arg(long)]
    pub region: Option<String>,
    /// Treat near matches and conflicting values as errors
    #[arg(long)]
    pub strict: bool,
    /// List every name that matched no indicator
    #[arg(long)]
    pub unmatched: bool,
    /// Print on stderr how much was read, and how fast
    #[arg(long)]
    pub stats: bool,
    #[command(flatten)]
    pub recipe: RecipeArgs,
}

#[derive(Args)]
pub struct ConvertArgs {
    /// CSV files or workbooks (`file.xlsx#sheet`), folders of such files, or `-` for standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub files: Vec<String>,
    /// Region for files without a region column
    #[arg(long)]
    pub region: Option<String>,
    /// Write the result to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Write the `[[source]]` of a plan that reads the files in the same way, instead of their rows
    #[arg(long, help_heading = "Output")]
    pub plan_recipe: bool,
    #[command(flatten)]
    pub recipe: RecipeArgs,
}

/// Parses a date.
pub(super) fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse().map_err(|_| "write a date as YYYY-MM-DD, such as 2024-06-30")
}
