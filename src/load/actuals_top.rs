//! Where a table begins: the first of the top lines that is a header, and what the lines above it say for the whole table.
//! Below it, what is no row: remarks, a header again, and the header of another table.

use std::collections::HashMap;

use crate::{
    calendar::{is_period, some_period},
    diag::{DataProblem, Place},
    plan::recipe::Recipe,
    unit::Unit,
};

use super::{
    actuals_columns::{Column, is_across, meaning_of},
    actuals_header::{HeaderFault, known_heads},
    actuals_heads::leading_period,
    actuals_layout::{Layout, is_label, name_and_unit},
    actuals_recipe::Following,
    actuals_table::{MAX_SPELLINGS, Places, Row, Taker, Title},
};

/// Bytes of a title in which a period is looked for: a paragraph is none.
const LONGEST_TITLE: usize = 300;

/// Faults of a header with their places.
pub type PlacedFaults = Vec<(DataProblem, Place)>;

/// The heads of a line, its place, and what is wrong with it if it is no header.
pub type Misread = (Vec<String>, Option<Place>, PlacedFaults);

/// The header of a table that is understood.
pub struct Top {
    pub layout: Layout,
    pub heads: Vec<String>,
    /// How many more keys than one stand in its first cell, joined by commas: `freq,geo\TIME_PERIOD`.
    pub joined: usize,
    /// What the lines above it say, and what of that of columns that it has not.
    pub titles: Vec<Title>,
    pub says: Vec<Title>,
}

/// The search for a header, line by line.
#[derive(Default)]
pub struct Search {
    titles: Vec<Title>,
    /// The line before: the upper half of a header of two lines, or the names of a block.
    before: Vec<String>,
    /// If it begins as names of a block do, the places of its cells.
    names: Vec<Place>,
    /// Of the line that looks most like a header: how many of its cells are heads, all of them, and what is wrong.
    best: Option<(usize, Misread)>,
    found: Option<Top>,
}

/// What the search has to know.
pub struct Known<'a> {
    following: &'a Following,
    taker: &'a dyn Taker,
    /// Why a header that is understood is none.
    pub refused: &'a dyn Fn(&Layout) -> Option<HeaderFault>,
}

impl<'a> Known<'a> {
    pub fn of(following: &'a Following, taker: &'a dyn Taker) -> Self {
        Self { following, taker, refused: &|_| None }
    }

    /// Is this the name of an indicator that is asked for?
    fn indicator(&self, name: &str, unit: Option<&Unit>) -> bool {
        self.following.knows(name, unit, self.taker)
    }

    /// The form of a table with such a header, below such titles.
    fn layout<'h>(
        &self,
        heads: impl Iterator<Item = &'h str>,
        title: &dyn Fn(Column) -> Option<String>,
    ) -> Result<Layout, Vec<HeaderFault>> {
        Layout::read(heads, &self.following.recipe, title, &|name, unit| self.indicator(name, unit))
    }
}

impl Search {
    /// Below these titles.
    pub fn of(titles: &[Title]) -> Self {
        Self { titles: titles.to_vec(), ..Self::default() }
    }

    /// Looks at one more line: is it the header?
    pub fn look(&mut self, cells: &[&str], place: Places<'_>, known: &Known<'_>) -> bool {
        let keys = cells.first().copied().unwrap_or_default();
        let joined_keys = if is_across(keys) { keys.matches(',').count() } else { 0 };
        let apart: Vec<&str> = apart(cells.iter().copied(), joined_keys).collect();
        let (cells, place): (&[&str], Places<'_>) =
            (&apart, &|column| place(column.map(|it| it.saturating_sub(joined_keys))));
        let owned: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let joined = joined(&self.before, &owned);
        let mut faults = Vec::new();
        let mut found = None;
        for heads in [Some(owned.clone()), joined].into_iter().flatten() {
            match self.read(&heads, known) {
                Ok(layout) => {
                    found = Some((layout, heads, place(None)));
                    break;
                }
                Err(own) if faults.is_empty() => faults = own,
                Err(_) => {}
            }
        }
        if let ([head, _, ..], None) = (self.names.as_slice(), &found)
            && cells.first().is_some_and(|cell| is_label(cell))
        {
            let names: Vec<&str> = self.before.iter().map(String::as_str).collect();
            let mut layout = Layout::of_block(&names, &|name, unit| known.indicator(name, unit));
            layout.say(cells, place);
            found = Some((layout, self.before.clone(), head.clone()));
        }
        if let Some((mut layout, heads, head)) = found {
            for figure in &mut layout.figures {
                let own = || Some(place(Some(figure.column)));
                let of_names = || self.names.get(figure.column).cloned();
                figure.place = if layout.is_block { of_names() } else { own() };
            }
            let says = self.says(&layout, &known.following.recipe, place);
            let titles = self.titles.clone();
            self.best = Some((0, (heads.clone(), Some(head), Vec::new())));
            self.found = Some(Top { layout, heads, joined: joined_keys, titles, says });
            return true;
        }
        let count = known_heads(cells, &known.following.recipe);
        if self.best.as_ref().is_none_or(|(most, _)| count > *most) {
            let faults = faults.into_iter().map(|(problem, column)| (problem, place(column)));
            self.best = Some((count, (owned.clone(), Some(place(None)), faults.collect())));
        }
        let is_names = cells.first().and_then(|cell| meaning_of(cell)).map(|it| it.0);
        let is_names = is_names == Some(Column::Indicator);
        self.names.clear();
        self.names.extend((0..cells.len()).filter(|_| is_names).map(|at| place(Some(at))));
        self.before = owned;
        self.note_titles(cells, place, known);
        false
    }

    fn read(&self, heads: &[String], known: &Known<'_>) -> Result<Layout, Vec<HeaderFault>> {
        let says = |column| Some(self.title(column)?.1.clone());
        let layout = known.layout(heads.iter().map(String::as_str), &says)?;
        match (known.refused)(&layout) {
            Some(fault) => Err(vec![fault]),
            None => Ok(layout),
        }
    }

    /// Remembers what a line says for the table below it: 单位：亿元, 指标：地区生产总值(亿元), 时间：2023年, or a heading with a
    /// period in it.
    pub fn note_titles(&mut self, cells: &[&str], place: Places<'_>, known: &Known<'_>) {
        let alone = cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
        for (index, cell) in cells.iter().enumerate() {
            let mut add = |column, text: &str| {
                self.titles.push((column, text.to_owned(), place(Some(index))));
            };
            if let Some(unit) = unit_in_title(cell, known.taker) {
                add(Column::Unit, unit);
            }
            let (head, text) = cell
                .trim_start_matches('#')
                .split_once([':', '：'])
                .map_or(("", *cell), |(head, text)| (head.trim(), text.trim()));
            match meaning_of(head).map(|(column, _)| column) {
                Some(Column::Indicator) if !text.is_empty() => {
                    let (name, unit) =
                        name_and_unit(text, &|name, unit| known.indicator(name, unit));
                    add(Column::Indicator, name);
                    if let Some(unit) = unit {
                        add(Column::Unit, unit);
                    }
                }
                Some(Column::Period | Column::Year)
                    if some_period(text).is_some_and(|period| period.months() <= 12) =>
                {
                    add(Column::Period, text);
                }
                None if alone && cell.len() <= LONGEST_TITLE => {
                    let mut periods = cell
                        .char_indices()
                        .map(|(start, _)| start)
                        .filter_map(|start| cell.get(start..))
                        .filter_map(leading_period)
                        .map(|(period, _)| period);
                    if let Some(period) = periods.next().filter(|period| period.months() <= 12) {
                        add(Column::Year, &period.to_string());
                    }
                }
                _ => {}
            }
        }
    }

    pub fn has_found(&self) -> bool {
        self.found.is_some()
    }

    /// The heads of the header, or of the line that looks most like one, and what is wrong with that; and the header.
    pub fn end(self) -> (Misread, Option<Top>) {
        (self.best.map(|(_, misread)| misread).unwrap_or_default(), self.found)
    }

    /// What the titles say of a column. Two that differ are those of some of the rows: nobody knows of which.
    fn title(&self, column: Column) -> Option<&Title> {
        let mut of_column = self.titles.iter().filter(|title| title.0 == column);
        let first = of_column.next()?;
        of_column.all(|other| other.1 == first.1).then_some(first)
    }

    fn says(&self, layout: &Layout, recipe: &Recipe, place: Places<'_>) -> Vec<Title> {
        let in_head =
            layout.found.unit.clone().map(|(cell, text)| (Column::Unit, text, place(Some(cell))));
        [Column::Unit, Column::Indicator, Column::Period]
            .into_iter()
            // What a recipe sets is not what a title says.
            .filter(|column| layout.lacks(*column) && recipe.sets(*column).is_none())
            .filter_map(|column| match column {
                Column::Unit => in_head.clone().or_else(|| self.title(column).cloned()),
                Column::Period if recipe.sets(Column::Year).is_some() => None,
                _ => self.title(column).cloned(),
            })
            .collect()
    }
}

/// The heads of two lines as one, if the lower one has texts and periods only, all of them below heads of figures. A head of
/// figures goes on over blank cells behind it.
fn joined(upper: &[String], lower: &[String]) -> Option<Vec<String>> {
    let mut over = "";
    let mut heads = Vec::new();
    for index in 0..upper.len().max(lower.len()) {
        let [above, below] =
            [upper, lower].map(|line| line.get(index).map_or("", |cell| cell.trim()));
        let is_key = meaning_of(above).is_some_and(|(column, _)| column != Column::Value);
        if is_number(below) || is_key && !below.is_empty() && below != above {
            return None;
        }
        over = match above {
            _ if is_key => "",
            "" => over,
            above => above,
        };
        let unit = Unit::parse(below.trim_matches(['(', ')', '（', '）']));
        heads.push(match (over, below) {
            (_, "") => above.to_owned(),
            ("", below) => below.to_owned(),
            (over, below) if over == below => below.to_owned(),
            (over, _) if unit.is_known() => format!("{over}({unit})"),
            (over, below) => format!("{over}/{below}"),
        });
    }
    let is_key = |head: &String| meaning_of(head).is_some();
    let changed = heads != upper && heads != lower;
    (changed && heads.iter().any(is_key)).then_some(heads)
}

/// The cells of a line with the keys in the first one apart.
pub fn apart<'c>(
    mut cells: impl Iterator<Item = &'c str>,
    joined: usize,
) -> impl Iterator<Item = &'c str> {
    cells
        .next()
        .into_iter()
        .flat_map(move |keys| keys.splitn(joined + 1, ','))
        .map(str::trim)
        .chain(cells)
}

/// What a line below a header is.
pub enum Line {
    Row,
    /// A remark, or the header again.
    Remark,
    /// The header of another table.
    Header,
    /// The lower half of the header.
    Half(Vec<String>),
}

/// Tells rows from other lines.
#[derive(Default)]
pub struct Lines {
    /// By the first cell of a line: may it be a head?
    known: HashMap<String, bool>,
    begun: bool,
}

impl Lines {
    pub fn tell(&mut self, row: &Row<'_>, known: &Known<'_>) -> Line {
        let first = row.cell(0);
        let heads = &row.table.cells;
        let begun = std::mem::replace(&mut self.begun, true);
        if row.is_remark() || row.cells().eq(heads.iter().map(String::as_str)) {
            return Line::Remark;
        }
        if !begun {
            let cells: Vec<String> = row.cells().map(str::to_owned).collect();
            if let Some(heads) = joined(heads, &cells) {
                return Line::Half(heads);
            }
        }
        let is_head = self.known.get(first).copied().unwrap_or_else(|| {
            let mut given = known.following.recipe.columns.iter();
            let is_head =
                meaning_of(first).is_some() || given.any(|(_, head)| head.trim() == first);
            if self.known.len() < MAX_SPELLINGS {
                self.known.insert(first.to_owned(), is_head);
            }
            is_head
        });
        if !is_head {
            return Line::Row;
        }
        // DATAFLOW and Units may be cells, too: a header has no numbers but periods, and half of it is known.
        let cells: Vec<&str> = row.cells().filter(|cell| !cell.is_empty()).collect();
        let count = known_heads(&cells, &known.following.recipe);
        let periods = cells.iter().filter(|cell| is_period(cell)).count();
        let looks = (count >= 2 || count + periods == cells.len())
            && 2 * (count + periods) >= cells.len()
            && !cells.iter().any(|cell| is_number(cell));
        let read = || known.layout(row.cells(), &|_| None).is_ok();
        if looks && read() { Line::Header } else { Line::Row }
    }
}

/// Is it a number, and no period?
fn is_number(cell: &str) -> bool {
    let digits = || cell.bytes().all(|byte| byte.is_ascii_digit() || b".,-+".contains(&byte));
    !cell.is_empty() && digits() && !is_period(cell)
}

/// The unit that a line above a table names for all of it: 单位：亿元.
fn unit_in_title<'a>(text: &'a str, taker: &dyn Taker) -> Option<&'a str> {
    let behind = |word: &str| {
        let start = text.to_ascii_lowercase().find(word)?;
        text.get(start + word.len()..)?.trim_start().strip_prefix([':', '：'])
    };
    let rest = behind("单位").or_else(|| behind("units")).or_else(|| behind("unit"))?;
    let unit = rest.trim().trim_end_matches([')', '）', ']', '】', ' ']);
    taker.has_figures_in(&Unit::parse(unit)).then_some(unit)
}
