//! Arguments of `report`.

use chrono::NaiveDate;
use clap::{ArgGroup, Args};

use super::choice::{Choice, all_plain};
use super::data::DataArgs;
use super::data::day;
use super::output::OutputArgs;
use super::verdicts::JudgingArgs;
use super::verdicts::rankings;
use crate::report::league::RankBy;
use crate::report::stage::Stage;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Plans by id or file
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// Which report [default: by the as-of date: final after the plan's end; before it annual for a plan of one year,
    /// midterm for a longer one]
    #[arg(long, value_name = "STAGE", value_parser = Choice(all_plain::<Stage>))]
    pub stage: Option<Stage>,
    /// Only in HTML: show what changed since this day, as `diff` does
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<NaiveDate>,
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    /// Many regions on the page.
    #[command(flatten)]
    pub each: ReportRegionArgs,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the report goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Many regions on the page.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("report_regions").args(["each_region", "regions"]).multiple(true)))]
pub struct ReportRegionArgs {
    /// Only in HTML: every region of the actuals too, by rank and by indicator; `--region` is then a pattern (`*` and `?`
    /// stand for any characters) and the plan's own region is reported
    #[arg(long, help_heading = "Regions")]
    pub each_region: bool,
    /// Only in HTML: the regions that this file lists, one a line
    #[arg(long, value_name = "FILE", help_heading = "Regions", conflicts_with = "region")]
    pub regions: Option<String>,
    /// Rank the regions by this figure, the highest first: its mean over the indicators of each region [default: ratio]
    #[arg(long, value_name = "FIGURE", help_heading = "Regions", requires = "report_regions", value_parser = Choice(rankings))]
    pub rank_by: Option<RankBy>,
}

impl ReportRegionArgs {
    /// Are many regions asked for?
    pub fn is_asked(&self) -> bool {
        self.each_region || self.regions.is_some()
    }
}
