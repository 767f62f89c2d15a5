//! `compare`: one indicator across plans and regions.

use std::collections::HashSet;

use anyhow::Result;

use super::assessed::Assessed;
use crate::cli::args::CompareArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::Rendering;
use crate::cli::session::Session;
use crate::diag::{RunProblem, nearest};
use crate::load::discover::PlanFile;
use crate::plan::Plan;
use crate::report::compare::{CompareView, Source, mentions};

/// Runs the command. Only plans that have the indicator read their actuals.
pub fn run(args: &CompareArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let plans = plans(args, session)?;
    let all: Vec<&Plan> = plans.iter().map(|(_, plan)| plan).collect();
    if !all.iter().any(|plan| mentions(plan, &args.indicator, &all)) {
        return Err(unknown(&args.indicator, &all, session));
    }
    let wanted: Vec<bool> = all
        .iter()
        .map(|plan| mentions(plan, &args.indicator, &all))
        .collect();
    let mut assessed = Vec::new();
    for ((file, plan), wanted) in plans.into_iter().zip(wanted) {
        if wanted {
            let loaded = session.load_if_any(&file, plan, &args.data)?;
            assessed.push(Assessed::new(loaded, &args.data, &args.judging, as_of));
        }
    }
    let sources = assessed
        .iter()
        .map(|it| Source {
            plan: &it.loaded.plan,
            assessment: &it.assessment,
            actuals: &it.loaded.actuals,
            region: args.data.region.as_deref(),
        })
        .collect();
    let view = CompareView::new(&args.indicator, as_of, sources);
    let rendering = Rendering {
        as_of,
        pages: &|| view.sheet().into(),
        flat: &|| view.flat(),
        document: &|| view.document(),
    };
    super::write(&rendering, format, &args.output, session)?;
    Ok(Outcome::Met)
}

/// The plans named, or all that can be found; one of the latter with errors is said on stderr and left out.
fn plans(args: &CompareArgs, session: &mut Session<'_>) -> Result<Vec<(PlanFile, Plan)>> {
    let mut plans = Vec::new();
    let mut taken = HashSet::new();
    for name in &args.plans {
        let (file, plan) = session.plan(name)?;
        if taken.insert(file.shown()) {
            plans.push((file, plan));
        }
    }
    if args.plans.is_empty() {
        for file in session.settings.folders.all() {
            let loaded = session.load_plan(&file)?;
            session.say(&loaded.diagnostics);
            plans.extend(loaded.plan.map(|plan| (file, plan)));
        }
    }
    Ok(plans)
}

/// No plan has it.
fn unknown(name: &str, plans: &[&Plan], session: &mut Session<'_>) -> anyhow::Error {
    let ids = plans.iter().flat_map(|plan| {
        let indicators = plan.indicators.iter().flat_map(|it| [&it.id, &it.concept]);
        let series = plan.series.iter().flat_map(|it| [&it.id, &it.concept]);
        indicators.chain(series).map(String::as_str)
    });
    let nearest = nearest(name, ids).map(str::to_owned);
    session.fail(RunProblem::NoIndicatorFits {
        pattern: name.to_owned(),
        nearest,
    })
}
