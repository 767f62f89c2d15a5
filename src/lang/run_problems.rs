//! The words for problems of a run.

use super::{Lang, ProblemText};
use crate::diag::{RunProblem, SideFault};

/// The words of the problem.
pub fn text(lang: Lang, problem: &RunProblem) -> ProblemText {
    let (message, help) = match lang {
        Lang::En => english(problem),
        Lang::Zh => chinese(problem),
    };
    ProblemText { message, label: None, help }
}

fn english(problem: &RunProblem) -> (String, Option<String>) {
    match problem {
        RunProblem::NoPlanFolder { path, named_by } => (
            format!("`{path}`, named by {named_by}, is no folder"),
            Some(format!(
                "name the folder that holds the plans, or leave {named_by} out"
            )),
        ),
        RunProblem::UnknownPlan {
            name,
            nearest,
            known,
        } => (
            format!("there is no plan `{name}`"),
            Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("the plans found are: {}", known.join(", ")),
            }),
        ),
        RunProblem::UnknownIndicator {
            name,
            plan,
            typed,
            nearest,
        } => (
            format!("the plan `{plan}` has no indicator `{name}`"),
            Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("`plancheck show {typed}` lists its indicators"),
            }),
        ),
        RunProblem::InNoPlan { name, nearest } => (
            format!("no plan has an indicator or concept `{name}`"),
            Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => {
                    "`plancheck list` lists the plans, `plancheck show PLAN` the indicators of one"
                        .to_owned()
                }
            }),
        ),
        RunProblem::NoIndicatorFits { pattern, nearest } => (
            format!("no indicator fits `{pattern}`"),
            Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "`*` stands for any characters, `?` for one: `*-talents`".to_owned(),
            }),
        ),
        RunProblem::FileUnreadable {
            path,
            message,
            named_by,
            nearest,
        } => (
            format!("cannot read `{path}`: {message}"),
            Some(match (named_by, nearest) {
                (Some(plan), Some(nearest)) => {
                    format!(
                        "did you mean `{nearest}`? The plan `{plan}` names the file under `actuals`; correct it there"
                    )
                }
                (Some(plan), None) => {
                    format!(
                        "the plan `{plan}` names it under `actuals`; correct it there, or give --actuals FILE"
                    )
                }
                (None, Some(nearest)) => format!("did you mean `{nearest}`?"),
                (None, None) => "check the path, and that you may read it".to_owned(),
            }),
        ),
        RunProblem::NoActuals { plan } => (
            format!("the plan `{plan}` names no actuals"),
            Some("give --actuals FILE, or name a file under `actuals` in the plan".to_owned()),
        ),
        RunProblem::UnknownEncoding { name } => (
            format!("`{name}` is no encoding"),
            Some(
                "known are utf-8, gb18030, gbk, utf-16le, utf-16be, big5, windows-1252 …"
                    .to_owned(),
            ),
        ),
        RunProblem::SourceEncoding { path, offset } => (
            format!("`{path}` is no text in UTF-8 or GB18030 (byte {offset})"),
            Some(
                "save the document as plain text in UTF-8, or name its encoding with --encoding"
                    .to_owned(),
            ),
        ),
        RunProblem::UnknownEnding { ending, known } => (
            format!("no format has the ending .{ending}"),
            Some(format!(
                "give --format, or the file one of the endings .{}",
                known.join(", .")
            )),
        ),
        RunProblem::NoSuchFormat { format, known } => (
            format!("this command has no format {format}"),
            Some(format!("its formats are {}", known.join(", "))),
        ),
        RunProblem::BinaryToTerminal { format } => (
            format!("{format} is a file for other programs, and a terminal cannot show it"),
            Some("name a file with -o, or send the output to a file or another program".to_owned()),
        ),
        RunProblem::CannotWrite { path, message } => (
            format!("cannot write `{path}`: {message}"),
            Some("name a file in a folder that exists and that you may write to".to_owned()),
        ),
        RunProblem::UnknownCode { code, nearest } => (
            format!("no diagnostic has the code `{code}`"),
            Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "`plancheck explain-code` lists all codes".to_owned(),
            }),
        ),
        RunProblem::NoPlanId { name, suggestion } => (
            format!("`{name}` cannot be the id of a plan"),
            Some(match suggestion {
                Some(suggestion) => format!(
                    "did you mean `{suggestion}`? An id has only a-z, 0-9 and single hyphens"
                ),
                None => {
                    "write place and year with a-z, 0-9 and single hyphens, such as hangzhou-2024"
                        .to_owned()
                }
            }),
        ),
        RunProblem::FileExists { path } => (
            format!("`{path}` is there already, and what stands in it is kept"),
            Some("name another file with -o, or `-o -` for standard output".to_owned()),
        ),
        RunProblem::NoMatchingRow { plan, files } => (
            format!(
                "no row of the actuals belongs to an indicator of the plan `{plan}` ({})",
                files.join(", ")
            ),
            Some(format!(
                "a check without data would pass unseen; compare names and regions with `plancheck template {plan}`, or name other actuals"
            )),
        ),
        RunProblem::NothingToCheck { plan } => (
            format!("no indicator of the plan `{plan}` is left to check"),
            Some("widen --indicator, or leave --ignore out".to_owned()),
        ),
        RunProblem::FailOnNone => (
            "--fail-on names `none` beside something else".to_owned(),
            Some("write `none` alone, for a check that only reports, or leave it out".to_owned()),
        ),
        RunProblem::UnlikeSides(fault) => sides_english(fault),
        RunProblem::OnlyInHtml {
            option,
            format,
            instead,
        } => (
            format!("{option} adds a part to the HTML page, and the format {format} has none"),
            Some(format!(
                "name a file that ends in .html with -o, or use `plancheck {instead}`"
            )),
        ),
        RunProblem::NotAPicture { ending, svg, dots } => (
            format!("a chart is written as .svg, not as .{ending}"),
            Some(if *dots {
                format!(
                    "write `-o {svg}`; any browser shows it, and another program makes .{ending} of it, such as rsvg-convert"
                )
            } else {
                format!("write `-o {svg}`")
            }),
        ),
        RunProblem::NothingToDraw {
            id,
            plan,
            of_series,
        } => (
            format!("of `{id}` there is nothing to draw"),
            Some(if *of_series {
                "a series has no target, and so no bullet; leave --kind out".to_owned()
            } else {
                format!(
                    "no figure is known on the as-of date: `plancheck explain {plan} {id}` tells why; give other --actuals or a later --as-of"
                )
            }),
        ),
        RunProblem::NoSparkline { format } => (
            format!("--sparkline has no column in {format}"),
            Some(
                "it is for people: table, markdown; for programs `plancheck trend` has the history as figures"
                    .to_owned(),
            ),
        ),
    }
}

fn chinese(problem: &RunProblem) -> (String, Option<String>) {
    match problem {
        RunProblem::NoPlanFolder { path, named_by } => (
            format!("{named_by} 指定的 `{path}` 不是文件夹"),
            Some(format!("请写明规划所在的文件夹，或不用 {named_by}")),
        ),
        RunProblem::UnknownPlan { name, nearest, known } => (
            format!("没有名为 `{name}` 的规划"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`？"),
                None => format!("可用的规划：{}", known.join(", ")),
            }),
        ),
        RunProblem::UnknownIndicator { name, plan, typed, nearest } => (
            format!("规划 `{plan}` 中没有指标 `{name}`"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`？"),
                None => format!("`plancheck show {typed}` 列出全部指标"),
            }),
        ),
        RunProblem::InNoPlan { name, nearest } => (
            format!("没有规划含有指标或概念 `{name}`"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`？"),
                None => {
                    "`plancheck list` 列出规划，`plancheck show PLAN` 列出其中的指标".to_owned()
                }
            }),
        ),
        RunProblem::NoIndicatorFits { pattern, nearest } => (
            format!("没有指标符合 `{pattern}`"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`？"),
                None => "`*` 代表任意多个字符，`?` 代表一个：`*-talents`".to_owned(),
            }),
        ),
        RunProblem::FileUnreadable { path, message, named_by, nearest } => (
            format!("无法读取 `{path}`：{message}"),
            Some(match (named_by, nearest) {
                (Some(plan), Some(nearest)) => {
                    format!(
                        "是否指 `{nearest}`？该文件由规划 `{plan}` 的 `actuals` 指定；请在规划中更正"
                    )
                }
                (Some(plan), None) => {
                    format!(
                        "规划 `{plan}` 的 `actuals` 指定了该文件；请在规划中更正，或用 --actuals FILE 另行指定"
                    )
                }
                (None, Some(nearest)) => format!("是否指 `{nearest}`？"),
                (None, None) => "请检查路径，以及是否有读取权限".to_owned(),
            }),
        ),
        RunProblem::NoActuals { plan } => (
            format!("规划 `{plan}` 没有指定实际值文件"),
            Some("请用 --actuals FILE 指定，或在规划的 `actuals` 中写明".to_owned()),
        ),
        RunProblem::UnknownEncoding { name } => (
            format!("没有名为 `{name}` 的编码"),
            Some("可用：utf-8, gb18030, gbk, utf-16le, utf-16be, big5, windows-1252 …".to_owned()),
        ),
        RunProblem::SourceEncoding { path, offset } => (
            format!("`{path}` 不是 UTF-8 或 GB18030 文本(第 {offset} 字节)"),
            Some("请将文件另存为 UTF-8 纯文本, 或用 --encoding 指明编码".to_owned()),
        ),
        RunProblem::UnknownEnding { ending, known } => (
            format!("没有以 .{ending} 结尾的格式"),
            Some(format!("请给出 --format，或使用以下后缀之一：.{}", known.join(", ."))),
        ),
        RunProblem::NoSuchFormat { format, known } => {
            (format!("该命令没有 {format} 格式"), Some(format!("可用的格式：{}", known.join(", "))))
        }
        RunProblem::BinaryToTerminal { format } => (
            format!("{format} 是供其他程序打开的文件，终端无法显示"),
            Some("请用 -o 指定文件，或将输出重定向到文件或其他程序".to_owned()),
        ),
        RunProblem::CannotWrite { path, message } => (
            format!("无法写入 `{path}`：{message}"),
            Some("请指定文件名，所在文件夹须存在且可写".to_owned()),
        ),
        RunProblem::UnknownCode { code, nearest } => (
            format!("没有代码为 `{code}` 的诊断"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`?"),
                None => "`plancheck explain-code` 列出全部代码".to_owned(),
            }),
        ),
        RunProblem::NoPlanId { name, suggestion } => (
            format!("`{name}` 不能作为规划的 id"),
            Some(match suggestion {
                Some(suggestion) => {
                    format!("是否指 `{suggestion}`? id 只能用 a-z、0-9 和单个连字符")
                }
                None => "请用 a-z、0-9 和单个连字符写明地名和年份, 如 hangzhou-2024".to_owned(),
            }),
        ),
        RunProblem::FileExists { path } => (
            format!("`{path}` 已存在, 其内容予以保留"),
            Some("请用 -o 指定另一个文件, 或用 `-o -` 写到标准输出".to_owned()),
        ),
        RunProblem::NoMatchingRow { plan, files } => (
            format!("实际值中没有任何一行属于规划 `{plan}` 的指标（{}）", files.join(", ")),
            Some(format!(
                "没有数据的检查不能算通过；请用 `plancheck template {plan}` 核对名称和地区，或另行指定实际值文件"
            )),
        ),
        RunProblem::NothingToCheck { plan } => (
            format!("规划 `{plan}` 没有剩下可检查的指标"),
            Some("请放宽 --indicator，或不用 --ignore".to_owned()),
        ),
        RunProblem::FailOnNone => (
            "--fail-on 中 `none` 与其他条件并列".to_owned(),
            Some("只报告而不判定时单写 `none`，否则请去掉".to_owned()),
        ),
        RunProblem::UnlikeSides(fault) => sides_chinese(fault),
        RunProblem::OnlyInHtml { option, format, instead } => (
            format!("{option} 只用于 HTML 页面，{format} 格式没有这一部分"),
            Some(format!("请用 -o 指定 .html 文件，或改用 `plancheck {instead}`")),
        ),
        RunProblem::NotAPicture { ending, svg, dots } => (
            format!("图形只写为 .svg，不能写为 .{ending}"),
            Some(if *dots {
                format!(
                    "请用 `-o {svg}`；浏览器可直接打开，也可用 rsvg-convert 等程序转为 .{ending}"
                )
            } else {
                format!("请用 `-o {svg}`")
            }),
        ),
        RunProblem::NothingToDraw { id, plan, of_series } => (
            format!("`{id}` 没有可画的内容"),
            Some(if *of_series {
                "数据序列没有目标值，不能画子弹图；请去掉 --kind".to_owned()
            } else {
                format!(
                    "至评估日期尚无数据，`plancheck explain {plan} {id}` 说明原因；请另行指定 --actuals 或更晚的 --as-of"
                )
            }),
        ),
        RunProblem::NoSparkline { format } => (
            format!("{format} 格式没有 --sparkline 一列"),
            Some(
                "该列供人阅读：table、markdown；程序可用 `plancheck trend` 取得历史数据".to_owned(),
            ),
        ),
    }
}

fn sides_english(fault: &SideFault) -> (String, Option<String>) {
    const ALIKE: &str =
        "give two dates, which read the same actuals, or two sets of actuals, which share --as-of";
    let (message, help) = match fault {
        SideFault::Mixed { date, actuals } => (
            format!("`{date}` is a date and `{actuals}` a set of actuals: they cannot be compared"),
            ALIKE,
        ),
        SideFault::TwoDates { side } => (
            format!("{side} names more than one date, or a date among files"),
            "give one date, or any number of files and folders",
        ),
        SideFault::Backwards { from, to } => {
            (format!("--from {from} is later than --to {to}"), "exchange the two")
        }
        SideFault::AfterAsOf { from, as_of } => (
            format!("--from {from} is later than the as-of date {as_of}"),
            "give an earlier day, or a later --as-of",
        ),
        SideFault::AsOfToo => (
            "--as-of stands beside two dates, which are as-of dates themselves".to_owned(),
            "leave --as-of out; it belongs to two sets of actuals",
        ),
        SideFault::ActualsToo => (
            "--actuals stands beside two sets of actuals".to_owned(),
            "leave --actuals out; it belongs to two dates",
        ),
        SideFault::NoDate { written } => (
            format!("`{written}` is neither a day of the calendar nor a file"),
            "write a day as YYYY-MM-DD, such as 2025-03-01",
        ),
    };
    (message, Some(help.to_owned()))
}

fn sides_chinese(fault: &SideFault) -> (String, Option<String>) {
    const ALIKE: &str = "请给出两个日期（读同一批实际值），或两批实际值（用同一个 --as-of）";
    let (message, help) = match fault {
        SideFault::Mixed { date, actuals } => {
            (format!("`{date}` 是日期，`{actuals}` 是实际值，两者无法比较"), ALIKE)
        }
        SideFault::TwoDates { side } => (
            format!("{side} 中有多个日期，或日期与文件混用"),
            "请只写一个日期，或任意多个文件和文件夹",
        ),
        SideFault::Backwards { from, to } => {
            (format!("--from {from} 晚于 --to {to}"), "请将两者对调")
        }
        SideFault::AfterAsOf { from, as_of } => {
            (format!("--from {from} 晚于评估日期 {as_of}"), "请给出更早的日期，或更晚的 --as-of")
        }
        SideFault::AsOfToo => (
            "比较两个日期时又给出了 --as-of，而两个日期本身就是评估日期".to_owned(),
            "请去掉 --as-of；它只用于比较两批实际值",
        ),
        SideFault::ActualsToo => (
            "比较两批实际值时又给出了 --actuals".to_owned(),
            "请去掉 --actuals；它只用于比较两个日期",
        ),
        SideFault::NoDate { written } => {
            (format!("`{written}` 既不是日期，也不是文件"), "日期请写作 YYYY-MM-DD，如 2025-03-01")
        }
    };
    (message, Some(help.to_owned()))
}
