//! The header of a table of actuals: which column is which, in Chinese and English, and of which form the table is.

use std::ops::{Index, IndexMut};

use crate::{
    actuals::matching::NearNames,
    calendar::some_period,
    diag::{DataProblem, MissingColumn},
    plan::recipe::{Dates, Recipe},
    words::is_among,
};

use super::{
    actuals_columns::{
        COLUMNS, Column, DATES, cells_of, folded, given_columns, is_across, meaning_of,
    },
    actuals_heads::{HeadMark, PeriodHead, needs_title, period_heads},
    actuals_layout::{Knows, Layout, name_and_unit},
    actuals_marks::Dialect,
};

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
    /// Is it the layout of Open SDG, where a blank cell says total?
    pub open_sdg: bool,
    /// What its periods are, by their head.
    pub periods: Periods,
    /// The unit behind the head of the values in brackets, and the cell of that head: 数值（亿元）.
    pub unit: Option<(usize, String)>,
    columns: [Option<usize>; COLUMNS],
}

/// What the head of a column of periods says that they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Periods {
    #[default]
    Any,
    /// A number beside a year counts quarters.
    Quarters,
    Days,
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
    /// Do its values count from January on?
    fn cumulated(&self, cells: &[&str]) -> bool {
        self[Column::Value].is_some_and(|cell| folded(cells[cell]).contains("累计"))
    }

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

    /// Are its periods days, by their head?
    pub fn has_days(&self) -> bool {
        self.periods == Periods::Days
    }

    /// The column of names where there is just one.
    pub fn only_name(&self) -> Option<Column> {
        let mut names = self.names();
        names.next().filter(|_| names.next().is_none())
    }
}

/// A fault of the header with the cell it is about.
pub type HeaderFault = (DataProblem, Option<usize>);

impl Layout {
    /// Reads the cells of a header. `title` is what the lines above it say for the whole table, `knows` tells the names of
    /// indicators that are asked for.
    pub fn read<'a>(
        cells: impl Iterator<Item = &'a str>,
        recipe: &Recipe,
        title: &dyn Fn(Column) -> Option<String>,
        knows: Knows<'_>,
    ) -> Result<Self, Vec<HeaderFault>> {
        let cells: Vec<&str> = cells.map(str::trim).collect();
        let (mut found, ranks, mut faults) = find(&cells, recipe);
        let is_header = found.columns.iter().any(Option::is_some);
        // A line of which nothing is known is no header, whatever stands above it.
        let set = |column| recipe.sets(column).map(str::to_owned);
        let above = |column| set(column).or_else(|| title(column).filter(|_| is_header));
        if found.has_days() && above(Column::Period).is_some() {
            (found[Column::Period], found.periods) = (None, Periods::Any);
        }
        let is_weak = |column: Column| ranks[column as usize] > 0;
        let chosen: Vec<usize> =
            recipe.filter.iter().flat_map(|(head, _)| cells_of(head, &cells)).collect();
        let forget = |found: &mut Header, weak: &dyn Fn(Column, usize) -> bool| {
            for column in Column::NAMES.into_iter().chain([Column::Value]) {
                if found[column].is_some_and(|cell| is_weak(column) && weak(column, cell)) {
                    found[column] = None;
                }
            }
        };
        let said_above = above(Column::Indicator).is_some();
        forget(&mut found, &|column, cell| {
            column != Column::Value && (said_above || chosen.contains(&cell))
        });
        let has_period = found[Column::Period].is_some();
        if !has_period && found.cumulated(&cells) {
            found[Column::Value] = None;
        }
        let period = |text: Option<String>| text.as_deref().and_then(some_period);
        let said = period(above(Column::Period).or_else(|| set(Column::Year)));
        // A year in a heading may be that of a yearbook: only the rest of a period goes with it.
        let when = said.or_else(|| period(above(Column::Year)));
        let mut heads = period_heads(&cells, when);
        let follows = |head: &PeriodHead| has_period && head.follows;
        heads.retain(|head| !found.has(head.column) && !follows(head));
        let has_value = found[Column::Value].is_some();
        let has_period = has_period || said.is_some();
        let is_long = has_period && has_value;
        if !is_long && !heads.is_empty() {
            // A blank head left of the periods is that of their names.
            let blank = cells.first().is_some_and(|first| first.is_empty());
            if found.names().next().is_none() && !said_above && blank {
                found[Column::Indicator] = Some(0);
            }
            // Without a column of names it is no table of periods, but rows without a header.
            if found.names().next().is_some() || said_above {
                // 绝对数 beside heads of growth alone: without a period it is not read, which is said.
                found[Column::Value] = None;
                faults.extend(Self::period_twice(&heads, &cells));
                faults.extend(heads.iter().filter_map(|head| {
                    let Some(HeadMark::Letter(mark)) = &head.mark else { return None };
                    let text = cells[head.column].to_owned();
                    Some((
                        DataProblem::HeadLetter { head: text, mark: mark.clone() },
                        Some(head.column),
                    ))
                }));
                return ok_or(faults, || Self::by_periods(found, &heads, &cells));
            }
        }
        // A head such as 项目 or 金额 may as well be one of several indicators, or what tells their rows apart.
        let no_names = found.names().all(is_weak) && !said_above;
        let no_value = !has_value || is_weak(Column::Value);
        let absent = |found: &Header| {
            let absent = [
                (Column::Indicator, !said_above && found.names().next().is_none()),
                (Column::Period, !has_period),
                (Column::Value, found[Column::Value].is_none()),
            ];
            missing(absent.into_iter().filter(|it| it.1).map(|it| it.0), &cells, found)
        };
        if no_names && no_value && has_period {
            let names: Vec<usize> = (0..cells.len())
                .filter(|cell| !found.has(*cell) || found[Column::Value] == Some(*cell))
                .filter(|cell| !cells[*cell].is_empty() && !chosen.contains(cell))
                .filter(|cell| {
                    meaning_of(cells[*cell]).is_none_or(|(column, _)| column == Column::Value)
                })
                .collect();
            let some = |fits: &dyn Fn(&str) -> bool| names.iter().any(|name| fits(cells[*name]));
            let asked_for =
                some(&|cell| knows(cell, None) || knows(name_and_unit(cell, knows).0, None));
            // 学校/专任教师, 学校/学生: several heads below one.
            let group = |cell: &str| cell.split_once('/').map(|(group, _)| group.to_owned());
            let shares = |cell: &str| {
                let own = group(cell);
                own.is_some() && names.iter().filter(|it| group(cells[**it]) == own).count() > 1
            };
            let looks_wide =
                some(&|cell| name_and_unit(cell, &|_, _| false).1.is_some() || shares(cell))
                    || (found[Column::Region].is_some() || found.has_days())
                        && found[Column::Value].is_none();
            // Is there a head that may be meant for a missing column?
            let slip = || match absent(&found) {
                Some((DataProblem::MissingColumns { missing, .. }, _)) => {
                    missing.iter().any(|missing| missing.nearest.is_some())
                }
                _ => false,
            };
            if asked_for || looks_wide && !slip() && !names.is_empty() {
                forget(&mut found, &|_, _| true);
                return ok_or(faults, || Self::by_names(found, &names, &cells, knows));
            }
        }
        faults.extend(match cells.iter().position(|cell| needs_title(cell)) {
            Some(cell) if is_header && when.is_none() && !has_period => {
                Some((DataProblem::HeadNeedsYear { head: cells[cell].to_owned() }, Some(cell)))
            }
            _ => absent(&found),
        });
        let cumulated = found.cumulated(&cells);
        ok_or(faults, || Self::by_rows(found, cumulated, &cells))
    }
}

fn ok_or(
    faults: Vec<HeaderFault>,
    layout: impl FnOnce() -> Layout,
) -> Result<Layout, Vec<HeaderFault>> {
    if faults.is_empty() { Ok(layout()) } else { Err(faults) }
}

/// Finds the columns, the rank of each one's head, and those that are there twice.
fn find(cells: &[&str], recipe: &Recipe) -> (Header, [usize; COLUMNS], Vec<HeaderFault>) {
    let given = given_columns(cells, recipe);
    let mut found = Header { cells: cells.len(), ..Header::default() };
    let mut meanings: Vec<Option<(Column, usize)>> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let usual = || {
            // geo\time: what stands in the rows, and what in the heads behind it.
            let cell = cell.split_once('\\').map_or(*cell, |(head, _)| head);
            let (bare, unit) = name_and_unit(cell, &|_, _| false);
            let whole = meaning_of(cell).map(|meaning| (meaning, None));
            // 数值（亿元）: a head with a unit.
            let (meaning, unit) = whole.or_else(|| Some((meaning_of(bare)?, unit)))?;
            found.unit = unit.map(|unit| (index, unit.to_owned())).or(found.unit.take());
            // What the user has named is nothing else.
            (!given.contains(&Some(meaning.0))).then_some(meaning)
        };
        meanings.push(given[index].map(|column| (column, 0)).or_else(usual));
    }
    let mut ranks = [0; COLUMNS];
    let mut faults = Vec::new();
    for column in Column::ALL.iter().copied() {
        let rank_of = |index: &usize| meanings[*index].filter(|it| it.0 == column).map(|it| it.1);
        let Some(best) = (0..cells.len()).filter_map(|index| rank_of(&index)).min() else {
            continue;
        };
        ranks[column as usize] = best;
        let fits: Vec<usize> =
            (0..cells.len()).filter(|index| rank_of(index) == Some(best)).collect();
        found[column] = fits.first().copied();
        if let [first, second, others @ ..] = fits.as_slice() {
            let is_code = |index: usize| !cells[index].contains(char::is_lowercase);
            let twins = others.is_empty() && folded(cells[*first]) == folded(cells[*second]);
            if twins && is_code(*first) != is_code(*second) {
                // MEASURE, Measure: a code and its label.
                let (code, label) =
                    if is_code(*first) { (*first, *second) } else { (*second, *first) };
                match column {
                    Column::Indicator => {
                        found[column] = Some(label);
                        found[Column::IndicatorCode] = Some(code);
                    }
                    Column::Region | Column::Unit => found[column] = Some(label),
                    _ => found[column] = Some(code),
                }
            } else {
                faults.push(duplicate(column.word(), cells, *first, *second));
            }
        }
    }
    let head = found[Column::Period].map_or_else(String::new, |index| folded(cells[index]));
    let days = is_among(&head, DATES);
    // Beside a year, or below periods, a day is that of something else.
    if days && (found[Column::Year].is_some() || !period_heads(cells, None).is_empty()) {
        found[Column::Period] = None;
    } else if recipe.dates.map_or(days, |it| it != Dates::Day) {
        found.periods = Periods::Days;
    } else if head.contains('季') || head == "quarter" {
        found.periods = Periods::Quarters;
    }
    // A year alone is a period, and a code alone the name of its region.
    for (column, instead) in [(Column::Period, Column::Year), (Column::Region, Column::RegionCode)]
    {
        if found[column].is_none() {
            found[column] = found[instead].take();
        }
    }
    faults.sort_by_key(|(_, second)| *second);
    let folded: Vec<String> = cells.iter().map(|cell| folded(cell)).collect();
    let head = |column| found[column].map_or("", |cell| folded[cell].as_str());
    let dialects = Column::MARKS.map(|column| Dialect::of(column, head(column)));
    (found.scale_is_sure, found.dialects) = (head(Column::Multiplier) != "scale", dialects);
    found.flags = cells.iter().any(|cell| is_across(cell));
    let has = |head: &str| folded.iter().any(|known| known == head);
    let of_sdg = || ["units", "unitmultiplier", "observationstatus"].into_iter().any(has);
    found.open_sdg = has("year") && has("value") && of_sdg();
    (found, ranks, faults)
}

/// Two columns of one meaning.
pub fn duplicate(column: &'static str, cells: &[&str], first: usize, second: usize) -> HeaderFault {
    let [first, other] = [first, second].map(|index| cells[index].to_owned());
    (DataProblem::DuplicateColumn { column, first, second: other }, Some(second))
}

/// How many cells are heads of columns.
pub fn known_heads(cells: &[&str], recipe: &Recipe) -> usize {
    cells
        .iter()
        .zip(given_columns(cells, recipe))
        .filter(|(cell, given)| given.is_some() || meaning_of(cell).is_some())
        .count()
}

/// What separates the cells of a header that was read as one.
fn separator_in(cell: &str) -> Option<char> {
    let separates = |sign: &char| {
        let parts = cell.split(*sign).map(str::trim);
        parts.filter(|part| meaning_of(part).is_some()).count() > 2
    };
    cell.chars().filter(|sign| !sign.is_alphanumeric()).find(separates)
}

/// One fault for all columns that are not there; its place is the first head that may be meant.
fn missing(
    columns: impl Iterator<Item = Column>,
    cells: &[&str],
    found: &Header,
) -> Option<HeaderFault> {
    let unknown = || {
        cells
            .iter()
            .copied()
            .enumerate()
            .filter(|(index, cell)| !found.has(*index) && meaning_of(cell).is_none())
            .map(|(_, cell)| cell)
    };
    let near = NearNames::among(unknown());
    let mut place = None;
    let missing: Vec<MissingColumn> = columns
        .map(|column| {
            let head = column.word();
            let others = column.accepted();
            let nearest = std::iter::once(&head)
                .chain(&others)
                .find_map(|accepted| near.nearest(accepted))
                // 数值(亿元): the head with something more.
                .or_else(|| {
                    unknown().find(|cell| {
                        let cell = folded(cell);
                        cell.starts_with(head)
                            || others.iter().any(|other| cell.starts_with(*other))
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
        if let Some(sign) = cells.iter().find_map(|cell| separator_in(cell)) {
            return (DataProblem::UnknownSeparator { sign }, place);
        }
        let found = found.join(", ");
        (DataProblem::MissingColumns { missing, found, mappable: true }, place)
    })
}

/// Heads of a header shown in a message; a file that is no table may be one long line.
const MOST_SHOWN: usize = 8;

/// Characters of a head shown in a message.
const LONGEST_SHOWN: usize = 30;

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Unit;

    fn given(heads: &[(Column, &str)]) -> Recipe {
        let columns = heads.iter().map(|(column, head)| (*column, (*head).to_owned()));
        Recipe { columns: columns.collect(), ..Recipe::default() }
    }

    fn layout(line: &str) -> Result<Layout, Vec<HeaderFault>> {
        let knows = |name: &str, _: Option<&Unit>| name == "研发经费";
        Layout::read(line.split(','), &Recipe::default(), &|_| None, &knows)
    }

    fn read(line: &str) -> Result<Header, Vec<&'static str>> {
        match layout(line) {
            Ok(layout) => Ok(layout.header),
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
        let long = Layout::read(line.split(','), &heads, &|_| None, &|_, _| false).unwrap();
        let header = long.header;
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
            ("指标,202401,202402,330106", 2),
            ("指标,2023,2024,200001", 2),
            ("指标,2024,2024年1-9月,2024Q1,增速", 4),
            ("地区,年份,研发经费,常住人口（万人）,备注", 2),
            ("年份,研发经费(亿元)", 1),
            ("地区,年份,常住人口", 1),
            ("年份,常住人口（万人）", 1),
        ] {
            let wide = layout(line).expect(line);
            assert!(wide.has_names_in_heads().is_some(), "{line}");
            assert_eq!(wide.figures.len(), figures, "{line}");
        }
        // A long table that also has a column of some year stays one.
        assert!(!layout("指标,时期,数值,2023").unwrap().is_apart);
    }

    #[test]
    fn of_one_meaning_the_best_head_counts() {
        let columns = |line: &str| {
            let header = read(line).expect(line);
            [Column::Region, Column::Indicator, Column::Period, Column::Value, Column::Unit]
                .map(|column| header[column])
        };
        for (line, expected) in [
            ("Country,Region,Indicator,Time,Value", [Some(1), Some(2), Some(3), Some(4), None]),
            ("Code,Entity,Series,Time,Value", [Some(1), Some(2), Some(3), Some(4), None]),
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
        let found = |line| layout(line).map(|it| it.found).map_err(|_| ());
        let year = |line| found(line).map(|it| [it[Column::Period], it[Column::Year]]);
        assert_eq!(year("指标,年份,月份,数值"), Ok([Some(2), Some(1)]));
        assert_eq!(year("indicator,year,value"), Ok([Some(1), None]));
        let codes = found("MEASURE,Measure,Code,Entity,Year,OBS_VALUE").unwrap();
        let codes = [Column::Indicator, Column::IndicatorCode, Column::Region, Column::RegionCode]
            .map(|column| codes[column]);
        assert_eq!(codes, [Some(1), Some(0), Some(3), Some(2)]);
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
            let wide = layout(line).expect(line);
            assert!(wide.has_names_in_heads().is_some(), "{line}");
            assert_eq!(wide.figures.len(), figures, "{line}");
        }
    }
}
