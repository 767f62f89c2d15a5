//! Wide tables: several figures in a row, with a column for each period or for each indicator.
//!
//! A row is taken apart into the records of a long table, which then go the way of every record. Their places are those
//! of the cells they came from.

use csv::ByteRecord;

use crate::actuals::Origin;
use crate::actuals::printed_number::Commas;
use crate::diag::{DataProblem, Place};
use crate::period::Period;
use crate::unit::Unit;

use super::actuals_columns::{Column, HEADS};
use super::actuals_header::{Header, HeaderFault};
use super::actuals_rows::cell;
use super::actuals_table::Table;

/// A wide table: where its figures stand.
#[derive(Debug)]
pub(super) struct Wide {
    /// The header of the records it is taken apart into.
    pub(super) header: Header,
    /// Where the columns stand in the rows of the table.
    found: Header,
    /// The columns of figures.
    pub(super) figures: Vec<Figure>,
    /// Where the heads of the figures stand; set when the file is known.
    pub(super) head_places: Vec<Place>,
    /// The unit of all figures that have none of their own, and where it stands (a line above the table of a sheet).
    pub(super) table_unit: Option<(String, Place)>,
}

/// A column of figures.
#[derive(Debug)]
pub(super) struct Figure {
    column: usize,
    head: Head,
}

impl Figure {
    /// The indicator of its figures, when its head names one.
    pub(super) fn name(&self) -> Option<&str> {
        match &self.head {
            Head::Name(name, _) => Some(name),
            Head::Period(_) => None,
        }
    }
}

/// What the head of a column of figures says.
#[derive(Debug)]
enum Head {
    /// The period of its figures.
    Period(String),
    /// Their indicator, with the unit that stands behind it in brackets.
    Name(String, Option<String>),
}

/// The columns whose heads are periods, each with its period.
pub(super) fn period_columns(cells: &[&str], found: &Header) -> Vec<(usize, Period)> {
    let all = cells.iter().enumerate();
    all.filter(|(index, _)| !found.has(*index))
        .filter_map(|(index, cell)| Some((index, Period::parse(cell)?)))
        .collect()
}

impl Wide {
    /// One column for each period.
    pub(super) fn by_periods(found: Header, periods: Vec<(usize, Period)>) -> Self {
        let figures = periods
            .into_iter()
            .map(|(column, period)| Figure { column, head: Head::Period(period.to_string()) });
        Self::new(found, figures.collect())
    }

    /// One column for each indicator.
    pub(super) fn by_names(
        found: Header,
        columns: &[usize],
        cells: &[&str],
        knows: &dyn Fn(&str) -> bool,
    ) -> Self {
        let figures = columns.iter().map(|column| {
            let printed = cells.get(*column).copied().unwrap_or_default();
            let (name, unit) = name_and_unit(printed, knows);
            Figure { column: *column, head: Head::Name(name.to_owned(), unit.map(str::to_owned)) }
        });
        let figures = figures.collect();
        Self::new(found, figures)
    }

    /// A record has a cell for each column there is, in their order.
    fn new(found: Header, figures: Vec<Figure>) -> Self {
        let mut header = found.clone();
        for (column, cell) in Column::all().zip(0..) {
            let always = match column {
                // A table of indicators has one name in the head of each column.
                Column::Indicator => found.names().next().is_none(),
                Column::Period | Column::Value | Column::Unit => true,
                _ => false,
            };
            header[column] = (always || found[column].is_some()).then_some(cell);
        }
        Self { header, found, figures, head_places: Vec::new(), table_unit: None }
    }

    /// Two columns of one period.
    pub(super) fn period_twice(periods: &[(usize, Period)], cells: &[&str]) -> Option<HeaderFault> {
        let shown = |index: usize| cells.get(index).copied().unwrap_or_default().to_owned();
        let twice = periods.iter().enumerate().find_map(|(place, second)| {
            let mut before = periods.iter().take(place);
            let first = before.find(|first| first.1 == second.1)?;
            Some((first.0, second.0))
        });
        let (first, second) = twice?;
        let problem = DataProblem::DuplicateColumn {
            column: "period",
            first: shown(first),
            second: shown(second),
        };
        Some((problem, Some(second)))
    }

    /// Has the table a column of units?
    pub(super) fn has_unit_column(&self) -> bool {
        self.found[Column::Unit].is_some()
    }

    /// Is the head of a column, as it is or without a unit in brackets, the name of an indicator that is asked for?
    pub(super) fn is_known(head: &str, knows: &dyn Fn(&str) -> bool) -> bool {
        knows(head) || knows(name_and_unit(head, knows).0)
    }

    /// Does a head end in a unit in brackets?
    pub(super) fn has_unit(head: &str) -> bool {
        name_and_unit(head, &|_| false).1.is_some()
    }

    /// The columns that say what the figures of a row are.
    pub(super) fn key_columns(&self) -> Vec<usize> {
        (0..self.found.cells).filter(|cell| self.found.has(*cell)).collect()
    }

    /// The columns of the figures.
    pub(super) fn figure_columns(&self) -> impl Iterator<Item = usize> {
        self.figures.iter().map(|figure| figure.column)
    }

    /// Has the row of a table any figure? A row without one is a remark, or a line between groups.
    pub(super) fn has_figures(&self, row: &ByteRecord) -> bool {
        self.figure_columns().any(|column| !cell(row, Some(column)).is_empty())
    }

    /// Makes `record` the record of one figure of a row; `false` when it has one and no unit is known for it.
    pub(super) fn take_apart(
        &self,
        row: &ByteRecord,
        figure: &Figure,
        knows: &dyn Fn(&str) -> bool,
        record: &mut ByteRecord,
    ) -> bool {
        let of_row = |column| cell(row, self.found[column]);
        let value = cell(row, Some(figure.column));
        let mut cells: [&str; HEADS.len()] = HEADS.map(|(column, ..)| of_row(column));
        let mut unit = of_row(Column::Unit);
        match &figure.head {
            Head::Name(name, of_head) => {
                cells[Column::Indicator as usize] = name;
                unit = of_head.as_deref().unwrap_or(unit);
            }
            Head::Period(period) => {
                cells[Column::Period as usize] = period;
                for name in Column::NAMES.map(|column| column as usize) {
                    if unit.is_empty() {
                        let (bare, of_name) = name_and_unit(cells[name], knows);
                        (cells[name], unit) = (bare, of_name.unwrap_or_default());
                    }
                }
            }
        }
        if let (true, Some((of_table, _))) = (unit.is_empty(), &self.table_unit) {
            unit = of_table;
        }
        (cells[Column::Value as usize], cells[Column::Unit as usize]) = (value, unit);
        record.clear();
        for cell in cells {
            record.push_field(cell.as_bytes());
        }
        record.set_position(row.position().cloned());
        !unit.is_empty() || value.is_empty() || value.ends_with(['%', '％'])
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
            let unit = unit.strip_prefix("单位").unwrap_or(unit);
            let unit = unit.trim_start_matches([':', '：', ' ']);
            (!name.is_empty() && !unit.is_empty()).then_some((name, unit))
        },
    );
    match split {
        Some((name, unit)) if Unit::parse(unit).is_known() => (name, Some(unit)),
        _ => (printed, None),
    }
}

/// One figure of a row, as a table of its own.
pub(super) struct WideRow<'a, T> {
    pub(super) table: &'a T,
    pub(super) wide: &'a Wide,
    pub(super) row: &'a ByteRecord,
    /// Which figure, by its index.
    pub(super) index: usize,
}

impl<T: Table> WideRow<'_, T> {
    fn figure(&self) -> Option<&Figure> {
        self.wide.figures.get(self.index)
    }

    fn has_period_head(&self) -> bool {
        matches!(self.figure(), Some(Figure { head: Head::Period(_), .. }))
    }

    fn head_place(&self) -> Place {
        let place = self.wide.head_places.get(self.index).cloned();
        place.unwrap_or_else(|| self.table.place(self.row, None))
    }
}

impl<T: Table> Table for WideRow<'_, T> {
    fn index(&self) -> u32 {
        self.table.index()
    }

    fn header(&self) -> &Header {
        &self.wide.header
    }

    fn commas(&self) -> Commas {
        self.table.commas()
    }

    fn width(&self, _record: &ByteRecord) -> usize {
        self.table.width(self.row)
    }

    fn place(&self, _record: &ByteRecord, column: Option<usize>) -> Place {
        let found = &self.wide.found;
        let of_value = self.figure().map(|figure| figure.column);
        let at = match column.and_then(|column| Column::all().nth(column)) {
            Some(Column::Period) if self.has_period_head() => return self.head_place(),
            Some(Column::Value) => of_value,
            Some(Column::Unit) => {
                let head = self.figure().map(|figure| &figure.head);
                match (head, found[Column::Unit], &self.wide.table_unit) {
                    (Some(Head::Name(_, Some(_))), ..) => return self.head_place(),
                    (_, Some(unit), _) => Some(unit),
                    (_, None, Some((_, place))) => return place.clone(),
                    (Some(Head::Period(_)), None, None) => found.names().next(),
                    _ => of_value,
                }
            }
            Some(column) if Column::NAMES.contains(&column) && !self.has_period_head() => {
                return self.head_place();
            }
            Some(column) => found[column],
            None => None,
        };
        self.table.place(self.row, at)
    }

    fn origin(&self, _record: &ByteRecord) -> Origin {
        let column = self.figure().map_or(0, |figure| figure.column + 1);
        Origin { column: u32::try_from(column).unwrap_or(u32::MAX), ..self.table.origin(self.row) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
