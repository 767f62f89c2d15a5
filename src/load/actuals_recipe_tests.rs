//! What recipes make of files. All figures are invented.

use std::fmt::Write;

use encoding_rs::GB18030;

use super::*;
use crate::{
    fixtures::input,
    keys::Declared,
    lang::Lang,
    load::{
        actuals_csv::{Input, Options, read_actuals},
        convert::convert,
        encoding::encoded,
        plan_toml::from_toml,
    },
    plan::{Kind, Wanted},
};

fn recipe(keys: &str) -> Arc<Recipe> {
    let text = format!("file = \"*.csv\"\n{keys}");
    let (recipe, said) =
        from_toml("a.toml", text.as_bytes(), Recipe::KEYS, |root, _| Recipe::of(root));
    assert!(said.is_empty(), "{keys}: {said:?}");
    Arc::new(recipe.unwrap())
}

/// The rows that `convert` writes (region, name, period, value, unit, published), and what is said with place and codes.
fn converted(keys: &str, files: &[Vec<u8>]) -> (String, String) {
    let recipe = recipe(keys);
    let inputs = files.iter().enumerate().map(|(index, bytes)| Input {
        recipe: Arc::clone(&recipe),
        ..input(&format!("{index}.csv"), bytes.clone())
    });
    let (rows, said) = convert(inputs.collect(), Some("全国"), &Options::default());
    let rows = String::from_utf8(rows).unwrap();
    let rows =
        rows.lines().skip(1).map(|row| row.splitn(7, ',').take(6).collect::<Vec<_>>().join(","));
    let said = said
        .iter()
        .filter(|it| !["no-unit-column", "encoding-used"].contains(&it.problem.code()))
        .map(|it| {
            let place = it.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
            format!("{} {}:{}", it.problem.code(), place.0, place.1)
        });
    (rows.collect::<Vec<_>>().join(" "), said.collect::<Vec<_>>().join(" "))
}

const BY_SEX: &str = "geo,sex,Sex,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nBG,T,Total,2023,75.8,\nBG,F,Females,2023,79.4,\nBG,M,Males,2023,72.4,\nFR,T,Total,2023,:,\n";

const MAPPED: &str = "columns = { region = \"geo\", period = \"TIME_PERIOD\", value = \"OBS_VALUE\" }\nmissing = [\":\"]\n";

#[test]
fn recipes_choose_rows_and_say_what_no_column_says() {
    let sex =
        |keys: &str| format!("{MAPPED}set = {{ indicator = \"寿命\", unit = \"岁\" }}\n{keys}");
    for (name, keys, text, rows, said) in [
        (
            "code",
            sex("where = { sex = \"T\" }"),
            BY_SEX,
            "BG,寿命,2023,75.8,岁, FR,寿命,2023,,岁,",
            "",
        ),
        ("label", sex("where = { sex = \"Males\" }"), BY_SEX, "BG,寿命,2023,72.4,岁,", ""),
        ("head folded", sex("where = { \"S e_x\" = \"F\" }"), BY_SEX, "BG,寿命,2023,79.4,岁,", ""),
        (
            "any of several",
            sex("where = { sex = [\"M\", \"F\"] }"),
            BY_SEX,
            "BG,寿命,2023,79.4,岁, BG,寿命,2023,72.4,岁,",
            "sub-populations 3:4",
        ),
        (
            "all columns",
            sex("where = { sex = \"T\", geo = \"BG\" }\nregions = { BG = \"保加利亚\" }"),
            BY_SEX,
            "保加利亚,寿命,2023,75.8,岁,",
            "",
        ),
        (
            "no such value",
            sex("where = { sex = \"Femals\" }"),
            "geo,sex,TIME_PERIOD,OBS_VALUE\nBG,Females,2023,79.4\n",
            "",
            "no-such-row 1:1",
        ),
        (
            "never together",
            sex("where = { sex = \"F\", geo = \"FR\" }"),
            BY_SEX,
            "",
            "no-such-row 1:1",
        ),
        ("no such column", sex("where = { age = \"Y1\" }"), BY_SEX, "", "unknown-head 1:1"),
        (
            "a label beside its code",
            "where = { geo = \"Bulgaria\" }\ncolumns = { region = \"geo\" }\nregions = { BG = \"保加利亚\" }".to_owned(),
            "geo,indicator,period,value\nBG: Bulgaria,寿命,2023,75.8\nFR: France,寿命,2023,83\n",
            "保加利亚,寿命,2023,75.8,,",
            "",
        ),
        (
            "blank",
            "where = { Sex = \"\", Age = \"\" }\ncolumns = { period = \"Year\" }\nset = { indicator = \"贫困率\" }".to_owned(),
            "Year,Age,Sex,Value\n2018,,,18.9\n2018,75 and over,Male,19.9\n",
            "全国,贫困率,2018,18.9,,",
            "",
        ),
        (
            "exact spelling first",
            "columns = { indicator = \"MEASURE\", period = \"TIME_PERIOD\" }\nindicators = { RD = \"研发人员\" }\nunits = { PS = \"人\" }".to_owned(),
            "MEASURE,Measure,TIME_PERIOD,Time period,value,unit\nRD,Researchers,2022,,2637,PS\n",
            "全国,研发人员,2022,2637,人,",
            "",
        ),
        (
            "an entry too many",
            "regions = { CN = \"全国\", US = \"美国\" }".to_owned(),
            "region,indicator,period,value\nCN,出口,2023,5\n",
            "全国,出口,2023,5,,",
            "unused-entry 1:1",
        ),
        (
            "blank cells and others",
            "set = { region = \"浙江省\", published = 2024-03-05, year = \"2023\" }".to_owned(),
            "region,indicator,period,value,published\n,出口,1-9月,5,\n浙江省,出口,2023,7,2024-01-18\n,,,,\n注：不含服务,,,,\n",
            "浙江省,出口,2023-01/2023-09,5,,2024-03-05 浙江省,出口,2023,7,,2024-01-18",
            "remarks-passed-over 5:1",
        ),
        (
            "against a cell",
            "set = { region = \"浙江省\" }".to_owned(),
            "region,indicator,period,value\n浙江省,出口,2023,5\n江苏省,出口,2023,7\n江苏省,出口,2024,8\n",
            "浙江省,出口,2023,5,,",
            "set-against-cell 3:1 set-against-cell 4:1",
        ),
        (
            "a date in the name",
            "set = { published = \"from-name\" }".to_owned(),
            "indicator,period,value\n出口,2023,5\n",
            "",
            "no-date-in-name 1:1",
        ),
        (
            "against another year",
            "set = { year = \"2023\" }".to_owned(),
            "indicator,period,value\n出口,2023,5\n出口,2024,7\n",
            "全国,出口,2023,5,,",
            "set-against-cell 3:4",
        ),
        (
            "periods as columns",
            "where = { \"类别\" = \"合计\" }\nset = { indicator = \"出口\", unit = \"亿元\" }".to_owned(),
            "地区,类别,2022,2023\n浙江省,合计,5,6\n浙江省,其中：民营,3,4\n",
            "浙江省,出口,2022,5,亿元, 浙江省,出口,2023,6,亿元,",
            "",
        ),
        (
            "indicators as columns",
            "where = { \"类别\" = \"合计\" }\nset = { period = \"2023\" }\nindicators = { \"出口额\" = \"出口\" }".to_owned(),
            "地区,类别,出口额(亿元),人口(万人)\n浙江省,合计,5,6\n浙江省,其中：民营,3,4\n",
            "浙江省,出口,2023,5,亿元, 浙江省,人口,2023,6,万人,",
            "",
        ),
        (
            "one column of figures",
            "columns = { period = \"DATE\", value = \"UNRATE\" }\nset = { indicator = \"失业率\", unit = \"%\" }".to_owned(),
            "DATE,UNRATE\n2014-12-01,5.6\n",
            "全国,失业率,2014-12-01,5.6,%,",
            "days 2:1",
        ),
        (
            "lines, delimiter and decimal sign",
            "skip = 2\ndelimiter = \"|\"\ndecimal = \",\"".to_owned(),
            "出口统计;2023\r\n\r\nindicator|period|value\r\n出口|2023|1.234,5\r\n",
            "全国,出口,2023,1234.5,,",
            "",
        ),
        (
            "a comma groups",
            "decimal = \".\"".to_owned(),
            "indicator;period;value\n出口;2023;1,234.5\n",
            "全国,出口,2023,1234.5,,",
            "",
        ),
        (
            "a figure that proves a comma",
            String::new(),
            "indicator;period;value\n出口;2023;1.234\n出口;2024;12,5\n",
            "全国,出口,2023,1234,, 全国,出口,2024,12.5,,",
            "",
        ),
        (
            "a figure that proves a point",
            String::new(),
            "indicator;period;value\n出口;2023;1.234\n出口;2024;1,234.5\n",
            "全国,出口,2023,1.234,, 全国,出口,2024,1234.5,,",
            "",
        ),
        (
            "figures that contradict each other",
            String::new(),
            "indicator;period;value\n出口;2023;12,5\n出口;2024;1234.5\n",
            "全国,出口,2024,1234.5,,",
            "value-comma-in-semicolon-file 2:9",
        ),
        ("everything skipped", "skip = 9".to_owned(), "indicator,period,value\n", "", "empty-file 1:1"),
        (
            "a ragged row",
            "where = { a = \"1\" }".to_owned(),
            "indicator,period,value,a\n出口,2023,5,1\n出口,2024,6\n",
            "全国,出口,2023,5,,",
            "cell-count 3:1",
        ),
    ] {
        let utf_8 = text.as_bytes().to_vec();
        let expected = (rows.to_owned(), said.to_owned());
        assert_eq!(converted(&keys, &[utf_8]), expected, "{name}");
        let keys = format!("{keys}\nencoding = \"gb18030\"");
        let gb18030 = encoded(text, GB18030).unwrap();
        let (rows, said) = converted(&keys, &[gb18030]);
        assert_eq!((rows, said), expected, "{name}, GB18030");
    }
}

/// The order of rows is of no matter.
#[test]
fn shuffled_rows_give_the_same() {
    let sorted = |text: &str| {
        let keys =
            format!("{MAPPED}set = {{ indicator = \"寿命\" }}\nwhere = {{ sex = [\"T\", \"F\"] }}");
        let (rows, said) = converted(&keys, &[text.as_bytes().to_vec()]);
        let mut rows: Vec<&str> = rows.split(' ').collect();
        rows.sort_unstable();
        (rows.join(" "), said)
    };
    let (head, rows) = BY_SEX.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let expected = sorted(BY_SEX);
    for _ in 0..rows.len() {
        rows.rotate_left(1);
        assert_eq!(sorted(&format!("{head}\n{}\n", rows.join("\n"))), expected);
        let turned: Vec<&str> = rows.iter().rev().copied().collect();
        assert_eq!(sorted(&format!("{head}\n{}\n", turned.join("\n"))), expected);
    }
}

/// Columns and rows may be in any one of the files of a recipe, but each file has every column by which rows are chosen.
#[test]
fn what_fits_nothing_is_said_once_for_all_files() {
    let file = |text: &str| text.as_bytes().to_vec();
    let of_2022 = file("indicator,period,amount,kind\n出口,2022,5,A\n");
    let of_2023 = file("indicator,period,amount,kind\n出口,2023,6,B\n");
    let both = [of_2022.clone(), of_2023];
    let keys = "columns = { value = \"amount\" }\nwhere = { kind = \"A\" }";
    assert_eq!(converted(keys, &both), ("全国,出口,2022,5,,".to_owned(), String::new()));
    let without = [of_2022, file("indicator,period,amount\n出口,2023,6\n")];
    assert_eq!(converted(keys, &without).1, "unknown-head 1:1");
    let keys = "columns = { value = \"amount\", note = \"remark\" }\nwhere = { kind = \"C\" }";
    assert_eq!(converted(keys, &both).1, "unknown-head 1:1 no-such-row 1:1");
}

#[test]
fn what_cannot_be_used_is_named_with_what_may_be_meant() {
    let text = |keys: &str, file: &str| {
        let file = Input { recipe: recipe(keys), ..input("a.csv", file) };
        let (.., said) = convert(vec![file], Some("全国"), &Options::default());
        let last = said.last().unwrap().problem.text(Lang::En);
        (last.message, last.help.unwrap_or_default())
    };
    let both = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    assert_eq!(
        text("where = { sex = \"Femals\" }", "indicator,period,value,sex\n出口,2023,5,Females\n"),
        both("no row has \"Femals\" in the column \"sex\"", "did you mean \"Females\"?")
    );
    assert_eq!(
        text("where = { sxe = \"F\" }", "indicator,period,value,sex\n出口,2023,5,F\n"),
        both("there is no header \"sxe\", which is given for `where`", "did you mean \"sex\"?")
    );
    assert_eq!(
        text("set = { unit = \"亿元\" }", "indicator,period,value,unit\n出口,2023,5,万元\n").0,
        "the `unit` is \"万元\", but is set to \"亿元\""
    );
}

/// Whether a file is read in blocks or row by row, and however its rows are chosen, its figures are the same.
#[test]
fn a_plan_reads_what_the_conversion_writes() {
    let wanted = [Wanted {
        id: "life".to_owned(),
        names: vec!["寿命".to_owned()],
        unit: Unit::parse("岁"),
        printed_units: Vec::new(),
        regions: vec!["保加利亚".to_owned()],
        kind: Kind::Ratio.into(),
    }];
    let keys = format!(
        "{MAPPED}set = {{ indicator = \"寿命\" }}\nregions = {{ BG = \"保加利亚\" }}\nwhere = {{ sex = \"T\" }}"
    );
    for block_size in [None, Some(64)] {
        let options = Options { block_size, ..Options::default() };
        let file = Input { recipe: recipe(&keys), ..input("a.csv", BY_SEX) };
        let loaded = read_actuals(&wanted, "保加利亚", vec![file], &options);
        let [only] = loaded.actuals.series("life", "保加利亚") else { panic!("{loaded:?}") };
        assert_eq!(only.value.to_string(), "75.8");
        assert_eq!(only.origin.place(&loaded.actuals.files), "a.csv:2");
    }
}

#[test]
fn dates_in_the_names_of_files() {
    for (name, date) in [
        ("data/cpi 2025-09-29.csv", Some("2025-09-29")),
        ("20250929_gdp.csv.gz", Some("2025-09-29")),
        ("gdp-2025-09.csv", Some("2025-09")),
        ("2024-01/gdp.csv", None),
        ("gdp-2025-09-29 (2025-09-30).csv", None),
        ("gdp-2025-09-29 2025-08.csv", Some("2025-09-29")),
        ("gdp-2023-2024.csv", None),
        ("gdp-20251329.csv", None),
        ("gdp 2025-13.csv", None),
        ("统计2025-09公报.xlsx#表1", Some("2025-09")),
    ] {
        assert_eq!(date_in(name).as_deref(), date, "{name}");
    }
}

#[test]
fn what_files_leave_open_is_told_or_proven() {
    for (name, keys, text, rows, said) in [
        (
            "days begin years",
            "dates = \"start\"",
            "指标,时间,数值\nA,2020-01-01,1\nA,2021-01-01,2\n",
            "全国,A,2020,1,, 全国,A,2021,2,,",
            "",
        ),
        (
            "days end quarters",
            "dates = \"end\"",
            "指标,时间,数值\nA,2020-06-30,1\nA,2020-12-31,2\n",
            "全国,A,2020Q2,1,, 全国,A,2020Q4,2,,",
            "",
        ),
        (
            "days that end nothing",
            "dates = \"end\"",
            "指标,时间,数值\nA,2020-06-29,1\nA,2020-12-31,2\n",
            "全国,A,2020-06-29,1,, 全国,A,2020-12-31,2,,",
            "days 2:3",
        ),
        (
            "days stay days",
            "dates = \"day\"",
            "DATE,A（%）\n2020-01-01,1\n2021-01-01,2\n2022-01-01,3\n",
            "全国,A,2020-01-01,1,%, 全国,A,2021-01-01,2,%, 全国,A,2022-01-01,3,%,",
            "",
        ),
        (
            "a code beside the label of a unit",
            "units = { PT_B1GQ = \"%\" }",
            "Indicator,Year,OBS_VALUE,UNIT_MEASURE,Unit of measure\nA,2020,3,PT_B1GQ,Share of something\nA,2021,4,X,%\n",
            "全国,A,2020,3,%, 全国,A,2021,4,%,",
            "",
        ),
        (
            "codes beside labels of regions",
            "regions = { CHN = \"中国\" }",
            "REF_AREA,Reference area,Indicator,Year,Value\nCHN,China (People's Republic of),A,2020,3\n",
            "中国,A,2020,3,,",
            "",
        ),
        (
            "a comma is proven further down",
            "",
            "指标;年份;数值\nA;2020;1,234\nB;2020;5,67\n",
            "全国,A,2020,1.234,, 全国,B,2020,5.67,,",
            "",
        ),
        (
            "and by tabs",
            "",
            "指标\t年份\t数值\nA\t2020\t1,234\nB\t2020\t5,67\n",
            "全国,A,2020,1.234,, 全国,B,2020,5.67,,",
            "",
        ),
        (
            "without a proof by tabs",
            "",
            "指标\t年份\t数值\nA\t2020\t1,234\nB\t2020\t1.456\n",
            "全国,A,2020,1234,, 全国,B,2020,1.456,,",
            "",
        ),
        (
            "not proven",
            "",
            "指标;年份;数值\nA;2020;1,234\n",
            "",
            "value-comma-in-semicolon-file 2:8",
        ),
        (
            "brackets that say more than a unit",
            "",
            "指标,2020,2021\nForest area (% of land area),20,21\nGDP (亿元),5,6\n",
            "全国,Forest area (% of land area),2020,20,% of land area, 全国,Forest area (% of land area),2021,21,% of land area, 全国,GDP,2020,5,亿元, 全国,GDP,2021,6,亿元,",
            "",
        ),
        (
            "names in two lines",
            "",
            "年份,学校,\n,小学,中学\n2020,5,6\n",
            "全国,学校/小学,2020,5,, 全国,学校/中学,2020,6,,",
            "",
        ),
    ] {
        let (found, diagnosed) = converted(keys, &[text.as_bytes().to_vec()]);
        let found = if said.starts_with("value") { String::new() } else { found };
        assert_eq!((found.as_str(), diagnosed.as_str()), (rows, said), "{name}");
    }
    // Beyond the first block, and whatever its size.
    let mut text = "指标;年份;数值\n".to_owned();
    for row in 0..60_000 {
        writeln!(text, "N{row};2020;1,234").unwrap();
    }
    text.push_str("B;2020;5,67\n");
    assert!(text.len() > 1 << 20);
    let (found, said) = converted("", &[text.into_bytes()]);
    assert!(found.contains("N0,2020,1.234") && said.is_empty(), "{said}");
}
