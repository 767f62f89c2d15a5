//! What an encoder does with a document that nobody has encoded yet, and the generated page of `docs/`.
//!
//! `UPDATE=1 cargo test --test encoder` rewrites `docs/plan.schema.json`; without it a page
//! that is not what the tool says is a failure.
#![allow(clippy::unwrap_used, reason = "a test that cannot run its own binary fails")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// The binary in a folder, in English unless told otherwise.
fn plancheck(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("plancheck").unwrap();
    command
        .current_dir(folder)
        .env("LC_ALL", "C")
        .env_remove("PLANCHECK_PLANS")
        .env_remove("COLUMNS");
    command
}

/// Runs the arguments; gives the exit code, stdout and stderr.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = plancheck(folder).args(arguments).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn check_page(path: &str, generated: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all("docs").unwrap();
        fs::write(path, generated).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == generated,
        "{path} is not what the tool says; run UPDATE=1 cargo test --test encoder"
    );
}

#[test]
fn the_schema_in_docs_is_the_one_printed() {
    let (code, schema, errors) = run(Path::new("."), &["schema"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    check_page("docs/plan.schema.json", &schema);
}

#[test]
fn from_nothing_to_a_status() {
    for (lang, period) in [("en", "2021/2025"), ("zh", "2024")] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let arguments =
            ["init", "new-plan", "--region", "某市", "--period", period, "--lang", lang];
        let (code, said, errors) = run(folder, &arguments);
        assert_eq!((code, errors.as_str()), (0, ""));
        assert!(said.contains("plans/new-plan.toml"), "{said}");

        let (code, said, errors) = run(folder, &["validate", "new-plan"]);
        assert_eq!((code, errors.as_str()), (0, ""), "{said}");

        let (code, template, errors) = run(folder, &["template", "new-plan"]);
        assert_eq!((code, errors.as_str()), (0, ""));
        assert!(
            template
                .starts_with("region,indicator,period,value,unit,published,quality,source,note\n")
        );
        let (code, _, errors) = run(folder, &["template", "new-plan", "-o", "actuals.csv"]);
        assert_eq!((code, errors.as_str()), (0, ""));
        assert_eq!(fs::read_to_string(folder.join("actuals.csv")).unwrap(), template);

        let arguments = ["status", "new-plan", "--actuals", "actuals.csv", "--format", "json"];
        let (code, status, errors) = run(folder, &arguments);
        assert_eq!((code, errors.as_str()), (0, ""));
        let status: serde_json::Value = serde_json::from_str(&status).unwrap();
        let tallies = &status["plans"][0]["tallies"]["all"];
        assert_eq!(tallies["no-data"], 1, "{tallies}");

        // With the values filled in, the same chain gives a verdict.
        let filled = template.replace(",,%", ",3.5,%");
        fs::write(folder.join("actuals.csv"), filled).unwrap();
        let (code, status, errors) = run(folder, &arguments);
        assert_eq!((code, errors.as_str()), (0, ""));
        let status: serde_json::Value = serde_json::from_str(&status).unwrap();
        assert_eq!(status["plans"][0]["tallies"]["all"]["achieved"], 1, "{status}");
    }
}

#[test]
fn the_template_of_every_plan_is_read_and_shows_no_data() {
    let here = Path::new(".");
    let (_, list, _) = run(here, &["list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for plan in list["plans"].as_array().unwrap() {
        let id = plan["plan"].as_str().unwrap();
        let file = folder.path().join(format!("{id}.csv"));
        let file = file.to_str().unwrap();
        let (code, _, errors) = run(here, &["template", id, "-o", file]);
        assert_eq!((code, errors.as_str()), (0, ""), "{id}");
        let (code, status, errors) =
            run(here, &["status", id, "--actuals", file, "--format", "json"]);
        assert_eq!((code, errors.as_str()), (0, ""), "{id}");
        let status: serde_json::Value = serde_json::from_str(&status).unwrap();
        let tallies = &status["plans"][0]["tallies"]["all"];
        assert_eq!(tallies["no-data"], plan["indicators"], "{id}: {tallies}");
    }
}

#[test]
fn what_is_there_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("kept.toml"), "kept").unwrap();
    fs::write(folder.join("kept.csv"), "kept").unwrap();
    let (code, said, errors) = run(folder, &["init", "kept", "-o", "kept.toml"]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(errors.contains("file-exists") && errors.contains("-o -"), "{errors}");
    let (code, _, errors) = run(folder, &["template", "hangzhou-2024", "-o", "kept.csv"]);
    assert_eq!(code, 2, "{errors}");
    for file in ["kept.toml", "kept.csv"] {
        assert_eq!(fs::read_to_string(folder.join(file)).unwrap(), "kept");
    }
    assert_eq!(run(folder, &["init", "new"]).0, 0);
    assert_eq!(run(folder, &["init", "new"]).0, 2);
}

#[test]
fn a_new_plan_may_go_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let (code, plan, errors) = run(folder.path(), &["init", "new-plan", "-o", "-"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(plan.contains("id = \"new-plan\""));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_new_plan_lies_beside_the_others_and_points_to_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir_all(folder.join("plans/deep")).unwrap();
    fs::create_dir_all(folder.join("docs")).unwrap();
    fs::write(folder.join("docs/plan.schema.json"), "{}").unwrap();
    assert_eq!(run(&folder.join("plans/deep"), &["init", "new-plan"]).0, 0);
    let plan = fs::read_to_string(folder.join("plans/new-plan.toml")).unwrap();
    assert!(plan.starts_with("#:schema ../docs/plan.schema.json\n"));
}

#[test]
fn names_that_cannot_be_plans_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (code, _, errors) = run(folder, &["init", "Hangzhou 2024"]);
    assert_eq!(code, 2);
    assert!(errors.contains("did you mean `hangzhou-2024`?"), "{errors}");
    let (code, _, errors) = run(folder, &["init", "new-plan", "-o", "other.toml"]);
    assert_eq!(code, 2);
    assert!(errors.contains("id-not-file-name"), "{errors}");
    assert_eq!(run(folder, &["init", "new-plan", "--period", "soon"]).0, 2);
    assert_eq!(run(folder, &["init", "new-plan", "--region", "a\u{1b}b"]).0, 2);
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}

#[test]
fn a_code_is_explained_in_both_languages() {
    let here = Path::new(".");
    let (code, english, _) = run(here, &["explain-code", "unknown-key"]);
    assert_eq!(code, 0);
    assert!(english.contains("    targte = { at_least = 2000 }"), "{english}");
    // As it stands on the screen.
    assert_eq!(run(here, &["explain-code", "error[unknown-key]:"]).1, english);
    let (_, chinese, _) = run(here, &["explain-code", "unknown-key", "--lang", "zh"]);
    assert!(chinese.contains("处理办法："), "{chinese}");
    let (code, said, errors) = run(here, &["explain-code", "unknown-kye"]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(errors.contains("did you mean `unknown-key`?"), "{errors}");
}

#[test]
fn every_code_is_listed_in_one_line() {
    let here = Path::new(".");
    let (code, list, _) = run(here, &["explain-code"]);
    assert_eq!(code, 0);
    let rows = list.lines().filter(|line| line.starts_with("  ")).count();
    let (_, json, _) = run(here, &["explain-code", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["codes"].as_array().unwrap().len(), rows);
    let (_, csv, _) = run(here, &["explain-code", "--format", "csv"]);
    assert!(csv.starts_with("code,family,meaning,example,remedy\n"));
}
