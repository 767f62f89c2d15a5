//! The indicator or series of a plan that `explain`, `trend` and `chart` are about.

use super::prelude::*;
use crate::{
    assess::Basis,
    cli::named::only,
    plan::{
        Series,
        called::{Called, nearest_id},
    },
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
        let id = id_of(&named.plan, typed, name)?;
        let Some(index) = named.plan.indicators.iter().position(|it| it.id == id) else {
            let series = named.plan.series_of(&id).cloned().map(Box::new).ok_or(Stopped)?;
            return Ok(Self::Series(session.with_actuals(named, data, false)?, series));
        };
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

/// The id of the indicator or series of a plan that is meant by a name.
pub fn id_of(plan: &Plan, typed: &str, name: &str) -> Result<String, RunProblem> {
    let all = Called::figures(plan);
    only(name, &all)?.map(|found| found.id.to_owned()).ok_or_else(|| RunProblem::UnknownIndicator {
        name: name.to_owned(),
        plan: plan.id.clone(),
        typed: typed.to_owned(),
        nearest: nearest_id(name, &all).map(str::to_owned),
    })
}
