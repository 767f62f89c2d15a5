//! The indicator or series of a plan that `explain`, `trend` and `chart` are about.

use super::prelude::*;
use crate::assess::Basis;
use crate::plan::Series;
use crate::report::Judged;
use crate::report::series::SeriesView;

/// An indicator, by its index in the plan, or a series, which has values and vintages but no verdict.
pub enum Subject {
    Indicator(Assessed, usize),
    Series(Loaded, Box<Series>),
}

pub enum View<'a> {
    Indicator(Judged<'a>),
    Series(SeriesView<'a>),
}

impl Subject {
    /// Reads the plan and its actuals.
    pub fn load(
        [typed, name]: [&str; 2],
        data: &DataArgs,
        judging: &JudgingArgs,
        session: &mut Session,
    ) -> Result<Self> {
        let (file, plan) = session.plan(typed)?;
        session.reads_stdin_once = true;
        let series = plan.series_of(name).cloned().map(Box::new);
        let index = match &series {
            Some(_) => 0,
            None => index_of(&plan, typed, name)?,
        };
        let loaded = session.with_actuals(&file, plan, data, false)?;
        Ok(match series {
            Some(series) => Self::Series(loaded, series),
            None => {
                Self::Indicator(Assessed::new(loaded, data, judging, session.as_of(data)), index)
            }
        })
    }

    pub fn view(&self, data: &DataArgs, session: &Session) -> Result<View<'_>> {
        Ok(match self {
            Self::Indicator(assessed, index) => View::Indicator(assessed.judged(*index)?),
            Self::Series(Loaded { plan, actuals }, series) => {
                let basis = Basis::new(plan, actuals, session.as_of(data));
                View::Series(SeriesView::new(basis, series, data.region.as_deref()))
            }
        })
    }
}

/// The index of an indicator in its plan.
pub fn index_of(plan: &Plan, typed: &str, name: &str) -> Result<usize, RunProblem> {
    let found = plan.indicators.iter().position(|indicator| indicator.id == name);
    found.ok_or_else(|| {
        let ids = plan.figures().map(|it| &it.id);
        RunProblem::UnknownIndicator {
            name: name.to_owned(),
            plan: plan.id.clone(),
            typed: typed.to_owned(),
            nearest: nearest(name, ids).cloned(),
        }
    })
}
