//! Columns whose heads are not known, but whose cells are regions, units or figures: none is passed over in silence.

use std::collections::HashMap;

use crate::actuals::printed_number::{Printed, read_cell};
use crate::diag::{DataProblem, Place};
use crate::plan::recipe::Recipe;
use crate::unit::{Dimension, Unit};

use super::actuals_columns::{Column, folded, meaning_of};
use super::actuals_header::Layout;
use super::actuals_table::{Row, Table, Taker};

/// Spellings remembered.
const MAX_SPELLINGS: usize = 4096;

/// The columns of a table that nothing is known of.
pub struct Unknown {
    columns: Vec<Suspect>,
    /// The columns of names.
    names: Vec<usize>,
    /// By spelling: is it a region, and the one assessed?
    regions: HashMap<String, Option<bool>>,
    /// Was any row looked at?
    begun: bool,
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

/// What was seen of one meaning that a column may have.
#[derive(Default)]
struct Seen {
    /// It cannot have it.
    ended: bool,
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
        if !self.ended && self.other.is_none() && !same() {
            self.other = Some((text.to_owned(), place()));
        }
    }

    fn take(&mut self) -> Option<(String, Place)> {
        self.other.take().filter(|_| !self.ended)
    }
}

impl Unknown {
    pub fn new(table: &Table, layout: &Layout, recipe: &Recipe) -> Self {
        let found = layout.found();
        let (figures, by_names) = match layout {
            Layout::Long(_) => (Vec::new(), false),
            Layout::Wide(wide) => {
                let by_names = wide.figures.iter().any(|figure| figure.name().is_some());
                (wide.figure_columns().collect(), by_names)
            }
        };
        let ended = |column| Seen {
            ended: found[column].is_some()
                || table.given(column).is_some()
                || recipe.sets(column).is_some(),
            other: None,
        };
        let heads = table.heads.iter().enumerate();
        let unknown = heads.filter(|(column, head)| {
            let chosen = recipe.filter.iter().any(|(column, _)| folded(column) == folded(head));
            let known = found.has(*column) || figures.contains(column) || chosen;
            !known && meaning_of(head).is_none()
        });
        let suspects = unknown.map(|(column, head)| Suspect {
            column,
            head: head.trim().to_owned(),
            region: ended(Column::Region),
            // Heads of indicators have their units with them.
            unit: Seen { ended: by_names || ended(Column::Unit).ended, other: None },
            next: (column == 0).then_some(0),
            figure: None,
        });
        Self {
            columns: suspects
                .filter(|it| it.head.is_empty() || !(it.region.ended && it.unit.ended))
                .collect(),
            names: found.names().filter_map(|name| found[name]).collect(),
            regions: HashMap::new(),
            begun: false,
        }
    }

    /// Looks at the cells of one more row.
    pub fn look(&mut self, row: &Row<'_>, taker: &dyn Taker) {
        let Self { columns, names, regions, begun } = self;
        *begun = true;
        for suspect in columns {
            let Suspect { column, head, region, unit, next, figure } = suspect;
            let text = row.cell(Some(*column));
            if text.is_empty() {
                continue;
            }
            let place = || row.place(Some(*column));
            if head.is_empty() {
                let count = text.parse::<u64>().ok();
                let counts =
                    next.is_some_and(|next| count == Some(next) || next == 0 && count == Some(1));
                *next = count.filter(|_| counts).map(|count| count + 1);
                let number = || matches!(read_cell(text, row.table.commas), Ok(Printed::Number(_)));
                if !counts && figure.is_none() && number() {
                    *figure = Some(place());
                }
                continue;
            }
            if !region.ended {
                let known = regions.get(text).copied().unwrap_or_else(|| {
                    let known = taker.is_region(text);
                    if regions.len() < MAX_SPELLINGS {
                        regions.insert(text.to_owned(), known);
                    }
                    known
                });
                region.note(text, known.is_some(), || known == Some(true), place);
            }
            if !unit.ended {
                let printed = Unit::parse(text);
                let fits = printed.is_known()
                    && *printed.dimension() != Dimension::Pure
                    && !text.bytes().all(|byte| byte.is_ascii_digit());
                let name = names.iter().map(|name| row.cell(Some(*name))).find(|it| !it.is_empty());
                let same = || taker.is_in(name.unwrap_or_default(), &printed);
                unit.note(text, fits, same, place);
            }
        }
    }

    /// Might any of them have to be said? Then every row is to be looked at.
    pub fn is_suspicious(&self) -> bool {
        self.columns.iter().any(|suspect| {
            let Suspect { region, unit, figure, .. } = suspect;
            let open = |seen: &Seen| !seen.ended && seen.other.is_some();
            !self.begun || figure.is_some() || open(region) || open(unit)
        })
    }

    /// Says what was found.
    pub fn report(self, file: u32, taker: &mut dyn Taker) {
        for mut suspect in self.columns {
            let head = suspect.head;
            let region = suspect.region.take().map(|(text, place)| {
                (DataProblem::RegionsWithoutHead { head: head.clone(), text }, place)
            });
            let unit = suspect.unit.take().map(|(text, place)| {
                (DataProblem::UnitsWithoutHead { head: head.clone(), text }, place)
            });
            let figure = suspect.figure.map(|place| (DataProblem::FiguresWithoutHead, place));
            for (problem, place) in [region, unit, figure].into_iter().flatten() {
                taker.said().fault(file, problem, place);
            }
        }
    }
}
