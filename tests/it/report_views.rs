//! The views on the HTML page of `report` have the numbers of the corresponding commands.

use scraper::{ElementRef, Html};
use serde_json::Value;

use crate::support::{self, all, answer, repository, said};

const ALL: &str = "zhejiang-145 hangzhou-2024 xinchang-2025 zhejiang-county-2022 qinghai-145";

const VERDICTS: [&str; 9] = [
    "achieved",
    "ahead",
    "on-track",
    "at-risk",
    "off-track",
    "regressing",
    "missed",
    "not-assessable",
    "no-data",
];

fn json(asked: &str) -> Value {
    support::json(repository(), asked)
}

fn page(asked: &str) -> Html {
    let asked = format!("report {asked} --format html --lang en -q");
    Html::parse_document(&answer(repository(), &asked))
}

fn part<'a>(page: &'a Html, id: &str) -> ElementRef<'a> {
    let found = all(page.root_element(), &format!("[id=\"{id}\"]"));
    assert_eq!(found.len(), 1, "{id}");
    found[0]
}

/// The exact numbers in an element.
fn data(within: ElementRef<'_>) -> Vec<&str> {
    let found = all(within, "data").into_iter();
    found.map(|it| it.attr("value").unwrap()).collect()
}

fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The counts of a group, without verdicts that do not occur.
fn counts(group: &Value, verdicts: &[&str]) -> Vec<String> {
    let counts = verdicts.iter().map(|verdict| group[*verdict].to_string());
    counts.collect()
}

#[test]
fn units_have_the_counts_of_status_by_responsible() {
    let page = page("hangzhou-2024 --as-of 2026-06-30");
    let heat = part(&page, "p-hangzhou-2024.units");
    let status = json("status hangzhou-2024 --as-of 2026-06-30 --by responsible --summary");
    let groups = items(&status["groups"]);
    let rows = all(heat, "tbody tr");
    assert_eq!(rows.len(), groups.len());
    let heads: Vec<String> = all(heat, "thead .pc-field").into_iter().map(said).collect();
    let verdicts: Vec<&str> = VERDICTS
        .into_iter()
        .filter(|verdict| groups.iter().any(|group| group[*verdict] != 0))
        .collect();
    assert_eq!(heads.len(), verdicts.len());
    assert!(heads.iter().zip(&verdicts).all(|(head, verdict)| head.contains(verdict)));
    for row in rows {
        let unit = said(all(row, "th")[0]);
        let group = groups.iter().find(|group| match &group["group"] {
            Value::Null => unit == "none named",
            named => text(named) == unit,
        });
        let group = group.unwrap();
        let fields: Vec<String> = all(row, ".pc-field").into_iter().map(said).collect();
        assert_eq!(fields, counts(group, &verdicts), "{unit}");
        assert_eq!(data(row)[0], group["total"].to_string());
        let named = all(row, "details a").len();
        assert_eq!(named, items(&group["indicators"]).len());
    }
}

#[test]
fn plans_have_the_counts_of_status() {
    let page = page(&format!("{ALL} --as-of 2026-06-30"));
    let rows = all(part(&page, "plans"), "tbody tr");
    let status = json(&format!("status {ALL} --as-of 2026-06-30 --summary"));
    let groups = items(&status["groups"]);
    assert_eq!(rows.len(), groups.len());
    for (row, group) in rows.iter().zip(groups) {
        let found: Vec<String> = VERDICTS
            .into_iter()
            .filter(|verdict| group[*verdict] != 0)
            .map(|verdict| group[verdict].to_string())
            .collect();
        let bar: Vec<String> = all(*row, ".pc-counts li")
            .into_iter()
            .map(|it| said(it).split_whitespace().last().unwrap().to_owned())
            .collect();
        assert_eq!(bar, found, "{}", group["group"]);
        let lacking = data(*row);
        assert_eq!(*lacking.last().unwrap(), group["no-data"].to_string());
        assert!(lacking.contains(&group["assessed"].to_string().as_str()));
    }
}

#[test]
fn changes_are_those_of_diff() {
    for (plan, from, to) in [
        ("hangzhou-2024", "2025-06-30", "2026-06-30"),
        ("zhejiang-145", "2022-06-30", "2024-06-30"),
        ("xinchang-2025", "2026-06-30", "2026-06-30"),
    ] {
        let page = page(&format!("{plan} --from {from} --as-of {to}"));
        let changes = part(&page, &format!("p-{plan}.changes"));
        let diff = json(&format!("diff {plan} --from {from} --to {to}"));
        let (indicators, figures) = (items(&diff["indicators"]), items(&diff["figures"]));
        let rows = all(changes, "th[scope=row] a");
        let mut shown: Vec<&str> = rows.iter().map(|it| it.attr("href").unwrap()).collect();
        let mut known: Vec<String> =
            indicators.iter().map(|it| format!("#i-{plan}.{}", text(&it["indicator"]))).collect();
        shown.sort_unstable();
        known.sort_unstable();
        assert_eq!(shown, known);
        let rows = all(changes, "th[scope=row]").len();
        assert_eq!(rows, indicators.len() + figures.len(), "{plan}");
        let table = format!("[aria-labelledby=\"p-{plan}.changes.figures.caption\"] tbody tr");
        for (row, figure) in all(changes, &table).into_iter().zip(figures) {
            let sides = ["from", "to"].map(|side| &figure[side]["value"]);
            let sides = sides.into_iter().filter(|value| !value.is_null());
            let sides: Vec<String> = sides.map(Value::to_string).collect();
            assert_eq!(data(row), sides, "{figure}");
        }
    }
}

#[test]
fn tasks_and_rules_are_those_of_their_commands() {
    let plan = "zhejiang-county-2022";
    let page = page(&format!("{plan} --as-of 2026-06-30"));
    let agenda = part(&page, &format!("p-{plan}.agenda"));
    let tasks = json(&format!("tasks {plan} --as-of 2026-06-30"));
    let titles: Vec<String> =
        all(agenda, ".pc-tasks th[scope=row]").into_iter().map(said).collect();
    let known = items(&tasks["rows"]).iter().map(|task| {
        let english = task["title_en"].as_str();
        english.unwrap_or(text(&task["title"])).to_owned()
    });
    assert_eq!(titles, known.collect::<Vec<_>>());
    let rules = json(&format!("rules {plan} --as-of 2026-06-30"));
    let sections = all(agenda, ".pc-rule");
    assert_eq!(sections.len(), items(&rules["rules"]).len());
    for (section, rule) in sections.into_iter().zip(items(&rules["rules"])) {
        let outcomes = items(&rule["outcomes"]);
        let grid = all(section, ".pc-members tbody td");
        assert_eq!(grid.len(), outcomes.len());
        let members = all(section, ".pc-members tbody tr");
        assert_eq!(members.len(), items(&rule["regions"]).len());
        for (row, region) in members.iter().zip(items(&rule["regions"])) {
            assert_eq!(said(all(*row, "th")[0]), text(region));
            let years = items(&rules["years"]).iter().zip(all(*row, "td"));
            for (year, place) in years {
                let same = |it: &&Value| it["region"] == *region && it["year"] == *year;
                let outcome = outcomes.iter().find(same).unwrap();
                assert_eq!(said(place), text(&outcome["verdict"]));
            }
        }
    }
}

#[test]
fn shared_indicators_are_those_of_compare() {
    let page = page(&format!("{ALL} --as-of 2026-06-30"));
    let shared = all(part(&page, "shared"), ".pc-cascade");
    assert!(shared.len() > 5, "the built-in plans share indicators");
    for section in shared {
        let concept = section.attr("data-concept").unwrap();
        let compared = json(&format!("compare {concept} {ALL} --as-of 2026-06-30"));
        let rows = all(section, "tbody tr");
        assert_eq!(rows.len(), items(&compared["rows"]).len(), "{concept}");
        let mut left: Vec<&Value> = items(&compared["rows"]).iter().collect();
        for row in rows {
            let cells = all(row, "td");
            let region = said(all(row, "th")[0]);
            let link = all(row, "td a").first().map(|it| it.attr("href").unwrap());
            let plan = said(cells[0]);
            let place = left.iter().position(|it| {
                let address = format!("#i-{}.{}", text(&it["plan"]), text(&it["indicator"]));
                match link {
                    Some(link) => link == address,
                    None => plan.starts_with(text(&it["plan"])) && text(&it["role"]) == "series",
                }
            });
            let known = left.swap_remove(place.unwrap());
            assert!(region.starts_with(text(&known["region"])), "{region}");
            for (cell, key) in [(cells[2], "actual"), (cells[3], "gap")] {
                let exact = data(cell);
                match &known[key] {
                    Value::Null => assert!(exact.is_empty(), "{concept} {key}"),
                    value => assert_eq!(exact, [value.to_string()], "{concept} {key}"),
                }
            }
            if let Some(verdict) = known["verdict"].as_str() {
                assert!(said(cells[5]).contains(verdict), "{concept}");
            }
        }
    }
}
