//! `compare`: one indicator across plans and regions.

use super::prelude::*;
use crate::report::compare::{CompareView, Source, mentions};

/// Runs the command. Actuals are read only for plans that have the indicator.
pub fn run(args: &CompareArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let plans = plans(args, session)?;
    let all: Vec<&Plan> = plans.iter().map(|named| &named.plan).collect();
    let wanted: Vec<bool> = all.iter().map(|plan| mentions(plan, &args.indicator, &all)).collect();
    if !wanted.contains(&true) {
        bail!(unknown(&args.indicator, &all));
    }
    let mut assessed = Vec::new();
    for (named, wanted) in plans.into_iter().zip(wanted) {
        if wanted {
            let loaded = session.load_if_any(named, &args.data)?;
            assessed.push(Assessed::new(loaded, &args.data, &args.judging, as_of));
        }
    }
    let sources = assessed
        .iter()
        .map(|it| Source { of: it.all(), region: args.data.region.as_deref() })
        .collect();
    let view = CompareView::new(&args.indicator, as_of, sources);
    output.write(&rendering!(as_of, view))
}

/// The plans named, or all available plans; of the latter, those with errors are reported on stderr and left out.
fn plans(args: &CompareArgs, session: &mut Session) -> Result<Vec<Named>> {
    let mut plans = session.plans(&args.plans)?;
    if args.plans.is_empty() {
        for file in session.settings.folders.all() {
            let loaded = session.load_plan(&file)?;
            session.print(&loaded.diagnostics);
            plans.extend(loaded.plan.map(|plan| Named { file, plan, warnings: Vec::new() }));
        }
    }
    Ok(plans)
}

/// The error for an indicator in no plan, with a suggestion by id, by name, or by a part of either.
fn unknown(name: &str, plans: &[&Plan]) -> RunProblem {
    let mut ids = Vec::new();
    let mut names = Vec::new();
    for it in plans.iter().flat_map(|plan| plan.figures()) {
        ids.extend([it.id.as_str(), it.concept.as_str()]);
        let printed = [&it.name].into_iter().chain(&it.name_en).chain(&it.aliases);
        names.extend(printed.map(|printed| (printed.as_str(), it.id.as_str())));
    }
    let by_name = || {
        let near = nearest(name, names.iter().map(|(printed, _)| *printed))?;
        names.iter().find(|(printed, _)| *printed == near).map(|(_, id)| *id)
    };
    let by_part = || {
        let typed = name.to_lowercase();
        let has = |text: &str| typed.chars().count() > 1 && text.to_lowercase().contains(&typed);
        names.iter().find(|(printed, id)| has(printed) || has(id)).map(|(_, id)| *id)
    };
    let nearest =
        nearest(name, ids.iter().copied()).or_else(by_name).or_else(by_part).map(str::to_owned);
    RunProblem::InNoPlan { name: name.to_owned(), nearest }
}
