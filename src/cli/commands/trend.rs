//! `trend`: one indicator year by year, the actuals against the path to the target.

use anyhow::Result;

use super::subject::{Subject, View};
use crate::cli::args::IndicatorArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::{Rendering, rendering};
use crate::cli::session::Session;
use crate::record::Value;
use crate::report::trend::TrendView;
use crate::report::trend::series::TrendOfSeries;

pub fn run(args: &IndicatorArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let output = super::tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let subject = Subject::load(args.of(), &args.data, &args.judging, session)?;
    match subject.view(&args.data, session)? {
        View::Indicator(judged) => {
            let view = TrendView::new(judged);
            output.write(&rendering!(as_of, view))
        }
        View::Series(view) => {
            let rendering = Rendering {
                as_of,
                pages: &|| view.trend_sheet().into(),
                flat: &|| view.trend_flat(),
                document: &|| TrendOfSeries(&view).data(),
            };
            output.write(&rendering)
        }
    }
}
