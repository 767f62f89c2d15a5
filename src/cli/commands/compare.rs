//! `compare`: one indicator across plans and regions.

use std::collections::{HashMap, HashSet};

use super::prelude::*;
use crate::{
    cli::named::several,
    plan::called::{self, Called},
    report::compare::{CompareView, Source, concepts_of, mentions},
};

/// Runs the command. Actuals are read only for plans that have the indicator.
pub fn run(args: &CompareArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let plans = plans(args, session)?;
    let all: Vec<&Plan> = plans.iter().map(|named| &named.plan).collect();
    let name = meant(&args.indicator, &all)?;
    let concepts = concepts_of(&name, all.iter().copied());
    let wanted: Vec<bool> = all.iter().map(|plan| mentions(plan, &name, &concepts)).collect();
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
    let view = CompareView::new(&name, as_of, sources);
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

/// What is compared: an id or concept as it stands, else the concept of the indicators and series of that name.
fn meant(name: &str, plans: &[&Plan]) -> Result<String, RunProblem> {
    let concepts = concepts_of(name, plans.iter().copied());
    if plans.iter().any(|plan| mentions(plan, name, &concepts)) {
        return Ok(name.to_owned());
    }
    // A concept that several plans have is one.
    let mut seen = HashSet::new();
    let figures: Vec<_> = plans.iter().flat_map(|plan| Called::figures(plan)).collect();
    let mut concepts = HashMap::new();
    for figure in plans.iter().flat_map(|plan| plan.figures()) {
        concepts.entry(figure.id.as_str()).or_insert(figure.concept.as_str());
    }
    let found = called::meant(name, &figures).into_iter();
    let found: Vec<_> = found.filter(|it| seen.insert(concepts.get(it.id))).collect();
    match found[..] {
        [] => {
            let nearest = called::nearest_id(name, &figures).map(str::to_owned);
            Err(RunProblem::InNoPlan { name: name.to_owned(), nearest })
        }
        [one] => Ok(one.id.to_owned()),
        _ => Err(several(name, &found)),
    }
}
