//! The files of examples/sources, in the layouts of publishers: each gives its figure as it stands, with its rows in other
//! orders, in other encodings, as a workbook and converted. All figures are invented.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use tempfile::TempDir;
use toml::{Table, Value};

use crate::support::{
    self, Row, all_of, names, plancheck, read, repository, row, rows, stderr, stdout,
};

const EXAMPLES: &str = "examples/sources";
const PLANS: [&str; 2] = ["chinese", "international"];
const DAY: &str = "2025-06-30";

type Order<'a> = &'a dyn Fn(&mut [csv::StringRecord]);
type Encode<'a> = &'a dyn Fn(&str) -> Vec<u8>;

/// What is asked of the files: a figure in each row.
fn wanted() -> Vec<Row> {
    rows(&read("tests/sources/sources.csv"))
}

/// Every file, and whether it is a long table, whose rows may stand in any order.
fn files() -> BTreeMap<String, bool> {
    wanted().into_iter().map(|row| (row["file"].clone(), row["form"] == "long")).collect()
}

fn example(file: &str) -> String {
    read(Path::new(EXAMPLES).join(file))
}

fn ends_in(file: &str, ending: &str) -> bool {
    Path::new(file).extension().is_some_and(|own| own == ending)
}

fn delimiter(file: &str) -> u8 {
    if ends_in(file, "tsv") { b'\t' } else { b',' }
}

/// The cells of a file, line by line.
fn cells(file: &str) -> Vec<csv::StringRecord> {
    let text = example(file);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter(file));
    reader.from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

fn written(file: &str, records: &[csv::StringRecord]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer.flexible(true).delimiter(delimiter(file)).from_writer(Vec::new());
    for record in records {
        writer.write_record(record).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The plans in a folder of their own, beside each file as `make` gives it, under the name that it gives it.
fn folder(change: impl Fn(&mut Table), make: impl Fn(&str) -> (String, Vec<u8>)) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut renamed = BTreeMap::new();
    for file in files().into_keys() {
        let (name, bytes) = make(&file);
        fs::write(folder.path().join(&name), bytes).unwrap();
        renamed.insert(file, name);
    }
    let rename = |value: &mut Value| {
        *value = renamed[value.as_str().unwrap()].clone().into();
    };
    for plan in PLANS {
        let mut table: Table = example(&format!("{plan}.toml")).parse().unwrap();
        table["plan"]["actuals"].as_array_mut().unwrap().iter_mut().for_each(rename);
        for source in table["source"].as_array_mut().unwrap() {
            rename(&mut source["file"]);
            change(source.as_table_mut().unwrap());
        }
        fs::write(folder.path().join(format!("{plan}.toml")), table.to_string()).unwrap();
    }
    folder
}

/// Every file gives its figure, and nothing is warned of.
fn gives_all(folder: &TempDir, form: &str) {
    for plan in PLANS {
        let arguments = ["status", &format!("{plan}.toml"), "--as-of", DAY, "--format", "csv"];
        let output = plancheck(folder.path()).args(arguments).output().unwrap();
        let said = stderr(&output);
        assert!(output.status.success() && !said.contains("warning["), "{form}, {plan}: {said}");
        let found = rows(&stdout(&output));
        for wanted in wanted().iter().filter(|row| row["plan"] == plan) {
            let row = row(&found, &wanted["indicator"]);
            for column in ["actual", "actual_period", "quality"] {
                assert_eq!(row[column], wanted[column], "{form}, {column}: {wanted:?}\n{said}");
            }
        }
    }
}

fn unchanged(_: &mut Table) {}

#[test]
fn files_as_they_stand_and_in_any_order() {
    gives_all(&folder(unchanged, |file| (file.to_owned(), example(file).into_bytes())), "plain");
    let backwards = |rows: &mut [csv::StringRecord]| rows.reverse();
    let sorted = |rows: &mut [csv::StringRecord]| rows.sort_by_key(|it| it.as_slice().to_owned());
    let by_ends = |rows: &mut [csv::StringRecord]| {
        rows.sort_by_key(|it| it.as_slice().chars().rev().collect::<String>());
    };
    let orders: [(&str, Order<'_>); 3] =
        [("backwards", &backwards), ("sorted", &sorted), ("by their ends", &by_ends)];
    let long = files();
    for (form, order) in orders {
        let shuffled = folder(unchanged, |file| {
            let mut records = cells(file);
            if long[file] {
                order(&mut records[1..]);
            }
            (file.to_owned(), written(file, &records))
        });
        gives_all(&shuffled, form);
    }
}

#[test]
fn files_in_other_encodings() {
    let utf_16 = |text: &str, bytes: &dyn Fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let encodings: [(&str, Encode<'_>); 3] = [
        ("GB18030", &|text| GB18030.encode(text).0.into_owned()),
        ("UTF-16LE", &|text| utf_16(&format!("\u{feff}{text}"), &u16::to_le_bytes)),
        ("UTF-16BE without a mark", &|text| utf_16(text, &u16::to_be_bytes)),
    ];
    for (form, encode) in encodings {
        gives_all(&folder(unchanged, |file| (file.to_owned(), encode(&example(file)))), form);
    }
}

/// Fills a sheet as a spreadsheet does that opens a file of text: numbers and days are no longer texts.
fn fill(sheet: &mut Worksheet, records: &[csv::StringRecord]) {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (line, record) in (0..).zip(records) {
        for (column, cell) in (0..).zip(record) {
            match (cell.parse::<f64>(), ExcelDateTime::parse_from_str(cell)) {
                _ if cell.is_empty() => continue,
                (Ok(number), _) if number.is_finite() => sheet.write(line, column, number),
                (_, Ok(date)) if cell.len() == 10 => {
                    sheet.write_with_format(line, column, &date, &day)
                }
                _ => sheet.write(line, column, cell),
            }
            .unwrap();
        }
    }
}

#[test]
fn files_as_workbooks() {
    let books = folder(unchanged, |file| {
        let mut book = Workbook::new();
        fill(book.add_worksheet(), &cells(file));
        (format!("{file}.xlsx"), book.save_to_buffer().unwrap())
    });
    gives_all(&books, "workbook");
}

/// The codes of what a run says.
fn codes(said: &str) -> BTreeSet<String> {
    let all = said.lines().filter_map(|line| line.split_once('[')?.1.split_once(']'));
    all.map(|(code, _)| code.to_owned()).collect()
}

/// Keys of a recipe that are no options: only a plan knows what its codes stand for.
const OF_PLAN: [&str; 4] = ["file", "regions", "indicators", "units"];

/// The options that say what a recipe says.
fn options(recipe: &Table) -> Vec<String> {
    let mut options = Vec::new();
    for (key, value) in recipe.iter().filter(|(key, _)| !OF_PLAN.contains(&key.as_str())) {
        for (column, texts) in value.as_table().unwrap() {
            let texts = texts.as_array().cloned().unwrap_or_else(|| vec![texts.clone()]);
            for text in texts {
                let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
                options.extend([format!("--{key}"), format!("{column}={text}")]);
            }
        }
    }
    options
}

#[test]
fn converted_files_give_the_same_figures_and_say_the_same() {
    let examples = repository().join(EXAMPLES);
    let plans = PLANS.map(|plan| example(&format!("{plan}.toml")).parse::<Table>().unwrap());
    let of_plan = |plan: &str| &plans[PLANS.iter().position(|it| *it == plan).unwrap()];
    let convert = |file: &str| {
        let wanted = wanted();
        let wanted = wanted.iter().find(|row| row["file"] == file).unwrap();
        let plan = of_plan(&wanted["plan"]);
        let sources = plan["source"].as_array().unwrap();
        let recipe = sources.iter().find(|source| source["file"].as_str() == Some(file));
        let options = recipe.map_or_else(Vec::new, |it| options(it.as_table().unwrap()));
        let mut command = plancheck(&examples);
        let region = plan["plan"]["region"].as_str().unwrap();
        command.args(["convert", file, "--region", region]).args(&options);
        let (code, text, converting) = all_of(&command.output().unwrap());
        assert_eq!(code, 0, "{file}: {converting}");
        // What both say is said of the file, and not of what the plan asks for.
        let mut command = plancheck(&examples);
        let plan = format!("{}.toml", wanted["plan"]);
        command.args(["status", &plan, "--as-of", DAY, "--actuals", file]);
        let judging = stderr(&command.output().unwrap());
        let of_plan = ["unmatched-name", "nothing-matched", "no-region-column", "near-name"];
        let of_file = |said: &str| {
            let mut codes = codes(said);
            codes.retain(|code| !of_plan.contains(&code.as_str()));
            codes
        };
        // The conversion reads all rows.
        let (all, some) = (of_file(&converting), of_file(&judging));
        assert!(all.is_superset(&some), "{file}: {some:?}\n{converting}");
        assert!(!converting.contains("warning["), "{file}: {converting}");
        (format!("{file}.converted.csv"), text.into_bytes())
    };
    let reduce = |source: &mut Table| source.retain(|key, _| OF_PLAN.contains(&key));
    gives_all(&folder(reduce, convert), "converted");
}

#[test]
fn a_converted_figure_has_no_folder_of_this_machine_in_its_source() {
    let rows = "region,indicator,period,value,unit,source\n某市,甲,2024,1,家,市统计局\n";
    let folder = support::folder(&[("data/a.csv", rows), ("here/b.txt", "")]);
    let absolute = folder.path().join("data").join("a.csv");
    for (within, file, source) in [
        ("", absolute.clone(), "市统计局; data/a.csv:2"),
        ("here", absolute, "市统计局; a.csv:2"),
        ("", "data/a.csv".into(), "市统计局; data/a.csv:2"),
        ("here", "../data/a.csv".into(), "市统计局; ../data/a.csv:2"),
    ] {
        // Of a temporary folder the system may know another name.
        let within = folder.path().canonicalize().unwrap().join(within);
        let file = if file.is_absolute() { file.canonicalize().unwrap() } else { file };
        let output = plancheck(&within).arg("convert").arg(file).output().unwrap();
        let (code, text, said) = all_of(&output);
        assert_eq!((code, said.as_str()), (0, ""));
        assert!(text.contains(&format!(",{source},")), "{text}");
    }
}

/// How many pairs of key and value there are, nested ones counted.
fn pairs(value: &Value) -> usize {
    value.as_table().map_or(1, |table| table.values().map(pairs).sum())
}

#[test]
fn every_file_is_asked_and_every_recipe_short() {
    let docs = read("docs/formats.md");
    let mut there = names(&repository().join(EXAMPLES));
    there.retain(|name| name != "README.md" && !ends_in(name, "toml"));
    assert_eq!(there, files().into_keys().collect::<Vec<_>>());
    for file in there {
        assert!(docs.contains(&format!("../{EXAMPLES}/{file}")), "{file}");
    }
    for plan in PLANS {
        let table: Table = example(&format!("{plan}.toml")).parse().unwrap();
        for source in table["source"].as_array().unwrap() {
            assert!(pairs(source) <= 8, "{source}");
        }
    }
}

/// Tables that are released each month, in the forms that these take; the figures are invented.
#[test]
fn monthly_tables() {
    const PLAN: &str = "[plan]\nid = \"p\"\ntitle = \"x\"\nregion = \"测试市\"\nperiod = \"2025\"\n\
        [[indicator]]\nid = \"jobs\"\nname = \"城镇新增就业\"\nunit = \"人\"\nmeasure = \"total\"\n\
        target = { at_least = 90000 }\ncite = { section = \"1\", figure = \"9万人\" }\n\
        [[indicator]]\nid = \"retail\"\nname = \"零售额增速\"\nunit = \"%\"\nmeasure = \"rate\"\n\
        target = { at_least = 6 }\ncite = { section = \"1\", figure = \"6%\" }\n";
    const ROWS: &str = "零售额,亿元,812.5,6.4\n城镇新增就业,万人,7.31,\n";
    let folder = support::folder(&[
        ("p.toml", PLAN),
        (
            "a.csv",
            "测试市2025年1—9月主要指标\n指标名称,计量单位,本月,本月止累计,累计同比增长（%）\n\
             零售额,亿元,90.5,812.5,6.4\n  其中：网上零售额,亿元,9.1,80.2,11.2\n城镇新增就业,万人,0.8,7.31,—\n",
        ),
        ("b.csv", &format!("指标名称,计量单位,1-9月,1-9月同比增长（%）\n{ROWS}")),
        ("c.csv", &format!("指标名称,计量单位,2025年1-9月累计,同比增长（%）\n{ROWS}")),
        ("d.csv", &format!("指标名称,计量单位,2025年1-9月,2025年1-9月同比增长（%）\n{ROWS}")),
    ]);
    // Heads of two lines, the upper ones merged.
    let (mut book, plain) = (Workbook::new(), Format::new());
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 5, "测试市2025年1—9月主要指标", &plain).unwrap();
    sheet.write(1, 0, "制表：无").unwrap();
    for (column, head) in [(0, "指标"), (1, "单位")] {
        sheet.merge_range(2, column, 3, column, head, &plain).unwrap();
    }
    for (column, head) in [(2, "本月"), (4, "本月止累计")] {
        sheet.merge_range(2, column, 2, column + 1, head, &plain).unwrap();
        sheet.write(3, column, "绝对量").unwrap();
        sheet.write(3, column + 1, "同比±%").unwrap();
    }
    for (line, name, unit) in [(4, "零售额", "亿元"), (5, "城镇新增就业", "万人")] {
        sheet.write(line, 0, name).unwrap();
        sheet.write(line, 1, unit).unwrap();
    }
    for (line, column, figure) in
        [(4, 2, 90.5), (4, 3, 7.7), (4, 4, 812.5), (4, 5, 6.4), (5, 2, 0.8), (5, 4, 7.31)]
    {
        sheet.write(line, column, figure).unwrap();
    }
    book.save(folder.path().join("e.xlsx")).unwrap();
    for (file, year) in
        [("a.csv", ""), ("b.csv", " --set year=2025"), ("c.csv", ""), ("d.csv", ""), ("e.xlsx", "")]
    {
        let long = support::answer(folder.path(), &format!("convert {file} --region 测试市{year}"));
        let converted = format!("{file}.long.csv");
        fs::write(folder.path().join(&converted), long).unwrap();
        for actuals in [format!("{file}{year}"), converted] {
            let found = support::status(
                folder.path(),
                &format!("p.toml --as-of 2025-11-01 --actuals {actuals}"),
            );
            for (id, figure) in [("jobs", "73100"), ("retail", "6.4")] {
                let wanted = format!("actual={figure} actual_period=2025-01/2025-09 quality=final");
                support::expect(row(&found, id), &wanted);
            }
        }
    }
    let (code, _, said) =
        support::ran(folder.path(), "status p.toml --as-of 2025-11-01 --actuals b.csv");
    assert!(code == 2 && said.contains("error[head-without-year]"), "{said}");
}
