//! The pictures in the documents are those that `chart` writes. Their content is tested beside the code that draws them.

use crate::support::{answer, is_kept, repository};

const DRAWN: [(&str, &str); 2] = [
    (
        "docs/pictures/fiscal-growth.svg",
        "chart zhejiang-145 fiscal-st-expenditure-growth --as-of 2025-06-30 --quiet",
    ),
    (
        "docs/pictures/investment.svg",
        "chart hangzhou-2024 strong-base-21-projects-investment --as-of 2024-10-31 --quiet",
    ),
];

#[test]
fn the_documents_show_what_chart_writes() {
    for (file, arguments) in DRAWN {
        is_kept(file, &answer(repository(), arguments));
    }
}

#[test]
fn a_picture_names_its_sources_and_what_its_lines_stand_for() {
    let growth = "zhejiang-145 fiscal-st-expenditure-growth --as-of 2025-06-30 --quiet";
    for (lang, wanted) in [
        ("en", ["949.62 = 472.13 × (1 + 15%)^5", "Source: ", "Newest release 20"]),
        ("zh", ["949.62 = 472.13 × (1 + 15%)^5", "数据来源：", "最新发布日期20"]),
    ] {
        let picture = answer(repository(), &format!("chart {growth} --lang {lang}"));
        let screen = answer(repository(), &format!("trend {growth} --lang {lang} --width 200"));
        for wanted in wanted {
            assert!(picture.contains(wanted), "{wanted} in {picture}");
            assert!(screen.contains(wanted), "{wanted} in {screen}");
        }
    }
    // A bullet alone has its sources too.
    let bullet = answer(repository(), &format!("chart {growth} --kind bullet"));
    assert!(bullet.contains("Source: "), "{bullet}");
}

#[test]
fn a_bound_has_an_arrow_to_where_the_value_may_lie() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[plan]\nid = \"bounds\"\ntitle = \"有界限的规划\"\nregion = \"某市\"\nperiod = \"2021/2025\"\n\n\
        [[indicator]]\nid = \"stock\"\nname = \"存量\"\nunit = \"家\"\nmeasure = \"level\"\nkind = \"stock\"\n\
        baseline = { period = \"2020\", value = 100 }\ntarget = { at_least = 200 }\n\
        cite = { section = \"一\", figure = \"200家\" }\n";
    std::fs::write(folder.path().join("bounds.toml"), plan).unwrap();
    let drawn = |quality: &str| {
        let rows = format!(
            "region,indicator,period,value,unit,published,quality\n某市,stock,2021,120,家,2022-02-01,\n\
             某市,stock,2022,130,家,2023-02-01,{quality}\n"
        );
        std::fs::write(folder.path().join("rows.csv"), rows).unwrap();
        let run = "chart bounds.toml stock --actuals rows.csv --as-of 2023-06-30 --quiet";
        answer(folder.path(), run)
    };
    let arrows = |picture: &str| picture.matches("class=\"pc-bound\"").count();
    let [exact, lower, upper] = ["", "lower-bound", "upper-bound"].map(drawn);
    assert_eq!([&exact, &lower, &upper].map(|it| arrows(it)), [0, 1, 1]);
    assert!(lower.contains("v-14m-4 5") && upper.contains("v14m-4 -5"), "{lower}{upper}");
    // Of a bullet the end of the bar has it, to the right where more is better.
    assert!(lower.contains("h9m-4-4") && upper.contains("h-9m4-4"), "{lower}{upper}");
    assert!(!exact.contains("h9m-4-4"));
}
