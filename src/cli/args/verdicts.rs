//! Arguments of the commands that assess: `status`, `gap`, `explain`, `trend`, `chart`, `compare` and `report`, for pipelines
//! `check` and `diff`, and `tasks` and `rules`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{ArgGroup, Args, ValueEnum};

use super::{
    choice::{Choice, Hint, all_explained, all_plain, explained},
    data::{DataArgs, day},
    output::OutputArgs,
};
use crate::{
    assess::{Method, Verdict},
    calendar::{Calendar, Unread},
    lang::{Lang, Words},
    render::svg::Kind,
    report::{
        diff,
        league::RankBy,
        rollup::{By, SortKey},
        stage::Stage,
        tasks::Order,
    },
};

/// Arguments of `status` and `gap`.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a separate command-line switch")]
pub struct StatusArgs {
    /// Plans by id, file, title or region
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// Only indicators whose id matches (`*` for any characters, `?` for one), or of this name; repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    /// Only these verdicts, separated by commas; repeatable
    #[arg(long, value_delimiter = ',', value_parser = Choice(verdicts))]
    pub verdict: Vec<Verdict>,
    /// Also show full rows for indicators without data
    #[arg(long)]
    pub all: bool,
    /// Show all that is known of every row on several lines, with where the pace leads, notes, and the files read
    #[arg(long, conflicts_with = "summary")]
    pub long: bool,
    /// Show a row for each member if every member of a list must meet the target
    #[arg(long)]
    pub members: bool,
    /// Group the rows, each group under its worst verdict and its counts [default: by plan]
    #[arg(long, value_name = "GROUP", value_parser = Choice(all_explained::<By>))]
    pub by: Option<By>,
    /// Order of the rows, and of the groups by their first rows; undefined values come last [default: order of the plan; in
    /// `gap` the largest gap first]
    #[arg(long, value_name = "KEY", value_parser = Choice(all_explained::<SortKey>))]
    pub sort: Option<SortKey>,
    /// Show one row per group instead of its indicators: worst verdict, counts, weight
    #[arg(long, conflicts_with_all = ["all", "members"])]
    pub summary: bool,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct StatusCommand {
    #[command(flatten)]
    pub status: StatusArgs,
    /// Add a history column: the last values of each indicator at equal steps, newest on the right
    #[arg(long, conflicts_with_all = ["summary", "each_region", "regions"], help_heading = None)]
    pub sparkline: bool,
    #[command(flatten)]
    pub each: EachRegionArgs,
}

#[derive(Args)]
#[command(group(ArgGroup::new("many_regions").args(["each_region", "regions"]).multiple(true)))]
#[command(next_help_heading = "Regions")]
pub struct EachRegionArgs {
    /// Assess every region of the actuals; `--region` is then a pattern (`*` for any characters, `?` for one)
    #[arg(long, conflicts_with_all = ["by", "sort", "summary", "members", "all", "long"])]
    pub each_region: bool,
    /// Assess the regions listed in this file, one per line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["by", "sort", "summary", "members", "all", "long", "region"])]
    pub regions: Option<String>,
    /// Rank the regions by this figure, highest first: its mean over the indicators of each region. In csv, csv-excel, tsv
    /// and jsonl, write one row per region instead of per indicator [default: ratio, in table, markdown, xlsx and json]
    #[arg(long, value_name = "FIGURE", requires = "many_regions", value_parser = Choice(rankings))]
    pub rank_by: Option<RankBy>,
}

impl EachRegionArgs {
    /// Whether many regions are requested.
    pub fn is_asked(&self) -> bool {
        self.each_region || self.regions.is_some()
    }
}

/// Arguments of `explain` and `trend`.
#[derive(Args)]
pub struct IndicatorArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// An indicator, or a series that it needs: its id, its name, its number in the plan, or a part that no other has
    pub indicator: String,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct ChartArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// An indicator, or a series that it needs: its id, its name, its number in the plan, or a part that no other has
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

#[derive(Args)]
pub struct CompareArgs {
    /// An indicator or series: its id, its concept, its name, or a part that no other has
    pub indicator: String,
    /// Plans by id, file, title or region [default: all available plans]
    #[arg(value_name = "PLAN")]
    pub plans: Vec<String>,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct ReportArgs {
    /// Plans by id, file, title or region
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

#[derive(Args)]
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

#[derive(Args)]
pub struct CheckArgs {
    /// Plans by id or file
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// What makes the check fail: verdicts, `warning`, or `none`; separated by commas
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        default_value = "missed,off-track,regressing",
        value_parser = Choice(fail_on),
        hide_possible_values = true
    )]
    pub fail_on: Vec<FailOn>,
    /// Ignore these targets: `aspirational` (力争, 争创)
    #[arg(long, value_name = "WHICH", value_delimiter = ',', hide_possible_values = true)]
    pub ignore: Vec<Ignore>,
    /// Only indicators whose id matches (`*` for any characters, `?` for one); repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Something that makes a check fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// A verdict.
    Verdict(Verdict),
    /// A warning about plan or actuals.
    Warning,
    /// Nothing: the check only reports.
    None,
}

/// Everything that can make a check fail.
fn fail_on() -> Vec<(PossibleValue, FailOn)> {
    let verdicts =
        all_plain::<Verdict>().into_iter().map(|(name, verdict)| (name, FailOn::Verdict(verdict)));
    let others = [("warning", FailOn::Warning), ("none", FailOn::None)];
    verdicts.chain(others.map(|(word, other)| (PossibleValue::new(word), other))).collect()
}

/// Targets that a check ignores.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ignore {
    /// Aspirational targets (力争, 争创).
    Aspirational,
}

#[derive(Args)]
pub struct DiffArgs {
    /// A plan's id, file, title or region; with NEW, the older version of it
    pub plan: String,
    /// The newer version, to compare two versions of a plan
    #[arg(value_name = "NEW")]
    pub new: Option<String>,
    /// The older version of the plan, by which the state before is judged
    #[arg(long, value_name = "FILE", conflicts_with = "new")]
    pub plan_from: Option<String>,
    /// The state before: an as-of date, or a file or folder of actuals (repeatable)
    #[arg(long, required_unless_present_any = ["new", "plan_from"], requires = "to", value_name = "YYYY-MM-DD|FILE|DIR|-")]
    pub from: Vec<String>,
    /// The state after: a date if --from is a date, else actuals (repeatable)
    #[arg(long, requires = "from", value_name = "YYYY-MM-DD|FILE|DIR|-")]
    pub to: Vec<String>,
    /// Only indicators and series whose id matches (`*` for any characters, `?` for one), or of this name; repeatable
    #[arg(long, value_name = "GLOB")]
    pub indicator: Vec<String>,
    /// What makes the diff fail: `worse` (a verdict got worse or was lost) or `changed` (any change)
    #[arg(long, value_name = "WHAT", value_parser = Choice(all_plain::<diff::FailOn>), hide_possible_values = true)]
    pub fail_on: Option<diff::FailOn>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct TasksArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    /// Order of the tasks
    #[arg(long, value_name = "ORDER", default_value = "due", value_parser = Choice(all_explained::<Order>))]
    pub by: Order,
    /// Ignore states reported after this date [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct RulesArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// A year, or a range such as 2018/2023; repeatable [default: the years of the plan]
    #[arg(long, value_parser = years)]
    pub year: Vec<String>,
    /// Apply the rules to every region of the actuals instead of the members listed in the plan
    #[arg(long, conflicts_with = "region")]
    pub each_region: bool,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Parses whole years, both ends included.
fn years(text: &str) -> Result<String, Hint> {
    let is_years = match Calendar::COMMON.parse(text) {
        Ok(period) => Calendar::COMMON.is_whole_years(period),
        Err(unread) => unread == Unread::Starts,
    };
    is_years.then(|| text.to_owned()).ok_or(Hint([
        "write a year as 2023, a range as 2018/2023",
        "年份请写作 2023，范围写作 2018/2023",
    ]))
}

#[derive(Args)]
pub struct JudgingArgs {
    /// Assess pace by this method instead of the plan's own
    #[arg(long, value_parser = Choice(methods), help_heading = "Assessment")]
    pub method: Option<Method>,
}

fn methods() -> Vec<(PossibleValue, Method)> {
    Method::CHOICES.map(explained).into()
}

/// What regions are ranked by.
fn rankings() -> Vec<(PossibleValue, RankBy)> {
    RankBy::CHOICES.map(explained).into()
}

/// Every verdict, by its word, or as people are shown it in Chinese.
fn verdicts() -> Vec<(PossibleValue, Verdict)> {
    let zh = Words { lang: Lang::Zh, ascii: false };
    let also = |verdict| [false, true].map(|early| zh.verdict(verdict, early));
    let all = all_plain::<Verdict>().into_iter();
    all.map(|(name, verdict)| (name.aliases(also(verdict)), verdict)).collect()
}
