//! The examples for pipelines work: the workflow is valid YAML whose local steps run, and the script imports a release.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use yaml_rust2::{Yaml, YamlLoader};

use crate::support::{PLANCHECK, names, read, repository, stderr, stdout};

/// The lines of the example actuals that come from the national bulletin of 2025-09-29.
const RELEASED: &str = "2025-09-29";

/// A plan with an invented target; its figures are published ones.
const PLAN: &str = "tests/cmd/diff.in/revision-2023.toml";

/// `PATH` with the binary under test in front.
fn path() -> String {
    let binaries = Path::new(PLANCHECK).parent().unwrap();
    format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap())
}

/// A command with only `PATH` in its environment.
pub(crate) fn shell(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", path()).env("HOME", folder);
    command.current_dir(folder);
    command
}

/// The example actuals of Zhejiang without the bulletin, and the rows of the bulletin.
fn before_and_release() -> (String, String) {
    let all = fs::read_to_string(repository().join("examples/actuals/zhejiang.csv")).unwrap();
    let (head, rows) = all.split_once('\n').unwrap();
    let (new, old): (Vec<&str>, Vec<&str>) =
        rows.lines().partition(|row| row.contains(&format!(",{RELEASED},")));
    assert_eq!(new.len(), 3, "{new:?}");
    let file = |rows: &[&str]| format!("{head}\n{}\n", rows.join("\n"));
    (file(&old), file(&new))
}

/// An isolated folder as `release.sh` expects it.
fn release_folder() -> (tempfile::TempDir, PathBuf) {
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("with space");
    for name in ["actuals", "incoming", "plans"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    let (before, release) = before_and_release();
    fs::write(folder.join("actuals/zhejiang.csv"), before).unwrap();
    fs::write(folder.join("incoming/bulletin.csv"), release).unwrap();
    fs::copy(repository().join(PLAN), folder.join("plans/revision-2023.toml")).unwrap();
    (top, folder)
}

fn import(folder: &Path, fail_on: &str) -> Output {
    shell("sh", folder.parent().unwrap())
        .arg(repository().join("examples/ci/release.sh"))
        .arg(folder)
        .arg("plans/revision-2023.toml")
        .env("AS_OF", "2025-12-01")
        .env("FAIL_ON", fail_on)
        .output()
        .unwrap()
}

#[test]
fn a_release_is_imported_once() {
    let (_top, folder) = release_folder();
    let output = import(&folder, "missed");
    let (said, errors) = (stdout(&output), stderr(&output));
    // The revision changes the verdict: 3.20 met the target, 3.08 does not.
    assert_eq!(output.status.code(), Some(1), "{said}{errors}");
    assert!(said.contains("missed") && said.contains("Policy not met"), "{said}");
    assert_eq!(names(&folder), ["actuals", "incoming", "plans", "reports"]);
    assert_eq!(names(&folder.join("actuals")), ["bulletin.csv", "zhejiang.csv"]);
    assert!(names(&folder.join("incoming")).is_empty());
    let reports = folder.join("reports/2025-12-01");
    assert_eq!(
        names(&reports),
        ["check.txt", "check.xml", "revision-2023-changes.md", "revision-2023-status.csv"]
    );
    let changes = fs::read_to_string(reports.join("revision-2023-changes.md")).unwrap();
    assert!(changes.contains("2023 revised: 3.20% (2024-10-02) → 3.08% (2025-09-29)"), "{changes}");
    let status = fs::read_to_string(reports.join("revision-2023-status.csv")).unwrap();
    assert!(status.contains(",3.08,2023,") && status.contains(",missed,"), "{status}");
    // The files are called as they are after the import; the folder of the run is gone.
    for name in names(&reports) {
        let text = fs::read_to_string(reports.join(&name)).unwrap();
        assert!(!text.contains("tmp"), "{name}: {text}");
    }
    assert!(changes.contains("actuals/bulletin.csv"), "{changes}");

    // Nothing new: nothing is done or printed.
    let output = import(&folder, "missed");
    assert_eq!(
        (output.status.code(), stdout(&output) + &stderr(&output)),
        (Some(0), String::new())
    );
    assert_eq!(names(&folder.join("reports")), ["2025-12-01"]);

    // A second release on the same day gets a folder of its own.
    fs::write(folder.join("incoming/bulletin.csv"), before_and_release().1).unwrap();
    let output = import(&folder, "none");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(names(&folder.join("reports")), ["2025-12-01", "2025-12-01-2"]);
}

#[test]
fn the_first_release_is_not_compared() {
    let (_top, folder) = release_folder();
    fs::remove_file(folder.join("actuals/zhejiang.csv")).unwrap();
    fs::remove_file(folder.join("incoming/bulletin.csv")).unwrap();
    // A release may be any file that plancheck reads.
    let release = before_and_release().1.replace(',', "\t");
    fs::write(folder.join("incoming/bulletin.tsv"), release).unwrap();
    let output = import(&folder, "none");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(names(&folder.join("actuals")), ["bulletin.tsv"]);
    assert_eq!(
        names(&folder.join("reports/2025-12-01")),
        ["check.txt", "check.xml", "revision-2023-status.csv"]
    );

    // A missing folder is an error, unlike an empty one.
    fs::remove_dir(folder.join("incoming")).unwrap();
    let output = import(&folder, "none");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no"));
}

#[test]
fn a_broken_release_is_not_imported() {
    let (_top, folder) = release_folder();
    let broken = "region,indicator,period,value,unit\n浙江省,研究与试验发展经费支出占地区生产总值比重,2024,three,%\n";
    fs::write(folder.join("incoming/bulletin.csv"), broken).unwrap();
    let actuals = fs::read(folder.join("actuals/zhejiang.csv")).unwrap();
    let output = import(&folder, "missed");
    let errors = stderr(&output);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(errors.contains("bulletin.csv:2:") && errors.contains("stays in"), "{errors}");
    assert_eq!(names(&folder), ["actuals", "incoming", "plans"]);
    assert_eq!(names(&folder.join("incoming")), ["bulletin.csv"]);
    assert_eq!(fs::read(folder.join("actuals/zhejiang.csv")).unwrap(), actuals);

    // Another run holds the lock.
    fs::create_dir(folder.join(".release.lock")).unwrap();
    let output = import(&folder, "missed");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("another run is under way"));
}

#[test]
fn the_script_prints_its_usage() {
    let file = repository().join("examples/ci/release.sh");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o111, 0o111);
    let output = shell("sh", repository()).arg(file).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("usage: release.sh FOLDER PLAN..."));
}

/// The value of a key, which must be there.
pub(crate) fn at<'a>(yaml: &'a Yaml, key: &str) -> &'a Yaml {
    let found = &yaml[key];
    assert!(!found.is_badvalue(), "no {key} in {yaml:?}");
    found
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = shell("git", folder)
        .args(["-c", "user.name=test", "-c", "user.email=test@example.invalid"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output).trim().to_owned()
}

/// A YAML file of the repository.
pub(crate) fn yaml(path: &str) -> Yaml {
    let mut files = YamlLoader::load_from_str(&read(path)).unwrap();
    assert_eq!(files.len(), 1, "documents in {path}");
    files.remove(0)
}

/// Runs the script of a step in bash, as a GitHub runner does.
pub(crate) fn run_step(
    step: &Yaml,
    folder: &Path,
    environment: &BTreeMap<String, String>,
) -> Output {
    let name = step["name"].as_str().unwrap_or_default();
    let options: &[&str] = match step["shell"].as_str() {
        Some("bash") => &["--noprofile", "--norc", "-eo", "pipefail"],
        None => &["-e"],
        Some(other) => panic!("{name}: {other}"),
    };
    let script = folder.join(".step.sh");
    fs::write(&script, at(step, "run").as_str().unwrap()).unwrap();
    let output =
        shell("bash", folder).args(options).arg(&script).envs(environment).output().unwrap();
    fs::remove_file(&script).unwrap();
    output
}

/// Runs each local step of the workflow with the variables of the file.
fn run_workflow(folder: &Path, variables: &BTreeMap<String, String>) -> Vec<(String, Output)> {
    let file = &yaml("examples/ci/plancheck.yml");
    for trigger in ["push", "pull_request", "schedule", "workflow_dispatch"] {
        assert!(!at(file, "on")[trigger].is_badvalue(), "{trigger}");
    }
    let mut environment: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in at(file, "env").as_hash().unwrap() {
        environment.insert(name.as_str().unwrap().to_owned(), value.as_str().unwrap().to_owned());
    }
    environment.extend(variables.clone());
    let steps = at(at(at(file, "jobs"), "check"), "steps").as_vec().unwrap();
    let mut failed = false;
    let mut ran = Vec::new();
    for step in steps {
        let name = step["name"].as_str().unwrap_or_default();
        if step["run"].is_badvalue() {
            continue;
        }
        let always = step["if"].as_str() == Some("always()");
        if failed && !always {
            continue;
        }
        let output = run_step(step, folder, &environment);
        // What a step writes there is in the environment of those after it.
        let set = folder.join("../environment");
        for line in fs::read_to_string(&set).unwrap_or_default().lines() {
            let (name, value) = line.split_once('=').unwrap();
            environment.insert(name.to_owned(), value.to_owned());
        }
        failed |= !output.status.success();
        ran.push((name.to_owned(), output));
    }
    ran
}

#[test]
fn the_steps_of_the_workflow_run() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("without git there is no repository to run the workflow in");
        return;
    }
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("repository");
    fs::create_dir_all(folder.join("actuals")).unwrap();
    fs::create_dir_all(folder.join("plans")).unwrap();
    let plan = read(PLAN).replace("[plan]", "[plan]\nsource_text = \"document.txt\"");
    fs::write(folder.join("plans/revision-2023.toml"), plan).unwrap();
    fs::write(
        folder.join("plans/document.txt"),
        "测试\n研究与试验发展经费支出占地区生产总值比重3.15%。\n",
    )
    .unwrap();
    let (before, release) = before_and_release();
    git(&folder, &["init", "-q"]);
    fs::write(folder.join("actuals/zhejiang.csv"), before).unwrap();
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "figures so far"]);
    let first = git(&folder, &["rev-parse", "HEAD"]);
    fs::write(folder.join("actuals/bulletin.csv"), release).unwrap();
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "the bulletin"]);

    let summary = top.path().join("summary.md");
    let variables = |before: &str| -> BTreeMap<String, String> {
        [
            ("PLANS", "plans/revision-2023.toml".to_owned()),
            ("BEFORE", before.to_owned()),
            ("DAY", "2025-12-01".to_owned()),
            ("GITHUB_ENV", top.path().join("environment").display().to_string()),
            ("GITHUB_STEP_SUMMARY", summary.display().to_string()),
            ("GITHUB_WORKSPACE", folder.display().to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    };
    let ran = run_workflow(&folder, &variables(&first));
    let codes: Vec<(&str, Option<i32>)> =
        ran.iter().map(|(name, output)| (name.as_str(), output.status.code())).collect();
    let expected = [
        ("Install plancheck", Some(0)),
        ("Choose the day", Some(0)),
        ("Validate plans", Some(0)),
        ("Show changes", Some(0)),
        ("Audit plans", Some(0)),
        ("Test report", Some(0)),
        ("Check plans", Some(1)),
    ];
    assert_eq!(codes, expected, "{ran:?}");
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.contains("2023 revised: 3.20% (2024-10-02) → 3.08% (2025-09-29)"), "{text}");
    assert!(text.contains("# ❌ Policy not met"), "{text}");
    assert!(text.starts_with("Judged as of 2025-12-01.\n"), "{text}");
    assert_eq!(text.matches("Policy not met").count(), 1, "{text}");
    assert!(stdout(&ran[4].1).contains("1 of 1"), "{}", stdout(&ran[4].1));
    let annotations = stdout(&ran[6].1);
    assert!(
        annotations.starts_with("::error file=plans/revision-2023.toml,line=11,"),
        "{annotations}"
    );
    let report = fs::read_to_string(folder.join("plancheck.xml")).unwrap();
    assert!(
        report.contains("<testsuite name=\"revision-2023\" tests=\"1\" failures=\"0\""),
        "{report}"
    );

    // A pull request that lowers the target: the plan's changes come first, and each side is judged by its own plan.
    let file = folder.join("plans/revision-2023.toml");
    let plan = fs::read_to_string(&file).unwrap();
    fs::write(&file, plan.replace("3.15", "3.05")).unwrap();
    let second = git(&folder, &["rev-parse", "HEAD"]);
    fs::remove_file(&summary).unwrap();
    let ran = run_workflow(&folder, &variables(&second));
    assert!(ran[3].1.status.success(), "{ran:?}");
    // The document does not say so.
    assert_eq!((ran[4].0.as_str(), ran[4].1.status.code()), ("Audit plans", Some(1)), "{ran:?}");
    let text = fs::read_to_string(&summary).unwrap();
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part} in {text}"));
    assert!(at("target edited") < at("Indicators that changed"), "{text}");
    assert!(at("≥ 3.15%") < at("≥ 3.05%") && text.contains("1 change of the plan"), "{text}");
    assert!(at("missed") < at("achieved") && !text.contains("Figures that changed"), "{text}");
    fs::write(&file, plan).unwrap();

    // A new branch: there is nothing to compare with, and no step fails.
    let nothing = "0".repeat(40);
    let ran = run_workflow(&folder, &variables(&nothing));
    assert!(ran[3].1.status.success() && stdout(&ran[3].1).starts_with("No actuals"), "{ran:?}");

    // A broken plan stops the run; the step of the report runs anyway.
    fs::write(folder.join("plans/revision-2023.toml"), "[plan]\n").unwrap();
    let ran = run_workflow(&folder, &variables(&first));
    let names: Vec<&str> = ran.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Install plancheck", "Choose the day", "Validate plans", "Test report"]);
}
