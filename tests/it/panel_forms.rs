//! A panel of several megabytes gives the same bytes in every form.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::support::{plancheck, repository, stderr, zstd};

const REGIONS: usize = 90;
const NAMES: [&str; 6] = [
    "发明专利授权量",
    "高新技术产业增加值占比",
    "技术合同成交额",
    "别的指标",
    "another, with a comma",
    "第三个",
];

/// Invented rows, about 5 MB. Notes contain line breaks and quotes.
fn rows() -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for region in 0..REGIONS {
        for name in NAMES {
            for year in 2016..=2024 {
                for release in 0..10 {
                    let value = (region * 37 + year * 11 + release * 5 + name.len()) % 997;
                    let note = match (region + year + release) % 5 {
                        0 => format!("修订\n第{release}次, \"初步\""),
                        1 => "\"\"\r\n\"".to_owned(),
                        _ => "年鉴".repeat(6),
                    };
                    rows.push(vec![
                        format!("第{region}市"),
                        name.to_owned(),
                        year.to_string(),
                        format!("{value}.{release}"),
                        String::new(),
                        format!("{}-{:02}-{:02}", year + 1, 1 + release, 1 + region % 28),
                        note,
                        // Without a source, file and line take its place.
                        "年鉴".to_owned(),
                    ]);
                }
            }
        }
    }
    rows
}

fn table(rows: &[Vec<String>], style: csv::QuoteStyle, end: csv::Terminator) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().quote_style(style).terminator(end).from_writer(Vec::new());
    let header = "region,indicator,period,value,unit,published,note,source";
    writer.write_record(header.split(',')).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The same rows in an unrelated order.
fn shuffled(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|row| (row.wrapping_mul(2_654_435_761) >> 7) % 65_521);
    order.into_iter().map(|row| rows[row].clone()).collect()
}

fn answer(folder: &Path, arguments: &[&str], stdin: Stdio) -> String {
    let output = plancheck(folder)
        .arg("status")
        .arg(repository().join("tests/cmd/actuals/city.toml"))
        .args(["--each-region", "--as-of", "2024-06-30", "-q"])
        .args(arguments)
        .stdin(stdin)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_form_of_a_panel_gives_the_same_bytes() {
    use csv::QuoteStyle::{Always, Necessary};
    let (lf, crlf) = (csv::Terminator::Any(b'\n'), csv::Terminator::CRLF);
    let rows = rows();
    let plain = table(&rows, Necessary, lf);
    assert!(plain.len() > 3 << 20, "{} bytes are few blocks", plain.len());
    let mixed = shuffled(&rows);
    assert_ne!(mixed, rows);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&plain).unwrap();
    // Two members, as `cat a.gz b.gz` makes them.
    let half = plain.iter().position(|byte| *byte == b'\n').unwrap() + 77;
    let member = |text: &[u8]| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(text).unwrap();
        gzip.finish().unwrap()
    };
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("quoted", table(&rows, Always, lf)),
        ("crlf", table(&rows, Necessary, crlf)),
        ("quoted crlf", table(&rows, Always, crlf)),
        ("shuffled", table(&mixed, Necessary, lf)),
        ("shuffled quoted", table(&mixed, Always, lf)),
        ("mark", [b"\xef\xbb\xbf", plain.as_slice()].concat()),
        ("without the last line end", plain[..plain.len() - 1].to_vec()),
        ("gzip", gzip.finish().unwrap()),
        ("gzip in two members", [member(&plain[..half]), member(&plain[half..])].concat()),
        ("zstd", zstd(&plain)),
        ("zstd quoted", zstd(&table(&rows, Always, crlf))),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("panel.csv");
    fs::write(&path, &plain).unwrap();
    let expected =
        answer(folder.path(), &["--actuals", "panel.csv", "--format", "csv"], Stdio::null());
    assert_eq!(expected.lines().count(), 1 + REGIONS * 3);
    for (form, bytes) in [("plain", plain)].into_iter().chain(forms) {
        fs::write(&path, bytes).unwrap();
        let by_name =
            answer(folder.path(), &["--actuals", "panel.csv", "--format", "csv"], Stdio::null());
        assert!(by_name == expected, "{form}");
        if !["plain", "quoted crlf", "gzip", "zstd"].contains(&form) {
            continue;
        }
        let stdin = File::open(&path).unwrap();
        let by_stdin = answer(folder.path(), &["--actuals", "-", "--format", "csv"], stdin.into());
        assert!(by_stdin == expected, "{form}, by stdin");
    }
}

/// What docs/warehouse.md promises of the runs of an engine: each has all rows of its regions, in any order.
#[test]
fn runs_over_parts_by_region_give_what_one_run_gives() {
    use csv::QuoteStyle::Necessary;
    let lf = csv::Terminator::Any(b'\n');
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.csv");
    let findings = |rows: &[Vec<String>]| -> Vec<String> {
        fs::write(&path, table(rows, Necessary, lf)).unwrap();
        let arguments = ["--actuals", "-", "--format", "jsonl"];
        let said = answer(folder.path(), &arguments, File::open(&path).unwrap().into());
        said.lines().map(str::to_owned).collect()
    };
    let rows = rows();
    let mut whole = findings(&rows);
    assert_eq!(whole.len(), REGIONS * 3);
    let mut parts: Vec<Vec<Vec<String>>> = vec![Vec::new(); 4];
    for row in shuffled(&rows) {
        parts[row[0].bytes().map(usize::from).sum::<usize>() % 4].push(row);
    }
    let mut together: Vec<String> = parts.iter().flat_map(|part| findings(part)).collect();
    assert!(parts.iter().all(|part| part.len() < rows.len() / 2), "one part has nearly all");
    // A part without rows has no findings, and is no error.
    together.extend(findings(&[]));
    whole.sort();
    together.sort();
    assert!(together == whole);
}
