//! Long and wide tables of the same figures, and what they are converted to.
#![allow(
    clippy::format_push_string,
    reason = "a line of a table is best read as it will stand there"
)]

use super::*;
use crate::load::convert::convert;

/// Indicators of the plan with their units.
const NAMES: [(&str, &str); 3] =
    [("新增高新技术企业", "家"), ("研发经费支出", "亿元"), ("高新技术产业增加值占比", "%")];

/// Figures by indicator and year, as printed; an empty one is missing.
type Figures = Vec<Vec<String>>;

const FIRST_YEAR: usize = 2015;

fn long(figures: &Figures) -> String {
    let mut text = "region,indicator,period,value,unit,source\n".to_owned();
    for ((name, unit), row) in NAMES.iter().zip(figures) {
        for (year, figure) in (FIRST_YEAR..).zip(row) {
            text += &format!("杭州市,{name},{year},\"{figure}\",{unit},年鉴\n");
        }
    }
    text
}

fn by_years(figures: &Figures) -> String {
    let years = (FIRST_YEAR..).take(figures.first().map_or(0, Vec::len));
    let heads: Vec<String> = years.map(|year| format!("{year}年")).collect();
    let mut text = format!("地区,指标,单位,{},来源\n", heads.join(","));
    for ((name, unit), row) in NAMES.iter().zip(figures) {
        text += &format!("杭州市,{name},{unit},\"{}\",年鉴\n", row.join("\",\""));
    }
    text
}

fn by_names(figures: &Figures) -> String {
    let heads: Vec<String> = NAMES.iter().map(|(name, unit)| format!("{name}（{unit}）")).collect();
    let mut text = format!("来源,年份,{},地区\n", heads.join(","));
    for year in 0..figures.first().map_or(0, Vec::len) {
        let row: Vec<&str> = figures.iter().map(|row| row[year].as_str()).collect();
        text += &format!("年鉴,{},\"{}\",杭州市\n", FIRST_YEAR + year, row.join("\",\""));
    }
    text
}

/// What is read of a text, without the order of rows.
fn read_of(text: &str) -> Vec<String> {
    let loaded = read(text);
    assert!(
        loaded.diagnostics.iter().all(|said| !said.is_error()),
        "{text}{:?}",
        loaded.diagnostics
    );
    let mut content = content(&plan(), &loaded);
    content.sort();
    content
}

fn converted(text: &str) -> String {
    let (result, _, said) = convert(vec![input("a.csv", text)], None, &Options::default());
    assert!(said.iter().all(|said| !said.is_error()), "{text}{said:?}");
    String::from_utf8(result).unwrap()
}

#[test]
fn names_of_either_language_in_a_wide_table() {
    let text = "region,indicator_zh,indicator_en,2023,2024\n杭州市,研发经费支出,R&D,600,700\n杭州市,,研发经费支出,1,2\n";
    assert_eq!(values(&read(text), "rd"), ["600", "700", "1", "2"]);
    let long = converted(text);
    assert!(long.contains("杭州市,研发经费支出,2024,2,,,,a.csv:3,"), "{long}");
}

#[test]
fn a_name_in_rows_may_carry_its_unit() {
    let text = "地区,指标,2023,2024\n杭州市,研发经费支出（万元）,6000000,7000000\n";
    assert_eq!(values(&read(text), "rd"), ["600", "700"]);
    assert!(!codes(&read(text)).contains(&"no-unit-column"));
    assert!(converted(text).contains("杭州市,研发经费支出,2024,7000000,万元,"));
}

#[test]
fn a_row_without_figures_is_no_fault() {
    let text =
        "地区,指标,单位,2023,2024\n杭州市,,,,\n注：快报数,,,,\n杭州市,研发经费支出,亿元,600,\n";
    let loaded = read(text);
    assert_eq!((codes(&loaded), values(&loaded, "rd")), (vec![], vec!["600".to_owned()]));
    assert_eq!(converted(text).lines().count(), 3);
}

#[test]
fn a_percentage_or_a_bound_keeps_its_meaning_when_it_is_converted() {
    let text = "region,indicator,period,value,unit\n\
        杭州市,高新技术产业增加值占比,2023,约62.5%,\n\
        杭州市,新增高新技术企业,2023,1.5万,\n\
        杭州市,新增高新技术企业,2024,1.5万+,家\n";
    let long = converted(text);
    assert!(long.contains("占比,2023,62.5,%,,approximate,"), "{long}");
    assert!(long.contains("企业,2023,1.5万,,,,"), "{long}");
    assert!(long.contains("企业,2024,15000,家,,lower-bound,"), "{long}");
    let values_of = |text: &str| values(&read(text), "enterprises");
    assert_eq!(values_of(text), values_of(&long));
}

#[test]
fn a_unit_that_multiplies_twice_is_found_by_the_conversion() {
    let text =
        "region,indicator,period,value,unit\n杭州市,企业,2023,1.5万,万家\n杭州市,占比,2023,5%,家\n";
    let (.., said) = convert(vec![input("a.csv", text)], None, &Options::default());
    let codes: Vec<_> = said.iter().map(|said| said.problem.code()).collect();
    assert_eq!(codes, ["value-magnitude-twice", "value-percent-beside-unit"]);
}

fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("—".to_owned()),
        "[1-9][0-9]{0,6}",
        "[1-9][0-9]{0,3}\\.[0-9]{1,6}",
        "-[1-9][0-9]{0,2}",
        "[1-9],[0-9]{3}\\.[0-9]",
        "约[1-9][0-9]",
        "[1-9][0-9]以上",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_form_of_a_table_is_the_same_table(
        figures in (1_usize..11).prop_flat_map(|years| {
            proptest::collection::vec(proptest::collection::vec(figure(), years), NAMES.len())
        })
    ) {
        let plain = read_of(&long(&figures));
        prop_assert_eq!(&read_of(&by_years(&figures)), &plain);
        prop_assert_eq!(&read_of(&by_names(&figures)), &plain);
        // A conversion adds a place to the source and moves what is printed around the digits: only these differ.
        let bare = |lines: Vec<String>| -> Vec<String> {
            let mut bare: Vec<String> = lines
                .iter()
                .map(|line| {
                    let words: Vec<&str> = line.split(' ').collect();
                    let last = words.iter().rposition(|word| word.starts_with("Some(\"年鉴")).unwrap();
                    [&words[..3], &words[last - 3..last]].concat().join(" ")
                })
                .collect();
            bare.sort();
            bare
        };
        let expected = bare(plain);
        for text in [long(&figures), by_years(&figures), by_names(&figures)] {
            let once = converted(&text);
            prop_assert_eq!(&bare(read_of(&once)), &expected);
            // What is long already stays as it is, but for the place.
            prop_assert_eq!(converted(&once).lines().count(), once.lines().count());
        }
    }

    #[test]
    fn no_wide_table_panics(cells in proptest::collection::vec("[0-9,.;\"\n\r万亿%年（）-]{0,6}", 0..40)) {
        let body = cells.join(",");
        for head in ["地区,指标,2023,2024\n", "地区,年份,研发经费支出（亿元）,甲\n"] {
            let text = format!("{head}杭州市,研发经费支出,{body}\n{body}\n");
            let _ = read(text.clone());
            let _ = convert(vec![input("a.csv", text)], None, &Options::default());
        }
    }
}
