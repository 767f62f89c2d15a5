//! `template`: a CSV of the actuals that a plan needs, to fill in.

use anyhow::Result;

use crate::cli::args::TemplateArgs;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::cli::settings::only_csv;
use crate::plan::recipe::Column;
use crate::record::{Data, Flat};
use crate::render::csv::{self, Dialect};
use crate::report::template;

/// Runs the command. An existing file is never replaced: it may have been filled in.
pub fn run(args: &TemplateArgs, session: &mut Session<'_>) -> Result<Outcome> {
    only_csv(args.output.as_deref())?;
    let (_, plan) = session.plan(&args.plan)?;
    let needs = template::needs(&plan);
    let mut result = Vec::new();
    let rows =
        needs.iter().map(|need| template::record(need).into_iter().map(Data::Text).collect());
    csv::flat(Flat::new(Column::OWN.map(Column::word), rows), Dialect::Plain, &mut result)?;
    match &args.output {
        Some(path) => super::deliver_new(path, &result)?,
        None => super::deliver_to(None, &result)?,
    }
    Ok(Outcome::Met)
}
