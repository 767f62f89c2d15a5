//! `tasks`: dated work and how far it is.

use anyhow::Result;

use crate::cli::args::{Format, TaskOrder, TasksArgs};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::render::{csv, json, text};
use crate::report::tasks::{Order, TasksView};

/// Runs the command.
pub fn run(args: &TasksArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let (file, plan) = session.plan(&args.plan)?;
    let states = session.task_states(&file, &plan, &args.tasks)?;
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
