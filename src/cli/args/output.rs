//! Where a result goes, and in which format.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValue;

use super::choice::{Choice, all_explained};

/// Where the result goes.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Format of the result [default: by the ending of -o, else table]
    #[arg(long, value_name = "FORMAT", value_parser = Choice(formats), help_heading = "Output")]
    pub format: Option<Format>,
    /// Write the result to a file; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

words! {
    /// A format of the result. Not every command has each: [`Format::TABULAR`] are those of every table.
    pub enum Format {
        /// For people.
        Table    "table";
        /// For scripts: commas, plain digits.
        Csv      "csv";
        /// For spreadsheets: byte order mark, text guarded against formulas.
        CsvExcel "csv-excel";
        /// As csv, with tabs.
        Tsv      "tsv";
        /// For programs: everything.
        Json     "json";
        /// For programs: one object a row.
        Jsonl    "jsonl";
        /// For pages and comments.
        Markdown "markdown";
        /// A workbook of Excel: a summary, and a sheet for each plan.
        Xlsx     "xlsx";
        /// One file for a browser.
        Html     "html";
        /// Annotations of a GitHub workflow.
        Github   "github";
        /// Test reports of CI servers.
        Junit    "junit";
        /// Findings for code scanning.
        Sarif    "sarif";
    }
}

impl Format {
    /// The formats in which every table can be written.
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

    /// Those of `report`: it alone has a page.
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

    /// Endings of files, and the format that each stands for.
    pub const ENDINGS: &[(&str, Self)] = &[
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

    /// Would a terminal show nothing but signs without meaning?
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }
}

/// Every format; help lists those of every table.
fn formats() -> Vec<(PossibleValue, Format)> {
    let formats = all_explained::<Format>().into_iter();
    formats.map(|(name, it)| (name.hide(!Format::TABULAR.contains(&it)), it)).collect()
}
