//! `check`: whether plans meet a policy, for pipelines. The exit code is the same in every format.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{assessed::plans, prelude::*};
use crate::{
    cli::settings::variable,
    render::{github, junit},
    report::{
        Sheet,
        check::{self, CheckView, Policy},
    },
};

/// Names the file to which a step of a GitHub workflow appends its summary.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Names the root of the repository in a GitHub workflow.
const WORKSPACE: &str = "GITHUB_WORKSPACE";

/// An assessed plan with the warnings about its file and its actuals.
struct Checked {
    assessed: Assessed,
    on_disk: bool,
    warnings: Vec<Diagnostic>,
}

/// Runs the command: not met if the policy names a finding or a warning.
pub fn run(args: &CheckArgs, session: &mut Session) -> Result<Outcome> {
    let output = Output::new("check", &args.output, session)?;
    let policy = policy(args)?;
    session.ids_only = true;
    let (mut plans, patterns) = plans(&args.plans, &args.indicator, session)?;
    plans.retain(|it| it.plan.indicators.iter().any(|it| patterns.select(&it.id)));
    session.reads_stdin_once = plans.len() == 1;
    let mut checked = Vec::new();
    for named in plans {
        checked.push(checked_plan(named, args, session)?);
    }
    let mut views = Vec::new();
    for one in &checked {
        let status = one.assessed.view(&patterns, &[]);
        let view = CheckView::new(&status, &policy, one.on_disk, &one.warnings);
        if view.rows().next().is_none() {
            bail!(RunProblem::NothingToCheck { plan: view.id().to_owned() });
        }
        views.push(view);
    }
    let met = check::met(&views);
    // A check that has failed already says more by its rows than by this error.
    if let Some(empty) = views.iter().find(|view| met && !view.compared_anything()) {
        let plan = empty.id().to_owned();
        let as_of = session.as_of(&args.data).to_string();
        bail!(RunProblem::NothingCompared { plan, as_of });
    }
    let mut result = Vec::new();
    match output.format {
        Format::Junit => junit::report(&views, &mut result, &output.style)?,
        Format::Github => {
            let root = working_dir_in_repository();
            github::annotations(&views, &policy, &root, &mut result, &output.style)?;
        }
        tabular => {
            let checked =
                check::Checked { views: &views, policy: &policy, lang: output.style.lang };
            rendering!(
                session.as_of(&args.data),
                pages(&views, &policy, met),
                check::flat(&views),
                checked.data()
            )
            .write(tabular, &mut result, &output.style)?;
        }
    }
    // Opened before anything is printed: a run that fails here must print nothing.
    let summary = match variable(STEP_SUMMARY) {
        Some(path) => Some((open_to_append(&path)?, path)),
        None => None,
    };
    output.deliver(&result)?;
    if let Some((mut file, path)) = summary {
        let mut text = Vec::new();
        github::summary(&views, &policy, &mut text, &output.style)?;
        file.write_all(&text).map_err(|error| super::cannot_write(&path, &error))?;
    }
    Ok(Outcome::of(met))
}

/// A page for each plan, and one that says whether the policy is met.
fn pages(views: &[CheckView<'_>], policy: &Policy, met: bool) -> Vec<Sheet> {
    let mut last = Sheet::default();
    let policy = policy.clone();
    last.say(move |words| policy.said(met, words));
    views.iter().map(|view| view.sheet(usize::MAX)).chain([last]).collect()
}

/// The policy of the arguments; `none` with anything else is an error.
fn policy(args: &CheckArgs) -> Result<Policy, RunProblem> {
    if args.fail_on.contains(&FailOn::None) && args.fail_on.iter().any(|it| *it != FailOn::None) {
        return Err(RunProblem::FailOnNone);
    }
    let verdicts = args.fail_on.iter().filter_map(|it| match it {
        FailOn::Verdict(verdict) => Some(*verdict),
        FailOn::Warning | FailOn::None => None,
    });
    Ok(Policy {
        verdicts: verdicts.collect(),
        warnings: args.fail_on.contains(&FailOn::Warning),
        ignore_aspirational: args.ignore.contains(&Ignore::Aspirational),
    })
}

/// Reads the actuals of a plan and assesses it. Actuals without any row for the plan are an error: a check that compared
/// nothing must not pass.
fn checked_plan(named: Named, args: &CheckArgs, session: &mut Session) -> Result<Checked> {
    let on_disk = !named.file.is_builtin();
    let mut warnings = named.warnings.clone();
    let assessed = Assessed::load(named, &args.data, &args.judging, session)?;
    warnings.extend(session.take_warnings());
    let files = &assessed.actuals.files;
    if files.iter().all(|file| file.matched == 0) {
        bail!(RunProblem::NoMatchingRow {
            plan: assessed.plan.id.clone(),
            files: files.iter().map(|file| file.name.clone()).collect(),
        });
    }
    Ok(Checked { assessed, on_disk, warnings })
}

/// The working directory relative to the root of the repository, in a GitHub workflow; empty elsewhere.
fn working_dir_in_repository() -> PathBuf {
    let relative = variable(WORKSPACE).and_then(|top| {
        std::env::current_dir().ok()?.strip_prefix(top).map(Path::to_path_buf).ok()
    });
    relative.unwrap_or_default()
}

/// Opens a file for appending, and creates it if needed.
fn open_to_append(path: &Path) -> Result<File, RunProblem> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .map_err(|error| super::cannot_write(path, &error))
}
