//! The form of a table: one figure in a row, or several, with a column for each period or for each indicator.
//!
//! Unless a row is a record as it stands, it is taken apart into the records of a long table, which then go the way of every
//! record. Their places are those of the cells they came from.

use std::borrow::Cow;

use crate::{
    actuals::printed_number::{Commas, is_number},
    calendar::Calendar,
    diag::Place,
    period::Period,
    unit::Unit,
    words::{is_among, joined},
};

use super::{
    actuals_columns::{COLUMNS, Column, folded, in_brackets, meaning_of},
    actuals_header::{Header, HeaderFault, Periods, duplicate},
    actuals_heads::{HeadMark, PeriodHead},
    actuals_marks::{FORECAST, with_footnote},
    actuals_periods::around,
    actuals_table::{Places, Row, Title},
};

/// What there is of one figure, by column.
pub type Cells<'a> = [Cow<'a, str>; COLUMNS];

/// The head of a column that counts the rows.
const ROW_NUMBER: &str = "序号";

/// A table whose header is understood: where its figures stand.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The header of its records.
    pub header: Header,
    /// Where the columns stand in the rows of the table.
    pub found: Header,
    /// The columns of figures.
    pub figures: Vec<Figure>,
    /// The columns that are unknown by name, with their heads; also those that may be indicators.
    pub unknown: Vec<(usize, String)>,
    /// Are its rows records that have to be taken apart?
    pub is_apart: bool,
    /// May rows between head and figures say something of these? See [`Layout::of_block`].
    pub is_block: bool,
}

/// Words for how often there is a figure, and the first letters of how they are said, with the months of one.
const FREQUENCY: &str = "频率 频度 frequency";
const FREQUENCIES: [(&str, i32); 4] = [("年ayAY", 12), ("季qQ", 3), ("月mM", 1), ("半hH", 6)];

/// Other words of the rows between head and figures.
const OF_BLOCK: &str = "指标id 时间区间 更新时间 国家 地区 seriesid";

/// What a row between head and figures says of these, by its first cell.
fn said_by(cell: &str) -> Option<Column> {
    if is_among(&folded(cell), FREQUENCY) {
        return Some(Column::Period);
    }
    let column = meaning_of(cell).map(|(column, _)| column);
    column.filter(|column| matches!(column, Column::Unit | Column::Source))
}

/// Is it the first cell of a row between head and figures?
pub fn is_label(cell: &str) -> bool {
    said_by(cell).is_some() || is_among(&folded(cell), OF_BLOCK)
}

/// The period of such a frequency in whose first or last month a day lies.
fn period_around(day: &str, frequency: &str) -> Option<String> {
    let day = Period::parse(day)?;
    let letter = frequency.chars().next().filter(|_| day.is_day())?;
    let (_, months) = FREQUENCIES.into_iter().find(|(letters, _)| letters.contains(letter))?;
    let period = around(day, months);
    let ends = |it: Period| it.first() == day.first() || it.last() == day.last();
    Period::parse(&period).is_some_and(ends).then_some(period)
}

/// A column of figures.
#[derive(Debug, Clone)]
pub struct Figure {
    pub column: usize,
    head: Head,
    /// Where the head stands; set when the file is known.
    pub place: Option<Place>,
    /// What rows between head and figures say of them; of the period how often there is one.
    says: Vec<Title>,
}

impl Head {
    fn of(self, column: usize) -> Figure {
        Figure { column, head: self, place: None, says: Vec::new() }
    }
}

impl Figure {
    /// The indicator of its figures, when its head names one.
    pub fn name(&self) -> Option<&str> {
        match &self.head {
            Head::Name(name, _) => Some(name),
            Head::Period(..) | Head::Value { .. } => None,
        }
    }
}

/// What the head of a column of figures says.
#[derive(Debug, Clone)]
enum Head {
    /// The period of its figures, with all that it says.
    Period(PeriodHead),
    /// Their indicator, with the unit that stands behind it in brackets.
    Name(String, Option<String>),
    /// Nothing: a row of a long table has one figure, and says itself what it is. Does it count from January on?
    Value { cumulated: bool },
}

impl Layout {
    /// One column for each period.
    pub fn by_periods(found: Header, heads: &[PeriodHead], cells: &[&str]) -> Self {
        let figures = heads.iter().map(|head| Head::Period(head.clone()).of(head.column));
        Self::new(found, figures.collect(), cells).apart()
    }

    /// The one column of a long table.
    pub fn by_rows(found: Header, cumulated: bool, cells: &[&str]) -> Self {
        let is_apart = cumulated || found[Column::Year].is_some();
        let figures = found[Column::Value].map(|column| Head::Value { cumulated }.of(column));
        let rows = Self::new(found, figures.into_iter().collect(), cells);
        if is_apart { rows.apart() } else { rows }
    }

    /// One column for each indicator.
    pub fn by_names(found: Header, columns: &[usize], cells: &[&str], knows: Knows<'_>) -> Self {
        let figures = columns.iter().map(|column| {
            let printed = cells[*column];
            let (mut name, unit) = name_and_unit(printed, knows);
            // Names that differ only in their brackets keep them.
            let mut others = columns.iter().filter(|other| *other != column);
            if others.any(|it| name_and_unit(cells[*it], knows).0 == name) {
                name = printed;
            }
            Head::Name(name.to_owned(), unit.map(str::to_owned)).of(*column)
        });
        Self::new(found, figures.collect(), cells).apart()
    }

    /// One column for each indicator, below whose names there are rows with what holds for each of them: how often there is a
    /// figure, its unit and its source (Wind, CEIC). Their first cells say which; further down these are the dates.
    pub fn of_block(names: &[&str], knows: Knows<'_>) -> Self {
        let mut found = Header::default();
        found.cells = names.len();
        found[Column::Period] = Some(0);
        let columns: Vec<usize> = names
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(_, name)| !name.is_empty())
            .map(|(column, _)| column)
            .collect();
        Self { is_block: true, ..Self::by_names(found, &columns, names, knows) }
    }

    /// Is it a row between head and figures, rather than the first of these?
    pub fn is_between(cells: &[&str], commas: Commas) -> bool {
        let [first, others @ ..] = cells else { return true };
        Period::parse(first).is_none()
            && (is_label(first) || !others.iter().any(|cell| is_number(cell, commas)))
    }

    /// Takes up what a row of the block says of the figures.
    pub fn say(&mut self, cells: &[&str], place: Places<'_>) {
        let Some(column) = cells.first().and_then(|cell| said_by(cell)) else { return };
        for figure in &mut self.figures {
            let text = cells.get(figure.column).filter(|text| !text.is_empty());
            let said = text.map(|text| (column, (*text).to_owned(), place(Some(figure.column))));
            figure.says.extend(said);
        }
        self.header[column] = Some(column as usize);
    }

    fn new(found: Header, figures: Vec<Figure>, cells: &[&str]) -> Self {
        let is_known = |column: usize| {
            let mut of_column = figures.iter().filter(|it| it.column == column);
            found.has(column) || of_column.any(|it| it.name().is_none())
        };
        let unknown = (0..)
            .zip(cells)
            .filter(|(at, head)| !is_known(*at) && **head != ROW_NUMBER)
            .map(|(column, head)| (column, (*head).to_owned()))
            .collect();
        Self { header: found.clone(), found, figures, unknown, is_apart: false, is_block: false }
    }

    /// With records that have a cell for each column there is, in their order.
    pub fn apart(mut self) -> Self {
        let Self { header, found, figures, .. } = &mut self;
        let by_names = found.names().next().is_none();
        let is_wide = figures.iter().any(|it| !matches!(it.head, Head::Value { .. }));
        for (cell, column) in Column::ALL.iter().copied().enumerate() {
            let always = match column {
                // A table of indicators has one name in the head of each column.
                Column::Indicator => by_names,
                Column::Period | Column::Value | Column::Unit => true,
                Column::Quality => is_wide,
                _ => false,
            };
            header[column] = (always || found[column].is_some()).then_some(cell);
        }
        self.is_apart = true;
        self
    }

    /// Two columns of one period.
    pub fn period_twice(heads: &[PeriodHead], cells: &[&str]) -> Option<HeaderFault> {
        let is_forecast = |head: &PeriodHead| matches!(&head.mark, Some(HeadMark::Sign(sign)) if sign.contains(FORECAST));
        let own =
            || heads.iter().filter(|head| !head.growth && !head.follows && !is_forecast(head));
        let twice = own().enumerate().find_map(|(place, second)| {
            let first = own().take(place).find(|first| first.period == second.period)?;
            Some((first.column, second.column))
        });
        let (first, second) = twice?;
        Some(duplicate("period", cells, first, second))
    }

    /// The periods whose heads have a mark of quality.
    pub fn marked_periods(&self) -> impl Iterator<Item = String> {
        self.figures.iter().filter_map(|figure| match &figure.head {
            Head::Period(PeriodHead { mark: Some(HeadMark::Quality(_)), text, .. }) => {
                Some(text.clone())
            }
            _ => None,
        })
    }

    /// Do the heads of its figures name indicators, or else periods? `None` where neither.
    pub fn has_names_in_heads(&self) -> Option<bool> {
        match self.figures.first()?.head {
            Head::Name(..) => Some(true),
            Head::Period(..) => Some(false),
            Head::Value { .. } => None,
        }
    }

    /// The columns whose figures are growth.
    pub fn growth(&self) -> impl Iterator<Item = usize> {
        let is_growth = |it: &&Figure| matches!(&it.head, Head::Period(head) if head.growth);
        self.figures.iter().filter(is_growth).map(|figure| figure.column)
    }

    /// Does neither a column nor a head of figures say this?
    pub fn lacks(&self, column: Column) -> bool {
        let by_names = self.has_names_in_heads();
        match column {
            Column::Indicator => by_names != Some(true) && self.found.names().next().is_none(),
            Column::Period => by_names != Some(false) && self.found[Column::Period].is_none(),
            other => self.found[other].is_none(),
        }
    }

    /// The columns of the figures.
    pub fn figure_columns(&self) -> impl Iterator<Item = usize> {
        self.figures.iter().map(|figure| figure.column)
    }

    /// The cells of one figure of a row, and the signs of footnotes that it has, behind it or behind its period.
    pub fn take_apart<'a>(
        &'a self,
        row: &Row<'a>,
        figure: &'a Figure,
        knows: Knows<'_>,
    ) -> (Cells<'a>, String) {
        let of_row = |column| row.cell(self.found[column]);
        let value = row.cell(figure.column);
        let (value, own_sign) = match figure.head {
            Head::Value { .. } => (value, ""),
            _ => with_footnote(value),
        };
        let mut sign = "";
        let mut cells: Cells<'a> = std::array::from_fn(|at| of_row(Column::ALL[at]).into());
        let mut unit = of_row(Column::Unit);
        if let Head::Period(PeriodHead { mark: Some(mark), .. }) = &figure.head {
            match mark {
                HeadMark::Quality(word) if !value.is_empty() => {
                    let both = [of_row(Column::Quality), word];
                    let quality = joined(both.into_iter().filter(|it| !it.is_empty()), ";");
                    cells[Column::Quality as usize] = quality.into();
                }
                HeadMark::Sign(of_head) => sign = of_head,
                HeadMark::Quality(_) | HeadMark::Letter(_) => {}
            }
        }
        match &figure.head {
            Head::Name(name, of_head) => {
                cells[Column::Indicator as usize] = name.into();
                unit = of_head.as_deref().unwrap_or(unit);
            }
            Head::Period(PeriodHead { growth, unit: of_head, text, .. }) => {
                cells[Column::Period as usize] = text.into();
                unit = of_head.as_deref().unwrap_or(unit);
                for column in Column::NAMES {
                    let (bare, of_name) = name_and_unit(of_row(column), knows);
                    if *growth && !bare.is_empty() {
                        cells[column as usize] = growth_of(bare, knows).into();
                    } else if unit.is_empty() {
                        cells[column as usize] = bare.into();
                        unit = of_name.unwrap_or_default();
                    }
                }
                unit = if *growth { "%" } else { unit };
            }
            Head::Value { cumulated } => {
                let period = &mut cells[Column::Period as usize];
                if let Some(year) = self.found[Column::Year] {
                    let quarters = self.found.periods == Periods::Quarters;
                    *period = within_year(row.cell(year), period, quarters).into();
                }
                if let Some(from_january) = Period::parse(period).filter(|_| *cumulated) {
                    *period = from_january.year_to_date().to_string().into();
                }
            }
        }
        cells[Column::Value as usize] = value.into();
        cells[Column::Unit as usize] = unit.into();
        for (column, text, _) in &figure.says {
            let cell = &mut cells[*column as usize];
            let text = match column {
                Column::Period => match period_around(cell, text) {
                    Some(period) => period.into(),
                    None => continue,
                },
                _ => text.into(),
            };
            *cell = text;
        }
        (cells, format!("{sign}{own_sign}").replace('＊', "*"))
    }

    /// The place of what a record of one figure has in a column; of the row without one.
    pub fn place(&self, row: &Row<'_>, figure: &Figure, column: Option<Column>) -> Place {
        let found = &self.found;
        let of_head = || figure.place.clone().unwrap_or_else(|| row.place(None));
        let mut said = figure.says.iter().filter(|it| it.0 != Column::Period);
        if let Some((.., place)) = said.find(|it| Some(it.0) == column) {
            return place.clone();
        }
        let at = match (column, &figure.head) {
            (Some(Column::Value), _) => Some(figure.column),
            (Some(Column::Period), Head::Period(..))
            | (Some(Column::Unit), Head::Name(_, Some(_))) => return of_head(),
            (Some(Column::Unit), Head::Period(head)) if head.growth || head.unit.is_some() => {
                return of_head();
            }
            (Some(Column::Unit), head) => {
                match (found[Column::Unit], row.table.title(Column::Unit), head) {
                    (Some(unit), ..) => Some(unit),
                    (None, Some(place), _) => return place.clone(),
                    (None, None, Head::Period(..)) => {
                        found.names().next().and_then(|name| found[name])
                    }
                    (None, None, _) => Some(figure.column),
                }
            }
            (Some(column), Head::Name(..)) if Column::NAMES.contains(&column) => return of_head(),
            (column, _) => column.and_then(|column| found[column]),
        };
        row.place(at)
    }
}

/// What growth is called behind the name of what grows.
const GROWTH: [&str; 6] = ["增速", "同比增长", "增长率", "增长", "同比", " growth"];

/// The name of the growth of an indicator: the one that is asked for, else the usual one.
fn growth_of(name: &str, knows: Knows<'_>) -> String {
    let mut names = GROWTH.iter().map(|word| format!("{name}{word}"));
    names.clone().find(|name| knows(name, None)).or_else(|| names.next()).unwrap_or_default()
}

/// A month, a quarter or another part of a year that stands beside it; a blank one is the year.
fn within_year(year: &str, part: &str, quarters: bool) -> String {
    let whole = Period::parse(year).filter(|year| Calendar::COMMON.is_year(*year));
    let number = whole.map(|year| year.first().year());
    let bare = part.strip_prefix('第').unwrap_or(part);
    let forms = number.map(|number| {
        let complete = match bare.parse::<u32>() {
            Ok(quarter) if quarters => format!("{number}Q{quarter}"),
            Ok(month) if bare.len() <= 2 => format!("{number}-{month:02}"),
            _ => part.to_owned(),
        };
        [complete, format!("{number}年{bare}"), format!("{number}{bare}")]
    });
    let within = |text: &String| {
        whole.zip(Period::parse(text)).is_some_and(|(it, period)| it.covers(period))
    };
    forms
        .into_iter()
        .flatten()
        .find(within)
        .unwrap_or_else(|| format!("{year} {part}").trim().to_owned())
}

/// Is this the name of an indicator that is asked for, and, of a unit, can its figures be in that?
pub type Knows<'a> = &'a dyn Fn(&str, Option<&Unit>) -> bool;

/// A name without the unit behind it in brackets, and that unit: `R&D经费（亿元）`. A name that is asked for as it is keeps
/// its brackets; what is in them is its unit all the same, if its figures can be in that. Else brackets that hold no unit
/// belong to the name.
pub fn name_and_unit<'a>(printed: &'a str, knows: Knows<'_>) -> (&'a str, Option<&'a str>) {
    let Some((name, inner)) = in_brackets(printed) else {
        return (printed, None);
    };
    let unit = Unit::parse(inner);
    if knows(printed, None) {
        return (printed, Some(inner).filter(|_| knows(printed, Some(&unit))));
    }
    // Of 万平方米 the power of ten says that it is a unit.
    let is_unit = unit.is_known() || unit.has_magnitude() || knows(name, Some(&unit));
    if is_unit { (name, Some(inner)) } else { (printed, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_beside_its_parts() {
        for (year, part, quarters, period) in [
            ("2024", "", false, "2024"),
            ("2024年", "6", false, "2024-06"),
            ("2024", "06", false, "2024-06"),
            ("2024", "6月", false, "2024-06"),
            ("2024", "3", true, "2024Q3"),
            ("2024", "Q3", true, "2024Q3"),
            ("2024", "第三季度", true, "2024Q3"),
            ("2024", "1-9月", false, "2024-01/2024-09"),
            ("2024", "全年", false, "2024"),
            ("2024", "2024-06", false, "2024-06"),
        ] {
            let read = Period::parse(&within_year(year, part, quarters)).map(|it| it.to_string());
            assert_eq!(read.as_deref(), Some(period), "{year} {part}");
        }
        for (year, part) in [("2024", "13"), ("2024", "2023-06"), ("2024", "合计"), ("x", "6")] {
            assert_eq!(Period::parse(&within_year(year, part, false)), None, "{year} {part}");
        }
    }

    #[test]
    fn units_in_brackets() {
        let piece = Unit::parse("件");
        let knows = |name: &str, unit: Option<&Unit>| {
            ["每万人（件）", "指数", "里程"].contains(&name)
                && unit
                    .is_none_or(|unit| unit.factor_to(&piece).is_some() || unit.printed() == "海里")
        };
        for (printed, name, unit) in [
            ("R&D经费（亿元）", "R&D经费", Some("亿元")),
            ("R&D经费 (单位：亿元)", "R&D经费", Some("亿元")),
            ("研发投入强度[%]", "研发投入强度", Some("%")),
            ("研发经费（现价）", "研发经费（现价）", None),
            ("研发经费（现价）（万元）", "研发经费（现价）", Some("万元")),
            ("每万人（件）", "每万人（件）", Some("件")),
            ("里程(海里)", "里程", Some("海里")),
            ("面积(海里)", "面积(海里)", None),
            ("面积(万平方米)", "面积", Some("万平方米")),
            ("指数(点子)", "指数(点子)", None),
            ("（亿元）", "（亿元）", None),
            ("研发经费", "研发经费", None),
        ] {
            assert_eq!(name_and_unit(printed, &knows), (name, unit), "{printed}");
        }
    }
}
