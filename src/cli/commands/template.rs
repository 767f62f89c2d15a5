//! `template`: a CSV of the actuals that a plan needs, to fill in.

use super::prelude::*;
use crate::{
    cli::settings::only_csv,
    plan::{Need, recipe::Column},
    record::Data,
    render::csv::{self, Dialect},
};

/// Runs the command. An existing file is never replaced: it may have been filled in.
pub fn run(args: &TemplateArgs, session: &mut Session) -> Result<Outcome> {
    only_csv(args.output.as_deref())?;
    let needs = session.plan(&args.plan)?.plan.needs(args.until);
    let rows = needs.iter().map(|need| row(need).to_vec());
    let mut result = Vec::new();
    csv::flat(Flat::new(Column::OWN.map(Column::word), rows), Dialect::Plain, &mut result)?;
    match &args.output {
        Some(path) => super::deliver_new(path, &result),
        None => deliver_to(None, &result),
    }
}

/// A need as a row with an empty value, which reads as missing.
fn row(need: &Need) -> [Data; Column::OWN.len()] {
    Column::OWN.map(|column| {
        Data::Text(match column {
            Column::Region => need.region.clone(),
            Column::Indicator => need.indicator.clone(),
            Column::Period => need.period.to_string(),
            Column::Unit => need.unit.clone(),
            _ => String::new(),
        })
    })
}
