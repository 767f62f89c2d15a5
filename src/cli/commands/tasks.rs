//! `tasks`: dated work and how far it is.

use anyhow::Result;

use crate::cli::args::{Format, TaskOrder, TasksArgs};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::plan::Plan;
use crate::plan::tasks::TaskState;
use crate::render::{csv, json, text};
use crate::report::tasks::{Order, TasksView};

/// Runs the command.
pub fn run(args: &TasksArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let (_, plan) = session.plan(&args.plan)?;
    let states = states(args, &plan, session)?;
    let view = TasksView {
        plan: &plan,
        states: &states,
        as_of: args.as_of.unwrap_or(session.settings.today),
        order: match args.by {
            TaskOrder::Due => Order::Due,
            TaskOrder::Responsible => Order::Responsible,
        },
    };
    let style = session.settings.result_style(&args.output);
    let mut result = Vec::new();
    match format {
        Format::Csv => csv::records(&TasksView::column_names(), view.rows(), &mut result)?,
        Format::Json => json::document(&view.document(), &mut result, &style)?,
        Format::Table => text::sheet(&view.sheet(), &mut result, &style)?,
    }
    super::deliver(&result, &args.output, session)?;
    Ok(Outcome::Met)
}

/// The states of the plan's tasks: from the files of `--tasks`, else from those that the plan names.
fn states(args: &TasksArgs, plan: &Plan, session: &mut Session<'_>) -> Result<Vec<TaskState>> {
    // JOIN: read these files with `load::tasks_csv`; until then nothing is known, and a file asked for is refused.
    if let Some(file) = args.tasks.first() {
        let problem = crate::diag::RunProblem::FileUnreadable {
            path: file.clone(),
            message: "files of task states cannot be read yet".to_owned(),
            named_by: None,
        };
        return Err(session.fail(problem));
    }
    let _ = &plan.task_files;
    Ok(Vec::new())
}
