//! Arguments of the commands that judge: `status`, `gap`, `explain`, `trend` and `compare`.

use clap::builder::PossibleValue;
use clap::{ArgGroup, Args};

use super::choice::{Choice, all_explained, all_plain, explained};
use super::data::DataArgs;
use super::output::OutputArgs;
use crate::assess::{Method, Verdict};
use crate::report::league::RankBy;
use crate::report::rollup::{By, SortKey};

/// Arguments of `status` and `gap`.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Plans by id or file
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// Only indicators whose id matches (`*` and `?` stand for any characters); repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    /// Only these verdicts; repeatable, or separated by commas
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = Choice(all_plain::<Verdict>))]
    pub verdict: Vec<Verdict>,
    /// Full rows for indicators without data too
    #[arg(long)]
    pub all: bool,
    /// A row for each member, where every member of a list must meet the target
    #[arg(long)]
    pub members: bool,
    /// Rows in groups, each under its worst verdict and its counts [default: by plan]
    #[arg(long, value_name = "GROUP", value_parser = Choice(all_explained::<By>))]
    pub by: Option<By>,
    /// Order of the rows, and of the groups after their foremost rows; what is undefined comes last [default: as in the
    /// plan; in `gap` the largest gap first]
    #[arg(long, value_name = "KEY", value_parser = Choice(all_explained::<SortKey>))]
    pub sort: Option<SortKey>,
    /// One row a group instead of its indicators: worst verdict, counts, weight
    #[arg(long, conflicts_with_all = ["all", "members"])]
    pub summary: bool,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `status` alone.
#[derive(Debug, Args)]
pub struct StatusCommand {
    /// Those that it shares with `gap`.
    #[command(flatten)]
    pub status: StatusArgs,
    /// A column of each indicator's history: its last values at equal steps, the newest on the right
    #[arg(long, conflicts_with_all = ["summary", "each_region", "regions"])]
    pub sparkline: bool,
    /// Many regions in one run.
    #[command(flatten)]
    pub each: EachRegionArgs,
}

/// Many regions in one run.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("many_regions").args(["each_region", "regions"]).multiple(true)))]
pub struct EachRegionArgs {
    /// Assess every region of the actuals; `--region` is then a pattern (`*` and `?` stand for any characters)
    #[arg(long, help_heading = "Regions", conflicts_with_all = ["by", "sort", "summary", "members", "all"])]
    pub each_region: bool,
    /// Assess the regions that this file lists, one a line
    #[arg(long, value_name = "FILE", help_heading = "Regions", conflicts_with_all = ["by", "sort", "summary", "members", "all", "region"])]
    pub regions: Option<String>,
    /// Rank the regions by this figure, the highest first: its mean over the indicators of each region. In csv, csv-excel,
    /// tsv and jsonl one row a region instead of one an indicator [default: ratio, in formats for readers and in json]
    #[arg(long, value_name = "FIGURE", help_heading = "Regions", requires = "many_regions", value_parser = Choice(rankings))]
    pub rank_by: Option<RankBy>,
}

impl EachRegionArgs {
    /// Are many regions asked for?
    pub fn is_asked(&self) -> bool {
        self.each_region || self.regions.is_some()
    }
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A plan's id or file
    pub plan: String,
    /// Id of an indicator, or of a series that it needs
    pub indicator: String,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `trend`.
#[derive(Debug, Args)]
pub struct TrendArgs {
    /// A plan's id or file
    pub plan: String,
    /// Id of an indicator, or of a series that it needs
    pub indicator: String,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Id or concept of an indicator or series
    pub indicator: String,
    /// Plans by id or file [default: all that can be found]
    #[arg(value_name = "PLAN")]
    pub plans: Vec<String>,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// How indicators are judged.
#[derive(Debug, Args)]
pub struct JudgingArgs {
    /// Judge pace by this method instead of the plan's own
    #[arg(long, value_name = "METHOD", value_parser = Choice(methods), help_heading = "Judging")]
    pub method: Option<Method>,
}

fn methods() -> Vec<(PossibleValue, Method)> {
    Method::CHOICES.map(explained).into()
}

/// What regions are ranked by.
pub(super) fn rankings() -> Vec<(PossibleValue, RankBy)> {
    RankBy::CHOICES.map(explained).into()
}
