//! `show`: a plan as it was encoded.

use anyhow::Result;

use super::explain::index_of;
use crate::cli::args::{Format, ShowArgs};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::render::{csv, json, text};
use crate::report::{plan_data, show};

/// Runs the command.
pub fn run(args: &ShowArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let (_, plan) = session.plan(&args.plan)?;
    let only = match &args.indicator {
        Some(name) => Some(&plan.indicators[index_of(&plan, &args.plan, name, session)?]),
        None => None,
    };
    let style = session.settings.result_style(&args.output);
    let mut result = Vec::new();
    match (format, only) {
        (Format::Table, None) => text::sheet(&show::plan_sheet(&plan), &mut result, &style)?,
        (Format::Table, Some(only)) => {
            text::sheet(&show::indicator_sheet(&plan, only), &mut result, &style)?;
        }
        (Format::Json, only) => {
            json::document(&plan_data::document(&plan, only), &mut result, &style)?;
        }
        (Format::Csv, only) => csv::targets(&plan, only, &mut result, &style)?,
    }
    super::deliver(&result, &args.output, session)?;
    Ok(Outcome::Met)
}
