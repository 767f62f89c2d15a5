//! `diff`: what changed between two as-of dates, or two sets of actuals, and why.

use std::path::Path;

use super::prelude::*;
use crate::{assess::trace::diff::diff, plan::called::Called, report::diff::DiffView};

/// What is compared.
enum Sides {
    /// The same actuals on two dates.
    Dates(NaiveDate, NaiveDate),
    /// Two sets of actuals on one date.
    Actuals,
}

/// Runs the command: not met if a change is one that `--fail-on` names.
pub fn run(args: &DiffArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let sides = sides(args)?;
    let named = session.plan(&args.plan)?;
    let only = selected(args, &named.plan, session)?;
    let [from, to] = assessed(args, &sides, &named, session)?;
    let files = || [&from, &to].into_iter().flat_map(|it| &it.actuals.files);
    if files().all(|file| file.matched == 0) {
        let mut read: Vec<String> = files().map(|file| file.name.clone()).collect();
        read.dedup();
        bail!(RunProblem::NoMatchingRow { plan: named.plan.id, files: read });
    }
    let from = from.all();
    let to = to.all();
    let found = diff(from, to, args.data.region.as_deref());
    let view = DiffView {
        from,
        to,
        diff: &found,
        only: only.iter().map(String::as_str).collect(),
        fail_on: args.fail_on,
    };
    output.write(&rendering!(to.as_of, view))?;
    Ok(Outcome::of(view.tally().met))
}

/// The sides that the arguments name.
fn sides(args: &DiffArgs) -> Result<Sides, RunProblem> {
    let from = date_of("--from", &args.from)?;
    let to = date_of("--to", &args.to)?;
    match (from, to) {
        (Some(from), Some(to)) => {
            if args.data.as_of.is_some() {
                Err(RunProblem::AsOfBesideDates)
            } else if from > to {
                Err(RunProblem::BackwardSides { from: from.to_string(), to: to.to_string() })
            } else {
                Ok(Sides::Dates(from, to))
            }
        }
        (None, None) if !args.data.actuals.is_empty() => Err(RunProblem::ActualsBesideSets),
        (None, None) => Ok(Sides::Actuals),
        (Some(date), None) => Err(mixed(date, &args.to)),
        (None, Some(date)) => Err(mixed(date, &args.from)),
    }
}

fn mixed(date: NaiveDate, actuals: &[String]) -> RunProblem {
    RunProblem::MixedSides { date: date.to_string(), actuals: actuals.join("`, `") }
}

/// The date of a side; `None` if it names actuals.
fn date_of(side: &'static str, typed: &[String]) -> Result<Option<NaiveDate>, RunProblem> {
    let dates: Vec<Option<NaiveDate>> = typed.iter().map(|it| date(it)).collect();
    match dates.as_slice() {
        [Some(date)] => Ok(Some(*date)),
        many if many.iter().any(Option::is_some) => Err(RunProblem::TwoDates { side }),
        _ => {
            let mistyped = typed.iter().find(|it| is_like_a_date(it) && !Path::new(it).exists());
            mistyped
                .map_or(Ok(None), |written| Err(RunProblem::NoDate { written: written.clone() }))
        }
    }
}

/// A date written with four, two and two digits; `./2025-03-01` is a file.
fn date(typed: &str) -> Option<NaiveDate> {
    let digits = typed.len() == "2025-03-01".len();
    typed.parse().ok().filter(|_| digits)
}

/// Whether a text consists only of digits and date separators.
fn is_like_a_date(typed: &str) -> bool {
    typed.starts_with(|first: char| first.is_ascii_digit())
        && typed
            .chars()
            .all(|it| it.is_ascii_digit() || matches!(it, '-' | '/' | '.' | '年' | '月' | '日'))
}

/// The ids of the selected indicators and series; empty for all.
fn selected(args: &DiffArgs, plan: &Plan, session: &Session) -> Result<Vec<String>> {
    let patterns = Patterns::among(&args.indicator, &[Called::figures(plan)], session)?;
    let ids = plan.figures().map(|it| &it.id);
    Ok(ids.filter(|id| !args.indicator.is_empty() && patterns.select(id)).cloned().collect())
}

/// The plan with the actuals of each side, assessed.
fn assessed(
    args: &DiffArgs,
    sides: &Sides,
    named: &Named,
    session: &mut Session,
) -> Result<[Assessed; 2]> {
    match sides {
        Sides::Dates(from, to) => {
            // Read once, as known on the later date.
            let data = DataArgs { as_of: Some(*to), ..args.data.clone() };
            let loaded = session.with_actuals(named.clone(), &data, false)?;
            let earlier = Loaded { plan: loaded.plan.clone(), actuals: loaded.actuals.clone() };
            Ok([
                Assessed::new(earlier, &data, &args.judging, *from),
                Assessed::new(loaded, &data, &args.judging, *to),
            ])
        }
        Sides::Actuals => {
            let mut side = |actuals: &[String]| {
                let data = DataArgs { actuals: actuals.to_vec(), ..args.data.clone() };
                Assessed::load(named.clone(), &data, &args.judging, session)
            };
            Ok([side(&args.from)?, side(&args.to)?])
        }
    }
}
