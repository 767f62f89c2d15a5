//! The formats of every table: the same report in each format, read back, and files that are always either old or new.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx};
use serde_json::Value;

use crate::support::{
    COLUMNS, PLANCHECK, answer, json, names, plain, plancheck, repository, run, stderr, stdout,
};

/// The formats of every table, with a file extension that selects each.
const FORMATS: [(&str, Option<&str>); 8] = [
    ("table", Some("txt")),
    ("csv", Some("csv")),
    ("csv-excel", None),
    ("tsv", Some("tsv")),
    ("json", Some("json")),
    ("jsonl", Some("ndjson")),
    ("markdown", Some("md")),
    ("xlsx", Some("xlsx")),
];

/// Every command that prints a table.
const REPORTS: [&str; 14] = [
    "list",
    "show hangzhou-2024",
    "show hangzhou-2024 rd-intensity",
    "status hangzhou-2024 zhejiang-145 --as-of 2025-06-30",
    "gap hangzhou-2024 --as-of 2025-06-30",
    "explain hangzhou-2024 rd-intensity --as-of 2025-06-30",
    "explain zhejiang-county-2022 fiscal-st-expenditure --as-of 2025-06-30",
    "trend zhejiang-145 rd-intensity --as-of 2025-06-30",
    "trend zhejiang-county-2022 fiscal-st-expenditure --as-of 2025-06-30",
    "compare rd-intensity --as-of 2025-06-30",
    "tasks hangzhou-2024 --as-of 2025-06-30",
    "rules zhejiang-county-2022 --as-of 2025-06-30",
    "validate",
    "explain-code",
];

const STATUS: &str = "status hangzhou-2024 zhejiang-145 --as-of 2025-06-30 -q";

/// An invented plan whose names begin like formulas.
const WICKED: &str =
    "tests/peers/wicked-2030.toml --actuals tests/peers/wicked.csv --as-of 2031-06-30 -q";

fn bytes(arguments: &str) -> Vec<u8> {
    let output = run(repository(), arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments}: {}", stderr(&output));
    output.stdout
}

fn objects(arguments: &str) -> Vec<Value> {
    let text = answer(repository(), &format!("{arguments} --format jsonl"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(bytes);
    let records = reader.records();
    records.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn workbook(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The serial number of a date in Excel.
fn days_of_excel(day: &str) -> f64 {
    let day: chrono::NaiveDate = day.parse().unwrap();
    let first: chrono::NaiveDate = "1899-12-30".parse().unwrap();
    i32::try_from((day - first).num_days()).unwrap().into()
}

/// The text of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

/// The rows of all sheets but those to read, and the header of each.
fn sheets_of_rows(book: &mut Xlsx<Cursor<Vec<u8>>>) -> Vec<(String, Vec<Vec<Data>>)> {
    let names = book.sheet_names();
    let names = names.into_iter().filter(|name| !name.starts_with("overview"));
    let names: Vec<String> = names.collect();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let rows = range.rows().map(<[Data]>::to_vec).collect();
            (name, rows)
        })
        .collect()
}

#[test]
fn every_report_has_every_format() {
    for report in REPORTS {
        let rows = objects(&format!("{report} -q"));
        for (format, _) in FORMATS {
            let arguments = format!("{report} -q --format {format}");
            let answer = bytes(&arguments);
            let lines = match format {
                "csv" => {
                    let records = records(&answer, b',');
                    assert!(records[0].len() > 3, "{arguments}");
                    records.len() - 1
                }
                "csv-excel" => records(&answer[3..], b',').len() - 1,
                "tsv" => records(&answer, b'\t').len() - 1,
                "jsonl" => rows.len(),
                "json" => {
                    let document: Value = serde_json::from_slice(&answer).unwrap();
                    let schema = document["schema"].as_str().unwrap();
                    assert!(schema.starts_with("plancheck."), "{arguments}: {schema}");
                    rows.len()
                }
                "xlsx" => {
                    let sheets = sheets_of_rows(&mut workbook(answer));
                    sheets.iter().map(|(_, rows)| rows.len() - 1).sum()
                }
                _ => {
                    // There are no problems, so the table of `validate` has only a header.
                    assert!(!answer.is_empty(), "{arguments}");
                    rows.len()
                }
            };
            assert_eq!(lines, rows.len(), "{arguments}");
        }
    }
}

#[test]
fn the_extension_selects_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let writes = |file: &str, format: &str| {
        let path = folder.path().join(file.split(' ').next().unwrap());
        let output = run(repository(), &format!("{STATUS} -o {}/{file}", folder.path().display()));
        assert!(output.status.success() && output.stdout.is_empty(), "{file}");
        let written = fs::read(&path).unwrap();
        assert_eq!(written, bytes(&format!("{STATUS} --format {format}")), "{file}");
        assert!(format == "xlsx" || !written.contains(&b'\x1b'), "{file}");
    };
    for (format, ending) in FORMATS {
        let Some(ending) = ending else { continue };
        writes(&format!("out.{ending}"), format);
        writes(&format!("out.{}", ending.to_uppercase()), format);
    }
    writes("out", "table");
    writes("out.txt --format csv", "csv");
}

#[test]
fn status_has_its_columns_in_every_flat_format() {
    let columns: Vec<&str> = COLUMNS.split(',').collect();
    let flat = |format: &str| bytes(&format!("{STATUS} --format {format}"));
    assert_eq!(records(&flat("csv"), b',')[0], columns);
    assert_eq!(records(&flat("tsv"), b'\t')[0], columns);
    assert_eq!(records(&flat("csv-excel")[3..], b',')[0], columns);
    for (_, rows) in sheets_of_rows(&mut workbook(flat("xlsx"))) {
        let head: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
        assert_eq!(head, columns);
    }
    for object in objects(STATUS) {
        let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), columns.len());
        assert!(columns.iter().all(|column| object.get(column).is_some()));
    }
}

#[test]
fn csv_and_tsv_have_the_content_of_jsonl() {
    for report in [STATUS, &format!("status {WICKED}")] {
        let rows = objects(report);
        for (format, delimiter) in [("csv", b','), ("tsv", b'\t')] {
            let records = records(&bytes(&format!("{report} --format {format}")), delimiter);
            let (head, body) = records.split_first().unwrap();
            assert_eq!(body.len(), rows.len());
            for (record, row) in body.iter().zip(&rows) {
                for (column, cell) in head.iter().zip(record) {
                    assert_eq!(*cell, plain(&row[column]), "{format} {column}");
                }
            }
        }
    }
}

#[test]
fn csv_excel_is_for_spreadsheets() {
    let answer = bytes(&format!("status {WICKED} --format csv-excel"));
    let text = String::from_utf8(answer.clone()).unwrap();
    assert!(text.starts_with('\u{feff}') && !text[3..].contains('\u{feff}'));
    assert_eq!(text.matches("\r\n").count(), 6);
    assert_eq!(text.matches('\n').count(), 6);
    let records = records(&answer[3..], b',');
    let place = |column: &str| records[0].iter().position(|name| name == column).unwrap();
    let column = |name: &str| -> Vec<&str> {
        let place = place(name);
        records[1..].iter().map(|row| row[place].as_str()).collect()
    };
    assert_eq!(
        column("name"),
        [
            "'=1+1",
            "'+SUM(A1:A9)占比",
            "'-2+3增速",
            "'@SUM(1+1)*cmd|' /C calc'!A0",
            "'＝1＋1，\"引号\"，逗号,|竖线|",
        ]
    );
    // Negative numbers are numbers.
    assert_eq!(column("gap"), ["-799.5", "0", "-6.5", "-0.25", "-600"]);
    assert_eq!(
        column("actual_period"),
        ["2030年1-6月", "2030", "2030年三季度", "'2030年6月", "2030年1-11月"]
    );
    assert_eq!(column("section"), ["'3-1", "'1.10", "'007", "一", "二(三)6"]);
    assert_eq!(column("responsible")[0], "'@市科技局;=市财政局");
    assert_eq!(column("published")[0], "2030-07-20");
}

#[test]
fn csv_excel_marks_what_a_spreadsheet_would_change() {
    let folder = tempfile::tempdir().unwrap();
    let named =
        [("(5)", "(1)"), ("TRUE", "MAR 1"), ("$5", "1,2"), ("2024年6月", "(二)"), ("#N/A", "5.1")];
    let mut plan =
        "[plan]\nid = \"cells\"\ntitle = \"cells\"\nregion = \"测试市\"\nperiod = \"2021/2025\"\n"
            .to_owned();
    let mut rows = "region,indicator,period,value,unit,published,quality\n".to_owned();
    for (index, (name, section)) in named.iter().enumerate() {
        write!(plan,
            "\n[[indicator]]\nid = \"i{index}\"\nname = \"{name}\"\nunit = \"个\"\nmeasure = \"level\"\n\
             baseline = {{ period = \"2020\", value = 5 }}\ntarget = {{ at_least = 10 }}\n\
             cite = {{ section = \"{section}\", figure = \"10\" }}\n"
        )
        .unwrap();
        writeln!(rows, "测试市,i{index},2024,6,个,2025-02-01,").unwrap();
    }
    fs::write(folder.path().join("cells.toml"), plan).unwrap();
    fs::write(folder.path().join("rows.csv"), rows).unwrap();
    let command = "status cells.toml --actuals rows.csv --as-of 2025-03-01 -q --format";
    for (format, mark) in [("csv-excel", "'"), ("csv", ""), ("tsv", "")] {
        let text = answer(folder.path(), &format!("{command} {format}"));
        let delimiter = if format == "tsv" { b'\t' } else { b',' };
        let records = records(text.trim_start_matches('\u{feff}').as_bytes(), delimiter);
        for (column, wanted) in [("name", named.map(|it| it.0)), ("section", named.map(|it| it.1))]
        {
            let place = records[0].iter().position(|it| it == column).unwrap();
            for (record, text) in records[1..].iter().zip(wanted) {
                // What is no number, date, word or amount to a spreadsheet stays as it is.
                let mark = if ["(二)", "5.1"].contains(&text) { "" } else { mark };
                assert_eq!(record[place], format!("{mark}{text}"), "{format}");
            }
        }
    }
    // In a workbook text is text.
    let mut book = workbook(run(folder.path(), &format!("{command} xlsx")).stdout);
    let (_, rows) = sheets_of_rows(&mut book).remove(0);
    assert!(
        named
            .iter()
            .zip(&rows[1..])
            .all(|((name, _), row)| row.contains(&Data::String((*name).to_owned())))
    );
}

#[test]
fn a_workbook_has_types() {
    let rows = objects(STATUS);
    let mut book = workbook(bytes(&format!("{STATUS} --format xlsx")));
    let mut rows = rows.iter();
    for (plan, lines) in sheets_of_rows(&mut book) {
        let head: Vec<String> = lines[0].iter().map(ToString::to_string).collect();
        for line in &lines[1..] {
            let row = rows.next().unwrap();
            assert_eq!(row["plan"], plan.as_str());
            for (column, cell) in head.iter().zip(line) {
                let expected = &row[column];
                let place = format!("{plan} {} {column}", row["indicator"]);
                match expected {
                    Value::Null => assert!(cell.is_empty(), "{place}"),
                    Value::Bool(flag) => assert_eq!(cell.get_bool(), Some(*flag), "{place}"),
                    Value::Number(number) => {
                        let found = cell.as_f64().filter(|_| !cell.is_string()).unwrap();
                        let expected: f64 = number.to_string().parse().unwrap();
                        assert!((found - expected).abs() < 1e-9, "{place}: {found}");
                    }
                    Value::String(day) if column == "as_of" || column == "published" => {
                        let serial = cell.get_datetime().unwrap().as_f64();
                        assert!((serial - days_of_excel(day)).abs() < 1e-9, "{place}");
                    }
                    other => assert_eq!(cell.to_string(), plain(other), "{place}"),
                }
            }
        }
    }
    assert!(rows.next().is_none());
}

/// The lines of a sheet as text.
fn lines(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn a_data_sheet_is_the_csv_cell_by_cell() {
    let mut expected = records(&bytes(&format!("{STATUS} --format csv")), b',');
    let head = expected.remove(0);
    let mut book = workbook(bytes(&format!("{STATUS} --format xlsx")));
    let mut rows = Vec::new();
    for (_, mut lines) in sheets_of_rows(&mut book) {
        assert!(lines.remove(0).iter().map(ToString::to_string).eq(head.clone()));
        rows.extend(lines);
    }
    assert_eq!(rows.len(), expected.len());
    for (row, record) in rows.iter().zip(&expected) {
        assert_eq!(row.len(), record.len());
        for ((cell, text), column) in row.iter().zip(record).zip(&head) {
            let same = match cell {
                Data::DateTime(day) => (day.as_f64() - days_of_excel(text)).abs() < 1e-9,
                Data::Float(number) => (text.parse::<f64>().unwrap() - number).abs() < 1e-9,
                other => other.to_string() == *text,
            };
            assert!(same, "{column}: {cell} is not {text}");
        }
    }
}

#[test]
fn a_workbook_begins_with_sheets_to_read() {
    let document = json(repository(), STATUS.strip_suffix(" -q").unwrap());
    let rows = objects(STATUS);
    for (lang, overview, heads) in [
        (
            "en",
            "overview",
            ["#", "Indicator", "Target", "Actual", "Period", "vs target", "Ratio", "Verdict"],
        ),
        ("zh", "一览", ["#", "指标", "目标值", "实际值", "时期", "较目标", "进度比", "评估"]),
    ] {
        let bytes = bytes(&format!("{STATUS} --format xlsx --lang {lang}"));
        let mut book = workbook(bytes.clone());
        let plans = ["hangzhou-2024", "zhejiang-145"];
        let of = plans.map(|plan| format!("{overview} {plan}"));
        assert_eq!(book.sheet_names(), [overview, &of[0], &of[1], plans[0], plans[1]]);
        for (plan, sheet) in plans.iter().zip(&of) {
            let lines = lines(&mut book, sheet);
            let head = lines.iter().position(|line| line[0] == "#").unwrap();
            assert!(lines[head].starts_with(&heads.map(str::to_owned)), "{:?}", lines[head]);
            let known =
                rows.iter().filter(|row| row["plan"] == *plan && row["verdict"] != "no-data");
            let mut table = lines[head + 1..].iter().take_while(|line| !line[1].is_empty());
            for row in known {
                let line = table.next().unwrap();
                let name = if lang == "en" { "name_en" } else { "name" };
                // Of one name with several others the distinction stands behind it.
                assert!(line[1].starts_with(row[name].as_str().unwrap()), "{line:?}");
                let verdict = line.iter().any(|cell| *cell == row["verdict"].as_str().unwrap());
                assert!(verdict || lang == "zh" || row["verdict"] == "achieved", "{line:?}");
            }
            assert!(table.next().is_none());
            let of = document["plans"].as_array().unwrap().iter().find(|it| it["plan"] == *plan);
            let total = of.unwrap()["tallies"]["all"]["total"].to_string();
            assert!(lines[..head].iter().any(|line| line[0].contains(&total)), "{total}");
        }
        // Printed: A4 across, one page wide, the head on every page.
        for number in 1..=3 {
            let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
            for wanted in [
                "<pageSetUpPr fitToPage=\"1\"",
                "paperSize=\"9\"",
                "fitToHeight=\"0\"",
                "landscape",
            ] {
                assert!(sheet.contains(wanted), "{number}: {wanted}");
            }
        }
        let book = part(&bytes, "xl/workbook.xml");
        assert_eq!(book.matches("_xlnm.Print_Titles").count(), 5);
    }
}

#[test]
fn a_workbook_is_frozen_filtered_and_coloured() {
    let bytes = bytes(&format!("{STATUS} --format xlsx"));
    for number in 1..=5 {
        let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(sheet.contains(r#"<pane ySplit=""#), "{number}");
        assert!(sheet.contains("<autoFilter ref=\"A"), "{number}");
        assert!(!sheet.contains("<f>"), "{number}: a formula");
    }
    let styles = part(&bytes, "xl/styles.xml");
    for needed in ["FFC6EFCE", "FFF49AA3", r#"formatCode="yyyy\-mm\-dd""#, "#,##0"] {
        let found = styles.contains(needed) || styles.contains(&needed.replace("\\-", "-"));
        assert!(found, "{needed} in {styles}");
    }
}

#[test]
fn a_workbook_keeps_digits_that_a_spreadsheet_would_round() {
    let mut book = workbook(bytes(&format!("status {WICKED} --format xlsx")));
    let (_, rows) = sheets_of_rows(&mut book).remove(0);
    let place = |column: &str| {
        let head = rows[0].iter();
        head.map(ToString::to_string).position(|it| it == column).unwrap()
    };
    let row = |id: &str| {
        let found = rows.iter().find(|row| row[place("indicator")] == *id);
        found.unwrap()
    };
    assert_eq!(row("at")[place("target")], Data::String("12345678901234567.5".to_owned()));
    assert_eq!(row("equals")[place("name")], Data::String("=1+1".to_owned()));
    // A percentage stays in the plan's unit.
    assert_eq!(row("plus")[place("actual")], Data::Float(3.22));
    assert_eq!(row("plus")[place("unit")], Data::String("%".to_owned()));
}

#[test]
fn two_runs_give_the_same_bytes() {
    for (format, _) in FORMATS {
        let arguments = format!("{STATUS} --format {format}");
        assert!(bytes(&arguments) == bytes(&arguments), "{format}");
    }
}

#[test]
fn a_format_of_another_command_is_refused_before_anything_is_read() {
    for format in ["html", "github", "junit", "sarif"] {
        let output =
            run(repository(), &format!("status absent --actuals absent.csv --format {format}"));
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(said.starts_with("error[no-such-format]"), "{said}");
        for (known, _) in FORMATS {
            assert!(said.contains(known), "{format}: {known}");
        }
    }
}

#[test]
fn a_dash_is_standard_output() {
    let plain = answer(repository(), &format!("{STATUS} --format csv"));
    let output = run(repository(), &format!("{STATUS} --format csv -o -"));
    assert_eq!(stdout(&output), plain);
    assert!(!repository().join("-").exists());
}

/// A limit on the size of files simulates a full disk: beyond it, the system refuses to write, or kills the process.
#[cfg(target_os = "linux")]
mod full_disk {
    use std::process::Command;

    use super::*;

    fn limited(folder: &Path, prefix: &str, file: &str) -> std::process::Output {
        let script =
            format!("{prefix}ulimit -f 1; exec \"$0\" {STATUS} --plans-dir \"$1\" -o {file}");
        Command::new("bash")
            .args(["-c", &script])
            .arg(PLANCHECK)
            .arg(repository().join("plans"))
            .env_clear()
            .current_dir(folder)
            .output()
            .unwrap()
    }

    #[test]
    fn the_old_file_survives_and_nothing_is_left() {
        for (format, _) in FORMATS {
            let ending = format.replace("csv-excel", "csv");
            let file = format!("out.{ending} --format {format}");
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(format!("out.{ending}"));
            fs::write(&path, "old").unwrap();
            // With the signal ignored, a write returns an error, as on a full disk.
            let output = limited(folder.path(), "trap '' XFSZ; ", &file);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{format}: {said}");
            assert!(said.contains("error[cannot-write]"), "{format}: {said}");
            assert_eq!(fs::read_to_string(&path).unwrap(), "old", "{format}");
            assert_eq!(names(folder.path()).len(), 1, "{format}");
        }
    }

    #[test]
    fn a_killed_run_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let output = limited(folder.path(), "", "out.csv");
        assert_eq!(output.status.code(), None, "it was killed");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        // The temporary file remains, and does not affect the next run.
        assert_eq!(names(folder.path()).len(), 2);
        let plans = repository().join("plans");
        let output =
            run(folder.path(), &format!("{STATUS} --plans-dir {} -o out.csv", plans.display()));
        assert!(output.status.success(), "{}", stderr(&output));
        let written = fs::read_to_string(&path).unwrap();
        assert_eq!(written.lines().next(), Some(COLUMNS));
    }

    #[test]
    fn an_unfinished_new_file_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let output = limited(folder.path(), "trap '' XFSZ; ", "out.csv");
        assert_eq!(output.status.code(), Some(2));
        assert!(names(folder.path()).is_empty());
    }
}

#[cfg(target_os = "linux")]
mod devices {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_full_device_is_an_error_in_every_format() {
        for (format, _) in FORMATS {
            let output = run(repository(), &format!("{STATUS} --format {format} -o /dev/full"));
            assert_eq!(output.status.code(), Some(2), "{format}");
            assert!(stderr(&output).contains("/dev/full"), "{format}");
        }
        let output = run(repository(), &format!("{STATUS} -o /dev/null"));
        assert!(output.status.success());
        for device in ["/dev/full", "/dev/null"] {
            assert!(fs::metadata(device).unwrap().file_type().is_char_device(), "{device}");
        }
    }

    #[test]
    fn dev_stdout_is_standard_output_in_every_format() {
        for (format, _) in FORMATS {
            let arguments = format!("{STATUS} --format {format}");
            let output = run(repository(), &format!("{arguments} -o /dev/stdout"));
            assert_eq!(stderr(&output), "", "{format}");
            assert!(output.stdout == bytes(&arguments), "{format}");
        }
    }

    #[test]
    fn a_named_pipe_is_written_to_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
        let arguments = format!("{STATUS} --format csv");
        let output = run(repository(), &format!("{arguments} -o {}", pipe.display()));
        assert!(output.status.success(), "{}", stderr(&output));
        let read = reader.wait_with_output().unwrap().stdout;
        assert!(read == bytes(&arguments));
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }

    #[test]
    fn a_closed_pipe_is_not_a_failure_even_if_named() {
        for target in ["-", "/dev/stdout"] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let output = plancheck(repository())
                .args(STATUS.split(' '))
                .args(["--format", "xlsx", "-o", target])
                .stdout(writer)
                .stderr(Stdio::piped())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(0), "{target}");
            assert_eq!(stderr(&output), "", "{target}");
        }
    }

    #[test]
    fn links_are_followed_and_the_mode_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.xlsx"), folder.path().join("out.xlsx"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.xlsx", &link).unwrap();
        let output = run(repository(), &format!("{STATUS} -o {}", link.display()));
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read(&real).unwrap().starts_with(b"PK"));
        let mode = fs::metadata(&real).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    /// `script` gives a command a terminal.
    #[test]
    fn a_workbook_is_not_written_to_a_terminal() {
        for target in ["", " -o -", " -o /dev/stdout"] {
            let command = format!("{PLANCHECK} {STATUS} --format xlsx{target}");
            let output = Command::new("script")
                .args(["-qec", &command, "/dev/null"])
                .current_dir(repository())
                .stdin(Stdio::null())
                .output();
            let Ok(output) = output else {
                // Without `script` there is no terminal.
                return;
            };
            let said = stdout(&output);
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("binary-to-terminal"), "{said}");
            assert!(!said.contains("PK"), "{said}");
        }
    }
}
