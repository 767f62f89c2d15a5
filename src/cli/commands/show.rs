//! `show`: a plan as encoded.

use anyhow::Result;

use super::subject::index_of;
use crate::cli::args::ShowArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::Session;
use crate::record::Value;
use crate::report::show;

pub fn run(args: &ShowArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let output = super::tabular(&args.output, session)?;
    let (_, plan) = session.plan(&args.plan)?;
    let only = match &args.indicator {
        Some(name) => Some(&plan.indicators[index_of(&plan, &args.plan, name)?]),
        None => None,
    };
    let rendering = Rendering {
        as_of: session.settings.today,
        pages: &|| match only {
            None => show::plan_sheet(&plan).into(),
            Some(only) => show::indicator_sheet(&plan, only).into(),
        },
        flat: &|| show::flat(&plan, only),
        document: &|| (&plan, only).data(),
    };
    output.write(&rendering)
}
