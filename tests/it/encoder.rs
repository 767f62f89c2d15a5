//! The steps from a new document to a plan, and the generated schema in `docs/`.
//!
//! `UPDATE=1 cargo test --test it encoder` rewrites `docs/plan.schema.json`; without it an outdated
//! file is a failure.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{
    all_of, answer, folder, is_kept, json, plancheck, ran, read, repository, rows,
};

/// Standard output of a run that must succeed without messages.
fn quiet(folder: &Path, arguments: &str) -> String {
    let (code, text, said) = ran(folder, arguments);
    assert_eq!((code, said.as_str()), (0, ""), "{arguments}: {text}");
    text
}

#[test]
fn the_schema_in_docs_is_the_one_printed() {
    is_kept("docs/plan.schema.json", &quiet(repository(), "schema"));
}

#[test]
fn from_nothing_to_a_status() {
    for (lang, period) in [("en", "2021/2025"), ("zh", "2024")] {
        let folder = folder(&[]);
        let folder = folder.path();
        let init = format!("init new-plan --region 某市 --period {period} --lang {lang}");
        let said = quiet(folder, &init);
        assert!(said.contains("plans/new-plan.toml"), "{said}");
        quiet(folder, "validate new-plan");

        let template = quiet(folder, "template new-plan");
        let header = "region,indicator,period,value,unit,published,quality,source,note\n";
        assert!(template.starts_with(header), "{template}");
        quiet(folder, "template new-plan -o actuals.csv");
        assert_eq!(fs::read_to_string(folder.join("actuals.csv")).unwrap(), template);

        let tally = |verdict: &str| {
            let status = quiet(folder, "status new-plan --actuals actuals.csv --format json");
            let status: Value = serde_json::from_str(&status).unwrap();
            assert_eq!(status["plans"][0]["tallies"]["all"][verdict], 1, "{status}");
        };
        tally("no-data");
        // With the values filled in, the same chain gives a verdict.
        let filled = template.replace(",,%", ",3.5,%");
        fs::write(folder.join("actuals.csv"), filled).unwrap();
        tally("achieved");
    }
}

#[test]
fn the_template_of_every_plan_is_read_and_shows_no_data() {
    let list = json(repository(), "list");
    let folder = folder(&[]);
    for plan in list["plans"].as_array().unwrap() {
        let id = plan["plan"].as_str().unwrap();
        let file = folder.path().join(format!("{id}.csv"));
        let file = file.display();
        quiet(repository(), &format!("template {id} -o {file}"));
        let status = quiet(repository(), &format!("status {id} --actuals {file} --format json"));
        let status: Value = serde_json::from_str(&status).unwrap();
        let tallies = &status["plans"][0]["tallies"]["all"];
        assert_eq!(tallies["no-data"], plan["indicators"], "{id}: {tallies}");
    }
}

#[test]
fn figures_that_cannot_be_known_yet_are_left_out() {
    let asked =
        |options: &str| rows(&quiet(repository(), &format!("template zhejiang-145{options}")));
    let all = asked("");
    let early: Vec<_> = all
        .iter()
        .filter(|row| row["period"].len() == 4 && row["period"].as_str() < "2023")
        .cloned()
        .collect();
    assert_eq!(asked(" --until 2023-06-30"), early);
    assert!(early.len() > 50 && early.len() < all.len() / 2);
    let (code, _, errors) = ran(repository(), "template zhejiang-145 --until soon");
    assert_eq!(code, 2);
    assert!(errors.contains("YYYY-MM-DD"), "{errors}");
}

#[test]
fn a_plan_drafted_from_a_text_names_it() {
    let folder = folder(&[("texts/plan.txt", "一、目标\n新增示范企业2000家。\n")]);
    let folder = folder.path();
    let said = quiet(folder, "init new-plan --period 2024 --from texts/plan.txt");
    assert!(said.contains("`plancheck audit new-plan` shows"), "{said}");
    let plan = read(folder.join("plans/new-plan.toml"));
    assert!(plan.contains("source_text = \"../texts/plan.txt\""), "{plan}");
    assert_eq!(ran(folder, "audit new-plan").0, 0);
    let plan = answer(folder, "init other --period 2024 --from texts/plan.txt -o -");
    assert!(plan.contains("\n#source_text = "), "{plan}");
}

#[test]
fn an_existing_file_is_never_replaced() {
    let folder = folder(&[("kept.toml", "kept"), ("kept.csv", "kept")]);
    let folder = folder.path();
    let (code, said, errors) = ran(folder, "init kept -o kept.toml");
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(errors.contains("file-exists") && errors.contains("-o -"), "{errors}");
    let (code, _, errors) = ran(folder, "template hangzhou-2024 -o kept.csv");
    assert_eq!(code, 2, "{errors}");
    for file in ["kept.toml", "kept.csv"] {
        assert_eq!(fs::read_to_string(folder.join(file)).unwrap(), "kept");
    }
    assert_eq!(ran(folder, "init new").0, 0);
    assert_eq!(ran(folder, "init new").0, 2);
}

#[test]
fn a_new_plan_may_go_to_standard_output() {
    let folder = folder(&[]);
    let plan = quiet(folder.path(), "init new-plan -o -");
    assert!(plan.contains("id = \"new-plan\""));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_new_plan_is_beside_the_others_and_refers_to_the_schema() {
    let folder = folder(&[]);
    let folder = folder.path();
    fs::create_dir_all(folder.join("plans/deep")).unwrap();
    fs::create_dir_all(folder.join("docs")).unwrap();
    fs::write(folder.join("docs/plan.schema.json"), "{}").unwrap();
    assert_eq!(ran(&folder.join("plans/deep"), "init new-plan").0, 0);
    let plan = read(folder.join("plans/new-plan.toml"));
    assert!(plan.starts_with("#:schema ../docs/plan.schema.json\n"));
}

#[test]
fn names_that_cannot_be_plans_are_refused() {
    let folder = folder(&[]);
    let refused: [(&[&str], &str); 4] = [
        (&["Hangzhou 2024"], "did you mean `hangzhou-2024`?"),
        (&["new-plan", "-o", "other.toml"], "id-not-file-name"),
        (&["new-plan", "--period", "soon"], "soon"),
        (&["new-plan", "--region", "a\u{1b}b"], "control-character"),
    ];
    for (arguments, part) in refused {
        let output = plancheck(folder.path()).arg("init").args(arguments).output().unwrap();
        let (code, _, errors) = all_of(&output);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(errors.contains(part), "{arguments:?}: {errors}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_code_is_explained_in_both_languages() {
    let here = repository();
    let english = answer(here, "explain-code unknown-key");
    assert!(english.contains("    targte = { at_least = 2000 }"), "{english}");
    // As printed in a message.
    assert_eq!(answer(here, "explain-code error[unknown-key]:"), english);
    let chinese = answer(here, "explain-code unknown-key --lang zh");
    assert!(chinese.contains("处理办法："), "{chinese}");
    let (code, said, errors) = ran(here, "explain-code unknown-kye");
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(errors.contains("did you mean `unknown-key`?"), "{errors}");
}

#[test]
fn every_code_is_listed_in_one_line() {
    let list = answer(repository(), "explain-code");
    let rows = list.lines().filter(|line| line.starts_with("  ")).count();
    let codes = json(repository(), "explain-code");
    assert_eq!(codes["codes"].as_array().unwrap().len(), rows);
    let csv = answer(repository(), "explain-code --format csv");
    assert!(csv.starts_with("code,family,meaning,example,remedy\n"));
}
