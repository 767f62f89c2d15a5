//! The words for problems of a run.

use super::{Lang, ProblemText};
use crate::diag::RunProblem;

/// The words of the problem.
pub fn text(lang: Lang, problem: &RunProblem) -> ProblemText {
    let (message, help) = match lang {
        Lang::En => english(problem),
        Lang::Zh => chinese(problem),
    };
    ProblemText {
        message,
        label: None,
        help,
    }
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
            Some(
                "give -o the name of a file in a folder that exists and that you may write to"
                    .to_owned(),
            ),
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
    }
}

fn chinese(problem: &RunProblem) -> (String, Option<String>) {
    match problem {
        RunProblem::NoPlanFolder { path, named_by } => (
            format!("{named_by} 指定的 `{path}` 不是文件夹"),
            Some(format!("请写明规划所在的文件夹，或不用 {named_by}")),
        ),
        RunProblem::UnknownPlan {
            name,
            nearest,
            known,
        } => (
            format!("没有名为 `{name}` 的规划"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`？"),
                None => format!("可用的规划：{}", known.join(", ")),
            }),
        ),
        RunProblem::UnknownIndicator {
            name,
            plan,
            typed,
            nearest,
        } => (
            format!("规划 `{plan}` 中没有指标 `{name}`"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`？"),
                None => format!("`plancheck show {typed}` 列出全部指标"),
            }),
        ),
        RunProblem::NoIndicatorFits { pattern, nearest } => (
            format!("没有指标符合 `{pattern}`"),
            Some(match nearest {
                Some(nearest) => format!("是否指 `{nearest}`？"),
                None => "`*` 代表任意多个字符，`?` 代表一个：`*-talents`".to_owned(),
            }),
        ),
        RunProblem::FileUnreadable {
            path,
            message,
            named_by,
            nearest,
        } => (
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
            Some(format!(
                "请给出 --format，或使用以下后缀之一：.{}",
                known.join(", .")
            )),
        ),
        RunProblem::NoSuchFormat { format, known } => (
            format!("该命令没有 {format} 格式"),
            Some(format!("可用的格式：{}", known.join(", "))),
        ),
        RunProblem::BinaryToTerminal { format } => (
            format!("{format} 是供其他程序打开的文件，终端无法显示"),
            Some("请用 -o 指定文件，或将输出重定向到文件或其他程序".to_owned()),
        ),
        RunProblem::CannotWrite { path, message } => (
            format!("无法写入 `{path}`：{message}"),
            Some("请用 -o 指定文件名，所在文件夹须存在且可写".to_owned()),
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
    }
}
