//! A hand-made plan of counties with rules, tasks, members and series, for the tests of the views that need no file.

use chrono::NaiveDate;

use crate::actuals::{Actuals, ActualsFile, Observation, Origin, Quality};
use crate::number::Number;
use crate::period::Period;
use crate::actuals::tasks::{State, TaskState, TaskStates};
use crate::plan::{
    Amendment, Citation, Comparator, Derivation, Every, Goal, Indicator, Kind, Measure,
    MemberList, Plan, Reading, Rule, Series, Target, Task,
};
use crate::unit::Unit;

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn at_least(value: &str) -> Goal {
    Goal::Value(Target {
        comparator: Comparator::AtLeast,
        value: Number::parse_decimal(value).unwrap(),
        upper: None,
        tolerance: Number::zero(),
    })
}

fn cite(section: &str, figure: &str) -> Vec<Citation> {
    vec![Citation {
        section: section.to_owned(),
        figure: figure.to_owned(),
    }]
}

fn series(id: &str, names: (&str, &str), unit: &str, kind: Kind) -> Series {
    Series {
        id: id.to_owned(),
        concept: id.to_owned(),
        name: names.0.to_owned(),
        name_en: Some(names.1.to_owned()),
        aliases: Vec::new(),
        printed_units: Vec::new(),
        unit: Unit::parse(unit),
        kind,
        region: None,
        from: None,
        line: 90,
    }
}

fn indicator(id: &str, names: (&str, &str), unit: &str, measure: Measure, goal: Goal) -> Indicator {
    let unit = Unit::parse(unit);
    Indicator {
        id: id.to_owned(),
        concept: id.to_owned(),
        name: names.0.to_owned(),
        name_en: Some(names.1.to_owned()),
        aliases: Vec::new(),
        printed_units: Vec::new(),
        kind: Kind::by_default(measure, &unit),
        unit,
        measure,
        target: goal,
        every: None,
        from: None,
        amendments: Vec::new(),
        citations: cite("二(三)", names.0),
        responsible: Vec::new(),
        baseline: None,
        deadline: period("2022"),
        period: period("2019/2022"),
        region: None,
        scope: None,
        parent: None,
        binding: false,
        aspirational: false,
        milestones: Vec::new(),
        weight: None,
        note: None,
        line: 20,
    }
}

fn task(id: &str, title: &str, due: &str, responsible: &[&str]) -> Task {
    Task {
        id: id.to_owned(),
        title: title.to_owned(),
        title_en: None,
        due: period(due),
        responsible: responsible.iter().map(|unit| (*unit).to_owned()).collect(),
        citations: cite("二(一)1", title),
        aspirational: false,
        unquantified: false,
        note: None,
        line: 120,
    }
}

fn rule(id: &str, reading: Reading) -> Rule {
    Rule {
        id: id.to_owned(),
        name: "双下降".to_owned(),
        each: "counties".to_owned(),
        all_fall: vec!["rd-intensity".to_owned(), "fiscal".to_owned()],
        reading,
        outcome: "一票否优".to_owned(),
        citations: cite("三(三)", "实行“一票否优”"),
        note: None,
        line: 150,
    }
}

/// Four indicators (members, a derived ratio, a reference, an amended target), three series, three tasks, two rules.
pub(crate) fn plan() -> Plan {
    let mut every = indicator(
        "county-rd-intensity",
        ("各县研发强度", "R&D intensity of every county"),
        "%",
        Measure::Level,
        at_least("3"),
    );
    every.concept = "rd-intensity".to_owned();
    every.every = Some(Every {
        list: "counties".to_owned(),
        share: Some(Number::parse_decimal("0.6").unwrap()),
    });
    let mut derived = indicator(
        "fiscal-share",
        ("财政科技支出占比", "S&T share of fiscal spending"),
        "%",
        Measure::Rate,
        at_least("5"),
    );
    derived.from = Some(Derivation::Ratio {
        above: "fiscal".to_owned(),
        below: "budget".to_owned(),
        times: Number::from(100),
    });
    let above = indicator(
        "industrial-growth",
        ("高技术产业投资增速", "Growth of high-tech investment"),
        "%",
        Measure::Rate,
        Goal::AboveSeries {
            series: "investment-growth".to_owned(),
            in_region: Some("全国".to_owned()),
        },
    );
    let mut amended = indicator(
        "zones",
        ("高新区", "High-tech zones"),
        "个",
        Measure::Level,
        at_least("10"),
    );
    amended.amendments = vec![Amendment {
        on: date("2021-06-01"),
        target: Some(at_least("20")),
        deadline: None,
        milestones: None,
        withdrawn: false,
        document: Some("浙政发〔2021〕5号".to_owned()),
    }];
    let mut wished = task("ranking", "争创全国百强", "2022", &[]);
    wished.aspirational = true;
    Plan {
        file: "plans/counties.toml".to_owned(),
        id: "counties".to_owned(),
        title: "县域创新驱动发展".to_owned(),
        title_en: Some("Innovation in the counties".to_owned()),
        region: "浙江省".to_owned(),
        issuer: None,
        document: Some("浙政办发〔2019〕11号".to_owned()),
        issued: None,
        period: period("2019/2022"),
        actuals: Vec::new(),
        method: None,
        bands: None,
        indicators: vec![every, derived, above, amended],
        set_asides: Vec::new(),
        members: vec![MemberList {
            name: "counties".to_owned(),
            regions: ["德清", "嘉善", "新昌县"].map(str::to_owned).to_vec(),
        }],
        series: vec![
            series("rd-intensity", ("研发强度", "R&D intensity"), "%", Kind::Ratio),
            series("fiscal", ("财政科技投入", "Fiscal S&T spending"), "亿元", Kind::Flow),
            series("budget", ("财政支出", "Fiscal spending"), "亿元", Kind::Flow),
            series(
                "investment-growth",
                ("固定资产投资增速", "Growth of fixed-asset investment"),
                "%",
                Kind::Ratio,
            ),
        ],
        tasks: vec![
            task("measures", "制定拨付评价办法", "2020", &["市科技局", "市财政局"]),
            task("centre", "建成服务中心", "2020", &["市科技局"]),
            wished,
        ],
        task_files: Vec::new(),
        rules: vec![
            rule("double-decline-amount", Reading::Amount),
            rule("double-decline-growth", Reading::Growth),
        ],
    }
}

/// `2022=3.1 @2023-09-30, …` of a series in a region, a line each.
fn add(actuals: &mut Actuals, id: &str, region: &str, figures: &str) {
    for part in figures.split(", ") {
        let (figure, published) = part.split_once(" @").unwrap_or((part, ""));
        let (when, value) = figure.split_once('=').unwrap();
        let when = period(when);
        let line = u32::try_from(actuals.files[0].rows).unwrap() + 2;
        actuals.files[0].rows += 1;
        actuals.files[0].matched += 1;
        actuals.add(
            id,
            region,
            Observation {
                period: when,
                value: Number::parse_decimal(value).unwrap(),
                printed: None,
                published: if published.is_empty() {
                    when.last_day()
                } else {
                    date(published)
                },
                dated: !published.is_empty(),
                quality: Quality::FINAL,
                origin: Origin::of_line(0, line),
                source: None,
                note: None,
                operands: Vec::new(),
            },
        );
    }
}

/// 德清 falls in 2021 in the amount, 嘉善 only in growth, 新昌县 only by a revision of 2022; 安吉 is no member.
pub(crate) fn actuals() -> Actuals {
    let mut actuals = Actuals::default();
    actuals.files.push(ActualsFile {
        name: "counties.csv".to_owned(),
        is_sheet: false,
        rows: 0,
        matched: 0,
    });
    for (id, region, figures) in [
        ("rd-intensity", "德清", "2019=2.8, 2020=3.0, 2021=2.9, 2022=3.1"),
        ("fiscal", "德清", "2018=90, 2019=100, 2020=120, 2021=110, 2022=130"),
        ("rd-intensity", "嘉善", "2020=3.2, 2021=3.1, 2022=3.3"),
        ("fiscal", "嘉善", "2019=70, 2020=84, 2021=92"),
        (
            "rd-intensity",
            "新昌县",
            "2021=4.1 @2022-09-30, 2022=4.2 @2023-09-30, 2022=4.08 @2024-02-28",
        ),
        ("fiscal", "新昌县", "2021=50, 2022=49"),
        ("rd-intensity", "安吉县", "2020=2.0, 2021=1.9"),
        ("fiscal", "安吉县", "2020=20, 2021=19"),
        ("fiscal", "浙江省", "2021=578.6, 2022=680.1"),
        ("budget", "浙江省", "2021=11014.6, 2022=12017.7"),
        ("county-rd-intensity", "德清", "2022=3.1"),
        ("county-rd-intensity", "嘉善", "2022=2.9"),
        ("industrial-growth", "浙江省", "2022=12.5"),
        ("zones", "浙江省", "2018=5, 2022=15"),
        ("rd-intensity", "浙江省", "2021=2.94 @2022-09-30, 2022=3.11 @2023-09-18, 2022=3.02 @2024-12-01"),
    ] {
        add(&mut actuals, id, region, figures);
    }
    actuals
}

/// 办法 done, 中心 in progress though due.
pub(crate) fn states() -> TaskStates {
    let all = [
        ("measures", State::Done, "2020-11-30"),
        ("centre", State::InProgress, "2021-03-31"),
        ("centre", State::Done, "2023-01-31"),
    ]
    .into_iter()
    .zip(2..)
    .map(|((task, state, updated), line)| TaskState {
        task: task.to_owned(),
        state,
        updated: Some(date(updated)),
        evidence: None,
        origin: Origin::of_line(0, line),
    })
    .collect();
    TaskStates {
        files: vec!["tasks.csv".to_owned()],
        all,
    }
}
