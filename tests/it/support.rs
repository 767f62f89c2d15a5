//! Helpers for the tests of the binary: a clean environment, folders of files, and parsers for output.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use scraper::{ElementRef, Selector};
use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The program under test.
pub(crate) const PLANCHECK: &str = env!("CARGO_BIN_EXE_plancheck");

/// The 36 columns of CSV; their order never changes.
pub(crate) const COLUMNS: &str = "plan,region,indicator,name,unit,measure,comparator,target,target_upper,deadline,baseline,\
    baseline_period,actual,actual_period,quality,gap,gap_unit,attainment,progress,expected,ratio,method,projected,\
    required_per_year,arrival,verdict,reason,flags,binding,parent,responsible,section,source,name_en,published,as_of";

/// A row of CSV by column.
pub(crate) type Row = BTreeMap<String, String>;

// ---- Files ----

/// The root of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository.
pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let path = repository().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A new folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// A zstd file of a text, with its checksum.
pub(crate) fn zstd(text: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
}

/// Writes an .ods of sheets, each with its name and rows; cells are between `|`, and a formula has its result in parentheses, if any.
pub(crate) fn ods(path: &Path, sheets: &[(&str, &str)]) {
    let mut content = String::from("<office:document-content><office:body><office:spreadsheet>");
    for (name, rows) in sheets {
        write!(content, "<table:table table:name=\"{name}\">").unwrap();
        for line in rows.lines() {
            content.push_str("<table:table-row>");
            for cell in line.split('|').map(str::trim) {
                let (text, result) =
                    cell.strip_suffix(')').and_then(|it| it.split_once(" (")).unwrap_or((cell, ""));
                let (formula, value) =
                    if text.starts_with('=') { (text, result) } else { ("", text) };
                content.push_str("<table:table-cell");
                if !formula.is_empty() {
                    write!(content, " table:formula=\"of:{formula}\"").unwrap();
                }
                if value.parse::<f64>().is_ok() {
                    write!(content, " office:value-type=\"float\" office:value=\"{value}\"/>")
                        .unwrap();
                } else if value.is_empty() {
                    content.push_str("/>");
                } else {
                    write!(
                        content,
                        " office:value-type=\"string\"><text:p>{value}</text:p></table:table-cell>"
                    )
                    .unwrap();
                }
            }
            content.push_str("</table:table-row>");
        }
        content.push_str("</table:table>");
    }
    content.push_str("</office:spreadsheet></office:body></office:document-content>");
    let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
    for (part, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ] {
        archive
            .start_file(
                part,
                SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
            )
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

/// The names of the files in a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Asserts that a generated file is up to date; `UPDATE=1` regenerates it.
pub(crate) fn is_kept(path: &str, generated: &str) {
    let file = repository().join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, generated).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == generated, "{path} is out of date: UPDATE=1 regenerates it");
}

// ---- Runs ----

/// The binary in a folder, with nothing in its environment.
pub(crate) fn plancheck(folder: &Path) -> Command {
    let mut command = Command::new(PLANCHECK);
    command.env_clear().current_dir(folder);
    command
}

/// Runs the binary in a folder; the arguments are separated by single spaces.
pub(crate) fn run(folder: &Path, arguments: &str) -> Output {
    plancheck(folder).args(arguments.split(' ')).output().unwrap()
}

/// Runs a command that reads these bytes as its standard input.
pub(crate) fn fed(command: &mut Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // A run that fails early does not read all input.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Exit code, standard output and standard error of a run.
pub(crate) fn all_of(output: &Output) -> (i32, String, String) {
    (output.status.code().unwrap(), stdout(output), stderr(output))
}

/// Runs the binary in a folder: exit code, standard output and standard error.
pub(crate) fn ran(folder: &Path, arguments: &str) -> (i32, String, String) {
    all_of(&run(folder, arguments))
}

/// Does a piece of work for each item and its place, on as many threads as there are processors; the results are in no order.
pub(crate) fn on_every_processor<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let one_by_one = || {
        let places = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let items = places.map_while(|place| Some((place, items.get(place)?)));
        items.map(|(place, item)| work(place, item)).collect::<Vec<_>>()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(one_by_one)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

// ---- Output ----

/// Standard output of a run that must succeed.
pub(crate) fn answer(folder: &Path, arguments: &str) -> String {
    let (code, text, said) = ran(folder, arguments);
    assert_eq!(code, 0, "{arguments}: {said}");
    text
}

/// The JSON document of a run that must succeed.
pub(crate) fn json(folder: &Path, arguments: &str) -> Value {
    serde_json::from_str(&answer(folder, &format!("{arguments} --format json -q"))).unwrap()
}

/// A JSON value as written in CSV.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

/// The rows of CSV output.
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

// ---- Pages ----

/// The elements of a page that a selector names.
pub(crate) fn all<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    within.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of an element.
pub(crate) fn said(element: ElementRef<'_>) -> String {
    element.text().collect()
}
