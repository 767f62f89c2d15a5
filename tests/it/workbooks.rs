//! Actuals as long tables, wide tables and sheets of workbooks give the same results. The workbooks of the transcripts are
//! created here. All plans and figures are invented.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Row, answer, ods, plancheck, repository, row, run, status, stderr, stdout};

/// The same figures as in `long.csv`, in two sheets; titles, dates, percentages and merged cells as spreadsheets have
/// them.
fn release() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let plain = Format::new();
    let percent = Format::new().set_num_format("0.0%");
    let year = Format::new().set_num_format("yyyy\"年\"");
    let day = Format::new().set_num_format("yyyy-mm-dd");

    let about = book.add_worksheet().set_name("说明")?;
    about.write(0, 0, "以下各表为测试所用")?;

    let years = book.add_worksheet().set_name("表1")?;
    years.merge_range(0, 0, 0, 6, "测试市主要指标", &plain)?;
    years.write(1, 6, "单位：见表")?;
    for (column, head) in [(0, "地区"), (1, "指标"), (2, "单位"), (6, "发布日期")] {
        years.write(2, column, head)?;
    }
    years.write_with_format(2, 3, &ExcelDateTime::from_ymd(2021, 12, 31)?, &year)?;
    years.write(2, 4, 2022)?;
    years.write(2, 5, "2023年")?;
    years.merge_range(3, 0, 5, 0, "测试市", &plain)?;
    for (at, name, unit) in [
        (3, "发明专利授权量", "件"),
        (4, "高新技术产业增加值占比", "%"),
        (5, "技术合同成交额", "亿元"),
    ] {
        years.write(at, 1, name)?;
        years.write(at, 2, unit)?;
        years.write_with_format(at, 6, &ExcelDateTime::from_ymd(2024, 3, 5)?, &day)?;
    }
    for (at, figures) in [(3, [200.0, 300.0]), (5, [0.8, 1.1])] {
        for (column, figure) in (3..).zip(figures) {
            years.write(at, column, figure)?;
        }
    }
    years.write(3, 5, "—")?;
    years.write(5, 5, "超1.2")?;
    for (column, figure) in (3..).zip([0.612, 0.625, 0.6314]) {
        years.write_with_format(4, column, figure, &percent)?;
    }
    years.write(6, 0, "注：2023年为快报数")?;

    let names = book.add_worksheet().set_name("表2")?;
    for (column, head) in (0..).zip([
        "地区",
        "年份",
        "发明专利授权量（件）",
        "高新技术产业增加值占比",
        "技术合同成交额（亿元）",
        "发布日期",
    ]) {
        names.write(0, column, head)?;
    }
    let figures = [
        (2021, Some(200), 0.612, "0.8"),
        (2022, Some(300), 0.625, "1.1"),
        (2023, None, 0.6314, "超1.2"),
    ];
    for (at, (year, patents, share, contracts)) in (1..).zip(figures) {
        names.write(at, 0, "测试市")?;
        names.write(at, 1, year)?;
        if let Some(patents) = patents {
            names.write(at, 2, patents)?;
        }
        names.write_with_format(at, 3, share, &percent)?;
        names.write(at, 4, contracts)?;
        names.write_with_format(at, 5, &ExcelDateTime::from_ymd(2024, 3, 5)?, &day)?;
    }
    Ok(book)
}

fn headers(sheet: &mut Worksheet, at: u32, headers: &[&str]) -> Result<(), XlsxError> {
    for (column, head) in (0..).zip(headers) {
        sheet.write(at, column, *head)?;
    }
    Ok(())
}

/// A workbook with every error that a sheet can have.
fn faulty() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let plain = Format::new();
    let percent = Format::new().set_num_format("0.0%");
    let day = Format::new().set_num_format("yyyy-mm-dd");

    let cells = book.add_worksheet().set_name("格")?;
    cells.merge_range(0, 0, 0, 4, "一张有错的表", &plain)?;
    headers(cells, 1, &["地区", "指标", "单位", "2021", "2022"])?;
    headers(cells, 2, &["测试市", "发明专利授权量", "件", "三百", ""])?;
    cells.write_with_format(2, 4, 0.5, &percent)?;
    headers(cells, 3, &["测试市", "高新技术产业增加值占比", "亿元", "61", ""])?;
    cells.write_with_format(3, 4, &ExcelDateTime::from_ymd(2022, 6, 30)?, &day)?;
    headers(cells, 4, &["测试市", "技术合同成交领", "亿元", "1", "2"])?;

    let merged = book.add_worksheet().set_name("合并")?;
    headers(merged, 0, &["地区", "指标"])?;
    merged.merge_range(0, 2, 0, 3, "2021年", &plain)?;
    headers(merged, 1, &["", "", "甲", "乙"])?;
    headers(merged, 2, &["测试市", "发明专利授权量", "200", "3"])?;

    let title = book.add_worksheet().set_name("单位")?;
    title.write(0, 0, "表1  技术合同成交额（单位：亿元）")?;
    headers(title, 1, &["地区", "指标", "2021", "2022"])?;
    headers(title, 2, &["测试市", "技术合同成交额", "0.8", "1.1"])?;

    let none = book.add_worksheet().set_name("无表头")?;
    none.write(0, 0, "只有文字")?;
    headers(none, 1, &["地区", "项目", "2021"])?;
    Ok(book)
}

fn folder() -> PathBuf {
    repository().join("tests/cmd/actuals/forms.in")
}

/// The sheets of an .ods.
const OPEN_DOCUMENT: &[(&str, &str)] = &[
    (
        "表1",
        "测试市主要指标\n地区 | 指标 | 单位 | 2021 | 2022 | 2023年 | 发布日期\n\
         测试市 | 发明专利授权量 | 件 | 200 | =D3+100 (300) | — | 2024-03-05\n\
         测试市 | 高新技术产业增加值占比 | % | 61.2 | 62.5 | 63.14 | 2024-03-05\n\
         测试市 | 技术合同成交额 | 亿元 | 0.8 | 1.1 | 超1.2 | 2024-03-05",
    ),
    (
        "公式",
        "地区 | 指标 | 单位 | 2021 | 2022\n测试市 | 发明专利授权量 | 件 | 200 | =D2+100\n\
         测试市 | 无人需要 | 件 | 1 | =D3+1",
    ),
    (
        "错误",
        "地区 | 指标 | 单位 | 2021 | 2022\n测试市 | 发明专利授权量 | 件 | 200 | #DIV/0!\n\
         测试市 | 无人需要 | 件 | 1 | #DIV/0!\n测试市 | #REF! | 件 | 1 | 2",
    ),
    ("占比", "地区 | 指标 | 2021 | 2022\n测试市 | 高新技术产业增加值占比 | 0.612 | 0.625"),
];

/// `UPDATE=1` writes the workbooks of the transcripts; otherwise the existing ones must have the same content.
#[test]
fn the_workbooks_of_the_transcripts_are_these() {
    let fresh = tempfile::tempdir().unwrap();
    if std::env::var_os("UPDATE").is_some() {
        ods(&folder().join("release.ods"), OPEN_DOCUMENT);
    }
    ods(&fresh.path().join("release.ods"), OPEN_DOCUMENT);
    assert_eq!(
        fs::read(fresh.path().join("release.ods")).unwrap(),
        fs::read(folder().join("release.ods")).unwrap()
    );
    for (name, book, sheets) in [
        ("release.xlsx", release(), ["表1", "表2"].as_slice()),
        ("faulty.xlsx", faulty(), &["单位"]),
    ] {
        let mut book = book.unwrap();
        if std::env::var_os("UPDATE").is_some() {
            book.save(folder().join(name)).unwrap();
        }
        book.save(fresh.path().join(name)).unwrap();
        for sheet in sheets {
            let arguments = format!("convert {name}#{sheet} -q");
            assert_eq!(
                answer(&folder(), &arguments),
                answer(fresh.path(), &arguments),
                "{name}#{sheet}"
            );
        }
    }
}

/// The rows without the columns that name the source.
fn verdicts(actuals: &str) -> Vec<Row> {
    let arguments = format!("../city.toml --actuals {actuals} --as-of 2024-06-30");
    let mut rows = status(&folder(), &arguments);
    for row in &mut rows {
        row.remove("source");
    }
    rows
}

#[test]
fn every_form_gives_the_same_status() {
    let long = verdicts("long.csv");
    assert_eq!(row(&long, "patents")["actual"], "500");
    assert_eq!(row(&long, "share")["actual"], "63.14");
    for form in [
        "years.csv",
        "names.csv",
        "release.xlsx",
        "release.xlsx#表1",
        "release.xlsx#表2",
        "release.xls",
        "release.ods",
    ] {
        assert_eq!(verdicts(form), long, "{form}");
    }
}

#[test]
fn converted_files_give_the_same_status() {
    let long = verdicts("long.csv");
    for form in ["long.csv", "years.csv", "names.csv", "release.xlsx#表1", "release.xlsx#表2"] {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().to_str().unwrap();
        answer(&folder(), &format!("convert {form} -q -o {path}"));
        assert_eq!(verdicts(path), long, "{form}");
    }
}

/// The example actuals, converted: every number of every row is the same.
#[test]
fn converted_examples_give_the_same_rows() {
    for (plan, actuals) in [
        ("hangzhou-2024", "examples/actuals/hangzhou.csv"),
        ("zhejiang-145", "examples/actuals/zhejiang.csv"),
    ] {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().to_str().unwrap();
        answer(repository(), &format!("convert {actuals} -q -o {path}"));
        let of = |actuals: &str| {
            let mut rows =
                status(repository(), &format!("{plan} --actuals {actuals} --as-of 2025-12-31"));
            for row in &mut rows {
                row.remove("source");
            }
            rows
        };
        assert!(of(actuals).iter().any(|row| !row["actual"].is_empty()));
        assert_eq!(of(path), of(actuals), "{plan}");
    }
}

#[test]
fn a_workbook_is_read_from_standard_input_and_folders() {
    use std::process::Stdio;
    let file = fs::File::open(folder().join("release.xlsx")).unwrap();
    let output = plancheck(&folder())
        .args(["convert", "-", "-q"])
        .stdin(Stdio::from(file))
        .output()
        .unwrap();
    let piped = stdout(&output);
    assert!(piped.contains("-#表1!D4"), "{piped}{}", stderr(&output));
    let file = fs::File::open(folder().join("release.xlsx")).unwrap();
    let output = plancheck(&folder())
        .args(["convert", "-q", "--", "-#表2"])
        .stdin(Stdio::from(file))
        .output()
        .unwrap();
    let (piped, named) = (stdout(&output), answer(&folder(), "convert release.xlsx#表2 -q"));
    assert_eq!(piped, named.replace("release.xlsx#", "-#"));
    assert!(piped.contains("-#表2!"), "{piped}{}", stderr(&output));

    let mixed = tempfile::tempdir().unwrap();
    for name in ["long.csv", "release.xlsx"] {
        fs::copy(folder().join(name), mixed.path().join(name)).unwrap();
    }
    fs::write(mixed.path().join("~$release.xlsx"), "an open workbook").unwrap();
    let all = answer(mixed.path(), "convert . -q");
    assert!(all.contains("long.csv:2") && all.contains("release.xlsx#表1!D4"), "{all}");
}

#[test]
fn nothing_is_written_when_a_file_has_an_error() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("out.csv");
    fs::write(&path, "before").unwrap();
    let shown = path.to_str().unwrap();
    let output = run(&folder(), &format!("convert long.csv faulty.xlsx -o {shown}"));
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(fs::read_dir(Path::new(out.path())).unwrap().count(), 1);
}

/// Realistic sheets: a header of two rows, a long table with dates, a hidden sheet, no separate header row.
fn grown() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let plain = Format::new();
    let percent = Format::new().set_num_format("0%");
    let month = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    let day = Format::new().set_num_format("yyyy/m/d");

    let hidden = book.add_worksheet().set_name("底稿")?;
    headers(hidden, 0, &["地区", "指标", "2021"])?;
    headers(hidden, 1, &["测试市", "发明专利授权量", "999"])?;
    hidden.set_hidden(true);

    let two = book.add_worksheet().set_name("两行表头")?;
    two.set_active(true);
    two.merge_range(1, 1, 2, 1, "地区", &plain)?;
    two.merge_range(1, 2, 2, 2, "指标", &plain)?;
    two.merge_range(1, 3, 1, 4, "年份", &plain)?;
    two.write(0, 1, "（单位：件）")?;
    two.write(2, 3, 2021)?;
    two.write(2, 4, 2022)?;
    two.write(3, 1, "测试市")?;
    two.write(3, 2, "发明专利授权量")?;
    two.write(3, 3, 200)?;
    two.write(3, 4, 300)?;
    two.write(3, 6, "右边的备注")?;

    let long = book.add_worksheet().set_name("长表")?;
    headers(long, 0, &["地区", "指标", "时间", "数值", "发布日期"])?;
    for (at, (when, value)) in (1..).zip([(3, 0.1), (6, 0.322)]) {
        long.write(at, 0, "测试市")?;
        long.write(at, 1, "高新技术产业增加值占比")?;
        long.write_with_format(at, 2, &ExcelDateTime::from_ymd(2023, when, 30)?, &month)?;
        long.write_with_format(at, 3, value, &percent)?;
        long.write_with_format(at, 4, &ExcelDateTime::from_ymd(2023, 8, 1)?, &day)?;
    }
    // The result of a formula in binary arithmetic.
    long.write(3, 0, "测试市")?;
    long.write(3, 1, "技术合同成交额")?;
    long.write(3, 2, "2023年1-9月")?;
    long.write(3, 3, 0.1 + 0.2)?;
    Ok(book)
}

#[test]
fn realistic_sheets_are_read() {
    let folder = tempfile::tempdir().unwrap();
    grown().unwrap().save(folder.path().join("g.xlsx")).unwrap();
    let long = |file: &str| answer(folder.path(), &format!("convert {file} -q"));
    assert_eq!(
        long("g.xlsx"),
        "region,indicator,period,value,unit,published,quality,source,note\n\
         测试市,发明专利授权量,2021,200,件,,,g.xlsx#两行表头!D4,\n\
         测试市,发明专利授权量,2022,300,件,,,g.xlsx#两行表头!E4,\n"
    );
    assert_eq!(
        long("g.xlsx#长表"),
        "region,indicator,period,value,unit,published,quality,source,note\n\
         测试市,高新技术产业增加值占比,2023-03,10,%,2023-08-01,,g.xlsx#长表!D2,\n\
         测试市,高新技术产业增加值占比,2023-06,32.2,%,2023-08-01,,g.xlsx#长表!D3,\n\
         测试市,技术合同成交额,2023-01/2023-09,0.3,,,,g.xlsx#长表!D4,\n"
    );
    assert!(long("g.xlsx#底稿").contains("999"));
}

/// A truncated workbook is an error, wherever it is truncated, never a partial table.
#[test]
fn a_truncated_workbook_is_an_error() {
    let fresh = tempfile::tempdir().unwrap();
    let path = fresh.path().join("cut.xlsx");
    for name in ["release.xlsx", "release.xls", "release.ods"] {
        let whole = fs::read(folder().join(name)).unwrap();
        for part in 1..16 {
            fs::write(&path, &whole[..whole.len() * part / 16]).unwrap();
            let output = run(fresh.path(), "convert cut.xlsx");
            assert_eq!(output.status.code(), Some(2), "{name}, {part}/16");
            let said = stderr(&output);
            // Of less than its header an .xls is no more than a file of Office 97.
            let is_damaged =
                ["damaged-workbook", "other-format"].iter().any(|code| said.contains(code));
            assert!(is_damaged, "{name}, {part}/16: {said}");
        }
    }
}

/// Counts and columns beyond all measure are errors, too.
#[test]
fn a_workbook_that_claims_too_much_is_an_error() {
    let fresh = tempfile::tempdir().unwrap();
    let whole = release().unwrap().save_to_buffer().unwrap();
    for (part, from, to) in [
        ("xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"42949672"),
        ("xl/worksheets/sheet2.xml", "r=\"A3\"", "r=\"ZZZZZZ3\""),
    ] {
        let mut archive = ZipArchive::new(Cursor::new(&whole)).unwrap();
        let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            if name == part {
                assert!(text.contains(from));
                text = text.replace(from, to);
            }
            changed.start_file(name, SimpleFileOptions::default()).unwrap();
            changed.write_all(text.as_bytes()).unwrap();
        }
        fs::write(fresh.path().join("a.xlsx"), changed.finish().unwrap().into_inner()).unwrap();
        let output = run(fresh.path(), "convert a.xlsx");
        assert_eq!(output.status.code(), Some(2), "{part}");
        assert!(stderr(&output).contains("[damaged-workbook]"), "{}", stderr(&output));
    }
}

/// Protection against changes does not keep a workbook from being read (release.xls has it, too).
#[test]
fn a_protected_workbook_is_read() {
    let fresh = tempfile::tempdir().unwrap();
    let mut book = release().unwrap();
    for sheet in book.worksheets_mut() {
        sheet.protect_with_password("secret");
    }
    book.save(fresh.path().join("release.xlsx")).unwrap();
    let read = |folder: &Path| answer(folder, "convert release.xlsx -q");
    assert_eq!(read(fresh.path()), read(&folder()));
}

/// What a sheet of a workbook says in another format of workbooks is the same.
#[test]
fn formulas_are_told_in_every_format() {
    for (sheet, code, cells) in [
        ("release.ods#公式", "formula-without-value", ["E2", "E3"]),
        ("release.ods#错误", "error-cell", ["E2", "E3"]),
        ("release.ods#占比", "percent-format-unknown", ["C2", "C2"]),
        ("release.xls#占比", "percent-format-unknown", ["D2", "D2"]),
    ] {
        let output =
            run(&folder(), &format!("status ../city.toml --actuals {sheet} --as-of 2024-06-30"));
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{sheet}");
        assert!(said.contains(&format!("error[{code}]")), "{sheet}: {said}");
        assert!(said.contains(&format!("{sheet}!{}", cells[0])), "{sheet}: {said}");
        // Of rows that nobody asks for only `convert` tells.
        if cells[1] != cells[0] {
            assert!(!said.contains(&format!("{sheet}!{}", cells[1])), "{sheet}: {said}");
            let said = stderr(&run(&folder(), &format!("convert {sheet}")));
            assert!(cells.iter().all(|cell| said.contains(&format!("{sheet}!{cell}"))), "{said}");
        }
    }
    let said = stderr(&run(&folder(), "convert release.xls#公式"));
    assert!(said.contains("warning[formulas-hold-zero]"), "{said}");
}
