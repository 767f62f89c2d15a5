//! Usage errors as problems like others, in the reader's language: what clap finds wrong with a line, and what was meant by
//! it.

use std::ffi::OsString;

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use super::{
    args::{Format, General, Hint, languages},
    definition::{definition, in_chinese},
    named,
    settings::{self, Settings},
};
use crate::{
    diag::{RunProblem, nearest},
    lang::Lang,
    load::discover::{self, PlanFile},
    words::Word,
};

/// The line with `help COMMAND` as `COMMAND --help`, beside which options may stand.
pub fn with_help_behind(mut typed: Vec<OsString>) -> Vec<OsString> {
    if typed.get(1).is_some_and(|word| word == "help") {
        typed.remove(1);
        typed.push("--help".into());
    }
    typed
}

/// A line that cannot be read as a whole.
pub struct Line {
    typed: Vec<OsString>,
    words: Vec<String>,
    pub settings: Settings,
}

impl Line {
    pub fn new(typed: Vec<OsString>) -> Self {
        let words: Vec<String> = typed.iter().map(|it| it.to_string_lossy().into()).collect();
        let named = value_of(&words, "--lang").or_else(|| std::env::var("PLANCHECK_LANG").ok());
        let lang = named.and_then(|named| language(&named));
        let plans_dir = value_of(&words, "--plans-dir").map(Into::into);
        let settings = Settings::new(&General { plans_dir, lang, ..General::default() });
        Self { typed, words, settings }
    }

    /// The same error, or help, in the reader's language.
    pub fn in_language(&self, error: Error) -> Error {
        if self.settings.style.lang == Lang::En || !is_help(&error) {
            return error;
        }
        let program = in_chinese(definition(), self.settings.style.width.min(110));
        program.try_get_matches_from(&self.typed).err().unwrap_or(error)
    }

    /// The command, as typed.
    fn command(&self) -> (Command, String) {
        let program = definition();
        let name = self.words.iter().skip(1).find_map(|word| program.find_subcommand(word));
        match name.cloned() {
            Some(command) => {
                let name = format!("plancheck {}", command.get_name());
                (command, name)
            }
            None => (program, "plancheck".to_owned()),
        }
    }

    /// The plan on the line.
    fn plan(&self) -> Option<String> {
        let mut words = self.words.iter().skip(2).filter(|word| !word.starts_with('-'));
        words.find(|word| self.is_plan(word)).cloned()
    }

    fn is_plan(&self, word: &str) -> bool {
        let folders = &self.settings.folders;
        folders.find(word).is_some() || matches!(named::plan(word, folders), Ok(Some(_)))
    }

    /// What is wrong, if clap says it of the line.
    pub fn problem(&self, error: &Error) -> Option<RunProblem> {
        let about = |kind| all_of(error, kind);
        let first = |kind| about(kind).into_iter().next();
        let word = || first(ContextKind::InvalidArg).map(|it| self.option(&it));
        let value = || first(ContextKind::InvalidValue).unwrap_or_default();
        let (command, name) = self.command();
        let known = || about(ContextKind::ValidValue);
        Some(match error.kind() {
            ErrorKind::InvalidSubcommand => {
                let word = first(ContextKind::InvalidSubcommand)?;
                let figures = discover::is_of_actuals(&word);
                let commands: Vec<_> =
                    command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
                let nearest = nearest(&word, &commands).cloned();
                if nearest.is_none() && !figures && self.is_plan(&word) {
                    return Some(RunProblem::NoCommand { plan: word });
                }
                RunProblem::UnknownCommand { word, figures, nearest }
            }
            ErrorKind::UnknownArgument => {
                let option = first(ContextKind::InvalidArg)?;
                let format = option.strip_prefix("--").and_then(format_named);
                match format {
                    Some(format) => {
                        RunProblem::FormatAsFlag { flag: option, format: format.word() }
                    }
                    None if option.starts_with('-') => {
                        let options: Vec<_> = command
                            .get_arguments()
                            .chain(definition().get_arguments())
                            .filter_map(|it| Some(format!("--{}", it.get_long()?)))
                            .collect();
                        let nearest = nearest(&option, &options).cloned();
                        RunProblem::UnknownOption { option, command: name, nearest }
                    }
                    None => RunProblem::UnneededWord { word: option, command: name },
                }
            }
            ErrorKind::MissingRequiredArgument => {
                let needed = about(ContextKind::InvalidArg);
                let asks = |value: &str| needed.iter().any(|it| it.starts_with(value));
                if asks("<PLAN>") {
                    let known = self.settings.folders.all().iter().map(PlanFile::id).collect();
                    return Some(RunProblem::NoPlanNamed { known });
                }
                match self.plan().filter(|_| asks("<INDICATOR>")) {
                    Some(plan) => RunProblem::NoIndicatorNamed { plan },
                    None => RunProblem::MissingArgument { command: name, needed },
                }
            }
            ErrorKind::MissingSubcommand => {
                RunProblem::MissingArgument { command: name, needed: vec!["COMMAND".to_owned()] }
            }
            ErrorKind::InvalidValue if value().is_empty() => {
                RunProblem::MissingValue { option: word()?, known: known() }
            }
            ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
                RunProblem::MissingValue { option: word()?, known: known() }
            }
            ErrorKind::InvalidValue => {
                let option = word()?;
                if option == "--format" {
                    let known = Format::of_command(command.get_name());
                    let value = value().to_lowercase();
                    if let Some(format) = format_named(&value) {
                        return Some(settings::no_such_format(format, &known));
                    }
                    if settings::is_of_pages(&value) {
                        return Some(settings::unknown_ending(value, &known));
                    }
                }
                let values = values_of(&command, &option);
                let names = values.iter().flat_map(PossibleValue::get_name_and_aliases);
                let names: Vec<_> = names.map(str::to_owned).collect();
                let nearest = nearest(&value().to_lowercase(), &names).cloned();
                let lang = self.settings.style.lang;
                let known = values.iter().map(|value| shown(value, lang)).collect();
                RunProblem::BadValue { value: value(), option, known, hint: None, nearest }
            }
            ErrorKind::ValueValidation => {
                let source = std::error::Error::source(error);
                let hint = source.and_then(|it| it.downcast_ref::<Hint>()).map(|it| it.0);
                let hint = hint.map(|hint| hint.map(str::to_owned));
                let other = || source.map(|it| [it.to_string(), it.to_string()]);
                RunProblem::BadValue {
                    value: value(),
                    option: word()?,
                    known: Vec::new(),
                    hint: hint.or_else(other),
                    nearest: None,
                }
            }
            ErrorKind::ArgumentConflict => {
                let others = about(ContextKind::PriorArg);
                let others = others.iter().map(|it| self.option(it)).collect::<Vec<_>>();
                let option = word()?;
                let others = others.into_iter().filter(|it| *it != option).collect();
                RunProblem::OptionsConflict { option, others }
            }
            _ => return None,
        })
    }

    /// An argument without the name of its value, if it is an option: `--sort`.
    fn option(&self, shown: &str) -> String {
        let option = shown.split([' ', '=']).next().filter(|it| it.starts_with('-'));
        option.unwrap_or(shown).to_owned()
    }
}

/// Is it help, asked for, or as an answer to a line without a command?
fn is_help(error: &Error) -> bool {
    let asked = [ErrorKind::DisplayHelp, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand];
    asked.contains(&error.kind())
}

/// What an error says under a heading of clap's.
fn all_of(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}

/// What an option takes.
fn values_of(command: &Command, option: &str) -> Vec<PossibleValue> {
    let named = |arg: &&Arg| match arg.get_long() {
        Some(long) => option == format!("--{long}"),
        None => option == arg.to_string(),
    };
    let program = definition();
    let arg = command.get_arguments().chain(program.get_arguments()).find(named);
    let values = arg.map(Arg::get_possible_values).unwrap_or_default();
    values.into_iter().filter(|value| !value.is_hide_set()).collect()
}

/// A value, in Chinese with its Chinese name.
fn shown(value: &PossibleValue, lang: Lang) -> String {
    let chinese = value.get_name_and_aliases().find(|name| !name.is_ascii());
    match chinese.filter(|_| lang == Lang::Zh) {
        Some(chinese) => format!("{}（{chinese}）", value.get_name()),
        None => value.get_name().to_owned(),
    }
}

/// The format of this name or file extension.
fn format_named(name: &str) -> Option<Format> {
    Format::of_word(name).or_else(|| Format::of_extension(name))
}

fn language(named: &str) -> Option<Lang> {
    let fits = |(name, _): &(PossibleValue, Lang)| name.matches(named, true);
    languages().into_iter().find(fits).map(|(_, lang)| lang)
}

/// The last value of an option on the line.
fn value_of(words: &[String], option: &str) -> Option<String> {
    let value = |(at, word): (usize, &String)| {
        let rest = word.strip_prefix(option)?;
        match rest.strip_prefix('=') {
            Some(value) => Some(value.to_owned()),
            None if rest.is_empty() => words.get(at + 1).cloned(),
            None => None,
        }
    };
    words.iter().enumerate().filter_map(value).next_back()
}
