//! Broken files of actuals, including large ones: each is refused with file, line and byte, however it is read, and no partial
//! result is left.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::support::{names, plancheck, repository, stderr, zstd};

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A long table of at least a megabyte, by several workers.
    Blocks,
    /// Row by row, because there is no region column.
    Rows,
    /// Row by row, because the file is too small for workers.
    Small,
}

const WAYS: [Way; 3] = [Way::Blocks, Way::Rows, Way::Small];

impl Way {
    fn header(self) -> &'static str {
        match self {
            Self::Rows => "indicator,period,value,unit,published,note\n",
            _ => "region,indicator,period,value,unit,published,note\n",
        }
    }

    /// The beginning of a row of the region.
    fn start(self) -> &'static str {
        match self {
            Self::Rows => "",
            _ => "测试市,",
        }
    }

    /// A header and good rows: several blocks of them, or a few.
    fn good(self) -> String {
        let count = if self == Self::Blocks { 40_000 } else { 40 };
        let mut text = self.header().to_owned();
        for row in 0..count {
            let name = ["发明专利授权量", "别的指标"][usize::from(row % 400 > 0)];
            let (year, start) = (2021 + row % 4, self.start());
            writeln!(text, "{start}{name},{year},{row},件,2024-01-02,年鉴").unwrap();
        }
        text
    }
}

fn lines(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}

/// Runs `status` on a file that must be refused, and returns the message.
fn refused(bytes: &[u8], name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    fs::write(folder.path().join("old.csv"), "as it was").unwrap();
    for out in ["new.csv", "old.csv"] {
        let output = plancheck(folder.path())
            .arg("status")
            .arg(plan())
            .args(["--actuals", name, "--as-of", "2024-06-30"])
            .args(["--ascii", "-q", "-o", out])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(output.stdout.is_empty());
        assert_eq!(names(folder.path()), [name, "old.csv"], "something is left behind");
        let old = fs::read(folder.path().join("old.csv")).unwrap();
        assert_eq!(old, b"as it was");
        if out == "old.csv" {
            return stderr(&output);
        }
    }
    unreachable!("two runs")
}

fn plan() -> std::path::PathBuf {
    repository().join("tests/cmd/actuals/city.toml")
}

/// Asserts message and place, and that there is no other message.
fn says(said: &str, message: &str, place: &str) {
    assert!(said.starts_with(&format!("error[{message}")), "{said}");
    assert!(said.contains(&format!("--> {place}\n")), "{said}\n{place}");
    assert!(said.contains("= help: "), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    assert!(said.len() < 1500, "{} bytes", said.len());
}

#[test]
fn a_file_that_ends_inside_a_quoted_cell() {
    for way in WAYS {
        let good = way.good();
        let start = way.start();
        let (offset, line) = (good.len(), lines(good.as_bytes()) + 1);
        let text = format!("{good}{start}发明专利授权量,2024,5,件,,\"注\n{start}x,\"\"\n");
        let said = refused(text.as_bytes(), "a.csv");
        let message = format!(
            "open-quote]: the file ends inside a quoted cell of the row that starts at byte {offset} of the text"
        );
        says(&said, &message, &format!("a.csv:{line}:1"));
    }
}

#[test]
fn an_open_quote_in_the_first_row_swallows_the_rest() {
    for way in [Way::Blocks, Way::Rows] {
        let mut text = format!("{}{}别的指标,2024,5,件,,\"注\n", way.header(), way.start());
        let row = format!("{}别的指标,2023,5,件,2024-01-02,年鉴\n", way.start());
        text += &row.repeat((18 << 20) / row.len());
        let offset = way.header().len();
        let message = format!(
            "record-too-long]: the row that starts at byte {offset} of the text is longer than 16 MiB"
        );
        says(&refused(text.as_bytes(), "a.csv"), &message, "a.csv:2:1");
    }
}

#[test]
fn a_row_beyond_the_longest_allowed() {
    for way in [Way::Blocks, Way::Rows] {
        let good = way.good();
        let (offset, line) = (good.len(), lines(good.as_bytes()) + 1);
        let row = |length: usize| {
            let start = format!("{}发明专利授权量,2024,5,件,,", way.start());
            format!("{good}{start}{}\n", "x".repeat(length - start.len() - 1))
        };
        let message = format!(
            "record-too-long]: the row that starts at byte {offset} of the text is longer than 16 MiB"
        );
        let said = refused(row((16 << 20) + 2).as_bytes(), "a.csv");
        says(&said, &message, &format!("a.csv:{line}:1"));
        // A row of the maximum length is read normally, so the row after it is the first error.
        let text = row(16 << 20) + &row(16 << 20)[good.len()..] + way.start() + "\"";
        let said = refused(text.as_bytes(), "a.csv");
        let message = format!(
            "open-quote]: the file ends inside a quoted cell of the row that starts at byte {} of",
            offset + (32 << 20)
        );
        says(&said, &message, &format!("a.csv:{}:1", line + 2));
    }
}

#[test]
fn a_row_with_too_many_cells() {
    for way in [Way::Blocks, Way::Rows] {
        let good = way.good();
        let (offset, line) = (good.len(), lines(good.as_bytes()) + 1);
        let row = ",".repeat(2 << 20);
        let text = format!("{good}{}别的指标,2024{row}\n", way.start());
        let message = format!(
            "too-many-cells]: the row that starts at byte {offset} of the text has more than 1048576 cells"
        );
        let said = refused(text.as_bytes(), "a.csv");
        says(&said, &message, &format!("a.csv:{line}:1"));
    }
}

#[test]
fn a_file_of_one_line() {
    let message = "header-too-long]: the first row, which names the columns, starts at byte 0 of the text and is \
                   longer than 1 MiB";
    let line = "region,indicator,period,value,unit,";
    for text in [line.repeat(1 << 16), ",".repeat(3 << 20), "头".repeat(1 << 20)] {
        says(&refused(text.as_bytes(), "a.csv"), message, "a.csv:1:1");
    }
    // A quote left open in the header: its line may be a title, and what follows is too long to be another one.
    let text = format!("\"{line}\n{}", "x,".repeat(1 << 20));
    says(&refused(text.as_bytes(), "a.csv"), &message.replace("byte 0", "byte 37"), "a.csv:2:1");
    let columns = format!("{line}{}\n{}\n", ",".repeat(1 << 15), "1,".repeat(1 << 20));
    let message =
        "too-many-cells]: the row that starts at byte 0 of the text has more than 16384 cells";
    says(&refused(columns.as_bytes(), "a.csv"), message, "a.csv:1:1");
    // A single line of data.
    let said = refused("测试市,发明专利授权量,2024,5,件".as_bytes(), "a.csv");
    assert!(said.starts_with("error[missing-column]"), "{said}");
}

#[test]
fn an_empty_file_or_only_a_byte_order_mark() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n"] {
        says(&refused(bytes, "a.csv"), "empty-file]", "a.csv:1:1");
    }
}

#[test]
fn bytes_that_are_not_text() {
    for way in WAYS {
        for mark in ["", "\u{feff}"] {
            let good = way.good();
            let before = format!("{good}{}发明专利授权量,2024,\"5\n", way.start());
            let (offset, line) = (before.len(), lines(before.as_bytes()) + 1);
            let place = format!("a.csv:{line}:2");
            let with = |bytes: &[u8], rest: &str| {
                let all = [mark.as_bytes(), before.as_bytes(), b"x", bytes, rest.as_bytes()];
                refused(&all.concat(), "a.csv")
            };
            // In a quoted cell, followed by rows; offsets include the byte order mark.
            let rest = format!("\",件,,\n{}", &good[way.header().len()..]);
            let in_file = offset + 1 + mark.len();
            let message = format!("undecodable-byte]: byte {in_file} of the file is not UTF-8");
            says(&with(b"\xff", &rest), &message, &place);
            says(&with("中".as_bytes().split_last().unwrap().1, &rest), &message, &place);
            let message = format!("zero-byte]: byte {} of the text is zero", offset + 1);
            says(&with(&[0], &rest), &message, &place);
            says(&with(&[0; 5000], &rest), &message, &place);
            // Before a byte that is not UTF-8, not after it.
            says(&with(&[0, 0xff], &rest), &message, &place);
            let message = format!(
                "truncated-file]: the file is truncated: it ends in the middle of a UTF-8 character (byte {in_file})"
            );
            says(&with("中".as_bytes().split_last().unwrap().1, ""), &message, &place);
        }
    }
}

#[test]
fn truncated_compressed_files() {
    for way in [Way::Blocks, Way::Small] {
        let good = way.good();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(good.as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        let zstd = zstd(good.as_bytes());
        let (length, line) = (good.len(), lines(good.as_bytes()) + 1);
        let cut = |bytes: &[u8], by: usize| bytes[..bytes.len() - by].to_vec();
        let changed = |bytes: &[u8], from_end: usize| {
            let mut bytes = bytes.to_vec();
            let at = bytes.len() - from_end;
            bytes[at] ^= 0x55;
            bytes
        };
        let behind = |bytes: &[u8]| [bytes, b"something else, and much more of it"].concat();
        for (format, bytes, name) in [("gzip", &gzip, "a.csv.gz"), ("zstd", &zstd, "a.csv")] {
            let whole =
                format!("truncated-file]: the {format} file is truncated: it ends after byte ");
            let damaged = format!("damaged-stream]: the {format} file is damaged after byte ");
            let said = refused(&cut(bytes, 3), name);
            says(&said, &whole, &format!("{name}:{}:1", line_of(&said, &good)));
            let said = refused(&cut(bytes, bytes.len() / 2), name);
            says(&said, &whole, &format!("{name}:{}:1", line_of(&said, &good)));
            let said = refused(&changed(bytes, if format == "gzip" { 6 } else { 1 }), name);
            says(&said, &damaged, &format!("{name}:{}:1", line_of(&said, &good)));
            let said = refused(&behind(bytes), name);
            says(&said, &format!("{damaged}{length} of"), &format!("{name}:{line}:1"));
            let said = refused(&bytes[..4], name);
            says(&said, &format!("{whole}0 of"), &format!("{name}:1:1"));
        }
    }
}

/// The line in which the text ends.
fn line_of(said: &str, text: &str) -> usize {
    let (_, rest) = said.split_once("after byte ").unwrap();
    let (offset, _) = rest.split_once(' ').unwrap();
    lines(&text.as_bytes()[..offset.parse().unwrap()]) + 1
}

/// Runs on endless standard input: how much of it was read, and the output.
fn endless(arguments: &[&str], start: &str, again: &str) -> (usize, Output) {
    let mut child = plancheck(Path::new("."))
        .arg("status")
        .arg(plan())
        .args(["--actuals", "-", "--as-of", "2024-06-30", "--ascii", "-q"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let piece = again.repeat((1 << 16) / again.len());
    let mut taken = 0;
    if input.write_all(start.as_bytes()).is_ok() {
        while taken < 1 << 30 && input.write_all(piece.as_bytes()).is_ok() {
            taken += piece.len();
        }
    }
    drop(input);
    (taken, child.wait_with_output().unwrap())
}

/// The amount read limits the amount in memory.
#[test]
fn endless_input_is_not_read_forever() {
    const MOST: usize = 24 << 20;
    for arguments in [&["--each-region", "--format", "csv"][..], &[]] {
        for way in [Way::Blocks, Way::Rows] {
            if way == Way::Rows && !arguments.is_empty() {
                continue;
            }
            let open = format!("{}{}别的指标,2024,5,件,,\"", way.header(), way.start());
            for (start, again, code) in [
                (open.as_str(), "长,\n", "record-too-long"),
                ("", "head,", "header-too-long"),
                ("", "\0", "zero-byte"),
            ] {
                let (taken, output) = endless(arguments, start, again);
                let said = stderr(&output);
                assert_eq!(output.status.code(), Some(2), "{said}");
                assert!(output.stdout.is_empty());
                assert!(said.starts_with(&format!("error[{code}]")), "{said}");
                assert!(taken < MOST, "{code}: {taken} bytes were taken");
            }
        }
    }
}
