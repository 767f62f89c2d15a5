//! The JSON Schema (draft-07) of plan files, made from the keys that the loader reads.
//!
//! It never refuses what the loader takes, save that periods are asked for in the forms that the documentation names.
//! It takes some of what the loader refuses: what needs two values to be seen (a pair that does not ascend, a baseline
//! after the deadline) is left to `validate`.

use super::plan_toml::{ROOT, TARGET, TOLERANT};
use crate::{
    keys::{Key, Need, TableKeys, Value},
    plan::Goal,
    record::{
        Data, Entries,
        document::{PERIOD, defined, head, list, of_type, pattern, with},
    },
};

/// A kebab-case id.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// A text with something in it; without line breaks, or with.
const TEXT: &str = "^[^\\n\\r]*[^\\s][^\\n\\r]*$";
const PROSE: &str = "[^\\s]";

/// A percentage as text.
const PERCENTAGE: &str = "^\\s*[0-9]+(\\.[0-9]+)?\\s*[%％]\\s*$";

/// The whole schema.
pub fn document() -> Data {
    let mut definitions = Entries::new();
    define(&ROOT, &mut definitions);
    let mut document = head(
        "plancheck plan",
        "A government plan as plancheck reads it; `plancheck validate` says what a schema cannot.",
    );
    document.extend(object(&ROOT));
    document.push(("definitions", Data::Object(definitions)));
    Data::Object(document)
}

/// Adds every table below this one to the definitions, once.
fn define(keys: &'static TableKeys, definitions: &mut Entries) {
    for table in keys.keys.iter().filter_map(|key| key.value.table()) {
        let name = definition_name(table);
        if definitions.iter().all(|(known, _)| *known != name) {
            definitions.push((name, Data::Object(object(table))));
            define(table, definitions);
        }
    }
}

/// The name of a table without its brackets.
fn definition_name(keys: &'static TableKeys) -> &'static str {
    keys.name.trim_start_matches('[').trim_end_matches(']').trim()
}

fn object(keys: &'static TableKeys) -> Entries {
    let mut object = with("object", "additionalProperties", Data::Flag(false));
    let required: Vec<&str> =
        keys.keys.iter().filter(|key| key.need == Need::Required).map(|key| key.name).collect();
    if !required.is_empty() {
        object.push(("required", Data::texts(required)));
    }
    if keys.name == TARGET.name {
        object.extend(comparators(keys));
    }
    let properties = keys.keys.iter().map(|key| (key.name, property(key)));
    object.push(("properties", Data::Object(properties.collect())));
    object
}

/// Exactly one comparator, and a tolerance only beside one that leaves it.
fn comparators(keys: &TableKeys) -> Entries {
    let one = |name: &'static str| Data::Object(vec![("required", Data::texts([name]))]);
    let known = Goal::words().filter(|word| keys.keys.iter().any(|key| key.name == *word));
    let tolerant = Data::List(TOLERANT.iter().map(|word| one(word)).collect());
    let beside = Data::Object(vec![("anyOf", tolerant)]);
    vec![
        ("oneOf", Data::List(known.map(one).collect())),
        ("dependencies", Data::Object(vec![("tolerance", beside)])),
    ]
}

fn property(key: &Key) -> Data {
    let mut property = vec![("description", Data::text(key.doc.trim()))];
    property.extend(shape(key.value));
    Data::Object(property)
}

/// What a value must look like.
fn shape(value: Value) -> Entries {
    match value {
        Value::Text => pattern(TEXT),
        Value::Prose => pattern(PROSE),
        Value::Id => pattern(ID),
        Value::Period => pattern(PERIOD),
        // A TOML date has no like in JSON: editors hand it to the schema as a text.
        Value::Date => with("string", "format", Data::text("date")),
        Value::Number | Value::Margin => of_type("number"),
        Value::NumberOrTrue => any_of([of_type("number"), vec![("const", Data::Flag(true))]]),
        Value::NumbersByName => by_name(None, of_type("number")),
        Value::Count => with("integer", "minimum", Data::count(0)),
        Value::Tolerance => {
            any_of([with("number", "minimum", Data::count(0)), pattern(PERCENTAGE)])
        }
        Value::Boolean => of_type("boolean"),
        Value::Texts => list(pattern(TEXT)),
        Value::Ids => list(pattern(ID)),
        Value::Word(words) => vec![("enum", Data::texts(words()))],
        Value::Pair => {
            let mut pair = list(of_type("number"));
            pair.push(("minItems", Data::count(2)));
            pair.push(("maxItems", Data::count(2)));
            pair
        }
        Value::Table(keys) | Value::Target(keys) => {
            vec![("allOf", Data::List(vec![Data::Object(reference(keys))]))]
        }
        Value::Tables(keys) => {
            let mut several = list(reference(keys));
            several.push(("minItems", Data::count(1)));
            any_of([reference(keys), several])
        }
        Value::ByName => by_name(None, pattern(TEXT)),
        Value::ByWord(words) => by_name(Some(("enum", Data::texts(words()))), pattern(TEXT)),
        Value::ListsByName => by_name(None, any_of([of_type("string"), list(of_type("string"))])),
        Value::Members => by_name(None, list(pattern(TEXT))),
        Value::Milestones => by_name(Some(("pattern", Data::text(PERIOD))), of_type("number")),
    }
}

/// A table of entries of one shape, whose names are bound to something.
fn by_name(names: Option<(&'static str, Data)>, entries: Entries) -> Entries {
    let mut table = of_type("object");
    table.extend(names.map(|names| ("propertyNames", Data::Object(vec![names]))));
    table.push(("additionalProperties", Data::Object(entries)));
    table
}

fn any_of(shapes: [Entries; 2]) -> Entries {
    vec![("anyOf", Data::List(shapes.into_iter().map(Data::Object).collect()))]
}

fn reference(keys: &'static TableKeys) -> Entries {
    defined(definition_name(keys))
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value as Json, json};

    use super::{PERIOD, definition_name, document};
    use crate::calendar::is_period;
    use crate::keys::Need;
    use crate::load::builtin;
    use crate::load::plan_keys_tests::{Change, content, faults, tables};
    use crate::load::plan_toml::ROOT;
    use crate::period::Period;
    use crate::render;

    fn schema() -> Json {
        let mut text = Vec::new();
        render::json::document(&document(), &mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// TOML as editors hand it to a schema: dates as text; a time, which is right nowhere, as null.
    fn as_json(value: toml::Value) -> Json {
        match value {
            toml::Value::String(text) => Json::String(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(flag) => Json::Bool(flag),
            toml::Value::Datetime(date) if date.time.is_none() => Json::String(date.to_string()),
            toml::Value::Datetime(_) => Json::Null,
            toml::Value::Array(list) => list.into_iter().map(as_json).collect(),
            toml::Value::Table(table) => {
                let entries = table.into_iter().map(|(key, value)| (key, as_json(value)));
                Json::Object(entries.collect::<Map<_, _>>())
            }
        }
    }

    fn plan(text: &str) -> Json {
        as_json(toml::Value::Table(toml::from_str(text).unwrap()))
    }

    fn validator() -> jsonschema::Validator {
        let schema = schema();
        assert!(jsonschema::meta::is_valid(&schema));
        jsonschema::draft7::new(&schema).unwrap()
    }

    fn is_inherited(change: Change) -> bool {
        let Change::Drop(of, name) = change else {
            return false;
        };
        tables(&ROOT)
            .into_iter()
            .filter(|table| table.name == of)
            .flat_map(|table| table.keys)
            .any(|key| key.name == name && key.need == Need::Inherited)
    }

    #[test]
    fn schema_and_loader_complain_about_the_same_keys() {
        let validator = validator();
        let mut changes = vec![Change::Nothing];
        for table in tables(&ROOT) {
            changes.push(Change::Add(table.name));
            for key in table.keys {
                changes.push(Change::Drop(table.name, key.name));
                changes.push(Change::Spoil(table.name, key.name));
            }
        }
        for change in changes {
            // The list of indicators may be missing for the schema, as an editor's half-written plan.
            if change == Change::Drop(ROOT.name, "indicator") {
                continue;
            }
            let plan = plan(&content(&ROOT, change).join("\n"));
            let errors: Vec<String> =
                validator.iter_errors(&plan).map(|error| error.to_string()).collect();
            let faults = faults(&ROOT, change);
            // What a concept may supply is missed by the loader only when there is no catalogue: a schema cannot know.
            if is_inherited(change) {
                assert_eq!((errors.len(), faults.len()), (0, 1), "{change:?}");
                continue;
            }
            assert_eq!(
                errors.is_empty(),
                faults.is_empty(),
                "{change:?}: the schema says {errors:?}, the loader {faults:?}"
            );
        }
    }

    #[test]
    fn the_plans_fit_the_schema() {
        let validator = validator();
        for file in builtin::PLANS.iter().filter(|file| file.stem() != "catalog") {
            let plan = plan(file.text);
            let errors: Vec<String> = validator
                .iter_errors(&plan)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert_eq!(errors, Vec::<String>::new(), "{}", file.path);
        }
    }

    #[test]
    fn a_target_has_one_comparator() {
        let validator = validator();
        let fits = |target: &str| {
            let lines = content(&ROOT, Change::Nothing).join("\n");
            let at = lines.find("target = {").unwrap();
            let end = at + lines[at..].find('}').unwrap() + 1;
            let text = format!("{}target = {target}{}", &lines[..at], &lines[end..]);
            validator.is_valid(&plan(&text))
        };
        for target in [
            "{ at_least = 2000 }",
            "{ between = [1, 2] }",
            "{ about = 5, tolerance = 0.25 }",
            "{ about = 5, tolerance = \"5%\" }",
            "{ rise_by = 2 }",
            "{ fall_by = \"15%\" }",
        ] {
            assert!(fits(target), "{target}");
        }
        for target in [
            "{}",
            "{ at_least = 1, at_most = 2 }",
            "{ at_least = \"1\" }",
            "{ between = [1] }",
            "{ at_least = 1, tolerance = 1 }",
            "{ about = 5, tolerance = \"five\" }",
            "{ about = 5, tolerance = -1 }",
        ] {
            assert!(!fits(target), "{target}");
        }
    }

    #[test]
    fn the_pattern_of_a_period_and_its_reader_agree() {
        let schema = json!({ "pattern": PERIOD });
        let validator = jsonschema::draft7::new(&schema).unwrap();
        for text in
            ["2024", "2021/2025", "2024H1", "2024Q3", "2024-06", "2024-06-30", "2024-01/2024-09"]
        {
            assert!(validator.is_valid(&json!(text)), "{text}");
            assert!(Period::parse(text).is_some(), "{text}");
        }
        for text in [
            "2018-19",
            "2018/19",
            "1999/00",
            "2018/2019",
            "2018–19学年",
            "FY2019",
            "FY2018-19",
            "2019财年",
            "2021-22/2025-26",
            "2021/22-2025/26",
            "FY2021-FY2025",
        ] {
            assert!(validator.is_valid(&json!(text)), "{text}");
            assert!(is_period(text), "{text}");
        }
        for text in [
            "",
            "24",
            "十四五",
            "2024H3",
            "2024Q0",
            "2024-13",
            "2024-00",
            "2024/06",
            "2018-20",
            "FY19",
            "2021/22-",
        ] {
            assert!(!validator.is_valid(&json!(text)), "{text}");
            assert!(Period::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_table_has_a_definition_of_its_own() {
        let mut names = tables(&ROOT);
        names.sort_by_key(|keys| keys.name);
        names.dedup_by(|one, other| std::ptr::eq(one.keys, other.keys));
        let count = names.len();
        names.dedup_by_key(|keys| definition_name(keys));
        assert_eq!(names.len(), count);
    }
}
