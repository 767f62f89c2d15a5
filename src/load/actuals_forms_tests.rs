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
    assert_eq!(codes(&loaded), ["remarks-passed-over"]);
    assert_eq!(values(&loaded, "rd"), ["600"]);
    assert_eq!(converted(text).lines().count(), 3);
}

/// Invented, in the layout of a portal's exports.
#[test]
fn titles_above_and_remarks_below_are_no_rows() {
    let text = "数据库：年度数据\n时间：最近3年\n指标,2024年,2023年\n研发经费支出(万元),7000000,6000000\n\n注：本表数据为虚构,不含,逗号后的内容。\n数据来源：无\n";
    let codes_of = |loaded: &LoadedActuals| {
        let mut codes = codes(loaded);
        codes.retain(|code| *code != "encoding-used");
        codes
    };
    let encodings = [GB18030, UTF_16LE, encoding_rs::UTF_16BE];
    let encoded = encodings.map(|encoding| encoded(text, encoding).unwrap());
    let others = [";", "\t", "|"].map(|sign| text.replace(',', sign).into_bytes());
    let commas = "sep=;\n".to_owned() + &text.replace(',', ";");
    let all =
        [text.as_bytes().to_vec(), commas.into_bytes()].into_iter().chain(encoded).chain(others);
    for bytes in all {
        let loaded = read(bytes.clone());
        let shown = String::from_utf8_lossy(&bytes);
        assert_eq!(values(&loaded, "rd"), ["700", "600"], "{shown}");
        assert_eq!(codes_of(&loaded), ["no-region-column", "remarks-passed-over"], "{shown}");
    }
    assert_eq!(said(&read(text))[1], ("remarks-passed-over", 6, 1));
    assert_eq!(
        converted(&format!(
            "地区：x\n{}",
            text.replace("指标,", "地区,指标,").replace("研发", "杭州市,研发")
        ))
        .lines()
        .count(),
        3
    );
}

#[test]
fn a_title_says_what_no_column_says() {
    for (text, expected) in [
        (
            "指标：研发经费支出(万元)\n地区,2024年,2023年\n宁波市,1,2\n杭州市,7000000,6000000\n",
            &["rd 2024 700", "rd 2023 600"][..],
        ),
        ("单位：万元\n地区,指标,年份,数值\n杭州市,研发经费支出,2024,7000000\n", &["rd 2024 700"]),
        ("地区,指标,年份,数值（万元）\n杭州市,研发经费支出,2024,7000000\n", &["rd 2024 700"]),
        (
            "时间：2024年\n地区,研发经费支出（亿元）,高新技术产业增加值占比（%）\n杭州市,700,60\n",
            &["rd 2024 700", "share 2024 60"],
        ),
        ("指标：研发经费支出\n时间：2024年\n地区,数值,单位\n杭州市,700,亿元\n", &["rd 2024 700"]),
        (
            "地区,指标,年份,季度,数值,单位\n杭州市,研发经费支出,2024,3,700,亿元\n",
            &["rd 2024Q3 700"],
        ),
        (
            "指标,单位,2023,2024\n研发经费支出,亿元,1,2\n指标,单位,2023,2024\n高新技术产业增加值占比,%,3,4\n\n单位：万家\n指标,2024,2023\n新增高新技术企业,5,6\n",
            &[
                "enterprises 2024 50000",
                "enterprises 2023 60000",
                "rd 2023 1",
                "rd 2024 2",
                "share 2023 3",
                "share 2024 4",
            ],
        ),
    ] {
        for block_size in [None, Some(1)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan(), vec![input("a.csv", text)], &options);
            let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).collect();
            assert!(errors.is_empty(), "{text}{errors:?}");
            let content = content(&plan(), &loaded);
            let start = |line: &String| line.split(' ').take(3).collect::<Vec<_>>().join(" ");
            let mut got: Vec<String> = content.iter().map(start).collect();
            let mut expected: Vec<String> = expected.iter().map(|it| (*it).to_owned()).collect();
            got.sort();
            expected.sort();
            assert_eq!(got, expected, "{text}");
        }
    }
}

#[test]
fn a_sign_behind_a_period_is_its_quality() {
    let table = |head: &str, remark: &str| {
        format!("指标,单位,2023年,{head},2022年\n研发经费支出,亿元,600,700,500\n{remark}\n")
    };
    for (head, remark, quality, said) in [
        ("2024p", "", "preliminary", &[][..]),
        ("2024年(预)", "", "preliminary", &[]),
        ("2024E", "", "estimate", &[]),
        ("2024年*", "注：*为初步核算数。,,,,", "preliminary", &["remarks-passed-over"]),
        ("2024①", "①为估算数", "estimate", &["remarks-passed-over"]),
        ("2024年*", "注：*为修订后数据。,,,,", "final", &["remarks-passed-over"]),
        ("2024年*", "", "preliminary", &["marked-period"]),
        ("2024F", "", "", &["forecasts-passed-over"]),
        ("2024年增速（%）", "", "", &["header-not-read"]),
        ("2024x", "", "error", &["unknown-period-sign"]),
        ("", "", "error", &["blank-header"]),
    ] {
        let loaded = read(table(head, remark));
        let mut codes = codes(&loaded);
        codes.retain(|code| *code != "no-region-column");
        assert_eq!(codes, said, "{head} {remark}");
        if quality == "error" {
            continue;
        }
        let series = loaded.actuals.series("rd", "杭州市").iter();
        let newest = series.clone().find(|it| it.value == Number::from(700));
        let word = newest.map(|it| it.quality.word()).unwrap_or_default();
        assert_eq!(
            (word.as_str(), series.count()),
            (quality, if quality.is_empty() { 2 } else { 3 }),
            "{head} {remark}"
        );
    }
    let indexed = read(",指标,单位,2023\n0,研发经费支出,亿元,600\n1,高新技术产业增加值占比,%,60\n");
    assert_eq!(
        (codes(&indexed), values(&indexed, "rd")),
        (vec!["no-region-column"], vec!["600".to_owned()])
    );
}

#[test]
fn a_column_of_regions_or_units_is_never_passed_over() {
    let errors = |text: &str| {
        let mut of_sizes = [None, Some(64)].map(|block_size| {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan(), vec![input("a.csv", text)], &options);
            let errors = loaded.diagnostics.iter().filter(|it| it.is_error());
            errors.map(|it| it.problem.code()).collect::<Vec<_>>()
        });
        of_sizes.sort();
        assert_eq!(of_sizes[0], of_sizes[1], "{text}");
        of_sizes[0].clone()
    };
    for (text, expected) in [
        (
            "属地,指标,年份,数值,单位\n杭州市,研发经费支出,2024,7,亿元\n广东省,研发经费支出,2024,8,亿元\n",
            &["unknown-region-column"][..],
        ),
        (
            "属地,指标,年份,数值,单位\n广东,研发经费支出,2024,8,亿元\n,研发经费支出,2023,8,亿元\n",
            &["unknown-region-column"],
        ),
        ("属地,指标,单位,2024\n广东,研发经费支出,亿元,8\n", &["unknown-region-column"]),
        (
            "属地,指标,年份,数值,单位\n杭州市,研发经费支出,2024,7,亿元\n杭州,研发经费支出,2023,8,亿元\n",
            &[],
        ),
        (
            "备考,指标,年份,数值,单位\n广东,研发经费支出,2024,7,亿元\n存疑,研发经费支出,2023,8,亿元\n",
            &[],
        ),
        ("地区,指标,年份,数值,计价\n杭州市,研发经费支出,2024,7,万元\n", &["unknown-unit-column"]),
        (
            "地区,指标,年份,数值,计价\n杭州市,研发经费支出,2024,7,亿元\n杭州市,别的,2023,8,万人\n",
            &[],
        ),
        ("地区,指标,年份,数值,级别\n杭州市,研发经费支出,2024,7,1000\n", &[]),
        ("地区,指标,年份,数值,单位,\n杭州市,研发经费支出,2024,7,亿元,9\n", &["blank-header"]),
        ("地区,指标,年份,数值,单位,\n杭州市,研发经费支出,2024,7,亿元,\n", &[]),
    ] {
        assert_eq!(errors(text), expected, "{text}");
    }
}

#[test]
fn a_multiplier_multiplies_once() {
    for (head, row, value, code) in [
        ("数量级", "7,元,8", "7", "multiplied"),
        ("UNIT_MULT", "700,百万元,6: Millions", "7", "multiplied"),
        ("Unit multiplier", "0.7,百万元,Thousands", "7", "multiplied"),
        ("Scale", "7,亿元,", "7", ""),
        ("Scale", "7,亿元,HMH", "7", ""),
        ("数量级", "7,亿元,许多", "", "bad-multiplier"),
    ] {
        let loaded =
            read(format!("地区,指标,年份,数值,单位,{head}\n杭州市,研发经费支出,2024,{row}\n"));
        let codes = codes(&loaded);
        assert_eq!(codes.join(" "), code, "{row}");
        assert_eq!(values(&loaded, "rd").join(" "), value, "{row}");
    }
}

#[test]
fn a_unit_in_brackets_is_read_behind_any_name() {
    let waste = indicator("waste", "清运量", "亿吨", &["清运量(万吨)"]);
    let plan = plan_of("杭州市", vec![waste]);
    for text in [
        "指标,2024\n清运量（万吨）,25000\n",
        "指标,2024\n清运量（吨）,250000000\n",
        "地区,年份,清运量（万吨）\n杭州市,2024,25000\n",
        "地区,指标,年份,数值\n杭州市,清运量(万吨),2024,25000\n",
        "地区,指标,年份,数值,单位\n杭州市,清运量(万吨),2024,25000,\n",
        "地区,指标,年份,数值,单位\n杭州市,清运量(万吨),2024,2.5,亿吨\n",
    ] {
        for block_size in [None, Some(64)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan, vec![input("a.csv", text)], &options);
            let values: Vec<_> = loaded
                .actuals
                .series("waste", "杭州市")
                .iter()
                .map(|it| it.value.to_string())
                .collect();
            assert_eq!(values, ["2.5"], "{text} {block_size:?} {:?}", loaded.diagnostics);
        }
    }
    let both = read_for(
        &plan,
        vec![input("a.csv", "年份,清运量（吨）,清运量（%）\n2024,1,2\n")],
        &Options::default(),
    );
    assert!(both.actuals.series("waste", "杭州市").is_empty());
}

#[test]
fn what_is_no_row_depends_on_no_size() {
    let row = "杭州市,研发经费支出,2024,7,亿元\n";
    let head = "地区,指标,时期,数值,单位\n";
    let rows = format!("{head}{row}{head}{row}注：虚构,的,数\n共两行\n{row}")
        .replace("2024,7", "2024,7.0");
    let other = format!("{head}{row}地区,时期,指标,数值,单位\n{row}");
    for block_size in [None, Some(1), Some(64)] {
        let options = Options { block_size, ..Options::default() };
        let loaded = |text: &str| read_for(&plan(), vec![input("a.csv", text)], &options);
        let first = loaded(&rows);
        assert_eq!(said(&first), [("remarks-passed-over", 3, 1)], "{block_size:?}");
        assert_eq!(first.actuals.files[0].rows, 3);
        assert_eq!(values(&first, "rd"), ["7.0"; 3]);
        assert_eq!(said(&loaded(&other)), [("second-header", 3, 1)], "{block_size:?}");
    }
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
