//! What a lint knows and what it finds: a problem, and the spot in the plan's own terms.

use std::collections::BTreeSet;

use crate::diag::PlanProblem;
use crate::period::Period;

/// What the loader knows beyond the plan.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The `parts` of every indicator, in the plan's order.
    pub parts: Vec<Vec<String>>,
    /// Ids of indicators that could not be read: nobody can say that they do not exist.
    pub unread: BTreeSet<String>,
    /// Has the file indicators that the parser left out, as it does with the second of two tables?
    pub incomplete: bool,
    /// Has the file tables of unknown names? They may hold what is looked for.
    pub foreign_tables: bool,
    /// How many aliases of every indicator stand in the plan, before those of the catalogue; all where it is not said.
    pub own_aliases: Vec<usize>,
    /// The same of every series.
    pub own_aliases_of_series: Vec<usize>,
    /// Was the plan's period read? Without it no period is judged.
    pub period_known: bool,
}

/// A problem and the spots it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub problem: PlanProblem,
    /// Where.
    pub spot: Spot,
    /// What it is in conflict with.
    pub related: Vec<Spot>,
}

/// A spot of the plan, in the plan's own terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The table.
    pub item: Item,
    /// The way into it; as far as the file has it.
    pub path: Vec<Step>,
}

/// A table of the plan, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// An indicator.
    Indicator(usize),
    /// A figure set aside.
    SetAside(usize),
    /// A series.
    Series(usize),
    /// A task.
    Task(usize),
    /// A rule.
    Rule(usize),
}

/// One step into a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(&'static str),
    /// An entry of a list; where one stands alone without a list, that one.
    Entry(usize),
    /// The key that means this period.
    Period(Period),
}

/// The findings of a run.
#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    pub(super) fn add(&mut self, spot: Spot, problem: PlanProblem) {
        self.add_with_related(spot, problem, Vec::new());
    }

    pub(super) fn add_with_related(
        &mut self,
        spot: Spot,
        problem: PlanProblem,
        related: Vec<Spot>,
    ) {
        self.0.push(Finding { problem, spot, related });
    }
}

/// An indicator by its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct At(pub(super) usize);

impl At {
    pub(super) fn key(self, name: &'static str) -> Spot {
        self.path([Step::Key(name)])
    }

    pub(super) fn path(self, path: impl Into<Vec<Step>>) -> Spot {
        Spot { item: Item::Indicator(self.0), path: path.into() }
    }
}
