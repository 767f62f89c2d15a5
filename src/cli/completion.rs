//! Shell completion. The script that a shell loads asks this program for candidates, so that ids of plans and indicators are
//! those that a command would find.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use anyhow::Result;
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::{args::Shell, definition::definition, exit::Stopped, settings};
use crate::{
    load::{
        discover::{PlanFile, PlanFolders},
        plan_toml,
    },
    plan::{Figure, Plan},
};

/// The environment variable that the script sets to ask for candidates.
const VARIABLE: &str = "PLANCHECK_COMPLETE";

const PROGRAM: &str = "plancheck";

/// Prints candidates if a shell asks for them; `false` if this is an ordinary run.
pub fn answer() -> Result<bool> {
    let working = std::env::current_dir().ok();
    let answered = CompleteEnv::with_factory(command)
        .var(VARIABLE)
        .try_complete(std::env::args_os(), working.as_deref())?;
    Ok(answered)
}

/// The script for a shell to load.
pub fn script(shell: Shell) -> Result<Vec<u8>> {
    let shells = Shells::builtins();
    let completer = shells.completer(shell.word()).ok_or(Stopped)?;
    let mut script = Vec::new();
    completer.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
    Ok(script)
}

/// The command line, with candidates for the ids of plans and indicators.
fn command() -> clap::Command {
    let program = definition();
    let names: Vec<String> =
        program.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.iter().fold(program, |command, name| {
        command.mut_subcommand(name, |command| {
            command.mut_args(|argument| match argument.get_id().as_str() {
                "plan" | "plans" => argument.add(ArgValueCandidates::new(plans)),
                "indicator" => argument.add(ArgValueCompleter::new(indicators)),
                _ => argument,
            })
        })
    })
}

fn plans() -> Vec<CompletionCandidate> {
    folders().all().iter().map(|plan| CompletionCandidate::new(plan.id())).collect()
}

/// The indicators and series of the plans on the command line, or of all plans: their ids, or the names that begin so.
fn indicators(begun: &OsStr) -> Vec<CompletionCandidate> {
    let all = folders().all();
    let typed: Vec<PlanFile> = words()
        .iter()
        .filter_map(|word| word.to_str())
        .filter_map(|word| all.iter().find(|plan| plan.id() == word).cloned())
        .collect();
    let plans = if typed.is_empty() { all } else { typed };
    let all: Vec<Figure> = plans.iter().flat_map(figures_of).collect();
    let begun = begun.to_string_lossy();
    let begins = |text: &String| text.starts_with(&*begun);
    let by = |value: &String, help: &String| {
        CompletionCandidate::new(value).help(Some(help.clone().into()))
    };
    let ids = all.iter().filter(|it| begins(&it.id)).map(|it| by(&it.id, &it.name));
    let mut candidates: Vec<CompletionCandidate> = ids.collect();
    if candidates.is_empty() {
        let names = |it: &Figure| {
            let names = std::iter::once(&it.name).chain(&it.name_en).filter(|it| begins(it));
            names.map(|name| by(name, &it.id)).collect::<Vec<_>>()
        };
        candidates = all.iter().flat_map(names).collect();
    }
    candidates.sort();
    candidates.dedup();
    candidates
}

/// A plan's indicators and series, even if the plan has errors.
fn figures_of(file: &PlanFile) -> Vec<Figure> {
    let catalog = file.catalog().and_then(|catalog| {
        let bytes = catalog.read().ok()?;
        crate::load::catalog::load_catalog(&catalog.shown(), &bytes).0
    });
    let Ok(bytes) = file.read() else {
        return Vec::new();
    };
    let plan = plan_toml::load_plan(&file.shown(), &bytes, catalog.as_ref()).plan;
    plan.iter().flat_map(Plan::figures).cloned().collect()
}

/// The plan folders, including the `--plans-dir` of the line being typed.
fn folders() -> PlanFolders {
    let words = words();
    let follows =
        words.iter().position(|word| word == "--plans-dir").and_then(|flag| words.get(flag + 1));
    let flag = words
        .iter()
        .find_map(|word| word.to_str()?.strip_prefix("--plans-dir="))
        .map(PathBuf::from)
        .or(follows.map(PathBuf::from));
    let variable = settings::plans_variable();
    let working = std::env::current_dir().unwrap_or_default();
    PlanFolders::new(flag.as_deref(), variable.as_deref(), &working)
}

/// The words of the line being typed: the script passes them after `--`.
fn words() -> Vec<OsString> {
    std::env::args_os().skip_while(|word| word != "--").skip(1).collect()
}
