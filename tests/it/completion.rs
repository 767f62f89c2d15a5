//! Shell completion: commands, options, and ids of plans and indicators.

use crate::support::{answer, plancheck, repository, stdout};

/// The candidates for the last of these words.
pub(crate) fn candidates(words: &[&str]) -> Vec<String> {
    let output = plancheck(repository())
        .env("PLANCHECK_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string())
        .arg("--")
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success());
    stdout(&output).lines().map(str::to_owned).collect()
}

#[test]
fn ids_are_completed() {
    assert_eq!(candidates(&["plancheck", "status", "hang"]), ["hangzhou-2024"]);
    assert_eq!(
        candidates(&["plancheck", "explain", "zhejiang-145", "rd-int"]),
        ["rd-intensity", "rd-intensity-revised-yearbook"]
    );
    // Only those of the plan on the line.
    let of_qinghai = candidates(&["plancheck", "explain", "qinghai-145", ""]);
    assert!(of_qinghai.iter().any(|id| id.starts_with("counties-")));
    assert!(!of_qinghai.iter().any(|id| id.starts_with("rd-intensity")));
    assert_eq!(
        candidates(&["plancheck", "explain", "hangzhou-2024", "新增高新"]),
        ["新增高新技术企业"]
    );
    let folder = candidates(&["plancheck", "--plans-dir", "tests/none", "status", "hang"]);
    assert_eq!(folder, ["hangzhou-2024"], "the built-in plans are there");
}

#[test]
fn commands_and_values_are_completed() {
    assert_eq!(candidates(&["plancheck", "explain-"]), ["explain-code"]);
    let methods = candidates(&["plancheck", "status", "hangzhou-2024", "--method", ""]);
    assert_eq!(methods, ["schedule", "compound", "projection"]);
}

#[test]
fn every_shell_has_its_script() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = answer(repository(), &format!("completions {shell}"));
        assert!(script.contains("PLANCHECK_COMPLETE"), "{shell}");
    }
}
