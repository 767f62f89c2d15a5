//! Nothing is silent: random tables, each with the figures it was made of. Either the right figure comes out, or something
//! is said; never another figure.
//!
//! `PLANCHECK_TABLES` is the number of tables (500 without it), `SEED` the first of them.

use std::fmt::Write as _;

use encoding_rs::UTF_16BE;

use super::*;

/// A well-mixed sequence of numbers (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}

/// Indicators with the unit of the plan and another; the last is not asked for.
const INDICATORS: [(&str, &str, [&str; 2]); 4] = [
    ("rd", "研发经费支出", ["亿元", "万元"]),
    ("share", "高新技术产业增加值占比", ["%", "%"]),
    ("enterprises", "新增高新技术企业", ["家", "万家"]),
    ("", "常住人口", ["万人", "人"]),
];
const REGIONS: [&str; 3] = ["杭州市", "宁波市", "广东省"];
const YEARS: [usize; 4] = [2021, 2022, 2023, 2024];

/// Heads of columns, by what they mean.
const REGION_HEADS: [&str; 8] =
    ["地区", "region", "省市", "城市", "REF_AREA", "Entity", "地 区 Region", "Country Name"];
const NAME_HEADS: [&str; 7] =
    ["指标", "indicator", "Indicator Name", "项目", "Series", "指 标 Item", "主要指标"];
const PERIOD_HEADS: [&str; 7] =
    ["年份", "period", "Year", "TIME_PERIOD", "时间", "年 份 Year", "年度"];
const VALUE_HEADS: [&str; 6] = ["数值", "value", "OBS_VALUE", "Value", "指标值", "数据"];
const UNIT_HEADS: [&str; 5] = ["单位", "unit", "Units", "UNIT_MEASURE", "计量单位"];

/// Dimensions: head, the total, the others.
const DIMENSIONS: [(&str, &str, [&str; 2]); 4] = [
    ("性别", "合计", ["男", "女"]),
    ("Sex", "T", ["M", "F"]),
    ("AGE", "_T", ["Y0T14", "Y15T64"]),
    ("城乡", "总计", ["城镇", "乡村"]),
];

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Long,
    ByPeriod,
    ByName,
}

/// A figure of a table: where it belongs, and how it is printed.
struct Cell {
    region: usize,
    name: usize,
    year: usize,
    /// Of a sub-population: its index.
    part: Option<usize>,
    printed: String,
}

struct Made {
    bytes: Vec<u8>,
    text: String,
    /// What the table says for the plan's region: indicator, year, figure in the plan's unit.
    truth: Vec<(usize, usize, Number)>,
    /// Is it made only of what is to be read without being told?
    plain: bool,
}

#[allow(clippy::too_many_lines, reason = "one table from top to bottom")]
fn make(seed: u64) -> Made {
    let mut chance = Chance(seed);
    let it = &mut chance;
    let form = it.of(&[Form::Long, Form::Long, Form::ByPeriod, Form::ByName]);
    let mut plain = true;
    let has_region = !it.once_in(3);
    let regions = if has_region { REGIONS.len() } else { 1 };
    let names = 1 + it.below(INDICATORS.len());
    let dimension = (form == Form::Long && it.once_in(3)).then(|| it.of(&DIMENSIONS));
    let has_total = dimension.is_none() || !it.once_in(4);
    plain &= has_total;
    let other_unit = usize::from(it.once_in(3));
    // Where the unit is said: in a column, in brackets, above the table, nowhere.
    let mut unit_at = it.below(4);
    if unit_at == 2 && names > 1 || form == Form::ByName && unit_at == 0 {
        unit_at = 1;
    }
    let unit_of = |name: usize| INDICATORS[name].2[if unit_at == 3 { 0 } else { other_unit }];

    // The figures, each of them only once.
    let mut cells = Vec::new();
    let mut truth = Vec::new();
    let mut count = 0;
    for region in 0..regions {
        for (name, (id, ..)) in INDICATORS.iter().enumerate().take(names) {
            for (year, of_year) in YEARS.iter().enumerate() {
                let parts: Vec<Option<usize>> = match (dimension, has_total) {
                    (None, _) => vec![None],
                    (Some(_), true) => vec![None, Some(0), Some(1)],
                    (Some(_), false) => vec![Some(0), Some(1)],
                };
                for part in parts {
                    count += 1;
                    let in_own = if name == 1 {
                        format!("{}.{:02}", 10 + count % 80, (7 * count + 13) % 100)
                    } else {
                        (1000 + 7 * count).to_string()
                    };
                    let printed = match unit_of(name) {
                        "万元" => format!("{in_own}0000"),
                        "万家" => format!("0.{in_own:0>4}"),
                        _ => in_own.clone(),
                    };
                    if region == 0 && !id.is_empty() && part.is_none() {
                        truth.push((name, *of_year, fixtures::number(&in_own)));
                    }
                    cells.push(Cell { region, name, year, part, printed });
                }
            }
        }
    }

    // Heads.
    let unknown = it.below(12);
    plain &= unknown > 2 || unknown == 0 && !has_region || unknown == 2 && unit_at != 0;
    let mut head = |known: &[&'static str], which: usize| {
        let known = it.of(known);
        if unknown == which { "甲栏" } else { known }
    };
    let region_head = head(&REGION_HEADS, 0);
    let name_head = head(&NAME_HEADS, 1);
    let unit_head = head(&UNIT_HEADS, 2);
    let (period_head, value_head) = (it.of(&PERIOD_HEADS), it.of(&VALUE_HEADS));
    plain &= unknown != 1 || form == Form::ByName;
    let name_of = |name: usize| match unit_at {
        1 => format!("{}（{}）", INDICATORS[name].1, unit_of(name)),
        _ => INDICATORS[name].1.to_owned(),
    };
    let mark = it.of(&["", "", "", "", "p", "*", "（预）", "F", "x"]);
    let marked = form == Form::ByPeriod && !mark.is_empty();
    plain &= !marked || !matches!(mark, "x" | "F" | "*");
    let year_of = it.of(&["", "年"]);

    // Rows of cells.
    let mut heads: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let region_cells = |region: usize| has_region.then(|| REGIONS[region].to_owned());
    if has_region {
        heads.push(region_head.to_owned());
    }
    match form {
        Form::Long => {
            heads.extend([name_head, period_head].map(str::to_owned));
            heads.extend(dimension.map(|(head, ..)| head.to_owned()));
            heads.push(value_head.to_owned());
            heads.extend((unit_at == 0).then(|| unit_head.to_owned()));
            for cell in &cells {
                let mut row: Vec<String> = region_cells(cell.region).into_iter().collect();
                row.extend([name_of(cell.name), format!("{}{year_of}", YEARS[cell.year])]);
                row.extend(dimension.map(|(_, total, others)| {
                    cell.part.map_or(total, |part| others[part]).to_owned()
                }));
                row.push(cell.printed.clone());
                row.extend((unit_at == 0).then(|| unit_of(cell.name).to_owned()));
                rows.push(row);
            }
        }
        Form::ByPeriod => {
            heads.push(name_head.to_owned());
            heads.extend((unit_at == 0).then(|| unit_head.to_owned()));
            let newest = YEARS.len() - 1;
            heads.extend((0..=newest).map(|year| {
                let mark = if year == newest { mark } else { "" };
                format!("{}{year_of}{mark}", YEARS[year])
            }));
            for of_row in cells.chunks(YEARS.len()) {
                let mut row: Vec<String> = region_cells(of_row[0].region).into_iter().collect();
                row.push(name_of(of_row[0].name));
                row.extend((unit_at == 0).then(|| unit_of(of_row[0].name).to_owned()));
                row.extend(of_row.iter().map(|cell| cell.printed.clone()));
                rows.push(row);
            }
        }
        Form::ByName => {
            heads.push(period_head.to_owned());
            heads.extend((0..names).map(name_of));
            for region in 0..regions {
                for (year, of_year) in YEARS.iter().enumerate() {
                    let mut row: Vec<String> = region_cells(region).into_iter().collect();
                    row.push(format!("{of_year}{year_of}"));
                    let here = |cell: &&Cell| cell.region == region && cell.year == year;
                    row.extend(cells.iter().filter(here).map(|cell| cell.printed.clone()));
                    rows.push(row);
                }
            }
        }
    }
    if marked && mark == "F" {
        truth.retain(|(_, year, _)| *year != YEARS[YEARS.len() - 1]);
    }
    if it.once_in(2) {
        it.shuffle(&mut rows);
    }

    // Further columns.
    for (head, cell) in [("URL", "https://example.org/a"), ("发布单位", "统计机构")] {
        if form != Form::ByName && it.once_in(6) {
            heads.push(head.to_owned());
            for row in &mut rows {
                row.push(cell.to_owned());
            }
        }
    }
    let index = if form == Form::ByName { 9 } else { it.below(8) };
    if index < 2 {
        heads.insert(0, if index == 0 { "" } else { "序号" }.to_owned());
        for (number, row) in rows.iter_mut().enumerate() {
            row.insert(0, (number + index).to_string());
        }
    }

    // Lines above and below, signs, encoding.
    let sign = it.of(&[",", ",", ",", ";", "\t", "|"]);
    let mut text = String::new();
    if it.once_in(4) {
        text += "数据库：年度数据\n";
    }
    if it.once_in(6) {
        text += "表一 主要指标\n";
    }
    if unit_at == 2 {
        writeln!(text, "单位：{}", unit_of(0)).unwrap();
    }
    for row in std::iter::once(&heads).chain(&rows) {
        text += &row.join(sign);
        text += "\n";
    }
    if it.once_in(4) {
        text += it.of(&["注：数字为虚构。\n", "\n数据来源：虚构\n", "注：*为初步核算数。\n"]);
    }
    let encoding = it.of(&[None, None, None, Some(GB18030), Some(UTF_16LE), Some(UTF_16BE)]);
    let bytes = match encoding {
        None => text.clone().into_bytes(),
        Some(encoding) => encoded(&text, encoding).unwrap(),
    };
    Made { bytes, text, truth, plain }
}

/// Codes that are said of any table without such a column.
const USUAL: [&str; 3] = ["no-region-column", "no-unit-column", "encoding-used"];

#[test]
fn no_table_is_misread_in_silence() {
    let setting = |name: &str, otherwise: u64| {
        std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
    };
    let (tables, first) = (setting("PLANCHECK_TABLES", 500), setting("SEED", 1));
    let plan = plan_of(
        "杭州市",
        INDICATORS[..3]
            .iter()
            .map(|(id, name, [unit, _])| indicator(id, name, unit, &[]))
            .collect(),
    );
    let (mut all_plain, mut read_well) = (0_u64, 0_u64);
    let mut faults = Vec::new();
    for seed in first..first + tables {
        let made = make(seed);
        let loaded = read_for(&plan, vec![input("a.csv", made.bytes.clone())], &Options::default());
        let is_error = loaded.diagnostics.iter().any(Diagnostic::is_error);
        let is_loud = loaded.diagnostics.iter().any(|it| it.severity != Severity::Note);
        let is_said = codes(&loaded).iter().any(|code| !USUAL.contains(code));
        let mut fault = None;
        let mut whole = true;
        for (name, (id, ..)) in INDICATORS[..3].iter().enumerate() {
            let series = loaded.actuals.series(id, "杭州市");
            let truth = || made.truth.iter().filter(|(of, ..)| *of == name);
            let is_true = |it: &crate::actuals::Observation| {
                truth().any(|(_, year, value)| {
                    it.period.to_string() == year.to_string() && it.value == *value
                })
            };
            if let Some(wrong) = series.iter().find(|it| !is_true(it)) {
                fault = Some(format!("{id} {}: {} is another figure", wrong.period, wrong.value));
            }
            whole &= truth().count() == series.len();
        }
        if !is_error && !whole && !is_said {
            fault = Some("a figure is missing, and nothing is said".to_owned());
        }
        if is_error {
            // A table with an error is not judged: its figures count for nothing.
            fault = None;
        }
        let is_well = whole && !is_loud;
        if made.plain {
            all_plain += 1;
            read_well += u64::from(is_well);
        }
        if let Some(fault) = fault {
            faults.push(format!("seed {seed}: {fault}\n{}{:?}\n", made.text, codes(&loaded)));
        }
        if made.plain && !is_well && std::env::var("SHOW").is_ok() {
            println!("seed {seed}: not read: {:?}\n{}", codes(&loaded), made.text);
        }
    }
    println!(
        "{tables} tables, {all_plain} of them plain, {read_well} of these read without a warning"
    );
    assert!(faults.is_empty(), "{} faults, such as\n{}", faults.len(), faults[0]);
    assert!(read_well * 100 >= all_plain * 95, "{read_well} of {all_plain} plain tables");
}
