//! The indicator or series of a plan that `explain`, `trend` and `chart` are about.

use super::prelude::*;
use crate::{
    assess::Basis,
    plan::Series,
    report::{Judged, series::SeriesView},
};

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
        let named = session.plan(typed)?;
        session.reads_stdin_once = true;
        if let Some(series) = named.plan.series_of(name).cloned().map(Box::new) {
            return Ok(Self::Series(session.with_actuals(named, data, false)?, series));
        }
        let index = index_of(&named.plan, typed, name)?;
        Ok(Self::Indicator(Assessed::load(named, data, judging, session)?, index))
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

/// What `explain` and `trend` write of their subject.
pub fn write(
    args: &IndicatorArgs,
    session: &mut Session,
    written: impl FnOnce(View<'_>, &Output<'_>, NaiveDate) -> Result<Outcome>,
) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let named = [&args.plan, &args.indicator].map(String::as_str);
    let subject = Subject::load(named, &args.data, &args.judging, session)?;
    written(subject.view(&args.data, session)?, &output, session.as_of(&args.data))
}

/// The index of an indicator in its plan.
pub fn index_of(plan: &Plan, typed: &str, name: &str) -> Result<usize, RunProblem> {
    let found = plan.indicators.iter().position(|indicator| indicator.id == name);
    found.ok_or_else(|| RunProblem::UnknownIndicator {
        name: name.to_owned(),
        plan: plan.id.clone(),
        typed: typed.to_owned(),
        nearest: nearest(name, plan.figures().map(|it| &it.id)).cloned(),
    })
}
