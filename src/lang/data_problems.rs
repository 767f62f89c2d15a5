//! The words for problems of actuals.

use crate::diag::{DataProblem, MissingColumn, ValueFault};

use super::{Lang, ProblemText};

/// What is wrong, what stands under the caret, and what to do about it.
pub fn text(lang: Lang, problem: &DataProblem) -> ProblemText {
    match lang {
        Lang::En => english(problem),
        Lang::Zh => chinese(problem),
    }
}

fn words(message: impl Into<String>, label: &str, help: impl Into<String>) -> ProblemText {
    let some = |text: String| (!text.is_empty()).then_some(text);
    ProblemText {
        message: message.into(),
        label: some(label.to_owned()),
        help: some(help.into()),
    }
}

fn rows_en(rows: u64) -> String {
    if rows == 1 {
        "1 row".to_owned()
    } else {
        format!("{rows} rows")
    }
}

fn names_en(names: usize, more: bool) -> String {
    match (names, more) {
        (names, true) => format!("more than {names} names"),
        (1, false) => "1 name".to_owned(),
        (names, false) => format!("{names} names"),
    }
}

fn columns(missing: &[MissingColumn], joint: &str) -> String {
    let names: Vec<String> = missing
        .iter()
        .map(|missing| format!("`{}`", missing.column))
        .collect();
    names.join(joint)
}

fn missing_english(missing: &MissingColumn) -> String {
    let MissingColumn {
        column,
        accepted,
        nearest,
    } = missing;
    match nearest {
        Some(nearest) => format!("rename \"{nearest}\" to `{column}` if it is meant"),
        None if accepted.is_empty() => format!("name the column `{column}`"),
        None => format!("name the column `{column}` (or {accepted})"),
    }
}

fn missing_chinese(missing: &MissingColumn) -> String {
    let MissingColumn {
        column,
        accepted,
        nearest,
    } = missing;
    match nearest {
        Some(nearest) => format!("如指“{nearest}”，请改名为 {column}"),
        None if accepted.is_empty() => format!("请将该列命名为 {column}"),
        None => format!("请将该列命名为 {column}（也可用：{accepted}）"),
    }
}

fn english(problem: &DataProblem) -> ProblemText {
    match problem {
        DataProblem::Unreadable { message } => words(
            format!("the actuals cannot be read: {message}"),
            "",
            "check that the file exists and that you may read it",
        ),
        DataProblem::EmptyFile => words(
            "the file is empty",
            "",
            "a file of actuals begins with a header line: region,indicator,period,value,unit",
        ),
        DataProblem::HeaderOnly => words(
            "the file has a header but no rows",
            "",
            "if rows were expected, export the file again",
        ),
        DataProblem::Workbook => words(
            "the file is a workbook, not text",
            "",
            "open it in a spreadsheet and save the sheet as CSV",
        ),
        DataProblem::UnclearEncoding { offset } => words(
            format!(
                "the text is not UTF-8 (byte {offset}), and read as GB18030 its first line is no header of actuals"
            ),
            "",
            "save the file as UTF-8, or name its encoding with --encoding, such as --encoding gbk",
        ),
        DataProblem::Utf16WithoutMark { guess } => words(
            format!("the file looks like {guess}, but has no byte order mark"),
            "",
            format!(
                "save it with a byte order mark or as UTF-8, or name the encoding: --encoding {}",
                guess.to_lowercase()
            ),
        ),
        DataProblem::UndecodableByte { encoding, offset } => words(
            format!("byte {offset} of the file is not {}", encoding_name(encoding)),
            "",
            "the file is damaged, or its encoding changes midway: save it anew as UTF-8, or name its encoding with --encoding",
        ),
        DataProblem::TruncatedFile { encoding, offset } => words(
            format!(
                "the file is truncated: it ends in the middle of a {} character (byte {offset})",
                encoding_name(encoding)
            ),
            "",
            "copy or download the file again",
        ),
        DataProblem::EncodingUsed { encoding } => words(
            format!("read as {}", encoding_name(encoding)),
            "",
            "if names look wrong, name the right encoding with --encoding",
        ),
        DataProblem::RecordTooLong { limit, offset } => words(
            format!("the row that starts at byte {offset} of the text is longer than {limit} MiB"),
            "",
            "most likely a quote (\") is opened in this row and never closed",
        ),
        DataProblem::OpenQuote { offset } => words(
            format!("the file ends inside a quoted cell of the row that starts at byte {offset} of the text"),
            "a quote is opened in this row and never closed",
            "close the quote, or copy the file again if it was cut off",
        ),
        DataProblem::MissingColumns { missing, found } => words(
            format!(
                "there {} {}; the header has: {}",
                if missing.len() == 1 { "is no column" } else { "are no columns" },
                columns(missing, ", "),
                or_nothing(found, "nothing")
            ),
            &match missing.iter().find(|missing| missing.nearest.is_some()) {
                Some(missing) => format!("meant to be `{}`?", missing.column),
                None => String::new(),
            },
            missing.iter().map(missing_english).collect::<Vec<_>>().join("; "),
        ),
        DataProblem::DuplicateColumn { column, first, second } => words(
            format!("two columns mean `{column}`: \"{first}\" and \"{second}\""),
            "the second one",
            "rename or remove one of them",
        ),
        DataProblem::WideTable { period, count } => words(
            format!("this is a wide table: {count} columns are periods, such as \"{period}\""),
            "a period as a column",
            "put each value into a row of its own, with the columns region, indicator, period, value, unit",
        ),
        DataProblem::NoUnitColumn => words(
            "there is no column `unit`: every value is taken in its indicator's unit",
            "",
            "add a column `unit` if the file uses other units",
        ),
        DataProblem::NoRegionColumn { region } => words(
            format!("there is no column `region`: every row is taken for {region}"),
            "",
            "add a column `region` if the rows belong to different regions",
        ),
        DataProblem::CellCount { expected, found } => words(
            format!("the row has {found} cells where the header has {expected}"),
            "",
            "put cells that contain the separator into quotes, and fill up missing cells",
        ),
        DataProblem::EmptyCell { column } => words(
            format!("the `{column}` of the row is empty"),
            "nothing here",
            format!("fill in the {column}, or remove the row"),
        ),
        DataProblem::BadPeriod { cell } => words(
            format!("\"{cell}\" is not a period"),
            "not a period",
            "write 2024, 2024H1, 2024Q3, 2024-06, 2024-06-30, 2024-01/2024-09, 2024年上半年 or 2024年1-9月",
        ),
        DataProblem::BadValue { cell, fault } => value_english(cell, fault),
        DataProblem::ScientificNotation { cell, count } => words(
            match count {
                1 => format!("\"{cell}\" is in scientific notation: digits may have been lost"),
                count => format!("{count} values are in scientific notation, such as \"{cell}\": digits may have been lost"),
            },
            "the first one",
            "format the cells as plain numbers before exporting",
        ),
        DataProblem::UnitMismatch { unit, known, indicator, expected, convertible } => words(
            if *known {
                format!("the unit {unit} cannot be converted to {expected}, the unit of \"{indicator}\"")
            } else {
                format!("the unit \"{unit}\" is not known; \"{indicator}\" is in {}", or_nothing(expected, "no unit"))
            },
            if *known { "another kind of unit" } else { "unknown unit" },
            format!("use a unit that converts: {}; or leave it empty", or_nothing(convertible, "none at all")),
        ),
        DataProblem::BadQuality { word, nearest } => words(
            format!("\"{word}\" is not a quality"),
            "not a quality",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "write final, preliminary, estimate, approximate, lower-bound, doubtful or break; several are joined by ;".to_owned(),
            },
        ),
        DataProblem::BadDate { cell } => words(
            format!("\"{cell}\" is not a release date"),
            "not a date",
            "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty",
        ),
        DataProblem::UnmatchedRows { rows, names, more } => words(
            format!("{} of {} matched no indicator", rows_en(*rows), names_en(*names, *more)),
            "",
            "--unmatched lists the names; an alias in the plan makes a name match",
        ),
        DataProblem::NearName { name, rows, nearest } => words(
            format!("\"{name}\" matches no indicator ({})", rows_en(*rows)),
            "no indicator of this name",
            format!("did you mean \"{nearest}\"? If it is the same, add the name to the indicator's aliases"),
        ),
        DataProblem::UnmatchedName { name, rows } => words(
            format!("\"{name}\" matches no indicator ({})", rows_en(*rows)),
            "no indicator of this name",
            "",
        ),
        DataProblem::MoreNearNames { count } => words(
            format!("{count} more names nearly match an indicator"),
            "",
            "--unmatched lists them all",
        ),
        DataProblem::AmbiguousRegion { region, first, second, own } => words(
            format!("\"{region}\" may be {first} or {second}: the actuals have both"),
            "",
            if *own {
                format!("name the region in full in the plan, or with --region {first}")
            } else {
                "name the region in full in the plan".to_owned()
            },
        ),
        DataProblem::RegionsLeftOut { left_out, rows } => words(
            format!(
                "left out {} of {} short names ({}), because the actuals also have these regions in full",
                rows_en(*rows), left_out.len(), some_of(left_out, ", ", "and", "more")
            ),
            "",
            "if they are the same regions, write their names in full in these rows",
        ),
        DataProblem::AbsentRegions { regions, nearest } => words(
            match regions.as_slice() {
                [only] => format!("the actuals have no row of {only}, which the plan needs too"),
                all => format!(
                    "the actuals have no row of {} regions that the plan needs: {}",
                    all.len(), some_of(all, ", ", "and", "more")
                ),
            },
            "",
            if nearest.is_empty() {
                "add actuals of these regions, or write them in the plan as the actuals do".to_owned()
            } else {
                let meant = nearest.iter().map(|(region, near)| format!("{near} for {region}"));
                format!(
                    "did you mean {}? Write them in the plan as the actuals do",
                    meant.collect::<Vec<_>>().join(", ")
                )
            },
        ),
        DataProblem::RegionLeftOut { region, left_out, rows } => words(
            format!("left out {} of \"{left_out}\", because the actuals also have {region} in full", rows_en(*rows)),
            "",
            format!("if they are the same region, write {region} in these rows"),
        ),
        DataProblem::NoSuchRegion { region, nearest } => words(
            format!("the actuals have no row of {region}"),
            "",
            match nearest {
                Some(nearest) => format!("did you mean {nearest}? Say so with --region {nearest}"),
                None => "check the region column, or choose another region with --region".to_owned(),
            },
        ),
        DataProblem::NothingMatched { rows } => words(
            match rows {
                1 => "the only row was not asked for".to_owned(),
                rows => format!("none of the {rows} rows was asked for"),
            },
            "",
            "no row has both a region and an indicator of the plan; --unmatched lists the names",
        ),
        DataProblem::MoreErrors { count } => words(
            format!("and {count} more errors in the actuals"),
            "",
            "mend the ones above first",
        ),
        DataProblem::Conflict { first, second, first_value, second_value, indicator, period } => words(
            format!("two values of \"{indicator}\" for {period}: {first_value} ({first}) and {second_value} ({second})"),
            "this one is used",
            "give the release dates in `published`, mark one in `quality`, or remove one",
        ),
        DataProblem::Disagreement { indicator, region, period, printed, derived, place } => words(
            format!(
                "\"{indicator}\" of {region} for {period} is printed as {printed}, but {derived} follows from {place}"
            ),
            "this one is used",
            "check that all of them are of the same release and coverage; mark one that is not in `quality`",
        ),
        DataProblem::MoreDisagreements { count } => words(
            format!("{count} more printed figures differ from what other figures give"),
            "",
            "look at the ones above first: they may have one cause",
        ),
        DataProblem::BadTaskState { word, nearest } => words(
            format!("\"{word}\" is not a state of a task"),
            "not a state",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "write not-started, in-progress, done or blocked, or leave it empty".to_owned(),
            },
        ),
        DataProblem::UnknownTask { task, plan, nearest } => words(
            format!("the plan {plan} has no task \"{task}\""),
            "no task of this id",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "check the ids of the plan's [[task]] tables".to_owned(),
            },
        ),
        DataProblem::TaskTwice { task, updated, first, first_state, second_state } => words(
            match updated {
                Some(day) => format!("two states of \"{task}\" for {day}: {first_state} ({first}) and {second_state}"),
                None => format!("two states of \"{task}\" without a date: {first_state} ({first}) and {second_state}"),
            },
            "this one is used",
            "give each its date in `updated`, or remove one",
        ),
        DataProblem::BadTaskDate { cell } => words(
            format!("\"{cell}\" is not a day"),
            "not a date",
            "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty",
        ),
        DataProblem::NoTaskOfPlan { plan, rows, nearest } => words(
            match rows {
                1 => format!("the only row is not of the plan {plan}"),
                rows => format!("none of the {rows} rows is of the plan {plan}"),
            },
            "",
            match nearest {
                Some(nearest) => format!("is \"{nearest}\" in the column `plan` meant to be {plan}?"),
                None => format!("write {plan} in the column `plan` of its tasks"),
            },
        ),
        DataProblem::EmptyTasks => words(
            "the file is empty",
            "",
            "a file of task states begins with a header line: plan,task,state,updated,evidence",
        ),
    }
}

/// At most so many names are listed in one message.
const LISTED: usize = 20;

/// The names, or the first of them and how many more there are.
fn some_of(names: &[String], comma: &str, and: &str, more: &str) -> String {
    let listed = names.get(..LISTED).unwrap_or(names).join(comma);
    match names.len() - names.len().min(LISTED) {
        0 => listed,
        rest => format!("{listed} {and} {rest} {more}"),
    }
}

fn value_english(cell: &str, fault: &ValueFault) -> ProblemText {
    match fault {
        ValueFault::NotANumber => words(
            format!("\"{cell}\" is not a number"),
            "not a number",
            "write digits with a point for decimals; leave the cell empty, or write - or NA, where there is no figure",
        ),
        ValueFault::UnitInCell => words(
            format!("\"{cell}\" is a number with a word behind it"),
            "a word behind the number",
            "put the unit into the column `unit`",
        ),
        ValueFault::AmbiguousSeparator => words(
            format!("\"{cell}\" can be read in two ways"),
            "decimals or thousands?",
            "a separator of thousands stands before exactly three digits; for decimals write a point, or say --decimal-comma if the file's decimals stand behind a comma",
        ),
        ValueFault::MixedSeparators => words(
            format!("\"{cell}\" has point and comma in an order that is not this file's"),
            "point and comma",
            "write 1,234.5 or 1234.5; if the file means 1.234,5 throughout, say --decimal-comma",
        ),
        ValueFault::CommaInSemicolonFile => words(
            format!(
                "\"{cell}\" has a comma, which in a file separated by ; may mean decimals or thousands"
            ),
            "decimals or thousands?",
            "say --decimal-comma if it means decimals, else write the number without commas",
        ),
        ValueFault::TooManyDigits => words(
            format!("\"{cell}\" has more than 28 digits"),
            "too long for a number",
            "check that no cells have run together; round the value if it was computed",
        ),
        ValueFault::PercentBesideUnit { unit } => words(
            format!("\"{cell}\" has a percent sign, but its unit is {unit}"),
            "a percent sign",
            "remove the percent sign, or make the unit %",
        ),
        ValueFault::MagnitudeTwice { unit } => words(
            format!("\"{cell}\" has a power of ten of its own, and so has its unit {unit}"),
            "twice multiplied?",
            "write it in one of the two places only",
        ),
    }
}

fn chinese(problem: &DataProblem) -> ProblemText {
    match problem {
        DataProblem::Unreadable { message } => words(
            format!("无法读取实际值文件：{message}"),
            "",
            "请检查文件是否存在、是否有读取权限",
        ),
        DataProblem::EmptyFile => words(
            "文件是空的",
            "",
            "实际值文件的第一行应为表头：地区,指标,时期,数值,单位",
        ),
        DataProblem::HeaderOnly => {
            words("文件只有表头，没有数据行", "", "如本应有数据，请重新导出")
        }
        DataProblem::Workbook => words(
            "文件是电子表格工作簿，不是文本",
            "",
            "请用电子表格软件打开，将工作表另存为 CSV",
        ),
        DataProblem::UnclearEncoding { offset } => words(
            format!("文件不是 UTF-8（第 {offset} 字节），按 GB18030 读取时首行又不是实际值的表头"),
            "",
            "请另存为 UTF-8，或用 --encoding 指明编码，如 --encoding gbk",
        ),
        DataProblem::Utf16WithoutMark { guess } => words(
            format!("文件看来是 {guess}，但没有字节顺序标记（BOM）"),
            "",
            format!(
                "请另存为带 BOM 的文件或 UTF-8，或指明编码：--encoding {}",
                guess.to_lowercase()
            ),
        ),
        DataProblem::UndecodableByte { encoding, offset } => words(
            format!(
                "文件第 {offset} 字节不符合 {} 编码",
                encoding_name(encoding)
            ),
            "",
            "文件已损坏，或中途换了编码：请另存为 UTF-8，或用 --encoding 指明编码",
        ),
        DataProblem::TruncatedFile { encoding, offset } => words(
            format!(
                "文件不完整：在一个 {} 字符中间结束（第 {offset} 字节）",
                encoding_name(encoding)
            ),
            "",
            "请重新复制或下载该文件",
        ),
        DataProblem::EncodingUsed { encoding } => words(
            format!("按 {} 编码读取", encoding_name(encoding)),
            "",
            "如名称显示不正确，请用 --encoding 指明编码",
        ),
        DataProblem::RecordTooLong { limit, offset } => words(
            format!("从文本第 {offset} 字节开始的一行超过 {limit} MiB"),
            "",
            "多半是这一行的引号（\"）没有闭合",
        ),
        DataProblem::OpenQuote { offset } => words(
            format!("文件在引号内结束，该行从文本第 {offset} 字节开始"),
            "这一行的引号没有闭合",
            "请补上引号；如文件被截断，请重新复制",
        ),
        DataProblem::MissingColumns { missing, found } => words(
            format!(
                "缺少 {} 列；表头为：{}",
                columns(missing, "、"),
                or_nothing(found, "空")
            ),
            &match missing.iter().find(|missing| missing.nearest.is_some()) {
                Some(missing) => format!("是否指 `{}`？", missing.column),
                None => String::new(),
            },
            missing
                .iter()
                .map(missing_chinese)
                .collect::<Vec<_>>()
                .join("；"),
        ),
        DataProblem::DuplicateColumn {
            column,
            first,
            second,
        } => words(
            format!("有两列都表示“{column}”：“{first}”和“{second}”"),
            "第二列",
            "请改名或删去其中一列",
        ),
        DataProblem::WideTable { period, count } => words(
            format!("这是宽表：有 {count} 列是时期，如“{period}”"),
            "时期作为列",
            "请改为长表，每个数值一行，列为：地区,指标,时期,数值,单位",
        ),
        DataProblem::NoUnitColumn => words(
            "没有“单位”列：所有数值均按指标自身的单位读取",
            "",
            "如文件使用其他单位，请加上“单位”列",
        ),
        DataProblem::NoRegionColumn { region } => words(
            format!("没有“地区”列：所有行均视为{region}"),
            "",
            "如各行属于不同地区，请加上“地区”列",
        ),
        DataProblem::CellCount { expected, found } => words(
            format!("该行有 {found} 个单元格，表头有 {expected} 个"),
            "",
            "含分隔符的单元格请加引号，缺少的单元格请补上",
        ),
        DataProblem::EmptyCell { column } => words(
            format!("该行的“{column}”为空"),
            "这里是空的",
            "请填写，或删去该行",
        ),
        DataProblem::BadPeriod { cell } => words(
            format!("“{cell}”不是可识别的时期"),
            "不是时期",
            "可写作 2024、2024H1、2024Q3、2024-06、2024-06-30、2024-01/2024-09、2024年上半年、2024年1-9月",
        ),
        DataProblem::BadValue { cell, fault } => value_chinese(cell, fault),
        DataProblem::ScientificNotation { cell, count } => words(
            match count {
                1 => format!("“{cell}”是科学计数法，可能已丢失位数"),
                count => format!("有 {count} 个数值是科学计数法，如“{cell}”，可能已丢失位数"),
            },
            "第一处",
            "导出前请将单元格设为普通数字格式",
        ),
        DataProblem::UnitMismatch {
            unit,
            known,
            indicator,
            expected,
            convertible,
        } => words(
            if *known {
                format!("单位“{unit}”不能换算为“{indicator}”的单位“{expected}”")
            } else {
                format!(
                    "单位“{unit}”无法识别；“{indicator}”的单位是“{}”",
                    or_nothing(expected, "无")
                )
            },
            if *known {
                "单位类别不同"
            } else {
                "单位无法识别"
            },
            format!(
                "可换算的单位：{}；也可留空",
                or_nothing(convertible, "无单位")
            ),
        ),
        DataProblem::BadQuality { word, nearest } => words(
            format!("“{word}”不是可识别的数据质量"),
            "不是数据质量",
            match nearest {
                Some(nearest) => format!("是否指“{nearest}”？"),
                None => {
                    "可写：终值、初步、估计、约数、下限、存疑、口径不同；多项用 ; 连接".to_owned()
                }
            },
        ),
        DataProblem::BadDate { cell } => words(
            format!("“{cell}”不是可识别的发布日期"),
            "不是日期",
            "可写作 2024-03-05、2024-03（按当月最后一天）、2024年3月5日、2024/3/5，或留空",
        ),
        DataProblem::UnmatchedRows { rows, names, more } => words(
            format!(
                "有 {rows} 行（{}{names} 个名称）未匹配任何指标",
                if *more { "超过 " } else { "" }
            ),
            "",
            "用 --unmatched 列出全部名称；在规划文件中加别名（aliases）即可匹配",
        ),
        DataProblem::NearName {
            name,
            rows,
            nearest,
        } => words(
            format!("“{name}”未匹配任何指标（{rows} 行）"),
            "没有同名指标",
            format!("是否指“{nearest}”？如为同一指标，请在规划文件中把该名称加入 aliases"),
        ),
        DataProblem::UnmatchedName { name, rows } => words(
            format!("“{name}”未匹配任何指标（{rows} 行）"),
            "没有同名指标",
            "",
        ),
        DataProblem::MoreNearNames { count } => words(
            format!("另有 {count} 个名称与指标相近"),
            "",
            "用 --unmatched 列出全部名称",
        ),
        DataProblem::AmbiguousRegion {
            region,
            first,
            second,
            own,
        } => words(
            format!("“{region}”可能是{first}，也可能是{second}：数据中两者都有"),
            "",
            if *own {
                format!("请在规划文件中写地区全称，或用 --region {first} 指明")
            } else {
                "请在规划文件中写地区全称".to_owned()
            },
        ),
        DataProblem::RegionsLeftOut { left_out, rows } => words(
            format!(
                "数据中已有全称，{} 个简称（{}）的 {rows} 行未使用",
                left_out.len(),
                some_of(left_out, "、", "等，另有", "个")
            ),
            "",
            "如为同一地区，请在这些行写地区全称",
        ),
        DataProblem::AbsentRegions { regions, nearest } => words(
            match regions.as_slice() {
                [only] => format!("数据中没有{only}的行，而规划需要"),
                all => format!(
                    "数据中没有规划所需的 {} 个地区：{}",
                    all.len(),
                    some_of(all, "、", "等，另有", "个")
                ),
            },
            "",
            if nearest.is_empty() {
                "请补充这些地区的实际值，或在规划文件中按数据的写法写地区名".to_owned()
            } else {
                let meant = nearest
                    .iter()
                    .map(|(region, near)| format!("{region}是否指{near}"));
                format!(
                    "{}？请在规划文件中按数据的写法写地区名",
                    meant.collect::<Vec<_>>().join("，")
                )
            },
        ),
        DataProblem::RegionLeftOut {
            region,
            left_out,
            rows,
        } => words(
            format!("数据中已有“{region}”，“{left_out}”的 {rows} 行未使用"),
            "",
            format!("如为同一地区，请将这些行的地区写作{region}"),
        ),
        DataProblem::NoSuchRegion { region, nearest } => words(
            format!("数据中没有{region}的行"),
            "",
            match nearest {
                Some(nearest) => format!("是否指{nearest}？请用 --region {nearest} 指明"),
                None => "请检查“地区”列，或用 --region 选择其他地区".to_owned(),
            },
        ),
        DataProblem::NothingMatched { rows } => words(
            format!("文件的 {rows} 行都与规划无关"),
            "",
            "没有一行的地区和指标同时属于该规划；用 --unmatched 列出全部名称",
        ),
        DataProblem::MoreErrors { count } => words(
            format!("实际值中另有 {count} 处错误"),
            "",
            "请先改正以上各处",
        ),
        DataProblem::Conflict {
            first,
            second,
            first_value,
            second_value,
            indicator,
            period,
        } => words(
            format!(
                "“{indicator}”{period} 有两个数值：{first_value}（{first}）和 {second_value}（{second}）"
            ),
            "采用这一个",
            "请在“发布日期”列写明日期，或在“质量”列注明，或删去其中一行",
        ),
        DataProblem::Disagreement {
            indicator,
            region,
            period,
            printed,
            derived,
            place,
        } => words(
            format!("{region}“{indicator}”{period} 公布为 {printed}，而由 {place} 推得 {derived}"),
            "采用这一个",
            "请核对各数是否出自同一次发布、同一口径；口径不同的请在“质量”列注明",
        ),
        DataProblem::MoreDisagreements { count } => words(
            format!("另有 {count} 个公布的数与推得的数不一致"),
            "",
            "请先核对以上各处，原因可能相同",
        ),
        DataProblem::BadTaskState { word, nearest } => words(
            format!("“{word}”不是可识别的任务状态"),
            "不是任务状态",
            match nearest {
                Some(nearest) => format!("是否指“{nearest}”？"),
                None => "可写：未开始、进行中、已完成、受阻，或留空".to_owned(),
            },
        ),
        DataProblem::UnknownTask {
            task,
            plan,
            nearest,
        } => words(
            format!("规划 {plan} 没有任务“{task}”"),
            "没有这一任务",
            match nearest {
                Some(nearest) => format!("是否指“{nearest}”？"),
                None => "请核对规划文件中 [[task]] 的 id".to_owned(),
            },
        ),
        DataProblem::TaskTwice {
            task,
            updated,
            first,
            first_state,
            second_state,
        } => words(
            match updated {
                Some(day) => format!(
                    "任务“{task}”在 {day} 有两种状态：{first_state}（{first}）和 {second_state}"
                ),
                None => {
                    format!("任务“{task}”有两行没有日期：{first_state}（{first}）和 {second_state}")
                }
            },
            "采用这一个",
            "请在“更新日期”列写明日期，或删去其中一行",
        ),
        DataProblem::BadTaskDate { cell } => words(
            format!("“{cell}”不是可识别的日期"),
            "不是日期",
            "可写作 2024-03-05、2024-03（按当月最后一天）、2024年3月5日、2024/3/5，或留空",
        ),
        DataProblem::NoTaskOfPlan {
            plan,
            rows,
            nearest,
        } => words(
            format!("文件的 {rows} 行都不属于规划 {plan}"),
            "",
            match nearest {
                Some(nearest) => format!("“规划”列的“{nearest}”是否指 {plan}？"),
                None => format!("请在“规划”列写 {plan}"),
            },
        ),
        DataProblem::EmptyTasks => words(
            "文件是空的",
            "",
            "任务状态文件的第一行应为表头：规划,任务,状态,更新日期,依据",
        ),
    }
}

fn value_chinese(cell: &str, fault: &ValueFault) -> ProblemText {
    match fault {
        ValueFault::NotANumber => words(
            format!("“{cell}”不是数字"),
            "不是数字",
            "请写阿拉伯数字，小数用点；没有数值时留空，或写 -、NA",
        ),
        ValueFault::UnitInCell => words(
            format!("“{cell}”的数字后面有文字"),
            "数字后的文字",
            "请把单位写在“单位”列",
        ),
        ValueFault::AmbiguousSeparator => words(
            format!("“{cell}”有两种读法"),
            "小数还是千位？",
            "千位分隔符后应正好是三位数字；小数请用点，如文件以逗号为小数点，请加 --decimal-comma",
        ),
        ValueFault::MixedSeparators => words(
            format!("“{cell}”中点和逗号的次序与本文件不符"),
            "点和逗号",
            "请写作 1,234.5 或 1234.5；如文件通篇写作 1.234,5，请加 --decimal-comma",
        ),
        ValueFault::CommaInSemicolonFile => words(
            format!("“{cell}”含逗号，在以 ; 分隔的文件中可能是小数点，也可能是千位分隔"),
            "小数还是千位？",
            "如为小数点，请加 --decimal-comma；否则请去掉逗号",
        ),
        ValueFault::TooManyDigits => words(
            format!("“{cell}”超过 28 位数字"),
            "位数过多",
            "请检查单元格是否连在一起；如为计算结果，请四舍五入",
        ),
        ValueFault::PercentBesideUnit { unit } => words(
            format!("“{cell}”带百分号，单位却是“{unit}”"),
            "百分号",
            "请去掉百分号，或将单位改为 %",
        ),
        ValueFault::MagnitudeTwice { unit } => words(
            format!("“{cell}”已带万、亿等，单位“{unit}”又带一次"),
            "重复的数量级",
            "请只在一处写明",
        ),
    }
}

/// The name by which people know an encoding.
fn encoding_name(name: &str) -> String {
    name.to_uppercase()
}

fn or_nothing<'a>(text: &'a str, nothing: &'a str) -> &'a str {
    if text.is_empty() { nothing } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(problem: &DataProblem) -> [String; 2] {
        [Lang::En, Lang::Zh].map(|lang| {
            let text = text(lang, problem);
            format!("{} | {}", text.message, text.help.unwrap_or_default())
        })
    }

    #[test]
    fn many_regions_are_named_in_one_sentence() {
        let names = |count: u32| (1..=count).map(|it| format!("县{it}")).collect::<Vec<_>>();
        let absent = |count, nearest: &[(&str, &str)]| {
            let own = |(region, near): &(&str, &str)| ((*region).to_owned(), (*near).to_owned());
            messages(&DataProblem::AbsentRegions {
                regions: names(count),
                nearest: nearest.iter().map(own).collect(),
            })
        };
        assert_eq!(
            absent(1, &[("县1", "县甲")]),
            [
                "the actuals have no row of 县1, which the plan needs too | did you mean 县甲 for 县1? Write them in the plan as the actuals do",
                "数据中没有县1的行，而规划需要 | 县1是否指县甲？请在规划文件中按数据的写法写地区名",
            ]
        );
        let [english, chinese] = absent(23, &[]);
        assert!(
            english.contains("23 regions that the plan needs: 县1, 县2,"),
            "{english}"
        );
        assert!(
            english.contains("县19, 县20 and 3 more | add "),
            "{english}"
        );
        assert!(
            chinese.contains("23 个地区：县1、县2、") && chinese.contains("县20 等，另有 3 个"),
            "{chinese}"
        );
        let left_out = DataProblem::RegionsLeftOut {
            left_out: names(2),
            rows: 3,
        };
        assert_eq!(
            messages(&left_out)[0],
            "left out 3 rows of 2 short names (县1, 县2), because the actuals also have these regions in full | if they are the same regions, write their names in full in these rows"
        );
    }

    #[test]
    fn a_disagreement_names_both_figures_and_all_places() {
        let problem = DataProblem::Disagreement {
            indicator: "研发强度".to_owned(),
            region: "浙江省".to_owned(),
            period: "2023".to_owned(),
            printed: "3.20".to_owned(),
            derived: "3.08".to_owned(),
            place: "a.csv:3, b.csv:7".to_owned(),
        };
        let [english, chinese] = messages(&problem);
        assert!(
            english.starts_with("\"研发强度\" of 浙江省 for 2023 is printed as 3.20, but 3.08 follows from a.csv:3, b.csv:7 | "),
            "{english}"
        );
        assert!(
            chinese.starts_with(
                "浙江省“研发强度”2023 公布为 3.20，而由 a.csv:3, b.csv:7 推得 3.08 | "
            ),
            "{chinese}"
        );
    }
}
