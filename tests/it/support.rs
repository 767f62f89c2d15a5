//! What the tests of the binary share: a clean environment, and answers taken apart.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

/// The 36 columns of CSV, in their order for ever.
pub(crate) const COLUMNS: &str = "plan,region,indicator,name,unit,measure,comparator,target,target_upper,deadline,baseline,\
    baseline_period,actual,actual_period,quality,gap,gap_unit,attainment,progress,expected,ratio,method,projected,\
    required_per_year,arrival,verdict,reason,flags,binding,parent,responsible,section,source,name_en,published,as_of";

/// A row of CSV by column.
pub(crate) type Row = BTreeMap<String, String>;

/// The top of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary in a folder, with nothing in its environment.
pub(crate) fn plancheck(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plancheck"));
    command.env_clear().current_dir(folder);
    command
}

/// Runs the binary in a folder; the arguments are separated by single spaces.
pub(crate) fn run(folder: &Path, arguments: &str) -> Output {
    plancheck(folder).args(arguments.split(' ')).output().unwrap()
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Standard output of a run that must succeed.
pub(crate) fn answer(folder: &Path, arguments: &str) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments}: {}", stderr(&output));
    stdout(&output)
}

/// The rows of a CSV answer.
pub(crate) fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The rows of `status … --format csv`.
pub(crate) fn status(folder: &Path, arguments: &str) -> Vec<Row> {
    rows(&answer(folder, &format!("status {arguments} --format csv -q")))
}

/// The row of one indicator.
pub(crate) fn row<'a>(rows: &'a [Row], indicator: &str) -> &'a Row {
    rows.iter()
        .find(|row| row["indicator"] == indicator)
        .unwrap_or_else(|| panic!("no row of {indicator}"))
}

/// Compares some cells of a row, written as `column=value` and separated by spaces.
pub(crate) fn expect(row: &Row, cells: &str) {
    for pair in cells.split(' ') {
        let (column, value) = pair.split_once('=').unwrap();
        assert_eq!(row[column], value, "{column} of {row:?}");
    }
}
