//! `trend`: one indicator year by year, the actuals against the path to the target.

use super::prelude::*;
use super::subject::{Subject, View};
use crate::report::trend::TrendOfSeries;
use crate::report::trend::TrendView;

pub fn run(args: &IndicatorArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let subject = Subject::load(args.of(), &args.data, &args.judging, session)?;
    match subject.view(&args.data, session)? {
        View::Indicator(judged) => {
            let view = TrendView::new(judged);
            output.write(&rendering!(as_of, view))
        }
        View::Series(view) => {
            let trend = TrendOfSeries(&view);
            output.write(&rendering!(as_of, view.trend_sheet(), view.trend_flat(), trend.data()))
        }
    }
}
