//! Arguments that name the actuals and how to read them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use crate::load::actuals_columns::ColumnHeads;

#[derive(Debug, Clone, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a separate command-line switch")]
#[command(next_help_heading = "Actuals")]
pub struct DataArgs {
    /// Actuals instead of the plan's own: CSV or XLSX file (`file.xlsx#sheet`), folder of such files, or `-` for standard
    /// input; repeatable
    #[arg(long, value_name = "FILE|DIR|-")]
    pub actuals: Vec<String>,
    /// Ignore figures published after this date [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Assess this region instead of the plan's own
    #[arg(long)]
    pub region: Option<String>,
    /// Encoding of the actuals, instead of the detected one (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Further column headers in the actuals (region=省份,value=金额); repeatable
    #[arg(long, value_name = "COLUMN=HEADER,…", value_parser = ColumnHeads::parse)]
    pub columns: Vec<ColumnHeads>,
    /// Read a comma in the actuals as the decimal separator
    #[arg(long)]
    pub decimal_comma: bool,
    /// Treat near matches and conflicting values as errors
    #[arg(long)]
    pub strict: bool,
    /// List every name that matched no indicator
    #[arg(long)]
    pub unmatched: bool,
    /// Print on stderr how much was read, and how fast
    #[arg(long)]
    pub stats: bool,
}

#[derive(Debug, Args)]
pub struct ConvertArgs {
    /// CSV or XLSX files (`file.xlsx#sheet`), folders of such files, or `-` for standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub files: Vec<String>,
    /// Further column headers (region=省份,value=金额); repeatable
    #[arg(long, value_name = "COLUMN=HEADER,…", value_parser = ColumnHeads::parse)]
    pub columns: Vec<ColumnHeads>,
    /// Region for files without a region column
    #[arg(long)]
    pub region: Option<String>,
    /// Encoding of the files, instead of the detected one (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Read a comma as the decimal separator
    #[arg(long)]
    pub decimal_comma: bool,
    /// Write the result to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// The column headers of all `--columns` options.
pub fn all_headers(given: &[ColumnHeads]) -> ColumnHeads {
    given.iter().fold(ColumnHeads::default(), ColumnHeads::with)
}

/// Parses a date.
pub(super) fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse().map_err(|_| "write a date as YYYY-MM-DD, such as 2024-06-30")
}
