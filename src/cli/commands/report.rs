//! `report`: the annual, mid-term or final report of one or several plans.

use anyhow::Result;

use super::assessed::Assessed;
use crate::actuals::tasks::TaskStates;
use crate::cli::args::ReportArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::Session;
use crate::report::stage::{StageView, document, flat, sheet};

/// Runs the command.
pub fn run(args: &ReportArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
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
    let rendering = Rendering {
        as_of: session.as_of(&args.data),
        pages: &|| sheet(&views).into(),
        flat: &|| flat(&views),
        document: &|| document(&views),
    };
    super::write(&rendering, format, &args.output, session)?;
    Ok(Outcome::Met)
}

/// Every plan with its assessment and the states of its tasks.
fn reported(args: &ReportArgs, session: &mut Session<'_>) -> Result<Vec<(Assessed, TaskStates)>> {
    let as_of = session.as_of(&args.data);
    // What was typed is checked before any actuals are read: their warnings would bury the one error.
    let plans = session.plans(&args.plans)?;
    session.reads_stdin_once = plans.len() == 1 && args.tasks.is_empty();
    let mut reported = Vec::new();
    for (file, plan) in plans {
        let states = session.task_states(&file, &plan, &args.tasks)?;
        let loaded = session.with_actuals(&file, plan, &args.data)?;
        let assessed = Assessed::new(loaded, &args.data, &args.judging, as_of);
        reported.push((assessed, states));
    }
    Ok(reported)
}
