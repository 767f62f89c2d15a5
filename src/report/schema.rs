//! What the JSON documents look like: names, types, words, what may be `null`, read from the records of the views.
//!
//! A description is strict: a document has every key that is not said to be optional, and no other. Depends on the views
//! it describes.

mod draft7;

use std::fmt;

use crate::report::audit::{AuditView, Found};
use crate::report::check::Checked;
use crate::report::compare::CompareView;
use crate::report::diff::DiffView;
use crate::report::explain::Explained;
use crate::report::league::columns::Leagues;
use crate::report::list::Listed;
use crate::report::plan_data;
use crate::report::problems::{Codes, Validated};
use crate::report::record::Record;
use crate::report::rollup::Rollups;
use crate::report::rollup::columns::Summary;
use crate::report::rules::RulesView;
use crate::report::series::SeriesView;
use crate::report::stage::Reports;
use crate::report::tasks::TasksView;
use crate::report::trend::TrendView;
use crate::report::trend::series::TrendOfSeries;

use crate::words::Lang;

pub use draft7::PERIOD;

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
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
#[derive(Debug, Clone, Copy)]
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

impl fmt::Debug for Object {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// A versioned JSON document.
#[derive(Debug)]
pub struct Document {
    /// The short name, as `plancheck schema` takes it.
    pub name: &'static str,
    /// What stands under `schema` in the document: `plancheck.status/v1`.
    pub schema: &'static str,
    /// What it is.
    doc: &'static str,
    /// The forms of the document; nearly always one.
    forms: &'static [&'static Object],
}

impl Document {
    /// The document that a record is.
    const fn of<R: Record>(name: &'static str) -> Self {
        let schema = match R::SCHEMA {
            Some(schema) => schema,
            None => name,
        };
        Self { name, schema, doc: R::OBJECT.doc, forms: R::FORMS }
    }
}

/// Every versioned document, by name.
pub const DOCUMENTS: &[Document] = &[
    Document::of::<(&AuditView<'_>, &[Found], Lang)>("audit"),
    Document::of::<Checked<'_>>("check"),
    Document::of::<Codes<'_>>("codes"),
    Document::of::<CompareView<'_>>("compare"),
    Document::of::<DiffView<'_>>("diff"),
    Document {
        doc: "One indicator or series with all that stands behind it, as `plancheck explain --format json` writes it.",
        forms: &[&Explained::OBJECT, &SeriesView::OBJECT],
        ..Document::of::<Explained<'_>>("explain")
    },
    Document::of::<Leagues<'_>>("league"),
    Document::of::<Listed<'_>>("list"),
    Document::of::<plan_data::Normalised<'_>>("plan"),
    Document::of::<Reports<'_>>("report"),
    Document::of::<Summary<'_>>("rollup"),
    Document::of::<RulesView<'_>>("rules"),
    Document::of::<Rollups<'_, '_>>("status"),
    Document::of::<TasksView<'_>>("tasks"),
    Document {
        doc: "An indicator or series year by year, as `plancheck trend --format json` writes it.",
        forms: &[&TrendView::OBJECT, &TrendOfSeries::OBJECT],
        ..Document::of::<TrendView<'_>>("trend")
    },
    Document::of::<Validated<'_>>("validate"),
];

/// The document of a short name, or of what stands under its `schema`.
pub fn find(name: &str) -> Option<&'static Document> {
    let mut all = DOCUMENTS.iter();
    all.find(|document| [document.name, document.schema].contains(&name))
}

/// A key with a value.
pub(super) const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, nullable: false, optional: false, doc }
}

/// The first key of every document.
pub(super) const fn schema(name: &'static str) -> Field {
    key(
        "schema",
        Shape::Exactly(name),
        "The form of this document; a change that breaks readers gets another number.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_by_either_name() {
        for document in DOCUMENTS {
            assert_eq!(
                format!("plancheck.{}/v1", document.name),
                document.schema,
                "the short name is that of the schema"
            );
            for name in [document.name, document.schema] {
                assert_eq!(find(name).map(|found| found.schema), Some(document.schema));
            }
        }
        assert!(find("states").is_none());
    }

    #[test]
    fn documents_stand_by_name_and_begin_with_their_schema() {
        assert!(DOCUMENTS.is_sorted_by_key(|document| document.name));
        for document in DOCUMENTS {
            for form in document.forms {
                let fields = (form.fields)();
                assert!(
                    matches!(fields[0].shape, Shape::Exactly(name) if name == document.schema),
                    "{}",
                    document.name
                );
            }
        }
    }

    /// Every object below these, once.
    fn objects(shapes: &[Shape], found: &mut Vec<&'static Object>) {
        for shape in shapes {
            match *shape {
                Shape::List(inner) => objects(&[*inner], found),
                Shape::Forms(forms) => {
                    let forms: Vec<Shape> = forms.iter().map(Shape::Object).collect();
                    objects(&forms, found);
                }
                Shape::Object(object) if !found.iter().any(|known| known.doc == object.doc) => {
                    found.push(object);
                    let fields = (object.fields)();
                    let shapes: Vec<Shape> = fields.iter().map(|it| it.shape).collect();
                    objects(&shapes, found);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_key_is_told_once_and_explained() {
        for document in DOCUMENTS {
            let forms: Vec<Shape> = document.forms.iter().map(|it| Shape::Object(it)).collect();
            let mut found = Vec::new();
            objects(&forms, &mut found);
            let mut names: Vec<&str> = found.iter().map(|object| object.name).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "a definition of each name: {names:?}");
            for object in found {
                let mut keys: Vec<&str> = Vec::new();
                for field in (object.fields)() {
                    let name = field.name;
                    assert!(!keys.contains(&name), "{}: {name} twice", object.name);
                    assert!(field.doc.ends_with(['.', '?']), "{}: {name}", object.name);
                    keys.push(name);
                }
                assert!(object.doc.ends_with('.'), "{}", object.name);
            }
        }
    }
}
