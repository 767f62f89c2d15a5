//! What the keys of declared tables are read as.

use std::marker::PhantomData;

use chrono::NaiveDate;

use super::{
    shape::{Need, TableKeys, Value},
    table::{Table, Written},
};
use crate::{
    number::Number,
    period::Period,
    unit::Unit,
    words::{Word, words_of},
};

/// The shape of a key. By itself it must be there, and a table is of no use without it.
pub trait Field {
    /// The type of the struct's field.
    type Read;

    const VALUE: Value;

    const NEED: Need = Need::Required;

    /// What the file says; `None` if that is faulty, which is reported.
    fn read(written: &Written<'_>) -> Option<Self::Read>;

    /// What holds where the key is missing.
    fn absent() -> Option<Self::Read> {
        None
    }

    /// What the value of a key is read as, or its absence.
    fn value(written: Option<Written<'_>>) -> Option<Self::Read> {
        written.map_or_else(Self::absent, |written| Self::read(&written))
    }

    /// What a key of a table is read as.
    fn at(table: &Table<'_>, name: &'static str) -> Option<Self::Read> {
        Self::value(table.written(name))
    }
}

/// A table declared with `tables!`.
pub trait Declared: Sized {
    /// What is made of it.
    type Made;

    const KEYS: &'static TableKeys;

    /// The table as it is written; `None` if it lacks what it is of no use without.
    fn of(table: &Table<'_>) -> Option<Self>;

    /// What is made of the table.
    fn made(table: &Table<'_>) -> Option<Self::Made>;
}

shapes! {
    Text: String = Value::Text, |it| it.text();
    Prose: String = Value::Prose, |it| it.text();
    Id: String = Value::Id, |it| it.id();
    Date: NaiveDate = Value::Date, |it| it.date();
    /// A month by itself, as periods write it.
    Month: u32 = Value::Word(months), |it| it.word()?.parse().ok();
    /// So many months, quarters or years.
    Frequency: i32 = Value::Word(frequencies), |it| in_months(it.word()?);
    Pair: (Number, Number) = Value::Pair, |it| it.pair();
    /// A number of zero or more, and whether it is a percentage.
    Tolerance: (Number, bool) = Value::Tolerance, |it| it.tolerance();
    Boolean: bool = Value::Boolean, |it| it.flag();
    Count: u32 = Value::Count, |it| it.count();
    TextsByName: Vec<(String, String)> = Value::ByName, |it| it.texts_by_name();
    ListsByName: Vec<(String, String)> = Value::ListsByName, |it| it.texts_by_name();
    TextList: Vec<String> = Value::Texts, |it| Some(it.entries()?.filter_map(|it| it.text()).collect());
    IdList: Vec<String> = Value::Ids, |it| Some(it.entries()?.filter_map(|it| it.id()).collect());
    FilledIdList: Vec<String> = Value::Ids, |it| Some(it.filled()?.filter_map(|it| it.id()).collect());
    UnitList: Vec<Unit> = Value::Texts, |it| Some(it.entries()?.filter_map(|it| Unit::read(&it)).collect());
}

fn months() -> Vec<&'static str> {
    vec!["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]
}

fn frequencies() -> Vec<&'static str> {
    vec!["1m", "1q", "6m", "1y", "2y", "3y", "4y", "5y", "6y", "7y", "8y", "9y", "10y"]
}

fn in_months(word: &str) -> Option<i32> {
    let (count, unit) = word.split_at_checked(word.len() - 1)?;
    let months = [("m", 1), ("q", 3), ("y", 12)].into_iter().find(|(it, _)| *it == unit)?.1;
    Some(count.parse::<i32>().ok()? * months)
}

/// `false` where it is not said.
pub type Flag = Defaulted<Boolean>;
pub type Texts = Defaulted<TextList>;
pub type Ids = Defaulted<IdList>;
/// Ids of which there must be one where the list is there.
pub type FilledIds = Defaulted<FilledIdList>;
pub type Units = Defaulted<UnitList>;
pub type ByName = Defaulted<TextsByName>;
/// Each text of a list by itself.
pub type Choices = Defaulted<ListsByName>;

shape! { Number: Self = Value::Number, |it| it.number(); }
shape! { Period: Self = Value::Period, |it| it.period(); }
shape! { Unit: Self = Value::Text, |it| Some(Self::parse(&it.text()?).among(&it.reading.units.borrow())); }

impl<W: Word> Field for W {
    type Read = Self;
    const VALUE: Value = Value::Word(words_of::<W>);

    fn read(written: &Written<'_>) -> Option<Self> {
        Self::of_word(written.word()?)
    }
}

/// One table, or a list of them; none where there are none.
impl<D: Declared> Field for Vec<D> {
    type Read = Vec<D::Made>;
    const VALUE: Value = Value::Tables(D::KEYS);
    const NEED: Need = Need::Optional;

    fn read(written: &Written<'_>) -> Option<Self::Read> {
        Some(written.tables(D::KEYS).iter().filter_map(D::made).collect())
    }

    fn absent() -> Option<Self::Read> {
        Some(Vec::new())
    }
}

/// Shapes around others, by what they need: of use without a value, which is then `None` or empty.
macro_rules! around {
    ($($name:ident $need:ident: $read:ty, |$read_value:ident| $some:expr, $none:expr $(, where $bound:ty)?;)+) => {$(
        impl<F: Field> Field for $name<F> $(where $bound: Default)? {
            type Read = $read;
            const VALUE: Value = F::VALUE;
            const NEED: Need = Need::$need;

            fn read(written: &Written<'_>) -> Option<$read> {
                let $read_value = F::read(written);
                Some($some)
            }

            fn absent() -> Option<$read> {
                Some($none)
            }
        }
    )+};
}

/// Must be there, and is missed only by what asks for it.
pub struct Required<F>(PhantomData<F>);

/// May be left to the catalogue.
pub struct Inherited<F>(PhantomData<F>);

/// Must be there, and is empty where it is not.
pub struct OrEmpty<F>(PhantomData<F>);

/// Need not be there.
pub struct Defaulted<F>(PhantomData<F>);

around! {
    Option Optional: Option<F::Read>, |it| it, None;
    Required Required: Option<F::Read>, |it| it, None;
    Inherited Inherited: Option<F::Read>, |it| it, None;
    OrEmpty Required: F::Read, |it| it.unwrap_or_default(), F::Read::default(), where F::Read;
    Defaulted Optional: F::Read, |it| it.unwrap_or_default(), F::Read::default(), where F::Read;
}
