//! What others start: the release workflow, the action, the hook and the wheel call the program as it is, and run only actions
//! of a known commit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use sha2::{Digest, Sha256};
use yaml_rust2::Yaml;

use crate::ci_examples::{at, run_step, shell, yaml};
use crate::support::{PLANCHECK, names, read, repository, stderr, stdout};

const WORKFLOWS: [&str; 2] = [".github/workflows/release.yml", "examples/ci/plancheck.yml"];
const ACTION: &str = "action.yml";

/// The steps of a workflow or an action, with the name of the job.
fn steps(file: &Yaml) -> Vec<(String, Yaml)> {
    if let Some(steps) = file["runs"]["steps"].as_vec() {
        return steps.iter().map(|step| (String::new(), step.clone())).collect();
    }
    let jobs = at(file, "jobs").as_hash().unwrap();
    let of_job = |(name, job): (&Yaml, &Yaml)| -> Vec<(String, Yaml)> {
        let steps = at(job, "steps").as_vec().unwrap();
        steps.iter().map(|step| (name.as_str().unwrap().to_owned(), step.clone())).collect()
    };
    jobs.iter().flat_map(of_job).collect()
}

/// The step of this name.
fn step(path: &str, name: &str) -> Yaml {
    let found =
        steps(&yaml(path)).into_iter().find(|(_, step)| step["name"].as_str() == Some(name));
    found.unwrap_or_else(|| panic!("no step {name} in {path}")).1
}

fn environment(variables: &[(&str, &str)]) -> BTreeMap<String, String> {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Runs Python; none where there is no Python.
fn python(folder: &Path, arguments: &[&str]) -> Option<Output> {
    shell("python3", folder).args(arguments).output().ok()
}

#[test]
fn actions_are_pinned_to_one_commit_each() {
    let mut commits: BTreeMap<String, String> = BTreeMap::new();
    for path in WORKFLOWS.into_iter().chain([ACTION]) {
        let text = read(path);
        let uses = text
            .lines()
            .filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix("uses: "));
        let mut count = 0;
        for used in uses {
            count += 1;
            let (action, rest) = used.split_once('@').unwrap_or_else(|| panic!("{path}: {used}"));
            let (commit, version) =
                rest.split_once(" # v").unwrap_or_else(|| panic!("{path}: {used}"));
            assert!(
                commit.len() == 40 && commit.chars().all(|sign| sign.is_ascii_hexdigit()),
                "{used}"
            );
            assert!(version.split('.').count() == 3, "{path}: {used}");
            let known = commits.entry(action.to_owned()).or_insert_with(|| rest.to_owned());
            assert_eq!(known, rest, "{path}: {action} has two commits");
        }
        let found =
            steps(&yaml(path)).iter().filter(|(_, step)| !step["uses"].is_badvalue()).count();
        assert_eq!(count, found, "{path}");
    }
    assert!(commits.len() >= 5, "{commits:?}");
}

#[test]
fn nothing_from_outside_is_written_into_a_script() {
    for path in WORKFLOWS.into_iter().chain([ACTION]) {
        let file = yaml(path);
        for (_, step) in steps(&file) {
            let script = step["run"].as_str().unwrap_or_default();
            assert!(!script.contains("${{"), "{path}: {script}");
        }
        if path == ACTION {
            continue;
        }
        assert!(at(&file, "permissions").as_hash().unwrap().is_empty(), "{path}");
        for (job, content) in at(&file, "jobs").as_hash().unwrap() {
            let granted = at(content, "permissions").as_hash().unwrap();
            let writing: Vec<&str> = granted
                .iter()
                .filter(|(_, level)| level.as_str() != Some("read"))
                .map(|(name, _)| name.as_str().unwrap())
                .collect();
            let expected: &[&str] = match job.as_str().unwrap() {
                "index" => &["id-token"],
                "release" => &["contents"],
                _ => &[],
            };
            assert_eq!(writing, expected, "{path}: {job:?}");
        }
    }
}

#[test]
fn the_pages_and_archives_of_a_release_are_made() {
    let path = WORKFLOWS[0];
    let folder = tempfile::tempdir().unwrap();
    let output = run_step(&step(path, "Write the pages"), folder.path(), &BTreeMap::new());
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(names(&folder.path().join("pages/completions")).len(), 5);
    let pages = names(&folder.path().join("pages/man"));
    assert!(pages.contains(&"plancheck.1".to_owned()), "{pages:?}");
    assert!(pages.contains(&"plancheck-status.1".to_owned()), "{pages:?}");

    // Where the tag is not the version, nothing is built.
    fs::copy(repository().join("Cargo.toml"), folder.path().join("Cargo.toml")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    for (reference, name, code) in [
        (format!("refs/tags/v{version}"), format!("v{version}"), 0),
        ("refs/tags/v9.9.9".to_owned(), "v9.9.9".to_owned(), 1),
        ("refs/heads/main".to_owned(), "main".to_owned(), 0),
    ] {
        let variables = environment(&[("GITHUB_REF", &reference), ("GITHUB_REF_NAME", &name)]);
        let output =
            run_step(&step(path, "Is it the version of the tag?"), folder.path(), &variables);
        assert_eq!(output.status.code(), Some(code), "{reference}: {}", stderr(&output));
    }

    fs::create_dir(folder.path().join("dist")).unwrap();
    fs::write(folder.path().join("plancheck.exe"), "of another system").unwrap();
    for (program, target, ending) in [
        (PLANCHECK, "x86_64-unknown-linux-musl", "tar.gz"),
        ("plancheck.exe", "x86_64-pc-windows-msvc", "zip"),
    ] {
        let script = repository().join(".ci/release.py");
        let arguments = [script.to_str().unwrap(), "archive", program, target, "pages", "dist"];
        let Some(output) = python(folder.path(), &arguments) else { return };
        assert!(output.status.success(), "{}", stderr(&output));
        let name = format!("plancheck-{version}-{target}");
        let dist = folder.path().join("dist");
        let file = format!("{name}.{ending}");
        let digest = Sha256::digest(fs::read(dist.join(&file)).unwrap());
        let digest: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let told = fs::read_to_string(dist.join(format!("{file}.sha256"))).unwrap();
        assert_eq!(told, format!("{}  {file}\n", digest.concat()));
        let unpack = "import shutil, sys; shutil.unpack_archive(sys.argv[1])";
        assert!(python(&dist, &["-c", unpack, &file]).unwrap().status.success());
        let inside = names(&dist.join(&name));
        let program = Path::new(program).file_name().unwrap().to_str().unwrap();
        for part in ["LICENSE-MIT", "README.md", "completions", "man", program] {
            assert!(inside.contains(&part.to_owned()), "{part}: {inside:?}");
        }
        assert_eq!(names(&dist.join(&name).join("man")), pages);
    }
    let unpacked =
        folder.path().join(format!("dist/plancheck-{version}-x86_64-unknown-linux-musl/plancheck"));
    let output = Command::new(unpacked).arg("--version").output().unwrap();
    assert_eq!(stdout(&output), format!("plancheck {version}\n"));
}

#[test]
fn links_of_the_readme_become_addresses() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".ci")).unwrap();
    for file in [".ci/release.py", "pyproject.toml"] {
        fs::copy(repository().join(file), folder.path().join(file)).unwrap();
    }
    let added = "\n`[code](docs/a.md)` <img src=\"docs/a.png\"> [out](https://example.org) [here](#there) [b](docs/b.md#c)\n\
        ```text\n[code](docs/a.md)\n```\n";
    let readme = read("README.md") + added;
    fs::write(folder.path().join("README.md"), &readme).unwrap();
    let arguments = [".ci/release.py", "links", "https://host.example/owner/name", "v1"];
    let Some(output) = python(folder.path(), &arguments) else { return };
    assert!(output.status.success(), "{}", stderr(&output));
    let text = fs::read_to_string(folder.path().join("README.md")).unwrap();
    let (text, of_added) = text.split_at(text.rfind("\n`[code]").unwrap());
    let address = "https://host.example/owner/name";
    assert_eq!(
        of_added,
        added
            .replace("\"docs/a.png\"", &format!("\"{address}/raw/v1/docs/a.png\""))
            .replace("(docs/b.md#c)", &format!("({address}/blob/v1/docs/b.md#c)"))
    );
    let relative = |text: &str| -> usize {
        text.split("](")
            .skip(1)
            .filter(|rest| !rest.starts_with("http") && !rest.starts_with('#'))
            .count()
    };
    assert!(relative(&read("README.md")) > 10);
    assert_eq!(relative(text), 0, "{text}");
    let project = fs::read_to_string(folder.path().join("pyproject.toml")).unwrap();
    assert!(
        project.ends_with(&format!("Changelog = \"{address}/blob/v1/CHANGELOG.md\"\n")),
        "{project}"
    );
    assert!(toml::from_str::<toml::Table>(&project).is_ok());
}

#[test]
fn the_action_checks_and_reports() {
    let step = step(ACTION, "Check plans");
    let inputs = yaml(ACTION);
    let inputs = at(&inputs, "inputs").as_hash().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let file = |name: &str| folder.join(name).display().to_string();
    let run = |plans: &str, actuals: &str, report: &str, fail_on: &str| {
        let variables = environment(&[
            ("PLANS", plans),
            ("ACTUALS", actuals),
            ("AS_OF", "2025-06-30"),
            ("FAIL_ON", fail_on),
            ("REPORT", report),
            ("GITHUB_OUTPUT", &file("outputs")),
            ("GITHUB_STEP_SUMMARY", &file("summary.md")),
        ]);
        // Every variable of the step comes from an input, and is given here.
        for (name, value) in at(&step, "env").as_hash().unwrap() {
            assert!(variables.contains_key(name.as_str().unwrap()), "{name:?}");
            let input =
                value.as_str().unwrap().trim_start_matches("${{ inputs.").trim_end_matches(" }}");
            assert!(inputs.contains_key(&Yaml::String(input.to_owned())), "{input}");
        }
        run_step(&step, folder, &variables)
    };
    let default = at(&inputs[&Yaml::String("fail-on".to_owned())], "default").as_str().unwrap();
    let output = run("hangzhou-2024\nzhejiang-145", "", "report.xml", default);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(said.starts_with("Judged as of 2025-06-30.\n::error "), "{said}");
    assert_eq!(fs::read_to_string(file("outputs")).unwrap(), "as-of=2025-06-30\n");
    let report = fs::read_to_string(file("report.xml")).unwrap();
    assert_eq!(report.matches("<testsuite ").count(), 2, "{report}");
    let summary = fs::read_to_string(file("summary.md")).unwrap();
    assert_eq!(summary.matches("Policy not met").count(), 1, "{summary}");

    fs::copy(repository().join("examples/actuals/hangzhou.csv"), folder.join("my figures.csv"))
        .unwrap();
    let output = run("hangzhou-2024", "my figures.csv\n", "", "none");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // An input is a word, whatever it contains.
    for plans in ["$(touch run)", "`touch run`", "; touch run", "--help"] {
        let output = run(plans, "", "", "none");
        assert_eq!(output.status.code(), Some(2), "{plans}: {}", stdout(&output));
        assert!(!folder.join("run").exists(), "{plans}");
    }
}

#[test]
fn the_hook_validates_the_plans() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let [hook] = hooks.as_vec().unwrap().as_slice() else { panic!("{hooks:?}") };
    let entry: Vec<&str> = at(hook, "entry").as_str().unwrap().split(' ').collect();
    assert_eq!(entry[0], "plancheck");
    let files = names(&repository().join("plans"));
    let files: Vec<String> = files.into_iter().map(|name| format!("plans/{name}")).collect();
    let output = shell("plancheck", repository()).args(&entry[1..]).args(&files).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(at(hook, "files").as_str().unwrap().ends_with(r"plans/[^/]+\.toml$"));
}

#[test]
fn the_wheel_has_what_it_names() {
    let project: toml::Table = toml::from_str(&read("pyproject.toml")).unwrap();
    let cargo: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    for key in ["name", "description", "license", "readme", "keywords"] {
        assert_eq!(project["project"][key], cargo["package"][key], "{key}");
    }
    for file in project["project"]["license-files"].as_array().unwrap() {
        read(file.as_str().unwrap());
    }
    let source = project["tool"]["maturin"]["python-source"].as_str().unwrap();
    // As `pip` installs it, and as `pip install --target` does: there the list of files is wrong.
    for (scripts, listed) in
        [("scripts", "../scripts/plancheck"), ("site/bin", "../../bin/plancheck")]
    {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let info = site.join("plancheck-0.0.0.dist-info");
        for new in [&info, &site.join("plancheck"), &folder.path().join(scripts)] {
            fs::create_dir_all(new).unwrap();
        }
        for name in names(&repository().join(source).join("plancheck")) {
            let from = repository().join(source).join("plancheck").join(&name);
            fs::copy(from, site.join("plancheck").join(&name)).unwrap();
        }
        fs::write(
            info.join("METADATA"),
            "Metadata-Version: 2.1\nName: plancheck\nVersion: 0.0.0\n",
        )
        .unwrap();
        fs::write(info.join("RECORD"), format!("plancheck/__main__.py,,\n{listed},,\n")).unwrap();
        let program = folder.path().join(scripts).join("plancheck");
        fs::copy(PLANCHECK, &program).unwrap();
        let run = |arguments: &[&str]| python(&site, &[&["-m", "plancheck"], arguments].concat());
        let Some(output) = run(&["--version"]) else { return };
        assert_eq!(
            stdout(&output),
            format!("plancheck {}\n", env!("CARGO_PKG_VERSION")),
            "{}",
            stderr(&output)
        );
        // Arguments and exit code are those of the program.
        let output = run(&["check", "hangzhou-2024", "--as-of", "2025-06-30", "-q"]).unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        fs::remove_file(&program).unwrap();
        let output = run(&["--version"]).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("reinstall the package"), "{}", stderr(&output));
    }
}

#[test]
fn nothing_needs_a_c_compiler() {
    let tree = |arguments: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(repository()).args(["tree", "--locked", "--offline", "--invert", "cc"]);
        cargo.args(arguments).output().unwrap()
    };
    assert_eq!(stdout(&tree(&[])), "");
    // That it would be found: the feature has one.
    let output = tree(&["--features", "fast-alloc"]);
    assert!(stdout(&output).contains("libmimalloc-sys"), "{}", stderr(&output));
}

#[test]
fn versions_agree() {
    let example = yaml(WORKFLOWS[1]);
    assert_eq!(at(at(&example, "env"), "VERSION").as_str(), Some(env!("CARGO_PKG_VERSION")));
}
