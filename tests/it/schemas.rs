//! The JSON Schemas in `docs/schemas/` are those that the tool prints, and its output conforms to them.
//!
//! `UPDATE=1 cargo test --test it schemas` rewrites them. The outputs are those of the real binary on the real plans, on
//! several dates, and on invented plans (`tests/schemas/`). So that a schema cannot describe what never occurs, every key of
//! every schema must occur with a value.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::thread;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::completion::candidates;
use crate::support::{answer, folder, is_kept, ran, read, repository};

/// The real plans.
const PLANS: [&str; 8] = [
    "cn-ip-145",
    "cn-st-135",
    "hangzhou-2024",
    "qinghai-145",
    "uk-carbon-budgets",
    "xinchang-2025",
    "zhejiang-145",
    "zhejiang-county-2022",
];

/// Dates before, during and after the plans.
const DAYS: [&str; 4] = ["2021-06-30", "2023-06-30", "2024-12-31", "2026-06-30"];

/// Invented plans with figures.
const MADE_UP: [&str; 4] = [
    "tests/docs/edges.toml",
    "tests/docs/methods.toml",
    "tests/schemas/made-up.toml",
    "tests/schemas/late.toml",
];

/// The length to which messages that may quote a whole document are cut.
const MOST_SAID: usize = 400;

/// The names of the documents, as offered by completion.
fn names() -> Vec<String> {
    let mut names = candidates(&["plancheck", "schema", ""]);
    names.retain(|name| !name.starts_with('-'));
    assert!(names.len() > 10, "{names:?}");
    names
}

/// The value of `schema` in a document.
fn full(name: &str) -> String {
    format!("plancheck.{name}/v1")
}

fn file_of(name: &str) -> String {
    format!("docs/schemas/{name}.v1.json")
}

fn schema_of(name: &str) -> Value {
    serde_json::from_str(&answer(repository(), &format!("schema {name}"))).unwrap()
}

fn validator(schema: &Value) -> Validator {
    let options = jsonschema::draft7::options().should_validate_formats(true);
    options.build(schema).unwrap()
}

#[test]
fn the_schemas_in_docs_are_those_printed() {
    let mut files = Vec::new();
    for name in names() {
        let printed = answer(repository(), &format!("schema {name}"));
        let by_its_long_name = answer(repository(), &format!("schema {}", full(&name)));
        assert_eq!(printed, by_its_long_name);
        let file = file_of(&name);
        is_kept(&file, &printed);
        let schema: Value = serde_json::from_str(&printed).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{file}");
        assert_eq!(schema["title"], full(&name));
        files.push(file);
    }
    for found in fs::read_dir("docs/schemas").unwrap() {
        let path = found.unwrap().path();
        let path = path.to_string_lossy().replace('\\', "/");
        assert!(files.contains(&path), "{path} belongs to no document");
    }
}

#[test]
fn a_schema_is_written_to_a_file() {
    let folder = folder(&[]);
    answer(folder.path(), "schema status -o status.json");
    let written = fs::read_to_string(folder.path().join("status.json")).unwrap();
    assert_eq!(written, answer(folder.path(), "schema status"));
}

#[test]
fn an_unknown_name_is_an_error_that_names_the_nearest() {
    let (code, text, said) = ran(repository(), "schema statsu");
    assert_eq!((code, text.as_str()), (2, ""));
    assert!(said.contains("did you mean `status`?"), "{said}");
}

/// Runs the arguments with `--format json` and returns the document. Exit code 1 is allowed, 2 is not.
fn document(arguments: &str) -> (String, Value) {
    let (code, text, said) = ran(repository(), &format!("{arguments} --format json -q"));
    assert!(matches!(code, 0 | 1), "{arguments}: {said}");
    (arguments.to_owned(), serde_json::from_str(&text).unwrap())
}

/// The ids of the indicators and of the series of a plan.
fn ids(plan: &str) -> Vec<String> {
    let (_, plan) = document(&format!("show {plan}"));
    let entries = ["indicator", "series"].map(|key| plan[key].as_array().unwrap().clone());
    let ids = entries.iter().flatten();
    ids.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// Every run whose result must conform.
fn runs() -> Vec<String> {
    let mut runs: Vec<String> = [
        "list",
        "validate",
        "validate tests/cmd/plans/keys.in/slip.toml",
        "explain-code",
        "explain-code bad-id --lang zh",
        "audit tests/cmd/audit.in/test-2030.toml --source tests/cmd/audit.in/test-2030.txt",
        "audit tests/cmd/audit.in/broken-2030.toml --source tests/cmd/audit.in/test-2030.txt",
        "audit tests/cmd/later-documents.in/later-2030.toml --source mid-term=tests/cmd/later-documents.in/mid-term.txt",
        "show tests/cmd/later-documents.in/later-2030.toml",
        "show tests/cmd/declared.in/declared-2025.toml",
        "trend tests/cmd/later-documents.in/later-2030.toml charging-points --actuals tests/cmd/later-documents.in/later.csv --as-of 2026-06-30",
        "status tests/cmd/league.in/plan.toml --each-region --actuals tests/cmd/league.in/panel.csv --as-of 2024-06-30",
        "status tests/cmd/league.in/plan.toml --each-region --indicator income --actuals tests/cmd/league.in/panel.csv --as-of 2027-06-30",
        "status hangzhou-2024 zhejiang-county-2022 --each-region --rank-by gap --as-of 2025-06-30",
        "status tests/schemas/made-up.toml hangzhou-2024 --summary --as-of 2024-12-31",
        "status tests/schemas/made-up.toml xinchang-2025 --summary --as-of 2023-12-31",
        "check tests/schemas/made-up.toml xinchang-2025 --as-of 2024-12-31 --fail-on off-track,warning",
        "check tests/schemas/late.toml --as-of 2026-06-30",
        "check hangzhou-2024 tests/cmd/check.in/made-2025.toml --as-of 2024-06-30 --ignore aspirational",
        "diff tests/cmd/diff.in/revision-2023.toml --from 2025-03-01 --to 2025-12-01 --fail-on worse",
        "diff tests/cmd/diff.in/made-2025.toml --from 2024-06-30 --to 2024-12-31 --fail-on changed",
        "diff zhejiang-145 --from 2022-06-30 --to 2025-12-01",
        "diff tests/schemas/made-up.toml --from 2021-12-31 --to 2024-12-31",
        "diff tests/schemas/made-up.toml --from tests/schemas/made-up.csv --to tests/schemas/fewer.csv --as-of 2024-12-31",
        "diff tests/cmd/diff.in/earlier.toml tests/cmd/diff.in/made-2025.toml --from tests/cmd/diff.in/before.csv --to tests/cmd/diff.in/released.csv --as-of 2024-12-31",
        "diff tests/cmd/diff.in/made-2025.toml --actuals tests/cmd/diff.in/forecast.csv --from 2025-11-30 --to 2026-01-31",
        "compare platforms --plans-dir tests/schemas --as-of 2024-12-31",
        "compare new-firms --plans-dir tests/schemas --as-of 2024-12-31",
        "compare staff --plans-dir tests/schemas --as-of 2024-12-31",
        "compare rd-intensity --as-of 2025-06-30",
        "compare new-high-tech-enterprises --as-of 2021-06-30",
    ]
    .map(str::to_owned)
    .into();
    let all = PLANS.join(" ");
    let groupings = ["plan", "chapter", "section", "item", "responsible", "verdict"];
    for (day, by) in DAYS.into_iter().cycle().zip(groupings) {
        runs.push(format!("status {all} --as-of {day} --by {by}"));
        runs.push(format!("gap tests/schemas/made-up.toml --as-of {day} --by {by}"));
        runs.push(format!("status {all} --as-of {day} --by {by} --summary"));
    }
    for day in DAYS {
        runs.push(format!("gap {all} --as-of {day} --members --all"));
        for plans in [&all, "tests/schemas/made-up.toml"] {
            for stage in ["annual", "final"] {
                runs.push(format!("report {plans} --stage {stage} --as-of {day}"));
            }
        }
        runs.push(format!("status zhejiang-145 --region 全国 --as-of {day}"));
        for method in ["compound", "projection"] {
            runs.push(format!("status xinchang-2025 qinghai-145 --as-of {day} --method {method}"));
        }
    }
    for plan in PLANS.into_iter().chain(MADE_UP) {
        runs.push(format!("show {plan}"));
        for day in DAYS {
            runs.push(format!("status {plan} --as-of {day}"));
            runs.push(format!("tasks {plan} --as-of {day} --by responsible"));
            runs.push(format!("tasks {plan} --as-of {day}"));
            runs.push(format!("rules {plan} --as-of {day}"));
            runs.push(format!("report {plan} --as-of {day}"));
        }
        // Only some indicators of a large plan, because they are alike.
        let ids = ids(plan);
        let every = if MADE_UP.contains(&plan) { 1 } else { 4 };
        for id in ids.into_iter().step_by(every) {
            for look in ["explain", "trend"] {
                runs.push(format!("{look} {plan} {id} --as-of 2025-06-30"));
            }
        }
    }
    runs
}

/// The documents of all runs, by the name of their schema.
fn documents() -> BTreeMap<String, Vec<(String, Value)>> {
    let runs = runs();
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let share = runs.len().div_ceil(workers);
    let done: Vec<(String, Value)> = thread::scope(|scope| {
        let workers: Vec<_> = runs
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().map(|it| document(it)).collect::<Vec<_>>()))
            .collect();
        let done = workers.into_iter().flat_map(|it| it.join().unwrap());
        done.collect()
    });
    let mut documents: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
    for (arguments, document) in done {
        let schema = document["schema"].as_str().unwrap().to_owned();
        documents.entry(schema).or_default().push((arguments, document));
    }
    documents
}

/// Every path in a schema at which a key is described.
fn properties(schema: &Value, path: &str, found: &mut Vec<String>) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                let below = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
                if key == "properties" {
                    for (name, property) in value.as_object().unwrap() {
                        let place = format!("{below}/{name}");
                        properties(property, &place, found);
                        found.push(place);
                    }
                } else {
                    properties(value, &below, found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                properties(item, &format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn output_conforms_and_every_key_occurs() {
    let mut documents = documents();
    let mut wrong = Vec::new();
    // A definition is the same in every document, so one document is enough to test it.
    let mut seen = BTreeSet::new();
    let mut unseen = BTreeMap::new();
    let names = names();
    for name in &names {
        let Some(written) = documents.get_mut(&full(name)) else {
            wrong.push(format!("no run writes {name}"));
            continue;
        };
        let schema = schema_of(name);
        let fits = validator(&schema);
        for (arguments, document) in &*written {
            let errors = fits.iter_errors(document).take(3);
            wrong.extend(errors.map(|it| {
                let said: String = it.to_string().chars().take(MOST_SAID).collect();
                format!("{arguments}: {}: {said}", it.instance_path())
            }));
        }
        let mut places = Vec::new();
        properties(&schema, "", &mut places);
        for place in places {
            let own = schema.pointer(&place).unwrap();
            if own["type"] == "null" {
                continue;
            }
            let (within, _) = place.rsplit_once("/properties/").unwrap();
            let last = place.rsplit('/').next().unwrap();
            let of = schema.pointer(within).unwrap();
            let key = (of.to_string(), last.to_owned());
            let mut narrow = schema.clone();
            *narrow.pointer_mut(&place).unwrap() = json!({ "type": "null" });
            let narrow = validator(&narrow);
            match written.iter().position(|(_, it)| !narrow.is_valid(it)) {
                // Where one value was found, the next is likely to be found.
                Some(found) => {
                    written.swap(0, found);
                    seen.insert(key);
                }
                None => {
                    unseen.insert(key, format!("{name}: no run has a value at {place}"));
                }
            }
        }
    }
    unseen.retain(|key, _| !seen.contains(key));
    wrong.extend(unseen.into_values());
    for schema in documents.keys() {
        if names.iter().all(|name| full(name) != *schema) {
            wrong.push(format!("{schema} is not described"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_document_is_refused() {
    let (_, status) = document("status hangzhou-2024 --as-of 2025-06-30");
    let fits = validator(&schema_of("status"));
    assert!(fits.is_valid(&status));
    for (place, value) in [
        ("/schema", json!("plancheck.status/v2")),
        ("/as_of", json!("2024-13-01")),
        ("/rows/0/target", json!("12")),
        ("/rows/0/verdict", json!("fine")),
        ("/rows/0/flags", json!("early")),
        ("/rows/0/binding", json!(null)),
        ("/tallies/all/total", json!(-1)),
    ] {
        let mut other = status.clone();
        *other.pointer_mut(place).unwrap() = value;
        assert!(!fits.is_valid(&other), "{place}");
    }
    let mut more = status.clone();
    more["rows"][0]["more"] = json!(1);
    assert!(!fits.is_valid(&more), "a key that is not described");
    let mut less = status;
    less["rows"][0].as_object_mut().unwrap().remove("gap");
    assert!(!fits.is_valid(&less), "a key that is missing");
}

#[test]
fn the_handbook_names_every_schema() {
    let page = read("docs/formats.md");
    for name in names() {
        let link = format!("[`{}`](schemas/{name}.v1.json)", full(&name));
        assert!(page.contains(&link), "docs/formats.md: {link}");
    }
}
