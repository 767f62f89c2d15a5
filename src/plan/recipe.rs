//! How files of actuals are read, as far as they do not say so themselves.

use crate::diag::{Expected, Found, PlanProblem, nearest};
use crate::keys::{Choices, Count, Defaulted, Field, Renames, Text, Texts, Value, Written};
use crate::period::Period;

words! {
    /// What a column of actuals holds.
    pub enum Column {
        Region "region";
        Indicator "indicator";
        IndicatorZh "indicator_zh";
        IndicatorEn "indicator_en";
        IndicatorCode "indicator_code";
        Period "period";
        /// The year, where another column, or none, has its month or quarter.
        Year "year";
        Value "value";
        Unit "unit";
        /// The power of ten by which the value is multiplied.
        Multiplier "multiplier";
        Published "published";
        Quality "quality";
        Source "source";
        Note "note";
    }
}

impl Column {
    /// The columns of plancheck's own CSV of actuals, in the order in which `convert` and `template` write them.
    pub const OWN: [Self; 9] = [
        Self::Region,
        Self::Indicator,
        Self::Period,
        Self::Value,
        Self::Unit,
        Self::Published,
        Self::Quality,
        Self::Source,
        Self::Note,
    ];

    /// The columns of names: one in any of them may match.
    pub const NAMES: [Self; 4] =
        [Self::Indicator, Self::IndicatorZh, Self::IndicatorEn, Self::IndicatorCode];

    /// Those that may have a header of the user's.
    const HEADED: [Self; 11] = [
        Self::Region,
        Self::Indicator,
        Self::Year,
        Self::Period,
        Self::Value,
        Self::Unit,
        Self::Multiplier,
        Self::Published,
        Self::Quality,
        Self::Source,
        Self::Note,
    ];

    /// What may be said of all rows at once: everything but their figures.
    const COMMON: [Self; 9] = [
        Self::Region,
        Self::Indicator,
        Self::Year,
        Self::Period,
        Self::Unit,
        Self::Published,
        Self::Quality,
        Self::Source,
        Self::Note,
    ];

    /// The column of this name that may have a header of the user's.
    pub fn with_header(name: &str) -> Result<Self, NoColumn> {
        Self::among(&Self::HEADED, name)
    }

    /// The column of this name that may be set.
    pub fn settable(name: &str) -> Result<Self, NoColumn> {
        Self::among(&Self::COMMON, name)
    }

    fn among(known: &'static [Self], name: &str) -> Result<Self, NoColumn> {
        let words = || known.iter().map(|it| it.word());
        let found = known.iter().copied().find(|it| it.word() == name);
        found.ok_or_else(|| NoColumn { nearest: nearest(name, words()), known: words().collect() })
    }

    /// May a text be set for this column? A period must be one, a release date a day or a month.
    pub fn takes(self, text: &str) -> bool {
        match self {
            Self::Year => Period::parse(text).is_some_and(|it| it.is_calendar_year()),
            Self::Period => Period::parse(text).is_some(),
            Self::Published => {
                text == FROM_NAME || Period::parse(text).is_some_and(|it| it.months() == 1)
            }
            _ => !text.trim().is_empty(),
        }
    }
}

/// Set as a release date: the one in the name of the file.
pub const FROM_NAME: &str = "from-name";

/// There is no such column among these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoColumn {
    pub nearest: Option<&'static str>,
    pub known: Vec<&'static str>,
}

words! {
    /// The decimal sign.
    pub enum Decimal {
        Point ".";
        Comma ",";
    }
}

words! {
    /// What separates the cells of a row.
    pub enum Delimiter {
        Comma ",";
        Semicolon ";";
        Tab "tab";
        Bar "|";
    }
}

impl Delimiter {
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

tables! {
    /// How files of actuals are read: told by a plan, or by the user.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Recipe = "[[source]]" {
        /// the files, relative to this one; * and ? stand for parts of a name
        file: Text,
        /// the sheet of a workbook
        sheet: Option<Text>,
        /// only the rows with these values, by column: all columns must fit, any value of each
        filter: Defaulted<Choices> = "where",
        /// the headers of columns
        columns: Defaulted<Headers>,
        /// what no column says, by column
        set: Defaulted<Constants>,
        /// regions by their codes or spellings in the files
        regions: Defaulted<Renames>,
        /// names or ids of indicators by their codes or spellings in the files
        indicators: Defaulted<Renames>,
        /// units by their codes or spellings in the files
        units: Defaulted<Renames>,
        /// lines, or rows of a sheet, before the header
        skip: Option<Count>,
        /// the decimal sign
        decimal: Option<Decimal>,
        /// what separates the cells
        delimiter: Option<Delimiter>,
        /// the encoding
        encoding: Option<Text>,
        /// what stands for a missing figure, besides the usual marks
        missing: Texts,
        ; line
    }
}

impl Recipe {
    /// What is set for a column.
    pub fn sets(&self, column: Column) -> Option<&str> {
        let set = self.set.iter().find(|(known, _)| *known == column);
        set.map(|(_, text)| text.as_str())
    }

    /// The same where `other`, which goes first, says nothing.
    #[must_use]
    pub fn beneath(&self, other: &Self) -> Self {
        fn joined<K: PartialEq + Clone, V: Clone>(first: &[(K, V)], own: &[(K, V)]) -> Vec<(K, V)> {
            let own = own.iter().filter(|(key, _)| first.iter().all(|(known, _)| known != key));
            first.iter().chain(own).cloned().collect()
        }
        Self {
            filter: joined(&other.filter, &self.filter),
            columns: joined(&other.columns, &self.columns),
            set: joined(&other.set, &self.set),
            skip: other.skip.or(self.skip),
            decimal: other.decimal.or(self.decimal),
            delimiter: other.delimiter.or(self.delimiter),
            encoding: other.encoding.clone().or_else(|| self.encoding.clone()),
            missing: [&other.missing[..], &self.missing].concat(),
            ..self.clone()
        }
    }

    /// What it says, each key with its value as a plan has them.
    pub fn written(&self) -> Vec<(&'static str, String)> {
        let text = |text: &String| toml::Value::String(text.clone());
        let texts = |all: &[String]| toml::Value::Array(all.iter().map(text).collect());
        let constant = |(column, value): &(Column, String)| {
            let date = value.parse().ok().filter(|_| *column == Column::Published);
            (column.word().to_owned(), date.map_or_else(|| text(value), toml::Value::Datetime))
        };
        let header = |(column, header): &(Column, String)| (column.word().to_owned(), text(header));
        let renames = |all: &[(String, String)]| {
            table(all.iter().map(|(code, name)| (code.clone(), text(name))))
        };
        let chosen = |(column, values): &(String, Vec<String>)| {
            let only = <&[String; 1]>::try_from(values.as_slice());
            (column.clone(), only.map_or_else(|_| texts(values), |[only]| text(only)))
        };
        let word =
            |word: Option<&'static str>| word.map(|word| toml::Value::String(word.to_owned()));
        let values = [
            ("file", Some(text(&self.file)).filter(|_| !self.file.is_empty())),
            ("sheet", self.sheet.as_ref().map(text)),
            ("where", table(self.filter.iter().map(chosen))),
            ("columns", table(self.columns.iter().map(header))),
            ("set", table(self.set.iter().map(constant))),
            ("regions", renames(&self.regions)),
            ("indicators", renames(&self.indicators)),
            ("units", renames(&self.units)),
            ("skip", self.skip.map(|skip| toml::Value::Integer(skip.into()))),
            ("decimal", word(self.decimal.map(Decimal::word))),
            ("delimiter", word(self.delimiter.map(Delimiter::word))),
            ("encoding", self.encoding.as_ref().map(text)),
            ("missing", Some(texts(&self.missing)).filter(|_| !self.missing.is_empty())),
        ];
        let values = values.into_iter();
        values.filter_map(|(key, value)| Some((key, value?.to_string()))).collect()
    }

    /// Does it make the rows of a table others than they are printed?
    pub fn changes_rows(&self) -> bool {
        let Self { filter, set, regions, indicators, units, missing, .. } = self;
        !(filter.is_empty()
            && set.is_empty()
            && missing.is_empty()
            && [regions, indicators, units].iter().all(|renames| renames.is_empty()))
    }
}

/// A table on one line; nothing of an empty one.
fn table(entries: impl Iterator<Item = (String, toml::Value)>) -> Option<toml::Value> {
    let table: toml::Table = entries.collect();
    (!table.is_empty()).then_some(toml::Value::Table(table))
}

/// Headers by column.
#[derive(Debug)]
pub enum Headers {}

/// Texts by column that hold for all rows.
#[derive(Debug)]
pub enum Constants {}

impl Field for Headers {
    type Read = Vec<(Column, String)>;
    const VALUE: Value = Value::ByName(Some(|| Column::HEADED.map(Column::word).into()));

    fn read(written: &Written<'_>) -> Option<Self::Read> {
        by_column(written, "columns", Column::with_header, |_, it| it.text())
    }
}

impl Field for Constants {
    type Read = Vec<(Column, String)>;
    const VALUE: Value = Value::ByName(Some(|| Column::COMMON.map(Column::word).into()));

    fn read(written: &Written<'_>) -> Option<Self::Read> {
        by_column(written, "set", Column::settable, |column, it| {
            let text = it.text_or_date()?;
            if column.takes(&text) {
                return Some(text);
            }
            it.refuse(|key| match column {
                Column::Published => {
                    PlanProblem::WrongType { key, expected: Expected::Date, found: Found::Text }
                }
                _ => PlanProblem::BadPeriod { key, written: text },
            })
        })
    }
}

fn by_column(
    written: &Written<'_>,
    table: &'static str,
    known: fn(&str) -> Result<Column, NoColumn>,
    read: impl Fn(Column, &Written<'_>) -> Option<String>,
) -> Option<Vec<(Column, String)>> {
    let entries =
        written.by_name(Value::Text)?.filter_map(|(name, entry)| match known(name.get_ref()) {
            Ok(column) => Some((column, read(column, &entry)?)),
            Err(NoColumn { nearest, known }) => {
                let key = name.get_ref().to_string();
                let problem = PlanProblem::UnknownKey { table, key, suggestion: nearest, known };
                written.reading().report(name.span(), problem);
                None
            }
        });
    Some(entries.collect())
}
