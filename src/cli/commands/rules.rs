//! `rules`: what the plan's rules say of every member and year.

use anyhow::Result;

use crate::cli::args::{Format, RulesArgs};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::render::{csv, json, text};
use crate::report::rules::{COLUMNS, RulesView, Where};

/// Runs the command.
pub fn run(args: &RulesArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let loaded = if args.each_region {
        session.load_every_region(&args.plan, &args.data)?
    } else {
        let (file, plan) = session.plan(&args.plan)?;
        session.with_actuals(&file, plan, &args.data)?
    };
    let place = match &args.data.region {
        Some(region) => Where::Region(region),
        None if args.each_region => Where::EachRegion,
        None => Where::Members,
    };
    let years: Vec<i32> = args.year.iter().flat_map(|range| range.0.years()).collect();
    let view = RulesView::new(&loaded.plan, &loaded.actuals, as_of, place, &years);
    let style = session.settings.result_style(&args.output);
    let mut result = Vec::new();
    match format {
        Format::Csv => csv::records(&COLUMNS, view.rows(), &mut result)?,
        Format::Json => json::document(&view.document(), &mut result, &style)?,
        Format::Table => text::sheet(&view.sheet(), &mut result, &style)?,
    }
    super::deliver(&result, &args.output, session)?;
    Ok(Outcome::Met)
}
