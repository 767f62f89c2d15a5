//! From an assessment to what is shown: one view a file.
//!
//! A view either lays out a [`Sheet`] for people (blocks of typed notes and tables, no language) or gives frozen
//! [`Data`] for machines. Depends on the core and `table`.

pub mod audit;
pub mod data;
pub mod explain;
pub mod formula;
pub mod gap;
pub mod list;
pub mod row;
pub mod sheet;
pub mod show;
pub mod status;
pub mod template;

#[cfg(test)]
pub(crate) mod sample;

use crate::actuals::{Actuals, Mark, Observation, Quality};
use crate::assess::{Assessment, Finding};
use crate::number::Number;
use crate::plan::{Indicator, Plan};
use crate::table::{Cell, GapUnit, Name};

pub use data::Data;
pub use sheet::{Block, Note, Sheet};

/// Everything that is known about one finding.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The whole assessment.
    pub assessment: &'a Assessment,
    /// The actuals it rests on.
    pub actuals: &'a Actuals,
    /// The finding itself.
    pub finding: &'a Finding,
}

impl<'a> Judged<'a> {
    /// The indicator judged.
    pub fn indicator(&self) -> &'a Indicator {
        self.finding.indicator_of(self.plan)
    }

    /// The observations that the finding rests on: those of the actual, then the baseline's.
    pub fn used(&self) -> impl Iterator<Item = &'a Observation> {
        let finding = self.finding;
        let actual = finding
            .actual
            .iter()
            .flat_map(|actual| &actual.observations);
        let baseline = finding
            .baseline
            .iter()
            .filter_map(|baseline| baseline.observation.as_ref());
        actual.chain(baseline)
    }

    /// The target with its unit; the deadline below it, unless it is the plan's.
    fn target_cell(&self) -> Cell {
        let indicator = self.indicator();
        let target = Cell::Target(
            indicator.target.clone(),
            self.finding.target.clone(),
            indicator.unit.printed().to_owned(),
        );
        if indicator.deadline.last() == self.plan.period.last() {
            target
        } else {
            Cell::Stack(vec![target, Cell::Period(indicator.deadline)])
        }
    }

    /// The actual with its period below it.
    fn actual_cell(&self) -> Cell {
        Cell::of(self.finding.actual.as_ref(), |actual| {
            Cell::Stack(vec![
                value_cell(&actual.value, actual.quality),
                Cell::Period(actual.period),
            ])
        })
    }

    /// The distance from the target.
    fn gap_cell(&self) -> Cell {
        Cell::of(self.finding.gap.clone(), |gap| {
            Cell::Difference(gap, GapUnit::of(&self.indicator().unit))
        })
    }

    /// The verdict with its reason and flags.
    fn verdict_cell(&self) -> Cell {
        Cell::Verdict {
            verdict: self.finding.verdict,
            reason: self.finding.reason,
            flags: self.finding.flags.clone(),
        }
    }
}

/// A value, with a sign before it where it is only a lower bound.
fn value_cell(value: &Number, quality: Quality) -> Cell {
    if quality.has(Mark::LowerBound) {
        Cell::AtLeast(value.clone())
    } else {
        Cell::Number(value.clone())
    }
}

/// The name of an indicator in both languages.
fn name_of(indicator: &Indicator) -> Name {
    Name {
        printed: indicator.name.clone(),
        english: indicator.name_en.clone(),
    }
}

/// The title of a plan in both languages.
fn title_of(plan: &Plan) -> Name {
    Name {
        printed: plan.title.clone(),
        english: plan.title_en.clone(),
    }
}
