//! A new plan file with comments, for `init`.

use std::collections::BTreeSet;

use crate::{
    audit::{Draft, Drafts},
    calendar::Calendar,
    keys::kebab_case,
    lang::{Lang, new_plan},
    period::Period,
    plan::{Citation, Measure, normalised_name},
};

/// Letters of an id that a name gives.
const LONGEST_ID: usize = 48;

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
    /// The file of its document, relative to the plan's.
    pub source_text: Option<&'a str>,
    /// What its document gives.
    pub drafts: Option<&'a Drafts>,
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
    // With the file of its own the key holds, else it is one to be used.
    let text = new.source_text.map_or_else(
        || "#source_text = \"plan.txt\"".to_owned(),
        |file| format!("source_text = {}", quoted(file)),
    );
    // The region comes last, lest braces in it be filled in.
    let fillings = [
        ("{SCHEMA}", new_plan::schema_line(lang, new.schema)),
        ("{ID}", new.id.to_owned()),
        ("{PLAN}", new.plan.to_owned()),
        ("{PERIOD}", period.to_string()),
        ("{FIRST}", period.first().to_string()),
        ("{BEFORE}", year_before(new)),
        ("{STARTS}\n", starts.unwrap_or_default()),
        ("{DEADLINE}", deadline),
        ("{TEXT}", text),
        ("{REGION}", quoted(region)),
    ];
    let filled = |text: &str| {
        let fill = |text: String, (braces, filling): &(&str, String)| text.replace(braces, filling);
        fillings.iter().fold(text.to_owned(), fill)
    };
    let (indicators, rest) = new_plan::text(lang).split_once("{DRAFTS}\n").unwrap_or_default();
    let Some(drafts) = new.drafts else { return filled(indicators) + &filled(rest) };
    let head = indicators.split_once("[[indicator]]\n").filter(|_| !drafts.targets.is_empty());
    // A plan has an indicator, and if it is the example.
    let mut text =
        head.map_or_else(|| filled(indicators), |(head, _)| filled(head) + new_plan::drafted(lang));
    let mut taken = BTreeSet::new();
    for (number, draft) in (1..).zip(&drafts.targets) {
        text += &drafted(draft, number, new, &mut taken, lang);
    }
    text += &filled(rest);
    for figure in &drafts.set_asides {
        let why = new_plan::counts_nothing(lang);
        let lines = [
            "\n[[set_aside]]",
            &format!("figure = {}", quoted(figure)),
            &format!("why = {}\n", quoted(why)),
        ];
        text += &lines.join("\n");
    }
    text
}

/// The year before the plan's first.
fn year_before(new: &NewPlan<'_>) -> String {
    let calendar = new.years.unwrap_or_default();
    calendar.name(calendar.year_of(new.period.first()) - 1)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A draft as a table.
fn drafted(
    draft: &Draft,
    number: usize,
    new: &NewPlan<'_>,
    taken: &mut BTreeSet<String>,
    lang: Lang,
) -> String {
    let mark = new_plan::replace(lang);
    let named = kebab_case(&draft.name).filter(|_| draft.name.is_ascii());
    let named = named.map(|id| match id.get(..LONGEST_ID) {
        Some(start) => start.rsplit_once('-').map_or(start, |(words, _)| words).to_owned(),
        None => id,
    });
    let id = named.filter(|id| !taken.contains(id));
    let remark = if id.is_some() { String::new() } else { format!("  # {mark}") };
    let id = id.unwrap_or_else(|| format!("indicator-{number}"));
    let mut lines = vec!["\n[[indicator]]".to_owned(), format!("id = \"{id}\"{remark}")];
    taken.insert(id);
    // No two may have one name.
    let name = if draft.name.is_empty() { mark } else { &draft.name };
    let only = !draft.name.is_empty() && taken.insert(normalised_name(name));
    let name = if only { name.to_owned() } else { format!("{name} ({number})") };
    lines.push(format!("name = {}", quoted(&name)));
    lines.push(match draft.unit.as_str() {
        "" => format!("unit = \"-\"  # {mark}"),
        unit => format!("unit = {}", quoted(unit)),
    });
    let words = new_plan::read_from(lang, &draft.read_from);
    lines.push(format!("measure = \"{}\"  # {words}", draft.measure.word()));
    let (key, value) = &draft.target;
    lines.push(format!("target = {{ {key} = {value} }}"));
    let year = |year: i32| Period::year(year).filter(|year| new.period.covers(*year));
    if let Some((first, last)) = draft.years {
        let (key, years) = match draft.measure {
            Measure::Total if first < last => ("period", format!("{first}/{last}")),
            _ => ("deadline", last.to_string()),
        };
        let inside = year(first).zip(year(last));
        let default = Period::parse(&years) == Some(new.period) || year(last) == Some(new.period);
        let last_year =
            key == "deadline" && year(last).is_some_and(|it| it.last() == new.period.last());
        if inside.is_none() {
            lines.push(format!("#{key} = \"{years}\"  # {}", new_plan::outside(lang)));
        } else if !default && !last_year {
            lines.push(format!("{key} = \"{years}\""));
        }
    }
    if let Some((year, value)) = &draft.baseline {
        let first = new.years.unwrap_or_default().year_of(new.period.first());
        let year =
            year.filter(|it| *it < first).map_or_else(|| year_before(new), |it| it.to_string());
        let value = value.as_ref().map(|it| format!(", value = {it}")).unwrap_or_default();
        lines.push(format!("baseline = {{ period = \"{year}\"{value} }}"));
    }
    let cited = |it: &Citation| {
        let section = if it.section.is_empty() { mark } else { &it.section };
        format!("{{ section = {}, figure = {} }}", quoted(section), quoted(&it.figure))
    };
    lines.push(match &draft.citations[..] {
        [one] => format!("cite = {}", cited(one)),
        all => {
            let all: Vec<String> = all.iter().map(|it| format!("  {},\n", cited(it))).collect();
            format!("cite = [\n{}]", all.concat())
        }
    });
    let flags =
        [("aspirational", draft.aspirational), ("binding", draft.binding && !draft.aspirational)];
    lines.extend(flags.iter().filter(|(_, set)| *set).map(|(key, _)| format!("{key} = true")));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NewPlan, check_id, text};
    use crate::audit::{self, CoverKind};
    use crate::calendar::Calendar;
    use crate::lang::Lang;
    use crate::load::plan_toml::{load_figures, load_plan};
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
                        source_text: None,
                        drafts: None,
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

    proptest! {
        #[test]
        fn what_is_drafted_from_any_text_loads_and_is_found_there(
            text in "[0-9０-９.,，。、第年一万亿%“”()（）\\-—:/ \n\t\u{200b}百强全覆盖倍增减半以上超约下降到每力争新家aby]{0,80}",
            one_year: bool,
        ) {
            let drafts = audit::drafts(&text, one_year);
            let new = NewPlan {
                id: "new",
                plan: "new",
                region: None,
                period: Period::parse(if one_year { "2024" } else { "2021/2025" }).unwrap(),
                years: None,
                schema: None,
                        source_text: None,
                drafts: Some(&drafts),
            };
            let written = super::text(&new, Lang::En);
            let loaded = load_figures("new.toml", written.as_bytes(), None);
            let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).collect();
            prop_assert!(errors.is_empty(), "{:?}\n{}", errors, written);
            let figures: Vec<_> = loaded.figures.unwrap().into_iter().map(|(figure, _)| figure).collect();
            let audit = audit::audit(&text, &figures);
            // Without a target there is the example.
            let examples = usize::from(drafts.targets.is_empty());
            prop_assert_eq!(audit.found + examples, figures.len(), "{}", written);
            prop_assert_eq!(audit.count(|it| it.kind() == CoverKind::Open), 0, "{}", written);
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
            source_text: Some("../plan.txt"),
            drafts: None,
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
