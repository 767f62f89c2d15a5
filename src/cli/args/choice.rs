//! Arguments that take one word of a closed list. Parser, help and completion all use the declaration of the list.

use std::ffi::OsStr;
use std::fmt;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};

use crate::words::Word;

/// How a value is written, in English and in Chinese.
#[derive(Debug)]
pub struct Hint(pub [&'static str; 2]);

impl fmt::Display for Hint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0[0])
    }
}

impl std::error::Error for Hint {}

/// A parser for one of these values.
#[derive(Clone)]
pub struct Choice<T>(pub fn() -> Vec<(PossibleValue, T)>);

/// A value without help text.
pub fn plain<T: Word>(value: T) -> (PossibleValue, T) {
    (PossibleValue::new(value.word()), value)
}

/// A value whose help text is its doc comment.
pub fn explained<T: Word>(value: T) -> (PossibleValue, T) {
    let (name, value) = plain(value);
    (name.help(value.doc().trim().trim_end_matches('.')), value)
}

/// Every value of a list, without help texts.
pub fn all_plain<T: Word>() -> Vec<(PossibleValue, T)> {
    T::ALL.iter().copied().map(plain).collect()
}

/// Every value of a list, with help texts.
pub fn all_explained<T: Word>() -> Vec<(PossibleValue, T)> {
    T::ALL.iter().copied().map(explained).collect()
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Choice<T> {
    type Value = T;

    fn parse_ref(&self, cmd: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let (names, values): (Vec<_>, Vec<_>) = (self.0)().into_iter().unzip();
        // Input that is not UTF-8 matches no word and is reported like any other wrong value.
        let typed = value.to_string_lossy();
        if !names.iter().any(|name| name.matches(&typed, true)) {
            PossibleValuesParser::new(names.clone()).parse_ref(cmd, arg, OsStr::new(&*typed))?;
        }
        let mut found = names.iter().zip(values).filter(|(name, _)| name.matches(&typed, true));
        found.next().map(|(_, value)| value).ok_or_else(|| Error::new(ErrorKind::InvalidValue))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(|(name, _)| name)))
    }
}
