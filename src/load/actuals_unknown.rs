//! Columns whose heads are not known, but whose cells are regions, units or figures, and names that differ in their unit only:
//! none is passed over in silence.

use std::collections::HashMap;

use foldhash::HashSet;

use crate::{
    actuals::printed_number::is_number,
    calendar::NamedYears,
    diag::{DataProblem, Place},
    unit::{Dimension, Unit},
};

use super::{
    actuals_columns::{Column, in_brackets},
    actuals_layout::name_and_unit,
    actuals_periods::SplitYears,
    actuals_recipe::Following,
    actuals_table::{MAX_SPELLINGS, Row, Table, Taker},
};

/// The units in brackets behind the names of rows: a name that is asked for without them must have one only.
#[derive(Default)]
pub struct Brackets {
    /// By name: the brackets, and whether others were said.
    seen: HashMap<String, (String, bool)>,
    /// Cells that were looked at.
    known: HashSet<Vec<u8>>,
}

impl Brackets {
    /// Notes the names of a row; the first one that is that of another row but for its brackets is a fault.
    pub fn note(
        &mut self,
        row: &Row<'_>,
        following: &Following,
        taker: &dyn Taker,
    ) -> Option<(usize, DataProblem)> {
        let found = &row.table.layout.found;
        found.names().filter_map(|name| found[name]).find_map(|column| {
            let bytes = row.cells.get(column)?;
            if self.known.contains(bytes) {
                return None;
            }
            if self.known.len() < MAX_SPELLINGS {
                self.known.insert(bytes.to_vec());
            }
            let printed = row.cell(column);
            let (name, inner) = in_brackets(printed)?;
            let knows = |name: &str, unit: Option<&Unit>| following.knows(name, unit, taker);
            if name_and_unit(printed, &knows).0 != name || !knows(name, None) {
                return None;
            }
            let first = || (inner.to_owned(), false);
            let (first, said) = self.seen.entry(name.to_owned()).or_insert_with(first);
            let differs = first != inner && !std::mem::replace(said, true);
            let [name, first, second] = [name, first, inner].map(str::to_owned);
            differs.then_some((column, DataProblem::SeveralBrackets { name, first, second }))
        })
    }
}

/// The columns of a table that nothing is known of.
pub struct Unknown {
    columns: Vec<Suspect>,
    /// The columns of names.
    names: Vec<usize>,
    /// The column of periods, and what stands in it, or in the heads.
    period: Option<usize>,
    years: SplitYears,
}

struct Suspect {
    column: usize,
    head: String,
    region: Seen,
    unit: Seen,
    /// Of a column without a head: what it counts next, as numbers of rows do.
    next: Option<u64>,
    figure: Option<Place>,
}

/// Does the word for a unit say something else where no head says that it is one? Beside figures that cannot be in it, 年 is a
/// frequency, T the total of both sexes, and Households are a sector. `converts`: can they, if that is known?
fn is_other_word(unit: &Unit, converts: Option<bool>) -> bool {
    let text = unit.printed();
    let is_other = match unit.dimension() {
        _ if unit.has_magnitude() => return false,
        Dimension::Quantity("years" | "time" | "points") => true,
        Dimension::Quantity("mass") => text == "T",
        // Without a plan nothing is known of the figures, and persons may well be what they count.
        Dimension::Count => text.is_ascii() && converts.is_some(),
        _ => false,
    };
    is_other && converts != Some(true)
}

/// What was seen of one meaning that a column may have.
#[derive(Default)]
struct Seen {
    /// It cannot have it.
    ended: bool,
    /// Has any cell this meaning?
    any: bool,
    /// The first cell that says something else than is assumed without the column.
    other: Option<(String, Place)>,
}

impl Seen {
    /// A cell fits or not; `same`: does it say what is assumed anyway?
    fn note(
        &mut self,
        text: &str,
        fits: bool,
        same: impl FnOnce() -> bool,
        place: impl FnOnce() -> Place,
    ) {
        self.ended |= !fits;
        self.any = true;
        if fits && self.other.is_none() && !same() {
            self.other = Some((text.to_owned(), place()));
        }
    }

    fn is_open(&self) -> bool {
        self.any && !self.ended
    }
}

impl Unknown {
    pub fn new(table: &Table, following: &Following, asked: bool) -> Self {
        let layout = &table.layout;
        let found = &layout.found;
        let chosen: Vec<usize> = following.chosen_columns().collect();
        let ended = |column| Seen {
            ended: found[column].is_some()
                || table.title(column).is_some()
                || following.recipe.sets(column).is_some(),
            ..Seen::default()
        };
        let unknown = layout.unknown.iter().filter(|(column, _)| !chosen.contains(column));
        let suspects = unknown.map(|(column, head)| {
            let mut unit = ended(Column::Unit);
            let region = ended(Column::Region);
            // Heads of indicators have their units with them.
            unit.ended |= layout.has_names_in_heads() == Some(true);
            let column = *column;
            let head = head.clone();
            Suspect { column, head, region, unit, next: Some(0), figure: None }
        });
        let asked = following.recipe.calendar().map_or(asked, |it| !it.is_common());
        let mut years = SplitYears::new(asked);
        for (column, head) in table.cells.iter().enumerate() {
            let figure = layout.figures.iter().find(|it| it.column == column);
            let is_head = figure.is_some() || NamedYears::parse(head).is_some();
            if is_head && layout.has_names_in_heads() == Some(false) {
                let place = || figure.and_then(|it| it.place.clone());
                years.note(head, || place().unwrap_or_else(|| Place::whole_file(&table.name)));
            }
        }
        Self {
            columns: suspects
                .filter(|it| it.head.is_empty() || !(it.region.ended && it.unit.ended))
                .collect(),
            names: found.names().filter_map(|name| found[name]).collect(),
            period: found[Column::Period],
            years,
        }
    }

    /// May more rows say anything?
    pub fn is_open(&self) -> bool {
        !self.columns.is_empty() || self.period.is_some() && !self.years.ended
    }

    /// Looks at the cells of one more row.
    pub fn look(&mut self, row: &Row<'_>, following: &Following, taker: &dyn Taker) {
        self.years.note(row.cell(self.period), || row.place(self.period));
        for suspect in &mut self.columns {
            let Suspect { column, head, region, unit, next, figure } = suspect;
            let text = row.cell(*column);
            if text.is_empty() {
                continue;
            }
            let place = || row.place(*column);
            if head.is_empty() {
                let count = text.parse::<u64>().ok();
                let counts =
                    next.is_some_and(|next| count == Some(next) || next == 0 && count == Some(1));
                *next = count.filter(|_| counts).map(|count| count + 1);
                if !counts && figure.is_none() && is_number(text, row.table.commas) {
                    *figure = Some(place());
                }
                continue;
            }
            if !region.ended {
                let known = taker.is_region(following.region(text));
                region.note(text, known.is_some(), || known == Some(true), place);
            }
            if !unit.ended {
                let printed = Unit::parse(text);
                let name = self
                    .names
                    .iter()
                    .map(|name| row.cell(*name))
                    .find(|it| !it.is_empty())
                    .unwrap_or_default();
                let name = following.indicator(name);
                if is_other_word(&printed, taker.converts(name, &printed)) {
                    continue;
                }
                let fits = printed.is_known()
                    && *printed.dimension() != Dimension::Pure
                    && !text.bytes().all(|byte| byte.is_ascii_digit());
                let same = || taker.is_in(name, &printed);
                unit.note(text, fits, same, place);
            }
        }
    }

    /// Might any of them have to be said? Then every row is to be looked at.
    pub fn is_suspicious(&self) -> bool {
        let mut columns = self.columns.iter();
        self.years.is_open()
            || columns.any(|it| it.head.is_empty() || it.region.is_open() || it.unit.is_open())
    }

    /// Do the rows differ in a column of regions that is not known?
    pub fn is_fault(&self) -> bool {
        self.columns.iter().any(|it| !it.region.ended && it.region.other.is_some())
    }

    /// Says what was found.
    pub fn report(self, taker: &mut dyn Taker) {
        if let Some((problem, place)) = self.years.fault() {
            taker.said().fault(problem, place);
        }
        for Suspect { head, region, unit, figure, .. } in self.columns {
            let other = |seen: Seen| seen.other.filter(|_| !seen.ended);
            let region = other(region)
                .map(|(_, place)| (DataProblem::UnknownRegions { head: head.clone() }, place));
            let unit = other(unit)
                .map(|(text, place)| (DataProblem::UnitsWithoutHead { head, text }, place));
            let figure = figure.map(|place| (DataProblem::FiguresWithoutHead, place));
            for (problem, place) in [region, unit, figure].into_iter().flatten() {
                taker.said().fault(problem, place);
            }
        }
    }
}
