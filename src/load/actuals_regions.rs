//! Columns of regions under heads that are unknown: rows of many regions are not taken for those of one.

use std::sync::Arc;

use foldhash::HashSet;

use crate::diag::{DataProblem, Place};
use crate::plan::recipe::{Column, Recipe};

use super::actuals_recipe::{Following, renamed};
use super::actuals_table::{Row, Table, Taker};

/// What may be the column of regions of a table that has none.
pub struct UnknownRegions {
    recipe: Arc<Recipe>,
    columns: Vec<Unknown>,
}

struct Unknown {
    column: usize,
    head: String,
    /// The regions in it.
    regions: HashSet<String>,
    /// The first that is not the one asked for.
    other: Option<Place>,
}

impl UnknownRegions {
    /// Of the table that is read next.
    pub fn new(table: &Table, following: &Following, taker: &dyn Taker) -> Self {
        let chosen: Vec<usize> = following.chosen_columns().collect();
        let is_open = |(column, head): &&(usize, String)| {
            table.header[Column::Region].is_none() && !chosen.contains(column) && !taker.knows(head)
        };
        let columns = table.heads.unknown.iter().filter(is_open).map(|(column, head)| Unknown {
            column: *column,
            head: head.clone(),
            regions: HashSet::default(),
            other: None,
        });
        Self { recipe: Arc::clone(&following.recipe), columns: columns.collect() }
    }

    /// Looks at a row: a column of which a cell is no region is none of regions.
    pub fn look(&mut self, row: &Row<'_>, taker: &dyn Taker) {
        let Self { recipe, columns } = self;
        columns.retain_mut(|it| {
            let cell = row.cell(Some(it.column));
            if cell.is_empty() || it.regions.contains(cell) {
                return true;
            }
            let name = renamed(&recipe.regions, cell).map_or(cell, |(_, name)| name);
            let is_own = taker.region(name);
            if is_own == Some(false) {
                it.other.get_or_insert_with(|| row.place(Some(it.column)));
            }
            is_own.is_some_and(|_| it.regions.insert(cell.to_owned()))
        });
    }

    /// What there is to say at the end of the table: all of one that are the region asked for change nothing.
    pub fn fault(self) -> Option<(DataProblem, Place)> {
        let mut columns = self.columns.into_iter();
        columns.find_map(|it| Some((DataProblem::UnknownRegions { head: it.head }, it.other?)))
    }
}
