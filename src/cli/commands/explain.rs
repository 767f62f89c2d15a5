//! `explain`: the verdict of one indicator, figure by figure.

use super::prelude::*;
use super::subject::{Subject, View};
use crate::render::flat_table;
use crate::report::explain;

pub fn run(args: &IndicatorArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let subject = Subject::load(args.of(), &args.data, &args.judging, session)?;
    match subject.view(&args.data, session)? {
        View::Indicator(judged) => {
            let observations = explain::observations(&judged);
            output.write(&rendering!(
                as_of,
                explain::sheet(&judged),
                flat_table::of_table(&observations),
                explain::Explained(judged).data()
            ))
        }
        View::Series(view) => {
            let observations = view.observations();
            output.write(&rendering!(
                as_of,
                view.sheet(),
                flat_table::of_table(&observations),
                view.data()
            ))
        }
    }
}
