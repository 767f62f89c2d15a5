//! The header of a table of actuals: which column is which, in Chinese and English, and of which form the table is.

use std::ops::{Index, IndexMut};

use crate::actuals::matching::NearNames;
use crate::diag::{DataProblem, MissingColumn, Place};
use crate::plan::recipe::{Delimiter, Recipe};

use super::actuals_columns::{
    COLUMNS, Column, column_of, columns, folded, folded_head, given_columns, is_head,
};
use super::actuals_marks::Dialect;
use super::actuals_wide::{Wide, period_columns};
use super::text::delimiter_of;

/// Where the columns stand; any of them may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    pub cells: usize,
    /// Whose marks its [`Column::MARKS`] have.
    pub dialects: [Dialect; Column::MARKS.len()],
    /// Are there flags behind the figures, as in the files of Eurostat?
    pub flags: bool,
    /// Can its column of multipliers be nothing else?
    pub scale_is_sure: bool,
    columns: [Option<usize>; COLUMNS],
}

impl Index<Column> for Header {
    type Output = Option<usize>;

    fn index(&self, column: Column) -> &Option<usize> {
        &self.columns[column as usize]
    }
}

impl IndexMut<Column> for Header {
    fn index_mut(&mut self, column: Column) -> &mut Option<usize> {
        &mut self.columns[column as usize]
    }
}

impl Header {
    /// Is the cell one of the known columns?
    pub fn has(&self, cell: usize) -> bool {
        self.columns.contains(&Some(cell))
    }

    /// The columns of names: one in any of them may match.
    pub fn names(&self) -> impl Iterator<Item = Column> {
        Column::NAMES.into_iter().filter(|column| self[*column].is_some())
    }

    /// Is there anything that changes what the figures and the column `quality` say by themselves?
    pub fn changes_figures(&self) -> bool {
        let beside = Column::BESIDE.iter().any(|it| self[*it].is_some());
        self.flags || beside || self.dialects[0] != Dialect::Own
    }

    /// The column of names where there is just one.
    pub fn only_name(&self) -> Option<Column> {
        let mut names = self.names();
        names.next().filter(|_| names.next().is_none())
    }
}

/// A fault of the header with the cell it is about.
pub type HeaderFault = (DataProblem, Option<usize>);

/// A table whose header is understood.
#[derive(Debug)]
pub enum Layout {
    /// One row for each figure.
    Long(Box<Header>),
    /// Several figures in a row: a column for each period, or for each indicator.
    Wide(Box<Wide>),
}

impl Layout {
    /// Reads the cells of a header. `knows` tells the names of indicators that are asked for.
    pub fn read<'a>(
        cells: impl Iterator<Item = &'a str>,
        recipe: &Recipe,
        knows: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Vec<HeaderFault>> {
        let cells: Vec<&str> = cells.map(str::trim).collect();
        let (found, mut faults) = find(&cells, recipe);
        let value = found[Column::Value];
        let sets = |columns: &[Column]| columns.iter().any(|it| recipe.sets(*it).is_some());
        let has_name = found.names().next().is_some() || sets(&[Column::Indicator]);
        let has_period = found[Column::Period].is_some() || sets(&[Column::Period, Column::Year]);
        // Without a column of names it is no table of periods, but rows without a header.
        if (!has_period || value.is_none()) && has_name {
            let periods = period_columns(&cells, &found);
            if !periods.is_empty() {
                faults.extend(Wide::period_twice(&periods, &cells));
                return wide_or(faults, || Wide::by_periods(found, periods, &cells));
            }
        }
        let absent =
            [Column::Indicator, Column::Period, Column::Value].into_iter().filter(|column| {
                match column {
                    Column::Indicator => !has_name,
                    Column::Period => !has_period,
                    column => found[*column].is_none(),
                }
            });
        let missing = missing(absent, &cells, &found);
        if !has_name && value.is_none() && has_period {
            let chosen = |cell: &str| recipe.filter.iter().any(|(head, _)| is_head(head, cell));
            let names: Vec<usize> = (0..cells.len())
                .filter(|cell| !found.has(*cell))
                .filter(|cell| cells.get(*cell).is_some_and(|it| !it.is_empty() && !chosen(it)))
                .collect();
            let asked_for =
                |cell: &usize| cells.get(*cell).is_some_and(|it| Wide::is_known(it, knows));
            let slip = missing.as_ref().is_some_and(|(problem, _)| has_nearest(problem));
            let has_unit = |cell: &usize| cells.get(*cell).is_some_and(|it| Wide::has_unit(it));
            let looks_wide = found[Column::Region].is_some() || names.iter().any(has_unit);
            if names.iter().any(asked_for) || (looks_wide && !slip && !names.is_empty()) {
                return wide_or(faults, || Wide::by_names(found, &names, &cells, knows));
            }
        }
        faults.extend(missing);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self::Long(Box::new(found)))
    }

    /// Where its columns stand in its rows.
    pub fn found(&self) -> &Header {
        match self {
            Self::Long(header) => header,
            Self::Wide(wide) => &wide.found,
        }
    }

    /// The columns that say what a row's figures are: all but those of figures.
    pub fn key_columns(&self) -> Vec<usize> {
        match self {
            Self::Long(header) => {
                (0..header.cells).filter(|cell| header[Column::Value] != Some(*cell)).collect()
            }
            Self::Wide(wide) => wide.key_columns(),
        }
    }

    /// The columns of figures.
    pub fn figure_columns(&self) -> Vec<usize> {
        match self {
            Self::Long(header) => header[Column::Value].into_iter().collect(),
            Self::Wide(wide) => wide.figure_columns().collect(),
        }
    }

    /// The columns that say of a figure what it is: all that are read, but for its source and a remark.
    pub fn saying_columns(&self) -> Vec<usize> {
        let found = self.found();
        let aside = [Column::Value, Column::Source, Column::Note];
        let said = columns().filter(|it| !aside.contains(it));
        said.filter_map(|it| found[it]).collect()
    }

    /// Notes where the heads of figures stand.
    pub fn place_heads(&mut self, place: &dyn Fn(usize) -> Place) {
        if let Self::Wide(wide) = self {
            for figure in &mut wide.figures {
                figure.place = Some(place(figure.column));
            }
        }
    }

    /// The header of its records.
    pub fn header(&self) -> &Header {
        match self {
            Self::Long(header) => header,
            Self::Wide(wide) => &wide.header,
        }
    }
}

fn wide_or(
    faults: Vec<HeaderFault>,
    wide: impl FnOnce() -> Wide,
) -> Result<Layout, Vec<HeaderFault>> {
    if faults.is_empty() { Ok(Layout::Wide(Box::new(wide()))) } else { Err(faults) }
}

/// Finds the columns, and those that are there twice.
fn find(cells: &[&str], recipe: &Recipe) -> (Header, Vec<HeaderFault>) {
    let folded: Vec<String> = cells.iter().map(|cell| folded(cell)).collect();
    let named = given_columns(cells, recipe);
    let mut faults = Vec::new();
    let columns = std::array::from_fn(|at| {
        let (column, head) = (Column::ALL[at], Column::ALL[at].word());
        let [others, instead] = column.others();
        let usual = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let all = folded.iter().zip(&named).enumerate();
            // What the user has named is nothing else.
            all.filter(|(_, (cell, named))| named.is_none() && fits(cell))
                .map(|(index, _)| index)
                .collect()
        };
        let mut fits: Vec<usize> = named
            .iter()
            .enumerate()
            .filter(|(_, named)| **named == Some(column))
            .map(|(index, _)| index)
            .collect();
        if fits.is_empty() {
            fits = usual(&|cell| cell == folded_head(head) || others.contains(&cell));
        }
        if fits.is_empty() {
            fits = usual(&|cell| instead.iter().any(|other| folded_head(other) == cell));
        }
        if let [first, second, ..] = fits.as_slice() {
            faults.push(duplicate(head, cells, *first, *second));
        }
        fits.first().copied()
    });
    faults.sort_by_key(|(_, second)| *second);
    let mut header = Header { cells: cells.len(), columns, ..Header::default() };
    let head = |column| header[column].and_then(|cell| folded.get(cell)).map_or("", String::as_str);
    let dialects = Column::MARKS.map(|column| Dialect::of(column, head(column)));
    (header.scale_is_sure, header.dialects) = (head(Column::Multiplier) != "scale", dialects);
    header.flags =
        ["\\time", "\\TIME_PERIOD"].iter().any(|end| cells.iter().any(|cell| cell.ends_with(end)));
    (header, faults)
}

/// Two columns of one meaning.
pub fn duplicate(column: &'static str, cells: &[&str], first: usize, second: usize) -> HeaderFault {
    let shown = |index: usize| cells.get(index).copied().unwrap_or_default().to_owned();
    let (first, second_head) = (shown(first), shown(second));
    let problem = DataProblem::DuplicateColumn { column, first, second: second_head };
    (problem, Some(second))
}

/// Does this line look like the header of a table of actuals? Two known heads, or one beside periods.
pub fn is_understood(line: &str, recipe: &Recipe) -> bool {
    let delimiter = recipe.delimiter.map_or_else(|| delimiter_of(line), Delimiter::byte);
    let delimiter = char::from(delimiter);
    let cells: Vec<&str> = line.split(delimiter).map(str::trim).collect();
    let known = known_heads(&cells, recipe);
    known >= 2 || (known >= 1 && !period_columns(&cells, &Header::default()).is_empty())
}

/// How many cells are heads of columns.
pub fn known_heads(cells: &[&str], recipe: &Recipe) -> usize {
    let all = cells.iter().zip(given_columns(cells, recipe));
    all.filter(|(cell, given)| given.or_else(|| column_of(&folded(cell))).is_some()).count()
}

/// Is there a head that may be meant for a missing column?
fn has_nearest(problem: &DataProblem) -> bool {
    match problem {
        DataProblem::MissingColumns { missing, .. } => {
            missing.iter().any(|missing| missing.nearest.is_some())
        }
        _ => false,
    }
}

/// One fault for all columns that are not there; its place is the first head that may be meant.
fn missing(
    columns: impl Iterator<Item = Column>,
    cells: &[&str],
    found: &Header,
) -> Option<HeaderFault> {
    let unknown = || {
        let all = cells.iter().copied().enumerate();
        all.filter(|(index, cell)| !found.has(*index) && column_of(&folded(cell)).is_none())
            .map(|(_, cell)| cell)
    };
    let near = NearNames::among(unknown());
    let mut place = None;
    let missing: Vec<MissingColumn> = columns
        .map(|column| {
            let (head, [others, _]) = (column.word(), column.others());
            let nearest = std::iter::once(&head)
                .chain(others)
                .find_map(|accepted| near.nearest(accepted))
                // 数值(亿元): the head with something more.
                .or_else(|| {
                    unknown().find(|cell| {
                        let cell = folded(cell);
                        cell.starts_with(head) || others.iter().any(|other| cell.starts_with(other))
                    })
                });
            let at = nearest.and_then(|nearest| cells.iter().position(|cell| *cell == nearest));
            place = place.or(at);
            MissingColumn {
                column: head,
                accepted: others.join(", "),
                nearest: nearest.map(shortened),
            }
        })
        .collect();
    let named = || cells.iter().filter(|cell| !cell.is_empty());
    let mut found: Vec<String> = named().take(MOST_SHOWN).map(|cell| shortened(cell)).collect();
    if named().count() > found.len() {
        found.push("…".to_owned());
    }
    (!missing.is_empty()).then(|| {
        let found = found.join(", ");
        let problem = DataProblem::MissingColumns { missing, found, mappable: true };
        (problem, place)
    })
}

/// Heads of a header shown in a message; a file that is no table may be one long line.
const MOST_SHOWN: usize = 8;

/// Characters of a head shown in a message.
const LONGEST_SHOWN: usize = 30;

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", cell.get(..end).unwrap_or_default()),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(heads: &[(Column, &str)]) -> Recipe {
        let columns = heads.iter().map(|(column, head)| (*column, (*head).to_owned()));
        Recipe { columns: columns.collect(), ..Recipe::default() }
    }

    fn layout(line: &str) -> Result<Layout, Vec<HeaderFault>> {
        let knows = |name: &str| name == "研发经费";
        Layout::read(line.split(','), &Recipe::default(), &knows)
    }

    fn read(line: &str) -> Result<Header, Vec<&'static str>> {
        match layout(line) {
            Ok(layout) => Ok(layout.header().clone()),
            Err(faults) => Err(faults.iter().map(|(problem, _)| problem.code()).collect()),
        }
    }

    #[test]
    fn columns_in_any_order_and_language() {
        let header =
            read("Note, VALUE ,指标,年份,extra,published_on,Source URL").expect("a header");
        assert_eq!(
            [Column::Note, Column::Value, Column::Indicator, Column::Period].map(|it| header[it]),
            [0, 1, 2, 3].map(Some)
        );
        assert_eq!(
            [Column::Published, Column::Source, Column::Region].map(|it| header[it]),
            [Some(5), Some(6), None]
        );
        let both = read("indicator_en,indicator_zh,period,value,published_on,published")
            .expect("a header");
        let names = both.names().filter_map(|column| both[column]);
        assert_eq!((names.collect(), both[Column::Published]), (vec![1, 0], Some(5)));
    }

    #[test]
    fn provinces_are_regions_where_no_column_is_called_so() {
        assert_eq!(read("省份,指标,年份,数值").map(|it| it[Column::Region]), Ok(Some(0)));
        let both = read("省份,地区,指标,年份,数值");
        assert_eq!(both.map(|it| it[Column::Region]), Ok(Some(1)));
    }

    #[test]
    fn heads_that_the_user_names_go_first() {
        let heads =
            given(&[(Column::Region, "省份"), (Column::Source, "备注"), (Column::Value, "2024")]);
        let line = "地区,省份,指标,年份,2024,备注,来源";
        let Ok(Layout::Long(header)) = Layout::read(line.split(','), &heads, &|_| false) else {
            panic!("no long table")
        };
        assert_eq!((header[Column::Region], header[Column::Value]), (Some(1), Some(4)));
        assert_eq!((header[Column::Source], header[Column::Note]), (Some(5), None));
    }

    #[test]
    fn faults_of_a_header() {
        for (line, code) in [
            ("region,period,value", "missing-column"),
            ("a,b", "missing-column"),
            ("indicator,period,年份,value", "duplicate-column"),
            ("杭州市,常住人口,2024,2023,万人", "missing-column"),
            ("地区,指标,2020,2021,2020年", "duplicate-column"),
            ("地区,年份,指标名,数值(亿元)", "missing-column"),
            ("年份,常住人口", "missing-column"),
        ] {
            assert_eq!(read(line), Err(vec![code]), "{line}");
        }
        let faults = layout("indicator,perod,value").expect_err("no period");
        assert!(matches!(
            faults.as_slice(),
            [(DataProblem::MissingColumns { missing, .. }, Some(1))]
                if missing.len() == 1 && missing[0].nearest.as_deref() == Some("perod")
        ));
    }

    #[test]
    fn wide_tables_of_both_kinds() {
        for (line, figures) in [
            ("地区,指标,单位,2020年,2021年,2022年", 3),
            ("指标,2024", 1),
            ("指标,2024,2024年1-9月,2024Q1,增速", 3),
            ("指标,202401,202402,330106", 2),
            ("指标,2023,2024,200001", 2),
            ("地区,年份,研发经费,常住人口（万人）,备注", 2),
            ("年份,研发经费(亿元)", 1),
            ("地区,年份,常住人口", 1),
            ("年份,常住人口（万人）", 1),
        ] {
            let Ok(Layout::Wide(wide)) = layout(line) else { panic!("{line}") };
            assert_eq!(wide.figures.len(), figures, "{line}");
        }
        // A long table that also has a column of some year stays one.
        let Ok(Layout::Long(_)) = layout("指标,时期,数值,2023") else {
            panic!("no long table")
        };
    }

    #[test]
    fn headers_that_make_sense() {
        let understood = |line| is_understood(line, &Recipe::default());
        assert!(understood("地区;指标;时期;数值"));
        assert!(understood("指标,2020,2021"));
        assert!(!understood("姓名,年龄"));
        let heads = given(&[(Column::Region, "省份"), (Column::Value, "金额")]);
        assert!(is_understood("省份,金额", &heads));
    }
}
