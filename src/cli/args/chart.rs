//! Arguments of `chart`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::{DataArgs, JudgingArgs};
use crate::report::chart::Kind;

/// Arguments of `chart`.
#[derive(Debug, Args)]
pub struct ChartArgs {
    /// A plan's id or file
    pub plan: String,
    /// Id of an indicator, or of a series that it needs
    pub indicator: String,
    /// Which charts the picture has
    #[arg(long, value_name = "KIND", default_value = "both")]
    pub kind: KindChoice,
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

/// Which charts, by word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindChoice(pub Kind);

impl ValueEnum for KindChoice {
    fn value_variants<'a>() -> &'a [Self] {
        const CHOICES: [KindChoice; 3] =
            [KindChoice(Kind::ALL[0].0), KindChoice(Kind::ALL[1].0), KindChoice(Kind::ALL[2].0)];
        &CHOICES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self.0 {
            Kind::Trajectory => "the years: path, target, actuals, projection",
            Kind::Bullet => "the actual on the way from the baseline to the target",
            Kind::Both => "whichever of the two there is",
        };
        Some(PossibleValue::new(self.0.word()).help(help))
    }
}
