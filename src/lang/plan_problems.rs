//! The words for problems of plan files.

mod en;
mod zh;

use super::{Lang, ProblemText};
use crate::diag::{Found, PlanProblem, Shape};
use crate::period::Period;

/// What to tell the encoder.
pub fn text(lang: Lang, problem: &PlanProblem) -> ProblemText {
    let (message, label, help) = match lang {
        Lang::En => en::words(problem),
        Lang::Zh => zh::words(problem),
    };
    ProblemText { message, label, help }
}

/// Message, label, help.
type Words = (String, Option<String>, Option<String>);

/// A label or a help that is there.
#[expect(
    clippy::unnecessary_wraps,
    reason = "so that the words stay in columns: message, label, help"
)]
fn some(text: impl Into<String>) -> Option<String> {
    Some(text.into())
}

/// How a key of that shape is written.
fn example(key: &str, shape: Shape) -> String {
    match shape {
        Shape::Text => format!("{key} = \"...\""),
        Shape::Id => format!("{key} = \"new-enterprises\""),
        Shape::Period => format!("{key} = \"2024\""),
        Shape::Word => match key {
            "measure" => "measure = \"total\"".to_owned(),
            "reading" => "reading = \"amount\"".to_owned(),
            _ => format!("{key} = \"...\""),
        },
        Shape::Date => format!("{key} = 2024-03-12"),
        Shape::Number => format!("{key} = 12.5"),
        Shape::Tolerance => format!("{key} = 0.25 / {key} = \"5%\""),
        Shape::Boolean => format!("{key} = true"),
        Shape::Texts => format!("{key} = [\"...\"]"),
        Shape::Pair => format!("{key} = [10, 12]"),
        Shape::Table => match key {
            "plan" => "[plan]".to_owned(),
            "baseline" => "baseline = { period = \"2023\", value = 15000 }".to_owned(),
            "from" => "from = { growth_of = \"...\" }".to_owned(),
            "bands" => "bands = { ahead = 1.10, on_track = 0.95, at_risk = 0.60 }".to_owned(),
            _ => format!("{key} = {{ ... }}"),
        },
        Shape::Target => format!("{key} = {{ at_least = 2000 }}"),
        Shape::Tables => match key {
            "amended" => "[[indicator.amended]]".to_owned(),
            "cite" => "cite = { section = \"...\", figure = \"...\" }".to_owned(),
            _ => format!("[[{key}]]"),
        },
        Shape::Milestones => format!("{key} = {{ \"2022\" = 3.0 }}"),
        Shape::Members => "[members] cities = [\"...\"]".to_owned(),
    }
}

/// Does the name of the shape already say what was found? A list of texts is not "not a list".
fn same_family(expected: Shape, found: Found) -> bool {
    match expected {
        Shape::Pair | Shape::Texts => found == Found::Array,
        Shape::Tables => matches!(found, Found::Array | Found::Table),
        Shape::Table | Shape::Target | Shape::Milestones | Shape::Members => found == Found::Table,
        Shape::Text | Shape::Id | Shape::Period | Shape::Word => found == Found::Text,
        Shape::Number => matches!(found, Found::Integer | Found::Float),
        Shape::Tolerance => matches!(found, Found::Integer | Found::Float | Found::Text),
        Shape::Boolean => found == Found::Boolean,
        Shape::Date => found == Found::Datetime,
    }
}

/// A period whose end stands before its beginning, the right way round.
fn turned_round(written: &str) -> Option<String> {
    let (first, last) = written.split_once('/')?;
    let turned = format!("{}/{}", last.trim(), first.trim());
    (Period::parse(written).is_none() && Period::parse(&turned).is_some()).then_some(turned)
}

/// Is the table one of the catalogue rather than of a plan?
fn is_of_catalogue(table: &str) -> bool {
    matches!(table, "the catalogue" | "[[concept]]")
}

/// The words between quotes, with commas.
fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::diag::{Found, NumberFault, PlanProblem, Shape};
    use crate::lang::Lang;
    use crate::number::Number;

    #[test]
    fn a_remedy_names_the_nearest_good_value() {
        let problem = PlanProblem::UnknownKey {
            table: "[[indicator]]",
            key: "targt".to_owned(),
            suggestion: Some("target"),
            known: vec!["id", "target"],
        };
        let english = text(Lang::En, &problem);
        assert_eq!(english.message, "unknown key `targt` in [[indicator]]");
        assert_eq!(english.help.as_deref(), Some("did you mean `target`?"));
        assert_eq!(text(Lang::Zh, &problem).help.as_deref(), Some("是否想写 `target`？"));
    }

    #[test]
    fn every_wrong_type_has_an_example() {
        for lang in [Lang::En, Lang::Zh] {
            for expected in [Shape::Number, Shape::Target, Shape::Tables, Shape::Date] {
                let problem =
                    PlanProblem::WrongType { key: "x".to_owned(), expected, found: Found::Text };
                assert!(text(lang, &problem).help.is_some());
            }
        }
        let problem = PlanProblem::BadNumber {
            key: "at_least".to_owned(),
            written: "inf".to_owned(),
            fault: NumberFault::NotFinite,
        };
        assert!(text(Lang::En, &problem).help.is_some());
        let problem = PlanProblem::PartsSum {
            whole: Number::from(10),
            sum: Number::from(9),
            unit: "亿元".to_owned(),
        };
        assert!(text(Lang::En, &problem).message.contains("9 亿元"));
    }
}
