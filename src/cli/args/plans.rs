//! Arguments of the commands that look at plans or make them.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::output::OutputArgs;
use crate::period::Period;
use crate::report::schema;

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
    /// The JSON document, by its name or as `plancheck.status/v1` [default: the plan file]
    #[arg(value_name = "NAME", value_parser = document())]
    pub name: Option<String>,
    /// Write the schema to a file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// The names of JSON documents.
fn document() -> PossibleValuesParser {
    let names = schema::DOCUMENTS.iter();
    PossibleValuesParser::new(names.map(|it| PossibleValue::new(it.name).alias(it.schema)))
}

/// A period as the plan file writes it.
fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| "not a period; write 2024 or 2021/2025".to_owned())
}
