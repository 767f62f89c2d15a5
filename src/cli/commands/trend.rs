//! `trend`: one indicator year by year, the actuals against the path to the target.

use super::{
    prelude::*,
    subject::{self, View},
};
use crate::report::trend::{TrendOfSeries, TrendView};

pub fn run(args: &IndicatorArgs, session: &mut Session) -> Result<Outcome> {
    subject::write(args, session, |view, output, as_of| match view {
        View::Indicator(judged) => {
            let view = TrendView::new(judged);
            output.write(&rendering!(as_of, view))
        }
        View::Series(view) => {
            let trend = TrendOfSeries(&view);
            output.write(&rendering!(as_of, view.trend_sheet(), view.trend_flat(), trend.data()))
        }
    })
}
