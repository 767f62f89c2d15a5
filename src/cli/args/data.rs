//! The figures to compare with.

use chrono::NaiveDate;
use clap::Args;

/// The figures to compare with.
#[derive(Debug, Clone, Args)]
pub struct DataArgs {
    /// CSV file, folder of CSV files, or `-` for standard input, instead of the plan's own; repeatable
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
    /// In the actuals a comma is the decimal point
    #[arg(long, help_heading = "Actuals")]
    pub decimal_comma: bool,
    /// Near matches and conflicting values are errors
    #[arg(long, help_heading = "Actuals")]
    pub strict: bool,
    /// List every name that matched no indicator
    #[arg(long, help_heading = "Actuals")]
    pub unmatched: bool,
}

/// A day of the calendar.
fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse()
        .map_err(|_| "write a day of the calendar as YYYY-MM-DD, such as 2024-06-30")
}
