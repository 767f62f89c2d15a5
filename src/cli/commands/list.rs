//! `list`: the available plans and where they are.

use super::prelude::*;
use crate::report::show::{FoundPlan, Listed};

/// Runs the command. Plans that have errors or cannot be read are reported on stderr and left out of the list.
pub fn run(args: &ListArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let mut plans = Vec::new();
    for file in session.settings.folders.all() {
        if let Err(problem) = session.bytes_of(&file) {
            session.print(&[Diagnostic::new(problem, None)]);
            continue;
        }
        let loaded = session.load_plan(&file)?;
        session.print(&loaded.diagnostics);
        if let Some(plan) = loaded.plan {
            plans.push(FoundPlan { plan, file: (!file.is_builtin()).then(|| file.shown()) });
        }
    }
    let listed = Listed(plans);
    output.write(&rendering!(session.settings.today, listed))
}
