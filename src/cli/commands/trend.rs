//! `trend`: year by year, the path to the target against the actuals.

use anyhow::Result;

use super::assessed::Assessed;
use super::explain::index_of;
use crate::cli::args::{Format, TrendArgs};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::render::{csv, json, text};
use crate::report::Judged;
use crate::report::series::SeriesView;
use crate::report::trend::{COLUMNS, TrendView};

/// Runs the command.
pub fn run(args: &TrendArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let (file, plan) = session.plan(&args.plan)?;
    let style = session.settings.result_style(&args.output);
    let mut result = Vec::new();
    if let Some(series) = plan.series_of(&args.indicator).cloned() {
        let loaded = session.with_actuals(&file, plan, &args.data)?;
        let region = args.data.region.as_deref();
        let view = SeriesView::new(&loaded.plan, &loaded.actuals, &series, as_of, region);
        match format {
            Format::Csv => csv::records(&COLUMNS, view.trend_rows(), &mut result)?,
            Format::Json => json::document(&view.trend_document(), &mut result, &style)?,
            Format::Table => text::sheet(&view.trend_sheet(), &mut result, &style)?,
        }
    } else {
        let index = index_of(&plan, &args.plan, &args.indicator, session)?;
        let loaded = session.with_actuals(&file, plan, &args.data)?;
        let assessed = Assessed::new(loaded, &args.data, as_of);
        let findings = &assessed.assessment.findings;
        let view = TrendView::new(Judged {
            plan: &assessed.loaded.plan,
            assessment: &assessed.assessment,
            actuals: &assessed.loaded.actuals,
            finding: findings.get(index).ok_or_else(super::stopped)?,
        });
        match format {
            Format::Csv => csv::records(&COLUMNS, view.rows(), &mut result)?,
            Format::Json => json::document(&view.document(), &mut result, &style)?,
            Format::Table => text::sheet(&view.sheet(), &mut result, &style)?,
        }
    }
    super::deliver(&result, &args.output, session)?;
    Ok(Outcome::Met)
}
