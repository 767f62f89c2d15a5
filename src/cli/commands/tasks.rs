//! `tasks`: the tasks of a plan and their states.

use super::prelude::*;
use crate::report::tasks::TasksView;

pub fn run(args: &TasksArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let named = session.plan(&args.plan)?;
    let states = session.task_states(&named, &args.tasks)?;
    let view = TasksView {
        plan: &named.plan,
        states: &states,
        as_of: args.as_of.unwrap_or(session.settings.today),
        order: args.by,
    };
    output.write(&rendering!(view.as_of, view))
}
