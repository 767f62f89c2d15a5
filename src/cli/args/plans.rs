//! Arguments of the commands that show, check or create plans, and of those for shells and packagers.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{
    choice::{Choice, Hint, all_explained, all_plain},
    data::day,
    output::OutputArgs,
};
use crate::{
    calendar::{Calendar, Named, Unread},
    report::schema,
};

#[derive(Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct ShowArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// Only this indicator: its id, its name, its number in the plan, or a part that no other has
    pub indicator: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct ValidateArgs {
    /// Plans by id, file, title or region, catalogues by file, or folders of both [default: all available plans]
    #[arg(value_name = "PLAN")]
    pub plans: Vec<String>,
    /// All available plans
    #[arg(long, conflicts_with = "plans")]
    pub all: bool,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct AuditArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// The document as plain text in UTF-8 or GB18030, or `-` for standard input; ID=TEXT for a `[[document]]` of the plan [default: the plan's `source_text`]
    #[arg(long, value_name = "[ID=]TEXT|-")]
    pub source: Option<String>,
    /// Encoding of the document, instead of the detected one (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct InitArgs {
    /// Id of the new plan and name of its file: a-z, 0-9 and hyphens
    pub id: String,
    /// Region that the plan applies to
    #[arg(long)]
    pub region: Option<String>,
    /// Period of the plan, such as 2024 or 2021/2025 [default: this year]
    #[arg(long, value_parser = period)]
    pub period: Option<String>,
    /// The month in which its years begin, such as 04 or 09 [default: 01]
    #[arg(long, value_name = "MM", value_parser = month)]
    pub year_starts: Option<u32>,
    /// Whether FY2019 is the year that begins or the one that ends in 2019
    #[arg(long, value_parser = Choice(all_plain::<Named>))]
    pub year_named: Option<Named>,
    /// Draft an indicator for every number of this document: plain text in UTF-8 or GB18030, or `-` for standard input
    #[arg(long, value_name = "TEXT|-")]
    pub from: Option<String>,
    /// Encoding of the document, instead of the detected one (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME", requires = "from")]
    pub encoding: Option<String>,
    /// Also under the id of a plan that there is already, which it hides
    #[arg(long)]
    pub force: bool,
    /// File to create, which must not exist; `-` is standard output [default: ID.toml in the plans folder]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct TemplateArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// Only figures that can be known on this day: of periods that are then over
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<NaiveDate>,
    /// File to create, which must not exist [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct ExportArgs {
    /// A plan's id, file, title or region
    pub plan: String,
    /// Folder for the files, of which none may exist there
    pub dir: PathBuf,
}

#[derive(Args)]
pub struct ExplainCodeArgs {
    /// The code, as printed in brackets after `error` or `warning` [default: all codes, one per line]
    pub code: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Args)]
pub struct SchemaArgs {
    /// JSON document, by name or schema id, such as `plancheck.status/v1` [default: the plan file]
    #[arg(value_parser = document())]
    pub name: Option<String>,
    /// Write the schema to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct CompletionsArgs {
    /// Shell to print the script for
    #[arg(value_parser = Choice(all_explained::<Shell>))]
    pub shell: Shell,
    /// Write the script to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

words! {
    /// A shell, by the name that `clap_complete` has for it.
    pub enum Shell {
        /// Bash, from 4.4.
        Bash       "bash";
        /// Zsh.
        Zsh        "zsh";
        /// Fish.
        Fish       "fish";
        /// `PowerShell`.
        Powershell "powershell";
        /// Elvish.
        Elvish     "elvish";
    }
}

#[derive(Args)]
pub struct ManArgs {
    /// Write the pages of the program and of every command to this folder, which must exist
    #[arg(long, value_name = "DIR", conflicts_with = "output", help_heading = "Output")]
    pub dir: Option<PathBuf>,
    /// Write the page of the program to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

fn document() -> PossibleValuesParser {
    let names = schema::DOCUMENTS.iter();
    PossibleValuesParser::new(names.map(|it| PossibleValue::new(it.name).alias(it.schema)))
}

/// Parses a month.
fn month(text: &str) -> Result<u32, Hint> {
    const WRITTEN: Hint = Hint(["write a month as 01 to 12", "月份请写 01 至 12"]);
    text.parse().ok().filter(|month| (1..=12).contains(month)).ok_or(WRITTEN)
}

/// Parses a period, written as in plan files.
fn period(text: &str) -> Result<String, Hint> {
    let is_period = Calendar::COMMON.parse(text) != Err(Unread::NoPeriod);
    is_period
        .then(|| text.to_owned())
        .ok_or(Hint(["write 2024 or 2021/2025", "请写 2024 或 2021/2025"]))
}
