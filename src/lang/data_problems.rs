//! The words for problems of actuals.

pub(crate) mod en;
pub(crate) mod zh;

use crate::diag::{DataProblem, MissingColumn};

use super::{Lang, ProblemText};

/// At most so many names are listed in one message.
const LISTED: usize = 20;

/// What is wrong, what stands under the caret, and what to do about it.
pub fn text(lang: Lang, problem: &DataProblem) -> ProblemText {
    problem.text(lang)
}

pub(crate) fn words(
    message: impl Into<String>,
    label: &str,
    help: impl Into<String>,
) -> ProblemText {
    let some = |text: String| (!text.is_empty()).then_some(text);
    ProblemText { message: message.into(), label: some(label.to_owned()), help: some(help.into()) }
}

pub(crate) fn columns(missing: &[MissingColumn], joint: &str) -> String {
    let names: Vec<String> =
        missing.iter().map(|missing| format!("`{}`", missing.column)).collect();
    names.join(joint)
}

/// The option that names the heads of missing columns: `--columns period=HEAD,value=HEAD`.
pub(crate) fn mapping(missing: &[MissingColumn], head: &str) -> String {
    let pairs: Vec<String> = missing
        .iter()
        .map(|missing| {
            let head = missing.nearest.as_deref().unwrap_or(head);
            format!("{}={head}", missing.column)
        })
        .collect();
    format!("--columns {}", pairs.join(","))
}

/// The names, or the first of them and how many more there are.
pub(crate) fn some_of(names: &[String], comma: &str, and: &str, more: &str) -> String {
    let listed = names.get(..LISTED).unwrap_or(names).join(comma);
    match names.len() - names.len().min(LISTED) {
        0 => listed,
        rest => format!("{listed} {and} {rest} {more}"),
    }
}

/// The name by which people know an encoding.
pub(crate) fn encoding_name(name: &str) -> String {
    name.to_uppercase()
}

pub(crate) fn or_nothing<'a>(text: &'a str, nothing: &'a str) -> &'a str {
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
        assert!(english.contains("23 regions that the plan needs: 县1, 县2,"), "{english}");
        assert!(english.contains("县19, 县20 and 3 more | add "), "{english}");
        assert!(
            chinese.contains("23 个地区：县1、县2、") && chinese.contains("县20 等，另有 3 个"),
            "{chinese}"
        );
        let left_out = DataProblem::RegionsLeftOut { left_out: names(2), rows: 3 };
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
