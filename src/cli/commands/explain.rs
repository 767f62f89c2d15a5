//! `explain`: the verdict of one indicator, figure by figure.

use super::{
    prelude::*,
    subject::{self, View},
};
use crate::report::explain::Explained;

pub fn run(args: &IndicatorArgs, session: &mut Session) -> Result<Outcome> {
    subject::write(args, session, |view, output, as_of| match view {
        View::Indicator(judged) => {
            let view = Explained(judged);
            output.write(&rendering!(as_of, view))
        }
        View::Series(view) => output.write(&rendering!(as_of, view)),
    })
}
