//! `template`: a CSV of the actuals that a plan needs, to fill in.

use super::prelude::*;
use crate::actuals::COLUMNS;
use crate::cli::settings::only_csv;
use crate::plan::Need;
use crate::record::Data;
use crate::render::csv::{self, Dialect};

/// Runs the command. An existing file is never replaced: it may have been filled in.
pub fn run(args: &TemplateArgs, session: &mut Session) -> Result<Outcome> {
    only_csv(args.output.as_deref())?;
    let (_, plan) = session.plan(&args.plan)?;
    let mut result = Vec::new();
    let needs = plan.needs();
    let rows = needs.iter().map(|need| row(need).map(Data::Text).collect());
    csv::flat(Flat::new(COLUMNS, rows), Dialect::Plain, &mut result)?;
    match &args.output {
        Some(path) => super::deliver_new(path, &result),
        None => deliver_to(None, &result),
    }
}

/// A need as a row with an empty value, which reads as missing.
fn row(need: &Need) -> impl Iterator<Item = String> {
    COLUMNS.iter().map(|column| match *column {
        "region" => need.region.clone(),
        "indicator" => need.indicator.clone(),
        "period" => need.period.to_string(),
        "unit" => need.unit.clone(),
        _ => String::new(),
    })
}
