//! `explain`: the verdict of one indicator, figure by figure.

use anyhow::Result;

use super::subject::{Subject, View};
use crate::cli::args::IndicatorArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::Session;
use crate::record::Value;
use crate::render::flat_table;
use crate::report::explain;

pub fn run(args: &IndicatorArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let output = super::tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let subject = Subject::load(args.of(), &args.data, &args.judging, session)?;
    match subject.view(&args.data, session)? {
        View::Indicator(judged) => {
            let observations = explain::observations(&judged);
            let rendering = Rendering {
                as_of,
                pages: &|| explain::sheet(&judged).into(),
                flat: &|| flat_table::of_table(&observations),
                document: &|| explain::Explained(judged).data(),
            };
            output.write(&rendering)
        }
        View::Series(view) => {
            let observations = view.observations();
            let rendering = Rendering {
                as_of,
                pages: &|| view.sheet().into(),
                flat: &|| flat_table::of_table(&observations),
                document: &|| view.data(),
            };
            output.write(&rendering)
        }
    }
}
