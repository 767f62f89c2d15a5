//! Transcripts of the real binary: commands and their complete output.
//!
//! The files under `tests/cmd` hold the expected text. After an intended change, regenerate them and review the
//! difference: `TRYCMD=overwrite cargo test --test it transcripts`, then `git diff tests/cmd`.
//! For one folder or file: `cargo test --test it transcripts -- trycmd=keys`.

/// Variables that would change the output, each set to a value that counts as unset: trycmd can add variables, but not
/// remove them.
const SCRUBBED: [(&str, &str); 12] = [
    ("CLICOLOR", "1"),
    ("CLICOLOR_FORCE", ""),
    ("COLUMNS", ""),
    ("GITHUB_STEP_SUMMARY", ""),
    ("GITHUB_WORKSPACE", ""),
    ("LANG", ""),
    // Not empty, where the system would be asked for its language.
    ("LC_ALL", "C"),
    ("LC_MESSAGES", ""),
    ("NO_COLOR", ""),
    ("PLANCHECK_PLANS", ""),
    ("RUST_BACKTRACE", "0"),
    ("TERM", "dumb"),
];

fn run(cases: &str) {
    let transcripts = trycmd::TestCases::new();
    for (name, value) in SCRUBBED {
        transcripts.env(name, value);
    }
    transcripts.case(cases).run();
}

#[test]
fn broken_plans() {
    run("tests/cmd/plans/*.trycmd");
}

#[test]
fn broken_actuals() {
    run("tests/cmd/actuals/*.trycmd");
}

#[test]
fn usage_errors() {
    run("tests/cmd/usage.trycmd");
}

/// What a new user gets wrong, and the answers.
#[test]
fn mistakes() {
    run("tests/cmd/mistakes*.trycmd");
}

#[test]
fn main_screens() {
    run("tests/cmd/screens.trycmd");
}

#[test]
fn one_line_an_indicator() {
    run("tests/cmd/one-line.trycmd");
}

#[test]
fn years_that_begin_in_another_month() {
    run("tests/cmd/years.trycmd");
}

#[test]
fn trends() {
    run("tests/cmd/trend*.trycmd");
}

#[test]
fn targets_beside_series_and_of_members() {
    run("tests/cmd/beside.trycmd");
}

#[test]
fn kinds_of_targets() {
    run("tests/cmd/means-and-chains.trycmd");
    run("tests/cmd/carbon-budgets.trycmd");
}

#[test]
fn national_plans() {
    run("tests/cmd/national-plans.trycmd");
}

#[test]
fn units_in_english() {
    run("tests/cmd/units.trycmd");
}

#[test]
fn slips() {
    run("tests/cmd/slips.trycmd");
}

#[test]
fn declared_units() {
    run("tests/cmd/declared.trycmd");
}

#[test]
fn later_documents() {
    run("tests/cmd/later-documents.trycmd");
}

#[test]
fn censuses() {
    run("tests/cmd/census.trycmd");
}

#[test]
fn charts() {
    run("tests/cmd/chart.trycmd");
}

#[test]
fn each_region() {
    run("tests/cmd/each-region.trycmd");
}

#[test]
fn leagues() {
    run("tests/cmd/league.trycmd");
}

#[test]
fn audits() {
    run("tests/cmd/audit.trycmd");
}

#[test]
fn checks() {
    run("tests/cmd/check*.trycmd");
}

#[test]
fn differences() {
    run("tests/cmd/diff*.trycmd");
}

#[test]
fn task_states() {
    run("tests/cmd/tasks.trycmd");
}

#[test]
fn reports() {
    run("tests/cmd/report.trycmd");
}

#[test]
fn roll_ups() {
    run("tests/cmd/rollup*.trycmd");
}

#[test]
fn way_ahead() {
    run("tests/cmd/way-ahead.trycmd");
}

#[test]
fn changes() {
    run("tests/cmd/changes.trycmd");
}

#[test]
fn schemas() {
    run("tests/cmd/schema.trycmd");
}

#[test]
fn code_scanning() {
    run("tests/cmd/sarif.trycmd");
}
