//! Each rule, each mistake that an encoder can make, and arbitrary text.

use proptest::prelude::*;

use super::{Audit, Cover, Figure, Finding, Role, Rule, TargetNumbers, audit};
use crate::{
    number::Number,
    plan::{
        Quantity,
        lints::{Item, Spot},
    },
    unit::Unit,
};

fn quantity(value: &str, unit: &str) -> Quantity {
    Quantity::new(&Number::parse_decimal(value).unwrap(), &Unit::parse(unit))
}

fn spot(item: Item) -> Spot {
    Spot { item, path: Vec::new() }
}

/// A citation of the indicator of that index, for these values.
fn cited(index: usize, text: &str, values: &[&str], unit: &str) -> Figure {
    Figure {
        text: text.to_owned(),
        role: Role::Target(TargetNumbers {
            indicator: format!("indicator-{index}"),
            numbers: values.iter().map(|value| quantity(value, unit)).collect(),
            others: Vec::new(),
            every: false,
        }),
        section: String::new(),
        several: None,
        document: None,
        spot: spot(Item::Indicator(index)),
    }
}

fn set_aside(text: &str) -> Figure {
    Figure {
        text: text.to_owned(),
        section: String::new(),
        several: None,
        document: None,
        role: Role::SetAside,
        spot: spot(Item::SetAside(0)),
    }
}

/// The numbers that nothing covers.
fn open(document: &str, figures: &[Figure]) -> Vec<String> {
    let audit = audit(document, figures);
    let open = audit.numbers.into_iter();
    open.filter(|number| matches!(number.cover, Cover::Open(_)))
        .map(|number| document[number.range].to_owned())
        .collect()
}

#[test]
fn rules_skip_numbers_that_are_not_quantities() {
    use Rule::{Age, Date, DocumentNumber, Enumerator, Formula, Ordinal, Per, Year};
    for (document, rules) in [
        ("到2025年底", &[Some(Year)][..]),
        ("到２０２５ 年底", &[Some(Year)]),
        ("2021—2025年", &[Some(Year), Some(Year)]),
        ("2021年——2025年", &[Some(Year), Some(Year)]),
        ("2021、2022和2023年", &[Some(Year), Some(Year), Some(Year)]),
        ("规划(2021-2025)", &[Some(Year), Some(Year)]),
        ("规划（2021）", &[Some(Year)]),
        ("1500-2000年", &[None, Some(Year)]),
        ("1948年", &[None]),
        ("达2024家", &[None]),
        ("不低于10年", &[None]),
        ("2024年3月12日", &[Some(Year), Some(Date), Some(Date)]),
        ("2024 年 3 月 12 日", &[Some(Year), Some(Date), Some(Date)]),
        ("1-9月", &[Some(Date), Some(Date)]),
        ("3月12日至15日", &[Some(Date), Some(Date), None]),
        ("3月12-15日", &[Some(Date), Some(Date), Some(Date)]),
        ("13月", &[None]),
        ("3个月内、30日内", &[None, None]),
        ("2024-03-12", &[Some(Year), Some(Date), Some(Date)]),
        ("2024.3.12", &[Some(Year), Some(Date), Some(Date)]),
        (
            "2024/10/9 9:44:00",
            &[Some(Year), Some(Date), Some(Date), Some(Date), Some(Date), Some(Date)],
        ),
        ("2022- 03- 04 16: 02", &[Some(Year), Some(Date), Some(Date), Some(Date), Some(Date)]),
        ("2019-781305", &[None, None]),
        ("测政发〔2024〕1号", &[Some(Year), Some(DocumentNumber)]),
        ("测政发[2024]第12号", &[Some(Year), Some(DocumentNumber)]),
        ("1号线", &[None]),
        ("1.推进\n 2、推进\n(3)推进\n　（4）推进\n5)推进", &[Some(Enumerator); 5]),
        ("12 . 推进", &[Some(Enumerator)]),
        ("专栏16:任务\n附件2", &[Some(Enumerator), Some(Enumerator)]),
        ("1.5亿元\n2024家、1家", &[None, None, None]),
        ("推进1.平台", &[None]),
        ("居第14位,第 3 期", &[Some(Ordinal), Some(Ordinal)]),
        ("进入前10位", &[None]),
        ("十四五、二十项、三大行动", &[]),
        ("全覆盖、双覆盖、倍增、翻番、百强、千亿", &[None; 6]),
        ("reduced by 2030", &[Some(Year)]),
        ("by 2030 it will", &[Some(Year)]),
        ("by 2000 households", &[None]),
        ("an increase of 2000 jobs", &[None]),
        ("rose to 2000.", &[None]),
        ("(2018 to 2022)", &[Some(Year), Some(Year)]),
        ("44% below 1990 levels in 2018.", &[None, Some(Year), Some(Year)]),
        ("Climate Change Act 2008", &[Some(Year)]),
        ("37% by 2020\n4th budget", &[None, Some(Year), Some(Ordinal)]),
        ("1st, 2nd, 33rd and 4th", &[Some(Ordinal); 4]),
        ("5three", &[None]),
        ("3,018 MtCO2e", &[None, Some(Formula)]),
        ("PM2.5浓度降至35微克", &[Some(Formula), None]),
        ("G60科创走廊、5G", &[None, None]),
        ("Target 9: by 2031, at least 15 per cent", &[Some(Enumerator), Some(Year), None]),
        ("Target 70%, target 70 and Target 9 homes", &[None, None, None]),
        ("aged 15 to 24, ages 25-34", &[Some(Age); 4]),
        ("Under 5s, over 65s, 16-year-olds, 35周岁以下", &[Some(Age); 4]),
        ("5岁以下儿童死亡率降到5‰，65岁及以上", &[Some(Age), None, Some(Age)]),
        ("人均预期寿命达80岁以上, under 5% of it", &[None, None]),
        ("No. 12 and SDG 13. Of 12 homes", &[Some(Enumerator), Some(Enumerator), None]),
        ("in 2018-19, 2018/19学年, FY2019, FY 2019", &[Some(Year); 6]),
        ("2018-20家, 2018-21", &[None; 4]),
        ("the 2050 target, a 1990 baseline, the 1990s", &[Some(Year); 3]),
        ("the 2000 homes, the 2005s", &[None, None]),
        ("31 March 2025, from March 31, 2025", &[Some(Date), Some(Year), Some(Date), Some(Year)]),
        ("by 31 May; 40 may march, March 40", &[Some(Date), None, None]),
        ("15 deaths per 100,000, 每100户50辆", &[None, Some(Per), Some(Per), None]),
    ] {
        let audit = audit(document, &[]);
        let found: Vec<Option<Rule>> = audit
            .numbers
            .iter()
            .map(|number| match number.cover {
                Cover::Skipped(rule) => Some(rule),
                _ => None,
            })
            .collect();
        assert_eq!(found, rules, "{document}");
    }
}

/// A document of a fictional region, in which everything is cited or set aside.
const DOCUMENT: &str = "测试市2030年工作计划\n1.培育企业2000家、平台10个,到2030年实现\n镇街全覆盖。\n\
    2.依托现有10个平台,引进博士1—2名,规模达1.5万亿元。";

fn figures() -> Vec<Figure> {
    vec![
        cited(0, "培育企业2000家", &["2000"], "家"),
        cited(1, "平台10个", &["10"], "个"),
        cited(2, "镇街全覆盖", &["100"], "%"),
        cited(3, "引进博士1—2名", &["1", "2"], "名"),
        cited(4, "规模达1.5万亿元", &["15000"], "亿元"),
        set_aside("现有10个平台"),
    ]
}

fn changed(index: usize, figure: Figure) -> Audit {
    let mut figures = figures();
    figures[index] = figure;
    audit(DOCUMENT, &figures)
}

/// Of a change, only the words of the figure say whether a number is what is taken away or what is left.
#[test]
fn words_before_a_figure_do_not_lead_it() {
    let mut figure = cited(0, "by 2025: 51%", &["51"], "%");
    let Role::Target(target) = &mut figure.role else { panic!() };
    target.numbers[0].of_baseline = true;
    assert_eq!(open("Raise it to 3.\nby 2025: 51%", &[figure]), ["3"]);
}

#[test]
fn a_complete_encoding_is_clean() {
    let audit = audit(DOCUMENT, &figures());
    assert_eq!(audit.findings, []);
    assert_eq!(audit.found, 6);
    assert_eq!(audit.numbers.len(), 11);
    assert_eq!(audit.count(|cover| matches!(cover, Cover::Cited(_))), 6);
    assert_eq!(audit.count(|cover| matches!(cover, Cover::SetAside(_))), 1);
    assert_eq!(audit.count(|cover| matches!(cover, Cover::Skipped(_))), 4);
}

#[test]
fn a_wrong_value_is_found() {
    let audit = changed(0, cited(0, "培育企业2000家", &["200"], "家"));
    let start = DOCUMENT.find("2000").unwrap();
    assert_eq!(
        audit.findings,
        [
            Finding::NumberOutsideFigure {
                figure: 0,
                number: quantity("200", "家"),
                printed: Some(start..start + 4)
            },
            Finding::NumberUncovered { number: start..start + 4, inside: Some(0) },
        ]
    );
}

#[test]
fn a_wrong_upper_value_is_found() {
    let audit = changed(3, cited(3, "引进博士1—2名", &["1", "3"], "名"));
    assert_eq!(
        audit.findings[0],
        Finding::NumberOutsideFigure {
            figure: 3,
            number: quantity("3", "名"),
            printed: Some(DOCUMENT.find("2名").map(|at| at..at + 1).unwrap())
        }
    );
}

#[test]
fn a_wrong_magnitude_is_found() {
    let audit = changed(4, cited(4, "规模达1.5万亿元", &["1.5"], "亿元"));
    assert!(matches!(audit.findings[0], Finding::NumberOutsideFigure { figure: 4, .. }));
}

#[test]
fn a_figure_that_the_document_lacks_is_found_with_the_nearest_words() {
    let audit = changed(0, cited(0, "培育企业200家", &["200"], "家"));
    let Finding::FigureNotFound { figure: 0, nearest: Some(place) } = &audit.findings[0] else {
        panic!("{:?}", audit.findings);
    };
    assert_eq!(&DOCUMENT[place.clone()], "培育企业2000家");
    assert!(matches!(audit.findings[1], Finding::NumberUncovered { inside: None, .. }));
    assert_eq!(audit.found, 5);
}

#[test]
fn a_figure_that_ends_inside_a_number_is_found() {
    for cut in ["培育企业200", "规模达1.5", "规模达1.5万"] {
        let values = [cut.trim_start_matches(|c: char| !c.is_ascii_digit())];
        let value = values[0].trim_end_matches('万');
        let audit = changed(0, cited(0, cut, &[value], ""));
        assert!(
            matches!(audit.findings[0], Finding::FigureCutsNumber { figure: 0, .. }),
            "{cut}: {:?}",
            audit.findings
        );
    }
}

#[test]
fn a_number_left_out_is_found() {
    let mut figures = figures();
    figures.remove(0);
    assert_eq!(open(DOCUMENT, &figures), ["2000"]);
    assert_eq!(
        open("企业2万家和平台6万个", &[cited(0, "企业2万家和平台6万个", &["2"], "万家")]),
        ["6万"]
    );
    assert_eq!(open("跻身百强,产值倍增", &[]), ["百强", "倍增"]);
}

#[test]
fn a_number_inside_a_citation_may_be_set_aside() {
    let citation = cited(0, "35所学校学生35万名", &["35"], "万名");
    assert_eq!(open("35所学校学生35万名", std::slice::from_ref(&citation)), ["35"]);
    for figures in [[citation.clone(), set_aside("35所学校")], [set_aside("35所学校"), citation]]
    {
        assert_eq!(open("35所学校学生35万名", &figures), [""; 0]);
    }
}

#[test]
fn two_citations_of_one_figure_share_its_numbers() {
    let figure = "企业和平台达到2万家和6万家";
    let figures = [cited(0, figure, &["2"], "万家"), cited(1, figure, &["60000"], "家")];
    assert_eq!(audit(figure, &figures).findings, []);
}

#[test]
fn each_citation_contains_a_number_of_its_target() {
    let figures = [cited(0, "企业达20家", &["20"], "家"), cited(0, "企业家队伍", &["20"], "家")];
    assert_eq!(
        audit("企业达20家,企业家队伍", &figures).findings,
        [Finding::NumberOutsideFigure { figure: 1, number: quantity("20", "家"), printed: None }]
    );
}

#[test]
fn work_covers_the_numbers_of_its_figure() {
    let figure = Figure { role: Role::Work, ..set_aside("完成3号楼建设") };
    assert_eq!(audit("完成3号楼建设", &[figure]).findings, []);
}

#[test]
fn a_figure_may_also_contain_the_baseline() {
    let mut figure = cited(0, "从10家增加到20家", &["20"], "家");
    if let Role::Target(target) = &mut figure.role {
        target.others.push(quantity("10", "家"));
    }
    assert_eq!(audit("从10家增加到20家", &[figure]).findings, []);
}

#[test]
fn a_set_aside_covers_every_place_but_is_not_a_bare_number() {
    assert_eq!(open("“315”工程和“315”工程", &[set_aside("“315”工程")]), [""; 0]);
    for (figure, short) in [
        ("“315”", true),
        ("10%", true),
        ("1.5万", true),
        ("百强", true),
        ("10家", false),
        ("5G", false),
    ] {
        let audit = audit(figure, &[set_aside(figure)]);
        let found = audit.findings == [Finding::ShortSetAside { figure: 0 }];
        assert_eq!(found, short, "{figure}");
    }
}

/// The word that gives a number of the figure to several things.
fn several(document: &str, figures: &[Figure]) -> Option<String> {
    audit(document, figures).findings.into_iter().find_map(|finding| match finding {
        Finding::OneOfSeveral { word, .. } => Some(document[word].to_owned()),
        _ => None,
    })
}

#[test]
fn a_figure_of_several_things_has_several_indicators() {
    for (figure, number, unit, word) in [
        ("国家、省、市重点项目各100项以上", "100", "项", Some("各")),
        ("增加值、企业数占比均超过50%", "50", "%", Some("均")),
        ("企业和平台分别达到20家", "20", "家", Some("分别")),
        ("企业研究院“双覆盖”", "100", "%", Some("双覆盖")),
        ("集群“两个全覆盖”", "100", "%", Some("两个")),
        ("both grow by 5%", "5", "%", Some("both")),
        ("hospitals and schools reach 90% respectively", "90", "%", Some("respectively")),
        ("各县孵化器全覆盖", "100", "%", None),
        ("年均增长5%以上", "5", "%", None),
        ("全市平均达到5件", "5", "件", None),
        ("人均达到5件", "5", "件", None),
        ("提高均质化水平10%", "10", "%", None),
        ("“双一流”高校10所", "10", "所", None),
        ("两位数增长", "10", "%", None),
    ] {
        let own = cited(0, figure, &[number], unit);
        assert_eq!(several(figure, std::slice::from_ref(&own)).as_deref(), word, "{figure}");
        let other = cited(1, figure, &[number], unit);
        assert_eq!(several(figure, &[own.clone(), other]), None, "{figure}");
        let mut members = own;
        let Role::Target(target) = &mut members.role else { panic!() };
        target.every = true;
        assert_eq!(several(figure, &[members]), None, "{figure}");
    }
}

#[test]
fn a_set_aside_does_not_read_like_a_target() {
    for (figure, number) in [
        ("引进博士2000名以上", Some("2000")),
        ("企业达到2万家", Some("2万")),
        ("支出控制在30亿元以内", Some("30亿")),
        ("新增企业10家", Some("10")),
        ("培育形成100家领军企业", Some("100")),
        ("实现各县孵化器全覆盖", Some("全覆盖")),
        ("at least 300 homes", Some("300")),
        ("300 homes or more", Some("300")),
        ("build 300 homes", Some("300")),
        ("支付金额达300万元的项目", None),
        ("已建成100家", None),
        ("建设5G", None),
        ("建设5GW", Some("5")),
        ("现有12家孵化器", None),
        ("35周岁以下", None),
        ("44% below 1990 levels", None),
        ("“双倍增”行动", None),
        ("平均为5件", None),
    ] {
        let found = audit(figure, &[set_aside(figure)]).findings;
        let found = found.into_iter().find_map(|finding| match finding {
            Finding::TargetSetAside { number, .. } => Some(figure[number].to_owned()),
            _ => None,
        });
        assert_eq!(found.as_deref(), number, "{figure}");
    }
    let figures = [set_aside("引进博士2000名以上"), cited(0, "博士2000名", &["2000"], "名")];
    assert_eq!(audit("引进博士2000名以上", &figures).findings, []);
}

#[test]
fn the_number_that_is_printed_is_named() {
    for (document, figure, printed) in [
        ("培育企业2000家", "培育企业2000家", Some("2000")),
        ("培育企业达2000家,平台10个", "培育企业", Some("2000")),
        ("平台10个,培育企业", "培育企业", Some("10")),
        ("平台10个\n培育企业", "培育企业", None),
        ("到2030年培育企业", "培育企业", None),
    ] {
        let found = audit(document, &[cited(0, figure, &["200"], "家")]).findings;
        let Finding::NumberOutsideFigure { printed: there, .. } = &found[0] else {
            panic!("{document}: {found:?}")
        };
        assert_eq!(there.clone().map(|it| &document[it]), printed, "{document}");
    }
}

proptest! {
    #[test]
    fn any_text_is_audited(
        document in "[0-9０-９.,，、第年月日号〔〕()（）\\-—:/ \n\u{200b}万亿%百强全覆盖倍增一二a家]{0,80}",
        quoted in prop::collection::vec((0..80_usize, 0..12_usize), 0..6),
        stranger in ".{0,8}",
    ) {
        let characters: Vec<char> = document.chars().collect();
        let mut figures: Vec<Figure> = quoted
            .into_iter()
            .enumerate()
            .map(|(index, (start, length))| {
                let text: String = characters.iter().skip(start).take(length).collect();
                if index % 2 == 0 { set_aside(&text) } else { cited(index, &text, &["2"], "家") }
            })
            .collect();
        figures.push(cited(9, &stranger, &["1", "100"], "%"));
        let audit = audit(&document, &figures);
        let mut end = 0;
        for number in &audit.numbers {
            prop_assert!(end <= number.range.start && number.range.start < number.range.end);
            prop_assert!(document.get(number.range.clone()).is_some());
            end = number.range.end;
        }
        let uncovered = audit.findings.iter();
        let uncovered = uncovered.filter(|finding| matches!(finding, Finding::NumberUncovered { .. }));
        prop_assert_eq!(uncovered.count(), audit.count(|cover| matches!(cover, Cover::Open(_))));
        for finding in &audit.findings {
            let place = match finding {
                Finding::FigureNotFound { nearest, .. } => nearest.clone(),
                Finding::FigureCutsNumber { number, .. } | Finding::NumberUncovered { number, .. } => Some(number.clone()),
                _ => None,
            };
            prop_assert!(place.is_none_or(|place| document.get(place).is_some()));
        }
    }

    #[test]
    fn any_string_is_audited(document in "\\PC{0,60}", figure in "\\PC{0,20}") {
        audit(&document, &[set_aside(&figure), cited(0, &figure, &["2"], "家")]);
    }
}
