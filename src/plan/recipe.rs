//! How files of actuals are read, as far as they do not say so themselves.

use crate::{
    calendar::{Calendar, Named, is_period},
    keys::{ByName, Choices, Count, Defaulted, Month, Text, Texts, Value, Written},
    period::Period,
    words::Word,
};

words! {
    /// What a column of actuals holds.
    pub enum Column {
        Region "region";
        RegionCode "region_code";
        Indicator "indicator";
        IndicatorZh "indicator_zh";
        IndicatorEn "indicator_en";
        IndicatorCode "indicator_code";
        Period "period";
        Value "value";
        Unit "unit";
        Published "published";
        Quality "quality";
        Source "source";
        Note "note";
        /// Marks of how final a figure is, in the codes of statistical offices.
        Status "status";
        /// Marks of where a figure comes from, in those of the United Nations.
        Nature "nature";
        /// The power of ten by which a figure is multiplied.
        Multiplier "multiplier";
        /// The last period whose figure is no forecast.
        LastActual "last_actual";
        /// The year of periods that do not name one.
        Year "year";
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

    /// What other publishers have beside their figures.
    pub const BESIDE: [Self; 4] = [Self::Status, Self::Nature, Self::Multiplier, Self::LastActual];

    /// The columns of marks.
    pub const MARKS: [Self; 3] = [Self::Quality, Self::Status, Self::Nature];

    /// The columns of names: one in any of them may match.
    pub const NAMES: [Self; 4] =
        [Self::Indicator, Self::IndicatorZh, Self::IndicatorEn, Self::IndicatorCode];

    /// May a text hold for all rows of a column? A period must be one, a release date a day or a month.
    pub fn takes(self, text: &str) -> bool {
        let period = Period::parse(text);
        match self {
            Self::Year => period.is_some_and(|it| Calendar::COMMON.is_year(it)),
            Self::Period => is_period(text),
            Self::Published => text == FROM_NAME || period.is_some_and(|it| it.months() == 1),
            _ => true,
        }
    }
}

/// Set as a release date: the one in the name of the file.
pub const FROM_NAME: &str = "from-name";

words! {
    /// The decimal sign.
    pub enum Decimal {
        Point ".";
        Comma ",";
    }
}

words! {
    /// What days stand for, where that is told.
    pub enum Dates {
        /// For the periods that they begin.
        Start "start";
        /// For the periods that they end.
        End "end";
        /// For themselves.
        Day "day";
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
            Self::Tab => b'\t',
            other => other.word().as_bytes()[0],
        }
    }
}

tables! {
    /// How files of actuals are read: told by a plan, or by the user.
    #[derive(Debug, Clone, Default)]
    pub struct Recipe = "[[source]]" {
        /// the files, relative to this one; * and ? stand for parts of a name
        file: Text,
        /// the sheet of a workbook
        sheet: Option<Text>,
        /// only the rows with these values (codes or labels), by column: all columns must fit, any value of each
        filter: Choices = "where",
        /// headers, by plancheck's own names of columns
        columns: Defaulted<Headers>,
        /// what no column says, for all rows: fills columns that are missing, and blank cells
        set: Defaulted<Constants>,
        /// regions by their codes or spellings in the files
        regions: ByName,
        /// names or ids of indicators by their codes or spellings in the files
        indicators: ByName,
        /// units by their codes or spellings in the files
        units: ByName,
        /// lines (of a sheet: rows) before the header
        skip: Option<Count>,
        /// the decimal sign
        decimal: Option<Decimal>,
        /// what separates the cells, instead of the sign that is detected
        delimiter: Option<Delimiter>,
        /// what days are, instead of guessing: first or last days of years, quarters or months, or days
        dates: Option<Dates>,
        /// the encoding, instead of the one that is detected: utf-8, gb18030, utf-16le
        encoding: Option<Text>,
        /// marks for a missing figure, besides the usual ones
        missing: Texts,
        /// the month in which the years of the files begin; default: as the plan says
        year_starts: Option<Month>,
        /// whether 2019 and FY2019 begin or end in 2019
        year_named: Option<Named>,
        ; line content
    }
}

impl Recipe {
    /// What is set for a column.
    pub fn sets(&self, column: Column) -> Option<&str> {
        self.set.iter().find(|(known, _)| *known == column).map(|(_, text)| text.as_str())
    }

    /// The years of the files, if it says when they begin.
    pub fn calendar(&self) -> Option<Calendar> {
        self.year_starts.map(|starts| Calendar::new(starts, self.year_named))
    }

    /// Does it make the rows of a table others than they are printed?
    pub fn changes_rows(&self) -> bool {
        let Self { filter, regions, indicators, units, missing, .. } = self;
        !(self.set.is_empty() && missing.is_empty() && self.year_starts.is_none())
            || [filter, regions, indicators, units].iter().any(|pairs| !pairs.is_empty())
    }
}

shapes! {
    /// Headers by column.
    Headers: Vec<(Column, String)> = Value::ByWord(|| all_but_value(Column::Value)), |it| by_column(it);
    /// What holds for all rows: of everything but their figures.
    Constants: Vec<(Column, String)> = Value::ByWord(|| all_but_value(Column::Year)), |it| by_column(it);
}

/// The names of all columns, with another one in the place of the values.
fn all_but_value(other: Column) -> Vec<&'static str> {
    Column::OWN
        .into_iter()
        .chain(Column::BESIDE)
        .map(|it| if it == Column::Value { other } else { it }.word())
        .collect()
}

fn by_column(written: &Written<'_>) -> Option<Vec<(Column, String)>> {
    let texts = written.texts_by_name()?.into_iter();
    Some(texts.filter_map(|(name, text)| Some((Column::of_word(&name)?, text))).collect())
}
