//! Where a result goes, and in which format.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Where the result goes.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Format of the result [default: by the ending of -o, else table]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<Format>,
    /// Write the result to a file; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// A format of the result. Not every command has each: [`Format::TABULAR`] are those of every table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For scripts: commas, plain digits.
    Csv,
    /// For spreadsheets: byte order mark, text guarded against formulas.
    CsvExcel,
    /// As csv, with tabs.
    Tsv,
    /// For programs: everything.
    Json,
    /// For programs: one object a row.
    Jsonl,
    /// For pages and comments.
    Markdown,
    /// A workbook of Excel: a summary, and a sheet for each plan.
    Xlsx,
    /// One file for a browser.
    #[value(hide = true)]
    Html,
    /// Annotations of a GitHub workflow.
    #[value(hide = true)]
    Github,
    /// Test reports of CI servers.
    #[value(hide = true)]
    Junit,
    /// Findings for code scanning.
    #[value(hide = true)]
    Sarif,
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

    /// The word of `--format`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::CsvExcel => "csv-excel",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Github => "github",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_typed_as_it_calls_itself() {
        for format in Format::value_variants() {
            let typed = format.to_possible_value().unwrap();
            assert_eq!(typed.get_name(), format.word());
        }
    }

    #[test]
    fn the_formats_of_every_table_are_those_that_help_lists() {
        for format in Format::value_variants() {
            let hidden = format.to_possible_value().unwrap().is_hide_set();
            assert_eq!(hidden, !Format::TABULAR.contains(format), "{}", format.word());
        }
    }
}
