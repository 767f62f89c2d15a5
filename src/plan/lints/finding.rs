//! The context of a lint and its findings: a problem and its place in terms of the plan.

use std::collections::BTreeSet;

use crate::{
    diag::PlanProblem,
    keys::Step,
    plan::{Figure, Plan},
};

/// What the loader knows beyond the plan.
#[derive(Default)]
pub struct Context {
    /// Ids of indicators that could not be read, which therefore cannot be called unknown.
    pub unread: BTreeSet<String>,
    /// Whether the parser left out indicators of the file, such as the second of two equal tables.
    pub incomplete: bool,
    /// Whether the file has tables with unknown names, which may contain what is referred to.
    pub foreign_tables: bool,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// The head of the plan.
    Plan,
    /// An indicator.
    Indicator(usize),
    /// A document that changes or adds targets.
    Document(usize),
    /// A figure set aside.
    SetAside(usize),
    /// A series.
    Series(usize),
    /// A task.
    Task(usize),
    /// A rule.
    Rule(usize),
}

/// The findings of a run.
#[derive(Default)]
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

impl Item {
    /// The whole table.
    pub(crate) fn whole(self) -> Spot {
        Spot { item: self, path: Vec::new() }
    }

    pub(crate) fn key(self, name: &'static str) -> Spot {
        self.whole().key(name)
    }
}

impl Spot {
    pub(super) fn step(mut self, step: Step) -> Self {
        self.path.push(step);
        self
    }

    pub(crate) fn key(self, name: &'static str) -> Self {
        self.step(Step::Key(name))
    }

    pub(crate) fn entry(self, index: usize) -> Self {
        self.step(Step::Entry(index))
    }
}

/// All figures with their tables; indicators first, as in every lookup by id.
pub(super) fn figures(plan: &Plan) -> impl Iterator<Item = (Item, &Figure)> {
    (0..plan.indicators.len())
        .map(Item::Indicator)
        .chain((0..).map(Item::Series))
        .zip(plan.figures())
}
