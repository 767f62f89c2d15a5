//! The keys of a table as data: what unknown and missing ones are found by, and what the JSON Schema is made of.

use crate::diag::Expected;

/// A table of a file.
#[derive(Debug)]
pub struct TableKeys {
    /// How messages name it.
    pub name: &'static str,
    /// Its keys, in the order of the documentation.
    pub keys: &'static [Key],
}

/// One key of a table.
#[derive(Debug)]
pub struct Key {
    /// As the encoder writes it.
    pub name: &'static str,
    pub value: Value,
    pub need: Need,
    /// What it means, in one line.
    pub doc: &'static str,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    /// Unless the catalogue's concept has it.
    Inherited,
    Optional,
}

/// What belongs under a key.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// A text on one line.
    Text,
    /// A text that may run over several lines.
    Prose,
    /// A kebab-case id.
    Id,
    /// A period as text.
    Period,
    /// A TOML date.
    Date,
    /// An exact number.
    Number,
    /// A whole number of zero or more.
    Count,
    /// A number, or `true` where it is left to others.
    NumberOrTrue,
    /// A number in the unit of the indicator.
    Margin,
    /// A number, or a percentage as text.
    Tolerance,
    Boolean,
    Texts,
    Ids,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// Two ascending numbers.
    Pair,
    Table(&'static TableKeys),
    /// The table of a target.
    Target(&'static TableKeys),
    /// One table or a list of them.
    Tables(&'static TableKeys),
    /// Numbers by period.
    Milestones,
    /// Numbers by any name.
    NumbersByName,
    /// Lists of regions by name.
    Members,
    /// Texts by any name.
    ByName,
    /// Texts by these names.
    ByWord(fn() -> Vec<&'static str>),
    /// A text or several by any name; they may be empty.
    ListsByName,
}

impl Value {
    /// The keys of the tables that belong there.
    pub fn table(self) -> Option<&'static TableKeys> {
        match self {
            Self::Table(keys) | Self::Target(keys) | Self::Tables(keys) => Some(keys),
            _ => None,
        }
    }

    /// The shape as messages name it.
    pub fn expected(self) -> Expected {
        match self {
            Self::Text | Self::Prose => Expected::Text,
            Self::Id => Expected::Id,
            Self::Period => Expected::Period,
            Self::Date => Expected::Date,
            Self::Number | Self::NumberOrTrue => Expected::Number,
            Self::Margin => Expected::Margin,
            Self::Count => Expected::Count,
            Self::Tolerance => Expected::Tolerance,
            Self::Boolean => Expected::Boolean,
            Self::Texts | Self::Ids => Expected::Texts,
            Self::Word(_) => Expected::Word,
            Self::Pair => Expected::Pair,
            Self::Table(_) => Expected::Table,
            Self::Target(_) => Expected::Target,
            Self::Tables(_) => Expected::Tables,
            Self::Milestones => Expected::Milestones,
            Self::NumbersByName => Expected::NumbersByName,
            Self::Members => Expected::Members,
            Self::ByName | Self::ByWord(_) | Self::ListsByName => Expected::ByName,
        }
    }
}
