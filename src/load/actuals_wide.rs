//! Wide tables: several figures in a row, with a column for each period or for each indicator.
//!
//! A row is taken apart into the records of a long table, which then go the way of every record. Their places are those
//! of the cells they came from.

use std::borrow::Cow;

use crate::actuals::{Mark, Quality};
use crate::diag::Place;
use crate::period::Period;
use crate::unit::Unit;
use crate::words::joined;

use super::actuals_columns::{COLUMNS, Column, columns};
use super::actuals_dimensions::ROW_NUMBER;
use super::actuals_header::{Header, HeaderFault, duplicate};
use super::actuals_rows::read_quality;
use super::actuals_table::Row;

/// What there is of one figure, by column.
pub type Cells<'a> = [Cow<'a, str>; COLUMNS];

/// A wide table: where its figures stand.
#[derive(Debug)]
pub struct Wide {
    /// The header of the records it is taken apart into.
    pub header: Header,
    /// Where the columns stand in the rows of the table.
    pub found: Header,
    /// The columns of figures.
    pub figures: Vec<Figure>,
    /// The columns that are not read, with their heads.
    pub others: Vec<(usize, String)>,
}

/// A column of figures.
#[derive(Debug)]
pub struct Figure {
    pub column: usize,
    head: Head,
    /// Where the head stands; set when the file is known.
    pub place: Option<Place>,
}

impl Head {
    fn of(self, column: usize) -> Figure {
        Figure { column, head: self, place: None }
    }
}

impl Figure {
    /// The indicator of its figures, when its head names one.
    pub fn name(&self) -> Option<&str> {
        match &self.head {
            Head::Name(name, _) => Some(name),
            Head::Period(..) | Head::Value => None,
        }
    }
}

/// What the head of a column of figures says.
#[derive(Debug)]
enum Head {
    /// The period of its figures, and their quality where the head has a mark of it.
    Period(String, Option<Quality>),
    /// Their indicator, with the unit that stands behind it in brackets.
    Name(String, Option<String>),
    /// Nothing: a row of a long table has one figure, and says itself what it is.
    Value,
}

/// A column whose head is a period, with the quality where the head has a mark of it.
pub type PeriodColumn = (usize, Period, Option<Quality>);

/// The columns whose heads are periods.
pub fn period_columns(cells: &[&str], found: &Header) -> Vec<PeriodColumn> {
    let all = cells.iter().enumerate();
    let all = all.filter(|(index, _)| !found.has(*index)).filter_map(|(index, cell)| {
        let (period, behind) = leading_period(cell)?;
        let quality = if behind.is_empty() { None } else { Some(mark_of(behind)?) };
        Some((index, period, quality))
    });
    let mut periods: Vec<PeriodColumn> = all.collect();
    // 202406 is a month, but beside periods of other forms a code.
    let is_plain = |(index, ..): &PeriodColumn| {
        cells.get(*index).is_some_and(|cell| cell.len() == 6 && cell.parse::<u32>().is_ok())
    };
    if !periods.iter().all(is_plain) {
        periods.retain(|it| !is_plain(it));
    }
    periods
}

/// The longest period that a head begins with, and what stands behind it.
fn leading_period(head: &str) -> Option<(Period, &str)> {
    let ends = head.char_indices().map(|(start, sign)| start + sign.len_utf8());
    ends.rev().map(|end| head.split_at(end)).find_map(|(start, behind)| {
        // 20 of 2024 is none of it.
        let in_number = behind.starts_with(|sign: char| sign.is_ascii_digit());
        Some((Period::parse(start).filter(|_| !in_number)?, behind.trim()))
    })
}

/// Does a head begin with a period?
pub fn starts_with_period(head: &str) -> bool {
    leading_period(head).is_some()
}

/// The quality that a mark behind a period stands for, with or without brackets: a word of the column `quality` that says how
/// final a figure is, a letter of yearbooks, or the star of a footnote.
fn mark_of(mark: &str) -> Option<Quality> {
    let word =
        mark.trim_matches(|sign: char| sign.is_whitespace() || "()（）[]［］【】".contains(sign));
    let quality = match word {
        "p" | "P" | "*" | "＊" => Quality::FINAL.with(Mark::Preliminary),
        "e" | "E" => Quality::FINAL.with(Mark::Estimate),
        _ => read_quality(word).ok().filter(|_| !word.is_empty())?.0,
    };
    let says_how_final = |mark| matches!(mark, Mark::Preliminary | Mark::Estimate);
    quality.marks().all(says_how_final).then_some(quality)
}

impl Wide {
    /// One column for each period.
    pub fn by_periods(found: Header, periods: Vec<PeriodColumn>, cells: &[&str]) -> Self {
        let figures = periods
            .into_iter()
            .map(|(column, period, quality)| Head::Period(period.to_string(), quality).of(column));
        Self::new(found, figures.collect(), cells)
    }

    /// The one column of a long table.
    pub fn by_rows(found: Header) -> Self {
        let figures = found[Column::Value].map(|column| Head::Value.of(column));
        Self::new(found, figures.into_iter().collect(), &[])
    }

    /// One column for each indicator.
    pub fn by_names(
        found: Header,
        columns: &[usize],
        cells: &[&str],
        knows: &dyn Fn(&str) -> bool,
    ) -> Self {
        let figures = columns.iter().map(|column| {
            let printed = cells.get(*column).copied().unwrap_or_default();
            let (name, unit) = name_and_unit(printed, knows);
            Head::Name(name.to_owned(), unit.map(str::to_owned)).of(*column)
        });
        let figures = figures.collect();
        Self::new(found, figures, cells)
    }

    /// A record has a cell for each column there is, in their order.
    fn new(found: Header, figures: Vec<Figure>, cells: &[&str]) -> Self {
        let mut header = found.clone();
        let marked = figures.iter().any(|it| matches!(it.head, Head::Period(_, Some(_))));
        let is_figure = |column: usize| figures.iter().any(|it| it.column == column);
        let others = cells.iter().enumerate();
        // So does a first column without a head.
        let counts =
            |column: usize, head: &str| head == ROW_NUMBER || column == 0 && head.is_empty();
        let others = others.filter(|(column, head)| !counts(*column, head));
        let others = others.filter(|(column, _)| !found.has(*column) && !is_figure(*column));
        let others = others.map(|(column, head)| match *head {
            "" => (column, format!("({})", column + 1)),
            head => (column, head.to_owned()),
        });
        let others = others.collect();
        for (column, cell) in columns().zip(0..) {
            let always = match column {
                // A table of indicators has one name in the head of each column.
                Column::Indicator => found.names().next().is_none(),
                Column::Period | Column::Value | Column::Unit => true,
                Column::Quality => marked,
                _ => false,
            };
            header[column] = (always || found[column].is_some()).then_some(cell);
        }
        Self { header, found, figures, others }
    }

    /// Two columns of one period.
    pub fn period_twice(periods: &[PeriodColumn], cells: &[&str]) -> Option<HeaderFault> {
        let twice = periods.iter().enumerate().find_map(|(place, second)| {
            let first = periods.iter().take(place).find(|first| first.1 == second.1)?;
            Some((first.0, second.0))
        });
        let (first, second) = twice?;
        Some(duplicate("period", cells, first, second))
    }

    /// The periods whose heads have a mark of quality.
    pub fn marked_periods(&self) -> impl Iterator<Item = String> {
        self.figures.iter().filter_map(|figure| match &figure.head {
            Head::Period(period, Some(_)) => Some(period.clone()),
            _ => None,
        })
    }

    /// Has the table a column of units?
    pub fn has_unit_column(&self) -> bool {
        self.found[Column::Unit].is_some()
    }

    /// Is the head of a column, as it is or without a unit in brackets, the name of an indicator that is asked for?
    pub fn is_known(head: &str, knows: &dyn Fn(&str) -> bool) -> bool {
        knows(head) || knows(name_and_unit(head, knows).0)
    }

    /// Does a head end in a unit in brackets?
    pub fn has_unit(head: &str) -> bool {
        name_and_unit(head, &|_| false).1.is_some()
    }

    /// The columns that say what the figures of a row are.
    pub fn key_columns(&self) -> Vec<usize> {
        let keys = (0..self.found.cells).filter(|cell| self.found.has(*cell));
        keys.filter(|cell| self.figure_columns().all(|figure| figure != *cell)).collect()
    }

    /// The columns of the figures.
    pub fn figure_columns(&self) -> impl Iterator<Item = usize> {
        self.figures.iter().map(|figure| figure.column)
    }

    /// Has the row of a table any figure? A row without one is a remark, or a line between groups.
    pub fn has_figures(&self, row: &Row<'_>) -> bool {
        self.figure_columns().any(|column| !row.cell(Some(column)).is_empty())
    }

    /// The cells of one figure of a row.
    pub fn take_apart<'a>(
        &'a self,
        row: &Row<'a>,
        figure: &'a Figure,
        knows: &dyn Fn(&str) -> bool,
    ) -> Cells<'a> {
        let of_row = |column| row.cell(self.found[column]);
        let value = row.cell(Some(figure.column));
        let mut cells: Cells<'a> = std::array::from_fn(|at| of_row(Column::ALL[at]).into());
        let mut unit = of_row(Column::Unit);
        if let Head::Period(_, Some(mark)) = &figure.head
            && !value.is_empty()
        {
            let both = [of_row(Column::Quality), &mark.word()];
            let quality = joined(both.into_iter().filter(|it| !it.is_empty()), ";");
            cells[Column::Quality as usize] = quality.into();
        }
        match &figure.head {
            Head::Name(name, of_head) => {
                cells[Column::Indicator as usize] = name.into();
                unit = of_head.as_deref().unwrap_or(unit);
            }
            Head::Period(period, _) => {
                cells[Column::Period as usize] = period.into();
                for column in Column::NAMES {
                    if unit.is_empty() {
                        let (bare, of_name) = name_and_unit(of_row(column), knows);
                        cells[column as usize] = bare.into();
                        unit = of_name.unwrap_or_default();
                    }
                }
            }
            Head::Value => {}
        }
        cells[Column::Value as usize] = value.into();
        cells[Column::Unit as usize] = unit.into();
        cells
    }

    /// The place of what a record of one figure has in a column; of the row without one.
    pub fn place(&self, row: &Row<'_>, figure: &Figure, column: Option<Column>) -> Place {
        let found = &self.found;
        let of_head = || figure.place.clone().unwrap_or_else(|| row.place(None));
        let at = match (column, &figure.head) {
            (Some(Column::Value), _) => Some(figure.column),
            (Some(Column::Period), Head::Period(..))
            | (Some(Column::Unit), Head::Name(_, Some(_))) => return of_head(),
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

/// A name without the unit behind it in brackets, and that unit: `R&D经费（亿元）`. A name that is asked for as it is keeps
/// its brackets, and so does one whose brackets hold no known unit.
fn name_and_unit<'a>(printed: &'a str, knows: &dyn Fn(&str) -> bool) -> (&'a str, Option<&'a str>) {
    if knows(printed) {
        return (printed, None);
    }
    let split = [('(', ')'), ('（', '）'), ('[', ']'), ('［', '］'), ('【', '】')].iter().find_map(
        |(open, close)| {
            let (name, unit) = printed.strip_suffix(*close)?.rsplit_once(*open)?;
            let (name, unit) = (name.trim(), unit.trim());
            let unit =
                unit.strip_prefix("单位").unwrap_or(unit).trim_start_matches([':', '：', ' ']);
            (!name.is_empty() && !unit.is_empty()).then_some((name, unit))
        },
    );
    match split {
        Some((name, unit)) if Unit::parse(unit).is_known() => (name, Some(unit)),
        _ => (printed, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_a_period() {
        let mark = |text| mark_of(text).map(Quality::word);
        for (text, word) in [
            ("(p)", Some("preliminary")),
            ("*", Some("preliminary")),
            ("（初步）", Some("preliminary")),
            ("快报数", Some("preliminary")),
            ("E", Some("estimate")),
            ("[Estimate]", Some("estimate")),
            ("(final)", Some("final")),
            ("()", None),
            ("以上", None),
            ("F", None),
            ("同比增长", None),
        ] {
            assert_eq!(mark(text).as_deref(), word, "{text}");
        }
    }

    #[test]
    fn units_in_brackets() {
        let knows = |name: &str| name == "每万人（件）" || name == "指数";
        for (printed, name, unit) in [
            ("R&D经费（亿元）", "R&D经费", Some("亿元")),
            ("R&D经费 (单位：亿元)", "R&D经费", Some("亿元")),
            ("研发投入强度[%]", "研发投入强度", Some("%")),
            ("研发经费（现价）", "研发经费（现价）", None),
            ("研发经费（现价）（万元）", "研发经费（现价）", Some("万元")),
            ("每万人（件）", "每万人（件）", None),
            ("指数(点子)", "指数(点子)", None),
            ("（亿元）", "（亿元）", None),
            ("研发经费", "研发经费", None),
        ] {
            assert_eq!(name_and_unit(printed, &knows), (name, unit), "{printed}");
        }
    }
}
