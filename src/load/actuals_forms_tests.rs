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
    let (result, said) = convert(vec![input("a.csv", text)], None, &Options::default());
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

/// Every head that a column is known by, in a table that needs it.
#[test]
fn heads_of_columns() {
    let mut table = csv::Reader::from_reader(&include_bytes!("../../tests/heads/heads.csv")[..]);
    for row in table.records() {
        let row = row.unwrap();
        let (head, expected) = (&row[1], &row[2]);
        let (others, cells, shown): (&[&str], &[&str], &[usize]) = match &row[0] {
            "indicator" => (&["2022", "2023"], &["GDP", "1", "2"], &[1, 2, 3, 4]),
            "region" => (&["indicator", "period", "value"], &["X", "GDP", "2023", "5"], &[0]),
            "period" => (&["indicator", "value"], &["2023", "GDP", "5"], &[2]),
            "value" => (&["indicator", "period"], &["5", "GDP", "2023-04"], &[2, 3, 4]),
            "unit" => (&["indicator", "period", "value"], &["亿元", "GDP", "2023", "5"], &[4]),
            "published" => {
                (&["indicator", "period", "value"], &["2024-01-18", "GDP", "2023", "5"], &[5])
            }
            "quality" => (&["indicator", "period", "value"], &["初步", "GDP", "2023", "5"], &[6]),
            _ => (&["period", "value"], &["GDP", "2023", "5"], &[]),
        };
        let mut text = csv::Writer::from_writer(Vec::new());
        text.write_record([head].into_iter().chain(others.iter().copied())).unwrap();
        text.write_record(cells).unwrap();
        let text = String::from_utf8(text.into_inner().unwrap()).unwrap();
        let (rows, said) = convert(vec![input("a.csv", text)], Some("R"), &Options::default());
        let first = csv::Reader::from_reader(&rows[..]).into_records().next();
        let shown = first.map_or_else(String::new, |first| {
            let first = first.unwrap();
            shown.iter().map(|index| first[*index].to_owned()).collect::<Vec<_>>().join(",")
        });
        assert_eq!(shown, expected, "{head}: {said:?}");
        let fails = said.iter().any(Diagnostic::is_error);
        assert_eq!(fails, &row[0] == "none", "{head}: {said:?}");
    }
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
    let lone = text.replace('\n', "\r").into_bytes();
    let tags = text.replace("研发", "#indicator,#value,#value\n研发").into_bytes();
    let comments = format!("# 虚构\n#,\n{text}").into_bytes();
    let all = [text.as_bytes().to_vec(), commas.into_bytes(), lone, tags, comments]
        .into_iter()
        .chain(encoded)
        .chain(others);
    for bytes in all {
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        for block_size in [None, Some(1), Some(64)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan(), vec![input("a.csv", bytes.clone())], &options);
            assert_eq!(values(&loaded, "rd"), ["700", "600"], "{shown}");
            assert_eq!(codes_of(&loaded), ["no-region-column", "remarks-passed-over"], "{shown}");
        }
    }
    assert_eq!(said(&read(text))[1], ("remarks-passed-over", 6, 1));
    let with_region = text.replace("指标,", "地区,指标,").replace("研发", "杭州市,研发");
    assert_eq!(converted(&format!("地区：x\n{with_region}")).lines().count(), 3);
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
            "地区,指标,年份,时期,数值,单位\n杭州市,研发经费支出,2024,三季度,700,亿元\n",
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
        // Heads of two lines.
        ("地区,研发经费支出,,高新技术产业增加值占比\n,2023,2024,2024\n杭州市,600,700,60\n", &[]),
        (
            "指标,2023年,,2024年,\n,绝对量,同比±%,绝对量,同比±%\n研发经费支出（亿元）,600,5,700,6\n",
            &["rd 2023 600", "rd 2024 700"],
        ),
        (
            "地区,年份,研发经费支出,高新技术产业增加值占比\n,,（万元）,%\n杭州市,2024,7000000,60\n",
            &["rd 2024 700", "share 2024 60"],
        ),
    ] {
        for block_size in [None, Some(1)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan(), vec![input("a.csv", text)], &options);
            let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).collect();
            assert_eq!(errors.is_empty(), !expected.is_empty(), "{text}{errors:?}");
            let content = content(&plan(), &loaded);
            let start = |line: &String| line.split(' ').take(3).collect::<Vec<_>>().join(" ");
            let mut got: Vec<String> = content.iter().map(start).collect();
            let mut expected: Vec<String> = expected.iter().map(|it| (*it).to_owned()).collect();
            got.sort();
            expected.sort();
            assert_eq!(got, expected, "{text}");
        }
    }
    let twice = "地区,指标,年份,数值\n杭州市,研发经费支出,2024,700\n指标,地区,年份,数值\n研发经费支出,杭州市,2023,600\n";
    for block_size in [None, Some(1), Some(64)] {
        let options = Options { block_size, ..Options::default() };
        let loaded = read_for(&plan(), vec![input("a.csv", twice)], &options);
        let error = loaded.diagnostics.iter().find(|it| it.is_error()).unwrap();
        assert_eq!(error.problem.code(), "second-header");
    }
}

/// Invented, as statistical offices release them each month.
#[test]
fn growth_stands_beside_figures() {
    let growth = indicator("growth", "零售额增速", "%", &[]);
    let retail = indicator("retail", "零售额", "亿元", &[]);
    let plan = plan_of("杭州市", vec![retail, growth]);
    let month = "retail 2024-09 8, retail 2024-01/2024-09 80, growth 2024-01/2024-09 6";
    let year = "retail 2024-01/2024-09 80, growth 2024-01/2024-09 6";
    for (text, expected) in [
        (
            "杭州市2024年1—9月主要指标\n指标名称,计量单位,本月,本月止累计,累计同比增长（%）\n零售额,亿元,8,80,6\n",
            month,
        ),
        ("指标名称,计量单位,1-9月,1-9月同比增长（%）\n零售额,亿元,80,6\n", "head-without-year"),
        ("2024年\n指标名称,计量单位,1-9月,1-9月同比增长（%）\n零售额,亿元,80,6\n", year),
        ("指标名称,计量单位,2024年1-9月累计,同比增长（%）\n零售额,亿元,80,6\n", year),
        (
            "指标名称,计量单位,2024年1-9月,2024年1-9月同比增长（%）,比上年同期±%\n零售额,亿元,80,6,6\n",
            year,
        ),
        (
            "杭州市2024年1-9月主要指标,,,,\n,,,单位：亿元、%,\n指标,本月,,本月止累计,\n,绝对量,同比±%,绝对量,同比±%\n零售额,8,5,80,6\n",
            "retail 2024-09 8, growth 2024-09 5, retail 2024-01/2024-09 80, growth 2024-01/2024-09 6",
        ),
        (
            "指标,单位,2024年,2024年环比增长\n零售额,亿元,80,6\n",
            "period-head-not-read retail 2024 80",
        ),
    ] {
        let loaded = read_for(&plan, vec![input("a.csv", text)], &Options::default());
        let said = loaded.diagnostics.iter().filter(|it| it.severity != Severity::Note);
        let codes = said.map(|it| it.problem.code().to_owned());
        let content = content(&plan, &loaded);
        let start = |line: &String| line.split(' ').take(3).collect::<Vec<_>>().join(" ");
        let mut figures: Vec<String> = content.iter().map(start).collect();
        figures.dedup();
        figures.sort();
        let mut wanted: Vec<&str> = expected.split(", ").collect();
        wanted.sort_unstable();
        let got = codes.chain((!figures.is_empty()).then(|| figures.join(", ")));
        assert_eq!(got.collect::<Vec<_>>().join(" "), wanted.join(", "), "{text}");
    }
    // Of figures without a period it is said that they are not read.
    let bulletin = "2024年零售\n指标,单位,绝对数,比上年增长（%）\n零售额,亿元,80,6\n";
    let loaded = read_for(&plan, vec![input("a.csv", bulletin)], &Options::default());
    assert_eq!(codes(&loaded), ["no-region-column", "growth-head", "head-not-read"]);
}

/// Invented: what stands behind a period or a figure, and the footnotes that explain it.
#[test]
fn marks_and_units_behind_periods_and_figures() {
    let plan = plan_of("杭州市", vec![indicator("retail", "零售额", "亿元", &[])]);
    for (text, expected) in [
        ("指标,单位,2023年,2024年*\n零售额,亿元,80,90\n", "80 final, 90 preliminary"),
        ("指标,单位,2023年,2024年*\n零售额,亿元,80,90\n*为推算数。\n", "80 final, 90 estimate"),
        (
            "指标,单位,2023年①,2024年②\n零售额,亿元,80,90\n注：①口径有调整；②为快报数。\n",
            "80 break, 90 preliminary",
        ),
        ("指标,单位,2023年,2024年\n零售额,亿元,80,90.5¹\n¹ Estimate.\n", "80 final, 90.5 estimate"),
        ("指标,单位,2023年,2024年\n零售额,亿元,80*,90\n注：带*号的为预测数。\n", "90 final"),
        ("指标,单位,2023年*,2024年\n零售额,亿元,80,—\n注：*含个体户。\n", "80 preliminary"),
        ("指标,单位,2023,2024F,2024\n零售额,亿元,80,95,90\n", "80 final, 90 final"),
        (
            "指标,单位,2023r,2024估,2025(预)\n零售额,亿元,80,95,90\n",
            "80 final, 95 estimate, 90 preliminary",
        ),
        ("指标,单位,2023,2024A\n零售额,亿元,80,90\n", "unknown-head-mark"),
        ("指标,单位,2023(x),2024\n零售额,亿元,80,90\n", "unknown-head-mark"),
        ("年份,零售额（亿元）\n2023,80\n2024,90①\n①为初步数\n", "80 final, 90 preliminary"),
        ("指标,2023年(万元),2024年（单位：亿元）\n零售额,800000,90\n", "80 final, 90 final"),
        ("指标,2023年(年),2024年\n零售额,80,90\n", "period-head-not-read 90 final"),
        // A long table has a column for it.
        ("指标,年份,数值\n零售额,2023,80*\n", "value-not-a-number"),
    ] {
        let loaded = read_for(&plan, vec![input("a.csv", text)], &Options::default());
        let said = loaded.diagnostics.iter().filter(|it| it.severity != Severity::Note);
        let codes = said.map(|it| it.problem.code().to_owned());
        let figures = loaded.actuals.series("retail", "杭州市").iter();
        let mut figures: Vec<_> =
            figures.map(|it| (it.period, format!("{} {}", it.value, it.quality.word()))).collect();
        figures.sort();
        let figures: Vec<String> = figures.into_iter().map(|it| it.1).collect();
        let got: Vec<String> =
            codes.chain((!figures.is_empty()).then(|| figures.join(", "))).collect();
        assert_eq!(got.join(" "), expected, "{text}");
        if !expected.contains('-') {
            let (long, _) =
                convert(vec![input("a.csv", text)], Some("杭州市"), &Options::default());
            let again = read_for(
                &plan,
                vec![input("b.csv", String::from_utf8(long).unwrap())],
                &Options::default(),
            );
            let of = |loaded: &LoadedActuals| {
                let series = loaded.actuals.series("retail", "杭州市").iter();
                let mut series: Vec<_> =
                    series.map(|it| (it.period, it.value.clone(), it.quality.word())).collect();
                series.sort();
                series
            };
            assert_eq!(of(&again), of(&loaded), "{text}");
        }
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
    let (_, said) = convert(vec![input("a.csv", text)], None, &Options::default());
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

#[test]
fn what_a_comma_means_is_proven_by_any_row() {
    let whole = "杭州市\t研发经费支出\t2020\t5\n".repeat(9);
    let with = |rows: &str| format!("地区\t指标\t年份\t数值\n{whole}{rows}");
    let later = "杭州市\t研发经费支出\t2024\t1,234\n";
    for (text, value) in [
        (with(&format!("{later}丽水市\t别的\t2024\t5,67\n")), "1.234"),
        (with(&format!("{later}丽水市\t别的\t2024\t5.67\n")), "1234"),
        (with(later), "1234"),
    ] {
        for block_size in [None, Some(1), Some(64)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan(), vec![input("a.tsv", text.clone())], &options);
            let values = values(&loaded, "rd");
            assert_eq!(values.last().map(String::as_str), Some(value), "{text} {block_size:?}");
        }
    }
}

#[test]
fn a_column_of_regions_or_units_is_never_passed_over() {
    let errors = |text: &str| {
        let of_sizes = [None, Some(1), Some(64)].map(|block_size| {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan(), vec![input("a.csv", text)], &options);
            let errors = loaded.diagnostics.iter().filter(|it| it.is_error());
            errors.map(|it| it.problem.code()).collect::<Vec<_>>()
        });
        assert_eq!([&of_sizes[0]; 2], [&of_sizes[1], &of_sizes[2]], "{text}");
        of_sizes[0].clone()
    };
    let many = "杭州市,研发经费支出,2024,7,亿元\n".repeat(150);
    for (text, expected) in [
        (
            "区划,指标,单位,2024\n杭州市,研发经费支出,亿元,8\n宁波市,研发经费支出,亿元,9\n",
            &["unknown-region-column"][..],
        ),
        (
            "备考,指标,年份,数值,单位\n广东,研发经费支出,2024,7,亿元\n存疑,研发经费支出,2023,8,亿元\n",
            &[],
        ),
        ("地区,指标,年份,数值,计价\n杭州市,研发经费支出,2024,7,万元\n", &["unknown-unit-column"]),
        (
            &format!("地区,指标,年份,数值,计价\n{many}杭州市,研发经费支出,2023,7,万元\n"),
            &["unknown-unit-column"],
        ),
        (&format!("地区,指标,年份,数值,计价\n{many}杭州市,研发经费支出,2023,7,存疑\n"), &[]),
        (
            "地区,指标,年份,数值,计价\n杭州市,研发经费支出,2024,7,亿元\n杭州市,别的,2023,8,万人\n",
            &[],
        ),
        ("地区,指标,年份,数值,级别\n杭州市,研发经费支出,2024,7,1000\n", &[]),
        // Units by their words, but of other things.
        ("地区,指标,时期,频率,数值\n杭州市,研发经费支出,2024年,年,7\n", &[]),
        ("地区,指标,时期,Periodicity,数值\n杭州市,研发经费支出,2024年,Year,7\n", &[]),
        ("地区,指标,年份,Sex,数值\n杭州市,研发经费支出,2024,T,7\n", &[]),
        ("地区,指标,年份,Sector,数值\n杭州市,研发经费支出,2024,Households,7\n", &[]),
        ("地区,指标,年份,数值,计价\n杭州市,研发经费支出,2024,7,美元\n", &["unknown-unit-column"]),
        ("地区,指标,年份,数值,单位,\n杭州市,研发经费支出,2024,7,亿元,9\n", &["blank-header"]),
        ("地区,指标,年份,数值,单位,\n杭州市,研发经费支出,2024,7,亿元,\n", &[]),
        // Cells may be words that heads are, too.
        (
            "x,指标,时期,数值,单位,y\nregion,研发经费支出,2024,7.5,亿元,unit\nregion,研发经费支出,2023,6.5,亿元,unit\n",
            &[],
        ),
        (
            ",地区,指标,年份,数值,单位\n0,杭州市,研发经费支出,2024,7,亿元\n1,杭州市,研发经费支出,2023,6,亿元\n",
            &[],
        ),
    ] {
        assert_eq!(errors(text), expected, "{text}");
    }
    let indicator = indicator("rd", "研发经费支出", "亿元", &[]);
    let mut of_another = indicator.clone();
    of_another.region = Some("宁波市".to_owned());
    of_another.figure.id = "rd-2".to_owned();
    let plan = plan_of("杭州市", vec![indicator, of_another]);
    for (text, expected) in [
        ("属地,指标,单位,2024\n杭州市,研发经费支出,亿元,8\n宁波市,研发经费支出,亿元,9\n", 1),
        ("属地,指标,年份,数值\n宁波市,研发经费支出,2024,9\n,研发经费支出,2023,9\n", 1),
        ("属地,指标,年份,数值\n杭州市,研发经费支出,2024,9\n杭州,研发经费支出,2023,9\n", 0),
        ("属地,指标,年份,数值\n宁波市,研发经费支出,2024,9\n存疑,研发经费支出,2023,9\n", 0),
    ] {
        let loaded = read_for(&plan, vec![input("a.csv", text)], &Options::default());
        let found = codes(&loaded).iter().filter(|it| **it == "unknown-region-column").count();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_unit_in_brackets_is_read_behind_any_name() {
    let waste = indicator("waste", "清运量", "亿吨", &["垃圾清运量(万吨)"]);
    let plan = plan_of("杭州市", vec![waste]);
    for (text, expected) in [
        ("指标,2024\n垃圾清运量（万吨）,25000\n", "2.5"),
        ("指标,2024\n清运量（万吨）,25000\n", "2.5"),
        ("指标,2024\n清运量（吨）,250000000\n", "2.5"),
        ("地区,年份,清运量（万吨）\n杭州市,2024,25000\n", "2.5"),
        ("地区,指标,年份,数值\n杭州市,清运量(万吨),2024,25000\n", "2.5"),
        ("地区,指标,年份,数值\n杭州市,垃圾清运量(万吨),2024,25000\n", "2.5"),
        ("地区,指标,年份,数值,单位\n杭州市,清运量(万吨),2024,25000,\n", "2.5"),
        ("地区,指标,年份,数值,单位\n杭州市,清运量(万吨),2024,2.5,亿吨\n", "2.5"),
        ("地区,指标,年份,数值\n杭州市,清运量(全市),2024,2.5\n", ""),
        ("指标,2024\n清运量（万吨）,25000\n清运量（亿吨）,2.5\n", "several-brackets"),
        (
            "地区,指标,年份,数值\n杭州市,清运量(万吨),2024,25000\n杭州市,清运量(吨),2023,9\n",
            "several-brackets",
        ),
    ] {
        for block_size in [None, Some(1), Some(64)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan, vec![input("a.csv", text)], &options);
            let errors = loaded.diagnostics.iter().filter(|it| it.is_error());
            let mut got: Vec<String> = errors.map(|it| it.problem.code().to_owned()).collect();
            if got.is_empty() {
                got = values(&loaded, "waste");
            }
            assert_eq!(got.join(" "), expected, "{text} {block_size:?}");
        }
    }
}

/// Invented, in the layout of databases that write a period as the day with which it begins.
#[test]
fn days_stand_for_the_periods_that_begin_on_them() {
    let plan = plan_of("杭州市", vec![indicator("rate", "失业率", "%", &["UNRATE"])]);
    for (text, expected) in [
        (
            "DATE,UNRATE\n2020-01-01,1\n2021-01-01,2\n2022-01-01,3\n",
            "2020 1, 2021 2, 2022 3 | days",
        ),
        (
            "observation_date,UNRATE,别的\n2020-04-01,2,1\n2020-01-01,1,1\n2020-07-01,3,\n2020-10-01,,\n",
            "2020Q1 1, 2020Q2 2, 2020Q3 3 | days",
        ),
        (
            "日期,失业率（%）\n2020-02-01,1\n2020-03-01,2\n2020-04-01,3\n",
            "2020-02 1, 2020-03 2, 2020-04 3 | days",
        ),
        (
            "日期,失业率（%）\n2020-02-29,1\n2020-03-31,2\n2020-04-30,3\n",
            "2020-02-29 1, 2020-03-31 2, 2020-04-30 3 | days",
        ),
        (
            "地区,指标,DATE,数值,单位\n杭州市,失业率,2020-01-01,1,%\n宁波市,失业率,2020-06-15,9,%\n杭州市,失业率,2021-01-01,2,%\n杭州市,失业率,2022-01-01,3,%\n",
            "2020 1, 2021 2, 2022 3 | days",
        ),
        // Blank cells are days of other columns.
        (
            "DATE,UNRATE,别的\n2020-01-01,1,1\n2020-04-01,,2\n2020-07-01,,3\n2021-01-01,2,4\n2022-01-01,3,5\n",
            "2020 1, 2021 2, 2022 3 | days",
        ),
        (
            "DATE,失业率,UNRATE\n2020-01-01,1,5\n2020-04-01,,6\n2020-07-01,,7\n2021-01-01,2,\n2022-01-01,3,\n",
            "2020 1, 2020Q1 5, 2020Q2 6, 2020Q3 7, 2021 2, 2022 3 | days",
        ),
        // Beside a year a day is that of something else.
        ("时间：2020年\n指标,数值,单位,日期\n失业率,1,%,2021-06-01\n", "2020 1 |"),
        (
            "指标,年份,数值,单位,日期\n失业率,2020,1,%,2020-06-01\n失业率,2021,2,%,2021-06-01\n",
            "2020 1, 2021 2 |",
        ),
        ("指标,单位,日期,2020,2021\n失业率,%,2022-06-01,1,2\n", "2020 1, 2021 2 |"),
    ] {
        for block_size in [None, Some(1)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan, vec![input("a.csv", text)], &options);
            let series = loaded.actuals.series("rate", "杭州市").iter();
            let mut got: Vec<String> =
                series.map(|it| format!("{} {}", it.period, it.value)).collect();
            got.sort();
            let days = codes(&loaded).into_iter().filter(|code| *code == "days");
            let days: Vec<&str> = days.collect();
            assert_eq!(
                format!("{} | {}", got.join(", "), days.join(" ")).trim(),
                expected,
                "{text}"
            );
        }
        let long = convert(vec![input("a.csv", text)], Some("杭州市"), &Options::default());
        let (long, said) = (String::from_utf8(long.0).unwrap(), long.1);
        assert!(said.iter().all(|it| !it.is_error()), "{text}{said:?}");
        let first = expected.split(' ').next().unwrap();
        assert!(long.contains(&format!(",{first},")), "{text}{long}");
    }
}

#[test]
fn years_that_begin_in_the_course_of_one_are_no_months() {
    let rows = |years: &[&str]| -> String {
        let rows = years.iter().map(|year| format!("杭州市,研发经费支出,{year},7,亿元\n"));
        format!("地区,指标,年份,数值,单位\n{}", rows.collect::<String>())
    };
    let many: Vec<&str> = ["2009-10", "2010-11"].into_iter().cycle().take(150).collect();
    let and_a_month = [many.clone(), vec!["2011-01"]].concat();
    let elsewhere = rows(&["2009-10"]) + "宁波市,别的,2010-11,1,亿元\n";
    for (text, expected) in [
        (rows(&["2009-10", "2010-11", "2011-12"]), &["split-years"][..]),
        (rows(&["2011-12", "2009-10", "2010-11"]), &["split-years"]),
        (rows(&many), &["split-years"]),
        (elsewhere, &["split-years"]),
        (rows(&["2001/2002", "2002/2003"]), &["split-years"]),
        (rows(&["2011-12", "2012-13"]), &["split-years", "unknown-year-start"]),
        (rows(&["2012-13"]), &["unknown-year-start"]),
        (rows(&and_a_month), &[]),
        (rows(&["2009-10", "2011-12"]), &[]),
        (rows(&["2021/2022", "2023/2024"]), &[]),
        (
            "地区,指标,单位,2009-10,2010-11\n杭州市,研发经费支出,亿元,1,2\n".to_owned(),
            &["split-years"],
        ),
        (
            "地区,指标,单位,2011-12,2012-13\n杭州市,研发经费支出,亿元,1,2\n".to_owned(),
            &["split-years", "unknown-year-start"],
        ),
        (
            "地区,指标,单位,2009-10,2010-11,2010-12\n杭州市,研发经费支出,亿元,1,2,3\n".to_owned(),
            &[],
        ),
        (
            "地区,年份,研发经费支出（亿元）\n杭州市,2009-10,1\n杭州市,2010-11,2\n".to_owned(),
            &["split-years"],
        ),
    ] {
        for block_size in [None, Some(1), Some(64)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan(), vec![input("a.csv", text.clone())], &options);
            let errors = loaded.diagnostics.iter().filter(|it| it.is_error());
            let mut got: Vec<&str> = errors.map(|it| it.problem.code()).collect();
            got.sort_unstable();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(got, expected, "{text} {block_size:?}");
        }
    }
}

/// Invented, in the layout of Eurostat.
#[test]
fn keys_in_one_cell_are_columns_of_their_own() {
    let plan = plan_of("AT", vec![indicator("net", "净迁移", "人", &["CNMIGRAT"])]);
    let rows =
        "A,CNMIGRAT,AT\t: \t34948 b\t45039 \nA,CNMIGRAT,BE\t1 \t2 \t3 \nA,OTHER,AT\t4 \t: c\t6 \n";
    let heads = "freq,indic_de,geo\\TIME_PERIOD\t2023 \t2022 \t2021 \n";
    let old = "freq,indic_de,geo\\time\t2023 \t2022 \t2021 \n";
    let apart = |text: &str| text.replace(',', "\t");
    let again = format!("{heads}{rows}{heads}Source: x\n");
    let ragged = format!("{heads}{rows}CNMIGRAT,AT\t7 \t8 \t9 \n");
    for (text, expected) in [
        (format!("{heads}{rows}"), "2022 34948 break, 2021 45039 final"),
        (format!("{old}{rows}"), "2022 34948 break, 2021 45039 final"),
        (apart(&format!("{heads}{rows}")), "2022 34948 break, 2021 45039 final"),
        (again, "2022 34948 break, 2021 45039 final"),
        // More keys than periods.
        (
            "freq,indic_de,sex,geo\\TIME_PERIOD\t2022 \nA,CNMIGRAT,F,AT\t9 \nA,CNMIGRAT,M,AT\t8 \nA,CNMIGRAT,T,AT\t34948 b\n".to_owned(),
            "2022 34948 break",
        ),
        (ragged, "cell-count 5 1"),
    ] {
        let loaded = read_for(&plan, vec![input("a.tsv", text.clone())], &Options::default());
        let series = loaded.actuals.series("net", "AT").iter();
        let figures = series.map(|it| format!("{} {} {}", it.period, it.value, it.quality.word()));
        let mut errors = Vec::new();
        for said in loaded.diagnostics.iter().filter(|it| it.is_error()) {
            let place = said.place.as_ref().unwrap();
            errors.push(format!("{} {} {}", said.problem.code(), place.line, place.column));
        }
        let got = if errors.is_empty() { figures.collect() } else { errors };
        assert_eq!(got.join(", "), expected, "{text}");
    }
    let fault = format!("{heads}A,CNMIGRAT,AT\t5 \t五\t6 \n");
    let loaded = read_for(&plan, vec![input("a.tsv", fault)], &Options::default());
    assert_eq!(said(&loaded).last(), Some(&("value-not-a-number", 2, 18)));
}

/// Invented, in the layout of Wind.
#[test]
fn lines_above_days_say_what_the_columns_are() {
    let growth = indicator("growth", "增速", "%", &["甲:同比"]);
    let mut retail = indicator("retail", "零售", "亿元", &["甲:零售:累计值"]);
    let mut exports = indicator("exports", "出口", "亿元", &["甲:出口"]);
    for flow in [&mut retail, &mut exports] {
        flow.figure.kind = Kind::Flow.into();
    }
    let plan = plan_of("杭州市", vec![retail, exports, growth]);
    let above = "Wind\n指标名称,甲:零售:累计值,甲:出口,甲:同比\n频率,月,季,年\n单位,万元,亿元,%\n来源,甲局,,乙局\n更新时间,2024-01-17,,\n";
    let rows = "2023-12-31,120000,7,5\n2023-11-30,110000,,\n2023-09-30,,6,\n数据来源：Wind\n";
    let expected = "retail 2023 12 甲局, retail 2023-01/2023-11 11 甲局, exports 2023Q4 7 -, exports 2023Q3 6 -, growth 2023 5 乙局";
    for (text, expected) in [
        (format!("{above}{rows}"), expected),
        (format!("{above}{rows}").replace(',', "\t"), expected),
        // A day in the middle of its quarter stays a day.
        (format!("{above}2023-11-30,110000,6,\n"), "point-of-flow-cell"),
        ("指标名称,甲:出口\n单位,亿元\n2023-12-31,7\n".to_owned(), "point-of-flow-cell"),
        // Only rows without figures say something of these.
        ("指标名称,甲:出口\n单位,亿元\n北京,7\n2023,8\n".to_owned(), "bad-period-cell"),
    ] {
        for block_size in [None, Some(1), Some(64)] {
            let options = Options { block_size, ..Options::default() };
            let loaded = read_for(&plan, vec![input("a.csv", text.clone())], &options);
            let errors = loaded.diagnostics.iter().filter(|it| it.is_error());
            let mut got: Vec<String> = errors.map(|it| it.problem.code().to_owned()).collect();
            for id in ["retail", "exports", "growth"]
                .into_iter()
                .filter(|_| got.is_empty())
                .collect::<Vec<_>>()
            {
                for it in loaded.actuals.series(id, "杭州市") {
                    let source = it.source.as_deref().unwrap_or("-");
                    got.push(format!("{id} {} {} {source}", it.period, it.value));
                }
            }
            assert_eq!(got.join(", "), expected, "{text}");
        }
    }
}
