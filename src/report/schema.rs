//! Every versioned JSON document, read from the records of the views.

use crate::{
    record::{
        Record,
        document::Document,
        plan,
        problems::{Codes, Validated},
    },
    report::{
        SeriesView, TrendView,
        audit::{AuditView, Found},
        check::Checked,
        compare::CompareView,
        diff::DiffView,
        explain::Explained,
        league::columns::Leagues,
        rollup::{Rollups, page::Summary},
        rules::RulesView,
        show::Listed,
        stage::Reports,
        tasks::TasksView,
        trend::TrendOfSeries,
    },
    words::Lang,
};

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
    Document::of::<Listed>("list"),
    Document::of::<plan::Normalised<'_>>("plan"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::shape::{Object, Shape};

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
