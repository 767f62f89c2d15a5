//! What the values of a document look like: names, types, words, what may be `null`.
//!
//! A description is strict: a document has every key that is not said to be optional, and no other.

/// What a value looks like.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Any text.
    Text,
    /// This text.
    Exactly(&'static str),
    /// One of these texts.
    Word(fn() -> Vec<&'static str>),
    /// A list of such texts.
    Words(fn() -> Vec<&'static str>),
    /// A text of this form, as a regular expression.
    Form(fn() -> String),
    /// A number with all its digits.
    Number,
    /// A whole number, from 0.
    Count,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Flag,
    /// A period.
    Period,
    /// A day.
    Date,
    /// Any number of values that look alike.
    List(&'static Shape),
    /// One of several objects.
    Forms(&'static [Object]),
    /// Nothing: the key is that of another form.
    Nothing,
    /// Named values.
    Object(&'static Object),
}

/// One key of an object.
#[derive(Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// May it be `null`?
    pub nullable: bool,
    /// May the key be absent?
    pub optional: bool,
    pub doc: &'static str,
}

/// An object: a definition of the schema.
pub struct Object {
    pub name: &'static str,
    pub doc: &'static str,
    pub fields: fn() -> Vec<Field>,
}

/// A key with a value.
pub const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, nullable: false, optional: false, doc }
}

/// The first key of every document.
pub const fn schema(name: &'static str) -> Field {
    key(
        "schema",
        Shape::Exactly(name),
        "The form of this document; a change that breaks readers gets another number.",
    )
}
