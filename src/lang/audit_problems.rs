//! The words for what is wrong between a plan and its document.

use super::words::Words;
use super::{Lang, ProblemText};
use crate::audit::{Audit, Cover, Rule};
use crate::diag::AuditProblem;

/// The words of the problem.
pub fn text(lang: Lang, problem: &AuditProblem) -> ProblemText {
    let (message, label, help) = match lang {
        Lang::En => english(problem),
        Lang::Zh => chinese(problem),
    };
    ProblemText { message, label: (!label.is_empty()).then(|| label.to_owned()), help: Some(help) }
}

fn english(problem: &AuditProblem) -> (String, &'static str, String) {
    match problem {
        AuditProblem::FigureNotFound { figure, nearest } => (
            format!("the figure `{figure}` does not stand in the document"),
            "quoted here",
            match nearest {
                Some(nearest) => {
                    format!("the words most like it are `{nearest}`: quote the document character by character")
                }
                None => "nothing in the document is like it: quote the words around the number as printed, or remove it".to_owned(),
            },
        ),
        AuditProblem::FigureCutsNumber { figure, number } => (
            format!("the figure `{figure}` ends in the middle of the number {number}"),
            "quoted here",
            "quote the whole number, with its 万, 亿 or %".to_owned(),
        ),
        AuditProblem::NumberOutsideFigure { figure, number, unit, indicator } => (
            format!("the target of `{indicator}`, {number} {unit}, does not stand in its figure `{figure}`"),
            "this figure",
            "correct the target or its unit, or cite the words that print the number".to_owned(),
        ),
        AuditProblem::ShortSetAside { figure } => (
            format!("`{figure}` is nothing but a number, and would set aside any other of the same digits"),
            "too short",
            "quote some of the words around it".to_owned(),
        ),
        AuditProblem::NumberUncovered { number, inside: None } => (
            format!("the number {number} is neither cited nor set aside"),
            "left out",
            "encode it as an indicator, or add a [[set_aside]] with the words around it and the reason".to_owned(),
        ),
        AuditProblem::NumberUncovered { number, inside: Some((figure, indicator)) } => (
            format!("the number {number} is neither cited nor set aside: `{figure}` is cited by `{indicator}` for another number"),
            "left out",
            "encode it as an indicator that cites the same figure, or add a [[set_aside]] with the words around it and the reason"
                .to_owned(),
        ),
    }
}

fn chinese(problem: &AuditProblem) -> (String, &'static str, String) {
    match problem {
        AuditProblem::FigureNotFound { figure, nearest } => (
            format!("文件中没有引文 `{figure}`"),
            "引于此处",
            match nearest {
                Some(nearest) => format!("最接近的文字是 `{nearest}`:引文须与原文逐字一致"),
                None => "文件中没有相近的文字:请照原文引用数字前后的文字,或删去".to_owned(),
            },
        ),
        AuditProblem::FigureCutsNumber { figure, number } => (
            format!("引文 `{figure}` 截断了数字 {number}"),
            "引于此处",
            "请引用完整的数字,连同其后的万、亿或 %".to_owned(),
        ),
        AuditProblem::NumberOutsideFigure { figure, number, unit, indicator } => (
            format!("引文 `{figure}` 中没有 `{indicator}` 的目标值 {number} {unit}"),
            "此引文",
            "请改正目标值或单位,或引用印有该数字的文字".to_owned(),
        ),
        AuditProblem::ShortSetAside { figure } => (
            format!("`{figure}` 只有数字,会把相同的其他数字一并排除"),
            "过短",
            "请连同前后的文字一起引用".to_owned(),
        ),
        AuditProblem::NumberUncovered { number, inside: None } => (
            format!("数字 {number} 既未引用也未排除"),
            "遗漏",
            "请编为指标,或连同前后的文字写入 [[set_aside]] 并说明理由".to_owned(),
        ),
        AuditProblem::NumberUncovered { number, inside: Some((figure, indicator)) } => (
            format!(
                "数字 {number} 既未引用也未排除:`{indicator}` 引用 `{figure}` 为的是另一个数字"
            ),
            "遗漏",
            "请另编指标并引用同一段文字,或连同前后的文字写入 [[set_aside]] 并说明理由".to_owned(),
        ),
    }
}

/// What was skipped, in the words of a reader.
fn rule(words: Words, rule: Rule, count: usize) -> String {
    let (one, many, zh) = match rule {
        Rule::Year => ("year", "years", "年份"),
        Rule::Date => ("part of a date", "parts of dates", "日期"),
        Rule::DocumentNumber => ("document number", "document numbers", "文号"),
        Rule::Enumerator => ("enumerator", "enumerators", "序号"),
        Rule::Ordinal => ("ordinal", "ordinals", "序数"),
    };
    let en = if count == 1 { one } else { many };
    match words.lang {
        Lang::En => format!("{count} {en}"),
        Lang::Zh => format!("{zh} {count}"),
    }
}

/// The last lines of `audit`: how many figures were found, and what covers the numbers.
pub fn summary(words: Words, plan: &str, audit: &Audit, figures: usize) -> String {
    let found = audit.found;
    let numbers = audit.numbers.len();
    let cited = audit.count(|cover| matches!(cover, Cover::Cited(_)));
    let set_aside = audit.count(|cover| matches!(cover, Cover::SetAside(_)));
    let open = audit.count(|cover| matches!(cover, Cover::Open(_)));
    let skipped = audit.count(|cover| matches!(cover, Cover::Skipped(_)));
    let covered = numbers - open;
    let rules: Vec<String> = Rule::ALL
        .iter()
        .map(|kind| (kind, audit.count(|cover| cover == Cover::Skipped(*kind))))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| rule(words, *kind, count))
        .collect();
    let (open_bracket, close_bracket, joint) = match words.lang {
        Lang::En => (" (", ")", ", "),
        Lang::Zh => ("(", ")", "、"),
    };
    let rules = if rules.is_empty() {
        String::new()
    } else {
        format!("{open_bracket}{}{close_bracket}", rules.join(joint))
    };
    match words.lang {
        Lang::En => format!(
            "{plan}: {found} of {figures} figures found\n\
             {plan}: {covered} of {numbers} numbers covered: {cited} cited, {set_aside} set aside, \
             {skipped} skipped by rule{rules}; {open} open"
        ),
        Lang::Zh => format!(
            "{plan}: {figures} 条引文中找到 {found} 条\n\
             {plan}: {numbers} 个数字中已覆盖 {covered} 个: 引用 {cited},排除 {set_aside},\
             按规则略过 {skipped}{rules};遗漏 {open} 个"
        ),
    }
}
