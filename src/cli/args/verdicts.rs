//! Arguments of the commands that judge: `status`, `gap`, `explain` and `compare`.

use clap::{Args, ValueEnum};

use super::{DataArgs, OutputArgs};
use crate::assess::Verdict;
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
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A plan's id or file
    pub plan: String,
    /// Id of an indicator, or of a series that it needs
    pub indicator: String,
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
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What the rows of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// The plan
    Plan,
    /// The first heading of the place cited: 二
    Chapter,
    /// Its first two headings: 二(三)
    Section,
    /// The place as cited: 二(三)6
    Item,
    /// The responsible unit; an indicator stands under each of its own
    Responsible,
    /// The verdict, the worst first
    Verdict,
}

impl From<Grouping> for By {
    fn from(grouping: Grouping) -> Self {
        match grouping {
            Grouping::Plan => Self::Plan,
            Grouping::Chapter => Self::Chapter,
            Grouping::Section => Self::Section,
            Grouping::Item => Self::Item,
            Grouping::Responsible => Self::Responsible,
            Grouping::Verdict => Self::Verdict,
        }
    }
}

/// What rows are put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sorting {
    /// As in the plan
    Plan,
    /// The largest shortfall first, relative to the target
    Gap,
    /// The lowest ratio first
    Ratio,
    /// The least progress first
    Progress,
    /// The worst verdict first
    Verdict,
    /// The earliest deadline first
    Deadline,
    /// The heaviest weight first
    Weight,
    /// By name; in Chinese as in GB18030, common characters by pinyin
    Name,
}

impl From<Sorting> for SortKey {
    fn from(sorting: Sorting) -> Self {
        match sorting {
            Sorting::Plan => Self::Plan,
            Sorting::Gap => Self::Gap,
            Sorting::Ratio => Self::Ratio,
            Sorting::Progress => Self::Progress,
            Sorting::Verdict => Self::Verdict,
            Sorting::Deadline => Self::Deadline,
            Sorting::Weight => Self::Weight,
            Sorting::Name => Self::Name,
        }
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
