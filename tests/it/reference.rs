//! Every machine-readable word that the tool reads or writes is documented. The words are taken from its schemas, its tables
//! and its command line.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::completion::candidates;
use crate::support::{answer, read, repository};

/// The words that a schema allows under a key, anywhere; for a pattern, its alternatives.
fn allowed(schema: &str, key: &str) -> Vec<String> {
    fn keys(schema: &Value, key: &str, found: &mut BTreeSet<String>) {
        if let Some(own) = schema.get("properties").and_then(|all| all.get(key)) {
            words(own, found);
        }
        below(schema).for_each(|part| keys(part, key, found));
    }
    fn words(schema: &Value, found: &mut BTreeSet<String>) {
        let listed = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let pattern = schema["pattern"].as_str().unwrap_or_default();
        let named = pattern.split(|letter: char| "^()$|".contains(letter));
        let is_word = |word: &&str| {
            let kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
            word.starts_with(|first: char| first.is_ascii_lowercase()) && word.chars().all(kebab)
        };
        found.extend(listed.chain(named.filter(is_word)).map(str::to_owned));
        below(schema).for_each(|part| words(part, found));
    }
    fn below(schema: &Value) -> impl Iterator<Item = &Value> {
        let entries = schema.as_object().into_iter().flat_map(|object| object.values());
        entries.chain(schema.as_array().into_iter().flatten())
    }
    let schema = answer(repository(), &format!("schema {schema}"));
    let mut found = BTreeSet::new();
    keys(&serde_json::from_str(&schema).unwrap(), key, &mut found);
    assert!(found.len() > 2, "{key}: {found:?}");
    found.into_iter().collect()
}

/// The columns of a table, as CSV names them.
fn columns(arguments: &str) -> Vec<String> {
    let text = answer(repository(), &format!("{arguments} -q --format csv"));
    text.lines().next().unwrap().split(',').map(str::to_owned).collect()
}

/// The values that an option of `status` takes.
fn values(option: &str) -> Vec<String> {
    let values = candidates(&["plancheck", "status", "hangzhou-2024", option, ""]);
    assert!(values.len() > 2, "{option}: {values:?}");
    values
}

fn these(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

#[test]
fn every_word_is_documented() {
    const STATUS: &str = "status hangzhou-2024 --as-of 2025-06-30";
    let measures = || allowed("status", "measure");
    let verdicts = || allowed("status", "verdict");
    let trend = "trend zhejiang-145 rd-intensity --as-of 2025-06-30";
    let diff = "diff hangzhou-2024 --from 2025-06-30 --to 2025-06-30";
    let league = format!("{STATUS} --each-region --rank-by ratio --indicator rd-intensity");
    for (page, what, words) in [
        ("docs/formats.md", "measures", measures()),
        ("docs/formats.md", "kinds", allowed("plan", "kind")),
        ("docs/formats.md", "comparators", allowed("status", "comparator")),
        ("docs/assessment.md", "measures", measures()),
        ("docs/assessment.md", "verdicts", verdicts()),
        ("docs/assessment.md", "reasons", allowed("status", "reason")),
        ("docs/assessment.md", "flags", allowed("status", "flags")),
        ("docs/assessment.md", "columns of status", columns(STATUS)),
        ("docs/assessment.md", "columns of leagues", columns(&league)),
        ("docs/assessment.md", "groupings", values("--by")),
        (
            "docs/assessment.md",
            "columns of groups",
            columns(&format!("{STATUS} --by plan --summary")),
        ),
        ("docs/assessment.md", "keys of sorting", values("--sort")),
        ("docs/checking.md", "columns of diff", columns(diff)),
        ("docs/checking.md", "what became of verdicts and figures", allowed("diff", "change")),
        ("docs/checking.md", "parts of a finding", allowed("diff", "changed")),
        (
            "docs/checking.md",
            "causes",
            these("new-period amended-target other-figures time -actual -baseline -reference"),
        ),
        ("docs/checking.md", "policies", these("worse changed warning none aspirational")),
        ("docs/trend.md", "columns of trend", columns(trend)),
        ("README.md", "verdicts", verdicts()),
        ("README.zh.md", "verdicts", verdicts()),
    ] {
        let text = read(page);
        let missing: Vec<_> =
            words.iter().filter(|word| !text.contains(&format!("`{word}`"))).collect();
        assert!(missing.is_empty(), "{page}, {what}: {missing:?}");
    }
    assert!(read("docs/trend.md").contains("plancheck.trend/v1"));
}
