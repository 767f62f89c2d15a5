//! The views as markup, read by a parser, with ordinary, empty and hostile plans.

use std::collections::{HashMap, HashSet};

use maud::Markup;
use scraper::Html;

use super::{
    agenda, cascade, changes, front, heat,
    nav::Anchor,
    page::{PageView, PlanPage},
    whole,
};
use crate::{
    assess::{
        Asked, Assessment, Basis, JudgedPlan, assess,
        trace::{
            diff::{Diff, Pair, diff},
            rules::Where,
        },
    },
    fixtures::{self, Sample, counties, number, sample},
    lang::{Lang, Words},
    plan::tasks::TaskStates,
    report::{
        diff::DiffView,
        rules::RulesView,
        stage::StageView,
        tasks::{Order, TasksView},
    },
};

pub const WORDS: Words = Words { lang: Lang::En, ascii: false };

/// A name that would break a careless page.
const HOSTILE: &str = "</bdi></td><script>alert(\"1\")</script>'&amp;\u{202e}";

/// An element with its attributes and the text in it.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: HashMap<String, String>,
    text: String,
}

impl Element {
    fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|one| one == class)
    }
}

/// Every element; anything that a parser must repair is a failure.
fn elements(parsed: &Html) -> Vec<Element> {
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    let all = parsed.root_element().descendent_elements();
    let all = all.map(|it| Element {
        name: it.value().name().to_owned(),
        attributes: it
            .value()
            .attrs()
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect(),
        text: it.text().collect(),
    });
    all.collect()
}

/// What holds for any part of the page.
fn sound(markup: &Markup) -> Vec<Element> {
    let all = elements(&Html::parse_fragment(&markup.0));
    let mut ids = HashSet::new();
    for it in &all {
        assert!(it.get("id").is_empty() || ids.insert(it.get("id").to_owned()), "{it:?}");
        assert!(it.name != "th" || !it.get("scope").is_empty(), "{it:?}");
        assert_ne!(it.name, "script");
        assert!(it.name != "table" || markup.0.contains("<caption"), "{it:?}");
        assert!(!it.attributes.keys().any(|key| key.starts_with("on")), "{it:?}");
        let role = it.get("role");
        assert!(role != "img" || !it.get("aria-label").is_empty(), "{it:?}");
    }
    for it in &all {
        let named = it.get("aria-labelledby");
        assert!(named.is_empty() || ids.contains(named), "{it:?}");
    }
    all
}

fn of<'e>(all: &'e [Element], name: &'e str) -> impl Iterator<Item = &'e Element> {
    all.iter().filter(move |it| it.name == name)
}

/// The exact numbers, in their order.
fn data(all: &[Element]) -> Vec<&str> {
    of(all, "data").map(|it| it.get("value")).collect()
}

/// The sample with units, the first two indicators under hostile names.
fn with_units() -> Sample {
    let mut sample = sample();
    for (index, indicator) in sample.plan.indicators.iter_mut().enumerate() {
        let units: &[&str] = [&["甲局", HOSTILE][..], &["乙局"], &[]][index % 3];
        indicator.responsible = units.iter().map(|it| (*it).to_owned()).collect();
    }
    for indicator in &mut sample.plan.indicators[..2] {
        indicator.name = format!("{HOSTILE}{}", "长".repeat(200));
        indicator.name_en = None;
    }
    sample
}

fn words(lang: Lang) -> Words {
    Words { lang, ..WORDS }
}

#[test]
fn every_cell_of_the_grid_has_its_number_and_links_to_names() {
    let sample = with_units();
    let view = heat::Heat::of(&[sample.view()]);
    for lang in [Lang::En, Lang::Zh] {
        let all = sound(&heat::heat(&view, &Anchor::page("u"), words(lang)));
        let fields: Vec<&Element> = of(&all, "td").filter(|it| it.has_class("pc-field")).collect();
        let expected: Vec<String> = view
            .units
            .iter()
            .flat_map(|row| view.verdicts().map(|it| row.rollup.count(it)))
            .chain(view.verdicts().map(|it| view.all.count(it)))
            .map(|count| count.to_string())
            .collect();
        assert_eq!(
            fields.iter().map(|it| &it.text).collect::<Vec<_>>(),
            expected.iter().collect::<Vec<_>>()
        );
        let ids: HashSet<&str> = all.iter().map(|it| it.get("id")).collect();
        let mut links = 0;
        for link in of(&all, "a") {
            let target = link.get("href").strip_prefix('#').unwrap();
            if !target.starts_with("i-") {
                assert!(ids.contains(target), "{target}");
                assert!(link.get("aria-label").contains(&link.text), "{link:?}");
                links += 1;
            }
        }
        assert_eq!(
            links,
            fields.iter().filter(|it| it.text != "0").count() - view.verdicts().count()
        );
        let named = of(&all, "a").filter(|it| it.get("href").starts_with("#i-")).count();
        assert_eq!(named, view.counted());
    }
}

#[test]
fn a_plan_without_units_says_so() {
    let mut sample = sample();
    for indicator in &mut sample.plan.indicators {
        indicator.responsible.clear();
    }
    let view = heat::Heat::of(&[sample.view()]);
    let markup = heat::heat(&view, &Anchor::page("u"), WORDS).into_string();
    assert_eq!(
        markup,
        "<p class=\"pc-note\">No indicator of the plan names a responsible unit.</p>"
    );
}

#[test]
fn several_plans_are_one_row_each() {
    let one = with_units();
    let mut other = sample();
    other.plan.id = "other".to_owned();
    other.plan.title = HOSTILE.to_owned();
    other.plan.title_en = None;
    other.assessment.findings.truncate(2);
    let views = [one.view(), other.view()];
    for lang in [Lang::En, Lang::Zh] {
        let all = sound(&front::front(&views, &Anchor::page("plans"), words(lang)));
        assert_eq!(of(&all, "tr").count(), 1 + 2 + 1);
        let plans: Vec<&str> =
            of(&all, "a").map(|it| it.get("href")).filter(|it| it.starts_with("#p-")).collect();
        assert_eq!(plans, ["#p-sample-2024", "#p-other"]);
        // Every bar has its counts in words below it.
        let bars = of(&all, "div").filter(|it| it.has_class("pc-stack"));
        let counts: Vec<&Element> = of(&all, "ul").filter(|it| it.has_class("pc-counts")).collect();
        assert_eq!((bars.count(), counts.len()), (3, 3));
        assert!(counts[0].text.contains(if lang == Lang::En { "missed" } else { "未完成" }));
        let words = if lang == Lang::En {
            "5 of 8 indicators could be assessed"
        } else {
            "8项指标中5项可以评估"
        };
        assert!(all[0].text.contains(words), "{}", all[0].text);
    }
}

/// The comparison of a hand-made plan on two days.
pub fn compared(from: &str, to: &str, told: impl FnOnce(&DiffView<'_>)) {
    let (plan, actuals) = (counties::plan(), counties::actuals());
    let [before, after]: [Assessment; 2] =
        [from, to].map(|day| assess(&plan, &actuals, fixtures::date(day), Asked::default()));
    let side = |assessment| JudgedPlan::new(&plan, &actuals, assessment);
    let (from, to) = (side(&before), side(&after));
    let found: Diff = diff(from, to, &actuals, &Pair::same(&plan), Asked::default());
    let unmatched = Vec::new();
    told(&DiffView {
        from,
        to,
        changes: &[],
        diff: &found,
        unmatched,
        only: Vec::new(),
        fail_on: None,
    });
}

#[test]
fn changes_have_their_causes_and_figures() {
    compared("2019-01-31", "2024-12-31", |diff| {
        for lang in [Lang::En, Lang::Zh] {
            let all = sound(&changes::changes(diff, &Anchor::page("c"), words(lang)));
            let rows = of(&all, "th").filter(|it| it.get("scope") == "row").count();
            assert_eq!(rows, diff.changed().len() + diff.figures().count());
            let values = data(&all);
            for figure in diff.figures().filter_map(|it| it.to.as_ref()) {
                assert!(values.contains(&figure.value.to_string().as_str()), "{figure:?}");
            }
        }
        let text = changes::changes(diff, &Anchor::page("c"), WORDS).into_string();
        assert!(text.contains("From 2019-01-31"), "{text}");
    });
}

#[test]
fn without_changes_there_is_no_table() {
    compared("2023-10-01", "2023-10-01", |diff| {
        let all = sound(&changes::changes(diff, &Anchor::page("c"), WORDS));
        assert_eq!(of(&all, "table").count(), 0);
        assert!(all.iter().any(|it| it.text == "Nothing changed."));
    });
}

#[test]
fn a_shared_indicator_has_its_values_on_one_scale() {
    let city = with_units();
    let mut province = with_units();
    province.plan.id = "province".to_owned();
    province.plan.region = "浙江省".to_owned();
    for finding in &mut province.assessment.findings {
        finding.region = "浙江省".to_owned();
    }
    province.assessment.findings[3].target = Some(number("620000"));
    let sources = [city.view().source(), province.view().source()];
    let view = cascade::shared(&sources);
    assert_eq!(view.len(), 8);
    let all = sound(&cascade::cascades(&view, &Anchor::page("shared"), 3, WORDS));
    let regions: Vec<&str> =
        of(&all, "th").filter(|it| it.get("scope") == "row").map(|it| it.text.as_str()).collect();
    assert_eq!(regions[..2], ["浙江省province", "杭州市city"]);
    // 155,000 of a scale that ends at the province's 620,000.
    let marks: Vec<&str> =
        of(&all, "line").filter(|it| it.has_class("pc-lane-mark")).map(|it| it.get("x1")).collect();
    assert!(marks.contains(&"25.00%"), "{marks:?}");
    let pictures: Vec<&Element> = all.iter().filter(|it| it.get("role") == "img").collect();
    let said = pictures[3].get("aria-label");
    assert!(said.contains("浙江省 actual 133,281"), "{said}");
    // Two have no figure: they come last.
    assert!(all.iter().any(|it| it.text == "2 more shared indicators, without any figure"));
    for leg in view.iter().flat_map(|it| &it.legs) {
        let found = leg.target().unwrap();
        let link = format!("#i-{}.{}", found.plan.id, found.indicator().id);
        assert!(of(&all, "a").any(|it| it.get("href") == link), "{link}");
    }
}

#[test]
fn tasks_say_in_words_what_is_late_and_long_lists_are_closed() {
    let (mut plan, actuals) = (counties::plan(), counties::actuals());
    let states = counties::states();
    plan.tasks[0].title = HOSTILE.to_owned();
    let as_of = fixtures::date("2022-06-30");
    let told = |plan: &crate::plan::Plan| {
        let tasks = TasksView { plan, states: &states, as_of, order: Order::Due };
        let rules = RulesView::new(Basis::new(plan, &actuals, as_of), Where::Members, &[]);
        agenda::agenda(&tasks, &rules, &Anchor::page("a"), 3, WORDS)
    };
    let all = sound(&told(&plan));
    let late = all.iter().find(|it| it.name == "h4" && it.text == "Overdue or blocked (1)");
    assert!(late.is_some());
    assert!(of(&all, "td").any(|it| it.text.contains("overdue")));
    let open = |all: &[Element]| {
        of(all, "details").map(|it| it.attributes.contains_key("open")).collect::<Vec<_>>()
    };
    assert_eq!(open(&all), [true]);
    // The sums of the years below the members.
    let first = of(&all, "tfoot").next().unwrap();
    assert!(first.text.starts_with("fires0010"), "{}", first.text);

    let more = plan.tasks[2].clone();
    plan.tasks.extend((0..20).map(|number| {
        let mut task = more.clone();
        task.id = format!("task-{number}");
        task
    }));
    let all = sound(&told(&plan));
    assert_eq!(open(&all), [false]);
    let rows = of(&all, "table").filter(|it| it.has_class("pc-tasks"));
    assert_eq!(rows.count(), 2);
}

#[test]
fn in_the_whole_page_every_id_is_unique_and_every_link_has_a_target() {
    let (plan, actuals, states) = (counties::plan(), counties::actuals(), TaskStates::default());
    let assessment = assess(&plan, &actuals, fixtures::date("2023-10-01"), Asked::default());
    let (one, mut other) = (with_units(), with_units());
    other.plan.id = "other.plan".to_owned();
    let reports = [
        StageView::new(JudgedPlan::new(&plan, &actuals, &assessment), &states, None, None),
        StageView::new(one.all(), &states, None, None),
        StageView::new(other.all(), &states, None, None),
    ];
    for several in [1, 3] {
        for lang in [Lang::En, Lang::Zh] {
            let plans = reports[3 - several..].iter();
            let plans = plans.map(|report| PlanPage {
                stage: report.clone(),
                changes: None,
                regions: None,
            });
            let view = PageView::new(plans.collect());
            // Before the tags are left out that an HTML parser implies and an XML parser does not.
            let text = whole(&view, words(lang)).into_string();
            assert!(!text.contains("<script>alert"));
            let all = elements(&Html::parse_document(&text));
            let ids: Vec<&str> =
                all.iter().map(|it| it.get("id")).filter(|it| !it.is_empty()).collect();
            let places: HashSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), places.len());
            for link in of(&all, "a") {
                if let Some(target) = link.get("href").strip_prefix('#') {
                    assert!(places.contains(target), "{target}");
                }
            }
            assert_eq!(text.contains("id=\"shared\""), several > 1);
        }
    }
}
