//! Tables of TOML files, each declared once with `tables!`: that gives its struct, the keys that the file may have, the
//! reading with every problem in one run, and what the JSON Schema says of it.

/// Shapes by names of their own, each as in `shape!`.
macro_rules! shapes {
    ($($(#[$meta:meta])* $name:ident: $read:ty = $value:expr, |$written:ident| $reading:expr;)+) => {$(
        $(#[$meta])*
        pub enum $name {}

        shape! { $name: $read = $value, |$written| $reading; }
    )+};
}

/// A shape: the type it is read as, its value, and how it is read.
macro_rules! shape {
    ($shape:ty: $read:ty = $value:expr, |$written:ident| $reading:expr;) => {
        impl $crate::keys::Field for $shape {
            type Read = $read;
            const VALUE: $crate::keys::Value = $value;

            fn read($written: &$crate::keys::Written<'_>) -> Option<$read> {
                $reading
            }
        }
    };
}

mod field;
mod shape;
mod table;

pub use field::{
    Boolean, ByName, Choices, Count, Date, Declared, Defaulted, Field, FilledIds, Flag, Frequency,
    Id, Ids, Inherited, Month, OrEmpty, Pair, Prose, Required, Text, Texts, Tolerance, Units,
};
pub use shape::{Key, Need, TableKeys, Value};
pub use table::{Content, Reading, Span, Step, Table, Written, is_control, kebab_case};

/// Declares tables: structs with a public field for each key, whose doc comment is what the schema says of the key. A field
/// has the type that its shape is read as, and another name than the key if `= "key"` says so.
///
/// `-> Made, make` names a function that checks the table and the struct read from it, and makes something of them, or of
/// some of them.
/// `; line` adds a field with the line of the table, `; line content` another with the table as it is written.
macro_rules! tables {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident = $shown:literal $(-> $made:ty, $make:path)? {
        $($(#[doc = $doc:literal])+ $field:ident: $shape:ty $(= $key:literal)?,)+
        $(; $line:ident $($content:ident)?)?
    })+) => {$(
        $(#[$meta])*
        #[allow(clippy::doc_markdown, rustdoc::broken_intra_doc_links, reason = "the schema shows it as it is written")]
        $vis struct $name {
            $($(#[doc = $doc])+ pub $field: <$shape as $crate::keys::Field>::Read,)+
            $(/// Line in the file.
            pub $line: u32,
            $(/// As it is written.
            pub $content: $crate::keys::Content,)?)?
        }

        const _: () = {
            use $crate::keys::{Declared, Field, Table, TableKeys, Value, Written};

            impl Declared for $name {
                type Made = tables!(@made $($made)?);

                const KEYS: &'static TableKeys =
                    &keys!($shown { $($(#[doc = $doc])+ $field: $shape $(= $key)?,)+ });

                fn of(table: &Table<'_>) -> Option<Self> {
                    let mut values = table.values();
                    // Every key is read before any is missed, so that all problems show.
                    $(let $field = <$shape as Field>::value(values.next().flatten());)+
                    Some(Self { $($field: $field?,)+ $($line: table.line(), $($content: table.content(),)?)? })
                }

                fn made(table: &Table<'_>) -> Option<Self::Made> {
                    let read = Self::of(table)?;
                    first!($($make(table, read).into(),)? Some(read))
                }
            }

            impl Field for $name {
                type Read = <Self as Declared>::Made;

                const VALUE: Value = Value::Table(Self::KEYS);

                fn read(written: &Written<'_>) -> Option<Self::Read> {
                    Self::made(&written.table(Self::KEYS)?)
                }
            }
        };
    )+};
    (@made) => { Self };
    (@made $made:ty) => { $made };
}

/// The keys of a table, each with its shape, as in `tables!`.
macro_rules! keys {
    ($shown:literal { $($(#[doc = $doc:literal])+ $field:ident: $shape:ty $(= $key:literal)?,)+ }) => {
        $crate::keys::TableKeys {
            name: $shown,
            keys: &[$($crate::keys::Key {
                name: first!($($key,)? stringify!($field)),
                value: <$shape as $crate::keys::Field>::VALUE,
                need: <$shape as $crate::keys::Field>::NEED,
                doc: concat!($($doc),+),
            },)+],
        }
    };
}

macro_rules! first {
    ($first:expr $(, $rest:expr)*) => {
        $first
    };
}
