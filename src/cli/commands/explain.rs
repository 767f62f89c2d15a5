//! `explain`: the verdict of one indicator, figure by figure.

use super::prelude::*;
use super::subject::{Subject, View};
use crate::report::explain::Explained;

pub fn run(args: &IndicatorArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let subject = Subject::load(args.of(), &args.data, &args.judging, session)?;
    match subject.view(&args.data, session)? {
        View::Indicator(judged) => {
            let view = Explained(judged);
            output.write(&rendering!(as_of, view))
        }
        View::Series(view) => output.write(&rendering!(as_of, view)),
    }
}
