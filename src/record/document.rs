//! Versioned documents, and their descriptions as JSON Schema, draft-07.

use super::{
    Data, Entries, Record,
    shape::{Field, Object, Shape},
};

/// `2024`, `2021/2025`, `2024H1`, `2024Q3`, `2024-06`, `2024-06-30`, `2024-01/2024-09`; or years by their names, one or two:
/// `2018/19`, `FY2019`, `2021/22-2025/26`.
pub const PERIOD: &str = "^([0-9]{4}(H[12]|Q[1-4]|/[0-9]{4}|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])|/[0-9]{4}-(0[1-9]|1[0-2]))?)?|(((FY ?|AY ?)?[0-9]{3}(0[-/–]([0-9]{2})?[0-9]1|1[-/–]([0-9]{2})?[0-9]2|2[-/–]([0-9]{2})?[0-9]3|3[-/–]([0-9]{2})?[0-9]4|4[-/–]([0-9]{2})?[0-9]5|5[-/–]([0-9]{2})?[0-9]6|6[-/–]([0-9]{2})?[0-9]7|7[-/–]([0-9]{2})?[0-9]8|8[-/–]([0-9]{2})?[0-9]9|9[-/–]([0-9]{2})?[0-9]0)(学年|财年|年度)?|(FY ?|AY ?)[0-9]{4}|[0-9]{4}(学年|财年|财政年度|会计年度))([-/~–—](?=.)|$)){1,2})$";

/// The dialect.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// How a schema begins.
pub fn head(title: &str, description: &str) -> Entries {
    vec![
        ("$schema", Data::text(DIALECT)),
        ("title", Data::text(title)),
        ("description", Data::text(description)),
    ]
}

pub fn of_type(name: &str) -> Entries {
    vec![("type", Data::text(name))]
}

/// A type and what else must hold.
pub fn with(name: &str, key: &'static str, value: Data) -> Entries {
    vec![("type", Data::text(name)), (key, value)]
}

/// A text of this form, as a regular expression.
pub fn pattern(form: &str) -> Entries {
    with("string", "pattern", Data::text(form))
}

pub fn list(items: Entries) -> Entries {
    with("array", "items", Data::Object(items))
}

/// A reference to a definition.
pub fn defined(name: &str) -> Entries {
    vec![("$ref", Data::text(format!("#/definitions/{name}")))]
}

/// A versioned JSON document.
pub struct Document {
    /// The short name, as `plancheck schema` takes it.
    pub name: &'static str,
    /// What stands under `schema` in the document: `plancheck.status/v1`.
    pub schema: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The forms of the document; nearly always one.
    pub forms: &'static [&'static Object],
}

impl Document {
    /// The document that a record is.
    pub const fn of<R: Record>(name: &'static str) -> Self {
        let schema = match R::SCHEMA {
            Some(schema) => schema,
            None => name,
        };
        Self { name, schema, doc: R::OBJECT.doc, forms: R::FORMS }
    }

    /// The JSON Schema (draft-07) of the document.
    pub fn draft7(&self) -> Data {
        let mut definitions = Entries::new();
        let mut schema = head(self.schema, self.doc);
        if let [form] = self.forms {
            schema.extend(object(form, &mut definitions));
        } else {
            let forms = self.forms.iter();
            let forms = forms.map(|form| Data::Object(reference(form, &mut definitions)));
            schema.push(("oneOf", Data::List(forms.collect())));
        }
        if !definitions.is_empty() {
            definitions.sort_by_key(|(name, _)| *name);
            schema.push(("definitions", Data::Object(definitions)));
        }
        Data::Object(schema)
    }
}

fn object(object: &Object, definitions: &mut Entries) -> Entries {
    let fields = (object.fields)();
    let required = fields.iter().filter(|field| !field.optional);
    let required = Data::texts(required.map(|field| field.name));
    let properties =
        fields.iter().map(|field| (field.name, property(field, definitions))).collect();
    vec![
        ("type", Data::text("object")),
        ("additionalProperties", Data::Flag(false)),
        ("required", required),
        ("properties", Data::Object(properties)),
    ]
}

/// A reference to a definition, which is added where it is not yet known.
fn reference(of: &'static Object, definitions: &mut Entries) -> Entries {
    if definitions.iter().all(|(known, _)| *known != of.name) {
        definitions.push((of.name, Data::Undefined));
        let mut definition = vec![("description", Data::text(of.doc))];
        definition.extend(object(of, definitions));
        let place = definitions.iter_mut().find(|(known, _)| *known == of.name);
        if let Some((_, place)) = place {
            *place = Data::Object(definition);
        }
    }
    defined(of.name)
}

fn property(field: &Field, definitions: &mut Entries) -> Data {
    let mut property = vec![("description", Data::text(field.doc))];
    let own = shape(field.shape, definitions);
    // What stands beside a reference is not looked at; and what has a plain type can have two.
    match (field.shape, field.nullable) {
        (Shape::Object(_), false) => property.push(("allOf", Data::List(vec![Data::Object(own)]))),
        (_, false) => property.extend(own),
        (_, true) => property.extend(or_null(own)),
    }
    Data::Object(property)
}

fn or_null(own: Entries) -> Entries {
    let is_typed = |name: &str| own.iter().any(|(key, _)| *key == name);
    if is_typed("type") && !is_typed("enum") {
        let own = own.into_iter();
        return own
            .map(|(key, value)| match (key, value) {
                ("type", Data::Text(name)) => ("type", Data::texts([name.as_str(), "null"])),
                other => other,
            })
            .collect();
    }
    let null = Data::Object(of_type("null"));
    vec![("anyOf", Data::List(vec![Data::Object(own), null]))]
}

fn shape(shape_of: Shape, definitions: &mut Entries) -> Entries {
    match shape_of {
        Shape::Text => of_type("string"),
        Shape::Exactly(text) => with("string", "const", Data::text(text)),
        Shape::Word(words) => with("string", "enum", Data::texts(words())),
        Shape::Words(words) => list(shape(Shape::Word(words), definitions)),
        Shape::Form(form) => pattern(&form()),
        Shape::Number => of_type("number"),
        Shape::Count => with("integer", "minimum", Data::count(0)),
        Shape::Whole => of_type("integer"),
        Shape::Flag => of_type("boolean"),
        Shape::Period => pattern(PERIOD),
        Shape::Date => with("string", "format", Data::text("date")),
        Shape::Nothing => of_type("null"),
        Shape::List(items) => list(shape(*items, definitions)),
        Shape::Forms(forms) => {
            let forms = forms.iter().map(|form| Data::Object(reference(form, definitions)));
            vec![("anyOf", Data::List(forms.collect()))]
        }
        Shape::Object(object) => reference(object, definitions),
    }
}
