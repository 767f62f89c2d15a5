//! Arguments of `chart`.

use std::path::PathBuf;

use clap::Args;

use super::choice::{Choice, all_explained};
use super::data::DataArgs;
use super::verdicts::JudgingArgs;
use crate::report::chart::Kind;

/// Arguments of `chart`.
#[derive(Debug, Args)]
pub struct ChartArgs {
    /// A plan's id or file
    pub plan: String,
    /// Id of an indicator, or of a series that it needs
    pub indicator: String,
    /// Which charts the picture has
    #[arg(long, value_name = "KIND", default_value = "both", value_parser = Choice(all_explained::<Kind>))]
    pub kind: Kind,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Write the picture to a file (.svg) [default: standard output, as does `-`]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}
