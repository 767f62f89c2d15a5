//! Usage errors of which the meaning is plain: a plan without a command, a command without a plan or indicator, a format as a
//! flag. What is left is answered by clap.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Error, Parser};

use super::{
    args::{Cli, Format, General},
    settings::Settings,
};
use crate::{diag::RunProblem, load::discover::PlanFile, words::Word};

/// What is wrong with the arguments, and the settings that they give all the same.
pub fn problem(error: &Error, typed: &[String]) -> Option<(RunProblem, Settings)> {
    let settings = Settings::new(&general(typed)?);
    let folders = &settings.folders;
    let plan = || typed.iter().skip(1).find(|word| folders.find(word).is_some()).cloned();
    let known = || folders.all().iter().map(PlanFile::id).collect();
    let problem = match (error.kind(), meant(error)?) {
        (ErrorKind::InvalidSubcommand, word) => {
            RunProblem::NoCommand { plan: plan().filter(|plan| *plan == word)? }
        }
        (ErrorKind::MissingRequiredArgument, word) if word.starts_with("<PLAN>") => {
            RunProblem::NoPlanNamed { known: known() }
        }
        (ErrorKind::MissingRequiredArgument, word) if word.starts_with("<INDICATOR>") => {
            RunProblem::NoIndicatorNamed { plan: plan()? }
        }
        (ErrorKind::UnknownArgument, flag) => {
            let format = {
                let name = flag.strip_prefix("--")?;
                Format::of_word(name).or(Format::of_extension(name))?.word()
            };
            RunProblem::FormatAsFlag { flag, format }
        }
        _ => return None,
    };
    Some((problem, settings))
}

/// The word or the arguments that the error is about.
fn meant(error: &Error) -> Option<String> {
    let kinds = [ContextKind::InvalidSubcommand, ContextKind::InvalidArg];
    match kinds.iter().find_map(|kind| error.get(*kind))? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.first().cloned(),
        _ => None,
    }
}

/// The general arguments of a line that cannot be read as a whole: those that decide on language and plans.
fn general(typed: &[String]) -> Option<General> {
    let is_one = |word: &str| ["--lang", "--plans-dir"].iter().any(|flag| word.starts_with(flag));
    let mut line = vec!["plancheck", "list"];
    for (at, word) in typed.iter().enumerate().filter(|(_, word)| is_one(word)) {
        line.push(word);
        line.extend(typed.get(at + 1).filter(|_| !word.contains('=')).map(String::as_str));
    }
    Cli::try_parse_from(line).ok().map(|cli| cli.general)
}
