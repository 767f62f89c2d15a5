//! Flat tables as JSON Lines: one object per row, with the columns as keys.

use std::io::{self, Write};

use crate::record::{Data, Flat};
use crate::render::json;

pub fn flat(flat: Flat<'_>, out: &mut dyn Write) -> io::Result<()> {
    for row in flat.rows {
        let entries = flat.columns.iter().copied().zip(row);
        json::line(&Data::Object(entries.collect()), out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::sample;
    use crate::report::row;

    #[test]
    fn every_line_is_an_object_with_the_columns_as_keys() {
        let sample = sample();
        let view = sample.view();
        let mut out = Vec::new();
        flat(row::flat(view.judged()), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), 8);
        for line in text.lines() {
            assert!(!line.contains('\u{1b}'));
            let object: serde_json::Value = serde_json::from_str(line).unwrap();
            for name in row::column_names() {
                assert!(object.get(name).is_some(), "{name}");
            }
        }
        let first = text.lines().next().unwrap();
        for exact in [
            r#""actual":4.0,"#,
            r#""gap":-1,"#,
            r#""baseline":null,"#,
            r#""deadline":"2024","#,
            r#""responsible":["市经信局","市发改委"],"#,
            r#""as_of":"2025-06-30"}"#,
        ] {
            assert!(first.contains(exact), "{exact} in {first}");
        }
    }

    #[test]
    fn nothing_is_nothing() {
        let mut out = Vec::new();
        flat(row::flat([]), &mut out).unwrap();
        assert!(out.is_empty());
    }
}
