//! Arguments of the commands that judge: `status`, `gap`, `explain`, `trend` and `compare`.

use clap::{ArgGroup, Args, ValueEnum};

use super::{DataArgs, Grouping, OutputArgs, Sorting};
use crate::assess::{Method, Verdict};

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
    #[arg(long, value_name = "VERDICT", value_delimiter = ',')]
    pub verdict: Vec<VerdictChoice>,
    /// Full rows for indicators without data too
    #[arg(long)]
    pub all: bool,
    /// A row for each member, where every member of a list must meet the target
    #[arg(long)]
    pub members: bool,
    /// Rows in groups, each under its worst verdict and its counts [default: by plan]
    #[arg(long, value_name = "GROUP")]
    pub by: Option<Grouping>,
    /// Order of the rows, and of the groups after their foremost rows; what is undefined comes last [default: as in the
    /// plan; in `gap` the largest gap first]
    #[arg(long, value_name = "KEY")]
    pub sort: Option<Sorting>,
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
    #[arg(long, value_name = "FIGURE", help_heading = "Regions", requires = "many_regions")]
    pub rank_by: Option<RankingChoice>,
}

/// What regions are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RankingChoice {
    /// The share of the way from the baseline to the target
    Progress,
    /// Progress against what is expected by the date of the figure, on which verdicts rest
    Ratio,
    /// The gap: of one indicator (--indicator) in its unit, of several in percent of their targets
    Gap,
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
    #[arg(long, value_name = "METHOD", help_heading = "Judging")]
    pub method: Option<MethodChoice>,
}

/// A method by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodChoice(pub Method);

impl ValueEnum for MethodChoice {
    fn value_variants<'a>() -> &'a [Self] {
        const CHOICES: [MethodChoice; 3] = {
            let [one, other, third] = Method::CHOICES;
            [MethodChoice(one), MethodChoice(other), MethodChoice(third)]
        };
        &CHOICES
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let help = match self.0 {
            Method::Compound => "growth a year since the baseline against the growth required",
            Method::Projection => "the mean of the last annual changes, carried on to the deadline",
            Method::Schedule | Method::Direct => "progress against the time elapsed",
        };
        Some(clap::builder::PossibleValue::new(self.0.word()).help(help))
    }
}

/// A verdict by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictChoice(pub Verdict);

impl ValueEnum for VerdictChoice {
    fn value_variants<'a>() -> &'a [Self] {
        const CHOICES: [VerdictChoice; 9] = {
            let mut choices = [VerdictChoice(Verdict::Achieved); 9];
            let mut index = 0;
            while index < choices.len() {
                choices[index] = VerdictChoice(Verdict::ALL[index].0);
                index += 1;
            }
            choices
        };
        &CHOICES
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.word()))
    }
}
