//! The context of a lint and its findings: a problem and its place in terms of the plan.

use std::collections::BTreeSet;

use crate::diag::PlanProblem;
use crate::period::Period;

/// What the loader knows beyond the plan.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Ids of indicators that could not be read, which therefore cannot be called unknown.
    pub unread: BTreeSet<String>,
    /// Whether the parser left out indicators of the file, such as the second of two equal tables.
    pub incomplete: bool,
    /// Whether the file has tables with unknown names, which may contain what is referred to.
    pub foreign_tables: bool,
    /// How many aliases of each indicator are from the plan, before those of the catalogue; by default all.
    pub own_aliases: Vec<usize>,
    /// The same for each series.
    pub own_aliases_of_series: Vec<usize>,
    /// Whether the plan's period was read; without it no period is checked.
    pub period_known: bool,
}

/// A problem and the places it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub problem: PlanProblem,
    pub spot: Spot,
    /// The places it conflicts with.
    pub related: Vec<Spot>,
}

/// A place in the plan, in terms of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The table.
    pub item: Item,
    /// The path inside the table, as far as the file has it.
    pub path: Vec<Step>,
}

/// A table of the plan, by index.
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
    /// An entry of a list; a single value without a list counts as entry 0.
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

/// An indicator, by index.
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
