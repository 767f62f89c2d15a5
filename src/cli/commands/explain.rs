//! `explain`: the verdict of one indicator, figure by figure.

use anyhow::Result;

use super::assessed::Assessed;
use crate::cli::args::{ExplainArgs, Format};
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::{Loaded, Session};
use crate::diag::{RunProblem, nearest};
use crate::plan::{Plan, Series};
use crate::render::flat_table;
use crate::report::explain;
use crate::report::series::SeriesView;

pub fn run(args: &ExplainArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let (file, plan) = session.plan(&args.plan)?;
    session.reads_stdin_once = true;
    if let Some(series) = plan.series_of(&args.indicator).cloned() {
        let loaded = session.with_actuals(&file, plan, &args.data)?;
        return explain_series(args, &loaded, &series, format, session);
    }
    let index = index_of(&plan, &args.plan, &args.indicator, session)?;
    let loaded = session.with_actuals(&file, plan, &args.data)?;
    let assessed = Assessed::new(loaded, &args.data, &args.judging, as_of);
    let judged = assessed.judged(index)?;
    let observations = explain::observations(&judged);
    let rendering = Rendering {
        as_of,
        pages: &|| explain::sheet(&judged).into(),
        flat: &|| flat_table::of_table(&observations),
        document: &|| explain::document(&judged),
    };
    super::write(&rendering, format, &args.output, session)?;
    Ok(Outcome::Met)
}

/// A series has values and vintages but no verdict.
fn explain_series(
    args: &ExplainArgs,
    loaded: &Loaded,
    series: &Series,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Outcome> {
    let as_of = session.as_of(&args.data);
    let region = args.data.region.as_deref();
    let view = SeriesView::new(&loaded.plan, &loaded.actuals, series, as_of, region);
    let observations = view.observations();
    let rendering = Rendering {
        as_of,
        pages: &|| view.sheet().into(),
        flat: &|| flat_table::of_table(&observations),
        document: &|| view.document(),
    };
    super::write(&rendering, format, &args.output, session)?;
    Ok(Outcome::Met)
}

/// The index of an indicator in its plan.
pub(super) fn index_of(
    plan: &Plan,
    typed: &str,
    name: &str,
    session: &mut Session<'_>,
) -> Result<usize> {
    let found = plan.indicators.iter().position(|indicator| indicator.id == name);
    found.ok_or_else(|| {
        let indicators = plan.indicators.iter().map(|it| it.id.as_str());
        let ids = indicators.chain(plan.series.iter().map(|it| it.id.as_str()));
        session.fail(RunProblem::UnknownIndicator {
            name: name.to_owned(),
            plan: plan.id.clone(),
            typed: typed.to_owned(),
            nearest: nearest(name, ids).map(str::to_owned),
        })
    })
}
