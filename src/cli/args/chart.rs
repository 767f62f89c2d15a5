//! Arguments of `chart`.

use std::path::PathBuf;

use clap::Args;

use super::choice::{Choice, all_explained};
use super::data::DataArgs;
use super::verdicts::JudgingArgs;
use crate::render::svg::Kind;

#[derive(Debug, Args)]
pub struct ChartArgs {
    /// A plan's id or file
    pub plan: String,
    /// Id of an indicator, or of a series that it needs
    pub indicator: String,
    /// Charts to draw
    #[arg(long, default_value = "both", value_parser = Choice(all_explained::<Kind>))]
    pub kind: Kind,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub data: DataArgs,
    /// Write the picture to this .svg file; `-` is standard output, the default
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}
