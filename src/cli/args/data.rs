//! Arguments that name the actuals, and how to read them: the keys of `[[source]]`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use toml::Value;

use super::choice::{Choice, Hint, all_plain};
use crate::{
    calendar::Named,
    keys::Content,
    load::{actuals_csv, recipe},
    plan::recipe::{Dates, Decimal, Delimiter},
    report::screen::quoted,
};

#[derive(Clone, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a separate command-line switch")]
#[command(next_help_heading = "Actuals")]
pub struct DataArgs {
    /// Actuals instead of the plan's own: CSV file or workbook (`file.xlsx#sheet`), folder of such files, or `-` for standard
    /// input; repeatable
    #[arg(long, value_name = "FILE|DIR|-")]
    pub actuals: Vec<String>,
    /// Ignore figures published after this date [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Assess this region instead of the plan's own
    #[arg(long)]
    pub region: Option<String>,
    /// Treat near matches and conflicting values as errors
    #[arg(long)]
    pub strict: bool,
    /// List every name that matched no indicator
    #[arg(long)]
    pub unmatched: bool,
    /// Print on stderr how much was read, and how fast
    #[arg(long)]
    pub stats: bool,
    #[command(flatten)]
    pub recipe: RecipeArgs,
}

#[derive(Args)]
pub struct ConvertArgs {
    /// CSV files or workbooks (`file.xlsx#sheet`), folders of such files, or `-` for standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub files: Vec<String>,
    /// Region for files without a region column
    #[arg(long)]
    pub region: Option<String>,
    /// Write the result to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Write the `[[source]]` of a plan that reads the files in the same way, instead of their rows
    #[arg(long, help_heading = "Output")]
    pub plan_recipe: bool,
    #[command(flatten)]
    pub recipe: RecipeArgs,
}

/// Parses a date.
pub(super) fn day(text: &str) -> Result<NaiveDate, Hint> {
    const WRITTEN: Hint = Hint([
        "write a date as YYYY-MM-DD, such as 2024-06-30",
        "日期请写作 YYYY-MM-DD，如 2024-06-30",
    ]);
    actuals_csv::read_date(text).ok().flatten().ok_or(WRITTEN)
}

/// Parses entries of a table.
fn pairs(text: &str) -> Result<Content, Hint> {
    const WRITTEN: Hint = Hint([
        "write COLUMN=TEXT, several with commas between them",
        "请写作 COLUMN=TEXT，多个以逗号分隔",
    ]);
    recipe::pairs(text).ok_or(WRITTEN)
}

/// Parses a number of lines.
fn lines(text: &str) -> Result<u32, Hint> {
    text.parse().map_err(|_| Hint(["write a whole number", "请写整数"]))
}

#[derive(Clone, Default, Args)]
#[command(next_help_heading = "Reading")]
pub struct RecipeArgs {
    /// Only the rows with these values (codes or labels), by column: all columns must fit, any value of each; repeatable
    #[arg(long = "where", value_name = "COLUMN=TEXT,…", value_parser = pairs)]
    filter: Vec<Content>,
    /// What no column says, for all rows (unit=%): fills columns that are missing, and blank cells; repeatable
    #[arg(long, value_name = "COLUMN=TEXT,…", value_parser = pairs)]
    set: Vec<Content>,
    /// Headers of columns (region=省份,value=金额); repeatable
    #[arg(long, value_name = "COLUMN=HEADER,…", value_parser = pairs)]
    columns: Vec<Content>,
    /// Lines (of a sheet: rows) before the header
    #[arg(long, value_name = "N", value_parser = lines)]
    skip: Option<u32>,
    /// Read a comma as the decimal sign
    #[arg(long)]
    decimal_comma: bool,
    /// Read a point as the decimal sign
    #[arg(long, conflicts_with = "decimal_comma")]
    decimal_point: bool,
    /// What separates the cells, instead of the sign that is detected
    #[arg(long, value_name = "SIGN", value_parser = Choice(all_plain::<Delimiter>))]
    delimiter: Option<Delimiter>,
    /// What days are, instead of guessing: first or last days of years, quarters or months, or days
    #[arg(long, value_name = "WHICH", value_parser = Choice(all_plain::<Dates>))]
    dates: Option<Dates>,
    /// Encoding of the files, instead of the detected one (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// A mark for a missing figure, besides the usual ones; repeatable
    #[arg(long, value_name = "TEXT")]
    missing: Vec<String>,
    /// The month in which the years of the files begin (2018-19, 2018/19, FY2019), such as 04
    #[arg(long, value_name = "MM")]
    year_starts: Option<String>,
    /// Whether FY2019 is the year that begins or the one that ends in 2019
    #[arg(long, value_parser = Choice(all_plain::<Named>))]
    year_named: Option<Named>,
}

impl RecipeArgs {
    /// The options again, as a shell takes them.
    pub fn typed(&self) -> String {
        let mut typed = String::new();
        for (key, value) in &self.said() {
            let flag = key.replace('_', "-");
            let mut add = |text: &str| typed.extend([" --", &flag, " ", &quoted(text)]);
            match value {
                Value::Table(table) => {
                    for (column, value) in table {
                        for text in texts(value) {
                            add(&format!("{column}={text}"));
                        }
                    }
                }
                _ if key == "decimal" => {
                    let sign = if self.decimal_comma { "comma" } else { "point" };
                    typed.extend([" --decimal-", sign]);
                }
                _ => {
                    for text in texts(value) {
                        add(&text);
                    }
                }
            }
        }
        typed
    }

    /// What the options say, as a plan would.
    pub fn said(&self) -> Content {
        let mut said = Content::new();
        for (key, tables) in
            [("where", &self.filter), ("set", &self.set), ("columns", &self.columns)]
        {
            for table in tables {
                recipe::add(&mut said, &recipe::entry(key, table.clone()), true);
            }
        }
        let sign = self
            .decimal_comma
            .then_some(Decimal::Comma)
            .or(self.decimal_point.then_some(Decimal::Point));
        let missing = Some(self.missing.clone()).filter(|marks| !marks.is_empty());
        let others: [(&str, Option<Value>); 8] = [
            ("skip", self.skip.map(i64::from).map(Value::from)),
            ("decimal", sign.map(|sign| sign.word().into())),
            ("delimiter", self.delimiter.map(|sign| sign.word().into())),
            ("dates", self.dates.map(|dates| dates.word().into())),
            ("encoding", self.encoding.as_deref().map(Value::from)),
            ("missing", missing.map(Value::from)),
            ("year_starts", self.year_starts.as_deref().map(Value::from)),
            ("year_named", self.year_named.map(|named| named.word().into())),
        ];
        let others = others.into_iter();
        said.extend(others.filter_map(|(key, value)| Some((key.to_owned(), value?))));
        said
    }
}

/// A text, a number, or each text of a list.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::RecipeArgs;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        recipe: RecipeArgs,
    }

    #[test]
    fn options_are_typed_again_as_they_were_meant() {
        for line in [
            "",
            "--set published=2025-01-27 --set region=杭州市",
            "--skip 2 --where sex=T --where unit=A --where unit=B",
            "--decimal-comma --delimiter tab --missing x --missing y --year-starts 04",
        ] {
            let read = |line: &str| {
                let words = ["plancheck"].into_iter().chain(line.split_whitespace());
                Line::try_parse_from(words).map(|line| line.recipe).ok().unwrap()
            };
            let recipe = read(line);
            assert_eq!(read(&recipe.typed()).said(), recipe.said(), "{line}");
        }
    }
}
