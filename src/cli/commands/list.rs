//! `list`: the available plans and where they are.

use anyhow::Result;

use crate::cli::args::ListArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::{Session, unreadable};
use crate::diag::Diagnostic;
use crate::record::Value;
use crate::render::flat_table;
use crate::report::Sheet;
use crate::report::list::{self, FoundPlan};
use crate::table::PlanOrigin;

/// Runs the command. Plans that have errors or cannot be read are reported on stderr and left out of the list.
pub fn run(args: &ListArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let output = super::tabular(&args.output, session)?;
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
    let rendering = Rendering {
        as_of: session.settings.today,
        pages: &|| {
            let mut page = Sheet::default();
            page.table(list::short_table(&found));
            page.into()
        },
        flat: &|| flat_table::of_table(&table),
        document: &|| list::Listed(&found).data(),
    };
    output.write(&rendering)
}
