//! Charts: bands mean what they show, labels stay apart, nothing leaves the picture, names are text.

use std::fs;
use std::io::Cursor;

use chrono::NaiveDate;
use plancheck::door::Actuals;
use plancheck::door::Judged;
use plancheck::door::Lang;
use plancheck::door::Month;
use plancheck::door::Number;
use plancheck::door::Plan;
use plancheck::door::Spark;
use plancheck::door::Style;
use plancheck::door::TrendView;
use plancheck::door::load_plan;
use plancheck::door::{Asked, Assessment, Finding, Method, Verdict, assess};
use plancheck::door::{Band, Bullet};
use plancheck::door::{Chart, ChartKind as Kind};
use plancheck::door::{Curve, Plot, Release, Spot};
use plancheck::door::{Frame, svg};
use plancheck::door::{Input, Options, read_actuals};
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::support::repository;

const EN: Style = Style { colour: false, ascii: false, width: 80, lang: Lang::En };

const ZH: Style = Style { lang: Lang::Zh, ..EN };

/// A picture's own size, as `chart` writes it.
const ALONE: Frame = Frame { width: 720, height: 320 };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn number(text: &str) -> Number {
    Number::parse_decimal(text).unwrap()
}

fn read(plan: &str, csv: &str) -> (Plan, Actuals) {
    let id = plan.split("id = \"").nth(1).and_then(|rest| rest.split('"').next());
    let file = format!("{}.toml", id.unwrap());
    let loaded = load_plan(&file, plan.as_bytes(), None);
    let plan = loaded.plan.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let input = Input {
        sheet: None,
        name: "t.csv".to_owned(),
        reader: Box::new(Cursor::new(csv.as_bytes().to_vec())),
    };
    let read = read_actuals(&plan.wanted(None), &plan.region, vec![input], &Options::default());
    (plan, read.actuals)
}

fn judged_by(plan: &Plan, actuals: &Actuals, as_of: &str, method: Option<Method>) -> Assessment {
    let asked = Asked { method, ..Asked::default() };
    assess(plan, actuals, day(as_of), asked)
}

/// Every finding, with what is known about it.
fn each(plan: &Plan, actuals: &Actuals, assessment: &Assessment, look: &mut dyn FnMut(Judged<'_>)) {
    for finding in &assessment.findings {
        look(Judged { plan, assessment, actuals, finding });
    }
}

// ---------------------------------------------------------------------------------------------- bands

/// A level of an odd age, so that growth is no whole number of years.
const BANDS_PLAN: &str = r#"
[plan]
id = "t"
title = "测试"
region = "甲市"
period = "2021/2025"

[[indicator]]
id = "one"
name = "指标"
unit = "UNIT"
kind = "stock"
measure = "MEASURE"
target = { TARGET }
BASELINE
cite = { section = "一", figure = "FIGURE" }
"#;

struct Case {
    unit: &'static str,
    measure: &'static str,
    target: &'static str,
    figure: &'static str,
    baseline: &'static str,
    /// Rows before the last, and the last one's period and value.
    before: &'static [(&'static str, &'static str)],
    last: (&'static str, &'static str),
    method: Method,
    verdicts: &'static [&'static str],
}

const LEVEL_YEARS: &[(&str, &str)] = &[
    ("2016-12", "100"),
    ("2017-12", "102"),
    ("2018-12", "104"),
    ("2019-12", "106"),
    ("2020-12", "108"),
];

const CASES: &[Case] = &[
    Case {
        unit: "万人",
        measure: "level",
        target: "at_least = 200",
        figure: "200万人",
        baseline: "baseline = { period = \"2020\", value = 100 }",
        before: &[],
        last: ("2023-09", "150"),
        method: Method::Schedule,
        verdicts: &["regressing", "off-track", "at-risk", "on-track", "ahead", "achieved"],
    },
    Case {
        unit: "万人",
        measure: "level",
        target: "at_most = 40",
        figure: "40万人",
        baseline: "baseline = { period = \"2020\", value = 100 }",
        before: &[],
        last: ("2023-09", "90"),
        method: Method::Schedule,
        verdicts: &["regressing", "off-track", "at-risk", "on-track", "ahead", "achieved"],
    },
    Case {
        unit: "万人",
        measure: "level",
        target: "at_least = -20",
        figure: "-20万人",
        baseline: "baseline = { period = \"2020\", value = -100 }\nmilestones = { \"2023\" = -70 }",
        before: &[],
        last: ("2023-09", "-80"),
        method: Method::Schedule,
        verdicts: &["regressing", "off-track", "at-risk", "on-track", "ahead", "achieved"],
    },
    Case {
        unit: "万人",
        measure: "level",
        target: "at_least = 200",
        figure: "200万人",
        baseline: "baseline = { period = \"2020\", value = 100 }",
        before: &[],
        last: ("2023-09", "150"),
        method: Method::Compound,
        verdicts: &["regressing", "off-track", "at-risk", "on-track", "achieved"],
    },
    Case {
        unit: "万人",
        measure: "level",
        target: "at_most = 40",
        figure: "40万人",
        baseline: "baseline = { period = \"2020\", value = 100 }",
        before: &[],
        last: ("2022-12", "90"),
        method: Method::Compound,
        verdicts: &["regressing", "off-track", "at-risk", "on-track", "achieved"],
    },
    Case {
        unit: "万人",
        measure: "level",
        target: "at_least = -40",
        figure: "-40万人",
        baseline: "baseline = { period = \"2020\", value = -100 }",
        before: &[],
        last: ("2022-12", "-90"),
        method: Method::Compound,
        verdicts: &["regressing", "off-track", "at-risk", "on-track", "achieved"],
    },
    Case {
        unit: "万人",
        measure: "level",
        target: "at_least = 100",
        figure: "100万人",
        baseline: "baseline = { period = \"2020\", value = 120 }",
        before: &[],
        last: ("2022-12", "110"),
        method: Method::Schedule,
        verdicts: &["regressing", "achieved"],
    },
    Case {
        unit: "%",
        measure: "rate",
        target: "at_least = 8",
        figure: "8%",
        baseline: "",
        before: &[],
        last: ("2023", "7"),
        method: Method::Schedule,
        verdicts: &["off-track", "at-risk", "on-track"],
    },
    Case {
        unit: "%",
        measure: "rate",
        target: "at_most = 8",
        figure: "8%",
        baseline: "",
        before: &[],
        last: ("2023", "10"),
        method: Method::Schedule,
        verdicts: &["on-track", "at-risk", "off-track"],
    },
    Case {
        unit: "%",
        measure: "rate",
        target: "at_least = 8",
        figure: "8%",
        baseline: "",
        before: &[],
        last: ("2025", "7"),
        method: Method::Schedule,
        verdicts: &["missed", "achieved"],
    },
    Case {
        unit: "亿元",
        measure: "average-growth",
        target: "at_least = 10",
        figure: "10%",
        baseline: "",
        before: &[("2020", "100")],
        last: ("2023", "125"),
        method: Method::Schedule,
        verdicts: &["regressing", "off-track", "at-risk", "on-track"],
    },
];

/// Sums are flows: they have a plan of their own.
const SUMS: &[(&str, &str, &[&str])] = &[
    ("at_least = 100", "40", &["off-track", "at-risk", "on-track", "ahead", "achieved"]),
    ("at_most = 100", "40", &["ahead", "on-track", "at-risk", "off-track", "missed"]),
    ("budget = 100", "40", &["off-track", "at-risk", "on-track", "achieved"]),
];

impl Case {
    fn plan(&self) -> String {
        let unit = if self.measure == "average-growth" { "%" } else { self.unit };
        let mut plan = BANDS_PLAN
            .replace("UNIT", unit)
            .replace("MEASURE", self.measure)
            .replace("TARGET", self.target)
            .replace("FIGURE", self.figure)
            .replace("BASELINE", self.baseline);
        if self.measure == "rate" {
            plan = plan.replace("kind = \"stock\"", "kind = \"ratio\"");
        }
        if self.measure == "average-growth" {
            plan = plan.replace("kind = \"stock\"", "from = { growth_of = \"base\" }");
            plan.push_str(
                "\n[[series]]\nid = \"base\"\nname = \"规模\"\nunit = \"亿元\"\nkind = \"flow\"\n",
            );
        }
        plan
    }

    fn csv(&self, value: &str) -> String {
        let name = if self.measure == "average-growth" { "规模" } else { "指标" };
        let rows = self.before.iter().copied().chain([(self.last.0, value)]);
        let rows = rows.map(|(when, value)| format!("甲市,{name},{when},{value},{},\n", self.unit));
        format!("region,indicator,period,value,unit,published\n{}", rows.collect::<String>())
    }

    fn finding(&self, value: &str) -> (Finding, Option<Bullet>) {
        let (plan, actuals) = read(&self.plan(), &self.csv(value));
        let assessment = judged_by(&plan, &actuals, "2026-06-30", Some(self.method));
        let mut bullet = None;
        each(&plan, &actuals, &assessment, &mut |judged| {
            bullet = Bullet::of(&judged);
        });
        (assessment.findings[0].clone(), bullet)
    }
}

fn words(bands: &[Band]) -> Vec<&'static str> {
    bands.iter().map(|band| band.verdict.word()).collect()
}

/// Places well inside a band, at its edges, and its middle.
fn inside(band: &Band) -> Vec<Number> {
    let way = &band.to - &band.from;
    [1, 500, 999]
        .into_iter()
        .map(|part| &band.from + &(&way * &Number::fraction(part, 1000).unwrap()))
        .collect()
}

#[test]
fn a_value_inside_a_band_has_the_bands_verdict() {
    for case in CASES {
        let (first, bullet) = case.finding(case.last.1);
        let what = format!("{} {} {:?}", case.measure, case.target, case.method);
        let bullet =
            bullet.unwrap_or_else(|| panic!("{what}: nothing to draw: {:?}", first.verdict));
        // Bands that the axis does not reach are not there; those that are come in this order.
        let shown = words(&bullet.bands);
        let mut wanted = case.verdicts.iter();
        assert!(shown.iter().all(|it| wanted.any(|known| known == it)), "{what}: {shown:?}");
        assert!(shown.contains(&first.verdict.word()), "{what}: {shown:?} {:?}", first.verdict);
        for band in &bullet.bands {
            for value in inside(band) {
                let value = if case.measure == "average-growth" {
                    // The level that such growth leads to.
                    let factor = &Number::one() + &value.over(&Number::from(100)).unwrap();
                    &Number::from(100) * &factor.power(3)
                } else {
                    value
                };
                let text = value.rounded_text(20);
                let (finding, _) = case.finding(&text);
                assert_eq!(
                    finding.verdict.word(),
                    band.verdict.word(),
                    "{what}: {text} in {shown:?}"
                );
            }
        }
    }
}

#[test]
fn a_sum_inside_a_band_has_the_bands_verdict() {
    for (target, value, verdicts) in SUMS {
        let plan = BANDS_PLAN
            .replace("UNIT", "亿元")
            .replace("MEASURE", "total")
            .replace("TARGET", target)
            .replace("FIGURE", "100亿元")
            .replace("BASELINE", "")
            .replace("kind = \"stock\"\n", "");
        let judge = |value: &str| {
            let csv = format!(
                "region,indicator,period,value,unit,published\n甲市,指标,2021-01/2023-03,{value},亿元,\n"
            );
            let (plan, actuals) = read(&plan, &csv);
            let assessment = judged_by(&plan, &actuals, "2023-06-30", None);
            let mut bullet = None;
            each(&plan, &actuals, &assessment, &mut |judged| {
                bullet = Bullet::of(&judged);
            });
            (assessment.findings[0].verdict, bullet.unwrap())
        };
        let (_, bullet) = judge(value);
        let shown = words(&bullet.bands);
        let mut wanted = verdicts.iter();
        assert!(shown.iter().all(|it| wanted.any(|known| known == it)), "{target}: {shown:?}");
        assert!(shown.len() >= verdicts.len() - 1, "{target}: {shown:?}");
        for band in &bullet.bands {
            for value in inside(band) {
                let text = value.rounded_text(20);
                assert_eq!(judge(&text).0, band.verdict, "{target}: {text} in {shown:?}");
            }
        }
    }
}

/// Where a projection leads depends on the last value twice: it is moved, and with it the last change. The bands hold
/// for the mean change as it is, so they are checked by the ratio itself.
#[test]
fn bands_of_a_projection_turn_where_its_ratio_does() {
    let case = Case {
        before: LEVEL_YEARS,
        last: ("2021-12", "110"),
        target: "at_least = 118",
        figure: "118万人",
        method: Method::Projection,
        baseline: "",
        ..Case {
            unit: "万人",
            measure: "level",
            target: "",
            figure: "",
            baseline: "",
            before: &[],
            last: ("", ""),
            method: Method::Projection,
            verdicts: &[],
        }
    };
    let (finding, bullet) = case.finding("110");
    let bullet = bullet.unwrap();
    // Two a year for four years lead from 110 to 118: the value due is the actual itself.
    assert_eq!(finding.method, Method::Projection);
    assert_eq!(bullet.expected, Some(number("110")));
    let from =
        |verdict| bullet.bands.iter().find(|band| band.verdict == verdict).unwrap().from.clone();
    // 118 − 8 / 0.95 and 118 − 8 / 0.8.
    assert_eq!(
        from(Verdict::OnTrack),
        &number("118") - &number("8").over(&number("0.95")).unwrap()
    );
    assert_eq!(from(Verdict::AtRisk), number("108"));
}

// ---------------------------------------------------------------------------------------------- pictures

/// A text of a picture: its words, and the room that they take.
#[derive(Debug, Clone)]
struct Text {
    words: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// A picture, read again.
#[derive(Debug, Default)]
struct Seen {
    size: (f64, f64),
    texts: Vec<Text>,
    /// Places of lines and signs.
    places: Vec<(f64, f64)>,
    elements: Vec<String>,
    label: String,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().map(Result::unwrap);
    let mut found = found.filter(|it| it.key.as_ref() == name);
    let value = found.next()?;
    Some(value.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
}

fn value(element: &BytesStart<'_>, name: &str) -> f64 {
    attribute(element, name).map_or(0.0, |text| text.parse().unwrap())
}

/// The ends of absolute steps of a path; relative ones lead to signs of a few pixels.
fn steps(path: &str, from: (f64, f64)) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    let mut at = from;
    let starts: Vec<usize> = path
        .char_indices()
        .filter(|(_, one)| one.is_ascii_alphabetic())
        .map(|(index, _)| index)
        .collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(path.len());
        let text = path[start + 1..end].replace('-', " -");
        let numbers: Vec<f64> = text.split_whitespace().map(|it| it.parse().unwrap()).collect();
        match &path[*start..=*start] {
            "M" | "L" => at = (from.0 + numbers[0], from.1 + numbers[1]),
            "H" => at.0 = from.0 + numbers[0],
            "V" => at.1 = from.1 + numbers[0],
            "h" => at.0 += numbers[0],
            "v" => at.1 += numbers[0],
            "l" | "m" => {
                for pair in numbers.chunks(2) {
                    at = (at.0 + pair[0], at.1 + pair[1]);
                }
            }
            "z" => {}
            other => panic!("{other} in {path}"),
        }
        places.push(at);
    }
    places
}

/// Widths as a usual font has them: 1 em for Chinese, 0.55 em for the rest.
fn wide(text: &str, size: f64) -> f64 {
    let letters = text.chars().map(|one| match u32::from(one) {
        0x2e80..=0x9fff | 0xff00..=0xffef => 1.0,
        _ => 0.55,
    });
    size * letters.sum::<f64>()
}

fn seen(svg: &str) -> Seen {
    let mut reader = Reader::from_str(svg);
    let mut seen = Seen::default();
    let mut shifts: Vec<(f64, f64)> = vec![(0.0, 0.0)];
    let mut text: Option<(f64, f64, f64, char)> = None;
    let mut inside_title = false;
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {svg}")) {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                let at = *shifts.last().unwrap();
                match name.as_str() {
                    "svg" => {
                        seen.size = (value(&element, "width"), value(&element, "height"));
                        seen.label = attribute(&element, "aria-label").unwrap_or_default();
                        let view = attribute(&element, "viewBox").unwrap();
                        assert_eq!(view, format!("0 0 {} {}", seen.size.0, seen.size.1));
                    }
                    "g" => {
                        let shift = attribute(&element, "transform").unwrap();
                        let shift = shift.trim_start_matches("translate(").trim_end_matches(')');
                        let (x, y) = shift.split_once(' ').unwrap();
                        shifts.push((
                            at.0 + x.parse::<f64>().unwrap(),
                            at.1 + y.parse::<f64>().unwrap(),
                        ));
                    }
                    "text" => {
                        let class = attribute(&element, "class").unwrap();
                        let anchor = match class.as_str() {
                            _ if class.ends_with("pc-m") => 'm',
                            _ if class.ends_with("pc-e") => 'e',
                            _ => 's',
                        };
                        let size = if class.contains("pc-h1") { 16.0 } else { 12.0 };
                        let place = (at.0 + value(&element, "x"), at.1 + value(&element, "y"));
                        text = Some((place.0, place.1, size, anchor));
                        words.clear();
                    }
                    "title" => inside_title = true,
                    "path" => {
                        let way = attribute(&element, "d").unwrap();
                        seen.places.extend(steps(&way, at));
                    }
                    "circle" => {
                        let centre = (at.0 + value(&element, "cx"), at.1 + value(&element, "cy"));
                        let radius = value(&element, "r");
                        seen.places.push((centre.0 - radius, centre.1 - radius));
                        seen.places.push((centre.0 + radius, centre.1 + radius));
                    }
                    "rect" => {
                        let corner = (at.0 + value(&element, "x"), at.1 + value(&element, "y"));
                        let size = (value(&element, "width"), value(&element, "height"));
                        assert!(size.0 >= 0.0 && size.1 >= 0.0, "{svg}");
                        seen.places.push(corner);
                        seen.places.push((corner.0 + size.0, corner.1 + size.1));
                    }
                    _ => {}
                }
                seen.elements.push(name);
            }
            Event::Text(piece) if text.is_some() && !inside_title => {
                words.push_str(&piece);
            }
            Event::GeneralRef(reference) if text.is_some() && !inside_title => {
                words.push_str(match &*reference {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    other => panic!("&{other};"),
                });
            }
            Event::End(element) => match element.name().as_ref() {
                "g" => {
                    shifts.pop();
                }
                "title" => inside_title = false,
                "text" => {
                    let (x, y, size, anchor) = text.take().unwrap();
                    let wide = wide(&words, size);
                    let left = match anchor {
                        'm' => x - wide / 2.0,
                        'e' => x - wide,
                        _ => x,
                    };
                    seen.texts.push(Text {
                        words: words.clone(),
                        left,
                        right: left + wide,
                        top: y - 0.75 * size,
                        bottom: y + 0.2 * size,
                    });
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    seen
}

/// Is every text inside the picture and apart from all others, and every place inside?
fn check(svg: &str, what: &str) -> Seen {
    let seen = seen(svg);
    let (wide, high) = seen.size;
    for (index, text) in seen.texts.iter().enumerate() {
        assert!(
            text.left >= -0.6
                && text.right <= wide + 0.6
                && text.top >= -0.6
                && text.bottom <= high + 0.6,
            "{what}: {text:?} leaves {wide} × {high}"
        );
        for other in &seen.texts[index + 1..] {
            let apart = text.right <= other.left
                || other.right <= text.left
                || text.bottom <= other.top
                || other.bottom <= text.top;
            assert!(apart, "{what}: {text:?} and {other:?}");
        }
    }
    for (x, y) in &seen.places {
        // What is no number is in no range.
        assert!(
            (-0.6..=wide + 0.6).contains(x) && (-0.6..=high + 0.6).contains(y),
            "{what}: ({x}, {y}) leaves {wide} × {high}"
        );
    }
    for forbidden in ["href", "url(", "<script"] {
        assert!(!svg.contains(forbidden), "{what}: {forbidden}");
    }
    seen
}

/// The plan with an indicator of every kind, and the plans that come along.
fn plans() -> Vec<(Plan, Actuals)> {
    let folder = repository();
    let text = |path: &str| fs::read_to_string(folder.join(path)).unwrap();
    [
        (
            "tests/cmd/trend-measures.in/province-2030.toml",
            "tests/cmd/trend-measures.in/figures.csv",
        ),
        ("plans/zhejiang-145.toml", "examples/actuals/zhejiang.csv"),
        ("plans/hangzhou-2024.toml", "examples/actuals/hangzhou.csv"),
    ]
    .into_iter()
    .map(|(plan, csv)| read(&text(plan), &text(csv)))
    .collect()
}

const DATES: [&str; 4] = ["2024-10-31", "2025-12-01", "2028-06-30", "2031-12-31"];

#[test]
fn every_picture_of_every_plan_is_whole() {
    let mut drawn = 0;
    for (plan, actuals) in plans() {
        for date in DATES {
            for method in [None, Some(Method::Compound), Some(Method::Projection)] {
                let assessment = judged_by(&plan, &actuals, date, method);
                each(&plan, &actuals, &assessment, &mut |judged| {
                    let what = format!("{} {} {date} {method:?}", plan.id, judged.indicator().id);
                    let chart = Chart::of(judged, Kind::Both);
                    let styles: &[&Style] = if method.is_some() { &[&ZH] } else { &[&EN, &ZH] };
                    for style in styles.iter().copied() {
                        let Some(alone) = svg::alone(&chart, ALONE, style) else {
                            assert!(chart.is_empty(), "{what}");
                            continue;
                        };
                        let seen = check(&alone, &what);
                        assert!(!alone.contains("var("), "{what}");
                        assert!(!seen.label.is_empty(), "{what}");
                        drawn += 1;
                    }
                    if method.is_some() {
                        return;
                    }
                    // Embedded, from a phone's width to a wide screen's.
                    let plot = TrendView::new(judged).plot();
                    let bullet = Bullet::of(&judged);
                    for width in [240, 300, 358, 640, 1100] {
                        let frame = Frame { width, height: 240 };
                        let told = format!("{what} {width}");
                        let markup = svg::trajectory(&plot, frame, &EN, "x").into_string();
                        if plot.months().is_some() {
                            check(&markup, &told);
                        }
                        if let Some(bullet) = &bullet {
                            let frame = Frame { width, height: 60 };
                            check(&svg::bullet(bullet, frame, &ZH, "x").into_string(), &told);
                            let frame = Frame { width: width / 2, height: 24 };
                            check(&svg::bullet(bullet, frame, &EN, "").into_string(), &told);
                        }
                    }
                    let spark = Spark::of(&judged);
                    let frame = Frame { width: 80, height: 20 };
                    let markup = svg::sparkline(&spark, frame, &EN, "").into_string();
                    if !spark.is_empty() {
                        check(&markup, &what);
                    }
                });
            }
        }
    }
    assert!(drawn > 300, "{drawn}");
}

/// The bands lie side by side from the left end of the axis to the right, and the actual is on the axis.
#[test]
fn bands_cover_the_axis_without_overlap() {
    for (plan, actuals) in plans() {
        for date in DATES {
            let assessment = judged_by(&plan, &actuals, date, None);
            each(&plan, &actuals, &assessment, &mut |judged| {
                let Some(bullet) = Bullet::of(&judged) else {
                    return;
                };
                let what = format!("{} {date} {bullet:?}", judged.indicator().id);
                let one = Number::one();
                let place = |value: &Number| bullet.share(value);
                for value in
                    [Some(&bullet.actual), bullet.target.as_ref(), bullet.expected.as_ref()]
                {
                    let Some(value) = value else { continue };
                    assert!(!place(value).is_negative() && place(value) <= one, "{what}");
                }
                for pair in bullet.bands.windows(2) {
                    assert_eq!(pair[0].to, pair[1].from, "{what}");
                }
                for band in &bullet.bands {
                    assert!(place(&band.from) < place(&band.to), "{what}");
                }
            });
        }
    }
}

/// Names are text, whatever they hold.
#[test]
fn a_wicked_name_is_text_and_breaks_nothing() {
    let long = format!("<script>alert(\"1\")</script> & \u{202e}'x' {}", "很长的名称".repeat(40));
    let plan = BANDS_PLAN
        .replace("UNIT", "万人")
        .replace("MEASURE", "level")
        .replace("TARGET", "at_least = 200")
        .replace("FIGURE", "200万人")
        .replace("BASELINE", "baseline = { period = \"2020\", value = 100 }");
    let (mut plan, actuals) =
        read(&plan, "region,indicator,period,value,unit\n甲市,指标,2023,150,万人\n");
    plan.indicators[0].name.clone_from(&long);
    plan.indicators[0].name_en = None;
    plan.title.clone_from(&long);
    let assessment = judged_by(&plan, &actuals, "2024-06-30", None);
    each(&plan, &actuals, &assessment, &mut |judged| {
        let chart = Chart::of(judged, Kind::Both);
        let drawn = svg::alone(&chart, ALONE, &ZH).unwrap();
        assert!(!drawn.contains("<script"), "{drawn}");
        assert!(!drawn.contains('\u{202e}'), "{drawn}");
        let seen = seen(&drawn);
        assert!(!seen.elements.iter().any(|name| name == "script"));
        let (title, second) = (&seen.texts[0], &seen.texts[1]);
        assert!(
            title.words.starts_with("<script>alert(\"1\")</script> & \\u{202e}'x'"),
            "{title:?}"
        );
        assert!(second.words.ends_with('…') && second.right <= seen.size.0, "{second:?}");
        // The whole name is there too.
        assert!(drawn.matches(&"很长的名称".repeat(40)).count() > 1);
        // Embedded, the label is text as well.
        let plot = TrendView::new(judged).plot();
        let markup = svg::trajectory(&plot, ALONE, &EN, &long).into_string();
        assert!(!markup.contains("<script") && markup.contains("&lt;script&gt;"), "{markup}");
    });
}

fn any_number() -> impl Strategy<Value = Number> {
    let value = prop_oneof![any::<i64>(), -1000..1000_i64, Just(0_i64), Just(i64::MAX),];
    (value, -25..25_i32)
        .prop_map(|(value, exponent)| &Number::from(value) * &Number::power_of_ten(exponent))
}

fn any_spots() -> impl Strategy<Value = Vec<Spot>> {
    let spot = (0..400_i32, any_number(), any::<bool>());
    proptest::collection::vec(spot, 0..12).prop_map(|mut spots| {
        spots.sort_by_key(|(month, ..)| *month);
        spots.dedup_by_key(|(month, ..)| *month);
        let first = Month::new(2000, 1).unwrap();
        spots
            .into_iter()
            .map(|(month, value, sure)| Spot { at: first.plus(month), value, sure })
            .collect()
    })
}

prop_compose! {
    fn any_plot()(
        spots in proptest::collection::vec(any_spots(), 6),
        from_zero in any::<bool>(),
        unit in "[a-z亿元<&]{0,30}",
        year in 1990..2060_i32,
    ) -> Plot {
        let mut plot = Plot { unit, from_zero, as_of: NaiveDate::from_ymd_opt(year, 6, 30), ..Plot::default() };
        let curves = [
            Curve::Stretch, Curve::Target, Curve::Path, Curve::Reference(None), Curve::Projection(Method::Schedule),
            Curve::Actual,
        ];
        for (curve, spots) in curves.into_iter().zip(spots) {
            // One value a line of targets, as plans have.
            let most = if matches!(curve, Curve::Target | Curve::Stretch) { 1 } else { 12 };
            plot.line(curve, spots.into_iter().take(most).collect());
        }
        let actual = plot.lines.iter().find(|line| line.curve == Curve::Actual);
        let actual = actual.and_then(|line| line.spots.last()).cloned();
        plot.newest = actual.as_ref().map(|spot| spot.at);
        plot.earlier = actual.into_iter().map(|spot| Release {
            at: spot.at,
            value: &spot.value + &Number::one(),
            published: NaiveDate::from_ymd_opt(year, 1, 1).unwrap(),
        }).collect();
        plot
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_plot_is_drawn_whole(plot in any_plot(), width in 200..1200_u16, height in 60..500_u16) {
        let frame = Frame { width, height };
        for style in [&EN, &ZH] {
            let markup = svg::trajectory(&plot, frame, style, "x").into_string();
            if plot.months().is_some() {
                check(&markup, "random");
            } else {
                prop_assert!(markup.is_empty());
            }
        }
    }

    #[test]
    fn any_history_is_small_and_inside(values in proptest::collection::vec(proptest::option::of(any_number()), 0..13)) {
        let mut values = values;
        while values.first().is_some_and(Option::is_none) { values.remove(0); }
        while values.last().is_some_and(Option::is_none) { values.pop(); }
        let spark = Spark { newest: Month::new(2024, 12), step: 12, values };
        let frame = Frame { width: 80, height: 20 };
        let markup = svg::sparkline(&spark, frame, &EN, "").into_string();
        prop_assert!(markup.len() <= 300, "{} {markup}", markup.len());
        if !spark.is_empty() {
            check(&markup, "random");
        }
    }
}

// ---------------------------------------------------------------------------------------------- files

/// The pictures in the documents are what the command writes.
#[test]
fn the_documents_show_what_chart_writes() {
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_plancheck"))
            .args(arguments)
            .current_dir(repository())
            .env("LC_ALL", "C")
            .env_remove("PLANCHECK_PLANS")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    for (file, arguments) in DRAWN {
        let path = repository().join(file);
        let drawn = run(arguments);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let shown = fs::read(&path).unwrap_or_default();
        assert!(shown == drawn, "{file} is not what `chart` writes: UPDATE=1 writes it anew");
    }
}

const DRAWN: &[(&str, &[&str])] = &[
    (
        "docs/pictures/fiscal-growth.svg",
        &[
            "chart",
            "zhejiang-145",
            "fiscal-st-expenditure-growth",
            "--as-of",
            "2025-06-30",
            "--quiet",
        ],
    ),
    (
        "docs/pictures/investment.svg",
        &[
            "chart",
            "hangzhou-2024",
            "strong-base-21-projects-investment",
            "--as-of",
            "2024-10-31",
            "--quiet",
        ],
    ),
];
