//! `tasks`: the tasks of a plan and their states.

use anyhow::Result;

use crate::cli::args::TasksArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::Session;
use crate::report::record::Value;
use crate::report::tasks::TasksView;

pub fn run(args: &TasksArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let (file, plan) = session.plan(&args.plan)?;
    let states = session.task_states(&file, &plan, &args.tasks)?;
    let view = TasksView {
        plan: &plan,
        states: &states,
        as_of: args.as_of.unwrap_or(session.settings.today),
        order: args.by,
    };
    let rendering = Rendering {
        as_of: view.as_of,
        pages: &|| view.sheet().into(),
        flat: &|| view.flat(),
        document: &|| view.data(),
    };
    super::write(&rendering, format, &args.output, session)
}
