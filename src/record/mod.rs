//! Records: the objects of the JSON documents and the rows of flat tables, declared by `record!` with one line a key.
//!
//! The values of a record, the columns of its table and its JSON Schema are read from the same line, and what a value
//! looks like follows from its type, so they cannot disagree.

mod data;
pub mod document;
pub mod shape;

use std::borrow::Borrow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::{
    actuals::{Mark, Quality},
    assess::{Reason, SetAsideWhy, Verdict},
    number::Number,
    period::{Month, Period},
    plan::{Better, Kind, Measure, Method, Reading},
    unit::Unit,
    words::words_of,
};

pub use data::Data;
pub use shape::Shape;
use shape::{Field, Object, key, schema};

/// Named values, in order.
pub type Entries = Vec<(&'static str, Data)>;

/// What has named values in a fixed order.
pub trait Record: Sized {
    /// The record as a definition of a schema.
    const OBJECT: Object;
    /// What stands under `schema`, where the record is a whole document.
    const SCHEMA: Option<&'static str> = None;
    /// The forms of the document; of nearly every one only this.
    const FORMS: &'static [&'static Object] = &[&Self::OBJECT];

    /// Hands over every key, in its order.
    fn keys<'a>(to: &mut Keys<'a, Self>)
    where
        Self: 'a;

    /// Its keys, as a schema describes them.
    fn fields() -> Vec<Field> {
        let mut keys = Keys::default();
        keys.fields.extend(Self::SCHEMA.map(schema));
        Self::keys(&mut keys);
        keys.fields
    }

    /// Its keys with their values.
    fn entries(&self) -> Entries {
        let mut keys = Keys { record: Some(self), ..Keys::default() };
        keys.entries.extend(Self::SCHEMA.map(|schema| ("schema", schema.data())));
        Self::keys(&mut keys);
        keys.entries
    }

    /// The names of the keys: the header of a flat table.
    fn columns() -> Vec<&'static str> {
        Self::fields().into_iter().map(|field| field.name).collect()
    }
}

impl<R: Record> Record for &R {
    const OBJECT: Object = R::OBJECT;

    fn keys<'a>(to: &mut Keys<'a, Self>)
    where
        Self: 'a,
    {
        to.given(R::fields, |it| R::entries(it));
    }
}

/// The rows of a view under their header. Rows are made one by one: of a large panel there are very many.
pub struct Flat<'a> {
    /// The header.
    pub columns: Vec<&'static str>,
    /// The rows, one value a column.
    pub rows: Box<dyn Iterator<Item = Vec<Data>> + 'a>,
    /// The column by whose value a workbook is divided into sheets; none where all rows belong on one.
    pub sheet_by: Option<&'static str>,
}

impl<'a> Flat<'a> {
    /// Rows under a header.
    pub fn new(
        columns: impl IntoIterator<Item = &'static str>,
        rows: impl IntoIterator<Item = Vec<Data>, IntoIter: 'a>,
    ) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            rows: Box::new(rows.into_iter()),
            sheet_by: None,
        }
    }

    /// Records, one a row, under their keys.
    pub fn of<R: Record>(records: impl IntoIterator<Item = R, IntoIter: 'a>) -> Self {
        let values = |record: R| record.entries().into_iter().map(|(_, value)| value).collect();
        Self::new(R::columns(), records.into_iter().map(values))
    }

    /// The same rows without a key that only the document has.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        if let Some(place) = self.columns.iter().position(|column| *column == key) {
            self.columns.remove(place);
            self.rows = Box::new(self.rows.map(move |mut row| {
                row.remove(place);
                row
            }));
        }
        self
    }

    /// The same rows; a workbook has one sheet for each value of this column.
    #[must_use]
    pub fn one_sheet_per(self, column: &'static str) -> Self {
        Self { sheet_by: Some(column), ..self }
    }
}

/// Takes the keys of a record: their descriptions, or their values in one record.
pub struct Keys<'a, R> {
    record: Option<&'a R>,
    fields: Vec<Field>,
    entries: Entries,
}

impl<R> Default for Keys<'_, R> {
    fn default() -> Self {
        Self { record: None, fields: Vec::new(), entries: Vec::new() }
    }
}

impl<'a, R> Keys<'a, R> {
    /// Several keys with their values.
    pub fn given(
        &mut self,
        fields: impl FnOnce() -> Vec<Field>,
        entries: impl FnOnce(&'a R) -> Entries,
    ) {
        match self.record {
            Some(record) => self.entries.extend(entries(record)),
            None => self.fields.extend(fields()),
        }
    }

    /// A key with its name, what it means, the words that may stand in it where the type of its value does not say so,
    /// and its value.
    pub fn key<V: Value>(
        &mut self,
        name: &'static str,
        doc: &'static str,
        words: &[fn() -> Vec<&'static str>],
        value: impl FnOnce(&'a R) -> V,
    ) {
        let Some(record) = self.record else {
            let shape = match (words.first(), V::SHAPE) {
                (Some(words), Shape::List(_)) => Shape::Words(*words),
                (Some(words), _) => Shape::Word(*words),
                (None, shape) => shape,
            };
            let nullable = V::NULLABLE;
            let optional = V::OPTIONAL;
            self.fields.push(Field { name, shape, nullable, optional, doc });
            return;
        };
        let value = value(record).data();
        if !V::OPTIONAL || value != Data::Undefined {
            self.entries.push((name, value));
        }
    }

    /// How many there are of each of these words: of all of them, or `any` that there are.
    pub fn counts(
        &mut self,
        words: fn() -> Vec<&'static str>,
        doc: &'static str,
        any: bool,
        counts: impl FnOnce(&'a R) -> Vec<(&'static str, usize)>,
    ) {
        let field = |name| Field { optional: any, ..key(name, Shape::Count, doc) };
        self.given(
            || each(words(), field),
            |it| each(counts(it), |(word, count)| (word, count.data())),
        );
    }

    /// The keys of another record in the midst of these.
    pub fn part<P: Record>(&mut self, part: impl FnOnce(&'a R) -> P) {
        self.given(P::fields, |it| part(it).entries());
    }
}

/// Declares a record: name and meaning, then what it is made from, then a line for each key.
///
/// - `key: "What it means." = value,`
/// - `key: "What it means.",` where the value is the field of that name of what is bound first
/// - `key: "What it means." in words = value,` where the value is a text, one of `words()`
/// - `for every words: "What it means." = counts,` has a key for each of `words()`, under which its count stands
/// - `for any words: "What it means." = counts,` leaves out words that are not counted
/// - `..part,` inserts the keys of another record
/// - `given fields = entries,` inserts keys that are chosen elsewhere: their descriptions, and what stands under them
///
/// Before the name, `document` makes it a whole document; `form of "x"` makes it one of the forms of document `x`.
macro_rules! record {
    (document $name:literal $($rest:tt)+) => { record! { @of [$name] $name $($rest)+ } };
    (form of $document:literal $($rest:tt)+) => { record! { @of [$document] $($rest)+ } };
    ($name:literal $($rest:tt)+) => { record! { @of [] $name $($rest)+ } };
    (@of [$($document:literal)?] $name:literal $doc:literal
        |$it:ident: $type:ty $(, $more:ident: $types:ty)*| { $($keys:tt)* }) => {
        #[allow(unused_parens, unused_variables)] // one thing may be bound, and not every value needs all
        const _: () = {
            use $crate::record::{self as records, Data, shape as schema};

            impl records::Record for ($type $(, $types)*) {
                const OBJECT: schema::Object =
                    schema::Object { name: $name, doc: $doc, fields: <Self as records::Record>::fields };
                $(const SCHEMA: Option<&'static str> = Some(concat!("plancheck.", $document, "/v1"));)?

                fn keys<'a>(to: &mut records::Keys<'a, Self>)
                where
                    Self: 'a,
                {
                    record! { @keys to $it ($it $(, $more)*) $($keys)* }
                }
            }

            impl records::Value for ($type $(, $types)*) {
                const SHAPE: schema::Shape =
                    schema::Shape::Object(&<Self as records::Record>::OBJECT);

                fn data(&self) -> Data {
                    Data::Object(records::Record::entries(self))
                }
            }
        };
    };
    (@keys $to:ident $it:ident $all:tt) => {};
    (@keys $to:ident $it:ident $all:tt ..$part:expr, $($keys:tt)*) => {
        $to.part(|$all| $part);
        record! { @keys $to $it $all $($keys)* }
    };
    (@keys $to:ident $it:ident $all:tt given $fields:path = $entries:expr, $($keys:tt)*) => {
        $to.given($fields, |$all| $entries);
        record! { @keys $to $it $all $($keys)* }
    };
    (@keys $to:ident $it:ident $all:tt for $how:ident $words:path: $doc:literal = $counts:expr, $($keys:tt)*) => {
        $to.counts($words, $doc, stringify!($how) == "any", |$all| $counts);
        record! { @keys $to $it $all $($keys)* }
    };
    (@keys $to:ident $it:ident $all:tt $key:ident: $doc:literal, $($keys:tt)*) => {
        record! { @keys $to $it $all $key: $doc = &$it.$key, $($keys)* }
    };
    (@keys $to:ident $it:ident $all:tt $key:ident: $doc:literal $(in $words:path)? = $value:expr, $($keys:tt)*) => {
        $to.key(stringify!($key), $doc, &[$($words)?], |$all| $value);
        record! { @keys $to $it $all $($keys)* }
    };
}

/// What can stand under a key.
pub trait Value {
    /// What it looks like.
    const SHAPE: Shape;
    /// May it be undefined?
    const NULLABLE: bool = false;
    /// Is the key left out where it is undefined?
    const OPTIONAL: bool = false;

    fn data(&self) -> Data;
}

impl<T: Value + ?Sized> Value for &T {
    const SHAPE: Shape = T::SHAPE;
    const NULLABLE: bool = T::NULLABLE;

    fn data(&self) -> Data {
        (**self).data()
    }
}

impl<T: Value> Value for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const NULLABLE: bool = true;

    fn data(&self) -> Data {
        self.as_ref().map_or(Data::Undefined, T::data)
    }
}

impl<T: Value> Value for [T] {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn data(&self) -> Data {
        Data::List(self.iter().map(T::data).collect())
    }
}

impl<T: Value> Value for Vec<T> {
    const SHAPE: Shape = <[T]>::SHAPE;

    fn data(&self) -> Data {
        self.as_slice().data()
    }
}

/// A value whose key is left out where there is none, instead of being `null`.
pub struct Optional<T>(pub Option<T>);

impl<T: Value> Value for Optional<T> {
    const SHAPE: Shape = T::SHAPE;
    const OPTIONAL: bool = true;

    fn data(&self) -> Data {
        self.0.data()
    }
}

/// Values of these types look like that, and are written like that.
macro_rules! values {
    ($($type:ty: $shape:expr, |$it:ident| $data:expr;)+) => {
        $(impl $crate::record::Value for $type {
            const SHAPE: $crate::record::shape::Shape = $shape;

            fn data(&self) -> $crate::record::Data {
                let $it = self;
                $data
            }
        })+
    };
}

/// Words of closed lists.
macro_rules! word_values {
    ($($list:ty)+) => {
        values! {
            $($list: $crate::record::shape::Shape::Word($crate::words::words_of::<Self>),
                |it| $crate::record::Data::text(it.word());)+
        }
    };
}

// Declared by these macros.
pub mod plan;
pub mod problems;

word_values! { Better Kind Measure Method Reading Reason SetAsideWhy Verdict }

values! {
    str: Shape::Text, |it| Data::text(it);
    String: Shape::Text, |it| Data::text(it);
    Arc<str>: Shape::Text, |it| Data::text(&**it);
    Unit: Shape::Text, |it| Data::text(it.printed());
    bool: Shape::Flag, |it| Data::Flag(*it);
    usize: Shape::Count, |it| Data::count(*it);
    u32: Shape::Count, |it| Data::count(*it);
    u64: Shape::Count, |it| Data::count(*it);
    i32: Shape::Whole, |it| Data::count(*it);
    Number: Shape::Number, |it| Data::exact(it);
    Period: Shape::Period, |it| Data::Period(*it);
    NaiveDate: Shape::Date, |it| Data::Date(*it);
    Month: Shape::Form(|| "^[0-9]{4}-(0[1-9]|1[0-2])$".to_owned()), |it| {
        Period::interval(*it, *it).data()
    };
    Quality: Shape::Form(quality), |it| Data::text(it.word());
}

/// `final`, or marks joined by a semicolon.
fn quality() -> String {
    let marks = words_of::<Mark>().join("|");
    format!("^(final|({marks})(;({marks}))*)$")
}

/// A computed number: half away from zero at the sixth decimal, no trailing zeros.
pub struct Computed<N>(pub N);

impl<N: Borrow<Number>> Value for Computed<N> {
    const SHAPE: Shape = Shape::Number;

    fn data(&self) -> Data {
        Data::computed(self.0.borrow())
    }
}

/// A number with digits of its own.
#[derive(Debug)]
pub struct Digits(pub String);

values! { Digits: Shape::Number, |it| Data::Number(it.0.clone()); }

/// A number that is computed, if there is one.
#[allow(clippy::ref_option)] // a field as it stands
pub fn computed(number: &Option<Number>) -> Option<Computed<&Number>> {
    number.as_ref().map(Computed)
}

/// Every item as a value.
pub fn each<T, V>(items: impl IntoIterator<Item = T>, value: impl FnMut(T) -> V) -> Vec<V> {
    items.into_iter().map(value).collect()
}

/// An object in the form whose first key is `word`; these are its values, in order.
pub fn in_form(forms: &[Object], word: &str, values: Vec<Data>) -> Data {
    let mut forms = forms.iter().map(|form| (form.fields)());
    let form = forms.find(|fields| fields.first().is_some_and(|first| first.name == word));
    let entries = form.into_iter().flatten().zip(values);
    let entries = entries.filter(|(field, value)| !field.optional || *value != Data::Undefined);
    Data::Object(entries.map(|(field, value)| (field.name, value)).collect())
}
