//! The regions on the HTML page of `report` have all the numbers and verdicts of `status --each-region`; no text in a file can
//! break them, and thousands of them need little space.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use scraper::{ElementRef, Html};

use crate::support::{Row, all, answer, folder, repository, rows, run, said, stderr};

/// Invented figures and real ones.
const RUNS: [(&str, &str); 3] = [
    (
        "tests/cmd/league.in/plan.toml --actuals tests/cmd/league.in/panel.csv --as-of 2024-06-30",
        "plan",
    ),
    ("hangzhou-2024 --as-of 2025-06-30", "hangzhou-2024"),
    ("zhejiang-county-2022 --as-of 2026-02-28", "zhejiang-county-2022"),
];

/// The maximum number of bytes per region and indicator, markup included.
const MOST_BYTES: usize = 240;

fn page(folder: &Path, arguments: &str) -> Html {
    let text = answer(folder, &format!("report {arguments} --each-region --format html -q"));
    Html::parse_document(&text)
}

/// The verdict whose colours an element has.
fn verdict(element: ElementRef<'_>) -> String {
    let classes = element.attr("class").unwrap();
    let mut words = classes.split(' ');
    let found = words.find_map(|class| class.strip_prefix("v-"));
    found.unwrap().to_owned()
}

/// The value of a region: its exact form, or plain text beside the name.
fn value(cell: ElementRef<'_>) -> String {
    if let Some(data) = all(cell, "data").first() {
        return data.attr("value").unwrap().to_owned();
    }
    let texts = cell.children().filter_map(|child| child.value().as_text());
    texts.map(|text| &**text).collect()
}

fn streamed(run: &str, more: &str) -> Vec<Row> {
    let arguments = format!("status {run} --each-region -q --format csv{more}");
    rows(&answer(repository(), &arguments))
}

#[test]
fn every_cell_is_a_row_of_status() {
    for (run, plan) in RUNS {
        for lang in ["en", "zh"] {
            let html = page(repository(), &format!("{run} --lang {lang}"));
            let part = all(html.root_element(), &format!("[id='p-{plan}.regions']"))[0];
            let mut by_name: BTreeMap<String, Vec<Row>> = BTreeMap::new();
            for row in streamed(run, "") {
                let name = match (lang, row["name_en"].as_str()) {
                    ("en", english) if !english.is_empty() => english,
                    _ => &row["name"],
                };
                let own = by_name.entry(name.to_owned()).or_default();
                own.push(row.clone());
            }
            by_name.retain(|_, rows| rows.iter().any(|row| row["verdict"] != "no-data"));
            let grids = all(part, "details.pc-multiple");
            assert_eq!(grids.len(), by_name.len(), "{run}");
            for grid in grids {
                let name = said(all(grid, "summary .pc-name")[0]);
                let rows = &by_name[&name];
                let cells = all(grid, "ul.pc-smalls > li");
                assert_eq!(cells.len(), rows.len(), "{name}");
                for cell in cells {
                    let region = said(all(cell, "bdi")[0]);
                    let row = rows.iter().find(|row| row["region"] == region).unwrap();
                    assert_eq!(verdict(cell), row["verdict"], "{name} {region}");
                    assert_eq!(value(cell), row["actual"], "{name} {region}");
                    assert!(!said(all(cell, "b")[0]).is_empty());
                }
            }
        }
    }
}

#[test]
fn the_league_of_the_page_is_that_of_status() {
    for (run, plan) in RUNS {
        for by in ["ratio", "progress", "gap"] {
            let html = page(repository(), &format!("{run} --rank-by {by}"));
            let part = all(html.root_element(), &format!("[id='p-{plan}.regions']"))[0];
            let league = streamed(run, &format!(" --rank-by {by}"));
            let ranked: Vec<&Row> = league.iter().filter(|row| !row["rank"].is_empty()).collect();
            let shown = all(part, "table.pc-league tbody tr");
            assert_eq!(shown.len(), ranked.len(), "{run} {by}");
            for (shown, row) in shown.into_iter().zip(ranked) {
                assert_eq!(said(all(shown, "th")[0]), row["region"]);
                let data = all(shown, "td > data");
                let values: Vec<&str> = data.iter().map(|it| it.attr("value").unwrap()).collect();
                let wanted = ["rank", "figure", "over", "with_data"].map(|key| row[key].as_str());
                assert_eq!(values, wanted, "{run} {by}");
                assert_eq!(verdict(all(shown, ".pc-chip")[0]), row["worst"]);
                for piece in all(shown, ".pc-counts li") {
                    let counted: String =
                        said(piece).chars().filter(char::is_ascii_digit).collect();
                    assert_eq!(counted, row[&verdict(piece)]);
                }
            }
        }
    }
}

#[test]
fn one_indicator_shows_its_figures() {
    let made = repository().join("tests/cmd/league.in");
    let html = page(&made, "derived.toml --actuals derived.csv --as-of 2024-06-30");
    let part = all(html.root_element(), "[id='p-derived.regions']")[0];
    let text = said(part);
    for expected in ["乙市", "2.8", "−0.2 pp", "100%"] {
        assert!(text.contains(expected), "{expected}");
    }
}

#[test]
fn a_hostile_region_name_is_text() {
    let long = "很".repeat(200);
    let wicked = [
        "<script>alert(1)</script>",
        "a \"b\" & 'c'",
        "\u{202e}市\u{202d}",
        "</li></ul><img src=x onerror=alert(1)>",
        &long,
    ];
    let mut figures = String::from("region,indicator,period,value,unit\n");
    for region in wicked {
        let quoted = region.replace('"', "\"\"");
        for (period, value) in [(2020, 1), (2021, 2), (2023, 3)] {
            for name in ["企业", "工厂"] {
                writeln!(figures, "\"{quoted}\",{name},{period},{value},家").unwrap();
            }
        }
    }
    let plan = "[plan]\nid = \"w\"\ntitle = \"规划\"\nregion = \"某市\"\nperiod = \"2021/2025\"\nactuals = [\"w.csv\"]\n\
        [[indicator]]\nid = \"x\"\nname = \"企业\"\nunit = \"家\"\nmeasure = \"level\"\nbaseline = { period = \"2020\" }\n\
        target = { at_least = 9 }\ncite = { section = \"一\", figure = \"企业9家\" }\n\
        [[indicator]]\nid = \"y\"\nname = \"工厂\"\nunit = \"家\"\nmeasure = \"level\"\nbaseline = { period = \"2020\" }\n\
        target = { at_least = 19 }\ncite = { section = \"一\", figure = \"工厂19家\" }\n";
    let folder = folder(&[("w.toml", plan), ("w.csv", &figures)]);
    let html = page(folder.path(), "w.toml --as-of 2024-06-30");
    let part = all(html.root_element(), "[id='p-w.regions']")[0];
    assert!(all(part, "script, img").is_empty());
    let cells = all(part, "ul.pc-smalls > li");
    assert_eq!(cells.len() % wicked.len(), 0);
    assert!(!cells.is_empty());
    let names: Vec<String> = cells.iter().map(|cell| said(all(*cell, "bdi")[0])).collect();
    for region in wicked {
        let shown = region.replace('\u{202e}', "\\u{202e}").replace('\u{202d}', "\\u{202d}");
        assert!(names.contains(&shown), "{shown}: {names:?}");
    }
}

#[test]
fn ten_thousand_cells_need_little_space() {
    const INDICATORS: usize = 40;
    const REGIONS: usize = 31;
    let mut plan = String::from(
        "[plan]\nid = \"many\"\ntitle = \"规划\"\nregion = \"地区01\"\nperiod = \"2021/2025\"\nactuals = [\"many.csv\"]\n",
    );
    let mut figures = String::from("region,indicator,period,value,unit\n");
    // Erratic numbers, the same in every run.
    let mut seed = 7_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        100 + (seed >> 16) % 900
    };
    for indicator in 0..INDICATORS {
        writeln!(
            plan,
            "[[indicator]]\nid = \"x{indicator}\"\nname = \"第{indicator:02}项\"\nunit = \"亿元\"\nmeasure = \"level\"\n\
             baseline = {{ period = \"2020\" }}\ntarget = {{ at_least = 700 }}\n\
             cite = {{ section = \"一\", figure = \"第{indicator:02}项达到700亿元\" }}"
        )
        .unwrap();
        for region in 1..=REGIONS {
            for year in 2015..2025 {
                let value = next();
                writeln!(figures, "地区{region:02},第{indicator:02}项,{year},{value}.25,亿元")
                    .unwrap();
            }
        }
    }
    let folder = folder(&[("many.toml", &plan), ("many.csv", &figures)]);
    let size = |more: &str| {
        let arguments = format!("report many.toml --as-of 2025-06-30 --format html -q{more}");
        answer(folder.path(), &arguments).len()
    };
    let bytes = size(" --each-region") - size("");
    let cells = INDICATORS * REGIONS;
    assert!(bytes < cells * MOST_BYTES, "{} bytes a cell", bytes / cells);
}

#[test]
fn regions_are_only_for_the_page() {
    for (option, instead) in
        [("--each-region", "status --each-region"), ("--regions x.txt", "status --regions")]
    {
        let output = run(
            repository(),
            &format!("report hangzhou-2024 {option} --as-of 2024-06-30 --format markdown"),
        );
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(instead), "{}", stderr(&output));
    }
}
