//! Arguments of `report`.

use chrono::NaiveDate;
use clap::{ArgGroup, Args};

use super::choice::{Choice, all_plain};
use super::data::{DataArgs, day};
use super::output::OutputArgs;
use super::verdicts::{JudgingArgs, rankings};
use crate::report::league::RankBy;
use crate::report::stage::Stage;

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Plans by id or file
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// Kind of report [default: final if the plan has ended on the as-of date; otherwise annual for a plan of one year,
    /// midterm for a longer one]
    #[arg(long, value_parser = Choice(all_plain::<Stage>))]
    pub stage: Option<Stage>,
    /// HTML only: show what changed since this date, as `diff` does
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<NaiveDate>,
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    #[command(flatten)]
    pub each: ReportRegionArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("report_regions").args(["each_region", "regions"]).multiple(true)))]
#[command(next_help_heading = "Regions")]
pub struct ReportRegionArgs {
    /// HTML only: add every region of the actuals, by rank and by indicator; `--region` is then a pattern (`*` for any
    /// characters, `?` for one) and the report is about the plan's own region
    #[arg(long)]
    pub each_region: bool,
    /// HTML only: add the regions listed in this file, one per line
    #[arg(long, value_name = "FILE", conflicts_with = "region")]
    pub regions: Option<String>,
    /// Rank the regions by this figure, highest first: its mean over the indicators of each region [default: ratio]
    #[arg(long, value_name = "FIGURE", requires = "report_regions", value_parser = Choice(rankings))]
    pub rank_by: Option<RankBy>,
}

impl ReportRegionArgs {
    /// Whether many regions are requested.
    pub fn is_asked(&self) -> bool {
        self.each_region || self.regions.is_some()
    }
}
