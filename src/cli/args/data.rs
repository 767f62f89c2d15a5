//! The figures to compare with.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use crate::load::actuals_columns::ColumnHeads;

/// The figures to compare with.
#[derive(Debug, Clone, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line of its own")]
pub struct DataArgs {
    /// CSV or XLSX file (`file.xlsx#sheet`), folder of such files, or `-` for standard input, instead of the plan's own;
    /// repeatable
    #[arg(long, value_name = "FILE|DIR|-", help_heading = "Actuals")]
    pub actuals: Vec<String>,
    /// Use nothing published after this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "Actuals")]
    pub as_of: Option<NaiveDate>,
    /// Assess this region instead of the plan's own
    #[arg(long, value_name = "REGION", help_heading = "Actuals")]
    pub region: Option<String>,
    /// Encoding of the actuals, instead of the one recognised (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME", help_heading = "Actuals")]
    pub encoding: Option<String>,
    /// Heads of columns in the actuals, beside the usual ones (region=省份,value=金额); repeatable
    #[arg(long, value_name = "COLUMN=HEAD,…", value_parser = ColumnHeads::parse, help_heading = "Actuals")]
    pub columns: Vec<ColumnHeads>,
    /// In the actuals a comma is the decimal point
    #[arg(long, help_heading = "Actuals")]
    pub decimal_comma: bool,
    /// Near matches and conflicting values are errors
    #[arg(long, help_heading = "Actuals")]
    pub strict: bool,
    /// List every name that matched no indicator
    #[arg(long, help_heading = "Actuals")]
    pub unmatched: bool,
    /// Say on stderr how much was read, and how fast
    #[arg(long, help_heading = "Actuals")]
    pub stats: bool,
}

/// Arguments of `convert`.
#[derive(Debug, Args)]
pub struct ConvertArgs {
    /// CSV or XLSX files (`file.xlsx#sheet`), folders of such files, or `-` for standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub files: Vec<String>,
    /// Heads of columns, beside the usual ones (region=省份,value=金额); repeatable
    #[arg(long, value_name = "COLUMN=HEAD,…", value_parser = ColumnHeads::parse)]
    pub columns: Vec<ColumnHeads>,
    /// The region of files without a column of regions
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// Encoding of the files, instead of the one recognised (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// A comma is the decimal point
    #[arg(long)]
    pub decimal_comma: bool,
    /// Write the result to a file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// All heads that the user gives to columns.
pub fn all_heads(given: &[ColumnHeads]) -> ColumnHeads {
    given.iter().fold(ColumnHeads::default(), ColumnHeads::with)
}

/// A day of the calendar.
pub(super) fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse().map_err(|_| "write a day of the calendar as YYYY-MM-DD, such as 2024-06-30")
}
