//! `trend`: one indicator year by year, the actuals against the path to the target.

use anyhow::Result;

use super::assessed::Assessed;
use super::explain::index_of;
use crate::cli::args::TrendArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::Session;
use crate::report::series::SeriesView;
use crate::report::trend::TrendView;

pub fn run(args: &TrendArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let (file, plan) = session.plan(&args.plan)?;
    session.reads_stdin_once = true;
    if let Some(series) = plan.series_of(&args.indicator).cloned() {
        let loaded = session.with_actuals(&file, plan, &args.data)?;
        let region = args.data.region.as_deref();
        let view = SeriesView::new(&loaded.plan, &loaded.actuals, &series, as_of, region);
        let rendering = Rendering {
            as_of,
            pages: &|| view.trend_sheet().into(),
            flat: &|| view.trend_flat(),
            document: &|| view.trend_document(),
        };
        super::write(&rendering, format, &args.output, session)?;
        return Ok(Outcome::Met);
    }
    let index = index_of(&plan, &args.plan, &args.indicator, session)?;
    let loaded = session.with_actuals(&file, plan, &args.data)?;
    let assessed = Assessed::new(loaded, &args.data, &args.judging, as_of);
    let view = TrendView::new(assessed.judged(index)?);
    let rendering = Rendering {
        as_of,
        pages: &|| view.sheet().into(),
        flat: &|| view.flat(),
        document: &|| view.document(),
    };
    super::write(&rendering, format, &args.output, session)?;
    Ok(Outcome::Met)
}
