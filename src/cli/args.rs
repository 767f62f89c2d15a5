//! What was typed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::assess::Verdict;
use crate::period::Period;

/// What a stranger reads under `--help`.
const AFTER_HELP: &str = "\
Plans: a path to a .toml file, or an id looked up in --plans-dir, PLANCHECK_PLANS, the nearest plans/ folder upward,
then the plans built into the binary.

Exit codes, the same in every format:
  0  ran
  1  ran, and `validate` or `audit` found errors
  2  could not run: usage, or a plan or actuals that cannot be read";

/// Tells whether a government kept its plan: how far from each target, on track or not, and why.
#[derive(Debug, Parser)]
#[command(name = "plancheck", version, after_help = AFTER_HELP, max_term_width = 110)]
pub struct Cli {
    /// Settings of every command.
    #[command(flatten)]
    pub general: General,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Settings of every command.
#[derive(Debug, Args)]
pub struct General {
    /// Folder in which plans are looked up first
    #[arg(long, global = true, value_name = "DIR", help_heading = "General")]
    pub plans_dir: Option<PathBuf>,
    /// Language of heads, verdicts and notes [default: the locale's]
    #[arg(long, global = true, value_name = "LANG", help_heading = "General")]
    pub lang: Option<LangChoice>,
    /// Colour on the terminal
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "General"
    )]
    pub color: ColorChoice,
    /// Only ASCII for lines, bars and signs
    #[arg(long, global = true, help_heading = "General")]
    pub ascii: bool,
    /// Columns of the table [default: the terminal's, COLUMNS, else 80]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000), help_heading = "General")]
    pub width: Option<u16>,
    /// Say nothing but errors on stderr
    #[arg(short, long, global = true, help_heading = "General")]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The plans that can be found, and where
    List(ListArgs),
    /// A plan, or one indicator of it, as encoded, with its citations
    Show(ShowArgs),
    /// For every indicator: target, actual, gap, progress, verdict
    Status(StatusArgs),
    /// The largest shortfalls first: required pace, arrival, who answers for it
    Gap(StatusArgs),
    /// How the verdict of one indicator comes about, figure by figure
    Explain(ExplainArgs),
    /// One indicator across plans and regions
    Compare(CompareArgs),
    /// Dated work and how far it is, by due date or by responsible unit
    Tasks(TasksArgs),
    /// What the plan's rules say of every member and year, and from which figures
    Rules(RulesArgs),
    /// Every problem of plan files
    Validate(ValidateArgs),
    /// Does a plan hold all of its document? Figures not found, numbers left out
    Audit(AuditArgs),
    /// A new plan file with comments, to be filled in
    Init(InitArgs),
    /// A CSV of the actuals that a plan needs, to be filled in
    Template(TemplateArgs),
    /// What the code of a diagnostic means, what triggers it, and what to do
    ExplainCode(ExplainCodeArgs),
    /// The JSON Schema (draft-07) of plan files, for editors
    Schema(SchemaArgs),
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A plan's id or file
    pub plan: String,
    /// Only this indicator
    pub indicator: Option<String>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

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

/// Arguments of `tasks`.
#[derive(Debug, Args)]
pub struct TasksArgs {
    /// A plan's id or file
    pub plan: String,
    /// CSV of task states (plan, task, state, updated, evidence), instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE")]
    pub tasks: Vec<String>,
    /// What tasks are listed by
    #[arg(long, value_name = "ORDER", default_value = "due")]
    pub by: TaskOrder,
    /// Use no state reported after this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<NaiveDate>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What tasks are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TaskOrder {
    /// Due date.
    Due,
    /// Responsible unit.
    Responsible,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// A plan's id or file
    pub plan: String,
    /// A year, or years as 2018/2023; repeatable [default: the years of the plan]
    #[arg(long, value_name = "YEAR")]
    pub year: Vec<YearRange>,
    /// Every region of the actuals instead of the members that the plan lists
    #[arg(long, conflicts_with = "region")]
    pub each_region: bool,
    /// The figures to compare with.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Whole years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearRange(pub Period);

impl std::str::FromStr for YearRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let years = Period::parse(text).filter(|period| period.is_whole_years());
        years
            .map(Self)
            .ok_or_else(|| "a year is written as 2023, several as 2018/2023".to_owned())
    }
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// Plans by id or file [default: all that can be found]
    #[arg(value_name = "PLAN")]
    pub plans: Vec<String>,
    /// All plans that can be found
    #[arg(long, conflicts_with = "plans")]
    pub all: bool,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// A plan's id or file
    pub plan: String,
    /// The document as plain text in UTF-8 or GB18030, or `-` for standard input
    #[arg(long, value_name = "TEXT|-")]
    pub source: String,
    /// Encoding of the document, instead of the one recognised (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The new plan's id, also its file's name: a-z, 0-9 and hyphens
    pub id: String,
    /// The region it binds
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// Its period, such as 2024 or 2021/2025 [default: this year]
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub period: Option<Period>,
    /// The file, which must not exist; `-` for standard output [default: ID.toml in the folder of plans]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// A plan's id or file
    pub plan: String,
    /// The file, which must not exist, lest what was filled in be lost [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// Arguments of `explain-code`.
#[derive(Debug, Args)]
pub struct ExplainCodeArgs {
    /// The code, as it stands in brackets behind `error` or `warning` [default: all codes, one a line]
    pub code: Option<String>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Write the schema to a file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// A period as the plan file writes it.
fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| "not a period; write 2024 or 2021/2025".to_owned())
}

/// The figures to compare with.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// CSV file, folder of CSV files, or `-` for standard input, instead of the plan's own; repeatable
    #[arg(long, value_name = "FILE|DIR|-", help_heading = "Actuals")]
    pub actuals: Vec<String>,
    /// Use nothing published after this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "Actuals")]
    pub as_of: Option<NaiveDate>,
    /// Assess this region instead of the plan's own
    #[arg(long, value_name = "REGION", help_heading = "Actuals")]
    pub region: Option<String>,
    /// Encoding of the actuals, instead of the one recognised (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME", help_heading = "Actuals")]
    pub encoding: Option<String>,
    /// In the actuals a comma is the decimal point
    #[arg(long, help_heading = "Actuals")]
    pub decimal_comma: bool,
    /// Near matches and conflicting values are errors
    #[arg(long, help_heading = "Actuals")]
    pub strict: bool,
    /// List every name that matched no indicator
    #[arg(long, help_heading = "Actuals")]
    pub unmatched: bool,
}

/// A day of the calendar.
fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse()
        .map_err(|_| "write a day of the calendar as YYYY-MM-DD, such as 2024-06-30")
}

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

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangChoice {
    /// English.
    En,
    /// Chinese.
    Zh,
}

/// When to write colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
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
