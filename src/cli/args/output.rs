//! Where a result goes, and in which format.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Where the result goes.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Format of the result [default: by the ending of -o, else table]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<Format>,
    /// Write the result to a file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// A format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For spreadsheets and scripts.
    Csv,
    /// For programs.
    Json,
}
