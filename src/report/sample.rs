//! A small plan with hand-made findings, for the tests of views and renderers.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::actuals::{Actuals, ActualsFile, Mark, Observation, Origin, Quality};
use crate::assess::{
    Actual, Assessment, Finding, Flag, Grounds, Method, Reason, SetAsideWhy, Step, UsedBaseline,
    Verdict,
};
use crate::number::Number;
use crate::period::{Month, Period};
use crate::plan::{
    Bands, Baseline, Citation, Comparator, Goal, Indicator, Kind, Measure, Plan, SetAside, Target,
};
use crate::report::status::StatusView;
use crate::unit::Unit;

pub(crate) struct Sample {
    pub(crate) plan: Plan,
    pub(crate) assessment: Assessment,
    pub(crate) actuals: Actuals,
}

impl Sample {
    pub(crate) fn view(&self) -> StatusView<'_> {
        let findings = self.assessment.findings.iter().collect();
        StatusView::new(&self.plan, &self.assessment, &self.actuals, findings)
    }
}

pub(crate) fn number(text: &str) -> Number {
    Number::parse_decimal(text).unwrap()
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn target(comparator: Comparator, value: &str) -> Target {
    Target { comparator, value: number(value), upper: None, tolerance: Number::zero() }
}

fn observation(when: &str, value: &str, published: &str, line: u32) -> Observation {
    Observation {
        period: period(when),
        value: number(value),
        printed: None,
        published: date(published),
        dated: true,
        quality: Quality::FINAL,
        origin: Origin::of_line(0, line),
        source: Some("杭州市统计局".into()),
        note: None,
        operands: Vec::new(),
    }
}

fn actual(observations: Vec<Observation>) -> Actual {
    let total = observations.iter().fold(Number::zero(), |total, one| &total + &one.value);
    let first = observations[0].period.first();
    let last = &observations[observations.len() - 1];
    let period = if observations.len() == 1 {
        last.period
    } else {
        Period::interval(first, last.period.last()).unwrap()
    };
    Actual { value: total, period, quality: last.quality, published: last.published, observations }
}

struct Builder {
    plan: Plan,
    findings: Vec<Finding>,
}

impl Builder {
    fn add(&mut self, id: &str, names: (&str, &str), unit: &str, measure: Measure, goal: Target) {
        let unit = Unit::parse(unit);
        let index = self.plan.indicators.len();
        self.findings.push(Finding {
            indicator: index,
            region: self.plan.region.clone(),
            verdict: Verdict::NoData,
            reason: None,
            flags: BTreeSet::new(),
            step: Step::NothingMatched,
            method: Method::Direct,
            bands: Bands::of(Method::Direct),
            grounds: Grounds::Own,
            edge: goal.value.clone(),
            baseline: None,
            actual: None,
            gap: None,
            attainment: None,
            progress: None,
            expected: None,
            ratio: None,
            projected: None,
            required_amount: None,
            required_growth: None,
            required_per_year: None,
            arrival: None,
            lag_months: None,
            set_aside: Vec::new(),
            years: Vec::new(),
            members: None,
            reference: None,
            missing: Vec::new(),
            target: Some(goal.value.clone()),
            lacks_final: true,
        });
        self.plan.indicators.push(Indicator {
            id: id.to_owned(),
            concept: id.to_owned(),
            name: names.0.to_owned(),
            name_en: (!names.1.is_empty()).then(|| names.1.to_owned()),
            aliases: Vec::new(),
            kind: Kind::by_default(measure, &unit),
            unit,
            printed_units: Vec::new(),
            measure,
            target: Goal::Value(goal),
            every: None,
            from: None,
            amendments: Vec::new(),
            citations: vec![Citation { section: "一".to_owned(), figure: names.0.to_owned() }],
            responsible: Vec::new(),
            baseline: None,
            deadline: self.plan.period,
            period: self.plan.period,
            region: None,
            scope: None,
            parent: None,
            binding: false,
            aspirational: false,
            milestones: Vec::new(),
            weight: None,
            note: None,
            line: 10 * (u32::try_from(index).unwrap() + 1),
        });
    }

    fn last(&mut self) -> (&mut Indicator, &mut Finding) {
        (self.plan.indicators.last_mut().unwrap(), self.findings.last_mut().unwrap())
    }
}

/// Eight indicators: missed, ahead, achieved early, at risk, regressing, undecidable, and two without data.
pub(crate) fn sample() -> Sample {
    let plan = Plan {
        file: "plans/sample-2024.toml".to_owned(),
        id: "sample-2024".to_owned(),
        title: "杭州市落实省“315”科技创新体系建设工程2024年工作计划".to_owned(),
        title_en: Some("Hangzhou 2024 work plan for science and technology".to_owned()),
        region: "杭州市".to_owned(),
        issuer: None,
        document: Some("杭科领办〔2024〕1号".to_owned()),
        issued: Some(date("2024-03-12")),
        period: period("2024"),
        actuals: vec!["../examples/actuals/hangzhou.csv".to_owned()],
        method: None,
        bands: None,
        indicators: Vec::new(),
        members: Vec::new(),
        series: Vec::new(),
        tasks: Vec::new(),
        task_files: Vec::new(),
        rules: Vec::new(),
        set_asides: vec![SetAside {
            figure: "50个县".to_owned(),
            why: "existing counties".to_owned(),
        }],
    };
    let mut builder = Builder { plan, findings: Vec::new() };

    builder.add(
        "industrial-growth",
        (
            "规上工业增加值增长",
            "Growth of value added of industrial enterprises above designated size",
        ),
        "%",
        Measure::Rate,
        target(Comparator::AtLeast, "5"),
    );
    let (indicator, finding) = builder.last();
    indicator.binding = true;
    indicator.responsible = vec!["市经信局".to_owned(), "市发改委".to_owned()];
    finding.verdict = Verdict::Missed;
    finding.step = Step::DeadlineFigure;
    finding.gap = Some(number("-1.0"));
    finding.attainment = Some(number("0.8"));
    finding.ratio = Some(number("0.8"));
    finding.lacks_final = false;
    finding.lag_months = Some(6);
    finding.actual = Some(actual(vec![observation("2024", "4.0", "2025-01-27", 12)]));
    let mut doubtful = observation("2024-01/2024-09", "4.2", "2024-10-30", 11);
    doubtful.quality = Quality::FINAL.with(Mark::Doubtful);
    finding.set_aside = vec![(doubtful, SetAsideWhy::Doubtful)];

    builder.add(
        "strong-base-projects",
        ("科技创新强基重大项目年度投资", "Yearly investment in the 21 key projects"),
        "亿元",
        Measure::Total,
        target(Comparator::AtLeast, "56.7"),
    );
    let (_, finding) = builder.last();
    finding.verdict = Verdict::Ahead;
    finding.flags = [Flag::Unclosed].into();
    finding.step = Step::Bands;
    finding.method = Method::Schedule;
    finding.gap = Some(number("-19.6"));
    finding.attainment = number("37.1").over(&number("56.7"));
    finding.progress = finding.attainment.clone();
    finding.expected = Some(number("0.5"));
    finding.ratio = number("74.2").over(&number("56.7"));
    finding.required_per_year = Some(number("39.2"));
    finding.required_amount = Some(number("39.2"));
    finding.arrival = Month::new(2024, 10);
    finding.actual = Some(actual(vec![
        observation("2024Q1", "17.1", "2024-05-01", 20),
        observation("2024Q2", "20.0", "2024-08-01", 21),
    ]));

    builder.add(
        "digital-workers",
        ("新增数字高技能人才", "New digital highly-skilled workers"),
        "人",
        Measure::Total,
        target(Comparator::AtLeast, "7500"),
    );
    let (indicator, finding) = builder.last();
    indicator.aspirational = true;
    finding.verdict = Verdict::Achieved;
    finding.flags = [Flag::Early, Flag::Aspirational].into();
    finding.step = Step::MetNow;
    finding.method = Method::Schedule;
    finding.gap = Some(number("11900"));
    finding.attainment = number("19400").over(&number("7500"));
    finding.progress = finding.attainment.clone();
    finding.expected = Number::fraction(11, 12);
    finding.ratio = number("19400").over(&number("6875"));
    finding.actual = Some(actual(vec![observation("2024-01/2024-11", "19400", "2024-12-20", 30)]));

    builder.add(
        "valid-invention-patents",
        ("累计有效发明专利拥有量", "Invention patents in force"),
        "件",
        Measure::Level,
        target(Comparator::MoreThan, "155000"),
    );
    let (indicator, finding) = builder.last();
    indicator.baseline = Some(Baseline { period: period("2023"), value: Some(number("120000")) });
    finding.verdict = Verdict::AtRisk;
    finding.flags = [Flag::Provisional, Flag::DerivedBaseline, Flag::Unclosed].into();
    finding.step = Step::Bands;
    finding.method = Method::Schedule;
    finding.baseline = Some(UsedBaseline {
        value: number("120000"),
        period: period("2023"),
        observation: Some(observation("2023", "120000", "2024-02-01", 39)),
        derived: true,
    });
    finding.gap = Some(number("-21719"));
    finding.progress = Number::fraction(13281, 35000);
    finding.expected = Some(number("0.5"));
    finding.ratio = Number::fraction(26562, 35000);
    finding.actual = Some(actual(vec![observation("2024H1", "133281", "2024-07-20", 40)]));

    builder.add(
        "energy-intensity",
        ("单位GDP能耗(二级指标)", ""),
        "%",
        Measure::Level,
        Target {
            comparator: Comparator::Within,
            value: number("-3.5"),
            upper: Some(number("0.5")),
            tolerance: Number::zero(),
        },
    );
    let (_, finding) = builder.last();
    finding.verdict = Verdict::Regressing;
    finding.flags = [Flag::Lost].into();
    finding.step = Step::Lost;
    finding.gap = Some(number("-0.25"));
    finding.actual = Some(actual(vec![observation("2024-06", "0.75", "2024-07-20", 50)]));

    builder.add(
        "graduates",
        ("新引进35岁以下大学生", "New graduates under 35"),
        "万人",
        Measure::Total,
        target(Comparator::AtLeast, "35"),
    );
    let (_, finding) = builder.last();
    finding.verdict = Verdict::NotAssessable;
    finding.reason = Some(Reason::LowerBound);
    finding.step = Step::Undecidable;
    finding.gap = Some(number("-0.00"));
    let mut bound = observation("2024-01/2024-09", "30", "2024-10-20", 60);
    bound.quality = Quality::FINAL.with(Mark::LowerBound);
    finding.actual = Some(actual(vec![bound]));

    builder.add(
        "wicked",
        ("坏\u{1b}[31m名\n字", "Wicked\u{1b}[31m\tname"),
        "个",
        Measure::Total,
        target(Comparator::Budget, "1"),
    );
    builder.add(
        "museum",
        ("新增科普场馆", "New science museums"),
        "家",
        Measure::Total,
        target(Comparator::About, "10"),
    );

    let mut actuals = Actuals::default();
    actuals.files.push(ActualsFile {
        name: "examples/actuals/hangzhou.csv".to_owned(),
        is_sheet: false,
        rows: 120,
        matched: 9,
    });
    for finding in &builder.findings {
        let id = &builder.plan.indicators[finding.indicator].id;
        for one in finding.actual.iter().flat_map(|actual| &actual.observations) {
            actuals.add(id, "杭州市", one.clone());
        }
    }
    actuals.add("museum", "杭州市", observation("2024", "9", "2025-09-01", 99));
    Sample {
        assessment: Assessment { as_of: date("2025-06-30"), findings: builder.findings },
        plan: builder.plan,
        actuals,
    }
}
