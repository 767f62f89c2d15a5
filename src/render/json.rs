//! JSON documents, and flat tables as JSON Lines; numbers with all their digits.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::{
    keys::is_control,
    record::{Data, Flat},
};

/// Writes a document, indented, with a line end.
pub fn document(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write_safe(&serde_json::to_string_pretty(value)?, out)
}

/// Writes a value on one line.
fn line(data: &Data, out: &mut dyn Write) -> io::Result<()> {
    write_safe(&serde_json::to_string(data)?, out)
}

/// Writes JSON text with a line end; characters unsafe in a terminal are escaped.
fn write_safe(text: &str, out: &mut dyn Write) -> io::Result<()> {
    // JSON itself requires escapes below U+0020 only. Outside strings none of these occur except line ends.
    let mut plain = 0;
    for (at, character) in text.char_indices() {
        if character != '\n' && is_control(character) {
            out.write_all(&text.as_bytes()[plain..at])?;
            write!(out, "\\u{:04x}", u32::from(character))?;
            plain = at + character.len_utf8();
        }
    }
    out.write_all(&text.as_bytes()[plain..])?;
    writeln!(out)
}

/// Keys in their order, undefined as `null`, numbers as written.
impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Data::Undefined => serializer.serialize_unit(),
            Data::Flag(flag) => serializer.serialize_bool(*flag),
            Data::Number(text) => match text.parse::<serde_json::Number>() {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
            Data::Text(text) => serializer.serialize_str(text),
            Data::Period(period) => serializer.collect_str(period),
            Data::Date(date) => serializer.collect_str(date),
            Data::List(items) => serializer.collect_seq(items),
            Data::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Writes a flat table as JSON Lines: one object per row, with the columns as keys.
pub fn lines(flat: Flat<'_>, out: &mut dyn Write) -> io::Result<()> {
    for row in flat.rows {
        let entries = flat.columns.iter().copied().zip(row);
        line(&Data::Object(entries.collect()), out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::fixtures::{Sample, sample};
    use crate::record::Value as _;
    use crate::report::rollup::{By, Order, Rollups, SortKey};
    use crate::report::{explain, row, show};

    /// The document of `status` with the plan's own order and no groups.
    fn status(sample: &Sample) -> Data {
        let order = Order { key: SortKey::Plan, groups_too: false, names: &|_| Vec::new() };
        Rollups::new(&[sample.view()], By::Plan, &order).data()
    }

    fn text_of(data: &Data) -> String {
        let mut out = Vec::new();
        document(data, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn read(data: &Data) -> Value {
        serde_json::from_str(&text_of(data)).unwrap()
    }

    #[test]
    fn status_reads_back() {
        let sample = sample();
        let data = status(&sample);
        let json = read(&data);
        assert_eq!(json["schema"], "plancheck.status/v1");
        let plan = &json["plans"][0];
        assert_eq!(plan["plan"], "sample-2024");
        assert_eq!(plan["as_of"], "2025-06-30");
        assert_eq!(plan["closed"], true);
        assert_eq!(plan["lacks_final"], 7);
        assert_eq!(plan["published_later"], 1);
        assert_eq!(plan["tallies"]["all"]["no-data"], 2);
        assert_eq!(plan["tallies"]["binding"]["missed"], 1);
        assert_eq!(plan["files"][0]["rows"], 120);
        let rows = json["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 8);
        for name in row::column_names() {
            assert!(rows[0].get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn numbers_are_numbers_with_all_their_digits() {
        let sample = sample();
        let text = text_of(&status(&sample));
        for exact in [
            r#""actual": 4.0,"#,
            r#""gap": -1,"#,
            r#""progress": 0.654321,"#,
            r#""target": 155000,"#,
            r#""baseline": null,"#,
            r#""flags": []"#,
            r#""binding": true"#,
        ] {
            assert!(text.contains(exact), "{exact}");
        }
    }

    #[test]
    fn every_figure_has_its_place() {
        let sample = sample();
        let json = read(&status(&sample));
        let provenance = &json["rows"][1]["provenance"];
        assert_eq!(provenance.as_array().unwrap().len(), 2);
        assert_eq!(provenance[0]["file"], "examples/actuals/hangzhou.csv");
        assert_eq!(provenance[0]["line"], 20);
        assert_eq!(provenance[0]["period"], "2024Q1");
        assert_eq!(provenance[0]["value"].to_string(), "17.1");
        assert_eq!(provenance[0]["quality"], "final");
        assert_eq!(provenance[0]["source"], "杭州市统计局");
    }

    #[test]
    fn unsafe_characters_are_escaped_and_read_back() {
        let hostile = "\u{1b}\u{7f}\u{85}\u{9b}\u{61c}\u{200f}\u{2028}\u{2029}\u{202e}\u{2066}杭\n";
        let text = text_of(&Data::text(hostile));
        assert_eq!(
            text,
            r#""\u001b\u007f\u0085\u009b\u061c\u200f\u2028\u2029\u202e\u2066杭\n""#.to_owned()
                + "\n"
        );
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), hostile);
    }

    #[test]
    fn the_other_documents_read_back() {
        let sample = sample();
        let plan = read(&(&sample.plan, None).data());
        assert_eq!(plan["schema"], "plancheck.plan/v1");
        assert_eq!(plan["indicator"][0]["target"]["at_least"], 5);
        assert_eq!(plan["indicator"][4]["target"]["within"][1].to_string(), "0.5");
        let found = show::FoundPlan {
            plan: sample.plan.clone(),
            file: Some("plans/sample-2024.toml".to_owned()),
        };
        let listed = read(&show::Listed(vec![found]).data());
        assert_eq!(listed["plans"][0]["origin"], "plans/sample-2024.toml");
        let view = sample.view();
        let judged = view.judged().next().unwrap();
        let explained = read(&explain::Explained(judged).data());
        assert_eq!(explained["step"], 4);
        assert_eq!(explained["set_aside"][0]["why"], "doubtful");
        assert_eq!(explained["set_aside"][0]["observation"]["line"], 11);
    }
}

#[cfg(test)]
mod jsonl_tests {
    use super::*;
    use crate::fixtures::sample;
    use crate::report::row;

    #[test]
    fn every_line_is_an_object_with_the_columns_as_keys() {
        let sample = sample();
        let view = sample.view();
        let mut out = Vec::new();
        lines(row::flat(view.judged()), &mut out).unwrap();
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
        lines(row::flat([]), &mut out).unwrap();
        assert!(out.is_empty());
    }
}
