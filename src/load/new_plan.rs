//! A new plan file with comments, for `init`.

use crate::{
    calendar::Calendar,
    keys::kebab_case,
    lang::{Lang, new_plan},
    period::Period,
};

/// What is known of a new plan.
pub struct NewPlan<'a> {
    /// Its id.
    pub id: &'a str,
    /// How commands name it: its id or its file.
    pub plan: &'a str,
    /// The region it binds.
    pub region: Option<&'a str>,
    /// Its period.
    pub period: Period,
    /// When its years begin, if that is to be said.
    pub years: Option<Calendar>,
    /// The schema's file, relative to the plan's.
    pub schema: Option<&'a str>,
}

/// Can a plan have this id? If not, the one that may be meant.
pub fn check_id(name: &str) -> Result<(), Option<String>> {
    // The file of this name holds what plans share.
    let suggestion = kebab_case(name).filter(|id| id != "catalog");
    if suggestion.as_deref() == Some(name) { Ok(()) } else { Err(suggestion) }
}

/// The text of the file. It loads without an error.
pub fn text(new: &NewPlan<'_>, lang: Lang) -> String {
    let period = new.period;
    let calendar = new.years.unwrap_or_default();
    let year = calendar.last_year(period).filter(|_| calendar.is_whole_years(period));
    let deadline = year.unwrap_or(period).to_string();
    let starts = new.years.map(|it| format!("year_starts = \"{:02}\"\n", it.starts()));
    let region = new.region.unwrap_or_else(|| new_plan::region(lang));
    // The region comes last, lest braces in it be filled in.
    [
        ("{SCHEMA}", new_plan::schema_line(lang, new.schema)),
        ("{ID}", new.id.to_owned()),
        ("{PLAN}", new.plan.to_owned()),
        ("{PERIOD}", period.to_string()),
        ("{FIRST}", period.first().to_string()),
        ("{BEFORE}", calendar.name(calendar.year_of(period.first()) - 1)),
        ("{STARTS}\n", starts.unwrap_or_default()),
        ("{DEADLINE}", deadline),
        ("{REGION}", toml::Value::String(region.to_owned()).to_string()),
    ]
    .iter()
    .fold(new_plan::text(lang).to_owned(), |text, (braces, filling)| text.replace(braces, filling))
}

#[cfg(test)]
mod tests {
    use super::{NewPlan, check_id, text};
    use crate::calendar::Calendar;
    use crate::lang::Lang;
    use crate::load::plan_toml::load_plan;
    use crate::period::Period;

    /// The text with every optional key in use.
    fn complete(text: &str) -> String {
        text.lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest)
                    if rest
                        .starts_with(|first: char| first.is_ascii_lowercase() || first == '[') =>
                {
                    rest
                }
                _ => line,
            })
            .fold(String::new(), |text, line| text + line + "\n")
    }

    #[test]
    fn a_new_plan_loads_without_a_complaint_and_so_do_its_optional_keys() {
        for lang in [Lang::En, Lang::Zh] {
            for (period, starts) in
                [("2024", 1), ("2021/2025", 1), ("2024H1", 1), ("2023-07/2025-06", 7)]
            {
                let calendar = Calendar::new(starts, None);
                for region in [None, Some("杭州市"), Some("\"{ID}\" \\ {PERIOD}")] {
                    let new = NewPlan {
                        id: "new-2024",
                        plan: "new-2024",
                        region,
                        period: calendar.shown(Period::parse(period).unwrap()),
                        years: (!calendar.is_common()).then_some(calendar),
                        schema: None,
                    };
                    let written = text(&new, lang);
                    let optional = complete(&written);
                    assert!(optional.len() < written.len() - 10, "{written}");
                    for text in [&written, &optional] {
                        let loaded = load_plan("plans/new-2024.toml", text.as_bytes(), None);
                        assert_eq!(loaded.diagnostics, [], "{text}");
                        let plan = loaded.plan.unwrap();
                        assert_eq!(plan.period, new.period);
                        assert!(region.is_none_or(|region| plan.region == region));
                    }
                }
            }
        }
    }

    #[test]
    fn the_schema_is_named_in_the_first_line() {
        let new = NewPlan {
            id: "new",
            plan: "new",
            region: None,
            period: Period::parse("2024").unwrap(),
            years: None,
            schema: Some("../docs/plan.schema.json"),
        };
        let text = text(&new, Lang::Zh);
        assert!(text.starts_with("#:schema ../docs/plan.schema.json\n"));
    }

    #[test]
    fn an_id_is_kebab_case() {
        assert_eq!(check_id("hangzhou-2024"), Ok(()));
        assert_eq!(check_id("Hangzhou 2024"), Err(Some("hangzhou-2024".to_owned())));
        assert_eq!(check_id("../x"), Err(Some("x".to_owned())));
        assert_eq!(check_id("杭州"), Err(None));
        assert_eq!(check_id("catalog"), Err(None));
    }
}
