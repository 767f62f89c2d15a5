//! Hard to break: files of strangers that are damaged or made to fill the memory end a run soon and with exit code 2; what a
//! killed run leaves is no half result and goes with the next one; a plan names no hidden file.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{
    all_of, folder, names, on_every_processor, plancheck, ran, repository, run, stderr,
};

const PLAN: &str = "[plan]\nid = \"t\"\ntitle = \"甲\"\nregion = \"测试市\"\nperiod = \"2021/2025\"\n[[indicator]]\nid = \"a\"\n\
    name = \"甲一\"\nunit = \"亿元\"\nmeasure = \"level\"\nkind = \"stock\"\ntarget = { at_least = 200 }\n\
    cite = { section = \"一\", figure = \"甲一200亿元\" }\n";
const FIGURES: &str =
    "region,indicator,period,value,unit,published\n测试市,甲一,2023,130,亿元,2024-03-01\n";

/// Longer than any file of a few megabytes may take, even where the program is not optimised.
const SOON: Duration = Duration::from_secs(300);

/// The same random numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // Knuth's generator; its upper bits are good.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn damaged(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        match dice.below(4) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = *dice.of(&[0, 1, 0x7f, 0x80, 0xfe, 0xff]),
            2 => drop(bytes.drain(at..(at + 1 + dice.below(64)).min(bytes.len()))),
            _ => {
                let again = bytes[at..(at + 1 + dice.below(64)).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
        }
        if bytes.is_empty() {
            return;
        }
    }
}

/// The archive with one of its parts damaged.
fn damaged_inside(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = dice.below(archive.len());
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        if index == chosen && !text.is_empty() {
            damaged(&mut text, dice);
        }
        out.start_file(part.name().unwrap(), SimpleFileOptions::default()).unwrap();
        out.write_all(&text).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// `benches/damaged.py` reads ten thousand.
#[test]
fn a_damaged_workbook_ends_with_an_exit_code() {
    let forms = repository().join("tests/cmd/actuals/forms.in");
    let runs: Vec<u64> = (0..90).collect();
    on_every_processor(&runs, |_, seed| {
        let mut dice = Dice(*seed + 1);
        let kind = ["xlsx", "xls", "ods"][usize::try_from(seed % 3).unwrap()];
        let mut bytes = fs::read(forms.join(format!("release.{kind}"))).unwrap();
        if kind == "xls" || dice.below(4) == 0 {
            damaged(&mut bytes, &mut dice);
        } else {
            bytes = damaged_inside(&bytes, &mut dice);
        }
        let folder = folder(&[]);
        let name = format!("damaged.{kind}");
        fs::write(folder.path().join(&name), bytes).unwrap();
        let started = Instant::now();
        let output = run(folder.path(), &format!("convert {name}"));
        let (code, _, said) = all_of(&output);
        assert!([0, 2].contains(&code) && !said.contains("panicked at"), "{seed}: {code}: {said}");
        assert!(started.elapsed() < SOON, "{seed}");
    });
}

/// An archive of these parts.
fn archive(path: &Path, parts: &[(&str, &str)]) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

/// A workbook of one sheet with these rows and shared texts.
fn xlsx(path: &Path, rows: &str, texts: &str) {
    let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{document}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    archive(
        path,
        &[
            ("_rels/.rels", &relation("officeDocument", "xl/workbook.xml")),
            ("xl/_rels/workbook.xml.rels", &relation("worksheet", "worksheets/sheet1.xml")),
            (
                "xl/workbook.xml",
                &format!(
                    "<workbook xmlns:r=\"{document}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                ),
            ),
            ("xl/worksheets/sheet1.xml", &format!("<worksheet>{rows}</worksheet>")),
            ("xl/sharedStrings.xml", &format!("<sst>{texts}</sst>")),
        ],
    );
}

/// What would unpack to gigabytes, in one way or another, is refused.
#[test]
fn what_was_made_to_fill_the_memory_is_refused() {
    let folder = folder(&[]);
    let at = |name: &str| folder.path().join(name);
    let long = format!("<si><t>{}</t></si>", "字".repeat(300_000));
    let rows = |count: usize, cells: &str| {
        let mut text = "<sheetData>".to_owned();
        for row in 1..=count {
            let _ = write!(text, "<row r=\"{row}\">{}</row>", cells.replace('#', &row.to_string()));
        }
        text + "</sheetData>"
    };
    xlsx(&at("shared.xlsx"), &rows(600, "<c r=\"A#\" t=\"s\"><v>0</v></c>"), &long);
    xlsx(&at("wide.xlsx"), &rows(600, "<c r=\"XFD#\"><v>1</v></c>"), "");
    let mut merged = "<mergeCells>".to_owned();
    for row in 1..=2_000 {
        let _ = write!(merged, "<mergeCell ref=\"A{row}:A99999\"/>");
    }
    merged += "</mergeCells>";
    xlsx(&at("merged.xlsx"), &(rows(2_000, "<c r=\"A#\"><v>1</v></c>") + &merged), "");
    let table = |cells: &str, times: usize| {
        format!(
            "<d><table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row></table:table></d>"
        )
    };
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    for (name, content) in [
        ("rows.ods", table(cell, 1_048_576)),
        (
            "spaces.ods",
            table(
                "<table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell>",
                1,
            ),
        ),
        ("endless.ods", table(cell, 1).replace("</table:table></d>", "")),
    ] {
        archive(
            &at(name),
            &[
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("META-INF/manifest.xml", "<m/>"),
                ("content.xml", &content),
            ],
        );
    }
    let row = "region,indicator,period,value,note\n";
    let line = format!("乙,丙,2023,1,{}\n", "注".repeat(3_000));
    for (name, level) in [("long.csv.gz", 6), ("rows.csv.gz", 9)] {
        let mut file = flate2::write::GzEncoder::new(
            File::create(at(name)).unwrap(),
            flate2::Compression::new(level),
        );
        let text = if name == "long.csv.gz" { " ".repeat(1 << 20) } else { line.repeat(100) };
        file.write_all(row.as_bytes()).unwrap();
        for _ in 0..50 {
            file.write_all(text.as_bytes()).unwrap();
        }
        file.finish().unwrap();
    }
    for name in names(folder.path()) {
        let started = Instant::now();
        let (code, out, said) = ran(folder.path(), &format!("convert {name} --region 甲"));
        let size = at(&name).metadata().unwrap().len();
        assert!(size < 2 << 20, "{name}: {size}");
        assert_eq!(code, 2, "{name}: {}", &out[..out.len().min(99)]);
        let known = ["damaged-workbook", "damaged-stream", "record-too-long"];
        assert!(
            known.iter().any(|code| said.contains(&format!("error[{code}]"))),
            "{name}: {said}"
        );
        assert!(started.elapsed() < SOON, "{name}: {:?}", started.elapsed());
    }
}

/// The result is written beside the old one while the figures are read; a run that is killed there leaves the old one as it
/// was, and its temporary file goes with the next run.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_old_result_and_nothing_after_the_next_run() {
    let folder = folder(&[("t.toml", PLAN), ("f.csv", FIGURES), ("out.csv", "as it was\n")]);
    let path = folder.path();
    let asked = |actuals: &str| {
        format!(
            "status t.toml --each-region --format csv --as-of 2024-06-30 -q --actuals {actuals} -o out.csv"
        )
    };
    let mut child =
        plancheck(path).args(asked("-").split(' ')).stdin(Stdio::piped()).spawn().unwrap();
    let deadline = Instant::now() + SOON;
    let part = || names(path).into_iter().find(|name| name.starts_with(".out.csv."));
    while part().is_none() {
        assert!(Instant::now() < deadline, "no temporary file");
        std::thread::sleep(Duration::from_millis(5));
    }
    let left = part().unwrap();
    assert!(left.starts_with(&format!(".out.csv.{}-", child.id())), "{left}");
    // A run at the same time leaves it alone.
    assert_eq!(ran(path, &asked("f.csv")).0, 0);
    assert_eq!(part().as_ref(), Some(&left));
    fs::write(path.join("out.csv"), "as it was\n").unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(path.join("out.csv")).unwrap(), "as it was\n");
    assert_eq!(part(), Some(left));
    assert_eq!(ran(path, &asked("f.csv")).0, 0);
    assert_eq!(names(path), ["f.csv", "out.csv", "t.toml"]);
    assert!(fs::read_to_string(path.join("out.csv")).unwrap().starts_with("plan,region,"));
}

/// A checkout holds the token of its job in `.git`.
#[cfg(unix)]
#[test]
fn a_plan_names_no_hidden_file() {
    let named = |file: &str| PLAN.replacen("period", &format!("actuals = [\"{file}\"]\nperiod"), 1);
    let secret = "[core]\ntoken = s3cr3t\n";
    for (file, plan) in [
        (".git/config", "plans/t.toml"),
        ("plans/.env.csv", "plans/t.toml"),
        ("data/.keys/x/y.csv", "plans/t.toml"),
    ] {
        let from_plan = format!("../{file}");
        let folder = folder(&[(plan, &named(&from_plan)), (file, secret), (".git/HEAD", "x")]);
        let (code, out, said) = ran(folder.path(), &format!("status {plan} --as-of 2024-06-30"));
        assert_eq!((code, out.as_str()), (2, ""), "{file}");
        assert!(said.starts_with("error[file-outside]"), "{said}");
        assert!(!said.contains("s3cr3t"), "{said}");
        // The user may.
        let asked = format!("status {plan} --actuals {file} --as-of 2024-06-30");
        assert!(ran(folder.path(), &asked).2.starts_with("error[missing-column]"));
    }
    // Nor by a link, whatever it is called.
    let folder = folder(&[("plans/t.toml", PLAN), (".git/config", secret)]);
    for link in ["plans/catalog.toml", "plans/f.csv"] {
        std::os::unix::fs::symlink("../.git/config", folder.path().join(link)).unwrap();
        fs::write(folder.path().join("plans/t.toml"), named("f.csv")).unwrap();
        let said = stderr(&run(folder.path(), "status plans/t.toml --as-of 2024-06-30"));
        assert!(said.starts_with("error[file-outside]") && !said.contains("s3cr3t"), "{said}");
        fs::remove_file(folder.path().join(link)).unwrap();
    }
}
