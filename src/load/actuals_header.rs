//! The header of a table of actuals: which column is which, in Chinese and English, and of which form the table is.

use std::ops::{Index, IndexMut};

use crate::actuals::matching::NearNames;
use crate::diag::{DataProblem, MissingColumn, Place};
use crate::plan::recipe::Recipe;

use super::actuals_columns::{
    Column, HEADS, cells_of, folded, given_columns, is_read_as_code, meaning_of,
};
use super::actuals_wide::{Knows, PeriodHead, Sign, Wide, name_and_unit, period_heads};

/// Where the columns stand; any of them may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    pub cells: usize,
    /// The unit behind a head in brackets, and the cell of the head: 数值（亿元）.
    pub unit: Option<(usize, String)>,
    /// Does a number beside a year count quarters?
    pub quarters: bool,
    columns: [Option<usize>; HEADS.len()],
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
}

/// A fault of the header with the cell it is about.
pub type HeaderFault = (DataProblem, Option<usize>);

/// A table whose header is understood.
#[derive(Debug)]
pub enum Layout {
    /// One row for each figure.
    Long(Header),
    /// Several figures in a row: a column for each period, or for each indicator.
    Wide(Box<Wide>),
}

impl Layout {
    /// Reads the cells of a header. `above` is what the lines above it say for the whole table, `knows` tells the names of
    /// indicators that are asked for.
    pub fn read<'a>(
        cells: impl Iterator<Item = &'a str>,
        recipe: &Recipe,
        above: &dyn Fn(Column) -> bool,
        knows: Knows<'_>,
    ) -> Result<Self, Vec<HeaderFault>> {
        let cells: Vec<&str> = cells.map(str::trim).collect();
        let Heads { mut found, ranks, mut faults } = find(&cells, recipe);
        let above = |column| recipe.sets(column).is_some() || above(column);
        let is_weak = |column: Column| ranks[column as usize] > 0;
        let filter = recipe.filter.iter();
        let chosen: Vec<usize> = filter.flat_map(|(head, _)| cells_of(head, &cells)).collect();
        for name in Column::NAMES {
            let is_chosen = found[name].is_some_and(|cell| chosen.contains(&cell));
            if is_weak(name) && (is_chosen || recipe.sets(Column::Indicator).is_some()) {
                found[name] = None;
            }
        }
        let (period, value) = (found[Column::Period], found[Column::Value]);
        let known = found.columns.iter().any(Option::is_some);
        let periods = period_heads(&cells, &found);
        if periods.iter().any(PeriodHead::is_read) && (period.is_none() || value.is_none()) {
            // A blank head left of the periods is that of their names.
            let blank = cells.first().is_some_and(|first| first.is_empty());
            if found.names().next().is_none() && !above(Column::Indicator) && blank {
                found[Column::Indicator] = Some(0);
            }
            // Without a column of names it is no table of periods, but rows without a header.
            if found.names().next().is_some() || above(Column::Indicator) && known {
                faults.extend(Wide::period_twice(&periods, &cells));
                let letters = periods.iter().filter(|head| head.sign == Sign::Letter);
                faults.extend(letters.map(|head| {
                    let problem = DataProblem::PeriodHead { head: cells[head.column].to_owned() };
                    (problem, Some(head.column))
                }));
                return wide_or(faults, || Wide::by_periods(found, periods, &cells));
            }
        }
        let has_period = period.is_some()
            || (above(Column::Period) || recipe.sets(Column::Year).is_some()) && known;
        // A head such as 项目 or 金额 may as well be one of several indicators or what tells their rows apart.
        let no_names = found.names().all(is_weak) && !above(Column::Indicator);
        let no_value = value.is_none() || is_weak(Column::Value);
        let slip = || {
            let missing = [Column::Indicator, Column::Value].into_iter();
            missing_of(missing, &cells, &found).is_some_and(|(problem, _)| has_nearest(&problem))
        };
        if no_names && no_value && has_period {
            let is_name = |cell: &str| {
                !cell.is_empty()
                    && meaning_of(cell).is_none_or(|(column, _)| column == Column::Value)
            };
            let all = cells.iter().enumerate();
            let names = all.filter(|(index, cell)| {
                let free = !found.has(*index) || value == Some(*index);
                is_name(cell) && free && !chosen.contains(index)
            });
            let names: Vec<usize> = names.map(|(index, _)| index).collect();
            let some = |fits: &dyn Fn(&str) -> bool| {
                names.iter().filter_map(|name| cells.get(*name)).any(|cell| fits(cell))
            };
            let asked_for = some(&|cell| Wide::is_known(cell, knows));
            let region = found[Column::Region].is_some() && value.is_none();
            let looks_wide = region || some(&|cell| Wide::has_unit(cell));
            if asked_for || looks_wide && !slip() && !names.is_empty() {
                for weak in Column::NAMES.into_iter().chain([Column::Value]) {
                    found[weak] = None;
                }
                return wide_or(faults, || Wide::by_names(found, &names, &cells, knows));
            }
        }
        let absent =
            [Column::Indicator, Column::Period, Column::Value].into_iter().filter(|column| {
                match column {
                    Column::Indicator => {
                        found.names().next().is_none() && !above(Column::Indicator)
                    }
                    Column::Period => !has_period,
                    column => found[*column].is_none(),
                }
            });
        faults.extend(missing_of(absent, &cells, &found));
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self::Long(found))
    }

    /// What there is to say of a header that is understood.
    pub fn notes(&mut self) -> Option<&mut Vec<HeaderFault>> {
        match self {
            Self::Long(_) => None,
            Self::Wide(wide) => Some(&mut wide.notes),
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

    /// The header of its rows.
    pub fn found(&self) -> &Header {
        match self {
            Self::Long(header) => header,
            Self::Wide(wide) => &wide.found,
        }
    }

    /// Forgets a column of the rows.
    pub fn forget(&mut self, column: Column) {
        match self {
            Self::Long(header) => header[column] = None,
            Self::Wide(wide) => wide.found[column] = None,
        }
    }

    /// Does neither a column nor a head of figures say this?
    pub fn lacks(&self, column: Column) -> bool {
        let by_names = match self {
            Self::Long(_) => None,
            Self::Wide(wide) => Some(wide.figures.iter().any(|figure| figure.name().is_some())),
        };
        match column {
            Column::Indicator => by_names != Some(true) && self.found().names().next().is_none(),
            Column::Period => by_names != Some(false) && self.found()[Column::Period].is_none(),
            other => self.found()[other].is_none(),
        }
    }
}

fn wide_or(
    faults: Vec<HeaderFault>,
    wide: impl FnOnce() -> Wide,
) -> Result<Layout, Vec<HeaderFault>> {
    if faults.is_empty() { Ok(Layout::Wide(Box::new(wide()))) } else { Err(faults) }
}

/// The columns that a header has.
struct Heads {
    found: Header,
    /// The rank of each one's head.
    ranks: [usize; HEADS.len()],
    /// Columns that are there twice.
    faults: Vec<HeaderFault>,
}

/// Finds the columns.
fn find(cells: &[&str], recipe: &Recipe) -> Heads {
    let given = given_columns(cells, recipe);
    // What the user has named is nothing else.
    let mut found = Header { cells: cells.len(), ..Header::default() };
    let mut meanings: Vec<Option<(Column, usize)>> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let named = given[index].map(|column| (column, 0));
        let mut usual = || {
            let (bare, unit) = name_and_unit(cell, &|_, _| false);
            let meaning = meaning_of(bare)?;
            found.unit = unit.map(|unit| (index, unit.to_owned())).or(found.unit.take());
            Some(meaning)
        };
        let is_named = |column| given.contains(&Some(column));
        meanings.push(named.or_else(|| usual().filter(|(column, _)| !is_named(*column))));
    }
    let (mut ranks, mut faults) = ([0; HEADS.len()], Vec::new());
    for (column, _) in HEADS {
        let of_column = |index: &usize| meanings[*index].filter(|(known, _)| *known == column);
        let all: Vec<usize> = (0..cells.len()).filter(|index| of_column(index).is_some()).collect();
        let rank_of = |index: &usize| of_column(index).map_or(0, |(_, rank)| rank);
        let Some(best) = all.iter().map(rank_of).min() else { continue };
        ranks[column as usize] = best;
        let fits: Vec<usize> = all.into_iter().filter(|index| rank_of(index) == best).collect();
        found[column] = match fits.as_slice() {
            [] => None,
            [only] => Some(*only),
            [first, second, others @ ..] => {
                let [one, other] = [cells[*first], cells[*second]];
                let is_code = |head: &str| !head.contains(|it: char| it.is_lowercase());
                let twins = others.is_empty() && folded(one) == folded(other);
                if twins && is_code(one) != is_code(other) {
                    let first_is_read = is_code(one) == is_read_as_code(column);
                    Some(if first_is_read { *first } else { *second })
                } else {
                    faults.push(duplicate(column.word(), cells, *first, *second));
                    Some(*first)
                }
            }
        };
    }
    let head = found[Column::Period].and_then(|index| cells.get(index));
    found.quarters = head.is_some_and(|head| ["季度", "quarter"].contains(&folded(head).as_str()));
    // A year alone is a period.
    if found[Column::Period].is_none() {
        found[Column::Period] = found[Column::Year].take();
    }
    faults.sort_by_key(|(_, second)| *second);
    Heads { found, ranks, faults }
}

/// Two columns of one meaning.
pub fn duplicate(column: &'static str, cells: &[&str], first: usize, second: usize) -> HeaderFault {
    let shown = |index: usize| cells.get(index).copied().unwrap_or_default().to_owned();
    let (first, second_head) = (shown(first), shown(second));
    let problem = DataProblem::DuplicateColumn { column, first, second: second_head };
    (problem, Some(second))
}

/// How many cells are heads of columns.
pub fn known_heads(cells: &[&str], recipe: &Recipe) -> usize {
    let all = cells.iter().zip(given_columns(cells, recipe));
    all.filter(|(cell, given)| given.is_some() || meaning_of(cell).is_some()).count()
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
fn missing_of(
    columns: impl Iterator<Item = Column>,
    cells: &[&str],
    found: &Header,
) -> Option<HeaderFault> {
    let unknown = || {
        let all = cells.iter().copied().enumerate();
        all.filter(|(index, cell)| !found.has(*index) && meaning_of(cell).is_none())
            .map(|(_, cell)| cell)
    };
    let near = NearNames::among(unknown());
    let mut place = None;
    let missing: Vec<MissingColumn> = columns
        .filter_map(|column| HEADS.iter().find(|(known, ..)| *known == column))
        .map(|(column, ranks)| {
            // 年份 is most often the period.
            let year: &[&str] = if *column == Column::Period { &["年份"] } else { &[] };
            let accepted = || ranks.first().into_iter().copied().flatten().chain(year).copied();
            let nearest = accepted()
                .find_map(|accepted| near.nearest(accepted))
                // 数值(亿元): the head with something more.
                .or_else(|| {
                    unknown().find(|cell| {
                        let cell = folded(cell);
                        accepted().any(|accepted| cell.starts_with(accepted))
                    })
                });
            let at = nearest.and_then(|nearest| cells.iter().position(|cell| *cell == nearest));
            place = place.or(at);
            MissingColumn {
                column: column.word(),
                accepted: accepted()
                    .filter(|it| !it.is_ascii())
                    .take(3)
                    .collect::<Vec<_>>()
                    .join(", "),
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
    use crate::unit::Unit;

    fn layout(line: &str) -> Result<Layout, Vec<HeaderFault>> {
        let knows = |name: &str, _: Option<&Unit>| name == "研发经费";
        Layout::read(line.split(','), &Recipe::default(), &|_| false, &knows)
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
        let columns = [(Column::Region, "省份"), (Column::Source, "备注"), (Column::Value, "2024")];
        let columns = columns.map(|(column, head)| (column, head.to_owned()));
        let heads = Recipe { columns: columns.into(), ..Recipe::default() };
        let line = "地区,省份,指标,年份,2024,备注,来源";
        let Ok(Layout::Long(header)) =
            Layout::read(line.split(','), &heads, &|_| false, &|_, _| false)
        else {
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
            ("indicator,period,时期,value", "duplicate-column"),
            ("杭州市,常住人口,2024,2023,万人", "missing-column"),
            ("地区,指标,2020,2021,2020年", "duplicate-column"),
            ("地区,年份,指标名,数值合计", "missing-column"),
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
    fn of_one_meaning_the_best_head_counts() {
        let columns = |line: &str| {
            let header = read(line).expect(line);
            [Column::Region, Column::Indicator, Column::Period, Column::Value, Column::Unit]
                .map(|column| header[column])
        };
        for (line, expected) in [
            ("Country,Region,Indicator,Year,Value", [Some(1), Some(2), Some(3), Some(4), None]),
            ("Code,Entity,Series,Date,Value", [Some(1), Some(2), Some(3), Some(4), None]),
            (
                "REF_AREA,Reference area,MEASURE,Measure,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value",
                [Some(1), Some(3), Some(6), Some(8), Some(5)],
            ),
            (
                "行业,项目,地 区 Region,年 份 Year,绝对数,Units",
                [Some(2), Some(1), Some(3), Some(4), Some(5)],
            ),
        ] {
            assert_eq!(columns(line), expected, "{line}");
        }
        let year = |line| read(line).map(|it| [it[Column::Period], it[Column::Year]]);
        assert_eq!(year("指标,年份,月份,数值"), Ok([Some(2), Some(1)]));
        assert_eq!(year("indicator,year,value"), Ok([Some(1), None]));
        let twice = ["城市,省份,指标,年份,数值", "指标,年份,值,金额", "指标,指标名称,年份,数值"];
        for line in twice {
            assert_eq!(read(line), Err(vec!["duplicate-column"]), "{line}");
        }
    }

    #[test]
    fn heads_of_several_meanings_give_way_to_indicators() {
        for (line, figures) in [
            ("地区,年份,类别,研发经费（亿元）,总量（亿元）", 2),
            ("年份,金额,研发经费", 2),
            ("Entity,Code,Year,研发经费", 1),
        ] {
            let Ok(Layout::Wide(wide)) = layout(line) else { panic!("{line}") };
            assert_eq!(wide.figures.len(), figures, "{line}");
        }
    }
}
