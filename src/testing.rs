//! The ways that bytes of strangers take through the program, for the fuzz targets (`fuzz/`) and for the tests of what they
//! found. Nothing of it is compiled into the program.
//!
//! Every way takes any bytes; a panic is a fault, and so is a way that takes long.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::format_push_string,
    reason = "a panic is what is looked for, and nothing here is in a hurry"
)]

use std::cell::Cell;
use std::io::{Cursor, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Once};

use chrono::NaiveDate;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    actuals::Actuals,
    assess::{
        Asked, Judged, JudgedPlan, Method, assess,
        trace::diff::{Pair, diff},
    },
    audit::{audit, drafts},
    diag::Diagnostic,
    lang::Lang,
    load::{
        actuals_csv::{Input, Options, read_actuals},
        actuals_xlsx::damaged_by,
        catalog::check_catalog,
        convert::convert,
        new_plan::{self, NewPlan},
        plan_toml::{load_figures, load_version},
        tasks_csv::read_tasks,
    },
    period::Period,
    plan::{
        Plan,
        recipe::{Dates, Decimal, Delimiter, Recipe},
        tasks::TaskStates,
    },
    record::Value as _,
    render::{Style, csv, diagnostics, html, json, text},
    report::{
        explain::Explained,
        rollup::{By, Order, Rollups, SortKey},
        row,
        stage::{StageView, document},
        status::StatusView,
        trend::TrendView,
    },
};

/// Between the parts of an input that has several: no text has it.
pub const BETWEEN: u8 = 0;

/// A plan whose names and regions the seeds of figures have.
const PLAN: &str = include_str!("fixtures/sample-2024.toml");
const FIGURES: &str = "region,indicator,period,value,unit,published,quality,source\n\
                       杭州市,规上工业增加值增长,2024,4.0,%,2025-01-20,,\n";

type Way = fn(&[u8]);

/// A way, by its name: that of the fuzz target and of its folder of seeds.
pub const WAYS: [(&str, Way); 8] = [
    ("plan", plan),
    ("catalogue", catalogue),
    ("actuals", actuals),
    ("workbook", workbook),
    ("tasks", tasks),
    ("document", document_text),
    ("assess", judged),
    ("whole", whole),
];

fn input(name: &str, bytes: &[u8], recipe: Recipe) -> Input {
    let reader = Box::new(Cursor::new(bytes.to_vec()));
    Input { name: name.to_owned(), sheet: None, recipe: Arc::new(recipe), reader }
}

fn style(lang: Lang) -> Style {
    Style { colour: false, ascii: false, width: 80, lang }
}

/// What is said must be said in both languages.
fn say(found: &[Diagnostic]) {
    for lang in [Lang::En, Lang::Zh] {
        for diagnostic in found {
            let said = diagnostics::render(diagnostic, &style(lang));
            assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
        }
    }
}

fn the_plan(text: &[u8]) -> Option<Plan> {
    let loaded = load_version("t.toml", text, None);
    say(&loaded.diagnostics);
    assert_eq!(loaded.plan.is_none(), loaded.diagnostics.iter().any(Diagnostic::is_error));
    loaded.plan
}

fn figures(plan: &Plan, input: Input, options: &Options) -> Actuals {
    let read = read_actuals(&plan.wanted(None), &plan.region, vec![input], options);
    say(&read.diagnostics);
    read.actuals
}

/// A plan, its lints, its audit, and its verdicts without a figure.
pub fn plan(bytes: &[u8]) {
    say(&load_figures("t.toml", bytes, None).diagnostics);
    if let Some(plan) = the_plan(bytes) {
        judge(&plan, &Actuals::default());
    }
}

/// A catalogue, alone and with a plan that takes from it.
pub fn catalogue(bytes: &[u8]) {
    let (catalogue, found) = check_catalog("catalog.toml", bytes);
    say(&found);
    if let Some(catalogue) = catalogue {
        say(&load_version("t.toml", PLAN.as_bytes(), Some(&catalogue)).diagnostics);
    }
}

/// A file of figures as text, by the dialect that the first byte names: read for a plan and converted; in small blocks and in
/// large ones it is the same file.
pub fn actuals(bytes: &[u8]) {
    let Some((dialect, text)) = bytes.split_first() else { return };
    let of = |shift: u8, mask: u8| usize::from(dialect >> shift & mask);
    let recipe = || Recipe {
        delimiter: [None, Some(Delimiter::Semicolon), Some(Delimiter::Tab), Some(Delimiter::Bar)]
            [of(0, 3)],
        decimal: [None, Some(Decimal::Comma)][of(2, 1)],
        dates: [None, Some(Dates::Day)][of(3, 1)],
        ..Recipe::default()
    };
    let options = |block_size| Options {
        every_region: of(4, 1) == 1,
        all_unmatched: true,
        strict: of(5, 1) == 1,
        block_size,
        ..Options::default()
    };
    let plan = the_plan(PLAN.as_bytes()).unwrap();
    let read = |size| figures(&plan, input("t.csv", text, recipe()), &options(size));
    let (large, small) = (read(None), read(Some(64)));
    assert_eq!(format!("{:?}", large.files), format!("{:?}", small.files));
    judge_on(&plan, &large, "2025-06-30", None);
    say(&convert(vec![input("t.csv", text, recipe())], Some("杭州市"), &options(None)).1);
}

/// A workbook: its parts by the first byte (`x` for .xlsx, `o` for .ods), else the bytes of the file themselves.
pub fn workbook(bytes: &[u8]) {
    let file = match bytes.split_first() {
        Some((b'x', parts)) => zipped(&XLSX, parts),
        Some((b'o', parts)) => zipped(&ODS, parts),
        _ => bytes.to_vec(),
    };
    the_library_may_panic(|| {
        let plan = the_plan(PLAN.as_bytes()).unwrap();
        figures(&plan, input("t.xlsx", &file, Recipe::default()), &Options::default());
        let file = || vec![input("t.xlsx", &file, Recipe::default())];
        say(&convert(file(), None, &Options::default()).1);
    });
}

/// Does what ends, in the program, with an error about the workbook where the library panics: that is no fault of ours.
fn the_library_may_panic(work: impl FnOnce()) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            IN_LIBRARY.set(damaged_by(info).is_some());
            if !IN_LIBRARY.get() {
                before(info);
            }
        }));
    });
    let panicked = panic::catch_unwind(AssertUnwindSafe(work)).err();
    if let Some(panic) = panicked.filter(|_| !IN_LIBRARY.take()) {
        panic::resume_unwind(panic);
    }
}

thread_local! {
    static IN_LIBRARY: Cell<bool> = const { Cell::new(false) };
}

const ODS: [(&str, &str); 3] = [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ("content.xml", ""),
];

const XLSX: [(&str, &str); 6] = [
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    ("xl/worksheets/sheet1.xml", ""),
    ("xl/sharedStrings.xml", ""),
    ("xl/styles.xml", ""),
];

/// An archive of these parts; those without a text have the next part of the bytes.
fn zipped(parts: &[(&str, &str)], bytes: &[u8]) -> Vec<u8> {
    let mut own = bytes.split(|byte| *byte == BETWEEN);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        let text = if text.is_empty() { own.next() } else { Some(text.as_bytes()) };
        let Some(text) = text else { break };
        archive.start_file(*name, stored).unwrap();
        archive.write_all(text).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// States of tasks.
pub fn tasks(bytes: &[u8]) {
    let states = read_tasks(vec![input("t.csv", bytes, Recipe::default())], "t", &["one", "two"]);
    say(&states.1);
}

/// The text of a document: its drafts are a plan that can be read, and which the document holds.
pub fn document_text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let drafts = drafts(&text, bytes.len().is_multiple_of(2));
    let new = NewPlan {
        id: "t",
        plan: "t",
        region: Some("测试市"),
        period: Period::parse("2026/2030").unwrap(),
        years: None,
        schema: None,
        source_text: None,
        drafts: Some(&drafts),
    };
    let written = new_plan::text(&new, Lang::En);
    let found = load_figures("t.toml", written.as_bytes(), None);
    say(&found.diagnostics);
    let errors: Vec<_> = found.diagnostics.iter().filter(|it| it.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{written}");
    let figures: Vec<_> = found.figures.unwrap().into_iter().map(|(figure, _)| figure).collect();
    audit(&text, &figures);
}

/// Plans and figures made of the bytes: any measure with any target and any figures, which text seldom comes to.
pub fn judged(bytes: &[u8]) {
    let mut bytes = bytes.iter().copied();
    let mut of = |most: usize| usize::from(bytes.next().unwrap_or_default()) % most;
    let mut plan = "[plan]\nid = \"t\"\ntitle = \"甲\"\nregion = \"甲市\"\nperiod = \"2021/2025\"\n\
                    [members]\nall = [\"乙县\", \"丙县\"]\n[[series]]\nid = \"s\"\nname = \"丁\"\nunit = \"%\"\n"
        .to_owned();
    for id in ["a", "b"] {
        let measure = MEASURES[of(MEASURES.len())];
        let kind = ["stock", "flow", "ratio"][of(3)];
        let unit = ["亿元", "%", "位"][of(3)];
        let target = TARGETS[of(TARGETS.len())].replace('N', NUMBERS[of(NUMBERS.len())]);
        let every = ["", "", ", every = \"all\"", ", about = true"][of(4)];
        let more = MORE[of(MORE.len())].replace('N', NUMBERS[of(NUMBERS.len())]);
        plan += &format!(
            "[[indicator]]\nid = \"{id}\"\nname = \"{id}名\"\nunit = \"{unit}\"\nmeasure = \"{measure}\"\n\
             kind = \"{kind}\"\ntarget = {{ {target}{every} }}\n{more}\ncite = {{ section = \"一\", figure = \"甲5\" }}\n"
        );
    }
    let mut rows = "region,indicator,period,value,unit,published,quality\n".to_owned();
    for _ in 0..of(24) {
        let region = ["甲市", "乙县", "丙县"][of(3)];
        let name = ["a名", "b名", "丁"][of(3)];
        let (year, part) = (2018 + of(10), PARTS[of(PARTS.len())]);
        let sign = ["", "", "", "超", "约", "近", "-"][of(7)];
        let value = NUMBERS[of(NUMBERS.len())];
        let unit = ["", "", "亿元", "万元", "%"][of(5)];
        let published = format!("{}-{:02}-01", year + of(3), 1 + of(12));
        let quality = QUALITIES[of(QUALITIES.len())];
        rows +=
            &format!("{region},{name},{year}{part},{sign}{value},{unit},{published},{quality}\n");
    }
    both(plan.as_bytes(), rows.as_bytes());
}

const MEASURES: [&str; 5] = ["level", "total", "rate", "every-year", "average-growth"];
const TARGETS: [&str; 14] = [
    "at_least = N",
    "at_most = N",
    "above = N",
    "below = N",
    "between = [1, 50]",
    "within = [-5, 50]",
    "rising = true",
    "falling = true",
    "not_falling = true",
    "times_baseline = 2",
    "rise_by = N",
    "fall_by = \"15%\"",
    "at_least_series = \"s\"",
    "above_series = \"s\", margin = 2",
];
const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "5",
    "50",
    "99.95",
    "100",
    "100.5",
    "120",
    "200",
    "-3",
    "0.0001",
    "12345678901234567890",
];
const MORE: [&str; 7] = [
    "",
    "baseline = { period = \"2020\", value = N }",
    "baseline = { period = \"2020\" }",
    "milestones = { \"2023\" = N }",
    "baseline = { period = \"2020\", value = 100 }\nmethod = \"compound\"",
    "baseline = { period = \"2020\", value = 100 }\nmethod = \"projection\"",
    "deadline = \"2024\"",
];
const PARTS: [&str; 10] = ["", "", "", "-12", "Q4", "H1", "-01/2023-06", "-12-31", "年末", "Q1"];
const QUALITIES: [&str; 6] = ["", "", "preliminary", "doubtful", "break", "forecast"];

/// A plan and figures, in this order, with a zero byte between them.
pub fn whole(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == BETWEEN);
    if let Some(plan) = parts.next() {
        both(plan, parts.next().unwrap_or(FIGURES.as_bytes()));
    }
}

fn both(plan: &[u8], rows: &[u8]) {
    let Some(plan) = the_plan(plan) else { return };
    let options = Options { every_region: true, ..Options::default() };
    judge(&plan, &figures(&plan, input("t.csv", rows, Recipe::default()), &options));
}

/// By every method, on days before, in and after most periods.
fn judge(plan: &Plan, actuals: &Actuals) {
    for (method, day) in [
        (None, "2019-06-30"),
        (Some(Method::Compound), "2023-06-30"),
        (Some(Method::Projection), "2024-02-29"),
        (Some(Method::Schedule), "2026-12-31"),
    ] {
        judge_on(plan, actuals, day, method);
    }
}

/// Verdicts, and what is shown of them.
fn judge_on(plan: &Plan, actuals: &Actuals, day: &str, method: Option<Method>) {
    let day: NaiveDate = day.parse().unwrap();
    let asked = Asked { method, other_methods: true, ..Asked::default() };
    let assessment = assess(plan, actuals, day, asked);
    let before = assess(plan, actuals, day - chrono::Days::new(300), asked);
    let all = JudgedPlan::new(plan, actuals, &assessment);
    diff(JudgedPlan::new(plan, actuals, &before), all, actuals, &Pair::same(plan), asked);
    let view = StatusView::new(all, assessment.findings.iter().collect());
    let mut out = Vec::new();
    for lang in [Lang::En, Lang::Zh] {
        let style = style(lang);
        let words = style.words();
        let names = |name: &_| words.name_order(name);
        let order = Order { key: SortKey::Gap, groups_too: false, names: &names };
        text::sheet(&view.sheet(true), &mut out, &style).unwrap();
        text::sheet(&order.applied(&view).gap_sheet(true), &mut out, &style).unwrap();
        for finding in &assessment.findings {
            let judged = Judged { basis: *all, finding };
            text::sheet(&Explained(judged).sheet(), &mut out, &style).unwrap();
            text::sheet(&TrendView::new(judged).sheet(), &mut out, &style).unwrap();
        }
        let states = TaskStates::default();
        let stage = StageView::new(all, &states, None, None);
        json::document(&document(std::slice::from_ref(&stage)), &mut out).unwrap();
        let page = html::PlanPage { stage, changes: None, regions: None };
        html::page(&html::PageView::new(vec![page]), &mut out, &style).unwrap();
        let views = [view.clone()];
        let rollups = Rollups::new(&views, By::Plan, &order);
        json::document(&rollups.data(), &mut out).unwrap();
    }
    csv::flat(row::flat(view.judged()), csv::Dialect::Excel, &mut out).unwrap();
    assert!(!out.contains(&0x1b), "{}", String::from_utf8_lossy(&out));
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn way(name: &str) -> Way {
        WAYS.iter().find(|(known, _)| *known == name).unwrap().1
    }

    /// Files named after their way.
    #[test]
    fn what_the_fuzzers_found_is_mended() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed");
        let mut count = 0;
        for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            let name = file.file_name().unwrap().to_str().unwrap();
            way(name.split('-').next().unwrap())(&fs::read(&file).unwrap());
            count += 1;
        }
        assert!(count > 0);
    }

    /// So that they do not rot: every way takes what it is for, and anything else.
    #[test]
    fn every_way_can_be_gone() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: &str| fs::read(root.join(path)).unwrap();
        let rows = [&[16][..], FIGURES.as_bytes()].concat();
        let sheet = b"x<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
        for (name, bytes) in [
            ("plan", PLAN.as_bytes().to_vec()),
            ("catalogue", read("plans/catalog.toml")),
            ("actuals", rows),
            ("workbook", sheet.to_vec()),
            ("workbook", b"o<t><table:table table:name='a'/></t>".to_vec()),
            ("workbook", read("tests/cmd/actuals/forms.in/release.xls")),
            ("tasks", read("src/fixtures/counties-tasks.csv")),
            ("document", "到2030年，专利达到1500件。".into()),
            ("assess", (0..=255).collect()),
            ("whole", [PLAN.as_bytes(), &[BETWEEN], FIGURES.as_bytes()].concat()),
        ] {
            way(name)(&bytes);
        }
        for (_, way) in WAYS {
            for bytes in [&b""[..], b"\0", b"x\0\0", b"o", &[0xff; 40], b"[plan]\nid = \"t\"\n"] {
                way(bytes);
            }
        }
    }
}
