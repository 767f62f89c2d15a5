//! Rows told apart by columns that no head makes known, in the layouts of publishers; each in every order of its rows, in blocks
//! of any size, and converted.

use super::*;
use crate::{load::convert::convert, plan::recipe::Column};

/// The long table of one indicator: the heads behind the usual ones, and rows of period, value and their cells.
fn long(heads: &str, rows: &str) -> String {
    let rows = rows.split('|').map(|row| {
        let mut cells = row.splitn(3, ',');
        let [period, value, rest] = [(); 3].map(|()| cells.next().unwrap_or_default());
        format!("杭州市,新增高新技术企业,{period},{value},家,{rest}\n")
    });
    format!("地区,指标,时期,数值,单位,{heads}\n{}", rows.collect::<String>())
}

/// A file whose periods may stand under `Year`.
fn by_year(text: &str) -> Input {
    let columns = if text.contains(",Year,") {
        vec![(Column::Period, "Year".to_owned())]
    } else {
        Vec::new()
    };
    Input { recipe: Arc::new(Recipe { columns, ..Recipe::default() }), ..input("a.csv", text) }
}

/// The values read of a text, sorted, and the codes that tell of its rows.
fn outcome(text: &str, options: &Options) -> String {
    let loaded = read_for(&plan(), vec![by_year(text)], options);
    let mut values = values(&loaded, "enterprises");
    values.sort();
    let mut codes: Vec<&str> = codes(&loaded);
    codes.retain(|code| !["no-unit-column", "no-region-column", "unmatched-name"].contains(code));
    if loaded.diagnostics.iter().any(Diagnostic::is_error) {
        values.clear();
    }
    format!("{} {}", values.join(" "), codes.join(" ")).trim().to_owned()
}

/// A text with its rows in another order.
fn shuffled(text: &str, by: usize) -> String {
    let (header, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let middle = by % rows.len();
    rows.rotate_left(middle);
    if by % 2 == 1 {
        rows.reverse();
    }
    format!("{header}\n{}\n", rows.join("\n"))
}

fn check(name: &str, text: &str, expected: &str) {
    for by in 0..8 {
        let text = shuffled(text, by);
        for block_size in [None, Some(7), Some(64)] {
            let options = Options { block_size, ..Options::default() };
            assert_eq!(outcome(&text, &options), expected, "{name}\n{text}");
        }
        let (converted, said) = convert(vec![by_year(&text)], Some("杭州市"), &Options::default());
        let mut codes: Vec<&str> = said.iter().map(|said| said.problem.code()).collect();
        // The plan does not ask for the columns without figures that `convert` passes over.
        codes.retain(|code| !["no-unit-column", "head-not-read"].contains(code));
        if said.iter().any(Diagnostic::is_error) {
            assert_eq!(codes.join(" "), expected, "{name}\n{text}");
            continue;
        }
        let converted = String::from_utf8(converted).unwrap();
        let of_both = format!("{} {}", outcome(&converted, &Options::default()), codes.join(" "));
        assert_eq!(of_both.trim(), expected, "{name}\n{text}\n{converted}");
    }
}

#[test]
fn sub_populations_of_long_tables() {
    for (name, heads, rows, expected) in [
        (
            "code and label of sex, and age (Eurostat)",
            "sex,Sex,age",
            "2022,1,F,Females,TOTAL|2022,2,M,Males,TOTAL|2022,3,T,Total,TOTAL|2022,4,T,Total,Y1|2022,5,F,Females,Y1|2023,6,F,Females,TOTAL|2023,7,T,Total,TOTAL|2023,8,T,Total,Y1",
            "3 7 sub-populations",
        ),
        (
            "no age is the total",
            "sex,age",
            "2022,1,F,Y1|2022,2,T,Y1|2022,3,F,Y2|2022,4,T,Y2",
            "sub-populations",
        ),
        ("T beside F and M", "SEX", "2022,1,F|2022,2,M|2022,3,T", "3 sub-populations"),
        ("T of something else", "类", "2022,1,A|2022,3,T|2023,1,A|2023,4,T", "sub-populations"),
        (
            "T under Total",
            "code,产业",
            "2022,1,A,农业|2022,3,T,Total|2023,4,T,Total",
            "3 4 sub-populations",
        ),
        (
            "code and label in one cell",
            "SEX",
            "2022,1,F: Female|2022,3,_T: Total",
            "3 sub-populations",
        ),
        (
            "in Chinese",
            "性别",
            "2022,1,男|2022,2,女|2022,3,合计|2023,4,合计",
            "3 4 sub-populations",
        ),
        ("one year without a total", "性别", "2022,1,男|2022,3,总计|2023,4,女", "sub-populations"),
        ("two halves", "性别", "2022,1,男|2022,2,女", "sub-populations"),
        ("a blank cell is no total", "性别", "2022,1,男|2022,2,", "sub-populations"),
        ("only one group", "性别", "2022,1,男|2023,2,男", "1 2"),
        (
            "a remark goes with its row (UN SDG)",
            "VARIABLE_CODE,SECTOR,FOOT_NOTE",
            "2022,9,FW,_T,low|2022,5,FW@HHS,HHS,|2023,8,FW,_T,|2023,4,FW@HHS,HHS,low",
            "8 9 sub-populations",
        ),
        ("equal figures contradict nothing", "性别", "2022,1,男|2022,1,女", "1 1"),
        ("no column differs", "版本", "2022,1,甲|2022,2,甲", "1 2"),
        (
            "numbers and dates are no words",
            "年龄,更新",
            "2022,1,15,2024-01-01|2022,2,16,2024-01-02",
            "1 2",
        ),
        ("labels of single rows", "编号", "2022,1,A-1|2022,2,A-2|2023,3,A-3", "1 2 3"),
    ] {
        check(name, &long(heads, rows), expected);
    }
}

#[test]
fn columns_that_tell_nothing_apart() {
    for (name, heads, rows, expected) in [
        (
            "row numbers, addresses, who published it, where from",
            "序号,URL,发布单位,Country of origin",
            "2022,1,一,https://a.example/1,统计局,中国|2023,2,二,https://a.example/2,科技厅,中国",
            "1 2",
        ),
        ("the index of pandas", "", "2022,1,0|2023,2,1", "1 2"),
        ("vintages", "发布日期,性别", "2022,1,2023-02-01,男|2022,2,2023-03-01,女", "1 2"),
    ] {
        check(name, &long(heads, rows), expected);
    }
}

#[test]
fn series_whose_groups_change() {
    for (name, heads, rows, expected) in [
        ("from the total to a part", "Sex", "2022,5,Total|2023,3,F", "mixed-series"),
        ("from one part to the other", "Sex", "2022,2,F|2023,3,M", "mixed-series"),
        (
            "a later release of the same period",
            "发布日期,Sex",
            "2022,5,2023-01-01,Total|2022,3,2023-02-01,F|2023,6,2024-01-01,Total",
            "3 5 6",
        ),
    ] {
        check(name, &long(heads, rows), expected);
    }
    let other = "杭州市,研发经费支出,2022,1,亿元,甲法\n杭州市,研发经费支出,2022,2,亿元,总计\n";
    let text = format!("{}{other}", long("口径", "2022,2,甲法|2023,3,乙法"));
    check("known from another indicator", &text, "sub-populations mixed-series");
}

#[test]
fn the_layout_of_open_sdg() {
    let rows = "2022,,,5 2022,Female,,2 2022,Male,杭州市,3 2023,,,6 2023,,宁波市,7";
    let rows = rows.split(' ').map(|row| format!("新增高新技术企业,{row},家,Units\n"));
    let table =
        format!("indicator,Year,Sex,地区,Value,unit,Unit multiplier\n{}", rows.collect::<String>());
    check("blank is the total, and the region of the plan", &table, "5 6 sub-populations");
    let other = table.replace("multiplier", "scale");
    check("another layout", &other, "empty-cell empty-cell empty-cell");
}

#[test]
fn sub_populations_of_a_table_of_years() {
    let row = |sex: &str, figures: &str| format!("杭州市,新增高新技术企业,家,{sex},{figures}\n");
    let table = |rows: &[String]| format!("地区,指标,单位,性别,2022,2023\n{}", rows.concat());
    let [men, women, all] = [row("男", "1,2"), row("女", "3,4"), row("合计", "4,6")];
    check("with a total", &table(&[men.clone(), women.clone(), all]), "4 6 sub-populations");
    check("without", &table(&[men, women]), "sub-populations");
    check("by turns", &table(&[row("男", "1,"), row("女", ",4")]), "mixed-series");
    let parts = "地区,指标,单位,序号,2022,2023\n杭州市,新增高新技术企业,家,1,4,6\n杭州市,#规上,家,2,1,2\n杭州市,#规下,家,3,3,4\n";
    check("parts of a yearbook", parts, "4 6");
}

#[test]
fn labels_beside_columns_of_indicators() {
    let text = "地区,代码,年份,新增高新技术企业\n杭州市,HGH,2022,1\n杭州市,HGH,2023,2\n";
    check("Our World in Data", text, "1 2");
}
