//! Where a result goes, and in which format.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValue;

use super::choice::{Choice, explained};

#[derive(Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Format of the result [default: by the extension of -o, else table]
    #[arg(short, long, value_parser = own_formats(""))]
    pub format: Option<Format>,
    /// Write the result to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

words! {
    /// A format of the result. Every command with a table has the first eight; the others belong to single commands.
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
        /// The plan file itself.
        Toml     "toml";
    }
}

impl Format {
    /// The formats of every command that prints a table.
    const TABULAR: &[Self] = &[
        Self::Table,
        Self::Csv,
        Self::CsvExcel,
        Self::Tsv,
        Self::Json,
        Self::Jsonl,
        Self::Markdown,
        Self::Xlsx,
    ];

    /// The commands with formats of their own.
    const OWN: [(&str, &[Self]); 4] = [
        ("show", &[Self::Toml]),
        ("report", &[Self::Html]),
        ("check", &[Self::Junit, Self::Github]),
        ("validate", &[Self::Sarif]),
    ];

    /// The formats of a command.
    pub fn of_command(command: &str) -> Vec<Self> {
        let own = Self::OWN.iter().filter(|(known, _)| *known == command);
        Self::TABULAR.iter().chain(own.flat_map(|(_, own)| *own)).copied().collect()
    }

    /// The command that alone has the format.
    pub fn only_in(self) -> Option<&'static str> {
        Self::OWN.iter().find_map(|(command, own)| own.contains(&self).then_some(*command))
    }

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
        ("toml", Self::Toml),
    ];
}

/// The formats of a command, each also by its extensions.
pub fn own_formats(command: &str) -> Choice<Format> {
    match command {
        "show" => Choice(|| formats("show")),
        "report" => Choice(|| formats("report")),
        "check" => Choice(|| formats("check")),
        "validate" => Choice(|| formats("validate")),
        _ => Choice(|| formats("")),
    }
}

fn formats(command: &str) -> Vec<(PossibleValue, Format)> {
    let known = Format::of_command(command).into_iter();
    known
        .map(|it| {
            let (name, it) = explained(it);
            let extensions = Format::EXTENSIONS.iter().filter(|(_, other)| *other == it);
            (name.aliases(extensions.map(|(extension, _)| *extension)), it)
        })
        .collect()
}
