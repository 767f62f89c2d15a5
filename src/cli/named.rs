//! What people mean by the names they write: the one plan, indicator or series, or an error that lists those that fit.

use crate::{
    diag::RunProblem,
    load::{
        discover::{PlanFile, PlanFolders},
        plan_toml,
    },
    plan::called::{Called, meant},
};

/// So many are listed where several fit.
const MOST_LISTED: usize = 8;

/// The one that is meant, if there is one.
pub fn only<'a, 'b>(
    name: &str,
    all: &'b [Called<'a>],
) -> Result<Option<&'b Called<'a>>, RunProblem> {
    let found = meant(name, all);
    if let [_, _, ..] = found[..] {
        return Err(several(name, &found));
    }
    Ok(found.first().copied())
}

/// The error that lists those that fit.
pub fn several(name: &str, found: &[&Called<'_>]) -> RunProblem {
    let more = found.len().saturating_sub(MOST_LISTED);
    let found = found.iter().take(MOST_LISTED).map(|it| it.listed()).collect();
    RunProblem::SeveralFit { name: name.to_owned(), found, more }
}

/// The plan of which this is the title, the region, or a part of either or of the id. Every plan is read for it.
pub fn plan(name: &str, folders: &PlanFolders) -> Result<Option<PlanFile>, RunProblem> {
    let read = |file: &PlanFile| {
        let bytes = file.read().ok()?;
        plan_toml::load_plan(&file.shown(), &bytes, None).plan
    };
    let all = folders.all();
    let plans: Vec<_> = all.iter().filter_map(read).collect();
    let called: Vec<_> = plans.iter().map(Called::plan).collect();
    let found = only(name, &called)?;
    Ok(found.and_then(|found| folders.find(found.id)))
}
