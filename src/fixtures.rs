//! Plans and figures for unit tests: small TOML and CSV files, read by the production loader.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::{
    actuals::{Actuals, Mark, Origin, Quality},
    assess::{
        Actual, Asked, Assessment, Basis, Finding, Flag, JudgedPlan, Method, SetAsideWhy, Step,
        Verdict, assess,
    },
    load::{
        actuals_csv::{Input, Options, read_actuals},
        plan_toml::load_plan,
        tasks_csv::read_tasks,
    },
    number::Number,
    period::{Month, Period},
    plan::{Bands, By, Change, Goal, Plan, tasks::TaskStates},
    report::{Judged, status::StatusView},
};

pub(crate) fn number(text: &str) -> Number {
    Number::parse_decimal(text).unwrap()
}

/// `2 times`, `15% less`, `1 more`.
pub(crate) fn change(text: &str) -> Goal {
    let (amount, word) = text.split_once(' ').unwrap();
    let plain = amount.trim_end_matches('%');
    let by = match word {
        "times" => By::Times,
        _ if plain == amount => By::Amount,
        _ => By::Percent,
    };
    Goal::Change(Change { by, number: number(plain), falls: word == "less" })
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An in-memory file.
pub(crate) fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    let reader = Box::new(Cursor::new(bytes.into()));
    Input { name: name.to_owned(), sheet: None, recipe: Arc::default(), reader }
}

/// The plan of a file.
pub(crate) fn plan(file: &str, text: &str) -> Plan {
    let loaded = load_plan(file, text.as_bytes(), None);
    loaded.plan.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

/// A plan with one plain indicator of the region `R`, which tests modify.
pub(crate) fn one() -> Plan {
    static ONE: LazyLock<Plan> =
        LazyLock::new(|| plan("test.toml", include_str!("fixtures/one.toml")));
    ONE.clone()
}

/// Expected pages cite the names, although a file must cite the number too.
fn cite_names(plan: &mut Plan) {
    for indicator in &mut plan.indicators {
        indicator.citations[0].figure.clone_from(&indicator.figure.name);
    }
}

/// The figures of a file that the plan uses, for every region.
pub(crate) fn actuals(plan: &Plan, file: &str, text: impl Into<Vec<u8>>) -> Actuals {
    let options = Options { every_region: true, ..Options::default() };
    read_actuals(&plan.wanted(None), &plan.region, vec![input(file, text)], &options).actuals
}

/// A plan with its figures, judged.
pub(crate) struct Sample {
    pub(crate) plan: Plan,
    pub(crate) assessment: Assessment,
    pub(crate) actuals: Actuals,
}

impl Sample {
    pub(crate) fn view(&self) -> StatusView<'_> {
        StatusView::new(self.all(), self.assessment.findings.iter().collect())
    }

    pub(crate) fn all(&self) -> JudgedPlan<'_> {
        JudgedPlan::new(&self.plan, &self.actuals, &self.assessment)
    }
}

/// Eight indicators: missed, ahead, achieved early, at risk, regressing, undecidable, and two without data.
pub(crate) fn sample() -> Sample {
    let mut plan = plan("plans/sample-2024.toml", include_str!("fixtures/sample-2024.toml"));
    let rows = include_str!("fixtures/sample-2024.csv");
    let actuals = actuals(&plan, "examples/actuals/hangzhou.csv", spread(rows, 121));
    // A file cannot contain these characters, but rendering must not rely on that.
    let wicked = plan.indicators.iter_mut().find(|it| it.id == "wicked").unwrap();
    wicked.name = "坏\u{1b}[31m名\n字".to_owned();
    wicked.name_en = Some("Wicked\u{1b}[31m\tname".to_owned());
    cite_names(&mut plan);
    let mut assessment = assess(&plan, &actuals, date("2025-06-30"), Asked::default());
    vary(&mut assessment.findings);
    Sample { plan, assessment, actuals }
}

/// Adds cases that these figures do not produce: required growth after the deadline, a lost verdict, a signed zero gap with
/// decimals, several flags, a doubtful figure set aside.
fn vary(findings: &mut [Finding]) {
    let [missed, ahead, achieved, at_risk, lost, unknown, wicked, museum] = findings else {
        panic!("eight findings");
    };
    let mut doubtful = missed.actual.as_ref().unwrap().observations[0].clone();
    doubtful.period = Period::parse("2024-01/2024-09").unwrap();
    doubtful.value = number("4.2");
    doubtful.published = date("2024-10-30");
    doubtful.quality = Quality::FINAL.with(Mark::Doubtful);
    doubtful.origin = Origin::of_line(0, 11);
    missed.set_aside = vec![(doubtful, SetAsideWhy::Doubtful)];
    ahead.required_per_year = Some(number("39.2"));
    ahead.required_amount = ahead.required_per_year.clone();
    ahead.arrival = Month::new(2024, 10);
    achieved.lacks_final = true;
    at_risk.flags.extend([Flag::Provisional, Flag::DerivedBaseline]);
    at_risk.baseline.as_mut().unwrap().derived = true;
    at_risk.attainment = None;
    lost.verdict = Verdict::Regressing;
    lost.reason = None;
    lost.flags = [Flag::Lost].into();
    lost.step = Step::Lost;
    lost.gap = Some(number("-0.25"));
    let part = lost.set_aside.remove(0).0;
    lost.actual = Some(Actual {
        value: part.value.clone(),
        known: part.interval(),
        period: part.period,
        quality: part.quality,
        published: part.published,
        observations: vec![part],
    });
    unknown.gap = Some(number("-0.00"));
    for of_a_ratio in
        [&mut unknown.attainment, &mut unknown.progress, &mut unknown.expected, &mut unknown.ratio]
    {
        *of_a_ratio = None;
    }
    wicked.missing.clear();
    museum.set_aside.clear();
    for finding in findings {
        if finding.verdict != Verdict::Missed {
            finding.lag_months = None;
        }
        if finding.reason.is_some() || matches!(finding.step, Step::Lost | Step::NoData) {
            finding.method = Method::Direct;
            finding.bands = Bands::of(Method::Direct);
        }
    }
}

/// A table in which each row is placed at the line number that it starts with, among rows of another region.
fn spread(rows: &str, lines: usize) -> String {
    let mut text = vec!["别市,别的指标,2024,1,个,,,"; lines];
    text[0] = "region,indicator,period,value,unit,published,quality,source";
    for (line, row) in rows.lines().map(|row| row.split_once(' ').unwrap()) {
        text[line.parse::<usize>().unwrap() - 1] = row;
    }
    text.join("\n") + "\n"
}

/// Every finding of a plan on a date, by the given method or the plan's own.
pub(crate) fn each(
    (plan, actuals): &(Plan, Actuals),
    as_of: &str,
    method: Option<Method>,
    look: &mut dyn FnMut(Judged<'_>),
) {
    let asked = Asked { method, ..Asked::default() };
    let assessment = &assess(plan, actuals, date(as_of), asked);
    for finding in &assessment.findings {
        look(Judged { basis: Basis::new(plan, actuals, assessment.as_of), finding });
    }
}

/// A plan `t` and its figures.
pub(crate) fn read(text: &str, figures: &str) -> (Plan, Actuals) {
    let plan = plan("t.toml", text);
    let actuals = actuals(&plan, "t.csv", figures);
    (plan, actuals)
}

/// A plan with an indicator of every kind, and two of the built-in plans.
pub(crate) fn plans() -> [(Plan, Actuals); 3] {
    [
        (
            "province-2030.toml",
            include_str!("../tests/cmd/trend-measures.in/province-2030.toml"),
            include_str!("../tests/cmd/trend-measures.in/figures.csv"),
        ),
        (
            "zhejiang-145.toml",
            include_str!("../plans/zhejiang-145.toml"),
            include_str!("../examples/actuals/zhejiang.csv"),
        ),
        (
            "hangzhou-2024.toml",
            include_str!("../plans/hangzhou-2024.toml"),
            include_str!("../examples/actuals/hangzhou.csv"),
        ),
    ]
    .map(|(file, text, figures)| {
        let plan = plan(file, text);
        let actuals = actuals(&plan, "t.csv", figures);
        (plan, actuals)
    })
}

/// Dates on which they are assessed.
pub(crate) const DATES: [&str; 4] = ["2024-10-31", "2025-12-01", "2028-06-30", "2031-12-31"];

/// Counties with rules, tasks, members and series.
pub(crate) mod counties {
    use super::{Actuals, Plan, TaskStates, input, read_tasks};

    pub(crate) fn plan() -> Plan {
        let mut plan = super::plan("plans/counties.toml", include_str!("fixtures/counties.toml"));
        super::cite_names(&mut plan);
        plan
    }

    /// 德清 falls in 2021 in the amount, 嘉善 only in growth, 新昌县 only by a revision of 2022; 安吉 is not a member.
    pub(crate) fn actuals() -> Actuals {
        super::actuals(&plan(), "counties.csv", include_str!("fixtures/counties.csv"))
    }

    /// 办法 done, 中心 in progress although due.
    pub(crate) fn states() -> TaskStates {
        let plan = plan();
        let tasks: Vec<&str> = plan.tasks.iter().map(|task| task.id.as_str()).collect();
        let file = input("tasks.csv", include_str!("fixtures/counties-tasks.csv"));
        read_tasks(vec![file], &plan.id, &tasks).0
    }
}
