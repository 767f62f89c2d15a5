//! Frozen JSON documents, numbers with all their digits.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::render::Style;
use crate::report::Data;

/// Writes a document, indented, with a line end.
pub fn document(data: &Data, out: &mut dyn Write, _style: &Style) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Json(data))?;
    writeln!(out)
}

/// Data as JSON: keys in their order, undefined as `null`, numbers as they stand.
struct Json<'a>(&'a Data);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Data::Undefined => serializer.serialize_unit(),
            Data::Flag(flag) => serializer.serialize_bool(*flag),
            Data::Number(text) => match text.parse::<serde_json::Number>() {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
            Data::Text(text) => serializer.serialize_str(text),
            Data::List(items) => serializer.collect_seq(items.iter().map(Json)),
            Data::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, &Json(value))?;
                }
                map.end()
            }
        }
    }
}
