//! `list`: the available plans and where they are.

use super::prelude::*;
use crate::render::flat_table;
use crate::report::Sheet;
use crate::report::list::{self, FoundPlan};
use crate::table::PlanOrigin;

/// Runs the command. Plans that have errors or cannot be read are reported on stderr and left out of the list.
pub fn run(args: &ListArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let mut plans = Vec::new();
    for file in session.settings.folders.all() {
        if let Err(problem) = file.read().map_err(unreadable(None)) {
            session.print(&[Diagnostic::new(problem, None)]);
            continue;
        }
        let loaded = session.load_plan(&file)?;
        session.print(&loaded.diagnostics);
        if let Some(plan) = loaded.plan {
            let origin = if file.is_builtin() {
                PlanOrigin::BuiltIn
            } else {
                PlanOrigin::File(file.shown())
            };
            plans.push((plan, origin));
        }
    }
    let found: Vec<FoundPlan<'_>> =
        plans.iter().map(|(plan, origin)| FoundPlan { plan, origin: origin.clone() }).collect();
    let table = list::table(&found);
    let page = || {
        let mut page = Sheet::default();
        page.table(list::short_table(&found));
        page
    };
    let listed = list::Listed(&found);
    let today = session.settings.today;
    output.write(&rendering!(today, page(), flat_table::of_table(&table), listed.data()))
}
