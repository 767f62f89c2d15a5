//! Columns that are unknown by name, and the sub-populations that they tell apart.
//!
//! Rows that are asked for are held until their table ends. Where rows of one indicator, region, period and release date
//! differ in such a column (Sex, Age, 产业), those that say total in it are handed on, else none of them: the order of
//! rows decides nothing. Rows released on different days are vintages. Columns without words tell nothing apart: dates,
//! numbers, addresses; nor do labels of which every row has its own.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use csv::ByteRecord;

use crate::{
    actuals::printed_number::{Commas, is_ambiguous, proven, read_cell},
    diag::{DataProblem, Diagnostic, Place},
    number::Number,
    period::Period,
    plan::recipe::Recipe,
    unit::Unit,
    words::{is_among, joined},
};

use super::{
    actuals_columns::Column,
    actuals_marks::{FORECAST, Status, is_sign},
    actuals_periods::{around, span_of},
    actuals_rows::{self, Shared},
    actuals_said::Noted,
    actuals_table::{Record, Row, Table, Taker},
};

/// Words for the total of a dimension.
const TOTALS: &str = "total _t 合计 总计";

/// Words for two parts of a whole. Beside the first pair `T` is their total.
const HALVES: [[&str; 2]; 3] = [["F", "M"], ["Female", "Male"], ["女", "男"]];

/// Values shown in a message.
const MOST_SHOWN: usize = 8;

/// Stands before the taker of a table, and lets through what is no sub-population, with the periods that days stand for.
pub struct Sieve<'a> {
    pub taker: &'a mut dyn Taker,
    pub table: Rc<Table>,
    /// The columns that may tell rows apart, with their heads.
    columns: Vec<(usize, String)>,
    shared: Shared,
    held: Vec<Held>,
    /// Remarks among the rows that have the sign of a footnote.
    footnotes: Vec<String>,
    /// What figures prove a comma to mean, as long as that is open.
    proofs: Vec<Commas>,
}

/// Footnotes remembered.
const MAX_FOOTNOTES: usize = 100;

/// A record that is held.
struct Held {
    series: Word,
    row: Rc<HeldRow>,
    /// In a wide table, its column of figures, and the cells of this one.
    cells: Option<(usize, ByteRecord)>,
    /// The signs of footnotes that it has.
    signs: Box<str>,
    /// Its cells, if it has a figure.
    figure: Option<actuals_rows::Row>,
}

/// A row with what it says in each of the columns.
struct HeldRow {
    line: u32,
    text: Option<Box<[u8]>>,
    cells: ByteRecord,
    words: Vec<Word>,
}

/// What a row says in a column; none where it is blank.
type Word = Option<Arc<str>>;

/// What there is one figure of: series, period and release date.
type Key<'h> = (&'h Word, Period, Option<NaiveDate>);

/// The records of each figure.
type Groups<'h> = BTreeMap<Key<'h>, Vec<&'h Held>>;

/// A column that may tell sub-populations apart.
struct Dimension {
    /// Its place among the columns.
    at: usize,
    values: BTreeSet<Word>,
    /// Those of them that say total.
    totals: BTreeSet<Word>,
    /// Do its words say that they are parts of a whole?
    is_of_parts: bool,
}

impl Held {
    fn row<'h>(&'h self, table: &'h Table) -> Row<'h> {
        let HeldRow { line, text, cells, .. } = &*self.row;
        Row { table, cells, line: *line, text: text.as_deref() }
    }

    fn record<'h>(&'h self, table: &'h Table) -> Record<'h> {
        let row = self.row(table);
        let figure = |column| table.layout.figures.iter().find(|it| it.column == column);
        let (cells, figure) = match &self.cells {
            Some((column, cells)) => (cells, figure(*column)),
            None => (row.cells, None),
        };
        Record { row, cells, figure, signs: &self.signs }
    }

    /// What its figure is of.
    fn key(&self) -> Option<Key<'_>> {
        let row = self.figure.as_ref()?;
        Some((&self.series, row.covered, row.published))
    }

    /// Its line, and its column of figures in a wide table.
    fn place(&self) -> (u32, usize) {
        (self.row.line, self.cells.as_ref().map_or(0, |(column, _)| *column))
    }

    fn word(&self, dimension: &Dimension) -> &Word {
        &self.row.words[dimension.at]
    }

    /// Is it the total in all of the columns?
    fn is_total(&self, columns: &BTreeMap<usize, &Dimension>) -> bool {
        columns.values().all(|column| column.totals.contains(self.word(column)))
    }
}

/// The figure of a record; whatever is to be said of one that has none is said when it is handed on.
fn figure_of(record: &Record<'_>, shared: &mut Shared) -> Option<actuals_rows::Row> {
    actuals_rows::Row::read(record, shared).ok().flatten()
}

/// Do records differ in a column?
fn differ(group: &[&Held], dimension: &Dimension) -> bool {
    group.windows(2).any(|pair| pair[0].word(dimension) != pair[1].word(dimension))
}

/// Do they say different figures?
fn contradict(group: &[&Held]) -> bool {
    fn said(held: &Held) -> Option<(&Number, Option<&str>)> {
        let row = held.figure.as_ref()?;
        Some((&row.number.value, row.unit.as_deref().map(Unit::printed)))
    }
    group.windows(2).any(|pair| said(pair[0]) != said(pair[1]))
}

/// The fewest columns that tell apart all rows of each group that any column does: of a code and its label one, and no remark
/// that a row has besides. Those that can say total stay before others.
fn telling<'d>(all: &'d [Dimension], groups: &[&Vec<&Held>]) -> Vec<&'d Dimension> {
    let told = |columns: &[&Dimension], group: &[&Held]| -> usize {
        group
            .iter()
            .map(|held| -> Vec<&Word> { columns.iter().map(|column| held.word(column)).collect() })
            .collect::<BTreeSet<_>>()
            .len()
    };
    let mut kept: Vec<&Dimension> = all.iter().collect();
    kept.sort_by_key(|it| (it.totals.is_empty(), it.values.len(), it.at));
    let by_all: Vec<usize> = groups.iter().map(|group| told(&kept, group)).collect();
    for place in (0..kept.len()).rev() {
        let dropped = kept.remove(place);
        let mut groups = groups.iter().zip(&by_all);
        if groups.any(|(group, by_all)| told(&kept, group) < *by_all) {
            kept.insert(place, dropped);
        }
    }
    kept
}

/// Some of the values, as they are shown.
fn shown(values: &BTreeSet<Word>) -> String {
    let more = (values.len() > MOST_SHOWN).then_some("…");
    let some = values.iter().take(MOST_SHOWN).map(|word| word.as_deref().unwrap_or("—"));
    joined(some.chain(more), ", ")
}

impl<'a> Sieve<'a> {
    pub fn new(taker: &'a mut dyn Taker, table: Rc<Table>) -> Self {
        let is_asked_for = |column: usize| {
            table
                .layout
                .figures
                .iter()
                .filter(|it| it.column == column)
                .any(|it| it.name().is_some_and(|name| taker.knows(name, None)))
        };
        let unknown = table.layout.unknown.iter().filter(|(column, _)| !is_asked_for(*column));
        let shown = |(at, head): &(usize, String)| match head.as_str() {
            "" => (*at, format!("({})", at + 1)),
            head => (*at, head.to_owned()),
        };
        let columns = unknown.map(shown).collect();
        Self {
            taker,
            table,
            columns,
            shared: Shared::default(),
            held: Vec::new(),
            footnotes: Vec::new(),
            proofs: Vec::new(),
        }
    }

    /// Remembers a remark that explains the sign of a footnote.
    pub fn remark(&mut self, text: &str) {
        if text.contains(is_sign) && self.footnotes.len() < MAX_FOOTNOTES {
            self.footnotes.push(text.to_owned());
        }
    }

    /// Takes a record; `false` when it is empty.
    pub fn take(&mut self, record: &Record<'_>) -> bool {
        let mut is_held = !self.columns.is_empty()
            || self.table.header().has_days()
            // What a sign says stands below the table.
            || !record.signs.is_empty();
        if self.table.commas_open {
            let cell = record.cell(Column::Value);
            self.proofs.extend(proven(cell));
            self.proofs.dedup();
            is_held |= is_ambiguous(cell);
        }
        match is_held.then(|| self.taker.series(record)).flatten() {
            Some(series) => self.hold(record, &series),
            None => return self.taker.take(record),
        }
        true
    }

    fn hold(&mut self, record: &Record<'_>, series: &str) {
        let Self { table, columns, shared, held, .. } = self;
        let series = shared.text(series);
        let figure = figure_of(record, shared);
        let row = &record.row;
        let same = held.last().filter(|last| last.row.line == row.line);
        let new = || {
            let words = columns.iter().map(|(column, _)| {
                let cell = row.cell(*column);
                let is_missing = matches!(read_cell(cell, table.commas), Ok(None));
                shared.text(if is_missing { "" } else { cell })
            });
            let words = words.collect();
            let text = row.text.map(Box::from);
            let cells = row.cells.clone();
            Rc::new(HeldRow { line: row.line, text, cells, words })
        };
        let row = same.map_or_else(new, |last| Rc::clone(&last.row));
        let cells = record.figure.map(|figure| (figure.column, record.cells.clone()));
        held.push(Held { series, row, cells, signs: record.signs.into(), figure });
    }

    /// The table is at its end: hands on what was held, less the sub-populations if these are to be judged, and says what was
    /// left out.
    pub fn finish(mut self, judged: bool) -> &'a mut dyn Taker {
        self.decide_commas();
        let (left_out, problems) = if judged { self.judge() } else { Default::default() };
        self.taker.said().diagnostics.extend(problems);
        let labels = self.labels();
        if !labels.is_empty() {
            let heads = labels.values().cloned().collect();
            self.taker.said().note(DataProblem::LabelHeads { heads }, &self.table.name);
        }
        let periods = self.periods();
        let signs = self.signs();
        for held in &self.held {
            if left_out.contains(&held.place()) || labels.contains_key(&held.place().1) {
                continue;
            }
            let record = held.record(&self.table);
            let period = periods.get(&held.place()).map(|period| (Column::Period, period.clone()));
            let known = held.signs.chars().filter(|_| held.figure.is_some());
            let statuses = known.filter_map(|sign| signs.get(&sign));
            let marked = statuses.copied().reduce(Status::and).map(|status| {
                if status.forecast {
                    return (Column::Value, String::new());
                }
                let own = [record.cell(Column::Quality), &status.quality.word()];
                let quality = joined(own.into_iter().filter(|it| !it.is_empty()), ";");
                (Column::Quality, quality)
            });
            let said: Vec<(Column, String)> = period.into_iter().chain(marked).collect();
            let cells = record.cells.iter().enumerate().map(|(cell, own)| {
                let said = said.iter().find(|(column, _)| record.header()[*column] == Some(cell));
                said.map_or(own, |(_, text)| text.as_bytes())
            });
            self.taker.take(&Record { cells: &cells.collect(), ..record });
        }
        self.taker
    }

    /// What a comma means is decided by all figures of the table, also by those that nobody asked for.
    fn decide_commas(&mut self) {
        if !self.table.commas_open {
            return;
        }
        let table = Rc::make_mut(&mut self.table);
        table.commas = match self.proofs.as_slice() {
            [proven] => *proven,
            _ => Table::commas(&Recipe::default(), table.delimiter),
        };
        for held in &mut self.held {
            let figure = figure_of(&held.record(&self.table), &mut self.shared);
            held.figure = figure;
        }
    }

    /// The periods that begin on days, in the place of these; what is done with days is said.
    fn periods(&mut self) -> BTreeMap<(u32, usize), String> {
        let mut periods = BTreeMap::new();
        let mut first = None;
        if !self.table.header().has_days() {
            return periods;
        }
        let day_of = |held: &Held| Period::parse(held.record(&self.table).cell(Column::Period));
        // One name may have figures of years, and another of the same thing those of quarters.
        let name_of = |held: &Held| held.record(&self.table).name().1.to_owned();
        let mut days: BTreeMap<(&Word, String), BTreeSet<Period>> = BTreeMap::new();
        for held in self.held.iter().filter(|held| held.figure.is_some()) {
            days.entry((&held.series, name_of(held))).or_default().extend(day_of(held));
        }
        for held in &self.held {
            let Some(day) = day_of(held).filter(|day| day.is_day()) else { continue };
            let span = days
                .get(&(&held.series, name_of(held)))
                .and_then(|days| span_of(days, self.table.dates));
            let period = span.map(|span| around(day, span));
            // Rather those that are read as something else, unless that was told.
            let is_said = self.table.dates.is_none() || period.is_none();
            if is_said && first.as_ref().is_none_or(|_| periods.is_empty() && period.is_some()) {
                first = Some((held, day, period.clone().unwrap_or_default()));
            }
            periods.extend(period.map(|period| (held.place(), period)));
        }
        if let Some((held, day, period)) = first {
            let place = held.record(&self.table).place(Column::Period);
            self.taker.said().say(DataProblem::Days { day: day.to_string(), period }, Some(place));
        }
        periods
    }

    /// What each sign of a footnote says, which is said once.
    fn signs(&mut self) -> BTreeMap<char, Status> {
        let mut all: BTreeMap<char, (Status, Option<String>, u64, Place)> = BTreeMap::new();
        for held in self.held.iter().filter(|it| it.figure.is_some()) {
            for sign in held.signs.chars() {
                let new = || {
                    let (status, footnote) = Status::of_sign(sign, &self.footnotes);
                    let place = held.record(&self.table).place(Column::Value);
                    (status, footnote, 0, place)
                };
                all.entry(sign).or_insert_with(new).2 += 1;
            }
        }
        let said = self.taker.said();
        let signs = all.into_iter().map(|(sign, (status, footnote, count, place))| {
            if status.forecast {
                said.count(Noted::Forecast, count, || (sign.to_string(), place.clone()));
            }
            if sign != FORECAST {
                let quality = status.quality.word();
                let quality = if status.forecast { "forecast".to_owned() } else { quality };
                said.say(DataProblem::FootnoteSign { sign, quality, footnote, count }, Some(place));
            }
            (sign, status)
        });
        signs.collect()
    }

    fn is_number(&self, word: &str) -> bool {
        read_cell(word, self.table.commas).is_ok()
    }

    /// Columns of a table of indicators that hold no number at all, beside others that do.
    fn labels(&self) -> BTreeMap<usize, String> {
        let figures: BTreeSet<usize> = self.held.iter().map(|held| held.place().1).collect();
        let columns = self.columns.iter().enumerate().filter(|(at, (column, _))| {
            let mut words =
                self.held.iter().filter_map(|held| held.row.words[*at].as_deref()).peekable();
            figures.contains(column)
                && words.peek().is_some()
                && !words.any(|word| self.is_number(word))
        });
        let labels: BTreeMap<usize, String> = columns.map(|(_, known)| known.clone()).collect();
        if labels.len() < figures.len() { labels } else { BTreeMap::new() }
    }

    fn dimension(&self, at: usize, groups: &Groups<'_>) -> Option<Dimension> {
        // Of each value the first group, and whether another has it too.
        let mut first: BTreeMap<&Word, (&Key<'_>, bool)> = BTreeMap::new();
        for (key, group) in groups {
            for held in group {
                let known = first.entry(&held.row.words[at]).or_insert((key, false));
                known.1 |= known.0 != key;
            }
        }
        let filled = || first.keys().filter_map(|word| word.as_deref());
        let has = |word: &&str| filled().any(|known| known == *word);
        // As one of many letters T is no total: sections of industry are called A to U.
        let others = filled().filter(|word| !is_among(word, "F M T")).count();
        let is_sex = HALVES[0].iter().any(has) && others < 2;
        let is_total = |word: &str| {
            let mut parts = word.split(": ").map(|part| part.trim().to_lowercase());
            word == "T" && is_sex || parts.any(|part| is_among(&part, TOTALS))
        };
        let says_total =
            |word: &Word| word.as_deref().map_or(self.table.header().open_sdg, is_total);
        let totals: BTreeSet<Word> =
            first.keys().filter(|word| says_total(word)).map(|word| (*word).clone()).collect();
        let is_of_parts = !totals.is_empty() || HALVES.iter().any(|it| it.iter().all(has));
        let recurs = first.iter().any(|(word, (_, again))| word.is_some() && *again);
        let is_label = !recurs && !is_of_parts && !first.contains_key(&None) && groups.len() > 1;
        let is_word = |word: &str| {
            let is_address = word.contains("://") || word.starts_with("www.");
            !is_address && !self.is_number(word) && Period::parse(word).is_none()
        };
        let tells = first.len() > 1 && !is_label && filled().any(is_word);
        let values = first.into_keys().cloned().collect();
        tells.then_some(Dimension { at, values, totals, is_of_parts })
    }

    /// The records that are left out, by line and column of figures, and what there is to say.
    fn judge(&self) -> (BTreeSet<(u32, usize)>, Vec<Diagnostic>) {
        let mut groups = Groups::new();
        for held in &self.held {
            if let Some(key) = held.key() {
                groups.entry(key).or_default().push(held);
            }
        }
        let all: Vec<Dimension> =
            (0..self.columns.len()).filter_map(|at| self.dimension(at, &groups)).collect();
        let crowds: Vec<&Vec<&Held>> = groups
            .values()
            .filter(|it| contradict(it))
            .filter(|group| all.iter().any(|column| differ(group, column)))
            .collect();
        let telling = telling(&all, &crowds);
        // What tells the rows of a series apart anywhere does so everywhere.
        let mut apart: BTreeMap<&Word, BTreeMap<usize, &Dimension>> = BTreeMap::new();
        for group in crowds {
            let differing = telling.iter().filter(|column| differ(group, column));
            apart.entry(&group[0].series).or_default().extend(differing.map(|it| (it.at, *it)));
        }
        let mut left_out = BTreeSet::new();
        let mut lost = Vec::new();
        for ((series, ..), group) in &groups {
            let Some(columns) = apart.get(series) else { continue };
            if group.iter().any(|held| held.is_total(columns)) {
                let others = group.iter().filter(|held| !held.is_total(columns));
                left_out.extend(others.map(|held| held.place()));
            } else {
                lost.extend(columns.keys().next().map(|at| (group[0], *at)));
            }
        }
        let mut said = Vec::new();
        let columns: BTreeMap<usize, &Dimension> =
            apart.values().flatten().map(|(at, column)| (*at, *column)).collect();
        if !columns.is_empty() {
            said.push(self.sub_populations(&columns, &lost));
        }
        let parts = all.iter().filter(|column| {
            column.is_of_parts || telling.iter().any(|telling| telling.at == column.at)
        });
        let mixed = parts.filter_map(|column| {
            let told =
                |series: &Word| apart.get(series).is_some_and(|it| it.contains_key(&column.at));
            let taken = |held: &&Held| !told(&held.series) && !left_out.contains(&held.place());
            self.mixed(column, self.held.iter().filter(taken))
        });
        said.extend(mixed.take(1));
        (left_out, said)
    }

    fn sub_populations(
        &self,
        columns: &BTreeMap<usize, &Dimension>,
        lost: &[(&Held, usize)],
    ) -> Diagnostic {
        let heads = || columns.values().map(|it| (self.columns[it.at].1.as_str(), *it));
        let listed = heads().map(|(head, it)| format!("{head} ({})", shown(&it.values)));
        let columns = joined(listed, ", ");
        let Some((first, at)) = lost.first() else {
            let place = Place::whole_file(&self.table.name);
            return Diagnostic::new(DataProblem::TotalsUsed { columns }, Some(place));
        };
        let choice = heads().map(|(head, it)| {
            let word = it.totals.iter().chain(&it.values).find_map(Option::as_deref);
            format!("--where \"{head}={}\"", word.unwrap_or_default())
        });
        let choice = joined(choice, " ");
        let figures = lost.len() as u64;
        self.at(DataProblem::SubPopulations { columns, choice, figures }, first, *at)
    }

    fn at(&self, problem: DataProblem, held: &Held, at: usize) -> Diagnostic {
        Diagnostic::new(problem, Some(held.row(&self.table).place(self.columns[at].0)))
    }

    /// A series that has other values in a column in one period than in the next.
    fn mixed<'h>(
        &self,
        column: &Dimension,
        taken: impl Iterator<Item = &'h Held>,
    ) -> Option<Diagnostic> {
        let mut periods: BTreeMap<(&Word, Period), (&Held, BTreeSet<Word>)> = BTreeMap::new();
        for ((series, period, _), held) in taken.filter_map(|held| Some((held.key()?, held))) {
            let word = held.word(column);
            if word.is_some() || self.table.header().open_sdg {
                periods
                    .entry((series, period))
                    .or_insert_with(|| (held, BTreeSet::new()))
                    .1
                    .insert(word.clone());
            }
        }
        let mut steps = periods.iter().zip(periods.iter().skip(1));
        let (((_, earlier), (_, before)), ((_, later), (held, behind))) =
            steps.find(|((one, (_, before)), (next, (_, behind)))| {
                one.0 == next.0 && before.is_disjoint(behind)
            })?;
        let problem = DataProblem::MixedSeries {
            column: self.columns[column.at].1.clone(),
            earlier: earlier.to_string(),
            before: shown(before),
            later: later.to_string(),
            behind: shown(behind),
        };
        Some(self.at(problem, held, column.at))
    }
}
