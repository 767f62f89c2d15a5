//! Problems of actuals in Chinese.

use super::{columns, encoding_name, mapping, or_nothing, some_of, words};
use crate::diag::{DataProblem, MissingColumn, ValueFault};
use crate::lang::ProblemText;

/// The words for a problem.
pub(super) fn chinese(problem: &DataProblem) -> ProblemText {
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
            "文件是电子表格工作簿，但不是这里能读取的格式",
            "",
            "请将工作表另存为 CSV；实际值也可用 .xlsx（不支持 .xls、.ods 和带密码的文件）",
        ),
        DataProblem::DamagedWorkbook { message } => words(
            format!("无法读取工作簿：{message}"),
            "",
            "如文件不完整，请重新复制；或用电子表格软件打开后另存",
        ),
        DataProblem::NoSuchSheet {
            sheet,
            nearest,
            sheets,
        } => words(
            format!("工作簿中没有工作表“{sheet}”"),
            "",
            match nearest {
                Some(nearest) => format!("是否指“{nearest}”？"),
                None => format!("工作簿中有：{}", sheets.join("、")),
            },
        ),
        DataProblem::SheetOfText { sheet } => words(
            format!("指定了工作表“{sheet}”，但文件不是工作簿"),
            "",
            "请去掉 # 及其后的文字，或指定 .xlsx 文件",
        ),
        DataProblem::SheetsPassedOver {
            file,
            sheet,
            others,
        } => words(
            format!(
                "只读取了工作表“{sheet}”；还有可读取的：{}",
                some_of(others, "、", "等，另有", "个")
            ),
            "",
            format!(
                "如需读取，请逐一指明，如 {file}#{}",
                others.first().map_or("", String::as_str)
            ),
        ),
        DataProblem::MergedHead { head } => words(
            format!("表头“{head}”跨了几列数值"),
            "合并的单元格",
            "请为每一列单独写明表头",
        ),
        DataProblem::TableUnit { unit } => words(
            format!("没有“单位”列：所有数值均按表格上方注明的“{unit}”读取"),
            "单位",
            "如部分行使用其他单位，请加上“单位”列",
        ),
        DataProblem::UnknownHead {
            column,
            head,
            nearest,
        } => words(
            format!("没有文件含有 --columns 为 {column} 指定的表头“{head}”"),
            "",
            match nearest {
                Some(nearest) => format!("是否指“{nearest}”？"),
                None => "请按文件中的写法写表头".to_owned(),
            },
        ),
        DataProblem::RegionNeeded => words(
            "没有“地区”列，也没有规划可说明是哪个地区",
            "",
            "请用 --region 指明这些行的地区，或用 --columns region=表头 指明该列",
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
        DataProblem::TruncatedStream { format, offset } => words(
            format!("{format} 文件不完整：在其中文本第 {offset} 字节之后中断"),
            "",
            "请重新复制或下载该文件",
        ),
        DataProblem::DamagedStream {
            format,
            message,
            offset,
        } => words(
            format!("{format} 文件已损坏：在其中文本第 {offset} 字节之后发现（{message}）"),
            "",
            "请重新复制或下载该文件，或重新压缩",
        ),
        DataProblem::ZeroByte { offset } => words(
            format!("文本第 {offset} 字节为零，文本中不会有这种字节"),
            "",
            "文件已损坏（复制中断会留下这样的空洞）或不是表格：请重新复制；如为 UTF-16，请用 --encoding utf-16le",
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
        DataProblem::HeaderTooLong { limit, offset } => words(
            format!("第一行应为列名，从文本第 {offset} 字节开始，超过 {limit} MiB"),
            "",
            "请检查文件是否为带换行的表格，第一行的引号（\"）是否都已闭合",
        ),
        DataProblem::TooManyCells { limit, offset } => words(
            format!("从文本第 {offset} 字节开始的一行超过 {limit} 个单元格"),
            "",
            "请检查文件是否有换行，是否为所需的表格",
        ),
        DataProblem::OpenQuote { offset } => words(
            format!("文件在引号内结束，该行从文本第 {offset} 字节开始"),
            "这一行的引号没有闭合",
            "请补上引号；如文件被截断，请重新复制",
        ),
        DataProblem::MissingColumns {
            missing,
            found,
            mappable,
        } => words(
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
                .chain(
                    mappable.then(|| format!("或指明文件中的表头：{}", mapping(missing, "表头"))),
                )
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
        DataProblem::NoUnitColumn => words(
            "没有“单位”列：所有数值均按指标自身的单位读取",
            "",
            "如文件使用其他单位，请加上“单位”列",
        ),
        DataProblem::NoUnitInHead { names } => words(
            format!(
                "未注明单位：{}；这些数值按指标自身的单位读取",
                some_of(names, "、", "等，另有", "个")
            ),
            "",
            "请在表头中用括号注明单位",
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
        DataProblem::AmbiguousListed {
            region,
            first,
            second,
        } => words(
            format!("“{region}”可能是{first}，也可能是{second}：数据中两者都有"),
            "",
            format!("请在名单中写全称：{first}或{second}；两者都要则各写一行"),
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
        DataProblem::AbsentListed { regions, nearest } => words(
            match regions.as_slice() {
                [only] => format!("数据中没有名单所列的{only}的行"),
                all => format!(
                    "数据中没有名单所列的 {} 个地区：{}",
                    all.len(),
                    some_of(all, "、", "等，另有", "个")
                ),
            },
            "",
            if nearest.is_empty() {
                "请按数据的写法写地区名，或从名单中删去".to_owned()
            } else {
                let meant = nearest
                    .iter()
                    .map(|(region, near)| format!("{region}是否指{near}"));
                format!(
                    "{}？请按数据的写法写地区名",
                    meant.collect::<Vec<_>>().join("，")
                )
            },
        ),
        DataProblem::NoRegionChosen { pattern } => words(
            match pattern {
                Some(pattern) => format!("数据中没有符合“{pattern}”的地区"),
                None => "地区名单是空的".to_owned(),
            },
            "",
            match pattern {
                Some(_) => "“*”代表任意多个字符，“?”代表一个字符：杭州*、*市",
                None => "请每行写一个地区，写法与数据一致",
            }
            .to_owned(),
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
        DataProblem::MoreConflicts { count } => words(
            format!("另有 {count} 对同一时期、同日发布的数值互不相同"),
            "",
            "请先核对以上各处，原因可能相同；其余的可用 --region 缩小地区范围查看",
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
