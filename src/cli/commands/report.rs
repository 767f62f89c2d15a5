//! `report`: the annual, mid-term or final report of one or several plans.

use std::path::Path;

use anyhow::Result;

use super::assessed::Assessed;
use crate::actuals::tasks::TaskStates;
use crate::cli::args::{OutputArgs, ReportArgs, ReportFormat};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::diag::RunProblem;
use crate::render::{json, text};
use crate::report::stage::{StageView, document, sheet};

/// Runs the command.
pub fn run(args: &ReportArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = format(args, session)?;
    let reported = reported(args, session)?;
    let stage = args.stage.map(|choice| choice.0);
    let views: Vec<StageView<'_>> = reported
        .iter()
        .map(|(assessed, states)| {
            StageView::new(
                &assessed.loaded.plan,
                &assessed.assessment,
                &assessed.loaded.actuals,
                states,
                stage,
                args.data.region.as_deref(),
            )
        })
        .collect();
    let output = OutputArgs {
        format: None,
        output: args.output.clone(),
    };
    let style = session.settings.result_style(&output);
    let mut result = Vec::new();
    match format {
        ReportFormat::Table => text::sheet(&sheet(&views), &mut result, &style)?,
        ReportFormat::Json => json::document(&document(&views), &mut result, &style)?,
    }
    super::deliver_to(args.output.as_deref(), &result, session)?;
    Ok(Outcome::Met)
}

/// Every plan with its assessment and the states of its tasks.
fn reported(args: &ReportArgs, session: &mut Session<'_>) -> Result<Vec<(Assessed, TaskStates)>> {
    let as_of = session.as_of(&args.data);
    let plans = session.plans(&args.plans)?;
    let mut reported = Vec::new();
    for (file, plan) in plans {
        let states = session.task_states(&file, &plan, &args.tasks)?;
        let loaded = session.with_actuals(&file, plan, &args.data)?;
        let assessed = Assessed::new(loaded, &args.data, &args.judging, as_of);
        reported.push((assessed, states));
    }
    Ok(reported)
}

/// The format: as asked, else by the ending of the file, else for people.
fn format(args: &ReportArgs, session: &mut Session<'_>) -> Result<ReportFormat> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(ending) = args.output.as_deref().and_then(Path::extension) else {
        return Ok(ReportFormat::Table);
    };
    let ending = ending.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "txt" => Ok(ReportFormat::Table),
        "json" => Ok(ReportFormat::Json),
        _ => Err(session.fail(RunProblem::NoReportFormat { ending })),
    }
}
