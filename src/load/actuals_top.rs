//! Where a table begins: the first of the top lines that is a header, and what the lines above it say for the whole table.
//! Below it, what is no row: remarks, a header again, and the header of another table.

use std::collections::HashMap;

use crate::diag::{DataProblem, Place};
use crate::period::Period;
use crate::plan::recipe::Recipe;
use crate::unit::Unit;

use super::actuals_columns::{Column, meaning_of};
use super::actuals_header::{HeaderFault, Layout, known_heads};
use super::actuals_table::{Given, Row};
use super::actuals_wide::{Knows, name_and_unit};

/// Faults of a header with their places.
pub type PlacedFaults = Vec<(DataProblem, Place)>;

/// The header of a table that is understood.
pub struct Top {
    pub layout: Layout,
    pub heads: Vec<String>,
    /// What the lines above it say of columns that it has not.
    pub given: Vec<Given>,
    /// What there is to say of it.
    pub notes: PlacedFaults,
}

/// The search for a header, line by line.
#[derive(Default)]
pub struct Search {
    titles: Vec<Given>,
    /// Of the line that looks most like a header: how many of its cells are heads, all of them, and what is wrong.
    best: Option<(usize, Vec<String>, PlacedFaults)>,
    found: Option<Top>,
}

/// What the search has to know.
pub struct Known<'a> {
    pub recipe: &'a Recipe,
    /// Is this the name of an indicator that is asked for?
    pub indicator: Knows<'a>,
    /// Why a header that is understood is none.
    pub refused: &'a dyn Fn(&Layout) -> Option<HeaderFault>,
}

impl Search {
    /// Looks at one more line: is it the header?
    pub fn look(
        &mut self,
        cells: &[&str],
        place: &dyn Fn(Option<usize>) -> Place,
        known: &Known<'_>,
    ) -> bool {
        let says = |column| self.title(column).is_some();
        let read = Layout::read(cells.iter().copied(), known.recipe, &says, known.indicator);
        let read = read.and_then(|layout| match (known.refused)(&layout) {
            Some(fault) => Err(vec![fault]),
            None => Ok(layout),
        });
        let heads = || cells.iter().map(|cell| (*cell).to_owned()).collect();
        match read {
            Ok(mut layout) => {
                layout.place_heads(&|column| place(Some(column)));
                let given = self.given(&layout, known.recipe, place);
                let notes = layout.notes().map(std::mem::take).into_iter().flatten();
                let notes = notes.map(|(problem, column)| (problem, place(column))).collect();
                self.found = Some(Top { layout, heads: heads(), given, notes });
                return true;
            }
            Err(faults) => {
                let count = known_heads(cells, known.recipe);
                if self.best.as_ref().is_none_or(|(most, ..)| count > *most) {
                    let faults = faults.into_iter();
                    let placed = faults.map(|(problem, column)| (problem, place(column)));
                    self.best = Some((count, heads(), placed.collect()));
                }
            }
        }
        self.note_titles(cells, place, known.indicator);
        false
    }

    /// Remembers what a line says for the table below it: 单位：亿元, 指标：地区生产总值(亿元), 时间：2023年.
    pub fn note_titles(
        &mut self,
        cells: &[&str],
        place: &dyn Fn(Option<usize>) -> Place,
        knows: Knows<'_>,
    ) {
        for (index, cell) in cells.iter().enumerate() {
            let mut add = |column, text: &str| {
                let (text, place) = (text.to_owned(), place(Some(index)));
                self.titles.push(Given { column, text, place });
            };
            if let Some(unit) = unit_in_title(cell) {
                add(Column::Unit, unit);
            }
            let said = cell.trim_start_matches('#').split_once([':', '：']);
            let Some((head, text)) = said.map(|(head, text)| (head.trim(), text.trim())) else {
                continue;
            };
            match meaning_of(head) {
                Some((Column::Indicator, _)) if !text.is_empty() => {
                    let (name, unit) = name_and_unit(text, knows);
                    add(Column::Indicator, name);
                    if let Some(unit) = unit {
                        add(Column::Unit, unit);
                    }
                }
                Some((Column::Period | Column::Year, _))
                    if Period::parse(text).is_some_and(|period| period.months() <= 12) =>
                {
                    add(Column::Period, text);
                }
                _ => {}
            }
        }
    }

    pub fn has_found(&self) -> bool {
        self.found.is_some()
    }

    /// The header, or the heads of the line that looks most like one, and what is wrong with that.
    pub fn end(self) -> Result<Top, (Vec<String>, PlacedFaults)> {
        match (self.found, self.best) {
            (Some(top), _) => Ok(top),
            (None, best) => Err(best.map(|(_, heads, faults)| (heads, faults)).unwrap_or_default()),
        }
    }

    /// What the titles say of a column. Two that differ are those of some of the rows: nobody knows of which.
    fn title(&self, column: Column) -> Option<&Given> {
        let mut of_column = self.titles.iter().filter(|title| title.column == column);
        let first = of_column.next()?;
        of_column.all(|other| other.text == first.text).then_some(first)
    }

    fn given(
        &self,
        layout: &Layout,
        recipe: &Recipe,
        place: &dyn Fn(Option<usize>) -> Place,
    ) -> Vec<Given> {
        let header = layout.found();
        let in_head = header.unit.as_ref().map(|(cell, text)| Given {
            column: Column::Unit,
            text: text.clone(),
            place: place(Some(*cell)),
        });
        [Column::Unit, Column::Indicator, Column::Period]
            .into_iter()
            // What a recipe sets is not what a title says.
            .filter(|column| layout.lacks(*column) && recipe.sets(*column).is_none())
            .filter_map(|column| match (column, &in_head) {
                (Column::Unit, Some(unit)) => Some(unit.clone()),
                _ => self.title(column).cloned(),
            })
            .collect()
    }
}

/// What a line below a header is.
pub enum Line {
    Row,
    /// A remark, or the header again.
    Remark,
    /// The header of another table.
    Header,
}

/// First cells remembered.
const MAX_SPELLINGS: usize = 4096;

/// Tells rows from other lines.
#[derive(Default)]
pub struct Lines {
    /// By the first cell of a line: may it be a head?
    known: HashMap<String, bool>,
}

impl Lines {
    pub fn tell(&mut self, row: &Row<'_>, known: &Known<'_>) -> Line {
        let first = row.cell(Some(0));
        let heads = &row.table.heads;
        let again = heads.first().is_some_and(|head| head == first)
            && row.cells().eq(heads.iter().map(String::as_str));
        if again || row.is_remark() {
            return Line::Remark;
        }
        let is_head = self.known.get(first).copied().unwrap_or_else(|| {
            let given = known.recipe.columns.iter();
            let is_head = meaning_of(first).is_some()
                || given.into_iter().any(|(_, head)| head.trim() == first);
            if self.known.len() < MAX_SPELLINGS {
                self.known.insert(first.to_owned(), is_head);
            }
            is_head
        });
        // DATAFLOW may be a cell too: a header has nothing but heads that are known, periods, or two of the former.
        let cells: Vec<&str> = row.cells().filter(|cell| !cell.is_empty()).collect();
        let count = || known_heads(&cells, known.recipe);
        let periods = || cells.iter().filter(|cell| Period::parse(cell).is_some()).count();
        let looks = || count() >= 2 || count() + periods() == cells.len();
        let read = || Layout::read(row.cells(), known.recipe, &|_| false, known.indicator);
        if is_head && looks() && read().is_ok() { Line::Header } else { Line::Row }
    }
}

/// The unit that a line above a table names for all of it: 单位：亿元.
fn unit_in_title(text: &str) -> Option<&str> {
    let behind = |word: &str| {
        let start = text.to_ascii_lowercase().find(word)?;
        let rest = text.get(start + word.len()..)?.trim_start();
        rest.strip_prefix([':', '：'])
    };
    let rest = behind("单位").or_else(|| behind("units")).or_else(|| behind("unit"))?;
    let unit = rest.trim().trim_end_matches([')', '）', ']', '】', ' ']);
    Unit::parse(unit).is_known().then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(lines: &str) -> Result<(usize, Vec<(Column, String)>), Vec<&'static str>> {
        let mut search = Search::default();
        let known = Known {
            recipe: &Recipe::default(),
            indicator: &|name, _| name == "绿道长度",
            refused: &|_| None,
        };
        let place = |_: Option<usize>| Place::whole_file("a.csv");
        let found = lines.lines().position(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            search.look(&cells, &place, &known)
        });
        match search.end() {
            Ok(top) => {
                let given = top.given.into_iter().map(|given| (given.column, given.text));
                Ok((found.unwrap_or(usize::MAX), given.collect()))
            }
            Err((_, faults)) => Err(faults.iter().map(|(fault, _)| fault.code()).collect()),
        }
    }

    /// Invented tables in the layouts of statistical portals.
    #[test]
    fn titles_above_a_table() {
        use Column::{Indicator, Period, Unit};
        for (lines, row, given) in [
            ("数据库：年度数据\n时间：最近10年\n指标,2024年,2023年", 2, vec![]),
            (
                "数据库：分省年度数据\n指标：绿道里程(公顷)\n时间：2020-2023\n地区,2023年,2022年",
                3,
                vec![(Indicator, "绿道里程(公顷)")],
            ),
            (
                "指标：绿道长度（亿元）\n\n地区,2023年,2022年",
                2,
                vec![(Unit, "亿元"), (Indicator, "绿道长度")],
            ),
            ("指标：绿道长度\n地区,年份,数值", 1, vec![(Indicator, "绿道长度")]),
            ("时间：2023年\n地区,绿道长度,公园（个）", 1, vec![(Period, "2023年")]),
            (
                "Data Source,World\n\nCountry Name,Country Code,Indicator Name,Indicator Code,2022,2023,",
                2,
                vec![],
            ),
            ("表一,单位：万元\n指标,2023,2024", 1, vec![(Unit, "万元")]),
            ("Unit: million yuan\nIndicator,2023,2024", 1, vec![(Unit, "million yuan")]),
            ("单位：万元\n单位：亿元\n指标,2023,2024", 2, vec![]),
            ("单位：万元\n指标,单位,2023,2024", 1, vec![]),
            ("指标,时期,数值（亿元）", 0, vec![(Unit, "亿元")]),
            ("\"\",2023,2024\n,2023,2024", 1, vec![]),
        ] {
            let given: Vec<_> = given.into_iter().map(|(it, text)| (it, text.to_owned())).collect();
            assert_eq!(search(lines), Ok((row, given)), "{lines}");
        }
        for lines in
            ["", "指标：绿道长度\n2023年,2022年", "时间：2023年\n绿道长度,公园（个）", "甲,乙"]
        {
            let expected = if lines.is_empty() { vec![] } else { vec!["missing-column"] };
            assert_eq!(search(lines), Err(expected), "{lines}");
        }
    }
}
