//! `diff`: what changed between two as-of dates, two sets of actuals or two versions of a plan, and why.

use std::path::Path;

use super::prelude::*;
use crate::{
    actuals::Actuals,
    assess::trace::diff::diff,
    plan::called::Called,
    report::{diff::DiffView, versions::Versions},
};

/// What is compared.
enum Sides {
    /// The same actuals on two dates.
    Dates(NaiveDate, NaiveDate),
    /// Two sets of actuals on one date, or those of two versions of a plan.
    Actuals,
}

/// Runs the command: not met if a change is one that `--fail-on` names.
pub fn run(args: &DiffArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let sides = sides(args)?;
    let versions = match (&args.new, &args.plan_from) {
        (Some(new), _) => Some([&args.plan, new]),
        (None, old) => old.as_ref().map(|old| [old, &args.plan]),
    };
    let named = if let Some(versions) = versions {
        session.versions(versions.map(String::as_str))?
    } else {
        let named = session.plan(&args.plan)?;
        [named.clone(), named]
    };
    let only = selected(args, &named, session)?;
    let (from, reread, to) = assessed(args, &sides, &named, versions.is_some(), session)?;
    let files = || [&from, &to].into_iter().flat_map(|it| &it.actuals.files);
    if versions.is_none() && files().all(|file| file.matched == 0) {
        let mut read: Vec<String> = files().map(|file| file.name.clone()).collect();
        read.dedup();
        bail!(RunProblem::NoMatchingRow { plan: to.plan.id, files: read });
    }
    let reread = reread.as_ref().unwrap_or(&from.actuals);
    let was_there = |name: &str| reread.unmatched.iter().any(|it| it.name == name);
    let unmatched = to.actuals.unmatched.iter().filter(|it| !was_there(&it.name)).collect();
    let found = Versions::of([&from.plan, &to.plan]);
    let from = from.all();
    let to = to.all();
    let asked = asked(args.data.region.as_deref(), &args.judging);
    let view = DiffView {
        from,
        to,
        changes: &found.changes,
        diff: &diff(from, to, reread, &found.pairs, asked),
        unmatched,
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
        (None, None) if !args.from.is_empty() && !args.data.actuals.is_empty() => {
            Err(RunProblem::ActualsBesideSets)
        }
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
fn selected(args: &DiffArgs, named: &[Named; 2], session: &Session) -> Result<Vec<String>> {
    let called = named.each_ref().map(|named| Called::figures(&named.plan));
    // What only one version has fits in it alone.
    let patterns = Patterns::among(&args.indicator, &called, session)?;
    let ids = named.iter().flat_map(|named| named.plan.figures()).map(|it| &it.id);
    Ok(ids.filter(|id| !args.indicator.is_empty() && patterns.select(id)).cloned().collect())
}

/// Each version of the plan with the actuals of its side, assessed; and those of before as the newer version reads them, where
/// that is not the same.
fn assessed(
    args: &DiffArgs,
    sides: &Sides,
    [old, new]: &[Named; 2],
    versions: bool,
    session: &mut Session,
) -> Result<(Assessed, Option<Actuals>, Assessed)> {
    let data = |actuals: &[String], as_of| {
        let actuals = if actuals.is_empty() { &args.data.actuals } else { actuals };
        DataArgs { actuals: actuals.to_vec(), as_of, ..args.data.clone() }
    };
    let (days, [before, after]) = match sides {
        // Read once, as known on the later date.
        Sides::Dates(from, to) => ([*from, *to], [data(&[], Some(*to)), data(&[], Some(*to))]),
        Sides::Actuals => {
            let as_of = args.data.as_of;
            ([session.as_of(&args.data); 2], [data(&args.from, as_of), data(&args.to, as_of)])
        }
    };
    let mut read = |named: &Named, data: &DataArgs| {
        let named = named.clone();
        if versions {
            session.load_if_any(named, data)
        } else {
            session.with_actuals(named, data, false)
        }
    };
    let (from, to) = match sides {
        Sides::Dates(..) if !versions => {
            let to = read(new, &after)?;
            (Loaded { plan: to.plan.clone(), actuals: to.actuals.clone() }, to)
        }
        _ => (read(old, &before)?, read(new, &after)?),
    };
    let reread = versions.then(|| session.reread(&new.plan, old, &before)).transpose()?;
    Ok((
        Assessed::new(from, &before, &args.judging, days[0]),
        reread,
        Assessed::new(to, &after, &args.judging, days[1]),
    ))
}
