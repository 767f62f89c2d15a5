//! Where a result goes, and in which format.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValue;

use super::choice::{Choice, all_explained};

#[derive(Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Format of the result [default: by the extension of -o, else table]
    #[arg(short, long, value_parser = Choice(formats))]
    pub format: Option<Format>,
    /// Write the result to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

words! {
    /// A format of the result. Every command with a table has those in [`Format::TABULAR`]; the others belong to single commands.
    pub enum Format {
        /// For people: an aligned table.
        Table    "table";
        /// For scripts: comma-separated, plain digits.
        Csv      "csv";
        /// For spreadsheets: byte order mark, formulas in text neutralised.
        CsvExcel "csv-excel";
        /// Like csv, separated by tabs.
        Tsv      "tsv";
        /// For programs: the complete result.
        Json     "json";
        /// For programs: one object per row.
        Jsonl    "jsonl";
        /// For web pages and comments.
        Markdown "markdown";
        /// Excel workbook: sheets to read and to print, and the rows of each plan.
        Xlsx     "xlsx";
        /// One HTML page for a browser.
        Html     "html";
        /// Annotations for a GitHub workflow.
        Github   "github";
        /// Test report for CI servers.
        Junit    "junit";
        /// Findings for code scanning.
        Sarif    "sarif";
    }
}

impl Format {
    /// The formats of every command that prints a table.
    pub const TABULAR: &[Self] = &[
        Self::Table,
        Self::Csv,
        Self::CsvExcel,
        Self::Tsv,
        Self::Json,
        Self::Jsonl,
        Self::Markdown,
        Self::Xlsx,
    ];

    /// The formats of `report`, the only command with HTML.
    pub const REPORT: &[Self] = &[
        Self::Table,
        Self::Csv,
        Self::CsvExcel,
        Self::Tsv,
        Self::Json,
        Self::Jsonl,
        Self::Markdown,
        Self::Html,
        Self::Xlsx,
    ];

    /// The format of a file extension in lower case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let by = |(known, it): &(&str, Self)| (*known == extension).then_some(*it);
        Self::EXTENSIONS.iter().find_map(by)
    }

    /// File extensions and their formats.
    pub const EXTENSIONS: &[(&str, Self)] = &[
        ("txt", Self::Table),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("ndjson", Self::Jsonl),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("xlsx", Self::Xlsx),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("xml", Self::Junit),
        ("sarif", Self::Sarif),
    ];
}

/// Every format; help hides those that only some commands have.
fn formats() -> Vec<(PossibleValue, Format)> {
    all_explained::<Format>()
        .into_iter()
        .map(|(name, it)| {
            let known = Format::EXTENSIONS.iter().filter(|(_, other)| *other == it);
            let name = name.aliases(known.map(|(extension, _)| *extension));
            (name.hide(!Format::TABULAR.contains(&it)), it)
        })
        .collect()
}
