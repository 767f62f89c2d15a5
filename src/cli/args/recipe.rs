//! Options that say how files of actuals are read: the keys of `[[source]]`.

use clap::builder::{PossibleValuesParser, StringValueParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error};

use crate::keys::{Content, Declared, Key, Value};
use crate::load::recipe;
use crate::plan::recipe::Recipe;
use crate::words::Lang;

/// The options, each with its key, and with the value for which it stands if it takes none.
const OPTIONS: [(&str, &str, Option<&str>); 9] = [
    ("where", "where", None),
    ("set", "set", None),
    ("columns", "columns", None),
    ("skip", "skip", None),
    ("decimal-comma", "decimal", Some(",")),
    ("decimal-point", "decimal", Some(".")),
    ("delimiter", "delimiter", None),
    ("encoding", "encoding", None),
    ("missing", "missing", None),
];

/// What the options say, as a plan would.
#[derive(Debug, Clone, Default)]
pub struct RecipeArgs(pub Content);

impl RecipeArgs {
    /// The encoding, for files of other kinds too.
    pub fn encoding(&self) -> Option<&str> {
        self.0.get("encoding")?.as_str()
    }
}

impl Args for RecipeArgs {
    fn augment_args(command: Command) -> Command {
        let options = OPTIONS.iter().filter_map(|(name, key, sign)| {
            let key = Recipe::KEYS.keys.iter().find(|known| known.name == *key)?;
            let shape = match key.value {
                Value::Count => "N",
                Value::Word(_) => "SIGN",
                Value::Texts => "TEXT",
                Value::ByWord(_) | Value::ListsByName => "COLUMN=TEXT,…",
                _ => "NAME",
            };
            let (first, rest) = key.doc.trim().split_at(1);
            let mut help = first.to_uppercase() + rest;
            let option = Arg::new(*name).long(*name).value_parser(parser(key));
            let option = if let Some(sign) = sign {
                help = format!("{help} is `{sign}`");
                option.num_args(0).default_missing_value(*sign).group(key.name)
            } else {
                option.value_name(shape)
            };
            Some(option.action(ArgAction::Append).help(help).help_heading("Reading"))
        });
        command.args(options)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for RecipeArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut said = Content::new();
        for (name, ..) in OPTIONS {
            for one in matches.get_many::<Content>(name).into_iter().flatten() {
                recipe::add(&mut said, one, true);
            }
        }
        Ok(Self(said))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Reads the value of an option as a plan's reader would.
fn parser(key: &'static Key) -> ValueParser {
    let read = |text: String| {
        let content = recipe::of_option(key, &text)?;
        match recipe::read(&content).1.first() {
            None => Ok(content),
            Some(fault) => {
                let text = fault.problem.text(Lang::En);
                let help = text.help.map_or_else(String::new, |help| format!("; {help}"));
                Err(text.message + &help)
            }
        }
    };
    match key.value {
        Value::Word(words) => PossibleValuesParser::new(words()).try_map(read).into(),
        _ => StringValueParser::new().try_map(read).into(),
    }
}
