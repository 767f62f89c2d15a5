//! `status`: the on-track table.

use anyhow::Result;

use super::assessed;
use crate::cli::args::{Format, StatusArgs};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::render::{csv, json, text};
use crate::report::status;

/// Runs the command.
pub fn run(args: &StatusArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let plans = assessed::all(args, session)?;
    let views: Vec<_> = plans.iter().map(|plan| plan.view(args)).collect();
    let style = session.settings.result_style(&args.output);
    let mut result = Vec::new();
    match format {
        Format::Csv => {
            csv::rows(
                views.iter().flat_map(status::StatusView::judged),
                &mut result,
                &style,
            )?;
        }
        Format::Json => json::document(&status::document(&views), &mut result, &style)?,
        Format::Table => {
            for (index, view) in views.iter().enumerate() {
                if index > 0 {
                    result.push(b'\n');
                }
                text::sheet(&view.sheet(args.all), &mut result, &style)?;
            }
        }
    }
    super::deliver(&result, &args.output, session)?;
    // The process ends here: the system takes the memory back faster than piece by piece.
    drop(views);
    std::mem::forget(plans);
    Ok(Outcome::Met)
}
